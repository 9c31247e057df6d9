"""The dossier of a version for the accountant: one workbook, of which every sheet prints."""

from __future__ import annotations

from via_xl.schrijven.boek import Boek
from via_xl.schrijven.dossier import (
    bedragen,
    bewijs,
    capaciteit,
    controles,
    invoer,
    manifest,
    ondertekening,
    uitgangspunten,
    uren,
    voorblad,
    vragen,
)
from via_xl.schrijven.dossier.opbouw import stempel
from via_xl.schrijven.dossier.stof import Dossierstof
from via_xl.schrijven.taal import controleblad

BLADEN = (
    "Voorblad",
    "Vragen",
    "Invoer",
    "Tarieven",
    "Uren",
    "Bedragen",
    "Capaciteit",
    "Ondertekening",
    "Controles",
    "Bewijs",
    "Manifest",
    "Uitgangspunten",
)
"""The sheets in the order in which an accountant meets them."""


def maak_dossierboek(stof: Dossierstof) -> Boek:
    """The dossier as a workbook in the making."""
    boek = Boek(f"{stof.regeling.regio.kort} dossier {stof.jaar} · versie {stof.versie}", concept=stof.concept)
    bladen = (vragen, invoer, uren, bedragen, capaciteit, ondertekening, bewijs, manifest, uitgangspunten)
    for blad in bladen:
        blad.zet(boek, stof)
    rijen = [*controles.controles(stof)]
    controles.zet(boek, stof, rijen)
    voorblad.zet(boek, stof, rijen)
    boek.leg().bladen.sort(key=lambda blad: BLADEN.index(blad.naam))
    for werkblad in boek.bladen:
        stempel(werkblad, stof.stand, controleblad.vlag(rijen), kol=2 if werkblad.naam == voorblad.BLAD else 3)
    return boek.klaar()
