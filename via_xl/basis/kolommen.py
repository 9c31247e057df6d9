"""The letters of columns and the addresses of cells, as a workbook names them."""

from functools import cache

_CIJFERS = "0123456789"


@cache
def kolomletter(kolom: int) -> str:
    """The letters of a column that is counted from 0: ``kolomletter(27) == 'AB'``."""
    tekst = ""
    nummer = kolom + 1
    while nummer > 0:
        nummer, rest = divmod(nummer - 1, 26)
        tekst = chr(65 + rest) + tekst
    return tekst


@cache
def kolomnummer(letters: str) -> int:
    """The number, counted from 0, of the column with these letters: ``kolomnummer('AB') == 27``."""
    nummer = 0
    for letter in letters:
        nummer = nummer * 26 + ord(letter) - 64
    return nummer - 1


def letters_van(adres: str) -> str:
    """The letters of the column of a cell: ``letters_van('AB12') == 'AB'``."""
    return adres.rstrip(_CIJFERS)


def kolom_en_rij(adres: str) -> tuple[str, int]:
    """The letters of the column of a cell, and its row from 1: ``kolom_en_rij('AB12') == ('AB', 12)``."""
    letters = letters_van(adres)
    return letters, int(adres[len(letters) :])
