"""Whether a cell depends on itself: then there is no tree to show."""

from __future__ import annotations

from collections.abc import Iterator

from via_xl.bewijs.herkomst.werkboek import Herkomstboek, Plek
from via_xl.bewijs.linter.formule import gelezen_verwijzingen
from via_xl.bewijs.linter.verwijzing import Gebied


def zoek_kring(werkboek: Herkomstboek, begin: Plek) -> list[Plek]:
    """The cells of a circle that the cell leads into, each referring to the next; empty when there is none.

    Without recursion: a chain of cells may be as long as a sheet.
    """
    pad: list[tuple[Plek | Gebied, Iterator[Plek | Gebied]]] = [(begin, _volgende(werkboek, begin))]
    op_pad: set[Plek | Gebied] = {begin}
    klaar = werkboek.zonder_kring
    while pad:
        knoop, verder = pad[-1]
        volgende = next(verder, None)
        if volgende is None:
            pad.pop()
            op_pad.discard(knoop)
            klaar.add(knoop)
        elif volgende in op_pad:
            knopen = [ander for ander, _ in pad]
            kring = knopen[knopen.index(volgende) :]
            return [plek for plek in kring if not isinstance(plek, Gebied)]
        elif volgende not in klaar:
            pad.append((volgende, _volgende(werkboek, volgende)))
            op_pad.add(volgende)
    return []


def _volgende(werkboek: Herkomstboek, knoop: Plek | Gebied) -> Iterator[Plek | Gebied]:
    if isinstance(knoop, Gebied):
        return (plek for plek in werkboek.plekken(knoop) if werkboek.formule(plek) is not None)
    formule = werkboek.formule(knoop)
    if formule is None:
        return iter(())
    gevonden: dict[Plek | Gebied, None] = {}
    for tekst in gelezen_verwijzingen(formule.delen):
        verwijzing = werkboek.verwijzing(tekst, formule.blad)
        gebied = verwijzing.gebied
        if gebied is None:
            continue
        if verwijzing.deze_rij:
            gebied = Gebied(gebied.blad, formule.rij, gebied.kolom1, formule.rij, gebied.kolom2)
        plek = gebied.blad, gebied.rij1, gebied.kolom1
        if not gebied.enkel:
            gevonden[gebied] = None
        elif werkboek.formule(plek) is not None:
            gevonden[plek] = None
    return iter(gevonden)
