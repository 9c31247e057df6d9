"""The cells of a sheet, of which those of a table are kept a column at a time."""

from __future__ import annotations

import pickle

import pytest

from via_xl.schrijven.raster import Cel, Celraster, Kolomcellen, Kolomwaarden


@pytest.fixture
def raster() -> Celraster:
    raster = Celraster()
    raster[0, 0] = Cel("kop", "kop")
    raster.zet_kolom(Kolomcellen("tblA", "Uit", 1, 0, 3, [1, None], "werk", "1+1"))
    raster[9, 2] = Cel(5, "kaal")
    return raster


def test_the_cells_come_in_the_order_in_which_they_were_put_there(raster: Celraster) -> None:
    assert list(raster) == [(0, 0), (1, 0), (2, 0), (3, 0), (9, 2)]
    assert [cel.waarde for cel in raster.values()] == ["kop", 1, "", "", 5]
    assert dict(raster.items()) == {plek: raster[plek] for plek in raster}
    assert (len(raster), bool(raster), bool(Celraster())) == (5, True, False)
    assert raster.hoeken() == ((0, 0), (9, 2))


def test_a_cell_of_a_column_can_become_another_and_go(raster: Celraster) -> None:
    raster[2, 0] = Cel("anders", "kaal")
    del raster[3, 0]
    assert (3, 0) not in raster
    assert [(plek, cel.waarde) for plek, cel in raster.items()][1:-1] == [((1, 0), 1), ((2, 0), "anders")]
    with pytest.raises(KeyError):
        del raster[4, 0]


def test_another_formula_comes_in_every_cell_of_a_column(raster: Celraster) -> None:
    raster[2, 0] = Cel("anders", "kaal", "1+1")
    raster.kolommen()[0].zet_formule("2+2")
    assert {cel.formule for plek, cel in raster.items() if plek[1] == 0} == {None, "2+2"}


def test_values_are_calculated_when_they_are_asked_for_and_once() -> None:
    gemaakt: list[int] = []

    def maak() -> list[int | str]:
        gemaakt.append(1)
        return [1, "a"]

    waarden = Kolomwaarden(2, maak)
    assert (len(waarden), gemaakt) == (2, [])
    assert (list(waarden), waarden[1], gemaakt) == ([1, "a"], "a", [1])
    assert pickle.loads(pickle.dumps(waarden)) == [1, "a"]  # noqa: S301 - made here
