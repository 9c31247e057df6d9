"""One region settled: the yearly run, the version in its master, and what is remembered of it."""

from __future__ import annotations

import json
import time
from pathlib import Path

from msgspec.structs import replace

from via_xl.basis.bevinding import GebruikersFout
from via_xl.basis.geld import bedrag_tekst
from via_xl.basis.gewoon import lees_gewoon
from via_xl.basis.kringzoeker import zonder_kringzoeker
from via_xl.basis.vingerafdruk import sha256_van
from via_xl.bewijs.naast import Vast
from via_xl.jaarrun import AlAfgerekend, jaarrun
from via_xl.regios.regiorun import Regioopdracht, Regiorun, Regiostand, details, mislukt, onthoud
from via_xl.schrijven.runverslag import Verslag
from via_xl.wijzigen.afrekeningen import registreer

_REKENKIND = Vast()
"""Of the jobs that one process does one after another."""


@zonder_kringzoeker()
def draai(opdracht: Regioopdracht) -> Regiorun:
    """Do a job: the run, the version in the master, and what is remembered of it. Whatever goes wrong is in the outcome."""
    begin = time.perf_counter()
    try:
        verslag = jaarrun(opdracht.master, opdracht.jaar, opdracht.doel, rekenkind=_REKENKIND)
        let_op = registreer(opdracht.master, verslag.map.parent, eerder=verslag.master)
        run = replace(_gemaakt(opdracht, verslag), let_op=let_op, seconden=round(time.perf_counter() - begin, 3))
        onthoud(opdracht, run)
    except AlAfgerekend as fout:
        return Regiorun(
            opdracht.naam,
            str(opdracht.master),
            Regiostand.AL_DEFINITIEF,
            fout.jaar,
            fout.versie,
            "definitief",
            seconden=round(time.perf_counter() - begin, 3),
        )
    except GebruikersFout as fout:
        regels = tuple(bevinding.regel() for bevinding in fout.bevindingen)
        return mislukt(opdracht, fout.bericht, fout.exitcode, begin, regels)
    except OSError as fout:
        from via_xl.basis.schijffout import reden

        return mislukt(opdracht, f"Schrijven of lezen is mislukt: {reden(fout)}.", 2, begin)
    except Exception as fout:  # what nobody foresaw in one region is no reason to stop the others
        bericht = "Er ging iets mis wat het programma niet verwachtte."
        return mislukt(opdracht, bericht + details(opdracht, fout), 1, begin)
    return run


def _gemaakt(opdracht: Regioopdracht, verslag: Verslag) -> Regiorun:
    uit = verslag.uitkomst
    return Regiorun(
        opdracht.naam,
        str(opdracht.master),
        Regiostand.GEMAAKT,
        jaar=uit.jaar,
        versie=verslag.versie,
        status=verslag.status,
        map=str(verslag.map),
        gemeenten=len(verslag.bestanden),
        kosten=bedrag_tekst(uit.kosten_ct),
        vergoeding=bedrag_tekst(uit.vergoeding_ct),
        te_verdelen=bedrag_tekst(uit.te_verdelen_ct),
        invoerhash=verslag.invoerhash,
        vingerafdruk=_vingerafdruk(verslag.map),
        waarschuwingen=len(verslag.waarschuwingen),
    )


def _vingerafdruk(versiemap: Path) -> str:
    """The SHA-256 of what the manifest says of the parts of every workbook of the version."""
    manifest = json.loads(lees_gewoon(versiemap / "manifest.json"))
    rijen = sorted((r["bestand"], r["sha256_delen"]) for r in manifest["bestanden"] if "sha256_delen" in r)
    eigen = [rij for rij in rijen if "/" not in rij[0]]
    return sha256_van(json.dumps(eigen, separators=(",", ":")).encode())
