"""Rule 7 looks with the eyes of the hour sheets and the master: some kinds of what is not seen, and what is."""

from __future__ import annotations

import functools
import tempfile
from pathlib import Path

import pytest
from hulp.kleine_master import blad_deel, schrijf
from hulp.ongezien import GEWOON, ONGEZIEN, Pakket

from via_xl.bewijs.linter import verborgen
from via_xl.bewijs.linter.boek import Lintboek

SOORTEN = {
    "wit door de tint": "de tekst heeft de kleur van de achtergrond.",
    "plaatjes": "staat er in plaatjes",
    "kleur 2": "staat er door de getalopmaak in wit",
    "altijd wit": "door voorwaardelijke opmaak",
    "platte rij": "rij 5 is zo laag dat er niets te lezen is.",
    "tekstvak": "over deze cel ligt een tekstvak",
    "knop": "over deze cel ligt een tekstvak",
}


@functools.cache
def _goed() -> tuple[bytes, str]:
    with tempfile.TemporaryDirectory() as plek:
        pad = schrijf(Path(plek) / "master.xlsx")
        return pad.read_bytes(), blad_deel(pad, "Uren")


def _vondsten(soort: str, werkmap: Path) -> list[str]:
    pakket = Pakket.van(*_goed(), "G5", "33.75")
    next((kind.doe for kind in ONGEZIEN if kind.soort == soort), GEWOON.get(soort, print))(pakket)
    (werkmap / "boek.xlsx").write_bytes(pakket.als_bytes())
    return [b.wat for b in verborgen.controleer(Lintboek.lees(werkmap / "boek.xlsx"))]


@pytest.mark.parametrize("soort", SOORTEN)
def test_what_is_not_seen_is_a_finding(soort: str, tmp_path: Path) -> None:
    (wat,) = _vondsten(soort, tmp_path)
    assert SOORTEN[soort] in wat


@pytest.mark.parametrize("soort", ["wit op donker", "groene letter", "kleurenschaal", "dichte opmerking"])
def test_what_is_seen_is_none(soort: str, tmp_path: Path) -> None:
    assert _vondsten(soort, tmp_path) == []
