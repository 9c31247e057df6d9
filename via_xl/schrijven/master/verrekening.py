"""The settlement of the chosen year: a summary block, and a row per gemeente with every step."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Mapping
from datetime import date
from enum import StrEnum

from via_xl.basis.maat import Maat
from via_xl.regeling.model import BtwPositie, MeerkostenDrager, Regeling, Verdeelsleutel, VoorstelToets
from via_xl.rekenen import grootheden as g
from via_xl.rekenen.opvolging import houders
from via_xl.rekenen.vaststelling import getekende_staten, moet_staat_inleveren
from via_xl.rekenen.verrekening import GemeenteUitkomst, Verrekening
from via_xl.schrijven import formules
from via_xl.schrijven.boek import A3, Adres, Blad, Boek
from via_xl.schrijven.master.stand import Stand
from via_xl.schrijven.taal import (
    Aanzien,
    Blok,
    F,
    Namen,
    Tabelveld,
    Tabkleur,
    begin_blad,
    grootste_rest,
    uitkomst,
    volgnummer,
    werk,
)
from via_xl.schrijven.taal.bladspiegel import KLEINSTE_SCHAAL

BLAD = "Verrekening"
TABEL = "tblVerrekening"
BLOK = Namen(BLAD)
"""The figures of the summary, for formulas on other sheets: ``BLOK.kosten``."""


def zet(boek: Boek, stand: Stand) -> None:
    """Add the sheet."""
    s = begin_blad(
        boek,
        BLAD,
        kleur=Tabkleur.REKENEN,
        kopregel=f"{stand.naam} · Verrekening",
        titel=F('="Verrekening "&Jaar', f"Verrekening {stand.jaar}"),
        uitleg=f"Van geleverde uren naar wat elke gemeente betaalt of ontvangt{stand.regio.volgens('verdeling', 'verrekening')}. Alles op dit blad is berekend.",
        vlag=stand.vlag,
    )
    s.bij(_blok(stand.uitkomst))
    s.wit(2)
    s.kopje("Per gemeente")
    s.tabel(TABEL, stand.uitkomst.gemeenten, _kolommen(stand.regeling, stand.uitkomst), kophoogte=42)
    s.leg()
    s.blad.bevroren = (3, 1)
    _druk_af(s.blad)


def _druk_af(blad: Blad) -> None:
    """Print what each gemeente brought in and what it bears; the steps in between are for the screen."""
    [tabel] = blad.tabellen
    koppen, slot = [kolom.kop for kolom in tabel.kolommen], blad.cellen.hoeken()[1][0]
    blad.afdrukvlakken = [
        (0, 0, slot, koppen.index("Aandeel %")),
        (tabel.rij - 1, koppen.index(g.BEGROOT.kop), slot, len(koppen) - 1),
    ]
    blad.papier, blad.titelkolommen, blad.schaal = A3, (0, 0), KLEINSTE_SCHAAL


def adressen(uit: Verrekening) -> dict[str, Adres]:
    """Where each figure of the summary stands in a master, by its name."""
    return _blok(uit).adressen(BLAD)


def totaal(boek: Boek, kop: str) -> Adres:
    """The cell in the totals row under a column."""
    return boek.vind(BLAD).namen[f"{TABEL} {kop}"]


def _blok(uit: Verrekening) -> Blok:
    b = Blok("Het jaar in het kort")
    grens = formules.van_jaar("Voorstelgrens €")
    begroot = "SUMIFS(tblBegroting[Bedrag gedrukt €],tblBegroting[Jaar],Jaar)"
    zonder_grens = f'IF(COUNTIFS(tblBegroting[Jaar],Jaar)=0,"",{begroot})'
    verdeeld = formules.volgens_sleutel("{kosten}", "{te_verdelen}", "{sleutel}", "{meerkosten}", "{vast}=1")
    b.stap(g.PEILJAAR, uit, "SUMIFS(tblJaren[Peiljaar inwoners],tblJaren[Jaar],Jaar)", hoe="uit Jaren")
    b.stap(g.SLEUTEL, uit, formules.van_jaar("Verdeelsleutel"), hoe="uit Jaren")
    b.stap(g.KOSTEN, uit, f"ROUND(SUM({TABEL}[Kosten €]),2)", aanzien=Aanzien.UITKOMST)
    b.stap(g.OVERIG, uit, f"ROUND(SUM({TABEL}[Overige kosten €]),2)")
    b.stap(g.VAN_UREN, uit)
    b.stap(g.VERGOEDBAAR, uit, "ROUND(SUM(tblPOK[Kosten nu €]),2)")
    b.stap(g.VAN_JAAR, uit, "SUMIFS(tblPOK[Kosten nu €],tblPOK[Jaar],Jaar)")
    b.stap(g.PERCENTAGE, uit, "SUMIFS(tblPOK[Vergoeding %],tblPOK[Jaar],Jaar)", hoe="uit POK")
    b.stap(g.MAXIMUM, uit, "SUMIFS(tblPOK[Maximum €],tblPOK[Jaar],Jaar)", hoe="uit POK")
    b.stap(g.UIT_JAAR, uit, "SUMIFS(tblPOK[Vergoeding nu €],tblPOK[Jaar],Jaar)")
    b.stap(g.LAAT, uit, "ROUND(SUM(tblPOK[Vergoeding nu €])-{uit_jaar},2)")
    b.stap(g.VERGOEDING, uit, aanzien=Aanzien.UITKOMST)
    b.stap(g.TE_VERDELEN, uit, label=g.TE_VERDELEN.met_symbool, aanzien=Aanzien.UITKOMST)
    b.stap(g.VOORSTELGRENS.bij(uit.regio), uit, f'IF({grens}="",{zonder_grens},{grens})')
    b.stap(g.BOVEN, uit)
    hoe = "uit Jaren; vast: de gedrukte bedragen, de centrumgemeente draagt de rest"
    b.stap(g.KARAKTER, uit, formules.van_jaar("Bijdrage karakter"), hoe=hoe)
    b.rij("Bijdrage is vast", Maat.GEHEEL, F('IF({karakter}="vast",1,0)', uit.vast), als="vast", hoe="1 is ja")
    hoe = "uit Jaren; wie draagt wat boven de voorstelgrens ligt"
    b.stap(g.DRAGER, uit, formules.van_jaar("Meerkosten drager"), hoe=hoe)
    b.stap(g.ZELFDE, uit)
    b.stap(g.MEERKOSTEN, uit, "IF(OR({vast}=1,{zelfde}=1),0,ROUND(100*{boven},0))")
    b.stap(g.VOLGENS_SLEUTEL, uit, verdeeld)
    b.stap(g.SOM, uit, f"SUM({TABEL}[Sleutel])", hoe="kolom Sleutel")
    b.stap(g.NOEMER, uit)
    b.stap(g.HEEL, uit)
    b.stap(g.OVER, uit)
    b.stap(g.RESTCENTEN, uit, f"{{volgens_sleutel}}-SUM({TABEL}[Afgekapt])")
    b.stap(g.MEER_SOM, uit, f"SUM({TABEL}[Sleutel meerkosten])", hoe="kolom Sleutel meerkosten")
    b.stap(g.MEER_NOEMER, uit)
    b.stap(g.MEER_HEEL, uit)
    b.stap(g.MEER_OVER, uit)
    b.stap(g.MEER_RESTCENTEN, uit, f"{{meerkosten}}-SUM({TABEL}[Afgekapt meerkosten])")
    b.stap(g.VASTE_ANDEREN.bij(uit.regio), uit, f"ROUND(SUMIFS({TABEL}[Begroot €],{TABEL}[Centrum],0),2)")
    positie = formules.van_jaar("Btw positie")
    positie = f'IF({positie}="","{BtwPositie.GEMENE_REKENING}",{positie})'
    b.stap(g.BTW_POSITIE, uit, positie, hoe="uit Jaren; alleen een last komt bij de bijdrage")
    tarief = formules.btw_tarief("{btw_positie}", "SUMIFS(tblJaren[Btw tarief %],tblJaren[Jaar],Jaar)")
    b.stap(g.BTW_TARIEF, uit, tarief)
    b.rij("Eerste dag van het jaar", Maat.DATUM, F("DATE(Jaar,1,1)", date(uit.jaar, 1, 1)), als="eerste_dag")
    b.rij("Laatste dag van het jaar", Maat.DATUM, F("DATE(Jaar+1,1,1)-1", date(uit.jaar, 12, 31)), als="laatste_dag")
    _toets(b, uit)
    _keuzes(b, "sleutel", "Sleutel", Verdeelsleutel, uit.verdeelsleutel)
    _keuzes(b, "drager", "Drager", MeerkostenDrager, uit.drager)
    return b


def _toets(b: Blok, uit: Verrekening) -> None:
    """Whether a voorstel is due, by what the year holds against the plan."""
    toets = formules.van_jaar("Voorstel toets")
    regio, gemeente = VoorstelToets
    hoe = "uit Jaren; wat boven de begroting uitkomt als er een voorstel nodig is"
    b.rij("Voorstel toets", Maat.TEKST, F(f'IF({toets}="","{regio}",{toets})', uit.toets), als="toets", hoe=hoe)
    boven = F(f'COUNTIFS({TABEL}[Boven begroot €],">0")', len(uit.boven_begroot))
    hoe = "kolom Boven begroot €, zonder btw; een gemeente zonder begroot bedrag telt niet mee"
    b.rij("Gemeenten boven hun begrote bijdrage", Maat.GEHEEL, boven, als="boven_begroot", hoe=hoe)
    nodig = F(f'IF({{toets}}="{gemeente}",MIN(1,{{boven_begroot}}),IF({{boven}}>0,1,0))', uit.voorstel_nodig)
    b.rij("Voorstel nodig", Maat.GEHEEL, nodig, als="voorstel_nodig", hoe="1 is ja, volgens de toets")


def _keuzes(b: Blok, naam: str, label: str, keuzes: Iterable[StrEnum], gekozen: StrEnum) -> None:
    """A row for each choice: 1 for the one that is made."""
    for keuze in keuzes:
        inhoud = F(f'IF({{{naam}}}="{keuze}",1,0)', keuze is gekozen)
        b.rij(f"{label} is {keuze}", Maat.GEHEEL, inhoud, als=f"{naam}_{keuze}", hoe="1 is ja")


def naar_sleutel_ct(uit: Verrekening, rij: GemeenteUitkomst) -> int:
    """What the key and the meerkosten together give, whether the bijdrage is fixed or not."""
    toegedeeld = rij.deel.bedrag_ct
    binnen = rij.kosten_ct - toegedeeld if uit.verdeelsleutel is Verdeelsleutel.KOSTEN else toegedeeld
    return binnen + rij.meerkosten.bedrag_ct


def vast_ct(uit: Verrekening, rij: GemeenteUitkomst) -> int:
    """The fixed bijdrage: as printed, and for the centrumgemeente what that leaves of R."""
    if not rij.gemeente.centrumgemeente:
        return rij.begroot_ct or 0
    return uit.te_verdelen_ct - sum(r.begroot_ct or 0 for r in uit.gemeenten if not r.gemeente.centrumgemeente)


_BEGROTING = "tblBegroting[Jaar],Jaar"
_PEIL = "tblInwoners[Peiljaar],{peiljaar}"


def _kolommen(regeling: Regeling, uit: Verrekening) -> list[Tabelveld[GemeenteUitkomst]]:
    """The columns, from left to right: who takes part, what each brought in, the key, and what each bears and settles."""
    return [
        *_wie(),
        *_ingebracht(getekende_staten(regeling, uit.jaar), _rijen_inwoners(regeling, uit)),
        *_naar_sleutel(uit),
        *_boven_de_grens(),
        *_bijdrage(uit),
        *_saldo(),
    ]


def _rijen_inwoners(regeling: Regeling, uit: Verrekening) -> Counter[str]:
    """Per CBS code how many rows of the peiljaar count for it."""
    voor = houders(regeling.gemeenten, uit.jaar)
    return Counter(voor[rij.code] for rij in regeling.inwoners if rij.peiljaar == uit.peiljaar)


def _som(bron: str, kolom: str, *extra: str) -> str:
    """The sum of a column of an input table over the rows of this gemeente."""
    return f"SUMIFS({bron}[{kolom}],{','.join((f'{bron}[Code in jaar],[@Code]', *extra))})"


def _wie() -> list[Tabelveld[GemeenteUitkomst]]:
    """Which gemeente a row is of, and whether it takes part in the year."""
    geheel = Maat.GEHEEL
    naam, code, centrum, van, tot = (
        f"INDEX(tblGemeenten[{kop}],[@Nr])" for kop in ("Naam", "Code", "Centrumgemeente", "Van", "Tot")
    )
    return [
        werk("Gemeente", Maat.TEKST, lambda r: r.naam, naam, breedte=34),
        werk("Code", Maat.TEKST, lambda r: r.code, code, breedte=18),
        volgnummer(),
        werk("Bekend", geheel, lambda _: 1, "COUNTIFS(tblGemeenten[Code],[@Code])", breedte=9),
        werk("Centrum", geheel, lambda r: r.gemeente.centrumgemeente, f'IF({centrum}="ja",1,0)', breedte=9),
        werk(
            "Doet mee",
            geheel,
            lambda r: r.inwoners is not None,
            f'IF(AND({van}<={{laatste_dag}},OR({tot}="",{tot}>={{laatste_dag}})),1,0)',
            breedte=9,
        ),
    ]


def _ingebracht(getekend: Container[str], gevonden: Mapping[str, int]) -> list[Tabelveld[GemeenteUitkomst]]:
    """Inwoners, capaciteit, hours and cost, from the inputs; ``getekend`` are the codes with a signed hour sheet.

    ``gevonden`` is how many rows of inwoners there are for each.
    """
    geheel, hoeveel, telt = Maat.GEHEEL, Maat.UREN, "tblUren[Jaar van afrekening],Jaar"
    inwoners = _som("tblInwoners", "Inwoners", _PEIL)
    uren, kosten = _som("tblUren", "Uren", telt), _som("tblUren", "Kosten €", telt)
    delen = (g.URENKOSTEN.kop, g.BETAALD.kop)
    overig = _som("tblKosten", "Kosten €", "tblKosten[Telt in jaar],1")
    capaciteit = _som("tblCapaciteit", "Uren per week", "tblCapaciteit[Telt mee],1")
    staat = _som("tblUrenstaten", "Getekend", "tblUrenstaten[Jaar],Jaar")
    return [
        werk(
            "Inwoners gevonden",
            geheel,
            lambda r: gevonden[r.code] if r.inwoners is not None else 0,
            f"[@Doet mee]*COUNTIFS(tblInwoners[Code in jaar],[@Code],{_PEIL})",
            breedte=11,
        ),
        werk("Inwoners", geheel, lambda r: r.inwoners or 0, f"[@Doet mee]*{inwoners}", breedte=11, totaal=True),
        werk("Capaciteit uren per week", hoeveel, lambda r: r.capaciteit_h, f"ROUND({capaciteit},2)", totaal=True),
        werk("Uren", hoeveel, lambda r: r.uren_h, f"ROUND({uren},2)", totaal=True),
        werk(
            "Staat nodig",
            geheel,
            moet_staat_inleveren,
            "IF(OR([@Capaciteit uren per week]>0,[@Uren]>0),1,0)",
            breedte=9,
        ),
        werk(
            "Staat getekend",
            geheel,
            lambda r: moet_staat_inleveren(r) and r.code in getekend,
            f"[@Staat nodig]*MIN(1,{staat})",
            breedte=10,
        ),
        werk(g.URENKOSTEN.kop, Maat.EURO, lambda r: r.urenkosten_ct, f"ROUND({kosten},2)", breedte=15),
        werk(g.BETAALD.kop, Maat.EURO, lambda r: r.overig_ct, f"ROUND({overig},2)", breedte=15),
        werk("Kosten €", Maat.EURO, lambda r: r.kosten_ct, formules.samen(*(f"[@{kop}]" for kop in delen)), breedte=15),
    ]


def _naar_sleutel(uit: Verrekening) -> list[Tabelveld[GemeenteUitkomst]]:
    """The key, the share that it gives, and the steps of the largest remainder."""
    sleutel = (
        "[@Inwoners]*{sleutel_inwoners}+ROUND([@Kosten €],0)*{sleutel_kosten}+ROUND(100*[@Uren],0)*{sleutel_uren}"
        "+ROUND(100*[@Capaciteit uren per week],0)*{sleutel_capaciteit}"
    )
    return [
        werk("Sleutel", Maat.GEHEEL, lambda r: r.deel.sleutel, sleutel),
        werk(
            "Aandeel %",
            Maat.PROCENT4,
            lambda r: r.deel.sleutel / max(1, uit.sleutel_totaal),
            "[@Sleutel]/{noemer}",
            breedte=11,
        ),
        *grootste_rest(
            lambda r: r.deel,
            tabel=TABEL,
            heel="{heel}",
            over="{over}",
            noemer="{noemer}",
            restcenten="{restcenten}",
            uitkomst="Toegedeeld in cent",
            breedtes=(21, 13, 11, 8, 9, 13),
            totaal=True,
        ),
    ]


def _boven_de_grens() -> list[Tabelveld[GemeenteUitkomst]]:
    """The key by which the meerkosten are borne, and the same steps."""
    draagt = (
        "[@Inwoners]*{drager_inwoners}+[@Centrum]*{drager_centrumgemeente}+ROUND([@Kosten €],0)*{drager_leveranciers}"
    )
    return [
        werk("Sleutel meerkosten", Maat.GEHEEL, lambda r: r.meerkosten.sleutel, draagt),
        *grootste_rest(
            lambda r: r.meerkosten,
            tabel=TABEL,
            heel="{meer_heel}",
            over="{meer_over}",
            noemer="{meer_noemer}",
            restcenten="{meer_restcenten}",
            uitkomst="Meerkosten in cent",
            achter=" meerkosten",
            breedtes=(18, 13, 13, 13, 13, 13),
            totaal=True,
        ),
    ]


def _bijdrage(uit: Verrekening) -> list[Tabelveld[GemeenteUitkomst]]:
    """What is printed, what the key and the meerkosten give, and which of both the bijdrage is."""
    bedrag, begroot = Maat.EURO, _som("tblBegroting", "Bedrag gedrukt €", _BEGROTING)
    binnen = "IF({sleutel_kosten}=1,[@Kosten €]-[@Toegedeeld in cent]/100,[@Toegedeeld in cent]/100)"
    vast = 'IF([@Centrum]=1,ROUND({te_verdelen}-{vaste_anderen},2),IF([@Begroot €]="",0,[@Begroot €]))'
    return [
        werk(
            g.BEGROOT.kop,
            bedrag,
            lambda r: r.begroot_ct,
            f'IF(COUNTIFS(tblBegroting[Code in jaar],[@Code],{_BEGROTING})=0,"",{begroot})',
            breedte=15,
            totaal=True,
        ),
        werk(
            "Volgens sleutel €",
            bedrag,
            lambda r: naar_sleutel_ct(uit, r),
            f"ROUND({binnen}+[@Meerkosten in cent]/100,2)",
            breedte=15,
            totaal=True,
        ),
        werk("Vast €", bedrag, lambda r: vast_ct(uit, r), vast, breedte=15, totaal=True),
        werk(
            g.ZONDER_BTW.kop,
            bedrag,
            lambda r: r.zonder_btw_ct,
            "IF({te_verdelen}=0,0,IF({vast}=1,[@Vast €],[@Volgens sleutel €]))",
            breedte=15,
            totaal=True,
        ),
        werk(
            g.BTW.kop,
            bedrag,
            lambda r: r.btw_ct,
            formules.deel_van("{btw_tarief}", "[@Zonder btw €]"),
            breedte=13,
            totaal=True,
        ),
        uitkomst(
            g.BIJDRAGE.kop,
            bedrag,
            lambda r: r.bijdrage_ct,
            formules.samen("[@Zonder btw €]", "[@Btw €]"),
            breedte=15,
            totaal=True,
        ),
    ]


def _saldo() -> list[Tabelveld[GemeenteUitkomst]]:
    """What is still to be paid or received, and how far the bijdrage is from what was budgeted."""
    bedrag, voorschot = Maat.EURO, _som("tblVoorschotten", "Voorschot €", "tblVoorschotten[Jaar],Jaar")
    mee, samen = _som("tblVerrekend", g.VERREKEND.kop, "tblVerrekend[Jaar],Jaar"), f"[@{g.TE_BETALEN.kop}]"
    return [
        werk(g.VOORSCHOT.kop, bedrag, lambda r: r.voorschot_ct, f"ROUND({voorschot},2)", breedte=14, totaal=True),
        uitkomst(
            g.SALDO.kop,
            bedrag,
            lambda r: r.saldo_ct,
            formules.saldo("[@Bijdrage €]", "[@Kosten €]", "[@Voorschot €]"),
            breedte=15,
            totaal=True,
        ),
        werk(g.VERREKEND.kop, bedrag, lambda r: r.verrekend_ct, f"ROUND({mee},2)", breedte=14, totaal=True),
        werk(
            g.TE_BETALEN.kop,
            bedrag,
            lambda r: r.te_betalen_ct,
            formules.samen("[@Saldo €]", "[@Verrekend €]"),
            breedte=15,
            totaal=True,
        ),
        werk("Betaalt €", bedrag, lambda r: max(0, r.te_betalen_ct), f"MAX(0,{samen})", breedte=15, totaal=True),
        werk("Ontvangt €", bedrag, lambda r: max(0, -r.te_betalen_ct), f"MAX(0,-{samen})", breedte=15, totaal=True),
        werk(
            "Krijgt stuk",
            Maat.GEHEEL,
            lambda r: r.ontvangt_stuk,
            "IF(OR([@Doet mee]=1,[@Uren]<>0,[@Kosten €]<>0,[@Bijdrage €]<>0,[@Voorschot €]<>0,[@Verrekend €]<>0),1,0)",
            breedte=9,
        ),
        werk("Verschil €", bedrag, g.VERSCHIL.waarde, formules.verschil("[@Bijdrage €]", "[@Begroot €]"), breedte=15),
        werk(
            "Boven begroot €",
            bedrag,
            lambda r: r.boven_begroot_ct,
            'IF([@Begroot €]="",0,MAX(0,ROUND([@Zonder btw €]-[@Begroot €],2)))',
            breedte=15,
            totaal=True,
        ),
    ]
