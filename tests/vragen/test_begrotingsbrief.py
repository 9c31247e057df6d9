"""The letters about a budget: what each gemeente reads, that it adds up, and nothing of anyone else."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from hulp.gemaakt import regeling
from hulp.handelingen import na
from msgspec.structs import replace

from via_xl.basis.bevinding import InvoerFout
from via_xl.basis.geld import euro_nl
from via_xl.lezen.master import Master
from via_xl.opdrachten.cli import main
from via_xl.regeling.model import Regeling, Verdeelsleutel
from via_xl.schrijven.brief.begroting import Begrotingsstof, maak_begrotingsbrief
from via_xl.schrijven.master import maak_master
from via_xl.vragen.begrotingsbrief import schrijf_begrotingsbrieven, stel_op
from via_xl.wijzigen.jaaropenen import JAAR_OPENEN
from via_xl.wijzigen.mastermaken import zet_neer

OP = date(2026, 11, 1)
REGIO = na(
    JAAR_OPENEN,
    regeling(),
    jaar=2027,
    index_personeel="3,5",
    bron="CPB maart 2026",
    voorschot="termijnen",
    termijnen=4,
)


def stof(regio: Regeling = REGIO, jaar: int = 2027) -> Begrotingsstof:
    op = min(OP, date(jaar, 1, 1))
    return stel_op(Master(Path("m.xlsx"), regio, jaar, None, {}), jaar, date(2026, 12, 15), op)


def rijen(pad: Path) -> list[list[str]]:
    """The rows of all tables of a document."""
    return [
        [cel.text.replace("\u00a0", " ") for cel in rij.cells]
        for tabel in Document(str(pad)).tables
        for rij in tabel.rows
    ]


def tekst(pad: Path) -> str:
    """Every word of a document."""
    return "".join(t.text or "" for t in Document(str(pad)).element.body.iter(qn("w:t"))).replace("\u00a0", " ")


def brief(code: str, tmp_path: Path, regio: Regeling = REGIO, jaar: int = 2027) -> Path:
    wat = stof(regio, jaar)
    post = next(post for post in wat.posten if post.gemeente.code == code)
    pad = tmp_path / wat.briefnaam(post)
    maak_begrotingsbrief(wat, post).bewaar(pad)
    return pad


def test_the_letter_says_how_much_why_it_differs_and_what_is_asked(tmp_path: Path) -> None:
    pad = brief("GM1948", tmp_path)
    assert pad.name == "ViA_begroting_2027_GM1948_Meierijstad.docx"
    post = next(post for post in stof().posten if post.gemeente.code == "GM1948")
    alle = rijen(pad)
    assert ["Bijdrage 2026", "€ 84.010,00"] in alle
    assert ["Het vorige bedrag was niet het exacte aandeel", "− € 1.252,17"] in alle
    assert ["Bijdrage 2027", euro_nl(post.bedrag_ct)] in alle
    termijnen = [euro_nl(rij.bedrag_ct) for rij in post.voorschotten]
    assert [rij for rij in alle if rij[0].startswith("Termijn")] == [
        [f"Termijn {nr}", bedrag] for nr, bedrag in enumerate(termijnen, start=1)
    ]
    assert len(termijnen) == 4
    assert "82.613 van 618.915 inwoners (peiljaar 2022)" in tekst(pad)
    assert f"Neem {euro_nl(post.bedrag_ct)} op in uw begroting van 2027." in tekst(pad)
    assert "Laat vóór 15-12-2026 weten" in tekst(pad)
    assert f"een voorschot van {euro_nl(post.bedrag_ct)} in 4 termijnen" in tekst(pad)
    assert "index personeel 3,50 %, overig 0 % (CPB maart 2026)" in tekst(pad)


@pytest.mark.parametrize("sleutel", [Verdeelsleutel.INWONERS, Verdeelsleutel.CAPACITEIT])
def test_the_reasons_in_every_letter_add_up_to_the_difference(sleutel: Verdeelsleutel) -> None:
    regio = replace(regeling(), jaren=tuple(replace(j, verdeelsleutel=sleutel) for j in regeling().jaren))
    wat = stof(na(JAAR_OPENEN, regio, jaar=2027))
    assert len(wat.posten) == 10
    for post in wat.posten:
        assert post.verschil_ct == sum(post.redenen.values())
        assert post.redenen


def test_no_letter_names_another_gemeente_or_prices_an_hour(tmp_path: Path) -> None:
    namen = {g.naam: g.code for g in REGIO.gemeenten if not g.centrumgemeente}
    for naam, code in namen.items():
        gelezen = tekst(brief(code, tmp_path))
        assert naam in gelezen
        assert not [ander for ander in namen if ander != naam and ander in gelezen]
        assert "schaal" not in gelezen


def test_a_year_as_the_one_before_has_no_reasons_and_one_without_a_year_before_no_difference(tmp_path: Path) -> None:
    zelfde = na(JAAR_OPENEN, regeling(), jaar=2027, kosten="overnemen")
    gelezen = tekst(brief("GM0755", tmp_path, zelfde))
    assert "€ 11.036,00; het is hetzelfde" in gelezen
    assert "Waarom" not in gelezen
    assert "Betaal nog niets" in gelezen
    eerste = tekst(brief("GM0755", tmp_path, regeling(), 2023))
    assert "Was in" not in eerste
    assert "niet bekend" in eerste


class Toen(date):
    """A day on which the year of the letters isn't over."""

    @classmethod
    def today(cls) -> Toen:
        """That day."""
        return cls(2026, 11, 1)


def test_the_letters_come_in_a_folder_beside_the_master_all_or_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("via_xl.vragen.begrotingsbrief.date", Toen)
    pad = tmp_path / "m.xlsx"
    zet_neer(maak_master(REGIO, 2027), pad)
    was = pad.read_bytes()
    assert main(["brief", "begroting", str(pad), "--json"]) == 0
    gezegd = json.loads(capsys.readouterr().out)
    bestanden = sorted(Path(gezegd["map"]).iterdir())
    assert len(bestanden) == 10
    assert sorted(gezegd["bestanden"]) == [str(bestand) for bestand in bestanden]
    assert pad.read_bytes() == was
    brieven = {bestand: bestand.read_bytes() for bestand in bestanden}
    assert main(["brief", "begroting", str(pad)]) == 0
    assert f"{gezegd['map']}_2" in capsys.readouterr().out
    assert {bestand: bestand.read_bytes() for bestand in bestanden} == brieven


@pytest.mark.parametrize(
    ("regio", "jaar", "voor", "waarom"),
    [
        (REGIO, 2030, None, "Jaar 2030 staat niet in tabel tblJaren"),
        (REGIO, 2025, None, "2025 is voorbij, dus er is niets meer te begroten; er is niets gemaakt"),
        (replace(REGIO, begroting=()), 2027, None, "2027 heeft geen begroting"),
        (REGIO, 2027, date(2026, 11, 1), "Antwoord vóór 1-11-2026 kan niet meer"),
        (replace(REGIO, pok=()), 2027, None, "m.xlsx bevat 5 fouten; er is niets gemaakt"),
    ],
)
def test_what_cannot_be_written_is_refused(regio: Regeling, jaar: int, voor: date | None, waarom: str) -> None:
    with pytest.raises(InvoerFout) as fout:
        stel_op(Master(Path("m.xlsx"), regio, jaar, None, {}), jaar, voor, OP)
    assert waarom in fout.value.bericht


def test_a_printed_amount_is_not_said_to_be_the_exact_share(tmp_path: Path) -> None:
    gelezen = tekst(brief("GM0755", tmp_path, regeling(), 2026))
    assert (
        "uw aandeel 11.030 van 618.915 inwoners (peiljaar 2022). Tot op de cent verdeeld zou dat € 11.049,34 zijn."
        in gelezen
    )
    assert "Begroot is € 13,34 minder: het bedrag is dat uit de begroting (Koersplan 8.1), niet het exacte" in gelezen
    assert "De begrote bijdragen van 2026 tellen op tot € 621.240,00, € 1.240,00 meer dan er te verdelen is" in gelezen
    exact = tekst(brief("GM0755", tmp_path))
    assert "inwoners (peiljaar 2022), verdeeld tot op de cent." in exact
    assert "De begrote bijdragen van 2027" not in exact


def test_who_went_into_a_gemeente_is_named_beside_the_amount_of_the_year_before(tmp_path: Path) -> None:
    opgegaan = tuple(
        replace(g, tot=date(2026, 12, 31), opvolger="GM1948") if g.code == "GM0755" else g for g in REGIO.gemeenten
    )
    met = replace(REGIO, gemeenten=opgegaan)
    post = next(post for post in stof(met).posten if post.gemeente.code == "GM1948")
    assert post.erbij == ("Boekel",)
    gelezen = tekst(brief("GM1948", tmp_path, met))
    assert f"{euro_nl(84_010_00 + 11_036_00)}, met dat van Boekel erbij; het is" in gelezen
    assert all(not post.erbij for post in stof().posten)


def test_a_letter_is_for_who_reads_it(tmp_path: Path) -> None:
    for code in ("GM0796", "GM0755", "GM1948"):
        gelezen = tekst(brief(code, tmp_path))
        for van_binnen in ("Uitgangspunten", "VOORBEELD", "de rest overgenomen", "formatie, productieve uren"):
            assert van_binnen not in gelezen
        assert ("Antwoord aan:" in gelezen) is (code != "GM0796")
    assert "Uitgangspunten" not in "".join(post.bron for post in stof(regeling(), 2026).posten)
    assert "VOORBEELD" not in tekst(brief("GM0755", tmp_path, regeling(), 2026))
    nul = replace(REGIO, begroting=tuple(replace(b, bedrag_ct=0) for b in REGIO.begroting), voorschotten=())
    assert "U hoeft in uw begroting van 2027 niets op te nemen." in tekst(brief("GM0755", tmp_path, nul))


def test_the_same_input_gives_the_same_letter(tmp_path: Path) -> None:
    eerste, tweede = (brief("GM0828", tmp_path / str(nr)) for nr in (1, 2) if not (tmp_path / str(nr)).mkdir())
    assert eerste.read_bytes() == tweede.read_bytes()


def test_a_folder_that_cannot_be_made_leaves_nothing(tmp_path: Path) -> None:
    pad, dicht = tmp_path / "m.xlsx", tmp_path / "dicht"
    zet_neer(maak_master(REGIO, 2027), pad)
    dicht.write_text("")
    with pytest.raises(InvoerFout, match="kan niet worden geschreven"):
        schrijf_begrotingsbrieven(pad, 2027, dicht / "brieven", vandaag=OP)
