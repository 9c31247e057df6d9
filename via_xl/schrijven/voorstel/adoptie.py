"""The adoptievoorstel of one college: its own figures, and of the region only the totals."""

from __future__ import annotations

from via_xl.basis.datum import datum_nl
from via_xl.basis.geld import euro_nl
from via_xl.regeling.model import Stap
from via_xl.rekenen import grootheden as g
from via_xl.rekenen.verrekening import GemeenteUitkomst, Verrekening
from via_xl.rekenen.voorstel import Alternatief
from via_xl.schrijven.stuk import BREEDTE_CM, Stuk
from via_xl.schrijven.voorstel import stof as s
from via_xl.schrijven.voorstel.stof import Voorstelstof

_LEEG = "………………………………"


def maak_adoptievoorstel(stof: Voorstelstof, code: str) -> Stuk:
    """The adoptievoorstel of the gemeente with this CBS code."""
    ons = stof.cijfers.uitkomst.van(code)
    stuk = Stuk(
        f"Adoptievoorstel {stof.nummer}",
        f"Gemeente {ons.naam} · {stof.onderwerp} · aan het college van B&W",
        f"{stof.regeling.regio.naam} · Adoptievoorstel {stof.nummer} · {ons.naam}",
        stof.op,
    )
    stuk.kader(
        [
            (g.BIJDRAGE.kort, f"{euro_nl(ons.bijdrage_ct)} over {stof.jaar}, zoals voorgesteld."),
            (g.BEGROOT.kort, _tegen_begroot(ons)),
            ("Contactpersoon", ons.gemeente.contactfunctionaris or "nog niet aangewezen"),
            ("Regiodag", s.dag_of(stof.route.get(Stap.REGIODAG))),
            ("College besluit", s.dag_of(stof.route.get(Stap.COLLEGE), "uiterlijk ")),
            ("Datum voorstel", datum_nl(stof.op)),
        ]
    )
    stuk.kop("1. Voorgesteld besluit")
    stuk.alinea("Het college wordt gevraagd:", bij_volgende=True)
    waar = f"een bijdrage van {euro_nl(ons.bijdrage_ct)} van de gemeente {ons.naam} over {stof.jaar}"
    stuk.punten(s.besluitpunten(stof, waar), genummerd=True)
    stuk.kop("2. Waarom dit voorstel")
    for alinea in s.waarom(stof):
        stuk.alinea(alinea)
    stuk.kop(f"3. Wat het {ons.naam} kost")
    _eigen(stuk, stof, ons)
    stuk.kop("4. Alternatieven")
    _alternatieven(stuk, stof, ons)
    stuk.kop("5. Route")
    stuk.tabel(("Wie", "Wat", "Wanneer"), s.route(stof), (6.5, 7, 3.5))
    stuk.toelichting(s.over_de_data(stof))
    stuk.kop("6. Wat nog niet vaststaat")
    s.nog_niet_vast(stuk, stof)
    stuk.kop("7. Bronnen")
    stuk.punten(s.bronnen(stof, {code}))
    stuk.kop("Besluit van het college")
    stuk.tabel(
        (f"Gemeente {ons.naam}", f"Voorstel {stof.nummer}"),
        [("Akkoord / afgewezen / terug", _LEEG), ("Datum", _LEEG), ("Namens het college", _LEEG)],
        (6.5, BREEDTE_CM - 6.5),
    )
    return stuk


def _tegen_begroot(ons: GemeenteUitkomst) -> str:
    if ons.begroot_ct is None:
        return f"Voor {ons.naam} is geen bijdrage begroot."
    verschil = ons.bijdrage_ct - ons.begroot_ct
    if verschil == 0:
        return f"{euro_nl(ons.begroot_ct)}: precies wat wordt voorgesteld."
    return (
        f"{euro_nl(ons.begroot_ct)}: het voorstel is {euro_nl(abs(verschil))} {'meer' if verschil > 0 else 'minder'}."
    )


def _eigen(stuk: Stuk, stof: Voorstelstof, ons: GemeenteUitkomst) -> None:
    uit = stof.cijfers.uitkomst
    rijen = []
    if uit.meerkosten_ct:
        rijen += [
            (f"{g.BIJDRAGE.kort} binnen de grens", euro_nl(ons.bijdrage_ct - ons.meerkosten.bedrag_ct)),
            ("Deel in de meerkosten", euro_nl(ons.meerkosten.bedrag_ct)),
        ]
    rijen.append((f"{g.BIJDRAGE.kort} volgens voorstel", euro_nl(ons.bijdrage_ct)))
    begroot = s.NIET_BEKEND if ons.begroot_ct is None else euro_nl(ons.begroot_ct)
    rijen.append((s.begroot_kop(stof.regeling.regio), begroot))
    verschil = None if ons.begroot_ct is None else ons.bijdrage_ct - ons.begroot_ct
    rijen.append(("Verschil met de begroting", s.verschil_nl(verschil)))
    stuk.tabel((f"Gemeente {ons.naam}, {stof.jaar}", "Bedrag"), rijen, (BREEDTE_CM - 4, 4), totaal=True)
    stuk.toelichting(
        "De bijdrage is het deel in de kosten. Bij de afrekening gaan de kosten van geleverde inzet en betaalde voorschotten "
        "daarvan af. Vraagt een hogere bijdrage om een begrotingswijziging, dan is daarvoor de raad nodig."
    )


def _alternatieven(stuk: Stuk, stof: Voorstelstof, ons: GemeenteUitkomst) -> None:
    stuk.alinea(
        "Wat elke andere keuze voor deze gemeente betekent, met dezelfde invoer doorgerekend. De letters zijn die van het "
        "regionale voorstel.",
        bij_volgende=True,
    )
    stuk.tabel(
        ("Nr.", "Keuze", f"{g.BIJDRAGE.kort} {ons.naam}", "Verschil met voorstel"),
        [(a.letter, _keuze(a), *_bedragen(a.uitkomst, ons)) for a in stof.alternatieven],
        (1.1, 8.7, 3.6, 3.6),
    )
    if any(a.uitkomst is not None and not a.openbaar for a in stof.alternatieven) and ons.kosten_ct:
        stuk.toelichting(
            "Vertrouwelijk: bij kosten, uren en leveranciers volgt uit het bedrag wat de eigen inzet kost, en vaak is dat er één "
            "medewerker. Laat die regels weg als dit stuk openbaar wordt."
        )


def _keuze(alternatief: Alternatief) -> str:
    if alternatief.uitkomst is None:
        return f"{alternatief.naam} (niet te berekenen: {alternatief.reden})"
    return alternatief.naam


def _bedragen(uitkomst: Verrekening | None, ons: GemeenteUitkomst) -> tuple[str, str]:
    if uitkomst is None:
        return "", ""
    bijdrage = uitkomst.van(ons.code).bijdrage_ct
    return euro_nl(bijdrage), s.verschil_nl(bijdrage - ons.bijdrage_ct)
