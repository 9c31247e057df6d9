"""How the command line speaks: typer's own words in ``--help`` and in usage errors, in Dutch."""

from __future__ import annotations

import re
from typing import Any

from typer.core import TyperCommand, TyperGroup

_WOORDEN = (
    ("Usage:", "Gebruik:"),
    ("[OPTIONS]", "[OPTIES]"),
    ("COMMAND [ARGS]...", "OPDRACHT ..."),
    ("Arguments:", "Gegevens:"),
    ("Options:", "Opties:"),
    ("Commands:", "Opdrachten:"),
    ("Show this message and exit.", "Toon deze uitleg."),
    ("[required]", "[verplicht]"),
    (" <path>", "       "),
    (" <str>", "      "),
)
_TE_VEEL = re.compile(r"unexpected extra arguments?(?:\(s\))? \((.*)\)")
_VERPLICHT = re.compile(r"\{([A-Z]+)\}")
_ONBEKEND = re.compile(r"No such command ['\"](.*)['\"]")


def in_het_nederlands(tekst: str) -> str:
    """A help text with typer's own words in Dutch; what isn't found stays as it is."""
    for engels, nederlands in _WOORDEN:
        tekst = tekst.replace(engels, nederlands)
    return _VERPLICHT.sub(r"\1", tekst)


class CliOpdracht(TyperCommand):
    """A command with Dutch help."""

    def get_help(self, ctx: Any) -> str:
        """The help text."""
        return in_het_nederlands(super().get_help(ctx))


class Opdrachtgroep(TyperGroup):
    """A group of commands with Dutch help."""

    def get_help(self, ctx: Any) -> str:
        """The help text."""
        return in_het_nederlands(super().get_help(ctx))


def gebruiksfout(fout: Any) -> str:
    """A usage error as a Dutch sentence with where to look; for a command without anything, its help."""
    if type(fout).__name__ == "NoArgsIsHelpError":
        return str(fout.message)
    opdracht = fout.ctx.command_path if getattr(fout, "ctx", None) else "via-xl"
    return f"{_wat(fout)} Zie {opdracht} --help."


def _wat(fout: Any) -> str:
    soort, bericht = type(fout).__name__, str(fout.message)
    parameter = getattr(fout, "param", None)
    naam = getattr(fout, "option_name", "") or (_naam(parameter) if parameter else "")
    per_soort = {
        "NoSuchOption": f"De optie {naam} bestaat niet.",
        "MissingParameter": f"Er ontbreekt een verplicht gegeven: {naam}.",
        "BadOptionUsage": f"Bij de optie {naam} hoort {'geen' if 'does not take' in bericht else 'een'} waarde.",
        "BadParameter": f"Bij {naam} hoort {'een heel getal' if 'integer' in bericht else 'iets anders'}.",
    }
    if onbekend := _ONBEKEND.search(bericht):
        return f"De opdracht {onbekend[1]} bestaat niet."
    if te_veel := _TE_VEEL.search(bericht):
        return f"Er staat te veel in de opdracht: {te_veel[1]}."
    return per_soort.get(soort, "De opdracht is niet goed geschreven.")


def _naam(parameter: Any) -> str:
    optie = str(parameter.opts[0])
    return optie if optie.startswith("-") else str(parameter.metavar or parameter.name).upper()
