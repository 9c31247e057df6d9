from __future__ import annotations

from hulp.bevindingen import regels
from hulp.kleine_master import BOEKEL, OSS, REGELING
from msgspec.structs import replace

from via_xl.controle.vaste_bijdrage import controleer
from via_xl.regeling.model import Begrotingsregel, BijdrageKarakter

VAST = (replace(REGELING.jaren[0], bijdrage_karakter=BijdrageKarakter.VAST),)


def test_zonder_gedrukt_bedrag_is_er_geen_vaste_bijdrage() -> None:
    assert regels(controleer, jaren=VAST) == [
        "fout m.xlsx Jaren!D4: de bijdrage van 2024 is vast, maar tblBegroting heeft geen bedrag voor Oss. Vul het bedrag "
        "in (desnoods 0), of kies werkelijk."
    ]


def test_een_bedrag_van_nul_is_ook_een_bedrag_en_de_centrumgemeente_heeft_er_geen_nodig() -> None:
    nul = tuple(Begrotingsregel(code=code, jaar=2024, bedrag_ct=0, bron="") for code in (BOEKEL, OSS))
    assert regels(controleer, jaren=VAST, begroting=nul) == []


def test_wie_in_dat_jaar_niet_meedoet_heeft_er_geen_nodig() -> None:
    *anderen, oss = REGELING.gemeenten
    weg = (*anderen, replace(oss, van=oss.van.replace(year=2025)))
    assert regels(controleer, jaren=VAST, gemeenten=weg) == []


def test_een_werkelijke_bijdrage_heeft_geen_begroting_nodig() -> None:
    assert regels(controleer, begroting=()) == []
