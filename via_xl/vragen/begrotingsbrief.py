"""The letters about the budget of a year, one to each gemeente, in a folder beside the master."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from msgspec import Struct

from via_xl import __version__
from via_xl.basis.bevinding import InvoerFout, NietsTeDoen
from via_xl.basis.datum import datum_nl
from via_xl.basis.geld import bedrag_tekst
from via_xl.basis.publiceren import vrije_naam
from via_xl.controle import controleer
from via_xl.controle.jaarstand import NIETS_GEMAAKT, eis_zonder_fouten, kies_jaar
from via_xl.lezen.master import Master, lees_master
from via_xl.regeling.model import Gemeente, Regeling
from via_xl.rekenen.jaarbegroting import (
    Begrotingssleutel,
    NietTeBegroten,
    begroot_ct,
    begrotingssleutel,
    deel_van_elk_ct,
    te_verdelen_ct,
    verklaring,
)
from via_xl.rekenen.opvolging import houders
from via_xl.rekenen.plan import begroot_buiten_pok
from via_xl.schrijven.brief.begroting import Begrotingspost, Begrotingsstof, maak_begrotingsbrief
from via_xl.schrijven.stuk import Stuk
from via_xl.wijzigen.jaareindebrief import MAP
from via_xl.wijzigen.stukkenmap import Stukkenmap

_ZIE_BLAD = re.compile(r"\s*\([^()]*\bzie (?:blad )?[A-Z][^()]*\)")


class Brievenverslag(Struct, frozen=True):
    """The letters that were made: their folder, the files, the year, and what each gemeente is asked to budget."""

    map: Path
    bestanden: tuple[Path, ...]
    stof: Begrotingsstof

    def als_json(self) -> dict[str, object]:
        """Everything, for ``--json``."""
        return {
            "jaar": self.stof.jaar,
            "op": self.stof.op.isoformat(),
            "map": str(self.map),
            "bestanden": [str(pad) for pad in self.bestanden],
            "gemeenten": [
                {
                    "code": post.gemeente.code,
                    "naam": post.gemeente.naam,
                    "bedrag": bedrag_tekst(post.bedrag_ct),
                    "vorig": None if post.vorig_ct is None else bedrag_tekst(post.vorig_ct),
                    "waarom": {str(reden): bedrag_tekst(ct) for reden, ct in post.redenen.items()},
                    "voorschot": bedrag_tekst(sum(rij.bedrag_ct for rij in post.voorschotten)),
                }
                for post in self.stof.posten
            ],
        }


def schrijf_begrotingsbrieven(
    masterpad: Path,
    jaar: int | None = None,
    uit: Path | None = None,
    antwoord_voor: date | None = None,
    vandaag: date | None = None,
) -> Brievenverslag:
    """A letter to each gemeente that has a budgeted bijdrage in the year, in a new folder: all of them or none.

    Raises:
        InvoerFout: the master holds errors, the year is over or has no budget, or they can't be written.
    """
    stof = stel_op(lees_master(masterpad), jaar, antwoord_voor, vandaag or date.today())
    plaats = _Brieven(uit or masterpad.resolve().parent / MAP, stof)
    with plaats:
        plaats.schrijf()
        bestanden = plaats.publiceer()
    return Brievenverslag(plaats.map, bestanden, stof)


def stel_op(master: Master, jaar: int | None, antwoord_voor: date | None, op: date) -> Begrotingsstof:
    """Work out what each letter says. Writes nothing.

    Raises:
        InvoerFout: the master holds errors, the year is over or has no budget, or the answer is asked before today.
    """
    regeling, bestand = master.regeling, master.pad.name
    eis_zonder_fouten(bestand, controleer(regeling), NIETS_GEMAAKT)
    gekozen = kies_jaar(master, jaar)
    if gekozen < op.year:
        raise NietsTeDoen(
            f"{bestand}: {gekozen} is voorbij, dus er is niets meer te begroten; {NIETS_GEMAAKT}. Kies met --jaar dit jaar of een later jaar."
        )
    if antwoord_voor is not None and antwoord_voor <= op:
        raise InvoerFout(
            f"Antwoord vóór {datum_nl(antwoord_voor)} kan niet meer; {NIETS_GEMAAKT}. Geef een latere dag op."
        )
    bedragen = begroot_ct(regeling, gekozen, gekozen)
    doen_mee = [rij for rij in regeling.gemeenten if rij.bestaat_in(gekozen) and rij.code in bedragen]
    if not doen_mee:
        raise InvoerFout(
            f"{bestand}: {gekozen} heeft geen begroting (tblBegroting, blad Begroting); {NIETS_GEMAAKT}. Open het jaar met via-xl jaar open."
        )
    sleutel, te_verdelen = _sleutel(regeling, gekozen), _te_verdelen(regeling, gekozen)
    exact = _exact(te_verdelen, sleutel)
    return Begrotingsstof(
        op=op,
        regeling=regeling,
        jaar=gekozen,
        kosten_ct=(_kosten(regeling, gekozen - 1), _kosten(regeling, gekozen)),
        te_verdelen_ct=(_te_verdelen(regeling, gekozen - 1), te_verdelen),
        bijdragen_ct=(sum(_vorig(regeling, gekozen).values()) or None, sum(bedragen.values())),
        sleutel=sleutel,
        posten=tuple(
            _post(regeling, gekozen, gemeente, bedragen[gemeente.code], exact.get(gemeente.code))
            for gemeente in doen_mee
        ),
        antwoord_voor=antwoord_voor,
        programma=f"ViA-XL {__version__}",
        masternaam=bestand,
    )


class _Brieven(Stukkenmap):
    """The folder of the letters of a day: one to each gemeente."""

    def __init__(self, boven: Path, stof: Begrotingsstof) -> None:
        voor = {stof.briefnaam(post): post.gemeente.code for post in stof.posten}
        super().__init__(boven, vrije_naam(boven / stof.mapnaam).name, voor, stof.regeling, stof.jaar, NIETS_GEMAAKT)
        self._stof = stof

    def stukken(self) -> Iterator[Stuk]:
        """The letters, in the order of the gemeenten."""
        return (maak_begrotingsbrief(self._stof, post) for post in self._stof.posten)


def _post(regeling: Regeling, jaar: int, gemeente: Gemeente, bedrag_ct: int, exact_ct: int | None) -> Begrotingspost:
    code, voor, voorheen = gemeente.code, houders(regeling.gemeenten, jaar), houders(regeling.gemeenten, jaar - 1)
    vorig = _vorig(regeling, jaar)
    bronnen = dict.fromkeys(
        voor_de_lezer(rij.bron)
        for rij in regeling.begroting
        if rij.jaar == jaar and voor[rij.code] == code and rij.bron
    )
    return Begrotingspost(
        gemeente=gemeente,
        bedrag_ct=bedrag_ct,
        exact_ct=exact_ct,
        vorig_ct=vorig.get(code),
        erbij=tuple(
            regeling.naam_van(oud)
            for oud in dict.fromkeys(voorheen[rij.code] for rij in regeling.begroting if rij.jaar == jaar - 1)
            if oud != code and voor[oud] == code
        ),
        redenen=verklaring(regeling, jaar, code) if code in vorig else {},
        voorschotten=tuple(rij for rij in regeling.voorschotten if rij.jaar == jaar and voor[rij.code] == code),
        bron="; ".join(bronnen) or "tblBegroting",
    )


def voor_de_lezer(bron: str) -> str:
    """A source without the remark between brackets that sends to a sheet, which a reader of the letter doesn't have."""
    return _ZIE_BLAD.sub("", bron)


def _vorig(regeling: Regeling, jaar: int) -> dict[str, int]:
    """Per gemeente of a year what was budgeted the year before, with those of who went into it."""
    return begroot_ct(regeling, jaar - 1, jaar) if _heeft(regeling, jaar - 1) else {}


def _exact(te_verdelen: int | None, sleutel: Begrotingssleutel | None) -> dict[str, int]:
    """Each gemeente's exact share; none where it can't be said."""
    if te_verdelen is None or sleutel is None:
        return {}
    try:
        return deel_van_elk_ct(te_verdelen, sleutel.per_code)
    except NietTeBegroten:
        return {}


def _heeft(regeling: Regeling, jaar: int) -> bool:
    return any(rij.jaar == jaar for rij in regeling.jaren)


def _kosten(regeling: Regeling, jaar: int) -> int | None:
    return regeling.jaar(jaar).begrote_kosten_ct if _heeft(regeling, jaar) else None


def _te_verdelen(regeling: Regeling, jaar: int) -> int | None:
    kosten = _kosten(regeling, jaar)
    try:
        if kosten is None:
            return None
        return te_verdelen_ct(regeling, jaar, kosten, begroot_buiten_pok(regeling, regeling.jaar(jaar)).ct)
    except KeyError:
        return None


def _sleutel(regeling: Regeling, jaar: int) -> Begrotingssleutel | None:
    try:
        return begrotingssleutel(regeling, jaar)
    except NietTeBegroten:
        return None
