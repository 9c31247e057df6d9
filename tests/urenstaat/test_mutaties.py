"""Good sheets changed at random: never a traceback, never an hour that differs from what a person sees."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from queue import SimpleQueue

import pytest
from hypothesis import HealthCheck, event, given, settings
from urenstaat.mutaties import FORMATEN, MUTATIES, Cel, Mutatie, ZonderTotalen, gezien, muteer, ziet
from urenstaat.slechte_staten import NAAM, regeling

from via_xl.basis.kindproces import Kind
from via_xl.urenstaat.gelezen import GelezenUrenstaat, Kader
from via_xl.urenstaat.lees import _FUNCTIE, _lees

Kinderen = SimpleQueue[Kind]
_STOF = Decimal("0.000001")


@pytest.fixture(scope="module")
def kinderen() -> Iterator[Kinderen]:
    rij: Kinderen = SimpleQueue()
    with Kind(_FUNCTIE, Kader(regeling(), frozenset(), 2024)) as kind:
        rij.put(kind)
        yield rij


def lees(werkmap: Path, kinderen: Kinderen, mutaties: list[Mutatie]) -> tuple[GelezenUrenstaat, bytes]:
    inhoud = muteer(mutaties)
    pad = werkmap / NAAM
    pad.write_bytes(inhoud)
    return _lees(pad, kinderen), inhoud


def controleer(werkmap: Path, kinderen: Kinderen, mutaties: list[Mutatie]) -> None:
    staat, inhoud = lees(werkmap, kinderen, mutaties)
    event("komt binnen" if not staat.fout else "geweigerd")
    assert not [b for b in staat.bevindingen if "lukt niet" in b.wat or "te lang" in b.wat], "de lezer is gestorven"
    assert all(b.wat and b.doen for b in staat.bevindingen)
    if staat.fout:
        assert staat.regels == ()
        return
    gelezen = {regel.plek.cel("uren_h"): Decimal(regel.uren_h) / 100 for regel in staat.regels}
    zichtbaar = gezien(inhoud)
    assert None not in zichtbaar.values(), zichtbaar
    assert gelezen.keys() == zichtbaar.keys()
    for cel, uren in gelezen.items():
        te_zien = zichtbaar[cel]
        assert te_zien is not None
        assert abs(uren - te_zien) <= _STOF, cel
    assert Counter(regel.bron for regel in staat.regels).most_common(1)[0][1] == 1


ONDERDRUKT = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


@settings(max_examples=25, suppress_health_check=ONDERDRUKT)
@given(mutaties=MUTATIES)
def test_geen_mutatie_geeft_een_uur_dat_niemand_ziet(
    tmp_path: Path, kinderen: Kinderen, mutaties: list[Mutatie]
) -> None:
    controleer(tmp_path, kinderen, mutaties)


@pytest.mark.lang
@pytest.mark.steekproef
@settings(max_examples=200, suppress_health_check=ONDERDRUKT)
@given(mutaties=MUTATIES)
def test_geen_van_tweehonderd_mutaties_geeft_een_uur_dat_niemand_ziet(
    tmp_path: Path, kinderen: Kinderen, mutaties: list[Mutatie]
) -> None:
    controleer(tmp_path, kinderen, mutaties)


@pytest.mark.lang(een_op=0)
@settings(max_examples=5000, suppress_health_check=ONDERDRUKT)
@given(mutaties=MUTATIES)
def test_geen_van_vijfduizend_mutaties_geeft_een_uur_dat_niemand_ziet(
    tmp_path: Path, kinderen: Kinderen, mutaties: list[Mutatie]
) -> None:
    controleer(tmp_path, kinderen, mutaties)


@pytest.mark.parametrize("formaat", FORMATEN)
@pytest.mark.parametrize("getal", ["7.5", "7.25", "7.4999999", "8"])
def test_elk_formaat_komt_binnen_zoals_het_te_zien_is_of_niet(
    tmp_path: Path, kinderen: Kinderen, formaat: str, getal: str
) -> None:
    staat, _ = lees(tmp_path, kinderen, [ZonderTotalen(), Cel("E17", "n", f"<v>{getal}</v>", formaat)])
    te_zien = ziet(float(getal), formaat)
    op_honderdsten = te_zien is not None and abs(te_zien - round(te_zien, 2)) <= _STOF
    if te_zien is None or not op_honderdsten or abs(te_zien - Decimal(getal)) > Decimal("0.005"):
        assert staat.fout
    else:
        assert staat.regels[0].uren_h == int(round(te_zien, 2) * 100)
