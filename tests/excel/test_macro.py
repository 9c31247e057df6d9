"""Each macro as a button starts it: the Python command of the VBA in a fresh process, and every way in which it can end."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hulp.gemaakt import LEVERT, Gemaakt, drie, regeling
from hulp.kleine_master import REGELING, tarief, uren
from hulp.lang import eerste_vlug
from hulp.nepexcel import Nepexcel, nep_excel
from hulp.statline import Download
from hulp.stukken import leg_neer
from hulp.versies import EEN_CENTIUUR, TWEE_JAREN, rijp
from msgspec.structs import replace

from via_xl import __version__
from via_xl.basis.bevinding import Bevinding, Ernst, InvoerFout
from via_xl.bewijs.masterbewijs import bewijs_master
from via_xl.excel import macro
from via_xl.excel.macros.gedeeld import MEESTE
from via_xl.excel.openboek import OpenBoek
from via_xl.excel.rekenboek import Rekenboek
from via_xl.jaarrun import jaarrun
from via_xl.lezen.master import lees_master, lees_open_master
from via_xl.regeling.model import Editie, Regeling
from via_xl.schrijven.macros import MACROS, Macrouitkomst
from via_xl.schrijven.master import maak_master
from via_xl.versie.meenemen import HERZIENING_MEENEMEN
from via_xl.vragen.controleren import Controleverslag
from via_xl.wijzigen.akkoord import REACTIE
from via_xl.wijzigen.bestand import doe
from via_xl.wijzigen.inwonerslezen import INWONERS_LEZEN
from via_xl.wijzigen.jaaropenen import JAAR_OPENEN
from via_xl.wijzigen.masteromzetten import vernieuw
from via_xl.wijzigen.tarievenlezen import TARIEVEN_LEZEN
from via_xl.wijzigen.urenstaatlezen import URENSTATEN

STATEN = Path(__file__).parents[2] / "workbooks" / "voorbeeld-urenstaten"
TESTS = Path(__file__).parents[1]


@cache
def inhoud(regio: Regeling, editie: Editie) -> bytes:
    from io import BytesIO

    doel = BytesIO()
    maak_master(regio, 2024, editie=editie).bewaar(doel)
    return doel.getvalue()


def zet(werkmap: Path, regio: Regeling = REGELING, editie: Editie = Editie.MET_MACROS) -> Path:
    """A master in a folder with a name that a command line could stumble over."""
    pad = werkmap / "ViA 'één' & 50%" / f"via_master{editie}"
    pad.parent.mkdir(exist_ok=True)
    pad.write_bytes(inhoud(regio, editie))
    leg_neer(pad.parent, regio)
    return pad


def hexadecimaal(tekst: str) -> str:
    """As the VBA does it: four digits a UTF-16 code unit."""
    rauw = tekst.encode("utf-16-be")
    return rauw.hex().upper()


def opdracht(naam: str, boek: Path | str, gekozen: Path | str = "", versie: str = __version__) -> str:
    """The Python command that the VBA makes."""
    return (
        f"import via_xl.excel.macro as m; "
        f"m.start('{naam}', '{versie}', '{hexadecimaal(str(boek))}', '{hexadecimaal(str(gekozen))}')"
    )


def draai(boek: Path, naam: str, gekozen: Path | str = "", gekozen_cel: str = "") -> tuple[dict[str, Any], Path]:
    """Run a macro in a fresh process; gives what was seen, and a copy of the book as it is left."""
    kopie = boek.with_name(f"kopie{boek.suffix}")
    uit = subprocess.run(
        [sys.executable, "-m", "hulp.macro_draaien", str(boek), str(kopie), opdracht(naam, boek, gekozen), gekozen_cel],
        env=os.environ | {"PYTHONPATH": str(TESTS)},
        cwd=boek.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    assert uit.returncode == 0, uit.stderr
    gezien = json.loads(uit.stdout.splitlines()[-1])
    assert len(gezien["meldingen"]) == 1, gezien
    assert gezien["titels"] == ["ViA-XL"]
    assert gezien["stand_terug"]
    return gezien, kopie


# --- each macro, in a process of its own


@pytest.mark.lang(een_op=16)  # the macro's own road; the command has the same test in every run
def test_controleer_zegt_hoeveel_er_mis_is_en_noteert_het(tmp_path: Path) -> None:
    mis = replace(REGELING, uren=(*REGELING.uren, *(uren("GM0755", 100, thema=naam) for naam in ("Een", "Twee"))))
    boek = zet(tmp_path, mis)
    gezien, kopie = draai(boek, "controleer")
    [melding] = gezien["meldingen"]
    assert melding.startswith("Gecontroleerd: 0 fouten en ")
    assert "Genoteerd op blad Controles" in melding
    assert gezien["voortgang"] == [
        "ViA-XL: Invoer lezen (0 van 4)",
        "ViA-XL: Controleren (1 van 4)",
        "ViA-XL: Formules en opmaak toetsen (2 van 4)",
        "ViA-XL: Bevindingen noteren (3 van 4)",
    ]
    plaats = lees_master(kopie).tabellen["tblBevindingen"]
    aantal = int(melding.split(" en ")[1].split()[0])
    assert plaats.laatste - plaats.eerste + 1 == aantal > 1
    assert lees_master(kopie).regeling == lees_master(boek).regeling


@pytest.mark.lang(een_op=12)  # the macro's own road; the command has the same test in every run
def test_controleer_op_een_master_zonder_macros_zegt_het_alleen(tmp_path: Path) -> None:
    gezien, kopie = draai(zet(tmp_path, editie=Editie.ZONDER_MACROS), "controleer")
    assert "geen tabel voor bevindingen" in gezien["meldingen"][0]
    assert gezien["bewaard"]
    assert kopie.read_bytes() == inhoud(REGELING, Editie.ZONDER_MACROS)


@pytest.mark.lang(een_op=40)  # a run or more, with a sister in every run
def test_urenstaten_inlezen_geeft_wat_de_opdracht_geeft(tmp_path: Path) -> None:
    zonder = replace(regeling(), uren=())
    boek = zet(tmp_path, zonder)
    gezien, kopie = draai(boek, "urenstaten", STATEN)
    [melding] = gezien["meldingen"]
    assert melding.startswith(f"6 bestanden gelezen uit {STATEN}: 6 ingelezen.\nBijgeschreven op blad Uren: "), melding
    assert not gezien["bewaard"]
    langs_opdracht = boek.with_name("opdracht.xlsm")
    doe(URENSTATEN, boek, langs_opdracht, bestanden=[STATEN], jaar=2024)
    door_macro, door_opdracht = lees_master(kopie), lees_master(langs_opdracht)
    assert door_macro.regeling == door_opdracht.regeling
    logs = [[replace(r, plek=None) for r in m.regeling.logboek] for m in (door_macro, door_opdracht)]  # type: ignore[arg-type]
    assert logs[0] == logs[1]


@pytest.mark.lang(een_op=12)  # the macro's own road; the command has the same test in every run
def test_dezelfde_urenstaten_nog_eens_veranderen_niets(tmp_path: Path) -> None:
    boek = zet(tmp_path, replace(regeling(), uren=()))
    _, kopie = draai(boek, "urenstaten", STATEN)
    shutil.move(kopie, boek)
    gezien, _ = draai(boek, "urenstaten", STATEN)
    assert gezien["meldingen"] == [
        f"6 bestanden gelezen uit {STATEN}: 6 ongewijzigd.\nDe master heeft er geen uren bij gekregen."
    ]
    assert gezien["bewaard"]


@pytest.mark.lang(een_op=16)  # the macro's own road; the command has the same test in every run
def test_een_slechte_urenstaat_blijft_buiten_en_staat_bij_de_bevindingen(tmp_path: Path) -> None:
    urenmap = tmp_path / "staten"
    urenmap.mkdir()
    shutil.copy(next(STATEN.glob("*Boekel*")), urenmap)
    (urenmap / "kapot.xlsx").write_bytes(b"dit is geen werkboek")
    boek = zet(tmp_path, replace(regeling(), uren=()))
    gezien, kopie = draai(boek, "urenstaten", urenmap)
    [melding] = gezien["meldingen"]
    assert "2 bestanden gelezen" in melding
    assert "1 ingelezen, 1 geweigerd" in melding
    assert "• kapot.xlsx" in melding
    assert {r.code for r in lees_master(kopie).regeling.uren} == {"GM0755"}
    bevindingen = lees_master(kopie).tabellen["tblBevindingen"]
    assert bevindingen.laatste == bevindingen.eerste


@pytest.mark.lang(een_op=16)  # the macro's own road; the command has the same test in every run
def test_jaar_openen_voegt_het_volgende_jaar_toe_zoals_de_opdracht(tmp_path: Path) -> None:
    boek = zet(tmp_path, drie())
    gezien, kopie = draai(boek, "jaaropenen", "vorig-jaar\n3,5\n2,0\nCPB maart 2026\ntermijnen\n2")
    [melding] = gezien["meldingen"]
    assert melding.startswith(
        "Jaar 2027 is geopend. Toegevoegd, alle te bevestigen: 1 in tblJaren, 1 in tblPOK, 3 in tblBegroting, 5 in "
        "tblBestedingen, 4 in tblVoorschotten.\n"
    )
    assert "• tarieven, schalen × maanden: 0 van 84 ingevuld (blad Tarieven)" in melding
    assert not gezien["bewaard"]
    langs_opdracht = boek.with_name("opdracht.xlsm")
    zoals_getypt = {"kosten": "vorig-jaar", "index_personeel": "3,5", "index_overig": "2", "bron": "CPB maart 2026"}
    doe(JAAR_OPENEN, boek, langs_opdracht, jaar=2027, **zoals_getypt, voorschot="termijnen", termijnen=2)
    door_macro, door_opdracht = lees_master(kopie), lees_master(langs_opdracht)
    assert door_macro.regeling == door_opdracht.regeling
    logs = [[replace(r, plek=None) for r in m.regeling.logboek] for m in (door_macro, door_opdracht)]  # type: ignore[arg-type]
    assert logs[0] == logs[1]
    for jaar in (2024, 2027):
        bewijs = bewijs_master(door_macro, jaar)
        assert ([v.regel() for v in bewijs.verschillen], bewijs.eigen_formules) == ([], {}), jaar
    vernieuwd = boek.with_name("vernieuwd.xlsm")
    vernieuw(kopie, vernieuwd)
    assert lees_master(vernieuwd).regeling == door_macro.regeling


@pytest.mark.lang(een_op=12)  # the macro's own road; the command has the same test in every run
def test_een_kleine_herziening_gaat_mee_als_door_de_opdracht(
    nep: Nepexcel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    jaarrun(zet(tmp_path, rijp(TWEE_JAREN)), 2024, definitief=True)
    boek = zet(tmp_path, rijp(EEN_CENTIUUR))
    v2 = jaarrun(boek, 2024, herziening=True).map
    werkboek = nep.open(boek)
    tekst = start(nep, monkeypatch, "meenemen", boek, str(v2))
    [gevraagd] = nep.gevraagd
    assert "• 's-Hertogenbosch: − € 0,53" in gevraagd
    assert tekst.startswith("De verschillen van de herziening van 2024 worden verrekend met de afrekening van 2025.")
    kopie, langs_opdracht = boek.with_name("kopie.xlsm"), boek.with_name("opdracht.xlsm")
    werkboek.SaveCopyAs(str(kopie))
    doe(HERZIENING_MEENEMEN, boek, langs_opdracht, versiemap=v2)
    assert lees_master(kopie).regeling == lees_master(langs_opdracht).regeling != lees_master(boek).regeling
    assert bewijs_master(lees_master(kopie), 2025).verschillen == ()


@pytest.mark.lang(een_op=12)  # the macro's own road; the command has the same test in every run
def test_begrotingsbrieven_komen_naast_de_master(
    nep: Nepexcel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Toen(date):
        @classmethod
        def today(cls) -> Toen:
            return cls(2026, 11, 1)

    monkeypatch.setattr("via_xl.vragen.begrotingsbrief.date", Toen)
    boek = zet(tmp_path, regeling())
    nep.open(boek)
    tekst = start(nep, monkeypatch, "begrotingsbrief", boek)
    assert tekst.startswith("10 brieven over de begroting van 2026 staan in ")
    [brieven] = (boek.parent / "brieven").iterdir()
    assert len(list(brieven.glob("*.docx"))) == 10


@pytest.mark.lang(een_op=12)  # the macro's own road; the command has the same test in every run
def test_jaar_openen_verandert_niets_aan_een_master_met_fouten(tmp_path: Path) -> None:
    boek = zet(tmp_path)
    mis = zet(tmp_path, replace(REGELING, voorschotten=(replace(REGELING.voorschotten[0], jaar=2031),)))
    assert mis == boek
    gezien, kopie = draai(mis, "jaaropenen", "formatie\n\n\n\ngeen\n")
    assert "bevat fouten; er is niets gewijzigd." in gezien["meldingen"][0]
    assert gezien["bewaard"]
    assert lees_master(kopie).regeling == lees_master(mis).regeling


def test_de_jaarrun_maakt_een_versie_en_een_logregel(tmp_path: Path) -> None:
    boek = zet(tmp_path)
    boek.with_name(f"~${boek.name}").write_bytes(b"Excel heeft het open")
    gezien, kopie = draai(boek, "jaarrun")
    [melding] = gezien["meldingen"]
    versie = boek.parent / "afrekeningen" / "2024" / "v1"
    assert melding.startswith("Jaar 2024 is afgerekend: versie 1, concept.")
    assert f"4 werkmappen staan, nagerekend, in {versie}." in melding
    assert (versie / "bron" / boek.name).read_bytes() == inhoud(REGELING, Editie.MET_MACROS)
    verslag = (versie / "runverslag.txt").read_text("utf-8-sig")
    assert "open in een ander programma" not in verslag
    assert "Niet vergeleken: cellen met functies VIA_ op Controles (" in verslag
    assert "eigen formules" not in verslag
    regel = lees_master(kopie).regeling.logboek[-1]
    assert (regel.wat, regel.jaar, regel.opmerking) == ("jaarrun", 2024, f"v1 concept, {versie}")
    assert any("Master narekenen" in regel for regel in gezien["voortgang"])


@pytest.mark.lang(een_op=40)  # a run or more, with a sister in every run
def test_open_map_zegt_waar_de_nieuwste_versie_staat(tmp_path: Path) -> None:
    boek = zet(tmp_path)
    jaarmap = boek.parent / "afrekeningen" / "2024"
    for naam in ("v1", "v9", "v10", "v11.oud"):
        (jaarmap / naam).mkdir(parents=True)
    gezien, _ = draai(boek, "openmap")
    assert gezien["meldingen"] == [f"De afrekeningen van 2024 staan in {jaarmap / 'v10'}."]
    assert gezien["bewaard"]


@pytest.mark.lang(een_op=40)  # a run or more, with a sister in every run
def test_de_zelftest_vergelijkt_elke_formule_en_de_invoer(tmp_path: Path) -> None:
    gezien, _ = draai(zet(tmp_path), "zelftest")
    [melding] = gezien["meldingen"]
    assert melding.startswith("Excel 16.0 heeft alles herrekend: van ")
    assert "is elke uitkomst gelijk aan die van de rekenkern" in melding
    assert "zijn in Excel en op schijf dezelfde" in melding
    assert "Niet vergeleken zijn cellen met functies VIA_: Controles (" in melding
    assert "Rekenhulp (" in melding
    assert "eigen formules" not in melding


_RAPPORTEN = ("bijdrage", "capaciteit", "prognose", "jaareinde", "themas", "duvo_pok", "lezingen", "alles")


def test_elke_macro_van_het_register_wordt_in_de_tests_echt_gedraaid() -> None:
    assert [m.naam for m in MACROS] == [
        "controleer",
        "stand",
        "urenstaatmaken",
        "urenstaatverzend",
        "urenstaten",
        "urenbron",
        "jaaropenen",
        "inwoners",
        "tarieven",
        "begrotingsbrief",
        "kalender",
        "agenda",
        "voorstel",
        "besluitnoteer",
        "besluitstand",
        "scenario",
        "jaarrun",
        "openmap",
        "jaareinde",
        "jaareindeantwoord",
        "verzend",
        "herinner",
        "pdf",
        "reactie",
        "akkoordstuk",
        "akkoord",
        "bewijs",
        "definitief",
        "herziening",
        "meenemen",
        "werkbij",
        "betaallijst",
        *(f"rapport_{naam}" for naam in _RAPPORTEN),
        "verantwoording",
        "dossier",
        "zelftest",
        "terug",
        "herkomst",
        "verifieer",
        "verschil",
    ]


@pytest.mark.lang(een_op=12)  # the macro's own road; the command has the same test in every run
def test_de_jaarverantwoording_komt_naast_de_master_en_overschrijft_niets(tmp_path: Path) -> None:
    boek = zet(tmp_path)
    gezien, kopie = draai(boek, "verantwoording")
    [melding] = gezien["meldingen"]
    eerste = boek.with_name("ViA_jaarverantwoording_2024.xlsx")
    zin = f"De jaarverantwoording van 2024 is gemaakt en nagerekend: {eerste}."
    assert melding.startswith(f"{zin}\nZij is nog CONCEPT: ")
    assert gezien["bewaard"]
    assert kopie.read_bytes() == inhoud(REGELING, Editie.MET_MACROS)
    oud = eerste.read_bytes()
    gezien, _ = draai(boek, "verantwoording")
    assert "ViA_jaarverantwoording_2024_2.xlsx" in gezien["meldingen"][0]
    assert eerste.read_bytes() == oud


@pytest.mark.lang(vlug=1, een_op=40)  # cases that cost much, of which some are in every run
@pytest.mark.parametrize("soort", eerste_vlug(_RAPPORTEN, 2))
def test_elk_rapport_komt_naast_de_master(
    soort: str, tmp_path: Path, nep: Nepexcel, monkeypatch: pytest.MonkeyPatch
) -> None:
    boek = zet(tmp_path)
    nep.open(boek)
    melding = start(nep, monkeypatch, f"rapport_{soort}", boek)
    assert "Het rapport van 2024 is gemaakt en nagerekend: " in melding
    (gemaakt,) = (pad for pad in boek.parent.glob(f"*_{soort}_2024_intern.xlsx"))
    assert str(gemaakt) in melding
    assert boek.read_bytes() == inhoud(REGELING, Editie.MET_MACROS)


@pytest.mark.lang(een_op=12)  # the macro's own road; the command has the same test in every run
def test_een_jaar_dat_definitief_is_vraagt_om_een_herziening_en_versies_bijwerken_vindt_haar(
    tmp_path: Path, nep: Nepexcel, monkeypatch: pytest.MonkeyPatch
) -> None:
    boek = zet(tmp_path, rijp(replace(REGELING, afrekeningen=())))
    jaarrun(boek, 2024, definitief=True)
    nep.open(boek)
    assert "al definitief afgerekend, met versie 1" in start(nep, monkeypatch, "jaarrun", boek)
    assert "versie 2, concept" in start(nep, monkeypatch, "herziening", boek)
    assert "kent al elke versie" in start(nep, monkeypatch, "werkbij", boek)


@pytest.mark.lang(een_op=12)  # the macro's own road; the command has the same test in every run
def test_versies_bijwerken_zet_erbij_wat_in_de_mappen_staat(
    tmp_path: Path, nep: Nepexcel, monkeypatch: pytest.MonkeyPatch
) -> None:
    boek = zet(tmp_path, replace(REGELING, afrekeningen=()))
    jaarrun(boek, 2024)
    nep.open(boek)
    assert "versie 1 (concept) in afrekeningen/2024/v1" in start(nep, monkeypatch, "werkbij", boek)


def test_de_jaarverantwoording_leest_alleen_wat_bewaard_is(
    tmp_path: Path, nep: Nepexcel, monkeypatch: pytest.MonkeyPatch
) -> None:
    boek = zet(tmp_path)
    nep.open(boek).Worksheets("POK").Range("C6").Value = 123.45
    assert "Bewaar de master en probeer het opnieuw." in start(nep, monkeypatch, "verantwoording", boek)
    assert list(boek.parent.glob("ViA_jaarverantwoording*")) == []


@pytest.mark.lang(een_op=12)  # the macro's own road; the command has the same test in every run
def test_verifieer_kijkt_de_gekozen_versie_na(tmp_path: Path, run_2024: Gemaakt) -> None:
    gezien, _ = draai(zet(tmp_path), "verifieer", run_2024.map)
    assert "2024 · versie 1" in gezien["meldingen"][0]
    assert "in orde" in gezien["meldingen"][0].casefold()
    assert gezien["bewaard"]


def test_verifieer_zonder_versiemap_zegt_wat_te_kiezen(tmp_path: Path, nep: Nepexcel, monkeypatch: Any) -> None:
    boek = zet(tmp_path)
    nep.open(boek)
    assert "versiemap" in start(nep, monkeypatch, "verifieer", boek, str(tmp_path)).casefold()


@pytest.mark.lang(een_op=40)  # the macro's own road; the command has the same test in every run
def test_controleer_ziet_ook_een_overgetypte_formule(tmp_path: Path, nep: Nepexcel, monkeypatch: Any) -> None:
    boek = zet(tmp_path)
    werkboek = nep.open(boek)
    lijst = OpenBoek(nep.als_boek(werkboek)).lijst("tblUren")
    kolom = [str(kop) for kop in lijst.HeaderRowRange.Value[0]].index("Kosten €")
    cel = lijst.DataBodyRange.Cells(1, kolom + 1)
    cel.Value = 12.5
    tekst = start(nep, monkeypatch, "controleer", boek)
    assert f"Uren!{cel.Address.replace('$', '')}: [regel 21]" in tekst


def test_controleer_op_een_ander_werkboek_legt_het_langs_de_regels(
    tmp_path: Path, nep: Nepexcel, monkeypatch: Any, run_2024: Gemaakt
) -> None:
    boek = tmp_path / "afrekening.xlsx"
    boek.write_bytes(run_2024.bestanden[LEVERT].read_bytes())
    nep.open(boek)
    assert start(nep, monkeypatch, "controleer", boek) == (
        "Gecontroleerd: geen fouten en geen waarschuwingen. Deze werkmap is geen master; er is niets in geschreven."
    )
    assert boek.read_bytes() == run_2024.bestanden[LEVERT].read_bytes()


@pytest.mark.lang(een_op=40)  # the macro's own road; the command has the same test in every run
def test_herkomst_maakt_een_bladzijde_van_de_gekozen_cel(tmp_path: Path) -> None:
    boek = zet(tmp_path)
    gezien, kopie = draai(boek, "herkomst", gekozen_cel="Verrekening!B8")
    titel, waar = gezien["meldingen"][0].splitlines()
    bladzijde = Path(waar.removeprefix("De stappen staan op een bladzijde: "))
    assert "€ " in titel
    assert titel.split(":")[0] == "kosten van de werkgroep (K)"
    assert "kosten van de werkgroep (k)" in bladzijde.read_text("utf-8").casefold()
    assert bladzijde.parent.stat().st_mode & 0o077 == 0
    assert gezien["bewaard"]
    assert kopie.read_bytes() == boek.read_bytes()


@pytest.mark.lang(een_op=12)  # the macro's own road; the command has the same test in every run
def test_herkomst_van_wat_nog_niet_bewaard_is_kijkt_naar_wat_er_nu_staat(
    tmp_path: Path, nep: Nepexcel, monkeypatch: Any
) -> None:
    boek = zet(tmp_path)
    werkboek = nep.open(boek)
    werkboek.Worksheets("POK").Range("C6").Value = 123.45
    werkboek._gekozen = ("POK", "C6")
    assert start(nep, monkeypatch, "herkomst", boek).splitlines()[0].endswith("€ 123,45")


@pytest.mark.lang(een_op=40)  # a run or more, with a sister in every run
def test_herkomst_van_een_lege_cel_of_een_grafiekblad_zegt_wat_te_doen(
    tmp_path: Path, nep: Nepexcel, monkeypatch: Any
) -> None:
    boek = zet(tmp_path)
    werkboek = nep.open(boek)
    werkboek._gekozen = ("Start", "Z99")
    assert "leeg" in start(nep, monkeypatch, "herkomst", boek)
    werkboek._gekozen = None
    assert start(nep, monkeypatch, "herkomst", boek).startswith("Er is geen cel gekozen.")


# --- in this process: every way to end


@pytest.fixture
def nep() -> Iterator[Nepexcel]:
    with nep_excel() as excel:
        yield excel


def start(
    nep: Nepexcel, monkeypatch: pytest.MonkeyPatch, naam: str, boek: Path | str, gekozen: str = "", **anders: str
) -> str:
    """Start a macro from the foreground Excel; gives the one message."""
    monkeypatch.setattr(sys, "argv", ["-c", "--wb=via_master.xlsm", "--from_xl=1", "--hwnd=100"])
    nep.meldingen.clear()
    exec(opdracht(naam, boek, gekozen, **anders), {})  # noqa: S102 - as Excel does
    [(venster, tekst, titel)] = nep.meldingen
    assert (venster, titel) == (100, "ViA-XL")
    return tekst


def vervang(monkeypatch: pytest.MonkeyPatch, werk: Any) -> None:
    monkeypatch.setattr(macro, "laad", lambda _macro: werk)


def stand(nep: Nepexcel) -> dict[str, Any]:
    return dict(nep.app._stand)


def test_een_andere_versie_wordt_geweigerd(nep: Nepexcel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    boek = zet(tmp_path)
    nep.open(boek)
    tekst = start(nep, monkeypatch, "controleer", boek, versie="0.0.1")
    assert tekst.startswith(f"Deze macro's zijn van ViA-XL 0.0.1, het programma op deze computer is {__version__}.")


def test_een_onbekende_macro_wordt_geweigerd(nep: Nepexcel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    boek = zet(tmp_path)
    nep.open(boek)
    assert "kent geen macro inpakken" in start(nep, monkeypatch, "inpakken", boek)


@pytest.mark.lang(een_op=12)  # the macro's own road; the command has the same test in every run
def test_twee_keer_excel_is_niet_het_verkeerde_werkboek(
    nep: Nepexcel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    boek, ander = zet(tmp_path), tmp_path / "via_master.xlsm"
    ander.write_bytes(boek.read_bytes())
    nep.open(ander)
    nep.open(boek, nep.start_nog_een())
    tekst = start(nep, monkeypatch, "controleer", boek)
    assert tekst.startswith("via_master.xlsm is niet gevonden in de Excel die de macro startte; er is niets gedaan.")
    assert nep.app._veranderingen == []


def test_vanuit_de_invoegtoepassing_gaat_het_om_het_werkboek_zelf(
    nep: Nepexcel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    boek = zet(tmp_path)
    nep.open(boek)
    nep.open(zet(tmp_path, editie=Editie.ZONDER_MACROS), volledig="C:\\Invoegtoepassingen\\via_master.xlsm")
    vervang(monkeypatch, lambda open_boek, *_: Macrouitkomst(str(open_boek.pad)))
    assert start(nep, monkeypatch, "controleer", boek) == str(boek)


def test_beveiligde_weergave_wordt_gezegd(nep: Nepexcel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    boek = zet(tmp_path)
    nep.app._beveiligd.append(nep.open(boek))
    nep.app._boeken.clear()
    assert start(nep, monkeypatch, "controleer", boek).startswith("via_master.xlsm staat in Beveiligde weergave")


def test_een_fout_van_de_gebruiker_toont_de_eerste_bevindingen(
    nep: Nepexcel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    boek = zet(tmp_path)
    nep.open(boek)

    def weiger(*_: Any) -> Macrouitkomst:
        raise InvoerFout("Het kan niet.", [Bevinding("b", "Uren", f"A{n}", "is mis.", "Doe iets.") for n in range(7)])

    vervang(monkeypatch, weiger)
    voor = stand(nep)
    assert start(nep, monkeypatch, "controleer", boek).splitlines() == [
        "Het kan niet.",
        *(f"• Uren!A{n}: is mis. Doe iets." for n in range(5)),
        "… en nog 2.",
    ]
    assert stand(nep) == voor


def test_een_onverwachte_fout_komt_in_een_log_naast_het_werkboek(
    nep: Nepexcel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    boek = zet(tmp_path)
    nep.open(boek)
    nep.app._stand |= {"StatusBar": "mijn tekst", "Calculation": -4135, "EnableEvents": False}
    voor = stand(nep)
    vervang(monkeypatch, lambda *_: 1 / 0)
    log = boek.parent / "via-xl-fout.log"
    for keer in (1, 2):
        tekst = start(nep, monkeypatch, "controleer", boek)
        assert tekst.endswith(f"de werkmap is niet gewijzigd. De details staan in {log}.")
        assert log.read_text("utf-8").count("ZeroDivisionError: division by zero") == keer
    assert f"macro controleer {boek}" in log.read_text("utf-8")
    assert stand(nep) == voor


def test_kan_het_log_niet_naast_het_werkboek_dan_bij_de_tijdelijke_bestanden(
    nep: Nepexcel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    boek = zet(tmp_path)
    nep.open(boek, volledig="https://regio.sharepoint.com/sites/ViA/via_master.xlsm")
    vervang(monkeypatch, lambda *_: 1 / 0)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    tekst = start(nep, monkeypatch, "controleer", "https://regio.sharepoint.com/sites/ViA/via_master.xlsm")
    assert f"De details staan in {tmp_path / 'via-xl-fout.log'}." in tekst
    (tmp_path / "via-xl-fout.log").unlink()
    (tmp_path / "via-xl-fout.log").mkdir()
    tekst = start(nep, monkeypatch, "controleer", "https://regio.sharepoint.com/sites/ViA/via_master.xlsm")
    assert tekst.endswith("Geef dit door: ZeroDivisionError: division by zero")


def test_een_lange_melding_past_in_het_venster(nep: Nepexcel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    boek = zet(tmp_path)
    nep.open(boek)
    vervang(monkeypatch, lambda *_: Macrouitkomst("x" * 5000))
    tekst = start(nep, monkeypatch, "controleer", boek)
    assert len(tekst) < 2000
    assert tekst.endswith(" …")


def test_de_macro_werkt_in_een_stil_excel_dat_daarna_is_als_tevoren(
    nep: Nepexcel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    boek = zet(tmp_path)
    nep.open(boek)
    tijdens: dict[str, Any] = {}

    def kijk(_boek: OpenBoek, _map: str, voortgang: Any) -> Macrouitkomst:
        voortgang("Bezig", 0, 0)
        tijdens.update(stand(nep))
        return Macrouitkomst("klaar", Ernst.WAARSCHUWING)

    vervang(monkeypatch, kijk)
    voor = stand(nep)
    assert start(nep, monkeypatch, "controleer", boek) == "klaar"
    assert {n: tijdens[n] for n in ("ScreenUpdating", "EnableEvents", "DisplayAlerts", "Calculation")} == {
        "ScreenUpdating": False,
        "EnableEvents": False,
        "DisplayAlerts": False,
        "Calculation": -4135,
    }
    assert tijdens["StatusBar"] == "ViA-XL: Bezig"
    assert stand(nep) == voor


def zonder_regels(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out what holds for every workbook: it takes a child process each time, and is shown above."""

    def niets(pad: Path) -> Controleverslag:
        return Controleverslag(pad, True, 0, ())

    monkeypatch.setattr("via_xl.excel.macros.controleer.controleer_werkboek", niets)


@pytest.mark.lang(een_op=12)  # the macro's own road; the command has the same test in every run
def test_waar_excel_ook_weigert_de_stand_komt_terug_en_de_melding_klopt(
    nep: Nepexcel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    boek = zet(tmp_path)
    monkeypatch.setattr(
        "via_xl.excel.macros.controleer.controleer_werkboek", lambda pad: Controleverslag(pad, True, 0, ())
    )
    open_boek = OpenBoek(nep.als_boek(nep.open(boek)))
    voor = stand(nep)
    gelukt = 0
    for n in range(1, 200):
        tabellen = open_boek.tabellen
        nep.app._veranderingen.clear()
        nep.app._breek_bij = n
        tekst = start(nep, monkeypatch, "controleer", boek)
        assert stand(nep) == voor, n
        if tekst.startswith("Gecontroleerd"):
            gelukt += 1
            assert open_boek.tabellen != tabellen or gelukt == 1
        else:
            assert open_boek.tabellen == tabellen, n
        if len(nep.app._veranderingen) < n:
            break
    assert 0 < gelukt < n - 6, "de stand, de beveiliging, de rij en haar inhoud zijn elk een keer geweigerd"


# --- what a macro refuses


def test_geen_map_gekozen_doet_niets(nep: Nepexcel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    boek = zet(tmp_path)
    nep.open(boek)
    assert start(nep, monkeypatch, "urenstaten", boek) == "Er is geen map gekozen; er is niets gedaan."


@pytest.mark.lang(een_op=40)  # a run or more, with a sister in every run
def test_fouten_in_de_master_houden_urenstaten_buiten(
    nep: Nepexcel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    boek = zet(tmp_path)
    nep.open(boek).Worksheets("Gemeenten").Range("D6").Value = "nee"
    tekst = start(nep, monkeypatch, "urenstaten", boek, str(STATEN))
    assert tekst.startswith("via_master.xlsm bevat fouten; er is niets mee gedaan.\n• ")


def test_controleer_noemt_ook_wat_niet_te_lezen_is(
    nep: Nepexcel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    zonder_regels(monkeypatch)
    boek = zet(tmp_path)
    werkboek = nep.open(boek)
    werkboek.Worksheets("Uren").Range("G6").Value = "'veel"
    tekst = start(nep, monkeypatch, "controleer", boek)
    assert tekst.startswith("Gecontroleerd: 1 fout en 0 waarschuwingen. Genoteerd op blad Controles")
    assert '• Uren!G6: Uren: "veel" is tekst, geen getal.' in tekst
    tabel = next(lijst for lijst in werkboek.Worksheets("Controles").ListObjects if lijst.Name == "tblBevindingen")
    [rij] = tabel.DataBodyRange.Value2
    assert rij[2:5] == ("Uren", "G6", "fout")
    assert werkboek.Worksheets("Controles").ProtectContents


@pytest.mark.lang(een_op=12)  # the macro's own road; the command has the same test in every run
def test_controleer_zonder_gekozen_jaar_en_met_een_lege_sleutel(
    nep: Nepexcel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    boek = zet(tmp_path)
    werkboek = nep.open(boek)
    werkboek.Worksheets("Start").Range("B5").ClearContents()
    assert "is geen jaar gekozen" in start(nep, monkeypatch, "controleer", boek)
    werkboek.Worksheets("Start").Range("B5").Value = 2031
    assert "Jaar 2031 op blad Start staat niet in tabel tblJaren" in start(nep, monkeypatch, "controleer", boek)


def test_er_gaan_hoogstens_duizend_bevindingen_in_het_werkboek(
    nep: Nepexcel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    zonder_regels(monkeypatch)
    boek = zet(tmp_path)
    werkboek = nep.open(boek)
    veel = [Bevinding("via_master.xlsm", "Uren", f"A{n}", "is mis.", "", Ernst.WAARSCHUWING) for n in range(MEESTE + 5)]
    monkeypatch.setattr("via_xl.excel.macros.controleer._bevindingen", lambda _boek: veel)
    tekst = start(nep, monkeypatch, "controleer", boek)
    assert tekst.startswith("Gecontroleerd: 0 fouten en 1.005 waarschuwingen.")
    assert f"(de eerste {MEESTE})" in tekst
    tabel = next(lijst for lijst in werkboek.Worksheets("Controles").ListObjects if lijst.Name == "tblBevindingen")
    assert tabel.DataBodyRange._hoog == MEESTE


@pytest.mark.parametrize("naam", ["jaarrun", "openmap"])
def test_zonder_bestand_op_schijf_wordt_er_niets_gedaan(
    nep: Nepexcel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, naam: str
) -> None:
    boek = zet(tmp_path)
    nep.open(boek)._nieuw = True
    assert "is nog nooit bewaard" in start(nep, monkeypatch, naam, "via_master")


def test_een_niet_bewaarde_wijziging_houdt_de_jaarrun_tegen(
    nep: Nepexcel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    boek = zet(tmp_path)
    werkboek = nep.open(boek)
    werkboek.Worksheets("Uren").Range("G6").Value = 8
    tekst = start(nep, monkeypatch, "jaarrun", boek)
    assert tekst.startswith("via_master.xlsm heeft wijzigingen die nog niet bewaard zijn")
    werkboek.Saved = True
    tekst = start(nep, monkeypatch, "jaarrun", boek)
    assert tekst.startswith("via_master.xlsm is op schijf gewijzigd nadat Excel het opende")
    assert not (boek.parent / "afrekeningen").exists()


@pytest.mark.lang(een_op=40)  # a run or more, with a sister in every run
def test_alleen_herrekend_is_geen_wijziging_die_de_jaarrun_tegenhoudt(
    nep: Nepexcel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    boek = zet(tmp_path)
    nep.open(boek)._opgeslagen = False
    assert start(nep, monkeypatch, "jaarrun", boek).startswith("Jaar 2024 is afgerekend: versie 1")


@pytest.mark.lang(een_op=12)  # the macro's own road; the command has the same test in every run
def test_wat_gepubliceerd_is_blijft_ook_als_het_logboek_niet_kan_worden_bijgeschreven(
    nep: Nepexcel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    boek = zet(tmp_path)
    werkboek = nep.open(boek)
    onder = next(lijst for lijst in werkboek.Worksheets("Logboek").ListObjects).DataBodyRange
    werkboek.Worksheets("Logboek").Range(f"B{onder._rij + onder._hoog}").Value = "mijn notitie"
    werkboek.Save()
    tekst = start(nep, monkeypatch, "jaarrun", boek)
    assert tekst.startswith("Jaar 2024 is afgerekend")
    assert "in het Logboek kon geen regel worden bijgeschreven: via_master.xlsm: in Logboek!B" in tekst


@pytest.mark.lang(een_op=40)  # the macro's own road; the command has the same test in every run
def test_de_zelftest_noemt_een_overtypte_formule_en_een_niet_bewaarde_wijziging(
    nep: Nepexcel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    regio = replace(
        REGELING, tarieven=(*REGELING.tarieven, tarief(REGELING.tarieven[0].van, REGELING.tarieven[0].tot, schaal=12))
    )
    boek = zet(tmp_path, regio)
    werkboek = nep.open(boek)
    blad = werkboek.Worksheets("Tarieven")
    plaats = lees_open_master(OpenBoek(nep.als_boek(werkboek))).tabellen["tblTarieven"]
    blad.Range(f"{plaats.kolommen['Bron']}8").Value = "mijn bron"
    blad.Range(f"{plaats.kolommen['Uurtarief €']}8").Value = 12.5
    tekst = start(nep, monkeypatch, "zelftest", boek)
    assert "anders dan de rekenkern" in tekst
    assert "de formule van kolom Uurtarief € van tblTarieven ontbreekt of is overschreven" in tekst
    assert "In Excel staat andere invoer dan op schijf: bewaar de master." in tekst


@pytest.mark.lang(een_op=40)  # a run or more, with a sister in every run
def test_de_zelftest_zegt_dat_uitkomsten_verouderd_waren_en_dat_excel_nu_heeft_herrekend(
    nep: Nepexcel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    boek = zet(tmp_path)
    nep.open(boek)
    lees, geen = Rekenboek._lees, {"keer": 0}

    def eerst_verouderd(self: Rekenboek) -> None:
        lees(self)
        geen["keer"] += 1
        if geen["keer"] == 1:
            plek = next(
                p for p, waarde in self._waarden.items() if p[0] == "Verrekening" and p in self._formules and waarde
            )
            self._waarden[plek] = 0.5

    monkeypatch.setattr(Rekenboek, "_lees", eerst_verouderd)
    tekst = start(nep, monkeypatch, "zelftest", boek)
    assert "is elke uitkomst gelijk aan die van de rekenkern" in tekst
    assert "deze opgeslagen uitkomst is verouderd: opgeslagen is 0,5" in tekst
    assert "Excel heeft nu alles herrekend: bewaar de master." in tekst


def _cbs(boek: Path) -> Path:
    """Figures of 2022 as StatLine has them: of Boekel another one than the master has."""
    return Download({("GM0796", 2022): "156538", ("GM0755", 2022): "12000", ("GM0828", 2022): "93307"}).schrijf(
        boek.with_name("CBS 2022.csv")
    )


def _cao(boek: Path) -> Path:
    pad = boek.with_name("cao.csv")
    pad.write_text("Schaal;Maximum;Vanaf\n11;6100;1-2-2024\n", encoding="utf-8")
    return pad


CIJFERS = {
    "inwoners": (
        INWONERS_LEZEN,
        "download",
        _cbs,
        "• Boekel: 11.030 wordt 12.000",
        "peiljaar 2022 staan op blad Inwoners",
    ),
    "tarieven": (
        TARIEVEN_LEZEN,
        "salaristabel",
        _cao,
        "• Schaal 11 vanaf 1-2-2024: € 5.997,00 wordt € 6.100,00",
        "1 tarief staat",
    ),
}


@pytest.mark.lang(een_op=40)  # a run or more, with a sister in every run
@pytest.mark.parametrize("naam", eerste_vlug(CIJFERS))
def test_cijfers_uit_een_bestand_worden_getoond_gevraagd_en_dan_geschreven_als_door_de_opdracht(
    naam: str, nep: Nepexcel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    handeling, parameter, maak, vraag, klaar = CIJFERS[naam]
    boek = zet(tmp_path)
    bestand = maak(boek)
    werkboek = nep.open(boek)
    nep.zegt_ja = False
    assert start(nep, monkeypatch, naam, boek, str(bestand)) == "Er is niets gewijzigd."
    [gevraagd] = nep.gevraagd
    assert vraag in gevraagd
    assert "2024: te verdelen € " in gevraagd
    assert gevraagd.endswith("Doorvoeren?")
    assert werkboek.Saved
    nep.zegt_ja = True
    assert klaar in start(nep, monkeypatch, naam, boek, str(bestand))
    kopie, langs_opdracht = boek.with_name("kopie.xlsm"), boek.with_name("opdracht.xlsm")
    werkboek.SaveCopyAs(str(kopie))
    doe(handeling, boek, langs_opdracht, **{parameter: bestand})
    assert lees_master(kopie).regeling == lees_master(langs_opdracht).regeling != lees_master(boek).regeling
    assert bewijs_master(lees_master(kopie), 2024).verschillen == ()


def test_wie_geen_bestand_kiest_krijgt_dat_te_lezen(
    nep: Nepexcel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    boek = zet(tmp_path)
    nep.open(boek)
    assert start(nep, monkeypatch, "tarieven", boek) == "Er is geen bestand gekozen; er is niets gedaan."


def test_terugzetten_zegt_wat_de_laatste_kopie_ongedaan_maakt_en_wijzigt_niets(
    nep: Nepexcel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    boek = zet(tmp_path)
    doe(REACTIE, boek, gemeente="Boekel", reactie="akkoord", versie=1, jaar=2024)
    voor = {pad: pad.read_bytes() for pad in boek.parent.iterdir()}
    nep.open(boek)
    tekst = start(nep, monkeypatch, "terug", boek)
    assert "Akkoorden (tblReacties): rij 7 verdwijnt: 2024" in tekst
    assert "akkoord van Boekel op versie 1" in tekst
    assert f'Sluit de master in Excel, en geef dan in een opdrachtvenster: via-xl terug "{boek}"' in tekst
    assert {pad: pad.read_bytes() for pad in boek.parent.iterdir()} == voor


def test_terugzetten_zonder_kopie_zegt_dat(nep: Nepexcel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    boek = zet(tmp_path)
    nep.open(boek)
    assert "staat er geen eerdere kopie naast" in start(nep, monkeypatch, "terug", boek)


def test_open_map_zonder_afrekening_zegt_wat_te_doen(
    nep: Nepexcel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    boek = zet(tmp_path)
    nep.open(boek)
    assert start(nep, monkeypatch, "openmap", boek).endswith("Doe eerst een jaarrun.")


def test_open_map_opent_op_windows_de_verkenner(nep: Nepexcel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    boek = zet(tmp_path)
    nep.open(boek)
    versie = boek.parent / "afrekeningen" / "2024" / "v2"
    versie.mkdir(parents=True)
    geopend: list[Path] = []
    monkeypatch.setattr(os, "startfile", geopend.append, raising=False)
    assert start(nep, monkeypatch, "openmap", boek) == f"De map met de afrekeningen van 2024 is geopend: {versie}."
    assert geopend == [versie]
