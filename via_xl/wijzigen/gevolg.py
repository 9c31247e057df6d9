"""What a change of the inputs costs each gemeente: the settlement of every year that it touches, before and after."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from via_xl.basis.geld import euro_nl
from via_xl.basis.verhaal import Lijst
from via_xl.regeling.model import Regeling, Versiestand
from via_xl.rekenen.grootheden import TE_VERDELEN
from via_xl.rekenen.scenario import Jaarvergelijking, vergelijk

ONGEWIJZIGD = "Geen enkel jaar met uren wordt er anders van."


def gevolgen(oud: Regeling, nieuw: Regeling) -> list[Jaarvergelijking]:
    """The years with hours of which the settlement differs."""
    jaren = sorted({regel.afrekenjaar for regel in oud.uren if regel.geldig})
    vergeleken = (vergelijk(oud, nieuw, jaar) for jaar in jaren)
    return [u for u in vergeleken if isinstance(u, Jaarvergelijking) and _anders(u)]


def lijsten(vergeleken: list[Jaarvergelijking]) -> Iterator[Lijst]:
    """A list per year, with the bijdrage of each gemeente and what is to be shared by all."""
    for jaar in vergeleken:
        nu, straks = jaar.nu.te_verdelen_ct, jaar.scenario.te_verdelen_ct
        yield Lijst(
            f"Bijdrage over {jaar.jaar}",
            ("Gemeente",),
            [(rij.naam, euro_nl(rij.nu_ct), euro_nl(rij.scenario_ct), euro_nl(rij.verschil_ct)) for rij in jaar.regels],
            ("Nu", "Wordt", "Verschil"),
            totaal=(TE_VERDELEN.kort, euro_nl(nu), euro_nl(straks), euro_nl(straks - nu)),
        )


def zinnen(vergeleken: list[Jaarvergelijking], regeling: Regeling) -> list[str]:
    """A sentence per year, for the question in Excel; also that a year is settled already."""
    uit = [
        f"{jaar.jaar}: te verdelen {euro_nl(jaar.nu.te_verdelen_ct)} wordt {euro_nl(jaar.scenario.te_verdelen_ct)}; grootste "
        f"verschil {euro_nl(max((rij.verschil_ct for rij in jaar.regels), key=abs))}."
        for jaar in vergeleken
    ]
    return [*(uit or [ONGEWIJZIGD]), *al_definitief(vergeleken, regeling)]


def al_definitief(vergeleken: list[Jaarvergelijking], regeling: Regeling) -> list[str]:
    """Which of these years were settled for good: a change of them asks for a herziening."""
    definitief = {rij.jaar for rij in regeling.afrekeningen if rij.soort is not Versiestand.CONCEPT}
    return [
        f"{jaar.jaar} is al definitief afgerekend: deze wijziging vraagt om een herziening."
        for jaar in vergeleken
        if jaar.jaar in definitief
    ]


def dag_van(pad: Path, heden: date) -> date:
    """The day of a source document: when the file was last changed, and never later than today."""
    try:
        return min(datetime.fromtimestamp(pad.stat().st_mtime).date(), heden)
    except (OSError, ValueError, OverflowError):
        return heden


def _anders(jaar: Jaarvergelijking) -> bool:
    return jaar.nu.te_verdelen_ct != jaar.scenario.te_verdelen_ct or any(rij.verschil_ct for rij in jaar.regels)
