"""The kept inputs: the master and the hour sheets in ``bron`` can be read, keep the rules, and are proven themselves."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from via_xl.basis.bevinding import Bevinding, Ernst, GebruikersFout
from via_xl.basis.tijdelijk import TijdelijkVol
from via_xl.bewijs.vergelijken import Celverschil
from via_xl.bewijs.verificatie.versie import BRON, MANIFEST, OPNIEUW, VORIGE, NietMogelijk, Versie
from via_xl.bewijs.verificatie.vorige import afwijkingen
from via_xl.bewijs.verouderd import waarschuwing
from via_xl.regeling.tabellen import INDELING


def controleer(versie: Versie, _: str = "") -> Iterator[Bevinding]:
    """What is wrong with the inputs, and each cell of the master that gives something else than the engine.

    Stored results that the manifest says were out of date when the run read them are a remark; any other is forged.
    """
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
    except TijdelijkVol:
        raise
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
    # The formulas of an older layout are not what the program of now would write.
    ernst = Ernst.FOUT if versie.master().indeling >= INDELING else Ernst.WAARSCHUWING
    for verschil in bewijs.fouten:
        yield als_bevinding(verschil, f"{BRON}/", ernst)
    if versie.verouderd_genoemd:
        zo_gelezen = waarschuwing(bewijs.verouderd, "Zo was de master al toen de jaarrun hem las.")
        yield from (replace(b, bestand=f"{BRON}/{b.bestand}") for b in zo_gelezen)
        return
    for verschil in bewijs.verouderd:
        yield als_bevinding(verschil, f"{BRON}/", ernst)


def als_bevinding(verschil: Celverschil, voorvoegsel: str = "", ernst: Ernst = Ernst.FOUT) -> Bevinding:
    """A cell that recalculates to something else, as a finding; ``voorvoegsel`` begins its text."""
    regel = verschil.regel()
    wat = regel.split(": ", 1)[1]
    return Bevinding(f"{voorvoegsel}{verschil.bestand}", verschil.blad, verschil.cel, wat, OPNIEUW, ernst)
