"""The formulas of a sheet, and the sheet in which the rows of a calculated column share one: what IronCalc reads.

IronCalc takes ``tblX[[#This Row],[K]]`` for a cell with a fixed row, so that every row of a calculated column becomes a
formula of its own: parsed apart, kept apart, and looked up among all others. Here such a column is *translated*: this row
is written as a cell of the row (``$F12``), and the rows share what stands in the first of them.

A translation is no proof of itself, so as little as possible hangs on it. Only rows with the very same text share one; the
first and the last row stay as they are written; and a formula in which anything else would shift with the row is left
alone. What a translation gives is held against the engine as everything is: a wrong one shows as a difference.
"""

from __future__ import annotations

import re
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from html import escape, unescape
from itertools import groupby
from typing import NamedTuple

from via_xl.basis.kolommen import kolomletter
from via_xl.lezen.xlsx import Tabeldeel

_FORMULECEL = re.compile(rb'<c\b(?>[^>]*?\br="([A-Z]{1,3})([1-9][0-9]*)")[^>]*>\s*(<f\b([^>]*?)(?:/>|>([^<]*)</f>))')
_FORMULE = (b"<f>", b"<f ", b"<f/")
NA_CELLEN = b"</sheetData>"
"""After the cells of a sheet this stands."""
_DEZE = b"[#This Row]"
_TEKSTEN = re.compile(r'("[^"]*")')
_DEZE_RIJ = re.compile(r"(\w[\w.]*)\[\[#This Row\],\[((?:[^\[\]']|'.)+)\]\]")
_ONTSNAPT = re.compile(r"'(.)")
_TUSSEN_HAKEN = re.compile(r"\[[^\]]*\]")
_SCHUIFT = re.compile(r"(?<![\w.$])\$?[A-Za-z]{1,3}[0-9]+(?![\w(.])|(?<![\w.$])[0-9]+:\$?[0-9]+")
"""A reference of which the row goes along when the formula is dragged down."""
_BEREIK = re.compile(r"[A-Z]+([0-9]+):[A-Z]+([0-9]+)")
_STUKKEN = 10_000
"""How many pieces of a sheet are joined before they are written."""
_MINSTE = 4
"""Rows with the same formula from which two or more share one: the first and the last stay as they are."""


class _Gedeeld(NamedTuple):
    """A formula that rows of a column share: in which row it stands, between which they lie, and what stands in each."""

    eerste: int
    moeder: int
    laatste: int
    formule: bytes
    deelt: bytes


class Bladformules(NamedTuple):
    """The formulas of a sheet, each with its column letters and row, as it is written.

    ``vertaald``: the ranges of which not that is recalculated, but what their rows share, which is in ``gedeeld``.
    """

    formules: list[tuple[str, int, str]]
    vertaald: tuple[str, ...]
    gedeeld: Mapping[tuple[str, str], _Gedeeld]
    plekken: array[int]
    """Of each formula where in the sheet its element begins and ends; 0 and 0 when it can't be shared."""

    def deel(self, xml: bytes, einde: int, staart: bytes = b"") -> Iterator[bytes]:
        """The sheet in which the rows share them, in pieces: what is before ``einde``, and then ``staart``."""
        stukken: list[bytes] = []
        tot, grenzen = 0, iter(self.plekken)
        for (letters, rij, formule), begin, eind in zip(self.formules, grenzen, grenzen, strict=True):
            groep = self.gedeeld.get((letters, formule)) if eind else None
            if groep is None or rij in (groep.eerste, groep.laatste):
                continue
            stukken += xml[tot:begin], groep.formule if rij == groep.moeder else groep.deelt
            tot = eind
            if len(stukken) > _STUKKEN:
                yield b"".join(stukken)
                stukken.clear()
        yield b"".join((*stukken, memoryview(xml)[tot:einde], staart))


def formules_van(xml: bytes, tabellen: Iterable[Tabeldeel]) -> Bladformules:
    """The formulas of a sheet in the form of :mod:`via_xl.bewijs.gewoonxml`, and which of them rows can share.

    Raises:
        ValueError: a formula stands where none can be found, so that it would not be proven.
    """
    kolommen: dict[bytes, str] = {}
    teksten: dict[bytes, tuple[str, bool]] = {}
    formules: list[tuple[str, int, str]] = []
    plekken = array("Q")
    rijen_van_kolom: dict[tuple[str, str], list[int]] = defaultdict(list)
    for gevonden in _FORMULECEL.finditer(xml):
        letters, nummer, _, kenmerken, tekst = gevonden.groups(b"")
        if letters not in kolommen:
            kolommen[letters] = letters.decode()
        if tekst not in teksten:
            teksten[tekst] = f"={unescape(tekst.decode()).removeprefix('=')}", _DEZE in tekst
        kolom, rij, (formule, van_deze_rij) = kolommen[letters], int(nummer), teksten[tekst]
        formules.append((kolom, rij, formule))
        if van_deze_rij and not kenmerken:
            rijen_van_kolom[kolom, formule].append(rij)
            plekken.extend(gevonden.span(3))
        else:
            plekken.extend((0, 0))
    if not _alle(xml, len(formules)):
        raise ValueError("<f>")
    op_naam = {tabel.naam: tabel for tabel in tabellen}
    gedeeld: dict[tuple[str, str], _Gedeeld] = {}
    vertaald: list[str] = []
    for (kolom, formule), (eerste, *delen, laatste) in (
        (k, rijen) for k, rijen in rijen_van_kolom.items() if len(rijen) >= _MINSTE
    ):
        if vorm := vertaal(formule[1:], delen[0], delen[-1], op_naam):
            si = len(gedeeld)
            begin = f'<f t="shared" ref="{kolom}{delen[0]}:{kolom}{delen[-1]}" si="{si}">'
            moeder = f"{begin}{escape(vorm, quote=False)}</f>".encode()
            gedeeld[kolom, formule] = _Gedeeld(eerste, delen[0], laatste, moeder, b'<f t="shared" si="%d"/>' % si)
            vertaald += gebieden(kolom, delen)
    return Bladformules(formules, tuple(vertaald), gedeeld, plekken)


def _alle(xml: bytes, aantal: int) -> bool:
    """Whether a sheet has so many formulas: among its cells nothing else begins so, after them its conditional formats do."""
    return xml.count(b"<f", 0, xml.rfind(NA_CELLEN)) == aantal or sum(map(xml.count, _FORMULE)) == aantal


def vertaal(formule: str, rij: int, laatste: int, tabellen: Mapping[str, Tabeldeel]) -> str:
    """A formula of a calculated column as rows can share it, as it reads in ``rij``; "" when that can't be.

    It can't when a table of which it takes this row lies elsewhere or doesn't reach ``laatste``, or when a reference in it
    would shift with the row.
    """
    delen = []
    for deel in _TEKSTEN.split(formule):
        if deel.startswith('"'):
            delen.append(deel)
            continue
        if _SCHUIFT.search(_TUSSEN_HAKEN.sub("", deel)):
            return ""
        delen.append(_DEZE_RIJ.sub(lambda gevonden: _cel(gevonden, rij, laatste, tabellen), deel))
        if "[#This Row]" in delen[-1]:
            return ""
    return "".join(delen)


def _cel(gevonden: re.Match[str], rij: int, laatste: int, tabellen: Mapping[str, Tabeldeel]) -> str:
    """The cell of this row in a column of a table; as it is written when there is no such cell."""
    tabel, kop = tabellen.get(gevonden[1]), _ONTSNAPT.sub(r"\1", gevonden[2])
    if tabel is None or kop not in tabel.kolommen:
        return gevonden[0]
    eerste_rij, laatste_rij = tabel.kader.rij1 + tabel.kopregels, tabel.kader.rij2 - tabel.totaalregels
    if not eerste_rij <= rij <= laatste <= laatste_rij:
        return gevonden[0]
    return f"${kolomletter(tabel.kader.kolom1 - 1 + tabel.kolommen.index(kop))}{rij}"


def rijen_van(bereik: str) -> range:
    """The rows of one of those ranges, which is of one column.

    >>> rijen_van("B3:B5")
    range(3, 6)
    """
    gevonden = _BEREIK.fullmatch(bereik)
    if gevonden is None:
        raise ValueError(bereik)
    return range(int(gevonden[1]), int(gevonden[2]) + 1)


def gebieden(kolom: str, rijen: Iterable[int]) -> Iterator[str]:
    """The ranges that these rows of a column fill.

    >>> list(gebieden("B", [3, 4, 7]))
    ['B3:B4', 'B7:B7']
    """
    for _, groep in groupby(enumerate(rijen), lambda paar: paar[1] - paar[0]):
        aaneen = [rij for _, rij in groep]
        yield f"{kolom}{aaneen[0]}:{kolom}{aaneen[-1]}"
