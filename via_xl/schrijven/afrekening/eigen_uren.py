"""The gemeente's own hour lines, each with the formula of its cost."""

from __future__ import annotations

from dataclasses import dataclass

from via_xl.basis.geld import euro, uren
from via_xl.rekenen.tarief import maandeinde
from via_xl.schrijven.afrekening import eigen_tarieven
from via_xl.schrijven.afrekening.opdracht import Afrekeningopdracht
from via_xl.schrijven.boek import Adres, Boek, TabelKolom, serienummer
from via_xl.schrijven.formules import regelkosten, tarief_van_maand
from via_xl.schrijven.opmaak import kop

BLAD = "Uren"
TABEL = "tblUwUren"
_TABELRIJ = 8


@dataclass(frozen=True, slots=True)
class Totalen:
    """The cells with the total of the own lines."""

    uren: Adres
    kosten: Adres


def zet(boek: Boek, o: Afrekeningopdracht) -> Totalen:
    """Add the sheet; without own hours it says so."""
    blad = boek.blad(BLAD, kleur="#F2C94C", kopregel=o.kopregel)
    kop(
        blad,
        "Uren",
        f"Wat uw gemeente in {o.uitkomst.jaar} aan uren inbracht, met tarief en kosten per regel.",
        vlag="OK",
    )
    blad.zet(4, 0, "Totaal uren", "werk.tekst")
    blad.zet(5, 0, "Totaal kosten in euro", "werk.tekst")
    blad.breedtes |= {0: 22, 1: 16}
    if not o.regels:
        blad.zet(7, 0, f"Uw gemeente heeft in {o.uitkomst.jaar} geen uren geleverd; in de master staat geen regel.")
        return Totalen(blad.zet(4, 1, 0, "invoer.uren"), blad.zet(5, 1, 0, "invoer.euro"))
    totalen = Totalen(
        blad.formule(4, 1, f"=ROUND(SUM({TABEL}[Uren]),2)", uren(o.ons.uren_h), "uitkomst.uren"),
        blad.formule(5, 1, f"=ROUND(SUM({TABEL}[Kosten €]),2)", euro(o.ons.kosten_ct), "uitkomst.euro"),
    )
    in_maand = tarief_van_maand(eigen_tarieven.TABEL)
    regels = [k.regel for k in o.regels]
    blad.tabel(
        TABEL,
        _TABELRIJ,
        0,
        [
            TabelKolom("Medewerker", [r.medewerker for r in regels], "invoer.tekst", None, 22),
            TabelKolom("Rol", [r.rol for r in regels], "invoer.tekst", None, 16),
            TabelKolom("Thema", [r.thema for r in regels], "invoer.tekst", None, 32),
            TabelKolom("Schaal", [r.schaal for r in regels], "invoer.schaal", None, 9),
            TabelKolom("Maand", [r.maand for r in regels], "invoer.maand", None, 11),
            TabelKolom("Uren", [uren(r.uren_h) for r in regels], "invoer.uren", None, 10),
            TabelKolom("Bron", [r.bron for r in regels], "invoer.tekst", None, 44),
            TabelKolom("Status", [str(r.status) for r in regels], "invoer.tekst", None, 14),
            TabelKolom("Vindplaats", [o.vindplaats(r.plek) for r in regels], "werk.tekst", None, 15),
            TabelKolom(
                "Maandeinde",
                [serienummer(maandeinde(r.maand)) for r in regels],
                "werk.datum",
                "=EOMONTH([@Maand],0)",
                12,
            ),
            TabelKolom("Tarieven", [1] * len(regels), "werk.geheel", f"=COUNTIFS({in_maand})", 10),
            TabelKolom(
                "Uurtarief €",
                [euro(k.uurtarief_ct) for k in o.regels],
                "werk.euro",
                f"=SUMIFS({eigen_tarieven.TABEL}[Uurtarief €],{in_maand})",
                12,
            ),
            TabelKolom(
                "Kosten €", [euro(k.kosten_ct) for k in o.regels], "uitkomst.euro", regelkosten("[@Uurtarief €]"), 14
            ),
        ],
    )
    blad.bevroren = (_TABELRIJ + 1, 0)
    blad.titelrijen = (_TABELRIJ, _TABELRIJ)
    return totalen
