"""A finding says what is wrong and what to do, each in its own column; nothing is left for the reader to guess."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from via_xl.basis.bevinding import InvoerFout

_PLAATS_VAN_DOEN = {"Bevinding": 4, "op": 3}
"""Which argument says what to do, by how a finding is made."""

BRON = sorted((Path(__file__).parents[2] / "via_xl").rglob("*.py"))


def zonder_raad(boom: ast.AST) -> list[int]:
    """The lines where a finding is made that has nothing to do."""
    uit = []
    for aanroep in (knoop for knoop in ast.walk(boom) if isinstance(knoop, ast.Call)):
        naam = getattr(aanroep.func, "id", getattr(aanroep.func, "attr", ""))
        plaats = _PLAATS_VAN_DOEN.get(naam)
        if plaats is None:
            continue
        doen = [*aanroep.args[plaats : plaats + 1], *(k.value for k in aanroep.keywords if k.arg == "doen")]
        uit += [aanroep.lineno for deel in doen if isinstance(deel, ast.Constant) and deel.value == ""]
    return uit


def test_every_finding_says_what_to_do() -> None:
    assert zonder_raad(ast.parse('Bevinding(a, b, c, "fout.", "")')) == [1]
    leeg = re.compile(r',\s*""\s*(?:,\s*)?(?:Ernst|\))')
    teksten = {pad: tekst for pad in BRON if leeg.search(tekst := pad.read_text("utf-8"))}
    assert {pad.name: regels for pad, tekst in teksten.items() if (regels := zonder_raad(ast.parse(tekst)))} == {}


@pytest.mark.parametrize(
    ("bericht", "wat", "doen"),
    [
        (
            "Er is geen jaar gekozen. Kies een jaar op blad Start.",
            "Er is geen jaar gekozen.",
            "Kies een jaar op blad Start.",
        ),
        ("m.xlsx is leeg; niets gedaan. Vul hem. Sla op.", "m.xlsx is leeg; niets gedaan.", "Vul hem. Sla op."),
        ("Dat kan niet.", "Dat kan niet.", "Verbeter dit, en probeer het opnieuw."),
    ],
)
def test_a_refusal_becomes_a_finding_with_both(bericht: str, wat: str, doen: str) -> None:
    bevinding = InvoerFout(bericht).als_bevinding("m.xlsx", "Start")
    assert (bevinding.bestand, bevinding.blad, bevinding.wat, bevinding.doen) == ("m.xlsx", "Start", wat, doen)
