from __future__ import annotations

from dataclasses import replace

from hulp.bevindingen import regels
from hulp.kleine_master import REGELING

from via_xl.controle.kosten import controleer


def test_kosten_kunnen_niet_meetellen() -> None:
    assert regels(controleer, kosten=(replace(REGELING.kosten[0], telt_mee=True),)) == [
        'fout m.xlsx Voorschotten!G4: overige kosten "procesbegeleiding" kunnen niet meetellen: afgerekend worden alleen '
        "uren (Koersplan 8.4), en wie deze kosten droeg is niet bekend. Vul nee in; ze staan dan wel op blad DUVO en POK."
    ]


def test_kosten_die_niet_meetellen_mogen() -> None:
    assert regels(controleer) == []
