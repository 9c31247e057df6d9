"""The checks of the master and of the regional workbook, in the order in which a settlement goes wrong.

Two rules of the design are checked here, live: 13 (shares add to 100 %, and the settlement nets to zero) and 22
(Verrekening has exactly the codes of tblGemeenten). The proof recalculates both; a check that is gone fails it.
"""

from __future__ import annotations

from via_xl.basis.geld import euro
from via_xl.rekenen import duvo_pok
from via_xl.rekenen.besluiten import niet_genomen
from via_xl.rekenen.vaststelling import getekende_staten, moet_staat_inleveren, open_aandachtspunten
from via_xl.rekenen.verdeling import EXACT_GRENS
from via_xl.schrijven.boek import Boek
from via_xl.schrijven.master.duvo_pok import BLOK as DUVO_POK
from via_xl.schrijven.master.stand import Stand
from via_xl.schrijven.master.verrekening import BLOK, TABEL, totaal
from via_xl.schrijven.opmaak import F
from via_xl.schrijven.taal.controleblad import Controle, gevonden_cel, verwacht_cel
from via_xl.schrijven.taal.controleblad import f as _f

UITLEG = "FOUT houdt de jaarrun tegen; LET OP moet iemand bekijken voor de afrekening definitief wordt."
_GEMEENTEN = "Verrekening heeft precies de gemeenten van tblGemeenten"
_JAREN = "Het jaar staat één keer in Jaren"
POK = "Het jaar staat één keer in POK"
INWONERS = "Elke deelnemende gemeente heeft één keer inwoners in het peiljaar"
_EEN_TARIEF = "Elke urenregel die meetelt heeft precies één tarief"


def controles(boek: Boek, stand: Stand) -> list[Controle]:
    """The checks, in the order in which a settlement goes wrong."""
    uit = stand.uitkomst
    n = len(uit.gemeenten)
    doen_mee = sum(r.inwoners is not None for r in uit.gemeenten)
    suppliers = sum(r.kosten_ct > 0 for r in uit.gemeenten)
    grootste = max((r.deel.sleutel for r in uit.gemeenten), default=0)
    grootste_meer = max((r.meerkosten.sleutel for r in uit.gemeenten), default=0)
    bijdragen = totaal(boek, "Bijdrage €")
    saldi, voorschotten = totaal(boek, "Saldo €"), totaal(boek, "Voorschot €")
    rijen = [
        Controle(
            _GEMEENTEN,
            _f("COUNTA(tblGemeenten[Code])", n),
            _f(f"SUM({TABEL}[Bekend])", n),
            "Gemeenten en Verrekening; na toevoegen van een gemeente de master opnieuw bouwen",
        ),
        Controle(
            "Er is één centrumgemeente",
            F("1", 1),
            _f('COUNTIFS(tblGemeenten[Centrumgemeente],"ja")', 1),
            "Gemeenten",
        ),
        Controle(_JAREN, F("1", 1), _f("COUNTIFS(tblJaren[Jaar],Jaar)", 1), "Jaren"),
        Controle(POK, F("1", 1), _f("COUNTIFS(tblPOK[Jaar],Jaar)", 1), "POK"),
        Controle(
            INWONERS,
            _f(f"SUM({TABEL}[Doet mee])", doen_mee),
            _f(f"SUM({TABEL}[Inwoners gevonden])", doen_mee),
            "Inwoners",
        ),
        Controle(
            _EEN_TARIEF,
            _f("COUNTIFS(tblUren[Telt mee],1)", len(uit.regels)),
            _f("COUNTIFS(tblUren[Telt mee],1,tblUren[Tarieven],1)", len(uit.regels)),
            "Uren, kolom Controle, en Tarieven",
        ),
        Controle(
            "Kosten van alle urenregels die meetellen zijn bij een gemeente geboekt",
            _f("ROUND(SUMIFS(tblUren[Kosten €],tblUren[Telt mee],1),2)", euro(uit.kosten_ct)),
            _f(str(BLOK.kosten), euro(uit.kosten_ct)),
            "Uren, kolom CBS code",
            stijl="euro",
        ),
        Controle(
            "De vergoeding is niet hoger dan het maximum",
            _f(str(BLOK.maximum), euro(uit.maximum_ct)),
            _f(str(BLOK.vergoeding), euro(uit.vergoeding_ct)),
            "Verrekening",
            vergelijk="<=",
            stijl="euro",
        ),
        Controle(
            "De verdeelsleutel is groter dan nul als er iets te verdelen is",
            _f(f"IF({BLOK.volgens_sleutel}>0,1,0)", int(uit.volgens_sleutel_ct > 0)),
            _f(str(BLOK.som), uit.sleutel_totaal),
            "Verrekening, kolom Sleutel",
            vergelijk=">=",
        ),
        Controle(
            "Toegedeelde centen tellen op tot het te verdelen bedrag",
            _f(str(BLOK.volgens_sleutel), uit.volgens_sleutel_ct),
            _f(str(totaal(boek, "Toegedeeld in cent")), uit.volgens_sleutel_ct),
            "Verrekening",
        ),
        Controle(
            "Elke rest ligt tussen 0 en de noemer",
            F("0", 0),
            _f(f"SUMPRODUCT(({TABEL}[Rest]<0)+({TABEL}[Rest]>={BLOK.noemer}))", 0),
            "Verrekening, kolom Rest",
        ),
        Controle(
            "Bedrag × grootste sleutel blijft exact te rekenen",
            F(str(EXACT_GRENS), EXACT_GRENS),
            _f(f"{BLOK.volgens_sleutel}*MAX({TABEL}[Sleutel])", uit.volgens_sleutel_ct * grootste),
            "Verrekening, kolom Product",
            vergelijk="<",
        ),
        Controle(
            "Meerkosten zijn verdeeld tot op de cent",
            _f(str(BLOK.meerkosten), uit.meerkosten_ct),
            _f(str(totaal(boek, "Meerkosten in cent")), uit.meerkosten_ct),
            "Verrekening, kolom Meerkosten in cent",
        ),
        Controle(
            "Meerkosten × grootste sleutel blijft exact te rekenen",
            F(str(EXACT_GRENS), EXACT_GRENS),
            _f(f"{BLOK.meerkosten}*MAX({TABEL}[Sleutel meerkosten])", uit.meerkosten_ct * grootste_meer),
            "Verrekening, kolom Product meerkosten",
            vergelijk="<",
        ),
        Controle(
            "Aandelen tellen op tot 100 %",
            _f(f"MIN(1,{BLOK.som})", float(min(1, uit.sleutel_totaal))),
            _f(f"ROUND(SUM({TABEL}[Aandeel %]),10)", float(min(1, uit.sleutel_totaal))),
            "Verrekening, kolom Aandeel %",
            stijl="procent",
        ),
        Controle(
            "Bijdragen tellen op tot het te verdelen bedrag",
            _f(str(BLOK.te_verdelen), euro(uit.te_verdelen_ct)),
            _f(str(bijdragen), euro(uit.te_verdelen_ct)),
            "Verrekening",
            stijl="euro",
        ),
        Controle(
            "Saldi, voorschotten en vergoeding sluiten op nul",
            F("0", 0),
            _f(f"ROUND({saldi}+{voorschotten}+{BLOK.vergoeding},2)", euro(uit.sluitcontrole_ct)),
            "Verrekening",
            stijl="euro",
        ),
        Controle(
            "Meer dan twee gemeenten leverden uren (anders verraadt het totaal de kosten van de ander)",
            F("3", 3),
            _f(f'COUNTIFS({TABEL}[Kosten €],">0")', suppliers),
            "Verrekening, kolom Kosten",
            vergelijk=">=",
            let_op=True,
        ),
        Controle(
            "Het te verdelen bedrag blijft binnen de voorstelgrens (8.4)",
            _f(str(BLOK.voorstelgrens), "" if uit.voorstelgrens_ct is None else euro(uit.voorstelgrens_ct)),
            _f(str(BLOK.te_verdelen), euro(uit.te_verdelen_ct)),
            "Verrekening en Jaren; boven de grens is een voorstel nodig",
            vergelijk="<=",
            let_op=True,
            kan_leeg=True,
            stijl="euro",
        ),
    ]
    nodig = [r.code for r in uit.gemeenten if moet_staat_inleveren(r)]
    getekend = getekende_staten(stand.regeling, uit.jaar)
    rijen += [
        Controle(
            "Van elke gemeente die uren levert is een ondertekende urenstaat binnen",
            _f(f"SUM({TABEL}[Staat nodig])", len(nodig)),
            _f(f"SUM({TABEL}[Staat getekend])", sum(code in getekend for code in nodig)),
            "Urenstaten",
            let_op=True,
        ),
        Controle(
            "Aandachtspunten bij urenstaten zijn afgehandeld",
            F("0", 0),
            _f(
                'COUNTIFS(tblAandachtspunten[Jaar],Jaar,tblAandachtspunten[Afgehandeld],"<>ja")',
                open_aandachtspunten(stand.regeling, uit.jaar),
            ),
            "Aandachtspunten, kolom Afgehandeld",
            let_op=True,
        ),
    ]
    return rijen + _vaststellingen(stand, rijen)


def besluitvorming(stand: Stand) -> list[Controle]:
    """The checks on what was decided and what the gemeenten answered, which only the master knows."""
    open_bezwaren = sum(reactie.open for reactie in stand.regeling.reacties if reactie.jaar == stand.jaar)
    return [
        Controle(
            "Elk besluit dat de afrekening nodig heeft is genomen",
            F("0", 0),
            _f("SUMIFS(tblBesluiten[Houdt op],tblBesluiten[Jaar],Jaar)", len(niet_genomen(stand.regeling, stand.jaar))),
            "Besluiten, kolom Stand",
            let_op=True,
        ),
        Controle(
            "Elk bezwaar tegen de afrekening is afgehandeld",
            F("0", 0),
            _f("SUMIFS(tblReacties[Open bezwaar],tblReacties[Jaar],Jaar)", open_bezwaren),
            "Akkoorden, kolom Afgehandeld op",
            let_op=True,
        ),
    ]


def budget(stand: Stand) -> list[Controle]:
    """The check on the DUVO and POK budget, which only the master has a sheet of."""
    uit = duvo_pok.duvo_pok(stand.regeling, stand.jaar, stand.uitkomst.vergoeding_ct)
    return [
        Controle(
            "Bestedingen blijven binnen het DUVO- en POK-budget",
            _f(DUVO_POK.budget, "" if uit.budget_ct is None else euro(uit.budget_ct)),
            _f(DUVO_POK.bekend, euro(uit.bekend_ct)),
            "DUVO-POK; wat niet bekend is telt hier niet mee",
            vergelijk="<=",
            let_op=True,
            kan_leeg=True,
            stijl="euro",
        ),
    ]


def _vaststellingen(stand: Stand, eerder: list[Controle]) -> list[Controle]:
    peil = f"tblInwoners[Peiljaar],{BLOK.peiljaar}"
    v = 'Status],"vastgesteld"'
    naar_capaciteit = f'IF({BLOK.sleutel}="capaciteit",1,0)'
    nummer = {controle.wat: plaats for plaats, controle in enumerate(eerder)}
    tellen_mee = str(verwacht_cel(nummer[_EEN_TARIEF]))
    formules = {
        "Gemeenten": (str(verwacht_cel(nummer[_GEMEENTEN])), f"COUNTIFS(tblGemeenten[{v})"),
        "Begroting": ("COUNTIFS(tblBegroting[Jaar],Jaar)", f"COUNTIFS(tblBegroting[Jaar],Jaar,tblBegroting[{v})"),
        "Capaciteit": (
            f'{naar_capaciteit}*COUNTIFS(tblCapaciteit[Telt mee],1,tblCapaciteit[Code],"?*")',
            f"{naar_capaciteit}*COUNTIFS(tblCapaciteit[Telt mee],1,tblCapaciteit[{v})",
        ),
        "Jaren": (str(gevonden_cel(nummer[_JAREN])), f"COUNTIFS(tblJaren[Jaar],Jaar,tblJaren[{v})"),
        "POK": (str(gevonden_cel(nummer[POK])), f"COUNTIFS(tblPOK[Jaar],Jaar,tblPOK[{v})"),
        "Inwoners": (f"COUNTIFS({peil})", f"COUNTIFS({peil},tblInwoners[{v})"),
        "Uren": (tellen_mee, f"COUNTIFS(tblUren[Telt mee],1,tblUren[{v})"),
        "Tarieven": (
            tellen_mee,
            "SUMIFS(tblUren[Tarief vastgesteld],tblUren[Telt mee],1)",
        ),
        "Voorschotten": (
            "COUNTIFS(tblVoorschotten[Jaar],Jaar)",
            f"COUNTIFS(tblVoorschotten[Jaar],Jaar,tblVoorschotten[{v})",
        ),
    }
    return [
        Controle(
            f"Vastgesteld: {soort.onderwerp}",
            _f(formules[soort.blad][0], soort.gebruikt),
            _f(formules[soort.blad][1], soort.vastgesteld),
            "Begroting, kolom Status" if soort.blad == "Capaciteit" else f"{soort.blad}, kolom Status",
            let_op=True,
        )
        for soort in stand.vaststellingen
    ]
