"""Before a year begins: what the master says of besluiten."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from via_xl.basis.datum import datum_nl
from via_xl.basis.verhaal import Lijst, Regel
from via_xl.opdrachten.opties import Json, Master, optie
from via_xl.opdrachten.scherm import geef

if TYPE_CHECKING:
    from via_xl.vragen.besluitagenda import Agenda
    from via_xl.vragen.besluitstand import Besluitoverzicht


def stand(
    master: Master,
    jaar: Annotated[int | None, optie("--jaar", "Alleen voorstellen over dit jaar.", "JAAR")] = None,
    json: Json = False,
) -> None:
    """Laat zien waar elk voorstel staat, wat de volgende stap is en wanneer, en wie nog moet besluiten.

    Voorbeeld: via-xl besluit stand via_master.xlsx --jaar 2026
    """
    from via_xl.vragen.besluitstand import lees_stand

    geef(lees_stand(master, jaar), _stand, json=json)


def _stand(stand: Besluitoverzicht) -> Iterator[Regel]:
    """Where each voorstel stands, what is next and when, and who still has to decide."""
    if not stand.besluiten:
        yield "Er staan geen voorstellen in tblBesluiten."
        return
    yield Lijst(
        "Besluiten",
        ("Nummer", "Jaar", "Onderwerp", "Stand", "Volgende stap", "Gepland", "Nog te besluiten"),
        [
            (
                rij.besluit.nummer,
                str(rij.besluit.jaar),
                rij.besluit.onderwerp,
                str(rij.stand),
                str(rij.volgende or ""),
                datum_nl(rij.gepland) if rij.gepland else "",
                ", ".join(stand.namen[code] for code in rij.nog),
            )
            for rij in stand.besluiten
        ],
    )


def agenda(
    master: Master,
    jaar: Annotated[int | None, optie("--jaar", "Alleen dagen in dit jaar.", "JAAR")] = None,
    uit: Annotated[Path | None, optie("--uit", "Het te maken bestand; anders naast de master.", "BESTAND.ics")] = None,
    json: Json = False,
) -> None:
    """Maak een agenda (.ics) voor Outlook: de data van blad Besluiten en de geplande stappen van lopende voorstellen.

    Voorbeeld: via-xl besluit agenda via_master.xlsx --jaar 2026
    """
    from via_xl.vragen.besluitagenda import maak_agenda

    geef(maak_agenda(master, jaar, uit), _agenda, json=json)


def _agenda(agenda: Agenda) -> Iterator[Regel]:
    """The days in the calendar file, and where it is."""
    from via_xl.rekenen.kalender import dag_nl

    yield Lijst("Agenda", ("Dag", "Wat"), [(dag_nl(punt.dag), punt.titel) for punt in agenda.afspraken])
    dagen = "dag" if len(agenda.afspraken) == 1 else "dagen"
    yield f"Gemaakt: {agenda.pad} ({len(agenda.afspraken)} {dagen})."
