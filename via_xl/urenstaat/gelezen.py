"""What reading gives: an hour sheet with its lines and findings, and the frame in which it is judged."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from msgspec import Struct, field

from via_xl.basis.bevinding import Bevinding, Ernst
from via_xl.regeling.model import Regeling, Urenregel
from via_xl.urenstaat.sjabloon import BLAD
from via_xl.urenstaat.uitlezen import Staatcel


class GelezenUrenstaat(Struct, frozen=True):
    """One hour sheet as it was read. With an error among its findings it has no lines: all of it comes in, or nothing.

    ``code`` and ``jaar`` are the CBS code of the gemeente and the year as the sheet says them, None when it doesn't
    rightly; ``nihil`` is whether it declares that no hours were delivered.
    """

    pad: Path
    bestand: str
    sha256: str
    code: str | None = None
    jaar: int | None = None
    nihil: bool = False
    regels: tuple[Urenregel, ...] = ()
    aanstellingen: Mapping[str, int] = field(default_factory=dict)
    """Hundredths of an hour a week, by medewerker."""

    akkoord: Mapping[str, date | None] = field(default_factory=dict)
    """By who signs: the date on which they agreed, None when they did not, or not with a date."""

    bevindingen: tuple[Bevinding, ...] = ()

    @property
    def fout(self) -> bool:
        """Whether an error keeps this file out."""
        return any(bevinding.ernst is Ernst.FOUT for bevinding in self.bevindingen)

    @property
    def uren_h(self) -> int:
        """All hours that come in, in hundredths."""
        return sum(regel.uren_h for regel in self.regels)


class Kader(Struct, frozen=True):
    """What hour sheets are held against.

    ``regeling`` is the region's inputs without their hour lines; of those only ``eerdere_themas``, the themas booked on
    before, matter here. With ``jaar`` a sheet of another year is an error. ``tekst_als_getal`` accepts a number typed
    as text.
    """

    regeling: Regeling
    eerdere_themas: frozenset[str]
    jaar: int | None = None
    tekst_als_getal: bool = False
    heden: date = date.max
    """The day of reading: nobody signed after it."""


class Melder(Struct):
    """Gathers the findings about one file; ``blad`` is the sheet that the next ones are about."""

    bestand: str
    blad: str = BLAD
    bevindingen: list[Bevinding] = field(default_factory=list)

    @property
    def fout(self) -> bool:
        """Whether one of the findings so far is an error."""
        return any(bevinding.ernst is Ernst.FOUT for bevinding in self.bevindingen)

    def meld_fout(self, waar: Staatcel | str, wat: str, doen: str) -> None:
        """Add an error, which keeps the file out: at a cell (or ""), what is wrong, and what to do, in Dutch."""
        self._meld(waar, wat, doen, Ernst.FOUT)

    def meld_waarschuwing(self, waar: Staatcel | str, wat: str, doen: str) -> None:
        """Add a warning, with which the hours come in but somebody must look. Arguments as of :meth:`meld_fout`."""
        self._meld(waar, wat, doen, Ernst.WAARSCHUWING)

    def _meld(self, waar: Staatcel | str, wat: str, doen: str, ernst: Ernst) -> None:
        cel = waar.adres if isinstance(waar, Staatcel) else waar
        self.bevindingen.append(Bevinding(self.bestand, self.blad, cel, wat, doen, ernst))
