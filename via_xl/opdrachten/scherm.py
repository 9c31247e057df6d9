"""How it looks on screen: the progress bar, lines and lists one below another, findings, and errors."""

from __future__ import annotations

import json as jsonlib
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock, Timer
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

import typer

from via_xl.basis.afbreken import Voortgang, ook_gevraagd
from via_xl.basis.bevinding import Bevinding, GebruikersFout, InvoerFout, fouten_eerst
from via_xl.basis.plek import vanaf_hier
from via_xl.basis.verhaal import Lijst, Regel, Smal

if TYPE_CHECKING:  # what draws is loaded where something is drawn: most commands say a line or two
    from rich.console import Console
    from rich.progress import Progress
    from rich.table import Table

_MEESTE_BEVINDINGEN = 200
_WACHT_S = 1.0
"""Seconds before progress is shown."""


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
    for regel in regels:
        if isinstance(regel, str):
            zeg(regel)
        elif isinstance(regel, Smal):
            _console().print(vanaf_hier(regel.tekst))
        elif isinstance(regel, Lijst):
            console = _console()
            console.print(_tabel(regel, console.width))
        else:
            _toon_bevindingen(_console(), regel)


def zeg(regel: str, *, fout: bool = False) -> None:
    """One line, with its paths as they are typed from here; ``fout``: on standard error."""
    regel = vanaf_hier(regel)
    if regel.isprintable():
        typer.echo(regel, err=fout)
    else:
        _console(stderr=fout).print(regel, soft_wrap=True)  # which leaves out what would move the cursor


def toon_fout(fout: GebruikersFout, *, json: bool) -> None:
    """The message of an error, with its findings, on standard error; with ``json`` as an object on standard output too."""
    if json:
        toon_json(fout.als_json())
    console = _console(stderr=True)
    console.print(vanaf_hier(fout.bericht), style="bold", soft_wrap=True)
    _toon_bevindingen(console, fout.bevindingen)


def bevestigd(vraag: str) -> bool:
    """Whether the user says yes; nobody does where there is no screen to ask on."""
    if not _kan_vragen():
        return False
    antwoord: str = typer.prompt(vraag, default="nee", show_default=False)
    return antwoord.strip().casefold() in ("j", "ja")


def eis_scherm(anders: str) -> None:
    """There is somebody to ask. Raises InvoerFout, with what to do else, where there is no screen."""
    if not _kan_vragen():
        raise InvoerFout(f"Hier kan niets worden gevraagd. {anders}")


def _kan_vragen() -> bool:
    return sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty()


def waarschuw(tekst: str) -> None:
    """What one must know beside what was made, on standard error; nothing when there is nothing."""
    if tekst:
        zeg(f"LET OP: {tekst}", fout=True)


@contextmanager
def voortgangsbalk() -> Iterator[Voortgang]:
    """A progress bar on standard error once it takes longer than a second, that stops when asked.

    Nothing to see where that isn't a screen.
    """
    if not sys.stderr.isatty():
        yield ook_gevraagd(lambda *_: None)
        return
    balk = _Balk()
    try:
        yield ook_gevraagd(balk)
    finally:
        balk.stop()


class _Balk:
    """A bar that appears by itself when its time has come; a quick command doesn't even load what draws it."""

    def __init__(self) -> None:
        self._slot = Lock()
        self._stand = ("", 0, 1)
        self._balk: Progress | None = None
        self._wekker: Timer | None = Timer(_WACHT_S, self._verschijn)
        self._wekker.daemon = True
        self._wekker.start()

    def __call__(self, wat: str, klaar: int, totaal: int) -> None:
        """What is being done now."""
        with self._slot:
            self._stand = (wat, klaar, totaal)
            self._toon()

    def stop(self) -> None:
        """Take the bar away, or let it not appear any more."""
        with self._slot:
            if self._wekker is not None:
                self._wekker.cancel()
                self._wekker = None
            if self._balk is not None:
                self._balk.stop()
                self._balk = None

    def _verschijn(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn

        with self._slot:
            if self._wekker is None:
                return
            kolommen = (TextColumn("{task.description}"), BarColumn())
            self._balk = Progress(*kolommen, console=Console(stderr=True), transient=True)
            self._balk.add_task("")
            self._toon()
            self._balk.start()

    def _toon(self) -> None:
        if self._balk is not None:
            wat, klaar, totaal = self._stand
            self._balk.update(self._balk.task_ids[0], description=wat, completed=klaar, total=totaal)


def _tabel(lijst: Lijst, breed: int) -> Table:
    """A list as a table; one that is too wide for the screen has no lines between its columns, and no text is cut."""
    from rich import box
    from rich.table import Table

    tabel = Table(title=lijst.titel, title_justify="left")
    if _tekens(lijst) > breed:
        tabel = Table(title=lijst.titel, title_justify="left", box=box.SIMPLE_HEAD, show_edge=False, padding=0)
    for kop in lijst.koppen:
        tabel.add_column(kop, overflow="fold")
    for kop in lijst.getallen:
        tabel.add_column(kop, justify="right", no_wrap=True)
    for kop in lijst.slot:
        tabel.add_column(kop, overflow="fold")
    for rij in lijst.rijen:
        tabel.add_row(*map(vanaf_hier, rij))
    if lijst.totaal:
        tabel.add_section()
        tabel.add_row(*lijst.totaal)
    return tabel


def _tekens(lijst: Lijst) -> int:
    """The least signs that a list takes with the lines around its columns: no word and no number is broken."""
    kop = (*lijst.koppen, *lijst.getallen, *lijst.slot)
    heel = range(len(lijst.koppen), len(lijst.koppen) + len(lijst.getallen))
    rijen = [kop, *lijst.rijen, *([lijst.totaal] if lijst.totaal else [])]

    def breedte(kolom: int, tekst: str) -> int:
        return len(tekst) if kolom in heel else max(map(len, tekst.split()), default=0)

    return sum(max(breedte(kolom, rij[kolom]) for rij in rijen) + 3 for kolom in range(len(kop))) + 1


def _toon_bevindingen(console: Console, bevindingen: tuple[Bevinding, ...]) -> None:
    if not bevindingen:
        return
    from rich.table import Table

    meer_bestanden = len({b.bestand for b in bevindingen}) > 1
    tabel = Table(show_lines=False)
    for kop in ("Ernst", "Waar", "Wat", "Wat te doen"):
        tabel.add_column(kop, overflow="fold")
    for b in fouten_eerst(bevindingen)[:_MEESTE_BEVINDINGEN]:
        plek = "!".join(deel for deel in (b.blad, b.cel) if deel)
        los = b.cel.startswith("rij ") and not b.blad  # a row of a list: only its file says of what
        waar = f"{b.bestand} {plek}".strip() if meer_bestanden or los else plek or Path(b.bestand).name
        tabel.add_row(str(b.ernst), *map(vanaf_hier, (waar, b.wat, b.doen)))
    console.print(tabel)
    rest = len(bevindingen) - _MEESTE_BEVINDINGEN
    if rest > 0:
        console.print(f"… en nog {rest} bevindingen.")


def _console(*, stderr: bool = False) -> Console:
    from rich.console import Console

    stroom = sys.stderr if stderr else sys.stdout
    return Console(stderr=stderr, markup=False, highlight=False, width=None if stroom.isatty() else 118)
