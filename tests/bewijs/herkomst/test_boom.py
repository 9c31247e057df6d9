"""The tree on the region's own run: it ends in sourced inputs, adds up to the engine, and shows each step once."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest
from hulp.bomen import CELLEN, bladeren, boom, maak, naast, plaats, werkboek
from hulp.gemaakt import LEVERT, LEVERT_NIET, Gemaakt, drie, gedeelde_run, run_van_gegevens
from openpyxl import load_workbook

from via_xl.basis.geld import euro, uren
from via_xl.bewijs.herkomst.boom import Boom, Bronvermelding, Knoop, Stapsoort
from via_xl.bewijs.herkomst.bouwer import bouw
from via_xl.bewijs.herkomst.werkboek import Plek
from via_xl.bewijs.linter.formule import functies, verwijzingen
from via_xl.lezen.getalopmaak import vijftien_cijfers
from via_xl.schrijven.master.verrekening import totaal

MASTER = "bron/via_master.xlsx"


@pytest.fixture(scope="module")
def bijdrage(run_2024: Gemaakt) -> Boom:
    """The bijdrage of a gemeente with hours, from its own workbook, everything unfolded."""
    return boom(run_2024.bestanden[LEVERT], "Afrekening!E13")


def een(herkomst: Boom, adres: str) -> Knoop:
    """The one step at an address that is no reference to another."""
    (knoop,) = (k for k in herkomst.wortel.alle() if k.adres == adres and k.soort is not Stapsoort.VERWIJZING)
    return knoop


# --- down to the inputs -----------------------------------------------------------------------------------


def test_the_bijdrage_of_a_settlement_ends_in_sourced_inputs_of_the_master(bijdrage: Boom) -> None:
    zonder_bron = [k for k in bladeren(bijdrage) if k.bron is None and k.soort is Stapsoort.INVOER]
    assert all(k.aantal == 0 for k in bladeren(bijdrage) if k.soort in (Stapsoort.BEREIK, Stapsoort.SELECTIE))
    assert {k.label.split()[0] for k in zonder_bron} == {"jaar", "nr"}
    assert {k.opmerking for k in zonder_bron} == {"ingevuld, zonder bron", "volgnummer in de tabel"}
    assert not [k for k in bijdrage.wortel.alle() if k.meer or k.soort is Stapsoort.BUITEN]
    documenten = {bron.document for bron, _ in bijdrage.bronnen()}
    assert "CBS via Koersplan 8.1 (voetnoot 17)" in documenten
    assert "VOORBEELD urenstaat Oss 2024" in documenten
    assert all(bron.status for bron, _ in bijdrage.bronnen())
    assert bijdrage.master == MASTER


def test_a_leaf_names_document_date_and_status_of_its_row(tmp_path: Path) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(str(tmp_path / "a.xlsx"), {"default_date_format": "d-m-yyyy"}) as boek:
        blad = boek.add_worksheet("Invoer")
        koppen = [{"header": kop} for kop in ("Naam", "Bedrag €", "Bron", "Brondatum", "Status")]
        blad.add_table(0, 0, 1, 4, {"name": "tblX", "columns": koppen})
        blad.write_row(1, 0, ["Boekel", 12.5, "besluit 7", 45292, "vastgesteld"])
        blad.write_number(1, 3, 45292, boek.add_format({"num_format": "d-m-yyyy"}))
        blad.write_formula(5, 1, "=tblX[Bedrag €]*2", None, 25)
    knoop = boom(tmp_path / "a.xlsx", "Invoer!B6").wortel.kinderen[0]
    assert (knoop.label, knoop.bron) == ("bedrag Boekel", Bronvermelding("besluit 7", "1-1-2024", "vastgesteld"))


def test_an_input_goes_on_in_the_cell_of_the_master_that_herkomst_names(bijdrage: Boom, run_2024: Gemaakt) -> None:
    sleutel = next(
        k for k in bijdrage.wortel.alle() if k.adres.startswith("Herkomst!B") and k.label == "sleutel 's-Hertogenbosch"
    )
    (daar,) = sleutel.kinderen
    assert (daar.bestand, daar.adres) == (MASTER, "Inwoners!C6")
    assert (daar.label, daar.ruw) == ("inwoners 's-Hertogenbosch 2022", sleutel.ruw)
    kosten = een(bijdrage, "Herkomst!B15")
    assert [k.adres for k in kosten.kinderen] == ["Verrekening!B8"]
    regel = een(boom(run_2024.bestanden[LEVERT], "Uren!F10"), "Uren!F10")
    assert [(k.bestand, k.ruw) for k in regel.kinderen] == [(MASTER, regel.ruw)]


@pytest.mark.lang(een_op=8)  # the trees of ten gemeenten
def test_a_value_computed_for_the_own_row_goes_on_in_that_row_of_the_master(run_2024: Gemaakt) -> None:
    pad = run_2024.bestanden[LEVERT]
    for gegeven, kop in (("Saldo (ter controle)", "Saldo €"), ("Restcent van deze gemeente", "Restcent")):
        (daar,) = boom(pad, naast(pad, gegeven)).wortel.kinderen
        verwacht = plaats(run_2024.map / MASTER, "tblVerrekening", kop, "Code", LEVERT)
        assert (daar.bestand, f"'Verrekening'!{daar.adres.split('!')[1]}") == (MASTER, verwacht)


def test_without_the_master_the_tree_stops_at_herkomst_and_says_so(run_2024: Gemaakt, tmp_path: Path) -> None:
    los = tmp_path / "los.xlsx"
    los.write_bytes(run_2024.bestanden[LEVERT].read_bytes())
    for uit in (boom(los, "Berekening!C17"), boom(run_2024.bestanden[LEVERT], "Berekening!C17", met_master=False)):
        assert {k.bestand for k in uit.wortel.alle()} == {""}
        assert een(uit, "Herkomst!B15").bron == Bronvermelding(
            "berekend in de master: uren × uurtarief, per regel afgerond op de cent, en andere kosten die meetellen",
            "",
            "berekend",
        )
        assert len(uit.opmerkingen) == 1
        assert uit.opmerkingen[0].startswith("De herkomst stopt bij blad Herkomst van deze werkmap: de master ")


def test_a_master_that_says_something_else_is_not_followed(run_2024: Gemaakt, tmp_path: Path) -> None:
    from hulp.kleine_master import bewerk_deel

    versiemap = tmp_path / "v1"
    (versiemap / "bron").mkdir(parents=True)
    pad = versiemap / "los.xlsx"
    pad.write_bytes(run_2024.bestanden[LEVERT].read_bytes())
    master = versiemap / MASTER
    master.write_bytes((run_2024.map / MASTER).read_bytes())
    blad = f"xl/worksheets/sheet{list(werkboek(run_2024.master).bladen).index('inwoners') + 1}.xml"
    bewerk_deel(master, blad, lambda xml: xml.replace(b"<v>156538</v>", b"<v>156539</v>", 1))
    sleutel = next(
        k for k in boom(pad, "Verdeling!D32").wortel.alle() if k.label == "sleutel 's-Hertogenbosch" and k.bron
    )
    assert (sleutel.kinderen, sleutel.opmerking) == ([], "in de master staat hier iets anders: 156.539")


def test_a_master_on_another_year_is_not_followed_into_what_it_calculated(
    varianten: dict[str, Gemaakt], run_2024: Gemaakt, tmp_path: Path
) -> None:
    gemaakt = varianten["2023, alles vergoed"]
    (tmp_path / "bron").mkdir()
    pad = tmp_path / "los.xlsx"
    pad.write_bytes(gemaakt.bestanden[LEVERT].read_bytes())
    (tmp_path / MASTER).write_bytes(run_2024.master.read_bytes())
    saldo = boom(pad, naast(pad, "Te verdelen (ter controle)")).wortel
    assert (saldo.kinderen, saldo.opmerking) == ([], "de master staat op een ander jaar dan deze afrekening")


# --- the amounts ------------------------------------------------------------------------------------------


def test_the_amounts_of_every_settlement_are_the_engines(run_2024: Gemaakt, varianten: dict[str, Gemaakt]) -> None:
    for gemaakt in (run_2024, *varianten.values()):
        codes = gemaakt.bestanden if gemaakt is run_2024 else (LEVERT, LEVERT_NIET)
        for code in codes:
            pad = gemaakt.bestanden[code]
            rij = gemaakt.uitkomst.van(code)
            berekening = load_workbook(pad, read_only=True, data_only=True)["Berekening"]
            stap = {wat: f"Berekening!C{nr}" for nr, (_, wat, *_) in enumerate(berekening.values, 1) if wat}
            for wat, ct in (
                ("Bijdrage van uw gemeente", rij.bijdrage_ct),
                ("Kosten van uw inzet", rij.kosten_ct),
                ("Saldo (min: uw gemeente ontvangt)", rij.saldo_ct),
            ):
                cel, label = stap[wat], wat[0].lower() + wat[1:]
                wortel = boom(pad, cel, diepte=0, met_master=False).wortel
                assert (wortel.label, wortel.ruw) == (label, euro(ct)), pad.name


def test_every_total_in_the_tree_is_the_engines_and_the_sum_of_what_is_below(run_2024: Gemaakt) -> None:
    uit = run_2024.uitkomst
    alles = boom(run_2024.master, "Verrekening!B8")
    (kosten,) = alles.wortel.kinderen
    assert (kosten.adres, kosten.soort, kosten.aantal) == ("tblVerrekening[Kosten €]", Stapsoort.BEREIK, 10)
    assert kosten.ruw == euro(uit.kosten_ct)
    assert kosten.waarde == "10 regels, € 584.329,59"
    per_gemeente = {k.label.removeprefix("kosten "): k for k in kosten.kinderen}
    for rij in uit.gemeenten:
        eigen = per_gemeente[rij.naam]
        assert eigen.ruw == euro(rij.kosten_ct)
        gekozen = next(k for k in eigen.alle() if k.soort is Stapsoort.SELECTIE)
        regels = [k for k in uit.regels if k.regel.code == rij.code]
        assert (gekozen.soort, gekozen.aantal, gekozen.ruw or 0) == (
            Stapsoort.SELECTIE,
            len(regels),
            euro(rij.kosten_ct),
        )
        assert sorted(k.ruw for k in gekozen.kinderen) == sorted(euro(k.kosten_ct) for k in regels)
    for knoop in alles.wortel.alle():
        if (
            knoop.soort in (Stapsoort.BEREIK, Stapsoort.SELECTIE)
            and knoop.kinderen
            and not knoop.label.startswith("aantal")
        ):
            som = sum((vijftien_cijfers(k.ruw) for k in knoop.kinderen if isinstance(k.ruw, (int, float))), Decimal())
            assert knoop.ruw is None or vijftien_cijfers(knoop.ruw) == som
            assert len(knoop.kinderen) == knoop.aantal


def test_only_the_rows_that_meet_the_criteria_are_shown(run_2024: Gemaakt) -> None:
    cel = plaats(run_2024.master, "tblVerrekening", "Uren", "Code", LEVERT)
    gekozen = boom(run_2024.master, cel).wortel.kinderen[0]
    assert gekozen.waar == f"Code in jaar = {LEVERT} en Jaar van afrekening = 2024"
    assert gekozen.opmerking == "88 van de 995 regels"
    assert gekozen.ruw == uren(run_2024.uitkomst.van(LEVERT).uren_h)
    boek = werkboek(run_2024.master)
    for knoop in gekozen.kinderen:
        rij = int(knoop.adres.split("!G")[1])
        assert boek.waarde(("Uren", rij, 1)) == LEVERT
        assert boek.waarde(("Uren", rij, 8)) == 2024
    leeg = boom(
        run_2024.master, plaats(run_2024.master, "tblVerrekening", "Uren", "Code", LEVERT_NIET)
    ).wortel.kinderen[0]
    assert (leeg.aantal, leeg.waarde, leeg.kinderen) == (0, "0 regels", [])


def test_the_one_rate_of_a_line_is_the_rate_itself_with_the_reason(run_2024: Gemaakt) -> None:
    tarief = boom(run_2024.bestanden["GM0755"], "Uren!L10", met_master=False).wortel.kinderen[0]
    assert (tarief.label, tarief.adres) == ("uurtarief schaal 12 vanaf 1-1-2024", "Tarieven!M6")
    assert tarief.waar == "Schaal = 12 en Van ≤ 31-1-2024 en Tot ≥ 31-1-2024"


@pytest.mark.lang(een_op=40)  # a run or more, with a sister in every run
def test_a_branch_that_does_not_count_is_named_and_not_followed(run_2024: Gemaakt) -> None:
    verdeeld = boom(
        run_2024.bestanden[LEVERT], naast(run_2024.bestanden[LEVERT], "Verdeeld volgens de sleutel, in cent")
    )
    soorten = {k.label: k.soort for k in verdeeld.wortel.kinderen}
    assert [label for label, soort in soorten.items() if soort is Stapsoort.ONGEBRUIKT] == [
        "kosten van de werkgroep (K)"
    ]
    assert soorten["te verdelen (R)"] is Stapsoort.BEREKEND
    assert verdeeld.wortel.uitleg == (
        "100 × te verdelen (R) (€ 289.325,83), afgerond op een heel getal. "
        "Want te verdelen (R) (€ 289.325,83) is niet 0; Verdeelsleutel (inwoners) is niet ‘kosten’."
    )


# --- the shape --------------------------------------------------------------------------------------------


def alle_bomen(gemaakt: Gemaakt, dichtheid: int) -> list[Boom]:
    """Trees of columns of tables and of loose formulas, one in so many; some go into the master."""
    levert = gemaakt.bestanden[LEVERT]
    bijdrage = next(plek for plek in werkboek(levert).boek.formules if (plek[0], plek[2]) == ("Verdeling", 12))
    cellen = ("Afrekening!E5", "Berekening!C21", "Uren!M12")
    uit = [boom(levert, cel, uitvouwen=12) for cel in cellen] + [
        bouw(werkboek(levert), bijdrage, 80, 12, met_master=True)
    ]
    for pad, stap in ((gemaakt.master, 4), (levert, 1), (gemaakt.bestanden[LEVERT_NIET], 2)):
        eerste: dict[object, Plek] = {}
        for plek, formule in werkboek(pad).boek.formules.items():
            eerste.setdefault((plek[0], plek[2], formule.tabel) if formule.tabel else plek, plek)
        uit += [
            bouw(werkboek(pad), plek, 80, 12, met_master=False) for plek in list(eerste.values())[:: stap * dichtheid]
        ]
    return uit


@pytest.fixture(
    scope="module", params=[pytest.param(1, marks=pytest.mark.lang, id="alle"), pytest.param(12, id="een op twaalf")]
)
def bomen(request: pytest.FixtureRequest) -> list[Boom]:
    """Of the region's own run, which takes minutes; in every run a twelfth of those of three gemeenten."""
    run = run_van_gegevens(2024) if request.param == 1 else gedeelde_run(drie(2024), 2024)
    return alle_bomen(run, request.param)


@pytest.mark.lang(een_op=40)  # a run or more, with a sister in every run
def test_no_cell_stands_twice_with_everything_below_it(bomen: list[Boom]) -> None:
    for uit in bomen:
        volgorde = list(uit.wortel.alle())
        telling = Counter((k.bestand, k.adres) for k in volgorde if k.soort in CELLEN)
        assert [plek for plek, aantal in telling.items() if aantal > 1] == []
        per_nummer = {k.nummer: k for k in volgorde}
        assert len(per_nummer) == len(volgorde)
        for beurt, knoop in enumerate(volgorde):
            if knoop.soort is Stapsoort.VERWIJZING:
                doel = per_nummer[knoop.naar]
                assert (doel.bestand, doel.adres, doel.waarde) == (knoop.bestand, knoop.adres, knoop.waarde)
                assert doel.soort is not Stapsoort.VERWIJZING
                assert doel in volgorde[:beurt]
                assert not knoop.kinderen


def test_every_reference_of_a_formula_without_criteria_is_a_step(run_2024: Gemaakt) -> None:
    getest = 0
    for pad in (run_2024.bestanden[LEVERT], run_2024.bestanden[LEVERT_NIET]):
        boek = werkboek(pad)
        for plek, formule in boek.boek.formules.items():
            if {f.naam for f in functies(formule.delen)} & {"SUMIFS", "COUNTIFS", "INDEX"} or plek[1] > 25:
                continue
            kinderen = {k.adres.split("!")[-1] for k in bouw(boek, plek, 1, 0, met_master=False).wortel.kinderen}
            for tekst in verwijzingen(formule.delen):
                gevonden = boek.verwijzing(tekst, formule.blad)
                assert gevonden.gebied
                if gevonden.deze_rij:
                    verwacht = type(gevonden.gebied)(
                        "", plek[1], gevonden.gebied.kolom1, plek[1], gevonden.gebied.kolom1
                    ).adres
                else:
                    verwacht = tekst if "[" in tekst else gevonden.gebied.adres
                assert verwacht in kinderen, (formule, tekst)
                getest += 1
    assert getest > 200


@pytest.mark.lang(een_op=3)  # a run or more, with a sister in every run
def test_nothing_in_our_workbooks_is_out_of_reach_and_every_step_has_words(bomen: list[Boom]) -> None:
    for uit in bomen:
        for knoop in uit.wortel.alle():
            assert knoop.soort is not Stapsoort.BUITEN
            assert knoop.label
            assert not knoop.label.startswith("cel ")
            assert knoop.soort is not Stapsoort.BEREKEND or (knoop.formule_nl and knoop.formule_en)


def test_depth_and_unfolding_are_as_asked_and_what_is_left_out_is_said(run_2024: Gemaakt) -> None:
    pad = run_2024.bestanden[LEVERT]

    def diepte(knoop: Knoop) -> int:
        return 1 + max((diepte(kind) for kind in knoop.kinderen), default=-1)

    for gevraagd in (0, 1, 3):
        uit = boom(pad, "Berekening!C21", diepte=gevraagd, met_master=False)
        assert diepte(uit.wortel) == gevraagd
        assert any(k.meer for k in uit.wortel.alle())
    gevouwen = boom(pad, "Uren!B6", uitvouwen=87, met_master=False).wortel.kinderen[0]
    assert (gevouwen.kinderen, gevouwen.meer, gevouwen.waarde) == ([], True, "88 regels, € 235.617,64")
    assert gevouwen.bronnen == ((Bronvermelding("VOORBEELD urenstaat 's-Hertogenbosch 2024", "", "voorbeeld"), 88),)
    uitgevouwen = boom(pad, "Uren!B6", uitvouwen=88, met_master=False).wortel.kinderen[0]
    assert (len(uitgevouwen.kinderen), uitgevouwen.meer) == (88, False)


@pytest.mark.lang(een_op=40)  # a run or more, with a sister in every run
def test_a_long_chain_is_cut_off_and_not_a_crash(tmp_path: Path) -> None:
    cellen: dict[str, object] = {"A!A1": 1} | {f"A!A{rij}": f"=A{rij - 1}+1" for rij in range(2, 5_000)}
    uit = boom(maak(tmp_path / "a.xlsx", cellen), "A!A4999")
    laatste = list(uit.wortel.alle())[-1]
    assert (len(list(uit.wortel.alle())), laatste.adres, laatste.meer) == (81, "A!A4919", True)


def test_a_sentence_reads_the_formula_with_labels_and_values(run_2024: Gemaakt) -> None:
    pad = run_2024.bestanden["GM0755"]
    zinnen = {
        "Berekening!C21": "Bijdrage van uw gemeente (€ 5.156,22) − kosten van uw inzet (€ 58.499,28) − betaald voorschot "
        "(€ 0,00), afgerond op 2 decimalen.",
        "Verdeling!B9": "Percentage POK (50,00%) × kosten voor POK van het jaar zelf (€ 578.651,66), afgerond op hele centen.",
        "Verdeling!B11": "Het laagste van vergoeding zonder maximum (€ 289.325,83) en maximum POK (€ 310.000,00).",
        "Verdeling!B22": "De som van sleutel (10 regels, 618.915).",
        "Verdeling!I34": "1 + het aantal regels waar Rest > 200.360 (5) + het aantal regels waar Rest = 200.360 en Code < GM0755 (0).",
        "Verdeling!J34": "0. Want rang (6) is groter dan restcenten (5).",
        "Uren!M10": "Uren (60,25) × uurtarief (€ 84,99), afgerond op hele centen.",
        "Uren!J10": "De laatste dag van de maand van maand (jan 2024).",
        "Berekening!C6": "",
    }
    assert {cel: boom(pad, cel, diepte=0, met_master=False).wortel.uitleg for cel in zinnen} == zinnen


def test_labels_are_the_header_and_the_name_of_the_row_or_what_stands_beside(run_2024: Gemaakt) -> None:
    pad, master = run_2024.bestanden["GM0755"], run_2024.master
    for bestand, cel, label in (
        (pad, "Verdeling!L34", "bijdrage Boekel"),
        (pad, "Afrekening!E13", "bijdrage van uw gemeente"),
        (pad, "Controles!D6", "vergoeding is gelijk aan die in de master: gevonden"),
        (pad, "Herkomst!B18", "Vergoeding uit POK, maximum"),
        (pad, "Uren!M10", "kosten BK-01 jan 2024"),
        (master, "Inwoners!C8", "inwoners Boekel 2022"),
        (master, "POK!B7", "vergoeding 2024"),
        (master, "Tarieven!E27", "IKB schaal 12 vanaf 1-1-2024"),
        (master, str(totaal(run_2024.boek(master), "Bijdrage €")).replace("$", ""), "totaal: bijdrage"),
        (master, "Start!B5", "jaar"),
        (master, "Verrekening!B18", "te verdelen over de gemeenten (R)"),
    ):
        assert boom(bestand, cel, diepte=0, met_master=False).wortel.label == label
