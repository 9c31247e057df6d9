"""The dialect: functions and shapes that Excel 2016, LibreOffice 7.4, IronCalc and pyOpenVBA compute alike.

The proof recalculates with another engine than the reader's. That only proves something where the engines agree;
outside this list they are known, or may be expected, to differ:

* IronCalc computes only operators inside SUMPRODUCT: a function there gives 0 or 1 without an error;
* ``MATCH(1;(a=x)*(b=y);0)``, ``SUM((a=x)*b)``, ``AND(kolom<>"")`` and ``OR(kolom=x)`` are array formulas, which Excel
  2016 does not take without Ctrl+Shift+Enter;
* FIXED, TEXT and dates in text follow the language of the computer;
* functions of after 2016 (LET, FILTER, XLOOKUP), spills (``#``) and ``@`` do not exist in LibreOffice 7.4.

A column may stand only where a function takes a whole column as an argument; everything else is one value.

FAST 3.03-04 asks for a limited set of functions too, and ICAEW's Twenty principles for simple features above advanced
ones, for the reader's sake; which functions these are follows from the engines (``docs/rekenmachines.md``).
"""

from collections.abc import Callable, Iterator

from via_xl.basis.bevinding import Bevinding
from via_xl.bewijs.linter.boek import Formulegroep, Lintboek, Lintformule
from via_xl.bewijs.linter.formule import (
    Deel,
    Delen,
    FormuleFout,
    Functie,
    Haakjes,
    Matrix,
    Operand,
    Operator,
    functies,
    kale_functienaam,
    ontleed,
)
from via_xl.bewijs.linter.verwijzing import ALLES
from via_xl.schrijven.boek import GEEN_UITKOMST

REGEL = 4
_REKENEN = ("SUM", "SUMIFS", "COUNTIFS", "COUNTA", "SUMPRODUCT", "MIN", "MAX", "ROUND", "INT", "ABS")
_KIEZEN = ("IF", "AND", "OR", "NOT", "IFERROR", "INDEX", "MATCH", "EXACT", "ISNUMBER")
_DATUM_TEKST = ("EOMONTH", "YEAR", "MONTH", "DATE", "TRIM", "LEN")
FUNCTIES = frozenset((*_REKENEN, *_KIEZEN, *_DATUM_TEKST))
OPERATOREN = frozenset(("+", "-", "*", "/", "&", "=", "<>", "<", ">", "<=", ">="))
VERGELIJKING = frozenset(("=", "<>", "<", ">", "<=", ">="))
UDF = "VIA_"
"""Our own functions stand only in a workbook with macros; the proof lists them and does not compare them."""

_KOLOM_MAG: dict[str, Callable[[int], bool]] = {
    "SUM": lambda _: True,
    "COUNTA": lambda _: True,
    "MIN": lambda _: True,
    "MAX": lambda _: True,
    "SUMIFS": lambda plaats: plaats == 0 or plaats % 2 == 1,
    "COUNTIFS": lambda plaats: plaats % 2 == 0,
    "INDEX": lambda plaats: plaats == 0,
    "MATCH": lambda plaats: plaats == 1,
}
"""Which arguments of which function take a whole column."""

_EVEN_LANG = frozenset(("SUMIFS", "COUNTIFS", "SUMPRODUCT"))
_DOEN = "Gebruik een hulpkolom met SUM, SUMIFS of COUNTIFS."


def controleer(boek: Lintboek) -> Iterator[Bevinding]:
    """One finding for each formula outside the dialect."""
    for groep in boek.groepen:
        for wat in dict.fromkeys(_fouten(boek, groep)):
            yield boek.meld_formule(REGEL, groep, wat, _DOEN)


def _fouten(boek: Lintboek, groep: Formulegroep) -> Iterator[str]:
    cel = groep.eerste
    try:
        delen = ontleed(cel.formule)
    except FormuleFout:
        yield f"de formule is niet te lezen ({cel.formule[:60]}); een overloop (#) of onbekend teken mag niet."
        return
    if boek.pad.suffix.lower() == ".xlsm" and any(_is_udf(functie) for functie in functies(delen)):
        if not _heeft_vangnet(delen):
            yield "een functie VIA_ staat niet in IFERROR; waar zij niet geladen is, breekt de cel."
        return
    if cel.matrix:
        yield "een matrixformule of gegevenstabel mag niet."
    yield from _Vorm(boek, cel).waarde(delen, kolom_mag=False)


def _nergens(_: int) -> bool:
    return False


def _is_udf(functie: Functie) -> bool:
    return functie.naam.removeprefix("_XLUDF.").startswith(UDF)


def _heeft_vangnet(delen: Delen) -> bool:
    """Whether the whole formula is an IFERROR that ends in a text, or in the name of the cell that says what an error means."""
    buitenste = delen[0] if len(delen) == 1 else None
    if not isinstance(buitenste, Functie) or buitenste.naam != "IFERROR" or len(buitenste.argumenten) != 2:
        return False
    anders = buitenste.argumenten[1]
    if len(anders) != 1 or not isinstance(anders[0], Operand):
        return False
    return anders[0].soort == "TEXT" or anders[0].tekst.casefold() == GEEN_UITKOMST.casefold()


class _Vorm:
    """The walk over one formula that says, at each place, whether a whole column may stand there."""

    def __init__(self, boek: Lintboek, cel: Lintformule) -> None:
        self.boek = boek
        self.cel = cel

    def waarde(self, delen: Delen, *, kolom_mag: bool) -> Iterator[str]:
        """What is wrong in an argument of which one value is wanted; with ``kolom_mag`` one whole column may be all of it."""
        yield from _tekens(delen)
        alleen = len(delen) == 1
        for deel in delen:
            if (
                isinstance(deel, Operand)
                and self._vorm(deel) is not None
                and not (alleen and kolom_mag and ALLES not in deel.tekst.casefold())
            ):
                if ALLES in deel.tekst.casefold():
                    yield f"{deel.tekst} bevat ook de kop; alleen een functie VIA_ leest die."
                elif alleen:
                    yield f"{deel.tekst} is een heel bereik waar één waarde hoort."
                else:
                    yield f"er wordt gerekend met een heel bereik ({deel.tekst}) buiten SUMPRODUCT: een matrixformule."
            elif isinstance(deel, Haakjes):
                yield from self.waarde(deel.delen, kolom_mag=False)
            elif isinstance(deel, Functie):
                yield from self._functie(deel)

    def _functie(self, functie: Functie) -> Iterator[str]:
        if functie.naam not in FUNCTIES:
            yield f"{kale_functienaam(functie.naam)} rekent niet in elk programma hetzelfde."
            return
        if any(not argument for argument in functie.argumenten):
            yield f"{functie.naam} heeft een leeg argument."
        if functie.naam in _EVEN_LANG:
            yield from self._even_lang(functie)
        if functie.naam == "INDEX" and any(_is_nul(argument) for argument in functie.argumenten[1:]):
            yield "INDEX met 0 geeft een hele kolom."
        mag = _KOLOM_MAG.get(functie.naam, _nergens)
        for plaats, argument in enumerate(functie.argumenten):
            if functie.naam == "SUMPRODUCT":
                yield from self._product(argument)
                if _is_vergelijking(argument):
                    yield "SUMPRODUCT telt een vergelijking als 0; vermenigvuldig haar met 1."
            else:
                yield from self.waarde(argument, kolom_mag=mag(plaats))

    def _product(self, delen: Delen) -> Iterator[str]:
        """Inside SUMPRODUCT: columns, values and operators."""
        yield from _tekens(delen)
        for deel in delen:
            if isinstance(deel, Functie):
                yield f"{deel.naam} binnen SUMPRODUCT geeft in IronCalc een verkeerd getal."
            elif isinstance(deel, Haakjes):
                yield from self._product(deel.delen)

    def _even_lang(self, functie: Functie) -> Iterator[str]:
        vormen = {vorm for argument in functie.argumenten for vorm in self._vormen(argument)}
        if len(vormen) > 1:
            yield f"de bereiken in {functie.naam} zijn niet even lang."

    def _vormen(self, delen: Delen) -> Iterator[tuple[int, int]]:
        for deel in delen:
            if isinstance(deel, Haakjes):
                yield from self._vormen(deel.delen)
            elif isinstance(deel, Operand) and (vorm := self._vorm(deel)) is not None:
                yield vorm

    def _vorm(self, operand: Operand) -> tuple[int, int] | None:
        """Rows and columns of a range, None for one value. A column of a table with one row is still a column."""
        if operand.soort != "RANGE":
            return None
        gevonden = self.boek.verwijzing(operand.tekst, self.cel.blad)
        if gevonden.gebied is None or gevonden.deze_rij:
            return None
        return None if gevonden.gebied.enkel and "[" not in operand.tekst else gevonden.gebied.vorm


def _tekens(delen: Delen) -> Iterator[str]:
    """Operators and operands that not every program knows, and two operands beside each other."""
    vorige_is_waarde = False
    vorige: Deel | None = None
    for deel in delen:
        waarde = not isinstance(deel, Operator)
        if waarde and vorige_is_waarde and not (isinstance(deel, Haakjes) and _is_lambda(vorige)):
            yield "een spatie tussen twee bereiken (doorsnede) mag niet."
        if isinstance(deel, Operator) and deel.tekst not in OPERATOREN:
            yield f"de operator {deel.tekst} mag niet."
        if isinstance(deel, Matrix):
            yield "een matrixconstante {…} mag niet."
        vorige = deel
        vorige_is_waarde = waarde or (isinstance(deel, Operator) and deel.tekst == "%")


def _is_lambda(deel: Deel | None) -> bool:
    """Whether what stands in brackets behind it are its arguments."""
    return isinstance(deel, Functie) and kale_functienaam(deel.naam) == "LAMBDA"


def _is_vergelijking(delen: Delen) -> bool:
    """Whether the outcome is true or false: a comparison that nothing is done with."""
    if len(delen) == 1 and isinstance(delen[0], Haakjes):
        return _is_vergelijking(delen[0].delen)
    return any(isinstance(deel, Operator) and deel.tekst in VERGELIJKING for deel in delen)


def _is_nul(argument: Delen) -> bool:
    return len(argument) == 1 and isinstance(argument[0], Operand) and argument[0].tekst == "0"
