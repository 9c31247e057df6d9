"""The sheet DUVO-POK: the budget of the chosen year, what is known to be spent of it, and what is left (7.1, 8.1)."""

from __future__ import annotations

from dataclasses import dataclass

from via_xl.basis.geld import euro
from via_xl.rekenen.duvo_pok import DuvoPok, duvo_pok
from via_xl.schrijven.boek import Adres, Blad, Boek, TabelKolom, Waarde, kleur_uitkomst
from via_xl.schrijven.master.stand import Stand
from via_xl.schrijven.master.verrekening import BLOK as VERREKENING
from via_xl.schrijven.opmaak import F, kop, rij, staafgrafiek
from via_xl.schrijven.taal.controleblad import GOED, LET_OP

BLAD = "DUVO-POK"
TABEL = "tblDuvoPok"
_BLOKRIJ = 4
_GRAFIEKRIJ = 17
_TABELRIJ = 37
_VOLGORDE = (
    "budget",
    "posten",
    "personeel",
    "overig",
    "bekend",
    "over",
    "begroot",
    "gemeld",
    "onbekend",
    "compleet",
    "oordeel",
)


@dataclass(frozen=True, slots=True)
class Budgetblok:
    """The addresses of the summary block."""

    budget: Adres
    posten: Adres
    personeel: Adres
    overig: Adres
    bekend: Adres
    over: Adres
    begroot: Adres
    gemeld: Adres
    onbekend: Adres
    compleet: Adres
    oordeel: Adres


BLOK = Budgetblok(*(Adres(BLAD, _BLOKRIJ + 1 + plaats, 1) for plaats in range(len(_VOLGORDE))))
"""Where the summary stands; the layout is fixed."""

_GEEN_BUDGET = f"{LET_OP}: vul op Jaren het budget in"
_TE_VEEL = f"{LET_OP}: er is meer uitgegeven dan er is"
_NIET_TE_ZEGGEN = f"{LET_OP}: niet van elke post bekend"
_ONBEKEND = f"{LET_OP}: niet bekend"


def zet(boek: Boek, stand: Stand) -> None:
    """Add the sheet: the block of the chosen year, its chart, and a row per post."""
    uit = duvo_pok(stand.regeling, stand.jaar, stand.uitkomst.vergoeding_ct)
    blad = boek.blad(BLAD, kleur="#1F4E78", kopregel=f"{stand.naam} · DUVO en POK")
    kop(
        blad,
        F('="Budget DUVO en POK "&Jaar', f"Budget DUVO en POK {stand.jaar}"),
        "Wat er is, wat er voor zover bekend is uitgegeven, en wat er over is (Koersplan 7.1 en 8.1). Invoer staat op "
        "Jaren, Bestedingen en Voorschotten.",
        vlag=stand.vlag,
    )
    _blok(blad, uit)
    blad.zet(_TABELRIJ - 2, 0, "Per post", "kopje")
    blad.zet(
        _TABELRIJ - 1,
        0,
        "Een post die na het bouwen van de master is toegevoegd telt hierboven mee, en staat hier na via-xl master vernieuw.",
        "uitleg",
    )
    blad.tabel(TABEL, _TABELRIJ, 0, _kolommen(uit))
    eerste, laatste = BLOK.budget.rij, BLOK.over.rij
    blad.aanvullingen.append(
        staafgrafiek(
            "Budget DUVO en POK van het gekozen jaar: wat ervan is uitgegeven en wat over is",
            (BLAD, eerste, 0, laatste, 0),
            [("Bedrag", (BLAD, eerste, 1, laatste, 1))],
            (_GRAFIEKRIJ, 0),
            breedte=980,
            hoogte=340,
            vanaf_nul=False,
        )
    )
    blad.aanvullingen.append(kleur_uitkomst(BLOK.compleet.rij, 1, BLOK.oordeel.rij, 1))
    stand_kol = len(_kolommen(uit)) - 1
    blad.aanvullingen.append(kleur_uitkomst(_TABELRIJ + 1, stand_kol, _TABELRIJ + max(1, len(uit.posten)), stand_kol))
    blad.breedtes |= {0: 40, 1: 40}
    blad.hoogtes[_TABELRIJ] = 30
    blad.bevroren = (3, 0)
    blad.paginas = (1, 1)


def _of_leeg(ct: int | None) -> Waarde:
    return "" if ct is None else euro(ct)


def _blok(blad: Blad, uit: DuvoPok) -> None:
    b = BLOK
    van_jaar = "tblBestedingen[Jaar],Jaar"
    blad.zet(_BLOKRIJ, 0, "Het jaar in het kort", "kopje")
    budget = "INDEX(tblJaren[Budget DUVO en POK €],MATCH(Jaar,tblJaren[Jaar],0))"
    compleet = _NIET_TE_ZEGGEN if uit.onbekend else GOED
    oordeel = compleet
    if uit.over_ct is None:
        oordeel = _GEEN_BUDGET
    elif uit.over_ct < 0:
        oordeel = _TE_VEEL
    regels: dict[str, tuple[str, F, str, str]] = {
        "budget": (
            "Budget DUVO en POK",
            F(f'=IF({budget}="","",{budget})', _of_leeg(uit.budget_ct)),
            "euro",
            "uit Jaren",
        ),
        "posten": (
            "Besteed op posten",
            F(f'=IF({b.gemeld}=0,"",ROUND(SUMIFS(tblBestedingen[Besteed €],{van_jaar}),2))', _of_leeg(uit.besteed_ct)),
            "euro",
            "voor zover bekend; uit Bestedingen",
        ),
        "personeel": (
            "Vergoeding van de werkgroep uit POK",
            F(f"={VERREKENING.vergoeding}", euro(uit.personeel_ct)),
            "euro",
            "V van de verrekening, zoals nu berekend",
        ),
        "overig": (
            "Overige kosten",
            F("=ROUND(SUMIFS(tblOverigeKosten[Bedrag €],tblOverigeKosten[Jaar],Jaar),2)", euro(uit.overige_ct)),
            "euro",
            "uit Voorschotten; ook wat niet meetelt in de verrekening",
        ),
        "bekend": (
            "Samen uitgegeven",
            F(f"=ROUND(SUM({b.posten},{b.personeel},{b.overig}),2)", euro(uit.bekend_ct)),
            "euro",
            "voor zover bekend",
        ),
        "over": (
            "Nog over",
            F(f'=IF({b.budget}="","",ROUND({b.budget}-{b.bekend},2))', _of_leeg(uit.over_ct)),
            "euro",
            "budget min samen uitgegeven; daar moeten de onbekende posten nog af",
        ),
        "begroot": (
            "Begroot op posten",
            F(
                f'=IF(COUNTIFS({van_jaar},tblBestedingen[Begroot €],">=0")=0,"",'
                f"ROUND(SUMIFS(tblBestedingen[Begroot €],{van_jaar}),2))",
                _of_leeg(uit.begroot_ct),
            ),
            "euro",
            "voor zover bekend; uit Bestedingen",
        ),
        "gemeld": (
            "Posten met bekende besteding",
            F(f'=COUNTIFS({van_jaar},tblBestedingen[Besteed €],">=0")', uit.gemeld),
            "geheel",
            "uit Bestedingen",
        ),
        "onbekend": (
            "Posten met onbekende besteding",
            F(f"=COUNTIFS({van_jaar})-{b.gemeld}", uit.onbekend),
            "geheel",
            "vul op Bestedingen het bedrag in; nul euro is 0",
        ),
        "compleet": (
            "Is van elke post bekend wat is besteed?",
            F(f'=IF({b.onbekend}>0,"{_NIET_TE_ZEGGEN}","{GOED}")', compleet),
            "tekst",
            "",
        ),
        "oordeel": (
            "Binnen het budget?",
            F(f'=IF({b.over}="","{_GEEN_BUDGET}",IF({b.over}<0,"{_TE_VEEL}",{b.compleet}))', oordeel),
            "tekst",
            "",
        ),
    }
    for naam in _VOLGORDE:
        label, inhoud, formaat, uitleg = regels[naam]
        rol = "uitkomst" if naam in ("bekend", "over", "compleet", "oordeel") else "werk"
        rij(blad, getattr(b, naam).rij, label, inhoud, f"{rol}.{formaat}", uitleg)


def _kolommen(uit: DuvoPok) -> list[TabelKolom]:
    posten = uit.posten
    deze = "(tblBestedingen[Jaar]=Jaar)*(tblBestedingen[Post]=[@Post])"

    def bedrag(kolom: str) -> str:
        """A blank stays one; SUMPRODUCT, because a post's name may hold what SUMIFS takes for a pattern."""
        bekend = f'SUMPRODUCT({deze}*(tblBestedingen[{kolom}]<>""))'
        return f'=IF({bekend}=0,"",ROUND(SUMPRODUCT({deze}*tblBestedingen[{kolom}]),2))'

    verschil: list[Waarde] = [
        "" if p.begroot_ct is None or p.besteed_ct is None else euro(p.begroot_ct - p.besteed_ct) for p in posten
    ]
    standen = [_ONBEKEND if p.onbekend else "bekend" if p.rijen else "geen rij in dit jaar" for p in posten]
    return [
        TabelKolom("Post", [p.naam for p in posten], "werk.tekst", None, 40),
        TabelKolom("Begroot €", [_of_leeg(p.begroot_ct) for p in posten], "werk.euro", bedrag("Begroot €"), 40),
        TabelKolom("Besteed €", [_of_leeg(p.besteed_ct) for p in posten], "uitkomst.euro", bedrag("Besteed €"), 20),
        TabelKolom(
            "Begroot min besteed €",
            verschil,
            "werk.euro",
            '=IF(OR([@Begroot €]="",[@Besteed €]=""),"",ROUND([@Begroot €]-[@Besteed €],2))',
            20,
        ),
        TabelKolom("Rijen", [p.rijen for p in posten] or [0], "werk.geheel", f"=SUMPRODUCT({deze})", 10),
        TabelKolom(
            "Onbekend",
            [int(p.onbekend) for p in posten] or [0],
            "werk.geheel",
            '=IF(AND([@Rijen]>0,[@Besteed €]=""),1,0)',
            11,
        ),
        TabelKolom(
            "Stand",
            standen or ["geen rij in dit jaar"],
            "uitkomst.tekst",
            f'=IF([@Rijen]=0,"geen rij in dit jaar",IF([@Onbekend]=1,"{_ONBEKEND}","bekend"))',
            24,
        ),
    ]
