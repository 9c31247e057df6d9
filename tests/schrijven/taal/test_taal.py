"""The sheet language: names are looked up late, the style follows from role and unit, places from what is stacked."""

from __future__ import annotations

import inspect
import io
from collections.abc import Callable
from datetime import date
from itertools import pairwise
from typing import Any, NamedTuple, get_type_hints
from unittest.mock import Mock

import pytest
from msgspec.structs import replace

from via_xl.basis.maat import Maat
from via_xl.rekenen.verdeling import Deel, verdeel
from via_xl.schrijven.boek import GEEN_UITKOMST, NIET_GELADEN, REGELHOOGTE, Boek
from via_xl.schrijven.taal import (
    Aanzien,
    Bestandsplek,
    Blok,
    F,
    Grafiek,
    Namen,
    Raster,
    Stapel,
    Tabelveld,
    Tabkleur,
    Vak,
    Wijze,
    begin_blad,
    bereik,
    controleblad,
    eigen_rest,
    geteld,
    grootste_rest,
    invoer,
    keuzelijst,
    naast_vlag,
    uitkomst,
    volgnummer,
    werk,
)
from via_xl.schrijven.taal.controleblad import controle


class Post(NamedTuple):
    naam: str
    bedrag_ct: int | None
    maat: Maat = Maat.EURO


POSTEN = (Post("a", 1050), Post("b", None), Post("c", 3000))


def _blad(naam: str = "Een") -> tuple[Boek, Stapel]:
    boek = Boek("Proef")
    return boek, begin_blad(boek, naam, kleur=Tabkleur.REKENEN, kopregel="", uitleg="")


def _formule(boek: Boek, cel: str, blad: str = "Een") -> tuple[str, Any]:
    return next((v.formule, v.waarde) for v in boek.verwachtingen() if (v.blad, v.cel) == (blad, cel))


# Names


def test_a_formula_may_name_a_row_that_is_said_later_and_one_of_another_sheet() -> None:
    boek, s = _blad()
    b = s.blok()
    b.rij("Som", Maat.EURO, F("{deel}+{Ander blad!meer}", 300), als="som")
    b.rij("Deel", Maat.EURO, 100, als="deel")
    ander = begin_blad(boek, "Ander blad", kleur=Tabkleur.REKENEN, kopregel="", uitleg="")
    ander.blok().rij("Meer", Maat.EURO, 200, als="meer")
    assert _formule(boek, "B5") == ("$B$6+'Ander blad'!$B$5", 3.0)


def test_a_name_that_is_not_there_is_an_error_that_says_where() -> None:
    boek, s = _blad()
    s.blok().rij("Som", Maat.EURO, F("{fout}+1", 0))
    with pytest.raises(KeyError, match=r"Een verwijst naar \{fout\}"):
        boek.klaar()


def test_a_reference_to_a_row_without_a_name_is_an_error() -> None:
    boek, s = _blad()
    b = s.blok()
    naamloos = b.rij("Eerste", Maat.EURO, 1)
    b.rij("Tweede", Maat.EURO, F(f"{naamloos}+1", 2))
    with pytest.raises(KeyError):
        boek.klaar()


def test_two_cells_of_one_sheet_cannot_have_one_name() -> None:
    boek, s = _blad()
    b = s.blok()
    b.rij("Een", Maat.EURO, 1, als="x")
    b.rij("Twee", Maat.EURO, 2, als="x")
    with pytest.raises(ValueError, match="heeft al een cel x"):
        boek.klaar()


def test_what_stands_between_quotes_is_text_and_no_name() -> None:
    boek, s = _blad()
    b = s.blok()
    b.rij("Tekst", Maat.TEKST, F('IF({x}=0,"{x} ""{x}""","")', ""))
    b.rij("x", Maat.GEHEEL, 0, als="x")
    assert _formule(boek, "B5")[0] == 'IF($B$6=0,"{x} ""{x}""","")'


def test_a_column_and_a_function_of_our_own_may_hold_a_name() -> None:
    boek, s = _blad()
    s.blok().rij("Deler", Maat.GEHEEL, 2, als="deler")
    s.tabel("tblX", POSTEN, [werk("Half", Maat.EURO, lambda _: 1, "1/{deler}")])
    s.leg()
    s.blad.udf(20, 0, "VIA_X({deler})", "werk.geheel")
    boek.klaar()
    assert {boek.vind("Een").cellen[rij, 0].formule for rij in (6, 7, 8)} == {"1/$B$5"}
    assert boek.vind("Een").tabellen[0].kolommen[0].formule == "1/$B$5"
    assert boek.vind("Een").cellen[20, 0].formule == f"IFERROR(VIA_X($B$5),{GEEN_UITKOMST})"


def test_names_of_another_sheet_are_spelled_by_attribute_or_by_item() -> None:
    namen = Namen("Berekening")
    assert (namen.saldo, namen["saldo.toen"]) == ("{Berekening!saldo}", "{Berekening!saldo.toen}")
    with pytest.raises(AttributeError):
        _ = namen.__deepcopy__


# Values


def test_a_reference_takes_the_value_of_its_cell_also_by_way_of_others() -> None:
    boek, s = _blad()
    b = s.blok()
    b.rij("Min", Maat.EURO, F("-{tweede}"))
    b.rij("Tweede", Maat.EURO, F("{eerste}"), als="tweede")
    b.rij("Eerste", Maat.EURO, 1050, als="eerste")
    b.rij("Dag", Maat.DATUM, date(2024, 1, 1), als="dag")
    b.rij("Zelfde dag", Maat.DATUM, F("{dag}"))
    assert [_formule(boek, cel)[1] for cel in ("B5", "B6", "B9")] == [-10.5, 10.5, 45292]


def test_minus_nothing_is_nothing() -> None:
    boek, s = _blad()
    b = s.blok()
    b.rij("Min", Maat.EURO, F("-{nul}"))
    b.rij("Nul", Maat.EURO, 0, als="nul")
    assert str(_formule(boek, "B5")[1]) == "0.0"


@pytest.mark.parametrize("formule", ["{x}+1", "SUM({x})", "{leeg}"])
def test_a_formula_that_is_more_than_a_reference_needs_its_value(formule: str) -> None:
    boek, s = _blad()
    b = s.blok()
    b.rij("Som", Maat.EURO, F(formule))
    b.rij("x", Maat.EURO, 1, als="x")
    b.rij("Leeg", Maat.EURO, None, als="leeg")
    with pytest.raises(ValueError, match=r"niet die van één cel|geen waarde"):
        boek.klaar()


def test_an_amount_that_was_converted_before_is_refused() -> None:
    with pytest.raises(TypeError, match="telt in hele eenheden"):
        Maat.EURO.in_cel(10.5)


# Columns and tables


def test_the_style_of_a_column_follows_from_its_role_and_its_unit() -> None:
    velden: list[Tabelveld[Post]] = [
        werk("A", Maat.EURO, lambda r: r.bedrag_ct),
        uitkomst("B", Maat.UREN, lambda r: r.bedrag_ct),
        invoer("C", Maat.DATUM, lambda _: None),
        volgnummer(),
    ]
    assert [veld.kolom(POSTEN).stijl for veld in velden] == ["werk.euro", "uitkomst.uren", "invoer.datum", "werk.nr"]
    assert list(velden[3].kolom(POSTEN).waarden) == [1, 2, 3]


def test_nothing_is_a_blank_in_an_input_and_a_blank_text_in_a_formula() -> None:
    leeg: Tabelveld[Post] = invoer("A", Maat.EURO, lambda r: r.bedrag_ct)
    berekend: Tabelveld[Post] = werk("B", Maat.EURO, lambda r: r.bedrag_ct, "1")
    assert (list(leeg.kolom(POSTEN).waarden), list(berekend.kolom(POSTEN).waarden)) == (
        [10.5, None, 30.0],
        [10.5, "", 30.0],
    )


def test_totals_follow_from_the_columns_and_have_a_name() -> None:
    boek, s = _blad()
    bedrag: Tabelveld[Post] = werk("Bedrag €", Maat.EURO, lambda r: r.bedrag_ct, totaal=True)
    s.tabel("tblX", POSTEN, [werk("Naam", Maat.TEKST, lambda r: r.naam), bedrag, volgnummer()])
    s.blok().rij("Samen", Maat.EURO, F("{tblX Bedrag €}"))
    boek.klaar()
    cellen = boek.vind("Een").cellen
    assert [(cellen[9, kol].waarde, cellen[9, kol].stijl) for kol in range(3)] == [
        ("Totaal", "slot"),
        (40.5, "slot.euro"),
        (None, "slot"),
    ]
    assert _formule(boek, "B11") == ("$B$10", 40.5)


def test_a_column_may_have_another_unit_in_every_row_and_name_its_cells() -> None:
    boek, s = _blad()
    posten = (Post("bedrag", 1050), Post("aantal", 3, Maat.GEHEEL))
    waarde: Tabelveld[Post] = Tabelveld(
        "Waarde", Maat.ALGEMEEN, lambda r: r.bedrag_ct, "", 20, Aanzien.INVOER, per_rij=lambda r: r.maat
    )
    s.tabel("tblX", posten, [waarde], noemt=("Waarde", lambda r: r.naam))
    s.blok().rij("Keer", Maat.GEHEEL, F("{bedrag}*{aantal}", 31))
    assert _formule(boek, "B8")[0] == "$A$6*$A$7"
    cellen = boek.vind("Een").cellen
    assert [(cellen[rij, 0].waarde, cellen[rij, 0].stijl) for rij in (5, 6)] == [
        (10.5, "invoer.euro"),
        (3, "invoer.geheel"),
    ]


def test_the_cells_of_a_row_may_have_names() -> None:
    boek, s = _blad()
    velden: list[Tabelveld[Post]] = [
        werk("Naam", Maat.TEKST, lambda r: r.naam),
        invoer("Bedrag €", Maat.EURO, lambda r: r.bedrag_ct),
    ]
    s.tabel("tblX", POSTEN, velden, rijnaam=lambda r: "laatste" if r.naam == "c" else "")
    s.blok().rij("Verwijzing", Maat.EURO, F("{laatste Bedrag €}"))
    assert _formule(boek, "B9") == ("$B$8", 30.0)
    assert list(s.blad.namen) == ["laatste Naam", "laatste Bedrag €"]


def test_rows_become_as_high_as_their_running_text_takes() -> None:
    boek, s = _blad()
    posten = (Post("kort", 0), Post("woord " * 30, 0))
    s.tabel("tblX", posten, [werk("Naam", Maat.ALINEA, lambda r: r.naam, breedte=30)], doorlopend=True)
    kort, lang = (boek.klaar().vind("Een").hoogtes[rij] for rij in (5, 6))
    assert kort == REGELHOOGTE + 2
    assert lang > 5 * REGELHOOGTE


def test_a_share_is_a_fraction_and_an_input_may_be_added_up() -> None:
    boek, s = _blad()
    velden: list[Tabelveld[Post]] = [
        werk("Aandeel %", Maat.AANDEEL, lambda _: 0.125),
        invoer("Bedrag €", Maat.EURO, lambda r: r.bedrag_ct, totaal=True),
    ]
    s.tabel("tblX", POSTEN, velden)
    assert _formule(boek, "B10") == ("ROUND(SUM(tblX[Bedrag €]),2)", 40.5)
    assert s.blad.cellen[5, 0].waarde == 0.125


def test_a_table_without_records_has_one_blank_row() -> None:
    boek, s = _blad()
    s.tabel("tblX", [], [werk("Naam", Maat.TEKST, lambda r: r.naam)])
    s.tekst("eronder")
    boek.klaar()
    assert boek.vind("Een").cellen[6, 0].waarde == "eronder"


# Places


def test_a_column_is_as_wide_as_the_widest_of_what_stands_in_it() -> None:
    boek, s = _blad()
    s.breed({0: 20, 1: 30})
    s.tabel("tblX", POSTEN, [werk("A", Maat.TEKST, lambda r: r.naam, breedte=10), volgnummer(breedte=9)])
    s.tabel("tblY", POSTEN, [werk("A", Maat.TEKST, lambda r: r.naam, breedte=25), volgnummer(breedte=31)])
    assert boek.klaar().vind("Een").breedtes == {0: 25, 1: 31}


def test_rows_said_after_a_table_stand_above_it_and_are_written_after_it() -> None:
    boek, s = _blad()
    b = s.blok("Blok")
    b.rij("Eerste", Maat.TEKST, "x")
    s.wit()
    s.tabel("tblX", POSTEN, [werk("Naam", Maat.TEKST, lambda r: r.naam)])
    b.rij("Tweede", Maat.TEKST, "y")
    cellen = boek.klaar().vind("Een").cellen
    assert [cellen[rij, 0].waarde for rij in (4, 5, 6, 8)] == ["Blok", "Eerste", "Tweede", "Naam"]
    assert list(cellen).index((6, 0)) > list(cellen).index((11, 0))


def test_a_fact_may_have_a_name_and_be_a_formula() -> None:
    boek, s = _blad()
    s.feit("Versie", "v1", als="versie")
    s.feit("Nog eens", F("{versie}"))
    s.bij(Blok(hoe_altijd=True)).rij("Verwijzing", Maat.TEKST, F("{versie}"))
    assert [_formule(boek, cel) for cel in ("B6", "B7")] == [("$B$5", "v1")] * 2
    assert s.blad.cellen[6, 2].stijl == "uitleg.tekst"


def test_a_second_stack_stands_beside_the_first() -> None:
    boek, s = _blad()
    s.tekst("links")
    Stapel(s.blad, kol=6).tekst("rechts")
    cellen = boek.klaar().vind("Een").cellen
    assert (cellen[4, 0].waarde, cellen[4, 6].waarde) == ("links", "rechts")


def test_a_first_page_has_running_text_links_a_page_break_and_a_print_range() -> None:
    boek, s = _blad()
    s.alinea("woord " * 30, tot=2, breedte=40)
    s.nieuwe_pagina()
    s.link("Een", "dit blad")
    s.afdruk(3)
    blad = boek.klaar().vind("Een")
    assert (blad.samengevoegd, blad.links, blad.afdrukbereik) == ([(4, 0, 4, 2)], {(5, 0): "Een"}, (0, 0, 5, 3))
    assert blad.hoogtes[4] > 3 * REGELHOOGTE
    assert blad.cellen[5, 1].waarde == "dit blad"
    assert blad.nieuwe_pagina_na == [5]


def test_nothing_can_be_added_to_what_has_its_place() -> None:
    boek, s = _blad()
    b = s.blok()
    boek.klaar()
    with pytest.raises(RuntimeError):
        s.tekst("te laat")
    with pytest.raises(RuntimeError):
        b.rij("Te laat", Maat.TEKST, "x")


def test_a_block_with_several_figures_in_a_row_names_each() -> None:
    boek, s = _blad()
    b = s.bij(Blok(koppen=("Wat", "Toen", "Nu", "Verschil"), kolommen=("toen", "nu", "")))
    b.rij("Saldo", Maat.EURO, 100, 250, F("ROUND({saldo.nu}-{saldo.toen},2)", 150), als="saldo")
    assert _formule(boek, "D6") == ("ROUND($C$6-$B$6,2)", 1.5)


def test_the_addresses_of_a_block_are_known_before_it_has_its_place() -> None:
    boek, s = _blad()
    b = s.blok("Kop")
    b.rij("Een", Maat.EURO, 1, als="een")
    b.wit()
    b.rij("Twee", Maat.EURO, 2, als="twee")
    boek.klaar()
    losse = Blok("Kop", rijen=list(b.rijen)).adressen("Een")
    assert losse == {naam: boek.vind("Een").namen[naam] for naam in ("een", "twee")}


def test_a_chart_and_colours_find_their_ranges_when_the_book_is_written() -> None:
    boek, s = _blad()
    b = s.blok()
    s.grafiek(
        Grafiek("Bedragen", bereik.rijen(s.blad, "a", "b", labels=True), [("Bedrag", bereik.rijen(s.blad, "a", "b"))]),
        rijen=3,
    )
    s.kleur(bereik.kolom(s.blad, "tblX", "Naam"))
    s.tabel("tblX", POSTEN, [werk("Naam", Maat.TEKST, lambda r: r.naam)])
    b.rij("a", Maat.EURO, 1, als="a")
    b.rij("b", Maat.EURO, 2, als="b")
    boek.bewaar(io.BytesIO())
    assert bereik.rijen(s.blad, "a", "b", labels=True)() == ("Een", 4, 0, 5, 0)
    assert bereik.kolom(s.blad, "tblX", "Naam")() == ("Een", 10, 0, 12, 0)


def test_rows_that_are_named_first_are_written_first_where_they_stand() -> None:
    boek, s = _blad()
    b = s.blok(eerst=("c", "b"))
    for naam in "abc":
        b.rij(naam, Maat.EURO, 1, als=naam)
    cellen = [(plek, cel.waarde) for plek, cel in boek.klaar().vind("Een").cellen.items() if cel.waarde in (*"abc",)]
    assert cellen == [((6, 0), "c"), ((5, 0), "b"), ((4, 0), "a")]


def test_a_chart_may_stand_beside_another() -> None:
    boek, s = _blad()
    b = s.blok()
    bedrag = bereik.rijen(s.blad, "a", "a")
    links, rechts = (Grafiek(naam, bedrag, [("Bedrag", bedrag)]) for naam in ("Links", "Rechts"))
    s.grafiek(links, 3, (5, rechts))
    s.tekst("eronder")
    b.rij("a", Maat.EURO, 1, als="a")
    ws = Mock()
    for aanvulling in boek.klaar().vind("Een").aanvullingen:
        aanvulling(Mock(), ws)
    assert [oproep.args[:2] for oproep in ws.insert_chart.call_args_list] == [(5, 0), (5, 5)]
    assert s.blad.cellen[8, 0].waarde == "eronder"


def test_figures_may_stand_above_the_columns_of_a_table_and_charts_beside_each_other() -> None:
    boek, s = _blad()
    boven = s.bij(Blok(kolommen=("jan", "feb"), vanaf=3))
    s.nieuwe_pagina()
    bedragen = bereik.rijen(s.blad, "dag", "dag")
    s.grafiek(Grafiek("Links", bedragen, []), 2, (4, Grafiek("Rechts", bedragen, [])))
    s.tekst("Onder")
    boven.rij("Dag", Maat.GEHEEL, F("1+1", 2), F("{dag.jan}+1", 3), als="dag")
    assert _formule(boek, "E5") == ("$D$5+1", 3)
    assert s.blad.cellen[4, 0].stijl == "uitleg"
    assert s.blad.cellen[7, 0].waarde == "Onder"
    assert (len(s.blad.aanvullingen), s.blad.nieuwe_pagina_na) == (2, [5])


def test_a_label_may_run_on_and_a_verdict_stand_beside_its_figure() -> None:
    boek, s = _blad()
    s.bij(Blok(vanaf=2, doorlopend=True)).rij("Wat er mist", Maat.GEHEEL, F("1-1", 0), als="mist")
    Stapel(s.blad, 4, 3).oordeel(F('IF({mist}=0,"OK","LET OP")', "OK"))
    boek.bewaar(io.BytesIO())
    assert s.blad.samengevoegd == [(4, 0, 4, 1)]
    assert _formule(boek, "D5") == ('IF($C$5=0,"OK","LET OP")', "OK")
    assert (s.blad.cellen[4, 3].stijl, len(s.blad.aanvullingen)) == ("vet", 1)


def test_a_row_may_have_cells_of_its_own_and_a_table_without_records_say_nought() -> None:
    boek, s = _blad()
    s.vakken({2: Vak(150, Maat.EURO, als="bedrag"), 4: Vak(F("{bedrag}", 150), Maat.EURO, "slot.euro")})
    leeg: list[Post] = []
    s.tabel("tblX", leeg, [replace(werk("Bedrag €", Maat.EURO, lambda r: r.bedrag_ct, "1-1"), leeg=0)])
    assert _formule(boek, "E5") == ("$C$5", 1.5)
    assert _formule(boek, "A7") == ("1-1", 0)
    assert [s.blad.cellen[4, kol].stijl for kol in (2, 4)] == ["werk.euro", "slot.euro"]


# Largest remainder


class Aandeelhouder(NamedTuple):
    code: str
    deel: Deel


# What stands beside a table, and what is none


def test_a_place_kept_free_is_filled_later_and_moves_what_stands_below() -> None:
    boek, s = _blad()
    boven = s.plek()
    s.tekst("onder")
    boven.tekst("boven")
    boven.tekst("ook boven")
    boek.klaar()
    assert [(plek, cel.waarde) for plek, cel in s.blad.cellen.items() if plek[0] >= 4] == [
        ((6, 0), "onder"),
        ((4, 0), "boven"),
        ((5, 0), "ook boven"),
    ]


def test_a_record_apart_has_the_columns_of_its_table() -> None:
    boek, s = _blad()
    velden: list[Tabelveld[Post]] = [
        werk("Naam", Maat.TEKST, lambda p: p.naam),
        invoer("Bedrag €", Maat.EURO, lambda p: p.bedrag_ct),
        uitkomst("Dubbel €", Maat.EURO, lambda p: 2 * (p.bedrag_ct or 0), "2*[@Bedrag €]"),
    ]
    s.losse_rij("apart", POSTEN[0], velden)
    s.feit("Dubbel", F("{apart Dubbel €}"))
    boek.klaar()
    assert [s.blad.cellen[4, kol].waarde for kol in range(3)] == ["Naam", "Bedrag €", "Dubbel €"]
    assert _formule(boek, "C6") == ("2*$B$6", 21.0)
    assert _formule(boek, "B7") == ("$C$6", 21.0)


def test_a_column_may_stand_outside_the_line_of_the_totals_and_lead_to_a_file() -> None:
    boek, s = _blad()
    velden: list[Tabelveld[Post]] = [
        werk("Naam", Maat.TEKST, lambda p: p.naam),
        invoer("Bedrag €", Maat.EURO, lambda p: p.bedrag_ct, totaal=True),
        Tabelveld(
            "Waar",
            Maat.TEKST,
            lambda _: "open",
            erbuiten=True,
            link=lambda p: Bestandsplek("a b.xlsx", "Blad", "C1") if p.naam == "a" else None,
        ),
    ]
    s.tabel("tblX", POSTEN, velden, rijhoogte=lambda p: geteld((p.naam * 25, 10), ("", 1)))
    boek.klaar()
    assert s.blad.bestandslinks == {(5, 2): "external:a%20b.xlsx#'Blad'!C1"}
    assert s.blad.cellen[9, 1].waarde == 40.5
    assert (9, 2) not in s.blad.cellen
    assert [s.blad.hoogtes[rij] for rij in (5, 6, 7)] == [3 * REGELHOOGTE] * 3


def test_a_column_of_a_block_holds_outcomes_and_a_line_leads_to_a_figure() -> None:
    boek, s = _blad()
    b = s.bij(Blok(kolommen=("toen", "nu", ""), uitkomsten=("",)))
    b.rij("Bedrag", Maat.EURO, 100, F("2*{bedrag.toen}", 200), F("{bedrag.nu}-{bedrag.toen}", 100), als="bedrag")
    s.bij(Blok(vanaf=2, lijn=True)).rij("Ver weg", Maat.EURO, 100)
    boek.klaar()
    assert [s.blad.cellen[4, kol].stijl for kol in range(4)] == [
        "werk.tekst",
        "invoer.euro",
        "werk.euro",
        "uitkomst.euro",
    ]
    assert [s.blad.cellen[5, kol].stijl for kol in range(3)] == ["regel", "regel", "invoer.euro"]


def _raster(boek: Boek, s: Stapel) -> Raster[Post]:
    velden: list[Tabelveld[Post]] = [
        invoer("Naam", Maat.TEKST, lambda p: p.naam),
        invoer("Bedrag €", Maat.EURO, lambda p: p.bedrag_ct, totaal=True),
        werk("Dubbel €", Maat.EURO, lambda p: 2 * (p.bedrag_ct or 0), "[@Bedrag €]+[@$Bedrag €]", totaal=True),
        uitkomst("Eigen", Maat.GEHEEL, lambda _: NIET_GELADEN, "VIA_X({proef Naam})"),
        volgnummer(breedte=0),
    ]
    raster = Raster(
        "proef",
        POSTEN,
        velden,
        vrij=(4, Post("", None)),
        samen={"bedragen": ("Bedrag €", "Dubbel €")},
        totaal="Samen",
        noemt=("Bedrag €", lambda p: f"post {p.naam}"),
        hoogte=lambda p: 20 if p.naam == "a" else 0,
    )
    s.raster(raster)
    boek.naam("Lijst_namen", "{Een!proef Naam}")
    return raster


def test_a_raster_has_free_rows_and_totals_and_names_its_columns() -> None:
    boek, s = _blad()
    raster = _raster(boek, s)
    s.feit("Alles", F("SUM({proef bedragen})", 0))
    s.feit("Een", F("{post c}"))
    s.feit("Totaal", F("{proef.totaal Bedrag €}"))
    boek.klaar()
    assert str(raster.gebied("Een", 4, 0, "Naam", "Naam")) == "Een!$A$6:$A$9"
    assert boek.namen == [("Lijst_namen", "=Een!$A$6:$A$9")]
    assert _formule(boek, "C6") == ("B6+$B$6", 21.0)
    assert _formule(boek, "B10") == ("ROUND(SUM(B6:B9),2)", 40.5)
    assert _formule(boek, "B11")[0] == "SUM($B$6:$C$9)"
    assert [_formule(boek, cel)[1] for cel in ("B12", "B13")] == [30.0, 40.5]
    assert s.blad.cellen[5, 3].matrix == (4, 1)
    assert s.blad.cellen[5, 3].formule == f"IFERROR(VIA_X($A$6:$A$9),{GEEN_UITKOMST})"
    assert [s.blad.cellen[rij, 4].waarde for rij in range(5, 9)] == [1, 2, 3, 4]
    assert s.blad.cellen[9, 0].waarde == "Samen"
    assert 4 not in s.blad.breedtes
    assert (s.blad.hoogtes[5], s.blad.hoogtes.get(6)) == (20, None)


def test_a_rule_and_a_colour_hold_for_the_columns_of_a_raster() -> None:
    boek, s = _blad()
    _raster(boek, s)
    s.regel("proef Bedrag €", keuzelijst("=[@]"))
    s.fout_als("proef bedragen", "ISTEXT([@])")
    s.feit("Los", 1, als="los")
    s.regel("los", keuzelijst("=Lijst"))
    boek.klaar()
    werkboek, ws = Mock(), Mock()
    regel, kleur, los = s.blad.aanvullingen
    regel(werkboek, ws)
    kleur(werkboek, ws)
    assert ws.data_validation.call_args[0][:4] == (5, 1, 8, 1)
    assert ws.data_validation.call_args[0][4]["source"] == "=B6"
    assert ws.conditional_format.call_args[0][:4] == (5, 1, 8, 2)
    assert ws.conditional_format.call_args[0][4]["criteria"] == "=ISTEXT(B6)"
    with pytest.raises(TypeError, match="los is één cel"):
        los(werkboek, ws)


def test_a_cell_may_run_on_have_a_rule_and_a_function_of_our_own() -> None:
    boek, s = _blad()
    kiest = keuzelijst(("ja", "nee"), "Kies.")
    s.vakken(
        {
            0: Vak("ja", regel=kiest),
            1: Vak("loopt door", opmaak="alinea", tot=3),
            4: Vak(F("VIA_X(1)", NIET_GELADEN), als="eigen"),
            5: Vak(F('IF({eigen}=1,"gelijk","FOUT")', NIET_GELADEN)),
        },
        hoogte=30,
    )
    s.feit("Akkoord", None, "invoer.tekst", regel=kiest, uitleg="Kies ja.")
    s.schrijfvak("Ruimte", 2, 3)
    s.alinea("Eén regel", tot=3)
    naast_vlag(s.blad, "CONCEPT")
    boek.klaar()
    assert s.blad.validaties == {(4, 0): kiest, (5, 1): kiest}
    assert kiest.opties["input_message"] == "Kies."
    assert s.blad.samengevoegd == [(4, 1, 4, 3), (6, 0, 7, 3), (8, 0, 8, 3)]
    assert s.blad.hoogtes[4] == 30
    assert 8 not in s.blad.hoogtes
    assert [s.blad.cellen[4, kol].udf for kol in (4, 5)] == [True, True]
    assert s.blad.cellen[5, 2].waarde == "Kies ja."
    assert s.blad.cellen[7, 3].stijl == "invoer.alinea"
    assert s.blad.cellen[2, 3].waarde == "CONCEPT"


def test_a_formula_may_run_on_as_a_text_does() -> None:
    boek, s = _blad()
    s.vakken({1: Vak(F("1+1", 2), Maat.GEHEEL, als="som", tot=2), 3: Vak(F("{som}"), Maat.GEHEEL)})
    boek.klaar()
    assert s.blad.samengevoegd == [(4, 1, 4, 2)]
    assert [(s.blad.cellen[4, kol].formule, s.blad.cellen[4, kol].waarde) for kol in (1, 3)] == [
        ("1+1", 2),
        ("$B$5", 2),
    ]
    assert s.blad.cellen[4, 2].formule is None


def test_what_comes_from_elsewhere_is_a_formula_live_and_an_input_frozen() -> None:
    for wijze, cel, formule, rol in (
        (Wijze.LEVEND, F("tblUren", 7), "tblUren", Aanzien.WERK),
        (Wijze.BEVROREN, 7, "", Aanzien.INVOER),
    ):
        assert wijze.cel(7, "tblUren") == cel
        assert wijze.kies("a", "b") == ("a" if wijze is Wijze.LEVEND else "b")
        veld: Tabelveld[int] = wijze.elders("Uren", Maat.UREN, lambda uren_h: uren_h, "tblUren")
        assert (veld.formule, veld.aanzien, veld.kop) == (formule, rol, "Uren")
    assert Wijze.BEVROREN.cel(7, "tblUren", "{som}") == F("{som}", 7)


def test_largest_remainder_is_laid_out_as_the_engine_calculates_it() -> None:
    delen = verdeel(10, {"GM0755": 3, "GM0828": 3, "GM0865": 1})
    rijen = [Aandeelhouder(code, deel) for code, deel in delen.items()]
    velden: list[Tabelveld[Aandeelhouder]] = grootste_rest(
        lambda r: r.deel,
        tabel="tblX",
        heel="{heel}",
        over="{over}",
        noemer="{noemer}",
        restcenten="{restcenten}",
        uitkomst="Toegedeeld in cent",
        achter=" meer",
        totaal=True,
    )
    assert [(veld.kop, [veld.waarde(rij) for rij in rijen]) for veld in velden if veld.waarde] == [
        ("Product meer", [9, 9, 3]),
        ("Afgekapt meer", [4, 4, 1]),
        ("Rest meer", [2, 2, 3]),
        ("Rang meer", [2, 3, 1]),
        ("Restcent meer", [0, 0, 1]),
        ("Toegedeeld in cent", [4, 4, 2]),
    ]
    assert [veld.totaal for veld in velden] == [False] * 5 + [True]
    assert [veld.formule for veld in velden[:3]] == [
        "{over}*[@Sleutel meer]",
        "{heel}*[@Sleutel meer]+INT([@Product meer]/{noemer})",
        "[@Product meer]-INT([@Product meer]/{noemer})*{noemer}",
    ]
    assert velden[5].formule == "[@Afgekapt meer]+[@Restcent meer]"


def test_largest_remainder_may_have_its_key_elsewhere_a_guard_and_no_column_of_cents() -> None:
    delen = verdeel(10, {"a": 1, "b": 2})
    rest = grootste_rest(
        lambda r: delen[r],
        tabel="tblX",
        heel="{heel}",
        over="{over}",
        noemer="3",
        restcenten="1",
        uitkomst="Krijgt",
        sleutel="[@Inwoners]",
        tenzij="[@Te groot]=1",
        met_restcent=False,
    )
    assert [veld.kop for veld in rest] == ["Product", "Afgekapt", "Rest", "Rang", "Krijgt"]
    assert (rest[0].formule, rest[4].formule) == (
        "IF([@Te groot]=1,0,{over}*[@Inwoners])",
        "[@Afgekapt]+IF([@Rang]<=1,1,0)",
    )
    assert [rest[4].ruw(["a", "b"])] == [[3, 7]]


def test_the_own_steps_are_rows_with_the_same_names() -> None:
    deel = verdeel(10, {"GM0755": 3, "GM0828": 3, "GM0865": 1})["GM0865"]
    b = Blok()
    for naam in ("heel", "over", "Sleutel", "noemer"):
        b.rij(naam, Maat.GEHEEL, 1, als=naam)
    eigen_rest(
        b,
        deel,
        heel="{heel}",
        over="{over}",
        sleutel="{Sleutel}",
        noemer="{noemer}",
        cent="1",
        uitkomst="Toegedeeld",
        als="toegedeeld",
        hoe_product="over × n",
        hoe_cent="Herkomst",
    )
    boek, s = _blad()
    s.bij(b)
    assert [(v.formule, v.waarde) for v in boek.verwachtingen()][1:] == [
        ("$B$6*$B$7", 3),
        ("$B$5*$B$7+INT($B$9/$B$8)", 1),
        ("1", 1),
        ("$B$10+$B$11", 2),
    ]


# Checks


def test_a_check_takes_its_values_from_the_cells_it_refers_to() -> None:
    boek, s = _blad()
    b = s.blok()
    b.rij("Hier", Maat.EURO, 100, als="hier")
    b.rij("Daar", Maat.EURO, 200, als="daar")
    een = Namen("Een")
    regels = [
        controle("gelijk", Maat.EURO, verwacht=een.hier, gevonden=een.hier, waar="Een"),
        controle("kleiner", Maat.EURO, verwacht=een.daar, gevonden=een.hier, waar="Een", vergelijk="<="),
        controle("niet gelijk", Maat.EURO, verwacht=een.hier, gevonden=een.daar, waar="Een"),
        controle("waarschuwt", verwacht=0, gevonden=F("1+0", 1), waar="Een", let_op=True),
    ]
    blad = controleblad.zet(boek, regels, "", "")
    assert [blad.cellen[rij, 4].waarde for rij in range(5, 9)] == ["OK", "OK", "FOUT", "LET OP"]
    assert blad.cellen[2, 2].waarde == "FOUT, zie blad Controles"


# Types


@pytest.mark.parametrize("functie", [werk, uitkomst, invoer, Blok.rij, Blok.stap, controle, begin_blad, Stapel.tabel])
def test_a_type_checker_sees_two_neighbours_that_changed_places(functie: Callable[..., Any]) -> None:
    soorten = get_type_hints(functie)
    plaatsen = [
        soorten[naam]
        for naam, parameter in inspect.signature(functie).parameters.items()
        if parameter.kind is inspect.Parameter.POSITIONAL_OR_KEYWORD and naam != "self"
    ]
    assert all(een != ander for een, ander in pairwise(plaatsen))
