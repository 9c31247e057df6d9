"""Rule 3: no external links.

A settlement that reads another file shows other amounts on another computer, and asks the reader of an e-mail
to trust a path. Links to a web page or an e-mail address are no data and may stay.
"""

from collections.abc import Iterator

from via_xl.bevinding import Bevinding
from via_xl.bewijs.linter.boek import Boek
from via_xl.bewijs.linter.formule import FormuleFout, ontleed, verwijzingen
from via_xl.bewijs.linter.verwijzing import is_extern

REGEL = 3
_DELEN = ("xl/externalLinks/", "xl/connections.xml", "xl/queryTables/")
_DOEN = "Verbreek de koppeling (Gegevens, Koppelingen bewerken) en zet de waarde met haar bron in dit werkboek."


def controleer(boek: Boek) -> Iterator[Bevinding]:
    """Linked files, in the package, in relationships, formulas, names and dropdowns."""
    for deel in sorted(boek.delen):
        if deel.startswith(_DELEN) and not deel.endswith(".rels"):
            yield boek.meld(REGEL, "", "", f"het werkboek heeft een externe koppeling ({deel}).", _DOEN)
        if deel.endswith(".rels") and "externalLinks" not in deel:
            for relatie in boek.relaties(deel):
                doel = relatie.get("Target", "")
                if relatie.get("TargetMode") == "External" and not doel.startswith(("https://", "http://", "mailto:")):
                    yield boek.meld(REGEL, "", "", f"het werkboek verwijst naar het bestand {doel}.", _DOEN)
    yield from _verwijzingen(boek)


def _verwijzingen(boek: Boek) -> Iterator[Bevinding]:
    for groep in boek.groepen:
        for tekst in verwijzingen(groep.eerste.delen):
            if is_extern(tekst):
                wat = f"de formule verwijst naar een ander bestand: {tekst}."
                yield boek.meld(REGEL, groep.eerste.blad, groep.adres, wat, _DOEN)
                break
    for naam in boek.gedefinieerde_namen:
        if _extern(naam.doel):
            yield boek.meld(REGEL, naam.blad, naam.naam, "de naam verwijst naar een ander bestand.", _DOEN)
    for blad in boek.bladen:
        for keuze in blad.data_validations.dataValidation:
            if _extern(keuze.formula1 or ""):
                wat = "de keuzelijst verwijst naar een ander bestand."
                yield boek.meld(REGEL, blad.title, str(keuze.sqref), wat, _DOEN)


def _extern(formule: str) -> bool:
    try:
        return any(is_extern(tekst) for tekst in verwijzingen(ontleed("=" + formule.removeprefix("="))))
    except FormuleFout:
        return False
