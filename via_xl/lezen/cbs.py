"""Inwoners from a CBS StatLine download: table 37230ned, 03759ned or 70072ned, however its download button writes it.

With codes or with names, a row for each figure or laid out as on the site (with a title, the period above the columns and a
footer), with one period or several, with provisional and revised figures. Regions outside ours are passed over. Strict on ours:
a value that isn't a whole number, two values for one gemeente, and a gemeente without a figure that the peiljaar needs are
findings, each with its row and what to do. Nothing is guessed.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct

from via_xl.basis.bevinding import Bevinding, InvoerFout, Plek
from via_xl.basis.datum import datum_nl
from via_xl.basis.opsomming import en
from via_xl.lezen.rijen import Namenlijst
from via_xl.lezen.tekstbestand import lees_csv
from via_xl.regeling.model import Gemeente, Inwoners, Regeling
from via_xl.regeling.tabellen import INWONERS

NIETS = "er is niets gelezen"

_MEESTE_BYTES = 50 * 2**20
_ONDERWERPEN = {
    "bevolkingaanhetbeginvandeperiode": "37230ned",
    "bevolkingop1januari": "03759ned",
    "totalebevolking": "70072ned",
}
"""The inwoners on 1 January, as letters and digits only, and the table that has them."""

_DIMENSIES = {
    **dict.fromkeys(("regios", "regio", "regiocode"), "regio"),
    **dict.fromkeys(("perioden", "periode"), "periode"),
    **dict.fromkeys(("onderwerp", "onderwerpen"), "onderwerp"),
    **dict.fromkeys(("leeftijd", "geslacht", "burgerlijkestaat"), "indeling"),
}
_TOTAAL = re.compile(r"totaal.*|10000|T001038|T001019", re.IGNORECASE)
_GEMEENTECODE = re.compile(r"GM\d{4}")
_ANDERE_CODE = re.compile(r"[A-Z]{2}\d{1,4}[A-Z]?")
_ACHTER_NAAM = re.compile(r"\s*\(gemeente\)\Z", re.IGNORECASE)
_MERK = r"\s*(\*{1,3}|\(?(?:r|rev|herzien|gereviseerd|revised)\.?\)?)?"
_PERIODE = re.compile(rf"(\d{{4}})(?:JJ00|MM01|KW01| januari| 1e kwartaal)?{_MERK}", re.IGNORECASE)
_ANDERE_PERIODE = re.compile(rf"\d{{4}}(?:(?:MM|KW)\d\d|(?: \de)? [a-z]+){_MERK}", re.IGNORECASE)
_AANTAL = re.compile(rf"(\d{{1,9}}){_MERK}", re.IGNORECASE | re.ASCII)
_ZONDER = frozenset(("", ".", "x", "-", "–"))
"""What StatLine writes where there is no figure: unknown, secret, nil or impossible."""

_MEESTE_KOPREGELS = 30
_EERSTE_JAAR, _LAATSTE_JAAR = 1900, 2100
"""No figure of ours is of 1 January before or after it."""

_MERKEN = {"*": "voorlopig", "**": "nader voorlopig", "***": "nader voorlopig"}
_HAAL = "Haal de tabel opnieuw op bij StatLine, als CSV."


class Cijfer(NamedTuple):
    """A figure: how many, in which row, and ``voorlopig``, ``nader voorlopig`` or ``herzien`` where CBS says so (else "")."""

    aantal: int
    rij: int
    merk: str


class Cbsdownload(Struct, frozen=True):
    """What a download says of the gemeenten of the region: the figure by year (of 1 January) and code, and what is wrong.

    ``genoemd`` are the gemeenten that are in it, with or without figures. ``bevindingen`` are by year; those under 0 hold for
    all of it.
    """

    bestand: str
    tabel: str
    kenmerk: str
    cijfers: Mapping[int, Mapping[str, Cijfer]]
    genoemd: frozenset[str]
    bevindingen: Mapping[int, Sequence[Bevinding]]

    @property
    def jaren(self) -> tuple[int, ...]:
        """The years of which there are figures on 1 January."""
        return tuple(sorted(jaar for jaar, cijfers in self.cijfers.items() if cijfers))

    def merken(self, jaar: int) -> str:
        """What CBS says of the figures of a year ("voorlopig"), "" when they are definite."""
        return " en ".join(sorted({cijfer.merk for cijfer in self.cijfers.get(jaar, {}).values()} - {""}))

    def inwoners(self, jaar: int, gemeenten: Iterable[Gemeente]) -> tuple[Inwoners, ...]:
        """The inwoners on 1 January of a year, of each gemeente that was there: those of who went into another are its own.

        Raises:
            InvoerFout: there are no figures of that year, or its findings.
        """
        alle = tuple(gemeenten)
        if jaar not in self.jaren and not self._van_belang(jaar):
            wel = en(map(str, self.jaren)) or "geen enkel jaar"
            raise InvoerFout(
                f"{self.bestand} heeft geen cijfers van 1 januari {jaar}, wel van {wel}; {NIETS}. Kies een ander peiljaar, of "
                f"haal de tabel op met {jaar} erin."
            )
        cijfers = self.cijfers.get(jaar, {})
        mist = (b for g in alle for b in self._mis(g, jaar, alle)) if jaar in self.jaren else ()
        bevindingen = [*self._van_belang(jaar), *mist]
        if bevindingen:
            hoeveel = f"{len(bevindingen)} fout{'en' if len(bevindingen) > 1 else ''}"
            waarvan = f" over {jaar}" if jaar else ""
            raise InvoerFout(f"{self.bestand} bevat {hoeveel}{waarvan}; {NIETS}.", bevindingen)
        return tuple(
            self._rij(rij.code, jaar, cijfers[rij.code])
            for rij in alle
            if rij.code in cijfers and _bestond(rij, jaar, alle)
        )

    def _rij(self, code: str, jaar: int, cijfer: Cijfer) -> Inwoners:
        merk = f", {cijfer.merk} cijfer" if cijfer.merk else ""
        bron = f"CBS StatLine {self.tabel}{merk}, {self.bestand}, SHA-256 {self.kenmerk}"
        plek = Plek(self.bestand, "", cijfer.rij, {})
        return Inwoners(code=code, peiljaar=jaar, inwoners=cijfer.aantal, bron=bron, plek=plek)

    def _van_belang(self, jaar: int) -> list[Bevinding]:
        return [bevinding for welk in sorted({0, jaar}) for bevinding in self.bevindingen.get(welk, ())]

    def _mis(self, gemeente: Gemeente, jaar: int, alle: Sequence[Gemeente]) -> Iterator[Bevinding]:
        """Where the file and sheet Gemeenten don't agree on whether a gemeente was there."""
        cijfer = self.cijfers.get(jaar, {}).get(gemeente.code)
        bestond = _bestond(gemeente, jaar, alle)
        if bestond and cijfer is None and not any(gemeente.code in b.wat for b in self._van_belang(jaar)):
            yield Bevinding(self.bestand, "", "", *self._zonder_cijfer(gemeente, jaar, alle))
        elif not bestond and cijfer is not None and cijfer.aantal:
            wat = f"{_naam(gemeente)} heeft {cijfer.aantal} inwoners op 1 januari {jaar}, maar bestond toen volgens blad Gemeenten niet."
            yield Bevinding(self.bestand, "", f"rij {cijfer.rij}", wat, "Verbeter daar Van of Tot.")

    def _zonder_cijfer(self, gemeente: Gemeente, jaar: int, alle: Sequence[Gemeente]) -> tuple[str, str]:
        """That a gemeente has no figure, as far as the file shows why, and what to do."""
        naam, cijfers = _naam(gemeente), self.cijfers.get(jaar, {})
        eerder, later = (
            [j for j in self.jaren if gemeente.code in self.cijfers[j] and (j > jaar) is na] for na in (False, True)
        )
        voorgangers = [rij for rij in alle if rij.opvolger == gemeente.code]
        ontstaan = (
            f"Zet op blad Gemeenten de gemeenten waaruit zij ontstond, met Tot en met Opvolger {gemeente.code}, vul bij haar Van in, "
            f"en haal de tabel op met ook die gemeenten: dan tellen hun inwoners bij haar op. Of kies een later peiljaar."
        )
        if voorgangers and all(rij.code in cijfers for rij in voorgangers):
            wie = en(_naam(rij) for rij in voorgangers)
            wat = f"{naam} heeft geen inwoners op 1 januari {jaar}; haar voorgangers {wie} wel."
            return wat, "Vul op blad Gemeenten bij haar in vanaf wanneer zij bestaat (Van): dan tellen die bij haar op."
        if gemeente.van is not None and gemeente.van > date(jaar, 1, 1):
            wat = f"{naam} begint volgens blad Gemeenten op {datum_nl(gemeente.van)}, en had op 1 januari {jaar} nog geen inwoners."
            return wat, ontstaan
        if gemeente.opvolger:
            wat = f"{naam} heeft geen inwoners op 1 januari {jaar}, en heeft opvolger {gemeente.opvolger}."
            return wat, "Vul op blad Gemeenten in tot wanneer zij bestond (Tot), of kies een eerder peiljaar."
        if later:
            wat = f"{naam} heeft bij CBS nog geen inwoners op 1 januari {jaar}, wel op 1 januari {later[0]}: zij bestond toen nog niet."
            return wat, ontstaan
        if eerder:
            wat = f"{naam} heeft bij CBS geen inwoners meer op 1 januari {jaar}, wel op 1 januari {eerder[-1]}."
            doen = "Is zij opgegaan in een andere gemeente? Vul dan op blad Gemeenten haar Tot en Opvolger in, en lees het opnieuw."
            return wat, doen
        if gemeente.code in self.genoemd:
            return (
                f"{naam} staat erin, maar zonder inwoners op 1 januari {jaar}.",
                f"Als zij toen nog niet bestond: {ontstaan[0].lower()}{ontstaan[1:]}",
            )
        return f"{naam} ontbreekt in {jaar}.", "Haal de tabel opnieuw op, met deze gemeente erin."


def lees_cbs(pad: Path, regeling: Regeling) -> Cbsdownload:
    """What a download of StatLine says about the region.

    Raises:
        InvoerFout: the file can't be read, is no such table, or says nothing of any gemeente of the region.
    """
    bestand = lees_csv(pad, _MEESTE_BYTES, NIETS)
    rijen = bestand.rijen()
    ligging = _zoek_ligging(pad.name, rijen)
    lezing = _Cbslezing(pad.name, ligging, regeling)
    for nummer, velden in chain(ligging.al_gelezen, rijen):
        lezing.rij(nummer, velden)
    return lezing.klaar(hashlib.sha256(bestand.inhoud).hexdigest()[:12])


def _bestond(gemeente: Gemeente, jaar: int, alle: Iterable[Gemeente]) -> bool:
    """Whether there should be inwoners of a gemeente itself on 1 January: who came out of others has none before."""
    peildag = date(jaar, 1, 1)
    if gemeente.tot is not None and gemeente.tot < peildag:
        return False
    uit_anderen = any(rij.opvolger == gemeente.code for rij in alle)
    return gemeente.van is None or gemeente.van <= peildag or not uit_anderen


def _naam(gemeente: Gemeente) -> str:
    return f"{gemeente.naam} ({gemeente.code})"


# --- how the table lies in the file


class _Waardekolom(NamedTuple):
    """A column with figures, and what stands above it: the period and the region, "" where a row says that itself."""

    plek: int
    periode: str
    regio: str


class _Ligging(NamedTuple):
    """Which columns are what, the table that it is, and the rows that were read already below the headers."""

    regio: int | None
    periode: int | None
    indelingen: tuple[int, ...]
    waarden: tuple[_Waardekolom, ...]
    breed: int
    tabel: str
    al_gelezen: tuple[tuple[int, list[str]], ...]


def _vorm(kop: str) -> str:
    """A header as letters and digits only, without the groups before it and the number that StatLine puts behind it.

    >>> [_vorm(kop) for kop in ("BevolkingAanHetBeginVanDePeriode_1", "Regio's", "Bevolking/Totale bevolking (aantal)")]
    ['bevolkingaanhetbeginvandeperiode', 'regios', 'totalebevolking']
    """
    kaal = re.sub(r"_\d+$|\(.*\)", "", kop.strip()).rpartition("/")[2]
    return re.sub(r"[^a-z0-9]", "", kaal.casefold())


def _zoek_ligging(bestand: str, rijen: Iterator[tuple[int, list[str]]]) -> _Ligging:
    """Read the headers: a title is passed over, then come rows that name a dimension, and the last of those heads the columns."""
    koppen: list[list[str]] = []
    for _, (nummer, velden) in zip(range(_MEESTE_KOPREGELS), rijen, strict=False):
        soorten = {_DIMENSIES.get(_vorm(veld), "") for veld in velden}
        if _vorm(velden[0]) in _DIMENSIES or {"regio", "periode"} <= soorten:
            koppen.append(velden)
        elif koppen:
            return _ligging(bestand, koppen, ((nummer, velden),))
    if not koppen:
        raise _geen_tabel(bestand)
    return _ligging(bestand, koppen, ())


def _ligging(bestand: str, koppen: Sequence[list[str]], al_gelezen: tuple[tuple[int, list[str]], ...]) -> _Ligging:
    kop = koppen[-1]
    erboven = [(_DIMENSIES.get(_vorm(rij[0]), ""), _doorgetrokken(rij)) for rij in koppen[:-1]]
    plekken: dict[str, list[int]] = defaultdict(list)
    waarden, tabellen = [], set()
    for plek, tekst in enumerate(kop):
        soort = _DIMENSIES.get(_vorm(tekst), "")
        boven = {soort: rij[plek] for soort, rij in erboven if plek < len(rij)}
        onderwerp = next((v for v in (_vorm(tekst), _vorm(boven.get("onderwerp", ""))) if v in _ONDERWERPEN), "")
        deel = any(
            s == "indeling" and plek < len(rij) and not _TOTAAL.fullmatch(rij[plek].strip()) for s, rij in erboven
        )
        if soort:
            plekken[soort].append(plek)
        elif onderwerp and not deel:
            waarden.append(_Waardekolom(plek, boven.get("periode", ""), boven.get("regio", "")))
            tabellen.add(_ONDERWERPEN[onderwerp])
    ligging = _Ligging(
        next(iter(plekken["regio"]), None),
        next(iter(plekken["periode"]), None),
        tuple(plekken["indeling"]),
        tuple(waarden),
        len(kop),
        "".join(tabellen),
        al_gelezen,
    )
    dubbel = len(plekken["regio"]) > 1 or len(plekken["periode"]) > 1 or len({w[1:] for w in waarden}) < len(waarden)
    compleet = all(
        (ligging.regio is not None or kolom.regio) and (ligging.periode is not None or kolom.periode)
        for kolom in waarden
    )
    if len(tabellen) != 1 or dubbel or not compleet:
        raise _geen_tabel(bestand)
    return ligging


def _doorgetrokken(velden: Sequence[str]) -> list[str]:
    """The texts above the columns: one that holds for several stands above the first of them."""
    uit: list[str] = [""]
    for veld in velden[1:]:
        uit.append(veld if veld.strip() else uit[-1])
    return uit


def _geen_tabel(bestand: str) -> InvoerFout:
    return InvoerFout(
        f"{bestand} is geen tabel {', '.join(list(_ONDERWERPEN.values())[:-1])} of 70072ned van CBS StatLine: er horen één kolom "
        "Regio's, één kolom Perioden en één kolom met de bevolking op 1 januari in te staan (of de periode boven de cijfers); "
        f"{NIETS}. {_HAAL}"
    )


# --- its rows


class _Cbslezing:
    """One reading of the rows of a table: what it says of our gemeenten, and what is wrong."""

    def __init__(self, bestand: str, ligging: _Ligging, regeling: Regeling) -> None:
        self._bestand = bestand
        self._ligging = ligging
        self._namen = Namenlijst(regeling.gemeenten, regeling.namen)
        self._eigen = {rij.code for rij in regeling.gemeenten}
        self._codes: dict[str, str] = {}
        self._cijfers: dict[int, dict[str, Cijfer]] = defaultdict(dict)
        self._bevindingen: dict[int, list[Bevinding]] = defaultdict(list)
        self._genoemd: set[str] = set()

    def rij(self, nummer: int, velden: list[str]) -> None:
        """Take in a row. Rows of other regions, of other months and of parts of the population are passed over."""
        lig = self._ligging
        while len(velden) > lig.breed and not velden[-1].strip():
            velden = velden[:-1]
        if len(velden) != lig.breed:
            if any(self._code(veld) for veld in velden):  # else it is a footer
                self._fout(0, nummer, f"heeft {len(velden)} velden, de kopregel {lig.breed}.", _HAAL)
            return
        if any(not _TOTAAL.fullmatch(velden[plek].strip()) for plek in lig.indelingen):
            return
        for kolom in lig.waarden:
            code = self._code(velden[lig.regio] if lig.regio is not None else kolom.regio)
            if code:
                periode = velden[lig.periode] if lig.periode is not None else kolom.periode
                self._cel(nummer, code, periode.strip(), velden[kolom.plek].strip())

    def _cel(self, nummer: int, code: str, periode: str, tekst: str) -> None:
        """A figure of one of our gemeenten."""
        self._genoemd.add(code)
        wanneer = _PERIODE.fullmatch(periode)
        if wanneer is None:
            if not _ANDERE_PERIODE.fullmatch(periode):
                self._fout(0, nummer, f'"{periode}" is geen periode.', _HAAL)
            return
        jaar, gelezen = int(wanneer[1]), _AANTAL.fullmatch(tekst)
        if not _EERSTE_JAAR <= jaar <= _LAATSTE_JAAR:
            wat = f'"{periode}" is geen periode van {_EERSTE_JAAR} tot en met {_LAATSTE_JAAR}.'
            self._fout(0, nummer, wat, _HAAL)
            return
        if tekst in _ZONDER:
            return
        hoogste = INWONERS.kolom("inwoners").maximum or 0
        if gelezen is None or int(gelezen[1]) > hoogste:
            doen = "Gebruik het bestand zoals StatLine het geeft, of haal het opnieuw op."
            self._fout(jaar, nummer, f'{code} {jaar}: "{tekst[:40]}" is geen heel getal.', doen)
            return
        nieuw = Cijfer(int(gelezen[1]), nummer, _merk(gelezen[2] or wanneer[2]))
        eerder = self._cijfers[jaar].setdefault(code, nieuw)
        if eerder.aantal != nieuw.aantal:
            self._fout(
                jaar, nummer, f"{code} {jaar} heeft hier {nieuw.aantal}, en in rij {eerder.rij} {eerder.aantal}.", _HAAL
            )

    def klaar(self, kenmerk: str) -> Cbsdownload:
        """What was read."""
        if not self._genoemd and not self._bevindingen:
            raise InvoerFout(
                f"{self._bestand} noemt geen enkele gemeente van deze regio, met haar code (GM en vier cijfers) of naam; {NIETS}. "
                "Kies bij StatLine de gemeenten van de regio."
            )
        return Cbsdownload(
            self._bestand, self._ligging.tabel, kenmerk, self._cijfers, frozenset(self._genoemd), self._bevindingen
        )

    def _code(self, regio: str) -> str:
        """The code of one of our gemeenten that a region is, "" for any other."""
        if regio not in self._codes:
            self._codes[regio] = self._zoek(regio.strip())
        return self._codes[regio]

    def _zoek(self, regio: str) -> str:
        if _GEMEENTECODE.fullmatch(regio):
            return regio if regio in self._eigen else ""
        if not regio or _ANDERE_CODE.fullmatch(regio):
            return ""
        codes = self._namen.codes_van(_ACHTER_NAAM.sub("", regio)) & self._eigen
        if len(codes) > 1:
            self._bevindingen[0].append(
                Bevinding(
                    self._bestand,
                    "",
                    "",
                    f'"{regio}" kan {" en ".join(sorted(codes))} zijn.',
                    "Haal de tabel op met codes.",
                )
            )
        return min(codes) if len(codes) == 1 else ""

    def _fout(self, jaar: int, nummer: int, wat: str, doen: str) -> None:
        self._bevindingen[jaar].append(Bevinding(self._bestand, "", f"rij {nummer}", wat, doen))


def _merk(teken: str | None) -> str:
    return "" if not teken else _MERKEN.get(teken, "herzien")
