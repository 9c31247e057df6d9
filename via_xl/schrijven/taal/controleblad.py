"""The sheet Controles: checks with what is expected, what is found and where to look; one flag for all sheets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from via_xl.basis.maat import Maat, Ruw
from via_xl.schrijven.boek import NIET_GELADEN, VOLGT, Adres, Blad, Boek, Volgt, kleur_uitkomst
from via_xl.schrijven.taal.blad import VLAG, kop, naast_vlag, toon_vlag
from via_xl.schrijven.taal.cel import F, Tabkleur, van_formule

BLAD = "Controles"

_KOPPEN = ("Nr", "Controle", "Verwacht", "Gevonden", "Uitkomst", "Waar te kijken")
_TABELRIJ = 4
GOED, FOUT, LET_OP = "OK", "FOUT", "LET OP"
_VLAG_FOUT, _VLAG_LET_OP = (f"{oordeel}, zie blad Controles" for oordeel in (FOUT, LET_OP))
TELT: Mapping[str, str] = {oordeel: f"{{{BLAD}!aantal {oordeel}}}" for oordeel in (FOUT, LET_OP)}
"""How many checks say FOUT, and LET OP, for formulas on other sheets."""


def verwacht_cel(nummer: int) -> Adres:
    """The cell with what check ``nummer`` (from 0) expects, so that another check need not calculate it again."""
    return Adres(BLAD, _TABELRIJ + 1 + nummer, 2)


def gevonden_cel(nummer: int) -> Adres:
    """The cell with what check ``nummer`` (from 0) found."""
    return Adres(BLAD, _TABELRIJ + 1 + nummer, 3)


class Controle(Struct, frozen=True):
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


def controle(
    wat: str,
    maat: Maat = Maat.GEHEEL,
    *,
    verwacht: str | int | F,
    gevonden: str | int | F,
    waar: str,
    waarde: Ruw | Volgt = VOLGT,
    vergelijk: str = "=",
    let_op: bool = False,
    kan_leeg: bool = False,
    udf: bool = False,
) -> Controle:
    """A check of two formulas, or of a formula and a number.

    Args:
        wat: what holds when it is right.
        maat: the unit of both.
        verwacht: a formula without ``=``, the number itself, or a formula with what its cell holds.
        gevonden: idem.
        waar: where to look.
        waarde: what the engine has for both formulas, in ``maat``; not needed where they refer to one cell each.
        vergelijk: how what is found compares with what is expected: =, <, <= or >=.
        let_op: whether it warns instead of failing.
        kan_leeg: whether a blank expectation always holds.
        udf: whether what is found comes from a function of our own.
    """

    def kant(inhoud: str | int | F) -> F:
        if isinstance(inhoud, F):
            return F(f"={inhoud.formule}", inhoud.waarde)
        if isinstance(inhoud, int):
            return F(str(inhoud), inhoud)
        return F(f"={inhoud}", van_formule(maat, waarde))

    return Controle(wat, kant(verwacht), kant(gevonden), waar, vergelijk, let_op, kan_leeg, stijl=str(maat), udf=udf)


def f(formule: str, waarde: Ruw) -> F:
    """A formula without ``=``, and its value."""
    return F(f"={formule}", waarde)


def vlag(controles: Sequence[Controle]) -> str:
    """The value of the overall flag: the worst that any check says."""
    uitkomsten = {controle.uitkomst for controle in controles}
    return _VLAG_FOUT if FOUT in uitkomsten else _VLAG_LET_OP if LET_OP in uitkomsten else GOED


def zet(boek: Boek, controles: Sequence[Controle], uitleg: str, kopregel: str, na: str = "") -> Blad:
    """Add the sheet, at the end or right after the sheet ``na``, and define the overall flag."""
    blad = boek.blad(BLAD, na=na, kleur=str(Tabkleur.CONTROLE), kopregel=kopregel)
    controles = [_met_waarden(boek, blad, regel) for regel in controles]
    kop(blad, "Controles", uitleg, vlag=None)
    eerste, laatste = _TABELRIJ + 2, _TABELRIJ + 1 + len(controles)
    blad.zet(2, 0, "Alles in orde?", "vet")
    boek.vlag, boek.fouten = vlag(controles), sum(regel.uitkomst == FOUT for regel in controles)
    formule = f'=IF($E$3>0,"{_VLAG_FOUT}",IF($F$3>0,"{_VLAG_LET_OP}","{GOED}"))'
    boek.naam(VLAG, blad.formule(2, 2, formule, boek.vlag, "uitkomst.tekst"))
    for kol, oordeel, opmaak in ((4, FOUT, "werk.fouten"), (5, LET_OP, "werk.letop")):
        aantal = sum(regel.uitkomst == oordeel for regel in controles)
        formule = f'=COUNTIFS($E${eerste}:$E${laatste},"{oordeel}")'
        blad.noem(f"aantal {oordeel}", blad.formule(2, kol, formule, aantal, opmaak))
    for kol, tekst in enumerate(_KOPPEN):
        blad.zet(_TABELRIJ, kol, tekst, "kop")
    for nummer, regel in enumerate(controles):
        _regel(blad, _TABELRIJ + 1 + nummer, nummer + 1, regel)
    blad.aanvullingen.append(kleur_uitkomst(_TABELRIJ + 1, 4, laatste - 1, 4))
    blad.aanvullingen.append(kleur_uitkomst(2, 2, 2, 2))
    met_udfs = any(regel.udf for regel in controles)
    blad.breedtes |= {0: 13, 1: 82, 2: 24, 3: 22, 4: 22 if met_udfs else 12, 5: 80}
    blad.bevroren = (_TABELRIJ + 1, 0)
    blad.titelrijen = (_TABELRIJ, _TABELRIJ)
    return blad


def stempel(blad: Blad, stand: str, vlag: str, *, concept: bool, kol: int = 3) -> None:
    """The overall flag, and beside it how things stand; on the sheet of the checks the flag has its own cell."""
    if blad.naam != BLAD:
        toon_vlag(blad, vlag)
    naast_vlag(blad, stand, "concept" if concept else "vet", kol)


def _met_waarden(boek: Boek, blad: Blad, regel: Controle) -> Controle:
    """The check with the values of the cells to which it refers."""

    def vul(inhoud: F) -> F:
        if inhoud.waarde is not VOLGT:
            return inhoud
        return F(inhoud.formule, boek.leg().waarde(blad, inhoud.formule.removeprefix("=")))

    return replace(regel, verwacht=vul(regel.verwacht), gevonden=vul(regel.gevonden))


def _regel(blad: Blad, rij: int, nummer: int, regel: Controle) -> None:
    blad.zet(rij, 0, nummer, "werk.nr")
    blad.zet(rij, 1, regel.wat, "werk.tekst")
    opmaak = f"werk.{regel.stijl}"
    for kol, inhoud in ((2, regel.verwacht), (3, regel.gevonden)):
        if "VIA_" in inhoud.formule:
            blad.udf(rij, kol, inhoud.formule, opmaak)
        elif inhoud.formule.startswith("="):
            blad.formule(rij, kol, inhoud.formule, inhoud.waarde, opmaak, udf=regel.udf and kol == 3)
        elif not isinstance(inhoud.waarde, Volgt):
            blad.zet(rij, kol, inhoud.waarde, opmaak)
    verwacht, gevonden = f"$C${rij + 1}", f"$D${rij + 1}"
    voorwaarde = f"{gevonden}{regel.vergelijk}{verwacht}"
    if regel.kan_leeg:
        voorwaarde = f'OR({verwacht}="",{voorwaarde})'
    oordeel = f'IF({voorwaarde},"{GOED}","{LET_OP if regel.let_op else FOUT}")'
    if regel.udf:
        oordeel = f'IF({gevonden}="{NIET_GELADEN}","{NIET_GELADEN}",{oordeel})'
    blad.formule(rij, 4, f"={oordeel}", regel.uitkomst, "uitkomst.tekst", udf=regel.udf)
    blad.zet(rij, 5, regel.waar, "werk.tekst")
