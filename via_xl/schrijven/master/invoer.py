"""The input sheets: every table of :mod:`via_xl.regeling.tabellen`, with its calculated columns at the right.

Sheets are unprotected (a table on a protected sheet cannot grow); Code cells accept a CBS code or a spelling
that stands in ``tblNamen``, which the column ``CBS code`` turns into the code for every formula.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from via_xl.basis.geld import euro, fractie, uren
from via_xl.basis.gemeenten import zelfde_in_formule
from via_xl.basis.maat import serienummer
from via_xl.regeling import tabellen as t
from via_xl.regeling.model import Oordeel, Stap
from via_xl.regeling.tabellen import Invoerkolom, Invoertabel, Kolomsoort
from via_xl.rekenen.besluiten import Besluitstand, voortgang
from via_xl.rekenen.jaarstand import maanden_in
from via_xl.rekenen.tarief import maandeinde, uurtarief_ct
from via_xl.rekenen.verrekening import regelkosten_ct
from via_xl.schrijven.boek import Boek, TabelKolom, Validatie, Waarde
from via_xl.schrijven.formules import UURTARIEF, regelkosten, tarief_van_maand
from via_xl.schrijven.master.stand import Stand
from via_xl.schrijven.opmaak import TABELRIJ, keuzelijst, kop


@dataclass(frozen=True, slots=True)
class Invoerblad:
    """An input sheet: its name, title, explanation and tables (side by side, so that each can grow down)."""

    naam: str
    titel: str
    uitleg: str
    tabellen: tuple[Invoertabel, ...]


BLADEN: tuple[Invoerblad, ...] = (
    Invoerblad(
        "Gemeenten", "Gemeenten", "Wie meedoet en wie de afrekening ontvangt. Nooit persoonsnamen.", (t.GEMEENTEN,)
    ),
    Invoerblad(
        "Lijsten",
        "Lijsten",
        "Schrijfwijzen van gemeenten, thema's (Koersplan 4.2) en rollen waaruit elders wordt gekozen.",
        (t.NAMEN, t.THEMAS, t.ROLLEN),
    ),
    Invoerblad(
        "Jaren", "Jaren", "De parameters per jaar. Wat open is in het koersplan staat hier als keuze.", (t.JAREN,)
    ),
    Invoerblad("Inwoners", "Inwoners", "Inwoners op 1 januari van het peiljaar (CBS).", (t.INWONERS,)),
    Invoerblad("POK", "POK-vergoeding", "De rijksvergoeding van de personele kosten (Koersplan 8).", (t.POK,)),
    Invoerblad(
        "Tarieven",
        "Tarieven",
        "Het uurtarief per CAO-schaal en periode: maandsalaris × 12 × (1 + IKB) × (1 + werkgeverslasten) / productieve uren.",
        (t.TARIEVEN,),
    ),
    Invoerblad(
        "Uren", "Uren", "Elke geleverde urenregel. Vervang een regel door hem op vervallen te zetten.", (t.UREN,)
    ),
    Invoerblad(
        "Urenstaten",
        "Urenstaten",
        "Het register van de ingelezen urenstaten: wanneer, hoeveel, en wie heeft getekend.",
        (t.URENSTATEN,),
    ),
    Invoerblad(
        "Aandachtspunten",
        "Aandachtspunten bij urenstaten",
        "Waarschuwingen die open blijven tot iemand ze afhandelt.",
        (t.AANDACHTSPUNTEN,),
    ),
    Invoerblad(
        "Begroting",
        "Begroting en capaciteit",
        "De gedrukte percentages en bedragen van tabel 8.1, en uit 8.3 wie capaciteit levert en hoeveel er nodig is.",
        (t.BEGROTING, t.CAPACITEIT, t.FORMATIE),
    ),
    Invoerblad(
        "Voorschotten",
        "Voorschotten en overige kosten",
        "Wat al betaald is, en kosten buiten de uren (tellen standaard niet mee).",
        (t.VOORSCHOTTEN, t.OVERIGE_KOSTEN),
    ),
    Invoerblad(
        "Bestedingen",
        "Bestedingen uit het DUVO- en POK-budget",
        "Per jaar en post (Koersplan 7.1 en 8.1). De personele kosten van de werkgroep rekent blad DUVO-POK zelf uit.",
        (t.BESTEDINGEN,),
    ),
    Invoerblad(
        "Besluiten",
        "Besluiten",
        "Voorstellen en waar elk staat in de besluitvorming van 6.4.",
        (t.BESLUITEN, t.BESLUITSTAPPEN),
    ),
    Invoerblad("Kalender", "Kalender", "De data van overleggen, rondes en regiodagen (Koersplan 6.4).", (t.KALENDER,)),
    Invoerblad(
        "Akkoorden",
        "Akkoorden en reacties",
        "Wie een afrekening goedkeurde, voor precies deze invoer, en wat elke gemeente op haar afrekening antwoordde.",
        (t.AKKOORD, t.REACTIES),
    ),
)

_TE_BREED = 400
"""So many characters of several tables are no longer legible on the width of one page: then a page a table."""
_VEEL_TE_BREED = 290
"""And of one table: then two pages, with whose row it is on both."""

_STIJL: dict[Kolomsoort, str] = {
    Kolomsoort.TEKST: "tekst",
    Kolomsoort.CODE: "tekst",
    Kolomsoort.GEHEEL: "geheel",
    Kolomsoort.JAAR: "jaar",
    Kolomsoort.BEDRAG: "euro",
    Kolomsoort.UREN: "uren",
    Kolomsoort.PERCENTAGE: "procent",
    Kolomsoort.DATUM: "datum",
    Kolomsoort.MAAND: "maand",
    Kolomsoort.JANEE: "tekst",
    Kolomsoort.KEUZE: "tekst",
}

LIJSTEN: dict[str, str] = {
    "Lijst_codes": "tblGemeenten[Code]",
    "Lijst_jaren": "tblJaren[Jaar]",
    "Lijst_themas": "tblThemas[Thema]",
    "Lijst_rollen": "tblRollen[Rol]",
}
"""Defined names behind the dropdowns: a dropdown cannot take a structured reference itself."""


def stijl_van(kolom: Invoerkolom) -> str:
    """The number format of a column, by the name it has in :mod:`via_xl.schrijven.stijl`."""
    return _STIJL[kolom.soort]


def celwaarde(kolom: Invoerkolom, waarde: Any) -> Waarde:
    """The value of a record's field as a cell holds it: euros, hours, fractions, ja/nee."""
    if waarde is None or waarde == "":
        return None
    if kolom.soort is Kolomsoort.BEDRAG:
        return euro(waarde)
    if kolom.soort is Kolomsoort.UREN:
        return uren(waarde)
    if kolom.soort is Kolomsoort.PERCENTAGE:
        return fractie(waarde)
    if kolom.soort is Kolomsoort.JANEE:
        return "ja" if waarde else "nee"
    if isinstance(waarde, bool):
        return kolom.keuzelijst[0] if waarde else kolom.keuzelijst[1]
    return waarde if isinstance(waarde, (int, date)) else str(waarde)


def _loopt_door(tabel: Invoertabel, kolom: Invoerkolom) -> bool:
    """Whether a text may take several lines: sources do, but not in the long table of hours."""
    return kolom.veld in ("bron", "wat", "doen") and tabel is not t.UREN


def _validatie(tabel: Invoertabel, kolom: Invoerkolom) -> Validatie | None:
    lijst = {
        ("tblUren", "thema"): "=Lijst_themas",
        ("tblUren", "rol"): "=Lijst_rollen",
        ("tblUren", "afrekenjaar"): "=Lijst_jaren",
    }.get((tabel.naam, kolom.veld))
    if lijst or (kolom.soort is Kolomsoort.CODE and tabel is not t.GEMEENTEN):
        opties = keuzelijst(lijst or "=Lijst_codes", kolom.uitleg).opties
        return Validatie(opties | {"error_type": "warning"})
    if kolom.soort is Kolomsoort.KEUZE:
        return keuzelijst(kolom.keuzelijst, kolom.uitleg)
    if kolom.soort is Kolomsoort.JANEE:
        return keuzelijst(("ja", "nee"), kolom.uitleg)
    opties = _grenzen(kolom) or {"validate": "any"}
    if opties["validate"] == "any" and not kolom.uitleg:
        return None
    if kolom.uitleg:
        opties["input_message"] = kolom.uitleg
    return Validatie(opties)


def _grenzen(kolom: Invoerkolom) -> dict[str, Any] | None:
    if kolom.soort in (Kolomsoort.DATUM, Kolomsoort.MAAND):
        return {
            "validate": "date",
            "criteria": "between",
            "minimum": date(2000, 1, 1),
            "maximum": date(2100, 12, 31),
            "error_title": "Geen datum",
            "error_message": "Vul een datum in tussen 1-1-2000 en 31-12-2100.",
        }
    deler = {
        Kolomsoort.BEDRAG: 100,
        Kolomsoort.UREN: 100,
        Kolomsoort.PERCENTAGE: 10_000,
        Kolomsoort.GEHEEL: 1,
        Kolomsoort.JAAR: 1,
    }
    if kolom.soort not in deler or kolom.minimum is None or kolom.maximum is None:
        return None
    geheel = kolom.soort in (Kolomsoort.GEHEEL, Kolomsoort.JAAR)
    schaal = deler[kolom.soort]
    return {
        "validate": "integer" if geheel else "decimal",
        "criteria": "between",
        "minimum": kolom.minimum if geheel else kolom.minimum / schaal,
        "maximum": kolom.maximum if geheel else kolom.maximum / schaal,
        "error_title": "Geen geldig getal",
        "error_message": f"Vul bij {kolom.kop} een {kolom.soort.value} in binnen de grenzen.",
    }


_CBS_CODE = '=IF([@Code]="","",IFERROR(INDEX(tblNamen[Code],MATCH([@Code],tblNamen[Schrijfwijze],0)),[@Code]))'


def _cbs_code(rijen: Sequence[Any]) -> TabelKolom:
    return TabelKolom("CBS code", [rij.code for rij in rijen], "werk.tekst", _CBS_CODE, 10)


def _tarieven(stand: Stand, rijen: Sequence[Any]) -> list[TabelKolom]:
    waarden = [euro(uurtarief_ct(rij)) for rij in rijen]
    eerste = {schaal: min(rij.van for rij in rijen if rij.schaal == schaal) for schaal in {rij.schaal for rij in rijen}}
    volgend, begin = "DATE(Jaar+1,1,1)", "DATE(Jaar,1,1)"
    eind = f"MIN([@Tot]+1,{volgend})"
    maanden = f"MAX(0,12*(YEAR({eind})-Jaar)+MONTH({eind})-MONTH(MAX([@Van],{begin})))"
    return [
        TabelKolom("Uurtarief €", waarden, "uitkomst.euro", UURTARIEF, 13),
        TabelKolom(
            "Maanden in jaar",
            [maanden_in(rij, stand.jaar) for rij in rijen] or [0],
            "werk.geheel",
            f'=IF(OR([@Van]="",[@Van]>={volgend},[@Tot]<{begin}),0,{maanden})',
            10,
        ),
        TabelKolom(
            "Eerste van schaal",
            [int(rij.van == eerste[rij.schaal]) for rij in rijen] or [0],
            "werk.geheel",
            '=IF([@Schaal]="",0,IF(COUNTIFS(tblTarieven[Schaal],[@Schaal],tblTarieven[Van],"<"&[@Van])=0,1,0))',
            10,
        ),
        _op_de_laatste_dag(stand, rijen, "Geldt op jaareinde"),
    ]


def _uren(stand: Stand, rijen: Sequence[Any]) -> list[TabelKolom]:
    in_maand = tarief_van_maand("tblTarieven")
    kolommen: dict[str, list[Waarde]] = {
        naam: []
        for naam in (
            *("Maandeinde", "Jaar", "Telt mee", "Tarieven", "Uurtarief €", "Kosten €", "Vast"),
            *("Leverjaar", "Jaareinde", "Rol bekend", "Thema bekend", "Controle"),
        )
    }
    rollen = {zelfde_in_formule(rij.rol) for rij in stand.regeling.rollen}
    themas = {zelfde_in_formule(rij.thema) for rij in stand.regeling.themas}
    for rij in rijen:
        geldend = stand.tarieven.voor(rij.schaal, rij.maand)
        tarief = stand.tarief_ct(rij)
        telt = rij.geldig and rij.afrekenjaar == stand.jaar
        kolommen["Maandeinde"].append(serienummer(maandeinde(rij.maand)))
        kolommen["Jaar"].append(rij.afrekenjaar)
        kolommen["Telt mee"].append(int(telt))
        kolommen["Tarieven"].append(len(geldend))
        kolommen["Uurtarief €"].append(euro(tarief))
        kolommen["Kosten €"].append(euro(regelkosten_ct(rij.uren_h, tarief)))
        kolommen["Vast"].append(sum(rate.status == "vastgesteld" for rate in geldend))
        kolommen["Leverjaar"].append(rij.maand.year if rij.geldig else 0)
        kolommen["Jaareinde"].append(euro(regelkosten_ct(rij.uren_h, stand.tarief_ct(rij, date(stand.jaar, 12, 1)))))
        kolommen["Rol bekend"].append(int(zelfde_in_formule(rij.rol) in rollen))
        kolommen["Thema bekend"].append(int(zelfde_in_formule(rij.thema) in themas))
        kolommen["Controle"].append("OK" if len(geldend) == 1 else "FOUT: geen of meer dan één tarief")
    if not rijen:  # the one blank row of a table without data
        for naam, waarden in kolommen.items():
            waarden.append({"Maandeinde": "", "Jaar": "", "Controle": "OK"}.get(naam, 0))
    return [
        _cbs_code(rijen),
        TabelKolom("Maandeinde", kolommen["Maandeinde"], "werk.datum", '=IF([@Maand]="","",EOMONTH([@Maand],0))', 12),
        TabelKolom(
            "Jaar van afrekening",
            kolommen["Jaar"],
            "werk.jaar",
            '=IF([@Maand]="","",IF([@Afrekenjaar]="",YEAR([@Maand]),[@Afrekenjaar]))',
            11,
        ),
        TabelKolom(
            "Telt mee",
            kolommen["Telt mee"],
            "werk.geheel",
            '=IF(AND([@Jaar van afrekening]=Jaar,[@Geldig]<>"vervallen",[@Geldig]<>"nee"),1,0)',
            9,
        ),
        TabelKolom("Tarieven", kolommen["Tarieven"], "werk.geheel", f"=COUNTIFS({in_maand})", 10),
        TabelKolom(
            "Uurtarief €", kolommen["Uurtarief €"], "werk.euro", f"=SUMIFS(tblTarieven[Uurtarief €],{in_maand})", 12
        ),
        TabelKolom(
            "Kosten €",
            kolommen["Kosten €"],
            "uitkomst.euro",
            regelkosten("[@Uurtarief €]"),
            14,
        ),
        TabelKolom(
            "Tarief vastgesteld",
            kolommen["Vast"],
            "werk.geheel",
            f'=COUNTIFS({in_maand},tblTarieven[Status],"vastgesteld")',
            12,
        ),
        TabelKolom(
            "Leverjaar",
            kolommen["Leverjaar"],
            "werk.jaar",
            '=IF(OR([@Maand]="",[@Geldig]="vervallen",[@Geldig]="nee"),0,YEAR([@Maand]))',
            11,
        ),
        TabelKolom(
            "Kosten jaareinde €",
            kolommen["Jaareinde"],
            "werk.euro",
            regelkosten(
                "SUMIFS(tblTarieven[Uurtarief €],tblTarieven[Schaal],[@Schaal],tblTarieven[Geldt op jaareinde],1)"
            ),
            14,
        ),
        TabelKolom(
            "Rol bekend",
            kolommen["Rol bekend"],
            "werk.geheel",
            '=IF([@Rol]="",0,MIN(1,SUMPRODUCT((tblRollen[Rol]=[@Rol])*1)))',
            9,
        ),
        TabelKolom(
            "Thema bekend",
            kolommen["Thema bekend"],
            "werk.geheel",
            '=IF([@Thema]="",0,MIN(1,SUMPRODUCT((tblThemas[Thema]=[@Thema])*1)))',
            9,
        ),
        TabelKolom(
            "Controle",
            kolommen["Controle"],
            "werk.tekst",
            '=IF(OR([@Maand]="",[@Tarieven]=1),"OK","FOUT: geen of meer dan één tarief")',
            12,
        ),
    ]


def _op_de_laatste_dag(stand: Stand, rijen: Sequence[Any], kop: str = "Telt mee") -> TabelKolom:
    """Whether a row holds on 31 December of the chosen year."""
    dag = date(stand.jaar, 12, 31)
    formule = '=IF(AND([@Van]<=DATE(Jaar+1,1,1)-1,OR([@Tot]="",[@Tot]>=DATE(Jaar+1,1,1)-1)),1,0)'
    telt = [int(rij.geldt_op(dag)) for rij in rijen] or [1]
    return TabelKolom(kop, telt, "werk.geheel", formule, 9)


def _besluiten(stand: Stand, rijen: Sequence[Any]) -> list[TabelKolom]:
    """Where each besluit stands, from its steps: :func:`via_xl.rekenen.besluiten.voortgang` in formulas."""
    regeling = stand.regeling
    alle = [voortgang(regeling, rij) for rij in rijen]
    stappen = [[s for s in regeling.besluitstappen if s.besluit == rij.nummer] for rij in rijen]
    mee = [{g.code for g in regeling.gemeenten if g.bestaat_in(rij.jaar)} for rij in rijen]

    def tel(nummer: int, **velden: Any) -> int:
        return sum(all(getattr(s, naam) == waarde for naam, waarde in velden.items()) for s in stappen[nummer])

    van = "tblBesluitstappen[Besluit],[@Nummer],tblBesluitstappen"
    nummers = range(len(rijen))
    colleges = [
        sum(s.stap is Stap.COLLEGE and s.oordeel is Oordeel.AKKOORD and s.code in mee[n] for s in stappen[n])
        for n in nummers
    ]
    raden = [tel(n, stap=Stap.RAAD) - tel(n, stap=Stap.RAAD, oordeel=Oordeel.AKKOORD) for n in nummers]
    regiodag = [tel(n, stap=Stap.REGIODAG, oordeel=Oordeel.AKKOORD) for n in nummers]
    afgewezen = [tel(n, oordeel=Oordeel.AFGEWEZEN) for n in nummers]
    terug = [tel(n, oordeel=Oordeel.TERUG) for n in nummers]
    genomen = [int(regiodag[n] > 0 and colleges[n] >= len(mee[n]) and not raden[n]) for n in nummers]
    houdt_op = [
        int(rij.nodig and v.stand not in (Besluitstand.GENOMEN, Besluitstand.INGETROKKEN))
        for rij, v in zip(rijen, alle, strict=True)
    ]
    bestaat = "(tblGemeenten[Van]<[@Begin volgend jaar])*((tblGemeenten[Tot]=0)+(tblGemeenten[Tot]>=[@Begin jaar])>0)"
    return [
        TabelKolom(
            "Begin jaar",
            [serienummer(date(rij.jaar, 1, 1)) for rij in rijen] or [""],
            "werk.datum",
            '=IF([@Jaar]="","",DATE([@Jaar],1,1))',
            11,
        ),
        TabelKolom(
            "Begin volgend jaar",
            [serienummer(date(rij.jaar + 1, 1, 1)) for rij in rijen] or [""],
            "werk.datum",
            '=IF([@Jaar]="","",DATE([@Jaar]+1,1,1))',
            11,
        ),
        TabelKolom(
            "Gemeenten",
            [len(codes) for codes in mee] or [0],
            "werk.geheel",
            f'=IF([@Jaar]="",0,SUMPRODUCT({bestaat}*(tblGemeenten[Code]<>"")))',
            11,
        ),
        TabelKolom(
            "Colleges akkoord",
            colleges or [0],
            "werk.geheel",
            f'=COUNTIFS({van}[Stap],"{Stap.COLLEGE}",tblBesluitstappen[Oordeel],"akkoord",tblBesluitstappen[Doet mee],1)',
            10,
        ),
        TabelKolom(
            "Raden open",
            raden or [0],
            "werk.geheel",
            f'=COUNTIFS({van}[Stap],"{Stap.RAAD}")-COUNTIFS({van}[Stap],"{Stap.RAAD}",tblBesluitstappen[Oordeel],"akkoord")',
            10,
        ),
        TabelKolom(
            "Regiodag akkoord",
            regiodag or [0],
            "werk.geheel",
            f'=COUNTIFS({van}[Stap],"{Stap.REGIODAG}",tblBesluitstappen[Oordeel],"akkoord")',
            10,
        ),
        TabelKolom(
            "Afgewezen", afgewezen or [0], "werk.geheel", f'=COUNTIFS({van}[Oordeel],"{Oordeel.AFGEWEZEN}")', 11
        ),
        TabelKolom("Terug", terug or [0], "werk.geheel", f'=COUNTIFS({van}[Oordeel],"{Oordeel.TERUG}")', 8),
        TabelKolom(
            "Genomen",
            genomen or [0],
            "werk.geheel",
            "=IF(AND([@Regiodag akkoord]>0,[@Colleges akkoord]>=[@Gemeenten],[@Raden open]=0),1,0)",
            10,
        ),
        TabelKolom(
            "Zonder afwijzing",
            ["terug" if terug[n] else "genomen" if genomen[n] else "open" for n in nummers] or ["open"],
            "werk.tekst",
            '=IF([@Terug]>0,"terug",IF([@Genomen]=1,"genomen","open"))',
            12,
        ),
        TabelKolom(
            "Stand",
            [str(v.stand) for v in alle] or ["open"],
            "uitkomst.tekst",
            '=IF([@Ingetrokken op]<>"","ingetrokken",IF([@Afgewezen]>0,"afgewezen",[@Zonder afwijzing]))',
            12,
        ),
        TabelKolom(
            "Houdt op",
            houdt_op or [0],
            "werk.geheel",
            '=IF(AND([@Nummer]<>"",[@Nodig voor afrekening]<>"nee",[@Stand]<>"genomen",[@Stand]<>"ingetrokken"),1,0)',
            9,
        ),
    ]


def _besluitstappen(stand: Stand, rijen: Sequence[Any]) -> list[TabelKolom]:
    """Whether the gemeente of a step takes part in the year of its besluit."""
    regeling = stand.regeling
    jaar_van = {rij.nummer: rij.jaar for rij in regeling.besluiten}
    plaats_van = {gemeente.code: plaats for plaats, gemeente in enumerate(regeling.gemeenten, start=1)}
    jaren = [jaar_van.get(rij.besluit, 0) for rij in rijen]
    plaatsen = [plaats_van.get(rij.code, 0) for rij in rijen]
    mee = [
        int(plaats > 0 and regeling.gemeenten[plaats - 1].bestaat_in(jaar))
        for plaats, jaar in zip(plaatsen, jaren, strict=True)
    ]

    def dagen(veld: str) -> list[Waarde]:
        gevonden = [getattr(regeling.gemeenten[plaats - 1], veld) if plaats else None for plaats in plaatsen]
        return [0 if dag is None else serienummer(dag) for dag in gevonden] or [0]

    def dag(kolomkop: str) -> str:
        return f"=IF([@Plaats gemeente]=0,0,0+INDEX(tblGemeenten[{kolomkop}],MAX(1,[@Plaats gemeente])))"

    return [
        TabelKolom(
            "Jaar van besluit",
            jaren or [0],
            "werk.jaar",
            "=IFERROR(INDEX(tblBesluiten[Jaar],MATCH([@Besluit],tblBesluiten[Nummer],0)),0)",
            10,
        ),
        TabelKolom(
            "Plaats gemeente",
            plaatsen or [0],
            "werk.geheel",
            "=IFERROR(MATCH([@Gemeentecode],tblGemeenten[Code],0),0)",
            10,
        ),
        TabelKolom("Gemeente van", dagen("van"), "werk.geheel", dag("Van"), 10),
        TabelKolom("Gemeente tot", dagen("tot"), "werk.geheel", dag("Tot"), 10),
        TabelKolom(
            "Doet mee",
            mee or [0],
            "werk.geheel",
            "=IF(AND([@Plaats gemeente]>0,[@Gemeente van]<DATE([@Jaar van besluit]+1,1,1),"
            "OR([@Gemeente tot]=0,[@Gemeente tot]>=DATE([@Jaar van besluit],1,1))),1,0)",
            9,
        ),
    ]


_BEREKEND: dict[str, Callable[[Stand, Sequence[Any]], list[TabelKolom]]] = {
    "tblTarieven": _tarieven,
    "tblUren": _uren,
    "tblInwoners": lambda _, rijen: [_cbs_code(rijen)],
    "tblBegroting": lambda _, rijen: [_cbs_code(rijen)],
    "tblCapaciteit": lambda stand, rijen: [_cbs_code(rijen), _op_de_laatste_dag(stand, rijen)],
    "tblFormatie": lambda stand, rijen: [_op_de_laatste_dag(stand, rijen)],
    "tblUrenstaten": lambda _, rijen: [
        _cbs_code(rijen),
        TabelKolom(
            "Getekend",
            [int(rij.getekend and rij.geldig) for rij in rijen] or [0],
            "werk.geheel",
            '=IF(AND([@Geldig]<>"vervallen",[@Geldig]<>"nee",[@Akkoord medewerker]<>"",[@Akkoord leidinggevende]<>""),1,0)',
            10,
        ),
    ],
    "tblVoorschotten": lambda _, rijen: [_cbs_code(rijen)],
    "tblBesluiten": _besluiten,
    "tblBesluitstappen": _besluitstappen,
    "tblAkkoord": lambda _, rijen: [_cbs_code(rijen)],
    "tblReacties": lambda _, rijen: [
        _cbs_code(rijen),
        TabelKolom(
            "Open bezwaar",
            [int(rij.open) for rij in rijen] or [0],
            "werk.geheel",
            '=IF(AND([@Reactie]="bezwaar",[@Afgehandeld op]=""),1,0)',
            10,
        ),
    ],
}
"""The calculated columns of an input table, at its right."""


def zet(boek: Boek, invoerblad: Invoerblad, stand: Stand) -> None:
    """Add an input sheet with its tables."""
    blad = boek.blad(invoerblad.naam, beschermd=False, kleur="#F2C94C", kopregel=f"{stand.naam} · {invoerblad.titel}")
    kop(blad, invoerblad.titel, f"{invoerblad.uitleg} Geel is invoer; wit wordt berekend.", vlag=stand.vlag)
    kol = 0
    for tabel in invoerblad.tabellen:
        rijen = getattr(stand.regeling, tabel.attribuut)
        kolommen = [
            TabelKolom(
                kolom.kop,
                [celwaarde(kolom, getattr(rij, kolom.veld)) for rij in rijen],
                f"invoer.{'alinea' if _loopt_door(tabel, kolom) else stijl_van(kolom)}",
                breedte=kolom.breedte,
                validatie=_validatie(tabel, kolom),
            )
            for kolom in tabel.kolommen
        ]
        for nummer, rij in enumerate(rijen if tabel is not t.UREN else ()):
            teksten = [(getattr(rij, k.veld), k.breedte) for k in tabel.kolommen if _loopt_door(tabel, k)]
            blad.laat_doorlopen(TABELRIJ + 1 + nummer, teksten)
        if tabel.naam in _BEREKEND:
            kolommen += _BEREKEND[tabel.naam](stand, rijen)
        blad.tabel(tabel.naam, TABELRIJ, kol, kolommen)
        blad.breedtes.setdefault(kol + len(kolommen), 3)
        kol += len(kolommen) + 1
    breedte = sum(blad.breedtes.values())
    aantal = len(invoerblad.tabellen)
    if aantal > 1 and breedte > _TE_BREED:
        blad.paginas = (aantal, 0)
    elif aantal == 1 and breedte > _VEEL_TE_BREED:
        blad.paginas, blad.titelkolommen = (2, 0), (0, 1)
    blad.hoogtes[TABELRIJ] = 30
    blad.bevroren = (TABELRIJ + 1, 1 if len(invoerblad.tabellen) == 1 else 0)
    blad.titelrijen = (TABELRIJ, TABELRIJ)
