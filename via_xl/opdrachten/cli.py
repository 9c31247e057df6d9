"""The command ``via-xl``: from what was typed to a command, and from how that ends to an exit code and a Dutch sentence."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Annotated, Any

import via_xl.basis.tijden  # noqa: F401 - first: from here on time is counted

# isort: split
import typer

from via_xl import __version__
from via_xl.basis.afbreken import luister
from via_xl.basis.bevinding import GebruikersFout
from via_xl.basis.kringzoeker import zoek_niet_meer, zoek_zelden
from via_xl.opdrachten.gebruik import Overzicht, gebruiksfout

app = typer.Typer(
    name="via-xl",
    cls=Overzicht,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

_AFBREKEN = "Afgebroken. Wat nog niet klaar was, is verwijderd; eerdere versies zijn ongewijzigd."

_WACHT = "--wacht"
"""The option of the shortcut on which a master is dragged: also what goes wrong before a run begins stays readable."""

_JSON = "--json"
"""The option with which also a refusal is one object on standard output."""

_SLEEP = "Sleep een master (.xlsx of .xlsm) op deze snelkoppeling; dan wordt het jaar van blad Start afgerekend."

_AFGEBROKEN = 130
"""What typer gives, without a word, when a command is broken off."""


@app.callback(invoke_without_command=True)
def _start(versie: Annotated[bool, typer.Option("--versie", help="Toon de versie.")] = False) -> None:
    if versie:
        typer.echo(f"via-xl {__version__}")
        raise typer.Exit


def main(argumenten: list[str] | None = None) -> int:
    """Run the command line. Exit code 0 done, 1 a check or the proof failed, 2 bad input or usage."""
    for stroom in (sys.stdout, sys.stderr):
        if hasattr(stroom, "reconfigure"):
            stroom.reconfigure(encoding="utf-8", errors="replace")
    getypt = sys.argv[1:] if argumenten is None else argumenten
    gesleept = _WACHT in getypt
    code = _vang(lambda: _voer_uit(argumenten), json=_JSON in getypt, gesleept=gesleept)
    if gesleept:
        _wacht_op_enter()
    return code


def _wacht_op_enter() -> None:
    """Keep the window of the shortcut open; where there is no window, don't wait."""
    if sys.stdin is None or sys.stdout is None or not (sys.stdin.isatty() and sys.stdout.isatty()):
        return
    with suppress(EOFError, KeyboardInterrupt):
        input("\nDruk op Enter om dit venster te sluiten. ")


def _voer_uit(argumenten: list[str] | None) -> Any:
    uit = app(args=argumenten, standalone_mode=False, prog_name="via-xl")
    if uit == _AFGEBROKEN:
        raise KeyboardInterrupt
    return uit


def _vang(opdracht: Callable[[], Any], *, json: bool, gesleept: bool) -> int:
    try:
        uit = opdracht()
    except GebruikersFout as fout:
        from via_xl.opdrachten.scherm import toon_fout

        toon_fout(fout, json=json)
        return fout.exitcode
    except (KeyboardInterrupt, typer.Abort):
        _zeg(_AFBREKEN, json=json)
        return 2
    except OSError as fout:
        from via_xl.basis.schijffout import reden

        _geef_scherm_op()
        waar = f" ({fout.filename})" if fout.filename else ""
        _zeg(f"Schrijven of lezen is mislukt{waar}: {reden(fout)}.", json=json)
        return 2
    except Exception as fout:
        if _door_afbreken(fout):
            _zeg(_AFBREKEN, json=json)
            return 2
        if hasattr(fout, "format_message") and hasattr(fout, "exit_code"):
            _zeg(_SLEEP if gesleept and _mist_gegeven(fout) else gebruiksfout(fout), json=json)
            return 2
        _zeg(_onverwacht(fout), json=json)
        return 1
    return uit if isinstance(uit, int) else 0


def _zeg(bericht: str, *, json: bool) -> None:
    """Why there is no outcome, on standard error; for ``--json`` on standard output too, as the object that is read there."""
    from via_xl.basis.plek import vanaf_hier

    typer.echo(vanaf_hier(bericht), err=True)
    if json:
        from via_xl.opdrachten.scherm import toon_json

        toon_json(GebruikersFout(bericht).als_json())


def _onverwacht(fout: Exception) -> str:
    """What is said of a fault that nobody foresaw: never a traceback, but where its details are."""
    from via_xl.basis.foutlog import schrijf_log

    plek = schrijf_log(f"opdracht {' '.join(sys.argv[1:])}", fout)
    details = f" De details staan in {plek}; geef dat bestand aan wie ViA-XL beheert." if plek else ""
    return f"Er ging iets mis wat het programma niet verwachtte.{details}"


def _mist_gegeven(fout: Exception) -> bool:
    return type(fout).__name__ == "MissingParameter"


def _door_afbreken(fout: BaseException | None) -> bool:
    """Whether an error came about while a Ctrl-C was being answered (a parser that is closed halfway, say)."""
    while fout is not None:
        if isinstance(fout, KeyboardInterrupt):
            return True
        fout = fout.__cause__ or fout.__context__
    return False


def _geef_scherm_op() -> None:
    """Let nothing more be written to an output that can't take it: Python would try again when it ends."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def start() -> None:
    """The entry point of the installed command. Being ended (SIGTERM) cleans up as Ctrl-C does."""
    zoek_zelden()
    luister()
    uitkomst = main()
    zoek_niet_meer()
    sys.exit(uitkomst)


if __name__ == "__main__":
    start()
