"""The plan: table 8.1 recalculated by both methods for every year, beside the printed amounts."""

from __future__ import annotations

from via_xl.geld import euro, fractie
from via_xl.rekenen.plan import begroot_te_verdelen_ct
from via_xl.rekenen.vergoeding import vergoeding_ct
from via_xl.rekenen.verdeling import verdeel
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
    tabelrij = grafiekrij + 21
    blad.zet(tabelrij - 1, 0, "Per jaar en gemeente", "kopje")
    tabel = blad.tabel("tblBijdrage", tabelrij, 0, _gemeenten(stand))
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
            (BLAD, eerste, 2, eerste + aantal - 1, 2),
            reeksen,
            (grafiekrij, 0),
            gestapeld=True,
            breedte=980,
            hoogte=390,
        )
    )
    blad.hoogtes |= {_JARENRIJ: 30, tabelrij: 42}
    blad.bevroren = (3, 0)
    blad.nieuwe_pagina_na = [tabelrij - 1]


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
            '=IF([@Begrote kosten €]="","",MIN(ROUND(ROUND(100*100*[@Vergoeding %],0)'
            "*ROUND(100*[@Begrote kosten €],0)/(100*100),0)/100,[@Maximum €]))",
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
            "Inwoners", [inwoners[j.jaar] for j in jaren], "werk.geheel", "=SUMIFS(tblBijdrage[Inwoners],tblBijdrage[Jaar],[@Jaar])", 12
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


def _gemeenten(stand: Stand) -> list[TabelKolom]:
    regels = stand.plan
    naam = {g.code: g.naam for g in stand.regeling.gemeenten}
    per_jaar = {jaar.jaar: [r for r in regels if r.jaar == jaar.jaar] for jaar in stand.regeling.jaren}
    totaal = {jaar: sum(r.inwoners or 0 for r in rijen) for jaar, rijen in per_jaar.items()}
    bedrag = {
        jaar: None if all(r.exact_ct is None for r in rijen) else sum(r.exact_ct or 0 for r in rijen)
        for jaar, rijen in per_jaar.items()
    }
    delen = {
        (jaar, code): deel
        for jaar, ct in bedrag.items()
        if ct is not None
        for code, deel in verdeel(ct, {r.code: r.inwoners or 0 for r in per_jaar[jaar]}).items()
    }
    begroting = {(rij.code, rij.jaar): rij for rij in stand.regeling.begroting}
    kolom: dict[str, list[Waarde]] = {}

    def zet_bij(kop_: str, waarde: Waarde) -> None:
        kolom.setdefault(kop_, []).append(waarde)

    for regel in regels:
        ct = bedrag[regel.jaar]
        berekend = regel.percentage_bp or 0
        deel = delen.get((regel.jaar, regel.code))
        heeft = ct is not None and deel is not None
        gedrukt = regel.koersplan_gedrukt_ct
        rij = begroting.get((regel.code, regel.jaar))
        zet_bij("Gedrukt %", "" if rij is None or rij.percentage_bp is None else fractie(rij.percentage_bp))
        zet_bij("Te verdelen €", "" if ct is None else euro(ct))
        zet_bij("Berekend %", fractie(berekend))
        zet_bij("Koersplan gedrukt €", "" if gedrukt is None else euro(gedrukt))
        zet_bij("Koersplan berekend €", "" if not heeft else euro(regel.koersplan_berekend_ct or 0))
        for kop_, veld in (("Product", "product"), ("Afgekapt", "afgekapt"), ("Rest", "rest"), ("Rang", "rang")):
            zet_bij(kop_, getattr(deel, veld) if heeft else 0 if kop_ != "Rang" else "")
        zet_bij("Exact €", euro(deel.bedrag_ct) if deel is not None else "")
        zet_bij("Bedrag gedrukt €", "" if regel.gedrukt_ct is None else euro(regel.gedrukt_ct))
        exact = deel.bedrag_ct if deel is not None else None
        zet_bij(
            "Gedrukt min exact €",
            "" if exact is None or regel.gedrukt_ct is None else euro(regel.gedrukt_ct - exact),
        )
        zet_bij(
            "Gedrukt min koersplan berekend €",
            ""
            if not heeft or regel.gedrukt_ct is None
            else euro(regel.gedrukt_ct - (regel.koersplan_berekend_ct or 0)),
        )
    nr = {g.code: plaats for plaats, g in enumerate(stand.regeling.gemeenten, start=1)}
    waar = "tblBegroting[CBS code],[@Code],tblBegroting[Jaar],[@Jaar]"
    plan = "MATCH([@Jaar],tblPlanjaren[Jaar],0)"
    tot = "INDEX(tblGemeenten[Tot],[@Nr])"
    leeg = '=IF([@Te verdelen €]="","",'
    getal = '=IF([@Te verdelen €]="",0,'
    rang = (
        "1+SUMPRODUCT((tblBijdrage[Jaar]=[@Jaar])*((tblBijdrage[Rest]>[@Rest])"
        "+(tblBijdrage[Rest]=[@Rest])*(tblBijdrage[Code]<[@Code])))"
    )
    over = "ROUND(100*[@Te verdelen €],0)-SUMIFS(tblBijdrage[Afgekapt],tblBijdrage[Jaar],[@Jaar])"
    return [
        TabelKolom("Jaar", [r.jaar for r in regels], "werk.jaar", None, 11),
        TabelKolom("Nr", [nr[r.code] for r in regels], "werk.geheel", None, 11),
        TabelKolom("Gemeente", [naam[r.code] for r in regels], "werk.tekst", "=INDEX(tblGemeenten[Naam],[@Nr])", 22),
        TabelKolom("Code", [r.code for r in regels], "werk.tekst", "=INDEX(tblGemeenten[Code],[@Nr])", 12),
        TabelKolom(
            "Doet mee",
            [int(r.inwoners is not None) for r in regels],
            "werk.geheel",
            "=IF(AND(INDEX(tblGemeenten[Van],[@Nr])<DATE([@Jaar]+1,1,1),"
            f'OR({tot}="",{tot}>=DATE([@Jaar],1,1))),1,0)',
            15,
        ),
        TabelKolom(
            "Inwoners",
            [r.inwoners or 0 for r in regels],
            "werk.geheel",
            "=[@Doet mee]*SUMIFS(tblInwoners[Inwoners],tblInwoners[CBS code],[@Code],"
            f"tblInwoners[Peiljaar],INDEX(tblPlanjaren[Peiljaar],{plan}))",
            15,
        ),
        TabelKolom(
            "Totaal inwoners",
            [totaal[r.jaar] for r in regels],
            "werk.geheel",
            f"=INDEX(tblPlanjaren[Inwoners],{plan})",
            15,
        ),
        TabelKolom(
            "Berekend %",
            kolom["Berekend %"],
            "werk.procent",
            "=ROUND(100*100*[@Inwoners]/MAX(1,[@Totaal inwoners]),0)/(100*100)",
            15,
        ),
        TabelKolom(
            "Gedrukt %",
            kolom["Gedrukt %"],
            "werk.procent",
            f'=IF(COUNTIFS({waar},tblBegroting[Percentage gedrukt %],">=0")=0,"",'
            f"SUMIFS(tblBegroting[Percentage gedrukt %],{waar}))",
            12,
        ),
        TabelKolom(
            "Te verdelen €", kolom["Te verdelen €"], "werk.euro", f"=INDEX(tblPlanjaren[Te verdelen €],{plan})", 12
        ),
        TabelKolom(
            "Koersplan gedrukt €",
            kolom["Koersplan gedrukt €"],
            "werk.euro",
            '=IF(OR([@Te verdelen €]="",[@Gedrukt %]=""),"",'
            "ROUND(ROUND(100*100*[@Gedrukt %],0)*ROUND(100*[@Te verdelen €],0)/(100*100),0)/100)",
            15,
        ),
        TabelKolom(
            "Koersplan berekend €",
            kolom["Koersplan berekend €"],
            "werk.euro",
            f"{leeg}ROUND(ROUND(100*100*[@Berekend %],0)*ROUND(100*[@Te verdelen €],0)/(100*100),0)/100)",
            15,
        ),
        TabelKolom(
            "Product", kolom["Product"], "werk.geheel", f"{getal}ROUND(100*[@Te verdelen €],0)*[@Inwoners])", 20
        ),
        TabelKolom(
            "Afgekapt", kolom["Afgekapt"], "werk.geheel", "=INT([@Product]/MAX(1,[@Totaal inwoners]))", 13
        ),
        TabelKolom(
            "Rest", kolom["Rest"], "werk.geheel", "=[@Product]-[@Afgekapt]*MAX(1,[@Totaal inwoners])", 11
        ),
        TabelKolom("Rang", kolom["Rang"], "werk.geheel", f"{leeg}{rang})", 8),
        TabelKolom(
            "Exact €", kolom["Exact €"], "uitkomst.euro", f"{leeg}([@Afgekapt]+IF([@Rang]<={over},1,0))/100)", 15
        ),
        TabelKolom(
            "Bedrag gedrukt €",
            kolom["Bedrag gedrukt €"],
            "werk.euro",
            f'=IF(COUNTIFS({waar})=0,"",SUMIFS(tblBegroting[Bedrag gedrukt €],{waar}))',
            15,
        ),
        TabelKolom(
            "Gedrukt min exact €",
            kolom["Gedrukt min exact €"],
            "werk.euro",
            '=IF(OR([@Exact €]="",[@Bedrag gedrukt €]=""),"",ROUND([@Bedrag gedrukt €]-[@Exact €],2))',
            15,
        ),
        TabelKolom(
            "Gedrukt min koersplan berekend €",
            kolom["Gedrukt min koersplan berekend €"],
            "werk.euro",
            '=IF(OR([@Koersplan berekend €]="",[@Bedrag gedrukt €]=""),"",'
            "ROUND([@Bedrag gedrukt €]-[@Koersplan berekend €],2))",
            15,
        ),
    ]
