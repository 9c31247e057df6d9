"""What the documents of a voorstel are written from, and the sentences that all of them share.

Of what is here nothing tells another gemeente's hours or cost: the totals K, V and R, the limit, and what tblJaren says.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from msgspec import Struct

from via_xl.basis.datum import datum_nl
from via_xl.basis.geld import euro_nl, procent_nl
from via_xl.basis.gemeenten import bestandsnaam
from via_xl.regeling.model import MeerkostenDrager, Record, Regeling, Regio, Stap, VoorstelToets
from via_xl.rekenen import grootheden as g
from via_xl.rekenen.kalender import dag_nl
from via_xl.rekenen.verrekening import GemeenteUitkomst
from via_xl.rekenen.voorstel import ROUTE, Alternatief, Voorstelcijfers
from via_xl.schrijven.stuk import Stuk

NIET_BEKEND = "niet begroot"
NIET_GEPLAND = "nog te plannen"
GEHEIM = (
    "Verdeelt men naar kosten of uren, of dragen de leveranciers wat boven de grens ligt, dan volgt uit het bedrag van een "
    "gemeente wat haar inzet kost, en vaak is dat er één medewerker. Zulke bedragen staan daarom alleen in het "
    "adoptievoorstel van die gemeente zelf."
)
"""Why an amount isn't shown: the one line that explains it."""


def begroot_kop(regio: Regio) -> str:
    """The header of what is budgeted, with where the document of the region says so."""
    return f"{g.BEGROOT.kort}{regio.bij('bijdragen')}"


_WIE: Mapping[Stap, str] = {
    Stap.WERKGROEP: "{Werkgroep}",
    Stap.STUURGROEP: "{Stuurgroep}",
    Stap.CONTACTFUNCTIONARISSEN: "Contactfunctionarissen",
    Stap.AMBTELIJK: "Ambtelijk opdrachtgevers",
    Stap.REGIODAG: "Regiodag, bestuurlijk opdrachtgevers",
    Stap.COLLEGE: "Colleges van B&W",
}
_WAT: Mapping[Stap, str] = {
    Stap.WERKGROEP: "het voorstel is gereed",
    Stap.STUURGROEP: "geeft inbreng",
    Stap.CONTACTFUNCTIONARISSEN: "geven inbreng",
    Stap.AMBTELIJK: "oordelen of het voldoende rijp is",
    Stap.REGIODAG: "besluiten over het voorstel",
    Stap.COLLEGE: "hebben besloten, met het adoptievoorstel",
}
_DRAAGT_BESLUIT: Mapping[MeerkostenDrager, str] = {
    MeerkostenDrager.INWONERS: "te laten dragen door alle gemeenten, naar inwoners",
    MeerkostenDrager.CENTRUMGEMEENTE: "te laten dragen door de centrumgemeente",
    MeerkostenDrager.LEVERANCIERS: "te laten dragen door de gemeenten die inzet leveren, naar de kosten daarvan",
}


class Voorstelstof(Struct, frozen=True):
    """A voorstel: its number and date, the figures, the planned days, why it isn't firm yet, and what it is made from."""

    nummer: str
    op: date
    regeling: Regeling
    cijfers: Voorstelcijfers
    route: Mapping[Stap, date | None]
    redenen: tuple[str, ...]
    invoerhash: str
    programma: str
    masternaam: str

    @property
    def jaar(self) -> int:
        """The year of the settlement."""
        return self.cijfers.jaar

    @property
    def onderwerp(self) -> str:
        """What the voorstel is about, as tblBesluiten says it."""
        wat = "Meerkosten" if self.cijfers.boven_ct else "Bijdragen"
        return f"{wat} {self.regeling.regio.werkgroep} {self.jaar}"

    @property
    def documentnaam(self) -> str:
        """The file of the document for the region."""
        return f"{bestandsnaam(self.regeling.regio.kort)}_voorstel_{self.nummer}.docx"

    def adoptienaam(self, rij: GemeenteUitkomst) -> str:
        """The file of the adoptievoorstel of a gemeente."""
        return f"{bestandsnaam(self.regeling.regio.kort)}_adoptievoorstel_{self.nummer}_{rij.code}_{bestandsnaam(rij.naam)}.docx"

    @property
    def alternatieven(self) -> tuple[Alternatief, ...]:
        """The proposal and the other choices."""
        return (self.cijfers.voorstel, *self.cijfers.alternatieven)

    @property
    def draagt(self) -> str:
        """How the amount above the limit is borne as proposed: a few words after "de meerkosten"."""
        if self.cijfers.uitkomst.vast:
            return "te laten dragen door de centrumgemeente, omdat de bijdragen van de andere gemeenten vast zijn"
        return _DRAAGT_BESLUIT[self.cijfers.uitkomst.drager]


def waarom(stof: Voorstelstof) -> tuple[str, ...]:
    """Why there is a voorstel: cost, reimbursement, what is left, and the limit."""
    c, uit = stof.cijfers, stof.cijfers.uitkomst
    regio = stof.regeling.regio
    kosten = f"De {regio.werkgroep} kost over {c.jaar} {euro_nl(uit.kosten_ct)}."
    if c.begrote_kosten_ct:
        verschil = uit.kosten_ct - c.begrote_kosten_ct
        meer = "meer" if verschil >= 0 else "minder"
        kosten += f" Begroot was {euro_nl(c.begrote_kosten_ct)}{regio.volgens('begroting')}; dat is {euro_nl(abs(verschil))} {meer}."
    procent = ""
    if c.boven_bp is not None:
        procent = f" ({procent_nl(c.boven_bp)} van de grens)"
    return (
        f"{kosten} {_vergoeding(stof)} Te verdelen over de gemeenten blijft {euro_nl(uit.te_verdelen_ct)}.",
        f"Wordt de bijdrage van de gemeenten hoger dan {regio.zin('{het Document}')} zegt{regio.bij('bijdragen')}, dan vraagt "
        f"{regio.verwijs} om een voorstel aan hen{regio.bij('verrekening')}. "
        f"De grens voor {c.jaar} is {euro_nl(c.grens_ct)}: {_grens(stof)}. Het te verdelen bedrag ligt daar "
        f"{f'{euro_nl(c.boven_ct)} boven{procent}' if c.boven_ct else 'niet boven'}.",
        f"{hoger(stof)} Getoetst wordt de bijdrage {_TOETS[c.toets]}; daarom is er dit voorstel.",
    )


def wat_is_er(stof: Voorstelstof) -> str:
    """What made the voorstel due, in a sentence."""
    c = stof.cijfers
    if c.boven_ct:
        return f"Over {c.jaar} is {euro_nl(c.boven_ct)} meer te verdelen dan de grens van {euro_nl(c.grens_ct)}."
    return f"Over {c.jaar} is niet meer te verdelen dan de grens van {euro_nl(c.grens_ct)}. {hoger(stof)}"


def hoger(stof: Voorstelstof) -> str:
    """How many gemeenten bear more than was budgeted for them; which ones is said only where everyone may know."""
    c, regio = stof.cijfers, stof.regeling.regio
    aantal, alle = c.boven_begroot, len(c.deelnemers)
    if aantal == 0:
        return f"Geen van de {alle} gemeenten draagt meer dan voor haar is begroot{regio.bij('bijdragen')}."
    if aantal == alle > 1:
        return f"Elk van de {alle} gemeenten draagt meer dan voor haar is begroot{regio.bij('bijdragen')}."
    wie = "Eén" if aantal == 1 else str(aantal)
    return f"{wie} van de {alle} gemeenten {'draagt' if aantal == 1 else 'dragen'} meer dan voor haar is begroot{regio.bij('bijdragen')}."


_TOETS: Mapping[VoorstelToets, str] = {
    VoorstelToets.REGIO: "van de hele regio",
    VoorstelToets.GEMEENTE: "van elke gemeente",
}


def _vergoeding(stof: Voorstelstof) -> str:
    uit = stof.cijfers.uitkomst
    if uit.vergoeding_ct == 0:
        return f"Uit de POK-middelen wordt over {uit.jaar} niets vergoed."
    onbegrensd = uit.van_jaar.zonder_maximum_ct
    zin = f"De POK-middelen vergoeden {procent_nl(uit.vergoeding_bp)} van de kosten, ten hoogste {euro_nl(uit.maximum_ct)}"
    if onbegrensd > uit.maximum_ct:
        laat = f" Samen is het {euro_nl(uit.vergoeding_ct)}{uit.waarvan_laat}." if uit.waarvan_laat else ""
        return f"{zin}. Dat maximum is bereikt; zonder maximum was het {euro_nl(onbegrensd)}.{laat}"
    return f"{zin}: dat is {euro_nl(uit.vergoeding_ct)}{uit.waarvan_laat}."


def _grens(stof: Voorstelstof) -> str:
    c = stof.cijfers
    if c.grens_ct != c.grens_was_ct:
        was = "er was nog geen grens" if c.grens_was_ct is None else f"nu is zij {euro_nl(c.grens_was_ct)}"
        return f"dit voorstel stelt haar zo vast ({was})"
    if stof.regeling.jaar(c.jaar).voorstelgrens_ct is None:
        return "het totaal van de begrote bijdragen"
    return "zo staat zij bij de parameters van het jaar"


def rekensom(stof: Voorstelstof) -> list[tuple[str, str]]:
    """The sum from cost to what lies above the limit."""
    c, uit = stof.cijfers, stof.cijfers.uitkomst
    return [
        (g.KOSTEN.kort, euro_nl(uit.kosten_ct)),
        (
            f"{g.VERGOEDING.label} ({procent_nl(uit.vergoeding_bp)}, ten hoogste {euro_nl(uit.maximum_ct)}{uit.waarvan_laat})",
            min_nl(uit.vergoeding_ct),
        ),
        (g.TE_VERDELEN.label, euro_nl(uit.te_verdelen_ct)),
        ("Grens waarboven een voorstel nodig is", min_nl(c.grens_ct)),
        ("Boven de grens: de meerkosten", euro_nl(c.boven_ct)),
    ]


def min_nl(ct: int) -> str:
    """An amount that is taken off; nothing is not minus nothing."""
    return euro_nl(-ct)


def verschil_nl(ct: int | None) -> str:
    """A difference with its sign; blank where one side isn't known.

    >>> verschil_nl(12345), verschil_nl(-5), verschil_nl(0), verschil_nl(None)
    ('+ € 123,45', '− € 0,05', '€ 0,00', '')
    """
    if ct is None:
        return ""
    return f"+ {euro_nl(ct)}" if ct > 0 else euro_nl(ct)


def besluitpunten(stof: Voorstelstof, waar: str) -> list[str]:
    """The decision that is asked, point by point; ``waar`` says where the bijdrage stands."""
    c, uit = stof.cijfers, stof.cijfers.uitkomst
    bedrag = f"In te stemmen met een te verdelen bedrag van {euro_nl(uit.te_verdelen_ct)} over {c.jaar}"
    grens = f"de grens van {euro_nl(c.grens_ct)}"
    punten = (
        [f"{bedrag}, waarvan {euro_nl(c.boven_ct)} boven {grens}.", f"Wat boven die grens ligt {stof.draagt}."]
        if c.boven_ct
        else [f"{bedrag}, niet meer dan {grens}, en met bijdragen die hoger zijn dan begroot."]
    )
    if c.grens_ct != c.grens_was_ct:
        punten.append(f"De grens waarboven een voorstel nodig is voor {c.jaar} te stellen op {euro_nl(c.grens_ct)}.")
    centrum = stof.regeling.centrumgemeente.naam
    return [
        *punten,
        f"In te stemmen met {waar}.",
        f"{centrum} te vragen de afrekening over {c.jaar} op dit besluit te baseren, zodra de Regiodag en alle colleges "
        "akkoord zijn.",
    ]


def route(stof: Voorstelstof) -> list[tuple[str, str, str]]:
    """Who does what and when: the steps of the decision cycle."""
    zin = stof.regeling.regio.zin
    return [
        (zin(_WIE[stap]), _WAT[stap], dag_nl(dag) if (dag := stof.route.get(stap)) else NIET_GEPLAND) for stap in ROUTE
    ]


def dag_of(dag: date | None, vooraf: str = "") -> str:
    """A day in words, or that it isn't planned yet."""
    return NIET_GEPLAND if dag is None else f"{vooraf}{datum_nl(dag)}"


def over_de_data(stof: Voorstelstof) -> str:
    """Whether the days are firm."""
    if any(stof.route.values()):
        return "De data komen uit de kalender van de regio; zij zijn een planning tot zij zijn afgestemd."
    return (
        "De kalender van de regio noemt geen komende ronde; de contactfunctionarissen krijgen de data zodra die er is."
    )


def nog_niet_vast(stuk: Stuk, stof: Voorstelstof) -> None:
    """What the settlement still lacks, as a chapter of a document."""
    stand = f"De bedragen zijn de stand van {datum_nl(stof.op)}."
    if not stof.redenen:
        stuk.alinea(f"{stand} Voor de afrekening ontbreekt niets.")
        return
    stuk.alinea(
        f"{stand} Voor de afrekening ontbreekt nog het volgende. Tot dat er is kunnen zij veranderen: de afrekening rekent met "
        "wat dan vaststaat.",
        bij_volgende=True,
    )
    stuk.punten(f"{reden[0].upper()}{reden[1:]}." for reden in stof.redenen)


def bronnen(stof: Voorstelstof, codes: set[str]) -> list[str]:
    """Where the figures are from: the sources in the rows that say so, of these gemeenten."""
    jaar, regeling = stof.jaar, stof.regeling
    peiljaar = stof.cijfers.uitkomst.peiljaar
    inwoners = [rij for rij in regeling.inwoners if rij.peiljaar == peiljaar and rij.code in codes]
    begroting = [rij for rij in regeling.begroting if rij.jaar == jaar and rij.code in codes]
    regels = [
        ("Parameters van het jaar", _bron([regeling.jaar(jaar)])),
        (g.VERGOEDING.label, _bron([regeling.pok_van(deel.jaar) for deel in stof.cijfers.uitkomst.vergoedingen])),
        (f"Inwoners {peiljaar}", _bron(inwoners)),
        ("Begrote bijdragen", _bron(begroting)),
    ]
    return [
        _vindplaatsen(regeling.regio),
        *(f"{wat}: {bron}." for wat, bron in regels if bron),
        f"Berekend met {stof.programma} uit {stof.masternaam}, op {dag_nl(stof.op)}.",
        f"Invoerhash {jaar}: {stof.invoerhash}. Dezelfde invoer geeft dezelfde bedragen.",
    ]


def _vindplaatsen(regio: Regio) -> str:
    """Where the document says what a voorstel rests on."""
    bekend = (
        (regio.nummers("besluitvorming", "adoptie"), "besluitvorming"),
        (regio.nummers("begroting", "bijdragen"), "bijdragen"),
        (regio.nummers("verrekening"), "verrekening en voorstel"),
    )
    waar = ", ".join(f"{nummers} ({wat})" for nummers, wat in bekend if nummers)
    return f"{regio.document_voluit}: {waar}." if waar else f"{regio.document_voluit}."


def _bron(rijen: Sequence[Record]) -> str:
    teksten = [rij.bron.strip().rstrip(".") for rij in rijen]
    return "; ".join(dict.fromkeys(tekst for tekst in teksten if tekst))
