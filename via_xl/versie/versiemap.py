"""A version folder as a command takes it: that it is one, with a manifest that says what everything rests on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from via_xl.basis.bevinding import Bevinding, InvoerFout
from via_xl.bewijs.verificatie import bestanden, keten
from via_xl.bewijs.verificatie.versie import MANIFEST, Herleiding, NietMogelijk, Versie
from via_xl.bewijs.verificatie.vorige import afwijkingen

_HASH = re.compile(r"[0-9a-f]{64}")


def open_versiemap(gekozen: Path) -> Versie:
    """The version in a folder.

    Raises:
        InvoerFout: it is no version folder, or its manifest lacks what a version rests on.
    """
    if not gekozen.is_dir():
        raise InvoerFout(f"{gekozen} is geen map. Geef een versiemap op, bijvoorbeeld afrekeningen/2024/v1.")
    versie = Versie(gekozen)
    if MANIFEST not in versie.bestanden:
        raise InvoerFout(
            f"{gekozen} is geen versiemap: {MANIFEST} ontbreekt. Geef een map op die een jaarrun heeft gemaakt, "
            "bijvoorbeeld afrekeningen/2024/v1."
        )
    try:
        _ = versie.jaar, versie.nummer, versie.gemaakt_op
        wat = _fout_in(versie.manifest)
    except NietMogelijk as fout:
        wat = str(fout)
    if wat:
        raise InvoerFout(f"{gekozen}: het manifest is beschadigd ({wat}). Vraag de map opnieuw op bij wie haar maakte.")
    return versie


def eis_zoals_manifest(versie: Versie, gevolg: str) -> None:
    """Refuse a version that isn't what its manifest says and what its kept inputs give; ``gevolg`` is what is not done.

    That a folder says that another version of the program made it excuses nothing.

    Raises:
        InvoerFout: a file is gone, changed or added, a workbook is another than the inputs give when it is made again, or
            the inputs that were kept can't be read or give another status.
    """
    with _als_invoerfout(versie, gevolg):
        mis = next(_mis(versie), "")
    if mis:
        raise _anders(versie, mis, gevolg)


def _mis(versie: Versie) -> Iterator[str]:
    """What is wrong with a version, the files first."""
    yield from (f"{b.bestand}: {b.wat.rstrip('.')}" for b in bestanden.controleer(versie))
    yield from (f"{naam}: {wat}" for naam, wat in afwijkingen(versie))
    herleiding = versie.herleiding()
    if herleiding.stand.invoerhash != versie.manifest.get("invoerhash"):
        yield f"{MANIFEST}: de invoerhash is een andere dan die van de bewaarde invoer"
    if herleiding.status != versie.status:
        yield f"het manifest zegt {versie.status}, maar uit de bewaarde invoer volgt {herleiding.status}"
    yield from (f"{b.bestand}: {b.wat.rstrip('.')}" for b in _keten(versie))
    for naam in herleiding.per_naam:
        for blad, cel, wat in versie.anders(naam)[:1]:
            waar = "!".join(filter(None, (blad, cel)))
            yield f"{naam} is niet wat uit de bewaarde invoer volgt; {waar}: {wat.rstrip('.')}"


def _keten(versie: Versie) -> Iterator[Bevinding]:
    """What is wrong with its link; a version that says it is of before there was a chain has none."""
    if versie.zelfde_programma or versie.ketenwaarde:
        yield from keten.zelf(versie)


def herleid(versie: Versie, gevolg: str) -> Herleiding:
    """What a version was made from, which must be what its manifest says. Raises as :func:`eis_zoals_manifest` does."""
    eis_zoals_manifest(versie, gevolg)
    with _als_invoerfout(versie, gevolg):
        return versie.herleiding()


@contextmanager
def _als_invoerfout(versie: Versie, gevolg: str) -> Iterator[None]:
    try:
        yield
    except NietMogelijk as fout:
        raise _anders(versie, str(fout), gevolg) from fout
    except InvoerFout as fout:
        raise InvoerFout(f"{versie.map}: {fout.bericht}", fout.bevindingen) from fout


def _anders(versie: Versie, wat: str, gevolg: str) -> InvoerFout:
    return InvoerFout(
        f'{versie.map} is niet wat haar manifest zegt ({wat}); {gevolg}. Kijk na met: via-xl verifieer "{versie.map}"'
    )


def _fout_in(manifest: Mapping[str, Any]) -> str:
    opgave = manifest.get("bestanden")
    if not _HASH.fullmatch(str(manifest.get("invoerhash"))):
        return "er staat geen invoerhash in"
    if manifest.get("status") not in ("concept", "definitief"):
        return "er staat geen status in"
    if not isinstance(opgave, list) or not all(
        isinstance(r, dict) and isinstance(r.get("bestand"), str) for r in opgave
    ):
        return "er staat geen lijst van bestanden in"
    return ""
