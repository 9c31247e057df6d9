"""The arithmetic of the settlement as spreadsheet formulas, each said once; the engine's twin is ``via_xl.rekenen``.

Arguments are references (addresses or ``[@Kolom]``); results have no ``=``. A product that may end on half a
cent is made of whole numbers first, so that every spreadsheet engine rounds the same half.
"""

from via_xl.regeling.keuzes import BtwPositie

UURTARIEF = (
    '=IF([@Vast uurtarief €]<>"",[@Vast uurtarief €],IF([@Productieve uren per jaar]="","",'
    "ROUND(ROUND(100*[@Maandsalaris €]*12*(1+[@IKB %])*(1+[@Werkgeverslasten %])"
    "/[@Productieve uren per jaar],6),0)/100))"
)
"""The hourly rate from its parts (:func:`via_xl.rekenen.tarief.uurtarief_ct`)."""


def regelkosten(tarief: object, *, afronding: bool = False) -> str:
    """Hours × rate (:func:`via_xl.rekenen.kosten.regelkosten_ct`), with the column of what was rounded of each line of a sum."""
    product = f"ROUND(ROUND(100*[@Uren],0)*ROUND(100*{tarief},0)/100,0)"
    return f"=({product}+ROUND(100*[@Afronding €],0))/100" if afronding else f"={product}/100"


def post(btw: object) -> str:
    """What a cost other than hours comes to (:func:`via_xl.rekenen.kosten.post_ct`); ``btw`` is the rate."""
    met = samen("[@Bedrag €]", deel_van(btw, "[@Bedrag €]"))
    return f'IF([@Btw]="ja",{met},ROUND([@Bedrag €],2))'


def tarief_van_maand(tabel: str) -> str:
    """The criteria of SUMIFS and COUNTIFS that find the rate of a line: schaal, and validity on ``Maandeinde``."""
    return f'{tabel}[Schaal],[@Schaal],{tabel}[Van],"<="&[@Maandeinde],{tabel}[Tot],">="&[@Maandeinde]'


def deel_van(percentage: object, bedrag: object) -> str:
    """A percentage of an amount, to the cent (:func:`via_xl.rekenen.plan.naar_percentage_ct`, and POK without its cap)."""
    return f"ROUND(ROUND(100*100*{percentage},0)*ROUND(100*{bedrag},0)/(100*100),0)/100"


def buiten_pok_naar_voor(overig: object, voor_buiten: object, voor: object) -> str:
    """What of budgeted other costs POK leaves out, as of those of the year before (:func:`via_xl.rekenen.plan.buiten_pok`)."""
    return f"IF({voor}=0,0,ROUND(ROUND(100*{overig},0)*ROUND(100*{voor_buiten},0)/ROUND(100*{voor},0),0)/100)"


def buiten_pok(overig: object, opgegeven: object, naar_voor: object) -> str:
    """The same of the part that the year says, or else as of the year before."""
    return f'IF({opgegeven}="",{naar_voor},{deel_van(opgegeven, overig)})'


def opgegeven_van_jaar(kop: str) -> str:
    """What tblJaren has under a header for the year of the row; "" where that is blank, so that it isn't taken for 0."""
    van_jaar = "tblJaren[Jaar],[@Jaar]"
    waarde = f"SUMIFS(tblJaren[{kop}],{van_jaar})"
    return f'IF(COUNTIFS({van_jaar},tblJaren[{kop}],">=0")>0,{waarde},"")'


def vergoeding(zonder_maximum: object, maximum: object) -> str:
    """The cap on POK (:func:`via_xl.rekenen.vergoeding.vergoeding_ct`)."""
    return f"MIN({zonder_maximum},{maximum})"


def samen(*delen: object) -> str:
    """Amounts added up, to the cent."""
    return f"ROUND({'+'.join(map(str, delen))},2)"


def verschil_van(van: object, af: object) -> str:
    """One amount less another, to the cent."""
    return f"ROUND({van}-{af},2)"


def btw_tarief(positie: object, tarief: object) -> str:
    """The rate of btw where it is a burden, else nothing."""
    return f'IF({positie}="{BtwPositie.LAST}",{tarief},0)'


def te_verdelen(kosten: object, vergoed: object) -> str:
    """R = K − V."""
    return f"ROUND({kosten}-{vergoed},2)"


def boven_grens(rest: object, grens: object) -> str:
    """The part of R above the voorstelgrens (:func:`via_xl.rekenen.verrekening.boven_grens_ct`)."""
    return f'IF({grens}="",0,MAX(0,ROUND({rest}-{grens},2)))'


def draagt_volgens_sleutel(sleutel: object, drager: object) -> str:
    """1 when the meerkosten are borne by the key that shares the rest, else 0."""
    inwoners = f'AND({sleutel}="inwoners",{drager}="inwoners")'
    return f'IF(OR({inwoners},AND({sleutel}="kosten",{drager}="leveranciers")),1,0)'


def volgens_sleutel(kosten: object, rest: object, sleutel: object, meerkosten: object = "", vast: object = "") -> str:
    """What the key shares, in cents: R, or under ``kosten`` what is taken off; less (or more) what is borne apart.

    Nothing when R is 0, or when the condition ``vast`` holds: the bijdrage is fixed (:func:`via_xl.rekenen.verrekening.volgens_sleutel_ct`).
    """
    eraf = f"ROUND(100*{kosten},0)-ROUND(100*{rest},0)"
    binnen = f"ROUND(100*{rest},0)"
    if meerkosten:
        eraf, binnen = f"{eraf}+{meerkosten}", f"{binnen}-{meerkosten}"
    niets = f"OR({rest}=0,{vast})" if vast else f"{rest}=0"
    return f'IF({niets},0,IF({sleutel}="kosten",{eraf},{binnen}))'


def saldo(bijdrage: object, inzet: object, voorschot: object) -> str:
    """What is still to be settled (:func:`via_xl.rekenen.verrekening.saldo_ct`)."""
    return f"ROUND({bijdrage}-{inzet}-{voorschot},2)"


def verschil(werkelijk: object, begroot: object) -> str:
    """What is above the budget; blank where nothing was budgeted."""
    return f'IF({begroot}="","",ROUND({werkelijk}-{begroot},2))'


def verschil_beide(van: object, af: object) -> str:
    """What is more than something else; blank where one of the two is."""
    return f'IF(OR({van}="",{af}=""),"",ROUND({van}-{af},2))'


def van_jaar(kolom: str) -> str:
    """What the sheet Jaren has for the chosen year."""
    return f"INDEX(tblJaren[{kolom}],MATCH(Jaar,tblJaren[Jaar],0))"


def of_leeg(bron: object) -> str:
    """What a cell holds; a blank one stays a blank text and doesn't become 0."""
    return f'IF({bron}="","",{bron})'


def noemer(som: object) -> str:
    """N, at least 1: with an all-zero key nothing is divided by zero."""
    return f"MAX(1,{som})"


def heel(bedrag: object, deler: object) -> str:
    """The whole cents for every 1 of the key (:func:`via_xl.rekenen.verdeling.rondes`)."""
    return f"INT({bedrag}/{deler})"


def over(bedrag: object, hele: object, deler: object) -> str:
    """The cents that they leave over: less than N, so that no product is larger than N × the largest key."""
    return f"{bedrag}-{hele}*{deler}"


def afgekapt(hele: object, sleutel: object, product: object, deler: object) -> str:
    """The whole cents of a share (:func:`via_xl.rekenen.verdeling.verdeel`): of the rounds, and of what was left over."""
    return f"{hele}*{sleutel}+INT({product}/{deler})"


def rest(product: object, deler: object) -> str:
    """What the whole cents leave of the product."""
    return f"{product}-INT({product}/{deler})*{deler}"


def inwoners_van_voorganger(code: str, peiljaar: str, na: str, *, eerder: bool = False) -> str:
    """The inwoners at a peiljaar of who went into a gemeente before the day ``na``; ``eerder``: by way of another."""
    kolom, dag = ("Volgende opvolger", "Daarna over op") if eerder else ("Opvolger", "Gaat over op")
    wie = f"tblInwoners[{kolom}],{code},tblInwoners[Peiljaar],{peiljaar}"
    return f'SUMIFS(tblInwoners[Inwoners],{wie},tblInwoners[{dag}],"<"&{na})'


def rang(tabel: str, binnen: str = "", kolom: str = "Rest", code: str = "Code") -> str:
    """The place by rest, largest first; equal rests by CBS code. ``binnen`` limits it to rows with the same value.

    ``kolom`` has the rests and ``code`` the CBS codes.

    Counted, not compared row by row in a SUMPRODUCT: of all gemeenten of a country that took as long as everything else together.
    """
    zelfde = f"{tabel}[{binnen}],[@{binnen}]," if binnen else ""
    groter = f'COUNTIFS({zelfde}{tabel}[{kolom}],">"&[@{kolom}])'
    gelijk = f'COUNTIFS({zelfde}{tabel}[{kolom}],[@{kolom}],{tabel}[{code}],"<"&[@{code}])'
    return f"1+{groter}+{gelijk}"


def restcent(plaats: object, restcenten: object) -> str:
    """One cent for each of the largest rests."""
    return f"IF({plaats}<={restcenten},1,0)"


def jaaruren(per_week: object, productief: object, voltijd: object) -> str:
    """The hours a year of hours a week; blank without productive hours (:func:`via_xl.rekenen.capaciteit.jaaruren_h`)."""
    honderdsten = jaarhonderdsten(per_week, f"ROUND(100*{productief},0)", f"ROUND(100*{voltijd},0)")
    return f'IF({productief}="","",{honderdsten}/100)'


def jaarhonderdsten(per_week: object, productief_hh: object, voltijd_hh: object) -> str:
    """The same in hundredths, of productive and full-time hours in hundredths; of 0 productive hours they are 0."""
    return f"ROUND(ROUND(100*{per_week},0)*{productief_hh}/{voltijd_hh},0)"


def weekuren(per_jaar: object, productief: object, voltijd: object) -> str:
    """The hours a week of hours a year, or blank (:func:`via_xl.rekenen.capaciteit.weekuren_h`)."""
    week = f"ROUND(ROUND(100*{per_jaar},0)*ROUND(100*{voltijd},0)/ROUND(100*{productief},0),0)/100"
    return f'IF(OR({per_jaar}="",{productief}=""),"",{week})'


def naar_rato(deel: object, geheel: object, wordt: object) -> str:
    """A part of hours when the whole becomes another, or blank (:func:`via_xl.rekenen.capaciteit.naar_rato_h`)."""
    uren = f"ROUND(ROUND(100*{deel},0)*ROUND(100*{wordt},0)/ROUND(100*{geheel},0),0)/100"
    return f'IF(OR({wordt}="",{geheel}=0),"",{uren})'


def te_veel_uren(geleverd: object, gepland: object) -> str:
    """Hours above what the capacity allows; none where that is not known."""
    return f'IF({gepland}="",0,MAX(0,ROUND({geleverd}-{gepland},2)))'


def effect(meer: object, kosten: object, uren: object) -> str:
    """What those hours cost, at the mean rate of the hours that are settled."""
    return f"IF({uren}=0,0,ROUND(ROUND(100*{meer},0)*ROUND(100*{kosten},0)/ROUND(100*{uren},0),0)/100)"
