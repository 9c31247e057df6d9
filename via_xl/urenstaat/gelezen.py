"""What reading gives: an hour sheet with its lines and findings, and the frame in which it is judged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from via_xl.basis.bevinding import Bevinding, Ernst
from via_xl.regeling.model import Regeling, Urenregel
from via_xl.urenstaat.sjabloon import BLAD
from via_xl.urenstaat.uitlezen import Staatcel


@dataclass(frozen=True)
class GelezenUrenstaat:
    """One file that came in. With an error among the findings it has no lines: all or nothing."""

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


@dataclass(frozen=True)
class Kader:
    """What a sheet is held against. ``regeling`` without its hour lines; of those only the themas matter here."""

    regeling: Regeling
    eerdere_themas: frozenset[str]
    jaar: int | None = None
    tekst_als_getal: bool = False


@dataclass(slots=True)
class Melder:
    """Gathers the findings of one file."""

    bestand: str
    blad: str = BLAD
    bevindingen: list[Bevinding] = field(default_factory=list)

    @property
    def fout(self) -> bool:
        """Whether there is an error so far."""
        return any(bevinding.ernst is Ernst.FOUT for bevinding in self.bevindingen)

    def meld_fout(self, waar: Staatcel | str, wat: str, doen: str) -> None:
        """An error: this file does not come in."""
        self._meld(waar, wat, doen, Ernst.FOUT)

    def meld_waarschuwing(self, waar: Staatcel | str, wat: str, doen: str) -> None:
        """A warning: the hours come in, and somebody must look."""
        self._meld(waar, wat, doen, Ernst.WAARSCHUWING)

    def _meld(self, waar: Staatcel | str, wat: str, doen: str, ernst: Ernst) -> None:
        cel = waar.adres if isinstance(waar, Staatcel) else waar
        self.bevindingen.append(Bevinding(self.bestand, self.blad, cel, wat, doen, ernst))
