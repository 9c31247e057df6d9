"""What changed for this gemeente since the version that this one replaces, and why; of others only what K, V and R became."""

from __future__ import annotations

from dataclasses import dataclass, replace

from via_xl.basis.geld import euro, uren
from via_xl.rekenen.wijzigingen import Gemeentewijziging, Paar, Vergelijking
from via_xl.schrijven import a4, wijzigingen
from via_xl.schrijven.a4 import A4, A4Regel
from via_xl.schrijven.afrekening.berekening import Berekeningplaatsen
from via_xl.schrijven.afrekening.opdracht import Afrekeningopdracht
from via_xl.schrijven.boek import Adres, Blad, Boek
from via_xl.schrijven.controleblad import Controle, f
from via_xl.schrijven.opmaak import F, kop
from via_xl.schrijven.wijzigingen import Oorzaken

BLAD = "Wijzigingen"
_KOPPEN = ("Vorige versie", "Deze versie", "Verschil")
_EERSTE = 8


@dataclass(frozen=True, slots=True)
class Verschillen:
    """The cells with the differences that the first sheet and the checks refer to, and the tables that explain them."""

    bijdrage: Adres
    inzet: Adres
    voorschot: Adres
    saldo: Adres
    saldo_toen: Adres
    uren: Adres
    oorzaken: Oorzaken


def zet(boek: Boek, o: Afrekeningopdracht, v: Vergelijking, b: Berekeningplaatsen) -> Verschillen:
    """Add the sheet: the amounts of this version are those of ``Berekening``."""
    ons = v.van(o.code)
    blad = boek.blad(BLAD, kleur="#1F4E78", kopregel=o.kopregel)
    uitleg = f"Wat anders is dan in versie {v.vorig.versie}, en waarom. Van andere gemeenten staat hier alleen wat K, V en R werden."
    kop(blad, "Wijzigingen", uitleg, vlag="OK")
    blad.breedtes |= {0: 46, 1: 18, 2: 18, 3: 18}
    blad.zet(4, 0, "Deze versie vervangt", "vet")
    blad.zet(4, 1, f"versie {v.vorig.versie} ({v.vorig.status})")
    blad.zet(5, 0, "Invoerhash van die versie", "vet")
    blad.zet(5, 1, v.vorig.invoerhash)
    if v.herziening:
        tekst = (
            f"Versie {v.vorig.versie} is definitief en verrekend: nu wordt alleen het verschil in saldo nog verrekend."
        )
        blad.zet(6, 0, tekst, "uitleg")
    return _inhoud(blad, o, v, ons, b)


def _inhoud(
    blad: Blad, o: Afrekeningopdracht, v: Vergelijking, ons: Gemeentewijziging, b: Berekeningplaatsen
) -> Verschillen:
    rij = _koppen(blad, _EERSTE, "Bedragen", " €")

    def bedrag(wat: str, paar: Paar, nu: Adres | None, stijl: str = "werk") -> Adres:
        nonlocal rij
        rij += 1
        return _regel(blad, rij - 1, wat, paar, nu, stijl, "euro")

    bedrag("Kosten van de werkgroep, hele regio (K)", v.kosten_ct, b.kosten)
    bedrag("Vergoeding uit POK (V)", v.vergoeding_ct, b.vergoeding)
    bedrag("Te verdelen over de gemeenten (R)", v.te_verdelen_ct, b.te_verdelen)
    bijdrage = bedrag("Bijdrage van uw gemeente", ons.bijdrage_ct, b.bijdrage)
    if b.meerkosten is not None or ons.meerkosten_ct.vorig:
        bedrag("waarvan meerkosten boven de voorstelgrens", ons.meerkosten_ct, b.meerkosten)
    inzet = bedrag("Kosten van uw inzet", ons.kosten_ct, b.inzet)
    voorschot = bedrag("Betaald voorschot", ons.voorschot_ct, b.voorschot)
    saldo = bedrag("Saldo (min: uw gemeente ontvangt)", ons.saldo_ct, b.saldo, "uitkomst")
    rij = _koppen(blad, rij + 1, "Wat eronder ligt", "")
    geleverd = _regel(blad, rij, "Door u geleverde uren, in uren", ons.uren_h, b.uren, "werk", "uren")
    rij += 1
    if b.aandeel is not None and v.zelfde_sleutel:
        sleutel = o.uitkomst.verdeelsleutel
        _regel(blad, rij, f"Sleutel van uw gemeente: {sleutel}", ons.sleutel, b.aandeel.sleutel, "werk", "geheel")
        _regel(blad, rij + 1, "Sleutel van de hele regio", v.sleutel_totaal, b.aandeel.som, "werk", "geheel")
        rij += 2
    blad.zet(rij + 1, 0, "Waarom", "kopje")
    eigen = bool(ons.regels or ons.tarieven or ons.gegevens or v.parameters)
    blad.zet(rij + 2, 0, _waarom(v, ons, eigen=eigen), "uitleg")
    oorzaken = wijzigingen.zet(blad, rij + 4, [ons], v.parameters, met_gemeente=False)
    return Verschillen(bijdrage, inzet, voorschot, saldo, Adres(BLAD, saldo.rij, 1), geleverd, oorzaken)


def _waarom(v: Vergelijking, ons: Gemeentewijziging, *, eigen: bool) -> str:
    if not eigen and not ons.voorschot_ct.verschil:
        begin = "Aan uw eigen uren, tarieven en gegevens is niets veranderd."
    else:
        begin = "Wat aan uw eigen gegevens en aan de keuzes van het jaar veranderde, staat hieronder; een voorschot hierboven."
    anders = any(paar.verschil for paar in (v.kosten_ct, v.vergoeding_ct, v.te_verdelen_ct, v.sleutel_totaal))
    slot = " Wat er bij andere gemeenten veranderde, werkt alleen door via K, V, R en de sleutel van de regio."
    return begin + (slot if anders else "")


def _koppen(blad: Blad, rij: int, wat: str, eenheid: str) -> int:
    blad.zet(rij, 0, wat, "kop")
    for kol, tekst in enumerate(_KOPPEN, start=1):
        blad.zet(rij, kol, f"{tekst}{eenheid}", "kop")
    return rij + 1


def _regel(blad: Blad, rij: int, wat: str, paar: Paar, nu: Adres | None, rol: str, formaat: str) -> Adres:
    """A row: what it was (an input), what it is (elsewhere in this workbook), and the difference. Gives that cell."""

    def waarde(getal: int) -> float:
        return getal if formaat == "geheel" else uren(getal) if formaat == "uren" else euro(getal)

    blad.zet(rij, 0, wat, f"{rol}.tekst")
    toen = blad.zet(rij, 1, waarde(paar.vorig), f"invoer.{formaat}")
    stijl = f"{rol}.{formaat}"
    if nu is None:
        is_nu = blad.zet(rij, 2, waarde(paar.nu), f"invoer.{formaat}")
    else:
        is_nu = blad.formule(rij, 2, f"={nu}", waarde(paar.nu), stijl)
    return blad.formule(rij, 3, f"=ROUND({is_nu}-{toen},2)", waarde(paar.verschil), stijl)


def controles(o: Afrekeningopdracht, v: Vergelijking, d: Verschillen) -> list[Controle]:
    """The checks: the differences add up, and are explained by the lines and the rates."""
    ons = v.van(o.code)
    saldo = euro(ons.saldo_ct.verschil)
    rijen = [
        Controle(
            "Verschil in saldo is dat van bijdrage, inzet en voorschot",
            f(f"ROUND({d.bijdrage}-{d.inzet}-{d.voorschot},2)", saldo),
            f(str(d.saldo), saldo),
            BLAD,
            stijl="euro",
        )
    ]
    if d.oorzaken.met_uren:
        verschil = uren(ons.uren_h.verschil)
        rijen.append(
            Controle(
                "Verschil in uren is dat van de urenregels die anders zijn",
                f(str(d.uren), verschil),
                f(f"ROUND({d.oorzaken.uren},2)", verschil),
                BLAD,
                stijl="uren",
            )
        )
    if d.oorzaken.met_uren or d.oorzaken.met_tarieven:
        verschil = euro(ons.kosten_ct.verschil)
        rijen.append(
            Controle(
                "Verschil in kosten van uw inzet is dat van urenregels en tarieven",
                f(str(d.inzet), verschil),
                f(f"ROUND({d.oorzaken.kosten},2)", verschil),
                BLAD,
                stijl="euro",
            )
        )
    return rijen


def op_de_pagina(pagina: A4, v: Vergelijking, code: str, d: Verschillen) -> A4:
    """The first sheet of a version that replaces another: of a herziening it says what is still to be settled."""
    nummer, saldo = v.vorig.versie, v.van(code).saldo_ct
    verschil = F(f"={d.saldo}", euro(saldo.verschil))
    if not v.herziening:
        return replace(pagina, vervangt=(f"Vervangt versie {nummer}. Saldo nu min saldo toen", verschil))
    heel = pagina.posten[-1]
    return replace(
        pagina,
        richting=a4.richting(d.saldo, saldo.verschil, "nu nog"),
        te_betalen=F(f"=ABS({d.saldo})", euro(abs(saldo.verschil))),
        posten=[
            *pagina.posten[:-1],
            replace(heel, tekst="Saldo over het hele jaar (min: u ontvangt)"),
            A4Regel(f"Al verrekend met versie {nummer}", F(f"=-{d.saldo_toen}", euro(-saldo.vorig))),
            A4Regel("Nu nog te verrekenen (min: u ontvangt)", verschil, "slot.euro"),
        ],
        vervangt=(
            f"Herziening van versie {nummer}, die definitief is. Saldo over het hele jaar (min: u ontvangt)",
            heel.bedrag,
        ),
    )
