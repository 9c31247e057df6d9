"""What counts in a master and is not seen, or seen as another number, is told with its cell; it stops nothing."""

from __future__ import annotations

import functools
import re
import shutil
import tempfile
import time
from pathlib import Path

import pytest
from hulp.kleine_master import blad_deel, schrijf
from hulp.lang import eerste_vlug
from hulp.libreoffice import herbereken
from hulp.officierswerk import WERK
from hulp.ongezien import GEWOON, ONGEZIEN, Ongezien, Pakket

from via_xl.basis.bevinding import Ernst
from via_xl.lezen.master import Master, lees_master

CEL = "G5"
MASTER = Path(__file__).parents[2] / "workbooks" / "via_master.xlsx"


@functools.cache
def _goed() -> tuple[bytes, str]:
    with tempfile.TemporaryDirectory() as plek:
        pad = schrijf(Path(plek) / "master.xlsx")
        return pad.read_bytes(), blad_deel(pad, "Uren")


def _pakket() -> Pakket:
    return Pakket.van(*_goed(), CEL, "33.75")


def _lees(pakket: Pakket, werkmap: Path) -> Master:
    (werkmap / "master.xlsx").write_bytes(pakket.als_bytes())
    return lees_master(werkmap / "master.xlsx")


VLUG = {
    "wit door de tint",
    "kleur 2",
    "een ander getal",
    "hele uren",
    "procenten",
    "rij verborgen",
    "kolom verborgen",
} | {
    *(
        "buiten bereik",
        "wit als het niet na te gaan is",
        "een ander getal bij een voorwaarde",
        "afbeelding aan een cel",
        "knop",
    )
}
"""Of each way of judging a kind; the hour sheets have all of them in every run, by the same notion."""


@pytest.mark.parametrize(
    "soort",
    [s if s.soort in VLUG else pytest.param(s, marks=pytest.mark.lang(een_op=16)) for s in ONGEZIEN],
    ids=str,
)
def test_what_is_not_seen_is_told_and_counts(soort: Ongezien, tmp_path: Path) -> None:
    pakket = _pakket()
    soort.doe(pakket)
    master = _lees(pakket, tmp_path)
    assert [regel.uren_h for regel in master.regeling.uren] == [725, 3375, 50, 9900]
    gezegd = [b for b in master.bevindingen if soort.master and soort.master in b.wat]
    assert bool(gezegd) is bool(soort.master), master.bevindingen
    if not soort.master:
        return
    assert (gezegd[0].blad, gezegd[0].ernst) == ("Uren", Ernst.WAARSCHUWING)
    assert gezegd[0].cel in (CEL, "rij 5", "rij 4", "G4")
    assert len(master.bevindingen) == 1


@pytest.mark.parametrize("soort", eerste_vlug(GEWOON, 5))
def test_what_is_seen_is_no_remark(soort: str, tmp_path: Path) -> None:
    pakket = _pakket()
    GEWOON[soort](pakket)
    assert _lees(pakket, tmp_path).bevindingen == ()


def test_a_filter_and_a_folded_group_are_the_officers(tmp_path: Path) -> None:
    gevouwen = _pakket()
    gevouwen.maat_van_rij('hidden="1" outlineLevel="1"')
    assert _lees(gevouwen, tmp_path).bevindingen == ()

    gefilterd = _pakket()
    gefilterd.maat_van_rij('hidden="1"')
    tabel = next(naam for naam, inhoud in gefilterd.delen.items() if 'displayName="tblUren"' in inhoud)
    kolom = '<filterColumn colId="0"><filters><filter val="GM0755"/></filters></filterColumn>'
    gefilterd.vervang(tabel, r"<autoFilter ([^>]*)/>", rf"<autoFilter \g<1>>{kolom}</autoFilter>")
    assert _lees(gefilterd, tmp_path).bevindingen == ()


def test_a_table_in_a_dark_style_may_have_white_letters(tmp_path: Path) -> None:
    pakket = _pakket()
    pakket.stijl('<sz val="10"/><color rgb="FFFFFFFF"/>')
    assert len(_lees(pakket, tmp_path).bevindingen) == 1
    tabel = next(naam for naam, inhoud in pakket.delen.items() if 'displayName="tblUren"' in inhoud)
    pakket.vervang(tabel, 'name="TableStyleMedium9"', 'name="TableStyleDark3"')
    assert _lees(pakket, tmp_path).bevindingen == ()


def test_a_look_that_cannot_be_followed_refuses_nothing(tmp_path: Path) -> None:
    pakket = _pakket()
    pakket.stijl('<sz val="10"/><color theme="donker"/>')
    (gezegd,) = _lees(pakket, tmp_path).bevindingen
    assert gezegd.wat == "of alles in deze tabel te zien is, kon niet worden nagegaan."


def test_the_same_reason_is_told_once_with_how_many(tmp_path: Path) -> None:
    pakket = _pakket()
    pakket.stijl('<sz val="10"/><color rgb="FFFFFFFF"/>')
    (stijl,) = re.findall(r'<c r="G5" s="(\d+)"', pakket.delen[pakket.blad])
    for rij in (6, 7):
        pakket.in_blad(f'<c r="G{rij}"', f'<c r="G{rij}" s="{stijl}"')
    (gezegd,) = _lees(pakket, tmp_path).bevindingen
    assert gezegd.wat == (
        "Uren: 33,75 staat er in de kleur van de cel zelf, en is niet te lezen (en nog 2 cellen); 33,75 telt."
    )


def test_the_effort_follows_what_stands_there_and_not_how_far_a_format_reaches(tmp_path: Path) -> None:
    """Conditions that can't be told, over the whole sheet, a thousand times: as fast as over one cell."""
    pakket = _pakket()
    for _ in range(300):
        pakket.voorwaarde('type="expression"><formula>MONTH(TODAY())=13</formula>', _WIT, "A1:XFD1048576")
    begin = time.process_time()
    (gezegd,) = _lees(pakket, tmp_path).bevindingen
    assert "door voorwaardelijke opmaak (en nog 11 cellen)" in gezegd.wat
    assert time.process_time() - begin < 3


_WIT = '<font><color rgb="FFFFFFFF"/></font><fill><patternFill><bgColor rgb="FFFFFFFF"/></patternFill></fill>'


@pytest.mark.lang(een_op=16)  # each is a master that another program wrote
@pytest.mark.parametrize("werk", WERK)
def test_what_an_officer_makes_in_a_master_is_no_remark(werk: str, tmp_path: Path) -> None:
    """Colours, filters, conditional formats, charts: as the officer left them."""
    pad = Path(shutil.copyfile(MASTER, tmp_path / MASTER.name))
    WERK[werk].maak(pad)
    assert lees_master(pad).bevindingen == ()


@pytest.mark.motoren
def test_the_master_as_libreoffice_saves_it_has_no_remark(tmp_path: Path) -> None:
    (pad,) = herbereken([MASTER], tmp_path)
    assert lees_master(pad).bevindingen == lees_master(MASTER).bevindingen == ()
