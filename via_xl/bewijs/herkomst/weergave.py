"""A value as a Dutch reader sees it in the cell: through its number format, with point and comma the Dutch way."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache
from math import isfinite

from openpyxl.utils.datetime import to_excel

Inhoud = str | int | float | bool | date | time | timedelta | None
"""What a cell can hold, as openpyxl gives it."""

ALGEMEEN = "General"
FOUTEN = {
    "#N/A": "#N/B",
    "#REF!": "#VERW!",
    "#VALUE!": "#WAARDE!",
    "#DIV/0!": "#DEEL/0!",
    "#NAME?": "#NAAM?",
    "#NUM!": "#GETAL!",
    "#NULL!": "#LEEG!",
    "#SPILL!": "#OVERLOOP!",
    "#CALC!": "#BEREKEN!",
}
"""Error values as Dutch Excel shows them."""

_CIJFERS = Context(prec=15, rounding=ROUND_HALF_UP)
_ALGEMEEN = Context(prec=10, rounding=ROUND_HALF_UP)
_MAANDEN = (
    "januari februari maart april mei juni juli augustus september oktober november december".split()  # noqa: SIM905
)
_DAGEN = "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag".split()  # noqa: SIM905
_STUKKEN = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]|[Gg]eneral|[dmyhs]+|AM/PM|.', re.DOTALL)
_DATUM = re.compile(r"[dmyhs]", re.IGNORECASE)
_KLEUR = re.compile(r"\[(?:black|blue|cyan|green|magenta|red|white|yellow|color ?\d+)\]", re.IGNORECASE)


def toon(waarde: Inhoud, formaat: str = ALGEMEEN) -> str:
    r"""The value through its number format.

    >>> toon(-53292.46, r"[$€-413] #,##0.00;\-[$€-413] #,##0.00"), toon(0.0178, "0.00%"), toon(1234567.5)
    ('-€ 53.292,46', '1,78%', '1234567,5')
    """
    if waarde is None:
        return ""
    if isinstance(waarde, bool):
        return "WAAR" if waarde else "ONWAAR"
    if isinstance(waarde, str):
        return FOUTEN.get(waarde, waarde)
    if isinstance(waarde, (date, time, timedelta)):
        return _toon_datum(waarde, formaat)
    return _toon_getal(waarde, formaat)


def getal(waarde: Inhoud) -> float | int | None:
    """The number behind a value: of a date its serial number; None for a text and for nothing."""
    if isinstance(waarde, (bool, str)) or waarde is None:
        return None
    if isinstance(waarde, (date, time, timedelta)):
        serie = to_excel(waarde)  # type: ignore[no-untyped-call]
        return int(serie) if serie == int(serie) else float(serie)
    return waarde if isinstance(waarde, int) or isfinite(waarde) else None


def is_datum(formaat: str) -> bool:
    """Whether a number in this format is shown as a date or time."""
    kaal = re.sub(r'"[^"]*"|\\.|\[\$[^\]]*\]|_.|\*.', "", _KLEUR.sub("", formaat or ALGEMEEN))
    return "general" not in kaal.lower() and _DATUM.search(kaal) is not None


def decimaal(waarde: int | float) -> Decimal:
    """A number with the fifteen digits that a spreadsheet keeps of it."""
    return _CIJFERS.create_decimal(repr(waarde))


def _toon_getal(waarde: int | float, formaat: str) -> str:
    if isinstance(waarde, float) and not isfinite(waarde):
        return str(waarde)
    if is_datum(formaat):
        try:
            return _toon_datum(datetime(1899, 12, 30) + timedelta(days=float(waarde)), formaat)
        except OverflowError:
            return _algemeen(decimaal(waarde))
    exact = decimaal(waarde)
    delen = _delen(formaat or ALGEMEEN)
    if delen is None:
        return _algemeen(exact)
    if len(delen) > 1 and exact < 0:
        return _in_deel(-exact, delen[1]) or _algemeen(exact)
    if len(delen) > 2 and exact == 0:
        return _in_deel(exact, delen[2])
    tekst = _in_deel(abs(exact), delen[0]) or _algemeen(abs(exact))
    return f"-{tekst}" if exact < 0 and re.search(r"[1-9]", tekst) else tekst


@lru_cache(maxsize=1024)
def _delen(formaat: str) -> tuple[tuple[str, ...], ...] | None:
    """The sections of a format in pieces; None when it depends on a condition."""
    delen: list[list[str]] = [[]]
    for stuk in _STUKKEN.findall(_KLEUR.sub("", formaat)):
        if stuk == ";":
            delen.append([])
        elif stuk.startswith("[") and not stuk.startswith("[$"):
            return None
        else:
            delen[-1].append(stuk)
    return tuple(map(tuple, delen))


def _in_deel(waarde: Decimal, deel: tuple[str, ...]) -> str:
    """A number without sign in a section; empty when the section can't be followed."""
    if any(stuk.lower() == "general" for stuk in deel):
        return "".join(_algemeen(waarde) if stuk.lower() == "general" else _letterlijk(stuk) for stuk in deel)
    masker = "".join(stuk for stuk in deel if stuk in set("0#?.,"))
    if "E" in deel or "/" in deel or "@" in deel:
        return ""
    if not re.search(r"[0#?]", masker):
        return "".join(map(_letterlijk, deel))
    geheel, _, breuk = masker.partition(".")
    duizend = "," in geheel.rstrip(",")
    schaal = len(geheel) - len(geheel.rstrip(",")) + len(breuk) - len(breuk.rstrip(","))
    breuk = breuk.replace(",", "")
    waarde = waarde.scaleb(2 * deel.count("%") - 3 * schaal)
    if waarde.adjusted() > 20:
        return _algemeen(waarde)
    afgerond = waarde.quantize(Decimal(1).scaleb(-len(breuk)), rounding=ROUND_HALF_UP)
    heel, _, rest = f"{afgerond:f}".partition(".")
    heel = heel.zfill(geheel.count("0")) if heel != "0" or "0" in geheel else ""
    if duizend:
        heel = re.sub(r"(?<=\d)(?=(?:\d{3})+$)", ".", heel)
    nodig = breuk.rstrip("#?")
    while len(rest) > len(nodig) and rest.endswith("0"):
        rest = rest[:-1]
    cijfers = f"{heel},{rest}" if rest else heel
    uit, geplaatst = [], False
    for stuk in deel:
        if stuk in set("0#?.,"):
            uit.append("" if geplaatst else cijfers)
            geplaatst = True
        else:
            uit.append(_letterlijk(stuk))
    return "".join(uit).strip()


def _letterlijk(stuk: str) -> str:
    if stuk.startswith('"'):
        return stuk[1:-1]
    if stuk.startswith("\\"):
        return stuk[1:]
    if stuk.startswith("_"):
        return " "
    if stuk.startswith("*"):
        return ""
    if stuk.startswith("[$"):
        return stuk[2:-1].partition("-")[0]
    return stuk


def _algemeen(waarde: Decimal) -> str:
    kort = _ALGEMEEN.plus(waarde)
    if kort and not -9 < kort.adjusted() < 15:
        return f"{kort.normalize():E}".replace(".", ",")
    tekst = f"{kort:f}"
    return (tekst.rstrip("0").rstrip(".") if "." in tekst else tekst).replace(".", ",")


def _toon_datum(waarde: date | time | timedelta, formaat: str) -> str:
    if isinstance(waarde, timedelta):
        minuten = round(waarde.total_seconds()) // 60
        return f"{minuten // 60}:{minuten % 60:02d}"
    if isinstance(waarde, time):
        return f"{waarde:%H:%M}"
    moment = waarde if isinstance(waarde, datetime) else datetime(waarde.year, waarde.month, waarde.day)
    eerste = formaat.split(";", maxsplit=1)[0]
    if not is_datum(eerste):
        return f"{moment.day}-{moment.month}-{moment.year}"
    return "".join(_datumstuk(stuk, moment, na) for stuk, na in _met_vorige(_STUKKEN.findall(eerste.lower()))).strip()


def _met_vorige(stukken: list[str]) -> list[tuple[str, bool]]:
    """Each piece, with whether an m in it means minutes: it follows hours or comes before seconds."""
    uit = []
    tijd = False
    for plek, stuk in enumerate(stukken):
        letters = [ander[0] for ander in stukken[plek + 1 :] if ander[0] in "dmyhs"]
        uit.append((stuk, tijd or letters[:1] == ["s"]))
        if stuk[0] in "dmyhs":
            tijd = stuk[0] == "h"
    return uit


def _datumstuk(stuk: str, moment: datetime, minuten: bool) -> str:
    match stuk:
        case "d" | "dd":
            return f"{moment.day:0{len(stuk)}d}"
        case "ddd":
            return _DAGEN[moment.weekday()][:2]
        case "dddd":
            return _DAGEN[moment.weekday()]
        case "m" | "mm":
            return f"{moment.minute if minuten else moment.month:0{len(stuk)}d}"
        case "mmm":
            return "mrt" if moment.month == 3 else _MAANDEN[moment.month - 1][:3]
        case "mmmm":
            return _MAANDEN[moment.month - 1]
        case "yy":
            return f"{moment.year % 100:02d}"
        case "y" | "yyy" | "yyyy":
            return str(moment.year)
        case "h" | "hh":
            return f"{moment.hour:0{len(stuk)}d}"
        case "s" | "ss":
            return f"{moment.second:0{len(stuk)}d}"
    return "" if stuk.startswith("[") else _letterlijk(stuk)
