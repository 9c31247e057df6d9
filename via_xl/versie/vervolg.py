"""What comes after a version was made: the documents of a herziening, and in a sentence what to do next."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from via_xl.basis.bevinding import GebruikersFout
from via_xl.rekenen.wijzigingen import DEFINITIEF
from via_xl.schrijven.runverslag import Verslag

if TYPE_CHECKING:
    from via_xl.versie.akkoordstuk import Stukverslag


class Vervolg(Struct, frozen=True):
    """The documents to sign of a herziening, or why they were not made; neither where none are asked for."""

    versiemap: Path
    masterpad: Path
    definitief: bool
    stukken: Stukverslag | None = None
    zonder_stukken: str = ""

    def regels(self) -> Iterator[str]:
        """Where the documents are, and the next step with its command."""
        yield from self._stukken()
        if self.definitief:
            yield f'Volgende stap: maak de berichten en de betaallijst: via-xl verzend "{self.versiemap}" --betaallijst'
        elif self.stukken is not None:
            yield (
                f'Volgende stap: {self.stukken.tekenen}: via-xl akkoord noteer "{self.masterpad}" --lijst akkoorden.csv'
            )
        else:
            yield (
                f'Volgende stap: stuur dit concept rond met via-xl verzend "{self.versiemap}", of laat het tekenen: '
                f'via-xl akkoord stuk "{self.versiemap}"'
            )

    def knoppen(self) -> Iterator[str]:
        """The same, with the next button."""
        yield from self._stukken()
        if self.definitief:
            yield "Volgende stap: de knop Verzenden; antwoord ja op de vraag of ook de betaallijst moet worden gemaakt."
        elif self.stukken is not None:
            yield f"Volgende stap: {self.stukken.tekenen} met de knop Akkoord."
        else:
            yield "Volgende stap: de knop Verzenden, of de knop Akkoorddocument."

    def _stukken(self) -> Iterator[str]:
        if self.stukken is not None:
            yield f"De stukken ter goedkeuring staan in {self.stukken.map}, met kenmerk {self.stukken.kenmerk}."
        elif self.zonder_stukken:
            yield f"De stukken ter goedkeuring zijn niet gemaakt: {self.zonder_stukken}"


def vervolg(verslag: Verslag, masterpad: Path, *, herziening: bool) -> Vervolg:
    """What follows a run. Of a herziening that is a concept the documents to sign are made at once: it always needs them.

    The version stands, also when they can't be made.
    """
    definitief = verslag.status == DEFINITIEF
    if not herziening or definitief:
        return Vervolg(verslag.map, masterpad, definitief)
    from via_xl.versie.akkoordstuk import schrijf_akkoordstukken  # it brings docx

    try:
        return Vervolg(verslag.map, masterpad, definitief, schrijf_akkoordstukken(verslag.map))
    except GebruikersFout as fout:
        return Vervolg(verslag.map, masterpad, definitief, zonder_stukken=fout.bericht)
