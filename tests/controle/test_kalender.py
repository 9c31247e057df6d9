from __future__ import annotations

from datetime import date

import pytest
from hulp.bevindingen import regels

from via_xl.controle.kalender import controleer
from via_xl.regeling.model import Agendapunt, Stap


def punt(stap: Stap, maand: int, dag: int, ronde: int | None = 1, jaar: int = 2024, wat: str = "") -> Agendapunt:
    return Agendapunt(jaar=jaar, dag=date(2024, maand, dag), stap=stap, ronde=ronde, omschrijving=wat, bron="")


def bij(*punten: Agendapunt) -> list[str]:
    return regels(controleer, kalender=punten)


def test_een_ronde_op_volgorde_heeft_geen_bevindingen() -> None:
    assert regels(controleer) == []
    ronde = (
        punt(Stap.WERKGROEP, 3, 4),
        punt(Stap.CONTACTFUNCTIONARISSEN, 3, 18),
        punt(Stap.STUURGROEP, 3, 25),
        punt(Stap.AMBTELIJK, 4, 8),
        punt(Stap.REGIODAG, 4, 22),
        punt(Stap.COLLEGE, 6, 3),
        punt(Stap.RAAD, 7, 1),
    )
    assert bij(*ronde) == []
    assert bij(*ronde, punt(Stap.WERKGROEP, 9, 2, ronde=2), punt(Stap.WERKGROEP, 9, 30, ronde=None)) == []


def test_een_dag_in_een_ander_jaar_is_een_fout() -> None:
    assert bij(punt(Stap.WERKGROEP, 3, 4, jaar=2025)) == [
        "fout m.xlsx Besluiten!B4: 4-3-2024 ligt niet in 2025. Verbeter de dag of het jaar."
    ]


def test_een_rij_die_er_twee_keer_staat_is_een_fout_en_een_ander_overleg_op_die_dag_niet() -> None:
    zelfde = punt(Stap.WERKGROEP, 3, 4)
    assert bij(zelfde, punt(Stap.STUURGROEP, 3, 4), punt(Stap.WERKGROEP, 3, 4, wat="extra"), zelfde) == [
        "fout m.xlsx Besluiten!B7: werkgroep op 4-3-2024 staat al in B4. Laat één van beide rijen staan."
    ]


@pytest.mark.parametrize(
    ("maand", "dag", "wat"), [(3, 2, "een dag in het weekend"), (4, 1, "Tweede paasdag"), (5, 9, "Hemelvaartsdag")]
)
def test_een_vrije_dag_is_een_waarschuwing(maand: int, dag: int, wat: str) -> None:
    assert bij(punt(Stap.WERKGROEP, maand, dag)) == [
        f"waarschuwing m.xlsx Besluiten!B4: {dag}-{maand}-2024 is {wat}. Kies een werkdag."
    ]


def test_een_ronde_uit_de_volgorde_is_een_waarschuwing_en_van_een_andere_ronde_of_zonder_ronde_niets() -> None:
    later = punt(Stap.WERKGROEP, 4, 2)
    (regel,) = bij(later, punt(Stap.STUURGROEP, 3, 18))
    assert regel == (
        "waarschuwing m.xlsx Besluiten!B5: ronde 1: stuurgroep op 18-3-2024 ligt voor werkgroep op 2-4-2024, die eraan "
        "voorafgaat. Verbeter een van beide dagen of de ronde."
    )
    assert bij(later, punt(Stap.STUURGROEP, 3, 18, ronde=2), punt(Stap.STUURGROEP, 3, 19, ronde=None)) == []


def test_een_regiodag_voor_de_ambtelijk_opdrachtgevers_is_een_fout_ook_als_er_meer_mis_is() -> None:
    later = punt(Stap.WERKGROEP, 4, 9)
    eerder, regel = bij(punt(Stap.AMBTELIJK, 4, 8), punt(Stap.REGIODAG, 4, 5), later)
    assert regel.startswith(
        "fout m.xlsx Besluiten!B5: ronde 1: regiodag op 5-4-2024 ligt voor ambtelijk opdrachtgevers"
    )
    assert eerder.startswith("waarschuwing m.xlsx Besluiten!B4: ")
    assert bij(punt(Stap.AMBTELIJK, 4, 8), punt(Stap.REGIODAG, 4, 8)) == []
