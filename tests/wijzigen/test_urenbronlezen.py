"""Hour lines beside a master: the same outcome as with the lines in it, the same rules with file and line, and a run that refuses others."""

from __future__ import annotations

import csv
import io
import json
import random
import shutil
from collections.abc import Iterable, Sequence
from datetime import date
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path
from typing import Any

import pytest
from hulp.handelingen import na, wijzig
from hulp.kleine_map import schrijf_map
from hulp.kleine_master import BOEKEL, HB, OSS, REGELING, SCHAALBEWIJS, tarief
from hulp.runs import inhoud, kleine_master
from msgspec.structs import replace
from openpyxl import load_workbook

from via_xl.basis.bevinding import InvoerFout
from via_xl.basis.vingerafdruk import sha256
from via_xl.bewijs.manifest import _urenbron
from via_xl.bewijs.masterbewijs import bewijs_master
from via_xl.bewijs.verificatie import urenregels
from via_xl.bewijs.verificatie.versie import Versie
from via_xl.controle import controleer
from via_xl.controle.jaarstand import eis_toonbaar
from via_xl.jaarrun import jaarrun
from via_xl.lezen.bronbestanden import eis_ongewijzigd
from via_xl.lezen.gegevensmap import lees_gegevensmap
from via_xl.lezen.master import lees_master
from via_xl.lezen.urenbron import lees_urenbron
from via_xl.opdrachten.cli import main
from via_xl.regeling.model import Regeling, Regiogegeven, Verdeelsleutel
from via_xl.regios.regiorun import Regioopdracht, Regiorun, Regiostand, eerder, onthoud
from via_xl.rekenen.verrekening import verreken, wacht_op_uren
from via_xl.schrijven.urenregels import BLAD, regels_per_gemeente
from via_xl.urenstaat.naast import eis_sommen
from via_xl.verzenden.versleutelen import ontsleutel
from via_xl.verzenden.verzend import Versleuteling, Verzendkeuzes, verzend
from via_xl.verzenden.verzendregister import lees_register
from via_xl.wijzigen.bestand import doe
from via_xl.wijzigen.mastermaken import maak_masterbestand
from via_xl.wijzigen.urenbronlezen import URENBRON

KOPPEN = ("code", "medewerker", "rol", "thema", "schaal", "maand", "uren", "bron")
MET_BRON = replace(
    REGELING,
    gemeenten=tuple(replace(rij, e_mail=f"{rij.code}@via.example".lower()) for rij in REGELING.gemeenten),
    regiogegevens=(*REGELING.regiogegevens, Regiogegeven(sleutel="uren.bron", gegeven="uren", bron="test")),
)
GOED = (OSS, "M1", "kernlid", "Preventie", "11", "2024-03", "7.25", "rooster")
Regel = Sequence[str]


def schrijf(pad: Path, regels: Iterable[Regel], koppen: Regel = KOPPEN) -> Path:
    pad.parent.mkdir(exist_ok=True)
    with pad.open("w", encoding="utf-8", newline="") as doel:
        csv.writer(doel, lineterminator="\n").writerows([koppen, *regels])
    return pad


def willekeurig(aantal: int, zaad: int) -> list[Regel]:
    """Lines of which the cost is seldom a whole number of cents."""
    kans = random.Random(zaad)  # noqa: S311 - not a secret
    return [
        (
            kans.choice((HB, BOEKEL, OSS)),
            f"M{kans.randint(1, 3)}",
            "kernlid",
            "Preventie",
            "11",
            f"2024-{kans.randint(1, 12):02}",
            f"{kans.randint(1, 800) / 100:.2f}",
            "rooster",
        )
        for _ in range(aantal)
    ]


def opgeteld(map: Path, regeling: Regeling = MET_BRON) -> Regeling:
    return na(URENBRON, regeling, bestand=str(map / "m.xlsx"), heden=date(2025, 1, 2))


def geweigerd(map: Path, regeling: Regeling = MET_BRON) -> tuple[str, list[str]]:
    with pytest.raises(InvoerFout) as fout:
        wijzig(URENBRON, regeling, bestand=str(map / "m.xlsx"))
    return fout.value.bericht, [bevinding.regel() for bevinding in fout.value.bevindingen]


def test_sums_settle_to_the_cent_what_the_lines_in_the_master_do(tmp_path: Path) -> None:
    delen = [willekeurig(1500, zaad) for zaad in (1, 2)]
    for nummer, deel in enumerate(delen):
        schrijf(tmp_path / "uren" / f"{nummer}.csv", deel)
    kaal = replace(MET_BRON, uren=(), tarieven=(tarief(date(2024, 1, 1), date(2024, 12, 31), uurtarief_ct=7533),))
    schrijf(schrijf_map(tmp_path / "csv", kaal) / "uren.csv", [regel for deel in delen for regel in deel])
    in_master, bevindingen = lees_gegevensmap(tmp_path / "csv")
    assert in_master is not None, bevindingen
    met_sommen = opgeteld(tmp_path, kaal)
    assert len(in_master.uren) == 3000 == sum(som.regels for som in met_sommen.uren)
    assert len(met_sommen.uren) == 2 * 3 * 3 * 12
    assert sum(som.afronding_ct != 0 for som in met_sommen.uren) > 100
    een, ander = verreken(in_master, 2024), verreken(met_sommen, 2024)
    assert een.gemeenten == ander.gemeenten
    assert (een.kosten_ct, een.vergoeding_ct, een.te_verdelen_ct) == (
        ander.kosten_ct,
        ander.vergoeding_ct,
        ander.te_verdelen_ct,
    )
    assert [b for b in controleer(met_sommen) if "afronding" in b.wat] == []


WACHT = replace(
    MET_BRON,
    uren=(),
    urenstaten=(),
    jaren=tuple(replace(rij, verdeelsleutel=Verdeelsleutel.UREN) for rij in MET_BRON.jaren),
    kosten=(replace(MET_BRON.kosten[0], telt_mee=True, code=OSS),),
)
"""Shared by hours that lie beside the master, with other costs to share already."""


@pytest.mark.lang(een_op=12)  # a master made, changed and read; which years may wait is held in every run
def test_a_master_that_waits_for_its_hours_is_made_shows_that_it_does_not_close_and_takes_them(tmp_path: Path) -> None:
    pad = tmp_path / "m.xlsx"
    gegevens = schrijf_map(tmp_path / "gegevens", WACHT)
    assert maak_masterbestand(gegevens, pad) == 2024
    blad = load_workbook(pad, data_only=True)["Controles"]
    mis = [rij[1] for rij in blad.iter_rows(min_row=6, values_only=True) if rij[4] == "FOUT"]
    assert "De verdeelsleutel is groter dan nul als er iets te verdelen is" in mis
    assert "Bijdragen tellen op tot het te verdelen bedrag" in mis
    with pytest.raises(InvoerFout, match="2024 kan niet worden verrekend") as fout:
        jaarrun(pad)
    assert [bevinding.doen for bevinding in fout.value.bevindingen] == [
        "Neem de uren over uit de map uren naast de master, met via-xl urenstaat bron of de knop Uren naast de master."
    ]
    schrijf(tmp_path / "uren" / "a.csv", [GOED])
    doe(URENBRON, pad)
    klaar = lees_master(pad)
    assert verreken(klaar.regeling, 2024).gemeenten == verreken(opgeteld(tmp_path, WACHT), 2024).gemeenten
    assert bewijs_master(klaar, 2024).verschillen == ()


@pytest.mark.parametrize(
    "anders",
    [
        {"regiogegevens": REGELING.regiogegevens},
        {"uren": MET_BRON.uren},
        {"jaren": tuple(replace(rij, verdeelsleutel=Verdeelsleutel.INWONERS) for rij in MET_BRON.jaren)},
    ],
    ids=["no folder is named", "hours are there", "another key"],
)
def test_no_other_year_may_have_an_empty_key(anders: dict[str, Any]) -> None:
    eis_toonbaar("m.xlsx", WACHT, 2024)
    te_zien = verreken(WACHT, 2024, toon_leeg=True)
    assert [rij.bijdrage_ct for rij in te_zien.gemeenten] == [1, 1, 1]
    assert te_zien.sluitcontrole_ct == 3 - te_zien.te_verdelen_ct != 0
    assert not wacht_op_uren(replace(WACHT, **anders), 2024)


def test_an_empty_key_that_waits_for_no_folder_is_refused() -> None:
    with pytest.raises(InvoerFout, match="2024 kan niet worden verrekend"):
        eis_toonbaar("m.xlsx", replace(WACHT, regiogegevens=REGELING.regiogegevens), 2024)


FOUT = {
    "uren": ("7,25", '"7,25" heeft een decimale komma. Schrijf 7.25, met een punt.'),
    "maand": ("2024-13", '"2024-13" is geen maand.'),
    "schaal": ("elf", '"elf" is geen schaal.'),
    "code": ("Nergenshuizen", '"Nergenshuizen" is geen bekende gemeente.'),
    "medewerker": ("", "is leeg, maar verplicht."),
    "thema": ("een\ntwee", "bevat een nieuwe regel."),
}


def anders(**velden: str) -> list[str]:
    return [velden.get(kop, waarde) for kop, waarde in zip(KOPPEN, GOED, strict=True)]


def test_every_kind_of_value_that_cant_be_used_is_named_with_its_file_and_line(tmp_path: Path) -> None:
    schrijf(tmp_path / "uren" / "1.csv", [GOED])
    slecht = [anders(**{veld: waarde}) for veld, (waarde, _) in FOUT.items()]
    schrijf(tmp_path / "uren" / "2.csv", [*[GOED] * 12_000, [], *slecht])
    bericht, regels = geweigerd(tmp_path)
    assert bericht == "De uren in de map uren bevatten 6 fouten; er is niets gewijzigd."
    for nummer, (veld, (_, wat)) in enumerate(FOUT.items(), start=12_003):
        assert any(regel.startswith(f"uren 2.csv!rij {nummer}, kolom {veld}: {wat}") for regel in regels), regels


RIJEN = {
    "too many fields": ("GM0828,M1,kernlid,Preventie,11,2024-03,7,25,x", "rij 12003: heeft 9 velden, de kopregel 8."),
    "an open quote": ('GM0828,"M1', "rij 12003: is geen geldige CSV-regel."),
    "another encoding": ("GM0828,M1,kernlid,Pr\xebventie,11,2024-03,7,x", "UTF-8"),
}


@pytest.mark.parametrize("geval", RIJEN)
def test_a_line_that_is_none_is_named(geval: str, tmp_path: Path) -> None:
    tekst, wat = RIJEN[geval]
    pad = schrijf(tmp_path / "uren" / "2.csv", [GOED] * 12_001)
    pad.write_bytes(pad.read_bytes() + f"{tekst}\n".encode("latin-1"))
    _, regels = geweigerd(tmp_path)
    assert len(regels) == 1
    assert wat in regels[0]


def test_a_rule_of_the_master_names_file_and_line_too(tmp_path: Path) -> None:
    schrijf(tmp_path / "uren" / "2.csv", [*[GOED] * 12_000, anders(schaal="14"), anders(schaal="14")])
    bericht, regels = geweigerd(tmp_path)
    assert bericht == "m.xlsx, met deze wijziging, met de uren ernaast, bevat fouten; er is niets gewijzigd."
    assert [regel for regel in regels if regel.startswith("uren 2.csv!rij 12002")], regels


def test_a_column_of_sums_is_none_of_a_line(tmp_path: Path) -> None:
    schrijf(tmp_path / "uren" / "1.csv", [(*GOED, "3")], (*KOPPEN, "regels"))
    _, regels = geweigerd(tmp_path)
    assert 'de onbekende kop "regels"' in regels[0]


def test_without_the_folder_or_a_file_in_it_it_says_what_to_do(tmp_path: Path) -> None:
    assert "sleutel uren.bron" in geweigerd(tmp_path, REGELING)[0]
    assert "De map uren van uren.bron (tblRegio, blad Lijsten) staat niet naast de master" in geweigerd(tmp_path)[0]
    (tmp_path / "uren").mkdir()
    assert geweigerd(tmp_path)[0] == "In de map uren staat geen CSV-bestand met uren."
    schrijf(tmp_path / "uren" / "1.csv", [GOED])
    (tmp_path / "uren" / "2.parquet").write_bytes(b"PAR1")
    assert geweigerd(tmp_path)[1][0].startswith("uren/2.parquet : wordt niet gelezen")


def test_files_in_a_folder_of_their_own_are_not_left_out_silently(tmp_path: Path) -> None:
    schrijf(tmp_path / "uren" / "1.csv", [GOED])
    (tmp_path / "uren" / "toelichting").mkdir()
    assert len(opgeteld(tmp_path).uren) == len(REGELING.uren) + 1
    schrijf(tmp_path / "uren" / "2024" / "2.csv", [GOED])
    bericht, regels = geweigerd(tmp_path)
    assert bericht == "In de map uren staan mappen met uren die niet worden gelezen; er is niets gedaan."
    assert [regel.partition(" : ")[0] for regel in regels] == ["uren/2024"]


def test_lines_that_say_the_same_in_other_words_are_of_one_sum(tmp_path: Path) -> None:
    anders_gezegd = [anders(code="Oss", uren="0.25"), anders(schaal=" 11", uren="0.50"), GOED]
    koppen = (*KOPPEN, "afrekenjaar")
    jaren = ("", "2024", "2024")
    schrijf(tmp_path / "uren" / "1.csv", [(*r, jaar) for r, jaar in zip(anders_gezegd, jaren, strict=True)], koppen)
    (som,) = opgeteld(tmp_path).uren[len(REGELING.uren) :]
    assert (som.regels, som.uren_h) == (3, 800)


def test_lines_of_which_one_is_sure_and_one_is_not_are_two_sums_and_all_are_in_the_csv(tmp_path: Path) -> None:
    koppen = (*KOPPEN, "status", "afrekenjaar")
    late = anders(maand="2023-12", schaal="11", uren="0.10")
    regels = [(*GOED, "vastgesteld", ""), (*GOED, "te bevestigen", ""), (*late, "vastgesteld", "2024")]
    schrijf(tmp_path / "uren" / "1.csv", regels[:2], koppen)
    schrijf(tmp_path / "uren" / "2.csv", regels[2:], koppen)
    eerder = replace(REGELING.tarieven[0], van=date(2023, 1, 1), tot=date(2023, 12, 31))
    met_tarief = replace(
        MET_BRON,
        tarieven=(eerder, *REGELING.tarieven),
        pok=(*REGELING.pok, replace(REGELING.pok[0], jaar=2023)),
    )
    regeling = opgeteld(tmp_path, met_tarief)
    uitkomst = verreken(regeling, 2024)
    sommen = [rij for rij in uitkomst.regels if rij.regel.bron.startswith("uren/")]
    assert [(s.regel.bron, s.regel.regels) for s in sommen] == [("uren/1.csv", 1), ("uren/1.csv", 1), ("uren/2.csv", 1)]
    bestanden, _ = lees_urenbron(tmp_path, regeling)
    ((code, inhoud),) = regels_per_gemeente(bestanden, uitkomst)
    assert code == OSS
    assert list(urenregels._bestand("oss.csv", inhoud, sommen)) == []
    assert [b["bestand"] for b in _urenbron(regeling, 2024)["uren_bron"]] == ["uren/1.csv", "uren/2.csv"]
    assert _urenbron(regeling, 2023) == {}


def test_a_name_that_leads_elsewhere_is_refused() -> None:
    for naam in ("../uren", "/uren", "C:\\uren", "uren/../x"):
        gegeven = Regiogegeven(sleutel="uren.bron", gegeven=naam, bron="test")
        assert any("uren.bron" in b.wat for b in controleer(replace(REGELING, regiogegevens=(gegeven,)))), naam


def test_lines_that_count_not_are_left_out_and_once_more_changes_nothing(tmp_path: Path) -> None:
    koppen = (*KOPPEN, "geldig", "status")
    pad = schrijf(tmp_path / "uren" / "1.csv", [(*GOED, "ja", "vastgesteld"), (*GOED, "nee", "vastgesteld")], koppen)
    een = opgeteld(tmp_path)
    assert [(s.regels, s.uren_h, s.afronding_ct, s.bron) for s in een.uren[len(REGELING.uren) :]] == [
        (1, 725, 0, "uren/1.csv")
    ]
    assert wijzig(URENBRON, een, bestand=str(tmp_path / "m.xlsx")).leeg
    schrijf(pad, [(*GOED, "ja", "vastgesteld")] * 2, koppen)
    twee = opgeteld(tmp_path, een)
    assert [(s.regels, s.geldig) for s in twee.uren[len(REGELING.uren) :]] == [(1, False), (2, True)]
    assert [(s.regels, s.geldig) for s in twee.urenstaten[len(REGELING.urenstaten) :]] == [(1, False), (2, True)]


# --- a whole run


@pytest.fixture(scope="module")
def gemaakt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A master with the sums of three lines beside it, in two rows; of Boekel a document is known."""
    stuk = replace(SCHAALBEWIJS, code=BOEKEL, bestand="stukken/boekel.xlsx")
    pad = kleine_master(tmp_path_factory.mktemp("bron"), replace(MET_BRON, bewijsstukken=(stuk,)))
    regels = [anders(uren="0.33"), anders(uren="0.33"), anders(uren="0.33", maand="2024-05")]
    schrijf(pad.parent / "uren" / "1.csv", regels)
    assert main(["urenstaat", "bron", str(pad)]) == 0
    return pad


@pytest.fixture
def master(gemaakt: Path, tmp_path: Path) -> Path:
    shutil.copytree(gemaakt.parent / "uren", tmp_path / "uren")
    return Path(shutil.copy(gemaakt, tmp_path))


@pytest.mark.lang(een_op=4)  # a whole run, and its verification five times
def test_a_run_names_the_files_and_gives_a_gemeente_its_sums_and_its_lines(
    master: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("via_xl.bewijs.libreoffice.programma", lambda: None)
    assert main(["urenstaat", "bron", str(master)]) == 0
    assert "De sommen staan al zo in de master; er is niets gewijzigd." in capsys.readouterr().out
    verslag = jaarrun(master)
    manifest = json.loads((verslag.map / "manifest.json").read_text("utf-8"))
    (bestand,) = manifest["uren_bron"]
    assert (bestand["bestand"], bestand["regels"]) == ("uren/1.csv", 3)
    assert bestand["sha256"] in {rij.sha256 for rij in lees_master(master).regeling.urenstaten}
    boek = load_workbook(verslag.map / verslag.bestanden[OSS], data_only=True)["Uren"]
    koppen, *rijen = [r for r in boek.iter_rows(values_only=True) if r[0] == "Medewerker" or "uren/1.csv" in r]
    sommen = [dict(zip(koppen, rij, strict=True)) for rij in rijen]
    assert [(s["Uren"], s["Regels"]) for s in sommen] == [(0.66, 2), (0.33, 1)]
    assert sommen[0]["Kosten €"] == pytest.approx(2 * sommen[1]["Kosten €"])  # each line is rounded
    (regels,) = verslag.map.glob("*.csv")
    assert regels.name == verslag.bestanden[OSS].replace(".xlsx", "_uren.csv")
    tekst = regels.read_text("utf-8-sig")
    assert tekst.count(f"\n{OSS};M1;kernlid;Preventie;11;2024-03;2024;0,33;75,21;24,82;rooster;uren/1.csv;") == 2
    for versleuteling in Versleuteling:
        _verzonden(verslag.map, regels, versleuteling)
    monkeypatch.setattr("via_xl.verzenden.verzendbijlagen._MEESTE_RIJEN", 1)
    with pytest.raises(InvoerFout, match=r"_uren\.csv heeft meer regels dan een werkblad.*--versleuteling geen"):
        verzend(verslag.map, Verzendkeuzes(antwoord_voor=date(2999, 1, 1)))
    for oud, nieuw, wat in VERVALST:
        regels.write_text(tekst.replace(oud, nieuw, 1), "utf-8-sig", newline="")
        gevonden = [b.wat for b in urenregels.controleer(Versie(verslag.map))]
        assert any(wat in een for een in gevonden) if wat else gevonden == [], (oud, gevonden)


def _verzonden(versie: Path, regels: Path, versleuteling: Versleuteling) -> None:
    """Its lines go with the workbook of the gemeente, named in the draft and the register; with a password as a workbook."""
    verzending = verzend(versie, Verzendkeuzes(versleuteling, antwoord_voor=date(2999, 1, 1)))
    rijen = {rij["Bijlage"]: rij for rij in lees_register(verzending.map)}
    met_slot = versleuteling is Versleuteling.WACHTWOORD
    naam = f"{regels.stem}.xlsx" if met_slot else regels.name
    assert [bijlage for bijlage in rijen if "_uren." in bijlage] == [naam]
    assert rijen[naam]["Code"] == OSS
    bericht = BytesParser(policy=policy.default).parsebytes((verzending.map / rijen[naam]["Bericht"]).read_bytes())
    assert isinstance(bericht, EmailMessage)
    lijf = bericht.get_body()
    assert lijf is not None
    assert f"- {naam}" in lijf.get_content()
    (verzonden,) = [d.get_content() for d in bericht.iter_attachments() if d.get_filename() == naam]
    if met_slot:
        assert verzending.wachtwoorden is not None
        geheim = csv.DictReader(io.StringIO(verzending.wachtwoorden.read_text("utf-8-sig")), delimiter=";")
        sleutel = {rij["Email"]: rij["Wachtwoord"] for rij in geheim}[rijen[naam]["Email"]]
        open_boek = load_workbook(io.BytesIO(ontsleutel(naam, verzonden, sleutel)))
        koppen, eerste, *_ = open_boek[BLAD].iter_rows(values_only=True)
        assert koppen == urenregels.KOPPEN
        assert eerste[:1] + eerste[7:10] == (OSS, 0.33, 75.21, 24.82)
    else:
        assert verzonden == regels.read_bytes()
    assert sha256(regels) in rijen[naam].values()
    shutil.rmtree(verzending.map)


def test_of_many_regions_one_with_other_hours_beside_it_is_not_left_as_it_is(tmp_path: Path) -> None:
    master, uren = tmp_path / "m.xlsx", schrijf(tmp_path / "uren" / "1.csv", [GOED])
    master.write_bytes(b"een master")
    versiemap = tmp_path / "afrekeningen" / "2024" / "v1"
    versiemap.mkdir(parents=True)
    bron = [{"bestand": "uren/1.csv", "sha256": sha256(uren), "regels": 1}]
    (versiemap / "manifest.json").write_text(json.dumps({"uren_bron": bron}), "utf-8")
    opdracht = Regioopdracht("m", master, tmp_path / "afrekeningen")
    run = Regiorun("m", str(master), Regiostand.GEMAAKT, map=str(versiemap))
    schrijf(tmp_path / "uren" / "2023.csv", [GOED])  # of another year, of which the version has nothing
    onthoud(opdracht, run)
    assert eerder(opdracht) is not None
    schrijf(tmp_path / "uren" / "2.csv", [GOED])
    assert eerder(opdracht) is None


VERVALST = (
    ("", "", ""),
    (OSS, HB, "deze regel is van geen rij van deze gemeente."),
    ("24,82", "24,83", "uurtarief of kosten kloppen niet."),
    ("0,33;75,21;24,82", "0,34;75,21;25,57", "de regels zijn samen niet wat Uren rij"),
    ("0,33", "0.33", "dit bestand is niet te lezen"),
    (";rooster;", ";rooster;iets erbij;", "andere velden dan er gemaakt worden."),
    (";uren/1.csv;", ";uren/1.csv;HB-", "andere velden dan er gemaakt worden."),
    (";rooster;", ";rooster van boekel.xlsx;", 'hierin staat "boekel.xlsx", van Boekel.'),
)
"""What is put in the place of what in the lines of a gemeente, and what is said of it."""


def test_a_rate_or_a_sum_that_changed_since_is_an_error_at_its_row(master: Path) -> None:
    gelezen = lees_master(master)
    regeling = gelezen.regeling
    hoger = tuple(replace(rij, maandsalaris_ct=rij.maandsalaris_ct + 100) for rij in regeling.tarieven)
    som = next(rij for rij in regeling.uren if rij.regels == 2)
    een_cent = tuple(replace(r, afronding_ct=r.afronding_ct + 1) if r is som else r for r in regeling.uren)
    assert len(eis_sommen(gelezen)) == 1
    for anders_dan in (replace(regeling, tarieven=hoger), replace(regeling, uren=een_cent)):
        with pytest.raises(InvoerFout, match="zijn niet de sommen van de map uren") as fout:
            eis_sommen(replace(gelezen, regeling=anders_dan))
        assert fout.value.bevindingen[0].cel == som.plek.cel("uren_h")


def test_a_file_without_a_line_that_counts_is_in_no_sum_and_stops_no_run(master: Path) -> None:
    schrijf(master.parent / "uren" / "leeg.csv", [])
    pad = schrijf(master.parent / "uren" / "oud.csv", [(*GOED, "nee"), (*GOED, "Vervallen")], (*KOPPEN, "geldig"))
    gelezen = lees_master(master)
    eis_ongewijzigd(gelezen)
    assert len(eis_sommen(gelezen)) == 3
    schrijf(pad, [(*GOED, "nee"), (*GOED, "")], (*KOPPEN, "geldig"))
    with pytest.raises(InvoerFout) as fout:
        eis_ongewijzigd(gelezen)
    assert [b.bestand for b in fout.value.bevindingen] == ["uren/oud.csv"]


def test_a_run_refuses_a_file_that_changed_came_or_went(master: Path) -> None:
    map = master.parent / "uren"
    with (map / "1.csv").open("a", encoding="utf-8") as doel:
        doel.write("\n")
    schrijf(map / "2.csv", [GOED])
    with pytest.raises(
        InvoerFout, match=r"De uren in master\.xlsx zijn niet die van de map uren; er is niets gemaakt"
    ) as fout:
        jaarrun(master)
    assert [(b.bestand, b.wat) for b in fout.value.bevindingen] == [
        ("uren/1.csv", "is gewijzigd sinds zijn uren in de master zijn gezet."),
        ("uren/2.csv", "de uren van dit bestand staan nog niet in de master."),
    ]
    for pad in map.iterdir():
        pad.unlink()
    with pytest.raises(InvoerFout) as fout:
        jaarrun(master)
    assert [b.wat for b in fout.value.bevindingen] == [
        "dit bestand is er niet meer, maar zijn uren staan nog in de master."
    ]
    assert inhoud(master.parent / "afrekeningen") == {}


def test_a_rounding_that_was_made_larger_is_an_error_at_its_cell(master: Path) -> None:
    regeling = lees_master(master).regeling
    (som,) = [rij for rij in regeling.uren if rij.regels == 2]
    vervalst = replace(regeling, uren=(*(r for r in regeling.uren if r is not som), replace(som, afronding_ct=2)))
    (bevinding,) = [b for b in controleer(vervalst) if "afronding" in b.wat]
    assert (bevinding.blad, bevinding.cel) == ("Uren", som.plek.cel("afronding_ct"))
    assert bevinding.cel.endswith(str(som.plek.rij))
