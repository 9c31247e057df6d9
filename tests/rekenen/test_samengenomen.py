from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hulp.kleine_master import BOEKEL, HB, OSS, REGELING, uren

from via_xl.rekenen.capaciteit import Capaciteitsbeeld, capaciteit
from via_xl.rekenen.samengenomen import neem_samen
from via_xl.rekenen.verrekening import verreken


def beeld(mensen: Mapping[str, int], minstens: int = 3) -> tuple[Capaciteitsbeeld, Capaciteitsbeeld]:
    """The capacity with so many people a gemeente, each with as many hours as their number; and that taken together."""
    regels = tuple(
        uren(code, (nummer + 1) * 100, medewerker=f"{code}-{nummer}")
        for code, aantal in mensen.items()
        for nummer in range(aantal)
    )
    regeling = replace(REGELING, uren=regels)
    alle = capaciteit(regeling, verreken(regeling, 2024))
    return alle, neem_samen(regeling, alle, minstens)


@pytest.mark.parametrize(
    ("mensen", "samen"),
    [
        ({HB: 3, OSS: 4, BOEKEL: 3}, []),
        ({HB: 4, OSS: 1, BOEKEL: 2}, [OSS, BOEKEL]),
        ({HB: 4, OSS: 1, BOEKEL: 3}, [OSS, BOEKEL]),  # one alone would still be one person
        ({HB: 1, OSS: 1, BOEKEL: 0}, [HB, OSS]),
        ({HB: 4, OSS: 3, BOEKEL: 0}, []),
        ({HB: 0, OSS: 0, BOEKEL: 0}, []),
    ],
)
def test_of_fewer_people_than_three_no_hours_stand_apart(mensen: dict[str, int], samen: list[str]) -> None:
    alle, getoond = beeld(mensen)
    apart = [rij.code for rij in getoond.gemeenten if rij.code]
    assert set(apart) == {rij.code for rij in alle.gemeenten} - set(samen)
    assert getoond.maanden_h == alle.maanden_h
    assert getoond.capaciteit_h == alle.capaciteit_h
    assert [rij.naam for rij in getoond.gemeenten if not rij.code] == (
        [f"{len(samen)} gemeenten {'samen' if mensen[samen[-1]] > 2 else 'met minder dan 3 medewerkers'}"]
        if samen
        else []
    )


def test_how_many_people_are_enough_is_asked() -> None:
    alle, getoond = beeld({HB: 1, OSS: 2, BOEKEL: 3}, minstens=1)
    assert getoond is alle
    assert len(beeld({HB: 1, OSS: 2, BOEKEL: 3}, minstens=4)[1].gemeenten) == 1
