"""The dossier of a version folder: what it says of the files, what it refuses, and that the folder stays as it was."""

from __future__ import annotations

import json
import re
import shutil
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hulp.kleine_master import OSS, REGELING, SCHAALBEWIJS, bewerk_deel, blad_deel
from hulp.runs import inhoud, kleine_master
from hulp.vervalsen import hash_opnieuw
from msgspec.structs import replace
from openpyxl import load_workbook

from via_xl.basis.bevinding import InvoerFout
from via_xl.basis.vingerafdruk import sha256, vingerafdruk
from via_xl.bewijs.verificatie.versie import Versie
from via_xl.jaarrun import jaarrun
from via_xl.opdrachten import cli
from via_xl.regeling.model import Bewijsonderwerp
from via_xl.versie.dossier import maak_dossier

Scherm = pytest.CaptureFixture[str]
Rijen = list[dict[str, Any]]
DAG = date(2031, 5, 6)


@pytest.fixture(scope="module")
def gemaakt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return jaarrun(kleine_master(tmp_path_factory.mktemp("dossier"))).map


@pytest.fixture
def versiemap(gemaakt: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(gemaakt, tmp_path / "2024" / "v1"))


def tabel(pad: Path, blad: str, naam: str) -> Rijen:
    """The rows of a table as stored, by header."""
    ws = load_workbook(pad, data_only=True)[blad]
    kop, *rijen = ws[ws.tables[naam].ref]
    return [{k.value: cel.value for k, cel in zip(kop, rij, strict=True)} for rij in rijen]


def bestanden(pad: Path) -> dict[str, tuple[str, str]]:
    """Per file the outcome and the situation that the dossier gives."""
    return {rij["Bestand"]: (rij["Uitkomst"], rij["Situatie"]) for rij in tabel(pad, "Manifest", "tblManifest")}


def vlag(pad: Path) -> set[Any]:
    """What the sheets show as the overall verdict."""
    return {blad["A3"].value for blad in load_workbook(pad, data_only=True) if blad.title != "Controles"}


def boekel(versiemap: Path) -> Path:
    return next(versiemap.glob("*Boekel*"))


@pytest.mark.lang(een_op=40)  # a run or more, with a sister in every run
def test_the_dossier_lies_beside_the_folder_which_stays_as_it_was(versiemap: Path, capsys: Scherm) -> None:
    voor = inhoud(versiemap)
    assert cli.main(["dossier", str(versiemap)]) == 0
    pad = versiemap.parent / "ViA_dossier_2024_v1.xlsx"
    assert re.search(r"Gemaakt: .*ViA_dossier_2024_v1\.xlsx\. Op \d+ vragen ontbreekt", capsys.readouterr().out)
    assert inhoud(versiemap) == voor
    assert sorted(p.name for p in versiemap.parent.iterdir()) == [pad.name, "v1"]
    assert vlag(pad) == {"Controles: LET OP, zie blad Controles"}


def test_every_file_of_the_run_is_in_it_with_its_hash_of_now(versiemap: Path) -> None:
    pad = maak_dossier(versiemap).pad
    rijen = tabel(pad, "Manifest", "tblManifest")
    assert {rij["Bestand"]: rij["SHA256 nu"] for rij in rijen} == {
        naam: sha256(versiemap / naam) for naam in inhoud(versiemap) if naam not in ("manifest.json", "keten.json")
    }
    assert {(rij["Uitkomst"], rij["Situatie"]) for rij in rijen} == {("OK", "aanwezig")}
    voorblad = [cel.value for rij in load_workbook(pad)["Voorblad"] for cel in rij]
    assert sha256(versiemap / "manifest.json") in voorblad
    assert f"{Versie(versiemap).ketenwaarde})" in " ".join(str(cel) for cel in voorblad)


@pytest.mark.lang(een_op=40)  # a run or more, with a sister in every run
def test_the_same_folder_on_the_same_day_gives_the_same_dossier(versiemap: Path, tmp_path: Path) -> None:
    een = maak_dossier(versiemap, tmp_path / "een.xlsx", op=DAG).pad
    ander = maak_dossier(versiemap, tmp_path / "ander.xlsx", op=DAG).pad
    assert vingerafdruk(een) == vingerafdruk(ander)
    assert any("6-5-2031" in str(rij[1].value) for rij in load_workbook(een)["Voorblad"].iter_rows())


def test_a_file_that_exists_is_never_overwritten(versiemap: Path, tmp_path: Path, capsys: Scherm) -> None:
    doel = tmp_path / "dossier.xlsx"
    doel.write_text("van mij")
    assert cli.main(["dossier", str(versiemap), "--uit", str(doel)]) == 2
    assert "bestaat al" in capsys.readouterr().err
    assert doel.read_text() == "van mij"


@pytest.mark.lang(een_op=40)  # a run
def test_a_dossier_for_one_gemeente_that_would_name_a_person_of_another_is_not_made(tmp_path: Path) -> None:
    """The name of a document of the region, recorded after the version, holds the code of who works for Oss."""
    stukken = tuple(
        replace(SCHAALBEWIJS, onderwerp=onderwerp, code="", bestand=f"bewijsstukken/2024/{naam}.pdf")
        for onderwerp, naam in ((Bewijsonderwerp.BTW, "btw"), (Bewijsonderwerp.POK, "pok_medewerker_AB_12_getekend"))
    )
    wie = tuple(replace(rij, medewerker="AB-012") if rij.code == OSS else rij for rij in REGELING.uren)
    eigen = jaarrun(kleine_master(tmp_path / "m", replace(REGELING, uren=wie, bewijsstukken=stukken))).map
    doel = tmp_path / "voor.xlsx"
    with pytest.raises(InvoerFout, match="er is geen dossier gemaakt") as fout:
        maak_dossier(eigen, doel, voor="Boekel")
    assert 'hierin staat "AB-012", van Oss.' in {bevinding.wat for bevinding in fout.value.bevindingen}
    assert not doel.exists()
    assert maak_dossier(eigen, doel, voor="Oss").pad == doel


@pytest.mark.parametrize("naam", ["dossier.xlsx", "bron/dossier.xlsx"])
def test_nothing_is_put_in_the_sealed_folder(versiemap: Path, naam: str) -> None:
    voor = inhoud(versiemap)
    with pytest.raises(InvoerFout, match="daar mag niets bij"):
        maak_dossier(versiemap, versiemap / naam)
    assert inhoud(versiemap) == voor


def test_a_dossier_is_a_workbook_and_nothing_else(versiemap: Path, tmp_path: Path) -> None:
    with pytest.raises(InvoerFout, match=r"op \.xlsx"):
        maak_dossier(versiemap, tmp_path / "dossier.pdf")


@pytest.mark.parametrize("maak", [Path.mkdir, Path.touch, lambda _: None], ids=["lege map", "bestand", "niets"])
def test_what_is_no_version_folder_is_refused_with_exit_code_2(
    maak: Callable[[Path], None], tmp_path: Path, capsys: Scherm
) -> None:
    maak(tmp_path / "v1")
    assert cli.main(["dossier", str(tmp_path / "v1")]) == 2
    fout = capsys.readouterr().err.replace("\n", " ")
    assert "geen map" in fout or "geen versiemap" in fout
    assert "afrekeningen/2024/v1" in fout
    assert not list(tmp_path.glob("*.xlsx"))


def _zonder(sleutel: str) -> Callable[[str], str]:
    return lambda tekst: json.dumps({k: v for k, v in json.loads(tekst).items() if k != sleutel})


def _met(**anders: Any) -> Callable[[str], str]:
    return lambda tekst: json.dumps(json.loads(tekst) | anders)


@pytest.mark.parametrize(
    ("bewerk", "wat"),
    [
        (lambda tekst: tekst[: len(tekst) // 2], "geen JSON"),
        (lambda _: "[]", "geen JSON-object"),
        (lambda tekst: tekst.replace('"jaar"', '"versie"', 1), "dubbel"),
        (_zonder("jaar"), "geen jaar"),
        (_zonder("versie"), "geen versie"),
        (_zonder("gemaakt_op"), "wanneer de run was"),
        (_met(invoerhash="kort"), "geen invoerhash"),
        (_met(status="goed"), "geen status"),
        (_met(bestanden={}), "geen lijst van bestanden"),
        (_met(bestanden=["a.xlsx"]), "geen lijst van bestanden"),
    ],
)
def test_a_damaged_manifest_is_refused_and_nothing_is_made(
    versiemap: Path, bewerk: Callable[[str], str], wat: str, capsys: Scherm
) -> None:
    pad = versiemap / "manifest.json"
    pad.write_text(bewerk(pad.read_text("utf-8")), encoding="utf-8")
    assert cli.main(["dossier", str(versiemap)]) == 2
    fout = " ".join(capsys.readouterr().err.split())
    assert "het manifest is beschadigd" in fout
    assert wat in fout
    assert not list(versiemap.parent.glob("*.xlsx"))


@pytest.mark.parametrize("jaar", [2019, 2099])
def test_a_manifest_of_a_year_that_the_master_does_not_have_is_refused(versiemap: Path, jaar: int) -> None:
    pad = versiemap / "manifest.json"
    pad.write_text(_met(jaar=jaar)(pad.read_text("utf-8")), encoding="utf-8")
    assert cli.main(["dossier", str(versiemap)]) == 2


def test_a_folder_without_its_master_is_refused(versiemap: Path, capsys: Scherm) -> None:
    shutil.rmtree(versiemap / "bron")
    assert cli.main(["dossier", str(versiemap)]) == 2
    assert "master ontbreekt" in " ".join(capsys.readouterr().err.split())


def test_a_file_that_was_changed_is_named_in_the_dossier_and_on_screen(versiemap: Path, capsys: Scherm) -> None:
    verslag = versiemap / "runverslag.txt"
    verslag.write_text(verslag.read_text("utf-8") + " ", encoding="utf-8")
    assert cli.main(["dossier", str(versiemap)]) == 0
    assert "LET OP: runverslag.txt: gewijzigd sinds de run" in capsys.readouterr().out
    pad = versiemap.parent / "ViA_dossier_2024_v1.xlsx"
    fout = {naam: rij for naam, rij in bestanden(pad).items() if rij[0] != "OK"}
    assert fout == {"runverslag.txt": ("FOUT", "gewijzigd sinds de run")}
    assert vlag(pad) == {"Controles: FOUT, zie blad Controles"}
    (vraag,) = [r for r in tabel(pad, "Vragen", "tblVragen") if r["Onderwerp"] == "Ongewijzigd"]
    assert vraag["Oordeel"] == "deels"
    assert "runverslag.txt" in vraag["Antwoord"]


@pytest.mark.lang(een_op=40)  # a run or more, with a sister in every run
def test_what_is_missing_and_what_was_added_is_named(versiemap: Path) -> None:
    weg = boekel(versiemap)
    weg.unlink()
    (versiemap / "extra.txt").write_text("x")
    (versiemap / "~$via.xlsx").write_text("een slot van Excel")
    verslag = maak_dossier(versiemap)
    uit = bestanden(verslag.pad)
    voorblad = [str(rij[0].value) for rij in load_workbook(verslag.pad)["Voorblad"].iter_rows()]
    begin = voorblad.index("Deze map is niet meer die van de run")
    assert voorblad[begin + 1 : begin + 4] == [f"• {afwijking}" for afwijking in verslag.afwijkingen]
    assert uit[weg.name] == ("FOUT", "ontbreekt of is niet te lezen")
    assert uit["extra.txt"] == ("FOUT", "staat niet in het manifest")
    assert uit["~$via.xlsx"] == uit["extra.txt"]
    (proef,) = [r for r in tabel(verslag.pad, "Bewijs", "tblBewijs") if r["Werkmap"] == weg.name]
    assert (proef["Formulecellen"], proef["Uitkomst"]) == (0, "FOUT")


def test_a_workbook_that_is_no_workbook_any_more_fails_its_proof_and_stops_nothing(versiemap: Path) -> None:
    pad = boekel(versiemap)
    pad.write_bytes(b"geen werkboek")
    verslag = maak_dossier(versiemap)
    assert any(pad.name in afwijking for afwijking in verslag.afwijkingen)
    (proef,) = [r for r in tabel(verslag.pad, "Bewijs", "tblBewijs") if r["Werkmap"] == pad.name]
    assert proef["Uitkomst"] == "FOUT"


@pytest.mark.lang(een_op=40)  # a version folder is proven
def test_an_amount_that_was_forged_with_the_manifest_hashed_again_fails_the_proof(versiemap: Path) -> None:
    pad = boekel(versiemap)
    deel = blad_deel(pad, "Afrekening")
    with zipfile.ZipFile(pad) as pakket:
        eerste = re.findall(rb"</f><v>(\d{2,})(\.\d+)?</v>", pakket.read(deel))[0][0]
    bewerk_deel(pad, deel, lambda xml: xml.replace(b"</f><v>" + eerste, b"</f><v>9" + eerste, 1))
    hash_opnieuw(versiemap)
    verslag = maak_dossier(versiemap)
    assert set(bestanden(verslag.pad).values()) == {("OK", "aanwezig")}
    (proef,) = [r for r in tabel(verslag.pad, "Bewijs", "tblBewijs") if r["Uitkomst"] != "OK"]
    assert (proef["Werkmap"], proef["Afwijkend"]) == (pad.name, 1)
    assert "Afrekening!" in proef["Opmerking"]


def test_a_manifest_with_another_total_or_input_hash_fails_a_check(versiemap: Path) -> None:
    pad = versiemap / "manifest.json"
    manifest = json.loads(pad.read_text("utf-8"))
    manifest["totalen"]["kosten"] = "1.00"
    manifest["invoerhash"] = "0" * 64
    pad.write_text(json.dumps(manifest), encoding="utf-8")
    blad = load_workbook(maak_dossier(versiemap).pad, data_only=True)["Controles"]
    fout = {rij[1].value: (rij[2].value, rij[3].value) for rij in blad.iter_rows(min_row=6) if rij[4].value == "FOUT"}
    assert set(fout) == {
        "De invoerhash van de bewaarde invoer is die van het manifest",
        "Kosten van de werkgroep: het totaal van dit dossier is dat van het manifest",
    }
    assert fout["Kosten van de werkgroep: het totaal van dit dossier is dat van het manifest"][0] == 1


def test_a_folder_of_another_version_of_the_program_is_proven_against_what_is_stored(versiemap: Path) -> None:
    pad = versiemap / "manifest.json"
    pad.write_text(_met(programma="ViA-XL 0.0.1")(pad.read_text("utf-8")), encoding="utf-8")
    rijen = tabel(maak_dossier(versiemap).pad, "Bewijs", "tblBewijs")
    assert {rij["Vergeleken met"] for rij in rijen[:-1]} == {"opgeslagen waarde"}
    assert {(rij["Uitkomst"], rij["Formulecellen"] > 0) for rij in rijen} == {("OK", True)}


def test_for_one_gemeente_it_has_its_name_and_one_without_a_settlement_is_refused(
    versiemap: Path, capsys: Scherm
) -> None:
    assert cli.main(["dossier", str(versiemap), "--voor", "oss"]) == 0
    pad = versiemap.parent / "ViA_dossier_2024_v1_GM0828_Oss.xlsx"
    assert load_workbook(pad).sheetnames == ["Aansluiting", "Toetsen", "Steekproef", "Controles", "Herkomst"]
    capsys.readouterr()
    assert cli.main(["dossier", str(versiemap), "--voor", "Parijs"]) == 2
    assert "--voor Parijs: " in capsys.readouterr().err
    for fout in (["--steekproef", "5"], ["--voor", "oss", "--steekproef", "0"]):
        assert cli.main(["dossier", str(versiemap), *fout]) == 2
        assert "Bij --steekproef hoort een aantal" in capsys.readouterr().err
