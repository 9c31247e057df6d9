"""Who delivered or signed for another gemeente is found in any part, also where the program itself would put the name."""

from __future__ import annotations

from datetime import date

import pytest
from hulp.kleine_master import BOEKEL, HB, OSS, REGELING, SCHAALBEWIJS
from msgspec.structs import replace

from via_xl.bewijs.personen import personen_van_anderen, van_anderen_in

UREN = REGELING.uren[0]


def _met(*wie: tuple[str, str]) -> dict[str, str]:
    uren = tuple(replace(UREN, code=code, medewerker=naam) for code, naam in wie)
    return personen_van_anderen(
        replace(REGELING, uren=uren, akkoorden=(), urenstaten=(), aandachtspunten=()), 2024, [BOEKEL]
    )


def test_who_is_also_ones_own_is_no_secret() -> None:
    assert _met((OSS, "OS-01"), (HB, "HB-01"), (BOEKEL, "BO-01")) == {"OS-01": "Oss", "HB-01": "'s-Hertogenbosch"}
    assert _met((OSS, "OS-01"), (BOEKEL, "os-01 ")) == _met((OSS, "OS-01"), (BOEKEL, "os 1\u200b")) == {}


@pytest.mark.parametrize(
    ("tot", "jaar", "van_oss"),
    [
        (date(2024, 6, 30), 2024, {}),
        (date(2024, 12, 31), 2025, {}),
        (date(2024, 12, 31), 2024, {"OS-01": "Oss", "oss.xlsx": "Oss"}),
        (date(2024, 6, 30), 2023, {"OS-01": "Oss", "oss.xlsx": "Oss"}),
    ],
)
def test_who_delivered_for_what_went_into_a_gemeente_is_its_own_from_that_year_on(
    tot: date, jaar: int, van_oss: dict[str, str]
) -> None:
    gemeenten = tuple(replace(g, tot=tot, opvolger=BOEKEL) if g.code == OSS else g for g in REGELING.gemeenten)
    uren = (replace(UREN, code=OSS, medewerker="OS-01"), replace(UREN, code=HB, medewerker="HB-01"))
    regeling = replace(REGELING, gemeenten=gemeenten, uren=uren, akkoorden=())
    assert personen_van_anderen(regeling, jaar, [BOEKEL]) == {"HB-01": "'s-Hertogenbosch"} | van_oss


@pytest.mark.parametrize(
    ("wie", "deel", "gevonden"),
    [
        ("OS-01", "<t>akkoord van OS-01 ontbreekt</t>", True),
        ("OS-01", '<c r="A1" comment="OS-01"/>', True),
        ("OS-01", "<t>OS-012</t>", False),
        ("J. de Vries", "<dc:title>J. de Vries</dc:title>", True),
        ("OS1", '<c r="OS1"/><f>OS1+1</f>', False),
        ("OS1", '<t xml:space="preserve">van OS1</t>', True),
        ("OS-01", "<t>uren van OS\u201101 in mei</t>", True),
        ("OS-01", "<t>os 01</t>", True),
        ("OS-01", "<t>\u041eS01\u200b</t>", True),
        ("OS\u2011001", "<t>OS-01</t>", True),
        ("OS-01", "<v>OS</v><v>01</v>", False),
        ("V-12", '<c r="V12"><v>12</v></c>', False),
        ("V-12", "<t>v 12</t>", True),
        ("Jan", "<t>jan</t>", False),
        ("Jan", "<t>van Jan</t>", True),
        ("V-12", "<t>V12</t>", False),
        ("A & B 1", "<t>A &amp; B 1</t>", True),
        ("1001", "<v>1001</v><t>1001 uur</t>", False),
        ("1001", "<a:t>1001</a:t>", True),
        ("OS-01", "<t>bewijsstukken/2024/verklaring_OS-01.pdf</t>", True),
        ("OS-01", "<t>uren_os_01_mei.xlsx</t>", True),
        ("Jansen", "<t>besluit_Jansen.pdf</t>", True),
    ],
)
def test_a_person_of_another_is_found_and_a_number_or_a_cell_is_nobody(wie: str, deel: str, gevonden: bool) -> None:
    regeling = replace(REGELING, uren=(replace(UREN, code=OSS, medewerker=wie),), akkoorden=(), urenstaten=())
    gezegd = list(van_anderen_in(regeling, 2024, [BOEKEL], "b.xlsx", {"xl/x.xml": deel.encode()}))
    assert [b.wat for b in gezegd] == ([f'hierin staat "{wie}", van Oss.'] if gevonden else [])
    assert list(van_anderen_in(regeling, 2024, [BOEKEL, OSS], "b.xlsx", {"xl/x.xml": deel.encode()})) == []


def test_the_file_of_another_is_found_by_its_name_in_whatever_folder() -> None:
    stuk = replace(SCHAALBEWIJS, bestand="bewijsstukken\\2024\\Schaal Jansen.pdf")
    regeling = replace(REGELING, bewijsstukken=(stuk, replace(stuk, code="", bestand="map/besluit.pdf")))
    deel = {"xl/x.xml": b"<t>elders/schaal_jansen.pdf, map/besluit.pdf</t>"}
    assert [b.wat for b in van_anderen_in(regeling, 2024, [BOEKEL], "b", deel)] == [
        'hierin staat "Schaal Jansen.pdf", van Oss.'
    ]
    assert list(van_anderen_in(regeling, 2024, [OSS], "b", deel)) == []


def test_the_name_of_a_part_counts_too() -> None:
    regeling = replace(REGELING, uren=(replace(UREN, code=OSS, medewerker="OS-01"),), akkoorden=(), urenstaten=())
    assert len(list(van_anderen_in(regeling, 2024, [BOEKEL], "b", {"xl/OS-01.xml": b""}))) == 1
