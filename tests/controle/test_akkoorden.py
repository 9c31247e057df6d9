"""An approval or reaction that is recorded wrongly is found, at its cell."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hulp.kleine_master import OSS, REGELING
from hulp.versies import rijp
from msgspec.structs import replace

from via_xl.controle.akkoorden import controleer
from via_xl.regeling.model import Reactie, Reactieoordeel

RIJP = rijp(REGELING)
REACTIE = Reactie(
    jaar=2024,
    code=OSS,
    versie=1,
    oordeel=Reactieoordeel.BEZWAAR,
    op=date(2025, 5, 1),
    afgehandeld=date(2025, 5, 1),
    bron="",
)


def akkoord_bevindingen(**anders: Any) -> list[str]:
    rijen = (replace(RIJP.akkoorden[0], **anders), *RIJP.akkoorden[1:])
    return [b.wat for b in controleer(replace(RIJP, akkoorden=rijen))]


def reactie_bevindingen(**anders: Any) -> list[str]:
    return [b.wat for b in controleer(replace(RIJP, reacties=(replace(REACTIE, **anders),)))]


def test_what_is_right_is_left_alone() -> None:
    assert akkoord_bevindingen() == []
    assert reactie_bevindingen() == []


@pytest.mark.parametrize(
    ("anders", "wat"),
    [
        ({"jaar": 2031}, "2031 staat niet in tblJaren."),
        ({"invoerhash": "abc"}, "is geen SHA-256: 64 cijfers en letters van a tot en met f."),
        ({"invoerhash": "EF" * 32}, "is geen SHA-256: 64 cijfers en letters van a tot en met f."),
        ({"sha256": "ef" * 31 + "e"}, "is geen SHA-256: 64 cijfers en letters van a tot en met f."),
    ],
)
def test_a_wrong_approval_is_named(anders: dict[str, Any], wat: str) -> None:
    assert akkoord_bevindingen(**anders) == [wat]


@pytest.mark.parametrize(
    ("anders", "wat"),
    [
        ({"jaar": 2031}, "2031 staat niet in tblJaren."),
        ({"oordeel": Reactieoordeel.AKKOORD}, "is ingevuld bij een akkoord; alleen een bezwaar wordt afgehandeld."),
        ({"afgehandeld": date(2025, 4, 30)}, "30-4-2025 ligt voor de dag waarop het bezwaar kwam (1-5-2025)."),
    ],
)
def test_a_wrong_reaction_is_named(anders: dict[str, Any], wat: str) -> None:
    assert reactie_bevindingen(**anders) == [wat]
