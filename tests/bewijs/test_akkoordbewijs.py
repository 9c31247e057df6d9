"""An approval that isn't true is found, whoever typed it: by its status, day, file, hash, and the document it is of."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from datetime import date, timedelta
from pathlib import Path
from unittest.mock import Mock

import pytest
from hulp.kleine_master import BOEKEL, HB, OSS, REGELING
from hulp.stukken import getekend, leg_neer, pdf, pdf_van, stroom
from hulp.versies import rijp
from msgspec.structs import replace
from pypdf import PdfReader, PdfWriter

from via_xl.basis.bevinding import Bevinding
from via_xl.basis.kindproces import KindGestopt
from via_xl.basis.vingerafdruk import sha256_van
from via_xl.bewijs.akkoordbewijs import bezwaren, naast_master, onbewezen, vanaf
from via_xl.lezen import getekend as lezer
from via_xl.lezen.getekend import OnbruikbaarStuk, lees_getekend, stukkenkind
from via_xl.regeling.model import Afrekening, Akkoord, Regeling, Status, Versiestand
from via_xl.rekenen.invoerhash import akkoordcode, invoerhash
from via_xl.rekenen.verrekening import verreken

RIJP = rijp(REGELING)
HASH = invoerhash(RIJP, 2024)
VANDAAG = date.today()
EERSTE = VANDAAG - timedelta(days=10)
OSS_RIJ = RIJP.akkoorden[1]
CODE = akkoordcode(HASH, OSS)
KIND = stukkenkind()
"""One process for all of them, as for the approvals of a settlement."""


@pytest.fixture(scope="module", autouse=True)
def _kind() -> Iterator[None]:
    with KIND:
        yield


def gevonden(tmp_path: Path, regeling: Regeling = RIJP) -> list[Bevinding]:
    plaats = naast_master(tmp_path)
    return list(onbewezen(regeling, verreken(regeling, 2024), plaats, EERSTE, VANDAAG))


def van_oss(tmp_path: Path, akkoord: Akkoord) -> list[Bevinding]:
    """What is found when the second approval is this one, with the files of the right ones there."""
    leg_neer(tmp_path, RIJP)
    return gevonden(tmp_path, replace(RIJP, akkoorden=(RIJP.akkoorden[0], akkoord)))


def velden(tmp_path: Path, akkoord: Akkoord) -> list[str]:
    pad = naast_master(tmp_path)(akkoord)
    return [veld for veld, _, _ in bezwaren(akkoord, pad, EERSTE, VANDAAG, KIND, RIJP.akkoorden[:1])]


def met(tmp_path: Path, inhoud: bytes, naam: str = "oss.pdf", bron: str = "oss.pdf") -> list[str]:
    """What is found of an approval with this file, of which the hash is right."""
    (tmp_path / naam).write_bytes(inhoud)
    akkoord = replace(OSS_RIJ, bestand=naam, sha256=sha256_van(inhoud), bron=bron)
    return [wat for _, wat, _ in bezwaren(akkoord, tmp_path / naam, EERSTE, VANDAAG, KIND)]


def test_true_rows_give_nothing_also_when_they_were_typed(tmp_path: Path) -> None:
    leg_neer(tmp_path, RIJP)
    assert gevonden(tmp_path) == []
    (tmp_path / "map").mkdir()
    (tmp_path / "map" / "oss.pdf").write_bytes(getekend(HASH, OSS, OSS_RIJ.door))
    assert van_oss(tmp_path, replace(OSS_RIJ, bestand="map\\oss.pdf")) == []


def test_every_kind_of_untruth_is_found_at_its_own_cell(tmp_path: Path) -> None:
    leg_neer(tmp_path, RIJP)
    onwaar: dict[str, list[Akkoord]] = {
        "status": [replace(OSS_RIJ, status=s) for s in Status if s is not Status.VASTGESTELD],
        "op": [replace(OSS_RIJ, op=dag) for dag in (date(2019, 1, 1), EERSTE - timedelta(1), VANDAAG + timedelta(1), date(2099, 1, 1))],
        "sha256": [replace(OSS_RIJ, sha256=sha) for sha in ("f" * 64, sha256_van(b""))],
        "bestand": [
            replace(OSS_RIJ, bestand=naam)
            for naam in ("weg.pdf", "", "../oss.pdf", "/etc/passwd", "C:\\oss.pdf", ".")
        ],
    }  # fmt: skip
    for veld, rijen in onwaar.items():
        for rij in rijen:
            assert velden(tmp_path, rij) == [veld], rij
    assert all(len(rijen) > 1 for rijen in onwaar.values())


def test_a_file_outside_the_folder_of_the_master_is_none_however_right(tmp_path: Path) -> None:
    hier = tmp_path / "regio"
    hier.mkdir()
    leg_neer(tmp_path, RIJP)
    for naam in (f"../{OSS_RIJ.bestand}", str(tmp_path / OSS_RIJ.bestand), f"x\\..\\..\\{OSS_RIJ.bestand}"):
        assert velden(hier, replace(OSS_RIJ, bestand=naam)) == ["bestand"], naam
    assert velden(tmp_path, OSS_RIJ) == []


def test_the_file_of_another_gemeente_is_named_in_both_ways(tmp_path: Path) -> None:
    eerste = RIJP.akkoorden[0]
    geleend = replace(OSS_RIJ, bestand=eerste.bestand, sha256=eerste.sha256)
    wat = [b.wat for b in van_oss(tmp_path, geleend)]
    assert "dit bestand is ook dat van een andere gemeente" in wat[0]
    assert akkoordcode(HASH, HB) in wat[1]
    assert CODE in wat[1]
    assert all(regel.startswith("akkoord van Oss: ") for regel in wat)


def test_the_code_must_be_that_of_the_gemeente_and_the_input_in_text_or_properties(tmp_path: Path) -> None:
    assert met(tmp_path, getekend(HASH, OSS)) == []
    assert met(tmp_path, pdf("Getekend", trefwoorden=CODE)) == []
    for jaarhash, code in ((HASH, BOEKEL), ("0" * 64, OSS)):
        for bron in ("oss.pdf", "scan van oss.pdf"):
            assert "is een stuk met code" in met(tmp_path, getekend(jaarhash, code), bron=bron)[0]
    zonder = pdf("een scan zonder letters")
    assert "is code" in met(tmp_path, zonder)[0]
    assert met(tmp_path, zonder, bron="Scan van oss.pdf") == []


def _pakket(*, ondertekend: bool, tekst: str = CODE, deel: str = "word/document.xml") -> bytes:
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w") as pakket:
        pakket.writestr(deel, f"<w:t>{tekst[:9]}</w:t><w:t>{tekst[9:]}</w:t>")
        if ondertekend:
            pakket.writestr("_xmlsignatures/sig1.xml", "<Signature><SignatureValue>AA==</SignatureValue></Signature>")
    return uit.getvalue()


def _leeg() -> bytes:
    schrijver, uit = PdfWriter(), io.BytesIO()
    schrijver.add_blank_page(595, 842)
    schrijver.write(uit)
    return uit.getvalue()


def _op_slot() -> bytes:
    schrijver, uit = PdfWriter(clone_from=PdfReader(io.BytesIO(getekend(HASH, OSS)))), io.BytesIO()
    schrijver.encrypt("geheim")
    schrijver.write(uit)
    return uit.getvalue()


PNG = b"\x89PNG\r\n\x1a\n" + b"x" * 5000 + b"IEND\xaeB`\x82"
JPEG = b"\xff\xd8\xff" + b"x" * 5000 + b"\xff\xd9"
ONBRUIKBAAR: dict[str, tuple[Callable[[], bytes], str]] = {
    "nothing": (lambda: b"", "is geen PDF"),
    "one byte": (lambda: b"x", "is geen PDF"),
    "text": (lambda: b"akkoord " * 1000 + CODE.encode(), "is geen PDF"),
    "a PDF that is none": (lambda: b"%PDF-1.7 een scan", "beschadigde PDF"),
    "half a PDF": (lambda: getekend(HASH, OSS)[:200], "PDF"),
    "an empty page": (_leeg, "alleen lege bladzijden"),
    "a password": (_op_slot, "met een wachtwoord"),
    "half a picture": (lambda: PNG[:-20], "is geen PDF"),
    "a picture of a few dots": (lambda: PNG[:20] + PNG[-12:], "zo klein"),
    "an unsigned document": (lambda: _pakket(ondertekend=False), "niet digitaal ondertekend"),
    "some zip": (lambda: _pakket(ondertekend=True, deel="x.xml"), "geen Word-document"),
    "half a zip": (lambda: _pakket(ondertekend=True)[:60], "beschadigd document"),
    "too large": (lambda: bytes(26 * 2**20), "groter dan"),
}


@pytest.mark.parametrize("geval", ONBRUIKBAAR)
def test_what_is_no_signed_document_is_refused_also_as_a_scan(tmp_path: Path, geval: str) -> None:
    maak, wat = ONBRUIKBAAR[geval]
    (zin,) = met(tmp_path, maak(), bron="scan van oss.pdf")
    assert wat in zin


_BOOM = b"<< /Type /Catalog /Pages 2 0 R >>"
_VEL = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 3 0 R /Resources << %s >> >>"


def _vormen() -> bytes:
    """Fifty pages of forms that draw the next one twice, and that twenty deep."""
    kinderen = b" ".join(b"%d 0 R" % (30 + nr) for nr in range(50))
    bron = b"/XObject << /X %d 0 R >>"
    delen = [_BOOM, b"<< /Type /Pages /Count 50 /Kids [%s] >>" % kinderen, stroom(b"/X Do /X Do")]
    for nr in range(4, 29):
        vorm = b"/Type /XObject /Subtype /Form /BBox [0 0 1 1] /Resources << %s >>" % (bron % (nr + 1))
        delen.append(stroom(b"/X Do /X Do", vorm))
    delen.append(stroom(b"q Q", b"/Type /XObject /Subtype /Form /BBox [0 0 1 1]"))
    return pdf_van([*delen, *([_VEL % (bron % 4)] * 50)])


def _letters() -> bytes:
    """Fifty pages that are one stream: of half a million letters, each drawn apart."""
    kinderen = b" ".join(b"%d 0 R" % (5 + nr) for nr in range(50))
    letters = stroom(zlib.compress(b"BT /F 9 Tf 1 0 0 1 9 9 Tm (a) Tj ET " * 500_000, 9), b"/Filter /FlateDecode")
    delen = [_BOOM, b"<< /Type /Pages /Count 50 /Kids [%s] >>" % kinderen, letters]
    letter = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    return pdf_van([*delen, letter, *([_VEL % b"/Font << /F 4 0 R >>"] * 50)])


def _diep() -> bytes:
    return pdf_van([_BOOM, b"[" * 200_000 + b"]" * 200_000])


def _voorgangers() -> bytes:
    """A cross reference that sends the reader to the one before it, which is itself."""
    heel = pdf("a")
    begin = heel.rindex(b"xref\n0 ")
    return heel.replace(b"/Root 1 0 R", b"/Root 1 0 R /Prev %d" % begin)


ZWAAR: dict[str, tuple[Callable[[], bytes], str]] = {
    "deep": (_diep, "beschadigde PDF"),
    "cross references": (_voorgangers, "is code"),
    "forms": (_vormen, "is niet binnen"),
    "letters": (_letters, "is niet binnen"),
}
"""Documents that make the reader go on for minutes, or would."""


@pytest.mark.lang(vlug=3, een_op=4)  # the last two take the time that the child may use
@pytest.mark.parametrize("geval", ZWAAR)
def test_a_document_that_would_take_minutes_is_refused_in_time(
    geval: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    maak, wat = ZWAAR[geval]
    monkeypatch.setattr(lezer, "TIJD", 0.5)
    (tmp_path / "oss.pdf").write_bytes(inhoud := maak())
    akkoord = replace(OSS_RIJ, bestand="oss.pdf", sha256=sha256_van(inhoud))
    with stukkenkind() if wat == "is niet binnen" else nullcontext(KIND) as kind:
        ((_, gezegd, _),) = bezwaren(akkoord, tmp_path / "oss.pdf", EERSTE, VANDAAG, kind)
    assert wat in gezegd


def test_what_the_child_could_not_read_is_said_with_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pad = tmp_path / "zwaar.pdf"
    pad.write_bytes(b"%PDF-1.7")
    for te_lang, zin in (
        (True, "is niet binnen 30 seconden te lezen, of beschadigd; druk het opnieuw af"),
        (False, "is te zwaar"),
    ):
        stuk = stukkenkind()
        monkeypatch.setattr(stuk, "vraag", Mock(side_effect=KindGestopt(te_lang=te_lang)))
        with pytest.raises(OnbruikbaarStuk, match=zin):
            lees_getekend(pad, stuk)


def test_pictures_and_signed_documents_are_taken(tmp_path: Path) -> None:
    for beeld in (PNG, JPEG):
        assert "is code" in met(tmp_path, beeld)[0]
        assert met(tmp_path, beeld, bron="scan van oss.png") == []
    for deel in ("word/document.xml", "xl/workbook.xml"):
        assert met(tmp_path, _pakket(ondertekend=True, deel=deel), "oss.docx") == []
    assert "is een stuk met code" in met(tmp_path, _pakket(ondertekend=True, tekst=akkoordcode(HASH, HB)))[0]


def test_one_can_sign_from_the_day_of_the_first_version_with_that_input(tmp_path: Path) -> None:
    assert vanaf(RIJP, 2024, HASH, tmp_path) == date(2025, 1, 1)
    versie = Afrekening(jaar=2024, versie=1, soort=Versiestand.CONCEPT, op=date(2025, 5, 2), invoerhash=HASH, map="v1")
    bekend = replace(RIJP, afrekeningen=(versie, replace(versie, versie=2, op=date(2025, 4, 1), invoerhash="0" * 64)))
    assert vanaf(bekend, 2024, HASH) == date(2025, 5, 2)
    for nummer, tekst in enumerate(
        ("geen json", "[]", f'{{"invoerhash": "{HASH}", "gemaakt_op": "2025-04-30T10:00:00"}}')
    ):
        (tmp_path / f"v{nummer}").mkdir()
        (tmp_path / f"v{nummer}" / "manifest.json").write_text(tekst)
    assert vanaf(bekend, 2024, HASH, tmp_path) == date(2025, 4, 30)
