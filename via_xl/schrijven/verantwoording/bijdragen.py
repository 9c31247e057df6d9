"""The sheet Bijdragen: what each gemeente bears, beside the printed amount; only where it tells no cost."""

from __future__ import annotations

from via_xl.basis.maat import Maat
from via_xl.rekenen import grootheden as g
from via_xl.rekenen.verrekening import GemeenteUitkomst, Verrekening
from via_xl.schrijven import formules
from via_xl.schrijven.boek import Boek
from via_xl.schrijven.taal import Grafiek, Namen, Tabelveld, invoer, kolom, uitkomst, werk
from via_xl.schrijven.verantwoording.opbouw import begin
from via_xl.schrijven.verantwoording.stof import Verantwoordingsstof

BLAD = "Bijdragen"
TABEL = "tblBijdragen"
TOTAAL = Namen(BLAD)[f"{TABEL} Bijdrage €"]
"""The reference to all bijdragen together."""


def zet(boek: Boek, stof: Verantwoordingsstof) -> None:
    """Add the sheet: a row per gemeente, the total and a chart."""
    uit = stof.uitkomst
    hoe = "vast" if uit.vast else f"verdeeld naar {uit.verdeelsleutel}"
    waar = stof.regeling.regio.passage("begroting")
    uitleg = f"Wat elke gemeente van het te verdelen bedrag draagt, naast het gedrukte bedrag van {waar} ({hoe})."
    s = begin(boek, stof, BLAD, "Bijdragen", uitleg)
    s.tabel(TABEL, uit.gemeenten, _kolommen(uit), kophoogte=30)
    s.wit()
    begroot, werkelijk = kolom(s.blad, TABEL, g.BEGROOT.kop), kolom(s.blad, TABEL, g.BIJDRAGE.kop)
    grafiek = Grafiek(
        "Begrote en werkelijke bijdrage per gemeente",
        kolom(s.blad, TABEL, "Gemeente"),
        [(g.BEGROOT.kort, begroot), ("Werkelijk", werkelijk)],
        breedte=720,
        hoogte=320,
        vanaf_nul=not uit.vast,
    )
    s.grafiek(grafiek, 0)


def zonder_btw(uit: Verrekening) -> str:
    """The formula (without ``=``) of all bijdragen together without the btw in them."""
    return f"ROUND({TOTAAL}-{Namen(BLAD)[f'{TABEL} {g.BTW.kop}']},2)" if uit.btw_is_last else TOTAAL


def _kolommen(uit: Verrekening) -> list[Tabelveld[GemeenteUitkomst]]:
    min_begroot = formules.verschil("[@Bijdrage €]", "[@Begroot €]")
    aandeel = f"IF({TOTAAL}=0,0,[@Bijdrage €]/{TOTAAL})"
    alle_ct = sum(r.bijdrage_ct for r in uit.gemeenten)
    btw: list[Tabelveld[GemeenteUitkomst]] = (
        [invoer(g.BTW.kop, Maat.EURO, lambda r: r.btw_ct, breedte=16, totaal=True)] if uit.btw_is_last else []
    )
    return [
        werk("Gemeente", Maat.TEKST, lambda r: r.naam, breedte=34),
        invoer(g.BEGROOT.kop, Maat.EURO, lambda r: r.begroot_ct, breedte=18, totaal=True),
        invoer(g.BIJDRAGE.kop, Maat.EURO, lambda r: r.bijdrage_ct, breedte=18, totaal=True),
        *btw,
        uitkomst("Bijdrage min begroot €", Maat.EURO, g.VERSCHIL.waarde, min_begroot, breedte=18),
        werk(
            "Aandeel %",
            Maat.AANDEEL,
            lambda r: r.bijdrage_ct / alle_ct if alle_ct else 0,
            aandeel,
            breedte=12,
        ),
    ]
