"""How long each stage of a command took: a stage begins when the progress says so, and lasts until it says something else."""

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
        self._stap, self._sinds = "Opstarten", BEGIN
        self._duur: dict[str, float] = {}

    def __call__(self, wat: str, klaar: int, totaal: int) -> None:
        """What is being done now."""
        self.begin(wat)
        self._voortgang(wat, klaar, totaal)

    def begin(self, wat: str) -> None:
        """A stage begins, or goes on."""
        nu = perf_counter()
        self._duur[self._stap] = self._duur.get(self._stap, 0) + nu - self._sinds
        self._stap, self._sinds = wat.partition(":")[0], nu

    def regels(self) -> Iterator[str]:
        """Each stage with its milliseconds, and all together."""
        self.begin("")
        for stap, seconden in {**self._duur, "Samen": self._sinds - BEGIN}.items():
            yield f"{stap:<28}{1000 * seconden:8.0f} ms"
