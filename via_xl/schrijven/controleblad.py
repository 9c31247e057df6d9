"""The sheet Controles: checks with what is expected, what is found and where to look; one flag for all sheets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from via_xl.schrijven.boek import NIET_GELADEN, Adres, Blad, Boek, Waarde, kleur_uitkomst
from via_xl.schrijven.opmaak import VLAG, F, kop

BLAD = "Controles"

_KOPPEN = ("Nr", "Controle", "Verwacht", "Gevonden", "Uitkomst", "Waar te kijken")
_TABELRIJ = 4
GOED, FOUT, LET_OP = "OK", "FOUT", "LET OP"
_VLAG_FOUT = "FOUT, zie blad Controles"


def verwacht_cel(nummer: int) -> Adres:
    """The cell with what check ``nummer`` (from 0) expects, so that another check need not calculate it again."""
    return Adres(BLAD, _TABELRIJ + 1 + nummer, 2)


def gevonden_cel(nummer: int) -> Adres:
    """The cell with what check ``nummer`` (from 0) found."""
    return Adres(BLAD, _TABELRIJ + 1 + nummer, 3)


@dataclass(frozen=True, slots=True)
class Controle:
    """A row: expected and found, compared by ``vergelijk`` (=, <, <= or >=); ``let_op`` warns instead of failing.

    ``kan_leeg``: a blank expectation (no limit known) always holds. ``udf``: what is found comes from a function of
    our own, so the verdict waits until that is loaded.
    """

    wat: str
    verwacht: F
    gevonden: F
    waar: str
    vergelijk: str = "="
    let_op: bool = False
    kan_leeg: bool = False
    stijl: str = "geheel"
    udf: bool = False

    @property
    def klopt(self) -> bool:
        """The verdict on the engine's values."""
        verwacht, gevonden = self.verwacht.waarde, self.gevonden.waarde
        if self.kan_leeg and verwacht == "":
            return True
        if isinstance(verwacht, str) or isinstance(gevonden, str):
            return verwacht == gevonden
        links, rechts = float(gevonden or 0), float(verwacht or 0)  # type: ignore[arg-type]
        return {"=": links == rechts, "<": links < rechts, "<=": links <= rechts, ">=": links >= rechts}[self.vergelijk]

    @property
    def uitkomst(self) -> str:
        """OK, FOUT or LET OP; without our own functions what a check of those says."""
        if self.udf:
            return NIET_GELADEN
        return GOED if self.klopt else LET_OP if self.let_op else FOUT


def f(formule: str, waarde: Waarde) -> F:
    """A formula without ``=``, and its value."""
    return F(f"={formule}", waarde)


def vlag(controles: Sequence[Controle]) -> str:
    """The value of the overall flag."""
    return _VLAG_FOUT if any(controle.uitkomst == FOUT for controle in controles) else GOED


def zet(boek: Boek, controles: Sequence[Controle], uitleg: str, kopregel: str) -> Blad:
    """Add the sheet and define the overall flag."""
    blad = boek.blad(BLAD, kleur="#C00000", kopregel=kopregel)
    kop(blad, "Controles", uitleg, vlag=None)
    eerste, laatste = _TABELRIJ + 2, _TABELRIJ + 1 + len(controles)
    blad.zet(2, 0, "Alles in orde?", "vet")
    cel = blad.formule(
        2,
        2,
        f'=IF(COUNTIFS($E${eerste}:$E${laatste},"{FOUT}")=0,"{GOED}","{_VLAG_FOUT}")',
        vlag(controles),
        "uitkomst.tekst",
    )
    boek.naam(VLAG, cel)
    for kol, tekst in enumerate(_KOPPEN):
        blad.zet(_TABELRIJ, kol, tekst, "kop")
    for nummer, controle in enumerate(controles):
        rij = _TABELRIJ + 1 + nummer
        blad.zet(rij, 0, nummer + 1, "werk.nr")
        blad.zet(rij, 1, controle.wat, "werk.tekst")
        for kol, inhoud in ((2, controle.verwacht), (3, controle.gevonden)):
            if "VIA_" in inhoud.formule:
                blad.udf(rij, kol, inhoud.formule, f"werk.{controle.stijl}")
            elif inhoud.formule.startswith("="):
                hangt_af = controle.udf and kol == 3
                blad.formule(rij, kol, inhoud.formule, inhoud.waarde, f"werk.{controle.stijl}", udf=hangt_af)
            else:
                blad.zet(rij, kol, inhoud.waarde, f"werk.{controle.stijl}")
        verwacht, gevonden = f"$C${rij + 1}", f"$D${rij + 1}"
        voorwaarde = f"{gevonden}{controle.vergelijk}{verwacht}"
        if controle.kan_leeg:
            voorwaarde = f'OR({verwacht}="",{voorwaarde})'
        anders = LET_OP if controle.let_op else FOUT
        oordeel = f'IF({voorwaarde},"{GOED}","{anders}")'
        if controle.udf:
            oordeel = f'IF({gevonden}="{NIET_GELADEN}","{NIET_GELADEN}",{oordeel})'
        blad.formule(rij, 4, f"={oordeel}", controle.uitkomst, "uitkomst.tekst", udf=controle.udf)
        blad.zet(rij, 5, controle.waar, "werk.tekst")
    blad.aanvullingen.append(kleur_uitkomst(_TABELRIJ + 1, 4, laatste - 1, 4))
    blad.aanvullingen.append(kleur_uitkomst(2, 2, 2, 2))
    met_udfs = any(controle.udf for controle in controles)
    blad.breedtes |= {0: 13, 1: 82, 2: 24, 3: 22, 4: 22 if met_udfs else 12, 5: 80}
    blad.bevroren = (_TABELRIJ + 1, 0)
    blad.titelrijen = (_TABELRIJ, _TABELRIJ)
    return blad
