"""The folder with which a workplace installs the program without a network: what it holds, and when it isn't made."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

from via_xl import __version__
from via_xl.basis.bevinding import InvoerFout
from via_xl.excel import pakket
from via_xl.excel.pakket import maak_pakket
from via_xl.opdrachten import cli

WORTEL = Path(__file__).parents[2]
EIGEN = f"via_xl-{__version__}-py3-none-any.whl"


class Nagespeeld:
    """In the place of pip: a wheel for what is downloaded, and our own."""

    def __init__(self, mislukt: str = "") -> None:
        self.gevraagd: list[list[str]] = []
        self._mislukt = mislukt

    def __call__(self, opdracht: Sequence[str]) -> str:
        self.gevraagd.append(list(opdracht))
        if opdracht[0] == self._mislukt:
            return "ERROR: No matching distribution found"
        waar = Path(opdracht[list(opdracht).index("--dest" if opdracht[0] == "download" else "--wheel-dir") + 1])
        waar.mkdir(exist_ok=True)
        (waar / ("ironcalc-0.9.1-win_amd64.whl" if opdracht[0] == "download" else EIGEN)).write_bytes(b"wiel")
        return ""


def maak(uit: Path, pip: Nagespeeld, bron: Path = WORTEL) -> pakket.Meeneempakket:
    return maak_pakket(uit, bron, systeem="win32", pip=pip)


def test_the_folder_holds_the_wheels_their_hashes_and_the_scripts(tmp_path: Path) -> None:
    pip = Nagespeeld()
    klaar = maak(tmp_path / "nieuw" / "offline", pip)
    assert (klaar.map, klaar.wielen) == (tmp_path / "nieuw" / "offline", 2)
    assert [opdracht[0] for opdracht in pip.gevraagd] == ["download", "wheel"]
    assert {"--require-hashes", "--only-binary"} <= set(pip.gevraagd[0])
    namen = {pad.relative_to(klaar.map).as_posix() for pad in klaar.map.rglob("*") if pad.is_file()}
    los = {"benodigd.txt", "installeer.cmd", "verwijder.cmd", "LEESMIJ.txt"}
    assert namen == los | {"SHA256SUMS.txt", "wielen/ironcalc-0.9.1-win_amd64.whl", f"wielen/{EIGEN}"}
    for regel in (klaar.map / "SHA256SUMS.txt").read_text().splitlines():
        som, naam = regel.split("  ")
        assert hashlib.sha256((klaar.map / naam).read_bytes()).hexdigest() == som
        namen.discard(naam)
    assert namen == {"SHA256SUMS.txt"}
    nodig = (klaar.map / "benodigd.txt").read_text()
    assert nodig.startswith((WORTEL / "requirements.lock").read_text())
    assert f"via-xl=={__version__} --hash=sha256:{hashlib.sha256(b'wiel').hexdigest()}" in nodig


def test_the_scripts_stay_with_this_user_and_off_the_network(tmp_path: Path) -> None:
    hier = maak(tmp_path / "offline", Nagespeeld()).map
    installeer, weg = ((hier / naam).read_bytes() for naam in ("installeer.cmd", "verwijder.cmd"))
    for tekst in (installeer, weg):
        tekst.decode("ascii")
        assert tekst.count(b"\n") == tekst.count(b"\r\n") > 5
        assert rb"%LOCALAPPDATA%\ViA-XL" in tekst
        assert not re.search(rb"(?i)runas|setx|ProgramFiles|HKLM|https?:", tekst)
        labels = set(re.findall(rb"(?m)^:(\w+)", tekst))
        assert set(re.findall(rb"goto (\w+)", tekst)) == labels
    assert (
        installeer.count(b"--no-index")
        == installeer.count(b"--require-hashes")
        == installeer.count(b"pip install")
        == 1
    )
    assert b"py -%d.%d " % sys.version_info[:2] in installeer
    assert b"excel installeer --verwijder" in weg


@pytest.mark.parametrize("mislukt", ["download", "wheel"])
def test_what_pip_can_not_fetch_is_said_and_nothing_is_made(mislukt: str, tmp_path: Path) -> None:
    with pytest.raises(InvoerFout, match="Dit zegt pip: ERROR: No matching distribution found"):
        maak(tmp_path / "offline", Nagespeeld(mislukt))
    assert list(tmp_path.iterdir()) == []


def test_another_system_a_folder_that_is_there_and_no_source_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    assert cli.main(["excel", "pakket", "--uit", str(tmp_path / "offline")]) == 2
    assert "Dit pakket is voor Windows" in capsys.readouterr().err
    with pytest.raises(InvoerFout, match="bestaat al; er is niets gemaakt"):
        maak(tmp_path, Nagespeeld())
    with pytest.raises(InvoerFout, match=r"staat geen pyproject\.toml en geen requirements\.lock; er is niets gemaakt"):
        maak(tmp_path / "offline", Nagespeeld(), bron=tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.lang(een_op=0)  # fetches every wheel, and installs them: with a network only
def test_real_wheels_install_without_a_network(tmp_path: Path) -> None:
    hier = maak_pakket(tmp_path / "offline", WORTEL, systeem="win32").map
    (eigen,) = hier.glob("wielen/via_xl-*.whl")
    assert any(naam.endswith("excel/vba/addin.bin") for naam in zipfile.ZipFile(eigen).namelist())
    subprocess.run([sys.executable, "-m", "venv", str(tmp_path / "omgeving")], check=True)
    python = tmp_path / "omgeving" / "bin" / "python"
    vast = ["--no-index", "--find-links", str(hier / "wielen"), "--require-hashes", "--only-binary", ":all:"]
    opdracht = [str(python), "-m", "pip", "install", "-q", *vast, "--requirement", str(hier / "benodigd.txt")]
    subprocess.run(opdracht, check=True)
    klaar = subprocess.run([str(python.with_name("via-xl")), "--versie"], capture_output=True, text=True, check=True)
    assert klaar.stdout == f"via-xl {__version__}\n"
