from __future__ import annotations

from datetime import date

from hulp.bevindingen import regels
from hulp.kleine_master import HB, OSS, REGELING
from msgspec.structs import replace

from via_xl.controle.verrekend import controleer
from via_xl.regeling.model import Afrekening, Verrekend, Versiestand

VERSIES = tuple(
    Afrekening(jaar=2024, versie=nr, soort=Versiestand.DEFINITIEF, invoerhash="ab" * 32, op=date(2025, 6, 1))
    for nr in (1, 2)
)
JAREN = (replace(REGELING.jaren[0], drempel_herziening_ct=100),)
RIJ = Verrekend(code=OSS, jaar=2025, bedrag_ct=-99, uit_jaar=2024, herziet=1, bron="")


def test_a_small_difference_to_a_later_year_is_right() -> None:
    assert regels(controleer, jaren=JAREN, verrekend=(RIJ, replace(RIJ, bedrag_ct=99)), afrekeningen=VERSIES) == []


def test_one_to_its_own_year_and_one_to_another_year_than_the_rest_are_errors() -> None:
    rijen = (RIJ, replace(RIJ, jaar=2024), replace(RIJ, jaar=2026), replace(RIJ, jaar=2026, herziet=2))
    eigen, ander = regels(controleer, jaren=JAREN, verrekend=rijen, afrekeningen=VERSIES)
    assert "kan niet met de afrekening van 2024 worden verrekend. Kies een later jaar dan 2024." in eigen
    assert "gaat al naar 2025, en niet ook naar 2026. Zet alle rijen van die herziening op 2025." in ander


def test_one_that_is_not_below_the_threshold_is_a_warning() -> None:
    [melding] = regels(controleer, jaren=JAREN, verrekend=(replace(RIJ, bedrag_ct=-100),), afrekeningen=VERSIES)
    assert melding.startswith("waarschuwing")
    assert "€ 1,00 is niet kleiner dan de drempel van 2024 (€ 1,00)." in melding


def test_an_amount_of_a_year_that_is_not_here_is_an_error_once() -> None:
    rijen = tuple(replace(RIJ, uit_jaar=2019, herziet=7, code=code) for code in (OSS, HB))
    [melding] = regels(controleer, jaren=JAREN, verrekend=rijen, afrekeningen=VERSIES)
    assert melding.startswith("fout m.xlsx Voorschotten!")
    assert "uit een herziening van 2019, maar 2019 heeft geen rij in tblJaren. Verbeter Uit jaar, of neem" in melding


def test_an_amount_of_a_version_that_was_not_definitief_is_a_warning() -> None:
    concept = (replace(VERSIES[0], soort=Versiestand.CONCEPT), VERSIES[1])
    for versies in ((), (VERSIES[1],), concept):
        [melding] = regels(controleer, jaren=JAREN, verrekend=(RIJ,), afrekeningen=versies)
        assert melding.startswith("waarschuwing m.xlsx Voorschotten!")
        assert "versie 1 van 2024, die zou zijn herzien, staat niet als definitief in tblAfrekeningen." in melding
        assert "via-xl master werk-bij" in melding


def test_a_row_without_an_amount_needs_no_version() -> None:
    assert regels(controleer, jaren=JAREN, verrekend=(replace(RIJ, bedrag_ct=0),), afrekeningen=()) == []
