"""The approvals held against reality: the file that was signed is there, is that file, and is of that gemeente's document.

A row of tblAkkoord may be typed or made by ``via-xl akkoord noteer``: it is held the same way, when it is recorded, before a
version becomes definitief, and in a finished version for as long as it is kept.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path, PurePosixPath

from via_xl.basis.bevinding import Bevinding
from via_xl.basis.datum import datum_nl
from via_xl.basis.gewoon import lees_gewoon
from via_xl.basis.kindproces import Kind
from via_xl.lezen.getekend import OnbruikbaarStuk, lees_getekend, stukkenkind
from via_xl.regeling.model import Akkoord, Regeling, Status
from via_xl.rekenen.invoerhash import akkoordcode
from via_xl.rekenen.vaststelling import geldige_akkoorden
from via_xl.rekenen.verrekening import Verrekening

SCAN = "scan van "
"""How the Bron of an approval begins whose document was scanned: on a picture no program reads the code."""

NAGEGAAN = (
    "Nagegaan is dat het stuk te lezen is en zijn code bij deze gemeente en invoer hoort; niet van wie de handtekening is en of die geldt. "
    "Kijk dat na in het programma dat het stuk toont."
)
"""What is looked at of a signed document, and what isn't."""

Meld = tuple[str, str, str]
"""The field that isn't right, what is wrong and what to do."""

Plaats = Callable[[Akkoord], Path | None]
"""Where the signed file of an approval is; None: nowhere that may be looked at."""


def naast_master(mastermap: Path) -> Plaats:
    """The signed files as the master names them: beside it, or in a folder there."""

    def plaats(akkoord: Akkoord) -> Path | None:
        delen = PurePosixPath(akkoord.bestand.replace("\\", "/"))
        if not akkoord.bestand.strip() or delen.is_absolute() or ".." in delen.parts or ":" in akkoord.bestand:
            return None
        return mastermap / delen

    return plaats


def bewaarnaam(akkoord: Akkoord) -> str:
    """What the signed file of an approval is called in a version folder: another name for each file."""
    naam = PurePosixPath(akkoord.bestand.replace("\\", "/")).name
    return f"{akkoord.code}_{akkoord.sha256[:12]}_{naam}"


def vanaf(regeling: Regeling, jaar: int, invoerhash: str, jaarmap: Path | None = None) -> date:
    """The first day on which somebody could sign for this input: that of the first version that has it.

    It is looked up in tblAfrekeningen and in the version folders in ``jaarmap``. Where no version is known it is the day
    after the year, since before that there was nothing to sign.
    """
    dagen = [rij.op for rij in regeling.afrekeningen if rij.jaar == jaar and rij.invoerhash == invoerhash]
    for manifest in sorted(jaarmap.glob("v*/manifest.json")) if jaarmap is not None else ():
        try:
            gelezen = json.loads(lees_gewoon(manifest))
            if gelezen["invoerhash"] == invoerhash:
                dagen.append(datetime.fromisoformat(gelezen["gemaakt_op"]).date())
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            continue  # a folder that says nothing about this input; whoever uses it hears what is wrong with it
    return min(dagen, default=date(jaar + 1, 1, 1))


def onbewezen(
    regeling: Regeling, uitkomst: Verrekening, plaats: Plaats, eerste: date, heden: date
) -> tuple[Bevinding, ...]:
    """What is not true of the approvals that a settlement rests on, each at its cell.

    Each must be vastgesteld, signed from ``eerste`` to ``heden``, with a file (see ``plaats``) of its own.
    """
    geldig = geldige_akkoorden(regeling, uitkomst)
    uit = []
    with stukkenkind() as kind:
        for nummer, akkoord in enumerate(geldig):
            for veld, wat, doen in bezwaren(akkoord, plaats(akkoord), eerste, heden, kind, geldig[:nummer]):
                wie = regeling.naam_van(akkoord.code)
                uit.append(Bevinding.op(akkoord.plek, veld, f"akkoord van {wie}: {wat}", doen))
    return tuple(uit)


def bezwaren(
    akkoord: Akkoord, pad: Path | None, eerste: date, heden: date, kind: Kind, andere: Sequence[Akkoord] = ()
) -> Iterator[Meld]:
    """What is not true of one approval with its file, read in ``kind``; ``andere`` are approvals with which it may not share that."""
    if akkoord.status is not Status.VASTGESTELD:
        yield "status", f"de status is {akkoord.status}.", "Zet Status op vastgesteld als het stuk getekend is."
    if not eerste <= akkoord.op <= heden:
        wat = f"getekend op {datum_nl(akkoord.op)}; dat kan alleen van {datum_nl(eerste)}, toen de versie er was, tot en met vandaag."
        yield "op", wat, "Neem de dag over die op het stuk staat."
    if any(ander.sha256 == akkoord.sha256 and ander.code != akkoord.code for ander in andere):
        wat = "dit bestand is ook dat van een andere gemeente."
        yield "sha256", wat, "Laat elke gemeente haar eigen stuk tekenen."
    yield from _bestand(akkoord, pad, kind)


def _bestand(akkoord: Akkoord, pad: Path | None, kind: Kind) -> Iterator[Meld]:
    if pad is None:
        wat = f'"{akkoord.bestand}" is geen bestand naast de master.'
        yield (
            "bestand",
            wat,
            "Zet het getekende stuk in de map van de master en noem het zonder stationsletter of ..-delen.",
        )
        return
    try:
        stuk = lees_getekend(pad, kind)
    except OnbruikbaarStuk as fout:
        yield "bestand", f"{pad.name} {fout}.", f"Bewaar het getekende stuk als {pad}."
        return
    if stuk.sha256 != akkoord.sha256:
        wat = f"{pad.name} is een ander bestand dan is vastgelegd: SHA-256 {stuk.sha256}."
        yield "sha256", wat, "Zet het getekende bestand terug, of leg dit vast met via-xl akkoord noteer."
    eigen = akkoordcode(akkoord.invoerhash, akkoord.code)
    if stuk.codes - {eigen}:
        wat = f"{pad.name} is een stuk met code {', '.join(sorted(stuk.codes - {eigen}))}; dat van deze gemeente en invoer heeft {eigen}."
        yield "bestand", wat, "Laat het stuk van deze gemeente tekenen; via-xl akkoord stuk maakt het."
    elif not stuk.codes and not is_scan(akkoord):
        wat = f"in {pad.name} is code {eigen} niet te lezen."
        doen = f'Is het een scan van het stuk met die code, geef dan --scan, of begin Bron met "{SCAN.strip()}".'
        yield "bestand", wat, doen


def is_scan(akkoord: Akkoord) -> bool:
    """Whether the row says that its document was scanned, so that a person must look for the code."""
    return akkoord.bron.casefold().startswith(SCAN)
