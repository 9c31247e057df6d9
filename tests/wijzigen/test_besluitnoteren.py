"""``via-xl besluit noteer`` records what a step decided, and what a besluit that is taken sets."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hulp.handelingen import wijzig
from hulp.kleine_master import BOEKEL, HB, OSS, REGELING
from msgspec.structs import replace

from via_xl.basis.bevinding import InvoerFout
from via_xl.lezen.master import lees_master
from via_xl.opdrachten.cli import main
from via_xl.opdrachten.scherm import toon
from via_xl.regeling.model import (
    Besluit,
    Besluitsoort,
    Besluitstap,
    Gemeente,
    Jaar,
    MeerkostenDrager,
    Oordeel,
    Regeling,
    Stap,
    Status,
)
from via_xl.rekenen.besluiten import Besluitstand, meerkosten_besloten, voortgang
from via_xl.schrijven.master import maak_master
from via_xl.wijzigen.besluitnoteren import NOTEREN, Stapuitslag, lees_uitslag
from via_xl.wijzigen.bestand import doe as doe_op
from via_xl.wijzigen.handeling import Gedaan
from via_xl.wijzigen.mastermaken import zet_neer

NUMMER = "V2024-1"
VANDAAG = date(2025, 1, 1)
MEERKOSTEN = replace(
    REGELING.besluiten[0],
    soort=Besluitsoort.MEERKOSTEN,
    meerkosten_drager=MeerkostenDrager.LEVERANCIERS,
    voorstelgrens_ct=40_000_000,
    status=Status.VASTGESTELD,
)
RIJP = Besluitstap(
    besluit=NUMMER, stap=Stap.AMBTELIJK, gehouden=date(2024, 4, 8), oordeel=Oordeel.RIJP, opmerking="mits", bron="nota"
)
REGIODAG = Besluitstap(
    besluit=NUMMER, stap=Stap.REGIODAG, gehouden=date(2024, 4, 22), oordeel=Oordeel.AKKOORD, bron="verslag"
)


def college(code: str, dag: int = 3) -> Besluitstap:
    return replace(REGIODAG, stap=Stap.COLLEGE, code=code, gehouden=date(2024, 6, dag))


def met(*stappen: Besluitstap, besluit: Besluit = MEERKOSTEN, **anders: Any) -> Regeling:
    return replace(REGELING, besluiten=(besluit,), besluitstappen=stappen, **anders)


BIJNA = met(RIJP, REGIODAG, college(HB), college(BOEKEL))
"""Only the college of Oss still has to decide."""


def uitslag(stap: Stap, oordeel: Oordeel, maand: int = 6, dag: int = 10, **anders: Any) -> Stapuitslag:
    return Stapuitslag(
        nummer=anders.pop("nummer", NUMMER), stap=stap, oordeel=oordeel, op=date(2024, maand, dag), **anders
    )


LAATSTE = uitslag(Stap.COLLEGE, Oordeel.AKKOORD, code=OSS)


def getypt(wat: Stapuitslag) -> dict[str, str]:
    """The outcome as the command takes it."""
    return {
        "nummer": wat.nummer,
        "stap": str(wat.stap),
        "oordeel": str(wat.oordeel),
        "op": wat.op.isoformat(),
        "code": wat.code,
        "opmerking": wat.opmerking,
    }


def gedaan(regio: Regeling, wat: Stapuitslag) -> Gedaan:
    return Gedaan(wijzig(NOTEREN, regio, heden=VANDAAG, **getypt(wat)), Path("m.xlsx"), None)


def doe(regio: Regeling, wat: Stapuitslag) -> tuple[Regeling, Besluitstap, tuple[str, ...]]:
    """The regeling with the outcome in it, the row of its step, and what follows."""
    klaar = gedaan(regio, wat)
    nieuw = klaar.wijziging.toegepast(regio)
    sleutel = (wat.nummer, wat.stap, wat.code)
    (stap,) = [rij for rij in nieuw.besluitstappen if (rij.besluit, rij.stap, rij.code) == sleutel]
    return nieuw, stap, tuple(klaar.als_json()["gevolgen"])


def stand(regio: Regeling) -> Besluitstand:
    return voortgang(regio, regio.besluiten[0]).stand


def jaar(regio: Regeling) -> Jaar:
    return regio.jaar(2024)


# --- what is recorded


def test_a_planned_step_is_filled_in_where_it_stands_and_the_rest_stays() -> None:
    gepland = replace(RIJP, gehouden=None, oordeel=None, gepland=date(2024, 4, 4))
    nieuw, stap, gevolgen = doe(
        met(gepland, besluit=REGELING.besluiten[0]), uitslag(Stap.AMBTELIJK, Oordeel.RIJP, 4, 8)
    )
    assert nieuw.besluitstappen == (stap,)
    assert stap == replace(gepland, gehouden=date(2024, 4, 8), oordeel=Oordeel.RIJP)
    assert gevolgen == ()
    assert replace(nieuw, besluitstappen=()) == replace(REGELING, besluitstappen=())
    regel = nieuw.logboek[-1]
    assert (regel.wat, regel.wanneer, regel.jaar) == ("besluit genoteerd", VANDAAG, 2024)
    assert regel.opmerking == "V2024-1 ambtelijk opdrachtgevers: voldoende rijp op 8-4-2024; stand open"


def test_the_gemeente_of_a_step_may_be_named() -> None:
    wat = gedaan(met(RIJP, REGIODAG), uitslag(Stap.COLLEGE, Oordeel.AKKOORD, code="boekel"))
    [stap] = wat.wijziging.rijen["tblBesluitstappen"]
    assert isinstance(stap, Besluitstap)
    assert stap.code == BOEKEL


def test_a_step_that_was_not_planned_becomes_a_row() -> None:
    nieuw, stap, gevolgen = doe(
        met(RIJP, REGIODAG), uitslag(Stap.COLLEGE, Oordeel.AKKOORD, code=BOEKEL, opmerking="unaniem")
    )
    assert nieuw.besluitstappen == (RIJP, REGIODAG, stap)
    assert (stap.code, stap.opmerking, stap.bron) == (BOEKEL, "unaniem", "nota")
    assert gevolgen == ("Nog te besluiten: 's-Hertogenbosch, Oss.",)


def test_sent_back_by_the_ambtelijk_opdrachtgevers_is_back_to_the_werkgroep_and_everything_can_be_done_again() -> None:
    werkgroep = replace(RIJP, stap=Stap.WERKGROEP, gehouden=date(2024, 3, 4), oordeel=Oordeel.INBRENG)
    stuurgroep = replace(werkgroep, stap=Stap.STUURGROEP, gehouden=date(2024, 3, 18))
    terug, _, gevolgen = doe(met(werkgroep, stuurgroep), uitslag(Stap.AMBTELIJK, Oordeel.TERUG, 4, 8))
    assert gevolgen == ("V2024-1 is terug bij de werkgroep, en doorloopt daarna de stappen opnieuw (Koersplan 6.4).",)
    assert stand(terug) is Besluitstand.TERUG
    opnieuw, stap, _ = doe(terug, uitslag(Stap.WERKGROEP, Oordeel.AKKOORD, 4, 29))
    assert stap.opmerking == "eerder inbreng gegeven op 4-3-2024; mits"
    assert len(opnieuw.besluitstappen) == 3
    rijp, stap, _ = doe(opnieuw, uitslag(Stap.AMBTELIJK, Oordeel.RIJP, 5, 13))
    assert stap.opmerking == "eerder terug op 8-4-2024"
    assert stand(rijp) is Besluitstand.OPEN


def test_sent_back_or_rejected_by_another_says_by_whom() -> None:
    assert doe(met(RIJP), uitslag(Stap.REGIODAG, Oordeel.TERUG))[2] == (
        "V2024-1 is teruggestuurd door de stap regiodag.",
    )
    assert doe(met(RIJP, REGIODAG), uitslag(Stap.COLLEGE, Oordeel.AFGEWEZEN, code=OSS))[2] == ("V2024-1 is afgewezen.",)


# --- what a besluit sets


def test_the_last_college_takes_the_besluit_which_sets_the_year_and_is_its_source() -> None:
    assert not meerkosten_besloten(BIJNA, 2024)
    nieuw, _, gevolgen = doe(BIJNA, LAATSTE)
    assert stand(nieuw) is Besluitstand.GENOMEN
    assert jaar(nieuw) == replace(
        jaar(BIJNA),
        besluit=NUMMER,
        meerkosten_drager=MeerkostenDrager.LEVERANCIERS,
        voorstelgrens_ct=40_000_000,
        bron="besluit V2024-1: nota; overige parameters: 8",
        datum=date(2024, 2, 1),
        status=Status.VASTGESTELD,
    )
    assert meerkosten_besloten(nieuw, 2024)
    assert gevolgen == (
        "V2024-1 is genomen: de Regiodag en alle colleges zijn akkoord.",
        "In tblJaren is bij 2024 gezet: meerkosten drager leveranciers, voorstelgrens € 400.000,00; bron is besluit V2024-1.",
        "De status van die rij is nu vastgesteld (was te bevestigen); die geldt ook voor de andere parameters van 2024, zoals "
        "peiljaar en verdeelsleutel: kijk die na.",
    )


def test_a_besluit_that_names_no_limit_leaves_the_limit_and_a_status_that_stays_is_not_mentioned() -> None:
    besluit = replace(MEERKOSTEN, voorstelgrens_ct=None, status=Status.TE_BEVESTIGEN)
    nieuw, _, gevolgen = doe(replace(BIJNA, besluiten=(besluit,)), LAATSTE)
    assert (jaar(nieuw).voorstelgrens_ct, jaar(nieuw).besluit) == (31_000_000, NUMMER)
    assert gevolgen[1:] == ("In tblJaren is bij 2024 gezet: meerkosten drager leveranciers; bron is besluit V2024-1.",)


@pytest.mark.parametrize("anders", [{"soort": Besluitsoort.PARAMETERS}, {"meerkosten_drager": None}])
def test_a_besluit_about_something_else_or_without_a_drager_sets_nothing(anders: dict[str, Any]) -> None:
    nieuw, _, gevolgen = doe(replace(BIJNA, besluiten=(replace(MEERKOSTEN, **anders),)), LAATSTE)
    assert stand(nieuw) is Besluitstand.GENOMEN
    assert nieuw.jaren == BIJNA.jaren
    assert len(gevolgen) == 1


def test_a_besluit_about_a_year_that_is_not_there_is_taken_and_says_so() -> None:
    nieuw, _, gevolgen = doe(replace(BIJNA, besluiten=(replace(MEERKOSTEN, jaar=2030),)), LAATSTE)
    assert nieuw.jaren == BIJNA.jaren
    assert gevolgen[1:] == ("2030 staat niet in tblJaren, dus daar is niets gezet.",)


def test_a_besluit_that_is_not_taken_yet_sets_nothing() -> None:
    nieuw, _, _ = doe(met(RIJP, REGIODAG, college(HB)), LAATSTE)
    assert nieuw.jaren == REGELING.jaren


# --- what is refused


@pytest.mark.parametrize(
    ("regio", "wat", "waarom"),
    [
        (BIJNA, replace(LAATSTE, nummer="V9"), "besluit V9 staat niet in tblBesluiten; daar staat V2024-1."),
        (replace(BIJNA, besluitstappen=(*BIJNA.besluitstappen, college(OSS))), LAATSTE, "is al genomen"),
        (replace(BIJNA, besluiten=(replace(MEERKOSTEN, ingetrokken=date(2024, 6, 5)),)), LAATSTE, "is al ingetrokken"),
        (met(replace(RIJP, oordeel=Oordeel.AFGEWEZEN)), uitslag(Stap.STUURGROEP, Oordeel.INBRENG), "is al afgewezen"),
        (BIJNA, replace(LAATSTE, oordeel=Oordeel.RIJP), "Kies uit: akkoord, terug, afgewezen (Koersplan 6.4)."),
        (met(), uitslag(Stap.AMBTELIJK, Oordeel.AKKOORD), "Kies uit: voldoende rijp, terug, afgewezen"),
        (BIJNA, replace(LAATSTE, code=""), "Bij een college hoort een gemeente; er is niets gewijzigd."),
        (BIJNA, replace(LAATSTE, code="UDEN"), '"UDEN" is geen gemeente van de regio'),
        (BIJNA, replace(LAATSTE, code="GM9999"), '"GM9999" staat niet in tblGemeenten'),
        (met(RIJP), uitslag(Stap.REGIODAG, Oordeel.AKKOORD, code=OSS), "hoort geen gemeente"),
        (BIJNA, replace(LAATSTE, code=HB), "college 's-Hertogenbosch heeft al een oordeel (akkoord op 3-6-2024)"),
        (
            met(),
            uitslag(Stap.REGIODAG, Oordeel.AKKOORD),
            'zolang de stap ambtelijk opdrachtgevers niet is genoteerd als "vo',
        ),
        (met(RIJP), LAATSTE, 'zolang de stap regiodag niet is genoteerd als "akkoord"'),
        (met(RIJP, REGIODAG), replace(LAATSTE, stap=Stap.RAAD), "zolang de stap college niet is genoteerd"),
        (met(), uitslag(Stap.WERKGROEP, Oordeel.INBRENG, 1, 31), "de invoer bevat fouten"),
        (
            met(RIJP),
            uitslag(Stap.REGIODAG, Oordeel.AKKOORD, 4, 5),
            "de volgorde klopt niet; er is niets gewijzigd. 5-4-2024",
        ),
        (met(RIJP), uitslag(Stap.WERKGROEP, Oordeel.INBRENG, 4, 9), "de volgorde klopt niet"),
        (
            met(replace(RIJP, oordeel=Oordeel.TERUG)),
            uitslag(Stap.AMBTELIJK, Oordeel.RIJP, 4, 7),
            "7-4-2024 ligt voor het vorige oordeel van de stap ambtelijk opdrachtgevers (terug op 8-4-2024)",
        ),
        (replace(BIJNA, pok=()), LAATSTE, "de invoer bevat fouten; er is niets gewijzigd"),
    ],
)
def test_what_does_not_fit_is_refused(regio: Regeling, wat: Stapuitslag, waarom: str) -> None:
    with pytest.raises(InvoerFout) as fout:
        doe(regio, wat)
    assert waarom in fout.value.bericht


def test_a_gemeente_that_takes_no_part_in_that_year_has_no_college_that_decides() -> None:
    weg = Gemeente(code="GM0001", naam="Weg", organisatie="", centrumgemeente=False, tot=date(2020, 1, 1), bron="")
    regio = replace(met(RIJP, REGIODAG), gemeenten=(*REGELING.gemeenten, weg))
    with pytest.raises(InvoerFout, match='"GM0001" doet in 2024 niet mee'):
        doe(regio, replace(LAATSTE, code="GM0001"))


def test_an_order_that_was_wrong_already_does_not_stand_in_the_way() -> None:
    stuurgroep = replace(RIJP, stap=Stap.STUURGROEP, gehouden=date(2024, 4, 10), oordeel=Oordeel.INBRENG)
    nieuw, _, _ = doe(met(stuurgroep, RIJP), uitslag(Stap.REGIODAG, Oordeel.AKKOORD, 4, 22))
    assert len(nieuw.besluitstappen) == 3


@pytest.mark.parametrize(
    ("stap", "oordeel"),
    [("ambtelijk opdrachtgevers", "voldoende rijp"), ("Ambtelijk", "RIJP"), ("opdrachtgevers", " voldoende ")],
)
def test_a_step_and_an_outcome_are_known_by_their_words(stap: str, oordeel: str) -> None:
    gelezen = lees_uitslag(" V1 ", stap, oordeel, "2024-04-08", "gm0755")
    assert gelezen == Stapuitslag("V1", Stap.AMBTELIJK, Oordeel.RIJP, date(2024, 4, 8), "GM0755")


def test_everything_that_cannot_be_read_is_said_at_once() -> None:
    with pytest.raises(InvoerFout) as fout:
        lees_uitslag("V1", "bestuur", "ja", "8-14-2024")
    assert '"bestuur" is hier geen keuze. Kies uit: werkgroep, stuurgroep' in fout.value.bericht
    assert '"ja" is hier geen keuze. Kies uit: inbreng gegeven' in fout.value.bericht
    assert '"8-14-2024" is geen datum. Typ de datum als dag-maand-jaar' in fout.value.bericht
    with pytest.raises(InvoerFout, match="mogen niet leeg zijn"):
        lees_uitslag(" ", "college", "akkoord", "2024-04-08")


# --- the master


@pytest.fixture(scope="module")
def gemaakt(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    pad = tmp_path_factory.mktemp("noteren") / "master.xlsx"
    zet_neer(maak_master(BIJNA, 2024), pad)
    return pad.read_bytes()


@pytest.fixture
def master(tmp_path: Path, gemaakt: bytes) -> Path:
    pad = tmp_path / "master.xlsx"
    pad.write_bytes(gemaakt)
    return pad


def test_the_master_is_rebuilt_with_a_backup(master: Path) -> None:
    was = master.read_bytes()
    genoteerd = doe_op(NOTEREN, master, heden=VANDAAG, **getypt(LAATSTE))
    assert genoteerd.reserve is not None
    assert genoteerd.reserve.read_bytes() == was
    assert lees_master(master).regeling == doe(BIJNA, LAATSTE)[0]
    assert genoteerd.als_json()["stand"] == Besluitstand.GENOMEN


def test_a_day_that_has_not_been_cannot_be_recorded(master: Path) -> None:
    with pytest.raises(InvoerFout, match="10-6-2024 is nog niet geweest; er is niets gewijzigd"):
        doe_op(NOTEREN, master, heden=date(2024, 6, 9), **getypt(LAATSTE))
    assert lees_master(master).regeling == BIJNA


def test_the_command_says_what_follows_and_refuses_with_two(master: Path, capsys: pytest.CaptureFixture[str]) -> None:
    opdracht = ["besluit", "noteer", str(master), NUMMER, "college", "akkoord", "--op", "2024-06-10"]
    nieuw = master.with_name("n.xlsx")
    assert main([*opdracht, "--code", "gm0828", "--opmerking", "unaniem", "--uit", str(nieuw)]) == 0
    assert lees_master(nieuw).regeling.besluitstappen[-1].opmerking == "unaniem"
    gezegd = capsys.readouterr().out
    assert "Genoteerd bij V2024-1: college Oss akkoord op ma 10-6-2024. Stand: genomen." in gezegd
    assert "• In tblJaren is bij 2024 gezet: meerkosten drager leveranciers" in gezegd
    assert main(opdracht) == 2
    assert "Geef --code op" in capsys.readouterr().err
    assert lees_master(master).regeling == BIJNA


def test_sent_back_it_says_what_was_planned_and_else_what_is_next(capsys: pytest.CaptureFixture[str]) -> None:
    gepland = replace(REGIODAG, gehouden=None, oordeel=None, gepland=date(2024, 4, 22))
    toon(gedaan(met(gepland), uitslag(Stap.AMBTELIJK, Oordeel.TERUG, 4, 8)).scherm())
    gezegd = capsys.readouterr().out
    assert "V2024-1 is terug bij de werkgroep" in gezegd
    assert "Er staat nog open: regiodag, gepland op ma 22-4-2024. Plan wat anders moet op blad Besluiten." in gezegd
    assert "Volgende stap" not in gezegd
    rijp = gedaan(met(gepland), uitslag(Stap.AMBTELIJK, Oordeel.RIJP, 4, 8))
    toon(rijp.scherm())
    assert "Volgende stap: regiodag, gepland op ma 22-4-2024." in capsys.readouterr().out
    uit = rijp.als_json()
    assert (uit["stand"], uit["volgende_stap"], uit["gepland"]) == ("open", "regiodag", "2024-04-22")
    assert uit["nog_te_besluiten"][1] == {"code": BOEKEL, "naam": "Boekel"}
