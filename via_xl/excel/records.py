"""From records to the rows of the open book: what a change of the inputs adds to it, and what it makes vervallen."""

from __future__ import annotations

from collections.abc import Iterable

from via_xl.excel.bijschrijven import Bijschrijven, Waarde
from via_xl.regeling.kolom import Invoertabel
from via_xl.regeling.model import Record, Regeling
from via_xl.regeling.tabellen import AANDACHTSPUNTEN, LOGBOEK, UREN, URENSTATEN
from via_xl.schrijven.master.invoer import celwaarde


def als_rij(tabel: Invoertabel, record: Record) -> dict[str, Waarde]:
    """A record as a row: header → what the cell holds."""
    return {kolom.kop: celwaarde(kolom, getattr(record, kolom.veld)) for kolom in tabel.kolommen}


def schrijf_bij(wijziging: Bijschrijven, oud: Regeling, nieuw: Regeling) -> None:
    """Bring the open book from one regeling to the other, where that only added records and settled earlier ones.

    Raises:
        InvoerFout: a table isn't there, or something stands where the rows go.
        ValueError: the change is of another kind.
    """
    for tabel, kop, woord in (
        (UREN, "Geldig", "vervallen"),
        (URENSTATEN, "Geldig", "vervallen"),
        (AANDACHTSPUNTEN, "Afgehandeld", "ja"),
    ):
        was: tuple[Record, ...] = getattr(oud, tabel.attribuut)
        wordt: tuple[Record, ...] = getattr(nieuw, tabel.attribuut)
        wijziging.zet(tabel.naam, kop, _gewijzigd(was, wordt), woord)
        wijziging.voeg_toe(tabel.naam, [als_rij(tabel, record) for record in wordt[len(was) :]])
    regels = nieuw.logboek[len(oud.logboek) :]
    wijziging.voeg_toe(LOGBOEK.naam, [als_rij(LOGBOEK, regel) for regel in regels])


def _gewijzigd(was: tuple[Record, ...], wordt: tuple[Record, ...]) -> Iterable[int]:
    """The rows of the records that are another now."""
    if len(wordt) < len(was):
        raise ValueError("Er is een rij verdwenen.")
    return [eerder.plek.rij for eerder, nu in zip(was, wordt, strict=False) if eerder != nu]
