"""The settlement workbook of one gemeente: readable at once, every amount a formula, nothing of anyone else's staff."""

from __future__ import annotations

from via_xl.basis.geld import euro, fractie, uren
from via_xl.regeling.model import Verdeelsleutel
from via_xl.rekenen.betaallijst import kenmerk
from via_xl.schrijven import a4, controleblad
from via_xl.schrijven.a4 import A4, A4Regel
from via_xl.schrijven.afrekening import (
    berekening,
    controles,
    eigen_tarieven,
    eigen_uren,
    herkomst,
    verdeling,
    wijzigingen,
)
from via_xl.schrijven.afrekening.opdracht import Afrekeningopdracht
from via_xl.schrijven.boek import Blad, Boek, Waarde, serienummer
from via_xl.schrijven.opmaak import F

BLADEN = ("Afrekening", "Wijzigingen", "Berekening", "Uren", "Tarieven", "Verdeling", "Controles", "Herkomst")
"""The sheets in the order in which a reader meets them: the outcome first, the inputs last; a first version changed nothing."""


def maak_afrekening(o: Afrekeningopdracht) -> Boek:
    """The settlement workbook of one gemeente.

    Another gemeente's hours, cost, schaal, medewerker or thema is nowhere in it; under the keys ``kosten``
    and ``uren`` neither is another's bijdrage.
    """
    boek = Boek(f"ViA afrekening {o.uitkomst.jaar} · {o.ons.naam}", concept=bool(o.redenen))
    blad_herkomst, h = herkomst.leg_aan(o)
    eerste = boek.blad("Afrekening", kleur="#548235", kopregel=o.kopregel)
    eigen_tarieven.zet(boek, o)
    eigen = eigen_uren.zet(boek, o)
    v = verdeling.zet(boek, o, h, eigen)
    b = berekening.zet(boek, o, h, v, eigen)
    pagina, rijen = _pagina(o, h, b), controles.controles(o, h, v, b)
    if o.wijzigingen is not None:
        verschillen = wijzigingen.zet(boek, o, o.wijzigingen, b)
        pagina = wijzigingen.op_de_pagina(pagina, o.wijzigingen, o.code, verschillen)
        rijen += wijzigingen.controles(o, o.wijzigingen, verschillen)
    a4.zet(eerste, pagina)
    controleblad.zet(boek, rijen, controles.UITLEG, o.kopregel)
    boek.bladen.append(blad_herkomst)
    boek.bladen.sort(key=lambda blad: BLADEN.index(blad.naam))
    for blad in boek.bladen:
        _stempel(blad, o)
    return boek


def _stempel(blad: Blad, o: Afrekeningopdracht) -> None:
    """CONCEPT and the version on every sheet; the first one has them in its heading already."""
    if blad.naam != "Afrekening":
        blad.zet(2, 3, o.stand, "vet")


def _pagina(o: Afrekeningopdracht, h: herkomst.Herkomstplaatsen, b: berekening.Berekeningplaatsen) -> A4:
    uit, ons = o.uitkomst, o.ons

    def f(formule: object, waarde: Waarde) -> F:
        return F(f"={formule}", waarde)

    centrum = o.regeling.centrumgemeente
    begroot: Waarde = "" if ons.begroot_ct is None else euro(ons.begroot_ct)
    return A4(
        titel=f(
            f'"Afrekening ViA "&{h.jaar}&" · gemeente "&{h.gemeente}&" ("&{h.code}&")"',
            f"Afrekening ViA {uit.jaar} · gemeente {ons.naam} ({ons.code})",
        ),
        stand=o.stand,
        vlag="OK",
        richting=a4.richting(b.saldo, ons.saldo_ct),
        te_betalen=f(b.te_betalen, euro(abs(ons.saldo_ct))),
        posten=[
            A4Regel("Kosten van de werkgroep, hele regio", f(b.kosten, euro(uit.kosten_ct))),
            A4Regel(
                "Vergoeding uit POK: percentage en maximum",
                f(f"-{b.vergoeding}", euro(-uit.vergoeding_ct)),
                gegevens=(
                    (f(b.percentage, fractie(uit.vergoeding_bp)), "procent"),
                    (f(b.maximum, euro(uit.maximum_ct)), "euro"),
                ),
            ),
            A4Regel(f"Te verdelen over de {len(uit.gemeenten)} gemeenten", f(b.te_verdelen, euro(uit.te_verdelen_ct))),
            *_aandeel(o, b),
            A4Regel(
                _bijdrage(o),
                f(b.bijdrage, euro(ons.bijdrage_ct)),
            ),
            A4Regel(
                "Door u geleverde inzet, in uren",
                f(f"-{b.inzet}", euro(-ons.kosten_ct)),
                gegevens=((f(b.uren, uren(ons.uren_h)), "uren"),),
            ),
            A4Regel("Betaald voorschot", f(f"-{b.voorschot}", euro(-ons.voorschot_ct))),
            A4Regel("Saldo (min: u ontvangt)", f(b.saldo, euro(ons.saldo_ct)), "slot.euro"),
        ],
        begroot=f(b.begroot, begroot),
        verschil=f(b.verschil, "" if ons.begroot_ct is None else euro(ons.bijdrage_ct - ons.begroot_ct)),
        bijdrage_post=3 + len(_aandeel(o, b)),
        te_doen=_te_doen(o),
        uiterlijk=_uiterlijk(o, h),
        vragen_aan=f"{centrum.contactfunctionaris or centrum.naam} · {centrum.e_mail}".rstrip(" ·"),
        redenen=o.redenen,
    )


def _te_doen(o: Afrekeningopdracht) -> tuple[str, str]:
    """What the gemeente does now; the day of the second stands beside it."""
    if o.betaaldag is None:
        eerst = "Kijk het blad Uren na." if o.regels else "Ga na of het klopt dat uw gemeente geen uren leverde."
        return eerst, "Geef akkoord, of maak bezwaar, vóór:"
    saldo_ct = o.ons.saldo_ct
    if o.wijzigingen is not None and o.wijzigingen.herziening:
        saldo_ct = o.wijzigingen.van(o.code).saldo_ct.verschil
    onder = f"onder vermelding van {kenmerk(o.uitkomst.jaar, o.code, o.versie)}"
    if o.ons.gemeente.centrumgemeente:
        return f"Boek dit bedrag intern {onder}.", "De andere gemeenten betalen of ontvangen uiterlijk op:"
    if saldo_ct > 0:
        return f"Betaal dit bedrag {onder}.", "Betaal uiterlijk op:"
    if saldo_ct < 0:
        return f"U ontvangt dit bedrag {onder}.", "U ontvangt het uiterlijk op:"
    return "Er is nu niets te betalen of te ontvangen.", "De andere gemeenten betalen of ontvangen uiterlijk op:"


def _uiterlijk(o: Afrekeningopdracht, h: herkomst.Herkomstplaatsen) -> F:
    """The day of a payment, and of a concept that of the reaction."""
    if o.betaaldag is not None:
        return F(f"={h.betaaldag}", serienummer(o.betaaldag))
    termijn = o.regeling.jaar(o.uitkomst.jaar).reactietermijn
    return F(
        f'=IF({h.reactietermijn}="","nog niet bepaald",{h.reactietermijn})',
        "nog niet bepaald" if termijn is None else serienummer(termijn),
    )


def _aandeel(o: Afrekeningopdracht, b: berekening.Berekeningplaatsen) -> list[A4Regel]:
    """The lines between what is to be shared and the bijdrage: the share, and the own part of the meerkosten."""
    uit, ons = o.uitkomst, o.ons
    eenheid = {
        Verdeelsleutel.INWONERS: f"inwoners ({uit.peiljaar})",
        Verdeelsleutel.KOSTEN: "kosten, in hele euro's",
        Verdeelsleutel.UREN: "uren, in honderdsten",
        Verdeelsleutel.CAPACITEIT: "capaciteit, in honderdsten van een uur",
    }[uit.verdeelsleutel]
    posten = []
    if b.aandeel is not None:
        posten.append(
            A4Regel(
                f"Aandeel naar {eenheid}: u en de regio",
                F(f"={b.aandeel.deel}", ons.deel.sleutel / max(1, uit.sleutel_totaal)),
                "regel.procent4",
                gegevens=(
                    (F(f"={b.aandeel.sleutel}", ons.deel.sleutel), "geheel"),
                    (F(f"={b.aandeel.som}", uit.sleutel_totaal), "geheel"),
                ),
            )
        )
    if b.meerkosten is not None:
        tekst = f"In uw bijdrage: meerkosten boven de grens ({uit.drager})"
        posten.append(A4Regel(tekst, F(f"={b.meerkosten}", euro(ons.meerkosten.bedrag_ct))))
    return posten


def _bijdrage(o: Afrekeningopdracht) -> str:
    """What the line of the bijdrage is called."""
    if o.uitkomst.vast:
        wat = "wat de vaste bedragen overlaten" if o.ons.gemeente.centrumgemeente else "vast (tabel 8.1)"
        return f"Bijdrage van uw gemeente: {wat}"
    if o.uitkomst.verdeelsleutel is Verdeelsleutel.KOSTEN:
        return "Bijdrage: kosten min uw deel in de vergoeding"
    return "Bijdrage van uw gemeente"
