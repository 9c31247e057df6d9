from __future__ import annotations

from dataclasses import replace

from hulp.bevindingen import regels
from hulp.kleine_master import OSS, REGELING

from via_xl.controle.verrekend import controleer
from via_xl.regeling.model import Verrekend

JAREN = (replace(REGELING.jaren[0], drempel_herziening_ct=100),)
RIJ = Verrekend(code=OSS, jaar=2025, bedrag_ct=-99, uit_jaar=2024, herziet=1, bron="")


def test_a_small_difference_to_a_later_year_is_right() -> None:
    assert regels(controleer, jaren=JAREN, verrekend=(RIJ, replace(RIJ, bedrag_ct=99))) == []


def test_one_to_its_own_year_and_one_to_another_year_than_the_rest_are_errors() -> None:
    rijen = (RIJ, replace(RIJ, jaar=2024), replace(RIJ, jaar=2026), replace(RIJ, jaar=2026, herziet=2))
    eigen, ander = regels(controleer, jaren=JAREN, verrekend=rijen)
    assert "kan niet met de afrekening van 2024 worden verrekend. Kies een later jaar dan 2024." in eigen
    assert "gaat al naar 2025, en niet ook naar 2026. Zet alle rijen van die herziening op 2025." in ander


def test_one_that_is_not_below_the_threshold_is_a_warning_and_of_a_year_that_is_not_here_nothing_is_said() -> None:
    [melding] = regels(controleer, jaren=JAREN, verrekend=(replace(RIJ, bedrag_ct=-100),))
    assert melding.startswith("waarschuwing")
    assert "€ 1,00 is niet kleiner dan de drempel van 2024 (€ 1,00)." in melding
    assert regels(controleer, jaren=(), verrekend=(replace(RIJ, bedrag_ct=-100),)) == []
