"""Filled hour sheets into a master: read all, check all, and only then bring in what is right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from via_xl import __version__
from via_xl.basis.afbreken import Voortgang
from via_xl.basis.bevinding import InvoerFout, fouten
from via_xl.basis.geld import uren_tekst
from via_xl.controle import controleer
from via_xl.lezen.master import Master, lees_master
from via_xl.regeling.model import Logregel, Regeling
from via_xl.rekenen.invoerhash import invoerhash
from via_xl.schrijven.bevindingenrapport import als_dicts, maak_rapport
from via_xl.urenstaat.inbrengen import Inbreng, Staatgevolg, breng_in
from via_xl.urenstaat.lees import GelezenUrenstaat, lees_urenstaten
from via_xl.wijzigen.mastermaken import vernieuw_master, zet_neer


@dataclass(frozen=True)
class Leesverslag:
    """What became of each hour sheet, and of the master; ``master`` is None when nothing changed."""

    staten: tuple[GelezenUrenstaat, ...]
    gevolgen: tuple[Inbreng, ...]
    master: Path | None
    reserve: Path | None
    rapport: Path | None = None

    @property
    def geweigerd(self) -> int:
        """How many files did not come in."""
        return sum(gevolg.gevolg is Staatgevolg.GEWEIGERD for gevolg in self.gevolgen)

    def als_json(self) -> dict[str, Any]:
        """Hours are texts with two decimals and a dot."""
        return {
            "master": None if self.master is None else str(self.master),
            "reservekopie": None if self.reserve is None else str(self.reserve),
            "urenstaten": [
                {
                    "bestand": staat.bestand,
                    "code": inbreng.code,
                    "jaar": inbreng.jaar,
                    "gevolg": str(inbreng.gevolg),
                    "regels": inbreng.regels,
                    "uren": uren_tekst(inbreng.uren_h),
                    "vervallen_regels": inbreng.vervallen,
                    "bevindingen": als_dicts([staat]),
                }
                for staat, inbreng in zip(self.staten, self.gevolgen, strict=True)
            ],
        }


def lees_in(
    paden: Sequence[Path],
    masterpad: Path,
    uit: Path | None = None,
    *,
    jaar: int | None = None,
    tekst_als_getal: bool = False,
    rapport: Path | None = None,
    voortgang: Voortgang = lambda *_: None,
) -> Leesverslag:
    """Read hour sheets into a master, which is rebuilt from its inputs; the old one stays as a dated backup.

    ``jaar`` is the year the sheets should be of; it defaults to the one chosen in the master. With ``rapport``
    the findings are written as a workbook too.

    Raises:
        InvoerFout: the master can't be read, holds errors, or holds work of the user's that a rebuild would lose.
    """
    if rapport is not None and rapport.exists():
        raise InvoerFout(f"{rapport} bestaat al en wordt niet overschreven. Kies bij --rapport een andere naam.")
    master = lees_master(masterpad)
    _zonder_fouten(masterpad, master.regeling)
    gevraagd = jaar if jaar is not None else master.jaar
    staten = lees_urenstaten(paden, master.regeling, gevraagd, tekst_als_getal=tekst_als_getal, voortgang=voortgang)
    if rapport is not None:
        zet_neer(maak_rapport(staten, rapport.resolve().parent), rapport)
    regeling, gevolgen = breng_in(master.regeling, staten, date.today())
    if not any(gevolg.gevolg in (Staatgevolg.NIEUW, Staatgevolg.VERVANGT) for gevolg in gevolgen):
        return Leesverslag(staten, gevolgen, None, None, rapport)
    _zonder_fouten(masterpad, regeling)
    voortgang("Master herbouwen en narekenen", len(paden), len(paden))
    reserve = vernieuw_master(master, met_logregels(master, regeling, gevolgen), uit)
    return Leesverslag(staten, gevolgen, uit or masterpad, reserve, rapport)


def _zonder_fouten(pad: Path, regeling: Regeling) -> None:
    bevindingen = controleer(regeling)
    if fouten(bevindingen):
        raise InvoerFout(f"{pad.name} bevat fouten; er is niets mee gedaan.", bevindingen)


def met_logregels(master: Master, regeling: Regeling, gevolgen: Sequence[Inbreng]) -> Regeling:
    """The regeling with a line in the log for each year that changed."""
    per_jaar: dict[int, list[Inbreng]] = {}
    for gevolg in gevolgen:
        if gevolg.jaar is not None and gevolg.gevolg in (Staatgevolg.NIEUW, Staatgevolg.VERVANGT):
            per_jaar.setdefault(gevolg.jaar, []).append(gevolg)
    regels = tuple(
        Logregel(
            wanneer=date.today(),
            wat="urenstaten ingelezen",
            jaar=jaar,
            versie=f"ViA-XL {__version__}",
            invoerhash=invoerhash(regeling, jaar),
            opmerking=", ".join(gevolg.code or "" for gevolg in rij),
        )
        for jaar, rij in per_jaar.items()
    )
    return replace(regeling, logboek=(*master.regeling.logboek, *regels))
