"""Which Python can run the program, and what is said on another."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from packaging.specifiers import SpecifierSet

import via_xl
from via_xl.basis.welke_python import NIEUWSTE, OUDSTE, bezwaar

GROOT, KLEIN = 2**63 - 1, 2**31 - 1


@pytest.mark.parametrize(
    ("versie", "systeem", "grootste", "dit"),
    [
        ((3, 12), "win32", KLEIN, "dit is Python 3.12 voor 32-bits Windows:"),
        ((3, 13), "win-arm64", GROOT, "dit is Python 3.13 voor Windows op Arm:"),
        ((3, 11), "linux-i686", KLEIN, "dit is Python 3.11 van 32 bits:"),
        ((3, 10), "win-amd64", GROOT, "dit is Python 3.10:"),
        ((3, 15), "macosx-11.0-arm64", GROOT, "dit is Python 3.15:"),
    ],
)
def test_a_python_that_has_no_ironcalc_is_refused_in_one_sentence(
    versie: tuple[int, int], systeem: str, grootste: int, dit: str
) -> None:
    zin = bezwaar(versie, systeem, grootste)
    assert zin.startswith("ViA-XL werkt met een 64-bits Python 3.11 tot en met 3.14")
    assert dit in zin
    assert "installeer van python.org zo'n Python" in zin
    assert zin.count(". ") == 0


@pytest.mark.parametrize("systeem", ["win-amd64", "linux-x86_64", "linux-aarch64", "macosx-11.0-arm64"])
def test_the_others_are_good(systeem: str) -> None:
    assert [bezwaar(versie, systeem, GROOT) for versie in (OUDSTE, NIEUWSTE)] == ["", ""]


def test_what_is_promised_is_what_the_package_says() -> None:
    tekst = (Path(via_xl.__file__).parents[1] / "pyproject.toml").read_text("utf-8")
    belofte = SpecifierSet(tekst.partition('requires-python = "')[2].partition('"')[0])
    (oud, jong), (jongste, te_jong) = ((f"3.{n - 1}", f"3.{n}") for n in (OUDSTE[1], NIEUWSTE[1] + 1))
    assert [deze in belofte for deze in (oud, jong, jongste, te_jong)] == [False, True, True, False]


def test_it_is_asked_before_anything_is_installed() -> None:
    opdracht = [sys.executable, "-I", "-S", "-c", "import sys; sys.path.insert(0, sys.argv[1]); "]
    opdracht[-1] += "import runpy; runpy.run_module('via_xl.basis.welke_python', run_name='__main__')"
    klaar = subprocess.run([*opdracht, str(Path(via_xl.__file__).parents[1])], capture_output=True, check=False)
    assert (klaar.returncode, klaar.stdout, klaar.stderr) == (0, b"", b"")
