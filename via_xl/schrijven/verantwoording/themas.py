"""The sheet Themas: hours per theme, and the cost of themes on which at least three gemeenten booked."""

from __future__ import annotations

from via_xl.basis.maat import Maat
from via_xl.rekenen import grootheden as g
from via_xl.rekenen.themas import GENOEG, Kostengroep, Themauren
from via_xl.schrijven.boek import Boek
from via_xl.schrijven.rapport.themas import aandeel, grafiek
from via_xl.schrijven.taal import Tabelveld, invoer, werk
from via_xl.schrijven.verantwoording import meerjaren
from via_xl.schrijven.verantwoording.opbouw import begin
from via_xl.schrijven.verantwoording.stof import Verantwoordingsstof

BLAD = "Themas"
UREN, KOSTEN = "tblThemauren", "tblThemakosten"
SAMEN = "Overige thema's samen"
"""What a row of several themes is called."""
_BREEDTE = 46
_GEEN_UREN, _GEEN_KOSTEN = Themauren("", 0, 0, {}, frozenset()), Kostengroep(("",), 0, 0)
"""The rows of a year without hours."""
_WOORD = {2: "twee", 3: "drie", 4: "vier"}[GENOEG]


def zet(boek: Boek, stof: Verantwoordingsstof) -> None:
    """Add the sheet: hours per theme, cost per theme or group of themes, and a chart of each."""
    uitleg = f"Waar de werkgroep de afgerekende uren aan besteedde{stof.regeling.regio.volgens('themas')}, en wat dat kostte."
    s = begin(boek, stof, BLAD, "Thema's", uitleg)
    geboekt = [rij for rij in stof.themas.alle if rij.uren_h or rij in stof.themas.themas]
    s.kopje("Uren per thema")
    s.tabel(UREN, geboekt or [_GEEN_UREN], _uren(stof))
    s.wit()
    s.kopje("Kosten per thema")
    s.tabel(KOSTEN, stof.kostengroepen or [_GEEN_KOSTEN], _kosten(stof), doorlopend=bool(stof.kostengroepen))
    s.uitleg(
        f"Thema's waaraan minder dan {_WOORD} gemeenten werkten zijn samengenomen: anders is te zien wat iemand verdient."
    )
    s.wit()
    s.grafiek(grafiek(s, "Uren per thema", UREN, "Uren", "uren", (760, 430)), 24)
    s.grafiek(grafiek(s, "Kosten per thema", KOSTEN, "Kosten €", "euro", (760, 430)), 24)
    s.blad.liggend = False


def naam(groep: Kostengroep) -> str:
    """A theme, or what several of them are called together."""
    return groep.themas[0] if len(groep.themas) == 1 else SAMEN


def _waaruit(groep: Kostengroep) -> str:
    return "" if len(groep.themas) == 1 else "; ".join(groep.themas)


def _uren(stof: Verantwoordingsstof) -> list[Tabelveld[Themauren]]:
    alle = meerjaren.cel(stof, "Afgerekende uren")
    return [
        werk("Thema", Maat.TEKST, lambda t: t.thema, breedte=_BREEDTE),
        invoer("Uren", Maat.UREN, lambda t: t.uren_h, breedte=16),
        aandeel("Aandeel %", "Uren", lambda t: t.uren_h, stof.themas.uren_h, alle, 16),
    ]


def _kosten(stof: Verantwoordingsstof) -> list[Tabelveld[Kostengroep]]:
    alle = meerjaren.cel(stof, g.URENKOSTEN.kop)
    return [
        werk("Thema", Maat.TEKST, naam, breedte=_BREEDTE),
        invoer("Kosten €", Maat.EURO, lambda g: g.kosten_ct, breedte=16),
        aandeel("Aandeel %", "Kosten €", lambda g: g.kosten_ct, stof.themas.kosten_ct, alle, 16),
        werk("Bestaat uit", Maat.ALINEA, _waaruit, breedte=_BREEDTE),
    ]
