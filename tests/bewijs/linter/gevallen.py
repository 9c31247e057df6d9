"""For each rule workbooks that break it, at least three ways, and workbooks that almost do but may stay.

Each is the good workbook of ``hulp.proefboek`` spoilt in one place. A new rule belongs here too: a test says so.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from hulp.proefboek import Proefboek, maak, vervang
from msgspec import Struct

Bederf = Callable[[Proefboek], object]
Maak = Callable[[Path], Path]
KERN, FORMULE = "Start!C9", "=ROUND(tblVerrekening[[#This Row],[n]]*100/12,2)"
WERKBOEK, INWONERS, VERREKENING = "xl/workbook.xml", "xl/tables/table1.xml", "xl/tables/table2.xml"
HASH = "0123456789abcdef" * 4
BLAD = "xl/worksheets/sheet{}.xml"
BEVEILIGD = '<sheetProtection sheet="1" scenarios="1"/>'


class Gevallen(Struct, frozen=True):
    """``fout`` maps what is wrong to where it is found and how it is made; ``bijna`` what may stay to how."""

    fout: dict[str, tuple[str, Maak]]
    bijna: dict[str, Maak]


def boek(*bederf: Bederf) -> Maak:
    """The good workbook, spoilt before it is closed."""
    return lambda pad: maak(pad, lambda proef: [stap(proef) for stap in bederf])


def xml(deel: str, oud: str, nieuw: str, *bederf: Bederf) -> Maak:
    """The same, and then spoilt in a part of the package."""
    return lambda pad: vervang(boek(*bederf)(pad), deel, oud, nieuw)


def zet(plek: str, formule: str, waarde: object = 0) -> Bederf:
    """A formula in a cell."""
    return lambda proef: proef.schrijf(plek, formule, waarde)


def inhoud(plek: str, waarde: object, **opmaak: object) -> Bederf:
    """A value in a cell; a text stays a text."""
    blad, cel = plek.split("!")

    def schrijf(proef: Proefboek) -> None:
        stijl = proef.boek.add_format(opmaak) if opmaak else None
        getypt = proef.bladen[blad].write_string if isinstance(waarde, str) else proef.bladen[blad].write
        getypt(cel, waarde, stijl)

    return schrijf


def op(blad: str, doe: str, *argumenten: object) -> Bederf:
    """A call of XlsxWriter on a sheet."""
    return lambda proef: getattr(proef.bladen[blad], doe)(*argumenten)


def formule(tekst: str) -> Maak:
    """A formula in a cell of its own."""
    return boek(zet(KERN, tekst))


def fouten(**teksten: str) -> dict[str, tuple[str, Maak]]:
    """Formulas that break a rule in the cell they stand in."""
    return {naam.replace("_", " "): (KERN, formule(tekst)) for naam, tekst in teksten.items()}


def bijna(**teksten: str) -> dict[str, Maak]:
    """Formulas that may stay."""
    return {naam.replace("_", " "): formule(tekst) for naam, tekst in teksten.items()}


def tabel(naam: str, *koppen: str) -> Bederf:
    """A small table beside the others, on Start."""
    kolommen = {"name": naam, "columns": [{"header": kop} for kop in koppen]}
    return op("Start", "add_table", 0, 9, 2, 8 + len(koppen), kolommen)


def naam(welke: str, doel: str) -> Bederf:
    """A defined name."""
    return lambda proef: proef.boek.define_name(welke, doel)


def zin(**argumenten: object) -> Bederf:
    """A dropdown on Start!B4."""
    return op("Start", "data_validation", "B4", {"validate": "list"} | argumenten)


def _rapport(proef: Proefboek) -> None:
    """Turn it into a report of findings: two tables, and no formula left."""
    tabel("tblBevindingen", "Wat")(proef)
    op("Start", "add_table", "N1:N3", {"name": "tblBestanden", "columns": [{"header": "SHA-256"}]})(proef)
    for blad in proef.bladen.values():
        for rij in list(blad.table.values()):
            for kolom in [kolom for kolom, cel in rij.items() if "Formula" in type(cel).__name__]:
                del rij[kolom]


GEVALLEN: dict[str, Gevallen] = {
    "getallen": Gevallen(
        fouten(
            a_number_of_its_own="=Jaar+3",
            a_percentage="=Jaar*50%",
            eleven_digits="=ROUND(Jaar,11)",
            the_first_argument_of_ROUND="=ROUND(7,2)",
        ),
        bijna(
            the_numbers_that_may="=Jaar+0+1*2/12*100",
            rounding_digits="=ROUND(Jaar,10)+ROUND(Jaar,-3)",
            a_number_in_a_text='=IF(Jaar>0,"8.2","36 uur")',
        ),
    ),
    "kolomformule": Gevallen(
        {
            "one row rounds otherwise": ("Verrekening!C3", boek(zet("Verrekening!C3", FORMULE.replace(",2", ",1")))),
            "one row looks elsewhere": ("Verrekening!D2", boek(zet("Verrekening!D2", "=SUM(tblVerrekening[n])"))),
            "the table has another formula": ("Verrekening!C2:C4", xml(VERREKENING, "*100/12,2)", "*100/12,1)")),
            "the table lost its formula": (
                "Verrekening!C2:C4",
                xml(VERREKENING, f"<calculatedColumnFormula>{FORMULE[1:]}</calculatedColumnFormula>", ""),
            ),
        },
        {
            "a sum typed in an input column": boek(zet("Inwoners!C3", "=100*12", 1200)),
            "other spaces in one row": boek(zet("Verrekening!C3", FORMULE.replace("*", " * "))),
            "a relative formula copied down": xml(
                VERREKENING,
                FORMULE[1:],
                "ROUND(B2*100/12,2)",
                *(zet(f"Verrekening!C{rij}", f"=ROUND(B{rij}*100/12,2)") for rij in (2, 3, 4)),
            ),
        },
    ),
    "externe_koppeling": Gevallen(
        fouten(a_formula="=[1]Blad!A1")
        | {
            "a link to a drive": ("!", boek(op("Start", "write_url", "A9", r"external:c:\map\b.xlsx"))),
            "a link to a server": ("!", boek(op("Start", "write_url", "A9", r"external:\\server\map\b.xlsx"))),
            "a name": ("!Elders", boek(naam("Elders", "='[b.xlsx]Blad'!$A$1"))),
            "a dropdown": ("Start!B4", boek(zin(source="='[b.xlsx]Blad'!$A$1:$A$3"))),
            "a connection": (
                "!",
                xml(
                    "xl/_rels/workbook.xml.rels",
                    "</Relationships>",
                    '<Relationship Id="rId99" Type="x/connections" Target="http://x.nl/a" TargetMode="External"/>'
                    "</Relationships>",
                ),
            ),
        },
        bijna(a_sheet_of_this_file="=Inwoners!$C$2")
        | {
            "links to a page, an address and a file beside it": boek(
                op("Start", "write_url", "A9", "https://www.voorbeeld.nl/koersplan"),
                op("Start", "write_url", "A10", "mailto:via@voorbeeld.nl"),
                op("Start", "write_url", "A11", "internal:Inwoners!A1"),
                op("Start", "write_url", "A12", "external:urenstaten/oss.xlsx#'Urenstaat'!E17"),
            )
        },
    ),
    "verboden_functies": Gevallen(
        fouten(
            today="=TODAY()",
            an_offset="=SUM(OFFSET(Start!$B$1,0,0))",
            an_indirect='=INDIRECT("B1")',
            inside_another='=IF(Jaar>0,CELL("row"),0)',
            a_newer_random="=_xlfn.RANDARRAY(1)",
        )
        | {"in a name": ("!Vandaag", boek(naam("Vandaag", "=NOW()")))},
        bijna(a_text_that_names_one='=IF(Jaar>0,"NOW()","")', a_name_like_one="=Jaar+COUNTA(tblInwoners[Code])"),
    ),
    "dialect": Gevallen(
        fouten(
            a_condition_as_array="=SUM((tblInwoners[Peiljaar]=Jaar)*tblInwoners[Inwoners])",
            a_function_in_SUMPRODUCT="=SUMPRODUCT(ROUND(tblInwoners[Inwoners],0)*1)",
            ranges_of_two_lengths="=SUMIFS(tblInwoners[Inwoners],Inwoners!$A$2:$A$3,1)",
            a_function_outside_the_list='=TEXT(Jaar,"0")',
            a_power="=Jaar^2",
            an_array_constant="=COUNTA({1,2})",
        ),
        bijna(
            a_condition_in_SUMPRODUCT="=SUMPRODUCT((tblInwoners[Peiljaar]=Jaar)*tblInwoners[Inwoners])",
            a_lookup_with_a_net='=IFERROR(INDEX(tblInwoners[Inwoners],MATCH("x",tblInwoners[Code],0)),0)',
        ),
    ),
    "foutwaarden": Gevallen(
        fouten(an_error_in_the_formula="=#REF!+1")
        | {
            "a cached error": (KERN, boek(zet(KERN, "=Jaar/0", "#DIV/0!"))),
            "a cached error in a table": ("Inwoners!G3", boek(zet("Inwoners!G3", "=1/0", "#N/A"))),
            "a typed error": (
                KERN,
                xml(BLAD.format(1), '<c r="C9"><v>7</v>', '<c r="C9" t="e"><v>#N/A</v>', inhoud(KERN, 7)),
            ),
            "a name that leads nowhere": ("!Weg", boek(naam("Weg", "=#REF!$A$1"))),
        },
        bijna(a_text_that_names_one='=IF(Jaar>0,"#REF!","")')
        | {"a cell that says it": boek(inhoud(KERN, "geen #N/B gevonden"))},
    ),
    "kring": Gevallen(
        {
            "a cell that holds itself": (KERN, formule("=Start!C9+1")),
            "a sum over itself": (KERN, formule("=SUM(C8:C12)")),
            "three cells": (
                "Start!C10",
                boek(zet("Start!C9", "=C10"), zet("Start!C10", "=C11"), zet("Start!C11", "=C9")),
            ),
            "a column of its own table": ("Verrekening!D3", boek(zet("Verrekening!B3", "=SUM(tblVerrekening[Rang])"))),
            "through a sum elsewhere": ("Verrekening!B3", boek(zet("Verrekening!B3", "=Verrekening!$G$2"))),
            "manual calculation": ("!", xml(WERKBOEK, "<calcPr ", '<calcPr calcMode="manual" ')),
            "iteration": ("!", xml(WERKBOEK, "<calcPr ", '<calcPr iterate="1" ')),
            "precision as shown": ("!", xml(WERKBOEK, "<calcPr ", '<calcPr fullPrecision="0" ')),
        },
        {
            "sums of what stands below": boek(zet("Start!C9", "=SUM(C10:C12)"), zet("Start!C10", "=SUM(C11:C12)")),
            "another column of its row": boek(zet("Verrekening!D3", "=tblVerrekening[[#This Row],[n]]")),
            "no settings at all": xml(WERKBOEK, '<calcPr calcId="124519" fullCalcOnLoad="1"/>', ""),
        },
    ),
    "verborgen": Gevallen(
        {
            "a sheet": ("Herkomst!", boek(op("Herkomst", "hide"))),
            "a very hidden sheet": ("Herkomst!", boek(op("Herkomst", "very_hidden"))),
            "a row": ("Start!A5", boek(op("Start", "set_row", 4, None, None, {"hidden": True}))),
            "a row without height": ("Start!A5", boek(op("Start", "set_row", 4, 0))),
            "columns": ("Start!F1", boek(op("Start", "set_column", "F:G", None, None, {"hidden": True}))),
            "a column without width": ("Start!F1", boek(op("Start", "set_column", "F:F", 0))),
            "white on white": (KERN, boek(inhoud(KERN, 1, font_color="#FFFFFF"))),
            "the colour of its ground": (KERN, boek(inhoud(KERN, 1, font_color="#1F4E79", bg_color="#1F4E79"))),
            "a format that shows nothing": (KERN, boek(inhoud(KERN, 1, num_format=";;;"))),
            "a hidden formula": (KERN, boek(inhoud(KERN, 1, hidden=True))),
            "a hidden name": (
                "!Jaar",
                xml(WERKBOEK, '<definedName name="Jaar"', '<definedName name="Jaar" hidden="1"'),
            ),
            "every empty row": ("Start!", boek(op("Start", "set_default_row", None, True))),
        },
        {
            "white on blue": boek(inhoud(KERN, 1, font_color="#FFFFFF", bg_color="#1F4E79")),
            "a format without zero": boek(inhoud(KERN, 1, num_format="#,##0;-#,##0;")),
            "a format for texts": boek(inhoud(KERN, 1, num_format="0;;;@")),
            "an unlocked cell": boek(inhoud(KERN, 1, locked=False)),
            "a low row and a narrow column": boek(op("Start", "set_row", 4, 3), op("Start", "set_column", "F:F", 0.5)),
        },
    ),
    "beveiliging": Gevallen(
        {
            "an input sheet that can't grow": ("Inwoners!", boek(op("Inwoners", "protect", "", {"objects": True}))),
            "a password": ("Verrekening!", boek(op("Verrekening", "protect", "geheim", {"objects": True}))),
            "no Trace Precedents": ("Controles!", boek(op("Controles", "protect"))),
            "an open sheet with formulas": ("Herkomst!", xml(BLAD.format(5), BEVEILIGD, "")),
            "a workbook with a password": (
                "!",
                xml(
                    WERKBOEK,
                    "<bookViews>",
                    '<workbookProtection workbookPassword="83AF" lockStructure="1"/><bookViews>',
                ),
            ),
        },
        {
            "a sheet with an input table among others": boek(
                op("Inwoners", "add_table", "J1:J3", {"name": "tblEigen"})
            ),
            "a fixed order of sheets": xml(
                WERKBOEK, "<bookViews>", '<workbookProtection lockStructure="1"/><bookViews>'
            ),
            "a report of findings": xml(BLAD.format(1), BEVEILIGD, "", _rapport),
        },
    ),
    "herkomstkolommen": Gevallen(
        {
            f"no column {kop}": ("Inwoners!A1:G4", xml(INWONERS, f'name="{kop}"', f'name="{anders}"'))
            for kop, anders in (("Bron", "Herkomst"), ("Brondatum", "Datum"), ("Status", "Stand"))
        },
        {
            "a table of the user's own": boek(tabel("tblEigen", "Wat", "Bedrag")),
            "a calculated table": boek(tabel("tblVerdeling", "Code", "Aandeel")),
        },
    ),
    "eenheden": Gevallen(
        {
            "euros in one row": (
                "Verrekening!B2:B4",
                boek(inhoud("Verrekening!B3", 1, num_format="[$€-413] #,##0.00")),
            ),
            "a percentage in one row": ("Verrekening!B2:B4", boek(inhoud("Verrekening!B3", 1, num_format="0.00%"))),
            "a percentage in a column of euros": (
                "Verrekening!C2:C4",
                boek(inhoud("Verrekening!C4", 1, num_format="0%")),
            ),
            "a table of the user's own": (
                "Start!J2:J3",
                boek(tabel("tblProef", "Waarde"), inhoud("Start!J2", 12.5, num_format="€ 0.00")),
            ),
        },
        {
            "thousands": boek(inhoud("Verrekening!B3", 1, num_format="#,##0")),
            "a column Eenheid": boek(
                tabel("tblProef", "Waarde", "Eenheid"), inhoud("Start!J2", 12.5, num_format="€ 0.00")
            ),
            "outside a table": boek(inhoud(KERN, 1, num_format="€ 0.00")),
        },
    ),
    "controleblad": Gevallen(
        {
            "no name": ("Controles!", xml(WERKBOEK, "Alles_in_orde", "Oordeel")),
            "a name for two cells": ("Controles!", xml(WERKBOEK, "Controles!$B$1", "Controles!$B$1:$B$2")),
            "a typed verdict": ("Controles!B1", boek(inhoud("Controles!B1", 1))),
            "a sheet that doesn't show it": ("Start!", boek(zet("Start!H1", "=Jaar"))),
            "a sheet of the user's own": ("Kladblok!", boek(lambda proef: proef.boek.add_worksheet("Kladblok"))),
        },
        {
            "the cell instead of its name": boek(zet("Start!H1", "=Controles!$B$1")),
            "a report of findings": boek(_rapport),
        },
    ),
    "zoeken": Gevallen(
        fouten(
            a_MATCH_without_type='=MATCH("GM0755",tblInwoners[Code])',
            a_MATCH_of_type_1='=MATCH("GM0755",tblInwoners[Code],1)',
            a_LOOKUP='=LOOKUP("GM0755",tblInwoners[Code],tblInwoners[Inwoners])',
            a_VLOOKUP='=VLOOKUP("GM0755",Inwoners!$A$2:$C$4,2)',
            a_HLOOKUP='=HLOOKUP("GM0755",Inwoners!$A$2:$C$4,2,TRUE)',
        ),
        bijna(
            an_exact_MATCH='=MATCH("GM0755",tblInwoners[Code],0)',
            an_exact_VLOOKUP='=VLOOKUP("GM0755",Inwoners!$A$2:$C$4,2,FALSE)',
        ),
    ),
    "tekstgetal": Gevallen(
        {
            tekst: ("Inwoners!C3", boek(inhoud("Inwoners!C3", tekst)))
            for tekst in ("1234", "1.234,56", "-7,5", "€ 12,50", "50 %", " 8 ")
        }
        | {"outside a table": (KERN, boek(inhoud(KERN, "2.500")))},
        {
            "a code and a source": boek(inhoud("Inwoners!A3", "0796"), inhoud("Inwoners!D3", "2024")),
            "a header": boek(tabel("tblProef", "2024", "2025")),
            **{tekst: boek(inhoud(KERN, tekst)) for tekst in ("0.1.0", "2024-03-01", "8 uur", "GM0755")},
        },
    ),
    "omvang": Gevallen(
        fouten(
            an_IF_three_deep="=IF(Jaar>1,IF(Jaar>2,IF(Jaar>12,1,0),0),0)",
            three_deep_through_another="=IF(Jaar>1,MAX(0,IF(Jaar>2,(IF(Jaar>12,1,0)),0)),0)",
            too_long_to_read="=" + "+".join(["Jaar"] * 81),
        ),
        bijna(
            two_deep_and_twice="=IF(Jaar>1,IF(Jaar>2,1,0),0)+IF(Jaar>0,IF(Jaar>1,1,0),0)",
            four_hundred_characters="=" + "+".join(["Jaar"] * 80),
        ),
    ),
    "eenmaal": Gevallen(
        {
            "the same sum elsewhere": ("Start!C9", formule("=SUM(Verrekening!$B$2:$B$4)")),
            "the same with a structured reference": ("Start!C9", formule("=SUM(tblVerrekening[n])")),
            "twice on a sheet": ("Start!C9", boek(zet("Start!C9", "=B2+Jaar*2"), zet("Start!C12", "=$B$2+Jaar*2"))),
        },
        {
            "a plain reference": boek(zet("Start!C9", "=Verrekening!$G$2"), zet("Herkomst!C9", "=Verrekening!$G$2")),
            "a title with the year": boek(
                zet("Start!C9", '="Jaar "&Jaar', "Jaar 2024"), zet("Herkomst!C9", '="Jaar "&Jaar', "Jaar 2024")
            ),
            "the sum of a row less": formule("=SUM(Verrekening!$B$2:$B$3)"),
        },
    ),
    "bladvolgorde": Gevallen(
        {
            "two sheets": (
                "Start!C9",
                boek(zet("Start!C9", "=Verrekening!$G$2"), zet("Verrekening!G5", "=Start!$A$5")),
            ),
            "three sheets": (
                "Start!C9",
                boek(
                    zet("Start!C9", "=Herkomst!$C$9"),
                    zet("Herkomst!C9", "=Verrekening!$G$2"),
                    zet("Verrekening!G5", "=Start!$A$5"),
                ),
            ),
            "by a column": ("Inwoners!J9", boek(zet("Inwoners!J9", "=SUM(tblVerrekening[n])"))),
        },
        {
            "the year and the flag": boek(
                zet("Start!C9", "=Verrekening!$G$2"), zet("Verrekening!G5", "=Jaar+Start!$B$1+Alles_in_orde")
            ),
            "within a sheet": boek(zet("Start!C9", "=Start!$C$10"), zet("Start!C10", "=C11")),
        },
    ),
    "versie": Gevallen(
        {
            "a character too few": ("!", boek(inhoud("Herkomst!B3", HASH[:-1]))),
            "a hash without its name": ("!", boek(inhoud("Herkomst!A3", "SHA-256"))),
            "the hash too far away": ("!", boek(inhoud("Herkomst!B3", ""), inhoud("Herkomst!D3", HASH))),
            "no version": ("Herkomst!", boek(inhoud("Herkomst!A2", "Gemaakt met"))),
        },
        {
            "in one cell": boek(inhoud("Herkomst!A3", f"Invoerhash: {HASH}"), inhoud("Herkomst!B3", "")),
            "one below the other": boek(inhoud("Herkomst!B3", ""), inhoud("Herkomst!A4", HASH)),
            "a report of findings": boek(_rapport, inhoud("Herkomst!B3", "")),
        },
    ),
    "groei": Gevallen(
        {
            "a total right under it": ("Inwoners!C5", boek(zet("Inwoners!C5", "=SUM(tblInwoners[Inwoners])", 261716))),
            "a note further down": ("Inwoners!A40", boek(inhoud("Inwoners!A40", "let op: nog navragen"))),
            "a number under its last column": ("Inwoners!G9", boek(inhoud("Inwoners!G9", 1))),
        },
        {
            "beside it, and a blank with a look": boek(
                inhoud("Inwoners!J9", "beste lezer"), op("Inwoners", "write_blank", "A9", None, None)
            ),
            "under a table that nobody types in": boek(inhoud("Verrekening!A9", "toelichting")),
        },
    ),
    "samengevoegd": Gevallen(
        {
            gebied: (
                f"Verrekening!{gebied}",
                xml(
                    BLAD.format(3),
                    'ref="A8:B8"',
                    f'ref="{gebied}"',
                    op("Verrekening", "merge_range", "A8:B8", "toelichting"),
                ),
            )
            for gebied in ("A3:A4", "A1:B1", "D4:E5")
        },
        {"below a table": boek(op("Verrekening", "merge_range", "A5:D5", "toelichting"))},
    ),
    "overgetypt": Gevallen(
        {
            "a value over a formula": ("Inwoners!G3", boek(inhoud("Inwoners!G3", 5))),
            "a text over a formula": ("Verrekening!C3", boek(inhoud("Verrekening!C3", "n.v.t."))),
            "a formula wiped": (
                "Verrekening!D4",
                boek(
                    op("Verrekening", "write_blank", "D4", None, None),
                    lambda proef: proef.bladen["Verrekening"].table[3].pop(3),
                ),
            ),
            "after the table lost its formula": (
                "Verrekening!C3",
                xml(
                    VERREKENING,
                    f"<calculatedColumnFormula>{FORMULE[1:]}</calculatedColumnFormula>",
                    "",
                    inhoud("Verrekening!C3", 5),
                ),
            ),
        },
        {
            "a value in an input column": boek(inhoud("Inwoners!C3", 5)),
            "one formula in a column of values": boek(zet("Verrekening!A3", "=Inwoners!$A$3", "GM0796")),
        },
    ),
    "structuur": Gevallen(
        fouten(
            a_table_that_is_not_there="=SUM(tblWeg[n])",
            a_column_that_is_not_there="=SUM(tblInwoners[Weg])",
            a_bare_table_name="=COUNTA(tblInwoners)",
            a_corrupt_row_reference="=tblInwoners[[#This Row],Inwoners]",
            a_row_reference_off_the_rows="=tblInwoners[[#This Row],[Inwoners]]",
            no_table_name="=SUM([Inwoners])",
            an_unknown_name="=Onbekend+1",
            an_unknown_sheet="=Weg!A1",
            headers_as_a_reference="=COUNTA(tblInwoners[#Headers])",
            two_columns_at_once="=SUM(tblInwoners[[Peiljaar]:[Inwoners]])",
        )
        | {
            "a row of another table": (
                "Verrekening!C3",
                boek(zet("Verrekening!C3", "=tblInwoners[[#This Row],[Inwoners]]")),
            ),
            "a header to be escaped": ("Start!J1:J3", boek(tabel("tblProef", "Aantal [n]"))),
            "a dropdown of a column": ("Start!B4", boek(zin(source="=tblInwoners[Code]"))),
        },
        bijna(a_column_in_another_case="=SUM(TBLINWONERS[inwoners])", another_sheet="=SUM(Inwoners!$C$2:$C$4)")
        | {"a dropdown of a name": boek(naam("Codes", "=tblInwoners[Code]"), zin(source="=Codes"))},
    ),
    "namen": Gevallen(
        {
            fout: (f"!{fout}", xml(WERKBOEK, '"Proefnaam"', f'"{fout}"', naam("Proefnaam", "=Start!$B$1")))
            for fout in ("JAN2024", "K", "r1k1", "C3", "Een naam", "2024jaar")
        },
        {
            goed: xml(WERKBOEK, '"Proefnaam"', f'"{goed}"', naam("Proefnaam", "=Start!$B$1"))
            for goed in ("Kosten", "Jaar_2024", "Rij", "_K", "ABCD1", "K.1")
        },
    ),
}
"""By the name of the module of the rule."""
