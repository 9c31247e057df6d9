from pathlib import Path

import pytest

from via_xl.lezen.geopend import geopend_elders


@pytest.mark.parametrize("slot", ["~$master.xlsx", ".~lock.master.xlsx#"])
def test_a_workbook_that_another_program_has_open_gives_a_warning(tmp_path: Path, slot: str) -> None:
    (tmp_path / slot).touch()
    (bevinding,) = geopend_elders(tmp_path / "master.xlsx")
    assert bevinding.ernst == "waarschuwing"
    assert "staat open in een ander programma" in bevinding.wat


def test_a_workbook_that_nobody_has_open_gives_none(tmp_path: Path) -> None:
    (tmp_path / "~$andere.xlsx").touch()
    assert geopend_elders(tmp_path / "master.xlsx") == ()
