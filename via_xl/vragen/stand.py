"""Where a year stands: its twelve steps as Start shows them, and what today adds to it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from msgspec import Struct

from via_xl.basis.bevinding import fouten
from via_xl.basis.geld import bedrag_tekst, uren_tekst
from via_xl.basis.opsomming import met_getal
from via_xl.controle import controleer
from via_xl.controle.jaarstand import eis_verrekenbaar, kies_jaar
from via_xl.lezen.master import lees_master
from via_xl.regeling.model import Afrekening
from via_xl.rekenen.afrekeningen import laatste
from via_xl.rekenen.jaarstappen import CONTROLESTAP, OPENSTAP, Jaarstap, jaarstappen, volgende
from via_xl.rekenen.prognose import Prognose, Prognosegeval, prognose
from via_xl.schrijven.master import let_op_van
from via_xl.schrijven.taal.controleblad import FOUT, GOED, LET_OP

_VAN_MASTER = {
    "urenstaat maak": "urenstaat maak {van} --jaar {jaar} --uit urenstaten",
    "urenstaat lees": "urenstaat lees urenstaten --in {van}",
    "controleer": "controleer {van} --jaar {jaar}",
    "reactie": "reactie --help",
}
"""How the command of a step goes on, where it takes the master; what gemeenten answered nobody can fill in beforehand."""

_VAN_VERSIE = {"verzend": "verzend", "akkoord": "akkoord stuk", "betaallijst": "betaallijst"}
"""The same, where it takes the folder of the last version."""


class Jaarbeeld(Struct, frozen=True):
    """The steps of a year, the first that isn't done (None: the year is finished), its last version, and its forecast.

    ``let_op`` are the checks that say LET OP on the sheet Controles; they hold up no step, but somebody must look.
    """

    jaar: int
    stappen: tuple[Jaarstap, ...]
    volgende: Jaarstap | None
    versie: Afrekening | None
    prognose: Prognose
    masterpad: Path
    let_op: tuple[str, ...] = ()

    @property
    def controles(self) -> str:
        """The worst of the sheet Controles, as Start says it: OK, LET OP or FOUT."""
        fout = any(stap.nr == CONTROLESTAP and stap.open for stap in self.stappen)
        return FOUT if fout else LET_OP if self.let_op else GOED

    def oordeel(self, stap: Jaarstap) -> str:
        """Whether a step is done; that of the checks is never better than the sheet Controles says."""
        return self.controles if stap.nr == CONTROLESTAP and not stap.open else str(stap.stand)

    def welke(self, stap: Jaarstap) -> tuple[str, ...]:
        """What a step lacks; of the checks that hold up nothing, how many somebody must look at."""
        aandacht = met_getal(len(self.let_op), "controle", "controles")
        return stap.welke or ((f"{aandacht} op LET OP",) if self.oordeel(stap) == LET_OP else ())

    def opdracht(self, stap: Jaarstap) -> str:
        """The command that does a step of this year, to be pasted as it stands; "" where one types in the sheet."""
        kort, van = stap.opdracht, f'"{self.masterpad}"'
        if not kort or stap.nr == OPENSTAP:  # the year is there: it can't be opened once more
            return ""
        if kort in _VAN_VERSIE:
            waar = "" if self.versie is None else self.masterpad.parent / self.versie.map
            return f'via-xl {_VAN_VERSIE[kort]} "{waar}"' if waar else ""
        if kort.startswith("jaarrun"):
            return f"via-xl jaarrun {van} --jaar {self.jaar}{kort.removeprefix('jaarrun')}"
        return f"via-xl {_VAN_MASTER[kort].format(van=van, jaar=self.jaar)}"

    def als_json(self) -> dict[str, Any]:
        """Everything, for ``--json``."""
        return {
            "jaar": self.jaar,
            "volgende_stap": None if self.volgende is None else self.volgende.naam,
            "laatste_versie": None if self.versie is None else self.versie.versie,
            "controles": self.controles,
            "let_op": list(self.let_op),
            "prognose": _prognose(self.prognose),
            "stappen": [
                {
                    "nr": stap.nr,
                    "stap": stap.naam,
                    "stand": self.oordeel(stap),
                    "nog": stap.open,
                    "welke": list(self.welke(stap)),
                    "doen": stap.doen,
                    "blad": stap.blad,
                    "opdracht": self.opdracht(stap),
                }
                for stap in self.stappen
            ],
        }


def _prognose(p: Prognose) -> dict[str, Any]:
    """What the year will end at, for ``--json``."""
    grens_ct = p.nu.voorstelgrens_ct
    return {
        "oordeel": str(p.oordeel),
        "toets": str(p.nu.toets),
        "voorstelgrens": None if grens_ct is None else bedrag_tekst(grens_ct),
        "maanden_te_gaan": p.maanden_te_gaan,
        "patroon": str(p.patroon),
        **{str(geval): _geval(p, geval) for geval in Prognosegeval},
    }


def _geval(p: Prognose, geval: Prognosegeval) -> dict[str, Any]:
    uit = p.uitkomsten[geval]
    bijdragen = {rij.code: p.bijdrage_ct(geval, rij.code) for rij in uit.gemeenten}
    return {
        "inzet_pct": bedrag_tekst(p.inzet_bp[geval]),
        "uren_te_gaan": uren_tekst(p.uren_te_gaan_h(geval)),
        "kosten": bedrag_tekst(uit.kosten_ct),
        "vergoeding": bedrag_tekst(uit.vergoeding_ct),
        "te_verdelen": bedrag_tekst(uit.te_verdelen_ct),
        "gemeenten_boven_begroot": p.boven_begroot(geval),
        "voorstel_nodig": p.voorstel_nodig(geval),
        "bijdragen": {code: None if ct is None else bedrag_tekst(ct) for code, ct in bijdragen.items()},
    }


def bepaal_stand(masterpad: Path, jaar: int | None = None, vandaag: date | None = None) -> Jaarbeeld:
    """Where a year stands today; ``jaar`` defaults to the one chosen in the master.

    Raises:
        InvoerFout: the master can't be read, the year isn't there, or it can't be settled.
    """
    master = lees_master(masterpad)
    gekozen = kies_jaar(master, jaar)
    uitkomst, over_uitkomst = eis_verrekenbaar(masterpad.name, master.regeling, gekozen)
    mis = len(fouten((*controleer(master.regeling), *over_uitkomst)))
    stappen = jaarstappen(master.regeling, uitkomst, mis, vandaag or date.today())
    straks = prognose(master.regeling, uitkomst)
    let_op = let_op_van(master.regeling, uitkomst)
    versie = laatste(master.regeling, gekozen)
    return Jaarbeeld(gekozen, stappen, volgende(stappen), versie, straks, masterpad, let_op)
