"""What a person doesn't see of an hour sheet, or sees as another number, keeps it out; what they do see, doesn't."""

from __future__ import annotations

import functools
import tempfile
from datetime import date
from pathlib import Path

import pytest
from hulp.kleine_master import blad_deel
from hulp.libreoffice import herbereken
from hulp.ongezien import GEWOON, ONGEZIEN, Ongezien, Pakket
from urenstaat.slechte_staten import NAAM, goed_boek, regeling

from via_xl.basis.bevinding import Bevinding, Ernst
from via_xl.lezen.zicht import Bladzicht
from via_xl.urenstaat import sjabloon
from via_xl.urenstaat.gelezen import Kader
from via_xl.urenstaat.inlezen import lees_inhoud

CEL = "E17"


@functools.cache
def _goed() -> tuple[bytes, str]:
    with tempfile.TemporaryDirectory() as plek:
        pad = Path(plek) / NAAM
        goed_boek().bewaar(pad)
        return pad.read_bytes(), blad_deel(pad, sjabloon.BLAD)


def _pakket() -> Pakket:
    return Pakket.van(*_goed(), CEL, "33.75")


def _bevindingen(inhoud: bytes) -> tuple[Bevinding, ...]:
    kader = Kader(regeling(), frozenset(), 2024, tekst_als_getal=False, heden=date(2026, 1, 1))
    return lees_inhoud(kader, (Path(NAAM), "", inhoud)).bevindingen


def _fouten(pakket: Pakket) -> list[Bevinding]:
    return [b for b in _bevindingen(pakket.als_bytes()) if b.ernst is Ernst.FOUT and "het totaal zegt" not in b.wat]


@pytest.mark.parametrize("soort", ONGEZIEN, ids=str)
def test_what_is_not_seen_is_an_error_that_names_the_cell(soort: Ongezien) -> None:
    pakket = _pakket()
    soort.doe(pakket)
    fouten = _fouten(pakket)
    gezegd = [b for b in fouten if soort.staat in b.wat]
    assert gezegd, fouten
    assert CEL in f"{gezegd[0].cel} {gezegd[0].wat}" or gezegd[0].cel in ("rij 17", "kolom E")
    assert gezegd[0].doen


@pytest.mark.lang(een_op=40)
@pytest.mark.parametrize("soort", [soort for soort in ONGEZIEN if "toont" not in soort.staat], ids=str)
def test_nothing_else_than_the_one_notion_finds_it(soort: Ongezien, monkeypatch: pytest.MonkeyPatch) -> None:
    pakket = _pakket()
    soort.doe(pakket)
    monkeypatch.setattr(Bladzicht, "waarom", lambda *_: "")
    monkeypatch.setattr(Bladzicht, "wisselingen", lambda *_: [])
    monkeypatch.setattr(Bladzicht, "bedekt", [])
    monkeypatch.setattr(Bladzicht, "buiten_bereik", (0, 0))
    monkeypatch.setattr(Bladzicht, "rij_verborgen", lambda *_, **__: False)
    monkeypatch.setattr(Bladzicht, "kolom_verborgen", lambda *_: False)
    assert soort.soort == "rij verborgen" or _fouten(pakket) == []


@pytest.mark.parametrize("soort", GEWOON)
def test_what_is_seen_is_no_error(soort: str) -> None:
    pakket = _pakket()
    GEWOON[soort](pakket)
    assert _fouten(pakket) == []


def test_a_remark_that_is_struck_through_is_only_told() -> None:
    pakket = Pakket.van(*_goed(), "S17", "8")
    pakket.stijl('<strike/><sz val="10"/>')
    gezegd = [b for b in _bevindingen(pakket.als_bytes()) if b.cel == "S17" and "is doorgehaald" in b.wat]
    assert [b.ernst for b in gezegd] == [Ernst.WAARSCHUWING]


@pytest.mark.motoren
def test_an_example_sheet_as_libreoffice_saves_it_has_no_error(tmp_path: Path) -> None:
    voorbeelden = sorted((Path(__file__).parents[2] / "workbooks" / "voorbeeld-urenstaten").glob("*.xlsx"))
    for pad in (*voorbeelden, *herbereken(voorbeelden[:2], tmp_path)):
        assert [b for b in _bevindingen(pad.read_bytes()) if b.ernst is Ernst.FOUT or "kleur" in b.wat] == []
