"""The letter about the budget of a year to come: what a gemeente budgets, why that differs from the year before, what is asked.

Of what is here nothing tells another gemeente's hours or cost: its own amounts, and of the region the budgeted totals.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from msgspec import Struct

from via_xl.basis.datum import datum_nl
from via_xl.basis.geld import euro_nl, procent_nl
from via_xl.basis.gemeenten import bestandsnaam
from via_xl.basis.opsomming import en
from via_xl.regeling.model import Gemeente, Regeling, Status, Voorschot
from via_xl.rekenen import grootheden as g
from via_xl.rekenen.jaarbegroting import Begrotingssleutel, Verschilreden, hoe_geraamd
from via_xl.rekenen.kalender import dag_nl
from via_xl.schrijven.stuk import BREEDTE_CM, Stuk
from via_xl.schrijven.voorstel.stof import verschil_nl


class Begrotingspost(Struct, frozen=True):
    """What the letter to a gemeente says, in cents: its budgeted bijdrage, that of the year before (None: none), and why.

    ``exact_ct`` is its exact share of what is to be shared (None: not known); a printed amount differs from it. ``erbij`` are
    the gemeenten that went into it since, whose amounts of the year before are in ``vorig_ct``. ``bron`` is the source of its
    row of tblBegroting; ``voorschotten`` are those that it is asked, in their order.
    """

    gemeente: Gemeente
    bedrag_ct: int
    exact_ct: int | None
    vorig_ct: int | None
    erbij: tuple[str, ...]
    redenen: Mapping[Verschilreden, int]
    voorschotten: tuple[Voorschot, ...]
    bron: str

    @property
    def verschil_ct(self) -> int | None:
        """How much more it is than the year before; None when nothing was budgeted then."""
        return None if self.vorig_ct is None else self.bedrag_ct - self.vorig_ct


class Begrotingsstof(Struct, frozen=True):
    """What the letters are written from: their day, the inputs, the budget of the region, and what each gemeente budgets.

    ``kosten_ct``, ``te_verdelen_ct`` and ``bijdragen_ct`` (what the bijdragen add up to) are those of the year before and of
    the year itself, None where they aren't known.
    ``sleutel`` is None where the shares can't be calculated. ``antwoord_voor`` is the day before which an answer is asked.
    """

    op: date
    regeling: Regeling
    jaar: int
    kosten_ct: tuple[int | None, int | None]
    te_verdelen_ct: tuple[int | None, int | None]
    bijdragen_ct: tuple[int | None, int | None]
    sleutel: Begrotingssleutel | None
    posten: tuple[Begrotingspost, ...]
    antwoord_voor: date | None
    programma: str
    masternaam: str

    @property
    def mapnaam(self) -> str:
        """The folder of the letters of a day."""
        return f"begroting-{self.jaar}-{self.op.isoformat()}"

    def briefnaam(self, post: Begrotingspost) -> str:
        """The file of the letter to a gemeente."""
        wie = f"{post.gemeente.code}_{bestandsnaam(post.gemeente.naam)}"
        return f"{bestandsnaam(self.regeling.regio.kort)}_begroting_{self.jaar}_{wie}.docx"


def maak_begrotingsbrief(stof: Begrotingsstof, post: Begrotingspost) -> Stuk:
    """The letter to the gemeente of a post."""
    regio = stof.regeling.regio
    stuk = Stuk(
        f"Begroting {stof.jaar}",
        f"Gemeente {post.gemeente.naam} · {regio.werkgroep} · aan de afdeling financiën",
        f"{regio.naam} · Begroting {stof.jaar} · {post.gemeente.naam}",
        stof.op,
    )
    stuk.kader(_kern(stof, post))
    stuk.kop("1. Uw bijdrage")
    _bijdrage(stuk, stof, post)
    if post.verschil_ct:
        stuk.kop(f"2. Waarom het anders is dan in {stof.jaar - 1}")
        _waarom(stuk, stof, post)
    stuk.kop("3. De hele regio" if post.verschil_ct else "2. De hele regio")
    _regio(stuk, stof)
    stuk.kop("4. Wat wij van u vragen" if post.verschil_ct else "3. Wat wij van u vragen")
    stuk.punten(_gevraagd(stof, post))
    stuk.kop("5. Bronnen" if post.verschil_ct else "4. Bronnen")
    stuk.punten(_bronnen(stof, post))
    return stuk


def _kern(stof: Begrotingsstof, post: Begrotingspost) -> list[tuple[str, str]]:
    kern = [(f"Bijdrage {stof.jaar}", f"{euro_nl(post.bedrag_ct)}, begroot")]
    verschil = post.verschil_ct
    if post.vorig_ct is not None and verschil is not None:
        wat = "hetzelfde" if verschil == 0 else f"{euro_nl(abs(verschil))} {'meer' if verschil > 0 else 'minder'}"
        kern.append((f"Was in {stof.jaar - 1}", f"{euro_nl(post.vorig_ct)}{_met_erbij(post)}; het is {wat}"))
    if post.voorschotten:
        kern.append((g.VOORSCHOT.kort, _voorschot(post)))
    return [*kern, ("Datum", datum_nl(stof.op))]


def _met_erbij(post: Begrotingspost) -> str:
    """Whose amount is in that of the year before, besides its own."""
    return f", met dat van {en(post.erbij)} erbij" if post.erbij else ""


def _voorschot(post: Begrotingspost) -> str:
    samen = sum(rij.bedrag_ct for rij in post.voorschotten)
    if len(post.voorschotten) == 1:
        return euro_nl(samen)
    return f"{euro_nl(samen)} in {len(post.voorschotten)} termijnen"


def _bijdrage(stuk: Stuk, stof: Begrotingsstof, post: Begrotingspost) -> None:
    regio, sleutel = stof.regeling.regio, stof.sleutel
    te_verdelen = stof.te_verdelen_ct[1]
    stuk.alinea(
        f"Voor de {regio.werkgroep} is voor {stof.jaar} voor uw gemeente {euro_nl(post.bedrag_ct)} begroot. Het is een begroting: na "
        f"afloop van het jaar wordt afgerekend{regio.volgens('verrekening')}."
    )
    if sleutel is not None and te_verdelen is not None:
        stuk.alinea(
            f"Van de {euro_nl(te_verdelen)} die de gemeenten samen dragen is uw aandeel {sleutel.aandeel(post.gemeente.code)}"
            f"{_peiljaar(stof, sleutel)}{_verdeeld(post)}"
        )
        if sleutel.uitleg:
            stuk.toelichting(f"{sleutel.uitleg[0].upper()}{sleutel.uitleg[1:]}.")
    if len(post.voorschotten) > 1:
        stuk.tabel(
            (g.VOORSCHOT.kort, "Bedrag"),
            [
                *((f"Termijn {nr}", euro_nl(rij.bedrag_ct)) for nr, rij in enumerate(post.voorschotten, start=1)),
                ("Samen", euro_nl(sum(rij.bedrag_ct for rij in post.voorschotten))),
            ],
            (BREEDTE_CM - 4, 4),
            totaal=True,
        )


def _verdeeld(post: Begrotingspost) -> str:
    """How the amount relates to the exact share: it is that, or it is one that the budget gives."""
    if post.exact_ct is None:
        return "."
    verschil = post.bedrag_ct - post.exact_ct
    if verschil == 0:
        return ", verdeeld tot op de cent."
    return (
        f". Tot op de cent verdeeld zou dat {euro_nl(post.exact_ct)} zijn. Begroot is {euro_nl(abs(verschil))} "
        f"{'meer' if verschil > 0 else 'minder'}: het bedrag is dat uit de begroting ({post.bron}), niet het exacte aandeel."
    )


def _peiljaar(stof: Begrotingsstof, sleutel: Begrotingssleutel) -> str:
    return f" (peiljaar {stof.regeling.jaar(stof.jaar).peiljaar})" if sleutel.naar == "inwoners" else ""


def _waarom(stuk: Stuk, stof: Begrotingsstof, post: Begrotingspost) -> None:
    """The difference taken apart: its lines add up to it."""
    if post.vorig_ct is None:
        return
    rijen = [(f"Bijdrage {stof.jaar - 1}{_met_erbij(post)}", euro_nl(post.vorig_ct))]
    rijen += [(f"{reden[0].upper()}{reden[1:]}", verschil_nl(ct)) for reden, ct in post.redenen.items()]
    rijen.append((f"Bijdrage {stof.jaar}", euro_nl(post.bedrag_ct)))
    stuk.tabel((f"Van {stof.jaar - 1} naar {stof.jaar}", "Bedrag"), rijen, (BREEDTE_CM - 4, 4), totaal=True)
    stuk.toelichting(
        "Elke regel is wat uw aandeel verandert als alleen dat anders wordt, van boven naar beneden; samen zijn zij het hele "
        "verschil."
    )


def _regio(stuk: Stuk, stof: Begrotingsstof) -> None:
    """The budgeted totals of both years."""
    vergoed = [
        None if kosten is None or rest is None else rest - kosten
        for kosten, rest in zip(stof.kosten_ct, stof.te_verdelen_ct, strict=True)
    ]
    rijen = [
        (label, *("niet bekend" if ct is None else euro_nl(ct) for ct in paar))
        for label, paar in (
            ("Begrote kosten", stof.kosten_ct),
            (g.VERGOEDING.label, vergoed),
            (g.TE_VERDELEN.label, stof.te_verdelen_ct),
        )
    ]
    stuk.tabel(
        ("Begroting van de hele regio", str(stof.jaar - 1), str(stof.jaar)), rijen, (BREEDTE_CM - 8, 4, 4), totaal=True
    )
    for zin in _niet_exact(stof):
        stuk.toelichting(zin)
    if hoe := hoe_geraamd(stof.regeling.jaar(stof.jaar)):
        stuk.toelichting(f"Hoe {stof.jaar} is geraamd: {hoe}.")
    pok = next((rij for rij in stof.regeling.pok if rij.jaar == stof.jaar), None)
    if pok is not None:
        wat = (
            f"{procent_nl(pok.vergoeding_bp)} van de kosten, ten hoogste {euro_nl(pok.maximum_ct)}"
            if pok.vergoeding_bp
            else "niets"
        )
        stuk.alinea(f"De POK-middelen vergoeden in {stof.jaar} {wat}; dit is {_hoe_zeker(pok.status)}.")


def _hoe_zeker(status: Status) -> str:
    return f"nog {status}" if status is Status.TE_BEVESTIGEN else str(status)


def _niet_exact(stof: Begrotingsstof) -> Iterator[str]:
    """Of each year whose bijdragen don't add up to what is to be shared, that and by how much."""
    for jaar, rest, samen in zip((stof.jaar - 1, stof.jaar), stof.te_verdelen_ct, stof.bijdragen_ct, strict=True):
        if rest is not None and samen is not None and samen != rest:
            yield (
                f"De begrote bijdragen van {jaar} tellen op tot {euro_nl(samen)}, {euro_nl(abs(samen - rest))} "
                f"{'meer' if samen > rest else 'minder'} dan er te verdelen is: zij zijn niet elk het exacte aandeel."
            )


def _gevraagd(stof: Begrotingsstof, post: Begrotingspost) -> list[str]:
    centrum = stof.regeling.centrumgemeente
    aan = f"{centrum.contactfunctionaris or centrum.naam} · {centrum.e_mail}".rstrip(" ·")
    wanneer = f" vóór {datum_nl(stof.antwoord_voor)}" if stof.antwoord_voor else ""
    if post.bedrag_ct:
        opnemen = f"Neem {euro_nl(post.bedrag_ct)} op in uw begroting van {stof.jaar}."
    else:
        opnemen = f"U hoeft in uw begroting van {stof.jaar} niets op te nemen."
    if post.gemeente.centrumgemeente:
        return [
            opnemen,
            f"Uw gemeente is de centrumgemeente: de andere gemeenten antwoorden haar{wanneer}. Haar eigen bijdrage betaalt zij aan "
            f"niemand; die boekt zij bij de afrekening over {stof.jaar}, na afloop van het jaar.",
        ]
    vragen = [opnemen, f"Laat{wanneer} weten of u dat doet, of wat u anders ziet. Antwoord aan: {aan}."]
    if post.voorschotten:
        return [
            *vragen,
            f"Houd rekening met een voorschot van {_voorschot(post)}. U betaalt het na een verzoek van {centrum.naam}; het gaat van de "
            "afrekening af.",
        ]
    return [*vragen, f"Betaal nog niets: de afrekening over {stof.jaar} volgt na afloop van het jaar."]


def _bronnen(stof: Begrotingsstof, post: Begrotingspost) -> list[str]:
    return [
        f"{stof.regeling.regio.document_voluit}.",
        f"Begrote bijdrage: {post.bron}.",
        f"Berekend met {stof.programma} uit {stof.masternaam}, op {dag_nl(stof.op)}.",
    ]
