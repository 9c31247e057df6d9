"""Which rows of the input the settlement of a year uses: no other years, and no rates without an hour."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from via_xl.regeling.model import Regeling, Verdeelsleutel
from via_xl.rekenen.tarief import Tarieven


def beperk(regeling: Regeling, jaar: int) -> Regeling:
    """The regeling narrowed to the rows that the settlement of ``jaar`` is calculated from.

    Raises:
        KeyError: the year has no row in ``jaren``.
    """
    parameters = regeling.jaar(jaar)
    uren = tuple(rij for rij in regeling.uren if rij.afrekenjaar == jaar and rij.geldig)
    tabel = Tarieven(regeling.tarieven)
    gebruikt = {id(rate) for schaal, maand in {(u.schaal, u.maand) for u in uren} for rate in tabel.voor(schaal, maand)}

    def van_jaar(rijen: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(rij for rij in rijen if rij.jaar == jaar)

    return replace(
        regeling,
        jaren=(parameters,),
        inwoners=tuple(rij for rij in regeling.inwoners if rij.peiljaar == parameters.peiljaar),
        pok=van_jaar(regeling.pok),
        tarieven=tuple(rij for rij in regeling.tarieven if id(rij) in gebruikt),
        uren=uren,
        urenstaten=van_jaar(regeling.urenstaten),
        aandachtspunten=van_jaar(regeling.aandachtspunten),
        begroting=van_jaar(regeling.begroting),
        capaciteit=regeling.capaciteit if parameters.verdeelsleutel is Verdeelsleutel.CAPACITEIT else (),
        voorschotten=van_jaar(regeling.voorschotten),
        kosten=tuple(rij for rij in van_jaar(regeling.kosten) if rij.telt_mee),
        bestedingen=van_jaar(regeling.bestedingen),
        besluiten=(besluiten := van_jaar(regeling.besluiten)),
        besluitstappen=tuple(
            stap for stap in regeling.besluitstappen if stap.besluit in {besluit.nummer for besluit in besluiten}
        ),
        kalender=van_jaar(regeling.kalender),
    )
