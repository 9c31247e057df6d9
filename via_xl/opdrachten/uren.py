"""Hour sheets: blank ones from the master. Filled ones go back into it by a handeling."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from via_xl.basis.bevinding import InvoerFout
from via_xl.basis.verhaal import Regel
from via_xl.opdrachten.opties import Json, Master, optie
from via_xl.opdrachten.vaststellen import concepten

if TYPE_CHECKING:
    from via_xl.verzenden.concepten import Concepten


def maak(
    master: Master,
    jaar: Annotated[int, optie("--jaar", "Het jaar van de uren.", "JAAR")],
    uit: Annotated[Path, optie("--uit", "Map voor de lege urenstaten.", "MAP")],
    code: Annotated[str | None, optie("--code", "Alleen voor deze gemeente, bijvoorbeeld GM0828.", "CODE")] = None,
) -> None:
    """Maak een lege urenstaat voor elke gemeente die capaciteit levert.

    Voorbeeld: via-xl urenstaat maak via_master.xlsx --jaar 2024 --uit urenstaten
    """
    from via_xl.opdrachten.scherm import voortgangsbalk, waarschuw, zeg
    from via_xl.rekenen.jaarstappen import UITGEVRAAGD
    from via_xl.vragen.urenstaatmaken import maak_urenstaten
    from via_xl.wijzigen.afrekeningen import noteer

    with voortgangsbalk() as voortgang:
        paden = maak_urenstaten(master, jaar, uit, code, voortgang)
        let_op = noteer(master, UITGEVRAAGD, jaar, f"{len(paden)} urenstaten in {uit}", voortgang)
    for pad in paden:
        zeg(f"Gemaakt: {pad}")
    zeg("Volgende stap: zet ze per gemeente klaar met via-xl urenstaat verzend.")
    waarschuw(let_op)


def verzend(
    master: Master,
    jaar: Annotated[int, optie("--jaar", "Het jaar van de uren.", "JAAR")],
    uit: Annotated[Path, optie("--uit", "Map met de lege urenstaten; wat ontbreekt wordt gemaakt.", "MAP")],
    terug_voor: Annotated[str, optie("--terug-voor", "De dag waarvoor u ze terug wilt hebben.", "DATUM")],
    herinnering: Annotated[bool, optie("--herinnering", "Alleen aan wie nog geen urenstaat is ingelezen.")] = False,
    json: Json = False,
) -> None:
    """Maak per ontvanger een concept-e-mail met de lege urenstaat van zijn gemeente; verstuurd wordt er niets.

    De berichten komen in een map naast de urenstaten. Nog eens verandert niets: alleen wie er nog geen had krijgt er een
    bericht bij. Er zit geen wachtwoord op: in een lege urenstaat staan geen uren en geen bedragen.

    Voorbeeld: via-xl urenstaat verzend via_master.xlsx --jaar 2024 --uit urenstaten --terug-voor 1-2-2025
    """
    from via_xl.lezen.master import lees_master
    from via_xl.opdrachten.scherm import geef, voortgangsbalk, waarschuw
    from via_xl.rekenen.jaarstappen import UITGEVRAAGD
    from via_xl.verzenden.urenstaten import verzend_urenstaten
    from via_xl.vragen.urenstaatmaken import leverende_codes, maak_urenstaten
    from via_xl.wijzigen.afrekeningen import noteer
    from via_xl.wijzigen.gezegd import lees_dag

    dag = lees_dag("--terug-voor", terug_voor)
    if dag is None:
        raise InvoerFout("Geef met --terug-voor de dag op waarvoor u de urenstaten terug wilt hebben.")
    let_op = ""
    with voortgangsbalk() as voortgang:
        codes = leverende_codes(lees_master(master).regeling, jaar, None, master.name)
        paden = maak_urenstaten(master, jaar, uit, None, voortgang)
        uitvraag = verzend_urenstaten(master, jaar, dict(zip(codes, paden, strict=True)), dag, herinnering=herinnering)
        if uitvraag.gemaakt:
            wat = "herinneringen" if herinnering else "berichten"
            let_op = noteer(master, UITGEVRAAGD, jaar, f"{len(uitvraag.gemaakt)} {wat} in {uitvraag.map}", voortgang)
    geef(uitvraag, _gevolg, json=json)
    waarschuw(let_op)


def _gevolg(uitvraag: Concepten) -> Iterator[Regel]:
    yield from concepten(uitvraag)
    yield "Volgende stap: lees wat terugkomt in met via-xl urenstaat lees; wie zwijgt krijgt een bericht met --herinnering."
