"""A workbook as data, and the one function that writes it.

A sheet module fills a :class:`Blad` with values and formulas. A formula never comes without the value that
the engine gives it: the value becomes the cached result, so that a phone or Protected View shows the right
amount, and the expectation against which :mod:`via_xl.bewijs` holds the recalculated cell. Because a book is
data first, those expectations are there without writing or reading a file.

Formulas are in English with commas. In a table's column ``[@Kop]`` is short for the cell of this row and is
written ``tblX[[#This Row],[Kop]]``: the ``@`` form is not understood by every engine.

``{naam}`` in a formula is a cell by its name on this sheet, ``{Blad!naam}`` by its name on another. Names are looked up
when the book is ready (:meth:`Boek.klaar`), so a formula may refer to what is said later. Within quotes braces are text.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date, datetime
from enum import Enum
from functools import cache
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, NamedTuple, Protocol
from urllib.parse import quote

from msgspec import Struct, field
from msgspec.structs import replace

from via_xl.basis.datum import serienummer
from via_xl.basis.kolommen import kolomletter
from via_xl.schrijven.raster import Cel, Celraster, Kolomcellen, Waarde
from via_xl.schrijven.stijl import FOUT_OPMAAK, GOED_OPMAAK, LET_OP_OPMAAK, LETTER, eigenschappen

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

    from via_xl.schrijven.bladxml import Dialectblad


class Volgt(Enum):
    """In place of a value: it is the value of the one cell to which the formula refers."""

    WAARDE = "de waarde van de cel waarnaar de formule verwijst"


VOLGT = Volgt.WAARDE
"""The value of a formula that is ``{naam}`` or ``-{naam}`` and nothing else."""

NIET_GELADEN = "add-in niet geladen"
REKENFOUT = "fout: zie Controleer"
GEEN_UITKOMST = "GeenUitkomst"
"""The name of the cell that holds what an error of a function of our own means now: one of the two above."""
"""What a cell with one of our own functions says wherever that function is not known."""

GEMAAKT = datetime(2024, 1, 1)
"""The fixed creation time in the document properties: a workbook depends on its content only."""

A3, A4 = 8, 9
"""Paper, as a workbook numbers it."""

_VIA_SCHIJF = 20_000
"""Rows from which a workbook is made by way of temporary files: in memory it would take several times its size."""

REGELHOOGTE = 13.5
"""Points a line of text takes."""

_REKENMACHINE = 191029
"""The calculation engine of Excel since 2019: what an older one calculated, Excel calculates again, and then asks to save."""

_DEZE_RIJ = re.compile(r"(?<![\w\]])\[@([^\]]+)\]")
_NAAM = re.compile(r'"[^"]*"|\{(?:(?P<blad>[^{}!"]+)!)?(?P<naam>[^{}!"]*)\}')
_VOLGT = re.compile(r"(-?)(\{[^{}]+\})")


class Adres(Struct, frozen=True):
    """A cell: ``str()`` gives the reference for use in a formula, sheet and all (``Verrekening!$C$5``)."""

    blad: str
    rij: int
    kol: int

    def __str__(self) -> str:
        return f"{self.bladverwijzing}!{self.op_eigen_blad}"

    @property
    def bladverwijzing(self) -> str:
        """The sheet's name as a formula spells it."""
        return _bladverwijzing(self.blad)

    @property
    def op_eigen_blad(self) -> str:
        """The reference as a formula on the same sheet spells it (``$C$5``)."""
        return f"${kolomletter(self.kol)}${self.rij + 1}"

    @property
    def cel(self) -> str:
        """The address within its sheet, without dollars (``C5``)."""
        return f"{kolomletter(self.kol)}{self.rij + 1}"


class Celgebied(Adres, frozen=True):
    """A range of cells, from its first to its last; ``vast``: a formula spells it with dollars."""

    laatste_rij: int
    laatste_kol: int
    vast: bool = True

    @property
    def op_eigen_blad(self) -> str:
        """The reference as a formula on the same sheet spells it (``$C$5:$D$9``)."""
        teken = "$" if self.vast else ""
        van, tot = (
            f"{teken}{kolomletter(kol)}{teken}{rij + 1}"
            for rij, kol in ((self.rij, self.kol), (self.laatste_rij, self.laatste_kol))
        )
        return f"{van}:{tot}"


@cache
def _bladverwijzing(blad: str) -> str:
    return blad if re.fullmatch(r"[A-Za-z_]\w*", blad) else f"'{blad}'"


class Knop(Struct, frozen=True):
    """A button that starts a macro; ``rij`` and ``kol`` are its upper left cell, the size is in pixels."""

    rij: int
    kol: int
    tekst: str
    macro: str
    tip: str
    breedte: int = 190
    hoogte: int = 32


class Validatie(Struct, frozen=True):
    """A rule for typed input: XlsxWriter's ``data_validation`` options."""

    opties: dict[str, Any]


class TabelKolom(Struct, frozen=True):
    """A column of a table: its header, its values, and for a calculated column its formula."""

    kop: str
    waarden: Sequence[Waarde]
    stijl: str
    formule: str | None = None
    breedte: float = 12
    validatie: Validatie | None = None


class Tabel(Struct, frozen=True):
    """A placed table: header row, first column, columns and number of data rows (at least one)."""

    naam: str
    rij: int
    kol: int
    kolommen: tuple[TabelKolom, ...]
    rijen: int

    @property
    def vlak(self) -> tuple[int, int, int, int]:
        """Its first row and column, and its last."""
        return self.rij, self.kol, self.rij + self.rijen, self.kol + len(self.kolommen) - 1

    def adres(self, blad: str, kop: str, index: int) -> Adres:
        """The cell of a column in data row ``index`` (from 0). Raises ValueError for an unknown header."""
        koppen = [kolom.kop for kolom in self.kolommen]
        return Adres(blad, self.rij + 1 + index, self.kol + koppen.index(kop))


_DATUM = ".datum"
"""How the name of a style of cells with a day ends."""


class Verwachting(NamedTuple):
    """What a formula cell must give: place, formula, value; and for a table column where it is by name.

    ``udf``: only where our own functions are not loaded. ``datum``: the number is shown as a day.
    """

    blad: str
    cel: str
    formule: str
    waarde: Waarde
    tabel: str = ""
    kolom: str = ""
    index: int = 0  # type: ignore[assignment]  # the row, and not what a tuple calls so
    udf: bool = False
    datum: bool = False


class Verwachtkolom(NamedTuple):
    """What formula cells below each other with the same formula must give, from row ``eerste`` (from 1) on; for a table its name and header.

    ``udf`` and ``datum`` as for one cell. A cell that stands apart is one of one cell.
    """

    blad: str
    letters: str
    eerste: int
    formule: str
    waarden: Sequence[Waarde]
    tabel: str = ""
    kop: str = ""
    index: int = 0  # type: ignore[assignment]  # the row in the table, and not what a tuple calls so
    udf: bool = False
    datum: bool = False

    @property
    def plek(self) -> tuple[str, str, int]:
        """Where the first of them stands."""
        return self.blad, self.letters, self.eerste

    def cellen(self) -> Iterator[Verwachting]:
        """The cells, from top to bottom."""
        for nummer, waarde in enumerate(self.waarden):
            yield Verwachting(
                self.blad,
                f"{self.letters}{self.eerste + nummer}",
                self.formule,
                waarde,
                self.tabel,
                self.kop,
                self.index + nummer,
                self.udf,
                self.datum,
            )


class Bladdeelte(NamedTuple):
    """A table of a sheet, or with ``tabel`` "" the cells of the sheet that are in none."""

    blad: str
    tabel: str = ""


class Gestapeld(Protocol):
    """What still has to find its place on a sheet."""

    def leg(self) -> None:
        """Put it in its cells; a second time nothing happens."""


class Blad(Struct):
    """A sheet in the making. Rows and columns count from 0.

    ``namen``: what formulas call a cell. ``stapels``: what finds its place when the book is ready.

    ``hulpkolommen`` are grouped, to fold away. ``paginas`` is how many printed pages it may be wide and high; 0 is as many as it takes; ``schaal``,
    in per cent, comes in its place.
    ``afdrukkolommen`` are printed each on pages of their own, the first column and the last of each, and so are ``afdrukvlakken``, each
    from its first row and column to its last: what stands above a part is then not on its page. ``afdrukformule`` gives what is
    printed to a program that calculates it, and of one that doesn't everything is.
    """

    naam: str
    liggend: bool = True
    beschermd: bool = True
    kleur: str = ""
    cellen: Celraster = field(default_factory=Celraster)
    tabellen: list[Tabel] = field(default_factory=list)
    breedtes: dict[int, float] = field(default_factory=dict)
    hoogtes: dict[int, float] = field(default_factory=dict)
    bevroren: tuple[int, int] | None = None
    titelrijen: tuple[int, int] | None = None
    kopregel: str = ""
    afdrukbereik: tuple[int, int, int, int] | None = None
    afdrukkolommen: list[tuple[int, int]] = field(default_factory=list)
    afdrukvlakken: list[tuple[int, int, int, int]] = field(default_factory=list)
    afdrukformule: str = ""
    papier: int = A4
    nieuwe_pagina_na: list[int] = field(default_factory=list)
    paginas: tuple[int, int] = (1, 0)
    schaal: int = 0
    titelkolommen: tuple[int, int] | None = None
    aanvullingen: list[Callable[[Workbook, Worksheet], None]] = field(default_factory=list)
    samengevoegd: list[tuple[int, int, int, int]] = field(default_factory=list)
    links: dict[tuple[int, int], str] = field(default_factory=dict)
    bestandslinks: dict[tuple[int, int], str] = field(default_factory=dict)
    validaties: dict[tuple[int, int], Validatie] = field(default_factory=dict)
    knoppen: list[Knop] = field(default_factory=list)
    hulpkolommen: set[int] = field(default_factory=set)
    namen: dict[str, Adres] = field(default_factory=dict)
    stapels: list[Gestapeld] = field(default_factory=list)
    laat: dict[tuple[int, int], None] = field(default_factory=dict)
    volgt: dict[tuple[int, int], str] = field(default_factory=dict)

    def noem(self, naam: str, adres: Adres) -> Adres:
        """Give a cell the name by which formulas call it. Raises ValueError for a name that is taken."""
        if self.namen.setdefault(naam, adres) != adres:
            raise ValueError(f"{self.naam} heeft al een cel {naam}")
        return adres

    def zet(self, rij: int, kol: int, waarde: Waarde, stijl: str = "kaal") -> Adres:
        """Put a value in a cell; None makes a blank cell with this style."""
        self.cellen[rij, kol] = Cel(waarde, stijl)
        return Adres(self.naam, rij, kol)

    def formule(
        self, rij: int, kol: int, formule: str, waarde: Waarde | Volgt, stijl: str = "werk", *, udf: bool = False
    ) -> Adres:
        """Put a formula in a cell, with the value the engine gives it. ``udf``: it hangs on a function of our own."""
        formule = self._zonder_eigen_blad(formule)
        if isinstance(waarde, Volgt):
            self.volgt[rij, kol] = formule
            waarde = None
        self._onthoud(rij, kol, formule)
        self.cellen[rij, kol] = Cel(waarde, stijl, formule, udf)
        return Adres(self.naam, rij, kol)

    def _onthoud(self, rij: int, kol: int, formule: str) -> None:
        """A formula with names is completed when the book is ready."""
        if "{" in formule:
            self.laat[rij, kol] = None

    def udf(self, rij: int, kol: int, formule: str, stijl: str, matrix: tuple[int, int] = (1, 1)) -> Adres:
        """Put a formula with functions of our own in a cell, or as an array over ``matrix`` rows and columns.

        Where those functions are not loaded or can't calculate the cells say so, and nothing breaks: what they say stands in the
        cell of that name, unless the formula says it itself. One cell is written as a dynamic
        array, else Excel puts an ``@`` before a function that might give an array; more cells as an array of fixed
        size, else only the first would say that nothing is loaded.
        """
        kaal = self._zonder_eigen_blad(formule)
        vangnet = kaal if kaal.startswith("IFERROR(") else f"IFERROR({kaal},{GEEN_UITKOMST})"
        for r in range(rij, rij + matrix[0]):
            for k in range(kol, kol + matrix[1]):
                self.cellen[r, k] = Cel(NIET_GELADEN, stijl, udf=True)
        self.cellen[rij, kol] = Cel(NIET_GELADEN, stijl, vangnet, udf=True, matrix=matrix)
        self._onthoud(rij, kol, vangnet)
        return Adres(self.naam, rij, kol)

    def _zonder_eigen_blad(self, formule: str) -> str:
        return formule.removeprefix("=").replace(f"{Adres(self.naam, 0, 0).bladverwijzing}!", "")

    def link(self, rij: int, kol: int, naar: str) -> None:
        """A link to the first cell of another sheet, with its name as text."""
        self.zet(rij, kol, naar, "link")
        self.links[rij, kol] = naar

    def link_naar_bestand(self, rij: int, kol: int, tekst: str, bestand: str, blad: str, cel: str) -> None:
        """A link to a cell of another file; ``bestand`` is its path, best from where this workbook will lie."""
        self.zet(rij, kol, tekst, "link")
        in_blad = blad.replace("'", "''")
        self.bestandslinks[rij, kol] = (
            f"external:{quote(bestand)}#'{in_blad}'!{cel}" if blad else f"external:{quote(bestand)}"
        )

    def keuze(self, rij: int, kol: int, waarde: Waarde, stijl: str, validatie: Validatie) -> Adres:
        """An input cell outside a table, with the rule for what may be typed in it."""
        self.validaties[rij, kol] = validatie
        return self.zet(rij, kol, waarde, stijl)

    def alinea(self, rij: int, van: int, tot: int, tekst: str, stijl: str = "alinea", hoogte: float = 0) -> None:
        """A text over several columns (merged: only for running text, never in a table)."""
        self.zet(rij, van, tekst, stijl)
        for kol in range(van + 1, tot + 1):
            self.zet(rij, kol, None, stijl)
        self.samengevoegd.append((rij, van, rij, tot))
        if hoogte:
            self.hoogtes[rij] = hoogte

    def tabel(self, naam: str, rij: int, kol: int, kolommen: Sequence[TabelKolom]) -> Tabel:
        """Place a table whose header stands at (rij, kol); without data it has one blank row."""
        rijen = max(1, *(len(kolom.waarden) for kolom in kolommen))
        klaar: list[TabelKolom] = []
        for plaats, kolom in enumerate(kolommen):
            formule = kolom.formule
            if formule is not None:
                formule = _DEZE_RIJ.sub(rf"{naam}[[#This Row],[\1]]", self._zonder_eigen_blad(formule))
            klaar.append(TabelKolom(kolom.kop, kolom.waarden, kolom.stijl, formule, kolom.breedte, kolom.validatie))
            self.zet(rij, kol + plaats, kolom.kop, "kop")
            self.breedtes.setdefault(kol + plaats, kolom.breedte)
            self.cellen.zet_kolom(
                Kolomcellen(naam, kolom.kop, rij + 1, kol + plaats, rijen, kolom.waarden, kolom.stijl, formule)
            )
        tabel = Tabel(naam, rij, kol, tuple(klaar), rijen)
        self.tabellen.append(tabel)
        return tabel

    def verwacht(self, delen: Collection[Bladdeelte] | None = None) -> Iterator[Verwachtkolom]:
        """What the formula cells of this sheet must give, by column; with ``delen`` those in these parts only."""
        gevraagd = {
            naam for naam in ("", *(t.naam for t in self.tabellen)) if delen is None or (self.naam, naam) in delen
        }
        for deel in self.cellen.delen():
            if isinstance(deel, Kolomcellen):
                if deel.formule is not None and deel.tabel in gevraagd:
                    yield from self._van_kolom(deel)
            elif "" in gevraagd and (formule := deel[1].formule) is not None:
                (rij, kol), cel = deel
                datum = cel.stijl.endswith(_DATUM)
                yield Verwachtkolom(
                    self.naam, kolomletter(kol), rij + 1, formule, (cel.waarde,), "", "", 0, cel.udf, datum
                )

    def _van_kolom(self, kolom: Kolomcellen) -> Iterator[Verwachtkolom]:
        blad, letters, datum = self.naam, kolomletter(kolom.kol), kolom.stijl.endswith(_DATUM)
        if not kolom.anders and kolom.formule is not None:
            waarden = ["" if waarde is None else waarde for waarde in kolom.alle_waarden()]
            yield Verwachtkolom(
                blad, letters, kolom.eerste + 1, kolom.formule, waarden, kolom.tabel, kolom.kop, datum=datum
            )
            return
        for rij, cel in kolom.per_rij():
            if cel.formule is not None:
                plaats = kolom.tabel, kolom.kop, rij - kolom.eerste
                yield Verwachtkolom(blad, letters, rij + 1, cel.formule, (cel.waarde,), *plaats, datum=datum)


class Boek(Struct):
    """A workbook in the making. ``vba`` is the VBA project that it carries; it is then an .xlsm.

    ``vlag`` is what its checks say together, once they are there: every sheet shows it. ``fouten`` of them say FOUT.
    ``ingevuld``: people fill it in, and Excel calculates all of it when it opens. One that is only read stays as it was
    proven, so that who looked isn't asked to save it, which would change a file of which the hash is known.
    """

    titel: str
    bladen: list[Blad] = field(default_factory=list)
    namen: list[tuple[str, str]] = field(default_factory=list)
    concept: bool = False
    vba: bytes | None = None
    vlag: str = ""
    fouten: int = 0
    ingevuld: bool = False

    def blad(self, naam: str, *, na: str = "", **opties: Any) -> Blad:
        """Add a sheet at the end, or right after the sheet ``na``."""
        blad = Blad(naam, **opties)
        self.bladen.insert(self.bladen.index(self.vind(na)) + 1 if na else len(self.bladen), blad)
        return blad

    def naam(self, naam: str, verwijzing: object) -> str:
        """Define a name for a cell or a range, also as ``{Blad!naam}``; gives the name, for use in formulas."""
        self.namen.append((naam, f"={verwijzing}"))
        return naam

    def vind(self, naam: str) -> Blad:
        """The sheet of this name. Raises KeyError."""
        for blad in self.bladen:
            if blad.naam == naam:
                return blad
        raise KeyError(naam)

    def klaar(self) -> Boek:
        """The book itself, with everything in its place and every name in a formula replaced by its cell.

        Raises:
            KeyError: a formula refers to a name that isn't there.
        """
        for blad in self.leg().bladen:
            for (rij, kol), formule in blad.volgt.items():
                blad.cellen[rij, kol] = replace(blad.cellen[rij, kol], waarde=self.waarde(blad, formule))
            blad.volgt.clear()
            for plek in blad.laat:
                cel = blad.cellen[plek]
                if cel.formule is not None:
                    blad.cellen[plek] = replace(cel, formule=self.vul_in(blad, cel.formule))
            blad.laat.clear()
            blad.tabellen = [self._met_cellen(blad, tabel) for tabel in blad.tabellen]
            for plek, cel in blad.cellen.los() if self.vlag else ():
                if cel.stijl == "vlag":
                    blad.cellen[plek] = replace(cel, waarde=f"Controles: {self.vlag}")
        self.namen = [(naam, self.vul_in(Blad(""), verwijzing)) for naam, verwijzing in self.namen]
        return self

    def leg(self) -> Boek:
        """The book itself, with everything in its place, so that the cells it names can be found."""
        for blad in self.bladen:
            for stapel in blad.stapels:
                stapel.leg()
        return self

    def _met_cellen(self, blad: Blad, tabel: Tabel) -> Tabel:
        """A table of which the formulas name no cells any more."""
        if not any("{" in (kolom.formule or "") for kolom in tabel.kolommen):
            return tabel
        kolommen = list(tabel.kolommen)
        for plaats, kolom in enumerate(kolommen):
            if kolom.formule is None or "{" not in kolom.formule:
                continue
            formule = self.vul_in(blad, kolom.formule)
            kolommen[plaats] = replace(kolom, formule=formule)
            for cellen in blad.cellen.kolommen():
                if (cellen.tabel, cellen.kop) == (tabel.naam, kolom.kop):
                    cellen.zet_formule(formule)
        return replace(tabel, kolommen=tuple(kolommen))

    def vul_in(self, blad: Blad, formule: str) -> str:
        """A formula on a sheet with addresses in place of names. Raises KeyError for an unknown name."""

        def adres(gevonden: re.Match[str]) -> str:
            if gevonden["naam"] is None:
                return gevonden[0]
            cel = self._genoemd(blad, gevonden)
            return cel.op_eigen_blad if cel.blad == blad.naam else str(cel)

        return _NAAM.sub(adres, formule)

    def waarde(self, blad: Blad, formule: str) -> Waarde:
        """The value of a formula that names one cell, with or without a minus sign.

        Raises:
            KeyError: there is no cell of that name.
            ValueError: the formula is another than that, or the cell holds nothing.
        """
        gelezen = _VOLGT.fullmatch(formule)
        naam = _NAAM.fullmatch(gelezen[2]) if gelezen else None
        if gelezen is None or naam is None:
            raise ValueError(f"de waarde van {formule} is niet die van één cel")
        adres = self._genoemd(blad, naam)
        bron = self.vind(adres.blad)
        plek = (adres.rij, adres.kol)
        waarde = self.waarde(bron, bron.volgt[plek]) if plek in bron.volgt else bron.cellen[plek].waarde
        if waarde is None:
            raise ValueError(f"{adres} heeft geen waarde om over te nemen")
        if isinstance(waarde, date):
            return serienummer(waarde)
        if not gelezen[1]:
            return waarde
        if not isinstance(waarde, int | float):
            raise ValueError(f"{adres} heeft geen getal")
        return 0 - waarde  # and not -0.0

    def _genoemd(self, blad: Blad, naam: re.Match[str]) -> Adres:
        waar = self.vind(naam["blad"]) if naam["blad"] else blad
        if naam["naam"] not in waar.namen:
            raise KeyError(f"{blad.naam} verwijst naar {naam[0]}, dat er niet is")
        return waar.namen[naam["naam"]]

    def verwacht(self, delen: Collection[Bladdeelte] | None = None) -> Iterator[Verwachtkolom]:
        """What the formula cells of the book must give, by column; with ``delen`` those in these parts only."""
        for blad in self.klaar().bladen:
            yield from blad.verwacht(delen)

    def verwachtingen(self) -> tuple[Verwachting, ...]:
        """The same for each cell."""
        return tuple(cel for kolom in self.verwacht() for cel in kolom.cellen())

    def bewaar(self, doel: Path | IO[bytes]) -> None:
        """Write the workbook as .xlsx, or with VBA as .xlsm: made in memory, then put down in one piece.

        Raises:
            OSError: the file can't be written.
        """
        inhoud = io.BytesIO()
        _schrijf(self.klaar(), inhoud)
        if isinstance(doel, Path):
            doel.write_bytes(inhoud.getbuffer())
        else:
            doel.write(inhoud.getbuffer())


def _schrijf(boek: Boek, doel: IO[bytes]) -> None:
    from xlsxwriter.workbook import Workbook

    from via_xl.schrijven.bladxml import Dialectblad

    werkboek = Workbook(
        doel,
        {
            "default_date_format": "dd-mm-yyyy",
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "in_memory": not any(
                kolom.aantal > _VIA_SCHIJF for blad in boek.bladen for kolom in blad.cellen.kolommen()
            ),
        },
    )
    werkboek.set_properties({"title": boek.titel, "author": "ViA-XL", "company": "", "created": GEMAAKT})
    werkboek.set_calc_mode("auto", _REKENMACHINE)
    werkboek.calc_on_load = boek.ingevuld
    werkboek.formats[0].set_font_name(LETTER)
    werkboek.formats[0].set_font_size(10)
    formaten: dict[str, Any] = {}

    def formaat(stijl: str) -> Any:
        if stijl not in formaten:
            formaten[stijl] = werkboek.add_format(eigenschappen(stijl))
        return formaten[stijl]

    if boek.vba is not None:
        werkboek.add_vba_project(io.BytesIO(boek.vba), is_stream=True)
    for naam, verwijzing in boek.namen:
        werkboek.define_name(naam, verwijzing)
    bladen = [(blad, werkboek.add_worksheet(blad.naam, Dialectblad)) for blad in boek.bladen]
    for naam, verwijzing in _afdruknamen(boek):
        werkboek.define_name(naam, verwijzing)
    for blad, ws in bladen:
        _schrijf_blad(werkboek, blad, ws, formaat, concept=boek.concept)
    werkboek.close()
    for _, ws in bladen:
        ws.table.clear()  # it refers to itself, and of a country the search for that would go through every cell


def _afdruknamen(boek: Boek) -> Iterator[tuple[str, str]]:
    """What is printed of each sheet that has more of it than XlsxWriter can say, or calculates it."""
    for blad in boek.bladen:
        plek = Adres(blad.naam, 0, 0).bladverwijzing
        delen = [f"{plek}!${kolomletter(van)}:${kolomletter(tot)}" for van, tot in blad.afdrukkolommen]
        delen += [f"{plek}!{_vlak(*vlak)}" for vlak in blad.afdrukvlakken]
        if gedrukt := blad.afdrukformule or ",".join(delen):
            yield f"{plek}!_xlnm.Print_Area", f"={gedrukt}"


def _vlak(rij: int, kol: int, laatste_rij: int, laatste_kol: int) -> str:
    return f"${kolomletter(kol)}${rij + 1}:${kolomletter(laatste_kol)}${laatste_rij + 1}"


def _schrijf_blad(
    werkboek: Workbook, blad: Blad, ws: Dialectblad, formaat: Callable[[str], Any], *, concept: bool
) -> None:
    for tabel in blad.tabellen:
        _schrijf_tabel(blad, tabel, ws, formaat)
    for gebied in blad.samengevoegd:
        ws.merge_range(*gebied, "", formaat(blad.cellen[gebied[:2]].stijl))
    ws.vul(blad.cellen, formaat)
    for (rij, kol), naar in blad.links.items():
        ws.write_url(rij, kol, f"internal:'{naar}'!A1", formaat("link"), naar)
    for (rij, kol), doel in blad.bestandslinks.items():
        ws.write_url(rij, kol, doel, formaat("link"), str(blad.cellen[rij, kol].waarde))
    for (rij, kol), validatie in blad.validaties.items():
        ws.data_validation(rij, kol, rij, kol, validatie.opties)
    for kol, breedte in blad.breedtes.items():
        ws.set_column(kol, kol, breedte, None, {"level": 1} if kol in blad.hulpkolommen else None)
    for rij, hoogte in blad.hoogtes.items():
        ws.set_row(rij, hoogte)
    for knop in blad.knoppen:
        maten = {"width": knop.breedte, "height": knop.hoogte, "description": knop.tip}
        ws.insert_button(knop.rij, knop.kol, {"macro": knop.macro, "caption": knop.tekst, **maten})
    for aanvulling in blad.aanvullingen:
        aanvulling(werkboek, ws)
    _pagina(blad, ws, concept=concept)
    if blad.kleur:
        ws.set_tab_color(blad.kleur)
    if blad.beschermd:
        ws.protect("", {"objects": True, "format_columns": True, "format_rows": True, "autofilter": True})


def _overlappen(een: tuple[int, int, int, int], ander: tuple[int, int, int, int]) -> bool:
    """Whether two areas, each from a row and column to a row and column, have a cell in common."""
    return een[0] <= ander[2] and ander[0] <= een[2] and een[1] <= ander[3] and ander[1] <= een[3]


def _schrijf_tabel(blad: Blad, tabel: Tabel, ws: Worksheet, formaat: Callable[[str], Any]) -> None:
    vlak = tabel.vlak
    *_, laatste_rij, laatste_kol = vlak
    kolommen = [
        {"header": kolom.kop, "header_format": formaat("kop"), "format": formaat(kolom.stijl)}
        for kolom in tabel.kolommen
    ]
    opties = {"name": tabel.naam, "columns": kolommen, "style": "Table Style Light 1", "autofilter": not blad.beschermd}
    andere = (ander.vlak for ander in blad.tabellen if ander is not tabel)
    raakt = any(_overlappen(vlak, ander) for ander in (*andere, *blad.samengevoegd))
    if raakt or ws.add_table(*vlak[:2], tabel.rij + 1, laatste_kol, opties) != 0:
        raise ValueError(f"tabel {tabel.naam} kan niet op {blad.naam} staan")
    # said here, XlsxWriter would keep each of its cells apart to see that no other table takes it
    tot = _vlak(*vlak).replace("$", "")
    ws.tables[-1].update({naam: tot for naam in ("range", "a_range", "autofilter") if ws.tables[-1].get(naam)})
    for plaats, kolom in enumerate(tabel.kolommen):
        if kolom.formule is not None:  # said here, XlsxWriter would put it in every row first
            ws.tables[-1]["columns"][plaats]["formula"] = kolom.formule.removeprefix("=")
        if kolom.validatie is not None:
            kol = tabel.kol + plaats
            ws.data_validation(tabel.rij + 1, kol, laatste_rij, kol, kolom.validatie.opties)


_KOPTEKST = 110
"""The longest text in a page header: Excel takes 255 signs, with the codes and every & doubled."""


def _koptekst(tekst: str) -> str:
    """A text as a page header shows it: no code in it is obeyed, and it is not too long for Excel.

    >>> _koptekst("A&B"), _koptekst("2024")
    ('A&&B', ' 2024')
    """
    kort = tekst if len(tekst) <= _KOPTEKST else f"{tekst[: _KOPTEKST - 1]}…"
    veilig = kort.replace("&", "&&")
    return f" {veilig}" if veilig[:1].isdigit() else veilig  # a digit would belong to the size of the letters


def _pagina(blad: Blad, ws: Worksheet, *, concept: bool) -> None:
    ws.set_paper(blad.papier)
    if blad.liggend:
        ws.set_landscape()
    if blad.schaal:
        ws.set_print_scale(blad.schaal)
    else:
        ws.fit_to_pages(*blad.paginas)
    ws.set_margins(left=0.5, right=0.5, top=0.8, bottom=0.7)
    ws.hide_gridlines(2)
    even_groot = {"scale_with_doc": False}
    ws.set_header(f"&L&9{_koptekst(blad.kopregel)}&R&9{'CONCEPT' if concept else ''}", even_groot)
    ws.set_footer("&L&9&F · &A&R&9blad &P van &N", even_groot)
    if blad.bevroren:
        ws.freeze_panes(*blad.bevroren)
    if blad.titelrijen:
        ws.repeat_rows(*blad.titelrijen)
    if blad.titelkolommen:
        ws.repeat_columns(*blad.titelkolommen)
    if blad.afdrukbereik:
        ws.print_area(*blad.afdrukbereik)
    if blad.nieuwe_pagina_na:
        ws.set_h_pagebreaks(blad.nieuwe_pagina_na)


def kleur_uitkomst(rij: int, kol: int, laatste_rij: int, laatste_kol: int) -> Callable[[Workbook, Worksheet], None]:
    """Colours for cells that say OK, FOUT or LET OP."""

    def aanvulling(werkboek: Workbook, ws: Worksheet) -> None:
        opmaken = (("FOUT", FOUT_OPMAAK), ("LET OP", LET_OP_OPMAAK), ("OK", GOED_OPMAAK))
        for woord, opmaak in opmaken:
            ws.conditional_format(
                rij,
                kol,
                laatste_rij,
                laatste_kol,
                {"type": "text", "criteria": "begins with", "value": woord, "format": werkboek.add_format(opmaak)},
            )

    return aanvulling
