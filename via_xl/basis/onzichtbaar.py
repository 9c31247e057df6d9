"""Characters that take no room: they come along with a copy from a browser or a chat, and make two equal texts differ."""

from __future__ import annotations

import re

_ZONDER_BREEDTE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")


def zonder_onzichtbaar(tekst: str) -> str:
    r"""The text as a person sees it.

    >>> zonder_onzichtbaar("OS-01\u200b") == zonder_onzichtbaar("\ufeffOS-01") == "OS-01"
    True
    """
    return tekst if tekst.isascii() else _ZONDER_BREEDTE.sub("", tekst)
