"""A salary table of the CAO: per schaal and trede an amount a month, from a day on. As a workbook or as a CSV, in three shapes.

* a row for each amount: ``schaal``, ``bedrag``, and perhaps ``trede`` and ``vanaf``;
* a row for each schaal, with the treden (0, 1, 2 …) or ``maximum`` as columns;
* a row for each trede, with the schalen as columns.

Without a column the day stands in the title above it ("per 1 januari 2026"), once, or is said beside the file. Strict: what is
no schaal, no amount of a month or no day is a finding with its cell. So is what can be read in two ways: two columns of a kind,
amounts by the year or the hour, a second table on another sheet, and a second title or header halfway.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from msgspec import Struct

from via_xl.basis.bevinding import Bevinding, InvoerFout
from via_xl.basis.datum import MAANDEN_KORT, dag_van, dagen_in, datum_nl
from via_xl.basis.geld import euro_nl, getypt_getal, op_schaal
from via_xl.basis.schaal import Schaal, schaalcode
from via_xl.lezen.losblad import Losbestand, Losblad

NIETS = "er is niets gewijzigd"
MAXIMUM = None
"""The trede of an amount that the table itself calls the maximum."""

_LAAGST_CT, _HOOGST_CT = 100_000, 3_000_000
"""No salary of a month is below or above it: an hourly wage, or that of a year."""

_SCHAAL = frozenset(("schaal", "schalen", "salarisschaal", "functieschaal"))
_TREDE = frozenset(("trede", "treden", "periodiek", "periodieken", "periodieknummer", "regelnummer", "anciënniteit"))
_BEDRAG = frozenset(("bedrag", "bedragpermaand", "maandsalaris", "salaris", "salarispermaand", "brutomaandsalaris"))
_MAXIMUM = frozenset(("maximum", "max", "maximumsalaris", "maximummaandsalaris", "maxsalaris", "eindbedrag"))
_VANAF = frozenset(("vanaf", "van", "per", "ingangsdatum", "ingang", "geldigvanaf", "datumvanaf"))
_KOLOMSOORTEN = {"schaal": _SCHAAL, "trede": _TREDE, "bedrag": _BEDRAG, "maximum": _MAXIMUM, "vanaf": _VANAF}
_ANDERE_TIJD = re.compile(
    r"(?:\bper|/)\s*(?:jaar|uur)\b|\bp[./]\s*[ju]\b|\b(?:jaar|uur)(?:salaris|loon|lonen|bedrag|tarief)", re.IGNORECASE
)
"""What says that an amount isn't that of a month."""

_MAAND = re.compile(r"\bmaand", re.IGNORECASE)
_MEESTE_KOPRIJEN = 40
_EERSTE_JAAR, _LAATSTE_JAAR = 2000, 2100
"""No rate of ours begins before or after it."""

_MAANDJAAR = re.compile(rf"\b(?:{'|'.join(MAANDEN_KORT)})[a-z]*\s+\d{{4}}\b", re.ASCII | re.IGNORECASE)


class Caobedrag(NamedTuple):
    """The salary of a month of a schaal and trede (:data:`MAXIMUM`: so it is called), from a day on, and its cell."""

    schaal: Schaal
    trede: int | None
    van: date
    bedrag_ct: int
    plaats: str


class Caotabel(Struct, frozen=True):
    """What a file says: its amounts, and whether the day was read from the title (then it says so)."""

    bestand: str
    blad: str
    kenmerk: str
    bedragen: tuple[Caobedrag, ...]
    dag_uit_titel: date | None

    def per_schaal(self, trede: int | None) -> dict[tuple[Schaal, date], Caobedrag]:
        """By schaal and day the amount of this trede; without one the maximum: the highest there is.

        Raises:
            InvoerFout: a schaal hasn't this trede, or has one amount twice with another value.
        """
        uit: dict[tuple[Schaal, date], Caobedrag] = {}
        dubbel: list[Bevinding] = []
        gezien: dict[tuple[Schaal, int | None, date], Caobedrag] = {}
        for rij in self.bedragen:
            eerder = gezien.setdefault((rij.schaal, rij.trede, rij.van), rij)
            if eerder.bedrag_ct != rij.bedrag_ct:
                wat = f"schaal {rij.schaal} heeft hier {euro_nl(rij.bedrag_ct)}, en in {eerder.plaats} {euro_nl(eerder.bedrag_ct)}."
                dubbel.append(Bevinding(self.bestand, self.blad, rij.plaats, wat, "Laat één van beide staan."))
            if trede is None or rij.trede == trede:
                hoogste = uit.setdefault((rij.schaal, rij.van), rij)
                if rij.bedrag_ct > hoogste.bedrag_ct:
                    uit[rij.schaal, rij.van] = rij
        if dubbel:
            raise InvoerFout(f"{self.bestand} spreekt zichzelf tegen; {NIETS}.", dubbel)
        return uit


def lees_caotabel(bestand: Losbestand, vanaf: date | None) -> Caotabel:
    """The one sheet that holds a salary table; ``vanaf`` is from when it holds, where no column says that.

    Raises:
        InvoerFout: there is no such table or more than one, it doesn't say from when it holds, or its findings.
    """
    tabellen = [(blad, kop) for blad in bestand.bladen if (kop := _zoek_kop(blad)) is not None]
    if not tabellen:
        raise InvoerFout(
            f"{bestand.naam} bevat geen salaristabel; {NIETS}. Zet in de kop de kolommen Schaal, Trede of Maximum, en Vanaf; of Schaal "
            "met de treden ernaast; of Trede met de schalen ernaast."
        )
    (eerste, kop), *meer = tabellen
    if meer:
        doen = "Verberg of verwijder de bladen die niet bedoeld zijn, en lees het bestand opnieuw."
        dubbel = [
            Bevinding(
                bestand.naam,
                blad.naam,
                blad.plaats(nog.rij, min(nog.kolommen.values())),
                f"hier staat nog een salaristabel; die van blad {eerste.naam} begint in rij {kop.rij}.",
                doen,
            )
            for blad, nog in meer
        ]
        raise InvoerFout(f"{bestand.naam} heeft een salaristabel op {len(tabellen)} bladen; {NIETS}.", dubbel)
    return _Tabellezing(bestand, eerste, kop, vanaf).tabel()


class _Kop(NamedTuple):
    """The header row: its number, the columns by what they hold, and those with a trede or a schaal as header.

    ``mis`` is what is wrong with a column: of two of a kind the second, and an amount by the year or the hour.
    """

    rij: int
    kolommen: Mapping[str, int]
    treden: Mapping[int, int | None]
    schalen: Mapping[int, Schaal]
    mis: tuple[tuple[int, str, str], ...] = ()


def _vorm(waarde: Any) -> str:
    return re.sub(r"[^a-zë0-9]", "", re.sub(r"\(.*\)", "", str(waarde)).casefold())


def _zoek_kop(blad: Losblad) -> _Kop | None:
    """The first row that heads a salary table."""
    for rij, cellen in list(blad.cellen.items())[:_MEESTE_KOPRIJEN]:
        kop = _kop(rij, cellen)
        if kop is not None:
            return kop
    return None


def _kop(rij: int, cellen: Mapping[int, Any]) -> _Kop | None:
    per_soort = {
        soort: plekken
        for soort, vormen in _KOLOMSOORTEN.items()
        if (plekken := [plek for plek, waarde in cellen.items() if _vorm(waarde) in vormen])
    }
    bekend = {plek for plekken in per_soort.values() for plek in plekken}
    rest = {plek: waarde for plek, waarde in cellen.items() if plek not in bekend}
    treden = {plek: trede for plek, waarde in rest.items() if (trede := _heel(waarde)) is not None}
    schalen = {plek: schaal for plek, waarde in rest.items() if (schaal := _schaal(waarde)) is not None}
    kolommen, mis = _gekozen(per_soort, cellen)
    if "schaal" in kolommen and ("bedrag" in kolommen or "maximum" in kolommen or treden):
        if "bedrag" in kolommen and "trede" not in kolommen:
            ook = [*treden, *(plek for plek in [kolommen.get("maximum")] if plek is not None)]
            mis += [_dubbel(kolommen["bedrag"], plek, cellen) for plek in ook]
        erbij: dict[int, int | None] = {kolommen["maximum"]: MAXIMUM} if "maximum" in kolommen else {}
        return _Kop(rij, kolommen, {} if "bedrag" in kolommen else {**treden, **erbij}, {}, tuple(mis))
    if "trede" in kolommen and len(schalen) > 1:
        return _Kop(rij, kolommen, {}, schalen, tuple(mis))
    return None


def _gekozen(
    per_soort: Mapping[str, Sequence[int]], cellen: Mapping[int, Any]
) -> tuple[dict[str, int], list[tuple[int, str, str]]]:
    """Of each kind its column, and what is wrong: a second one, or amounts that aren't of a month."""
    kolommen: dict[str, int] = {}
    mis: list[tuple[int, str, str]] = []
    for soort, plekken in per_soort.items():
        per_maand = [plek for plek in plekken if not _ANDERE_TIJD.search(str(cellen[plek]))]
        if not per_maand:
            wat = f"{_getoond(cellen[plekken[0]])} is geen bedrag per maand."
            mis.append((plekken[0], wat, "Geef de tabel op met bedragen per maand, voltijd."))
        eerste, *meer = per_maand or plekken[:1]
        kolommen[soort] = eerste
        mis += [_dubbel(eerste, plek, cellen) for plek in meer]
    return kolommen, mis


def _dubbel(eerste: int, plek: int, cellen: Mapping[int, Any]) -> tuple[int, str, str]:
    wat = f"{_getoond(cellen[eerste])} en {_getoond(cellen[plek])} kunnen allebei bedoeld zijn."
    return plek, wat, "Laat van beide kolommen die staan die geldt."


class _Tabellezing:
    """One reading of a table: its cells one by one, and what is wrong."""

    def __init__(self, bestand: Losbestand, blad: Losblad, kop: _Kop, vanaf: date | None) -> None:
        self._bestand, self._blad, self._kop = bestand, blad, kop
        self._bevindingen: list[Bevinding] = []
        self._titel = None if vanaf or "vanaf" in kop.kolommen else _dag_in_titel(blad, kop.rij)
        self._vanaf = vanaf or self._titel
        for kolom, wat, doen in kop.mis:
            self._fout(kop.rij, kolom, wat, doen)

    def tabel(self) -> Caotabel:
        """The whole table."""
        naam = self._bestand.naam
        self._kijk_titels_na()
        if self._vanaf is None and "vanaf" not in self._kop.kolommen and not self._bevindingen:
            raise InvoerFout(
                f"{naam} zegt niet vanaf wanneer de bedragen gelden; {NIETS}. Zeg het met --vanaf 2026-01-01, of zet een kolom "
                "Vanaf in de tabel."
            )
        bedragen = tuple(b for rij, cellen in self._rijen() for b in self._rij(rij, cellen))
        self._bevindingen.sort(key=lambda b: int(re.sub(r"\D", "", b.cel)))
        if self._bevindingen:
            hoeveel = len(self._bevindingen)
            raise InvoerFout(f"{naam} bevat {hoeveel} fout{'en' if hoeveel > 1 else ''}; {NIETS}.", self._bevindingen)
        if not bedragen:
            raise InvoerFout(
                f"{naam}: onder de kop van de salaristabel staan geen bedragen; {NIETS}. Kijk het bestand na."
            )
        return Caotabel(naam, self._blad.naam, self._bestand.kenmerk, bedragen, self._titel)

    def _rijen(self) -> Iterator[tuple[int, Mapping[int, Any]]]:
        """The rows of the table: up to and including the row before a second header."""
        for rij, cellen in self._blad.cellen.items():
            if rij > self._kop.rij:
                if _kop(rij, cellen) is not None:
                    return
                yield rij, cellen

    def _kijk_titels_na(self) -> None:
        """Find what stands above or between the amounts and makes them others: by the year, from another day, a second table."""
        doen = "Geef één tabel per bestand, of zet een kolom Vanaf in de tabel."
        rijen = list(self._blad.cellen.items())
        laatste = max((rij for rij, cellen in rijen if any(k in cellen for k in self._bedragkolommen)), default=0)
        for rij, cellen in rijen:
            for kolom, waarde in cellen.items():
                ander = isinstance(waarde, str) and _ANDERE_TIJD.search(waarde) and not _MAAND.search(waarde)
                if rij < self._kop.rij and ander:
                    wat = f"{_getoond(waarde)} zegt dat de bedragen niet per maand zijn."
                    self._fout(rij, kolom, wat, "Geef de tabel op met bedragen per maand, voltijd.")
            if rij > self._kop.rij and _kop(rij, cellen) is not None:
                self._fout(rij, min(cellen), "hier begint een tweede tabel.", doen)
            elif self._kop.rij < rij < laatste and self._andere_dag(cellen):
                titel = next(iter(cellen.values()))
                self._fout(rij, min(cellen), f"{_getoond(titel)} noemt halverwege de tabel een andere dag.", doen)

    def _andere_dag(self, cellen: Mapping[int, Any]) -> bool:
        """Whether a row without amounts names another day than that from which the table holds."""
        if "vanaf" in self._kop.kolommen or any(kolom in cellen for kolom in self._bedragkolommen):
            return False
        for waarde in cellen.values():
            dagen = {waarde.date()} if isinstance(waarde, datetime) else set(dagen_in(str(waarde)))
            if dagen - {self._vanaf} or (not dagen and _MAANDJAAR.search(str(waarde))):
                return True
        return False

    @property
    def _bedragkolommen(self) -> list[int]:
        return [*self._kop.treden, *self._kop.schalen, *self._vast("bedrag")]

    def _rij(self, rij: int, cellen: Mapping[int, Any]) -> Iterator[Caobedrag]:
        """The amounts of a row; one without any, such as a remark below the table, gives none."""
        if not any(kolom in cellen for kolom in self._bedragkolommen):
            return
        van = self._van(rij, cellen)
        if self._kop.schalen:
            trede = self._trede(rij, cellen)
            paren: list[tuple[int, Schaal | None, int | None]]
            paren = [(kolom, schaal, trede) for kolom, schaal in self._kop.schalen.items()]
        else:
            van_rij = self._schaal(rij, cellen)
            treden = self._kop.treden or {self._kop.kolommen["bedrag"]: self._trede(rij, cellen)}
            paren = [(kolom, van_rij, trede) for kolom, trede in treden.items()]
        for kolom, schaal_of_niet, trede in paren:
            bedrag = self._bedrag(rij, kolom, cellen.get(kolom))
            if bedrag is not None and schaal_of_niet is not None and van is not None:
                yield Caobedrag(schaal_of_niet, trede, van, bedrag, self._blad.plaats(rij, kolom))

    def _vast(self, soort: str) -> Sequence[int]:
        return [self._kop.kolommen[soort]] if soort in self._kop.kolommen else []

    def _van(self, rij: int, cellen: Mapping[int, Any]) -> date | None:
        if "vanaf" not in self._kop.kolommen:
            return self._vanaf
        kolom = self._kop.kolommen["vanaf"]
        dag = lees_dag(cellen.get(kolom))
        if dag is None:
            self._fout(rij, kolom, f"{_getoond(cellen.get(kolom))} is geen datum.", "Schrijf de datum als 1-1-2026.")
        elif not _EERSTE_JAAR <= dag.year <= _LAATSTE_JAAR:
            wat = f"{datum_nl(dag)} ligt niet tussen {_EERSTE_JAAR} en {_LAATSTE_JAAR}."
            self._fout(rij, kolom, wat, "Kijk het jaar na.")
        return dag

    def _schaal(self, rij: int, cellen: Mapping[int, Any]) -> Schaal | None:
        kolom = self._kop.kolommen["schaal"]
        schaal = _schaal(cellen.get(kolom))
        if schaal is None:
            self._fout(rij, kolom, f"{_getoond(cellen.get(kolom))} is geen schaal.", "Schrijf 8, 10 of 10A.")
        return schaal

    def _trede(self, rij: int, cellen: Mapping[int, Any]) -> int | None:
        kolom = self._kop.kolommen.get("trede")
        waarde = None if kolom is None else cellen.get(kolom)
        if kolom is None or waarde is None or _vorm(waarde) in _MAXIMUM:
            return MAXIMUM
        trede = _heel(waarde)
        if trede is None:
            self._fout(rij, kolom, f"{_getoond(waarde)} is geen trede.", "Schrijf een heel getal, of maximum.")
        return trede

    def _bedrag(self, rij: int, kolom: int, waarde: Any) -> int | None:
        if waarde is None or waarde in ("-", "–", "—"):
            return None
        bedrag = lees_bedrag(waarde)
        if bedrag is None:
            self._fout(rij, kolom, f"{_getoond(waarde)} is geen bedrag.", "Schrijf het als 5.997,00.")
        elif not _LAAGST_CT <= bedrag <= _HOOGST_CT:
            wat = f"{euro_nl(bedrag)} is geen maandsalaris (van {euro_nl(_LAAGST_CT)} tot {euro_nl(_HOOGST_CT)})."
            self._fout(rij, kolom, wat, "Geef de tabel op met bedragen per maand, voltijd.")
            return None
        return bedrag

    def _fout(self, rij: int, kolom: int, wat: str, doen: str) -> None:
        plaats = self._blad.plaats(rij, kolom)
        self._bevindingen.append(Bevinding(self._bestand.naam, self._blad.naam, plaats, wat, doen))


def _dag_in_titel(blad: Losblad, koprij: int) -> date | None:
    """The one day that is named above the header; None when there is none, or more than one."""
    dagen = set()
    for rij, cellen in blad.cellen.items():
        if rij < koprij:
            for waarde in cellen.values():
                dagen |= {waarde.date()} if isinstance(waarde, datetime) else set(dagen_in(str(waarde)))
    return dagen.pop() if len(dagen) == 1 else None


def lees_dag(waarde: Any) -> date | None:
    """A day as people write one, or as a cell holds it.

    >>> [str(lees_dag(dag)) for dag in ("2026-01-01", "1-1-2026", "1 januari 2026", "31-2-2026")]
    ['2026-01-01', '2026-01-01', '2026-01-01', 'None']
    """
    if isinstance(waarde, datetime):
        return waarde.date()
    return dag_van(str(waarde))


def lees_bedrag(waarde: Any) -> int | None:
    """An amount in cents: of a number, or of a text with a decimal comma, or with a dot and one or two decimals.

    >>> [lees_bedrag(w) for w in (5997, 5997.5, "€ 5.997,00", "5997", "5.997", "5997.50", "5,997", "ca. 6000")]
    [599700, 599750, 599700, 599700, 599700, 599750, None, None]
    """
    if isinstance(waarde, bool):
        return None
    if isinstance(waarde, int | float):
        return op_schaal(Decimal(repr(waarde)), 100) if abs(waarde) < 10**9 else None
    getal = getypt_getal(str(waarde))
    return None if getal is None or getal < 0 else op_schaal(getal, 100)


def _schaal(waarde: Any) -> Schaal | None:
    if isinstance(waarde, float) and waarde.is_integer():
        waarde = int(waarde)
    return None if isinstance(waarde, bool) or not isinstance(waarde, int | str) else schaalcode(str(waarde)[:20])


def _heel(waarde: Any) -> int | None:
    """A whole number of at most two digits."""
    if isinstance(waarde, float) and waarde.is_integer():
        waarde = int(waarde)
    tekst = re.sub(r"^(trede|periodiek)\s*", "", str(waarde).strip(), flags=re.IGNORECASE)
    return int(tekst) if re.fullmatch(r"[0-9]{1,2}", tekst) else None


def _getoond(waarde: Any) -> str:
    return "een lege cel" if waarde is None else f'"{str(waarde)[:40]}"'
