"""Which cell is meant by what was typed: ``Blad!Cel`` or a defined name. What does not exist is met with what is near."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from via_xl.basis.bevinding import InvoerFout
from via_xl.basis.kolommen import kolomletter
from via_xl.bewijs.herkomst.werkboek import Herkomstboek, Plek
from via_xl.bewijs.linter.verwijzing import Gebied, a1

_ADRES = re.compile(r"\$?[A-Za-z]{1,3}\$?[0-9]{1,7}")
_VOORBEELD = "Schrijf de plaats als Blad!Cel, bijvoorbeeld 'Afrekening!E5'."


def vind(werkboek: Herkomstboek, gevraagd: str) -> Plek:
    """The cell that is asked for.

    Raises:
        InvoerFout: there is no such sheet or cell, it is a range, or the cell is blank; what is near is named.
    """
    tekst = gevraagd.strip().removeprefix("=")
    bladdeel, uitroep, adres = tekst.rpartition("!")
    gebied = _gebied(werkboek, bladdeel, adres, gevraagd) if uitroep else _zonder_blad(werkboek, tekst)
    if not gebied.enkel:
        raise InvoerFout(f"{gevraagd} is een bereik. Geef één cel op, bijvoorbeeld '{gebied.blad}!{_eerste(gebied)}'.")
    plek = gebied.blad, gebied.rij1, gebied.kolom1
    if werkboek.leeg(plek):
        raise InvoerFout(f"{gebied.blad}!{gebied.adres} in {werkboek.pad.name} is leeg.{_buren(werkboek, plek)}")
    return plek


def _eerste(gebied: Gebied) -> str:
    return f"{kolomletter(gebied.kolom1 - 1)}{gebied.rij1}"


def eis_blad(gevraagd: str, bestand: str, bladen: Iterable[str]) -> None:
    """Refuse a sheet that isn't there, before anything of the workbook is read; ``bladen`` are its sheets.

    Raises:
        InvoerFout: there is no such sheet; what is near is named.
    """
    bladdeel, uitroep, _ = gevraagd.strip().removeprefix("=").rpartition("!")
    if uitroep:
        _blad(bladdeel, bestand, {naam.casefold(): naam for naam in bladen})


def _blad(bladdeel: str, bestand: str, bladen: Mapping[str, str]) -> str:
    naam = bladdeel.strip()
    if naam.startswith("'") and naam.endswith("'") and len(naam) > 1:
        naam = naam[1:-1]
    naam = naam.replace("''", "'")
    blad = bladen.get(naam.casefold())
    if blad is None:
        bekend = list(bladen.values())
        lijkt = get_close_matches(naam.casefold(), list(bladen), 3, 0.7)
        namen = ", ".join(bladen[ander] for ander in lijkt) or ", ".join(bekend[:20])
        wat = "bedoelt u" if lijkt else "wel"
        raise InvoerFout(f"In {bestand} is geen blad {naam}; {wat}: {namen or 'geen enkel werkblad'}.")
    return blad


def _gebied(werkboek: Herkomstboek, bladdeel: str, adres: str, gevraagd: str) -> Gebied:
    blad = _blad(bladdeel, werkboek.pad.name, werkboek.bladen)
    gebied = a1(adres.strip(), blad)
    if gebied is None:
        raise InvoerFout(f"{gevraagd} is geen cel: {adres.strip() or 'het adres ontbreekt'}. {_VOORBEELD}")
    return gebied


def _zonder_blad(werkboek: Herkomstboek, tekst: str) -> Gebied:
    """A defined name, or the only sheet."""
    bladen = list(werkboek.bladen.values())
    if not bladen:
        raise InvoerFout(f"{werkboek.pad.name} heeft geen werkblad.")
    is_cel = _ADRES.fullmatch(tekst) is not None
    if is_cel and len(bladen) == 1:
        return _gebied(werkboek, bladen[0], tekst, tekst)
    if not is_cel and tekst:
        gebied = werkboek.verwijzing(tekst, bladen[0]).gebied
        if gebied is not None:
            return gebied
    raise InvoerFout(f"{tekst or 'Niets'} is geen plaats: het blad ontbreekt. {_VOORBEELD}")


def _buren(werkboek: Herkomstboek, plek: Plek) -> str:
    """The filled cells that are nearest, in words."""
    blad, rij, kolom = plek
    vak = Gebied(blad, max(1, rij - 5), max(1, kolom - 5), rij + 5, kolom + 5)
    dichtbij = sorted(werkboek.plekken(vak), key=lambda p: (abs(p[1] - rij) + abs(p[2] - kolom), p))
    if not dichtbij:
        return " Ook eromheen is alles leeg."
    return " Gevulde cellen dichtbij: " + ", ".join(f"{kolomletter(p[2] - 1)}{p[1]}" for p in dichtbij[:5]) + "."
