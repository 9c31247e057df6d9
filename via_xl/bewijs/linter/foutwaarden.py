"""Rule 5: no error values.

One #N/B travels through every total, and a reader who opens the file in Protected View sees nothing else.
"""

from collections.abc import Iterator

from via_xl.basis.bevinding import Bevinding
from via_xl.bewijs.linter.boek import Lintboek
from via_xl.bewijs.linter.formule import Operand, wandel
from via_xl.lezen.getalopmaak import FOUTEN
from via_xl.lezen.waarden import Foutwaarde

REGEL = 5


def controleer(boek: Lintboek) -> Iterator[Bevinding]:
    """Cells whose value, as it stands in the file, is an error, and formulas that name one (#REF!)."""
    doen = "Zoek de oorzaak met Formules, Foutcontrole en herstel de invoer."
    for blad, cellen in boek.cellen.items():
        for cel in cellen:
            if isinstance(cel.waarde, Foutwaarde):
                ernst = boek.ernst_op(blad, cel)
                yield boek.meld(REGEL, blad, cel.adres, "de cel geeft een foutwaarde.", doen, ernst=ernst)
    for groep in boek.groepen:
        for deel in wandel(groep.eerste.delen):
            if isinstance(deel, Operand) and deel.soort == "ERROR":
                yield boek.meld_formule(REGEL, groep, *_in_formule(deel.tekst.upper()))
                break
    for naam in boek.gedefinieerde_namen:
        if "#REF!" in naam.doel:
            yield boek.meld(REGEL, naam.blad, naam.naam, "de naam verwijst nergens meer naar.", "Verwijder de naam.")


def _in_formule(fout: str) -> tuple[str, str]:
    """What is wrong with a formula that names an error, and what to do. Only #REF! stands there for what is gone."""
    if "#REF!" in fout:
        return "de formule bevat #VERW!: een verwijzing is verdwenen.", "Herstel de verwijzing."
    return f"de formule noemt de foutwaarde {FOUTEN.get(fout, fout)}.", "Laat de formule een getal of tekst geven."
