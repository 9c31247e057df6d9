"""One incoming file, from bytes to lines and findings. This is what the child process does."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from via_xl.basis.bevinding import Plek
from via_xl.basis.kolommen import kolomletter
from via_xl.basis.schrijfwijze import eender
from via_xl.regeling.model import Status, Urenregel
from via_xl.urenstaat import sjabloon
from via_xl.urenstaat.celwaarden import Opgevallen
from via_xl.urenstaat.gelezen import GelezenUrenstaat, Kader, Melder
from via_xl.urenstaat.identiteit import Identiteit, lees_identiteit
from via_xl.urenstaat.ondertekening import lees_aanstellingen, lees_akkoord
from via_xl.urenstaat.plaatsen import Roosterplaats, zoek_rooster
from via_xl.urenstaat.rooster import GelezenRij, Roosterlezer
from via_xl.urenstaat.uitlezen import Onleesbaar, Staatblad, Staatboek, lees_werkboek
from via_xl.urenstaat.waarschuwingen import waarschuw
from via_xl.urenstaat.zichtbaar import controleer_omgeving, controleer_zicht, kies_blad


def lees_inhoud(kader: Kader, opdracht: tuple[Path, str, bytes]) -> GelezenUrenstaat:
    """Read and judge one hour sheet; the task is its path, its SHA-256 and its bytes.

    The bytes must have been judged already to be a package of modest size (:mod:`via_xl.lezen.pakket`).
    """
    pad, sha256, inhoud = opdracht
    melder = Melder(pad.name, "")
    try:
        boek = lees_werkboek(inhoud)
    except Onleesbaar as fout:
        melder.meld_fout("", fout.wat, fout.doen)
        return GelezenUrenstaat(pad, pad.name, sha256, bevindingen=tuple(melder.bevindingen))
    _meld_vreemds(boek, melder)
    blad = kies_blad(boek, melder)
    plaats = None if blad is None else zoek_rooster(blad, melder)
    if blad is None or plaats is None:
        return GelezenUrenstaat(pad, pad.name, sha256, bevindingen=tuple(melder.bevindingen))
    return _lees_blad(boek, blad, plaats, kader, Opgevallen(melder), pad, sha256)


def _meld_vreemds(boek: Staatboek, melder: Melder) -> None:
    if boek.macros:
        melder.meld_waarschuwing("", "bevat macro's; ze zijn niet uitgevoerd.", "Vraag waarom; bewaar als .xlsx.")
    if boek.extern:
        wat = f"bevat {', '.join(boek.extern)}; er is niets van geopend."
        melder.meld_waarschuwing("", wat, "Vraag waarom, en of er getallen van buiten in staan.")


def _lees_blad(
    boek: Staatboek,
    blad: Staatblad,
    plaats: Roosterplaats,
    kader: Kader,
    opgevallen: Opgevallen,
    pad: Path,
    sha256: str,
) -> GelezenUrenstaat:
    melder = opgevallen.melder
    controleer_zicht(blad, plaats, melder)
    controleer_omgeving(blad, plaats, melder)
    wie = lees_identiteit(blad, plaats.koprij, kader, opgevallen)
    jaar = wie.jaar if wie.jaar is not None else kader.jaar
    tekst_als_getal = kader.tekst_als_getal
    aanstellingen = lees_aanstellingen(boek, blad, plaats.koprij, opgevallen, tekst_als_getal=tekst_als_getal)
    rijen: list[GelezenRij] = []
    akkoord: dict[str, date | None] = {}
    if jaar is not None:
        rijen = Roosterlezer(boek, blad, plaats, kader, jaar, opgevallen).lees()
        akkoord = lees_akkoord(boek, blad, plaats, jaar, opgevallen, kader.heden)
    _controleer_nihil(wie, rijen, melder)
    opgevallen.meld()
    regels: tuple[Urenregel, ...] = ()
    if not melder.fout and wie.code is not None and wie.jaar is not None:
        regels = tuple(_regels(rijen, wie.code, wie.jaar, plaats, akkoord, melder))
        waarschuw(regels, wie.code, wie.jaar, aanstellingen, kader, melder)
    return GelezenUrenstaat(
        pad, pad.name, sha256, wie.code, wie.jaar, wie.nihil, regels, aanstellingen, akkoord, tuple(melder.bevindingen)
    )


def _controleer_nihil(wie: Identiteit, rijen: list[GelezenRij], melder: Melder) -> None:
    label = sjabloon.LABEL_NIHIL
    uren_h = sum(lezing.uren_h for rij in rijen for lezing in rij.uren.values())
    if wie.nihil and rijen:
        wat = f'bij "{label}" staat ja, maar er zijn uren ingevuld.'
        cel = f"rij {rijen[0].rij + 1}"
        melder.meld_fout(cel, wat, f'Haal de uren weg, of kies nee bij "{label}".')
    elif not wie.nihil and not uren_h and all(rij.gaaf for rij in rijen):
        wat = f'er zijn geen uren ingevuld, en bij "{label}" staat geen ja.'
        melder.meld_fout("", wat, f'Vul de uren in, of kies ja bij "{label}".')


def _regels(
    rijen: list[GelezenRij],
    code: str,
    jaar: int,
    plaats: Roosterplaats,
    akkoord: dict[str, date | None],
    melder: Melder,
) -> Iterable[Urenregel]:
    letters = {
        veld: kolomletter(plaats.kolommen[kop])
        for veld, kop in (
            ("medewerker", sjabloon.KOP_MEDEWERKER),
            ("rol", sjabloon.KOP_ROL),
            ("thema", sjabloon.KOP_THEMA),
            ("schaal", sjabloon.KOP_SCHAAL),
            ("afrekenjaar", sjabloon.KOP_AFREKENJAAR),
        )
    }
    maandletters = {maand: kolomletter(kol) for kol, maand in plaats.maanden.items()}
    maandkolommen = {maand: letters | {"uren_h": letter} for maand, letter in maandletters.items()}
    datum = max((dag for dag in akkoord.values() if dag is not None), default=None)
    spelling: dict[str, str] = {}
    for rij in rijen:
        if rij.schaal is None or rij.afrekenjaar is None:
            raise ValueError(f"rij {rij.rij + 1} is niet af")  # had given an error, and then no line is made
        medewerker = spelling.setdefault(eender(rij.medewerker), rij.medewerker)
        for maand, lezing in sorted(rij.uren.items()):
            yield Urenregel(
                code=code,
                medewerker=medewerker,
                rol=rij.rol,
                thema=rij.thema,
                schaal=rij.schaal,
                maand=date(jaar, maand, 1),
                uren_h=lezing.uren_h,
                afrekenjaar=rij.afrekenjaar,
                bron=f"{melder.bestand} {melder.blad}!{maandletters[maand]}{rij.rij + 1}",
                datum=datum,
                status=Status.TE_BEVESTIGEN,
                plek=Plek(melder.bestand, melder.blad, rij.rij + 1, maandkolommen[maand]),
            )
