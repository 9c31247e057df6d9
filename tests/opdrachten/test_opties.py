from __future__ import annotations

from datetime import date

import pytest

from via_xl.basis.bevinding import InvoerFout
from via_xl.wijzigen.gezegd import lees_dag


def test_an_option_that_is_not_there_is_no_day() -> None:
    assert lees_dag("--op", None) is None
    assert lees_dag("--op", " 2027-01-31 ") == date(2027, 1, 31)


@pytest.mark.parametrize("tekst", ["morgen", "2027-02-30", "31-01-2027", "", " "])
def test_what_is_no_day_is_refused_with_the_option_and_what_to_do(tekst: str) -> None:
    with pytest.raises(InvoerFout, match="niets gedaan") as fout:
        lees_dag("--vervaldatum", tekst)
    assert str(fout.value).startswith("--vervaldatum ")
    assert "als 2024-12-31" in str(fout.value) or "bijvoorbeeld 2024-01-31" in str(fout.value)
