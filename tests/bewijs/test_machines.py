"""Four engines and the rekenkern agree to the cent on random regions, each behind the one interface of the proof.

The workbook is the part of the master that settles. LibreOffice gets many in one process; pyOpenVBA's calculator, which
follows Excel where the others are lenient, takes half a minute for a thousand hour lines, so it gets the smaller ones.
"""

from __future__ import annotations

import os
import random
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest
from hulp.keuren import motor
from hulp.klein_boek import REKEN, klein_boek, vervang_cel
from hulp.openvba import OpenVba
from hulp.verrekenboek import verrekenboek
from hypothesis import strategies as st
from rekenen.grote_regios import MEESTE_REGELS, trek
from rekenen.regios import CODES, JAAR, regio, uren, uurtarief

from via_xl.basis.bevinding import fouten
from via_xl.bewijs import libreoffice
from via_xl.bewijs.libreoffice import LibreOffice, LibreOfficeFout
from via_xl.bewijs.rekenmachine import IronCalc, Machine
from via_xl.bewijs.vergelijken import vergelijk
from via_xl.controle.uitkomst import controleer_uitkomst
from via_xl.regeling.model import Regeling, Verdeelsleutel
from via_xl.rekenen.verrekening import verreken
from via_xl.schrijven.boek import Verwachtkolom

ZAAD = int(os.environ.get("VIA_ZAAD", "0")) or random.SystemRandom().randrange(1, 10**9)
"""What the regions are drawn from: another each time, and printed when one fails; VIA_ZAAD draws the same again."""

KLEIN = st.sampled_from((0, 1, 3, 12, 25))
WEINIG = st.sampled_from((1, 2, 3, 4, 5, 6, 7, 8, 10, 10, 12, 12, 16, 20, 60))
GROOT = st.sampled_from((0, 1, 12, 80, 300, 1000))
OPENVBA_HOOGSTENS = 1000
_BEURT = 25
"""How many workbooks LibreOffice gets in one process."""

Opdracht = tuple[Path, tuple[Verwachtkolom, ...]]


def _schrijf(regios: list[Regeling], werkmap: Path) -> list[Opdracht]:
    opdrachten = []
    for nummer, regeling in enumerate(regios):
        boek = verrekenboek(regeling)
        boek.bewaar(werkmap / f"regio_{nummer}.xlsx")
        opdrachten.append((werkmap / f"regio_{nummer}.xlsx", tuple(boek.verwacht())))
    return opdrachten


def _met_openvba(opdracht: Opdracht) -> list[str]:
    return _anders("pyOpenVBA", opdracht, OpenVba(opdracht[0]))


def _met_ironcalc(opdracht: Opdracht) -> list[str]:
    return _anders("IronCalc", opdracht, IronCalc(opdracht[0]))


def _anders(naam: str, opdracht: Opdracht, machine: Machine) -> list[str]:
    aantal, verschillen = vergelijk(*opdracht, machine)
    assert aantal == sum(len(kolom.waarden) for kolom in opdracht[1]) > 100
    return [f"{naam}: {verschil.regel()}" for verschil in verschillen]


def _alle_machines(regios: list[Regeling], werkmap: Path) -> list[str]:
    """Every difference of every engine, on every region."""
    opdrachten = _schrijf(regios, werkmap)
    samen = list(zip(opdrachten, regios, strict=True))
    klein = [opdracht for opdracht, r in samen if len(r.uren) <= OPENVBA_HOOGSTENS and len(r.gemeenten) <= 100]
    with ProcessPoolExecutor(2) as twee:
        onderweg = twee.map(_met_openvba, klein), twee.map(_met_ironcalc, opdrachten)
        anders = []
        for begin in range(0, len(opdrachten), _BEURT):
            beurt = opdrachten[begin : begin + _BEURT]
            machines = LibreOffice.samen([pad for pad, _ in beurt])
            anders += [_anders("LibreOffice", *paar) for paar in zip(beurt, machines, strict=True)]
        anders += [regels for werk in onderweg for regels in werk]
    return [regel for regels in anders for regel in regels]


def _randen() -> list[Regeling]:
    """Regions that are not left to chance, one for each key: a tie of all, and as large as the rules let through."""
    allen = {f"GM{nummer:04}": 7 for nummer in range(1, 24)}
    gelijk = tuple(uren(code, 50) for code in allen)
    halve_cent = (uurtarief(11, 7501),)
    capaciteit = dict.fromkeys(allen, 1800)
    randen = [
        regio(allen, gelijk, sleutel=sleutel, tarieven=halve_cent, capaciteit=capaciteit) for sleutel in Verdeelsleutel
    ]
    # R = 9,999,999 cents, all of it left over since N is more, and n up to 9,999,999: a product just under 10**14.
    grootst = dict(zip(CODES, (9_999_999, 1, 2, 3, 5, 7, 11, 13, 17, 999_983), strict=True))
    randen.append(regio(grootst, (uren(CODES[0], 100, schaal=9),), tarieven=(uurtarief(9, 9_999_999),), maximum_ct=0))
    niets = regio({CODES[0]: 1, CODES[1]: 2}, (uren(CODES[0], 75),), vergoeding_bp=10_000, tarieven=halve_cent)
    return [*randen, niets]


def test_the_edges_are_what_they_are_named_after() -> None:
    *gelijk, grootst, niets = [verreken(regeling, JAAR) for regeling in _randen()]
    assert {uitkomst.verdeelsleutel for uitkomst in gelijk} == set(Verdeelsleutel)
    assert all(len({rij.kosten_ct for rij in uitkomst.gemeenten}) == 1 for uitkomst in gelijk)
    assert all(len({rij.bijdrage_ct for rij in uitkomst.gemeenten}) <= 2 for uitkomst in gelijk)
    assert 0.99e14 < grootst.te_verdelen_ct * 9_999_999 < 1e14
    assert max(rij.deel.product for rij in grootst.gemeenten) == grootst.te_verdelen_ct * 9_999_999
    assert niets.te_verdelen_ct == 0 < niets.kosten_ct


@pytest.mark.motoren
def test_the_engines_agree_at_the_edges(tmp_path: Path) -> None:
    assert _alle_machines(_randen(), tmp_path) == []


def _van_alles_veel() -> list[Regeling]:
    """Sixty gemeenten of which one has 896.000 inwoners, all 342 of the country, and meerkosten apart from the key."""
    stad = {"GM0363": 896_000} | {f"GM{nummer:04}": 9_000 + 1_237 * nummer for nummer in range(1000, 1059)}
    zestig = regio(stad, (uren("GM0363", 100),), tarieven=(uurtarief(11, 258_071_136),), maximum_ct=10**11)
    toeval = random.Random(342)  # noqa: S311 - not a secret
    land = {"GM0363": 931_298} | {f"GM{nummer:04}": toeval.randint(950, 103_000) for nummer in range(1000, 1341)}
    regels = tuple(uren(code, 100, schaal=9 + plaats % 2) for plaats, code in enumerate(land))
    tarieven = (uurtarief(9, 2_924_100_003), uurtarief(10, 2_924_100_010))
    alle = regio(land, regels, tarieven=tarieven)
    deel = dict(list(land.items())[:40])
    duur = (uurtarief(9, 25_000_800_003), uurtarief(10, 25_000_800_011))
    apart = regio(deel, regels[:40], tarieven=duur, sleutel=Verdeelsleutel.CAPACITEIT, capaciteit=deel, grens_ct=3)
    return [zestig, alle, apart]


def test_large_regions_and_large_amounts_are_settled_with_ironcalc_agreeing(tmp_path: Path) -> None:
    uitkomsten = [verreken(regeling, JAAR) for regeling in _van_alles_veel()]
    assert [len(uitkomst.gemeenten) for uitkomst in uitkomsten] == [60, 342, 40]
    assert uitkomsten[0].te_verdelen_ct == 129_035_568
    assert all(10**12 < uitkomst.te_verdelen_ct < 1.001e12 for uitkomst in uitkomsten[1:])
    for regeling, uitkomst in zip(_van_alles_veel(), uitkomsten, strict=True):
        assert not fouten(controleer_uitkomst(regeling, uitkomst))
        assert uitkomst.sluitcontrole_ct == 0
    assert [regel for opdracht in _schrijf(_van_alles_veel(), tmp_path) for regel in _met_ironcalc(opdracht)] == []


@pytest.mark.motoren
def test_the_engines_agree_on_large_regions_and_large_amounts(tmp_path: Path) -> None:
    assert _alle_machines(_van_alles_veel(), tmp_path) == []


@pytest.mark.motoren
def test_the_engines_agree_on_thirty_random_regions(tmp_path: Path) -> None:
    regios = trek(30, ZAAD, KLEIN, WEINIG)
    assert len(regios) == 30
    assert _alle_machines(regios, tmp_path) == [], f"VIA_ZAAD={ZAAD}"


@pytest.mark.lang
def test_the_engines_agree_on_three_hundred_random_regions(tmp_path: Path) -> None:
    regios = trek(300, ZAAD, GROOT)
    assert len(regios) == 300
    assert _alle_machines(regios, tmp_path) == [], f"VIA_ZAAD={ZAAD}"


@pytest.mark.lang
def test_the_engines_agree_on_ten_thousand_hour_lines(tmp_path: Path) -> None:
    regios = trek(2, ZAAD, st.just(MEESTE_REGELS))
    assert {len(regeling.uren) for regeling in regios} == {MEESTE_REGELS}
    assert _alle_machines(regios, tmp_path) == [], f"VIA_ZAAD={ZAAD}"


@pytest.mark.motoren
def test_the_engines_agree_on_a_region_of_one_gemeente(tmp_path: Path) -> None:
    alleen = {CODES[0]: 7}
    regels, tarieven = (uren(CODES[0], 75),), (uurtarief(11, 7501),)
    regios = [
        regio(alleen, regels, tarieven=tarieven, sleutel=sleutel, capaciteit=alleen) for sleutel in Verdeelsleutel
    ]
    assert _alle_machines(regios, tmp_path) == []


# The interface


@pytest.fixture(params=[IronCalc, *map(motor, (LibreOffice, OpenVba))])
def soort(request: pytest.FixtureRequest) -> type:
    return request.param


def test_an_engine_gives_what_was_cached_and_what_it_calculates(soort: type, tmp_path: Path) -> None:
    pad = tmp_path / "boek.xlsx"
    klein_boek().bewaar(pad)
    vervang_cel(pad, REKEN, "B2", "<f>SUM(tblProef[Kosten €])</f><v>99</v>")
    machine: Machine = soort(pad)
    machine.herreken()
    per_cel = {(cel.blad, cel.cel): cel for cel in machine.formulecellen()}
    assert len(per_cel) == 8
    cel = per_cel["Reken", "B2"]
    assert (cel.gecached, cel.herrekend) == (99, 1420)
    assert machine.inhoud("Invoer", "A2") == "C0"
    assert machine.inhoud("Invoer", "ZZ9") is None
    assert machine.inhoud("Weg", "A1") is None


def test_an_engine_calculates_on_with_a_number_put_in(soort: type, tmp_path: Path) -> None:
    boek = klein_boek()
    boek.naam("Uurprijs", "Reken!$B$1")
    boek.bewaar(tmp_path / "boek.xlsx")
    machine: Machine = soort(tmp_path / "boek.xlsx")
    machine.zet_naam("Uurprijs", 100)
    machine.herreken()
    assert {cel.herrekend for cel in machine.formulecellen() if (cel.blad, cel.cel) == ("Reken", "B2")} == {1775}


def test_a_difference_is_found_with_every_engine(soort: type, tmp_path: Path) -> None:
    pad = tmp_path / "boek.xlsx"
    boek = klein_boek()
    boek.bewaar(pad)
    vervang_cel(pad, REKEN, "B2", "<f>SUM(tblProef[Kosten €])+0.01</f><v>1420.01</v>")
    _, verschillen = vergelijk(pad, boek.verwacht(), soort(pad))
    assert [(verschil.blad, verschil.cel) for verschil in verschillen][:1] == [("Reken", "B2")]


# LibreOffice


def test_libreoffice_is_found_in_its_usual_place_too(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", "")
    assert libreoffice.programma() is None
    with pytest.raises(LibreOfficeFout, match="staat niet op deze computer"):
        libreoffice.versie()
    daar = tmp_path / "soffice.com"
    daar.touch()
    monkeypatch.setitem(libreoffice._PLAATSEN, "linux", (tmp_path / "weg.com", daar))
    assert libreoffice.programma() == daar


@pytest.mark.motoren
def test_libreoffice_names_its_version_and_keeps_to_its_time(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert libreoffice.versie().startswith("LibreOffice ")
    klein_boek().bewaar(tmp_path / "boek.xlsx")
    monkeypatch.setattr(libreoffice, "TIJD", 0.1)
    monkeypatch.setattr(libreoffice, "TIJD_PER_BOEK", 0)
    with pytest.raises(LibreOfficeFout, match="niet klaar"):
        LibreOffice(tmp_path / "boek.xlsx").herreken()


def test_libreoffice_says_which_file_it_can_not_read(tmp_path: Path) -> None:
    (tmp_path / "stuk.xlsx").write_bytes(b"PK\x03\x04")
    with pytest.raises(LibreOfficeFout, match=r"stuk\.xlsx is niet te lezen"):
        LibreOffice(tmp_path / "stuk.xlsx")
