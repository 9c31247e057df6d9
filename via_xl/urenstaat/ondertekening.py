"""The block of medewerkers with their aanstelling, and the signatures."""

from __future__ import annotations

from datetime import date

from via_xl.basis.datum import datum_nl
from via_xl.urenstaat import sjabloon
from via_xl.urenstaat.celwaarden import Opgevallen, kort, lees_datum, lees_uren, lees_woord
from via_xl.urenstaat.identiteit import naast, zoek_label
from via_xl.urenstaat.plaatsen import Roosterplaats
from via_xl.urenstaat.uitlezen import Staatblad, Staatboek, Staatcel

_ONTVANGEN = "Gebruik de urenstaat die u hebt ontvangen."


def lees_aanstellingen(
    boek: Staatboek, blad: Staatblad, koprij: int, opgevallen: Opgevallen, *, tekst_als_getal: bool
) -> dict[str, int]:
    """The aanstelling of each medewerker who has one filled in: hundredths of an hour a week by medewerker.

    They stand in a block above row ``koprij``; what is wrong there goes to ``opgevallen``.
    """
    melder = opgevallen.melder
    kop, kop_uren = sjabloon.KOPPEN_MEDEWERKERS
    gevonden = zoek_label(blad, kop_uren, 0, koprij)
    links = None if not gevonden else blad.cellen.get((gevonden[0].rij, gevonden[0].kol - 1))
    if len(gevonden) != 1 or links is None or links.tekst.casefold() != kop.casefold():
        melder.meld_fout("", f'het blok met "{kop}" en "{kop_uren}" boven het rooster ontbreekt.', _ONTVANGEN)
        return {}
    uit: dict[str, int] = {}
    bekend: dict[str, Staatcel] = {}
    eerste = links.rij + 1
    for rij in range(eerste, min(eerste + sjabloon.MEDEWERKERS, koprij)):
        wie, cel = blad.cellen.get((rij, links.kol)), blad.cellen.get((rij, links.kol + 1))
        naam = lees_woord(wie, opgevallen)
        if naam and wie is not None and (ander := bekend.setdefault(naam.casefold(), wie)) is not wie:
            wat = f'medewerker "{kort(naam)}" staat er dubbel (ook in {ander.adres}).'
            melder.meld_fout(wie, wat, "Zet elke medewerker er één keer.")
        if cel is None or cel.leeg:
            continue
        if not naam:
            melder.meld_fout(
                cel, "er staat een aanstelling, maar geen medewerker.", "Vul de code van de medewerker in."
            )
        maximum = sjabloon.AANSTELLING_MAX_H
        lezing = lees_uren(cel, boek, maximum, "een volledige week", opgevallen, tekst_als_getal=tekst_als_getal)
        if lezing is not None and naam:
            uit[naam] = lezing.uren_h
    return uit


def lees_akkoord(
    boek: Staatboek, blad: Staatblad, plaats: Roosterplaats, jaar: int, opgevallen: Opgevallen, heden: date
) -> dict[str, date | None]:
    """For each who must sign the date of agreement; None, with a warning, when that is missing or can't be right."""
    return {rol: _akkoord(boek, blad, plaats, jaar, rol, opgevallen, heden) for rol in sjabloon.ONDERTEKENAARS}


def _akkoord(
    boek: Staatboek, blad: Staatblad, plaats: Roosterplaats, jaar: int, rol: str, opgevallen: Opgevallen, heden: date
) -> date | None:
    melder = opgevallen.melder
    onder = plaats.totaalrij + 1
    akkoord = _achter(blad, sjabloon.LABEL_AKKOORD[rol], onder)
    datum = _achter(blad, sjabloon.LABEL_DATUM[rol], onder)
    antwoord = "" if akkoord is None else kort(str(akkoord.waarde).strip())
    doen = f"Laat de {rol} tekenen: ja, met de datum."
    if akkoord is None or antwoord.casefold() != "ja":
        staat = f' (er staat "{antwoord}")' if antwoord else ""
        melder.meld_waarschuwing(akkoord or "", f"het akkoord van de {rol} ontbreekt{staat}.", doen)
        return None
    if datum is None:
        melder.meld_waarschuwing(akkoord, f"de datum bij het akkoord van de {rol} ontbreekt.", doen)
        return None
    dag = lees_datum(datum, boek)
    if dag is None:
        wat = f'"{kort(str(datum.waarde))}" is geen datum bij het akkoord van de {rol}.'
        melder.meld_waarschuwing(datum, wat, "Typ de datum opnieuw, bijvoorbeeld 15-1-2025.")
        return None
    if not date(jaar, 1, 1) <= dag <= sjabloon.laatste_datum(jaar):
        wat = f"het akkoord van de {rol} is van {datum_nl(dag)}; dat past niet bij een urenstaat van {jaar}."
        melder.meld_waarschuwing(datum, wat, doen)
        return None
    if dag > heden:
        wat = f"het akkoord van de {rol} is van {datum_nl(dag)}; die dag is nog niet geweest."
        melder.meld_waarschuwing(datum, wat, doen)
        return None
    return dag


def _achter(blad: Staatblad, label: str, van: int) -> Staatcel | None:
    gevonden = zoek_label(blad, label, van, 10**7)
    return naast(blad, gevonden[0]) if len(gevonden) == 1 else None
