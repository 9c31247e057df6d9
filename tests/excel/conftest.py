"""The edition with macros of the region's own master, and the add-in, as the program makes them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hulp.gemaakt import regeling

from via_xl.excel.bouwen import bouw_addin
from via_xl.regeling.model import Editie
from via_xl.schrijven.boek import Boek
from via_xl.schrijven.master import maak_master

JAAR = 2024


@pytest.fixture(scope="session")
def masterboek() -> Boek:
    """What the master with macros is written from."""
    return maak_master(regeling(), JAAR, editie=Editie.MET_MACROS)


@pytest.fixture(scope="session")
def xlsm(masterboek: Boek, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The master with macros; no test changes it."""
    pad = tmp_path_factory.mktemp("xlsm") / "via_master.xlsm"
    masterboek.bewaar(pad)
    return pad


@pytest.fixture(scope="session")
def xlam(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The add-in; no test changes it."""
    pad = tmp_path_factory.mktemp("xlam") / "via_xl.xlam"
    bouw_addin(pad)
    return pad
