"""The third calculation beside the other two: whichever of the three is a cent off, the gemeente and the figure are named."""

from __future__ import annotations

import re
import shutil
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import pytest
from hulp.kleine_master import bewerk_deel
from hulp.verificaties import basis
from msgspec.structs import replace

from via_xl.bewijs.groepsrekening import groepsrekening
from via_xl.bewijs.verificatie import doe, groepen
from via_xl.bewijs.verificatie.versie import Versie


@pytest.fixture(scope="module")
def goed(tmp_path_factory: pytest.TempPathFactory) -> Versie:
    return basis(tmp_path_factory.mktemp("groepen"))


def gevonden(versie: Versie) -> list[tuple[str, str, str]]:
    antwoord = doe(versie, "groepen", "")
    assert antwoord.niet_mogelijk == ""
    return [(b.blad, b.cel, b.wat) for b in antwoord.bevindingen]


def test_of_a_folder_as_the_run_left_it_all_three_agree(goed: Versie) -> None:
    assert gevonden(goed) == []


def test_a_rekenkern_that_is_a_cent_off_is_named_with_what_the_others_give(goed: Versie) -> None:
    versie, herleiding = Versie(goed.map), goed.herleiding()
    stand = herleiding.stand
    rijen = tuple(
        replace(rij, bijdrage_ct=rij.bijdrage_ct + 1) if rij.naam == "Boekel" else rij
        for rij in stand.uitkomst.gemeenten
    )
    anders = replace(stand, uitkomst=replace(stand.uitkomst, gemeenten=rijen))
    versie.__dict__["_herleid"] = replace(herleiding, stand=anders)
    assert [wat for _, _, wat in gevonden(versie)] == [
        "Boekel, bijdrage: de formule geeft € 173,31, de rekenkern geeft € 173,32, en los daarvan, in groepen opgeteld, is "
        "het € 173,31.",
        "Boekel, saldo: de formule geeft − € 864,30, de rekenkern geeft − € 864,29, en los daarvan, in groepen opgeteld, is "
        "het − € 864,30.",
        "Boekel, met verrekend: de formule geeft − € 864,30, de rekenkern geeft − € 864,29, en los daarvan, in groepen "
        "opgeteld, is het − € 864,30.",
    ]


def test_a_formula_that_gives_another_amount_is_named_with_its_cell(goed: Versie, tmp_path: Path) -> None:
    kopie = Path(shutil.copytree(goed.map, tmp_path / "2024" / "v1"))
    (regio,) = kopie.glob("*_regio_*")
    nummer = [blad.naam for blad in goed.gelezen(regio.name).bladen].index("Verrekening") + 1
    ander = partial(re.sub, rb'(r="AJ57".*?<v>)173.31(?=</v>)', rb"\g<1>173.35")
    bewerk_deel(regio, f"xl/worksheets/sheet{nummer}.xml", ander)
    versie = Versie(kopie)
    versie.__dict__["_herleid"] = goed.herleiding()
    assert [(blad, cel, wat.split(",")[:2]) for blad, cel, wat in gevonden(versie)] == [
        ("Verrekening", "AJ57", ["Boekel", " bijdrage: de formule geeft € 173"])
    ]


def test_a_third_calculation_that_differs_is_named_too_and_so_is_the_region(
    goed: Versie, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The hours of one gemeente doubled on the way: its own figures, everyone's bijdrage, and the totals."""

    def ernaast(regeling, jaar):  # type: ignore[no-untyped-def]
        dubbel = tuple(replace(r, uren_h=r.uren_h * 2) if r.code == "GM0755" else r for r in regeling.uren)
        return groepsrekening(replace(regeling, uren=dubbel), jaar)

    monkeypatch.setattr(groepen, "groepsrekening", ernaast)
    wie = {(wat.split(",")[0], wat.split(", ")[1].split(":")[0]) for _, _, wat in gevonden(goed)}
    assert {("Boekel", "uren"), ("Boekel", "kosten"), ("hele regio", "kosten van de werkgroep (K)")} <= wie
    assert ("Oss", "uren") not in wie


def test_what_is_beyond_64_bits_is_said_and_is_no_finding(goed: Versie, monkeypatch: pytest.MonkeyPatch) -> None:
    def te_groot(*_: object) -> SimpleNamespace:
        raise OverflowError("de urenregels zijn samen te groot voor 64 bits")

    monkeypatch.setattr(groepen, "groepsrekening", te_groot)
    antwoord = doe(goed, "groepen", "")
    assert (antwoord.bevindingen, antwoord.niet_mogelijk) == ((), "de urenregels zijn samen te groot voor 64 bits")
