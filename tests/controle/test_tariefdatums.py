from __future__ import annotations

from datetime import date

import pytest
from hulp.bevindingen import regels
from hulp.kleine_master import HB, tarief, uren

from via_xl.controle.tariefdatums import controleer

LANG = date(2030, 12, 31)


def test_een_tarief_dat_na_de_tweede_begint_is_een_waarschuwing() -> None:
    assert regels(controleer, uren=(), tarieven=(tarief(date(2024, 3, 3), LANG),)) == [
        "waarschuwing m.xlsx Tarieven!B4: het tarief van schaal 11 begint op 3-3-2024, midden in een maand; "
        "het geldt voor alle uren van die maand als het op de laatste dag geldt. Kijk de datum na."
    ]


def test_een_tarief_dat_op_de_tweede_begint_is_gewoon() -> None:
    assert regels(controleer, uren=(), tarieven=(tarief(date(2023, 1, 2), LANG),)) == []


def test_een_tarief_ouder_dan_een_jaar_dat_nog_wordt_gebruikt_is_een_waarschuwing_met_de_laatste_maand() -> None:
    maanden = [date(2025, 3, 1), date(2025, 5, 1), date(2025, 4, 1)]
    regel_per_maand = tuple(uren(HB, 1, maand=maand) for maand in maanden)
    assert regels(controleer, uren=regel_per_maand, tarieven=(tarief(date(2024, 1, 1), LANG),)) == [
        "waarschuwing m.xlsx Tarieven!B4: het tarief van schaal 11 vanaf 1-1-2024 is ouder dan 12 maanden "
        "en wordt nog gebruikt voor 5-2025. Kijk na of de schaal sindsdien is gewijzigd."
    ]


@pytest.mark.parametrize(("maand", "aantal"), [(date(2024, 12, 1), 0), (date(2025, 1, 1), 1)])
def test_twaalf_maanden_tellen_tot_de_laatste_dag_van_de_maand(maand: date, aantal: int) -> None:
    tarieven = (tarief(date(2024, 1, 1), LANG),)
    assert len(regels(controleer, uren=(uren(HB, 1, maand=maand),), tarieven=tarieven)) == aantal


def test_een_tarief_van_precies_twaalf_maanden_is_niet_ouder_dan_twaalf_maanden() -> None:
    tarieven = (tarief(date(2024, 1, 31), LANG),)
    bevindingen = regels(controleer, uren=(uren(HB, 1, maand=date(2025, 1, 1)),), tarieven=tarieven)
    assert not any("ouder dan 12 maanden" in bevinding for bevinding in bevindingen)


def test_een_oud_tarief_dat_niemand_gebruikt_is_geen_bevinding() -> None:
    vervallen = uren(HB, 1, maand=date(2026, 1, 1), geldig=False)
    assert regels(controleer, uren=(vervallen,), tarieven=(tarief(date(2024, 2, 1), LANG),)) == []
