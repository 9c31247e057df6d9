"""A later version tells what changed since the one it replaces, keeps what that was calculated from, and is proven by itself."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from hulp.kleine_master import BOEKEL, OSS, REGELING
from hulp.lang import eerste_vlug
from hulp.verificaties import controleer
from hulp.versies import LATER, versies
from hulp.vervalsen import hash_opnieuw
from msgspec.structs import replace
from openpyxl import load_workbook

from via_xl.basis.bevinding import InvoerFout
from via_xl.bewijs.linter import lint
from via_xl.bewijs.verificatie.versie import Versie
from via_xl.jaarrun import jaarrun
from via_xl.regeling.model import Voorschot
from via_xl.rekenen.verrekening import verreken
from via_xl.versie.vorige import zoek_vorige

MET_BRON = replace(REGELING, jaren=(replace(REGELING.jaren[0], bron="Koersplan"),))
"""The small region with sources that are no numbers."""


@pytest.fixture(scope="module")
def twee(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two versions, the second with other hours and an advance; no test changes them."""
    later = replace(
        LATER, voorschotten=(*LATER.voorschotten, Voorschot(code=OSS, jaar=2024, bedrag_ct=777, bron="bank"))
    )
    v1, v2 = versies(tmp_path_factory.mktemp("twee"), REGELING, later)
    return v1, v2


def manifest(versiemap: Path) -> dict[str, Any]:
    inhoud: dict[str, Any] = json.loads((versiemap / "manifest.json").read_text("utf-8"))
    return inhoud


def boek(versiemap: Path, wat: str) -> Any:
    return load_workbook(next(versiemap.glob(f"*{wat}*.xlsx")), data_only=True)


def regels(blad: Any) -> dict[str, tuple[Any, ...]]:
    """The rows of a sheet by the text in their first column."""
    return {rij[0]: rij[1:] for rij in blad.iter_rows(values_only=True) if isinstance(rij[0], str)}


def fouten(versiemap: Path) -> list[str]:
    return [b.regel() for gevonden in controleer(Versie(versiemap)).values() for b in gevonden]


@pytest.mark.lang(een_op=16)  # three versions, proven
def test_a_first_version_replaces_nothing(twee: tuple[Path, Path]) -> None:
    v1, _ = twee
    assert "vorige" not in manifest(v1)
    assert not (v1 / "bron" / "vorige").exists()
    for pad in v1.glob("*.xlsx"):
        assert "Wijzigingen" not in load_workbook(pad).sheetnames


def test_the_manifest_names_the_version_that_is_replaced_and_its_input(twee: tuple[Path, Path]) -> None:
    v1, v2 = twee
    assert manifest(v2)["vorige"] == {"versie": 1, "status": "concept", "invoerhash": manifest(v1)["invoerhash"]}


def test_the_sheet_tells_each_amount_before_after_and_the_difference(twee: tuple[Path, Path]) -> None:
    v1, v2 = twee
    toen, nu = Versie(v1).rekening().uitkomst, Versie(v2).rekening().uitkomst
    for rij in nu.gemeenten:
        blad = regels(boek(v2, rij.code)["Wijzigingen"])
        was = toen.van(rij.code)
        for wat, vorig, deze in (
            ("Kosten van de werkgroep, hele regio (K)", toen.kosten_ct, nu.kosten_ct),
            ("Te verdelen over de gemeenten (R)", toen.te_verdelen_ct, nu.te_verdelen_ct),
            ("Bijdrage van uw gemeente", was.bijdrage_ct, rij.bijdrage_ct),
            ("Kosten van uw inzet", was.kosten_ct, rij.kosten_ct),
            ("Betaald voorschot", was.voorschot_ct, rij.voorschot_ct),
            ("Saldo (min: uw gemeente ontvangt)", was.saldo_ct, rij.saldo_ct),
            ("Door u geleverde uren, in uren", was.uren_h, rij.uren_h),
        ):
            gevonden = [round(100 * getal) for getal in blad[wat][:3]]
            assert gevonden == [vorig, deze, deze - vorig], (rij.naam, wat)


def test_own_lines_are_listed_and_those_of_another_are_not(twee: tuple[Path, Path]) -> None:
    _, v2 = twee
    van_oss, van_boekel = (
        [
            rij
            for rij in boek(v2, code)["Wijzigingen"].iter_rows(values_only=True)
            if rij[1] in ("erbij", "vervallen", "gewijzigd")
        ]
        for code in (OSS, BOEKEL)
    )
    assert [(rij[1], rij[4], rij[5], rij[6]) for rij in van_oss] == [
        ("erbij", 0, 115.5, 115.5),
        ("erbij", 0, 25.75, 25.75),
        ("vervallen", 100, 0, -100),
    ]
    assert [rij[1:7:3] for rij in van_boekel] == [("gewijzigd", 0.5)]


def test_the_first_sheet_says_in_a_line_what_it_replaces_and_the_difference(twee: tuple[Path, Path]) -> None:
    v1, v2 = twee
    toen, nu = Versie(v1).rekening().uitkomst, Versie(v2).rekening().uitkomst
    blad = boek(v2, BOEKEL)["Afrekening"]
    assert blad["B6"].value == "Vervangt versie 1. Saldo nu min saldo toen"
    assert round(100 * blad["E6"].value) == nu.van(BOEKEL).saldo_ct - toen.van(BOEKEL).saldo_ct
    assert boek(v1, BOEKEL)["Afrekening"]["B6"].value is None


@pytest.mark.lang(een_op=40)  # a run or more, with a sister in every run
def test_the_regional_workbook_has_everyone_and_closes(twee: tuple[Path, Path]) -> None:
    v1, v2 = twee
    toen, nu = Versie(v1).rekening().uitkomst, Versie(v2).rekening().uitkomst
    werkboek = boek(v2, "regio")
    blad = werkboek["Wijzigingen"]
    eerste = {rij[1]: rij[2:5] for rij in reversed(list(blad.iter_rows(values_only=True))) if rij[1] in nu_codes(v2)}
    for rij in nu.gemeenten:
        was = toen.van(rij.code).saldo_ct
        assert [round(100 * ct) for ct in eerste[rij.code]] == [was, rij.saldo_ct, rij.saldo_ct - was]
    assert {rij[0] for rij in werkboek["Oorzaken"].iter_rows(min_row=7, values_only=True)} >= {"Oss", "Boekel"}
    assert werkboek["Controles"]["C3"].value == "LET OP, zie blad Controles"


def nu_codes(versiemap: Path) -> set[str]:
    return {rij.code for rij in Versie(versiemap).rekening().uitkomst.gemeenten}


@pytest.mark.lang(een_op=40)  # a run or more, with a sister in every run
def test_the_workbooks_keep_the_rules(tmp_path: Path) -> None:
    met = replace(LATER, **{veld: getattr(MET_BRON, veld) for veld in ("jaren",)})
    zonder_getal = replace(met, begroting=(), pok=(replace(REGELING.pok[0], bron="Koersplan"),))
    _, v2 = versies(tmp_path, MET_BRON, zonder_getal)
    gevonden = [b.regel() for pad in v2.glob("*.xlsx") for b in lint(pad) if "Herkomst!F" not in b.regel()]
    assert gevonden == []


@pytest.mark.lang(een_op=40)  # a run or more, with a sister in every run
def test_a_version_is_proven_by_itself_also_when_the_one_before_is_gone(
    twee: tuple[Path, Path], tmp_path: Path
) -> None:
    _, v2 = twee
    alleen = Path(shutil.copytree(v2, tmp_path / "2024" / "v2"))
    assert fouten(alleen) == []


@pytest.mark.parametrize("wat", eerste_vlug(["master", "manifest", "weg", "erbij"]))
def test_what_is_kept_of_the_version_before_can_not_be_changed_unseen(
    twee: tuple[Path, Path], tmp_path: Path, wat: str
) -> None:
    _, v2 = twee
    versiemap = Path(shutil.copytree(v2, tmp_path / "2024" / "v2"))
    vorige = versiemap / "bron" / "vorige"
    if wat == "master":
        pad = vorige / "bron" / "via_master.xlsx"
        werkboek = load_workbook(pad)
        werkboek["Inwoners"]["C6"] = 1000
        werkboek.save(pad)
    elif wat == "manifest":
        pad = vorige / "manifest.json"
        pad.write_text(
            pad.read_text("utf-8").replace('"status": "concept"', '"status": "definitief"'), encoding="utf-8"
        )
    elif wat == "weg":
        shutil.rmtree(vorige)
    else:
        (vorige / "nog iets.txt").write_text("x")
    hash_opnieuw(versiemap)
    assert fouten(versiemap)


@pytest.mark.lang(een_op=16)  # three versions, proven
def test_after_a_definitief_version_the_next_ones_are_revisions_of_that_one(tmp_path: Path) -> None:
    (v1,) = versies(tmp_path, REGELING, definitief=True)
    (v2,) = versies(tmp_path, LATER)
    (v3,) = versies(tmp_path, LATER)
    for versiemap in (v2, v3):
        assert manifest(versiemap)["vorige"]["versie"] == 1
        assert manifest(versiemap)["vorige"]["status"] == "definitief"
    toen, nu = verreken(REGELING, 2024), verreken(LATER, 2024)
    blad = boek(v3, BOEKEL)["Afrekening"]
    saldi = {versie: uit.van(BOEKEL).saldo_ct for versie, uit in (("toen", toen), ("nu", nu))}
    nog_ct = saldi["nu"] - saldi["toen"]
    assert nog_ct < 0
    assert (blad["B5"].value, round(100 * blad["E5"].value)) == ("Uw gemeente ontvangt nu nog", -nog_ct)
    assert str(blad["B6"].value).startswith("Herziening van versie 1, die definitief is.")
    assert round(100 * blad["E6"].value) == saldi["nu"]
    posten = {str(rij[1].value): rij[4].value for rij in blad.iter_rows(min_row=8, max_row=20) if rij[4].value}
    assert round(100 * posten["Al verrekend met versie 1"]) == -saldi["toen"]
    assert round(100 * posten["Nu nog te verrekenen (min: uw gemeente ontvangt)"]) == nog_ct
    assert manifest(v1)["status"] == "definitief"
    assert fouten(v3) == []


def test_a_definitief_version_that_was_changed_stops_the_next_run(tmp_path: Path) -> None:
    (v1,) = versies(tmp_path, REGELING, definitief=True)
    (v1 / "manifest.json").unlink()
    with pytest.raises(InvoerFout, match="alleen het verschil") as fout:
        jaarrun(tmp_path / "via_master.xlsx", 2024, herziening=True)
    assert "via-xl verifieer" in fout.value.bericht
    assert [pad.name for pad in v1.parent.iterdir() if pad.is_dir()] == ["v1"]


@pytest.mark.lang(een_op=8)  # three versions, proven
def test_a_concept_that_can_not_be_compared_with_is_said_and_the_run_goes_on(tmp_path: Path) -> None:
    (v1,) = versies(tmp_path, REGELING)
    pad = v1 / "bron" / "via_master.xlsx"
    pad.write_bytes(pad.read_bytes() + b"x")
    verslag = jaarrun(tmp_path / "via_master.xlsx", 2024)
    (gezegd,) = [b for b in verslag.waarschuwingen if "niet te vergelijken" in b.wat]
    assert gezegd.wat == (
        "v1 is niet te vergelijken (bron/via_master.xlsx: het bestand is een ander dan het manifest zegt)."
    )
    assert "vorige" not in manifest(verslag.map)
    assert "Wijzigingen" not in boek(verslag.map, BOEKEL).sheetnames
    assert fouten(verslag.map) == []


def test_an_empty_folder_of_a_year_has_no_version_to_replace(tmp_path: Path) -> None:
    assert zoek_vorige(tmp_path).stand is None
    (tmp_path / "v0").mkdir()
    (tmp_path / "kopie van v1").mkdir()
    assert zoek_vorige(tmp_path).waarschuwingen == ()
