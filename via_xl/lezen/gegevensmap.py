"""The CSV folder of a region: one file a table, comma, UTF-8, dot decimals, ISO dates.

This is how a region starts and how the master is built. Everything that is wrong is gathered, with file,
row and column.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from via_xl.basis.bevinding import Bevinding, Ernst, Plek, fouten
from via_xl.basis.gemeenten import zelfde_in_formule
from via_xl.basis.gewoon import lees_gewoon
from via_xl.basis.schijffout import raad, reden
from via_xl.lezen.rijen import Herken, Namenlijst, Rijlezer, alleen_code, officiele_namen
from via_xl.lezen.waarden import uit_tekst
from via_xl.regeling.kolom import Invoerkolom, Invoertabel
from via_xl.regeling.model import Record, Regeling
from via_xl.regeling.tabellen import GEMEENTEN, NAMEN, TABELLEN


def lees_gegevensmap(map: Path) -> tuple[Regeling | None, tuple[Bevinding, ...]]:
    """The inputs of a region from its CSV folder, and what is wrong with them.

    Returns:
        The regeling, or None when there is any error; and all findings, errors and warnings.
    """
    lezing = _Maplezing(map)
    if not map.is_dir():
        return None, (Bevinding(map.name, "", "", "is geen map.", "Geef de map met de CSV-bestanden op."),)
    tabellen: dict[str, tuple[Any, ...]] = {}
    tabellen["gemeenten"] = lezing.tabel(GEMEENTEN, alleen_code)
    officieel = Namenlijst(tabellen["gemeenten"], ())
    geschreven = lezing.tabel(NAMEN, officieel.herken_ruim)
    tabellen["namen"] = officiele_namen(tabellen["gemeenten"], geschreven, GEMEENTEN.csv)
    namen = Namenlijst(tabellen["gemeenten"], tabellen["namen"])
    for tabel in TABELLEN:
        if tabel not in (GEMEENTEN, NAMEN):
            tabellen[tabel.attribuut] = lezing.tabel(tabel, namen.herken_ruim)
    for tabel in TABELLEN:
        for kolom in tabel.kolommen:
            if kolom.uit_tabel:
                tabellen[tabel.attribuut] = tuple(lezing.vul_in(kolom, tabellen[tabel.attribuut]))
        if tabel.woorden_uit and not lezing.bestaat(tabel):
            tabellen[tabel.attribuut] = _woorden(tabel, tabellen[tabel.woorden_uit])
    lezing.zoek_verschrijvingen()
    bevindingen = tuple(lezing.bevindingen)
    return (None if fouten(bevindingen) else Regeling(**tabellen)), bevindingen


class _Rij(Struct, frozen=True):
    nummer: int
    velden: list[str]


class _Maplezing:
    """One reading of a folder: the files, and the findings so far."""

    def __init__(self, map: Path) -> None:
        self._map = map
        self.bevindingen: list[Bevinding] = []

    def bestaat(self, tabel: Invoertabel) -> bool:
        return (self._map / tabel.csv).is_file()

    def tabel(self, tabel: Invoertabel, herken: Herken) -> tuple[Any, ...]:
        """The records of a file; what is missing or wrong becomes a finding."""
        tabel = _zoals_in_csv(tabel)
        if not self.bestaat(tabel):
            if tabel.csv_verplicht:
                self._fout(tabel, "", "ontbreekt.", f"Zet {tabel.csv} in de map {self._map.name}.")
            return ()
        tekst = self._tekst(tabel)
        if tekst is None:
            return ()
        if not tekst.strip():
            self._fout(tabel, "rij 1", "is leeg.", f"Zet de kopregel in de eerste rij: {_kopregel(tabel)}")
            return ()
        rijen = self._rijen(tabel, tekst)
        kop = next(rijen, None)
        kolommen = self._kolommen(tabel, kop) if kop else None
        if kolommen is None:
            return ()
        plaatsen = {kolom.veld: kolom.csv for kolom in kolommen}
        lezer = Rijlezer(tabel, kolommen, uit_tekst, herken, met_kop=False)
        records: list[Record] = []
        for rij in rijen:
            if not any(veld.strip() for veld in rij.velden):
                continue
            if len(rij.velden) != len(kolommen):
                wat = f"heeft {len(rij.velden)} velden, de kopregel {len(kolommen)}."
                doen = "Schrijf getallen met een punt en zet tekst met een komma erin tussen aanhalingstekens."
                self._fout(tabel, f"rij {rij.nummer}", wat, doen)
                continue
            ruw = {kolom.veld: veld for kolom, veld in zip(kolommen, rij.velden, strict=True)}
            record = lezer.lees(ruw, Plek(self._map.name, tabel.csv, rij.nummer, plaatsen))
            if record is not None:
                records.append(record)
        self.bevindingen.extend(lezer.bevindingen)
        return tuple(records)

    def vul_in(self, kolom: Invoerkolom, records: Sequence[Record]) -> Iterator[Record]:
        """The records; where this column is blank, with the value that follows from the other rows."""
        for record in records:
            if kolom.uit_tabel is None or getattr(record, kolom.veld) is not None:
                yield record
                continue
            try:
                yield replace(record, **{kolom.veld: kolom.uit_tabel(record, records)})
            except LookupError as fout:
                self.bevindingen.append(Bevinding.op(record.plek, kolom.veld, *fout.args))

    def zoek_verschrijvingen(self) -> None:
        """Report each CSV file with nearly the name of a table, or a name of before: it is meant as that, and not read."""
        bekend = {tabel.csv for tabel in TABELLEN}
        eerder = {tabel.voorheen[1]: tabel for tabel in TABELLEN if tabel.voorheen}
        for naam, tabel in eerder.items():
            if (self._map / naam).is_file():
                doen = f"Noem het bestand {tabel.csv}, met deze koppen: {_kopregel(tabel)}"
                self.bevindingen.append(Bevinding(self._map.name, naam, "", f"heet nu {tabel.csv}.", doen))
        afwezig = [tabel.csv for tabel in TABELLEN if not self.bestaat(tabel)]
        for pad in sorted(self._map.glob("*.csv")):
            lijkt_op = get_close_matches(pad.name, afwezig, 1, 0.75) if pad.name not in (*bekend, *eerder) else []
            if lijkt_op:
                wat = f"wordt niet gelezen; de naam lijkt op {lijkt_op[0]}."
                doen = f"Noem het bestand {lijkt_op[0]} als dat bedoeld is."
                self.bevindingen.append(Bevinding(self._map.name, pad.name, "", wat, doen, Ernst.WAARSCHUWING))

    def _fout(self, tabel: Invoertabel, cel: str, wat: str, doen: str) -> None:
        self.bevindingen.append(Bevinding(self._map.name, tabel.csv, cel, wat, doen))

    def _tekst(self, tabel: Invoertabel) -> str | None:
        """The text of the file of a table, or None when it can't be read; then there is a finding."""
        try:
            ruw = lees_gewoon(self._map / tabel.csv)
        except OSError as fout:
            self._fout(tabel, "", f"is niet te lezen: {reden(fout)}.", raad(fout))
            return None
        try:
            return ruw.decode("utf-8-sig")
        except UnicodeDecodeError as fout:
            rij = ruw[: fout.start].count(b"\n") + 1
            wat = "bevat een teken dat geen UTF-8 is."
            self._fout(tabel, f"rij {rij}", wat, 'Sla het bestand op als "CSV UTF-8".')
            return None

    def _rijen(self, tabel: Invoertabel, tekst: str) -> Iterator[_Rij]:
        """The rows of a file with their line number; what is no CSV gives a finding and no more rows."""
        lezer = csv.reader(io.StringIO(tekst, newline=""), strict=True)
        while True:
            nummer = lezer.line_num + 1
            try:
                velden = next(lezer)
            except StopIteration:
                return
            except csv.Error:
                wat = "is geen geldige CSV-regel."
                self._fout(tabel, f"rij {nummer}", wat, "Kijk de aanhalingstekens na.")
                return
            if velden:
                yield _Rij(nummer, velden)

    def _kolommen(self, tabel: Invoertabel, kop: _Rij) -> list[Invoerkolom] | None:
        """The column of each field, or None when the header row can't be used."""
        kolommen, mis = kolommen_van(tabel, kop.velden)
        for wat, doen in mis:
            self._fout(tabel, f"rij {kop.nummer}", wat, doen)
        return None if mis else kolommen


def kolommen_van(tabel: Invoertabel, velden: Sequence[str]) -> tuple[list[Invoerkolom], list[tuple[str, str]]]:
    """The columns of a table that a header row names; and what is wrong with it, each time with what to do."""
    if len(velden) == 1 and ";" in velden[0]:
        return [], [("is met puntkomma's gescheiden.", "Sla het bestand op met komma's als scheidingsteken.")]
    per_kop: Mapping[str, Invoerkolom] = {kolom.csv: kolom for kolom in tabel.kolommen}
    koppen = [zelfde_in_formule(veld) for veld in velden]
    mis: list[tuple[str, str]] = []
    for plaats, kopje in enumerate(koppen, start=1):
        if kopje in koppen[: plaats - 1]:
            mis.append((f'de kop "{kopje}" staat er twee keer.', "Laat één kolom met deze kop staan."))
        elif kopje not in per_kop:
            wat = f'kolom {plaats} heeft de onbekende kop "{velden[plaats - 1].strip()}".'
            mis.append((wat, f"Gebruik alleen: {_kopregel(tabel)}"))
    for kolom in per_kop.values():
        if kolom.verplicht and kolom.csv not in koppen:
            mis.append((f"de kolom {kolom.csv} ontbreekt.", f'Voeg de kolom "{kolom.csv}" toe.'))
    return [per_kop[kopje] for kopje in koppen if kopje in per_kop], mis


def _zoals_in_csv(tabel: Invoertabel) -> Invoertabel:
    """The table with less obligatory columns: in a CSV those may be absent whose value follows from the other rows."""
    kolommen = (replace(kolom, standaard=None) if kolom.uit_tabel else kolom for kolom in tabel.kolommen)
    return replace(tabel, kolommen=tuple(kolommen))


def _woorden(tabel: Invoertabel, records: Iterable[Record]) -> tuple[Record, ...]:
    """The rows of a list of words for which the folder has no file: the words that the other records use, by alphabet."""
    (veld,) = tabel.sleutel
    woorden = sorted({getattr(record, veld) for record in records})
    return tuple(tabel.record(bron=f"{tabel.woorden_uit}.csv", **{veld: woord}) for woord in woorden)


def _kopregel(tabel: Invoertabel) -> str:
    return ", ".join(kolom.csv for kolom in tabel.kolommen) + "."
