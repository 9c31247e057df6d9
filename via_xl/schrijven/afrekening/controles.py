"""The checks that can be made inside one settlement workbook."""

from __future__ import annotations

from via_xl.basis.geld import euro
from via_xl.rekenen.verdeling import EXACT_GRENS
from via_xl.schrijven.afrekening import verdeling
from via_xl.schrijven.afrekening.berekening import Berekeningplaatsen
from via_xl.schrijven.afrekening.eigen_uren import TABEL as UREN
from via_xl.schrijven.afrekening.herkomst import Herkomstplaatsen
from via_xl.schrijven.afrekening.opdracht import Afrekeningopdracht
from via_xl.schrijven.afrekening.verdeling import Stappen
from via_xl.schrijven.controleblad import Controle, f
from via_xl.schrijven.opmaak import F

UITLEG = "Wat binnen dit werkboek na te gaan is. Naast elke controle staat waar u kunt kijken."


def controles(o: Afrekeningopdracht, h: Herkomstplaatsen, v: Stappen, b: Berekeningplaatsen) -> list[Controle]:
    """The checks, in the order of the calculation."""
    uit, ons = o.uitkomst, o.ons
    rijen = [
        Controle(
            "Vergoeding is gelijk aan die in de master",
            f(str(h.vergoeding), euro(uit.vergoeding_ct)),
            f(str(v.vergoeding), euro(uit.vergoeding_ct)),
            "Verdeling en Herkomst",
            stijl="euro",
        ),
        Controle(
            "Te verdelen bedrag is gelijk aan dat in de master",
            f(str(h.te_verdelen), euro(uit.te_verdelen_ct)),
            f(str(v.te_verdelen), euro(uit.te_verdelen_ct)),
            "Verdeling en Herkomst",
            stijl="euro",
        ),
        Controle(
            "Vergoeding is niet hoger dan het maximum",
            f(str(v.maximum), euro(uit.maximum_ct)),
            f(str(v.vergoeding), euro(uit.vergoeding_ct)),
            "Verdeling",
            vergelijk="<=",
            stijl="euro",
        ),
        Controle(
            "Som van de sleutel is gelijk aan die in de master",
            f(str(h.som), uit.sleutel_totaal),
            f(str(v.som), uit.sleutel_totaal),
            "Verdeling en Herkomst",
        ),
    ]
    if not uit.vast:
        rijen.append(
            Controle(
                "Bedrag × sleutel van uw gemeente blijft exact te rekenen",
                F(str(EXACT_GRENS), EXACT_GRENS),
                f(v.product, ons.deel.product),
                "Verdeling",
                vergelijk="<",
            )
        )
    if o.openbaar:
        t = verdeling.TABEL
        wat, kolom = ("Delen binnen de grens", "Binnen de grens €") if o.apart else ("Bijdragen", "Bijdrage €")
        rijen += [
            Controle(
                "Aandelen tellen op tot 100 %",
                f(f"MIN(1,{v.som})", min(1, uit.sleutel_totaal)),
                f(f"ROUND(SUM({t}[Aandeel %]),10)", min(1, uit.sleutel_totaal)),
                "Verdeling, kolom Aandeel %",
                stijl="procent",
            ),
            Controle(
                "Elke rest ligt tussen 0 en de noemer",
                F("0", 0),
                f(f"SUMPRODUCT(({t}[Rest]<0)+({t}[Rest]>={v.noemer}))", 0),
                "Verdeling, kolom Rest",
            ),
            Controle(
                f"{wat} van alle gemeenten tellen op tot het te verdelen bedrag",
                f(f"ROUND({v.volgens_sleutel}/100,2)" if o.apart else str(v.te_verdelen), euro(uit.binnen_ct)),
                f(f"ROUND(SUM({t}[{kolom}]),2)", euro(uit.binnen_ct)),
                f"Verdeling, kolom {kolom}",
                stijl="euro",
            ),
        ]
    if o.regels:
        rijen.append(
            Controle(
                "Elke urenregel heeft precies één tarief",
                f(f"COUNTA({UREN}[Medewerker])", len(o.regels)),
                f(f"COUNTIFS({UREN}[Tarieven],1)", len(o.regels)),
                "Uren, kolom Tarieven",
            )
        )
    rijen += [
        Controle(
            "Kosten van uw inzet zijn gelijk aan die in de master",
            f(str(h.eigen_kosten), euro(ons.kosten_ct)),
            f(str(b.inzet), euro(ons.kosten_ct)),
            "Uren en Herkomst",
            stijl="euro",
        ),
        Controle(
            "Saldo is gelijk aan dat in de master",
            f(str(h.saldo), euro(ons.saldo_ct)),
            f(str(b.saldo), euro(ons.saldo_ct)),
            "Berekening en Herkomst",
            stijl="euro",
        ),
    ]
    return rijen
