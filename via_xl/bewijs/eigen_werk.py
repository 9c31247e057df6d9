"""What a user made in a master: found before a rebuild, so that nothing of theirs is ever lost.

The reference is the master that the program would make from the same inputs, in the same edition. What stands in the
user's file and not in the reference (sheets, columns, tables, names, notes, charts, cells, other formulas, macros) is
the user's. Other input values are not: they are read, and so they come back.

A master of an older layout or version holds texts, formulas and macros that the program itself made then. Those
can't be told from the user's, so a place where the program works itself gives a warning there, not an error.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from via_xl import __version__
from via_xl.basis.bevinding import Bevinding, Ernst
from via_xl.lezen.indeling import editie_van
from via_xl.lezen.vba import VbaFout, modules, werk
from via_xl.regeling.tabellen import INDELING, INDELINGNAAM, TABELLEN
from via_xl.schrijven.master import bevindingen as bevindingentabel
from via_xl.schrijven.master import maak_master

if TYPE_CHECKING:
    from openpyxl.workbook.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from via_xl.lezen.master import Master

_DOEN = "Gebruik de macro in Excel, die alleen rijen toevoegt, of haal dit weg en probeer opnieuw."
_DOEN_OUD = "Is het van u? Het staat nog in de oude master; neem het daaruit over."
_VBA = "xl/vbaProject.bin"
_DELEN = {
    "xl/pivotTables/": "er staat een draaitabel in.",
    "xl/slicers/": "er staat een slicer in.",
    "xl/externalLinks/": "er staat een koppeling met een ander werkboek in.",
    "xl/connections.xml": "er staat een gegevensverbinding in.",
    "xl/embeddings/": "er staat een ingesloten document in.",
    "xl/activeX/": "er staat een ActiveX-besturingselement in.",
    "customUI/": "er staat een eigen lint in.",
}
"""Parts of the package that the program never makes, and that are always someone's work."""
_BOUWTEKST = "• "
"""How the lines begin that a build writes anew: why the settlement is still a concept."""


def eigen_werk(master: Master) -> tuple[Bevinding, ...]:
    """What a rebuild of this master would lose, with its place; nothing when it can be rebuilt safely.

    Raises:
        InvoerFout: the name of the file doesn't say which edition it is.
    """
    from openpyxl import load_workbook

    jaar = master.jaar or master.regeling.jaren[0].jaar
    referentie = maak_master(master.regeling, jaar, master.afrekening_code, editie_van(master.pad))
    inhoud = io.BytesIO()
    referentie.bewaar(inhoud)
    van_ons = _VanOns(master.pad.name, Ernst.WAARSCHUWING if van_eerdere_versie(master) else Ernst.FOUT)
    hier, daar = load_workbook(master.pad), load_workbook(inhoud)
    return (*_Vergelijking(van_ons, hier, daar).bevindingen(), *_delen(van_ons, master.pad, inhoud))


def van_eerdere_versie(master: Master) -> bool:
    """Whether a master was last written by an earlier layout or version of the program."""
    met = next((regel.versie for regel in reversed(master.regeling.logboek) if regel.versie), "")
    return master.indeling < INDELING or met != f"ViA-XL {__version__}"


def _delen(van_ons: _VanOns, pad: Path, referentie: IO[bytes]) -> Iterator[Bevinding]:
    """Macros and other parts of the package that the program did not make."""
    with zipfile.ZipFile(pad) as pakket, zipfile.ZipFile(referentie) as ander:
        namen = pakket.namelist()
        for begin, wat in _DELEN.items():
            if any(naam.startswith(begin) for naam in namen):
                yield van_ons.nieuw("", "", wat)
        if _VBA in namen:
            onze = ander.read(_VBA) if _VBA in ander.namelist() else b""
            yield from _macros(van_ons, pakket.read(_VBA), onze)


def _macros(van_ons: _VanOns, hier: bytes, daar: bytes) -> Iterator[Bevinding]:
    """Modules with another text than ours. Excel writes the project anew when it has run, so only the texts count."""
    if hier == daar:
        return
    try:
        teksten, onze = modules(hier), modules(daar) if daar else {}
    except VbaFout:
        yield van_ons.nieuw("VBA", "", "de macro's in dit werkboek zijn niet te lezen en misschien niet van ons.")
        return
    for naam, tekst in teksten.items():
        eigen, verwacht = werk(tekst), werk(onze.get(naam, ""))
        if eigen == verwacht:
            continue
        if naam in onze and verwacht:
            yield van_ons.plek("VBA", naam, "de macro's in deze module zijn andere dan die van het programma.")
        else:
            yield van_ons.nieuw("VBA", naam, "hier staan macro's die niet van het programma zijn.")


class _VanOns:
    """Makes the findings: what stands where the program works itself may be of an earlier version of it."""

    def __init__(self, bestand: str, ernst_van_plek: Ernst) -> None:
        self._bestand = bestand
        self._ernst_van_plek = ernst_van_plek

    def nieuw(self, blad: str, cel: str, wat: str) -> Bevinding:
        """Something the program never makes."""
        return Bevinding(self._bestand, blad, cel, wat, _DOEN)

    def plek(self, blad: str, cel: str, wat: str) -> Bevinding:
        """Something in a place where the program makes things too."""
        doen = _DOEN if self._ernst_van_plek is Ernst.FOUT else _DOEN_OUD
        return Bevinding(self._bestand, blad, cel, wat, doen, self._ernst_van_plek)


class _Vergelijking:
    """A user's master beside the reference."""

    def __init__(self, van_ons: _VanOns, hier: Workbook, daar: Workbook) -> None:
        self._van_ons = van_ons
        self._hier = hier
        self._daar = daar
        self._invoer = {tabel.naam: tabel for tabel in TABELLEN}

    def bevindingen(self) -> Iterator[Bevinding]:
        for naam in self._hier.sheetnames:
            if naam not in self._daar.sheetnames:
                yield self._van_ons.nieuw(naam, "", "dit blad is niet door het programma gemaakt.")
            else:
                yield from self._blad(self._hier[naam], self._daar[naam])
        namen = {naam.casefold() for naam in self._daar.defined_names}
        for naam in self._hier.defined_names:
            if naam.casefold() not in namen:
                yield self._van_ons.nieuw("", "", f"de naam {naam} is niet door het programma gemaakt.")

    def _blad(self, hier: Worksheet, daar: Worksheet) -> Iterator[Bevinding]:
        for naam in hier.tables:
            if naam not in daar.tables:
                yield self._van_ons.nieuw(
                    hier.title, str(hier.tables[naam].ref), f"tabel {naam} is niet van het programma."
                )
        if _tekeningen(hier) > _tekeningen(daar):
            yield self._van_ons.nieuw(
                hier.title, "", "er staat een grafiek of afbeelding die niet van het programma is."
            )
        vertaling = self._vertaling(hier, daar)
        waarden = [cel.value for rij in daar.iter_rows() for cel in rij if cel.value is not None]
        if any(naam in self._invoer for naam in daar.tables):  # every number here is an input, so in a table
            waarden = [waarde for waarde in waarden if isinstance(waarde, str)]
        bekend = {_vorm(waarde) for waarde in waarden}
        uitkomsten = {*_uitkomsten(hier, bekend), *self._indeling(hier)}
        for rij in hier.iter_rows():
            for cel in rij:
                if getattr(cel, "comment", None) is not None:
                    yield self._van_ons.nieuw(hier.title, cel.coordinate, "er staat een notitie bij deze cel.")
                if cel.value is None or (cel.row, cel.column) in uitkomsten:
                    continue
                if (cel.row, cel.column) in vertaling:
                    formule = vertaling[cel.row, cel.column]
                    van_ons = formule is None or _vorm(cel.value) == _vorm(formule)
                else:
                    van_ons = _vorm(cel.value) in bekend or str(cel.value).startswith(_BOUWTEKST)
                if not van_ons:
                    wat = "een formule" if _is_formule(cel.value) else "een tekst of getal"
                    yield self._van_ons.plek(
                        hier.title, cel.coordinate, f"hier staat {wat} die niet van het programma is."
                    )

    def _indeling(self, blad: Worksheet) -> Iterator[tuple[int, int]]:
        """The cell with the layout number, if it is on this sheet."""
        if INDELINGNAAM in self._hier.defined_names:
            for naam, adres in self._hier.defined_names[INDELINGNAAM].destinations:
                if naam == blad.title:
                    kol, rij, *_ = _gebied(adres)
                    yield rij, kol

    def _vertaling(self, hier: Worksheet, daar: Worksheet) -> dict[tuple[int, int], object]:
        """For the cells of tables that grow: None where anything is right, else what the program has there."""
        uit: dict[tuple[int, int], object] = {}
        for naam in hier.tables:
            if naam == bevindingentabel.TABEL:
                kol, rij, laatste_kol, laatste_rij = _gebied(str(hier.tables[naam].ref))
                uit |= {(r, k): None for r in range(rij + 1, laatste_rij + 1) for k in range(kol, laatste_kol + 1)}
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


def _uitkomsten(blad: Worksheet, bekend: set[str]) -> Iterator[tuple[int, int]]:
    """The cells over which the program's own array formulas give their outcome."""
    for rij in blad.iter_rows():
        for cel in rij:
            ref = getattr(cel.value, "ref", None)
            if ref is not None and _vorm(cel.value) in bekend:
                kol, van, laatste_kol, tot = _gebied(str(ref))
                yield from ((r, k) for r in range(van, tot + 1) for k in range(kol, laatste_kol + 1))


def _inhoud(waarde: object) -> object:
    """What was typed in a cell: of an array formula its text."""
    return getattr(waarde, "text", waarde)


def _is_formule(waarde: object) -> bool:
    inhoud = _inhoud(waarde)
    return isinstance(inhoud, str) and inhoud.startswith("=")


def _vorm(waarde: object) -> str:
    """A cell's content, without what a program changes when it saves, and without the rows that move as tables grow."""
    return _kale_vorm(str(_inhoud(waarde)), _is_formule(waarde))


@lru_cache(maxsize=50_000)  # down a column stands the same formula, in both workbooks
def _kale_vorm(tekst: str, formule: bool) -> str:
    kaal = re.sub(r"\s+", "", tekst).casefold().replace("_xludf.", "")
    return re.sub(r"\d+", "#", kaal) if formule else kaal
