"""The jaarverantwoording for stuurgroep and regiodag: one workbook, of which every sheet prints."""

from __future__ import annotations

from via_xl.schrijven.boek import Boek
from via_xl.schrijven.taal import controleblad
from via_xl.schrijven.verantwoording import (
    bijdragen,
    bronnen,
    capaciteit,
    controles,
    duvo_pok,
    meerjaren,
    themas,
    voorblad,
)
from via_xl.schrijven.verantwoording.opbouw import stempel
from via_xl.schrijven.verantwoording.stof import Verantwoordingsstof


def maak_verantwoordingsboek(stof: Verantwoordingsstof) -> Boek:
    """The jaarverantwoording as a workbook in the making."""
    boek = Boek(f"{stof.regeling.regio.kort} jaarverantwoording {stof.jaar}", concept=bool(stof.redenen))
    voorblad.zet(boek, stof)
    meerjaren.zet(boek, stof)
    if stof.toont_bijdragen:
        bijdragen.zet(boek, stof)
    capaciteit.zet(boek, stof)
    themas.zet(boek, stof)
    if stof.toont_duvo_pok:
        duvo_pok.zet(boek, stof)
    rijen = [*controles.controles(stof)]
    controlewerkblad = controleblad.zet(boek, rijen, controles.UITLEG, f"{stof.kopregel} · Controles")
    controlewerkblad.breedtes |= {1: 58, 2: 18, 3: 18, 5: 52}
    controlewerkblad.paginas = (1, 1)
    bronnen.zet(boek, stof)
    for blad in boek.leg().bladen:
        stempel(blad, stof, controleblad.vlag(rijen))
    return boek.klaar()
