"""What a settlement workbook is written from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from functools import cached_property
from typing import Protocol, TypeVar

from msgspec import Struct, field

from via_xl import PROGRAMMA
from via_xl.basis.bevinding import Plek
from via_xl.basis.opsomming import en
from via_xl.basis.schaal import schaalvolgorde
from via_xl.regeling.model import Regeling, Tarief, Verdeelsleutel, Verrekend
from via_xl.rekenen.jaareinde import opgenomen_ct
from via_xl.rekenen.opvolging import Houders, houders
from via_xl.rekenen.vergoeding import Vergoedingsjaar
from via_xl.rekenen.verrekening import GemeenteUitkomst, Kostenregel, Overigeregel, Verrekening
from via_xl.rekenen.wijzigingen import Vergelijking
from via_xl.schrijven.boek import Adres
from via_xl.schrijven.master.verrekening import adressen
from via_xl.schrijven.taal import Tabelveld

PER_GEMEENTE = (Verdeelsleutel.INWONERS, Verdeelsleutel.CAPACITEIT)
"""Keys of public figures: under these every gemeente may see the shares of all. Under the others a share gives
away somebody's cost or hours, so a workbook holds its own row and the totals only."""


class VanGemeente(Protocol):
    """What is settled for a gemeente."""

    @property
    def code(self) -> str:
        """Its CBS code."""


V = TypeVar("V", bound=VanGemeente)


class Gezamenlijk(Struct, frozen=True, dict=True):
    """What the workbooks of all gemeenten have in common: made once, however many there are."""

    regeling: Regeling
    uitkomst: Verrekening
    _tabellen: dict[str, list[Tabelveld[GemeenteUitkomst]]] = field(default_factory=dict)

    @cached_property
    def voor(self) -> Houders:
        """Per CBS code who it counts as in this year."""
        return houders(self.regeling.gemeenten, self.uitkomst.jaar)

    @cached_property
    def regels(self) -> dict[str, tuple[Kostenregel, ...]]:
        """The hour lines, by gemeente."""
        return _per_gemeente(self.uitkomst.regels)

    @cached_property
    def overige(self) -> dict[str, tuple[Overigeregel, ...]]:
        """The other costs, by gemeente."""
        return _per_gemeente(self.uitkomst.overige)

    @cached_property
    def opgenomen_ct(self) -> dict[str, int]:
        """The saldo that each entered in its jaarrekening, as far as is known."""
        return opgenomen_ct(self.regeling, self.uitkomst.jaar)

    @cached_property
    def plaatsen(self) -> dict[str, Adres]:
        """Where the figures of the region stand in the master, by their name."""
        return adressen(self.uitkomst)

    def tabel(
        self, naam: str, velden: Callable[[], list[Tabelveld[GemeenteUitkomst]]]
    ) -> list[Tabelveld[GemeenteUitkomst]]:
        """The columns of a table that holds the same public figures of all gemeenten in every workbook."""
        if naam not in self._tabellen:
            self._tabellen[naam] = [veld.eens(self.uitkomst.gemeenten) for veld in velden()]
        return self._tabellen[naam]


def _per_gemeente(regels: Iterable[V]) -> dict[str, tuple[V, ...]]:
    uit: dict[str, list[V]] = defaultdict(list)
    for regel in regels:
        uit[regel.code].append(regel)
    return {code: tuple(hier) for code, hier in uit.items()}


class Afrekeningopdracht(Struct, frozen=True, dict=True):
    """The settlement of a year, seen by one gemeente, as one version.

    ``gemaakt_op`` is the day of the run. ``redenen`` is empty for a definitive settlement; only then there is a ``betaaldag``. ``wijzigingen`` is what changed since the version that this one
    replaces; None for a first version. ``programma`` is how the program names itself.
    """

    samen: Gezamenlijk
    code: str
    versie: int
    redenen: tuple[str, ...]
    invoerhash: str
    masternaam: str
    gemaakt_op: date
    wijzigingen: Vergelijking | None = None
    betaaldag: date | None = None
    programma: str = PROGRAMMA

    @property
    def regeling(self) -> Regeling:
        """The inputs of the region."""
        return self.samen.regeling

    @property
    def uitkomst(self) -> Verrekening:
        """The settlement of the whole region."""
        return self.samen.uitkomst

    @cached_property
    def ons(self) -> GemeenteUitkomst:
        """The outcome of this gemeente."""
        return self.uitkomst.van(self.code)

    @property
    def regels(self) -> tuple[Kostenregel, ...]:
        """This gemeente's own hour lines."""
        return self.samen.regels.get(self.code, ())

    @property
    def overige(self) -> tuple[Overigeregel, ...]:
        """This gemeente's own other costs."""
        return self.samen.overige.get(self.code, ())

    @cached_property
    def late_jaren(self) -> tuple[Vergoedingsjaar, ...]:
        """The other years of which the POK reimburses hours of this gemeente."""
        jaren = {regel.regel.maand.year for regel in self.regels}
        return tuple(deel for deel in self.uitkomst.laat if deel.jaar in jaren)

    @property
    def alles_voor_pok_van_het_jaar(self) -> bool:
        """Whether V is just a percentage of K: nothing came late, and POK reimburses a part of every cost."""
        return not self.uitkomst.laat and self.uitkomst.van_jaar.kosten_ct == self.uitkomst.kosten_ct

    @property
    def voor(self) -> Houders:
        """Per CBS code who it counts as in this year."""
        return self.samen.voor

    @property
    def opgenomen_ct(self) -> int | None:
        """The saldo that this gemeente entered in its jaarrekening, as far as is known; None where it was given nothing."""
        return self.samen.opgenomen_ct.get(self.code)

    @cached_property
    def verrekend(self) -> tuple[Verrekend, ...]:
        """The rows of what this gemeente settles along of earlier herzieningen; none where that is nothing."""
        if not self.ons.verrekend_ct:
            return ()
        return tuple(
            rij
            for rij in self.regeling.verrekend
            if rij.jaar == self.uitkomst.jaar and self.voor[rij.code] == self.code
        )

    @property
    def waaruit_verrekend(self) -> str:
        """What is settled along, in words, with the years that it is of."""
        jaren = [str(jaar) for jaar in sorted({rij.uit_jaar for rij in self.verrekend})]
        return f"Verrekend uit de herziening van {en(jaren)}"

    @cached_property
    def meegenomen(self) -> tuple[Verrekend, ...]:
        """The rows of what of this herziening is settled with a later year; of any other version none."""
        v = self.wijzigingen
        if v is None or not v.herziening:
            return ()
        return tuple(
            rij
            for rij in self.regeling.verrekend
            if (rij.uit_jaar, rij.herziet) == (v.jaar, v.vorig.versie) and self.voor[rij.code] == self.code
        )

    @property
    def voorgangers(self) -> tuple[str, ...]:
        """The codes of who went into this gemeente."""
        return self.voor.voorgangers(self.code)

    def opvolging(self, *, alle: bool = False) -> str:
        """Who went into this gemeente (with ``alle`` into any), in a sentence that begins with a space; "" for nobody."""
        zinnen = [
            f" In {self.uitkomst.jaar} tellen inwoners, uren, andere kosten, begroting, voorschotten en wat is verrekend van "
            f"{en([self.regeling.naam_van(code) for code in oud])} mee bij {rij.naam}."
            for rij in self.uitkomst.gemeenten
            if (alle or rij.code == self.code) and (oud := self.voor.voorgangers(rij.code))
        ]
        return "".join(zinnen)

    @cached_property
    def tarieven(self) -> tuple[Tarief, ...]:
        """The rates that its own lines use, by schaal and date."""
        uniek = {id(regel.tarief): regel.tarief for regel in self.regels}
        return tuple(sorted(uniek.values(), key=lambda rij: (schaalvolgorde(rij.schaal), rij.van)))

    def vindplaats(self, plek: Plek) -> str:
        """Where a row was read: in the master by sheet and row, elsewhere with the name of the file."""
        waar = f"{plek.blad}!{plek.rij}"
        return waar if plek.bestand in ("", self.masternaam) else f"{plek.bestand} {waar}"

    @property
    def openbaar(self) -> bool:
        """Whether the shares of all gemeenten may be shown; where the bijdrage is fixed there are none."""
        return self.uitkomst.verdeelsleutel in PER_GEMEENTE and not self.uitkomst.vast

    @property
    def apart(self) -> bool:
        """Whether part of R lies above the voorstelgrens and is borne apart from the key."""
        return self.uitkomst.meerkosten_ct > 0

    @property
    def stand(self) -> str:
        """CONCEPT or DEFINITIEF, with the version."""
        return f"{'CONCEPT' if self.redenen else 'DEFINITIEF'} · versie {self.versie}"

    @property
    def kopregel(self) -> str:
        """The page header of every sheet."""
        return f"{self.uitkomst.regio.kort} afrekening {self.uitkomst.jaar} · {self.ons.naam} · versie {self.versie}"
