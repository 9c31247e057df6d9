"""The CSV with hour lines beside the workbook of a gemeente: only its own, each at its rate, and together the sums of the kept master."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator
from itertools import islice

from via_xl.basis.bevinding import Bevinding, InvoerFout
from via_xl.basis.geld import UUR, rond_half_op
from via_xl.basis.gewoon import lees_gewoon
from via_xl.basis.opsomming import en
from via_xl.bewijs.personen import van_anderen_in
from via_xl.bewijs.verificatie.versie import MEESTE, OPNIEUW, NietMogelijk, Versie
from via_xl.lezen.bronbestanden import uit_bron
from via_xl.rekenen.verrekening import Kostenregel
from via_xl.schrijven.csv_nl import rijen_van, veilig
from via_xl.schrijven.urenregels import KOPPEN, csvnaam, kenmerk_van, met_regels

_SOM = 7
"""So many columns say of which sum a line is one."""


def controleer(versie: Versie, _: str = "") -> Iterator[Bevinding]:
    """What isn't right in these files; a version without them has nothing to check."""
    try:
        herleiding = versie.herleiding()
    except InvoerFout as fout:
        raise NietMogelijk("uit bron is de verrekening niet opnieuw te berekenen") from fout
    stand = herleiding.stand
    per_code: dict[str, list[Kostenregel]] = defaultdict(list)
    van_ernaast = uit_bron(stand.regeling)
    for regel in stand.uitkomst.regels:
        if van_ernaast(regel.regel.bron):
            per_code[regel.code].append(regel)
    for code in met_regels(stand.regeling, stand.uitkomst):
        naam = csvnaam(herleiding.boeken[code][0])
        pad = versie.bestanden.get(naam)
        if pad is None:
            yield Bevinding(naam, "", "", "dit bestand met urenregels hoort bij de verrekening en ontbreekt.", OPNIEUW)
            continue
        ruw = lees_gewoon(pad)
        yield from islice(_bestand(naam, ruw, per_code[code]), MEESTE)
        yield from islice(van_anderen_in(stand.regeling, versie.jaar, [code], naam, {"": ruw}), MEESTE)


def _bestand(naam: str, ruw: bytes, sommen: list[Kostenregel]) -> Iterator[Bevinding]:
    horen: dict[tuple[str, ...], list[Kostenregel]] = defaultdict(list)
    for som in sommen:
        horen[(*kenmerk_van(som.regel), veilig(som.regel.bron))].append(som)
    gevonden: dict[tuple[str, ...], list[int]] = defaultdict(lambda: [0, 0, 0])
    try:
        regels = rijen_van(ruw)
        if tuple(next(regels, ())) != KOPPEN:
            yield Bevinding(naam, "", "rij 1", "de koppen zijn andere.", OPNIEUW)
            return
        for nummer, regel in enumerate(regels, start=2):
            if len(regel) != len(KOPPEN) or not regel[-1].isdecimal():
                yield Bevinding(
                    naam, "", f"rij {nummer}", "deze regel heeft andere velden dan er gemaakt worden.", OPNIEUW
                )
                continue
            sleutel = (*regel[:_SOM], regel[11])
            if sleutel not in horen:
                yield Bevinding(naam, "", f"rij {nummer}", "deze regel is van geen rij van deze gemeente.", OPNIEUW)
                continue
            uren_h, tarief_ct, kosten_ct = (_honderdsten(veld) for veld in regel[_SOM : _SOM + 3])
            if tarief_ct != horen[sleutel][0].uurtarief_ct or kosten_ct != rond_half_op(uren_h * tarief_ct, UUR):
                yield Bevinding(naam, "", f"rij {nummer}", "uurtarief of kosten kloppen niet.", OPNIEUW)
            for plaats, erbij in enumerate((1, uren_h, kosten_ct)):
                gevonden[sleutel][plaats] += erbij
    except (UnicodeDecodeError, csv.Error, ValueError, IndexError):
        yield Bevinding(naam, "", "", "dit bestand is niet te lezen zoals het is gemaakt.", OPNIEUW)
        return
    for sleutel, rijen in horen.items():
        if gevonden[sleutel] != [
            sum(rij.regel.regels for rij in rijen),
            sum(rij.regel.uren_h for rij in rijen),
            sum(rij.kosten_ct for rij in rijen),
        ]:
            waar = en([str(rij.regel.plek.rij) for rij in rijen])
            wat = f"de regels zijn samen niet wat {rijen[0].regel.plek.blad} rij {waar} van de master zegt."
            yield Bevinding(naam, "", "", wat, OPNIEUW)


def _honderdsten(tekst: str) -> int:
    """An amount as it stands in the file. Raises ValueError for anything else."""
    heel, komma, deel = tekst.partition(",")
    if komma != "," or len(deel) != 2 or not f"{heel}{deel}".isdecimal():
        raise ValueError(tekst)
    return int(heel + deel)
