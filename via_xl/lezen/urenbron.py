"""Hour lines beside the master, for a region that outgrows a sheet: a folder of CSV files, read into pandas, and their sums.

The files have the columns of ``uren.csv`` (:mod:`via_xl.lezen.gegevensmap`), and a value is read by the same functions, once for
each text that a column holds. Everything is a whole number in 64 bits: hundredths of an hour, cents. A sum is of the lines of one
file with the same gemeente, medewerker, rol, thema, schaal, month and year of settlement; what each line costs is rounded to the
cent before it is added up, and the sum remembers what that gives more than rounding once (``Urenregel.afronding_ct``).

Importing pandas takes longer than half a yearly run: this module is imported where such lines are read, and by no ordinary run.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate, islice
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from msgspec import Struct, field
from msgspec.structs import replace

from via_xl.basis.afbreken import Voortgang
from via_xl.basis.bevinding import Bevinding, InvoerFout, Plek
from via_xl.basis.gewoon import open_gewoon
from via_xl.basis.schijffout import reden
from via_xl.lezen.bronbestanden import bronbestanden, hash_van
from via_xl.lezen.gegevensmap import kolommen_van
from via_xl.lezen.rijen import Namenlijst, Rijlezer
from via_xl.lezen.waarden import WaardeFout, uit_tekst
from via_xl.regeling.frames import eis_int64
from via_xl.regeling.kolom import Invoerkolom
from via_xl.regeling.model import Regeling, Urenregel
from via_xl.regeling.tabellen import UREN
from via_xl.rekenen.kosten import regelkosten_ct
from via_xl.rekenen.tarief import Tarieven

_STUK = 50_000
"""Lines that are read at a time."""
_MEESTE = 20
"""Of lines with the same kind of fault so many are named; all are counted."""
_KOLOMMEN = ("nummer", "uren_h", "tarief_ct", "bron", "som", "kosten_ct")
_NIET_SAMEN = ("uren_h", "bron", "datum")
"""The columns in which lines of one sum may differ."""

_REGEL = replace(UREN, kolommen=tuple(kolom for kolom in UREN.kolommen if kolom.veld not in ("regels", "afronding_ct")))
"""The table of the lines: a line is no sum."""

Getallen = np.ndarray[Any, Any]


class Bronbestand(Struct, frozen=True, dict=True):
    """A file, by its name from the folder of the master, with its hash and its lines that count.

    ``regels`` has of each line its ``nummer`` in the file, ``uren_h``, ``tarief_ct``, ``kosten_ct``, what the line itself says is its
    ``bron``, and of which record (``som``) it is one; ``records`` are the first line of each sum.
    """

    naam: str
    sha256: str
    regels: pd.DataFrame
    records: tuple[Urenregel, ...]

    @cached_property
    def sommen(self) -> tuple[Urenregel, ...]:
        """The sums, in the order in which the first line of each stands in the file."""
        per_som = self.regels.groupby("som", sort=False).agg(
            uren_h=("uren_h", "sum"),
            kosten_ct=("kosten_ct", "sum"),
            tarief_ct=("tarief_ct", "first"),
            aantal=("som", "size"),
        )
        return tuple(
            replace(
                self.records[nummer],
                bron=self.naam,
                datum=None,
                uren_h=int(uren_h),
                regels=int(aantal),
                afronding_ct=int(kosten_ct) - regelkosten_ct(int(uren_h), int(tarief_ct)),
            )
            for nummer, uren_h, kosten_ct, tarief_ct, aantal in per_som.itertuples()
        )


def lees_urenbron(
    naast: Path, regeling: Regeling, voortgang: Voortgang = lambda *_: None
) -> tuple[tuple[Bronbestand, ...], tuple[Bevinding, ...]]:
    """The files of the region, and what is wrong in them with file and line; a file with a fault has no sums.

    Raises:
        InvoerFout: the folder isn't there or is empty, or a file can't be read.
        OverflowError: the lines are too large for 64 bits.
    """
    paden = bronbestanden(naast, regeling.regio.urenbron)
    if not paden:
        raise InvoerFout(f"In de map {regeling.regio.urenbron} staat geen CSV-bestand met uren.")
    bestanden: list[Bronbestand] = []
    bevindingen: list[Bevinding] = []
    for nummer, (naam, pad) in enumerate(paden.items()):
        voortgang(f"Uren lezen: {naam}", nummer, len(paden))
        vingerafdruk = hash_van(pad, naam)
        lezing = _Bronlezing(pad, regeling)
        try:
            regels, records = lezing.regels()
        except OSError as fout:
            raise InvoerFout(f"{naam} is niet te lezen ({reden(fout)}). Kijk uw rechten erop na.") from fout
        bestanden.append(Bronbestand(naam, vingerafdruk, regels, records))
        bevindingen += lezing.bevindingen
    return tuple(bestanden), tuple(bevindingen)


class _Kolomlezing(Struct):
    """A column of a file: each text that occurs in it once, and of each line which of them it has."""

    kolom: Invoerkolom
    teksten: dict[str, int] = field(default_factory=dict)
    delen: list[Getallen] = field(default_factory=list)

    def erbij(self, teksten: Sequence[str]) -> None:
        """More lines."""
        codes, uniek = pd.factorize(np.array(teksten, dtype=object))
        nummers = np.array([self.teksten.setdefault(tekst, len(self.teksten)) for tekst in uniek], dtype=np.int32)
        self.delen.append(nummers[codes])

    def codes(self) -> Getallen:
        """Which text each line has."""
        if len(self.delen) != 1:
            self.delen = [np.concatenate(self.delen) if self.delen else np.array([], dtype=np.int32)]
        return self.delen[0]


class _Bronlezing:
    """One reading of a file: its columns, the number of each line, and the findings so far."""

    def __init__(self, pad: Path, regeling: Regeling) -> None:
        self.bevindingen: list[Bevinding] = []
        self._pad = pad
        self._regeling = regeling
        self._herken = Namenlijst(regeling.gemeenten, regeling.namen).herken_ruim
        self._kolommen: list[_Kolomlezing] = []
        self._plaatsen: Mapping[str, str] = {}
        self._nummers: list[Getallen] = []

    def regels(self) -> tuple[pd.DataFrame, tuple[Urenregel, ...]]:
        """The lines that count, and the records of which they are; none where there is a finding.

        Raises:
            OSError: the file can't be read.
            OverflowError: the lines are too large for 64 bits.
        """
        self._lees()
        if not self.bevindingen:
            self._kijk_na()
        nummers = np.concatenate(self._nummers) if self._nummers else np.array([], dtype=np.int64)
        if self.bevindingen or not len(nummers):
            return pd.DataFrame(columns=_KOLOMMEN, dtype="int64"), ()
        return self._reken(nummers)

    # --- reading

    def _lees(self) -> None:
        with open_gewoon(self._pad) as ruw, io.TextIOWrapper(ruw, encoding="utf-8-sig", newline="") as stroom:
            lezer = csv.reader(stroom, strict=True)
            try:
                kop = next(lezer, None)
                if kop is None:
                    return self._fout("rij 1", "is leeg.", "Zet de kopregel in de eerste rij.")
                kolommen, mis = kolommen_van(_REGEL, kop)
                for wat, doen in mis:
                    self._fout("rij 1", wat, doen)
                self._kolommen = [_Kolomlezing(kolom) for kolom in kolommen]
                self._plaatsen = {kolom.veld: kolom.csv for kolom in kolommen}
                for nummers, rijen in self._stukken(lezer) if not mis else ():
                    self._nummers.append(nummers)
                    for kolom, teksten in zip(self._kolommen, zip(*rijen, strict=True), strict=True):
                        kolom.erbij(teksten)
            except csv.Error:
                self._fout(f"rij {lezer.line_num}", "is geen geldige CSV-regel.", "Kijk de aanhalingstekens na.")
            except UnicodeDecodeError:
                wat = "daarna staat een teken dat geen UTF-8 is."
                self._fout(f"rij {lezer.line_num}", wat, 'Sla het bestand op als "CSV UTF-8".')
        return None

    def _stukken(self, lezer: Any) -> Iterator[tuple[Getallen, list[list[str]]]]:
        """The lines, so many at a time, with the number of each; blank ones are no lines."""
        breed = len(self._kolommen)
        while True:
            eerste = lezer.line_num + 1
            rijen = list(islice(lezer, _STUK))
            if not rijen:
                return
            nummers = list(range(eerste, eerste + len(rijen)))
            if lezer.line_num - eerste + 1 != len(rijen):  # a text of more than one line
                hoog = [1 + sum(veld.count("\n") for veld in rij) for rij in rijen]
                nummers = [eerste, *accumulate(hoog[:-1], initial=eerste)][1:]
            if set(map(len, rijen)) != {breed} or not all(rij[0] for rij in rijen):
                gevuld = [(nr, rij) for nr, rij in zip(nummers, rijen, strict=True) if any(map(str.strip, rij))]
                for nummer, rij in gevuld:
                    if len(rij) != breed:
                        wat = f"heeft {len(rij)} velden, de kopregel {breed}."
                        doen = "Schrijf getallen met een punt en zet tekst met een komma erin tussen aanhalingstekens."
                        self._fout(f"rij {nummer}", wat, doen)
                goed = [(nr, rij) for nr, rij in gevuld if len(rij) == breed]
                nummers, rijen = [nr for nr, _ in goed], [rij for _, rij in goed]
            if rijen:
                yield np.array(nummers, dtype=np.int64), rijen

    def _fout(self, cel: str, wat: str, doen: str) -> None:
        self.bevindingen.append(Bevinding(self._pad.parent.name, self._pad.name, cel, wat, doen))

    # --- checking

    def _kijk_na(self) -> None:
        """A finding for each line with a value that can't be used, the first of each column; and how many more there are."""
        nummers = np.concatenate(self._nummers) if self._nummers else np.array([], dtype=np.int64)
        for lezing in self._kolommen:
            mis = {nr: fout for tekst, nr in lezing.teksten.items() if (fout := self._mis(tekst, lezing.kolom))}
            if not mis:
                continue
            waar = np.flatnonzero(np.isin(lezing.codes(), list(mis)))
            for plaats in waar[:_MEESTE]:
                fout = mis[int(lezing.codes()[plaats])]
                plek = self._plek(int(nummers[plaats]))
                self.bevindingen.append(Bevinding.op(plek, lezing.kolom.veld, fout.wat, fout.doen))
            if len(waar) > _MEESTE:
                wat = f"nog {len(waar) - _MEESTE} regels hebben geen bruikbare waarde."
                self._fout(f"kolom {lezing.kolom.csv}", wat, "Verbeter ook die.")

    def _mis(self, tekst: str, kolom: Invoerkolom) -> WaardeFout | None:
        if "\n" in tekst or "\r" in tekst:
            return WaardeFout("bevat een nieuwe regel.", "Zet de tekst op één regel.")
        try:
            waarde = uit_tekst(tekst, kolom)
            if waarde and kolom.veld == "code":
                self._herken(waarde)
        except WaardeFout as fout:
            return fout
        return None

    def _plek(self, nummer: int) -> Plek:
        return Plek(self._pad.parent.name, self._pad.name, nummer, self._plaatsen)

    # --- adding up

    def _reken(self, nummers: Getallen) -> tuple[pd.DataFrame, tuple[Urenregel, ...]]:
        per_veld = {lezing.kolom.veld: lezing for lezing in self._kolommen}
        uren, bron = per_veld["uren_h"], per_veld["bron"]
        waarden = np.array([uit_tekst(tekst, uren.kolom) for tekst in uren.teksten], dtype=np.int64)
        samen = pd.DataFrame({veld: lezing.codes() for veld, lezing in per_veld.items() if veld not in _NIET_SAMEN})
        som = samen.groupby(list(samen.columns), sort=False).ngroup()
        records = self._records(nummers, (~som.duplicated()).to_numpy().nonzero()[0])
        som = som.map(dict(enumerate(_eerste_van_elke(records))))
        tarieven = Tarieven(self._regeling.tarieven)
        tarief_ct = np.array([tarieven.som_ct(rij.schaal, rij.maand) for rij in records], dtype=np.int64)
        regels = pd.DataFrame(
            {
                "nummer": nummers,
                "uren_h": waarden[uren.codes()],
                "tarief_ct": tarief_ct[som],
                "bron": pd.Categorical.from_codes(bron.codes(), categories=pd.Index(list(bron.teksten))),
                "som": som,
            }
        )
        eis_int64(regels)
        regels["kosten_ct"] = (regels["uren_h"] * regels["tarief_ct"] + 50) // 100
        telt = np.array([rij.geldig for rij in records])
        return regels[telt[som]], tuple(records)

    def _records(self, nummers: Getallen, welke: Getallen) -> list[Urenregel]:
        """These lines as records."""
        lezer = Rijlezer(_REGEL, [lezing.kolom for lezing in self._kolommen], uit_tekst, self._herken, met_kop=False)
        teksten = [
            (lezing.kolom.veld, list(lezing.teksten), lezing.codes()[welke].tolist()) for lezing in self._kolommen
        ]
        uit: list[Urenregel] = []
        for plaats, nummer in enumerate(nummers[welke].tolist()):
            ruw = {veld: bekend[codes[plaats]] for veld, bekend, codes in teksten}
            record = lezer.lees(ruw, self._plek(nummer))
            if not isinstance(record, Urenregel):
                raise ValueError(lezer.bevindingen)  # every value was looked at
            uit.append(record)
        return uit


def _eerste_van_elke(records: Sequence[Urenregel]) -> Iterator[int]:
    """Of each record the first that is of the same sum: a gemeente, schaal or month may be written in more than one way."""
    eerste: dict[Urenregel, int] = {}
    for nummer, rij in enumerate(records):
        yield eerste.setdefault(replace(rij, uren_h=0, bron="", datum=None), nummer)
