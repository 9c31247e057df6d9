"""The plan: table 8.1 recalculated by both methods for every year, beside the printed amounts."""

from __future__ import annotations

from dataclasses import replace

from via_xl.geld import euro, fractie
from via_xl.rekenen.plan import Planregel, begroot_te_verdelen_ct
from via_xl.rekenen.verdeling import Deel, verdeel
from via_xl.rekenen.vergoeding import vergoeding_ct
from via_xl.schrijven import formules
from via_xl.schrijven.boek import Boek, TabelKolom, Waarde
from via_xl.schrijven.master.stand import Stand
from via_xl.schrijven.opmaak import kop, staafgrafiek

BLAD = "Bijdrage"
_JARENRIJ = 5


def zet(boek: Boek, stand: Stand) -> None:
    """Add the sheet: a table of years, the chart of the multi-year cost, and a row per year and gemeente."""
    blad = boek.blad(BLAD, kleur="#1F4E78", kopregel=f"{stand.naam} · Bijdrage volgens het koersplan")
    kop(
        blad,
        "Bijdrage volgens het koersplan",
        "Tabel 8.1 nagerekend: methode koersplan (afgerond percentage × bedrag) en exact (grootste rest), naast de "
        "gedrukte bedragen.",
        vlag=stand.vlag,
    )
    blad.zet(_JARENRIJ - 1, 0, "Per jaar", "kopje")
    blad.tabel("tblPlanjaren", _JARENRIJ, 0, _jaren(stand))
    gemeenten = stand.regeling.gemeenten
    grafiekrij = _JARENRIJ + len(stand.regeling.jaren) + 2
    tabelrij = grafiekrij + 22
    waarden = _Waarden(stand)
    blad.zet(tabelrij - 1, 0, "Per jaar en gemeente", "kopje")
    tabel = blad.tabel("tblBijdrage", tabelrij, 0, _uitkomsten(waarden))
    stappenrij = tabelrij + tabel.rijen + 3
    blad.zet(stappenrij - 1, 0, "Hoe het exacte bedrag tot stand komt (grootste rest)", "kopje")
    blad.tabel("tblPlanstappen", stappenrij, 0, _stappen(waarden))
    kolom = tabel.adres(BLAD, "Bedrag gedrukt €", 0).kol
    eerste = tabelrij + 1
    aantal = len(gemeenten)
    reeksen: list[tuple[str, tuple[str, int, int, int, int]]] = []
    for nummer, jaar in enumerate(stand.regeling.jaren):
        van = eerste + nummer * aantal
        reeksen.append((str(jaar.jaar), (BLAD, van, kolom, van + aantal - 1, kolom)))
    blad.aanvullingen.append(
        staafgrafiek(
            "Begrote bijdrage per gemeente en jaar (tabel 8.1 en 8.2)",
            (BLAD, eerste, 1, eerste + aantal - 1, 1),
            reeksen,
            (grafiekrij, 0),
            gestapeld=True,
            breedte=980,
            hoogte=390,
        )
    )
    blad.hoogtes |= {_JARENRIJ: 30, tabelrij: 42, stappenrij: 30}
    blad.breedtes[1] = 22
    blad.bevroren = (3, 0)
    blad.nieuwe_pagina_na = [tabelrij - 1, stappenrij - 1]


def _jaren(stand: Stand) -> list[TabelKolom]:
    jaren = stand.regeling.jaren
    pok = {rij.jaar: rij for rij in stand.regeling.pok}
    inwoners: dict[int, int] = {}
    gedrukt: dict[int, tuple[int, int]] = {}
    for regel in stand.plan:
        inwoners[regel.jaar] = inwoners.get(regel.jaar, 0) + (regel.inwoners or 0)
    for rij in stand.regeling.begroting:
        bp, ct = gedrukt.get(rij.jaar, (0, 0))
        gedrukt[rij.jaar] = (bp + (rij.percentage_bp or 0), ct + rij.bedrag_ct)
    vergoedingen: list[Waarde] = []
    te_verdelen: list[Waarde] = []
    verschillen: list[Waarde] = []
    for jaar in jaren:
        rij_pok = pok.get(jaar.jaar)
        if jaar.begrote_kosten_ct is None or rij_pok is None:
            vergoedingen.append("")
            te_verdelen.append("")
            verschillen.append("")
            continue
        grens = (rij_pok.vergoeding_bp, rij_pok.maximum_ct)
        bedrag = begroot_te_verdelen_ct(jaar.begrote_kosten_ct, *grens)
        vergoedingen.append(euro(vergoeding_ct(jaar.begrote_kosten_ct, *grens)))
        te_verdelen.append(euro(bedrag))
        verschillen.append(euro(gedrukt.get(jaar.jaar, (0, 0))[1] - bedrag))
    begrote_vergoeding = formules.deel_van("[@Vergoeding %]", "[@Begrote kosten €]")
    begroot = "INDEX(tblJaren[Begrote kosten €],MATCH([@Jaar],tblJaren[Jaar],0))"
    return [
        TabelKolom("Jaar", [j.jaar for j in jaren], "werk.jaar", None, 11),
        TabelKolom(
            "Peiljaar",
            [j.peiljaar for j in jaren],
            "werk.jaar",
            "=SUMIFS(tblJaren[Peiljaar inwoners],tblJaren[Jaar],[@Jaar])",
            11,
        ),
        TabelKolom(
            "Begrote kosten €",
            ["" if j.begrote_kosten_ct is None else euro(j.begrote_kosten_ct) for j in jaren],
            "werk.euro",
            f'=IF({begroot}="","",{begroot})',
            22,
        ),
        TabelKolom(
            "Vergoeding %",
            [fractie(pok[j.jaar].vergoeding_bp) if j.jaar in pok else 0 for j in jaren],
            "werk.procent",
            "=SUMIFS(tblPOK[Vergoeding %],tblPOK[Jaar],[@Jaar])",
            12,
        ),
        TabelKolom(
            "Maximum €",
            [euro(pok[j.jaar].maximum_ct) if j.jaar in pok else 0 for j in jaren],
            "werk.euro",
            "=SUMIFS(tblPOK[Maximum €],tblPOK[Jaar],[@Jaar])",
            15,
        ),
        TabelKolom(
            "Vergoeding €",
            vergoedingen,
            "werk.euro",
            f'=IF([@Begrote kosten €]="","",{formules.vergoeding(begrote_vergoeding, "[@Maximum €]")})',
            15,
        ),
        TabelKolom(
            "Te verdelen €",
            te_verdelen,
            "uitkomst.euro",
            '=IF([@Begrote kosten €]="","",ROUND([@Begrote kosten €]-[@Vergoeding €],2))',
            15,
        ),
        TabelKolom(
            "Inwoners",
            [inwoners[j.jaar] for j in jaren],
            "werk.geheel",
            "=SUMIFS(tblPlanstappen[Inwoners],tblPlanstappen[Jaar],[@Jaar])",
            12,
        ),
        TabelKolom(
            "Som gedrukt %",
            [fractie(gedrukt.get(j.jaar, (0, 0))[0]) for j in jaren],
            "werk.procent",
            "=ROUND(SUMIFS(tblBegroting[Percentage gedrukt %],tblBegroting[Jaar],[@Jaar]),4)",
            12,
        ),
        TabelKolom(
            "Som gedrukt €",
            [euro(gedrukt.get(j.jaar, (0, 0))[1]) for j in jaren],
            "werk.euro",
            "=ROUND(SUMIFS(tblBegroting[Bedrag gedrukt €],tblBegroting[Jaar],[@Jaar]),2)",
            15,
        ),
        TabelKolom(
            "Gedrukt min te verdelen €",
            verschillen,
            "werk.euro",
            '=IF([@Te verdelen €]="","",ROUND([@Som gedrukt €]-[@Te verdelen €],2))',
            15,
        ),
    ]


class _Waarden:
    """The engine's values of the rows per year and gemeente; None becomes the blank text of a formula."""

    def __init__(self, stand: Stand) -> None:
        self.regels = stand.plan
        self.naam = {g.code: g.naam for g in stand.regeling.gemeenten}
        self.nr = {g.code: plaats for plaats, g in enumerate(stand.regeling.gemeenten, start=1)}
        self.percentage = {(r.code, r.jaar): r.percentage_bp for r in stand.regeling.begroting}
        per_jaar: dict[int, list[Planregel]] = {}
        for regel in self.regels:
            per_jaar.setdefault(regel.jaar, []).append(regel)
        self.totaal = {jaar: sum(r.inwoners or 0 for r in rijen) for jaar, rijen in per_jaar.items()}
        self.bedrag_ct = {
            jaar: None if all(r.exact_ct is None for r in rijen) else sum(r.exact_ct or 0 for r in rijen)
            for jaar, rijen in per_jaar.items()
        }
        self.delen: dict[tuple[int, str], Deel] = {
            (jaar, code): deel
            for jaar, ct in self.bedrag_ct.items()
            if ct is not None
            for code, deel in verdeel(ct, {r.code: r.inwoners or 0 for r in per_jaar[jaar]}).items()
        }

    def deel(self, regel: Planregel) -> Deel | None:
        """The share of a row, None where the plan gives no amount."""
        return self.delen.get((regel.jaar, regel.code))


def _of_leeg(ct: int | None) -> Waarde:
    return "" if ct is None else euro(ct)


def _verschil(van: int | None, af: int | None) -> Waarde:
    return "" if van is None or af is None else euro(van - af)


def _wie(w: _Waarden) -> list[TabelKolom]:
    return [
        TabelKolom("Jaar", [r.jaar for r in w.regels], "werk.jaar", None, 11),
        TabelKolom(
            "Gemeente", [w.naam[r.code] for r in w.regels], "werk.tekst", "=INDEX(tblGemeenten[Naam],[@Nr])", 22
        ),
        TabelKolom("Code", [r.code for r in w.regels], "werk.tekst", "=INDEX(tblGemeenten[Code],[@Nr])", 16),
        TabelKolom("Nr", [w.nr[r.code] for r in w.regels], "werk.nr", None, 12),
    ]


def _uitkomsten(w: _Waarden) -> list[TabelKolom]:
    """What someone wants to see: both methods beside the printed amount."""
    waar = "tblBegroting[CBS code],[@Code],tblBegroting[Jaar],[@Jaar]"
    stap = "tblPlanstappen[Code],[@Code],tblPlanstappen[Jaar],[@Jaar]"
    te_verdelen = "INDEX(tblPlanjaren[Te verdelen €],MATCH([@Jaar],tblPlanjaren[Jaar],0))"
    bedrag = [w.bedrag_ct[r.jaar] for r in w.regels]
    exact = [deel.bedrag_ct if (deel := w.deel(r)) is not None else None for r in w.regels]
    berekend = [None if ct is None else (r.koersplan_berekend_ct or 0) for r, ct in zip(w.regels, bedrag, strict=True)]
    percentages = [w.percentage.get((r.code, r.jaar)) for r in w.regels]
    return [
        *_wie(w),
        TabelKolom(
            "Inwoners",
            [r.inwoners or 0 for r in w.regels],
            "werk.geheel",
            f"=SUMIFS(tblPlanstappen[Inwoners],{stap})",
            15,
        ),
        TabelKolom(
            "Berekend %",
            [fractie(r.percentage_bp or 0) for r in w.regels],
            "werk.procent",
            f"=SUMIFS(tblPlanstappen[Berekend %],{stap})",
            15,
        ),
        TabelKolom(
            "Gedrukt %",
            ["" if bp is None else fractie(bp) for bp in percentages],
            "werk.procent",
            f'=IF(COUNTIFS({waar},tblBegroting[Percentage gedrukt %],">=0")=0,"",'
            f"SUMIFS(tblBegroting[Percentage gedrukt %],{waar}))",
            15,
        ),
        TabelKolom("Te verdelen €", [_of_leeg(ct) for ct in bedrag], "werk.euro", f"={te_verdelen}", 15),
        TabelKolom(
            "Koersplan gedrukt €",
            [_of_leeg(r.koersplan_gedrukt_ct) for r in w.regels],
            "werk.euro",
            f'=IF(OR([@Te verdelen €]="",[@Gedrukt %]=""),"",{formules.deel_van("[@Gedrukt %]", "[@Te verdelen €]")})',
            15,
        ),
        TabelKolom(
            "Koersplan berekend €",
            [_of_leeg(ct) for ct in berekend],
            "werk.euro",
            f'=IF([@Te verdelen €]="","",{formules.deel_van("[@Berekend %]", "[@Te verdelen €]")})',
            15,
        ),
        TabelKolom(
            "Exact €",
            [_of_leeg(ct) for ct in exact],
            "uitkomst.euro",
            f'=IF([@Te verdelen €]="","",SUMIFS(tblPlanstappen[Toegedeeld in cent],{stap})/100)',
            15,
        ),
        TabelKolom(
            "Bedrag gedrukt €",
            [_of_leeg(r.gedrukt_ct) for r in w.regels],
            "uitkomst.euro",
            f'=IF(COUNTIFS({waar})=0,"",SUMIFS(tblBegroting[Bedrag gedrukt €],{waar}))',
            15,
        ),
        TabelKolom(
            "Gedrukt min exact €",
            [_verschil(r.gedrukt_ct, ct) for r, ct in zip(w.regels, exact, strict=True)],
            "werk.euro",
            '=IF(OR([@Exact €]="",[@Bedrag gedrukt €]=""),"",ROUND([@Bedrag gedrukt €]-[@Exact €],2))',
            15,
        ),
        TabelKolom(
            "Gedrukt min koersplan berekend €",
            [_verschil(r.gedrukt_ct, ct) for r, ct in zip(w.regels, berekend, strict=True)],
            "werk.euro",
            '=IF(OR([@Koersplan berekend €]="",[@Bedrag gedrukt €]=""),"",'
            "ROUND([@Bedrag gedrukt €]-[@Koersplan berekend €],2))",
            17,
        ),
    ]


def _stappen(w: _Waarden) -> list[TabelKolom]:
    """How the exact amounts come about, every step of the largest remainder a column."""
    plan = "MATCH([@Jaar],tblPlanjaren[Jaar],0)"
    tot = "INDEX(tblGemeenten[Tot],[@Nr])"
    rang = formules.rang("tblPlanstappen", binnen="Jaar")
    noemer = formules.noemer("[@Totaal inwoners]")
    over = "[@Te verdelen in cent]-SUMIFS(tblPlanstappen[Afgekapt],tblPlanstappen[Jaar],[@Jaar])"
    leeg = Deel("", 0, 0, 0, 0, 1, 0)
    delen = [w.deel(r) or replace(leeg, rang=0) for r in w.regels]
    rangen: list[Waarde] = []
    for regel, deel in zip(w.regels, delen, strict=True):
        if deel.rang:
            rangen.append(deel.rang)
        else:  # nothing to share: all remainders are 0, so the codes decide
            rangen.append(1 + sum(r.jaar == regel.jaar and r.code < regel.code for r in w.regels))
    return [
        *_wie(w),
        TabelKolom(
            "Doet mee",
            [int(r.inwoners is not None) for r in w.regels],
            "werk.geheel",
            f'=IF(AND(INDEX(tblGemeenten[Van],[@Nr])<DATE([@Jaar]+1,1,1),OR({tot}="",{tot}>=DATE([@Jaar],1,1))),1,0)',
            15,
        ),
        TabelKolom(
            "Inwoners",
            [r.inwoners or 0 for r in w.regels],
            "werk.geheel",
            "=[@Doet mee]*SUMIFS(tblInwoners[Inwoners],tblInwoners[CBS code],[@Code],"
            f"tblInwoners[Peiljaar],INDEX(tblPlanjaren[Peiljaar],{plan}))",
            15,
        ),
        TabelKolom(
            "Totaal inwoners",
            [w.totaal[r.jaar] for r in w.regels],
            "werk.geheel",
            f"=INDEX(tblPlanjaren[Inwoners],{plan})",
            15,
        ),
        TabelKolom(
            "Berekend %",
            [fractie(r.percentage_bp or 0) for r in w.regels],
            "werk.procent",
            f"=ROUND(100*100*[@Inwoners]/{noemer},0)/(100*100)",
            15,
        ),
        TabelKolom(
            "Te verdelen in cent",
            [w.bedrag_ct[r.jaar] or 0 for r in w.regels],
            "werk.geheel",
            "=ROUND(100*SUMIFS(tblPlanjaren[Te verdelen €],tblPlanjaren[Jaar],[@Jaar]),0)",
            15,
        ),
        TabelKolom("Product", [d.product for d in delen], "werk.geheel", "=[@Te verdelen in cent]*[@Inwoners]", 20),
        TabelKolom(
            "Afgekapt", [d.afgekapt for d in delen], "werk.geheel", f"={formules.afgekapt('[@Product]', noemer)}", 15
        ),
        TabelKolom(
            "Rest", [d.rest for d in delen], "werk.geheel", f"={formules.rest('[@Product]', '[@Afgekapt]', noemer)}", 15
        ),
        TabelKolom("Rang", rangen, "werk.geheel", f"={rang}", 15),
        TabelKolom(
            "Toegedeeld in cent",
            [d.bedrag_ct for d in delen],
            "werk.geheel",
            f"=[@Afgekapt]+{formules.restcent('[@Rang]', over)}",
            17,
        ),
    ]
