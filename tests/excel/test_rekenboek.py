"""Excel as the machine of the proof: the open book in the place of its file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from hulp.kleine_master import REGELING
from hulp.nepexcel import Nepexcel, nep_excel

from via_xl.basis.bevinding import BewijsFout
from via_xl.bewijs.masterbewijs import bewijs_master
from via_xl.bewijs.rekenmachine import IronCalc
from via_xl.excel.openboek import OpenBoek
from via_xl.excel.rekenboek import Rekenboek
from via_xl.lezen.master import lees_master
from via_xl.regeling.model import Editie
from via_xl.schrijven.master import maak_master


@pytest.fixture(scope="module")
def nep() -> Iterator[Nepexcel]:
    with nep_excel() as excel:
        yield excel


@pytest.fixture
def boek(nep: Nepexcel, tmp_path: Path) -> Iterator[OpenBoek]:
    pad = tmp_path / "master.xlsm"
    maak_master(REGELING, 2024, editie=Editie.MET_MACROS).bewaar(pad)
    xw = nep.boek(pad)
    yield OpenBoek(xw)
    xw.close()


def test_excel_en_ironcalc_zien_dezelfde_formulecellen(boek: OpenBoek) -> None:
    machine, bestand = Rekenboek(boek), IronCalc(boek.pad)
    machine.herreken()
    bestand.herreken()
    zien = {(cel.blad, cel.cel): (cel.gecached or "", cel.herrekend or "") for cel in machine.formulecellen()}
    assert set(zien) == {(cel.blad, cel.cel) for cel in bestand.formulecellen()}
    assert machine.inhoud("Start", "B5") == 2024
    assert machine.inhoud("Start", "XX5") is machine.inhoud("Nergens", "A1") is None


def test_open_en_van_schijf_geven_hetzelfde_bewijs(boek: OpenBoek) -> None:
    master = lees_master(boek.pad)
    uit_excel, bestand = bewijs_master(master, 2024, Rekenboek(boek)), bewijs_master(master, 2024)
    assert (uit_excel.vergeleken, uit_excel.verschillen, uit_excel.udfs) == (
        bestand.vergeleken,
        bestand.verschillen,
        bestand.udfs,
    )
    assert uit_excel.verschillen == ()
    assert set(uit_excel.udfs) == {"Controles", "Rekenhulp"}
    assert uit_excel.vergeleken > 200


def test_een_cel_met_een_eigen_functie_mag_alles_geven(boek: OpenBoek) -> None:
    verwachtingen = maak_master(REGELING, 2024, editie=Editie.MET_MACROS).verwachtingen()
    udf = next(v for v in verwachtingen if v.udf and "VIA_" in v.formule)
    machine = Rekenboek(boek)
    machine.herreken = lambda: machine._waarden.update({(udf.blad, udf.cel): 12345.0})  # type: ignore[method-assign]
    assert bewijs_master(lees_master(boek.pad), 2024, machine).verschillen == ()


def test_een_formule_die_excel_anders_uitrekent_wordt_genoemd(boek: OpenBoek) -> None:
    machine = Rekenboek(boek)
    plek = next(plek for plek in machine._formules if plek[0] == "Verrekening")
    machine.herreken = lambda: machine._waarden.update({plek: "#N/A"})  # type: ignore[method-assign]
    [verschil] = bewijs_master(lees_master(boek.pad), 2024, machine).verschillen
    assert (verschil.blad, verschil.cel, verschil.wat) == (*plek, "de formule geeft een foutwaarde")


def test_een_ander_jaar_wordt_in_het_open_boek_gezet(boek: OpenBoek) -> None:
    machine = Rekenboek(boek)
    machine.zet_naam("Jaar", 2031)
    machine.herreken()
    assert machine.inhoud("Start", "B5") == 2031
    with pytest.raises(BewijsFout, match="de naam Onzin verwijst niet naar één cel"):
        machine.zet_naam("Onzin", 1)


def test_een_blad_met_iets_in_de_laatste_cel_wordt_geweigerd(boek: OpenBoek, monkeypatch: pytest.MonkeyPatch) -> None:
    ver = SimpleNamespace(Address="$A$1:$XFD$1048576")
    monkeypatch.setattr("hulp.nepexcel.Blad.UsedRange", property(lambda _blad: ver))
    with pytest.raises(BewijsFout, match=r"is te groot om na te rekenen \(tot en met XFD1048576\)"):
        Rekenboek(boek)
