"""A small finished version folder, and its checks done here: no child process, and what did not change only once."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

from msgspec import Struct

from hulp.kleine_master import bewerk_deel
from hulp.runs import kleine_master
from hulp.vervalsen import Vervalsing, hash_opnieuw, vervals
from via_xl import PROGRAMMA
from via_xl.basis.bevinding import Bevinding, Ernst
from via_xl.basis.vingerafdruk import sha256
from via_xl.bewijs.verificatie import CONTROLES, doe
from via_xl.bewijs.verificatie.versie import Versie
from via_xl.jaarrun import jaarrun

ZONDER = frozenset(("libreoffice", "master"))
"""Checks that the mutations go without: LibreOffice takes seconds a folder, and no master is given."""


class Gevonden(Struct, frozen=True):
    """What was changed, every finding, and the errors with and without the rebuild."""

    vervalsing: Vervalsing
    alle: tuple[Bevinding, ...]
    fouten: tuple[Bevinding, ...]
    zonder_herbouw: tuple[Bevinding, ...]


@cache
def basis(werkmap: Path) -> Versie:
    """A run on three gemeenten, each with an hour line or more; no test changes it."""
    return Versie(jaarrun(kleine_master(werkmap)).map)


def controleer(versie: Versie, ongewijzigd: frozenset[str] = frozenset()) -> dict[str, tuple[Bevinding, ...]]:
    """The errors of every check; a check of one file is left out for files that are known."""
    return {
        naam: tuple(b for b in gevonden if b.ernst is Ernst.FOUT)
        for naam, gevonden in bevindingen(versie, ongewijzigd).items()
    }


def bevindingen(versie: Versie, ongewijzigd: frozenset[str] = frozenset()) -> dict[str, tuple[Bevinding, ...]]:
    """As :func:`controleer`, with the warnings."""
    uit: dict[str, tuple[Bevinding, ...]] = {}
    for controle in CONTROLES:
        if controle.naam not in ZONDER:
            bestanden = [n for n in versie.werkboeken if n not in ongewijzigd] if controle.per_bestand else [""]
            antwoorden = [doe(versie, controle.naam, bestand) for bestand in bestanden]
            uit[controle.naam] = tuple(bevinding for antwoord in antwoorden for bevinding in antwoord.bevindingen)
    return uit


_GEDEELD = ("_lezing", "masterbewijs", "_herleid")
_PER_BESTAND = ("_oordelen", "_gelezen")

ANDERS = "ViA-XL 0.0.9"
"""A version that never was, for a forger to claim."""


def noem_andere_versie(versiemap: Path) -> Path:
    """Say everywhere in a folder that another version made it, and hash it again."""
    for pad in versiemap.glob("*.xlsx"):
        bewerk_deel(pad, "xl/sharedStrings.xml", lambda xml: xml.replace(PROGRAMMA.encode(), ANDERS.encode()))
    for naam in ("manifest.json", "runverslag.txt"):
        pad = versiemap / naam
        pad.write_bytes(pad.read_bytes().replace(PROGRAMMA.encode(), ANDERS.encode()))
    hash_opnieuw(versiemap)
    return versiemap


def vervals_en_controleer(bron: Path, zaad: int) -> Gevonden:
    """One forgery of a copy of a folder, and what the checks say of it."""
    return streek_en_controleer(bron, lambda kopie: vervals(kopie, zaad))


def streek_en_controleer(bron: Path, doe: Callable[[Path], Vervalsing]) -> Gevonden:
    """This forgery of a copy of a folder, and what the checks say of it."""
    goed = _bekend(bron)
    with tempfile.TemporaryDirectory() as tijdelijk:
        kopie = Path(shutil.copytree(bron, Path(tijdelijk) / "2024" / bron.name))
        vervalsing = doe(kopie)
        versie = Versie(kopie)
        gelijk = frozenset(
            n for n, pad in versie.bestanden.items() if n in goed.bestanden and _gelijk(pad, goed.bestanden[n])
        )
        if not vervalsing.bestand.startswith("bron/") and vervalsing.bestand != "manifest.json":
            versie.__dict__.update({naam: goed.__dict__[naam] for naam in _GEDEELD})
        for lade in (*_PER_BESTAND, *(("_anders",) if "_herleid" in versie.__dict__ else ())):
            gelezen = goed.__dict__.get(lade, {})
            getattr(versie, lade).update({naam: gelezen[naam] for naam in gelijk if naam in gelezen})
        per_controle = bevindingen(versie, gelijk if "_herleid" in versie.__dict__ else frozenset())
    fouten = {naam: [b for b in gevonden if b.ernst is Ernst.FOUT] for naam, gevonden in per_controle.items()}
    return Gevonden(
        vervalsing,
        tuple(b for gevonden in per_controle.values() for b in gevonden),
        tuple(b for gevonden in fouten.values() for b in gevonden),
        tuple(b for naam, gevonden in fouten.items() if naam != "herbouw" for b in gevonden),
    )


@cache
def _bekend(bron: Path) -> Versie:
    """The folder as it was, with everything read and proven."""
    versie = Versie(bron)
    assert not any(controleer(versie).values())
    return versie


def _gelijk(een: Path, ander: Path) -> bool:
    return sha256(een) == sha256(ander)
