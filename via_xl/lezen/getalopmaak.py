"""Number formats: what a cell shows of the value in it. The one place that takes a format apart.

Three questions are asked of it. What does a Dutch reader see (:func:`toon`)? Which number does a person see, as far as that
is a plain number (:func:`gezien`)? And do two formats do the same to a number (:func:`werking`)?
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal
from enum import StrEnum
from functools import cached_property, lru_cache
from math import isfinite
from typing import NamedTuple

from msgspec import Struct

from via_xl.basis.datum import MAANDEN, datum_nl, serienummer_van
from via_xl.lezen.waarden import ONLEESBAAR_GROOT

Inhoud = str | int | float | bool | date | time | timedelta | None
"""What a cell can hold."""

ALGEMEEN = "General"
INGEBOUWD = {
    0: ALGEMEEN, 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?",
    13: "# ??/??", 14: "d-m-yyyy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM",
    20: "h:mm", 21: "h:mm:ss", 22: "d-m-yyyy h:mm", 37: "#,##0_);(#,##0)", 38: "#,##0_);[Red](#,##0)",
    39: "#,##0.00_);(#,##0.00)", 40: "#,##0.00_);[Red](#,##0.00)", 41: '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ',
    43: '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0",
    48: "##0.0E+0", 49: "@",
}  # fmt: skip
"""The formats that a file names by number only. Money (5 to 8, 42, 44) shows the money of the reader's computer."""

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

_SECONDEN = {"h": 3600, "u": 3600, "m": 60, "s": 1}
"""In an hour, a minute and a second; u is the h of Dutch Excel."""

_CIJFERS = Context(prec=15, rounding=ROUND_HALF_UP)
"""What a spreadsheet keeps of a number."""

_CIJFERS_ALGEMEEN = Context(prec=10, rounding=ROUND_HALF_UP)
"""General shows ten digits at most."""

_KLEINSTE_ALGEMEEN = Decimal("0.0001")
"""Below it General shows an exponent: 3,04E-284 is not seen as no hours."""

_EENHEDEN = frozenset(("", "uur", "uren", "u", "u.", "h"))
"""Words that a format may put around hours without changing what they say."""

_STREEPJES = frozenset(("", "-", "–", "—"))
_DAGEN = "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag".split()  # noqa: SIM905
_STUK = re.compile(
    r'"(?P<tekst>[^"]*)"|\\(?P<teken>.?)|_(?P<ruimte>.?)|\*(?P<vulling>.?)|\[\$(?P<geld>[^\]]*)\]|\[(?P<duur>h+|m+|s+)\]'
    r"|\[(?P<kleur>(?:black|blue|cyan|green|magenta|red|white|yellow|color ?\d+))\]|(?P<onleesbaar>\[[^\]]*\]|[\[\"])"
    r"|(?P<algemeen>general)|(?P<dagdeel>am/pm|a/p)|(?P<datum>d+|m+|y+|h+|s+|b+|g+)|(?P<vrij>.)",
    re.IGNORECASE | re.DOTALL,
)


class Aard(StrEnum):
    """What a section of a number format makes of a number."""

    GETAL = "getal"
    DATUM = "datum of tijd"
    PROCENT = "percentage"
    DUIZENDTALLEN = "duizendtallen"
    VERBORGEN = "verborgen"
    TEKST = "tekst"
    ANDERS = "anders"


class _Opmaakstuk(NamedTuple):
    """A piece of a section: ``soort`` is the group of :data:`_STUK` that it is."""

    soort: str
    tekst: str

    @property
    def vrij(self) -> str:
        """The characters that mean something; "" for what stands there as it is."""
        return self.tekst if self.soort in ("vrij", "datum", "dagdeel", "duur", "algemeen") else ""

    @property
    def letterlijk(self) -> str:
        """The text that it shows by itself."""
        match self.soort:
            case "tekst" | "teken":
                return self.tekst
            case "geld":
                return self.tekst.partition("-")[0]
            case "ruimte" | "vulling":
                return " "
        return ""


class _Sectie(Struct, frozen=True, dict=True):
    """One section of a number format: for positive numbers, negative ones, zero, or texts."""

    stukken: tuple[_Opmaakstuk, ...]

    @cached_property
    def kaal(self) -> str:
        """The characters that mean something."""
        return "".join(stuk.vrij for stuk in self.stukken)

    @cached_property
    def leesbaar(self) -> bool:
        """Whether what it shows depends on nothing but the value: on no condition, and on no width."""
        return not any(
            s.soort == "onleesbaar" or (s.soort == "vulling" and s.tekst not in ("", " ", "\u00a0"))
            for s in self.stukken
        )

    @cached_property
    def lezing(self) -> _Lezing:
        """What it makes of a number."""
        kaal = self.kaal.casefold()
        soorten = {stuk.soort for stuk in self.stukken}
        if not self.leesbaar:
            return _Lezing(Aard.ANDERS)
        if "algemeen" in soorten:
            aard = Aard.ANDERS if kaal.replace("general", "", 1).strip() else Aard.GETAL
            return _Lezing(aard, None, _woorden("".join(stuk.letterlijk for stuk in self.stukken)))
        if soorten & {"datum", "duur", "dagdeel"}:
            return _Lezing(Aard.DATUM)
        if "@" in kaal:
            return _Lezing(Aard.TEKST)
        if "%" in kaal:
            return _Lezing(Aard.PROCENT)
        if any(teken.isalpha() or teken in "/123456789" for teken in kaal):
            return _Lezing(Aard.ANDERS)
        return _als_getal([(bool(s.letterlijk), teken) for s in self.stukken for teken in s.letterlijk or s.vrij])


class _Lezing(NamedTuple):
    """What a section makes of a number: with how many decimals (None: General), between which words, if with digits."""

    aard: Aard
    decimalen: int | None = 0
    woorden: str = ""
    cijfers: bool = True


def _als_getal(tekens: list[tuple[bool, str]]) -> _Lezing:
    """A section of digits and words, as characters that each are literal or not."""
    plaatsen = [plek for plek, (letterlijk, teken) in enumerate(tekens) if not letterlijk and teken in "0#?"]
    if not plaatsen:
        return _Lezing(Aard.GETAL, woorden=_woorden("".join(teken for _, teken in tekens)), cijfers=False)
    voor, kern, staart = tekens[: plaatsen[0]], tekens[plaatsen[0] : plaatsen[-1] + 1], tekens[plaatsen[-1] + 1 :]
    if any(letterlijk or teken not in "0#?.," for letterlijk, teken in kern):
        return _Lezing(Aard.ANDERS)
    getal = "".join(teken for _, teken in kern)
    if voor and voor[-1] == (False, "."):
        getal, voor = f".{getal}", voor[:-1]
    if staart[:1] == [(False, ".")]:
        getal, staart = f"{getal}.", staart[1:]
    geheel, _, breuk = getal.partition(".")
    if geheel.endswith(",") or "," in breuk or staart[:1] == [(False, ",")]:
        return _Lezing(Aard.DUIZENDTALLEN)
    if "." in breuk:
        return _Lezing(Aard.ANDERS)
    return _Lezing(Aard.GETAL, len(breuk), _woorden(" ".join("".join(t for _, t in kant) for kant in (voor, staart))))


def _woorden(tekst: str) -> str:
    return " ".join(tekst.split()).casefold()


@lru_cache(maxsize=1024)
def _secties(formaat: str) -> tuple[_Sectie, ...] | None:
    """The sections of a format, or None for what is no format."""
    delen: list[list[_Opmaakstuk]] = [[]]
    for gevonden in _STUK.finditer(formaat):
        soort = str(gevonden.lastgroup)
        stuk = _Opmaakstuk(soort, gevonden[soort])
        if stuk == ("vrij", ";"):
            delen.append([])
        elif stuk.soort == "onleesbaar" and len(stuk.tekst) == 1:
            return None
        elif stuk.soort != "kleur":
            delen[-1].append(stuk)
    return tuple(_Sectie(tuple(deel)) for deel in delen) if len(delen) <= 4 else None


def is_datum(formaat: str) -> bool:
    """Whether a number in this format is shown as a date or time."""
    secties = _secties(formaat or ALGEMEEN)
    return secties is not None and any(stuk.soort in ("datum", "duur") for stuk in secties[0].stukken)


def is_duur(formaat: str) -> bool:
    """Whether a number in this format is shown as hours that go on after 24."""
    secties = _secties(formaat or ALGEMEEN)
    return secties is not None and any(stuk.soort == "duur" for stuk in secties[0].stukken)


def verbergt(formaat: str) -> bool:
    """Whether no number is seen at all in this format (``;;;``)."""
    secties = _secties(formaat or ALGEMEEN) or ()
    return len(secties) > 1 and not any(stuk.letterlijk.strip() or stuk.vrij for s in secties[:3] for stuk in s.stukken)


# --- which number a person sees


class Gezien(Struct, frozen=True):
    """What is seen; ``waarde`` only when that is a plain number."""

    aard: Aard
    waarde: Decimal | None = None


def gezien(getal: Decimal, formaat: str) -> Gezien:
    """The number that a person sees in this format.

    Only plain formats are followed. Of any other (a date, a percentage, thousands left out, words that change the
    meaning) is said what it is, so that who reads can refuse it: a guess would be a number that nobody saw.

    >>> gezien(Decimal("7.4999999"), "0.00").waarde, gezien(Decimal("7.25"), "0").waarde
    (Decimal('7.50'), Decimal('7'))
    >>> gezien(Decimal(8), "d-m-yyyy").aard.value
    'datum of tijd'
    """
    secties = _secties(formaat)
    if secties is None or abs(getal) >= ONLEESBAAR_GROOT:
        return Gezien(Aard.ANDERS)
    aard, decimalen, woorden, cijfers = _voor(secties, getal).lezing
    eerste = secties[0].lezing
    if aard is not Aard.GETAL:
        return Gezien(aard)
    if getal == 0 and woorden in _STREEPJES and eerste.aard is Aard.GETAL and eerste.cijfers:
        return Gezien(Aard.GETAL, Decimal(0))  # "-" is how a bookkeeper writes nothing
    if not cijfers:
        return Gezien(Aard.ANDERS if woorden else Aard.VERBORGEN)
    if (woorden.removeprefix("-").strip() if getal < 0 and len(secties) > 1 else woorden) not in _EENHEDEN:
        return Gezien(Aard.ANDERS)
    if decimalen is None:
        if 0 < abs(getal) < _KLEINSTE_ALGEMEEN:
            return Gezien(Aard.ANDERS)
        return Gezien(Aard.GETAL, _CIJFERS_ALGEMEEN.plus(getal))
    return Gezien(Aard.GETAL, getal.quantize(Decimal(1).scaleb(-decimalen), rounding=ROUND_HALF_UP))


def _voor(secties: tuple[_Sectie, ...], getal: Decimal) -> _Sectie:
    """The section that a number is shown with."""
    if len(secties) == 1 or getal > 0:
        return secties[0]
    if getal < 0:
        return secties[1]
    return secties[2] if len(secties) > 2 else secties[0]


@lru_cache(maxsize=1024)
def toont_tekst(formaat: str) -> bool:
    """Whether a text in this format is seen as it is: a fourth section can hide or change it."""
    secties = _secties(formaat)
    if secties is None:
        return False
    voor_tekst = secties[3:] if len(secties) == 4 else [sectie for sectie in secties if "@" in sectie.kaal]
    return all(s.leesbaar and "".join(k.letterlijk + k.vrij for k in s.stukken).strip() == "@" for s in voor_tekst)


_BIJ_EEN_GETAL = _EENHEDEN | {"€", "eur", "euro", "%", "€ -", "-"}
"""Words beside a number that leave it the number it is."""

_MET_WOORDEN = re.compile(r"(?P<voor>[^\d,]*)(?P<getal>[\d.]*\d(?:,\d+)?|,\d+)(?P<na>[^\d,]*)\Z")


def getoond_getal(getal: Decimal, formaat: str) -> Decimal | None:
    r"""The number that a reader takes from a cell, whatever its unit: of an amount the euros, of a percentage the fraction.

    None when they see none, see it between words that say something else, or when that can't be told.

    >>> getoond_getal(Decimal("33.75"), "[$€-413] #,##0.00"), getoond_getal(Decimal("33.75"), '"1,00"')
    (Decimal('33.75'), Decimal('1.00'))
    >>> getoond_getal(Decimal("0.1705"), "0%"), getoond_getal(Decimal("33.75"), ";;;")
    (Decimal('0.17'), None)
    """
    secties = _secties(formaat or ALGEMEEN)
    if secties is None or is_datum(formaat) or abs(getal) >= ONLEESBAAR_GROOT:
        return None
    sectie = _voor(secties, getal)
    if not sectie.leesbaar or (sectie.lezing.aard is Aard.ANDERS and set(sectie.kaal) & set("E/")):
        return None
    if not any(stuk.letterlijk.strip() or stuk.vrij for stuk in sectie.stukken):
        return None
    tekst = toon(float(getal), formaat)
    if not tekst.strip(" €-–—") and getal == 0:
        return Decimal(0)
    gevonden = _MET_WOORDEN.match(tekst)
    if gevonden is None:
        return None
    voor, na = (" ".join(gevonden[kant].split()).casefold() for kant in ("voor", "na"))
    negatief = "-" in voor or (voor.endswith("(") and na.startswith(")"))
    voor, na = voor.strip("-( ").strip(), na.strip(") ").strip()
    if voor not in _BIJ_EEN_GETAL or na not in _BIJ_EEN_GETAL:
        return None
    uit = Decimal(gevonden["getal"].replace(".", "").replace(",", "."))
    uit = uit.scaleb(-2) if "%" in (voor, na) else uit
    return -uit if negatief else uit


@lru_cache(maxsize=1024)
def toont_alles(formaat: str, decimalen: int) -> bool:
    """Whether every number with at most so many decimals is seen in this format as it is: what most formats do."""
    secties = _secties(formaat or ALGEMEEN)
    if secties is None:
        return False
    getallen = [sectie.lezing for sectie in secties[:3]]
    return all(sectie.leesbaar for sectie in secties[:3]) and all(
        lezing.aard is Aard.GETAL
        and lezing.cijfers
        and (lezing.decimalen is None or lezing.decimalen >= decimalen)
        and lezing.woorden.replace("-", "").strip() in _BIJ_EEN_GETAL
        for lezing in getallen
    )


def opmaakkleur(formaat: str, getal: Decimal | None) -> str:
    """The colour in which a format shows this number (None: a text), as the format calls it; "" when it calls none."""
    kleuren = _opmaakkleuren(formaat)
    if getal is None:
        return kleuren[3] if len(kleuren) > 3 else ""
    if len(kleuren) == 1 or getal > 0:
        return kleuren[0]
    if getal < 0:
        return kleuren[1]
    return kleuren[2] if len(kleuren) > 2 else kleuren[0]


@lru_cache(maxsize=1024)
def _opmaakkleuren(formaat: str) -> tuple[str, ...]:
    uit = [""]
    for stuk in _STUK.finditer(formaat):
        if stuk.lastgroup == "vrij" and stuk["vrij"] == ";":
            uit.append("")
        elif stuk.lastgroup == "kleur":
            uit[-1] = stuk["kleur"]
    return tuple(uit)


# --- what a format does to a number


def werking(formaat: str) -> tuple[tuple[int, int, int, str, str, bool], ...]:
    r"""What a format does to a number, however it is written: two that do the same show the same amount.

    Per section: how often it is multiplied by 100, divided by 1,000, its decimals, the letters of a date, digits that
    it adds of its own, and whether it shows a minus sign.

    >>> werking("#,##0.00") == werking("0.00"), werking("#,##0.00") == werking("#,##0.00,"), werking("0") == werking('0"000"')
    (True, False, False)
    """
    return tuple(_werking(sectie) for sectie in _secties(formaat) or (_Sectie((_Opmaakstuk("onleesbaar", formaat),)),))


def _werking(sectie: _Sectie) -> tuple[int, int, int, str, str, bool]:
    kaal = "".join(stuk.tekst for stuk in sectie.stukken if stuk.soort in ("vrij", "datum"))
    eigen = "".join(stuk.tekst for stuk in sectie.stukken if stuk.soort in ("tekst", "teken"))
    rond = re.sub(r"[^0#?.,]", "", kaal)
    _, _, breuk = rond.partition(".")
    schaal = len(rond) - len(rond.rstrip(",")) if re.search(r"[0#?]", rond) else 0
    cijfers = re.sub(r"\D", "", eigen) + re.sub(r"\D|0", "", kaal)
    datum = "".join(sorted(set(re.sub(r"[^ymdhsje]", "", kaal.casefold()))))
    decimalen = len(re.sub(r"[^0#?]", "", breuk))
    leeg = "" if re.search(r"[0#?@]", kaal) or datum or kaal == "" else "toont niets"
    onleesbaar = "".join(stuk.tekst for stuk in sectie.stukken if stuk.soort == "onleesbaar")
    return kaal.count("%"), schaal, decimalen, datum, cijfers + leeg + onleesbaar, "-" in kaal or "-" in eigen


# --- what a Dutch reader sees


def toon(waarde: Inhoud, formaat: str = ALGEMEEN) -> str:
    r"""The value through its number format, with point and comma the Dutch way.

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


def toon_in_zin(waarde: Inhoud, formaat: str = ALGEMEEN) -> str:
    """The value as running text has it: as :func:`toon`, but a day as 1-3-2024 where its cell shows 01-03-2024.

    >>> toon_in_zin(45352, "dd-mm-yyyy"), toon_in_zin(45352, "mmm yyyy")
    ('1-3-2024', 'mrt 2024')
    """
    secties = _secties(formaat) if is_datum(formaat) else None
    stukken = {stuk.tekst.casefold() for stuk in secties[0].stukken if stuk.soort == "datum"} if secties else set()
    return toon(waarde, "d-m-yyyy" if stukken == {"dd", "mm", "yyyy"} else formaat)


def getal_van(waarde: Inhoud) -> float | int | None:
    """The number behind a value: of a date its serial number; None for a text and for nothing."""
    if isinstance(waarde, (bool, str)) or waarde is None:
        return None
    if isinstance(waarde, (date, time, timedelta)):
        serie = serienummer_van(waarde)
        return int(serie) if serie == int(serie) else serie
    return waarde if isinstance(waarde, int) or isfinite(waarde) else None


def vijftien_cijfers(waarde: int | float) -> Decimal:
    """A number with the fifteen digits that a spreadsheet keeps of it."""
    return _CIJFERS.create_decimal(repr(waarde))


def _toon_getal(waarde: int | float, formaat: str) -> str:
    if isinstance(waarde, float) and not isfinite(waarde):
        return str(waarde)
    exact = vijftien_cijfers(waarde)
    if is_datum(formaat):
        if duur := _toon_duur(round(exact * 86_400), formaat):
            return duur
        try:
            return _toon_datum(datetime(1899, 12, 30) + timedelta(days=float(waarde)), formaat)
        except OverflowError:
            return _algemeen(exact)
    secties = _secties(formaat or ALGEMEEN)
    if secties is None or any(stuk.soort == "onleesbaar" for sectie in secties for stuk in sectie.stukken):
        return _algemeen(exact)
    if len(secties) > 1 and exact < 0:
        return _in_sectie(-exact, secties[1]) or _algemeen(exact)
    if len(secties) > 2 and exact == 0:
        return _in_sectie(exact, secties[2])
    tekst = _in_sectie(abs(exact), secties[0]) or _algemeen(abs(exact))
    return f"-{tekst}" if exact < 0 and re.search(r"[1-9]", tekst) else tekst


def _in_sectie(waarde: Decimal, sectie: _Sectie) -> str:
    """A number without sign in a section; empty when the section can't be followed."""
    if any(teken in sectie.kaal for teken in "E/@"):
        return ""
    cijfers = _algemeen(waarde) if "general" in sectie.kaal.casefold() else _cijfers(waarde, sectie.kaal)
    if cijfers is None:
        return _algemeen(waarde)
    uit, geplaatst = [], False
    for stuk in sectie.stukken:
        if stuk.soort == "algemeen" or stuk.vrij in tuple("0#?.,"):
            uit.append("" if geplaatst else cijfers)
            geplaatst = True
        elif stuk.soort != "vulling":
            uit.append(stuk.letterlijk or stuk.vrij)
    return "".join(uit).strip()


def _cijfers(waarde: Decimal, kaal: str) -> str | None:
    """The digits as the placeholders of a section want them; None for a number with more of them than it has."""
    masker = re.sub(r"[^0#?.,]", "", kaal)
    geheel, _, breuk = masker.partition(".")
    duizend = "," in geheel.rstrip(",")
    schaal = len(geheel) - len(geheel.rstrip(",")) + len(breuk) - len(breuk.rstrip(","))
    breuk = breuk.replace(",", "")
    waarde = waarde.scaleb(2 * kaal.count("%") - 3 * schaal)
    if waarde.adjusted() > 20:
        return None
    heel, _, rest = f"{waarde.quantize(Decimal(1).scaleb(-len(breuk)), rounding=ROUND_HALF_UP):f}".partition(".")
    heel = heel.zfill(geheel.count("0")) if heel != "0" or "0" in geheel else ""
    if duizend:
        heel = re.sub(r"(?<=\d)(?=(?:\d{3})+$)", ".", heel)
    nodig = len(breuk.rstrip("#?"))
    rest = rest[:nodig] + rest[nodig:].rstrip("0")
    return f"{heel},{rest}" if rest else heel


def _algemeen(waarde: Decimal) -> str:
    kort = _CIJFERS_ALGEMEEN.plus(waarde)
    if kort and not -9 < kort.adjusted() < 15:
        return f"{kort.normalize():E}".replace(".", ",")
    tekst = f"{kort:f}"
    return (tekst.rstrip("0").rstrip(".") if "." in tekst else tekst).replace(".", ",")


def _toon_datum(waarde: date | time | timedelta, formaat: str) -> str:
    if isinstance(waarde, timedelta):
        seconden = round(waarde.total_seconds())
        return _toon_duur(seconden, formaat) or _toon_duur(seconden, "[h]:mm")
    if isinstance(waarde, time):
        return f"{waarde:%H:%M}"
    moment = waarde if isinstance(waarde, datetime) else datetime(waarde.year, waarde.month, waarde.day)
    secties = _secties(formaat) if is_datum(formaat) else None
    if secties is None:
        return datum_nl(moment)
    uit, tijd = "", False
    stukken = secties[0].stukken
    letters = [stuk.tekst[0].casefold() if stuk.soort in ("datum", "duur") else "" for stuk in stukken]
    for plek, stuk in enumerate(stukken):
        volgende = next((letter for letter in letters[plek + 1 :] if letter), "")
        uit += _datumstuk(stuk, moment, minuten=tijd or volgende == "s")
        tijd = letters[plek] == "h" if letters[plek] else tijd
    return uit.strip()


def _toon_duur(seconden: int, formaat: str) -> str:
    """A time that goes on past a day (165:30), as the format has it; empty for a format of a moment.

    >>> _toon_duur(595_800, "[h]:mm"), _toon_duur(-5_400, "[mm]:ss"), _toon_duur(595_800, "h:mm")
    ('165:30', '-90:00', '')
    """
    secties = _secties(formaat) or ()
    stukken = secties[0].stukken if secties else ()
    if all(stuk.soort != "duur" for stuk in stukken):
        return ""
    uit, gehad, rest = "", False, abs(seconden)
    for stuk in stukken:
        letters = stuk.tekst.strip("[]").casefold()
        if stuk.soort not in ("duur", "datum"):
            uit += "" if stuk.soort in ("dagdeel", "vulling") else stuk.letterlijk or stuk.vrij
        elif letters[:1] in _SECONDEN:
            # The first one counts on, each after it is what is left of that.
            aantal, rest = divmod(rest, _SECONDEN[letters[0]])
            uit += f"{aantal:0{len(letters)}d}"
            gehad = True
    return f"-{uit.strip()}" if seconden < 0 and gehad else uit.strip()


def _datumstuk(stuk: _Opmaakstuk, moment: datetime, *, minuten: bool) -> str:
    """A piece of a date's format; an m means minutes after hours and before seconds."""
    if stuk.soort != "datum":
        return "" if stuk.soort in ("duur", "dagdeel", "vulling") else stuk.letterlijk or stuk.vrij
    match stuk.tekst.casefold():
        case "d" | "dd":
            return f"{moment.day:0{len(stuk.tekst)}d}"
        case "ddd":
            return _DAGEN[moment.weekday()][:2]
        case "dddd":
            return _DAGEN[moment.weekday()]
        case "m" | "mm":
            return f"{moment.minute if minuten else moment.month:0{len(stuk.tekst)}d}"
        case "mmm":
            return "mrt" if moment.month == 3 else MAANDEN[moment.month - 1][:3]
        case "mmmm":
            return MAANDEN[moment.month - 1]
        case "yy":
            return f"{moment.year % 100:02d}"
        case "y" | "yyy" | "yyyy":
            return str(moment.year)
        case "h" | "hh":
            return f"{moment.hour:0{len(stuk.tekst)}d}"
        case "s" | "ss":
            return f"{moment.second:0{len(stuk.tekst)}d}"
    return stuk.tekst
