"""Every amount of every workbook, held against the engine, run again from the kept master.

Values are found by what they are called, so this holds years later too, with a newer program whose sheets look
otherwise: then only what both know by the same name is compared.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from via_xl.basis.bevinding import Bevinding, Ernst
from via_xl.bewijs.vergelijken import gelijk, toon
from via_xl.bewijs.verificatie.rooster import Roostercel, Sleutel, van_bestand, van_boek
from via_xl.bewijs.verificatie.versie import MEESTE, OPNIEUW, NietMogelijk, Versie
from via_xl.lezen.getalopmaak import werking
from via_xl.regeling.tabellen import HERKOMSTTABEL

if TYPE_CHECKING:
    from via_xl.bewijs.linter.boek import Lintboek
    from via_xl.schrijven.boek import Boek


def controleer(versie: Versie, naam: str) -> Iterator[Bevinding]:
    """Each value that is another one than the engine gives, is typed over its formula, or shows another amount."""
    herleiding = versie.vergelijkbaar()
    if naam not in herleiding.per_naam:
        raise NietMogelijk(f"{naam} hoort niet bij de verrekening")
    code, boek = herleiding.per_naam[naam]
    gelezen = versie.gelezen(naam)
    yield from _van_ander(naam, code, van_boek(boek), van_bestand(gelezen))
    yield from vergelijk_met_boek(naam, boek, gelezen, versie.ernst_van_verschil)


def vergelijk_met_boek(naam: str, boek: Boek, gelezen: Lintboek, ernst: Ernst) -> Iterator[Bevinding]:
    """Each value in a workbook that is another than in ``boek``, as it should be; ``ernst`` is of what another version may do."""
    hoort, staat_er = van_boek(boek), van_bestand(gelezen)
    gevonden_bladen = [blad.naam for blad in gelezen.alle_bladen]
    yield from _bladen(naam, gevonden_bladen, [blad.naam for blad in boek.bladen], ernst)
    teksten = {(blad, cel.waarde) for blad, cellen in gelezen.cellen.items() for cel in cellen}
    anders = chain(
        _verschillen(naam, hoort, staat_er),
        _weg(naam, hoort, staat_er, teksten, ernst),
        _erbij(naam, hoort, staat_er, ernst),
    )
    yield from islice(anders, MEESTE)
    if not hoort.keys() & staat_er.keys():
        yield Bevinding(naam, "", "", "geen enkel bedrag van de verrekening staat erin.", OPNIEUW)


def _van_ander(
    naam: str, code: str, hoort: dict[Sleutel, Roostercel], staat_er: dict[Sleutel, Roostercel]
) -> Iterator[Bevinding]:
    """The workbook of another gemeente under this name."""
    for sleutel, vak in hoort.items():
        gevonden = staat_er.get(sleutel)
        if sleutel[0] == HERKOMSTTABEL and vak.waarde == code and gevonden is not None and gevonden.waarde != code:
            yield Bevinding(
                naam,
                gevonden.blad,
                gevonden.cel,
                f"dit is de werkmap van {gevonden.waarde}, niet van {code}.",
                OPNIEUW,
            )


def _bladen(naam: str, gevonden: list[str], hoort: list[str], ernst: Ernst) -> Iterator[Bevinding]:
    for blad in (blad for blad in hoort if blad not in gevonden):
        yield Bevinding(naam, blad, "", "dit blad is er niet, of heet nu anders.", OPNIEUW, ernst)
    for blad in (blad for blad in gevonden if blad not in hoort):
        yield Bevinding(naam, blad, "", "een blad met deze naam hoort er niet in.", OPNIEUW, ernst)


def _verschillen(
    naam: str, hoort: dict[Sleutel, Roostercel], staat_er: dict[Sleutel, Roostercel]
) -> Iterator[Bevinding]:
    for sleutel, vak in staat_er.items():
        if sleutel in hoort:
            yield from _vak(naam, sleutel, vak, hoort[sleutel])


def _erbij(
    naam: str, hoort: dict[Sleutel, Roostercel], staat_er: dict[Sleutel, Roostercel], ernst: Ernst
) -> Iterator[Bevinding]:
    """What is not known here: another version of the program may know more."""
    for sleutel, vak in staat_er.items():
        if sleutel not in hoort:
            wat = f"hier staat {toon(vak.waarde)} en hoort niets te staan{_genoemd(sleutel)}."
            yield Bevinding(naam, vak.blad, vak.cel, wat, OPNIEUW, ernst)


def _weg(
    naam: str,
    hoort: dict[Sleutel, Roostercel],
    staat_er: dict[Sleutel, Roostercel],
    teksten: set[tuple[str, Any]],
    ernst: Ernst,
) -> Iterator[Bevinding]:
    """What is not there: another version may know less, but has no column or label without what belongs to it."""
    kolommen = {sleutel[:2] for sleutel in staat_er if sleutel[0]}
    for sleutel, vak in hoort.items():
        if sleutel not in staat_er:
            tabel, blad, label, _ = sleutel
            wel_genoemd = sleutel[:2] in kolommen if tabel else (blad, label.rpartition("#")[0]) in teksten
            wat = f"hier hoort {toon(vak.waarde)} te staan{_genoemd(sleutel)}, en dat staat er niet."
            yield Bevinding(naam, vak.blad, vak.cel, wat, OPNIEUW, Ernst.FOUT if wel_genoemd else ernst)


def _vak(naam: str, sleutel: Sleutel, gevonden: Roostercel, hoort: Roostercel) -> Iterator[Bevinding]:
    if not gelijk(gevonden.waarde, hoort.waarde):
        wat = f"er staat {toon(gevonden.waarde)}; de rekenkern geeft {toon(hoort.waarde)}{_genoemd(sleutel)}."
        yield Bevinding(naam, gevonden.blad, gevonden.cel, wat, OPNIEUW)
    if hoort.formule and not gevonden.formule:
        wat = f"hier hoort een formule te staan{_genoemd(sleutel)}; er is een waarde overheen getypt."
        yield Bevinding(naam, gevonden.blad, gevonden.cel, wat, OPNIEUW)
    if gevonden.formule and not hoort.formule:
        wat = f"hier hoort invoer te staan{_genoemd(sleutel)}, geen formule."
        yield Bevinding(naam, gevonden.blad, gevonden.cel, wat, OPNIEUW)
    if not isinstance(hoort.waarde, str) and _toont_anders(gevonden, hoort):
        wat = f"de getalnotatie toont een ander bedrag{_genoemd(sleutel)}: {gevonden.opmaak} in plaats van {hoort.opmaak}."
        yield Bevinding(naam, gevonden.blad, gevonden.cel, wat, OPNIEUW)


def _toont_anders(gevonden: Roostercel, hoort: Roostercel) -> bool:
    """Whether the number format shows another amount; without any format all decimals show."""
    if (
        "General" in (gevonden.opmaak, hoort.opmaak)
        and gevonden.opmaak != hoort.opmaak
        and isinstance(gevonden.waarde, float)
    ):
        return not gevonden.waarde.is_integer() or werking(gevonden.opmaak) != werking(hoort.opmaak)
    return werking(gevonden.opmaak) != werking(hoort.opmaak)


def _genoemd(sleutel: Sleutel) -> str:
    tabel, kop, label, plaats = sleutel
    if tabel:
        return f" ({tabel}, {kop}, rij {plaats + 1})"
    tekst = label.rpartition("#")[0]
    return f" ({tekst})" if tekst else ""
