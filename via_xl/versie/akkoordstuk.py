"""The documents on which gemeenten approve a version, made from its folder: one for each, with a code of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from via_xl.basis.bevinding import InvoerFout, NietsTeDoen
from via_xl.basis.gemeenten import bestandsnaam
from via_xl.basis.publiceren import vrije_naam
from via_xl.basis.vingerafdruk import sha256
from via_xl.bewijs.verificatie.versie import MANIFEST, NietMogelijk, Versie
from via_xl.lezen.waarden import WaardeFout
from via_xl.regeling.model import Regeling
from via_xl.rekenen.invoerhash import kenmerk as kenmerk_van
from via_xl.rekenen.vaststelling import Belemmering, belemmeringen, nodige_akkoorden
from via_xl.versie.versiemap import open_versiemap
from via_xl.wijzigen.gezegd import lees_gemeente
from via_xl.wijzigen.stukkenmap import Stukkenmap

if TYPE_CHECKING:
    from via_xl.rekenen.verrekening import Verrekening
    from via_xl.schrijven.akkoordstuk import Akkoordstof
    from via_xl.schrijven.stuk import Stuk


class Stukverslag(Struct, frozen=True):
    """The documents that were made in a folder, what they are about, and what still keeps the settlement a concept.

    ``akkoorden`` is how many gemeenten must sign.
    """

    map: Path
    bestanden: tuple[Path, ...]
    jaar: int
    versie: int
    kenmerk: str
    belemmeringen: tuple[Belemmering, ...]
    akkoorden: int

    @property
    def tekenen(self) -> str:
        """What is to be done with them."""
        if self.akkoorden == 1:
            return "laat de gemeente haar stuk tekenen, en leg het vast"
        return "laat twee gemeenten elk haar eigen stuk tekenen, en leg beide tegelijk vast"


class _Stukken(Stukkenmap):
    """The folder of the documents of a version."""

    def __init__(self, plaats: Path, stof: Akkoordstof, kort: str, codes: Sequence[str]) -> None:
        begin = f"{kort}_akkoord_{stof.uitkomst.jaar}_v{stof.versie}"
        voor = {f"{begin}_{code}_{bestandsnaam(stof.uitkomst.van(code).naam)}.docx": code for code in codes}
        super().__init__(plaats.parent, plaats.name, voor, stof.regeling, stof.uitkomst.jaar, "er is niets gemaakt")
        self._stof, self._codes = stof, codes

    def stukken(self) -> Iterator[Stuk]:
        """The documents, in the order of the gemeenten."""
        from via_xl.schrijven.akkoordstuk import maak_akkoordstuk

        return (maak_akkoordstuk(self._stof, code) for code in self._codes)


def schrijf_akkoordstukken(
    versiemap: Path, gemeenten: Sequence[str] = (), uit: Path | None = None, vandaag: date | None = None
) -> Stukverslag:
    """Write the document on which a gemeente approves a version, for each or for these; in a folder, by default beside its own.

    They hold no hours and no cost of any gemeente. ``vandaag`` is their date, by default today.

    Raises:
        InvoerFout: it is no version folder, it is definitief already, what is kept in it doesn't give the settlement any more,
            a gemeente is none of it, or the documents can't be written.
    """
    from via_xl.schrijven.akkoordstuk import Akkoordstof

    versie = open_versiemap(versiemap)
    if versie.status == "definitief":
        raise NietsTeDoen(f"{versiemap} is al definitief; er is niets meer goed te keuren en niets gemaakt.")
    doel = uit if uit is not None else vrije_naam(_naast(versie))
    if doel.resolve().is_relative_to(versiemap.resolve()):
        raise InvoerFout(f"{doel} ligt in de versiemap, en daar mag niets bij. Kies bij --uit een plaats ernaast.")
    if doel.exists():
        raise InvoerFout(f"{doel} bestaat al. Kies bij --uit een andere naam voor de map met stukken.")
    heden = vandaag or date.today()
    try:
        nu = versie.herleiding()
    except NietMogelijk as fout:
        raise InvoerFout(f"{versiemap}: {fout}; zo is er geen stuk van te maken.") from fout
    stand = nu.stand
    if stand.invoerhash != versie.manifest.get("invoerhash"):
        raise InvoerFout(
            f"{versiemap}: de bewaarde invoer is niet die van het manifest. Kijk de map na met via-xl verifieer."
        )
    mist = belemmeringen(stand.regeling, stand.uitkomst, heden, met_akkoorden=False)
    waar, sha = "/".join(versiemap.resolve().parts[-2:]), sha256(versie.bestanden[MANIFEST])
    hashes = (stand.invoerhash, sha, versie.ketenwaarde)
    stof = Akkoordstof(stand.regeling, stand.uitkomst, versie.nummer, waar, *hashes, mist, heden)
    with _Stukken(doel, stof, versie.kort, _codes(stand.regeling, stand.uitkomst, gemeenten)) as stukken:
        stukken.schrijf()
        bestanden = stukken.publiceer()
    nodig = nodige_akkoorden(stand.uitkomst)
    return Stukverslag(doel, bestanden, versie.jaar, versie.nummer, kenmerk_van(stand.invoerhash), mist, nodig)


def _naast(versie: Versie) -> Path:
    return versie.map.resolve().parent / f"{versie.kort}_akkoord_{versie.jaar}_v{versie.nummer}"


def _codes(regeling: Regeling, uitkomst: Verrekening, gemeenten: Sequence[str]) -> list[str]:
    """The CBS codes of the gemeenten that were named, or of all that get a settlement. Raises InvoerFout."""
    met_stuk = [rij.code for rij in uitkomst.met_stuk]
    gekozen = set()
    for tekst in gemeenten:
        try:
            code = lees_gemeente(tekst, regeling)
        except WaardeFout as fout:
            raise InvoerFout(f"{fout.wat} {fout.doen}") from fout
        if code not in met_stuk:
            raise InvoerFout(
                f"{regeling.naam_van(code)} krijgt over {uitkomst.jaar} geen afrekening en keurt niets goed; er is niets gemaakt. "
                "Laat deze gemeente weg bij --gemeente."
            )
        gekozen.add(code)
    return [code for code in met_stuk if code in gekozen or not gekozen]
