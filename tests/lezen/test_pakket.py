from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import msoffcrypto.format.ooxml
import pytest
from hulp.kleine_master import bewerk_deel, blad_deel, schrijf
from msgspec.structs import replace

from via_xl.basis.bevinding import InvoerFout
from via_xl.lezen import pakket
from via_xl.lezen.master import lees_master
from via_xl.lezen.pakket import controleer_pakket

OLE = bytes.fromhex("D0CF11E0A1B11AE1")
INHOUD = "[Content_Types].xml"


@pytest.fixture
def master(tmp_path: Path) -> Path:
    return schrijf(tmp_path / "master.xlsx")


def weigering(pad: Path) -> str:
    """The message with which a file is refused, by the check and by the reader alike."""
    with pytest.raises(InvoerFout) as fout:
        controleer_pakket(pad)
    with pytest.raises(InvoerFout) as bij_lezen:
        lees_master(pad)
    assert bij_lezen.value.bericht == fout.value.bericht
    return fout.value.bericht


def met_deel(pad: Path, naam: str, inhoud: bytes, soort: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(pad, "a", soort) as zip_bestand:
        zip_bestand.writestr(naam, inhoud)
    return pad


def test_een_goede_master_wordt_doorgelaten(master: Path) -> None:
    controleer_pakket(master)


def test_een_bestand_dat_er_niet_is_zegt_waar_is_gezocht(tmp_path: Path) -> None:
    assert weigering(tmp_path / "weg.xlsx") == f"weg.xlsx bestaat niet. Kijk de naam en de map na: {tmp_path}"


def test_een_map_is_geen_masterwerkboek(tmp_path: Path) -> None:
    wat = f"{tmp_path.name} is geen bestand. Geef de master zelf op, niet de map."
    assert weigering(tmp_path) == wat


def test_een_bestand_dat_niet_te_lezen_is_zegt_wat_te_doen(master: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def geweigerd(*_: object, **__: object) -> None:
        raise PermissionError(13, "x")

    monkeypatch.setattr("via_xl.lezen.pakket.lees_gewoon", geweigerd)
    assert weigering(master) == (
        "master.xlsx is niet te lezen: geen toegang. Sluit het in andere programma's en kijk uw rechten op het bestand na."
    )


BEWAAR = "Open het in Excel en sla het op als Excel-werkmap (.xlsx)."
MAIL = "is een e-mail, geen Excel-werkmap. Open de e-mail, sla de bijlage (.xlsx) op en geef die op."
OPNIEUW = "Haal het bestand opnieuw op of neem een reservekopie."


@pytest.mark.parametrize(
    ("inhoud", "wat"),
    [
        (b"", f"is leeg (0 bytes). Wacht tot het is gedownload of gesynchroniseerd. {OPNIEUW}"),
        (bytes(4096), f"bevat alleen nullen: het is niet helemaal opgeslagen of gesynchroniseerd. {OPNIEUW}"),
        (b"code;uren\nGM0755;8\n", f"is een tekstbestand (CSV), geen Excel-werkmap. {BEWAAR}"),
        (b"\xef\xbb\xbf<html><table>", f"is een webpagina (HTML), geen Excel-werkmap. {BEWAAR}"),
        (b'<?xml version="1.0"?><Workbook/>', f"is een XML-bestand, geen Excel-werkmap. {BEWAAR}"),
        (b"\x89PNG\r\n\x1a\n\0\0\0", "is geen Excel-werkmap. Geef een .xlsx- of .xlsm-bestand op."),
        (
            OLE + bytes(600) + "Workbook".encode("utf-16-le"),
            f"is een oud Excel-bestand (.xls), ook al heet het anders. {BEWAAR}",
        ),
        (
            OLE + bytes(600) + "WordDocument".encode("utf-16-le"),
            "is een Word-document, geen Excel-werkmap. Vraag het bestand als Excel-werkmap (.xlsx).",
        ),
        (OLE + bytes(600), f"is geen Excel-werkmap maar een ander Office-bestand. {BEWAAR}"),
        (OLE + bytes(600) + "__substg1.0_0037001F".encode("utf-16-le"), MAIL),
        (b"From: an@oss.example\r\nSubject: urenstaat\r\n\r\n", MAIL),
        (b"MIME-Version: 1.0\r\n", MAIL),
        (b"%PDF-1.7\n", "is een PDF, geen Excel-werkmap. Vraag het bestand als Excel-werkmap (.xlsx)."),
    ],
)
def test_wat_geen_xlsx_is_wordt_bij_zijn_naam_genoemd(tmp_path: Path, inhoud: bytes, wat: str) -> None:
    pad = tmp_path / "master.xlsx"
    pad.write_bytes(inhoud)
    assert weigering(pad) == f"master.xlsx {wat}"


def test_een_werkmap_met_een_wachtwoord_zegt_hoe_het_eraf_gaat(master: Path) -> None:
    versleuteld = io.BytesIO()
    msoffcrypto.format.ooxml.OOXMLFile(io.BytesIO(master.read_bytes())).encrypt("geheim", versleuteld)
    master.write_bytes(versleuteld.getvalue())
    assert weigering(master) == (
        "master.xlsx is met een wachtwoord beveiligd. Open het in Excel, haal het wachtwoord weg "
        "(Bestand, Info, Werkmap beveiligen) en sla het op."
    )


def test_een_label_dat_versleutelt_is_geen_wachtwoord(master: Path) -> None:
    delen = (
        "\x06DataSpaces",
        "DRMEncryptedTransform",
        "EncryptedPackage",
    )  # as rights management writes them (MS-OFFCRYPTO 2.2)
    master.write_bytes(bytes.fromhex("D0CF11E0A1B11AE1") + bytes(512) + b"".join(d.encode("utf-16-le") for d in delen))
    assert weigering(master) == (
        "master.xlsx is versleuteld door een gevoeligheidslabel of rechtenbeheer. Open het in Excel met uw eigen account, kies een "
        "label zonder versleuteling (Bestand, Info) en sla het op."
    )


@pytest.mark.parametrize("deel", [0.999, 0.5, 0.01])
def test_een_afgekapt_bestand_is_niet_compleet(master: Path, deel: float) -> None:
    inhoud = master.read_bytes()
    master.write_bytes(inhoud[: int(len(inhoud) * deel)])
    assert weigering(master) == f"master.xlsx is beschadigd of niet compleet. {OPNIEUW}"


def test_een_omgevallen_byte_in_een_onderdeel_wordt_gezien(master: Path) -> None:
    with zipfile.ZipFile(master) as zip_bestand:
        deel = zip_bestand.getinfo("docProps/app.xml")
    inhoud = bytearray(master.read_bytes())
    inhoud[deel.header_offset + 30 + len(deel.filename) + deel.compress_size // 2] ^= 0xFF
    master.write_bytes(bytes(inhoud))
    assert weigering(master) == f"master.xlsx is beschadigd of niet compleet. {OPNIEUW}"


@pytest.mark.parametrize(
    ("delen", "wat"),
    [
        ({"mimetype": b"application/vnd.oasis.opendocument.x"}, f"is een OpenDocument-bestand (.ods). {BEWAAR}"),
        ({"xl/workbook.bin": b"x"}, f"is een binaire Excel-werkmap (.xlsb). {BEWAAR}"),
        (
            {"word/document.xml": b"<a/>", INHOUD: b"x"},
            "is een Word-document, geen Excel-werkmap. Vraag het bestand als Excel-werkmap (.xlsx).",
        ),
        (
            {"Index/Document.iwa": b"x"},
            "is een spreadsheet van Apple Numbers, geen Excel-werkmap. Exporteer het in Numbers als Excel (.xlsx).",
        ),
        (
            {"urenstaat Oss.xlsx": b"PK"},
            "is een zipbestand met Excel-werkmappen erin. Pak het uit en geef de werkmap zelf op.",
        ),
        (
            {"foto.png": b"x"},
            "is een zipbestand, maar geen Excel-werkmap. Geef een .xlsx- of .xlsm-bestand op.",
        ),
        (
            {"xl/workbook.xml": b"<a/>", INHOUD: b"spreadsheetml.template.main+xml"},
            f"is een sjabloon of invoegtoepassing, geen Excel-werkmap. {BEWAAR}",
        ),
    ],
)  # fmt: skip
def test_een_ander_zipbestand_wordt_bij_zijn_naam_genoemd(tmp_path: Path, delen: dict[str, bytes], wat: str) -> None:
    for naam, inhoud in delen.items():
        met_deel(tmp_path / "master.xlsx", naam, inhoud)
    assert weigering(tmp_path / "master.xlsx") == f"master.xlsx {wat}"


def test_een_xlsm_wordt_doorgelaten(master: Path) -> None:
    gewoon = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    bewerk_deel(
        master, INHOUD, lambda xml: xml.replace(gewoon, b"application/vnd.ms-excel.sheet.macroEnabled.main+xml")
    )
    controleer_pakket(master)
    lees_master(master)


def test_strict_open_xml_zegt_hoe_het_moet_worden_opgeslagen(master: Path) -> None:
    gewoon = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    strikt = b"http://purl.oclc.org/ooxml/spreadsheetml/main"
    bewerk_deel(master, "xl/workbook.xml", lambda xml: xml.replace(gewoon, strikt))
    assert weigering(master) == (
        'master.xlsx is opgeslagen als "Strict Open XML". Sla het op als gewone Excel-werkmap (.xlsx).'
    )


def test_een_zipbom_wordt_geweigerd_voordat_er_iets_is_uitgepakt(master: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    met_deel(master, "xl/media/bom.bin", bytes(32 * 2**20))
    monkeypatch.setattr(zipfile.ZipFile, "open", lambda *_: pytest.fail("er is iets uitgepakt"))
    with pytest.raises(InvoerFout) as fout:
        controleer_pakket(master)
    assert fout.value.bericht == (
        "master.xlsx is te groot om veilig te openen: onderdeel xl/media/bom.bin is meer dan 400 keer samengeperst. "
        "Haal weg wat niet bij de verrekening hoort."
    )


@pytest.mark.parametrize(
    ("grens", "waarde", "waarom"),
    [
        ("pakket", 1000, "het bestand is 0 MB, hoogstens 0 MB mag"),
        ("delen", 5, "onderdelen, hoogstens 5 mag"),
        ("uitgepakt", 1000, "uitgepakt is het 0 MB, hoogstens 0 MB mag"),
        ("blad", 100, "onderdeel xl/worksheets/sheet1.xml is uitgepakt 0 MB"),
        ("deel", 100, "is uitgepakt 0 MB"),
        ("teksten", 100, "onderdeel xl/sharedStrings.xml is uitgepakt 0 MB"),
    ],
)
def test_elke_grens_wordt_gehandhaafd(master: Path, grens: str, waarde: int, waarom: str) -> None:
    controleer_pakket(master)
    with pytest.raises(InvoerFout) as fout:
        controleer_pakket(master, replace(pakket.MASTER, **{grens: waarde}, te_groot="Maak het kleiner."))
    assert fout.value.bericht.startswith("master.xlsx is te groot om veilig te openen: ")
    assert waarom in fout.value.bericht
    assert fout.value.bericht.endswith("Maak het kleiner.")


def test_wat_wordt_gebruikt_is_wat_is_gekeurd(master: Path) -> None:
    assert pakket.lees_pakket(master, pakket.MASTER) == master.read_bytes()
    master.write_bytes(master.read_bytes()[:-100])
    with pytest.raises(pakket.PakketFout) as fout:
        pakket.lees_pakket(master, pakket.MASTER)
    assert (fout.value.wat, fout.value.doen) == ("is beschadigd of niet compleet.", OPNIEUW)


def test_een_blad_mag_zo_groot_zijn_als_honderdduizend_urenregels_vragen() -> None:
    assert pakket._mag("xl/worksheets/sheet1.xml", pakket.MASTER) >= 500 * pakket.MB
    assert pakket._mag("xl/styles.xml", pakket.MASTER) <= 100 * pakket.MB


def test_een_lege_bom_die_over_zijn_grootte_liegt_wordt_niet_verder_uitgepakt(master: Path) -> None:
    met_deel(master, "xl/media/liegt.bin", bytes(5 * 2**20))
    inhoud = master.read_bytes()
    echt = (5 * 2**20).to_bytes(4, "little")
    assert inhoud.count(echt) == 2
    master.write_bytes(inhoud.replace(echt, (100).to_bytes(4, "little")))
    assert weigering(master) == f"master.xlsx is beschadigd of niet compleet. {OPNIEUW}"


def test_een_dubbel_onderdeel_is_beschadigd(master: Path) -> None:
    met_deel(master, "xl/WORKBOOK.xml", b"<a/>")
    assert weigering(master) == f"master.xlsx bevat een onderdeel dubbel en is dus beschadigd. {OPNIEUW}"


def test_een_zip_met_een_wachtwoord_wordt_geweigerd(master: Path) -> None:
    inhoud = bytearray(master.read_bytes())
    inhoud[inhoud.index(b"PK\x01\x02") + 8] |= 1
    master.write_bytes(bytes(inhoud))
    assert weigering(master) == f"master.xlsx is met een wachtwoord beveiligd. {BEWAAR}"


def test_een_onderdeel_dat_anders_is_samengeperst_wordt_geweigerd(master: Path) -> None:
    met_deel(master, "xl/x.xml", b"<a/>", zipfile.ZIP_BZIP2)
    assert weigering(master) == f"master.xlsx is samengeperst op een manier die Excel niet kent. {BEWAAR}"


LACH = b'<!DOCTYPE lol [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'


@pytest.mark.parametrize(
    "besmet",
    [
        lambda xml: xml.replace(b"?>", b"?>" + LACH, 1),
        lambda xml: xml.replace(b"?>", b"?><!-- <a> -->" + LACH, 1),
        lambda xml: xml.replace(b"UTF-8", b"UTF-16").replace(b"?>", b"?>" + LACH, 1).decode().encode("utf-16"),
    ],
    ids=["vooraan", "na een commentaar", "in UTF-16"],
)  # fmt: skip
def test_een_documenttype_in_een_xml_deel_wordt_geweigerd(master: Path, besmet: Callable[[bytes], bytes]) -> None:
    deel = blad_deel(master, "Uren")
    bewerk_deel(master, deel, besmet)
    wat = f"is niet veilig te openen: {deel} bevat een documenttype."
    assert weigering(master) == f"master.xlsx {wat} {OPNIEUW}"


def test_een_documenttype_op_de_naad_van_twee_stukken_wordt_geweigerd(
    master: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deel = blad_deel(master, "Uren")
    bewerk_deel(master, deel, lambda xml: xml.replace(b"?>", b"?>" + LACH, 1))
    with zipfile.ZipFile(master) as zip_bestand:
        plaats = zip_bestand.read(deel).index(b"<!DOCTYPE")
    for stuk in range(plaats + 1, plaats + 9):
        monkeypatch.setattr(pakket, "STUK", stuk)
        assert "bevat een documenttype" in weigering(master)


@pytest.mark.parametrize("stuk", [2**20, 4099])
@pytest.mark.parametrize(
    ("erbij", "mag"),
    [
        (b"<a>" * 2000 + b"</a>" * 2000, False),
        (b'<a b="c>d">tekst' * 2000 + b"</a>" * 2000, False),
        (b"<a><b/>" * 400 + b"</a>" * 400, True),
        (b"<a>x</a><b/><?p?><!-- x -->" * 5000, True),
    ],
)
def test_een_xml_deel_van_duizenden_elementen_diep_wordt_geweigerd(
    master: Path, erbij: bytes, mag: bool, stuk: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pakket, "STUK", stuk)
    deel = blad_deel(master, "Uren")
    bewerk_deel(master, deel, lambda xml: xml.replace(b"</worksheet>", b"<extLst>" + erbij + b"</extLst></worksheet>"))
    if mag:
        controleer_pakket(master)
    else:
        wat = f"is niet veilig te openen: {deel} is duizenden elementen diep."
        assert weigering(master) == f"master.xlsx {wat} {OPNIEUW}"


def test_een_beschadigde_samenpersing_is_niet_compleet(master: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stuk(*_: object) -> None:
        raise zlib.error

    monkeypatch.setattr(pakket, "_controleer_deel", stuk)
    assert weigering(master) == f"master.xlsx is beschadigd of niet compleet. {OPNIEUW}"
