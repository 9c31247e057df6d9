"""How the command line speaks: the overview, and typer's own words in ``--help`` and in usage errors, in Dutch."""

from __future__ import annotations

import re
from collections.abc import Mapping
from importlib import import_module
from inspect import cleandoc
from pathlib import Path
from textwrap import wrap
from typing import Any

from typer.core import TyperCommand, TyperGroup
from typer.models import CommandInfo

from via_xl.basis.bevinding import InvoerFout
from via_xl.basis.gewoon import is_webadres
from via_xl.basis.schijffout import WEBADRES, PlekFout, raad
from via_xl.opdrachten.register import INGANGEN, KORT, MOMENTEN, Ingang

_WOORDEN = (
    ("Usage:", "Gebruik:"),
    ("[OPTIONS]", "[OPTIES]"),
    ("COMMAND [ARGS]...", "OPDRACHT ..."),
    ("Arguments:", "Gegevens:"),
    ("Options:", "Opties:"),
    ("Show this message and exit.", "Toon deze uitleg."),
    ("[required]", "[verplicht]"),
    (" <path>", "       "),
    (" <str>", "      "),
    (" <list[str]>", ""),
    ("[default: ", "[anders: "),
)
_TE_VEEL = re.compile(r"unexpected extra arguments?(?:\(s\))? \((.*)\)")
_VERPLICHT = re.compile(r"\{([A-Z|]+(?:\.\.\.)?)\}")
_ONBEKEND = re.compile(r"No such command ['\"](.*)['\"]")


def in_het_nederlands(tekst: str) -> str:
    """A help text with typer's own words in Dutch; what isn't found stays as it is."""
    for engels, nederlands in _WOORDEN:
        tekst = tekst.replace(engels, nederlands)
    return _VERPLICHT.sub(r"\1", tekst)


class CliOpdracht(TyperCommand):
    """A command with Dutch help, to which a file is a place on a disk."""

    def invoke(self, ctx: Any) -> Any:
        """Run it, unless an address on the web stands where a file is meant."""
        for parameter in self.params:
            if parameter.param_type_name == "argument" or type(parameter.type).__name__.endswith("Path"):
                eis_schijf(ctx.params.get(parameter.name))
        return super().invoke(ctx)

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        """The words after its name, without what is taken and not spoken of."""
        stil = {woord for deel in self.params if getattr(deel, "hidden", False) for woord in deel.get_usage_pieces(ctx)}
        return [woord for woord in super().collect_usage_pieces(ctx) if woord not in stil]

    def get_help(self, ctx: Any) -> str:
        """The help text."""
        return in_het_nederlands(super().get_help(ctx))

    def get_short_help_str(self, limit: int = 45) -> str:  # noqa: ARG002 - a sentence that is cut says nothing
        """What it does, as the list of its group has it: its first paragraph, whole."""
        return " ".join((self.help or "").partition("\n\n")[0].split())


class Opdrachtgroep(TyperGroup):
    """Commands below one of the first level, with Dutch help; each is made when it is asked for."""

    waar: Mapping[str, str]

    @staticmethod
    def van(ingang: Ingang) -> Opdrachtgroep:
        """The group of an entry of the register."""
        groep = Opdrachtgroep(
            name=ingang.naam,
            help=ingang.uitleg,
            epilog=f"Voorbeeld: {ingang.voorbeeld}",
            no_args_is_help=True,
            rich_markup_mode=None,
        )
        groep.waar = ingang.eronder
        return groep

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - typer's own signature
        """The names, in their order."""
        return list(self.waar)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002
        """The command of this name, or None."""
        return maak_opdracht(cmd_name, self.waar[cmd_name]) if cmd_name in self.waar else None

    def get_help(self, ctx: Any) -> str:
        """The help text."""
        return in_het_nederlands(super().get_help(ctx))

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """The commands with the whole first paragraph of each, over as many lines as it takes."""
        rijen = [(naam, self.get_command(ctx, naam).help.partition("\n\n")[0]) for naam in self.waar]
        with formatter.section("Opdrachten"):
            formatter.write_dl([(naam, " ".join(uitleg.split())) for naam, uitleg in rijen])


class Overzicht(TyperGroup):
    """The commands of the first level. Its help is one screen: every command by the moment of the year one uses it."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002
        """The names, in their order."""
        return [ingang.naam for ingangen in MOMENTEN.values() for ingang in ingangen]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002
        """The command or group of this name, or None."""
        if cmd_name in KORT:
            return maak_opdracht(cmd_name, KORT[cmd_name])
        for ingang in INGANGEN:
            if ingang.naam == cmd_name:
                return Opdrachtgroep.van(ingang) if ingang.eronder else maak_opdracht(cmd_name, ingang.waar)
        return None

    def get_help(self, ctx: Any) -> str:  # noqa: ARG002
        """The overview."""
        return overzicht()


def overzicht() -> str:
    """Every command of the first level on one screen of 24 lines of 80."""
    regels = [
        "Gebruik: via-xl [OPTIES] OPDRACHT ...   --versie; --help  Toon deze uitleg.",
        "Voorbeeld: via-xl jaarrun via_master.xlsx --jaar 2024",
    ]
    for moment, ingangen in MOMENTEN.items():
        koppen = wrap(moment, 12)
        for nummer, ingang in enumerate(ingangen):
            kop = koppen[nummer] if nummer < len(koppen) else ""
            regels.append(f"{kop:<14}{ingang.naam:<13}{ingang.wat}")
    return "\n".join(regels)


def maak_opdracht(naam: str, waar: str) -> Any:
    """The command that stands there: its function, or that of a handeling; the example is the end of its text."""
    from typer.main import get_command_from_info

    module, _, attribuut = waar.partition(":")
    functie = getattr(import_module(module), attribuut)
    if not callable(functie):
        from via_xl.opdrachten.handelingen import opdracht_van

        functie = opdracht_van(functie)
    uitleg, _, voorbeeld = cleandoc(functie.__doc__).rpartition("\n\nVoorbeeld: ")
    info = CommandInfo(name=naam, cls=CliOpdracht, callback=functie, help=uitleg, epilog=f"Voorbeeld: {voorbeeld}")
    return get_command_from_info(info, pretty_exceptions_short=False, rich_markup_mode=None)


def eis_schijf(gegeven: Any) -> None:
    """Refuse an address on the web, in what was given for a file or for some files.

    Raises:
        InvoerFout: it is one.
    """
    for waarde in gegeven if isinstance(gegeven, (list, tuple)) else (gegeven,):
        if isinstance(waarde, (str, Path)) and is_webadres(waarde):
            naam = str(waarde).replace("\\", "/").rstrip("/").rpartition("/")[2]
            raise InvoerFout(f"{naam} {WEBADRES}. {raad(PlekFout(WEBADRES))}")


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
