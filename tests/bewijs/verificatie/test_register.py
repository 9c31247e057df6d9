"""The register of the drafts, as a verification reads it."""

from __future__ import annotations

from pathlib import Path

from via_xl.bewijs.verificatie.verzending import _KOPPEN, _register
from via_xl.schrijven.csv_nl import als_csv


def test_an_address_that_begins_as_a_formula_is_read_as_it_is(tmp_path: Path) -> None:
    pad = tmp_path / "register.csv"
    pad.write_bytes(als_csv(_KOPPEN, [["GM0828", "+oss@oss.example", "oss.eml", "", "", ""]]))
    (rij,) = (_register(pad) or {})["oss.eml"]
    assert rij["Email"] == "+oss@oss.example"
    pad.write_bytes(als_csv(_KOPPEN[1:], []))
    assert _register(pad) is None
