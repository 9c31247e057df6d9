"""The journal of a list for the ledger: its lines with debit and credit, what each entry is made of, and the accounts.

A line takes its amount from the entry of its gemeente, an entry from the list, and a line its account from the accounts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from via_xl.basis.geld import euro
from via_xl.basis.maat import Maat
from via_xl.regeling.model import Boekkant, Boekpost, Grootboekregel
from via_xl.rekenen import grootheden as g
from via_xl.rekenen.betaallijst import Betaallijst, Betaalregel
from via_xl.rekenen.journaal import Journaalregel, geboekte_posten, journaal, post_ct, rekening_van, teken
from via_xl.schrijven.boek import Boek
from via_xl.schrijven.csv_nl import Veld, als_csv
from via_xl.schrijven.taal import F, Namen, Tabelveld, Tabkleur, begin_blad, invoer, uitkomst, werk
from via_xl.schrijven.taal.controleblad import Controle, controle

JOURNAAL, BOEKINGEN, REKENINGEN = "Journaal", "Boekingen", "Rekeningen"
TABEL = "tblJournaal"
_BOEKING, _REKENING = "tblBoekingen", "tblRekeningen"
_VAN_JOURNAAL = Namen(JOURNAAL)
_REKENINGKOPPEN = {"rekening": "Grootboekrekening", "kostenplaats": "Kostenplaats", "taakveld": "Taakveld"} | {
    "iv3": "Iv3 categorie"
}
_GROEPEN = {
    "Bijdrage en btw €": (Boekpost.BIJDRAGE, Boekpost.BTW),
    "Inzet en voorschot €": (Boekpost.INZET, Boekpost.VOORSCHOT),
    "Afwikkeling €": (Boekpost.ANDER_JAAR, Boekpost.TE_VERREKENEN),
}
"""The columns in which a line finds its amount: with all posts in one its formula would be too long."""
_KANTEN = {
    Boekkant.CENTRUMGEMEENTE: "In het grootboek van de centrumgemeente",
    Boekkant.GEMEENTE: "In dat van elke gemeente zelf",
}


def als_bestand(lijst: Betaallijst, grootboek: Sequence[Grootboekregel]) -> bytes:
    """The journal as CSV."""
    koppen = (
        *("Kant", "Boekstuk", "Code", "Gemeente", "Post", *_REKENINGKOPPEN.values()),
        *("Debet", "Credit", "Omschrijving"),
    )

    def velden(regel: Journaalregel) -> Sequence[Veld]:
        waar = rekening_van(grootboek, regel.kant, regel.post)
        return (
            *(str(regel.kant), regel.betaling.kenmerk, regel.betaling.code, regel.betaling.naam, str(regel.post)),
            *(waar.rekening, waar.kostenplaats, waar.taakveld, waar.iv3, regel.debet_ct, regel.credit_ct),
            f"{lijst.nu.regio.kort} verrekening {lijst.nu.jaar}, versie {lijst.versie}",
        )

    return als_csv(koppen, [velden(regel) for regel in journaal(lijst)])


def kop_van(post: Boekpost) -> str:
    """The header of a post."""
    return f"{post[0].upper()}{post[1:]} €"


def zet_regels(boek: Boek, naam: str, lijst: Betaallijst, grootboek: Sequence[Grootboekregel]) -> None:
    """The sheet with the lines: those of the centrumgemeente, then those of each gemeente."""
    regels = journaal(lijst)
    s = begin_blad(
        boek,
        JOURNAAL,
        kleur=Tabkleur.UITKOMST,
        kopregel=f"{naam} · {JOURNAAL}",
        titel=f"Journaalposten {lijst.nu.jaar} · versie {lijst.versie}",
        uitleg="Per boekstuk is debet gelijk aan credit. De regels van een gemeente zijn voor haar eigen grootboek; de rekeningen "
        "komen uit tblGrootboek van de master.",
    )
    b = s.blok(koppen=("", "Debet €", "Credit €"), kolommen=("debet", "credit"))
    for kant, wat in _KANTEN.items():
        samen = [
            F(
                f'ROUND(SUMIFS({TABEL}[{kop}],{TABEL}[Kant],"{kant}"),2)',
                sum(getattr(r, veld) for r in regels if r.kant is kant),
            )
            for kop, veld in (("Debet €", "debet_ct"), ("Credit €", "credit_ct"))
        ]
        b.rij(wat, Maat.EURO, *samen, als=kant)
    s.wit(2)
    s.tabel(TABEL, regels, _kolommen(lijst, grootboek), kophoogte=30)


def _kolommen(lijst: Betaallijst, grootboek: Sequence[Grootboekregel]) -> list[Tabelveld[Journaalregel]]:
    posten = geboekte_posten(lijst)

    def waar(regel: Journaalregel) -> Grootboekregel:
        return rekening_van(grootboek, regel.kant, regel.post)

    def rekening(veld: str, kop: str) -> Tabelveld[Journaalregel]:
        zoek = f'IFERROR(INDEX({_REKENING}[{kop}],MATCH([@Sleutel],{_REKENING}[Sleutel],0))&"","")'
        return werk(kop, Maat.TEKST, lambda r: getattr(waar(r), veld), zoek, breedte=19 if veld == "rekening" else 14)

    def groep(kop: str) -> Tabelveld[Journaalregel]:
        hier = [post for post in _GROEPEN[kop] if post in posten]
        delen = [f'([@Post]="{post}")*SUMIFS({_BOEKING}[{kop_van(post)}],{_BOEKING}[Code],[@Code])' for post in hier]
        formule = f"ROUND([@Teken]*({'+'.join(delen) or 0}),2)"
        return werk(kop, Maat.EURO, lambda r: r.bedrag_ct if r.post in hier else 0, formule, breedte=16)

    bedrag = "+".join(f"[@{kop}]" for kop in _GROEPEN)
    sluit = (
        f"ROUND(SUMIFS({TABEL}[Debet €],{TABEL}[Kant],[@Kant],{TABEL}[Boekstuk],[@Boekstuk])"
        f"-SUMIFS({TABEL}[Credit €],{TABEL}[Kant],[@Kant],{TABEL}[Boekstuk],[@Boekstuk]),2)"
    )
    wijs = f"IFERROR(INDEX({_REKENING}[Teken],MATCH([@Sleutel],{_REKENING}[Sleutel],0)),0)"
    return [
        werk("Kant", Maat.TEKST, lambda r: r.kant, breedte=34),
        werk("Boekstuk", Maat.TEKST, lambda r: r.betaling.kenmerk, breedte=22),
        werk("Code", Maat.TEKST, lambda r: r.betaling.code, breedte=14),
        werk("Gemeente", Maat.TEKST, lambda r: r.betaling.naam, breedte=22),
        werk("Post", Maat.TEKST, lambda r: r.post, breedte=18),
        werk("Sleutel", Maat.TEKST, lambda r: f"{r.kant} {r.post}", '[@Kant]&" "&[@Post]', breedte=32),
        *(rekening(veld, kop) for veld, kop in _REKENINGKOPPEN.items()),
        werk("Teken", Maat.GEHEEL, lambda r: teken(r.kant, r.post), wijs, breedte=8),
        *(groep(kop) for kop in _GROEPEN),
        uitkomst("Debet €", Maat.EURO, lambda r: r.debet_ct, f"MAX(0,ROUND({bedrag},2))", breedte=16, totaal=True),
        uitkomst(
            "Credit €", Maat.EURO, lambda r: r.credit_ct, f"MAX(0,ROUND(0-({bedrag}),2))", breedte=16, totaal=True
        ),
        werk("Verschil boekstuk €", Maat.EURO, lambda _: 0, sluit, breedte=17),
    ]


def zet_boekingen(boek: Boek, naam: str, lijst: Betaallijst, uit_lijst: tuple[str, str, str], btw: str) -> None:
    """The sheet with what each gemeente's entry is made of.

    ``uit_lijst`` are the sheet and the table of the list, and the name of the row beside it; ``btw`` is the formula of the
    btw of a gemeente, "" without any.
    """
    blad, tabel, los = uit_lijst

    def van_lijst(kop: str) -> str:
        los_bedrag = Namen(blad)[f"{los} {kop}"]
        eigen = f"([@Code]={Namen(blad)[f'{los} Code']})*{los_bedrag}"
        return f"SUMIFS({tabel}[{kop}],{tabel}[Code],[@Code])+{eigen}"

    ander = van_lijst(kop_van(Boekpost.ANDER_JAAR)) if lijst.met_ander_jaar else ""
    posten = geboekte_posten(lijst)
    formules = {
        Boekpost.BIJDRAGE: van_lijst(kop_van(Boekpost.BIJDRAGE)) + (f"-[@{kop_van(Boekpost.BTW)}]" if btw else ""),
        Boekpost.BTW: btw,
        Boekpost.INZET: van_lijst("Vergoeding inzet €"),
        Boekpost.VOORSCHOT: van_lijst("Voorschot €"),
        Boekpost.ANDER_JAAR: ander,
        Boekpost.TE_VERREKENEN: van_lijst(g.SALDO.kop) + (f"+[@{kop_van(Boekpost.ANDER_JAAR)}]" if ander else ""),
    }
    volgorde = sorted(formules, key=lambda post: (post is not Boekpost.BTW, post is Boekpost.TE_VERREKENEN))
    s = begin_blad(
        boek,
        BOEKINGEN,
        kleur=Tabkleur.REKENEN,
        kopregel=f"{naam} · {BOEKINGEN}",
        titel=f"Waaruit elk boekstuk bestaat · {lijst.nu.jaar}",
        uitleg="Uit de betaallijst, met de eigen boeking van de centrumgemeente. Te verrekenen is bijdrage en btw, min inzet en "
        "voorschot, met wat van een ander jaar is.",
    )
    velden: list[Tabelveld[Betaalregel]] = [
        werk("Gemeente", Maat.TEKST, lambda r: r.naam, breedte=34),
        werk("Code", Maat.TEKST, lambda r: r.code, breedte=14),
    ]
    for post in volgorde:
        if formules[post] and (post in posten or post in (Boekpost.BTW, Boekpost.ANDER_JAAR)):
            velden.append(_postkolom(post, formules[post]))
    s.tabel(_BOEKING, (*lijst.regels, lijst.intern), velden, kophoogte=30)


def _postkolom(post: Boekpost, formule: str) -> Tabelveld[Betaalregel]:
    return werk(kop_van(post), Maat.EURO, lambda r: post_ct(r, post), f"ROUND({formule},2)", breedte=18, totaal=True)


def zet_rekeningen(boek: Boek, naam: str, lijst: Betaallijst, grootboek: Sequence[Grootboekregel]) -> None:
    """The sheet with the accounts of the region, and on which side of the ledger an amount above 0 comes."""
    s = begin_blad(
        boek,
        REKENINGEN,
        kleur=Tabkleur.INVOER,
        kopregel=f"{naam} · {REKENINGEN}",
        titel="Rekeningen",
        uitleg="Uit tblGrootboek op blad Lijsten van de master. Teken: 1 is debet bij een bedrag boven nul, -1 is credit.",
    )

    def veld(kop: str, attribuut: str) -> Tabelveld[Any]:
        return invoer(kop, Maat.TEKST, lambda r: getattr(r, attribuut), breedte=19)

    rijen = [rekening_van(grootboek, kant, post) for kant in Boekkant for post in geboekte_posten(lijst)]
    velden: list[Tabelveld[Grootboekregel]] = [
        invoer("Kant", Maat.TEKST, lambda r: r.kant, breedte=34),
        invoer("Post", Maat.TEKST, lambda r: r.post, breedte=18),
        *(veld(kop, attribuut) for attribuut, kop in _REKENINGKOPPEN.items()),
        invoer("Teken", Maat.GEHEEL, lambda r: teken(r.kant, r.post), breedte=8),
        werk("Sleutel", Maat.TEKST, lambda r: f"{r.kant} {r.post}", '[@Kant]&" "&[@Post]', breedte=32),
    ]
    s.tabel(_REKENING, rijen, velden, kophoogte=30)


def controles(lijst: Betaallijst) -> Iterator[Controle]:
    """That each entry and each side balance, and that what is to be settled is in them."""
    verschil = f"{TABEL}[Verschil boekstuk €]"
    yield controle(
        "Van elk boekstuk is debet gelijk aan credit (verschil)",
        Maat.EURO,
        verwacht=0,
        gevonden=F(f"ROUND(MAX({verschil})-MIN({verschil}),2)", 0.0),
        waar=JOURNAAL,
    )
    for kant, wat in _KANTEN.items():
        yield controle(
            f"{wat} is debet gelijk aan credit",
            Maat.EURO,
            verwacht=_VAN_JOURNAAL[f"{kant}.credit"],
            gevonden=_VAN_JOURNAAL[f"{kant}.debet"],
            waar=JOURNAAL,
        )
    if Boekpost.TE_VERREKENEN not in geboekte_posten(lijst):
        return
    voorwaarden = ",".join(
        f'{TABEL}[{kop}],"{wat}"' for kop, wat in (("Kant", Boekkant.CENTRUMGEMEENTE), ("Post", Boekpost.TE_VERREKENEN))
    )
    samen_ct = sum(regel.te_betalen_ct for regel in (*lijst.regels, lijst.intern))
    yield controle(
        "Te verrekenen in het journaal is wat de lijst zegt, met de interne boeking",
        Maat.EURO,
        verwacht=Namen(BOEKINGEN)[f"{_BOEKING} {kop_van(Boekpost.TE_VERREKENEN)}"],
        gevonden=F(
            f"ROUND(SUMIFS({TABEL}[Debet €],{voorwaarden})-SUMIFS({TABEL}[Credit €],{voorwaarden}),2)", euro(samen_ct)
        ),
        waar=f"{JOURNAAL} en {BOEKINGEN}",
    )
