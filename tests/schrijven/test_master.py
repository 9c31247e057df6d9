"""The master workbook: its build is repeatable, its shape is what the design says, and it answers for every choice."""

from __future__ import annotations

import getpass
import re
import socket
import zipfile
from datetime import date
from pathlib import Path

import pytest
from hulp.gemaakt import GEGEVENS, Gemaakt, gelezen, regeling
from hulp.lang import eerste_vlug
from hulp.officierswerk import HOOFD
from lxml import etree
from msgspec.structs import replace
from openpyxl import Workbook, load_workbook
from openpyxl.utils import range_boundaries

from via_xl.basis.datum import datum_in_cel, datum_nl
from via_xl.basis.geld import euro
from via_xl.basis.kolommen import kolomnummer
from via_xl.basis.vingerafdruk import vingerafdruk
from via_xl.bewijs.masterbewijs import bewijs_master
from via_xl.bewijs.rekenmachine import IronCalc
from via_xl.bewijs.vergelijken import gelijk
from via_xl.regeling.kolom import Kolomsoort
from via_xl.regeling.model import Verdeelsleutel
from via_xl.regeling.tabellen import AFREKENINGEN, INDELING, LOGBOEK, TABELLEN
from via_xl.rekenen.verrekening import verreken
from via_xl.schrijven.boek import Boek
from via_xl.schrijven.master import maak_master
from via_xl.wijzigen.mastermaken import maak_masterbestand

IN_REPO = GEGEVENS.parent / "via_master.xlsx"
BLADEN = [
    "Start",
    "Jaren",
    "POK",
    "Inwoners",
    "Tarieven",
    "Uren",
    "Urenstaten",
    "Voorschotten",
    "Verrekening",
    "Afrekening",
    "Controles",
    "Prognose",
    "Begroting",
    "Gemeenten",
    "Lijsten",
    "Besluiten",
    "Akkoorden",
    "Bewijsstukken",
    "Logboek",
]
INVOERTABELLEN = [tabel for tabel in TABELLEN if tabel is not LOGBOEK]
"""The log is read back as well, but it grows by the program."""
INVOERBLADEN = {tabel.blad for tabel in INVOERTABELLEN}


@pytest.fixture(scope="module")
def boek(run_2024: Gemaakt) -> Workbook:
    """The master of the region's own data, as openpyxl reads it."""
    return load_workbook(run_2024.master)


# --- the same each time -----------------------------------------------------------------------------------


def test_the_master_in_the_repo_is_what_the_data_gives(run_2024: Gemaakt) -> None:
    nieuw = vingerafdruk(run_2024.master)
    assert vingerafdruk(IN_REPO) == nieuw, (
        "workbooks/via_master.xlsx is niet wat workbooks/gegevens en het programma nu opleveren. Is de wijziging bedoeld, "
        "neem haar dan over: verwijder workbooks/via_master.xlsx en draai `make master` (jaar 2024)."
    )


def test_building_twice_gives_the_same_parts(run_2024: Gemaakt, tmp_path: Path) -> None:
    maak_masterbestand(GEGEVENS, tmp_path / "onder_een_andere_naam.xlsx", jaar=2024)
    with zipfile.ZipFile(run_2024.master) as een, zipfile.ZipFile(tmp_path / "onder_een_andere_naam.xlsx") as ander:
        assert een.namelist() == ander.namelist()
        assert [naam for naam in een.namelist() if een.read(naam) != ander.read(naam)] == []


def test_no_part_holds_a_time_a_machine_or_a_place(run_2024: Gemaakt) -> None:
    vandaag = date.today()
    sporen = {vandaag.isoformat(), datum_in_cel(vandaag), datum_nl(vandaag)}
    sporen |= {str(Path.cwd()), str(run_2024.master.parent), str(GEGEVENS), socket.gethostname()}
    if len(getpass.getuser()) > 5:
        sporen.add(getpass.getuser())
    with zipfile.ZipFile(run_2024.master) as pakket:
        for naam in pakket.namelist():
            tekst = pakket.read(naam).decode()
            assert [spoor for spoor in sporen if spoor in tekst] == [], naam
            assert {info[:4] for info in re.findall(r"\d{4}-\d\d-\d\dT\d\d:", tekst)} <= {"2024"}, naam


# --- its shape --------------------------------------------------------------------------------------------


def test_the_sheets_stand_in_the_order_of_the_work(boek: Workbook) -> None:
    assert boek.sheetnames == BLADEN


def test_every_input_table_is_named_and_carries_source_date_and_status(boek: Workbook) -> None:
    for tabel in INVOERTABELLEN:
        koppen = [kolom.name for kolom in boek[tabel.blad].tables[tabel.naam].tableColumns]
        assert koppen[: len(tabel.kolommen)] == [kolom.kop for kolom in tabel.kolommen]
        assert tabel is AFREKENINGEN or {"Bron", "Brondatum", "Status"} <= set(koppen)


def test_no_table_has_a_totals_row_and_below_an_input_table_it_is_empty(boek: Workbook) -> None:
    for blad in boek.worksheets:
        for tabel in blad.tables.values():
            assert not tabel.totalsRowCount
            eind = re.fullmatch(r"[A-Z]+\d+:[A-Z]+(\d+)", tabel.ref)
            assert eind is not None
            if blad.title in INVOERBLADEN:
                onder = [cel.value for cel in blad[int(eind[1]) + 1] if cel.value is not None]
                langste = max(
                    int(t.ref.rpartition(":")[2].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) for t in blad.tables.values()
                )
                assert onder == [] or int(eind[1]) < langste


def test_a_calculated_column_fills_new_rows_with_the_formula_of_its_cells(boek: Workbook, run_2024: Gemaakt) -> None:
    van_ons = run_2024.boek(run_2024.master)
    berekend = 0
    for blad in van_ons.bladen:
        for tabel in blad.tabellen:
            in_bestand = boek[blad.naam].tables[tabel.naam]
            for kolom, kolomdef in zip(tabel.kolommen, in_bestand.tableColumns, strict=True):
                formule = kolomdef.calculatedColumnFormula
                assert (formule.attr_text if formule is not None else None) == kolom.formule
                for index in range(tabel.rijen if kolom.formule is not None else 0):
                    cel = boek[blad.naam][tabel.adres(blad.naam, kolom.kop, index).cel]
                    assert cel.value == f"={kolom.formule}"
                    berekend += 1
    assert berekend > 9_000


def test_input_cells_are_unlocked_and_look_alike_and_calculated_cells_are_locked(boek: Workbook) -> None:
    for tabel in INVOERTABELLEN:
        blad, in_bestand = boek[tabel.blad], boek[tabel.blad].tables[tabel.naam]
        hoek = re.match(r"([A-Z]+)(\d+)", in_bestand.ref)
        assert hoek is not None
        for nr in range(len(in_bestand.tableColumns)):
            cel = blad.cell(int(hoek[2]) + 1, kolomnummer(hoek[1]) + 1 + nr)
            invoer = nr < len(tabel.kolommen)
            assert cel.protection.locked != invoer, (tabel.naam, cel.coordinate)
            assert (cel.fill.start_color.rgb == "FFFFF8DC") == invoer, (tabel.naam, cel.coordinate)
    for blad, cel in (("Start", "B5"), ("Afrekening", "G2")):
        assert not boek[blad][cel].protection.locked


def test_what_may_be_typed_is_guarded_where_it_can_be(boek: Workbook) -> None:
    for tabel in INVOERTABELLEN:
        blad = boek[tabel.blad]
        kol, eerste, laatste = re.match(r"([A-Z]+)(\d+):[A-Z]+(\d+)", blad.tables[tabel.naam].ref).groups()  # type: ignore[union-attr]
        regels = blad.data_validations.dataValidation
        for nr, kolom in enumerate(tabel.kolommen):
            letter = blad.cell(1, kolomnummer(kol) + 1 + nr).column_letter
            eigen = [r for r in regels if f"{letter}{int(eerste) + 1}" in r.sqref and f"{letter}{laatste}" in r.sqref]
            if kolom.soort in (Kolomsoort.KEUZE, Kolomsoort.JANEE):
                assert [r.type for r in eigen] == ["list"], (tabel.naam, kolom.kop)
            elif kolom.soort in (Kolomsoort.DATUM, Kolomsoort.MAAND):
                assert [r.type for r in eigen] == ["date"], (tabel.naam, kolom.kop)
            elif (
                kolom.soort in (Kolomsoort.BEDRAG, Kolomsoort.UREN, Kolomsoort.PERCENTAGE, Kolomsoort.JAAR)
                and kolom.minimum is not None
            ):
                soort = "list" if kolom.lijst else "whole" if kolom.soort is Kolomsoort.JAAR else "decimal"
                assert [r.type for r in eigen] == [soort], (tabel.naam, kolom.kop)
            elif kolom.soort is Kolomsoort.CODE and tabel.naam != "tblGemeenten":
                assert [(r.type, r.formula1) for r in eigen] == [("list", "Lijst_codes")]
    lijsten = {r.formula1 for blad in boek.worksheets for r in blad.data_validations.dataValidation if r.type == "list"}
    assert {"Lijst_codes", "Lijst_jaren", "Lijst_themas", "Lijst_rollen"} <= lijsten
    for blad, cel, lijst in (("Start", "B5", "Lijst_jaren"), ("Afrekening", "G2", "Lijst_codes")):
        assert [r.formula1 for r in boek[blad].data_validations.dataValidation if cel in r.sqref] == [lijst]


def test_every_sheet_prints_to_the_width_of_the_page_with_a_header(boek: Workbook, run_2024: Gemaakt) -> None:
    for pad in run_2024.alle:
        for blad in (boek if pad == run_2024.master else load_workbook(pad)).worksheets:
            van_gemeente = pad in run_2024.bestanden.values()
            past = blad.sheet_properties.pageSetUpPr.fitToPage
            # What is printed in parts has one scale instead, which keeps its letters at seven points or more.
            assert past or (not van_gemeente and 70 <= blad.page_setup.scale <= 100), (pad.name, blad.title)
            breed = blad.page_setup.fitToWidth
            hoogstens = max(2, len(blad.tables))  # a page a table
            assert breed is None or 1 <= breed <= hoogstens, (pad.name, blad.title)
            assert blad.page_setup.paperSize in ((9,) if van_gemeente else (9, 8)), (pad.name, blad.title)
            if van_gemeente:  # elsewhere a sheet lies as takes the fewest pages
                staand = blad.title == "Afrekening"
                assert (blad.page_setup.orientation or "portrait") == ("portrait" if staand else "landscape"), (
                    blad.title
                )
            assert blad.oddHeader.left.text
            assert "&P" in blad.oddFooter.right.text or "Page" in blad.oddFooter.right.text
    assert boek["Afrekening"].page_setup.fitToHeight in (None, 1)


def test_the_tables_of_a_sheet_print_whole_columns_and_the_hours_those_of_the_chosen_year(run_2024: Gemaakt) -> None:
    with zipfile.ZipFile(run_2024.master) as pakket:
        namen = etree.fromstring(pakket.read("xl/workbook.xml")).iter(f"{{{HOOFD}}}definedName")
        gebieden = [naam.text or "" for naam in namen if naam.get("name") == "_xlnm.Print_Area"]
    assert "Lijsten!$A:$P,Lijsten!$R:$AD,Lijsten!$AF:$AN" in gebieden
    assert "Inwoners!$A:$G" in gebieden
    assert "Verrekening!$A$1:$Q$67,Verrekening!$AE$54:$AS$67" in gebieden
    (uren,) = [gebied for gebied in gebieden if "Uren!" in gebied]
    assert uren == (
        "INDEX(Uren!$A:$A,ROW(tblUren[#Headers])+IFERROR(MATCH(Jaar,tblUren[Jaar van afrekening],0),1)):"
        "INDEX(Uren!$Q:$Q,MAX(ROW(tblUren[#Headers])+1,SUMPRODUCT(MAX((tblUren[Jaar van afrekening]=Jaar)*ROW(tblUren[Jaar van afrekening])))))"
    )


def test_the_master_is_lean(boek: Workbook) -> None:
    formules = sum(cel.data_type == "f" for blad in boek.worksheets for rij in blad.iter_rows() for cel in rij)
    assert formules <= 12_000
    assert len(boek.sheetnames) <= 20


def test_headers_of_tables_stay_in_sight_and_are_repeated_in_print(boek: Workbook) -> None:
    for naam in sorted(INVOERBLADEN):
        blad = boek[naam]
        assert blad.freeze_panes in ("A6", "B6"), naam
        assert blad.print_title_rows == ("$1:$5" if naam == "Uren" else "$5:$5"), naam
        kopjes = [blad.cell(4, range_boundaries(tabel.ref)[0]).value for tabel in blad.tables.values()]
        assert all(kopjes) if len(kopjes) > 1 else kopjes == [None], naam
    assert boek["Verrekening"].freeze_panes is not None


def test_names_lead_to_the_choices_the_flag_and_the_lists(boek: Workbook) -> None:
    namen = {naam: doel.attr_text for naam, doel in boek.defined_names.items()}
    assert namen == {
        "Jaar": "Start!$B$5",
        "Afrekening_code": "Afrekening!$G$2",
        "Alles_in_orde": "Controles!$C$3",
        "Lijst_codes": "tblGemeenten[Code]",
        "Lijst_jaren": "tblJaren[Jaar]",
        "Lijst_themas": "tblThemas[Thema]",
        "Lijst_rollen": "tblRollen[Rol]",
        "Indeling": "Logboek!$F$3",
    }
    assert boek["Logboek"]["F3"].value == INDELING
    assert boek["Start"]["B5"].value == 2024
    assert boek["Afrekening"]["G2"].value in {rij.code for rij in regeling().gemeenten}


def test_sheets_with_input_are_open_and_the_others_protected_without_password(boek: Workbook) -> None:
    for blad in boek.worksheets:
        slot = blad.protection
        if blad.title in INVOERBLADEN | {"Logboek"}:
            assert not slot.sheet, blad.title
        else:
            assert slot.sheet, blad.title
            assert (slot.password, slot.hashValue) == (None, None), blad.title
            assert not slot.objects, blad.title  # objects may be edited: Trace Precedents works


def test_every_sheet_shows_the_overall_flag(boek: Workbook) -> None:
    for blad in boek.worksheets:
        formules = [str(cel.value) for rij in blad.iter_rows(max_row=8) for cel in rij if cel.data_type == "f"]
        eigen = blad.title == "Controles"
        assert eigen or any("Alles_in_orde" in formule for formule in formules), blad.title


# --- it answers for every choice --------------------------------------------------------------------------


def _zet_tekst(machine: IronCalc, blad: str, cel: str, tekst: str) -> None:
    letters, rij = re.fullmatch(r"([A-Z]+)(\d+)", cel).groups()  # type: ignore[union-attr]
    machine._model.update_cell_with_text(machine._nummer[blad], int(rij), kolomnummer(letters) + 1, tekst)


@pytest.mark.lang(een_op=12)  # the master is calculated ten times
def test_the_dropdown_shows_the_settlement_of_each_gemeente(run_2024: Gemaakt) -> None:
    machine = IronCalc(run_2024.master)
    gezien = set()
    for rij in run_2024.uitkomst.gemeenten:
        _zet_tekst(machine, "Afrekening", "G2", rij.code)
        machine.herreken()
        nu = {cel.cel: cel.herrekend for cel in machine.formulecellen() if cel.blad == "Afrekening"}
        verwacht = [v for v in maak_master(regeling(), 2024, rij.code).verwachtingen() if v.blad == "Afrekening"]
        assert [(v.cel, nu[v.cel]) for v in verwacht if not gelijk(nu[v.cel], v.waarde)] == [], rij.code
        assert gelijk(nu["E5"], euro(abs(rij.saldo_ct)))
        gezien.add(nu["E5"])
    assert len(gezien) == 10


@pytest.mark.parametrize("jaar", eerste_vlug([2025, 2023, 2024, 2026]))
def test_the_year_that_is_chosen_is_settled(jaar: int, run_2024: Gemaakt) -> None:
    machine = IronCalc(run_2024.master)
    machine.zet_naam("Jaar", jaar)
    machine.herreken()
    nu = {(cel.blad, cel.cel): cel.herrekend for cel in machine.formulecellen()}
    uit = verreken(regeling(), jaar)
    tabel = run_2024.boek(run_2024.master).vind("Verrekening").tabellen[0]
    for index, rij in enumerate(uit.gemeenten):
        for kop, ct in {"Kosten €": rij.kosten_ct, "Bijdrage €": rij.bijdrage_ct, "Saldo €": rij.saldo_ct}.items():
            cel = tabel.adres("Verrekening", kop, index).cel
            assert gelijk(nu["Verrekening", cel], euro(ct)), (jaar, rij.naam, kop)
    bewijs = bewijs_master(gelezen(run_2024.master), jaar)
    assert (bewijs.verschillen, bewijs.eigen_formules) == ((), {})
    assert bewijs.vergeleken > 10_000


@pytest.mark.motoren  # beside the runs of the ten, which are made there
def test_the_key_that_is_chosen_is_followed(run_2024: Gemaakt, varianten_tien: dict[str, Gemaakt]) -> None:
    machine = IronCalc(run_2024.master)
    jaren = run_2024.boek(run_2024.master).vind("Jaren").tabellen[0]
    plaats = [rij.jaar for rij in regeling().jaren].index(2024)
    tabel = run_2024.boek(run_2024.master).vind("Verrekening").tabellen[0]
    for sleutel in (Verdeelsleutel.KOSTEN, Verdeelsleutel.UREN, Verdeelsleutel.CAPACITEIT):
        _zet_tekst(machine, "Jaren", jaren.adres("Jaren", "Verdeelsleutel", plaats).cel, str(sleutel))
        machine.herreken()
        nu = {(cel.blad, cel.cel): cel.herrekend for cel in machine.formulecellen()}
        for index, rij in enumerate(varianten_tien[f"2024 naar {sleutel}"].uitkomst.gemeenten):
            cel = tabel.adres("Verrekening", "Bijdrage €", index).cel
            assert gelijk(nu["Verrekening", cel], euro(rij.bijdrage_ct)), (sleutel, rij.naam)


def test_a_book_of_one_region_differs_by_one_inhabitant(tmp_path: Path) -> None:
    """The fingerprint sees the smallest change of an input."""
    basis = regeling()
    een_meer = replace(basis.inwoners[0], inwoners=basis.inwoners[0].inwoners + 1)
    anders = replace(basis, inwoners=(een_meer, *basis.inwoners[1:]))

    def afdruk(boek: Boek, naam: str) -> str:
        boek.bewaar(tmp_path / naam)
        return vingerafdruk(tmp_path / naam)

    assert afdruk(maak_master(basis, 2024), "a.xlsx") == afdruk(maak_master(basis, 2024), "b.xlsx")
    assert afdruk(maak_master(basis, 2024), "a.xlsx") != afdruk(maak_master(anders, 2024), "c.xlsx")
