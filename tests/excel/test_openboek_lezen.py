"""The open book gives what the file gives: every test of reading a master, with each master read both ways."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import lezen.test_master as van_bestand
import pytest
from hulp.gemaakt import Gemaakt
from hulp.kleine_master import BOEKEL, blokken, schrijf
from hulp.nepexcel import FOUTCODES, Nepexcel, nep_excel
from msgspec.structs import asdict, astuple, fields

from via_xl.basis.bevinding import InvoerFout
from via_xl.excel.openboek import OpenBoek
from via_xl.lezen.master import Master, lees_master, lees_open_master
from via_xl.regeling.model import Regeling

ALLEEN_BESTAND = (
    "test_het_bestand_dat_al_is_gelezen",
    "test_onderdelen_die_niet_bij_elkaar_passen",
    "test_een_tabel_of_kolom_die_er_twee_keer_staat",
    "test_een_foutwaarde_in_een_cel_is_een_fout_ook_een_die_nog_niet_bestond",
)
"""Tests of what only a file can be: Excel would not open it as it is."""


@pytest.fixture(scope="module")
def nep() -> Iterator[Nepexcel]:
    with nep_excel() as excel:
        yield excel


def ruw(record: Any) -> tuple[Any, ...]:
    """Every field of a record with its type, the place where it was read as well."""
    velden = asdict(record) | {"plek": astuple(record.plek)}  # any two places are equal
    return tuple((veld, type(waarde), waarde) for veld, waarde in velden.items())


def zelfde_master(uit_excel: Master, bestand: Master) -> None:
    for veld in fields(Regeling):
        assert [ruw(r) for r in getattr(uit_excel.regeling, veld.name)] == [
            ruw(r) for r in getattr(bestand.regeling, veld.name)
        ], veld.name
    for veld in fields(Master):
        if veld.name not in ("sha256", "bladen"):  # what only a file has
            assert getattr(uit_excel, veld.name) == getattr(bestand, veld.name), veld.name


def uitkomst(lees: Callable[[], Master]) -> Master | InvoerFout:
    try:
        return lees()
    except InvoerFout as fout:
        return fout


@pytest.fixture(autouse=True)
def beide_wegen(nep: Nepexcel, monkeypatch: pytest.MonkeyPatch) -> None:
    def lees(pad: Path, **opties: Any) -> Master:
        boek = nep.boek(pad)
        uit_excel = uitkomst(lambda: lees_open_master(OpenBoek(boek)))
        boek.close()
        bestand = uitkomst(lambda: lees_master(pad, **opties))
        assert type(uit_excel) is type(bestand), uit_excel
        if isinstance(bestand, InvoerFout):
            assert isinstance(uit_excel, InvoerFout)
            assert (uit_excel.bericht, uit_excel.bevindingen) == (bestand.bericht, bestand.bevindingen)
            raise bestand
        assert isinstance(uit_excel, Master)
        zelfde_master(uit_excel, bestand)
        return bestand

    monkeypatch.setattr(van_bestand, "lees_master", lees)


delen, pad = van_bestand.delen, van_bestand.pad
globals().update(
    {n: test for n, test in vars(van_bestand).items() if n.startswith("test_") and not n.startswith(ALLEEN_BESTAND)}
)


@pytest.mark.lang(vlug=3, een_op=40)  # cases that cost much, of which some are in every run
@pytest.mark.parametrize("fout", FOUTCODES)
def test_een_foutwaarde_heet_zoals_in_het_bestand(pad: Path, fout: str) -> None:
    tabelblokken = blokken()
    tabelblokken["tblUren"].zet(0, "Uren", fout)
    assert van_bestand.fouten(pad, tabelblokken) == [
        f"master.xlsx Uren!G4: Uren: bevat de foutwaarde {fout}. Vul de waarde zelf in."
    ]


@pytest.mark.lang(een_op=8)  # all of a master of ten gemeenten
def test_de_hele_master_van_het_programma_leest_open_zoals_van_schijf(run_2024: Gemaakt, nep: Nepexcel) -> None:
    boek = nep.boek(run_2024.master)
    open_boek = OpenBoek(boek)
    voor = nep.vragen
    zelfde_master(lees_open_master(open_boek), lees_master(run_2024.master))
    assert nep.vragen - voor < 900, "een vraag aan Excel kost zoveel als duizend cellen"
    boek.close()


def test_wat_nog_niet_bewaard_is_telt_mee(pad: Path, nep: Nepexcel) -> None:
    boek = nep.boek(schrijf(pad))
    boek.sheets["Uren"].range("G4").value = 8.5
    boek.sheets["Start"].range("B3").value = "GM0828"
    master = lees_open_master(OpenBoek(boek))
    assert (master.regeling.uren[0].uren_h, master.afrekening_code) == (850, "GM0828")
    assert (lees_master(pad).regeling.uren[0].uren_h, lees_master(pad).afrekening_code) == (725, BOEKEL)


def test_een_tekst_die_met_een_isgelijkteken_begint_is_geen_formule(pad: Path, nep: Nepexcel) -> None:
    boek = nep.boek(schrijf(pad))
    boek.sheets["Uren"].range("L4").value = "'=SUM(A1)"
    assert lees_open_master(OpenBoek(boek)).regeling.uren[0].bron == "=SUM(A1)"
    boek.sheets["Uren"].range("L4").value = "=SUM(A1)"
    with pytest.raises(InvoerFout) as fout:
        lees_open_master(OpenBoek(boek))
    assert [b.cel for b in fout.value.bevindingen] == ["L4"]
