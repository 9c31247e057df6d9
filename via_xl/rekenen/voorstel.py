"""The figures of a voorstel about meerkosten (the passage on the yearly settlement): as proposed, and under every other choice.

The other choices are those of the register of open points: who bears what lies above the limit, and the key.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from via_xl.basis.geld import GEHEEL_BP, euro_nl, rond_half_op
from via_xl.regeling.model import (
    Agendapunt,
    BijdrageKarakter,
    MeerkostenDrager,
    Regeling,
    Stap,
    Verdeelsleutel,
    VoorstelToets,
)
from via_xl.rekenen.scenario import Scenariowijziging, pas_toe, vergelijk
from via_xl.rekenen.verdeling import LegeSleutel
from via_xl.rekenen.verrekening import (
    GemeenteUitkomst,
    Verrekening,
    boven_grens_ct,
    draagt_volgens_sleutel,
    verreken,
)

OPENBARE_SLEUTELS = (Verdeelsleutel.INWONERS, Verdeelsleutel.CAPACITEIT)
"""Keys of published figures: a share by another one gives away somebody's cost or hours."""

DRAAGT: dict[MeerkostenDrager, str] = {
    MeerkostenDrager.INWONERS: "alle gemeenten, naar inwoners",
    MeerkostenDrager.CENTRUMGEMEENTE: "de centrumgemeente",
    MeerkostenDrager.LEVERANCIERS: "de gemeenten die inzet leveren, naar de kosten daarvan",
}
"""Who bears the meerkosten, as a Dutch reader is told."""

ROUTE = (
    Stap.WERKGROEP,
    Stap.STUURGROEP,
    Stap.CONTACTFUNCTIONARISSEN,
    Stap.AMBTELIJK,
    Stap.REGIODAG,
    Stap.COLLEGE,
)
"""The steps that every voorstel takes, in order; a raad only where one is needed."""

_NUMMER = re.compile(r"V(\d{4})-(\d+)\Z")


def is_openbaar(uitkomst: Verrekening) -> bool:
    """Whether everyone may see the bijdrage of each gemeente: whether it gives away nothing of its cost or hours."""
    naar_kosten = uitkomst.meerkosten_ct > 0 and uitkomst.drager is MeerkostenDrager.LEVERANCIERS
    return uitkomst.vast or (is_openbaar_binnen(uitkomst) and not naar_kosten)


def is_openbaar_binnen(uitkomst: Verrekening) -> bool:
    """Whether everyone may see at least the part of each bijdrage that lies within the voorstelgrens."""
    return uitkomst.vast or uitkomst.verdeelsleutel in OPENBARE_SLEUTELS


class Alternatief(Struct, frozen=True):
    """A choice that a voorstel sets out: its letter in the documents, its Dutch name, and the settlement it leads to.

    ``uitkomst`` is None when that can't be calculated; ``reden`` then says why.
    """

    letter: str
    naam: str
    uitkomst: Verrekening | None
    reden: str = ""

    @property
    def openbaar(self) -> bool:
        """Whether the bijdrage of each gemeente may be shown to all."""
        return self.uitkomst is not None and is_openbaar(self.uitkomst)


class Voorstelcijfers(Struct, frozen=True):
    """The figures of a voorstel: the settlement as proposed (``voorstel``, letter A) and under the other choices.

    ``uitkomst`` is the settlement of the proposal. ``grens_ct`` is the limit that it proposes and ``grens_was_ct`` the
    one that the year has now (None for none), in cents; ``begrote_kosten_ct`` is the budgeted cost of the year. ``toets`` is
    what made it due, and ``boven_begroot`` how many gemeenten bear more than their budgeted amount as the year is now.
    """

    voorstel: Alternatief
    uitkomst: Verrekening
    alternatieven: tuple[Alternatief, ...]
    grens_ct: int
    grens_was_ct: int | None
    begrote_kosten_ct: int | None
    toets: VoorstelToets
    boven_begroot: int

    @property
    def jaar(self) -> int:
        """The year that is settled."""
        return self.uitkomst.jaar

    @property
    def boven_ct(self) -> int:
        """The part of R above the proposed limit, in cents."""
        return boven_grens_ct(self.uitkomst.te_verdelen_ct, self.grens_ct)

    @property
    def boven_bp(self) -> int | None:
        """That part in basispunten of the limit; None where the limit is 0."""
        return rond_half_op(self.boven_ct * GEHEEL_BP, self.grens_ct) if self.grens_ct else None

    @property
    def deelnemers(self) -> tuple[GemeenteUitkomst, ...]:
        """The gemeenten that take part in the year."""
        return tuple(rij for rij in self.uitkomst.gemeenten if rij.gemeente.bestaat_in(self.jaar))


def voorstelcijfers(regeling: Regeling, jaar: int, drager: MeerkostenDrager, grens_ct: int) -> Voorstelcijfers:
    """The figures of a voorstel that lets ``drager`` bear what lies above ``grens_ct`` in a year.

    Where the bijdrage is fixed the proposal keeps it so, and each alternative is an actual bijdrage. Under another key
    the meerkosten are borne as proposed.

    Raises:
        KeyError: the year isn't in ``jaren`` or ``pok``.
        LegeSleutel: what is proposed can't be calculated, since its key adds to zero.
    """
    was = verreken(regeling, jaar)
    basis = pas_toe(
        regeling,
        (
            Scenariowijziging("jaren", "meerkosten_drager", jaar, drager),
            Scenariowijziging("jaren", "voorstelgrens_ct", jaar, grens_ct),
        ),
    )
    uitkomst = verreken(basis, jaar)
    keuzes: list[tuple[str, list[Scenariowijziging]]] = []
    vrij = [Scenariowijziging("jaren", "bijdrage_karakter", jaar, BijdrageKarakter.WERKELIJK)] if uitkomst.vast else []
    vooraf = "Werkelijke bijdragen" if uitkomst.vast else ""
    for ander in MeerkostenDrager:
        if vrij or ander is not drager:
            naam = _zin(vooraf, f"boven de grens: {DRAAGT[ander]}")
            keuzes.append((naam, [*vrij, Scenariowijziging("jaren", "meerkosten_drager", jaar, ander)]))
    for sleutel in Verdeelsleutel:
        if sleutel is not uitkomst.verdeelsleutel:
            naam = _zin(vooraf, f"verdeelsleutel {sleutel}")
            keuzes.append((naam, [*vrij, Scenariowijziging("jaren", "verdeelsleutel", jaar, sleutel)]))
    return Voorstelcijfers(
        voorstel=Alternatief("A", "Het voorstel", uitkomst),
        uitkomst=uitkomst,
        alternatieven=tuple(
            _alternatief(basis, jaar, letter, naam, wijzigingen)
            for letter, (naam, wijzigingen) in zip("BCDEFGHIJ", keuzes, strict=False)
        ),
        grens_ct=grens_ct,
        grens_was_ct=was.voorstelgrens_ct,
        begrote_kosten_ct=regeling.jaar(jaar).begrote_kosten_ct,
        toets=was.toets,
        boven_begroot=len(was.boven_begroot),
    )


def _zin(vooraf: str, naam: str) -> str:
    tekst = f"{vooraf}; {naam}" if vooraf else naam
    return tekst[0].upper() + tekst[1:]


def _alternatief(
    basis: Regeling, jaar: int, letter: str, naam: str, wijzigingen: list[Scenariowijziging]
) -> Alternatief:
    vergeleken = vergelijk(basis, pas_toe(basis, wijzigingen), jaar)
    if isinstance(vergeleken, str):
        return Alternatief(letter, naam, None, vergeleken)
    return Alternatief(letter, naam, vergeleken.scenario)


def wie_draagt(uitkomst: Verrekening) -> str:
    """A Dutch sentence that says who bears R, with the amounts of the region only, so that everyone may read it."""
    totaal = euro_nl(uitkomst.te_verdelen_ct)
    if uitkomst.vast:
        return (
            f"Ieder het gedrukte bedrag van {uitkomst.regio.passage('tabel')}, de centrumgemeente de rest van {totaal}."
        )
    hoe = {
        Verdeelsleutel.INWONERS: "Alle gemeenten, naar inwoners",
        Verdeelsleutel.KOSTEN: "Elke gemeente naar de kosten van haar eigen inzet",
        Verdeelsleutel.UREN: "De gemeenten die inzet leveren, naar uren",
        Verdeelsleutel.CAPACITEIT: f"De gemeenten naar de capaciteit die zij volgens {uitkomst.regio.passage('capaciteit')} leveren",
    }[uitkomst.verdeelsleutel]
    if uitkomst.meerkosten_ct == 0 or draagt_volgens_sleutel(uitkomst.verdeelsleutel, uitkomst.drager):
        return f"{hoe}: {totaal}."
    return f"{hoe}: {euro_nl(uitkomst.binnen_ct)}. De {euro_nl(uitkomst.meerkosten_ct)} erboven: {DRAAGT[uitkomst.drager]}."


def volgend_nummer(bezet: Iterable[str], jaar: int) -> str:
    """The next free number for a voorstel about a year; ``bezet`` are the numbers and file names that exist already.

    >>> volgend_nummer(["V2026-1", "V2026-10", "V2025-11", "nota"], 2026), volgend_nummer([], 2026)
    ('V2026-11', 'V2026-1')
    """
    gevonden = (_NUMMER.match(naam) for naam in bezet)
    return f"V{jaar}-{1 + max((int(n[2]) for n in gevonden if n and int(n[1]) == jaar), default=0)}"


def route(regeling: Regeling, op: date) -> dict[Stap, date | None]:
    """Per step of the cycle the day that tblKalender plans for it in the coming round.

    That is the first round of which the werkgroep meets after ``op``. None for a step that the round doesn't name, and
    for every step when there is no such round.
    """
    rondes: dict[tuple[int, int], list[Agendapunt]] = {}
    for punt in regeling.kalender:
        if punt.ronde is not None:
            rondes.setdefault((punt.jaar, punt.ronde), []).append(punt)
    begint = {
        ronde: min(punt.dag for punt in punten if punt.stap is Stap.WERKGROEP)
        for ronde, punten in rondes.items()
        if any(punt.stap is Stap.WERKGROEP for punt in punten)
    }
    komend = min((ronde for ronde, dag in begint.items() if dag > op), key=lambda ronde: begint[ronde], default=None)
    dagen: dict[Stap, date | None] = dict.fromkeys(ROUTE)
    if komend is not None:
        for punt in sorted(rondes[komend], key=lambda punt: punt.dag):
            if punt.stap in dagen and dagen[punt.stap] is None:
                dagen[punt.stap] = punt.dag
    return dagen


__all__ = [
    "DRAAGT",
    "ROUTE",
    "Alternatief",
    "LegeSleutel",
    "Voorstelcijfers",
    "is_openbaar",
    "is_openbaar_binnen",
    "route",
    "volgend_nummer",
    "voorstelcijfers",
    "wie_draagt",
]
