"""What each reading of the koersplan would cost each gemeente: the settlement of a year under one other choice.

The readings are those of the register of what is wrong or open in the plan (sheet Uitgangspunten): the key (8, 8.1), the
character of the bijdrage (8.1), who bears the meerkosten (8.4), the peiljaar (footnote 17) and the printed percentages (8.1).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from via_xl.model import BijdrageKarakter, MeerkostenDrager, Regeling, Verdeelsleutel
from via_xl.rekenen.plan import koersplan_ct
from via_xl.rekenen.verdeling import Deel, verdeel
from via_xl.rekenen.verrekening import (
    GemeenteUitkomst,
    Verrekening,
    boven_grens_ct,
    draagt_volgens_sleutel,
    sleutel_van,
    volgens_sleutel_ct,
)


@dataclass(frozen=True, slots=True)
class Lezing:
    """One other choice; what is None (or False) stays as the year has it. ``nr`` counts from 1; 1 is the year as it is."""

    nr: int
    naam: str
    sleutel: Verdeelsleutel | None = None
    karakter: BijdrageKarakter | None = None
    drager: MeerkostenDrager | None = None
    laatste_peiljaar: bool = False
    gedrukt: bool = False


def _lezingen() -> tuple[Lezing, ...]:
    keuzes: list[dict[str, object]] = [{"naam": "In werking"}]
    keuzes += [{"naam": f"Sleutel {sleutel}", "sleutel": sleutel} for sleutel in Verdeelsleutel]
    keuzes += [{"naam": f"Karakter {karakter}", "karakter": karakter} for karakter in BijdrageKarakter]
    keuzes += [{"naam": f"Drager {drager}", "drager": drager} for drager in MeerkostenDrager]
    keuzes += [{"naam": "Laatste peiljaar", "laatste_peiljaar": True}, {"naam": "Gedrukt percentage", "gedrukt": True}]
    return tuple(Lezing(nr, **keuze) for nr, keuze in enumerate(keuzes, start=1))  # type: ignore[arg-type]


LEZINGEN = _lezingen()
"""Every reading that the engine can calculate, the year as it is first."""


class Lezinguitkomst:
    """A year under one reading, with every step; amounts in cents, per CBS code where they are per gemeente.

    >>> [lezing.naam for lezing in LEZINGEN][:5]
    ['In werking', 'Sleutel inwoners', 'Sleutel kosten', 'Sleutel uren', 'Sleutel capaciteit']
    """

    def __init__(self, regeling: Regeling, uitkomst: Verrekening, lezing: Lezing) -> None:
        self.lezing = lezing
        self.nu = uitkomst
        self.sleutel = lezing.sleutel or uitkomst.verdeelsleutel
        self.karakter = lezing.karakter or uitkomst.karakter
        self.drager = lezing.drager or uitkomst.drager
        laatste = max((rij.peiljaar for rij in regeling.inwoners), default=0)
        self.peiljaar = laatste if lezing.laatste_peiljaar else uitkomst.peiljaar
        self._inwoners = {rij.code: rij.inwoners for rij in regeling.inwoners if rij.peiljaar == self.peiljaar}
        self._gedrukt_bp = {
            rij.code: rij.percentage_bp
            for rij in regeling.begroting
            if rij.jaar == uitkomst.jaar and rij.percentage_bp is not None
        }

    @property
    def vast(self) -> bool:
        """Whether the printed amounts are what everyone bears."""
        return self.karakter is BijdrageKarakter.VAST

    @property
    def apart_ct(self) -> int:
        """The part of R that is borne apart from the key."""
        if self.vast or draagt_volgens_sleutel(self.sleutel, self.drager):
            return 0
        return boven_grens_ct(self.nu.te_verdelen_ct, self.nu.voorstelgrens_ct)

    @property
    def volgens_sleutel_ct(self) -> int:
        """What the key shares out."""
        if self.vast:
            return 0
        return volgens_sleutel_ct(self.nu.kosten_ct, self.nu.te_verdelen_ct, self.apart_ct, self.sleutel)

    def inwoners(self, rij: GemeenteUitkomst) -> int:
        """The inwoners of the peiljaar of this reading; 0 for who doesn't take part, or of whom none are known."""
        return 0 if rij.inwoners is None else self._inwoners.get(rij.code, 0)

    def zonder_inwoners(self, rij: GemeenteUitkomst) -> bool:
        """Whether the inwoners of the peiljaar of this reading are not known."""
        return rij.code not in self._inwoners

    def zonder_bedrag(self, rij: GemeenteUitkomst) -> bool:
        """Whether bijdragen are fixed and this gemeente, not the centrumgemeente, has no printed amount."""
        return self.vast and rij.begroot_ct is None and not rij.gemeente.centrumgemeente

    def zonder_percentage(self, rij: GemeenteUitkomst) -> bool:
        """Whether the printed percentages decide and this gemeente has none."""
        return self.lezing.gedrukt and rij.code not in self._gedrukt_bp

    def ontbreekt(self, rij: GemeenteUitkomst) -> bool:
        """Whether this reading needs an input of this gemeente that isn't there; who doesn't take part needs none."""
        zonder = self.zonder_inwoners(rij) or self.zonder_bedrag(rij) or self.zonder_percentage(rij)
        return rij.inwoners is not None and zonder

    @cached_property
    def delen(self) -> Mapping[str, Deel]:
        """What the key shares out, step by step; with an empty key the steps of a spreadsheet, which mean nothing."""
        sleutels = {rij.code: sleutel_van(self.sleutel, rij, self.inwoners(rij)) for rij in self.nu.gemeenten}
        return _verdeel(self.volgens_sleutel_ct, sleutels)

    @cached_property
    def meerkosten(self) -> Mapping[str, Deel]:
        """What lies above the limit and is borne apart, step by step."""
        per_drager: Mapping[MeerkostenDrager, Mapping[str, int]] = {
            MeerkostenDrager.INWONERS: {r.code: self.inwoners(r) for r in self.nu.gemeenten},
            MeerkostenDrager.CENTRUMGEMEENTE: {r.code: int(r.gemeente.centrumgemeente) for r in self.nu.gemeenten},
            MeerkostenDrager.LEVERANCIERS: {
                r.code: sleutel_van(Verdeelsleutel.KOSTEN, r, 0) for r in self.nu.gemeenten
            },
        }
        return _verdeel(self.apart_ct, per_drager[self.drager])

    @property
    def te_berekenen(self) -> bool:
        """Whether there is an outcome: every input is there, and no key that is needed adds to zero."""
        leeg = self.volgens_sleutel_ct != 0 and not any(deel.sleutel for deel in self.delen.values())
        meer_leeg = self.apart_ct != 0 and not any(deel.sleutel for deel in self.meerkosten.values())
        return not (leeg or meer_leeg or any(map(self.ontbreekt, self.nu.gemeenten)))

    def volgens_de_sleutel_ct(self, rij: GemeenteUitkomst) -> int:
        """What key and meerkosten give a gemeente, whether that is what it bears or not."""
        toegedeeld = self.delen[rij.code].bedrag_ct
        binnen = rij.kosten_ct - toegedeeld if self.sleutel is Verdeelsleutel.KOSTEN else toegedeeld
        return binnen + self.meerkosten[rij.code].bedrag_ct

    def vast_ct(self, rij: GemeenteUitkomst) -> int:
        """The fixed bijdrage: as printed, and for the centrumgemeente what that leaves of R."""
        if not rij.gemeente.centrumgemeente:
            return rij.begroot_ct or 0
        anderen = sum(r.begroot_ct or 0 for r in self.nu.gemeenten if not r.gemeente.centrumgemeente)
        return self.nu.te_verdelen_ct - anderen

    def naar_karakter_ct(self, rij: GemeenteUitkomst) -> int:
        """What a gemeente bears by key or as a fixed amount; nothing when R is 0."""
        if self.nu.te_verdelen_ct == 0:
            return 0
        return self.vast_ct(rij) if self.vast else self.volgens_de_sleutel_ct(rij)

    def gedrukt_bp(self, rij: GemeenteUitkomst) -> int:
        """The printed percentage of table 8.1, 0 when there is none."""
        return self._gedrukt_bp.get(rij.code, 0)

    def gedrukt_ct(self, rij: GemeenteUitkomst) -> int:
        """The printed percentage of R (method ``koersplan``: these do not add to R)."""
        return koersplan_ct(self.gedrukt_bp(rij), self.nu.te_verdelen_ct)

    def bijdrage_ct(self, rij: GemeenteUitkomst) -> int | None:
        """What a gemeente bears under this reading, None when it can't be calculated."""
        if not self.te_berekenen:
            return None
        return self.gedrukt_ct(rij) if self.lezing.gedrukt else self.naar_karakter_ct(rij)


def _verdeel(bedrag_ct: int, sleutels: Mapping[str, int]) -> Mapping[str, Deel]:
    if bedrag_ct == 0 or any(sleutels.values()):
        return verdeel(bedrag_ct, sleutels)
    rangen = {code: rang for rang, code in enumerate(sorted(sleutels), start=1)}
    return {code: Deel(code, 0, 0, 0, 0, rang, int(rang <= bedrag_ct)) for code, rang in rangen.items()}


def lezinguitkomsten(regeling: Regeling, uitkomst: Verrekening) -> tuple[Lezinguitkomst, ...]:
    """The year of ``uitkomst`` under each of :data:`LEZINGEN`."""
    return tuple(Lezinguitkomst(regeling, uitkomst, lezing) for lezing in LEZINGEN)


def grootste_verschil_ct(uitkomsten: Sequence[Lezinguitkomst], kies: Callable[[Lezing], object]) -> int:
    """The largest difference with the year as it is for any gemeente, either way, under the readings that ``kies`` takes.

    0 when none of those can be calculated. ``uitkomsten`` are those of :func:`lezinguitkomsten`.
    """
    nu = uitkomsten[0]
    gekozen = [uit for uit in uitkomsten if kies(uit.lezing)]
    paren = [(uit.bijdrage_ct(rij), nu.bijdrage_ct(rij)) for uit in gekozen for rij in nu.nu.gemeenten]
    return max((abs(dan - basis) for dan, basis in paren if dan is not None and basis is not None), default=0)
