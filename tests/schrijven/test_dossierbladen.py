"""The sheets of a dossier: its totals are the engine's, and "ontbreekt" stands exactly where something is missing."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hulp.gemaakt import GEGEVENS, Gemaakt
from hulp.keuren import Keuring
from hulp.kleine_master import REGELING
from hulp.libreoffice import LibreOffice
from hulp.runs import kleine_master
from hulp.versies import akkoorden, getekende_staat
from msgspec.structs import replace
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from via_xl.basis.geld import euro
from via_xl.bewijs.linter import lint
from via_xl.bewijs.vergelijken import vergelijk
from via_xl.bewijs.verificatie.versie import Versie
from via_xl.jaarrun import jaarrun
from via_xl.regeling.model import (
    Akkoord,
    Akkoordrol,
    Bewijsonderwerp,
    Bewijsstuk,
    Kostenpost,
    Reactie,
    Reactieoordeel,
    Status,
    Verdeelsleutel,
)
from via_xl.rekenen.gebruikt import beperk
from via_xl.rekenen.steekproef import AANTAL, Kostendeel, trek
from via_xl.rekenen.verrekening import verreken
from via_xl.schrijven.boek import Boek
from via_xl.schrijven.dossier import BLADEN, maak_dossierboek
from via_xl.schrijven.dossier.eigen import eigen_vragen, maak_eigen_boek
from via_xl.schrijven.dossier.opbouw import AANWEZIG, DEELS, NIET_NODIG, ONTBREEKT
from via_xl.schrijven.dossier.stof import Bestand, Dossierstof
from via_xl.schrijven.dossier.uitgangspunten import punten
from via_xl.schrijven.dossier.vragen import vragen
from via_xl.versie.dossier import maak_dossier, verzamel
from via_xl.wijzigen.mastermaken import zet_neer

DAG = date(2026, 1, 2)
VASTGESTELD = Status.VASTGESTELD
STATEN = GEGEVENS.parent / "voorbeeld-urenstaten"


@pytest.fixture(scope="module")
def stof(run_2024: Gemaakt) -> Dossierstof:
    return verzamel(Versie(run_2024.map), DAG)


@pytest.fixture(scope="module")
def boek(stof: Dossierstof) -> Boek:
    return maak_dossierboek(stof)


@pytest.fixture(scope="module")
def pad(boek: Boek, tmp_path_factory: pytest.TempPathFactory) -> Path:
    doel = tmp_path_factory.mktemp("dossier") / "dossier.xlsx"
    zet_neer(boek, doel)
    return doel


@pytest.fixture(scope="module")
def met_staten(run_2024: Gemaakt, tmp_path_factory: pytest.TempPathFactory) -> Dossierstof:
    """The run on the filled example hour sheets, which it keeps."""
    doel = tmp_path_factory.mktemp("staten")
    return verzamel(Versie(jaarrun(run_2024.master, 2024, doel, urenstaten=[STATEN]).map), DAG)


def kolom(boek: Boek, blad: str, kop: str, tabel: int = 0) -> list[Any]:
    gevonden = boek.vind(blad).tabellen[tabel]
    return list(next(k for k in gevonden.kolommen if k.kop == kop).waarden)


def oordelen(stof: Dossierstof) -> dict[str, list[str]]:
    """Per subject the verdicts."""
    uit: dict[str, list[str]] = {}
    for vraag in vragen(stof):
        uit.setdefault(vraag.onderwerp, []).append(vraag.oordeel)
    return uit


def anders(stof: Dossierstof, **velden: Any) -> Dossierstof:
    """The same with other inputs, calculated anew."""
    regeling = replace(stof.regeling, **velden)
    return replace(stof, regeling=regeling, uitkomst=verreken(regeling, stof.jaar))


# Totals


def test_k_v_and_r_are_those_of_the_engine_and_k_adds_up_from_the_groups(stof: Dossierstof, boek: Boek) -> None:
    uit = stof.uitkomst
    bedragen = boek.vind("Bedragen")
    gezien = {str(bedragen.cellen[rij, 0].waarde): bedragen.cellen[rij, 1].waarde for rij in range(4, 18)}
    assert gezien["Kosten van de werkgroep (K)"] == euro(uit.kosten_ct) == 584329.59
    assert gezien["Vergoeding uit POK (V)"] == euro(uit.vergoeding_ct) == 295003.76
    assert gezien["Te verdelen (R)"] == euro(uit.te_verdelen_ct) == 289325.83
    assert round(sum(kolom(boek, "Uren", "Kosten €")), 2) == euro(uit.kosten_ct)
    assert sum(kolom(boek, "Uren", "Regels")) == len(uit.regels)


def test_what_a_gemeente_pays_or_receives_is_what_its_own_workbook_says(run_2024: Gemaakt, boek: Boek) -> None:
    saldi = dict(zip(kolom(boek, "Bedragen", "Code"), kolom(boek, "Bedragen", "Saldo €"), strict=True))
    assert saldi == {rij.code: euro(rij.saldo_ct) for rij in run_2024.uitkomst.gemeenten}
    for code, pad in run_2024.bestanden.items():
        te_betalen = load_workbook(pad, data_only=True)["Afrekening"]["E5"].value
        assert te_betalen == abs(saldi[code])


def test_every_amount_that_is_arithmetic_is_a_formula(boek: Boek) -> None:
    for blad, kop in (("Uren", "Afronding per regel €"), ("Bedragen", "Saldo €"), ("Bedragen", "Kosten €")):
        gevonden = next(k for k in boek.vind(blad).tabellen[0].kolommen if k.kop == kop)
        assert gevonden.formule, kop
    assert {v.blad for v in boek.verwachtingen()} == set(BLADEN)


def test_every_row_that_the_year_uses_is_there_with_its_source_status_and_cell(stof: Dossierstof, boek: Boek) -> None:
    klein = beperk(stof.regeling, 2024)
    cellen = set(kolom(boek, "Invoer", "Cel"))
    for rij, veld in (
        *((r, "inwoners") for r in klein.inwoners),
        *((r, "maximum_ct") for r in klein.pok),
        *((r, "verdeelsleutel") for r in klein.jaren),
        *((r, "bedrag_ct") for r in klein.begroting),
        *((r, "code") for r in klein.gemeenten),
    ):
        assert f"{rij.plek.blad}!{rij.plek.cel(veld)}" in cellen
    assert len(kolom(boek, "Tarieven", "Schaal")) == len(klein.tarieven)
    assert kolom(boek, "Tarieven", "Status") == ["voorbeeld"] * len(klein.tarieven)


# Questions


def test_of_the_regions_own_data_exactly_this_is_missing(stof: Dossierstof) -> None:
    assert oordelen(stof) == {
        "Urenstaat": [ONTBREEKT] * 6,
        "Schaal": [ONTBREEKT] * 6,
        "Volledigheid": [ONTBREEKT],
        "Afgrenzing": [AANWEZIG],
        "Tarief": [ONTBREEKT],
        "Sleutel": [DEELS],
        "Inwoners": [ONTBREEKT],
        "Capaciteit": [AANWEZIG],
        "POK": [AANWEZIG],
        "POK-voorwaarden": [ONTBREEKT],
        "Voorstel 8.4": [NIET_NODIG],
        "Overige kosten": [AANWEZIG],
        "Btw": [ONTBREEKT],
        "Vier ogen": [ONTBREEKT],
        "Reacties": [DEELS],
        "Narekenen": [AANWEZIG],
        "Ongewijzigd": [AANWEZIG],
    }


@pytest.mark.lang(een_op=12)  # a dossier of ten gemeenten with a file for each
def test_with_signed_hour_sheets_kept_in_the_folder_only_those_questions_change(
    stof: Dossierstof, met_staten: Dossierstof
) -> None:
    zonder, met = oordelen(stof), oordelen(met_staten)
    assert {naam: met[naam] for naam in met if met[naam] != zonder[naam]} == {
        "Urenstaat": [AANWEZIG] * 6,
        "Volledigheid": [DEELS],
    }
    for vraag in vragen(met_staten):
        if vraag.onderwerp == "Urenstaat":
            assert re.search(r"Medewerker tekende op \d+-1-2025, leidinggevende tekende op", vraag.antwoord)
            (som,) = re.findall(r"[0-9a-f]{64}", vraag.antwoord)
            assert som in {b.sha_nu for b in met_staten.bestanden if vraag.waar.startswith(b.naam)}


def _tarieven(stof: Dossierstof) -> Dossierstof:
    return anders(stof, tarieven=tuple(replace(t, status=VASTGESTELD) for t in stof.regeling.tarieven))


def _een_tarief_minder(stof: Dossierstof) -> Dossierstof:
    gebruikt = beperk(stof.regeling, 2024).tarieven[0]
    zo = [replace(t, status=Status.ONBEVESTIGD if t == gebruikt else VASTGESTELD) for t in stof.regeling.tarieven]
    return anders(stof, tarieven=tuple(zo))


def _uittreksel(stof: Dossierstof) -> Dossierstof:
    return anders(stof, inwoners=tuple(replace(r, datum=DAG) for r in stof.regeling.inwoners))


def _een_zonder_datum(stof: Dossierstof) -> Dossierstof:
    eerste, *rest = _uittreksel(stof).regeling.inwoners
    return anders(stof, inwoners=(replace(eerste, datum=None), *rest))


def _besluit(stof: Dossierstof) -> Dossierstof:
    return anders(stof, jaren=tuple(replace(j, status=VASTGESTELD) for j in stof.regeling.jaren))


def _zonder_bron(stof: Dossierstof) -> Dossierstof:
    return anders(stof, jaren=tuple(replace(j, bron="") for j in stof.regeling.jaren))


def _zonder_termijn(stof: Dossierstof) -> Dossierstof:
    return anders(stof, jaren=tuple(replace(j, reactietermijn=None) for j in stof.regeling.jaren))


def _lage_grens(stof: Dossierstof) -> Dossierstof:
    return anders(stof, jaren=tuple(replace(j, voorstelgrens_ct=100) for j in stof.regeling.jaren))


def _pok_zonder_status(stof: Dossierstof) -> Dossierstof:
    return anders(stof, pok=tuple(replace(p, status=Status.TE_BEVESTIGEN) for p in stof.regeling.pok))


def _factuur(stof: Dossierstof) -> Dossierstof:
    return anders(stof, kosten=(Kostenpost(bron="", jaar=2024, omschrijving="procesbegeleider", bedrag_ct=1),))


def _krappe_capaciteit(stof: Dossierstof) -> Dossierstof:
    return anders(
        stof, capaciteit=tuple(replace(c, uren_per_week_h=c.uren_per_week_h // 2) for c in stof.regeling.capaciteit)
    )


@pytest.mark.parametrize(
    ("maak", "onderwerp", "oordeel"),
    [
        (_tarieven, "Tarief", AANWEZIG),
        (_een_tarief_minder, "Tarief", DEELS),
        (_uittreksel, "Inwoners", AANWEZIG),
        (_een_zonder_datum, "Inwoners", DEELS),
        (_besluit, "Sleutel", AANWEZIG),
        (_zonder_bron, "Sleutel", ONTBREEKT),
        (_zonder_termijn, "Reacties", ONTBREEKT),
        (_lage_grens, "Voorstel 8.4", ONTBREEKT),
        (_pok_zonder_status, "POK", DEELS),
        (_factuur, "Overige kosten", ONTBREEKT),
        (_krappe_capaciteit, "Capaciteit", DEELS),
    ],
)
def test_one_change_in_the_data_changes_the_verdict_on_that_question_and_on_no_other(
    stof: Dossierstof, maak: Callable[[Dossierstof], Dossierstof], onderwerp: str, oordeel: str
) -> None:
    zonder, met = oordelen(stof), oordelen(maak(stof))
    assert {naam: met[naam] for naam in met if met[naam] != zonder[naam]} == {onderwerp: [oordeel]}


def test_the_pack_of_a_gemeente_holds_nothing_of_persons_or_of_another_gemeente(
    stof: Dossierstof, tmp_path: Path
) -> None:
    mis = tuple(replace(b, sha_nu="x") for b in stof.bestanden)
    proeven = tuple(replace(proef, afwijkend=1) for proef in stof.proeven)
    van_boekel = replace(STUK, code="GM0755", bestand="btw_Boekel.pdf")
    stof = replace(stof, bestanden=mis, proeven=proeven, nieuwere_stukken=(van_boekel,))
    eigen, doel = maak_eigen_boek(stof, "GM0828"), tmp_path / "oss.xlsx"
    zet_neer(eigen, doel)
    assert list(lint(doel)) == []
    boek = load_workbook(doel, data_only=True)
    teksten = "\n".join(str(cel.value) for ws in boek for rij in ws.iter_rows() for cel in rij if cel.value is not None)
    regels = [r.regel for r in stof.uitkomst.regels]
    verboden = {r.medewerker for r in regels} | {g.naam for g in stof.regeling.gemeenten if g.code != "GM0828"}
    assert len(verboden) > 12
    assert [woord for woord in verboden if re.search(rf"(?<![A-Za-z]){re.escape(woord)}(?![A-Za-z0-9])", teksten)] == []
    assert "_Oss_v1" in teksten, "its own changed file is named"
    oss = stof.uitkomst.van("GM0828")
    bedragen = [euro(ct) for ct in (stof.uitkomst.kosten_ct, oss.bijdrage_ct, oss.kosten_ct, oss.te_betalen_ct)]
    assert set(bedragen) <= set(kolom(eigen, "Aansluiting", "Volgens de afrekening €"))
    andere = {euro(rij.kosten_ct) for rij in stof.uitkomst.gemeenten if rij.code != "GM0828" and rij.kosten_ct}
    assert not andere & {cel.value for ws in boek for rij in ws.iter_rows() for cel in rij}
    assert boek["Controles"]["C3"].value == "OK"
    regels = list(
        zip(*(kolom(eigen, "Steekproef", kop) for kop in ("Regel in de master", "Kosten €", "Uitkomst")), strict=True)
    )
    assert len(regels) == AANTAL
    per_regel = {f"Uren rij {r.regel.plek.rij}": r for r in stof.uitkomst.regels}
    assert {regel: (bedrag, leeg) for regel, bedrag, leeg in regels} == {
        regel: (euro(r.kosten_ct) if r.code == "GM0828" else None, "")
        for regel, r in per_regel.items()
        if regel in {rij[0] for rij in regels}
    }
    assert stof.manifest_sha in teksten


def test_a_signed_hour_sheet_that_was_recorded_answers_and_an_approval_says_where_its_file_is(
    stof: Dossierstof,
) -> None:
    def van(stof: Dossierstof, onderwerp: str, over: str = "") -> Any:
        return next(v for v in vragen(stof) if v.onderwerp == onderwerp and over in v.vraag)

    staat = getekende_staat("GM0828", 2024, date(2025, 1, 10), "oss.xlsx")
    getekend = anders(stof, urenstaten=(staat,))
    vraag = van(getekend, "Urenstaat", "Oss")
    assert (vraag.oordeel, "via-xl bewijs --onderwerp" in vraag.doen) == (DEELS, True)
    stuk = replace(STUK, onderwerp=Bewijsonderwerp.URENSTAAT, code="GM0828", bestand="urenstaat_oss.xlsx")
    vraag = van(replace(getekend, nieuwere_stukken=(stuk,)), "Urenstaat", "Oss")
    assert (vraag.oordeel, vraag.doen, "urenstaat_oss.xlsx" in vraag.antwoord) == (AANWEZIG, "", True)
    vraag = van(
        replace(anders(stof, urenstaten=(replace(staat, akkoord_medewerker=None),)), nieuwere_stukken=(stuk,)),
        "Urenstaat",
        "Oss",
    )
    assert (vraag.oordeel, vraag.doen[:17]) == (ONTBREEKT, "Laat beide tekene")
    akkoord = Akkoord(
        jaar=2024,
        code="GM0828",
        rol=Akkoordrol.OPDRACHTGEVER,
        door="AO-1",
        invoerhash=stof.invoerhash,
        op=date(2025, 1, 10),
        bestand="ao.pdf",
        sha256="ef" * 32,
        bron="ao.pdf",
        status=VASTGESTELD,
    )
    goedgekeurd = anders(stof, akkoorden=(akkoord,))
    assert "stuk ao.pdf, niet bij deze versie bewaard" in van(goedgekeurd, "Vier ogen").antwoord
    bestand = Bestand("bron/akkoorden/ao.pdf", "akkoord", 1, 1, "ef" * 32, "ef" * 32)
    bewaard = replace(goedgekeurd, bestanden=(*stof.bestanden, bestand))
    assert "stuk ao.pdf, bij deze versie bewaard" in van(bewaard, "Vier ogen").antwoord
    vier_ogen = next(v for v in eigen_vragen(bewaard, "GM0828") if v.onderwerp == "Vier ogen")
    assert "Het getekende stuk van 1 daarvan is bij de versie bewaard" in vier_ogen.antwoord
    assert "AO-1" not in vier_ogen.antwoord


DELEN = [Kostendeel("Uren", rij, "GM0828" if rij % 2 else "GM0755", f"M{rij % 6}", 100 * rij) for rij in range(2, 40)]


def test_anybody_draws_the_same_sample_and_another_manifest_gives_another() -> None:
    een = trek(DELEN, "ab" * 32, 10)
    assert trek(reversed(DELEN), "ab" * 32, 10).getrokken == een.getrokken
    assert trek(DELEN, "ab" * 32, 5).getrokken == een.getrokken[:5]
    assert {deel.rij for deel in trek(DELEN, "cd" * 32, 10).getrokken} != {deel.rij for deel in een.getrokken}
    nagetrokken = sorted(range(2, 40), key=lambda rij: sha256(f"{'ab' * 32} Uren rij {rij}".encode()).hexdigest())[:10]
    assert [deel.rij for deel in een.getrokken] == nagetrokken
    alles = trek(DELEN, "ab" * 32, 1000)
    assert (len(alles.getrokken), alles.getrokken_ct) == (len(DELEN), alles.populatie_ct)


@pytest.mark.parametrize(
    ("mensen", "te_zien"), [((), True), (("M1",), False), (("M1", "M2"), False), (("M1", "M2", "M3"), True)]
)
def test_the_total_of_a_sample_is_not_shown_where_it_gives_somebody_away(
    mensen: tuple[str, ...], te_zien: bool
) -> None:
    delen = [
        Kostendeel("Uren", 2, "GM0828", "M1", 500),
        *(Kostendeel("Uren", 3 + n, "GM0755", wie, 700) for n, wie in enumerate(mensen)),
    ]
    assert trek(delen, "ab", 9).mag_totaal("GM0828") is te_zien


STUK = Bewijsstuk(
    onderwerp=Bewijsonderwerp.BTW, jaar=2024, bestand="btw.pdf", sha256="ab" * 32, bron="btw.pdf", status=VASTGESTELD
)


@pytest.mark.parametrize(
    ("velden", "mis", "onderwerp", "oordeel"),
    [
        ({}, {}, "Btw", AANWEZIG),
        ({"status": Status.TE_BEVESTIGEN}, {}, "Btw", DEELS),
        ({"sha256": ""}, {}, "Btw", DEELS),
        ({}, {"btw.pdf": "het bestand ligt er niet"}, "Btw", DEELS),
        ({"onderwerp": Bewijsonderwerp.POK}, {}, "POK-voorwaarden", AANWEZIG),
        ({"status": Status.VOORBEELD}, {}, "", ""),
        ({"jaar": 2023}, {}, "", ""),
        ({"onderwerp": Bewijsonderwerp.INWONERS}, {}, "", ""),
    ],
)
def test_a_recorded_document_answers_the_question_that_it_is_about(
    stof: Dossierstof, velden: dict[str, Any], mis: dict[str, str], onderwerp: str, oordeel: str
) -> None:
    bewezen = replace(stof, nieuwere_stukken=(replace(STUK, **velden),), bewijs_mis=mis)
    zonder, met = oordelen(stof), oordelen(bewezen)
    assert {naam: met[naam] for naam in met if met[naam] != zonder[naam]} == ({onderwerp: [oordeel]} if oordeel else {})
    for vraag in vragen(bewezen):
        assert bool(vraag.doen) is (vraag.oordeel in (ONTBREEKT, DEELS)), vraag.onderwerp
        if vraag.onderwerp == onderwerp:
            assert all(deel in vraag.antwoord for deel in ("btw.pdf", velden.get("sha256", STUK.sha256), *mis.values()))


def test_a_proof_of_schaal_is_of_one_gemeente(stof: Dossierstof) -> None:
    van_oss = replace(STUK, onderwerp=Bewijsonderwerp.SCHAAL, code="GM0828")
    schalen = {v.vraag: v.oordeel for v in vragen(anders(stof, bewijsstukken=(van_oss,))) if v.onderwerp == "Schaal"}
    assert [vraag.endswith("van Oss?") for vraag, oordeel in schalen.items() if oordeel == AANWEZIG] == [True]
    assert len(schalen) == 6


def _eerste_staat(stof: Dossierstof, **velden: Any) -> Dossierstof:
    eerste, *rest = stof.regeling.urenstaten
    return anders(stof, urenstaten=(replace(eerste, **velden), *rest))


@pytest.mark.lang(vlug=1, een_op=40)  # cases that cost much, of which some are in every run
@pytest.mark.parametrize(
    ("velden", "oordeel"),
    [
        ({"akkoord_medewerker": None}, ONTBREEKT),
        ({"akkoord_leidinggevende": None}, ONTBREEKT),
        ({"sha256": "0" * 64}, DEELS),
        ({"sha256": "0" * 64, "bestand": "elders.xlsx"}, DEELS),
        ({"geldig": False}, ONTBREEKT),
    ],
)
def test_an_hour_sheet_proves_only_when_both_signed_and_the_very_file_is_kept(
    met_staten: Dossierstof, velden: dict[str, Any], oordeel: str
) -> None:
    zo = oordelen(_eerste_staat(met_staten, **velden))["Urenstaat"]
    assert sorted(zo) == sorted([oordeel, *[AANWEZIG] * 5])


def test_a_question_that_is_not_answered_says_what_to_do_and_an_answered_one_does_not(
    stof: Dossierstof, met_staten: Dossierstof
) -> None:
    for vraag in (*vragen(stof), *vragen(met_staten)):
        assert bool(vraag.doen) is (vraag.oordeel in (ONTBREEKT, DEELS)), vraag.onderwerp
        assert vraag.waar


def test_approvals_are_never_invented(met_staten: Dossierstof) -> None:
    blad = maak_dossierboek(met_staten).vind("Ondertekening")
    akkoorden = next(t for t in blad.tabellen if t.naam == "tblVierOgen")
    assert list(next(k for k in akkoorden.kolommen if k.kop == "Oordeel").waarden) == [ONTBREEKT, ONTBREEKT]
    staten = next(t for t in blad.tabellen if t.naam == "tblStaten")
    getekend = next(k for k in staten.kolommen if k.kop == "Akkoord leidinggevende").waarden
    assert sorted(getekend) == sorted(s.akkoord_leidinggevende for s in met_staten.regeling.urenstaten)


def _met_akkoord(stof: Dossierstof, *wijzigingen: dict[str, Any]) -> Dossierstof:
    rijen = zip(akkoorden(stof.regeling), wijzigingen, strict=True)
    return anders(stof, akkoorden=tuple(replace(rij, **velden) for rij, velden in rijen))


@pytest.mark.parametrize(
    ("tweede", "oordeel", "op_blad"),
    [
        ({}, AANWEZIG, ["aanwezig", "aanwezig"]),
        ({"invoerhash": "0" * 64}, DEELS, ["aanwezig", "telt niet", ONTBREEKT]),
        ({"code": "GM0796"}, DEELS, ["aanwezig", "aanwezig", ONTBREEKT]),
    ],
)
def test_four_eyes_are_two_approvals_of_two_gemeenten_for_this_very_input(
    stof: Dossierstof, tweede: dict[str, Any], oordeel: str, op_blad: list[str]
) -> None:
    met = _met_akkoord(stof, {}, tweede)
    assert oordelen(met)["Vier ogen"] == [oordeel]
    assert kolom(maak_dossierboek(met), "Ondertekening", "Oordeel", -1) == op_blad


def test_the_answers_of_the_gemeenten_are_listed_and_an_open_bezwaar_is_no_proof(stof: Dossierstof) -> None:
    reactie = Reactie(
        jaar=2024, code="GM0828", versie=1, oordeel=Reactieoordeel.BEZWAAR, op=date(2025, 5, 1), bron="brief"
    )
    for afgehandeld, oordeel, zin in (
        (None, DEELS, "Oss bezwaar op 1-5-2025, nog open"),
        (date(2025, 5, 9), AANWEZIG, "Oss bezwaar op 1-5-2025, afgehandeld op 9-5-2025"),
    ):
        met = anders(_met_termijn(stof), reacties=(replace(reactie, afgehandeld=afgehandeld),))
        (vraag,) = [v for v in vragen(met) if v.onderwerp == "Reacties"]
        assert (vraag.oordeel, zin in vraag.antwoord) == (oordeel, True), vraag
        assert "Zonder reactie: 's-Hertogenbosch" in vraag.antwoord or "'s-Hertogenbosch" in vraag.antwoord


def _met_termijn(stof: Dossierstof) -> Dossierstof:
    jaren = tuple(replace(rij, reactietermijn=date(2025, 6, 1)) for rij in stof.regeling.jaren)
    return anders(stof, jaren=jaren)


def test_late_hours_are_counted_in_the_cut_off(stof: Dossierstof) -> None:
    laat = [r for r in stof.uitkomst.regels if r.regel.maand.year != 2024]
    (vraag,) = [v for v in vragen(stof) if v.onderwerp == "Afgrenzing"]
    assert laat
    assert f"Uit een ander jaar in 2024: {len(laat)} regel" in vraag.antwoord
    assert vraag.waar.startswith("bron/via_master.xlsx, Uren!H")


# The register


def test_meierijstads_printed_amount_is_626_09_above_its_exact_share(boek: Boek) -> None:
    namen = kolom(boek, "Uitgangspunten", "Gemeente", 2)
    verschil = kolom(boek, "Uitgangspunten", "Gedrukt min exact €", 2)
    assert dict(zip(namen, verschil, strict=True))["Meierijstad"] == 626.09


def test_the_four_keys_each_share_all_of_r(stof: Dossierstof, boek: Boek) -> None:
    for sleutel in Verdeelsleutel:
        bedragen = kolom(boek, "Uitgangspunten", f"Naar {sleutel} €", 1)
        assert round(sum(bedragen), 2) == euro(stof.uitkomst.te_verdelen_ct)
    assert kolom(boek, "Uitgangspunten", "Gekozen €", 1) == kolom(boek, "Uitgangspunten", "Naar inwoners €", 1)


def test_the_register_has_every_item_of_the_design_and_types_no_effect(stof: Dossierstof) -> None:
    alle = punten(stof)
    assert len(alle) == 14
    assert all("nog niet" not in punt.effect for punt in alle)
    met_minder_uren = punten(anders(stof, uren=stof.regeling.uren[:5] + stof.regeling.uren[-5:]))
    bedragen = [re.findall(r"€ [0-9.,]+", punt.effect) for punt in alle]
    assert bedragen != [re.findall(r"€ [0-9.,]+", punt.effect) for punt in met_minder_uren]


# The workbook


def test_the_linter_and_the_schema_find_nothing_in_a_dossier(
    keur: Keuring, pad: Path, met_staten: Dossierstof, tmp_path: Path
) -> None:
    ander = tmp_path / "ander.xlsx"
    zet_neer(maak_dossierboek(met_staten), ander)
    for een in (pad, ander):
        assert keur(een) == []


@pytest.mark.motoren
def test_libreoffice_calculates_every_cell_as_the_engine_says(pad: Path, boek: Boek) -> None:
    aantal, verschillen = vergelijk(pad, boek.verwacht(), LibreOffice(pad))
    assert [verschil.regel() for verschil in verschillen] == []
    assert aantal > 250


@pytest.mark.lang(een_op=4)
def test_other_years_and_other_keys_give_a_dossier_that_is_proven_and_keeps_the_rules(
    varianten: dict[str, Gemaakt], tmp_path: Path
) -> None:
    for nummer, variant in enumerate(varianten.values()):
        doel = tmp_path / f"{nummer}.xlsx"
        zet_neer(maak_dossierboek(verzamel(Versie(variant.map), DAG)), doel)
        assert [bevinding.regel() for bevinding in lint(doel)] == []
        assert load_workbook(doel, data_only=True)["Voorblad"]["A3"].value in (
            "Controles: OK",
            "Controles: LET OP, zie blad Controles",
        )


@pytest.mark.parametrize(
    "leeg",
    [
        pytest.param({"uren": (), "urenstaten": (), "aandachtspunten": ()}, marks=pytest.mark.lang),
        {"uren": (), "urenstaten": (), "aandachtspunten": (), "capaciteit": ()},
        pytest.param({"begroting": ()}, marks=pytest.mark.lang),
        {"tarieven": tuple(replace(t, uurtarief_ct=7500, maandsalaris_ct=None) for t in REGELING.tarieven)},
    ],
    ids=["geen uren", "geen uren en capaciteit", "geen begroting", "vast uurtarief"],
)
def test_a_year_of_which_something_is_empty_has_a_dossier_that_is_proven(leeg: dict[str, Any], tmp_path: Path) -> None:
    verslag = maak_dossier(jaarrun(kleine_master(tmp_path, replace(REGELING, **leeg)), 2024, zonder_uren=True).map)
    assert verslag.afwijkingen == ()
    assert [bevinding.regel() for bevinding in lint(verslag.pad)] == []


def test_every_sheet_prints_on_a4_as_wide_as_the_page_with_concept_above_it(pad: Path) -> None:
    boek = load_workbook(pad)
    assert tuple(boek.sheetnames) == BLADEN
    for blad in boek.worksheets:
        assert isinstance(blad, Worksheet)
        assert blad.sheet_properties.pageSetUpPr.fitToPage, blad.title
        assert (blad.page_setup.paperSize, blad.page_setup.fitToWidth or 1) == (9, 1)
        assert "CONCEPT" in str(blad.oddHeader.right.text)


def test_no_row_is_too_low_for_its_text(boek: Boek) -> None:
    for blad in boek.bladen:
        for tabel in blad.tabellen:
            for index in range(tabel.rijen):
                for plaats, tabelkolom in enumerate(tabel.kolommen):
                    if tabelkolom.stijl.endswith(".alinea") and index < len(tabelkolom.waarden):
                        breedte = blad.breedtes[tabel.kol + plaats]
                        regels = -(-len(str(tabelkolom.waarden[index] or "")) // (1.2 * breedte))
                        assert blad.hoogtes[tabel.rij + 1 + index] >= 13 * regels, (blad.naam, index, tabelkolom.kop)


def test_no_name_or_address_of_a_person_is_in_the_package(stof: Dossierstof, pad: Path) -> None:
    with zipfile.ZipFile(pad) as pakket:
        alles = b"".join(pakket.read(naam) for naam in pakket.namelist()).decode("utf-8", "replace")
    for gemeente in stof.regeling.gemeenten:
        assert gemeente.e_mail not in alles or not gemeente.e_mail
        assert gemeente.contactfunctionaris not in alles or not gemeente.contactfunctionaris
    assert "HB-01" in alles


def test_a_definitive_settlement_prints_no_concept(stof: Dossierstof) -> None:
    definitief = replace(stof, status="definitief", redenen=())
    assert not maak_dossierboek(definitief).concept
    assert maak_dossierboek(replace(definitief, status="concept")).concept
    assert maak_dossierboek(replace(definitief, redenen=("iets",))).concept


def test_late_hours_of_another_year_are_not_held_against_the_capacity_of_this_one(boek: Boek) -> None:
    per = dict(zip(kolom(boek, "Capaciteit", "Gemeente"), kolom(boek, "Capaciteit", "Geleverde uren"), strict=True))
    afgerekend = dict(zip(kolom(boek, "Bedragen", "Gemeente"), kolom(boek, "Bedragen", "Uren"), strict=True))
    assert afgerekend["Oss"] == per["Oss"] + 64.75
    assert afgerekend["Land van Cuijk"] == per["Land van Cuijk"] - 31.50
    assert set(kolom(boek, "Capaciteit", "Meer uren")) == {0}


def test_hours_above_the_capacity_have_their_effect_in_euros(stof: Dossierstof) -> None:
    krap = maak_dossierboek(_krappe_capaciteit(stof))
    boekel = kolom(krap, "Capaciteit", "Gemeente").index("Boekel")
    assert kolom(krap, "Capaciteit", "Hoogstens uren")[boekel] == 350
    meer = kolom(krap, "Capaciteit", "Meer uren")[boekel]
    assert meer == 686 - 350
    kosten = next(r.kosten_ct for r in stof.uitkomst.gemeenten if r.naam == "Boekel")
    assert kolom(krap, "Capaciteit", "Effect €")[boekel] == round(336 * kosten / 686) / 100


def test_the_capacity_is_held_against_the_full_time_week_and_the_productive_hours_of_the_year(
    stof: Dossierstof,
) -> None:
    def hoogstens(**anders: Any) -> Any:
        jaren = tuple(replace(j, **anders) if j.jaar == stof.jaar else j for j in stof.regeling.jaren)
        boek = maak_dossierboek(replace(stof, regeling=replace(stof.regeling, jaren=jaren)))
        return kolom(boek, "Capaciteit", "Hoogstens uren")[kolom(boek, "Capaciteit", "Gemeente").index("Boekel")]

    assert hoogstens() == 700
    assert hoogstens(voltijd_h=4000) == 630
    assert hoogstens(productieve_uren_h=150_000) == 750
    assert hoogstens(productieve_uren_h=None) == ""


def test_the_day_after_gives_a_dossier_of_that_day(stof: Dossierstof) -> None:
    morgen = maak_dossierboek(replace(stof, op=DAG + timedelta(days=1)))
    assert any("3-1-2026" in str(cel.waarde) for cel in morgen.vind("Voorblad").cellen.values())
