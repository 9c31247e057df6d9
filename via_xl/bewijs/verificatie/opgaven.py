"""Checks what the manifest says (parameters, totals, hashes, names) against what follows from the kept inputs.

Two statements can't be checked, since they follow from no input: the version of Python and the second of the run. No
amount depends on either.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from via_xl.basis.bevinding import Bevinding, GebruikersFout
from via_xl.basis.tijdelijk import Tijdelijkemap, TijdelijkVol
from via_xl.bewijs.akkoordbewijs import bewaarnaam
from via_xl.bewijs.manifest import maak_manifest
from via_xl.bewijs.verificatie.versie import AKKOORDEN, MANIFEST, OPNIEUW, STATEN, VERSLAG, VORIGE, NietMogelijk, Versie
from via_xl.rekenen.vaststelling import geldige_akkoorden
from via_xl.schrijven.urenregels import csvnaam, met_regels

HERKOMST = "Herkomst"
_NERGENS_UIT = ("gemaakt_op", "programma", "rekenmachine", "python", "bestanden")


def controleer(versie: Versie, _: str = "") -> Iterator[Bevinding]:
    """A finding for each statement of the manifest that differs from what the kept inputs give."""
    verwacht = _verwacht(versie)
    for sleutel in verwacht.keys() | versie.manifest.keys():
        if sleutel not in verwacht:
            yield Bevinding(MANIFEST, "", sleutel, "dit gegeven hoort niet in het manifest.", OPNIEUW)
        elif sleutel not in versie.manifest:
            if verwacht[sleutel] != []:
                yield Bevinding(MANIFEST, "", sleutel, "dit gegeven ontbreekt.", OPNIEUW, versie.ernst_van_verschil)
        elif sleutel not in _NERGENS_UIT:
            yield from _anders(sleutel, versie.manifest[sleutel], verwacht[sleutel])
    yield from _bestandsnamen(versie)
    yield from _rekenmachine(versie)
    yield from _programma(versie)


def _verwacht(versie: Versie) -> dict[str, Any]:
    """The manifest as it would be made now from the kept inputs, without its list of files."""
    herleiding = versie.vergelijkbaar()
    try:
        verouderd = versie.masterbewijs.verouderd
    except TijdelijkVol:
        raise
    except GebruikersFout as fout:
        raise NietMogelijk("de master in bron is niet na te rekenen") from fout
    with Tijdelijkemap() as leeg:
        return maak_manifest(
            leeg,
            herleiding.stand.regeling,
            herleiding.stand.uitkomst,
            master=herleiding.stand.master.pad,
            versie=versie.nummer,
            status=herleiding.status,
            invoerhash=herleiding.stand.invoerhash,
            tijdstip=versie.gemaakt_op,
            urenstaten=_urenstaten(versie),
            vorige=None if herleiding.vergelijking is None else herleiding.vergelijking.vorig,
            verouderd=verouderd,
            **versie.bewezen._asdict(),
        )


def _urenstaten(versie: Versie) -> list[str]:
    """The kept hour sheets, in the order that the manifest gives; whether that is right shows when all is made again."""
    aanwezig = sorted(naam.removeprefix(f"{STATEN}/") for naam in versie.bestanden if naam.startswith(f"{STATEN}/"))
    opgave = versie.manifest.get("urenstaten")
    zegt_dezelfde = isinstance(opgave, list) and all(isinstance(n, str) for n in opgave) and sorted(opgave) == aanwezig
    return list(opgave) if zegt_dezelfde and isinstance(opgave, list) else aanwezig


def _anders(plaats: str, staat_er: Any, hoort: Any) -> Iterator[Bevinding]:
    if isinstance(hoort, dict) and isinstance(staat_er, dict):
        for sleutel in sorted(hoort.keys() | staat_er.keys()):
            yield from _anders(f"{plaats}.{sleutel}", staat_er.get(sleutel), hoort.get(sleutel))
    elif type(staat_er) is not type(hoort) or staat_er != hoort:
        yield Bevinding(MANIFEST, "", plaats, f"er staat {staat_er}; uit de invoer volgt {hoort}.", OPNIEUW)


def _bestandsnamen(versie: Versie) -> Iterator[Bevinding]:
    """A finding for each workbook that is missing or that no run makes: one per gemeente and one of the region belong there."""
    horen = versie.vergelijkbaar().per_naam
    for naam in sorted(horen.keys() - versie.bestanden.keys()):
        yield Bevinding(naam, "", "", "deze werkmap hoort bij de verrekening en ontbreekt.", OPNIEUW)
    for naam in sorted(set(versie.werkboeken) - horen.keys()):
        yield Bevinding(naam, "", "", "bij deze verrekening hoort geen werkmap met deze naam.", OPNIEUW)
    toegestaan = {versie.masternaam, MANIFEST, VERSLAG} | horen.keys()
    stand = versie.vergelijkbaar().stand
    namen = {code: naam for naam, (code, _) in horen.items()}
    toegestaan |= {csvnaam(namen[code]) for code in met_regels(stand.regeling, stand.uitkomst)}
    if versie.status == "definitief":
        geldig = geldige_akkoorden(stand.regeling, stand.uitkomst)
        toegestaan |= {f"{AKKOORDEN}/{bewaarnaam(akkoord)}" for akkoord in geldig}
    if versie.vorige is not None:
        toegestaan |= {f"{VORIGE}/{naam}" for naam in (MANIFEST, versie.vorige.masternaam)}
    opgave = versie.manifest.get("bestanden")
    genoemd = (
        {str(rij.get("bestand")) for rij in opgave if isinstance(rij, dict)} if isinstance(opgave, list) else set()
    )
    for naam in sorted(genoemd - toegestaan - set(versie.werkboeken)):
        if not naam.startswith((f"{STATEN}/", f"{VORIGE}/{STATEN}/")):
            yield Bevinding(naam, "", "", "zo'n bestand maakt een jaarrun niet.", OPNIEUW)


def _rekenmachine(versie: Versie) -> Iterator[Bevinding]:
    """A finding when the manifest names another engine for the proof than this version of the program uses."""
    from via_xl.bewijs.rekenmachine import IronCalc

    genoemd = versie.manifest.get("rekenmachine")
    if genoemd is not None and genoemd != IronCalc.versie():
        wat = f"er staat {genoemd}; deze versie van het programma rekent na met {IronCalc.versie()}."
        yield Bevinding(MANIFEST, "", "rekenmachine", wat, OPNIEUW, versie.ernst_van_verschil)


def _programma(versie: Versie) -> Iterator[Bevinding]:
    """A finding when a workbook or the run report names another version of the program than the manifest.

    Nor may the manifest name something that no version is called.
    """
    programma = versie.manifest.get("programma")
    if programma != versie.programma:
        yield Bevinding(MANIFEST, "", "programma", f"er staat {programma}; zo heet geen versie van ViA-XL.", OPNIEUW)
    in_werkboeken = {gezegd for naam in versie.werkboeken for _, gezegd in _genoemd(versie, naam)}
    if in_werkboeken and programma not in in_werkboeken:
        wat = f"er staat {programma}; de werkmappen noemen {', '.join(map(str, in_werkboeken))}."
        yield Bevinding(MANIFEST, "", "programma", wat, OPNIEUW)
    for naam in versie.werkboeken:
        for cel, gezegd in _genoemd(versie, naam):
            if gezegd != programma:
                wat = f"er staat {gezegd}; {MANIFEST} zegt {programma}."
                yield Bevinding(naam, HERKOMST, cel, wat, OPNIEUW)
    try:
        verslag = versie.tekst(VERSLAG)
    except NietMogelijk:
        return
    if f" met {programma} uit " not in verslag:
        yield Bevinding(VERSLAG, "", "", f"het runverslag noemt niet {programma}, zoals {MANIFEST}.", OPNIEUW)


def _genoemd(versie: Versie, naam: str) -> Iterator[tuple[str, Any]]:
    """The cells in which a workbook says which program made it: each as its place and its value."""
    try:
        boek = versie.gelezen(naam)
    except NietMogelijk:
        return
    if HERKOMST in boek.cellen:
        for rij in range(1, 21):
            if boek.waarde(HERKOMST, rij, 1) == "Programma":
                yield f"B{rij}", boek.waarde(HERKOMST, rij, 2)
