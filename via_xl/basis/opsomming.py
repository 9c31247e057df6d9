"""Several things in a row, in a Dutch sentence."""

from collections.abc import Iterable


def en(delen: Iterable[str]) -> str:
    """Commas, and ``en`` before the last.

    >>> en(["Boxtel", "Oss", "Vught"]), en(["Oss"]), en([])
    ('Boxtel, Oss en Vught', 'Oss', '')
    """
    alle = list(delen)
    return " en ".join(filter(None, (", ".join(alle[:-1]), *alle[-1:])))
