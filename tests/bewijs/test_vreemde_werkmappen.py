"""Workbooks that are valid and strange: right answers, and work that what a file declares can't make endless."""

from __future__ import annotations

import json
import resource
import time
from pathlib import Path
from typing import Any

import pytest
from hulp.lang import eerste_vlug
from hulp.vreemd import NS, REL, cel, los_boek

from via_xl.opdrachten.cli import main
from via_xl.schrijven.master import maak_master
from via_xl.vragen.urenstaatmaken import maak_urenstaat
from via_xl.wijzigen.mastermaken import zet_neer

TEL = '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><f>SUM(A:A)+1</f><v>2</v></c></row>'


def gevonden(pad: Path, capsys: pytest.CaptureFixture[str]) -> list[tuple[str, str, str]]:
    """What controleer finds: how grave, where and what."""
    main(["controleer", str(pad), "--json"])
    return [(b["ernst"], b["cel"], b["wat"]) for b in json.loads(capsys.readouterr().out)["bevindingen"]]


def herkomst(pad: Path, adres: str, capsys: pytest.CaptureFixture[str]) -> str:
    assert main(["herkomst", str(pad), f"Blad1!{adres}"]) == 0
    return capsys.readouterr().out


# --- valid Excel is no fault


def test_a_name_with_a_backslash_is_a_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    namen = "".join(f'<definedName name="{n}">Blad1!$A$1</definedName>' for n in ("uren\\jaar", "\\x", "a?b"))
    pad = los_boek(tmp_path / "naam.xlsx", cel("A1", "", "1") + cel("B2", "uren\\jaar*2", "2"), namen=namen)
    assert [b for b in gevonden(pad, capsys) if b[0] == "fout" or "bekende naam" in b[2]] == []
    assert "Cel A1 (1) × 2." in herkomst(pad, "B2", capsys)
    fout = los_boek(tmp_path / "fout.xlsx", TEL, namen='<definedName name="a-b">Blad1!$A$1</definedName>')
    assert any("tekens die niet in een naam mogen" in b[2] for b in gevonden(fout, capsys))


def test_a_variable_of_let_or_lambda_is_no_unknown_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rijen = (
        cel("A1", "", "1")
        + cel("B2", "_xlfn.LET(_xlpm.x,A1,_xlpm.x*2)", "2")
        + cel("B3", "_xlfn.LAMBDA(_xlpm.y,_xlpm.y+1)(A1)", "2")
    )
    pad = los_boek(tmp_path / "let.xlsx", rijen)
    wat = [b[2] for b in gevonden(pad, capsys)]
    assert not any("bekende naam" in tekst or "doorsnede" in tekst or "_XL" in tekst for tekst in wat), wat
    assert "LET rekent niet in elk programma hetzelfde." in wat[0]
    assert "LET(x; cel A1 (1); x × 2)." in herkomst(pad, "B2", capsys)
    assert "=LAMBDA(y;y+1)(A1)" in herkomst(pad, "B3", capsys)


@pytest.mark.lang(vlug=1, een_op=40)  # cases that cost much, of which some are in every run
@pytest.mark.parametrize("formule", ["SUM(A1:A1:B2:B2)", "SUM(Blad1!A1:Blad1!B2)", "SUM(B2:A1)"])
def test_a_chain_of_ranges_is_the_range_around_them(
    formule: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rijen = f'<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="B2"><v>2</v></c></row>{cel("C3", formule, "3")}'
    pad = los_boek(tmp_path / "reeks.xlsx", rijen)
    assert not any("bekende naam" in b[2] or "blad dat niet" in b[2] for b in gevonden(pad, capsys))
    assert "De som van cellen A1:B2 (2 cellen, 3)." in herkomst(pad, "C3", capsys)


def test_two_sheets_in_one_range_are_no_range(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pad = los_boek(tmp_path / "mis.xlsx", cel("A1", "SUM(Blad1!A2:Weg!B2)", "3"))
    assert any("is geen bekende naam, tabel of cel" in b[2] for b in gevonden(pad, capsys))


@pytest.mark.lang(vlug=1, een_op=40)  # cases that cost much, of which some are in every run
@pytest.mark.parametrize(
    ("engels", "nederlands"),
    [
        ("PROB(A1:A3,A1:A3,1)", "KANS(A1:A3;A1:A3;1)"),
        ("ACCRINT(A1,A1,A1,1,1,1)", "SAMENG.RENTE(A1;A1;A1;1;1;1)"),
        ('CUBEMEMBER("x","y")', 'KUBUSLID("x";"y")'),
        ("IMABS(A1)", "C.ABS(A1)"),
        ("_xlfn.COVARIANCE.P(A1:A3,A1:A3)", "COVARIANTIE.P(A1:A3;A1:A3)"),
    ],
)
def test_a_rare_function_has_its_dutch_name(
    engels: str, nederlands: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pad = los_boek(tmp_path / "functie.xlsx", cel("A1", "", "1") + cel("B2", engels, "0"))
    assert f"={nederlands}" in herkomst(pad, "B2", capsys)


def test_a_formula_that_was_never_calculated_is_said_to_be_that(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    leeg = '<row r="3"><c r="B3" t="str"><f>""</f><v></v></c></row>'
    pad = los_boek(tmp_path / "kaal.xlsx", cel("A1", "", "5") + cel("B2", "A1*2") + leeg)
    uit = herkomst(pad, "B2", capsys)
    assert "cel B2: niet berekend" in uit
    assert "het programma dat dit bestand opsloeg heeft deze formule niet berekend" in uit
    assert "cel B3: leeg" in herkomst(pad, "B3", capsys)


# --- bounded by what a file holds, not by what it declares


def _gedeeld(soort: str) -> str:
    return f'<row r="1"><c r="A1"><v>1</v></c><c r="B1"><f {soort} ref="B1:XFD1048576">A1*2</f><v>2</v></c></row>'


STIJL = '<dxfs count="1"><dxf><font><color rgb="FFFFFFFF"/></font></dxf></dxfs>'
GROOT: dict[str, dict[str, Any]] = {
    "a merged column": {"na": '<mergeCells><mergeCell ref="C1:C1048576"/></mergeCells>'},
    "eight merged columns": {"na": '<mergeCells><mergeCell ref="C1:J1048576"/></mergeCells>'},
    "thirty thousand merged rows": {
        "na": "<mergeCells>" + "".join(f'<mergeCell ref="A{n}:XFD{n}"/>' for n in range(2, 30_000)) + "</mergeCells>"
    },
    "the dimension": {"voor": '<dimension ref="A1:XFD1048576"/>'},
    "a shared formula": {"rijen": _gedeeld('t="shared" si="0"')},
    "an array formula": {"rijen": _gedeeld('t="array"')},
    "a data table": {"rijen": _gedeeld('t="dataTable" r1="A1"')},
    "a conditional format": {
        "na": '<conditionalFormatting sqref="A1:XFD1048576"><cfRule type="expression" dxfId="0" priority="1">'
        "<formula>A1&gt;SUM($A:$XFD)</formula></cfRule></conditionalFormatting>",
        "stijlen": STIJL,
    },
    "a validation": {
        "na": '<dataValidations><dataValidation type="list" sqref="A1:XFD1048576"><formula1>$A$1:$XFD$1048576</formula1>'
        "</dataValidation></dataValidations>"
    },
    "columns": {"voor": "<cols>" + '<col min="1" max="16384" width="9" hidden="1"/>' * 2000 + "</cols>"},
    "a name over the whole sheet": {
        "rijen": '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><f>SUM(Alles)+COUNTIFS(Alles,1)+SUMPRODUCT(Alles*Alles)</f>'
        "<v>2</v></c></row>",
        "namen": '<definedName name="Alles">Blad1!$C$1:$XFD$1048576</definedName>',
    },
    "whole columns": {
        "rijen": '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><f>VLOOKUP(1,C:XFD,2,FALSE)+SUMIFS(C:C,D:D,1,E:E,1)</f>'
        "<v>2</v></c></row>"
    },
    "styles": {
        "stijlen": '<fonts count="4294967295"><font/></fonts><cellStyleXfs count="1"><xf/></cellStyleXfs>'
        '<cellXfs count="2"><xf/><xf fontId="4294967295" borderId="9" xfId="4294967295"/></cellXfs>',
        "rijen": '<row r="1"><c r="A1" s="1"><v>1</v></c><c r="B1"><f>A1*2</f><v>2</v></c></row>',
    },
    "the farthest cell": {"rijen": f'{TEL}<row r="1048576"><c r="XFD1048576"><v>3</v></c></row>'},
    "a table": {
        "na": '<tableParts count="1"><tablePart r:id="rId1"/></tableParts>',
        "erbij": {
            "xl/tables/table1.xml": f'<table xmlns="{NS}" id="1" name="tblX" displayName="tblX" ref="A1:A1048576">'
            '<tableColumns count="1"><tableColumn id="1" name="K"/></tableColumns></table>'
        },
        "relaties": f'<Relationship Id="rId1" Type="{REL}/table" Target="../tables/table1.xml"/>',
    },
}


@pytest.fixture(scope="module")
def master(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from hulp.kleine_master import REGELING

    pad = tmp_path_factory.mktemp("master") / "via_master.xlsx"
    zet_neer(maak_master(REGELING, 2024), pad)
    return pad


@pytest.mark.lang(vlug=1, een_op=40)  # cases that cost much, of which some are in every run
@pytest.mark.parametrize("wat", eerste_vlug(GROOT, 4))
def test_what_is_declared_over_a_million_rows_costs_nothing(
    wat: str, master: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pad = los_boek(tmp_path / "groot.xlsx", **{"rijen": TEL} | GROOT[wat])
    begin = time.monotonic()
    codes = [
        main(["controleer", str(pad)]),
        main(["herkomst", str(pad), "Blad1!B1"]),
        main(["urenstaat", "lees", str(pad), "--in", str(master)]),
        main(["jaarrun", str(pad)]),
    ]
    assert time.monotonic() - begin < 20
    gezegd = capsys.readouterr()
    assert codes[1:] == [0, 2, 2], gezegd.err
    assert codes[0] in (0, 1)
    assert "te zwaar" not in gezegd.out + gezegd.err
    assert "er is geen blad Urenstaat" in " ".join(gezegd.out.split())


def _regels(soort: str, aantal: int = 20_000) -> str:
    """So many rules, each over the whole sheet."""
    if soort == "validation":
        een = '<dataValidation type="list" sqref="A{0}:XFD1048576"><formula1>$A$1:$XFD$1048576</formula1></dataValidation>'
        return f"<dataValidations>{''.join(een.format(n) for n in range(1, aantal))}</dataValidations>"
    een = (
        '<conditionalFormatting sqref="A{0}:XFD1048576"><cfRule type="expression" priority="{0}"><formula>A1&gt;{0}</formula>'
        "</cfRule></conditionalFormatting>"
    )
    return "".join(een.format(n) for n in range(1, aantal))


def _lege_rijen(cellen: str, aantal: int) -> str:
    """So many rows at the end of what a sheet can hold, with nothing in them."""
    return "".join(f'<row r="{n}" hidden="1">{cellen.format(n)}</row>' for n in range(1_048_577 - aantal, 1_048_577))


ERIN: dict[str, tuple[str, str, str]] = {
    naam: (geval.get("voor", ""), "", geval.get("na", ""))
    for naam, geval in GROOT.items()
    if naam not in ("a table", "thirty thousand merged rows") and {"voor", "na"} & geval.keys()
} | {
    "twenty thousand conditional formats": ("", "", _regels("format")),
    "twenty thousand validations": ("", "", _regels("validation")),
    "all that in one": ("", "", _regels("format", 5_000) + _regels("validation", 5_000)),
    "three hundred thousand hidden rows": ("", _lege_rijen("", 300_000), ""),
    "a hundred thousand rows of empty cells": ("", _lege_rijen('<c r="A{0}" s="1"/><c r="B{0}" s="1"/>', 100_000), ""),
}
"""What is put before the rows of a master and of an hour sheet that are right, at the end of those of the master, and after."""


@pytest.mark.parametrize("wat", eerste_vlug(ERIN, 0))
def test_what_a_master_or_an_hour_sheet_declares_costs_nothing(
    wat: str, master: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from hulp.kleine_master import REGELING, bewerk_deel, blad_deel

    voor, aan_eind, na = (tekst.encode() for tekst in ERIN[wat])
    boek, staat = tmp_path / "m.xlsx", tmp_path / "staat.xlsx"
    boek.write_bytes(master.read_bytes())
    maak_urenstaat(REGELING, REGELING.uren[0].code, 2024).bewaar(staat)
    waar = ((boek, "Uren", aan_eind), (staat, "Urenstaat", b""))
    for pad, blad, erin in waar[: 1 if aan_eind else 2]:
        bewerk_deel(
            pad,
            blad_deel(pad, blad),
            lambda xml, erin=erin: xml.replace(b"<sheetData", voor + b"<sheetData", 1).replace(
                b"</sheetData>", erin + b"</sheetData>" + na, 1
            ),
        )
    duur = {}
    for opdracht in (
        ["jaarrun"],
        ["controleer"],
        ["herkomst", "Verrekening!B13"],
        ["urenstaat", "lees", str(staat), "--in"],
    ):
        begin = time.monotonic()
        woorden = [opdracht[0], str(boek), *opdracht[1:]] if opdracht[0] != "urenstaat" else [*opdracht, str(boek)]
        assert main(woorden) in (0, 1, 2)
        duur[opdracht[0]] = time.monotonic() - begin
    assert max(duur.values()) < 20, duur
    gezegd = capsys.readouterr()
    assert "regionale werkmap, nagerekend" in gezegd.out
    assert "verwachtte" not in gezegd.err
    assert "te zwaar" not in gezegd.out + gezegd.err
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss < 2**20  # kilobytes: of the largest child so far


def test_a_sheet_that_is_not_there_is_said_without_reading_a_million_cells(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rij = "".join(f'<c r="{letter}{{0}}"><v>{{0}}</v></c>' for letter in "ABCDEFGHIJ")
    rijen = "".join(f'<row r="{n}">{rij.replace("{0}", str(n))}</row>' for n in range(1, 100_001))
    pad = los_boek(tmp_path / "miljoen.xlsx", rijen)
    begin = time.monotonic()
    assert main(["herkomst", str(pad), "Blad2!A1"]) == 2
    assert time.monotonic() - begin < 5
    assert "In miljoen.xlsx is geen blad Blad2; bedoelt u: Blad1." in capsys.readouterr().err


# --- numbers that are none


@pytest.mark.parametrize("cijfers", [400, 5000])
def test_a_number_that_no_cell_can_hold_has_its_place(
    cijfers: int, master: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from hulp.kleine_master import bewerk_deel, blad_deel

    kapot = tmp_path / "via_master.xlsx"
    kapot.write_bytes(master.read_bytes())
    deel = blad_deel(kapot, "Inwoners")

    def bederf(xml: bytes) -> bytes:
        begin = xml.index(b'<c r="D6"') if b'<c r="D6"' in xml else xml.index(b'<c r="C6"')
        eind = xml.index(b"</c>", begin) + 4
        adres = xml[begin + 6 : begin + 8]
        return xml[:begin] + b'<c r="%s"><v>%s</v></c>' % (adres, b"9" * cijfers) + xml[eind:]

    bewerk_deel(kapot, deel, bederf)
    for opdracht in (["jaarrun"], ["stand"], ["reactie", "--gemeente", "Oss", "--reactie", "akkoord", "--versie", "1"]):
        assert main([opdracht[0], str(kapot), *opdracht[1:]]) == 2
        fout = " ".join(capsys.readouterr().err.split())
        assert "Inwoners!" in fout
        assert "#GETAL! (te groot)" in fout


@pytest.mark.lang(vlug=1, een_op=40)  # cases that cost much, of which some are in every run
@pytest.mark.parametrize("adres", ["-1", "1", "A-1", "ABCD1", "É1"])
def test_a_cell_at_an_impossible_address_is_refused_by_every_command(
    adres: str, master: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from hulp.kleine_master import bewerk_deel, blad_deel

    kapot = tmp_path / "via_master.xlsx"
    kapot.write_bytes(master.read_bytes())
    bewerk_deel(
        kapot, blad_deel(kapot, "Begroting"), lambda xml: xml.replace(b'<c r="A6"', f'<c r="{adres}"'.encode(), 1)
    )
    for opdracht in (["jaarrun"], ["controleer"], ["stand"], ["master", "vernieuw"]):
        assert main([*opdracht, str(kapot)]) == 2, opdracht
        fout = " ".join(capsys.readouterr().err.split())
        assert "niet" in fout
        assert "verwachtte" not in fout


def test_a_sheet_that_is_named_and_not_there_is_said_before_anything_is_changed(
    master: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from hulp.kleine_master import bewerk_deel, blad_deel

    kapot = tmp_path / "via_master.xlsx"
    kapot.write_bytes(master.read_bytes())
    bewerk_deel(kapot, blad_deel(kapot, "Verrekening"), lambda _: None)  # no input is on it
    for opdracht in (["stand"], ["reactie", "--gemeente", "Oss", "--reactie", "akkoord", "--versie", "1"]):
        assert main([opdracht[0], str(kapot), *opdracht[1:]]) == 2, opdracht
        assert "de onderdelen kloppen niet met elkaar" in " ".join(capsys.readouterr().err.split())
