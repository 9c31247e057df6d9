"""What a jaarverantwoording is written from: the settlement of a year, that of the other years, and where it is from.

It is for stuurgroep and regiodag, so nothing in it may give away what somebody earns: no hour lines, no cost per gemeente.
"""

from __future__ import annotations

from datetime import date
from functools import cached_property

from msgspec import Struct

from via_xl.regeling.model import MeerkostenDrager, Regeling, Taak, Verdeelsleutel
from via_xl.rekenen.capaciteit import Capaciteitsbeeld, Gemeentecapaciteit, capaciteit, geleverd
from via_xl.rekenen.duvo_pok import DuvoPok, duvo_pok
from via_xl.rekenen.prognose import prognose
from via_xl.rekenen.samengenomen import (
    GENOEG_PERSONEN,
    maandgroepen,
    mensen,
    neem_samen,
    taakgroepen,
    zegt_uren,
)
from via_xl.rekenen.themas import Themabeeld, Themagroep, geleverde_themas, kostengroepen, themas, urengroepen
from via_xl.rekenen.vaststelling import moet_staat_inleveren
from via_xl.rekenen.verrekening import Verrekening


class Verantwoordingsstof(Struct, frozen=True, dict=True):
    """The inputs, the settlement of the year (``uitkomst``) and of every year with hours, and the master they are from.

    ``overgeslagen`` are the years with hours that can't be settled. Of fewer than ``minstens`` people no hours are shown apart:
    not of a gemeente, a taak, a month or a theme, nor what is the difference between two figures that are shown.
    """

    op: date
    regeling: Regeling
    uitkomst: Verrekening
    jaren: tuple[Verrekening, ...]
    overgeslagen: tuple[int, ...]
    redenen: tuple[str, ...]
    invoerhash: str
    programma: str
    masternaam: str
    masterdatum: date
    master_sha: str
    minstens: int = GENOEG_PERSONEN

    @property
    def jaar(self) -> int:
        """The year that is accounted for."""
        return self.uitkomst.jaar

    @property
    def stand(self) -> str:
        """CONCEPT or DEFINITIEF."""
        return "CONCEPT" if self.redenen else "DEFINITIEF"

    @property
    def kopregel(self) -> str:
        """The header of every printed page."""
        return f"{self.regeling.regio.kort} jaarverantwoording {self.jaar}"

    @cached_property
    def capaciteit(self) -> Capaciteitsbeeld:
        """The capacity of the year; gemeenten of few people together."""
        alle = capaciteit(self.regeling, self.uitkomst, prognose(self.regeling, self.uitkomst).verwacht_te_gaan_h)
        return neem_samen(self.regeling, alle, self.minstens)

    @property
    def hoeveel_leverden(self) -> int:
        """How many gemeenten delivered hours in the months of the year."""
        return sum(rij.geleverd_h > 0 for rij in capaciteit(self.regeling, self.uitkomst).gemeenten)

    @cached_property
    def leveranciers(self) -> tuple[Gemeentecapaciteit, ...]:
        """The gemeenten that supply capacity, delivered hours, or will."""
        codes = {rij.code for rij in self.uitkomst.gemeenten if moet_staat_inleveren(rij)}
        return tuple(g for g in self.capaciteit.gemeenten if g.code in codes or g.geleverd_h or g.prognose_h)

    @cached_property
    def taakgroepen(self) -> tuple[tuple[Taak | None, ...], ...]:
        """The taken, those of few people together."""
        return taakgroepen(self.regeling, self.capaciteit, self.minstens)

    @cached_property
    def maandgroepen(self) -> tuple[range, ...]:
        """The months, those of few people together."""
        return maandgroepen(self.regeling, self.jaar, self.minstens)

    @property
    def hele_regio_klein(self) -> bool:
        """Whether all hours of the year are of few people, so that even their total says what those worked."""
        return 0 < len(mensen(geleverd(self.regeling, self.jaar))) < self.minstens

    def afgerekende_uren_h(self, uitkomst: Verrekening) -> int | None:
        """The settled hours of a year; None where they say, beside what else is shown, what few people worked or earn."""
        zegt = zegt_uren(self.regeling, uitkomst, self.minstens)
        return sum(rij.uren_h for rij in uitkomst.gemeenten) if zegt else None

    @cached_property
    def themas(self) -> Themabeeld:
        """Cost per theme of the settlement."""
        return themas(self.regeling, self.uitkomst)

    @cached_property
    def urengroepen(self) -> tuple[Themagroep, ...]:
        """The delivered hours per theme, those of few people together."""
        return urengroepen(geleverde_themas(self.regeling, self.jaar), self.minstens)

    @cached_property
    def kostengroepen(self) -> tuple[Themagroep, ...]:
        """Cost per theme, as far as it may be shown apart."""
        return kostengroepen(self.themas, self.minstens)

    @cached_property
    def duvo_pok(self) -> DuvoPok:
        """The yearly DUVO and POK budget."""
        return duvo_pok(self.regeling, self.jaar, self.uitkomst.vergoeding_ct)

    @property
    def toont_duvo_pok(self) -> bool:
        """Whether there is anything to tell of it."""
        return self.duvo_pok.budget_ct is not None or any(post.rijen for post in self.duvo_pok.posten)

    @property
    def toont_bijdragen(self) -> bool:
        """Whether the bijdrage of each gemeente says nothing of the cost it made."""
        uit = self.uitkomst
        apart = uit.meerkosten_ct > 0 and uit.drager is MeerkostenDrager.LEVERANCIERS
        return uit.vast or (uit.verdeelsleutel in (Verdeelsleutel.INWONERS, Verdeelsleutel.CAPACITEIT) and not apart)

    def begroot_ct(self, jaar: int) -> int | None:
        """The printed bijdragen of a year, together; None where there are none."""
        bedragen = [rij.bedrag_ct for rij in self.regeling.begroting if rij.jaar == jaar]
        return sum(bedragen) if bedragen else None
