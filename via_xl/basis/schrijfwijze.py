"""One person, however their code was typed: what is compared, and what may not stand in a code or a name.

A code comes from a hour sheet, from a signed document and from the keyboard: with another dash, a space that does not
break, full-width digits or a letter of another script that looks the same. Every comparison of persons goes through
:func:`eender`; what a spreadsheet compares is another matter (:func:`via_xl.basis.gemeenten.zelfde_in_formule`).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from via_xl.basis.onzichtbaar import zonder_onzichtbaar

_LIJKT = str.maketrans(
    "АВЕЅІЈКМНОРСТУХԚԜавеѕіјкмнорстухһԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧΒοαικνρτυχϲ",
    "ABESIJKMHOPCTYXQWabesijkmhopctyxhqwABEZHIKMNOPTYXBoaiknptuxc",
)
"""Letters of the Cyrillic and Greek script for which one reads a Latin one."""

_STUK = re.compile(r"[^\W\d_]+|\d+")
_ONGEWOON = re.compile(r"[^\x00-\x7f]+")


def zuiver(tekst: str) -> str:
    r"""A text as one sees it: compatible forms (NFKC), nothing invisible, any dash a hyphen, any space a single one.

    >>> zuiver("ＯＳ\u201101\u00a0\u200b")
    'OS-01'
    """
    if not tekst.isascii():
        tekst = zonder_onzichtbaar(unicodedata.normalize("NFKC", tekst))
        tekst = "".join("-" if unicodedata.category(teken) == "Pd" or teken == "−" else teken for teken in tekst)
    return " ".join(tekst.split())


def vreemde_tekens(tekst: str) -> str:
    """The letters, digits and symbols of another script than ours, each once; "" when there are none.

    >>> vreemde_tekens("ОS-01"), vreemde_tekens("Zoë-01")
    ('О', '')
    """
    return "".join(dict.fromkeys(teken for teken in zuiver(tekst) if not _van_ons(teken)))


def _van_ons(teken: str) -> bool:
    if teken.isascii() or unicodedata.category(teken)[0] in "PMZ":  # punctuation, marks and spaces are of all scripts
        return True
    return unicodedata.name(teken, "").startswith("LATIN ") and teken < "ɐ"  # what lies beyond is phonetic


def typ(tekst: str) -> str:
    """What to type instead: the text with our letters and digits; "" when that can't be said.

    >>> typ("ОS-01")
    'OS-01'
    """
    cijfers = "".join(str(unicodedata.digit(teken, teken)) for teken in zuiver(tekst).translate(_LIJKT))
    return "" if vreemde_tekens(cijfers) else cijfers


def platte_vorm(tekst: str) -> str:
    r"""A running text in the form in which names in it are looked for: without case, accents and look-alikes, dashes alike.

    >>> platte_vorm("<t>Van ОS\u201101 en Zoë</t>")
    '<t>van os-01 en zoe</t>'
    """
    if not tekst.isascii():
        tekst = _ONGEWOON.sub(lambda stuk: _platte_tekens(stuk[0]), tekst)
    return tekst.casefold()


@lru_cache(maxsize=4096)
def _platte_tekens(tekst: str) -> str:
    kaal = unicodedata.normalize("NFKD", zonder_onzichtbaar(unicodedata.normalize("NFKC", tekst)).translate(_LIJKT))
    uit = []
    for teken in kaal:
        soort = unicodedata.category(teken)
        if soort[0] != "M":
            uit.append("-" if soort == "Pd" or teken == "−" else str(unicodedata.digit(teken, teken)))
    return "".join(uit)


@lru_cache(maxsize=4096)
def eender(tekst: str) -> str:
    r"""The form in which codes and names of persons are compared: equal for every spelling of the same one.

    Upper or lower case, accents, dashes, spaces and zeros in front make no difference, nor do look-alikes.

    >>> eender("OS-01") == eender("os 01") == eender("OS01\u200b") == eender("ОS‑1")
    True
    >>> eender("1-11") == eender("11-1")
    False
    """
    kaal = unicodedata.normalize("NFKD", typ(tekst) or zuiver(tekst))
    stukken = _STUK.findall("".join(c for c in kaal if unicodedata.category(c)[0] != "M").casefold())
    return "-".join(stuk.lstrip("0") or "0" if stuk.isdigit() else stuk for stuk in stukken) or zuiver(tekst)
