"""A finished version folder, proven again: years later, by whoever wants to know that nothing was touched.

It needs nothing but the folder: the master (and the hour sheets) in ``bron`` are what everything is calculated from
again. What a forger could still change unseen is listed in ``docs/verifieren.md``.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from enum import StrEnum
from pathlib import Path
from typing import Any

from msgspec import Struct

from via_xl.basis.afbreken import Voortgang
from via_xl.basis.bevinding import Bevinding, Ernst, InvoerFout, fouten
from via_xl.basis.ketencode import Typefout, lees
from via_xl.basis.kindproces import Kind, KindGestopt
from via_xl.basis.schijffout import reden
from via_xl.bewijs.verificatie import CONTROLES, Antwoord, Versiecontrole
from via_xl.bewijs.verificatie.versie import MANIFEST, OPNIEUW, Versie

GEHEUGEN = 6 * 2**30
"""Address space of the child; a region of 10,000 hour lines takes some 1 GB."""

TIJD = 900.0
"""Seconds one check of one file may take."""

_FUNCTIE = "via_xl.bewijs.verificatie.kind:beantwoord"


class Controleoordeel(StrEnum):
    """How a check ended."""

    GOED = "in orde"
    MIS = "niet in orde"
    DEELS = "niet volledig"
    NIET = "niet gedaan"


class Mapoordeel(StrEnum):
    """What is to be said of a folder as a whole; ``code`` is the exit code that says it."""

    GOED = "in orde"
    MIS = "niet in orde"
    ONVOLLEDIG = "niet volledig nagegaan"

    @property
    def code(self) -> int:
        """0, 1 or 3; 2 is for what is no version folder at all."""
        return {Mapoordeel.GOED: 0, Mapoordeel.MIS: 1, Mapoordeel.ONVOLLEDIG: 3}[self]


class Controleuitslag(Struct, frozen=True):
    """What one check found; ``toelichting`` says why (some of) it could not be done, and ``deels`` that it says too little."""

    controle: Versiecontrole
    bevindingen: tuple[Bevinding, ...]
    toelichting: str
    gedaan: int
    deels: bool = False

    @property
    def oordeel(self) -> Controleoordeel:
        """Not in order with an error; not done when it could be done for no file."""
        if fouten(self.bevindingen):
            return Controleoordeel.MIS
        if self.deels:
            return Controleoordeel.DEELS
        return Controleoordeel.GOED if self.gedaan else Controleoordeel.NIET


class Verificatie(Struct, frozen=True):
    """What became of every check of a folder; ``ketenwaarde`` is the one that it was held against, "" for none."""

    map: Path
    titel: str
    uitslagen: tuple[Controleuitslag, ...]
    ketenwaarde: str = ""

    @property
    def uitkomst(self) -> Mapoordeel:
        """Not in order with an error; not wholly checked without the rebuild by the version that made it.

        Another check that could not be done is said, and is no error by itself.
        """
        if any(uitslag.oordeel is Controleoordeel.MIS for uitslag in self.uitslagen):
            return Mapoordeel.MIS
        volledig = all(
            uitslag.oordeel is Controleoordeel.GOED or not (uitslag.controle.onmisbaar or uitslag.deels)
            for uitslag in self.uitslagen
        )
        return Mapoordeel.GOED if volledig else Mapoordeel.ONVOLLEDIG

    @property
    def in_orde(self) -> bool:
        """Everything that must be checked was, and no check found an error."""
        return self.uitkomst is Mapoordeel.GOED

    @property
    def waarom_onvolledig(self) -> str:
        """Why the folder was not wholly checked, and what to do about it; empty when it was."""
        redenen = dict.fromkeys(u.toelichting for u in self.uitslagen if u.controle.onmisbaar and u.toelichting)
        zin = "; ".join(redenen)
        return zin and f"{zin}. Verifieer de map met die versie om het zeker te weten."

    @property
    def bevindingen(self) -> tuple[Bevinding, ...]:
        """Everything that was found, errors first; what two checks say of one cell stands twice."""
        alle = [b for uitslag in self.uitslagen for b in uitslag.bevindingen]
        return tuple(sorted(alle, key=lambda b: b.ernst is not Ernst.FOUT))

    def als_json(self) -> dict[str, Any]:
        """The outcome as plain values."""
        return {
            "map": str(self.map),
            "titel": self.titel,
            "in_orde": self.in_orde,
            "uitkomst": str(self.uitkomst),
            "vergeleken_met_ketenwaarde": self.ketenwaarde or None,
            "controles": [
                {
                    "naam": uitslag.controle.naam,
                    "controle": uitslag.controle.titel,
                    "uitkomst": str(uitslag.oordeel),
                    "toelichting": uitslag.toelichting,
                    "bevindingen": [
                        {
                            "ernst": str(b.ernst),
                            "bestand": b.bestand,
                            "blad": b.blad,
                            "cel": b.cel,
                            "wat": b.wat,
                            "doen": b.doen,
                        }
                        for b in uitslag.bevindingen
                    ],
                }
                for uitslag in self.uitslagen
            ],
        }


def verifieer(
    versiemap: Path,
    nu: Path | None = None,
    voortgang: Voortgang = lambda *_: None,
    *,
    herbouwen: bool = True,
    gegeven: str = "",
    overslaan: frozenset[str] = frozenset(),
) -> Verificatie:
    """Every check of a version folder, with ``nu`` also against that master, and with ``gegeven`` against that ketenwaarde.

    Raises:
        InvoerFout: there is no such folder or it is no version folder, there is no such master, or what was given can't be a
            ketenwaarde.
    """
    versie = Versie(_map(versiemap), nu, herbouwen, _ketenwaarde(gegeven))
    if nu is not None and not nu.is_file():
        raise InvoerFout(f"{nu} bestaat niet. Geef bij --master de master van nu.")
    controles = [c for c in CONTROLES if c.naam not in overslaan and (nu is not None or not c.gevraagd)]
    stappen = [(controle, bestand) for controle in controles for bestand in _bestanden(versie, controle)]
    antwoorden: dict[str, list[Antwoord]] = {controle.naam: [] for controle in controles}
    vast = (versie.map, nu, herbouwen, versie.gegeven)
    ernaast = [stap for stap in stappen if stap[0].naast]
    with (
        ThreadPoolExecutor(1) as draad,
        Kind(_FUNCTIE, vast, geheugen=GEHEUGEN, tijd=TIJD) as kind,
        Kind(_FUNCTIE, vast, geheugen=GEHEUGEN, tijd=TIJD) as ander_kind,
    ):
        onderweg = [(stap[0], draad.submit(_vraag, ander_kind, *stap)) for stap in ernaast]
        for nummer, (controle, bestand) in enumerate(stap for stap in stappen if not stap[0].naast):
            voortgang(f"{controle.titel} {bestand}".strip(), nummer, len(stappen))
            antwoorden[controle.naam].append(_vraag(kind, controle, bestand))
        for nummer, (controle, antwoord) in enumerate(onderweg, start=len(stappen) - len(ernaast)):
            voortgang(controle.titel, nummer, len(stappen))
            antwoorden[controle.naam].append(antwoord.result())
    voortgang("Klaar", len(stappen), len(stappen))
    return Verificatie(versiemap, _titel(versie), tuple(_uitslag(c, antwoorden[c.naam]) for c in controles), gegeven)


def _ketenwaarde(gegeven: str) -> str:
    try:
        return lees(gegeven) if gegeven else ""
    except Typefout as fout:
        raise InvoerFout(
            f'"{gegeven}" is geen ketenwaarde: {fout}. Typ haar opnieuw, zoals zij in het bericht, op het akkoordstuk of op de '
            "betaallijst staat."
        ) from fout


def _map(versiemap: Path) -> Path:
    try:
        if not versiemap.is_dir():
            raise InvoerFout(f"{versiemap} is geen map. Geef een versiemap op, bijvoorbeeld afrekeningen/2024/v1.")
        inhoud = {pad.name for pad in versiemap.iterdir()}
    except OSError as fout:
        raise InvoerFout(
            f"{versiemap} kan niet worden gelezen ({reden(fout)}). Kijk uw rechten op de map na."
        ) from fout
    if (
        MANIFEST not in inhoud
        and "bron" not in inhoud
        and not any("_afrekening_" in naam or "_regio_" in naam for naam in inhoud)
    ):
        versies = ", ".join(sorted(naam for naam in inhoud if naam[:1] == "v" and naam[1:].isdigit()))
        hint = f"Kies een van {versies}." if versies else "Geef een map op als afrekeningen/2024/v1."
        raise InvoerFout(f"{versiemap} is geen versiemap van een jaarrun. {hint}")
    return versiemap


def _bestanden(versie: Versie, controle: Versiecontrole) -> Iterator[str]:
    if controle.per_bestand:
        yield from versie.werkboeken
    else:
        yield ""


def _vraag(kind: Kind, controle: Versiecontrole, bestand: str) -> Antwoord:
    try:
        antwoord = kind.vraag((controle.naam, bestand))
    except KindGestopt as fout:
        waarom = "duurt te lang" if fout.te_lang else "lukt niet; er is iets beschadigd of te zwaar"
        wat = f"deze controle is niet gedaan ({controle.titel}): dat {waarom}."
        return Antwoord((Bevinding(bestand or "de map", "", "", wat, OPNIEUW),))
    if not isinstance(antwoord, Antwoord):
        raise TypeError(type(antwoord))
    return antwoord


def _uitslag(controle: Versiecontrole, antwoorden: list[Antwoord]) -> Controleuitslag:
    redenen = dict.fromkeys(
        reden for antwoord in antwoorden for reden in (antwoord.niet_mogelijk, antwoord.niet_volledig) if reden
    )
    return Controleuitslag(
        controle,
        tuple(b for antwoord in antwoorden for b in antwoord.bevindingen),
        "; ".join(redenen),
        sum(not antwoord.niet_mogelijk for antwoord in antwoorden),
        any(antwoord.niet_volledig for antwoord in antwoorden),
    )


def _titel(versie: Versie) -> str:
    """What the folder says it is."""
    try:
        return f"{versie.kort} verrekening {versie.jaar} · versie {versie.nummer} · {versie.manifest.get('programma')}"
    except Exception:  # a check says what is wrong with the manifest
        return f"Versiemap {versie.map.name}"
