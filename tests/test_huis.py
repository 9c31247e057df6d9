"""How the house is built: what its names may be. Read from the source alone, so that a mistake is named by file and line."""

from __future__ import annotations

import ast
import gc
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from via_xl.rekenen import grootheden

WORTEL = Path(__file__).parent.parent
PRODUCT = ("via_xl", "udfs")
KAMERS = (*PRODUCT, "tests", "benchmarks", "workbooks")

MET_STREEPJE = {"_oleobj_": "the stand-ins for pywin32 give a COM object the attribute that xlwings asks it for"}
"""The names that may end in an underscore, each with who forces it."""


def bronnen(*kamers: str) -> Iterator[tuple[str, ast.Module]]:
    """Every module of those folders: its path from the root of the project, and its syntax tree."""
    for kamer in kamers:
        for pad in sorted((WORTEL / kamer).rglob("*.py")):
            yield pad.relative_to(WORTEL).as_posix(), boom_van(pad)


@cache
def boom_van(pad: Path) -> ast.Module:
    """The syntax tree of a module. The collector waits: what it runs may parse too, and Python 3.11.2 then loses count."""
    gc.disable()
    try:
        return ast.parse(pad.read_text(encoding="utf-8"))
    finally:
        gc.enable()


def gebonden(boom: ast.AST) -> Iterator[tuple[str, int]]:
    """Every name that a module gives to something, in whatever way, with its line."""
    for knoop in ast.walk(boom):
        match knoop:
            case ast.FunctionDef(name=naam) | ast.AsyncFunctionDef(name=naam) | ast.ClassDef(name=naam):
                yield naam, knoop.lineno
            case ast.arg(arg=naam):
                yield naam, knoop.lineno
            case ast.Name(id=naam, ctx=ast.Store()) | ast.Attribute(attr=naam, ctx=ast.Store()):
                yield naam, knoop.lineno
            case ast.alias(asname=str(naam)):
                yield naam, knoop.lineno
            case ast.ExceptHandler(name=str(naam)) | ast.MatchAs(name=str(naam)) | ast.MatchStar(name=str(naam)):
                yield naam, knoop.lineno
            case ast.MatchMapping(rest=str(naam)):
                yield naam, knoop.lineno


def met_streepje(boom: ast.AST) -> Iterator[tuple[str, int]]:
    """The names that end in an underscore, with their line; ``_``, ``__`` and ``__naam__`` are Python's own."""
    for naam, regel in gebonden(boom):
        if naam.endswith("_") and naam.strip("_") and not (naam.startswith("__") and naam.endswith("__")):
            yield naam, regel


def test_no_name_ends_in_an_underscore() -> None:
    gevonden = [(bron, *naam) for bron, boom in bronnen(*KAMERS) for naam in met_streepje(boom)]
    assert [f"{bron}:{regel} {naam}" for bron, naam, regel in gevonden if naam not in MET_STREEPJE] == []
    assert MET_STREEPJE.keys() == {naam for _, naam, _ in gevonden}, "an exception that nobody needs"


def test_a_name_is_found_however_it_is_given() -> None:
    bron = """
import a as a_
class b_:
    c_: int = 0
def d_(e_, /, *f_, g_, **h_):
    for i_, (j_, *k_) in [l_ for l_ in ()]: self.m_ = (n_ := 1)
    try:
        with o as p_: _, __ = 1, 2
    except E as q_:
        match r:
            case [s_, *t_] | {"u": v_, **w_}: lambda x_: __dunder__
async def y_(): o.niet_ = wat(ook_niet_=1).en_niet_
__init__ = 1
"""
    gevonden = [naam for naam, _ in met_streepje(ast.parse(bron))]
    assert sorted(gevonden) == sorted([*(f"{letter}_" for letter in "abcdefghijklmnpqstvwxy"), "niet_"])


def test_a_class_name_occurs_once_in_the_product() -> None:
    plaatsen = defaultdict(list)
    for bron, boom in bronnen(*PRODUCT):
        for knoop in ast.walk(boom):
            if isinstance(knoop, ast.ClassDef):
                plaatsen[knoop.name].append(f"{bron}:{knoop.lineno}")
    assert [f"{naam}: {', '.join(waar)}" for naam, waar in sorted(plaatsen.items()) if len(waar) > 1] == []


DATUMTEKST = "via_xl/basis/datum.py"
"""The one module that makes a text of a date: 1-3-2024 in running text, 01-03-2024 in a field of a CSV."""

DATUM_ANDERS = {
    "via_xl/lezen/getalopmaak.py": "it shows a date through any number format, as Excel does",
}


def datumteksten(boom: ast.AST) -> Iterator[int]:
    """The lines where a text is made of the day of a date: a format with %d, ``strftime``, or its ``day`` in an f-string."""
    for knoop in ast.walk(boom):
        match knoop:
            case ast.Constant(value=str(tekst)) if re.search("%-?[de].*%-?[mbB]|%[xcD]$", tekst):
                yield knoop.lineno
            case ast.Attribute(attr="strftime" | "ctime") | ast.FormattedValue(value=ast.Attribute(attr="day")):
                yield knoop.lineno


def test_a_date_becomes_a_text_in_one_module() -> None:
    gevonden = {(bron, regel) for bron, boom in bronnen(*PRODUCT) if bron != DATUMTEKST for regel in datumteksten(boom)}
    assert [f"{bron}:{regel}" for bron, regel in sorted(gevonden) if bron not in DATUM_ANDERS] == []
    assert DATUM_ANDERS.keys() <= {bron for bron, _ in gevonden}, "an exception that nobody needs"


@pytest.mark.parametrize(
    ("bron", "zo"),
    [
        ('f"{dag:%d-%m-%Y}"', True),
        ('f"{dag.day}-{dag.month}"', True),
        ('f"{stap.dag.day:02d}"', True),
        ('dag.strftime("%x")', True),
        ('f"{dag:%e %B}"', True),
        ('f"{moment:%H:%M}"', False),
        ('"%d rijen"', False),
        ("dag.isoformat()", False),
    ],
)
def test_a_text_of_a_date_is_found_however_it_is_made(bron: str, *, zo: bool) -> None:
    assert bool(list(datumteksten(ast.parse(bron)))) is zo


LABELS_ELDERS = {
    "via_xl/regeling/model.py": "the headers of the input tables stand at their fields; regeling knows no figures",
    "via_xl/schrijven/betaallijst.py": "says its columns by their headers, in formulas too",
    "via_xl/schrijven/regio.py": "as betaallijst",
    "via_xl/schrijven/regiowijzigingen.py": "as betaallijst",
    "via_xl/schrijven/master/rekenhulp.py": "as betaallijst",
}
"""The modules that may write the label of a figure, each with why."""

OOK_IETS_ANDERS = {
    *("Uren", "Kosten", "Kosten €", "Verschil", "Verschil €"),  # of a line, a task, two versions
    *("Verdeelsleutel", "Voorschot €", "Voorstelgrens €", "Peiljaar inwoners", "Begroot €"),  # headers of input tables
    *("Btw", "Btw positie", "Overige kosten"),  # columns of input tables, and a kind of cost
    "Bijdrage",  # a sheet of the master
}
"""What labels of figures also are: the names of other things. Only these may stand somewhere as a text of its own."""


def labels() -> set[str]:
    """Every text that a figure gives, without those that are also the name of something else."""
    alle = (*grootheden.VAN_HET_JAAR, *grootheden.VAN_EEN_GEMEENTE)
    gegeven = {
        tekst
        for wat in alle
        for tekst in (wat.label, wat.kort, wat.met_symbool, wat.kort_met_symbool, wat.zonder_cent, wat.kop)
    }
    return gegeven - OOK_IETS_ANDERS - {""}


def test_the_label_of_a_figure_is_written_once() -> None:
    alle, gevonden = labels(), []
    for bron, boom in bronnen("via_xl"):
        if bron in LABELS_ELDERS or bron == "via_xl/rekenen/grootheden.py":
            continue
        for knoop in ast.walk(boom):
            if isinstance(knoop, ast.Constant) and knoop.value in alle:
                gevonden.append(f"{bron}:{knoop.lineno} {knoop.value}")
    assert gevonden == []
    assert {
        tekst
        for wat in (*grootheden.VAN_HET_JAAR, *grootheden.VAN_EEN_GEMEENTE)
        for tekst in (wat.label, wat.kort, wat.kop)
    } >= OOK_IETS_ANDERS


LANGST = 100
"""The most lines of a function, its docstring included."""


def lange_functies(boom: ast.AST) -> Iterator[tuple[str, int]]:
    """The functions with more lines than that, each with how many."""
    for knoop in ast.walk(boom):
        if isinstance(knoop, (ast.FunctionDef, ast.AsyncFunctionDef)):
            regels = (knoop.end_lineno or knoop.lineno) - knoop.lineno + 1
            if regels > LANGST:
                yield knoop.name, regels


def test_no_function_is_longer_than_a_hundred_lines() -> None:
    gevonden = [f"{bron} {naam}: {regels}" for bron, boom in bronnen(*PRODUCT) for naam, regels in lange_functies(boom)]
    assert gevonden == []


def test_a_long_function_is_found_and_one_of_a_hundred_lines_is_not() -> None:
    def functie(regels: int) -> ast.Module:
        return ast.parse("def f():\n" + "    x = 1\n" * (regels - 1))

    assert list(lange_functies(functie(LANGST))) == []
    assert list(lange_functies(functie(LANGST + 1))) == [("f", LANGST + 1)]


# --- the one door to a package

OPENERS = frozenset(("ZipFile", "Xlsx", "load_workbook", "CalamineWorkbook", "Workbook.load", "is_zipfile"))

BEOORDEELD = {
    "via_xl/lezen/pakket.py": "the judge itself",
    "via_xl/lezen/xlsx.py": "the reader itself",
    "via_xl/lezen/werkmap.py": "a master, after controleer_pakket in lees_master",
    "via_xl/lezen/losblad.py": "in a child, after lees_pakket",
    "via_xl/urenstaat/uitlezen.py": "in a child, after lees_pakket",
    "via_xl/bewijs/linter/boek.py": "in a child, after controleer_pakket; what it raises is caught there",
    "via_xl/bewijs/herkomst/werkboek.py": "in a child, after controleer_pakket",
    "via_xl/bewijs/rekenmachine.py": "a master or a workbook of ours, that was read",
    "via_xl/bewijs/libreoffice.py": "a workbook of ours, or as LibreOffice saved it",
    "via_xl/bewijs/verificatie/delen.py": "after open_mag, which judges; what it raises differs",
    "via_xl/wijzigen/inplaats/pakket.py": "a master that was read",
    "via_xl/wijzigen/inplaats/werkmap.py": "a master that was read",
    "via_xl/wijzigen/meenemen/meenemen.py": "a master that was read; what it raises is a finding",
    "via_xl/wijzigen/terugblik.py": "after controleer_pakket; what it raises is said",
    "via_xl/verzenden/eersteblad.py": "a workbook of a version of which every byte was held against what the inputs give",
    "via_xl/verzenden/verzendbijlagen.py": "the workbook of ours that was just encrypted",
    "via_xl/schrijven/stuk.py": "the document that was just written",
    "via_xl/excel/bouwen.py": "the add-in that was just written",
    "via_xl/lezen/getekend.py": "a signed document, of a bounded size; what it raises is said",
    "via_xl/basis/vingerafdruk.py": "a package of which the fingerprint is asked; BadZipFile is for the caller",
}
"""Where a package is opened, and why that is safe there."""


def openers(boom: ast.AST) -> set[str]:
    """The calls that open a package."""
    uit = set()
    for knoop in ast.walk(boom):
        if isinstance(knoop, ast.Call):
            naam = knoop.func.attr if isinstance(knoop.func, ast.Attribute) else getattr(knoop.func, "id", "")
            if naam in OPENERS:
                uit.add(naam)
    return uit


def test_a_package_is_opened_nowhere_else() -> None:
    gevonden = {bron for bron, boom in bronnen(*PRODUCT) if openers(boom)}
    assert gevonden == set(BEOORDEELD)


def test_nothing_reads_a_file_from_outside_with_openpyxl_or_calamine() -> None:
    for bron, boom in bronnen(*PRODUCT):
        for knoop in ast.walk(boom):
            modules = [alias.name for alias in knoop.names] if isinstance(knoop, ast.Import) else []
            modules += [knoop.module or ""] if isinstance(knoop, ast.ImportFrom) else []
            for module in modules:
                assert not module.startswith(("calamine", "python_calamine", "openpyxl.reader")), (bron, module)
                assert module != "openpyxl", bron


# --- no word of Python in what a user reads

VOOR_PROGRAMMEURS = {
    "via_xl/__init__.py": "the Python interface",
    "via_xl/vragen/inzage.py": "the Python interface",
    "via_xl/excel/macro.py": "what to pass on where not even a log can be written",
    "via_xl/basis/maat.py": "a fault in our own call",
    "udfs/register.py": "the name of our own function",
}


def python_in_tekst(boom: ast.AST) -> Iterator[int]:
    """The lines on which a text takes the name of a type, or a value as Python writes it."""
    for knoop in ast.walk(boom):
        if isinstance(knoop, ast.FormattedValue):
            namen = {deel.attr for deel in ast.walk(knoop.value) if isinstance(deel, ast.Attribute)}
            if knoop.conversion == ord("r") or "__name__" in namen:
                yield knoop.lineno


def test_no_text_names_a_type_or_shows_a_value_as_python_writes_it() -> None:
    assert list(python_in_tekst(ast.parse('f"{type(fout).__name__}", f"{waarde!r}", f"{naam}"'))) == [1, 1]
    gevonden = {bron for bron, boom in bronnen(*PRODUCT) if any(python_in_tekst(boom))}
    assert gevonden - set(VOOR_PROGRAMMEURS) == set()
