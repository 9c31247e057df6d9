from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from via_xl.basis.foutlog import LOGBESTAND, schrijf_log


def test_the_log_is_for_its_owner_only_also_one_that_was_there(tijdelijk: Path) -> None:
    (tijdelijk / LOGBESTAND).write_text("eerder\n")
    (tijdelijk / LOGBESTAND).chmod(0o644)
    assert schrijf_log("opdracht", ValueError("iets")) == tijdelijk / LOGBESTAND
    tekst = (tijdelijk / LOGBESTAND).read_text("utf-8")
    assert tekst.startswith("eerder\n")
    assert "ValueError: iets" in tekst
    assert (tijdelijk / LOGBESTAND).stat().st_mode & 0o777 == 0o600


def test_a_link_that_someone_put_there_is_not_followed(tijdelijk: Path) -> None:
    (tijdelijk / LOGBESTAND).symlink_to(tijdelijk / "elders")
    assert schrijf_log("opdracht", ValueError("iets")) is None
    assert not (tijdelijk / "elders").exists()


@pytest.fixture
def tijdelijk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path
