"""``via-xl besluit stand`` says where each voorstel is, what is next, and who still has to decide."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hulp.kleine_master import REGELING, blokken, schrijf
from msgspec.structs import replace

from via_xl.opdrachten.cli import main
from via_xl.regeling.model import Besluit, Besluitstap, Oordeel, Regeling, Stap

LEEG = replace(REGELING, besluiten=(), besluitstappen=())


def regeling() -> Regeling:
    ander = Besluit(nummer="V2025-1", jaar=2025, onderwerp="sleutel", bron="nota")
    stap = Besluitstap(
        besluit="V2024-1", stap=Stap.COLLEGE, code="GM0828", gehouden=date(2024, 5, 7), oordeel=Oordeel.AKKOORD, bron=""
    )
    return replace(REGELING, besluiten=(*REGELING.besluiten, ander), besluitstappen=(*REGELING.besluitstappen, stap))


def test_each_voorstel_has_its_next_step_and_who_still_has_to_decide(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pad = schrijf(tmp_path / "master.xlsx", blokken(regeling()))
    assert main(["besluit", "stand", str(pad), "--json"]) == 0
    eerste, tweede = json.loads(capsys.readouterr().out)["besluiten"]
    assert (eerste["nummer"], eerste["stand"]) == ("V2024-1", "open")
    assert (eerste["volgende_stap"], eerste["gepland"]) == ("werkgroep", "2024-03-04")
    assert [rij["naam"] for rij in eerste["nog_te_besluiten"]] == ["'s-Hertogenbosch", "Boekel"]
    assert (tweede["volgende_stap"], len(tweede["nog_te_besluiten"])) == (None, 3)


def test_on_screen_of_one_year_and_without_any(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pad = schrijf(tmp_path / "master.xlsx", blokken(regeling()))
    assert main(["besluit", "stand", str(pad), "--jaar", "2024"]) == 0
    getoond = capsys.readouterr().out
    assert "4-3-2024" in getoond
    assert "V2025-1" not in getoond
    zonder = schrijf(tmp_path / "zonder.xlsx", blokken(LEEG))
    assert main(["besluit", "stand", str(zonder)]) == 0
    assert "geen voorstellen" in capsys.readouterr().out


def test_a_wrong_decision_is_refused_with_its_cell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (stap,) = REGELING.besluitstappen
    fout = replace(REGELING, besluitstappen=(replace(stap, besluit="V9"),))
    pad = schrijf(tmp_path / "master.xlsx", blokken(fout))
    assert main(["besluit", "stand", str(pad)]) == 2
    assert "V9" in capsys.readouterr().err
