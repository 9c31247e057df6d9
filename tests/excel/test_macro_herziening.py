"""A herziening of one line by buttons alone: four of them, each of which says what the next one is."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hulp.kleine_master import HB, OSS, REGELING
from hulp.nepexcel import Nepexcel, nep_excel
from hulp.stukken import getekend, leg_neer
from hulp.versies import rijp
from msgspec.structs import replace
from versie.test_herziening import MEESTE, wijzig_een_uur

from via_xl.basis.bevinding import InvoerFout
from via_xl.excel.macro import laad
from via_xl.excel.openboek import OpenBoek
from via_xl.jaarrun import jaarrun
from via_xl.lezen.master import Master, lees_master
from via_xl.regeling.model import Editie
from via_xl.rekenen.invoerhash import invoerhash, kenmerk
from via_xl.schrijven.macros import MACROS, Macrouitkomst
from via_xl.schrijven.master import maak_master
from via_xl.versie.vervolg import Vervolg
from via_xl.wijzigen.akkoord import AKKOORD

VOLGENDE = re.compile(r"Volgende stap: .*?de knop ([A-Z][a-z]+(?: [a-z]+)?)\b")
GEREED = replace(rijp(REGELING), akkoorden=(), afrekeningen=())
TEKENEN = ((HB, "AO-HB"), (OSS, "AO-OSS"))


@pytest.fixture
def nep() -> Iterator[Nepexcel]:
    with nep_excel() as excel:
        yield excel


def beide(map: Path, jaarhash: str, tweede: str = "") -> str:
    """The answers of the button Akkoord, for two gemeenten at once; ``tweede`` is the kenmerk that is typed of the second."""
    gegeven = []
    for code, door in TEKENEN:
        stuk = map / f"nieuw_{door}.pdf"
        stuk.write_bytes(getekend(jaarhash, code, door))
        gegeven += [code, "ambtelijk opdrachtgever", door, kenmerk(jaarhash), str(stuk), "nee", "ja"]
    gegeven[-4] = tweede or gegeven[-4]
    return "\n".join(gegeven[:-1])


def druk(label: str, boek: OpenBoek, gekozen: str) -> Macrouitkomst:
    """Press the button with this label and answer what it asks."""
    (macro,) = (rij for rij in MACROS if rij.label == label)
    return laad(macro)(boek, gekozen, lambda *_: None)


@pytest.mark.lang(een_op=12)  # three runs; what the macros are told is held in every run
def test_a_herziening_of_one_line_takes_four_buttons_and_each_says_the_next(
    nep: Nepexcel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("via_xl.bewijs.libreoffice.programma", lambda: None)
    met_adres = tuple(replace(rij, e_mail=f"via@{rij.code.lower()}.example") for rij in REGELING.gemeenten)
    klaar = replace(rijp(replace(REGELING, gemeenten=met_adres)), afrekeningen=())
    pad = tmp_path / "via_master.xlsm"
    maak_master(klaar, 2024, editie=Editie.MET_MACROS).bewaar(pad)
    leg_neer(tmp_path, klaar)
    jaarmap = jaarrun(pad, 2024, definitief=True).map.parent
    wijzig_een_uur(pad)
    jaarhash = invoerhash(lees_master(pad).regeling, 2024)
    antwoorden = {"Akkoord": beide(tmp_path, jaarhash), "Verzenden": f"{jaarmap / 'v3'}\nja"}

    boek, gedaan, knop = OpenBoek(nep.boek(pad)), 0, "Herziening"
    with pytest.raises(InvoerFout, match=r"al definitief afgerekend, met versie 1.* de knop Herziening"):
        druk("Jaarrun", boek, "")
    while knop:
        tekst = druk(knop, boek, antwoorden.get(knop, "")).tekst
        boek.com.Save()
        gedaan += 1
        volgende = VOLGENDE.search(tekst)
        knop = volgende[1] if volgende else ""
    assert gedaan == MEESTE
    assert "Volgende stap: boek de betaallijst, en vul" in tekst

    assert json.loads((jaarmap / "v3/manifest.json").read_text("utf-8"))["status"] == "definitief"
    assert len(list((jaarmap / "verzending-v3").glob("*.eml"))) == 3
    assert "kenmerk;" in (jaarmap / "ViA_betaallijst_2024_v3.csv").read_text("utf-8-sig").lower()
    assert (
        f"De betaallijst: {jaarmap / 'ViA_betaallijst_2024_v3.xlsx'}"
        in druk("Verzenden", boek, antwoorden["Verzenden"]).tekst
    )
    assert len(list(jaarmap.glob("*betaallijst*.xlsx"))) == 1
    with pytest.raises(InvoerFout, match="is een concept"):
        druk("Verzenden", boek, f"{jaarmap / 'v2'}\nja")
    assert not (jaarmap / "verzending-v2").exists()


def test_two_approvals_are_recorded_at_once_or_neither(tmp_path: Path) -> None:
    jaarhash, master = invoerhash(GEREED, 2024), Master(tmp_path / "m.xlsm", GEREED, 2024, None, {})
    uit = AKKOORD.werk_uit(master, **AKKOORD.lees_antwoorden(beide(tmp_path, jaarhash)))
    assert [(rij.code, rij.door, rij.bestand) for rij in uit.toegepast(GEREED).akkoorden] == [
        (code, door, f"nieuw_{door}.pdf") for code, door in TEKENEN
    ]
    assert uit.verhaal.ernst is None
    assert uit.verhaal.melding[-1] == "Er ontbreekt niets meer. Volgende stap: de knop Definitief maken."
    half = AKKOORD.lees_antwoorden(beide(tmp_path, jaarhash, tweede="0123456789ab"))
    with pytest.raises(InvoerFout, match="is niet vastgelegd") as fout:
        AKKOORD.werk_uit(master, **half)
    assert [bevinding.cel for bevinding in fout.value.bevindingen] == [OSS]
    with pytest.raises(InvoerFout, match="Er is geen bestand gekozen"):
        AKKOORD.lees_antwoorden("\n".join(beide(tmp_path, jaarhash).split("\n")[:-2]))


@pytest.mark.parametrize("definitief", [False, True])
def test_the_next_button_is_named_with_what_it_asks(definitief: bool) -> None:
    *_, stap = Vervolg(Path("v3"), Path("m.xlsm"), definitief).knoppen()
    assert VOLGENDE.search(stap)[1] == "Verzenden"  # type: ignore[index]
    assert ("antwoord ja" in stap) is definitief
