"""What another choice would cost each gemeente: the settlement as it is, beside that under other parameters.

A scenario is a set of changes of fields of the years (``tblJaren``) and of the POK rows (``tblPOK``); what is open in
the plan is a parameter there.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from via_xl.regeling.model import Regeling
from via_xl.rekenen.opvolging import telt_inwoners
from via_xl.rekenen.verdeling import LegeSleutel
from via_xl.rekenen.verrekening import Verrekening, verreken


class Scenariowijziging(Struct, frozen=True):
    """Another value for a field of the years or of the POK rows.

    ``attribuut`` is "jaren" or "pok", ``veld`` the name of the field, ``jaar`` the year whose row changes (None: each
    year).
    """

    attribuut: str
    veld: str
    jaar: int | None
    waarde: Any


class Verschilregel(Struct, frozen=True):
    """The bijdrage of a gemeente in cents, as it is and under the scenario."""

    code: str
    naam: str
    nu_ct: int
    scenario_ct: int

    @property
    def verschil_ct(self) -> int:
        """Scenario − now: above 0 the gemeente bears more."""
        return self.scenario_ct - self.nu_ct


class Jaarvergelijking(Struct, frozen=True):
    """The settlement of a year as it is, beside the one under the scenario."""

    nu: Verrekening
    scenario: Verrekening

    @property
    def jaar(self) -> int:
        """The year that both settle."""
        return self.nu.jaar

    @property
    def regels(self) -> tuple[Verschilregel, ...]:
        """A row for each gemeente: first those of the scenario in their order, then those that only the present has.

        Who isn't in one of the two bears 0 in it.
        """
        nu = {rij.code: rij.bijdrage_ct for rij in self.nu.gemeenten}
        regels = [
            Verschilregel(rij.code, rij.naam, nu.pop(rij.code, 0), rij.bijdrage_ct) for rij in self.scenario.gemeenten
        ]
        weg = [Verschilregel(code, self.nu.van(code).naam, ct, 0) for code, ct in nu.items()]
        return (*regels, *weg)


def pas_toe(regeling: Regeling, wijzigingen: Iterable[Scenariowijziging]) -> Regeling:
    """The regeling with these changes made. A change for a year that isn't there changes nothing."""
    for wijziging in wijzigingen:
        rijen = tuple(
            replace(rij, **{wijziging.veld: wijziging.waarde}) if wijziging.jaar in (None, rij.jaar) else rij
            for rij in getattr(regeling, wijziging.attribuut)
        )
        regeling = replace(regeling, **{wijziging.attribuut: rijen})
    return regeling


def vergelijk(nu: Regeling, scenario: Regeling, jaar: int) -> Jaarvergelijking | str:
    """The settlement of a year as it is and under the scenario, or a few Dutch words that say why one can't be made.

    Oss and Boekel by inwoners, and by uren, of which only Oss delivered: Boekel then bears nothing.

    >>> from datetime import date
    >>> from via_xl.regeling.model import *
    >>> region = Regeling(
    ...     gemeenten=(Gemeente(bron="", code="GM0828", naam="Oss", organisatie="", centrumgemeente=True),
    ...                Gemeente(bron="", code="GM0755", naam="Boekel", organisatie="", centrumgemeente=False)),
    ...     jaren=(Jaar(bron="", jaar=2024, peiljaar=2022, verdeelsleutel=Verdeelsleutel.INWONERS),),
    ...     inwoners=(Inwoners(bron="", code="GM0828", peiljaar=2022, inwoners=90000),
    ...               Inwoners(bron="", code="GM0755", peiljaar=2022, inwoners=10000)),
    ...     pok=(POK(bron="", jaar=2024, vergoeding_bp=5000, maximum_ct=31000000),),
    ...     tarieven=(Tarief(bron="", schaal=11, van=date(2024, 1, 1), tot=date(2024, 12, 31), uurtarief_ct=7500),),
    ...     uren=(Urenregel(bron="", code="GM0828", medewerker="M1", rol="kernlid", thema="Preventie", schaal=11,
    ...                     maand=date(2024, 3, 1), uren_h=10000, afrekenjaar=2024),))
    >>> other = pas_toe(region, [Scenariowijziging("jaren", "verdeelsleutel", 2024, Verdeelsleutel.UREN)])
    >>> [(row.naam, row.nu_ct, row.scenario_ct, row.verschil_ct) for row in vergelijk(region, other, 2024).regels]
    [('Oss', 337500, 375000, 37500), ('Boekel', 37500, 0, -37500)]
    >>> vergelijk(region, pas_toe(region, [Scenariowijziging("jaren", "peiljaar", None, 2023)]), 2024)
    'inwoners van GM0828, GM0755 in peiljaar 2023 ontbreken'
    """
    uit: list[Verrekening] = []
    for regeling in (nu, scenario):
        mist = _wat_mist(regeling, jaar)
        if mist:
            return mist
        try:
            uit.append(verreken(regeling, jaar))
        except LegeSleutel:
            return f"de sleutel {regeling.jaar(jaar).verdeelsleutel} telt op tot 0"
    return Jaarvergelijking(*uit)


def _wat_mist(regeling: Regeling, jaar: int) -> str:
    """What the year can't be settled without, or ""."""
    if all(rij.jaar != jaar for rij in regeling.jaren):
        return f"jaar {jaar} staat niet in tblJaren"
    if all(rij.jaar != jaar for rij in regeling.pok):
        return f"jaar {jaar} staat niet in tblPOK"
    peiljaar = regeling.jaar(jaar).peiljaar
    bekend = {rij.code for rij in regeling.inwoners if rij.peiljaar == peiljaar}
    zonder = [code for code in telt_inwoners(regeling.gemeenten, jaar, peiljaar) if code not in bekend]
    if zonder:
        return f"inwoners van {', '.join(zonder)} in peiljaar {peiljaar} ontbreken"
    return ""
