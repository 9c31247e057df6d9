"""The look of every workbook: a style is a role (input, working, outcome …) and a number format.

Styles are named ``"rol.formaat"``, for instance ``"invoer.euro"`` or ``"werk.uren"``. Inputs are blue on
light yellow, outcomes bold on light blue; both differ in grey print too. Number formats stand in US
notation, as in every file; Excel shows them the Dutch way.
"""

from __future__ import annotations

from typing import Any

LETTER = "Arial"
BLAUW = "#1F4E78"
LICHTBLAUW = "#DDEBF7"
GEEL = "#FFF8DC"
GRIJS = "#595959"
LIJN = "#BFBFBF"

GETALFORMATEN: dict[str, str] = {
    "tekst": "General",
    "algemeen": "General",
    "alinea": "General",
    "nr": "0",
    "geheel": "#,##0",
    "jaar": "0",
    "tenhoogste": '"ten hoogste "[$€-413] #,##0.00',
    "van": '"van "#,##0',
    "uur": '#,##0.00" uur"',
    "schaal": "0",
    "euro": "[$€-413] #,##0.00;\\-[$€-413] #,##0.00",
    "eurodeel": "[$€-413] #,##0.00;\\-[$€-413] #,##0.00",
    "uren": "#,##0.00",
    "getal": "#,##0.00",
    "procent": "0.00%",
    "procent4": "0.0000%",
    "fouten": '0" × FOUT"',
    "letop": '0" × LET OP"',
    "aandeel": "0.00%",
    "datum": "[$-413]dd\\-mm\\-yyyy",
    "maand": "[$-413]mmm yyyy",
}

_RAND = {"border": 1, "border_color": LIJN}

ROLLEN: dict[str, dict[str, Any]] = {
    "invoer": {"font_color": "#0000C0", "bg_color": GEEL, "locked": False, **_RAND},
    "werk": {**_RAND},
    "uitkomst": {"bold": True, "bg_color": LICHTBLAUW, **_RAND},
    "kaal": {},
    "vet": {"bold": True},
    "kop": {
        "bold": True,
        "font_color": "#FFFFFF",
        "bg_color": BLAUW,
        "text_wrap": True,
        "valign": "vcenter",
        **_RAND,
    },
    "titel": {"bold": True, "font_size": 16, "font_color": BLAUW},
    "kopje": {"bold": True, "font_size": 12, "font_color": BLAUW},
    "uitleg": {"italic": True, "font_color": GRIJS},
    "uitlegalinea": {"italic": True, "font_color": GRIJS, "text_wrap": True},
    "alinea": {"text_wrap": True, "valign": "top"},
    "klein": {"font_size": 9, "font_color": GRIJS, "text_wrap": True, "valign": "top"},
    "vlag": {"bold": True, "font_color": BLAUW},
    "concept": {"bold": True, "font_color": "#C00000", "align": "right"},
    "regel": {"bottom": 1, "bottom_color": LIJN, "valign": "vcenter"},
    "slot": {"bold": True, "top": 1, "bottom": 6, "valign": "vcenter"},
    "groot": {"bold": True, "font_size": 14, "bg_color": LICHTBLAUW, "top": 1, "bottom": 1, "valign": "vcenter"},
    "link": {"font_color": "#0563C1", "underline": 1},
}

FOUT_OPMAAK: dict[str, Any] = {"bold": True, "font_color": "#FFFFFF", "bg_color": "#C00000"}
LET_OP_OPMAAK: dict[str, Any] = {"bold": True, "font_color": "#7F4F00", "bg_color": "#FFE699"}
GOED_OPMAAK: dict[str, Any] = {"font_color": "#1E6B2E"}


def eigenschappen(stijl: str) -> dict[str, Any]:
    """The XlsxWriter format properties of a style name. Raises KeyError for an unknown role or format."""
    rol, _, formaat = stijl.partition(".")
    uit: dict[str, Any] = {"font_name": LETTER, "font_size": 10, "valign": "top", **ROLLEN[rol]}
    if formaat:
        uit["num_format"] = GETALFORMATEN[formaat]
        if formaat in ("jaar", "schaal", "datum", "maand"):
            uit.setdefault("align", "center")
        if formaat in ("tekst", "alinea"):
            uit["num_format"] = "General"
            uit |= {"align": "left", "indent": 1}
        if formaat == "alinea":
            uit["text_wrap"] = True
        if formaat == "nr":
            uit["align"] = "center"
    return uit
