"""Before a year begins: what the master says of besluiten, and the letters about its budget."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from via_xl.basis.datum import datum_nl
from via_xl.basis.geld import euro_nl
from via_xl.basis.opsomming import met_getal
from via_xl.basis.verhaal import Lijst, Regel
from via_xl.opdrachten.opties import Json, Master, optie
from via_xl.opdrachten.scherm import geef

if TYPE_CHECKING:
    from via_xl.vragen.begrotingsbrief import Brievenverslag
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
        yield "Er staan geen voorstellen op blad Besluiten. Boven de voorstelgrens maakt via-xl voorstel er een."
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


def begroting(
    master: Master,
    jaar: Annotated[int | None, optie("--jaar", "Het begrote jaar; anders dat van blad Start.", "JAAR")] = None,
    uit: Annotated[
        Path | None, optie("--uit", "Waar de map van de brieven komt; anders in brieven, naast de master.", "MAP")
    ] = None,
    antwoord_voor: Annotated[
        str | None, optie("--antwoord-voor", "De dag waarvoor een antwoord wordt gevraagd.", "DATUM")
    ] = None,
    json: Json = False,
) -> None:
    """Maak per gemeente een brief over haar begrote bijdrage: hoeveel, waarom anders dan vorig jaar, en wat wordt gevraagd.

    De verschillen tellen precies op. Er staan geen uren of kosten van een andere gemeente in. De master blijft zoals hij is.

    Voorbeeld: via-xl brief begroting via_master.xlsx --jaar 2027 --antwoord-voor 15-12-2026
    """
    from via_xl.vragen.begrotingsbrief import schrijf_begrotingsbrieven
    from via_xl.wijzigen.gezegd import lees_dag

    verslag = schrijf_begrotingsbrieven(master, jaar, uit, lees_dag("--antwoord-voor", antwoord_voor))
    geef(verslag, _begroting, json=json)


def _begroting(verslag: Brievenverslag) -> Iterator[Regel]:
    """What each gemeente is asked to budget, and where the letters are."""
    stof = verslag.stof
    yield Lijst(
        f"Begrote bijdrage {stof.jaar}",
        ("Gemeente",),
        [
            (
                post.gemeente.naam,
                *("" if ct is None else euro_nl(ct) for ct in (post.vorig_ct, post.bedrag_ct, post.verschil_ct)),
            )
            for post in stof.posten
        ],
        (str(stof.jaar - 1), str(stof.jaar), "Verschil"),
    )
    yield f"{met_getal(len(verslag.bestanden), 'brief', 'brieven')} in {verslag.map}"
    yield "Volgende stap: lees de brieven na en verstuur ze; er is niets verstuurd."
