"""Recalculates every formula of a workbook with IronCalc or LibreOffice, and compares that with the stored results."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from via_xl.basis.bevinding import Bevinding, BewijsFout
from via_xl.bewijs.libreoffice import LibreOffice, LibreOfficeFout, programma
from via_xl.bewijs.rekenmachine import IronCalc, Machine
from via_xl.bewijs.vergelijken import gelijk, is_foutwaarde, toon
from via_xl.bewijs.verificatie.versie import MEESTE, OPNIEUW, NietMogelijk, Versie


def met_ironcalc(versie: Versie, naam: str) -> Iterator[Bevinding]:
    """A finding for each formula cell for which IronCalc has an error or another result than the file stores."""
    pad = versie.open_mag(naam)
    try:
        machine = IronCalc(pad)
        machine.herreken()
        yield from islice(_verschillen(naam, machine), MEESTE)
    except BewijsFout as fout:
        yield Bevinding(naam, "", "", fout.bericht, OPNIEUW)


def met_libreoffice(versie: Versie, _: str = "") -> Iterator[Bevinding]:
    """The same with LibreOffice, all workbooks in one process."""
    if programma() is None:
        raise NietMogelijk("LibreOffice staat niet op deze computer")
    namen = [naam for naam in versie.werkboeken if versie.pakketfout(naam) is None]
    try:
        machines = LibreOffice.samen([versie.bestanden[naam] for naam in namen])
    except LibreOfficeFout:
        yield from _een_voor_een(versie, namen)
        return
    for naam, machine in zip(namen, machines, strict=True):
        yield from islice(_verschillen(naam, machine), MEESTE)


def _een_voor_een(versie: Versie, namen: list[str]) -> Iterator[Bevinding]:
    """LibreOffice failed on one of the files. Take them one at a time: say which failed, and compare the others."""
    for naam in namen:
        try:
            machine = LibreOffice(versie.bestanden[naam])
            machine.herreken()
            yield from islice(_verschillen(naam, machine), MEESTE)
        except LibreOfficeFout as fout:
            yield Bevinding(naam, "", "", fout.bericht, OPNIEUW)


def _verschillen(naam: str, machine: Machine) -> Iterator[Bevinding]:
    for cel in machine.formulecellen():
        if is_foutwaarde(cel.herrekend):
            wat = f"de formule geeft {cel.herrekend}."
        elif not gelijk(cel.herrekend, cel.gecached):
            wat = f"de formule geeft {toon(cel.herrekend)}, maar opgeslagen is {toon(cel.gecached)}."
        else:
            continue
        yield Bevinding(naam, cel.blad, cel.cel, wat, OPNIEUW)
