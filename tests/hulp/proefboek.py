"""A small workbook that keeps every rule of the linter, to be spoilt in one place by a test."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import xlsxwriter
from msgspec import Struct
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from via_xl.bewijs.linter import lint

RIJEN = (("GM0755", 11030), ("GM0796", 156538), ("GM0828", 94148))


class Proefboek(Struct):
    """The workbook while it is being made; ``schrijf`` puts a formula in a cell ("Start!C9")."""

    boek: Workbook
    bladen: dict[str, Worksheet]
    euro: Format

    def schrijf(self, plek: str, formule: str, waarde: object = 0) -> None:
        blad, cel = plek.split("!")
        self.bladen[blad].write_formula(cel, formule, None, waarde)


def maak(pad: Path, bederf: Callable[[Proefboek], object] | None = None) -> Path:
    """Write the workbook; ``bederf`` changes it just before it is closed."""
    boek = xlsxwriter.Workbook(str(pad))
    bladen = {naam: boek.add_worksheet(naam) for naam in ("Start", "Inwoners", "Verrekening", "Controles", "Herkomst")}
    proef = Proefboek(boek, bladen, boek.add_format({"num_format": "[$€-413] #,##0.00"}))
    boek.define_name("Jaar", "=Start!$B$1")
    boek.define_name("Alles_in_orde", "=Controles!$B$1")
    bladen["Start"].write_row("A1", ["Jaar", 2024])
    _tabel(
        proef,
        "tblInwoners",
        ["Code", "Peiljaar", "Inwoners", "Bron", "Brondatum", "Status", "Telt"],
        [[code, 2022, inwoners, "CBS", 44562, "vastgesteld", 1] for code, inwoners in RIJEN],
        {"Telt": "=IF(tblInwoners[[#This Row],[Inwoners]]>0,1,0)"},
    )
    _tabel(
        proef,
        "tblVerrekening",
        ["Code", "n", "Kosten €", "Rang"],
        [[code, inwoners, 0, 0] for code, inwoners in RIJEN],
        {
            "n": "=SUMIFS(tblInwoners[Inwoners],tblInwoners[Code],tblVerrekening[[#This Row],[Code]])",
            "Kosten €": "=ROUND(tblVerrekening[[#This Row],[n]]*100/12,2)",
            "Rang": "=1+SUMPRODUCT((tblVerrekening[n]>tblVerrekening[[#This Row],[n]])*1)",
        },
    )
    proef.schrijf("Verrekening!G2", "=SUM(tblVerrekening[n])", 261716)
    proef.schrijf("Verrekening!G3", '=INDEX(tblVerrekening[n],MATCH("GM0755",tblVerrekening[Code],0))', 11030)
    bladen["Controles"].write("A1", "Alles in orde")
    proef.schrijf("Controles!B1", "=IF(Verrekening!$G$2>0,1,0)", 1)
    bladen["Herkomst"].write_row("A2", ["Versie", "0.1.0"])
    bladen["Herkomst"].write_row("A3", ["Invoerhash", "0123456789abcdef" * 4])
    for naam, blad in bladen.items():
        if naam != "Controles":
            proef.schrijf(f"{naam}!H1", '=IF(Alles_in_orde=1,"Alles in orde","Zie Controles")', "Alles in orde")
        if naam != "Inwoners":
            blad.protect("", {"objects": True})
    if bederf:
        bederf(proef)
    boek.close()
    return pad


def _tabel(proef: Proefboek, naam: str, koppen: list[str], rijen: list[list[object]], formules: dict[str, str]) -> None:
    blad = naam.removeprefix("tbl")
    werkblad = proef.bladen[blad]
    kolommen = [{"header": kop} | ({"formula": formules[kop]} if kop in formules else {}) for kop in koppen]
    werkblad.add_table(0, 0, len(rijen), len(koppen) - 1, {"name": naam, "columns": kolommen})
    for rij, waarden in enumerate(rijen, start=1):
        for kolom, (kop, waarde) in enumerate(zip(koppen, waarden, strict=True)):
            opmaak = proef.euro if "€" in kop else None
            if kop in formules:
                werkblad.write_formula(rij, kolom, formules[kop], opmaak, waarde)
            else:
                werkblad.write(rij, kolom, waarde, opmaak)


def vervang(pad: Path, deel: str, oud: str, nieuw: str) -> Path:
    """Replace a text in a part of the package; it must be there."""
    with zipfile.ZipFile(pad) as pakket:
        delen = {naam: pakket.read(naam) for naam in pakket.namelist()}
    tekst = delen[deel].decode()
    assert oud in tekst, f"{oud} staat niet in {deel}"
    delen[deel] = tekst.replace(oud, nieuw).encode()
    with zipfile.ZipFile(pad, "w", zipfile.ZIP_DEFLATED) as pakket:
        for naam, inhoud in delen.items():
            pakket.writestr(naam, inhoud)
    return pad


def gevonden(pad: Path, regel: int, *, eigen: bool = True) -> list[str]:
    """What the linter says of one rule, as "Blad!Cel ernst"."""
    return [
        f"{bevinding.blad}!{bevinding.cel} {bevinding.ernst}"
        for bevinding in lint(pad, eigen=eigen)
        if bevinding.wat.startswith(f"[regel {regel}]")
    ]
