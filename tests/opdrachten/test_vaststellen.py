"""What is said of the documents on which gemeenten approve a version."""

from __future__ import annotations

from pathlib import Path

import pytest

from via_xl.opdrachten.vaststellen import _stuk
from via_xl.versie.akkoordstuk import Stukverslag


@pytest.mark.parametrize(
    ("akkoorden", "doen"),
    [
        (2, "laat twee gemeenten elk haar eigen stuk tekenen, en leg beide tegelijk vast"),
        (1, "laat de gemeente haar stuk tekenen, en leg het vast"),
    ],
)
def test_so_many_gemeenten_are_asked_to_sign_as_are_needed(akkoorden: int, doen: str) -> None:
    verslag = Stukverslag(Path("stukken"), (Path("stukken/a.docx"),), 2024, 1, "AB12", (), akkoorden)
    assert list(_stuk(verslag))[-1] == f"Volgende stap: {doen} met via-xl akkoord noteer."
