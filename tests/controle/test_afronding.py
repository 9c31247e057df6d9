from __future__ import annotations

import pytest
from hulp.bevindingen import regels
from hulp.kleine_master import HB, uren
from msgspec.structs import replace

from via_xl.controle.afronding import controleer

SOM = uren(HB, 725, regels=8, afronding_ct=-4)


def test_half_a_cent_a_line_is_right_and_a_cent_more_is_named_at_its_cell() -> None:
    assert regels(controleer, uren=(SOM, replace(SOM, afronding_ct=4), replace(SOM, regels=1, afronding_ct=0))) == []
    (fout,) = regels(controleer, uren=(SOM, replace(SOM, afronding_ct=-5)))
    assert fout == (
        "fout m.xlsx Uren!K5: − € 0,05 afronding is meer dan een halve cent per regel (8 in deze rij). Verbeter het bedrag, "
        "of maak de cel leeg; van één regel wordt niets apart afgerond."
    )


@pytest.mark.parametrize("anders", [{"regels": 1}, {"uren_h": 0}, {"uren_h": 7, "regels": 10**6}, {"afronding_ct": 5}])
def test_one_line_has_no_rounding_of_its_own_nor_have_more_lines_than_there_are_hours(anders: dict[str, int]) -> None:
    assert len(regels(controleer, uren=(replace(SOM, **anders),))) == 1
