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
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from html import escape, unescape
from itertools import groupby
from typing import NamedTuple

from via_xl.basis.kolommen import kolomletter
from via_xl.lezen.xlsx import Tabeldeel

_FORMULECEL = re.compile(rb'<c\b[^>]*?\br="([A-Z]{1,3})([1-9][0-9]*)"[^>]*>\s*(<f\b([^>]*?)(?:/>|>([^<]*)</f>))')
_FORMULE = (b"<f>", b"<f ", b"<f/")
_DEZE = b"[#This Row]"
_TEKSTEN = re.compile(r'("[^"]*")')
_DEZE_RIJ = re.compile(r"(\w[\w.]*)\[\[#This Row\],\[((?:[^\[\]']|'.)+)\]\]")
_ONTSNAPT = re.compile(r"'(.)")
_TUSSEN_HAKEN = re.compile(r"\[[^\]]*\]")
_SCHUIFT = re.compile(r"(?<![\w.$])\$?[A-Za-z]{1,3}[0-9]+(?![\w(.])|(?<![\w.$])[0-9]+:\$?[0-9]+")
"""A reference of which the row goes along when the formula is dragged down."""
_BEREIK = re.compile(r"([A-Z]+)([0-9]+):[A-Z]+([0-9]+)")
_MINSTE = 4
"""Rows with the same formula from which two or more share one: the first and the last stay as they are."""


Cel = tuple[str, int]
"""A cell of a sheet: its column letters and its row."""


class Bladformules(NamedTuple):
    """The formulas of a sheet by cell (column letters and row), each as it is written.

    ``vertaald``: the ranges of which not that is recalculated, but what their rows share; in the ``xml`` it stands so.
    """

    xml: bytes
    formules: Mapping[Cel, str]
    vertaald: tuple[str, ...]


_Plaats = tuple[int, int, int]
"""Where a formula of a column stands: its row, and where its ``<f>`` element begins and ends in the sheet."""


def formules_van(xml: bytes, tabellen: Iterable[Tabeldeel]) -> Bladformules:
    """The formulas of a sheet in the form of :mod:`via_xl.bewijs.gewoonxml`, and the sheet in which they are shared.

    Raises:
        ValueError: a formula stands where none can be found, so that it would not be proven.
    """
    teksten: dict[bytes, str] = {}
    formules: dict[Cel, str] = {}
    kolommen: dict[tuple[str, bytes], list[_Plaats]] = defaultdict(list)
    for gevonden in _FORMULECEL.finditer(xml):
        letters, nummer, _, kenmerken, tekst = gevonden.groups(b"")
        kolom, rij = letters.decode(), int(nummer)
        if tekst not in teksten:
            teksten[tekst] = f"={unescape(tekst.decode()).removeprefix('=')}"
        formules[kolom, rij] = teksten[tekst]
        if not kenmerken and _DEZE in tekst:
            kolommen[kolom, tekst].append((rij, *gevonden.span(3)))
    if len(formules) != sum(map(xml.count, _FORMULE)):
        raise ValueError("<f>")
    rijen = {tabel.naam: tabel for tabel in tabellen}
    anders: dict[int, tuple[int, bytes]] = {}
    vertaald: list[str] = []
    for volgnummer, ((kolom, tekst), plaatsen) in enumerate(kolommen.items()):
        delen = plaatsen[1:-1]
        if len(plaatsen) >= _MINSTE and (gedeeld := vertaal(teksten[tekst][1:], delen[0][0], delen[-1][0], rijen)):
            anders.update(_gedeeld(gedeeld, volgnummer, kolom, delen))
            vertaald += gebieden(kolom, [rij for rij, *_ in delen])
    return Bladformules(_vervang(xml, anders), formules, tuple(vertaald))


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


def _gedeeld(formule: str, nummer: int, kolom: str, plaatsen: list[_Plaats]) -> Iterator[tuple[int, tuple[int, bytes]]]:
    """Per place in the sheet up to where it changes, and into what."""
    (rij, van, tot), *overige = plaatsen
    waar = f"{kolom}{rij}:{kolom}{plaatsen[-1][0]}"
    yield van, (tot, f'<f t="shared" ref="{waar}" si="{nummer}">{escape(formule, quote=False)}</f>'.encode())
    deelt = b'<f t="shared" si="%d"/>' % nummer
    for _, van, tot in overige:
        yield van, (tot, deelt)


def _vervang(xml: bytes, anders: Mapping[int, tuple[int, bytes]]) -> bytes:
    stukken, tot = [], 0
    for van in sorted(anders):
        stukken.append(xml[tot:van])
        tot, nieuw = anders[van]
        stukken.append(nieuw)
    return b"".join((*stukken, xml[tot:]))


def cellen_van(bereik: str) -> Iterator[str]:
    """The cells in one of those ranges.

    >>> list(cellen_van("B3:B5"))
    ['B3', 'B4', 'B5']
    """
    gevonden = _BEREIK.fullmatch(bereik)
    if gevonden is None:
        raise ValueError(bereik)
    for rij in range(int(gevonden[2]), int(gevonden[3]) + 1):
        yield f"{gevonden[1]}{rij}"


def gebieden(kolom: str, rijen: Iterable[int]) -> Iterator[str]:
    """The ranges that these rows of a column fill.

    >>> list(gebieden("B", [3, 4, 7]))
    ['B3:B4', 'B7:B7']
    """
    for _, groep in groupby(enumerate(rijen), lambda paar: paar[1] - paar[0]):
        aaneen = [rij for _, rij in groep]
        yield f"{kolom}{aaneen[0]}:{kolom}{aaneen[-1]}"
