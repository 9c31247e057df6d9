"""Reads the input tables of a master workbook into a :class:`Regeling`.

A table is found by its name and a column by its header, so it doesn't matter where the user moved them. Only what was
typed in is read; results that Excel stored with formulas are not. Reading goes on after a mistake: everything that is
wrong is gathered as a ``Bevinding`` with its sheet and cell.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, Protocol

from msgspec import Struct, field
from msgspec.structs import replace

from via_xl.basis.bevinding import Bevinding, Ernst, InvoerFout, Plek, fouten
from via_xl.basis.gemeenten import zelfde_in_formule
from via_xl.basis.kringzoeker import zonder_kringzoeker
from via_xl.basis.opsomming import met_getal
from via_xl.basis.vingerafdruk import sha256
from via_xl.lezen.indeling import aanbod, indeling_van, ingevuld
from via_xl.lezen.masterzicht import DECIMALEN, Getallenkolommen, Ongezien
from via_xl.lezen.pakket import controleer_pakket
from via_xl.lezen.rijen import Herken, Namenlijst, Rijlezer, alleen_code, officiele_namen
from via_xl.lezen.tabelplaats import Tabelplaats, kop_vorm
from via_xl.lezen.waarden import WaardeFout, uit_cel, uit_mastercel
from via_xl.lezen.werkmap import Werkmap
from via_xl.regeling.kolom import Invoerkolom, Invoertabel
from via_xl.regeling.model import Record, Regeling
from via_xl.regeling.tabellen import (
    GEMEENTEN,
    HERKOMSTTABEL,
    INDELING,
    INDELINGNAAM,
    JAREN,
    NAMEN,
    TABELLEN,
    UREN,
    VOORHEEN,
)

JAAR = "Jaar"
AFREKENING_CODE = "Afrekening_code"

_NIETS: frozenset[str] = frozenset()


class Bladlezing(Struct, frozen=True):
    """What reading the tables of a sheet gave, and everything that this follows from."""

    uitgangspunt: tuple[object, ...]
    lezers: tuple[_Tabellezer, ...]


class Master(Struct, frozen=True):
    """A master that was read without errors.

    ``regeling`` holds the inputs. ``jaar`` is the year chosen on sheet Start and ``afrekening_code`` the CBS code of the
    gemeente chosen on sheet Afrekening; each is None when nothing is chosen. ``tabellen`` says where each table stands,
    by name, including the calculated tables and the user's own. ``bevindingen`` are warnings only: reading a master with
    an error raises instead.
    """

    pad: Path
    regeling: Regeling
    jaar: int | None
    afrekening_code: str | None
    tabellen: Mapping[str, Tabelplaats]
    bevindingen: tuple[Bevinding, ...] = ()
    indeling: int = INDELING
    """The number of the layout that the file was made with; :data:`via_xl.regeling.tabellen.INDELING` is today's."""
    sha256: str = ""
    """The SHA-256 of the file at the moment of reading; "" for a workbook open in Excel."""
    bladen: Mapping[tuple[str, ...], Bladlezing] = field(default_factory=dict)
    """What each sheet gave, by its name and those of the tables that were read in it."""


class Masterbron(Protocol):
    """What the reading of a master needs from a workbook, whether that is a file or is open in Excel."""

    @property
    def tabellen(self) -> tuple[Tabelplaats, ...]:
        """Every table of every sheet, in the order of the sheets."""

    def rijen(self, blad: str, gevraagd: Callable[[int], frozenset[str]]) -> Iterator[tuple[int, dict[str, Any]]]:
        """The rows of a sheet from top to bottom, each as its number (from 1) and its values by column letter.

        ``gevraagd`` is asked for each row number which column letters are wanted; a row for which it gives none is skipped.
        """

    def ongezien(self, blad: str, kolommen: Getallenkolommen, rijen: range) -> list[Ongezien]:
        """What is not seen, or seen as another number, in these columns and rows of a sheet that was read."""

    def cel_van_naam(self, naam: str) -> tuple[str, str, int] | None:
        """The sheet, column letter and row (from 1) of the cell that a defined name refers to.

        None when there is no such name, or when it refers to anything but a single cell.
        """

    def cel(self, blad: str, kolom: str, rij: int) -> Any:
        """What was typed into a cell: a value, a ``Formule`` for a formula, or None for a blank cell."""


class OpenBron(Masterbron, Protocol):
    """A workbook that is open in Excel; ``pad`` is the file it was opened from."""

    pad: Path


def lees_master(
    pad: Path,
    *,
    vergeef_ouderdom: bool = False,
    eerder: Master | None = None,
    ook_van_run: bool = False,
    beoordeeld: bool = False,
    als: Path | None = None,
) -> Master:
    """Read a master workbook from its file.

    The file that ``eerder`` was read from isn't read again. In another of that name, a sheet that lies there byte for byte as
    it did then, with all else that its rows follow from, is not parsed again: it gives what it gave then. ``beoordeeld``: the
    file was judged as a package a moment ago, or put together of parts that were. ``als``: what is said of it is said of the
    file there.

    A master of an older layout may lack columns that have a default value and tables that aren't required. Normally each
    of those is an error; with ``vergeef_ouderdom`` it becomes a warning that says what was filled in instead. ``ook_van_run``:
    the workbook of the region that a run made holds the inputs too, and is read as if it were a master.

    Raises:
        InvoerFout: the file can't be opened, it is a workbook that a run made, its layout is newer than this program knows, or the inputs hold an error;
            then it carries all findings.
    """
    if eerder is not None and eerder.indeling == INDELING and _is_nog(pad, eerder):
        return replace(eerder, pad=pad)
    if not beoordeeld:
        controleer_pakket(pad)
    inhoud = sha256(pad)
    with Werkmap(pad) as werkmap, zonder_kringzoeker():
        if not ook_van_run:
            _eis_niet_van_run(pad.name, werkmap)
        lezing = _Masterlezing(als or pad, werkmap, vergeef_ouderdom=vergeef_ouderdom)
        gelezen = lezing.master(werkmap.stempel, {} if eerder is None else eerder.bladen)
        return replace(gelezen, pad=pad, sha256=inhoud)


def _is_nog(pad: Path, eerder: Master) -> bool:
    """Whether a file is still that which was read, under the same name."""
    try:
        return pad.name == eerder.pad.name and sha256(pad) == eerder.sha256
    except OSError:
        return False


def _eis_niet_van_run(naam: str, werkmap: Masterbron) -> None:
    """What a run made is no master, though that of the region holds all the inputs of the year.

    Raises:
        InvoerFout: this is such a workbook.
    """
    if any(zelfde_in_formule(plaats.naam) == zelfde_in_formule(HERKOMSTTABEL) for plaats in werkmap.tabellen):
        raise InvoerFout(
            f"{naam} is een werkmap van een afrekening en geen master; er is niets mee gedaan. Geef de master zelf op; "
            "zoals die toen was, staat hij in de map bron ernaast."
        )


def lees_open_master(boek: OpenBron) -> Master:
    """Read the master that is open in Excel, with what was not saved yet; once saved, its file gives the same.

    Raises:
        InvoerFout: the inputs hold an error; it carries all findings.
    """
    with zonder_kringzoeker():
        return _Masterlezing(boek.pad, boek).master()


class _Masterlezing:
    """Reads one master, once: holds the workbook, where its tables stand, and the findings so far."""

    def __init__(self, pad: Path, werkmap: Masterbron, *, vergeef_ouderdom: bool = False) -> None:
        self._pad = pad
        self._werkmap = werkmap
        self._bevindingen: list[Bevinding] = []
        self._plaatsen: dict[str, Tabelplaats] = {}
        self._indeling = INDELING
        self._vergeef_ouderdom = vergeef_ouderdom
        self._te_vernieuwen = False
        self._stempel: Callable[[str], object] | None = None
        self._eerder: Mapping[tuple[str, ...], Bladlezing] = {}
        self._bladen: dict[tuple[str, ...], Bladlezing] = {}

    def master(
        self,
        stempel: Callable[[str], object] | None = None,
        eerder: Mapping[tuple[str, ...], Bladlezing] = MappingProxyType({}),
    ) -> Master:
        """Read everything. The gemeenten and their spellings come first: the other tables may name a gemeente by them.

        With ``stempel`` (of a sheet: all that its cells follow from) what ``eerder`` knows is taken from there.

        Raises:
            InvoerFout: the inputs hold an error; it carries all findings.
        """
        self._stempel, self._eerder = stempel, eerder
        self._zoek_tabellen()
        self._bepaal_indeling()
        tabellen: dict[str, tuple[Any, ...]] = {tabel.attribuut: () for tabel in TABELLEN}
        tabellen |= self._lees((GEMEENTEN, NAMEN), alleen_code, ())
        if NAMEN.naam not in self._plaatsen:
            tabellen["namen"] = officiele_namen(tabellen["gemeenten"], (), GEMEENTEN.naam)
        namen = Namenlijst(tabellen["gemeenten"], tabellen["namen"])
        overige = tuple(tabel for tabel in TABELLEN if tabel not in (GEMEENTEN, NAMEN))
        bekend = (tabellen["gemeenten"], tabellen["namen"])
        tabellen |= self._lees(overige, namen.herken_als_formule, bekend)
        jaar = self._gekozen(JAAR, replace(JAREN.kolom("jaar"), standaard=None), alleen_code)
        code = self._gekozen(AFREKENING_CODE, replace(UREN.kolom("code"), standaard=None), namen.herken_als_formule)
        aantal = len(fouten(self._bevindingen))
        if aantal:
            wat = met_getal(aantal, "fout", "fouten")
            bericht = f"{self._pad.name} bevat {wat}; er is niets mee gedaan."
            if self._te_vernieuwen:
                bericht = f"{bericht} {aanbod(self._pad, self._indeling)}"
            raise InvoerFout(bericht, self._bevindingen)
        bevindingen = tuple(self._bevindingen)
        return Master(
            self._pad,
            Regeling(**tabellen),
            jaar,
            code,
            self._plaatsen,
            bevindingen,
            self._indeling,
            bladen=self._bladen,
        )

    def _bepaal_indeling(self) -> None:
        """Find out with which layout the file was made; when age is forgiven, warn for each table that it did not have yet."""
        plaats = self._werkmap.cel_van_naam(INDELINGNAAM)
        self._indeling = indeling_van(self._pad.name, plaats and self._werkmap.cel(*plaats))
        if not (self._vergeef_ouderdom and self._indeling < INDELING):
            self._vergeef_ouderdom = False
            return
        for tabel in TABELLEN:
            if not tabel.csv_verplicht and tabel.naam not in self._plaatsen:
                wat = f"tabel {tabel.naam} ontbrak nog in deze oudere indeling; er is een {ingevuld(tabel)}."
                doen = f"Vul haar zo nodig op blad {tabel.blad}."
                self._bevindingen.append(Bevinding(self._pad.name, "", "", wat, doen, Ernst.WAARSCHUWING))

    def _fout(self, blad: str, cel: str, wat: str, doen: str) -> None:
        self._bevindingen.append(Bevinding(self._pad.name, blad, cel, wat, doen))

    def _zoek_tabellen(self) -> None:
        """Find out where each table stands, by the name that the program gives it: Excel ignores case in table names.

        In an older master it may have the name it had then. A table that is required and missing, or that is there twice, is a finding.

        Raises:
            InvoerFout: the workbook has no table of the program at all, so it is no master.
        """
        schema = {zelfde_in_formule(tabel.naam): tabel.naam for tabel in TABELLEN}
        aanwezig = {zelfde_in_formule(plaats.naam) for plaats in self._werkmap.tabellen}
        schema |= {
            zelfde_in_formule(was): naam for was, naam in VOORHEEN.items() if zelfde_in_formule(naam) not in aanwezig
        }
        for plaats in self._werkmap.tabellen:
            naam = schema.get(zelfde_in_formule(plaats.naam), plaats.naam)
            if naam in self._plaatsen:
                wat = f"tabel {naam} staat er twee keer: ook op blad {self._plaatsen[naam].blad}."
                self._fout(plaats.blad, "", wat, "Verwijder of hernoem de tabel die er niet hoort.")
            else:
                self._plaatsen[naam] = plaats
        if not any(tabel.naam in self._plaatsen for tabel in TABELLEN):
            doen = "Geef de master op, met tabellen als tblGemeenten en tblUren."
            raise InvoerFout(f"{self._pad.name} bevat geen enkele tabel van de verrekening. {doen}")
        for tabel in TABELLEN:
            if tabel.csv_verplicht and tabel.naam not in self._plaatsen:
                doen = f"Zet de tabel terug (gewoonlijk op blad {tabel.blad}) of geef haar deze naam weer."
                self._fout("", "", f"tabel {tabel.naam} ontbreekt.", doen)

    def _lees(
        self, tabellen: Iterable[Invoertabel], herken: Herken, namen: tuple[object, ...]
    ) -> dict[str, tuple[Record, ...]]:
        """The records of these tables, by their attribute of ``Regeling``. Tables on one sheet are read in one pass over it.

        ``namen`` is what ``herken`` knows.
        """
        per_blad: dict[str, list[_Tabellezer]] = defaultdict(list)
        for tabel in tabellen:
            if tabel.naam in self._plaatsen:
                plaats = self._plaatsen[tabel.naam]
                lezer = _Tabellezer(self._pad.name, tabel, plaats, herken, vergeef=self._vergeef_ouderdom)
                per_blad[plaats.blad].append(lezer)
        klaar = [lezer for blad, lezers in per_blad.items() for lezer in self._eens(blad, tuple(lezers), namen)]
        for lezer in klaar:
            self._bevindingen.extend(lezer.bevindingen)
            self._te_vernieuwen |= lezer.mist_nieuwere_kolom and self._indeling < INDELING
        return {lezer.tabel.attribuut: tuple(lezer.records) for lezer in klaar}

    def _eens(self, blad: str, lezers: tuple[_Tabellezer, ...], namen: tuple[object, ...]) -> tuple[_Tabellezer, ...]:
        """The readers of a sheet when it has been read; those of earlier when everything is as it was then."""
        if self._stempel is None:
            self._lees_blad(blad, lezers)
        else:
            sleutel = (blad, *(lezer.tabel.naam for lezer in lezers))
            plaatsen = tuple(plaats for plaats in self._plaatsen.values() if plaats.blad == blad)
            uitgangspunt = (self._pad.name, self._stempel(blad), plaatsen, namen, self._vergeef_ouderdom)
            bekend = self._eerder.get(sleutel)
            if bekend is not None and bekend.uitgangspunt == uitgangspunt:
                lezers = bekend.lezers
            else:
                self._lees_blad(blad, lezers)
            self._bladen[sleutel] = Bladlezing(uitgangspunt, lezers)
        for lezer in lezers:
            self._plaatsen[lezer.tabel.naam] = lezer.plaats
        return lezers

    def _lees_blad(self, blad: str, lezers: tuple[_Tabellezer, ...]) -> None:
        """Give every row of a sheet to the tables whose range (and the row just below it) it lies in."""
        bezet = [plaats for plaats in self._plaatsen.values() if plaats.blad == blad]

        def gevraagd(rij: int) -> frozenset[str]:
            letters = _NIETS
            for lezer in lezers:
                if lezer.van <= rij <= lezer.tot:
                    letters = letters | lezer.letters if letters else lezer.letters
            return letters

        for rij, waarden in self._werkmap.rijen(blad, gevraagd):
            for lezer in lezers:
                if lezer.van <= rij <= lezer.tot:
                    onder = rij > lezer.plaats.laatste
                    van_ander = onder and any(plaats.bevat(rij, lezer.letters) for plaats in bezet)
                    lezer.rij(rij, waarden, van_ander=van_ander)
        for lezer in lezers:
            lezer.rond_af()
            lezer.kijk(self._werkmap)

    def _gekozen(self, naam: str, kolom: Invoerkolom, herken: Herken) -> Any:
        """The choice made in the cell with this defined name, read as a value of ``kolom``.

        None when there is no such cell or it is blank; also when its value is wrong, and then there is a finding.
        """
        plaats = self._werkmap.cel_van_naam(naam)
        if plaats is None:
            return None
        blad, letter, rij = plaats
        try:
            waarde = uit_cel(self._werkmap.cel(blad, letter, rij), kolom)
            return herken(waarde) if isinstance(waarde, str) else waarde
        except WaardeFout as fout:
            self._fout(blad, f"{letter}{rij}", f"{naam}: {fout.wat}", fout.doen)
            return None


class _Tabellezer:
    """Reads one table. It gets the rows of its sheet from top to bottom: the header, the data, and one row below.

    That last row is looked at because someone may have typed a row there that Excel did not make part of the table.
    """

    def __init__(
        self, bestand: str, tabel: Invoertabel, plaats: Tabelplaats, herken: Herken, *, vergeef: bool = False
    ) -> None:
        self.tabel = tabel
        self.plaats = plaats
        self.mist_nieuwere_kolom = False
        self.records: list[Record] = []
        self.bevindingen: list[Bevinding] = []
        self.van = plaats.kop or plaats.eerste
        self.tot = plaats.laatste + (0 if plaats.totaal else 1)
        self.letters = frozenset(plaats.kolommen.values())
        self._bestand = bestand
        self._lezer = Rijlezer(tabel, tabel.kolommen, uit_mastercel, herken, met_kop=True)
        self._vergeef = vergeef
        self._begonnen = self._compleet = False
        self._veld_van: dict[str, str] = {}
        self._letter_van: dict[str, str] = {}
        if not plaats.kop:
            self._begin({})

    def rij(self, nummer: int, waarden: Mapping[str, Any], *, van_ander: bool) -> None:
        """Read the cells of this table in a row of the sheet.

        ``van_ander``: below this table the row is part of another one, so nobody forgot to extend this table.
        """
        if nummer == self.plaats.kop:
            self._begin(waarden)
            return
        if not self._begonnen:  # the header row isn't in the file: the definition of the table counts
            self._begin({})
        ruw = {self._veld_van[letter]: waarde for letter, waarde in waarden.items() if letter in self._veld_van}
        if nummer > self.plaats.laatste:
            if sum(not _is_blanco(waarde) for waarde in ruw.values()) > 1 and not van_ander:
                self._onder_de_tabel(nummer)
        elif self._compleet and not all(map(_is_blanco, ruw.values())):
            record = self._lezer.lees(ruw, Plek(self._bestand, self.plaats.blad, nummer, self._letter_van))
            if record is not None:
                self.records.append(record)

    def rond_af(self) -> None:
        """Call this after the last row. A table of which the file holds no row has its columns judged now."""
        if not self._begonnen:
            self._begin({})
        self.bevindingen.extend(self._lezer.bevindingen)

    def kijk(self, bron: Masterbron) -> None:
        """Warn of amounts and hours that count and that nobody sees, or that are shown as another number."""
        kolommen = {
            self._letter_van[kolom.veld]: kolom.soort
            for kolom in self.tabel.kolommen
            if kolom.veld in self._letter_van and kolom.soort in DECIMALEN
        }
        koppen = {letter: kop for kop, letter in self.plaats.kolommen.items()}
        for gezien in bron.ongezien(self.plaats.blad, kolommen, range(self.plaats.eerste, self.plaats.laatste + 1)):
            cel = f"{gezien.kolom}{gezien.rij}" if gezien.kolom else f"rij {gezien.rij}"
            wat = f"{koppen[gezien.kolom]}: {gezien.wat}." if gezien.kolom else f"{gezien.wat}."
            doen = "Maak het leesbaar, of laat het zo: dit houdt niets tegen."
            self.bevindingen.append(Bevinding(self._bestand, self.plaats.blad, cel, wat, doen, Ernst.WAARSCHUWING))

    def _begin(self, kopcellen: Mapping[str, Any]) -> None:
        """Find out which column stands under which letter, and report columns that are missing or double.

        The text in the header cells counts, rather than the list of headers that the file keeps with the table: that can
        be out of date.
        """
        self._begonnen = True
        koppen: list[tuple[str, str]] = []
        for kop, letter in self.plaats.kolommen.items():
            in_cel = kopcellen.get(letter)
            koppen.append((in_cel if type(in_cel) is str and in_cel.strip() else kop, letter))
        self.plaats = replace(self.plaats, kolommen=dict(koppen))
        vormen = [kop_vorm(kop) for kop, _ in koppen]
        vergeven = 0
        for kolom in self.tabel.kolommen:
            aantal = vormen.count(kop_vorm(kolom.kop))
            letter_van_kop = self.plaats.kolom(kolom.kop)
            if letter_van_kop is None and not kolom.verplicht:
                self.mist_nieuwere_kolom = True
            if letter_van_kop is None and self._vergeef and not kolom.verplicht:
                vergeven += 1
                wat = f"in tabel {self.tabel.naam} ontbrak de kolom {kolom.kop}; overal {ingevuld(kolom)}."
                self._fout(wat, "Kijk na of dat klopt.", Ernst.WAARSCHUWING)
            elif letter_van_kop is None:
                doen = f'Voeg aan {self.tabel.naam} de kolom "{kolom.kop}" toe.'
                self._fout(f"in tabel {self.tabel.naam} ontbreekt de kolom {kolom.kop}.", doen)
            elif aantal > 1:
                doen = "Geef een van beide kolommen een andere kop."
                self._fout(f"tabel {self.tabel.naam} heeft de kolom {kolom.kop} twee keer.", doen)
            else:
                self._letter_van[kolom.veld] = letter_van_kop
        self._veld_van = {letter: veld for veld, letter in self._letter_van.items()}
        self.letters = frozenset(self._veld_van)
        self._compleet = len(self._veld_van) + vergeven == len(self.tabel.kolommen)

    def _fout(self, wat: str, doen: str, ernst: Ernst = Ernst.FOUT) -> None:
        cel = f"rij {self.plaats.kop}" if self.plaats.kop else ""
        self.bevindingen.append(Bevinding(self._bestand, self.plaats.blad, cel, wat, doen, ernst))

    def _onder_de_tabel(self, nummer: int) -> None:
        wat = f"staat direct onder tabel {self.tabel.naam} maar hoort er niet bij, en telt dus nergens mee."
        doen = f"Trek de tabel door tot en met rij {nummer}, of laat er een rij tussen vrij."
        self.bevindingen.append(Bevinding(self._bestand, self.plaats.blad, f"rij {nummer}", wat, doen))


def _is_blanco(waarde: Any) -> bool:
    """Whether a cell is blank or holds only spaces. A formula or an error value is never blank."""
    return waarde is None or (type(waarde) is str and not waarde.strip())
