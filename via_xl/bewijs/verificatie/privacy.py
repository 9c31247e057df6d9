"""A settlement workbook holds nothing of another gemeente's staff, in any byte of the package.

Searched for are the texts and amounts of the others that the workbook, made anew from the kept inputs, does not hold
itself: a thema that two gemeenten share is no leak, nor is a public figure.

The persons of the others are searched for whatever the program makes: who delivered or signed in any year is in nobody else's
workbook, also where the master has put the name in a field that goes to all.
"""

from __future__ import annotations

import html
import itertools
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import islice

from via_xl.basis.bevinding import Bevinding
from via_xl.basis.gemeenten import zelfde_in_formule
from via_xl.basis.schrijfwijze import eender, platte_vorm, zuiver
from via_xl.basis.vingerafdruk import delen_van
from via_xl.bewijs.verificatie.versie import MEESTE, OPNIEUW, Herleiding, NietMogelijk, Versie
from via_xl.regeling.model import Regeling
from via_xl.rekenen.opvolging import houders
from via_xl.rekenen.verrekening import Verrekening
from via_xl.schrijven.versie import REGIO

_KORTSTE = 3
"""A text shorter than this is found everywhere by chance."""

_KLEINSTE = 10_000
"""Neither is a number below 100,00 anything of somebody's, in a package full of numbers."""

_GETAL = re.compile(r"(?<![\d.,])\d[\d.,]*")

_TEKST = re.compile(r"<(?:\w+:)?t(?: [^>]*)?>([^<]+)<")
_ALS_CEL = re.compile(r"[A-Za-z]{1,3}\d+")
_STUK = re.compile(r"[^\W\d_]+|\d+")
_TEKENS_TUSSEN = r"\s\-_.,"
"""What may stand between the pieces of a name."""

_TUSSEN = re.compile(rf"[{_TEKENS_TUSSEN}]+")
_NULLEN = re.compile(r"(?<!\d)0+(?=\d)")

_GEEN_BEDRAGEN = re.compile(r"xl/(?:drawings|styles|theme|charts)\b.*")
"""Parts full of sizes and colours: only texts, and amounts with a comma or a point, are searched for in them."""


def controleer(versie: Versie, naam: str) -> Iterator[Bevinding]:
    """What of others is found, with the part of the package it is in."""
    herleiding = versie.vergelijkbaar()
    if naam not in herleiding.per_naam:
        raise NietMogelijk(f"{naam} hoort niet bij de verrekening")
    code, _ = herleiding.per_naam[naam]
    if code == REGIO:
        return
    inhoud = delen_van(versie.open_mag(naam))
    yield from islice(_personen(herleiding.stand.regeling, versie.jaar, code, naam, inhoud), MEESTE)
    zoek = _Zoeker(frozenset().union(*(_geheimen(herleiding, van) for van in _anderen(herleiding, code))))
    gevonden = {deel: zoek(deel, tekst) for deel, tekst in inhoud.items()}
    if not any(gevonden.values()):
        return
    nieuw = delen_van(versie.hermaakt(naam)).items()
    mag: set[str] = set().union(*(zoek(deel, tekst) for deel, tekst in nieuw))
    lek = [(deel, vondst) for deel, vondsten in gevonden.items() for vondst in sorted(vondsten - mag)]
    for deel, vondst in lek[:MEESTE]:
        van = ", ".join(_van_wie(herleiding, code, vondst))
        yield Bevinding(naam, "", deel, f'hierin staat "{vondst}", dat van {van} is.', OPNIEUW)


def _personen(regeling: Regeling, jaar: int, code: str, naam: str, delen: Mapping[str, bytes]) -> Iterator[Bevinding]:
    """A finding for each part that names a person of another gemeente, however the name is spelled there."""
    anderen = [(wie, van, _Gezocht(wie)) for wie, van in personen_van_anderen(regeling, jaar, code).items()]
    for deel, inhoud in delen.items():
        gelezen = _Deeltekst(inhoud.decode("utf-8", "replace"))
        for wie, van, gezocht in anderen:
            if gezocht.staat_in(gelezen):
                wat = f'hierin staat "{wie}", van {van}.'
                yield Bevinding(naam, "", deel, wat, "Haal dat in de master weg waar het niet hoort en draai opnieuw.")


def personen_van_anderen(regeling: Regeling, jaar: int, code: str) -> dict[str, str]:
    """Who delivered hours or signed for another gemeente, in any year, and the files that say so, each with whose it is.

    What went into a gemeente before the end of ``jaar`` is no other: its hours are settled with those of its opvolger. Who is also of this gemeente, however it spells the name, and who signs every workbook for the centrumgemeente, is no
    secret for it. Persons are compared as everywhere (:func:`via_xl.basis.schrijfwijze.eender`), files by their name.
    """
    mensen = [
        *((rij.code, rij.medewerker) for rij in regeling.uren),
        *((rij.code, rij.door) for rij in regeling.akkoorden),
    ]
    stukken = [
        *((rij.code, rij.bestand) for rij in regeling.urenstaten),
        *((rij.code, rij.bestand) for rij in regeling.akkoorden),
    ]
    als = houders(regeling.gemeenten, jaar)
    eigen = {eender(naam) for van, naam in mensen if als[van] == code}
    eigen |= {eender(g.contactfunctionaris) for g in regeling.gemeenten if g.centrumgemeente or als[g.code] == code}
    eigen_stukken = {zelfde_in_formule(bestand) for van, bestand in stukken if als[van] == code}
    vreemd = [(van, naam) for van, naam in mensen if eender(naam) not in eigen]
    vreemd += [(van, bestand) for van, bestand in stukken if zelfde_in_formule(bestand) not in eigen_stukken]
    namen = {gemeente.code: gemeente.naam for gemeente in regeling.gemeenten}
    return {
        naam.strip(): namen.get(van, van) for van, naam in vreemd if als[van] != code and len(naam.strip()) >= _KORTSTE
    }


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
        self._zoals_het_is = re.compile(rf"(?<!\w){re.escape(wie)}(?!\w)")
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


def _patroon(stukken: list[str]) -> re.Pattern[str]:
    """The pieces of a name with between them what people type there, or nothing where a letter and a digit meet."""
    als_cel = _ALS_CEL.fullmatch("".join(stukken)) is not None
    uit = re.escape(stukken[0])
    for vorig, stuk in itertools.pairwise(stukken):
        samen = rf"[{_TEKENS_TUSSEN}]{{1,3}}"
        if vorig.isdigit() != stuk.isdigit():
            samen = rf"(?:{samen}|(?=0))" if als_cel else f"(?:{samen})?"
        uit += f"{samen}{'0*' if stuk.isdigit() else ''}{re.escape(stuk)}"
    return re.compile(rf"(?<!\w){uit}(?!\w)")


def _dicht(plat: str) -> str:
    return _TUSSEN.sub("", _NULLEN.sub("", plat))


class _Zoeker:
    """Finds secrets in a part: texts as words, numbers in every form in which a workbook could hold them."""

    def __init__(self, geheimen: frozenset[str | int]) -> None:
        self.teksten = {_xml(zuiver(geheim)) for geheim in geheimen if isinstance(geheim, str)}
        self.getallen = {vorm for geheim in geheimen if isinstance(geheim, int) for vorm in _vormen(geheim)}

    def __call__(self, deel: str, inhoud: bytes) -> set[str]:
        tekst = f"{deel}\n{zuiver(inhoud.decode('utf-8', 'replace'))}"
        gevonden = {getal.rstrip(".,") for getal in _GETAL.findall(tekst)} & self.getallen
        if _GEEN_BEDRAGEN.fullmatch(deel):
            gevonden = {getal for getal in gevonden if not getal.isdigit()}
        mogelijk = (geheim for geheim in self.teksten if geheim in tekst)
        return gevonden | {g for g in mogelijk if re.search(rf"(?<!\w){re.escape(g)}(?!\w)", tekst)}


def _xml(tekst: str) -> str:
    return tekst.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _vormen(honderdsten: int) -> Iterable[str]:
    """A number in every form in which a workbook could hold it."""
    heel, deel = divmod(honderdsten, 100)
    duizend = f"{heel:,}"
    return {
        str(honderdsten),
        f"{honderdsten / 100:.16G}",
        f"{heel}.{deel:02d}",
        f"{heel},{deel:02d}",
        f"{duizend}.{deel:02d}",
        f"{duizend.replace(',', '.')},{deel:02d}",
    }


def _anderen(herleiding: Herleiding, code: str) -> list[str]:
    return [rij.code for rij in herleiding.stand.uitkomst.gemeenten if rij.code != code]


def _geheimen(herleiding: Herleiding, code: str) -> frozenset[str | int]:
    """What of a gemeente no other may find: hours, rates and costs, and who worked on what, also in the version before."""
    gemeente = _van_verrekening(herleiding.stand.uitkomst, code)
    if herleiding.vergelijking is None:
        return gemeente
    return gemeente | _van_verrekening(herleiding.vergelijking.vorig.uitkomst, code)


def _van_verrekening(uit: Verrekening, code: str) -> frozenset[str | int]:
    rij = next((rij for rij in uit.gemeenten if rij.code == code), None)
    if rij is None:
        return frozenset()
    getallen = {
        rij.uren_h,
        rij.kosten_ct,
        rij.urenkosten_ct,
        rij.overig_ct,
        rij.voorschot_ct,
        abs(rij.saldo_ct),
        abs(rij.te_betalen_ct),
    }
    teksten: set[str] = set()
    for een in uit.overige:
        if een.code == code:
            getallen |= {abs(een.post.bedrag_ct), abs(een.kosten_ct)}
            teksten |= {een.post.omschrijving, een.post.factuur, een.post.bron}
    for kosten in uit.regels:
        if kosten.code == code:
            regel = kosten.regel
            getallen |= {regel.uren_h, kosten.kosten_ct}
            teksten |= {regel.medewerker, regel.rol, regel.thema, regel.bron}
    return frozenset(g for g in getallen if g >= _KLEINSTE) | frozenset(t for t in teksten if len(t) >= _KORTSTE)


def _van_wie(herleiding: Herleiding, code: str, vondst: str) -> list[str]:
    return [
        herleiding.stand.uitkomst.van(van).naam
        for van in _anderen(herleiding, code)
        if _Zoeker(_geheimen(herleiding, van))("", vondst.encode())
    ]
