"""What comes in but must be settled: hours that are possible, and yet probably not what was meant."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from via_xl.basis.bevinding import Bevinding, Ernst
from via_xl.basis.geld import UUR, euro_nl, rond_half_op, uren_nl
from via_xl.basis.schrijfwijze import eender
from via_xl.regeling.model import Urenregel
from via_xl.rekenen.capaciteit import jaaruren_h
from via_xl.rekenen.tarief import Tarieven, uurtarief_ct
from via_xl.rekenen.uitgangspunten import productieve_uren
from via_xl.rekenen.verrekening import capaciteit_h
from via_xl.urenstaat.gelezen import GelezenUrenstaat, Kader, Melder
from via_xl.urenstaat.sjabloon import BLAD, MAANDEN, VOLTIJD_H

JAAR_MAX_H = 187_200
"""1.872 hours: 52 weeks of 36 hours. Nobody delivers more in a year."""

_VER_BP = 1_000
"""More than 10 % from the capacity is far."""


def waarschuw(
    regels: Sequence[Urenregel], code: str, jaar: int, aanstellingen: Mapping[str, int], kader: Kader, melder: Melder
) -> None:
    """Add a warning for everything about the hours of one sheet that is possible, but probably not what was meant.

    ``regels`` are its lines, ``code`` and ``jaar`` whose and of which year they are, ``aanstellingen`` the hundredths
    of an hour a week by medewerker.
    """
    if not regels:
        return
    _capaciteit(regels, code, jaar, kader, melder)
    _aanstellingen(regels, jaar, aanstellingen, kader, melder)
    _gaten(regels, melder)
    _themas(regels, kader, melder)


def _capaciteit(regels: Sequence[Urenregel], code: str, jaar: int, kader: Kader, melder: Melder) -> None:
    per_week = capaciteit_h(kader.regeling, jaar).get(code, 0)
    verwacht = jaaruren_h(per_week, productieve_uren(kader.regeling, jaar).waarde_h, VOLTIJD_H)
    if not per_week or verwacht is None:
        return
    uren_h = sum(regel.uren_h for regel in regels)
    if abs(uren_h - verwacht) * 10_000 > _VER_BP * verwacht:
        plan = kader.regeling.regio.passage("capaciteit")
        wat = f"{uren_nl(uren_h)} uur is meer dan 10 % anders dan de capaciteit van {plan} ({uren_nl(verwacht)} uur)."
        melder.meld_waarschuwing("", wat, "Vraag na waardoor het verschil komt.")


def _aanstellingen(
    regels: Sequence[Urenregel], jaar: int, aanstellingen: Mapping[str, int], kader: Kader, melder: Melder
) -> None:
    productief = productieve_uren(kader.regeling, jaar).waarde_h
    per_week = {eender(naam): uren_h for naam, uren_h in aanstellingen.items()}
    tarieven = Tarieven(kader.regeling.tarieven)
    for regels_van in _per_medewerker(regels).values():
        wie = regels_van[0].medewerker
        aanstelling = per_week.get(eender(wie))
        if aanstelling is None:
            wat = f'van medewerker "{wie}" is geen aanstelling ingevuld.'
            melder.meld_waarschuwing(regels_van[0].plek.cel("medewerker"), wat, "Vul de aanstelling bovenaan in.")
            continue
        mag = jaaruren_h(aanstelling, productief, VOLTIJD_H)
        if mag is None:
            continue
        uren_h = sum(regel.uren_h for regel in regels_van)
        if uren_h > mag:
            kosten = sum(
                rond_half_op(r.uren_h * uurtarief_ct(tarieven.voor(r.schaal, r.maand)[0]), UUR) for r in regels_van
            )
            effect = rond_half_op(kosten * (uren_h - mag), uren_h)
            wat = (
                f'medewerker "{wie}" heeft {uren_nl(uren_h)} uur, meer dan de {uren_nl(mag)} productieve uren van de '
                f"aanstelling; dat is {euro_nl(effect)} te veel."
            )
            melder.meld_waarschuwing(regels_van[0].plek.cel("medewerker"), wat, "Vraag na of deze uren kloppen.")


def _per_medewerker(regels: Iterable[Urenregel]) -> dict[str, list[Urenregel]]:
    uit: dict[str, list[Urenregel]] = defaultdict(list)
    for regel in regels:
        uit[eender(regel.medewerker)].append(regel)
    return uit


def _gaten(regels: Sequence[Urenregel], melder: Melder) -> None:
    gewerkt = {regel.maand.month for regel in regels if regel.uren_h}
    leeg = [
        MAANDEN[maand - 1] for maand in range(min(gewerkt, default=1), max(gewerkt, default=1)) if maand not in gewerkt
    ]
    if leeg:
        wat = f"zonder uren: {', '.join(leeg)}; ervoor en erna zijn er wel uren."
        melder.meld_waarschuwing("", wat, "Vraag na of er in die maanden niet is gewerkt.")


def _themas(regels: Sequence[Urenregel], kader: Kader, melder: Melder) -> None:
    if not kader.eerdere_themas:
        return
    for thema in sorted({regel.thema for regel in regels} - kader.eerdere_themas):
        eerste = next(regel for regel in regels if regel.thema == thema)
        wat = f'op thema "{thema}" zijn nog nooit uren geboekt.'
        melder.meld_waarschuwing(eerste.plek.cel("thema"), wat, "Vraag na of het thema klopt.")


def vergelijk_onderling(
    staten: Sequence[GelezenUrenstaat], bekend: Sequence[Urenregel] = ()
) -> tuple[GelezenUrenstaat, ...]:
    """The same sheets, with the findings added that only show when the sheets lie side by side.

    The same gemeente and year twice is an error: which of the two counts cannot be known. More than 1.872 hours a year
    of one medewerker is a warning, counted over all sheets and over the hours that other gemeenten already have in the
    master (``bekend``).
    """
    return _te_veel(_dubbele(staten), bekend)


def _met(staat: GelezenUrenstaat, cel: str, wat: str, doen: str, ernst: Ernst) -> GelezenUrenstaat:
    blad = "" if ernst is Ernst.FOUT else BLAD
    bevinding = Bevinding(staat.bestand, blad, cel, wat, doen, ernst)
    regels = () if ernst is Ernst.FOUT else staat.regels
    return replace(staat, bevindingen=(*staat.bevindingen, bevinding), regels=regels)


def _dubbele(staten: Sequence[GelezenUrenstaat]) -> list[GelezenUrenstaat]:
    groepen: dict[tuple[str, int], list[int]] = defaultdict(list)
    for plek, staat in enumerate(staten):
        if staat.code is not None and staat.jaar is not None:
            groepen[staat.code, staat.jaar].append(plek)
    uit = list(staten)
    for (code, jaar), plekken in groepen.items():
        for plek in plekken if len(plekken) > 1 else ():
            anderen = ", ".join(staten[ander].bestand for ander in plekken if ander != plek)
            wat = f"van {code} is er meer dan één urenstaat over {jaar}: ook {anderen}."
            uit[plek] = _met(uit[plek], "", wat, "Geef alleen de urenstaat op die geldt.", Ernst.FOUT)
    return uit


def _te_veel(staten: Sequence[GelezenUrenstaat], bekend: Sequence[Urenregel]) -> tuple[GelezenUrenstaat, ...]:
    vervangen = {(staat.code, staat.jaar) for staat in staten if staat.regels}
    som: dict[tuple[str, int], int] = defaultdict(int)
    for regel in bekend:
        if regel.geldig and (regel.code, regel.maand.year) not in vervangen:
            som[eender(regel.medewerker), regel.maand.year] += regel.uren_h
    for staat in staten:
        for regel in staat.regels:
            som[eender(regel.medewerker), regel.maand.year] += regel.uren_h
    uit = []
    for staat in staten:
        nieuw = staat
        for regels in _per_medewerker(staat.regels).values():
            totaal = som[eender(regels[0].medewerker), regels[0].maand.year]
            if totaal > JAAR_MAX_H:
                wat = (
                    f'medewerker "{regels[0].medewerker}" heeft in {regels[0].maand.year} over alle gemeenten samen '
                    f"{uren_nl(totaal)} uur, meer dan {uren_nl(JAAR_MAX_H)}."
                )
                cel = regels[0].plek.cel("medewerker")
                nieuw = _met(nieuw, cel, wat, "Vraag na of deze uren kloppen.", Ernst.WAARSCHUWING)
        uit.append(nieuw)
    return tuple(uit)
