"""What changed since the version that a chosen one replaces, as a workbook beside its folder."""

from __future__ import annotations

from pathlib import Path

from via_xl.basis.afbreken import Voortgang
from via_xl.basis.bevinding import Ernst, NietsTeDoen
from via_xl.basis.geld import euro_nl
from via_xl.excel.macros.gedeeld import vrije_naam
from via_xl.excel.openboek import OpenBoek
from via_xl.schrijven.macros import Macrouitkomst
from via_xl.versie.verschil import schrijf_verschil
from via_xl.versie.versiemap import open_versiemap


def voer_uit(_boek: OpenBoek, gekozen: str, voortgang: Voortgang) -> Macrouitkomst:
    """Compare the chosen folder with what it keeps of the version before. The open workbook plays no part."""
    versie = open_versiemap(Path(gekozen))
    if versie.vorige is None:
        raise NietsTeDoen(f"{gekozen} is een eerste versie, of bewaart geen vorige. Er is niets om mee te vergelijken.")
    voortgang("Beide versies opnieuw berekenen", 0, 1)
    naam = f"ViA_verschil_{versie.jaar}_v{versie.vorige.nummer}_v{versie.nummer}.xlsx"
    doel = vrije_naam(versie.map.resolve().parent / naam)
    uitkomst = schrijf_verschil(versie.vorige, versie, doel)
    v = uitkomst.vergelijking
    regels = [
        f"{rij.naam}: saldo {euro_nl(rij.saldo_ct.vorig)} → {euro_nl(rij.saldo_ct.nu)}"
        for rij in v.gemeenten
        if rij.saldo_ct.verschil
    ]
    zin = f"Versie {v.nu.versie} naast versie {v.vorig.versie}: {doel}"
    tekst = "\n".join([zin, *(regels or ["Geen saldo is veranderd."]), *(f"LET OP: {w}." for w in uitkomst.let_op)])
    return Macrouitkomst(tekst, Ernst.WAARSCHUWING if uitkomst.let_op else None)
