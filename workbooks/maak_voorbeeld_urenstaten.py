"""Write ``workbooks/voorbeeld-urenstaten/``: the filled hour sheets of 2024, the same on every platform.

    python workbooks/maak_voorbeeld_urenstaten.py

One for each gemeente that supplies capacity, with the example hours of ``gegevens/uren.csv``: those worked in
2024, also the ones that came late and are settled in 2025. A line that is vervallen is left out. The hours are
invented, so every row says VOORBEELD.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path

from via_xl.basis.bevinding import fouten
from via_xl.bewijs.vergelijken import vergelijk
from via_xl.lezen.gegevensmap import lees_gegevensmap
from via_xl.regeling.model import Regeling
from via_xl.schrijven.boek import Boek
from via_xl.schrijven.urenstaat import Inhoud, Roosterrij
from via_xl.vragen.urenstaatmaken import leverende_codes, maak_urenstaat, naam_van

GEGEVENS = Path(__file__).parent / "gegevens"
DOEL = Path(__file__).parent / "voorbeeld-urenstaten"
JAAR = 2024

AANSTELLING_H = {
    "HB-01": 2400,
    "HB-02": 2000,
    "HB-03": 1800,
    "HB-04": 1800,
    "LC-01": 1300,
    "LC-02": 1200,
    "BK-01": 1800,
    "BH-01": 1800,
    "OS-01": 2400,
    "MS-01": 1800,
}
"""The invented hours a week of each medewerker, in hundredths; per gemeente they add to table 8.3."""

EERSTE_AKKOORD = date(2025, 1, 7)
"""The medewerker of the first gemeente agrees on this day, of the next one a day later; the leidinggevende a week on."""


def inhoud(regeling: Regeling, code: str, nummer: int) -> Inhoud:
    """What the gemeente filled in; ``nummer`` counts the gemeenten from 0."""
    uren: defaultdict[tuple[str, str, str, int, int], dict[int, int]] = defaultdict(dict)
    for regel in regeling.uren:
        if regel.geldig and regel.code == code and regel.maand.year == JAAR:
            rij = uren[regel.medewerker, regel.rol, regel.thema, regel.schaal, regel.afrekenjaar]
            rij[regel.maand.month] = rij.get(regel.maand.month, 0) + regel.uren_h
    rijen = tuple(
        Roosterrij(
            medewerker,
            rol,
            thema,
            schaal,
            tuple(per_maand.get(maand) for maand in range(1, 13)),
            None if afrekenjaar == JAAR else afrekenjaar,
            "VOORBEELD" if afrekenjaar == JAAR else "VOORBEELD, nagekomen",
        )
        for (medewerker, rol, thema, schaal, afrekenjaar), per_maand in sorted(uren.items())
    )
    medewerkers = sorted({rij.medewerker for rij in rijen})
    getekend = EERSTE_AKKOORD + timedelta(days=nummer)
    return Inhoud(
        medewerkers=tuple((medewerker, AANSTELLING_H[medewerker]) for medewerker in medewerkers),
        rijen=rijen,
        nihil="nee",
        akkoord={"medewerker": getekend, "leidinggevende": getekend + timedelta(days=7)},
        opmerkingen="VOORBEELD: verzonnen uren, geen echte urenstaat.",
    )


def voorbeelden(gegevens: Path = GEGEVENS) -> dict[str, Boek]:
    """The filled hour sheets by file name."""
    regeling, bevindingen = lees_gegevensmap(gegevens)
    for bevinding in bevindingen:
        print(f"{bevinding.ernst}: {bevinding.regel()}")
    if regeling is None or fouten(bevindingen):
        raise SystemExit(2)
    return {
        naam_van(regeling, code, JAAR): maak_urenstaat(regeling, code, JAAR, inhoud(regeling, code, nummer))
        for nummer, code in enumerate(leverende_codes(regeling, JAAR))
    }


def main() -> None:
    """Write the sheets, recalculate them and print what each holds."""
    DOEL.mkdir(exist_ok=True)
    for naam, boek in voorbeelden().items():
        boek.bewaar(DOEL / naam)
        aantal, verschillen = vergelijk(DOEL / naam, boek.verwachtingen())
        for verschil in verschillen:
            print(verschil.regel())
        if verschillen:
            raise SystemExit(1)
        print(f"{naam}: {aantal} formules nagerekend")


if __name__ == "__main__":
    main()
