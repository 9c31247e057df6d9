"""Arguments and options that several commands have, said once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer


def optie(naam: str, uitleg: str, metavar: str | None = None) -> Any:
    """An option as typer takes it."""
    return typer.Option(naam, help=uitleg, metavar=metavar)


def argument(uitleg: str, metavar: str) -> Any:
    """An argument as typer takes it."""
    return typer.Argument(help=uitleg, metavar=metavar)


Master = Annotated[Path, argument("De master.", "MASTER")]
Versiemap = Annotated[Path, argument("Een versiemap van een jaarrun.", "MAP")]
Json = Annotated[bool, optie("--json", "Geef de uitkomst als één JSON-object.")]

NIEUWE_MASTER = "Nieuwe master; anders dezelfde naam, met een reservekopie."
