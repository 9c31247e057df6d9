"""A formula read aloud: labels and values in the place of addresses, and the shapes of the settlement as sentences.

Only what counts now is said: of an IF the branch that is taken. What has no words of its own keeps its function.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from openpyxl.formula.tokenizer import Token

from via_xl.bewijs.herkomst.label import Labels, getoond
from via_xl.bewijs.herkomst.optelling import tel
from via_xl.bewijs.herkomst.rekenaar import TELLEND, NietGevonden, Onbekend, Selectie
from via_xl.bewijs.herkomst.vertaling import functienaam
from via_xl.bewijs.herkomst.voorgangers import Voorgangers
from via_xl.bewijs.linter.boek import Lintformule
from via_xl.bewijs.linter.formule import (
    Deel,
    Delen,
    FormuleFout,
    Functie,
    Haakjes,
    Operand,
    Operator,
    herschrijf,
    kale_functienaam,
    kale_naam,
    lees_tekens,
    ontleed,
)
from via_xl.bewijs.linter.verwijzing import Gebied

_TEKENS = {
    "*": " × ",
    "/": " ÷ ",
    "+": " + ",
    "-": " − ",
    "&": " gevolgd door ",
    "=": " is ",
    "<>": " is niet ",
    "<": " is kleiner dan ",
    ">": " is groter dan ",
    "<=": " is hoogstens ",
    ">=": " is minstens ",
    "^": " tot de macht ",
    ",": " en ",
}
_VOOR = r'\((?P<alle>§\d+)>(?P<mijn>§\d+)\)\+\((?P=alle)=(?P=mijn)\)\*\((?P<code>§\d+)<§\d+\)\*\((?P=code)<>""\)'
_VORMEN = (
    (re.compile(r"ROUND\(ROUND\(100\*100\*(§\d+),0\)\*ROUND\(100\*(§\d+),0\)/\(100\*100\),0\)/100"), r"CENTEN(\1*\2)"),
    (re.compile(r"ROUND\(ROUND\(100\*(§\d+),0\)\*ROUND\(100\*(§\d+),0\)/100,0\)/100"), r"CENTEN(\1*\2)"),
    (re.compile(r"ROUND\(ROUND\(100\*([^,]+),6\),0\)/100"), r"CENTEN(\1)"),
    (re.compile(rf"1\+SUMPRODUCT\({_VOOR}\)"), r"PLAATS(\g<mijn>,\g<alle>)"),
    (re.compile(rf"1\+SUMPRODUCT\(\((§\d+)=(§\d+)\)\*\({_VOOR}\)\)"), r"PLAATS(\g<mijn>,\g<alle>)"),
)
"""Shapes of :mod:`via_xl.schrijven.formules` that say one thing, with the reading of each."""

_PLEK = re.compile(r"§(\d+)")
_OMGEKEERD = {"=": "<>", "<>": "=", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}
_LANGST = 600


class Woorden:
    """Sentences for the formulas of one workbook."""

    def __init__(self, voorgangers: Voorgangers, labels: Labels) -> None:
        self._voorgangers = voorgangers
        self._rekenaar = voorgangers.rekenaar
        self._labels = labels
        self._redenen: dict[str, None] = {}

    def van(self, cel: Lintformule) -> str:
        """The formula as a sentence; empty when it only passes a value on, or can't be said."""
        if _heeft_doorsnede(cel.formule):
            return ""
        verwijzingen: list[str] = []

        def onthoud(tekst: str) -> str:
            if tekst not in verwijzingen:
                verwijzingen.append(tekst)
            return f"§{verwijzingen.index(tekst)}"

        tekst = herschrijf(cel.formule, onthoud)
        for vorm, gelezen in _VORMEN:
            tekst = vorm.sub(gelezen, tekst)
        try:
            delen = ontleed(_PLEK.sub(lambda plek: verwijzingen[int(plek[1])], tekst))
        except (FormuleFout, IndexError):
            return ""
        if len(delen) == 1 and (isinstance(delen[0], Operand) or self._wijst_aan(delen[0], cel)):
            return ""
        self._redenen = {}
        zinnen = [self._zin(delen, cel)]
        if self._redenen:
            zinnen.append("want " + "; ".join(self._redenen))
        zin = " ".join(f"{zin[:1].upper()}{zin[1:]}." for zin in zinnen if zin)
        return zin if len(zin) <= _LANGST else ""

    def _zin(self, delen: Delen, cel: Lintformule) -> str:
        uit = ""
        for deel in delen:
            if isinstance(deel, Operator):
                uit += (
                    {"-": "min ", "+": ""}.get(deel.tekst, deel.tekst)
                    if deel.voor
                    else _TEKENS.get(deel.tekst, deel.tekst)
                )
            else:
                uit += self._deel(deel, cel)
        return uit

    def _deel(self, deel: Deel, cel: Lintformule) -> str:
        if isinstance(deel, Haakjes):
            return f"({self._zin(deel.delen, cel)})"
        if isinstance(deel, Functie):
            return self._functie(deel, cel)
        if not isinstance(deel, Operand):
            return "een vaste lijst"
        if deel.soort == "TEXT":
            inhoud = deel.tekst[1:-1].replace('""', '"')
            return f"‘{inhoud}’" if inhoud else "leeg"
        if deel.soort == "NUMBER":
            return deel.tekst.replace(".", ",")
        gebied = self._rekenaar.gebied(deel, cel)
        if gebied is None:
            return {"TRUE": "waar", "FALSE": "onwaar"}.get(deel.tekst.upper(), kale_naam(deel.tekst))
        return self._gebied(gebied, cel)

    def _gebied(self, gebied: Gebied, cel: Lintformule) -> str:
        if not gebied.enkel:
            werkboek = self._rekenaar.werkboek
            eenheid = "regel" if self._labels.is_kolom(gebied) else "cel"
            return f"{self._labels.van_gebied(gebied)} ({tel(werkboek, werkboek.plekken(gebied), eenheid).tekst})"
        plek = gebied.blad, gebied.rij1, gebied.kolom1
        waarde = getoond(self._rekenaar.werkboek, plek) or "leeg"
        rij = Gebied(cel.blad, cel.rij, cel.kolom, cel.rij, cel.kolom)
        return f"{self._labels.in_rij(plek, rij)} ({waarde})"

    def _functie(self, functie: Functie, cel: Lintformule) -> str:
        naam, argumenten = kale_functienaam(functie.naam), functie.argumenten
        if naam in ("IF", "IFERROR"):
            return self._keuze(functie, naam, cel)
        try:
            selectie = self._rekenaar.selectie(functie, cel)
        except (Onbekend, NietGevonden):
            selectie = None
        if selectie is not None:
            return self._selectie(selectie, cel)
        gelezen = [self._zin(argument, cel) for argument in argumenten]
        vast = _VAST.get((naam, len(gelezen)))
        if vast is not None:
            return vast(gelezen)
        if naam in _RIJ and gelezen:
            return f"{_RIJ[naam]} {_opsomming(gelezen)}"
        return f"{functienaam(naam)}({'; '.join(gelezen)})"

    def _keuze(self, functie: Functie, naam: str, cel: Lintformule) -> str:
        """The branch that counts; why it does is said at the end of the sentence."""
        argumenten = functie.argumenten
        tak = self._voorgangers.tak(functie, cel) if len(argumenten) in (2, 3) else None
        if tak is None:
            gelezen = [self._zin(argument, cel) for argument in argumenten]
            if naam == "IF" and len(gelezen) == 3:
                return f"als {gelezen[0]}: {gelezen[1]}, anders: {gelezen[2]}"
            return f"{functienaam(naam)}({'; '.join(gelezen)})"
        if naam == "IF":
            self._redenen[self._zin(argumenten[0], cel) if tak == 1 else self._niet(argumenten[0], cel)] = None
        return self._zin(argumenten[tak], cel) if tak < len(argumenten) else "onwaar"

    def _niet(self, delen: Delen, cel: Lintformule) -> str:
        """A condition that does not hold, said the other way round."""
        tekens = [
            plaats for plaats, deel in enumerate(delen) if isinstance(deel, Operator) and deel.tekst in _OMGEKEERD
        ]
        if len(tekens) != 1:
            return f"het is niet zo dat {self._zin(delen, cel)}"
        teken = Operator(_OMGEKEERD[delen[tekens[0]].tekst])  # type: ignore[union-attr]
        return self._zin((*delen[: tekens[0]], teken, *delen[tekens[0] + 1 :]), cel)

    def _wijst_aan(self, deel: Deel, cel: Lintformule) -> bool:
        """Whether a formula only passes on the one cell that it looks up."""
        if not isinstance(deel, Functie):
            return False
        try:
            selectie = self._rekenaar.selectie(deel, cel)
        except (Onbekend, NietGevonden):
            return False
        return selectie is not None and selectie.ene is not None

    def _selectie(self, selectie: Selectie, cel: Lintformule) -> str:
        if selectie.ene is not None:
            blad, rij, kolom = selectie.ene
            return self._gebied(Gebied(blad, rij, kolom, rij, kolom), cel)
        waar = self.waar(selectie)
        if selectie.functie == TELLEND:
            return f"het aantal regels waar {waar} ({len(selectie.plekken)})"
        wat = self._labels.van_gebied(selectie.gebied)
        if not selectie.plekken:
            return f"niets, want er is geen regel van {wat} waar {waar}"
        opgeteld = tel(self._rekenaar.werkboek, selectie.plekken, "regel").tekst
        return f"de som van {wat} ({opgeteld}) waar {waar}"

    def waar(self, selectie: Selectie) -> str:
        """The criteria of a selection in words."""
        werkboek = self._rekenaar.werkboek
        delen = []
        for criterium in selectie.criteria:
            gevuld = werkboek.plekken(criterium.gebied)[:1]
            formaat = werkboek.formaat(gevuld[0]) if gevuld else "General"
            delen.append(criterium.in_woorden(self._labels.kop_van(criterium.gebied), formaat))
        return " en ".join(delen)


def _heeft_doorsnede(formule: str) -> bool:
    """Whether a space between two references takes their intersection: that has no words here."""
    try:
        tekens = lees_tekens(formule)
    except FormuleFout:
        return True
    buren = zip(tekens, tekens[1:], tekens[2:], strict=False)
    return any(t.type == Token.WSPACE and a.type == b.type == Token.OPERAND for a, t, b in buren)


_RIJ = {
    "SUM": "de som van",
    "MIN": "het laagste van",
    "MAX": "het hoogste van",
    "AVERAGE": "het gemiddelde van",
    "COUNTA": "het aantal gevulde cellen van",
    "COUNT": "het aantal getallen van",
}


def _opsomming(delen: list[str]) -> str:
    return delen[0] if len(delen) == 1 else f"{', '.join(delen[:-1])} en {delen[-1]}"


def _alle(voegwoord: str) -> Callable[[list[str]], str]:
    return f" {voegwoord} ".join


def _afgerond(delen: list[str]) -> str:
    if delen[1] == "0":
        return f"{delen[0]}, afgerond op een heel getal"
    return f"{delen[0]}, afgerond op {delen[1]} decimalen"


_VAST: dict[tuple[str, int], Callable[[list[str]], str]] = {
    ("ROUND", 2): _afgerond,
    ("ABS", 1): lambda delen: f"{delen[0]}, zonder minteken",
    ("INT", 1): lambda delen: f"{delen[0]}, naar beneden afgerond op een heel getal",
    ("NOT", 1): lambda delen: f"niet: {delen[0]}",
    ("YEAR", 1): lambda delen: f"het jaar van {delen[0]}",
    ("MONTH", 1): lambda delen: f"de maand van {delen[0]}",
    ("EOMONTH", 2): lambda delen: f"de laatste dag van de maand van {delen[0]}",
    ("CENTEN", 1): lambda delen: f"{delen[0]}, afgerond op hele centen",
    ("PLAATS", 2): lambda delen: f"de plaats van {delen[0]} tussen alle waarden van {delen[1]}, de grootste eerst",
    ("SUM", 1): lambda delen: f"de som van {delen[0]}",
} | {(naam, aantal): _alle(woord) for naam, woord in (("AND", "en"), ("OR", "of")) for aantal in range(1, 6)}
