"""Adds up the amounts in the workbooks of all gemeenten: together they must be the totals of the region."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from via_xl.basis.bevinding import Bevinding
from via_xl.basis.geld import euro_nl
from via_xl.bewijs.verificatie.versie import OPNIEUW, NietMogelijk, Versie
from via_xl.regeling.tabellen import HERKOMSTTABEL
from via_xl.rekenen import grootheden as g
from via_xl.schrijven.afrekening.herkomst import TER_CONTROLE

_REGIONAAL = {"K": g.KOSTEN.label, "V": TER_CONTROLE["V"], "R": TER_CONTROLE["R"]}
"""What every workbook says alike."""

_EIGEN = {
    "kosten": TER_CONTROLE["kosten"],
    "voorschot": g.VOORSCHOT.label,
    "saldo": TER_CONTROLE["saldo"],
    "btw": TER_CONTROLE["btw"],
}
"""What each says of its own gemeente."""

_ZONDER = {"btw": 0}
"""What a workbook that has no such row says: there is no btw, or the program of then knew none."""

_EERDER = {"kosten": "Kosten van de eigen inzet (ter controle)"}
"""What a row was called in the workbooks of an earlier version of the program."""


def controleer(versie: Versie, _: str = "") -> Iterator[Bevinding]:
    """A finding for each regional amount that differs between two workbooks, and for each sum that is wrong."""
    per_bestand = {naam: _lees(versie, naam) for naam in versie.werkboeken}
    afrekeningen = {naam: rij for naam, rij in per_bestand.items() if rij}
    if not afrekeningen:
        raise NietMogelijk(f"in geen werkmap staat een leesbare {HERKOMSTTABEL}")
    eerste, voorbeeld = next(iter(afrekeningen.items()))
    for naam, rij in afrekeningen.items():
        for letter, wat in _REGIONAAL.items():
            if rij[letter] != voorbeeld[letter]:
                zin = f"{wat} is {euro_nl(rij[letter])}, in {eerste} {euro_nl(voorbeeld[letter])}."
                yield Bevinding(naam, "Herkomst", "", zin, OPNIEUW)

    def som(veld: str) -> int:
        return sum(rij[veld] for rij in afrekeningen.values())

    bijdragen = som("saldo") + som("kosten") + som("voorschot") - som("btw")
    sommen = (
        ("de kosten van alle gemeenten", som("kosten"), "de kosten van de werkgroep", voorbeeld["K"]),
        ("alle bijdragen zonder btw", bijdragen, "het te verdelen bedrag", voorbeeld["R"]),
        ("kosten min vergoeding", voorbeeld["K"] - voorbeeld["V"], "het te verdelen bedrag", voorbeeld["R"]),
        (
            "saldi, voorschotten en vergoeding, zonder btw,",
            som("saldo") + som("voorschot") + voorbeeld["V"] - som("btw"),
            "nul",
            0,
        ),
    )
    for wat, gevonden, moet_zijn, bedrag in sommen:
        if gevonden != bedrag:
            zin = f"over de {len(afrekeningen)} afrekeningen zijn {wat} {euro_nl(gevonden)}, en niet {moet_zijn}"
            zin += f" ({euro_nl(bedrag)})." if bedrag else "."
            yield Bevinding("alle afrekeningen", "Herkomst", "", zin, OPNIEUW)


def _lees(versie: Versie, naam: str) -> dict[str, int]:
    """The amounts of a workbook in cents, by their keys here; empty when it is no readable settlement of a gemeente."""
    try:
        boek = versie.gelezen(naam)
    except NietMogelijk:
        return {}
    vorm = boek.tabellen.get(HERKOMSTTABEL.casefold())
    if vorm is None or not {"Gegeven", "Waarde"} <= set(vorm.kolommen):
        return {}
    kader = vorm.gegevens
    gegeven, waarden = (kader.kolom1 + vorm.kolommen.index(kop) for kop in ("Gegeven", "Waarde"))
    gelezen = {
        str(boek.waarde(kader.blad, rij, gegeven)): boek.waarde(kader.blad, rij, waarden)
        for rij in range(kader.rij1, kader.rij2 + 1)
    }
    uit: dict[str, int] = {}
    for veld, wat in (_REGIONAAL | _EIGEN).items():
        waarde = gelezen.get(wat, gelezen.get(_EERDER.get(veld, ""), _ZONDER.get(veld)))
        if isinstance(waarde, bool) or not isinstance(waarde, int | float):
            return {}
        uit[veld] = int((Decimal(repr(waarde)) * 100).quantize(Decimal(1), ROUND_HALF_UP))
    return uit
