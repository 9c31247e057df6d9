"""A master whose macros are signed stays signed when it is changed in place, and its signature is nobody's own work."""

from __future__ import annotations

from pathlib import Path

from hulp.kleine_master import REGELING
from hulp.vba import HANDTEKENINGEN, onderteken

from via_xl.basis.vingerafdruk import delen_van
from via_xl.lezen.master import lees_master
from via_xl.opdrachten import cli
from via_xl.regeling.model import Editie
from via_xl.schrijven.master import maak_master

HANDTEKENING = (
    *("xl/vbaProject.bin", "xl/_rels/vbaProject.bin.rels"),
    *(f"xl/vbaProjectSignature{soort}.bin" for soort in HANDTEKENINGEN),
)


def test_a_change_in_place_keeps_the_signature(tmp_path: Path) -> None:
    pad = tmp_path / "master.xlsm"
    maak_master(REGELING, 2024, editie=Editie.MET_MACROS).bewaar(pad)
    onderteken(pad)
    voor = delen_van(pad)
    assert cli.main(["besluit", "kalender", str(pad), "2027"]) == 0
    na = delen_van(pad)
    assert {naam: na[naam] for naam in HANDTEKENING} == {naam: voor[naam] for naam in HANDTEKENING}
    assert na["[Content_Types].xml"].count(b"vbaProjectSignature") == 2 * len(HANDTEKENINGEN)
    assert lees_master(pad).regeling != REGELING
