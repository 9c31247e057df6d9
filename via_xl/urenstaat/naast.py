"""Whether the rows of a master are the sums of the hour lines beside it."""

from __future__ import annotations

from collections import Counter

from via_xl.basis.afbreken import Voortgang
from via_xl.basis.bevinding import Bevinding, InvoerFout
from via_xl.controle.jaarstand import eis_zonder_fouten
from via_xl.lezen.bronbestanden import OPNIEUW, kenmerk_som, uit_bron
from via_xl.lezen.master import Master
from via_xl.lezen.urenbron import Bronbestand, lees_urenbron

_MEESTE = 20
"""Of rows that are something else so many are named."""


def eis_sommen(master: Master, voortgang: Voortgang = lambda *_: None) -> tuple[Bronbestand, ...]:
    """The lines beside a master, when its rows are exactly their sums: at the rates that it has now, and typed over by nobody.

    Raises:
        InvoerFout: they aren't, or a file can't be used; each row is named.
    """
    regeling, naam = master.regeling, master.pad.name
    bestanden, bevindingen = lees_urenbron(master.pad.parent, regeling, voortgang)
    eis_zonder_fouten(f"De map {regeling.regio.urenbron} naast {naam}", bevindingen)
    horen = Counter(kenmerk_som(som) for bestand in bestanden for som in bestand.sommen)
    anders: list[Bevinding] = []
    van_ernaast = uit_bron(regeling)
    for rij in regeling.uren:
        if rij.geldig and van_ernaast(rij.bron):
            horen[kenmerk_som(rij)] -= 1
            if horen[kenmerk_som(rij)] < 0:
                wat = f"deze rij is niet de som van regels in {rij.bron}."
                anders.append(Bevinding.op(rij.plek, "uren_h", wat, f'{OPNIEUW} "{naam}".'))
    ontbreekt = sum(aantal for aantal in horen.values() if aantal > 0)
    if anders or ontbreekt:
        wat = f"{len(anders)} rijen zijn anders" if anders else f"{ontbreekt} rijen ontbreken"
        raise InvoerFout(
            f"De uren op blad Uren van {naam} zijn niet de sommen van de map {regeling.regio.urenbron}: {wat}; er is niets gemaakt. "
            f'Is een tarief of een regel gewijzigd? {OPNIEUW} "{naam}".',
            anders[:_MEESTE],
        )
    return bestanden
