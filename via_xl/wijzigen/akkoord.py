"""The signed approval and the answers of gemeenten, into the master."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from via_xl import __version__
from via_xl.basis.bevinding import Bevinding, InvoerFout, fouten
from via_xl.basis.vingerafdruk import sha256
from via_xl.controle import controleer
from via_xl.controle.jaarstand import eis_verrekenbaar, kies_jaar
from via_xl.controle.woorden import datum_nl
from via_xl.lezen.master import Master, lees_master
from via_xl.lezen.rijen import Namenlijst
from via_xl.lezen.waarden import WaardeFout, uit_tekst
from via_xl.regeling.model import Akkoord, Logregel, Reactie, Reactieoordeel, Regeling, Status
from via_xl.regeling.tabellen import AKKOORD, REACTIES
from via_xl.rekenen.invoerhash import invoerhash
from via_xl.rekenen.invoerhash import kenmerk as kenmerk_van
from via_xl.rekenen.vaststelling import Belemmering, belemmeringen, over_eigen_uren
from via_xl.rekenen.verrekening import Verrekening, verreken
from via_xl.wijzigen.mastermaken import vernieuw_master

AFGEHANDELD = "afgehandeld"
"""What is recorded of a bezwaar that was settled, beside the two answers that a gemeente gives."""

_NIETS = "er is niets gewijzigd"
_KORTST = 8


@dataclass(frozen=True, slots=True)
class Genoteerd:
    """What was written into the master, in a sentence; what still keeps the year a concept; and where the masters are."""

    zin: str
    belemmeringen: tuple[Belemmering, ...]
    master: Path
    reserve: Path | None

    def als_json(self) -> dict[str, Any]:
        """Everything, for ``--json``."""
        return {
            "genoteerd": self.zin,
            "ontbreekt": [{"wat": rij.wat, "doen": rij.doen} for rij in self.belemmeringen],
            "master": str(self.master),
            "reservekopie": None if self.reserve is None else str(self.reserve),
        }


@dataclass(frozen=True, slots=True)
class Akkoordopgave:
    """A signed approval as it is typed. ``kenmerk`` is the beginning of the input hash as the signed ``bestand`` states it.

    ``door`` is the code of who signed. ``op`` None is today, ``jaar`` None the year on Start.
    """

    gemeente: str
    rol: str
    door: str
    kenmerk: str
    bestand: Path
    op: str | None = None
    jaar: int | None = None
    opmerking: str = ""


@dataclass(frozen=True, slots=True)
class Reactieopgave:
    """An answer as it is typed: akkoord or bezwaar, or :data:`AFGEHANDELD` for a bezwaar that was settled."""

    gemeente: str
    reactie: str
    versie: int | None = None
    op: str | None = None
    jaar: int | None = None
    opmerking: str = ""


def noteer_akkoord(
    masterpad: Path, opgave: Akkoordopgave, uit: Path | None = None, vandaag: date | None = None
) -> Genoteerd:
    """Record a signed approval in the master, for exactly the input that the document is about. The old master stays.

    Raises:
        InvoerFout: as :func:`met_akkoord`, or the master can't be read or changed.
    """
    heden = vandaag or date.today()
    master = lees_master(masterpad)
    return _bewaar(master, *met_akkoord(master, opgave, heden), uit, heden)


def noteer_reactie(
    masterpad: Path, opgave: Reactieopgave, uit: Path | None = None, vandaag: date | None = None
) -> Genoteerd:
    """Record in the master what a gemeente answered, or that its bezwaar was settled. The old master stays.

    Raises:
        InvoerFout: as :func:`met_reactie`, or the master can't be read or changed.
    """
    heden = vandaag or date.today()
    master = lees_master(masterpad)
    return _bewaar(master, *met_reactie(master, opgave, heden), uit, heden)


def met_akkoord(master: Master, opgave: Akkoordopgave, heden: date) -> tuple[Regeling, int, str]:
    """The regeling with an approval and a line in its log; its year; and what was recorded, in a sentence.

    Raises:
        InvoerFout: the document is about other input than the master holds now, who signed has own hours in the settlement,
            or something can't be read; with every finding.
    """
    gekozen, uitkomst = _verrekening(master, opgave.jaar)
    mis: list[str] = []
    code = _gemeente(master.regeling, opgave.gemeente, mis)
    rol = _lees(AKKOORD.kolom("rol"), opgave.rol, mis)
    dag = _dag(opgave.op, heden, mis)
    jaarhash = invoerhash(master.regeling, gekozen)
    kenmerk, door = opgave.kenmerk.strip().lower(), opgave.door.strip()
    if not door:
        mis.append("Wie tekende is leeg; geef een code op, geen naam.")
    if len(kenmerk) < _KORTST:
        mis.append(f"Het kenmerk heeft ten minste {_KORTST} tekens; neem het over van het getekende stuk.")
    elif not jaarhash.startswith(kenmerk):
        mis.append(
            f"Het getekende stuk gaat over invoer {kenmerk}; de invoer van {gekozen} in {master.pad.name} is nu {kenmerk_van(jaarhash)}. "
            "Laat een nieuw stuk tekenen, van een versie met de invoer van nu."
        )
    if not opgave.bestand.is_file():
        mis.append(f"{opgave.bestand} is geen bestand; geef het getekende stuk op.")
    if mis:
        raise InvoerFout(f"Het akkoord is niet vastgelegd; {_NIETS}.", _als_bevindingen(master.pad, mis))
    akkoord = Akkoord(
        jaar=gekozen,
        code=code,
        rol=rol,
        door=door,
        invoerhash=jaarhash,
        op=dag,
        bestand=opgave.bestand.name,
        sha256=sha256(opgave.bestand),
        opmerking=opgave.opmerking.strip(),
        bron=opgave.bestand.name,
        datum=dag,
        status=Status.VASTGESTELD,
    )
    naam = master.regeling.naam_van(code)
    if over_eigen_uren(akkoord, uitkomst):
        raise InvoerFout(
            f"{door} leverde in {gekozen} zelf uren voor {naam} en kan die niet goedkeuren (Koersplan 5.2); {_NIETS}. Laat "
            "iemand anders van die gemeente tekenen."
        )
    zin = f"akkoord van {naam} ({akkoord.rol}, {door}) op {datum_nl(dag)} voor {kenmerk_van(jaarhash)}"
    regeling = replace(master.regeling, akkoorden=(*master.regeling.akkoorden, akkoord))
    return _gelogd(master, regeling, gekozen, zin, heden), gekozen, zin


def met_reactie(master: Master, opgave: Reactieopgave, heden: date) -> tuple[Regeling, int, str]:
    """The regeling with an answer, or a settled bezwaar, and a line in its log; its year; and what was recorded.

    Raises:
        InvoerFout: something can't be read, or there is no bezwaar to settle; with every finding.
    """
    gekozen, _ = _verrekening(master, opgave.jaar)
    mis: list[str] = []
    code = _gemeente(master.regeling, opgave.gemeente, mis)
    dag = _dag(opgave.op, heden, mis)
    opmerking = opgave.opmerking.strip()
    if opgave.reactie.strip().casefold() == AFGEHANDELD:
        regeling = _afgehandeld(master.regeling, gekozen, code, dag, opmerking, mis)
        wat = f"bezwaar van {{}} afgehandeld op {datum_nl(dag)}"
    else:
        oordeel = _lees(REACTIES.kolom("oordeel"), opgave.reactie, mis, f" of {AFGEHANDELD}")
        versie = opgave.versie or 0
        if versie < 1:
            mis.append("Zeg van welke versie dit de reactie is, bijvoorbeeld --versie 1.")
        if oordeel is Reactieoordeel.BEZWAAR and not opmerking:
            mis.append("Zeg bij de opmerking waartegen het bezwaar is.")
        nieuw = Reactie(
            jaar=gekozen,
            code=code,
            versie=versie,
            oordeel=oordeel or Reactieoordeel.BEZWAAR,
            op=dag,
            opmerking=opmerking,
            bron=f"reactie van {opgave.gemeente.strip()}",
            datum=dag,
            status=Status.VASTGESTELD,
        )
        regeling = replace(master.regeling, reacties=(*master.regeling.reacties, nieuw))
        wat = f"{nieuw.oordeel} van {{}} op versie {versie}, {datum_nl(dag)}"
    if mis:
        raise InvoerFout(f"De reactie is niet vastgelegd; {_NIETS}.", _als_bevindingen(master.pad, mis))
    zin = wat.format(master.regeling.naam_van(code))
    return _gelogd(master, regeling, gekozen, zin, heden), gekozen, zin


def _afgehandeld(regeling: Regeling, jaar: int, code: str, dag: date, opmerking: str, mis: list[str]) -> Regeling:
    """The regeling in which every open bezwaar of a gemeente is settled."""
    open_reacties = [rij for rij in regeling.reacties if rij.jaar == jaar and rij.code == code and rij.open]
    if not opmerking:
        mis.append("Zeg bij de opmerking hoe het bezwaar is afgehandeld.")
    if code and not open_reacties:
        mis.append(f"Van {regeling.naam_van(code)} staat over {jaar} geen bezwaar open.")
    mis += [
        f"Het bezwaar kwam op {datum_nl(rij.op)}; {datum_nl(dag)} is eerder. Kijk de datum na."
        for rij in open_reacties
        if dag < rij.op
    ]
    rijen = tuple(
        replace(rij, afgehandeld=dag, opmerking="; ".join(deel for deel in (rij.opmerking, opmerking) if deel))
        if rij in open_reacties
        else rij
        for rij in regeling.reacties
    )
    return replace(regeling, reacties=rijen)


# --- shared by both


def _verrekening(master: Master, jaar: int | None) -> tuple[int, Verrekening]:
    """The year and its settlement as the master holds it now."""
    gekozen = kies_jaar(master, jaar)
    _eis_zonder_fouten(master.pad.name, controleer(master.regeling))
    eis_verrekenbaar(master.pad.name, master.regeling, gekozen)
    return gekozen, verreken(master.regeling, gekozen)


def _eis_zonder_fouten(wat: str, bevindingen: Sequence[Bevinding]) -> None:
    if fouten(bevindingen):
        raise InvoerFout(f"{wat} bevat fouten; {_NIETS}.", bevindingen)


def _gemeente(regeling: Regeling, tekst: str, mis: list[str]) -> str:
    try:
        code = Namenlijst(regeling.gemeenten, regeling.namen).herken_ruim(tekst.strip())
    except WaardeFout as fout:
        mis.append(f"{fout.wat} {fout.doen}")
        return ""
    if all(gemeente.code != code for gemeente in regeling.gemeenten):
        mis.append(f"{code} staat niet in tblGemeenten. Geef een gemeente van de regio op.")
        return ""
    return code


def _lees(kolom: Any, tekst: str, mis: list[str], ook: str = "") -> Any:
    """A choice as it is typed, or one word of it that says enough; None when it is none."""
    woord = tekst.strip().casefold()
    voluit = [keuze for keuze in kolom.keuzelijst if woord in keuze.split()]
    try:
        return uit_tekst(voluit[0] if len(voluit) == 1 else tekst, kolom)
    except WaardeFout:
        mis.append(f'"{tekst}" past niet. Kies uit {", ".join(kolom.keuzelijst)}{ook}.')
        return None


def _dag(op: str | None, heden: date, mis: list[str]) -> date:
    if op is None:
        return heden
    try:
        dag = uit_tekst(op, AKKOORD.kolom("op"))
    except WaardeFout as fout:
        mis.append(f"--op {op}: {fout.wat} {fout.doen}")
        return heden
    if dag > heden:
        mis.append(f"{datum_nl(dag)} is nog niet geweest; leg vast wat er is.")
    return date.fromisoformat(dag.isoformat())


def _als_bevindingen(masterpad: Path, mis: Sequence[str]) -> list[Bevinding]:
    return [Bevinding(masterpad.name, "", "", wat, "") for wat in mis]


def _gelogd(master: Master, regeling: Regeling, jaar: int, zin: str, heden: date) -> Regeling:
    _eis_zonder_fouten(master.pad.name, controleer(regeling))
    regel = Logregel(
        wanneer=heden,
        wat="akkoord of reactie genoteerd",
        jaar=jaar,
        versie=f"ViA-XL {__version__}",
        invoerhash=invoerhash(regeling, jaar),
        opmerking=zin,
    )
    return replace(regeling, logboek=(*regeling.logboek, regel))


def _bewaar(master: Master, regeling: Regeling, jaar: int, zin: str, uit: Path | None, heden: date) -> Genoteerd:
    """The new master in the place of the old, and what is missing after it."""
    reserve = vernieuw_master(master, regeling, uit)
    mist = belemmeringen(regeling, verreken(regeling, jaar), heden)
    return Genoteerd(f"{zin[0].upper()}{zin[1:]}", mist, uit or master.pad, reserve)
