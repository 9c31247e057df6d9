"""The block on Start that says where the year will end; the sheet Prognose says why."""

from __future__ import annotations

from via_xl.basis.maat import Maat
from via_xl.rekenen import grootheden as g
from via_xl.rekenen.prognose import Prognosegeval
from via_xl.schrijven.master.prognose import BLOK
from via_xl.schrijven.master.stand import Stand
from via_xl.schrijven.taal import Aanzien, Blok, F


def vul(b: Blok, stand: Stand) -> None:
    """R as it is expected beside the voorstelgrens, what that means, and how far it may turn out otherwise."""
    p, hoog = stand.prognose, Aanzien.UITKOMST

    def te_verdelen(geval: Prognosegeval) -> F:
        return F(BLOK[f"te_verdelen.{geval}"], g.TE_VERDELEN.waarde(p.uitkomsten[geval]))

    verwacht, laag, hoogst = Prognosegeval.VERWACHT, Prognosegeval.LAAG, Prognosegeval.HOOG
    b.rij(
        f"Verwacht te verdelen ({g.TE_VERDELEN.symbool})",
        Maat.EURO,
        te_verdelen(verwacht),
        aanzien=hoog,
        hoe="zie blad Prognose, of maak het rapport Prognose",
    )
    b.rij(g.VOORSTELGRENS.kort, Maat.EURO, F(BLOK[f"voorstelgrens.{verwacht}"], p.nu.voorstelgrens_ct))
    b.rij("Wat dat betekent", Maat.TEKST, F(BLOK.oordeel, p.oordeel), als="prognose", aanzien=hoog)
    b.rij("Bij lage inzet", Maat.EURO, te_verdelen(laag))
    b.rij("Bij hoge inzet", Maat.EURO, te_verdelen(hoogst))
    hoe = "na de laatste maand met uren; 0: het jaar is compleet"
    b.rij("Maanden waarvan nog uren komen", Maat.GEHEEL, F(BLOK.te_gaan, p.maanden_te_gaan), hoe=hoe)
