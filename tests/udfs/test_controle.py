from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hulp.bereik import Rijen, bereik, bereiken
from hulp.gemaakt import regeling
from msgspec.structs import replace

from udfs import VIA_CONTROLE
from udfs.controle import GEEN, OVERAL, PER_TABEL
from via_xl import controle
from via_xl.controle import (
    akkoorden,
    besluiten,
    bestedingen,
    btw,
    codes,
    inwoners,
    jaren,
    lijsten,
    opvolgers,
    uurtarief_bij_uren,
    vaste_bijdrage,
    verrekend,
)
from via_xl.regeling.kolom import Invoertabel
from via_xl.regeling.model import Record, Regeling
from via_xl.regeling.tabellen import GEMEENTEN, NAMEN, POK, TABELLEN, TARIEVEN, UREN, VOORSCHOTTEN

NIETS = [[GEEN, "", "", ""]]
REGIO = bereiken(regeling())
NAMEN_VAN = [tabel.naam for tabel in TABELLEN]
MEER_TABELLEN = {
    akkoorden,
    besluiten,
    bestedingen,
    btw,
    codes,
    inwoners,
    jaren,
    lijsten,
    opvolgers,
    uurtarief_bij_uren,
    vaste_bijdrage,
    verrekend,
}
"""The rules that hold one table against another."""
ELDERS = {module.controleer for module in MEER_TABELLEN}


def met(tabel: Invoertabel, **anders: Any) -> Rijen:
    """The region's first row of a table, and again with other cells (by header)."""
    koppen, eerste = REGIO[tabel.naam][:2]
    tweede = [anders.get(kop.replace(" ", "_"), cel) for kop, cel in zip(koppen, eerste, strict=True)]
    return [koppen, eerste, tweede]


@pytest.mark.parametrize("naam", NAMEN_VAN)
def test_a_table_of_the_region_has_no_findings_and_says_so_in_one_row(naam: str) -> None:
    assert VIA_CONTROLE(REGIO[naam]) == NIETS


@pytest.mark.parametrize("tabel", TABELLEN, ids=NAMEN_VAN)
def test_each_table_is_recognised_by_its_own_headers_and_no_other_has_them_all(tabel: Invoertabel) -> None:
    koppen = [kolom.kop for kolom in tabel.kolommen]
    rij = ["#REF!"] * len(koppen)
    assert [kolom for _, kolom, _, _ in VIA_CONTROLE([koppen, rij])] == koppen


def test_columns_may_stand_in_another_order_with_others_between_and_blank_rows_are_no_rows() -> None:
    rijen = [[*reversed(rij), None] for rij in REGIO["tblPOK"]]
    rijen[0][-1] = "Eigen kolom"
    leeg = [None] * len(rijen[0])
    assert VIA_CONTROLE([rijen[0], leeg, *rijen[1:], leeg, leeg]) == NIETS
    assert VIA_CONTROLE([rijen[0], leeg, *rijen[1:], rijen[1], leeg])[0][0] == len(rijen) + 1


@pytest.mark.parametrize(
    "cellen",
    [
        pytest.param(None, id="nothing"),
        pytest.param([], id="empty"),
        pytest.param("Jaar", id="one cell"),
        pytest.param([[1.0, 2.0], [3.0, 4.0]], id="numbers"),
        pytest.param(REGIO["tblPOK"][1:], id="a table without its headers"),
        pytest.param([rij[:-1] for rij in REGIO["tblPOK"]], id="a column too few"),
        pytest.param([[*rij, rij[0]] for rij in REGIO["tblPOK"]], id="a header twice"),
    ],
)
def test_what_is_no_input_table_is_an_error(cellen: Any) -> None:
    assert VIA_CONTROLE(cellen) == "#VALUE!"


def test_a_faulty_cell_is_found_with_its_row_its_column_and_what_to_do() -> None:
    assert VIA_CONTROLE(met(UREN, Uren="7,5")) == [
        [2, "Uren", '"7,5" is tekst, geen getal.', "Typ het getal opnieuw, in een cel met getalopmaak, zonder eenheid."]
    ]


@pytest.mark.parametrize(
    ("kop", "cel", "wat"),
    [
        ("Uren", None, "is leeg, maar verplicht."),
        ("Uren", "#DIV/0!", "bevat de foutwaarde #DIV/0!."),
        ("Uren", -1.0, "-1 is negatief."),
        ("Maand", datetime(2024, 3, 2), "2-3-2024 is niet de eerste dag van een maand."),
        ("Maand", 45352.0, "45352 is een getal zonder datumopmaak."),
        ("Geldig", "misschien", '"misschien" is hier geen keuze.'),
        ("Schaal", True, "WAAR is een logische waarde, geen schaal."),
    ],
)
def test_a_cell_is_judged_as_the_master_is(kop: str, cel: Any, wat: str) -> None:
    ((rij, kolom, gevonden, doen),) = VIA_CONTROLE(met(UREN, **{kop: cel}))
    assert (rij, kolom, gevonden) == (2, kop, wat)
    assert doen


def test_an_amount_in_a_cell_with_a_money_format_is_an_amount() -> None:
    assert VIA_CONTROLE([REGIO["tblPOK"][0], [2030.0, 0.5, Decimal("310000.0000"), "b", None, "vastgesteld"]]) == NIETS


def test_several_faults_are_found_at_once_and_the_rules_wait_until_every_row_can_be_read() -> None:
    dubbel_en_fout = met(POK, **{"Maximum_€": "310.000", "Vergoeding_%": 50.0})
    assert [(rij, kolom) for rij, kolom, *_ in VIA_CONTROLE(dubbel_en_fout)] == [(2, "Vergoeding %"), (2, "Maximum €")]


def test_a_key_that_stands_twice_is_found_at_its_second_row_which_names_the_first() -> None:
    ((rij, kolom, wat, _),) = VIA_CONTROLE(met(POK))
    assert (rij, kolom) == (2, "Jaar")
    assert "staat al in rij 1, kolom Jaar van tblPOK" in wat


def test_rows_that_may_be_equal_are_no_finding() -> None:
    assert VIA_CONTROLE([REGIO["tblVoorschotten"][0], *[["GM0755", 2024.0, 1.0, "b", None, None]] * 2]) == NIETS
    assert VOORSCHOTTEN.sleutel == ()


@pytest.mark.parametrize(
    ("rijen", "rij", "kolom", "wat"),
    [
        (met(GEMEENTEN, Code="GM0001", Centrumgemeente="ja"), 2, "Centrumgemeente", "is centrumgemeente, maar"),
        (met(GEMEENTEN, Code="Oss", Naam="Oss"), 2, "Code", "is geen CBS-code"),
        (met(NAMEN, Code="GM0001", Schrijfwijze="‘s hertogenbosch"), 2, "Schrijfwijze", "hoort bij GM0001"),
        (
            [REGIO["tblKosten"][0], [2024.0, "advies", None, 1.0, None, "nee", "ja", "nee", "b", None, None]],
            1,
            "Code",
            "er staat niet bij welke gemeente",
        ),
        (met(TARIEVEN, Van=datetime(2023, 5, 1)), 2, "Van", "overlapt dat in rij 1, kolom Van"),
        (met(TARIEVEN, Schaal=30.0, Tot=datetime(2020, 1, 1)), 2, "Tot", "vóór het begin"),
        (met(TARIEVEN, Schaal=30.0, Van=datetime(2023, 5, 3)), 2, "Van", "Waarschuwing: het tarief van schaal 30"),
    ],
)
def test_the_rules_for_one_table_are_applied_to_it(rijen: Rijen, rij: int, kolom: str, wat: str) -> None:
    gevonden = VIA_CONTROLE(rijen)
    assert [(r, k) for r, k, w, _ in gevonden if wat in w] == [(rij, kolom)]


def test_a_table_of_gemeenten_without_rows_is_a_finding_on_the_whole_of_it() -> None:
    ((rij, kolom, wat, _),) = VIA_CONTROLE([REGIO["tblGemeenten"][0]])
    assert (rij, kolom) == (0, "")
    assert "geen enkele gemeente is centrumgemeente" in wat


def test_a_long_text_in_a_finding_is_cut_at_255_characters() -> None:
    ((_, _, wat, _),) = VIA_CONTROLE(met(UREN, Uren="x" * 5000))
    assert len(wat) == 255
    assert wat.endswith("…")


def test_every_rule_of_the_engine_is_applied_here_or_needs_another_table() -> None:
    hier: set[Callable[..., Any]] = {*OVERAL, *(regel for regels in PER_TABEL.values() for regel in regels)}
    assert hier | ELDERS == set(controle.REGELS)
    assert not hier & ELDERS


def test_the_rules_find_on_the_tables_of_a_region_what_the_engine_finds_on_them() -> None:
    basis = regeling()
    fout = replace(
        basis,
        pok=(*basis.pok, basis.pok[0]),
        tarieven=(*basis.tarieven, replace(basis.tarieven[0], van=date(2023, 4, 5))),
        namen=(*basis.namen, replace(basis.namen[0], code="GM0828", naam="‘S hertogenbosch.")),
        gemeenten=tuple(replace(rij, centrumgemeente=False) for rij in basis.gemeenten),
        uren=(),  # which rate is used in which month is told by another table
        capaciteit=(replace(basis.capaciteit[0], van=date(2024, 2, 1), tot=date(2024, 1, 1)), *basis.capaciteit),
    )
    met_plek = _genummerd(fout)
    verwacht = {
        (tabel.naam, bevinding.doen)
        for tabel in TABELLEN
        for regel in controle.REGELS
        for bevinding in regel(met_plek)
        if bevinding.blad == tabel.naam and regel not in ELDERS
    }
    gevonden = {
        (naam, doen) for naam, cellen in bereiken(fout).items() for _, _, wat, doen in VIA_CONTROLE(cellen) if wat
    }
    assert gevonden == verwacht
    assert {naam for naam, _ in verwacht} == {"tblPOK", "tblTarieven", "tblNamen", "tblGemeenten", "tblCapaciteit"}


def _genummerd(basis: Regeling) -> Regeling:
    """The region with the name of its table as the sheet of each row."""

    def met_blad(tabel: Invoertabel, rij: Record) -> Record:
        return replace(rij, plek=replace(rij.plek, blad=tabel.naam))

    tabellen: dict[str, Any] = {
        tabel.attribuut: tuple(met_blad(tabel, rij) for rij in getattr(basis, tabel.attribuut)) for tabel in TABELLEN
    }
    return Regeling(**tabellen)


def test_a_name_for_a_code_is_for_the_whole_master_to_judge() -> None:
    assert VIA_CONTROLE(met(UREN, Code="Boekel")) == NIETS
    assert bereik(UREN, [])[0][0] == "Code"
