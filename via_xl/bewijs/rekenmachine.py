"""The spreadsheet engines of the proof, behind one small interface, and the one the product has: IronCalc.

IronCalc knows nothing of ours. Beside it stand LibreOffice (:mod:`via_xl.bewijs.libreoffice`) where a PC has it, Excel
itself (:mod:`via_xl.excel.rekenboek`) on the open book, and in the tests pyOpenVBA's calculator. Where they differ from
Excel stands in ``docs/rekenmachines.md``.

One adapter, because IronCalc has habits to guard against: it panics with a ``BaseException`` of its own; it
takes a column of a table with one data row for a single cell, in which SUMIFS and INDEX fail; and it takes a
blank cell that is marked as a number, and a formula without a cached result, for 0. In the copy that IronCalc
reads such a table is one (empty) row longer, such a cell is really blank and such a result an empty text; and what another
program wrote in a form of its own stands there as Excel writes it (:mod:`via_xl.bewijs.gewoonxml`). The rows of a calculated
column share one formula there (:mod:`via_xl.bewijs.kolomformules`); which cells those are, it tells.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Collection, Iterator, Sequence
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple, Protocol

from via_xl.basis.bevinding import BewijsFout, GebruikersFout
from via_xl.basis.kolommen import kolom_en_rij, kolomletter, kolomnummer
from via_xl.basis.maat import Ruw as Waarde
from via_xl.basis.tijdelijk import Tijdelijkemap
from via_xl.basis.vingerafdruk import Vingerafdruk
from via_xl.bewijs.gewoonxml import gewoon_blad, zonder_voorvoegsel
from via_xl.bewijs.kolomformules import NA_CELLEN, Bladformules, formules_van, rijen_van
from via_xl.lezen.xlsx import Bladdeel, Tabeldeel, Xlsx, losse_cellen

FOUTWAARDEN = frozenset(
    (
        "#DIV/0!",
        "#N/A",
        "#NAME?",
        "#NULL!",
        "#NUM!",
        "#REF!",
        "#VALUE!",
        "#SPILL!",
        "#CALC!",
        "#CIRC!",
        "#ERROR!",
        "#N/IMPL!",
    )
)
_CEL = re.compile(r"([A-Z]+)(\d+)")
_TABEL_REF = re.compile(rb'(<table\b[^>]*?\bref=")([A-Z]+)(\d+):([A-Z]+)(\d+)(")')
_FILTER_REF = re.compile(rb'(<autoFilter\b[^>]*?\bref=")([A-Z]+)(\d+):([A-Z]+)(\d+)(")')
_TABELDELEN = re.compile(rb"<tableParts\b.*?</tableParts>", re.DOTALL)
_LEEG_GETAL = re.compile(rb'(<c\b[^>]*?) t="n"([^>]*?/>|[^>]*></c>)')
_ZONDER_UITKOMST = re.compile(rb"<c\b([^>]*)>(<f\b[^>]*?(?:/>|>[^<]*</f>))(?:<v ?/>|<v></v>)?</c>")
_GEEN_UITKOMST = re.compile(rb"<(?:v ?/>|v></v>|/f></c>)")
_SOORT = re.compile(rb' t="[^"]*"')


_VERDER = 6
"""So many rows and columns beyond its last cell a sheet without a table is told of: there is nothing, and that is looked for too."""


class Formulecel(NamedTuple):
    """A formula cell as the engine sees it: the cached value in the file and the recalculated one."""

    blad: str
    cel: str
    formule: str
    gecached: Waarde
    herrekend: Waarde


class Formulekolom(NamedTuple):
    """Formula cells below each other with the same formula: from row ``eerste`` (from 1) on, one for each value.

    Of a table of a hundred thousand rows these are compared as a whole, and made into cells only where something differs.
    """

    blad: str
    letters: str
    eerste: int
    formule: str
    gecached: Sequence[Waarde]
    herrekend: Sequence[Waarde]

    @property
    def plek(self) -> tuple[str, str, int]:
        """Where the first of them stands: no two begin there."""
        return self.blad, self.letters, self.eerste

    def cellen(self) -> Iterator[Formulecel]:
        """The cells, from top to bottom."""
        for rij, paar in enumerate(zip(self.gecached, self.herrekend, strict=True), start=self.eerste):
            yield Formulecel(self.blad, f"{self.letters}{rij}", self.formule, *paar)


class _Formulerijen:
    """In which rows of a column of a sheet a formula stands, below each other, and what each gave before recalculation."""

    def __init__(self, letters: str, formule: str, eerste: int) -> None:
        self.letters, self.formule, self.eerste, self.na = letters, formule, eerste, eerste + 1
        self.gecached: list[Waarde] = []

    @property
    def rijen(self) -> range:
        """The rows, from 1."""
        return range(self.eerste, self.na)


Vertaald = tuple[tuple[str, str], ...]
"""Ranges, each with its sheet, that were recalculated by the formula their rows share and not each by its own."""


def aantal_vertaald(waar: Vertaald) -> int:
    """How many cells are in these ranges."""
    return sum(len(rijen_van(bereik)) for _, bereik in waar)


class Machine(Protocol):
    """A workbook in a spreadsheet engine: the cached results it came with, and what each formula gives now.

    Who is one gives its formula cells in one of two ways, and has the other from here.
    """

    def herreken(self) -> None:
        """Recalculate everything."""

    def zet_naam(self, naam: str, getal: float) -> None:
        """Put a number in the cell of a defined name."""

    def inhoud(self, blad: str, cel: str) -> Waarde:
        """What a cell gives; None when it is empty or there is no such sheet."""

    def formulecellen(self) -> Iterator[Formulecel]:
        """Every formula cell, with what it gave before and gives now."""
        return (cel for kolom in self.formulekolommen() for cel in kolom.cellen())

    def formulekolommen(self) -> Iterator[Formulekolom]:
        """The same by column: each formula cell is in one of them."""
        for cel in self.formulecellen():
            letters, rij = kolom_en_rij(cel.cel)
            yield Formulekolom(cel.blad, letters, rij, cel.formule, (cel.gecached,), (cel.herrekend,))


class IronCalc(Machine):
    """A workbook in IronCalc.

    ``vertaald`` are the ranges that share a formula in the copy that it reads; ``vingerafdruk`` is of the file itself.

    Raises:
        BewijsFout: IronCalc can't read or calculate the file.
    """

    def __init__(self, pad: Path) -> None:
        self.pad = pad
        try:
            with Tijdelijkemap() as tijdelijk:
                kopie = tijdelijk / "kopie.xlsx"
                self.vingerafdruk, formules, self._tabellen = _leesbaar(pad, kopie)
                self._model = self._laad(kopie)
            self._bladen = [blad["name"] for blad in self._model.get_worksheets_properties()]
            self._nummer = {naam: nummer for nummer, naam in enumerate(self._bladen)}
            self._formules = [self._lees_formules(blad, formules[blad].formules) for blad in self._bladen]
            self.vertaald: Vertaald = tuple(
                (blad, bereik) for blad in self._bladen for bereik in formules[blad].vertaald
            )
        except BaseException as fout:
            self._geef_door(fout)

    @staticmethod
    def versie() -> str:
        """Name and version, for the manifest."""
        import ironcalc

        return f"IronCalc {ironcalc.__version__}"

    def _laad(self, pad: Path):  # type: ignore[no-untyped-def]  # ironcalc has no types
        import ironcalc

        return ironcalc.load_from_xlsx(str(pad), "en", "UTC", "en")

    def _lees_formules(self, blad: str, formules: Sequence[tuple[str, int, str]]) -> list[_Formulerijen]:
        """The formulas of a sheet, with the results that the file has stored."""
        onder: dict[tuple[str, str], _Formulerijen] = {}
        alle: list[_Formulerijen] = []
        for letters, rij, formule in formules:
            hier = onder.get((letters, formule))
            if hier is not None and hier.na == rij:
                hier.na += 1
            else:
                alle.append(hier := _Formulerijen(letters, formule, rij))
                onder[letters, formule] = hier
        een: dict[Waarde, Waarde] = {}
        for kolom in alle:
            kolom.gecached = [een.setdefault(w, w) if isinstance(w, str) else w for w in self._waarden(blad, kolom)]
        return alle

    def _waarden(self, blad: str, kolom: _Formulerijen) -> list[Waarde]:
        """What the cells give now."""
        geef, nummer, kol = self._model.get_cell_value, self._nummer[blad], kolomnummer(kolom.letters) + 1
        return [geef(nummer, rij, kol) for rij in kolom.rijen]

    def _geef_door(self, fout: BaseException) -> None:
        if isinstance(fout, (KeyboardInterrupt, SystemExit, GebruikersFout, OSError, MemoryError)):
            raise fout
        raise BewijsFout(
            f"{self.pad.name}: de onafhankelijke rekenmachine kan deze werkmap niet narekenen. Meestal komt dat door een formule die "
            "er zelf bij is gezet: via-xl controleer noemt die."
        ) from fout

    @property
    def bladen(self) -> tuple[str, ...]:
        """The names of the sheets, in order."""
        return tuple(self._bladen)

    def zet_naam(self, naam: str, getal: float) -> None:
        """Put a number in the cell of a defined name.

        Raises:
            BewijsFout: there is no such name for one cell.
        """
        try:
            namen = {bekend["name"]: bekend["formula"] for bekend in self._model.get_defined_name_list()}
            cellen = losse_cellen(namen.get(naam, ""))
            if len(cellen) != 1:
                raise BewijsFout(f"{self.pad.name}: de naam {naam} verwijst niet naar één cel; zet die naam terug.")
            ((blad, letters, rij),) = cellen
            self._model.update_cell_with_number(self._nummer[blad], rij, kolomnummer(letters) + 1, getal)
        except BaseException as fout:
            self._geef_door(fout)

    def herreken(self) -> None:
        """Recalculate everything; cached results play no part."""
        try:
            self._model.evaluate()
        except BaseException as fout:
            self._geef_door(fout)

    def inhoud(self, blad: str, cel: str) -> Waarde:
        """What a cell gives; None when it is empty or there is no such sheet."""
        delen = _CEL.fullmatch(cel)
        if delen is None or blad not in self._nummer:
            return None
        waarde: Waarde = self._model.get_cell_value(self._nummer[blad], int(delen[2]), kolomnummer(delen[1]) + 1)
        return waarde

    @property
    def aantal(self) -> int:
        """How many formula cells there are."""
        return sum(len(kolom.rijen) for hier in self._formules for kolom in hier)

    def getypt(self, behalve: Collection[str]) -> dict[tuple[str, str], Waarde]:
        """What the cells give of its tables, but of these and of columns that are calculated, and of sheets without a table; by sheet and address."""
        met_tabel = {tabel.blad for tabel in self._tabellen}
        cellen = [(t.blad, cel) for t in self._tabellen if t.naam not in behalve for cel in _getypte_cellen(t)]
        for nummer, blad in enumerate(self._bladen):
            if blad not in met_tabel:
                _, laatste_rij, _, laatste_kol = self._model.get_sheet_dimensions(nummer)
                kolommen = [kolomletter(kol) for kol in range(laatste_kol + _VERDER)]
                cellen += [(blad, f"{kol}{rij}") for rij in range(1, laatste_rij + 1 + _VERDER) for kol in kolommen]
        return {plek: self.inhoud(*plek) for plek in cellen}

    def formulekolommen(self) -> Iterator[Formulekolom]:
        """Its formula cells by column, with what the file had cached and what they give now."""
        for blad, hier in zip(self._bladen, self._formules, strict=True):
            for kolom in hier:
                nu = self._waarden(blad, kolom)
                yield Formulekolom(blad, kolom.letters, kolom.eerste, kolom.formule, kolom.gecached, nu)


def _getypte_cellen(tabel: Tabeldeel) -> Iterator[str]:
    rijen = range(tabel.kader.rij1 + tabel.kopregels, tabel.kader.rij2 - tabel.totaalregels + 1)
    for kol, kop in enumerate(tabel.kolommen, start=tabel.kader.kolom1 - 1):
        if kop not in tabel.formules:
            yield from (f"{kolomletter(kol)}{rij}" for rij in rijen)


def vertaald_in(pad: Path) -> Vertaald:
    """Which ranges of a workbook share a formula in the copy that IronCalc reads.

    Raises:
        Exception: one of :data:`via_xl.lezen.xlsx.ONLEESBAAR`, where the parts of the file don't fit together.
    """
    with Xlsx(pad) as boek:
        formules = {
            blad.naam: _formules(boek, blad, _zonder_schijnnullen(boek.bytes(blad.deel))) for blad in boek.werkbladen
        }
    return tuple((blad, bereik) for blad, hier in formules.items() for bereik in hier.vertaald)


def _formules(boek: Xlsx, blad: Bladdeel, xml: bytes) -> Bladformules:
    tabellen = [tabel for tabel in boek.tabellen if tabel.blad == blad.naam]
    return formules_van(xml, tabellen)


def _leesbaar(pad: Path, kopie: Path) -> tuple[str, dict[str, Bladformules], tuple[Tabeldeel, ...]]:
    """Make a copy without what IronCalc reads wrongly or slowly.

    Gives of the file itself its fingerprint, by sheet the formulas, and the tables.
    """
    formules: dict[str, Bladformules] = {}
    with Xlsx(pad) as boek:
        afdruk = Vingerafdruk(boek.delen.values())
        bladen = {blad.deel.casefold(): blad for blad in boek.werkbladen}
        with zipfile.ZipFile(kopie, "w", zipfile.ZIP_STORED) as nieuw:
            for deel, naam in sorted(boek.delen.items(), key=itemgetter(1)):
                inhoud = boek.bytes(deel)
                afdruk.neem(naam, inhoud)
                if deel in bladen:
                    inhoud = _zonder_schijnnullen(inhoud)
                    hier = formules[bladen[deel].naam] = _formules(boek, bladen[deel], inhoud)
                    with nieuw.open(naam, "w") as doel:
                        doel.writelines(hier.deel(inhoud, *_na_cellen(inhoud)))
                else:
                    nieuw.writestr(naam, _langer(inhoud) if deel.startswith("xl/tables/") else inhoud)
        return str(afdruk), formules, tuple(boek.tabellen)


def _na_cellen(xml: bytes) -> tuple[int, bytes]:
    """Where the cells of a sheet end, and what is put there in place of what stands after them, of which no result depends.

    IronCalc blanks what is covered by merged cells, where Excel counts it, and works out a conditional format for every
    cell that it is declared over. The sheet itself isn't copied: of a hundred thousand hour lines it is a quarter of a gigabyte.
    """
    cellen, rest = xml.rfind(NA_CELLEN), xml.rfind(b"</worksheet>")
    if cellen < 0 or rest < cellen:
        return len(xml), b""
    tabellen = _TABELDELEN.search(xml, cellen)
    return cellen + len(NA_CELLEN), (tabellen[0] if tabellen else b"") + xml[rest:]


def _zonder_schijnnullen(xml: bytes) -> bytes:
    xml = gewoon_blad(xml)
    if b't="n"' in xml:
        xml = _LEEG_GETAL.sub(rb"\1\2", xml)
    if _GEEN_UITKOMST.search(xml):
        xml = _ZONDER_UITKOMST.sub(_lege_tekst, xml)
    return xml


def _lege_tekst(gevonden: re.Match[bytes]) -> bytes:
    attributen, formule = gevonden.groups()
    return b'<c%s t="str">%s<v></v></c>' % (_SOORT.sub(b"", attributen), formule)


def _langer(xml: bytes) -> bytes:
    def een_meer(gevonden: re.Match[bytes]) -> bytes:
        voor, van_kol, van, tot_kol, tot, na = gevonden.groups()
        laatste = int(tot) + 1 if int(tot) == int(van) + 1 else int(tot)
        return b"%s%s%s:%s%d%s" % (voor, van_kol, van, tot_kol, laatste, na)

    return _FILTER_REF.sub(een_meer, _TABEL_REF.sub(een_meer, zonder_voorvoegsel(xml), count=1), count=1)
