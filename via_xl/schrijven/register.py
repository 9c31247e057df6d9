"""The register of what is wrong or open in the koersplan: the passage, what is the matter, and the readings. Said once.

Which reading is in force and what that costs is calculated where the register is shown: live in the master, and for one
version in the dossier.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from via_xl.rekenen.kostenlezingen import Kostenlezing
from via_xl.rekenen.lezingen import BTW_BP, EEN_PROCENT_BP, Lezing


class Registerpunt(NamedTuple):
    """An item: where it stands, what is the matter, and how it can be read."""

    passage: str
    wat: str
    lezingen: str


GEDRUKT = Registerpunt(
    "Koersplan tabel 8.1",
    "Meierijstad is gedrukt als 13,55 %; berekend is het 13,35 %. Gedrukt telt op tot meer dan 100 %.",
    "gedrukt percentage; exact naar inwoners",
)
SLEUTEL = Registerpunt(
    "Koersplan 8 en 8.1, tekst",
    "Naar rato van inwoners, maar voor 2026 naar rato van de inzet.",
    "inwoners; kosten; uren; capaciteit",
)
EENHEID = Registerpunt(
    "Koersplan 8.3",
    "De uren hebben geen eenheid, en 176 + 36 = 212 tegen 183 die gemeenten leveren.",
    "uren per week; een andere eenheid",
)
MEERKOSTEN = Registerpunt(
    "Koersplan 8.4",
    "Wie kosten boven de begroting draagt is niet gezegd; er is alleen een voorstel beloofd.",
    "inwoners; centrumgemeente; leveranciers",
)
KARAKTER = Registerpunt(
    "Koersplan 8.1 en 8.2",
    "Zijn de gedrukte bedragen een raming, een voorschot of vast?",
    "werkelijk; vast (de centrumgemeente draagt de rest)",
)
SCHAAL = Registerpunt(
    "Koersplan 8.4",
    "Functionele schaal, zonder trede, deler, IKB of werkgeverslasten.",
    "elk onderdeel is invoer met bron en status",
)
CAO = Registerpunt(
    "CAO",
    "Lonen wijzigen binnen het jaar.",
    "tarief van de laatste dag van de maand; één tarief per jaar",
)
VIER_OGEN = Registerpunt(
    "Koersplan 8.4",
    "'s-Hertogenbosch levert de meeste uren, betaalt en rekent.",
    "één akkoord; een tweede van een andere gemeente",
)
EIGEN_UREN = Registerpunt(
    "Koersplan 5.2",
    "Dezelfde persoon kan kernlid en contactfunctionaris zijn.",
    "wel of niet over eigen uren beslissen",
)
PEILJAAR = Registerpunt(
    "Koersplan 8.1, voetnoot 17",
    "Inwoners van 2022 voor alle jaren, of elk jaar die van dat jaar?",
    "peiljaar van Jaren; het laatste peiljaar op Inwoners",
)
PRODUCTIEF = Registerpunt(
    "Koersplan 8.4",
    "Een geleverd uur kost een productief uur: meer uren dan aanstelling × productieve uren is te veel.",
    "alle uren; hoogstens de productieve uren",
)
BTW = Registerpunt(
    "Wet OB, artikel 9",
    "Uitlenen van personeel is in beginsel belast, tenzij het kosten voor gemene rekening zijn.",
    "belast met 21 %; kosten voor gemene rekening",
)
TE_LAAT = Registerpunt(
    "Koersplan 8.4",
    "Uren van een eerder jaar die na die afrekening binnenkomen.",
    "afrekenen in het jaar van de uren, of van binnenkomst",
)

ALLE = (
    *(GEDRUKT, SLEUTEL, EENHEID, MEERKOSTEN, KARAKTER, SCHAAL, CAO),
    *(VIER_OGEN, EIGEN_UREN, PEILJAAR, PRODUCTIEF, BTW, TE_LAAT),
)
"""Every item, in the order in which it is shown."""


def _kosten(soort: Kostenlezing, opslag_bp: int = 0) -> Callable[[Lezing], object]:
    return lambda lezing: (lezing.kosten, lezing.opslag_bp) == (soort, opslag_bp)


KIES: Mapping[Registerpunt, Callable[[Lezing], object]] = {
    GEDRUKT: lambda lezing: lezing.gedrukt,
    SLEUTEL: lambda lezing: lezing.sleutel,
    EENHEID: _kosten(Kostenlezing.FORMATIE),
    MEERKOSTEN: lambda lezing: lezing.drager,
    KARAKTER: lambda lezing: lezing.karakter,
    SCHAAL: _kosten(Kostenlezing.OPSLAG, EEN_PROCENT_BP),
    CAO: _kosten(Kostenlezing.JAAREINDE),
    PEILJAAR: lambda lezing: lezing.laatste_peiljaar,
    PRODUCTIEF: _kosten(Kostenlezing.PRODUCTIEF),
    BTW: _kosten(Kostenlezing.OPSLAG, BTW_BP),
    TE_LAAT: _kosten(Kostenlezing.LEVERJAAR),
}
"""Which readings of the engine are those of an item; what isn't here is about who decides and changes no amount."""
