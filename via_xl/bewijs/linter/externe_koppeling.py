"""Rule 3: no external links.

A settlement that reads another file shows other amounts on another computer, and asks the reader of an e-mail
to trust a path. A link to click on is no data and may stay when it leads to a web page, an e-mail address or a file
whose place is given from this one: the report of findings leads to the cells of the hour sheets so. With a drive or
a server in it the link works on one computer only, and tells everyone how its folders are called.
"""

import re
from collections.abc import Iterator

from via_xl.basis.bevinding import Bevinding
from via_xl.bewijs.linter.boek import Lintboek
from via_xl.bewijs.linter.formule import FormuleFout, ontleed, verwijzingen
from via_xl.bewijs.linter.verwijzing import is_extern

REGEL = 3
_DELEN = ("xl/externalLinks/", "xl/connections.xml", "xl/queryTables/")
_BEPAALD = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|[/\\]")
"""A path that does not start from where this file is: with a scheme or drive, or from a root or server."""

_DOEN = "Verbreek de koppeling (Gegevens, Koppelingen bewerken) en zet de waarde met haar bron in deze werkmap."


def controleer(boek: Lintboek) -> Iterator[Bevinding]:
    """Linked files, in the package, in relationships, formulas, names and dropdowns."""
    for deel in boek.delen:
        if deel.startswith(_DELEN) and deel.endswith(".xml"):
            yield boek.meld(REGEL, "", "", f"de werkmap heeft een externe koppeling ({deel}).", _DOEN)
    for deel, relatie in boek.relaties:
        if "externalLinks" not in deel and relatie.extern and not _mag(relatie.soort, relatie.doel):
            yield boek.meld(REGEL, "", "", f"de werkmap verwijst naar het bestand {relatie.doel}.", _DOEN)
    yield from _verwijzingen(boek)


def _verwijzingen(boek: Lintboek) -> Iterator[Bevinding]:
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
        for plaats, lijst in blad.keuzes():
            if _extern(lijst):
                wat = "de keuzelijst verwijst naar een ander bestand."
                yield boek.meld(REGEL, blad.naam, plaats, wat, _DOEN)


def _mag(soort: str, doel: str) -> bool:
    r"""Whether an outside relationship is a link to click on that works elsewhere too.

    >>> doelen = "https://x.nl", "in/oss.xlsx", "file:///C:\\\\map\\\\b.xlsx", "/map/b.xlsx", "\\\\\\\\server\\\\b.xlsx"
    >>> [_mag("hyperlink", doel) for doel in doelen]
    [True, True, False, False, False]
    """
    if soort != "hyperlink":
        return False
    return doel.startswith(("https://", "http://", "mailto:")) or _BEPAALD.match(doel) is None


def _extern(formule: str) -> bool:
    try:
        return any(is_extern(tekst) for tekst in verwijzingen(ontleed("=" + formule.removeprefix("="))))
    except FormuleFout:
        return False
