from __future__ import annotations

import os
import pickle
import subprocess
import sys
import tempfile
from errno import EACCES, ENOSPC
from pathlib import Path
from typing import Any

import pytest
from hulp.verificaties import basis

from via_xl.basis import tijdelijk
from via_xl.basis.bevinding import BewijsFout, Ernst
from via_xl.basis.tijdelijk import VOORVOEGSEL, Tijdelijkemap, TijdelijkVol
from via_xl.bewijs.verificatie import CONTROLES, doe
from via_xl.bewijs.verificatie.versie import Versie

PRODUCT = Path(__file__).parents[2] / "via_xl"


def test_it_is_private_and_goes_with_all_that_is_in_it() -> None:
    with Tijdelijkemap() as werkmap:
        (werkmap / "a").mkdir()
        (werkmap / "a/b").write_text("c")
        assert werkmap.stat().st_mode & 0o777 == 0o700
    assert not werkmap.exists()


HOUDT = "from via_xl.basis.tijdelijk import *; m = Tijdelijkemap(); print(m.pad, flush=True); input()"


def test_what_a_killed_process_left_goes_when_the_next_begins_and_nothing_else(tmp_path: Path) -> None:
    omgeving = os.environ | {"TMPDIR": str(tmp_path), "PYTHONPATH": str(PRODUCT.parent)}

    def start() -> tuple[subprocess.Popen[str], Path]:
        opdracht, pijp = [sys.executable, "-c", HOUDT], subprocess.PIPE
        proces = subprocess.Popen(opdracht, stdin=pijp, stdout=pijp, text=True, env=omgeving)
        assert proces.stdout is not None
        return proces, Path(proces.stdout.readline().strip())

    (dood, rest), (levend, bezet) = start(), start()
    (rest / "kopie.xlsx").write_text("a whole master")
    dood.kill()
    dood.wait()
    anders = [tmp_path / f"{VOORVOEGSEL}open", tmp_path / f"{VOORVOEGSEL}bestand", tmp_path / "van een ander"]
    anders[0].mkdir(mode=0o755)
    anders[1].write_text("no folder")
    anders[2].mkdir(mode=0o700)
    (tmp_path / f"{VOORVOEGSEL}link").symlink_to(anders[2])
    volgende, eigen = start()
    assert not rest.parent.exists()
    assert all(pad.exists() for pad in (*anders, bezet, eigen))
    for proces in (levend, volgende):
        proces.communicate("")


def test_what_fails_for_want_of_room_says_so_whatever_it_looked_like(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(TijdelijkVol, match="de schijf is vol"), Tijdelijkemap():
        raise OSError(ENOSPC, "")
    with pytest.raises(BewijsFout), Tijdelijkemap():
        raise BewijsFout("this is about the workbook")
    with pytest.raises(OSError, match="Errno 13"), Tijdelijkemap():
        raise OSError(EACCES, "")
    vol = type("Vol", (), {"free": 0})
    monkeypatch.setattr(tijdelijk.shutil, "disk_usage", lambda _: vol)
    with pytest.raises(TijdelijkVol), Tijdelijkemap():
        raise BewijsFout("LibreOffice maakte niets")
    with pytest.raises(KeyboardInterrupt), Tijdelijkemap():
        raise KeyboardInterrupt


def test_a_folder_that_is_swept_away_before_it_is_locked_is_made_again(monkeypatch: pytest.MonkeyPatch) -> None:
    gemaakt: list[Path] = []
    mkdtemp = tempfile.mkdtemp

    def eerst_geveegd(**opties: Any) -> str:
        gemaakt.append(Path(mkdtemp(**opties)))
        if len(gemaakt) == 1:
            gemaakt[0].rmdir()
        return str(gemaakt[-1])

    monkeypatch.setattr(tempfile, "mkdtemp", eerst_geveegd)
    with Tijdelijkemap() as werk:
        assert werk.parent == gemaakt[1]


def test_it_goes_from_child_to_parent() -> None:
    assert str(pickle.loads(pickle.dumps(TijdelijkVol()))) == str(TijdelijkVol())  # noqa: S301 - its own


def test_a_full_temporary_folder_never_makes_a_good_version_bad(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    versie = Versie(basis(tmp_path).map)

    def vol(*_: object, **__: object) -> str:
        raise OSError(ENOSPC, "")

    monkeypatch.setattr(tempfile, "mkdtemp", vol)
    zonder_ruimte = 0
    for controle in CONTROLES:
        for bestand in versie.werkboeken[:1] if controle.per_bestand else [""]:
            try:
                gevonden = doe(versie, controle.naam, bestand).bevindingen
            except TijdelijkVol:
                zonder_ruimte += 1
            else:
                assert [b for b in gevonden if b.ernst is Ernst.FOUT] == []
    assert zonder_ruimte >= 3


def test_the_product_has_no_other_way_to_the_temporary_folder() -> None:
    teksten = {pad.name: pad.read_text("utf-8") for pad in PRODUCT.rglob("*.py")}
    assert [naam for naam, tekst in teksten.items() if "TemporaryDirectory" in tekst] == []
