"""Reading as a whole: folders, order, what lies side by side, a zip bomb, and a sheet that ends its reader."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from openpyxl import load_workbook
from urenstaat.slechte_staten import INHOUD, NAAM, goed_boek, regeling

from via_xl.basis.bevinding import InvoerFout
from via_xl.basis.kindproces import Kind
from via_xl.regeling.model import Status
from via_xl.schrijven.urenstaat import Inhoud
from via_xl.urenstaat.lees import lees_een_voor_een, lees_urenstaten
from via_xl.vragen.urenstaatmaken import maak_urenstaat


@pytest.fixture
def urenmap(tmp_path: Path) -> Path:
    goed_boek().bewaar(tmp_path / NAAM)
    return tmp_path


def test_een_map_is_haar_urenstaten_op_naam_zonder_wat_excel_openhoudt(urenmap: Path) -> None:
    (urenmap / f"~${NAAM}").write_bytes(b"x")
    (urenmap / ".verborgen.xlsx").write_bytes(b"x")
    (urenmap / "brief.docx").write_bytes(b"x")
    (urenmap / "submap").mkdir()
    stappen: list[tuple[int, int]] = []
    staten = lees_urenstaten([urenmap], regeling(), 2024, voortgang=lambda _, klaar, van: stappen.append((klaar, van)))
    assert [(staat.bestand, staat.fout) for staat in staten] == [(NAAM, False), ("brief.docx", True)]
    assert staten[1].bevindingen[0].wat == "is een document, geen urenstaat, en is niet gelezen."
    assert stappen == [(0, 2), (1, 2), (2, 2)]


def test_wat_het_systeem_in_een_map_zet_wordt_overgeslagen_en_mappen_eronder_worden_gelezen(urenmap: Path) -> None:
    for naam in ("desktop.ini", "Thumbs.db", ".DS_Store", f"{NAAM}:Zone.Identifier", f"{NAAM}\uf03aZone.Identifier"):
        (urenmap / naam).write_bytes(b"x")
    (urenmap / "Boekel" / "2024").mkdir(parents=True)
    onder = urenmap / "Boekel" / "2024" / "boekel.xlsx"
    maak_urenstaat(regeling(), "GM0755", 2024, INHOUD).bewaar(onder)
    (urenmap / "lus").symlink_to(urenmap, target_is_directory=True)
    assert [staat.pad for staat in lees_urenstaten([urenmap], regeling(), 2024)] == [urenmap / NAAM, onder]
    assert [staat.pad for staat in lees_urenstaten([urenmap], regeling(), 2024, submappen=False)] == [urenmap / NAAM]


def test_een_pad_dat_er_niet_is_en_een_lege_map_zeggen_wat_te_doen(tmp_path: Path) -> None:
    with pytest.raises(InvoerFout, match="bestaat niet"):
        lees_urenstaten([tmp_path / "weg.xlsx"], regeling())
    with pytest.raises(InvoerFout, match="staan geen bestanden"):
        lees_urenstaten([tmp_path], regeling())


def test_de_regels_dragen_hun_cel_de_laatste_datum_en_hun_plek(urenmap: Path) -> None:
    (staat,) = lees_urenstaten([urenmap], regeling())
    regel = staat.regels[13]
    assert regel.bron == f"{NAAM} Urenstaat!F18"
    assert (regel.datum, regel.status) == (max(INHOUD.akkoord.values()), Status.TE_BEVESTIGEN)
    assert regel.plek.cel("uren_h") == "F18"
    assert regel.plek.cel("thema") == "C18"
    assert staat.akkoord == INHOUD.akkoord


@pytest.mark.parametrize("getypt", ["11A", "11a", " 11 a", "Schaal 11A"])
def test_een_schaal_met_een_letter_komt_binnen_in_elke_schrijfwijze(urenmap: Path, getypt: str) -> None:
    met_letter = tuple(replace(rij, schaal="11A") for rij in regeling().tarieven if rij.schaal == 11)
    ruim = replace(regeling(), tarieven=(*regeling().tarieven, *met_letter))
    boek = load_workbook(urenmap / NAAM)
    boek["Urenstaat"]["D17"] = getypt
    boek.save(urenmap / NAAM)
    (staat,) = lees_urenstaten([urenmap], ruim)
    assert [b.regel() for b in staat.bevindingen if b.cel == "D17"] == []
    assert {regel.schaal for regel in staat.regels if regel.plek.cel("uren_h")[1:] == "17"} == {"11A"}


def test_een_urenstaat_laat_kiezen_uit_de_schalen_in_hun_volgorde(urenmap: Path) -> None:
    (tarief, *_) = (rij for rij in regeling().tarieven if rij.geldt_op(date(2024, 1, 31)))
    schalen = (12, "11A", 9, "10A", 11, 10)
    maak_urenstaat(
        replace(regeling(), tarieven=tuple(replace(tarief, schaal=schaal) for schaal in schalen)),
        "GM0828",
        2024,
        Inhoud(),
    ).bewaar(urenmap / "keuze.xlsx")
    kolom = [cel.value for cel in load_workbook(urenmap / "keuze.xlsx")["Lijsten"]["C"]]
    begin = kolom.index("Schaal") + 1
    assert kolom[begin : begin + 6] == [9, 10, "10A", 11, "11A", 12]


def test_een_nihilstaat_komt_binnen_zonder_regels(tmp_path: Path) -> None:
    goed_boek(Inhoud(nihil="ja", akkoord=INHOUD.akkoord)).bewaar(tmp_path / NAAM)
    (staat,) = lees_urenstaten([tmp_path], regeling(), 2024)
    assert (staat.nihil, staat.regels, staat.bevindingen) == (True, (), ())


def test_nagekomen_uren_houden_hun_afrekenjaar(tmp_path: Path) -> None:
    eerste, tweede = INHOUD.rijen
    goed_boek(replace(INHOUD, rijen=(eerste, replace(tweede, afrekenjaar=2025)))).bewaar(tmp_path / NAAM)
    (staat,) = lees_urenstaten([tmp_path], regeling(), 2024)
    assert [regel.afrekenjaar for regel in staat.regels] == [2024] * 12 + [2025] * 12


def test_twee_staten_van_een_gemeente_en_jaar_komen_geen_van_beide_binnen(urenmap: Path) -> None:
    (urenmap / "kopie.xlsx").write_bytes((urenmap / NAAM).read_bytes())
    staten = lees_urenstaten([urenmap], regeling(), 2024)
    assert all(staat.fout and not staat.regels for staat in staten)
    assert staten[1].bevindingen[0].wat == f"van GM0828 is er meer dan één urenstaat over 2024: ook {NAAM}."


def test_een_medewerker_bij_twee_gemeenten_telt_bij_elkaar_op(urenmap: Path) -> None:
    rijen = tuple(replace(rij, uren_h=(uren,) * 12) for rij, uren in zip(INHOUD.rijen, (5000, 5000), strict=True))
    ander = maak_urenstaat(regeling(), "GM0755", 2024, replace(INHOUD, rijen=rijen))
    ander.bewaar(urenmap / "ViA_urenstaat_2024_GM0755_Boekel.xlsx")
    staten = lees_urenstaten([urenmap], regeling(), 2024)
    for staat in staten:
        assert not staat.fout
        assert "over alle gemeenten samen 2.100,00 uur, meer dan 1.872,00." in staat.bevindingen[-1].wat


def test_een_bestand_dat_zijn_lezer_beeindigt_houdt_de_andere_niet_tegen(
    urenmap: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vraag = Kind.vraag

    def sterf_bij_dood(kind: Kind, opdracht: Any) -> Any:
        if opdracht[0].name == "dood.xlsx":
            kind._start().kill()
        return vraag(kind, opdracht)

    monkeypatch.setattr(Kind, "vraag", sterf_bij_dood)
    (urenmap / "dood.xlsx").write_bytes((urenmap / NAAM).read_bytes())
    (urenmap / "weer goed.xlsx").write_bytes((urenmap / NAAM).read_bytes())
    goed, dood, weer_goed = lees_een_voor_een([urenmap], regeling(), 2024)
    assert goed.uren_h == weer_goed.uren_h == 90000
    assert dood.fout
    assert dood.bevindingen[0].wat.startswith("is niet gelezen: het lezen lukt niet")


METING = """
import json, resource, sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from urenstaat.slechte_staten import regeling
from via_xl.urenstaat.lees import lees_urenstaten
bekend = regeling()
def gebruikt():
    return sum(g.ru_utime + g.ru_stime for g in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)))
begin = gebruikt()
(staat,) = lees_urenstaten([Path(sys.argv[1])], bekend, 2024)
tijd = gebruikt() - begin
piek = max(resource.getrusage(wie).ru_maxrss for wie in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
print(json.dumps([tijd, piek / 1024, staat.fout, [b.wat for b in staat.bevindingen]]))
"""


def meet(pad: Path) -> tuple[float, float, bool, list[str]]:
    """Seconds of processor time, peak memory in MB of this process or its child, whether it is refused and why."""
    opdracht = [sys.executable, "-c", METING, str(pad), str(Path(__file__).parents[1])]
    return tuple(json.loads(subprocess.run(opdracht, check=True, capture_output=True).stdout))


@pytest.mark.lang(vlug=1, een_op=40)  # cases that cost much, of which some are in every run
@pytest.mark.skipif(sys.platform == "win32", reason="het piekgeheugen is daar niet te meten")
@pytest.mark.parametrize("deel", ["xl/media/bom.bin", "xl/worksheets/sheet9.xml"])
def test_een_zipbom_van_een_gigabyte_kost_niet_meer_dan_een_gewone_urenstaat(urenmap: Path, deel: str) -> None:
    gewoon = meet(urenmap / NAAM)
    assert gewoon[2] is False
    bom = urenmap / "bom.xlsx"
    bom.write_bytes((urenmap / NAAM).read_bytes())
    nullen = bytes(2**20)
    with zipfile.ZipFile(bom, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as pakket, pakket.open(deel, "w") as stroom:
        for _ in range(1024):
            stroom.write(nullen)
    tijd, piek, fout, waarom = meet(bom)
    assert fout
    assert "te groot om veilig te openen" in waarom[0]
    assert tijd <= gewoon[0]
    assert piek <= gewoon[1] * 1.1
