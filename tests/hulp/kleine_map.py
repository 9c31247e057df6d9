"""The CSV folder of a region, to be spoilt in one place by a test."""

from __future__ import annotations

from pathlib import Path

from hulp.kleine_master import REGELING
from via_xl.regeling.model import Regeling
from via_xl.schrijven.gegevensmap import schrijf_gegevensmap


def schrijf_map(map: Path, regeling: Regeling = REGELING) -> Path:
    """Write every table of a region; gives the folder."""
    map.mkdir(parents=True, exist_ok=True)
    schrijf_gegevensmap(map, regeling)
    return map


def vervang(map: Path, bestand: str, oud: str, nieuw: str) -> None:
    """Replace a text in a file once; the text must be there."""
    pad = map / bestand
    inhoud = pad.read_text(encoding="utf-8")
    assert oud in inhoud
    pad.write_text(inhoud.replace(oud, nieuw, 1), encoding="utf-8")
