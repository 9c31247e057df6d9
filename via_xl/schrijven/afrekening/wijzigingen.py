"""What changed for this gemeente since the version that this one replaces, and why; of others only what K, V and R became."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from via_xl.basis.maat import Maat
from via_xl.rekenen import grootheden as g
from via_xl.rekenen.wijzigingen import Gemeentewijziging, Vergelijking
from via_xl.schrijven import a4, wijzigingen
from via_xl.schrijven.a4 import A4, A4Regel
from via_xl.schrijven.afrekening.berekening import NAMEN as BEREKENING
from via_xl.schrijven.afrekening.herkomst import NAMEN as HERKOMST
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
    ons = v.van(o.code)
    wijzigingen.begin(s, v, "Deze versie vervangt")
    b = wijzigingen.paren(s, "Bedragen", " €")
    b.paar(g.KOSTEN.met_symbool, Maat.EURO, v.kosten_ct, "kosten", BEREKENING.kosten)
    b.paar(g.VERGOEDING.met_symbool, Maat.EURO, v.vergoeding_ct, "vergoeding", BEREKENING.vergoeding)
    b.paar(g.TE_VERDELEN.met_symbool, Maat.EURO, v.te_verdelen_ct, "te_verdelen", BEREKENING.te_verdelen)
    b.paar(g.BIJDRAGE.label, Maat.EURO, ons.bijdrage_ct, "bijdrage", BEREKENING.bijdrage)
    if o.apart or ons.meerkosten_ct.vorig:
        nu = BEREKENING.meerkosten if o.apart else ""
        b.paar("waarvan meerkosten boven de voorstelgrens", Maat.EURO, ons.meerkosten_ct, "meerkosten", nu)
    b.paar(g.INZET.label, Maat.EURO, ons.kosten_ct, "inzet", BEREKENING.inzet)
    if _met_overig(ons):
        nu = BEREKENING.betaald if o.overige else ""
        b.paar(f"waarvan {g.BETAALD.in_zin}", Maat.EURO, ons.overig_ct, "overig", nu)
    b.paar(g.VOORSCHOT.label, Maat.EURO, ons.voorschot_ct, "voorschot", BEREKENING.voorschot)
    b.paar(g.SALDO.label, Maat.EURO, ons.saldo_ct, "saldo", BEREKENING.saldo, aanzien=Aanzien.UITKOMST)
    if ons.met_verrekend:
        mee, samen = (BEREKENING.verrekend, BEREKENING.met_verrekend) if o.verrekend else ("", BEREKENING.saldo)
        b.paar(g.VERREKEND.label, Maat.EURO, ons.verrekend_ct, "verrekend", mee)
        b.paar(g.TE_BETALEN.label, Maat.EURO, ons.te_betalen_ct, "met_verrekend", samen, aanzien=Aanzien.UITKOMST)
    if o.meegenomen:
        _meegenomen(s, o, v)
    s.wit()
    b = wijzigingen.paren(s, "Wat eronder ligt", "")
    b.paar(f"{g.UREN.label}, in uren", Maat.UREN, ons.uren_h, "uren", BEREKENING.uren)
    if not o.uitkomst.vast and v.zelfde_sleutel:
        sleutel = f"Sleutel van uw gemeente: {o.uitkomst.verdeelsleutel}"
        b.paar(sleutel, Maat.GEHEEL, ons.sleutel, "sleutel", BEREKENING.sleutel)
        b.paar("Sleutel van de hele regio", Maat.GEHEEL, v.sleutel_totaal, "som", BEREKENING.som)
    s.wit()
    s.kopje("Waarom")
    s.uitleg(_waarom(v, ons))
    s.wit()
    return wijzigingen.zet(s, [ons], v.parameters, met_gemeente=False)


def _meegenomen(s: Stapel, o: Afrekeningopdracht, v: Vergelijking) -> None:
    """What of the difference is settled with a later year, and what that leaves for now."""
    mee_ct = sum(rij.bedrag_ct for rij in o.meegenomen)
    b = s.bij(Blok())
    mee = F(HERKOMST.meegenomen, mee_ct)
    b.rij(f"Wordt verrekend met de afrekening van {o.meegenomen[0].jaar}", Maat.EURO, mee, als="meegenomen")
    nog = F(f"ROUND({_verschil(v.van(o.code))}-{{meegenomen}},2)", v.nu_nog_ct(o.code))
    b.rij("Nu nog te verrekenen", Maat.EURO, nog, als="nog", aanzien=Aanzien.UITKOMST)


def _verschil(ons: Gemeentewijziging) -> str:
    """The cell of the difference that is settled: of the saldo, with what is settled along."""
    return str(NAMEN.met_verrekend if ons.met_verrekend else NAMEN.saldo)


def _toen(ons: Gemeentewijziging) -> str:
    """The cell of what was settled with the version before."""
    return str(NAMEN["met_verrekend.toen" if ons.met_verrekend else "saldo.toen"])


def _met_overig(ons: Gemeentewijziging) -> bool:
    return any((ons.overig_ct.vorig, ons.overig_ct.nu))


def _waarom(v: Vergelijking, ons: Gemeentewijziging) -> str:
    eigen = bool(ons.regels or ons.tarieven or ons.gegevens or v.parameters)
    if not eigen and not ons.voorschot_ct.verschil:
        begin = "Aan uw eigen uren, tarieven en gegevens is niets veranderd."
    else:
        begin = "Wat aan uw eigen gegevens en aan de keuzes van het jaar veranderde, staat hieronder; een voorschot hierboven."
    anders = any(paar.verschil for paar in (v.kosten_ct, v.vergoeding_ct, v.te_verdelen_ct, v.sleutel_totaal))
    slot = " Wat er bij andere gemeenten veranderde, werkt alleen door via K, V, R en de sleutel van de regio."
    return begin + (slot if anders else "")


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
    overig = d.overig if _met_overig(ons) else ""
    yield from oorzaken.controles("kosten van uw inzet", d.uren, d.inzet, BLAD, [ons], overig)


def op_de_pagina(pagina: A4, v: Vergelijking, code: str) -> A4:
    """The first sheet of a version that replaces another: of a herziening it says what is still to be settled."""
    nummer = v.vorig.versie
    if not v.herziening:
        return replace(pagina, vervangt=(f"Vervangt versie {nummer}. Saldo nu min saldo toen", F(NAMEN.saldo)))
    heel, ons, mee = pagina.posten[-1], v.van(code), v.meegenomen
    eigen = mee.van(code) != 0
    nog = str(NAMEN.nog) if eigen else _verschil(ons)
    later = f"Wordt verrekend met de afrekening van {mee.naar}"
    return replace(
        pagina,
        richting=a4.richting(nog, v.nu_nog_ct(code), "nu nog"),
        te_betalen=F(f"ABS({nog})", abs(v.nu_nog_ct(code))),
        posten=[
            *pagina.posten[:-1],
            replace(heel, tekst="Saldo over het hele jaar (min: uw gemeente ontvangt)"),
            A4Regel(f"Al verrekend met versie {nummer}", F(f"-{_toen(ons)}")),
            *([A4Regel(later, F(f"-{NAMEN.meegenomen}"))] if eigen else []),
            A4Regel("Nu nog te verrekenen (min: uw gemeente ontvangt)", F(nog), slot=True),
        ],
        vervangt=(
            f"Herziening van versie {nummer}, die definitief is. Saldo over het hele jaar (min: uw gemeente ontvangt)",
            heel.bedrag,
        ),
    )
