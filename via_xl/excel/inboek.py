"""A change carried out in the master that is open in Excel: rows are added and words are set, all of it or nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from functools import partial

from via_xl.basis.afbreken import Voortgang
from via_xl.basis.bevinding import BewijsFout, Ernst
from via_xl.basis.datum import serienummer
from via_xl.excel.bijschrijven import Bijschrijven
from via_xl.excel.macro import TITEL, bericht, kort
from via_xl.excel.macros.gedeeld import eis, heeft_tabel, schrijf_bevindingen
from via_xl.excel.openboek import OpenBoek
from via_xl.lezen.master import Master, lees_open_master
from via_xl.regeling.tabellen import TABELLEN
from via_xl.schrijven.macros import Macrouitkomst
from via_xl.schrijven.master.invoer import als_rij, celwaarde
from via_xl.wijzigen.handeling import Handeling, voer_uit
from via_xl.wijzigen.wijziging import Wijziging


def doe(handeling: Handeling, boek: OpenBoek, gekozen: str, voortgang: Voortgang) -> Macrouitkomst:
    """Do it to the master in this book, with what was answered.

    Raises:
        InvoerFout: the book can't be changed or holds errors, or what was said doesn't fit.
        BewijsFout: the book doesn't read back as what was meant.
    """
    eis(boek, op_schijf=handeling.op_schijf, wijzigbaar=True, bewaard=handeling.bewaard)
    gezegd = handeling.lees_antwoorden(gekozen)
    voortgang("Invoer lezen", 0, 3 if handeling.bewaard else 2)
    master = lees_open_master(boek)
    wijziging = handeling.werk_uit(master, None, voortgang, **gezegd, **handeling.gegeven(master))
    if handeling.eerst_tonen and not wijziging.leeg and not _bevestigd(boek, wijziging.verhaal.vraag):
        return Macrouitkomst("Er is niets gewijzigd.")
    voer_uit(wijziging, master, partial(in_boek, boek=boek), boek.pad, voortgang, "Rijen bijschrijven")
    regels = [*wijziging.verhaal.melding]
    if not wijziging.geweigerd:
        return Macrouitkomst("\n".join(regels), wijziging.verhaal.ernst)
    waar = "Alles staat op blad Controles. " if heeft_tabel(boek) else ""
    regels.append(f"Geweigerd is wat een fout bevat. {waar}De eerste:")
    return Macrouitkomst(bericht("\n".join(regels), list(wijziging.geweigerd)), Ernst.FOUT)


def _bevestigd(boek: OpenBoek, vraag: Sequence[str]) -> bool:
    """Whether the user says yes to what would change."""
    tekst = kort("\n".join(vraag), "\n\nDoorvoeren?")
    return bool(boek.boek.app.alert(tekst, title=TITEL, buttons="yes_no", mode="info") == "yes")


@contextmanager
def in_boek(master: Master, wijziging: Wijziging, boek: OpenBoek) -> Iterator[None]:
    """The book with the change in it, read back; leaving by an exception takes everything back."""
    with Bijschrijven(boek) as bij:
        schrijf(bij, wijziging)
        if wijziging.geweigerd and heeft_tabel(boek):
            schrijf_bevindingen(bij, wijziging.geweigerd, boek.naam)
        if not wijziging.leeg and lees_open_master(boek).regeling != wijziging.toegepast(master.regeling):
            raise BewijsFout(f"Teruggelezen staat er in {boek.naam} iets anders dan is bedoeld; er is niets gewijzigd.")
        yield


def schrijf(bij: Bijschrijven, wijziging: Wijziging) -> None:
    """Set the cells and add the rows.

    Raises:
        InvoerFout: a table isn't there, or something stands where the rows go.
        ValueError: the change is of a kind that the open book doesn't take.
    """
    woorden: dict[tuple[str, str, str | int | float | None], list[int]] = {}
    for cel in wijziging.cellen:
        kolom = cel.tabel.kolom(cel.veld)
        inhoud = celwaarde(kolom, cel.waarde)
        woord = serienummer(inhoud) if isinstance(inhoud, date) else inhoud
        woorden.setdefault((cel.tabel.naam, kolom.kop, woord), []).append(cel.rij.plek.rij)
    for (tabel, kop, woord), rijen in woorden.items():
        bij.zet(tabel, kop, rijen, woord)
    for groeit in TABELLEN:
        if erbij := wijziging.rijen.get(groeit.naam):
            bij.voeg_toe(groeit.naam, [als_rij(groeit, record) for record in erbij])
