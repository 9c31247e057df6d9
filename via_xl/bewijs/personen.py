"""Persons of another gemeente are in nothing that a gemeente is given: no workbook, mail, dossier or letter, in any byte of it.

Who delivered or signed in any year is looked for whatever the program makes, also where the master has put the name in a field
that goes to all, or a sender in the text of a mail.
"""

from __future__ import annotations

import html
import itertools
import re
from collections.abc import Collection, Iterator, Mapping
from functools import cache, cached_property
from pathlib import PurePosixPath

from via_xl.basis.bevinding import Bevinding, InvoerFout
from via_xl.basis.gemeenten import zelfde_in_formule
from via_xl.basis.schrijfwijze import eender, platte_vorm
from via_xl.regeling.model import Regeling
from via_xl.rekenen.opvolging import houders

KORTSTE = 3
"""A text shorter than this is found everywhere by chance."""

_TEKST = re.compile(r"<(?:\w+:)?t(?: [^>]*)?>([^<]+)<")
_ALS_CEL = re.compile(r"[A-Za-z]{1,3}\d+")
_STUK = re.compile(r"[^\W\d_]+|\d+")
_TEKENS_TUSSEN = r"\s\-_.,"
"""What may stand between the pieces of a name."""

_LOS_VOOR, _LOS_NA = r"(?<![^\W_])", r"(?![^\W_])"
"""A name stands apart where no letter or digit touches it: in the name of a file underscores are its spaces."""

_TUSSEN = re.compile(rf"[{_TEKENS_TUSSEN}]+")
_NULLEN = re.compile(r"(?<!\d)0+(?=\d)")


def van_anderen_in(
    regeling: Regeling, jaar: int, codes: Collection[str], naam: str, delen: Mapping[str, bytes]
) -> Iterator[Bevinding]:
    """A finding for each part of what these gemeenten are given that names a person of another, however the name is spelled there."""
    anderen = [(wie, van, _gezocht(wie)) for wie, van in personen_van_anderen(regeling, jaar, codes).items()]
    for deel, inhoud in delen.items():
        gelezen = _Deeltekst(f"{deel}\n{inhoud.decode('utf-8', 'replace')}")
        for wie, van, gezocht in anderen:
            if gezocht.staat_in(gelezen):
                wat = f'hierin staat "{wie}", van {van}.'
                yield Bevinding(naam, "", deel, wat, "Haal dat in de master weg waar het niet hoort en draai opnieuw.")


def eis_niemand_van_anderen(
    regeling: Regeling, jaar: int, codes: Collection[str], stukken: Mapping[str, Mapping[str, bytes]], gevolg: str
) -> None:
    """Refuse what these gemeenten would be given when a person of another is in it: the parts of each thing, by its name.

    Raises:
        InvoerFout: with each place; ``gevolg`` is what is not done.
    """
    lek = [b for naam, delen in stukken.items() for b in van_anderen_in(regeling, jaar, codes, naam, delen)]
    if lek:
        van_wie = "een andere gemeente" if codes else "de gemeenten"
        raise InvoerFout(f"Hierin staan personen van {van_wie}; {gevolg}.", lek)


def personen_van_anderen(regeling: Regeling, jaar: int, codes: Collection[str]) -> dict[str, str]:
    """Who delivered hours or signed for another gemeente, in any year, and the files that say or prove it, each with whose it is.

    Who is also of one of these gemeenten, or of one that counts as theirs in ``jaar``, however it spells the name, and who signs
    every workbook for the centrumgemeente, is no secret for them. Persons are compared as everywhere (:func:`via_xl.basis.schrijfwijze.eender`), files by their name.
    """
    mensen = [
        *((rij.code, rij.medewerker) for rij in regeling.uren),
        *((rij.code, rij.door) for rij in regeling.akkoorden),
    ]
    stukken = [
        *((rij.code, _kaal(rij.bestand)) for rij in regeling.urenstaten),
        *((rij.code, _kaal(rij.bestand)) for rij in regeling.aandachtspunten),
        *((rij.code, _kaal(rij.bestand)) for rij in regeling.akkoorden),
        *((rij.code, _kaal(rij.bestand)) for rij in regeling.bewijsstukken if rij.code),
    ]
    voor = houders(regeling.gemeenten, jaar)
    eigen = {eender(naam) for van, naam in mensen if voor[van] in codes}
    eigen |= {eender(g.contactfunctionaris) for g in regeling.gemeenten if g.centrumgemeente or voor[g.code] in codes}
    eigen_stukken = {zelfde_in_formule(bestand) for van, bestand in stukken if voor[van] in codes}
    vreemd = [(van, naam) for van, naam in mensen if eender(naam) not in eigen]
    vreemd += [(van, bestand) for van, bestand in stukken if zelfde_in_formule(bestand) not in eigen_stukken]
    namen = {gemeente.code: gemeente.naam for gemeente in regeling.gemeenten}
    return {
        naam.strip(): namen.get(van, van)
        for van, naam in vreemd
        if voor[van] not in codes and len(naam.strip()) >= KORTSTE
    }


def _kaal(bestand: str) -> str:
    """The name of a file without its folder, whichever way that was written."""
    return PurePosixPath(bestand.replace("\\", "/")).name


class _Deeltekst:
    """A part of a package, in the forms in which a name is looked for; each is made when it is first needed."""

    def __init__(self, tekst: str) -> None:
        self.alles = html.unescape(tekst)
        self.teksten = frozenset(html.unescape(stuk) for stuk in _TEKST.findall(tekst))

    @cached_property
    def losse(self) -> str:
        """The texts that a person reads, without what is around them."""
        return " ".join(self.teksten)

    @cached_property
    def plat(self) -> str:
        """All of it as names are compared: without case, accents and look-alikes."""
        return platte_vorm(self.alles)

    @cached_property
    def dicht(self) -> str:
        """The same without what may stand between the pieces of a name: what isn't in here isn't in it at all."""
        return _dicht(self.plat)


class _Gezocht:
    """A person, or a file, to be found in a part: as it is written, and in every spelling that counts as the same.

    A single word only as it is written: "Jan" is nobody where "jan" heads a column. A number only as a whole text, and what
    could be a cell only where a person reads it, or where a cell isn't written so.
    """

    def __init__(self, wie: str) -> None:
        self._wie = wie
        self._alleen_tekst = _ALS_CEL.fullmatch(wie) is not None
        self._zoals_het_is = re.compile(rf"{_LOS_VOOR}{re.escape(wie)}{_LOS_NA}")
        stukken = _STUK.findall(platte_vorm(wie))
        self._dicht = _dicht("".join(stukken))
        self._anders = _patroon([stuk.lstrip("0") or "0" for stuk in stukken]) if len(stukken) > 1 else None

    def staat_in(self, deel: _Deeltekst) -> bool:
        """Whether the part names them."""
        if self._wie.isdigit():
            return self._wie in deel.teksten
        waar = deel.losse if self._alleen_tekst else deel.alles
        if self._wie in waar and self._zoals_het_is.search(waar):
            return True
        return self._anders is not None and self._dicht in deel.dicht and bool(self._anders.search(deel.plat))


_gezocht = cache(_Gezocht)
"""The same person is looked for in what each of the others is given."""


def _patroon(stukken: list[str]) -> re.Pattern[str]:
    """The pieces of a name with between them what people type there, or nothing where a letter and a digit meet."""
    als_cel = _ALS_CEL.fullmatch("".join(stukken)) is not None
    uit = re.escape(stukken[0])
    for vorig, stuk in itertools.pairwise(stukken):
        samen = rf"[{_TEKENS_TUSSEN}]{{1,3}}"
        if vorig.isdigit() != stuk.isdigit():
            samen = rf"(?:{samen}|(?=0))" if als_cel else f"(?:{samen})?"
        uit += f"{samen}{'0*' if stuk.isdigit() else ''}{re.escape(stuk)}"
    return re.compile(f"{_LOS_VOOR}{uit}{_LOS_NA}")


def _dicht(plat: str) -> str:
    return _TUSSEN.sub("", _NULLEN.sub("", plat))
