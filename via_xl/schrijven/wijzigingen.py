"""Why a version of a settlement differs from an earlier one, as tables: hour lines, rates and other inputs that changed.

The tables of one gemeente go into its own workbook; those of all of them only into what the centrumgemeente keeps.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Protocol, TypeVar

from msgspec import Struct

from via_xl.basis.maat import Maat, Ruw
from via_xl.rekenen.wijzigingen import (
    Eenheid,
    Gegevenwijziging,
    Gemeentewijziging,
    Paar,
    Tariefwijziging,
    Urenwijziging,
    Vergelijking,
)
from via_xl.schrijven.taal import Aanzien, Blok, F, Stapel, Tabelveld, invoer, uitkomst, werk
from via_xl.schrijven.taal.controleblad import Controle, controle

UREN, TARIEVEN, GEGEVENS = "tblWijzigingUren", "tblWijzigingTarieven", "tblWijzigingGegevens"
_MATEN = {
    Eenheid.EURO: Maat.EURO,
    Eenheid.PROCENT: Maat.PROCENT,
    Eenheid.UREN: Maat.UREN,
    Eenheid.INWONERS: Maat.GEHEEL,
    Eenheid.JAAR: Maat.JAAR,
    Eenheid.TEKST: Maat.TEKST,
}


class _MetKosten(Protocol):
    """Something of which the cost changed."""

    @property
    def kosten_ct(self) -> Paar:
        """The cost then and now."""


K = TypeVar("K", bound=_MetKosten)
W = TypeVar("W")


class Oorzaken(Struct, frozen=True):
    """What was placed: whether there is a table of hour lines and one of rates."""

    met_uren: bool
    met_tarieven: bool

    @property
    def uren(self) -> str:
        """The formula (without ``=``) of the hours that the changed lines add up to."""
        return f"SUM({UREN}[Verschil uren])" if self.met_uren else "0"

    @property
    def kosten(self) -> str:
        """The formula (without ``=``) of the cost that changed lines and rates add up to."""
        tabellen = [UREN] * self.met_uren + [TARIEVEN] * self.met_tarieven
        return "+".join(f"SUM({tabel}[Verschil kosten €])" for tabel in tabellen) or "0"

    def controles(
        self, wat: str, uren: str, kosten: str, waar: str, gemeenten: Sequence[Gemeentewijziging], overig: str = ""
    ) -> Iterator[Controle]:
        """The checks that the tables explain the differences in hours and in cost (called ``wat``) of these gemeenten.

        ``overig`` is the formula of the difference in other costs than hours, where there is any.
        """
        if self.met_uren:
            yield controle(
                "Verschil in uren is dat van de urenregels die anders zijn",
                Maat.UREN,
                verwacht=uren,
                gevonden=f"ROUND({self.uren},2)",
                waarde=sum(g.uren_h.verschil for g in gemeenten),
                waar=waar,
            )
        if self.met_uren or self.met_tarieven:
            yield controle(
                f"Verschil in {wat} is dat van urenregels en tarieven{', en van andere kosten' if overig else ''}",
                Maat.EURO,
                verwacht=kosten,
                gevonden=f"ROUND({self.kosten}{f'+{overig}' if overig else ''},2)",
                waarde=sum(g.kosten_ct.verschil for g in gemeenten),
                waar=waar,
            )


class Parenblok(Blok):
    """A block of which every row has what it was, what it is, and the difference."""

    def paar(
        self, label: str, maat: Maat, paar: Paar, als: str, nu: str = "", *, aanzien: Aanzien | None = None
    ) -> None:
        """Say a row; ``nu`` is the formula of what it is, where that is calculated in the workbook."""
        verschil = F(f"ROUND({{{als}.nu}}-{{{als}.toen}},2)", paar.verschil)
        self.rij(label, maat, paar.vorig, F(nu, paar.nu) if nu else paar.nu, verschil, als=als, aanzien=aanzien)


def begin(s: Stapel, v: Vergelijking, wat: str) -> None:
    """Say with which version this one is compared, and in a herziening what that means."""
    s.feit(wat, f"versie {v.vorig.versie} ({v.vorig.status})")
    s.feit("Invoerhash van die versie", v.vorig.invoerhash)
    if v.herziening:
        s.uitleg(
            f"Versie {v.vorig.versie} is definitief en verrekend: nu wordt alleen het verschil in saldo nog verrekend."
        )
    s.wit(1 if v.herziening else 2)


def paren(s: Stapel, wat: str, eenheid: str, uitkomsten: Collection[str] = ()) -> Parenblok:
    """A block of the previous version beside this one: ``{saldo.toen}``, ``{saldo.nu}``, and the difference ``{saldo}``."""
    koppen = (wat, *(f"{kop}{eenheid}" for kop in ("Vorige versie", "Deze versie", "Verschil")))
    blok = Parenblok(koppen=koppen, kolommen=("toen", "nu", ""), uitkomsten=uitkomsten)
    s.bij(blok)
    return blok


def zet(
    s: Stapel, gemeenten: Sequence[Gemeentewijziging], regio: Sequence[Gegevenwijziging], *, met_gemeente: bool
) -> Oorzaken:
    """Place the tables that have rows; ``regio`` are the parameters of the year. ``met_gemeente``: whose each row is."""
    van_uren = [(g.naam, regel) for g in gemeenten for regel in g.regels]
    van_tarieven = [(g.naam, tarief) for g in gemeenten for tarief in g.tarieven]
    van_gegevens = [("hele regio", gegeven) for gegeven in regio]
    van_gegevens += [(g.naam, gegeven) for g in gemeenten for gegeven in g.gegevens]
    _tabel(s, "Urenregels die anders zijn", UREN, van_uren, _uren(), met_gemeente=met_gemeente)
    wat = "Uurtarieven die anders zijn, van uren die bleven"
    _tabel(s, wat, TARIEVEN, van_tarieven, _tarieven(), met_gemeente=met_gemeente)
    _tabel(s, "Andere gegevens die anders zijn", GEGEVENS, van_gegevens, _gegevens(), met_gemeente=met_gemeente)
    return Oorzaken(bool(van_uren), bool(van_tarieven))


def _tabel(
    s: Stapel,
    wat: str,
    naam: str,
    rijen: Sequence[tuple[str, W]],
    velden: Sequence[Tabelveld[tuple[str, W]]],
    *,
    met_gemeente: bool,
) -> None:
    if not rijen:
        return
    s.kopje(wat)
    van_wie: list[Tabelveld[tuple[str, W]]] = [werk("Gemeente", Maat.TEKST, lambda r: r[0], breedte=34)] * met_gemeente
    s.tabel(naam, rijen, [*van_wie, *velden], kophoogte=30)
    s.wit(2)


def _uren() -> list[Tabelveld[tuple[str, Urenwijziging]]]:
    verschil = "ROUND([@Uren deze versie]-[@Uren vorige versie],2)"
    kosten: list[Tabelveld[tuple[str, Urenwijziging]]] = _kosten()
    return [
        invoer("Thema", Maat.TEKST, lambda r: r[1].thema, breedte=34),
        werk("Gevolg", Maat.TEKST, lambda r: r[1].gevolg, breedte=16),
        invoer("Maand", Maat.MAAND, lambda r: r[1].maand, breedte=16),
        invoer("Schaal", Maat.SCHAAL, lambda r: r[1].schaal, breedte=16),
        invoer("Uren vorige versie", Maat.UREN, lambda r: r[1].uren_h.vorig, breedte=16),
        invoer("Uren deze versie", Maat.UREN, lambda r: r[1].uren_h.nu, breedte=16),
        uitkomst("Verschil uren", Maat.UREN, lambda r: r[1].uren_h.verschil, verschil, breedte=16),
        *kosten,
        invoer("Medewerker", Maat.TEKST, lambda r: r[1].medewerker, breedte=22),
        invoer("Rol", Maat.TEKST, lambda r: r[1].rol, breedte=16),
    ]


def _tarieven() -> list[Tabelveld[tuple[str, Tariefwijziging]]]:
    verschil = "ROUND([@Uurtarief deze versie €]-[@Uurtarief vorige versie €],2)"
    kosten: list[Tabelveld[tuple[str, Tariefwijziging]]] = _kosten()
    return [
        werk("Tarief", Maat.TEKST, lambda r: f"schaal {r[1].schaal}", breedte=34),
        invoer("Van", Maat.MAAND, lambda r: r[1].van, breedte=16),
        invoer("Tot en met", Maat.MAAND, lambda r: r[1].tot, breedte=16),
        invoer("Uren", Maat.UREN, lambda r: r[1].uren_h, breedte=16),
        invoer("Uurtarief vorige versie €", Maat.EURO, lambda r: r[1].uurtarief_ct.vorig, breedte=16),
        invoer("Uurtarief deze versie €", Maat.EURO, lambda r: r[1].uurtarief_ct.nu, breedte=16),
        uitkomst("Verschil uurtarief €", Maat.EURO, lambda r: r[1].uurtarief_ct.verschil, verschil, breedte=16),
        *kosten,
    ]


def _kosten() -> list[Tabelveld[tuple[str, K]]]:
    verschil = "ROUND([@Kosten deze versie €]-[@Kosten vorige versie €],2)"
    return [
        invoer("Kosten vorige versie €", Maat.EURO, lambda r: r[1].kosten_ct.vorig, breedte=16),
        invoer("Kosten deze versie €", Maat.EURO, lambda r: r[1].kosten_ct.nu, breedte=16),
        uitkomst("Verschil kosten €", Maat.EURO, lambda r: r[1].kosten_ct.verschil, verschil, breedte=16),
    ]


def _gegevens() -> list[Tabelveld[tuple[str, Gegevenwijziging]]]:
    def maat(rij: tuple[str, Gegevenwijziging]) -> Maat:
        return _MATEN[rij[1].eenheid]

    def toen(rij: tuple[str, Gegevenwijziging]) -> Ruw:
        return rij[1].vorig

    def nu(rij: tuple[str, Gegevenwijziging]) -> Ruw:
        return rij[1].nu

    return [
        werk("Gegeven", Maat.TEKST, lambda r: r[1].wat, breedte=34),
        werk("Eenheid", Maat.TEKST, lambda r: r[1].eenheid, breedte=16),
        Tabelveld("Vorige versie", Maat.ALGEMEEN, toen, "", 16, Aanzien.INVOER, per_rij=maat),
        Tabelveld("Deze versie", Maat.ALGEMEEN, nu, "", 16, Aanzien.INVOER, per_rij=maat),
    ]
