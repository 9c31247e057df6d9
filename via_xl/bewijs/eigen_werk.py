"""What a user made in a master: found before a rebuild, so that nothing of theirs is ever lost.

The reference is the master that the program would make from the same inputs. What stands in the user's file
and not in the reference (sheets, columns, tables, names, notes, charts, cells, other formulas) is the user's.
Other input values are not: they are read, and so they come back.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from via_xl.bevinding import Bevinding
from via_xl.schrijven.boek import Boek
from via_xl.schrijven.master import maak_master
from via_xl.tabellen import TABELLEN

if TYPE_CHECKING:
    from openpyxl.workbook.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from via_xl.lezen.master import Master

_DOEN = "Gebruik de macro in Excel, die alleen rijen toevoegt, of haal dit weg en probeer opnieuw."
_BOUWTEKST = "• "
"""How the lines begin that a build writes anew: why the settlement is still a concept."""


def eigen_werk(master: Master) -> tuple[Bevinding, ...]:
    """What a rebuild of this master would lose, with its place; nothing when it can be rebuilt safely."""
    from openpyxl import load_workbook

    referentie = maak_master(master.regeling, master.jaar or master.regeling.jaren[0].jaar, master.afrekening_code)
    inhoud = io.BytesIO()
    referentie.bewaar(inhoud)
    return tuple(_Vergelijking(master, load_workbook(master.pad), load_workbook(inhoud), referentie).bevindingen())


class _Vergelijking:
    """A user's master beside the reference."""

    def __init__(self, master: Master, hier: Workbook, daar: Workbook, referentie: Boek) -> None:
        self._master = master
        self._hier = hier
        self._daar = daar
        self._referentie = referentie
        self._invoer = {tabel.naam: tabel for tabel in TABELLEN}

    def bevindingen(self) -> Iterator[Bevinding]:
        for naam in self._hier.sheetnames:
            if naam not in self._daar.sheetnames:
                yield self._bevinding(naam, "", "dit blad is niet door het programma gemaakt.")
            else:
                yield from self._blad(self._hier[naam], self._daar[naam])
        namen = {naam.casefold() for naam in self._daar.defined_names}
        for naam in self._hier.defined_names:
            if naam.casefold() not in namen:
                yield self._bevinding("", "", f"de naam {naam} is niet door het programma gemaakt.")

    def _bevinding(self, blad: str, cel: str, wat: str) -> Bevinding:
        return Bevinding(self._master.pad.name, blad, cel, wat, _DOEN)

    def _blad(self, hier: Worksheet, daar: Worksheet) -> Iterator[Bevinding]:
        for naam in hier.tables:
            if naam not in daar.tables:
                yield self._bevinding(
                    hier.title, str(hier.tables[naam].ref), f"tabel {naam} is niet van het programma."
                )
        if _tekeningen(hier) > _tekeningen(daar):
            yield self._bevinding(hier.title, "", "er staat een grafiek of afbeelding die niet van het programma is.")
        vertaling = self._vertaling(hier, daar)
        waarden = [cel.value for rij in daar.iter_rows() for cel in rij if cel.value is not None]
        if any(naam in self._invoer for naam in daar.tables):  # every number here is an input, so in a table
            waarden = [waarde for waarde in waarden if isinstance(waarde, str)]
        bekend = {_vorm(waarde) for waarde in waarden}
        for rij in hier.iter_rows():
            for cel in rij:
                if getattr(cel, "comment", None) is not None:
                    yield self._bevinding(hier.title, cel.coordinate, "er staat een notitie bij deze cel.")
                if cel.value is None:
                    continue
                if (cel.row, cel.column) in vertaling:
                    formule = vertaling[cel.row, cel.column]
                    van_ons = formule is None or _vorm(cel.value) == _vorm(formule)
                else:
                    van_ons = _vorm(cel.value) in bekend or str(cel.value).startswith(_BOUWTEKST)
                if not van_ons:
                    wat = "een formule" if _is_formule(cel.value) else "een tekst of getal"
                    yield self._bevinding(
                        hier.title, cel.coordinate, f"hier staat {wat} die niet van het programma is."
                    )

    def _vertaling(self, hier: Worksheet, daar: Worksheet) -> dict[tuple[int, int], object]:
        """For the cells of input tables: None where any input is right, else what the program has there."""
        uit: dict[tuple[int, int], object] = {}
        for naam in hier.tables:
            if naam not in self._invoer or naam not in daar.tables:
                continue
            hier_gebied, daar_gebied = _gebied(str(hier.tables[naam].ref)), _gebied(str(daar.tables[naam].ref))
            daar_koppen = {
                str(daar.cell(daar_gebied[1], kol).value): kol for kol in range(daar_gebied[0], daar_gebied[2] + 1)
            }
            invoer = {kolom.kop for kolom in self._invoer[naam].kolommen}
            for kol in range(hier_gebied[0], hier_gebied[2] + 1):
                kop = str(hier.cell(hier_gebied[1], kol).value)
                doel = daar_koppen.get(kop)
                if doel is None:
                    continue  # a column of the user, of which every cell is found
                formule = None if kop in invoer else daar.cell(daar_gebied[1] + 1, doel).value
                for rij in range(hier_gebied[1] + 1, hier_gebied[3] + 1):
                    uit[rij, kol] = formule
        return uit


def _gebied(ref: str) -> tuple[int, int, int, int]:
    from openpyxl.utils import range_boundaries

    kol, rij, laatste_kol, laatste_rij = range_boundaries(ref)
    return int(kol or 0), int(rij or 0), int(laatste_kol or 0), int(laatste_rij or 0)


def _tekeningen(blad: Worksheet) -> int:
    """How many charts and pictures a sheet has; openpyxl keeps them in private lists."""
    intern: Any = blad
    return len(intern._charts) + len(intern._images)


def _is_formule(waarde: object) -> bool:
    return isinstance(waarde, str) and waarde.startswith("=")


def _vorm(waarde: object) -> str:
    """A cell's content, without what a program changes when it saves, and without the rows that move as tables grow."""
    tekst = re.sub(r"\s+", "", str(waarde)).casefold()
    return re.sub(r"\d+", "#", tekst) if _is_formule(waarde) else tekst
