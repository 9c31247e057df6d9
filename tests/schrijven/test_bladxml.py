"""The cells of a sheet as they are in the file: those of a long table are written with their row, and are the same."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest

from via_xl.schrijven import bladxml
from via_xl.schrijven.boek import Blad, Boek, TabelKolom


def _boek() -> Boek:
    """Two tables beside each other that begin and end in other rows, with cells before, between and after them."""
    boek = Boek("proef")
    blad = boek.blad("Uren")
    blad.zet(0, 0, "Uren & kosten", "kop")
    uren = [0.25 * nummer for nummer in range(9)]
    _tabel(
        blad,
        2,
        1,
        [
            TabelKolom("Code", ["a", "b", "", None, "a", "a<b", "c", "a", "b"], "invoer.tekst"),
            TabelKolom("Uren", uren, "invoer.uren"),
            TabelKolom("Kosten €", [2 * u for u in uren], "werk.euro", "=2*[@Uren]"),
            TabelKolom("Oordeel", ["goed", "", None] * 3, "werk.tekst", '=IF([@Uren]>0,"goed","")'),
        ],
    )
    dagen = [date(2024, 1, 1 + nummer) for nummer in range(4)]
    _tabel(
        blad,
        6,
        7,
        [TabelKolom("Dag", dagen, "invoer.datum"), TabelKolom("Ja", [True, False, True, None], "werk.tekst")],
    )
    for plek in ((4, 0), (4, 6), (8, 10), (13, 2)):
        blad.zet(*plek, "b", "kop")
    return boek


def _tabel(blad: Blad, rij: int, kol: int, kolommen: list[TabelKolom]) -> None:
    blad.tabel(f"tbl{kol}", rij, kol, kolommen)


def _delen(boek: Boek) -> dict[str, bytes]:
    doel = io.BytesIO()
    boek.bewaar(doel)
    with zipfile.ZipFile(doel) as pakket:
        return {naam: pakket.read(naam) for naam in pakket.namelist()}


def test_a_long_table_is_written_as_a_short_one_is(monkeypatch: pytest.MonkeyPatch) -> None:
    kort = _delen(_boek())
    monkeypatch.setattr(bladxml, "_LANGE_KOLOM", 1)
    aangeroepen: list[int] = []
    lopend = bladxml._Langekolom.lopend
    monkeypatch.setattr(bladxml._Langekolom, "lopend", lambda kolom: (aangeroepen.append(1), lopend(kolom))[1])
    lang = _delen(_boek())
    assert aangeroepen, "no column was written as a long one"
    blad = "xl/worksheets/sheet1.xml"
    assert lang[blad].count(b"<row ") == kort[blad].count(b"<row ") == 12
    assert lang == kort


@pytest.mark.parametrize(("rij", "kol"), [(8, 3), (0, 1), (6, 1)])
def test_a_table_that_lies_on_another_is_refused(rij: int, kol: int) -> None:
    with pytest.raises(ValueError, match="kan niet op Uren staan"):
        _twee_tabellen(rij, kol).bewaar(io.BytesIO())


@pytest.mark.parametrize(("rij", "kol"), [(2, 0), (2, 4), (10, 2)])
def test_a_table_right_beside_another_is_not(rij: int, kol: int) -> None:
    _twee_tabellen(rij, kol).bewaar(io.BytesIO())


def _twee_tabellen(rij: int, kol: int) -> Boek:
    boek = Boek("proef")
    blad = boek.blad("Uren")
    _tabel(blad, 2, 2, [TabelKolom("A", [1] * 7, "invoer.getal"), TabelKolom("B", [1] * 7, "invoer.getal")])
    blad.tabel("tblAnder", rij, kol, [TabelKolom(kop, [1] * 3, "invoer.getal") for kop in "CD"])
    return boek


def test_a_table_on_merged_cells_is_refused() -> None:
    boek = Boek("proef")
    blad = boek.blad("Uren")
    _tabel(blad, 2, 2, [TabelKolom("A", [1] * 7, "invoer.getal")])
    blad.samengevoegd.append((9, 1, 9, 3))
    with pytest.raises(ValueError, match="kan niet op Uren staan"):
        boek.bewaar(io.BytesIO())
