"""What a definitief settlement asks of the ledger: who pays or receives which amount, when, and under which reference.

The centrumgemeente settles, so an amount is seen from there. Its own saldo is an internal booking. Amounts are in
cents.
"""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from msgspec import Struct

from via_xl.basis import iban
from via_xl.basis.gemeenten import bestandsnaam
from via_xl.regeling.model import Gemeente
from via_xl.regeling.regio import Regio
from via_xl.rekenen.meenemen import NIETS, Doorgeschoven
from via_xl.rekenen.verrekening import Verrekening, saldo_ct
from via_xl.rekenen.wijzigingen import Gemeentewijziging, te_verrekenen

BETAALTERMIJN = timedelta(days=30)
"""After the day of the run, when no other day is given."""


class Richting(StrEnum):
    """Which way an amount goes, seen from the centrumgemeente as the one that settles; its own is booked and not paid.

    So an amount needs no sign: it has none on the screen, in the CSV and in the workbook.
    """

    ONTVANGEN = "te ontvangen van"
    BETALEN = "te betalen aan"
    NIETS = "niets te verrekenen"
    INTERN_ONTVANGEN = "intern te ontvangen"
    INTERN_BETALEN = "intern te betalen"


def kenmerk(regio: Regio, jaar: int, code: str, versie: int) -> str:
    """The reference that a payment carries: the arrangement, the year, the CBS code and the version.

    >>> kenmerk(Regio({"kort": "JP"}), 2024, "GM0755", 2)
    'JP-2024-GM0755-v2'
    """
    return f"{bestandsnaam(regio.kort)}-{jaar}-{code}-v{versie}"


def rekening(gemeente: Gemeente) -> str:
    """The account on which a gemeente receives, with its holder; "" when none is known, or its check digits are wrong."""
    if not iban.klopt(gemeente.iban):
        return ""
    return f"{iban.in_groepen(gemeente.iban)} ten name van {houder(gemeente)}"


def houder(gemeente: Gemeente) -> str:
    """In whose name an account is: that of the organisation, unless it is said."""
    return gemeente.rekeninghouder or gemeente.organisatie or gemeente.naam


class Betaalsoort(StrEnum):
    """Whether money moves. The saldo of the centrumgemeente doesn't: that is only booked in its own ledger."""

    BETALING = "betaling"
    INTERN = "interne boeking"


class Betaalregel(Struct, frozen=True):
    """What one gemeente pays or receives: a row of the list, in cents.

    ``inzet_ct`` is what it gets for the hours it delivered and what else it paid, ``kenmerk`` the reference of the payment. In a herziening
    every amount is the difference with what was settled before. ``vervaldatum`` is None where no money moves.
    ``ander_jaar_ct`` is what is settled along of the herziening of another year, less what of this one goes to a later year.
    ``btw_ct`` is the btw in the bijdrage. ``iban`` ("": none is known, or its check digits are wrong) and ``ten_name_van`` are
    of who receives, and blank where nobody does.
    """

    soort: Betaalsoort
    code: str
    naam: str
    kenmerk: str
    bijdrage_ct: int
    inzet_ct: int
    voorschot_ct: int
    vervaldatum: date | None
    ander_jaar_ct: int = 0
    btw_ct: int = 0
    iban: str = ""
    ten_name_van: str = ""

    @property
    def saldo_ct(self) -> int:
        """Bijdrage − inzet − voorschot, in cents: above 0 the centrumgemeente receives it, below 0 it pays."""
        return saldo_ct(self.bijdrage_ct, self.inzet_ct, self.voorschot_ct)

    @property
    def te_betalen_ct(self) -> int:
        """What moves, in cents: the saldo with what is of another year. Above 0 the centrumgemeente receives it."""
        return self.saldo_ct + self.ander_jaar_ct

    @property
    def bedrag_ct(self) -> int:
        """The amount of the payment in cents, never negative; ``richting`` says which way it goes."""
        return abs(self.te_betalen_ct)

    @property
    def richting(self) -> Richting:
        """Which way the money goes, seen from the centrumgemeente."""
        if self.te_betalen_ct == 0:
            return Richting.NIETS
        if self.soort is Betaalsoort.INTERN:
            return Richting.INTERN_ONTVANGEN if self.te_betalen_ct > 0 else Richting.INTERN_BETALEN
        return Richting.ONTVANGEN if self.te_betalen_ct > 0 else Richting.BETALEN


class Betaallijst(Struct, frozen=True):
    """All payments of a settlement: a row for each other gemeente, and the internal booking of the centrumgemeente.

    ``verrekend`` is what the last definitief version settled, None for a first list. With it the list is a herziening:
    only ``nu`` and ``verrekend`` hold whole settlements, and every amount in the list is the difference between those
    two. ``vergoeding_ct`` is V and ``btw_ct`` the btw in the bijdragen, which goes to the tax office (or their
    difference), in cents.
    """

    nu: Verrekening
    verrekend: Verrekening | None
    versie: int
    vervaldatum: date
    regels: tuple[Betaalregel, ...]
    intern: Betaalregel
    vergoeding_ct: int
    btw_ct: int
    meegenomen: Doorgeschoven = NIETS

    @property
    def met_ander_jaar(self) -> bool:
        """Whether anything of another year is settled along, or goes to a later year."""
        uit = (self.nu, self.verrekend)
        return self.meegenomen.naar is not None or any(een is not None and een.met_verrekend for een in uit)

    @property
    def ander_jaar_ct(self) -> int:
        """What is of another year in the payments, added up, in cents: no part of the saldi."""
        return sum(regel.ander_jaar_ct for regel in self.regels)

    @property
    def voorschotten_ct(self) -> int:
        """The advances of all gemeenten together, in cents; the centrumgemeente's own is among them."""
        return sum(regel.voorschot_ct for regel in (*self.regels, self.intern))

    @property
    def saldi_ct(self) -> int:
        """The saldi of all gemeenten but the centrumgemeente, added up, in cents."""
        return sum(regel.saldo_ct for regel in self.regels)

    @property
    def sluit_ct(self) -> int:
        """The closing check in cents, which is 0: Σ saldi of the others + V + own saldo + Σ voorschotten − btw."""
        return self.saldi_ct + self.vergoeding_ct + self.intern.saldo_ct + self.voorschotten_ct - self.btw_ct


def maak_betaallijst(
    nu: Verrekening,
    verrekend: Verrekening | None,
    versie: int,
    vervaldatum: date,
    mee: Doorgeschoven = NIETS,
) -> Betaallijst:
    """The payments of a definitief version of a settlement.

    ``verrekend`` is what an earlier definitief version settled, or None; with it the list asks only for the difference.
    ``versie`` is the number of this version, for the references; ``vervaldatum`` the day on which payments are due. ``mee`` is
    what of the difference isn't paid now, but settled with a later year.

    Raises:
        ValueError: the list doesn't close, or the two are of different years.
    """
    centrum = next(rij.code for rij in nu.gemeenten if rij.gemeente.centrumgemeente)
    erbij = {rij.code for uit in (nu, verrekend) if uit is not None for rij in uit.met_stuk} | {centrum}
    rijen = [rij for rij in te_verrekenen(verrekend, nu) if rij.code in erbij]
    vergoeding = nu.vergoeding_ct - (verrekend.vergoeding_ct if verrekend is not None else 0)
    btw = nu.btw_ct - (verrekend.btw_ct if verrekend is not None else 0)
    regels = {
        rij.code: _regel(rij, nu, verrekend, versie, vervaldatum, mee, intern=rij.code == centrum) for rij in rijen
    }
    intern = regels.pop(centrum)
    lijst = Betaallijst(nu, verrekend, versie, vervaldatum, tuple(regels.values()), intern, vergoeding, btw, mee)
    if lijst.sluit_ct:
        raise ValueError(f"de betaallijst sluit niet: {lijst.sluit_ct} cent")
    return lijst


def _regel(
    rij: Gemeentewijziging,
    nu: Verrekening,
    verrekend: Verrekening | None,
    versie: int,
    vervaldatum: date,
    mee: Doorgeschoven,
    *,
    intern: bool,
) -> Betaalregel:
    ander_jaar = rij.verrekend_ct.verschil - mee.van(rij.code)
    te_betalen = 0 if intern else rij.saldo_ct.verschil + ander_jaar
    ontvanger = _ontvanger(nu, verrekend, rij.code, te_betalen)
    return Betaalregel(
        soort=Betaalsoort.INTERN if intern else Betaalsoort.BETALING,
        code=rij.code,
        naam=rij.naam,
        kenmerk=kenmerk(nu.regio, nu.jaar, rij.code, versie),
        bijdrage_ct=rij.bijdrage_ct.verschil,
        inzet_ct=rij.kosten_ct.verschil,
        voorschot_ct=rij.voorschot_ct.verschil,
        vervaldatum=vervaldatum if te_betalen else None,
        ander_jaar_ct=ander_jaar,
        btw_ct=sum(een.btw_ct for een in nu.gemeenten if een.code == rij.code)
        - sum(een.btw_ct for een in (verrekend.gemeenten if verrekend is not None else ()) if een.code == rij.code),
        iban=iban.in_groepen(ontvanger.iban) if ontvanger is not None and iban.klopt(ontvanger.iban) else "",
        ten_name_van="" if ontvanger is None else houder(ontvanger),
    )


def _ontvanger(nu: Verrekening, verrekend: Verrekening | None, code: str, te_betalen_ct: int) -> Gemeente | None:
    """Who gets the money: the centrumgemeente when a gemeente pays, else that gemeente; None when nothing moves."""
    if not te_betalen_ct:
        return None
    alle = [rij.gemeente for uit in (nu, verrekend) if uit is not None for rij in uit.gemeenten]
    return next(een for een in alle if (een.centrumgemeente if te_betalen_ct > 0 else een.code == code))
