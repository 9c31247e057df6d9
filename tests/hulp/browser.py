"""A real browser without a window: Debian's Chromium, driven over its own driver. It is required, as LibreOffice is."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from selenium import webdriver
from selenium.webdriver.chrome.service import Service

OPTIES = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--window-size=1200,1000",
)


class BrowserFout(RuntimeError):
    """The browser or its driver is missing."""


@contextmanager
def browser(profiel: Path) -> Iterator[webdriver.Chrome]:
    """A browser with a fresh profile, that keeps what it writes on its console and what it asks the network for."""
    programma, bestuurder = shutil.which("chromium"), shutil.which("chromedriver")
    if programma is None or bestuurder is None:
        raise BrowserFout("Chromium ontbreekt: voer tests/gereedschap/installeer.sh uit.")
    opties = webdriver.ChromeOptions()
    opties.binary_location = programma
    for optie in (*OPTIES, f"--user-data-dir={profiel}"):
        opties.add_argument(optie)
    opties.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    venster = webdriver.Chrome(options=opties, service=Service(bestuurder))
    try:
        yield venster
    finally:
        venster.quit()
