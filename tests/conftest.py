"""What holds for every test: the tier it is in, nothing skipped unseen, and examples that are the same each time in CI.

A test without a marker is of ``make test`` and finds no other program: its PATH is empty. One that starts LibreOffice,
pyOpenVBA's calculator, Chromium or the schema validator is marked ``motoren``; a long one ``lang``.
"""

from __future__ import annotations

import gc
import os
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hulp import gedeeld, libreoffice, openvba, validator
from hulp.gemaakt import VARIANTEN, Gemaakt, gedeelde_run, run_van_gegevens, variant_van_drie, variant_van_tien
from hulp.keuren import Heropener, Keuring
from hypothesis import settings
from openpyxl import Workbook, load_workbook

from via_xl.bewijs.linter import lint

collect_ignore = ["hulp/uno_kant.py"]
"""Run by the system's Python, which alone has ``uno``."""

IN_CI = os.environ.get("CI", "").lower() in {"1", "true"}
MET_PROGRAMMAS = ("motoren", "lang")
"""The tiers whose tests may start other programs."""

settings.register_profile("smal", deadline=None, derandomize=True, max_examples=25)
settings.register_profile("breed", deadline=None, max_examples=1000)
settings.load_profile(os.environ.get("VIA_VOORBEELDEN", "smal"))


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """In CI a skipped test is a failed run: a missing program or package may not pass for a proof."""
    melder = session.config.pluginmanager.get_plugin("terminalreporter")
    if IN_CI and melder is not None and melder.stats.get("skipped") and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
        melder.write_line("\nCI: een overgeslagen test telt als gefaald.", red=True)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark a sample of the long tests, the same each time: of each test with many cases one in so many.

    Of one with ``vlug`` so many cases, the first, are not long after all.
    """
    gezien: Counter[str] = Counter()
    for item in items:
        teken = item.get_closest_marker("lang")
        if teken is not None and teken.kwargs.get("vlug"):
            naam = item.nodeid.partition("[")[0]
            gezien[naam] += 1
            if gezien[naam] <= teken.kwargs["vlug"]:
                item.own_markers.remove(teken)
                teken = None
        if teken is not None and _in_steekproef(item.nodeid, teken.kwargs.get("een_op", 40)):
            item.add_marker("steekproef")
        if getattr(getattr(item, "obj", None), "is_hypothesis_test", False):
            item.add_marker("eigenschap")


def _in_steekproef(nodeid: str, een_op: int) -> bool:
    return een_op > 0 and zlib.crc32(nodeid.encode()) % een_op == 0


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """What was collected stays to the end: looking for garbage in it, at each workbook again, takes a tenth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Hide every other program from a test of ``make test``, and from what it starts."""
    mag = any(item.get_closest_marker(naam) for naam in MET_PROGRAMMAS)
    openvba.toegestaan = mag
    pad = os.environ["PATH"]
    if not mag:
        os.environ["PATH"] = ""
    try:
        return (yield)
    finally:
        os.environ["PATH"] = pad


@pytest.fixture(scope="session", autouse=True)
def _kast(tmp_path_factory: pytest.TempPathFactory) -> None:
    """What workers share lies in the temporary folder of the whole run."""
    eigen = tmp_path_factory.getbasetemp()
    gedeeld.zet_kast((eigen.parent if "PYTEST_XDIST_WORKER" in os.environ else eigen) / "gedeeld")


@pytest.fixture(scope="session")
def run_2024() -> Gemaakt:
    """The master of the region's own data, every hour line in it, and the run of 2024. No test changes these files."""
    return run_van_gegevens(2024)


@pytest.fixture(scope="session")
def varianten_tien() -> dict[str, Gemaakt]:
    """Other years and other keys, each a master with the hour lines of its year only, and its run."""
    return {naam: gedeelde_run(variant_van_tien(naam), jaar) for naam, (jaar, _) in VARIANTEN.items()}


@pytest.fixture(scope="session", params=["drie", pytest.param("tien", marks=pytest.mark.motoren)])
def varianten(request: pytest.FixtureRequest) -> dict[str, Gemaakt]:
    """The same years and keys, of three gemeenten in every run; of all ten where the other engines look at those too."""
    if request.param == "tien":
        tien: dict[str, Gemaakt] = request.getfixturevalue("varianten_tien")
        return tien
    return {naam: gedeelde_run(variant_van_drie(naam), jaar) for naam, (jaar, _) in VARIANTEN.items()}


@pytest.fixture(params=["linter", pytest.param("schema", marks=pytest.mark.motoren)])
def keur(request: pytest.FixtureRequest) -> Keuring:
    """What the linter, and what the schema validator finds in a workbook."""
    if request.param == "schema":
        return validator.fouten
    return lambda pad: [bevinding.regel() for bevinding in lint(pad)]


@pytest.fixture(params=["as cached", pytest.param("by LibreOffice", marks=pytest.mark.motoren)])
def heropen(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Heropener:
    """A workbook for its values: those it was proven with, or LibreOffice's, after the schema validator saw it."""
    if request.param == "as cached":
        return lambda pad: load_workbook(pad, data_only=True)

    def herrekend(pad: Path) -> Workbook:
        assert validator.fouten(pad) == []
        (doel,) = libreoffice.herbereken([pad], tmp_path_factory.mktemp("heropend"))
        return load_workbook(doel, data_only=True)

    return herrekend
