from __future__ import annotations

from datetime import date

import pytest
from hulp.bevindingen import regels
from hulp.kleine_master import REGELING, rijen_van, tarief
from msgspec.structs import replace

from via_xl.controle.sleutels import controleer
from via_xl.regeling.kolom import Invoertabel
from via_xl.regeling.tabellen import TABELLEN


@pytest.mark.parametrize("tabel", [tabel for tabel in TABELLEN if tabel.sleutel], ids=lambda tabel: tabel.naam)
def test_een_dubbele_sleutel_is_in_elke_tabel_een_fout_op_de_tweede_rij(tabel: Invoertabel) -> None:
    rijen = rijen_van(tabel.attribuut)
    (regel,) = regels(controleer, **{tabel.attribuut: (*rijen, rijen[0])})
    assert f"{tabel.blad}!A{4 + len(rijen)}: " in regel
    assert regel.endswith(f" staat al in A4 van {tabel.naam}. Laat één van beide rijen staan.")


@pytest.mark.parametrize("tabel", [tabel for tabel in TABELLEN if not tabel.sleutel], ids=lambda tabel: tabel.naam)
def test_gelijke_rijen_zonder_sleutel_betekenen_iets(tabel: Invoertabel) -> None:
    rijen = rijen_van(tabel.attribuut)
    assert regels(controleer, **{tabel.attribuut: (*rijen, rijen[0])}) == []


def test_de_bevinding_noemt_de_hele_sleutel() -> None:
    dubbel = (*REGELING.tarieven, tarief(date(2024, 1, 1), date(2024, 3, 31)))
    assert regels(controleer, tarieven=dubbel) == [
        "fout m.xlsx Tarieven!A6: 11 · 1-1-2024 staat al in A4 van tblTarieven. Laat één van beide rijen staan."
    ]


def test_een_sleutel_verschilt_niet_door_hoofdletters_want_een_formule_ziet_die_niet() -> None:
    dubbel = (*REGELING.namen, replace(REGELING.namen[1], naam="DEN bosch"))
    assert regels(controleer, namen=dubbel) == [
        "fout m.xlsx Lijsten!A8: DEN bosch staat al in A5 van tblNamen. Laat één van beide rijen staan."
    ]
