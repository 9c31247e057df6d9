"""Rows under named tables and values in their cells, in the file of a workbook as it is.

A new row takes the style of the row above it (where that shows no number as the column does: of the first row that does) and the formulas of the table's calculated columns, as a row that is typed in
Excel does. What stands where a row must come is the user's: it is named, and nothing is changed.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from msgspec import Struct

from via_xl.basis.bevinding import Bevinding
from via_xl.basis.kolommen import kolomletter, kolomnummer, letters_van
from via_xl.lezen.tabelplaats import Tabelplaats
from via_xl.wijzigen.inplaats.blad import Bladxml, Celwaarde, Groei, staan_er
from via_xl.wijzigen.inplaats.pakket import Pakketdelen
from via_xl.wijzigen.inplaats.werkmap import Element, Werkmapdelen, als_xml, ontleed, tag

_LAATSTE_RIJ = 1_048_576
_ZONDER_RIJ = re.compile(r'"[^"]*"|\'[^\']*\'!|\[[^\[\]]*\]')
"""What of a formula is no address: texts, names of sheets, headers of columns."""
_MET_RIJ = re.compile(r"(?<![\w.$])\$?[A-Z]{1,3}[1-9][0-9]*(?![\w.(])")
_DAG_NUL = {False: date(1899, 12, 30), True: date(1904, 1, 1)}


class NieuweRijen(Struct, frozen=True):
    """Rows for the end of a table: each maps headers to values; a column that isn't named stays blank."""

    tabel: str
    rijen: Sequence[Mapping[str, Celwaarde]]


class NieuweWaarde(Struct, frozen=True):
    """Another value in one cell of a table: the row of the sheet (from 1), the header of the column, the value."""

    tabel: str
    rij: int
    kop: str
    waarde: Celwaarde


class Ingevuld(Struct, frozen=True):
    """What was changed in a package.

    ``delen`` holds the new content of the parts that changed (None: the part goes). ``cellen`` names by sheet the cells
    that were given a value or a formula; ``plaatsen`` where each table that grew stands now.
    """

    delen: Mapping[str, bytes | None]
    cellen: Mapping[str, frozenset[str]]
    plaatsen: Mapping[str, Tabelplaats]


class _Kolomformule(Struct, frozen=True):
    """A formula down a column; ``van`` is the cell it was taken from, or "" when it reads the same in every row."""

    tekst: str
    van: str = ""

    def op_rij(self, rij: int) -> str:
        """The formula as it reads in another row."""
        if not self.van:
            return self.tekst
        from openpyxl.formula.translate import Translator

        naar = f"{letters_van(self.van)}{rij}"
        return str(Translator(f"={self.tekst}", origin=self.van).translate_formula(naar)).removeprefix("=")


class Invulling:
    """A package that is being changed: nothing of it is written before :meth:`klaar`.

    ``plaatsen`` is where each table stands, as the master was read: its letters are those of the headers as they are shown.
    """

    def __init__(self, pakket: Pakketdelen, bestand: str, plaatsen: dict[str, Tabelplaats]) -> None:
        self.pakket = pakket
        self.bestand = bestand
        self.plaatsen = plaatsen
        self.bevindingen: list[Bevinding] = []
        self._werkmap = Werkmapdelen(pakket.inhoud)
        self._dag_nul = _DAG_NUL[self._werkmap.vanaf_1904]
        self._bladen: dict[str, Bladxml] = {}
        self._tabellen: dict[str, Element] = {}
        self._cellen: dict[str, set[str]] = defaultdict(set)
        self._gegroeid: dict[str, Tabelplaats] = {}

    @property
    def bladen(self) -> tuple[str, ...]:
        """The names of the sheets, in the order of the tabs."""
        return tuple(self._werkmap.bladen)

    def blad(self, naam: str) -> Bladxml:
        """A sheet, read once. Raises KeyError."""
        if naam not in self._bladen:
            self._bladen[naam] = Bladxml(self.pakket.lees(self._werkmap.bladen[naam]), self._dag_nul)
        return self._bladen[naam]

    def zet_uitkomsten(
        self, blad: str, uitkomsten: Mapping[str, Celwaarde], formules: Mapping[str, str]
    ) -> frozenset[str]:
        """As :meth:`Bladxml.zet_uitkomsten`; a sheet of which nothing changes is only looked at. Raises KeyError."""
        if blad not in self._bladen:
            xml = self.pakket.lees(self._werkmap.bladen[blad])
            if staan_er(xml, uitkomsten, formules, self._dag_nul):
                return frozenset()
        return self.blad(blad).zet_uitkomsten(uitkomsten, formules)

    def zet(self, waarden: Iterable[NieuweWaarde]) -> None:
        """Give cells another value; one whose style doesn't suit gets that of its column, or a date would be a bare number."""
        for nieuw in waarden:
            plaats = self.plaatsen[nieuw.tabel]
            letter = self._letter(plaats, nieuw.kop)
            if letter:
                blad = self.blad(plaats.blad)
                cel = blad.cel(nieuw.rij, letter)
                eigen = cel.get("s", "0") if cel is not None else "0"
                dag = isinstance(nieuw.waarde, date)
                stijl = (
                    None
                    if eigen != "0" and (not dag or self._past(eigen, dag=dag))
                    else self._stijl(plaats, letter, dag=dag)
                )
                blad.zet(nieuw.rij, letter, nieuw.waarde, stijl=stijl)
                self._cellen[plaats.blad].add(f"{letter}{nieuw.rij}")

    def voeg_toe(self, nieuw: NieuweRijen) -> None:
        """Put rows at the end of a table; what is in the way becomes a finding."""
        plaats = self.plaatsen[nieuw.tabel]
        if not nieuw.rijen:
            return
        vrij = self._lege_rijen(plaats)
        eerste = plaats.laatste - vrij + 1
        laatste = max(plaats.laatste, eerste + len(nieuw.rijen) - 1)
        letters = tuple(plaats.kolommen.values())
        if laatste > plaats.laatste and not self._is_vrij(plaats, laatste, letters):
            return
        formules = self._formules(plaats, tuple({kop for rij in nieuw.rijen for kop in rij}))
        blad = self.blad(plaats.blad)
        dagen = {kop for waarden in nieuw.rijen for kop, waarde in waarden.items() if isinstance(waarde, date)}
        op_letter_dagen = {plaats.kolom(kop) for kop in dagen}
        stijlen = {letter: self._stijl(plaats, letter, dag=letter in op_letter_dagen) for letter in letters}
        bij_kop = {kop: self._letter(plaats, kop) for rij in nieuw.rijen for kop in rij}
        for rij, waarden in enumerate(nieuw.rijen, start=eerste):
            op_letter = {bij_kop[kop]: waarde for kop, waarde in waarden.items()}
            cellen = []
            for letter in letters:
                formule = formules[letter].op_rij(rij) if letter in formules else None
                stijl = stijlen[letter]
                if rij <= plaats.laatste:  # a blank row of the table: its formulas stand there, unless they went
                    formule = None if blad.formule(rij, letter) else formule
                    if letter not in op_letter and formule is None:
                        continue
                    dag = isinstance(op_letter.get(letter), date)
                    eigen = not dag or self._past(blad.stijlen(rij).get(letter, "0"), dag=True)
                    stijl = None if eigen else stijl
                cellen.append((letter, op_letter.get(letter), formule, stijl))
                self._cellen[plaats.blad].add(f"{letter}{rij}")
            blad.zet_rij(rij, cellen)
            self._maak_hoog(blad, rij, op_letter, blad.stijlen(rij) if rij <= plaats.laatste else stijlen)
        if laatste > plaats.laatste:
            self._laat_groeien(plaats, laatste)

    def _past(self, stijl: str | None, *, dag: bool) -> bool:
        """Whether a style shows a number as something: a day as a day."""
        if dag:
            return stijl in self._werkmap.datumstijlen
        return stijl is not None and stijl not in self._werkmap.zonder_getalopmaak

    def _stijl(self, plaats: Tabelplaats, letter: str, *, dag: bool) -> str | None:
        """The style of a column for another row: of its last row, or of the first that suits better.

        Rows that another program added may have none, and a day would be a bare number in them.
        """
        blad = self.blad(plaats.blad)
        laatste, eerste = (blad.stijlen(rij).get(letter) for rij in (plaats.laatste, plaats.eerste))
        if self._past(laatste, dag=dag):
            return laatste
        rijen = range(plaats.eerste, plaats.laatste if dag else plaats.eerste + 1)
        for stijl in (blad.stijlen(rij).get(letter) for rij in rijen):
            if self._past(stijl, dag=dag):
                return stijl
        eigen = next(iter(self._werkmap.datumstijlen), None) if dag else None
        return eigen or laatste or eerste

    def _maak_hoog(
        self, blad: Bladxml, rij: int, waarden: Mapping[str, Celwaarde], stijlen: Mapping[str, str | None]
    ) -> None:
        """Room for the long texts of a new row, in cells of these styles; what was high enough stays as it is."""
        lang = {letter: tekst for letter, tekst in waarden.items() if isinstance(tekst, str)}
        blad.maak_hoog(rij, {letter: t for letter, t in lang.items() if stijlen.get(letter) in self._werkmap.omlopend})

    def per_deel(self, op_blad: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
        """What is known by the name of a sheet, by the part of that sheet."""
        return {self._werkmap.bladen[blad]: wat for blad, wat in op_blad.items()}

    def klaar(self, uitkomsten: Mapping[str, frozenset[str]] | None = None) -> Ingevuld:
        """The parts as they must become; ``uitkomsten`` names by sheet the cells whose outcome was set as well."""
        geraakt = {naam for naam, adressen in self._cellen.items() if adressen} | (uitkomsten or {}).keys()
        delen: dict[str, bytes | None] = {
            self._werkmap.bladen[naam]: blad.xml() for naam, blad in self._bladen.items() if naam in geraakt
        }
        delen |= {deel: als_xml(wortel) for deel, wortel in self._tabellen.items()}
        delen |= self._werkmap.herreken_bij_openen()
        cellen = {blad: frozenset(adressen) for blad, adressen in self._cellen.items() if adressen}
        return Ingevuld(delen, cellen, self.plaatsen)

    def _letter(self, plaats: Tabelplaats, kop: str) -> str:
        letter = plaats.kolom(kop)
        if letter is None:
            wat = f"in tabel {plaats.naam} ontbreekt de kolom {kop}."
            self._mis(plaats, f"rij {plaats.kop}", wat, f'Zet in de kop van {plaats.naam} weer "{kop}".')
        return letter or ""

    def _mis(self, plaats: Tabelplaats, cel: str, wat: str, doen: str) -> None:
        bevinding = Bevinding(self.bestand, plaats.blad, cel, wat, doen)
        if bevinding not in self.bevindingen:
            self.bevindingen.append(bevinding)

    def _lege_rijen(self, plaats: Tabelplaats) -> int:
        """How many rows at the end of a table hold nothing but formulas."""
        blad = self.blad(plaats.blad)
        letters = tuple(plaats.kolommen.values())
        aantal = 0
        for rij in range(plaats.laatste, plaats.eerste - 1, -1):
            if not blad.zonder_invoer(rij, letters):
                break
            aantal += 1
        return aantal

    def _is_vrij(self, plaats: Tabelplaats, laatste: int, letters: Sequence[str]) -> bool:
        """Whether the rows below the table down to ``laatste`` can be taken; what stands there is a finding."""
        erbij = "1 rij" if laatste == plaats.laatste + 1 else f"{laatste - plaats.laatste} rijen"
        doen = f"Verplaats wat daar staat, zodat tabel {plaats.naam} {erbij} kan groeien."
        if plaats.totaal:
            wat = f"tabel {plaats.naam} heeft een totaalrij, en daaronder kan geen rij bij."
            self._mis(plaats, f"rij {plaats.laatste + 1}", wat, "Zet de totaalrij uit (Tabelontwerp, Totaalrij).")
            return False
        if laatste > _LAATSTE_RIJ:
            self._mis(plaats, "", f"tabel {plaats.naam} loopt van het blad af.", "Maak een master voor latere jaren.")
            return False
        blad = self.blad(plaats.blad)
        for rij in range(plaats.laatste + 1, laatste + 1):
            ander = next((p for p in self.plaatsen.values() if p.blad == plaats.blad and p.bevat(rij, letters)), None)
            if ander is not None and ander.naam != plaats.naam:
                self._mis(plaats, f"rij {rij}", f"tabel {ander.naam} staat onder tabel {plaats.naam}.", doen)
                return False
            cel = blad.bezet(rij, letters)
            if cel:
                self._mis(plaats, cel, f"deze cel staat onder tabel {plaats.naam}, waar een rij bij moet komen.", doen)
                return False
            gebied = blad.samengevoegd(rij, letters)
            if gebied:
                wat = f"hier zijn cellen samengevoegd onder tabel {plaats.naam}, waar een rij bij moet komen."
                self._mis(plaats, gebied, wat, "Hef de samenvoeging op.")
                return False
        return True

    def _formules(self, plaats: Tabelplaats, ingevuld: Sequence[str]) -> dict[str, _Kolomformule]:
        """By letter the formula that a new row gets: the column's own, or else that of the last row."""
        gevuld = {plaats.kolom(kop) for kop in ingevuld}
        uit: dict[str, _Kolomformule] = {}
        links = min(map(kolomnummer, plaats.kolommen.values()))
        kolommen = self._tabel(plaats.naam).find(tag("tableColumns"))
        for nummer, kolom in enumerate(kolommen.iterchildren(tag("tableColumn"))):
            letter = kolomletter(links + nummer)
            if letter in gevuld:
                continue
            formule = kolom.find(tag("calculatedColumnFormula"))
            if formule is not None and formule.text and formule.get("array") not in ("1", "true"):
                uit[letter] = _Kolomformule(formule.text, self._geschreven_in(plaats, letter, formule.text))
            elif (van_rij := self.blad(plaats.blad).formule(plaats.laatste, letter)) is not None:
                uit[letter] = _Kolomformule(*van_rij)
        return uit

    def _geschreven_in(self, plaats: Tabelplaats, letter: str, formule: str) -> str:
        """The cell for which a column's formula is written, when it names cells by an address that moves with the row; else ""."""
        if not _MET_RIJ.search(_ZONDER_RIJ.sub("", formule)):
            return ""
        blad = self.blad(plaats.blad)
        rijen = range(plaats.eerste, plaats.laatste + 1)
        in_rij = (f"{letter}{rij}" for rij in rijen if blad.formule(rij, letter) == (formule, f"{letter}{rij}"))
        return next(in_rij, f"{letter}{plaats.eerste}")

    def _tabel(self, naam: str) -> Element:
        deel = self._werkmap.tabel(naam)
        return self._tabellen.get(deel, ontleed(self.pakket.lees(deel)))

    def _laat_groeien(self, plaats: Tabelplaats, laatste: int) -> None:
        """The table's range and its filter, and the validations and conditional formats of its rows."""
        wortel = self._tabel(plaats.naam)
        self._tabellen[self._werkmap.tabel(plaats.naam)] = wortel
        for element in (wortel, wortel.find(tag("autoFilter"))):
            if element is not None and element.get("ref"):
                hoek = letters_van(element.get("ref").split(":")[-1])
                element.set("ref", f"{element.get('ref').split(':')[0]}:{hoek}{laatste}")
        letters = frozenset(plaats.kolommen.values())
        self.blad(plaats.blad).groei(Groei(letters, plaats.laatste, laatste))
        self.plaatsen[plaats.naam] = plaats.tot_rij(laatste)
