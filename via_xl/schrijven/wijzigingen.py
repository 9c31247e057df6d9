"""Why a version of a settlement differs from an earlier one, as tables: hour lines, rates and other inputs that changed.

The tables of one gemeente go into its own workbook; those of all of them only into what the centrumgemeente keeps.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from via_xl.basis.geld import euro, fractie, uren
from via_xl.rekenen.wijzigingen import Eenheid, Gegevenwijziging, Gemeentewijziging, Tariefwijziging, Urenwijziging
from via_xl.schrijven.boek import Blad, Cel, TabelKolom, Waarde

UREN, TARIEVEN, GEGEVENS = "tblWijzigingUren", "tblWijzigingTarieven", "tblWijzigingGegevens"
_STIJLEN = {
    Eenheid.EURO: "euro",
    Eenheid.PROCENT: "procent",
    Eenheid.UREN: "uren",
    Eenheid.INWONERS: "geheel",
    Eenheid.JAAR: "jaar",
    Eenheid.TEKST: "tekst",
}


@dataclass(frozen=True, slots=True)
class Oorzaken:
    """What was placed: the next free row, and whether there is a table of hour lines and one of rates."""

    rij: int
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


def zet(
    blad: Blad,
    rij: int,
    gemeenten: Sequence[Gemeentewijziging],
    regio: Sequence[Gegevenwijziging],
    *,
    met_gemeente: bool,
) -> Oorzaken:
    """Place the tables that have rows; ``regio`` are the parameters of the year. ``met_gemeente``: whose each row is."""
    van_uren = [(g.naam, regel) for g in gemeenten for regel in g.regels]
    van_tarieven = [(g.naam, tarief) for g in gemeenten for tarief in g.tarieven]
    van_gegevens = [("hele regio", gegeven) for gegeven in regio]
    van_gegevens += [(g.naam, gegeven) for g in gemeenten for gegeven in g.gegevens]
    if van_uren:
        rij = _uren(blad, rij, van_uren, met_gemeente=met_gemeente)
    if van_tarieven:
        rij = _tarieven(blad, rij, van_tarieven, met_gemeente=met_gemeente)
    if van_gegevens:
        rij = _gegevens(blad, rij, van_gegevens, met_gemeente=met_gemeente)
    return Oorzaken(rij, bool(van_uren), bool(van_tarieven))


def _van_wie(namen: Sequence[str], *, met_gemeente: bool) -> list[TabelKolom]:
    return [TabelKolom("Gemeente", list(namen), "werk.tekst", None, 34)] if met_gemeente else []


def _uren(blad: Blad, rij: int, rijen: Sequence[tuple[str, Urenwijziging]], *, met_gemeente: bool) -> int:
    blad.zet(rij, 0, "Urenregels die anders zijn", "kopje")
    regels = [regel for _, regel in rijen]
    kolommen = [
        *_van_wie([naam for naam, _ in rijen], met_gemeente=met_gemeente),
        TabelKolom("Thema", [r.thema for r in regels], "invoer.tekst", None, 34),
        TabelKolom("Gevolg", [str(r.gevolg) for r in regels], "werk.tekst", None, 16),
        TabelKolom("Maand", [r.maand for r in regels], "invoer.maand", None, 16),
        TabelKolom("Schaal", [r.schaal for r in regels], "invoer.schaal", None, 16),
        TabelKolom("Uren vorige versie", [uren(r.uren_h.vorig) for r in regels], "invoer.uren", None, 16),
        TabelKolom("Uren deze versie", [uren(r.uren_h.nu) for r in regels], "invoer.uren", None, 16),
        TabelKolom(
            "Verschil uren",
            [uren(r.uren_h.verschil) for r in regels],
            "uitkomst.uren",
            "=ROUND([@Uren deze versie]-[@Uren vorige versie],2)",
            16,
        ),
        *_kosten([(r.kosten_ct.vorig, r.kosten_ct.nu) for r in regels]),
        TabelKolom("Medewerker", [r.medewerker for r in regels], "invoer.tekst", None, 22),
        TabelKolom("Rol", [r.rol for r in regels], "invoer.tekst", None, 16),
    ]
    return _plaats(blad, UREN, rij + 1, kolommen, len(rijen))


def _tarieven(blad: Blad, rij: int, rijen: Sequence[tuple[str, Tariefwijziging]], *, met_gemeente: bool) -> int:
    blad.zet(rij, 0, "Uurtarieven die anders zijn, van uren die bleven", "kopje")
    tarieven = [tarief for _, tarief in rijen]
    kolommen = [
        *_van_wie([naam for naam, _ in rijen], met_gemeente=met_gemeente),
        TabelKolom("Tarief", [f"schaal {t.schaal}" for t in tarieven], "werk.tekst", None, 34),
        TabelKolom("Van", [t.van for t in tarieven], "invoer.maand", None, 16),
        TabelKolom("Tot en met", [t.tot for t in tarieven], "invoer.maand", None, 16),
        TabelKolom("Uren", [uren(t.uren_h) for t in tarieven], "invoer.uren", None, 16),
        TabelKolom(
            "Uurtarief vorige versie €", [euro(t.uurtarief_ct.vorig) for t in tarieven], "invoer.euro", None, 16
        ),
        TabelKolom("Uurtarief deze versie €", [euro(t.uurtarief_ct.nu) for t in tarieven], "invoer.euro", None, 16),
        TabelKolom(
            "Verschil uurtarief €",
            [euro(t.uurtarief_ct.verschil) for t in tarieven],
            "uitkomst.euro",
            "=ROUND([@Uurtarief deze versie €]-[@Uurtarief vorige versie €],2)",
            16,
        ),
        *_kosten([(t.kosten_ct.vorig, t.kosten_ct.nu) for t in tarieven]),
    ]
    return _plaats(blad, TARIEVEN, rij + 1, kolommen, len(rijen))


def _kosten(paren: Sequence[tuple[int, int]]) -> list[TabelKolom]:
    return [
        TabelKolom("Kosten vorige versie €", [euro(vorig) for vorig, _ in paren], "invoer.euro", None, 16),
        TabelKolom("Kosten deze versie €", [euro(nu) for _, nu in paren], "invoer.euro", None, 16),
        TabelKolom(
            "Verschil kosten €",
            [euro(nu - vorig) for vorig, nu in paren],
            "uitkomst.euro",
            "=ROUND([@Kosten deze versie €]-[@Kosten vorige versie €],2)",
            16,
        ),
    ]


def _gegevens(blad: Blad, rij: int, rijen: Sequence[tuple[str, Gegevenwijziging]], *, met_gemeente: bool) -> int:
    blad.zet(rij, 0, "Andere gegevens die anders zijn", "kopje")
    gegevens = [gegeven for _, gegeven in rijen]
    kolommen = [
        *_van_wie([naam for naam, _ in rijen], met_gemeente=met_gemeente),
        TabelKolom("Gegeven", [g.wat for g in gegevens], "werk.tekst", None, 34),
        TabelKolom("Eenheid", [str(g.eenheid) for g in gegevens], "werk.tekst", None, 16),
        TabelKolom("Vorige versie", [_waarde(g.vorig, g.eenheid) for g in gegevens], "invoer.algemeen", None, 16),
        TabelKolom("Deze versie", [_waarde(g.nu, g.eenheid) for g in gegevens], "invoer.algemeen", None, 16),
    ]
    uit = _plaats(blad, GEGEVENS, rij + 1, kolommen, len(rijen))
    eerste = len(kolommen) - 2
    for nummer, gegeven in enumerate(gegevens):
        for kol in (eerste, eerste + 1):
            plek = (rij + 2 + nummer, kol)
            blad.cellen[plek] = Cel(blad.cellen[plek].waarde, f"invoer.{_STIJLEN[gegeven.eenheid]}")
    return uit


def _plaats(blad: Blad, naam: str, rij: int, kolommen: Sequence[TabelKolom], rijen: int) -> int:
    blad.tabel(naam, rij, 0, kolommen)
    blad.hoogtes[rij] = 30
    return rij + rijen + 3


def _waarde(waarde: int | str | None, eenheid: Eenheid) -> Waarde:
    """A value as a cell holds it; a blank stays one."""
    if waarde is None or isinstance(waarde, str):
        return waarde
    if eenheid in (Eenheid.EURO, Eenheid.UREN):
        return euro(waarde)
    return fractie(waarde) if eenheid is Eenheid.PROCENT else waarde
