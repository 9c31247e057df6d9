"""A package of which some parts are replaced: the others stay byte for byte, and every zip program can read it."""

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from via_xl.wijzigen.inplaats.pakket import Pakketdelen

NAMEN = ("[Content_Types].xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml", "docProps/é.xml", "xl/vbaProject.bin")


def maak(inhoud: dict[str, bytes], wijze: int = zipfile.ZIP_DEFLATED) -> bytes:
    doel = io.BytesIO()
    with zipfile.ZipFile(doel, "w", wijze) as pakket:
        for naam, tekst in inhoud.items():
            pakket.writestr(naam, tekst)
    return doel.getvalue()


def herschreven(oud: bytes, nieuw: dict[str, bytes | None]) -> zipfile.ZipFile:
    doel = io.BytesIO()
    Pakketdelen(oud).schrijf(doel, nieuw)
    return zipfile.ZipFile(doel)


@given(st.dictionaries(st.sampled_from(NAMEN), st.binary(max_size=4000), min_size=1), st.data())
@settings(max_examples=40, deadline=None, derandomize=True)
def test_what_is_not_replaced_stays_and_what_is_replaced_is_there(
    inhoud: dict[str, bytes], keus: st.DataObject
) -> None:
    nieuw = keus.draw(st.dictionaries(st.sampled_from(NAMEN), st.none() | st.binary(max_size=4000)))
    pakket = herschreven(maak(inhoud), nieuw)
    assert pakket.testzip() is None
    samen = {naam: deel for naam, deel in (inhoud | nieuw).items() if deel is not None}
    assert {naam: pakket.read(naam) for naam in pakket.namelist()} == samen


@pytest.mark.parametrize("wijze", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_part_that_is_not_replaced_is_copied_as_it_lies_in_the_file(wijze: int) -> None:
    oud = maak({"a.xml": b"<a/>" * 5000, "b.xml": b"<b/>"}, wijze)
    doel = io.BytesIO()
    Pakketdelen(oud).schrijf(doel, {"b.xml": b"<c/>"})
    was, is_nu = (zipfile.ZipFile(io.BytesIO(bron)).getinfo("a.xml") for bron in (oud, doel.getvalue()))
    assert (was.compress_size, was.CRC, was.date_time, was.compress_type) == (
        is_nu.compress_size,
        is_nu.CRC,
        is_nu.date_time,
        is_nu.compress_type,
    )


def test_a_package_that_was_streamed_is_read_too() -> None:
    """Sizes stand behind the data then (bit 3 of the flags), as some programs write it."""
    doel = io.BytesIO()

    class Stroom(io.RawIOBase):
        def writable(self) -> bool:
            return True

        def write(self, stuk: bytes) -> int:  # type: ignore[override]
            return doel.write(stuk)

    with zipfile.ZipFile(Stroom(), "w", zipfile.ZIP_DEFLATED) as pakket:  # type: ignore[arg-type]
        pakket.writestr("a.xml", b"<a/>" * 100)
        pakket.writestr("b.xml", b"<b/>")
    assert zipfile.ZipFile(io.BytesIO(doel.getvalue())).getinfo("a.xml").flag_bits & 8
    nieuw = herschreven(doel.getvalue(), {"b.xml": b"<nieuw/>"})
    assert nieuw.testzip() is None
    assert nieuw.read("a.xml") == b"<a/>" * 100
