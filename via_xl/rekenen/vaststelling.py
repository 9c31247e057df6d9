"""How firm the inputs of a settlement are, and what keeps it a concept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from msgspec import Struct

from via_xl.basis.datum import datum_nl
from via_xl.basis.schrijfwijze import eender
from via_xl.regeling.model import Akkoord, Record, Regeling, Status, Verdeelsleutel, VoorstelToets
from via_xl.rekenen.besluiten import Voortgang, lopend_voorstel, meerkosten_besloten, niet_genomen
from via_xl.rekenen.invoerhash import invoerhash
from via_xl.rekenen.opvolging import houders
from via_xl.rekenen.pokjaren import Pokjaren
from via_xl.rekenen.verrekening import GemeenteUitkomst, Verrekening

_MEERVOUD = {
    "begroting": "begrote bijdragen",
    "capaciteit": "regels van de capaciteit",
    "POK-vergoeding": "POK-vergoedingen",
}
"""Of an onderwerp that is no plural, what its rows are called."""


class Vaststelling(Struct, frozen=True):
    """How many rows of one kind (on sheet ``blad``) a settlement uses, and how many of those are vastgesteld."""

    onderwerp: str
    blad: str
    gebruikt: int
    vastgesteld: int

    @property
    def waarom(self) -> str:
        """What keeps the settlement a concept while they aren't all vastgesteld."""
        if self.gebruikt == 1:
            return f"de {self.onderwerp} {'is' if self.onderwerp in _MEERVOUD else 'zijn'} niet vastgesteld"
        wat = _MEERVOUD.get(self.onderwerp, self.onderwerp)
        return f"niet alle {wat} zijn vastgesteld ({self.vastgesteld} van {self.gebruikt})"

    @property
    def compleet(self) -> bool:
        """Whether every used row is vastgesteld."""
        return self.gebruikt == self.vastgesteld


def _tel(onderwerp: str, blad: str, rijen: Iterable[Record]) -> Vaststelling:
    alle = list(rijen)
    return Vaststelling(onderwerp, blad, len(alle), sum(rij.status is Status.VASTGESTELD for rij in alle))


def vaststellingen(regeling: Regeling, uitkomst: Verrekening) -> tuple[Vaststelling, ...]:
    """How many of the inputs of a settlement are vastgesteld, per kind; a tarief counts once per hour line."""
    jaar = uitkomst.jaar
    doen_mee = {rij.code for rij in uitkomst.gemeenten if rij.inwoners is not None}
    voor, pokjaren = houders(regeling.gemeenten, jaar), Pokjaren(regeling).gevraagd(jaar)
    capaciteit = uitkomst.verdeelsleutel is Verdeelsleutel.CAPACITEIT
    soorten = [
        _tel("gemeenten", "Gemeenten", regeling.gemeenten),
        _tel("parameters van het jaar", "Jaren", (rij for rij in regeling.jaren if rij.jaar == jaar)),
        _tel("POK-vergoeding", "POK", (rij for rij in regeling.pok if rij.jaar in pokjaren)),
        _tel(
            "inwoners",
            "Inwoners",
            (rij for rij in regeling.inwoners if rij.peiljaar == uitkomst.peiljaar and voor[rij.code] in doen_mee),
        ),
        _tel("urenregels", "Uren", (rij.regel for rij in uitkomst.regels)),
        _tel("tarieven van urenregels", "Tarieven", (rij.tarief for rij in uitkomst.regels)),
        _tel("begroting", "Begroting", (rij for rij in regeling.begroting if rij.jaar == jaar)),
        _tel(
            "capaciteit",
            "Capaciteit",
            (rij for rij in regeling.capaciteit if capaciteit and rij.geldt_op(date(jaar, 12, 31))),
        ),
        _tel("voorschotten", "Voorschotten", (rij for rij in regeling.voorschotten if rij.jaar == jaar)),
        _tel("andere kosten", "Voorschotten", (rij.post for rij in uitkomst.overige)),
        _tel("verschillen uit een herziening", "Voorschotten", (r for r in regeling.verrekend if r.jaar == jaar)),
    ]
    return tuple(soorten)


def moet_staat_inleveren(rij: GemeenteUitkomst) -> bool:
    """Whether a signed hour sheet (or nil return) is due: the gemeente supplies capacity, or delivered hours."""
    return rij.capaciteit_h > 0 or rij.uren_h > 0


def getekende_staten(regeling: Regeling, jaar: int) -> dict[str, int]:
    """Per CBS code how many valid hour sheets of the year are signed by both who must, with those of who went into it."""
    voor = houders(regeling.gemeenten, jaar)
    uit: dict[str, int] = {}
    for staat in regeling.urenstaten:
        if staat.jaar == jaar and staat.geldig and staat.getekend:
            uit[voor[staat.code]] = uit.get(voor[staat.code], 0) + 1
    return uit


def open_aandachtspunten(regeling: Regeling, jaar: int) -> int:
    """How many warnings about hour sheets of the year nobody settled yet."""
    return sum(punt.jaar == jaar and not punt.afgehandeld for punt in regeling.aandachtspunten)


def waarom_voorstel(uitkomst: Verrekening) -> str:
    """What makes that a voorstel is due, in Dutch words; which gemeenten it is about is nobody else's business."""
    if uitkomst.toets is VoorstelToets.REGIO:
        return "het te verdelen bedrag ligt boven de voorstelgrens"
    aantal = len(uitkomst.boven_begroot)
    wie = "één gemeente draagt" if aantal == 1 else f"{aantal} gemeenten dragen"
    return f"{wie} meer dan begroot{uitkomst.regio.bij('bijdragen')}"


def _nog_niet(voortgang: Voortgang) -> str:
    """Why a besluit holds up the settlement."""
    volgende = f"; volgende stap: {voortgang.volgende}" if voortgang.volgende is not None else ""
    return f"besluit {voortgang.besluit.nummer} is nog niet genomen (stand: {voortgang.stand}{volgende})"


class Reden(str):
    """Why a settlement is a concept, as the region reads it.

    ``elders`` is what everybody else reads, without persons and without whose shortcoming it is; "" when it names none.
    ``van`` are the codes of the gemeenten that have something to do: each reads that it is one of them.
    """

    elders: str
    van: frozenset[str]

    def __new__(cls, wat: str, elders: str = "", van: Iterable[str] = ()) -> Reden:  # noqa: D102 - said above
        reden = super().__new__(cls, wat)
        reden.elders, reden.van = elders, frozenset(van)
        return reden

    def __reduce__(self) -> tuple[type[Reden], tuple[str, str, frozenset[str]]]:
        return type(self), (str(self), self.elders, self.van)

    def voor(self, code: str | None) -> str:
        """What a gemeente reads; None: what is read by everybody (stuurgroep, regiodag, colleges)."""
        if not self.elders:
            return str(self)
        if code not in self.van:
            return self.elders
        return f"{self.elders}, {'ook ' if len(self.van) > 1 else 'namelijk '}van uw gemeente"


def redenen_voor(redenen: Iterable[str], code: str | None) -> tuple[str, ...]:
    """The reasons as a gemeente reads them, or (None) everybody."""
    return tuple(reden.voor(code) if isinstance(reden, Reden) else reden for reden in redenen)


def _hoeveel(aantal: int) -> str:
    return "één gemeente" if aantal == 1 else f"{aantal} gemeenten"


def _naar_een_besluit(regeling: Regeling, jaar: int) -> str:
    """What to do for a besluit on the meerkosten of a year: the next step of the voorstel that runs, else a voorstel."""
    loopt = lopend_voorstel(regeling, jaar)
    if loopt is None:
        return "Maak het voorstel met via-xl voorstel en leg het besluit vast op blad Besluiten."
    stap = f"; volgende stap: {loopt.volgende}" if loopt.volgende is not None else ""
    return (
        f"Voorstel {loopt.besluit.nummer} loopt (stand: {loopt.stand}{stap}). Leg vast wat erover is besloten met via-xl "
        "besluit noteer, of op blad Besluiten."
    )


class Belemmering(Struct, frozen=True):
    """What keeps a settlement a concept, and what to do about it: on which sheet, or with which command."""

    wat: Reden
    doen: str


NIET_GEVRAAGD = "alles is er, maar deze versie is niet als definitief gemaakt"
"""Why a settlement that nothing keeps a concept is one all the same: nobody asked for a definitief."""


def redenen_concept(
    regeling: Regeling, uitkomst: Verrekening, vandaag: date | None = None, *, definitief: bool = False
) -> tuple[Reden, ...]:
    """Why a settlement is a concept, as short Dutch sentences; empty for one that is definitief.

    ``definitief`` says whether a definitief version was asked for: without that it stays a concept also when nothing
    keeps it one. ``vandaag`` is as for :func:`belemmeringen`.
    """
    redenen = tuple(rij.wat for rij in belemmeringen(regeling, uitkomst, vandaag))
    return redenen or (() if definitief else (Reden(NIET_GEVRAAGD),))


def belemmeringen(
    regeling: Regeling, uitkomst: Verrekening, vandaag: date | None = None, *, met_akkoorden: bool = True
) -> tuple[Belemmering, ...]:
    """Everything that keeps a settlement from being definitief, and what to do about each.

    ``vandaag`` is the day on which it is asked: the reaction term is over from the day that Jaren names on. None:
    nobody says which day it is, so the term is never over (a workbook that is built again must not change with the
    calendar). Without ``met_akkoorden`` the approvals are left out: what there must be before anybody signs.
    """
    jaar = uitkomst.jaar
    alle = [
        Belemmering(
            Reden(soort.waarom),
            f"Kijk ze na en zet op blad {soort.blad} de kolom Status op vastgesteld.",
        )
        for soort in vaststellingen(regeling, uitkomst)
        if not soort.compleet
    ]
    getekend = getekende_staten(regeling, jaar)
    ontbreekt = {
        rij.code: rij.naam for rij in uitkomst.gemeenten if moet_staat_inleveren(rij) and rij.code not in getekend
    }
    if ontbreekt:
        doen = "Lees de ondertekende urenstaat (of nihilopgave) in met via-xl urenstaat lees; zie blad Urenstaten."
        wat = f"er is geen ondertekende urenstaat van {', '.join(ontbreekt.values())}"
        elders = f"er is geen ondertekende urenstaat van {_hoeveel(len(ontbreekt))}"
        alle.append(Belemmering(Reden(wat, elders, ontbreekt), doen))
    if aantal := open_aandachtspunten(regeling, jaar):
        wat = f"{aantal} aandachtspunt{'en' if aantal > 1 else ''} bij urenstaten {'zijn' if aantal > 1 else 'is'} niet afgehandeld"
        alle.append(Belemmering(Reden(wat), "Zet op blad Urenstaten de kolom Afgehandeld op ja, met een toelichting."))
    alle += [
        Belemmering(Reden(_nog_niet(voortgang)), "Leg de stappen vast met via-xl besluit noteer, of op blad Besluiten.")
        for voortgang in niet_genomen(regeling, jaar)
    ]
    if uitkomst.voorstel_nodig and not meerkosten_besloten(regeling, jaar):
        wat = f"{waarom_voorstel(uitkomst)} en er is nog geen besluit{regeling.regio.bij('verrekening')}"
        alle.append(Belemmering(Reden(wat), _naar_een_besluit(regeling, jaar)))
    alle += _reacties(regeling, uitkomst, vandaag)
    if met_akkoorden:
        alle += _akkoorden(regeling, uitkomst)
    return tuple(alle)


def _reacties(regeling: Regeling, uitkomst: Verrekening, vandaag: date | None) -> Iterator[Belemmering]:
    """The reaction term, and every bezwaar that nobody settled."""
    termijn = regeling.jaar(uitkomst.jaar).reactietermijn
    if termijn is None:
        yield Belemmering(Reden("de reactietermijn is niet bepaald"), "Vul op blad Jaren de kolom Reactie voor in.")
    elif vandaag is None or vandaag < termijn:
        wat = f"de reactietermijn loopt tot {datum_nl(termijn)}"
        yield Belemmering(Reden(wat), "Wacht tot die dag; de termijn staat op blad Jaren, kolom Reactie voor.")
    namen = {rij.code: rij.naam for rij in uitkomst.gemeenten}
    open_reacties = [rij for rij in regeling.reacties if rij.jaar == uitkomst.jaar and rij.open]
    if open_reacties:
        wie = ", ".join(dict.fromkeys(namen.get(rij.code, rij.code) for rij in open_reacties))
        doen = "Leg met via-xl reactie --reactie afgehandeld vast wat ermee is gedaan, of op blad Akkoorden."
        van = {rij.code for rij in open_reacties}
        elders = f"niet afgehandeld is het bezwaar van {_hoeveel(len(van))}"
        yield Belemmering(Reden(f"bezwaar van {wie} is niet afgehandeld", elders, van), doen)


def geldige_akkoorden(regeling: Regeling, uitkomst: Verrekening) -> tuple[Akkoord, ...]:
    """The approvals that count for a settlement: for exactly its input, by someone who delivered no hours in its year.

    Who delivered hours approves their own, whichever gemeente they sign for (one person may be kernlid and
    contactfunctionaris); such an approval doesn't count.
    """
    van_jaar = [rij for rij in regeling.akkoorden if rij.jaar == uitkomst.jaar]
    jaarhash = invoerhash(regeling, uitkomst.jaar) if van_jaar else ""
    zelf = leverden_uren(regeling, uitkomst)
    return tuple(rij for rij in van_jaar if rij.invoerhash == jaarhash and eender(rij.door) not in zelf)


def leverden_uren(regeling: Regeling, uitkomst: Verrekening) -> frozenset[str]:
    """Who delivered hours in the year, or hours that are settled in it, at any gemeente: their codes as ``eender`` gives them."""
    van_jaar = {rij.medewerker for rij in regeling.uren if rij.geldig and rij.maand.year == uitkomst.jaar}
    return frozenset(map(eender, van_jaar | {rij.regel.medewerker for rij in uitkomst.regels}))


def nodige_akkoorden(uitkomst: Verrekening) -> int:
    """How many gemeenten must approve: two, or one where only one gets a settlement."""
    return 1 if sum(rij.ontvangt_stuk for rij in uitkomst.gemeenten) == 1 else 2


def zijn_genoeg(akkoorden: Iterable[Akkoord], uitkomst: Verrekening) -> bool:
    """Whether there are as many approvals as the year asks for; two come from different people of different gemeenten."""
    alle = tuple(akkoorden)
    if nodige_akkoorden(uitkomst) == 1:
        return bool(alle)
    return any(a.code != b.code and eender(a.door) != eender(b.door) for a in alle for b in alle)


def _akkoorden(regeling: Regeling, uitkomst: Verrekening) -> Iterator[Belemmering]:
    """Two people of two gemeenten must have approved exactly this, or one where only one gemeente gets a settlement."""
    geldig = geldige_akkoorden(regeling, uitkomst)
    if zijn_genoeg(geldig, uitkomst):
        return
    van_een = nodige_akkoorden(uitkomst) == 1
    namen, zelf = {rij.code: rij.naam for rij in uitkomst.gemeenten}, leverden_uren(regeling, uitkomst)
    toelichting = []
    if geldig:
        toelichting.append(f"er is alleen dat van {namen.get(geldig[0].code, geldig[0].code)}")
        if len({rij.code for rij in geldig}) > 1:
            toelichting.append(f"{geldig[0].door} kan niet namens twee gemeenten tekenen")
    for rij in regeling.akkoorden:
        if rij.jaar == uitkomst.jaar and rij not in geldig:
            eigen = eender(rij.door) in zelf
            waarom = (
                "telt niet: wie tekende leverde in dit jaar zelf uren"
                if eigen
                else "is vervallen: de invoer is daarna gewijzigd"
            )
            toelichting.append(f"dat van {namen.get(rij.code, rij.code)} van {datum_nl(rij.op)} {waarom}")
    elders = f"akkoord van {'de enige gemeente' if van_een else 'twee gemeenten'} ontbreekt"
    if van_een:
        toelichting.append("één is genoeg: geen andere gemeente krijgt dit jaar een afrekening")
    wat = Reden(elders + (f" ({'; '.join(toelichting)})" if toelichting else ""), elders)
    doen = "Laat het stuk van via-xl akkoord stuk tekenen en leg het vast met via-xl akkoord noteer."
    yield Belemmering(wat, doen)
