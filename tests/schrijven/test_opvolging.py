"""Master and report of a region in which gemeenten end: before, in and after the year, the formulas give what the engine gives."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hulp.gemaakt import DRIE, drie, enkele, rapport
from hulp.lang import eerste_vlug, meest_lang
from msgspec.structs import replace
from rekenen.test_opvolging import BOEKEL, BOXTEL, MEIERIJSTAD, MICHIELSGESTEL, NIEUW, met, nieuwe

from via_xl.bewijs.linter import lint
from via_xl.bewijs.vergelijken import vergelijk
from via_xl.regeling.model import Regeling
from via_xl.schrijven.master import maak_master


def _in(jaar: int, einden: dict[str, tuple[date, str]], *, nieuw: bool = False) -> Regeling:
    erbij = (nieuwe(NIEUW, date(2025, 1, 1)),) if nieuw else ()
    return met(enkele((*DRIE, MICHIELSGESTEL, MEIERIJSTAD), jaar, per_jaar=4), einden, *erbij)


_EINDE = date(2024, 12, 31)
GEVALLEN = {
    "alleen einde": ({BOEKEL: (_EINDE, "")}, False),
    "opgegaan": ({BOEKEL: (_EINDE, MEIERIJSTAD)}, False),
    "twee samen, en die weer": (
        {BOXTEL: (_EINDE, NIEUW), MICHIELSGESTEL: (_EINDE, NIEUW), NIEUW: (date(2025, 12, 31), MEIERIJSTAD)},
        True,
    ),
}


@pytest.mark.parametrize("jaar", eerste_vlug([2025, 2024, 2026], een_op=3))
@pytest.mark.parametrize("geval", meest_lang(GEVALLEN, "alleen einde", "twee samen, en die weer"))
def test_ironcalc_gives_the_value_of_the_rekenkern(geval: str, jaar: int, tmp_path: Path) -> None:
    einden, nieuw = GEVALLEN[geval]
    regeling = _in(jaar, einden, nieuw=nieuw)
    for naam, boek in (("m", maak_master(regeling, jaar)), ("r", rapport(regeling, jaar, "bijdrage", "lezingen"))):
        pad = tmp_path / f"{naam}.xlsx"
        boek.bewaar(pad)
        vergeleken, verschillen = vergelijk(pad, boek.verwacht())
        assert [v.regel() for v in verschillen] == []
        assert vergeleken > 1000
        assert [b.regel() for b in lint(pad)] == []


def test_a_region_of_one_gemeente_has_a_master(tmp_path: Path) -> None:
    alle = drie(2024)
    een = alle.centrumgemeente.code
    mee = {
        tabel: tuple(rij for rij in getattr(alle, tabel) if rij.code == een)
        for tabel in ("gemeenten", "namen", "inwoners", "uren", "begroting", "capaciteit", "voorschotten", "urenstaten")
    }
    boek = maak_master(replace(alle, **mee), 2024)
    boek.bewaar(pad := tmp_path / "m.xlsx")
    _, verschillen = vergelijk(pad, boek.verwacht())
    assert [v.regel() for v in verschillen] == []
