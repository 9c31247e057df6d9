"""Inwoners from a CBS StatLine download, table 37230ned or 03759ned: a CSV with semicolons and the codes of gemeenten.

Strict: a value that isn't a whole number, a gemeente that is missing, a code that is merged away and a file without
codes are findings with their row. Nothing is guessed.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from via_xl.basis.bevinding import Bevinding, InvoerFout, Plek
from via_xl.regeling.model import Gemeente, Inwoners, Regeling

_MEESTE_BYTES = 50 * 2**20
_KOLOMMEN = {"bevolkingaanhetbeginvandeperiode": "37230ned", "bevolkingop1januari": "03759ned"}
"""The column with the inwoners on 1 January, as letters and digits only, and the table that has it."""
_REGIO = ("regios", "regio", "regiocode")
_INDELINGEN = ("leeftijd", "geslacht", "burgerlijkestaat")
_TOTAAL = re.compile(r"totaal.*|10000|T001038|T001019", re.IGNORECASE)
_GEMEENTE = re.compile(r"GM\d{4}")
_JAAR = re.compile(r"(\d{4})(?:JJ00|MM01| januari)?")
_ANDERE_MAAND = re.compile(r"\d{4}(?:MM(?:0[2-9]|1[0-2])| [a-z]+\*?)", re.IGNORECASE)
_HAAL = "Haal de tabel opnieuw op bij StatLine, als CSV met codes."


def lees_cbs(pad: Path, regeling: Regeling) -> tuple[Inwoners, ...]:
    """The inwoners on 1 January of the gemeenten of the region, for every year in the file, by year and code.

    Raises:
        InvoerFout: the file can't be read or is no such table, or its findings.
    """
    ruw = _bytes(pad)
    rijen = _rijen(pad, ruw)
    kop = next(rijen, None)
    if kop is None:
        raise InvoerFout(f"{pad.name} is leeg. {_HAAL}")
    lezing = _Cbslezing(pad.name, kop[1], hashlib.sha256(ruw).hexdigest()[:12])
    for nummer, velden in rijen:
        lezing.rij(nummer, velden)
    return lezing.inwoners(regeling)


def _bytes(pad: Path) -> bytes:
    try:
        if pad.stat().st_size > _MEESTE_BYTES:
            raise InvoerFout(f"{pad.name} is groter dan 50 MB. Kies bij StatLine minder regio's of perioden.")
        return pad.read_bytes()
    except OSError as fout:
        raise InvoerFout(f"{pad.name} is niet te lezen. Kijk na of het bestand er is.") from fout


def _rijen(pad: Path, ruw: bytes) -> Iterator[tuple[int, list[str]]]:
    try:
        tekst = ruw.decode("utf-8-sig")
    except UnicodeDecodeError as fout:
        raise InvoerFout(f"{pad.name} is geen tekst in UTF-8. {_HAAL}") from fout
    lezer = csv.reader(io.StringIO(tekst, newline=""), delimiter=";")
    try:
        yield from ((lezer.line_num, velden) for velden in lezer if any(veld.strip() for veld in velden))
    except csv.Error as fout:
        raise InvoerFout(f"{pad.name} is geen CSV. {_HAAL}") from fout


def _vorm(kop: str) -> str:
    """A header as letters and digits only, without the number that StatLine puts behind it.

    >>> _vorm("BevolkingAanHetBeginVanDePeriode_1"), _vorm("Regio's"), _vorm("Bevolking op 1 januari (aantal)")
    ('bevolkingaanhetbeginvandeperiode', 'regios', 'bevolkingop1januari')
    """
    kaal = re.sub(r"_\d+$|\(.*\)", "", kop.strip())
    return re.sub(r"[^a-z0-9]", "", kaal.casefold())


class _Cbslezing:
    """One reading of a table: where its columns are, what it says and what is wrong."""

    def __init__(self, bestand: str, kop: list[str], bestandshash: str) -> None:
        self._bestand = bestand
        self._bevindingen: list[Bevinding] = []
        self._waarden: dict[int, dict[str, tuple[int, int]]] = defaultdict(dict)
        self._codes: set[str] = set()
        vormen = [_vorm(tekst) for tekst in kop]
        self._breed = len(kop)
        waarde = [plek for plek, vorm in enumerate(vormen) if vorm in _KOLOMMEN]
        regio = [plek for plek, vorm in enumerate(vormen) if vorm in _REGIO]
        periode = [plek for plek, vorm in enumerate(vormen) if vorm == "perioden"]
        if not (len(waarde) == len(regio) == len(periode) == 1):
            raise InvoerFout(
                f"{bestand} is geen tabel 37230ned of 03759ned van CBS StatLine: in de eerste rij horen, met puntkomma's ertussen, "
                f"één kolom Regio's, één kolom Perioden en één kolom met de bevolking op 1 januari te staan. {_HAAL}"
            )
        (self._waarde,), (self._regio,), (self._periode,) = waarde, regio, periode
        self._indelingen = [plek for plek, vorm in enumerate(vormen) if vorm in _INDELINGEN]
        self._bron = f"CBS StatLine {_KOLOMMEN[vormen[self._waarde]]}, {bestand}, SHA-256 {bestandshash}"

    def rij(self, nummer: int, velden: list[str]) -> None:
        """Take in a row. Rows of provinces, of other months and of parts of the population are passed over."""
        if len(velden) != self._breed:
            self._fout(nummer, f"heeft {len(velden)} velden, de kopregel {self._breed}.", _HAAL)
            return
        code, periode = velden[self._regio].strip(), velden[self._periode].strip()
        if any(not _TOTAAL.fullmatch(velden[plek].strip()) for plek in self._indelingen):
            return
        if not _GEMEENTE.fullmatch(code):
            return
        jaar = _JAAR.fullmatch(periode)
        if jaar is None:
            if not _ANDERE_MAAND.fullmatch(periode):
                self._fout(nummer, f'"{periode}" is geen periode.', _HAAL)
            return
        self._codes.add(code)
        tekst = velden[self._waarde].strip()
        if not (tekst.isascii() and tekst.isdigit()):
            wat = "het aantal inwoners ontbreekt." if tekst in ("", ".") else f'"{tekst}" is geen heel getal.'
            self._fout(nummer, f"{code} {jaar[1]}: {wat}", "Vul aan of haal de tabel opnieuw op.")
            return
        eerder = self._waarden[int(jaar[1])].setdefault(code, (int(tekst), nummer))
        if eerder[0] != int(tekst):
            self._fout(nummer, f"{code} {jaar[1]} heeft hier {tekst}, en in rij {eerder[1]} {eerder[0]}.", _HAAL)

    def inwoners(self, regeling: Regeling) -> tuple[Inwoners, ...]:
        """What it says about the region."""
        if not self._waarden and not self._bevindingen:
            raise InvoerFout(f"{self._bestand} noemt geen enkele gemeente met haar code (GM en vier cijfers). {_HAAL}")
        uit: list[Inwoners] = []
        for jaar, waarden in sorted(self._waarden.items()):
            for gemeente in regeling.gemeenten:
                if gemeente.code in waarden:
                    aantal, nummer = waarden[gemeente.code]
                    plek = Plek(self._bestand, "", nummer, {})
                    uit.append(Inwoners(code=gemeente.code, peiljaar=jaar, inwoners=aantal, bron=self._bron, plek=plek))
                elif gemeente.bestaat_in(jaar):
                    self._ontbreekt(gemeente, jaar)
        if self._bevindingen:
            hoeveel = len(self._bevindingen)
            raise InvoerFout(
                f"{self._bestand} bevat {hoeveel} fout{'en' if hoeveel > 1 else ''}; er is niets gelezen.",
                self._bevindingen,
            )
        return tuple(uit)

    def _ontbreekt(self, gemeente: Gemeente, jaar: int) -> None:
        wat = f"{gemeente.naam} ({gemeente.code}) ontbreekt in {jaar}."
        doen = "Haal de tabel opnieuw op, met deze gemeente erin."
        if gemeente.opvolger and gemeente.opvolger in self._codes:
            wat = f"{gemeente.naam} ({gemeente.code}) ontbreekt in {jaar}; haar opvolger {gemeente.opvolger} staat er wel in."
            doen = "Vul op blad Gemeenten in tot wanneer de gemeente bestond, of kies een eerder jaar."
        self._bevindingen.append(Bevinding(self._bestand, "", "", wat, doen))

    def _fout(self, nummer: int, wat: str, doen: str) -> None:
        self._bevindingen.append(Bevinding(self._bestand, "", f"rij {nummer}", wat, doen))
