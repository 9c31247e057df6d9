"""The workbook of ``via-xl verschil``: two versions of a settlement beside each other, for the whole region."""

from __future__ import annotations

from collections.abc import Sequence

from via_xl import __version__
from via_xl.rekenen.wijzigingen import Vergelijking
from via_xl.schrijven import regiowijzigingen
from via_xl.schrijven.boek import Boek
from via_xl.schrijven.opmaak import kop
from via_xl.schrijven.regiowijzigingen import Bedragbron
from via_xl.schrijven.taal import controleblad


def maak_verschilboek(v: Vergelijking, mappen: tuple[str, str], let_op: Sequence[str]) -> Boek:
    """The workbook; ``mappen`` are the two folders, ``let_op`` what is the matter with one of them."""
    naam = f"{v.nu.uitkomst.regio.kort} verschil {v.jaar} · versie {v.vorig.versie} en {v.nu.versie}"
    boek = Boek(naam, concept=not v.nu.definitief)
    controles = regiowijzigingen.zet(boek, v, Bedragbron(), naam, "OK")
    uitleg = "Of beide versies sluiten, en of de verschillen verklaard zijn."
    controleblad.zet(boek, controles, uitleg, f"{naam} · Controles")
    blad = boek.blad("Herkomst", kleur="#7F7F7F", kopregel=f"{naam} · Herkomst")
    kop(blad, "Herkomst", "Wat er naast elkaar is gelegd; de bedragen komen van de rekenkern.", vlag="OK")
    blad.breedtes |= {0: 30, 1: 90}
    regels = [("Programma, versie", f"ViA-XL {__version__}")]
    for wat, stand, versiemap in (("Vorige versie", v.vorig, mappen[0]), ("Deze versie", v.nu, mappen[1])):
        regels += [
            (wat, f"versie {stand.versie} ({stand.status})"),
            (f"{wat}: map", versiemap),
            (f"{wat}: invoerhash", stand.invoerhash),
        ]
    regels += [("Let op", tekst) for tekst in let_op]
    for rij, (wat, waarde) in enumerate(regels, start=4):
        blad.zet(rij, 0, wat, "vet")
        blad.zet(rij, 1, waarde)
    return boek.klaar()
