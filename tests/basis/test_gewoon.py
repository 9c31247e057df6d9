from __future__ import annotations

import io
import os
import re
import signal
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

import pytest

from via_xl.basis.bevinding import InvoerFout
from via_xl.basis.gewoon import lees_gewoon, open_gewoon, van_internet
from via_xl.basis.publiceren import schrijf_heel
from via_xl.basis.schijffout import PlekFout, reden
from via_xl.lezen.pakket import controleer_pakket
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


# What an office does to a file


def _van_windows(nummer: int) -> OSError:
    fout = OSError(22, "x")
    fout.winerror = nummer  # type: ignore[attr-defined]
    return fout


@pytest.mark.parametrize(
    ("nummer", "waarom", "doen"),
    [
        (225, "de virusscanner houdt het tegen", "Vraag uw ICT-afdeling"),
        (32, "het staat open in een ander programma", "Sluit het daar"),
        (206, "het pad is langer dan Windows aankan", "Zet het in een map met een korter pad"),
        (362, "het staat alleen in de cloud (OneDrive) en is niet opgehaald", "Altijd behouden op dit apparaat"),
        (53, "de netwerkschijf antwoordt niet", "(VPN)"),
    ],
)
def test_what_windows_says_has_its_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, nummer: int, waarom: str, doen: str
) -> None:
    def geweigerd(*_: object) -> int:
        raise _van_windows(nummer)

    (tmp_path / "a.xlsx").write_bytes(b"PK")
    with monkeypatch.context() as zolang:
        zolang.setattr(os, "open", geweigerd)
        gezegd = _weigering(tmp_path / "a.xlsx")
    assert gezegd.startswith(f"a.xlsx is niet te lezen: {waarom}. ")
    assert doen in gezegd


def _weigering(pad: Path) -> str:
    try:
        controleer_pakket(pad)
    except InvoerFout as fout:
        return fout.bericht
    return ""


def test_a_rare_reason_has_no_english_words() -> None:
    assert reden(OSError(999, "Some words of the library")) == "fout 999 van het systeem"


@pytest.mark.parametrize("kenmerk", [0x1000, 0x40000, 0x400000])
def test_a_file_that_is_still_in_the_cloud_is_told_as_that(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kenmerk: int
) -> None:
    class Stat:
        def __init__(self, echt: os.stat_result) -> None:
            self.st_mode, self.st_size, self.st_file_attributes = echt.st_mode, 5_000, kenmerk

    (tmp_path / "a.xlsx").write_bytes(b"PK")
    assert lees_gewoon(tmp_path / "a.xlsx") == b"PK"
    echte_stat = os.stat
    with monkeypatch.context() as zolang:
        zolang.setattr(os, "stat", lambda pad, **alles: Stat(echte_stat(pad, **alles)))
        zolang.setattr(os, "open", lambda *_: (_ for _ in ()).throw(OSError(22, "x")))
        gezegd = _weigering(tmp_path / "a.xlsx")
    assert gezegd.startswith("a.xlsx is niet te lezen: het staat alleen in de cloud (OneDrive)")


def test_a_file_that_gives_nothing_of_what_it_should_hold_is_not_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"PK")
    monkeypatch.setattr("via_xl.basis.gewoon.io.BufferedReader", _Leeg)
    with pytest.raises(PlekFout, match="alleen in de cloud"):
        lees_gewoon(tmp_path / "a.xlsx")


class _Leeg(io.BufferedReader):
    def read(self, _: int | None = -1, /) -> bytes:
        return b""


def test_a_path_that_is_too_long_is_told_as_that_and_on_windows_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    diep = tmp_path.joinpath(*["map met een lange naam"] * 12, "a.xlsx")
    with pytest.raises(InvoerFout, match=r"a\.xlsx bestaat niet"):
        controleer_pakket(diep)
    monkeypatch.setattr("via_xl.basis.gewoon._LANGST", 259)
    with pytest.raises(
        InvoerFout, match=r"a\.xlsx is niet te lezen: het pad is langer dan Windows aankan\. Zet het in"
    ):
        controleer_pakket(diep)


def test_a_downloaded_file_carries_the_mark_of_windows(tmp_path: Path) -> None:
    pad = tmp_path / "a.xlsm"
    pad.write_bytes(b"PK")
    merk = tmp_path / "a.xlsm:Zone.Identifier"
    assert not van_internet(pad)
    merk.write_bytes(b"[ZoneTransfer]\r\nZoneId=3\r\nHostUrl=https://x.example/\r\n")
    assert van_internet(pad)
    merk.write_bytes(b"[ZoneTransfer]\r\nZoneId=1\r\n")
    assert not van_internet(pad)


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
