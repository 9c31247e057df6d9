"""What holds for every test: nothing is skipped unseen, and generated examples are the same each time in CI."""

from __future__ import annotations

import os

import pytest
from hulp.gemaakt import VARIANTEN, Gemaakt, maak_alles, maak_van_gegevens, met_uren_van
from hypothesis import settings

collect_ignore = ["hulp/uno_vba.py"]
"""Run by the system's Python, which alone has ``uno``."""

IN_CI = os.environ.get("CI", "").lower() in {"1", "true"}

settings.register_profile("gewoon", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if IN_CI else "gewoon")


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """In CI a skipped test is a failed run: a missing program or package may not pass for a proof."""
    melder = session.config.pluginmanager.get_plugin("terminalreporter")
    if IN_CI and melder is not None and melder.stats.get("skipped") and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
        melder.write_line("\nCI: een overgeslagen test telt als gefaald.", red=True)


@pytest.fixture(scope="session")
def run_2024(tmp_path_factory: pytest.TempPathFactory) -> Gemaakt:
    """The master of the region's own data, every hour line in it, and the run of 2024. No test changes these files."""
    return maak_van_gegevens(tmp_path_factory.mktemp("run_2024"), 2024)


@pytest.fixture(scope="session")
def varianten(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Gemaakt]:
    """Other years and other keys, each a master with the hour lines of its year only, and its run."""
    return {
        naam: maak_alles(tmp_path_factory.mktemp("variant"), met_uren_van(jaar, **keuzes), jaar)
        for naam, (jaar, keuzes) in VARIANTEN.items()
    }
