"""What a run is installed from: the lock with its hashes, the bill of materials, and the licences of all of it."""

from __future__ import annotations

import json
import re
import subprocess
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement

WORTEL = Path(__file__).parents[1]
PROJECT = tomllib.loads((WORTEL / "pyproject.toml").read_text("utf-8"))
VAST = re.compile(r"^(?P<naam>[a-z0-9-]+)==(?P<versie>\S+)(?P<rest>[^\n]*(?:\n    --hash=[^\n]+)*)", re.MULTILINE)

TOEGESTAAN = {
    "MIT": "do what you like, keep the notice",
    "MIT-0": "MIT without the notice",
    "BSD": "two or three clauses: keep the notice, don't use our name",
    "BSD-2-Clause": "keep the notice",
    "BSD-3-Clause": "keep the notice, don't use our name",
    "0BSD": "no condition at all",
    "ISC": "as BSD-2-Clause",
    "Apache-2.0": "keep the notices, and a patent licence with it",
    "PSF-2.0": "of Python itself: keep the notice",
    "Zlib": "don't claim that you wrote it (in the compression that numpy carries)",
    "CC0-1.0": "no rights kept (tables in numpy)",
    "Public Domain": "no rights kept",
}
"""None of them asks anything of a work that merely uses the package, and all go with the EUPL."""

SPELLING = {
    "MIT License": "MIT",
    "BSD License": "BSD",
    "ISC License (ISCL)": "ISC",
    "Apache Software License": "Apache-2.0",
    "Python Software Foundation License": "PSF-2.0",
}
"""How a classifier says it."""

ELDERS = {"appscript": "Public Domain", "colorama": "BSD", "pywin32": "PSF-2.0", "tzdata": "Apache-2.0"}
"""What isn't installed on every system: as its wheel for that system says."""


def vast() -> list[tuple[str, str, list[str]]]:
    """Name, version and hashes of each package of the lock; a package can be there twice, for two Pythons."""
    tekst = (WORTEL / "requirements.lock").read_text("utf-8")
    return [(m["naam"], m["versie"], re.findall(r"sha256:([0-9a-f]{64})", m["rest"])) for m in VAST.finditer(tekst)]


def genormeerd(naam: str) -> str:
    """A package's name as an index compares it."""
    return re.sub("[-_.]+", "-", naam).lower()


def test_the_lock_pins_all_that_the_program_needs_with_hashes_and_names_no_index() -> None:
    tekst = (WORTEL / "requirements.lock").read_text("utf-8")
    regels = [regel for regel in tekst.splitlines() if regel and not regel.startswith((" ", "#"))]
    slot = vast()
    assert len(slot) == len(regels)
    assert [naam for naam, _, hashes in slot if not hashes] == []
    assert not re.search(r"://|index|find-links", tekst)
    versies = {genormeerd(naam): versie for naam, versie, _ in slot}
    for eis in map(Requirement, PROJECT["project"]["dependencies"] + PROJECT["build-system"]["requires"]):
        assert versies[genormeerd(eis.name)] in eis.specifier, f"{eis}: make slot"


@pytest.mark.motoren
def test_make_installs_for_a_run_only_what_the_lock_has_the_hash_of() -> None:
    gedaan = subprocess.run(
        ["make", "-nB", ".venv/.klaar-basis"], cwd=WORTEL, capture_output=True, text=True, check=True
    ).stdout
    slot, eigen = [regel for regel in gedaan.splitlines() if "pip install" in regel]
    assert "--require-hashes --only-binary :all: --requirement requirements.lock" in slot
    assert "--no-index --no-deps --no-build-isolation" in eigen


def gezegd(naam: str) -> str:
    """The licence that a package names itself: an SPDX expression, its classifiers, or a line of its own."""
    try:
        van = metadata.metadata(naam)
    except metadata.PackageNotFoundError:
        return ELDERS[naam]
    klassen = [k.split(" :: ")[-1] for k in van.get_all("Classifier") or [] if k.startswith("License ::")]
    if van.get("License-Expression"):
        return str(van["License-Expression"])
    return " AND ".join(SPELLING.get(k, k) for k in klassen) or str(van.get("License"))


def met_wat_ze_brengen(namen: list[str]) -> set[str]:
    """These packages and all that they need here."""
    gezien: set[str] = set()
    nog = list(namen)
    while nog:
        naam = genormeerd(nog.pop())
        if naam not in gezien:
            gezien.add(naam)
            eisen = map(Requirement, metadata.requires(naam) or [])
            nog += [eis.name for eis in eisen if not eis.marker or eis.marker.evaluate({"extra": ""})]
    return gezien


def test_every_package_that_comes_along_has_a_licence_of_the_list() -> None:
    uit_slot = {naam for naam, _, _ in vast()}
    over_meer_machines = [Requirement(eis).name for eis in PROJECT["project"]["optional-dependencies"]["dask"]]
    licenties = {naam: gezegd(naam) for naam in uit_slot | met_wat_ze_brengen(over_meer_machines)}
    assert {
        naam: licentie
        for naam, licentie in licenties.items()
        if set(re.split(" AND | OR ", licentie)) - set(TOEGESTAAN)
    } == {}
    assert set(ELDERS) <= uit_slot
    assert set(TOEGESTAAN) - {deel for tekst in licenties.values() for deel in re.split(" AND | OR ", tekst)} == set()


def test_the_licence_of_the_program_itself_is_there_in_full() -> None:
    tekst = (WORTEL / "LICENSE").read_text("utf-8")
    assert PROJECT["project"]["license"] == "EUPL-1.2"
    assert tekst.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2\n")
    assert [int(nummer) for nummer in re.findall(r"^(\d+)\.\S", tekst, re.MULTILINE)] == list(range(1, 16))
    assert "‘Compatible Licences’ according to Article 5" in tekst.split("  Appendix\n")[1]


@pytest.mark.motoren
def test_the_bill_of_materials_names_what_the_lock_installs(tmp_path: Path) -> None:
    bom = tmp_path / "via-xl.cdx.json"
    subprocess.run(["make", "-s", "sbom", f"SBOM={bom}"], cwd=WORTEL, capture_output=True, check=True)
    stuklijst = json.loads(bom.read_text("utf-8"))
    assert stuklijst["bomFormat"] == "CycloneDX"
    assert stuklijst["metadata"]["component"]["name"] == "via-xl"
    delen = [
        (
            deel["name"],
            deel["version"],
            [som["content"] for bron in deel["externalReferences"] for som in bron.get("hashes", [])],
        )
        for deel in stuklijst["components"]
    ]
    assert sorted((naam, versie, sorted(hashes)) for naam, versie, hashes in delen) == sorted(
        (naam, versie, sorted(hashes)) for naam, versie, hashes in vast()
    )
