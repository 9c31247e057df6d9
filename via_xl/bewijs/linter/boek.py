"""A workbook file, read once for all the rules: cells, formulas in groups, tables, names, protection.

A file from outside is never opened here directly: a guarded child process does that.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from msgspec import Struct, field

from via_xl.basis.bevinding import Bevinding, Ernst
from via_xl.basis.kolommen import kolomletter
from via_xl.bewijs.linter.formule import Delen, FormuleFout, ontleed
from via_xl.bewijs.linter.verwijzing import Context, Gebied, Tabelvorm, Verwijzing
from via_xl.lezen.bedekking import Gebied as Vak
from via_xl.lezen.bedekking import Maten, bedekt
from via_xl.lezen.xlsx import NS, Bladcel, Bladdeel, Celstijl, Naamdeel, Relatie, Tabeldeel, Xlsx, rijnummer, waar
from via_xl.lezen.zicht import Zicht
from via_xl.regeling.kolom import Invoertabel
from via_xl.regeling.tabellen import TABELLEN

NAAM_JAAR = "Jaar"
"""The defined name of the chosen year: may be used on any sheet."""

NAAM_OVERALL = "Alles_in_orde"
"""The defined name of the one overall flag, on the sheet ``Controles``."""

BLAD_CONTROLES = "Controles"

RAPPORTTABELLEN = (frozenset(("tblbevindingen", "tblbestanden")), frozenset(("tblboom", "tblbronnen")))
"""The tables of a report of findings (:mod:`via_xl.schrijven.bevindingenrapport`), and of one of a cell's origin."""

REGELS_VAN_VORM = frozenset((7, 9, 11, 12, 18, 19, 23))
"""Rules about the look of a workbook: in one a user has worked in (a filter left on, an own sheet) only warned of."""

REGELS_VOOR_ELK = frozenset((3, 5, 6))
"""Rules whose breach makes any workbook wrong or different on another computer: a link, a reference that is gone, a circle.
What breaks another rule is valid Excel, and in a workbook that the program didn't make only warned of."""


class Lintformule(Struct, frozen=True):
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
        return f"{kolomletter(self.kolom - 1)}{self.rij}"

    @property
    def delen(self) -> Delen:
        """The formula as a tree; empty when it can't be read (a finding of the dialect)."""
        try:
            return ontleed(self.formule)
        except FormuleFout:
            return ()


class Formulegroep(Struct):
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


class Bladvorm(Struct):
    """A worksheet: its filled cells by row and column (both from 1), its hidden rows, and all else that is in it."""

    naam: str
    cellen: dict[tuple[int, int], Bladcel]
    verborgen_rijen: list[int]
    rest: Element
    deel: Bladdeel
    maten: Maten
    bedekt: list[Vak]
    """The rectangles over which something lies, counted from 0."""

    @classmethod
    def lees(cls, bestand: Xlsx, deel: Bladdeel) -> Bladvorm:
        """Read a sheet of an opened file."""
        verborgen: list[int] = []
        hoogten: dict[int, float] = {}
        stroom = bestand.stroom(deel)

        def rijen() -> Iterator[Element]:
            nummer = 0
            for rij in stroom.rijen():
                nummer = rijnummer(rij, nummer)
                if (hoogte := rij.get("ht")) is not None:
                    hoogten[nummer - 1] = float(hoogte)
                if waar(rij.get("hidden")) or hoogten.get(nummer - 1) == 0:
                    verborgen.append(nummer)
                yield rij

        cellen = {(cel.rij, cel.kolom): cel for cel in bestand.cellen(rijen())}
        rest = stroom.rest()
        maten = Maten.van(rest, hoogten)
        over = bedekt(bestand, deel, maten)
        return cls(deel.naam, dict(sorted(cellen.items())), verborgen, rest, deel, maten, over)

    def keuzes(self) -> Iterator[tuple[str, str]]:
        """Where something may be chosen from a list, and the formula of that list."""
        for keuze in self.rest.iterfind(f"{NS}dataValidations/{NS}dataValidation"):
            yield keuze.get("sqref", ""), keuze.findtext(f"{NS}formula1", "")


class Lintboek(Struct, dict=True):
    """What the rules look at. ``eigen`` is False for a workbook a user has worked in.

    ``delen`` are the parts of its package, and ``relaties`` what each of them refers to; ``werkmap`` is the part of the
    workbook itself.
    """

    pad: Path
    bladen: tuple[Bladvorm, ...]
    """The worksheets, in order (no chart sheets)."""

    alle_bladen: tuple[Bladdeel, ...]
    tabeldelen: tuple[Tabeldeel, ...]
    gedefinieerde_namen: tuple[Naamdeel, ...]
    """Every defined name, of the workbook and of its sheets (print areas and titles left out)."""

    opmaken: tuple[Celstijl, ...]
    zicht: Zicht
    """How those styles look."""

    werkmap: Element
    delen: tuple[str, ...]
    relaties: tuple[tuple[str, Relatie], ...]
    eigen: bool = True

    @classmethod
    def lees(cls, pad: Path, *, eigen: bool = True) -> Lintboek:
        """Read the file. Raises one of ``via_xl.lezen.xlsx.ONLEESBAAR`` when its parts contradict each other."""
        with Xlsx(pad) as bestand:
            if not bestand.werkbladen:
                raise ValueError(pad.name)
            return cls(
                pad,
                tuple(Bladvorm.lees(bestand, deel) for deel in bestand.werkbladen),
                bestand.bladen,
                bestand.tabellen,
                tuple(naam for naam in bestand.namen if not naam.naam.startswith("_xlnm.")),
                bestand.opmaken,
                Zicht(bestand),
                bestand.werkmap,
                tuple(sorted(bestand.delen.values())),
                tuple(bestand.alle_relaties()),
                eigen,
            )

    @cached_property
    def tabellen(self) -> dict[str, Tabelvorm]:
        """Every table by its casefolded name."""
        return {
            tabel.naam.casefold(): Tabelvorm(
                tabel.naam,
                Gebied(tabel.blad, *tabel.kader),
                tabel.kolommen,
                tabel.formules,
                tabel.kopregels,
                tabel.totaalregels,
            )
            for tabel in self.tabeldelen
        }

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
    def context(self) -> Context:
        """What references are resolved against."""
        return Context({blad.naam.casefold(): blad.naam for blad in self.bladen}, self.tabellen, self.namen)

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
    def cellen(self) -> dict[str, tuple[Bladcel, ...]]:
        """The cells of each sheet that hold a value or formula, row by row."""
        return {blad.naam: tuple(blad.cellen.values()) for blad in self.bladen}

    @cached_property
    def _per_blad(self) -> dict[str, Bladvorm]:
        return {blad.naam: blad for blad in self.bladen}

    def cel(self, blad: str, rij: int, kolom: int) -> Bladcel | None:
        """A cell; None when it holds nothing."""
        return self._per_blad[blad].cellen.get((rij, kolom))

    def waarde(self, blad: str, rij: int, kolom: int) -> Any:
        """The value of a cell, of a formula the cached one; None when there is none."""
        cel = self.cel(blad, rij, kolom)
        return None if cel is None else cel.waarde

    def formaat(self, cel: Bladcel) -> str:
        """The number format of a cell."""
        return self.opmaken[cel.stijl].formaat

    @cached_property
    def formules(self) -> dict[tuple[str, int, int], Lintformule]:
        """Every formula by (sheet, row, column)."""
        gevonden = {}
        for blad, cellen in self.cellen.items():
            for cel in cellen:
                if cel.formule is None:
                    continue
                tabel = self.tabel_op(blad, cel.rij, cel.kolom)
                gevonden[blad, cel.rij, cel.kolom] = Lintformule(
                    blad, cel.rij, cel.kolom, cel.formule, tabel.naam if tabel else "", matrix=cel.matrix is not None
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
        per_blad: dict[str, list[Tabelvorm]] = {blad.naam: [] for blad in self.bladen}
        for tabel in self.tabellen.values():
            per_blad[tabel.kader.blad].append(tabel)
        return per_blad

    @cached_property
    def van_ons(self) -> bool:
        """Whether the program made it, whatever a user did to it since: it has the overall flag or an input table."""
        return self.eigen or ("", NAAM_OVERALL.casefold()) in self.namen or bool(self.invoertabellen)

    def is_onze(self, tabel: str) -> bool:
        """Whether a table is one the program made, and not one that a user added."""
        return self.eigen or (self.van_ons and tabel.casefold().startswith("tbl"))

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

    def meld(self, regel: int, blad: str, cel: str, wat: str, doen: str, *, ernst: Ernst = Ernst.FOUT) -> Bevinding:
        """A finding of a rule of the design, by its number."""
        vorm = regel in REGELS_VAN_VORM or (not self.van_ons and regel not in REGELS_VOOR_ELK)
        if not self.eigen and vorm:
            ernst = Ernst.WAARSCHUWING
        return Bevinding(self.pad.name, blad, cel, f"[regel {regel}] {wat}", doen, ernst)

    def ernst(self, tabel: str) -> Ernst:
        """How serious a finding in a table is ("": outside the tables): what a user added is only warned of."""
        return Ernst.FOUT if self.eigen or (tabel and self.is_onze(tabel)) else Ernst.WAARSCHUWING

    def ernst_op(self, blad: str, cel: Bladcel) -> Ernst:
        """How serious a finding in a cell is."""
        tabel = self.tabel_op(blad, cel.rij, cel.kolom)
        return self.ernst(tabel.naam if tabel else "")

    def meld_formule(self, regel: int, groep: Formulegroep, wat: str, doen: str) -> Bevinding:
        """A finding about a formula: only a warning for what a user added outside the tables."""
        cel = groep.eerste
        return self.meld(regel, cel.blad, groep.adres, wat, doen, ernst=self.ernst(cel.tabel))
