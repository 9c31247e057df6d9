"""The checks that an hour sheet can make of itself; reading it back checks more."""

from __future__ import annotations

from via_xl.basis.geld import uren
from via_xl.schrijven.opmaak import F
from via_xl.schrijven.taal.controleblad import Controle, f
from via_xl.schrijven.urenstaat import rooster
from via_xl.schrijven.urenstaat.opdracht import Urenstaatopdracht
from via_xl.schrijven.urenstaat.rooster import Roosterplaatsen
from via_xl.urenstaat.sjabloon import (
    BLAD,
    KOP_AFREKENJAAR,
    KOP_MEDEWERKER,
    KOP_ROL,
    KOP_SCHAAL,
    KOP_THEMA,
    KOP_TOTAAL,
    LABEL_NIHIL,
)

UITLEG = "FOUT moet worden verbeterd voordat u de urenstaat terugstuurt; LET OP is nog leeg of verdient een blik."


def controles(o: Urenstaatopdracht, p: Roosterplaatsen) -> list[Controle]:
    """The checks, in the order in which the sheet is filled in."""
    i = o.inhoud
    rijen = i.rijen
    ingevuld = sum(uren_h is not None for rij in rijen for uren_h in rij.uren_h)
    wie, rol, thema, schaal, totalen = map(rooster.kolom, (KOP_MEDEWERKER, KOP_ROL, KOP_THEMA, KOP_SCHAAL, KOP_TOTAAL))
    afrekenjaar = rooster.kolom(KOP_AFREKENJAAR)
    getekend = " + ".join(f'IF({cel}="ja",1,0)' for cel in rooster.AKKOORDEN).replace(" ", "")
    met_datum = "+".join(f"IF(ISNUMBER({cel}),1,0)" for cel in rooster.DATUMS)
    productief_h = o.jaaruren_h(i.aanstelling_h)
    totaal = uren(i.totaal_h)
    return [
        Controle(
            "Bij elke regel met uren staan medewerker, rol, thema en schaal (aantal regels zonder)",
            F("0", 0),
            f(
                f'SUMPRODUCT(({totalen}<>0)*(({wie}="")+({rol}="")+({thema}="")+({schaal}="")>0))',
                sum(rij.totaal_h != 0 and not rij.compleet for rij in rijen),
            ),
            f"{BLAD}, rooster",
        ),
        Controle(
            "Elke ingevulde maand is een getal van 0 of meer (aantal cellen)",
            f(f"COUNTA({rooster.ALLE_UREN})", ingevuld),
            f(f'COUNTIFS({rooster.ALLE_UREN},">=0")', ingevuld),
            f"{BLAD}, rooster: geen tekst zoals 8 uur",
        ),
        Controle(
            "Elk ingevuld afrekenjaar is het jaar van de urenstaat of later (aantal cellen)",
            f(f"COUNTA({afrekenjaar})", sum(rij.afrekenjaar is not None for rij in rijen)),
            f(
                f'COUNTIFS({afrekenjaar},">="&{p.jaar})',
                sum(rij.afrekenjaar is not None and rij.afrekenjaar >= o.jaar for rij in rijen),
            ),
            f"{BLAD}, kolom {KOP_AFREKENJAAR}",
        ),
        Controle(
            "Totalen per maand tellen op tot het totaal van de regels",
            f(str(p.totaal), totaal),
            f(f"ROUND(SUM({rooster.MAANDTOTALEN}),2)", totaal),
            f"{BLAD}, totalen",
            stijl="uren",
        ),
        Controle(
            f"Met ja bij {LABEL_NIHIL} is het rooster leeg",
            F("0", 0),
            f(f'IF({p.nihil}="ja",{p.totaal},0)', totaal if i.nihil == "ja" else 0),
            f"{BLAD}, bovenaan en rooster",
            stijl="uren",
        ),
        Controle(
            f"Er zijn uren ingevuld, of {LABEL_NIHIL} is ja (1 is ja)",
            F("1", 1),
            f(
                f'IF(OR({p.totaal}>0,{p.nihil}="ja"),1,0)',
                int(i.totaal_h > 0 or i.nihil == "ja"),
            ),
            BLAD,
            let_op=True,
        ),
        Controle(
            "Elke medewerker bovenaan heeft een aanstelling (aantal zonder)",
            F("0", 0),
            f(
                f'SUMPRODUCT(({rooster.CODES}<>"")*({rooster.AANSTELLINGEN}=""))',
                sum(bool(code) and aanstelling is None for code, aanstelling in i.medewerkers),
            ),
            f"{BLAD}, bovenaan",
            let_op=True,
        ),
        Controle(
            "Niet meer uren dan de productieve uren van de aanstellingen",
            f(str(p.productief), "" if productief_h is None else uren(productief_h)),
            f(str(p.totaal), totaal),
            f"{BLAD}, vergelijking over het jaar",
            vergelijk="<=",
            let_op=True,
            kan_leeg=True,
            stijl="uren",
        ),
        Controle(
            "Medewerker en leidinggevende zijn akkoord (aantal)",
            F(str(len(rooster.AKKOORDEN)), len(rooster.AKKOORDEN)),
            f(getekend, len(i.akkoord)),
            f"{BLAD}, ondertekening",
            let_op=True,
        ),
        Controle(
            "Beide akkoorden hebben een datum (aantal)",
            F(str(len(rooster.DATUMS)), len(rooster.DATUMS)),
            f(met_datum, len(i.akkoord)),
            f"{BLAD}, ondertekening",
            let_op=True,
        ),
    ]
