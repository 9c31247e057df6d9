"""Whether what is kept of a version is what its own manifest says: the files, and the settlement that follows from them.

It is asked of the version that a new one replaces, before the run, and of what the new folder keeps of it, ever after.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from via_xl.basis.geld import bedrag_tekst
from via_xl.basis.vingerafdruk import sha256
from via_xl.bewijs.verificatie.versie import MANIFEST, STATEN, Versie
from via_xl.rekenen.verrekening import Verrekening


def invoer(versie: Versie) -> list[str]:
    """The files that a settlement is calculated from, relative to its folder. Raises NietMogelijk."""
    return [versie.masternaam, *(naam for naam in versie.bestanden if naam.startswith(f"{STATEN}/"))]


def sha_volgens_manifest(versie: Versie) -> dict[str, Any]:
    """The SHA-256 of each file, as the manifest says. Raises NietMogelijk."""
    lijst = versie.manifest.get("bestanden")
    rijen = lijst if isinstance(lijst, list) else []
    return {str(rij.get("bestand")): rij.get("sha256") for rij in rijen if isinstance(rij, dict)}


def afwijkingen(versie: Versie) -> Iterator[tuple[str, str]]:
    """A file and what is wrong with it, for each that is another one than the manifest says.

    Another program may know the same rows by another hash; the totals hold always.

    Raises:
        InvoerFout, NietMogelijk: the settlement can't be calculated from what is kept.
    """
    opgave = sha_volgens_manifest(versie)
    for naam in invoer(versie):
        if sha256(versie.bestanden[naam]) != opgave.get(naam):
            yield naam, "het bestand is een ander dan het manifest zegt"
    rekening = versie.rekening()
    if versie.zelfde_programma and rekening.invoerhash != versie.manifest.get("invoerhash"):
        yield MANIFEST, "de invoerhash is een andere dan die van de bewaarde invoer"
    totalen = versie.manifest.get("totalen")
    for naam, bedrag in _totalen(rekening.uitkomst).items():
        if not isinstance(totalen, dict) or totalen.get(naam) != bedrag:
            yield MANIFEST, f"het totaal {naam} is niet dat van de bewaarde invoer"


def _totalen(uit: Verrekening) -> dict[str, str]:
    return {
        "kosten": bedrag_tekst(uit.kosten_ct),
        "vergoeding": bedrag_tekst(uit.vergoeding_ct),
        "saldi": bedrag_tekst(sum(rij.saldo_ct for rij in uit.gemeenten)),
    }
