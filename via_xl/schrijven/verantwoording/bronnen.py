"""The sheet Bronnen: of which master, input and program this is made, and where the inputs are from."""

from __future__ import annotations

from via_xl.basis.maat import Maat
from via_xl.regeling.model import Record
from via_xl.schrijven.boek import Boek
from via_xl.schrijven.dossier.stof import bronnen
from via_xl.schrijven.taal import Aanzien, Blok, Namen, Tabelveld, werk
from via_xl.schrijven.verantwoording.opbouw import begin
from via_xl.schrijven.verantwoording.stof import Verantwoordingsstof

BLAD = "Bronnen"
NAMEN = Namen(BLAD)
"""The figure for the checks: ``NAMEN.vergoeding``, as the settlement has it."""
_STATEN = "Urenstaten"


def zet(boek: Boek, stof: Verantwoordingsstof) -> None:
    """Add the sheet."""
    uitleg = "Waaruit dit is gemaakt. Dezelfde master en hetzelfde programma geven dezelfde getallen."
    s = begin(boek, stof, BLAD, "Bronnen", uitleg)
    _herkomst(s.blok(), stof)
    s.wit()
    s.kopje("Invoer van het jaar")
    s.tabel("tblBronnen", list(_soorten(stof).items()), _kolommen(), doorlopend=True)


def _herkomst(b: Blok, stof: Verantwoordingsstof) -> None:
    centrum = stof.regeling.centrumgemeente
    regeling = f"{len(stof.uitkomst.met_stuk)} gemeenten; centrumgemeente {centrum.naam}"
    for label, maat, waarde in (
        ("Jaar", Maat.JAAR, stof.jaar),
        ("Regeling", Maat.TEKST, regeling),
        ("Stand", Maat.TEKST, stof.stand),
        ("Master", Maat.TEKST, stof.masternaam),
        ("Master bewaard op", Maat.DATUM, stof.masterdatum),
        ("SHA-256 van de master", Maat.TEKST, stof.master_sha),
        ("Invoerhash", Maat.TEKST, stof.invoerhash),
        ("Versie van het programma", Maat.TEKST, stof.programma),
        ("Gemaakt op", Maat.DATUM, stof.op),
    ):
        b.rij(label, maat, waarde, aanzien=Aanzien.WERK)
    b.rij("Vergoeding volgens de verrekening", Maat.EURO, stof.uitkomst.vergoeding_ct, als="vergoeding")


def _bron(soort: str, rijen: list[Record]) -> str:
    if not rijen:
        return "geen rijen"
    return "ingelezen urenstaten; zie de master" if soort == _STATEN else bronnen(rijen, met_datum=True)


def _kolommen() -> list[Tabelveld[tuple[str, list[Record]]]]:
    return [
        werk("Soort", Maat.TEKST, lambda r: r[0], breedte=36),
        werk("Bron", Maat.ALINEA, lambda r: _bron(*r), breedte=90),
        werk("Rijen", Maat.GEHEEL, lambda r: len(r[1]), breedte=10),
        werk("Vastgesteld", Maat.GEHEEL, lambda r: sum(rij.status == "vastgesteld" for rij in r[1]), breedte=14),
    ]


def _soorten(stof: Verantwoordingsstof) -> dict[str, list[Record]]:
    """The inputs by kind; of the hours only how many, for their source names an hour sheet."""
    regeling, jaar, peiljaar = stof.regeling, stof.jaar, stof.uitkomst.peiljaar
    bij = regeling.regio.bij
    return {
        "Keuzes van het jaar": [r for r in regeling.jaren if r.jaar == jaar],
        "POK-vergoeding": [regeling.pok_van(deel.jaar) for deel in stof.uitkomst.vergoedingen],
        f"Inwoners {peiljaar}": [r for r in regeling.inwoners if r.peiljaar == peiljaar],
        f"Begrote bijdragen{bij('begroting')}": [r for r in regeling.begroting if r.jaar == jaar],
        f"Capaciteit{bij('capaciteit')}": list(regeling.capaciteit),
        f"Formatie{bij('capaciteit')}": list(regeling.formatie),
        f"Thema's{bij('themas')}": list(regeling.themas),
        "Rollen": list(regeling.rollen),
        "Andere kosten dan uren": [rij.post for rij in stof.uitkomst.overige],
        _STATEN: [r for r in regeling.urenstaten if r.jaar == jaar and r.geldig],
    }
