from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest
from hulp.kleine_master import BOEKEL, HB, OSS, REGELING, uren
from msgspec.structs import replace

from via_xl.regeling.model import Regeling, Rol, Taak, Urenregel
from via_xl.rekenen.capaciteit import Capaciteitsbeeld, capaciteit
from via_xl.rekenen.samengenomen import maandgroepen, neem_samen, taakgroepen, zegt_uren
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


ROLLEN = (
    Rol(rol="kernlid", taak=Taak.BELEID, bron="4.1"),
    Rol(rol="secretaris", taak=Taak.ONDERSTEUNING, bron="4.1"),
    Rol(rol="vreemd", taak=None, bron="4.1"),
)


def regio(*regels: Urenregel) -> Regeling:
    return replace(REGELING, rollen=ROLLEN, uren=regels)


@pytest.mark.parametrize(
    ("mensen", "groepen"),
    [
        ({"kernlid": 3, "secretaris": 3, "vreemd": 3}, [(Taak.BELEID,), (Taak.ONDERSTEUNING,), (None,)]),
        ({"kernlid": 3, "secretaris": 3}, [(Taak.BELEID,), (Taak.ONDERSTEUNING,)]),
        ({"kernlid": 4, "secretaris": 1}, [(Taak.BELEID, Taak.ONDERSTEUNING)]),  # else the total less beleid
        ({"kernlid": 9, "secretaris": 2, "vreemd": 1}, [(Taak.BELEID,), (Taak.ONDERSTEUNING, None)]),
        ({"kernlid": 9, "secretaris": 4, "elders": 1}, [(Taak.BELEID,), (Taak.ONDERSTEUNING, None)]),
        ({"kernlid": 2}, [(Taak.ONDERSTEUNING,), (Taak.BELEID,)]),  # the total of the region, whatever is done
        ({}, [(Taak.BELEID,), (Taak.ONDERSTEUNING,)]),
    ],
)
def test_a_taak_of_few_people_stands_with_another(mensen: dict[str, int], groepen: list[tuple[Taak | None]]) -> None:
    regels = [
        uren(OSS, 100, rol=rol, medewerker=f"{rol}{nr}") for rol, aantal in mensen.items() for nr in range(aantal)
    ]
    regeling = regio(*regels)
    assert list(taakgroepen(regeling, capaciteit(regeling, verreken(regeling, 2024)), 3)) == groepen


@pytest.mark.parametrize(
    ("mensen", "van"),
    [
        ("abc abc abc", [0, 1, 2]),
        ("ab c abc", [0, 2]),
        ("abc abc a", [0, 1]),  # March joins February
        ("abc a b", [0]),  # and those January
        ("- abc - ab abc", [0, 1, 2, 3]),  # of no one is of no one
        ("a a b", [0]),  # all there is
        ("-", []),
    ],
)
def test_a_month_of_few_people_stands_with_those_beside_it(mensen: str, van: list[int]) -> None:
    maanden = [wie.strip("-") for wie in mensen.split()]
    regels = [uren(OSS, 100, maand=date(2024, nr, 1), medewerker=m) for nr, wie in enumerate(maanden, 1) for m in wie]
    groepen = maandgroepen(regio(*regels), 2024, 3)
    assert [nr for groep in groepen for nr in groep] == list(range(12))
    gevuld = max((nr for nr, wie in enumerate(maanden) if wie), default=-1)
    assert [groep.start for groep in groepen if groep.start <= gevuld] == van
    assert all(len(groep) == 1 for groep in groepen if groep.start > gevuld)


@pytest.mark.parametrize(
    ("regels", "zegt"),
    [
        ([("abc", 2024, 2024)], True),
        ([("ab", 2024, 2024)], False),  # beside the cost of the region: what they earn
        ([], True),
        ([("abc", 2024, 2024), ("c", 2023, 2024)], False),  # the settled hours less the delivered
        ([("abc", 2024, 2024), ("c", 2024, 2025)], False),
        ([("abc", 2024, 2024), ("ab", 2023, 2024), ("c", 2024, 2025)], True),
    ],
)
def test_settled_hours_are_not_shown_where_few_people_make_the_difference(
    regels: list[tuple[str, int, int]], zegt: bool
) -> None:
    alle = [uren(OSS, 100, medewerker=m, maand=date(j, 3, 1), afrekenjaar=a) for wie, j, a in regels for m in wie]
    laat = regio(*alle)
    laat = replace(
        laat,
        jaren=tuple(replace(laat.jaren[0], jaar=jaar) for jaar in (2023, 2024)),
        pok=tuple(replace(laat.pok[0], jaar=jaar) for jaar in (2023, 2024)),
        tarieven=(replace(laat.tarieven[0], van=date(2023, 1, 1), tot=date(2024, 12, 31)),),
    )
    assert zegt_uren(laat, verreken(laat, 2024), 3) is zegt
