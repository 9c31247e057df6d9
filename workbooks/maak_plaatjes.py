"""Make the pictures of the README anew, from the master in this folder: docs/start.png and docs/afrekening.png.

    python workbooks/maak_plaatjes.py

Needs LibreOffice, and pdftoppm (of poppler-utils).
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from via_xl.bewijs.libreoffice import zet_om
from via_xl.jaarrun import jaarrun

HIER = Path(__file__).parent
DOCS = HIER.parent / "docs"
JAAR, CODE = 2024, "GM0755"
PLAATJES = {"start": (40, 55, 1090, 575), "afrekening": (0, 55, 827, 820)}
"""Of each picture what is kept of the page, in pixels: from the left and the top, and how wide and high."""


def main() -> None:
    """Settle the year in a folder of its own, and keep the first page of both workbooks."""
    with tempfile.TemporaryDirectory(prefix="via-xl-plaatjes-") as tijdelijk:
        werkmap = Path(tijdelijk)
        master = Path(shutil.copy(HIER / "via_master.xlsx", werkmap))
        verslag = jaarrun(master, JAAR)
        boeken = [master, verslag.map / verslag.bestanden[CODE]]
        paginas = zet_om(boeken, werkmap / "pdf", "pdf:calc_pdf_Export", ".pdf")
        for (naam, uitsnede), pagina in zip(PLAATJES.items(), paginas, strict=True):
            plek = [deel for vlag, maat in zip("xyWH", uitsnede, strict=True) for deel in (f"-{vlag}", str(maat))]
            uit = DOCS / naam
            subprocess.run(["pdftoppm", "-r", "100", "-png", "-singlefile", *plek, str(pagina), str(uit)], check=True)
            print(f"Gemaakt: {uit}.png")


if __name__ == "__main__":
    main()
