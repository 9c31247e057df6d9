"""Blank hour sheets as drafts: one a recipient, with the sheets of the gemeenten it is for; and a reminder to who is silent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from via_xl.basis.bevinding import InvoerFout, NietsTeDoen
from via_xl.basis.datum import datum_in_cel, datum_nl
from via_xl.basis.gemeenten import bestandsnaam
from via_xl.basis.gewoon import lees_gewoon
from via_xl.basis.opsomming import en
from via_xl.basis.publiceren import alleen
from via_xl.basis.schijffout import reden
from via_xl.basis.vingerafdruk import sha256_van
from via_xl.lezen.master import lees_master
from via_xl.regeling.model import Regeling
from via_xl.rekenen.ontvangers import Ontvanger, ontvangers
from via_xl.schrijven.bericht import Sjabloon, eigen_sjabloon, maak_bericht
from via_xl.schrijven.csv_nl import als_csv
from via_xl.verzenden.verzend import eis_adressen
from via_xl.verzenden.verzendregister import KOP, REGISTER, in_aanmaak, lees_register

_NIETS = "er is niets gemaakt"


@dataclass(frozen=True, slots=True)
class Uitvraag:
    """What was made, what stood there already, and who has no address."""

    map: Path
    gemaakt: tuple[str, ...]
    er_al: tuple[str, ...]
    zonder_adres: tuple[str, ...]

    def als_json(self) -> dict[str, Any]:
        """Everything, for ``--json``."""
        return {
            "map": str(self.map),
            "gemaakt": list(self.gemaakt),
            "stond_er_al": list(self.er_al),
            "zonder_adres": list(self.zonder_adres),
        }


def verzend_urenstaten(
    masterpad: Path,
    jaar: int,
    staten: Mapping[str, Path],
    terug_voor: date,
    nu: datetime | None = None,
    *,
    herinnering: bool = False,
) -> Uitvraag:
    """Make a draft for each recipient of these blank sheets (by code), in a folder beside theirs with a register.

    ``herinnering``: only for the gemeenten of which no hour sheet of the year was read in, in a folder of this day. What stands
    there already stays as it is.

    Raises:
        InvoerFout: the day is past, an address is wrong, or the folder can't be written.
        NietsTeDoen: everybody answered.
    """
    moment = nu or datetime.now()
    if terug_voor <= moment.date():
        raise NietsTeDoen(
            f"Terug vóór {datum_nl(terug_voor)} kan niet meer; {_NIETS}. Geef met --terug-voor een latere dag op."
        )
    regeling = lees_master(masterpad).regeling
    wie = [g for g in regeling.gemeenten if g.code in staten and not (herinnering and _binnen(regeling, g.code, jaar))]
    if not wie:
        raise NietsTeDoen(f"Van elke gemeente die in {jaar} uren levert is een urenstaat ingelezen; {_NIETS}.")
    eis_adressen(wie, masterpad)
    alle, zonder = ontvangers(wie)
    boven = next(iter(staten.values())).parent
    doel = boven.with_name(f"{boven.name}-{f'herinnering-{moment:%Y-%m-%d}' if herinnering else 'verzending'}")
    sjabloon = eigen_sjabloon("herinnering" if herinnering else "urenstaat")
    try:
        with alleen(doel):
            register = lees_register(doel)
            klaar = {rij["Code"] for rij in register}
            nieuw = [o for o in alle if any(g.code not in klaar for g in o.gemeenten)]
            if nieuw:
                with in_aanmaak(doel) as werkmap:
                    rijen = [[rij[kop] for kop in KOP] for rij in register]
                    for ontvanger in nieuw:
                        rijen += _schrijf(ontvanger, regeling, jaar, staten, sjabloon, terug_voor, werkmap, moment)
                    (werkmap / REGISTER).write_bytes(als_csv(KOP, rijen))
    except OSError as fout:
        raise InvoerFout(f"In {doel.parent} kan niet worden geschreven ({reden(fout)}); {_NIETS}.") from fout
    return Uitvraag(
        doel,
        tuple(f"{', '.join(g.naam for g in o.gemeenten)} ({o.e_mail})" for o in nieuw),
        tuple(f"{g.naam} ({o.e_mail})" for o in alle for g in o.gemeenten if o not in nieuw),
        tuple(gemeente.naam for gemeente in zonder),
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
    centrum, regio = regeling.centrumgemeente, regeling.regio
    bij = {
        gemeente: (staten[gemeente.code].name, lees_gewoon(staten[gemeente.code])) for gemeente in ontvanger.gemeenten
    }
    onderwerp, tekst = sjabloon.vul(
        {
            "kort": regio.kort,
            "voluit": regio.woord("voluit"),
            "jaar": str(jaar),
            "gemeenten": en(gemeente.naam for gemeente in ontvanger.gemeenten),
            "aanhef": ontvanger.aanhef,
            "dag": datum_nl(terug_voor),
            "bijlagen": "\n".join(["Bijgevoegd:", *(f"- {naam}" for naam, _ in bij.values())]),
            "afzender": centrum.contactfunctionaris.strip() or centrum.naam,
        }
    )
    delen = "_".join(bestandsnaam(gemeente.naam) for gemeente in ontvanger.gemeenten)
    bericht = f"{bestandsnaam(regio.kort)}_urenstaat_{jaar}_{delen}.eml"
    (werkmap / bericht).write_bytes(
        maak_bericht(ontvanger.e_mail, onderwerp, tekst, bij.values(), centrum.e_mail.strip())
    )
    op = f"{datum_in_cel(moment)} {moment:%H:%M}"
    return [
        [gemeente.naam, gemeente.code, ontvanger.e_mail, bericht, naam, sha256_van(inhoud), sha256_van(inhoud), op]
        for gemeente, (naam, inhoud) in bij.items()
    ]
