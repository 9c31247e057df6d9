"""Every single change that a forger makes is found and named, also when they hash the manifest again.

``HARMLOOS_ZONDER_HERBOUW`` lists what only the rebuild finds: what years later, with another version of the program,
goes unseen because no amount, input or visible row hangs on it.
"""

from __future__ import annotations

import os
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

import pytest
from hulp.kleine_master import REGELING
from hulp.verificaties import Gevonden, basis, controleer, vervals_en_controleer
from hulp.versies import LATER, versies
from hulp.vervalsen import SOORTEN
from msgspec.structs import replace

from via_xl.bewijs.verificatie.versie import Versie
from via_xl.jaarrun import jaarrun
from via_xl.schrijven.master import maak_master

HARMLOOS_ZONDER_HERBOUW = {
    "formule, zelfde uitkomst": "the amount is the same, and stays so as long as the inputs do",
    "tekst": "words beside the amounts; those in tables (names, codes, sources, statuses) are found",
    "grafiek": "the picture that a program draws before it reads the cells",
    "eigenschappen": "the title in the properties of the document",
    "naam": "the print area, or a name that no amount uses; one that is used gives another result",
    "kop van tabel": "the name of a table that no formula uses",
    "zonder opmaak, heel getal": "the same number, at most without the dot of thousands",
    "letter": "the typeface",
    "paginakop": "the header of a printed page",
}
"""Kinds that the checks without the rebuild may miss, and why nothing is wrong with an amount then."""


@pytest.fixture(scope="module")
def versiemap(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return basis(tmp_path_factory.mktemp("vervalsen")).map


def _alle(versiemap: Path, zaden: range) -> list[Gevonden]:
    with ProcessPoolExecutor(min(2, os.cpu_count() or 1)) as groep:
        return list(groep.map(partial(vervals_en_controleer, versiemap), zaden, chunksize=5))


def _eis(alle: list[Gevonden]) -> None:
    onopgemerkt = [g.vervalsing for g in alle if not g.fouten]
    assert onopgemerkt == []
    anders_genoemd = [(g.vervalsing, [b.regel() for b in g.fouten][:5]) for g in alle if not _genoemd(g)]
    assert anders_genoemd == []
    gemist = {g.vervalsing for g in alle if not g.zonder_herbouw}
    assert [v for v in gemist if v.soort not in HARMLOOS_ZONDER_HERBOUW] == []


def _genoemd(gevonden: Gevonden) -> bool:
    """Whether a finding names the file, and where the change was in a cell also the sheet and that cell."""
    wat = gevonden.vervalsing
    if wat.soort == "bewaarde master":  # which of the two was changed can't be known: either names the cell
        return any(b.cel or b.bestand == wat.bestand for b in gevonden.fouten)
    return any(
        b.bestand == wat.bestand and wat.blad in ("", b.blad) and wat.cel in ("", b.cel, b.cel.rpartition(".")[2])
        for b in gevonden.fouten
    )


@pytest.mark.lang(een_op=1)  # their kinds are in every run, one by one
def test_eight_forgeries_are_all_found_and_named(versiemap: Path) -> None:
    _eis([vervals_en_controleer(versiemap, zaad) for zaad in range(8)])


@pytest.mark.lang(een_op=0)
def test_fifty_forgeries_are_all_found_and_named(versiemap: Path) -> None:
    alle = _alle(versiemap, range(50))
    _eis(alle)
    assert len({g.vervalsing.soort for g in alle}) >= len(SOORTEN) - 2


@pytest.mark.lang(een_op=0)
def test_five_hundred_forgeries_are_all_found_and_named(versiemap: Path) -> None:
    _eis(_alle(versiemap, range(50, 550)))


@pytest.mark.lang(een_op=0)
def test_a_hundred_forgeries_of_a_later_version_are_all_found_and_named(tmp_path: Path) -> None:
    _, v2 = versies(tmp_path, REGELING, LATER)
    _eis(_alle(v2, range(600, 700)))


def test_a_folder_in_which_nothing_changed_gives_no_finding(versiemap: Path) -> None:
    assert not any(controleer(Versie(versiemap)).values())


def test_nor_does_one_of_a_year_without_hours_in_which_dates_of_nothing_are_a_0(tmp_path: Path) -> None:
    master = tmp_path / "via_master.xlsx"
    maak_master(replace(REGELING, uren=(), urenstaten=(), begroting=(), aandachtspunten=()), 2024).bewaar(master)
    gevonden = controleer(Versie(jaarrun(master, 2024, zonder_uren=True).map))
    assert [b.regel() for bevindingen in gevonden.values() for b in bevindingen] == []
