"""The blank hour sheets: who gets one, what stands in it, what may be typed, and what is never overwritten."""

from __future__ import annotations

import re
import shutil
import subprocess
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from hulp import libreoffice, openvba
from hulp.gemaakt import regeling
from hulp.keuren import Keuring
from hulp.kleine_master import OSS, REGELING, blokken, schrijf, tarief
from msgspec.structs import replace
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from via_xl.basis.bevinding import InvoerFout
from via_xl.basis.vingerafdruk import vingerafdruk
from via_xl.bewijs.vergelijken import gelijk, vergelijk
from via_xl.regeling.model import Capaciteit, Regeling
from via_xl.rekenen.uitgangspunten import productieve_uren
from via_xl.schrijven.urenstaat import BLADEN, Inhoud, Roosterrij
from via_xl.urenstaat import sjabloon
from via_xl.urenstaat.sjabloon import BLAD, KOPPEN, KOPRIJ, MAANDEN, RIJEN
from via_xl.vragen.urenstaatmaken import leverende_codes, maak_urenstaat, maak_urenstaten, vooraf_ingevuld

MASTER = Path(__file__).parents[2] / "workbooks" / "via_master.xlsx"
NAMEN = {
    "GM0796": "ViA_urenstaat_2024_GM0796_s-Hertogenbosch.xlsx",
    "GM1982": "ViA_urenstaat_2024_GM1982_Land-van-Cuijk.xlsx",
    "GM0755": "ViA_urenstaat_2024_GM0755_Boekel.xlsx",
    "GM1721": "ViA_urenstaat_2024_GM1721_Bernheze.xlsx",
    "GM0828": "ViA_urenstaat_2024_GM0828_Oss.xlsx",
    "GM1948": "ViA_urenstaat_2024_GM1948_Meierijstad.xlsx",
}


@pytest.fixture(scope="module")
def lege(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    return maak_urenstaten(MASTER, 2024, tmp_path_factory.mktemp("urenstaten"))


@pytest.fixture(scope="module")
def den_bosch(lege: tuple[Path, ...]) -> Workbook:
    return load_workbook(next(pad for pad in lege if "GM0796" in pad.name))


def test_each_gemeente_that_supplies_capacity_gets_one_under_a_safe_name(lege: tuple[Path, ...]) -> None:
    assert {pad.name for pad in lege} == set(NAMEN.values())
    assert {pad.name for pad in lege[0].parent.iterdir()} == set(NAMEN.values())


def test_the_validator_and_the_linter_find_nothing(keur: Keuring, lege: tuple[Path, ...]) -> None:
    assert {pad.name: fouten for pad in lege if (fouten := keur(pad))} == {}


def test_the_same_input_gives_the_same_parts(lege: tuple[Path, ...]) -> None:
    for pad in lege:
        code = next(code for code, naam in NAMEN.items() if naam == pad.name)
        opnieuw = BytesIO()
        maak_urenstaat(regeling(), code, 2024).bewaar(opnieuw)
        assert vingerafdruk(opnieuw) == vingerafdruk(pad), pad.name


@pytest.mark.motoren
def test_three_engines_calculate_what_was_written(tmp_path: Path) -> None:
    rijen = (
        Roosterrij("OS-01", "kernlid", "Preventie", 13, (725, None, 10050, *(None,) * 9)),
        Roosterrij("OS-01", "kernlid", "Communicatie", 13, (None, 3333, *(None,) * 10), 2025),
    )
    gevuld = Inhoud((("OS-01", 2400),), rijen, "nee", {"medewerker": date(2025, 1, 7)}, "x")
    staten = {
        "leeg": maak_urenstaat(regeling(), OSS, 2024),
        "gevuld": maak_urenstaat(regeling(), OSS, 2024, gevuld),
        "nihil": maak_urenstaat(regeling(), OSS, 2024, Inhoud(nihil="ja")),
        "zonder productieve uren": maak_urenstaat(_zonder_productieve_uren(), OSS, 2024, gevuld),
    }
    paden = []
    for naam, boek in staten.items():
        boek.bewaar(tmp_path / f"{naam}.xlsx")
        paden.append(tmp_path / f"{naam}.xlsx")
        assert vergelijk(paden[-1], boek.verwacht())[1] == (), naam
    herrekend = libreoffice.herbereken(paden, tmp_path / "lo")
    for (naam, boek), pad, lo in zip(staten.items(), paden, herrekend, strict=True):
        for waarden in (libreoffice.waarden(lo), openvba.bereken(pad)):
            anders = [v for v in boek.verwachtingen() if not gelijk(waarden.get((v.blad, v.cel)), v.waarde)]
            assert anders == [], naam
    waarden = {v.cel: v.waarde for v in staten["gevuld"].verwachtingen() if v.blad == BLAD}
    assert (waarden["Q57"], waarden["Q17"], waarden["F57"]) == (141.08, 107.75, 33.33)


def _zonder_productieve_uren() -> Regeling:
    vast = tuple(replace(rij, productieve_uren_h=None, uurtarief_ct=7500) for rij in regeling().tarieven)
    return replace(regeling(), tarieven=vast)


@pytest.mark.motoren
def test_every_sheet_prints_on_one_page(lege: tuple[Path, ...], tmp_path: Path) -> None:
    pdfinfo = shutil.which("pdfinfo")
    assert pdfinfo, "pdfinfo ontbreekt (poppler-utils)"
    for pdf in libreoffice.to_pdf(lege[:2], tmp_path):
        info = subprocess.run([pdfinfo, str(pdf)], capture_output=True, text=True, check=True).stdout
        assert re.search(r"Pages:\s+4\b", info), info
        assert re.search(r"Page size:\s+841\.\d+ x 595\.\d+ pts \(A4\)", info), info


def test_the_sheets_stand_in_order_and_the_first_prints_landscape_whole(den_bosch: Workbook) -> None:
    assert tuple(den_bosch.sheetnames) == BLADEN
    ws = den_bosch[BLAD]
    assert (ws.page_setup.orientation, ws.page_setup.paperSize) == ("landscape", 9)
    assert (ws.page_setup.fitToWidth, ws.page_setup.fitToHeight) in {(1, 1), (None, None)}
    assert ws.sheet_properties.pageSetUpPr.fitToPage
    assert ws.print_area == f"'{BLAD}'!$A$1:$S$62"


def test_only_input_cells_are_unlocked_and_nothing_asks_a_password(den_bosch: Workbook) -> None:
    ws = den_bosch[BLAD]
    vrij = {cel.coordinate for rij in ws.iter_rows() for cel in rij if not cel.protection.locked}
    rooster = {f"{letter}{rij}" for letter in "ABCDEFGHIJKLMNOPRS" for rij in range(KOPRIJ + 2, KOPRIJ + 2 + RIJEN)}
    medewerkers = {f"{letter}{rij}" for letter in "CD" for rij in range(5, 15)}
    opmerkingen = {f"{letter}{rij}" for letter in "EFGHIJKLMNOPQRS" for rij in range(59, 63)}
    assert vrij == rooster | medewerkers | opmerkingen | {"B8", "B59", "B60", "B61", "B62"}
    for blad in den_bosch:
        slot = blad.protection
        assert (slot.sheet, slot.objects, slot.password, slot.hashValue) == (True, False, None, None)
        if blad.title != BLAD:
            assert all(cel.protection.locked for rij in blad.iter_rows() for cel in rij)


def test_the_identity_stands_in_cells_with_their_labels(den_bosch: Workbook) -> None:
    ws = den_bosch[BLAD]
    gevonden = {ws.cell(rij, 1).value: ws.cell(rij, 2).value for rij in range(4, 9)}
    assert gevonden == {
        "Gemeente": "'s-Hertogenbosch",
        "CBS-code": "GM0796",
        "Jaar": 2024,
        "Sjabloon": sjabloon.MERK,
        "Geen uren geleverd": None,
    }
    assert tuple(cel.value for cel in ws[KOPRIJ + 1]) == KOPPEN
    assert ws.cell(sjabloon.ONDERTEKEN_RIJ + 1, 1).value == sjabloon.LABEL_AKKOORD["medewerker"]
    assert ws.cell(sjabloon.ONDERTEKEN_RIJ + 4, 1).value == sjabloon.LABEL_DATUM["leidinggevende"]


def test_dropdowns_use_names_that_hold_the_lists_of_the_master(den_bosch: Workbook) -> None:
    keuzes = {
        str(regel.sqref): regel.formula1
        for regel in den_bosch[BLAD].data_validations.dataValidation
        if regel.type == "list"
    }
    assert keuzes == {
        "B8": "Lijst_ja_nee",
        "A17:A56": "Lijst_medewerkers",
        "B17:B56": "Lijst_rollen",
        "C17:C56": "Lijst_themas",
        "D17:D56": "Lijst_schalen",
        "B59": "Lijst_ja",
        "B61": "Lijst_ja",
    }
    inhoud = {}
    for naam in ("Lijst_themas", "Lijst_rollen", "Lijst_schalen", "Lijst_ja_nee", "Lijst_ja"):
        ((blad, gebied),) = den_bosch.defined_names[naam].destinations
        cellen = den_bosch[blad][gebied]
        inhoud[naam] = [rij[0].value for rij in cellen] if isinstance(cellen, tuple) else [cellen.value]
    assert inhoud["Lijst_themas"] == [rij.thema for rij in regeling().themas]
    assert inhoud["Lijst_rollen"] == ["kernlid", "projectleider", "ondersteuner"]
    assert inhoud["Lijst_schalen"] == list(range(8, 15))
    assert (inhoud["Lijst_ja_nee"], inhoud["Lijst_ja"]) == (["ja", "nee"], ["ja"])


@pytest.mark.parametrize(("jaar", "februari"), [(2023, 672), (2024, 696)])
def test_hours_are_hundredths_from_zero_to_the_hours_of_the_month(jaar: int, februari: int) -> None:
    stroom = BytesIO()
    maak_urenstaat(regeling(), OSS, jaar).bewaar(stroom)
    regels = {
        str(regel.sqref): regel.formula1
        for regel in load_workbook(stroom)[BLAD].data_validations.dataValidation
        if regel.type == "custom"
    }
    verwacht = "AND(ISNUMBER({0}),{0}>=0,{0}<={1},ROUND(100*{0},0)=ROUND(100*{0},6))"
    assert regels["F17:F56"] == verwacht.format("F17", februari)
    assert regels["P17:P56"] == verwacht.format("P17", 744)
    assert regels["D5:D14"] == verwacht.format("D5", 40)
    assert len(regels) == len(MAANDEN) + 1


def test_last_years_medewerkers_and_rows_are_filled_in_without_hours(den_bosch: Workbook) -> None:
    ws = den_bosch[BLAD]
    assert [ws.cell(rij, 3).value for rij in range(5, 10)] == ["HB-01", "HB-02", "HB-03", "HB-04", None]
    assert [cel.value for cel in ws[25]][:4] == ["HB-04", "ondersteuner", "Ondersteuning (geen thema)", 9]
    assert all(ws.cell(rij, kol).value is None for rij in range(17, 57) for kol in range(5, 17))
    vorig = {
        (r.medewerker, r.rol, r.thema, r.schaal)
        for r in regeling().uren
        if r.code == "GM0796" and r.maand.year == 2023 and r.geldig
    }
    assert {tuple(cel.value for cel in ws[rij][:4]) for rij in range(17, 17 + len(vorig))} == vorig


def test_a_word_that_can_no_longer_be_chosen_is_left_blank_and_what_does_not_fit_is_left_out() -> None:
    uren = tuple(
        replace(REGELING.uren[1], medewerker=f"M{wie:02d}", thema=thema, rol="weg", maand=date(2023, 5, 1))
        for wie in range(12)
        for thema in ("Preventie", "Opgeheven", "Ook opgeheven", "Preventie", "Derde", "A", "B")
    )
    inhoud = vooraf_ingevuld(replace(REGELING, uren=uren), OSS, 2024)
    assert [code for code, _ in inhoud.medewerkers] == [f"M{wie:02d}" for wie in range(10)]
    assert inhoud.rijen[:2] == (Roosterrij("M00", "", "", 11), Roosterrij("M00", "", "Preventie", 11))
    assert len(inhoud.rijen) == 20
    veel = tuple(replace(uren[0], medewerker=f"M{wie}", thema=f"T{nummer}") for wie in range(9) for nummer in range(9))
    themas = tuple(replace(REGELING.themas[0], thema=f"T{nummer}") for nummer in range(9))
    assert len(vooraf_ingevuld(replace(REGELING, uren=veel, themas=themas), OSS, 2024).rijen) == RIJEN


def test_no_other_gemeente_is_in_it(lege: tuple[Path, ...]) -> None:
    codes = {regel.medewerker: regel.code for regel in regeling().uren}
    for pad in lege:
        tekst = " ".join(
            str(cel.value) for blad in load_workbook(pad) for rij in blad.iter_rows() for cel in rij if cel.value
        )
        eigen = next(code for code, naam in NAMEN.items() if naam == pad.name)
        assert not [wie for wie, code in codes.items() if code != eigen and wie in tekst], pad.name


def test_productive_hours_come_from_most_tarieven_of_the_year() -> None:
    assert productieve_uren(regeling(), 2024).waarde_h == 140_000
    rijen = [
        tarief(date(2024, 1, 1), date(2024, 12, 31), schaal=schaal, productieve_uren_h=uren_h)
        for schaal, uren_h in ((8, 130_000), (9, 141_000), (10, 141_000))
    ]
    punt = productieve_uren(replace(REGELING, tarieven=tuple(rijen)), 2024)
    assert punt.waarde_h == 141_000
    assert "1.300,00, 1.410,00" in punt.bron


def test_a_sheet_that_is_there_already_is_left_alone(tmp_path: Path) -> None:
    (pad,) = maak_urenstaten(MASTER, 2024, tmp_path, OSS)
    voor = pad.stat()
    assert maak_urenstaten(MASTER, 2024, tmp_path, OSS) == (pad,)
    assert pad.stat().st_mtime_ns == voor.st_mtime_ns
    assert len(maak_urenstaten(MASTER, 2024, tmp_path)) == 6


def test_a_filled_sheet_is_never_overwritten_and_then_nothing_is_made(tmp_path: Path) -> None:
    for code in (OSS, "GM0755"):
        (tmp_path / NAMEN[code]).write_bytes(b"ingevuld")
    with pytest.raises(InvoerFout) as gevonden:
        maak_urenstaten(MASTER, 2024, tmp_path)
    assert {bevinding.bestand for bevinding in gevonden.value.bevindingen} == {NAMEN[OSS], NAMEN["GM0755"]}
    assert "2 urenstaten staan al in" in gevonden.value.bericht
    assert {pad.name for pad in tmp_path.iterdir()} == {NAMEN[OSS], NAMEN["GM0755"]}
    assert (tmp_path / NAMEN[OSS]).read_bytes() == b"ingevuld"


def test_what_was_placed_is_taken_back_when_a_later_one_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hernoem = Path.rename

    def weiger(pad: Path, doel: Path) -> Path:
        if "Oss" in doel.name:
            raise PermissionError(13, "nee")
        return hernoem(pad, doel)

    monkeypatch.setattr(Path, "rename", weiger)
    with pytest.raises(InvoerFout, match="er is niets gemaakt"):
        maak_urenstaten(MASTER, 2024, tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("jaar", "code", "zin"),
    [
        (2024, "GM9999", "Gemeente GM9999 staat niet in tabel tblGemeenten"),
        (2024, "GM0757", "Boxtel (GM0757) levert in 2024 volgens tabel tblCapaciteit geen uren"),
        (2031, None, "Jaar 2031 staat niet in tabel tblJaren van via_master.xlsx; daar staan 2023, 2024, 2025, 2026"),
    ],
)
def test_a_year_or_code_that_can_not_be_is_refused_with_what_to_do(
    jaar: int, code: str | None, zin: str, tmp_path: Path
) -> None:
    with pytest.raises(InvoerFout, match=re.escape(zin)):
        maak_urenstaten(MASTER, jaar, tmp_path / "nieuw", code)
    assert not (tmp_path / "nieuw").exists()


def test_a_target_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "map").write_text("x")
    with pytest.raises(InvoerFout, match="Kies met --uit een andere map"):
        maak_urenstaten(MASTER, 2024, tmp_path / "map")


@pytest.mark.parametrize(
    ("veld", "tabel"), [("themas", "tblThemas"), ("rollen", "tblRollen"), ("tarieven", "tblTarieven")]
)
def test_without_anything_to_choose_from_there_is_no_sheet(veld: str, tabel: str) -> None:
    with pytest.raises(InvoerFout, match=tabel):
        maak_urenstaat(replace(REGELING, **{veld: ()}), OSS, 2024)


def test_nobody_supplies_anything(tmp_path: Path) -> None:
    delen = blokken(replace(REGELING, capaciteit=()))
    with pytest.raises(InvoerFout, match="geen enkele gemeente uren"):
        maak_urenstaten(schrijf(tmp_path / "m.xlsx", delen), 2024, tmp_path / "uit")


def test_capacity_that_ended_before_the_end_of_the_year_does_not_count() -> None:
    rijen = (Capaciteit(code=OSS, uren_per_week_h=2400, tot=date(2024, 6, 30), bron=""), regeling().capaciteit[0])
    assert leverende_codes(replace(regeling(), capaciteit=rijen), 2024) == (rijen[1].code,)


def test_more_rows_than_there_is_room_for_are_refused() -> None:
    with pytest.raises(ValueError, match="meer dan 40 regels"):
        maak_urenstaat(regeling(), OSS, 2024, Inhoud(rijen=(Roosterrij("M"),) * (RIJEN + 1)))


def test_progress_is_told(tmp_path: Path) -> None:
    stappen: list[tuple[int, int]] = []
    maak_urenstaten(MASTER, 2024, tmp_path, OSS, lambda _, gedaan, totaal: stappen.append((gedaan, totaal)))
    assert stappen == [(0, 1), (1, 1)]


@pytest.mark.motoren
def test_the_flag_sees_what_is_filled_in_wrongly(tmp_path: Path) -> None:
    goed = {"A17": "OS-01", "B17": "kernlid", "C17": "Preventie", "D17": 13, "E17": 7.5}
    gevallen: dict[str, dict[str, object]] = {
        "goed": goed,
        "tekst": goed | {"F17": "8 uur"},
        "negatief": goed | {"F17": -1},
        "zonder thema": goed | {"C17": None},
        "zonder schaal": goed | {"D17": None},
        "eerder jaar": goed | {"R17": 2023},
        "nihil met uren": goed | {"B8": "ja"},
    }
    maak_urenstaat(regeling(), OSS, 2024, Inhoud()).bewaar(tmp_path / "leeg.xlsx")
    paden = []
    for naam, cellen in gevallen.items():
        boek = load_workbook(tmp_path / "leeg.xlsx")
        for cel, waarde in cellen.items():
            boek[BLAD][cel] = waarde
        paden.append(tmp_path / f"{naam}.xlsx")
        boek.save(paden[-1])
    vlaggen = {
        naam: libreoffice.waarden(herrekend)[BLAD, "A3"]
        for naam, herrekend in zip(gevallen, libreoffice.herbereken(paden, tmp_path / "lo"), strict=True)
    }
    assert vlaggen.pop("goed") == "Controles: LET OP, zie blad Controles"  # nobody signed yet
    assert set(vlaggen.values()) == {"Controles: FOUT, zie blad Controles"}, vlaggen
