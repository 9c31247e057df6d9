from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

import pytest
from hulp.kleine_master import BOEKEL, HB, OSS, REGELING
from msgspec.structs import replace

from via_xl.basis.bevinding import NERGENS, Bevinding, Ernst
from via_xl.rekenen.verrekening import verreken
from via_xl.schrijven.runverslag import Verslag

TIJDSTIP = datetime(2025, 4, 3, 9, 5)


@pytest.fixture
def verslag() -> Verslag:
    return Verslag(
        uitkomst=verreken(REGELING, 2024),
        versie=3,
        status="concept",
        redenen=("reactietermijn niet bepaald", "akkoord van twee gemeenten ontbreekt"),
        invoerhash="ab" * 32,
        map=Path("uit") / "2024" / "v3",
        bestanden={HB: "hb.xlsx", BOEKEL: "boekel.xlsx", OSS: "oss.xlsx"},
        regio="regio.xlsx",
        vergeleken=1234,
        eigen_formules={"Mijn blad": 2, "Notities": 1},
        gedeeld=1000,
        waarschuwingen=(
            Bevinding.op(
                replace(NERGENS, bestand="m.xlsx", blad="Uren", rij=7), None, "let op.", "Kijk na.", Ernst.WAARSCHUWING
            ),
        ),
    )


def regel(tekst: str, begin: str) -> str:
    return next(regel for regel in tekst.splitlines() if regel.startswith(begin))


def test_the_report_says_what_was_run_when_from_what_and_how_it_was_proven(verslag: Verslag) -> None:
    tekst = verslag.als_tekst(TIJDSTIP, "m.xlsx")
    assert tekst.startswith("ViA verrekening 2024 · versie 3 · CONCEPT\n")
    assert regel(tekst, "Gemaakt op").startswith("Gemaakt op 3-4-2025 09:05 met ViA-XL ")
    assert regel(tekst, "Gemaakt op").endswith(" uit m.xlsx")
    assert f"Invoerhash {'ab' * 32}" in tekst
    assert "1.234 formulecellen opnieuw berekend" in tekst
    assert "Daarvan staan er 1.000 in een kolom met op elke rij dezelfde formule; " in tekst
    assert "De andere 234 zijn een voor een gelezen." in " ".join(tekst.split())
    assert "Mijn blad (2), Notities (1)" in tekst
    assert tekst.endswith("Bestanden\n  hb.xlsx\n  boekel.xlsx\n  oss.xlsx\n  regio.xlsx\n")


def test_the_report_shows_amounts_the_dutch_way_and_who_pays(verslag: Verslag) -> None:
    tekst = verslag.als_tekst(TIJDSTIP, "m.xlsx")
    assert re.search(r"€ 8\.197,88$", regel(tekst, "Kosten van de werkgroep (K)"))
    assert re.search(r"€ 4\.098,94 +50 %, ten hoogste € 310\.000,00$", regel(tekst, "Vergoeding uit POK (V)"))
    koppen = regel(tekst, "Gemeente")
    boekel, hb = regel(tekst, "Boekel"), regel(tekst, "'s-Hertogenbosch")
    assert boekel.rstrip().endswith("€ 864,30")
    assert len(boekel) == len(koppen)  # under Ontvangt
    assert hb.rstrip().endswith("€ 1.914,30")
    assert len(hb.rstrip()) == koppen.index("Betaalt") + len("Betaalt")
    assert regel(tekst, "Saldi + voorschotten").endswith("= € 0,00")


def test_the_report_tells_what_is_missing_and_what_to_look_at(verslag: Verslag) -> None:
    tekst = verslag.als_tekst(TIJDSTIP, "m.xlsx")
    assert "Nog niet definitief\n  - reactietermijn niet bepaald\n  - akkoord van twee gemeenten ontbreekt\n" in tekst
    assert "Let op\n  - m.xlsx Uren!rij 7: let op. Kijk na.\n" in tekst


def test_a_report_without_remarks_has_no_empty_headings(verslag: Verslag) -> None:
    tekst = replace(verslag, redenen=(), waarschuwingen=(), eigen_formules={}, status="definitief").als_tekst(
        TIJDSTIP, "m"
    )
    assert "DEFINITIEF" in tekst
    for kop in ("Nog niet definitief", "Let op", "Niet vergeleken"):
        assert kop not in tekst


def test_json_gives_amounts_as_texts_that_are_read_back_exactly(verslag: Verslag) -> None:
    uit = verslag.als_json()
    assert (uit["kosten"], uit["vergoeding"], uit["te_verdelen"]) == ("8197.88", "4098.94", "4098.94")
    assert uit["map"] == str(Path("uit/2024/v3"))
    boekel = next(g for g in uit["gemeenten"] if g["code"] == BOEKEL)
    assert boekel == {
        "code": BOEKEL,
        "naam": "Boekel",
        "inwoners": 11030,
        "uren": "0.50",
        "kosten": "37.61",
        "overige_kosten": "0.00",
        "btw": "0.00",
        "bijdrage": "173.31",
        "voorschot": "1000.00",
        "saldo": "-864.30",
        "verrekend": "0.00",
        "begroot": "5518.00",
        "bestand": "boekel.xlsx",
    }
