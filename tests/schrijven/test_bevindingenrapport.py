from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

from hulp.keuren import Keuring
from openpyxl import load_workbook

from via_xl.basis.bevinding import Bevinding, Ernst
from via_xl.regeling.model import Regio
from via_xl.schrijven.bevindingenrapport import als_dicts, maak_rapport
from via_xl.urenstaat.gelezen import GelezenUrenstaat

WAARSCHUWING = Ernst.WAARSCHUWING


def staat(urenmap: Path, naam: str, *bevindingen: tuple[str, str, str, Ernst]) -> GelezenUrenstaat:
    return GelezenUrenstaat(
        urenmap / naam,
        naam,
        "ab",
        "GM0828",
        2024,
        bevindingen=tuple(Bevinding(naam, blad, cel, wat, "Doe iets.", ernst) for blad, cel, wat, ernst in bevindingen),
    )


def links(urenmap: Path, *staten: GelezenUrenstaat) -> dict[str, tuple[str, str]]:
    """By address where a link leads: the file and the place in it."""
    doel = urenmap / "rapport.xlsx"
    maak_rapport(staten, urenmap, Regio()).bewaar(doel)
    blad = load_workbook(doel)["Bevindingen"]
    return {
        cel.coordinate: (cel.hyperlink.target, cel.hyperlink.location)
        for rij in blad.iter_rows()
        for cel in rij
        if cel.hyperlink
    }


def test_elke_rij_leidt_naar_de_cel_van_het_bestand_en_fouten_staan_eerst(tmp_path: Path) -> None:
    uit = links(
        tmp_path,
        staat(
            tmp_path / "in",
            "oss 100% #2.xlsx",
            ("Urenstaat", "", "een", WAARSCHUWING),
            ("Urenstaat", "E17", "twee", Ernst.FOUT),
            ("Blad 'x'", "rij 17", "drie", Ernst.FOUT),
            ("", "", "vier", Ernst.FOUT),
        ),
    )
    assert {plaats for _, plaats in uit.values()} == {"'Urenstaat'!E17", "'Blad ''x'''!17:17", "'Urenstaat'!A1", None}
    assert {bestand.replace("\\", "/") for bestand, _ in uit.values()} == {"in/oss%20100%25%20%232.xlsx"}
    assert uit["D6"][1] == "'Urenstaat'!E17"


def test_tekst_van_buiten_wordt_nooit_een_formule_of_een_link(tmp_path: Path) -> None:
    boos = ['=HYPERLINK("http://x.example")', "+1", "-1", "@SUM(A1)", "http://x.example", "{=1}"]
    staten = [staat(tmp_path, "a.xlsx", *((tekst, tekst, tekst, Ernst.FOUT) for tekst in boos))]
    doel = io.BytesIO()
    maak_rapport(staten, tmp_path, Regio()).bewaar(doel)
    with zipfile.ZipFile(doel) as pakket:
        bladen = [pakket.read(naam) for naam in pakket.namelist() if naam.startswith("xl/worksheets/sheet")]
        relaties = b"".join(pakket.read(naam) for naam in pakket.namelist() if "worksheets/_rels" in naam)
    assert all(b"<f>" not in blad for blad in bladen)
    assert b'Target="http' not in relaties
    gelezen = load_workbook(doel)["Bevindingen"]
    assert [gelezen.cell(6 + plek, 5).value for plek in range(len(boos))] == boos
    assert {gelezen.cell(6 + plek, 5).data_type for plek in range(len(boos))} <= {"s", "f"}


def test_als_json_zijn_het_gewone_teksten(tmp_path: Path) -> None:
    uit = als_dicts([staat(tmp_path, "a.xlsx", ("Urenstaat", "E17", '"7,5" is tekst', Ernst.FOUT))])
    assert json.loads(json.dumps(uit)) == [
        {
            "ernst": "fout",
            "bestand": "a.xlsx",
            "blad": "Urenstaat",
            "cel": "E17",
            "wat": '"7,5" is tekst',
            "doen": "Doe iets.",
        }
    ]


def test_het_rapport_is_een_geldige_werkmap_ook_zonder_bevindingen(keur: Keuring, tmp_path: Path) -> None:
    for naam, staten in (("leeg", []), ("vol", [staat(tmp_path, "a.xlsx", ("Urenstaat", "E17", "x", Ernst.FOUT))])):
        doel = tmp_path / f"{naam}.xlsx"
        maak_rapport(staten, tmp_path, Regio()).bewaar(doel)
        assert keur(doel) == []
