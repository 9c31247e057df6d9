"""Macros and other parts of a master that the program did not make: what no rebuild can take along.

A master of an older layout or version holds macros that the program itself made then. Those can't be told from the user's, so
a module of the program gives a warning there, not an error.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from via_xl import __version__
from via_xl.basis.bevinding import Bevinding, Ernst
from via_xl.lezen.vba import VbaFout, modules, werk
from via_xl.lezen.xlsx import Xlsx
from via_xl.regeling.tabellen import INDELING

if TYPE_CHECKING:
    from via_xl.lezen.master import Master

_DOEN = "Met --toch blijft dit alleen in de bewaarde oude master staan; zet het daarna zelf in de nieuwe."
_DOEN_OUD = "Is het van u? Het staat nog in de oude master; neem het daaruit over."
_VBA = "xl/vbaProject.bin"
_DELEN = {
    "xl/connections.xml": "er staat een gegevensverbinding in.",
    "customUI/": "er staat een eigen lint in.",
}
"""Parts of the package that the program never makes, and that are always someone's work."""


def vreemde_delen(master: Master, hier: Xlsx, daar: Xlsx) -> tuple[Bevinding, ...]:
    """Macros, data connections and ribbons in a master that the program did not make.

    Args:
        master: the master.
        hier: its file.
        daar: a master of the program of today in the same edition.
    """
    vondst = Vondst(master.pad.name, Ernst.WAARSCHUWING if van_eerdere_versie(master) else Ernst.FOUT)
    return tuple(_delen(vondst, hier, daar))


def van_eerdere_versie(master: Master) -> bool:
    """Whether a master was last written by an earlier layout or version of the program."""
    met = next((regel.versie for regel in reversed(master.regeling.logboek) if regel.versie), "")
    return master.indeling < INDELING or met != f"ViA-XL {__version__}"


def _delen(vondst: Vondst, hier: Xlsx, daar: Xlsx) -> Iterator[Bevinding]:
    for begin, wat in _DELEN.items():
        if any(deel.startswith(begin.casefold()) for deel in hier.delen):
            yield vondst.nieuw("", "", wat)
    if _VBA in hier:
        yield from _macros(vondst, hier.bytes(_VBA), daar.bytes(_VBA) if _VBA in daar else b"")


def _macros(vondst: Vondst, hier: bytes, daar: bytes) -> Iterator[Bevinding]:
    """Modules with another text than ours. Excel writes the project anew when it has run, so only the texts count."""
    if hier == daar:
        return
    try:
        teksten, onze = modules(hier), modules(daar) if daar else {}
    except VbaFout:
        yield vondst.nieuw("VBA", "", "de macro's in deze werkmap zijn niet te lezen en misschien niet van ons.")
        return
    for naam, tekst in teksten.items():
        eigen, verwacht = werk(tekst), werk(onze.get(naam, ""))
        if eigen == verwacht:
            continue
        if naam in onze and verwacht:
            yield vondst.plek("VBA", naam, "de macro's in deze module zijn andere dan die van het programma.")
        else:
            yield vondst.nieuw("VBA", naam, "hier staan macro's die niet van het programma zijn.")


class Vondst:
    """Makes the findings: what stands where the program works itself may be of an earlier version of it."""

    def __init__(self, bestand: str, ernst_van_plek: Ernst) -> None:
        self._bestand = bestand
        self._ernst_van_plek = ernst_van_plek

    def nieuw(self, blad: str, cel: str, wat: str) -> Bevinding:
        """Something the program never makes."""
        return Bevinding(self._bestand, blad, cel, wat, _DOEN)

    def plek(self, blad: str, cel: str, wat: str) -> Bevinding:
        """Something in a place where the program makes things too."""
        doen = _DOEN if self._ernst_van_plek is Ernst.FOUT else _DOEN_OUD
        return Bevinding(self._bestand, blad, cel, wat, doen, self._ernst_van_plek)
