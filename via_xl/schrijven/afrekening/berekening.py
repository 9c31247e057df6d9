"""Every step from the region's cost to this gemeente's saldo, top to bottom."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from via_xl.basis.geld import euro, fractie, uren
from via_xl.schrijven.afrekening.eigen_uren import Totalen
from via_xl.schrijven.afrekening.herkomst import Herkomstplaatsen
from via_xl.schrijven.afrekening.opdracht import Afrekeningopdracht
from via_xl.schrijven.afrekening.verdeling import Stappen
from via_xl.schrijven.boek import Adres, Boek, Waarde
from via_xl.schrijven.opmaak import kop

BLAD = "Berekening"
_KOPPEN = ("Stap", "Wat", "Waarde", "Hoe")
_RIJ = 4


@dataclass(frozen=True, slots=True)
class Aandeel:
    """The cells of the own key, that of the region, and the share."""

    sleutel: Adres
    som: Adres
    deel: Adres


@dataclass(frozen=True, slots=True)
class Berekeningplaatsen:
    """The cells to which the sheet Afrekening refers.

    ``aandeel`` is None where the bijdrage is fixed, ``meerkosten`` where none are borne apart from the key.
    """

    kosten: Adres
    percentage: Adres
    maximum: Adres
    vergoeding: Adres
    te_verdelen: Adres
    aandeel: Aandeel | None
    meerkosten: Adres | None
    bijdrage: Adres
    uren: Adres
    inzet: Adres
    voorschot: Adres
    saldo: Adres
    te_betalen: Adres
    begroot: Adres
    verschil: Adres


def zet(boek: Boek, o: Afrekeningopdracht, h: Herkomstplaatsen, v: Stappen, eigen: Totalen) -> Berekeningplaatsen:
    """Add the sheet."""
    uit, ons = o.uitkomst, o.ons
    blad = boek.blad(BLAD, kleur="#1F4E78", kopregel=o.kopregel)
    kop(
        blad,
        "Berekening",
        "Van de kosten van de regio naar het bedrag van uw gemeente. Elke waarde is een formule.",
        vlag="OK",
    )
    for kol, tekst in enumerate(_KOPPEN):
        blad.zet(_RIJ, kol, tekst, "kop")
    blad.breedtes |= {0: 13, 1: 52, 2: 20, 3: 62}
    blad.hoogtes[_RIJ] = 18
    nummer = 0

    def stap(wat: str, formule: str, waarde: Waarde, stijl: str, hoe: str) -> Adres:
        nonlocal nummer
        nummer += 1
        rij = _RIJ + nummer
        blad.zet(rij, 0, nummer, "werk.nr")
        blad.zet(rij, 1, wat, "werk.tekst")
        blad.zet(rij, 3, hoe, "werk.tekst")
        return blad.formule(rij, 2, f"={formule}", waarde, stijl)

    kosten = stap(
        "Kosten van de werkgroep, hele regio (K)", str(v.kosten), euro(uit.kosten_ct), "werk.euro", "Verdeling"
    )
    percentage = stap(
        "Vergoeding uit POK, percentage", str(v.percentage), fractie(uit.vergoeding_bp), "werk.procent", "Verdeling"
    )
    maximum = stap("Vergoeding uit POK, maximum", str(v.maximum), euro(uit.maximum_ct), "werk.euro", "Verdeling")
    vergoeding = stap(
        "Vergoeding uit POK (V)",
        str(v.vergoeding),
        euro(uit.vergoeding_ct),
        "werk.euro",
        "Verdeling: percentage × kosten, niet meer dan het maximum",
    )
    te_verdelen = stap(
        "Te verdelen over de gemeenten (R)",
        str(v.te_verdelen),
        euro(uit.te_verdelen_ct),
        "werk.euro",
        "Verdeling: K − V",
    )
    aandeel = None if uit.vast else _aandeel(stap, o, v)
    binnen_ct = ons.bijdrage_ct - ons.meerkosten.bedrag_ct
    if v.meerkosten is None:
        vast = "R min de gedrukte bedragen" if ons.gemeente.centrumgemeente else "vast: het gedrukte bedrag"
        hoe = vast if uit.vast else "aandeel in R, op de cent"
        bijdrage = stap("Bijdrage van uw gemeente", v.binnen, euro(binnen_ct), "uitkomst.euro", f"Verdeling: {hoe}")
        meerkosten = None
    else:
        binnen = stap(
            "Uw deel binnen de voorstelgrens",
            v.binnen,
            euro(binnen_ct),
            "werk.euro",
            "Verdeling: aandeel in R zonder de meerkosten, op de cent",
        )
        meerkosten = stap(
            "Uw deel in de meerkosten",
            f"{v.meerkosten}/100",
            euro(ons.meerkosten.bedrag_ct),
            "werk.euro",
            f"Verdeling: wat boven de voorstelgrens ligt, gedragen door {uit.drager}",
        )
        bijdrage = stap(
            "Bijdrage van uw gemeente",
            f"ROUND({binnen}+{meerkosten},2)",
            euro(ons.bijdrage_ct),
            "uitkomst.euro",
            "binnen de voorstelgrens + meerkosten",
        )
    geleverd = stap("Door u geleverde uren", str(eigen.uren), uren(ons.uren_h), "werk.uren", "Uren: som van uw regels")
    inzet = stap(
        "Kosten van uw inzet", str(eigen.kosten), euro(ons.kosten_ct), "werk.euro", "Uren: uren × uurtarief per regel"
    )
    voorschot = stap("Betaald voorschot", str(h.voorschot), euro(ons.voorschot_ct), "werk.euro", "Herkomst")
    saldo = stap(
        "Saldo (min: uw gemeente ontvangt)",
        f"ROUND({bijdrage}-{inzet}-{voorschot},2)",
        euro(ons.saldo_ct),
        "uitkomst.euro",
        "bijdrage − kosten van uw inzet − voorschot",
    )
    te_betalen = stap(
        "Te betalen of te ontvangen",
        f"ABS({saldo})",
        euro(abs(ons.saldo_ct)),
        "uitkomst.euro",
        "het saldo zonder teken",
    )
    begroot = stap(
        "Begroot in het koersplan (8.2)",
        f'IF({h.begroot}="","",{h.begroot})',
        "" if ons.begroot_ct is None else euro(ons.begroot_ct),
        "werk.euro",
        "Herkomst",
    )
    verschil = stap(
        "Bijdrage min begroot",
        f'IF({begroot}="","",ROUND({bijdrage}-{begroot},2))',
        "" if ons.begroot_ct is None else euro(ons.bijdrage_ct - ons.begroot_ct),
        "werk.euro",
        "werkelijke bijdrage min begrote bijdrage",
    )
    return Berekeningplaatsen(
        kosten,
        percentage,
        maximum,
        vergoeding,
        te_verdelen,
        aandeel,
        meerkosten,
        bijdrage,
        geleverd,
        inzet,
        voorschot,
        saldo,
        te_betalen,
        begroot,
        verschil,
    )


def _aandeel(stap: Callable[[str, str, Waarde, str, str], Adres], o: Afrekeningopdracht, v: Stappen) -> Aandeel:
    """The steps of the share by the key."""
    uit, deel = o.uitkomst, o.ons.deel
    naam = f"Sleutel van uw gemeente: {uit.verdeelsleutel}"
    sleutel = stap(naam, v.sleutel, deel.sleutel, "werk.geheel", "Verdeling")
    som = stap("Sleutel van de hele regio", str(v.som), uit.sleutel_totaal, "werk.geheel", "Verdeling")
    waarde = deel.sleutel / max(1, uit.sleutel_totaal)
    return Aandeel(
        sleutel, som, stap("Aandeel", v.aandeel, waarde, "werk.procent4", "sleutel gemeente / sleutel regio")
    )
