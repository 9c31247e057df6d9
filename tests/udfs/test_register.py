import ast
import inspect
import math
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, get_type_hints

import pytest
import xlwings
from hulp.bereik import bereiken
from hulp.gemaakt import regeling
from hypothesis import given
from hypothesis import strategies as st

import udfs
from udfs.fouten import Excelfout, Uitval
from udfs.register import UDFS, Argument, udf
from via_xl.regeling.tabellen import TABELLEN

BRONNEN = sorted(Path(udfs.__file__).parent.glob("*.py"))
BOMEN = {bron.name: ast.parse(bron.read_text(encoding="utf-8")) for bron in BRONNEN}
NAMEN = sorted(UDFS)
LANGST = 255

ARGUMENTEN = {
    "VIA_UURTARIEF": ["schaal", "datum", "tarieven"],
    "VIA_KOSTEN": ["uren", "tarieven"],
    "VIA_VERGOEDING": ["jaar", "kosten", "pok"],
    "VIA_AANDEEL": ["inwoners"],
    "VIA_VERDEEL": ["bedrag", "inwoners"],
    "VIA_BIJDRAGE": ["gemeente", "bedrag", "inwoners"],
    "VIA_SALDO": ["bijdrage", "kosten", "voorschot"],
    "VIA_CONTROLE": ["tabel"],
    "VIA_GEMEENTE": ["naam", "namen"],
}


def knopen() -> Iterator[tuple[str, ast.AST]]:
    for bestand, boom in BOMEN.items():
        for knoop in ast.walk(boom):
            yield bestand, knoop


def test_the_functions_and_the_order_of_their_arguments_are_the_agreed_ones() -> None:
    assert {
        naam: [argument.naam for argument in beschreven.argumenten] for naam, beschreven in UDFS.items()
    } == ARGUMENTEN
    assert {naam: list(inspect.signature(getattr(udfs, naam)).parameters) for naam in NAMEN} == ARGUMENTEN


@pytest.mark.parametrize("naam", NAMEN)
def test_the_help_of_a_function_and_of_each_argument_fits_in_excels_wizard(naam: str) -> None:
    beschreven = UDFS[naam]
    for tekst in (beschreven.uitleg, *(argument.uitleg for argument in beschreven.argumenten)):
        assert 10 <= len(tekst) <= LANGST
        assert tekst.encode("cp1252").decode("cp1252") == tekst
        assert "\n" not in tekst
        assert "  " not in tekst
        assert tekst[-1] in ".!"


@pytest.mark.parametrize("naam", NAMEN)
def test_every_function_says_in_its_docstring_what_it_does_with_what(naam: str) -> None:
    assert len(inspect.getdoc(getattr(udfs, naam)) or "") > 100


def test_only_an_argument_with_a_default_can_be_left_out_and_its_table_exists() -> None:
    for naam, beschreven in UDFS.items():
        parameters = inspect.signature(getattr(udfs, naam)).parameters
        for argument in beschreven.argumenten:
            standaard = parameters[argument.naam].default
            assert argument.optioneel == (standaard is not inspect.Parameter.empty)
            assert standaard in ("", inspect.Parameter.empty)
            assert argument.optioneel or argument.standaard_tabel is None
    gebruikt = {argument.standaard_tabel for beschreven in UDFS.values() for argument in beschreven.argumenten}
    assert gebruikt - {None} <= {tabel.naam for tabel in TABELLEN}


def test_a_function_whose_help_forgets_an_argument_can_not_be_made() -> None:
    def scheef(een: Any, twee: Any) -> Any:
        return een, twee

    with pytest.raises(ValueError, match="scheef"):
        udf("Uitleg.", Argument("een", "Het eerste."))(scheef)
    assert "scheef" not in UDFS


# --- the rules for portable functions -------------------------------------------------------------------------


@pytest.mark.parametrize("naam", NAMEN)
def test_no_hint_makes_xlwings_convert_or_crash(naam: str) -> None:
    hints = get_type_hints(getattr(udfs, naam))
    assert set(hints) == {*ARGUMENTEN[naam], "return"}
    assert all(hint is Any for hint in hints.values())


def test_the_arguments_are_positional_and_none_is_the_reserved_one() -> None:
    for naam in NAMEN:
        for parameter in inspect.signature(getattr(udfs, naam)).parameters.values():
            assert parameter.kind is inspect.Parameter.POSITIONAL_OR_KEYWORD
            assert parameter.name != "caller"


def test_no_source_asks_excel_for_what_is_not_portable() -> None:
    verboden = {"volatile", "call_in_wizard", "async_mode", "expand", "caller", "Optional", "Literal"}
    for bestand, knoop in knopen():
        woorden = {
            *([knoop.arg] if isinstance(knoop, ast.keyword | ast.arg) else []),
            *([knoop.id] if isinstance(knoop, ast.Name) else []),
            *([knoop.attr] if isinstance(knoop, ast.Attribute) else []),
            *([alias.name for alias in knoop.names] if isinstance(knoop, ast.ImportFrom) else []),
        }
        assert not woorden & verboden, bestand
        assert not isinstance(knoop, ast.AsyncFunctionDef | ast.Await), bestand


def test_only_the_register_knows_xlwings_and_of_it_only_the_three_decorators() -> None:
    for bestand, knoop in knopen():
        if isinstance(knoop, ast.Import | ast.ImportFrom):
            modules = [a.name for a in knoop.names] if isinstance(knoop, ast.Import) else [knoop.module or ""]
            assert bestand == "register.py" or not any(module.startswith("xlwings") for module in modules)
        if isinstance(knoop, ast.Attribute) and isinstance(knoop.value, ast.Name) and knoop.value.id == "xlwings":
            assert knoop.attr in {"func", "arg", "ret"}


def test_the_functions_calculate_nothing_themselves_but_the_share_of_which_the_engine_has_no_float() -> None:
    rekent = ast.Div | ast.FloorDiv | ast.Mod | ast.Pow
    gevonden = [bestand for bestand, knoop in knopen() if isinstance(knoop, ast.BinOp) and isinstance(knoop.op, rekent)]
    assert gevonden == ["verdeling.py"]
    aanroepen = {k.func.id for _, k in knopen() if isinstance(k, ast.Call) and isinstance(k.func, ast.Name)}
    assert not aanroepen & {"round", "divmod", "eval", "exec"}


def test_xlwings_is_told_the_category_and_of_each_argument_that_it_is_rows_with_errors_as_texts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    verteld: list[tuple[str, tuple[Any, ...], dict[str, Any]]] = []

    def maak(wat: str) -> Any:
        def versierder(*vast: Any, **opties: Any) -> Any:
            verteld.append((wat, vast, opties))
            return lambda functie: functie

        return versierder

    for wat in ("func", "arg", "ret"):
        monkeypatch.setattr(xlwings, wat, maak(wat))
    monkeypatch.setattr("udfs.register.UDFS", {})

    def via_proef(een: Any, twee: Any) -> Any:
        if een == "fout":
            raise Uitval(Excelfout.GETAL)
        return [[een, Excelfout.WAARDE], [twee, ""]]

    proef = udf("Uitleg.", Argument("een", "Het eerste."), Argument("twee", "Het tweede."))(via_proef)
    assert verteld == [
        ("ret", (), {}),
        ("arg", ("een",), {"ndim": 2, "err_to_str": True, "doc": "Het eerste."}),
        ("arg", ("twee",), {"ndim": 2, "err_to_str": True, "doc": "Het tweede."}),
        ("func", (), {"category": "ViA"}),
    ]
    assert proef("fout", 1.0) == "#NUM!"
    uit = proef(1.0, 2.0)
    assert uit == [[1.0, "#VALUE!"], [2.0, ""]]
    assert type(uit[0][1]) is str


# --- what comes out, whatever goes in -------------------------------------------------------------------------

KOPPEN = sorted({kolom.kop for tabel in TABELLEN for kolom in tabel.kolommen} | {"CBS code", "Sleutel", "Uurtarief €"})
CEL = st.one_of(
    st.none(),
    st.sampled_from(["", " ", "7,5", "GM0828", "gm0755", "Oss", "#N/A", "#DIV/0!", "ja", *KOPPEN]),
    st.floats(allow_nan=False, allow_infinity=False),
    st.integers(-3, 60_000).map(float),
    st.integers(-2146826290, -2146826230),
    st.booleans(),
    st.datetimes(datetime(1900, 1, 1), datetime(2100, 12, 31)),
    st.decimals(-(10**9), 10**9, places=4),
    st.sampled_from([datetime(2024, 3, 1), 11.0, 2024.0, 0.5, Decimal("310000"), 3.0]),
)
CELLEN = st.one_of(
    CEL,
    st.integers(1, 9).flatmap(lambda n: st.lists(st.lists(CEL, min_size=n, max_size=n), min_size=1, max_size=5)),
    st.sampled_from(list(bereiken(regeling()).values())).map(lambda rijen: rijen[:5]),
)


def keur(uitkomst: Any) -> None:
    cellen = [cel for rij in uitkomst for cel in rij] if isinstance(uitkomst, list) else [uitkomst]
    if isinstance(uitkomst, list):
        assert len({len(rij) for rij in uitkomst}) == 1
        assert uitkomst[0]
    for cel in cellen:
        assert type(cel) in (str, float, int)
        if isinstance(cel, str):
            assert len(cel) <= 32767
            assert not cel.startswith("#") or cel in tuple(Excelfout)
        else:
            assert math.isfinite(cel)


@pytest.mark.parametrize("naam", NAMEN)
@given(st.data())
def test_whatever_goes_in_numbers_texts_and_the_three_errors_come_out_and_never_a_traceback(
    naam: str,
    data: st.DataObject,
) -> None:
    waarden = [data.draw(CELLEN, label=argument) for argument in ARGUMENTEN[naam]]
    keur(getattr(udfs, naam)(*waarden))


@pytest.mark.parametrize("cel", [None, float("nan"), float("inf"), True, Decimal(1), "#REF!", "#NAAM?"])
def test_what_may_not_come_out_would_be_seen(cel: Any) -> None:
    with pytest.raises(AssertionError):
        keur([[1.0], [cel]])
