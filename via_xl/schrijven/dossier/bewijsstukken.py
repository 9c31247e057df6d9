"""What the recorded documents prove: the answer to a question of which the proof is a document, not a row of input."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from via_xl.basis.datum import datum_nl
from via_xl.regeling.model import Bewijsonderwerp, Bewijsstuk, Status
from via_xl.schrijven.dossier.opbouw import AANWEZIG, DEELS, ONTBREEKT
from via_xl.schrijven.dossier.stof import Dossierstof


class Bewijsantwoord(Struct, frozen=True):
    """The verdict on the documents about a subject, which they are, where, and what to do ("": nothing)."""

    oordeel: str
    zin: str
    waar: str
    doen: str


def bewijs_van(stof: Dossierstof, onderwerp: Bewijsonderwerp, code: str = "", vraag_om: str = "") -> Bewijsantwoord:
    """What there is about a subject, of a gemeente or of the region; ``vraag_om`` is what to ask for when there is nothing.

    It is there when a document is vastgesteld, with the hash of its file, and nothing is wrong with that file.
    """
    stukken = [
        stuk
        for stuk in stof.bewijsstukken
        if (stuk.onderwerp, stuk.jaar) == (onderwerp, stof.jaar) and code in ("", stuk.code)
    ]
    stukken = [stuk for stuk in stukken if stuk.status is not Status.VOORBEELD]
    if not stukken:
        opdracht = f'Leg het vast met via-xl bewijs --onderwerp "{onderwerp}", en maak het dossier met --bewijsstukken.'
        return Bewijsantwoord(ONTBREEKT, "Er is geen bewijsstuk vastgelegd.", "", f"{vraag_om} {opdracht}".strip())
    zin = f"{'Bewijsstuk' if len(stukken) == 1 else 'Bewijsstukken'}: {'; '.join(_zin(stof, s) for s in stukken)}."
    waar = "; ".join(f"{stuk.bestand}; {stuk.plek.blad} {stuk.plek.cel('bestand')}" for stuk in stukken)
    if any(_is_heel(stof, stuk) for stuk in stukken):
        return Bewijsantwoord(AANWEZIG, zin, waar, "")
    return Bewijsantwoord(DEELS, zin, waar, _wat_te_doen(stof, stukken))


def _is_heel(stof: Dossierstof, stuk: Bewijsstuk) -> bool:
    return stuk.status is Status.VASTGESTELD and bool(stuk.sha256) and stuk.bestand not in stof.bewijs_mis


def _zin(stof: Dossierstof, stuk: Bewijsstuk) -> str:
    delen = [
        stuk.bestand,
        f"van {datum_nl(stuk.datum)}" if stuk.datum else "zonder datum",
        str(stuk.status),
        f"SHA-256 {stuk.sha256}" if stuk.sha256 else "zonder SHA-256",
        f"te bewaren tot {datum_nl(stuk.bewaren_tot)}" if stuk.bewaren_tot else "",
        stof.bewijs_mis.get(stuk.bestand, ""),
    ]
    return ", ".join(filter(None, delen))


def _wat_te_doen(stof: Dossierstof, stukken: Sequence[Bewijsstuk]) -> str:
    doen = []
    if any(stuk.status is not Status.VASTGESTELD for stuk in stukken):
        doen.append("Beoordeel het bewijsstuk, en zet zijn rij op blad Bewijsstukken op vastgesteld.")
    if any(not stuk.sha256 for stuk in stukken):
        doen.append("Leg het bestand zelf vast met via-xl bewijs; dan staat zijn SHA-256 erbij.")
    if any(stuk.bestand in stof.bewijs_mis for stuk in stukken):
        doen.append("Zet het bestand terug zoals het is vastgelegd, of leg het nieuwe vast met via-xl bewijs.")
    return " ".join(doen)
