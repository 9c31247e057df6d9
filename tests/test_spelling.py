"""Every text is Dutch as the dictionary has it; a word of the field that isn't there stands in a list of ours."""

from __future__ import annotations

import subprocess

import pytest
from hulp.taal import WORTEL, woorden

LIJST = WORTEL / "tests" / "gereedschap" / "woorden.txt"

pytestmark = pytest.mark.motoren


def _onbekend(alle: list[str]) -> set[str]:
    gedaan = subprocess.run(
        ["hunspell", "-d", "nl_NL", "-i", "utf-8", "-l"],
        input="\n".join(alle),
        capture_output=True,
        text=True,
        check=True,
    )
    return set(gedaan.stdout.split())


def test_each_word_that_people_read_is_in_the_dictionary_or_in_our_list() -> None:
    waar = woorden()
    assert len(waar) > 2_500
    onbekend = _onbekend(list(waar))
    eigen = set(LIJST.read_text(encoding="utf-8").split())
    assert {woord: waar[woord] for woord in sorted(onbekend - eigen)} == {}
    assert sorted(eigen - onbekend) == [], "in the list, and in no text or in the dictionary"
    assert _onbekend(["gemeente", "gemeetne"]) == {"gemeetne"}
