"""A folder of Word documents that belongs to a change of the master: it appears whole or not at all."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Self

from via_xl.basis.bevinding import InvoerFout
from via_xl.basis.publiceren import geef_vrij, naar_schijf
from via_xl.basis.schijffout import reden
from via_xl.basis.vingerafdruk import delen_van
from via_xl.bewijs.personen import eis_niemand_van_anderen
from via_xl.regeling.model import Regeling
from via_xl.schrijven.stuk import Stuk


class Stukkenmap:
    """A folder of documents, as a context manager: it appears whole or not at all, and overwrites nothing.

    ``naam`` is what it is called in ``boven``, ``voor`` gives by the name of each file the CBS code of who gets it ("": the region),
    and ``niets`` says in a refusal what was not done. In none may be a person of what is another gemeente in ``jaar``. Leaving
    without :meth:`publiceer`, or by an exception, leaves no trace; not even of the folder above it if that is new.
    """

    def __init__(
        self, boven: Path, naam: str, voor: Mapping[str, str], regeling: Regeling, jaar: int, niets: str
    ) -> None:
        self._boven = boven
        self._naam = naam
        self._voor = voor
        self._regeling, self._jaar = regeling, jaar
        self._niets = niets
        self._nieuw: list[Path] = []
        self._werk: Path | None = None
        self.map = boven / naam

    def stukken(self) -> Iterable[Stuk]:
        """The documents, in the order of their names."""
        raise NotImplementedError

    @property
    def bestanden(self) -> tuple[Path, ...]:
        """The files, in that order."""
        return tuple(self.map / naam for naam in self._voor)

    def __enter__(self) -> Self:
        try:
            self._nieuw = [pad for pad in (self._boven, *self._boven.parents) if not pad.exists()]
            self._boven.mkdir(parents=True, exist_ok=True)
            self._werk = Path(tempfile.mkdtemp(prefix=f".{self._naam}.in-aanmaak-", dir=self._boven))
        except OSError as fout:
            self._ruim_op()
            raise InvoerFout(
                f"In {self._boven} kan niet worden geschreven ({reden(fout)}); {self._niets}. Kies met --uit een andere map."
            ) from fout
        return self

    def schrijf(self) -> None:
        """Write the documents where nobody sees them yet.

        Raises:
            InvoerFout: a file can't be written, or names a person of another gemeente than that which gets it.
        """
        werk = self._werk
        if werk is None:
            raise ValueError("schrijf buiten de context")
        stukken = list(zip(self._voor, self.stukken(), strict=True))
        try:
            for naam, stuk in stukken:
                stuk.bewaar(werk / naam)
                wie = [self._voor[naam]] if self._voor[naam] else []
                eis_niemand_van_anderen(self._regeling, self._jaar, wie, {naam: delen_van(werk / naam)}, self._niets)
            naar_schijf(werk)
        except OSError as fout:
            raise InvoerFout(f"Het schrijven in {self._boven} is mislukt ({reden(fout)}); {self._niets}.") from fout

    def publiceer(self) -> tuple[Path, ...]:
        """Give the folder its name, by one rename; gives the files.

        Raises:
            InvoerFout: there is a folder of that name by now, or it can't be renamed.
        """
        werk = self._werk
        if werk is None:
            raise ValueError("publiceer buiten de context")
        try:
            if self.map.exists():
                raise FileExistsError(17, "")
            geef_vrij(werk, self.map)
        except OSError as fout:
            raise InvoerFout(f"{self.map} kan niet worden gemaakt ({reden(fout)}); {self._niets}.") from fout
        self._werk = None
        return self.bestanden

    def trek_in(self) -> None:
        """Take back what was published: for what fails after it."""
        if self._werk is None:
            shutil.rmtree(self.map, ignore_errors=True)

    def __exit__(self, *_: object) -> None:
        self._ruim_op()

    def _ruim_op(self) -> None:
        if self._werk is not None:
            shutil.rmtree(self._werk, ignore_errors=True)
        for pad in self._nieuw:
            try:
                pad.rmdir()
            except OSError:
                return
