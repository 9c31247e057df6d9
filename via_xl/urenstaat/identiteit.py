"""Whose hour sheet it is, and of which year: what stands in the sheet, never what the file is called."""

from __future__ import annotations

import re

from msgspec import Struct

from via_xl.basis.gemeenten import is_code, normaliseer
from via_xl.rekenen.verrekening import capaciteit_h
from via_xl.urenstaat import sjabloon
from via_xl.urenstaat.celwaarden import Opgevallen, kort, lees_geheel, lees_woord
from via_xl.urenstaat.gelezen import Kader, Melder
from via_xl.urenstaat.uitlezen import Staatblad, Staatcel

_LEEG_SJABLOON = "Gebruik de urenstaat die u hebt ontvangen, of vraag een nieuwe."
_CODE_IN_NAAM = re.compile(r"GM[0-9]{4}(?![0-9])", re.IGNORECASE)
_JAAR_IN_NAAM = re.compile(r"(?<![0-9])20[0-9]{2}(?![0-9])")


class Identiteit(Struct, frozen=True):
    """The CBS code and the year above the grid, None where missing or wrong, and whether no hours were delivered."""

    code: str | None
    jaar: int | None
    nihil: bool


def zoek_label(blad: Staatblad, label: str, van: int, tot: int) -> list[Staatcel]:
    """The cells with this text in the rows from ``van`` up to but not including ``tot``, counted from 0."""
    return [cel for cel in blad.met_tekst(label) if van <= cel.rij < tot]


def naast(blad: Staatblad, cel: Staatcel) -> Staatcel | None:
    """The cell to the right of a cell; None when that is blank."""
    rechts = blad.cellen.get((cel.rij, cel.kol + 1))
    return None if rechts is None or rechts.leeg else rechts


def lees_identiteit(blad: Staatblad, koprij: int, kader: Kader, opgevallen: Opgevallen) -> Identiteit:
    """Read and judge the labels above the grid, whose headers stand in row ``koprij``.

    What is wrong or remarkable goes to the findings of ``opgevallen``.
    """
    melder = opgevallen.melder
    cellen = {label: _waarde(blad, label, koprij, melder) for label in sjabloon.IDENTITEIT}
    _controleer_sjabloon(cellen[sjabloon.LABEL_SJABLOON], opgevallen)
    code = _code(cellen[sjabloon.LABEL_CODE], kader, opgevallen)
    jaar = _jaar(cellen[sjabloon.LABEL_JAAR], kader, opgevallen)
    _controleer_naam(cellen[sjabloon.LABEL_GEMEENTE], code, kader, opgevallen)
    if code is not None and jaar is not None and not capaciteit_h(kader.regeling, jaar).get(code):
        cel = cellen[sjabloon.LABEL_CODE]
        wat = f"{kader.regeling.naam_van(code)} ({code}) levert in {jaar} volgens tblCapaciteit geen capaciteit."
        melder.meld_waarschuwing(cel or "", wat, "Kijk na of deze gemeente uren levert; vul dan tblCapaciteit aan.")
    _vergelijk_bestandsnaam(code, jaar, melder)
    nihil = _nihil(cellen[sjabloon.LABEL_NIHIL], opgevallen)
    return Identiteit(code, jaar, nihil)


def _waarde(blad: Staatblad, label: str, koprij: int, melder: Melder) -> Staatcel | None:
    gevonden = zoek_label(blad, label, 0, koprij)
    verplicht = label != sjabloon.LABEL_NIHIL
    if len(gevonden) > 1:
        melder.meld_fout(gevonden[1], f'"{label}" staat er dubbel (ook in {gevonden[0].adres}).', _LEEG_SJABLOON)
        return None
    if not gevonden:
        melder.meld_fout("", f'"{label}" ontbreekt boven het rooster.', _LEEG_SJABLOON)
        return None
    waarde = naast(blad, gevonden[0])
    if waarde is None and verplicht:
        melder.meld_fout(gevonden[0], f'achter "{label}" staat niets.', _LEEG_SJABLOON)
    return waarde


def _controleer_sjabloon(cel: Staatcel | None, opgevallen: Opgevallen) -> None:
    if cel is None:
        return
    merk = lees_woord(cel, opgevallen)
    soort, _, versie = merk.rpartition(" ")
    if merk == sjabloon.MERK:
        return
    if soort == sjabloon.MERK.rpartition(" ")[0] and versie.isdecimal() and int(versie) > sjabloon.VERSIE:
        wat = f"het sjabloon ({kort(merk)}) is nieuwer dan dit programma kent ({sjabloon.MERK})."
        opgevallen.melder.meld_fout(cel, wat, "Werk het programma bij.")
    else:
        wat = f'"{kort(merk)}" is een ander sjabloon dan {sjabloon.MERK}.'
        opgevallen.melder.meld_fout(cel, wat, _LEEG_SJABLOON)


def _code(cel: Staatcel | None, kader: Kader, opgevallen: Opgevallen) -> str | None:
    if cel is None:
        return None
    code = lees_woord(cel, opgevallen).upper()
    if is_code(code) and code in {gemeente.code for gemeente in kader.regeling.gemeenten}:
        return code
    wat = f'"{kort(code)}" is geen CBS-code uit tblGemeenten.'
    opgevallen.melder.meld_fout(cel, wat, _LEEG_SJABLOON)
    return None


def _jaar(cel: Staatcel | None, kader: Kader, opgevallen: Opgevallen) -> int | None:
    if cel is None:
        return None
    jaar = lees_geheel(cel, opgevallen)
    if jaar is None:
        return None
    if jaar not in {rij.jaar for rij in kader.regeling.jaren}:
        opgevallen.melder.meld_fout(cel, f"{jaar} staat niet in tblJaren.", _LEEG_SJABLOON)
        return None
    if kader.jaar is not None and jaar != kader.jaar:
        wat = f"dit is een urenstaat van {jaar}; gevraagd is {kader.jaar}."
        opgevallen.melder.meld_fout(cel, wat, f"Lever de urenstaat van {kader.jaar} in.")
    return jaar


def _controleer_naam(cel: Staatcel | None, code: str | None, kader: Kader, opgevallen: Opgevallen) -> None:
    if cel is None or code is None:
        return
    naam = lees_woord(cel, opgevallen)
    bekend = {normaliseer(rij.naam): rij.code for rij in kader.regeling.namen}
    bekend |= {normaliseer(gemeente.naam): gemeente.code for gemeente in kader.regeling.gemeenten}
    van = bekend.get(normaliseer(naam))
    if van == code:
        return
    eigen = kader.regeling.naam_van(code)
    wie = f"dat is {van}" if van else "die naam is onbekend"
    wat = f'"{kort(naam)}" staat bij code {code} ({eigen}), maar {wie}.'
    opgevallen.melder.meld_fout(cel, wat, "Zoek uit van welke gemeente deze uren zijn.")


def _vergelijk_bestandsnaam(code: str | None, jaar: int | None, melder: Melder) -> None:
    codes = {treffer.upper() for treffer in _CODE_IN_NAAM.findall(melder.bestand)}
    if code is not None and codes and code not in codes:
        wat = f"de bestandsnaam noemt {', '.join(sorted(codes))}, maar in de urenstaat staat {code}; dat laatste telt."
        melder.meld_waarschuwing("", wat, "Kijk na of het de goede urenstaat is.")
    jaren = set(_JAAR_IN_NAAM.findall(melder.bestand))
    if jaar is not None and jaren and str(jaar) not in jaren:
        wat = f"de bestandsnaam noemt {', '.join(sorted(jaren))}, maar in de urenstaat staat {jaar}; dat laatste telt."
        melder.meld_waarschuwing("", wat, "Kijk na of het de goede urenstaat is.")


def _nihil(cel: Staatcel | None, opgevallen: Opgevallen) -> bool:
    if cel is None:
        return False
    antwoord = lees_woord(cel, opgevallen)
    if antwoord.casefold() not in ("ja", "nee"):
        opgevallen.melder.meld_fout(
            cel, f'"{kort(antwoord)}" is geen ja of nee.', "Kies ja of nee, of maak de cel leeg."
        )
    return antwoord.casefold() == "ja"
