"""``via-xl bewijs`` records a document that proves an input, with its SHA-256 and a copy beside the master."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hulp.kleine_master import OSS, REGELING
from hulp.runs import kleine_master

from via_xl.basis.bevinding import InvoerFout
from via_xl.lezen.master import Master, lees_master
from via_xl.opdrachten.cli import main
from via_xl.regeling.model import Bewijsonderwerp, Bewijsstuk, Regeling, Status
from via_xl.wijzigen.bewijsnoteren import BEWIJS
from via_xl.wijzigen.wijziging import Wijziging

VANDAAG = date(2025, 3, 1)
INHOUD = b"%PDF-1.7 functieboek"


@pytest.fixture
def bron(tmp_path: Path) -> Path:
    """A document that lies elsewhere than the master."""
    (tmp_path / "post").mkdir()
    pad = tmp_path / "post" / "schaal_oss.pdf"
    pad.write_bytes(INHOUD)
    return pad


def wijziging(bron: Path, regeling: Regeling = REGELING, **anders: Any) -> Wijziging:
    master = bron.parents[1] / "werk" / "via_master.xlsx"
    gezegd = {
        "onderwerp": "schaal",
        "gemeente": "oss",
        "bewaren_tot": "31-12-2033",
        "op": "15-1-2025",
        "opmerking": "P&O",
    }
    return BEWIJS.werk_uit(Master(master, regeling, 2024, None, {}), VANDAAG, **{"bestand": bron} | gezegd | anders)


def test_a_document_becomes_a_row_with_its_hash_and_a_copy(bron: Path, tmp_path: Path) -> None:
    uit = wijziging(bron)
    (rij,) = uit.toegepast(REGELING).bewijsstukken
    assert rij == Bewijsstuk(
        onderwerp=Bewijsonderwerp.SCHAAL,
        code=OSS,
        jaar=2024,
        bestand="bewijsstukken/2024/schaal_oss.pdf",
        sha256=hashlib.sha256(INHOUD).hexdigest(),
        bewaren_tot=date(2033, 12, 31),
        opmerking="P&O",
        bron="schaal_oss.pdf",
        datum=date(2025, 1, 15),
        status=Status.VASTGESTELD,
    )
    with uit.bijlage as stukken:
        stukken.schrijf()
        assert (tmp_path / "werk" / rij.bestand).read_bytes() == INHOUD
    (log,) = uit.toegepast(REGELING).logboek[len(REGELING.logboek) :]
    assert log.opmerking == "bewijs van schaal van Oss over 2024: bewijsstukken/2024/schaal_oss.pdf"


def test_of_the_region_to_be_confirmed_and_in_a_word_that_says_enough(bron: Path) -> None:
    uit = wijziging(bron, onderwerp="POK", gemeente="", bewaren_tot="", op="", te_bevestigen=True)
    (rij,) = uit.toegepast(REGELING).bewijsstukken
    assert (rij.onderwerp, rij.code, rij.status) == (Bewijsonderwerp.POK, "", Status.TE_BEVESTIGEN)
    assert (rij.bewaren_tot, rij.datum) == (None, None)


def test_all_that_is_wrong_is_said_at_once(bron: Path) -> None:
    with pytest.raises(InvoerFout, match="niet vastgelegd; er is niets gewijzigd") as fout:
        wijziging(
            bron, onderwerp="salaris", gemeente="Parijs", bestand=bron.parent, op="2-3-2025", bewaren_tot="1-1-2025"
        )
    assert [b.cel for b in fout.value.bevindingen] == ["onderwerp", "gemeente", "bestand", "dag", "bewaren tot"]
    assert all(b.doen for b in fout.value.bevindingen)
    bron.write_bytes(b"")
    with pytest.raises(InvoerFout) as fout:
        wijziging(bron)
    assert [b.wat for b in fout.value.bevindingen] == [f"{bron} is leeg."]
    bron.write_bytes(b"x")
    with pytest.raises(InvoerFout) as fout:
        wijziging(bron)
    assert [b.wat for b in fout.value.bevindingen] == [
        "schaal_oss.pdf is geen PDF, al heet het zo; het is beschadigd of iets anders."
    ]
    zelf = bron.parents[1] / "werk" / "via_master.xlsx"
    zelf.parent.mkdir()
    zelf.write_bytes(INHOUD)
    with pytest.raises(InvoerFout) as fout:
        wijziging(bron, bestand=zelf)
    assert [b.wat for b in fout.value.bevindingen] == ["via_master.xlsx is de master zelf, en die verandert hierdoor."]


def test_the_same_document_is_recorded_once_and_of_another_year_again(bron: Path) -> None:
    al = wijziging(bron).toegepast(REGELING)
    with pytest.raises(InvoerFout) as fout:
        wijziging(bron, al)
    assert "staat bij dit onderwerp, deze gemeente en 2024 al" in fout.value.bevindingen[0].wat
    assert len(wijziging(bron, al, gemeente="").toegepast(al).bewijsstukken) == 2


@pytest.mark.lang(een_op=12)  # a master on disk; the sheet and the copy have sisters in every run
def test_the_command_puts_it_in_the_master(bron: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    master = kleine_master(tmp_path / "werk")
    opties = ["--onderwerp", "schaal", "--gemeente", "Oss", "--bestand", str(bron)]
    assert main(["bewijs", str(master), *opties]) == 0
    assert "Genoteerd: Bewijs van schaal van Oss over 2024" in capsys.readouterr().out
    (rij,) = lees_master(master).regeling.bewijsstukken
    assert (master.parent / rij.bestand).read_bytes() == INHOUD
