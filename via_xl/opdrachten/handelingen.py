"""The command of a handeling: its arguments and options, and what it shows, follow from how it is declared."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer
from msgspec.structs import replace

from via_xl.basis.bevinding import InvoerFout
from via_xl.basis.kringzoeker import zonder_kringzoeker
from via_xl.opdrachten.opties import NIEUWE_MASTER, Json, argument, optie
from via_xl.wijzigen.handeling import Gedaan, Gevraagd, Handeling, Opgave
from via_xl.wijzigen.wijziging import Wijziging

_VAN, _NAAR, _JSON, _JA = "van_master", "naar_master", "als_json", "zonder_vragen"
"""The parameters that every one of them has."""


def opdracht_van(handeling: Handeling) -> Callable[..., None]:
    """The function that typer makes a command of."""

    def voer_uit(**gezegd: Any) -> None:
        van, naar, json = (gezegd.pop(naam) for naam in (_VAN, _NAAR, _JSON))
        ja = gezegd.pop(_JA, True)
        gezegd |= {wat.naam: _een_van(wat, gezegd[wat.naam], gezegd.pop(_los(wat))) for wat in beide}
        with zonder_kringzoeker():  # the process ends after it
            from via_xl.opdrachten.scherm import geef, voortgangsbalk
            from via_xl.wijzigen.bestand import breng_aan, neem_voor

            with voortgangsbalk() as voortgang:
                voornemen = neem_voor(handeling, van, naar, voortgang=voortgang, **gezegd)
            if not _mag(voornemen.wijziging, ja=ja, json=json):
                return
            with voortgangsbalk() as voortgang:
                gedaan = breng_aan(voornemen, voortgang)
        geef(gedaan, lambda uitkomst: uitkomst.scherm(), json=json)
        if exitcode := gedaan.wijziging.verhaal.exitcode:
            raise typer.Exit(exitcode)

    beide = [wat for wat in handeling.gevraagd if wat.opgave.ook_los]
    master = "De master."
    van = optie(handeling.master, master, "MASTER") if handeling.master else argument(master, "MASTER")
    parameters = [
        _parameter(_VAN, Annotated[Path, van]),
        *map(_zonder_optie, beide),
        *map(_gevraagd, handeling.gevraagd),
        _parameter(_NAAR, Annotated[Path | None, optie(handeling.uit, NIEUWE_MASTER, "BESTAND")], None),
        *(
            [_parameter(_JA, Annotated[bool, optie("--ja", "Voer door zonder te vragen.")], False)]
            * handeling.eerst_tonen
        ),
        _parameter(_JSON, Json, False),
    ]
    voer_uit.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    voer_uit.__annotations__ = {p.name: p.annotation for p in parameters}
    voer_uit.__doc__ = f"{inspect.cleandoc(handeling.uitleg)}\n\nVoorbeeld: {handeling.voorbeeld}"
    return voer_uit


def _mag(wijziging: Wijziging, *, ja: bool, json: bool) -> bool:
    """Show what would change, when that must be seen first, and whether it may be done; when not, that nothing was."""
    from via_xl.opdrachten.scherm import bevestigd, toon, toon_json

    if wijziging.leeg or not wijziging.verhaal.vooraf:
        return True
    if json and not ja:
        toon_json(Gedaan(wijziging, None, None).als_json())
    elif not json:
        toon(wijziging.verhaal.vooraf)
        ja = ja or bevestigd("Doorvoeren? Typ ja")
        if not ja:
            toon(["Er is niets gewijzigd. Doorvoeren: geef de opdracht opnieuw, met --ja erachter."])
    return ja


def _gevraagd(wat: Gevraagd) -> inspect.Parameter:
    """A parameter of a handeling as one of the command."""
    if wat.opgave.herhaalbaar:
        return _parameter(wat.naam, Annotated[list[str], _zoals(wat.opgave)], list(wat.standaard))
    if wat.opgave.ook_los:
        verplicht = replace(wat.opgave, uitleg=f"{wat.opgave.uitleg}  [verplicht]")
        return _parameter(wat.naam, Annotated[wat.soort | None, _zoals(verplicht)], None)
    return _parameter(wat.naam, Annotated[wat.soort, _zoals(wat.opgave)], wat.standaard)


def _zonder_optie(wat: Gevraagd) -> inspect.Parameter:
    """The same value without its option: taken, and not spoken of."""
    return _parameter(
        _los(wat), Annotated[wat.soort | None, typer.Argument(hidden=True, metavar=wat.opgave.metavar)], None
    )


def _los(wat: Gevraagd) -> str:
    return f"{wat.naam}_los"


def _een_van(wat: Gevraagd, met_optie: Any, los: Any) -> Any:
    """What was said, with the option or without it.

    Raises:
        InvoerFout: it was said in neither way, or in both ways something else.
    """
    gezegd = {waarde for waarde in (met_optie, los) if waarde is not None}
    if len(gezegd) == 1:
        return gezegd.pop()
    if gezegd:
        raise InvoerFout(
            f"Er staat tweemaal iets anders: {los} en {wat.opgave.optie} {met_optie}. Geef het eenmaal op."
        )
    raise InvoerFout(f"Er ontbreekt een verplicht gegeven: geef {wat.opgave.optie} {wat.opgave.metavar} op.")


def _zoals(opgave: Opgave) -> Any:
    """What is asked as typer asks it."""
    if not opgave.optie:
        return argument(opgave.uitleg, opgave.metavar)
    return optie(opgave.optie, opgave.uitleg, opgave.metavar or None)


def _parameter(naam: str, soort: Any, standaard: Any = inspect.Parameter.empty) -> inspect.Parameter:
    return inspect.Parameter(naam, inspect.Parameter.KEYWORD_ONLY, default=standaard, annotation=soort)
