"""A version folder as a command takes it: that it is one, with a manifest that says what everything rests on."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from via_xl.bevinding import InvoerFout
from via_xl.bewijs.verificatie.versie import MANIFEST, NietMogelijk, Versie

_HASH = re.compile(r"[0-9a-f]{64}")


def open_versiemap(map_: Path) -> Versie:
    """The version in a folder.

    Raises:
        InvoerFout: it is no version folder, or its manifest lacks what a version rests on.
    """
    if not map_.is_dir():
        raise InvoerFout(f"{map_} is geen map. Geef een versiemap op, bijvoorbeeld afrekeningen/2024/v1.")
    versie = Versie(map_)
    if MANIFEST not in versie.bestanden:
        raise InvoerFout(
            f"{map_} is geen versiemap: {MANIFEST} ontbreekt. Geef een map op die een jaarrun heeft gemaakt, "
            "bijvoorbeeld afrekeningen/2024/v1."
        )
    try:
        _ = versie.jaar, versie.nummer, versie.gemaakt_op
        wat = _fout_in(versie.manifest)
    except NietMogelijk as fout:
        wat = str(fout)
    if wat:
        raise InvoerFout(f"{map_}: het manifest is beschadigd ({wat}). Vraag de map opnieuw op bij wie haar maakte.")
    return versie


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
