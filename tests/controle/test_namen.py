from __future__ import annotations

from hulp.bevindingen import regels
from hulp.kleine_master import OSS, REGELING
from msgspec.structs import replace

from via_xl.controle.namen import controleer


def test_een_schrijfwijze_van_twee_gemeenten_is_een_fout() -> None:
    dubbel = replace(REGELING.namen[0], naam="den-bosch", code=OSS)
    assert regels(controleer, namen=(*REGELING.namen, dubbel)) == [
        'fout m.xlsx Lijsten!A8: "den-bosch" hoort bij GM0828, maar in A5 bij GM0796. '
        "Laat deze schrijfwijze bij één gemeente staan."
    ]


def test_twee_schrijfwijzen_van_een_gemeente_zijn_goed() -> None:
    assert regels(controleer, namen=(*REGELING.namen, replace(REGELING.namen[1], naam="DenBosch"))) == []
