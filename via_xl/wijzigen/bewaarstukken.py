"""Files of others that belong to a change of the master: a copy of each is kept beside it, in a folder of its own."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Self

from via_xl.basis.bevinding import InvoerFout
from via_xl.basis.gewoon import lees_gewoon
from via_xl.basis.publiceren import schrijf_heel, vrije_naam
from via_xl.basis.schijffout import reden
from via_xl.basis.vingerafdruk import sha256


class Bewaarstukken:
    """Copies of files in folders beside a master, as a context manager: all of them or none, and nothing is overwritten.

    A file that lies in the folder of the master already stays where it is.
    """

    def __init__(self, mastermap: Path) -> None:
        self._mastermap = mastermap.resolve()
        self._waarheen: dict[Path, Path] = {}
        self._gemaakt: list[Path] = []
        self._klaar = False

    def neem(self, pad: Path, map: str) -> str:
        """Keep a file in a folder; gives its name as the master says it, from its own folder."""
        echt = pad.resolve()
        if echt.is_relative_to(self._mastermap):
            return echt.relative_to(self._mastermap).as_posix()
        doel = self._waarheen.get(echt) or self._vrij(echt, self._mastermap / map / pad.name)
        self._waarheen[echt] = doel
        return doel.relative_to(self._mastermap).as_posix()

    def _vrij(self, echt: Path, doel: Path) -> Path:
        if doel in self._waarheen.values() or (doel.exists() and sha256(doel) != sha256(echt)):
            nieuw = vrije_naam(doel)
            while nieuw in self._waarheen.values():
                nieuw = vrije_naam(nieuw.with_stem(f"{nieuw.stem}_"))
            return nieuw
        return doel

    def __enter__(self) -> Self:
        return self

    def schrijf(self) -> None:
        """Put the copies in their place.

        Raises:
            InvoerFout: one can't be written.
        """
        for echt, doel in self._waarheen.items():
            if doel.exists():
                continue
            try:
                nieuw = [map for map in (doel.parent, *doel.parent.parents) if not map.exists()]
                doel.parent.mkdir(parents=True, exist_ok=True)
                self._gemaakt += reversed(nieuw)
                schrijf_heel(lees_gewoon(echt), doel)
                self._gemaakt.append(doel)
            except OSError as fout:
                raise InvoerFout(f"{doel} kan niet worden gemaakt ({reden(fout)}); er is niets gewijzigd.") from fout

    def publiceer(self) -> None:
        """They stay."""
        self._klaar = True

    def trek_in(self) -> None:
        """Take back what was made, folders too."""
        for pad in reversed(self._gemaakt):
            shutil.rmtree(pad, ignore_errors=True) if pad.is_dir() else pad.unlink(missing_ok=True)
        self._gemaakt.clear()

    def __exit__(self, *_: object) -> None:
        if not self._klaar:
            self.trek_in()
