"""The settlement workbook of one gemeente: readable at once, every amount a formula, nothing of anyone else's staff."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from via_xl.basis.geld import euro_nl
from via_xl.basis.maat import Maat
from via_xl.basis.opsomming import en
from via_xl.regeling.model import Verdeelsleutel
from via_xl.rekenen import grootheden as g
from via_xl.rekenen.betaallijst import kenmerk, rekening
from via_xl.rekenen.vergoeding import Vergoedingsjaar
from via_xl.schrijven import a4
from via_xl.schrijven.a4 import A4, A4Regel, Gegeven, Verzoek
from via_xl.schrijven.afrekening import (
    berekening,
    controles,
    eigen_kosten,
    eigen_tarieven,
    eigen_uren,
    herkomst,
    verdeling,
    vergoeding,
    wijzigingen,
)
from via_xl.schrijven.afrekening.berekening import NAMEN as BEREKENING
from via_xl.schrijven.afrekening.herkomst import NAMEN as HERKOMST
from via_xl.schrijven.afrekening.herkomst import Vergoedingsnamen
from via_xl.schrijven.afrekening.opdracht import Afrekeningopdracht
from via_xl.schrijven.boek import Boek
from via_xl.schrijven.taal import F, controleblad, naast_vlag

_MEESTE_NAMEN = 3
"""So many names fit on a line."""

_ANDEREN = "De andere gemeenten betalen of ontvangen uiterlijk op:"

_LANGE_TITEL = 72
"""So many characters of a title the paper is wide enough for."""

BLADEN = ("Afrekening", "Wijzigingen", "Berekening", "Uren", "Kosten", "Tarieven", "Verdeling", "Controles", "Herkomst")
"""The sheets in the order in which a reader meets them: the outcome first, the inputs last; a first version changed nothing."""


def maak_afrekening(o: Afrekeningopdracht) -> Boek:
    """The settlement workbook of one gemeente.

    Another gemeente's hours, cost, schaal, medewerker or thema is nowhere in it; under the keys ``kosten``
    and ``uren`` neither is another's bijdrage.
    """
    boek = Boek(f"{o.uitkomst.regio.kort} afrekening {o.uitkomst.jaar} · {o.ons.naam}", concept=bool(o.redenen))
    for blad in (herkomst, eigen_tarieven, eigen_uren, eigen_kosten, verdeling, berekening):
        blad.zet(boek, o)
    pagina, rijen = _pagina(o), [*controles.controles(o)]
    if o.wijzigingen is not None:
        oorzaken = wijzigingen.zet(boek, o, o.wijzigingen)
        pagina = wijzigingen.op_de_pagina(pagina, o.wijzigingen, o.code)
        rijen += wijzigingen.controles(o, o.wijzigingen, oorzaken)
    a4.zet(boek, pagina, o.kopregel, o.uitkomst.regio)
    controleblad.zet(boek, rijen, controles.UITLEG, o.kopregel)
    boek.bladen.sort(key=lambda blad: BLADEN.index(blad.naam))
    for werkblad in boek.bladen[1:]:  # the first one has it in its heading already
        naast_vlag(werkblad, o.stand)
    return boek.klaar()


def _pagina(o: Afrekeningopdracht) -> A4:
    uit, ons, b, h = o.uitkomst, o.ons, BEREKENING, HERKOMST
    centrum = o.regeling.centrumgemeente
    return A4(
        titel=_titel(uit.regio.kort, uit.jaar, ons.naam, ons.code),
        stand=o.stand,
        vlag="OK",
        richting=a4.richting(b.met_verrekend if o.verrekend else b.saldo, ons.te_betalen_ct),
        te_betalen=F(b.te_betalen),
        posten=[
            A4Regel(g.KOSTEN.label, F(b.kosten)),
            *_vergoeding(o),
            A4Regel(f"{g.TE_VERDELEN.kort} over {_hoeveel(len(uit.met_stuk))}", F(b.te_verdelen)),
            *_aandeel(o),
            A4Regel(_bijdrage(o), F(b.bijdrage), bijdrage=True),
            *_btw(o),
            *_inzet(o),
            *([A4Regel(g.VOORSCHOT.label, F(f"-{b.voorschot}"))] if ons.voorschot_ct else []),
            A4Regel(g.SALDO.label, F(b.saldo), slot=True),
            *_verrekend(o),
        ],
        begroot=None if ons.begroot_ct is None else F(b.begroot),
        verschil=F(b.verschil),
        te_doen=_te_doen(o),
        van=f"Van {centrum.organisatie or centrum.naam}, centrumgemeente",
        gemaakt=F(h.gemaakt),
        vragen_aan=f"{centrum.contactfunctionaris or centrum.naam} · {centrum.e_mail}".rstrip(" ·"),
        redenen=o.redenen,
        btw=a4.BTW[uit.btw_positie],
        samengegaan=_samengegaan(o),
        jaareinde=None if o.opgenomen_ct is None else (F(b.opgenomen), F(b.na_jaareinde)),
    )


def _samengegaan(o: Afrekeningopdracht) -> str:
    """Whose inwoners, hours and costs are in it of who went into this gemeente; "" for nobody."""
    namen = [o.regeling.naam_van(code) for code in o.voorgangers]
    if not namen:
        return ""
    wie = en(namen) if len(namen) <= _MEESTE_NAMEN else f"{len(namen)} gemeenten"
    return f"Met de inwoners, uren en kosten van {wie}, nu deel van uw gemeente."


def _titel(kort: str, jaar: int, naam: str, code: str) -> F:
    """What the page is: without the word gemeente where the paper is not wide enough for it."""
    for wie in ("gemeente ", ""):
        heel = f"Afrekening {kort} {jaar} · {wie}{naam} ({code})"
        if len(heel) <= _LANGE_TITEL:
            break
    h = HERKOMST
    return F(f'"Afrekening {kort} "&{h.jaar}&" · {wie}"&{h.gemeente}&" ("&{h.code}&")"', heel)


def _hoeveel(gemeenten: int) -> str:
    return f"de {gemeenten} gemeenten" if gemeenten > 1 else "één gemeente"


def _kent_pok(o: Afrekeningopdracht) -> bool:
    """Whether POK reimburses anything in any year; to a region without it the page says nothing of it."""
    return any(rij.vergoeding_bp and rij.maximum_ct for rij in o.regeling.pok)


def _vergoeding(o: Afrekeningopdracht) -> list[A4Regel]:
    """What POK reimburses, and what of that is of hours of an earlier year, with how those are reimbursed."""
    if not _kent_pok(o):
        return []
    b = BEREKENING
    gegevens = (Gegeven(F(b.percentage), Maat.PROCENT), Gegeven(F(b.maximum), Maat.EURO, "tenhoogste"))
    return [
        A4Regel(g.VERGOEDING.label, F(f"-{b.vergoeding}"), gegevens),
        *(
            A4Regel(
                f"Daarin: late uren uit {deel.jaar}, {vergoeding.hoe_vergoed(deel)}",
                F(f"-{b[namen.vergoeding]}"),
                gegevens=_percentage(deel),
            )
            for deel, namen in vergoeding.per_jaar(o)
        ),
    ]


def _percentage(deel: Vergoedingsjaar) -> tuple[Gegeven, ...]:
    """The percentage of a POK, where that is how it reimburses late hours."""
    if vergoeding.volgens_maximum(deel):
        return ()
    return (Gegeven(F(BEREKENING[Vergoedingsnamen(deel.jaar).percentage]), Maat.PROCENT),)


def _btw(o: Afrekeningopdracht) -> list[A4Regel]:
    """What of the bijdrage is btw, where that is a burden."""
    if not o.uitkomst.btw_is_last:
        return []
    tarief = Gegeven(F(BEREKENING.btw_tarief), Maat.PROCENT)
    return [A4Regel("Daarin: btw, niet terug te vragen", F(BEREKENING.btw), (tarief,))]


def _verrekend(o: Afrekeningopdracht) -> list[A4Regel]:
    """What is settled along of an earlier herziening, and what it comes to with the saldo."""
    if not o.verrekend:
        return []
    samen = A4Regel("Samen (min: uw gemeente ontvangt)", F(BEREKENING.met_verrekend), slot=True)
    return [A4Regel(o.waaruit_verrekend, F(BEREKENING.verrekend)), samen]


def _inzet(o: Afrekeningopdracht) -> list[A4Regel]:
    """What the gemeente brought in: its hours, which of them are of an earlier year, and what else it paid."""
    b = BEREKENING
    kosten = b.urenkosten if o.overige else b.inzet
    uren = A4Regel("Door u geleverde inzet", F(f"-{kosten}"), (Gegeven(F(b.uren), Maat.UREN, "uur"),))
    uit = [uren] if o.regels else []
    for deel in o.late_jaren:
        namen = Vergoedingsnamen(deel.jaar)
        gegevens = (Gegeven(F(b[namen.uren]), Maat.UREN, "uur"), *(_percentage(deel) if _kent_pok(o) else ()))
        wat = f"Daarin: uren uit {deel.jaar}" + (f", {vergoeding.hoe_vergoed(deel)}" if _kent_pok(o) else "")
        uit.append(A4Regel(wat, F(f"-{b[namen.kosten]}"), gegevens))
    if o.overige:
        uit.append(A4Regel(g.BETAALD.label, F(f"-{b.betaald}")))
    return uit


def _te_doen(o: Afrekeningopdracht) -> Sequence[Verzoek]:
    """What the gemeente does now, and what it may know: of a concept to react, of a definitief one to pay or to receive."""
    if o.betaaldag is None:
        return list(_te_reageren(o))
    if _gaat_later(o):
        return [Verzoek(_later(o)), Verzoek("U hoeft nu niets te betalen.")]
    dag = F(HERKOMST.betaaldag)
    saldo_ct = o.ons.te_betalen_ct
    if o.wijzigingen is not None and o.wijzigingen.herziening:
        saldo_ct = o.wijzigingen.nu_nog_ct(o.code)
    onder = kenmerk(o.uitkomst.regio, o.uitkomst.jaar, o.code, o.versie)
    if o.ons.gemeente.centrumgemeente:
        boek = f"Boek dit bedrag intern onder vermelding van {onder}." if saldo_ct else "U hoeft niets te boeken."
        return [Verzoek(boek), Verzoek(_ANDEREN, dag)]
    if saldo_ct > 0:
        op = f" op {waarop}" if (waarop := rekening(o.regeling.centrumgemeente)) else ""
        return [
            Verzoek(f"Betaal dit bedrag{op}."),
            Verzoek(f"Vermeld daarbij {onder}. Betaal uiterlijk op:", dag),
            Verzoek(_factuur(o, "De centrumgemeente stuurt u hiervoor een factuur.")),
        ]
    if saldo_ct < 0:
        op = f" op {waarop}" if (waarop := rekening(o.ons.gemeente)) else ""
        return [
            Verzoek(f"U hoeft niets te betalen. U ontvangt dit bedrag{op}."),
            Verzoek(f"Daarbij staat {onder}. U ontvangt het uiterlijk op:", dag),
            Verzoek(_factuur(o, "Stuur de centrumgemeente hiervoor een factuur.")),
        ]
    return [Verzoek("U hoeft niets te betalen en ontvangt niets.")]


def _factuur(o: Afrekeningopdracht, wel: str) -> str:
    """Whether an invoice goes with the payment, as the region has it."""
    return wel if o.uitkomst.regio.met_factuur else "Er komt geen aparte factuur: deze afrekening is de nota."


def _te_reageren(o: Afrekeningopdracht) -> Iterator[Verzoek]:
    """What a gemeente does with a concept, and what it means when it says nothing."""
    termijn = o.regeling.jaar(o.uitkomst.jaar).reactietermijn
    komt_nog = termijn is not None and termijn > o.gemaakt_op
    dag, gemaakt, niet = HERKOMST.reactietermijn, HERKOMST.gemaakt, '"nog niet bepaald"'
    uiterlijk = F(f'IF({dag}="",{niet},IF({dag}<={gemaakt},{niet},{dag}))', termijn if komt_nog else "nog niet bepaald")
    yield Verzoek(_na_te_kijken(o))
    yield Verzoek("Laat weten of u akkoord bent, of wat er niet klopt, vóór:", uiterlijk)
    if komt_nog and not o.ons.gemeente.centrumgemeente:
        yield Verzoek(
            f"Zonder reactie vóór die dag gaat {o.regeling.centrumgemeente.naam} ervan uit dat de afrekening klopt."
        )
    doet = "ontvangt nu nog niets" if o.ons.te_betalen_ct < 0 else "hoeft nu niets te betalen"
    yield Verzoek(f"U {doet}: dit is een concept.")


def _na_te_kijken(o: Afrekeningopdracht) -> str:
    """What of its own the gemeente checks."""
    if not o.regels:
        ook = ", en kijk het blad Kosten na" if o.overige else ""
        return f"Ga na of het klopt dat uw gemeente geen uren leverde{ook}."
    return "Kijk de bladen Uren en Kosten na." if o.overige else "Kijk het blad Uren na."


def _later(o: Afrekeningopdracht) -> str:
    """That a small difference is not paid now, and when it is."""
    if not o.meegenomen:
        return "Er is niets te betalen of te ontvangen."
    bedrag, jaar = sum(rij.bedrag_ct for rij in o.meegenomen), o.meegenomen[0].jaar
    return f"Het verschil van {euro_nl(abs(bedrag))} is kleiner dan de drempel en wordt verrekend met de afrekening van {jaar}."


def _gaat_later(o: Afrekeningopdracht) -> bool:
    """Whether nothing of a herziening is paid now, since its differences are settled with a later year."""
    v = o.wijzigingen
    return v is not None and v.meegenomen.naar is not None and v.nu_nog_ct(o.code) == 0


def _aandeel(o: Afrekeningopdracht) -> list[A4Regel]:
    """The lines between what is to be shared and the bijdrage: the share, and the own part of the meerkosten."""
    uit, b = o.uitkomst, BEREKENING
    eenheid = {
        Verdeelsleutel.INWONERS: f"inwoners ({uit.peiljaar})",
        Verdeelsleutel.KOSTEN: "kosten, in hele euro's",
        Verdeelsleutel.UREN: "uren, in honderdsten",
        Verdeelsleutel.CAPACITEIT: "capaciteit, in honderdsten van een uur",
    }[uit.verdeelsleutel]
    posten = []
    if not uit.vast:
        gegevens = (Gegeven(F(b.sleutel), Maat.GEHEEL), Gegeven(F(b.som), Maat.GEHEEL, "van"))
        posten.append(A4Regel(f"Uw aandeel naar {eenheid}", F(b.aandeel), gegevens, Maat.PROCENT4))
    if o.apart:
        posten.append(A4Regel(f"In uw bijdrage: meerkosten boven de grens ({uit.drager})", F(b.meerkosten)))
    return posten


def _bijdrage(o: Afrekeningopdracht) -> str:
    """What the line of the bijdrage is called."""
    if o.uitkomst.vast:
        vast = f"vast ({o.uitkomst.regio.passage('tabel')})"
        wat = "wat de vaste bedragen overlaten" if o.ons.gemeente.centrumgemeente else vast
        return f"{g.BIJDRAGE.label}: {wat}"
    if o.uitkomst.verdeelsleutel is Verdeelsleutel.KOSTEN:
        return f"{g.BIJDRAGE.kort}: kosten min uw deel in de vergoeding"
    return g.BIJDRAGE.label
