"""The short form of a ketenwaarde, which one person reads to another over the phone, with check characters.

Eighteen characters of Crockford's base 32 (90 bits; no I, L, O or U, which are read as 1, 1 and 0, and never used) and two check
digits after ISO 7064 MOD 97-10, as an IBAN has them, over the number of each character in two digits: they find every single
character that is typed wrong, and any two that changed places.
"""

from __future__ import annotations

import re
import unicodedata

_TEKENS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LIJKT_OP = str.maketrans("OIL", "011")
_LENGTE = 18
_HEEL = re.compile(r"[0-9a-f]{64}")
_CONTROLE = 97


class Typefout(ValueError):
    """What was typed can't be a ketenwaarde; the text says why, in Dutch."""


def kort(waarde: str) -> str:
    """The short form of a ketenwaarde (hex), in groups of five.

    >>> kort("0123456789abcdef" * 4)
    '04HMA-SW9NF-6YY09-38N68'
    """
    getal = int(waarde, 16) >> (4 * len(waarde) - 5 * _LENGTE)
    tekens = "".join(_TEKENS[getal >> 5 * plaats & 31] for plaats in reversed(range(_LENGTE)))
    return _gegroepeerd(tekens + _controlecijfers(tekens))


def lees(tekst: str) -> str:
    """What somebody typed, as :func:`kort` writes it or as the 64 characters of the whole value; any spaces and dashes will do.

    >>> lees("o4hma sw9nf 6yyo9 38n68")
    '04HMA-SW9NF-6YY09-38N68'

    Raises:
        Typefout: it is no such value, or not what was read out.
    """
    kaal = "".join(teken for teken in unicodedata.normalize("NFKC", tekst) if teken.isalnum())
    if _HEEL.fullmatch(kaal.lower()):
        return kaal.lower()
    tekens = kaal.upper().translate(_LIJKT_OP)
    if len(tekens) != _LENGTE + 2:
        raise Typefout(f"er staan {len(tekens)} tekens, en een ketenwaarde heeft er {_LENGTE + 2}")
    vreemd = next((teken for teken in tekens if teken not in _TEKENS), "")
    if vreemd:
        raise Typefout(f'"{vreemd}" komt in geen ketenwaarde voor')
    if _controlecijfers(tekens[:_LENGTE]) != tekens[_LENGTE:]:
        raise Typefout("de controlecijfers kloppen niet, dus er is een teken anders dan het hoort")
    return _gegroepeerd(tekens)


def is_van(gegeven: str, waarde: str) -> bool:
    """Whether what :func:`lees` gave is this ketenwaarde (hex)."""
    return gegeven in (waarde, kort(waarde))


def _gegroepeerd(tekens: str) -> str:
    return "-".join(tekens[plaats : plaats + 5] for plaats in range(0, len(tekens), 5))


def _controlecijfers(tekens: str) -> str:
    """Two digits by which the whole is 1 modulo 97."""
    rest = int("".join(f"{_TEKENS.index(teken):02}" for teken in tekens) + "00") % _CONTROLE
    return f"{_CONTROLE + 1 - rest:02}"
