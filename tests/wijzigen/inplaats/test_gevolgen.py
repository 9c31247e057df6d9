"""What can follow from a change is found: every outcome that becomes another is in a part that was named."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from enum import Enum
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from hulp.kleine_master import REGELING
from hulp.runs import kleine_master
from msgspec.structs import replace

from via_xl.bewijs.masterbewijs import bewijs_master
from via_xl.lezen.master import lees_master
from via_xl.regeling.model import Editie, Regeling
from via_xl.regeling.tabellen import LOGBOEK, REACTIES, TABELLEN, UREN
from via_xl.rekenen.verdeling import LegeSleutel
from via_xl.schrijven.boek import Bladdeelte, Boek, TabelKolom
from via_xl.schrijven.master import maak_master
from via_xl.wijzigen.akkoord import REACTIE
from via_xl.wijzigen.bestand import doe
from via_xl.wijzigen.inplaats.gevolgen import delen_die_volgen


def _anders(waarde: Any) -> Iterator[Any]:
    """Other values of the same kind."""
    match waarde:
        case bool():
            yield not waarde
        case Enum():
            yield from (lid for lid in type(waarde) if lid is not waarde)
        case int():
            yield from (waarde + 1, waarde * 2)
        case date():
            yield from (waarde + timedelta(days=31), waarde.replace(year=waarde.year + 1))
        case str():
            yield waarde + "x"


def _gewijzigd(regeling: Regeling, *, alles: bool) -> Iterator[tuple[str, Regeling]]:
    """The region with one field of a row of a table changed, and with each table one row shorter.

    With ``alles`` the first and the last row, and every value of :func:`_anders`; else one value in the last row.
    """
    for tabel in TABELLEN:
        rijen = getattr(regeling, tabel.attribuut)
        for plek in sorted({0 if alles else len(rijen) - 1, len(rijen) - 1}) if rijen else ():
            for kolom in tabel.kolommen:
                for waarde in islice(_anders(getattr(rijen[plek], kolom.veld)), None if alles else 1):
                    nieuw = (*rijen[:plek], replace(rijen[plek], **{kolom.veld: waarde}), *rijen[plek + 1 :])
                    yield tabel.naam, replace(regeling, **{tabel.attribuut: nieuw})
        yield tabel.naam, replace(regeling, **{tabel.attribuut: rijen[:-1]})


def _uitkomsten(boek: Boek) -> dict[tuple[Bladdeelte, str, str], Any]:
    return {(Bladdeelte(v.blad, v.tabel), v.cel, v.formule): v.waarde for v in boek.verwachtingen()}


@pytest.mark.parametrize(
    "alles",
    [pytest.param(False, marks=pytest.mark.lang(een_op=1)), pytest.param(True, marks=pytest.mark.lang(een_op=0))],
)
def test_no_outcome_changes_outside_the_parts_that_are_named(alles: bool) -> None:
    editie = Editie.MET_MACROS  # it holds what the other one does, and more
    boek = maak_master(REGELING, 2024, editie=editie)
    voor = _uitkomsten(boek)
    volgt = {tabel.naam: delen_die_volgen(boek, (tabel.naam,)) for tabel in TABELLEN}
    vergeleken: dict[str, int] = dict.fromkeys(volgt, 0)
    for naam, regeling in _gewijzigd(REGELING, alles=alles):
        try:
            na = _uitkomsten(maak_master(regeling, 2024, editie=editie))
        except (ValueError, LookupError, LegeSleutel, StopIteration):
            continue  # nothing can be calculated with it
        vergeleken[naam] += 1
        gevolgd = {plek for plek, waarde in na.items() if plek in voor and voor[plek] != waarde}
        assert {deel for deel, *_ in gevolgd} <= volgt[naam], naam
    leeg = {tabel.naam for tabel in TABELLEN if not getattr(REGELING, tabel.attribuut)}
    assert {naam for naam, aantal in vergeleken.items() if not aantal} <= leeg


def test_an_answer_changes_nothing_in_the_hours_and_an_hour_line_the_settlement() -> None:
    boek = maak_master(REGELING, 2024)
    van_reactie = delen_die_volgen(boek, (REACTIES.naam, LOGBOEK.naam))
    assert Bladdeelte("Uren", UREN.naam) not in van_reactie
    assert Bladdeelte("Uren") in van_reactie, "the overall flag stands on every sheet"
    assert Bladdeelte("Verrekening", "tblVerrekening") in delen_die_volgen(boek, (UREN.naam,))


def test_what_a_formula_refers_to_is_read_past_texts_headers_and_names() -> None:
    boek = Boek("proef")
    bron, via, los, ver = (boek.blad(naam) for naam in ("Bron", "Eigen blad", "Los", "Ver"))
    bron.zet(0, 0, 1)
    bron.tabel("tblX", 5, 0, [TabelKolom("Los", [1], "kaal")])
    bron.formule(1, 0, "COUNTA(tblX[Los])", 1)
    via.formule(0, 0, "Bron!$A$2", 1)
    los.formule(0, 0, '"Bron!$A$2"&IF(1=1,"Keten",Invoer)', "Keten")
    ver.formule(0, 0, "Keten+Invoer", 2)
    boek.naam("Keten", "'Eigen blad'!$A$1")
    boek.naam("Invoer", "Bron!$A$1")
    boek.klaar()
    assert delen_die_volgen(boek, ()) == frozenset()
    assert {deel.blad for deel in delen_die_volgen(boek, ("tblX",))} == {"Bron", "Eigen blad", "Ver"}


def test_after_a_command_every_outcome_in_the_file_is_what_its_formula_gives(tmp_path: Path) -> None:
    pad = kleine_master(tmp_path)
    doe(REACTIE, pad, gemeente="Boekel", reactie="akkoord", versie=1, jaar=2024)
    assert bewijs_master(lees_master(pad), 2024).verschillen == ()
