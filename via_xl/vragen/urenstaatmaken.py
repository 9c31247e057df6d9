"""Blank hour sheets from a master: one for each gemeente that supplies capacity, with last year's codes in it."""

from __future__ import annotations

import zipfile
from pathlib import Path

from via_xl.basis.afbreken import Voortgang
from via_xl.basis.bevinding import Bevinding, BewijsFout, InvoerFout
from via_xl.basis.gemeenten import bestandsnaam
from via_xl.basis.schaal import schaalvolgorde
from via_xl.basis.schijffout import reden
from via_xl.basis.vingerafdruk import vingerafdruk
from via_xl.bewijs.vergelijken import vergelijk
from via_xl.controle.jaarstand import eis_jaar
from via_xl.lezen.master import lees_master
from via_xl.regeling.model import Regeling
from via_xl.rekenen.uitgangspunten import capaciteit_van, productieve_uren, tarieven_van_jaar
from via_xl.rekenen.verrekening import capaciteit_h
from via_xl.schrijven.boek import Boek
from via_xl.schrijven.urenstaat import Inhoud, Roosterrij, Urenstaatopdracht, schrijf_urenstaat
from via_xl.urenstaat import sjabloon


def maak_urenstaten(
    masterpad: Path, jaar: int, uit: Path, code: str | None = None, voortgang: Voortgang = lambda *_: None
) -> tuple[Path, ...]:
    """Write the blank hour sheets of a year into ``uit``; with ``code`` only that gemeente's. Gives their paths.

    A file that is already there stays: when it is the same nothing happens, when it differs (someone filled it in)
    nothing at all is written.

    Raises:
        InvoerFout: the master, year, code or target can't be used, or a file is in the way.
        BewijsFout: a sheet doesn't recalculate to what was written in it.
    """
    regeling = lees_master(masterpad).regeling
    boeken = {
        uit / naam_van(regeling, wie, jaar): maak_urenstaat(regeling, wie, jaar)
        for wie in leverende_codes(regeling, jaar, code, masterpad.name)
    }
    tijdelijk = {doel: doel.with_name(f".{doel.name}.in-aanmaak") for doel in boeken}
    try:
        uit.mkdir(parents=True, exist_ok=True)
        for nummer, (doel, boek) in enumerate(boeken.items()):
            voortgang(f"Schrijven en narekenen: {doel.name}", nummer, len(boeken))
            boek.bewaar(tijdelijk[doel])
            _bewijs(tijdelijk[doel], doel, boek)
        _zet_neer(tijdelijk)
    except OSError as fout:
        raise InvoerFout(
            f"In {uit} kan niet worden geschreven ({reden(fout)}); er is niets gemaakt. Kies met --uit een andere map."
        ) from fout
    finally:
        for pad in tijdelijk.values():
            _ruim_op(pad)
    voortgang("Klaar", len(boeken), len(boeken))
    return tuple(boeken)


def maak_urenstaat(regeling: Regeling, code: str, jaar: int, inhoud: Inhoud | None = None) -> Boek:
    """The hour sheet of one gemeente: with ``inhoud`` filled in, or else with last year's rows without their hours.

    Raises:
        InvoerFout: the master has no themas, rollen or tarieven to choose from.
        KeyError: the code is unknown.
    """
    schalen = {rij.schaal for rij in tarieven_van_jaar(regeling, jaar)}
    for lijst, wat, tabel in (
        (regeling.themas, "geen thema's", "tblThemas"),
        (regeling.rollen, "geen rollen", "tblRollen"),
        (schalen, f"geen tarieven die in {jaar} gelden", "tblTarieven"),
    ):
        if not lijst:
            raise InvoerFout(f"De master heeft {wat}, dus er is niets te kiezen. Vul {tabel} en probeer het opnieuw.")
    opdracht = Urenstaatopdracht(
        code=code,
        naam=regeling.naam_van(code),
        jaar=jaar,
        centrumgemeente=regeling.centrumgemeente.naam,
        capaciteit=capaciteit_van(regeling, code, jaar),
        productief=productieve_uren(regeling, jaar),
        themas=tuple(rij.thema for rij in regeling.themas),
        rollen=tuple(rij.rol for rij in regeling.rollen),
        schalen=tuple(sorted(schalen, key=schaalvolgorde)),
        inhoud=vooraf_ingevuld(regeling, code, jaar) if inhoud is None else inhoud,
        regio=regeling.regio,
    )
    return schrijf_urenstaat(opdracht)


def naam_van(regeling: Regeling, code: str, jaar: int) -> str:
    """The file name of an hour sheet: ``JP_urenstaat_2024_GM0828_Oss.xlsx``."""
    return sjabloon.bestandsnaam(bestandsnaam(regeling.regio.kort), jaar, code, bestandsnaam(regeling.naam_van(code)))


def leverende_codes(regeling: Regeling, jaar: int, code: str | None = None, bron: str = "de master") -> tuple[str, ...]:
    """The gemeenten that supply capacity in a year, in the order of the master; with ``code`` only that one.

    Raises:
        InvoerFout: the year or code is unknown, or there is nobody to send a sheet to.
    """
    eis_jaar(regeling, jaar, bron)
    capaciteit = capaciteit_h(regeling, jaar)
    leveren = tuple(rij.code for rij in regeling.gemeenten if capaciteit.get(rij.code, 0) > 0)
    if code is None:
        if not leveren:
            raise InvoerFout(
                f"Volgens tabel tblCapaciteit van {bron} levert in {jaar} geen enkele gemeente uren. Vul die tabel."
            )
        return leveren
    if code not in {rij.code for rij in regeling.gemeenten}:
        raise InvoerFout(
            f"Gemeente {code} staat niet in tabel tblGemeenten van {bron}. Geef een CBS-code op, zoals "
            f"{(leveren or ('GM0828',))[0]}."
        )
    if code not in leveren:
        namen = ", ".join(f"{wie} ({regeling.naam_van(wie)})" for wie in leveren) or "geen enkele gemeente"
        raise InvoerFout(
            f"{regeling.naam_van(code)} ({code}) levert in {jaar} volgens tabel tblCapaciteit geen uren. Zet daar de "
            f"uren per week, of kies een gemeente die wel levert: {namen}."
        )
    return (code,)


def vooraf_ingevuld(regeling: Regeling, code: str, jaar: int) -> Inhoud:
    """Last year's medewerkers and rows, without hours: what can still be chosen, and as much as there is room for."""
    themas = {rij.thema for rij in regeling.themas}
    rollen = {rij.rol for rij in regeling.rollen}
    schalen = {rij.schaal for rij in tarieven_van_jaar(regeling, jaar)}
    vorig = {
        (regel.medewerker, regel.rol, regel.thema, regel.schaal)
        for regel in regeling.uren
        if regel.geldig and regel.code == code and regel.maand.year == jaar - 1
    }
    codes = sorted({medewerker for medewerker, *_ in vorig})[: sjabloon.MEDEWERKERS]
    rijen = dict.fromkeys(
        Roosterrij(
            medewerker,
            rol if rol in rollen else "",
            thema if thema in themas else "",
            schaal if schaal in schalen else None,
        )
        for medewerker, rol, thema, schaal in sorted(vorig, key=lambda rij: (*rij[:3], schaalvolgorde(rij[3])))
        if medewerker in codes
    )
    return Inhoud(tuple((wie, None) for wie in codes), tuple(rijen)[: sjabloon.RIJEN])


def _bewijs(pad: Path, doel: Path, boek: Boek) -> None:
    _, verschillen = vergelijk(pad, boek.verwacht())
    if verschillen:
        regels = "\n".join(f"  {verschil.regel()}" for verschil in verschillen[:20])
        raise BewijsFout(f"Het narekenen van {doel.name} klopt niet; er is niets gemaakt.\n{regels}")


def _zet_neer(tijdelijk: dict[Path, Path]) -> None:
    """Give every file its name, unless one of them is in the way; what fails halfway is taken back."""
    anders = [doel for doel, nieuw in tijdelijk.items() if doel.exists() and not _zelfde(doel, nieuw)]
    if anders:
        doen = "Zet het bestand op een andere plaats, of kies met --uit een andere map."
        wat = "dit bestand is er al en is anders dan een lege urenstaat; wat erin is ingevuld zou verloren gaan."
        raise InvoerFout(
            f"{len(anders)} urensta{'at staat' if len(anders) == 1 else 'ten staan'} al in {anders[0].parent}; "
            "er is niets gemaakt.",
            [Bevinding(doel.name, "", "", wat, doen) for doel in anders],
        )
    gezet: list[Path] = []
    try:
        for doel, nieuw in tijdelijk.items():
            if not doel.exists():
                nieuw.rename(doel)
                gezet.append(doel)
    except BaseException:
        for doel in gezet:
            _ruim_op(doel)
        raise


def _zelfde(een: Path, ander: Path) -> bool:
    try:
        return vingerafdruk(een) == vingerafdruk(ander)
    except (zipfile.BadZipFile, OSError):
        return False


def _ruim_op(pad: Path) -> None:
    try:
        pad.unlink(missing_ok=True)
    except OSError:
        return
