from __future__ import annotations

import importlib
import pkgutil
from pathlib import Path

from hulp.kleine_master import REGELING
from msgspec.structs import replace

import via_xl.controle
from via_xl.basis.bevinding import fouten
from via_xl.controle import REGELS, controleer
from via_xl.lezen.gegevensmap import lees_gegevensmap
from via_xl.regeling.model import Regeling

GEGEVENS = Path(__file__).parents[2] / "workbooks" / "gegevens"


def test_een_regeling_zonder_fouten_heeft_geen_bevindingen() -> None:
    assert controleer(REGELING) == ()


def test_de_gegevens_van_de_regio_houden_zich_aan_elke_regel() -> None:
    regeling, _ = lees_gegevensmap(GEGEVENS)
    assert regeling is not None
    assert fouten(controleer(regeling)) == ()


def test_elke_module_met_een_regel_staat_in_regels_en_zegt_waarom() -> None:
    namen = [naam for _, naam, _ in pkgutil.iter_modules(via_xl.controle.__path__)]
    modules = [importlib.import_module(f"via_xl.controle.{naam}") for naam in namen]
    assert {regel for module in modules if (regel := getattr(module, "controleer", None))} == set(REGELS)
    assert all(module.__doc__ for module in modules)


def test_een_lege_regeling_laat_geen_regel_struikelen() -> None:
    assert [bevinding.wat for bevinding in controleer(Regeling())] == ["geen enkele gemeente is centrumgemeente."]


def test_bevindingen_van_alle_regels_komen_samen() -> None:
    bevindingen = controleer(replace(REGELING, gemeenten=(), pok=(), tarieven=()))
    assert len({bevinding.wat for bevinding in bevindingen}) == len(bevindingen) >= 6
