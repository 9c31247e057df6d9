"""A cell that a spreadsheet calls damaged, or reads otherwise than Python would, is refused: its number is never guessed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import fromstring

import pytest

from via_xl.lezen.xlsx import NS, ONLEESBAAR, Xlsx

BOEK = Path(__file__).parents[2] / "workbooks/via_master.xlsx"


@pytest.fixture(scope="module")
def boek() -> Iterator[Xlsx]:
    with Xlsx(BOEK) as open_boek:
        yield open_boek


def lees(boek: Xlsx, soort: str, inhoud: str) -> Any:
    kop = f'<c xmlns="{NS[1:-1]}" r="A1"' + (f' t="{soort}"' if soort else "")
    cel = fromstring(f"{kop}>{inhoud}</c>")  # noqa: S314 - our own
    return boek.waarde(boek.ruw(cel), 0)


@pytest.mark.parametrize(
    ("soort", "inhoud"),
    [
        *(
            ("", f"<v>{tekst}</v>")
            for tekst in ("1_000", "nan", "inf", "Infinity", "٣", "1,5", "0x10", "1 0", "1e", "--1")
        ),
        ("", "<v>1</v><v>2</v>"),
        ("", "<v>1<v>2</v></v>"),
        ("", "<AlternateContent><v>1</v></AlternateContent>"),
        ("", "<f>1</f><f>2</f><v>1</v>"),
        ("getal", "<v>1</v>"),
        ("b", "<v>2</v>"),
        ("b", "<v>waar</v>"),
        *(("s", f"<v>{tekst}</v>") for tekst in ("-1", "1.0", "1_0", "999999", "٣")),
        ("d", "<v>gisteren</v>"),
    ],
)
def test_it_is_refused(boek: Xlsx, soort: str, inhoud: str) -> None:
    with pytest.raises(ONLEESBAAR):
        lees(boek, soort, inhoud)


@pytest.mark.parametrize(
    ("soort", "inhoud", "waarde"),
    [
        *(
            ("", f"<v>{tekst}</v>", getal)
            for tekst, getal in (("7", 7), ("-7.50", -7.5), (".5", 0.5), ("1E-2", 0.01), (" 7 ", 7))
        ),
        ("b", "<v>1</v>", True),
        ("b", "<v>false</v>", False),
        ("str", "<f>A1</f><v>nan</v>", "nan"),
        ("inlineStr", "<is><t>1_000</t></is>", "1_000"),
        ("", "<v/>", None),
    ],
)
def test_what_every_program_writes_is_read(boek: Xlsx, soort: str, inhoud: str, waarde: Any) -> None:
    assert lees(boek, soort, inhoud) == waarde
