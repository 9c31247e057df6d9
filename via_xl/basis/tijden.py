"""How long each stage of a command took: a stage begins when the progress says so, and ends with the next."""

from __future__ import annotations

from collections.abc import Iterator
from time import perf_counter

from via_xl.basis.afbreken import Voortgang

BEGIN = perf_counter()
"""When the program began to load."""


class Tijden:
    """A progress report that passes everything on, and remembers when each stage began.

    What is said behind a colon is which file of a stage it is, and no stage of its own.
    """

    def __init__(self, voortgang: Voortgang) -> None:
        self._voortgang = voortgang
        self._begonnen: list[tuple[str, float]] = [("Opstarten", BEGIN)]

    def __call__(self, wat: str, klaar: int, totaal: int) -> None:
        """What is being done now."""
        self.begin(wat)
        self._voortgang(wat, klaar, totaal)

    def begin(self, wat: str) -> None:
        """A stage begins."""
        stap = wat.partition(":")[0]
        if stap != self._begonnen[-1][0]:
            self._begonnen.append((stap, perf_counter()))

    def regels(self) -> Iterator[str]:
        """Each stage with its milliseconds, and all together."""
        einden = [*(moment for _, moment in self._begonnen[1:]), perf_counter()]
        for (stap, begin), eind in zip(self._begonnen, einden, strict=True):
            yield f"{stap:<28}{1000 * (eind - begin):8.0f} ms"
        yield f"{'Samen':<28}{1000 * (einden[-1] - BEGIN):8.0f} ms"
