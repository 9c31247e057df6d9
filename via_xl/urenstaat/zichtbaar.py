"""What a person cannot see, or would take for part of the grid although it is not: refused by name."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

from via_xl.basis.kolommen import kolomletter
from via_xl.basis.opsomming import en
from via_xl.lezen.bedekking import Gebied
from via_xl.lezen.zicht import Wisseling
from via_xl.urenstaat import sjabloon
from via_xl.urenstaat.celwaarden import getal_nl, kort
from via_xl.urenstaat.gelezen import Melder
from via_xl.urenstaat.identiteit import zoek_label
from via_xl.urenstaat.plaatsen import Roosterplaats, koprijen
from via_xl.urenstaat.uitlezen import Staatblad, Staatboek, Staatcel

BLAD_CONTROLES = "Controles"
_EIGEN = {naam.casefold() for naam in (sjabloon.BLAD_TOELICHTING, sjabloon.BLAD_LIJSTEN, BLAD_CONTROLES)}


def kies_blad(boek: Staatboek, melder: Melder) -> Staatblad | None:
    """The sheet with the hours; None, with an error, when there is no sheet of that name.

    Each other sheet gets a finding when it could be meant as hours, is hidden with something on it, or doesn't belong.
    """
    gezocht = sjabloon.BLAD.casefold()
    eigen = [blad for blad in boek.bladen if blad.naam.strip().casefold() == gezocht and blad.werkblad]
    gekozen = eigen[0] if eigen else None
    hernoemd = [blad for blad in boek.bladen if gekozen is None and koprijen(blad)]
    for blad in boek.bladen:
        if blad is not gekozen and blad not in hernoemd:
            _beoordeel_ander(blad, melder)
    if gekozen is None:
        _meld_geen_blad(boek, hernoemd, melder)
        return None
    melder.blad = gekozen.naam
    if not gekozen.zichtbaar:
        melder.meld_fout("", "het blad is verborgen.", "Maak het blad zichtbaar en kijk de uren na.")
    return gekozen


def _meld_geen_blad(boek: Staatboek, hernoemd: list[Staatblad], melder: Melder) -> None:
    """No sheet has the name of that with the hours; ``hernoemd`` are those that look like it."""
    melder.blad = ""
    doen = f"Geef het blad met de uren weer de naam {sjabloon.BLAD}."
    namen = [f'"{kort(blad.naam, 31)}"' for blad in hernoemd]
    if len(namen) == 1:
        wat = f"het blad met de uren heet {namen[0]}, en niet {sjabloon.BLAD}."
    elif namen:
        wat = f"er is geen blad {sjabloon.BLAD}; {en(namen)} lijken erop."
        doen = f"Zet alle uren op één blad, geef dat weer de naam {sjabloon.BLAD}, en haal het andere weg."
    else:
        wel = ", ".join(kort(blad.naam, 31) for blad in boek.bladen[:5])
        wat = f"er is geen blad {sjabloon.BLAD}; wel: {wel}."
    melder.meld_fout("", wat, doen)


def _beoordeel_ander(blad: Staatblad, melder: Melder) -> None:
    melder.blad = blad.naam
    if koprijen(blad):
        wat = f"dit blad lijkt ook een urenstaat; alleen het blad {sjabloon.BLAD} telt."
        melder.meld_fout("", wat, "Zet alle uren op één blad en haal dit blad weg.")
    elif blad.naam.casefold() in _EIGEN:
        return
    elif not blad.zichtbaar and blad.cellen:
        melder.meld_fout("", "dit blad is verborgen en er staat iets op.", "Maak het blad zichtbaar of haal het weg.")
    else:
        melder.meld_waarschuwing("", "dit blad hoort niet bij een urenstaat; het telt niet mee.", "Haal het blad weg.")


def controleer_zicht(blad: Staatblad, plaats: Roosterplaats, melder: Melder) -> None:
    """Add an error for each thing that keeps a person from seeing what is read.

    Those are hidden rows and columns with content, merged cells, formats that depend on a condition, shapes over the grid,
    and letters that nobody can read. What somebody said at a cell is a warning.
    """
    if blad.rijen_standaard_verborgen:
        melder.meld_fout("", "de rijen van dit blad zijn standaard verborgen.", "Maak alle rijen zichtbaar.")
    _bevroren(blad, melder)
    rijen: set[int] = set()
    kolommen: set[int] = set()
    for cel in blad.cellen.values():
        if cel.rij in blad.verborgen_rijen and _inhoud(cel):
            rijen.add(cel.rij)
        if cel.kol in blad.verborgen_kolommen and _inhoud(cel):
            kolommen.add(cel.kol)
    for rij in sorted(rijen):
        wat = f"rij {rij + 1} is verborgen of weggefilterd en er staat iets in."
        melder.meld_fout(f"rij {rij + 1}", wat, "Haal het filter weg, maak alle rijen zichtbaar en kijk de uren na.")
    for kol in sorted(kolommen):
        letter = kolomletter(kol)
        wat = f"kolom {letter} is verborgen en er staat iets in."
        melder.meld_fout(f"kolom {letter}", wat, "Maak alle kolommen zichtbaar en kijk de uren na.")
    _in_het_rooster(blad, plaats, melder)
    _gekleurd(blad, plaats, melder)
    for adres, tekst in blad.opmerkingen:
        doen = "Lees de opmerking en kijk na of de uren kloppen."
        melder.meld_waarschuwing(adres, f'bij deze cel staat de opmerking "{kort(tekst, 200)}".', doen)


def _bevroren(blad: Staatblad, melder: Melder) -> None:
    """Content that nobody can scroll to, since the sheet was frozen when it had been scrolled away."""
    rijen, kolommen = blad.buiten_bereik
    boven = [cel for cel in blad.cellen.values() if cel.rij < rijen and _inhoud(cel)]
    links = [cel for cel in blad.cellen.values() if cel.kol < kolommen and _inhoud(cel)]
    doen = "Maak het blokkeren van titels ongedaan en kijk de uren na."
    if boven:
        wat = f"wat boven rij {rijen + 1} staat is niet te bereiken: het blad is vastgezet nadat dat was weggeschoven."
        melder.meld_fout(f"rij {max(cel.rij for cel in boven) + 1}", wat, doen)
    if links:
        letter = kolomletter(kolommen)
        wat = (
            f"wat links van kolom {letter} staat is niet te bereiken: het blad is vastgezet nadat dat was weggeschoven."
        )
        melder.meld_fout(f"kolom {kolomletter(max(cel.kol for cel in links))}", wat, doen)


def _in_het_rooster(blad: Staatblad, plaats: Roosterplaats, melder: Melder) -> None:
    for gebied in blad.samengevoegd:
        if _raakt(gebied, plaats):
            melder.meld_fout(
                _adres(gebied), "in het rooster zijn cellen samengevoegd.", "Maak de samenvoeging ongedaan."
            )
    _voorwaardelijk(blad, melder)
    for gebied in blad.bedekt:
        if _raakt(gebied, plaats):
            wat = "over het rooster ligt een tekstvak of afbeelding; wat eronder staat is niet te zien."
            boven, links, onder, rechts = gebied
            eronder = (
                cel
                for (rij, kol), cel in sorted(blad.cellen.items())
                if boven <= rij <= onder and links <= kol <= rechts and _inhoud(cel) and kol in plaats.maanden
                if plaats.koprij < rij < plaats.totaalrij
            )
            if cel := next(eronder, None):
                wat += f' In {cel.adres} staat "{_zoals_het_er_staat(cel.waarde)}".'
            melder.meld_fout(_adres(gebied), wat, "Haal haar weg, en kijk de uren na.")
    for (rij, kol), cel in sorted(blad.cellen.items()):
        if rij in blad.verborgen_rijen or kol in blad.verborgen_kolommen:
            continue  # is said of the whole row or column
        if cel.onleesbaar and _inhoud(cel):
            wat = f'"{_zoals_het_er_staat(cel.waarde)}" {cel.onleesbaar}.'
            opmerking = kol == plaats.kolommen[sjabloon.KOP_OPMERKING] or (rij, kol) in _opmerkingen(blad, plaats)
            meld = melder.meld_waarschuwing if opmerking and rij > plaats.koprij else melder.meld_fout
            meld(cel, wat, "Maak het leesbaar en kijk de uren na, of haal het weg.")


def _voorwaardelijk(blad: Staatblad, melder: Melder) -> None:
    """What a conditional format hides now, or shows as something else, by the reach of that format."""
    doen = "Haal de voorwaardelijke opmaak weg."
    if blad.wisselingen is None:
        melder.meld_fout("", "er is te veel voorwaardelijke opmaak om na te gaan wat er te zien is.", doen)
    per_bereik: dict[str, list[Wisseling]] = {}
    for wisseling in blad.wisselingen or ():
        per_bereik.setdefault(wisseling.sqref, []).append(wisseling)
    for sqref, wisselingen in per_bereik.items():
        eerste = wisselingen[0]
        meer = sum(wisseling.aantal for wisseling in wisselingen) - 1
        wat = (
            "voorwaardelijke opmaak verandert hoe getallen in het rooster worden getoond. "
            f'"{_zoals_het_er_staat(eerste.cel.waarde)}" in {eerste.cel.adres} {eerste.waarom}'
            f"{f' (en nog {meer} cellen)' if meer else ''}."
        )
        melder.meld_fout(kort(sqref, 60), wat, doen)


def _zoals_het_er_staat(waarde: object) -> str:
    return getal_nl(waarde) if isinstance(waarde, Decimal) else kort(str(waarde))


def _gekleurd(blad: Staatblad, plaats: Roosterplaats, melder: Melder) -> None:
    """Somebody who gives some hours another colour means something by it."""
    uren = [
        cel
        for (rij, kol), cel in sorted(blad.cellen.items())
        if plaats.koprij < rij < plaats.totaalrij and kol in plaats.maanden and not cel.leeg
    ]
    kleuren = Counter(cel.vulling for cel in uren)
    gewoon = max(kleuren, key=lambda kleur: kleuren[kleur], default=None)
    for kleur in kleuren:
        if kleur not in (gewoon, None):
            met = [cel for cel in uren if cel.vulling == kleur]
            meer = f" (en nog {len(met) - 1} cellen)" if len(met) > 1 else ""
            wat = f"deze uren hebben een andere kleur dan de andere{meer}."
            melder.meld_waarschuwing(met[0], wat, "Vraag na wat met de kleur is bedoeld.")


def _inhoud(cel: Staatcel) -> bool:
    """Something a person would want to see: not the 0 or blank of a total over nothing."""
    return not cel.leeg and not (cel.formule and (cel.waarde == "" or cel.waarde == Decimal(0)))


def _adres(gebied: Gebied) -> str:
    hoeken = f"{kolomletter(gebied[1])}{gebied[0] + 1}", f"{kolomletter(gebied[3])}{gebied[2] + 1}"
    return ":".join(dict.fromkeys(hoeken))


def _raakt(gebied: Gebied, plaats: Roosterplaats) -> bool:
    boven, links, onder, rechts = gebied
    kolommen = plaats.kolommen.values()
    return boven <= plaats.totaalrij and onder >= plaats.koprij and any(links <= kol <= rechts for kol in kolommen)


def controleer_omgeving(blad: Staatblad, plaats: Roosterplaats, melder: Melder) -> None:
    """Add a finding for what stands beside the grid or below its columns of hours, since it could be meant as hours.

    It is an error, but a warning for a text beside the grid: that is a remark in the wrong place.
    """
    onder_maanden = set(plaats.maanden) | {plaats.kolommen[sjabloon.KOP_TOTAAL]}
    vrij, gezegd = _opmerkingen(blad, plaats), list[Staatcel]()
    for plek in sorted(vrij):
        cel = blad.cellen[plek]
        if not cel.leeg and cel.tekst.rstrip(" :").casefold() != sjabloon.LABEL_OPMERKINGEN.casefold():
            gezegd.append(cel)
    kolommen = set(plaats.kolommen.values())
    for (rij, kol), cel in sorted(blad.cellen.items()):
        if cel.leeg or (rij, kol) in vrij:
            continue
        if rij > plaats.totaalrij and kol in onder_maanden:
            wat = f'onder het rooster staat "{kort(str(cel.waarde))}", in een kolom met uren.'
            melder.meld_fout(cel, wat, "Zet uren in het rooster en opmerkingen in het vak daarvoor.")
        elif plaats.koprij < rij < plaats.totaalrij and kol == plaats.kolommen[sjabloon.KOP_OPMERKING]:
            gezegd.append(cel)
        elif plaats.koprij < rij <= plaats.totaalrij and kol not in kolommen:
            wat = f'naast het rooster staat "{kort(str(cel.waarde))}".'
            if isinstance(cel.waarde, str) and cel.waarde:
                melder.meld_waarschuwing(cel, wat, "Zet opmerkingen in de kolom Opmerking.")
            else:
                melder.meld_fout(cel, wat, "Zet uren in het rooster, of haal dit weg.")
    _meld_opmerkingen(gezegd, melder)


def _meld_opmerkingen(cellen: list[Staatcel], melder: Melder) -> None:
    """What somebody wrote with the hours is for a person to read; the same words in several rows are told once."""
    per_tekst: dict[str, list[Staatcel]] = {}
    for cel in cellen:
        per_tekst.setdefault(str(cel.waarde).strip(), []).append(cel)
    for tekst, met in per_tekst.items():
        meer = f" (en nog in {len(met) - 1} cellen)" if len(met) > 1 else ""
        wat = f'hier staat de opmerking "{kort(tekst, 200)}"{meer}.'
        melder.meld_waarschuwing(met[0], wat, "Lees de opmerking en kijk na of de uren kloppen.")


def _opmerkingen(blad: Staatblad, plaats: Roosterplaats) -> set[tuple[int, int]]:
    """The label of the remarks and the text under it."""
    vrij = set()
    for label in zoek_label(blad, sjabloon.LABEL_OPMERKINGEN, plaats.totaalrij + 1, 10**7):
        vrij.add((label.rij, label.kol))
        tekst = blad.cellen.get((label.rij + 1, label.kol))
        if tekst is not None and isinstance(tekst.waarde, str):
            vrij.add((tekst.rij, tekst.kol))
    return vrij
