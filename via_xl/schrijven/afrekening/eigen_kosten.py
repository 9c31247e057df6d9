"""The costs other than hours that the gemeente itself paid and that are settled: nobody else's copy holds them."""

from __future__ import annotations

from via_xl.basis.maat import Maat
from via_xl.rekenen.verrekening import Overigeregel
from via_xl.schrijven.afrekening.eigen_uren import NAMEN as UREN
from via_xl.schrijven.afrekening.herkomst import NAMEN as HERKOMST
from via_xl.schrijven.afrekening.opdracht import Afrekeningopdracht
from via_xl.schrijven.boek import Boek
from via_xl.schrijven.formules import post, samen
from via_xl.schrijven.taal import Aanzien, F, Namen, Tabelveld, Tabkleur, begin_blad, invoer, uitkomst, werk

BLAD = "Kosten"
TABEL = "tblUwKosten"
NAMEN = Namen(BLAD)
"""What they come to, for formulas on other sheets: ``NAMEN.kosten``."""


def zet(boek: Boek, o: Afrekeningopdracht) -> None:
    """Add the sheet where the gemeente paid anything that counts."""
    if not o.overige:
        return
    s = begin_blad(
        boek,
        BLAD,
        kleur=Tabkleur.INVOER,
        kopregel=o.kopregel,
        uitleg=f"Wat uw gemeente in {o.uitkomst.jaar} buiten de uren betaalde en nu wordt verrekend.{o.opvolging()}",
    )
    s.breed({0: 40, 1: 16})
    samen_ct = F(f"ROUND(SUM({TABEL}[Kosten €]),2)", o.ons.overig_ct)
    s.blok().rij("Totaal kosten in euro", Maat.EURO, samen_ct, als="kosten", aanzien=Aanzien.UITKOMST)
    s.wit(2)
    s.tabel(TABEL, o.overige, _kolommen(o), bevries=True)


def inzet(o: Afrekeningopdracht) -> str:
    """The formula of all that the gemeente brought in: what its hours cost, and what else it paid."""
    return samen(UREN.kosten, NAMEN.kosten) if o.overige else UREN.kosten


def _kolommen(o: Afrekeningopdracht) -> list[Tabelveld[Overigeregel]]:
    tarief = HERKOMST.btw_tarief if any(rij.post.btw for rij in o.overige) else "0"
    namen = {g.code: g.naam for g in o.regeling.gemeenten}
    wie: list[Tabelveld[Overigeregel]] = (
        [invoer("Gemeente", Maat.TEKST, lambda r: namen[r.post.code], breedte=22)] if o.voorgangers else []
    )
    return [
        invoer("Omschrijving", Maat.TEKST, lambda r: r.post.omschrijving, breedte=40),
        invoer("Factuur", Maat.TEKST, lambda r: r.post.factuur or None, breedte=16),
        invoer("Bedrag €", Maat.EURO, lambda r: r.post.bedrag_ct, breedte=14),
        invoer("Btw", Maat.TEKST, lambda r: _janee(r.post.btw), breedte=8),
        invoer("POK", Maat.TEKST, lambda r: _janee(r.post.pok), breedte=8),
        invoer("Bron", Maat.TEKST, lambda r: r.post.bron, breedte=44),
        invoer("Status", Maat.TEKST, lambda r: r.post.status, breedte=14),
        *wie,
        werk("Vindplaats", Maat.TEKST, lambda r: o.vindplaats(r.post.plek), breedte=18),
        uitkomst("Kosten €", Maat.EURO, lambda r: r.kosten_ct, post(tarief), breedte=14),
    ]


def _janee(waarde: bool) -> str:
    return "ja" if waarde else "nee"
