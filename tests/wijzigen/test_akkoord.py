"""From concept to definitief: the document, the signed approvals and the answers in the master, and the run that needs them all."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from hulp.kleine_master import BOEKEL, HB, OSS, REGELING
from hulp.stukken import getekend as getekend_stuk
from hulp.stukken import leg_neer, pdf
from hulp.verificaties import controleer
from hulp.versies import rijp
from msgspec.structs import replace
from openpyxl import load_workbook

from via_xl.basis.bevinding import InvoerFout, NietsTeDoen
from via_xl.basis.geld import euro_nl
from via_xl.basis.ketencode import kort
from via_xl.basis.vingerafdruk import sha256
from via_xl.bewijs.verificatie import akkoorden
from via_xl.bewijs.verificatie.versie import Versie
from via_xl.jaarrun import jaarrun
from via_xl.lezen.master import Master, lees_master
from via_xl.opdrachten.cli import main
from via_xl.regeling.model import (
    Afrekening,
    Akkoord,
    Gemeente,
    MeerkostenDrager,
    Regeling,
    Status,
    Verdeelsleutel,
    Versiestand,
)
from via_xl.rekenen.invoerhash import invoerhash
from via_xl.rekenen.verrekening import verreken
from via_xl.schrijven.master import maak_master
from via_xl.versie.akkoordstuk import Stukverslag, schrijf_akkoordstukken
from via_xl.versie.betaallijst import schrijf_betaallijst
from via_xl.wijzigen.akkoord import AKKOORD, REACTIE, noteer_reactie
from via_xl.wijzigen.bestand import doe
from via_xl.wijzigen.handeling import Gedaan

Scherm = pytest.CaptureFixture[str]
ZONDER_AKKOORD = replace(rijp(REGELING), akkoorden=(), reacties=())
"""Everything a definitief settlement needs, but the approvals."""


def zet_master(werkmap: Path, regeling: Regeling = ZONDER_AKKOORD) -> Path:
    pad = werkmap / "via_master.xlsx"
    maak_master(regeling, 2024).bewaar(pad)
    leg_neer(werkmap, regeling)
    return pad


@pytest.fixture(scope="module")
def gemaakt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A master and its concept; tests work on a copy."""
    werkmap = tmp_path_factory.mktemp("akkoord")
    jaarrun(zet_master(werkmap), 2024)
    return werkmap


@pytest.fixture
def werkmap(gemaakt: Path, tmp_path: Path) -> Path:
    doel = tmp_path / "regio"
    shutil.copytree(gemaakt, doel)
    return doel


@pytest.fixture
def master(werkmap: Path) -> Path:
    return werkmap / "via_master.xlsx"


@pytest.fixture
def getekend(werkmap: Path) -> Path:
    return teken(werkmap, OSS)


def teken(werkmap: Path, code: str) -> Path:
    """The document of a gemeente, signed."""
    pad = werkmap / ("getekend.pdf" if code == OSS else f"{code}.pdf")
    pad.write_bytes(getekend_stuk(invoerhash(ZONDER_AKKOORD, 2024), code))
    return pad


def kenmerk(master: Path) -> str:
    return invoerhash(lees_master(master).regeling, 2024)[:12]


def noteer(master: Path, getekend: Path, **anders: Any) -> Gedaan:
    basis = {"gemeente": "Oss", "rol": "opdrachtgever", "door": "AO-2", "kenmerk": kenmerk(master), "bestand": getekend}
    return doe(AKKOORD, master, **basis | anders)


def tekst(pad: Path) -> str:
    doc = Document(str(pad))
    alineas = [alinea.text for alinea in doc.paragraphs]
    cellen = [cel.text for tabel in doc.tables for rij in tabel.rows for cel in rij.cells]
    return "\n".join(alineas + cellen).replace("\u00a0", " ")


def stuktekst(verslag: Stukverslag) -> str:
    """What the document of Oss says."""
    (pad,) = (pad for pad in verslag.bestanden if OSS in pad.name)
    return tekst(pad)


def gevonden(versiemap: Path) -> list[str]:
    """What the checks of a finished version say is wrong."""
    return [bevinding.wat for alle in controleer(Versie(versiemap)).values() for bevinding in alle]


# The whole way


def noteer_met_opdracht(master: Path, gemeente: str, door: str, bestand: Path) -> int:
    """The command that records a signed approval of a financieel adviseur."""
    wie = ["--gemeente", gemeente, "--door", door, "--rol", "financieel adviseur"]
    return main(["akkoord", "noteer", str(master), *wie, "--kenmerk", kenmerk(master), "--bestand", str(bestand)])


def test_a_year_from_concept_to_definitief_by_hand(werkmap: Path, master: Path, getekend: Path, capsys: Scherm) -> None:
    assert main(["akkoord", "stuk", str(werkmap / "afrekeningen/2024/v1")]) == 0
    stuk = werkmap / "afrekeningen/2024/ViA_akkoord_2024_v1/ViA_akkoord_2024_v1_GM0828_Oss.docx"
    gezegd = capsys.readouterr().out
    assert stuk.is_file()
    assert f"Kenmerk {kenmerk(master)}" in gezegd
    for gemeente, door, bestand in (("Den Bosch", "FA-1", teken(werkmap, HB)), ("Oss", "FA-2", getekend)):
        assert main(["jaarrun", str(master), "--definitief"]) == 2
        assert "akkoord van twee gemeenten ontbreekt" in capsys.readouterr().err
        assert noteer_met_opdracht(master, gemeente, door, bestand) == 0
        gezegd = capsys.readouterr().out
    assert f'Er ontbreekt niets. Volgende stap: via-xl jaarrun "{master}" --jaar 2024 --definitief' in gezegd
    assert main(["jaarrun", str(master), "--definitief", "--json"]) == 0
    uit = json.loads(capsys.readouterr().out)
    v2 = werkmap / "afrekeningen/2024/v2"
    assert uit["status"] == "definitief"
    assert json.loads((v2 / "manifest.json").read_text("utf-8"))["status"] == "definitief"
    assert [pad.name for pad in v2.glob("*.xlsx") if "concept" in pad.name] == []
    assert gevonden(v2) == []


def test_after_a_definitief_version_it_is_a_herziening_that_is_possible(
    werkmap: Path, master: Path, getekend: Path, capsys: Scherm
) -> None:
    vorige = Afrekening(
        jaar=2024, versie=1, soort=Versiestand.DEFINITIEF, op=date(2025, 6, 2), invoerhash="0" * 64, map="v1"
    )
    zet_master(werkmap, replace(ZONDER_AKKOORD, afrekeningen=(vorige,)))
    for gemeente, door, bestand in (("Den Bosch", "FA-1", teken(werkmap, HB)), ("Oss", "FA-2", getekend)):
        assert noteer_met_opdracht(master, gemeente, door, bestand) == 0
    assert f'via-xl jaarrun "{master}" --jaar 2024 --herziening --definitief' in capsys.readouterr().out


@pytest.mark.lang(een_op=40)  # a run or more, with a sister in every run
def test_a_definitief_workbook_has_a_due_date_and_reference_and_a_concept_has_neither(werkmap: Path) -> None:
    v1 = werkmap / "afrekeningen/2024/v1"
    master = zet_master(werkmap, rijp(REGELING))
    v2 = jaarrun(master, 2024, definitief=True).map

    def blad(versie: Path) -> str:
        (pad,) = versie.glob("*Boekel*.xlsx")
        cellen = load_workbook(pad, data_only=True)["Afrekening"].iter_rows(values_only=True)
        return " ".join(str(waarde) for rij in cellen for waarde in rij if waarde is not None)

    assert "ViA-2024-GM0755-v2" in blad(v2)
    assert "uiterlijk op:" in blad(v2)
    assert "CONCEPT" not in blad(v2)
    assert "ViA-2024-GM0755" not in blad(v1)
    assert "uiterlijk op" not in blad(v1)
    assert "CONCEPT" in blad(v1)


def test_without_the_flag_every_version_is_a_concept_that_says_why(tmp_path: Path) -> None:
    verslag = jaarrun(zet_master(tmp_path, rijp(REGELING)), 2024)
    assert verslag.status == "concept"
    assert verslag.redenen == ("alles is er, maar deze versie is niet als definitief gemaakt",)
    assert gevonden(verslag.map) == []


def test_a_refused_definitief_lists_everything_with_where_to_put_it_and_makes_nothing(
    tmp_path: Path, capsys: Scherm
) -> None:
    master = zet_master(tmp_path, REGELING)
    assert main(["jaarrun", str(master), "--definitief"]) == 2
    fout = " ".join(capsys.readouterr().err.split())
    for wat in ("2024 kan nog niet definitief worden", "reactietermijn is niet bepaald", "geen ondertekende urenstaat"):
        assert wat in fout
    assert not (tmp_path / "afrekeningen").exists() or not list((tmp_path / "afrekeningen").rglob("*.xlsx"))


@pytest.mark.lang(een_op=40)  # a run or more, with a sister in every run
def test_a_manifest_that_says_definitief_over_a_concept_is_found_out(werkmap: Path) -> None:
    from hulp.vervalsen import hash_opnieuw

    v1 = werkmap / "afrekeningen/2024/v1"
    manifest = v1 / "manifest.json"
    manifest.write_text(manifest.read_text("utf-8").replace('"status": "concept"', '"status": "definitief"'), "utf-8")
    hash_opnieuw(v1)
    assert gevonden(v1)


# The document


def test_the_document_holds_the_totals_and_nothing_of_anybody(werkmap: Path) -> None:
    verslag = schrijf_akkoordstukken(werkmap / "afrekeningen/2024/v1")
    inhoud = stuktekst(verslag)
    uit = verreken(ZONDER_AKKOORD, 2024)
    for bedrag in (uit.kosten_ct, -uit.vergoeding_ct, uit.te_verdelen_ct, *(r.bijdrage_ct for r in uit.gemeenten)):
        assert euro_nl(bedrag) in inhoud
    for rij in uit.gemeenten:
        for geheim in (rij.kosten_ct, rij.saldo_ct):
            assert euro_nl(geheim) not in inhoud, rij.naam
    for geheim in ("M1", "1001", "schaal"):
        assert geheim not in inhoud
    assert invoerhash(ZONDER_AKKOORD, 2024) in inhoud
    waarde = Versie(werkmap / "afrekeningen/2024/v1").ketenwaarde
    assert kort(waarde) in inhoud
    assert f"Ketenwaarde voluit: {waarde}." in inhoud
    assert "Niets: alles wat een definitieve afrekening vraagt, is er." in inhoud


@pytest.mark.lang(een_op=40)  # a run or more, with a sister in every run
def test_under_a_key_that_gives_inzet_away_it_holds_no_bijdrage_of_anybody(tmp_path: Path) -> None:
    jaren = tuple(replace(rij, verdeelsleutel=Verdeelsleutel.UREN) for rij in ZONDER_AKKOORD.jaren)
    regeling = replace(ZONDER_AKKOORD, jaren=jaren)
    versiemap = jaarrun(zet_master(tmp_path, regeling), 2024).map
    inhoud = stuktekst(schrijf_akkoordstukken(versiemap))
    uit = verreken(regeling, 2024)
    assert euro_nl(uit.te_verdelen_ct) in inhoud
    assert [r.naam for r in uit.gemeenten if r.bijdrage_ct and euro_nl(r.bijdrage_ct) in inhoud] == []


@pytest.mark.lang(een_op=40)  # a run or more, with a sister in every run
def test_where_the_suppliers_bear_the_meerkosten_it_holds_no_bijdrage_of_anybody(tmp_path: Path) -> None:
    """The key is public, but what a supplier bears above the limit follows from its cost."""
    regeling = rijp(
        replace(
            REGELING,
            jaren=tuple(
                replace(rij, voorstelgrens_ct=100_000, meerkosten_drager=MeerkostenDrager.LEVERANCIERS)
                for rij in REGELING.jaren
            ),
        )
    )
    uit = verreken(regeling, 2024)
    assert uit.meerkosten_ct > 0
    inhoud = stuktekst(schrijf_akkoordstukken(jaarrun(zet_master(tmp_path, regeling), 2024).map))
    assert euro_nl(uit.te_verdelen_ct) in inhoud
    assert [r.naam for r in uit.gemeenten if r.bijdrage_ct and euro_nl(r.bijdrage_ct) in inhoud] == []


def test_what_is_still_missing_stands_in_the_document(werkmap: Path, tmp_path: Path) -> None:
    v1, vroeg = werkmap / "afrekeningen/2024/v1", date(2025, 5, 1)
    verslag = schrijf_akkoordstukken(v1, uit=tmp_path / "vroeg", vandaag=vroeg)
    assert [rij.wat for rij in verslag.belemmeringen] == ["de reactietermijn loopt tot 1-6-2025"]
    tekst = stuktekst(verslag)
    assert "De reactietermijn loopt tot 1-6-2025." in tekst
    assert "Wacht" not in tekst, "what the officer does about it is not for who signs"


@pytest.mark.lang(een_op=40)  # a run or more, with a sister in every run
def test_the_document_is_refused_in_the_version_folder_over_another_file_and_of_a_definitief_version(
    werkmap: Path, tmp_path: Path
) -> None:
    v1 = werkmap / "afrekeningen/2024/v1"
    with pytest.raises(InvoerFout, match="ligt in de versiemap"):
        schrijf_akkoordstukken(v1, uit=v1 / "stukken")
    (tmp_path / "er").mkdir()
    with pytest.raises(InvoerFout, match="bestaat al"):
        schrijf_akkoordstukken(v1, uit=tmp_path / "er")
    with pytest.raises(InvoerFout, match="Utrecht"):
        schrijf_akkoordstukken(v1, ["Utrecht"])
    klaar = jaarrun(zet_master(tmp_path, rijp(REGELING)), 2024, definitief=True).map
    with pytest.raises(NietsTeDoen, match="al definitief"):
        schrijf_akkoordstukken(klaar)


# An approval in the master


def test_an_approval_is_a_row_with_the_file_s_own_hash_and_the_old_master_stays(master: Path, getekend: Path) -> None:
    oud = master.read_bytes()
    dag = date.today()
    genoteerd = noteer(master, getekend, op=dag.isoformat(), opmerking="per post")
    (rij,) = lees_master(master).regeling.akkoorden
    assert (rij.jaar, rij.code, rij.door, rij.op, rij.bestand) == (2024, OSS, "AO-2", dag, "getekend.pdf")
    assert rij.sha256 == sha256(getekend)
    assert rij.invoerhash == invoerhash(lees_master(master).regeling, 2024) == invoerhash(ZONDER_AKKOORD, 2024)
    assert genoteerd.reserve is not None
    assert genoteerd.reserve.read_bytes() == oud
    assert (
        lees_master(master).regeling.logboek[-1].opmerking.startswith("akkoord van Oss (ambtelijk opdrachtgever, AO-2)")
    )
    assert [b["wat"] for b in genoteerd.als_json()["ontbreekt"]] == [
        "akkoord van twee gemeenten ontbreekt (er is alleen dat van Oss)"
    ]


@pytest.mark.parametrize(
    ("anders", "wat"),
    [
        ({"kenmerk": "0123456789ab"}, "gaat over invoer 0123456789ab"),
        ({"kenmerk": "abc"}, "ten minste 8 tekens"),
        ({"gemeente": "Utrecht"}, "Utrecht"),
        ({"rol": "burgemeester"}, "Kies uit contactfunctionaris, ambtelijk opdrachtgever, financieel adviseur"),
        ({"door": " "}, "Wie tekende is leeg"),
        ({"bestand": Path("/er/is/niets.pdf")}, "is geen bestand"),
        ({"bestand": Path()}, "Er is geen getekend stuk genoemd"),
        ({"op": "2999-01-01"}, "is nog niet geweest"),
        ({"op": "2019-01-01"}, "Getekend op 1-1-2019; dat kan alleen van"),
        ({"op": "gisteren"}, '--op: "gisteren" is geen datum'),
        ({"door": "1001"}, "leverde in 2024 zelf uren en kan dat jaar voor geen gemeente goedkeuren"),
        ({"jaar": 2031}, "2031"),
    ],
)
def test_an_approval_that_is_not_right_is_refused_and_changes_nothing(
    master: Path, getekend: Path, anders: dict[str, Any], wat: str
) -> None:
    voor = {pad: pad.read_bytes() for pad in master.parent.rglob("*") if pad.is_file()}
    with pytest.raises(InvoerFout) as fout:
        noteer(master, getekend, **anders)
    assert wat in " ".join([fout.value.bericht, *(b.regel() for b in fout.value.bevindingen)])
    assert {pad: pad.read_bytes() for pad in master.parent.rglob("*") if pad.is_file()} == voor


def test_everything_that_is_wrong_is_said_at_once(master: Path, getekend: Path) -> None:
    with pytest.raises(InvoerFout) as fout:
        noteer(master, getekend, gemeente="Utrecht", rol="burgemeester", door="", kenmerk="x", op="gisteren")
    assert len(fout.value.bevindingen) == 5


# An answer of a gemeente


def test_answers_are_recorded_a_bezwaar_holds_up_and_is_settled_and_start_shows_who_is_silent(
    master: Path, capsys: Scherm
) -> None:
    def reageer(*argumenten: str) -> int:
        return main(["reactie", str(master), *argumenten])

    assert reageer("--gemeente", "Boekel", "--reactie", "akkoord", "--versie", "1") == 0
    assert reageer("--gemeente", "Oss", "--reactie", "bezwaar", "--versie", "1", "--opmerking", "uren mei") == 0
    assert "bezwaar van Oss is niet afgehandeld" in capsys.readouterr().out
    assert stand(master) == {"'s-Hertogenbosch": "nog niets", "Boekel": "akkoord", "Oss": "LET OP: bezwaar"}
    assert reageer("--gemeente", "Oss", "--reactie", "afgehandeld", "--opmerking", "staat verbeterd") == 0
    assert "bezwaar van Oss" not in capsys.readouterr().out.split("Voor een definitieve")[1]
    (rij,) = [r for r in lees_master(master).regeling.reacties if r.code == OSS]
    assert (rij.afgehandeld, rij.opmerking) == (date.today(), "uren mei; staat verbeterd")
    assert stand(master)["Oss"] == "akkoord"


@pytest.mark.lang(een_op=40)  # a run or more, with a sister in every run
def test_who_gets_no_settlement_has_nothing_to_answer_or_to_sign(werkmap: Path, getekend: Path) -> None:
    def op(gemeente: Gemeente) -> Gemeente:
        over = {"tot": date(2023, 12, 31), "opvolger": OSS} if gemeente.code == BOEKEL else {}
        return replace(gemeente, **over)

    regeling = replace(ZONDER_AKKOORD, gemeenten=tuple(map(op, ZONDER_AKKOORD.gemeenten)))
    master = zet_master(werkmap, regeling)
    wat = "Boekel krijgt over 2024 geen afrekening; het is opgegaan in Oss."
    for poging in (
        lambda: doe(REACTIE, master, gemeente="Boekel", reactie="akkoord", versie=1),
        lambda: noteer(master, getekend, gemeente="Boekel"),
    ):
        with pytest.raises(InvoerFout) as fout:
            poging()
        assert any(wat in bevinding.wat for bevinding in fout.value.bevindingen)
    assert doe(REACTIE, master, gemeente="Oss", reactie="akkoord", versie=1).master is not None
    stuk = stuktekst(schrijf_akkoordstukken(jaarrun(master, 2024).map))
    assert ("Oss" in stuk, "Boekel" in stuk) == (True, False)


@pytest.mark.parametrize(
    ("versie", "slot"), [(1, "; telt niet voor versie 2"), (2, ""), (3, "; telt niet voor versie 2")]
)
def test_an_answer_on_another_version_than_the_newest_sent_says_so(versie: int, slot: str) -> None:
    def gemaakt(nummer: int, verzonden: date | None) -> Afrekening:
        soort, op = Versiestand.CONCEPT, date(2025, 6, 2)
        return Afrekening(jaar=2024, versie=nummer, soort=soort, op=op, invoerhash="0" * 64, verzonden=verzonden)

    op = date(2025, 6, 3)
    regeling = replace(ZONDER_AKKOORD, afrekeningen=(gemaakt(1, op), gemaakt(2, op), gemaakt(3, None)))
    master = Master(Path("m.xlsx"), regeling, 2024, None, {})
    ((_, zin),) = noteer_reactie(master, op, "Oss", "akkoord", versie).log
    assert zin == f"akkoord van Oss op versie {versie}, 3-6-2025{slot}"


def stand(master: Path) -> dict[str, str]:
    """Per gemeente how it reacted, as Start shows it."""
    blad = load_workbook(master, data_only=True)["Start"]
    rijen = blad[blad.tables["tblGemeentestand"].ref][1:]
    return {rij[0].value: rij[3].value for rij in rijen}


@pytest.mark.parametrize(
    ("anders", "wat"),
    [
        ({"reactie": "misschien"}, "Kies uit akkoord, bezwaar of afgehandeld"),
        ({"versie": None}, "--versie"),
        ({"versie": 0}, "--versie"),
        ({"versie": 9}, "geen versie 9, alleen versie 1"),
        ({"reactie": "bezwaar"}, "waartegen het bezwaar is"),
        ({"reactie": "afgehandeld", "opmerking": "x"}, "geen bezwaar open"),
        ({"gemeente": "Utrecht"}, "Utrecht"),
        ({"op": "2999-01-01"}, "nog niet geweest"),
    ],
)
def test_an_answer_that_is_not_right_is_refused_and_changes_nothing(
    master: Path, anders: dict[str, Any], wat: str
) -> None:
    voor = master.read_bytes()
    with pytest.raises(InvoerFout) as fout:
        doe(REACTIE, master, **{"gemeente": "Oss", "reactie": "akkoord", "versie": 1} | anders)
    assert wat in " ".join([fout.value.bericht, *(b.regel() for b in fout.value.bevindingen)])
    assert master.read_bytes() == voor


# Held against reality


def onware_rijen(regeling: Regeling) -> tuple[Akkoord, ...]:
    een, twee = regeling.akkoorden
    return (
        replace(een, op=date(2099, 1, 1), sha256="f" * 64),
        replace(twee, bestand="weg.pdf", status=Status.VOORBEELD),
    )


def test_rows_that_are_not_true_stop_only_a_definitief_version_with_every_reason_at_its_cell(tmp_path: Path) -> None:
    klaar = rijp(REGELING)
    master = zet_master(tmp_path, klaar)
    maak_master(replace(klaar, akkoorden=onware_rijen(klaar)), 2024).bewaar(master)
    assert jaarrun(master, 2024).status == "concept"
    with pytest.raises(NietsTeDoen) as fout:
        jaarrun(master, 2024, definitief=True)
    rijen = lees_master(master).regeling.akkoorden
    cellen = [(rijen[0].plek, "op"), (rijen[0].plek, "sha256"), (rijen[1].plek, "status"), (rijen[1].plek, "bestand")]
    assert [(b.blad, b.cel) for b in fout.value.bevindingen] == [("Akkoorden", plek.cel(v)) for plek, v in cellen]
    assert all(b.doen for b in fout.value.bevindingen)
    assert not (tmp_path / "afrekeningen/2024/v2").exists()


@pytest.mark.lang(een_op=40)  # a run or more, with a sister in every run
def test_a_document_from_elsewhere_is_kept_beside_the_master_and_a_refusal_keeps_nothing(
    master: Path, tmp_path: Path
) -> None:
    elders = tmp_path / "post"
    elders.mkdir()
    (elders / "oss.pdf").write_bytes(pdf("zonder code"))
    with pytest.raises(InvoerFout) as fout:
        noteer(master, elders / "oss.pdf")
    assert "--scan" in fout.value.bevindingen[0].doen
    assert not (master.parent / "akkoorden").exists()
    noteer(master, elders / "oss.pdf", scan=True)
    (elders / "oss.pdf").write_bytes(getekend_stuk(invoerhash(ZONDER_AKKOORD, 2024), BOEKEL))
    noteer(master, elders / "oss.pdf", gemeente="Boekel", door="AO-3")
    rijen = lees_master(master).regeling.akkoorden
    assert [rij.bestand for rij in rijen] == ["akkoorden/2024/oss.pdf", "akkoorden/2024/oss_2.pdf"]
    assert [sha256(master.parent / rij.bestand) for rij in rijen] == [rij.sha256 for rij in rijen]
    assert [rij.bron for rij in rijen] == ["scan van oss.pdf", "oss.pdf"]
    assert jaarrun(master, 2024, definitief=True).status == "definitief"


def test_one_document_is_not_that_of_two_gemeenten_not_even_a_scan(master: Path, getekend: Path) -> None:
    getekend.write_bytes(pdf("een scan"))
    noteer(master, getekend, scan=True)
    with pytest.raises(InvoerFout) as fout:
        noteer(master, getekend, gemeente="Boekel", door="AO-3", scan=True)
    assert "dit bestand is ook dat van een andere gemeente" in fout.value.bevindingen[0].wat.lower()


def test_a_finished_version_keeps_the_documents_and_is_held_against_them(tmp_path: Path) -> None:
    from hulp.vervalsen import hash_opnieuw

    versiemap = jaarrun(zet_master(tmp_path, rijp(REGELING)), 2024, definitief=True).map
    bewaard = sorted((versiemap / "bron/akkoorden").iterdir())
    assert len(bewaard) == 2
    assert list(akkoorden.controleer(Versie(versiemap))) == []
    for doe_kwaad in (lambda pad: pad.write_bytes(pdf("iets anders")), lambda pad: pad.unlink()):
        doe_kwaad(bewaard[0])
        hash_opnieuw(versiemap)
        assert [b.cel for b in akkoorden.controleer(Versie(versiemap))]
        with pytest.raises(InvoerFout, match="rust op akkoorden die niet kloppen"):
            schrijf_betaallijst(versiemap)
