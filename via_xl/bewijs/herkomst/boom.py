"""The tree of an amount: every step as data, from the cell that was asked for down to the inputs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from enum import StrEnum
from typing import Any

from msgspec import Struct, field
from msgspec.structs import asdict

from via_xl.basis.opsomming import met_getal


class Stapsoort(StrEnum):
    """What a step is."""

    BEREKEND = "berekend"
    INVOER = "invoer"
    BEREIK = "bereik"
    """Cells together: a range or the column of a table, with their number and total."""

    SELECTIE = "selectie"
    """The rows of a column that meet criteria."""

    VERWIJZING = "verwijzing"
    """A step that stands elsewhere in the tree with everything below it."""

    ONGEBRUIKT = "ongebruikt"
    """In the formula, but in a branch that does not count now."""

    LEEG = "leeg"
    BUITEN = "buiten"
    """What can't be followed: another file, or a name that means no cell."""


class Bronvermelding(Struct, frozen=True):
    """On what an input rests."""

    document: str
    datum: str = ""
    status: str = ""


class Knoop(Struct):
    """A step. ``nummer`` is unique in the tree; ``naar`` is the number of the step a reference stands for.

    ``waarde`` is what a Dutch reader sees, ``ruw`` the value itself. ``meer``: there is more below than is shown.
    """

    nummer: int
    soort: Stapsoort
    adres: str
    label: str
    waarde: str = ""
    ruw: str | int | float | bool | None = None
    formaat: str = "General"
    bestand: str = ""
    formule_nl: str = ""
    formule_en: str = ""
    uitleg: str = ""
    waar: str = ""
    opmerking: str = ""
    bron: Bronvermelding | None = None
    bronnen: tuple[tuple[Bronvermelding, int], ...] = ()
    aantal: int = 0
    naar: int = 0
    meer: bool = False
    kinderen: list[Knoop] = field(default_factory=list)

    def alle(self) -> Iterator[Knoop]:
        """This step and all below it, in the order in which they are read."""
        wachtend = [self]
        while wachtend:
            knoop = wachtend.pop()
            yield knoop
            wachtend.extend(reversed(knoop.kinderen))

    def als_json(self) -> dict[str, Any]:
        """The step with all below it; what is empty is left out."""
        uit: dict[str, Any] = {"nummer": self.nummer, "soort": str(self.soort), "cel": self.adres, "label": self.label}
        if self.bestand:
            uit["bestand"] = self.bestand
        uit |= {"waarde": self.waarde, "ruw": self.ruw}
        for naam in ("formule_nl", "formule_en", "uitleg", "waar", "opmerking", "aantal", "naar", "meer"):
            if inhoud := getattr(self, naam):
                uit[naam] = inhoud
        if self.bron is not None:
            uit["bron"] = asdict(self.bron)
        if self.bronnen:
            uit["bronnen"] = [asdict(bron) | {"regels": aantal} for bron, aantal in self.bronnen]
        if self.kinderen:
            uit["kinderen"] = [kind.als_json() for kind in self.kinderen]
        return uit


VASTGESTELD = "vastgesteld"
"""The status of what is firm."""


class Boom(Struct):
    """The whole tree, and what it was asked of. ``master`` is the file in which it goes on, if it does."""

    bestand: str
    wortel: Knoop
    diepte: int
    uitvouwen: int
    versie: str
    master: str = ""
    opmerkingen: tuple[str, ...] = ()

    @property
    def titel(self) -> str:
        """What the tree explains, in one line."""
        return f"{self.wortel.label}: {self.wortel.waarde}" if self.wortel.waarde else self.wortel.label

    def bronnen(self) -> list[tuple[Bronvermelding, int]]:
        """Every document the amount rests on, with how many of the shown inputs rest on it; those not firm first."""
        telling: Counter[Bronvermelding] = Counter()
        for knoop in self.wortel.alle():
            if knoop.bron is not None and knoop.soort is Stapsoort.INVOER and not knoop.kinderen:
                telling[knoop.bron] += 1
            if knoop.meer:
                for bron, aantal in knoop.bronnen:
                    telling[bron] += aantal
        return sorted(telling.items(), key=lambda paar: (paar[0].status == VASTGESTELD, paar[0].document, -paar[1]))

    def als_json(self) -> dict[str, Any]:
        """The tree as one JSON object."""
        return {
            "bestand": self.bestand,
            "cel": self.wortel.adres,
            "label": self.wortel.label,
            "waarde": self.wortel.waarde,
            "master": self.master,
            "programma": self.versie,
            "diepte": self.diepte,
            "uitvouwen": self.uitvouwen,
            "opmerkingen": list(self.opmerkingen),
            "bronnen": [asdict(bron) | {"aantal": aantal} for bron, aantal in self.bronnen()],
            "boom": self.wortel.als_json(),
        }


def samenvatting(bronnen: list[tuple[Bronvermelding, int]]) -> str:
    """How many documents and inputs, and how many of those are not firm yet."""
    onbevestigd = sum(aantal for bron, aantal in bronnen if bron.status != VASTGESTELD)
    documenten = met_getal(len(bronnen), "document", "documenten")
    gegevens = met_getal(sum(aantal for _, aantal in bronnen), "gegeven", "gegevens")
    return f"{documenten}, {gegevens}, " + (
        f"waarvan {onbevestigd} nog niet vastgesteld" if onbevestigd else "alle vastgesteld"
    )
