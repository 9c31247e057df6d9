"""A master in the other edition and of an older layout: nothing of the inputs or of the user is lost."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hulp.eigen_werk import eigen_werk
from hulp.kleine_master import REGELING, bewerk_deel
from hulp.lang import eerste_vlug
from hulp.runs import inhoud, kleine_master, via_xl
from msgspec.structs import replace
from openpyxl import load_workbook
from pyopenvba import ExcelFile

from via_xl.basis.bevinding import BewijsFout, Ernst, InvoerFout
from via_xl.basis.vingerafdruk import sha256
from via_xl.jaarrun import jaarrun
from via_xl.lezen.master import lees_master
from via_xl.opdrachten import cli
from via_xl.regeling.model import Editie
from via_xl.regeling.tabellen import INDELING
from via_xl.schrijven.boek import Boek
from via_xl.schrijven.master import maak_master
from via_xl.wijzigen.mastermaken import herbouw, zet_neer
from via_xl.wijzigen.masteromzetten import vernieuw, zet_om

Scherm = pytest.CaptureFixture[str]
PROJECT = "xl/vbaProject.bin"


@pytest.fixture
def xlsx(tmp_path: Path) -> Path:
    return kleine_master(tmp_path)


@pytest.fixture
def xlsm(tmp_path: Path) -> Path:
    pad = tmp_path / "master.xlsm"
    maak_master(REGELING, 2024, editie=Editie.MET_MACROS).bewaar(pad)
    return pad


@pytest.fixture(params=eerste_vlug([Editie.MET_MACROS, Editie.ZONDER_MACROS]))
def master(request: pytest.FixtureRequest, xlsx: Path, xlsm: Path) -> Path:
    pad, ander = (xlsx, xlsm) if request.param is Editie.ZONDER_MACROS else (xlsm, xlsx)
    ander.unlink()
    return pad


def andere(pad: Path) -> Path:
    return pad.with_name("ander.xlsm" if pad.suffix == ".xlsx" else "ander.xlsx")


def bewerk(pad: Path, wat: Callable[[Any], object]) -> Path:
    boek = load_workbook(pad, keep_vba=pad.suffix == ".xlsm")
    wat(boek)
    boek.save(pad)
    return pad


def zonder_indeling(pad: Path) -> Path:
    """As a master of the first layout: it has no such name."""

    def wis(boek: Any) -> None:
        blad, cel = next(boek.defined_names.pop("Indeling").destinations)
        boek[blad][cel] = None

    return bewerk(pad, wis)


def geweigerd(doe: Callable[[], object]) -> InvoerFout:
    with pytest.raises(InvoerFout) as fout:
        doe()
    return fout.value


# From one edition to the other


def test_there_and_back_loses_no_input_and_the_choices_stay(master: Path) -> None:
    voor = lees_master(master)
    heen = zet_om(master, andere(master))
    terug = zet_om(heen.master, master.with_name(f"terug{master.suffix}"))
    for uitkomst in (heen, terug):
        na = lees_master(uitkomst.master)
        assert (na.regeling, na.jaar, na.afrekening_code) == (voor.regeling, voor.jaar, voor.afrekening_code)
        assert eigen_werk(na) == ()
    assert na.regeling.logboek[-2:] == tuple(
        replace(regel, opmerking=f"uit {bron.name}")
        for regel, bron in zip(na.regeling.logboek[-2:], (master, heen.master), strict=True)
    )
    assert [regel.wat for regel in na.regeling.logboek[-2:]] == ["master omgezet"] * 2
    assert [bewaard.indeling for bewaard in (voor, na)] == [INDELING] * 2


@pytest.mark.lang(een_op=12)  # a master is built, renewed and proven
def test_only_the_edition_with_macros_has_macros_and_both_run_to_the_same_settlement(xlsx: Path) -> None:
    met = zet_om(xlsx, andere(xlsx)).master
    assert [heeft_macros(pad) for pad in (xlsx, met)] == [False, True]
    een, ander = (jaarrun(pad).als_json() for pad in (xlsx, met))
    assert een["invoerhash"] == ander["invoerhash"]
    assert [rij["saldo"] for rij in een["gemeenten"]] == [rij["saldo"] for rij in ander["gemeenten"]]


def heeft_macros(pad: Path) -> bool:
    import zipfile

    with zipfile.ZipFile(pad) as pakket:
        soorten = pakket.read("[Content_Types].xml")
        return PROJECT in pakket.namelist() and b"macroEnabled.main+xml" in soorten


def test_what_the_user_typed_comes_along(master: Path) -> None:
    bewerk(master, lambda boek: boek["Inwoners"].__setitem__("C6", 12345))
    assert lees_master(zet_om(master, andere(master)).master).regeling == lees_master(master).regeling
    assert 12345 in [rij.inwoners for rij in lees_master(master).regeling.inwoners]


def test_the_same_edition_is_nothing_to_convert(master: Path) -> None:
    fout = geweigerd(lambda: zet_om(master, master.with_name(f"nieuw{master.suffix.upper()}")))
    assert fout.bericht.startswith(f"{master.name} is al een {master.suffix}-werkmap; er is niets om te zetten.")


def test_another_kind_of_file_is_no_edition_and_nothing_is_overwritten(xlsx: Path) -> None:
    fout = geweigerd(lambda: zet_om(xlsx, xlsx.with_suffix(".xls")))
    assert fout.bericht == "master.xls: een master heeft een naam die op .xlsx eindigt, of met macro's op .xlsm."
    doel = andere(xlsx)
    doel.write_bytes(b"van de regio")
    assert "bestaat al en wordt niet overschreven" in geweigerd(lambda: zet_om(xlsx, doel)).bericht
    assert doel.read_bytes() == b"van de regio"


@pytest.mark.lang(een_op=40)  # a run or more, with a sister in every run
def test_a_sheet_of_the_user_comes_along(master: Path) -> None:
    bewerk(master, lambda boek: boek.create_sheet("Mijn blad").__setitem__("B2", "=SUM(tblUren[Uren])"))
    uitkomst = zet_om(master, andere(master))
    assert uitkomst.waarschuwingen == ()
    assert load_workbook(uitkomst.master)["Mijn blad"]["B2"].value == "=SUM(tblUren[Uren])"


@pytest.mark.lang(een_op=12)  # a master is built, renewed and proven
def test_work_of_the_user_that_cannot_come_along_is_named_and_nothing_is_made(master: Path) -> None:
    def eigen(boek: Any) -> None:
        boek.create_sheet("Mijn blad")["A1"] = "=SUM(tblUren[Nooit geweest])"

    bewerk(master, eigen)
    voor = inhoud(master.parent)
    fout = geweigerd(lambda: zet_om(master, andere(master)))
    assert "kan één ding niet mee zoals het er staat; er is niets gewijzigd" in fout.bericht
    assert [(b.blad, b.cel, b.wat) for b in fout.bevindingen] == [
        (
            "Mijn blad",
            "A1",
            "de formule =SUM(tblUren[Nooit geweest]) verwijst naar wat er niet meer is: kolom Nooit geweest van tabel tblUren.",
        )
    ]
    assert inhoud(master.parent) == voor
    assert [b.ernst for b in zet_om(master, andere(master), toch=True).waarschuwingen] == [Ernst.WAARSCHUWING]


def test_errors_in_the_master_are_shown_and_nothing_is_made(master: Path) -> None:
    bewerk(master, lambda boek: boek["Inwoners"].__setitem__("A6", "GM0828"))
    voor = inhoud(master.parent)
    assert geweigerd(lambda: zet_om(master, andere(master))).bevindingen
    assert inhoud(master.parent) == voor


def test_a_new_master_that_does_not_read_back_is_not_made(xlsx: Path) -> None:
    boek = maak_master(REGELING, 2024)
    voor = inhoud(xlsx.parent)
    with pytest.raises(BewijsFout, match=r"Teruggelezen heeft de nieuwe master andere invoer; er is niets gemaakt\."):
        zet_neer(boek, andere(xlsx), replace(REGELING, voorschotten=()))
    assert inhoud(xlsx.parent) == voor


@pytest.mark.lang(een_op=40)  # a run or more, with a sister in every run
def test_the_command_says_what_it_made_and_which_one_to_use(xlsx: Path, capsys: Scherm) -> None:
    doel = andere(xlsx)
    assert cli.main(["master", "zet-om", str(xlsx), "--uit", str(doel)]) == 0
    uit, fout = capsys.readouterr()
    assert fout == ""
    assert uit.splitlines() == [
        f"Gemaakt: {doel} (70 invoerrijen, nagerekend en gelijk teruggelezen).",
        f"Gebruik voortaan alleen deze werkmap, niet meer {xlsx}.",
    ]
    assert cli.main(["master", "zet-om", str(xlsx), "--uit", str(doel)]) == 2
    assert "wordt niet overschreven" in capsys.readouterr().err


# Macros of the user


def test_a_project_that_excel_wrote_anew_is_still_ours(xlsm: Path) -> None:
    voor = eigen_werk(lees_master(xlsm))
    with ExcelFile(xlsm) as boek:
        for module in boek.vba_project().modules:
            if module.name.startswith("modVia"):
                boek.set_module(module.name, f"{boek.get_module(module.name)}\r\n\r\n".replace("Dim ", "dim  "))
        boek.save()
    assert (voor, eigen_werk(lees_master(xlsm))) == ((), ())


@pytest.mark.lang(een_op=40)  # a run or more, with a sister in every run
@pytest.mark.parametrize(
    ("module", "tekst", "wat"),
    eerste_vlug(
        [
            ("MijnMacros", "Sub Hallo()\r\nEnd Sub\r\n", "hier staan macro's die niet van het programma zijn."),
            (
                "Sheet2",
                "Private Sub Worksheet_Activate()\r\nEnd Sub\r\n",
                "hier staan macro's die niet van het programma",
            ),
            (
                "modViaMacros",
                "Sub Via_Jaarrun()\r\nEnd Sub\r\n",
                "de macro's in deze module zijn andere dan die van het",
            ),
        ]
    ),
)
def test_macros_of_the_user_are_named_by_their_module(xlsm: Path, module: str, tekst: str, wat: str) -> None:
    with ExcelFile(xlsm) as boek:
        if module in boek.vba_project().module_names():
            boek.set_module(module, f"{boek.get_module(module)}\r\n{tekst}")
        else:
            boek.vba_project().add_module(module, tekst)
        boek.save()
    was = sha256(xlsm)
    fout = geweigerd(lambda: zet_om(xlsm, andere(xlsm)))
    (bevinding,) = fout.bevindingen
    assert (bevinding.blad, bevinding.cel) == ("VBA", module)
    assert bevinding.wat.startswith(wat)
    assert sha256(xlsm) == was


@pytest.mark.lang(een_op=40)  # a run or more, with a sister in every run
def test_macros_that_cannot_be_read_are_not_taken_for_ours(xlsm: Path) -> None:
    bewerk_deel(xlsm, PROJECT, lambda _: b"geen project")
    (bevinding,) = geweigerd(lambda: zet_om(xlsm, andere(xlsm))).bevindingen
    assert bevinding.wat == "de macro's in deze werkmap zijn niet te lezen en misschien niet van ons."


@pytest.mark.lang(een_op=40)  # a run or more, with a sister in every run
def test_what_the_macro_controleer_wrote_is_no_work_of_the_user(xlsm: Path) -> None:
    def bevindingen(boek: Any) -> None:
        blad = boek["Controles"]
        kol, rij = blad.tables["tblBevindingen"].ref.split(":")[0].rstrip("0123456789"), 0
        rij = int(blad.tables["tblBevindingen"].ref.split(":")[0].removeprefix(kol)) + 1
        blad[f"{kol}{rij}"] = "25-11-2026"
        blad.cell(rij, 2, "inwoners ontbreken")

    bewerk(xlsm, bevindingen)
    assert eigen_werk(lees_master(xlsm)) == ()


@pytest.mark.lang(een_op=12)  # a master is built, renewed and proven
def test_the_outcomes_of_our_own_functions_are_no_work_of_the_user(xlsm: Path) -> None:
    """In Excel the cells over which an array function gives its outcome hold numbers."""
    from openpyxl.worksheet.formula import ArrayFormula

    gevuld: list[str] = []

    def reken(boek: Any) -> None:
        blad = boek["Rekenhulp"]
        reeksen = [cel.value.ref for rij in blad.iter_rows() for cel in rij if isinstance(cel.value, ArrayFormula)]
        for ref in reeksen:
            for rij in blad[ref] if ":" in ref else ():
                for cel in rij:
                    if not isinstance(cel.value, ArrayFormula):
                        cel.value = 0.125
                        gevuld.append(cel.coordinate)

    bewerk(xlsm, reken)
    assert gevuld
    assert eigen_werk(lees_master(xlsm)) == ()


def test_parts_that_the_program_never_makes_are_named(xlsx: Path) -> None:
    import zipfile

    with zipfile.ZipFile(xlsx, "a") as pakket:
        pakket.writestr("xl/pivotTables/pivotTable1.xml", "<x/>")
        pakket.writestr("customUI/customUI14.xml", "<x/>")
    assert [b.wat for b in eigen_werk(lees_master(xlsx))] == [
        "er staat een draaitabel in.",
        "er staat een eigen lint in.",
    ]


# A master that is rebuilt keeps its edition


def test_a_rebuilt_master_keeps_its_edition_and_the_old_one_stays_beside_it(master: Path) -> None:
    was = sha256(master)
    gelezen = lees_master(master)
    reserve = herbouw(gelezen, gelezen.regeling)
    assert reserve is not None
    assert (sha256(reserve), reserve.suffix) == (was, master.suffix)
    assert heeft_macros(master) == (master.suffix == ".xlsm")
    assert lees_master(master).regeling == gelezen.regeling


def test_a_rebuilt_master_does_not_become_the_other_edition_unseen(master: Path) -> None:
    gelezen = lees_master(master)
    fout = geweigerd(lambda: herbouw(gelezen, gelezen.regeling, andere(master)))
    assert fout.bericht.endswith(f'via-xl master zet-om "{master}" --uit "{andere(master)}"')
    assert not andere(master).exists()


@pytest.mark.parametrize("slot", ["~$master.xlsx", ".~lock.master.xlsx#"])
def test_a_master_that_is_open_elsewhere_is_not_replaced(slot: str, xlsx: Path) -> None:
    (xlsx.parent / slot).touch()
    gelezen = lees_master(xlsx)
    voor = inhoud(xlsx.parent)
    fout = geweigerd(lambda: herbouw(gelezen, gelezen.regeling))
    assert fout.bericht.startswith("master.xlsx staat open in een ander programma; er is niets gewijzigd.")
    assert inhoud(xlsx.parent) == voor


# An older layout


def test_an_older_master_is_renewed_in_its_place_with_a_backup(master: Path) -> None:
    zonder_indeling(master)
    was, voor = sha256(master), lees_master(master)
    assert voor.indeling == 1
    uitkomst = vernieuw(master)
    na = lees_master(master)
    assert (na.regeling, na.indeling) == (voor.regeling, INDELING)
    assert uitkomst.reserve is not None
    assert sha256(uitkomst.reserve) == was
    assert (na.regeling.logboek[-1].wat, na.regeling.logboek[-1].opmerking) == (
        "master vernieuwd",
        f"van indeling 1 naar {INDELING}",
    )
    assert eigen_werk(na) == ()


def zonder_kolom(pad: Path, blad: str, tabel: str) -> Path:
    """Without the column Status of a table and what is behind it, as a layout that did not have it yet."""

    def haal_weg(boek: Any) -> None:
        werkblad = boek[blad]
        gebied = werkblad.tables[tabel]
        van, tot = gebied.ref.split(":")
        laatste = werkblad[tot]
        status = werkblad[van].column + [kolom.name for kolom in gebied.tableColumns].index("Status")
        for rij in range(werkblad[van].row, laatste.row + 1):
            for kolom in range(status, laatste.column + 1):
                werkblad.cell(rij, kolom).value = None
        gebied.ref = f"{van}:{werkblad.cell(laatste.row, status - 1).coordinate}"
        del gebied.tableColumns[status - werkblad[van].column :]
        if gebied.autoFilter is not None:
            gebied.autoFilter.ref = gebied.ref

    return bewerk(pad, haal_weg)


@pytest.mark.lang(een_op=12)  # a master is built, renewed and proven
def test_what_an_older_layout_lacks_is_filled_in_and_listed(xlsx: Path, capsys: Scherm) -> None:
    zonder_kolom(zonder_indeling(xlsx), "POK", "tblPOK")
    assert cli.main(["jaarrun", str(xlsx)]) == 2
    bericht = capsys.readouterr().err
    assert f'via-xl master vernieuw "{xlsx}"' in bericht
    assert "ontbreekt de kolom Status" in " ".join(bericht.split())

    assert cli.main(["master", "vernieuw", str(xlsx)]) == 0

    uit = capsys.readouterr().out
    assert "waarschuwing" in uit
    assert "kolom Status" in " ".join(uit.split())
    assert f"Gemaakt: {xlsx} (70 invoerrijen, nagerekend en gelijk teruggelezen)." in uit.splitlines()
    assert uit.splitlines()[-1].startswith("De vorige master is bewaard als ")
    assert lees_master(xlsx).regeling == REGELING
    assert cli.main(["jaarrun", str(xlsx)]) == 0


@pytest.mark.lang(een_op=12)  # a master is built, renewed and proven
def test_a_run_on_an_older_master_that_cannot_be_proven_offers_the_renewal(xlsx: Path) -> None:
    bewerk(zonder_indeling(xlsx), lambda boek: boek["Verrekening"].__setitem__("B10", 1))
    with pytest.raises(BewijsFout) as fout:
        jaarrun(xlsx)
    assert fout.value.bericht.splitlines()[-1] == (
        f'De master is van een oudere indeling (1, nu {INDELING}). Vernieuw hem met: via-xl master vernieuw "{xlsx}"'
    )


@pytest.mark.lang(een_op=12)  # a master is built, renewed and proven
def test_texts_and_formulas_of_an_older_layout_are_named_but_stop_nothing(xlsx: Path) -> None:
    def ouder(boek: Any) -> None:
        boek["Uren"]["C3"] = "een uitleg van toen"
        boek["Verrekening"]["B12"] = "=1+1"

    bewerk(zonder_indeling(xlsx), ouder)
    assert "via-xl master vernieuw" in geweigerd(lambda: zet_om(xlsx, andere(xlsx))).bericht
    uitkomst = vernieuw(xlsx, xlsx.with_name("nieuw.xlsx"))
    assert [(b.blad, b.cel, b.ernst) for b in uitkomst.waarschuwingen] == [
        ("Uren", "C3", Ernst.WAARSCHUWING),
        ("Verrekening", "B12", Ernst.WAARSCHUWING),
    ]
    assert {b.doen for b in uitkomst.waarschuwingen} == {
        "Is het van u? Het staat nog in de oude master; neem het daaruit over."
    }
    assert (uitkomst.reserve, uitkomst.master.name) == (None, "nieuw.xlsx")


@pytest.mark.lang(een_op=12)  # a master is built, renewed and proven
def test_a_sheet_of_the_user_in_an_older_master_comes_along(xlsx: Path) -> None:
    bewerk(zonder_indeling(xlsx), lambda boek: boek.create_sheet("Mijn blad"))
    assert "Mijn blad" not in [b.blad for b in vernieuw(xlsx).waarschuwingen]
    assert "Mijn blad" in load_workbook(xlsx).sheetnames


def test_a_master_of_a_newer_program_is_not_renewed(xlsx: Path, capsys: Scherm) -> None:
    def nieuwer(boek: Any) -> None:
        blad, cel = next(boek.defined_names["Indeling"].destinations)
        boek[blad][cel] = INDELING + 1

    bewerk(xlsx, nieuwer)
    was = inhoud(xlsx.parent)
    assert cli.main(["master", "vernieuw", str(xlsx)]) == 2
    assert capsys.readouterr().err.strip().endswith("Werk het programma bij.")
    assert inhoud(xlsx.parent) == was


@pytest.mark.lang(een_op=12)  # a master is built, renewed and proven
def test_macros_of_an_earlier_version_are_replaced_and_named(tmp_path: Path) -> None:
    xlsm = tmp_path / "master.xlsm"
    maak_master(replace(REGELING, logboek=()), 2024, editie=Editie.MET_MACROS).bewaar(xlsm)
    with ExcelFile(xlsm) as boek:
        tekst = boek.get_module("modViaMacros")
        boek.set_module("modViaMacros", tekst.replace('VERSIE As String = "', 'VERSIE As String = "0.0.'))
        boek.save()
    assert geweigerd(lambda: vernieuw(xlsm)).bevindingen[0].cel == "modViaMacros"  # of this version: someone's work

    def eerder(boek: Any) -> None:
        blad = boek["Logboek"]
        for rij in blad.iter_rows(min_row=5):
            for cel in rij:
                if isinstance(cel.value, str) and cel.value.startswith("ViA-XL "):
                    cel.value = "ViA-XL 0.0.1"

    bewerk(xlsm, eerder)
    uitkomst = vernieuw(xlsm)
    assert [(b.cel, b.ernst) for b in uitkomst.waarschuwingen] == [("modViaMacros", Ernst.WAARSCHUWING)]
    assert eigen_werk(lees_master(xlsm)) == ()


def test_a_renewed_master_that_cannot_be_written_leaves_the_old_one(
    xlsx: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    was = inhoud(xlsx.parent)

    def vol(_boek: Boek, _doel: Path) -> None:
        raise OSError(28, "vol")

    bewaar = Boek.bewaar
    monkeypatch.setattr(Boek, "bewaar", lambda b, doel: vol(b, doel) if isinstance(doel, Path) else bewaar(b, doel))
    assert "de schijf is vol" in geweigerd(lambda: vernieuw(xlsx)).bericht
    assert inhoud(xlsx.parent) == was


@pytest.mark.lang(een_op=12)  # a master is built, renewed and proven
def test_renewing_and_converting_work_as_commands_of_their_own(tmp_path: Path) -> None:
    pad = Path(shutil.copy(kleine_master(tmp_path), tmp_path / "Mijn master.xlsx"))
    klaar = via_xl("master", "vernieuw", pad)
    assert (klaar.returncode, klaar.stderr) == (0, "")
    assert "Gemaakt: " in klaar.stdout
