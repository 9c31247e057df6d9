"""The gemeente's own hour lines, each with the formula of its cost."""

from __future__ import annotations

from via_xl.basis.maat import Maat
from via_xl.rekenen.tarief import maandeinde
from via_xl.rekenen.verrekening import Kostenregel
from via_xl.schrijven.afrekening import eigen_tarieven
from via_xl.schrijven.afrekening.opdracht import Afrekeningopdracht
from via_xl.schrijven.boek import Boek
from via_xl.schrijven.formules import regelkosten, tarief_van_maand
from via_xl.schrijven.taal import Aanzien, F, Namen, Tabelveld, Tabkleur, begin_blad, invoer, uitkomst, werk

BLAD = "Uren"
TABEL = "tblUwUren"
NAMEN = Namen(BLAD)
"""What the own lines come to, for formulas on other sheets: ``NAMEN.uren`` and ``NAMEN.kosten``."""


def zet(boek: Boek, o: Afrekeningopdracht) -> None:
    """Add the sheet; without own hours it says so."""
    jaar = o.uitkomst.jaar
    s = begin_blad(
        boek,
        BLAD,
        kleur=Tabkleur.INVOER,
        kopregel=o.kopregel,
        uitleg=f"Wat uw gemeente in {jaar} aan uren inbracht, met tarief en kosten per regel.{o.opvolging()}",
    )
    s.breed({0: 22, 1: 16})
    uren: F | int = F(f"ROUND(SUM({TABEL}[Uren]),2)", o.ons.uren_h) if o.regels else 0
    kosten: F | int = F(f"ROUND(SUM({TABEL}[Kosten €]),2)", o.ons.kosten_ct) if o.regels else 0
    b, aanzien = s.blok(), Aanzien.UITKOMST if o.regels else Aanzien.INVOER
    b.rij("Totaal uren", Maat.UREN, uren, als="uren", aanzien=aanzien)
    b.rij("Totaal kosten in euro", Maat.EURO, kosten, als="kosten", aanzien=aanzien)
    s.wit()
    if not o.regels:
        s.tekst(f"Uw gemeente heeft in {jaar} geen uren geleverd; in de master staat geen regel.")
        return
    s.wit()
    s.tabel(TABEL, o.regels, _kolommen(o), bevries=True)


def _kolommen(o: Afrekeningopdracht) -> list[Tabelveld[Kostenregel]]:
    in_maand = tarief_van_maand(eigen_tarieven.TABEL)
    tarief = f"SUMIFS({eigen_tarieven.TABEL}[Uurtarief €],{in_maand})"
    namen = {g.code: g.naam for g in o.regeling.gemeenten}
    wie: list[Tabelveld[Kostenregel]] = (
        [invoer("Gemeente", Maat.TEKST, lambda k: namen[k.regel.code], breedte=22)] if o.voorgangers else []
    )
    return [
        invoer("Medewerker", Maat.TEKST, lambda k: k.regel.medewerker, breedte=22),
        invoer("Rol", Maat.TEKST, lambda k: k.regel.rol, breedte=16),
        invoer("Thema", Maat.TEKST, lambda k: k.regel.thema, breedte=32),
        invoer("Schaal", Maat.SCHAAL, lambda k: k.regel.schaal, breedte=9),
        invoer("Maand", Maat.MAAND, lambda k: k.regel.maand, breedte=11),
        invoer("Uren", Maat.UREN, lambda k: k.regel.uren_h, breedte=10),
        invoer("Bron", Maat.TEKST, lambda k: k.regel.bron, breedte=44),
        invoer("Status", Maat.TEKST, lambda k: k.regel.status, breedte=14),
        *wie,
        werk("Vindplaats", Maat.TEKST, lambda k: o.vindplaats(k.regel.plek), breedte=15),
        werk("Maandeinde", Maat.DATUM, lambda k: maandeinde(k.regel.maand), "EOMONTH([@Maand],0)"),
        werk("Tarieven", Maat.GEHEEL, lambda _: 1, f"COUNTIFS({in_maand})", breedte=10),
        werk("Uurtarief €", Maat.EURO, lambda k: k.uurtarief_ct, tarief),
        uitkomst("Kosten €", Maat.EURO, lambda k: k.kosten_ct, regelkosten("[@Uurtarief €]"), breedte=14),
    ]
