"""A schaal with a letter is settled like any other, and every engine finds its rate.

The first test is the experiment behind :mod:`via_xl.basis.schaal`: which rows a criterion from a cell finds in a column that
holds numbers and texts.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import cast

import pytest
from hulp.keuren import motor
from hulp.openvba import OpenVba
from hulp.verrekenboek import verrekenboek
from msgspec.structs import replace
from rekenen.regios import JAAR, regio, uren, uurtarief

from via_xl.basis.bevinding import fouten
from via_xl.basis.maat import Maat
from via_xl.bewijs.libreoffice import LibreOffice
from via_xl.bewijs.rekenmachine import IronCalc, Machine
from via_xl.bewijs.vergelijken import vergelijk
from via_xl.controle.uitkomst import controleer_uitkomst
from via_xl.rekenen.verrekening import verreken
from via_xl.schrijven.boek import Boek
from via_xl.schrijven.taal import Tabelveld, Tabkleur, begin_blad, invoer, werk

MACHINES = pytest.mark.parametrize("soort", [IronCalc, *map(motor, (LibreOffice, OpenVba))])
KOLOM = (8, 10, "10A", 11, "11A", 10, "10A", 1, "1A")
"""The column of the experiment: each row has a power of two, so that a sum tells which rows were found."""


@MACHINES
def test_a_criterion_finds_its_own_code_and_no_other(soort: type, tmp_path: Path) -> None:
    boek = Boek("Proef")
    s = begin_blad(boek, "Proef", kleur=Tabkleur.REKENEN, kopregel="", uitleg="")
    rijen = list(enumerate(KOLOM))
    gelijk = [[nr for nr, ander in rijen if ander == schaal] for _, schaal in rijen]
    velden: list[Tabelveld[tuple[int, int | str]]] = [
        invoer("Schaal", Maat.SCHAAL, lambda r: r[1]),
        invoer("Waarde", Maat.GEHEEL, lambda r: 2 ** r[0]),
        werk(
            "Som", Maat.GEHEEL, lambda r: sum(2**n for n in gelijk[r[0]]), "SUMIFS(tblP[Waarde],tblP[Schaal],[@Schaal])"
        ),
        werk("Aantal", Maat.GEHEEL, lambda r: len(gelijk[r[0]]), "COUNTIFS(tblP[Schaal],[@Schaal])"),
    ]
    s.tabel("tblP", rijen, velden)
    boek.klaar()
    boek.bewaar(tmp_path / "proef.xlsx")
    machine: Machine = soort(tmp_path / "proef.xlsx")
    machine.herreken()
    gevonden = {cel.cel: cel.herrekend for cel in machine.formulecellen()}
    tabel = [v for v in boek.verwachtingen() if v.tabel]
    assert len(tabel) == 2 * len(KOLOM)
    assert {v.cel: gevonden[v.cel] for v in tabel} == {v.cel: v.waarde for v in tabel}


def _regeling():  # type: ignore[no-untyped-def]
    """Five gemeenten that deliver in 8, 10, 10A, 11 and 11A, each with a rate of its own that changes in the year."""
    codes = ("GM0796", "GM0755", "GM0828", "GM1721", "GM1948")
    schalen = (8, 10, "10A", 11, "11A")
    regels = tuple(
        replace(uren(code, 12_345, maand=date(JAAR, maand, 1)), schaal=schaal)
        for code, schaal in zip(codes, schalen, strict=True)
        for maand in (3, 11)
    )
    eind = date(JAAR, 9, 30)
    tarieven = tuple(
        replace(rij, schaal=schaal)
        for nr, schaal in enumerate(schalen)
        for rij in (
            uurtarief(11, 6000 + 101 * nr, tot=eind),
            uurtarief(11, 6500 + 103 * nr, van=date(JAAR, 10, 1)),
        )
    )
    return regio({code: 10_000 + 7 * nr for nr, code in enumerate(codes)}, regels, tarieven=tarieven)


def test_each_line_has_the_rate_of_its_own_schaal() -> None:
    uitkomst = verreken(_regeling(), JAAR)
    assert [k.uurtarief_ct for k in uitkomst.regels] == [6000, 6500, 6101, 6603, 6202, 6706, 6303, 6809, 6404, 6912]
    assert not fouten(controleer_uitkomst(_regeling(), uitkomst))


@MACHINES
def test_the_formulas_of_the_settlement_find_it_too(soort: type, tmp_path: Path) -> None:
    boek = verrekenboek(_regeling())
    boek.bewaar(tmp_path / "regio.xlsx")
    aantal, verschillen = vergelijk(
        tmp_path / "regio.xlsx", boek.verwacht(), cast(Machine, soort(tmp_path / "regio.xlsx"))
    )
    assert [verschil.regel() for verschil in verschillen] == []
    assert aantal > 100
