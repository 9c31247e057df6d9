"""The kept inputs: the master and the hour sheets in ``bron`` can be read, keep the rules, and are proven themselves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from via_xl.basis.bevinding import Bevinding, Ernst, GebruikersFout
from via_xl.bewijs.vergelijken import Celverschil
from via_xl.bewijs.verificatie.versie import BRON, MANIFEST, OPNIEUW, VORIGE, NietMogelijk, Versie
from via_xl.bewijs.verificatie.vorige import afwijkingen


def controleer(versie: Versie, _: str = "") -> Iterator[Bevinding]:
    """A finding for each error in the kept inputs, and for each cell of the kept master that differs from the engine."""
    try:
        versie.herleiding()
        bewijs = versie.masterbewijs
    except NietMogelijk as fout:
        if versie.andere_master is not None:
            wat = f"het manifest noemt een master die er niet is; in de map ligt {versie.andere_master}"
            yield Bevinding(MANIFEST, "", "master.bestand", f"{wat}, en daarmee wordt niet nagerekend.", OPNIEUW)
        else:
            yield Bevinding(f"{BRON}/", "", "", f"{fout}; zonder is de verrekening niet na te rekenen.", OPNIEUW)
        return
    except GebruikersFout as fout:
        if not fout.bevindingen:
            yield Bevinding(f"{BRON}/", "", "", fout.bericht, OPNIEUW)
        yield from (replace(b, bestand=f"{BRON}/{b.bestand}") for b in fout.bevindingen)
        return
    if versie.herleiding().stand.invoerhash != versie.manifest.get("invoerhash"):
        wat = "de rijen waaruit dit jaar is berekend zijn andere dan de invoerhash van het manifest zegt."
        yield Bevinding(versie.masternaam, "", "", wat, OPNIEUW)
    if versie.vorige is not None:
        for naam, wat in afwijkingen(versie.vorige):
            yield Bevinding(f"{VORIGE}/{naam}", "", "", f"{wat}.", OPNIEUW)
    for verschil in bewijs.verschillen:
        yield als_bevinding(verschil, f"{BRON}/", Ernst.FOUT if versie.zelfde_programma else Ernst.WAARSCHUWING)


def als_bevinding(verschil: Celverschil, voorvoegsel: str = "", ernst: Ernst = Ernst.FOUT) -> Bevinding:
    """A cell that recalculates to something else, as a finding; ``voorvoegsel`` begins its text."""
    regel = verschil.regel()
    wat = regel.split(": ", 1)[1]
    return Bevinding(f"{voorvoegsel}{verschil.bestand}", verschil.blad, verschil.cel, wat, OPNIEUW, ernst)
