"""The gate: what keeps a settlement a concept, and that nothing else does."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from datetime import date

import pytest
from hulp.kleine_master import BOEKEL, HB, OSS, REGELING
from hulp.versies import rijp
from msgspec.structs import replace

from via_xl.basis.datum import datum_nl
from via_xl.regeling.model import Besluit, Besluitsoort, PokJaar, Reactie, Reactieoordeel, Regeling, Status
from via_xl.rekenen.invoerhash import invoerhash
from via_xl.rekenen.vaststelling import (
    NIET_GEVRAAGD,
    Vaststelling,
    belemmeringen,
    geldige_akkoorden,
    leverden_uren,
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
    "jaren": (_open("jaren"), "de parameters van het jaar zijn niet vastgesteld", "blad Jaren"),
    "POK": (_open("pok"), "de POK-vergoeding is niet vastgesteld", "blad POK"),
    "inwoners": (_open("inwoners"), "niet alle inwoners zijn vastgesteld (2 van 3)", "blad Inwoners"),
    "uren": (_open("uren"), "niet alle urenregels zijn vastgesteld (2 van 3)", "blad Uren"),
    "tarieven": (_open("tarieven"), "niet alle tarieven van urenregels zijn vastgesteld (1 van 3)", "blad Tarieven"),
    "begroting": (_open("begroting"), "de begroting is niet vastgesteld", "blad Begroting"),
    "voorschotten": (_open("voorschotten"), "de voorschotten zijn niet vastgesteld", "blad Voorschotten"),
    "urenstaat": (lambda r: replace(r, urenstaten=()), "geen ondertekende urenstaat van", "via-xl urenstaat lees"),
    "aandachtspunt": (
        lambda r: replace(r, aandachtspunten=tuple(replace(p, afgehandeld=False) for p in r.aandachtspunten)),
        "1 aandachtspunt bij urenstaten is niet afgehandeld",
        "blad Urenstaten",
    ),
    "besluit": (_besluit, "besluit V2024-1 is nog niet genomen", "via-xl besluit noteer"),
    "voorstelgrens": (_grens, "boven de voorstelgrens en er is nog geen besluit", "via-xl voorstel"),
    "termijn": (
        lambda r: opnieuw_akkoord(replace(r, jaren=tuple(replace(rij, reactietermijn=None) for rij in r.jaren))),
        "de reactietermijn is niet bepaald",
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
    assert Vaststelling(onderwerp, "x", 1, 0).waarom == f"de {onderwerp} is niet vastgesteld"


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


SPELLINGEN = (
    "os-01",
    "OS 01",
    "OS01",
    "OS-1",
    "OS\u201101",
    "O\u200bS-01",
    "ＯＳ-01",
    "ОЅ-01",
    "ÓS-01",
    "OS\u00a001",
    "OS\u00ad-01",
)
"""One medewerker as others type it: case, spaces, dashes, zeros, width, invisible characters, look-alikes."""


@pytest.mark.parametrize("code", [HB, BOEKEL, OSS])
@pytest.mark.parametrize("spelling", SPELLINGEN)
def test_who_delivered_hours_approves_for_nobody_under_any_spelling(spelling: str, code: str) -> None:
    uren = tuple(replace(rij, medewerker="OS-01") if rij.code == OSS else rij for rij in RIJP.uren)
    klaar = opnieuw_akkoord(replace(RIJP, uren=uren))
    een = replace(klaar.akkoorden[0], code=BOEKEL if code == HB else HB)
    regeling = replace(klaar, akkoorden=(een, replace(klaar.akkoorden[1], code=code, door=spelling)))
    (wat,) = mist(regeling)
    assert f"van {datum_nl(date.today())} telt niet: wie tekende leverde in dit jaar zelf uren" in wat
    assert geldige_akkoorden(regeling, verreken(regeling, 2024)) == (een,)


def test_where_one_gemeente_gets_a_settlement_one_approval_is_enough() -> None:
    (centrum,) = (rij for rij in RIJP.gemeenten if rij.code == HB)
    velden = ("inwoners", "uren", "begroting", "capaciteit", "voorschotten", "urenstaten")
    alleen = {naam: tuple(rij for rij in getattr(RIJP, naam) if rij.code == HB) for naam in velden}
    een = opnieuw_akkoord(replace(RIJP, gemeenten=(centrum,), **alleen))
    van_hb = replace(een.akkoorden[0], code=HB, door="AO-HB")
    assert mist(replace(een, akkoorden=())) == [
        "akkoord van de enige gemeente ontbreekt (één is genoeg: geen andere gemeente krijgt dit jaar een afrekening)"
    ]
    assert mist(replace(een, akkoorden=(van_hb,))) == []
    zelf = replace(van_hb, door=een.uren[0].medewerker)
    assert "telt niet: wie tekende leverde in dit jaar zelf uren" in mist(replace(een, akkoorden=(zelf,)))[0]
    assert mist(replace(RIJP, akkoorden=RIJP.akkoorden[:1])) != []


def test_hours_of_the_year_that_are_settled_later_or_of_another_year_settled_now_are_own_hours_too() -> None:
    een, twee = RIJP.akkoorden
    laat = replace(RIJP.uren[0], medewerker="LAAT-7", maand=date(2024, 12, 1), afrekenjaar=2025)
    anders = replace(laat, medewerker="NIET-8", maand=date(2025, 1, 1))
    for code, telt in (("laat 7", False), ("niet 8", True)):
        regeling = replace(RIJP, uren=(*RIJP.uren, laat, anders), akkoorden=(een, replace(twee, door=code)))
        assert (mist(regeling) == []) is telt, code
    nu = replace(RIJP.uren[0], medewerker="OUD-9", maand=date(2023, 12, 1), afrekenjaar=2024)
    tarieven = (replace(RIJP.tarieven[0], van=date(2023, 1, 1)), *RIJP.tarieven[1:])
    jaren = tuple(replace(rij, pok_jaar=PokJaar.AFREKENJAAR) for rij in RIJP.jaren)
    regeling = replace(RIJP, uren=(*RIJP.uren, nu), tarieven=tarieven, jaren=jaren)
    assert "oud-9" in leverden_uren(regeling, verreken(regeling, 2024))
