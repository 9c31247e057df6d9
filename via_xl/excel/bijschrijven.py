"""Adding rows to the tables of the open book: all of it or nothing, and never anything else than adding.

The tables that may grow are named here, and the few columns in which a word may be changed. Each step knows how to be
taken back; when anything fails, all steps are, the last one first.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from types import TracebackType
from typing import Any

from msgspec import Struct

from via_xl.basis.bevinding import GebruikersFout, InvoerFout
from via_xl.basis.kolommen import kolomletter, kolomnummer
from via_xl.excel.openboek import OpenBoek, als_blok, plaats_van
from via_xl.lezen.tabelplaats import Tabelplaats

Waarde = str | int | float | date | None

GROEIT = frozenset(
    (
        *("tblLogboek", "tblUrenstaten", "tblUren", "tblAandachtspunten", "tblBevindingen"),
        *("tblJaren", "tblPOK", "tblBegroting", "tblBestedingen", "tblVoorschotten", "tblVerrekend"),
        *("tblKalender", "tblBesluiten", "tblBesluitstappen"),
        *("tblAfrekeningen", "tblAkkoord", "tblReacties", "tblJaareinde", "tblBewijsstukken"),
        *("tblInwoners", "tblTarieven"),
    )
)
"""The tables to which rows are added."""

_BRON = ("Bron", "Brondatum", "Status")

WIJZIGT = frozenset(
    (
        *(("tblUren", "Geldig"), ("tblUrenstaten", "Geldig"), ("tblAandachtspunten", "Afgehandeld")),
        *(("tblAfrekeningen", "Verzonden op"), ("tblAfrekeningen", "Betaallijst op")),
        *(("tblInwoners", kop) for kop in ("Inwoners", *_BRON)),
        *(("tblTarieven", kop) for kop in ("Tot", "Maandsalaris €", *_BRON)),
        *(("tblReacties", kop) for kop in ("Afgehandeld op", "Opmerking")),
        *(("tblJaareinde", kop) for kop in ("Antwoord", "Geboekt €", "Beantwoord op", "Opmerking")),
        *(("tblBesluitstappen", kop) for kop in ("Gehouden", "Oordeel", "Opmerking")),
        *(("tblJaren", kop) for kop in ("Besluit", "Meerkosten drager", "Voorstelgrens €", *_BRON)),
    )
)
"""The columns in which a value is set: what is replaced becomes vervallen, its warnings settled; a version is sent; a figure
of CBS or a salary of the CAO gets another source, and the rate before a new one its end; a bezwaar is settled, an opgave answered, and a
step of a besluit has its outcome, which may set the year it is about."""

_GEWOON = re.compile(r"(?!(?:true|false|waar|onwaar)\Z)[^\W\d_]+(?: [^\W\d_]+)*\Z|GM[0-9]{4}\Z", re.IGNORECASE)
_LAATSTE_RIJ = 1_048_576


class HerstelFout(GebruikersFout):
    """Something failed, and so did taking it back."""

    exitcode = 1


def als_tekst(tekst: str) -> str:
    """A text as it must be handed to Excel to stay that text: with an apostrophe, unless it can't be anything else.

    >>> als_tekst("Preventie"), als_tekst("1001"), als_tekst("'s-Hertogenbosch"), als_tekst("=1+1")
    ('Preventie', "'1001", "''s-Hertogenbosch", "'=1+1")
    """
    return tekst if not tekst or _GEWOON.match(tekst) else f"'{tekst}"


class _Doel(Struct, frozen=True):
    """Where rows go: the table as it stood, the first new row, and whether that is its only and blank row."""

    lijst: Any
    ws: Any
    plaats: Tabelplaats
    eerste: int
    laatste: int
    formules: Mapping[str, str]
    """By column letter the formula of the table's first row, in the notation that reads the same in every row."""

    @property
    def groeit(self) -> bool:
        return self.laatste > self.plaats.laatste


class Bijschrijven:
    """Changes of one go. Use with ``with``: leaving it by an exception takes everything back.

    Raises:
        HerstelFout: from leaving, when not everything could be taken back.
    """

    def __init__(self, boek: OpenBoek) -> None:
        self._boek = boek
        self._terug: list[Callable[[], object]] = []
        self._slot: dict[str, tuple[Any, Callable[[], object]]] = {}

    def __enter__(self) -> Bijschrijven:
        bewaard = bool(self._boek.com.Saved)
        if bewaard:
            self._terug.append(lambda: setattr(self._boek.com, "Saved", True))
        return self

    def __exit__(
        self, soort: type[BaseException] | None, fout: BaseException | None, spoor: TracebackType | None
    ) -> None:
        if fout is None:
            try:
                for _, vergrendel in self._slot.values():
                    vergrendel()
            except BaseException as bij_slot:
                self._draai_terug(bij_slot)
                raise
        else:
            self._draai_terug(fout)

    def _draai_terug(self, fout: BaseException) -> None:
        mislukt = 0
        for ws, _ in self._slot.values():
            if ws.ProtectContents:
                self._terug.append(partial(ws.Unprotect, ""))
        for stap in reversed(self._terug):
            try:
                stap()
            except Exception:
                mislukt += 1
        if mislukt:
            raise HerstelFout(
                f"{self._boek.naam}: het bijschrijven mislukte en kon niet helemaal worden teruggedraaid. Sluit de "
                "werkmap zonder te bewaren en open die opnieuw."
            ) from fout

    def voeg_toe(self, tabel: str, rijen: Sequence[Mapping[str, Waarde]]) -> None:
        """Add rows (header → value) at the end of a table; all rows have the same headers.

        Raises:
            InvoerFout: the table isn't there or has no such column, or something stands in the way.
        """
        if tabel not in GROEIT:
            raise ValueError(tabel)
        if not rijen:
            return
        doel = self._doel(tabel, len(rijen))
        kolommen = {self._letter(doel.plaats, kop): kop for kop in rijen[0]}
        self._ontgrendel(doel.ws)
        if doel.groeit:
            self._verleng(doel)
        if doel.eerste <= doel.plaats.laatste:
            for letters in _aaneen(kolommen):
                oud = doel.ws.Range(f"{letters[0]}{doel.eerste}:{letters[-1]}{doel.eerste}")
                self._terug.append(oud.ClearContents)
        self._zet_opmaak(doel, kolommen)
        for letters in _aaneen(kolommen):
            blok = [[_voor_excel(rij[kolommen[letter]]) for letter in letters] for rij in rijen]
            adres = f"{letters[0]}{doel.eerste}:{letters[-1]}{doel.laatste}"
            self._boek.boek.sheets[doel.plaats.blad].range(adres).value = blok
        self._trek_formules_door(doel, kolommen)

    def zet(self, tabel: str, kop: str, rijen: Iterable[int], waarde: str | int | float | None) -> None:
        """Put a text, a number (of a day its serial number) or nothing in a column of these rows of the sheet.

        Raises:
            InvoerFout: the table or the column isn't there.
        """
        if (tabel, kop) not in WIJZIGT:
            raise ValueError((tabel, kop))
        nummers = sorted(rijen)
        if not nummers:
            return
        inhoud = _voor_excel(waarde)
        lijst = self._lijst(tabel)
        plaats = plaats_van(lijst)
        letter = self._letter(plaats, kop)
        self._ontgrendel(lijst.Parent)
        for eerste, laatste in _reeksen(nummers):
            bereik = lijst.Parent.Range(f"{letter}{eerste}:{letter}{laatste}")
            oud = bereik.Value2

            def herstel(bereik: Any = bereik, oud: Any = oud) -> None:
                bereik.Value2 = oud

            self._terug.append(herstel)
            bereik.Value2 = inhoud

    # --- where

    def _lijst(self, tabel: str) -> Any:
        try:
            return self._boek.lijst(tabel)
        except KeyError as fout:
            raise InvoerFout(
                f"{self._boek.naam}: tabel {tabel} ontbreekt of is hernoemd; er is niets gewijzigd. Geef de tabel haar "
                "naam terug."
            ) from fout

    def _letter(self, plaats: Tabelplaats, kop: str) -> str:
        letter = plaats.kolom(kop)
        if letter is None:
            raise InvoerFout(
                f"{self._boek.naam}: in tabel {plaats.naam} ontbreekt de kolom {kop}; er is niets gewijzigd."
            )
        return letter

    def _doel(self, tabel: str, aantal: int) -> _Doel:
        lijst = self._lijst(tabel)
        ws, plaats = lijst.Parent, plaats_van(lijst)
        if plaats.totaal:
            raise InvoerFout(
                f"{self._boek.naam}: tabel {tabel} op blad {plaats.blad} heeft een totaalrij, waardoor er geen rijen bij "
                "kunnen; er is niets gewijzigd. Zet bij Tabelontwerp de totaalrij uit."
            )
        letters = list(plaats.kolommen.values())
        eerste_rij = als_blok(ws.Range(f"{letters[0]}{plaats.eerste}:{letters[-1]}{plaats.eerste}").FormulaR1C1)[0]
        formules = {
            letter: formule
            for letter, formule in zip(letters, eerste_rij, strict=True)
            if isinstance(formule, str) and formule.startswith("=")
        }
        ingevuld = [inhoud for letter, inhoud in zip(letters, eerste_rij, strict=True) if letter not in formules]
        leeg = plaats.eerste == plaats.laatste and not any(str(inhoud).strip() for inhoud in ingevuld)
        eerste = plaats.laatste if leeg else plaats.laatste + 1
        doel = _Doel(lijst, ws, plaats, eerste, eerste + aantal - 1, formules)
        self._eis_ruimte(doel, letters)
        return doel

    def _eis_ruimte(self, doel: _Doel, letters: Sequence[str]) -> None:
        """Refuse when anything stands where the rows go, or just under it: that would then seem to belong to the table."""
        plaats = doel.plaats
        onder = min(doel.laatste + 1, _LAATSTE_RIJ)
        if doel.laatste > _LAATSTE_RIJ:
            raise InvoerFout(f"{self._boek.naam}: op blad {plaats.blad} is geen rij meer vrij; er is niets gewijzigd.")
        if onder <= plaats.laatste:
            return
        van = plaats.laatste + 1
        blok = als_blok(doel.ws.Range(f"{letters[0]}{van}:{letters[-1]}{onder}").Formula)
        for nummer, rij in enumerate(blok, start=van):
            for letter, inhoud in zip(letters, rij, strict=True):
                if inhoud not in (None, ""):
                    raise InvoerFout(
                        f"{self._boek.naam}: in {plaats.blad}!{letter}{nummer}, onder tabel {plaats.naam}, staat iets op de "
                        f"plaats waar {doel.laatste - doel.eerste + 1} rijen bij moeten komen; er is niets gewijzigd. "
                        "Verplaats het naar een ander blad."
                    )

    # --- the steps

    def _ontgrendel(self, ws: Any) -> None:
        """Take the protection off a sheet until the end, then put it back with the same options."""
        naam = ws.Name
        if naam in self._slot or not ws.ProtectContents:
            return
        mag = ws.Protection
        opties = (
            *("", bool(ws.ProtectDrawingObjects), True, bool(ws.ProtectScenarios), False),
            *(bool(mag.AllowFormattingCells), bool(mag.AllowFormattingColumns), bool(mag.AllowFormattingRows)),
            *(bool(mag.AllowInsertingColumns), bool(mag.AllowInsertingRows), bool(mag.AllowInsertingHyperlinks)),
            *(bool(mag.AllowDeletingColumns), bool(mag.AllowDeletingRows), bool(mag.AllowSorting)),
            *(bool(mag.AllowFiltering), bool(mag.AllowUsingPivotTables)),
        )

        def vergrendel() -> None:
            ws.Protect(*opties)

        self._terug.append(vergrendel)
        try:
            ws.Unprotect("")
        except Exception as fout:
            if not ws.ProtectContents:
                raise
            raise InvoerFout(
                f"{self._boek.naam}: blad {naam} is beveiligd met een wachtwoord; er is niets gewijzigd. Haal de "
                "beveiliging eraf bij Controleren, Blad beveiligen."
            ) from fout
        self._slot[naam] = (ws, vergrendel)

    def _verleng(self, doel: _Doel) -> None:
        """Make the table longer. Taking back makes it as it was and the rows blank, the look of them as well."""
        letters = list(doel.plaats.kolommen.values())
        boven = doel.plaats.kop or doel.plaats.eerste
        oud = doel.ws.Range(f"{letters[0]}{boven}:{letters[-1]}{doel.plaats.laatste}")
        nieuw = doel.ws.Range(f"{letters[0]}{doel.plaats.laatste + 1}:{letters[-1]}{doel.laatste}")

        self._terug.append(nieuw.Clear)
        self._terug.append(lambda: doel.lijst.Resize(oud))
        doel.lijst.Resize(doel.ws.Range(f"{letters[0]}{boven}:{letters[-1]}{doel.laatste}"))

    def _zet_opmaak(self, doel: _Doel, kolommen: Iterable[str]) -> None:
        """The number formats of the first row, where Excel did not take them over."""
        if not doel.groeit:
            return
        for letter in kolommen:
            opmaak = doel.ws.Range(f"{letter}{doel.plaats.eerste}").NumberFormat
            nieuw = doel.ws.Range(f"{letter}{doel.plaats.laatste + 1}:{letter}{doel.laatste}")
            if nieuw.NumberFormat != opmaak:
                nieuw.NumberFormat = opmaak

    def _trek_formules_door(self, doel: _Doel, kolommen: Mapping[str, str]) -> None:
        """The calculated columns of the new rows hold the column's formula, whether Excel filled it down or not."""
        if not doel.groeit:
            return
        for letter, formule in doel.formules.items():
            if letter in kolommen:
                continue
            nieuw = doel.ws.Range(f"{letter}{doel.plaats.laatste + 1}:{letter}{doel.laatste}")
            if any(rij[0] != formule for rij in als_blok(nieuw.FormulaR1C1)):
                nieuw.FormulaR1C1 = formule


def _voor_excel(waarde: Waarde) -> Waarde:
    return als_tekst(waarde) if isinstance(waarde, str) else waarde


def _aaneen(letters: Iterable[str]) -> list[list[str]]:
    """Column letters in runs that stand side by side.

    >>> _aaneen(["D", "B", "A"])
    [['A', 'B'], ['D']]
    """
    return [
        [kolomletter(kol) for kol in range(van, tot + 1)] for van, tot in _reeksen(sorted(map(kolomnummer, letters)))
    ]


def _reeksen(nummers: Sequence[int]) -> list[tuple[int, int]]:
    """First and last of each run of consecutive numbers.

    >>> _reeksen([4, 5, 6, 9])
    [(4, 6), (9, 9)]
    """
    per_reeks: dict[int, list[int]] = defaultdict(list)
    for plaats, nummer in enumerate(nummers):
        per_reeks[nummer - plaats].append(nummer)
    return [(reeks[0], reeks[-1]) for reeks in per_reeks.values()]
