"""The list for the ledger: from a definitief version only, after a definitief one the difference only, and never a formula."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hulp.gemene_streken import IN_WERKBOEK
from hulp.keuren import Heropener
from hulp.kleine_master import BOEKEL, HB, OSS, REGELING, bewerk_deel, blad_deel
from hulp.runs import inhoud, kleine_master
from hulp.verificaties import noem_andere_versie
from hulp.versies import LATER, versies
from hulp.vervalsen import hash_opnieuw
from msgspec.structs import replace
from openpyxl import load_workbook

from via_xl.basis.bevinding import BewijsFout, InvoerFout
from via_xl.basis.ketencode import kort
from via_xl.bewijs.keten import schakels_van
from via_xl.bewijs.linter import lint
from via_xl.bewijs.verificatie import keten
from via_xl.bewijs.verificatie.betaallijst import controleer
from via_xl.bewijs.verificatie.versie import Versie
from via_xl.opdrachten.cli import main
from via_xl.regeling.model import Boekkant, Boekpost, BtwPositie, Grootboekregel
from via_xl.rekenen.betaallijst import maak_betaallijst
from via_xl.rekenen.journaal import journaal
from via_xl.rekenen.keten import koppen
from via_xl.rekenen.verrekening import verreken
from via_xl.schrijven.csv_nl import als_csv, veilig
from via_xl.versie.betaallijst import Betaalverslag, _opgegaan, schrijf_betaallijst

Scherm = pytest.CaptureFixture[str]
GROOTBOEK = tuple(
    Grootboekregel(kant=kant, post=post, rekening=f"0{nr}", taakveld="T", kostenplaats="" if nr % 2 else "K", iv3="I")
    for nr, (kant, post) in enumerate(product(Boekkant, Boekpost))
)
"""An account for every post on either side; some have no cost centre."""


@pytest.fixture(scope="module")
def mappen(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A definitief version and the herziening after it; no test changes them."""
    # the herziening bears btw too: then there is of every post something
    met_btw = replace(LATER, jaren=(replace(LATER.jaren[0], btw_positie=BtwPositie.LAST, btw_bp=2100),))
    eerst, later = (replace(regeling, grootboek=GROOTBOEK) for regeling in (REGELING, met_btw))
    v1, v2 = versies(tmp_path_factory.mktemp("betaallijst"), eerst, later, definitief=True)
    return v1, v2


@pytest.fixture
def uit(tmp_path: Path) -> Path:
    grootboek = tmp_path / "grootboek"
    grootboek.mkdir()
    return grootboek


def lijst(versiemap: Path, uit: Path, dag: date | None = None) -> Betaalverslag:
    return schrijf_betaallijst(versiemap, uit, dag)


def geweigerd(versiemap: Path, uit: Path | None = None, dag: date | None = None) -> str:
    with pytest.raises(InvoerFout) as fout:
        schrijf_betaallijst(versiemap, uit, dag)
    return fout.value.bericht


def rijen(verslag: Betaalverslag) -> dict[str, dict[str, str]]:
    ruw = verslag.csv.read_bytes()
    assert ruw.startswith(b"\xef\xbb\xbf"), "without the mark Excel reads another code page"
    return {rij["Code"]: rij for rij in csv.DictReader(io.StringIO(ruw.decode("utf-8-sig")), delimiter=";")}


def test_the_csv_is_one_that_dutch_excel_opens(mappen: tuple[Path, Path], uit: Path) -> None:
    v1, _ = mappen
    voor = inhoud(v1)
    verslag = lijst(v1, uit, date(2027, 1, 31))
    oss = rijen(verslag)[OSS]
    assert oss == {
        "Kenmerk": "ViA-2024-GM0828-v1",
        "Soort": "betaling",
        "Richting": "te betalen aan",
        "Code": OSS,
        "Gemeente": "Oss",
        "Bijdrage": "1466,06",
        "Vergoeding inzet": "7615,00",
        "Voorschot": "0,00",
        "Saldo": "-6148,94",
        "Bedrag": "6148,94",
        "Vervaldatum": "31-01-2027",
        "Omschrijving": "ViA verrekening 2024, versie 1",
        "Ander jaar": "0,00",
        "IBAN": "",
        "Ten name van": "Oss",
    }
    eigen = rijen(verslag)[HB]
    assert (eigen["Soort"], eigen["Richting"], eigen["Vervaldatum"]) == ("interne boeking", "intern te ontvangen", "")
    assert inhoud(v1) == voor


def test_the_due_date_is_thirty_days_after_the_run_unless_one_is_given(mappen: tuple[Path, Path], uit: Path) -> None:
    v1, _ = mappen
    gemaakt = date.fromisoformat(json.loads((v1 / "manifest.json").read_text("utf-8"))["gemaakt_op"][:10])
    assert lijst(v1, uit).lijst.vervaldatum == gemaakt + timedelta(days=30)
    assert "vóór de dag van de jaarrun" in geweigerd(v1, uit, gemaakt - timedelta(days=1))


def test_the_workbook_says_the_same_closes_and_keeps_the_rules(
    heropen: Heropener, mappen: tuple[Path, Path], uit: Path
) -> None:
    for versiemap in mappen:
        verslag = lijst(versiemap, uit)
        assert list(lint(verslag.werkboek)) == []
        boek = heropen(verslag.werkboek)
        assert boek["Controles"]["C3"].value == "OK"
        blad = {rij[1]: rij for rij in boek["Betaallijst"].iter_rows(values_only=True) if rij[1] in rijen(verslag)}
        for code, rij in rijen(verslag).items():
            bedragen = [bedrag_nl(getal) for getal in (*blad[code][3:7], blad[code][8])]
            assert bedragen == [rij[k] for k in ("Bijdrage", "Vergoeding inzet", "Voorschot", "Saldo", "Bedrag")]
            assert blad[code][7] == rij["Richting"]
            assert blad[code][2] == rij["Kenmerk"]
        waarde = Versie(versiemap).ketenwaarde
        assert str(boek["Betaallijst"]["C3"].value).endswith(f" · ketenwaarde {kort(waarde)}")
        assert waarde in [rij[1].value for rij in boek["Herkomst"].iter_rows()]
        regels = [rij for rij in boek["Journaal"].iter_rows(values_only=True) if rij[0] in tuple(Boekkant)]
        gelezen = csv.DictReader(io.StringIO(verslag.journaal.read_bytes().decode("utf-8-sig")), delimiter=";")
        als_in_csv = [[*rij[:5], *(tekst or "" for tekst in rij[6:10]), *map(bedrag_nl, rij[14:16])] for rij in regels]
        assert als_in_csv == [list(rij.values())[:-1] for rij in gelezen]
        assert len(regels) == len(journaal(verslag.lijst)) > 10
        assert {tuple(rij[6:10]) for rij in regels} <= {
            (g.rekening, g.kostenplaats or None, "T", "I") for g in GROOTBOEK
        }


def bedrag_nl(getal: float) -> str:
    return f"{getal:.2f}".replace(".", ",")


def test_after_a_definitief_version_only_the_difference_is_asked_for(mappen: tuple[Path, Path], uit: Path) -> None:
    v1, v2 = mappen
    eerste, tweede = lijst(v1, uit), lijst(v2, uit)
    assert (eerste.herziet, tweede.herziet) == (None, 1)
    assert eerste.let_op == ("er is een latere definitieve versie (2)",)
    samen = {
        regel.code: regel.saldo_ct + ander.saldo_ct
        for regel, ander in zip(
            (*eerste.lijst.regels, eerste.lijst.intern), (*tweede.lijst.regels, tweede.lijst.intern), strict=True
        )
    }
    assert samen == {rij.code: rij.saldo_ct for rij in tweede.lijst.nu.gemeenten}, "nothing is paid twice"


def test_accounts_of_a_newer_master_come_in_their_place_and_a_blank_is_said_once(
    mappen: tuple[Path, Path], uit: Path, tmp_path: Path
) -> None:
    verslag = schrijf_betaallijst(mappen[1], uit, grootboek=kleine_master(tmp_path / "nieuwer"))
    (gezegd,) = verslag.let_op
    assert "geen grootboekrekening bij centrumgemeente: bijdrage, vergoeding inzet, " in gezegd
    assert "; gemeente: bijdrage, " in gezegd
    assert ";0" not in verslag.journaal.read_text("utf-8-sig").replace(";0,00", "")


@pytest.mark.lang(een_op=12)  # three versions of a year
def test_a_herziening_of_a_herziening_settles_what_that_one_left(tmp_path: Path) -> None:
    terug = replace(REGELING, voorschotten=())
    v1, v2, v3 = versies(tmp_path, REGELING, LATER, terug, definitief=True)
    verslagen = [schrijf_betaallijst(versiemap) for versiemap in (v1, v2, v3)]
    assert [verslag.herziet for verslag in verslagen] == [None, 1, 2]
    (kop,) = koppen(schakels_van(v3.parent))
    assert kop[0] == "betaallijst van versie 3"
    assert [*keten.controleer(Versie(v1)), *keten.controleer(Versie(v3))] == []
    verslagen[0].journaal.write_bytes(b"")
    assert [b.bestand for b in keten.controleer(Versie(v1))] == [verslagen[0].journaal.name]
    for rij in verreken(terug, 2024).gemeenten:
        regels = [r for v in verslagen for r in (*v.lijst.regels, v.lijst.intern) if r.code == rij.code]
        assert sum(regel.saldo_ct for regel in regels) == rij.saldo_ct


def test_an_amount_of_a_gemeente_that_is_no_more_says_with_whom_it_is_settled() -> None:
    over = replace(
        REGELING,
        gemeenten=tuple(
            replace(rij, tot=date(2024, 12, 31), opvolger=OSS) if rij.code == BOEKEL else rij
            for rij in REGELING.gemeenten
        ),
    )
    uit = verreken(over, 2024)
    for dag, gezegd in ((date(2024, 12, 31), []), (date(2025, 1, 1), ["Boekel is op 1-1-2025 opgegaan in Oss"])):
        lijst = maak_betaallijst(uit, None, 1, dag)
        assert [een.partition(";")[0] for een in _opgegaan(lijst, over)] == gezegd
    assert list(_opgegaan(maak_betaallijst(uit, uit, 2, date(2025, 1, 1)), over)) == []


def test_nothing_is_paid_from_a_concept(tmp_path: Path, uit: Path, capsys: Scherm) -> None:
    (v1,) = versies(tmp_path, REGELING)
    assert main(["betaallijst", str(v1), "--uit", str(uit)]) == 2
    assert "is een concept; daarvan wordt niets betaald" in capsys.readouterr().err
    assert list(uit.iterdir()) == []


@pytest.mark.lang(een_op=40)  # a version of a year
def test_a_concept_that_calls_itself_definitief_is_not_believed(tmp_path: Path, uit: Path) -> None:
    (v1,) = versies(tmp_path, REGELING)
    manifest = v1 / "manifest.json"
    manifest.write_text(manifest.read_text("utf-8").replace('"concept"', '"definitief"'), encoding="utf-8")
    with pytest.raises(InvoerFout, match="uit de bewaarde invoer volgt concept"):
        schrijf_betaallijst(v1, uit)
    assert list(uit.iterdir()) == []


@pytest.mark.lang(een_op=40)  # a run or more, with a sister in every run
def test_claiming_another_version_makes_no_concept_definitief_and_hides_no_change(
    mappen: tuple[Path, Path], tmp_path: Path, uit: Path
) -> None:
    v1, _ = mappen
    kopie = noem_andere_versie(shutil.copytree(v1, tmp_path / "2024" / "v1"))
    assert lijst(kopie, uit).lijst.versie == 1, "only the claim differs"
    gemaakt = set(uit.iterdir())
    IN_WERKBOEK["bedrag in een tekst"](next(kopie.glob("*Boekel*.xlsx")))
    hash_opnieuw(kopie)
    assert "Boekel_v1_definitief.xlsx is niet wat uit de bewaarde invoer volgt; Afrekening!" in geweigerd(kopie, uit)
    (v1,) = versies(tmp_path / "concept", REGELING)
    manifest = noem_andere_versie(v1) / "manifest.json"
    manifest.write_text(manifest.read_text("utf-8").replace('"concept"', '"definitief"'), encoding="utf-8")
    assert "uit de bewaarde invoer volgt concept" in geweigerd(v1, uit)
    assert set(uit.iterdir()) == gemaakt


def test_nothing_is_paid_from_a_folder_that_was_changed(mappen: tuple[Path, Path], tmp_path: Path, uit: Path) -> None:
    _, v2 = mappen
    for nummer, pad in enumerate(("bron/via_master.xlsx", "bron/vorige/bron/via_master.xlsx")):
        versiemap = Path(shutil.copytree(v2, tmp_path / str(nummer) / "v2"))
        boek = load_workbook(versiemap / pad)
        boek["Inwoners"]["C6"] = 1000
        boek.save(versiemap / pad)
        assert "er wordt niets uit betaald" in geweigerd(versiemap, uit)
    assert list(uit.iterdir()) == []


def test_a_version_that_does_not_know_the_definitief_one_beside_it_is_refused(
    mappen: tuple[Path, Path], tmp_path: Path, uit: Path
) -> None:
    v1, v2 = mappen
    shutil.copytree(v1, tmp_path / "2024" / "v2")
    los = Path(shutil.copytree(v1, tmp_path / "2024" / "v3"))
    manifest = los / "manifest.json"
    manifest.write_text(manifest.read_text("utf-8").replace('"versie": 1', '"versie": 3'), encoding="utf-8")
    assert "nog eens worden betaald" in geweigerd(los, uit)
    assert lijst(Path(shutil.copytree(v2, tmp_path / "alleen" / "v2")), uit).herziet == 1


@pytest.mark.lang(een_op=40)  # a run or more, with a sister in every run
def test_where_it_may_not_or_can_not_be_written_is_said_and_nothing_is_left(
    mappen: tuple[Path, Path], uit: Path
) -> None:
    v1, _ = mappen
    assert "ligt in de versiemap" in geweigerd(v1, v1)
    assert "is geen map" in geweigerd(v1, uit / "weg")
    eerste = lijst(v1, uit)
    was = {pad: pad.read_bytes() for pad in uit.iterdir()}
    assert (opnieuw := lijst(v1, uit)).csv.stem == opnieuw.werkboek.stem == f"{eerste.csv.stem}_2"
    assert {pad: pad.read_bytes() for pad in was} == was
    for pad in uit.iterdir():
        pad.unlink()
    with pytest.MonkeyPatch.context() as even:
        even.setattr("via_xl.versie.betaallijst.zet_bytes", lambda *_: (_ for _ in ()).throw(InvoerFout("vol")))
        assert geweigerd(v1, uit) == "vol"
        assert list(uit.iterdir()) == []
        even.setattr("via_xl.versie.betaallijst.zet_neer", lambda *_: (_ for _ in ()).throw(BewijsFout("mis")))
        with pytest.raises(BewijsFout):
            schrijf_betaallijst(v1, uit)
    assert list(uit.iterdir()) == []


def test_the_command_shows_it_and_gives_json(mappen: tuple[Path, Path], uit: Path, capsys: Scherm) -> None:
    _, v2 = mappen
    assert main(["betaallijst", str(v2), "--uit", str(uit), "--vervaldatum", "2027-01-31"]) == 0
    tekst = capsys.readouterr().out
    assert "herziening van versie 1" in tekst
    assert "intern te" in tekst
    assert "De lijst sluit" in tekst
    for pad in uit.iterdir():
        pad.unlink()
    assert main(["betaallijst", str(v2), "--uit", str(uit), "--json"]) == 0
    uit_json: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert {rij["code"] for rij in uit_json["betalingen"]} == {BOEKEL, OSS}
    assert uit_json["interne_boeking"]["code"] == HB
    assert uit_json["herziening_van"] == 1


@pytest.mark.parametrize("tekst", ["=1+1", "+31", "-2", "@SUM(A1)", "\t=1", " =1", "\r=1", "|x", "\u00a0=1"])
def test_a_text_that_begins_as_a_formula_stays_a_text(tekst: str) -> None:
    assert veilig(tekst) == f"'{tekst}"
    (_, rij) = csv.reader(io.StringIO(als_csv(["a"], [[tekst]]).decode("utf-8-sig"), newline=""), delimiter=";")
    assert rij[0].startswith("'")


@pytest.mark.lang(een_op=40)  # a run or more, with a sister in every run
def test_a_name_that_begins_as_a_formula_is_one_in_no_file(tmp_path: Path) -> None:
    kwaad = '=HYPERLINK("http://voorbeeld.example";"x")'
    gemeenten = tuple(replace(rij, naam=kwaad) if rij.code == OSS else rij for rij in REGELING.gemeenten)
    namen = tuple(replace(rij, naam=kwaad) if rij.code == OSS else rij for rij in REGELING.namen)
    (v1,) = versies(tmp_path, replace(REGELING, gemeenten=gemeenten, namen=namen), definitief=True)
    verslag = schrijf_betaallijst(v1)
    assert rijen(verslag)[OSS]["Gemeente"] == f"'{kwaad}"
    blad = load_workbook(verslag.werkboek)["Betaallijst"]
    (cel,) = [rij[0] for rij in blad.iter_rows() if rij[1].value == OSS]
    assert (cel.value, cel.data_type, cel.hyperlink) == (kwaad, "s", None)


# What verifieer makes of the lists beside a version, also when their link in the chain was made anew


def ernaast(versie: Versie) -> list[tuple[str, str, str]]:
    """What the check finds: how bad, where, and what."""
    gevonden = controleer(versie)
    return [(str(b.ernst), ":".join(filter(None, (b.bestand, b.blad, b.cel))), b.wat) for b in gevonden]


@pytest.fixture(scope="module")
def met_lijst(mappen: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> Versie:
    """A herziening with its list, calculated once; without a link of the list, for who forges it makes another or takes it away."""
    v2 = Path(shutil.copytree(mappen[1], tmp_path_factory.mktemp("ernaast") / "2024" / "v2"))
    schrijf_betaallijst(v2)
    next(v2.parent.glob("*betaallijst*.keten.json")).unlink()
    return Versie(v2)


@pytest.fixture
def versie(met_lijst: Versie) -> Iterator[Versie]:
    """The same, of which a test may change the lists: they are put back."""
    jaarmap = met_lijst.map.parent
    zoals_het_was = {pad: pad.read_bytes() for pad in jaarmap.glob("*betaallijst*")}
    yield met_lijst
    for pad in jaarmap.glob("*betaallijst*"):
        pad.unlink()
    for pad, inhoud_ervan in zoals_het_was.items():
        pad.write_bytes(inhoud_ervan)


@pytest.mark.lang(een_op=40)  # two lists more, with a sister in every run
def test_lists_as_they_were_made_are_in_order(versie: Versie, mappen: tuple[Path, Path], tmp_path: Path) -> None:
    assert ernaast(versie) == []
    nog_een = schrijf_betaallijst(versie.map, vervaldatum=date(2031, 1, 2))
    assert nog_een.csv.stem.endswith("_2")
    assert ernaast(versie) == []
    v1 = Path(shutil.copytree(mappen[0], tmp_path / "2024" / "v1"))
    schrijf_betaallijst(v1)
    assert ernaast(Versie(v1)) == []


VERVALST: dict[str, tuple[str, Callable[[str], str], str]] = {
    "an account number": (".csv", lambda t: re.sub(r"(?m);;Oss\r$", ";NL91ABNA0417164300;Oss\r", t), "IBAN is"),
    "an account holder": (".csv", lambda t: re.sub(r"(?m);Oss\r$", ";Iemand\r", t), "Ten name van is"),
    "an amount": (".csv", lambda t: re.sub(r"(\d),(\d\d);(\d\d-)", r"\g<1>9,\g<2>;\g<3>", t, count=1), "Bedrag is"),
    "a direction": (
        ".csv",
        lambda t: (
            t.replace("te betalen aan", "te ontvangen van", 1)
            if "te betalen aan" in t
            else t.replace("te ontvangen van", "te betalen aan", 1)
        ),
        "Richting is",
    ),
    "a reference": (".csv", lambda t: t.replace("-v2", "-v1", 1), "Kenmerk is"),
    "one due date of several": (".csv", lambda t: _laatste(t, r"\d\d-\d\d-20\d\d", "01-01-2099"), "Vervaldatum is"),
    "a due date before the run": (".csv", lambda t: re.sub(r"\d\d-\d\d-20\d\d", "01-01-2020", t), "vóór de dag"),
    "a row that is gone": (".csv", lambda t: "".join(t.splitlines(keepends=True)[:-1]), "ontbreekt"),
    "a row more": (".csv", lambda t: t + t.splitlines(keepends=True)[-1], "hoort er niet in"),
    "a column more": (".csv", lambda t: t.replace("\r\n", ";x\r\n"), "koppen"),
    "no CSV": (".csv", lambda _: '"', "niet te lezen"),
    "an amount in the journal": (
        ".journaal.csv",
        lambda t: re.sub(r"(\d),(\d\d);", r"\g<1>9,\g<2>;", t, count=1),
        " is ",
    ),
    "a line in the journal": (".journaal.csv", lambda t: t + t.splitlines(keepends=True)[-1], "hoort er niet in"),
    "a post booked elsewhere, once": (
        ".journaal.csv",
        lambda t: _laatste(t, r";0\d+;", ";0999;"),
        "Grootboekrekening is",
    ),
}
"""What is changed in which file, and what is said of it."""


def _laatste(tekst: str, patroon: str, nieuw: str) -> str:
    *_, plek = re.finditer(patroon, tekst)
    return tekst[: plek.start()] + nieuw + tekst[plek.end() :]


@pytest.mark.parametrize("soort", VERVALST)
def test_a_list_that_was_changed_is_found_whatever_the_chain_says(soort: str, versie: Versie) -> None:
    achter, doe, zegt = VERVALST[soort]
    jaarmap = versie.map.parent
    (pad,) = (p for p in jaarmap.glob(f"*betaallijst*{achter}") if p.name.count(".") == achter.count("."))
    tekst = pad.read_bytes().decode("utf-8-sig")
    assert doe(tekst) != tekst
    pad.write_bytes(doe(tekst).encode("utf-8-sig"))
    (jaarmap / pad.with_suffix(".xlsx").name).unlink(missing_ok=True)
    gevonden = ernaast(versie)
    assert any(ernst == "fout" and pad.name in waar and zegt in wat for ernst, waar, wat in gevonden), gevonden


def test_an_account_that_the_kept_master_does_not_have_is_said(versie: Versie) -> None:
    """A newer master may have it (``--grootboek``), or somebody changed it afterwards: that a person must see."""
    jaarmap = versie.map.parent
    journaal = next(jaarmap.glob("*.journaal.csv"))
    tekst = journaal.read_bytes().decode("utf-8-sig")
    rekening = re.search(r"centrumgemeente;[^;]*;[^;]*;[^;]*;bijdrage;(0\d+);", tekst)
    assert rekening is not None
    journaal.write_bytes(tekst.replace(f";bijdrage;{rekening[1]};", ";bijdrage;0999;").encode("utf-8-sig"))
    next(jaarmap.glob("*betaallijst*.xlsx")).unlink()
    gevonden = ernaast(versie)
    assert {ernst for ernst, _, _ in gevonden} == {"waarschuwing"}
    assert any(f'"0999" en niet "{rekening[1]}"' in wat for _, _, wat in gevonden)


def test_the_workbook_of_a_list_is_held_against_the_version(versie: Versie) -> None:
    pad = next(versie.map.parent.glob("*betaallijst*.xlsx"))
    heel = pad.read_bytes()
    assert ernaast(versie) == []
    deel = blad_deel(pad, "Betaallijst")
    bewerk_deel(pad, deel, lambda t: re.sub(rb"<f>ABS\(([^<]*)\)</f>", rb"<f>ABS(\g<1>)+1</f>", t, count=1))
    assert any(ernst == "fout" and "Betaallijst" in waar for ernst, waar, _ in ernaast(versie))
    pad.write_bytes(heel)
    bewerk_deel(pad, deel, lambda t: t.replace(b'<pageMargins left="', b'<pageMargins left="1', 1))
    assert [(ernst, wat[:30].strip()) for ernst, _, wat in ernaast(versie)] == [
        ("waarschuwing", "zo is de werkmap niet gemaakt,")
    ]
    pad.write_bytes(heel[: len(heel) // 2])
    assert [ernst for ernst, _, _ in ernaast(versie)] == ["fout"]


def test_a_list_of_a_concept_is_no_list_and_one_of_another_version_is_not_looked_at(
    versie: Versie, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(versie.manifest, "status", "concept")
    assert [wat for _, _, wat in ernaast(versie)] == ["van een concept wordt niets betaald."]
    for pad in versie.map.parent.glob("*betaallijst*"):
        pad.rename(pad.with_name(pad.name.replace("_v2", "_v21")))
    assert {(ernst, wat) for ernst, _, wat in ernaast(versie)} == {
        ("waarschuwing", "dit is geen betaallijst van een versie die hier ligt; zij is niet nagegaan.")
    }
    for pad in versie.map.parent.glob("*betaallijst*"):
        pad.unlink()
    (versie.map.parent / "Betaallijst definitief.csv").write_text("x")
    assert [waar for _, waar, _ in ernaast(versie)] == ["Betaallijst definitief.csv"]
