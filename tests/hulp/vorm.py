"""Writes down what the workbooks of a version are made of (``via_xl/sjablonen/vorm.json``), from every kind that we make.

``make vorm`` does it again after a change in what a workbook holds; a test fails as long as that wasn't done. What the
list held before stays on it: a folder of an earlier version must not be called forged for what that version made.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from hulp.gemaakt import VARIANTEN, variant_van_drie
from hulp.kleine_master import REGELING
from hulp.versies import LATER, rijp
from via_xl.basis.vingerafdruk import delen_van
from via_xl.bewijs.verificatie.vorm import (
    AFREKENING,
    HEEL,
    REGIOBOEK,
    RUIMTEN,
    feiten,
    soort_deel,
    zonder_cellen,
)
from via_xl.regeling.model import Regeling
from via_xl.rekenen.invoerhash import invoerhash
from via_xl.rekenen.verrekening import verreken
from via_xl.rekenen.wijzigingen import Afgerekend, vergelijk
from via_xl.schrijven.versie import REGIO, versieboeken

DOEL = Path(__file__).parents[2] / "via_xl" / "sjablonen" / "vorm.json"

_ALTIJD_GELIJK = re.compile(r"xl/theme/theme#\.xml")

_VRIJ = re.compile(
    r".*(?:@(?:PartName|Target|Id|id|ref|sqref|count|uniqueCount|size|spans|r|s|min|max|name|displayName|localSheetId"
    r"|sheetId|dataDxfId|dxfId|priority|error|errorTitle|prompt|promptTitle|fontId|fillId|borderId|numFmtId|idx|descr"
    r"|topLeftCell|activeCell|xSplit|ySplit|fitToWidth|fitToHeight)"
    r"|/(?:ptCount|idx|order|axId|crossAx)@val"
    r"|/(?:f|v|t|formula1|formula2|definedName|oddHeader|lpstr|i4|title|calculatedColumnFormula|col|colOff|row|rowOff)#"
    r"|/brk@.*)"
)
"""What follows from the model, and is held against it elsewhere: places, numbers, names and texts."""

_NIET_VRIJ = re.compile(r".*/(?:family|name|sz|charset)@.*")
_VANAF = re.compile(r".*/(?:row@ht|col@width|pageSetup@scale)")
_FORMULE = re.compile(r".*/cfRule/formula#")


def soorten(jaren: Iterable[tuple[Regeling, int, bool]]) -> Iterator[tuple[str, dict[str, bytes]]]:
    """The parts of every workbook of these years: of each the kind of workbook."""
    for regeling, jaar, definitief in jaren:
        uitkomst, hash_nu = verreken(regeling, jaar), invoerhash(regeling, jaar)
        eerder = replace(regeling, uren=regeling.uren[1:])
        vorig = Afgerekend(eerder, verreken(eerder, jaar), 1, "definitief" if definitief else "concept", "0" * 64)
        nu = Afgerekend(regeling, uitkomst, 2, vorig.status, hash_nu)
        redenen = () if definitief else ("nog niet vastgesteld",)
        for wijzigingen in (None, vergelijk(vorig, nu)):
            boeken = versieboeken(
                regeling, "m.xlsx", uitkomst, 2, redenen, hash_nu, wijzigingen, gemaakt_op=date(jaar + 1, 7, 1)
            )
            for code, boek in boeken.items():
                inhoud = io.BytesIO()
                boek.stel_op().bewaar(inhoud)
                yield REGIOBOEK if code == REGIO else AFREKENING, delen_van(inhoud)


def jaren() -> Iterator[tuple[Regeling, int, bool]]:
    """Every kind of year: the region, the year, and whether it is definitief; the small ones first."""
    yield REGELING, 2024, False
    yield rijp(LATER), 2024, True
    yield replace(REGELING, uren=(), urenstaten=(), begroting=(), aandachtspunten=()), 2024, False
    for naam, (jaar, _) in VARIANTEN.items():
        yield variant_van_drie(naam), jaar, "herindeling" in naam


def leid_af() -> dict[str, dict[str, dict[str, Any]]]:
    """The list, as the file holds it, of what is made now."""
    uit: dict[str, dict[str, dict[str, Any]]] = {}
    for soort, delen in soorten(jaren()):
        for deel, inhoud in delen.items():
            regels = uit.setdefault(soort, {}).setdefault(soort_deel(deel), {})
            if _ALTIJD_GELIJK.fullmatch(soort_deel(deel)):
                _erbij(regels, HEEL, hashlib.sha256(inhoud).hexdigest())
                continue
            for feit in feiten(inhoud):
                if feit.sleutel == RUIMTEN:
                    _erbij(regels, RUIMTEN, feit.waarde)
                    continue
                van_element = regels.setdefault(feit.pad, {})
                if feit.sleutel:
                    _regel(van_element, feit.pad, feit.sleutel, feit.waarde)
    return uit


def _erbij(regels: dict[str, Any], sleutel: str, waarde: str) -> None:
    regels[sleutel] = sorted({*regels.get(sleutel, []), waarde})


def _regel(regels: dict[str, Any], pad: str, sleutel: str, waarde: str) -> None:
    plek = f"{pad}{sleutel}"
    if _VANAF.fullmatch(plek):
        laagste = regels.get(sleutel, {"vanaf": float(waarde)})["vanaf"]
        regels[sleutel] = {"vanaf": min(laagste, float(waarde))}
    elif _FORMULE.fullmatch(plek):
        bekend = regels.get(sleutel, {"formules": []})["formules"]
        regels[sleutel] = {"formules": sorted({*bekend, zonder_cellen(waarde)})}
    elif _VRIJ.fullmatch(plek) and not _NIET_VRIJ.fullmatch(plek):
        regels[sleutel] = None
    else:
        _erbij(regels, sleutel, waarde)


def samen(oud: Any, nieuw: Any) -> Any:
    """Two lists as one that allows what either allows."""
    if oud is None or nieuw is None:
        return None
    if isinstance(oud, list):
        return sorted({*oud, *nieuw})
    if "vanaf" in oud:
        return {"vanaf": min(oud["vanaf"], nieuw["vanaf"])}
    return {
        sleutel: samen(oud[sleutel], nieuw[sleutel]) if sleutel in oud and sleutel in nieuw else (oud | nieuw)[sleutel]
        for sleutel in sorted(oud.keys() | nieuw.keys())
    }


def als_tekst(lijst: dict[str, dict[str, dict[str, Any]]]) -> str:
    """The list as a text with a line an element, so that a change of it can be read."""
    soort_teksten = []
    for soort, delen in sorted(lijst.items()):
        deel_teksten = []
        for deel, regels in sorted(delen.items()):
            rijen = ",\n".join(f"   {_json(pad)}: {_json(regel)}" for pad, regel in sorted(regels.items()))
            deel_teksten.append(f"  {_json(deel)}: {{\n{rijen}\n  }}")
        soort_teksten.append(f" {_json(soort)}: {{\n" + ",\n".join(deel_teksten) + "\n }")
    return "{\n" + ",\n".join(soort_teksten) + "\n}\n"


def _json(wat: Any) -> str:
    return json.dumps(wat, ensure_ascii=False, sort_keys=True)


if __name__ == "__main__":
    bekend = json.loads(DOEL.read_text("utf-8")) if DOEL.exists() else {}
    DOEL.write_text(als_tekst(samen(bekend, leid_af())), encoding="utf-8")
