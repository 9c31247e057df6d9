"""The letters of columns, as a workbook names them."""

from functools import cache


@cache
def kolomletter(kolom: int) -> str:
    """The letter of a column counted from 0: ``kolomletter(27) == 'AB'``."""
    tekst = ""
    nummer = kolom + 1
    while nummer:
        nummer, rest = divmod(nummer - 1, 26)
        tekst = chr(65 + rest) + tekst
    return tekst


def kolomnummer(letters: str) -> int:
    """The column, counted from 0, of a letter: ``kolomnummer('AB') == 27``."""
    nummer = 0
    for letter in letters:
        nummer = nummer * 26 + ord(letter) - 64
    return nummer - 1
