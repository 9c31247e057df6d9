"""A workbook file, read once for all the rules: cells, formulas in groups, tables, names, protection.

openpyxl reads the structure; what it drops (cached errors, outside relationships) is read from the package itself.
A file from outside is never opened here directly: the guarded child process of ``lezen`` does that.
"""

from __future__ import annotations

import re
import zipfile
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePosixPath

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.workbook import Workbook
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.xml.functions import fromstring

from via_xl.basis.bevinding import Bevinding, Ernst
from via_xl.bewijs.linter.formule import Delen, FormuleFout, ontleed
from via_xl.bewijs.linter.verwijzing import Context, Gebied, Tabelvorm, Verwijzing
from via_xl.regeling.kolom import Invoertabel
from via_xl.regeling.tabellen import TABELLEN

NAAM_JAAR = "Jaar"
"""The defined name of the chosen year: may be used on any sheet."""

NAAM_OVERALL = "Alles_in_orde"
"""The defined name of the one overall flag, on the sheet ``Controles``."""

BLAD_CONTROLES = "Controles"

RAPPORTTABELLEN = (frozenset(("tblbevindingen", "tblbestanden")), frozenset(("tblboom", "tblbronnen")))
"""The tables of a report of findings (:mod:`via_xl.schrijven.bevindingenrapport`), and of one of a cell's origin."""

REGELS_VAN_VORM = frozenset((7, 9, 11, 12, 18, 19))
"""Rules about the look of a workbook: in one a user has worked in (a filter left on, an own sheet) only warned of."""

_REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_FOUTCEL = re.compile(rb'<(?:\w+:)?c\b(?=[^>]*\bt="e")[^>]*\br="([A-Z]+[0-9]+)"[^>]*>')
_RELATIE = re.compile(r"<Relationship\b[^>]*>")
_ATTRIBUUT = re.compile(r'\b(\w+)="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Lintformule:
    """A cell with a formula, always written with "=" in front."""

    blad: str
    rij: int
    kolom: int
    formule: str
    tabel: str = ""
    matrix: bool = False

    @property
    def adres(self) -> str:
        """``B2``."""
        return f"{get_column_letter(self.kolom)}{self.rij}"

    @property
    def delen(self) -> Delen:
        """The formula as a tree; empty when it can't be read (a finding of the dialect)."""
        try:
            return ontleed(self.formule)
        except FormuleFout:
            return ()


@dataclass(slots=True)
class Formulegroep:
    """The cells below each other that hold the very same formula: judged, and reported, once."""

    cellen: list[Lintformule] = field(default_factory=list)

    @property
    def eerste(self) -> Lintformule:
        """The topmost cell."""
        return self.cellen[0]

    @property
    def adres(self) -> str:
        """``B2``, ``B2:B99`` or, with gaps between, ``B2 en nog 7``."""
        begin, eind, aantal = self.cellen[0], self.cellen[-1], len(self.cellen)
        if aantal == 1:
            return begin.adres
        if eind.rij - begin.rij + 1 == aantal:
            return f"{begin.adres}:{eind.adres}"
        return f"{begin.adres} en nog {aantal - 1}"


@dataclass(frozen=True, slots=True)
class Werkboeknaam:
    """A defined name; ``blad`` is empty when it counts for the whole workbook."""

    naam: str
    blad: str
    doel: str
    verborgen: bool


@dataclass
class Lintboek:
    """What the rules look at. ``eigen`` is False for a workbook a user has worked in."""

    pad: Path
    werkboek: Workbook
    delen: dict[str, bytes]
    eigen: bool = True

    @classmethod
    def lees(cls, pad: Path, *, eigen: bool = True) -> Lintboek:
        """Read the file."""
        with zipfile.ZipFile(pad) as pakket:
            delen = {naam: pakket.read(naam) for naam in pakket.namelist() if naam.endswith((".xml", ".rels"))}
        with pad.open("rb") as bestand:  # opened here: by a path openpyxl judges the name, and not the file
            return cls(pad, load_workbook(bestand), delen, eigen)

    @cached_property
    def bladen(self) -> tuple[Worksheet, ...]:
        """The worksheets, in order (no chart sheets)."""
        return tuple(self.werkboek.worksheets)

    @cached_property
    def tabellen(self) -> dict[str, Tabelvorm]:
        """Every table by its casefolded name."""
        gevonden = {}
        for blad in self.bladen:
            for tabel in blad.tables.values():
                kolom1, rij1, kolom2, rij2 = _grenzen(tabel.ref)
                formules = {
                    str(kolom.name): "=" + (kolom.calculatedColumnFormula.attr_text or "").removeprefix("=")
                    for kolom in tabel.tableColumns
                    if kolom.calculatedColumnFormula is not None
                }
                gevonden[tabel.displayName.casefold()] = Tabelvorm(
                    tabel.displayName,
                    Gebied(blad.title, rij1, kolom1, rij2, kolom2),
                    tuple(str(kolom.name) for kolom in tabel.tableColumns),
                    formules,
                    1 if tabel.headerRowCount is None else tabel.headerRowCount,
                    tabel.totalsRowCount or 0,
                )
        return gevonden

    @cached_property
    def is_rapport(self) -> bool:
        """Whether this is a report: it lists what was read and calculates nothing."""
        return any(self.tabellen.keys() >= tabellen for tabellen in RAPPORTTABELLEN) and not self.formules

    @cached_property
    def invoertabellen(self) -> dict[str, Invoertabel]:
        """The schema of every input table in the file, by its casefolded name."""
        return {tabel.naam.casefold(): tabel for tabel in TABELLEN if tabel.naam.casefold() in self.tabellen}

    @cached_property
    def namen(self) -> dict[tuple[str, str], str]:
        """What each defined name refers to, by (casefolded sheet or "", casefolded name)."""
        return {(naam.blad.casefold(), naam.naam.casefold()): naam.doel for naam in self.gedefinieerde_namen}

    @cached_property
    def gedefinieerde_namen(self) -> tuple[Werkboeknaam, ...]:
        """Every defined name, of the workbook and of its sheets (print areas and titles left out)."""
        bronnen = [("", self.werkboek.defined_names), *((blad.title, blad.defined_names) for blad in self.bladen)]
        return tuple(
            Werkboeknaam(naam, blad, definitie.attr_text or "", bool(definitie.hidden))
            for blad, namen in bronnen
            for naam, definitie in namen.items()
            if not naam.startswith("_xlnm.")
        )

    @cached_property
    def context(self) -> Context:
        """What references are resolved against."""
        return Context({blad.title.casefold(): blad.title for blad in self.bladen}, self.tabellen, self.namen)

    @cached_property
    def _opgelost(self) -> dict[tuple[str, str], Verwijzing]:
        return {}

    def verwijzing(self, tekst: str, blad: str) -> Verwijzing:
        """What a reference on a sheet means; of ``[#This Row]`` the whole column."""
        sleutel = (tekst, blad)
        if sleutel not in self._opgelost:
            self._opgelost[sleutel] = self.context.los_op(tekst, blad)
        return self._opgelost[sleutel]

    @cached_property
    def cellen(self) -> dict[str, tuple[Cell, ...]]:
        """The cells of each sheet that hold a value or formula, row by row."""
        return {
            blad.title: tuple(
                cel for _, cel in sorted(blad._cells.items()) if cel.value is not None and isinstance(cel, Cell)
            )
            for blad in self.bladen
        }

    @cached_property
    def formules(self) -> dict[tuple[str, int, int], Lintformule]:
        """Every formula by (sheet, row, column)."""
        gevonden = {}
        for blad, cellen in self.cellen.items():
            for cel in cellen:
                if cel.data_type != "f":
                    continue
                tabel = self.tabel_op(blad, cel.row, cel.column)
                gevonden[blad, cel.row, cel.column] = Lintformule(
                    blad,
                    cel.row,
                    cel.column,
                    _formuletekst(cel.value),
                    tabel.naam if tabel else "",
                    matrix=not isinstance(cel.value, str),
                )
        return gevonden

    @cached_property
    def groepen(self) -> tuple[Formulegroep, ...]:
        """Every formula, equal ones in one column of a sheet (and in the same table) together."""
        groepen: defaultdict[tuple[object, ...], Formulegroep] = defaultdict(Formulegroep)
        for cel in self.formules.values():
            groepen[cel.blad, cel.kolom, cel.tabel, cel.formule, cel.matrix].cellen.append(cel)
        return tuple(groepen.values())

    @cached_property
    def _tabellen_op_blad(self) -> dict[str, list[Tabelvorm]]:
        per_blad: dict[str, list[Tabelvorm]] = {blad.title: [] for blad in self.bladen}
        for tabel in self.tabellen.values():
            per_blad[tabel.kader.blad].append(tabel)
        return per_blad

    def tabellen_op(self, blad: str) -> list[Tabelvorm]:
        """The tables on a sheet."""
        return self._tabellen_op_blad[blad]

    def tabel_op(self, blad: str, rij: int, kolom: int) -> Tabelvorm | None:
        """The table of which the data rows hold the cell."""
        for tabel in self._tabellen_op_blad[blad]:
            vak = tabel.gegevens
            if vak.rij1 <= rij <= vak.rij2 and vak.kolom1 <= kolom <= vak.kolom2:
                return tabel
        return None

    @cached_property
    def foutcellen(self) -> tuple[tuple[str, str], ...]:
        """Sheet and address of every cell with an error as its (cached) value."""
        return tuple(
            (blad, adres.decode())
            for blad, deel in self.delen_van_bladen.items()
            for adres in _FOUTCEL.findall(self.delen.get(deel, b""))
        )

    @cached_property
    def delen_van_bladen(self) -> dict[str, str]:
        """The name of the part in the package that holds each sheet."""
        boek = fromstring(self.delen["xl/workbook.xml"])
        relaties = {
            relatie["Id"]: relatie["Target"]
            for relatie in self.relaties("xl/_rels/workbook.xml.rels")
            if "Id" in relatie
        }
        gevonden = {}
        for blad in boek.findall("{*}sheets/{*}sheet"):
            doel = relaties.get(blad.get(_REL, ""), "")
            pad = doel.lstrip("/") if doel.startswith("/") else str(PurePosixPath("xl") / doel)
            gevonden[blad.get("name", "")] = pad
        return gevonden

    def relaties(self, deel: str) -> list[dict[str, str]]:
        """The relationships in a ``.rels`` part, as attributes."""
        tekst = self.delen.get(deel, b"").decode("utf-8", "replace")
        return [dict(_ATTRIBUUT.findall(relatie)) for relatie in _RELATIE.findall(tekst)]

    def meld(self, regel: int, blad: str, cel: str, wat: str, doen: str, *, ernst: Ernst = Ernst.FOUT) -> Bevinding:
        """A finding of a rule of the design, by its number."""
        if not self.eigen and regel in REGELS_VAN_VORM:
            ernst = Ernst.WAARSCHUWING
        return Bevinding(self.pad.name, blad, cel, f"[regel {regel}] {wat}", doen, ernst)

    def ernst(self, *, in_tabel: bool) -> Ernst:
        """What a user added outside the tables is only warned of."""
        return Ernst.FOUT if self.eigen or in_tabel else Ernst.WAARSCHUWING

    def meld_formule(self, regel: int, groep: Formulegroep, wat: str, doen: str) -> Bevinding:
        """A finding about a formula: only a warning for what a user added outside the tables."""
        cel = groep.eerste
        return self.meld(regel, cel.blad, groep.adres, wat, doen, ernst=self.ernst(in_tabel=bool(cel.tabel)))


def _grenzen(bereik: str) -> tuple[int, int, int, int]:
    kolom1, rij1, kolom2, rij2 = range_boundaries(bereik)
    return int(kolom1 or 1), int(rij1 or 1), int(kolom2 or 1), int(rij2 or 1)


def _formuletekst(waarde: object) -> str:
    if isinstance(waarde, ArrayFormula):
        return "=" + (waarde.text or "").removeprefix("=")
    if isinstance(waarde, DataTableFormula):
        return "=TABLE()"
    return str(waarde)
