"""The outcome of a step of a besluit into the master; the besluit that is then taken sets the year it is about."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from msgspec import Struct
from msgspec.structs import replace

from via_xl.basis.bevinding import Bevinding, Ernst, InvoerFout
from via_xl.basis.datum import datum_nl
from via_xl.basis.geld import euro_nl
from via_xl.basis.gemeenten import is_code
from via_xl.basis.macrovraag import Macrovraag
from via_xl.basis.verhaal import MASTER, Verhaal
from via_xl.controle import besluiten as besluitregels
from via_xl.lezen.master import Master
from via_xl.lezen.waarden import WaardeFout
from via_xl.regeling.model import Besluit, Besluitsoort, Besluitstap, Jaar, Oordeel, Regeling, Stap
from via_xl.regeling.tabellen import BESLUITEN, BESLUITSTAPPEN, JAREN
from via_xl.rekenen.besluiten import Besluitstand, Voortgang, voortgang
from via_xl.rekenen.kalender import dag_nl
from via_xl.wijzigen.gezegd import lees_gemeente, lees_keuze, uit_kolom, vraag_dag, vraag_gemeente
from via_xl.wijzigen.handeling import Handeling, Opgave
from via_xl.wijzigen.wijziging import Celwijziging, Wijziging

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
"""How each step can end: three give input, the ambtelijk opdrachtgevers judge whether it is ripe, the rest decide."""

_VOOR: dict[Stap, tuple[Stap, Oordeel]] = {
    Stap.REGIODAG: (Stap.AMBTELIJK, Oordeel.RIJP),
    Stap.COLLEGE: (Stap.REGIODAG, Oordeel.AKKOORD),
    Stap.RAAD: (Stap.REGIODAG, Oordeel.AKKOORD),
}
"""What must have been said before a step decides; the input of the others may be left out."""


class Stapuitslag(Struct, frozen=True):
    """The outcome of one step, as it was given. ``code`` is the gemeente of a college or raad."""

    nummer: str
    stap: Stap
    oordeel: Oordeel
    op: date
    code: str = ""
    opmerking: str = ""


def noteer(
    master: Master,
    heden: date,
    nummer: Annotated[
        str,
        Opgave(
            "Het nummer in tblBesluiten.",
            "NUMMER",
            "",
            Macrovraag("Over welk besluit gaat het?", uit=uit_kolom(BESLUITEN, "nummer")),
        ),
    ],
    stap: Annotated[
        str,
        Opgave(
            "Werkgroep, stuurgroep … college of raad.",
            "STAP",
            "",
            Macrovraag("Welke stap is gedaan?", keuzes=BESLUITSTAPPEN.kolom("stap").keuzelijst),
        ),
    ],
    oordeel: Annotated[
        str,
        Opgave(
            "Inbreng gegeven, voldoende rijp, akkoord, terug of afgewezen.",
            "OORDEEL",
            "",
            Macrovraag("Hoe liep die stap af?", keuzes=BESLUITSTAPPEN.kolom("oordeel").keuzelijst),
        ),
    ],
    op: Annotated[str, Opgave("De dag van het oordeel.", "DATUM", "--op", vraag_dag("Op welke dag?"))],
    code: Annotated[
        str,
        Opgave(
            "De gemeente van een college of raad: haar CBS-code of haar naam.",
            "GEMEENTE",
            "--code",
            vraag_gemeente(
                "Van welke gemeente is het college of de raad?", bij=(1, (Stap.COLLEGE.value, Stap.RAAD.value))
            ),
        ),
    ] = "",
    opmerking: Annotated[
        str,
        Opgave(
            "Komt bij de stap te staan.",
            "TEKST",
            "--opmerking",
            Macrovraag("Wat moet er bij de stap komen te staan?", verplicht=False),
        ),
    ] = "",
) -> Wijziging:
    """Record how a step of a besluit ended.

    A step has one row. What was planned is filled in; a step that is done again after it, or another, was sent back keeps
    its earlier outcome in the opmerking.

    Raises:
        InvoerFout: something can't be read, or the outcome doesn't fit the besluit.
    """
    uitslag = lees_uitslag(nummer, stap, oordeel, op, _code(code, master.regeling), opmerking)
    if uitslag.op > heden:
        raise InvoerFout(
            f"{datum_nl(uitslag.op)} is nog niet geweest; er is niets gewijzigd. Plan een stap op blad Besluiten, in de "
            "kolom Gepland."
        )
    return _genoteerd(master.regeling, uitslag, master.pad.name)


def _code(gemeente: str, regeling: Regeling) -> str:
    """The code of a gemeente of the region; what is none stays as it was typed, to be refused with the besluit."""
    try:
        return lees_gemeente(gemeente, regeling) if gemeente.strip() else ""
    except WaardeFout:
        return gemeente


def lees_uitslag(nummer: str, stap: str, oordeel: str, op: str, code: str = "", opmerking: str = "") -> Stapuitslag:
    """An outcome as it is typed: the words of blad Besluiten, or one that says enough ("ambtelijk", "rijp"); a day as 31-3-2026.

    Raises:
        InvoerFout: with everything that can't be read.
    """
    gelezen: dict[str, Any] = {}
    mis: list[str] = []
    for veld, tekst in (("stap", stap), ("oordeel", oordeel), ("gehouden", op)):
        try:
            gelezen[veld] = lees_keuze(tekst, BESLUITSTAPPEN.kolom(veld))
        except WaardeFout as fout:
            mis.append(f"{fout.wat} {fout.doen}")
    if not nummer.strip() or not all(tekst.strip() for tekst in (stap, oordeel, op)):
        mis.append("Nummer, stap, oordeel en dag mogen niet leeg zijn.")
    if mis:
        raise InvoerFout(f"Er is niets gewijzigd. {' '.join(mis)}")
    dag = gelezen["gehouden"]
    return Stapuitslag(
        nummer.strip(), gelezen["stap"], gelezen["oordeel"], dag, code.strip().upper(), opmerking.strip()
    )


def _genoteerd(regeling: Regeling, uitslag: Stapuitslag, bestand: str) -> Wijziging:
    besluit = _eis_besluit(regeling, uitslag.nummer, bestand)
    was = voortgang(regeling, besluit)
    _eis_passend(regeling, was, uitslag, bestand)
    oud = _rij(regeling, uitslag.stap, uitslag.code, besluit.nummer)
    _eis_aan_de_beurt(regeling, was, oud, uitslag, bestand)
    stap = _gevuld(oud, uitslag, besluit)
    waarvan = f" {uitslag.code}" if uitslag.code else ""
    wijziging = Wijziging("besluit genoteerd", [], {BESLUITSTAPPEN.naam: [stap]} if oud is None else {})
    if oud is not None:
        velden = ("gehouden", "oordeel", "opmerking")
        cellen = [Celwijziging(BESLUITSTAPPEN, oud, veld, getattr(stap, veld)) for veld in velden]
        wijziging = replace(wijziging, cellen=cellen)
    nu = voortgang(wijziging.toegepast(regeling), besluit)
    gevolgen = _gevolgen(regeling, uitslag, nu)
    if nu.stand is Besluitstand.GENOMEN:
        cellen, gezet = _zet_jaar(regeling, besluit)
        gevolgen = (*gevolgen, *gezet)
        wijziging = replace(wijziging, cellen=[*wijziging.cellen, *cellen])
    if was.stand is not Besluitstand.TERUG:
        _eis_volgorde(regeling, wijziging.toegepast(regeling), bestand)
    log = f"{besluit.nummer} {uitslag.stap}{waarvan}: {uitslag.oordeel} op {datum_nl(uitslag.op)}; stand {nu.stand}"
    return replace(wijziging, log=[(besluit.jaar, log)], verhaal=_verhaal(regeling, stap, nu, gevolgen))


def _verhaal(regeling: Regeling, stap: Besluitstap, nu: Voortgang, gevolgen: tuple[str, ...]) -> Verhaal:
    """What was recorded, what follows from it, and what is next."""
    wie = f"{stap.stap} {regeling.naam_van(stap.code)}" if stap.code else str(stap.stap)
    op = f" op {dag_nl(stap.gehouden)}" if stap.gehouden else ""
    gepland = f", gepland op {dag_nl(nu.gepland)}" if nu.gepland else ""
    volgende = f"Volgende stap: {nu.volgende}{gepland}."
    if nu.stand is Besluitstand.TERUG:
        volgende = f"Er staat nog open: {nu.volgende}{gepland}. Plan wat anders moet op blad Besluiten."
    return Verhaal(
        [
            f"Genoteerd bij {stap.besluit}: {wie} {stap.oordeel}{op}. Stand: {nu.stand}.",
            *(f"• {gevolg}" for gevolg in gevolgen),
            *([volgende] if nu.volgende is not None else []),
            f"Bewaard in {MASTER}",
        ],
        [
            f"Genoteerd bij {stap.besluit}: {wie} {stap.oordeel}{op}. Stand: {nu.stand}.",
            *(f"• {gevolg}" for gevolg in gevolgen),
            *([volgende] if nu.volgende is not None else []),
            "Bewaar de master.",
        ],
        json={
            "besluit": stap.besluit,
            "stap": str(stap.stap),
            "code": stap.code,
            "oordeel": str(stap.oordeel),
            "op": None if stap.gehouden is None else stap.gehouden.isoformat(),
            "stand": str(nu.stand),
            "volgende_stap": None if nu.volgende is None else str(nu.volgende),
            "gepland": None if nu.gepland is None else nu.gepland.isoformat(),
            "nog_te_besluiten": [{"code": code, "naam": regeling.naam_van(code)} for code in nu.nog],
            "gevolgen": list(gevolgen),
        },
    )


# --- what is refused


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
        volgens = regeling.regio.volgens("besluitvorming")
        raise InvoerFout(
            f'"{uitslag.oordeel}" is geen oordeel van de stap {uitslag.stap}; {niets}. Kies uit: {keuze}{volgens}.'
        )
    per_gemeente = uitslag.stap in (Stap.COLLEGE, Stap.RAAD)
    if per_gemeente and not uitslag.code:
        raise InvoerFout(
            f"Bij een {uitslag.stap} hoort een gemeente; {niets}. Geef --code op, bijvoorbeeld --code GM0755."
        )
    if per_gemeente and not any(g.code == uitslag.code and g.besluit_in(was.besluit.jaar) for g in regeling.gemeenten):
        wat = "staat niet in tblGemeenten" if is_code(uitslag.code) else "is geen gemeente van de regio"
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
                f'genoteerd als "{oordeel}"; er is niets gewijzigd. Noteer die eerst{regeling.regio.volgens("besluitvorming")}.'
            )


def _eis_volgorde(oud: Regeling, nieuw: Regeling, bestand: str) -> None:
    """What the rules only warn of (steps held in another order) is refused where this outcome brings it about."""
    al = set(_over_besluiten(oud))
    erbij = [bevinding for bevinding in _over_besluiten(nieuw) if bevinding not in al]
    if erbij:
        wat = " ".join(bevinding.wat for bevinding in erbij)
        raise InvoerFout(f"{bestand}: de volgorde klopt niet; er is niets gewijzigd. {wat} Kijk de datum na.")


def _over_besluiten(regeling: Regeling) -> list[Bevinding]:
    return [b for b in besluitregels.controleer(regeling) if b.ernst is Ernst.WAARSCHUWING]


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
                f"{uitslag.nummer} is terug bij de werkgroep, en doorloopt daarna de stappen opnieuw{regeling.regio.volgens('besluitvorming')}.",
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


def _zet_jaar(regeling: Regeling, besluit: Besluit) -> tuple[list[Celwijziging], tuple[str, ...]]:
    """A besluit about meerkosten sets who bears them, and the limit if it names one; it is then their source."""
    if besluit.soort is not Besluitsoort.MEERKOSTEN or besluit.meerkosten_drager is None:
        return [], ()
    oud = next((rij for rij in regeling.jaren if rij.jaar == besluit.jaar), None)
    if oud is None:
        return [], (f"{besluit.jaar} staat niet in tblJaren, dus daar is niets gezet.",)
    anders = {
        "besluit": besluit.nummer,
        "meerkosten_drager": besluit.meerkosten_drager,
        "voorstelgrens_ct": oud.voorstelgrens_ct if besluit.voorstelgrens_ct is None else besluit.voorstelgrens_ct,
        "bron": _bron(besluit, oud),
        "datum": besluit.datum,
        "status": besluit.status,
    }
    gezet = [f"meerkosten drager {besluit.meerkosten_drager}"]
    if besluit.voorstelgrens_ct is not None:
        gezet.append(f"voorstelgrens {euro_nl(besluit.voorstelgrens_ct)}")
    gevolgen = [f"In tblJaren is bij {besluit.jaar} gezet: {', '.join(gezet)}; bron is besluit {besluit.nummer}."]
    if besluit.status is not oud.status:
        gevolgen.append(
            f"De status van die rij is nu {besluit.status} (was {oud.status}); die geldt ook voor de andere parameters van "
            f"{besluit.jaar}, zoals peiljaar en verdeelsleutel: kijk die na."
        )
    return [Celwijziging(JAREN, oud, veld, waarde) for veld, waarde in anders.items()], tuple(gevolgen)


def _bron(besluit: Besluit, oud: Jaar) -> str:
    """The besluit as the source; where the other parameters of the row came from stays behind it."""
    bron = f"besluit {besluit.nummer}{f': {besluit.bron}' if besluit.bron else ''}"
    return f"{bron}; overige parameters: {oud.bron}" if oud.bron else bron


NOTEREN = Handeling(
    noteer,
    """Noteer hoe een stap van een voorstel afliep.

    Is een voorstel over meerkosten daarmee genomen, dan zet het in tblJaren wie de meerkosten draagt, en de grens.
    """,
    'via-xl besluit noteer via_master.xlsx V2026-1 ambtelijk "voldoende rijp" --op 7-5-2026',
    invoer=": de invoer",
)
