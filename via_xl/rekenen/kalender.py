"""The dates of a year, proposed: the meetings of the werkgroep, three rounds of decisions and four regiodagen.

The plan says how often, not when. What is chosen here, all of it a proposal to be edited by hand:

* the werkgroep meets thirteen times, every four weeks, first on the first Thursday from 8 January, so that neither the
  first nor the last falls in the Christmas holidays;
* a round takes thirteen weeks: two weeks after the werkgroep the stuurgroep, after three the contactfunctionarissen,
after
  five the ambtelijk opdrachtgevers, two weeks later the regiodag, and six weeks after that the colleges have decided;
* round 1 starts with the first meeting, round 2 with the last from which the colleges can decide before the summer,
round 3
  with the first after it; so no step of a round falls between 11 July and 23 August, whatever the holidays of that
  year;
* the fourth regiodag belongs to no round: it is the first from September, in a week in which the werkgroep doesn't
meet; * what falls on a public holiday moves to the next working day; the meetings after it keep their rhythm.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from msgspec.structs import replace

from via_xl.basis.datum import datum_nl
from via_xl.regeling.model import Agendapunt, Regio, Stap, Status

BRON = "{bron besluitvorming}; voorgestelde datum, nog af te stemmen"
"""The source of a proposed date, as a text for :meth:`via_xl.regeling.regio.Regio.zin`."""

OVERLEGGEN = 13
DONDERDAG = 3
"""As ``date.weekday`` counts."""

WEKEN_TUSSEN = 4
RONDE: tuple[tuple[Stap, int, str], ...] = (
    (Stap.WERKGROEP, 0, "voorstel gereed"),
    (Stap.STUURGROEP, 2, "{Stuurgroep} geeft inbreng"),
    (Stap.CONTACTFUNCTIONARISSEN, 3, "contactfunctionarissen geven inbreng"),
    (Stap.AMBTELIJK, 5, "ambtelijk opdrachtgevers: voldoende rijp?"),
    (Stap.REGIODAG, 7, "Regiodag, bestuurlijk opdrachtgevers"),
    (Stap.COLLEGE, 13, "colleges van B&W hebben besloten (adoptievoorstel)"),
)
"""The steps of a round: how many weeks after its meeting of the werkgroep, and what happens."""

_ZOMER = (7, 11), (8, 23)
_VOLGORDE = tuple(Stap)
_ZATERDAG = 5
_DAGEN = ("ma", "di", "wo", "do", "vr", "za", "zo")


def dag_nl(dag: date) -> str:
    """A day with its weekday, for a Dutch reader: ``dag_nl(date(2026, 1, 8)) == 'do 8-1-2026'``."""
    return f"{_DAGEN[dag.weekday()]} {datum_nl(dag)}"


def feestdag(dag: date) -> str:
    """The name of the public holiday on this day, "" on any other (Bevrijdingsdag once in five years)."""
    return _feestdagen(dag.year).get(dag, "")


def is_werkdag(dag: date) -> bool:
    """Whether people can meet: no weekend and no public holiday."""
    return dag.weekday() < _ZATERDAG and not feestdag(dag)


def werkdag_vanaf(dag: date) -> date:
    """The day itself, or the first working day after it."""
    while not is_werkdag(dag):
        dag += timedelta(days=1)
    return dag


def uiterste_eerste(jaar: int) -> date:
    """The last day on which the first of thirteen four-weekly meetings can be, if all are to fall in the year."""
    return date(jaar, 12, 31) - timedelta(weeks=WEKEN_TUSSEN * (OVERLEGGEN - 1))


def eerste_overleg(jaar: int, weekdag: int = DONDERDAG) -> date:
    """The day on which the werkgroep is proposed to meet first: the first ``weekdag`` from 8 January (0 is Monday)."""
    dag = date(jaar, 1, 8)
    return dag + timedelta(days=(weekdag - dag.weekday()) % 7)


def jaarkalender(
    jaar: int, eerste: date | None = None, weekdag: int = DONDERDAG, regio: Regio | None = None
) -> tuple[Agendapunt, ...]:
    """The proposed dates of a year, in order: the meetings of the werkgroep, the steps of three rounds, four regiodagen.

    ``eerste`` is the day of the first meeting; without it that is the first ``weekdag`` (0 is Monday) from 8 January.
    ``regio`` says where its document is about them. The rules stand at the top of this module.

    Raises:
        ValueError: ``eerste`` is no weekday of this year from which thirteen meetings fit in it.
    """
    begin = eerste_overleg(jaar, weekdag) if eerste is None else eerste
    if not date(jaar, 1, 1) <= begin <= uiterste_eerste(jaar) or begin.weekday() >= _ZATERDAG:
        raise ValueError(begin)
    overleggen = [begin + timedelta(weeks=WEKEN_TUSSEN * nummer) for nummer in range(OVERLEGGEN)]
    rondes = _rondes(jaar, overleggen)
    punten = []
    for nummer, dag in enumerate(overleggen, start=1):
        wat = f"overleg {nummer} van {OVERLEGGEN}{', in de zomer' if _in_zomer(dag) else ''}"
        ronde = rondes.index(dag) + 1 if dag in rondes else None
        punten.append(_punt(jaar, dag, Stap.WERKGROEP, ronde, f"{wat}; {RONDE[0][2]}" if ronde else wat))
    for ronde, start in enumerate(rondes, start=1):
        punten += [_punt(jaar, start + timedelta(weeks=na), stap, ronde, wat) for stap, na, wat in RONDE[1:]]
    punten.append(_punt(jaar, _losse_regiodag(jaar, overleggen), Stap.REGIODAG, None, "Regiodag buiten de rondes"))
    zin = (regio or Regio()).zin
    punten = [replace(punt, omschrijving=zin(punt.omschrijving), bron=zin(punt.bron)) for punt in punten]
    return tuple(sorted(punten, key=lambda punt: (punt.dag, _VOLGORDE.index(punt.stap))))


def _rondes(jaar: int, overleggen: list[date]) -> tuple[date, date, date]:
    """The meetings with which the three rounds start."""
    (_, duur, _) = RONDE[-1]
    voor_zomer = [dag for dag in overleggen if dag + timedelta(weeks=duur) < date(jaar, *_ZOMER[0])]
    na_zomer = [dag for dag in overleggen if dag > date(jaar, *_ZOMER[1])]
    return overleggen[0], voor_zomer[-1], na_zomer[0]


def _losse_regiodag(jaar: int, overleggen: list[date]) -> date:
    dag = date(jaar, 9, 1)
    dag += timedelta(days=(overleggen[0].weekday() - dag.weekday()) % 7)
    return dag + timedelta(weeks=1) if dag in overleggen else dag


def _punt(jaar: int, dag: date, stap: Stap, ronde: int | None, wat: str) -> Agendapunt:
    return Agendapunt(
        jaar=jaar,
        dag=werkdag_vanaf(dag),
        stap=stap,
        ronde=ronde,
        omschrijving=wat,
        bron=BRON,
        status=Status.TE_BEVESTIGEN,
    )


def _in_zomer(dag: date) -> bool:
    begin, eind = _ZOMER
    return begin <= (dag.month, dag.day) <= eind


@cache
def _feestdagen(jaar: int) -> dict[date, str]:
    from holidays import country_holidays

    return dict(country_holidays("NL", years=jaar, language="nl"))
