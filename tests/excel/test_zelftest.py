"""The self-test, driving a stand-in for Excel: what it finds right, what it finds wrong, and that Excel is gone after."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hulp.kleine_master import REGELING
from hulp.lang import eerste_vlug
from hulp.nepexcel import Nepexcel, nep_excel
from hulp.nepwindows import NepWinreg, computer
from hulp.runs import inhoud
from msgspec.structs import replace

import udfs
from via_xl.basis import eigenexcel
from via_xl.basis.bevinding import Ernst, InvoerFout
from via_xl.excel import zelftest
from via_xl.excel.functieproef import AANROEPEN, BLAD, proeven
from via_xl.excel.installeren import installeer
from via_xl.excel.openboek import OpenBoek
from via_xl.excel.teken import schrijf
from via_xl.excel.windows import Computer
from via_xl.excel.zelftest import GEEN_EXCEL, Zelftest, doe_zelftest, eigen_excel
from via_xl.lezen.master import lees_open_master
from via_xl.opdrachten import cli
from via_xl.regeling.model import Editie
from via_xl.schrijven.macros import MACROS, Macro, Macrouitkomst, Macrovraag
from via_xl.schrijven.master import maak_master

Scherm = pytest.CaptureFixture[str]
Uitkomsten = Callable[[str, str, str, Any], Any]
"""Workbook, sheet, formula and what a calculation without our functions gives, to what this Excel gives."""


def met_functies(_boek: str, blad: str, formule: str, gaf: Any) -> Any:
    """An Excel in which our functions are loaded and right."""
    if blad == BLAD:
        return next(proef.verwacht for proef in proeven() if proef.formule == formule)
    if "fout: zie" in formule:
        return "fout: zie Controleer"
    return 1 if gaf == "add-in niet geladen" else gaf


class NepExcel:
    """The stand-in as the Excel of a self-test."""

    versie = "16.0"
    knop_werkt = True

    def __init__(self, nep: Nepexcel, geeft: Uitkomsten) -> None:
        self._nep = nep
        self._geeft = geeft
        self.geopend: list[str] = []

    def open(self, pad: Path) -> Any:
        self.geopend.append(pad.name)
        if pad.suffix == ".xlam":
            assert pad.read_bytes().startswith(b"PK")
            return SimpleNamespace(api=SimpleNamespace(Close=lambda _bewaar: self.geopend.append("dicht")))
        return self._nep.boek(pad)

    def proef(self, teken: str, bestand: Path) -> str:
        """What the command does that the VBA gives Python."""
        if not self.knop_werkt:
            return "Python kon niet worden gestart of is onderbroken"
        schrijf(*(tekst.encode("utf-16-be").hex().upper() for tekst in (str(bestand), teken)))
        return bestand.read_text()

    def herreken(self) -> None:
        self._nep.app.CalculateFull()
        for boek in self._nep.app._boeken:
            for blad in boek._bladen:
                for plek, gaf in list(blad._uitkomsten.items()):
                    blad._uitkomsten[plek] = self._geeft(boek.Name, blad.Name, blad._formule(plek), gaf)


@pytest.fixture
def nep() -> Iterator[Nepexcel]:
    with nep_excel() as excel:
        yield excel


@pytest.fixture
def pc(tmp_path: Path) -> Computer:
    nieuw = computer(tmp_path / "pc", NepWinreg())
    installeer(nieuw)
    return nieuw


@pytest.fixture(params=eerste_vlug([Editie.MET_MACROS, Editie.ZONDER_MACROS]))
def master(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    pad = tmp_path / "regio" / f"master{request.param}"
    pad.parent.mkdir()
    maak_master(REGELING, 2024, editie=request.param).bewaar(pad)
    return pad


@pytest.fixture
def xlsx(tmp_path: Path) -> Path:
    pad = tmp_path / "master.xlsx"
    maak_master(REGELING, 2024).bewaar(pad)
    return pad


def eigen_macro(naam: str, *vragen: Macrovraag) -> Macro:
    return Macro(naam, naam.capitalize(), "Groep", "Tip.", "Uitleg.", "FileOpen", f"proefmacros:{naam}", vragen)


def zet_macros(monkeypatch: pytest.MonkeyPatch, **functies: Callable[..., Macrouitkomst]) -> None:
    monkeypatch.setitem(sys.modules, "proefmacros", SimpleNamespace(**functies))  # type: ignore[arg-type]
    monkeypatch.setattr(zelftest, "MACROS", tuple(map(eigen_macro, functies)))


def doe(nep: Nepexcel, pc: Computer, pad: Path | None, verslag: Path, geeft: Uitkomsten = met_functies) -> Zelftest:
    @contextmanager
    def excel() -> Iterator[NepExcel]:
        yield NepExcel(nep, geeft)

    return doe_zelftest(pad, verslag, excel=excel, computer=lambda: pc)


def test_a_good_excel_is_found_good_and_the_master_is_not_touched(
    nep: Nepexcel, pc: Computer, master: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gezien: list[tuple[str, str, bool]] = []

    def macro(boek: OpenBoek, gekozen: str, voortgang: Callable[..., None]) -> Macrouitkomst:
        voortgang("bezig", 0, 1)
        assert lees_open_master(boek).regeling == REGELING
        gezien.append((boek.naam, Path(gekozen).name, Path(gekozen).is_dir()))
        return Macrouitkomst("Klaar.\nNiets te melden.")

    zet_macros(monkeypatch, controleer=macro, urenstaten=macro)
    voor = inhoud(master.parent)
    uitkomst = doe(nep, pc, master, tmp_path / "verslag.txt")

    assert [(o.wat, o.goed) for o in uitkomst.onderdelen] == [
        ("Installatie", True),
        ("De weg van een knop", True),
        ("Functies", True),
        ("Formules 2024", True),
        ("Functies in de master", True),
        ("Macro Controleer", True),
        ("Macro Urenstaten", True),
    ], uitkomst.onderdelen
    assert inhoud(master.parent) == voor
    assert gezien == [("via_master.xlsm", "", True), ("via_master.xlsm", "urenstaten", True)]
    assert not nep.app._boeken
    regels = uitkomst.verslag.read_text("utf-8-sig").splitlines()
    assert regels[0].startswith("Zelftest van ViA-XL ")
    assert "Excel 16.0" in regels[1]
    assert regels[2] == f"Master: {master}"
    assert "goed  Functies: 9 functies geven wat Python geeft" in regels
    assert any(
        re.fullmatch(r"goed  Formules 2024: [\d.]+ formulecellen gelijk aan de rekenkern", regel) for regel in regels
    )
    assert regels[-2:] == ["goed  Macro Urenstaten: Klaar.", "      Niets te melden."]


def test_a_button_that_gets_no_answer_of_python_is_named_with_what_to_do(
    nep: Nepexcel, pc: Computer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(NepExcel, "knop_werkt", False)
    (fout,) = doe(nep, pc, None, tmp_path / "verslag.txt").fouten
    assert fout.wat == "De weg van een knop"
    assert "geen antwoord (Python kon niet worden gestart of is onderbroken)" in fout.gezien
    assert "via-xl excel installeer --vooraf-gestart" in fout.gezien


def test_a_sign_of_another_program_is_no_answer(
    nep: Nepexcel, pc: Computer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(zelftest, "antwoord", lambda teken: f"{teken} ViA-XL 9.9")
    assert [fout.wat for fout in doe(nep, pc, None, tmp_path / "verslag.txt").fouten] == ["De weg van een knop"]


def test_each_function_is_called() -> None:
    assert {functie for functie, _ in AANROEPEN} == set(udfs.UDFS)
    assert all(not isinstance(proef.verwacht, list) and not str(proef.verwacht).startswith("#") for proef in proeven())


@pytest.mark.lang(een_op=16)  # each formula of a master in the open book
def test_an_excel_that_calculates_otherwise_is_found_out_at_its_cell(
    nep: Nepexcel, pc: Computer, xlsx: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The saved copy is what Excel made of it: a result in it that is a cent off."""
    zet_macros(monkeypatch)
    bewaar = type(nep.open(xlsx)).SaveCopyAs
    nep.app._boeken.clear()

    def een_cent_ernaast(boek: Any, pad: str) -> None:
        bewaar(boek, pad)
        if "excel_" in pad:
            _verander_eerste_bedrag(Path(pad))

    monkeypatch.setattr("hulp.nepexcel.Werkboek.SaveCopyAs", een_cent_ernaast)
    uitkomst = doe(nep, pc, xlsx, tmp_path / "verslag.txt")
    (fout,) = uitkomst.fouten
    assert fout.wat == "Formules 2024"
    assert fout.gezien.startswith("1 verschil\n")
    assert re.search(r"Verrekening![A-Z]+\d+: de opgeslagen waarde is een andere dan de formule geeft", fout.gezien)


def _verander_eerste_bedrag(pad: Path) -> None:
    from hulp.kleine_master import bewerk_deel, blad_deel

    def cent(xml: bytes) -> bytes:
        return re.sub(
            rb"(<f>ROUND[^<]*</f><v>)([^<]*)", lambda m: m[1] + str(float(m[2]) + 0.01).encode(), xml, count=1
        )

    bewerk_deel(pad, blad_deel(pad, "Verrekening"), cent)


def test_a_function_that_gives_something_else_is_named_with_both_values(
    nep: Nepexcel, pc: Computer, tmp_path: Path
) -> None:
    def een_ernaast(boek: str, blad: str, formule: str, gaf: Any) -> Any:
        return 1.5 if "VIA_SALDO" in formule else met_functies(boek, blad, formule, gaf)

    uitkomst = doe(nep, pc, None, tmp_path / "verslag.txt", een_ernaast)
    (fout,) = uitkomst.fouten
    assert fout.wat == "Functies"
    assert fout.gezien.splitlines()[0] == "2 verschillen"
    assert "=INDEX(VIA_SALDO(" in fout.gezien
    assert "geeft 1,5 in plaats van 200,25" in fout.gezien


@pytest.mark.lang(een_op=8)  # each formula of a master in the open book
def test_functions_that_are_not_loaded_are_seen_on_the_sheet_and_in_the_master(
    nep: Nepexcel, pc: Computer, xlsx: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    zet_macros(monkeypatch)
    uitkomst = doe(nep, pc, xlsx, tmp_path / "verslag.txt", lambda _boek, _blad, _formule, gaf: gaf)
    assert [fout.wat for fout in uitkomst.fouten] == ["Functies", "Functies in de master"]
    assert "#NAAM?" in uitkomst.fouten[0].gezien
    assert re.search(r"Controles![A-Z]+\d+: add-in niet geladen", uitkomst.fouten[1].gezien)
    assert "… en nog " in uitkomst.fouten[1].gezien


@pytest.mark.lang(een_op=40)  # each formula of a master in the open book
def test_a_function_that_is_loaded_and_gives_an_error_is_told_apart(
    nep: Nepexcel, pc: Computer, xlsx: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    zet_macros(monkeypatch)

    def een_mislukt(boek: str, blad: str, formule: str, gaf: Any) -> Any:
        return (
            "fout: zie Controleer"
            if (blad, "VIA_KOSTEN(" in formule) == ("Rekenhulp", True)
            else met_functies(boek, blad, formule, gaf)
        )

    (fout,) = doe(nep, pc, xlsx, tmp_path / "verslag.txt", een_mislukt).fouten
    assert fout.wat == "Functies in de master"
    assert re.search(r"Rekenhulp!B7: fout: zie Controleer", fout.gezien)


@pytest.mark.lang(een_op=40)  # a run or more, with a sister in every run
def test_a_macro_that_stops_or_says_that_something_is_wrong_is_named_and_the_next_still_runs(
    nep: Nepexcel, pc: Computer, xlsx: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopt(*_: object) -> Macrouitkomst:
        raise ZeroDivisionError("deling")

    def weigert(*_: object) -> Macrouitkomst:
        raise InvoerFout("Bewaar eerst.")

    def zegt_fout(*_: object) -> Macrouitkomst:
        return Macrouitkomst("Het bewijs klopt niet.", Ernst.FOUT)

    def goed(*_: object) -> Macrouitkomst:
        return Macrouitkomst("Klaar.", Ernst.WAARSCHUWING)

    zet_macros(monkeypatch, stopt=stopt, weigert=weigert, fout=zegt_fout, urenstaten=zegt_fout, goed=goed)
    uitkomst = doe(nep, pc, xlsx, tmp_path / "verslag.txt")
    assert [(fout.wat, fout.gezien) for fout in uitkomst.fouten] == [
        ("Macro Stopt", "Excel of Windows meldt: deling"),
        ("Macro Weigert", "Bewaar eerst."),
        ("Macro Fout", "Het bewijs klopt niet."),
    ]  # of blank hour sheets the macro may say anything
    assert not nep.app._boeken


@pytest.mark.lang(een_op=16)  # each formula of a master in the open book
def test_a_macro_that_opens_a_folder_opens_none_here(
    nep: Nepexcel, pc: Computer, xlsx: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import os

    geopend: list[object] = []
    monkeypatch.setattr(os, "startfile", geopend.append, raising=False)

    def opent(*_: object) -> Macrouitkomst:
        os.startfile("map")  # type: ignore[attr-defined]  # noqa: S606
        return Macrouitkomst("Geopend.")

    zet_macros(monkeypatch, opent=opent)
    assert not doe(nep, pc, xlsx, tmp_path / "verslag.txt").fouten
    assert geopend == []
    os.startfile("zelf")  # type: ignore[attr-defined]  # noqa: S606
    assert geopend == ["zelf"]


@pytest.mark.lang(een_op=8)  # each formula of a master in the open book
def test_every_year_of_the_master_is_calculated(
    nep: Nepexcel, pc: Computer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    zet_macros(monkeypatch)
    jaren = (*REGELING.jaren, replace(REGELING.jaren[0], jaar=2025))
    regeling = replace(REGELING, jaren=jaren, pok=(*REGELING.pok, replace(REGELING.pok[0], jaar=2025)))
    pad = tmp_path / "master.xlsx"
    maak_master(regeling, 2024).bewaar(pad)
    uitkomst = doe(nep, pc, pad, tmp_path / "verslag.txt")
    assert [(o.wat, o.goed) for o in uitkomst.onderdelen if o.wat.startswith("Formules")] == [
        ("Formules 2024", True),
        ("Formules 2025", True),
    ]


def test_what_is_not_installed_or_of_another_version_is_said(nep: Nepexcel, tmp_path: Path) -> None:
    winreg = NepWinreg()
    pc = computer(tmp_path / "pc", winreg)
    (fout,) = doe(nep, pc, None, tmp_path / "a.txt").fouten
    assert fout.wat == "Installatie"
    assert [re.sub(r"/\S+", "…", deel) for deel in fout.gezien.split("; ")] == [
        "de instellingen in … ontbreken of zijn van een andere versie",
        "de invoegtoepassing … ontbreekt of is van een andere versie",
        "Excel laadt de invoegtoepassing niet bij het starten",
        "voer uit: via-xl excel installeer",
    ]
    installeer(pc, vooraf_gestart=True)
    assert doe(nep, pc, None, tmp_path / "b.txt").fouten == ()
    (pc.invoegtoepassingen / "via_xl.xlam").write_bytes(b"oud")
    (fout,) = doe(nep, pc, None, tmp_path / "c.txt").fouten
    assert "invoegtoepassing" in fout.gezien
    assert "instellingen" not in fout.gezien


@pytest.mark.lang(een_op=1)
def test_the_macros_themselves_pass_on_one_master_in_their_order(
    nep: Nepexcel, pc: Computer, xlsx: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("via_xl.bewijs.libreoffice.programma", lambda: None)
    uitkomst = doe(nep, pc, xlsx, tmp_path / "verslag.txt")
    assert [(o.wat, o.gezien) for o in uitkomst.fouten] == []
    gezien = {onderdeel.wat: onderdeel.gezien for onderdeel in uitkomst.onderdelen}
    assert "Jaar 2024 is afgerekend: versie 1, concept." in gezien["Macro Jaarrun"]
    assert "v1" in gezien["Macro Open map"]
    niets = {wat: tekst for wat, tekst in gezien.items() if tekst.startswith("niets te doen: ")}
    assert set(niets) == {
        *("Macro Kalender", "Macro Voorstel", "Macro Terugzetten"),
        *("Macro Verzenden", "Macro Definitief maken", "Macro Begrotingsbrieven", "Macro Opgave jaareinde"),
        *("Macro Uren naast de master", "Macro Herinnering"),
    }
    assert sum(tekst.startswith("niets gekozen: ") for tekst in gezien.values()) == 8
    assert "2024 heeft al 1 datum" in niets["Macro Kalender"]
    assert len([wat for wat in gezien if wat.startswith("Macro ")]) == len(MACROS)


# The command, and the real Excel


def test_elsewhere_there_is_no_excel(capsys: Scherm, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert cli.main(["excel", "zelftest"]) == 2
    assert capsys.readouterr() == ("", f"{GEEN_EXCEL}\n")
    assert list(tmp_path.iterdir()) == []


def test_the_command_says_what_was_wrong_and_where_the_report_lies(
    nep: Nepexcel, pc: Computer, capsys: Scherm, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    uitkomst = doe(nep, pc, None, tmp_path / "goed.txt")
    monkeypatch.setattr(zelftest, "doe_zelftest", lambda *_: uitkomst)
    assert cli.main(["excel", "zelftest"]) == 0
    assert capsys.readouterr().out == f"Alles is in orde.\nVerslag: {tmp_path / 'goed.txt'}\n"

    mis = replace(
        uitkomst, onderdelen=(*uitkomst.onderdelen, replace(uitkomst.onderdelen[0], goed=False, gezien="weg"))
    )
    monkeypatch.setattr(zelftest, "doe_zelftest", lambda *_: mis)
    assert cli.main(["excel", "zelftest"]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "FOUT  Installatie: weg",
        "3 van 4 onderdelen goed.",
        f"Verslag: {tmp_path / 'goed.txt'}",
    ]


def test_a_report_is_never_overwritten_and_one_that_can_not_be_written_is_said(
    nep: Nepexcel, pc: Computer, tmp_path: Path
) -> None:
    (tmp_path / "verslag.txt").write_text("van gisteren")
    with pytest.raises(InvoerFout, match="bestaat al en wordt niet overschreven"):
        doe(nep, pc, None, tmp_path / "verslag.txt")
    with pytest.raises(InvoerFout, match="kan niet worden gemaakt"):
        doe(nep, pc, None, tmp_path / "geen map" / "verslag.txt")


class NepApp:
    """What xlwings starts: an instance of Excel, and how it ended."""

    gestart: Any = None

    def __init__(self, *, visible: bool, add_book: bool) -> None:
        assert (visible, add_book) == (False, False)
        NepApp.gestart = self
        self.api = SimpleNamespace(Version="16.0", AutomationSecurity=2, CalculateFullRebuild=lambda: None)
        self.display_alerts = True
        self.einde: list[str] = []

    def quit(self) -> None:
        self.einde.append("quit")
        raise RuntimeError("com_error: Excel is bezig")

    def kill(self) -> None:
        self.einde.append("kill")


def test_our_own_excel_is_invisible_and_gone_afterwards_whatever_happened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(eigenexcel, "sys", SimpleNamespace(platform="win32"))
    monkeypatch.setattr(eigenexcel, "import_module", {"xlwings": SimpleNamespace(App=NepApp)}.__getitem__)
    with pytest.raises(KeyError), eigen_excel() as excel:  # noqa: PT012
        assert excel.versie == "16.0"
        excel.herreken()
        assert (NepApp.gestart.display_alerts, NepApp.gestart.api.AutomationSecurity) == (False, 1)
        raise KeyError
    assert NepApp.gestart.einde == ["quit", "kill"]


def test_an_excel_that_does_not_start_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    def weigert(**_: object) -> None:
        raise RuntimeError("klasse niet geregistreerd")

    monkeypatch.setattr(eigenexcel, "sys", SimpleNamespace(platform="win32"))
    monkeypatch.setattr(eigenexcel, "import_module", {"xlwings": SimpleNamespace(App=weigert)}.__getitem__)
    with pytest.raises(InvoerFout, match=r"Op deze computer is geen Excel.*klasse niet geregistreerd"), eigen_excel():
        pass
