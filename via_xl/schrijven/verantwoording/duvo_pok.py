"""The sheet DUVO-POK: the yearly budget, what is known to be spent of it, and what is left (Koersplan 7.1 and 8.1)."""

from __future__ import annotations

from via_xl.basis.geld import euro
from via_xl.rekenen.duvo_pok import DuvoPok
from via_xl.schrijven.boek import Adres, Blad, Boek, TabelKolom, Waarde
from via_xl.schrijven.opmaak import F, rij, staafgrafiek
from via_xl.schrijven.verantwoording import meerjaren
from via_xl.schrijven.verantwoording.opbouw import nieuw_blad
from via_xl.schrijven.verantwoording.stof import Verantwoordingsstof

BLAD = "DUVO-POK"
TABEL = "tblPosten"
_BLOKRIJ = 4
_VOLGORDE = ("budget", "posten", "personeel", "overig", "bekend", "over")
_TABELRIJ = _BLOKRIJ + len(_VOLGORDE) + 3


def zet(boek: Boek, stof: Verantwoordingsstof) -> None:
    """Add the sheet: the block, a row per post and a chart."""
    uit = stof.duvo_pok
    uitleg = (
        "Wat er is, wat er voor zover bekend is uitgegeven, en wat er over is. Leeg is niet bekend, en dus geen nul."
    )
    blad = nieuw_blad(boek, stof, BLAD, "Budget DUVO en POK", uitleg)
    _blok(blad, stof, uit)
    blad.zet(_TABELRIJ - 1, 0, "Per post", "kopje")
    posten = [post for post in uit.posten if post.rijen]
    verschil: list[Waarde] = [
        "" if p.begroot_ct is None or p.besteed_ct is None else euro(p.begroot_ct - p.besteed_ct) for p in posten
    ]
    blad.tabel(
        TABEL,
        _TABELRIJ,
        0,
        [
            TabelKolom("Post", [p.naam for p in posten] or [""], "werk.tekst", None, 42),
            TabelKolom("Begroot €", [_of_niets(p.begroot_ct) for p in posten], "invoer.euro", None, 20),
            TabelKolom("Besteed €", [_of_niets(p.besteed_ct) for p in posten], "invoer.euro", None, 20),
            TabelKolom(
                "Begroot min besteed €",
                verschil,
                "uitkomst.euro",
                '=IF(OR([@Begroot €]="",[@Besteed €]=""),"",ROUND([@Begroot €]-[@Besteed €],2))',
                22,
            ),
        ],
    )
    onder = _TABELRIJ + max(1, len(posten))
    blad.aanvullingen.append(
        staafgrafiek(
            "Budget DUVO en POK: wat ervan is uitgegeven en wat over is",
            (BLAD, _adres("budget").rij, 0, _adres("over").rij, 0),
            [("Bedrag", (BLAD, _adres("budget").rij, 1, _adres("over").rij, 1))],
            (onder + 3, 0),
            breedte=740,
            hoogte=320,
            vanaf_nul=False,
        )
    )
    blad.paginas = (1, 1)


def _adres(naam: str) -> Adres:
    return Adres(BLAD, _BLOKRIJ + 1 + _VOLGORDE.index(naam), 1)


def _of_niets(ct: int | None) -> Waarde:
    return None if ct is None else euro(ct)


def _blok(blad: Blad, stof: Verantwoordingsstof, uit: DuvoPok) -> None:
    a = _adres
    blad.zet(_BLOKRIJ, 0, "Het jaar in het kort", "kopje")
    for naam, label, ct, uitleg in (
        ("budget", "Budget DUVO en POK, in euro", uit.budget_ct, "Koersplan 8.1"),
        ("overig", "Overige kosten, in euro", uit.overige_ct, "procesbegeleiding, ervaringsdeskundigen en dergelijke"),
    ):
        blad.zet(a(naam).rij, 0, label, "werk.tekst")
        blad.zet(a(naam).rij, 1, _of_niets(ct), "invoer.euro")
        blad.zet(a(naam).rij, 2, uitleg, "uitleg.tekst")
    vergoeding = meerjaren.cel(stof, "Vergoeding POK €")
    over: Waarde = "" if uit.over_ct is None else euro(uit.over_ct)
    for naam, label, inhoud, stijl, uitleg in (
        (
            "posten",
            "Besteed op posten, in euro",
            F(
                f'=IF(COUNTIFS({TABEL}[Besteed €],">=0")+COUNTIFS({TABEL}[Besteed €],"<0")=0,"",'
                f"ROUND(SUM({TABEL}[Besteed €]),2))",
                "" if uit.besteed_ct is None else euro(uit.besteed_ct),
            ),
            "werk.euro",
            _onbekend(uit),
        ),
        (
            "personeel",
            "Vergoeding van de werkgroep, in euro",
            F(f"={vergoeding}", euro(uit.personeel_ct)),
            "werk.euro",
            "uit POK; V van de verrekening",
        ),
        (
            "bekend",
            "Samen uitgegeven, in euro",
            F(f"=ROUND(SUM({a('posten')}:{a('overig')}),2)", euro(uit.bekend_ct)),
            "uitkomst.euro",
            "voor zover bekend",
        ),
        (
            "over",
            "Nog over, in euro",
            F(f'=IF({a("budget")}="","",ROUND({a("budget")}-{a("bekend")},2))', over),
            "uitkomst.euro",
            "daar moet wat niet bekend is nog af",
        ),
    ):
        rij(blad, a(naam).rij, label, inhoud, stijl, uitleg)


def _onbekend(uit: DuvoPok) -> str:
    if not uit.onbekend:
        return "alle posten zijn bekend" if any(post.rijen for post in uit.posten) else "geen posten ingevuld"
    return f"van {uit.onbekend} {'post is' if uit.onbekend == 1 else 'posten is'} de besteding niet bekend"
