from __future__ import annotations

import pytest
from hulp.bevindingen import regels
from hulp.kleine_master import HB, rijen_van, uren
from msgspec.structs import replace

from via_xl.controle.codes import controleer
from via_xl.regeling.kolom import Invoertabel, Kolomsoort
from via_xl.regeling.tabellen import GEMEENTEN, TABELLEN

MET_CODE = [t for t in TABELLEN if t is not GEMEENTEN and any(k.soort is Kolomsoort.CODE for k in t.kolommen)]


@pytest.mark.parametrize("tabel", MET_CODE, ids=lambda tabel: tabel.naam)
def test_een_code_buiten_de_regio_is_in_elke_tabel_een_fout(tabel: Invoertabel) -> None:
    rijen = rijen_van(tabel.attribuut)
    (regel,) = regels(controleer, **{tabel.attribuut: (*rijen, replace(rijen[0], code="GM9999"))})
    assert f"{tabel.blad}!" in regel
    assert f"{4 + len(rijen)}: GM9999 staat niet in tblGemeenten (1 " in regel
    assert regel.endswith("Verbeter de code of voeg de gemeente toe aan tblGemeenten.")


def test_honderd_urenregels_met_dezelfde_onbekende_code_zijn_een_bevinding() -> None:
    fout = tuple(uren("GM9999", 100) for _ in range(100))
    assert regels(controleer, uren=(uren(HB, 1), *fout)) == [
        "fout m.xlsx Uren!A5: GM9999 staat niet in tblGemeenten (100 urenregels in tblUren). "
        "Verbeter de code of voeg de gemeente toe aan tblGemeenten."
    ]
