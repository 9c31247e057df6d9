"""Who is at work: the name that was set once on this computer, or else that with which one logged in."""

from __future__ import annotations

import getpass
import json
from pathlib import Path

from via_xl.basis.bevinding import InvoerFout
from via_xl.basis.gewoon import lees_gewoon
from via_xl.basis.publiceren import schrijf_heel

LANGST = 60
"""So many characters a name may have."""


def instellingenbestand() -> Path:
    """The file in the user's own settings that holds the name."""
    from typer import get_app_dir  # the folder of settings differs per system

    return Path(get_app_dir("via-xl")) / "instellingen.json"


def wie() -> str:
    """The name that goes with what is done; blank where there is neither a set name nor a login."""
    try:
        gezet = json.loads(lees_gewoon(instellingenbestand())).get("naam")
    except (OSError, ValueError, AttributeError):
        gezet = None
    if isinstance(gezet, str) and gezet.strip():
        return gezet.strip()[:LANGST]
    try:
        return getpass.getuser()[:LANGST]
    except (OSError, KeyError, ImportError):
        return ""


def stel_in(naam: str) -> Path:
    """Set the name; gives the file that holds it.

    Raises:
        InvoerFout: the name is blank, too long or not of one line, or the file can't be written.
    """
    if not naam.strip() or len(naam.strip()) > LANGST or not naam.strip().isprintable():
        raise InvoerFout(f"Geef een naam of code van hoogstens {LANGST} tekens; er is niets gewijzigd.")
    pad = instellingenbestand()
    try:
        pad.parent.mkdir(parents=True, exist_ok=True)
        schrijf_heel(json.dumps({"naam": naam.strip()}, ensure_ascii=False).encode(), pad)
    except OSError as fout:
        raise InvoerFout(f"{pad} kan niet worden geschreven; er is niets gewijzigd.") from fout
    return pad
