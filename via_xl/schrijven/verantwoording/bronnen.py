"""The sheet Bronnen: of which master, input and program this is made, and where the inputs are from."""

from __future__ import annotations

from via_xl.basis.geld import euro
from via_xl.regeling.model import Record
from via_xl.schrijven.boek import Adres, Boek, TabelKolom, Waarde
from via_xl.schrijven.dossier.opbouw import hoogte
from via_xl.schrijven.dossier.stof import bronnen
from via_xl.schrijven.verantwoording.opbouw import nieuw_blad
from via_xl.schrijven.verantwoording.stof import Verantwoordingsstof

BLAD = "Bronnen"
_BLOKRIJ = 4
_BREEDTE = 90
_STATEN = "Urenstaten"


def zet(boek: Boek, stof: Verantwoordingsstof) -> None:
    """Add the sheet."""
    uitleg = "Waaruit dit is gemaakt. Dezelfde master en hetzelfde programma geven dezelfde getallen."
    blad = nieuw_blad(boek, stof, BLAD, "Bronnen", uitleg)
    regels = _regels(stof)
    for nummer, (label, waarde, stijl) in enumerate(regels):
        blad.zet(_BLOKRIJ + nummer, 0, label, "werk.tekst")
        blad.zet(_BLOKRIJ + nummer, 1, waarde, stijl)
    koprij = _BLOKRIJ + len(regels) + 2
    blad.zet(koprij - 1, 0, "Invoer van het jaar", "kopje")
    soorten = _soorten(stof)
    teksten = [_bron(soort, rijen) for soort, rijen in soorten]
    blad.tabel(
        "tblBronnen",
        koprij,
        0,
        [
            TabelKolom("Soort", [soort for soort, _ in soorten], "werk.tekst", None, 36),
            TabelKolom("Bron", teksten, "werk.alinea", None, _BREEDTE),
            TabelKolom("Rijen", [len(rijen) for _, rijen in soorten], "werk.geheel", None, 10),
            TabelKolom(
                "Vastgesteld",
                [sum(rij.status == "vastgesteld" for rij in rijen) for _, rijen in soorten],
                "werk.geheel",
                None,
                14,
            ),
        ],
    )
    for nummer, tekst in enumerate(teksten):
        blad.hoogtes[koprij + 1 + nummer] = hoogte(tekst, _BREEDTE)
    blad.paginas = (1, 1)


def _bron(soort: str, rijen: list[Record]) -> str:
    if not rijen:
        return "geen rijen"
    return "ingelezen urenstaten; zie de master" if soort == _STATEN else bronnen(rijen, met_datum=True)


def vergoeding(stof: Verantwoordingsstof) -> Adres:
    """The cell with the vergoeding as the settlement has it."""
    return Adres(BLAD, _BLOKRIJ + len(_regels(stof)) - 1, 1)


def _regels(stof: Verantwoordingsstof) -> list[tuple[str, Waarde, str]]:
    centrum = stof.regeling.centrumgemeente
    return [
        ("Jaar", stof.jaar, "werk.jaar"),
        ("Regeling", f"{len(stof.uitkomst.gemeenten)} gemeenten; centrumgemeente {centrum.naam}", "werk.tekst"),
        ("Stand", stof.stand, "werk.tekst"),
        ("Master", stof.masternaam, "werk.tekst"),
        ("Master bewaard op", stof.masterdatum, "werk.datum"),
        ("SHA-256 van de master", stof.master_sha, "werk.tekst"),
        ("Invoerhash", stof.invoerhash, "werk.tekst"),
        ("Versie van het programma", stof.programma, "werk.tekst"),
        ("Gemaakt op", stof.op, "werk.datum"),
        ("Vergoeding volgens de verrekening", euro(stof.uitkomst.vergoeding_ct), "invoer.euro"),
    ]


def _soorten(stof: Verantwoordingsstof) -> list[tuple[str, list[Record]]]:
    """The inputs by kind; of the hours only how many, for their source names an hour sheet."""
    regeling, jaar = stof.regeling, stof.jaar
    peiljaar = stof.uitkomst.peiljaar
    return [
        ("Keuzes van het jaar", [r for r in regeling.jaren if r.jaar == jaar]),
        ("POK-vergoeding", [r for r in regeling.pok if r.jaar == jaar]),
        (f"Inwoners {peiljaar}", [r for r in regeling.inwoners if r.peiljaar == peiljaar]),
        ("Begrote bijdragen (8.1)", [r for r in regeling.begroting if r.jaar == jaar]),
        ("Capaciteit (8.3)", list(regeling.capaciteit)),
        ("Formatie (8.3)", list(regeling.formatie)),
        ("Thema's (4.2)", list(regeling.themas)),
        ("Rollen", list(regeling.rollen)),
        (_STATEN, [r for r in regeling.urenstaten if r.jaar == jaar and r.geldig]),
    ]
