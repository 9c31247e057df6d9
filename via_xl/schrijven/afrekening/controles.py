"""The checks that can be made inside one settlement workbook."""

from __future__ import annotations

from collections.abc import Iterator

from via_xl.basis.maat import Maat
from via_xl.rekenen.verdeling import EXACT_GRENS
from via_xl.schrijven.afrekening.berekening import NAMEN as BEREKENING
from via_xl.schrijven.afrekening.eigen_uren import TABEL as UREN
from via_xl.schrijven.afrekening.herkomst import NAMEN as HERKOMST
from via_xl.schrijven.afrekening.opdracht import Afrekeningopdracht
from via_xl.schrijven.afrekening.verdeling import NAMEN as VERDELING
from via_xl.schrijven.afrekening.verdeling import TABEL, binnen, van_ons
from via_xl.schrijven.taal import F
from via_xl.schrijven.taal.controleblad import Controle, controle

UITLEG = "Wat binnen deze werkmap na te gaan is. Naast elke controle staat waar u kunt kijken."


def controles(o: Afrekeningopdracht) -> Iterator[Controle]:
    """The checks, in the order of the calculation."""
    h, v, b, bedrag = HERKOMST, VERDELING, BEREKENING, Maat.EURO
    beide = "Verdeling en Herkomst"
    wat = "Vergoeding is gelijk aan die in de master"
    yield controle(wat, bedrag, verwacht=h.vergoeding, gevonden=v.vergoeding, waar=beide)
    wat = "Te verdelen bedrag is gelijk aan dat in de master"
    yield controle(wat, bedrag, verwacht=h.te_verdelen, gevonden=v.te_verdelen, waar=beide)
    wat = "Vergoeding uit de POK van het jaar is niet hoger dan het maximum"
    uit_jaar = v.uit_jaar if o.uitkomst.laat else v.vergoeding
    yield controle(wat, bedrag, verwacht=v.maximum, gevonden=uit_jaar, waar="Verdeling", vergelijk="<=")
    yield controle("Som van de sleutel is gelijk aan die in de master", verwacht=h.som, gevonden=v.som, waar=beide)
    if not o.uitkomst.vast:
        yield controle(
            "Over × sleutel van uw gemeente blijft exact te rekenen",
            verwacht=EXACT_GRENS,
            gevonden=van_ons(o, "Product"),
            waarde=o.ons.deel.product,
            waar="Verdeling",
            vergelijk="<",
        )
    if o.openbaar:
        yield from _verdeeld(o)
    if o.regels:
        yield controle(
            "Elke urenregel heeft precies één tarief",
            verwacht=f"COUNTA({UREN}[Medewerker])",
            gevonden=f"COUNTIFS({UREN}[Tarieven],1)",
            waarde=len(o.regels),
            waar="Uren, kolom Tarieven",
        )
    wat = "Kosten van uw inzet zijn gelijk aan die in de master"
    yield controle(wat, bedrag, verwacht=h.eigen_kosten, gevonden=b.inzet, waar="Uren en Herkomst")
    if o.uitkomst.btw_is_last:
        wat = "Btw over uw bijdrage is gelijk aan die in de master"
        yield controle(wat, bedrag, verwacht=h.eigen_btw, gevonden=b.btw, waar="Berekening en Herkomst")
    wat = "Saldo is gelijk aan dat in de master"
    yield controle(wat, bedrag, verwacht=h.saldo, gevonden=b.saldo, waar="Berekening en Herkomst")


def _verdeeld(o: Afrekeningopdracht) -> Iterator[Controle]:
    """Whether what all gemeenten get adds up."""
    uit, v, kolom = o.uitkomst, VERDELING, binnen(o)
    heel = min(1, uit.sleutel_totaal)
    yield controle(
        "Aandelen tellen op tot 100 %",
        Maat.PROCENT,
        verwacht=F(f"MIN(1,{v.som})", heel),
        gevonden=F(f"ROUND(SUM({TABEL}[Aandeel %]),10)", heel),
        waar="Verdeling, kolom Aandeel %",
    )
    yield controle(
        "Elke rest ligt tussen 0 en de noemer",
        verwacht=0,
        gevonden=f"SUMPRODUCT(({TABEL}[Rest]<0)+({TABEL}[Rest]>={v.noemer}))",
        waarde=0,
        waar="Verdeling, kolom Rest",
    )
    wat = "Delen binnen de grens" if o.apart else "Bijdragen"
    yield controle(
        f"{wat} van alle gemeenten tellen op tot het te verdelen bedrag",
        Maat.EURO,
        verwacht=f"ROUND({v.volgens_sleutel}/100,2)" if o.apart else v.te_verdelen,
        gevonden=f"ROUND(SUM({TABEL}[{kolom}]),2)",
        waarde=uit.binnen_ct,
        waar=f"Verdeling, kolom {kolom}",
    )
