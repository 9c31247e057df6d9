"""A version folder as a command takes it: it must be one, and be what its manifest says."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hulp.kleine_master import REGELING
from hulp.versies import versies

from via_xl.basis.bevinding import InvoerFout
from via_xl.rekenen.verrekening import verreken
from via_xl.versie.versiemap import eis_zoals_manifest, herleid, open_versiemap


@pytest.fixture(scope="module")
def gemaakt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    (v1,) = versies(tmp_path_factory.mktemp("versie"), REGELING)
    return v1


@pytest.fixture
def versiemap(gemaakt: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(gemaakt, tmp_path / "v1"))


def manifest(versiemap: Path, wijzig: Callable[[dict[str, Any]], object]) -> None:
    pad = versiemap / "manifest.json"
    inhoud = json.loads(pad.read_text("utf-8"))
    wijzig(inhoud)
    pad.write_text(json.dumps(inhoud), encoding="utf-8")


def test_a_folder_as_the_run_left_it_gives_what_it_was_made_from(versiemap: Path) -> None:
    herleiding = herleid(open_versiemap(versiemap), "er is niets gemaakt")
    assert herleiding.stand.uitkomst.gemeenten == verreken(herleiding.stand.regeling, 2024).gemeenten
    assert herleiding.status == "concept"


@pytest.mark.parametrize(
    ("knoei", "wat"),
    [
        (lambda m: _langer(m / "bron" / "via_master.xlsx"), "bron/via_master.xlsx: het bestand is een ander"),
        (lambda m: manifest(m, lambda i: i["totalen"].update(kosten="1.00")), "het totaal kosten is niet dat van"),
        (lambda m: manifest(m, lambda i: i.update(invoerhash="ab" * 32)), "de invoerhash is een andere"),
        (lambda m: manifest(m, lambda i: i.update(status="definitief")), "volgt concept"),
        (lambda m: (m / "keten.json").unlink(), "keten.json ontbreekt, en daarmee de ketenwaarde"),
        (lambda m: shutil.rmtree(m / "bron"), "bron"),
    ],
    ids=["een byte meer", "totaal", "invoerhash", "status", "keten weg", "bron weg"],
)
def test_a_folder_that_is_not_what_its_manifest_says_is_refused(
    knoei: Callable[[Path], object], wat: str, versiemap: Path
) -> None:
    knoei(versiemap)
    for eis in (eis_zoals_manifest, herleid):
        with pytest.raises(InvoerFout) as fout:
            eis(open_versiemap(versiemap), "er is niets gemaakt")
        assert str(fout.value).startswith(f"{versiemap} is niet wat haar manifest zegt (")
        assert wat in str(fout.value)
        assert str(fout.value).endswith(f'; er is niets gemaakt. Kijk na met: via-xl verifieer "{versiemap}"')


def _langer(pad: Path) -> None:
    pad.write_bytes(pad.read_bytes() + b"x")


@pytest.mark.parametrize(
    ("knoei", "wat"),
    [
        (lambda m: (m / "manifest.json").unlink(), "manifest.json ontbreekt"),
        (lambda m: manifest(m, lambda i: i.update(status="bijna")), "er staat geen status in"),
        (lambda m: manifest(m, lambda i: i.update(invoerhash="kort")), "er staat geen invoerhash in"),
        (lambda m: manifest(m, lambda i: i.update(bestanden={})), "er staat geen lijst van bestanden in"),
        (shutil.rmtree, "is geen map"),
    ],
)
def test_what_is_no_version_folder_is_said(knoei: Callable[[Path], object], wat: str, versiemap: Path) -> None:
    knoei(versiemap)
    with pytest.raises(InvoerFout, match=wat):
        open_versiemap(versiemap)
