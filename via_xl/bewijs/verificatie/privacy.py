"""A settlement workbook holds nothing of another gemeente's staff, in any byte of the package.

Searched for are the texts and amounts of the others that the workbook, made anew from the kept inputs, does not hold
itself: a thema that two gemeenten share is no leak, nor is a public figure.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from functools import lru_cache

from via_xl.bevinding import Bevinding
from via_xl.bewijs.verificatie.versie import MEESTE, OPNIEUW, Herleiding, NietMogelijk, Versie
from via_xl.schrijven.boek import Boek
from via_xl.schrijven.versie import REGIO

_KORTSTE = 3
"""A text shorter than this is found everywhere by chance."""

_KLEINSTE = 10_000
"""Neither is a number below 100,00 anything of somebody's, in a package full of numbers."""

_GEEN_BEDRAGEN = re.compile(r"xl/(?:drawings|styles|theme|charts)\b.*")
"""Parts full of sizes and colours: only texts, and amounts with a comma or a point, are searched for in them."""


def controleer(versie: Versie, naam: str) -> Iterator[Bevinding]:
    """What of others is found, with the part of the package it is in."""
    herleiding = versie.vergelijkbaar()
    code, boek = herleiding.per_naam.get(naam, (None, None))
    if boek is None or code is None:
        raise NietMogelijk(f"{naam} hoort niet bij de verrekening")
    if code == REGIO:
        return
    with zipfile.ZipFile(versie.open_mag(naam)) as pakket:
        delen = {deel: pakket.read(deel).decode("utf-8", "replace") for deel in pakket.namelist()}
    mag = set().union(*(_vondsten(tekst, _patroon(herleiding, code), deel) for deel, tekst in _delen(boek).items()))
    aantal = 0
    for deel, tekst in delen.items():
        for vondst in sorted(_vondsten(f"{deel}\n{tekst}", _patroon(herleiding, code), deel) - mag):
            van = ", ".join(_van_wie(herleiding, code, vondst))
            yield Bevinding(naam, "", deel, f"hierin staat {vondst!r}, dat van {van} is.", OPNIEUW)
            aantal += 1
            if aantal == MEESTE:
                return


def _delen(boek: Boek) -> dict[str, str]:
    inhoud = io.BytesIO()
    boek.bewaar(inhoud)
    with zipfile.ZipFile(inhoud) as pakket:
        return {deel: pakket.read(deel).decode("utf-8", "replace") for deel in pakket.namelist()}


def _vondsten(tekst: str, patroon: re.Pattern[str], deel: str) -> set[str]:
    gevonden = set(patroon.findall(tekst))
    if _GEEN_BEDRAGEN.fullmatch(deel):
        gevonden = {vondst for vondst in gevonden if not vondst.isdigit()}
    return gevonden


def _patroon(herleiding: Herleiding, code: str) -> re.Pattern[str]:
    return _zoekpatroon(frozenset().union(*(_geheimen(herleiding, van) for van in _anderen(herleiding, code))))


@lru_cache(maxsize=64)
def _zoekpatroon(geheimen: frozenset[str | int]) -> re.Pattern[str]:
    teksten = {re.escape(_xml(geheim)) for geheim in geheimen if isinstance(geheim, str)}
    getallen = {re.escape(v) for geheim in geheimen if isinstance(geheim, int) for v in _vormen(geheim)}
    delen = [
        *(rf"(?<!\w)(?:{'|'.join(sorted(teksten, key=len, reverse=True))})(?!\w)" for _ in teksten and (1,)),
        *(rf"(?<![\d.,])(?:{'|'.join(sorted(getallen, key=len, reverse=True))})(?![\d])" for _ in getallen and (1,)),
    ]
    return re.compile("|".join(delen) or r"(?!)")


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
    return [rij.code for rij in herleiding.uitkomst.gemeenten if rij.code != code]


def _geheimen(herleiding: Herleiding, code: str) -> frozenset[str | int]:
    """What of a gemeente no other may find: hours, rates and costs, and who worked on what."""
    uit = herleiding.uitkomst
    rij = uit.van(code)
    getallen = {rij.uren_h, rij.kosten_ct, rij.voorschot_ct, abs(rij.saldo_ct)}
    teksten: set[str] = set()
    for kosten in uit.regels:
        if kosten.regel.code == code:
            regel = kosten.regel
            getallen |= {regel.uren_h, kosten.kosten_ct}
            teksten |= {regel.medewerker, regel.rol, regel.thema, regel.bron}
    return frozenset(g for g in getallen if g >= _KLEINSTE) | frozenset(t for t in teksten if len(t) >= _KORTSTE)


def _van_wie(herleiding: Herleiding, code: str, vondst: str) -> list[str]:
    return [
        herleiding.uitkomst.van(van).naam
        for van in _anderen(herleiding, code)
        if _zoekpatroon(_geheimen(herleiding, van)).fullmatch(vondst)
    ]
