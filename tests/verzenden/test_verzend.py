"""Sending: each its own and nobody else's, encrypted, once; and nothing at all when anything is wrong."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
from collections.abc import Callable, Iterator
from datetime import date, datetime
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path
from typing import Any

import pytest
from hulp.gemene_streken import IN_BYTES
from hulp.kleine_master import BOEKEL, HB, OSS, REGELING, blokken, schrijf
from hulp.verificaties import noem_andere_versie
from hulp.versies import LATER, rijp, versies
from hulp.vervalsen import hash_opnieuw
from msgspec import Struct
from msgspec.structs import replace
from openpyxl import load_workbook
from pypdf import PdfReader

from via_xl.basis.bevinding import BewijsFout, Ernst, InvoerFout, NietsTeDoen
from via_xl.basis.geld import euro_nl
from via_xl.basis.ketencode import kort
from via_xl.basis.vingerafdruk import sha256, sha256_van
from via_xl.bewijs.keten import KETEN, lees_schakels
from via_xl.bewijs.verificatie import keten
from via_xl.bewijs.verificatie.versie import Versie
from via_xl.bewijs.verificatie.verzending import controleer as van_verzending
from via_xl.jaarrun import jaarrun
from via_xl.opdrachten.cli import main
from via_xl.opdrachten.vaststellen import _verzending
from via_xl.regeling.model import Reactie, Reactieoordeel, Regeling
from via_xl.rekenen.verrekening import verreken
from via_xl.schrijven.csv_nl import als_csv
from via_xl.schrijven.master import maak_master
from via_xl.verzenden.herinneren import herinner
from via_xl.verzenden.versleutelen import is_versleuteld, ontsleutel
from via_xl.verzenden.verzend import REGISTER, Versleuteling, Verzending, Verzendkeuzes, verzend
from via_xl.verzenden.verzendregister import KOP

Scherm = pytest.CaptureFixture[str]
NU = datetime(2025, 5, 1, 9, 30)
KEUZES = Verzendkeuzes(antwoord_voor=date(2025, 6, 1))


def met_adressen(regeling: Regeling, **adressen: str) -> Regeling:
    per_code = {HB: "via@hb.example", BOEKEL: "via@dubbel.example", OSS: "VIA@dubbel.example"} | adressen
    return replace(
        regeling, gemeenten=tuple(replace(rij, e_mail=per_code.get(rij.code, "")) for rij in regeling.gemeenten)
    )


MET_VACATURE = met_adressen(replace(REGELING, uren=tuple(rij for rij in REGELING.uren if rij.code != HB)), GM0755="")
"""Of two suppliers, each of whom sees in the total what the other costs."""


def zet_versie(werkmap: Path, regeling: Regeling) -> Path:
    master = werkmap / "via_master.xlsx"
    maak_master(regeling, 2024).bewaar(master)
    return jaarrun(master, 2024).map


@pytest.fixture(scope="module")
def gemaakt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return zet_versie(tmp_path_factory.mktemp("verzend"), met_adressen(REGELING)).parent.parent.parent


@pytest.fixture
def versie(gemaakt: Path, tmp_path: Path) -> Path:
    shutil.copytree(gemaakt, tmp_path / "regio")
    return tmp_path / "regio/afrekeningen/2024/v1"


@pytest.fixture(autouse=True)
def zonder_pdf(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """LibreOffice takes seconds: only the tests about PDF have it."""
    if "motoren" not in request.keywords:
        monkeypatch.setattr("via_xl.bewijs.libreoffice.programma", lambda: None)


class Gelezen(Struct, frozen=True):
    """A draft as its reader gets it, with the passwords beside it."""

    bericht: EmailMessage
    bijlagen: dict[str, bytes]

    @property
    def tekst(self) -> str:
        lijf = self.bericht.get_body()
        assert lijf is not None
        return str(lijf.get_content()).replace("\r\n", "\n")


def lees(verzending: Verzending) -> dict[str, Gelezen]:
    uit = {}
    for pad in verzending.map.glob("*.eml"):
        bericht = BytesParser(policy=policy.default).parsebytes(pad.read_bytes())
        assert isinstance(bericht, EmailMessage)
        uit[str(bericht["To"])] = Gelezen(
            bericht, {str(d.get_filename()): d.get_content() for d in bericht.iter_attachments()}
        )
    return uit


def tabel(pad: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(pad.read_text("utf-8-sig")), delimiter=";"))


def wachtwoorden(verzending: Verzending) -> dict[str, str]:
    assert verzending.wachtwoorden is not None
    return {rij["Email"]: rij["Wachtwoord"] for rij in tabel(verzending.wachtwoorden)}


def alles(versiemap: Path) -> dict[str, bytes]:
    return {
        str(p.relative_to(versiemap)): p.read_bytes()
        for p in versiemap.rglob("*")
        if p.is_file() and p.suffix != ".lock"
    }


# What is made


def test_each_recipient_gets_one_draft_with_the_workbooks_of_its_own_gemeenten_and_their_amounts(versie: Path) -> None:
    verzending = verzend(versie, KEUZES, nu=NU)
    post = lees(verzending)
    assert set(post) == {"via@hb.example", "via@dubbel.example"}
    assert [len(gelezen.bijlagen) for gelezen in post.values()] in ([1, 2], [2, 1])
    dubbel, hb = post["via@dubbel.example"], post["via@hb.example"]
    uit = verreken(met_adressen(REGELING), 2024)
    for code, bij, niet_bij in ((BOEKEL, dubbel, hb), (OSS, dubbel, hb), (HB, hb, dubbel)):
        bedrag = euro_nl(abs(uit.van(code).saldo_ct))
        assert bedrag in bij.tekst
        assert bedrag not in niet_bij.tekst
        assert any(code in naam for naam in bij.bijlagen)
        assert not any(code in naam for naam in niet_bij.bijlagen)
    assert "vóór 1-6-2025" in dubbel.tekst
    assert "Dit is een concept" in dubbel.tekst
    assert dubbel.bericht["X-Unsent"] == "1"
    assert dubbel.bericht["From"] == "via@hb.example"
    assert "kenmerk" not in dubbel.tekst


def test_every_address_has_a_password_of_its_own_for_the_year_that_stands_in_no_mail(versie: Path) -> None:
    verzending = verzend(versie, KEUZES, nu=NU)
    sleutels = wachtwoorden(verzending)
    assert len(set(sleutels.values())) == len(sleutels) == 2
    for adres, gelezen in lees(verzending).items():
        (ander,) = set(sleutels) - {adres}
        for naam, inhoud in gelezen.bijlagen.items():
            assert is_versleuteld(naam, inhoud)
            assert ontsleutel(naam, inhoud, sleutels[adres]) == (versie / naam).read_bytes()
            with pytest.raises(ValueError, match="xlsx"):
                ontsleutel(naam, inhoud, sleutels[ander])
    for pad in verzending.map.rglob("*"):
        assert not any(sleutel.encode() in pad.read_bytes() for sleutel in sleutels.values()), pad.name
    assert verzending.wachtwoorden is not None
    assert verzending.wachtwoorden.parent != verzending.map
    if os.name == "posix":
        assert verzending.wachtwoorden.stat().st_mode & 0o777 == 0o600
        assert verzending.map.stat().st_mode & 0o777 == 0o700


@pytest.mark.lang(een_op=3)  # two versions and their dispatches
def test_the_password_of_an_address_is_the_same_all_year_and_a_file_that_is_none_stops_it(tmp_path: Path) -> None:
    v1, v2 = versies(tmp_path, met_adressen(REGELING), met_adressen(LATER))
    eerste, tweede = (verzend(versiemap, KEUZES, nu=NU) for versiemap in (v1, v2))
    assert wachtwoorden(tweede) == wachtwoorden(eerste)
    for adres, gelezen in lees(tweede).items():
        for naam, inhoud in gelezen.bijlagen.items():
            assert ontsleutel(naam, inhoud, wachtwoorden(eerste)[adres]) == (v2 / naam).read_bytes()
    assert eerste.wachtwoorden is not None
    shutil.rmtree(tweede.map)
    eerste.wachtwoorden.write_text("iets anders\n", "utf-8")
    with pytest.raises(InvoerFout, match=r"ViA_wachtwoorden_2024\.csv is veranderd; er is niets gemaakt"):
        verzend(v2, KEUZES, nu=NU)
    assert not tweede.map.exists()


@pytest.mark.lang(een_op=40)  # a run or more, with a sister in every run
def test_the_register_says_what_went_into_which_draft(versie: Path) -> None:
    verzending = verzend(versie, KEUZES, nu=NU)
    rijen = tabel(verzending.map / REGISTER)
    assert [rij["Code"] for rij in rijen] == [HB, BOEKEL, OSS]
    post = lees(verzending)
    for rij in rijen:
        assert rij["SHA256 inhoud"] == sha256(versie / rij["Bijlage"])
        adres = rij["Email"] if rij["Code"] == HB else "via@dubbel.example"
        assert rij["SHA256 bijlage"] == sha256_van(post[adres].bijlagen[rij["Bijlage"]])
        assert rij["Gemaakt op"] == "01-05-2025 09:30"
    waarde = Versie(versie).ketenwaarde
    for gelezen in post.values():
        assert f"Ketenwaarde van deze versie: {kort(waarde)}\n" in gelezen.tekst
        assert f"Voluit: {waarde}\n" in gelezen.tekst
    (schakel,) = lees_schakels(verzending.map / KETEN)
    assert schakel.vorige == (("versie 1", waarde),)
    berichten = {pad.name: sha256(pad) for pad in verzending.map.glob("*.eml")}
    assert dict(schakel.inhoud) == {"register": sha256(verzending.map / REGISTER), "regels": "3"} | berichten


@pytest.mark.motoren
def test_with_libreoffice_the_first_sheet_goes_along_as_a_pdf_that_is_encrypted_too(versie: Path) -> None:
    verzending = verzend(versie, KEUZES, nu=NU)
    sleutels = wachtwoorden(verzending)
    bijlagen = {naam: inhoud for gelezen in lees(verzending).values() for naam, inhoud in gelezen.bijlagen.items()}
    pdfs = [naam for naam in bijlagen if naam.endswith(".pdf")]
    assert len(pdfs) == 3
    assert len(set(sleutels.values())) == 2
    (boekel,) = [naam for naam in pdfs if BOEKEL in naam]
    assert is_versleuteld(boekel, bijlagen[boekel])
    lezer = PdfReader(io.BytesIO(ontsleutel(boekel, bijlagen[boekel], sleutels["via@dubbel.example"])))
    tekst = " ".join(lezer.pages[0].extract_text().split())
    assert len(lezer.pages) == 1
    assert f"{boekel.removesuffix('.pdf')}.xlsx · Afrekening blad 1 van 1" in tekst
    assert "gemeente Boekel (GM0755)" in tekst
    assert euro_nl(abs(verreken(met_adressen(REGELING), 2024).van(BOEKEL).saldo_ct)) in tekst


def test_without_encryption_there_are_no_passwords_and_the_workbook_is_the_run_s_own(versie: Path) -> None:
    verzending = verzend(versie, replace(KEUZES, versleuteling=Versleuteling.GEEN), nu=NU)
    assert verzending.wachtwoorden is None
    for gelezen in lees(verzending).values():
        assert "versleuteld" not in gelezen.tekst
        for naam, inhoud in gelezen.bijlagen.items():
            assert inhoud == (versie / naam).read_bytes()


@pytest.mark.lang(een_op=12)  # two versions, sent
def test_a_definitief_version_names_the_day_and_the_reference_and_a_herziening_the_difference(tmp_path: Path) -> None:
    v1, v2 = versies(tmp_path, met_adressen(REGELING), met_adressen(LATER), definitief=True)
    post, post_later = (lees(verzend(versiemap)) for versiemap in (v1, v2))
    eerst, later = (een["via@dubbel.example"].tekst for een in (post, post_later))
    toen, nu = (verreken(rijp(r), 2024).van(BOEKEL).saldo_ct for r in (REGELING, LATER))
    assert f"Boekel ontvangt {euro_nl(-toen)}, kenmerk ViA-2024-GM0755-v1." in eerst
    assert "uiterlijk op" in eerst
    assert f"{euro_nl(abs(nu - toen))} (herziening van versie 1: alleen het verschil)" in later
    centrum = post["via@hb.example"].tekst
    assert "'s-Hertogenbosch boekt intern dat het " in centrum
    assert "is een interne boeking." in " ".join(centrum.split())
    assert "kenmerk" not in centrum
    assert "uiterlijk op" not in centrum


@pytest.mark.lang(een_op=40)  # a run
def test_a_workbook_or_a_mail_that_names_a_person_of_another_gemeente_goes_to_nobody(tmp_path: Path) -> None:
    """The master says it in a field that goes to all, so that the workbook is exactly what the run makes of it."""
    wie = tuple(replace(rij, medewerker="OS-01") if rij.code == OSS else rij for rij in REGELING.uren)
    inwoners = tuple(replace(rij, bron="CBS, opgevraagd door OS 1") for rij in REGELING.inwoners)
    versie = zet_versie(tmp_path, met_adressen(replace(REGELING, uren=wie, inwoners=inwoners)))
    sjabloon = tmp_path / "eigen.txt"
    sjabloon.write_text("Onderwerp: ViA voor $gemeenten\n$aanhef,\n$bedragen\n$vraag\nAkkoord van os-01.\n", "utf-8")
    with pytest.raises(InvoerFout, match="personen van een andere gemeente; er is niets gemaakt") as fout:
        verzend(versie, replace(KEUZES, sjabloon=sjabloon), nu=NU)
    waar = {(b.bestand.rpartition(".")[2], b.cel) for b in fout.value.bevindingen if "OS-01" in b.wat}
    assert ("het bericht", "tekst") in waar
    assert any(soort == "xlsx" for soort, _ in waar)
    assert not (versie.parent / "verzending-v1").exists()


@pytest.mark.lang(een_op=40)  # a run or more, with a sister in every run
def test_an_own_template_is_used(versie: Path, tmp_path: Path) -> None:
    pad = tmp_path / "eigen.txt"
    pad.write_text("Onderwerp: ViA voor $gemeenten\nDag $aanhef,\n$bedragen\n$vraag\n", "utf-8")
    post = lees(verzend(versie, replace(KEUZES, sjabloon=pad), nu=NU))
    assert post["via@dubbel.example"].bericht["Subject"] == "ViA voor Boekel en Oss"
    assert post["via@hb.example"].tekst.startswith("Dag contactfunctionaris van 's-Hertogenbosch,")


# Again


def test_again_changes_nothing(versie: Path) -> None:
    eerste = verzend(versie, KEUZES, nu=NU)
    voor = alles(versie.parent)
    weer = verzend(versie, KEUZES, nu=datetime(2025, 5, 2, 10, 0))
    assert (weer.gemaakt, weer.zonder_adres) == ((), ())
    assert len(weer.er_al) == 3
    assert (weer.map, weer.wachtwoorden) == (eerste.map, eerste.wachtwoorden)
    assert alles(versie.parent) == voor


def herinneraars(versie: Path, *antwoordden: str) -> Path:
    """What the folder of a dispatch keeps of it, and a master of now in which these gemeenten answered on v1."""
    map = versie.with_name("verzending-v1")
    map.mkdir()
    rijen = [[g.naam, g.code, "x", "x", "x", "", "", ""] for g in REGELING.gemeenten]
    (map / REGISTER).write_bytes(als_csv(KOP, rijen))
    antwoord = Reactie(
        jaar=2024, code=BOEKEL, versie=1, oordeel=Reactieoordeel.AKKOORD, op=date(2025, 4, 1), bron="mail"
    )
    eerder = replace(antwoord, code=OSS, versie=9)
    reacties = (eerder, *(replace(antwoord, code=code) for code in antwoordden))
    return schrijf(versie.parents[2] / "nu.xlsx", blokken(replace(met_adressen(REGELING), reacties=reacties)))


def test_a_reminder_goes_to_who_did_not_answer_on_this_version_and_carries_nothing(versie: Path) -> None:
    nu = herinneraars(versie, BOEKEL)
    uit = herinner(versie, nu, date(2025, 6, 1), NU)
    assert uit.map == versie.with_name("herinnering-v1-2025-05-01")
    assert uit.gemaakt == ("'s-Hertogenbosch (via@hb.example)", "Oss (VIA@dubbel.example)")
    bericht = BytesParser(policy=policy.default).parsebytes((uit.map / "ViA_herinnering_2024_v1_Oss.eml").read_bytes())
    assert isinstance(bericht, EmailMessage)
    assert bericht["Subject"] == "Herinnering: afrekening ViA 2024, versie 1: Oss"
    assert list(bericht.iter_attachments()) == []
    tekst = " ".join(Gelezen(bericht, {}).tekst.split())
    assert "vóór 1-6-2025 laten weten of u akkoord bent" in tekst
    assert "$" not in tekst
    assert "Boekel" not in tekst
    assert [rij["Code"] for rij in tabel(uit.map / REGISTER)] == [HB, OSS]
    assert herinner(versie, nu, date(2025, 6, 1), NU).gemaakt == ()


def test_nobody_is_reminded_of_what_was_not_sent_or_can_not_be_answered(versie: Path) -> None:
    with pytest.raises(NietsTeDoen, match="nog geen berichten gemaakt"):
        herinner(versie, versie / "bron" / "via_master.xlsx", date(2025, 6, 1), NU)
    nu = herinneraars(versie, HB, BOEKEL)
    with pytest.raises(NietsTeDoen, match="Antwoord vóór 1-5-2025 kan niet meer"):
        herinner(versie, nu, NU.date(), NU)
    (versie.parents[2] / "nu.xlsx").unlink()
    shutil.rmtree(versie.with_name("verzending-v1"))
    with pytest.raises(NietsTeDoen, match="Elke gemeente die versie 1 kreeg, heeft geantwoord"):
        herinner(versie, herinneraars(versie, HB, BOEKEL, OSS), date(2025, 6, 1), NU)
    assert list(versie.parent.glob("herinnering*")) == []


@pytest.mark.lang(een_op=40)  # two dispatches
def test_a_vacancy_is_told_and_when_it_is_filled_only_that_draft_is_added(tmp_path: Path) -> None:
    v1 = zet_versie(tmp_path, MET_VACATURE)
    eerste = verzend(v1, KEUZES, nu=NU)
    assert eerste.zonder_adres == ("Boekel",)
    (gezegd,) = eerste.herleidbaar
    assert "alleen Boekel en Oss leverden uren; elk kan uit het totaal de kosten van de ander afleiden" in gezegd
    assert next(iter(_verzending(eerste))) == f"LET OP: {gezegd}"
    voor = alles(v1.parent)
    nieuwer = tmp_path / "nieuwer.xlsx"
    maak_master(met_adressen(REGELING, GM0755="via@boekel.example"), 2024).bewaar(nieuwer)
    weer = verzend(v1, replace(KEUZES, adressen=nieuwer), nu=NU)
    assert weer.gemaakt == ("Boekel (via@boekel.example)",)
    na = alles(v1.parent)
    gewijzigd = {naam for naam in voor if na[naam] != voor[naam]}
    assert gewijzigd == {f"verzending-v1/{REGISTER}", "verzending-v1/keten.json", "ViA_wachtwoorden_2024.csv"}
    assert list(keten.controleer(Versie(v1))) == []
    assert len(lees_schakels(weer.map / "keten.json")) == 2
    assert set(na) - set(voor) == {"verzending-v1/ViA_afrekening_2024_v1_Boekel.eml"}
    assert len(wachtwoorden(weer)) == 3
    for naam, inhoud in lees(weer)["via@boekel.example"].bijlagen.items():
        assert ontsleutel(naam, inhoud, wachtwoorden(weer)["via@boekel.example"]) == (v1 / naam).read_bytes()
    if os.name == "posix":
        assert weer.wachtwoorden is not None
        assert weer.wachtwoorden.stat().st_mode & 0o777 == 0o600


# What is refused, with nothing made


def _knoei(versie: Path) -> None:
    (pad,) = versie.glob("*Boekel*.xlsx")
    pad.write_bytes(pad.read_bytes() + b" ")


def _knoei_met_nieuwe_hash(versie: Path) -> None:
    from hulp.kleine_master import bewerk_deel, blad_deel

    (pad,) = versie.glob("*Boekel*.xlsx")
    bewerk_deel(pad, blad_deel(pad, "Afrekening"), lambda xml: xml.replace(b"</v>", b"1</v>", 1))
    hash_opnieuw(versie)


def _wissel(versie: Path) -> None:
    (boekel,), (oss,) = versie.glob("*Boekel*.xlsx"), versie.glob("*Oss*.xlsx")
    inhoud = boekel.read_bytes()
    boekel.write_bytes(oss.read_bytes())
    oss.write_bytes(inhoud)
    hash_opnieuw(versie)


def _weg(versie: Path) -> None:
    next(versie.glob("*Boekel*.xlsx")).unlink()


def _knoei_als_andere_versie(versie: Path) -> None:
    """Who claims another version of the program gets nothing past it."""
    noem_andere_versie(versie)
    _knoei_met_nieuwe_hash(versie)


def _bytes_ertussen(versie: Path) -> None:
    (pad,) = versie.glob("*Boekel*.xlsx")
    IN_BYTES["bytes ertussen"](pad)
    hash_opnieuw(versie)


@pytest.mark.lang(vlug=2, een_op=40)  # cases that cost much, of which some are in every run
@pytest.mark.parametrize(
    "doe", [_knoei, _knoei_met_nieuwe_hash, _wissel, _weg, _knoei_als_andere_versie, _bytes_ertussen]
)
def test_a_version_that_was_changed_is_not_sent(versie: Path, doe: Callable[[Path], None]) -> None:
    doe(versie)
    voor = alles(versie.parent)
    with pytest.raises(InvoerFout, match="Boekel"):
        verzend(versie, KEUZES, nu=NU)
    assert alles(versie.parent) == voor


def test_an_attachment_is_opened_again_before_anything_is_put_down(
    versie: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    voor = alles(versie.parent)
    for anders, wat in (
        (lambda _naam, inhoud, _sleutel: inhoud, "niet beveiligd"),
        (_met_ander_wachtwoord, "gaat met het wachtwoord niet open"),
        (_van_een_ander(versie), "niet de werkmap van de jaarrun"),
    ):
        monkeypatch.setattr("via_xl.verzenden.verzendbijlagen.versleutel", anders)
        with pytest.raises(BewijsFout, match=wat):
            verzend(versie, KEUZES, nu=NU)
        assert alles(versie.parent) == voor


def _met_ander_wachtwoord(naam: str, inhoud: bytes, _sleutel: str) -> bytes:
    from via_xl.verzenden.versleutelen import versleutel

    return versleutel(naam, inhoud, "een-ander-wachtwoord")


def _van_een_ander(versie: Path) -> Callable[[str, bytes, str], bytes]:
    (oss,) = versie.glob("*Oss*.xlsx")

    def doe(naam: str, _inhoud: bytes, sleutel: str) -> bytes:
        from via_xl.verzenden.versleutelen import versleutel

        return versleutel(naam, oss.read_bytes(), sleutel)

    return doe


@pytest.mark.lang(vlug=1, een_op=40)  # cases that cost much, of which some are in every run
@pytest.mark.parametrize(
    ("keuzes", "wat"),
    [
        (Verzendkeuzes(), "geen reactietermijn"),
        (Verzendkeuzes(antwoord_voor=date(2025, 5, 1)), "kan niet meer"),
        (Verzendkeuzes(antwoord_voor=date(2025, 6, 1), sjabloon=Path("/er/is/niets.txt")), "niet te lezen"),
        (Verzendkeuzes(antwoord_voor=date(2025, 6, 1), adressen=Path("/er/is/niets.xlsx")), "niets.xlsx"),
    ],
)
def test_a_choice_that_can_not_be_is_refused(versie: Path, keuzes: Verzendkeuzes, wat: str) -> None:
    voor = alles(versie.parent)
    with pytest.raises(InvoerFout, match=wat):
        verzend(versie, keuzes, nu=NU)
    assert alles(versie.parent) == voor


@pytest.mark.lang(een_op=40)  # a run or more, with a sister in every run
def test_a_wrong_address_is_named_with_its_cell(tmp_path: Path) -> None:
    v1 = zet_versie(tmp_path, met_adressen(REGELING, GM0755="a@b.example;c@d.example", GM0828="oss"))
    with pytest.raises(InvoerFout) as fout:
        verzend(v1, KEUZES, nu=NU)
    assert [(b.blad, b.cel[0]) for b in fout.value.bevindingen] == [("Gemeenten", "F")] * 2
    assert not (v1.parent / "verzending-v1").exists()


@pytest.mark.lang(een_op=40)  # a run or more, with a sister in every run
def test_a_register_that_is_gone_or_changed_stops_it(versie: Path) -> None:
    verzending = verzend(versie, KEUZES, nu=NU)
    register = verzending.map / REGISTER
    register.write_text("x;y\n1;2\n", "utf-8")
    with pytest.raises(InvoerFout, match="is veranderd"):
        verzend(versie, KEUZES, nu=NU)
    register.unlink()
    with pytest.raises(InvoerFout, match="geen leesbaar"):
        verzend(versie, KEUZES, nu=NU)


# The command


@pytest.mark.lang(een_op=40)  # a run or more, with a sister in every run
def test_the_command_says_what_is_where_and_no_password(versie: Path, capsys: Scherm) -> None:
    assert main(["verzend", str(versie), "--antwoord-voor", "2099-01-31"]) == 0
    gezegd = capsys.readouterr()
    assert "Gemaakt: Boekel, Oss (via@dubbel.example)" in gezegd.out
    assert "er is niets verstuurd" in gezegd.out
    assert main(["verzend", str(versie), "--antwoord-voor", "2099-01-31", "--json"]) == 0
    uit = json.loads(capsys.readouterr().out)
    assert (uit["gemaakt"], uit["met_pdf"]) == ([], False)
    sleutels = [rij["Wachtwoord"] for rij in tabel(Path(uit["wachtwoorden"]))]
    assert not any(sleutel in gezegd.out + gezegd.err + json.dumps(uit) for sleutel in sleutels)


@pytest.mark.parametrize("argumenten", [["--versleuteling", "rot13"], ["--antwoord-voor", "morgen"], []])
def test_bad_usage_is_two_without_a_traceback(versie: Path, capsys: Scherm, argumenten: list[Any]) -> None:
    doel = [str(versie)] if argumenten else []
    assert main(["verzend", *doel, *argumenten]) == 2
    fout = capsys.readouterr().err
    assert fout.strip()
    assert "Traceback" not in fout


def test_the_template_is_shown_to_make_an_own_one_of(capsys: Scherm) -> None:
    assert main(["verzend", "--toon-sjabloon"]) == 0
    assert capsys.readouterr().out.startswith("Onderwerp: ")


@pytest.mark.lang(een_op=40)  # a run or more, with a sister in every run
def test_a_name_that_begins_as_a_formula_is_one_in_no_csv(tmp_path: Path) -> None:
    kwaad = '=HYPERLINK("http://voorbeeld.example";"x")'
    regeling = met_adressen(REGELING)
    gemeenten = tuple(replace(rij, naam=kwaad) if rij.code == OSS else rij for rij in regeling.gemeenten)
    namen = tuple(replace(rij, naam=kwaad) if rij.code == OSS else rij for rij in regeling.namen)
    v1 = zet_versie(tmp_path, replace(regeling, gemeenten=gemeenten, namen=namen))
    verzending = verzend(v1, KEUZES, nu=NU)
    assert verzending.wachtwoorden is not None
    assert f"'{kwaad}" in {rij["Gemeente"] for rij in tabel(verzending.map / REGISTER)}
    assert not any(rij["Gemeenten"].startswith("=") for rij in tabel(verzending.wachtwoorden))
    assert all(load_workbook(v1 / rij["Bijlage"]) for rij in tabel(verzending.map / REGISTER))


# What verifieer makes of the drafts beside a version, also when the register and its link were made anew


@pytest.fixture(scope="module")
def verzonden(gemaakt: Path, tmp_path_factory: pytest.TempPathFactory) -> Versie:
    """A version with its drafts, without encryption; calculated once."""
    map = tmp_path_factory.mktemp("verzonden") / "2024" / "v1"
    shutil.copytree(gemaakt / "afrekeningen/2024/v1", map)
    with pytest.MonkeyPatch.context() as zonder_pdfs:
        zonder_pdfs.setattr("via_xl.bewijs.libreoffice.programma", lambda: None)
        verzend(map, replace(KEUZES, versleuteling=Versleuteling.GEEN), nu=NU)
    return Versie(map)


@pytest.fixture
def post(verzonden: Versie) -> Iterator[Path]:
    """The folder of its drafts, which a test may change: they are put back."""
    map = verzonden.map.parent / "verzending-v1"
    zoals_het_was = {pad: pad.read_bytes() for pad in map.iterdir()}
    yield map
    for pad in map.iterdir():
        pad.unlink()
    for pad, inhoud in zoals_het_was.items():
        pad.write_bytes(inhoud)


def in_bericht(wie: str, doe: Callable[[bytes], bytes]) -> Callable[[Path], None]:
    def wijzig(map: Path) -> None:
        (pad,) = map.glob(f"*{wie}*.eml")
        pad.write_bytes(doe(pad.read_bytes()))

    return wijzig


def in_register(oud: str, nieuw: str) -> Callable[[Path], None]:
    def wijzig(map: Path) -> None:
        tekst = (map / REGISTER).read_text("utf-8-sig")
        (map / REGISTER).write_text(re.sub(oud, nieuw, tekst, count=1), "utf-8-sig")

    return wijzig


def met_deel(bericht: bytes, soort: str) -> bytes:
    gelezen = BytesParser(policy=policy.default).parsebytes(bericht)
    assert isinstance(gelezen, EmailMessage)
    if soort == "html":
        gelezen.get_payload()[0].set_content("<p>€ 1,00</p>", subtype="html")
    elif soort == "bijlage":
        gelezen.add_attachment(b"x", maintype="application", subtype="pdf", filename="nota.pdf")
    else:
        lijf = gelezen.get_payload()[0]
        lijf.set_content(f"{lijf.get_content()}\n{soort}\n")
    return bytes(gelezen)


WIJZIGINGEN: dict[str, tuple[Callable[[Path], None], str]] = {
    "an amount": (
        in_bericht("Boekel", lambda b: re.sub(rb"(Oss ontvangt =E2=82=AC )\d", rb"\g<1>9", b)),
        "er hoort te staan",
    ),
    "a direction": (in_bericht("Boekel", lambda b: b.replace(b"Oss ontvangt", b"Oss betaalt")), "er hoort te staan"),
    "an account": (
        in_bericht("Boekel", lambda b: met_deel(b, "Naar NL20 INGB 0001 2345 67 graag.")),
        "van geen gemeente",
    ),
    "a ketenwaarde": (in_bericht("Boekel", lambda b: re.sub(rb"Voluit: \w{4}", b"Voluit: 0000", b)), "ketenwaarde"),
    "a recipient": (in_bericht("Boekel", lambda b: re.sub(rb"To: .*", b"To: x@y.example", b, count=1)), "gaat naar"),
    "a second recipient": (
        in_bericht("Boekel", lambda b: b.replace(b"To: ", b"Cc: x@y.example\r\nTo: ", 1)),
        "gaat naar",
    ),
    "an attachment more": (in_bericht("Boekel", lambda b: met_deel(b, "bijlage")), "bijlagen zijn andere"),
    "another text beside it": (in_bericht("Boekel", lambda b: met_deel(b, "html")), "andere delen"),
    "a workbook, registered": (in_register(r"[0-9a-f]{64};(\d\d-)", "0" * 64 + r";\g<1>"), "niet de werkmap van deze"),
    "a file, registered": (in_register(rf"({BOEKEL};.*?;.*?;)[^;]*", r"\g<1>x.xlsx"), "niet de afrekening van"),
    "a gemeente, registered": (in_register(BOEKEL, "GM9999"), "krijgt geen afrekening"),
    "a draft that isn't registered": (
        lambda map: (map / "nog_een.eml").write_bytes(b"x") and None,
        "niet in het register",
    ),
    "a register that is none": (lambda map: (map / REGISTER).write_bytes(b"x") and None, "niet te lezen"),
}
"""What is changed of the drafts, and what is said of it."""


@pytest.mark.parametrize("soort", WIJZIGINGEN)
def test_a_draft_that_was_changed_is_found_whatever_the_register_says(
    soort: str, verzonden: Versie, post: Path
) -> None:
    doe, zegt = WIJZIGINGEN[soort]
    assert list(van_verzending(verzonden)) == []
    voor = alles(post)
    doe(post)
    assert alles(post) != voor
    gevonden = list(van_verzending(verzonden))
    assert any(zegt in b.wat and b.ernst is Ernst.FOUT for b in gevonden), [b.wat for b in gevonden]


def test_a_draft_that_was_changed_after_it_was_made_contradicts_its_link(verzonden: Versie, post: Path) -> None:
    assert list(keten.controleer(verzonden)) == []
    in_bericht("Boekel", lambda b: b + b"\r\n")(post)
    (bevinding,) = keten.controleer(verzonden)
    assert "het bericht is een ander dan toen het werd gemaakt" in bevinding.wat


def test_another_address_than_the_kept_master_has_is_said_and_no_error(verzonden: Versie, post: Path) -> None:
    for pad in post.glob("*Boekel*.eml"):
        pad.unlink()  # sent, and taken away: nothing to look at
    in_register(rf"({BOEKEL});[^;]*", r"\g<1>;nieuw@boekel.example")(post)
    assert [(b.ernst, b.wat.split(";")[0]) for b in van_verzending(verzonden)] == [
        (Ernst.WAARSCHUWING, "Boekel kreeg het bericht op nieuw@boekel.example")
    ]


def test_a_reminder_is_held_against_the_version_too(verzonden: Versie, tmp_path: Path) -> None:
    jaarmap = Path(shutil.copytree(verzonden.map.parent, tmp_path / "2024"))
    master = next((verzonden.map / "bron").glob("*.xlsx"))
    herinnering = herinner(jaarmap / "v1", master, date(2025, 6, 1), NU)
    versie = Versie(jaarmap / "v1")
    assert list(van_verzending(versie)) == []
    in_bericht("Oss", lambda b: b + b"Betaal alvast op NL20 INGB 0001 2345 67.\r\n")(herinnering.map)
    (bevinding,) = van_verzending(versie)
    assert bevinding.bestand.startswith("herinnering-v1-2025-05-01/")
    assert "is van geen gemeente van de regio" in bevinding.wat


@pytest.mark.lang(een_op=10)  # a dispatch, with a sister in every run
def test_an_excel_that_does_not_start_keeps_nobody_from_sending(versie: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("via_xl.verzenden.eersteblad.is_er", lambda: True)
    verzending = verzend(versie, KEUZES, nu=NU)
    assert verzending.gemaakt
    assert not verzending.met_pdf
    assert not any(rij["Bijlage"].endswith(".pdf") for rij in tabel(verzending.map / REGISTER))
