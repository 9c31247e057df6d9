"""The checks that an hour sheet can make of itself; reading it back checks more."""

from __future__ import annotations

from collections.abc import Iterator

from via_xl.basis.geld import uren
from via_xl.basis.maat import Maat
from via_xl.schrijven.taal import F
from via_xl.schrijven.taal.controleblad import Controle, controle
from via_xl.schrijven.urenstaat.opdracht import Urenstaatopdracht
from via_xl.schrijven.urenstaat.rooster import NAMEN
from via_xl.urenstaat.sjabloon import (
    BLAD,
    KOP_AFREKENJAAR,
    KOP_MEDEWERKER,
    KOP_ROL,
    KOP_SCHAAL,
    KOP_THEMA,
    KOP_TOTAAL,
    KOPPEN_MEDEWERKERS,
    LABEL_AKKOORD,
    LABEL_DATUM,
    LABEL_JAAR,
    LABEL_NIHIL,
)

UITLEG = "FOUT moet worden verbeterd voordat u de urenstaat terugstuurt; LET OP is nog leeg of verdient een blik."


def controles(o: Urenstaatopdracht) -> Iterator[Controle]:
    """The checks, in the order in which the sheet is filled in."""
    i, rijen = o.inhoud, o.inhoud.rijen
    ingevuld = sum(uren_h is not None for rij in rijen for uren_h in rij.uren_h)
    wie, rol, thema, schaal, totalen, afrekenjaar = (
        NAMEN[f"rooster {kop}"] for kop in (KOP_MEDEWERKER, KOP_ROL, KOP_THEMA, KOP_SCHAAL, KOP_TOTAAL, KOP_AFREKENJAAR)
    )
    codes, aanstellingen = (NAMEN[f"medewerkers {kop}"] for kop in KOPPEN_MEDEWERKERS)
    maanden, totaal = NAMEN["rooster uren"], F(NAMEN[f"rooster.totaal {KOP_TOTAAL}"], uren(i.totaal_h))
    productief_h = o.jaaruren_h(i.aanstelling_h)
    yield controle(
        "Bij elke regel met uren staan medewerker, rol, thema en schaal (aantal regels zonder)",
        verwacht=0,
        gevonden=f'SUMPRODUCT(({totalen}<>0)*(({wie}="")+({rol}="")+({thema}="")+({schaal}="")>0))',
        waarde=sum(rij.totaal_h != 0 and not rij.compleet for rij in rijen),
        waar=f"{BLAD}, rooster",
    )
    yield controle(
        "Elke ingevulde maand is een getal van 0 of meer (aantal cellen)",
        verwacht=f"COUNTA({maanden})",
        gevonden=f'COUNTIFS({maanden},">=0")',
        waarde=ingevuld,
        waar=f"{BLAD}, rooster: geen tekst zoals 8 uur",
    )
    op_tijd = sum(rij.afrekenjaar is not None and rij.afrekenjaar >= o.jaar for rij in rijen)
    yield controle(
        "Elk ingevuld afrekenjaar is het jaar van de urenstaat of later (aantal cellen)",
        verwacht=F(f"COUNTA({afrekenjaar})", sum(rij.afrekenjaar is not None for rij in rijen)),
        gevonden=F(f'COUNTIFS({afrekenjaar},">="&{NAMEN[LABEL_JAAR]})', op_tijd),
        waar=f"{BLAD}, kolom {KOP_AFREKENJAAR}",
    )
    yield controle(
        "Totalen per maand tellen op tot het totaal van de regels",
        Maat.UREN,
        verwacht=totaal,
        gevonden=f"ROUND(SUM({NAMEN['rooster.totaal uren']}),2)",
        waarde=i.totaal_h,
        waar=f"{BLAD}, totalen",
    )
    yield controle(
        f"Met ja bij {LABEL_NIHIL} is het rooster leeg",
        Maat.UREN,
        verwacht=0,
        gevonden=F(f'IF({NAMEN.nihil}="ja",{totaal.formule},0)', totaal.waarde if i.nihil == "ja" else 0),
        waar=f"{BLAD}, bovenaan en rooster",
    )
    yield controle(
        f"Er zijn uren ingevuld, of {LABEL_NIHIL} is ja (1 is ja)",
        verwacht=1,
        gevonden=f'IF(OR({totaal.formule}>0,{NAMEN.nihil}="ja"),1,0)',
        waarde=i.totaal_h > 0 or i.nihil == "ja",
        waar=BLAD,
        let_op=True,
    )
    yield controle(
        "Elke medewerker bovenaan heeft een aanstelling (aantal zonder)",
        verwacht=0,
        gevonden=f'SUMPRODUCT(({codes}<>"")*({aanstellingen}=""))',
        waarde=sum(bool(code) and aanstelling is None for code, aanstelling in i.medewerkers),
        waar=f"{BLAD}, bovenaan",
        let_op=True,
    )
    yield controle(
        "Niet meer uren dan de productieve uren van de aanstellingen",
        Maat.UREN,
        verwacht=F(NAMEN.eigen, "" if productief_h is None else uren(productief_h)),
        gevonden=totaal,
        waar=f"{BLAD}, vergelijking over het jaar",
        vergelijk="<=",
        let_op=True,
        kan_leeg=True,
    )
    yield _getekend("Medewerker en leidinggevende zijn akkoord (aantal)", '{}="ja"', LABEL_AKKOORD, o)
    yield _getekend("Beide akkoorden hebben een datum (aantal)", "ISNUMBER({})", LABEL_DATUM, o)


def _getekend(wat: str, eis: str, labels: dict[str, str], o: Urenstaatopdracht) -> Controle:
    """How many of the signers did this."""
    return controle(
        wat,
        verwacht=len(labels),
        gevonden="+".join(f"IF({eis.format(NAMEN[label])},1,0)" for label in labels.values()),
        waarde=len(o.inhoud.akkoord),
        waar=f"{BLAD}, ondertekening",
        let_op=True,
    )
