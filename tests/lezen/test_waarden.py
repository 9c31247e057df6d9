from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from via_xl.lezen.waarden import Formule, Foutwaarde, WaardeFout, uit_cel, uit_getypt, uit_mastercel, uit_tekst
from via_xl.regeling.kolom import Invoerkolom, Kolomsoort
from via_xl.regeling.model import Status, Verdeelsleutel
from via_xl.regeling.tabellen import GEMEENTEN, INWONERS, JAAREINDE, JAREN, POK, TABELLEN, TARIEVEN, UREN, VOORSCHOTTEN

UUR = UREN.kolom("uren_h")
PERCENTAGE = POK.kolom("vergoeding_bp")
BEDRAG = POK.kolom("maximum_ct")
GETEKEND = JAAREINDE.kolom("geboekt_ct")
VOORSCHOT = VOORSCHOTTEN.kolom("bedrag_ct")
MAAND = UREN.kolom("maand")
DATUM = TARIEVEN.kolom("van")
MEDEWERKER = UREN.kolom("medewerker")
GELDIG = UREN.kolom("geldig")
SLEUTEL = JAREN.kolom("verdeelsleutel")
JANEE = GEMEENTEN.kolom("centrumgemeente")
JAARTAL = JAREN.kolom("jaar")
INWONERTAL = INWONERS.kolom("inwoners")


@pytest.mark.parametrize(
    ("tekst", "kolom", "waarde"),
    [
        ("7.25", UUR, 725),
        (" 8 ", UUR, 800),
        ("0", UUR, 0),
        ("17.05", PERCENTAGE, 1705),
        ("100", PERCENTAGE, 10_000),
        ("310000", BEDRAG, 31_000_000),
        ("-12.34", VOORSCHOT, -1234),
        ("11030", INWONERTAL, 11030),
        ("2024", JAARTAL, 2024),
        ("2024-03", MAAND, date(2024, 3, 1)),
        ("2024-02-29", DATUM, date(2024, 2, 29)),
        ("JA", JANEE, True),
        ("nee", JANEE, False),
        ("Kosten", SLEUTEL, Verdeelsleutel.KOSTEN),
        ("te bevestigen", UREN.kolom("status"), Status.TE_BEVESTIGEN),
        ("ja", GELDIG, True),
        ("vervallen", GELDIG, False),
        ("nee", GELDIG, False),
        ("gm0755", UREN.kolom("code"), "GM0755"),
        ("Den Bosch", UREN.kolom("code"), "Den Bosch"),
        ("1001", MEDEWERKER, "1001"),
    ],
)
def test_een_csv_tekst_wordt_de_waarde_in_de_eenheid_van_het_model(tekst: str, kolom: Invoerkolom, waarde: Any) -> None:
    uitkomst = uit_tekst(tekst, kolom)
    assert (uitkomst, type(uitkomst)) == (waarde, type(waarde))


@pytest.mark.parametrize(
    ("tekst", "kolom", "wat", "doen"),
    [
        ("7,5", UUR, '"7,5" heeft een decimale komma.', "Schrijf 7.5, met een punt."),
        ("1.234,56", BEDRAG, '"1.234,56" heeft een decimale komma.', "Schrijf 1234.56, met een punt."),
        ("8 uur", UUR, '"8 uur" is geen getal.', "Schrijf alleen cijfers, met een punt voor de decimalen."),
        ("7.255", UUR, "7.255 is fijner dan een honderdste uur.", "Rond de uren af op twee decimalen."),
        ("0.001", BEDRAG, "0.001 is fijner dan een cent.", "Rond het bedrag af op twee decimalen."),
        ("156.538", INWONERTAL, "156.538 is geen geheel getal.", "Vul een geheel getal in."),
        ("-1", UUR, "-1 is negatief.", "Vul een waarde van 0 of meer in."),
        ("100.01", PERCENTAGE, "100.01 % ligt boven de 100 %.", "Vul een percentage van 0 tot en met 100 in."),
        ("1999", JAARTAL, "1999 ligt niet tussen 2000 en 2100.", "Vul een jaartal tussen 2000 en 2100 in."),
        ("1-3-2024", DATUM, '"1-3-2024" is geen datum.', None),
        ("2023-02-29", DATUM, '"2023-02-29" is geen datum.', None),
        ("2024-13", MAAND, '"2024-13" is geen maand.', "Schrijf de maand als jaar-maand, bijvoorbeeld 2024-03."),
        ("2024-03-01", MAAND, '"2024-03-01" is geen maand.', None),
        ("0204-03", MAAND, "0204-03 ligt niet tussen 2000 en 2100.", None),
        ("misschien", JANEE, '"misschien" is geen ja of nee.', "Vul ja of nee in."),
        ("omzet", SLEUTEL, '"omzet" is hier geen keuze.', "Kies uit: inwoners, kosten, uren, capaciteit."),
        ("  ", UUR, "is leeg, maar verplicht.", "Vul een aantal uren (desnoods 0) in."),
        ("9" * 40, UUR, f"{'9' * 40} is te groot.", None),
    ],
)
def test_een_csv_tekst_die_niet_klopt_zegt_wat_er_staat_en_wat_te_doen(
    tekst: str, kolom: Invoerkolom, wat: str, doen: str | None
) -> None:
    with pytest.raises(WaardeFout) as fout:
        uit_tekst(tekst, kolom)
    assert fout.value.wat == wat
    assert fout.value.doen == doen or (doen is None and fout.value.doen)


@pytest.mark.parametrize(
    ("cel", "kolom", "waarde"),
    [
        (7.25, UUR, 725),
        (7.249999999999999, UUR, 725),
        (7, UUR, 700),
        (0, UUR, 0),
        (0.1705, PERCENTAGE, 1705),
        (0.28999999999999998, PERCENTAGE, 2900),
        (1, PERCENTAGE, 10_000),
        (0.1 + 0.2, BEDRAG, 30),
        (datetime(2024, 3, 1), MAAND, date(2024, 3, 1)),
        (date(2024, 3, 31), DATUM, date(2024, 3, 31)),
        (1001, MEDEWERKER, "1001"),
        (1001.0, MEDEWERKER, "1001"),
        ("Vervallen", GELDIG, False),
        (2024.0, JAARTAL, 2024),
        (" GM0755", UREN.kolom("code"), "GM0755"),
        ("s-Hertogenbosch", GEMEENTEN.kolom("naam"), "s-Hertogenbosch"),
        ("=is geen formule", MEDEWERKER, "=is geen formule"),
    ],
)
def test_een_cel_wordt_de_waarde_in_de_eenheid_van_het_model(cel: Any, kolom: Invoerkolom, waarde: Any) -> None:
    uitkomst = uit_cel(cel, kolom)
    assert (uitkomst, type(uitkomst)) == (waarde, type(waarde))


@pytest.mark.parametrize(
    ("cel", "kolom", "wat", "doen"),
    [
        ("7,5", UUR, '"7,5" is tekst, geen getal.', None),
        (True, UUR, "WAAR is een logische waarde, geen getal.", None),
        (datetime(2024, 7, 5), UUR, "5-7-2024 is een datum, geen getal.", None),
        (time(8, 0), UUR, "08:00 is een tijd, geen getal.", None),
        (Foutwaarde("#N/A"), UUR, "bevat de foutwaarde #N/A.", "Vul de waarde zelf in."),
        ("#REF!", MEDEWERKER, "bevat de foutwaarde #REF!.", "Vul de waarde zelf in."),
        (Formule("SUM(A1:A2)"), UUR, "bevat een formule; hier hoort een ingevulde waarde.", "Vul de waarde zelf in."),
        (Formule(""), MEDEWERKER, "bevat een formule; hier hoort een ingevulde waarde.", None),
        (None, UUR, "is leeg, maar verplicht.", "Vul een aantal uren (desnoods 0) in."),
        (" \xa0", UUR, "is leeg, maar verplicht.", None),
        (-1, UUR, "-1 is negatief.", "Vul een waarde van 0 of meer in."),
        (7.255, UUR, "7,255 is fijner dan een honderdste uur.", "Rond de uren af op twee decimalen."),
        (17.05, PERCENTAGE, "1705 % ligt boven de 100 %.", "Vul een percentage van 0 tot en met 100 in."),
        (0.170512, PERCENTAGE, "17,0512 % is fijner dan een basispunt (0,01 %).", None),
        (10**9 + 1, BEDRAG, "1000000001 is te groot om in een spreadsheet exact te rekenen.", None),
        (-(10**9) - 1, VOORSCHOT, "-1000000001 is te groot om in een spreadsheet exact te rekenen.", None),
        (1e300, BEDRAG, "1,000e+300 is te groot om in een spreadsheet exact te rekenen.", None),
        (float("inf"), UUR, "een oneindig getal is te groot.", None),
        (45352, DATUM, "45352 is een getal zonder datumopmaak.", None),
        ("1-3-2024", DATUM, '"1-3-2024" is tekst, geen datum.', None),
        (datetime(2024, 3, 1, 12), DATUM, "1-3-2024 is een datum met een tijd.", None),
        (
            datetime(2024, 3, 15),
            MAAND,
            "15-3-2024 is niet de eerste dag van een maand.",
            "Typ de eerste van de maand: 1-3-2024.",
        ),
        (1.5, MEDEWERKER, "1,5 is een getal, geen tekst.", None),
        (datetime(2024, 1, 2), MEDEWERKER, "2-1-2024 is een datum, geen tekst.", None),
        ("kernlid ", UREN.kolom("rol"), '"kernlid " begint of eindigt met een spatie.', "Haal de spatie weg."),
        ("ja ", JANEE, '"ja " begint of eindigt met een spatie.', "Vul ja of nee in, zonder spatie."),
        (True, JANEE, "WAAR is een logische waarde, geen ja of nee.", "Vul ja of nee in."),
        (1, SLEUTEL, "1 is een getal, geen keuze.", "Kies uit: inwoners, kosten, uren, capaciteit."),
        (755, UREN.kolom("code"), "755 is een getal, geen gemeente.", None),
        (0, TARIEVEN.kolom("productieve_uren_h"), "0 is te klein.", "Vul een waarde boven 0 in."),
    ],
)
def test_een_cel_die_niet_klopt_zegt_wat_er_staat_en_wat_te_doen(
    cel: Any, kolom: Invoerkolom, wat: str, doen: str | None
) -> None:
    with pytest.raises(WaardeFout) as fout:
        uit_cel(cel, kolom)
    assert fout.value.wat == wat
    assert fout.value.doen == doen or (doen is None and fout.value.doen)


@pytest.mark.parametrize("soort", Kolomsoort)
@pytest.mark.parametrize(
    "groot", [10**400, -(10**400), 10**5000, 10**15, 1e308, float("inf"), float("nan"), "9" * 5000], ids="abcdefgh"
)
def test_a_number_that_no_cell_holds_is_a_clear_error_in_every_kind_of_column(soort: Kolomsoort, groot: Any) -> None:
    kolom = next(kolom for tabel in TABELLEN for kolom in tabel.kolommen if kolom.soort is soort)
    if isinstance(groot, str) and soort in (Kolomsoort.TEKST, Kolomsoort.CODE):
        assert uit_cel(groot, kolom) == groot
        return
    with pytest.raises(WaardeFout) as fout:
        uit_cel(groot, kolom)
    assert isinstance(groot, str) or len(fout.value.wat) < 100


def test_leeg_is_geen_nul_maar_de_standaard_van_de_kolom() -> None:
    assert uit_cel(None, TARIEVEN.kolom("uurtarief_ct")) is None
    assert uit_tekst("", TARIEVEN.kolom("uurtarief_ct")) is None
    assert uit_cel(" ", UREN.kolom("bron")) == ""
    assert uit_cel(None, GELDIG) is True
    assert uit_tekst("", GELDIG) is True


@pytest.mark.parametrize("kolom", [k for tabel in TABELLEN for k in tabel.kolommen], ids=lambda k: k.kop)
def test_een_lege_verplichte_waarde_is_in_elke_kolom_een_fout(kolom: Invoerkolom) -> None:
    for lees, leeg in ((uit_tekst, ""), (uit_cel, None)):
        if kolom.verplicht:
            with pytest.raises(WaardeFout, match="is leeg, maar verplicht"):
                lees(leeg, kolom)
        else:
            lees(leeg, kolom)


@given(st.integers(min_value=0, max_value=10**11))
def test_elk_bedrag_dat_een_cel_kan_bevatten_komt_er_op_de_cent_uit(ct: int) -> None:
    assert uit_cel(ct / 100, BEDRAG) == ct


@given(st.integers(min_value=0, max_value=10_000))
def test_elk_percentage_in_basispunten_komt_ongewijzigd_uit_een_cel(bp: int) -> None:
    assert uit_cel(bp / 10_000, PERCENTAGE) == bp


GEK = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.datetimes(), st.dates(), st.times(),
    st.timedeltas(), st.builds(Formule, st.text()), st.builds(Foutwaarde, st.text()),
)  # fmt: skip


@given(GEK, st.sampled_from([k for tabel in TABELLEN for k in tabel.kolommen]))
def test_wat_er_ook_in_een_cel_staat_er_komt_een_waarde_of_een_waardefout_uit(cel: Any, kolom: Invoerkolom) -> None:
    try:
        waarde = uit_cel(cel, kolom)
    except WaardeFout:
        return
    if (
        kolom.soort in (Kolomsoort.UREN, Kolomsoort.BEDRAG, Kolomsoort.PERCENTAGE, Kolomsoort.GEHEEL, Kolomsoort.JAAR)
        and waarde is not None
    ):
        assert type(waarde) is int


@given(st.text(), st.sampled_from([k for tabel in TABELLEN for k in tabel.kolommen]))
def test_wat_er_ook_in_een_csv_staat_er_komt_een_waarde_of_een_waardefout_uit(tekst: str, kolom: Invoerkolom) -> None:
    with suppress(WaardeFout):
        uit_tekst(tekst, kolom)


SCHAAL = UREN.kolom("schaal")


@pytest.mark.parametrize(
    ("tekst", "schaal"),
    [("10", 10), (" 10", 10), ("10.0", 10), ("10A", "10A"), ("10 a", "10A"), ("schaal 11a", "11A"), ("30", 30)],
)
def test_een_schaal_in_een_csv_is_een_code_in_elke_schrijfwijze(tekst: str, schaal: int | str) -> None:
    assert uit_tekst(tekst, SCHAAL) == schaal


@pytest.mark.parametrize("tekst", ["31", "0", "-1", "10.5", "10,5", "elf", "10AB", "1E5", "10-11", "NaN", "1e400"])
def test_wat_geen_schaal_is_wordt_in_een_csv_genoemd(tekst: str) -> None:
    with pytest.raises(WaardeFout) as fout:
        uit_tekst(tekst, SCHAAL)
    assert (fout.value.wat, fout.value.doen) == (
        f'"{tekst}" is geen schaal.',
        "Vul een getal van 1 tot en met 30 in, zo nodig met een letter erachter (10A).",
    )


@pytest.mark.parametrize(
    ("cel", "schaal"), [(10, 10), (10.0, 10), ("10", 10), (" 10", 10), ("10A", "10A"), ("10 a", "10A")]
)
def test_een_schaal_in_een_cel_is_een_code_in_elke_schrijfwijze(cel: object, schaal: int | str) -> None:
    assert uit_cel(cel, SCHAAL) == schaal


@pytest.mark.parametrize(
    ("cel", "wat"),
    [
        (10.5, "10,5 is geen schaal."),
        (31, "31 is geen schaal."),
        (-10, "-10 is geen schaal."),
        (1e300, "1,000e+300 is geen schaal."),
        ("elf", '"elf" is geen schaal.'),
        (True, "WAAR is een logische waarde, geen schaal."),
        (time(10, 0), "10:00 is een tijd, geen schaal."),
        (datetime(2024, 7, 5), "5-7-2024 is een datum, geen schaal."),
        (None, "is leeg, maar verplicht."),
    ],
)
def test_wat_geen_schaal_is_wordt_in_een_cel_genoemd(cel: object, wat: str) -> None:
    with pytest.raises(WaardeFout) as fout:
        uit_cel(cel, SCHAAL)
    assert fout.value.wat == wat


@pytest.mark.parametrize(
    ("cel", "wat", "doen"),
    [
        ("10", '"10" staat als tekst in de cel; de formules herkennen het zo niet.', "Typ 10."),
        ("10 a", '"10 a" is schaal 10A; de formules herkennen het zo niet.', "Typ 10A."),
        (" 10A", '" 10A" is schaal 10A; de formules herkennen het zo niet.', "Typ 10A."),
    ],
)
def test_in_een_master_staat_een_schaal_zoals_een_formule_haar_vindt(cel: str, wat: str, doen: str) -> None:
    with pytest.raises(WaardeFout) as fout:
        uit_mastercel(cel, SCHAAL)
    assert (fout.value.wat, fout.value.doen) == (wat, doen)
    assert [uit_mastercel(goed, SCHAAL) for goed in (10, 10.0, "10A", "10a")] == [10, 10, "10A", "10A"]
    assert uit_mastercel(7.25, UUR) == 725


@pytest.mark.parametrize(
    ("tekst", "kolom", "waarde"),
    [
        ("-1234,56", GETEKEND, -123456),
        ("− € 1.234,56", GETEKEND, -123456),
        ("1234.5", BEDRAG, 123450),
        ("1.234", BEDRAG, 123400),
        ("7,25 uur", UUR, 725),
        ("2,5", PERCENTAGE, 250),
        ("50 %", PERCENTAGE, 5000),
        ("2027", JAARTAL, 2027),
        ("1-3-2024", DATUM, date(2024, 3, 1)),
        ("2024-03-01", DATUM, date(2024, 3, 1)),
        ("1 maart 2024", DATUM, date(2024, 3, 1)),
    ],
)
def test_what_a_person_types_is_read_in_both_notations(tekst: str, kolom: Invoerkolom, waarde: Any) -> None:
    assert uit_getypt(tekst, kolom) == waarde


@pytest.mark.parametrize(
    ("tekst", "kolom", "wat", "doen"),
    [
        ("1,234.56", BEDRAG, '"1,234.56" is geen getal.', "Typ bijvoorbeeld 1234,56."),
        ("12,5e2", BEDRAG, '"12,5e2" is geen getal.', "Typ bijvoorbeeld 1234,56."),
        ("0,001", BEDRAG, "0,001 is fijner dan een cent.", "Rond het bedrag af op twee decimalen."),
        ("acht", UUR, '"acht" is geen getal.', "Typ bijvoorbeeld 7,25."),
        ("101 %", PERCENTAGE, "101 % ligt boven de 100 %.", "Vul een percentage van 0 tot en met 100 in."),
        ("31-2-2024", DATUM, '"31-2-2024" is geen datum.', "Typ de datum als dag-maand-jaar, bijvoorbeeld 31-12-2026."),
    ],
)
def test_what_cannot_be_read_says_what_to_type(tekst: str, kolom: Invoerkolom, wat: str, doen: str) -> None:
    with pytest.raises(WaardeFout) as fout:
        uit_getypt(tekst, kolom)
    assert (fout.value.wat, fout.value.doen) == (wat, doen)
