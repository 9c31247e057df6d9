"""The letter about the year's end: what a gemeente enters in its jaarrekening of a year that isn't settled yet.

Of what is here nothing tells another gemeente's hours or cost: its own figures, and of the region K, V and R.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from msgspec import Struct

from via_xl.basis.datum import datum_nl
from via_xl.basis.geld import euro_nl, procent_nl
from via_xl.basis.gemeenten import bestandsnaam
from via_xl.regeling.model import Maandpatroon, Regeling, Status
from via_xl.rekenen import grootheden as g
from via_xl.rekenen.jaareinde import Jaareindepost
from via_xl.rekenen.kalender import dag_nl
from via_xl.rekenen.opvolging import houders
from via_xl.rekenen.prognose import Prognose, Prognosegeval
from via_xl.rekenen.verrekening import GemeenteUitkomst, Verrekening
from via_xl.schrijven.stuk import BREEDTE_CM, Stuk

_MAANDEN = (
    *("januari", "februari", "maart", "april", "mei", "juni", "juli"),
    *("augustus", "september", "oktober", "november", "december"),
)


class Jaareindestof(Struct, frozen=True):
    """What the letters are written from: their day, the inputs, the forecast, what each gemeente enters, and the program."""

    op: date
    regeling: Regeling
    prognose: Prognose
    posten: tuple[Jaareindepost, ...]
    invoerhash: str
    programma: str
    masternaam: str

    @property
    def jaar(self) -> int:
        """The year whose end it is."""
        return self.prognose.jaar

    @property
    def geraamd(self) -> bool:
        """Whether hours are still to come, so that the amounts are an estimate."""
        return self.prognose.maanden_te_gaan > 0

    @property
    def onvolledig(self) -> bool:
        """Whether hours are lacking, be there a forecast of them or not."""
        return self.geraamd or self.prognose.niets_te_ramen

    @property
    def hoe_zeker(self) -> str:
        """Whether all hours are there, and if not whether the others are forecast: a Dutch sentence."""
        if self.geraamd:
            return "Raming: nog niet alle uren zijn er."
        if self.prognose.niets_te_ramen:
            return "LET OP: nog niet alle uren zijn er, en de rest is niet te ramen: er is geen capaciteit toegezegd."
        return "Alle uren zijn er."

    @property
    def mapnaam(self) -> str:
        """The folder of the letters of a day."""
        return f"jaareinde-{self.jaar}-{self.op.isoformat()}"

    def briefnaam(self, rij: GemeenteUitkomst) -> str:
        """The file of the letter to a gemeente."""
        return (
            f"{bestandsnaam(self.regeling.regio.kort)}_jaareinde_{self.jaar}_{rij.code}_{bestandsnaam(rij.naam)}.docx"
        )


def op_te_nemen(stof: Jaareindestof, rij: GemeenteUitkomst) -> str:
    """What a gemeente enters, in words: how much it has still to pay or to receive, and to or from whom."""
    centrum = stof.regeling.centrumgemeente
    if rij.saldo_ct == 0:
        return "niets: er is niets te betalen of te ontvangen"
    bedrag = euro_nl(abs(rij.saldo_ct))
    if rij.gemeente.centrumgemeente:
        return f"{bedrag} {'eigen bijdrage, nog te boeken' if rij.saldo_ct > 0 else 'nog te ontvangen uit POK en van de gemeenten'}"
    return f"{bedrag} nog te {'betalen aan' if rij.saldo_ct > 0 else 'ontvangen van'} {centrum.naam}"


def maak_jaareindebrief(stof: Jaareindestof, post: Jaareindepost) -> Stuk:
    """The letter to the gemeente of a post."""
    rij, regio = post.rij, stof.regeling.regio
    stuk = Stuk(
        f"Opgave voor de jaarrekening {stof.jaar}",
        f"Gemeente {rij.naam} · {regio.werkgroep} · aan de afdeling financiën",
        f"{regio.naam} · Opgave jaarrekening {stof.jaar} · {rij.naam}",
        stof.op,
    )
    stuk.kader(_kern(stof, post))
    stuk.kop("1. Wat u opneemt")
    stuk.alinea(
        f"De {regio.werkgroep} rekent {stof.jaar} later af{regio.volgens('verrekening')}. Tot dan hoort in uw jaarrekening een "
        f"overlopende post: {op_te_nemen(stof, rij)}.",
        bij_volgende=True,
    )
    _bedragen(stuk, stof, post)
    if rij.verrekend_ct:
        stuk.alinea(_daarnaast(stof, rij))
    stuk.kop("2. Hoe dat bedrag tot stand komt")
    for alinea in _uitleg(stof, post):
        stuk.alinea(alinea)
    _regio(stuk, stof)
    stuk.kop("3. Wat wij van u vragen")
    stuk.punten(_gevraagd(stof, post.rij))
    stuk.kop("4. Bronnen")
    stuk.punten(_bronnen(stof))
    return stuk


def _kern(stof: Jaareindestof, post: Jaareindepost) -> list[tuple[str, str]]:
    laag, hoog = post.uiterste_ct
    zeker = stof.hoe_zeker if stof.onvolledig else f"{stof.hoe_zeker[:-1]}; de afrekening moet nog worden vastgesteld."
    if laag != hoog:
        zeker += f" Het saldo kan uitkomen tussen {euro_nl(laag)} en {euro_nl(hoog)}."
    kern = [("Op te nemen", _zin(op_te_nemen(stof, post.rij))), ("Hoe zeker", zeker)]
    if post.opgenomen_ct is not None:
        kern.append(
            (
                "Eerder",
                f"Opgenomen was een saldo van {euro_nl(post.opgenomen_ct)}; deze opgave komt daarvoor in de plaats.",
            )
        )
    return [*kern, ("Datum", datum_nl(stof.op))]


def _zin(tekst: str) -> str:
    return f"{_hoofdletter(tekst)}."


def _hoofdletter(tekst: str) -> str:
    return f"{tekst[0].upper()}{tekst[1:]}"


def _bedragen(stuk: Stuk, stof: Jaareindestof, post: Jaareindepost) -> None:
    """From bijdrage to what is entered; where hours are to come also if those are few, and if they are many."""
    kolommen = _kolommen(stof)
    delen: tuple[tuple[str, Callable[[GemeenteUitkomst], int]], ...] = (
        (g.BIJDRAGE.kort, lambda r: r.bijdrage_ct),
        (_kostenlabel(stof, post.rij.code), lambda r: -r.kosten_ct),
        (_voorschotlabel(stof, post.rij.code), lambda r: -r.voorschot_ct),
        (g.SALDO.label, lambda r: r.saldo_ct),
    )
    rijen = [(label, *(euro_nl(ct(post.gevallen[geval])) for geval in kolommen)) for label, ct in delen]
    breedte = (BREEDTE_CM - 6.5) / len(kolommen)
    koppen = (f"Gemeente {post.rij.naam}, {stof.jaar}", *_koppen(kolommen))
    stuk.tabel(koppen, rijen, (6.5, *(breedte for _ in kolommen)), totaal=True)
    if len(kolommen) > 1:
        stuk.toelichting("Neem de kolom verwacht op; laag en hoog zeggen hoe ver het er nog naast kan zitten.")


def _daarnaast(stof: Jaareindestof, rij: GemeenteUitkomst) -> str:
    """What is settled along of an earlier herziening: certain already, and no part of this year's amount."""
    return (
        f"Daarnaast verrekent de afrekening over {stof.jaar} {euro_nl(abs(rij.verrekend_ct))} uit een eerdere herziening, die u nog "
        f"{'betaalt' if rij.verrekend_ct > 0 else 'ontvangt'}. Dat bedrag staat vast en zit niet in het bedrag hierboven; neem het apart op."
    )


def _kostenlabel(stof: Jaareindestof, code: str) -> str:
    """What the costs are of: its hours, and what else it paid where it did."""
    voor = houders(stof.regeling.gemeenten, stof.jaar)
    betaalde = any(p.telt_mee and p.jaar == stof.jaar and voor[p.code] == code for p in stof.regeling.kosten if p.code)
    return "Kosten van uw eigen inzet, en wat u anders betaalde" if betaalde else "Kosten van uw eigen inzet"


def _voorschotlabel(stof: Jaareindestof, code: str) -> str:
    """What stands before the voorschot: whether it was paid, or was asked and must be confirmed."""
    voor = houders(stof.regeling.gemeenten, stof.jaar)
    standen = {rij.status for rij in stof.regeling.voorschotten if rij.jaar == stof.jaar and voor[rij.code] == code}
    if Status.TE_BEVESTIGEN not in standen:
        return g.VOORSCHOT.label
    return f"{g.VOORSCHOT.kort} ({'deels ' if len(standen) > 1 else ''}nog te bevestigen)"


def _kolommen(stof: Jaareindestof) -> Sequence[Prognosegeval]:
    return tuple(Prognosegeval) if stof.geraamd else (Prognosegeval.VERWACHT,)


def _koppen(kolommen: Sequence[Prognosegeval]) -> tuple[str, ...]:
    return tuple(str(geval) for geval in kolommen) if len(kolommen) > 1 else ("Bedrag",)


def _uitleg(stof: Jaareindestof, post: Jaareindepost) -> list[str]:
    """What is known and what is estimated, in sentences."""
    p, uit = stof.prognose, stof.prognose.verwacht
    alineas = [f"De bijdrage is uw deel in wat er na de vergoeding uit POK te verdelen blijft ({uit.hoe})."]
    if p.niets_te_ramen:
        return [*alineas, "Gerekend is alleen met de uren die er zijn. Van uren die nog komen is niets geraamd."]
    if not stof.geraamd:
        return [*alineas, "Van elke gemeente zijn de uren van het hele jaar er; er is niets geraamd."]
    if post.maanden:
        eerste, laatste = (_MAANDEN[nr - 1] for nr in (post.maanden[0], post.maanden[-1]))
        maanden = eerste if eerste == laatste else f"{eerste} tot en met {laatste}"
        alineas.append(
            f"Van uw gemeente zijn nog geen uren van {maanden}; daarvoor is uw toegezegde capaciteit gerekend."
        )
    patroon = (
        "zoals de uren van het jaar ervoor over de maanden vielen"
        if p.patroon is Maandpatroon.VORIG_JAAR
        else "in twaalf gelijke delen"
    )
    laag, verwacht, hoog = (procent_nl(p.inzet_bp[geval]) for geval in Prognosegeval)
    alineas.append(
        f"Waar uren ontbreken is gerekend met de productieve uren van de capaciteit, {patroon}, tegen de tarieven die voor die "
        f"maanden bekend zijn. Verwacht wordt {verwacht} daarvan, laag {laag} en hoog {hoog}."
    )
    return alineas


def _regio(stuk: Stuk, stof: Jaareindestof) -> None:
    """The totals of the region."""
    kolommen = _kolommen(stof)
    delen: tuple[tuple[str, Callable[[Verrekening], int]], ...] = (
        (g.KOSTEN.met_symbool, lambda u: u.kosten_ct),
        (g.VERGOEDING.met_symbool, lambda u: u.vergoeding_ct),
        (g.TE_VERDELEN.met_symbool, lambda u: u.te_verdelen_ct),
    )
    gevallen = stof.prognose.uitkomsten
    rijen = [(label, *(euro_nl(ct(gevallen[geval])) for geval in kolommen)) for label, ct in delen]
    breedte = (BREEDTE_CM - 6.5) / len(kolommen)
    stuk.tabel(
        (f"Hele regio, {stof.jaar}", *_koppen(kolommen)), rijen, (6.5, *(breedte for _ in kolommen)), totaal=True
    )


def _gevraagd(stof: Jaareindestof, rij: GemeenteUitkomst) -> list[str]:
    centrum = stof.regeling.centrumgemeente
    volgt = f"de afrekening over {stof.jaar} volgt. Daarop staat ook het verschil met deze opgave."
    if rij.gemeente.centrumgemeente:
        return [
            "Leg vast of u dit bedrag hebt opgenomen, of welk ander bedrag. De andere gemeenten antwoorden u.",
            _hoofdletter(volgt),
        ]
    aan = f"{centrum.contactfunctionaris or centrum.naam} · {centrum.e_mail}".rstrip(" ·")
    return [
        "Laat weten of u dit bedrag hebt opgenomen, of welk ander bedrag.",
        f"Antwoord aan: {aan}.",
        _betaling(rij.saldo_ct, volgt),
    ]


def _betaling(saldo_ct: int, volgt: str) -> str:
    """What to do about the payment now: nothing, said to who pays and to who receives."""
    if saldo_ct > 0:
        return f"Betaal nog niets: {volgt}"
    if saldo_ct < 0:
        return f"U ontvangt het bedrag later: {volgt}"
    return _hoofdletter(volgt)


def _bronnen(stof: Jaareindestof) -> list[str]:
    return [
        f"{stof.regeling.regio.document_voluit}.",
        f"Berekend met {stof.programma} uit {stof.masternaam}, op {dag_nl(stof.op)}.",
        f"Invoerhash {stof.jaar}: {stof.invoerhash}. Dezelfde invoer geeft dezelfde bedragen.",
    ]
