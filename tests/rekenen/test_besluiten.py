"""The decision cycle of 6.4: when a voorstel is taken, and what a settlement may rest on."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hulp.kleine_master import BOEKEL, HB, OSS, REGELING
from msgspec.structs import replace

from via_xl.regeling.model import Besluit, Besluitsoort, Besluitstap, MeerkostenDrager, Oordeel, Regeling, Stap
from via_xl.rekenen.besluiten import Besluitstand, meerkosten_besloten, niet_genomen, voortgang
from via_xl.rekenen.vaststelling import belemmeringen, redenen_concept
from via_xl.rekenen.verrekening import verreken

NUMMER = "V2024-2"
DRAGER = MeerkostenDrager.LEVERANCIERS
BESLUIT = Besluit(
    nummer=NUMMER, jaar=2024, onderwerp="meerkosten", soort=Besluitsoort.MEERKOSTEN, meerkosten_drager=DRAGER, bron=""
)
CYCLUS = (Stap.WERKGROEP, Stap.STUURGROEP, Stap.CONTACTFUNCTIONARISSEN, Stap.AMBTELIJK, Stap.REGIODAG)


def stap(soort: Stap, oordeel: Oordeel | None = Oordeel.AKKOORD, code: str = "", dag: int = 1) -> Besluitstap:
    return Besluitstap(
        besluit=NUMMER,
        stap=soort,
        code=code,
        gepland=date(2025, 3, dag),
        gehouden=date(2025, 3, dag) if oordeel else None,
        oordeel=oordeel,
        bron="",
    )


ALLES = (*(stap(soort) for soort in CYCLUS), *(stap(Stap.COLLEGE, code=code) for code in (HB, BOEKEL, OSS)))


def met(*stappen: Besluitstap, van: Besluit = BESLUIT, **jaar: Any) -> Regeling:
    jaren = (replace(REGELING.jaren[0], **jaar),)
    return replace(REGELING, besluiten=(van,), besluitstappen=stappen, jaren=jaren)


def stand(*stappen: Besluitstap, van: Besluit = BESLUIT) -> Besluitstand:
    return voortgang(met(*stappen, van=van), van).stand


def test_it_is_taken_once_the_regiodag_and_every_college_agreed() -> None:
    assert stand(*ALLES) is Besluitstand.GENOMEN
    assert voortgang(met(*ALLES), BESLUIT).volgende is None


@pytest.mark.parametrize("weg", range(4, 8), ids=["regiodag", "HB", "Boekel", "Oss"])
def test_without_one_of_them_it_is_open_also_when_its_row_is_missing(weg: int) -> None:
    assert stand(*ALLES[:weg], *ALLES[weg + 1 :]) is Besluitstand.OPEN
    anders = replace(ALLES[weg], oordeel=None, gehouden=None)
    assert stand(*ALLES[:weg], anders, *ALLES[weg + 1 :]) is Besluitstand.OPEN


def test_a_raad_that_has_a_step_must_agree_too() -> None:
    assert stand(*ALLES, stap(Stap.RAAD, None, OSS)) is Besluitstand.OPEN
    assert stand(*ALLES, stap(Stap.RAAD, Oordeel.AKKOORD, OSS)) is Besluitstand.GENOMEN


def test_what_is_next_follows_the_cycle_and_says_who_still_has_to_decide() -> None:
    nu = voortgang(met(stap(Stap.COLLEGE, None, OSS, 20), stap(Stap.REGIODAG, None, dag=9), ALLES[0]), BESLUIT)
    assert (nu.stand, nu.volgende, nu.gepland) == (Besluitstand.OPEN, Stap.REGIODAG, date(2025, 3, 9))
    assert nu.nog == (HB, BOEKEL, OSS)


def test_sent_back_stays_so_until_that_step_is_judged_again() -> None:
    terug = stap(Stap.AMBTELIJK, Oordeel.TERUG, dag=2)
    assert stand(terug) is Besluitstand.TERUG
    assert stand(terug, stap(Stap.AMBTELIJK, Oordeel.RIJP, dag=1)) is Besluitstand.TERUG
    assert stand(terug, stap(Stap.AMBTELIJK, Oordeel.RIJP, dag=3)) is Besluitstand.OPEN


def test_rejected_and_withdrawn_are_what_they_are() -> None:
    assert stand(*ALLES[:-1], stap(Stap.COLLEGE, Oordeel.AFGEWEZEN, OSS)) is Besluitstand.AFGEWEZEN
    assert stand(*ALLES, van=replace(BESLUIT, ingetrokken=date(2025, 4, 1))) is Besluitstand.INGETROKKEN


def test_a_settlement_stays_a_concept_while_one_it_needs_is_open() -> None:
    onbesloten = met(stap(Stap.STUURGROEP, None))
    assert [v.besluit.nummer for v in niet_genomen(onbesloten, 2024)] == [NUMMER]
    zin = f"besluit {NUMMER} is nog niet genomen (stand: open; volgende stap: stuurgroep)"
    assert zin in redenen_concept(onbesloten, verreken(onbesloten, 2024))
    for anders in (replace(BESLUIT, nodig=False), replace(BESLUIT, jaar=2025), replace(BESLUIT, ingetrokken=date.max)):
        assert niet_genomen(met(van=anders), 2024) == ()


def test_above_the_limit_it_is_said_which_voorstel_runs_and_what_comes_next() -> None:
    def doen(regeling: Regeling) -> str:
        alle = belemmeringen(regeling, verreken(regeling, 2024))
        return next(rij.doen for rij in alle if "nog geen besluit" in rij.wat)

    assert doen(met(stap(Stap.STUURGROEP, None), voorstelgrens_ct=0)).startswith(
        f"Voorstel {NUMMER} loopt (stand: open; volgende stap: stuurgroep)."
    )
    afgewezen = met(stap(Stap.STUURGROEP, Oordeel.AFGEWEZEN), voorstelgrens_ct=0)
    assert doen(afgewezen).startswith("Maak het voorstel met via-xl voorstel")


def test_above_the_limit_a_taken_besluit_that_sets_the_drager_and_is_named_is_the_source() -> None:
    keuze = {"voorstelgrens_ct": 0, "meerkosten_drager": DRAGER, "besluit": NUMMER}
    reden = "het te verdelen bedrag ligt boven de voorstelgrens en er is nog geen besluit (8.4)"
    goed = met(*ALLES, **keuze)
    assert meerkosten_besloten(goed, 2024)
    assert reden not in redenen_concept(goed, verreken(goed, 2024))
    for fout in (
        met(*ALLES[:-1], **keuze),
        met(*ALLES, **keuze | {"besluit": ""}),
        met(*ALLES, **keuze | {"meerkosten_drager": MeerkostenDrager.INWONERS}),
        met(*ALLES, van=replace(BESLUIT, voorstelgrens_ct=5), **keuze),
        met(*ALLES, van=replace(BESLUIT, soort=Besluitsoort.OVERIG), **keuze),
    ):
        assert not meerkosten_besloten(fout, 2024)
        assert reden in redenen_concept(fout, verreken(fout, 2024))
