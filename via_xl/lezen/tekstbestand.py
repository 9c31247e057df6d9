"""A CSV as people have it: in whatever encoding and with whatever separator a program saved it.

StatLine writes UTF-8 with semicolons; Excel saves again as UTF-8, as Windows-1252 or as UTF-16 with tabs, and may have put
``sep=;`` in front. All of that is the same table.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from via_xl.basis.bevinding import Bevinding, InvoerFout
from via_xl.basis.gewoon import lees_gewoon
from via_xl.basis.schijffout import raad, reden

_SEP = re.compile(r'"?sep=(.)"?', re.IGNORECASE)
_TUSSEN_AANHALING = re.compile(r'"[^"\n]*"')
_SCHEIDINGSTEKENS = ";\t,"
_PROEF = 4096
"""So much of a file shows in which encoding it is."""


class Csvbestand(Struct, frozen=True):
    """A CSV that was read: its name, its bytes and its text. ``gevolg`` says in a refusal what was not done."""

    naam: str
    inhoud: bytes
    tekst: str
    gevolg: str

    def rijen(self) -> Iterator[tuple[int, list[str]]]:
        """The rows that hold something, each with its number in the file (from 1).

        Raises:
            InvoerFout: a row is no CSV.
        """
        eerste, _, rest = self.tekst.partition("\n")
        sep = _SEP.fullmatch(eerste.strip("\r"))
        teken = sep[1] if sep else _scheidingsteken(self.tekst)
        lezer = csv.reader(io.StringIO(rest if sep else self.tekst, newline=""), delimiter=teken, strict=True)
        eerder = 1 if sep else 0
        nummer = eerder + 1
        try:
            for rij in lezer:
                if any(veld.strip() for veld in rij):
                    yield nummer, rij
                nummer = eerder + lezer.line_num + 1
        except csv.Error as fout:
            wat, doen = "is geen geldige CSV-regel.", "Kijk de aanhalingstekens na."
            bevinding = Bevinding(self.naam, "", f"rij {nummer}", wat, doen)
            raise InvoerFout(f"{self.naam} kan niet worden gelezen; {self.gevolg}.", [bevinding]) from fout


def lees_csv(pad: Path, meeste_bytes: int, gevolg: str) -> Csvbestand:
    """A CSV. ``gevolg`` says in a refusal what was not done.

    Raises:
        InvoerFout: the file can't be read, is larger than so many bytes, or is no text.
    """
    try:
        ruw = lees_gewoon(pad, meeste_bytes + 1)
    except OSError as fout:
        raise InvoerFout(f"{pad} is niet te lezen ({reden(fout)}); {gevolg}. {raad(fout)}") from fout
    if len(ruw) > meeste_bytes:
        waarom = f"is groter dan {meeste_bytes // 1_000_000} MB"
        raise InvoerFout(f"{pad.name} {waarom}; {gevolg}. Laat weg wat niet nodig is.")
    tekst = ontcijfer(ruw)
    if "\0" in tekst:
        raise InvoerFout(f"{pad.name} is geen tekst; {gevolg}. Sla het werkblad op als CSV.")
    return Csvbestand(pad.name, ruw, tekst, gevolg)


def ontcijfer(ruw: bytes) -> str:
    """The text of a file, in UTF-8, UTF-16 or else Windows-1252.

    >>> [ontcijfer("Súdwest".encode(wijze)) for wijze in ("utf-8-sig", "utf-16", "utf-16-le", "cp1252")]
    ['Súdwest', 'Súdwest', 'Súdwest', 'Súdwest']
    """
    if ruw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ruw.decode("utf-16", errors="replace")
    proef = ruw[:_PROEF]
    for nullen, wijze in ((proef[1::2], "utf-16-le"), (proef[::2], "utf-16-be")):
        if nullen.count(0) * 2 > len(nullen) and proef.count(0) == nullen.count(0):
            return ruw.decode(wijze, errors="replace")
    try:
        return ruw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return ruw.decode("cp1252", errors="replace")


def _scheidingsteken(tekst: str) -> str:
    """What stands most often in the first line that has any: above it may be a title, and in quotes it is text."""
    for regel in tekst.split("\n", 12)[:12]:
        kaal = _TUSSEN_AANHALING.sub("", regel)
        teken = max(_SCHEIDINGSTEKENS, key=kaal.count)
        if teken in kaal:
            return teken
    return _SCHEIDINGSTEKENS[0]
