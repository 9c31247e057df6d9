"""Characters that take no room: they come along with a copy from a browser or a chat, and make two equal texts differ."""

from __future__ import annotations

import unicodedata

_OOK = frozenset(
    map(chr, (0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0, *range(0x180B, 0x1810)))
) | frozenset(map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))))
"""What Unicode says a program shows as nothing (or as an empty letter), besides the format characters."""


def is_onzichtbaar(teken: str) -> bool:
    """Whether nothing is seen where this character stands: a format character, a filler, a variation selector."""
    return unicodedata.category(teken) == "Cf" or teken in _OOK


def zonder_onzichtbaar(tekst: str) -> str:
    r"""The text as a person sees it.

    >>> zonder_onzichtbaar("OS-01\u200b") == zonder_onzichtbaar("\ufeffOS-01") == "OS-01"
    True
    """
    return tekst if tekst.isascii() else "".join(teken for teken in tekst if not is_onzichtbaar(teken))
