from __future__ import annotations

from pathlib import Path

import pytest

from via_xl.basis.bevinding import InvoerFout
from via_xl.lezen.tekstbestand import lees_csv


def test_a_file_that_is_not_there_asks_to_look_at_its_name_not_at_who_has_it_open(tmp_path: Path) -> None:
    with pytest.raises(InvoerFout) as fout:
        lees_csv(tmp_path / "CBS.csv", 100, "er is niets gelezen")
    assert fout.value.bericht.endswith("(het pad bestaat niet); er is niets gelezen. Kijk de naam en de map na.")
