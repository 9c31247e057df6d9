"""A formula as Dutch Excel shows it: function names, list separator, decimal comma, errors, structured references."""

from __future__ import annotations

import re

from openpyxl.formula.tokenizer import Token

from via_xl.bewijs.herkomst.functienamen import NEDERLANDS
from via_xl.bewijs.linter.formule import FormuleFout, kale_functienaam, kale_naam, lees_tekens
from via_xl.lezen.getalopmaak import FOUTEN

_DELEN = {
    "#all": "#Alles",
    "#data": "#Gegevens",
    "#headers": "#Kopteksten",
    "#totals": "#Totalen",
    "#this row": "#Deze rij",
}
_DEEL = re.compile(r"#(?:all|data|headers|totals|this row)(?=\])", re.IGNORECASE)


def in_het_nederlands(formule: str) -> str:
    """The formula ("=…") in Dutch; unchanged when it can't be read.

    >>> in_het_nederlands('=ROUND(SUM(tblX[Kosten €])*0.5,2)')
    '=AFRONDEN(SOM(tblX[Kosten €])*0,5;2)'
    >>> in_het_nederlands('=IF(tblX[[#This Row],[n]]>=TRUE,"a,b",#N/A)')
    '=ALS(tblX[[#Deze rij];[n]]>=WAAR;"a,b";#N/B)'
    """
    try:
        return "=" + "".join(_teken(teken) for teken in lees_tekens(formule))
    except FormuleFout:
        return formule


def in_het_engels(formule: str) -> str:
    """The formula as English Excel shows it: without the prefixes that a file keeps for newer functions."""
    try:
        tekens = lees_tekens(formule)
    except FormuleFout:
        return formule
    return "=" + "".join(_functie(t.value, {}) if _opent(t) else kale_naam(str(t.value)) for t in tekens)


def functienaam(naam: str) -> str:
    """The Dutch name of a function; one that is not known keeps its name."""
    kaal = kale_functienaam(naam.upper()).removeprefix("_XLUDF.")
    return NEDERLANDS.get(kaal, kaal)


def _opent(teken: Token) -> bool:
    return bool(teken.type == Token.FUNC and teken.subtype == Token.OPEN)


def _teken(teken: Token) -> str:
    waarde = str(teken.value)
    if _opent(teken):
        return _functie(waarde, NEDERLANDS)
    if teken.type == Token.SEP:
        return ";"
    if teken.type == Token.OP_IN and waarde == ",":
        return ";"  # a union of ranges
    if teken.type != Token.OPERAND:
        return waarde
    match teken.subtype:
        case Token.NUMBER:
            return waarde.replace(".", ",")
        case Token.LOGICAL:
            return {"TRUE": "WAAR", "FALSE": "ONWAAR"}.get(waarde.upper(), waarde)
        case Token.ERROR:
            return FOUTEN.get(waarde.upper(), waarde)
        case Token.RANGE:
            return verwijzing(waarde)
    return waarde


def verwijzing(tekst: str) -> str:
    """A reference in Dutch: only what stands between square brackets of a table changes."""
    if "[" not in tekst:
        if tekst.startswith("_xleta."):
            return functienaam(kale_naam(tekst))
        return kale_naam(tekst).replace("#REF!", FOUTEN["#REF!"])
    vertaald = _DEEL.sub(lambda deel: _DELEN[deel[0].casefold()], tekst)
    return re.sub(r"\],\s*\[", "];[", vertaald)


def _functie(opent: str, namen: dict[str, str]) -> str:
    kaal = kale_functienaam(opent[:-1].upper()).removeprefix("_XLUDF.")
    return f"{namen.get(kaal, kaal)}("
