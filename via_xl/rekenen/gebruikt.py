"""Which rows of the input the settlement of a year uses: no other years, and no rates without an hour."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from via_xl.regeling.model import Jaar, Kostenpost, PokJaar, Regeling, Urenregel, Verdeelsleutel
from via_xl.rekenen.pokjaren import Pokjaren
from via_xl.rekenen.tarief import Tarieven


def beperk(regeling: Regeling, jaar: int) -> Regeling:
    """The regeling narrowed to the rows that the settlement of ``jaar`` is calculated from.

    Where hours came late, those are also the POK rows of the years in which they were delivered, and what earlier
    settlements took of those.

    Raises:
        KeyError: the year has no row in ``jaren``.
    """
    parameters = regeling.jaar(jaar)
    pokjaren = Pokjaren(regeling)
    gevraagd = pokjaren.gevraagd(jaar)
    uren = tuple(rij for pok, rij in pokjaren.regels(jaar) if rij.afrekenjaar == jaar or pok in gevraagd)
    kosten = tuple(
        rij
        for rij in regeling.kosten
        if rij.telt_mee and (rij.jaar == jaar or (rij.pok and rij.jaar < jaar and rij.jaar in gevraagd))
    )
    tabel = Tarieven(regeling.tarieven)
    gebruikt = {id(rate) for schaal, maand in {(u.schaal, u.maand) for u in uren} for rate in tabel.voor(schaal, maand)}

    def van_jaar(rijen: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(rij for rij in rijen if rij.jaar == jaar)

    return replace(
        regeling,
        jaren=(parameters, *_eerdere_jaren(regeling, jaar, uren, kosten)),
        inwoners=tuple(rij for rij in regeling.inwoners if rij.peiljaar == parameters.peiljaar),
        pok=tuple(rij for rij in regeling.pok if rij.jaar in gevraagd),
        tarieven=tuple(rij for rij in regeling.tarieven if id(rij) in gebruikt),
        uren=uren,
        urenstaten=van_jaar(regeling.urenstaten),
        aandachtspunten=van_jaar(regeling.aandachtspunten),
        begroting=van_jaar(regeling.begroting),
        capaciteit=regeling.capaciteit if parameters.verdeelsleutel is Verdeelsleutel.CAPACITEIT else (),
        voorschotten=van_jaar(regeling.voorschotten),
        kosten=kosten,
        verrekend=van_jaar(regeling.verrekend),
        bestedingen=van_jaar(regeling.bestedingen),
        besluiten=(besluiten := van_jaar(regeling.besluiten)),
        besluitstappen=tuple(
            stap for stap in regeling.besluitstappen if stap.besluit in {besluit.nummer for besluit in besluiten}
        ),
        kalender=van_jaar(regeling.kalender),
    )


def _eerdere_jaren(
    regeling: Regeling, jaar: int, uren: tuple[Urenregel, ...], kosten: tuple[Kostenpost, ...]
) -> tuple[Jaar, ...]:
    """The parameters of earlier years that make a difference to what their settlements took of a POK."""
    van_afrekenjaar, met_btw = {rij.afrekenjaar for rij in uren}, {rij.jaar for rij in kosten if rij.btw}
    return tuple(
        rij
        for rij in regeling.jaren
        if rij.jaar != jaar
        and (rij.jaar in met_btw or (rij.jaar in van_afrekenjaar and rij.pok_jaar is PokJaar.AFREKENJAAR))
    )
