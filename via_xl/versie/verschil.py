"""What changed from one version folder to another, for the whole region: on screen, as JSON, and as a workbook.

Both are calculated again from what their folder keeps; nothing in them is changed.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from msgspec import Struct

from via_xl.basis.bevinding import InvoerFout
from via_xl.basis.geld import bedrag_tekst, uren_tekst
from via_xl.bewijs.verificatie.versie import NietMogelijk, Versie
from via_xl.bewijs.verificatie.vorige import afwijkingen
from via_xl.rekenen.wijzigingen import Afgerekend, Gemeentewijziging, Paar, Vergelijking, vergelijk
from via_xl.versie.versiemap import open_versiemap
from via_xl.wijzigen.mastermaken import zet_neer
from via_xl.wijzigen.vervangen import eis_nieuw


class Versieverschil(Struct, frozen=True):
    """The comparison, the two folders, and what is the matter with one of them."""

    vergelijking: Vergelijking
    mappen: tuple[Path, Path]
    let_op: tuple[str, ...]
    pad: Path | None = None

    def als_json(self) -> dict[str, Any]:
        """Amounts and hours are texts with two decimals and a dot; each with before, after and the difference."""
        v = self.vergelijking
        return {
            "jaar": v.jaar,
            "vorige": _stand(v.vorig, self.mappen[0]),
            "deze": _stand(v.nu, self.mappen[1]),
            "herziening": v.herziening,
            "kosten": _bedragen(v.kosten_ct),
            "vergoeding": _bedragen(v.vergoeding_ct),
            "te_verdelen": _bedragen(v.te_verdelen_ct),
            "redenen": list(v.redenen),
            "gemeenten": [_gemeente(rij) for rij in v.gemeenten],
            "let_op": list(self.let_op),
            "bestand": None if self.pad is None else str(self.pad),
        }


def bepaal_verschil(vorige: Path, deze: Path, uit: Path | None = None) -> Versieverschil:
    """Compare two version folders of one year; with ``uit`` a workbook is written.

    Raises:
        InvoerFout: one is no version folder or can't be calculated again, they are of different years or the same
            folder, or ``uit`` can't be made.
        BewijsFout: the workbook doesn't recalculate to what the engine says.
    """
    _eis_doel(uit)
    versies = (open_versiemap(vorige), open_versiemap(deze))
    if vorige.resolve() == deze.resolve():
        raise InvoerFout(f"{vorige} is twee keer dezelfde map. Geef twee versies van één jaar.")
    if versies[0].jaar != versies[1].jaar:
        raise InvoerFout(
            f"{vorige} is een versie van {versies[0].jaar} en {deze} van {versies[1].jaar}; alleen versies van één jaar "
            "zijn te vergelijken."
        )
    return schrijf_verschil(versies[0], versies[1], uit)


def schrijf_verschil(vorige: Versie, deze: Versie, uit: Path | None) -> Versieverschil:
    """Compare two versions of one year; with ``uit`` a workbook is written.

    Raises:
        InvoerFout: a version can't be calculated again, or ``uit`` can't be made.
        BewijsFout: the workbook doesn't recalculate to what the engine says.
    """
    vergelijking = vergelijk(*(_afgerekend(versie) for versie in (vorige, deze)))
    let_op = tuple(f"{v.map}: {naam}: {wat}" for v in (vorige, deze) for naam, wat in afwijkingen(v))
    if uit is not None:
        from via_xl.schrijven.verschil import maak_verschilboek

        namen = (_naam(vorige), _naam(deze))
        zet_neer(maak_verschilboek(vergelijking, namen, let_op), uit)
    return Versieverschil(vergelijking, (vorige.map, deze.map), let_op, uit)


def _eis_doel(uit: Path | None) -> None:
    if uit is None:
        return
    if uit.suffix.lower() != ".xlsx":
        raise InvoerFout(f"{uit.name}: een verschil is een werkmap; kies bij --uit een naam op .xlsx.")
    eis_nieuw(uit)


def _naam(versie: Versie) -> str:
    """The year and the version by the names of the folders: no path of the computer goes into a workbook."""
    return "/".join(versie.map.resolve().parts[-2:])


def _afgerekend(versie: Versie) -> Afgerekend:
    try:
        return versie.afgerekend()
    except NietMogelijk as fout:
        raise InvoerFout(f"{versie.map}: {fout}; zonder is de verrekening niet opnieuw te berekenen.") from fout
    except InvoerFout as fout:
        raise InvoerFout(f"{versie.map}: {fout.bericht}", fout.bevindingen) from fout


def _stand(stand: Afgerekend, versiemap: Path) -> dict[str, Any]:
    return {"map": str(versiemap), "versie": stand.versie, "status": stand.status, "invoerhash": stand.invoerhash}


def _bedragen(paar: Paar) -> dict[str, str]:
    return {naam: bedrag_tekst(getattr(paar, naam)) for naam in ("vorig", "nu", "verschil")}


def _uren(paar: Paar) -> dict[str, str]:
    return {naam: uren_tekst(getattr(paar, naam)) for naam in ("vorig", "nu", "verschil")}


def _gemeente(rij: Gemeentewijziging) -> dict[str, Any]:
    return {
        "code": rij.code,
        "naam": rij.naam,
        "uren": _uren(rij.uren_h),
        "kosten": _bedragen(rij.kosten_ct),
        "bijdrage": _bedragen(rij.bijdrage_ct),
        "voorschot": _bedragen(rij.voorschot_ct),
        "saldo": _bedragen(rij.saldo_ct),
        "redenen": list(rij.eigen_redenen),
        "urenregels": [
            {
                "gevolg": str(regel.gevolg),
                "medewerker": regel.medewerker,
                "rol": regel.rol,
                "thema": regel.thema,
                "schaal": regel.schaal,
                "maand": f"{regel.maand:%Y-%m}",
                "uren": _uren(regel.uren_h),
                "kosten": _bedragen(regel.kosten_ct),
            }
            for regel in rij.regels
        ],
        "tarieven": [
            {
                "schaal": tarief.schaal,
                "van": f"{tarief.van:%Y-%m}",
                "tot_en_met": f"{tarief.tot:%Y-%m}",
                "uurtarief": _bedragen(tarief.uurtarief_ct),
                "uren": uren_tekst(tarief.uren_h),
                "kosten": _bedragen(tarief.kosten_ct),
            }
            for tarief in rij.tarieven
        ],
    }
