"""The gemeente's own hour lines, each with the formula of its cost."""

from __future__ import annotations

from via_xl.basis.maat import Maat
from via_xl.rekenen.tarief import maandeinde
from via_xl.rekenen.vergoeding import Vergoedingsjaar
from via_xl.rekenen.verrekening import Kostenregel
from via_xl.schrijven.afrekening import eigen_tarieven
from via_xl.schrijven.afrekening.herkomst import NAMEN as HERKOMST
from via_xl.schrijven.afrekening.herkomst import Vergoedingsnamen
from via_xl.schrijven.afrekening.opdracht import Afrekeningopdracht
from via_xl.schrijven.boek import Boek
from via_xl.schrijven.formules import regelkosten, tarief_van_maand
from via_xl.schrijven.taal import (
    Aanzien,
    Blok,
    F,
    Namen,
    Tabelveld,
    Tabkleur,
    begin_blad,
    geteld,
    invoer,
    uitkomst,
    werk,
)

BLAD = "Uren"
TABEL = "tblUwUren"
_THEMA, _BRON = 26, 32
"""The widths of the columns of texts that run on: with narrower columns the letters on paper are larger."""
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
    s.breed({0: 22, 1: 15})
    uren: F | int = F(f"ROUND(SUM({TABEL}[Uren]),2)", o.ons.uren_h) if o.regels else 0
    kosten: F | int = F(f"ROUND(SUM({TABEL}[Kosten €]),2)", o.ons.urenkosten_ct) if o.regels else 0
    b, aanzien = s.blok(), Aanzien.UITKOMST if o.regels else Aanzien.INVOER
    b.rij("Totaal uren", Maat.UREN, uren, als="uren", aanzien=aanzien)
    b.rij("Totaal kosten in euro", Maat.EURO, kosten, als="kosten", aanzien=aanzien)
    for deel in o.late_jaren:
        _laat(b, o, deel)
    s.wit()
    if not o.regels:
        s.tekst(f"Uw gemeente heeft in {jaar} geen uren geleverd; in de master staat geen regel.")
        return
    s.wit()
    s.tabel(
        TABEL,
        o.regels,
        _kolommen(o),
        bevries=True,
        rijhoogte=lambda k: geteld((k.regel.thema, _THEMA), (k.regel.bron, _BRON)),
    )


def _laat(b: Blok, o: Afrekeningopdracht, deel: Vergoedingsjaar) -> None:
    """The own hours of another year, that the POK of that year reimburses."""
    namen = Vergoedingsnamen(deel.jaar)
    welke = [rij for rij in o.regels if rij.regel.maand.year == deel.jaar]
    van_jaar = f"{TABEL}[Leverjaar],{HERKOMST[namen.jaar]}"
    uren = F(f"ROUND(SUMIFS({TABEL}[Uren],{van_jaar}),2)", sum(rij.regel.uren_h for rij in welke))
    b.rij(f"Daarvan uit {deel.jaar}, in uren", Maat.UREN, uren, als=namen.uren)
    kosten = F(f"ROUND(SUMIFS({TABEL}[Kosten €],{van_jaar}),2)", sum(rij.kosten_ct for rij in welke))
    b.rij(f"Daarvan uit {deel.jaar}, kosten in euro", Maat.EURO, kosten, als=namen.kosten)


def _kolommen(o: Afrekeningopdracht) -> list[Tabelveld[Kostenregel]]:
    in_maand = tarief_van_maand(eigen_tarieven.TABEL)
    tarief = f"SUMIFS({eigen_tarieven.TABEL}[Uurtarief €],{in_maand})"
    namen = {g.code: g.naam for g in o.regeling.gemeenten}
    wie: list[Tabelveld[Kostenregel]] = (
        [invoer("Gemeente", Maat.TEKST, lambda k: namen[k.regel.code], breedte=18)] if o.voorgangers else []
    )
    jaar: list[Tabelveld[Kostenregel]] = [
        werk("Leverjaar", Maat.JAAR, lambda k: k.regel.maand.year, "YEAR([@Maand])", breedte=10)
    ]
    laat = jaar if o.late_jaren else []
    som: list[Tabelveld[Kostenregel]] = [
        invoer("Regels", Maat.GEHEEL, lambda k: k.regel.regels, breedte=9),
        invoer("Afronding €", Maat.EURO, lambda k: k.regel.afronding_ct, breedte=12),
    ]
    sommen = any(k.regel.regels > 1 for k in o.regels)
    kosten = regelkosten("[@Uurtarief €]", afronding=sommen)
    return [
        invoer("Medewerker", Maat.TEKST, lambda k: k.regel.medewerker, breedte=22),
        invoer("Rol", Maat.TEKST, lambda k: k.regel.rol, breedte=15),
        invoer("Thema", Maat.ALINEA, lambda k: k.regel.thema, breedte=_THEMA),
        invoer("Schaal", Maat.SCHAAL, lambda k: k.regel.schaal, breedte=9),
        invoer("Maand", Maat.MAAND, lambda k: k.regel.maand, breedte=11),
        invoer("Uren", Maat.UREN, lambda k: k.regel.uren_h, breedte=10),
        *(som if sommen else []),
        invoer("Bron", Maat.ALINEA, lambda k: k.regel.bron, breedte=_BRON),
        invoer("Status", Maat.TEKST, lambda k: k.regel.status, breedte=12),
        *wie,
        werk("Vindplaats", Maat.TEKST, lambda k: o.vindplaats(k.regel.plek), breedte=12),
        werk("Maandeinde", Maat.DATUM, lambda k: maandeinde(k.regel.maand), "EOMONTH([@Maand],0)"),
        *laat,
        werk("Tarieven", Maat.GEHEEL, lambda _: 1, f"COUNTIFS({in_maand})", breedte=10),
        werk("Uurtarief €", Maat.EURO, lambda k: k.uurtarief_ct, tarief),
        uitkomst("Kosten €", Maat.EURO, lambda k: k.kosten_ct, kosten, breedte=14),
    ]
