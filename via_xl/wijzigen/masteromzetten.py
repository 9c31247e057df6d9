"""A master made anew from its own inputs: in the other edition, or in the layout of today."""

from __future__ import annotations

import io
from datetime import date
from functools import partial
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from via_xl.basis.bevinding import Bevinding, Ernst, InvoerFout
from via_xl.controle import controleer
from via_xl.controle.jaarstand import eis_toonbaar, eis_zonder_fouten
from via_xl.lezen.gegevensmap import lees_gegevensmap
from via_xl.lezen.indeling import editie_van
from via_xl.lezen.master import Master, lees_master
from via_xl.regeling.model import Regeling
from via_xl.regeling.tabellen import INDELING, LOGBOEK, TABELLEN
from via_xl.schrijven.boek import Boek
from via_xl.schrijven.master import maak_master
from via_xl.wijzigen.mastermaken import Erna, getoond_jaar, herbouw, zet_neer
from via_xl.wijzigen.meenemen.meenemen import Meegenomen, neem_mee
from via_xl.wijzigen.vervangen import eis_nieuw
from via_xl.wijzigen.wijziging import Wijziging


class Omzetting(Struct, frozen=True):
    """The new master, how many input rows it holds, where the old one is kept, and what to look at."""

    master: Path
    rijen: int
    reserve: Path | None = None
    waarschuwingen: tuple[Bevinding, ...] = ()


def zet_om(pad: Path, uit: Path, *, toch: bool = False) -> Omzetting:
    """Make the other edition of a master at ``uit``, with what the user made in it; the old one stays as it is.

    Raises:
        InvoerFout: there is nothing to convert, a file can't be used, or without ``toch`` something of the user's can't come
            along; then it carries what.
        BewijsFout: the new workbook doesn't recalculate to what the engine says, or doesn't read back.
    """
    editie = editie_van(uit)
    if editie is editie_van(pad):
        raise InvoerFout(
            f"{pad.name} is al een {editie}-werkmap; er is niets om te zetten. Kies bij --uit de andere editie: .xlsx "
            "(zonder macro's) of .xlsm (met macro's)."
        )
    eis_nieuw(uit)
    master = lees_master(pad, vergeef_ouderdom=True)
    jaar = getoond_jaar(master.jaar, master.regeling)
    _eis_goed(master, jaar)
    regeling = _met_log(master, jaar, "master omgezet", f"uit {pad.name}")
    boek = maak_master(regeling, jaar, master.afrekening_code, editie)
    mee = _neem_mee(master, regeling, boek, toch=toch)
    if mee.misschien and not toch:
        raise InvoerFout(
            f"{pad.name} is door een eerdere versie van het programma gemaakt; er is niets gewijzigd. Vernieuw hem eerst met: "
            f'via-xl master vernieuw "{pad}". Of geef de opdracht opnieuw met --toch.',
            mee.misschien,
        )
    zet_neer(boek, uit, regeling, partial(mee.schrijf, regeling=regeling))
    return Omzetting(uit, _aantal_rijen(regeling), waarschuwingen=(*master.bevindingen, *_gemeld(mee)))


def vernieuw(pad: Path, uit: Path | None = None, gegevens: Path | None = None, *, toch: bool = False) -> Omzetting:
    """Make a master of an older layout or version anew, with what the user made in it.

    A master of before the region's own words were data gets them from the CSV folder ``gegevens``; without it neutral ones.

    Without ``uit`` it comes in its own place, with a dated backup. What the older layout lacks gets its default, and what may
    be of the earlier program but may be the user's is named: both are warnings.

    Raises:
        InvoerFout: a file can't be used, or without ``toch`` something of the user's can't come along; then it carries what.
        BewijsFout: the new workbook doesn't recalculate to what the engine says, or doesn't read back.
    """
    master = _met_woorden(lees_master(pad, vergeef_ouderdom=True), gegevens)
    jaar = getoond_jaar(master.jaar, master.regeling)
    _eis_goed(master, jaar)
    van = f"van indeling {master.indeling} naar {INDELING}" if master.indeling < INDELING else f"indeling {INDELING}"
    regeling = _met_log(master, jaar, "master vernieuwd", van)
    gemeld: list[Bevinding] = [*master.bevindingen]

    def mee(boek: Boek) -> Erna:
        meegenomen = _neem_mee(master, regeling, boek, toch=toch)
        gemeld.extend(_gemeld(meegenomen))
        return partial(meegenomen.schrijf, regeling=regeling)

    reserve = herbouw(master, regeling, uit, mee)
    return Omzetting(uit or pad, _aantal_rijen(regeling), reserve, tuple(gemeld))


def _met_woorden(master: Master, gegevens: Path | None) -> Master:
    """The master with the region's words and open points of a CSV folder, where it has none itself."""
    if gegevens is None:
        return master
    gelezen, bevindingen = lees_gegevensmap(gegevens)
    eis_zonder_fouten(str(gegevens), bevindingen)
    if gelezen is None:
        raise TypeError("een map die niet te lezen is, heeft bevindingen")
    regeling = master.regeling
    return replace(
        master,
        regeling=replace(
            regeling,
            regiogegevens=regeling.regiogegevens or gelezen.regiogegevens,
            uitgangspunten=regeling.uitgangspunten or gelezen.uitgangspunten,
        ),
    )


def _neem_mee(master: Master, regeling: Regeling, boek: Boek, *, toch: bool) -> Meegenomen:
    """What the user made in the old master, put in the new one.

    Raises:
        InvoerFout: without ``toch`` something can't come along as it is.
    """
    gebouwd, zelfde = io.BytesIO(), io.BytesIO()
    boek.bewaar(gebouwd)
    jaar = getoond_jaar(master.jaar, regeling)
    maak_master(regeling, jaar, master.afrekening_code, editie_van(master.pad)).bewaar(zelfde)
    meegenomen = neem_mee(master, gebouwd.getvalue(), regeling, zelfde.getvalue())
    if meegenomen.niet and not toch:
        aantal = len(meegenomen.niet)
        raise InvoerFout(
            f"Van uw eigen werk in {master.pad.name} {_kan(aantal)} niet mee zoals het er staat; er is niets gewijzigd. Al "
            "het andere gaat mee. Geef de opdracht opnieuw met --toch als dat goed is.",
            (*meegenomen.niet, *meegenomen.misschien, *meegenomen.let_op),
        )
    return meegenomen


def _kan(aantal: int) -> str:
    return "kan één ding" if aantal == 1 else f"kunnen {aantal} dingen"


def _gemeld(meegenomen: Meegenomen) -> tuple[Bevinding, ...]:
    """What to look at in the new master: also what was to be lost by ``--toch``."""
    niet = (replace(bevinding, ernst=Ernst.WAARSCHUWING) for bevinding in meegenomen.niet)
    return (*niet, *meegenomen.misschien, *meegenomen.let_op)


def _eis_goed(master: Master, jaar: int) -> None:
    """Refuse a master with errors in its inputs: of those no workbook can be proven.

    Raises:
        InvoerFout: with everything that is wrong.
    """
    eis_zonder_fouten(master.pad.name, controleer(master.regeling), geteld=False)
    eis_toonbaar(master.pad.name, master.regeling, jaar)


def _aantal_rijen(regeling: Regeling) -> int:
    """How many input rows there are, the log aside."""
    return sum(len(getattr(regeling, tabel.attribuut)) for tabel in TABELLEN if tabel is not LOGBOEK)


def _met_log(master: Master, jaar: int, wat: str, opmerking: str) -> Regeling:
    return Wijziging(wat, [(jaar, opmerking)]).gelogd(master.regeling, date.today()).toegepast(master.regeling)
