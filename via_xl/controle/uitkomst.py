"""What must hold of a calculated settlement: spreadsheets reproduce it to the cent, it closes, it gives nobody away.

That it closes is rule 13 of the design; that shares add to 100 % is its other half, which the sheet Controles checks.
"""

from __future__ import annotations

from collections.abc import Iterator

from via_xl.basis.bevinding import Bevinding, Ernst, Plek
from via_xl.basis.geld import euro_nl, uren_nl
from via_xl.basis.opsomming import en
from via_xl.regeling.model import PokJaar, Regeling
from via_xl.rekenen.pokjaren import Pokjaren
from via_xl.rekenen.tarief import Tarieven
from via_xl.rekenen.verdeling import EXACT_GRENS, PRODUCT_GRENS
from via_xl.rekenen.verrekening import Verrekening

_OVERLEG = "Overleg met wie dit betreft voordat de afrekeningen worden verzonden."


def controleer_uitkomst(regeling: Regeling, verrekening: Verrekening) -> tuple[Bevinding, ...]:
    """Every finding about the outcome of a year.

    There is one for each amount that a spreadsheet can't share exactly, for a settlement that doesn't close, for so few
    suppliers (of all hours, of late ones, of costs without POK) that the regional totals give one of them away, and for
    hours that came late.
    """
    return (
        *_exact_in_spreadsheet(regeling, verrekening),
        *_sluit(regeling, verrekening),
        *herleidbaar(verrekening),
        *_te_laat(regeling, verrekening),
    )


def herleidbaar(verrekening: Verrekening) -> Iterator[Bevinding]:
    """A warning for each regional total that gives a gemeente away: to say before anything is sent."""
    yield from _weinig_leveranciers(verrekening)
    yield from _zonder_pok(verrekening)
    yield from _laat_van_enkele(verrekening)


def _exact_in_spreadsheet(regeling: Regeling, verrekening: Verrekening) -> Iterator[Bevinding]:
    """A finding for each amount, or product of the largest remainder, that is beyond what every engine calculates exactly.

    What the whole rounds leave over is less than N, so a product can only be too large where the key itself is.
    """
    hoogste = max((rij.deel.sleutel for rij in verrekening.gemeenten), default=0)
    plek, veld = _grootste(regeling, verrekening)
    if max(verrekening.volgens_sleutel_ct, verrekening.rondes[1] * hoogste) >= EXACT_GRENS:
        bedrag = euro_nl(verrekening.volgens_sleutel_ct)
        yield Bevinding.op(
            plek,
            veld,
            f"{verrekening.jaar}: {bedrag} verdelen naar {verrekening.verdeelsleutel} is te groot om in een "
            "spreadsheet exact te rekenen.",
            "Kijk de uren en tarieven na, te beginnen met deze grootste regel.",
        )
    hoogste = max((rij.meerkosten.sleutel for rij in verrekening.gemeenten), default=0)
    if max(verrekening.meerkosten_ct, verrekening.meer_rondes[1] * hoogste) >= EXACT_GRENS:
        bedrag = euro_nl(verrekening.meerkosten_ct)
        yield Bevinding.op(
            plek,
            veld,
            f"{verrekening.jaar}: {bedrag} aan meerkosten verdelen is te groot om in een spreadsheet exact te rekenen.",
            "Kijk de uren en tarieven na, te beginnen met deze grootste regel.",
        )
    if any(
        (deel.eerder_ct + deel.kosten_ct) * deel.vergoeding_bp >= PRODUCT_GRENS for deel in verrekening.vergoedingen
    ):
        yield Bevinding.op(
            plek,
            veld,
            f"{verrekening.jaar}: de vergoeding over {euro_nl(verrekening.kosten_ct)} is te groot om in een "
            "spreadsheet exact te rekenen.",
            "Kijk de uren en tarieven na, te beginnen met deze grootste regel.",
        )


def _grootste(regeling: Regeling, verrekening: Verrekening) -> tuple[Plek, str]:
    """Where to start looking for what made an amount too large: the dearest hour line, or else the POK row."""
    if verrekening.regels:
        return max(verrekening.regels, key=lambda rij: rij.kosten_ct).regel.plek, "uren_h"
    return regeling.pok_van(verrekening.jaar).plek, "maximum_ct"


def _sluit(regeling: Regeling, verrekening: Verrekening) -> Iterator[Bevinding]:
    verschil = verrekening.sluitcontrole_ct
    if verschil:
        wat = f"{verrekening.jaar}: de verrekening sluit niet; er is een verschil van {euro_nl(verschil)}."
        doen = "Dit is een fout in het programma; gebruik deze uitkomst niet en meld hem."
        yield Bevinding.op(regeling.jaar(verrekening.jaar).plek, "jaar", wat, doen)


def _weinig_leveranciers(verrekening: Verrekening) -> Iterator[Bevinding]:
    """A warning when only one or two brought in any cost: the regional total then gives away that of one of them."""
    leveranciers = [rij for rij in verrekening.gemeenten if rij.kosten_ct > 0]
    if not leveranciers or len(leveranciers) > 2:
        return
    namen = en(rij.naam for rij in leveranciers)
    uren = all(rij.overig_ct == 0 for rij in leveranciers)
    if len(leveranciers) == 1:
        deed = "leverde uren" if uren else "bracht kosten in"
        wat = f"alleen {namen} {deed}; het totaal is dus de kosten van die gemeente."
    else:
        deed = "leverden uren" if uren else "brachten kosten in"
        wat = f"alleen {namen} {deed}; elk kan uit het totaal de kosten van de ander afleiden."
    plekken = [rij.regel.plek for rij in verrekening.regels if rij.kosten_ct > 0]
    plek = (plekken or [rij.post.plek for rij in verrekening.overige])[0]
    yield Bevinding(
        plek.bestand,
        plek.blad,
        "",
        f"{verrekening.jaar}: {wat}",
        _OVERLEG,
        Ernst.WAARSCHUWING,
    )


def _zonder_pok(verrekening: Verrekening) -> Iterator[Bevinding]:
    """A warning when only one or two paid costs of which POK reimburses nothing: K and V together give those away."""
    posten = [rij for rij in verrekening.overige if not rij.post.pok]
    if namen := _enkele(verrekening, {rij.code for rij in posten}):
        betaalde = "betaalde" if len(namen) == 1 else "betaalden"
        wat = (
            f"{verrekening.jaar}: alleen {en(namen)} {betaalde} kosten met POK op nee; uit kosten en vergoeding is af te leiden "
            "hoeveel."
        )
        yield Bevinding.op(posten[0].post.plek, "pok", wat, _OVERLEG, Ernst.WAARSCHUWING)


def _laat_van_enkele(verrekening: Verrekening) -> Iterator[Bevinding]:
    """A warning for each year of which only one or two delivered the late hours: K, V and the percentages give those away."""
    for deel in verrekening.laat:
        laat = [rij for rij in verrekening.regels if rij.regel.maand.year == deel.jaar and rij.kosten_ct > 0]
        if namen := _enkele(verrekening, {rij.code for rij in laat}):
            leverde = "leverde" if len(namen) == 1 else "leverden"
            wat = (
                f"{verrekening.jaar}: alleen {en(namen)} {leverde} de late uren uit {deel.jaar}; uit kosten en vergoeding is af te "
                "leiden wat die kosten."
            )
            yield Bevinding.op(laat[0].regel.plek, "afrekenjaar", wat, _OVERLEG, Ernst.WAARSCHUWING)


def _enkele(verrekening: Verrekening, codes: set[str]) -> list[str]:
    """The names of these gemeenten when they are one or two; none when there are none, or enough to hide behind."""
    return [rij.naam for rij in verrekening.gemeenten if rij.code in codes] if 1 <= len(codes) <= 2 else []


def _te_laat(regeling: Regeling, verrekening: Verrekening) -> Iterator[Bevinding]:
    """A warning for the hours of other years, where it makes a difference which year's POK reimburses them: how much."""
    jaar = verrekening.jaar
    keuze = regeling.jaar(jaar).pok_jaar
    anders = PokJaar.AFREKENJAAR if keuze is PokJaar.LEVERJAAR else PokJaar.LEVERJAAR
    laat = [rij for rij in verrekening.regels if rij.regel.maand.year != jaar]
    if not laat:
        return
    verschil = verrekening.vergoeding_ct - _vergoed_bij(regeling, jaar, anders)
    if not verschil:
        return
    van = ", ".join(
        f"{uren_nl(sum(rij.regel.uren_h for rij in laat if rij.regel.maand.year == een))} uur uit {een}"
        for een in sorted({rij.regel.maand.year for rij in laat})
    )
    kosten = euro_nl(sum(rij.kosten_ct for rij in laat))
    hoeveel = f"{euro_nl(abs(verschil))} {'lager' if verschil > 0 else 'hoger'}"
    wat = (
        f"{jaar}: {van} ({kosten}) wordt nu afgerekend, met de POK van het {keuze}; met die van het {anders} is de "
        f"vergoeding {hoeveel}."
    )
    doen = "Kijk op blad Jaren, kolom POK van late uren, na of dat de bedoeling is."
    yield Bevinding.op(laat[0].regel.plek, "afrekenjaar", wat, doen, Ernst.WAARSCHUWING)


def _vergoed_bij(regeling: Regeling, jaar: int, keuze: PokJaar) -> int:
    """What POK would reimburse in a year under another choice; a year of which the POK is not there reimburses nothing."""
    pokjaren, tarieven = Pokjaren(regeling, {jaar: keuze}), Tarieven(regeling.tarieven)
    gevraagd = pokjaren.gevraagd(jaar)
    return sum(pokjaren.vergoeding(rij, jaar, tarieven).vergoeding_ct for rij in regeling.pok if rij.jaar in gevraagd)
