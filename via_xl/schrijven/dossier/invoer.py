"""The sheet Invoer: every row of the master that the year uses, with source, date, status and place; hour lines apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from via_xl.basis.geld import euro, fractie, uren
from via_xl.regeling.model import Record, Verdeelsleutel
from via_xl.rekenen.gebruikt import beperk
from via_xl.rekenen.tarief import uurtarief_ct
from via_xl.schrijven import formules
from via_xl.schrijven.boek import Boek, Cel, TabelKolom, Waarde
from via_xl.schrijven.dossier.opbouw import nieuw_blad, zet_tabel
from via_xl.schrijven.dossier.stof import Dossierstof, bron_van

BLAD = "Invoer"
TABEL = "tblGebruikt"
TARIEVEN = "tblTariefrijen"
_TABELRIJ = 4


@dataclass(frozen=True, slots=True)
class Invoergegeven:
    """One input: what it is, the record, the field it stands in, and its value as a cell shows it."""

    groep: str
    wat: str
    record: Record
    veld: str
    waarde: Waarde
    formaat: str
    eenheid: str


def gegevens(stof: Dossierstof) -> Iterator[Invoergegeven]:
    """The inputs that the year uses, but the rates and the hour lines."""
    klein = beperk(stof.regeling, stof.jaar)
    naam = {g.code: g.naam for g in stof.regeling.gemeenten}
    jaar = klein.jaren[0]
    for veld, wat, waarde, formaat, eenheid in (
        ("peiljaar", "Peiljaar van de inwoners", jaar.peiljaar, "jaar", "jaar"),
        ("verdeelsleutel", "Verdeelsleutel", str(jaar.verdeelsleutel), "tekst", "keuze"),
        ("bijdrage_karakter", "Karakter van de bijdrage", str(jaar.bijdrage_karakter), "tekst", "keuze"),
        ("meerkosten_drager", "Wie meerkosten draagt", str(jaar.meerkosten_drager), "tekst", "keuze"),
        ("voorstelgrens_ct", "Voorstelgrens (leeg: begroot totaal)", _euro(jaar.voorstelgrens_ct), "euro", "euro"),
        ("begrote_kosten_ct", "Begrote kosten", _euro(jaar.begrote_kosten_ct), "euro", "euro"),
        ("reactietermijn", "Reactie vóór", jaar.reactietermijn, "datum", "datum"),
    ):
        yield Invoergegeven("Parameters van het jaar", wat, jaar, veld, waarde, formaat, eenheid)
    for pok in klein.pok:
        deel = fractie(pok.vergoeding_bp)
        yield Invoergegeven("POK", "Vergoeding van de kosten", pok, "vergoeding_bp", deel, "procent", "percentage")
        yield Invoergegeven("POK", "Maximum van de vergoeding", pok, "maximum_ct", euro(pok.maximum_ct), "euro", "euro")
    for rij in klein.inwoners:
        wat = f"{naam.get(rij.code, rij.code)}, {rij.peiljaar}"
        yield Invoergegeven("Inwoners", wat, rij, "inwoners", rij.inwoners, "geheel", "inwoners")
    for begroot in klein.begroting:
        bedrag = euro(begroot.bedrag_ct)
        yield Invoergegeven("Begroting (8.1)", naam.get(begroot.code, ""), begroot, "bedrag_ct", bedrag, "euro", "euro")
    groep = "Capaciteit (8.3)"
    groep += "" if jaar.verdeelsleutel is Verdeelsleutel.CAPACITEIT else ", ter vergelijking"
    for cap in stof.regeling.capaciteit:
        if cap.geldt_op(date(stof.jaar, 12, 31)):
            per_week = uren(cap.uren_per_week_h)
            yield Invoergegeven(
                groep, naam.get(cap.code, ""), cap, "uren_per_week_h", per_week, "uren", "uren per week"
            )
    for voorschot in klein.voorschotten:
        bedrag = euro(voorschot.bedrag_ct)
        yield Invoergegeven(
            "Voorschotten", naam.get(voorschot.code, ""), voorschot, "bedrag_ct", bedrag, "euro", "euro"
        )
    for overig in klein.overige_kosten:
        wat = f"{overig.omschrijving} ({'telt mee' if overig.telt_mee else 'telt niet mee'})"
        yield Invoergegeven("Overige kosten", wat, overig, "bedrag_ct", euro(overig.bedrag_ct), "euro", "euro")
    for gemeente in klein.gemeenten:
        wat = "centrumgemeente" if gemeente.centrumgemeente else "deelnemer"
        yield Invoergegeven(
            "Gemeenten", f"{gemeente.naam}: {wat}", gemeente, "code", gemeente.code, "tekst", "CBS-code"
        )


def zet(boek: Boek, stof: Dossierstof) -> None:
    """Add the sheet: every input but the rates, which have a sheet of their own."""
    alle = list(gegevens(stof))
    blad = nieuw_blad(boek, stof, BLAD, f"Geel is overgenomen uit {stof.masternaam}; Cel zegt waar het daar staat.")
    breedtes = (24, 38, 17, 16, 46, 12, 15, 32)
    tabel = zet_tabel(
        blad,
        TABEL,
        _TABELRIJ,
        [
            TabelKolom("Soort", [g.groep for g in alle], "werk.alinea", None, breedtes[0]),
            TabelKolom("Gegeven", [g.wat for g in alle], "werk.alinea", None, breedtes[1]),
            TabelKolom("Waarde", [g.waarde for g in alle], "invoer.algemeen", None, breedtes[2]),
            TabelKolom("Eenheid", [g.eenheid for g in alle], "werk.tekst", None, breedtes[3]),
            TabelKolom("Bron", [bron_van(g.record) for g in alle], "invoer.alinea", None, breedtes[4]),
            TabelKolom("Brondatum", [g.record.datum for g in alle], "invoer.datum", None, breedtes[5]),
            TabelKolom("Status", [str(g.record.status) for g in alle], "invoer.tekst", None, breedtes[6]),
            TabelKolom("Cel", [_cel(g) for g in alle], "werk.alinea", None, breedtes[7]),
        ],
    )
    for nummer, gegeven in enumerate(alle):
        plek = tabel.adres(BLAD, "Waarde", nummer)
        blad.cellen[plek.rij, plek.kol] = Cel(gegeven.waarde, f"invoer.{gegeven.formaat}")
    blad.bevroren = (_TABELRIJ + 1, 0)
    blad.titelrijen = (_TABELRIJ, _TABELRIJ)
    _tarieven(boek, stof)


def _tarieven(boek: Boek, stof: Dossierstof) -> None:
    rijen = sorted(beperk(stof.regeling, stof.jaar).tarieven, key=lambda t: (t.schaal, t.van))
    uitleg = (
        "Uurtarief = maandsalaris × 12 × (1 + IKB) × (1 + werkgeverslasten) / productieve uren, of het vaste uurtarief."
    )
    blad = nieuw_blad(boek, stof, "Tarieven", uitleg)
    blad.breedtes |= {0: 24}
    zet_tabel(
        blad,
        TARIEVEN,
        _TABELRIJ,
        [
            TabelKolom("Schaal", [t.schaal for t in rijen], "invoer.schaal", None, 24),
            TabelKolom("Van", [t.van for t in rijen], "invoer.datum", None, 11),
            TabelKolom("Tot", [t.tot for t in rijen], "invoer.datum", None, 11),
            TabelKolom("Maandsalaris €", [_euro(t.maandsalaris_ct) for t in rijen], "invoer.euro", None, 14),
            TabelKolom("IKB %", [_deel(t.ikb_bp) for t in rijen], "invoer.procent", None, 10),
            TabelKolom("Werkgeverslasten %", [_deel(t.werkgeverslasten_bp) for t in rijen], "invoer.procent", None, 17),
            TabelKolom(
                "Productieve uren per jaar",
                [None if t.productieve_uren_h is None else uren(t.productieve_uren_h) for t in rijen],
                "invoer.uren",
                None,
                15,
            ),
            TabelKolom("Vast uurtarief €", [_euro(t.uurtarief_ct) for t in rijen], "invoer.euro", None, 14),
            TabelKolom("Uurtarief €", [euro(uurtarief_ct(t)) for t in rijen], "uitkomst.euro", formules.UURTARIEF, 13),
            TabelKolom("Bron", [bron_van(t) for t in rijen], "invoer.alinea", None, 46),
            TabelKolom("Brondatum", [t.datum for t in rijen], "invoer.datum", None, 12),
            TabelKolom("Status", [str(t.status) for t in rijen], "invoer.tekst", None, 15),
            TabelKolom(
                "Plaats in de master", [f"{t.plek.blad}, {t.plek.cel()}" for t in rijen], "werk.tekst", None, 20
            ),
        ],
    )
    blad.bevroren = (_TABELRIJ + 1, 0)
    blad.titelrijen = (_TABELRIJ, _TABELRIJ)


def _cel(gegeven: Invoergegeven) -> str:
    return f"{gegeven.record.plek.blad}!{gegeven.record.plek.cel(gegeven.veld)}"


def _euro(ct: int | None) -> float | None:
    return None if ct is None else euro(ct)


def _deel(bp: int | None) -> float | None:
    return None if bp is None else fractie(bp)
