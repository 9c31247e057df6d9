"""Rule 21, references: every reference names something that exists, in the one form every program reads.

``tblX[@Kolom]`` becomes ``tblX[[#This Row],Kolom]`` in the file, which no engine reads and Excel calls corrupt;
the schema validator does not see it. A dropdown takes a defined name, never a structured reference.
"""

from collections.abc import Iterator

from via_xl.basis.bevinding import Bevinding
from via_xl.bewijs.linter.boek import Formulegroep, Lintboek
from via_xl.bewijs.linter.formule import verwijzingen
from via_xl.bewijs.linter.verwijzing import is_extern

REGEL = 21
_LASTIG = frozenset("[]#'@\"")


def controleer(boek: Lintboek) -> Iterator[Bevinding]:
    """References that can't be resolved, headers that need escaping, and dropdowns with a structured reference."""
    for groep in boek.groepen:
        for wat in dict.fromkeys(_fouten(boek, groep)):
            yield boek.meld_formule(REGEL, groep, wat, "Herstel de verwijzing in de formule.")
    for tabel in boek.tabellen.values():
        for kop in tabel.kolommen:
            if _LASTIG & set(kop) or kop != kop.strip():
                wat = (
                    f"de kop „{kop}” van {tabel.naam} heeft tekens die in een formule een bijzondere betekenis hebben."
                )
                doen = "Gebruik letters, cijfers en spaties."
                ernst = boek.ernst(tabel.naam)
                yield boek.meld(REGEL, tabel.kader.blad, tabel.kader.adres, wat, doen, ernst=ernst)
    for blad in boek.bladen:
        for plaats, lijst in blad.keuzes():
            if "[" in lijst.split('"')[0] and not is_extern(lijst):
                wat = "de keuzelijst verwijst naar een tabelkolom; Excel noemt het bestand dan beschadigd."
                yield boek.meld(REGEL, blad.naam, plaats, wat, "Gebruik een naam die naar de kolom verwijst.")


def _fouten(boek: Lintboek, groep: Formulegroep) -> Iterator[str]:
    cel = groep.eerste
    for tekst in verwijzingen(cel.delen):
        gevonden = boek.verwijzing(tekst, cel.blad)
        if gevonden.fout:
            if not is_extern(tekst):  # rule 3
                yield f"{tekst} {gevonden.fout}."
        elif gevonden.deze_rij and gevonden.gebied is not None:
            vak = gevonden.gebied
            if vak.blad != cel.blad or not all(vak.rij1 <= lid.rij <= vak.rij2 for lid in groep.cellen):
                yield f"{tekst} staat niet op een rij van die tabel."
