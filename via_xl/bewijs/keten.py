"""The links of the chain of a year as they lie on disk: of each version in its folder, of what was made of it beside it.

Of a version in ``vN/keten.json``, of the drafts in ``verzending-vN/keten.json`` (one for each time that drafts were made), of a
payment list in a file beside the versions. Each says which it follows; no file says what the chain as a whole is.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from via_xl.basis.gewoon import lees_gewoon
from via_xl.basis.vingerafdruk import sha256
from via_xl.rekenen.keten import Schakel, Schakelsoort

KETEN = "keten.json"
"""The file of the link of a version, or of the links of its drafts, in their folder."""
REGISTER = "verzendregister.csv"
"""The register of the drafts of a version, in their folder."""
_VERSIE = re.compile(r"v([1-9]\d*)")
_MEESTE = 2**20
ONLEESBAAR = (OSError, ValueError, RecursionError)
"""What reading a link may raise."""


def als_bestand(schakels: Iterable[Schakel]) -> bytes:
    """The file of several links."""
    return (json.dumps([schakel.als_json() for schakel in schakels], ensure_ascii=False, indent=2) + "\n").encode()


def lees_schakels(pad: Path) -> tuple[Schakel, ...]:
    """The links in a file.

    Raises:
        OSError, ValueError, RecursionError: it can't be read, or holds anything else.
    """
    if pad.stat().st_size > _MEESTE:
        raise ValueError("het bestand is te groot")
    gelezen: Any = json.loads(lees_gewoon(pad))
    return tuple(Schakel.uit_json(een) for een in (gelezen if isinstance(gelezen, list) else [gelezen]))


def schakels_van(jaarmap: Path) -> tuple[Schakel, ...]:
    """Every link in the folder of a year: of the versions in order, and then of what was made of them.

    A version without a link (it is of before there was a chain, or it was taken away) counts with its manifest, after the
    version before it. What can't be read otherwise is passed over: whoever verifies that is told so.
    """
    uit: list[Schakel] = []
    for nummer, versiemap in sorted(versiemappen(jaarmap)):
        try:
            uit += lees_schakels(versiemap / KETEN)
        except ONLEESBAAR:
            uit.append(_zonder_keten(versiemap, jaarmap, nummer, uit[-1:]))
    for pad in (*sorted(jaarmap.glob(f"verzending-v*/{KETEN}")), *sorted(jaarmap.glob(f"*.{KETEN}"))):
        try:
            uit += lees_schakels(pad)
        except ONLEESBAAR:
            continue
    return tuple(uit)


def versiemappen(jaarmap: Path) -> Iterator[tuple[int, Path]]:
    """The folder of each version in that of a year, by its number."""
    if jaarmap.is_dir():
        for pad in jaarmap.iterdir():
            gevonden = _VERSIE.fullmatch(pad.name)
            if gevonden and pad.is_dir() and not pad.is_symlink():
                yield int(gevonden[1]), pad


def _zonder_keten(versiemap: Path, jaarmap: Path, nummer: int, ervoor: list[Schakel]) -> Schakel:
    try:
        manifest = sha256(versiemap / "manifest.json")
    except OSError:
        manifest = ""
    jaar = int(jaarmap.name) if jaarmap.name.isdecimal() else 0
    vorige = tuple((een.naam, een.ketenwaarde) for een in ervoor)
    return Schakel(Schakelsoort.VERSIE, jaar, nummer, vorige, (("manifest", manifest),))
