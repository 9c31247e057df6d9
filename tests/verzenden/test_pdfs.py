"""The first sheet of each settlement as PDF: of that gemeente, one page, and all of them in one file."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hulp.gemaakt import gedeelde_run, variant_van_drie
from hulp.stukken import pdf
from openpyxl import load_workbook
from pypdf import PdfReader

from via_xl.basis import eigenexcel
from via_xl.opdrachten.cli import main

Scherm = pytest.CaptureFixture[str]


@pytest.fixture
def versie(tmp_path: Path) -> Path:
    gemaakt = gedeelde_run(variant_van_drie("2024 naar uren"), 2024)
    (map_van_versie,) = {pad.parent for pad in gemaakt.bestanden.values()}
    shutil.copytree(map_van_versie, tmp_path / "2024" / map_van_versie.name)
    return tmp_path / "2024" / map_van_versie.name


@pytest.mark.motoren
def test_each_gemeente_has_a_page_of_its_own_and_one_file_has_them_all(versie: Path, capsys: Scherm) -> None:
    assert main(["pdf", str(versie), "--json"]) == 0
    uit = json.loads(capsys.readouterr().out)
    doel = Path(uit["map"])
    assert doel == versie.parent / "pdf-v1"
    assert sorted(uit["bestanden"]) == sorted(f"{pad.stem}.pdf" for pad in versie.glob("*_afrekening_*.xlsx"))
    bladzijden = []
    for naam in uit["bestanden"]:
        inhoud = (doel / naam).read_bytes()
        assert b"<pdfaid:part>2</pdfaid:part>" in inhoud
        (bladzijde,) = PdfReader(doel / naam).pages
        bladzijden.append(bladzijde.extract_text())
        assert f"({naam.split('_')[3]})" in bladzijden[-1]
    samen = PdfReader(doel / uit["samen"])
    assert [bladzijde.extract_text() for bladzijde in samen.pages] == bladzijden
    assert samen.metadata is not None
    assert samen.metadata.title == "ViA afrekeningen 2024 v1 concept"
    assert main(["pdf", str(versie)]) == 0
    assert (versie.parent / "pdf-v1_2" / uit["samen"]).is_file()


def test_without_libreoffice_and_excel_it_says_what_to_do_instead(versie: Path, capsys: Scherm) -> None:
    assert main(["pdf", str(versie)]) == 2
    assert "LibreOffice en Excel staan niet op deze computer" in " ".join(capsys.readouterr().err.split())
    assert [pad.name for pad in versie.parent.iterdir()] == [versie.name]


class Nepapp:
    """Excel as xlwings gives it, as far as printing a sheet goes: what it was asked, and a page with what the sheet holds."""

    def __init__(self, *, weigert: bool = False) -> None:
        self.gevraagd: list[Any] = []
        self.weigert = weigert
        self.api = SimpleNamespace(AutomationSecurity=1)
        self.books = SimpleNamespace(open=self._open)

    def _open(self, pad: str, **hoe: Any) -> Any:
        self.gevraagd.append(("open", Path(pad).name, hoe, self.api.AutomationSecurity))
        boek = load_workbook(pad, data_only=True)

        def blad(nummer: int) -> Any:
            ws = boek.worksheets[nummer - 1]
            tekst = " ".join(str(cel.value) for rij in ws.iter_rows(max_row=6) for cel in rij if cel.value is not None)
            zichtbaar = [blad.title for blad in boek.worksheets if blad.sheet_state == "visible"]

            def druk(soort: int, naar: str, *rest: Any) -> None:
                self.gevraagd.append((zichtbaar, soort, rest))
                if self.weigert:
                    raise OSError("geen printer")
                Path(naar).write_bytes(
                    pdf(tekst.encode("ascii", "ignore").decode().replace("(", "\\(").replace(")", "\\)"))
                )

            return SimpleNamespace(ExportAsFixedFormat=druk)

        return SimpleNamespace(api=SimpleNamespace(Worksheets=blad), close=lambda: self.gevraagd.append("dicht"))

    @contextmanager
    def start(self) -> Iterator[Nepapp]:
        """As ``start_excel``."""
        try:
            yield self
        finally:
            self.gevraagd.append("weg")


def zet_excel(monkeypatch: pytest.MonkeyPatch, app: Nepapp) -> None:
    monkeypatch.setattr("via_xl.verzenden.eersteblad.is_er", lambda: True)
    monkeypatch.setattr("via_xl.verzenden.excelpdf.start_excel", app.start)
    monkeypatch.setattr("via_xl.bewijs.libreoffice.programma", lambda: None)


def test_where_only_excel_is_it_prints_the_first_sheet_of_each_and_is_gone(
    versie: Path, capsys: Scherm, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = Nepapp()
    zet_excel(monkeypatch, app)
    assert main(["pdf", str(versie), "--json"]) == 0
    uit = json.loads(capsys.readouterr().out)
    namen = sorted(pad.name for pad in versie.glob("*_afrekening_*.xlsx"))
    assert sorted(uit["bestanden"]) == [f"{naam[:-5]}.pdf" for naam in namen]
    assert len(PdfReader(Path(uit["map"]) / uit["samen"]).pages) == len(namen)
    alleen_lezen = {"update_links": False, "read_only": True}
    assert sorted(een[1] for een in app.gevraagd if een[0] == "open") == namen
    assert [een[2:] for een in app.gevraagd if een[0] == "open"] == [(alleen_lezen, 3)] * len(namen)
    assert [een for een in app.gevraagd if een[0] == ["Afrekening"]] == [(["Afrekening"], 0, (0, True, False))] * len(
        namen
    )
    assert app.gevraagd.count("dicht") == len(namen)
    assert app.gevraagd[-1] == "weg"


def test_an_excel_that_prints_nothing_leaves_nothing_and_is_gone(
    versie: Path, capsys: Scherm, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = Nepapp(weigert=True)
    zet_excel(monkeypatch, app)
    assert main(["pdf", str(versie)]) == 1
    assert "Excel maakte de PDF's niet (geen printer); er is niets gemaakt." in " ".join(
        capsys.readouterr().err.split()
    )
    assert [pad.name for pad in versie.parent.iterdir() if pad.is_dir()] == [versie.name]
    assert app.gevraagd[-2:] == ["dicht", "weg"]


def test_no_excel_is_found_or_started_where_there_is_no_windows() -> None:
    assert not eigenexcel.is_er()
    with pytest.raises(eigenexcel.GeenExcel), eigenexcel.start_excel():
        pass
