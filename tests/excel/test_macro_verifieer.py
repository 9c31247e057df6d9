"""The macro Verifieer: one message, with the file, sheet and cell of what is wrong."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import pytest
from hulp.kleine_master import bewerk_deel
from hulp.runs import kleine_master
from hulp.vervalsen import hash_opnieuw

from via_xl.basis.bevinding import Ernst, InvoerFout
from via_xl.excel.macros.versies import verifieer as voer_uit
from via_xl.jaarrun import jaarrun

GEEN_BOEK = cast("Any", None)


@pytest.mark.lang(een_op=1)  # two verifications; the command has the same test in every run
def test_it_says_that_all_is_in_order_and_else_which_cell_of_which_file_is_not(tmp_path: Path) -> None:
    versiemap = jaarrun(kleine_master(tmp_path)).map
    stappen: list[str] = []
    goed = voer_uit(GEEN_BOEK, str(versiemap), lambda wat, _klaar, _totaal: stappen.append(wat))
    assert goed.ernst is not Ernst.FOUT
    assert "alles is in orde" in goed.tekst
    assert len(stappen) > 20
    pad = next(versiemap.glob("*Boekel*"))
    bewerk_deel(pad, "xl/worksheets/sheet1.xml", lambda xml: xml.replace(b"<v>173.31</v>", b"<v>173.32</v>", 1))
    hash_opnieuw(versiemap)
    mis = voer_uit(GEEN_BOEK, str(versiemap), lambda *_: None)
    assert mis.ernst is Ernst.FOUT
    assert "NIET IN ORDE" in mis.tekst
    assert f"{pad.name} Afrekening!" in mis.tekst


def test_a_folder_that_is_no_version_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvoerFout, match="geen versiemap"):
        voer_uit(GEEN_BOEK, str(tmp_path), lambda *_: None)
