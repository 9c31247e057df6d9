"""The run of one region as a job: what is asked of it, what became of it, and what is remembered of it until the next time.

Whoever divides the jobs needs no more than this: what does one is :mod:`via_xl.regios.draaien`.
"""

from __future__ import annotations

import json
import time
from enum import StrEnum
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import asdict

from via_xl import __version__
from via_xl.basis.bevinding import InvoerFout
from via_xl.basis.gewoon import lees_gewoon
from via_xl.basis.vingerafdruk import sha256
from via_xl.lezen.bronbestanden import bronbestanden

ONTHOUDEN = "jaarruns.json"
"""What lies beside the years of a region: of which file the last version was made, so also whose folder it is."""


class Regiostand(StrEnum):
    """What became of a region."""

    GEMAAKT = "gemaakt"
    ONGEWIJZIGD = "ongewijzigd"
    AL_DEFINITIEF = "al definitief"
    MISLUKT = "mislukt"


class Regioopdracht(Struct, frozen=True):
    """A job: a master, the year (None: the one chosen in it), and the folder of the years."""

    naam: str
    master: Path
    doel: Path
    jaar: int | None = None


class Regiorun(Struct, frozen=True):
    """What became of a job. Amounts are texts with two decimals and a dot; ``vingerafdruk`` is of all its workbooks together."""

    naam: str
    master: str
    stand: Regiostand
    jaar: int | None = None
    versie: int | None = None
    status: str = ""
    map: str = ""
    gemeenten: int = 0
    kosten: str = ""
    vergoeding: str = ""
    te_verdelen: str = ""
    invoerhash: str = ""
    vingerafdruk: str = ""
    waarschuwingen: int = 0
    let_op: str = ""
    bericht: str = ""
    bevindingen: tuple[str, ...] = ()
    exitcode: int = 0
    seconden: float = 0.0


def mislukt(
    opdracht: Regioopdracht, bericht: str, exitcode: int, begin: float, bevindingen: tuple[str, ...] = ()
) -> Regiorun:
    """A job that came to nothing: why, with which exit code, and since when it was busy."""
    return Regiorun(
        opdracht.naam,
        str(opdracht.master),
        Regiostand.MISLUKT,
        opdracht.jaar,
        bericht=bericht,
        bevindingen=bevindingen,
        exitcode=exitcode,
        seconden=round(time.perf_counter() - begin, 3),
    )


def details(opdracht: Regioopdracht, fout: Exception) -> str:
    """Where the details of an error stand that the user can do nothing about."""
    from via_xl.basis.foutlog import schrijf_log

    plek = schrijf_log(f"jaarruns {opdracht.master}", fout)
    return f" De details staan in {plek}." if plek else ""


# --- what is remembered -------------------------------------------------------------------------------------


def _sleutel(opdracht: Regioopdracht) -> str:
    return "blad Start" if opdracht.jaar is None else str(opdracht.jaar)


def lees_onthouden(doel: Path) -> dict[str, Any]:
    """What was remembered in a folder; nothing where that can't be read: then everything is done again."""
    try:
        gelezen = json.loads(lees_gewoon(doel / ONTHOUDEN))
    except (OSError, ValueError):
        return {}
    return gelezen if isinstance(gelezen, dict) else {}


def onthoud(opdracht: Regioopdracht, run: Regiorun) -> None:
    """Keep of which file a version was made: as it is after the version was recorded in it."""
    alles = lees_onthouden(opdracht.doel) | {
        _sleutel(opdracht): {
            "programma": f"ViA-XL {__version__}",
            "master": sha256(opdracht.master),
            "manifest": sha256(Path(run.map) / "manifest.json"),
            "uren": _uren_naast(opdracht, Path(run.map)) | _uren_in(Path(run.map)),
            "run": asdict(run) | {"map": Path(run.map).relative_to(opdracht.doel).as_posix()},
        }
    }
    nieuw = opdracht.doel / f".{ONTHOUDEN}.nieuw"
    nieuw.write_text(json.dumps(alles, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    nieuw.replace(opdracht.doel / ONTHOUDEN)


def eerder(opdracht: Regioopdracht) -> Regiorun | None:
    """The run that this program made of this very file, when its version is still there; else None."""
    try:
        vorige = lees_onthouden(opdracht.doel)[_sleutel(opdracht)]
        versiemap = opdracht.doel / vorige["run"]["map"]
        zelfde = (
            vorige["programma"] == f"ViA-XL {__version__}"
            and vorige["master"] == sha256(opdracht.master)
            and vorige["manifest"] == sha256(versiemap / "manifest.json")
            and vorige["uren"] == _uren_naast(opdracht, versiemap)
        )
        nu = {"naam": opdracht.naam, "master": str(opdracht.master), "map": str(versiemap), "seconden": 0.0}
        run = Regiorun(**vorige["run"] | nu | {"stand": Regiostand.ONGEWIJZIGD, "bevindingen": ()})
    except (KeyError, TypeError, ValueError, AttributeError, OSError, InvoerFout):  # what lies there may be anything
        return None
    return run if zelfde else None


def _uren_naast(opdracht: Regioopdracht, versiemap: Path) -> dict[str, str]:
    """The files with hour lines beside the master, of any year, if a version has hours of such; each with its SHA-256."""
    mappen = {naam.rpartition("/")[0] for naam in _uren_in(versiemap)}
    nu = {naam: pad for map in mappen for naam, pad in bronbestanden(opdracht.master.parent, map).items()}
    return {naam: sha256(pad) for naam, pad in nu.items()}


def _uren_in(versiemap: Path) -> dict[str, str]:
    """Those of which a version says that it has hours, as they were then."""
    manifest = json.loads(lees_gewoon(versiemap / "manifest.json"))
    return {rij["bestand"]: rij["sha256"] for rij in manifest.get("uren_bron", ())}
