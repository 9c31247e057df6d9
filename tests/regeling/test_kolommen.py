"""Every input column and choice as it is declared: of the type that its record says, with its unit, and used by something."""

from __future__ import annotations

import ast
import re
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import NoneType
from typing import get_args

import pytest
from msgspec import NODEFAULT
from msgspec.structs import FieldInfo, fields

from via_xl.lezen.waarden import uit_tekst
from via_xl.regeling import keuzes
from via_xl.regeling.keuzes import Status
from via_xl.regeling.kolom import GETALLEN, Invoertabel, Kolomsoort
from via_xl.regeling.model import Record
from via_xl.regeling.tabellen import NAMEN, TABELLEN
from via_xl.schrijven.master.invoer import LIJSTEN

WORTEL = Path(__file__).parents[2]
PER_TABEL = pytest.mark.parametrize("tabel", TABELLEN, ids=lambda tabel: tabel.naam)
KEUZES = [k for k in vars(keuzes).values() if isinstance(k, type) and issubclass(k, StrEnum) and k is not StrEnum]
EENHEID = {Kolomsoort.BEDRAG: "€", Kolomsoort.PERCENTAGE: "%", Kolomsoort.UREN: "uren", Kolomsoort.JAAR: "jaar"}
IN_CSV = {
    Kolomsoort.CODE: "GM0755",
    Kolomsoort.JAAR: "2024",
    Kolomsoort.DATUM: "2024-02-29",
    Kolomsoort.MAAND: "2024-03",
    Kolomsoort.SCHAAL: "10",
    Kolomsoort.JANEE: "ja",
}
"""A text of each kind that is more than a number; a choice has its words, a text may be anything."""

VOOR_MENSEN = {
    "tblJaareinde.beantwoord": "the answers are a register: they are read in the master",
    "tblLogboek.wanneer": "the log is a register: it is read in the master",
}
"""The columns that nothing reads but the sheet they stand on."""

ALLEEN_EEN_WOORD = {
    "Besluitsoort.PARAMETERS": "only a voorstel about meerkosten decides on a settlement",
    "Besluitsoort.BEGROTING": "idem",
    "Besluitsoort.OVERIG": "idem",
    "Status.ONBEVESTIGD": "whatever isn't vastgesteld counts alike",
    "Akkoordrol.CONTACTFUNCTIONARIS": "in which role someone signed is recorded, and counts alike",
    "Akkoordrol.OPDRACHTGEVER": "idem",
    "Akkoordrol.FINANCIEN": "idem",
    "Bewijsonderwerp.ANDERS": "a document about something else than the dossier asks for is a word of the register",
    "Reactieoordeel.AKKOORD": "what isn't a bezwaar asks for nothing",
}
"""The choices that make no difference to the program by themselves, each with the reason."""


@cache
def gelezen() -> tuple[frozenset[str], frozenset[str]]:
    """What the code outside the declarations reads: the attributes, and those of a class or the class as a whole."""
    velden, leden = set(), set()
    for kamer in ("via_xl", "udfs"):
        for pad in (WORTEL / kamer).rglob("*.py"):
            if pad.parent.name == "regeling":
                continue
            for knoop in ast.walk(ast.parse(pad.read_text(encoding="utf-8"))):
                match knoop:
                    case ast.Attribute(value=ast.Name(id=klasse), attr=veld, ctx=ast.Load()):
                        velden.add(veld)
                        leden.add(f"{klasse}.{veld}")
                    case ast.Attribute(attr=veld, ctx=ast.Load()):
                        velden.add(veld)
                    case ast.For(iter=ast.Name(id=klasse)) | ast.comprehension(iter=ast.Name(id=klasse)):
                        leden.add(klasse)
    return frozenset(velden), frozenset(leden)


def velden_van(record: type[Record]) -> dict[str, FieldInfo]:
    """The fields of a record, by name."""
    return {veld.name: veld for veld in fields(record)}


def veldtypen(record: type[Record], veld: str) -> tuple[type, ...]:
    """The types that a field may hold, but None."""
    soort = get_args(velden_van(record)[veld].type)[0]
    return tuple(deel for deel in get_args(soort) or (soort,) if deel is not NoneType)


@PER_TABEL
def test_what_is_read_has_the_type_that_the_record_says(tabel: Invoertabel) -> None:
    for kolom in tabel.kolommen:
        soort = veldtypen(tabel.record, kolom.veld)
        if kolom.soort is Kolomsoort.SCHAAL:  # a number, or with a letter a text
            assert soort == (type(uit_tekst("10", kolom)), type(uit_tekst("10A", kolom))) == (int, str)
            continue
        for tekst in kolom.keuzelijst or (IN_CSV.get(kolom.soort, "1"),):
            assert (type(uit_tekst(tekst, kolom)),) == soort, (kolom.veld, tekst)
        if not kolom.verplicht and kolom.uit_rij is None:
            blanco = uit_tekst("", kolom)
            assert blanco is None or (type(blanco),) == soort, kolom.veld


@PER_TABEL
def test_a_blank_is_what_the_record_has_without_it(tabel: Invoertabel) -> None:
    for kolom in tabel.kolommen:
        zonder = velden_van(tabel.record)[kolom.veld].default
        if (tabel, kolom.veld) == (NAMEN, "status"):  # a spelling in a file is firm, one that a scenario adds is not
            assert (zonder, kolom.standaard) == (Status.TE_BEVESTIGEN, Status.VASTGESTELD)
        elif zonder is not NODEFAULT:
            assert uit_tekst("", kolom) == zonder, kolom.veld


@PER_TABEL
def test_a_header_is_plain_and_says_the_unit(tabel: Invoertabel) -> None:
    for kolom in tabel.kolommen:
        assert re.fullmatch(r"[A-Za-z0-9€%]+( [A-Za-z0-9€%]+)*", kolom.kop)
        assert EENHEID.get(kolom.soort, "") in kolom.kop.casefold()
        assert re.fullmatch(r"[a-z0-9_]+", kolom.csv)
        if kolom.soort in GETALLEN:
            assert kolom.minimum is not None, kolom.veld
            assert kolom.maximum is not None, kolom.veld
            assert kolom.minimum < kolom.maximum, kolom.veld


def test_a_header_and_a_name_in_csv_occur_once_in_a_table() -> None:
    for tabel in TABELLEN:
        assert len({kolom.kop.casefold() for kolom in tabel.kolommen}) == len(tabel.kolommen)
        assert len({kolom.csv for kolom in tabel.kolommen}) == len(tabel.kolommen)
        assert set(tabel.sleutel) <= {kolom.veld for kolom in tabel.kolommen}
    for waarde in ("naam", "csv", "attribuut"):
        assert len({getattr(tabel, waarde) for tabel in TABELLEN}) == len(TABELLEN)


def test_every_column_is_used_by_something() -> None:
    velden, _ = gelezen()
    ongelezen = {f"{tabel.naam}.{k.veld}" for tabel in TABELLEN for k in tabel.kolommen if k.veld not in velden}
    assert ongelezen == VOOR_MENSEN.keys()


def test_every_choice_is_told_from_the_others_somewhere() -> None:
    _, leden = gelezen()
    assert len(KEUZES) > 8
    namen = {f"{klasse.__name__}.{lid.name}" for klasse in KEUZES if klasse.__name__ not in leden for lid in klasse}
    assert namen - leden == ALLEEN_EEN_WOORD.keys()


def test_a_list_to_choose_from_is_a_defined_name_of_the_master() -> None:
    assert {kolom.lijst for tabel in TABELLEN for kolom in tabel.kolommen} - {""} == LIJSTEN.keys()


def test_every_record_that_says_its_table_is_kept_by_the_region() -> None:
    assert {tabel.record.__name__ for tabel in TABELLEN} == {soort.__name__ for soort in Record.__subclasses__()}
