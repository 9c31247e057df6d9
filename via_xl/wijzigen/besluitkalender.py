"""The dates of a year into the master: proposed by :mod:`via_xl.rekenen.kalender`, to be edited there by hand."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from via_xl.basis.bevinding import InvoerFout, NietsTeDoen
from via_xl.basis.datum import datum_nl
from via_xl.basis.verhaal import MASTER, Lijst, Verhaal
from via_xl.controle.jaarstand import kies_jaar
from via_xl.lezen.master import Master
from via_xl.regeling.model import Agendapunt, Stap
from via_xl.regeling.tabellen import KALENDER as KALENDERTABEL
from via_xl.rekenen.kalender import dag_nl, jaarkalender, uiterste_eerste
from via_xl.wijzigen.gezegd import lees_dag
from via_xl.wijzigen.handeling import Handeling, Opgave
from via_xl.wijzigen.wijziging import Wijziging


def stel_kalender_voor(
    master: Master,
    _heden: date,
    jaar: Annotated[int, Opgave("Het jaar waarvoor data worden voorgesteld.", "JAAR", "--jaar", ook_los=True)],
    eerste: Annotated[
        str | None,
        Opgave("Eerste overleg van de werkgroep; anders de eerste donderdag vanaf 8 januari.", "DATUM", "--eerste"),
    ] = None,
) -> Wijziging:
    """The dates of a year, where it has none yet.

    Raises:
        InvoerFout: it has dates already, or ``eerste`` can't be the first meeting.
    """
    begin = lees_dag("--eerste", eerste)
    kolom = KALENDERTABEL.kolom("jaar")
    if not (kolom.minimum or 0) <= jaar <= (kolom.maximum or jaar):
        raise InvoerFout(
            f"{jaar} is geen jaartal van {kolom.minimum} tot en met {kolom.maximum}; er is niets gewijzigd."
        )
    aanwezig = sum(punt.jaar == jaar for punt in master.regeling.kalender)
    if aanwezig:
        data = "datum" if aanwezig == 1 else "data"
        raise NietsTeDoen(
            f"{master.pad.name}: {jaar} heeft al {aanwezig} {data} in tblKalender; er is niets gewijzigd. Wijzig ze op blad "
            f"{KALENDERTABEL.blad}, of verwijder daar de rijen van {jaar} en probeer het opnieuw."
        )
    try:
        punten = jaarkalender(jaar, begin, regio=master.regeling.regio)
    except ValueError as fout:
        raise InvoerFout(
            f"{datum_nl(begin or date(jaar, 1, 1))} kan niet het eerste overleg van de werkgroep zijn; er is niets gewijzigd. "
            f"Kies een maandag tot en met vrijdag van 1-1-{jaar} tot en met {datum_nl(uiterste_eerste(jaar))}: dan passen er "
            f"dertien in het jaar, om de vier weken{master.regeling.regio.volgens('besluitvorming')}."
        ) from fout
    return Wijziging(
        "kalender voorgesteld",
        [(jaar, f"{len(punten)} data, te bevestigen")],
        {KALENDERTABEL.naam: punten},
        verhaal=_verhaal(jaar, punten),
    )


def _verhaal(jaar: int, punten: tuple[Agendapunt, ...]) -> Verhaal:
    regiodagen = ", ".join(dag_nl(punt.dag) for punt in punten if punt.stap is Stap.REGIODAG)
    return Verhaal(
        [
            Lijst(
                f"Voorgestelde data van {jaar}, te bevestigen",
                ("Dag", "Stap", "Ronde", "Omschrijving"),
                [(dag_nl(punt.dag), str(punt.stap), str(punt.ronde or ""), punt.omschrijving) for punt in punten],
            ),
            f"{len(punten)} data staan op blad Besluiten van {MASTER}; wijzig ze daar.",
            f'Volgende stap: zet ze in Outlook, met: via-xl besluit agenda "{MASTER}" --jaar {jaar}',
        ],
        [
            f"Voor {jaar} zijn {len(punten)} data voorgesteld op blad {KALENDERTABEL.blad}, alle te bevestigen. Regiodagen: "
            f"{regiodagen}.",
            "Wijzig daar wat anders moet, en bewaar de master.",
        ],
        {
            "jaar": jaar,
            "data": [
                {"dag": p.dag.isoformat(), "stap": str(p.stap), "ronde": p.ronde, "omschrijving": p.omschrijving}
                for p in punten
            ],
        },
    )


KALENDER = Handeling(
    stel_kalender_voor,
    """Stel de data van een jaar voor: dertien overleggen van de werkgroep, drie rondes en vier regiodagen.

    Ze komen als te bevestigen op blad Besluiten, waar u ze wijzigt. Een jaar dat al data heeft, blijft zoals het is.
    """,
    "via-xl besluit kalender via_master.xlsx --jaar 2027",
    gegeven=lambda master: {"jaar": kies_jaar(master)},
)
