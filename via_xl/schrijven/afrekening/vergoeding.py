"""What POK reimburses, step by step: of the year itself, and of hours that came late by the POK of the year of delivery."""

from __future__ import annotations

from collections.abc import Iterator

from via_xl.basis.maat import Maat
from via_xl.rekenen import grootheden as g
from via_xl.rekenen.vergoeding import Vergoedingsjaar
from via_xl.schrijven import formules
from via_xl.schrijven.afrekening.herkomst import NAMEN as HERKOMST
from via_xl.schrijven.afrekening.herkomst import Vergoedingsnamen
from via_xl.schrijven.afrekening.opdracht import Afrekeningopdracht
from via_xl.schrijven.taal import Aanzien, Blok, F


def zet(b: Blok, o: Afrekeningopdracht) -> None:
    """The steps from the cost to V; where nothing came late and POK reimburses all of it just the percentage and the maximum."""
    uit, h = o.uitkomst, HERKOMST
    basis = "{kosten}"
    if o.alles_voor_pok_van_het_jaar:
        b.stap(g.PERCENTAGE, uit, h.percentage, hoe="Herkomst")
        hoe = "percentage × kosten, in hele centen"
    else:
        basis = "{van_jaar}"
        b.stap(g.VAN_JAAR, uit, h.van_jaar, hoe="Herkomst")
        b.stap(g.PERCENTAGE, uit, h.percentage, hoe="Herkomst")
        hoe = "percentage × kosten voor POK van het jaar zelf, in hele centen"
    b.stap(g.ZONDER_MAXIMUM, uit, formules.deel_van("{percentage}", basis), hoe=hoe)
    b.stap(g.MAXIMUM, uit, h.maximum, hoe="Herkomst")
    tot_maximum = formules.vergoeding("{vergoeding_zonder_maximum}", "{maximum}")
    if not uit.laat:
        b.stap(g.VERGOEDING, uit, tot_maximum, hoe="niet meer dan het maximum", aanzien=Aanzien.UITKOMST)
        return
    b.stap(g.UIT_JAAR, uit, tot_maximum, hoe="niet meer dan het maximum")
    delen = ["{uit_jaar}", *(_laat(b, deel) for deel in uit.laat)]
    b.stap(
        g.VERGOEDING, uit, formules.samen(*delen), hoe="van het jaar zelf en van late uren", aanzien=Aanzien.UITKOMST
    )


def _laat(b: Blok, deel: Vergoedingsjaar) -> str:
    """The steps of one year of delivery; gives the reference to what its POK reimburses."""
    jaar, namen, bedrag = deel.jaar, Vergoedingsnamen(deel.jaar), Maat.EURO
    nu, eerder = (HERKOMST[naam] for naam in (namen.nu, namen.eerder))
    pct, maximum = (HERKOMST[naam] for naam in (namen.percentage, namen.maximum))
    b.rij(f"Kosten van uren uit {jaar}, nu verrekend", bedrag, F(nu, deel.kosten_ct), als=namen.nu, hoe="Herkomst")
    hoe = "Herkomst: verrekend in eerdere afrekeningen"
    b.rij(f"Kosten voor POK van {jaar}, eerder verrekend", bedrag, F(eerder, deel.eerder_ct), als=namen.eerder, hoe=hoe)
    b.rij(f"Percentage POK {jaar}", Maat.PROCENT, F(pct, deel.vergoeding_bp), als=namen.percentage, hoe="Herkomst")
    b.rij(f"Maximum POK {jaar}", bedrag, F(maximum, deel.maximum_ct), als=namen.maximum, hoe="Herkomst")
    hoe = "percentage × alle kosten tot nu, niet meer dan het maximum"
    alles = formules.samen(f"{{{namen.eerder}}}", f"{{{namen.nu}}}")
    tot_nu = _tot_maximum(namen, alles)
    b.rij(f"Uit POK van {jaar} tot en met nu", bedrag, F(tot_nu, deel.tot_nu_ct), als=namen.tot_nu, hoe=hoe)
    al = F(_tot_maximum(namen, f"{{{namen.eerder}}}"), deel.eerder_vergoed_ct)
    b.rij(f"Uit POK van {jaar}, al eerder", bedrag, al, als=namen.al, hoe="hetzelfde van wat eerder is verrekend")
    formule = f"ROUND({{{namen.tot_nu}}}-{{{namen.al}}},2)"
    hoe = "wat er van die POK nu bij komt"
    return b.rij(
        f"Vergoeding uit de POK van {jaar}", bedrag, F(formule, deel.vergoeding_ct), als=namen.vergoeding, hoe=hoe
    )


def _tot_maximum(namen: Vergoedingsnamen, kosten: str) -> str:
    return formules.vergoeding(formules.deel_van(f"{{{namen.percentage}}}", kosten), f"{{{namen.maximum}}}")


def volgens_maximum(deel: Vergoedingsjaar) -> bool:
    """Whether the maximum of a POK, and not its percentage, says what it reimburses of late hours."""
    return deel.zonder_maximum_ct > deel.maximum_ct


def hoe_vergoed(deel: Vergoedingsjaar) -> str:
    """How the POK of an earlier year reimburses late hours, in words; behind the last of them stands its percentage."""
    if not volgens_maximum(deel):
        return "vergoed tegen"
    return "vergoed tot het maximum" if deel.vergoeding_ct else "niet vergoed: maximum op"


def per_jaar(o: Afrekeningopdracht) -> Iterator[tuple[Vergoedingsjaar, Vergoedingsnamen]]:
    """The years of delivery of hours that came late, each with the names of its figures on the sheet Verdeling."""
    return ((deel, Vergoedingsnamen(deel.jaar)) for deel in o.uitkomst.laat)
