"""The outcome of a verification on screen: one page, a row a check, and below it what is wrong and where."""

from __future__ import annotations

import sys

from rich.console import Console
from rich.table import Table

from via_xl.basis.bevinding import Bevinding
from via_xl.basis.plek import vanaf_hier
from via_xl.versie.verifieren import Controleoordeel, Controleuitslag, Mapoordeel, Verificatie

_MEESTE = 60
"""How many findings the page shows; all of them are in ``--json``."""


def toon(verificatie: Verificatie) -> None:
    """The page."""
    stroom = sys.stdout
    console = Console(markup=False, highlight=False, width=None if stroom.isatty() else 118)
    tabel = Table(title=verificatie.titel, title_justify="left")
    tabel.add_column("Controle", overflow="fold")
    tabel.add_column("Uitkomst", no_wrap=True)
    tabel.add_column("Waar", overflow="fold")
    for uitslag in verificatie.uitslagen:
        tabel.add_row(uitslag.controle.titel, str(uitslag.oordeel), _waar(uitslag))
    console.print(tabel)
    _bevindingen(console, verificatie.bevindingen)
    console.print(vanaf_hier(slotzin(verificatie)), soft_wrap=True)


def slotzin(verificatie: Verificatie) -> str:
    """All in order or not, in one sentence, and what was not done."""
    niet = [u.controle.titel for u in verificatie.uitslagen if u.oordeel is Controleoordeel.NIET]
    rest = f" Niet gedaan: {'; '.join(niet)}." if niet else ""
    if verificatie.in_orde:
        keten = f" Ketenwaarde {verificatie.ketenwaarde} is die van deze versie." if verificatie.ketenwaarde else ""
        return f"{verificatie.map}: alles wat is nagegaan, is in orde.{keten}{rest}"
    if verificatie.uitkomst is Mapoordeel.ONVOLLEDIG:
        return f"{verificatie.map}: NIET VOLLEDIG NAGEGAAN. {verificatie.waarom_onvolledig}{rest}"
    mis = sum(u.oordeel is Controleoordeel.MIS for u in verificatie.uitslagen)
    return f"{verificatie.map}: NIET IN ORDE, volgens {mis} van de {len(verificatie.uitslagen)} controles.{rest}"


def _waar(uitslag: Controleuitslag) -> str:
    plaatsen = list(dict.fromkeys(plaats(b) for b in uitslag.bevindingen))
    getoond = [*plaatsen[:3], *([f"en nog {len(plaatsen) - 3}"] if len(plaatsen) > 3 else [])]
    return ", ".join(getoond) or uitslag.toelichting


def plaats(bevinding: Bevinding) -> str:
    """File, sheet and cell, as far as they are known."""
    cel = "!".join(deel for deel in (bevinding.blad, bevinding.cel) if deel)
    return " ".join(deel for deel in (bevinding.bestand, cel) if deel)


def _bevindingen(console: Console, bevindingen: tuple[Bevinding, ...]) -> None:
    if not bevindingen:
        return
    tabel = Table(show_lines=False)
    for kop in ("Ernst", "Waar", "Wat", "Wat te doen"):
        tabel.add_column(kop, overflow="fold")
    uniek = list(dict.fromkeys(bevindingen))
    for bevinding in uniek[:_MEESTE]:
        tabel.add_row(str(bevinding.ernst), *map(vanaf_hier, (plaats(bevinding), bevinding.wat, bevinding.doen)))
    console.print(tabel)
    if len(uniek) > _MEESTE:
        console.print(f"… en nog {len(uniek) - _MEESTE} bevindingen; --json geeft ze alle.")
