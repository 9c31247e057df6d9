"""Several things in a row, in a Dutch sentence."""

from collections.abc import Iterable

from via_xl.basis.geld import getal_nl


def met_getal(hoeveel: int, een: str, meer: str) -> str:
    """So many of something, in words that agree.

    >>> met_getal(1, "brief", "brieven"), met_getal(1200, "brief", "brieven")
    ('1 brief', '1.200 brieven')
    """
    return f"{getal_nl(hoeveel)} {een if hoeveel == 1 else meer}"


def en(delen: Iterable[str]) -> str:
    """Commas, and ``en`` before the last.

    >>> en(["Boxtel", "Oss", "Vught"]), en(["Oss"]), en([])
    ('Boxtel, Oss en Vught', 'Oss', '')
    """
    alle = list(delen)
    return " en ".join(filter(None, (", ".join(alle[:-1]), *alle[-1:])))
