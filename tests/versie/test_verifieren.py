"""The command on whole folders: what it says, with which exit code, and that nothing in a folder can make it crash."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from hulp.kleine_master import bewerk_deel
from hulp.runs import inhoud, kleine_master
from hulp.verificaties import noem_andere_versie
from hulp.vervalsen import hash_opnieuw
from openpyxl import load_workbook

from via_xl import __version__
from via_xl.basis.bevinding import Ernst
from via_xl.bewijs.verificatie import CONTROLES
from via_xl.jaarrun import jaarrun
from via_xl.opdrachten import cli
from via_xl.opdrachten.verificatiescherm import slotzin
from via_xl.versie.verifieren import Controleoordeel, Mapoordeel, Verificatie, verifieer

Scherm = pytest.CaptureFixture[str]
NU = f"ViA-XL {__version__}".encode()
SNEL = frozenset(("libreoffice", "groepen"))
"""What these tests go without: LibreOffice takes seconds, and pandas half a second to start in each child."""


@pytest.fixture(scope="module")
def gemaakt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return jaarrun(kleine_master(tmp_path_factory.mktemp("verifieren"))).map


@pytest.fixture
def versiemap(gemaakt: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(gemaakt, tmp_path / "2024" / "v1"))


def oordelen(verificatie: Verificatie) -> dict[str, Controleoordeel]:
    return {uitslag.controle.naam: uitslag.oordeel for uitslag in verificatie.uitslagen}


def mis(versiemap: Path) -> dict[str, list[str]]:
    """What is wrong, per check."""
    verificatie = verifieer(versiemap, overslaan=SNEL)
    return {
        u.controle.naam: [b.regel() for b in u.bevindingen]
        for u in verificatie.uitslagen
        if u.oordeel is Controleoordeel.MIS
    }


def boekel(versiemap: Path) -> Path:
    return next(versiemap.glob("*Boekel*"))


@pytest.mark.motoren
def test_a_folder_as_the_run_left_it_is_in_order_with_every_check_done(versiemap: Path, capsys: Scherm) -> None:
    voor = inhoud(versiemap)
    assert cli.main(["verifieer", str(versiemap), "--json"]) == 0
    uit = json.loads(capsys.readouterr().out)
    assert uit["in_orde"] is True
    assert {c["naam"]: c["uitkomst"] for c in uit["controles"]} == {
        c.naam: "in orde" for c in CONTROLES if not c.gevraagd
    }
    assert inhoud(versiemap) == voor


@pytest.mark.lang(een_op=8)  # a version folder is proven twice
def test_the_page_names_file_sheet_and_cell_and_the_exit_code_is_1(versiemap: Path, capsys: Scherm) -> None:
    pad = boekel(versiemap)
    boek = load_workbook(pad)
    boek["Herkomst"]["B13"] = 1
    boek.save(pad)
    assert cli.main(["verifieer", str(versiemap)]) == 1
    uit = capsys.readouterr().out
    assert "NIET IN ORDE" in uit
    assert "SHA-256" in uit
    assert "Herkomst!B13" in uit.replace("\n", "")


def test_a_ketenwaarde_that_matches_is_said_to() -> None:
    goed = Verificatie(Path("v1"), "", (), "4GH6W-1MZ8T-9H5B6-J0H02")
    assert (
        slotzin(goed)
        == "v1: alles wat is nagegaan, is in orde. Ketenwaarde 4GH6W-1MZ8T-9H5B6-J0H02 is die van deze versie."
    )
    assert goed.als_json()["vergeleken_met_ketenwaarde"] == goed.ketenwaarde
    assert "etenwaarde" not in slotzin(Verificatie(Path("v1"), "", ()))


@pytest.mark.lang(een_op=40)  # a version folder is proven
def test_each_check_speaks_of_what_it_is_for(versiemap: Path) -> None:
    een, ander = boekel(versiemap), next(versiemap.glob("*Oss*"))
    inhoud_een = een.read_bytes()
    een.write_bytes(ander.read_bytes())
    ander.write_bytes(inhoud_een)
    hash_opnieuw(versiemap)
    gevonden = mis(versiemap)
    assert "bestanden" not in gevonden
    assert {"bedragen", "privacy", "herbouw"} <= gevonden.keys()
    assert any("GM0755" in regel and "GM0828" in regel for regel in gevonden["bedragen"])


@pytest.mark.lang(een_op=16)  # a version folder is proven twice
def test_the_master_of_now_with_the_same_rows_is_in_order_and_with_another_row_names_it(
    versiemap: Path, tmp_path: Path
) -> None:
    nu = kleine_master(tmp_path)
    assert oordelen(verifieer(versiemap, nu, overslaan=SNEL))["master"] is Controleoordeel.GOED
    boek = load_workbook(nu)
    boek["Inwoners"]["C6"] = 11031
    boek.save(nu)
    verificatie = verifieer(versiemap, nu, overslaan=SNEL)
    (uitslag,) = (u for u in verificatie.uitslagen if u.oordeel is Controleoordeel.MIS)
    (bevinding,) = uitslag.bevindingen
    assert (uitslag.controle.naam, bevinding.bestand, bevinding.blad, bevinding.cel) == (
        "master",
        "master.xlsx",
        "Inwoners",
        "C6",
    )
    assert "11031" in bevinding.wat


def test_a_folder_that_claims_another_version_is_never_in_order(
    versiemap: Path, capsys: Scherm, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a folder of years ago: every place where the program names itself names an older one."""
    verificatie = verifieer(noem_andere_versie(versiemap), overslaan=SNEL)
    assert {n: o for n, o in oordelen(verificatie).items() if o is not Controleoordeel.GOED} == {
        "herbouw": Controleoordeel.DEELS
    }
    assert (verificatie.in_orde, verificatie.uitkomst) == (False, Mapoordeel.ONVOLLEDIG)
    monkeypatch.setattr("via_xl.versie.verifieren.verifieer", lambda *_, **__: verificatie)
    assert cli.main(["verifieer", str(versiemap)]) == 3
    uit = " ".join(capsys.readouterr().out.split())
    assert "NIET VOLLEDIG NAGEGAAN. manifest.json zegt dat ViA-XL 0.0.9 deze map maakte; dit is ViA-XL" in uit
    assert "precies dezelfde werkmappen. Verifieer de map met die versie" in uit
    assert "alles wat is nagegaan, is in orde" not in uit
    assert cli.main(["verifieer", str(versiemap), "--json"]) == 3
    assert json.loads(capsys.readouterr().out)["uitkomst"] == "niet volledig nagegaan"


@pytest.mark.lang(een_op=40)  # a run or more, with a sister in every run
def test_claiming_another_version_does_not_end_the_rebuild_unseen(versiemap: Path) -> None:
    pad = versiemap / "manifest.json"
    pad.write_bytes(pad.read_bytes().replace(NU, b"ViA-XL 0.0.9"))
    regels = mis(versiemap)["opgaven"]
    assert any("runverslag" in regel for regel in regels)
    assert any("Herkomst!B4" in regel for regel in regels)


@pytest.mark.lang(een_op=1)
def test_a_folder_in_which_hour_sheets_were_used_directly_is_proven_from_the_kept_sheets(tmp_path: Path) -> None:
    """Read on another day than today: the day of the run is in the regional workbook, and comes from the manifest."""
    from hulp.runs import regiomaster

    staten = sorted((Path(__file__).parents[2] / "workbooks" / "voorbeeld-urenstaten").glob("*.xlsx"))[:2]
    verslag = jaarrun(regiomaster(tmp_path), urenstaten=list(reversed(staten)))
    verificatie = verifieer(verslag.map, overslaan=SNEL)
    assert [b.regel() for b in verificatie.bevindingen] == []
    weg = next((verslag.map / "bron" / "urenstaten").iterdir())
    weg.unlink()
    hash_opnieuw(verslag.map)
    assert {"opgaven", "bedragen", "herbouw"} <= mis(verslag.map).keys()


STUK: dict[str, Callable[[Path], object]] = {
    "manifest weg": lambda m: (m / "manifest.json").unlink(),
    "manifest leeg": lambda m: (m / "manifest.json").write_bytes(b""),
    "manifest een lijst": lambda m: (m / "manifest.json").write_text("[1]"),
    "manifest diep": lambda m: (m / "manifest.json").write_text("[" * 100_000),
    "manifest met een sleutel dubbel": lambda m: (m / "manifest.json").write_text('{"jaar": 2024, "jaar": 2025}'),
    "manifest van niets": lambda m: (m / "manifest.json").write_text('{"bestanden": [{"bestand": 3}], "jaar": "x"}'),
    "manifest buiten de map": lambda m: (m / "manifest.json").write_text(
        '{"jaar": 2024, "versie": 1, "bestanden": [{"bestand": "../../v1/x"}], "master": {"bestand": "../manifest.json"}}'
    ),
    "bron weg": lambda m: shutil.rmtree(m / "bron"),
    "master geen zip": lambda m: (m / "bron" / "master.xlsx").write_bytes(b"PK\x03\x04stuk"),
    "werkmap afgekapt": lambda m: boekel(m).write_bytes(boekel(m).read_bytes()[:9000]),
    "werkmap is tekst": lambda m: boekel(m).write_text("hallo"),
    "blad is geen XML": lambda m: bewerk_deel(boekel(m), "xl/worksheets/sheet1.xml", lambda _: b"<worksheet"),
    "blad weg": lambda m: bewerk_deel(boekel(m), "xl/worksheets/sheet2.xml", lambda _: None),
    "stijlen weg": lambda m: bewerk_deel(boekel(m), "xl/styles.xml", lambda _: None),
    "runverslag binair": lambda m: (m / "runverslag.txt").write_bytes(b"\xff\xfe\x00"),
    "runverslag weg": lambda m: (m / "runverslag.txt").unlink(),
}


VLUG = ("manifest diep", "blad is geen XML")
"""What is broken in every test run; the others in the long one."""


@pytest.mark.parametrize("hoe", [hoe if hoe in VLUG else pytest.param(hoe, marks=pytest.mark.lang) for hoe in STUK])
def test_whatever_is_broken_is_a_finding_and_no_crash(hoe: str, versiemap: Path) -> None:
    STUK[hoe](versiemap)
    verificatie = verifieer(versiemap, overslaan=SNEL)
    assert not verificatie.in_orde
    assert json.dumps(verificatie.als_json())


@pytest.mark.parametrize(
    ("wat", "zegt"), [("nergens", "is geen map"), ("leeg", "is geen versiemap"), ("jaarmap", "Kies een van v1")]
)
def test_what_is_no_version_folder_is_refused_with_exit_code_2(
    wat: str, zegt: str, versiemap: Path, tmp_path: Path, capsys: Scherm
) -> None:
    (tmp_path / "leeg").mkdir()
    pad = versiemap.parent if wat == "jaarmap" else tmp_path / wat
    assert cli.main(["verifieer", str(pad)]) == 2
    assert zegt in capsys.readouterr().err


@pytest.mark.lang(een_op=40)  # a version folder is proven
def test_a_link_is_never_followed(versiemap: Path, tmp_path: Path) -> None:
    elders = tmp_path / "elders.txt"
    elders.write_bytes((versiemap / "runverslag.txt").read_bytes())
    (versiemap / "runverslag.txt").unlink()
    (versiemap / "runverslag.txt").symlink_to(elders)
    assert any("runverslag.txt" in regel for regel in mis(versiemap)["bestanden"])


def test_what_excel_or_windows_leaves_does_not_belong_there(versiemap: Path) -> None:
    namen = ["desktop.ini", "~$ViA_regio_2024_v1_concept.xlsx"]
    for naam in namen:
        (versiemap / naam).write_bytes(b"\x05admin")
    regels = mis(versiemap)
    assert list(regels) == ["bestanden"]
    assert all(
        any(naam in regel and "verwijder dit bestand" in regel for regel in regels["bestanden"]) for naam in namen
    )


@pytest.mark.lang(een_op=40)  # a run or more, with a sister in every run
def test_a_version_folder_under_another_number_is_found(versiemap: Path) -> None:
    gevonden = mis(versiemap.rename(versiemap.with_name("v2")))
    assert list(gevonden) == ["bestanden"]
    assert "versie 1" in gevonden["bestanden"][0]


@pytest.mark.lang(een_op=8)  # a version folder is proven twice
@pytest.mark.parametrize(
    ("oud", "nieuw"),
    [('"python": "', '"python": "9'), ("\n  ", "\n      ")],
    ids=["de versie van Python", "witruimte"],
)
def test_what_says_nothing_of_an_amount_in_the_manifest_is_seen_by_the_chain_alone(
    oud: str, nieuw: str, versiemap: Path
) -> None:
    pad = versiemap / "manifest.json"
    tekst = pad.read_text("utf-8")
    assert oud in tekst
    pad.write_text(tekst.replace(oud, nieuw), encoding="utf-8")
    assert list(mis(versiemap)) == ["keten"]


@pytest.mark.lang(een_op=16)  # a version folder is proven twice
def test_the_second_of_the_run_is_seen_by_the_chain_alone_and_the_day_by_the_run_report_too(versiemap: Path) -> None:
    pad = versiemap / "manifest.json"
    toen = json.loads(pad.read_text("utf-8"))["gemaakt_op"]
    ander = datetime.fromisoformat(toen)
    for nieuw, verwacht in (
        (ander.replace(second=(ander.second + 1) % 60), ["keten"]),
        (ander.replace(year=2000), ["bedragen", "herbouw", "keten", "runverslag"]),
    ):
        tekst = pad.read_text("utf-8")
        pad.write_text(tekst.replace(toen, nieuw.isoformat(timespec="seconds")), encoding="utf-8")
        assert sorted(mis(versiemap)) == verwacht
        pad.write_text(tekst, encoding="utf-8")


def test_a_manifest_that_names_a_master_that_is_not_there_is_itself_named(versiemap: Path) -> None:
    manifest = json.loads((versiemap / "manifest.json").read_text("utf-8"))
    manifest["master"]["bestand"] = "een andere.xlsx"
    (versiemap / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    bevindingen = verifieer(versiemap, overslaan=SNEL).bevindingen
    gevonden = [b for b in bevindingen if b.bestand == "manifest.json" and "noemt een master die er niet is" in b.wat]
    assert [b.wat.split("; ")[1] for b in gevonden] == [
        "in de map ligt bron/master.xlsx, en daarmee wordt niet nagerekend."
    ]
    assert [b.regel() for b in bevindingen if "[regel 15]" in b.wat and b.ernst is Ernst.FOUT] == []
