"""A workbook of three sheets that is right, to be spoilt in one cell by a test of the proof."""

from __future__ import annotations

import re
from pathlib import Path

from hulp.kleine_master import bewerk_deel
from via_xl.schrijven.boek import Boek, TabelKolom

INVOER, REKEN = "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"


def klein_boek(uren: tuple[float, ...] = (7.5, 10.25)) -> Boek:
    """Hours times a rate per row, and on the next sheet their sum, a text and a check."""
    boek = Boek("proef")
    invoer = boek.blad("Invoer")
    invoer.tabel(
        "tblProef",
        0,
        0,
        [
            TabelKolom("Code", [f"C{nr}" for nr in range(len(uren))], "invoer.tekst"),
            TabelKolom("Uren", list(uren), "invoer.uren"),
            TabelKolom("Kosten €", [round(80 * u, 2) for u in uren], "werk.euro", "=ROUND([@Uren]*Reken!$B$1,2)"),
        ],
    )
    reken = boek.blad("Reken")
    reken.zet(0, 1, 80, "invoer.euro")
    totaal = round(80 * sum(uren), 2)
    reken.formule(1, 1, "=SUM(tblProef[Kosten €])", totaal, "werk.euro")
    reken.formule(2, 1, '=IF($B$2>0,"betaalt","niets")', "betaalt", "werk.tekst")
    reken.formule(3, 1, '=SUMIFS(tblProef[Uren],tblProef[Code],"C0")', uren[0], "werk.uren")
    reken.formule(4, 1, '=INDEX(tblProef[Uren],MATCH("C0",tblProef[Code],0))', uren[0], "werk.uren")
    reken.formule(5, 1, '=IF($B$2<0,1,"")', "", "werk.uren")
    reken.formule(6, 1, "=$B$2>0", True, "werk.tekst")
    return boek


def vervang_cel(pad: Path, deel: str, cel: str, inhoud: str) -> Path:
    """Put other XML in a cell (without its ``<c>``); the style of the cell stays."""

    def bewerk(xml: bytes) -> bytes:
        patroon = rf'<c r="{cel}"([^>]*?)(?: t="\w+")?(?:/>|>.*?</c>)'
        soort = ' t="str"' if re.search(r"<v>[^\d-]", inhoud) else ""
        return re.sub(patroon, rf'<c r="{cel}"\1{soort}>{inhoud}</c>', xml.decode(), count=1).encode()

    return bewerk_deel(pad, deel, bewerk)
