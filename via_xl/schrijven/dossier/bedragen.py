"""The sheet Bedragen: K, V and R, and what each gemeente pays or receives, adding up from the sheets Uren and Invoer."""

from __future__ import annotations

from via_xl.basis.geld import GEHEEL_BP, euro, fractie, rond_half_op, uren
from via_xl.regeling.model import Verdeelsleutel
from via_xl.schrijven import formules
from via_xl.schrijven.boek import Adres, Boek, TabelKolom, Waarde
from via_xl.schrijven.dossier import uren as urenblad
from via_xl.schrijven.dossier.opbouw import nieuw_blad, zet_tabel
from via_xl.schrijven.dossier.stof import Dossierstof
from via_xl.schrijven.opmaak import F, rij

BLAD = "Bedragen"
TABEL = "tblPerGemeente"
_BLOKRIJ = 4
_TABELRIJ = 19
_BLOK = ("kosten", "percentage", "maximum", "zonder_maximum", "vergoeding", "te_verdelen", "sleutel", "te_delen", "som")
_GRENS = (*_BLOK, "grens", "boven", "meerkosten", "meer_som")


def cel(naam: str) -> Adres:
    """The cell of a figure in the block: ``cel("kosten")``."""
    return Adres(BLAD, _BLOKRIJ + _GRENS.index(naam), 1)


def totaal(boek: Boek, kop: str) -> Adres:
    """The cell of a total under the table."""
    tabel = boek.vind(BLAD).tabellen[0]
    return tabel.adres(BLAD, kop, tabel.rijen + 1)


def zet(boek: Boek, stof: Dossierstof) -> None:
    """Add the sheet."""
    uit = stof.uitkomst
    uitleg = f"Alle stappen per gemeente, met de restcent, staan in {stof.regionaam}, blad Verrekening."
    blad = nieuw_blad(boek, stof, BLAD, uitleg)
    zonder = rond_half_op(uit.kosten_ct * uit.vergoeding_bp, GEHEEL_BP)
    grens: Waarde = "" if uit.voorstelgrens_ct is None else euro(uit.voorstelgrens_ct)
    boven = max(0, uit.te_verdelen_ct - uit.voorstelgrens_ct) if uit.voorstelgrens_ct is not None else 0
    blad.zet(_BLOKRIJ + 1, 0, "Vergoeding POK, deel van de kosten", "werk.tekst")
    blad.zet(_BLOKRIJ + 1, 1, fractie(uit.vergoeding_bp), "invoer.procent")
    blad.zet(_BLOKRIJ + 2, 0, "Maximum POK", "werk.tekst")
    blad.zet(_BLOKRIJ + 2, 1, euro(uit.maximum_ct), "invoer.euro")
    blad.zet(_BLOKRIJ + 6, 0, "Verdeelsleutel", "werk.tekst")
    blad.zet(_BLOKRIJ + 6, 1, str(uit.verdeelsleutel), "invoer.tekst")
    blad.zet(_BLOKRIJ + 9, 0, "Voorstelgrens (8.4)", "werk.tekst")
    blad.zet(_BLOKRIJ + 9, 1, grens, "invoer.euro")
    k, v, r = cel("kosten"), cel("vergoeding"), cel("te_verdelen")
    m, eraf = cel("meerkosten"), "0" if uit.vast else "1"
    te_delen = f'=IF({r}=0,0,{eraf}*IF({cel("sleutel")}="kosten",ROUND({k}-{r}+{m},2),ROUND({r}-{m},2)))'
    blok = {
        "kosten": ("Kosten van de werkgroep (K)", f"={urenblad.totaal(boek, 'Kosten €')}", euro(uit.kosten_ct)),
        "zonder_maximum": ("Vergoeding zonder maximum", f"={formules.deel_van(cel('percentage'), k)}", euro(zonder)),
        "vergoeding": (
            "Vergoeding uit POK (V)",
            f"={formules.vergoeding(cel('zonder_maximum'), cel('maximum'))}",
            euro(uit.vergoeding_ct),
        ),
        "te_verdelen": ("Te verdelen (R)", f"={formules.te_verdelen(k, v)}", euro(uit.te_verdelen_ct)),
        "te_delen": ("Verdeeld volgens de sleutel", te_delen, euro(uit.volgens_sleutel_ct)),
        "boven": (
            "Te verdelen boven de voorstelgrens",
            f'=IF({cel("grens")}="",0,MAX(0,ROUND({r}-{cel("grens")},2)))',
            euro(boven),
        ),
    }
    hoe = {
        "kosten": "uren × uurtarief van alle urenregels die meetellen; zie blad Uren",
        "vergoeding": "de vergoeding, ten hoogste het maximum",
        "te_verdelen": "R = K − V",
        "boven": "boven de grens is een voorstel nodig; nul is erbinnen",
    }
    blad.zet(m.rij, 0, "Meerkosten, apart gedragen", "werk.tekst")
    blad.zet(m.rij, 1, euro(uit.meerkosten_ct), "invoer.euro")
    blad.zet(m.rij, 2, _drager(stof), "uitleg.tekst")
    som = F(f"=SUM({TABEL}[Sleutel meerkosten])", uit.meerkosten_totaal)
    rij(blad, cel("meer_som").rij, "Som van de sleutel van de meerkosten", som, "werk.geheel")
    for naam, (label, formule, waarde) in blok.items():
        stijl = "uitkomst.euro" if naam in ("kosten", "vergoeding", "te_verdelen") else "werk.euro"
        rij(blad, cel(naam).rij, label, F(formule, waarde), stijl, hoe.get(naam, ""))
    rij(blad, cel("som").rij, "Som van de sleutel", F(f"=SUM({TABEL}[Sleutel])", uit.sleutel_totaal), "werk.geheel")
    blad.zet(_TABELRIJ - 1, 0, "Per gemeente", "kopje")
    blad.breedtes[0] = 34
    zet_tabel(blad, TABEL, _TABELRIJ, _kolommen(stof))
    _totalen(boek, stof)
    blad.breedtes |= {0: 34, 1: 20}


def _drager(stof: Dossierstof) -> str:
    """Who bears what lies above the limit, in words."""
    uit = stof.uitkomst
    if uit.vast:
        return "de bijdragen zijn vast: de gedrukte bedragen, en de centrumgemeente draagt de rest"
    return f"drager: {uit.drager}; nul als alles binnen de grens is, of naar dezelfde sleutel gaat"


def _evenredig(stof: Dossierstof) -> tuple[list[float], str]:
    """The bijdrage of each gemeente before it is rounded to cents, and the formula for it."""
    uit = stof.uitkomst
    if uit.vast:
        return [euro(r.bijdrage_ct) for r in uit.gemeenten], "[@Bijdrage €]"
    waarden = []
    for r in uit.gemeenten:
        deel = uit.volgens_sleutel_ct * r.deel.sleutel / max(1, uit.sleutel_totaal) / 100
        meer = uit.meerkosten_ct * r.meerkosten.sleutel / max(1, uit.meerkosten_totaal) / 100
        naar_kosten = uit.verdeelsleutel is Verdeelsleutel.KOSTEN
        waarden.append(0.0 if uit.te_verdelen_ct == 0 else (euro(r.kosten_ct) - deel if naar_kosten else deel) + meer)
    sleutel = f'IF({cel("sleutel")}="kosten",[@Kosten €]-[@Naar sleutel €],[@Naar sleutel €])'
    meerkosten = f"{cel('meerkosten')}*[@Sleutel meerkosten]/MAX(1,{cel('meer_som')})"
    return waarden, f"IF({cel('te_verdelen')}=0,0,{sleutel}+{meerkosten})"


def _kolommen(stof: Dossierstof) -> list[TabelKolom]:
    uit = stof.uitkomst
    rijen = uit.gemeenten
    noemer = f"MAX(1,{cel('som')})"
    deel = [uit.volgens_sleutel_ct * r.deel.sleutel / max(1, uit.sleutel_totaal) / 100 for r in rijen]
    evenredig, formule = _evenredig(stof)
    rest = [round(100 * (euro(r.bijdrage_ct) - b), 6) for r, b in zip(rijen, evenredig, strict=True)]
    geen_begroot: list[Waarde] = ["" if r.begroot_ct is None else euro(r.begroot_ct) for r in rijen]
    return [
        TabelKolom("Gemeente", [r.naam for r in rijen], "werk.tekst", None, 34),
        TabelKolom("Code", [r.code for r in rijen], "werk.tekst", None, 20),
        TabelKolom("Sleutel", [r.deel.sleutel for r in rijen], "invoer.geheel", None, 12),
        TabelKolom(
            "Uren",
            [uren(r.uren_h) for r in rijen],
            "werk.uren",
            "=ROUND(SUMIFS(tblUrensom[Uren],tblUrensom[Code],[@Code]),2)",
            11,
        ),
        TabelKolom(
            "Kosten €",
            [euro(r.kosten_ct) for r in rijen],
            "werk.euro",
            "=ROUND(SUMIFS(tblUrensom[Kosten €],tblUrensom[Code],[@Code]),2)",
            15,
        ),
        TabelKolom("Naar sleutel €", deel, "werk.euro", f"={cel('te_delen')}*[@Sleutel]/{noemer}", 15),
        TabelKolom("Sleutel meerkosten", [r.meerkosten.sleutel for r in rijen], "invoer.geheel", None, 13),
        TabelKolom("Bijdrage €", [euro(r.bijdrage_ct) for r in rijen], "invoer.euro", None, 15),
        TabelKolom(
            "Afronding in cent",
            rest,
            "werk.uren",
            f"=ROUND(100*([@Bijdrage €]-{formule}),6)",
            11,
        ),
        TabelKolom("Voorschot €", [euro(r.voorschot_ct) for r in rijen], "invoer.euro", None, 14),
        TabelKolom(
            "Saldo €",
            [euro(r.saldo_ct) for r in rijen],
            "werk.euro",
            "=ROUND([@Bijdrage €]-[@Kosten €]-[@Voorschot €],2)",
            16,
        ),
        TabelKolom("Betaalt €", [euro(max(0, r.saldo_ct)) for r in rijen], "uitkomst.euro", "=MAX(0,[@Saldo €])", 15),
        TabelKolom(
            "Ontvangt €", [euro(max(0, -r.saldo_ct)) for r in rijen], "uitkomst.euro", "=MAX(0,-[@Saldo €])", 15
        ),
        TabelKolom("Begroot €", geen_begroot, "invoer.euro", None, 15),
    ]


def waarden(stof: Dossierstof) -> dict[str, float]:
    """What the engine gives for each total under the table (by header), and for V and R."""
    gemeenten = stof.uitkomst.gemeenten
    centen = {
        "Kosten €": stof.uitkomst.kosten_ct,
        "Bijdrage €": sum(r.bijdrage_ct for r in gemeenten),
        "Voorschot €": sum(r.voorschot_ct for r in gemeenten),
        "Saldo €": sum(r.saldo_ct for r in gemeenten),
        "Betaalt €": sum(max(0, r.saldo_ct) for r in gemeenten),
        "Ontvangt €": sum(max(0, -r.saldo_ct) for r in gemeenten),
        "Begroot €": sum(r.begroot_ct or 0 for r in gemeenten),
        "vergoeding": stof.uitkomst.vergoeding_ct,
        "te_verdelen": stof.uitkomst.te_verdelen_ct,
    }
    return {naam: euro(ct) for naam, ct in centen.items()}


def _totalen(boek: Boek, stof: Dossierstof) -> None:
    blad = boek.vind(BLAD)
    regel = totaal(boek, "Gemeente").rij
    for plaats in range(len(blad.tabellen[0].kolommen)):
        blad.zet(regel, plaats, "Totaal" if plaats == 0 else None, "slot")
    for kop, waarde in waarden(stof).items():
        if kop.endswith("€"):
            blad.formule(regel, totaal(boek, kop).kol, f"=ROUND(SUM({TABEL}[{kop}]),2)", waarde, "slot.euro")
    totaal_h = sum(r.uren_h for r in stof.uitkomst.gemeenten)
    blad.formule(regel, totaal(boek, "Uren").kol, f"=ROUND(SUM({TABEL}[Uren]),2)", uren(totaal_h), "slot.uren")
