from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest
from hulp.bereik import bereiken
from hulp.gemaakt import regeling

from udfs import VIA_VERGOEDING
from via_xl.basis.geld import euro
from via_xl.rekenen.verrekening import verreken

POK = [
    ["Jaar", "Maximum €", "Vergoeding %", "Bron"],
    [2023.0, 620000.0, 1.0, "8.1"],
    [2024.0, Decimal("310000"), 0.5, "8.1"],
    [2025.0, 310000.0, 0.5, "8.1"],
    [2025.0, 300000.0, 0.4, "dubbel"],
    [2026.0, 0.0, 0.0, "8.1"],
    [None, None, None, None],
]
ZONDER_KOP = [[jaar, deel, maximum] for jaar, maximum, deel, _ in POK[1:]]


@pytest.mark.parametrize("pok", [POK, ZONDER_KOP], ids=["met koppen", "zonder koppen"])
@pytest.mark.parametrize(
    ("jaar", "kosten", "uitkomst"),
    [
        (2024.0, 603112.40, 301556.20),
        (2024.0, 640000.0, 310000.0),
        (2024.0, 0.0, 0.0),
        (2024, Decimal("0.01"), 0.01),
        ([[2023.0]], [[500000.0]], 500000.0),
        (2026.0, 603112.40, 0.0),
        pytest.param(2022.0, 1.0, "#N/A", id="no row"),
        pytest.param(2025.0, 1.0, "#NUM!", id="two rows"),
        pytest.param(None, 1.0, "#VALUE!", id="a blank year"),
        pytest.param(2024.0, None, "#VALUE!", id="a blank cost is not 0"),
        pytest.param("2024", 1.0, "#VALUE!", id="the year as text"),
        pytest.param(datetime(2024, 1, 1), 1.0, "#VALUE!", id="a date for a year"),
        pytest.param(2024.0, "603.112,40", "#VALUE!", id="Dutch decimal text"),
        pytest.param(2024.0, "#N/A", "#VALUE!", id="an error value"),
        pytest.param(2024.0, True, "#VALUE!", id="a logical value"),
        pytest.param(2024.0, -1.0, "#NUM!", id="a cost below 0"),
        pytest.param(2024.0, 0.005, "#NUM!", id="finer than a cent"),
        pytest.param(1.0, 1.0, "#NUM!", id="a number that is no year"),
        pytest.param(2024.0, [[1.0], [2.0]], "#VALUE!", id="a column"),
        pytest.param(2024.0, [[1.0, 2.0]], "#VALUE!", id="a row"),
    ],
)
def test_the_vergoeding_is_the_share_of_the_year_up_to_its_maximum_or_an_error(
    pok: Any,
    jaar: Any,
    kosten: Any,
    uitkomst: Any,
) -> None:
    assert VIA_VERGOEDING(jaar, kosten, pok) == uitkomst


@pytest.mark.parametrize(
    "pok",
    [
        pytest.param([[2024.0, 0.5]], id="a column too few"),
        pytest.param([["Jaar", "Vergoeding %"], [2024.0, 0.5]], id="a header too few"),
        pytest.param([[2024.0, 0.5, 1.0, 1.0]], id="a column too many"),
        pytest.param([[2024.0, 0.5, None]], id="a blank maximum is not 0"),
        pytest.param([[2024.0, "50 %", 1.0]], id="a percentage as text"),
        pytest.param([[2024.0, 50.0, 1.0]], id="5.000 percent"),
        pytest.param([[2024.0, 0.5, 1.0], [2025.0, "#N/A", 1.0]], id="an error in another row"),
        pytest.param(None, id="nothing"),
        pytest.param([], id="empty"),
    ],
)
def test_a_table_that_can_not_all_be_read_gives_no_vergoeding(pok: Any) -> None:
    assert VIA_VERGOEDING(2024.0, 1.0, pok) == "#VALUE!"


@pytest.mark.parametrize("jaar", [2023, 2024, 2025, 2026])
def test_the_vergoeding_of_each_year_of_the_region_is_the_one_of_the_engine(jaar: int) -> None:
    uitkomst = verreken(regeling(), jaar)
    pok = bereiken(regeling())["tblPOK"]
    samen = 0.0
    for deel in uitkomst.vergoedingen:  # late hours: with them, less what was settled before
        met, zonder = (
            VIA_VERGOEDING(float(deel.jaar), euro(kosten_ct), pok)
            for kosten_ct in (deel.eerder_ct + deel.kosten_ct, deel.eerder_ct)
        )
        samen += met - zonder
    assert round(samen, 2) == euro(uitkomst.vergoeding_ct)
