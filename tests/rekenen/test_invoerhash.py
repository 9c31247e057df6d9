"""The input hash is of exactly what a year is settled from."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from enum import Enum
from typing import Any

import pytest
from hulp.gemaakt import regeling
from hulp.kleine_master import BOEKEL, HB, OSS, REGELING
from msgspec.structs import replace

from via_xl.basis.bevinding import Plek
from via_xl.regeling.kolom import Invoerkolom, Invoertabel
from via_xl.regeling.model import (
    POK,
    Aandachtspunt,
    Afrekening,
    Begrotingsregel,
    Bewijsonderwerp,
    Bewijsstuk,
    Boekkant,
    Boekpost,
    Grootboekregel,
    Inwoners,
    Jaar,
    Jaareinde,
    Logregel,
    Regeling,
    Urenstaat,
    Verdeelsleutel,
    Versiestand,
    Voorschot,
)
from via_xl.regeling.tabellen import (
    AANDACHTSPUNTEN,
    AFREKENINGEN,
    AKKOORD,
    BESLUITEN,
    BESLUITSTAPPEN,
    BESTEDINGEN,
    BEWIJSSTUKKEN,
    FORMATIE,
    GROOTBOEK,
    JAAREINDE,
    KALENDER,
    LOGBOEK,
    NAMEN,
    REACTIES,
    REGIO,
    ROLLEN,
    TABELLEN,
    THEMAS,
    UITGANGSPUNTEN,
    UREN,
    URENSTATEN,
)
from via_xl.rekenen.invoerhash import gebruikte_rijen, invoerhash

NIET_GEBRUIKT = (
    *(NAMEN, THEMAS, ROLLEN, URENSTATEN, AANDACHTSPUNTEN, AFREKENINGEN, LOGBOEK),
    *(FORMATIE, BESTEDINGEN, BESLUITEN, BESLUITSTAPPEN, KALENDER, AKKOORD, REACTIES, JAAREINDE),
    *(REGIO, UITGANGSPUNTEN, GROOTBOEK, BEWIJSSTUKKEN),
)
"""No settlement is calculated from these."""
NIET_IN_HASH = {
    ("tblJaren", "begrote_overige_ct"),
    ("tblJaren", "begrote_index_ct"),
    ("tblJaren", "begrote_index_overige_ct"),
    ("tblJaren", "overig_buiten_pok_bp"),
    *(("tblGemeenten", veld) for veld in ("organisatie", "contactfunctionaris", "e_mail", "iban", "rekeninghouder")),
    *(("tblJaren", f"prognose_{veld}") for veld in ("patroon", "laag_bp", "verwacht_bp", "hoog_bp")),
    *(("tblJaren", veld) for veld in ("besluit", "voltijd_h", "productieve_uren_h", "drempel_herziening_ct")),
}

NAAR_CAPACITEIT = replace(
    REGELING,
    jaren=(replace(REGELING.jaren[0], verdeelsleutel=Verdeelsleutel.CAPACITEIT, reactietermijn=date(2025, 6, 1)),),
    urenstaten=(
        Urenstaat(
            code=OSS,
            jaar=2024,
            bestand="oss.xlsx",
            sha256="0f",
            gelezen_op=date(2025, 1, 8),
            regels=2,
            uren_h=10_000,
            bron="",
        ),
    ),
    kosten=(replace(REGELING.kosten[0], code=OSS, telt_mee=True),),
    aandachtspunten=(
        Aandachtspunt(code=OSS, jaar=2024, bestand="oss.xlsx", plaats="C5", wat="veel uren", doen="kijk na", bron=""),
    ),
    afrekeningen=(
        Afrekening(jaar=2024, versie=1, soort=Versiestand.CONCEPT, invoerhash="ab" * 32, op=date(2025, 2, 1)),
    ),
    jaareinde=(
        Jaareinde(
            jaar=2024,
            code=OSS,
            op=date(2025, 1, 20),
            kosten_ct=761_500,
            bijdrage_ct=146_000,
            voorschot_ct=0,
            saldo_ct=-615_500,
            invoerhash="ab" * 32,
            bron="brief",
        ),
    ),
    grootboek=(Grootboekregel(kant=Boekkant.GEMEENTE, post=Boekpost.BIJDRAGE, bron=""),),
    bewijsstukken=(Bewijsstuk(onderwerp=Bewijsonderwerp.SCHAAL, jaar=2024, bestand="schaal.pdf", bron=""),),
    logboek=(Logregel(wat="master gebouwd", jaar=2024, versie="", invoerhash=""),),
)
"""Every table is used."""


def _anders(waarde: Any, kolom: Invoerkolom) -> Any:
    """Another value of the same kind."""
    if waarde is None:
        return date(2024, 2, 2) if "datum" in kolom.soort.value else 1 if kolom.kop != "Opvolger" else HB
    if isinstance(waarde, bool):
        return not waarde
    if isinstance(waarde, Enum):
        return next(keuze for keuze in type(waarde) if keuze is not waarde)
    if isinstance(waarde, date):
        return waarde + timedelta(days=1)
    return waarde + 1 if isinstance(waarde, int) else f"{waarde}x"


def _met(tabel: Invoertabel, rij: int, **velden: Any) -> Regeling:
    rijen = list(getattr(NAAR_CAPACITEIT, tabel.attribuut))
    rijen[rij] = replace(rijen[rij], **velden)
    return replace(NAAR_CAPACITEIT, **{tabel.attribuut: tuple(rijen)})


def _gevallen() -> list[Any]:
    return [
        pytest.param(tabel, kolom, id=f"{tabel.naam}[{kolom.kop}]")
        for tabel in TABELLEN
        for kolom in tabel.kolommen
        if (tabel.naam, kolom.veld) != ("tblJaren", "jaar")  # then it is another year
    ]


def test_a_column_that_few_rows_use_is_hashed_only_where_it_is_filled_in() -> None:
    """Else every region would have another hash because of it, and every approval would be of another input."""
    (zonder, *_), (met, *_) = (
        [rij for tabel, _, rij in gebruikte_rijen(_met(UREN, 0, **velden), 2024) if tabel is UREN]
        for velden in ({}, {"regels": 3, "afronding_ct": -1})
    )
    assert zonder == (
        '["GM0796","M1","kernlid","Preventie",11,"2024-03-01",725,2024,true,"urenstaat 2024",null,"te bevestigen"]'
    )
    assert met == f'{zonder[:-1]},{{"regels":3,"afronding_ct":-1}}]'


@pytest.mark.parametrize(("tabel", "kolom"), _gevallen())
def test_every_column_that_a_settlement_uses_is_in_the_hash_and_no_other(
    tabel: Invoertabel, kolom: Invoerkolom
) -> None:
    telt = tabel not in NIET_GEBRUIKT and (tabel.naam, kolom.veld) not in NIET_IN_HASH
    record = getattr(NAAR_CAPACITEIT, tabel.attribuut)[0]
    anders = _met(tabel, 0, **{kolom.veld: _anders(getattr(record, kolom.veld), kolom)})
    assert (invoerhash(anders, 2024) != invoerhash(NAAR_CAPACITEIT, 2024)) is telt


def test_every_table_is_in_the_hash_or_among_those_no_settlement_uses() -> None:
    for tabel in TABELLEN:
        zonder_rij = replace(NAAR_CAPACITEIT, **{tabel.attribuut: getattr(NAAR_CAPACITEIT, tabel.attribuut)[1:]})
        if tabel.naam != "tblJaren":
            gelijk = invoerhash(zonder_rij, 2024) == invoerhash(NAAR_CAPACITEIT, 2024)
            assert gelijk is (tabel in NIET_GEBRUIKT), tabel.naam


def test_the_order_of_rows_makes_no_difference_and_a_double_row_does() -> None:
    omgekeerd = {tabel.attribuut: getattr(REGELING, tabel.attribuut)[::-1] for tabel in TABELLEN}
    assert invoerhash(replace(REGELING, **omgekeerd), 2024) == invoerhash(REGELING, 2024)
    dubbel = replace(REGELING, uren=(*REGELING.uren, REGELING.uren[0]))
    assert invoerhash(dubbel, 2024) != invoerhash(REGELING, 2024)


@pytest.mark.parametrize(
    "erbij",
    [
        lambda r: replace(r, uren=(*r.uren, replace(r.uren[0], afrekenjaar=2025))),
        lambda r: replace(r, uren=(*r.uren, replace(r.uren[0], geldig=False))),
        lambda r: replace(r, pok=(*r.pok, POK(jaar=2025, vergoeding_bp=1, maximum_ct=1, bron=""))),
        lambda r: replace(r, inwoners=(*r.inwoners, Inwoners(code=HB, peiljaar=2023, inwoners=1, bron=""))),
        lambda r: replace(r, begroting=(*r.begroting, Begrotingsregel(code=OSS, jaar=2025, bedrag_ct=1, bron=""))),
        lambda r: replace(r, voorschotten=(*r.voorschotten, Voorschot(code=OSS, jaar=2025, bedrag_ct=1, bron=""))),
        lambda r: replace(
            r, jaren=(*r.jaren, Jaar(jaar=2025, peiljaar=2022, verdeelsleutel=Verdeelsleutel.UREN, bron=""))
        ),
        lambda r: replace(r, tarieven=(*r.tarieven, replace(r.tarieven[0], schaal=8))),
        lambda r: replace(r, capaciteit=()),
    ],
    ids=["hours", "void", "POK", "inwoners", "budget", "voorschot", "year", "rate of no hour", "capacity, not the key"],
)
def test_what_other_years_use_or_nobody_does_makes_no_difference(erbij: Callable[[Regeling], Regeling]) -> None:
    anders = erbij(REGELING)
    assert anders != REGELING
    assert invoerhash(anders, 2024) == invoerhash(REGELING, 2024)


def test_where_a_row_was_read_makes_no_difference() -> None:
    plek = Plek("ander.xlsx", "Blad1", 99, {"uren_h": "Q"})
    anders = replace(REGELING, uren=tuple(replace(rij, plek=plek) for rij in REGELING.uren))
    assert invoerhash(anders, 2024) == invoerhash(REGELING, 2024)


def test_swapping_two_values_makes_a_difference() -> None:
    uren = tuple(replace(rij, code={HB: OSS, OSS: HB}.get(rij.code, BOEKEL)) for rij in REGELING.uren)
    assert invoerhash(replace(REGELING, uren=uren), 2024) != invoerhash(REGELING, 2024)


def test_each_year_has_a_hash_of_its_own_and_an_unknown_year_none() -> None:
    hashes = {invoerhash(regeling(), jaar) for jaar in (2023, 2024, 2025, 2026)}
    assert {len(waarde) for waarde in hashes} == {64}
    assert len(hashes) == 4
    with pytest.raises(KeyError):
        invoerhash(regeling(), 2031)
