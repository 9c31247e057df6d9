"""Units: in what the engine counts something, and what a cell holds of it. Said once for sheets, documents and screen."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from via_xl.basis.geld import euro, fractie, uren

Ruw = str | int | float | bool | date | None
"""A value as the engine has it, before its unit says what a cell holds: cents, hundredths, basispunten."""


class Maat(StrEnum):
    """The unit of a figure. Its value is also the name of the number format in which a sheet shows it."""

    EURO = "euro"
    """Counted in whole cents."""
    EURODEEL = "eurodeel"
    """An amount before it is rounded to cents: in euro, with its fraction."""
    UREN = "uren"
    """Counted in whole hundredths of an hour."""
    PROCENT = "procent"
    """Counted in whole basispunten."""
    PROCENT4 = "procent4"
    """A share: a fraction, shown with four decimals."""
    AANDEEL = "aandeel"
    """A share: a fraction, shown with two decimals."""
    GETAL = "getal"
    """A number with a fraction, shown with two decimals."""
    GEHEEL = "geheel"
    """A whole number of anything; true and false count as 1 and 0."""
    NR = "nr"
    """The number of a row."""
    JAAR = "jaar"
    SCHAAL = "schaal"
    TEKST = "tekst"
    ALINEA = "alinea"
    """Text that runs on over several lines."""
    DATUM = "datum"
    MAAND = "maand"
    ALGEMEEN = "algemeen"
    """Whatever is typed."""

    @property
    def teken(self) -> str:
        """What stands behind the name of such a figure in the header of a column: ``€``, ``%`` or nothing."""
        return {Maat.EURO: "€", Maat.PROCENT: "%", Maat.PROCENT4: "%", Maat.AANDEEL: "%"}.get(self, "")

    def in_cel(self, ruw: Ruw) -> str | int | float | bool | date | None:
        """What a cell holds of a value as the engine has it; a text stays a text, and nothing stays nothing.

        >>> Maat.EURO.in_cel(537419), Maat.UREN.in_cel(725), Maat.PROCENT.in_cel(1705), Maat.GEHEEL.in_cel(True)
        (5374.19, 7.25, 0.1705, 1)

        Raises:
            TypeError: cents, hundredths or basispunten that are no whole number: they were converted before.
        """
        if ruw is None or isinstance(ruw, date):
            return ruw
        if isinstance(ruw, str):
            return str(ruw)  # a StrEnum becomes the word itself
        if self in _OMZETTING:
            if not isinstance(ruw, int):
                raise TypeError(f"{self} telt in hele eenheden, geen {ruw!r}")
            return _OMZETTING[self](ruw)
        return int(ruw) if isinstance(ruw, bool) else ruw


_OMZETTING = {Maat.EURO: euro, Maat.UREN: uren, Maat.PROCENT: fractie}
