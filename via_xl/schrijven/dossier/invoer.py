"""The sheet Invoer: every row of the master that the year uses, with source, date, status and place; hour lines apart."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from via_xl.basis.maat import Maat, Ruw
from via_xl.basis.schaal import schaalvolgorde
from via_xl.regeling.model import Record, Tarief, Verdeelsleutel
from via_xl.rekenen import grootheden as g
from via_xl.rekenen.gebruikt import beperk
from via_xl.rekenen.tarief import uurtarief_ct
from via_xl.schrijven import formules
from via_xl.schrijven.boek import Boek
from via_xl.schrijven.dossier.opbouw import KOPHOOGTE, begin
from via_xl.schrijven.dossier.stof import Dossierstof, bron_van
from via_xl.schrijven.taal import Aanzien, Tabelveld, invoer, uitkomst, werk

BLAD = "Invoer"
TABEL = "tblGebruikt"
TARIEVEN = "tblTariefrijen"


class Invoergegeven(NamedTuple):
    """One input: what it is, the record, the field it stands in, its unit, and what that is called."""

    groep: str
    wat: str
    record: Record
    veld: str
    maat: Maat
    eenheid: str

    @property
    def waarde(self) -> Ruw:
        """Its value as the engine has it."""
        waarde: Ruw = getattr(self.record, self.veld)
        return waarde

    @property
    def cel(self) -> str:
        """Where it stands in the master."""
        return f"{self.record.plek.blad}!{self.record.plek.cel(self.veld)}"


def gegevens(stof: Dossierstof) -> Iterator[Invoergegeven]:
    """The inputs that the year uses, but the rates and the hour lines."""
    klein, regio = beperk(stof.regeling, stof.jaar), stof.regeling.regio
    naam = {rij.code: rij.naam for rij in stof.regeling.gemeenten}
    jaar = klein.jaren[0]
    euro = (Maat.EURO, "euro")
    for veld, wat, maat, eenheid in (
        ("peiljaar", g.PEILJAAR.label, Maat.JAAR, "jaar"),
        ("verdeelsleutel", g.SLEUTEL.label, Maat.TEKST, "keuze"),
        ("bijdrage_karakter", g.KARAKTER.label, Maat.TEKST, "keuze"),
        ("meerkosten_drager", g.DRAGER.label, Maat.TEKST, "keuze"),
        ("voorstelgrens_ct", f"{g.VOORSTELGRENS.kort} (leeg: begroot totaal)", *euro),
        ("begrote_kosten_ct", "Begrote kosten", *euro),
        ("reactietermijn", "Reactie vóór", Maat.DATUM, "datum"),
    ):
        yield Invoergegeven("Parameters van het jaar", wat, jaar, veld, maat, eenheid)
    for pok in klein.pok:
        yield Invoergegeven("POK", g.PERCENTAGE.label, pok, "vergoeding_bp", Maat.PROCENT, "percentage")
        yield Invoergegeven("POK", g.MAXIMUM.label, pok, "maximum_ct", *euro)
    for rij in klein.inwoners:
        wat = f"{naam.get(rij.code, rij.code)}, {rij.peiljaar}"
        yield Invoergegeven("Inwoners", wat, rij, "inwoners", Maat.GEHEEL, "inwoners")
    for begroot in klein.begroting:
        yield Invoergegeven(
            f"Begroting{regio.bij('begroting')}", naam.get(begroot.code, ""), begroot, "bedrag_ct", *euro
        )
    groep = f"Capaciteit{regio.bij('capaciteit')}"
    groep += "" if jaar.verdeelsleutel is Verdeelsleutel.CAPACITEIT else ", ter vergelijking"
    for cap in stof.regeling.capaciteit:
        if cap.geldt_op(date(stof.jaar, 12, 31)):
            wie = naam.get(cap.code, "")
            yield Invoergegeven(groep, wie, cap, "uren_per_week_h", Maat.UREN, "uren per week")
    for mee in klein.verrekend:
        yield Invoergegeven("Voorschotten", naam.get(mee.code, ""), mee, "bedrag_ct", *euro)
    for voorschot in klein.voorschotten:
        yield Invoergegeven("Voorschotten", naam.get(voorschot.code, ""), voorschot, "bedrag_ct", *euro)
    for overig in (rij for rij in stof.regeling.kosten if rij.jaar == stof.jaar):
        wat = f"{overig.omschrijving} ({'telt mee' if overig.telt_mee else 'telt niet mee'})"
        yield Invoergegeven("Overige kosten", wat, overig, "bedrag_ct", *euro)
    for gemeente in klein.gemeenten:
        wat = f"{gemeente.naam}: {'centrumgemeente' if gemeente.centrumgemeente else 'deelnemer'}"
        yield Invoergegeven("Gemeenten", wat, gemeente, "code", Maat.TEKST, "CBS-code")


def zet(boek: Boek, stof: Dossierstof) -> None:
    """Add the sheet: every input but the rates, which have a sheet of their own."""
    s = begin(boek, stof, BLAD, f"Geel is overgenomen uit {stof.masternaam}; Cel zegt waar het daar staat.")
    s.tabel(TABEL, list(gegevens(stof)), _kolommen(), kophoogte=KOPHOOGTE, bevries=True, doorlopend=True)
    uitleg = (
        "Uurtarief = maandsalaris × 12 × (1 + IKB) × (1 + werkgeverslasten) / productieve uren, of het vaste uurtarief."
    )
    s = begin(boek, stof, "Tarieven", uitleg)
    tarieven = sorted(beperk(stof.regeling, stof.jaar).tarieven, key=lambda t: (schaalvolgorde(t.schaal), t.van))
    s.tabel(TARIEVEN, tarieven, _van_tarief(), kophoogte=KOPHOOGTE, bevries=True, doorlopend=True)


def _kolommen() -> list[Tabelveld[Invoergegeven]]:
    return [
        werk("Soort", Maat.ALINEA, lambda g: g.groep, breedte=24),
        werk("Gegeven", Maat.ALINEA, lambda g: g.wat, breedte=38),
        Tabelveld(
            "Waarde",
            Maat.ALGEMEEN,
            lambda g: g.waarde,
            breedte=17,
            aanzien=Aanzien.INVOER,
            per_rij=lambda g: g.maat,
        ),
        werk("Eenheid", Maat.TEKST, lambda g: g.eenheid, breedte=16),
        invoer("Bron", Maat.ALINEA, lambda g: bron_van(g.record), breedte=46),
        invoer("Brondatum", Maat.DATUM, lambda g: g.record.datum),
        invoer("Status", Maat.TEKST, lambda g: g.record.status, breedte=15),
        werk("Cel", Maat.ALINEA, lambda g: g.cel, breedte=32),
    ]


def _van_tarief() -> list[Tabelveld[Tarief]]:
    uurtarief = formules.UURTARIEF.removeprefix("=")
    return [
        invoer("Schaal", Maat.SCHAAL, lambda t: t.schaal, breedte=24),
        invoer("Van", Maat.DATUM, lambda t: t.van, breedte=11),
        invoer("Tot", Maat.DATUM, lambda t: t.tot, breedte=11),
        invoer("Maandsalaris €", Maat.EURO, lambda t: t.maandsalaris_ct, breedte=14),
        invoer("IKB %", Maat.PROCENT, lambda t: t.ikb_bp, breedte=10),
        invoer("Werkgeverslasten %", Maat.PROCENT, lambda t: t.werkgeverslasten_bp, breedte=17),
        invoer("Productieve uren per jaar", Maat.UREN, lambda t: t.productieve_uren_h, breedte=15),
        invoer("Vast uurtarief €", Maat.EURO, lambda t: t.uurtarief_ct, breedte=14),
        uitkomst("Uurtarief €", Maat.EURO, uurtarief_ct, uurtarief, breedte=13),
        invoer("Bron", Maat.ALINEA, bron_van, breedte=46),
        invoer("Brondatum", Maat.DATUM, lambda t: t.datum),
        invoer("Status", Maat.TEKST, lambda t: t.status, breedte=15),
        werk("Plaats in de master", Maat.TEKST, lambda t: f"{t.plek.blad}, {t.plek.cel()}", breedte=20),
    ]
