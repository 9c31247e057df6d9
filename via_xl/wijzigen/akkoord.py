"""The signed approval and the answers of gemeenten, into the master."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Annotated, Any

from via_xl.basis.bevinding import Bevinding, Ernst, InvoerFout
from via_xl.basis.verhaal import MASTER, Verhaal
from via_xl.basis.vingerafdruk import sha256
from via_xl.controle.jaarstand import eis_verrekenbaar, kies_jaar
from via_xl.controle.woorden import datum_nl
from via_xl.lezen.master import Master
from via_xl.lezen.waarden import WaardeFout, uit_tekst
from via_xl.regeling.kolom import Invoerkolom
from via_xl.regeling.model import Akkoord, Reactie, Reactieoordeel, Record, Regeling, Status
from via_xl.regeling.tabellen import AKKOORD as AKKOORDTABEL
from via_xl.regeling.tabellen import REACTIES
from via_xl.rekenen.invoerhash import invoerhash
from via_xl.rekenen.invoerhash import kenmerk as kenmerk_van
from via_xl.rekenen.vaststelling import Belemmering, belemmeringen, over_eigen_uren
from via_xl.rekenen.verrekening import Verrekening, verreken
from via_xl.wijzigen.gezegd import lees_gemeente, lees_keuze
from via_xl.wijzigen.handeling import Handeling, Opgave
from via_xl.wijzigen.wijziging import Celwijziging, Wijziging

AFGEHANDELD = "afgehandeld"
"""What is recorded of a bezwaar that was settled, beside the two answers that a gemeente gives."""

_NIETS = "er is niets gewijzigd"
_KORTST = 8

Jaaroptie = Annotated[int | None, Opgave("Anders het jaar van blad Start.", "JAAR", "--jaar")]


def noteer_akkoord(
    master: Master,
    heden: date,
    gemeente: Annotated[str, Opgave("Namens welke gemeente.", "GEMEENTE", "--gemeente", "gemeente", "Oss")],
    rol: Annotated[
        str,
        Opgave(
            "contactfunctionaris, ambtelijk opdrachtgever of financieel adviseur.",
            "ROL",
            "--rol",
            "rol",
            "opdrachtgever",
        ),
    ],
    door: Annotated[
        str, Opgave("De code van wie tekende, geen naam.", "CODE", "--door", "code van wie tekende", "AO-2")
    ],
    kenmerk: Annotated[
        str,
        Opgave("Het kenmerk dat op het getekende stuk staat.", "KENMERK", "--kenmerk", "kenmerk", "3f2a9c01d7e4"),
    ],
    bestand: Annotated[
        Path,
        Opgave("Het getekende stuk.", "BESTAND", "--bestand", "bestand naast deze master", "akkoord_oss.pdf"),
    ],
    op: Annotated[str | None, Opgave("De dag van tekenen; anders vandaag.", "JJJJ-MM-DD", "--op")] = None,
    jaar: Jaaroptie = None,
    opmerking: Annotated[str, Opgave("Komt op blad Akkoorden.", "TEKST", "--opmerking")] = "",
) -> Wijziging:
    """A signed approval, for exactly the input that the document is about; ``kenmerk`` is the beginning of its hash.

    Raises:
        InvoerFout: the document is about other input than the master holds now, who signed has own hours in the settlement,
            or something can't be read; with every finding.
    """
    regeling = master.regeling
    gekozen, uitkomst = _verrekening(master, jaar)
    mis: list[str] = []
    code = _gemeente(regeling, gemeente, mis)
    gelezen_rol = _keuze(AKKOORDTABEL.kolom("rol"), rol, mis)
    dag = _dag(op, heden, mis)
    jaarhash = invoerhash(regeling, gekozen)
    kenmerk, door = kenmerk.strip().lower(), door.strip()
    if not door:
        mis.append("Wie tekende is leeg; geef een code op, geen naam.")
    if len(kenmerk) < _KORTST:
        mis.append(f"Het kenmerk heeft ten minste {_KORTST} tekens; neem het over van het getekende stuk.")
    elif not jaarhash.startswith(kenmerk):
        mis.append(
            f"Het getekende stuk gaat over invoer {kenmerk}; de invoer van {gekozen} in {master.pad.name} is nu {kenmerk_van(jaarhash)}. "
            "Laat een nieuw stuk tekenen, van een versie met de invoer van nu."
        )
    if not bestand.is_file():
        mis.append(f"{bestand} is geen bestand; geef het getekende stuk op.")
    _eis_niets_mis("Het akkoord", master, mis)
    akkoord = Akkoord(
        jaar=gekozen,
        code=code,
        rol=gelezen_rol,
        door=door,
        invoerhash=jaarhash,
        op=dag,
        bestand=bestand.name,
        sha256=sha256(bestand),
        opmerking=opmerking.strip(),
        bron=bestand.name,
        datum=dag,
        status=Status.VASTGESTELD,
    )
    naam = regeling.naam_van(code)
    if over_eigen_uren(akkoord, uitkomst):
        raise InvoerFout(
            f"{door} leverde in {gekozen} zelf uren voor {naam} en kan die niet goedkeuren{regeling.regio.volgens('functiescheiding')}; {_NIETS}. Laat "
            "iemand anders van die gemeente tekenen."
        )
    zin = f"akkoord van {naam} ({akkoord.rol}, {door}) op {datum_nl(dag)} voor {kenmerk_van(jaarhash)}"
    return _genoteerd(master, gekozen, zin, heden, {AKKOORDTABEL.naam: [akkoord]})


def noteer_reactie(
    master: Master,
    heden: date,
    gemeente: Annotated[str, Opgave("Wie reageerde.", "GEMEENTE", "--gemeente", "gemeente", "Oss")],
    reactie: Annotated[
        str,
        Opgave(
            "akkoord, bezwaar, of afgehandeld (een bezwaar).", "REACTIE", "--reactie", "akkoord of bezwaar", "akkoord"
        ),
    ],
    versie: Annotated[
        int | None, Opgave("De versie waarop is gereageerd.", "VERSIE", "--versie", "versie", "1")
    ] = None,
    op: Annotated[str | None, Opgave("De dag van de reactie; anders vandaag.", "JJJJ-MM-DD", "--op")] = None,
    jaar: Jaaroptie = None,
    opmerking: Annotated[
        str, Opgave("Waartegen het bezwaar is, of hoe het is afgehandeld.", "TEKST", "--opmerking", "opmerking")
    ] = "",
) -> Wijziging:
    """What a gemeente answered, or that every open bezwaar of it was settled.

    Raises:
        InvoerFout: something can't be read, or there is no bezwaar to settle; with every finding.
    """
    regeling = master.regeling
    gekozen, _ = _verrekening(master, jaar)
    mis: list[str] = []
    code = _gemeente(regeling, gemeente, mis)
    dag, opmerking = _dag(op, heden, mis), opmerking.strip()
    if reactie.strip().casefold() == AFGEHANDELD:
        cellen = _afgehandeld(regeling, gekozen, code, dag, opmerking, mis)
        _eis_niets_mis("De reactie", master, mis)
        zin = f"bezwaar van {regeling.naam_van(code)} afgehandeld op {datum_nl(dag)}"
        return _genoteerd(master, gekozen, zin, heden, cellen=cellen)
    oordeel = _keuze(REACTIES.kolom("oordeel"), reactie, mis, f" of {AFGEHANDELD}")
    if (versie or 0) < 1:
        mis.append("Zeg van welke versie dit de reactie is, bijvoorbeeld --versie 1.")
    if oordeel is Reactieoordeel.BEZWAAR and not opmerking:
        mis.append("Zeg bij de opmerking waartegen het bezwaar is.")
    _eis_niets_mis("De reactie", master, mis)
    nieuw = Reactie(
        jaar=gekozen,
        code=code,
        versie=versie or 0,
        oordeel=oordeel,
        op=dag,
        opmerking=opmerking,
        bron=f"reactie van {gemeente.strip()}",
        datum=dag,
        status=Status.VASTGESTELD,
    )
    zin = f"{oordeel} van {regeling.naam_van(code)} op versie {versie}, {datum_nl(dag)}"
    return _genoteerd(master, gekozen, zin, heden, {REACTIES.naam: [nieuw]})


def _afgehandeld(
    regeling: Regeling, jaar: int, code: str, dag: date, opmerking: str, mis: list[str]
) -> list[Celwijziging]:
    """Every open bezwaar of a gemeente, settled."""
    bezwaren = [rij for rij in regeling.reacties if rij.jaar == jaar and rij.code == code and rij.open]
    if not opmerking:
        mis.append("Zeg bij de opmerking hoe het bezwaar is afgehandeld.")
    if code and not bezwaren:
        mis.append(f"Van {regeling.naam_van(code)} staat over {jaar} geen bezwaar open.")
    mis += [
        f"Het bezwaar kwam op {datum_nl(rij.op)}; {datum_nl(dag)} is eerder. Kijk de datum na."
        for rij in bezwaren
        if dag < rij.op
    ]
    return [
        Celwijziging(REACTIES, rij, veld, waarde)
        for rij in bezwaren
        for veld, waarde in (("afgehandeld", dag), ("opmerking", "; ".join(filter(None, (rij.opmerking, opmerking)))))
    ]


# --- shared by both


def _verrekening(master: Master, jaar: int | None) -> tuple[int, Verrekening]:
    """The year and its settlement as the master holds it now."""
    gekozen = kies_jaar(master, jaar)
    return gekozen, eis_verrekenbaar(master.pad.name, master.regeling, gekozen)[0]


def _gemeente(regeling: Regeling, tekst: str, mis: list[str]) -> str:
    try:
        return lees_gemeente(tekst, regeling)
    except WaardeFout as fout:
        mis.append(f"{fout.wat} {fout.doen}")
        return ""


def _keuze(kolom: Invoerkolom, tekst: str, mis: list[str], ook: str = "") -> Any:
    """A choice; None when it is none."""
    try:
        return lees_keuze(tekst, kolom)
    except WaardeFout:
        mis.append(f'"{tekst}" past niet. Kies uit {", ".join(kolom.keuzelijst)}{ook}.')
        return None


def _dag(op: str | None, heden: date, mis: list[str]) -> date:
    if op is None:
        return heden
    try:
        dag: date = uit_tekst(op, AKKOORDTABEL.kolom("op"))
    except WaardeFout as fout:
        mis.append(f"--op {op}: {fout.wat} {fout.doen}")
        return heden
    if dag > heden:
        mis.append(f"{datum_nl(dag)} is nog niet geweest; leg vast wat er is.")
    return dag


def _eis_niets_mis(wat: str, master: Master, mis: Sequence[str]) -> None:
    if mis:
        bevindingen = [Bevinding(master.pad.name, "", "", zin, "") for zin in mis]
        raise InvoerFout(f"{wat} is niet vastgelegd; {_NIETS}.", bevindingen)


def _genoteerd(
    master: Master,
    jaar: int,
    zin: str,
    heden: date,
    rijen: Mapping[str, Sequence[Record]] | None = None,
    cellen: Sequence[Celwijziging] = (),
) -> Wijziging:
    """The change, and what still keeps the year a concept after it."""
    wijziging = Wijziging("akkoord of reactie genoteerd", [(jaar, zin)], rijen or {}, cellen)
    nieuw = wijziging.toegepast(master.regeling)
    mist = belemmeringen(nieuw, verreken(nieuw, jaar), heden)
    return replace(wijziging, verhaal=_verhaal(zin, mist))


def _verhaal(zin: str, mist: Sequence[Belemmering]) -> Verhaal:
    hoofd = f"{zin[0].upper()}{zin[1:]}"
    nodig = "Voor een definitieve afrekening is nog nodig:"
    return Verhaal(
        [
            f"Genoteerd: {hoofd}.",
            *([nodig] if mist else ["Er ontbreekt niets: een jaarrun met --definitief is mogelijk."]),
            *(f"• {rij.wat}. {rij.doen}" for rij in mist),
            f"Bewaard in {MASTER}",
        ],
        [
            f"Vastgelegd: {zin}. Bewaar de master.",
            *([nodig] if mist else ["Er ontbreekt niets meer: Definitief maken is mogelijk."]),
            *(f"• {rij.wat}" for rij in mist),
        ],
        {"genoteerd": hoofd, "ontbreekt": [{"wat": rij.wat, "doen": rij.doen} for rij in mist]},
        Ernst.WAARSCHUWING if mist else None,
    )


AKKOORD = Handeling(
    noteer_akkoord,
    "Leg een getekend akkoord vast in de master; het geldt voor precies de invoer van nu.",
    "via-xl akkoord noteer via_master.xlsx --gemeente Oss --rol opdrachtgever --door AO-02 "
    "--kenmerk 3f2a9c01d7e4 --bestand akkoord_oss.pdf",
    op_schijf=True,
)


def _in_excel(gezegd: Mapping[str, Any]) -> str:
    """In the open book one settles a bezwaar in the sheet: only rows are added to it."""
    if gezegd["reactie"].casefold() != AFGEHANDELD:
        return ""
    return f"Vul op blad {REACTIES.blad} bij het bezwaar de kolom Afgehandeld op in, met een opmerking; {_NIETS}."


REACTIE = Handeling(
    noteer_reactie,
    "Leg vast wat een gemeente op haar afrekening antwoordde, of dat haar bezwaar is afgehandeld.",
    "via-xl reactie via_master.xlsx --gemeente Oss --reactie akkoord --versie 1",
    op_schijf=True,
    weigert=_in_excel,
)
