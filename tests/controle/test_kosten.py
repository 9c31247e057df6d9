from __future__ import annotations

from hulp.bevindingen import regels
from hulp.kleine_master import HB, OSS, REGELING
from msgspec.structs import replace

from via_xl.controle.kosten import controleer

POST = replace(REGELING.kosten[0], code=OSS, telt_mee=True)


def test_a_cost_that_counts_has_a_payer() -> None:
    assert regels(controleer, kosten=(replace(POST, code=""),)) == [
        'fout m.xlsx Voorschotten!C4: "procesbegeleiding" telt mee, maar er staat niet bij welke gemeente het betaalde. '
        "Vul bij Code die gemeente in, of zet Telt mee op nee."
    ]
    assert regels(controleer, kosten=(POST, replace(POST, code="", telt_mee=False))) == []


def test_a_credit_note_takes_off_no_more_than_was_paid_of_the_same_kind_in_the_same_year() -> None:
    credit = replace(POST, bedrag_ct=-1250050)
    assert regels(controleer, kosten=(POST, credit)) == []
    for anders in ({"jaar": 2023}, {"pok": True}, {"code": HB}):
        (gevonden,) = regels(controleer, kosten=(POST, replace(credit, **anders)))
        assert "samen − € 12.500,50; onder nul kan niet worden verrekend. Zet de creditnota in het jaar" in gevonden
    assert regels(controleer, kosten=(POST, replace(credit, jaar=2023, telt_mee=False))) == []
