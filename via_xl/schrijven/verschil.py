"""The workbook of ``via-xl verschil``: two versions of a settlement beside each other, for the whole region."""

from __future__ import annotations

from collections.abc import Sequence

from via_xl.rekenen.wijzigingen import Vergelijking
from via_xl.schrijven import herkomstblad, regiowijzigingen
from via_xl.schrijven.boek import Boek
from via_xl.schrijven.regiowijzigingen import Bedragbron
from via_xl.schrijven.taal import controleblad


def maak_verschilboek(v: Vergelijking, mappen: tuple[str, str], let_op: Sequence[str]) -> Boek:
    """The workbook; ``mappen`` are the two folders, ``let_op`` what is the matter with one of them."""
    naam = f"{v.nu.uitkomst.regio.kort} verschil {v.jaar} · versie {v.vorig.versie} en {v.nu.versie}"
    boek = Boek(naam, concept=not v.nu.definitief)
    controles = regiowijzigingen.zet(boek, v, Bedragbron(), naam, "OK")
    uitleg = "Of beide versies sluiten, en of de verschillen verklaard zijn."
    controleblad.zet(boek, controles, uitleg, f"{naam} · Controles")
    feiten = [
        feit
        for wat, stand, versiemap in (("Vorige versie", v.vorig, mappen[0]), ("Deze versie", v.nu, mappen[1]))
        for feit in (
            (wat, f"versie {stand.versie} ({stand.status})"),
            (f"{wat}: map", versiemap),
            (f"{wat}: invoerhash", stand.invoerhash),
        )
    ]
    feiten += [("Let op", tekst) for tekst in let_op]
    herkomstblad.zet(boek, naam, "Wat er naast elkaar is gelegd; de bedragen komen van de rekenkern.", feiten)
    return boek.klaar()
