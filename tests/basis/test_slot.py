from __future__ import annotations

import errno
import fcntl
import subprocess
import sys
from pathlib import Path

import pytest

from via_xl.basis.slot import Bezet, Slot

HOUDT = """
import sys, time
from pathlib import Path
from via_xl.basis.slot import Slot
slot = Slot(Path(sys.argv[1]))
print("heb het", flush=True)
sys.stdin.readline()
"""


def test_it_is_taken_once_and_free_again_after(tmp_path: Path) -> None:
    pad = tmp_path / "slot"
    eerste = Slot(pad)
    with pytest.raises(Bezet):
        Slot(pad)
    eerste.laat_los()
    Slot(pad).laat_los(en_ruim_op=True)
    assert not pad.exists()


def test_a_process_that_was_killed_has_it_no_more(tmp_path: Path) -> None:
    pad = tmp_path / "slot"
    with subprocess.Popen(
        [sys.executable, "-c", HOUDT, str(pad)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as ander:
        assert ander.stdout is not None
        assert ander.stdout.readline() == "heb het\n"
        with pytest.raises(Bezet):
            Slot(pad)
        ander.kill()
    assert pad.exists()
    Slot(pad).laat_los()


def test_who_opened_the_file_right_before_it_was_removed_takes_a_new_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pad, eerste = tmp_path / "slot", Slot(tmp_path / "slot")
    echt, keren = fcntl.flock, []

    def flock(bestand: int, hoe: int) -> None:
        if not keren:
            eerste.laat_los(en_ruim_op=True)
        keren.append(bestand)
        echt(bestand, hoe)

    monkeypatch.setattr(fcntl, "flock", flock)
    tweede = Slot(pad)
    assert len(keren) == 2
    with pytest.raises(Bezet):
        Slot(pad)
    tweede.laat_los()


def test_a_disk_without_locks_is_no_other_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def flock(_bestand: int, _hoe: int) -> None:
        raise OSError(errno.ENOLCK, "geen slot")

    monkeypatch.setattr(fcntl, "flock", flock)
    with pytest.raises(OSError, match="geen slot"):
        Slot(tmp_path / "slot")
