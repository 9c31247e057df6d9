"""``via-xl brief jaareinde`` and ``brief antwoord``: the letters, the rows, what is refused, and what the settlement shows of it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from hulp.gemaakt import met_uren_van, rapport
from hulp.kleine_master import BOEKEL, HB, OSS, REGELING, uren
from msgspec.structs import replace
from openpyxl import load_workbook

from via_xl.basis.bevinding import InvoerFout, NietsTeDoen
from via_xl.basis.geld import euro_nl
from via_xl.bewijs.masterbewijs import bewijs_master
from via_xl.bewijs.vergelijken import vergelijk
from via_xl.jaarrun import jaarrun
from via_xl.lezen.master import Master, lees_master
from via_xl.opdrachten.cli import main
from via_xl.regeling.model import (
    Capaciteit,
    Jaareindeantwoord,
    Kostenpost,
    Regeling,
    Status,
    Verrekend,
    Versiestand,
    Voorschot,
)
from via_xl.rekenen.jaareinde import jaareindeposten, opgenomen_ct
from via_xl.rekenen.prognose import prognose
from via_xl.rekenen.verrekening import verreken
from via_xl.schrijven.brief.jaareinde import maak_jaareindebrief
from via_xl.schrijven.master import maak_master
from via_xl.schrijven.rapport.jaareinde import BLAD
from via_xl.wijzigen.jaareindebrief import JAAREINDE_ANTWOORD, JAAREINDE_OPGEVEN, stel_op

OP, LATER = date(2025, 1, 20), date(2025, 2, 3)
KLEIN = replace(
    REGELING,
    jaren=(replace(REGELING.jaren[0], productieve_uren_h=140_000),),
    capaciteit=(Capaciteit(code=OSS, uren_per_week_h=1800, bron="8.3"),),
    urenstaten=(),
    afrekeningen=(),
    reacties=(),
    akkoorden=(),
    voorschotten=(),
)
"""Oss made its last hours in November, so that those of December are to come."""


def master(inhoud: Regeling) -> Master:
    return Master(Path("via_master.xlsx"), inhoud, 2024, None, {})


def opgegeven(inhoud: Regeling, op: date = OP) -> Regeling:
    return JAAREINDE_OPGEVEN.werk_uit(master(inhoud), op).toegepast(inhoud)


def antwoord(inhoud: Regeling, **gezegd: object) -> Regeling:
    return JAAREINDE_ANTWOORD.werk_uit(master(inhoud), LATER, jaar=2024, **gezegd).toegepast(inhoud)


def tekst(inhoud: Regeling, code: str, tmp_path: Path) -> str:
    """All that a reader of a letter sees."""
    stof = stel_op(master(inhoud), 2024, OP)
    [post] = [post for post in stof.posten if post.rij.code == code]
    pad = tmp_path / f"{code}.docx"
    maak_jaareindebrief(stof, post).bewaar(pad)
    stuk = Document(str(pad))
    cellen = (cel.text for tabel in stuk.tables for rij in tabel.rows for cel in rij.cells)
    return "\n".join((*(alinea.text for alinea in stuk.paragraphs), *cellen)).replace("\xa0", " ")


def test_each_gemeente_is_given_what_the_forecast_expects_of_it() -> None:
    p = prognose(KLEIN, verreken(KLEIN, 2024))
    assert p.maanden_te_gaan == 1
    rijen = opgegeven(KLEIN).jaareinde
    assert [rij.code for rij in rijen] == [HB, BOEKEL, OSS]
    for rij in rijen:
        straks = p.verwacht.van(rij.code)
        assert (rij.bijdrage_ct, rij.kosten_ct, rij.saldo_ct) == (straks.bijdrage_ct, straks.kosten_ct, straks.saldo_ct)
        assert (rij.op, rij.antwoord) == (OP, None)
    assert sum(rij.saldo_ct for rij in rijen) + p.verwacht.vergoeding_ct == 0


def test_a_letter_says_what_to_enter_and_how_sure_that_is(tmp_path: Path) -> None:
    p = prognose(KLEIN, verreken(KLEIN, 2024))
    oss = tekst(KLEIN, OSS, tmp_path)
    saldo = p.verwacht.van(OSS).saldo_ct
    assert saldo < 0
    assert f"{euro_nl(-saldo)} nog te ontvangen van 's-Hertogenbosch." in oss
    assert "Raming: nog niet alle uren zijn er. Het saldo kan uitkomen tussen" in oss
    assert "Van uw gemeente zijn nog geen uren van december" in oss
    boekel = tekst(KLEIN, BOEKEL, tmp_path)
    assert f"{euro_nl(p.verwacht.van(BOEKEL).saldo_ct)} nog te betalen aan 's-Hertogenbosch" in boekel
    assert "Van uw gemeente zijn nog geen uren" not in boekel
    vol = replace(KLEIN, uren=(*KLEIN.uren, uren(OSS, 100, maand=date(2024, 12, 1))))
    assert "Alle uren zijn er; de afrekening moet nog worden vastgesteld." in tekst(vol, OSS, tmp_path)


def test_without_capacity_nothing_is_forecast_and_the_letter_says_that_it_is_not_all(tmp_path: Path) -> None:
    zonder = replace(KLEIN, capaciteit=())
    oss, zin = tekst(zonder, OSS, tmp_path), "nog niet alle uren zijn er, en de rest is niet te ramen"
    assert zin in oss
    assert "Gerekend is alleen met de uren die er zijn." in oss
    assert "Alle uren zijn er" not in oss
    assert "uren van het hele jaar" not in oss
    verhaal = JAAREINDE_OPGEVEN.werk_uit(master(zonder), OP).verhaal
    for regels in (verhaal.scherm, verhaal.melding):
        assert any(zin in str(regel) for regel in regels)
    assert verhaal.json["niet_te_ramen"] is True
    vol = replace(zonder, uren=(*KLEIN.uren, uren(OSS, 100, maand=date(2024, 12, 1))))
    verhaal = JAAREINDE_OPGEVEN.werk_uit(master(vol), OP).verhaal
    assert any("Alle uren zijn er." in str(regel) for regel in verhaal.scherm)
    assert verhaal.json["niet_te_ramen"] is False


def test_a_letter_asks_what_its_reader_can_do_and_calls_an_unconfirmed_voorschot_so(tmp_path: Path) -> None:
    voorschot = [
        Voorschot(code=BOEKEL, jaar=2024, bedrag_ct=100, bron="x", status=status)
        for status in (Status.VASTGESTELD, Status.TE_BEVESTIGEN)
    ]
    gelezen = {code: tekst(KLEIN, code, tmp_path) for code in (HB, BOEKEL, OSS)}
    assert "Betaal nog niets: de afrekening over 2024 volgt." in gelezen[BOEKEL]
    assert "Betaal nog niets" not in gelezen[OSS]
    assert "U ontvangt het bedrag later: de afrekening over 2024 volgt." in gelezen[OSS]
    assert ["Antwoord aan:" in gelezen[code] for code in (HB, BOEKEL, OSS)] == [False, True, True]
    for rijen, label in (
        ([voorschot[0]], "Betaald voorschot"),
        ([voorschot[1]], "Voorschot (nog te bevestigen)"),
        (voorschot, "Voorschot (deels nog te bevestigen)"),
    ):
        met = replace(KLEIN, voorschotten=tuple(rijen))
        assert label in tekst(met, BOEKEL, tmp_path).splitlines()
        assert "Betaald voorschot" in tekst(met, OSS, tmp_path).splitlines()


def test_a_letter_tells_nothing_of_another_gemeente(tmp_path: Path) -> None:
    p = prognose(KLEIN, verreken(KLEIN, 2024))
    oss = tekst(KLEIN, OSS, tmp_path)
    for ander in (HB, BOEKEL):
        for uit in (p.nu, *p.uitkomsten.values()):
            rij = uit.van(ander)
            for ct in (rij.kosten_ct, rij.bijdrage_ct, rij.saldo_ct):
                assert euro_nl(ct) not in oss
                assert euro_nl(-ct) not in oss
    assert "Boekel" not in oss


def test_the_last_opgave_counts_and_what_was_booked_instead_of_it() -> None:
    eerst = opgegeven(KLEIN)
    assert opgenomen_ct(eerst, 2024)[OSS] == eerst.jaareinde[2].saldo_ct
    anders = antwoord(eerst, gemeente=["Oss"], bedrag="-1234.56", opmerking="afgerond")
    oss = anders.jaareinde[2]
    assert (oss.antwoord, oss.geboekt_ct, oss.beantwoord) == (Jaareindeantwoord.ANDERS, -123_456, LATER)
    assert opgenomen_ct(anders, 2024)[OSS] == -123_456
    gewoon = antwoord(eerst, gemeente=["Oss", "Den Bosch"])
    assert [rij.antwoord for rij in gewoon.jaareinde] == [Jaareindeantwoord.GEBOEKT, None, Jaareindeantwoord.GEBOEKT]
    nieuw = opgegeven(replace(anders, uren=(*anders.uren, uren(OSS, 500, maand=date(2024, 12, 1)))), LATER)
    assert opgenomen_ct(nieuw, 2024)[OSS] == nieuw.jaareinde[5].saldo_ct
    assert opgenomen_ct(nieuw, 2023) == {}


def test_what_can_t_be_given_is_refused() -> None:
    with pytest.raises(InvoerFout, match="vandaag, 20-1-2025, al een opgave gemaakt") as fout:
        opgegeven(opgegeven(KLEIN))
    assert (
        "blad Akkoorden in tblJaareinde haar rijen (3, met Jaar 2024 en Opgegeven op 20-1-2025)" in fout.value.bericht
    )
    with pytest.raises(InvoerFout, match="vul op Jaren de productieve uren in"):
        opgegeven(replace(KLEIN, jaren=REGELING.jaren))
    af = replace(REGELING.afrekeningen[0], jaar=2024, soort=Versiestand.DEFINITIEF)
    with pytest.raises(NietsTeDoen, match="2024 is al definitief afgerekend"):
        opgegeven(replace(KLEIN, afrekeningen=(af,)))


def test_a_year_is_given_from_its_last_month_on() -> None:
    with pytest.raises(InvoerFout, match=r"2024 is nog niet voorbij, .* vanaf 1-12-2024; er is niets gemaakt"):
        opgegeven(KLEIN, date(2024, 11, 30))
    assert len(opgegeven(KLEIN, date(2024, 12, 1)).jaareinde) == 3


def test_what_can_t_be_recorded_is_named_together() -> None:
    with pytest.raises(InvoerFout) as fout:
        antwoord(KLEIN, gemeente=["Oss", "Nergenshuizen"], bedrag="veel", op="2025-13-01")
    for deel in ("--bedrag:", "--op:", "Oss kreeg over 2024 nog geen opgave", "Nergenshuizen", "niets gewijzigd"):
        assert deel in fout.value.bericht
    with pytest.raises(InvoerFout, match="Zeg wie antwoordde"):
        antwoord(opgegeven(KLEIN))
    with pytest.raises(InvoerFout, match="is nog niet geweest"):
        antwoord(opgegeven(KLEIN), gemeente="Oss", op="2025-02-04")
    vast = antwoord(opgegeven(KLEIN), gemeente="Oss")
    with pytest.raises(NietsTeDoen, match="Dat stond er al"):
        antwoord(vast, gemeente="Oss")


def test_the_report_shows_the_difference_and_closes(tmp_path: Path) -> None:
    nu = antwoord(opgegeven(KLEIN), gemeente=["Oss"], bedrag="-1234.56")
    for inhoud in (KLEIN, nu, replace(nu, inwoners=tuple(replace(rij, inwoners=0) for rij in nu.inwoners), uren=())):
        boek = rapport(inhoud, 2024, "jaareinde")
        pad = tmp_path / "r.xlsx"
        boek.bewaar(pad)
        _, verschillen = vergelijk(pad, boek.verwacht())
        assert [verschil.regel() for verschil in verschillen] == []
    p = prognose(nu, verreken(nu, 2024))
    post = jaareindeposten(nu, p)[2]
    tabel = next(t for t in rapport(nu, 2024, "jaareinde").vind(BLAD).tabellen if t.naam == "tblJaareindeposten")
    kolom = next(k for k in tabel.kolommen if k.kop == "Verschil met opgenomen €")
    assert kolom.waarden[2] == (post.rij.saldo_ct + 123_456) / 100 != 0


def test_the_command_writes_letters_and_rows_and_the_settlement_shows_the_difference(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pad = tmp_path / "via_master.xlsx"
    maak_master(met_uren_van(2024), 2024).bewaar(pad)
    assert main(["brief", "jaareinde", str(pad), "--jaar", "2024", "--json"]) == 0
    gezegd = json.loads(capsys.readouterr().out)
    assert len(gezegd["bestanden"]) == 10 == len(list(Path(gezegd["map"]).glob("*.docx")))
    assert main(["brief", "antwoord", str(pad), "--gemeente", "Boekel", "--bedrag", "-100.00"]) == 0
    gelezen = lees_master(pad)
    assert len(gelezen.regeling.jaareinde) == 10
    assert bewijs_master(gelezen, 2024).fouten == ()
    assert main(["brief", "jaareinde", str(pad)]) == 2
    assert "al een opgave gemaakt" in capsys.readouterr().err
    verslag = jaarrun(pad, 2024)
    [boekel] = verslag.map.glob("*GM0755*")
    blad = load_workbook(boekel, data_only=True)["Afrekening"]
    regels = {rij[1].value: rij[4].value for rij in blad.iter_rows(max_col=5)}
    saldo = verslag.uitkomst.van("GM0755").saldo_ct
    assert regels["Saldo opgenomen in uw jaarrekening"] == -100
    assert regels["Dit saldo min wat is opgenomen"] == (saldo + 10_000) / 100


def test_what_is_settled_along_and_what_was_paid_beside_the_hours_stand_apart(tmp_path: Path) -> None:
    mee = Verrekend(code=OSS, jaar=2024, bedrag_ct=-1234, uit_jaar=2023, herziet=1, bron="v2")
    post = Kostenpost(code=OSS, jaar=2024, omschrijving="Zaalhuur", bedrag_ct=50_000, telt_mee=True, bron="factuur")
    gelezen = tekst(replace(KLEIN, verrekend=(mee,), kosten=(post,)), OSS, tmp_path)
    assert "verrekent de afrekening over 2024 € 12,34 uit een eerdere herziening, die u nog ontvangt" in gelezen
    assert "\nKosten van uw eigen inzet, en wat u anders betaalde\n" in gelezen
    zonder = tekst(KLEIN, OSS, tmp_path)
    assert "Daarnaast verrekent" not in zonder
    assert "anders betaalde" not in zonder
