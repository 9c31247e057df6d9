"""Hours and cost per theme add to those of the settlement; a cost that gives away a salary is not shown apart."""

from __future__ import annotations

from hulp.kleine_master import BOEKEL, HB, OSS, REGELING, uren
from msgspec.structs import replace

from via_xl.regeling.model import Regeling, Thema, Urenregel
from via_xl.rekenen.themas import Themabeeld, kostengroepen, themas, urengroepen
from via_xl.rekenen.verrekening import verreken


def regio(*regels: Urenregel, namen: tuple[str, ...] = ("A", "B", "C")) -> Regeling:
    return replace(REGELING, themas=tuple(Thema(thema=naam, bron="4.2") for naam in namen), uren=regels)


def beeld(regeling: Regeling) -> Themabeeld:
    return themas(regeling, verreken(regeling, 2024))


def test_every_hour_is_on_a_theme_of_the_list_or_outside_it() -> None:
    regeling = regio(uren(OSS, 100, thema="A"), uren(OSS, 20, thema="b "), uren(OSS, 3, thema="iets anders"))
    uit = beeld(regeling)
    assert [rij.uren_h for rij in uit.themas] == [100, 20, 0]
    assert uit.onbekend.uren_h == 3
    assert uit.kosten_ct == verreken(regeling, 2024).kosten_ct
    assert uit.themas[0].per_rol_h == {"kernlid": 100}


def test_only_what_is_settled_in_the_year_counts() -> None:
    uit = beeld(regio(uren(OSS, 100, thema="A"), uren(OSS, 7, thema="A", afrekenjaar=2025)))
    assert uit.uren_h == 100


def test_a_theme_that_stands_twice_in_the_list_is_counted_once() -> None:
    uit = beeld(regio(uren(OSS, 100, thema="A"), namen=("A", "a")))
    assert [rij.thema for rij in uit.themas] == ["A"]
    assert uit.uren_h == 100


def overal(thema: str, uren_h: int) -> list[Urenregel]:
    return [uren(code, uren_h, thema=thema, medewerker=code) for code in (OSS, HB, BOEKEL)]


def test_the_cost_of_a_theme_of_fewer_than_three_gemeenten_is_taken_together_with_others() -> None:
    uit = beeld(regio(*overal("A", 100), *overal("B", 50), uren(OSS, 5, thema="C", medewerker=OSS)))
    groepen = kostengroepen(uit)
    assert [groep.themas for groep in groepen] == [("A",), ("B", "C")]  # C alone would follow from the total
    assert sum(groep.kosten_ct for groep in groepen) == uit.kosten_ct
    assert sum(groep.uren_h for groep in groepen) == uit.uren_h


def test_small_themes_of_three_gemeenten_together_take_no_other_with_them() -> None:
    klein = zip((OSS, HB, BOEKEL), ("B", "C", "elders"), strict=True)
    uit = beeld(regio(*overal("A", 100), *(uren(code, 5, thema=thema, medewerker=code) for code, thema in klein)))
    assert [groep.themas for groep in kostengroepen(uit)] == [("A",), ("B", "C", "niet in de lijst van thema's")]


def test_three_gemeenten_with_one_person_between_them_are_too_few() -> None:
    een = [uren(code, 50, thema="B", medewerker="OS-1") for code in (OSS, HB, BOEKEL)]
    uit = beeld(regio(*overal("A", 100), *een, *overal("C", 70)))
    assert [groep.themas for groep in kostengroepen(uit)] == [("A",), ("B", "C")]
    assert [groep.themas for groep in kostengroepen(uit, 4)] == [("A", "B", "C")]


def test_a_year_without_hours_has_no_groups() -> None:
    assert kostengroepen(beeld(regio())) == ()


def test_the_hours_of_a_theme_of_fewer_than_three_people_are_taken_together_with_others() -> None:
    drie = [uren(OSS, 100, thema="A", medewerker=f"OS-{nr}") for nr in (1, 2, 3)]
    twee = [uren(OSS, 5, thema="B", medewerker=wie) for wie in ("OS-1", "OS-2", "os 02")]
    uit = beeld(regio(*drie, *twee, uren(HB, 9, thema="elders", medewerker="HB-1")))
    groepen = urengroepen(uit, 3)
    assert [groep.themas for groep in groepen] == [("A",), ("C",), ("B", "niet in de lijst van thema's")]
    assert [groep.uren_h for groep in groepen] == [300, 0, 24]
    assert [groep.themas for groep in urengroepen(uit, 1)] == [
        ("A",),
        ("B",),
        ("C",),
        ("niet in de lijst van thema's",),
    ]
    assert urengroepen(uit, 5)[-1].themas == ("A", "B", "niet in de lijst van thema's")
