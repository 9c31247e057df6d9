"""Bringing hour sheets into the inputs: per file all or nothing, nothing deleted, the same file changes nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from hulp.kleine_master import BOEKEL, OSS, REGELING, uren
from msgspec.structs import replace

from via_xl.basis.bevinding import Bevinding, Ernst
from via_xl.regeling.model import Regeling, Status
from via_xl.rekenen.vaststelling import getekende_staten, open_aandachtspunten
from via_xl.urenstaat.gelezen import GelezenUrenstaat
from via_xl.urenstaat.inbrengen import Staatgevolg, breng_in

VANDAAG = date(2025, 2, 1)
LEEG = replace(REGELING, urenstaten=(), aandachtspunten=())
GETEKEND = {"medewerker": date(2025, 1, 10), "leidinggevende": date(2025, 1, 12)}


def staat(sha: str = "a", code: str = OSS, **anders: object) -> GelezenUrenstaat:
    velden = {"regels": (uren(code, 800), uren(code, 400, thema="Anders")), "akkoord": GETEKEND} | anders
    return GelezenUrenstaat(Path("oss.xlsx"), "oss.xlsx", sha * 64, code, 2024, **velden)  # type: ignore[arg-type]


def geldig(regeling: Regeling, code: str) -> list[int]:
    return [regel.uren_h for regel in regeling.uren if regel.geldig and regel.code == code]


def test_the_lines_replace_the_earlier_ones_of_that_gemeente_and_year_and_nothing_is_deleted() -> None:
    nieuw, (inbreng,) = breng_in(LEEG, [staat()], VANDAAG)
    assert geldig(nieuw, OSS) == [800, 400]
    assert geldig(nieuw, BOEKEL) == geldig(LEEG, BOEKEL)
    assert len(nieuw.uren) == len(LEEG.uren) + 2
    assert (inbreng.gevolg, inbreng.regels, inbreng.uren_h) == (Staatgevolg.NIEUW, 2, 1200)
    assert [regel.uren_h for regel in inbreng.vervallen] == geldig(LEEG, OSS)


def test_the_register_says_what_was_read_when_and_who_signed() -> None:
    nieuw, _ = breng_in(LEEG, [staat()], VANDAAG)
    (register,) = nieuw.urenstaten
    assert (register.bestand, register.sha256, register.gelezen_op) == ("oss.xlsx", "a" * 64, VANDAAG)
    assert (register.regels, register.uren_h, register.getekend) == (2, 1200, True)
    assert getekende_staten(nieuw, 2024) == {OSS: 1}


def test_the_same_file_again_changes_nothing() -> None:
    nieuw, _ = breng_in(LEEG, [staat()], VANDAAG)
    weer, (inbreng,) = breng_in(nieuw, [staat()], date(2025, 3, 1))
    assert weer == nieuw
    assert inbreng.gevolg is Staatgevolg.ONGEWIJZIGD


def test_a_corrected_file_makes_its_predecessor_vervallen_and_the_register_keeps_both() -> None:
    eerst, _ = breng_in(LEEG, [staat()], VANDAAG)
    dan, (inbreng,) = breng_in(eerst, [staat("b", regels=(uren(OSS, 900),))], VANDAAG)
    assert inbreng.gevolg is Staatgevolg.VERVANGT
    assert geldig(dan, OSS) == [900]
    assert [(s.sha256[0], s.geldig) for s in dan.urenstaten] == [("a", False), ("b", True)]
    assert len(dan.uren) == len(eerst.uren) + 1


def test_the_first_version_again_after_a_correction_counts_again() -> None:
    eerst, _ = breng_in(LEEG, [staat()], VANDAAG)
    dan, _ = breng_in(eerst, [staat("b", regels=(uren(OSS, 900),))], VANDAAG)
    terug, (inbreng,) = breng_in(dan, [staat()], VANDAAG)
    assert inbreng.gevolg is Staatgevolg.VERVANGT
    assert geldig(terug, OSS) == [800, 400]


def test_a_file_with_an_error_changes_nothing_and_stops_no_other() -> None:
    fout = Bevinding("oss.xlsx", "Urenstaat", "E17", "fout", "verbeter")
    slecht = staat(regels=(), bevindingen=(fout,))
    goed = staat("c", BOEKEL)
    nieuw, gevolgen = breng_in(LEEG, [slecht, goed], VANDAAG)
    assert [inbreng.gevolg for inbreng in gevolgen] == [Staatgevolg.GEWEIGERD, Staatgevolg.NIEUW]
    assert geldig(nieuw, OSS) == geldig(LEEG, OSS)
    assert geldig(nieuw, BOEKEL) == [800, 400]


def test_a_nil_return_is_in_without_lines() -> None:
    nieuw, (inbreng,) = breng_in(LEEG, [staat(regels=(), nihil=True)], VANDAAG)
    assert (inbreng.gevolg, inbreng.regels) == (Staatgevolg.NIEUW, 0)
    assert geldig(nieuw, OSS) == []
    assert getekende_staten(nieuw, 2024) == {OSS: 1}


def test_hours_are_vastgesteld_only_when_both_signed() -> None:
    nieuw, _ = breng_in(LEEG, [staat(), staat("b", BOEKEL, akkoord={"medewerker": VANDAAG})], VANDAAG)
    stand = {regel.code: regel.status for regel in nieuw.uren if regel.geldig and regel.uren_h in (800, 400)}
    assert stand == {OSS: Status.VASTGESTELD, BOEKEL: Status.TE_BEVESTIGEN}
    assert getekende_staten(nieuw, 2024) == {OSS: 1}


def test_a_warning_stays_open_until_a_corrected_sheet_replaces_it() -> None:
    let_op = Bevinding("oss.xlsx", "Urenstaat", "B60", "niet getekend", "vraag een handtekening", Ernst.WAARSCHUWING)
    eerst, _ = breng_in(replace(LEEG, uren=()), [staat(bevindingen=(let_op,))], VANDAAG)
    assert [(punt.plaats, punt.wat) for punt in eerst.aandachtspunten] == [("Urenstaat!B60", "niet getekend")]
    assert open_aandachtspunten(eerst, 2024) == 1
    dan, _ = breng_in(eerst, [staat("b")], VANDAAG)
    assert open_aandachtspunten(dan, 2024) == 0
    assert len(dan.aandachtspunten) == 1


def test_a_late_line_stays_and_what_is_replaced_unexpectedly_is_named() -> None:
    """Late hours of who isn't on the sheet stay; typed lines and those of someone who no longer stands there go, and say so."""
    anders = (
        uren(OSS, 2400, medewerker="M9", maand=date(2024, 11, 1), afrekenjaar=2025, bron="mail van 3 januari"),
        uren(OSS, 500, maand=date(2024, 11, 1), afrekenjaar=2025),
        uren(OSS, 700, medewerker="M8", bron="getypt"),
    )
    met = replace(LEEG, uren=(*LEEG.uren, *anders))
    opnieuw = (uren(OSS, 600, medewerker="m1", maand=date(2024, 11, 1), afrekenjaar=2025),)
    nieuw, (inbreng,) = breng_in(met, [staat(regels=opnieuw)], VANDAAG)
    assert geldig(nieuw, OSS) == [2400, 600]
    typt, *weg = [punt.wat for punt in nieuw.aandachtspunten]
    assert typt == "1 eerdere regel (7,00 uur) die niet uit een urenstaat kwam, is vervallen: M8 03-2024."
    assert weg == [
        "1001 staat niet op deze urenstaat; 1 eerdere regel (100,00 uur) van 2024 is vervallen: 1001 11-2024."
    ]
    assert [b.wat for b in inbreng.bevindingen] == [typt, *weg]


def test_the_late_lines_of_an_earlier_sheet_go_with_it() -> None:
    laat = uren(OSS, 300, medewerker="M7", afrekenjaar=2025, bron="oss.xlsx Urenstaat!F20")
    eerst, _ = breng_in(LEEG, [staat(regels=(laat,))], VANDAAG)
    dan, (inbreng,) = breng_in(eerst, [staat("b")], VANDAAG)
    assert geldig(dan, OSS) == [800, 400]
    assert [regel.medewerker for regel in inbreng.vervallen] == ["M7"]
