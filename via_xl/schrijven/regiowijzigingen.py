"""What changed for every gemeente since an earlier version, for the centrumgemeente: the amounts, and the reasons behind.

The same two sheets in the regional workbook of a run, where the amounts of this version are those of ``Verrekening``, and
in the workbook of ``via-xl verschil``, where both versions are given.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec import Struct

from via_xl.basis.geld import euro
from via_xl.basis.maat import Maat
from via_xl.rekenen import grootheden as g
from via_xl.rekenen.wijzigingen import Gemeentewijziging, Paar, Vergelijking
from via_xl.schrijven import wijzigingen
from via_xl.schrijven.boek import Boek
from via_xl.schrijven.taal import (
    Aanzien,
    F,
    Namen,
    Tabelveld,
    Tabkleur,
    begin_blad,
    invoer,
    uitkomst,
    werk,
)
from via_xl.schrijven.taal.controleblad import Controle, controle

BLAD, OORZAKEN = "Wijzigingen", "Oorzaken"
SALDO, BEDRAGEN = "tblWijzigingSaldo", "tblWijzigingBedragen"
_NAMEN = Namen(BLAD)


class Bedragbron(Struct, frozen=True):
    """Where the amounts of this version stand in the workbook; "" where both versions are given as they are."""

    kosten: str = ""
    vergoeding: str = ""
    te_verdelen: str = ""
    tabel: str = ""
    btw: str = ""

    def van(self, kolom: str) -> str:
        """The formula of a column of this version: the row of the settlement with the same code; "" without one."""
        return f"ROUND(SUMIFS({self.tabel}[{kolom}],{self.tabel}[Code],[@Code]),2)" if self.tabel else ""


def zet(boek: Boek, v: Vergelijking, bron: Bedragbron, naam: str, vlag: str) -> list[Controle]:
    """Add the sheets; gives the checks on them. ``naam`` stands in the header of a printed page."""
    toen, nu = (f"versie {stand.versie} ({stand.status})" for stand in (v.vorig, v.nu))
    s = begin_blad(
        boek,
        BLAD,
        kleur=Tabkleur.UITKOMST,
        kopregel=f"{naam} · {BLAD}",
        titel=f"Wijzigingen {v.jaar}, hele regio",
        uitleg=f"Wat elke gemeente in {nu} tegenover {toen} anders heeft.",
        vlag=vlag,
    )
    s.breed({0: 34} | dict.fromkeys(range(1, 14), 15.0))
    wijzigingen.begin(s, v, "Vergeleken met")
    b = wijzigingen.paren(s, "Hele regio", " €", uitkomsten=("",))
    b.paar(g.KOSTEN.kort_met_symbool, Maat.EURO, v.kosten_ct, "kosten", bron.kosten)
    b.paar("Vergoeding uit POK (V)", Maat.EURO, v.vergoeding_ct, "vergoeding", bron.vergoeding)
    b.paar(g.TE_VERDELEN.kort_met_symbool, Maat.EURO, v.te_verdelen_ct, "te_verdelen", bron.te_verdelen)
    if _met_btw(v):
        b.paar("Btw in de bijdragen", Maat.EURO, v.btw_ct, "btw", bron.btw)
    s.wit()
    if v.parameters:
        s.kopje("Wat in de keuzes van het jaar anders is")
        for parameter in v.parameters:
            s.tekst(f"• {parameter.regel()}")
        s.wit()
    s.kopje("Saldo per gemeente (min: ontvangt)")
    if v.meegenomen.naar is not None:
        s.uitleg(
            f"De verschillen zijn kleiner dan de drempel van het jaar en worden verrekend met de afrekening van {v.meegenomen.naar}."
        )
    s.tabel(SALDO, v.gemeenten, _saldo(v, bron), kophoogte=30)
    s.wit(2)
    s.kopje("Waaruit het saldo bestaat")
    s.tabel(BEDRAGEN, v.gemeenten, _bedragen(bron, overig=_met_overig(v)), kophoogte=30)
    return [*_controles(v), *_oorzaken(boek, v, naam, vlag)]


def _saldo(v: Vergelijking, bron: Bedragbron) -> list[Tabelveld[Gemeentewijziging]]:
    """The saldo of everyone, with the reasons in words."""

    def redenen(rij: Gemeentewijziging) -> str:
        return "; ".join(rij.eigen_redenen) or "niets"

    return [
        *_wie(),
        *_drie("Saldo", Maat.EURO, lambda r: r.saldo_ct, bron),
        *(
            _drie("Verrekend", Maat.EURO, lambda r: r.verrekend_ct, bron)
            if any(r.met_verrekend for r in v.gemeenten)
            else ()
        ),
        *([_naar_later(v)] if v.meegenomen.naar is not None else []),
        Tabelveld("Wat zelf veranderde", Maat.TEKST, redenen, breedte=15, erbuiten=True),
    ]


def _naar_later(v: Vergelijking) -> Tabelveld[Gemeentewijziging]:
    """What of the difference is settled with a later year."""
    kop = f"Verrekend met {v.meegenomen.naar} €"
    return invoer(kop, Maat.EURO, lambda r: v.meegenomen.van(r.code), breedte=15, totaal=True)


def _met_btw(v: Vergelijking) -> bool:
    return any((v.btw_ct.vorig, v.btw_ct.nu))


def _met_overig(v: Vergelijking) -> bool:
    return any(rij.overig_ct.vorig or rij.overig_ct.nu for rij in v.gemeenten)


def _bedragen(bron: Bedragbron, *, overig: bool) -> list[Tabelveld[Gemeentewijziging]]:
    """What the saldo is made of; ``overig``: and what of the cost isn't of hours."""
    return [
        *_wie(),
        *_drie("Bijdrage", Maat.EURO, lambda r: r.bijdrage_ct, bron),
        *_drie("Kosten", Maat.EURO, lambda r: r.kosten_ct, bron),
        *(_drie("Overige kosten", Maat.EURO, lambda r: r.overig_ct, bron) if overig else ()),
        *_drie("Voorschot", Maat.EURO, lambda r: r.voorschot_ct, bron),
        *_drie("Uren", Maat.UREN, lambda r: r.uren_h, bron),
    ]


def _wie() -> list[Tabelveld[Gemeentewijziging]]:
    return [
        werk("Gemeente", Maat.TEKST, lambda r: r.naam, breedte=34),
        werk("Code", Maat.TEKST, lambda r: r.code, breedte=15),
    ]


def _drie(
    wat: str, maat: Maat, paar: Callable[[Gemeentewijziging], Paar], bron: Bedragbron
) -> list[Tabelveld[Gemeentewijziging]]:
    """Three columns: the previous version, this one, and the difference."""
    vorige, deze, verschil = _koppen(wat, maat)
    rol = Aanzien.WERK if bron.tabel else Aanzien.INVOER
    formule = f"ROUND([@{deze}]-[@{vorige}],2)"
    return [
        invoer(vorige, maat, lambda r: paar(r).vorig, breedte=15, totaal=True),
        Tabelveld(deze, maat, lambda r: paar(r).nu, bron.van(f"{wat} {maat.teken}".rstrip()), 15, rol, totaal=True),
        uitkomst(verschil, maat, lambda r: paar(r).verschil, formule, breedte=15, totaal=True),
    ]


def _koppen(wat: str, maat: Maat) -> tuple[str, str, str]:
    vorige, deze, verschil = (
        f"{kop} {maat.teken}".rstrip()
        for kop in (f"{wat} vorige versie", f"{wat} deze versie", f"Verschil {wat.lower()}")
    )
    return vorige, deze, verschil


def _oorzaken(boek: Boek, v: Vergelijking, naam: str, vlag: str) -> Iterator[Controle]:
    """The sheet with every hour line, rate and other input that changed; gives the checks on what they add up to."""
    if not (v.parameters or any(r.regels or r.tarieven or r.gegevens for r in v.gemeenten)):
        return iter(())
    s = begin_blad(
        boek,
        OORZAKEN,
        kleur=Tabkleur.INVOER,
        kopregel=f"{naam} · {OORZAKEN}",
        titel=f"Oorzaken {v.jaar}, hele regio",
        uitleg="Elke urenregel, elk tarief en elk ander gegeven dat anders is dan in de vorige versie. Alleen voor de centrumgemeente.",
        vlag=vlag,
    )
    oorzaken = wijzigingen.zet(s, v.gemeenten, v.parameters, met_gemeente=True)
    overig = _totaal("Overige kosten")[2] if _met_overig(v) else ""
    uren = _totaal("Uren", Maat.UREN)[2]
    return oorzaken.controles("kosten", uren, _totaal("Kosten")[2], OORZAKEN, v.gemeenten, overig)


def _totaal(wat: str, maat: Maat = Maat.EURO, tabel: str = BEDRAGEN) -> tuple[str, str, str]:
    """The cells of the totals of such three columns."""
    vorige, deze, verschil = (_NAMEN[f"{tabel} {kop}"] for kop in _koppen(wat, maat))
    return vorige, deze, verschil


def _controles(v: Vergelijking) -> Iterator[Controle]:
    """Each version nets to zero, so the differences do."""
    saldo, voorschot = _totaal("Saldo", tabel=SALDO), _totaal("Voorschot")
    paren = [paar for r in v.gemeenten for paar in (r.saldo_ct, r.voorschot_ct)]
    for wat, kol, welke, vergoed_ct, samen_ct in (
        ("de vorige versie", 0, "toen", v.vergoeding_ct.vorig - v.btw_ct.vorig, sum(p.vorig for p in paren)),
        ("deze versie", 1, "nu", v.vergoeding_ct.nu - v.btw_ct.nu, sum(p.nu for p in paren)),
    ):
        btw = f"+{_NAMEN[f'btw.{welke}']}" if _met_btw(v) else ""
        yield controle(
            f"Saldi en voorschotten van {wat} zijn samen min de vergoeding{', met de btw' if btw else ''}",
            Maat.EURO,
            verwacht=F(f"ROUND(0-{_NAMEN[f'vergoeding.{welke}']}{btw},2)", euro(-vergoed_ct)),
            gevonden=F(f"ROUND({saldo[kol]}+{voorschot[kol]},2)", euro(samen_ct)),
            waar=BLAD,
        )
    bijdrage, kosten = _totaal("Bijdrage"), _totaal("Kosten")
    verschil_ct = sum(r.saldo_ct.verschil for r in v.gemeenten)
    yield controle(
        "Verschil in saldo is dat van bijdrage, kosten en voorschot",
        Maat.EURO,
        verwacht=F(f"ROUND({bijdrage[2]}-{kosten[2]}-{voorschot[2]},2)", euro(verschil_ct)),
        gevonden=saldo[2],
        waar=BLAD,
    )
