"""A herziening of one line, from the changed cell to the drafts and the payment list: each step says what the next one is."""

from __future__ import annotations

import json
import shlex
from pathlib import Path

import pytest
from hulp.kleine_master import HB, OSS, REGELING
from hulp.officierswerk import Delen, cel, zet_cel
from hulp.stukken import getekend, leg_neer
from hulp.versies import rijp
from msgspec.structs import replace

from via_xl.lezen.master import lees_master
from via_xl.opdrachten.cli import main
from via_xl.rekenen.invoerhash import invoerhash, kenmerk
from via_xl.schrijven.master import maak_master

_VOLGENDE = "Volgende stap: "
MEESTE = 4


def wijzig_een_uur(master: Path) -> None:
    """One more hour in the first line, typed in the cell."""
    regel = lees_master(master).regeling.uren[0]
    delen = Delen(master)
    blad = delen.boom(delen.blad("Uren"))
    plek = regel.plek.cel("uren_h")
    assert cel(blad, plek) is not None
    zet_cel(blad, plek, (regel.uren_h + 100) / 100)
    delen.zet(delen.blad("Uren"), blad)
    delen.bewaar()


def teken(master: Path) -> None:
    """What people do meanwhile: two gemeenten sign their document, and somebody makes the list of them."""
    regeling = lees_master(master).regeling
    jaarhash = invoerhash(regeling, 2024)
    regels = ["gemeente;rol;door;kenmerk;bestand"]
    for code, door in ((HB, "AO-HB"), (OSS, "AO-OSS")):
        (master.parent / f"nieuw_{door}.pdf").write_bytes(getekend(jaarhash, code, door))
        regels.append(f"{code};opdrachtgever;{door};{kenmerk(jaarhash)};nieuw_{door}.pdf")
    (master.parent / "akkoorden.csv").write_text("\n".join(regels), "utf-8")


@pytest.mark.lang(een_op=10)  # three runs
def test_a_herziening_of_one_line_takes_four_commands_and_each_says_the_next(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("via_xl.bewijs.libreoffice.programma", lambda: None)
    monkeypatch.chdir(tmp_path)
    met_adres = tuple(replace(rij, e_mail=f"via@{rij.code.lower()}.example") for rij in REGELING.gemeenten)
    klaar = replace(rijp(replace(REGELING, gemeenten=met_adres)), afrekeningen=())
    master = tmp_path / "via_master.xlsx"
    maak_master(klaar, 2024).bewaar(master)
    leg_neer(tmp_path, klaar)
    assert main(["jaarrun", master.name, "--definitief"]) == 0
    wijzig_een_uur(master)
    capsys.readouterr()

    gedaan, opdracht = 0, ["jaarrun", master.name, "--herziening"]
    while opdracht:
        assert main(opdracht) == 0, capsys.readouterr().err
        gedaan += 1
        uit = capsys.readouterr().out.splitlines()
        (stap,) = (regel.rpartition(_VOLGENDE)[2] for regel in uit if _VOLGENDE in regel)
        _, _, wat = stap.partition("via-xl ")
        opdracht = shlex.split(wat)
        if "--lijst" in opdracht:
            teken(master)
    assert gedaan == MEESTE
    assert "Betaald op" in stap

    jaarmap = tmp_path / "afrekeningen/2024"
    assert json.loads((jaarmap / "v3/manifest.json").read_text("utf-8"))["status"] == "definitief"
    assert list((jaarmap / "ViA_akkoord_2024_v2").glob("*.docx"))
    assert list((jaarmap / "verzending-v3").glob("*.eml"))
    assert "kenmerk;" in (jaarmap / "ViA_betaallijst_2024_v3.csv").read_text("utf-8-sig").lower()
    assert main(["verzend", str(jaarmap / "v3"), "--betaallijst"]) == 0
    assert len(list(jaarmap.glob("*betaallijst*.xlsx"))) == 1
    assert main(["stand", master.name]) == 0
