"""The run report: line by line what the kept inputs give. It is what most people read, so it may not say otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, zip_longest

from via_xl.basis.bevinding import Bevinding, GebruikersFout
from via_xl.basis.tijdelijk import TijdelijkVol
from via_xl.bewijs.verificatie.versie import MEESTE, OPNIEUW, VERSLAG, NietMogelijk, Versie
from via_xl.bewijs.verouderd import waarschuwing
from via_xl.schrijven.runverslag import Verslag
from via_xl.schrijven.versie import REGIO

_VAN_TOEN = (
    r"  - {naam} : de werkmap staat open in een ander programma; alleen wat bewaard is telt mee\. Bewaar het daar en "
    r"draai zo nodig opnieuw\.",
    r"  - {naam} : {naam} is een andere master dan die van v\d+ \([^()]+\): [^:]+\. Gebruik voortaan alleen deze master\.",
    r"  - v\d+ : v\d+ is niet te vergelijken \(.*\)\. Het blad Wijzigingen ontbreekt\. Kijk na met: via-xl verifieer v\d+",
)
"""Warnings about the moment of the run, which nothing in the folder can show."""


def controleer(versie: Versie, _: str = "") -> Iterator[Bevinding]:
    """A finding for each line of the run report that differs from what follows from the kept inputs."""
    if VERSLAG not in versie.bestanden:
        yield Bevinding(VERSLAG, "", "", "het runverslag ontbreekt.", OPNIEUW)
        return
    herleiding = versie.vergelijkbaar()
    if not versie.zelfde_programma:
        yield from _hoofdzaken(versie)
    ernst = versie.ernst_van_verschil
    naam = re.escape(herleiding.stand.master.pad.name)
    van_toen = [re.compile(patroon.format(naam=naam)) for patroon in _VAN_TOEN]
    hoort = _tekst(versie).split("\n")
    staat_er = _gelezen(versie)
    if hoort[-1] == "" and staat_er[-1:] != [""]:
        staat_er.append("")
    staat_er = _zonder_van_toen(staat_er, hoort, van_toen)
    bevindingen = (
        Bevinding(VERSLAG, "", f"regel {nummer}", _wat(gevonden, verwacht), OPNIEUW, ernst)
        for nummer, (gevonden, verwacht) in enumerate(zip_longest(staat_er, hoort), start=1)
        if gevonden != verwacht
    )
    yield from islice(bevindingen, MEESTE)


def _gelezen(versie: Versie) -> list[str]:
    return versie.tekst(VERSLAG).removeprefix("\ufeff").replace("\r\n", "\n").split("\n")


def _zonder_van_toen(staat_er: list[str], hoort: list[str], van_toen: list[re.Pattern[str]]) -> list[str]:
    """The lines without the warnings that only held when the run was made, which can't be made again.

    Each of those is left out once, and the heading above them when nothing is left under it.
    """
    over = list(van_toen)
    uit: list[str] = []
    for regel in staat_er:
        patroon = next((p for p in over if p.fullmatch(regel)), None)
        if patroon is not None and regel not in hoort:
            over.remove(patroon)
        else:
            uit.append(regel)
    if "Let op" in uit and "Let op" not in hoort:
        plaats = uit.index("Let op")
        if uit[plaats + 1 : plaats + 2] == [""]:
            del uit[plaats - 1 : plaats + 1]
    return uit


def _wat(gevonden: str | None, hoort: str | None) -> str:
    if gevonden is None:
        return f'de regel "{(hoort or "").strip()}" ontbreekt.'
    if hoort is None:
        return f'de regel "{gevonden.strip()}" hoort er niet in.'
    return f'er staat "{gevonden.strip()}"; dat hoort "{hoort.strip()}" te zijn.'


def _tekst(versie: Versie) -> str:
    """The report as it would be made now, but for the warnings about that moment."""
    herleiding = versie.vergelijkbaar()
    try:
        bewijs = versie.masterbewijs
    except TijdelijkVol:
        raise
    except GebruikersFout as fout:
        raise NietMogelijk("de master in bron is niet na te rekenen") from fout
    verslag = Verslag(
        uitkomst=herleiding.stand.uitkomst,
        versie=versie.nummer,
        status=herleiding.status,
        redenen=herleiding.redenen,
        invoerhash=herleiding.stand.invoerhash,
        map=versie.map,
        bestanden={code: naam for code, (naam, _) in herleiding.boeken.items() if code != REGIO},
        regio=herleiding.boeken[REGIO][0],
        vergeleken=versie.bewezen.vergeleken,
        gedeeld=versie.bewezen.met_gedeelde_formule,
        eigen_formules=bewijs.eigen_formules,
        udfs=bewijs.udfs,
        waarschuwingen=(*herleiding.stand.waarschuwingen, *waarschuwing(bewijs.verouderd)),
        verouderd=len(bewijs.verouderd),
        volgt_op=versie.schakel.vorige if versie.ketenwaarde else (),
    )
    return verslag.als_tekst(versie.gemaakt_op, herleiding.stand.master.pad.name, versie.programma)


def _hoofdzaken(versie: Versie) -> Iterator[Bevinding]:
    """Of a report by another version of the program: it has the lines with amounts and the input hash, and no others of those."""
    van_nu, van_toen = (
        {regel for regel in regels if "€" in regel or regel.startswith("Invoerhash")}
        for regels in (_tekst(versie).split("\n"), _gelezen(versie))
    )
    for regel in sorted(van_nu - van_toen):
        yield Bevinding(VERSLAG, "", "", f'de regel "{regel.strip()}" ontbreekt.', OPNIEUW)
    for regel in sorted(van_toen - van_nu):
        yield Bevinding(VERSLAG, "", "", f'de regel "{regel.strip()}" hoort er niet in.', OPNIEUW)
