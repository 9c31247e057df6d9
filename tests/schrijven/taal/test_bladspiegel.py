from __future__ import annotations

import pytest

from via_xl.basis.maat import Maat
from via_xl.schrijven.boek import A3, A4, Blad
from via_xl.schrijven.taal import werk
from via_xl.schrijven.taal.bladspiegel import (
    Tabelplek,
    begin_uitleg,
    kies_papier,
    past,
    verdeel_stapel,
    verdeel_tabellen,
)
from via_xl.schrijven.taal.tabel import Tabelopgave


def blad(*breedtes: float) -> Blad:
    return Blad("B", breedtes=dict(enumerate(breedtes)))


@pytest.mark.parametrize(
    ("breedte", "papier", "past_het"), [(195, A4, True), (197, A4, False), (284, A3, True), (286, A3, False)]
)
def test_a_column_is_legible_up_to_a_width(breedte: float, papier: int, past_het: bool) -> None:
    assert past(blad(breedte), 0, 0, papier) is past_het


def test_tables_that_are_legible_together_share_a_page() -> None:
    b = blad(60, 3, 60, 3, 60)
    verdeel_tabellen(b, [Tabelplek(k, k, k) for k in (0, 2, 4)])
    kies_papier(b)
    assert (b.afdrukkolommen, b.papier) == ([(0, 4)], A4)


def test_larger_paper_is_for_fewer_pages_only() -> None:
    samen_op_a3 = blad(120, 3, 120)
    verdeel_tabellen(samen_op_a3, [Tabelplek(0, 0, 0), Tabelplek(2, 2, 2)])
    kies_papier(samen_op_a3)
    assert (samen_op_a3.afdrukkolommen, samen_op_a3.papier) == ([(0, 2)], A3)
    nooit_samen = blad(180, 3, 180)
    verdeel_tabellen(nooit_samen, [Tabelplek(0, 0, 0), Tabelplek(2, 2, 2)])
    kies_papier(nooit_samen)
    assert (nooit_samen.afdrukkolommen, nooit_samen.papier) == ([(0, 0), (2, 2)], A4)


def test_the_steps_at_the_end_of_a_page_stay_out_of_it() -> None:
    b = blad(100, 90, 3, 100, 90)
    verdeel_tabellen(b, [Tabelplek(0, 0, 1), Tabelplek(3, 3, 4)])
    assert b.afdrukkolommen == [(0, 0), (3, 3)]


def test_one_table_that_is_too_wide_takes_two_pages_with_its_first_columns_on_both() -> None:
    b = blad(*[40] * 10)
    verdeel_tabellen(b, [Tabelplek(0, 9, 9)])
    assert (b.paginas, b.titelkolommen) == ((2, 0), (0, 1))


def test_the_columns_on_both_pages_are_wide_enough_for_the_flag() -> None:
    b = blad(*[10, 12, 9, 9, *[60] * 6])
    verdeel_tabellen(b, [Tabelplek(0, 9, 9)])
    assert b.titelkolommen == (0, 3)


@pytest.mark.parametrize(
    ("breedtes", "tekst", "waar", "samen"),
    [
        ((30, 30, 3, 260), "kort", (1, 0), []),
        ((30, 30, 3, 260), "een zin " * 9, (1, 0), [(1, 0, 1, 1)]),
        ((40,) * 10, "een zin", (1, 2), []),
    ],
)
def test_the_sentence_under_the_title_stays_within_its_page(
    breedtes: tuple[float, ...], tekst: str, waar: tuple[int, int], samen: list[tuple[int, int, int, int]]
) -> None:
    b = blad(*breedtes)
    b.zet(1, 0, tekst, "uitleg")
    laatste = len(breedtes) - 1
    plekken = [Tabelplek(0, 1, 1), Tabelplek(3, 3, 3)] if laatste == 3 else [Tabelplek(0, laatste, laatste)]
    verdeel_tabellen(b, plekken)
    begin_uitleg(b)
    assert (b.cellen[waar].waarde, b.samengevoegd) == (tekst, samen)
    assert b.cellen[1, 0].waarde == (tekst if waar == (1, 0) else None)
    assert b.hoogtes.get(1, 0) > 20 if samen else 1 not in b.hoogtes


def test_what_is_wider_than_a_page_goes_on_beside_its_own_first_columns() -> None:
    b = Blad("B")
    for naam, rij, kolommen in (("tblEen", 4, 12), ("tblTwee", 12, 3)):
        velden = [werk(f"K{nr}", Maat.TEKST, str, breedte=40) for nr in range(kolommen)]
        Tabelopgave(naam, ["a", "b"], velden).schrijf(b, rij, 0)
    verdeel_stapel(b, 0)
    assert b.afdrukvlakken == [(0, 0, 14, 6), (3, 7, 6, 11)]
    assert (b.papier, b.titelkolommen, b.titelrijen) == (A3, (0, 0), (12, 12))


def hoog(punten: float, breedte: float) -> Blad:
    """A sheet of two rows, so high together."""
    b = blad(breedte)
    b.hoogtes = {0: punten - 15}
    b.zet(0, 0, "x")
    b.zet(1, 0, "x")
    return b


@pytest.mark.parametrize(
    ("punten", "breedte", "papier", "liggend", "paginas"),
    [
        (690, 190, A4, True, (1, 1)),
        (1040, 130, A4, False, (1, 1)),
        (1040, 190, A3, True, (1, 1)),
        (1500, 190, A3, False, (1, 1)),
        (3000, 190, A3, False, (1, 0)),
    ],
)
def test_a_sheet_takes_the_smallest_paper_that_holds_it_and_else_the_fewest_pages(
    punten: float, breedte: float, papier: int, liggend: bool, paginas: tuple[int, int]
) -> None:
    b = hoog(punten, breedte)
    kies_papier(b)
    assert (b.papier, b.liggend, b.paginas) == (papier, liggend, paginas)


def test_a_long_table_stands_upright_and_keeps_room_to_grow() -> None:
    b = hoog(1400, 130)
    verdeel_tabellen(b, [Tabelplek(0, 0, 0)])
    assert (b.papier, b.liggend, b.paginas) == (A4, False, (1, 0))


def test_a_sheet_that_must_be_one_page_or_stands_upright_keeps_its_paper() -> None:
    for b in (Blad("B", breedtes={0: 400}, paginas=(1, 1)), Blad("B", breedtes={0: 400}, liggend=False)):
        b.zet(0, 0, "x")
        kies_papier(b)
        assert b.papier == A4
