"""The outcome of a step of a besluit into the master; the besluit that is then taken sets the year it is about (6.4, 8.4)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from via_xl import __version__
from via_xl.basis.bevinding import Bevinding, InvoerFout, fouten
from via_xl.basis.geld import euro_nl
from via_xl.basis.gemeenten import is_code
from via_xl.controle import besluiten as besluitregels
from via_xl.controle import controleer
from via_xl.controle.woorden import datum_nl
from via_xl.lezen.master import lees_master
from via_xl.lezen.waarden import WaardeFout, uit_tekst
from via_xl.regeling.model import Besluit, Besluitsoort, Besluitstap, Jaar, Logregel, Oordeel, Regeling, Stap
from via_xl.regeling.tabellen import BESLUITSTAPPEN
from via_xl.rekenen.besluiten import Besluitstand, Voortgang, voortgang
from via_xl.rekenen.invoerhash import invoerhash
from via_xl.wijzigen.mastermaken import vernieuw_master

_INBRENG = (Oordeel.INBRENG, Oordeel.AKKOORD, Oordeel.TERUG, Oordeel.AFGEWEZEN)
_BESLIST = (Oordeel.AKKOORD, Oordeel.TERUG, Oordeel.AFGEWEZEN)
_KAN: dict[Stap, tuple[Oordeel, ...]] = {
    Stap.WERKGROEP: _INBRENG,
    Stap.STUURGROEP: _INBRENG,
    Stap.CONTACTFUNCTIONARISSEN: _INBRENG,
    Stap.AMBTELIJK: (Oordeel.RIJP, Oordeel.TERUG, Oordeel.AFGEWEZEN),
    Stap.REGIODAG: _BESLIST,
    Stap.COLLEGE: _BESLIST,
    Stap.RAAD: _BESLIST,
}
"""How each step can end (6.4): three give input, the ambtelijk opdrachtgevers judge whether it is ripe, the rest decide."""

_VOOR: dict[Stap, tuple[Stap, Oordeel]] = {
    Stap.REGIODAG: (Stap.AMBTELIJK, Oordeel.RIJP),
    Stap.COLLEGE: (Stap.REGIODAG, Oordeel.AKKOORD),
    Stap.RAAD: (Stap.REGIODAG, Oordeel.AKKOORD),
}
"""What must have been said before a step decides; the input of the others may be left out."""


@dataclass(frozen=True, slots=True)
class Noteersel:
    """What was recorded, where the besluit stands now, what followed from it, and where the master is.

    ``namen`` is the name of each gemeente by its CBS code.
    """

    stap: Besluitstap
    stand: Voortgang
    gevolgen: tuple[str, ...]
    namen: dict[str, str]
    master: Path
    reserve: Path | None

    def als_json(self) -> dict[str, Any]:
        """Everything, for ``--json``; days in ISO form, null where nothing is planned."""
        volgende, gepland = self.stand.volgende, self.stand.gepland
        return {
            "besluit": self.stap.besluit,
            "stap": str(self.stap.stap),
            "code": self.stap.code,
            "oordeel": str(self.stap.oordeel),
            "op": None if self.stap.gehouden is None else self.stap.gehouden.isoformat(),
            "stand": str(self.stand.stand),
            "volgende_stap": None if volgende is None else str(volgende),
            "gepland": None if gepland is None else gepland.isoformat(),
            "nog_te_besluiten": [{"code": code, "naam": self.namen[code]} for code in self.stand.nog],
            "gevolgen": list(self.gevolgen),
            "master": str(self.master),
            "reservekopie": None if self.reserve is None else str(self.reserve),
        }


@dataclass(frozen=True, slots=True)
class Stapuitslag:
    """The outcome of one step, as it was given. ``code`` is the gemeente of a college or raad."""

    nummer: str
    stap: Stap
    oordeel: Oordeel
    op: date
    code: str = ""
    opmerking: str = ""


def lees_uitslag(nummer: str, stap: str, oordeel: str, op: str, code: str = "", opmerking: str = "") -> Stapuitslag:
    """An outcome as it is typed: the words of blad Besluiten, or one that says enough ("ambtelijk", "rijp"); a day as 2026-03-31.

    Raises:
        InvoerFout: with everything that can't be read.
    """
    gelezen: dict[str, Any] = {}
    mis: list[str] = []
    for veld, tekst in (("stap", stap), ("oordeel", oordeel), ("gehouden", op)):
        kolom = BESLUITSTAPPEN.kolom(veld)
        woord = tekst.strip().casefold()
        voluit = [keuze for keuze in kolom.keuzelijst if woord in keuze.split()]
        try:
            gelezen[veld] = uit_tekst(voluit[0] if len(voluit) == 1 else tekst, kolom)
        except WaardeFout as fout:
            mis.append(f"{fout.wat} {fout.doen}")
    if not nummer.strip() or not all(tekst.strip() for tekst in (stap, oordeel, op)):
        mis.append("Nummer, stap, oordeel en dag mogen niet leeg zijn.")
    if mis:
        raise InvoerFout(f"Er is niets gewijzigd. {' '.join(mis)}")
    return Stapuitslag(
        nummer=nummer.strip(),
        stap=gelezen["stap"],
        oordeel=gelezen["oordeel"],
        op=gelezen["gehouden"],
        code=code.strip().upper(),
        opmerking=opmerking.strip(),
    )


def noteer(masterpad: Path, uitslag: Stapuitslag, uit: Path | None = None, vandaag: date | None = None) -> Noteersel:
    """Record the outcome of a step in a master, which is rebuilt from its inputs; the old one stays as a dated backup.

    ``vandaag`` (by default today) is the last day that can be recorded.

    Raises:
        InvoerFout: the master can't be read, holds errors or work of the user's that a rebuild would lose; or the outcome
            doesn't fit the besluit.
    """
    master = lees_master(masterpad)
    heden = vandaag or date.today()
    if uitslag.op > heden:
        raise InvoerFout(
            f"{datum_nl(uitslag.op)} is nog niet geweest; er is niets gewijzigd. Plan een stap op blad Besluiten, in de "
            "kolom Gepland."
        )
    regeling, stap, gevolgen = met_uitslag(master.regeling, uitslag, masterpad.name, heden)
    reserve = vernieuw_master(master, regeling, uit)
    stand = voortgang(regeling, _besluit(regeling, uitslag.nummer))
    namen = {gemeente.code: gemeente.naam for gemeente in regeling.gemeenten}
    return Noteersel(stap, stand, gevolgen, namen, uit or masterpad, reserve)


def met_uitslag(
    regeling: Regeling, uitslag: Stapuitslag, bestand: str, vandaag: date
) -> tuple[Regeling, Besluitstap, tuple[str, ...]]:
    """The regeling with the outcome in it and a line in the log; the row of the step; and what follows, in Dutch sentences.

    A step has one row. What was planned is filled in; a step that is done again after it, or another, was sent back keeps
    its earlier outcome in the opmerking.

    Raises:
        InvoerFout: the regeling holds errors, before or after; or the outcome doesn't fit the besluit.
    """
    _eis_zonder_fouten(regeling, bestand)
    besluit = _eis_besluit(regeling, uitslag.nummer, bestand)
    was = voortgang(regeling, besluit)
    _eis_passend(regeling, was, uitslag, bestand)
    oud = _rij(regeling, uitslag.stap, uitslag.code, besluit.nummer)
    _eis_aan_de_beurt(regeling, was, oud, uitslag, bestand)
    stap = _gevuld(oud, uitslag, besluit)
    stappen = (
        (*regeling.besluitstappen, stap)
        if oud is None
        else tuple(stap if rij is oud else rij for rij in regeling.besluitstappen)
    )
    nieuw = replace(regeling, besluitstappen=stappen)
    nu = voortgang(nieuw, besluit)
    gevolgen = _gevolgen(regeling, uitslag, nu)
    if nu.stand is Besluitstand.GENOMEN:
        nieuw, gezet = _zet_jaar(nieuw, besluit)
        gevolgen = (*gevolgen, *gezet)
    _eis_zonder_fouten(nieuw, bestand)
    if was.stand is not Besluitstand.TERUG:
        _eis_volgorde(regeling, nieuw, bestand)
    getoond = besluit.jaar if any(rij.jaar == besluit.jaar for rij in regeling.jaren) else None
    waarvan = f" {uitslag.code}" if uitslag.code else ""
    regel = Logregel(
        wanneer=vandaag,
        wat="besluit genoteerd",
        jaar=besluit.jaar,
        versie=f"ViA-XL {__version__}",
        invoerhash=invoerhash(nieuw, getoond) if getoond is not None else "",
        opmerking=f"{besluit.nummer} {uitslag.stap}{waarvan}: {uitslag.oordeel} op {datum_nl(uitslag.op)}; stand {nu.stand}",
    )
    return replace(nieuw, logboek=(*regeling.logboek, regel)), stap, gevolgen


# --- what is refused


def _besluit(regeling: Regeling, nummer: str) -> Besluit:
    return next(rij for rij in regeling.besluiten if rij.nummer == nummer)


def _eis_besluit(regeling: Regeling, nummer: str, bestand: str) -> Besluit:
    for rij in regeling.besluiten:
        if rij.nummer == nummer:
            return rij
    bekend = ", ".join(rij.nummer for rij in regeling.besluiten) or "geen enkel voorstel"
    raise InvoerFout(f"{bestand}: besluit {nummer} staat niet in tblBesluiten; daar staat {bekend}.")


def _eis_passend(regeling: Regeling, was: Voortgang, uitslag: Stapuitslag, bestand: str) -> None:
    """Whether this besluit can still get an outcome, and this step this one."""
    niets = "er is niets gewijzigd"
    if was.stand in (Besluitstand.GENOMEN, Besluitstand.INGETROKKEN, Besluitstand.AFGEWEZEN):
        raise InvoerFout(
            f"{bestand}: {uitslag.nummer} is al {was.stand}; {niets}. Een verbetering doet u zelf op blad Besluiten; een ander "
            "besluit is een nieuw voorstel."
        )
    if uitslag.oordeel not in _KAN[uitslag.stap]:
        keuze = ", ".join(_KAN[uitslag.stap])
        raise InvoerFout(
            f'"{uitslag.oordeel}" is geen oordeel van de stap {uitslag.stap}; {niets}. Kies uit: {keuze} (Koersplan 6.4).'
        )
    per_gemeente = uitslag.stap in (Stap.COLLEGE, Stap.RAAD)
    if per_gemeente and not uitslag.code:
        raise InvoerFout(
            f"Bij een {uitslag.stap} hoort een gemeente; {niets}. Geef --code op, bijvoorbeeld --code GM0755."
        )
    if per_gemeente and not any(g.code == uitslag.code and g.bestaat_in(was.besluit.jaar) for g in regeling.gemeenten):
        wat = "staat niet in tblGemeenten" if is_code(uitslag.code) else "is geen CBS-code"
        if any(g.code == uitslag.code for g in regeling.gemeenten):
            wat = f"doet in {was.besluit.jaar} niet mee"
        raise InvoerFout(f'"{uitslag.code}" {wat}; {niets}. Geef bij --code een gemeente die meedoet, zoals GM0755.')
    if not per_gemeente and uitslag.code:
        raise InvoerFout(f"Bij de stap {uitslag.stap} hoort geen gemeente; {niets}. Laat --code weg.")


def _eis_aan_de_beurt(
    regeling: Regeling, was: Voortgang, oud: Besluitstap | None, uitslag: Stapuitslag, bestand: str
) -> None:
    """Whether this step may decide now: what it rests on was said, and it has no outcome yet unless it was sent back."""
    if oud is not None and oud.oordeel is not None:
        gezegd = f"{oud.oordeel} op {datum_nl(oud.gehouden)}" if oud.gehouden else str(oud.oordeel)
        if was.stand is not Besluitstand.TERUG:
            raise InvoerFout(
                f"{bestand}: {_wie(regeling, uitslag)} heeft al een oordeel ({gezegd}); er is niets gewijzigd. Verbeter het zo "
                "nodig op blad Besluiten."
            )
        if oud.gehouden is not None and uitslag.op < oud.gehouden:
            raise InvoerFout(
                f"{bestand}: {datum_nl(uitslag.op)} ligt voor het vorige oordeel van {_wie(regeling, uitslag)} ({gezegd}); er is "
                "niets gewijzigd. Kijk de datum na."
            )
    voor = _VOOR.get(uitslag.stap)
    if voor is None or uitslag.oordeel is not Oordeel.AKKOORD:
        return
    eerst = [voor, *([(Stap.COLLEGE, Oordeel.AKKOORD)] if uitslag.stap is Stap.RAAD else [])]
    for stap, oordeel in eerst:
        code = uitslag.code if stap is Stap.COLLEGE else ""
        rij = _rij(regeling, stap, code, uitslag.nummer)
        if rij is None or rij.oordeel is not oordeel:
            raise InvoerFout(
                f"{bestand}: {uitslag.nummer} kan niet akkoord zijn bij de stap {uitslag.stap} zolang de stap {stap} niet is "
                f'genoteerd als "{oordeel}"; er is niets gewijzigd. Noteer die eerst (Koersplan 6.4).'
            )


def _eis_volgorde(oud: Regeling, nieuw: Regeling, bestand: str) -> None:
    """What the rules only warn of (steps held in another order) is refused where this outcome brings it about."""
    al = set(_over_besluiten(oud))
    erbij = [bevinding for bevinding in _over_besluiten(nieuw) if bevinding not in al]
    if erbij:
        wat = " ".join(bevinding.wat for bevinding in erbij)
        raise InvoerFout(f"{bestand}: de volgorde klopt niet; er is niets gewijzigd. {wat} Kijk de datum na.")


def _over_besluiten(regeling: Regeling) -> list[Bevinding]:
    return list(besluitregels.controleer(regeling))


def _eis_zonder_fouten(regeling: Regeling, bestand: str) -> None:
    bevindingen = controleer(regeling)
    if fouten(bevindingen):
        raise InvoerFout(f"{bestand}: de invoer bevat fouten; er is niets gewijzigd.", fouten(bevindingen))


# --- what is recorded


def _rij(regeling: Regeling, stap: Stap, code: str, nummer: str) -> Besluitstap | None:
    sleutel = (nummer, stap, code)
    return next((rij for rij in regeling.besluitstappen if (rij.besluit, rij.stap, rij.code) == sleutel), None)


def _gevuld(oud: Besluitstap | None, uitslag: Stapuitslag, besluit: Besluit) -> Besluitstap:
    basis = oud or Besluitstap(besluit=besluit.nummer, stap=uitslag.stap, code=uitslag.code, bron=besluit.bron)
    eerder = ""
    if basis.oordeel is not None:
        eerder = f"eerder {basis.oordeel}" + (f" op {datum_nl(basis.gehouden)}" if basis.gehouden else "")
    opmerking = "; ".join(deel for deel in (uitslag.opmerking, eerder, basis.opmerking) if deel)
    return replace(basis, gehouden=uitslag.op, oordeel=uitslag.oordeel, opmerking=opmerking)


def _wie(regeling: Regeling, uitslag: Stapuitslag) -> str:
    return f"{uitslag.stap} {regeling.naam_van(uitslag.code)}" if uitslag.code else f"de stap {uitslag.stap}"


def _gevolgen(regeling: Regeling, uitslag: Stapuitslag, nu: Voortgang) -> tuple[str, ...]:
    if uitslag.oordeel is Oordeel.TERUG:
        if uitslag.stap is Stap.AMBTELIJK:
            return (
                f"{uitslag.nummer} is terug bij de werkgroep, en doorloopt daarna de stappen opnieuw (Koersplan 6.4).",
            )
        return (f"{uitslag.nummer} is teruggestuurd door {_wie(regeling, uitslag)}.",)
    if nu.stand is Besluitstand.AFGEWEZEN:
        return (f"{uitslag.nummer} is afgewezen.",)
    if nu.stand is Besluitstand.GENOMEN:
        return (f"{uitslag.nummer} is genomen: de Regiodag en alle colleges zijn akkoord.",)
    if (uitslag.stap, uitslag.oordeel) == (Stap.REGIODAG, Oordeel.AKKOORD) or uitslag.code:
        namen = ", ".join(regeling.naam_van(code) for code in nu.nog)
        return (f"Nog te besluiten: {namen}.",) if namen else ()
    return ()


def _zet_jaar(regeling: Regeling, besluit: Besluit) -> tuple[Regeling, tuple[str, ...]]:
    """A besluit about meerkosten sets who bears them, and the limit if it names one; it is then their source (8.4)."""
    if besluit.soort is not Besluitsoort.MEERKOSTEN or besluit.meerkosten_drager is None:
        return regeling, ()
    oud = next((rij for rij in regeling.jaren if rij.jaar == besluit.jaar), None)
    if oud is None:
        return regeling, (f"{besluit.jaar} staat niet in tblJaren, dus daar is niets gezet.",)
    grens = oud.voorstelgrens_ct if besluit.voorstelgrens_ct is None else besluit.voorstelgrens_ct
    nieuw = replace(
        oud,
        besluit=besluit.nummer,
        meerkosten_drager=besluit.meerkosten_drager,
        voorstelgrens_ct=grens,
        bron=_bron(besluit, oud),
        datum=besluit.datum,
        status=besluit.status,
    )
    gezet = [f"meerkosten drager {besluit.meerkosten_drager}"]
    if besluit.voorstelgrens_ct is not None:
        gezet.append(f"voorstelgrens {euro_nl(besluit.voorstelgrens_ct)}")
    gevolgen = [f"In tblJaren is bij {besluit.jaar} gezet: {', '.join(gezet)}; bron is besluit {besluit.nummer}."]
    if nieuw.status is not oud.status:
        gevolgen.append(
            f"De status van die rij is nu {nieuw.status} (was {oud.status}); die geldt ook voor de andere parameters van "
            f"{besluit.jaar}, zoals peiljaar en verdeelsleutel: kijk die na."
        )
    jaren = tuple(nieuw if rij is oud else rij for rij in regeling.jaren)
    return replace(regeling, jaren=jaren), tuple(gevolgen)


def _bron(besluit: Besluit, oud: Jaar) -> str:
    """The besluit as the source; where the other parameters of the row came from stays behind it."""
    bron = f"besluit {besluit.nummer}{f': {besluit.bron}' if besluit.bron else ''}"
    return f"{bron}; overige parameters: {oud.bron}" if oud.bron else bron
