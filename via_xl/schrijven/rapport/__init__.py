"""The reports on the master: what one only reads, each a workbook of its own with live formulas, made when asked for.

A report holds its sheets, the settlement they follow from, the input tables that any of them refers to, and its checks.
The year can be chosen in it, as in the master.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct

from via_xl.schrijven.boek import Boek
from via_xl.schrijven.master import controles, invoer, verrekening
from via_xl.schrijven.master import prognose as masterprognose
from via_xl.schrijven.master.stand import Stand
from via_xl.schrijven.rapport import (
    bijdrage,
    capaciteit,
    duvo_pok,
    jaareinde,
    lezingen,
    prognose,
    themas,
    uitgangspunten,
    voorblad,
)
from via_xl.schrijven.rapport.kolommen import BEREKEND
from via_xl.schrijven.rapport.voorblad import Herkomst
from via_xl.schrijven.taal import controleblad
from via_xl.schrijven.taal.controleblad import Controle

_TABEL = re.compile(r"\btbl\w+(?=\[)")


class Onderdeel(Struct, frozen=True):
    """Sheets that belong together.

    ``zet`` adds them and ``controles`` are their checks. ``nodig`` names the subjects they refer to, and ``verrekent`` says
    whether they refer to the settlement of the year.
    """

    bladen: tuple[str, ...]
    zet: Callable[[Boek, Stand], None]
    controles: Callable[[Stand], Sequence[Controle]] = lambda _: ()
    nodig: tuple[str, ...] = ()
    verrekent: bool = True


def _lezingen(boek: Boek, stand: Stand) -> None:
    waarden = lezingen.Lezingwaarden(stand)
    uitgangspunten.zet(boek, stand, waarden)
    lezingen.zet(boek, stand, waarden)


ONDERDELEN: dict[str, Onderdeel] = {
    "bijdrage": Onderdeel((bijdrage.BLAD,), bijdrage.zet, lambda _: bijdrage.controles(), verrekent=False),
    "capaciteit": Onderdeel((capaciteit.BLAD,), capaciteit.zet, capaciteit.controles, nodig=("prognose",)),
    "prognose": Onderdeel((prognose.BLAD,), prognose.zet, masterprognose.controles),
    "jaareinde": Onderdeel((jaareinde.BLAD,), jaareinde.zet, jaareinde.controles, nodig=("prognose",)),
    "themas": Onderdeel((themas.BLAD,), themas.zet, lambda _: themas.controles()),
    "duvo-pok": Onderdeel((duvo_pok.BLAD,), duvo_pok.zet, lambda _: duvo_pok.controles()),
    "lezingen": Onderdeel(
        (uitgangspunten.BLAD, lezingen.BLAD), _lezingen, uitgangspunten.controles, nodig=("capaciteit", "prognose")
    ),
}
"""What can be reported, by the name under which one asks for it."""


def maak_rapport(stand: Stand, namen: Sequence[str], herkomst: Herkomst) -> Boek:
    """The report on these subjects (names of :data:`ONDERDELEN`), of the year and the inputs of ``stand``."""
    alle = [*namen, *(erbij for naam in namen for erbij in ONDERDELEN[naam].nodig if erbij not in namen)]
    onderdelen = [ONDERDELEN[naam] for naam in dict.fromkeys(alle)]
    boek = Boek(f"{stand.naam} {stand.jaar}")
    voorkant = voorblad.leg_aan(boek, stand)
    for onderdeel in onderdelen:
        onderdeel.zet(boek, stand)
    rijen = [r for onderdeel in onderdelen for r in onderdeel.controles(stand)]
    if verrekent := any(onderdeel.verrekent for onderdeel in onderdelen):
        verrekening.zet(boek, stand)
        rijen = [*controles.van_het_rekenen(stand), *rijen]
    achter = boek.bladen[-1].naam
    _zet_bronnen(boek, stand, rijen)
    controleblad.zet(boek, rijen, controles.UITLEG, f"{stand.naam} · Controles", na=achter)
    bladen = [blad for onderdeel in onderdelen for blad in onderdeel.bladen]
    voorblad.vul(boek, voorkant, [*bladen, *([verrekening.BLAD] if verrekent else ())], herkomst, stand.regio)
    return boek.klaar()


def _zet_bronnen(boek: Boek, stand: Stand, rijen: Sequence[Controle]) -> None:
    """Add the input sheets with a table that something in the book refers to, until all of those are there."""
    te_gaan = list(invoer.BLADEN)
    while True:
        genoemd = set(_genoemd(boek, rijen)) | {verwijzing.partition("[")[0] for verwijzing in invoer.LIJSTEN.values()}
        nodig = [blad for blad in te_gaan if genoemd & {tabel.naam for tabel in blad.tabellen}]
        if not nodig:
            return
        for blad in nodig:
            invoer.zet(boek, blad, stand, BEREKEND, van_jaar=True)
            te_gaan.remove(blad)


def _genoemd(boek: Boek, rijen: Sequence[Controle]) -> Iterator[str]:
    """Every table to which a formula of the book, or a check that is to come, refers."""
    for blad in boek.leg().bladen:
        for _, cel in blad.cellen.los():
            yield from _TABEL.findall(cel.formule or "")
        for kolom in (kolom for tabel in blad.tabellen for kolom in tabel.kolommen):
            yield from _TABEL.findall(kolom.formule or "")
    for rij in rijen:
        yield from _TABEL.findall(f"{rij.verwacht.formule} {rij.gevonden.formule}")
