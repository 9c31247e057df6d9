"""The checks of the master and of the regional workbook, in the order in which a settlement goes wrong.

Two rules of the design are checked here, live: 13 (shares add to 100 %, and the settlement nets to zero) and 22
(Verrekening has exactly the codes of tblGemeenten). The proof recalculates both; a check that is gone fails it.
"""

from __future__ import annotations

from collections.abc import Iterator

from via_xl.basis.geld import euro
from via_xl.basis.gemeenten import zelfde_in_formule
from via_xl.basis.maat import Maat
from via_xl.regeling.model import VoorstelToets
from via_xl.rekenen import grootheden as g
from via_xl.rekenen.besluiten import niet_genomen
from via_xl.rekenen.vaststelling import getekende_staten, moet_staat_inleveren, open_aandachtspunten
from via_xl.rekenen.verdeling import EXACT_GRENS
from via_xl.rekenen.verrekening import Verrekening
from via_xl.schrijven.master.berekend import BUITEN_LIJST, GEEN_TARIEF
from via_xl.schrijven.master.stand import Stand
from via_xl.schrijven.master.verrekening import BLOK, TABEL
from via_xl.schrijven.taal import F
from via_xl.schrijven.taal.controleblad import Controle, controle, gevonden_cel, verwacht_cel

UITLEG = "FOUT houdt de jaarrun tegen; LET OP moet iemand bekijken voor de afrekening definitief wordt."
_GEMEENTEN = "Verrekening heeft precies de gemeenten van tblGemeenten"
_JAREN = "Het jaar staat één keer in Jaren"
POK = "Het jaar staat één keer in POK"
URENSTATEN = "Van elke gemeente die uren levert is een ondertekende urenstaat binnen"
AANDACHTSPUNTEN = "Aandachtspunten bij urenstaten zijn afgehandeld"
INWONERS = "Elke deelnemende gemeente heeft één keer inwoners in het peiljaar"
_TELT = "tblUren[Jaar van afrekening],Jaar"
"""The criterion for the hour lines that are settled in the chosen year."""
_MET_TARIEF = "Elke urenregel die meetelt heeft een tarief"


def controles(stand: Stand) -> list[Controle]:
    """The checks, in the order in which a settlement goes wrong."""
    rijen = [*_invoer(stand), *_verdeling(stand.uitkomst), *_voor_definitief(stand)]
    return rijen + _vaststellingen(stand, rijen)


def van_het_rekenen(stand: Stand) -> list[Controle]:
    """Those of them that say whether the inputs are there and the shares add up, for a report on the master."""
    return [*_invoer(stand), *_verdeling(stand.uitkomst)]


def _invoer(stand: Stand) -> Iterator[Controle]:
    """Whether everything that goes in is there, once."""
    uit = stand.uitkomst
    n, regels = len(uit.gemeenten), len(uit.regels)
    doen_mee = len(stand.inwoners_nodig)
    alle, bekend = "COUNTA(tblGemeenten[Code])", f"SUM({TABEL}[Bekend])"
    waar = "Gemeenten en Verrekening; na toevoegen van een gemeente de master opnieuw bouwen"
    yield controle(_GEMEENTEN, verwacht=alle, gevonden=bekend, waarde=n, waar=waar)
    centrum = 'COUNTIFS(tblGemeenten[Centrumgemeente],"ja")'
    yield controle("Er is één centrumgemeente", verwacht=1, gevonden=centrum, waarde=1, waar="Gemeenten")
    yield controle(_JAREN, verwacht=1, gevonden="COUNTIFS(tblJaren[Jaar],Jaar)", waarde=1, waar="Jaren")
    yield controle(POK, verwacht=1, gevonden="COUNTIFS(tblPOK[Jaar],Jaar)", waarde=1, waar="POK")
    mee, geteld = "SUM(tblGemeenten[Inwoners nodig])", f"SUM({TABEL}[Inwoners gevonden])"
    yield controle(INWONERS, verwacht=mee, gevonden=geteld, waarde=doen_mee, waar="Inwoners")
    tellen = f"COUNTIFS({_TELT})"
    met_tarief = f'{tellen}-COUNTIFS({_TELT},tblUren[Controle],"{GEEN_TARIEF}")'
    waar = "Uren, kolom Controle, en Tarieven"
    yield controle(_MET_TARIEF, verwacht=tellen, gevonden=met_tarief, waarde=regels, waar=waar)
    overlap = sum(stand.overlap(rij) for rij in stand.regeling.tarieven)
    wat = "Tarieven van een schaal overlappen elkaar niet"
    yield _niets(wat, "SUM(tblTarieven[Overlap])", overlap, "Tarieven, kolom Overlap")
    yield controle(
        "Kosten van alle urenregels die meetellen zijn bij een gemeente geboekt",
        Maat.EURO,
        verwacht=f"ROUND(SUMIFS(tblUren[Kosten €],{_TELT}),2)",
        gevonden=BLOK.van_uren,
        waarde=uit.kosten_ct - uit.overig_ct,
        waar="Uren, kolommen Code en Code in jaar",
    )
    yield controle(
        "Andere kosten die meetellen zijn bij een gemeente geboekt",
        Maat.EURO,
        verwacht="ROUND(SUMIFS(tblKosten[Kosten €],tblKosten[Telt in jaar],1),2)",
        gevonden=BLOK.overig,
        waarde=uit.overig_ct,
        waar="Voorschotten, tblKosten, kolom Code",
    )
    buiten = "SUMIFS(tblKosten[Kosten €],tblKosten[Telt in jaar],1,tblKosten[POK jaar],0)"
    yield controle(
        "Van elk jaar waarin afgerekende uren zijn geleverd staat de POK er",
        Maat.EURO,
        verwacht=f"ROUND({BLOK.kosten}-{buiten},2)",
        gevonden=BLOK.vergoedbaar,
        waarde=uit.vergoedbaar_ct,
        waar="POK en Uren, kolom POK jaar",
    )


def _verdeling(uit: Verrekening) -> Iterator[Controle]:
    """Whether what is reimbursed and what is shared add up, to the cent."""
    grootste = max((r.deel.sleutel for r in uit.gemeenten), default=0)
    grootste_meer = max((r.meerkosten.sleutel for r in uit.gemeenten), default=0)
    bedrag = uit.te_verdelen_ct
    yield controle(
        "De vergoeding uit de POK van het jaar is niet hoger dan het maximum",
        Maat.EURO,
        verwacht=F(BLOK.maximum, euro(uit.maximum_ct)),
        gevonden=F(BLOK.uit_jaar, euro(uit.van_jaar.vergoeding_ct)),
        waar="Verrekening",
        vergelijk="<=",
    )
    yield controle(
        "De verdeelsleutel is groter dan nul als er iets te verdelen is",
        verwacht=F(f"IF({BLOK.volgens_sleutel}>0,1,0)", int(uit.volgens_sleutel_ct > 0)),
        gevonden=F(BLOK.som, uit.sleutel_totaal),
        waar="Verrekening, kolom Sleutel",
        vergelijk=">=",
    )
    wat = "Toegedeelde centen tellen op tot het te verdelen bedrag"
    verdeeld = F(_totaal("Toegedeeld in cent"), sum(r.deel.bedrag_ct for r in uit.gemeenten))
    yield _op_de_cent(wat, BLOK.volgens_sleutel, verdeeld, uit.volgens_sleutel_ct, "Verrekening")
    buiten = f"SUMPRODUCT(({TABEL}[Rest]<0)+({TABEL}[Rest]>={BLOK.noemer}))"
    wat, waar = "Elke rest ligt tussen 0 en de noemer", "Verrekening, kolom Rest"
    yield controle(wat, verwacht=0, gevonden=buiten, waarde=0, waar=waar)
    product = F(f"{BLOK.over}*MAX({TABEL}[Sleutel])", uit.rondes[1] * grootste)
    yield _exact("Over × grootste sleutel blijft exact te rekenen", product, "Product")
    waar = "Verrekening, kolom Meerkosten in cent"
    meer, toegedeeld = uit.meerkosten_ct, _totaal("Meerkosten in cent")
    yield _op_de_cent("Meerkosten zijn verdeeld tot op de cent", BLOK.meerkosten, toegedeeld, meer, waar)
    product = F(f"{BLOK.meer_over}*MAX({TABEL}[Sleutel meerkosten])", uit.meer_rondes[1] * grootste_meer)
    yield _exact("Over van de meerkosten × grootste sleutel blijft exact te rekenen", product, "Product meerkosten")
    heel = float(min(1, uit.sleutel_totaal))
    yield controle(
        "Aandelen tellen op tot 100 %",
        Maat.PROCENT,
        verwacht=F(f"MIN(1,{BLOK.som})", heel),
        gevonden=F(f"ROUND(SUM({TABEL}[Aandeel %]),10)", heel),
        waar="Verrekening, kolom Aandeel %",
    )
    wat, samen_ct = (
        "Bijdragen tellen op tot het te verdelen bedrag",
        sum(r.bijdrage_ct - r.btw_ct for r in uit.gemeenten),
    )
    bijdragen = F(_totaal(g.ZONDER_BTW.kop), euro(samen_ct))
    yield _op_de_cent(wat, BLOK.te_verdelen, bijdragen, bedrag, "Verrekening", Maat.EURO)
    som = f"ROUND({_totaal(g.SALDO.kop)}+{_totaal(g.VOORSCHOT.kop)}+{BLOK.vergoeding}-{_totaal(g.BTW.kop)},2)"
    wat, sluit = "Saldi, voorschotten en vergoeding, zonder btw, sluiten op nul", uit.sluitcontrole_ct
    yield controle(wat, Maat.EURO, verwacht=0, gevonden=som, waarde=sluit, waar="Verrekening")
    yield controle(
        "Wat uit herzieningen wordt verrekend is wat er in het jaar voor staat",
        Maat.EURO,
        verwacht="ROUND(SUMIFS(tblVerrekend[Verrekend €],tblVerrekend[Jaar],Jaar),2)",
        gevonden=F(_totaal(g.VERREKEND.kop), euro(uit.verrekend_ct)),
        waarde=uit.verrekend_ct,
        waar="Voorschotten, tblVerrekend, kolom Code",
    )


def _op_de_cent(
    wat: str, verwacht: str, gevonden: str | F, waarde: int, waar: str, maat: Maat = Maat.GEHEEL
) -> Controle:
    return controle(wat, maat, verwacht=verwacht, gevonden=gevonden, waarde=waarde, waar=waar)


def _exact(wat: str, product: F, kop: str) -> Controle:
    return controle(wat, verwacht=EXACT_GRENS, gevonden=product, waar=f"Verrekening, kolom {kop}", vergelijk="<")


def _totaal(kop: str) -> str:
    """The reference to the total under a column of Verrekening."""
    return BLOK[f"{TABEL} {kop}"]


def _voor_definitief(stand: Stand) -> Iterator[Controle]:
    """What someone must look at before the settlement becomes final."""
    uit = stand.uitkomst
    gemeente, per_gemeente = uit.toets is VoorstelToets.GEMEENTE, f'{BLOK.toets}="{VoorstelToets.GEMEENTE}"'
    grens_ct, getekend = uit.voorstelgrens_ct, getekende_staten(stand.regeling, uit.jaar)
    nodig = [r.code for r in uit.gemeenten if moet_staat_inleveren(r)]
    yield controle(
        "Meer dan twee gemeenten leverden uren (anders verraadt het totaal de kosten van de ander)",
        verwacht=3,
        gevonden=f'COUNTIFS({TABEL}[Kosten €],">0")',
        waarde=sum(r.kosten_ct > 0 for r in uit.gemeenten),
        waar="Verrekening, kolom Kosten",
        vergelijk=">=",
        let_op=True,
    )
    yield controle(
        f"Het te verdelen bedrag blijft binnen de voorstelgrens{stand.regio.bij('verrekening')}",
        Maat.EURO,
        verwacht=F(
            f'IF({per_gemeente},"",{BLOK.voorstelgrens})', "" if grens_ct is None or gemeente else euro(grens_ct)
        ),
        gevonden=F(BLOK.te_verdelen, euro(uit.te_verdelen_ct)),
        waar="Verrekening en Jaren; boven de grens is een voorstel nodig, als Jaren per regio toetst",
        vergelijk="<=",
        let_op=True,
        kan_leeg=True,
    )
    yield controle(
        f"Geen gemeente draagt meer dan haar begrote bijdrage{stand.regio.bij('bijdragen')}",
        verwacht=F(f'IF({per_gemeente},0,"")', 0 if gemeente else ""),
        gevonden=F(BLOK.boven_begroot, len(uit.boven_begroot)),
        waar="Verrekening, kolom Boven begroot €; dan is een voorstel nodig, als Jaren per gemeente toetst",
        vergelijk="<=",
        let_op=True,
        kan_leeg=True,
    )
    yield controle(
        URENSTATEN,
        verwacht=F(f"SUM({TABEL}[Staat nodig])", len(nodig)),
        gevonden=F(f"SUM({TABEL}[Staat getekend])", sum(code in getekend for code in nodig)),
        waar="Urenstaten",
        let_op=True,
    )
    open_punten = 'COUNTIFS(tblAandachtspunten[Jaar],Jaar,tblAandachtspunten[Afgehandeld],"<>ja")'
    waar = "Urenstaten, aandachtspunten, kolom Afgehandeld"
    yield _niets(AANDACHTSPUNTEN, open_punten, open_aandachtspunten(stand.regeling, uit.jaar), waar)


def _niets(wat: str, gevonden: str, waarde: int, waar: str) -> Controle:
    """A check that warns as long as something is still open."""
    return controle(wat, verwacht=0, gevonden=gevonden, waarde=waarde, waar=waar, let_op=True)


def besluitvorming(stand: Stand) -> list[Controle]:
    """The checks on what was decided and what the gemeenten answered, which only the master knows."""
    open_bezwaren = sum(reactie.open for reactie in stand.regeling.reacties if reactie.jaar == stand.jaar)
    besluiten, houdt_op = (
        len(niet_genomen(stand.regeling, stand.jaar)),
        "tblBesluiten[Houdt op],tblBesluiten[Jaar],Jaar",
    )
    besluit, bezwaar = (
        "Elk besluit dat de afrekening nodig heeft is genomen",
        "Elk bezwaar tegen de afrekening is afgehandeld",
    )
    bezwaren = "SUMIFS(tblReacties[Open bezwaar],tblReacties[Jaar],Jaar)"
    return [
        _niets(besluit, f"SUMIFS({houdt_op})", besluiten, "Besluiten, kolom Stand"),
        _niets(bezwaar, bezwaren, open_bezwaren, "Akkoorden, kolom Afgehandeld op"),
    ]


def lijsten(stand: Stand) -> list[Controle]:
    """Whether every settled line has a thema and a rol of Lijsten: a misspelled one falls out of the reports."""
    buiten = sum(
        zelfde_in_formule(rij.regel.rol) not in stand.rollen or zelfde_in_formule(rij.regel.thema) not in stand.themas
        for rij in stand.uitkomst.regels
    )
    gevonden = f'COUNTIFS({_TELT},tblUren[Controle],"{BUITEN_LIJST}")'
    wat, waar = "Rol en thema van elke urenregel die meetelt staan in Lijsten", "Uren, kolom Controle, en Lijsten"
    return [_niets(wat, gevonden, buiten, waar)]


def _vaststellingen(stand: Stand, eerder: list[Controle]) -> list[Controle]:
    peil = f"tblInwoners[Peiljaar],{BLOK.peiljaar}"
    v, mee = 'Status],"vastgesteld"', "tblInwoners[Doet mee],1"
    naar_capaciteit = f'IF({BLOK.sleutel}="capaciteit",1,0)'
    nummer = {controle.wat: plaats for plaats, controle in enumerate(eerder)}
    tellen_mee = str(verwacht_cel(nummer[_MET_TARIEF]))
    formules = {
        "gemeenten": (str(verwacht_cel(nummer[_GEMEENTEN])), f"COUNTIFS(tblGemeenten[{v})"),
        "begroting": ("COUNTIFS(tblBegroting[Jaar],Jaar)", f"COUNTIFS(tblBegroting[Jaar],Jaar,tblBegroting[{v})"),
        "capaciteit": (
            f'{naar_capaciteit}*COUNTIFS(tblCapaciteit[Telt mee],1,tblCapaciteit[Code],"?*")',
            f"{naar_capaciteit}*COUNTIFS(tblCapaciteit[Telt mee],1,tblCapaciteit[{v})",
        ),
        "parameters van het jaar": (str(gevonden_cel(nummer[_JAREN])), f"COUNTIFS(tblJaren[Jaar],Jaar,tblJaren[{v})"),
        "POK-vergoeding": ("SUM(tblPOK[Gebruikt])", f"COUNTIFS(tblPOK[Gebruikt],1,tblPOK[{v})"),
        "inwoners": (f"COUNTIFS({peil},{mee})", f"COUNTIFS({peil},{mee},tblInwoners[{v})"),
        "urenregels": (tellen_mee, f"COUNTIFS({_TELT},tblUren[{v})"),
        "tarieven van urenregels": (
            tellen_mee,
            f"SUMIFS(tblUren[Tarief vastgesteld],{_TELT})",
        ),
        "voorschotten": (
            "COUNTIFS(tblVoorschotten[Jaar],Jaar)",
            f"COUNTIFS(tblVoorschotten[Jaar],Jaar,tblVoorschotten[{v})",
        ),
        "verschillen uit een herziening": (
            "COUNTIFS(tblVerrekend[Jaar],Jaar)",
            f"COUNTIFS(tblVerrekend[Jaar],Jaar,tblVerrekend[{v})",
        ),
        "andere kosten": ("SUM(tblKosten[Telt in jaar])", f"COUNTIFS(tblKosten[Telt in jaar],1,tblKosten[{v})"),
    }
    return [
        controle(
            f"Vastgesteld: {soort.onderwerp}",
            verwacht=F(formules[soort.onderwerp][0], soort.gebruikt),
            gevonden=F(formules[soort.onderwerp][1], soort.vastgesteld),
            waar="Begroting, kolom Status" if soort.blad == "Capaciteit" else f"{soort.blad}, kolom Status",
            let_op=True,
        )
        for soort in stand.vaststellingen
    ]
