"""Hour sheets: blank ones from the master. Filled ones go back into it by a handeling."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from via_xl.opdrachten.opties import Master, optie


def maak(
    master: Master,
    jaar: Annotated[int, optie("--jaar", "Het jaar van de uren.", "JAAR")],
    uit: Annotated[Path, optie("--uit", "Map voor de lege urenstaten.", "MAP")],
    code: Annotated[str | None, optie("--code", "Alleen voor deze gemeente, bijvoorbeeld GM0828.", "CODE")] = None,
) -> None:
    """Maak een lege urenstaat voor elke gemeente die capaciteit levert.

    Voorbeeld: via-xl urenstaat maak via_master.xlsx --jaar 2024 --uit urenstaten
    """
    from via_xl.opdrachten.scherm import voortgangsbalk, waarschuw
    from via_xl.rekenen.jaarstappen import UITGEVRAAGD
    from via_xl.vragen.urenstaatmaken import maak_urenstaten
    from via_xl.wijzigen.afrekeningen import noteer

    with voortgangsbalk() as voortgang:
        paden = maak_urenstaten(master, jaar, uit, code, voortgang)
        let_op = noteer(master, UITGEVRAAGD, jaar, f"{len(paden)} urenstaten in {uit}", voortgang)
    for pad in paden:
        typer.echo(f"Gemaakt: {pad}")
    waarschuw(let_op)
