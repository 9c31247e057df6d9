"""Valid Excel: a workbook around one formula, and a formula for each construct of the grammar of formulas.

The prefixes (``_xlfn.``, ``_xlpm.``) are those that Excel writes into a file. Everything the formulas name is there: the
sheets, the table tblX with a row of totals, and the defined names.
"""

from __future__ import annotations

import zipfile
from html import escape
from pathlib import Path

from hulp.vreemd import KOP, NS, PAKKET, REL, SOORT
from via_xl.basis.kolommen import kolomletter

BLADEN = ("Blad1", "Blad2", "Blad 3", "Jan '24", "It's", "a!b", "Blad.met.punt", "2024", "2026", "été")
NAMEN = (
    "uren\\jaar",
    "\\naam",
    "_naam.x?y",
    "R1C1naam",
    "JAN24x",
    "TRUE_naam",
    "A1.b",
    "naam_ë",
    "Ünaam",
    "名前",
    "r_1",
)
KOPPEN = ("Uren", "Kosten", "Met [haak] en #", "Met 'kwoot", "Met, komma", "Kosten €")

_TOTAAL = ' totalsRowCount="1"'

HIER = "HIER"
"""In a formula of these: the cell that it stands in."""

LOS, IN_TABEL = 40, 61
"""The row of the first formula outside the tables, in column H, and of the formulas in the table tblY, from column J."""

GRAMMATICA: dict[str, tuple[str, ...]] = {
    "namen": (*(f"{naam}+1" for naam in NAMEN), r"Blad1!uren\jaar*2", "Blad2!Lokaal", "SUM(Lijst)"),
    "tabellen": (
        "SUM(tblX[Uren])",
        "SUM(tblX[[#Totals],[Uren]])",
        "SUM(tblX[[#Totals],[Uren]:[Kosten]])",
        "tblX[[#Headers],[Uren]]",
        "SUM(tblX[[#Data],[#Totals],[Uren]])",
        "ROWS(tblX[#All])",
        "ROWS(tblX[])",
        "ROWS(tblX)",
        "SUM(tblX[Uren]:tblX[Kosten])",
        "SUM(tblX[[Uren]:[Kosten]])",
        "SUM(tblX[Met '[haak'] en '#])",
        "SUM(tblX[Met ''kwoot])",
        "SUM(tblX[[Met, komma]])",
        "SUM(tblX[Kosten €])",
    ),
    "LET en LAMBDA": (
        "_xlfn.LET(_xlpm.x,A1,_xlpm.y,_xlpm.x*2,_xlpm.x+_xlpm.y)",
        "_xlfn.LAMBDA(_xlpm.y,_xlpm.y+1)(A1)",
        "_xlfn.MAP(A1:A3,_xlfn.LAMBDA(_xlpm.a,_xlpm.a*2))",
        "_xlfn.REDUCE(0,A1:A3,_xlfn.LAMBDA(_xlpm.a,_xlpm.b,_xlpm.a+_xlpm.b))",
        "_xlfn.LAMBDA(_xlpm.x,_xlop.y,IF(_xlfn.ISOMITTED(_xlop.y),_xlpm.x,_xlop.y))(A1)",
        "_xlfn.BYROW(A1:B3,_xleta.SUM)",
    ),
    "bereik": (
        "SUM(A1:A1:B2:B2)",
        "SUM(A1:INDEX(A1:A5,2))",
        "SUM(INDEX(A1:A5,1):INDEX(A1:A5,2))",
        "SUM(A1:OFFSET(A1,2,0))",
        "SUM(CHOOSE(1,A1,B1):B3)",
        '_xlfn.XLOOKUP("a",A1:A3,B1:B3):B3',
        "SUM(INDEX(A1:A5,1):'Blad1'!A2)",
        "(A1:A3):(B1:B3)",
        "SUM(A1 :A3)",
        "SUM(A1: A3)",
        "SUM(Blad2!A1:Blad2!B2)",
    ),
    "doorsnede": (
        "SUM(A1:B3 A2:B2)",
        "SUM(Lijst A2:B2)",
        "SUM(Blad2!A1:B2 Blad2!B1:C2)",
        "SUM(A1:B3 INDEX(A1:B3,1,1))",
    ),
    "vereniging": ("SUM((A1:A2,B1:B2))", "SUM((A1,B1,C1))", "LARGE((A1:A2,B1:B2),1)"),
    "bladen": (
        "SUM(Blad1:Blad2!A1)",
        "SUM('Blad1:Blad 3'!A1:B2)",
        "SUM('2024:2026'!A1)",
        "SUM('Jan ''24'!A1)",
        "'It''s'!A1+1",
        "'a!b'!A1",
        "Blad.met.punt!A1",
        "'2024'!A1",
        "été!A1",
        "SUM('It''s'!A1:'It''s'!A2)",
    ),
    "hele kolommen en rijen": ("SUM(A:A)", "SUM($A:$B)", "SUM($2:$3)", "SUM(Blad2!A:A)", "COUNTA(Blad2!1:1)"),
    "overloop": ("SUM(_xlfn.ANCHORARRAY(E1))", "SUM(E1#)", "SUM(Blad2!A1#)", "SUM(INDEX(E1:E2,1)#)"),
    "impliciete doorsnede": ("@A1:A3", "_xlfn.SINGLE(A1:A3)", "+@Lijst", "@INDEX(A1:A3,1)"),
    "matrixconstanten": ("SUM({1,2;2,1})", 'COUNTA({-1,"a""b",TRUE,#N/A})', 'MATCH("x",{"x","y,z";"q","r"},0)'),
    "foutwaarden": (
        "IF(A1=#N/A,1,0)",
        "ISERROR(#DIV/0!)",
        "ERROR.TYPE(#NULL!)",
        "IFERROR(#VALUE!,#NUM!)",
        "ISERROR(#NAME?)",
        "ERROR.TYPE(#SPILL!)",
        "ERROR.TYPE(#CALC!)",
        "IF(A1=#GETTING_DATA,#FIELD!,#BLOCKED!)",
        "IF(A1=#CONNECT!,#UNKNOWN!,#BUSY!)",
    ),
    "getallen en tekens": (
        "A1%",
        "(A1+1)%%",
        "A1*12%",
        "2^-1",
        "-A1^-2",
        "--A1",
        "+-+A1",
        "1.5E+10",
        "1e-3",
        "1.E5",
        ".5+1",
        "12345678901234567890",
        '"a"&1%&"b"',
        "A1<B1>C1",
        "TRUE",
        "true",
        "NOT(FALSE())",
    ),
    "teksten": ('"a""b"', '"""x"""&"y"', '"=SUM(A1"', '"\'"&A1', '""', 'A1<>"it\'s"', '"A1:B2 [x]!#"', '"x\ny"'),
    "argumenten": ("IF(A1>=1,,)", "SUM()", "SUM( A1 , B1 )", "SUM(A1:A3,)", "CHOOSE(1,A1:A2,B1:B2)", "((((A1))))"),
    "plaats": ("ROW(HIER)", "ROWS(A$1:HIER)", "COLUMN(HIER)+COLUMNS(HIER:HIER)", "ROW()"),
    "functies": (
        "LOG10(100)+ATAN2(1,2)",
        "_xlfn.STDEV.S(A1:A3)",
        "_xlfn._xlws.SORT(A1:A3)",
        '_xlfn._xlws.FILTER(A1:A3,A1:A3>1,"")',
        "_xlfn.HSTACK(A1:A2,B1:B2)",
        "_xludf.MIJN(A1)",
        "_xll.MIJN(A1)",
        "MIJN_FUNCTIE(A1)",
        "Module1.MijnFunctie(A1)",
    ),
}

EXTERN = ("SUM([1]Ext!A1)", "SUM('[boek.xlsx]Blad 1'!$A$1:$A$3)", "[1]!ExtNaam", "[1]!tblY[Uren]")
"""Valid too, but a breach of rule 3, which is said."""


def boek_met(pad: Path, *formules: str) -> Path:
    """The workbook with the formulas below each other from H40, and each as a column of tblY with its column formula."""
    delen = {
        "[Content_Types].xml": f'<Types xmlns="{PAKKET}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
        f'ContentType="{SOORT}.worksheet+xml"/><Override PartName="/xl/workbook.xml" ContentType="{SOORT}.sheet.main+xml"/>'
        + "".join(f'<Override PartName="/xl/tables/table{n}.xml" ContentType="{SOORT}.table+xml"/>' for n in (1, 2))
        + "</Types>",
        "_rels/.rels": _relaties(("officeDocument", "xl/workbook.xml")),
        "xl/_rels/workbook.xml.rels": _relaties(
            *(("worksheet", f"worksheets/sheet{nummer}.xml") for nummer, _ in enumerate(BLADEN, start=1))
        ),
        "xl/workbook.xml": _werkmap(),
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{NS}" xmlns:r="{REL}"><sheetData>{_rijen(formules)}</sheetData>'
        '<tableParts count="2"><tablePart r:id="rId1"/><tablePart r:id="rId2"/></tableParts></worksheet>',
        "xl/worksheets/_rels/sheet1.xml.rels": _relaties(*(("table", f"../tables/table{n}.xml") for n in (1, 2))),
        "xl/tables/table1.xml": _tabel(1, "tblX", 0, 20, dict.fromkeys(KOPPEN, ""), totaal=True),
        "xl/tables/table2.xml": _tabel(2, "tblY", 9, 60, {f"F{n}": tekst for n, tekst in _in_tabel(formules)}),
    }
    for nummer in range(2, len(BLADEN) + 1):
        cel = '<row r="1"><c r="A1"><v>1</v></c></row>'
        delen[f"xl/worksheets/sheet{nummer}.xml"] = f'<worksheet xmlns="{NS}"><sheetData>{cel}</sheetData></worksheet>'
    with zipfile.ZipFile(pad, "w") as pakket:
        for naam, inhoud in delen.items():
            pakket.writestr(naam, KOP + inhoud)
    return pad


def _in_tabel(formules: tuple[str, ...]) -> list[tuple[int, str]]:
    return [(n, f.replace(HIER, f"{kolomletter(9 + n)}{IN_TABEL}")) for n, f in enumerate(formules)]


def _werkmap() -> str:
    bladen = "".join(
        f'<sheet name="{escape(blad)}" sheetId="{nummer}" r:id="rId{nummer}"/>' for nummer, blad in enumerate(BLADEN, 1)
    )
    namen = "".join(f'<definedName name="{naam}">Blad1!$A$1</definedName>' for naam in NAMEN)
    return (
        f'<workbook xmlns="{NS}" xmlns:r="{REL}"><sheets>{bladen}</sheets><definedNames>{namen}'
        '<definedName name="Lijst">Blad1!$A$1:$A$3</definedName>'
        '<definedName name="Lokaal" localSheetId="1">Blad2!$A$1</definedName></definedNames></workbook>'
    )


def _relaties(*doelen: tuple[str, str]) -> str:
    regels = (
        f'<Relationship Id="rId{nummer}" Type="{REL}/{soort}" Target="{doel}"/>'
        for nummer, (soort, doel) in enumerate(doelen, start=1)
    )
    return f'<Relationships xmlns="{PAKKET}/relationships">{"".join(regels)}</Relationships>'


def _rijen(formules: tuple[str, ...]) -> str:
    cellen = {f"{letter}{rij}": "<v>1</v>" for letter in "ABC" for rij in (1, 2, 3)}
    cellen |= {f"{kolomletter(n)}{rij}": f"<v>{n}</v>" for rij in (21, 22) for n, _ in enumerate(KOPPEN)}
    for nummer, formule in enumerate(formules):
        adres = f"H{LOS + nummer}"
        cellen[adres] = f"<f>{escape(formule.replace(HIER, adres), quote=False)}</f><v>1</v>"
    for nummer, formule in _in_tabel(formules):
        cellen[f"{kolomletter(9 + nummer)}{IN_TABEL}"] = f"<f>{escape(formule, quote=False)}</f><v>1</v>"
    teksten = {f"{kolomletter(n)}20": kop for n, kop in enumerate(KOPPEN)}
    teksten |= {f"{kolomletter(9 + n)}60": f"F{n}" for n, _ in enumerate(formules)}
    rijen: dict[int, list[str]] = {}
    for adres, inhoud in cellen.items():
        rijen.setdefault(int(adres.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")), []).append(f'<c r="{adres}">{inhoud}</c>')
    for adres, kop in teksten.items():
        tekst = f'<c r="{adres}" t="inlineStr"><is><t>{escape(kop, quote=False)}</t></is></c>'
        rijen.setdefault(int(adres.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")), []).append(tekst)
    return "".join(f'<row r="{rij}">{"".join(rijen[rij])}</row>' for rij in sorted(rijen))


def _tabel(nummer: int, naam: str, links: int, boven: int, kolommen: dict[str, str], *, totaal: bool = False) -> str:
    rechts = kolomletter(links + len(kolommen) - 1)
    inhoud = "".join(
        f'<tableColumn id="{n}" name="{escape(kop)}"'
        + (f"><calculatedColumnFormula>{escape(f, quote=False)}</calculatedColumnFormula></tableColumn>" if f else "/>")
        for n, (kop, f) in enumerate(kolommen.items(), start=1)
    )
    kader = f"{kolomletter(links)}{boven}:{rechts}"
    return (
        f'<table xmlns="{NS}" id="{nummer}" name="{naam}" displayName="{naam}" ref="{kader}{boven + 1 + totaal}"'
        f'{_TOTAAL if totaal else ""}><autoFilter ref="{kader}{boven + 1}"/>'
        f'<tableColumns count="{len(kolommen)}">{inhoud}</tableColumns></table>'
    )
