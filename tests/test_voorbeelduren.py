"""The example hours and the other data of the region, in workbooks/gegevens."""

import sys
from datetime import date
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from itertools import pairwise
from pathlib import Path
from types import ModuleType

import pytest

from via_xl.basis.bevinding import fouten
from via_xl.lezen.gegevensmap import lees_gegevensmap
from via_xl.regeling.model import Regeling, Status
from via_xl.regeling.tabellen import TABELLEN
from via_xl.rekenen.tarief import Tarieven
from via_xl.rekenen.verrekening import verreken

WERKBOEKEN = Path(__file__).parents[1] / "workbooks"
GEGEVENS = WERKBOEKEN / "gegevens"
JAREN = (2023, 2024, 2025, 2026)
ELK_JAAR = pytest.mark.parametrize("jaar", JAREN)
ONDERSTEUNING = "Ondersteuning (geen thema)"


@cache
def regeling() -> Regeling:
    gelezen, bevindingen = lees_gegevensmap(GEGEVENS)
    assert gelezen is not None, bevindingen
    return gelezen


@cache
def script() -> ModuleType:
    pad = WERKBOEKEN / "maak_voorbeelduren.py"
    spec = spec_from_file_location("maak_voorbeelduren", pad)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_the_script_makes_the_committed_hours_byte_for_byte() -> None:
    gemaakt = script().voorbeelduren().encode()
    assert gemaakt == (GEGEVENS / "uren.csv").read_bytes(), (
        "uren.csv is niet wat het script maakt; voer uit: python workbooks/maak_voorbeelduren.py"
    )


def test_another_seed_makes_other_hours() -> None:
    assert script().voorbeelduren(1) != script().voorbeelduren()


def test_the_folder_is_read_without_an_error() -> None:
    _, bevindingen = lees_gegevensmap(GEGEVENS)
    assert [bevinding.regel() for bevinding in fouten(bevindingen)] == []


GEVULD = [tabel for tabel in TABELLEN if tabel.csv_verplicht or (GEGEVENS / tabel.csv).exists()]
"""What this region starts with; registers, besluiten and kalender grow in the master."""


@pytest.mark.parametrize("tabel", GEVULD, ids=lambda tabel: tabel.csv)
def test_every_csv_is_utf_8_without_bom_with_unix_lines_and_the_columns_of_its_table(tabel) -> None:  # type: ignore[no-untyped-def]
    ruw = (GEGEVENS / tabel.csv).read_bytes()
    assert not ruw.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in ruw
    assert ruw.endswith(b"\n")
    kop = ruw.decode().splitlines()[0].split(",")
    assert len(kop) == len(set(kop))
    assert {kolom.csv for kolom in tabel.kolommen if kolom.verplicht} <= set(kop)
    assert set(kop) <= {kolom.csv for kolom in tabel.kolommen}


@pytest.mark.parametrize("tabel", TABELLEN, ids=lambda tabel: tabel.csv)
def test_every_row_names_its_source(tabel) -> None:  # type: ignore[no-untyped-def]
    assert all(rij.bron for rij in getattr(regeling(), tabel.attribuut))


def test_every_hour_line_says_that_it_is_an_example() -> None:
    assert 900 <= len(regeling().uren) <= 1300
    for regel in regeling().uren:
        assert regel.bron.startswith("VOORBEELD ")
        assert regel.status is Status.VOORBEELD


def test_every_rate_says_that_it_is_an_example() -> None:
    assert {rij.status for rij in regeling().tarieven} == {Status.VOORBEELD}


def test_only_the_six_gemeenten_of_table_8_3_supply_hours() -> None:
    leveranciers = {rij.code: rij.uren_per_week_h for rij in regeling().capaciteit}
    assert {regel.code for regel in regeling().uren} == set(leveranciers)
    assert sum(leveranciers.values()) == 18_300
    per_week = dict.fromkeys(leveranciers, 0)
    for medewerker in script().MEDEWERKERS:
        per_week[medewerker.code] += medewerker.per_week * 100
    assert per_week == leveranciers


@ELK_JAAR
def test_every_gemeente_delivers_within_five_per_cent_of_its_productive_hours(jaar: int) -> None:
    for rij in regeling().capaciteit:
        geleverd = sum(
            regel.uren_h
            for regel in regeling().uren
            if regel.code == rij.code and regel.maand.year == jaar and regel.geldig
        )
        assert abs(geleverd * 36 - rij.uren_per_week_h * 1400) <= rij.uren_per_week_h * 1400 * 5 // 100


@ELK_JAAR
def test_support_is_36_hours_a_week_on_no_theme_in_schaal_9_and_10(jaar: int) -> None:
    steun = [r for r in regeling().uren if r.thema == ONDERSTEUNING and r.maand.year == jaar and r.geldig]
    assert {(r.code, r.rol) for r in steun} == {("GM0796", "ondersteuner")}
    assert {r.schaal for r in steun} == {9, 10}
    assert abs(sum(r.uren_h for r in steun) - 140_000) <= 140_000 * 5 // 100


def test_every_line_is_a_month_that_can_be_worked_on_a_known_theme_and_role() -> None:
    per_maand: dict[tuple[str, date], int] = {}
    themas = {rij.thema for rij in regeling().themas}
    rollen = {rij.rol for rij in regeling().rollen}
    for regel in regeling().uren:
        assert regel.uren_h > 0
        assert regel.uren_h % 25 == 0
        assert 9 <= regel.schaal <= 13
        assert regel.thema in themas
        assert regel.rol in rollen
        if regel.geldig:
            sleutel = (regel.medewerker, regel.maand)
            per_maand[sleutel] = per_maand.get(sleutel, 0) + regel.uren_h
    assert len(per_maand) == len(script().MEDEWERKERS) * len(JAREN) * 12
    assert max(per_maand.values()) < 15_000


def test_late_hours_move_to_the_next_year_and_a_replaced_line_stays_as_vervallen() -> None:
    laat = [regel for regel in regeling().uren if regel.afrekenjaar != regel.maand.year]
    assert {(regel.maand.year, regel.afrekenjaar) for regel in laat} == {(2023, 2024), (2024, 2025), (2025, 2026)}
    assert {regel.maand.year for regel in regeling().uren if not regel.geldig} == set(JAREN)


@ELK_JAAR
def test_the_example_costs_between_550_000_and_650_000_euros(jaar: int) -> None:
    assert 55_000_000 <= verreken(regeling(), jaar).kosten_ct <= 65_000_000


def test_the_maximum_of_pok_bites_in_2025_and_in_no_other_year() -> None:
    for jaar in JAREN:
        uitkomst = verreken(regeling(), jaar)
        boven = uitkomst.kosten_ct * uitkomst.vergoeding_bp > uitkomst.maximum_ct * 10_000
        assert boven == (jaar == 2025)


def test_every_schaal_has_exactly_one_rate_in_every_month_and_wages_never_fall() -> None:
    tarieven = Tarieven(regeling().tarieven)
    for schaal in range(8, 15):
        rijen = [tarieven.voor(schaal, date(jaar, maand, 1)) for jaar in JAREN for maand in range(1, 13)]
        assert {len(rij) for rij in rijen} == {1}
        salarissen = [rij[0].maandsalaris_ct or 0 for rij in rijen]
        assert len(set(salarissen)) == 5
        assert all(eerder <= later for eerder, later in pairwise(salarissen))


def test_boxtel_and_sint_michielsgestel_share_one_contactfunctionaris_and_vught_has_none() -> None:
    per_naam = {gemeente.naam: gemeente for gemeente in regeling().gemeenten}
    boxtel, gestel = per_naam["Boxtel"], per_naam["Sint-Michielsgestel"]
    assert boxtel.organisatie == gestel.organisatie == "MijnGemeenteDichtbij"
    assert boxtel.e_mail == gestel.e_mail != ""
    assert [naam for naam, gemeente in per_naam.items() if not gemeente.contactfunctionaris] == ["Vught"]
    assert regeling().centrumgemeente.naam == "'s-Hertogenbosch"


def test_no_address_can_reach_anyone() -> None:
    assert all(gemeente.e_mail.endswith(".example") for gemeente in regeling().gemeenten if gemeente.e_mail)
