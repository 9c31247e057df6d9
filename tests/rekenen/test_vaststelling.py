"""The gate: what keeps a settlement a concept, and that nothing else does."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from hulp.kleine_master import BOEKEL, HB, OSS, REGELING
from hulp.versies import rijp

from via_xl.regeling.model import Besluit, Besluitsoort, Reactie, Reactieoordeel, Regeling, Status
from via_xl.rekenen.invoerhash import invoerhash
from via_xl.rekenen.vaststelling import (
    NIET_GEVRAAGD,
    Vaststelling,
    belemmeringen,
    geldige_akkoorden,
    redenen_concept,
    redenen_voor,
)
from via_xl.rekenen.verrekening import verreken

RIJP = rijp(REGELING)
NA = date(2025, 6, 1)
"""The first day after the reaction term."""


def mist(regeling: Regeling, vandaag: date | None = NA) -> list[str]:
    return [rij.wat for rij in belemmeringen(regeling, verreken(regeling, 2024), vandaag)]


def bezwaar(**anders: object) -> Reactie:
    basis = {"jaar": 2024, "code": OSS, "versie": 1, "oordeel": Reactieoordeel.BEZWAAR, "op": date(2025, 5, 1)}
    return Reactie(**basis | {"opmerking": "uren van november", "bron": "brief"} | anders)  # type: ignore[arg-type]


def opnieuw_akkoord(regeling: Regeling) -> Regeling:
    """The same approvals, for the input as it is now."""
    jaarhash = invoerhash(regeling, 2024)
    return replace(regeling, akkoorden=tuple(replace(rij, invoerhash=jaarhash) for rij in regeling.akkoorden))


def _open(tabel: str) -> Callable[[Regeling], Regeling]:
    def doe(regeling: Regeling) -> Regeling:
        rijen = getattr(regeling, tabel)
        onbevestigd = (replace(rijen[0], status=Status.TE_BEVESTIGEN), *rijen[1:])
        return opnieuw_akkoord(replace(regeling, **{tabel: onbevestigd}))

    return doe


def _besluit(regeling: Regeling) -> Regeling:
    rij = Besluit(nummer="V2024-1", jaar=2024, onderwerp="meer", soort=Besluitsoort.OVERIG, bron="")
    return replace(regeling, besluiten=(rij,))


def _grens(regeling: Regeling) -> Regeling:
    return opnieuw_akkoord(replace(regeling, jaren=tuple(replace(rij, voorstelgrens_ct=100) for rij in regeling.jaren)))


GEVALLEN: dict[str, tuple[Callable[[Regeling], Regeling], str, str]] = {
    "gemeenten": (_open("gemeenten"), "niet alle gemeenten zijn vastgesteld (2 van 3)", "blad Gemeenten"),
    "jaren": (_open("jaren"), "parameters van het jaar niet vastgesteld", "blad Jaren"),
    "POK": (_open("pok"), "POK-vergoeding niet vastgesteld", "blad POK"),
    "inwoners": (_open("inwoners"), "niet alle inwoners zijn vastgesteld (2 van 3)", "blad Inwoners"),
    "uren": (_open("uren"), "niet alle urenregels zijn vastgesteld (2 van 3)", "blad Uren"),
    "tarieven": (_open("tarieven"), "niet alle tarieven van urenregels zijn vastgesteld (1 van 3)", "blad Tarieven"),
    "begroting": (_open("begroting"), "begroting niet vastgesteld", "blad Begroting"),
    "voorschotten": (_open("voorschotten"), "voorschotten niet vastgesteld", "blad Voorschotten"),
    "urenstaat": (lambda r: replace(r, urenstaten=()), "geen ondertekende urenstaat van", "via-xl urenstaat lees"),
    "aandachtspunt": (
        lambda r: replace(r, aandachtspunten=tuple(replace(p, afgehandeld=False) for p in r.aandachtspunten)),
        "1 aandachtspunt bij urenstaten niet afgehandeld",
        "blad Urenstaten",
    ),
    "besluit": (_besluit, "besluit V2024-1 is nog niet genomen", "via-xl besluit noteer"),
    "voorstelgrens": (_grens, "boven de voorstelgrens en er is nog geen besluit", "via-xl voorstel"),
    "termijn": (
        lambda r: opnieuw_akkoord(replace(r, jaren=tuple(replace(rij, reactietermijn=None) for rij in r.jaren))),
        "reactietermijn niet bepaald",
        "kolom Reactie voor",
    ),
    "bezwaar": (lambda r: replace(r, reacties=(bezwaar(),)), "bezwaar van Oss is niet afgehandeld", "via-xl reactie"),
    "akkoord": (lambda r: replace(r, akkoorden=()), "akkoord van twee gemeenten ontbreekt", "via-xl akkoord stuk"),
}
"""What is taken away from a settlement that may be definitief, what is then said, and where it says to put it."""


def test_with_everything_there_nothing_keeps_it_a_concept() -> None:
    assert mist(RIJP) == []
    uitkomst = verreken(RIJP, 2024)
    assert redenen_concept(RIJP, uitkomst, NA, definitief=True) == ()
    assert redenen_concept(RIJP, uitkomst, NA) == (NIET_GEVRAAGD,)


@pytest.mark.parametrize("geval", GEVALLEN)
def test_each_thing_that_is_missing_is_the_only_thing_said_with_where_to_put_it(geval: str) -> None:
    anders, wat, doen = GEVALLEN[geval]
    regeling = anders(RIJP)
    (rij,) = belemmeringen(regeling, verreken(regeling, 2024), NA)
    assert wat in rij.wat
    assert doen in rij.doen
    assert redenen_concept(regeling, verreken(regeling, 2024), NA, definitief=True) == (rij.wat,)


@pytest.mark.parametrize(
    ("onderwerp", "zin"),
    [
        ("begroting", "niet alle begrote bijdragen zijn vastgesteld (0 van 2)"),
        ("POK-vergoeding", "niet alle POK-vergoedingen zijn vastgesteld (0 van 2)"),
    ],
)
def test_several_rows_of_a_kind_have_a_plural(onderwerp: str, zin: str) -> None:
    assert Vaststelling(onderwerp, "x", 2, 0).waarom == zin
    assert Vaststelling(onderwerp, "x", 1, 0).waarom == f"{onderwerp} niet vastgesteld"


@pytest.mark.parametrize("geval", GEVALLEN)
def test_others_read_of_no_person_and_of_nobodys_shortcoming(geval: str) -> None:
    anders = GEVALLEN[geval][0](RIJP)
    anders = replace(anders, akkoorden=tuple(replace(rij, door="HB-01") for rij in anders.akkoorden))
    redenen = redenen_concept(anders, verreken(anders, 2024), NA, definitief=True)
    namen = [g.naam for g in RIJP.gemeenten]
    for code in (None, *(g.code for g in RIJP.gemeenten)):
        gezegd = "; ".join(redenen_voor(redenen, code))
        assert len(redenen_voor(redenen, code)) == len(redenen)
        assert [naam for naam in ("HB-01", *namen) if naam in gezegd] == []


def test_who_has_something_to_do_reads_so() -> None:
    regeling = GEVALLEN["bezwaar"][0](RIJP)
    (reden,) = redenen_concept(regeling, verreken(regeling, 2024), NA, definitief=True)
    assert reden == "bezwaar van Oss is niet afgehandeld"
    assert reden.voor(OSS) == "niet afgehandeld is het bezwaar van één gemeente, namelijk van uw gemeente"
    assert reden.voor(BOEKEL) == reden.voor(None) == "niet afgehandeld is het bezwaar van één gemeente"
    assert pickle.loads(pickle.dumps(reden)).van == {OSS}  # noqa: S301 - its own


def test_the_reaction_term_is_over_on_the_day_it_names_and_never_without_a_day() -> None:
    loopt = ["de reactietermijn loopt tot 1-6-2025"]
    assert mist(RIJP, date(2025, 5, 31)) == loopt
    assert mist(RIJP, date(2025, 6, 1)) == []
    assert mist(RIJP, None) == loopt


def test_a_bezwaar_of_another_year_or_one_that_is_settled_holds_up_nothing() -> None:
    assert mist(replace(RIJP, reacties=(bezwaar(jaar=2023),))) == []
    assert mist(replace(RIJP, reacties=(bezwaar(afgehandeld=date(2025, 5, 20)),))) == []
    assert mist(replace(RIJP, reacties=(bezwaar(oordeel=Reactieoordeel.AKKOORD),))) == []


def test_an_approval_lapses_when_an_input_of_its_year_changes_and_by_nothing_else() -> None:
    uren = (replace(RIJP.uren[0], uren_h=RIJP.uren[0].uren_h + 1), *RIJP.uren[1:])
    (wat,) = mist(replace(RIJP, uren=uren))
    assert wat.startswith("akkoord van twee gemeenten ontbreekt (")
    assert wat.count("is vervallen: de invoer is daarna gewijzigd") == 2
    volgend = replace(RIJP.uren[0], maand=date(2025, 3, 1), afrekenjaar=2025)
    later = replace(RIJP, uren=(*RIJP.uren, volgend), reacties=(bezwaar(afgehandeld=date(2025, 5, 20)),), logboek=())
    assert mist(later) == []


def test_two_approvals_of_one_gemeente_or_of_one_person_are_not_two() -> None:
    een, twee = RIJP.akkoorden
    zelfde_gemeente = replace(RIJP, akkoorden=(een, replace(twee, code=HB)))
    assert "er is alleen dat van 's-Hertogenbosch" in mist(zelfde_gemeente)[0]
    zelfde_mens = replace(RIJP, akkoorden=(een, replace(twee, door=een.door.lower())))
    assert "kan niet namens twee gemeenten tekenen" in mist(zelfde_mens)[0]
    assert mist(replace(RIJP, akkoorden=(een, replace(twee, code=BOEKEL)))) == []


def test_nobody_approves_their_own_hours() -> None:
    een, twee = RIJP.akkoorden
    regeling = replace(RIJP, akkoorden=(een, replace(twee, door="1001")))  # Oss' own medewerker
    (wat,) = mist(regeling)
    assert "dat van Oss van 2-6-2025 over eigen uren telt niet" in wat
    assert geldige_akkoorden(regeling, verreken(regeling, 2024)) == (een,)
    elders = replace(RIJP, akkoorden=(een, replace(twee, code=BOEKEL, door="1001")))
    assert mist(elders) == [], "the code of somebody else, in another gemeente"
