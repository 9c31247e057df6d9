"""Blank hour sheets as drafts: one a recipient, with the sheets of the gemeenten it is for; and a reminder to who is silent."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

from via_xl.basis.bevinding import NietsTeDoen
from via_xl.basis.datum import datum_in_cel, datum_nl
from via_xl.basis.gemeenten import bestandsnaam
from via_xl.basis.gewoon import lees_gewoon
from via_xl.basis.vingerafdruk import sha256_van
from via_xl.controle.jaarstand import NIETS_GEMAAKT
from via_xl.lezen.master import lees_master
from via_xl.regeling.model import Regeling
from via_xl.rekenen.ontvangers import Ontvanger
from via_xl.schrijven.bericht import Sjabloon, eigen_sjabloon
from via_xl.verzenden.concepten import Concepten, eis_later, zet_concepten
from via_xl.verzenden.opstellen import Meegestuurd, stel_op
from via_xl.verzenden.verzendregister import gewone_velden


def verzend_urenstaten(
    masterpad: Path,
    jaar: int,
    staten: Mapping[str, Path],
    terug_voor: date,
    nu: datetime | None = None,
    *,
    herinnering: bool = False,
) -> Concepten:
    """Make a draft for each recipient of these blank sheets (by code), in a folder beside theirs with a register.

    ``herinnering``: only for the gemeenten of which no hour sheet of the year was read in, in a folder of this day. What stands
    there already stays as it is.

    Raises:
        InvoerFout: the day is past, an address is wrong, or the folder can't be written.
        NietsTeDoen: everybody answered.
    """
    moment = nu or datetime.now()
    eis_later(terug_voor, moment.date(), "Terug", "--terug-voor")
    regeling = lees_master(masterpad).regeling
    wie = [g for g in regeling.gemeenten if g.code in staten and not (herinnering and _binnen(regeling, g.code, jaar))]
    if not wie:
        raise NietsTeDoen(f"Van elke gemeente die in {jaar} uren levert is een urenstaat ingelezen; {NIETS_GEMAAKT}.")
    boven = next(iter(staten.values())).parent
    doel = boven.with_name(f"{boven.name}-{f'herinnering-{moment:%Y-%m-%d}' if herinnering else 'verzending'}")
    sjabloon = eigen_sjabloon("herinnering" if herinnering else "urenstaat")
    return zet_concepten(
        doel,
        wie,
        masterpad,
        lambda o, werkmap: _schrijf(o, regeling, jaar, staten, sjabloon, terug_voor, werkmap, moment),
    )


def _binnen(regeling: Regeling, code: str, jaar: int) -> bool:
    return any(staat.geldig and (staat.code, staat.jaar) == (code, jaar) for staat in regeling.urenstaten)


def _schrijf(
    ontvanger: Ontvanger,
    regeling: Regeling,
    jaar: int,
    staten: Mapping[str, Path],
    sjabloon: Sjabloon,
    terug_voor: date,
    werkmap: Path,
    moment: datetime,
) -> list[list[str]]:
    """The draft of one recipient; gives its rows of the register. Raises OSError."""
    bij = {
        gemeente: (staten[gemeente.code].name, lees_gewoon(staten[gemeente.code])) for gemeente in ontvanger.gemeenten
    }
    velden = {
        **gewone_velden(regeling, jaar, ontvanger),
        "dag": datum_nl(terug_voor),
        "bijlagen": "\n".join(["Bijgevoegd:", *(f"- {naam}" for naam, _ in bij.values())]),
    }
    delen = "_".join(bestandsnaam(gemeente.naam) for gemeente in ontvanger.gemeenten)
    bericht = f"{bestandsnaam(regeling.regio.kort)}_urenstaat_{jaar}_{delen}.eml"
    mee = [Meegestuurd(naam, inhoud, inhoud) for naam, inhoud in bij.values()]
    (werkmap / bericht).write_bytes(stel_op(regeling, jaar, ontvanger, sjabloon, velden, mee))
    op = f"{datum_in_cel(moment)} {moment:%H:%M}"
    return [
        [gemeente.naam, gemeente.code, ontvanger.e_mail, bericht, naam, sha256_van(inhoud), sha256_van(inhoud), op]
        for gemeente, (naam, inhoud) in bij.items()
    ]
