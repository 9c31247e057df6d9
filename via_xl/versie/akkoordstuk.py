"""The document on which a gemeente approves a version, made from its folder."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from via_xl.basis.bevinding import InvoerFout, NietsTeDoen
from via_xl.basis.publiceren import vrije_naam
from via_xl.basis.vingerafdruk import sha256
from via_xl.bewijs.verificatie.versie import MANIFEST, NietMogelijk
from via_xl.rekenen.invoerhash import kenmerk as kenmerk_van
from via_xl.rekenen.vaststelling import Belemmering, belemmeringen
from via_xl.versie.versiemap import open_versiemap
from via_xl.wijzigen.vervangen import eis_nieuw


@dataclass(frozen=True, slots=True)
class Stukverslag:
    """The document that was made, what it is about, and what still keeps the settlement a concept."""

    pad: Path
    jaar: int
    versie: int
    kenmerk: str
    belemmeringen: tuple[Belemmering, ...]


def schrijf_akkoordstuk(versiemap: Path, uit: Path | None = None, vandaag: date | None = None) -> Stukverslag:
    """Write the document on which a gemeente approves a version; by default beside its folder.

    It holds no hours and no cost of any gemeente. ``vandaag`` is its date, by default today.

    Raises:
        InvoerFout: it is no version folder, it is definitief already, what is kept in it doesn't give the settlement any more,
            or the document can't be written.
    """
    from via_xl.schrijven.akkoordstuk import Akkoordstof, maak_akkoordstuk

    versie = open_versiemap(versiemap)
    if versie.status == "definitief":
        raise NietsTeDoen(f"{versiemap} is al definitief; er is niets meer goed te keuren en niets gemaakt.")
    naam = f"{versie.kort}_akkoord_{versie.jaar}_v{versie.nummer}.docx"
    doel = uit if uit is not None else vrije_naam(versiemap.resolve().parent / naam)
    if doel.suffix.lower() != ".docx":
        raise InvoerFout(f"{doel.name}: het stuk is een Word-document; kies bij --uit een naam op .docx.")
    if doel.resolve().is_relative_to(versiemap.resolve()):
        raise InvoerFout(f"{doel} ligt in de versiemap, en daar mag niets bij. Kies bij --uit een plaats ernaast.")
    eis_nieuw(doel)
    heden = vandaag or date.today()
    try:
        nu = versie.herleiding()
    except NietMogelijk as fout:
        raise InvoerFout(f"{versiemap}: {fout}; zo is er geen stuk van te maken.") from fout
    if nu.stand.invoerhash != versie.manifest.get("invoerhash"):
        raise InvoerFout(
            f"{versiemap}: de bewaarde invoer is niet die van het manifest. Kijk de map na met via-xl verifieer."
        )
    mist = belemmeringen(nu.stand.regeling, nu.stand.uitkomst, heden, met_akkoorden=False)
    stof = Akkoordstof(
        nu.stand.regeling,
        nu.stand.uitkomst,
        versie.nummer,
        "/".join(versiemap.resolve().parts[-2:]),
        nu.stand.invoerhash,
        sha256(versie.bestanden[MANIFEST]),
        mist,
        heden,
    )
    maak_akkoordstuk(stof).bewaar(doel)
    return Stukverslag(doel, versie.jaar, versie.nummer, kenmerk_van(nu.stand.invoerhash), mist)
