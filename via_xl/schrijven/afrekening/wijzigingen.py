"""What changed for this gemeente since the version that this one replaces, and why; of others only what K, V and R became."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from via_xl.basis.maat import Maat
from via_xl.rekenen import grootheden as g
from via_xl.rekenen.wijzigingen import Gemeentewijziging, Paar, Vergelijking
from via_xl.schrijven import a4, wijzigingen
from via_xl.schrijven.a4 import A4, A4Regel
from via_xl.schrijven.afrekening.berekening import NAMEN as BEREKENING
from via_xl.schrijven.afrekening.opdracht import Afrekeningopdracht
from via_xl.schrijven.boek import Boek
from via_xl.schrijven.taal import Aanzien, Blok, F, Namen, Stapel, Tabkleur, begin_blad
from via_xl.schrijven.taal.controleblad import Controle, controle
from via_xl.schrijven.wijzigingen import Oorzaken

BLAD = "Wijzigingen"
NAMEN = Namen(BLAD)
"""The differences, for formulas on other sheets: ``NAMEN.saldo``; ``NAMEN["saldo.toen"]`` is what it was."""


def zet(boek: Boek, o: Afrekeningopdracht, v: Vergelijking) -> Oorzaken:
    """Add the sheet: the amounts of this version are those of ``Berekening``. Gives the tables that explain them."""
    s = begin_blad(
        boek,
        BLAD,
        kleur=Tabkleur.REKENEN,
        kopregel=o.kopregel,
        uitleg=f"Wat anders is dan in versie {v.vorig.versie}, en waarom. Van andere gemeenten staat hier alleen wat K, V en R werden.",
    )
    s.breed({0: 46, 1: 18, 2: 18, 3: 18})
    s.feit("Deze versie vervangt", f"versie {v.vorig.versie} ({v.vorig.status})")
    s.feit("Invoerhash van die versie", v.vorig.invoerhash)
    if v.herziening:
        tekst = (
            f"Versie {v.vorig.versie} is definitief en verrekend: nu wordt alleen het verschil in saldo nog verrekend."
        )
        s.uitleg(tekst)
    s.wit(1 if v.herziening else 2)
    return _inhoud(s, o, v, v.van(o.code))


def _inhoud(s: Stapel, o: Afrekeningopdracht, v: Vergelijking, ons: Gemeentewijziging) -> Oorzaken:
    b, hoog = _blok(s, "Bedragen", " €"), Aanzien.UITKOMST
    _rij(b, g.KOSTEN.met_symbool, Maat.EURO, v.kosten_ct, "kosten")
    _rij(b, g.VERGOEDING.met_symbool, Maat.EURO, v.vergoeding_ct, "vergoeding")
    _rij(b, g.TE_VERDELEN.met_symbool, Maat.EURO, v.te_verdelen_ct, "te_verdelen")
    _rij(b, g.BIJDRAGE.label, Maat.EURO, ons.bijdrage_ct, "bijdrage")
    if o.apart or ons.meerkosten_ct.vorig:
        meer = "waarvan meerkosten boven de voorstelgrens"
        _rij(b, meer, Maat.EURO, ons.meerkosten_ct, "meerkosten", berekend=o.apart)
    _rij(b, g.INZET.label, Maat.EURO, ons.kosten_ct, "inzet")
    _rij(b, g.VOORSCHOT.label, Maat.EURO, ons.voorschot_ct, "voorschot")
    _rij(b, g.SALDO.label, Maat.EURO, ons.saldo_ct, "saldo", aanzien=hoog)
    s.wit()
    b = _blok(s, "Wat eronder ligt", "")
    _rij(b, f"{g.UREN.label}, in uren", Maat.UREN, ons.uren_h, "uren")
    if not o.uitkomst.vast and v.zelfde_sleutel:
        _rij(b, f"Sleutel van uw gemeente: {o.uitkomst.verdeelsleutel}", Maat.GEHEEL, ons.sleutel, "sleutel")
        _rij(b, "Sleutel van de hele regio", Maat.GEHEEL, v.sleutel_totaal, "som")
    s.wit()
    s.kopje("Waarom")
    s.uitleg(_waarom(v, ons))
    s.wit()
    return wijzigingen.zet(s, [ons], v.parameters, met_gemeente=False)


def _waarom(v: Vergelijking, ons: Gemeentewijziging) -> str:
    eigen = bool(ons.regels or ons.tarieven or ons.gegevens or v.parameters)
    if not eigen and not ons.voorschot_ct.verschil:
        begin = "Aan uw eigen uren, tarieven en gegevens is niets veranderd."
    else:
        begin = "Wat aan uw eigen gegevens en aan de keuzes van het jaar veranderde, staat hieronder; een voorschot hierboven."
    anders = any(paar.verschil for paar in (v.kosten_ct, v.vergoeding_ct, v.te_verdelen_ct, v.sleutel_totaal))
    slot = " Wat er bij andere gemeenten veranderde, werkt alleen door via K, V, R en de sleutel van de regio."
    return begin + (slot if anders else "")


def _blok(s: Stapel, wat: str, eenheid: str) -> Blok:
    koppen = (wat, *(f"{kop}{eenheid}" for kop in ("Vorige versie", "Deze versie", "Verschil")))
    return s.bij(Blok(koppen=koppen, kolommen=("toen", "nu", "")))


def _rij(
    b: Blok, wat: str, maat: Maat, paar: Paar, als: str, *, berekend: bool = True, aanzien: Aanzien | None = None
) -> None:
    """A row: what it was (an input), what it is (on ``Berekening``, if it is calculated there), and the difference."""
    nu = F(BEREKENING[als], paar.nu) if berekend else paar.nu
    verschil = F(f"ROUND({{{als}.nu}}-{{{als}.toen}},2)", paar.verschil)
    b.rij(wat, maat, paar.vorig, nu, verschil, als=als, aanzien=aanzien)


def controles(o: Afrekeningopdracht, v: Vergelijking, oorzaken: Oorzaken) -> Iterator[Controle]:
    """The checks: the differences add up, and are explained by the lines and the rates."""
    ons, d = v.van(o.code), NAMEN
    yield controle(
        "Verschil in saldo is dat van bijdrage, inzet en voorschot",
        Maat.EURO,
        verwacht=f"ROUND({d.bijdrage}-{d.inzet}-{d.voorschot},2)",
        gevonden=d.saldo,
        waarde=ons.saldo_ct.verschil,
        waar=BLAD,
    )
    if oorzaken.met_uren:
        yield controle(
            "Verschil in uren is dat van de urenregels die anders zijn",
            Maat.UREN,
            verwacht=d.uren,
            gevonden=f"ROUND({oorzaken.uren},2)",
            waarde=ons.uren_h.verschil,
            waar=BLAD,
        )
    if oorzaken.met_uren or oorzaken.met_tarieven:
        yield controle(
            "Verschil in kosten van uw inzet is dat van urenregels en tarieven",
            Maat.EURO,
            verwacht=d.inzet,
            gevonden=f"ROUND({oorzaken.kosten},2)",
            waarde=ons.kosten_ct.verschil,
            waar=BLAD,
        )


def op_de_pagina(pagina: A4, v: Vergelijking, code: str) -> A4:
    """The first sheet of a version that replaces another: of a herziening it says what is still to be settled."""
    nummer, saldo = v.vorig.versie, v.van(code).saldo_ct
    verschil = F(NAMEN.saldo)
    if not v.herziening:
        return replace(pagina, vervangt=(f"Vervangt versie {nummer}. Saldo nu min saldo toen", verschil))
    heel = pagina.posten[-1]
    return replace(
        pagina,
        richting=a4.richting(NAMEN.saldo, saldo.verschil, "nu nog"),
        te_betalen=F(f"ABS({NAMEN.saldo})", Maat.EURO.in_cel(abs(saldo.verschil))),
        posten=[
            *pagina.posten[:-1],
            replace(heel, tekst="Saldo over het hele jaar (min: uw gemeente ontvangt)"),
            A4Regel(f"Al verrekend met versie {nummer}", F(f"-{NAMEN['saldo.toen']}")),
            A4Regel("Nu nog te verrekenen (min: uw gemeente ontvangt)", verschil, "slot.euro"),
        ],
        vervangt=(
            f"Herziening van versie {nummer}, die definitief is. Saldo over het hele jaar (min: uw gemeente ontvangt)",
            heel.bedrag,
        ),
    )
