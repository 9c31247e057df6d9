from __future__ import annotations

from hulp.bevindingen import regels
from hulp.kleine_master import REGELING
from msgspec.structs import replace

from via_xl.controle.centrumgemeente import controleer

HB, BOEKEL, OSS = REGELING.gemeenten


def test_geen_centrumgemeente_is_een_fout() -> None:
    assert regels(controleer, gemeenten=(replace(HB, centrumgemeente=False), BOEKEL)) == [
        "fout m.xlsx Gemeenten!D4: geen enkele gemeente is centrumgemeente. "
        "Zet in tblGemeenten bij precies één gemeente ja in de kolom Centrumgemeente."
    ]


def test_een_tweede_centrumgemeente_is_een_fout() -> None:
    assert regels(controleer, gemeenten=(HB, BOEKEL, replace(OSS, centrumgemeente=True))) == [
        "fout m.xlsx Gemeenten!D6: Oss is centrumgemeente, maar 's-Hertogenbosch ook. "
        "Zet in tblGemeenten bij precies één gemeente ja in de kolom Centrumgemeente."
    ]


def test_een_centrumgemeente_is_goed() -> None:
    assert regels(controleer) == []
