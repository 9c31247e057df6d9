"""The proof of a master that was read: the cells the program made, wherever the user moved them.

The reference is the master that the program would make from the same inputs. Table cells are found by table,
header and row; other cells by their address. What the user added is listed, not compared.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from via_xl.bewijs.rekenmachine import Formulecel, IronCalc
from via_xl.bewijs.vergelijken import Verschil, gelijk, oordeel
from via_xl.schrijven.boek import Verwachting, Waarde
from via_xl.schrijven.master import maak_master
from via_xl.schrijven.master.start import JAAR
from via_xl.tabellen import TABELLEN

if TYPE_CHECKING:
    from via_xl.lezen.master import Master


@dataclass(frozen=True, slots=True)
class Masterbewijs:
    """How many cells were compared, which differ, and per sheet how many formulas are the user's own."""

    vergeleken: int
    verschillen: tuple[Verschil, ...]
    eigen_formules: dict[str, int]


def bewijs_master(master: Master, jaar: int) -> Masterbewijs:
    """Recalculate a master for ``jaar`` and compare it with the engine.

    Cached results are compared with a recalculation of the master as it is saved; a master without any is no
    error. Then the year is set and every cell the program made must give the engine's value.

    Raises:
        BewijsFout: the master can't be recalculated.
    """
    referentie = maak_master(master.regeling, jaar, master.afrekening_code)
    machine = IronCalc(master.pad)
    machine.herreken()
    zoals_bewaard = {(cel.blad, cel.cel): cel for cel in machine.formulecellen()}
    if master.jaar != jaar:
        machine.zet_naam(JAAR, jaar)
        machine.herreken()
        nu = {(cel.blad, cel.cel): cel for cel in machine.formulecellen()}
    else:
        nu = zoals_bewaard

    bestand = master.pad.name
    verschillen: list[Verschil] = []
    gezien: set[tuple[str, str]] = set()
    for verwachting, plek in _plaatsen(referentie.verwachtingen(), master):
        cel = nu.get(plek)
        if cel is None:
            getypt = machine.inhoud(*plek)
            if verwachting.tabel or getypt not in (None, ""):
                verschillen.append(_overschreven(bestand, verwachting, plek, getypt))
            continue
        gezien.add(plek)
        verschil = oordeel(bestand, cel, verwachting.waarde, telt_cache=False) or _verouderd(
            bestand, zoals_bewaard[plek]
        )
        if verschil:
            verschillen.append(verschil)
    eigen = Counter(blad for blad, cel in nu if (blad, cel) not in gezien)
    return Masterbewijs(len(gezien), tuple(verschillen), dict(eigen))


def _verouderd(bestand: str, cel: Formulecel) -> Verschil | None:
    """A cached result that isn't what the saved master gives; none at all is no difference."""
    if cel.gecached in (None, "") or gelijk(cel.gecached, cel.herrekend):
        return None
    wat = "de opgeslagen waarde is een andere dan de formule geeft"
    return Verschil(bestand, cel.blad, cel.cel, cel.formule, wat, cel.herrekend, cel.gecached, None)


def _overschreven(bestand: str, v: Verwachting, plek: tuple[str, str], getypt: Waarde) -> Verschil:
    if v.tabel:
        wat = f"de formule van kolom {v.kolom} van {v.tabel} ontbreekt of is overschreven; vul de formule van de kolom door"
    else:
        wat = f"hier hoort een formule te staan, maar er is iets overheen getypt; zet terug: ={v.formule}"
    return Verschil(bestand, plek[0], plek[1], v.formule, wat, None, getypt, v.waarde)


def _plaatsen(verwachtingen: tuple[Verwachting, ...], master: Master) -> Iterator[tuple[Verwachting, tuple[str, str]]]:
    """Each expectation with the (sheet, cell) where it stands in this master."""
    rijen = {
        tabel.naam: [record.plek.rij for record in getattr(master.regeling, tabel.attribuut)] for tabel in TABELLEN
    }
    letters: dict[tuple[str, str], str | None] = {}
    for v in verwachtingen:
        if not v.tabel:
            yield v, (v.blad, v.cel)
            continue
        plaats = master.tabellen.get(v.tabel)
        if plaats is not None and (v.tabel, v.kolom) not in letters:
            letters[v.tabel, v.kolom] = plaats.kolom(v.kolom)
        letter = letters.get((v.tabel, v.kolom))
        if plaats is None or letter is None:
            continue
        if v.tabel in rijen:
            if v.index >= len(rijen[v.tabel]):
                continue  # the blank row of a table without data
            rij = rijen[v.tabel][v.index]
        else:
            rij = plaats.eerste + v.index
        yield v, (plaats.blad, f"{letter}{rij}")
