"""Hour sheets as drafts: one a recipient with its own sheets only, a register, and a reminder to who is silent."""

from __future__ import annotations

import csv
from datetime import date, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
from hulp.kleine_master import BOEKEL, HB, OSS, REGELING, blokken, schrijf
from msgspec.structs import replace

from via_xl.basis.bevinding import InvoerFout, NietsTeDoen
from via_xl.basis.vingerafdruk import sha256_van
from via_xl.bewijs.keten import REGISTER
from via_xl.opdrachten.cli import main
from via_xl.verzenden.urenstaten import verzend_urenstaten

NU = datetime(2025, 1, 15, 10, 30)
VOOR = date(2025, 2, 1)
ADRES = {HB: "hb@hb.example", BOEKEL: "samen@uden.example", OSS: "Samen@uden.example"}


def maak(plek: Path, adressen: dict[str, str]) -> tuple[Path, dict[str, Path]]:
    """A master with these addresses, and a file that stands for the blank sheet of each gemeente."""
    gemeenten = tuple(replace(g, e_mail=adressen.get(g.code, "")) for g in REGELING.gemeenten)
    master = plek / "via_master.xlsx"
    schrijf(master, blokken(replace(REGELING, gemeenten=gemeenten)))
    staten = {g.code: plek / "urenstaten" / f"staat_{g.code}.xlsx" for g in gemeenten}
    (plek / "urenstaten").mkdir()
    for code, pad in staten.items():
        pad.write_bytes(f"leeg {code}".encode())
    return master, staten


def lees(pad: Path) -> EmailMessage:
    bericht = message_from_bytes(pad.read_bytes(), policy=default)
    assert isinstance(bericht, EmailMessage)
    return bericht


def register(map: Path) -> list[dict[str, str]]:
    with (map / REGISTER).open(encoding="utf-8-sig", newline="") as bestand:
        return list(csv.DictReader(bestand, delimiter=";"))


def test_each_recipient_gets_its_own_sheets_once_and_the_register_says_which(tmp_path: Path) -> None:
    master, staten = maak(tmp_path, ADRES)
    uit = verzend_urenstaten(master, 2024, staten, VOOR, NU)
    assert uit.map == tmp_path / "urenstaten-verzending"
    assert uit.gemaakt == ("'s-Hertogenbosch (hb@hb.example)", "Boekel, Oss (samen@uden.example)")
    samen = lees(uit.map / "ViA_urenstaat_2024_Boekel_Oss.eml")
    assert (samen["To"], samen["From"], samen["X-Unsent"]) == ("samen@uden.example", "hb@hb.example", "1")
    assert [(b.get_filename(), b.get_content()) for b in samen.iter_attachments()] == [
        (staten[code].name, staten[code].read_bytes()) for code in (BOEKEL, OSS)
    ]
    tekst = samen.get_body()
    assert tekst is not None
    assert "vóór 1-2-2025 terugsturen" in " ".join(tekst.get_content().split())
    assert "$" not in tekst.get_content()
    assert [(r["Code"], r["Bericht"], r["SHA256 bijlage"]) for r in register(uit.map)][1:] == [
        (code, "ViA_urenstaat_2024_Boekel_Oss.eml", sha256_van(staten[code].read_bytes())) for code in (BOEKEL, OSS)
    ]
    voor = {pad: pad.read_bytes() for pad in uit.map.iterdir()}
    nog_eens = verzend_urenstaten(master, 2024, staten, VOOR, NU)
    assert (nog_eens.gemaakt, len(nog_eens.er_al)) == ((), 3)
    assert {pad: pad.read_bytes() for pad in uit.map.iterdir()} == voor
    assert [pad.name for pad in tmp_path.iterdir() if pad.name.startswith(".")] == []


def test_a_new_address_gets_the_draft_that_was_missing(tmp_path: Path) -> None:
    master, staten = maak(tmp_path, {HB: ADRES[HB]})
    uit = verzend_urenstaten(master, 2024, staten, VOOR, NU)
    assert uit.zonder_adres == ("Boekel", "Oss")
    eerste = {pad.name: pad.read_bytes() for pad in uit.map.glob("*.eml")}
    (tmp_path / "nieuw").mkdir()
    nieuwer, _ = maak(tmp_path / "nieuw", ADRES)
    assert verzend_urenstaten(nieuwer, 2024, staten, VOOR, NU).gemaakt == ("Boekel, Oss (samen@uden.example)",)
    assert {naam: (uit.map / naam).read_bytes() for naam in eerste} == eerste
    assert [r["Code"] for r in register(uit.map)] == [HB, BOEKEL, OSS]


def test_a_reminder_goes_to_who_is_silent_only_in_a_folder_of_its_day(tmp_path: Path) -> None:
    master, staten = maak(tmp_path, ADRES)
    uit = verzend_urenstaten(master, 2024, staten, VOOR, NU, herinnering=True)
    assert uit.map == tmp_path / "urenstaten-herinnering-2025-01-15"
    assert uit.gemaakt == ("'s-Hertogenbosch (hb@hb.example)", "Boekel (samen@uden.example)")
    boekel = lees(uit.map / "ViA_urenstaat_2024_Boekel.eml")
    assert boekel["Subject"] == "Herinnering: urenstaat ViA 2024: Boekel"
    assert [b.get_filename() for b in boekel.iter_attachments()] == [staten[BOEKEL].name]
    assert "Oss" not in (boekel.get_body() or boekel).get_content()
    with pytest.raises(NietsTeDoen, match="Van elke gemeente die in 2024 uren levert is een urenstaat ingelezen"):
        verzend_urenstaten(master, 2024, {OSS: staten[OSS]}, VOOR, NU, herinnering=True)
    assert verzend_urenstaten(master, 2023, {OSS: staten[OSS]}, VOOR, NU.replace(day=16), herinnering=True).gemaakt


def test_what_is_wrong_is_said_before_anything_is_made(tmp_path: Path) -> None:
    master, staten = maak(tmp_path, {**ADRES, OSS: "oss"})
    with pytest.raises(NietsTeDoen, match="Terug vóór 15-1-2025 kan niet meer"):
        verzend_urenstaten(master, 2024, staten, NU.date(), NU)
    with pytest.raises(InvoerFout) as fout:
        verzend_urenstaten(master, 2024, staten, VOOR, NU)
    assert [(b.blad, b.wat) for b in fout.value.bevindingen] == [("Gemeenten", '"oss" is geen e-mailadres.')]
    (tmp_path / "urenstaten-verzending").mkdir()
    goed, _ = maak_elders(tmp_path)
    with pytest.raises(InvoerFout, match="geen leesbaar verzendregister"):
        verzend_urenstaten(goed, 2024, staten, VOOR, NU)
    assert list((tmp_path / "urenstaten-verzending").iterdir()) == []


def maak_elders(plek: Path) -> tuple[Path, dict[str, Path]]:
    (plek / "elders").mkdir()
    return maak(plek / "elders", ADRES)


def test_the_command_makes_the_sheets_that_are_missing_and_tells_what_comes_next(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    master, _ = maak(tmp_path, ADRES)
    opdracht = ["urenstaat", "verzend", str(master), "--jaar", "2024", "--uit", str(tmp_path / "leeg"), "--terug-voor"]
    assert main([*opdracht, "gauw"]) == 2
    assert "--terug-voor" in capsys.readouterr().err
    assert main([*opdracht, "31-12-2099"]) == 0
    (staat,) = (tmp_path / "leeg").iterdir()
    bericht = lees(tmp_path / "leeg-verzending" / "ViA_urenstaat_2024_Oss.eml")
    assert [b.get_content() for b in bericht.iter_attachments()] == [staat.read_bytes()]
    gezegd = capsys.readouterr().out
    assert "Gemaakt: Oss (Samen@uden.example)" in gezegd
    assert "Volgende stap: lees wat terugkomt in" in gezegd
    assert main([*opdracht, "31-12-2099"]) == 0
    assert "Er is niets gemaakt: de berichten liggen al in" in capsys.readouterr().out
