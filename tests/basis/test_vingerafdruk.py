"""The fingerprint of a workbook is that of its parts."""

from __future__ import annotations

import io
import shutil
import zipfile
from pathlib import Path

import pytest
from hulp.klein_boek import klein_boek
from hulp.vba import onderteken
from msgspec.structs import replace

from via_xl.basis.vingerafdruk import sha256, vingerafdruk


@pytest.fixture
def pad(tmp_path: Path) -> Path:
    klein_boek().bewaar(tmp_path / "boek.xlsx")
    return tmp_path / "boek.xlsx"


def _delen(pad: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(pad) as pakket:
        return {naam: pakket.read(naam) for naam in pakket.namelist()}


def _pak(delen: dict[str, bytes], *, niveau: int = 6, systeem: int = 3, jaar: int = 2024) -> io.BytesIO:
    doel = io.BytesIO()
    with zipfile.ZipFile(doel, "w", zipfile.ZIP_DEFLATED if niveau else zipfile.ZIP_STORED) as pakket:
        for naam, inhoud in delen.items():
            deel = zipfile.ZipInfo(naam, (jaar, 1, 2, 3, 4, 6))
            deel.create_system = systeem
            deel.compress_type = zipfile.ZIP_DEFLATED if niveau else zipfile.ZIP_STORED
            pakket.writestr(deel, inhoud, compresslevel=niveau or None)
    doel.seek(0)
    return doel


def test_compression_order_platform_and_time_make_no_difference(pad: Path) -> None:
    delen = _delen(pad)
    omgekeerd = dict(reversed(delen.items()))
    anders_ingepakt = [
        _pak(delen, niveau=0),
        _pak(delen, niveau=9),
        _pak(omgekeerd),
        _pak(delen, systeem=0, jaar=2031),
    ]
    assert len({vingerafdruk(pad), *map(vingerafdruk, anders_ingepakt)}) == 1
    assert len({pakket.getvalue() for pakket in anders_ingepakt}) == len(anders_ingepakt)


def test_the_name_and_place_of_the_file_make_no_difference(pad: Path, tmp_path: Path) -> None:
    shutil.copyfile(pad, tmp_path / "kopie.xlsx")
    assert vingerafdruk(tmp_path / "kopie.xlsx") == vingerafdruk(pad)


def test_any_byte_of_any_part_and_any_name_makes_a_difference(pad: Path) -> None:
    delen = _delen(pad)
    afdrukken = {vingerafdruk(pad)}
    for naam, inhoud in delen.items():
        afdrukken.add(vingerafdruk(_pak(delen | {naam: inhoud[:-1] + b" "})))
        afdrukken.add(vingerafdruk(_pak({(n + "x" if n == naam else n): i for n, i in delen.items()})))
        afdrukken.add(vingerafdruk(_pak({n: i for n, i in delen.items() if n != naam})))
    assert len(afdrukken) == 1 + 3 * len(delen)


def test_bytes_that_move_from_one_part_to_the_next_make_a_difference() -> None:
    een = _pak({"a": b"12", "b": b"3"})
    ander = _pak({"a": b"1", "b": b"23"})
    derde = _pak({"a": b"12", "b3": b""})
    assert len({vingerafdruk(een), vingerafdruk(ander), vingerafdruk(derde)}) == 3


@pytest.mark.parametrize("soorten", [("",), ("Agile",), ("V3",), ("", "Agile", "V3")], ids=" ".join)
def test_the_signature_of_the_macros_makes_no_difference(tmp_path: Path, soorten: tuple[str, ...]) -> None:
    pad = tmp_path / "macros.xlsm"
    replace(klein_boek(), vba=b"de macro's").bewaar(pad)
    kaal, delen = vingerafdruk(pad), _delen(pad)
    onderteken(pad, *soorten)
    getekend = _delen(pad)
    assert len(getekend) == len(delen) + len(soorten) + 1
    assert vingerafdruk(pad) == kaal
    for naam in delen:  # all the rest still counts, also beside a signature
        assert vingerafdruk(_pak(getekend | {naam: delen[naam] + b" "})) != kaal
    relaties = getekend["xl/_rels/vbaProject.bin.rels"]
    erbij = relaties.replace(b"</Rel", b'<Relationship Id="rId9" Type="x" Target="y"/></Rel')
    assert vingerafdruk(_pak(getekend | {"xl/_rels/vbaProject.bin.rels": erbij})) != kaal
    assert vingerafdruk(_pak(getekend | {"xl/vbaProjectSignatureX.bin": b""})) != kaal
    deel = next(naam for naam in getekend if "vbaProjectSignature" in naam and naam.endswith(".bin"))
    assert vingerafdruk(_pak(getekend | {deel: bytes(2**21)})) == kaal  # however large


def test_what_is_no_package_is_refused() -> None:
    with pytest.raises(zipfile.BadZipFile):
        vingerafdruk(io.BytesIO(b"geen pakket"))


def test_the_sha_of_a_file_is_of_the_file_as_it_lies_there(tmp_path: Path) -> None:
    (tmp_path / "leeg").write_bytes(b"")
    assert sha256(tmp_path / "leeg") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
