"""Copies beside a master: all or none, nothing written over, and no trace of what was not carried out."""

from __future__ import annotations

from pathlib import Path

import pytest

from via_xl.basis.bevinding import InvoerFout
from via_xl.wijzigen.bewaarstukken import Bewaarstukken


def test_all_of_them_or_none(tmp_path: Path) -> None:
    master, post = tmp_path / "regio", tmp_path / "post"
    for map in (master, post, post / "nog"):
        map.mkdir()
    for pad in (post / "a.pdf", post / "nog/a.pdf", post / "b.pdf", master / "c.pdf"):
        pad.write_text(pad.as_posix())
    with Bewaarstukken(master) as stukken:
        namen = [stukken.neem(p, "akkoorden/2024") for p in (post / "a.pdf", post / "nog/a.pdf", master / "c.pdf")]
        stukken.schrijf()
        stukken.publiceer()
    assert namen == ["akkoorden/2024/a.pdf", "akkoorden/2024/a_.pdf", "c.pdf"]
    assert [(master / naam).read_text() for naam in namen[:2]] == [str(post / "a.pdf"), str(post / "nog/a.pdf")]
    voor = sorted(master.rglob("*"))
    stukken = Bewaarstukken(master)
    for pad in (post / "b.pdf", post / "weg.pdf"):
        stukken.neem(pad, "akkoorden/2025")
    with pytest.raises(InvoerFout, match="kan niet worden gemaakt"), stukken:
        stukken.schrijf()
    assert sorted(master.rglob("*")) == voor
