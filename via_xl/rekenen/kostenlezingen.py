"""What the work would have cost under another reading of how its cost is found, per gemeente.

The readings of the register (sheet Uitgangspunten) that change what was delivered or what it cost, before any key: the
capacity asked for, the functional schaal (an opslag), the CAO (one rate a year), the productive hours and the year in
which hours are settled. Other costs than hours are the same under each of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from functools import cached_property

from via_xl.basis.geld import GEHEEL_BP, rond_half_op
from via_xl.regeling.model import PokJaar, Regeling
from via_xl.rekenen.capaciteit import Capaciteitsbeeld, capaciteit, geleverd
from via_xl.rekenen.kosten import regelkosten_ct, urenregel_ct
from via_xl.rekenen.opvolging import houders
from via_xl.rekenen.pokjaren import Pokjaren
from via_xl.rekenen.tarief import Tarieven
from via_xl.rekenen.verrekening import GemeenteUitkomst, Verrekening


class Kostenlezing(StrEnum):
    """The ways in which the cost of a year can be found; the values stand in tblLezingen.

    ``NU`` is the settlement itself; ``FORMATIE`` raises the cost to all hours a week that the plan asks for; ``OPSLAG`` adds
    a percentage; ``JAAREINDE`` takes the rate of 31 December for every month; ``PRODUCTIEF`` leaves out hours above the
    productive ones; ``LEVERJAAR`` takes the hours of the months of the year, whenever they are settled.
    """

    NU = "als nu"
    FORMATIE = "volle formatie"
    OPSLAG = "opslag"
    JAAREINDE = "tarief jaareinde"
    PRODUCTIEF = "productieve uren"
    LEVERJAAR = "jaar van de uren"


MET_FACTOR = (Kostenlezing.NU, Kostenlezing.FORMATIE, Kostenlezing.OPSLAG)
"""The readings under which the cost is the one that is settled, times a factor."""


class Grondslag:
    """What each gemeente's work costs (cents) and how many hours it is (hundredths) under every :class:`Kostenlezing`.

    Takes the regeling and the settlement of the year; what a reading needs is calculated once, when it is asked for.
    """

    def __init__(self, regeling: Regeling, uitkomst: Verrekening) -> None:
        self._regeling = regeling
        self._uit = uitkomst

    @cached_property
    def beeld(self) -> Capaciteitsbeeld:
        """The capacity of the year: planned against delivered hours."""
        return capaciteit(self._regeling, self._uit)

    @cached_property
    def _tarieven(self) -> Tarieven:
        return Tarieven(self._regeling.tarieven)

    @cached_property
    def _jaareinde(self) -> tuple[Mapping[str, int], Mapping[str, int]]:
        """Per gemeente the cost at the rates of 31 December, and the lines of a schaal that has none then."""
        kosten_ct: Counter[str] = Counter()
        zonder: Counter[str] = Counter()
        december = date(self._uit.jaar, 12, 1)
        for rij in self._uit.regels:
            regel = rij.regel
            ct = regelkosten_ct(regel.uren_h, self._tarieven.som_ct(regel.schaal, december))
            kosten_ct[rij.code] += ct
            zonder[rij.code] += int(ct == 0 and rij.kosten_ct > 0)
        return kosten_ct, zonder

    @cached_property
    def _leverjaar(self) -> tuple[Mapping[str, int], Mapping[str, int]]:
        """Per gemeente cost and hours of the months of the year, in whatever year they are settled."""
        kosten_ct: Counter[str] = Counter()
        uren_h: Counter[str] = Counter()
        voor = houders(self._regeling.gemeenten, self._uit.jaar)
        for regel in geleverd(self._regeling, self._uit.jaar):
            tarief_ct = self._tarieven.som_ct(regel.schaal, regel.maand)
            kosten_ct[voor[regel.code]] += urenregel_ct(regel, tarief_ct)
            uren_h[voor[regel.code]] += regel.uren_h
        return kosten_ct, uren_h

    @cached_property
    def _meer(self) -> Mapping[str, tuple[int, int]]:
        return {rij.code: (rij.effect_ct, rij.meer_h) for rij in self.beeld.gemeenten}

    def jaareinde_ct(self, code: str) -> int:
        """The cost of the hours that are settled, each at the rate that holds on 31 December."""
        return self._jaareinde[0].get(code, 0)

    @cached_property
    def laat(self) -> tuple[int, int]:
        """What is settled of hours of other years, and what the POK of those years reimburses of it."""
        jaar = self._uit.jaar
        pokjaren = Pokjaren(self._regeling, {jaar: PokJaar.LEVERJAAR})
        delen = [pokjaren.vergoeding(rij, jaar, self._tarieven) for rij in self._regeling.pok if rij.jaar != jaar]
        return sum(deel.kosten_ct for deel in delen), sum(deel.vergoeding_ct for deel in delen)

    def zonder_jaareinde(self, code: str) -> int:
        """How many hour lines of a gemeente have a schaal without a rate on 31 December."""
        return self._jaareinde[1].get(code, 0)

    def productief_ct(self, rij: GemeenteUitkomst) -> int:
        """The cost of the hours of a gemeente without those above the productive ones, in cents."""
        return max(0, rij.urenkosten_ct - self._meer[rij.code][0])

    def productief_h(self, rij: GemeenteUitkomst) -> int:
        """The hours of a gemeente without those above the productive ones."""
        return max(0, rij.uren_h - self._meer[rij.code][1])

    def leverjaar_ct(self, code: str) -> int:
        """The cost of what a gemeente delivered in the months of the year, in whatever year it is settled."""
        return self._leverjaar[0].get(code, 0)

    def leverjaar_h(self, code: str) -> int:
        """The hours that a gemeente delivered in the months of the year, in whatever year they are settled."""
        return self._leverjaar[1].get(code, 0)

    def zonder_plan(self, lezing: Kostenlezing) -> bool:
        """Whether the inputs that a reading rests on are missing.

        For ``FORMATIE`` those are the hours a week asked for and supplied, for ``PRODUCTIEF`` the productive hours of a
        year.
        """
        if lezing is Kostenlezing.FORMATIE:
            return self.beeld.formatie_totaal_h is None or self.beeld.capaciteit_h == 0
        return lezing is Kostenlezing.PRODUCTIEF and self.beeld.productief_h is None

    def factor(self, lezing: Kostenlezing, opslag_bp: int) -> tuple[int, int]:
        """What the settled cost is multiplied by, as numerator and denominator.

        Under ``FORMATIE`` that is hours asked for / hours supplied a week (212 / 183), else 1 plus the opslag in
        basispunten.
        """
        formatie_h = self.beeld.formatie_totaal_h
        if lezing is Kostenlezing.FORMATIE and formatie_h is not None and self.beeld.capaciteit_h:
            return formatie_h, self.beeld.capaciteit_h
        return GEHEEL_BP + opslag_bp, GEHEEL_BP

    def kosten_ct(self, lezing: Kostenlezing, opslag_bp: int, rij: GemeenteUitkomst) -> int:
        """The cost of a gemeente under a reading, in cents; ``opslag_bp`` counts for a reading by a factor only."""
        if lezing in MET_FACTOR:
            return self.met_factor_ct(lezing, opslag_bp, rij) + rij.overig_ct
        return self.anders_ct(lezing, rij) + rij.overig_ct

    def anders_ct(self, lezing: Kostenlezing, rij: GemeenteUitkomst) -> int:
        """The cost of the hours of a gemeente under a reading that doesn't work by a factor, in cents.

        A reading that does gets the cost of the months of the year, as ``LEVERJAAR`` does; a sheet needs a number
        there.
        """
        if lezing is Kostenlezing.JAAREINDE:
            return self.jaareinde_ct(rij.code)
        return self.productief_ct(rij) if lezing is Kostenlezing.PRODUCTIEF else self.leverjaar_ct(rij.code)

    def met_factor_ct(self, lezing: Kostenlezing, opslag_bp: int, rij: GemeenteUitkomst) -> int:
        """The cost of the hours of a gemeente as it is settled, times the factor of a reading, in cents."""
        teller, noemer = self.factor(lezing, opslag_bp)
        return rond_half_op(rij.urenkosten_ct * teller, noemer)

    def uren_h(self, lezing: Kostenlezing, rij: GemeenteUitkomst) -> int:
        """The hours of a gemeente under a reading, in hundredths.

        A factor doesn't change them, since it leaves everyone's share in the hours as it is.
        """
        if lezing is Kostenlezing.PRODUCTIEF:
            return self.productief_h(rij)
        return self.leverjaar_h(rij.code) if lezing is Kostenlezing.LEVERJAAR else rij.uren_h
