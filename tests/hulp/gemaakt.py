"""Real workbooks to look at: the master of the region's own data and the workbooks of a run on it.

Of each workbook the :class:`Boek` it was written from is kept: that holds what the rekenkern says of every formula cell.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache
from pathlib import Path
from typing import IO, Any

import pytest
from msgspec import Struct
from msgspec.structs import fields, replace

from hulp.gedeeld import gedeeld
from via_xl.jaarrun import jaarrun
from via_xl.lezen.gegevensmap import lees_gegevensmap
from via_xl.lezen.master import Master, lees_master
from via_xl.regeling.model import (
    BijdrageKarakter,
    BtwPositie,
    Gemeente,
    Kostenpost,
    MeerkostenDrager,
    Naam,
    Regeling,
    Verdeelsleutel,
    Verrekend,
)
from via_xl.rekenen.verrekening import Verrekening, verreken
from via_xl.schrijven.boek import Boek
from via_xl.schrijven.master import maak_master
from via_xl.schrijven.master.stand import Stand
from via_xl.schrijven.rapport import Herkomst, maak_rapport
from via_xl.wijzigen.mastermaken import maak_masterbestand

GEGEVENS = Path(__file__).parents[2] / "workbooks" / "gegevens"
LEVERT, LEVERT_NIET = "GM0796", "GM0757"
"""A gemeente with hour lines of its own and one without."""

DRIE = (LEVERT, LEVERT_NIET, "GM0755")

VARIANTEN: dict[str, tuple[int, dict[str, Any]]] = {
    "2023, alles vergoed": (2023, {}),
    "2025, het maximum knelt": (2025, {}),
    "2024 naar kosten": (2024, {"verdeelsleutel": Verdeelsleutel.KOSTEN}),
    "2024 naar uren": (2024, {"verdeelsleutel": Verdeelsleutel.UREN}),
    "2024 naar capaciteit": (2024, {"verdeelsleutel": Verdeelsleutel.CAPACITEIT}),
    "2024, meerkosten voor de leveranciers": (
        2024,
        {"voorstelgrens_ct": 20_000_000, "meerkosten_drager": MeerkostenDrager.LEVERANCIERS},
    ),
    "2024, vaste bijdragen": (2024, {"bijdrage_karakter": BijdrageKarakter.VAST}),
    "2024, na een herindeling": (2024, {"btw_positie": BtwPositie.LAST, "btw_bp": 2100}),
}
"""Other years than 2024, and other choices: what each is to show, and the year and the fields of its Jaar that do.

In the one after a herindeling the btw is a burden, some paid other things than hours, a herziening is carried along, and two
rows of hours are sums of lines.
"""

NIEUW = "GM9990"
"""The gemeente that begins in the variant after a herindeling."""

_EINDE = date(2023, 12, 31)
_OPVOLGERS = {"GM0755": LEVERT, "GM0865": NIEUW, "GM0845": NIEUW}


class Gemaakt(Struct):
    """A master, the run on it, and what every workbook was written from, by file name."""

    master: Path
    map: Path
    uitkomst: Verrekening
    bestanden: dict[str, Path]
    boeken: dict[str, Boek]

    @property
    def regio(self) -> Path:
        """The regional workbook."""
        return next(pad for pad in self.map.glob("ViA_regio_*.xlsx"))

    @property
    def alle(self) -> list[Path]:
        """The master and every workbook of the run."""
        return [self.master, *self.bestanden.values(), self.regio]

    @property
    def enkele(self) -> list[Path]:
        """The master, the regional workbook and two settlement workbooks: with and without hours of its own."""
        return [self.master, self.regio, self.bestanden[LEVERT], self.bestanden[LEVERT_NIET]]

    def boek(self, pad: Path) -> Boek:
        """What a workbook was written from."""
        return self.boeken[pad.name]


@cache
def regeling() -> Regeling:
    """The region's data in ``workbooks/gegevens``."""
    gelezen, _ = lees_gegevensmap(GEGEVENS)
    assert gelezen is not None
    return gelezen


def met_uren_van(jaar: int, **keuzes: Any) -> Regeling:
    """The region with the hour lines of one year (a quarter of them), and in that year these choices."""
    basis = regeling()
    return replace(
        basis,
        uren=tuple(rij for rij in basis.uren if rij.afrekenjaar == jaar),
        jaren=tuple(replace(rij, **keuzes) if rij.jaar == jaar else rij for rij in basis.jaren),
    )


def enkele(codes: tuple[str, ...], jaar: int | None = None, per_jaar: int = 12, **keuzes: Any) -> Regeling:
    """These gemeenten of the ten, of each at most so many hour lines a year; one of them the centrumgemeente.

    With ``jaar`` the lines of that year only, and in that year these choices.
    """
    heel = regeling() if jaar is None else met_uren_van(jaar, **keuzes)
    geteld: Counter[tuple[str, int]] = Counter()
    regels = []
    for rij in heel.uren:
        geteld[rij.code, rij.afrekenjaar] += 1
        if rij.code in codes and geteld[rij.code, rij.afrekenjaar] <= per_jaar:
            regels.append(rij)
    delen = {
        veld.name: tuple(rij for rij in getattr(heel, veld.name) if getattr(rij, "code", LEVERT) in codes)
        for veld in fields(heel)
    }
    return replace(heel, **(delen | {"uren": tuple(regels)}))


def drie(jaar: int | None = None, per_jaar: int = 12, **keuzes: Any) -> Regeling:
    """Three of the ten: the centrumgemeente, Boekel, and one without hours; as :func:`enkele`.

    It is proven in a fifth of the time of the whole region, and has all that a year can have.
    """
    return enkele(DRIE, jaar, per_jaar, **keuzes)


def na_herindeling(basis: Regeling) -> Regeling:
    """The region in which Boekel went into the centrumgemeente, and Vught and Sint-Michielsgestel into a new gemeente."""
    bekend = {rij.code for rij in basis.gemeenten}
    nieuw = Gemeente(
        code=NIEUW, naam="Dommeldal", organisatie="", centrumgemeente=False, van=date(2024, 1, 1), bron="voorbeeld"
    )
    gemeenten = tuple(
        replace(rij, tot=_EINDE, opvolger=_OPVOLGERS[rij.code]) if rij.code in _OPVOLGERS else rij
        for rij in basis.gemeenten
    )
    if not bekend & {oud for oud, in_wie in _OPVOLGERS.items() if in_wie == NIEUW}:
        return replace(basis, gemeenten=gemeenten)
    namen = (*basis.namen, Naam(code=NIEUW, naam=nieuw.naam, bron="voorbeeld"))
    return replace(basis, gemeenten=(*gemeenten, nieuw), namen=namen)


def met_kosten_en_verrekend(basis: Regeling) -> Regeling:
    """The region with other costs than hours and a herziening carried along, also of Boekel, which may be no more by then."""
    posten = (
        (2024, "begeleiding", LEVERT, 1_250_055, True, True),
        (2024, "ervaringsdeskundigen", LEVERT_NIET, 333_333, False, True),
        (2024, "inhuur", "GM0755", 100_001, False, True),
        (2024, "creditnota", LEVERT, -2_500, True, True),
        (2024, "zaalhuur", LEVERT, 40_000, False, False),
        (2023, "verkenning", LEVERT, 30_000, False, True),
        (2023, "begeleiding", LEVERT_NIET, 60_000, True, True),
    )
    kosten = tuple(
        Kostenpost(
            jaar=jaar,
            omschrijving=wat,
            code=code,
            bedrag_ct=ct,
            factuur=f"{jaar}-{nr}",
            pok=pok,
            telt_mee=telt_mee,
            bron="voorbeeld",
        )
        for nr, (jaar, wat, code, ct, pok, telt_mee) in enumerate(posten, start=1)
    )
    bedragen = ((LEVERT, -1_234), (LEVERT_NIET, 789), ("GM0755", 445))
    verrekend = tuple(
        Verrekend(code=code, jaar=2024, bedrag_ct=ct, uit_jaar=2023, herziet=1, bron="voorbeeld")
        for code, ct in bedragen
    )
    anders = {
        2023: {"drempel_herziening_ct": 10_000},
        2024: {"begrote_overige_ct": 2_000_000},
        2025: {"begrote_overige_ct": 1_000_005, "overig_buiten_pok_bp": 3_333},
    }
    jaren = tuple(replace(rij, **anders.get(rij.jaar, {})) for rij in basis.jaren)
    return replace(basis, jaren=jaren, kosten=(*basis.kosten, *kosten), verrekend=(*basis.verrekend, *verrekend))


def met_sommen(basis: Regeling) -> Regeling:
    """The region in which two of the hour lines of the centrumgemeente are the sum of many."""
    plekken = [nr for nr, rij in enumerate(basis.uren) if rij.code == LEVERT][:2]
    regels = list(basis.uren)
    for plek, afronding_ct in zip(plekken, (7, -12), strict=True):
        regels[plek] = replace(regels[plek], regels=40, afronding_ct=afronding_ct)
    return replace(basis, uren=tuple(regels))


def variant_van_tien(naam: str) -> Regeling:
    """One of :data:`VARIANTEN` for the whole region, with the hour lines of its year only."""
    jaar, keuzes = VARIANTEN[naam]
    basis = met_uren_van(jaar, **keuzes)
    return na_herindeling(met_kosten_en_verrekend(met_sommen(basis))) if "herindeling" in naam else basis


def variant_van_drie(naam: str) -> Regeling:
    """One of :data:`VARIANTEN` for three gemeenten: its maximum and its limit lie at half of what they would be."""
    jaar, keuzes = VARIANTEN[naam]
    klein = drie(jaar, **keuzes)
    if "herindeling" in naam:
        return na_herindeling(met_kosten_en_verrekend(met_sommen(klein)))
    uitkomst = verreken(klein, jaar)
    if "voorstelgrens_ct" in keuzes:
        return drie(jaar, **(keuzes | {"voorstelgrens_ct": uitkomst.te_verdelen_ct // 2}))
    if "maximum" in naam:
        half = uitkomst.vergoeding_ct // 2
        return replace(
            klein, pok=tuple(replace(rij, maximum_ct=half) if rij.jaar == jaar else rij for rij in klein.pok)
        )
    return klein


def rapport(inhoud: Regeling, jaar: int, *onderdelen: str, naam: str = "Rapport") -> Boek:
    """A report on a region: what it is written from."""
    herkomst = Herkomst("via_master.xlsx", date(2025, 1, 31), "0" * 64, "1" * 64, "ViA-XL", date(2025, 2, 1))
    stand = Stand(inhoud, verreken(inhoud, jaar), inhoud.centrumgemeente.code, naam)
    return maak_rapport(stand, onderdelen, herkomst)


@contextmanager
def _meegeschreven() -> Iterator[dict[str, Boek]]:
    """Every Boek that is saved inside the context, by file name."""
    gezien: dict[str, Boek] = {}
    bewaar = Boek.bewaar

    def bewaar_en_onthoud(boek: Boek, doel: Path | IO[bytes]) -> None:
        if isinstance(doel, Path):
            gezien[doel.name] = boek
        bewaar(boek, doel)

    with pytest.MonkeyPatch.context() as even:
        even.setattr(Boek, "bewaar", bewaar_en_onthoud)
        yield gezien


def maak_alles(werkmap: Path, inhoud: Regeling, jaar: int) -> Gemaakt:
    """Write a master of ``inhoud`` in a folder of the test's own and run ``jaar`` on it: the next version there."""
    werkmap.mkdir(parents=True, exist_ok=True)
    boek = maak_master(inhoud, jaar)
    boek.bewaar(werkmap / "via_master.xlsx")
    return _met_run(werkmap / "via_master.xlsx", boek, jaar)


def gedeelde_run(inhoud: Regeling, jaar: int, **opties: Any) -> Gemaakt:
    """A master of ``inhoud`` and the run of ``jaar`` on it, made once for all workers. No test changes these files."""

    def maak(werkmap: Path) -> Gemaakt:
        boek = maak_master(inhoud, jaar, **opties)
        boek.bewaar(werkmap / "via_master.xlsx")
        return _met_run(werkmap / "via_master.xlsx", boek, jaar)

    return gedeeld("run", (inhoud, jaar, opties), maak)


def run_van_gegevens(jaar: int) -> Gemaakt:
    """The master as the command makes it from ``workbooks/gegevens``, and the run of ``jaar`` on it; as :func:`gedeelde_run`."""

    def maak(werkmap: Path) -> Gemaakt:
        master = werkmap / "via_master.xlsx"
        with _meegeschreven() as gezien:
            maak_masterbestand(GEGEVENS, master, jaar=jaar)
        (boek,) = gezien.values()
        return _met_run(master, boek, jaar)

    return gedeeld("run-van-gegevens", jaar, maak)


def _met_run(master: Path, boek: Boek, jaar: int) -> Gemaakt:
    with _meegeschreven() as gezien:
        verslag = jaarrun(master, jaar, master.parent / "afrekeningen")
    bestanden = {code: verslag.map / naam for code, naam in verslag.bestanden.items()}
    return Gemaakt(master, verslag.map, verslag.uitkomst, bestanden, gezien | {master.name: boek})


@cache
def _gelezen(pad: Path) -> Master:
    return lees_master(pad)


def gelezen(pad: Path) -> Master:
    """A master that no test changes, read once."""
    return _gelezen(pad)
