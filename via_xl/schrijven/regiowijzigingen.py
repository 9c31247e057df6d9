"""What changed for every gemeente since an earlier version, for the centrumgemeente: the amounts, and the reasons behind.

The same two sheets in the regional workbook of a run, where the amounts of this version are those of ``Verrekening``, and
in the workbook of ``via-xl verschil``, where both versions are given.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from via_xl.basis.geld import euro, uren
from via_xl.rekenen.wijzigingen import Gemeentewijziging, Paar, Vergelijking
from via_xl.schrijven import wijzigingen
from via_xl.schrijven.boek import Adres, Blad, Boek, TabelKolom
from via_xl.schrijven.opmaak import kop
from via_xl.schrijven.taal import Stapel
from via_xl.schrijven.taal.controleblad import Controle, f

BLAD, OORZAKEN = "Wijzigingen", "Oorzaken"
SALDO, BEDRAGEN = "tblWijzigingSaldo", "tblWijzigingBedragen"
_REGIORIJ = 8
_GROEPEN: tuple[tuple[str, str, Callable[[Gemeentewijziging], Paar]], ...] = (
    ("Bijdrage", "euro", lambda g: g.bijdrage_ct),
    ("Kosten", "euro", lambda g: g.kosten_ct),
    ("Voorschot", "euro", lambda g: g.voorschot_ct),
    ("Uren", "uren", lambda g: g.uren_h),
)


@dataclass(frozen=True, slots=True)
class Bedragbron:
    """Where the amounts of this version stand in the workbook; "" where both versions are given as they are."""

    kosten: str = ""
    vergoeding: str = ""
    te_verdelen: str = ""
    tabel: str = ""

    def van(self, kolom: str) -> str | None:
        """The formula of a column of this version: the row of the settlement with the same code; 0 without one."""
        if not self.tabel:
            return None
        return f"=ROUND(SUMIFS({self.tabel}[{kolom}],{self.tabel}[Code],[@Code]),2)"


def zet(boek: Boek, v: Vergelijking, bron: Bedragbron, naam: str, vlag: str) -> list[Controle]:
    """Add the sheets; gives the checks on them. ``naam`` stands in the header of a printed page."""
    blad = boek.blad(BLAD, kleur="#548235", kopregel=f"{naam} · {BLAD}")
    kop(blad, f"Wijzigingen {v.jaar}, hele regio", f"Wat elke gemeente in {_versies(v)} anders heeft.", vlag=vlag)
    blad.breedtes |= {0: 34, 1: 15, **dict.fromkeys(range(2, 14), 15.0)}
    blad.zet(4, 0, "Vergeleken met", "vet")
    blad.zet(4, 1, f"versie {v.vorig.versie} ({v.vorig.status})")
    blad.zet(5, 0, "Invoerhash van die versie", "vet")
    blad.zet(5, 1, v.vorig.invoerhash)
    if v.herziening:
        tekst = (
            f"Versie {v.vorig.versie} is definitief en verrekend: nu wordt alleen het verschil in saldo nog verrekend."
        )
        blad.zet(6, 0, tekst, "uitleg")
    vergoeding = _regio(blad, v, bron)
    rij = _redenen(blad, v, _REGIORIJ + 5)
    rij, totaal = _saldo(blad, v, bron, rij)
    totalen = _bedragen(blad, v, bron, rij)
    met_uren, kosten = _oorzaken(boek, v, naam, vlag)
    return _controles(v, vergoeding, totaal, totalen, met_uren, kosten)


def _versies(v: Vergelijking) -> str:
    return f"versie {v.nu.versie} ({v.nu.status}) tegenover versie {v.vorig.versie} ({v.vorig.status})"


def _regio(blad: Blad, v: Vergelijking, bron: Bedragbron) -> list[Adres]:
    """K, V and R in both versions; gives the cells of V: the previous version, this one, and the difference."""
    for kol, tekst in enumerate(("Hele regio", "Vorige versie €", "Deze versie €", "Verschil €")):
        blad.zet(_REGIORIJ, kol, tekst, "kop")
    posten = (
        ("Kosten van de werkgroep (K)", v.kosten_ct, bron.kosten),
        ("Vergoeding uit POK (V)", v.vergoeding_ct, bron.vergoeding),
        ("Te verdelen (R)", v.te_verdelen_ct, bron.te_verdelen),
    )
    cellen = []
    for rij, (wat, paar, waar) in enumerate(posten, start=_REGIORIJ + 1):
        blad.zet(rij, 0, wat, "werk.tekst")
        toen = blad.zet(rij, 1, euro(paar.vorig), "invoer.euro")
        if waar:
            nu = blad.formule(rij, 2, f"={waar}", euro(paar.nu), "werk.euro")
        else:
            nu = blad.zet(rij, 2, euro(paar.nu), "invoer.euro")
        verschil = blad.formule(rij, 3, f"=ROUND({nu}-{toen},2)", euro(paar.verschil), "uitkomst.euro")
        cellen.append([toen, nu, verschil])
    return cellen[1]


def _redenen(blad: Blad, v: Vergelijking, rij: int) -> int:
    """What changed in the choices of the year, a line each. Gives the next free row."""
    if not v.parameters:
        return rij
    blad.zet(rij, 0, "Wat in de keuzes van het jaar anders is", "kopje")
    for nummer, parameter in enumerate(v.parameters, start=1):
        blad.zet(rij + nummer, 0, f"• {parameter.regel()}")
    return rij + len(v.parameters) + 2


def _wie(v: Vergelijking) -> list[TabelKolom]:
    return [
        TabelKolom("Gemeente", [g.naam for g in v.gemeenten], "werk.tekst", None, 34),
        TabelKolom("Code", [g.code for g in v.gemeenten], "werk.tekst", None, 15),
    ]


def _drie(wat: str, eenheid: str, paren: Sequence[Paar], bron: str | None, formaat: str) -> list[TabelKolom]:
    """Three columns: the previous version, this one, and the difference."""
    vorige, deze = f"{wat} vorige versie{eenheid}", f"{wat} deze versie{eenheid}"

    def waarde(getal: int) -> float:
        return uren(getal) if formaat == "uren" else euro(getal)

    return [
        TabelKolom(vorige, [waarde(p.vorig) for p in paren], f"invoer.{formaat}", None, 15),
        TabelKolom(deze, [waarde(p.nu) for p in paren], f"{'werk' if bron else 'invoer'}.{formaat}", bron, 15),
        TabelKolom(
            f"Verschil {wat.lower()}{eenheid}",
            [waarde(p.verschil) for p in paren],
            f"uitkomst.{formaat}",
            f"=ROUND([@{deze}]-[@{vorige}],2)",
            15,
        ),
    ]


def _saldo(blad: Blad, v: Vergelijking, bron: Bedragbron, rij: int) -> tuple[int, list[Adres]]:
    """The saldo of everyone, with the reasons in words. Gives the next free row, and the totals of the three columns."""
    blad.zet(rij, 0, "Saldo per gemeente (min: ontvangt)", "kopje")
    paren = [g.saldo_ct for g in v.gemeenten]
    kolommen = [
        *_wie(v),
        *_drie("Saldo", " €", paren, bron.van("Saldo €"), "euro"),
        TabelKolom(
            "Wat zelf veranderde", ["; ".join(g.eigen_redenen) or "niets" for g in v.gemeenten], "werk.tekst", None, 15
        ),
    ]
    blad.tabel(SALDO, rij + 1, 0, kolommen)
    blad.hoogtes[rij + 1] = 30
    totaalrij = rij + 3 + len(paren)
    blad.zet(totaalrij, 0, "Totaal", "slot")
    blad.zet(totaalrij, 1, None, "slot")
    return totaalrij + 3, _som(blad, totaalrij, 2, SALDO, kolommen[2:5], paren, "euro")


def _bedragen(blad: Blad, v: Vergelijking, bron: Bedragbron, rij: int) -> dict[str, list[Adres]]:
    """What the saldo is made of. Gives the totals of the three columns of each."""
    blad.zet(rij, 0, "Waaruit het saldo bestaat", "kopje")
    kolommen = _wie(v)
    for wat, formaat, welke in _GROEPEN:
        eenheid = " €" if formaat == "euro" else ""
        kolommen += _drie(wat, eenheid, [welke(g) for g in v.gemeenten], bron.van(f"{wat}{eenheid}"), formaat)
    blad.tabel(BEDRAGEN, rij + 1, 0, kolommen)
    blad.hoogtes[rij + 1] = 30
    uit: dict[str, list[Adres]] = {}
    totaalrij = rij + 3 + len(v.gemeenten)
    blad.zet(totaalrij, 0, "Totaal", "slot")
    blad.zet(totaalrij, 1, None, "slot")
    for nummer, (wat, formaat, welke) in enumerate(_GROEPEN):
        kol = 2 + 3 * nummer
        paren = [welke(g) for g in v.gemeenten]
        uit[wat] = _som(blad, totaalrij, kol, BEDRAGEN, kolommen[kol : kol + 3], paren, formaat)
    return uit


def _som(
    blad: Blad, rij: int, kol: int, tabel: str, kolommen: Sequence[TabelKolom], paren: Sequence[Paar], formaat: str
) -> list[Adres]:
    sommen = (sum(p.vorig for p in paren), sum(p.nu for p in paren), sum(p.verschil for p in paren))
    waarden = [uren(som) if formaat == "uren" else euro(som) for som in sommen]
    return [
        blad.formule(rij, kol + nummer, f"=ROUND(SUM({tabel}[{kolom.kop}]),2)", waarde, f"slot.{formaat}")
        for nummer, (kolom, waarde) in enumerate(zip(kolommen, waarden, strict=True))
    ]


def _oorzaken(boek: Boek, v: Vergelijking, naam: str, vlag: str) -> tuple[str, str]:
    """The sheet with every hour line, rate and other input that changed; gives the formulas of what they add up to."""
    anders = v.parameters or any(g.regels or g.tarieven or g.gegevens for g in v.gemeenten)
    if not anders:
        return "", ""
    blad = boek.blad(OORZAKEN, kleur="#F2C94C", kopregel=f"{naam} · {OORZAKEN}")
    uitleg = "Elke urenregel, elk tarief en elk ander gegeven dat anders is dan in de vorige versie. Alleen voor de centrumgemeente."
    kop(blad, f"Oorzaken {v.jaar}, hele regio", uitleg, vlag=vlag)
    oorzaken = wijzigingen.zet(Stapel(blad), v.gemeenten, v.parameters, met_gemeente=True)
    met_kosten = oorzaken.met_uren or oorzaken.met_tarieven
    return oorzaken.uren if oorzaken.met_uren else "", oorzaken.kosten if met_kosten else ""


def _controles(
    v: Vergelijking,
    vergoeding: Sequence[Adres],
    saldo: Sequence[Adres],
    totalen: Mapping[str, Sequence[Adres]],
    urenformule: str,
    kostenformule: str,
) -> list[Controle]:
    """Each version nets to zero, so the differences do; lines and rates explain those of hours and cost."""
    saldi, voorschotten = [g.saldo_ct for g in v.gemeenten], [g.voorschot_ct for g in v.gemeenten]
    saldo_verschil = euro(sum(p.verschil for p in saldi))
    rijen = [
        Controle(
            f"Saldi en voorschotten van {wat} zijn samen min de vergoeding",
            f(f"ROUND(0-{vergoeding[kol]},2)", euro(-vergoed)),
            f(f"ROUND({saldo[kol]}+{totalen['Voorschot'][kol]},2)", euro(betaald)),
            BLAD,
            stijl="euro",
        )
        for kol, (wat, vergoed, betaald) in enumerate(
            (
                ("de vorige versie", v.vergoeding_ct.vorig, sum(p.vorig for p in (*saldi, *voorschotten))),
                ("deze versie", v.vergoeding_ct.nu, sum(p.nu for p in (*saldi, *voorschotten))),
            )
        )
    ]
    rijen.append(
        Controle(
            "Verschil in saldo is dat van bijdrage, kosten en voorschot",
            f(f"ROUND({totalen['Bijdrage'][2]}-{totalen['Kosten'][2]}-{totalen['Voorschot'][2]},2)", saldo_verschil),
            f(str(saldo[2]), saldo_verschil),
            BLAD,
            stijl="euro",
        )
    )
    if urenformule:
        verschil = uren(sum(g.uren_h.verschil for g in v.gemeenten))
        gevonden = f(f"ROUND({urenformule},2)", verschil)
        wat = "Verschil in uren is dat van de urenregels die anders zijn"
        rijen.append(Controle(wat, f(str(totalen["Uren"][2]), verschil), gevonden, OORZAKEN, stijl="uren"))
    if kostenformule:
        verschil = euro(v.kosten_ct.verschil)
        gevonden = f(f"ROUND({kostenformule},2)", verschil)
        wat = "Verschil in kosten is dat van urenregels en tarieven"
        rijen.append(Controle(wat, f(str(totalen["Kosten"][2]), verschil), gevonden, OORZAKEN, stijl="euro"))
    return rijen
