"""A master that is replaced: the old one is kept, the last ten of them, and a link stays a link."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest
from hulp.runs import kleine_master

from via_xl.basis.bevinding import InvoerFout
from via_xl.basis.vingerafdruk import sha256
from via_xl.lezen.master import lees_master
from via_xl.wijzigen.vervangen import BEWAARD, bewaarde, plaats_nieuw, vervang, vervang_bestand


def test_each_copy_has_a_number_of_its_own_and_the_last_ten_are_kept(tmp_path: Path) -> None:
    pad = kleine_master(tmp_path)
    eigen = tmp_path / "master.voor Oss.xlsx"
    eigen.write_bytes(b"van de officer")
    vandaag = date.today().isoformat()
    inhoud = [pad.read_bytes()]
    for nummer in range(BEWAARD + 2):
        nieuw = inhoud[0] + bytes(nummer + 1)
        reserve = vervang(lees_master(pad), lambda doel, nieuw=nieuw: doel.write_bytes(nieuw))
        assert reserve.name == f"master.{vandaag}{f'-{nummer}' if nummer else ''}.xlsx"
        assert reserve.read_bytes() == inhoud[-1]
        inhoud.append(nieuw)
    assert [kopie.read_bytes() for kopie in bewaarde(pad)] == inhoud[-2 : -2 - BEWAARD : -1]
    assert pad.read_bytes() == inhoud[-1]
    assert eigen.read_bytes() == b"van de officer"


def test_a_master_that_is_a_link_stays_one(tmp_path: Path) -> None:
    echt = kleine_master(tmp_path / "elders" if (tmp_path / "elders").mkdir() is None else tmp_path)
    pad = tmp_path / "master.xlsx"
    pad.symlink_to(echt)
    nieuw = echt.read_bytes() + b"\0"
    reserve = vervang(lees_master(pad), lambda doel: doel.write_bytes(nieuw))
    assert (pad.is_symlink(), echt.read_bytes()) == (True, nieuw)
    assert reserve.parent == echt.parent


@pytest.mark.skipif(os.name == "nt", reason="Windows has rights of its own")
@pytest.mark.parametrize("modus", [0o600, 0o660, 0o644])
def test_a_master_stays_for_whom_it_was_and_what_is_new_is_for_the_owner_and_their_group(
    modus: int, tmp_path: Path
) -> None:
    pad = tmp_path / "master.xlsx"
    pad.write_bytes(b"oud")
    pad.chmod(modus)
    reserve = vervang_bestand(pad, sha256(pad), lambda doel: doel.write_bytes(b"nieuw"))
    assert [een.stat().st_mode & 0o777 for een in (pad, reserve)] == [modus, modus]
    plaats_nieuw(tmp_path / "rapport.xlsx", lambda doel: doel.write_bytes(b"uren van personen"))
    assert (tmp_path / "rapport.xlsx").stat().st_mode & 0o777 == 0o640


def test_a_master_that_was_changed_since_it_was_read_is_left_as_it_is(tmp_path: Path) -> None:
    pad = kleine_master(tmp_path)
    gelezen = lees_master(pad)
    intussen = pad.read_bytes() + b"\0"
    pad.write_bytes(intussen)
    with pytest.raises(InvoerFout, match="intussen door een ander gewijzigd"):
        vervang(gelezen, lambda doel: doel.write_bytes(b"nieuw"))
    assert pad.read_bytes() == intussen
    assert list(tmp_path.iterdir()) == [pad]
