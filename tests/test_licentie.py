"""The product uses the free part of xlwings only: nothing of ``xlwings.pro``, which has a licence of its own."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest

from via_xl.lezen.vba import modules
from via_xl.schrijven.master.instellingen import INSTELLINGEN

WORTEL = Path(__file__).parents[1]
PRODUCT = [pad for onderdeel in ("via_xl", "udfs", "workbooks") for pad in sorted((WORTEL / onderdeel).rglob("*.py"))]
BETAALD = re.compile(r"xlwings\.(pro|reports|server|ext)\b|xlwings\.\w+\.pro\b")
"""``reports`` and ``server`` only lead on to ``pro``; ``ext`` is for other programs than ours."""


def gebruikt(bron: str) -> Iterator[str]:
    """Every module and attribute that a source text names, with its dots, whatever it was imported as."""
    echt: dict[str, str] = {}
    boom = ast.parse(bron)
    for knoop in ast.walk(boom):
        if isinstance(knoop, ast.Import):
            for naam in knoop.names:
                echt[naam.asname or naam.name.split(".")[0]] = naam.name if naam.asname else naam.name.split(".")[0]
                yield naam.name
        elif isinstance(knoop, ast.ImportFrom) and knoop.module:
            for naam in knoop.names:
                echt[naam.asname or naam.name] = f"{knoop.module}.{naam.name}"
                yield f"{knoop.module}.{naam.name}"
    for knoop in ast.walk(boom):
        if isinstance(knoop, ast.Attribute) and isinstance(knoop.value, ast.Name) and knoop.value.id in echt:
            yield f"{echt[knoop.value.id]}.{knoop.attr}"
        elif isinstance(knoop, ast.Constant) and isinstance(knoop.value, str):
            yield knoop.value  # import_module("…")


@pytest.mark.parametrize(
    "bron",
    [
        "import xlwings.pro",
        "from xlwings.pro import Markdown",
        "from xlwings import reports",
        "import xlwings as xw\nxw.pro.dump_embedded_code()",
        "import xlwings\nxlwings.reports.create_report",
        "from xlwings.pro.utils import LicenseHandler as iets",
        "import importlib\nimportlib.import_module('xlwings.pro')",
    ],
)
def test_each_way_to_the_paid_part_would_be_seen(bron: str) -> None:
    assert [naam for naam in gebruikt(bron) if BETAALD.search(naam)]


@pytest.mark.parametrize("bron", ["import xlwings as xw\nxw.Book.caller()", "from xlwings import serve", "pro = 1"])
def test_the_free_part_is_not_taken_for_it(bron: str) -> None:
    assert not [naam for naam in gebruikt(bron) if BETAALD.search(naam)]


@pytest.mark.parametrize("pad", PRODUCT, ids=lambda pad: pad.relative_to(WORTEL).as_posix())
def test_no_module_of_the_product_names_it(pad: Path) -> None:
    assert [naam for naam in gebruikt(pad.read_text("utf-8")) if BETAALD.search(naam)] == []


def test_every_module_of_the_product_works_where_it_can_not_be_imported() -> None:
    script = textwrap.dedent("""
        import importlib, pkgutil, sys

        class Slot:
            def find_spec(self, naam, pad=None, doel=None):
                if naam.startswith(("xlwings.pro", "xlwings.reports")):
                    raise ImportError(naam)

        sys.meta_path.insert(0, Slot())
        import udfs, via_xl, xlwings
        for pakket in (udfs, via_xl):
            for module in pkgutil.walk_packages(pakket.__path__, pakket.__name__ + "."):
                if not module.name.endswith("__main__"):
                    importlib.import_module(module.name)
        betaald = [naam for naam in sys.modules if naam.startswith(("xlwings.pro", "xlwings.reports"))]
        print(len(udfs.UDFS), xlwings.__pro__, betaald)
    """)
    klaar = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert klaar.stderr == ""
    assert klaar.stdout.split(maxsplit=1) == ["9", "False []\n"]


def test_no_licence_key_is_in_the_product_or_asked_for() -> None:
    teksten = [pad for onderdeel in ("via_xl", "udfs", "workbooks") for pad in (WORTEL / onderdeel).rglob("*")]
    eigen = [pad for pad in teksten if pad.suffix in (".py", ".bas", ".cls", ".xml", ".csv", ".toml")]
    assert len(eigen) > 100
    assert [pad.name for pad in eigen if re.search("licen[sc]e_?key", pad.read_text("utf-8"), re.IGNORECASE)] == []
    assert not [sleutel for sleutel, *_ in INSTELLINGEN if "LICEN" in sleutel.upper()]


@pytest.mark.parametrize("project", ["master.bin", "addin.bin"])
def test_the_vba_of_xlwings_itself_uses_a_key_only_where_one_is_set(project: str) -> None:
    """It looks one up, and does without where it finds none; embedded code, which needs one, is not used."""
    for naam, tekst in modules((WORTEL / "via_xl" / "excel" / "vba" / project).read_bytes()).items():
        regels = [regel.strip() for regel in tekst.splitlines() if "LICENSE_KEY" in regel.upper()]
        assert not regels or naam == "xlwings"
        assert all(
            regel.startswith(("licenseKey = GetConfig(", "MsgBox ", "LicenseKeyEnvString = ")) for regel in regels
        )
        assert naam != "xlwings" or 'If licenseKey <> "" Then' in tekst
