"""A settlement workbook holds nothing of another gemeente's staff, in any byte of the package.

Searched for are the texts and amounts of the others that the workbook, made anew from the kept inputs, does not hold
itself: a thema that two gemeenten share is no leak, nor is a public figure.

The persons of the others (:mod:`via_xl.bewijs.personen`) are searched for whatever the program makes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from via_xl.basis.bevinding import Bevinding
from via_xl.basis.schrijfwijze import zuiver
from via_xl.basis.vingerafdruk import delen_van
from via_xl.bewijs.personen import KORTSTE, van_anderen_in
from via_xl.bewijs.verificatie.versie import MEESTE, OPNIEUW, Herleiding, NietMogelijk, Versie
from via_xl.rekenen.verrekening import Verrekening
from via_xl.schrijven.versie import REGIO

_KLEINSTE = 10_000
"""Neither is a number below 100,00 anything of somebody's, in a package full of numbers."""

_GETAL = re.compile(r"(?<![\d.,])\d[\d.,]*")

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
    regeling, jaar = herleiding.stand.regeling, herleiding.stand.uitkomst.jaar
    yield from islice(van_anderen_in(regeling, jaar, [code], naam, inhoud), MEESTE)
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
    return frozenset(g for g in getallen if g >= _KLEINSTE) | frozenset(t for t in teksten if len(t) >= KORTSTE)


def _van_wie(herleiding: Herleiding, code: str, vondst: str) -> list[str]:
    return [
        herleiding.stand.uitkomst.van(van).naam
        for van in _anderen(herleiding, code)
        if _Zoeker(_geheimen(herleiding, van))("", vondst.encode())
    ]
