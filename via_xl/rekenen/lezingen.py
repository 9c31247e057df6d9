"""What each reading of the document would cost each gemeente: the settlement of a year under one other choice.

The readings are those of the register of what is wrong or open in the plan (sheet Uitgangspunten): the key,
the character of the bijdrage, who bears the meerkosten, the peiljaar and the printed
percentages, and those that change the cost itself (:mod:`via_xl.rekenen.kostenlezingen`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from via_xl.basis.geld import CENT, rond_half_op
from via_xl.regeling.model import BijdrageKarakter, BtwPositie, MeerkostenDrager, PokJaar, Regeling, Verdeelsleutel
from via_xl.rekenen.kosten import btw_ct
from via_xl.rekenen.kostenlezingen import Grondslag, Kostenlezing
from via_xl.rekenen.opvolging import houders
from via_xl.rekenen.plan import naar_percentage_ct
from via_xl.rekenen.verdeling import EXACT_GRENS, Deel, rondes, stappen, verdeel
from via_xl.rekenen.verrekening import (
    GemeenteUitkomst,
    Verrekening,
    boven_grens_ct,
    draagt_volgens_sleutel,
    saldo_ct,
    volgens_sleutel_ct,
)

EEN_PROCENT_BP = 100
"""The opslag that shows what every percent on all uurtarieven does (the parts of the schaal are open)."""


class Lezing(Struct, frozen=True):
    """A reading of the document: the settlement with one choice made otherwise.

    ``nr`` counts from 1, and 1 is the year as it is. A choice of None (or False) stays as the year has it: the key, the
    character of the bijdrage, who bears the meerkosten, the latest peiljaar instead of the year's own, the printed
    percentages instead of a key, how the cost is found, the opslag on it in basispunten, which year's POK reimburses late
    hours, and the btw position.
    """

    nr: int
    naam: str
    sleutel: Verdeelsleutel | None = None
    karakter: BijdrageKarakter | None = None
    drager: MeerkostenDrager | None = None
    laatste_peiljaar: bool = False
    gedrukt: bool = False
    kosten: Kostenlezing = Kostenlezing.NU
    opslag_bp: int = 0
    pok_jaar: PokJaar | None = None
    btw: BtwPositie | None = None


def _lezingen() -> tuple[Lezing, ...]:
    keuzes: list[dict[str, object]] = [{"naam": "In werking"}]
    keuzes += [{"naam": f"Sleutel {sleutel}", "sleutel": sleutel} for sleutel in Verdeelsleutel]
    keuzes += [{"naam": f"Karakter {karakter}", "karakter": karakter} for karakter in BijdrageKarakter]
    keuzes += [{"naam": f"Drager {drager}", "drager": drager} for drager in MeerkostenDrager]
    keuzes += [{"naam": "Laatste peiljaar", "laatste_peiljaar": True}, {"naam": "Gedrukt percentage", "gedrukt": True}]
    keuzes += [
        {"naam": "Volle formatie", "kosten": Kostenlezing.FORMATIE},
        {"naam": "Tarief 1 % hoger", "kosten": Kostenlezing.OPSLAG, "opslag_bp": EEN_PROCENT_BP},
        {"naam": "Eén tarief per jaar", "kosten": Kostenlezing.JAAREINDE},
        {"naam": "Productieve uren", "kosten": Kostenlezing.PRODUCTIEF},
        {"naam": "Jaar van de uren", "kosten": Kostenlezing.LEVERJAAR},
    ]
    keuzes += [{"naam": f"POK {jaar}", "pok_jaar": jaar} for jaar in PokJaar]
    keuzes += [
        {"naam": "Btw gemene rekening", "btw": BtwPositie.GEMENE_REKENING},
        {"naam": "Btw een last", "btw": BtwPositie.LAST},
    ]
    return tuple(Lezing(nr, **keuze) for nr, keuze in enumerate(keuzes, start=1))  # type: ignore[arg-type]


LEZINGEN = _lezingen()
"""Every reading that the engine can calculate, the year as it is first."""


class Lezinguitkomst:
    """The settlement of a year under one reading, with every step of it.

    Amounts are in cents; what is asked per gemeente takes its row of the real settlement. ``nu`` is that settlement and
    ``grondslag`` what the work costs under each way to find that; readings of one year may share it.

    >>> [lezing.naam for lezing in LEZINGEN][:5]
    ['In werking', 'Sleutel inwoners', 'Sleutel kosten', 'Sleutel uren', 'Sleutel capaciteit']
    """

    def __init__(
        self, regeling: Regeling, uitkomst: Verrekening, lezing: Lezing, grondslag: Grondslag | None = None
    ) -> None:
        self.lezing = lezing
        self.nu = uitkomst
        self.grondslag = grondslag or Grondslag(regeling, uitkomst)
        self.sleutel = lezing.sleutel or uitkomst.verdeelsleutel
        self.karakter = lezing.karakter or uitkomst.karakter
        self.drager = lezing.drager or uitkomst.drager
        self._jaar = regeling.jaar(uitkomst.jaar)
        self.pok_jaar = lezing.pok_jaar or self._jaar.pok_jaar
        self.btw = lezing.btw or uitkomst.btw_positie
        laatste = max((rij.peiljaar for rij in regeling.inwoners), default=0)
        self.peiljaar = laatste if lezing.laatste_peiljaar else uitkomst.peiljaar
        voor = houders(regeling.gemeenten, uitkomst.jaar)
        self._inwoners: dict[str, int] = {}
        for rij in regeling.inwoners:
            if rij.peiljaar == self.peiljaar:
                self._inwoners[voor[rij.code]] = self._inwoners.get(voor[rij.code], 0) + rij.inwoners
        self._gedrukt_bp: dict[str, int] = {}
        for gedrukt in regeling.begroting:
            if gedrukt.jaar == uitkomst.jaar and gedrukt.percentage_bp is not None:
                samen = self._gedrukt_bp.get(voor[gedrukt.code], 0) + gedrukt.percentage_bp
                self._gedrukt_bp[voor[gedrukt.code]] = samen

    def kosten_ct(self, rij: GemeenteUitkomst) -> int:
        """What a gemeente brought in under this reading, hours and other costs, in cents."""
        return self._kosten_ct[rij.code]

    def met_factor_ct(self, rij: GemeenteUitkomst) -> int:
        """The settled cost of the hours of a gemeente times the factor of this reading, in cents.

        The factor is 1 for a reading that changes the cost in another way, or not at all.
        """
        return self.grondslag.met_factor_ct(self.lezing.kosten, self.lezing.opslag_bp, rij)

    def uren_h(self, rij: GemeenteUitkomst) -> int:
        """The hours of a gemeente under this reading, in hundredths."""
        return self.grondslag.uren_h(self.lezing.kosten, rij)

    @cached_property
    def _kosten_ct(self) -> Mapping[str, int]:
        lezing, van = self.lezing, self.grondslag
        return {rij.code: van.kosten_ct(lezing.kosten, lezing.opslag_bp, rij) for rij in self.nu.gemeenten}

    @cached_property
    def totaal_ct(self) -> int:
        """K under this reading: the cost of all gemeenten."""
        return sum(self._kosten_ct.values())

    @cached_property
    def vergoeding_ct(self) -> int:
        """V under this reading: what POK reimburses of that cost, of late hours as they are settled."""
        return self.laat[1] + replace(self.nu.van_jaar, kosten_ct=self.van_jaar_ct).vergoeding_ct

    @cached_property
    def laat(self) -> tuple[int, int]:
        """What is settled of other years, and what their POK reimburses of it; nothing where a year takes all of it itself."""
        if self.pok_jaar is PokJaar.AFREKENJAAR or self.lezing.kosten is Kostenlezing.LEVERJAAR:
            return 0, 0
        return self.grondslag.laat

    @property
    def van_jaar_ct(self) -> int:
        """The cost of which the POK of the year itself reimburses a part."""
        buiten_pok = self.nu.kosten_ct - self.nu.vergoedbaar_ct
        return max(0, self.totaal_ct - buiten_pok - self.laat[0])

    @property
    def btw_bp(self) -> int:
        """The rate of btw over the bijdrage: nothing where it is no burden."""
        return self._jaar.btw_bp or 0 if self.btw is BtwPositie.LAST else 0

    @property
    def zonder_btw_tarief(self) -> bool:
        """Whether btw is a burden and nobody says what it is; 0 % is a rate."""
        return self.btw is BtwPositie.LAST and self._jaar.btw_bp is None

    @cached_property
    def te_verdelen_ct(self) -> int:
        """R = K − V under this reading: what is left for the gemeenten."""
        return self.totaal_ct - self.vergoeding_ct

    @property
    def boven_ct(self) -> int:
        """The part of R above the voorstelgrens."""
        return boven_grens_ct(self.te_verdelen_ct, self.nu.voorstelgrens_ct)

    @property
    def vast(self) -> bool:
        """Whether everyone bears the printed amount, and the centrumgemeente what is left of R."""
        return self.karakter is BijdrageKarakter.VAST

    @cached_property
    def apart_ct(self) -> int:
        """The part of R above the voorstelgrens that is borne apart from the key; 0 when it is shared like the rest."""
        if self.vast or draagt_volgens_sleutel(self.sleutel, self.drager):
            return 0
        return self.boven_ct

    @cached_property
    def volgens_sleutel_ct(self) -> int:
        """The amount that the key shares out: R without what is borne apart; 0 when bijdragen are fixed."""
        if self.vast:
            return 0
        return volgens_sleutel_ct(self.totaal_ct, self.te_verdelen_ct, self.apart_ct, self.sleutel)

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
        return (rij.inwoners is not None and zonder) or self.zonder_tarief(rij)

    def zonder_tarief(self, rij: GemeenteUitkomst) -> bool:
        """Whether a schaal of this gemeente has no rate on the day whose rate holds for the year."""
        return self.lezing.kosten is Kostenlezing.JAAREINDE and self.grondslag.zonder_jaareinde(rij.code) > 0

    def te_groot(self, rij: GemeenteUitkomst) -> bool:
        """Whether a product for this gemeente is too large for a spreadsheet to share exactly.

        Then there is no outcome, rather than a wrong one.
        """
        meer = self.meer_rondes[1] * self.sleutel_meerkosten(rij)
        return max(self.rondes[1] * self.sleutel_van(rij), meer) >= EXACT_GRENS

    @property
    def bedrag_te_groot(self) -> bool:
        """Whether an amount itself is too large for that, whatever the key."""
        return max(self.volgens_sleutel_ct, self.apart_ct) >= EXACT_GRENS

    @cached_property
    def rondes(self) -> tuple[int, int]:
        """The whole cents for every 1 of the key, and what they leave over of the amount that the key shares."""
        return rondes(self.volgens_sleutel_ct, sum(self.sleutel_van(rij) for rij in self.nu.gemeenten))

    @cached_property
    def meer_rondes(self) -> tuple[int, int]:
        """The same of what is borne apart from the key."""
        return rondes(self.apart_ct, sum(self.sleutel_meerkosten(rij) for rij in self.nu.gemeenten))

    def sleutel_van(self, rij: GemeenteUitkomst) -> int:
        """What a gemeente weighs in the key (n_g): inwoners, whole euros of cost, or hundredths of an hour."""
        return {
            Verdeelsleutel.INWONERS: self.inwoners(rij),
            Verdeelsleutel.KOSTEN: rond_half_op(self.kosten_ct(rij), CENT),
            Verdeelsleutel.UREN: self.uren_h(rij),
            Verdeelsleutel.CAPACITEIT: rij.capaciteit_h,
        }[self.sleutel]

    def sleutel_meerkosten(self, rij: GemeenteUitkomst) -> int:
        """What a gemeente weighs in the key of the meerkosten, as the drager of this reading says.

        That is its inwoners, its cost in whole euros, or 1 for the centrumgemeente and 0 for the others.
        """
        return {
            MeerkostenDrager.INWONERS: self.inwoners(rij),
            MeerkostenDrager.CENTRUMGEMEENTE: int(rij.gemeente.centrumgemeente),
            MeerkostenDrager.LEVERANCIERS: rond_half_op(self.kosten_ct(rij), CENT),
        }[self.drager]

    @cached_property
    def delen(self) -> Mapping[str, Deel]:
        """Per CBS code the share by the key, step by step.

        When the key adds to zero or a product is too large, these are the steps a spreadsheet would show; they mean
        nothing then.
        """
        return self._verdeel(self.volgens_sleutel_ct, {rij.code: self.sleutel_van(rij) for rij in self.nu.gemeenten})

    @cached_property
    def meerkosten(self) -> Mapping[str, Deel]:
        """Per CBS code the share in what lies above the voorstelgrens and is borne apart from the key, step by step."""
        return self._verdeel(self.apart_ct, {rij.code: self.sleutel_meerkosten(rij) for rij in self.nu.gemeenten})

    def _verdeel(self, bedrag_ct: int, sleutels: Mapping[str, int]) -> Mapping[str, Deel]:
        groot = {rij.code for rij in self.nu.gemeenten if self.te_groot(rij)}
        if not groot and (bedrag_ct == 0 or any(sleutels.values())):
            return verdeel(bedrag_ct, sleutels)
        som = sum(sleutels.values())
        heel, over = rondes(bedrag_ct, som)
        delen = {code: (n, heel * n, 0 if code in groot else over * n) for code, n in sleutels.items()}
        return stappen(bedrag_ct, som, delen)

    @cached_property
    def te_berekenen(self) -> bool:
        """Whether this reading has an outcome.

        For that every input is there, no key that is needed adds to zero, and no amount or product is too large for a
        spreadsheet.
        """
        leeg = self.volgens_sleutel_ct != 0 and not any(deel.sleutel for deel in self.delen.values())
        meer_leeg = self.apart_ct != 0 and not any(deel.sleutel for deel in self.meerkosten.values())
        niet = any(self.ontbreekt(rij) or self.te_groot(rij) for rij in self.nu.gemeenten)
        niet = niet or self.bedrag_te_groot or self.zonder_btw_tarief
        return not (leeg or meer_leeg or niet or self.grondslag.zonder_plan(self.lezing.kosten))

    def volgens_de_sleutel_ct(self, rij: GemeenteUitkomst) -> int:
        """What a gemeente would bear by the key and of the meerkosten, in cents, also where bijdragen are fixed."""
        toegedeeld = self.delen[rij.code].bedrag_ct
        binnen = self.kosten_ct(rij) - toegedeeld if self.sleutel is Verdeelsleutel.KOSTEN else toegedeeld
        return binnen + self.meerkosten[rij.code].bedrag_ct

    def vast_ct(self, rij: GemeenteUitkomst) -> int:
        """The fixed bijdrage in cents: the printed amount, or for the centrumgemeente what that leaves of R."""
        if not rij.gemeente.centrumgemeente:
            return rij.begroot_ct or 0
        anderen = sum(r.begroot_ct or 0 for r in self.nu.gemeenten if not r.gemeente.centrumgemeente)
        return self.te_verdelen_ct - anderen

    def naar_karakter_ct(self, rij: GemeenteUitkomst) -> int:
        """What a gemeente bears in cents, by the key or as a fixed amount, whichever this reading has; 0 when R is 0."""
        if self.te_verdelen_ct == 0:
            return 0
        return self.vast_ct(rij) if self.vast else self.volgens_de_sleutel_ct(rij)

    def gedrukt_bp(self, rij: GemeenteUitkomst) -> int:
        """The percentage that the document prints for a gemeente, in basispunten; 0 when it prints none."""
        return self._gedrukt_bp.get(rij.code, 0)

    def gedrukt_ct(self, rij: GemeenteUitkomst) -> int:
        """The printed percentage of R, in cents.

        These don't add up to R, since the printed percentages don't add up to 100 %.
        """
        return naar_percentage_ct(self.gedrukt_bp(rij), self.te_verdelen_ct)

    def zonder_btw_ct(self, rij: GemeenteUitkomst) -> int:
        """What the steps give for a gemeente before btw, in cents."""
        return self.gedrukt_ct(rij) if self.lezing.gedrukt else self.naar_karakter_ct(rij)

    def draagt_ct(self, rij: GemeenteUitkomst) -> int:
        """What the steps give for a gemeente, in cents: a number also when this reading can't be calculated."""
        zonder = self.zonder_btw_ct(rij)
        return zonder + btw_ct(zonder, self.btw_bp)

    def bijdrage_ct(self, rij: GemeenteUitkomst) -> int | None:
        """What a gemeente bears under this reading, in cents; None when the reading can't be calculated."""
        return self.draagt_ct(rij) if self.te_berekenen else None

    def betaalt_ct(self, rij: GemeenteUitkomst) -> int:
        """What a gemeente would pay under this reading (below 0: receive), in cents.

        That is what it bears, less its cost under this reading and its advance. As with ``draagt_ct`` there is a number
        also when the reading can't be calculated.
        """
        return saldo_ct(self.draagt_ct(rij), self.kosten_ct(rij), rij.voorschot_ct)


def lezinguitkomsten(regeling: Regeling, uitkomst: Verrekening) -> tuple[Lezinguitkomst, ...]:
    """The year that ``uitkomst`` settles, under each of :data:`LEZINGEN` and in their order."""
    grondslag = Grondslag(regeling, uitkomst)
    return tuple(Lezinguitkomst(regeling, uitkomst, lezing, grondslag) for lezing in LEZINGEN)


def verschil_ct(uitkomst: Lezinguitkomst, nu: Lezinguitkomst, rij: GemeenteUitkomst) -> int | None:
    """How much more a gemeente pays (or less it receives) under a reading than under ``nu``, in cents.

    None when one of the two can't be calculated.
    """
    if not (uitkomst.te_berekenen and nu.te_berekenen):
        return None
    return uitkomst.betaalt_ct(rij) - nu.betaalt_ct(rij)


def grootste_verschil_ct(uitkomsten: Sequence[Lezinguitkomst], kies: Callable[[Lezing], object]) -> int:
    """By how much any gemeente pays more or less than now at most, under the readings that ``kies`` takes, in cents.

    ``uitkomsten`` are those of :func:`lezinguitkomsten`. 0 when none of the chosen readings can be calculated.
    """
    nu = uitkomsten[0]
    gekozen = [uit for uit in uitkomsten if kies(uit.lezing)]
    verschillen = [verschil_ct(uit, nu, rij) for uit in gekozen for rij in nu.nu.gemeenten]
    return max((abs(ct) for ct in verschillen if ct is not None), default=0)
