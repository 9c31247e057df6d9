from __future__ import annotations

import os
import re
import signal
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

import pytest

from via_xl.basis.gewoon import lees_gewoon, open_gewoon
from via_xl.basis.publiceren import schrijf_heel
from via_xl.basis.schijffout import reden
from via_xl.opdrachten.cli import main

PRODUCT = Path(__file__).parents[2] / "via_xl"


@pytest.fixture
def wekker() -> Iterator[None]:
    """What waits is broken off after some seconds, and fails."""

    def te_lang(_: int, __: FrameType | None) -> None:
        raise AssertionError("it waits")

    oud = signal.signal(signal.SIGALRM, te_lang)
    signal.alarm(20)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, oud)


@pytest.mark.usefixtures("wekker")
@pytest.mark.parametrize("soort", ["pijp", "apparaat", "map", "link naar een pijp"])
def test_only_a_regular_file_is_opened(tmp_path: Path, soort: str) -> None:
    pad = {"apparaat": Path("/dev/zero"), "map": tmp_path}.get(soort, tmp_path / "pijp")
    if pad.name == "pijp":
        os.mkfifo(pad)
    if soort.startswith("link"):
        (tmp_path / "link").symlink_to(pad)
        pad = tmp_path / "link"
    with pytest.raises(OSError, match=r".") as fout:
        open_gewoon(pad)
    assert reden(fout.value).startswith("het is ")


def test_a_file_and_a_link_to_one_are_read_whole_or_so_far_as_asked(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"0123456789")
    (tmp_path / "b").symlink_to("a")
    assert (lees_gewoon(tmp_path / "b"), lees_gewoon(tmp_path / "a", 4)) == (b"0123456789", b"0123")


LEEST = re.compile(r"""^.*(?:\.read_(?:bytes|text)\(|\.open\(["']rb?["'])""", re.MULTILINE)


def test_the_product_has_no_other_way_to_read_a_file() -> None:
    teksten = {pad.name: pad.read_text("utf-8") for pad in PRODUCT.rglob("*.py")}
    lezers = {naam: LEEST.findall(tekst) for naam, tekst in teksten.items()}
    # What is in the package itself is not given by anybody.
    assert [regel for regels in lezers.values() for regel in regels if 'files("via_xl")' not in regel] == []


@pytest.mark.usefixtures("wekker")
@pytest.mark.parametrize(
    "opdracht",
    [
        "jaarrun pijp.xlsx",
        "controleer pijp.xlsx",
        "herkomst pijp.xlsx A!A1",
        "urenstaat lees pijp.xlsx --in pijp.xlsx",
        "inwoners lees pijp.csv --in pijp.xlsx",
        "tarieven lees pijp.xlsx --in pijp.xlsx",
        "akkoord noteer pijp.xlsx --lijst pijp.csv",
        "jaarruns pijp.txt",
    ],
)
def test_a_pipe_given_as_a_file_is_refused_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], opdracht: str
) -> None:
    monkeypatch.chdir(tmp_path)
    for naam in ("pijp.xlsx", "pijp.csv", "pijp.txt"):
        os.mkfifo(naam)
    assert main(opdracht.split()) == 2
    assert "pijp." in capsys.readouterr().err


def test_what_is_written_at_a_link_goes_to_the_file_it_leads_to(tmp_path: Path) -> None:
    (tmp_path / "echt").write_bytes(b"oud")
    (tmp_path / "link").symlink_to("echt")
    schrijf_heel(b"nieuw", tmp_path / "link")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "echt").read_bytes() == b"nieuw"
