"""The manifest of a run: what went in, what came out, with which versions and parameters."""

from __future__ import annotations

import platform
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import groupby
from pathlib import Path
from types import MappingProxyType
from typing import Any

from via_xl import __version__
from via_xl.basis.geld import bedrag_tekst
from via_xl.basis.vingerafdruk import sha256, vingerafdruk
from via_xl.bewijs.rekenmachine import IronCalc, Vertaald
from via_xl.bewijs.vergelijken import Celverschil
from via_xl.bewijs.verouderd import kenmerk_verouderd
from via_xl.lezen.bronbestanden import geregistreerd, uit_bron
from via_xl.regeling.model import Regeling
from via_xl.rekenen.verrekening import Verrekening
from via_xl.rekenen.wijzigingen import Afgerekend


def maak_manifest(
    versiemap: Path,
    regeling: Regeling,
    uitkomst: Verrekening,
    *,
    master: Path,
    versie: int,
    status: str,
    invoerhash: str,
    tijdstip: datetime,
    urenstaten: Sequence[str] = (),
    vorige: Afgerekend | None = None,
    verouderd: Sequence[Celverschil] = (),
    vergeleken: int = 0,
    met_gedeelde_formule: int = 0,
    gedeeld: Mapping[str, Vertaald] = MappingProxyType({}),
    vingerafdrukken: Mapping[str, str] = MappingProxyType({}),
) -> dict[str, Any]:
    """Every file in the version folder with its SHA-256 (and that of its parts for a workbook), and the totals.

    Paths are relative to the folder, with forward slashes. ``urenstaten`` are the hour sheets that the run used
    directly, in the order in which it brought them in. ``vorige`` is the version that this one replaces.
    ``verouderd`` are the stored results of the master that were out of date when it was read. ``vergeleken`` formula cells
    were proven, ``met_gedeelde_formule`` of them with the formula that the rows of their column share; ``gedeeld`` says by
    file which share one. ``vingerafdrukken`` are those that are known, by file.
    """
    parameters = regeling.jaar(uitkomst.jaar)
    bestanden = []
    for pad in sorted(versiemap.rglob("*")):
        if not pad.is_file():
            continue
        naam = pad.relative_to(versiemap).as_posix()
        rij: dict[str, Any] = {
            "bestand": naam,
            "bytes": pad.stat().st_size,
            "sha256": sha256(pad),
        }
        if pad.suffix in (".xlsx", ".xlsm"):
            rij["sha256_delen"] = vingerafdrukken.get(naam) or vingerafdruk(pad)
        bestanden.append(rij)
    return {
        "jaar": uitkomst.jaar,
        "versie": versie,
        "status": status,
        "invoerhash": invoerhash,
        "master": {"bestand": master.name, "editie": master.suffix.lower(), **_verouderd(verouderd)},
        "urenstaten": list(urenstaten),
        **_urenbron(regeling, uitkomst.jaar),
        **({} if vorige is None else {"vorige": _vorige(vorige)}),
        "gemaakt_op": tijdstip.isoformat(timespec="seconds"),
        "programma": f"ViA-XL {__version__}",
        "rekenmachine": IronCalc.versie(),
        "bewijs": {
            "formulecellen": vergeleken,
            "met_gedeelde_formule": met_gedeelde_formule,
            "waar_gedeeld": {bestand: _per_blad(waar) for bestand, waar in gedeeld.items()},
        },
        "python": platform.python_version(),
        "parameters": {
            "peiljaar": uitkomst.peiljaar,
            "verdeelsleutel": str(uitkomst.verdeelsleutel),
            "bijdrage_karakter": str(parameters.bijdrage_karakter),
            "meerkosten_drager": str(parameters.meerkosten_drager),
            "voorstelgrens": None if uitkomst.voorstelgrens_ct is None else bedrag_tekst(uitkomst.voorstelgrens_ct),
            "vergoeding_bp": uitkomst.vergoeding_bp,
            "maximum": bedrag_tekst(uitkomst.maximum_ct),
            "pok_jaar": str(parameters.pok_jaar),
            "voorstel_toets": str(parameters.voorstel_toets),
            "btw_positie": str(parameters.btw_positie),
        },
        "totalen": {
            "kosten": bedrag_tekst(uitkomst.kosten_ct),
            "vergoeding": bedrag_tekst(uitkomst.vergoeding_ct),
            "te_verdelen": bedrag_tekst(uitkomst.te_verdelen_ct),
            "meerkosten": bedrag_tekst(uitkomst.meerkosten_ct),
            "overige_kosten": bedrag_tekst(uitkomst.overig_ct),
            "btw": bedrag_tekst(uitkomst.btw_ct),
            "bijdragen": bedrag_tekst(sum(r.bijdrage_ct for r in uitkomst.gemeenten)),
            "voorschotten": bedrag_tekst(sum(r.voorschot_ct for r in uitkomst.gemeenten)),
            "saldi": bedrag_tekst(sum(r.saldo_ct for r in uitkomst.gemeenten)),
        },
        "bestanden": bestanden,
    }


def _per_blad(waar: Vertaald) -> dict[str, str]:
    return {blad: " ".join(bereik for _, bereik in delen) for blad, delen in groupby(waar, key=lambda deel: deel[0])}


def _verouderd(verouderd: Sequence[Celverschil]) -> dict[str, Any]:
    """Which they were, where there are any."""
    return {"verouderd": kenmerk_verouderd(verouderd)} if verouderd else {}


def _urenbron(regeling: Regeling, jaar: int) -> dict[str, Any]:
    """The files beside the master of whose hour lines the sums are settled in the year, each with its hash and those lines."""
    regels = Counter[str]()
    van_ernaast = uit_bron(regeling)
    for rij in regeling.uren:
        if rij.geldig and rij.afrekenjaar == jaar and van_ernaast(rij.bron):
            regels[rij.bron] += rij.regels
    hashes = {rij.bestand: rij.sha256 for rij in geregistreerd(regeling)}
    bestanden = [{"bestand": b, "sha256": hashes.get(b, ""), "regels": n} for b, n in sorted(regels.items())]
    return {"uren_bron": bestanden} if bestanden else {}


def _vorige(vorige: Afgerekend) -> dict[str, Any]:
    """Which version this one replaces; after a definitief one only the difference is settled."""
    return {"versie": vorige.versie, "status": vorige.status, "invoerhash": vorige.invoerhash}
