"""The region's facts are data: no source names a region, and every output of another region speaks of that one alone."""

from __future__ import annotations

import csv
import re
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hulp.kleine_map import schrijf_map
from hulp.kleine_master import BOEKEL, HB, REGELING
from hulp.lang import eerste_vlug
from msgspec.structs import replace
from typer.testing import CliRunner

from via_xl.basis.gemeenten import bestandsnaam
from via_xl.jaarrun import jaarrun
from via_xl.lezen.gegevensmap import lees_gegevensmap
from via_xl.lezen.master import lees_master
from via_xl.opdrachten.cli import app
from via_xl.regeling.keuzes import Status
from via_xl.regeling.model import Begrotingsregel, Capaciteit, Openpunt, Regeling, Regiogegeven, Registerpunt
from via_xl.urenstaat import sjabloon
from via_xl.versie.dossier import maak_dossier
from via_xl.vragen.besluitagenda import maak_agenda
from via_xl.vragen.urenstaatmaken import maak_urenstaten
from via_xl.vragen.verantwoording import maak_verantwoording
from via_xl.wijzigen.mastermaken import maak_masterbestand
from via_xl.wijzigen.regiomaken import regeling_van
from via_xl.wijzigen.regiovragen import lees_antwoorden

WORTEL = Path(__file__).parent.parent
VOORBEELD = WORTEL / "workbooks" / "voorbeeld-regio"

FEIT = re.compile(
    r"(?i:noordoost-brabant|meierijstad|hertogenbosch|koersplan|voetnoot|footnote)"
    r"|(?<![\w.])[4-8]\.[1-9](?![\w.%])|(?<![-\w/])ViA(?!-XL\b|\w|-)|\bViA_"
)
"""A place, a document, a passage of it, or the name of an arrangement."""

TOEGESTAAN = {
    r"7\.4": "a version of LibreOffice",
    r"APPNOTE 4\.3": "a section of the specification of ZIP files",
    r"\((\d+\.\d+|\d+), .*\),?$|BREEDTE_CM - \d|\(\d\.\d, |, 7\.5\)": "the width of a column in centimetres, or hours",
    r"Hertogenbosch": "the gemeente whose name begins with an apostrophe: an example of what a cell does to it",
    r"[Dd]e functies van ViA|het lint ViA|tabblad ViA|lint ViA|ribbon tab ViA|category ViA|Category:=": "our ribbon tab, functions",
    r"ViA (in|up in|is uit) (the )?Excel|ViA in the Excel|Set ViA up|Zet ViA in|ViA jaarrun\.lnk|_BLAD = \"ViA\"|ViA op deze computer": "what we put into Excel",
    r"tabViA": "the id of our ribbon tab",
    r'"ViA (tabel|kader)"': "a style of our Word template, which stuk.docx has under that name",
    r"ViA_zelftest": "the report of our own self test",
}
"""What may stand in the source, each with its reason: the program's own name, and what only looks like a passage."""


def treffers() -> Iterator[tuple[str, str]]:
    """Every line of the source that names a fact of a region, with its place."""
    for pad in sorted((WORTEL / "via_xl").rglob("*")):
        if pad.suffix in (".py", ".txt"):
            for nummer, regel in enumerate(pad.read_text(encoding="utf-8").splitlines(), start=1):
                if FEIT.search(regel):
                    yield f"{pad.relative_to(WORTEL).as_posix()}:{nummer}", regel.strip()


def test_no_source_names_a_region_its_document_or_a_passage() -> None:
    gevonden = list(treffers())
    mag = [re.compile(patroon) for patroon in TOEGESTAAN]
    assert [f"{waar} {regel}" for waar, regel in gevonden if not any(p.search(regel) for p in mag)] == []
    assert [p.pattern for p in mag if not any(p.search(regel) for _, regel in gevonden)] == [], (
        "an exception not needed"
    )


# --- a region of another kind, and one that says nothing

ANDERS = {
    "regio": "Rivierenland",
    "kort": "JP",
    "voluit": "Jeugdpreventie",
    "werkgroep": "werkgroep Jeugdpreventie",
    "stuurgroep": "Stuurgroep Jeugd",
    "document": "Regioplan",
    "document.voluit": "Regioplan Jeugdpreventie",
    "lidwoord": "het",
    "passage.verrekening": "artikel 9",
    "passage.capaciteit": "bijlage B",
    "passage.tabel": "bijlage A",
}


def van(namen: dict[str, str], punten: tuple[Registerpunt, ...] = ()) -> Regeling:
    """The small region as another one: its own names, its own register, and no source that names the first."""
    klein = replace(
        REGELING,
        begroting=tuple(
            Begrotingsregel(code=g.code, jaar=2024, percentage_bp=3333, bedrag_ct=100_00, bron="")
            for g in REGELING.gemeenten
        ),
        capaciteit=(
            Capaciteit(code=HB, uren_per_week_h=10_00, bron=""),
            Capaciteit(code=BOEKEL, uren_per_week_h=10_00, bron=""),
        ),
        regiogegevens=tuple(Regiogegeven(sleutel=sleutel, gegeven=tekst) for sleutel, tekst in namen.items()),
        uitgangspunten=punten,
    )
    zonder_bron = {
        naam: tuple(replace(rij, bron="plan") for rij in getattr(klein, naam))
        for naam in ("jaren", "pok", "themas", "begroting", "capaciteit", "formatie", "kalender", "bestedingen")
    }
    return replace(klein, **zonder_bron)


PUNT = Registerpunt(punt=Openpunt.KARAKTER, passage="bijlage A", wat="Zijn de bedragen vast?", lezingen="ja; nee")


def uit_map(map: Path) -> Regeling:
    """What a CSV folder holds; there is nothing wrong with it."""
    regeling, bevindingen = lees_gegevensmap(map)
    assert regeling is not None
    assert bevindingen == ()
    return regeling


REGIOS = {"JP": van(ANDERS, (PUNT,)), "Samenwerking": van({}), "VbS": uit_map(VOORBEELD)}
"""By short name: two that the tests make, one of which says nothing, and the example in the repository, from its own files."""

JAAR = {"VbS": 2025}
"""The year of a region that isn't of 2024."""

EIGEN = re.compile(r"ViA-XL|ViA-urenstaat \d+|rIdViA|ViA tabel|ViA kader")
"""The product's own name, the mark in an hour sheet by which it knows its own, and the styles of its Word template."""


@pytest.fixture(scope="module", params=eerste_vlug(REGIOS, een_op=1))
def uitvoer(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """Everything that is made of such a region: its short name and the folder."""
    kort = request.param
    map = tmp_path_factory.mktemp(kort)
    jaar = JAAR.get(kort, 2024)
    gegevens = VOORBEELD if kort == "VbS" else schrijf_map(map / "in", REGIOS[kort])
    if not REGIOS[kort].regiogegevens:
        (gegevens / "regio.csv").unlink()
        (gegevens / "uitgangspunten.csv").unlink()
    master, versie = map / "uit" / "master.xlsx", map / "uit" / f"{jaar}" / "v1"
    master.parent.mkdir()
    maak_masterbestand(gegevens, master, jaar)
    jaarrun(master, jaar, map / "uit")
    maak_dossier(versie, op=date(jaar + 1, 1, 1))
    maak_verantwoording(master, jaar, op=date(jaar + 1, 1, 1))
    maak_urenstaten(master, jaar, map / "uit" / "staten")
    maak_agenda(master)
    for opdracht in (
        ["controleer", str(master)],
        ["verifieer", str(versie)],
        ["akkoord", "stuk", str(versie)],
        [
            "scenario",
            str(master),
            "--stel",
            f"verdeelsleutel.{jaar}=kosten",
            "--uit",
            str(map / "uit" / "scenario.xlsx"),
        ],
        ["voorstel", str(master), "--jaar", f"{jaar}", "--grens", "1", "--uit", str(map / "uit" / "voorstel")],
        ["rapport", "bijdrage", str(master)],
        ["rapport", "alles", str(master)],
        ["stand", str(master)],
        ["verzend", str(versie), "--antwoord-voor", "2099-12-31", "--versleuteling", "geen"],
    ):
        uit = CliRunner().invoke(app, opdracht)
        (map / "uit" / f"{opdracht[0]}.txt").write_text(uit.output, encoding="utf-8")
    return kort, map / "uit"


def teksten(map: Path) -> Iterator[tuple[str, str]]:
    """Every file and every part of a workbook or document in a folder."""
    for pad in sorted(map.rglob("*")):
        if pad.is_dir():
            continue
        waar = pad.relative_to(map).as_posix()
        yield f"{waar} (naam)", waar
        if pad.suffix in (".xlsx", ".docx"):
            with zipfile.ZipFile(pad) as pakket:
                for deel in pakket.namelist():
                    yield f"{waar}!{deel}", pakket.read(deel).decode("utf-8", "replace")
        else:
            yield waar, pad.read_text(encoding="utf-8", errors="replace")


NAAM = re.compile(
    r"(?i:noordoost|koersplan|voetnoot|afhankelijkheidsrelaties|zorg en veiligheid)|(?<![\w-])ViA(?!\w)|\bViA_"
)
PASSAGE = re.compile(r"(?<![\w.,\d])[4-8]\.[1-9](?![\w.,%\d]*\d|[\w%])")
"""A number such as 8.4 that stands by itself. In Dutch texts a decimal has a comma, and thousands three digits."""


def gelezen(waar: str, tekst: str) -> str:
    """What a reader can meet in a part: its texts, and the headers, prompts and formulas with text in them."""
    if not waar.endswith((".xml", ".rels")):
        return tekst
    if "/styles.xml" in waar or "/theme" in waar:
        return ""
    zonder_waarden = re.sub(r"<(v|f|c:v|c:f)>[^<\"]*</\1>", " ", tekst)
    attributen = re.findall(r' (?:name|prompt|promptTitle|error|title)="([^"]*)"', zonder_waarden)
    return "\n".join([re.sub(r"<[^>]+>", "\n", zonder_waarden), *attributen])


def feiten(waar: str, tekst: str) -> Iterator[str]:
    """What in a part is a fact of the region in the repository, with some words around it."""
    kaal = EIGEN.sub("", tekst)
    for patroon, waarin in ((NAAM, kaal), (PASSAGE, gelezen(waar, kaal))):
        for gevonden in patroon.finditer(waarin):
            yield f"{waar}: {waarin[max(0, gevonden.start() - 60) : gevonden.end() + 40]}"


@pytest.mark.lang(een_op=2)  # a run or more, with a sister in every run
def test_every_output_speaks_of_this_region_alone(uitvoer: tuple[str, Path]) -> None:
    delen = list(teksten(uitvoer[1]))
    assert [feit for waar, tekst in delen for feit in feiten(waar, tekst)] == []
    assert len(delen) > 300
    assert any(re.search(r"voorstel_V202\d-\d\.docx", waar) for waar, _ in delen)


def test_a_fact_is_found_wherever_it_stands() -> None:
    assert list(feiten("x.xml", "<t>boven de grens (8.4)</t>"))
    assert list(feiten("x.xml", "<t>tabel 8.1, zoals gedrukt</t>"))
    assert list(feiten("x.xml", '<tableColumn name="Koersplan gedrukt €"/>'))
    assert list(feiten("x.xml", '<f>"Afrekening ViA "&amp;Jaar</f>'))
    assert list(feiten("x.xml", '<dataValidation prompt="een voorstel nodig (8.4)"/>'))
    assert list(feiten("ViA_regio.xlsx (naam)", "ViA_regio.xlsx"))
    assert not list(feiten("x.xml", "<v>8.4</v><t>ViA-XL 1.0, € 8.400,00 en 8,4 %</t>"))


@pytest.mark.lang(een_op=1)  # a run or more, with a sister in every run
def test_files_and_titles_carry_the_short_name(uitvoer: tuple[str, Path]) -> None:
    kort, map = uitvoer
    jaar, ander = JAAR.get(kort, 2024), REGIOS[kort].gemeenten[1]
    wie = f"{ander.code}_{bestandsnaam(ander.naam)}"
    namen = {pad.name for pad in map.rglob("*")}
    verwacht = {
        f"{kort}_regio_{jaar}_v1_concept.xlsx",
        f"{kort}_afrekening_{jaar}_{wie}_v1_concept.xlsx",
        f"{kort}_dossier_{jaar}_v1.xlsx",
        f"{kort}_jaarverantwoording_{jaar}.xlsx",
        f"{kort}_bijdrage_{jaar}_intern.xlsx",
        f"{kort}_alles_{jaar}_intern.xlsx",
        f"{kort}_urenstaat_{jaar}_{wie}.xlsx",
        f"{kort}_akkoord_{jaar}_v1_{wie}.docx",
        f"{kort}_agenda.ics",
    }
    assert verwacht <= namen, sorted(namen)
    verslag = (map / f"{jaar}" / "v1" / "runverslag.txt").read_text(encoding="utf-8-sig")
    assert verslag.startswith(f"{kort} verrekening {jaar} · versie 1")
    assert f"{kort} verrekening {jaar} · versie 1" in (map / "verifieer.txt").read_text(encoding="utf-8")


def test_what_a_region_says_comes_back_from_its_master_and_its_folder(
    uitvoer: tuple[str, Path], tmp_path: Path
) -> None:
    kort, map = uitvoer
    uit_master = lees_master(map / "master.xlsx").regeling
    assert uit_master.regio == REGIOS[kort].regio
    assert uit_master.uitgangspunten == REGIOS[kort].uitgangspunten
    assert uit_map(schrijf_map(tmp_path, REGIOS[kort])).regio == REGIOS[kort].regio


def test_the_example_region_is_what_its_answers_say_with_hours_rates_and_budget_beside_it() -> None:
    """Its folder began as ``regio nieuw`` makes one; and all that is invented says so."""
    voorbeeld, begonnen = REGIOS["VbS"], regeling_van(lees_antwoorden(VOORBEELD / "antwoorden.txt"))

    def gezegd(regeling: Regeling) -> list[set[object]]:
        regio = regeling.regio
        return [
            {(g.code, g.naam, g.organisatie, g.centrumgemeente) for g in regeling.gemeenten},
            {(r.code, r.peiljaar, r.inwoners) for r in regeling.inwoners},
            {(r.jaar, r.peiljaar, r.verdeelsleutel) for r in regeling.jaren},
            {(r.jaar, r.vergoeding_bp, r.maximum_ct) for r in regeling.pok},
            {(r.code, r.uren_per_week_h) for r in regeling.capaciteit},
            {r.thema for r in regeling.themas},
            {regio.naam, regio.woord("voluit"), regio.werkgroep, regio.woord("stuurgroep"), regio.het_document},
        ]

    assert gezegd(voorbeeld) == gezegd(begonnen)
    verzonnen = (*voorbeeld.gemeenten, *voorbeeld.inwoners, *voorbeeld.tarieven, *voorbeeld.uren)
    assert {rij.bron.partition(":")[0] for rij in verzonnen} == {"VOORBEELD"}
    assert {rij.status for rij in (*voorbeeld.tarieven, *voorbeeld.uren)} == {Status.VOORBEELD}
    eerste, _ = lees_gegevensmap(WORTEL / "workbooks" / "gegevens")
    assert eerste is not None
    assert {g.code for g in eerste.gemeenten}.isdisjoint(g.code for g in voorbeeld.gemeenten)


def test_an_unknown_point_is_a_located_finding(tmp_path: Path) -> None:
    gegevens = schrijf_map(tmp_path, REGIOS["JP"])
    with (gegevens / "uitgangspunten.csv").open("a", encoding="utf-8", newline="") as bestand:
        csv.writer(bestand).writerow(["onzin", "", "Wat?", "", "", "", ""])
    regeling, bevindingen = lees_gegevensmap(gegevens)
    assert regeling is None
    (mis,) = [b for b in bevindingen if b.blad == "uitgangspunten.csv"]
    assert (mis.cel, "onzin" in mis.wat) == ("rij 3, kolom punt", True)


def test_the_mark_of_an_hour_sheet_is_the_programs_own() -> None:
    assert EIGEN.fullmatch(sjabloon.MERK)
