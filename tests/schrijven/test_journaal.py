"""The workbook of the list proves itself, whatever there is to book: nothing, nothing to pay, or of every post something."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hulp.kleine_master import OSS, REGELING
from hulp.versies import LATER
from msgspec.structs import replace

from via_xl.bewijs.linter import lint
from via_xl.regeling.model import BtwPositie, Regeling, Verrekend, Voorschot
from via_xl.rekenen.betaallijst import maak_betaallijst
from via_xl.rekenen.meenemen import Doorgeschoven
from via_xl.rekenen.verrekening import verreken
from via_xl.schrijven.betaallijst import Kenmerken, maak_betaalboek
from via_xl.wijzigen.mastermaken import zet_neer

ALLES = replace(
    LATER,
    jaren=(replace(LATER.jaren[0], btw_positie=BtwPositie.LAST, btw_bp=2100),),
    verrekend=(Verrekend(code=OSS, jaar=2024, bedrag_ct=14, uit_jaar=2023, herziet=1, bron=""),),
    voorschotten=(Voorschot(code=OSS, jaar=2024, bedrag_ct=77, bron=""),),
)
"""Of every post something, in every difference."""


@pytest.mark.parametrize(
    ("nu", "later", "bladen"),
    [(REGELING, False, 0), (LATER, True, 3), (ALLES, False, 3)],
    ids=["niets", "alles later", "alles"],
)
def test_the_workbook_recalculates_and_keeps_the_rules(nu: Regeling, later: bool, bladen: int, tmp_path: Path) -> None:
    toen = verreken(REGELING, 2024)
    lijst = maak_betaallijst(verreken(nu, 2024), toen, 2, date(2025, 7, 31))
    if later:
        mee = Doorgeschoven(2025, {rij.code: rij.saldo_ct for rij in (*lijst.regels, lijst.intern)})
        lijst = maak_betaallijst(verreken(nu, 2024), toen, 2, date(2025, 7, 31), mee)
    boek = maak_betaalboek(lijst, Kenmerken("2024/v2", "ab" * 32, "cd" * 32, herziet=1))
    pad = tmp_path / "betaallijst.xlsx"
    zet_neer(boek, pad)
    assert list(lint(pad)) == []
    namen = [blad.naam for blad in boek.bladen]
    assert sum(naam in ("Journaal", "Boekingen", "Rekeningen") for naam in namen) == bladen
