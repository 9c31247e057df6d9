"""Where the grid stands in a sheet: found by its headers, so that a moved column loses nothing."""

from __future__ import annotations

from collections import Counter

from msgspec import Struct

from via_xl.basis.kolommen import kolomletter
from via_xl.basis.opsomming import en
from via_xl.urenstaat import sjabloon
from via_xl.urenstaat.celwaarden import kort
from via_xl.urenstaat.gelezen import Melder
from via_xl.urenstaat.uitlezen import Staatblad, Staatcel

_KOPPEN = {kop.casefold(): kop for kop in sjabloon.KOPPEN}
_HERKENBAAR = 6
"""So many headers in a row make it the header row, even when some were renamed."""

_TERUG = "Zet de kop terug zoals in de urenstaat die u hebt ontvangen."


class Roosterplaats(Struct, frozen=True):
    """Where the grid stands: its header row, the row of its totals, and the column of each header, from 0."""

    koprij: int
    totaalrij: int
    kolommen: dict[str, int]

    @property
    def maanden(self) -> dict[int, int]:
        """For each column with hours the number of its month (1 to 12)."""
        return {self.kolommen[maand]: nummer for nummer, maand in enumerate(sjabloon.MAANDEN, start=1)}

    def bevat(self, rij: int, kol: int) -> bool:
        """Whether a cell lies in the grid: among its headers, rows or totals."""
        return self.koprij <= rij <= self.totaalrij and kol in self.kolommen.values()


def koprijen(blad: Staatblad) -> list[int]:
    """The rows that look like the header of an hour sheet."""
    per_rij: dict[int, set[str]] = {}
    for tekst in _KOPPEN:
        for cel in blad.met_tekst(tekst):
            per_rij.setdefault(cel.rij, set()).add(tekst)
    return sorted(rij for rij, koppen in per_rij.items() if len(koppen) >= _HERKENBAAR)


def zoek_rooster(blad: Staatblad, melder: Melder) -> Roosterplaats | None:
    """Where the grid stands on a sheet; None, with an error, when there is none that can be read."""
    rijen = koprijen(blad)
    if not rijen:
        wat = "de rij met koppen (Medewerker, Rol, Thema, Schaal, jan, …) ontbreekt."
        melder.meld_fout("", wat, "Gebruik de urenstaat die u hebt ontvangen.")
        return None
    koprij = rijen[0]
    if len(rijen) > 1:
        wat = f"hier begint een tweede rooster (het eerste staat op rij {koprij + 1})."
        melder.meld_fout(f"A{rijen[1] + 1}", wat, "Zet alle uren in één rooster.")
    koppen = [cel for (rij, _), cel in sorted(blad.cellen.items()) if rij == koprij and not cel.leeg]
    kolommen = _kolommen(koppen, koprij, melder)
    if kolommen is None:
        return None
    return Roosterplaats(koprij, _totaalrij(blad, koprij, kolommen, melder), kolommen)


def _kolommen(koppen: list[Staatcel], koprij: int, melder: Melder) -> dict[str, int] | None:
    gevonden = [(_KOPPEN[cel.tekst.casefold()], cel) for cel in koppen if cel.tekst.casefold() in _KOPPEN]
    vreemd = [cel for cel in koppen if cel.tekst.casefold() not in _KOPPEN]
    aantallen = Counter(kop for kop, _ in gevonden)
    goed = True
    for kop, cel in reversed(gevonden):
        if aantallen[kop] > 1:
            melder.meld_fout(cel, f'de kop "{kop}" staat er dubbel.', _TERUG)
            goed = False
            aantallen[kop] = 1
    weg = [kop for kop in sjabloon.KOPPEN if kop not in aantallen]
    if weg:
        anders = (kort(cel.tekst, 30) if cel.tekst else f"geen tekst in {cel.adres}" for cel in vreemd)
        wel = f"; wel staat er: {', '.join(anders)}" if vreemd else ""
        namen = en(f'"{kop}"' for kop in weg)
        wat = f"de kop {namen} ontbreekt" if len(weg) == 1 else f"de koppen {namen} ontbreken"
        melder.meld_fout(f"rij {koprij + 1}", f"{wat}{wel}.", _TERUG)
    if weg or not goed:
        return None
    for cel in vreemd:
        melder.meld_waarschuwing(
            cel, f'"{kort(str(cel.waarde))}" is geen kop van een urenstaat; die kolom telt niet.', "Haal de kolom weg."
        )
    return {kop: cel.kol for kop, cel in gevonden}


def _totaalrij(blad: Staatblad, koprij: int, kolommen: dict[str, int], melder: Melder) -> int:
    """The last row that is called Totaal, first of all one with formulas."""
    getallen = [kolommen[maand] for maand in sjabloon.MAANDEN]
    rijen = [
        rij
        for (rij, kol), cel in blad.cellen.items()
        if rij > koprij and kol == kolommen[sjabloon.KOP_MEDEWERKER] and heet_totaal(cel.tekst)
    ]
    met_formules = [
        rij
        for rij in rijen
        if any((cel := blad.cellen.get((rij, kol))) is not None and cel.formule for kol in getallen)
    ]
    if rijen:
        return max(met_formules or rijen)
    letter = kolomletter(kolommen[sjabloon.KOP_MEDEWERKER])
    wat = f"de rij met totalen onder het rooster ontbreekt (een cel met {sjabloon.KOP_TOTAAL} in kolom {letter})."
    melder.meld_fout(f"{letter}{koprij + sjabloon.RIJEN + 2}", wat, "Gebruik de urenstaat die u hebt ontvangen.")
    return koprij + sjabloon.RIJEN + 1


def heet_totaal(tekst: str) -> bool:
    """Whether a text in the first column calls its row a total."""
    woord = tekst.casefold().split(" ")[0].rstrip(":")
    return woord in ("totaal", "totalen", "subtotaal", "som", "eindtotaal", "total", "totaaltelling")
