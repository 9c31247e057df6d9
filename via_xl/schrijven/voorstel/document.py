"""The document for werkgroep, stuurgroep, ambtelijk opdrachtgevers and Regiodag. It goes to all gemeenten.

So it holds no hours or cost of any of them, and an amount per gemeente only where that says nothing of its cost.
"""

from __future__ import annotations

from via_xl.basis.datum import datum_nl
from via_xl.basis.geld import euro_nl, procent_nl
from via_xl.regeling.model import Stap
from via_xl.rekenen import grootheden as g
from via_xl.rekenen.plan import plan
from via_xl.rekenen.verrekening import GemeenteUitkomst
from via_xl.rekenen.voorstel import Alternatief, is_openbaar_binnen, wie_draagt
from via_xl.schrijven.stuk import BREEDTE_CM, Stuk
from via_xl.schrijven.voorstel import stof as s
from via_xl.schrijven.voorstel.stof import Voorstelstof

_NAAM_CM, _BREEDST_CM = 3.7, 4.45


def maak_document(stof: Voorstelstof) -> Stuk:
    """The document of a voorstel."""
    stuk = Stuk(
        f"Voorstel {stof.nummer}",
        f"{stof.onderwerp} · aan de bestuurlijk opdrachtgevers en de colleges van B&W",
        f"{stof.regeling.regio.naam} · Voorstel {stof.nummer} · {stof.onderwerp}",
        stof.op,
    )
    _kern(stuk, stof)
    stuk.kop("1. Waarom dit voorstel")
    for alinea in s.waarom(stof):
        stuk.alinea(alinea)
    stuk.tabel(("Van kosten naar meerkosten", "Bedrag"), s.rekensom(stof), (BREEDTE_CM - 4, 4), totaal=True)
    stuk.kop("2. Wat het per gemeente betekent")
    _per_gemeente(stuk, stof)
    stuk.kop("3. Alternatieven")
    _alternatieven(stuk, stof)
    stuk.kop("4. Route")
    stuk.tabel(("Wie", "Wat", "Wanneer"), s.route(stof), (6.5, 7, 3.5))
    stuk.toelichting(
        f"{s.over_de_data(stof)} Stuurt een stap het voorstel terug, dan begint de werkgroep opnieuw{stof.regeling.regio.bij('besluitvorming')}."
    )
    stuk.kop("5. Gevraagd besluit")
    stuk.alinea("De bestuurlijk opdrachtgevers en daarna de colleges wordt gevraagd:", bij_volgende=True)
    stuk.punten(s.besluitpunten(stof, _waar(stof)), genummerd=True)
    stuk.kop("6. Wat nog niet vaststaat")
    s.nog_niet_vast(stuk, stof)
    stuk.kop("7. Bronnen")
    stuk.punten(s.bronnen(stof, {rij.code for rij in stof.cijfers.deelnemers}))
    return stuk


def _kern(stuk: Stuk, stof: Voorstelstof) -> None:
    c = stof.cijfers
    stuk.kader(
        [
            ("Wat is er", s.wat_is_er(stof)),
            (
                "Voorstel",
                f"De meerkosten {stof.draagt}."
                if c.boven_ct
                else "In te stemmen met de bijdragen die hoger zijn dan begroot.",
            ),
            ("Besluit", "Eerst de Regiodag, daarna elk college (hoofdstuk 5)."),
            ("Regiodag", s.dag_of(stof.route.get(Stap.REGIODAG))),
            ("Datum voorstel", datum_nl(stof.op)),
        ]
    )


def _per_gemeente(stuk: Stuk, stof: Voorstelstof) -> None:
    c, uit = stof.cijfers, stof.cijfers.uitkomst
    begroot_kop = s.begroot_kop(stof.regeling.regio)
    stuk.alinea(f"Zoals voorgesteld: {_klein(wie_draagt(uit))}")
    rijen = c.deelnemers
    begroot = _som([rij.begroot_ct for rij in rijen])
    if c.voorstel.openbaar:
        stuk.tabel(
            ("Gemeente", begroot_kop, f"{g.BIJDRAGE.kort} volgens voorstel", "Verschil"),
            [
                *((r.naam, _begroot(r), euro_nl(r.bijdrage_ct), s.verschil_nl(_verschil(r))) for r in rijen),
                (
                    "Totaal",
                    _bedrag(begroot),
                    euro_nl(uit.te_verdelen_ct),
                    s.verschil_nl(None if begroot is None else uit.te_verdelen_ct - begroot),
                ),
            ],
            (5.6, 3.6, 4.2, 3.6),
            totaal=True,
        )
    elif is_openbaar_binnen(uit):
        stuk.tabel(
            ("Gemeente", begroot_kop, f"{g.BIJDRAGE.kort} binnen de grens", "Meerkosten"),
            [
                *((r.naam, _begroot(r), euro_nl(r.deel.bedrag_ct), "zie adoptievoorstel") for r in rijen),
                ("Totaal", _bedrag(begroot), euro_nl(uit.binnen_ct), euro_nl(uit.meerkosten_ct)),
            ],
            (5.6, 3.6, 4.2, 3.6),
            totaal=True,
        )
        stuk.toelichting(s.GEHEIM)
    else:
        stuk.tabel(
            ("Gemeente", begroot_kop, f"{g.BIJDRAGE.kort} volgens voorstel"),
            [
                *((r.naam, _begroot(r), "zie adoptievoorstel") for r in rijen),
                ("Totaal", _bedrag(begroot), euro_nl(uit.te_verdelen_ct)),
            ],
            (6, 5, 6),
            totaal=True,
        )
        stuk.toelichting(s.GEHEIM)
    for zin in _gedrukt(stof):
        stuk.toelichting(zin)


def _alternatieven(stuk: Stuk, stof: Voorstelstof) -> None:
    stuk.alinea(
        f"{stof.regeling.regio.zin('{Het Document}')} noemt niet wie draagt wat boven de grens ligt, en is over de verdeelsleutel niet eenduidig. Elke andere "
        "keuze is met dezelfde invoer doorgerekend; bij een andere verdeelsleutel blijven de meerkosten gedragen zoals "
        "voorgesteld.",
        bij_volgende=True,
    )
    stuk.tabel(
        ("Nr.", "Keuze", "Wie draagt hoeveel", "Per gemeente"),
        [(a.letter, a.naam, _draagt(a), _waar_per_gemeente(a)) for a in stof.alternatieven],
        (1.1, 4.6, 7.8, 3.5),
    )
    getoond = [a for a in stof.alternatieven if a.openbaar]
    if any(not a.openbaar and a.uitkomst is not None for a in stof.alternatieven):
        stuk.toelichting(s.GEHEIM)
    if not getoond:
        return
    stuk.tussenkop(f"{g.BIJDRAGE.kort} per gemeente, per keuze")
    breedte = min(_BREEDST_CM, (BREEDTE_CM - _NAAM_CM) / len(getoond))
    per_keuze = [{r.code: r.bijdrage_ct for r in a.uitkomst.gemeenten} for a in getoond if a.uitkomst is not None]
    stuk.tabel(
        ("Gemeente", *(f"{a.letter}{' (voorstel)' if a is stof.cijfers.voorstel else ''}" for a in getoond)),
        [
            *((rij.naam, *(euro_nl(keuze[rij.code]) for keuze in per_keuze)) for rij in stof.cijfers.deelnemers),
            ("Totaal", *(euro_nl(sum(keuze.values())) for keuze in per_keuze)),
        ],
        (_NAAM_CM, *(breedte for _ in getoond)),
        totaal=True,
    )


def _draagt(alternatief: Alternatief) -> str:
    if alternatief.uitkomst is None:
        return f"Niet te berekenen: {alternatief.reden}."
    return wie_draagt(alternatief.uitkomst)


def _waar_per_gemeente(alternatief: Alternatief) -> str:
    if alternatief.uitkomst is None:
        return "–"
    return "in de tabel hieronder" if alternatief.openbaar else "in het adoptievoorstel van de gemeente"


def _waar(stof: Voorstelstof) -> str:
    waar = "hoofdstuk 2" if stof.cijfers.voorstel.openbaar else "het adoptievoorstel van elke gemeente"
    return f"de bijdrage per gemeente over {stof.jaar} zoals die in {waar} staat"


def _gedrukt(stof: Voorstelstof) -> list[str]:
    """What the printed table says that its own inwoners don't: otherwise a difference can't be understood."""
    deelnemers = {rij.code for rij in stof.cijfers.deelnemers}
    return [
        f"{stof.regeling.regio.zin('{Tabel}')} geeft {stof.regeling.naam_van(regel.code)} {procent_nl(regel.gedrukt_bp)}, naar inwoners is het "
        f"{procent_nl(regel.percentage_bp)}: het begrote bedrag wijkt daar af, en het verschil dus ook."
        for regel in plan(stof.regeling)
        if regel.jaar == stof.jaar
        and regel.code in deelnemers
        and regel.afwijking_bp
        and regel.gedrukt_bp is not None
        and regel.percentage_bp is not None
    ]


def _begroot(rij: GemeenteUitkomst) -> str:
    return _bedrag(rij.begroot_ct)


def _bedrag(ct: int | None) -> str:
    return s.NIET_BEKEND if ct is None else euro_nl(ct)


def _som(bedragen: list[int | None]) -> int | None:
    """The total; None when nothing of it is known."""
    bekend = [bedrag for bedrag in bedragen if bedrag is not None]
    return sum(bekend) if bekend else None


def _verschil(rij: GemeenteUitkomst) -> int | None:
    return None if rij.begroot_ct is None else rij.bijdrage_ct - rij.begroot_ct


def _klein(zin: str) -> str:
    return zin[0].lower() + zin[1:]
