"""The sheet DUVO-POK: the yearly budget, what is known to be spent of it, and what is left."""

from __future__ import annotations

from via_xl.rekenen import grootheden as g
from via_xl.schrijven.boek import Boek
from via_xl.schrijven.rapport.duvo_pok import cijfers, grafiek, per_post
from via_xl.schrijven.taal import Wijze
from via_xl.schrijven.verantwoording import meerjaren
from via_xl.schrijven.verantwoording.opbouw import begin
from via_xl.schrijven.verantwoording.stof import Verantwoordingsstof

BLAD, TABEL = "DUVO-POK", "tblPosten"


def zet(boek: Boek, stof: Verantwoordingsstof) -> None:
    """Add the sheet: the block, a row per post and a chart."""
    uitleg = (
        "Wat er is, wat er voor zover bekend is uitgegeven, en wat er over is. Leeg is niet bekend, en dus geen nul."
    )
    s = begin(boek, stof, BLAD, "Budget DUVO en POK", uitleg)
    b, vergoeding = s.blok("Het jaar in het kort", eerst=("budget", "overig")), meerjaren.cel(stof, g.VERGOEDING.kop)
    cijfers(b, stof.duvo_pok, vergoeding, Wijze.BEVROREN, TABEL, stof.regeling.regio.bron("begroting"))
    s.wit()
    s.kopje("Per post")
    s.breed({0: 42, 3: 22})
    posten = [post for post in stof.duvo_pok.posten if post.rijen]
    s.tabel(TABEL, posten, per_post(Wijze.BEVROREN))
    s.wit(2)
    grafiek(s, Wijze.BEVROREN, 0)
