"""Rule 7: nothing hidden.

What a reader can't see, they can't judge, and what is hidden is mailed all the same: hidden rows, columns, sheets,
names and formulas, cells without a visible number format, and text in the colour of its background.

EuSpRIG's horror stories hold a purchase of 179 contracts that nobody wanted, in rows that were hidden and not deleted
(Barclays and Lehman Brothers, 2008); ICAEW's preface to its Twenty principles names sheets sent with hidden columns.
"""

from collections.abc import Iterator

from openpyxl.cell.cell import Cell
from openpyxl.styles.colors import COLOR_INDEX, Color
from openpyxl.worksheet.worksheet import Worksheet

from via_xl.basis.bevinding import Bevinding
from via_xl.bewijs.linter.boek import Lintboek

REGEL = 7
_WIT = "FFFFFF"
_THEMA = {0: _WIT, 1: "000000"}


def controleer(boek: Lintboek) -> Iterator[Bevinding]:
    """Everything hidden, one finding each."""
    for blad in (*boek.bladen, *boek.werkboek.chartsheets):
        if getattr(blad, "sheet_state", "visible") != "visible":
            yield boek.meld(
                REGEL, blad.title, "", "het blad is verborgen.", "Maak het blad zichtbaar of verwijder het."
            )
    for naam in boek.gedefinieerde_namen:
        if naam.verborgen:
            yield boek.meld(
                REGEL, naam.blad, naam.naam, "de naam is verborgen.", "Verwijder de naam of maak haar zichtbaar."
            )
    for blad in boek.bladen:
        yield from _rijen_en_kolommen(boek, blad)
        yield from _cellen(boek, blad)


def _rijen_en_kolommen(boek: Lintboek, blad: Worksheet) -> Iterator[Bevinding]:
    for letter, kolom in sorted(blad.column_dimensions.items()):
        if kolom.hidden or kolom.width == 0:
            wat = f"kolom {letter} is verborgen of heeft breedte 0."
            yield boek.meld(REGEL, blad.title, f"{letter}1", wat, "Maak de kolom zichtbaar of verwijder haar.")
    for nummer, rij in sorted(blad.row_dimensions.items()):
        if rij.hidden or rij.height == 0:
            wat = f"rij {nummer} is verborgen, weggefilterd of heeft hoogte 0."
            yield boek.meld(REGEL, blad.title, f"A{nummer}", wat, "Wis het filter of maak de rij zichtbaar.")
    if blad.sheet_format.zeroHeight:
        yield boek.meld(REGEL, blad.title, "", "alle lege rijen zijn verborgen.", "Maak de rijen zichtbaar.")


def _cellen(boek: Lintboek, blad: Worksheet) -> Iterator[Bevinding]:
    oordelen: dict[int, str] = {}
    for cel in boek.cellen[blad.title]:
        stijl = cel.style_id
        if stijl not in oordelen:
            oordelen[stijl] = _oordeel(cel)
        if oordelen[stijl]:
            doen = "Geef de cel een gewone opmaak of verwijder de inhoud."
            yield boek.meld(REGEL, blad.title, cel.coordinate, oordelen[stijl], doen)


def _oordeel(cel: Cell) -> str:
    delen = (cel.number_format or "").split(";")
    if len(delen) > 1 and not any(deel.strip() for deel in delen[:3]):
        return "de getalnotatie toont niets (;;;)."
    letter = _kleur(cel.font.color if cel.font else None)
    vulling = cel.fill
    gevuld = vulling is not None and vulling.fill_type == "solid"
    achter = _kleur(vulling.fgColor) if gevuld else _WIT
    if letter and letter == achter:
        return "de tekst heeft de kleur van de achtergrond."
    if cel.protection is not None and cel.protection.hidden:
        return "de formule is verborgen zodra het blad beveiligd is."
    return ""


def _kleur(kleur: Color | None) -> str:
    """The colour as RRGGBB, empty when it is unknown or the default."""
    if kleur is None:
        return ""
    if kleur.type == "theme":
        return _THEMA.get(kleur.theme, "") if not kleur.tint else ""
    if kleur.type == "indexed":
        return COLOR_INDEX[kleur.indexed][-6:].upper() if kleur.indexed < len(COLOR_INDEX) else ""
    return str(kleur.rgb)[-6:].upper()
