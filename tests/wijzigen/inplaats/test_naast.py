"""What a change was not to do is found: each kind of difference between two packages, alone."""

import io
from pathlib import Path

import pytest
from hulp.urenboek import BLAD, RIJ, UREN, boek, invulling

from via_xl.wijzigen.inplaats.invullen import NieuweRijen
from via_xl.wijzigen.inplaats.naast import Bedoeld, niet_bedoeld
from via_xl.wijzigen.inplaats.pakket import Pakketdelen

DEEL = "xl/worksheets/sheet1.xml"


@pytest.mark.parametrize(
    ("deel", "was", "wordt", "verschil"),
    [
        (DEEL, b'<c r="C6"><v>5</v>', b'<c r="C6"><v>6</v>', f"{DEEL}: cel C6 is gewijzigd"),
        (DEEL, b"*2</f>", b"*3</f>", f"{DEEL}: cel D6 is gewijzigd"),
        (DEEL, b'<c r="B6" s="1">', b'<c r="B6">', f"{DEEL}: cel B6 is gewijzigd"),
        (DEEL, b'sqref="C6:C8"', b'sqref="C6:C7"', f"{DEEL}: conditionalFormatting is gewijzigd"),
        (DEEL, b"<sheetData>", b'<cols><col min="1" max="1" width="3"/></cols><sheetData>', "bijgekomen of weggegaan"),
        (DEEL, b'<row r="6"', b'<row hidden="1" r="6"', f"{DEEL}: rij 6 is gewijzigd"),
        ("xl/tables/table1.xml", b'name="Note"', b'name="Nota"', "tableColumn is gewijzigd"),
        ("xl/styles.xml", b'<sz val="11"/>', b'<sz val="1"/>', "sz is gewijzigd"),
        ("xl/workbook.xml", b'name="Uren"', b'name="Anders"', "sheet is gewijzigd"),
    ],
)
def test_a_difference_that_was_not_meant_is_named(
    tmp_path: Path, deel: str, was: bytes, wordt: bytes, verschil: str
) -> None:
    oud = Pakketdelen(boek(tmp_path / "a.xlsx").read_bytes())
    assert was in oud.lees(deel)
    stroom = io.BytesIO()
    oud.schrijf(stroom, {deel: oud.lees(deel).replace(was, wordt, 1)})
    gevonden = list(niet_bedoeld(oud, Pakketdelen(stroom.getvalue()), Bedoeld({})))
    assert any(verschil in regel for regel in gevonden), gevonden


def test_an_outcome_may_change_only_where_that_was_meant(tmp_path: Path) -> None:
    oud = Pakketdelen(boek(tmp_path / "a.xlsx").read_bytes())
    stroom = io.BytesIO()
    oud.schrijf(stroom, {DEEL: oud.lees(DEEL).replace(b"<v>10</v>", b"<v>11</v>", 1)})
    nieuw = Pakketdelen(stroom.getvalue())
    assert list(niet_bedoeld(oud, nieuw, Bedoeld({}, {DEEL: frozenset(("D6",))}))) == []
    assert list(niet_bedoeld(oud, nieuw, Bedoeld({}, {DEEL: frozenset(("D7",))}))) == [f"{DEEL}: cel D6 is gewijzigd"]


@pytest.mark.parametrize("deel", ["xl/styles.xml", "xl/vbaProject.bin"])
def test_a_part_that_went_or_came_is_named(tmp_path: Path, deel: str) -> None:
    oud = Pakketdelen(boek(tmp_path / "a.xlsx").read_bytes())
    stroom = io.BytesIO()
    oud.schrijf(stroom, {deel: None if deel in oud else b"\0"})
    (regel,) = niet_bedoeld(oud, Pakketdelen(stroom.getvalue()), Bedoeld({}))
    assert regel.startswith(f"onderdeel {deel} is ")


def test_new_rows_are_found_when_they_were_not_meant(tmp_path: Path) -> None:
    pad = boek(tmp_path / "a.xlsx")
    werk = invulling(pad)
    werk.voeg_toe(NieuweRijen(UREN, [RIJ]))
    stroom = io.BytesIO()
    werk.pakket.schrijf(stroom, werk.klaar().delen)
    gevonden = list(niet_bedoeld(werk.pakket, Pakketdelen(stroom.getvalue()), Bedoeld({})))
    assert f"{DEEL}: cel A9 is gewijzigd" in gevonden
    assert BLAD in werk.bladen


GEWIJZIGD = [f"{DEEL}: rij 6 is gewijzigd"]


@pytest.mark.parametrize(
    ("wordt", "gevonden"),
    [(b'ht="60"', []), (b'ht="15"', GEWIJZIGD), (b'ht="60" hidden="1"', GEWIJZIGD)],
    ids=["higher", "lower", "hidden as well"],
)
def test_a_row_that_is_written_in_may_get_higher_only(tmp_path: Path, wordt: bytes, gevonden: list[str]) -> None:
    oud = Pakketdelen(boek(tmp_path / "a.xlsx", lambda _, blad: blad.set_row(5, 30)).read_bytes())
    stroom = io.BytesIO()
    xml = oud.lees(DEEL)
    assert b'ht="30"' in xml
    oud.schrijf(stroom, {DEEL: xml.replace(b'ht="30"', wordt)})
    nieuw = Pakketdelen(stroom.getvalue())
    assert list(niet_bedoeld(oud, nieuw, Bedoeld({DEEL: frozenset(("A6",))}))) == gevonden
    assert list(niet_bedoeld(oud, nieuw, Bedoeld({}))) == GEWIJZIGD
