"""A master in Python: its tables and its years as pandas frames, exact, with the unit in the name of each column.

Amounts are whole cents (``_ct``), hours whole hundredths (``_h``), percentages whole basispunten (``_bp``): int64, or Int64
where a blank is allowed. Nothing is written; a master with an error is refused as every command refuses it, with all that
is wrong in ``bevindingen`` of the InvoerFout.

>>> import via_xl
>>> master = via_xl.open_master("workbooks/via_master.xlsx")
>>> master.jaren
(2023, 2024, 2025, 2026)
>>> year = master.jaar(2024)
>>> int(year.verrekening["saldo_ct"].sum() + year.totalen["vergoeding_ct"])
0
>>> int(year.uren.groupby("rol")["uren_h"].sum().sum() - year.verrekening["uren_h"].sum())
0

What another choice would give is another year, of which everything can be asked again:

>>> other = year.verreken(verdeelsleutel="uren", maximum_ct=30_000_000)
>>> more = other.verrekening["bijdrage_ct"] - year.verrekening["bijdrage_ct"]
>>> int(more.sum()) == other.totalen["te_verdelen_ct"] - year.totalen["te_verdelen_ct"]
True

For people there is a frame in euro and hours, exact as Decimal:

>>> in_euro(year.verrekening)["te_betalen_eur"].sum() + Decimal(year.totalen["vergoeding_ct"]) / 100
Decimal('0.00')
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cached_property
from numbers import Integral
from os import PathLike
from pathlib import Path
from typing import Any

import pandas as pd
from msgspec import Struct
from msgspec.structs import replace

from via_xl.basis.bevinding import Bevinding, InvoerFout
from via_xl.basis.geld import euro_nl
from via_xl.basis.opsomming import en
from via_xl.controle.jaarstand import Jaarstand, stel_vast
from via_xl.lezen.master import Master, lees_master
from via_xl.regeling.frames import GEHEEL, GEHEEL_OF_LEEG, frame, reeks
from via_xl.regeling.kolom import GETALLEN, Invoerkolom, Kolomsoort
from via_xl.regeling.model import Regeling
from via_xl.regeling.tabellen import JAREN, KOSTEN, POK, TABELLEN, UREN
from via_xl.rekenen.gebruikt import beperk
from via_xl.rekenen.scenario import Scenariowijziging, pas_toe

_BEDRAGEN = ("kosten_ct", "bijdrage_ct", "btw_ct", "voorschot_ct", "saldo_ct", "verrekend_ct", "te_betalen_ct")
_TOTALEN = ("kosten_ct", "vergoeding_ct", "te_verdelen_ct", "meerkosten_ct", "btw_ct", "sluitcontrole_ct")


def open_master(pad: str | PathLike[str]) -> Masterinzage:
    """Read a master, .xlsx or .xlsm.

    Raises:
        InvoerFout: it can't be read; as a PakketFout, with ``wat`` and ``doen``, when that is because of the file.
    """
    try:
        bestand = Path(pad)
    except TypeError as fout:
        raise InvoerFout(f"Geef het pad van een master, een tekst of een Path; {pad!r} is dat niet.") from fout
    return Masterinzage(lees_master(bestand))


class Masterinzage(Struct, frozen=True):
    """A master that was read: its input tables, of every year, and the settlement of each year."""

    master: Master

    def __repr__(self) -> str:
        """Which master, and its years."""
        return f"<master {self.master.pad.name}: {en(map(str, self.jaren)) or 'geen jaren'}>"

    @property
    def jaren(self) -> tuple[int, ...]:
        """The years of tblJaren."""
        return tuple(sorted(rij.jaar for rij in self.master.regeling.jaren))

    def tabel(self, naam: str) -> pd.DataFrame:
        """An input table with all its rows, by its name in Excel (``tblUren``) or without its tbl (``uren``).

        Raises:
            InvoerFout: there is no such table.
        """
        return _tabel(self.master.regeling, naam)

    def jaar(self, jaar: int | None = None) -> Jaarinzage:
        """A year, or the one that is chosen on the sheet Start.

        Raises:
            InvoerFout: there is no such year, or its inputs or its outcome hold an error.
        """
        if jaar is not None and (isinstance(jaar, bool) or not isinstance(jaar, Integral)):
            raise InvoerFout(f"Geef het jaar als geheel getal, bijvoorbeeld jaar(2024); {jaar!r} is dat niet.")
        return Jaarinzage(stel_vast(self.master, None if jaar is None else int(jaar)))


class Jaarinzage(Struct, frozen=True, dict=True):
    """A year as the rekenkern settles it: its inputs and its outcome, a frame each. Every frame is the caller's own."""

    stand: Jaarstand

    def __repr__(self) -> str:
        """Which year of which master, and what is divided."""
        uit = self.stand.uitkomst
        verdeeld = f"{euro_nl(uit.te_verdelen_ct)} te verdelen over {len(uit.met_stuk)} gemeenten"
        return f"<jaar {self.jaar} van {self.stand.master.pad.name}: {verdeeld}>"

    @property
    def jaar(self) -> int:
        """The year."""
        return self.stand.jaar

    @property
    def invoerhash(self) -> str:
        """The SHA-256 of exactly what the year is calculated from."""
        return self.stand.invoerhash

    @property
    def waarschuwingen(self) -> tuple[str, ...]:
        """What there is to be said of the year, in Dutch, each with its sheet and cell."""
        return tuple(bevinding.regel() for bevinding in self.stand.waarschuwingen)

    @property
    def verrekening(self) -> pd.DataFrame:
        """A row per gemeente that gets a settlement, by CBS code: inwoners, hours, and what it brought in, bears, pays (above 0) or receives."""
        return self._verrekening.copy()

    @cached_property
    def _verrekening(self) -> pd.DataFrame:
        rijen = self.stand.uitkomst.met_stuk
        kolommen: dict[str, pd.Series[Any]] = {
            "naam": reeks((rij.naam for rij in rijen), "str"),
            "inwoners": reeks((rij.inwoners for rij in rijen), GEHEEL_OF_LEEG),
            "uren_h": reeks((rij.uren_h for rij in rijen), GEHEEL),
            **{veld: reeks((getattr(rij, veld) for rij in rijen), GEHEEL) for veld in _BEDRAGEN},
            "begroot_ct": reeks((rij.begroot_ct for rij in rijen), GEHEEL_OF_LEEG),
        }
        return pd.DataFrame({"code": reeks((rij.code for rij in rijen), "str"), **kolommen}).set_index("code")

    @property
    def totalen(self) -> Mapping[str, int]:
        """The amounts of the region in cents; ``sluitcontrole_ct`` is 0 in every right settlement."""
        return {veld: getattr(self.stand.uitkomst, veld) for veld in _TOTALEN}

    @property
    def uren(self) -> pd.DataFrame:
        """The hour lines that are settled in the year: with ``voor`` (for whom), ``uurtarief_ct`` and ``kosten_ct``."""
        return self._uren.copy()

    @cached_property
    def _uren(self) -> pd.DataFrame:
        regels = self.stand.uitkomst.regels
        return frame(UREN, (rij.regel for rij in regels)).assign(
            voor=reeks((rij.code for rij in regels), "str"),
            uurtarief_ct=reeks((rij.uurtarief_ct for rij in regels), GEHEEL),
            kosten_ct=reeks((rij.kosten_ct for rij in regels), GEHEEL),
        )

    @property
    def kosten(self) -> pd.DataFrame:
        """The other costs that are settled in the year, with ``voor`` and ``kosten_ct`` (the amount, and btw that is a burden)."""
        posten = self.stand.uitkomst.overige
        return frame(KOSTEN, (rij.post for rij in posten)).assign(
            voor=reeks((rij.code for rij in posten), "str"), kosten_ct=reeks((rij.kosten_ct for rij in posten), GEHEEL)
        )

    @property
    def begroting(self) -> pd.DataFrame:
        """What the plan prints for the year."""
        return self.gebruikt("begroting")

    @property
    def inwoners(self) -> pd.DataFrame:
        """The inwoners of the peiljaar."""
        return self.gebruikt("inwoners")

    @property
    def tarieven(self) -> pd.DataFrame:
        """The rates that an hour of the year is paid by."""
        return self.gebruikt("tarieven")

    @property
    def voorschotten(self) -> pd.DataFrame:
        """The advances of the year."""
        return self.gebruikt("voorschotten")

    def gebruikt(self, naam: str) -> pd.DataFrame:
        """The rows of an input table that the settlement uses, by its name: those that the input hash is of.

        Raises:
            InvoerFout: there is no such table.
        """
        return _tabel(self._gebruikt, naam)

    @cached_property
    def _gebruikt(self) -> Regeling:
        return beperk(self.stand.regeling, self.jaar)

    def verreken(self, **parameters: object) -> Jaarinzage:
        """The year under other choices: fields of its row in tblJaren and tblPOK, amounts in cents and % in basispunten.

        Raises:
            InvoerFout: a parameter that can't be chosen or a value that can't be (all of them in ``bevindingen``), or a
                choice that the year can't be settled with.
        """
        anders = pas_toe(self.stand.regeling, _wijzigingen(parameters, self.jaar))
        return Jaarinzage(stel_vast(replace(self.stand.master, regeling=anders), self.jaar))


def in_euro(gegevens: pd.DataFrame) -> pd.DataFrame:
    """The same frame for people: cents as euro (``_eur``), hundredths as hours (``_uren``), exact as Decimal.

    Raises:
        InvoerFout: it is no frame, or such a column holds something that is no whole number.
    """
    if not isinstance(gegevens, pd.DataFrame):
        soort = type(gegevens).__name__
        raise InvoerFout(f"in_euro zet een DataFrame om, geen {soort}. Geef van een Series reeks.to_frame().")
    achter = {"_ct": "_eur", "_h": "_uren", "_bp": "_pct"}
    uit = {}
    for naam, kolom in gegevens.items():
        einde = next((einde for einde in achter if str(naam).endswith(einde)), None)
        if einde is None:
            uit[str(naam)] = kolom
        else:
            nieuw = "uren" if naam == "uren_h" else str(naam).removesuffix(einde) + achter[einde]
            uit[nieuw] = pd.Series(
                [_decimaal(str(naam), waarde) for waarde in kolom], index=gegevens.index, dtype=object
            )
    return pd.DataFrame(uit, index=gegevens.index)


def _decimaal(kolom: str, waarde: Any) -> Decimal | None:
    if waarde is None or waarde is pd.NA or waarde != waarde:  # noqa: PLR0124 - a NaN
        return None
    if isinstance(waarde, Integral):
        return Decimal(int(waarde)).scaleb(-2)
    doen = 'Reken met gehele getallen: zonder delen, en met .astype("Int64") als er lege velden bij kwamen.'
    raise InvoerFout(f"In kolom {kolom} staat {waarde!r}, en dat is geen geheel getal. {doen}")


def _tabel(regeling: Regeling, naam: str) -> pd.DataFrame:
    kaal = str(naam).casefold().removeprefix("tbl")
    for tabel in TABELLEN:
        if kaal in (tabel.attribuut, tabel.naam.casefold().removeprefix("tbl")):
            return frame(tabel, getattr(regeling, tabel.attribuut))
    raise InvoerFout(f"{naam} is geen tabel van de master. Kies uit {en(tabel.naam for tabel in TABELLEN)}.")


def _wijzigingen(parameters: Mapping[str, object], jaar: int) -> Iterable[Scenariowijziging]:
    kolommen = {
        kolom.veld: (tabel.attribuut, kolom)
        for tabel in (POK, JAREN)
        for kolom in tabel.kolommen
        if kolom.in_hash and (kolom.soort is Kolomsoort.KEUZE or kolom.soort in GETALLEN)
        if kolom.veld not in ("jaar", "status")
    }
    bevindingen: list[Bevinding] = []
    wijzigingen: list[Scenariowijziging] = []
    for naam, waarde in parameters.items():
        if naam not in kolommen:
            doen = f"Kies uit {en(kolommen)}."
            bevindingen.append(Bevinding("verreken", "", naam, "is niets dat per jaar gekozen wordt.", doen))
            continue
        attribuut, kolom = kolommen[naam]
        mis = _mis(kolom, waarde)
        if mis:
            bevindingen.append(Bevinding("verreken", "", naam, f"kan niet {waarde!r} zijn.", mis))
        wijzigingen.append(Scenariowijziging(attribuut, naam, jaar, kolom.keuzes.get(str(waarde), waarde)))
    if bevindingen:
        raise InvoerFout(
            " ".join(["Zo is het jaar niet te verrekenen.", *(b.regel() for b in bevindingen)]), bevindingen
        )
    return wijzigingen


def _mis(kolom: Invoerkolom, waarde: object) -> str:
    """What to give instead of a value that a column can't have, or ""."""
    if kolom.keuzes:
        return "" if str(waarde) in kolom.keuzes else f"Kies uit {en(kolom.keuzelijst)}."
    if waarde is None and kolom.standaard is None:
        return ""
    past = type(waarde) is int and (kolom.minimum or 0) <= waarde <= (
        waarde if kolom.maximum is None else kolom.maximum
    )
    grens = "" if kolom.maximum is None else f" van {kolom.minimum or 0} tot en met {kolom.maximum}"
    return "" if past else f"Geef een geheel getal{grens}, in de eenheid van de naam."
