"""The open book as a calculating engine of the proof: Excel itself, in the place of IronCalc."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from via_xl.basis.bevinding import BewijsFout
from via_xl.basis.kolommen import kolomletter
from via_xl.bewijs.rekenmachine import Formulecel, Machine
from via_xl.excel.openboek import OpenBoek, als_blok, foutwaarde, hoeken
from via_xl.schrijven.raster import Waarde

_MEESTE_CELLEN = 5_000_000


class Rekenboek(Machine):
    """The formula cells of the open book, what they gave when it was taken up and what Excel gives after recalculating.

    Raises:
        BewijsFout: a sheet is too large to be looked at as a whole.
    """

    def __init__(self, boek: OpenBoek) -> None:
        self._boek = boek
        self._formules: dict[tuple[str, str], tuple[str, Waarde]] = {}
        self._waarden: dict[tuple[str, str], Waarde] = {}
        self._lees()
        gecached = dict(self._waarden)
        self._formules = {plek: (formule, gecached.get(plek)) for plek, (formule, _) in self._formules.items()}

    def _lees(self) -> None:
        self._waarden.clear()
        for blad in self._boek.com.Worksheets:
            naam, gebruikt = blad.Name, blad.UsedRange
            links, boven, rechts, onder = hoeken(gebruikt)
            if (rechts - links + 1) * (onder - boven + 1) > _MEESTE_CELLEN:
                raise BewijsFout(
                    f"Blad {naam} is te groot om na te rekenen (tot en met {kolomletter(rechts)}{onder}). Verwijder de lege "
                    "rijen en kolommen onder en naast de tabellen."
                )
            formules, waarden = als_blok(gebruikt.Formula), als_blok(gebruikt.Value2)
            letters = [kolomletter(kol) for kol in range(links, rechts + 1)]
            for rij, (tekst, inhoud) in enumerate(zip(formules, waarden, strict=True), start=boven):
                for letter, formule, waarde in zip(letters, tekst, inhoud, strict=True):
                    if waarde is None:
                        continue
                    plek = (naam, f"{letter}{rij}")
                    self._waarden[plek] = foutwaarde(waarde) if type(waarde) is int else waarde
                    if isinstance(formule, str) and formule.startswith("=") and formule != waarde:
                        self._formules.setdefault(plek, (formule, None))

    def zet_naam(self, naam: str, getal: float) -> None:
        """Put a number in the cell of a defined name.

        Raises:
            BewijsFout: there is no such name for one cell.
        """
        plek = self._boek.cel_van_naam(naam)
        if plek is None:
            raise BewijsFout(f"{self._boek.naam}: de naam {naam} verwijst niet naar één cel; zet die naam terug.")
        blad, letter, rij = plek
        cel: Any = self._boek.com.Worksheets(blad).Range(f"{letter}{rij}")
        cel.Value2 = getal

    def herreken(self) -> None:
        """Let Excel calculate every formula, also those that seem up to date."""
        self._boek.com.Application.CalculateFull()
        self._lees()

    def inhoud(self, blad: str, cel: str) -> Waarde:
        """What a cell gives; None when it is empty or there is no such sheet."""
        return self._waarden.get((blad, cel))

    def formulecellen(self) -> Iterator[Formulecel]:
        """Every formula cell, with what it gave before and gives now."""
        for (blad, cel), (formule, gecached) in self._formules.items():
            yield Formulecel(blad, cel, formule, gecached, self._waarden.get((blad, cel)))
