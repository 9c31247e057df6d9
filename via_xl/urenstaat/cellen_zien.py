"""What a person sees in a cell with a number: the value through the cell's number format.

Only plain number formats are followed. Of any other (a date, a percentage, thousands left out, words that change
the meaning) is said what it is, so that the reader can refuse it: a guess would be an hour that nobody saw.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from enum import StrEnum
from functools import lru_cache

from via_xl.lezen.waarden import ONLEESBAAR_GROOT

ALGEMEEN = "General"
_CIJFERS_ALGEMEEN = Context(prec=10, rounding=ROUND_HALF_UP)
_KLEINSTE_ALGEMEEN = Decimal("0.0001")
"""Below it General shows an exponent: 3,04E-284 is not seen as no hours."""
"""General shows ten digits at most."""

_OPVULLING = " \u00a0"
_EENHEDEN = frozenset(("", "uur", "uren", "u", "u.", "h"))
"""Words that a format may put around hours without changing what they say."""

_STREEPJES = frozenset(("", "-", "–", "—"))
_KLEUREN = frozenset(("black", "blue", "cyan", "green", "magenta", "red", "white", "yellow"))


class Aard(StrEnum):
    """What a number format makes of a number."""

    GETAL = "getal"
    DATUM = "datum of tijd"
    PROCENT = "percentage"
    DUIZENDTALLEN = "duizendtallen"
    VERBORGEN = "verborgen"
    TEKST = "tekst"
    ANDERS = "anders"


@dataclass(frozen=True, slots=True)
class Getoond:
    """What is seen; ``waarde`` only when that is a plain number."""

    aard: Aard
    waarde: Decimal | None = None


@dataclass(frozen=True, slots=True)
class _Deel:
    """One section of a number format."""

    aard: Aard
    decimalen: int | None = 0
    """None for General."""

    woorden: str = ""
    cijfers: bool = True


def toon(getal: Decimal, formaat: str) -> Getoond:
    """What a number looks like in this format.

    >>> toon(Decimal("7.4999999"), "0.00").waarde, toon(Decimal("7.25"), "0").waarde
    (Decimal('7.50'), Decimal('7'))
    >>> toon(Decimal(8), "d-m-yyyy").aard.value
    'datum of tijd'
    """
    delen = _delen(formaat)
    if delen is None or abs(getal) >= ONLEESBAAR_GROOT:
        return Getoond(Aard.ANDERS)
    deel = _gekozen(delen, getal)
    if deel.aard is not Aard.GETAL:
        return Getoond(deel.aard)
    if getal == 0 and deel.woorden in _STREEPJES and delen[0].aard is Aard.GETAL and delen[0].cijfers:
        return Getoond(Aard.GETAL, Decimal(0))  # "-" is how a bookkeeper writes nothing
    if not deel.cijfers:
        return Getoond(Aard.VERBORGEN if not deel.woorden else Aard.ANDERS)
    woorden = deel.woorden.removeprefix("-").strip() if getal < 0 and len(delen) > 1 else deel.woorden
    if woorden not in _EENHEDEN:
        return Getoond(Aard.ANDERS)
    if deel.decimalen is None:
        if 0 < abs(getal) < _KLEINSTE_ALGEMEEN:
            return Getoond(Aard.ANDERS)
        return Getoond(Aard.GETAL, _CIJFERS_ALGEMEEN.plus(getal))
    return Getoond(Aard.GETAL, getal.quantize(Decimal(1).scaleb(-deel.decimalen), rounding=ROUND_HALF_UP))


@lru_cache(maxsize=1024)
def toont_tekst(formaat: str) -> bool:
    """Whether a text in this format is seen as it is: a fourth section can hide or change it."""
    delen = _splits(formaat)
    if delen is None:
        return False
    tekstdelen = [_tekens(deel) for deel in delen if len(delen) == 4 or "@" in deel]
    if len(delen) == 4:
        tekstdelen = tekstdelen[3:]
    return all(tekens is not None and "".join(teken for _, teken in tekens).strip() == "@" for tekens in tekstdelen)


def _gekozen(delen: tuple[_Deel, ...], getal: Decimal) -> _Deel:
    if len(delen) == 1 or getal > 0:
        return delen[0]
    if getal < 0:
        return delen[1]
    return delen[2] if len(delen) > 2 else delen[0]


@lru_cache(maxsize=1024)
def _delen(formaat: str) -> tuple[_Deel, ...] | None:
    delen = _splits(formaat)
    return None if delen is None else tuple(_lees_deel(deel) for deel in delen)


def _splits(formaat: str) -> list[str] | None:
    """The sections, or None for a format that is none."""
    delen = [""]
    plek = 0
    while plek < len(formaat):
        teken = formaat[plek]
        einde = plek + 1
        if teken in ('"', "["):
            einde = formaat.find('"' if teken == '"' else "]", plek + 1) + 1
            if not einde:
                return None
        elif teken in ("\\", "_", "*"):
            einde = plek + 2
        if teken == ";":
            delen.append("")
        else:
            delen[-1] += formaat[plek:einde]
        plek = einde
    return delen if len(delen) <= 4 else None


def _tekens(deel: str) -> list[tuple[bool, str]] | None:
    """The characters of a section, each with whether it is literal; None when it holds something unreadable."""
    uit: list[tuple[bool, str]] = []
    plek = 0
    while plek < len(deel):
        teken = deel[plek]
        if teken == '"':
            einde = deel.index('"', plek + 1)
            uit += [(True, letter) for letter in deel[plek + 1 : einde]]
            plek = einde + 1
        elif teken == "\\":
            uit.append((True, deel[plek + 1 : plek + 2]))
            plek += 2
        elif teken in "_*":
            vulling = deel[plek + 1 : plek + 2]
            if teken == "*" and vulling not in _OPVULLING:
                return None
            uit.append((True, " "))
            plek += 2
        elif teken == "[":
            einde = deel.index("]", plek)
            inhoud = deel[plek + 1 : einde].casefold()
            if inhoud.startswith("$"):
                uit += [(True, letter) for letter in inhoud[1:].partition("-")[0]]
            elif inhoud and set(inhoud) <= set("hms"):
                uit.append((False, "h"))
            elif inhoud not in _KLEUREN and not inhoud.startswith("color"):
                return None
            plek = einde + 1
        else:
            uit.append((False, teken))
            plek += 1
    return uit


def _lees_deel(deel: str) -> _Deel:
    tekens = _tekens(deel)
    if tekens is None:
        return _Deel(Aard.ANDERS)
    vrij = "".join("\0" if letterlijk else teken for letterlijk, teken in tekens).casefold()
    if "general" in vrij:
        rest = [t for t in vrij.replace("general", "", 1) if t != "\0"]
        aard = Aard.GETAL if not "".join(rest).strip() else Aard.ANDERS
        return _Deel(aard, None, _woorden("".join(t for letterlijk, t in tekens if letterlijk)))
    if any(teken in vrij for teken in "dmyhsbg"):
        return _Deel(Aard.DATUM)
    if "@" in vrij:
        return _Deel(Aard.TEKST)
    if "%" in vrij:
        return _Deel(Aard.PROCENT)
    if any(teken.isalpha() or teken == "/" or teken in "123456789" for teken in vrij):
        return _Deel(Aard.ANDERS)
    return _getaldeel(tekens)


def _getaldeel(tekens: list[tuple[bool, str]]) -> _Deel:
    plaatsen = [plek for plek, (letterlijk, teken) in enumerate(tekens) if not letterlijk and teken in "0#?"]
    if not plaatsen:
        return _Deel(Aard.GETAL, woorden=_woorden("".join(teken for _, teken in tekens)), cijfers=False)
    eerste, laatste = plaatsen[0], plaatsen[-1]
    kern = tekens[eerste : laatste + 1]
    if any(letterlijk or teken not in "0#?.," for letterlijk, teken in kern):
        return _Deel(Aard.ANDERS)
    getal = "".join(teken for _, teken in kern)
    staart = tekens[laatste + 1 :]
    voor = tekens[:eerste]
    if voor and voor[-1] == (False, "."):
        getal, voor = f".{getal}", voor[:-1]
    geheel, punt, breuk = getal.partition(".")
    if geheel.endswith(",") or "," in breuk or (staart and staart[0] == (False, ",")):
        return _Deel(Aard.DUIZENDTALLEN)
    if "." in breuk or (punt and not breuk):
        return _Deel(Aard.ANDERS)
    if staart and staart[0] == (False, "."):
        staart = staart[1:]
        if staart and staart[0] == (False, ","):
            return _Deel(Aard.DUIZENDTALLEN)
    woorden = _woorden("".join(teken for _, teken in voor) + " " + "".join(teken for _, teken in staart))
    return _Deel(Aard.GETAL, len(breuk), woorden)


def _woorden(tekst: str) -> str:
    return " ".join(tekst.split()).casefold()
