from __future__ import annotations

import pytest
from hulp.kleine_master import BOEKEL, HB, OSS, REGELING

from via_xl.lezen.rijen import Namenlijst, alleen_code, officiele_namen
from via_xl.lezen.waarden import WaardeFout
from via_xl.regeling.model import Naam

NAMEN = Namenlijst(REGELING.gemeenten, REGELING.namen)


@pytest.mark.parametrize("naam", ["Den Bosch", "den-bosch", "‘s–Hertogenbosch", "Gemeente 's-Hertogenbosch", HB])
def test_ruim_herkennen_kijkt_niet_naar_hoe_een_naam_is_gespeld(naam: str) -> None:
    assert NAMEN.herken_ruim(naam) == HB


@pytest.mark.parametrize("naam", ["DEN BOSCH", " 's-hertogenbosch ", HB])
def test_herkennen_als_de_formule_negeert_alleen_hoofdletters_en_de_rand(naam: str) -> None:
    assert NAMEN.herken_als_formule(naam) == HB


def test_van_een_dubbele_schrijfwijze_telt_zoals_bij_match_de_eerste() -> None:
    dubbel = (Naam(code=OSS, naam="Kern", bron=""), Naam(code=BOEKEL, naam="kern", bron=""))
    assert Namenlijst(REGELING.gemeenten, dubbel).herken_als_formule("KERN") == OSS


def test_een_officiele_naam_die_niet_in_tblnamen_staat_vindt_de_formule_niet() -> None:
    with pytest.raises(WaardeFout, match='"Oss" staat niet zo in tblNamen') as fout:
        Namenlijst(REGELING.gemeenten, ()).herken_als_formule("Oss")
    assert fout.value.doen == "Typ GM0828, of zet deze schrijfwijze in tblNamen."


def test_waar_codes_vandaan_komen_is_alleen_een_code_goed() -> None:
    assert alleen_code(HB) == HB
    with pytest.raises(WaardeFout, match="is geen CBS-code"):
        alleen_code("Den Bosch")


def test_officiele_namen_worden_alleen_aangevuld_waar_ze_ontbreken() -> None:
    assert officiele_namen(REGELING.gemeenten, REGELING.namen, "bron") == REGELING.namen
    erbij = officiele_namen(REGELING.gemeenten, (), "bron")
    assert [(rij.naam, rij.bron) for rij in erbij] == [
        ("'s-Hertogenbosch", "bron"),
        ("Boekel", "bron"),
        ("Oss", "bron"),
    ]
