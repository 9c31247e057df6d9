from __future__ import annotations

import json
import re
import shutil
import weakref
import zipfile
from collections.abc import Callable
from datetime import datetime, tzinfo
from decimal import Decimal
from pathlib import Path

import pytest
from hulp import libreoffice
from hulp.kleine_master import REGELING
from hulp.lang import eerste_vlug, meest_lang
from hulp.proefboek import vervang
from hulp.runs import inhoud, kleine_master, mappen, regiomaster
from msgspec.structs import replace
from openpyxl import load_workbook

from via_xl.basis.bevinding import BewijsFout, InvoerFout
from via_xl.basis.gemeenten import bestandsnaam
from via_xl.basis.ketencode import kort
from via_xl.basis.vingerafdruk import sha256
from via_xl.bewijs.naast import Rekenkind
from via_xl.bewijs.verificatie import keten
from via_xl.bewijs.verificatie.versie import Versie
from via_xl.jaarrun import jaarrun
from via_xl.opdrachten import cli
from via_xl.regeling.model import BijdrageKarakter, Regeling, Verdeelsleutel
from via_xl.schrijven import versie as schrijvend
from via_xl.schrijven.boek import Boek
from via_xl.schrijven.raster import Celraster
from via_xl.schrijven.runverslag import Verslag

NAMEN = [
    "GM0755_Boekel",
    "GM0757_Boxtel",
    "GM0796_s-Hertogenbosch",
    "GM0828_Oss",
    "GM0845_Sint-Michielsgestel",
    "GM0865_Vught",
    "GM1721_Bernheze",
    "GM1948_Meierijstad",
    "GM1982_Land-van-Cuijk",
    "GM1991_Maashorst",
]


@pytest.fixture
def master(tmp_path: Path) -> Path:
    return kleine_master(tmp_path)


def met_jaar(**anders: object) -> Regeling:
    """The small region with other parameters."""
    return replace(REGELING, jaren=(replace(REGELING.jaren[0], **anders),))  # type: ignore[arg-type]


def bedragen(verslag: Verslag) -> tuple[object, ...]:
    """What two runs that come to the same have in common."""
    uit = verslag.als_json()
    return uit["invoerhash"], [(g["code"], g["bijdrage"], g["saldo"]) for g in uit["gemeenten"]]


# The version folder


def test_a_run_makes_the_whole_version_folder_and_a_second_run_the_next(tmp_path: Path) -> None:
    master, doel = regiomaster(tmp_path), tmp_path / "uit"
    voor = master.read_bytes()
    eerste = jaarrun(master, 2024, doel)
    v1 = inhoud(doel / "2024" / "v1")
    tweede = jaarrun(master, 2024, doel)

    assert (eerste.map, tweede.map) == (doel / "2024" / "v1", doel / "2024" / "v2")
    for versie in (1, 2):
        boeken = [f"ViA_afrekening_2024_{naam}_v{versie}_concept.xlsx" for naam in NAMEN]
        boeken += [f"ViA_regio_2024_v{versie}_concept.xlsx"]
        vorige = ["bron/vorige/bron/via_master.xlsx", "bron/vorige/manifest.json"] if versie > 1 else []
        assert sorted(inhoud(doel / "2024" / f"v{versie}")) == sorted(
            [*boeken, "bron/via_master.xlsx", *vorige, "keten.json", "manifest.json", "runverslag.txt"]
        )
    assert inhoud(doel / "2024" / "v1") == v1
    assert v1["bron/via_master.xlsx"] == master.read_bytes() == voor
    assert mappen(doel / "2024") == ["v1", "v2"]
    assert eerste.eigen_formules == {}
    assert bedragen(eerste) == bedragen(tweede)
    schakels = [Versie(verslag.map, gegeven=verslag.ketenwaarde) for verslag in (eerste, tweede)]
    assert [*(b for versie in schakels for b in keten.controleer(versie))] == []
    assert schakels[1].schakel.vorige == (("versie 1", eerste.ketenwaarde),)
    verhaal = (tweede.map / "runverslag.txt").read_text("utf-8-sig")
    assert f"Volgt in de keten op versie 1: {kort(eerste.ketenwaarde)}\n" in verhaal


@pytest.mark.lang(een_op=12)  # two runs
def test_the_same_input_at_the_same_moment_has_the_same_ketenwaarde(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Stil(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Stil:
            return cls(2025, 2, 1, 12, 0, 0, tzinfo=tz)

    monkeypatch.setattr("via_xl.jaarrun.datetime", Stil)
    een = kleine_master(tmp_path)
    ander = tmp_path / "ander" / een.name
    ander.parent.mkdir()
    ander.write_bytes(een.read_bytes())
    assert jaarrun(een).ketenwaarde == jaarrun(ander).ketenwaarde


def test_the_manifest_lists_every_other_file_with_its_hash(master: Path) -> None:
    verslag = jaarrun(master)
    manifest = json.loads((verslag.map / "manifest.json").read_text(encoding="utf-8"))
    genoemd = {rij["bestand"]: rij["sha256"] for rij in manifest["bestanden"]}
    assert sorted([*genoemd, "manifest.json", "keten.json"]) == sorted(inhoud(verslag.map))
    assert all(sha256(verslag.map / naam) == bestandshash for naam, bestandshash in genoemd.items())
    assert manifest["invoerhash"] == verslag.invoerhash
    assert manifest["totalen"]["kosten"] == verslag.als_json()["kosten"]
    assert manifest["parameters"]["verdeelsleutel"] == "inwoners"


@pytest.mark.lang(een_op=40)  # a run or more, with a sister in every run
@pytest.mark.parametrize("jaar", eerste_vlug([2025, 2023, 2026]))
def test_every_year_runs_from_a_master_that_shows_another_one(jaar: int, tmp_path: Path) -> None:
    verslag = jaarrun(regiomaster(tmp_path), jaar, tmp_path / "uit")
    uit = verslag.als_json()
    assert verslag.map == tmp_path / "uit" / str(jaar) / "v1"
    assert len(uit["gemeenten"]) == 10
    assert sum(Decimal(g["bijdrage"]) for g in uit["gemeenten"]) == Decimal(uit["te_verdelen"])


@pytest.mark.parametrize("sleutel", meest_lang(Verdeelsleutel, Verdeelsleutel.KOSTEN))
def test_every_key_runs_and_closes(sleutel: Verdeelsleutel, tmp_path: Path) -> None:
    verslag = jaarrun(kleine_master(tmp_path, met_jaar(verdeelsleutel=sleutel)))
    uit = verslag.als_json()
    assert sum(Decimal(g["bijdrage"]) for g in uit["gemeenten"]) == Decimal(uit["te_verdelen"])
    assert verslag.uitkomst.sluitcontrole_ct == 0


def test_the_year_of_the_master_and_the_folder_beside_it_are_the_defaults(master: Path) -> None:
    assert jaarrun(master).map == master.parent / "afrekeningen" / "2024" / "v1"


def test_a_name_can_never_lead_out_of_the_folder() -> None:
    assert bestandsnaam("../../etc/passwd") == "etc-passwd"
    assert bestandsnaam("///") == "gemeente"


def test_a_master_that_changes_during_the_run_is_refused(master: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kopieer = shutil.copyfile

    def opgeslagen_in_excel(bron: Path, doel: Path) -> Path:
        with bron.open("ab") as stroom:
            stroom.write(b"\0")
        return Path(kopieer(bron, doel))

    monkeypatch.setattr("via_xl.jaarrun.shutil.copyfile", opgeslagen_in_excel)
    with pytest.raises(InvoerFout, match=r"master\.xlsx is tijdens de run gewijzigd"):
        jaarrun(master)
    assert inhoud(master.parent / "afrekeningen") == {}


def test_of_all_workbooks_only_a_few_are_there_at_a_time_and_one_that_fails_leaves_nothing(
    master: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opgesteld: list[weakref.ref[Celraster]] = []
    er_nog: list[bool] = []

    def een_voor_een(*wat: object, **anders: object) -> dict[str, schrijvend.Versieboek]:
        def boek_van(boek: schrijvend.Versieboek) -> Boek:
            if len(opgesteld) == len(boeken) - 1:
                er_nog.extend(oud() is not None for oud in opgesteld)
                raise MemoryError
            nieuw = boek.stel_op()
            opgesteld.append(weakref.ref(nieuw.bladen[0].cellen))  # it refers to itself
            return nieuw

        def lui(boek: schrijvend.Versieboek) -> schrijvend.Versieboek:
            return boek._replace(stel_op=lambda: boek_van(boek))

        boeken = schrijvend.versieboeken(*wat, **anders)  # type: ignore[arg-type]
        return {code: lui(boek) for code, boek in boeken.items()}

    monkeypatch.setattr("via_xl.jaarrun.versieboeken", een_voor_een)
    monkeypatch.setattr("via_xl.jaarrun._OPRUIMEN_NA", 1)
    monkeypatch.setattr("via_xl.jaarrun._ONDERWEG", 1)
    with pytest.raises(MemoryError):
        jaarrun(master)
    assert er_nog == [False, False, True]  # the one that was being recalculated
    assert inhoud(master.parent / "afrekeningen") == {}


# The proof


def bederf(monkeypatch: pytest.MonkeyPatch, wat: Callable[[Path], None]) -> None:
    """Spoil the workbook of Boekel after it is written and before it is proven."""
    bewaar = Boek.bewaar

    def bewaar_en_bederf(boek: Boek, doel: Path) -> None:
        bewaar(boek, doel)
        if "Boekel" in doel.name:
            wat(doel)

    monkeypatch.setattr(Boek, "bewaar", bewaar_en_bederf)


def berekening(pad: Path, formule: str | None = None, waarde: str | None = None) -> None:
    """Change the formula and the cached value of the first formula that calculates on sheet Berekening."""
    with zipfile.ZipFile(pad) as pakket:
        namen = re.findall(r'<sheet name="([^"]+)"', pakket.read("xl/workbook.xml").decode())
        deel = f"xl/worksheets/sheet{namen.index('Berekening') + 1}.xml"
        tekst = pakket.read(deel).decode()
    gevonden = re.search(r"<f>(ROUND\([^<]*)</f><v>([^<]*)</v>", tekst)
    assert gevonden
    oud, (oude_formule, oude_waarde) = gevonden[0], gevonden.groups()
    vervang(pad, deel, oud, f"<f>{formule or oude_formule}</f><v>{waarde or oude_waarde}</v>")


GEVALLEN = {
    "a wrong cached value": {"waarde": "12345.67"},
    "a wrong formula": {"formule": "1+1"},
    "a formula and cached value that agree with each other only": {"formule": "12345+0.67", "waarde": "12345.67"},
    "a broken reference": {"formule": "#REF!+1"},
}


@pytest.mark.parametrize("geval", meest_lang(GEVALLEN, "a formula and cached value that agree with each other only"))
def test_the_proof_stops_the_run_on(
    geval: str, master: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    eerder = jaarrun(master).map
    voor = inhoud(eerder)
    bederf(monkeypatch, lambda pad: berekening(pad, **GEVALLEN[geval]))

    assert cli.main(["jaarrun", str(master)]) == 1

    uit, fout = capsys.readouterr()
    assert uit == ""
    assert "Het narekenen klopt niet; er is niets gepubliceerd." in fout
    regel = next(regel for regel in fout.splitlines() if "Boekel" in regel and " Berekening!" in regel)
    assert re.search(r" Berekening![A-Z]+\d+: .+\. Formule: .+, opgeslagen: .+, rekenkern: .+\.$", regel), regel
    if geval == "a wrong cached value":
        assert "opgeslagen: 12345,67" in regel
    if geval == "a broken reference":
        assert "foutwaarde" in regel
    assert mappen(eerder.parent) == ["v1"]
    assert inhoud(eerder) == voor


def test_many_workbooks_have_a_process_of_their_own_and_what_is_wrong_in_one_stops_the_run(
    master: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begonnen: list[Rekenkind] = []

    def begin() -> Rekenkind:
        begonnen.append(Rekenkind())
        return begonnen[-1]

    monkeypatch.setattr("via_xl.jaarrun.Rekenkind", begin)
    een = jaarrun(master, rekenkind=begin)
    assert len(begonnen) == 1
    monkeypatch.setattr("via_xl.jaarrun._VEEL", 2)
    twee = jaarrun(master, doel=master.parent / "anders", rekenkind=begin)
    assert len(begonnen) == 3
    assert twee.vergeleken == een.vergeleken
    bederf(monkeypatch, lambda pad: berekening(pad, waarde="12345.67"))
    with pytest.raises(BewijsFout, match=r"Boekel.* Berekening!.*opgeslagen: 12345,67"):
        jaarrun(master, rekenkind=begin)
    assert [kind.leeft for kind in begonnen] == [False] * 5


def test_the_proof_stops_the_run_on_a_formula_that_is_gone(master: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def waarde_in_plaats_van_formule(pad: Path) -> None:
        with zipfile.ZipFile(pad) as pakket:
            namen = re.findall(r'<sheet name="([^"]+)"', pakket.read("xl/workbook.xml").decode())
            deel = f"xl/worksheets/sheet{namen.index('Berekening') + 1}.xml"
            tekst = pakket.read(deel).decode()
        formule = re.search(r"<f>ROUND\([^<]*</f>", tekst)
        assert formule
        vervang(pad, deel, formule[0], "")

    bederf(monkeypatch, waarde_in_plaats_van_formule)
    with pytest.raises(BewijsFout, match=r"Berekening!.*de formule is verdwenen"):
        jaarrun(master)


def tabelcel(pad: Path, blad: str, kop: str, rij: int, waarde: object) -> str:
    """Overwrite a cell of the table on a sheet, in its row ``rij`` (from 0); gives the address."""
    boek = load_workbook(pad)
    werkblad = boek[blad]
    tabel = next(iter(werkblad.tables.values()))
    boven = werkblad[tabel.ref][0]
    kolom = next(cel.column for cel in boven if cel.value == kop)
    cel = werkblad.cell(boven[0].row + 1 + rij, kolom, waarde)
    boek.save(pad)
    return f"{blad}!{cel.coordinate}"


def test_a_typed_over_cell_of_a_calculated_column_stops_the_run_and_is_named_before_what_follows_from_it(
    master: Path,
) -> None:
    cel = tabelcel(master, "Uren", "Kosten €", 1, 7614)
    with pytest.raises(BewijsFout, match="niets gepubliceerd") as fout:
        jaarrun(master)
    _, eerste, *gevolgen, controleer, vernieuw = fout.value.bericht.splitlines()
    assert cel in eerste
    assert "overschreven" in eerste
    assert any("Start!" in regel and "iets anders dan de rekenkern" in regel for regel in gevolgen)
    assert f'via-xl controleer "{master}"' in controleer
    assert f'via-xl master vernieuw "{master}"' in vernieuw
    assert inhoud(master.parent / "afrekeningen") == {}


@pytest.mark.lang(een_op=40)  # a run or more, with a sister in every run
def test_a_typed_over_cell_outside_a_table_stops_the_run_and_is_named(master: Path) -> None:
    boek = load_workbook(master)
    blad = boek["Verrekening"]
    cel = next(cel for (cel,) in blad["B6:B20"] if str(cel.value).startswith("=ROUND"))
    cel.value = 8197.88  # the right amount, but typed
    boek.save(master)
    with pytest.raises(BewijsFout, match=rf"Verrekening!{cel.coordinate}: de formule is overschreven"):
        jaarrun(master)


def test_a_stale_cached_value_in_the_master_is_a_warning_that_names_it(master: Path) -> None:
    goed = jaarrun(master)
    with zipfile.ZipFile(master) as pakket:
        namen = re.findall(r'<sheet name="([^"]+)"', pakket.read("xl/workbook.xml").decode())
        deel = f"xl/worksheets/sheet{namen.index('Verrekening') + 1}.xml"
        gevonden = re.search(r'<c r="(\w+)"[^>]*><f>ROUND[^<]*</f><v>[^<]*</v>', pakket.read(deel).decode())
    assert gevonden
    vervang(master, deel, gevonden[0], re.sub(r"<v>[^<]*</v>", "<v>1.5</v>", gevonden[0]))
    verslag = jaarrun(master)
    (bevinding,) = (b for b in verslag.waarschuwingen if "verouderd" in b.wat)
    assert (bevinding.blad, bevinding.cel) == ("Verrekening", gevonden[1])
    assert verslag.verouderd == 1
    assert bedragen(verslag) == bedragen(goed)


@pytest.mark.lang(een_op=12)  # a master is built and run
def test_a_users_own_sheet_with_newer_functions_is_listed_and_stops_nothing(master: Path) -> None:
    zonder = jaarrun(master)
    boek = load_workbook(master)
    blad = boek.create_sheet("Mijn analyse")
    blad["A1"] = '=_xlfn._xlws.FILTER(tblUren[Uren],tblUren[CBS code]="GM0828")'
    blad["A2"] = '=_xlfn.XLOOKUP("GM0755",tblGemeenten[Code],tblGemeenten[Naam])'
    blad["A3"] = "=AGGREGATE(9,6,tblUren[Uren])"
    boek.save(master)
    met = jaarrun(master)
    assert met.eigen_formules["Mijn analyse"] == 3
    assert "Mijn analyse (3)" in (met.map / "runverslag.txt").read_text(encoding="utf-8-sig")
    assert bedragen(met) == bedragen(zonder)


@pytest.mark.motoren
def test_a_master_without_cached_results_or_saved_by_libreoffice_gives_the_same_settlement(tmp_path: Path) -> None:
    master = regiomaster(tmp_path)
    boek = load_workbook(master)
    boek.save(tmp_path / "openpyxl.xlsx")
    (opnieuw,) = libreoffice.herbereken([master], tmp_path / "libreoffice")
    gewoon, zonder_cache, door_libreoffice = (
        jaarrun(pad, 2024, tmp_path / "uit") for pad in (master, tmp_path / "openpyxl.xlsx", opnieuw)
    )
    assert bedragen(gewoon) == bedragen(zonder_cache) == bedragen(door_libreoffice)


# What the settlement can't do yet, or can't at all


def test_a_fixed_bijdrage_without_a_printed_amount_is_refused_with_its_cell(master: Path) -> None:
    cel = tabelcel(master, "Jaren", "Bijdrage karakter", 0, str(BijdrageKarakter.VAST))
    with pytest.raises(InvoerFout) as fout:
        jaarrun(master)
    (bevinding,) = fout.value.bevindingen
    assert "tblBegroting heeft geen bedrag voor Oss" in bevinding.wat
    assert f"{bevinding.blad}!{bevinding.cel}" == cel
    assert inhoud(master.parent / "afrekeningen") == {}


def test_a_key_that_adds_to_zero_says_which_column_to_fill(master: Path) -> None:
    cel = tabelcel(master, "Jaren", "Verdeelsleutel", 0, "capaciteit")
    boek = load_workbook(master)
    for rij in boek["Begroting"][boek["Begroting"].tables["tblCapaciteit"].ref][1:]:
        for plaats in rij[:7]:
            plaats.value = None
    boek.save(master)
    with pytest.raises(InvoerFout, match=r"master\.xlsx: 2024 kan niet worden verrekend\.") as fout:
        jaarrun(master)
    (bevinding,) = fout.value.bevindingen
    assert f"{bevinding.blad}!{bevinding.cel}" == cel
    assert "te verdelen naar capaciteit" in bevinding.wat
    assert "blad Begroting in tblCapaciteit de kolom Uren per week" in bevinding.doen


def test_an_unknown_year_names_the_years_there_are(master: Path) -> None:
    with pytest.raises(InvoerFout, match=r"Jaar 1999 staat niet in tabel tblJaren van master\.xlsx; daar staan 2024\."):
        jaarrun(master, 1999)


def test_a_master_without_a_chosen_year_asks_for_one(master: Path) -> None:
    boek = load_workbook(master)
    bladnaam, cel = next(boek.defined_names["Jaar"].destinations)
    boek[bladnaam][cel] = None
    boek.save(master)
    with pytest.raises(InvoerFout, match="geen jaar gekozen"):
        jaarrun(master)
