"""Small regions for the engine tests: what every test needs and nothing more, and regions drawn by Hypothesis."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st
from msgspec.structs import replace

from via_xl.regeling.model import (
    POK,
    Begrotingsregel,
    BijdrageKarakter,
    BtwPositie,
    Capaciteit,
    Gemeente,
    Inwoners,
    Jaar,
    Kostenpost,
    MeerkostenDrager,
    PokJaar,
    Regeling,
    Tarief,
    Urenregel,
    Verdeelsleutel,
    Verrekend,
    Voorschot,
)

JAAR = 2024
CODES = ("GM0755", "GM0757", "GM0796", "GM0828", "GM0845", "GM0865", "GM1721", "GM1948", "GM1982", "GM1991")
SCHALEN = (9, 11, 13)
MAANDEN = tuple(date(JAAR, maand, 1) for maand in range(1, 13))


def gemeente(code: str, centrum: bool = False) -> Gemeente:
    """A gemeente that is called by its code."""
    return Gemeente(bron="", code=code, naam=code, organisatie="", centrumgemeente=centrum)


def uurtarief(schaal: int, ct: int, van: date = date(2023, 1, 1), tot: date = date(2025, 12, 31)) -> Tarief:
    """A rate that an officer entered."""
    return Tarief(bron="", schaal=schaal, van=van, tot=tot, uurtarief_ct=ct)


def uren(
    code: str,
    uren_h: int,
    *,
    maand: date = date(JAAR, 3, 1),
    schaal: int = 11,
    afrekenjaar: int = JAAR,
    geldig: bool = True,
) -> Urenregel:
    """An hour line."""
    return Urenregel(
        bron="",
        code=code,
        medewerker=f"{code}-01",
        rol="kernlid",
        thema="Preventie",
        schaal=schaal,
        maand=maand,
        uren_h=uren_h,
        afrekenjaar=afrekenjaar,
        geldig=geldig,
    )


def post(
    code: str,
    bedrag_ct: int,
    *,
    jaar: int = JAAR,
    pok: bool = False,
    telt_mee: bool = True,
    btw: bool = False,
) -> Kostenpost:
    """A cost other than hours."""
    return Kostenpost(
        bron="",
        jaar=jaar,
        omschrijving="begeleiding",
        code=code,
        bedrag_ct=bedrag_ct,
        pok=pok,
        telt_mee=telt_mee,
        btw=btw,
    )


def regio(
    inwoners: dict[str, int],
    regels: tuple[Urenregel, ...] = (),
    *,
    sleutel: Verdeelsleutel = Verdeelsleutel.INWONERS,
    vergoeding_bp: int = 5000,
    maximum_ct: int = 31_000_000,
    tarieven: tuple[Tarief, ...] = (uurtarief(9, 6000), uurtarief(11, 7500), uurtarief(13, 9100)),
    capaciteit: dict[str, int] | None = None,
    voorschotten: tuple[tuple[str, int], ...] = (),
    verrekend: dict[str, int] | None = None,
    karakter: BijdrageKarakter = BijdrageKarakter.WERKELIJK,
    drager: MeerkostenDrager = MeerkostenDrager.INWONERS,
    grens_ct: int | None = None,
    begroot: dict[str, int] | None = None,
    kosten: tuple[Kostenpost, ...] = (),
    eerder: tuple[int, int] = (10_000, 62_000_000),
    pok_jaar: PokJaar = PokJaar.LEVERJAAR,
    btw: BtwPositie = BtwPositie.GEMENE_REKENING,
) -> Regeling:
    """A region with one settlement year; the first gemeente is the centrumgemeente.

    ``eerder`` is the POK of the year before it: the percentage and the maximum.
    """
    parameters = Jaar(
        bron="",
        jaar=JAAR,
        peiljaar=2022,
        verdeelsleutel=sleutel,
        bijdrage_karakter=karakter,
        meerkosten_drager=drager,
        voorstelgrens_ct=grens_ct,
        pok_jaar=pok_jaar,
        btw_positie=btw,
        btw_bp=2100,
    )
    return Regeling(
        gemeenten=tuple(gemeente(code, plaats == 0) for plaats, code in enumerate(inwoners)),
        jaren=(parameters,),
        inwoners=tuple(Inwoners(bron="", code=code, peiljaar=2022, inwoners=n) for code, n in inwoners.items()),
        pok=(
            POK(bron="", jaar=JAAR, vergoeding_bp=vergoeding_bp, maximum_ct=maximum_ct),
            POK(bron="", jaar=JAAR - 1, vergoeding_bp=eerder[0], maximum_ct=eerder[1]),
        ),
        kosten=kosten,
        tarieven=tarieven,
        uren=regels,
        begroting=tuple(
            Begrotingsregel(bron="", code=code, jaar=JAAR, bedrag_ct=ct) for code, ct in (begroot or {}).items()
        ),
        capaciteit=tuple(Capaciteit(bron="", code=code, uren_per_week_h=h) for code, h in (capaciteit or {}).items()),
        voorschotten=tuple(Voorschot(bron="", code=code, jaar=JAAR, bedrag_ct=ct) for code, ct in voorschotten),
        verrekend=tuple(
            Verrekend(bron="", code=code, jaar=JAAR, bedrag_ct=ct, uit_jaar=JAAR - 1, herziet=1)
            for code, ct in (verrekend or {}).items()
        ),
    )


def som(regel: Urenregel, afronding_ct: int) -> Urenregel:
    """An hour line as the sum of forty, of which rounding each made this difference; one of hardly any hours as it was."""
    if not afronding_ct or 2 * abs(afronding_ct) > regel.uren_h or -afronding_ct > regel.uren_h // 100:
        return regel
    return replace(regel, regels=40, afronding_ct=afronding_ct)


@st.composite
def regios(draw: st.DrawFn, sleutels: tuple[Verdeelsleutel, ...] = tuple(Verdeelsleutel)) -> Regeling:
    """Any region that can be settled: one to ten gemeenten, every key, late and vervallen lines and sums of lines, other costs, any POK and btw.

    Each gemeente has at least one inwoner, and the first supplies hours, so that no key is zero.
    """
    codes = draw(st.permutations(CODES))[: draw(st.integers(1, len(CODES)))]
    wijziging = draw(st.sampled_from(MAANDEN[1:]))
    dag_ervoor = wijziging.replace(month=wijziging.month - 1, day=28)
    tarieven: list[Tarief] = []
    for schaal in SCHALEN[:-1]:
        eerst, later = draw(st.tuples(st.integers(1, 20_000), st.integers(1, 20_000)))
        # The step may fall inside the month before: what holds on the last day of a month counts.
        tarieven += [
            uurtarief(schaal, eerst, date(2023, 1, 1), dag_ervoor),
            uurtarief(schaal, later, dag_ervoor.replace(day=29), date(2025, 12, 31)),
        ]
    regel = st.builds(
        uren,
        code=st.sampled_from(codes),
        uren_h=st.integers(0, 16_000),
        maand=st.sampled_from((date(JAAR - 1, 12, 1), *MAANDEN)),
        schaal=st.sampled_from(SCHALEN),
        afrekenjaar=st.sampled_from((JAAR, JAAR, JAAR, JAAR + 1)),
        geldig=st.sampled_from((True, True, True, False)),
    )
    al_verrekend = st.builds(
        uren,
        code=st.sampled_from(codes),
        uren_h=st.integers(0, 16_000),
        maand=st.just(date(JAAR - 1, 11, 1)),
        schaal=st.sampled_from(SCHALEN),
        afrekenjaar=st.just(JAAR - 1),
    )
    regel, al_verrekend = (st.builds(som, een, st.integers(-20, 20)) for een in (regel, al_verrekend))
    betaald = st.builds(
        post,
        code=st.sampled_from(codes),
        bedrag_ct=st.integers(0, 1_000_000),
        jaar=st.sampled_from((JAAR, JAAR, JAAR - 1)),
        pok=st.booleans(),
        telt_mee=st.sampled_from((True, True, False)),
        btw=st.booleans(),
    )
    ja_of_nee = st.sampled_from((False, False, True))
    return regio(
        {code: draw(st.integers(1, 200_000)) for code in codes},
        (
            uren(codes[0], draw(st.integers(100, 16_000)), schaal=13),
            *draw(st.lists(regel, max_size=12)),
            *draw(st.lists(al_verrekend, max_size=3)),
        ),
        sleutel=draw(st.sampled_from(sleutels)),
        vergoeding_bp=draw(st.one_of(st.integers(0, 10_000), st.sampled_from((0, 5000, 10_000)))),
        maximum_ct=draw(st.one_of(st.integers(0, 3_000_000), st.just(31_000_000))),
        # At least € 1,00 an hour on the schaal of the certain line: the key kosten counts whole euros.
        tarieven=(*tarieven, uurtarief(13, draw(st.integers(100, 20_000)))),
        capaciteit={codes[0]: draw(st.integers(1, 8000))} | {code: draw(st.integers(0, 8000)) for code in codes[1:]},
        voorschotten=tuple(
            draw(st.lists(st.tuples(st.sampled_from(codes), st.integers(-500_000, 5_000_000)), max_size=4)),
        ),
        verrekend=draw(st.dictionaries(st.sampled_from(codes), st.integers(-999, 999), max_size=3)),
        kosten=tuple(draw(st.lists(betaald, max_size=4))),
        eerder=draw(st.tuples(st.integers(0, 10_000), st.one_of(st.integers(0, 1_000_000), st.just(62_000_000)))),
        pok_jaar=PokJaar.AFREKENJAAR if draw(ja_of_nee) else PokJaar.LEVERJAAR,
        btw=BtwPositie.LAST if draw(ja_of_nee) else BtwPositie.GEMENE_REKENING,
    )
