"""The sheet Urenstaat: identity, medewerkers, the grid with its totals, the comparison, and the signatures.

Where everything stands is said in :mod:`via_xl.urenstaat.sjabloon`; this writes it.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from via_xl.basis.geld import uren
from via_xl.basis.kolommen import kolomletter
from via_xl.schrijven.boek import Adres, Blad, Boek, Validatie, Waarde
from via_xl.schrijven.opmaak import F, keuzelijst, kop
from via_xl.schrijven.stijl import FOUT_OPMAAK
from via_xl.schrijven.urenstaat.lijsten import JA, JA_NEE, ROLLEN, SCHALEN, THEMAS, Lijstplaatsen
from via_xl.schrijven.urenstaat.opdracht import Roosterrij, Urenstaatopdracht
from via_xl.urenstaat import sjabloon
from via_xl.urenstaat.sjabloon import (
    BLAD,
    IDENTITEIT,
    IDENTITEIT_RIJ,
    KOPPEN,
    KOPPEN_MEDEWERKERS,
    KOPRIJ,
    MAANDEN,
    MEDEWERKER_KOL,
    MEDEWERKER_RIJ,
    MEDEWERKERS,
    ONDERTEKEN_RIJ,
    ONDERTEKENAARS,
    OPMERKINGEN_KOL,
    RIJEN,
)

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

MEDEWERKERLIJST = "Lijst_medewerkers"
"""The defined name of the codes in the block of medewerkers: the choices of the grid's first column."""

EERSTE, LAATSTE = KOPRIJ + 1, KOPRIJ + RIJEN
TOTAALRIJ = LAATSTE + 1
_KOL = {kop: plaats for plaats, kop in enumerate(KOPPEN)}
MAAND_KOL = _KOL[MAANDEN[0]]
TOTAAL_KOL = _KOL[sjabloon.KOP_TOTAAL]
_LAATSTE_KOL = len(KOPPEN) - 1
_VERGELIJK_KOL = MAAND_KOL + 5
_HONDERDSTEN = "Gebruik een komma en hoogstens twee decimalen, bijvoorbeeld 7,5. Geen tekst."
_BREEDTES = {0: 23, 1: 20, 2: 33, 3: 14, TOTAAL_KOL: 11, TOTAAL_KOL + 1: 12.5, TOTAAL_KOL + 2: 30}


@dataclass(frozen=True, slots=True)
class Roosterplaatsen:
    """The cells that the checks look at."""

    jaar: Adres
    nihil: Adres
    totaal: Adres
    productief: Adres


def bereik(rij: int, kol: int, laatste_rij: int, laatste_kol: int) -> str:
    """A range of the sheet, as a formula elsewhere spells it."""
    return f"{Adres(BLAD, rij, kol)}:${kolomletter(laatste_kol)}${laatste_rij + 1}"


def kolom(naam: str) -> str:
    """The rows of a column of the grid."""
    return bereik(EERSTE, _KOL[naam], LAATSTE, _KOL[naam])


ALLE_UREN = bereik(EERSTE, MAAND_KOL, LAATSTE, TOTAAL_KOL - 1)
MAANDTOTALEN = bereik(TOTAALRIJ, MAAND_KOL, TOTAALRIJ, TOTAAL_KOL - 1)
CODES = bereik(MEDEWERKER_RIJ + 1, MEDEWERKER_KOL, MEDEWERKER_RIJ + MEDEWERKERS, MEDEWERKER_KOL)
AANSTELLINGEN = bereik(MEDEWERKER_RIJ + 1, MEDEWERKER_KOL + 1, MEDEWERKER_RIJ + MEDEWERKERS, MEDEWERKER_KOL + 1)
AKKOORDEN = tuple(Adres(BLAD, ONDERTEKEN_RIJ + 2 * nummer, 1) for nummer in range(len(ONDERTEKENAARS)))
DATUMS = tuple(Adres(BLAD, ONDERTEKEN_RIJ + 2 * nummer + 1, 1) for nummer in range(len(ONDERTEKENAARS)))


def zet(boek: Boek, blad: Blad, o: Urenstaatopdracht, lijsten: Lijstplaatsen, vlag: str) -> Roosterplaatsen:
    """Fill the sheet, and define the list of medewerkers."""
    blad.paginas = (1, 1)
    blad.breedtes |= {MAAND_KOL + maand: 8.0 for maand in range(12)} | _BREEDTES
    boek.naam(MEDEWERKERLIJST, CODES)
    jaar, nihil = _identiteit(blad, o, vlag)
    _medewerkers(blad, o)
    totaal = _rooster(blad, o)
    productief = _vergelijking(blad, o, lijsten, totaal)
    _ondertekening(blad, o)
    blad.aanvullingen.append(_regels(o))
    blad.afdrukbereik = (0, 0, ONDERTEKEN_RIJ + 2 * len(ONDERTEKENAARS) - 1, _LAATSTE_KOL)
    blad.bevroren = (0, _KOL[sjabloon.KOP_SCHAAL])
    return Roosterplaatsen(jaar, nihil, totaal, productief)


def _identiteit(blad: Blad, o: Urenstaatopdracht, vlag: str) -> tuple[Adres, Adres]:
    """The heading and the block that the reader trusts over the file name; gives the year and the nil return."""
    waarden: dict[str, tuple[Waarde, str]] = {
        sjabloon.LABEL_GEMEENTE: (o.naam, "werk.tekst"),
        sjabloon.LABEL_CODE: (o.code, "werk.tekst"),
        sjabloon.LABEL_JAAR: (o.jaar, "werk.jaar"),
        sjabloon.LABEL_SJABLOON: (sjabloon.MERK, "werk.tekst"),
        sjabloon.LABEL_NIHIL: (o.inhoud.nihil, "invoer.tekst"),
    }
    cel = {label: Adres(BLAD, IDENTITEIT_RIJ + nummer, 1) for nummer, label in enumerate(IDENTITEIT)}
    gemeente, code, jaar = (cel[label] for label in IDENTITEIT[:3])
    titel = F(
        f'="Urenstaat {o.regio.kort} "&{jaar}&" · gemeente "&{gemeente}&" ("&{code}&")"',
        f"Urenstaat {o.regio.kort} {o.jaar} · gemeente {o.naam} ({o.code})",
    )
    uitleg = "Vul de lichtgele cellen in; lees eerst het blad Toelichting. Codes van medewerkers, nooit namen."
    kop(blad, titel, uitleg, vlag=vlag)
    for label, adres in cel.items():
        blad.zet(adres.rij, 0, label, "vet")
        blad.zet(adres.rij, 1, *waarden[label])
    nihil = cel[sjabloon.LABEL_NIHIL]
    tip = "Kies ja als uw gemeente dit jaar geen uren leverde. Laat het rooster dan leeg."
    blad.validaties[nihil.rij, nihil.kol] = keuzelijst(f"={JA_NEE}", tip)
    return jaar, nihil


def _medewerkers(blad: Blad, o: Urenstaatopdracht) -> None:
    blad.hoogtes[MEDEWERKER_RIJ] = 27
    for plaats, tekst in enumerate(KOPPEN_MEDEWERKERS):
        blad.zet(MEDEWERKER_RIJ, MEDEWERKER_KOL + plaats, tekst, "kop")
    for nummer in range(MEDEWERKERS):
        rij = MEDEWERKER_RIJ + 1 + nummer
        code, aanstelling = o.inhoud.medewerkers[nummer] if nummer < len(o.inhoud.medewerkers) else ("", None)
        blad.zet(rij, MEDEWERKER_KOL, code, "invoer.tekst")
        blad.zet(rij, MEDEWERKER_KOL + 1, None if aanstelling is None else uren(aanstelling), "invoer.uren")


def _rooster(blad: Blad, o: Urenstaatopdracht) -> Adres:
    """The grid with the totals of its rows and columns; gives the overall total."""
    blad.hoogtes[KOPRIJ] = 18
    for plaats, tekst in enumerate(KOPPEN):
        blad.zet(KOPRIJ, plaats, tekst, "kop")
    for nummer in range(RIJEN):
        _regel(blad, EERSTE + nummer, o.inhoud.rijen[nummer] if nummer < len(o.inhoud.rijen) else Roosterrij())
    blad.zet(TOTAALRIJ, 0, "Totaal per maand", "uitkomst.tekst")
    for kol in (*range(1, MAAND_KOL), *range(TOTAAL_KOL + 1, _LAATSTE_KOL + 1)):
        blad.zet(TOTAALRIJ, kol, None, "uitkomst.tekst")
    for maand in range(12):
        som = uren(sum(rij.uren_h[maand] or 0 for rij in o.inhoud.rijen))
        _som(blad, TOTAALRIJ, MAAND_KOL + maand, (EERSTE, LAATSTE), som, "uitkomst.uren")
    return _som(blad, TOTAALRIJ, TOTAAL_KOL, (EERSTE, LAATSTE), uren(o.inhoud.totaal_h), "uitkomst.uren")


def _regel(blad: Blad, nummer: int, rij: Roosterrij) -> None:
    vooraan: tuple[tuple[Waarde, str], ...] = (
        (rij.medewerker, "invoer.tekst"),
        (rij.rol, "invoer.tekst"),
        (rij.thema, "invoer.tekst"),
        (rij.schaal, "invoer.schaal"),
    )
    for kol, (waarde, stijl) in enumerate(vooraan):
        blad.zet(nummer, kol, waarde, stijl)
    for maand, uren_h in enumerate(rij.uren_h):
        blad.zet(nummer, MAAND_KOL + maand, None if uren_h is None else uren(uren_h), "invoer.uren")
    eerste, laatste = kolomletter(MAAND_KOL), kolomletter(TOTAAL_KOL - 1)
    formule = f"=ROUND(SUM({eerste}{nummer + 1}:{laatste}{nummer + 1}),2)"
    blad.formule(nummer, TOTAAL_KOL, formule, uren(rij.totaal_h), "werk.uren")
    blad.zet(nummer, TOTAAL_KOL + 1, rij.afrekenjaar, "invoer.jaar")
    blad.zet(nummer, TOTAAL_KOL + 2, rij.opmerking, "invoer.tekst")


def _som(blad: Blad, rij: int, kol: int, rijen: tuple[int, int], waarde: Waarde, stijl: str) -> Adres:
    letter = kolomletter(kol)
    return blad.formule(rij, kol, f"=ROUND(SUM({letter}{rijen[0] + 1}:{letter}{rijen[1] + 1}),2)", waarde, stijl)


def _vergelijking(blad: Blad, o: Urenstaatopdracht, lijsten: Lijstplaatsen, totaal: Adres) -> Adres:
    """The hours beside the capacity and beside the productive hours of the aanstellingen; gives the latter."""
    rij = MEDEWERKER_RIJ
    blad.alinea(rij, _VERGELIJK_KOL, TOTAAL_KOL - 1, "Vergelijking over het jaar", "kop")
    blad.zet(rij, TOTAAL_KOL, "Uren", "kop")
    blad.alinea(rij, TOTAAL_KOL + 1, _LAATSTE_KOL, "Waar vandaan", "kop")

    def regel(tekst: str, formule: str, waarde_h: int | None, bron: str, rol: str = "werk") -> Adres:
        nonlocal rij
        rij += 1
        blad.zet(rij, _VERGELIJK_KOL, tekst, "regel")
        for kol in range(_VERGELIJK_KOL + 1, TOTAAL_KOL):
            blad.zet(rij, kol, None, "regel")
        adres = blad.formule(rij, TOTAAL_KOL, f"={formule}", "" if waarde_h is None else uren(waarde_h), f"{rol}.uren")
        blad.zet(rij, TOTAAL_KOL + 1, bron, "uitleg.tekst")
        return adres

    def als_bekend(formule: str) -> str:
        return f'IF({productief}="","",{formule})'

    def jaaruren(per_week: Adres) -> str:
        return als_bekend(f"ROUND(ROUND(100*{per_week},0)*ROUND(100*{productief},0)/ROUND(100*{voltijd},0),0)/100")

    uit_master = o.productief.waarde_h
    productief = regel(
        "Productieve uren per jaar bij een volledige werkweek",
        f'IF({lijsten.productief}="","",{lijsten.productief})',
        uit_master,
        f"tarieven van {o.jaar}, zie Lijsten",
    )
    voltijd = regel("Volledige werkweek", str(lijsten.voltijd), sjabloon.VOLTIJD_H, "CAO Gemeenten, zie Lijsten")
    weken = regel("Productieve weken per jaar", als_bekend(f"{productief}/{voltijd}"), None, "productief ÷ werkweek")
    if uit_master is not None:
        blad.formule(
            weken.rij, weken.kol, als_bekend(f"{productief}/{voltijd}"), uit_master / sjabloon.VOLTIJD_H, "werk.uren"
        )
    per_week = regel(
        "Capaciteit van uw gemeente, per week",
        str(lijsten.capaciteit),
        o.capaciteit.waarde_h,
        f"{o.regio.passage('capaciteit')}, zie Lijsten",
    )
    capaciteit_h = o.jaaruren_h(o.capaciteit.waarde_h or 0)
    capaciteit = regel(
        "Capaciteit van uw gemeente, dit jaar", jaaruren(per_week), capaciteit_h, "per week × productieve weken"
    )
    eerste, laatste = MEDEWERKER_RIJ + 2, MEDEWERKER_RIJ + 1 + MEDEWERKERS
    letter = kolomletter(MEDEWERKER_KOL + 1)
    aanstelling = regel(
        "Aanstellingen samen, per week",
        f"ROUND(SUM({letter}{eerste}:{letter}{laatste}),2)",
        o.inhoud.aanstelling_h,
        "hiernaast ingevuld",
    )
    eigen_h = o.jaaruren_h(o.inhoud.aanstelling_h)
    eigen = regel(
        "Productieve uren van de aanstellingen, dit jaar",
        jaaruren(aanstelling),
        eigen_h,
        "per week × productieve weken",
    )
    geleverd = regel("Uren op deze urenstaat", str(totaal), o.inhoud.totaal_h, "totaal van het rooster", "uitkomst")
    for tekst, ander, ander_h in (
        ("Uren min capaciteit", capaciteit, capaciteit_h),
        ("Uren min productieve uren van de aanstellingen", eigen, eigen_h),
    ):
        verschil_h = None if ander_h is None else o.inhoud.totaal_h - ander_h
        regel(tekst, als_bekend(f"ROUND({geleverd}-{ander},2)"), verschil_h, "min: minder dan verwacht", "uitkomst")
    return eigen


def _ondertekening(blad: Blad, o: Urenstaatopdracht) -> None:
    blad.zet(ONDERTEKEN_RIJ - 1, 0, "Ondertekening", "kopje")
    blad.hoogtes[ONDERTEKEN_RIJ - 1] = 17
    uitleg = {
        "medewerker": "De uren zijn door mij gewerkt.",
        "leidinggevende": "De uren zijn nagekeken en kloppen.",
    }
    datum = Validatie(
        {
            "validate": "date",
            "criteria": "between",
            "minimum": date(o.jaar, 1, 1),
            "maximum": sjabloon.laatste_datum(o.jaar),
            "error_title": "Geen datum",
            "error_message": f"Vul een datum in vanaf 1-1-{o.jaar}, bijvoorbeeld 15-1-{o.jaar + 1}.",
        }
    )
    for nummer, rol in enumerate(ONDERTEKENAARS):
        akkoord, dag = AKKOORDEN[nummer], DATUMS[nummer]
        getekend = o.inhoud.akkoord.get(rol)
        blad.zet(akkoord.rij, 0, sjabloon.LABEL_AKKOORD[rol], "vet")
        blad.keuze(akkoord.rij, 1, "ja" if getekend else None, "invoer.tekst", keuzelijst(f"={JA}", uitleg[rol]))
        blad.zet(akkoord.rij, 2, uitleg[rol], "uitleg.tekst")
        blad.zet(dag.rij, 0, sjabloon.LABEL_DATUM[rol], "vet")
        blad.keuze(dag.rij, 1, getekend, "invoer.datum", datum)
    laatste = ONDERTEKEN_RIJ + 2 * len(ONDERTEKENAARS) - 1
    blad.zet(ONDERTEKEN_RIJ - 1, OPMERKINGEN_KOL, sjabloon.LABEL_OPMERKINGEN, "kopje")
    for rij in range(ONDERTEKEN_RIJ, laatste + 1):
        for kol in range(OPMERKINGEN_KOL, _LAATSTE_KOL + 1):
            blad.zet(rij, kol, None, "invoer.alinea")
    blad.zet(ONDERTEKEN_RIJ, OPMERKINGEN_KOL, o.inhoud.opmerkingen, "invoer.alinea")
    blad.samengevoegd.append((ONDERTEKEN_RIJ, OPMERKINGEN_KOL, laatste, _LAATSTE_KOL))


def _regels(o: Urenstaatopdracht) -> Callable[[Workbook, Worksheet], None]:
    """What may be typed in the block of medewerkers and in the grid: one rule for each column."""

    def lijst(naam: str, tip: str) -> dict[str, Any]:
        return {**keuzelijst(f"={naam}", tip).opties, "ignore_blank": False}

    def in_uren(cel: str, maximum: int) -> dict[str, Any]:
        return {
            "validate": "custom",
            "value": f"=AND(ISNUMBER({cel}),{cel}>=0,{cel}<={maximum},ROUND(100*{cel},0)=ROUND(100*{cel},6))",
            "error_title": "Geen geldig aantal uren",
            "error_message": f"Vul een getal in van 0 tot en met {maximum}. {_HONDERDSTEN}",
        }

    def tekst(maximum: int, tip: str, criteria: str = "<=") -> dict[str, Any]:
        return {
            "validate": "length",
            "criteria": criteria,
            "value": maximum,
            "input_message": tip,
            "error_title": "Te lang",
            "error_message": f"Hoogstens {maximum} tekens.",
        }

    def aanvulling(werkboek: Workbook, ws: Worksheet) -> None:
        eerste, laatste = MEDEWERKER_RIJ + 1, MEDEWERKER_RIJ + MEDEWERKERS
        kol = MEDEWERKER_KOL
        ws.data_validation(
            eerste, kol, laatste, kol, tekst(sjabloon.MEDEWERKER_MAX, "Een code, bijvoorbeeld AB-01. Nooit een naam.")
        )
        cel = f"{kolomletter(kol + 1)}{eerste + 1}"
        ws.data_validation(eerste, kol + 1, laatste, kol + 1, in_uren(cel, sjabloon.AANSTELLING_MAX_H // 100))
        keuzes = (
            (sjabloon.KOP_MEDEWERKER, lijst(MEDEWERKERLIJST, "Kies een code die bovenaan bij Medewerker staat.")),
            (sjabloon.KOP_ROL, lijst(ROLLEN, "")),
            (sjabloon.KOP_THEMA, lijst(THEMAS, "")),
            (sjabloon.KOP_SCHAAL, lijst(SCHALEN, "")),
            (sjabloon.KOP_AFREKENJAAR, _later(o.jaar)),
            (sjabloon.KOP_OPMERKING, tekst(sjabloon.OPMERKING_MAX, "")),
        )
        for naam, opties in keuzes:
            ws.data_validation(EERSTE, _KOL[naam], LAATSTE, _KOL[naam], opties)
        for maand in range(12):
            kol = MAAND_KOL + maand
            opties = in_uren(f"{kolomletter(kol)}{EERSTE + 1}", monthrange(o.jaar, maand + 1)[1] * 24)
            ws.data_validation(EERSTE, kol, LAATSTE, kol, opties)
        eerste_cel = f"{kolomletter(MAAND_KOL)}{EERSTE + 1}"
        ws.conditional_format(
            EERSTE,
            MAAND_KOL,
            LAATSTE,
            TOTAAL_KOL - 1,
            {"type": "formula", "criteria": f"=ISTEXT({eerste_cel})", "format": werkboek.add_format(FOUT_OPMAAK)},
        )

    return aanvulling


def _later(jaar: int) -> dict[str, Any]:
    return {
        "validate": "integer",
        "criteria": "between",
        "minimum": jaar,
        "maximum": jaar + sjabloon.LATER_MAX,
        "input_message": f"Leeg: de uren tellen in {jaar}. Alleen voor nagekomen uren een later jaar.",
        "error_title": "Geen later jaar",
        "error_message": f"Laat leeg, of vul een jaar in van {jaar} tot en met {jaar + sjabloon.LATER_MAX}.",
    }
