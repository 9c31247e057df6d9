"""Masters of another layout: what an older one lacks, the offer to renew it, and one that is too new."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hulp.kleine_master import BOEKEL, REGELING, Blokken, blokken, schrijf
from hulp.lang import een_per_tabel
from msgspec.structs import replace
from openpyxl import load_workbook
from openpyxl.workbook.defined_name import DefinedName

from via_xl.basis.bevinding import Ernst, InvoerFout
from via_xl.lezen.indeling import ingevuld
from via_xl.lezen.master import lees_master
from via_xl.regeling.kolom import Invoerkolom, Invoertabel
from via_xl.regeling.model import Verdeelsleutel
from via_xl.regeling.tabellen import INDELING, TABELLEN

OPTIONEEL = [(t, k) for t in TABELLEN for k in t.kolommen if not k.verplicht]


@pytest.fixture
def delen() -> Blokken:
    return blokken()


@pytest.fixture
def pad(tmp_path: Path) -> Path:
    return tmp_path / "master.xlsx"


def met_indeling(pad: Path, indeling: Any) -> Path:
    boek = load_workbook(pad)
    boek["Logboek"]["Z1"] = indeling
    boek.defined_names.add(DefinedName("Indeling", attr_text="Logboek!$Z$1"))
    boek.save(pad)
    return pad


def weigering(pad: Path, **opties: bool) -> InvoerFout:
    with pytest.raises(InvoerFout) as fout:
        lees_master(pad, **opties)
    return fout.value


def test_a_master_without_the_name_has_the_first_layout_and_one_with_it_says_its_own(pad: Path) -> None:
    assert lees_master(schrijf(pad)).indeling == 1
    assert lees_master(met_indeling(pad, INDELING)).indeling == INDELING
    assert lees_master(met_indeling(pad, None)).indeling == 1


def test_a_master_of_a_newer_program_is_refused(pad: Path) -> None:
    schrijf(pad)
    for opties in ({}, {"vergeef_ouderdom": True}):
        fout = weigering(met_indeling(pad, INDELING + 1), **opties)
        assert fout.bericht == (
            f"master.xlsx is gemaakt met een nieuwere versie van ViA-XL (indeling {INDELING + 1}; dit programma kent "
            f"indeling {INDELING}). Werk het programma bij."
        )


@pytest.mark.parametrize("inhoud", ["twee", 1.5, 0, True, "=1+1"])
def test_a_layout_that_is_no_number_is_refused(pad: Path, inhoud: Any) -> None:
    schrijf(pad)
    assert "dat is geen indeling. Zet de inhoud van die cel terug" in weigering(met_indeling(pad, inhoud)).bericht


@pytest.mark.lang(vlug=6, een_op=40)  # cases that cost much, of which some are in every run
@pytest.mark.parametrize(
    ("tabel", "kolom"), een_per_tabel(OPTIONEEL), ids=lambda deel: deel.naam if isinstance(deel, Invoertabel) else ""
)
def test_an_older_master_may_lack_a_column_with_a_default_and_says_what_was_filled_in(
    pad: Path, delen: Blokken, tabel: Invoertabel, kolom: Invoerkolom
) -> None:
    delen[tabel.naam].zonder(kolom.kop)
    fout = weigering(schrijf(pad, delen))
    assert fout.bericht == (
        f"master.xlsx bevat 1 fout; er is niets mee gedaan. De master is van een oudere indeling (1, nu {INDELING}). "
        f'Vernieuw hem met: via-xl master vernieuw "{pad}"'
    )

    master = lees_master(pad, vergeef_ouderdom=True)

    (bevinding,) = master.bevindingen
    assert bevinding.regel() == (
        f"master.xlsx {tabel.blad}!rij 3: in tabel {tabel.naam} ontbrak de kolom {kolom.kop}; overal "
        f"{ingevuld(kolom)}. Kijk na of dat klopt."
    )
    assert bevinding.ernst is Ernst.WAARSCHUWING
    leeg = blokken()
    for rij in range(len(leeg[tabel.naam].rijen)):
        leeg[tabel.naam].zet(rij, kolom.kop, None)
    assert master.regeling == lees_master(schrijf(pad, leeg)).regeling


def test_what_was_filled_in_is_said_in_the_words_of_the_master() -> None:
    gezegd = {f"{t.naam}.{k.kop}": ingevuld(k) for t, k in OPTIONEEL}
    assert gezegd["tblUren.Geldig"] == 'ingevuld: "ja"'
    assert gezegd["tblUren.Afrekenjaar"] == "ingevuld: het jaar van de maand"
    assert gezegd["tblJaren.Meerkosten drager"] == 'ingevuld: "inwoners"'
    assert gezegd["tblPOK.Bron"] == gezegd["tblJaren.Voorstelgrens €"] == "leeg gelaten"
    assert gezegd["tblUren.Afronding €"] == "ingevuld: 0,00"
    assert gezegd["tblJaren.Prognose laag %"] == "ingevuld: 90,00"
    assert gezegd["tblKosten.Telt mee"] == gezegd["tblAandachtspunten.Afgehandeld"] == 'ingevuld: "nee"'


@pytest.mark.lang(vlug=5, een_op=40)  # cases that cost much, of which some are in every run
@pytest.mark.parametrize("tabel", [tabel for tabel in TABELLEN if not tabel.csv_verplicht], ids=lambda t: t.naam)
def test_an_older_master_may_lack_a_table_that_is_not_required(pad: Path, delen: Blokken, tabel: Invoertabel) -> None:
    delen.weg(tabel.naam)
    (bevinding,) = lees_master(schrijf(pad, delen), vergeef_ouderdom=True).bevindingen
    assert bevinding.wat.startswith(f"tabel {tabel.naam} ontbrak nog in deze oudere indeling; er is een ")
    assert ("officiële namen" in bevinding.wat) == (tabel.naam == "tblNamen")


def test_a_table_or_column_that_cannot_be_missed_is_an_error_in_an_older_master_too_without_an_offer(
    pad: Path, delen: Blokken
) -> None:
    delen.weg("tblBegroting")
    delen["tblInwoners"].zonder("Inwoners")
    for opties in ({}, {"vergeef_ouderdom": True}):
        fout = weigering(schrijf(pad, delen), **opties)
        assert fout.bericht == "master.xlsx bevat 2 fouten; er is niets mee gedaan."
        assert [b.ernst for b in fout.bevindingen] == [Ernst.FOUT] * 2


def test_a_master_of_this_layout_that_lost_a_column_is_not_forgiven_and_gets_no_offer(
    pad: Path, delen: Blokken
) -> None:
    delen["tblUren"].zonder("Status")
    met_indeling(schrijf(pad, delen), INDELING)
    for opties in ({}, {"vergeef_ouderdom": True}):
        fout = weigering(pad, **opties)
        assert fout.bericht == "master.xlsx bevat 1 fout; er is niets mee gedaan."
        assert "ontbreekt de kolom Status" in fout.bevindingen[0].wat


def test_another_error_in_an_older_master_stays_an_error(pad: Path, delen: Blokken) -> None:
    delen["tblJaren"].zonder("Meerkosten drager")
    delen["tblUren"].zet(0, "Uren", "veel")
    fout = weigering(schrijf(pad, delen), vergeef_ouderdom=True)
    assert [(b.cel, b.ernst) for b in fout.bevindingen] == [("rij 3", Ernst.WAARSCHUWING), ("G4", Ernst.FOUT)]


def test_the_small_master_of_the_tests_still_reads_as_it_was(pad: Path) -> None:
    jaar = replace(REGELING.jaren[0], verdeelsleutel=Verdeelsleutel.UREN)
    regeling = replace(REGELING, jaren=(jaar,))
    gelezen = lees_master(schrijf(pad, blokken(regeling)), vergeef_ouderdom=True)
    assert (gelezen.regeling, gelezen.bevindingen, gelezen.afrekening_code) == (regeling, (), BOEKEL)
