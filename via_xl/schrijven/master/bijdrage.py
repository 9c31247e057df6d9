"""The plan: table 8.1 recalculated by both methods for every year, beside the printed amounts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from via_xl.basis.geld import euro, fractie
from via_xl.rekenen.plan import Planregel, begroot_te_verdelen_ct, meerjarig
from via_xl.rekenen.verdeling import Deel, verdeel
from via_xl.rekenen.vergoeding import vergoeding_ct
from via_xl.schrijven import formules
from via_xl.schrijven.boek import Adres, Blad, Boek, Tabel, TabelKolom, Waarde, kleur_uitkomst
from via_xl.schrijven.master.stand import Stand
from via_xl.schrijven.opmaak import F, kop, staafgrafiek

BLAD = "Bijdrage"
_BLOKRIJ = 3
_JARENRIJ = 11
_GRAFIEKHOOGTE = 19
"""Rows that a chart takes."""


def zet(boek: Boek, stand: Stand) -> None:
    """Add the sheet: what doesn't add up, the years with their totals, the charts, and a row per year and gemeente."""
    blad = boek.blad(BLAD, kleur="#1F4E78", kopregel=f"{stand.naam} · Bijdrage volgens het koersplan")
    kop(
        blad,
        "Bijdrage volgens het koersplan",
        "Tabel 8.1 nagerekend: methode koersplan (afgerond percentage × bedrag) en exact (grootste rest), naast de "
        "gedrukte bedragen.",
        vlag=stand.vlag,
    )
    waarden = _Waarden(stand)
    _afwijkingen(blad, waarden)
    jaren = len(stand.regeling.jaren)
    aantal = len(stand.regeling.gemeenten)
    blad.zet(_JARENRIJ - 1, 0, "Per jaar", "kopje")
    per_jaar = blad.tabel("tblPlanjaren", _JARENRIJ, 0, _jaren(stand))
    totalenrij = _JARENRIJ + jaren + 4
    blad.zet(totalenrij - 1, 0, "Totalen per jaar: beide methoden naast wat gedrukt is", "kopje")
    blad.tabel("tblPlantotalen", totalenrij, 0, _totalen(waarden))
    grafiekrij = totalenrij + jaren + 2
    meerjarenrij = grafiekrij + 2 * _GRAFIEKHOOGTE
    blad.zet(meerjarenrij - 1, 0, "Alle jaren samen, per gemeente: wie betaalt", "kopje")
    plantabel = blad.tabel("tblPlangemeenten", meerjarenrij, 0, _meerjarig(waarden))
    tabelrij = meerjarenrij + aantal + _GRAFIEKHOOGTE + 4
    blad.zet(tabelrij - 1, 0, "Per jaar en gemeente", "kopje")
    tabel = blad.tabel("tblBijdrage", tabelrij, 0, _uitkomsten(waarden))
    stappenrij = tabelrij + tabel.rijen + 3
    blad.zet(stappenrij - 1, 0, "Hoe het exacte bedrag tot stand komt (grootste rest)", "kopje")
    blad.tabel("tblPlanstappen", stappenrij, 0, _stappen(waarden))
    pokrij = stappenrij + tabel.rijen + 3
    blad.zet(pokrij - 1, 0, "Hoe de delen in de vergoeding uit POK tot stand komen (grootste rest)", "kopje")
    blad.tabel("tblPlanpok", pokrij, 0, _pokstappen(waarden))

    def bereik(bron: Tabel, kolomkop: str, van: int, tot: int) -> _Bereik:
        adres = bron.adres(BLAD, kolomkop, 0)
        return (BLAD, adres.rij + van, adres.kol, adres.rij + tot, adres.kol)

    bedragen: list[tuple[Adres | str, _Bereik]] = [
        (str(jaar.jaar), bereik(tabel, "Bedrag gedrukt €", nummer * aantal, (nummer + 1) * aantal - 1))
        for nummer, jaar in enumerate(stand.regeling.jaren)
    ]
    grafieken = [
        (
            "Begrote bijdrage per gemeente en jaar (tabel 8.1 en 8.2)",
            bereik(tabel, "Gemeente", 0, aantal - 1),
            bedragen,
            grafiekrij,
        ),
        (
            "Begrote kosten van de werkgroep per jaar: wie betaalt (8.2)",
            bereik(per_jaar, "Jaar", 0, jaren - 1),
            _wie_betaalt(per_jaar, "Vergoeding €", "Te verdelen €", bereik, jaren),
            grafiekrij + _GRAFIEKHOOGTE,
        ),
        (
            "Begrote kosten van alle jaren samen per gemeente: wie betaalt (8.2)",
            bereik(plantabel, "Gemeente", 0, aantal - 1),
            _wie_betaalt(plantabel, "Uit POK €", "Bijdrage exact €", bereik, aantal),
            meerjarenrij + aantal + 2,
        ),
    ]
    for titel, namen, reeksen, bovenrij in grafieken:
        blad.aanvullingen.append(
            staafgrafiek(titel, namen, reeksen, (bovenrij, 0), gestapeld=True, breedte=980, hoogte=340)
        )
    hoog = dict.fromkeys((_JARENRIJ, meerjarenrij, stappenrij, pokrij), 30)
    blad.hoogtes |= hoog | {totalenrij: 42, tabelrij: 42}
    blad.aanvullingen.append(_kleur_let_op(tabel))
    blad.breedtes |= {1: 22, 2: 18}
    blad.bevroren = (3, 0)
    blad.nieuwe_pagina_na = [grafiekrij - 1, meerjarenrij - 1, tabelrij - 1, stappenrij - 1, pokrij - 1]
    blad.paginas = (2, 0)
    blad.titelkolommen = (0, 1)


_Bereik = tuple[str, int, int, int, int]


def _wie_betaalt(
    tabel: Tabel, uit_pok: str, bijdrage: str, bereik: Callable[[Tabel, str, int, int], _Bereik], rijen: int
) -> list[tuple[Adres | str, _Bereik]]:
    return [
        ("Vergoeding uit POK", bereik(tabel, uit_pok, 0, rijen - 1)),
        ("Gemeenten", bereik(tabel, bijdrage, 0, rijen - 1)),
    ]


def _kleur_let_op(tabel: Tabel) -> Callable[[Any, Any], None]:
    kol = tabel.adres(BLAD, "Let op", 0).kol
    return kleur_uitkomst(tabel.rij + 1, kol, tabel.rij + tabel.rijen, kol)


def _afwijkingen(blad: Blad, w: _Waarden) -> None:
    """Where one looks first: how often a printed percentage isn't the calculated one, and the first of them."""
    anders = [regel for regel in w.regels if regel.afwijking_bp]
    aantal = _regel(
        blad, 0, "Gedrukte percentages die niet kloppen", F("=SUM(tblBijdrage[Wijkt af])", len(anders)), "geheel"
    )
    goed = "OK: elk gedrukt percentage is het berekende"
    let_op = "LET OP: het gedrukte percentage is niet inwoners gedeeld door totaal"
    blad.formule(_BLOKRIJ, 3, f'=IF({aantal}=0,"{goed}","{let_op}")', let_op if anders else goed, "vet")
    blad.aanvullingen.append(kleur_uitkomst(_BLOKRIJ, 3, _BLOKRIJ, 3))
    eerste = anders[0] if anders else None
    waarden: tuple[Waarde, ...] = ("",) * 5
    if eerste is not None:
        waarden = (
            eerste.jaar,
            w.naam[eerste.code],
            fractie(eerste.gedrukt_bp or 0),
            fractie(eerste.percentage_bp or 0),
            fractie(w.som_bp(eerste.jaar)),
        )
    plek = "MATCH(1,tblBijdrage[Wijkt af],0)"
    som = f"MATCH({Adres(BLAD, _BLOKRIJ + 1, 2)},tblPlantotalen[Jaar],0)"
    regels = (
        ("De eerste: jaar", f"tblBijdrage[Jaar],{plek}", "jaar"),
        ("De eerste: gemeente", f"tblBijdrage[Gemeente],{plek}", "tekst"),
        ("Gedrukt", f"tblBijdrage[Gedrukt %],{plek}", "procent"),
        ("Berekend", f"tblBijdrage[Berekend %],{plek}", "procent"),
        ("Som van wat dat jaar gedrukt is", f"tblPlantotalen[Som gedrukt %],{som}", "procent"),
    )
    for nummer, ((label, waar, formaat), waarde) in enumerate(zip(regels, waarden, strict=True), start=1):
        _regel(blad, nummer, label, F(f'=IF({aantal}=0,"",INDEX({waar}))', waarde), formaat)


def _regel(blad: Blad, nummer: int, label: str, inhoud: F, formaat: str) -> Adres:
    """A labelled row of the block: the label over two columns, because the first is as narrow as a year."""
    blad.alinea(_BLOKRIJ + nummer, 0, 1, label)
    return blad.formule(_BLOKRIJ + nummer, 2, inhoud.formule, inhoud.waarde, f"uitkomst.{formaat}")


def _jaren(stand: Stand) -> list[TabelKolom]:
    jaren = stand.regeling.jaren
    pok = {rij.jaar: rij for rij in stand.regeling.pok}
    inwoners: dict[int, int] = {}
    for regel in stand.plan:
        inwoners[regel.jaar] = inwoners.get(regel.jaar, 0) + (regel.inwoners or 0)
    vergoedingen: list[Waarde] = []
    te_verdelen: list[Waarde] = []
    for jaar in jaren:
        rij_pok = pok.get(jaar.jaar)
        if jaar.begrote_kosten_ct is None or rij_pok is None:
            vergoedingen.append("")
            te_verdelen.append("")
            continue
        grens = (rij_pok.vergoeding_bp, rij_pok.maximum_ct)
        bedrag = begroot_te_verdelen_ct(jaar.begrote_kosten_ct, *grens)
        vergoedingen.append(euro(vergoeding_ct(jaar.begrote_kosten_ct, *grens)))
        te_verdelen.append(euro(bedrag))
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
    ]


class _Waarden:
    """The engine's values of the rows per year and gemeente; None becomes the blank text of a formula."""

    def __init__(self, stand: Stand) -> None:
        self.regels = stand.plan
        self.jaren = [jaar.jaar for jaar in stand.regeling.jaren]
        self.naam = {g.code: g.naam for g in stand.regeling.gemeenten}
        self.nr = {g.code: plaats for plaats, g in enumerate(stand.regeling.gemeenten, start=1)}
        per_jaar: dict[int, list[Planregel]] = {}
        for regel in self.regels:
            per_jaar.setdefault(regel.jaar, []).append(regel)
        self.totaal = {jaar: sum(r.inwoners or 0 for r in rijen) for jaar, rijen in per_jaar.items()}
        self.bedrag_ct = {
            jaar: None if all(r.exact_ct is None for r in rijen) else sum(r.exact_ct or 0 for r in rijen)
            for jaar, rijen in per_jaar.items()
        }
        self.vergoeding_ct = {
            jaar: None if self.bedrag_ct[jaar] is None else sum(r.vergoeding_ct or 0 for r in rijen)
            for jaar, rijen in per_jaar.items()
        }
        self.per_jaar = per_jaar
        self.delen = self._verdeeld(self.bedrag_ct)
        self.vergoedingen = self._verdeeld(self.vergoeding_ct)

    def _verdeeld(self, bedragen: Mapping[int, int | None]) -> dict[tuple[int, str], Deel]:
        return {
            (jaar, code): deel
            for jaar, ct in bedragen.items()
            if ct is not None
            for code, deel in verdeel(ct, {r.code: r.inwoners or 0 for r in self.per_jaar[jaar]}).items()
        }

    def deel(self, regel: Planregel) -> Deel | None:
        """The share of a row, None where the plan gives no amount."""
        return self.delen.get((regel.jaar, regel.code))

    def vergoed(self, regel: Planregel) -> Deel | None:
        """The share of a row in the reimbursement from POK, None where the plan gives none."""
        return self.vergoedingen.get((regel.jaar, regel.code))

    def som_bp(self, jaar: int) -> int:
        """The printed percentages of a year, added up."""
        return sum(regel.gedrukt_bp or 0 for regel in self.regels if regel.jaar == jaar)


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


def _van(tabel: str) -> str:
    """The criteria that find this year and gemeente in a table."""
    return f"{tabel}[Code],[@Code],{tabel}[Jaar],[@Jaar]"


def _uitkomsten(w: _Waarden) -> list[TabelKolom]:
    """What someone wants to see: both methods beside the printed amount."""
    waar = "tblBegroting[CBS code],[@Code],tblBegroting[Jaar],[@Jaar]"
    stap, pok = _van("tblPlanstappen"), _van("tblPlanpok")
    te_verdelen = "INDEX(tblPlanjaren[Te verdelen €],MATCH([@Jaar],tblPlanjaren[Jaar],0))"
    bedrag = [w.bedrag_ct[r.jaar] for r in w.regels]
    exact = [deel.bedrag_ct if (deel := w.deel(r)) is not None else None for r in w.regels]
    berekend = [None if ct is None else (r.koersplan_berekend_ct or 0) for r, ct in zip(w.regels, bedrag, strict=True)]
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
            ["" if r.gedrukt_bp is None else fractie(r.gedrukt_bp) for r in w.regels],
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
        TabelKolom(
            "Uit POK €",
            [_of_leeg(r.vergoeding_ct if w.bedrag_ct[r.jaar] is not None else None) for r in w.regels],
            "werk.euro",
            f'=IF([@Te verdelen €]="","",SUMIFS(tblPlanpok[Toegedeeld in cent],{pok})/100)',
            15,
        ),
        TabelKolom(
            "Gedrukt min berekend %",
            ["" if r.afwijking_bp is None else fractie(r.afwijking_bp) for r in w.regels],
            "werk.procent",
            '=IF(OR([@Gedrukt %]="",[@Inwoners]=0),"",ROUND([@Gedrukt %]-[@Berekend %],4))',
            15,
        ),
        TabelKolom(
            "Wijkt af",
            [int(bool(r.afwijking_bp)) for r in w.regels],
            "werk.geheel",
            '=IF([@Gedrukt min berekend %]="",0,IF([@Gedrukt min berekend %]=0,0,1))',
            10,
        ),
        TabelKolom(
            "Let op",
            [_WIJKT_AF if r.afwijking_bp else "" for r in w.regels],
            "werk.tekst",
            f'=IF([@Wijkt af]=1,"{_WIJKT_AF}","")',
            36,
        ),
    ]


_WIJKT_AF = "LET OP: gedrukt % is niet het berekende"


def _totalen(w: _Waarden) -> list[TabelKolom]:
    """Per year what each method adds up to beside what is printed: 100,20 % and € 310.620, where 100 % and € 310.000 should be."""
    in_jaar = "tblBijdrage[Jaar],[@Jaar]"
    plan = "MATCH([@Jaar],tblPlanjaren[Jaar],0)"
    bedrag = [w.bedrag_ct[jaar] for jaar in w.jaren]

    def som(veld: str) -> list[int]:
        return [sum(getattr(regel, veld) or 0 for regel in w.per_jaar[jaar]) for jaar in w.jaren]

    def als_bekend(sommen: list[int]) -> list[int | None]:
        return [None if ct is None else jaarsom for ct, jaarsom in zip(bedrag, sommen, strict=True)]

    gedrukt_bp, berekend_bp, gedrukt = som("gedrukt_bp"), som("percentage_bp"), som("gedrukt_ct")
    methoden = {
        "Koersplan gedrukt €": als_bekend(som("koersplan_gedrukt_ct")),
        "Koersplan berekend €": als_bekend(som("koersplan_berekend_ct")),
        "Exact €": als_bekend(som("exact_ct")),
    }

    def gedrukt_min(kolom: str) -> TabelKolom:
        return TabelKolom(
            f"Gedrukt min {kolom[0].lower()}{kolom[1:]}",
            [_verschil(g, ct) for g, ct in zip(gedrukt, methoden[kolom], strict=True)],
            "werk.euro",
            f'=IF([@{kolom}]="","",ROUND([@Bedrag gedrukt €]-[@{kolom}],2))',
            15,
        )

    return [
        TabelKolom("Jaar", w.jaren, "werk.jaar", None, 11),
        TabelKolom(
            "Te verdelen €",
            [_of_leeg(ct) for ct in bedrag],
            "werk.euro",
            f"=INDEX(tblPlanjaren[Te verdelen €],{plan})",
            22,
        ),
        TabelKolom(
            "Som gedrukt %",
            [fractie(bp) for bp in gedrukt_bp],
            "uitkomst.procent",
            f"=ROUND(SUMIFS(tblBijdrage[Gedrukt %],{in_jaar}),4)",
            20,
        ),
        TabelKolom(
            "Som berekend %",
            [fractie(bp) for bp in berekend_bp],
            "werk.procent",
            f"=ROUND(SUMIFS(tblBijdrage[Berekend %],{in_jaar}),4)",
            12,
        ),
        *(
            TabelKolom(
                kolom,
                [_of_leeg(ct) for ct in waarden],
                "werk.euro",
                f'=IF([@Te verdelen €]="","",ROUND(SUMIFS(tblBijdrage[{kolom}],{in_jaar}),2))',
                15,
            )
            for kolom, waarden in methoden.items()
        ),
        TabelKolom(
            "Bedrag gedrukt €",
            [euro(ct) for ct in gedrukt],
            "uitkomst.euro",
            f"=ROUND(SUMIFS(tblBijdrage[Bedrag gedrukt €],{in_jaar}),2)",
            15,
        ),
        *(gedrukt_min(kolom) for kolom in methoden),
        TabelKolom(
            "Koersplan berekend min exact €",
            [_verschil(a, b) for a, b in zip(methoden["Koersplan berekend €"], methoden["Exact €"], strict=True)],
            "werk.euro",
            '=IF([@Exact €]="","",ROUND([@Koersplan berekend €]-[@Exact €],2))',
            15,
        ),
        TabelKolom(
            "Percentages die afwijken",
            [sum(bool(regel.afwijking_bp) for regel in w.per_jaar[jaar]) for jaar in w.jaren],
            "werk.geheel",
            f"=SUMIFS(tblBijdrage[Wijkt af],{in_jaar})",
            15,
        ),
    ]


def _meerjarig(w: _Waarden) -> list[TabelKolom]:
    """Per gemeente its share of the budgeted cost of all years, by who pays (8.2)."""
    alle = meerjarig(w.regels)
    rijen = [alle[code] for code in w.nr]

    def som(kolom: str) -> str:
        return f"=ROUND(SUMIFS(tblBijdrage[{kolom}],tblBijdrage[Code],[@Code]),2)"

    return [
        TabelKolom("Nr", list(w.nr.values()), "werk.nr", None, 11),
        TabelKolom("Gemeente", [w.naam[code] for code in w.nr], "werk.tekst", "=INDEX(tblGemeenten[Naam],[@Nr])", 22),
        TabelKolom("Code", list(w.nr), "werk.tekst", "=INDEX(tblGemeenten[Code],[@Nr])", 20),
        TabelKolom("Uit POK €", [euro(r.vergoeding_ct) for r in rijen], "werk.euro", som("Uit POK €"), 15),
        TabelKolom("Bijdrage exact €", [euro(r.exact_ct) for r in rijen], "uitkomst.euro", som("Exact €"), 15),
        TabelKolom(
            "Samen €",
            [euro(r.samen_ct) for r in rijen],
            "werk.euro",
            "=ROUND([@Uit POK €]+[@Bijdrage exact €],2)",
            15,
        ),
        TabelKolom("Bijdrage gedrukt €", [euro(r.gedrukt_ct) for r in rijen], "werk.euro", som("Bedrag gedrukt €"), 15),
        TabelKolom(
            "Gedrukt min exact €",
            [euro(r.gedrukt_ct - r.exact_ct) for r in rijen],
            "werk.euro",
            "=ROUND([@Bijdrage gedrukt €]-[@Bijdrage exact €],2)",
            15,
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
        TabelKolom("Rang", _rangen(w, delen), "werk.geheel", f"={rang}", 15),
        TabelKolom(
            "Toegedeeld in cent",
            [d.bedrag_ct for d in delen],
            "werk.geheel",
            f"=[@Afgekapt]+{formules.restcent('[@Rang]', over)}",
            17,
        ),
    ]


def _pokstappen(w: _Waarden) -> list[TabelKolom]:
    """How the shares in the reimbursement come about: by the same key as the amounts."""
    leeg = Deel("", 0, 0, 0, 0, 0, 0)
    vergoed = [w.vergoed(r) or leeg for r in w.regels]
    stap = _van("tblPlanstappen")
    noemer = formules.noemer("[@Totaal inwoners]")
    over = "[@Vergoeding in cent]-SUMIFS(tblPlanpok[Afgekapt],tblPlanpok[Jaar],[@Jaar])"
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
            "Totaal inwoners",
            [w.totaal[r.jaar] for r in w.regels],
            "werk.geheel",
            f"=SUMIFS(tblPlanstappen[Totaal inwoners],{stap})",
            15,
        ),
        TabelKolom(
            "Vergoeding in cent",
            [w.vergoeding_ct[r.jaar] or 0 for r in w.regels],
            "werk.geheel",
            "=ROUND(100*SUMIFS(tblPlanjaren[Vergoeding €],tblPlanjaren[Jaar],[@Jaar]),0)",
            15,
        ),
        TabelKolom(
            "Product",
            [d.product for d in vergoed],
            "werk.geheel",
            "=[@Vergoeding in cent]*[@Inwoners]",
            20,
        ),
        TabelKolom(
            "Afgekapt",
            [d.afgekapt for d in vergoed],
            "werk.geheel",
            f"={formules.afgekapt('[@Product]', noemer)}",
            15,
        ),
        TabelKolom(
            "Rest",
            [d.rest for d in vergoed],
            "werk.geheel",
            f"={formules.rest('[@Product]', '[@Afgekapt]', noemer)}",
            15,
        ),
        TabelKolom(
            "Rang",
            _rangen(w, vergoed),
            "werk.geheel",
            f"={formules.rang('tblPlanpok', binnen='Jaar')}",
            15,
        ),
        TabelKolom(
            "Toegedeeld in cent",
            [d.bedrag_ct for d in vergoed],
            "werk.geheel",
            f"=[@Afgekapt]+{formules.restcent('[@Rang]', over)}",
            17,
        ),
    ]


def _rangen(w: _Waarden, delen: Sequence[Deel]) -> list[Waarde]:
    """The places by rest; where there is nothing to share all rests are 0, so the codes decide."""
    return [
        deel.rang or 1 + sum(ander.jaar == regel.jaar and ander.code < regel.code for ander in w.regels)
        for regel, deel in zip(w.regels, delen, strict=True)
    ]
