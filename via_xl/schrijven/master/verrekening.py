"""The settlement of the chosen year: a summary block, and a row per gemeente with every step."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from via_xl.basis.geld import euro, fractie, uren
from via_xl.regeling.model import MeerkostenDrager, Verdeelsleutel
from via_xl.rekenen.vaststelling import getekende_staten, moet_staat_inleveren
from via_xl.rekenen.vergoeding import zonder_maximum_ct
from via_xl.rekenen.verrekening import GemeenteUitkomst, Verrekening, boven_grens_ct, draagt_volgens_sleutel
from via_xl.schrijven import formules
from via_xl.schrijven.boek import Adres, Blad, Boek, Tabel, TabelKolom, Waarde, serienummer
from via_xl.schrijven.master.stand import Stand
from via_xl.schrijven.opmaak import F, kop, rij

BLAD = "Verrekening"
TABEL = "tblVerrekening"
_BLOKRIJ = 4


@dataclass(frozen=True, slots=True)
class Verrekeningblok:
    """The addresses of the summary block, for the sheets that refer to it."""

    peiljaar: Adres
    sleutel: Adres
    kosten: Adres
    percentage: Adres
    maximum: Adres
    vergoeding: Adres
    te_verdelen: Adres
    volgens_sleutel: Adres
    som: Adres
    noemer: Adres
    restcenten: Adres
    voorstelgrens: Adres
    boven: Adres
    karakter: Adres
    drager: Adres
    meerkosten: Adres
    meer_som: Adres
    vaste_anderen: Adres


def _adressen() -> Verrekeningblok:
    namen = list(Verrekeningblok.__dataclass_fields__)
    return Verrekeningblok(**{naam: Adres(BLAD, _BLOKRIJ + 1 + _VOLGORDE.index(naam), 1) for naam in namen})


_VOLGORDE = [
    "peiljaar",
    "sleutel",
    "kosten",
    "percentage",
    "vergoeding_zonder_maximum",
    "maximum",
    "vergoeding",
    "te_verdelen",
    "voorstelgrens",
    "boven",
    "karakter",
    "vast",
    "drager",
    "zelfde",
    "meerkosten",
    "volgens_sleutel",
    "som",
    "noemer",
    "restcenten",
    "meer_som",
    "meer_noemer",
    "meer_restcenten",
    "vaste_anderen",
    "eerste_dag",
    "laatste_dag",
    *(f"sleutel_{sleutel}" for sleutel in Verdeelsleutel),
    *(f"drager_{drager}" for drager in MeerkostenDrager),
]
_TABELRIJ = _BLOKRIJ + len(_VOLGORDE) + 4

BLOK = _adressen()
"""Where the summary stands; the layout is fixed."""


def adres_van(naam: str) -> Adres:
    """Where a line of the summary block stands, by its name there."""
    return Adres(BLAD, _BLOKRIJ + 1 + _VOLGORDE.index(naam), 1)


def tabel(boek: Boek) -> Tabel:
    """The placed settlement table of a master."""
    return boek.vind(BLAD).tabellen[0]


def zet(boek: Boek, stand: Stand) -> None:
    """Add the sheet."""
    uit = stand.uitkomst
    blad = boek.blad(BLAD, kleur="#1F4E78", kopregel=f"{stand.naam} · Verrekening")
    kop(
        blad,
        F('="Verrekening "&Jaar', f"Verrekening {stand.jaar}"),
        "Van geleverde uren naar wat elke gemeente betaalt of ontvangt (Koersplan 8 en 8.4). Alles op dit blad is berekend.",
        vlag=stand.vlag,
    )
    _blok(blad, stand)
    kolommen = _kolommen(stand)
    blad.tabel(TABEL, _TABELRIJ, 0, kolommen)
    blad.breedtes |= {0: 34, 1: 18, 2: 12}
    blad.hoogtes[_TABELRIJ] = 42
    totaalrij = _TABELRIJ + 2 + len(uit.gemeenten)
    blad.zet(totaalrij, 0, "Totaal", "slot")
    totalen: dict[str, Waarde] = {
        "Inwoners": sum(r.inwoners or 0 for r in uit.gemeenten),
        "Capaciteit uren per week": uren(sum(r.capaciteit_h for r in uit.gemeenten)),
        "Uren": uren(sum(r.uren_h for r in uit.gemeenten)),
        "Toegedeeld in cent": uit.volgens_sleutel_ct,
        "Meerkosten in cent": uit.meerkosten_ct,
        "Volgens sleutel €": euro(sum(_volgens_sleutel(uit, r) for r in uit.gemeenten)),
        "Vast €": euro(sum(_vast(uit, r) for r in uit.gemeenten)),
        "Bijdrage €": euro(sum(r.bijdrage_ct for r in uit.gemeenten)),
        "Voorschot €": euro(sum(r.voorschot_ct for r in uit.gemeenten)),
        "Saldo €": euro(sum(r.saldo_ct for r in uit.gemeenten)),
        "Betaalt €": euro(sum(max(0, r.saldo_ct) for r in uit.gemeenten)),
        "Ontvangt €": euro(sum(max(0, -r.saldo_ct) for r in uit.gemeenten)),
        "Begroot €": euro(sum(r.begroot_ct or 0 for r in uit.gemeenten)),
    }
    for plaats, kolom in enumerate(kolommen[1:], start=1):
        stijl = {"euro": "slot.euro", "uren": "slot.uren"}.get(kolom.stijl.partition(".")[2], "slot.geheel")
        if kolom.kop in totalen:
            blad.formule(totaalrij, plaats, f"=ROUND(SUM({TABEL}[{kolom.kop}]),2)", totalen[kolom.kop], stijl)
        else:
            blad.zet(totaalrij, plaats, None, "slot")
    blad.bevroren = (3, 0)
    blad.paginas = (2, 0)
    blad.titelkolommen = (0, 0)


def totaal(boek: Boek, kolomkop: str) -> Adres:
    """The cell in the totals row under a column (a blank row apart, so that the table stays one block)."""
    geplaatst = tabel(boek)
    return geplaatst.adres(BLAD, kolomkop, geplaatst.rijen + 1)


def _blok(blad: Blad, stand: Stand) -> None:
    uit = stand.uitkomst
    blad.zet(_BLOKRIJ, 0, "Het jaar in het kort", "kopje")
    onbegrensd = zonder_maximum_ct(uit.kosten_ct, uit.vergoeding_bp)
    a = adres_van
    boven = boven_grens_ct(uit.te_verdelen_ct, uit.voorstelgrens_ct)
    stukken = (a("kosten"), a("te_verdelen"), a("sleutel"), a("meerkosten"), f"{a('vast')}=1")
    volgens_sleutel = formules.volgens_sleutel(*stukken)
    grens = "INDEX(tblJaren[Voorstelgrens €],MATCH(Jaar,tblJaren[Jaar],0))"
    regels: list[tuple[str, str, F, str, str]] = [
        (
            "peiljaar",
            "Peiljaar inwoners",
            F("=SUMIFS(tblJaren[Peiljaar inwoners],tblJaren[Jaar],Jaar)", uit.peiljaar),
            "werk.jaar",
            "uit Jaren",
        ),
        (
            "sleutel",
            "Verdeelsleutel",
            F("=INDEX(tblJaren[Verdeelsleutel],MATCH(Jaar,tblJaren[Jaar],0))", str(uit.verdeelsleutel)),
            "werk.tekst",
            "uit Jaren",
        ),
        (
            "kosten",
            "Kosten van de werkgroep (K)",
            F(f"=ROUND(SUM({TABEL}[Kosten €]),2)", euro(uit.kosten_ct)),
            "uitkomst.euro",
            "uren × uurtarief, per regel afgerond op de cent",
        ),
        (
            "percentage",
            "Vergoeding POK",
            F("=SUMIFS(tblPOK[Vergoeding %],tblPOK[Jaar],Jaar)", fractie(uit.vergoeding_bp)),
            "werk.procent",
            "uit POK",
        ),
        (
            "vergoeding_zonder_maximum",
            "Vergoeding zonder maximum",
            F(
                f"={formules.deel_van(a('percentage'), a('kosten'))}",
                euro(onbegrensd),
            ),
            "werk.euro",
            "percentage × kosten, in hele centen",
        ),
        (
            "maximum",
            "Maximum POK",
            F("=SUMIFS(tblPOK[Maximum €],tblPOK[Jaar],Jaar)", euro(uit.maximum_ct)),
            "werk.euro",
            "uit POK",
        ),
        (
            "vergoeding",
            "Vergoeding (V)",
            F(f"={formules.vergoeding(a('vergoeding_zonder_maximum'), a('maximum'))}", euro(uit.vergoeding_ct)),
            "uitkomst.euro",
            "niet meer dan het maximum",
        ),
        (
            "te_verdelen",
            "Te verdelen over de gemeenten (R)",
            F(f"={formules.te_verdelen(a('kosten'), a('vergoeding'))}", euro(uit.te_verdelen_ct)),
            "uitkomst.euro",
            "R = K − V",
        ),
        (
            "voorstelgrens",
            "Voorstelgrens (8.4)",
            F(
                f'=IF({grens}="",IF(COUNTIFS(tblBegroting[Jaar],Jaar)=0,"",'
                f"SUMIFS(tblBegroting[Bedrag gedrukt €],tblBegroting[Jaar],Jaar)),{grens})",
                "" if uit.voorstelgrens_ct is None else euro(uit.voorstelgrens_ct),
            ),
            "werk.euro",
            "uit Jaren, anders het begrote totaal",
        ),
        (
            "boven",
            "Te verdelen boven de voorstelgrens",
            F(f"={formules.boven_grens(a('te_verdelen'), a('voorstelgrens'))}", euro(boven)),
            "werk.euro",
            "daarvoor is een voorstel nodig",
        ),
        (
            "karakter",
            "Karakter van de bijdrage",
            F("=INDEX(tblJaren[Bijdrage karakter],MATCH(Jaar,tblJaren[Jaar],0))", str(uit.karakter)),
            "werk.tekst",
            "uit Jaren; vast: de gedrukte bedragen, de centrumgemeente draagt de rest",
        ),
        (
            "vast",
            "Bijdrage is vast",
            F(f'=IF({a("karakter")}="vast",1,0)', int(uit.vast)),
            "werk.geheel",
            "1 is ja",
        ),
        (
            "drager",
            "Drager van de meerkosten",
            F("=INDEX(tblJaren[Meerkosten drager],MATCH(Jaar,tblJaren[Jaar],0))", str(uit.drager)),
            "werk.tekst",
            "uit Jaren; wie draagt wat boven de voorstelgrens ligt",
        ),
        (
            "zelfde",
            "Drager draagt volgens de sleutel",
            F(
                f"={formules.draagt_volgens_sleutel(a('sleutel'), a('drager'))}",
                int(draagt_volgens_sleutel(uit.verdeelsleutel, uit.drager)),
            ),
            "werk.geheel",
            "1 is ja: dan wordt R in één keer verdeeld",
        ),
        (
            "meerkosten",
            "Meerkosten, apart gedragen, in cent",
            F(f"=IF(OR({a('vast')}=1,{a('zelfde')}=1),0,ROUND(100*{a('boven')},0))", uit.meerkosten_ct),
            "werk.geheel",
            "het deel boven de grens, als de drager een andere is dan de sleutel",
        ),
        (
            "volgens_sleutel",
            "Verdeeld volgens de sleutel, in cent",
            F(f"={volgens_sleutel}", uit.volgens_sleutel_ct),
            "werk.geheel",
            "R zonder de meerkosten; bij sleutel kosten wat van ieders kosten afgaat; niets als de bijdrage vast is",
        ),
        (
            "som",
            "Som van de sleutel (N)",
            F(f"=SUM({TABEL}[Sleutel])", uit.sleutel_totaal),
            "werk.geheel",
            "kolom Sleutel",
        ),
        (
            "noemer",
            "Noemer",
            F(f"={formules.noemer(a('som'))}", max(1, uit.sleutel_totaal)),
            "werk.geheel",
            "N, ten minste 1",
        ),
        (
            "restcenten",
            "Restcenten",
            F(
                f"={a('volgens_sleutel')}-SUM({TABEL}[Afgekapt])",
                uit.volgens_sleutel_ct - sum(r.deel.afgekapt for r in uit.gemeenten),
            ),
            "werk.geheel",
            "een cent voor elk van de grootste resten",
        ),
        (
            "meer_som",
            "Som sleutel meerkosten",
            F(f"=SUM({TABEL}[Sleutel meerkosten])", uit.meerkosten_totaal),
            "werk.geheel",
            "kolom Sleutel meerkosten",
        ),
        (
            "meer_noemer",
            "Noemer voor de meerkosten",
            F(f"={formules.noemer(a('meer_som'))}", max(1, uit.meerkosten_totaal)),
            "werk.geheel",
            "ten minste 1",
        ),
        (
            "meer_restcenten",
            "Restcenten van de meerkosten",
            F(
                f"={a('meerkosten')}-SUM({TABEL}[Afgekapt meerkosten])",
                uit.meerkosten_ct - sum(r.meerkosten.afgekapt for r in uit.gemeenten),
            ),
            "werk.geheel",
            "een cent voor elk van de grootste resten",
        ),
        (
            "vaste_anderen",
            "Gedrukte bedragen van de anderen",
            F(
                f"=ROUND(SUMIFS({TABEL}[Begroot €],{TABEL}[Centrum],0),2)",
                euro(sum(r.begroot_ct or 0 for r in uit.gemeenten if not r.gemeente.centrumgemeente)),
            ),
            "werk.euro",
            "tabel 8.1, zonder de centrumgemeente",
        ),
        (
            "eerste_dag",
            "Eerste dag van het jaar",
            F("=DATE(Jaar,1,1)", serienummer(date(uit.jaar, 1, 1))),
            "werk.datum",
            "",
        ),
        (
            "laatste_dag",
            "Laatste dag van het jaar",
            F("=DATE(Jaar+1,1,1)-1", serienummer(date(uit.jaar, 12, 31))),
            "werk.datum",
            "",
        ),
    ]
    for sleutel in Verdeelsleutel:
        regels.append(
            (
                f"sleutel_{sleutel}",
                f"Sleutel is {sleutel}",
                F(f'=IF({a("sleutel")}="{sleutel}",1,0)', int(uit.verdeelsleutel is sleutel)),
                "werk.geheel",
                "1 is ja",
            )
        )
    for drager in MeerkostenDrager:
        regels.append(
            (
                f"drager_{drager}",
                f"Drager is {drager}",
                F(f'=IF({a("drager")}="{drager}",1,0)', int(uit.drager is drager)),
                "werk.geheel",
                "1 is ja",
            )
        )
    for naam, label, inhoud, stijl, uitleg in regels:
        rij(blad, a(naam).rij, label, inhoud, stijl, uitleg)


def _volgens_sleutel(uit: Verrekening, gemeente_uitkomst: GemeenteUitkomst) -> int:
    """What the key and the meerkosten together give, in cents, whether the bijdrage is fixed or not."""
    toegedeeld = gemeente_uitkomst.deel.bedrag_ct
    binnen = gemeente_uitkomst.kosten_ct - toegedeeld if uit.verdeelsleutel is Verdeelsleutel.KOSTEN else toegedeeld
    return binnen + gemeente_uitkomst.meerkosten.bedrag_ct


def _vast(uit: Verrekening, gemeente_uitkomst: GemeenteUitkomst) -> int:
    """The fixed bijdrage in cents: as printed, and for the centrumgemeente what that leaves of R."""
    if not gemeente_uitkomst.gemeente.centrumgemeente:
        return gemeente_uitkomst.begroot_ct or 0
    return uit.te_verdelen_ct - sum(r.begroot_ct or 0 for r in uit.gemeenten if not r.gemeente.centrumgemeente)


def _kolommen(stand: Stand) -> list[TabelKolom]:
    uit = stand.uitkomst
    a = adres_van
    rijen = uit.gemeenten

    def som(bron: str, kolom: str, extra: str) -> str:
        return f"SUMIFS({bron}[{kolom}],{bron}[CBS code],[@Code]{extra})"

    getekend = getekende_staten(stand.regeling, uit.jaar)
    telt_uren = ",tblUren[Telt mee],1"
    peil = f",tblInwoners[Peiljaar],{a('peiljaar')}"
    tot = "INDEX(tblGemeenten[Tot],[@Nr])"
    jaar_begroting = ",tblBegroting[Jaar],Jaar"
    return [
        TabelKolom("Gemeente", [r.naam for r in rijen], "werk.tekst", "=INDEX(tblGemeenten[Naam],[@Nr])", 34),
        TabelKolom("Code", [r.code for r in rijen], "werk.tekst", "=INDEX(tblGemeenten[Code],[@Nr])", 16),
        TabelKolom("Nr", list(range(1, len(rijen) + 1)), "werk.nr", None, 12),
        TabelKolom("Bekend", [1] * len(rijen), "werk.geheel", "=COUNTIFS(tblGemeenten[Code],[@Code])", 9),
        TabelKolom(
            "Centrum",
            [int(r.gemeente.centrumgemeente) for r in rijen],
            "werk.geheel",
            '=IF(INDEX(tblGemeenten[Centrumgemeente],[@Nr])="ja",1,0)',
            9,
        ),
        TabelKolom(
            "Doet mee",
            [int(r.inwoners is not None) for r in rijen],
            "werk.geheel",
            f'=IF(AND(INDEX(tblGemeenten[Van],[@Nr])<={a("laatste_dag")},OR({tot}="",{tot}>={a("eerste_dag")})),1,0)',
            9,
        ),
        TabelKolom(
            "Inwoners gevonden",
            [int(r.inwoners is not None) for r in rijen],
            "werk.geheel",
            f"=[@Doet mee]*COUNTIFS(tblInwoners[CBS code],[@Code]{peil})",
            11,
        ),
        TabelKolom(
            "Inwoners",
            [r.inwoners or 0 for r in rijen],
            "werk.geheel",
            f"=[@Doet mee]*{som('tblInwoners', 'Inwoners', peil)}",
            11,
        ),
        TabelKolom(
            "Capaciteit uren per week",
            [uren(r.capaciteit_h) for r in rijen],
            "werk.uren",
            f"=ROUND({som('tblCapaciteit', 'Uren per week', ',tblCapaciteit[Telt mee],1')},2)",
            12,
        ),
        TabelKolom(
            "Uren", [uren(r.uren_h) for r in rijen], "werk.uren", f"=ROUND({som('tblUren', 'Uren', telt_uren)},2)", 12
        ),
        TabelKolom(
            "Staat nodig",
            [int(moet_staat_inleveren(r)) for r in rijen],
            "werk.geheel",
            "=IF(OR([@Capaciteit uren per week]>0,[@Uren]>0),1,0)",
            9,
        ),
        TabelKolom(
            "Staat getekend",
            [int(moet_staat_inleveren(r) and r.code in getekend) for r in rijen],
            "werk.geheel",
            f"=[@Staat nodig]*MIN(1,{som('tblUrenstaten', 'Getekend', ',tblUrenstaten[Jaar],Jaar')})",
            10,
        ),
        TabelKolom(
            "Kosten €",
            [euro(r.kosten_ct) for r in rijen],
            "werk.euro",
            f"=ROUND({som('tblUren', 'Kosten €', telt_uren)},2)",
            15,
        ),
        TabelKolom(
            "Sleutel",
            [r.deel.sleutel for r in rijen],
            "werk.geheel",
            f"=[@Inwoners]*{a('sleutel_inwoners')}+ROUND([@Kosten €],0)*{a('sleutel_kosten')}"
            f"+ROUND(100*[@Uren],0)*{a('sleutel_uren')}"
            f"+ROUND(100*[@Capaciteit uren per week],0)*{a('sleutel_capaciteit')}",
            12,
        ),
        TabelKolom(
            "Aandeel %",
            [r.deel.sleutel / max(1, uit.sleutel_totaal) for r in rijen],
            "werk.procent4",
            f"=[@Sleutel]/{a('noemer')}",
            11,
        ),
        TabelKolom(
            "Product",
            [r.deel.product for r in rijen],
            "werk.geheel",
            f"={a('volgens_sleutel')}*[@Sleutel]",
            21,
        ),
        TabelKolom(
            "Afgekapt",
            [r.deel.afgekapt for r in rijen],
            "werk.geheel",
            f"={formules.afgekapt('[@Product]', a('noemer'))}",
            13,
        ),
        TabelKolom(
            "Rest",
            [r.deel.rest for r in rijen],
            "werk.geheel",
            f"={formules.rest('[@Product]', '[@Afgekapt]', a('noemer'))}",
            11,
        ),
        TabelKolom(
            "Rang",
            [r.deel.rang for r in rijen],
            "werk.geheel",
            f"={formules.rang(TABEL)}",
            8,
        ),
        TabelKolom(
            "Restcent",
            [r.deel.cent for r in rijen],
            "werk.geheel",
            f"={formules.restcent('[@Rang]', a('restcenten'))}",
            9,
        ),
        TabelKolom(
            "Toegedeeld in cent", [r.deel.bedrag_ct for r in rijen], "werk.geheel", "=[@Afgekapt]+[@Restcent]", 13
        ),
        TabelKolom(
            "Sleutel meerkosten",
            [r.meerkosten.sleutel for r in rijen],
            "werk.geheel",
            f"=[@Inwoners]*{a('drager_inwoners')}+[@Centrum]*{a('drager_centrumgemeente')}"
            f"+ROUND([@Kosten €],0)*{a('drager_leveranciers')}",
            12,
        ),
        TabelKolom(
            "Product meerkosten",
            [r.meerkosten.product for r in rijen],
            "werk.geheel",
            f"={a('meerkosten')}*[@Sleutel meerkosten]",
            18,
        ),
        TabelKolom(
            "Afgekapt meerkosten",
            [r.meerkosten.afgekapt for r in rijen],
            "werk.geheel",
            f"={formules.afgekapt('[@Product meerkosten]', a('meer_noemer'))}",
            13,
        ),
        TabelKolom(
            "Rest meerkosten",
            [r.meerkosten.rest for r in rijen],
            "werk.geheel",
            f"={formules.rest('[@Product meerkosten]', '[@Afgekapt meerkosten]', a('meer_noemer'))}",
            13,
        ),
        TabelKolom(
            "Rang meerkosten",
            [r.meerkosten.rang for r in rijen],
            "werk.geheel",
            f"={formules.rang(TABEL, kolom='Rest meerkosten')}",
            13,
        ),
        TabelKolom(
            "Restcent meerkosten",
            [r.meerkosten.cent for r in rijen],
            "werk.geheel",
            f"={formules.restcent('[@Rang meerkosten]', a('meer_restcenten'))}",
            13,
        ),
        TabelKolom(
            "Meerkosten in cent",
            [r.meerkosten.bedrag_ct for r in rijen],
            "werk.geheel",
            "=[@Afgekapt meerkosten]+[@Restcent meerkosten]",
            13,
        ),
        TabelKolom(
            "Begroot €",
            ["" if r.begroot_ct is None else euro(r.begroot_ct) for r in rijen],
            "werk.euro",
            f'=IF(COUNTIFS(tblBegroting[CBS code],[@Code]{jaar_begroting})=0,"",'
            f"{som('tblBegroting', 'Bedrag gedrukt €', jaar_begroting)})",
            15,
        ),
        TabelKolom(
            "Volgens sleutel €",
            [euro(_volgens_sleutel(uit, r)) for r in rijen],
            "werk.euro",
            f"=ROUND(IF({a('sleutel_kosten')}=1,"
            "[@Kosten €]-[@Toegedeeld in cent]/100,[@Toegedeeld in cent]/100)+[@Meerkosten in cent]/100,2)",
            15,
        ),
        TabelKolom(
            "Vast €",
            [euro(_vast(uit, r)) for r in rijen],
            "werk.euro",
            f'=IF([@Centrum]=1,ROUND({a("te_verdelen")}-{a("vaste_anderen")},2),IF([@Begroot €]="",0,[@Begroot €]))',
            15,
        ),
        TabelKolom(
            "Bijdrage €",
            [euro(r.bijdrage_ct) for r in rijen],
            "uitkomst.euro",
            f"=IF({a('te_verdelen')}=0,0,IF({a('vast')}=1,[@Vast €],[@Volgens sleutel €]))",
            15,
        ),
        TabelKolom(
            "Voorschot €",
            [euro(r.voorschot_ct) for r in rijen],
            "werk.euro",
            f"=ROUND({som('tblVoorschotten', 'Voorschot €', ',tblVoorschotten[Jaar],Jaar')},2)",
            14,
        ),
        TabelKolom(
            "Saldo €",
            [euro(r.saldo_ct) for r in rijen],
            "uitkomst.euro",
            "=ROUND([@Bijdrage €]-[@Kosten €]-[@Voorschot €],2)",
            15,
        ),
        TabelKolom("Betaalt €", [euro(max(0, r.saldo_ct)) for r in rijen], "werk.euro", "=MAX(0,[@Saldo €])", 15),
        TabelKolom("Ontvangt €", [euro(max(0, -r.saldo_ct)) for r in rijen], "werk.euro", "=MAX(0,-[@Saldo €])", 15),
        TabelKolom(
            "Verschil €",
            ["" if r.begroot_ct is None else euro(r.bijdrage_ct - r.begroot_ct) for r in rijen],
            "werk.euro",
            '=IF([@Begroot €]="","",ROUND([@Bijdrage €]-[@Begroot €],2))',
            15,
        ),
    ]
