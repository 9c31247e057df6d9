"""The tree on a terminal."""

from __future__ import annotations

import sys

from rich.console import Console
from rich.text import Text
from rich.tree import Tree

from via_xl.bewijs.herkomst.boom import Boom, Bronvermelding, Knoop, Stapsoort

_BREEDTE = 160
"""Columns where there is no terminal."""

_KLEUR = {Stapsoort.INVOER: "green", Stapsoort.ONGEBRUIKT: "dim", Stapsoort.VERWIJZING: "dim", Stapsoort.BUITEN: "red"}


def toon(boom: Boom, console: Console | None = None) -> None:
    """The tree, the documents it rests on, and what there is to say about it."""
    console = console or Console(markup=False, highlight=False, width=None if sys.stdout.isatty() else _BREEDTE)
    console.print(_als_boom(boom))
    bronnen = boom.bronnen()
    if bronnen:
        console.print()
        console.print("Rust op:", style="bold")
        for bron, aantal in bronnen:
            console.print(Text(f"  {aantal:>4} × {bron_tekst(bron)}"))
    for opmerking in boom.opmerkingen:
        console.print(Text(opmerking, "italic"))
    if any(knoop.meer for knoop in boom.wortel.alle()):
        hoe = "gebruik --diepte N (stappen) of --uitvouwen N (cellen per bereik), of vraag de herkomst van die cel"
        console.print(Text(f"… staat voor meer: {hoe}.", "dim"))


def _als_boom(boom: Boom) -> Tree:
    takken: dict[int, Tree] = {}
    wortel = Tree(_regels(boom.wortel), guide_style="dim")
    takken[boom.wortel.nummer] = wortel
    wachtend = [boom.wortel]
    while wachtend:
        knoop = wachtend.pop()
        for kind in knoop.kinderen:
            takken[kind.nummer] = takken[knoop.nummer].add(_regels(kind))
        wachtend.extend(knoop.kinderen)
    return wortel


def _regels(knoop: Knoop) -> Text:
    """A step: label and value, then how it comes about, then its formula or its source."""
    regel = Text()
    regel.append(knoop.label, f"bold {_KLEUR.get(knoop.soort, '')}".strip())
    if knoop.waarde:
        regel.append(f": {knoop.waarde}")
    plaats = f"{knoop.bestand} {knoop.adres}".strip()
    regel.append(f"  [{plaats}]", "cyan")
    if knoop.meer:
        regel.append(" …", "bold")
    if knoop.soort is Stapsoort.VERWIJZING:
        regel.append("  zie hierboven", "italic dim")
        return regel
    for tekst, stijl in nadere_regels(knoop):
        regel.append(f"\n{tekst}", stijl)
    return regel


def nadere_regels(knoop: Knoop) -> list[tuple[str, str]]:
    """What is said below a step, with its style."""
    uit = []
    if knoop.waar:
        uit.append((f"waar {knoop.waar}", "italic"))
    if knoop.uitleg:
        uit.append((knoop.uitleg, ""))
    if knoop.formule_nl:
        uit.append((knoop.formule_nl, "dim"))
    if knoop.formule_en and knoop.formule_en != knoop.formule_nl:
        uit.append((knoop.formule_en, "dim"))
    if knoop.bron is not None:
        uit.append((f"bron: {bron_tekst(knoop.bron)}", "green"))
    if knoop.meer:
        uit += [(f"bron van {aantal}: {bron_tekst(bron)}", "green") for bron, aantal in knoop.bronnen[:5]]
    if knoop.opmerking:
        uit.append((knoop.opmerking, "italic dim"))
    return uit


def bron_tekst(bron: Bronvermelding) -> str:
    """A source on one line."""
    delen = [bron.document or "geen document genoemd", bron.datum, f"status {bron.status}" if bron.status else ""]
    return " · ".join(deel for deel in delen if deel)
