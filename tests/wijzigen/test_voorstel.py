"""``via-xl voorstel``: documents and rows both or neither, and what is refused."""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from hulp.gemaakt import regeling
from hulp.handelingen import na
from hulp.kleine_master import BOEKEL, HB, OSS, REGELING
from msgspec import Struct
from msgspec.structs import replace

from via_xl.basis.bevinding import BewijsFout, InvoerFout
from via_xl.bewijs.masterbewijs import bewijs_master
from via_xl.lezen.master import Master, lees_master
from via_xl.opdrachten.cli import main
from via_xl.regeling.model import (
    Agendapunt,
    Besluit,
    Besluitsoort,
    BijdrageKarakter,
    MeerkostenDrager,
    Oordeel,
    Regeling,
    Stap,
    Status,
)
from via_xl.rekenen.invoerhash import invoerhash
from via_xl.rekenen.vaststelling import redenen_concept
from via_xl.rekenen.verrekening import verreken
from via_xl.schrijven.master import maak_master
from via_xl.schrijven.voorstel.stof import Voorstelstof
from via_xl.vragen import besluitstand
from via_xl.wijzigen import bestand
from via_xl.wijzigen.besluitnoteren import NOTEREN
from via_xl.wijzigen.handeling import Gedaan
from via_xl.wijzigen.mastermaken import zet_neer
from via_xl.wijzigen.voorstel import VOORSTEL, Voorstelkeuzes, Voorstelmap, lees_keuzes, rijen_van, stel_op
from via_xl.wijzigen.wijziging import Wijziging

OP = date(2024, 6, 3)
DAGEN = {
    Stap.WERKGROEP: date(2024, 8, 29),
    Stap.STUURGROEP: date(2024, 9, 12),
    Stap.AMBTELIJK: date(2024, 10, 3),
    Stap.REGIODAG: date(2024, 10, 17),
    Stap.COLLEGE: date(2024, 11, 28),
}
KLEIN = replace(
    REGELING,
    jaren=(replace(REGELING.jaren[0], voorstelgrens_ct=300_000),),
    kalender=tuple(Agendapunt(jaar=2024, dag=dag, stap=stap, ronde=3, bron="agenda") for stap, dag in DAGEN.items()),
)
"""R is above the limit of € 3.000; V2024-1 is about something else; the coming round names no contactfunctionarissen."""

GEWOON = Voorstelkeuzes()
BESTANDEN = {
    "ViA_voorstel_V2024-2.docx",
    "ViA_adoptievoorstel_V2024-2_GM0796_s-Hertogenbosch.docx",
    "ViA_adoptievoorstel_V2024-2_GM0755_Boekel.docx",
    "ViA_adoptievoorstel_V2024-2_GM0828_Oss.docx",
}


@pytest.fixture(scope="module")
def inhoud(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    pad = tmp_path_factory.mktemp("klein") / "master.xlsx"
    zet_neer(maak_master(KLEIN, 2024), pad)
    return pad.read_bytes()


@pytest.fixture
def master(tmp_path: Path, inhoud: bytes) -> Path:
    pad = tmp_path / "master.xlsx"
    pad.write_bytes(inhoud)
    return pad


class Opgesteld(Struct, frozen=True):
    """A voorstel that is worked out and nowhere written: what the documents tell, the regeling, and what to mind."""

    stof: Voorstelstof
    regeling: Regeling
    let_op: tuple[str, ...]


def stel(regio: Regeling, keuzes: Voorstelkeuzes = GEWOON, jaar: int | None = 2024) -> Opgesteld:
    master = Master(Path("m.xlsx"), regio, jaar, None, {})
    opgaven = {
        "jaar": keuzes.jaar,
        "drager": None if keuzes.drager is None else str(keuzes.drager),
        "grens": None if keuzes.grens_ct is None else f"{keuzes.grens_ct // 100}.{keuzes.grens_ct % 100:02}",
    }
    wijziging = VOORSTEL.werk_uit(master, OP, uit=Path("bestaat-niet"), **opgaven)
    stof, let_op = stel_op(master, keuzes, Path("bestaat-niet"), OP)
    return Opgesteld(stof, wijziging.toegepast(regio), let_op)


def maak_voorstel(master: Path, uit_master: Path | None = None, **opgaven: Any) -> Gedaan:
    return bestand.doe(VOORSTEL, master, uit_master, OP, **opgaven)


def met_besluit(regio: Regeling, **anders: Any) -> Regeling:
    basis: dict[str, Any] = {
        "nummer": "V2024-7",
        "jaar": 2024,
        "onderwerp": "meerkosten",
        "soort": Besluitsoort.MEERKOSTEN,
        "meerkosten_drager": MeerkostenDrager.INWONERS,
        "bron": "nota",
        "datum": OP,
    }
    return replace(regio, besluiten=(*regio.besluiten, Besluit(**basis | anders)))


def doorloop(regio: Regeling, nummer: str, oordeel: Oordeel = Oordeel.AKKOORD) -> Regeling:
    """Every step of a voorstel that decides, with this outcome of the last college."""
    stappen = [(Stap.AMBTELIJK, Oordeel.RIJP, ""), (Stap.REGIODAG, Oordeel.AKKOORD, "")]
    stappen += [(Stap.COLLEGE, Oordeel.AKKOORD, code) for code in (HB, BOEKEL)] + [(Stap.COLLEGE, oordeel, OSS)]
    for hoeveelste, (stap, uitgesproken, code) in enumerate(stappen):
        dag = date(2024, 11, 1 + hoeveelste)
        getypt = {
            "nummer": nummer,
            "stap": str(stap),
            "oordeel": str(uitgesproken),
            "op": dag.isoformat(),
            "code": code,
        }
        regio = na(NOTEREN, regio, heden=date(2024, 12, 31), **getypt)
    return regio


# --- what is made


def test_the_documents_and_the_rows_are_both_there(master: Path, capsys: pytest.CaptureFixture[str]) -> None:
    was = master.read_bytes()
    verslag = maak_voorstel(master, drager="centrumgemeente")
    werkmap = Path(verslag.als_json()["map"])
    assert werkmap == master.parent / "voorstellen" / "V2024-2"
    assert {pad.name for pad in werkmap.iterdir()} == BESTANDEN
    assert Path(verslag.als_json()["bestanden"][0]).name == "ViA_voorstel_V2024-2.docx"
    assert verslag.reserve is not None
    assert verslag.reserve.read_bytes() == was
    assert sorted(pad.name for pad in master.parent.iterdir()) == sorted(
        (master.name, verslag.reserve.name, "voorstellen")
    )
    nu = lees_master(master)
    stof, _ = stel_op(
        Master(master, KLEIN, 2024, None, {}),
        Voorstelkeuzes(drager=MeerkostenDrager.CENTRUMGEMEENTE),
        werkmap.parent / "leeg",
        OP,
    )
    assert nu.regeling == Wijziging("", [], rijen_van(stof)).toegepast(KLEIN)
    *_, besluit = nu.regeling.besluiten
    uit = verreken(KLEIN, 2024)
    assert (besluit.nummer, besluit.jaar, besluit.soort) == ("V2024-2", 2024, Besluitsoort.MEERKOSTEN)
    assert (besluit.bedrag_ct, besluit.voorstelgrens_ct) == (uit.te_verdelen_ct, 300_000)
    assert (besluit.meerkosten_drager, besluit.nodig) == (MeerkostenDrager.CENTRUMGEMEENTE, True)
    assert (besluit.datum, besluit.status, besluit.bron) == (OP, Status.TE_BEVESTIGEN, "ViA_voorstel_V2024-2.docx")
    stappen = [s for s in nu.regeling.besluitstappen if s.besluit == "V2024-2"]
    assert [(s.stap, s.code, s.gepland) for s in stappen] == [
        (Stap.WERKGROEP, "", DAGEN[Stap.WERKGROEP]),
        (Stap.STUURGROEP, "", DAGEN[Stap.STUURGROEP]),
        (Stap.CONTACTFUNCTIONARISSEN, "", None),
        (Stap.AMBTELIJK, "", DAGEN[Stap.AMBTELIJK]),
        (Stap.REGIODAG, "", DAGEN[Stap.REGIODAG]),
        *((Stap.COLLEGE, code, DAGEN[Stap.COLLEGE]) for code in (HB, BOEKEL, OSS)),
    ]
    regel = nu.regeling.logboek[-1]
    assert (regel.wat, regel.jaar, regel.invoerhash) == ("voorstel gemaakt", 2024, invoerhash(KLEIN, 2024))
    assert bewijs_master(nu, 2024).verschillen == ()
    assert main(["besluit", "stand", str(master), "--json"]) == 0
    laatste = json.loads(capsys.readouterr().out)["besluiten"][-1]
    assert (laatste["nummer"], laatste["stand"], laatste["volgende_stap"]) == ("V2024-2", "open", "werkgroep")
    assert laatste["gepland"] == "2024-08-29"
    assert len(laatste["nog_te_besluiten"]) == 3
    assert besluitstand.lees_stand(master).besluiten[-1].besluit == besluit


def test_the_command_says_what_it_made_and_another_master_leaves_the_first_as_it_is(
    master: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    was = master.read_bytes()
    nieuw = tmp_path / "nieuw.xlsx"
    opdracht = [
        "voorstel",
        str(master),
        "--grens",
        "3500.50",
        "--uit",
        str(tmp_path / "map"),
        "--uit-master",
        str(nieuw),
    ]
    assert main([*opdracht, "--json"]) == 0
    uit = json.loads(capsys.readouterr().out)
    assert (uit["nummer"], uit["jaar"], uit["grens"], uit["drager"]) == ("V2024-2", 2024, "3500.50", "inwoners")
    assert (uit["master"], uit["reservekopie"]) == (str(nieuw), None)
    assert {Path(pad).name for pad in uit["bestanden"]} == BESTANDEN
    assert uit["map"] == str(tmp_path / "map" / "V2024-2")
    assert master.read_bytes() == was
    assert lees_master(nieuw).regeling.besluiten[-1].voorstelgrens_ct == 350_050
    assert main(["voorstel", str(nieuw)]) == 2
    assert "voorstel V2024-2 over de meerkosten van 2024 loopt nog (stand: open)" in capsys.readouterr().err


def test_the_screen_shows_each_gemeente_and_where_everything_is(
    master: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bestand, "vervang", lambda *_: master.with_name("oud.xlsx"))
    assert main(["voorstel", str(master), "--drager", "leveranciers"]) == 0
    getoond = capsys.readouterr().out
    for tekst in ("Voorstel V2024-2", "Boekel", "€ 5.518,00", "4 documenten in", "blad Besluiten", "is bewaard als"):
        assert tekst in getoond
    assert "De meerkosten te laten dragen door de gemeenten die inzet leveren, naar de kosten daarvan." in getoond


def test_once_all_agreed_the_settlement_rests_on_it() -> None:
    """The besluit that the command enters is what the gate and ``besluit noteer`` understand."""
    opgesteld = stel(KLEIN, Voorstelkeuzes(drager=MeerkostenDrager.CENTRUMGEMEENTE))
    voor = redenen_concept(opgesteld.regeling, verreken(opgesteld.regeling, 2024))
    assert "besluit V2024-2 is nog niet genomen (stand: open; volgende stap: werkgroep)" in voor
    klaar = doorloop(opgesteld.regeling, "V2024-2")
    uit = verreken(klaar, 2024)
    assert uit == opgesteld.stof.cijfers.uitkomst
    redenen = " ".join(redenen_concept(klaar, uit))
    assert "besluit" not in redenen
    assert klaar.jaar(2024).besluit == "V2024-2"


def test_the_number_is_the_next_one_over_the_master_and_the_folder(tmp_path: Path) -> None:
    for naam in ("V2024-8", "V2025-9"):
        (tmp_path / naam).mkdir()
    stof, _ = stel_op(Master(Path("m.xlsx"), KLEIN, 2024, None, {}), GEWOON, tmp_path, OP)
    assert stof.nummer == "V2024-9"
    with Voorstelmap(tmp_path, stof) as plaats:
        plaats.schrijf()
        bestanden = plaats.publiceer()
    assert sorted(pad.name for pad in tmp_path.iterdir()) == ["V2024-8", "V2024-9", "V2025-9"]
    assert Document(str(bestanden[0])).paragraphs[0].text == "Voorstel V2024-9"


# --- all or nothing


def sporen(voorstellenmap: Path) -> list[str]:
    return sorted(str(pad.relative_to(voorstellenmap)) for pad in voorstellenmap.rglob("*"))


@pytest.mark.lang(vlug=1, een_op=40)  # cases that cost much, of which some are in every run
@pytest.mark.parametrize("fout", [BewijsFout("het klopt niet"), InvoerFout("kan niet"), KeyboardInterrupt()])
def test_when_the_master_can_t_be_made_there_is_no_folder(
    master: Path, monkeypatch: pytest.MonkeyPatch, fout: BaseException
) -> None:
    was = master.read_bytes()
    gezien: list[str] = []

    def mislukt(*_: object) -> None:
        gezien.extend(sporen(master.parent))
        raise fout

    monkeypatch.setattr(bestand, "vervang", mislukt)
    with pytest.raises(type(fout)):
        maak_voorstel(master)
    assert len([pad for pad in gezien if pad.endswith(".docx")]) == len(BESTANDEN)  # the documents came first
    assert not [pad for pad in gezien if pad.startswith("voorstellen/V")]
    assert sporen(master.parent) == ["master.xlsx"]
    assert master.read_bytes() == was


@pytest.mark.lang(vlug=1, een_op=40)  # cases that cost much, of which some are in every run
@pytest.mark.parametrize("elders", [False, True])
def test_when_the_folder_can_t_get_its_name_the_master_is_what_it_was(
    master: Path, monkeypatch: pytest.MonkeyPatch, elders: bool
) -> None:
    was = master.read_bytes()
    (master.parent / "voorstellen").mkdir()
    rename = Path.rename

    def mislukt(pad: Path, doel: Path) -> Path:
        if "in-aanmaak-" in pad.name:
            assert lees_master((doel.parents[1] / "nieuw.xlsx") if elders else master).regeling != KLEIN
            raise PermissionError(13, "")
        return rename(pad, doel)

    monkeypatch.setattr(Path, "rename", mislukt)
    with pytest.raises(InvoerFout, match="kan niet worden gemaakt \\(geen toegang\\); er is niets gemaakt"):
        maak_voorstel(master, master.parent / "nieuw.xlsx" if elders else None)
    assert sporen(master.parent) == ["master.xlsx", "voorstellen"]
    assert master.read_bytes() == was


def test_when_a_document_can_t_be_written_nothing_is_left(master: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def vol(*_: object) -> None:
        raise OSError(28, "")

    monkeypatch.setattr("via_xl.schrijven.stuk.Stuk.bewaar", vol)
    with pytest.raises(InvoerFout, match="de schijf is vol"):
        maak_voorstel(master, uit=master.parent / "een" / "twee")
    assert sporen(master.parent) == ["master.xlsx"]


def test_a_place_that_is_a_file_is_refused(master: Path) -> None:
    with pytest.raises(InvoerFout, match="kan niet worden geschreven"):
        maak_voorstel(master, uit=master)
    assert sporen(master.parent) == ["master.xlsx"]


def test_a_folder_that_came_between_is_not_overwritten(tmp_path: Path) -> None:
    with Voorstelmap(tmp_path, stel(KLEIN).stof) as plaats:
        plaats.schrijf()
        plaats.map.mkdir()
        with pytest.raises(InvoerFout, match="er staat al een bestand met die naam"):
            plaats.publiceer()
    assert sporen(tmp_path) == ["V2024-2"]


# --- what is refused


@pytest.mark.parametrize(
    ("regio", "keuzes", "jaar", "waarom"),
    [
        (
            REGELING,
            Voorstelkeuzes(),
            2024,
            "niet meer dan de grens van € 310.000,00; er is geen voorstel nodig (Koersplan 8.4)",
        ),
        (KLEIN, Voorstelkeuzes(grens_ct=10**9), 2024, "niet meer dan de grens van € 10.000.000,00"),
        (
            replace(KLEIN, jaren=(replace(KLEIN.jaren[0], voorstelgrens_ct=None),), begroting=()),
            Voorstelkeuzes(),
            2024,
            "2024 heeft geen voorstelgrens en geen begroting",
        ),
        (KLEIN, Voorstelkeuzes(2031), 2024, "Jaar 2031 staat niet in tabel tblJaren van m.xlsx; daar staan 2024"),
        (KLEIN, Voorstelkeuzes(), None, "In m.xlsx is geen jaar gekozen"),
        (replace(KLEIN, pok=()), Voorstelkeuzes(), 2024, "m.xlsx bevat fouten; er is niets gemaakt"),
        (
            met_besluit(KLEIN),
            Voorstelkeuzes(),
            2024,
            "voorstel V2024-7 over de meerkosten van 2024 loopt nog (stand: open)",
        ),
        (
            replace(KLEIN, jaren=(replace(KLEIN.jaren[0], bijdrage_karakter=BijdrageKarakter.VAST),)),
            Voorstelkeuzes(drager=MeerkostenDrager.LEVERANCIERS),
            2024,
            "de bijdragen van 2024 zijn vast",
        ),
    ],
    ids=["onder de grens", "hogere grens", "geen grens", "onbekend jaar", "geen jaar", "fouten", "loopt al", "vast"],
)
def test_what_can_t_be_proposed_is_refused(
    regio: Regeling, keuzes: Voorstelkeuzes, jaar: int | None, waarom: str
) -> None:
    if "vast" in waarom:  # a fixed bijdrage needs the amount of every other gemeente
        bedrag = regio.begroting[0]
        regio = replace(regio, begroting=tuple(replace(bedrag, code=code, bedrag_ct=1_000) for code in (BOEKEL, OSS)))
    with pytest.raises(InvoerFout) as fout:
        stel(regio, keuzes, jaar)
    assert waarom in fout.value.bericht


def test_another_voorstel_of_the_year_is_in_the_way_only_while_it_can_still_be_taken() -> None:
    """Withdrawn, of another year, or about something else: room for a new one."""
    for anders in (
        {"ingetrokken": date(2024, 7, 1)},
        {"jaar": 2023},
        {"soort": Besluitsoort.PARAMETERS},
    ):
        assert stel(met_besluit(KLEIN, **anders)).stof.nummer == "V2024-8"


def test_a_voorstel_that_was_rejected_leaves_room_and_a_warning() -> None:
    afgewezen = doorloop(stel(KLEIN).regeling, "V2024-2", Oordeel.AFGEWEZEN)
    opgesteld = stel(afgewezen)
    assert opgesteld.stof.nummer == "V2024-3"
    assert opgesteld.let_op == (
        "V2024-2 is afgewezen en houdt de afrekening van 2024 op concept. Vul op blad Besluiten in wanneer het is ingetrokken.",
    )


def test_what_was_decided_already_is_not_proposed_again_unless_something_differs() -> None:
    genomen = doorloop(stel(KLEIN).regeling, "V2024-2")
    with pytest.raises(InvoerFout, match="V2024-2 is al genomen"):
        stel(genomen)
    assert stel(genomen, Voorstelkeuzes(drager=MeerkostenDrager.CENTRUMGEMEENTE)).stof.nummer == "V2024-3"
    assert stel(genomen, Voorstelkeuzes(grens_ct=310_000)).stof.nummer == "V2024-3"
    meer_uren = replace(genomen, uren=(*genomen.uren, replace(genomen.uren[0], medewerker="M9")))
    assert stel(meer_uren).stof.nummer == "V2024-3"


def test_choices_that_can_t_be_read_are_named_together() -> None:
    with pytest.raises(InvoerFout) as fout:
        lees_keuzes(2024, "niemand", "310,000.00")
    assert "--drager" in fout.value.bericht
    assert "--grens" in fout.value.bericht
    assert lees_keuzes(None, " centrumgemeente ", "310.000,50") == Voorstelkeuzes(
        None, MeerkostenDrager.CENTRUMGEMEENTE, 31_000_050
    )
    assert lees_keuzes() == Voorstelkeuzes()


def test_a_refusal_of_the_command_writes_nothing(master: Path, capsys: pytest.CaptureFixture[str]) -> None:
    was = master.read_bytes()
    for opties in (
        ["--jaar", "2031"],
        ["--grens", "9000000"],
        ["--drager", "niemand"],
        ["--uit-master", str(master.parent / "m.xlsm")],
    ):
        assert main(["voorstel", str(master), *opties]) == 2, opties
        assert "Traceback" not in capsys.readouterr().err
    assert os.listdir(master.parent) == ["master.xlsx"]  # noqa: PTH208
    assert master.read_bytes() == was


def test_of_the_years_of_the_example_only_2025_is_above_its_limit() -> None:
    kan = []
    for jaar in (2023, 2024, 2025, 2026):
        try:
            kan.append(stel(regeling(), Voorstelkeuzes(jaar)).stof.nummer)
        except InvoerFout:
            continue
    assert kan == ["V2025-1"]
