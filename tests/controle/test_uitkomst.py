from __future__ import annotations

from datetime import date
from typing import Any

from hulp.bevindingen import met_plekken
from hulp.kleine_master import BOEKEL, HB, OSS, REGELING, tarief, uren
from msgspec.structs import replace

from via_xl.controle import controleer_uitkomst
from via_xl.regeling.model import POK, Inwoners, MeerkostenDrager, Verdeelsleutel
from via_xl.rekenen.verdeling import EXACT_GRENS
from via_xl.rekenen.verrekening import verreken

DRIE = (uren(HB, 100), uren(OSS, 200), uren(BOEKEL, 300))
NAKIJKEN = "Kijk de uren en tarieven na, te beginnen met deze grootste regel."


def regels(**anders: Any) -> list[str]:
    regeling = met_plekken(replace(REGELING, **({"uren": DRIE} | anders)))
    return [f"{b.ernst} {b.regel()}" for b in controleer_uitkomst(regeling, verreken(regeling, 2024))]


def test_een_gewone_uitkomst_heeft_geen_bevindingen() -> None:
    assert regels() == []


def test_een_te_groot_product_van_bedrag_en_sleutel_is_een_fout_op_de_grootste_urenregel() -> None:
    veel = tuple(Inwoners(bron="", code=code, peiljaar=2022, inwoners=10**8) for code in (HB, BOEKEL, OSS))
    duur = (tarief(date(2024, 1, 1), date(2024, 12, 31), uurtarief_ct=1_000_000),)
    assert regels(inwoners=veel, tarieven=duur, pok=(replace(REGELING.pok[0], vergoeding_bp=0),)) == [
        "fout m.xlsx Uren!G6: 2024: € 60.000,00 verdelen naar inwoners is te groot om in een spreadsheet exact te "
        f"rekenen. {NAKIJKEN}"
    ]


def test_de_grens_zelf_is_te_groot_en_een_eronder_niet() -> None:
    pok = (replace(REGELING.pok[0], vergoeding_bp=0),)
    duur = (tarief(date(2024, 1, 1), date(2024, 12, 31), uurtarief_ct=10**5),)
    drie = (uren(HB, 9800), uren(OSS, 100), uren(BOEKEL, 100))
    for inwoners, aantal in ((10**7, 1), (10**7 - 1, 0)):
        rijen = tuple(Inwoners(bron="", code=c, peiljaar=2022, inwoners=inwoners) for c in (HB, BOEKEL, OSS))
        assert EXACT_GRENS == 10**7 * 10**7
        assert len(regels(uren=drie, inwoners=rijen, tarieven=duur, pok=pok)) == aantal


def test_een_bedrag_dat_te_groot_is_is_een_fout_hoe_klein_de_sleutel_ook_is() -> None:
    duur = (tarief(date(2024, 1, 1), date(2024, 12, 31), uurtarief_ct=2 * 10**13),)
    pok = (replace(REGELING.pok[0], vergoeding_bp=0),)
    assert regels(tarieven=duur, pok=pok) == [
        "fout m.xlsx Uren!G6: 2024: € 1.200.000.000.000,00 verdelen naar inwoners is te groot om in een spreadsheet "
        f"exact te rekenen. {NAKIJKEN}"
    ]


def test_een_groot_bedrag_over_een_gewone_regio_is_geen_fout() -> None:
    duur = (tarief(date(2024, 1, 1), date(2024, 12, 31), uurtarief_ct=10**11),)
    assert regels(tarieven=duur) == []
    assert verreken(replace(REGELING, uren=DRIE, tarieven=duur), 2024).te_verdelen_ct * 156_538 > 10**16


def test_een_te_groot_bedrag_voor_de_vergoeding_is_een_fout() -> None:
    duur = (tarief(date(2024, 1, 1), date(2024, 12, 31), uurtarief_ct=5 * 10**11),)
    drager = MeerkostenDrager.CENTRUMGEMEENTE
    kosten = (replace(REGELING.jaren[0], verdeelsleutel=Verdeelsleutel.CAPACITEIT, meerkosten_drager=drager),)
    assert regels(tarieven=duur, jaren=kosten, capaciteit=(replace(REGELING.capaciteit[0], uren_per_week_h=1),)) == [
        "fout m.xlsx Uren!G6: 2024: de vergoeding over € 30.000.000.000,00 is te groot om in een spreadsheet exact te "
        f"rekenen. {NAKIJKEN}"
    ]


def test_een_te_groot_bedrag_aan_meerkosten_is_een_fout() -> None:
    duur = (tarief(date(2024, 1, 1), date(2024, 12, 31), uurtarief_ct=2 * 10**8),)
    veel = tuple(Inwoners(bron="", code=code, peiljaar=2022, inwoners=10**8) for code in (HB, BOEKEL, OSS))
    jaren = (replace(REGELING.jaren[0], verdeelsleutel=Verdeelsleutel.CAPACITEIT, voorstelgrens_ct=0),)
    capaciteit = (replace(REGELING.capaciteit[0], uren_per_week_h=1),)
    assert regels(tarieven=duur, jaren=jaren, inwoners=veel, capaciteit=capaciteit)[:1] == [
        "fout m.xlsx Uren!G6: 2024: € 11.690.000,00 aan meerkosten verdelen is te groot om in een spreadsheet exact te "
        f"rekenen. {NAKIJKEN}"
    ]


def test_bij_twee_leveranciers_kan_elk_de_kosten_van_de_ander_afleiden() -> None:
    assert regels(uren=DRIE[:2]) == [
        "waarschuwing m.xlsx Uren: 2024: alleen 's-Hertogenbosch en Oss leverden uren; elk kan uit het totaal de kosten "
        "van de ander afleiden. Overleg met wie dit betreft voordat de afrekeningen worden verzonden."
    ]


def test_bij_een_leverancier_is_het_totaal_zijn_kosten() -> None:
    assert regels(uren=(uren(OSS, 0), uren(OSS, 100))) == [
        "waarschuwing m.xlsx Uren: 2024: alleen Oss leverde uren; het totaal is dus de kosten van die gemeente. "
        "Overleg met wie dit betreft voordat de afrekeningen worden verzonden."
    ]


def test_zonder_uren_valt_er_niets_af_te_leiden() -> None:
    assert regels(uren=()) == []


def test_een_verrekening_die_niet_sluit_is_een_fout() -> None:
    regeling = met_plekken(replace(REGELING, uren=DRIE))
    goed = verreken(regeling, 2024)
    eerste, *rest = goed.gemeenten
    scheef = replace(goed, gemeenten=(replace(eerste, bijdrage_ct=eerste.bijdrage_ct + 1), *rest))
    assert [b.regel() for b in controleer_uitkomst(regeling, scheef)] == [
        "m.xlsx Jaren!A4: 2024: de verrekening sluit niet; er is een verschil van € 0,01. "
        "Dit is een fout in het programma; gebruik deze uitkomst niet en meld hem."
    ]


def test_late_hours_ask_for_a_look_only_where_the_choice_of_their_pok_makes_a_difference() -> None:
    laat = (*DRIE, uren(OSS, 100, maand=date(2023, 12, 1), afrekenjaar=2024))
    prijzen = (*REGELING.tarieven, tarief(date(2023, 1, 1), date(2023, 12, 31)))
    zelfde = replace(REGELING.pok[0], jaar=2023)
    anders = replace(zelfde, vergoeding_bp=0)

    def over_keuze(pok: POK) -> list[str]:
        alle = regels(uren=laat, tarieven=prijzen, pok=(*REGELING.pok, pok))
        return [een for een in alle if "wordt nu afgerekend" in een]

    assert over_keuze(zelfde) == []
    (een,) = over_keuze(anders)
    assert een.startswith("waarschuwing m.xlsx Uren!H7: 2024: 1,00 uur uit 2023")
    assert "€ 0,00 " not in een


def test_the_one_or_two_of_whom_late_hours_give_the_cost_away_are_named_in_a_sentence_that_is_right() -> None:
    prijzen = (*REGELING.tarieven, tarief(date(2023, 1, 1), date(2023, 12, 31)))
    pok = (*REGELING.pok, replace(REGELING.pok[0], jaar=2023))

    def van(*codes: str) -> list[str]:
        laat = tuple(uren(code, 100, maand=date(2023, 12, 1), afrekenjaar=2024) for code in codes)
        return [een for een in regels(uren=(*DRIE, *laat), tarieven=prijzen, pok=pok) if "late uren uit 2023" in een]

    assert "alleen Oss leverde de late uren" in van(OSS)[0]
    assert "alleen 's-Hertogenbosch en Oss leverden de late uren" in van(OSS, HB)[0]
    assert van(OSS, HB, BOEKEL) == []
