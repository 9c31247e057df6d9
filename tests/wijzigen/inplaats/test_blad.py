"""The empty rows at the end of a sheet are kept as they are written, and become rows only when one of them is written in."""

from __future__ import annotations

import time
from datetime import date
from xml.etree import ElementTree

import pytest

from via_xl.wijzigen.inplaats.blad import Bladxml

NS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
AANTAL = 3000
LEEG = "".join(f'<row r="{n}" hidden="1" a:dy="0.25"><c r="A{n}" s="4"/></row>' for n in range(10, 10 + AANTAL))
BEGIN = '<row r="3"><c r="A3"><v>1</v></c></row>'


def blad(rijen: str, na: str = "") -> bytes:
    return f'<worksheet xmlns="{NS}" xmlns:a="urn:a"><sheetData>{rijen}</sheetData>{na}</worksheet>'.encode()


def open_blad(xml: bytes) -> Bladxml:
    return Bladxml(xml, date(1899, 12, 30))


def nummers(xml: bytes) -> list[int]:
    return [int(rij.get("r", 0)) for rij in ElementTree.fromstring(xml).iter(f"{{{NS}}}row")]  # noqa: S314


@pytest.mark.parametrize("begin", [BEGIN, ""])
@pytest.mark.parametrize("rij", [5, 9, 10, 700, 9 + AANTAL, 10 + AANTAL, 90_000])
def test_a_row_comes_where_it_belongs_and_every_other_stays(begin: str, rij: int) -> None:
    stuk = open_blad(blad(begin + LEEG))
    assert stuk.stijlen(rij) == ({"A": "4"} if 10 <= rij < 10 + AANTAL else {})
    stuk.zet(rij, "B", 7)
    xml = stuk.xml()
    assert nummers(xml) == sorted({*nummers(blad(begin + LEEG)), rij})
    assert b"staart" not in xml
    assert f'<c r="B{rij}"><v>7</v></c>'.encode() in xml
    assert xml.count(b's="4"') == xml.count(b'hidden="1"') == xml.count(b'a:dy="0.25"') == AANTAL


def test_until_then_no_row_is_made_of_them() -> None:
    stuk = open_blad(blad(BEGIN + LEEG))
    stuk.zet(4, "A", 2)
    assert len(stuk._rijen()) == 2
    assert LEEG.encode() in stuk.xml()


@pytest.mark.parametrize(
    "xml",
    [
        blad(BEGIN + LEEG.replace(' r="11"', "", 1)),
        blad(BEGIN, f"<!-- {BEGIN}{LEEG}</sheetData> -->"),
        blad(BEGIN + LEEG + '<row r="50000"><c r="A50000"><v>8</v></c></row>'),
        blad(BEGIN + LEEG.replace("/></row>", "/><!-- x --></row>", 1)),
    ],
)
def test_what_is_written_in_another_way_is_parsed_as_a_whole(xml: bytes) -> None:
    stuk = open_blad(xml)
    assert len(nummers(stuk.xml())) == len(stuk._rijen()) == len(nummers(xml))


def test_a_row_at_once_is_the_row_cell_by_cell() -> None:
    cellen = [("A", "tekst", None, "3"), ("C", 2, "1+1", None), ("D", None, None, "5"), ("E", None, "B1", "2")]
    for rij in (3, 4):  # one that is there, and one that isn't
        ineens, een_voor_een = (open_blad(blad(BEGIN)) for _ in range(2))
        ineens.zet_rij(rij, cellen)
        for letter, waarde, formule, stijl in cellen:
            een_voor_een.zet(rij, letter, waarde, formule=formule, stijl=stijl)
        assert ineens.xml() == een_voor_een.xml()


def test_a_cell_comes_where_its_column_is_whatever_was_set_before() -> None:
    stuk = open_blad(blad(""))
    for letter in ("C", "AA", "A", "B", "AA"):
        stuk.zet(3, letter, 1)
    cellen = ElementTree.fromstring(stuk.xml()).iter(f"{{{NS}}}c")  # noqa: S314
    assert [cel.get("r") for cel in cellen] == ["A3", "B3", "C3", "AA3"]


def test_the_effort_of_many_new_rows_follows_how_many_there_are() -> None:
    """Where each new row looks at all before it, this takes half a minute."""
    stuk = open_blad(blad(BEGIN))
    begin = time.process_time()
    for rij in range(4, 30_000):
        stuk.zet_rij(rij, [("A", rij, None, None)])
    assert time.process_time() - begin < 5
