"""What our workbooks are made of is on the list, and what isn't on the list is refused by its part, sheet and cell."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

import pytest
from hulp.vorm import DOEL, als_tekst, jaren, samen, soorten

from via_xl.bewijs.verificatie.vorm import AFREKENING, REGIOBOEK, lijsten, vreemd_in

BLAD = "xl/worksheets/sheet1.xml"


Werkboeken = Iterable[tuple[str, dict[str, bytes]]]


@pytest.fixture(scope="module")
def klein() -> list[tuple[str, dict[str, bytes]]]:
    """The workbooks of a first version of the small region."""
    return list(islice(soorten(jaren()), 4))


@pytest.fixture(scope="module")
def afrekening(klein: Werkboeken) -> dict[str, bytes]:
    return next(delen for soort, delen in klein if soort == AFREKENING)


def _vreemd(werkboeken: Werkboeken) -> list[tuple[str, ...]]:
    return [(soort, *vondst) for soort, delen in werkboeken for vondst in vreemd_in(delen, lijsten()[soort])]


def test_all_that_a_small_region_gets_is_on_the_list_or_make_vorm_was_forgotten(klein: Werkboeken) -> None:
    assert {soort for soort, _ in klein} == {AFREKENING, REGIOBOEK}
    assert _vreemd(klein) == []


@pytest.mark.lang(een_op=1)
def test_all_that_any_kind_of_year_gets_is_on_the_list() -> None:
    assert _vreemd(soorten(jaren())) == []


def test_the_file_is_as_it_is_written() -> None:
    assert DOEL.read_text("utf-8") == als_tekst(lijsten())


def test_what_an_earlier_version_made_stays_on_the_list() -> None:
    oud = {"a": {"x": {"/p": {"@q": ["1"], "@h": {"vanaf": 3.0}, "@vrij": None}}}}
    nieuw = {"a": {"x": {"/p": {"@q": ["2"], "@h": {"vanaf": 2.0}, "@vrij": ["1"]}, "/r": {}}}, "b": {}}
    assert samen(oud, nieuw) == {
        "a": {"x": {"/p": {"@q": ["1", "2"], "@h": {"vanaf": 2.0}, "@vrij": None}, "/r": {}}},
        "b": {},
    }


@pytest.mark.parametrize(
    ("oud", "nieuw", "wat"),
    [
        (b'<row r="5" ', b'<row r="5" hidden="1" ', "bij row hoort geen iets verborgens (hidden=1)."),
        (b'ht="24"', b'ht="0.1"', "ht van row is 0.1; zo maakt het programma die niet."),
        (b"</worksheet>", b"<oleObjects/></worksheet>", "een element (oleObjects) maakt het programma hier niet."),
        (b"<sheetData>", b"<!-- x --><sheetData>", "er staat een opmerking in de XML; het programma maakt die niet."),
        (b"<worksheet ", b'<worksheet xmlns:q="urn:q" ', "de naamruimte urn:q gebruikt het programma niet."),
        (b"</row>", b"geheim</row>", "bij row hoort geen tekst (tekst=geheim)."),
        (b"</worksheet>", b"<worksheet>", "het onderdeel is geen XML."),
    ],
)
def test_what_is_not_on_the_list_is_named(oud: bytes, nieuw: bytes, wat: str, afrekening: dict[str, bytes]) -> None:
    delen = afrekening | {BLAD: afrekening[BLAD].replace(oud, nieuw, 1)}
    gevonden = list(vreemd_in(delen, lijsten()[AFREKENING]))
    assert (BLAD, wat) in [(deel, zin) for deel, _, zin in gevonden]


def test_a_part_that_is_never_made_is_named(afrekening: dict[str, bytes]) -> None:
    delen = afrekening | {"customXml/item1.xml": b"<x/>", "xl/theme/theme1.xml": b"<theme/>"}
    assert [deel for deel, _, _ in vreemd_in(delen, lijsten()[AFREKENING])] == [
        "customXml/item1.xml",
        "xl/theme/theme1.xml",
    ]
