"""The sheet Themas: delivered hours per theme, and the cost of themes on which at least three gemeenten booked."""

from __future__ import annotations

from via_xl.basis.maat import Maat
from via_xl.rekenen import grootheden as g
from via_xl.rekenen.themas import GENOEG, Themagroep
from via_xl.schrijven.boek import Boek
from via_xl.schrijven.rapport.themas import aandeel, grafiek
from via_xl.schrijven.taal import Tabelveld, invoer, werk
from via_xl.schrijven.verantwoording import capaciteit, meerjaren
from via_xl.schrijven.verantwoording.opbouw import begin
from via_xl.schrijven.verantwoording.stof import Verantwoordingsstof

BLAD = "Themas"
UREN, KOSTEN = "tblThemauren", "tblThemakosten"
SAMEN = "Overige thema's samen"
"""What a row of several themes is called."""
_BREEDTE = 46
_GEEN_UREN = Themagroep(("",), 0, 0)
"""The row of a year without hours."""
_WOORD = {2: "twee", 3: "drie", 4: "vier"}[GENOEG]


def zet(boek: Boek, stof: Verantwoordingsstof) -> None:
    """Add the sheet: hours per theme, cost per theme or group of themes, and a chart of each."""
    uitleg = f"Waar de werkgroep de uren van het jaar aan besteedde{stof.regeling.regio.volgens('themas')}, en wat het afgerekende kostte."
    s = begin(boek, stof, BLAD, "Thema's", uitleg)
    s.kopje("Uren per thema")
    s.tabel(UREN, stof.urengroepen or [_GEEN_UREN], _uren(stof), doorlopend=bool(stof.urengroepen))
    if any(len(groep.themas) > 1 for groep in stof.urengroepen):
        s.uitleg(f"Uren van thema's waaraan minder dan {stof.minstens} medewerkers werkten staan samen.")
    s.wit()
    s.kopje("Kosten per thema")
    s.tabel(KOSTEN, stof.kostengroepen or [_GEEN_UREN], _kosten(stof), doorlopend=bool(stof.kostengroepen))
    s.uitleg(
        f"Thema's waaraan minder dan {_WOORD} gemeenten of {stof.minstens} medewerkers werkten zijn samengenomen: anders is te zien wat iemand verdient."
    )
    s.wit()
    s.grafiek(grafiek(s, "Uren per thema", UREN, "Uren", "uren", (760, 430)), 24)
    s.grafiek(grafiek(s, "Kosten per thema", KOSTEN, "Kosten €", "euro", (760, 430)), 24)
    s.blad.liggend = False


def naam(groep: Themagroep) -> str:
    """A theme, or what several of them are called together."""
    return groep.themas[0] if len(groep.themas) == 1 else SAMEN


def _waaruit(groep: Themagroep) -> str:
    return "" if len(groep.themas) == 1 else "; ".join(groep.themas)


def _uren(stof: Verantwoordingsstof) -> list[Tabelveld[Themagroep]]:
    return [
        werk("Thema", Maat.TEKST, naam, breedte=_BREEDTE),
        invoer("Uren", Maat.UREN, lambda t: t.uren_h, breedte=16),
        aandeel("Aandeel %", "Uren", lambda t: t.uren_h, stof.capaciteit.geleverd_h, capaciteit.NAMEN.geleverd, 16),
        werk("Bestaat uit", Maat.ALINEA, _waaruit, breedte=_BREEDTE),
    ]


def _kosten(stof: Verantwoordingsstof) -> list[Tabelveld[Themagroep]]:
    alle = meerjaren.cel(stof, g.URENKOSTEN.kop)
    return [
        werk("Thema", Maat.TEKST, naam, breedte=_BREEDTE),
        invoer("Kosten €", Maat.EURO, lambda g: g.kosten_ct, breedte=16),
        aandeel("Aandeel %", "Kosten €", lambda g: g.kosten_ct, stof.themas.kosten_ct, alle, 16),
        werk("Bestaat uit", Maat.ALINEA, _waaruit, breedte=_BREEDTE),
    ]
