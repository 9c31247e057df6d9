"""Regions at the edge of what can be settled, drawn by Hypothesis: up to 60 gemeenten and 10,000 hour lines.

What makes a region special is drawn (how many, which key, ties, halves of a cent, the cap); its thousands of lines
follow from one drawn number, so that an example is small enough to draw by the hundred.
"""

from __future__ import annotations

import random
from datetime import date

from hypothesis import Phase, assume, given, reject, settings
from hypothesis import seed as met_zaad
from hypothesis import strategies as st
from rekenen.herindelingen import met_herindeling
from rekenen.regios import JAAR, MAANDEN, post, regio, uren, uurtarief

from via_xl.basis.bevinding import fouten
from via_xl.controle.uitkomst import controleer_uitkomst
from via_xl.regeling.model import (
    BijdrageKarakter,
    BtwPositie,
    MeerkostenDrager,
    PokJaar,
    Regeling,
    Tarief,
    Verdeelsleutel,
)
from via_xl.rekenen.verdeling import LegeSleutel
from via_xl.rekenen.verrekening import verreken

SCHALEN = (8, 9, 10, 11)
MEESTE_GEMEENTEN, MEESTE_REGELS = 60, 10_000
_HALF, _AFGELEID = 7501, 11
"""An odd rate, of which half an hour and a quarter end in halves of a cent; the schaal whose rate is derived."""


Getallen = st.SearchStrategy[int]
TOT_ZESTIG: Getallen = st.one_of(st.sampled_from((1, 2, MEESTE_GEMEENTEN)), st.integers(1, MEESTE_GEMEENTEN))


def trek(aantal: int, zaad: int, regels: Getallen, gemeenten: Getallen = TOT_ZESTIG) -> list[Regeling]:
    """So many regions, the same for the same ``zaad``."""
    getrokken: list[Regeling] = []

    @met_zaad(zaad)
    @settings(max_examples=aantal, database=None, deadline=None, phases=[Phase.generate])
    @given(grote_regios(regels, gemeenten))
    def bewaar(regeling: Regeling) -> None:
        getrokken.append(regeling)

    bewaar()
    return getrokken


@st.composite
def grote_regios(draw: st.DrawFn, regels: Getallen, gemeenten: Getallen = TOT_ZESTIG) -> Regeling:
    """A region that the rules let through, with so many hour lines and gemeenten."""
    aantal = draw(gemeenten)
    toeval = random.Random(draw(st.integers(0, 2**32)))  # noqa: S311 - not a secret
    codes = [f"GM{nummer:04}" for nummer in toeval.sample(range(1, 2000), aantal)]
    gelijk = draw(st.booleans())
    inwoners = draw(st.sampled_from((1, 7, 20_000, 900_000)))
    uurgrens = draw(st.sampled_from((25, 100, 800, 16_000)))
    sleutel = draw(st.sampled_from(list(Verdeelsleutel)))
    regeling = regio(
        {code: inwoners if gelijk else toeval.randint(1, inwoners) for code in codes},
        tuple(_regels(toeval, codes, draw(regels), uurgrens, gelijk=gelijk)),
        sleutel=sleutel,
        vergoeding_bp=draw(st.sampled_from((0, 1, 3333, 5000, 9999, 10_000))),
        maximum_ct=draw(st.sampled_from((0, 1, 99_999, 31_000_000, 10**11))),
        tarieven=_tarieven(draw(st.sampled_from((1, 100, 7499, _HALF, 20_000)))),
        capaciteit={code: 1800 if gelijk else toeval.randint(0, 8000) for code in codes[1:]} | {codes[0]: 1800},
        karakter=draw(st.sampled_from((*[BijdrageKarakter.WERKELIJK] * 3, BijdrageKarakter.VAST))),
        drager=draw(st.sampled_from(list(MeerkostenDrager))),
        grens_ct=draw(st.sampled_from((None, 0, 1, 100_000, 31_062_000))),
        begroot={code: toeval.choice((0, 1, 551_800, 7_839_900)) for code in codes if toeval.random() < 0.8},
        kosten=tuple(_kosten(toeval, codes, draw(st.sampled_from((0, 0, 1, 12))))),
        eerder=draw(st.sampled_from(((10_000, 62_000_000), (9999, 99_999), (3333, 10**11), (0, 0)))),
        pok_jaar=draw(st.sampled_from((*[PokJaar.LEVERJAAR] * 3, PokJaar.AFREKENJAAR))),
        btw=draw(st.sampled_from((*[BtwPositie.GEMENE_REKENING] * 2, BtwPositie.COMPENSABEL, BtwPositie.LAST))),
        verrekend={code: toeval.choice((-999, -1, 1, 50)) for code in codes if toeval.random() < 0.2},
        voorschotten=tuple((code, toeval.choice((1, 50, 999_999_99))) for code in toeval.sample(codes, aantal // 2)),
    )
    if draw(st.booleans()):
        regeling = met_herindeling(regeling, toeval)
    try:
        uitkomst = verreken(regeling, JAAR)
    except LegeSleutel:  # a cost of less than half a euro under the key kosten: a finding, and no settlement
        reject()
    assume(not fouten(controleer_uitkomst(regeling, uitkomst)))
    return regeling


def _regels(toeval: random.Random, codes: list[str], aantal: int, grens: int, *, gelijk: bool):  # type: ignore[no-untyped-def]
    """Hour lines: with ``gelijk`` every gemeente delivers the same, so that only the code decides who gets a cent."""
    leveranciers = codes if gelijk else codes[: max(1, len(codes) // 2)]
    for nummer in range(aantal):
        anders = nummer > 0 and not gelijk
        maand = toeval.choice((date(JAAR - 1, 12, 1), *MAANDEN)) if anders else MAANDEN[0]
        afrekenjaar = JAAR + (anders and toeval.random() < 0.05)
        if maand.year < JAAR and toeval.random() < 0.5:
            afrekenjaar = JAAR - 1
        yield uren(
            leveranciers[nummer % len(leveranciers)] if gelijk else toeval.choice(leveranciers),
            grens if gelijk else toeval.choice((25, 50, 75, grens, toeval.randint(0, grens))),
            maand=maand,
            schaal=toeval.choice(SCHALEN) if anders else SCHALEN[0],
            afrekenjaar=afrekenjaar,
            geldig=not (anders and toeval.random() < 0.05),
        )


def _kosten(toeval: random.Random, codes: list[str], aantal: int):  # type: ignore[no-untyped-def]
    """Costs other than hours, of this year and the one before, with and without POK and btw."""
    for _ in range(aantal):
        yield post(
            toeval.choice(codes),
            toeval.choice((1, 3, 101, 99_999, 1_250_000)),
            jaar=JAAR - (toeval.random() < 0.3),
            pok=toeval.random() < 0.5,
            telt_mee=toeval.random() < 0.8,
            btw=toeval.random() < 0.5,
        )


def _tarieven(eerste_ct: int) -> tuple[Tarief, ...]:
    """A rate as drawn, one that changes in the year, one of halves of a cent, and one derived from a salary."""
    return (
        uurtarief(8, eerste_ct),
        uurtarief(9, 7499, tot=date(JAAR, 6, 29)),
        uurtarief(9, _HALF, van=date(JAAR, 6, 30)),
        uurtarief(10, _HALF),
        Tarief(
            bron="",
            schaal=_AFGELEID,
            van=date(2023, 1, 1),
            tot=date(2025, 12, 31),
            maandsalaris_ct=599_700,
            ikb_bp=1705,
            werkgeverslasten_bp=3050,
            productieve_uren_h=140_000,
        ),
    )
