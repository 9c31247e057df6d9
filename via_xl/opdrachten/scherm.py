"""How it looks on screen: the progress bar, lines and lists one below another, findings, and errors."""

from __future__ import annotations

import json as jsonlib
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol, TypeVar

import typer
from rich.console import Console
from rich.table import Table

from via_xl.basis.afbreken import Voortgang, ook_gevraagd
from via_xl.basis.bevinding import Bevinding, GebruikersFout
from via_xl.basis.verhaal import Lijst, Regel, Smal

_MEESTE_BEVINDINGEN = 200


class _AlsJson(Protocol):
    """What a command made, as it is said to another program."""

    def als_json(self) -> dict[str, Any]: ...


_Uitkomst = TypeVar("_Uitkomst", bound=_AlsJson)


def geef(uitkomst: _Uitkomst, scherm: Callable[[_Uitkomst], Iterable[Regel]], *, json: bool) -> None:
    """What a command made: one JSON object, or as it is shown to people."""
    if json:
        toon_json(uitkomst.als_json())
    else:
        toon(scherm(uitkomst))


def toon_json(inhoud: dict[str, Any]) -> None:
    """One JSON object."""
    typer.echo(jsonlib.dumps(inhoud, ensure_ascii=False, indent=2))


def toon(regels: Iterable[Regel]) -> None:
    """Lines, lists and findings, one below another."""
    console = _console()
    for regel in regels:
        if isinstance(regel, str):
            console.print(regel, soft_wrap=True)
        elif isinstance(regel, Smal):
            console.print(regel.tekst)
        elif isinstance(regel, Lijst):
            console.print(_tabel(regel))
        else:
            _toon_bevindingen(console, regel)


def toon_fout(fout: GebruikersFout) -> None:
    """The message of an error, with its findings, on standard error."""
    console = _console(stderr=True)
    console.print(fout.bericht, style="bold", soft_wrap=True)
    _toon_bevindingen(console, fout.bevindingen)


def waarschuw(tekst: str) -> None:
    """What one must know beside what was made, on standard error; nothing when there is nothing."""
    if tekst:
        typer.echo(f"LET OP: {tekst}", err=True)


@contextmanager
def voortgangsbalk() -> Iterator[Voortgang]:
    """A progress bar on standard error, that stops when asked; nothing to see where that isn't a screen."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield ook_gevraagd(lambda *_: None)
        return
    from rich.progress import BarColumn, Progress, TextColumn

    with Progress(TextColumn("{task.description}"), BarColumn(), console=console, transient=True) as balk:
        taak = balk.add_task("")
        yield ook_gevraagd(lambda wat, klaar, totaal: balk.update(taak, description=wat, completed=klaar, total=totaal))


def _tabel(lijst: Lijst) -> Table:
    tabel = Table(title=lijst.titel, title_justify="left")
    for kop in lijst.koppen:
        tabel.add_column(kop)
    for kop in lijst.getallen:
        tabel.add_column(kop, justify="right", no_wrap=True)
    for kop in lijst.slot:
        tabel.add_column(kop)
    for rij in lijst.rijen:
        tabel.add_row(*rij)
    if lijst.totaal:
        tabel.add_section()
        tabel.add_row(*lijst.totaal)
    return tabel


def _toon_bevindingen(console: Console, bevindingen: tuple[Bevinding, ...]) -> None:
    if not bevindingen:
        return
    meer_bestanden = len({b.bestand for b in bevindingen}) > 1
    tabel = Table(show_lines=False)
    for kop in ("Ernst", "Waar", "Wat", "Wat te doen"):
        tabel.add_column(kop, overflow="fold")
    for b in bevindingen[:_MEESTE_BEVINDINGEN]:
        waar = "!".join(deel for deel in (b.blad, b.cel) if deel) or Path(b.bestand).name
        if meer_bestanden and waar != b.bestand:
            waar = f"{b.bestand} {waar}"
        tabel.add_row(str(b.ernst), waar, b.wat, b.doen)
    console.print(tabel)
    rest = len(bevindingen) - _MEESTE_BEVINDINGEN
    if rest > 0:
        console.print(f"… en nog {rest} bevindingen.")


def _console(*, stderr: bool = False) -> Console:
    stroom = sys.stderr if stderr else sys.stdout
    return Console(stderr=stderr, markup=False, highlight=False, width=None if stroom.isatty() else 118)
