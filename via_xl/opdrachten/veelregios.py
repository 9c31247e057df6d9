"""The settlement of many regions in one command."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from via_xl.basis.bevinding import InvoerFout
from via_xl.basis.geld import euro_nl
from via_xl.basis.verhaal import Lijst, Regel
from via_xl.opdrachten.opties import Json, argument, optie
from via_xl.opdrachten.scherm import geef, voortgangsbalk, waarschuw
from via_xl.rekenen import grootheden as g

if TYPE_CHECKING:
    from via_xl.regios.jaarruns import Regioruns
    from via_xl.regios.regiorun import Regiorun


def jaarruns(
    bronnen: Annotated[
        list[str], argument("Een map met masters, een patroon, een lijst (.txt), of masters.", "MAP|PATROON|LIJST")
    ],
    jaar: Annotated[
        int | None, optie("--jaar", "Af te rekenen jaar; anders van elke master zijn eigen.", "JAAR")
    ] = None,
    uit: Annotated[
        Path | None, optie("--uit", "Doelmap, met een map per regio; anders naast elke master.", "MAP")
    ] = None,
    opnieuw: Annotated[bool, optie("--opnieuw", "Reken ook af wat sinds de vorige keer niet is gewijzigd.")] = False,
    tegelijk: Annotated[
        int | None,
        optie("--tegelijk", "Hoeveel regio's naast elkaar; anders een per kern, of per worker van Dask.", "AANTAL"),
    ] = None,
    engine: Annotated[
        str, optie("--engine", "Waarover het werk wordt verdeeld: processen of dask.", "SOORT")
    ] = "processen",
    scheduler: Annotated[
        str | None, optie("--scheduler", "Bij --engine dask: het adres van de scheduler.", "TCP://ADRES")
    ] = None,
    json: Json = False,
) -> None:
    """Reken het jaar van veel regio's af: elke master een eigen jaarrun, naast elkaar, met één tabel van de uitkomsten.

    Wat sinds de vorige keer niet is gewijzigd, blijft zoals het was. Een master die niet lukt, houdt de andere niet tegen.
    In een map zijn het de bestanden met master in hun naam. Over meer computers: --engine dask, met een gedeelde map.

    Voorbeeld: via-xl jaarruns regios --jaar 2024 --uit afrekeningen
    """
    from via_xl.regios.jaarruns import Engine
    from via_xl.regios.jaarruns import jaarruns as draai

    if engine not in list(Engine) or (tegelijk is not None and tegelijk < 1):
        raise InvoerFout("Kies bij --engine processen of dask, en bij --tegelijk een aantal van 1 of meer.")
    with voortgangsbalk() as voortgang:
        uitkomst = draai(
            bronnen,
            jaar,
            uit,
            voortgang,
            opnieuw=opnieuw,
            tegelijk=tegelijk,
            engine=Engine(engine),
            scheduler=scheduler,
        )
    geef(uitkomst, _regioruns, json=json)
    for regio in uitkomst.regios:
        waarschuw(f"{regio.naam}: {regio.let_op}" if regio.let_op else "")
    if uitkomst.exitcode:
        raise typer.Exit(uitkomst.exitcode)


def _regioruns(uitkomst: Regioruns) -> Iterator[Regel]:
    """A row per region, what went wrong below it, and how many there are of each."""
    from via_xl.regios.regiorun import Regiostand

    hoeveel = len(uitkomst.regios)
    yield Lijst(
        "1 regio" if hoeveel == 1 else f"{hoeveel} regio's",
        ("Regio", "Uitkomst", "Versie"),
        [
            (
                r.naam,
                str(r.stand),
                f"{r.jaar} v{r.versie} {r.status}" if r.versie else "",
                *((str(r.gemeenten), *map(_euro, (r.kosten, r.te_verdelen))) if r.kosten else ("", "", "")),
                str(r.waarschuwingen or ""),
            )
            for r in uitkomst.regios
        ],
        ("Gemeenten", g.KOSTEN.kort, g.TE_VERDELEN.kort, "Let op"),
    )
    for regio in uitkomst.regios:
        yield from _mislukt(regio)
    if uitkomst.in_eigen_map:
        yield "Waar meer masters bij elkaar staan, staan de versies van elk ernaast in een eigen map: afrekeningen-NAAM."
    if uitkomst.aantal(Regiostand.AL_DEFINITIEF):
        yield "Wat al definitief is, blijft zo; herzien gaat per master, met via-xl jaarrun MASTER --herziening."
    geteld = Counter(regio.stand for regio in uitkomst.regios)
    yield f"{', '.join(f'{keer} {stand}' for stand, keer in geteld.items())}, in {uitkomst.seconden:.0f} s."


def _mislukt(regio: Regiorun) -> Iterator[Regel]:
    """Why a region failed, with the first of its findings; all of them are in ``--json``."""
    if regio.bericht:
        yield f"{regio.naam}: {regio.bericht}"
        yield from (f"  {regel}" for regel in regio.bevindingen[:5])
        if len(regio.bevindingen) > 5:
            yield f"  … en nog {len(regio.bevindingen) - 5}"


def _euro(bedrag: str) -> str:
    """An amount with two decimals and a dot, for a Dutch reader."""
    return euro_nl(int(bedrag.replace(".", "")))
