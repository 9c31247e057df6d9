"""The plan table, by both methods: as the document printed it, and exact."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from msgspec import Struct

from via_xl.basis.geld import GEHEEL_BP, rond_half_op
from via_xl.regeling.model import Jaar, Regeling
from via_xl.rekenen.opvolging import houders
from via_xl.rekenen.verdeling import Deel, rondes, verdeel
from via_xl.rekenen.vergoeding import vergoeding_ct
from via_xl.rekenen.verrekening import overige_regels


def percentage_bp(inwoners: int, totaal: int) -> int:
    """The share of inwoners as the document prints it, in basispunten: a percentage with two decimals.

    82.613 of 618.915 inwoners is 13,35 %:

    >>> percentage_bp(82613, 618915)
    1335
    """
    return rond_half_op(inwoners * GEHEEL_BP, totaal)


def naar_percentage_ct(percentage: int, te_verdelen_ct: int) -> int:
    """A bijdrage by the method of the document, in cents: a rounded percentage (in basispunten) of the amount.

    >>> naar_percentage_ct(2529, 31000000), naar_percentage_ct(1355, 31000000)
    (7839900, 4200500)
    """
    return rond_half_op(percentage * te_verdelen_ct, GEHEEL_BP)


def begroot_te_verdelen_ct(begrote_kosten_ct: int, buiten_ct: int, vergoeding_bp: int, maximum_ct: int) -> int:
    """What the plan leaves to the gemeenten, in cents: the budgeted cost less what POK reimburses of it.

    2024: € 620.000 at 50 % leaves € 310.000; 2023 at 100 % leaves nothing; 2026 leaves all. Where POK reimburses nothing of
    € 20.000 of it (``buiten_ct``), 2024 leaves € 320.000.

    >>> [begroot_te_verdelen_ct(62000000, 0, bp, top) for bp, top in ((10000, 62000000), (5000, 31000000), (0, 0))]
    [0, 31000000, 62000000]
    >>> begroot_te_verdelen_ct(62000000, 2000000, 5000, 31000000)
    32000000
    """
    return begrote_kosten_ct - vergoeding_ct(begrote_kosten_ct - buiten_ct, vergoeding_bp, maximum_ct)


class BuitenPok(Struct, frozen=True):
    """What is budgeted of which POK reimburses nothing, in cents, and where that comes from.

    A year may say of which part of the other costs in its budget (``opgegeven_bp``). Where it doesn't, POK is taken to reimburse
    as large a part of them as of those of the year before (``voor_ct``, of which ``voor_buiten_ct`` without POK: ``naar_voor_ct``).
    Where those are nothing, or the budget doesn't say what of it are other costs, POK is over all of it.
    """

    voor_ct: int
    voor_buiten_ct: int
    naar_voor_ct: int
    opgegeven_bp: int | None
    ct: int


def buiten_pok(regeling: Regeling, jaar: int, overig_ct: int | None) -> BuitenPok:
    """That of the budget of a year with ``overig_ct`` of other costs; None for a budget that doesn't say."""
    rijen = overige_regels(regeling, jaar - 1)
    alle, buiten = (sum(rij.kosten_ct for rij in deel) for deel in (rijen, [rij for rij in rijen if not rij.post.pok]))
    opgegeven = next((rij.overig_buiten_pok_bp for rij in regeling.jaren if rij.jaar == jaar), None)
    overig_ct = overig_ct or 0
    naar_voor = rond_half_op(overig_ct * buiten, alle) if alle else 0
    ct = naar_voor if opgegeven is None else rond_half_op(overig_ct * opgegeven, GEHEEL_BP)
    return BuitenPok(alle, buiten, naar_voor, opgegeven, ct)


def begroot_buiten_pok(regeling: Regeling, jaar: Jaar) -> BuitenPok:
    """That of the budget that stands in tblJaren."""
    return buiten_pok(regeling, jaar.jaar, jaar.begrote_overige_ct)


class Planregel(Struct, frozen=True):
    """The bijdrage of a gemeente in a year of the plan, by each method, in cents; None where an input is missing.

    ``doet_mee``: it takes part in that year. Its ``inwoners`` are None when it doesn't, or where they aren't known.
    ``percentage_bp`` is its calculated share of the inwoners and ``gedrukt_bp`` the printed one; ``gedrukt_ct`` is the
    printed amount. ``naar_gedrukt_ct`` and ``naar_berekend_ct`` are the printed and the calculated percentage
    of R, ``exact_ct`` its exact share. ``vergoeding_ct`` is its share of the budgeted reimbursement from POK, by the
    same key: with ``exact_ct`` it makes the gemeente's share of the budgeted cost.
    """

    code: str
    jaar: int
    doet_mee: bool
    inwoners: int | None
    percentage_bp: int | None
    naar_gedrukt_ct: int | None
    naar_berekend_ct: int | None
    exact_ct: int | None
    gedrukt_ct: int | None
    gedrukt_bp: int | None
    vergoeding_ct: int | None

    @property
    def afwijking_bp(self) -> int | None:
        """The printed percentage less the calculated one, in basispunten: 20 for 13,55 % instead of 13,35 %."""
        if self.gedrukt_bp is None or self.percentage_bp is None or not self.inwoners:
            return None
        return self.gedrukt_bp - self.percentage_bp


class Meerjarig(Struct, frozen=True):
    """Who pays a gemeente's share of the working group over all years of the plan, in cents.

    ``vergoeding_ct`` comes from POK; the rest is the bijdrage, ``exact_ct`` calculated and ``gedrukt_ct`` as printed.
    """

    code: str
    vergoeding_ct: int
    exact_ct: int
    gedrukt_ct: int

    @property
    def samen_ct(self) -> int:
        """Its share of the budgeted cost: what POK pays of it and what the gemeente bears itself."""
        return self.vergoeding_ct + self.exact_ct


def meerjarig(regels: Iterable[Planregel]) -> dict[str, Meerjarig]:
    """Per CBS code the years of the plan added up; a year without an amount adds nothing."""
    per_code: dict[str, list[Planregel]] = {}
    for regel in regels:
        per_code.setdefault(regel.code, []).append(regel)
    return {
        code: Meerjarig(
            code,
            sum(regel.vergoeding_ct or 0 for regel in rijen),
            sum(regel.exact_ct or 0 for regel in rijen),
            sum(regel.gedrukt_ct or 0 for regel in rijen),
        )
        for code, rijen in per_code.items()
    }


def plan(regeling: Regeling) -> tuple[Planregel, ...]:
    """The plan table calculated again: a row per year and gemeente, in the order of ``jaren`` and ``gemeenten``.

    A year without budgeted cost, a POK row or the inwoners of every gemeente that takes part (0 is none) has None for what
    can't be calculated then.
    """
    regels: list[Planregel] = []
    for jaar, inwoners, doen_mee, _, vergoed_ct, te_verdelen_ct in _planjaren(regeling):
        begroot = gedrukt_van(regeling, jaar)
        sleutel: Mapping[str, int | None] = {code: inwoners.get(code) for code in doen_mee}
        compleet = {code: n for code, n in sleutel.items() if n}
        totaal = sum(compleet.values()) if len(compleet) == len(doen_mee) else 0
        bedrag = te_verdelen_ct if totaal else None
        vergoed = verdeel(vergoed_ct, compleet) if bedrag is not None else {}
        exact = verdeel(bedrag, compleet) if bedrag is not None else {}
        for gemeente in regeling.gemeenten:
            n = sleutel.get(gemeente.code)
            berekend = percentage_bp(n, totaal) if n is not None and totaal else None
            gedrukt = begroot.get(gemeente.code)
            regels.append(
                Planregel(
                    code=gemeente.code,
                    jaar=jaar.jaar,
                    doet_mee=gemeente.code in doen_mee,
                    inwoners=n,
                    percentage_bp=berekend,
                    naar_gedrukt_ct=naar_percentage_ct(gedrukt[1], bedrag)
                    if gedrukt and gedrukt[1] is not None and bedrag is not None
                    else None,
                    naar_berekend_ct=naar_percentage_ct(berekend, bedrag)
                    if berekend is not None and bedrag is not None
                    else None,
                    exact_ct=exact[gemeente.code].bedrag_ct if gemeente.code in exact else None,
                    gedrukt_ct=gedrukt[0] if gedrukt else None,
                    gedrukt_bp=gedrukt[1] if gedrukt else None,
                    vergoeding_ct=vergoed[gemeente.code].bedrag_ct if gemeente.code in vergoed else None,
                )
            )
    return tuple(regels)


class _Jaarplan(NamedTuple):
    """What a year of the plan goes by: per CBS code the inwoners, who takes part, what POK leaves out and reimburses, what is left.

    The last, to share, is None where the budgeted cost or the POK row is missing.
    """

    jaar: Jaar
    inwoners: Mapping[str, int]
    doen_mee: Collection[str]
    buiten_pok: BuitenPok
    vergoed_ct: int
    te_verdelen_ct: int | None


def _planjaren(regeling: Regeling) -> Iterator[_Jaarplan]:
    pok = {rij.jaar: rij for rij in regeling.pok}
    for jaar in regeling.jaren:
        doen_mee = dict.fromkeys(g.code for g in regeling.gemeenten if g.bestaat_in(jaar.jaar))
        rij, kosten_ct, buiten = pok.get(jaar.jaar), jaar.begrote_kosten_ct, begroot_buiten_pok(regeling, jaar)
        vergoed_ct = vergoeding_ct((kosten_ct or 0) - buiten.ct, rij.vergoeding_bp, rij.maximum_ct) if rij else 0
        te_verdelen_ct = (
            None
            if kosten_ct is None or rij is None
            else begroot_te_verdelen_ct(kosten_ct, buiten.ct, rij.vergoeding_bp, rij.maximum_ct)
        )
        yield _Jaarplan(jaar, inwoners_van(regeling, jaar), doen_mee, buiten, vergoed_ct, te_verdelen_ct)


def inwoners_van(regeling: Regeling, jaar: Jaar) -> dict[str, int]:
    """Per CBS code the inwoners at the peiljaar of a year, with those of who went into it since."""
    voor = houders(regeling.gemeenten, jaar.jaar)
    uit: dict[str, int] = {}
    for rij in regeling.inwoners:
        if rij.peiljaar == jaar.peiljaar:
            uit[voor[rij.code]] = uit.get(voor[rij.code], 0) + rij.inwoners
    return uit


def gedrukt_van(regeling: Regeling, jaar: Jaar) -> dict[str, tuple[int, int | None]]:
    """Per CBS code the printed amount (cents) and percentage (basispunten) of a year, those of who went into it added.

    The percentage is None where none is printed.
    """
    voor = houders(regeling.gemeenten, jaar.jaar)
    uit: dict[str, tuple[int, int | None]] = {}
    for rij in regeling.begroting:
        if rij.jaar == jaar.jaar:
            bedrag_ct, bp = uit.get(voor[rij.code], (0, None))
            samen = bp if rij.percentage_bp is None else (bp or 0) + rij.percentage_bp
            uit[voor[rij.code]] = (bedrag_ct + rij.bedrag_ct, samen)
    return uit


class Begrotingsdeel(Struct, frozen=True):
    """What the plan gives the gemeente of a row of the plan table, calculated again.

    ``inwoners`` is 0 when it takes no part in the year or isn't counted. ``bedrag_ct`` is what is shared in that year (0
    where that can't be said), ``deel`` its share by largest remainder, over the rows of that year.
    """

    doet_mee: bool
    inwoners: int
    percentage_bp: int
    bedrag_ct: int
    rondes: tuple[int, int]
    deel: Deel
    naar_berekend_ct: int | None
    exact_ct: int | None


_GEEN_DEEL = Begrotingsdeel(False, 0, 0, 0, (0, 0), Deel("", 0, 0, 0, 0, 1, 0), None, None)


class Begrotingsjaar(Struct, frozen=True):
    """A year of the plan table: what it has to share, None where an input is missing, and the part of each row, by CBS code.

    ``kosten_ct`` and ``pok_ct`` are the budgeted cost and what POK reimburses of it, ``buiten_pok`` of what it reimburses nothing;
    0 where that isn't said.
    """

    te_verdelen_ct: int | None
    delen: Mapping[str, Begrotingsdeel]
    kosten_ct: int = 0
    pok_ct: int = 0
    buiten_pok: BuitenPok = BuitenPok(0, 0, 0, None, 0)

    def van(self, code: str) -> Begrotingsdeel:
        """The part of a gemeente; of one without a row nothing."""
        return self.delen.get(code, _GEEN_DEEL)


def begrotingsdelen(regeling: Regeling) -> dict[int, Begrotingsjaar]:
    """The plan table by its own rows, a year each: what stands beside the printed figures in ``tblBegroting``.

    A year has an amount to share when its budgeted cost, its POK row and a counted row of every gemeente that takes
    part are there; then the parts are those of :func:`plan`.
    """
    jaren: dict[int, Begrotingsjaar] = {}
    for jaar, inwoners, doen_mee, buiten, vergoed_ct, te_verdelen_ct in _planjaren(regeling):
        codes = [rij.code for rij in regeling.begroting if rij.jaar == jaar.jaar]
        sleutel = {c: (inwoners.get(c) or 0) if c in doen_mee else 0 for c in codes}
        totaal, geteld = sum(sleutel.values()), sum(n > 0 for n in sleutel.values())
        bedrag = te_verdelen_ct if totaal and geteld == len(doen_mee) else None
        delen = verdeel(bedrag or 0, sleutel)
        jaren[jaar.jaar] = Begrotingsjaar(
            bedrag,
            {
                code: Begrotingsdeel(
                    code in doen_mee,
                    n,
                    bp := percentage_bp(n, max(1, totaal)),
                    bedrag or 0,
                    rondes(bedrag or 0, totaal),
                    delen[code],
                    None if bedrag is None else naar_percentage_ct(bp, bedrag),
                    None if bedrag is None else delen[code].bedrag_ct,
                )
                for code, n in sleutel.items()
            },
            jaar.begrote_kosten_ct or 0,
            vergoed_ct,
            buiten,
        )
    return jaren
