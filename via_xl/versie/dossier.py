"""The dossier for the accountant: a version folder read, recalculated and written as one workbook, on one page.

Everything comes from the folder: the manifest, the master and hour sheets kept in ``bron``, and the workbooks. What was
changed since the run is no reason to make no dossier; it says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from via_xl import __version__
from via_xl.basis.afbreken import Voortgang
from via_xl.basis.bevinding import BewijsFout, InvoerFout
from via_xl.basis.geld import CENT, decimaal, op_schaal
from via_xl.basis.gemeenten import bestandsnaam
from via_xl.basis.publiceren import vrije_naam
from via_xl.basis.vingerafdruk import delen_van, sha256
from via_xl.bewijs.keten import KETEN
from via_xl.bewijs.personen import eis_niemand_van_anderen
from via_xl.bewijs.rekenmachine import IronCalc
from via_xl.bewijs.vergelijken import gelijk, is_foutwaarde, vergelijk
from via_xl.bewijs.verificatie.versie import (
    BRON,
    MANIFEST,
    STATEN,
    VERSLAG,
    VORIGE,
    Herleiding,
    NietMogelijk,
    Versie,
)
from via_xl.bewijs.verouderd import waarschuwing
from via_xl.lezen.master import lees_master
from via_xl.lezen.waarden import WaardeFout
from via_xl.regeling.model import Bewijsstuk, Regeling, Verdeelsleutel
from via_xl.rekenen.steekproef import AANTAL
from via_xl.rekenen.verdeling import LegeSleutel
from via_xl.rekenen.verrekening import verreken
from via_xl.schrijven.dossier import maak_dossierboek
from via_xl.schrijven.dossier.eigen import eigen_vragen, maak_eigen_boek
from via_xl.schrijven.dossier.opbouw import DEELS, ONTBREEKT
from via_xl.schrijven.dossier.stof import Bestand, Dossierstof, Herberekening
from via_xl.schrijven.dossier.vragen import vragen
from via_xl.versie.versiemap import open_versiemap
from via_xl.wijzigen.gezegd import lees_gemeente
from via_xl.wijzigen.mastermaken import zet_neer
from via_xl.wijzigen.vervangen import eis_nieuw

_CELLEN = re.compile(r"([0-9.]+) formulecellen")


class Dossierverslag(Struct, frozen=True):
    """What was made, how many questions lack an answer (or part of it), and what is wrong with the folder."""

    pad: Path
    ontbreekt: int
    deels: int
    afwijkingen: tuple[str, ...]


def maak_dossier(
    versiemap: Path,
    uit: Path | None = None,
    voortgang: Voortgang = lambda *_: None,
    op: date | None = None,
    bewijsstukken: Path | None = None,
    voor: str = "",
    steekproef: int | None = None,
) -> Dossierverslag:
    """Write the dossier of a version folder, by default beside it: the folder itself is sealed by its manifest.

    ``bewijsstukken`` is a master that knows more documents than the version; their files, beside it, are held against the
    SHA-256 that was recorded. ``voor`` is the gemeente for whose own accountant it is: then it holds nothing of persons or of
    another gemeente, and a sample of ``steekproef`` lines of the costs.

    Raises:
        InvoerFout: the folder is no version folder, can't be read, ``uit`` exists or lies in it, or ``voor`` gets no settlement
            or would find a person of another gemeente in it.
        BewijsFout: the dossier doesn't recalculate to what the engine says.
    """
    if steekproef is not None and (steekproef < 1 or not voor):
        raise InvoerFout(
            "Bij --steekproef hoort een aantal van 1 of meer, en --voor met een gemeente; er is niets gemaakt."
        )
    versie = open_versiemap(versiemap)
    code, wie = _gemeente(versie, voor) if voor else ("", "")
    naam = f"{versie.kort}_dossier_{versie.jaar}_v{versie.nummer}{wie}.xlsx"
    doel = uit or vrije_naam(versiemap.resolve().parent / naam)
    _eis_doel(doel, versiemap)
    stof = verzamel(versie, op or date.today(), voortgang)
    if bewijsstukken is not None:
        stukken = lees_master(bewijsstukken).regeling.bewijsstukken
        stof = replace(stof, nieuwere_stukken=stukken, bewijs_mis=dict(_mis(bewijsstukken.parent, stukken)))
    voortgang("Dossier schrijven en narekenen", 1, 1)
    boek = maak_eigen_boek(stof, code, steekproef or AANTAL) if code else maak_dossierboek(stof)

    def eis_niemand(pad: Path) -> None:
        if code:
            eis_niemand_van_anderen(
                stof.regeling, versie.jaar, [code], {doel.name: delen_van(pad)}, "er is geen dossier gemaakt"
            )

    zet_neer(boek, doel, erna=eis_niemand)
    oordelen = [vraag.oordeel for vraag in (eigen_vragen(stof, code) if code else vragen(stof))]
    return Dossierverslag(doel, oordelen.count(ONTBREEKT), oordelen.count(DEELS), tuple(stof.afwijkingen))


def verzamel(versie: Versie, op: date, voortgang: Voortgang = lambda *_: None) -> Dossierstof:
    """Everything the dossier tells, from the folder as it is now."""
    voortgang("Bewaarde invoer lezen en opnieuw rekenen", 0, 1)
    nu = _herleiding(versie)
    manifest = versie.manifest
    bestanden = tuple(_bestanden(versie))
    return Dossierstof(
        op=op,
        map="/".join(versie.map.resolve().parts[-2:]),
        jaar=versie.jaar,
        versie=versie.nummer,
        status=str(manifest.get("status")),
        gemaakt_op=versie.gemaakt_op,
        programma=str(manifest.get("programma", "programma niet genoemd")),
        programma_nu=f"ViA-XL {__version__}",
        rekenmachine=str(manifest.get("rekenmachine", "rekenmachine niet genoemd")),
        rekenmachine_nu=IronCalc.versie(),
        hash_toen=str(manifest.get("invoerhash")),
        manifest_sha=sha256(versie.bestanden[MANIFEST]),
        ketenwaarde=versie.ketenwaarde,
        totalen_ct=_totalen(manifest),
        vergeleken_toen=_vergeleken_toen(versie),
        regeling=nu.stand.regeling,
        uitkomst=nu.stand.uitkomst,
        redenen=nu.redenen,
        invoerhash=nu.stand.invoerhash,
        masternaam=versie.masternaam,
        regionaam=next((naam for naam, (code, _) in nu.per_naam.items() if not code)),
        bestanden=bestanden,
        proeven=tuple(_proeven(versie, nu, voortgang)),
        per_sleutel=_per_sleutel(nu.stand.regeling, versie.jaar),
    )


def _herleiding(versie: Versie) -> Herleiding:
    try:
        return versie.herleiding()
    except NietMogelijk as fout:
        raise InvoerFout(f"{versie.map}: {fout}; zonder is er geen dossier te maken.") from fout


def _gemeente(versie: Versie, tekst: str) -> tuple[str, str]:
    """The code of a gemeente that gets a settlement of the version, and what its file is called after."""
    stand = _herleiding(versie).stand
    try:
        code = lees_gemeente(tekst, stand.regeling)
    except WaardeFout as fout:
        raise InvoerFout(f"--voor {tekst}: {fout.wat} {fout.doen}") from fout
    if not stand.uitkomst.van(code).ontvangt_stuk:
        raise InvoerFout(
            f"--voor {tekst}: {stand.regeling.naam_van(code)} krijgt over {versie.jaar} geen afrekening; er is niets "
            "gemaakt. Kies een andere gemeente of een andere versie."
        )
    return code, f"_{code}_{bestandsnaam(stand.regeling.naam_van(code))}"


def _mis(mastermap: Path, stukken: Iterable[Bewijsstuk]) -> Iterator[tuple[str, str]]:
    """The files that aren't what was recorded of them, each with what is the matter."""
    for stuk in stukken:
        pad = mastermap / stuk.bestand
        if not pad.is_file():
            yield stuk.bestand, "het bestand ligt er niet"
        elif stuk.sha256 and sha256(pad) != stuk.sha256:
            yield stuk.bestand, "het bestand is sindsdien GEWIJZIGD"


def _eis_doel(doel: Path, versiemap: Path) -> None:
    if doel.suffix.lower() != ".xlsx":
        raise InvoerFout(f"{doel.name}: een dossier is een werkmap; kies bij --uit een naam op .xlsx.")
    if doel.resolve().is_relative_to(versiemap.resolve()):
        raise InvoerFout(f"{doel} ligt in de versiemap, en daar mag niets bij. Kies bij --uit een plaats ernaast.")
    eis_nieuw(doel)


def _bestanden(versie: Versie) -> Iterator[Bestand]:
    """Every file that the manifest lists, then what lies there besides."""
    opgave = versie.manifest["bestanden"]
    for rij in opgave:
        naam, toen = rij["bestand"], rij.get("bytes")
        pad = versie.bestanden.get(naam)
        bytes_nu, sha_nu = (pad.stat().st_size, sha256(pad)) if pad else (None, "")
        bytes_toen = toen if type(toen) is int else None
        yield Bestand(naam, _wat(versie, naam), bytes_toen, bytes_nu, str(rij.get("sha256") or "geen"), sha_nu)
    genoemd = {MANIFEST, KETEN, *(rij["bestand"] for rij in opgave)}
    for naam, pad in versie.bestanden.items():
        if naam not in genoemd:
            yield Bestand(naam, _wat(versie, naam), None, pad.stat().st_size, "", sha256(pad))


def _wat(versie: Versie, naam: str) -> str:
    """What a file is, in words."""
    if naam == VERSLAG:
        return "runverslag"
    if naam.startswith(f"{VORIGE}/"):
        return "van de versie die deze vervangt"
    if naam.startswith(f"{STATEN}/"):
        return "urenstaat, zoals gelezen"
    if naam.startswith(f"{BRON}/"):
        return "master, zoals gelezen"
    codes = {bestand: code for bestand, (code, _) in versie.herleiding().per_naam.items()}
    if naam in codes:
        return (
            f"afrekening {versie.herleiding().stand.regeling.naam_van(codes[naam])}"
            if codes[naam]
            else "regionale werkmap"
        )
    return "hoort niet bij de versie"


def _proeven(versie: Versie, nu: Herleiding, voortgang: Voortgang) -> Iterator[Herberekening]:
    """Every workbook recalculated: with the same program against the engine too, else against what is stored."""
    namen = sorted(nu.per_naam.keys() | set(versie.werkboeken))
    for nummer, naam in enumerate(namen):
        voortgang(f"Narekenen: {naam}", nummer, len(namen) + 1)
        yield _proef(versie, nu, naam)
    voortgang("Narekenen: master", len(namen), len(namen) + 1)
    try:
        bewijs = versie.masterbewijs
        gezegd = bewijs.verouderd if versie.verouderd_genoemd else ()
        anders = len(bewijs.verschillen) - len(gezegd)
        opmerking = "" if anders else "".join(b.wat for b in waarschuwing(gezegd))
        yield Herberekening(versie.masternaam, bewijs.vergeleken, anders, "opgeslagen waarde en rekenkern", opmerking)
    except BewijsFout as fout:
        yield Herberekening(versie.masternaam, 0, 0, "", fout.bericht)


def _proef(versie: Versie, nu: Herleiding, naam: str) -> Herberekening:
    try:
        pad = versie.open_mag(naam)
        if versie.zelfde_programma and naam in nu.per_naam:
            aantal, verschillen = vergelijk(pad, nu.per_naam[naam][1].verwacht())
            eerste = verschillen[0].regel() if verschillen else ""
            return Herberekening(naam, aantal, len(verschillen), "opgeslagen waarde en rekenkern", eerste)
        machine = IronCalc(pad)
        machine.herreken()
    except NietMogelijk as fout:
        return Herberekening(naam, 0, 0, "", f"{fout}.")
    except BewijsFout as fout:
        return Herberekening(naam, 0, 0, "", fout.bericht)
    cellen = list(machine.formulecellen())
    anders = [c for c in cellen if is_foutwaarde(c.herrekend) or not gelijk(c.herrekend, c.gecached)]
    opmerking = f"eerste: {anders[0].blad}!{anders[0].cel}" if anders else ""
    return Herberekening(naam, len(cellen), len(anders), "opgeslagen waarde", opmerking)


def _totalen(manifest: Mapping[str, Any]) -> dict[str, int]:
    """The totals that the manifest gives, in cents."""
    uit: dict[str, int] = {}
    totalen = manifest.get("totalen")
    for sleutel, tekst in totalen.items() if isinstance(totalen, dict) else ():
        bedrag = decimaal(tekst) if isinstance(tekst, str) else None
        centen = None if bedrag is None else op_schaal(bedrag, CENT)
        if centen is not None:
            uit[sleutel] = centen
    return uit


def _vergeleken_toen(versie: Versie) -> int | None:
    """How many cells the run report says were compared."""
    try:
        gevonden = _CELLEN.search(versie.tekst(VERSLAG))
    except NietMogelijk:
        return None
    return int(gevonden[1].replace(".", "")) if gevonden else None


def _per_sleutel(regeling: Regeling, jaar: int) -> dict[Verdeelsleutel, Mapping[str, int] | None]:
    """The bijdrage of each gemeente by each key; None where a key adds to zero."""
    uit: dict[Verdeelsleutel, Mapping[str, int] | None] = {}
    for sleutel in Verdeelsleutel:
        jaren = tuple(replace(rij, verdeelsleutel=sleutel) if rij.jaar == jaar else rij for rij in regeling.jaren)
        try:
            uitkomst = verreken(replace(regeling, jaren=jaren), jaar)
            uit[sleutel] = {rij.code: rij.bijdrage_ct for rij in uitkomst.gemeenten}
        except LegeSleutel:
            uit[sleutel] = None
    return uit
