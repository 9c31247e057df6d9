"""Write ``workbooks/gegevens/uren.csv``: example hours for 2023–2026, the same on every platform.

    python workbooks/maak_voorbeelduren.py

No real hours are known, so every line says VOORBEELD. The hours follow table 8.3 of the koersplan: a
gemeente that supplies 18 hours a week delivers 18/36 × 1.400 = 700 productive hours a year. The 36 hours a
week of support are part of the 80 of 's-Hertogenbosch and stand on ``Ondersteuning (geen thema)``.

Only ``random.Random.random()`` is used, because that is what Python promises to repeat for a seed; all
amounts of time are whole quarters of an hour.
"""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from random import Random

from msgspec import Struct

from via_xl.basis.bevinding import fouten
from via_xl.basis.geld import euro_nl, rond_half_op, uren_nl
from via_xl.lezen.gegevensmap import lees_gegevensmap
from via_xl.rekenen.verdeling import verdeel
from via_xl.rekenen.verrekening import verreken

GEGEVENS = Path(__file__).parent / "gegevens"
ZAAD = 20230102
JAREN = (2023, 2024, 2025, 2026)

VOLTIJD_PER_WEEK = 36
PRODUCTIEF_PER_JAAR = 1400
KWARTIER_H = 25
"""A quarter of an hour in hundredths."""

MAANDGEWICHT = (9, 9, 10, 9, 8, 10, 5, 4, 10, 10, 10, 7)
"""January to December: fewer hours in the holidays of May, July, August and December."""

SPREIDING = 30
"""A month's and a theme's weight varies up to this many per cent around its own."""

ONDERSTEUNING = "Ondersteuning (geen thema)"

KOP = (
    "code",
    "medewerker",
    "rol",
    "thema",
    "schaal",
    "maand",
    "uren",
    "afrekenjaar",
    "geldig",
    "bron",
    "datum",
    "status",
)


class Medewerker(Struct, frozen=True):
    """An invented medewerker: a code, never a name. ``per_week`` adds per gemeente to table 8.3."""

    medewerker: str
    code: str
    gemeente: str
    rol: str
    schaal: int
    per_week: int
    themas: tuple[str, ...]


MEDEWERKERS = (
    Medewerker(
        "HB-01",
        "GM0796",
        "'s-Hertogenbosch",
        "projectleider",
        13,
        24,
        ("Beleidsmatig accountmanagement", "Toekomstscenario", "Advies inkoop specialistische hulp", "Communicatie"),
    ),
    Medewerker(
        "HB-02",
        "GM0796",
        "'s-Hertogenbosch",
        "kernlid",
        12,
        20,
        ("Advies inkoop specialistische hulp", "Duurzaam stoppen", "Specifieke doelgroepen"),
    ),
    Medewerker("HB-03", "GM0796", "'s-Hertogenbosch", "ondersteuner", 10, 18, (ONDERSTEUNING,)),
    Medewerker("HB-04", "GM0796", "'s-Hertogenbosch", "ondersteuner", 9, 18, (ONDERSTEUNING,)),
    Medewerker(
        "LC-01",
        "GM1982",
        "Land van Cuijk",
        "kernlid",
        12,
        13,
        ("Preventie", "Ervaringsdeskundigheid", "Communicatie"),
    ),
    Medewerker(
        "LC-02",
        "GM1982",
        "Land van Cuijk",
        "kernlid",
        12,
        12,
        ("Specifieke doelgroepen", "Preventie", "Duurzaam stoppen"),
    ),
    Medewerker("BK-01", "GM0755", "Boekel", "kernlid", 12, 18, ("Preventie", "Communicatie", "Duurzaam stoppen")),
    Medewerker(
        "BH-01",
        "GM1721",
        "Bernheze",
        "kernlid",
        12,
        18,
        ("Specifieke doelgroepen", "Ervaringsdeskundigheid", "Preventie"),
    ),
    Medewerker(
        "OS-01",
        "GM0828",
        "Oss",
        "kernlid",
        13,
        24,
        ("Toekomstscenario", "Duurzaam stoppen", "Beleidsmatig accountmanagement", "Specifieke doelgroepen"),
    ),
    Medewerker(
        "MS-01",
        "GM1948",
        "Meierijstad",
        "kernlid",
        13,
        18,
        ("Duurzaam stoppen", "Toekomstscenario", "Advies inkoop specialistische hulp"),
    ),
)

LEVERING_PCT = {
    2023: (100, "volgens tabel 8.3"),
    2024: (98, "ziekte en verlof, niet vervangen"),
    2025: (103, "extra inzet voor het toekomstscenario"),
    2026: (97, "minder inzet in de zomer door personeelswisselingen"),
}
"""What is delivered of the hours of table 8.3 in a year, in per cent, and why."""

NAGEKOMEN = {(2023, "OS-01"): 12, (2024, "LC-02"): 12, (2025, "BK-01"): 12}
"""The (year, medewerker) of whom the hours from this month on came in after the settlement of that year."""

GECORRIGEERD = {(2023, "BH-01"): 5, (2024, "HB-02"): 3, (2025, "MS-01"): 10, (2026, "LC-01"): 2}
"""The month of which a line came in twice: the first, 4 hours too high, is vervallen and stays in the list."""
TE_VEEL_KWARTIEREN = 16


def _gewichten(kans: Random, basis: Sequence[int]) -> dict[str, int]:
    """The weights, each up to SPREIDING per cent lower or higher, under sortable keys."""
    gewogen = (gewicht * (100 - SPREIDING + int(kans.random() * (2 * SPREIDING + 1))) for gewicht in basis)
    return {f"{plaats:02d}": gewicht for plaats, gewicht in enumerate(gewogen, start=1)}


def _kies(kans: Random, themas: tuple[str, ...]) -> tuple[str, ...]:
    """One to three of the themes, three most often, in the order in which they are drawn."""
    over = list(themas)
    aantal = (1, 2, 2, 3, 3, 3)[int(kans.random() * 6)]
    return tuple(over.pop(int(kans.random() * len(over))) for _ in range(min(aantal, len(themas))))


def _uren(kwartieren: int) -> str:
    honderdsten = kwartieren * KWARTIER_H
    return f"{honderdsten // 100}.{honderdsten % 100:02d}"


def voorbeelduren(zaad: int = ZAAD) -> str:
    """The text of ``uren.csv``: the same seed, the same bytes."""
    kans = Random(zaad)  # noqa: S311 - invented hours, nothing secret
    tekst = io.StringIO()
    schrijver = csv.writer(tekst, lineterminator="\n")
    schrijver.writerow(KOP)
    for jaar in JAREN:
        for wie in MEDEWERKERS:
            pct, _ = LEVERING_PCT[jaar]
            jaartotaal = rond_half_op(wie.per_week * PRODUCTIEF_PER_JAAR * 4 * pct, VOLTIJD_PER_WEEK * 100)
            maanden = verdeel(jaartotaal, _gewichten(kans, MAANDGEWICHT))
            for maand, maanddeel in enumerate(maanden.values(), start=1):
                themas = _kies(kans, wie.themas)
                per_thema = verdeel(maanddeel.bedrag_ct, _gewichten(kans, (1,) * len(themas)))
                te_laat = maand >= NAGEKOMEN.get((jaar, wie.medewerker), 13)
                dubbel = GECORRIGEERD.get((jaar, wie.medewerker)) == maand
                for thema, deel in zip(themas, per_thema.values(), strict=True):
                    vast = (wie.code, wie.medewerker, wie.rol, thema, wie.schaal, f"{jaar}-{maand:02d}")
                    bron = f"VOORBEELD urenstaat {wie.gemeente} {jaar}"
                    if dubbel:
                        fout = _uren(deel.bedrag_ct + TE_VEEL_KWARTIEREN)
                        schrijver.writerow((*vast, fout, jaar, "vervallen", f"{bron} (vervangen)", "", "voorbeeld"))
                        dubbel = False
                    bron += " (nagekomen)" if te_laat else ""
                    afrekenjaar = jaar + 1 if te_laat else jaar
                    schrijver.writerow(
                        (*vast, _uren(deel.bedrag_ct), afrekenjaar, "ja", bron, "", "voorbeeld"),
                    )
    return tekst.getvalue()


def main() -> None:
    """Write the file, read the folder back and print what each year comes to."""
    doel = GEGEVENS / "uren.csv"
    doel.write_bytes(voorbeelduren().encode())
    regeling, bevindingen = lees_gegevensmap(GEGEVENS)
    for bevinding in bevindingen:
        print(f"{bevinding.ernst}: {bevinding.regel()}")
    if regeling is None or fouten(bevindingen):
        raise SystemExit(2)
    print(f"{doel.name}: {len(regeling.uren)} regels")
    for jaar in JAREN:
        uitkomst = verreken(regeling, jaar)
        per_gemeente: dict[str, int] = defaultdict(int)
        for regel in uitkomst.regels:
            per_gemeente[regel.regel.code] += regel.regel.uren_h
        pct, reden = LEVERING_PCT[jaar]
        print(
            f"{jaar}: {uren_nl(sum(per_gemeente.values()))} uur ({pct} %: {reden})",
            f"  kosten K {euro_nl(uitkomst.kosten_ct)}",
            f"  vergoeding V {euro_nl(uitkomst.vergoeding_ct)} (maximum {euro_nl(uitkomst.maximum_ct)})",
            f"  te verdelen R {euro_nl(uitkomst.te_verdelen_ct)}",
            sep="\n",
        )


if __name__ == "__main__":
    main()
