"""A small herziening: carried to a later year, nothing to pay for it now, a line in the next settlement, and all of it proven."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hulp.kleine_master import BOEKEL, HB, OSS
from hulp.stukken import leg_neer
from hulp.versies import EEN_CENTIUUR, TWEE_JAREN, rijp
from msgspec import Struct
from msgspec.structs import replace
from openpyxl import load_workbook

from via_xl.basis.bevinding import InvoerFout, NietsTeDoen
from via_xl.jaarrun import jaarrun
from via_xl.lezen.master import lees_master
from via_xl.opdrachten.cli import main
from via_xl.regeling.model import Afrekening, Regeling, Status, Verrekend, Versiestand
from via_xl.rekenen.betaallijst import Richting
from via_xl.rekenen.meenemen import verrekend_ct
from via_xl.schrijven.master import maak_master
from via_xl.schrijven.runverslag import Verslag
from via_xl.versie.betaallijst import Betaalverslag, schrijf_betaallijst
from via_xl.versie.meenemen import HERZIENING_MEENEMEN
from via_xl.versie.verifieren import verifieer
from via_xl.wijzigen.bestand import doe

VERSCHIL = {HB: -53, BOEKEL: 1, OSS: 14}


def zet(werkmap: Path, regeling: Regeling, *, klaar: bool = True) -> Path:
    pad = werkmap / "via_master.xlsx"
    inhoud = rijp(regeling) if klaar else regeling
    maak_master(inhoud, 2024).bewaar(pad)
    leg_neer(werkmap, inhoud)
    return pad


def herziening(werkmap: Path, na: Regeling = EEN_CENTIUUR, voor: Regeling = TWEE_JAREN) -> tuple[Path, Path]:
    """A master with a definitief version of 2024 and a herziening after it; gives both the master and the latter."""
    jaarrun(zet(werkmap, voor), 2024, definitief=True)
    master = zet(werkmap, na)
    return master, jaarrun(master, 2024, herziening=True).map


class Verloop(Struct, frozen=True):
    """What was made one after the other."""

    master: Path
    gezegd: dict[str, Any]
    v3: Path
    lijst: Betaalverslag
    straks: Verslag


@pytest.fixture(scope="module")
def verloop(tmp_path_factory: pytest.TempPathFactory) -> Verloop:
    """The herziening carried, made definitief, and the settlement of the next year after it; no test changes them."""
    master, v2 = herziening(tmp_path_factory.mktemp("meenemen"))
    gezegd = doe(HERZIENING_MEENEMEN, master, versiemap=v2).als_json()
    v3 = jaarrun(master, 2024, definitief=True, herziening=True).map
    return Verloop(master, gezegd, v3, schrijf_betaallijst(v3), jaarrun(master, 2025))


def regels(versiemap: Path, naam: str, blad: str = "Afrekening") -> list[list[Any]]:
    """What stands in the rows of a sheet of a workbook."""
    [pad] = versiemap.glob(f"*{naam}*.xlsx")
    cellen = load_workbook(pad, data_only=True)[blad].iter_rows(values_only=True)
    return [[c for c in rij if c is not None] for rij in cellen if any(c is not None for c in rij)]


def met(rijen: list[list[Any]], tekst: str) -> list[Any]:
    """The one row that holds a text."""
    [rij] = [rij for rij in rijen if any(isinstance(c, str) and tekst in c for c in rij)]
    return rij


def test_the_differences_become_rows_of_the_later_year(verloop: Verloop) -> None:
    rijen = {rij.code: rij for rij in lees_master(verloop.master).regeling.verrekend}
    assert {code: rij.bedrag_ct for code, rij in rijen.items()} == VERSCHIL
    assert {(rij.jaar, rij.uit_jaar, rij.herziet, rij.status) for rij in rijen.values()} == {
        (2025, 2024, 1, Status.TE_BEVESTIGEN)
    }
    assert rijen[OSS].bron.startswith("herziening van 2024, versie 2 tegen 1 (invoerhash ")
    assert (verloop.gezegd["met"], verloop.gezegd["herziet"]) == (2025, 1)


def test_for_the_herziening_itself_nothing_is_paid(verloop: Verloop) -> None:
    lijst = verloop.lijst.lijst
    assert {r.code: (r.saldo_ct, r.bedrag_ct, r.richting, r.vervaldatum) for r in lijst.regels} == {
        BOEKEL: (1, 0, Richting.NIETS, None),
        OSS: (14, 0, Richting.NIETS, None),
    }
    assert (lijst.intern.saldo_ct, lijst.intern.te_betalen_ct, lijst.sluit_ct) == (-53, 0, 0)
    assert verloop.lijst.als_json()["verrekend_met"] == 2025
    boek = load_workbook(verloop.lijst.werkboek, data_only=True)
    assert boek["Controles"]["C3"].value == "OK"
    assert "Ander jaar €" in [cel.value for rij in boek["Betaallijst"].iter_rows() for cel in rij]


def test_the_page_of_the_herziening_says_with_which_year_it_is_settled(verloop: Verloop) -> None:
    a4 = regels(verloop.v3, "GM0828")
    assert met(a4, "Nu niets te betalen")[-1] == 0
    assert met(a4, "Wordt verrekend met de afrekening van 2025")[-1] == -0.14
    assert met(a4, "kleiner dan de drempel") == [
        1,
        "Het verschil van € 0,14 is kleiner dan de drempel en wordt verrekend met de afrekening van 2025.",
    ]
    assert met(a4, "U hoeft nu niets te betalen") == [2, "U hoeft nu niets te betalen."]
    regio = [rij for rij in regels(verloop.v3, "regio", "Wijzigingen") if "GM0796" in rij]
    assert regio[0][4:6] == [-0.53, -0.53]


def test_the_next_settlement_has_a_line_for_it_beside_a_saldo_that_closes(verloop: Verloop) -> None:
    uit = verloop.straks.uitkomst
    assert {r.code: r.verrekend_ct for r in uit.gemeenten} == VERSCHIL
    assert {r.code: r.te_betalen_ct - r.saldo_ct for r in uit.gemeenten} == VERSCHIL
    assert (uit.sluitcontrole_ct, uit.verrekend_ct) == (0, -38)
    a4 = regels(verloop.straks.map, "GM0828")
    saldo = uit.van(OSS).saldo_ct
    assert met(a4, "Saldo (min")[-1] == saldo / 100
    assert met(a4, "Verrekend uit de herziening van 2024")[-1] == 0.14
    assert met(a4, "Samen (min")[-1] == (saldo + 14) / 100
    assert met(a4, "Uw gemeente ontvangt")[-1] == -(saldo + 14) / 100
    assert "Verrekend uit een eerdere herziening" in (verloop.straks.map / "runverslag.txt").read_text("utf-8")
    assert met(regels(verloop.straks.map, "regio", "Overzicht"), "GM0796")[6:8] == [0, -0.53]


def test_the_line_has_its_source_and_nobody_elses_is_there(verloop: Verloop) -> None:
    herkomst = met(regels(verloop.straks.map, "GM0755", "Herkomst"), "Verrekend uit de herziening")
    assert herkomst[1:4] == [0.01, "euro", "Voorschotten"]
    assert herkomst[5].startswith("herziening van 2024")
    alles = str([regels(verloop.straks.map, "GM0755", blad) for blad in ("Afrekening", "Berekening", "Herkomst")])
    assert "0.53" not in alles
    assert "0.14" not in alles


@pytest.mark.lang(een_op=8)  # two years, three versions, proven
def test_the_versions_prove_themselves(verloop: Verloop) -> None:
    for versiemap in (verloop.v3, verloop.straks.map):
        verificatie = verifieer(versiemap)
        assert [b.regel() for uitslag in verificatie.uitslagen for b in uitslag.bevindingen if b.ernst == "fout"] == []


def test_a_definitief_settlement_wants_the_rows_vastgesteld(verloop: Verloop) -> None:
    assert "niet alle verschillen uit een herziening zijn vastgesteld (0 van 3)" in verloop.straks.redenen


# --- what is refused


@pytest.fixture(scope="module")
def gewoon(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A master with a herziening that nobody carried; no test changes them."""
    return herziening(tmp_path_factory.mktemp("gewoon"))


def geweigerd(regeling: Regeling, gewoon: tuple[Path, Path], tmp_path: Path, **opgaven: Any) -> str:
    """What is said when the herziening must go into a master of these inputs."""
    master = zet(tmp_path, regeling)
    was = master.read_bytes()
    with pytest.raises(InvoerFout) as fout:
        doe(HERZIENING_MEENEMEN, master, versiemap=opgaven.pop("versiemap", gewoon[1]), **opgaven)
    assert master.read_bytes() == was
    return fout.value.bericht


def met_drempel(cent: int) -> Regeling:
    eerste, *rest = EEN_CENTIUUR.jaren
    return replace(EEN_CENTIUUR, jaren=(replace(eerste, drempel_herziening_ct=cent), *rest))


AL = Verrekend(code=OSS, jaar=2025, bedrag_ct=1, uit_jaar=2024, herziet=1, bron="eerder")
DEFINITIEF_2025 = Afrekening(
    jaar=2025, versie=1, soort=Versiestand.DEFINITIEF, invoerhash="ab" * 32, op=date(2026, 2, 1)
)


@pytest.mark.lang(vlug=2, een_op=40)  # cases that cost much, of which some are in every run
@pytest.mark.parametrize(
    ("regeling", "opgaven", "waarom"),
    [
        (met_drempel(0), {}, "2024 heeft geen drempel"),
        (
            met_drempel(53),
            {},
            "het verschil van 1 gemeente is niet kleiner dan de drempel van € 0,53 (het grootst: 's-Hertog",
        ),
        (met_drempel(14), {}, "het verschil van 2 gemeenten is niet kleiner"),
        (TWEE_JAREN, {}, "de invoer van 2024 is niet meer die van"),
        (replace(EEN_CENTIUUR, verrekend=(AL,)), {}, "de herziening van versie 1 van 2024 staat al in tblVerrekend"),
        (EEN_CENTIUUR, {"met": 2024}, "2024 is geen later jaar dan 2024 in tblJaren"),
        (EEN_CENTIUUR, {"met": 2026}, "2026 is geen later jaar dan 2024 in tblJaren"),
        (replace(EEN_CENTIUUR, afrekeningen=(DEFINITIEF_2025,)), {"met": 2025}, "2025 is al definitief afgerekend"),
        (replace(EEN_CENTIUUR, afrekeningen=(DEFINITIEF_2025,)), {}, "er is na 2024 geen jaar dat nog niet definitief"),
    ],
)
def test_what_is_not_small_or_goes_nowhere_is_refused(
    regeling: Regeling, opgaven: dict[str, Any], waarom: str, gewoon: tuple[Path, Path], tmp_path: Path
) -> None:
    assert waarom in geweigerd(regeling, gewoon, tmp_path, **opgaven)


def test_a_first_version_and_no_version_are_refused(gewoon: tuple[Path, Path], tmp_path: Path) -> None:
    eerste = gewoon[1].with_name("v1")
    assert "is geen herziening van een definitieve versie" in geweigerd(
        EEN_CENTIUUR, gewoon, tmp_path, versiemap=eerste
    )
    assert "is geen versiemap" in geweigerd(EEN_CENTIUUR, gewoon, tmp_path, versiemap=tmp_path)


@pytest.mark.lang(een_op=40)  # a run or more, with a sister in every run
def test_a_herziening_without_any_difference_has_nothing_to_carry(tmp_path: Path) -> None:
    master, v2 = herziening(tmp_path, TWEE_JAREN)
    with pytest.raises(NietsTeDoen, match="geen gemeente heeft een verschil met versie 1"):
        doe(HERZIENING_MEENEMEN, master, versiemap=v2)


@pytest.mark.lang(een_op=40)  # a run or more, with a sister in every run
def test_it_is_shown_before_it_is_done(
    gewoon: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    master = zet(tmp_path, EEN_CENTIUUR)
    was = master.read_bytes()
    opdracht = ["herziening", "meenemen", str(gewoon[1]), "--in", str(master)]
    assert main(opdracht) == 0
    gezegd = " ".join(capsys.readouterr().out.split())
    assert "De verschillen van de herziening van 2024 worden verrekend met de afrekening van 2025." in gezegd
    assert "− € 0,53" in gezegd
    assert master.read_bytes() == was
    assert main([*opdracht, "--ja", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["met"] == 2025
    assert len(lees_master(master).regeling.verrekend) == 3


def test_what_is_told_is_told_once_and_is_true(
    gewoon: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    master = zet(tmp_path, EEN_CENTIUUR)
    assert main(["herziening", "meenemen", str(gewoon[1]), "--in", str(master), "--ja"]) == 0
    gezegd = " ".join(capsys.readouterr().out.split())
    assert gezegd.count("worden verrekend met de afrekening van 2025") == 1
    assert "De rijen tellen meteen mee in de afrekening van 2025; definitief kan die pas" in gezegd
    regeling = lees_master(master).regeling
    assert {rij.status for rij in regeling.verrekend} == {Status.TE_BEVESTIGEN}
    assert verrekend_ct(regeling, 2025) == VERSCHIL
