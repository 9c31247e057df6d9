from __future__ import annotations

import pytest
from hulp.bevindingen import regels

from via_xl.controle.regio import controleer
from via_xl.regeling.model import Regiogegeven


def gevonden(sleutel: str, gegeven: str) -> list[str]:
    return regels(controleer, regiogegevens=(Regiogegeven(sleutel=sleutel, gegeven=gegeven),))


@pytest.mark.parametrize(
    ("sleutel", "gegeven", "wat"),
    [
        ("korte naam", "JP", '"korte naam" is geen gegeven van een regio. Kies uit: regio, kort,'),
        ("passage.onzin", "8", '"passage.onzin" is geen gegeven'),
        ("kort", "Jeugdpreventie", "hoogstens 12 tekens"),
        ("kort", "J/P", "letters, cijfers en streepjes"),
        ("document", "Plan [1]", "meer dan letters, cijfers en spaties"),
        ("voluit", 'de "regeling"', "aanhalingsteken, accolade"),
        ("voluit", "{kort}", "aanhalingsteken, accolade"),
    ],
)
def test_what_cannot_be_used_is_named(sleutel: str, gegeven: str, wat: str) -> None:
    (melding,) = gevonden(sleutel, gegeven)
    assert wat in melding


@pytest.mark.parametrize(
    ("sleutel", "gegeven"),
    [("kort", "JP"), ("Kort ", "J-P 2"), ("document", "Regioplan Jeugd"), ("passage.tabel", "§ 3")],
)
def test_what_can_be_used_gives_no_finding(sleutel: str, gegeven: str) -> None:
    assert gevonden(sleutel, gegeven) == []
