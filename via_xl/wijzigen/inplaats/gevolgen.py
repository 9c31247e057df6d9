"""Which outcomes can become others when tables get another content: those of formulas that refer to them, however far away.

Only these have to be looked at after a change. What the formulas of a part refer to is taken wider than it may be (a whole
sheet for one cell of it), never narrower.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from via_xl.basis.kolommen import kolomnummer
from via_xl.schrijven.boek import Blad, Bladdeelte, Boek

_TEKST = re.compile(r'"[^"]*"')
_HAAK = re.compile(r"\[[^\[\]]*\]")
_WOORD = re.compile(r"'((?:[^']|'')+)'!|([^\W\d]\w*)!|(\$?[^\W\d]\w*(?:\$\d+)?)")
"""A sheet between quotes, a sheet, or a name or address."""
_ADRES = re.compile(r"\$?[A-Z]{1,3}\$?\d+\Z")
_CEL = re.compile(r"=(?:'((?:[^']|'')+)'|([^'!]+))!\$([A-Z]{1,3})\$(\d+)\Z")


def delen_die_volgen(boek: Boek, tabellen: Collection[str]) -> frozenset[Bladdeelte]:
    """The parts of a book with an outcome that can follow from these tables, themselves included; the book is ready."""
    verwijzing = _Verwijzing(boek)
    bronnen = {
        deel: frozenset(verwijzing.van(deel.blad, formules))
        for blad in boek.bladen
        for deel, formules in _formules(blad).items()
    }
    volgt = {deel for deel in bronnen if deel.tabel in tabellen}
    while erbij := {deel for deel, van in bronnen.items() if deel not in volgt and not volgt.isdisjoint(van)}:
        volgt |= erbij
    return frozenset(volgt)


def _formules(blad: Blad) -> dict[Bladdeelte, set[str]]:
    """By part of a sheet its formulas."""
    uit = {
        Bladdeelte(blad.naam, tabel.naam): {k.formule for k in tabel.kolommen if k.formule} for tabel in blad.tabellen
    }
    return {**uit, Bladdeelte(blad.naam): {cel.formule for _, cel in blad.cellen.los() if cel.formule}}


class _Verwijzing:
    """What the formulas of a book refer to, as parts of it."""

    def __init__(self, boek: Boek) -> None:
        self._boek = boek
        self._bladen = {
            blad.naam: [Bladdeelte(blad.naam), *(Bladdeelte(blad.naam, tabel.naam) for tabel in blad.tabellen)]
            for blad in boek.bladen
        }
        self._tabellen = {deel.tabel: deel for delen in self._bladen.values() for deel in delen if deel.tabel}
        self._namen = {naam: doel for naam, doel in boek.namen if not self._is_invoer(doel)}

    def van(self, blad: str, formules: Iterable[str]) -> Iterator[Bladdeelte]:
        """The parts to which formulas on a sheet refer."""
        kaal = _TEKST.sub("", "\n".join(formules))
        while kaal != (zonder := _HAAK.sub("", kaal)):  # the headers of a table's columns are no names
            kaal = zonder
        for tussen, ander, naam in set(_WOORD.findall(kaal)):
            if tussen or ander:
                yield from self._bladen.get(tussen.replace("''", "'") or ander, ())
            elif naam in self._tabellen:
                yield self._tabellen[naam]
            elif naam in self._namen:
                yield from self.van(blad, (self._namen[naam],))
            elif _ADRES.match(naam):
                yield from self._bladen.get(blad, ())

    def _is_invoer(self, doel: str) -> bool:
        """Whether a name stands for one cell, in which something is entered."""
        plek = _CEL.match(doel)
        if plek is None:
            return False
        cellen = self._boek.vind((plek[1] or plek[2]).replace("''", "'")).cellen
        cel = cellen.get((int(plek[4]) - 1, kolomnummer(plek[3])))
        return cel is None or cel.formule is None
