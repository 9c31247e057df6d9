"""A formula in Dutch says the same as in English: there and back again, for every formula we write."""

from __future__ import annotations

import re

import pytest
from hulp.bomen import werkboek
from hulp.excelfuncties import ALLE, ZONDER_NEDERLANDS
from hulp.gemaakt import Gemaakt

from via_xl.bewijs.herkomst.functienamen import NEDERLANDS
from via_xl.bewijs.herkomst.vertaling import in_het_engels, in_het_nederlands
from via_xl.bewijs.linter.dialect import FUNCTIES
from via_xl.lezen.getalopmaak import FOUTEN

DIALECT = {
    "ABS": "ABS",
    "AND": "EN",
    "COUNTA": "AANTALARG",
    "COUNTIFS": "AANTALLEN.ALS",
    "DATE": "DATUM",
    "EOMONTH": "LAATSTE.DAG",
    "EXACT": "GELIJK",
    "IF": "ALS",
    "IFERROR": "ALS.FOUT",
    "INDEX": "INDEX",
    "INT": "INTEGER",
    "ISNUMBER": "ISGETAL",
    "LEN": "LENGTE",
    "MATCH": "VERGELIJKEN",
    "MAX": "MAX",
    "MIN": "MIN",
    "MONTH": "MAAND",
    "NOT": "NIET",
    "OR": "OF",
    "ROUND": "AFRONDEN",
    "SUM": "SOM",
    "SUMIFS": "SOMMEN.ALS",
    "SUMPRODUCT": "SOMPRODUCT",
    "TRIM": "SPATIES.WISSEN",
    "YEAR": "JAAR",
}
DELEN = {"#Alles": "#All", "#Gegevens": "#Data", "#Kopteksten": "#Headers", "#Totalen": "#Totals"}
_STUK = re.compile(
    r"""(?P<vast>"(?:[^"]|"")*"|'(?:[^']|'')*'!?)"""
    r"|(?P<structuur>\[(?:[^\[\]]|\[[^\[\]]*\])*\])"
    r"|(?P<fout>#[\w/.]+[!?]?)|(?P<functie>[A-Z][A-Z0-9.]*)(?=\()|(?P<waarheid>\b(?:WAAR|ONWAAR)\b(?!\())"
    r"|(?P<getal>(?<![\w.])\d+,\d+)|(?P<scheiding>;)|(?P<rest>[A-Za-z_$][\w$.]*|.)",
    re.DOTALL,
)


def terug(formule: str) -> str:
    """A Dutch formula in English, by a reading of its own."""
    engels = {nl: en for en, nl in NEDERLANDS.items()}
    fouten = {nl: en for en, nl in FOUTEN.items()}

    def vertaal(stuk: re.Match[str]) -> str:
        tekst = stuk[0]
        match stuk.lastgroup:
            case "structuur":
                for nl, en in DELEN.items():
                    tekst = tekst.replace(nl, en)
                return tekst.replace("#Deze rij", "#This Row").replace("];[", "],[")
            case "fout":
                return fouten.get(tekst, tekst)
            case "functie":
                return engels.get(tekst, tekst)
            case "waarheid":
                return {"WAAR": "TRUE", "ONWAAR": "FALSE"}[tekst]
            case "getal":
                return tekst.replace(",", ".")
            case "scheiding":
                return ","
        return tekst

    return _STUK.sub(vertaal, formule)


def test_every_formula_of_our_workbooks_comes_back_from_dutch(run_2024: Gemaakt) -> None:
    formules = {f.formule for pad in run_2024.enkele for f in werkboek(pad).boek.formules.values()}
    assert len(formules) > 200
    anders = 0
    for formule in formules:
        nederlands = in_het_nederlands(formule)
        assert terug(nederlands) == in_het_engels(formule) == formule
        anders += nederlands != formule
    assert anders > 150


@pytest.mark.parametrize(
    ("engels", "nederlands"),
    [
        ('=IF(A1>0.5,"a,b;c.d",#N/A)', '=ALS(A1>0,5;"a,b;c.d";#N/B)'),
        ("=SUM(tblX[[#This Row],[Kosten €]],-1.25E-3)", "=SOM(tblX[[#Deze rij];[Kosten €]];-1,25E-3)"),
        ("=VIA_TARIEF(tblUren[#All],TRUE)", "=VIA_TARIEF(tblUren[#Alles];WAAR)"),
        ("=COUNTA(tblX[[#Headers],[a]:[b]])", "=AANTALARG(tblX[[#Kopteksten];[a]:[b]])"),
        ("='Blad, 1.5'!A1+IF(TRUE,1,2)", "='Blad, 1.5'!A1+ALS(WAAR;1;2)"),
        ("=SUM((A1:A2,B1:B2))", "=SOM((A1:A2;B1:B2))"),
        ("=#REF!+Blad!#REF!", "=#VERW!+Blad!#VERW!"),
        ("=_xlfn.XLOOKUP(A1,B:B,C:C)", "=X.ZOEKEN(A1;B:B;C:C)"),
        ("=_xlfn.LET(_xlpm.x,A1,_xlpm.x*2)", "=LET(x;A1;x*2)"),
    ],
)
def test_separators_decimals_errors_and_structures_are_dutch_and_texts_are_left_alone(
    engels: str, nederlands: str
) -> None:
    assert in_het_nederlands(engels) == nederlands
    assert terug(nederlands) == in_het_engels(engels) == engels.replace("_xlfn.", "").replace("_xlpm.", "")


def test_a_formula_that_cannot_be_read_stays_as_it_is() -> None:
    assert in_het_nederlands('="a') == in_het_engels('="a') == '="a'


def test_the_functions_of_the_dialect_have_the_names_of_dutch_excel() -> None:
    assert DIALECT.keys() == FUNCTIES
    assert {naam: NEDERLANDS[naam] for naam in FUNCTIES} == DIALECT


VAN_LATER = (
    "TOROW NAAR.RIJ",
    "TEXTSPLIT TEKST.SPLITSEN",
    "FORECAST.ETS.CONFINT VOORSPELLEN.ETS.CONFINT",
    "BYROW BYROW",
)
"""Of Excel 2016 and after, each as Microsoft's own Dutch page about it has it."""


@pytest.mark.parametrize("paar", VAN_LATER)
def test_a_function_of_later_years_has_the_name_that_dutch_excel_shows(paar: str) -> None:
    engels, nederlands = paar.split()
    assert in_het_nederlands(f"=_xlfn.{engels}(A1)") == f"={nederlands}(A1)"


def test_each_dutch_name_belongs_to_one_function() -> None:
    assert len(set(NEDERLANDS.values())) == len(NEDERLANDS)
    assert all(re.fullmatch(r"[A-Z][A-Z0-9.]*", naam) for paar in NEDERLANDS.items() for naam in paar)


def test_every_function_of_excel_has_its_dutch_name_or_is_known_to_have_none() -> None:
    assert NEDERLANDS.keys() == ALLE - ZONDER_NEDERLANDS
    assert len(set(NEDERLANDS.values())) == len(NEDERLANDS)


@pytest.mark.parametrize(
    ("oud", "nieuw"),
    [
        ("BETADIST BETAVERD", "BETA.DIST BETA.VERD"),
        ("BETAINV BETAINV", "BETA.INV BETA.INV"),
        ("GAMMADIST GAMMA.VERD", "GAMMA.DIST GAMMA.VERD.N"),
        ("GAMMAINV GAMMA.INV", "GAMMA.INV GAMMA.INV.N"),
        ("EXPONDIST EXPON.VERD", "EXPON.DIST EXPON.VERD.N"),
        ("NORMDIST NORM.VERD", "NORM.DIST NORM.VERD.N"),
        ("NORMINV NORM.INV", "NORM.INV NORM.INV.N"),
        ("TDIST T.VERD", "T.DIST T.DIST"),
        ("TINV TINV", "T.INV T.INV"),
        ("FTEST F.TOETS", "F.TEST F.TEST"),
        ("CONFIDENCE BETROUWBAARHEID", "CONFIDENCE.NORM VERTROUWELIJKHEID.NORM"),
    ],
)
def test_a_function_and_what_replaced_it_are_told_apart(oud: str, nieuw: str) -> None:
    for engels, nederlands in (oud.split(), nieuw.split()):
        assert in_het_nederlands(f"={engels}(A1,2)") == f"={nederlands}(A1;2)"
