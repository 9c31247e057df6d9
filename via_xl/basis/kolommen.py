"""The letters of columns, as a workbook names them."""

from functools import cache


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
