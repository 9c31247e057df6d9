"""From the amount to pay, references lead to inputs that say where they come from, with no typed number in between.

The path is walked as Trace Precedents walks it: along every reference of a formula, of any kind, until cells without one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hulp.gemaakt import LEVERT, LEVERT_NIET, VARIANTEN, Gemaakt, gelezen
from msgspec import Struct
from openpyxl import load_workbook
from openpyxl.formula import Tokenizer
from openpyxl.formula.tokenizer import Token
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.workbook import Workbook

from via_xl.basis.geld import euro
from via_xl.bewijs.vergelijken import gelijk
from via_xl.rekenen.verrekening import Verrekening

BEDRAG = ("Afrekening", "E5")
"""The amount to pay or to receive."""
WERK = ("Afrekening", "Berekening", "Verdeling")
"""Sheets on which everything is calculated."""
_STRUCTUUR = re.compile(r"(?P<tabel>\w+)\[(?:\[#This Row\],\[(?P<deze>[^\]]+)\]|(?P<kolom>[^\[\]]+))\]")

Plek = tuple[str, str]


class Tabel(Struct, frozen=True):
    """A table in a file: its sheet, its first and last data row, and the letter of each column."""

    blad: str
    eerste: int
    laatste: int
    kolommen: dict[str, str]


class Werkboek:
    """A workbook to walk through: formulas, tables, and what each cell refers to."""

    def __init__(self, pad: Path) -> None:
        self.boek: Workbook = load_workbook(pad)
        self.tabellen: dict[str, Tabel] = {}
        for blad in self.boek.worksheets:
            for tabel in blad.tables.values():
                kol, kop, _, laatste = range_boundaries(tabel.ref)
                letters = {str(k.name): get_column_letter(kol + nr) for nr, k in enumerate(tabel.tableColumns)}
                self.tabellen[tabel.displayName] = Tabel(blad.title, kop + 1, laatste, letters)

    def waarde(self, plek: Plek) -> Any:
        """The constant or formula in a cell."""
        return self.boek[plek[0]][plek[1]].value

    def is_formule(self, plek: Plek) -> bool:
        return self.boek[plek[0]][plek[1]].data_type == "f"

    def kolom_van(self, plek: Plek) -> tuple[str, str]:
        """Table and column in which a cell stands, or blanks."""
        letters, rij = re.fullmatch(r"([A-Z]+)(\d+)", plek[1]).groups()  # type: ignore[union-attr]
        for naam, tabel in self.tabellen.items():
            if tabel.blad == plek[0] and tabel.eerste <= int(rij) <= tabel.laatste:
                for kop, letter in tabel.kolommen.items():
                    if letter == letters:
                        return naam, kop
        return "", ""

    def voorgangers(self, plek: Plek) -> Iterator[Plek]:
        """Every cell that the formula in a cell refers to."""
        for deel in Tokenizer(self.waarde(plek)).items:
            if deel.type == Token.OPERAND and deel.subtype == Token.RANGE:
                yield from self._cellen(deel.value, plek)

    def _cellen(self, tekst: str, plek: Plek) -> Iterator[Plek]:
        if structuur := _STRUCTUUR.fullmatch(tekst):
            tabel = self.tabellen[structuur["tabel"]]
            if structuur["deze"]:
                yield tabel.blad, f"{tabel.kolommen[structuur['deze']]}{re.sub('[A-Z]', '', plek[1])}"
            else:
                letter = tabel.kolommen[structuur["kolom"]]
                yield from ((tabel.blad, f"{letter}{rij}") for rij in range(tabel.eerste, tabel.laatste + 1))
            return
        naam = self.boek.defined_names.get(tekst)
        blad, _, bereik = (naam.attr_text if naam else tekst).rpartition("!")
        kol1, rij1, kol2, rij2 = range_boundaries(bereik.replace("$", ""))
        for rij in range(rij1, rij2 + 1):
            for kol in range(kol1, kol2 + 1):
                yield blad.strip("'") or plek[0], f"{get_column_letter(kol)}{rij}"

    def spoor(self, begin: Plek) -> set[Plek]:
        """Every cell that a cell rests on."""
        gezien, te_doen = {begin}, [begin]
        while te_doen:
            plek = te_doen.pop()
            if self.is_formule(plek):
                nieuw = set(self.voorgangers(plek)) - gezien
                gezien |= nieuw
                te_doen += nieuw
        return gezien

    def getypt(self, spoor: set[Plek]) -> list[Plek]:
        """Numbers without a formula, on a sheet where everything is calculated; row numbers count none."""
        return [
            plek
            for plek in sorted(spoor)
            if plek[0] in WERK
            and isinstance(self.waarde(plek), int | float | date)
            and self.kolom_van(plek) != ("tblVerdeling", "Nr")
        ]

    def zonder_plaats(self, spoor: set[Plek]) -> list[Plek]:
        """Inputs that are neither a row of Herkomst nor an own row of Uren, Kosten or Tarieven."""
        mag = {("tblHerkomst", "Waarde"), ("tblSleutel", "Sleutel"), ("tblSleutel", "Code"), ("tblSleutel", "Gemeente")}
        return [
            plek
            for plek in sorted(spoor)
            if plek[0] not in WERK
            and not self.is_formule(plek)
            and self.kolom_van(plek) not in mag
            and self.kolom_van(plek)[0] not in ("tblUwUren", "tblUwKosten", "tblUwTarieven")
            and not (plek in (("Uren", "B5"), ("Uren", "B6")) and self.waarde(plek) == 0)  # no hours delivered
        ]


def _alle(run_2024: Gemaakt, varianten: dict[str, Gemaakt]) -> Iterator[tuple[Gemaakt, str, Path]]:
    for gemaakt in (run_2024, *varianten.values()):
        for code, pad in gemaakt.bestanden.items():
            yield gemaakt, code, pad


def test_the_amount_to_pay_walks_through_berekening_and_verdeling_to_inputs(
    run_2024: Gemaakt, varianten: dict[str, Gemaakt]
) -> None:
    for _, _, pad in _alle(run_2024, varianten):
        boek = Werkboek(pad)
        spoor = boek.spoor(BEDRAG)
        assert {*WERK, "Herkomst", "Uren"} <= {blad for blad, _ in spoor}, pad.name
        assert "Controles" not in {blad for blad, _ in spoor}, pad.name
        assert (boek.getypt(spoor), boek.zonder_plaats(spoor)) == ([], []), pad.name


def test_every_line_of_the_page_walks_to_inputs_as_the_amount_does(run_2024: Gemaakt) -> None:
    for code in (LEVERT, LEVERT_NIET):
        boek = Werkboek(run_2024.bestanden[code])
        regels = [("Afrekening", f"{kol}{rij}") for kol in "CDE" for rij in range(8, 16)]
        formules = [plek for plek in regels if boek.is_formule(plek)]
        assert len(formules) >= 12
        assert [plek for plek in regels if isinstance(boek.waarde(plek), int | float)] == []
        for plek in formules:
            spoor = boek.spoor(plek)
            assert (boek.getypt(spoor), boek.zonder_plaats(spoor)) == ([], []), plek


def test_the_page_shows_the_amounts_of_the_rekenkern(run_2024: Gemaakt, varianten: dict[str, Gemaakt]) -> None:
    for gemaakt, code, pad in _alle(run_2024, varianten):
        blad = load_workbook(pad, data_only=True)["Afrekening"]
        uit, ons = gemaakt.uitkomst, gemaakt.uitkomst.van(code)
        verwacht: list[int | None] = [uit.kosten_ct, -uit.vergoeding_ct]
        verwacht += [*(-deel.vergoeding_ct for deel in uit.laat), uit.te_verdelen_ct]
        if not uit.vast:
            verwacht.append(None)  # the share, a percentage
        if uit.meerkosten_ct:
            verwacht.append(ons.meerkosten.bedrag_ct)
        verwacht += [ons.bijdrage_ct, *([ons.btw_ct] if uit.btw_is_last else [])]
        verwacht += [-ons.urenkosten_ct] if any(een.code == code for een in uit.regels) else []
        verwacht += [-ct for deel in uit.laat if (ct := _laat_ct(uit, code, deel.jaar))]
        verwacht += [*(-ct for ct in (ons.overig_ct, ons.voorschot_ct) if ct), ons.saldo_ct]
        verwacht += [ons.verrekend_ct, ons.te_betalen_ct] if ons.verrekend_ct else []
        bedragen = [blad[f"E{8 + n}"].value for n in range(len(verwacht))]
        getoond = [None if v is None else round(100 * b) for b, v in zip(bedragen, verwacht, strict=True)]
        assert getoond == verwacht
        assert blad[f"E{8 + len(verwacht)}"].value is None
        assert blad["E5"].value == euro(abs(ons.te_betalen_ct))
        woord = "betaalt" if ons.te_betalen_ct > 0 else "ontvangt" if ons.te_betalen_ct < 0 else "Niets"
        assert woord in blad["B5"].value
        teksten = {str(cel.value) for (cel,) in blad["B5:B60"]}
        na_te_kijken = {tekst for tekst in teksten if "Kosten na" in tekst or "kijk het blad Kosten na" in tekst}
        assert bool(na_te_kijken) is bool(ons.overig_ct)
        assert any("niet in wat is begroot" in tekst for tekst in teksten) is uit.btw_is_last


def _laat_ct(uit: Verrekening, code: str, jaar: int) -> int:
    """What the own hours of another year cost."""
    return sum(een.kosten_ct for een in uit.regels if een.code == code and een.regel.maand.year == jaar)


def test_own_hour_lines_are_hours_times_rate(run_2024: Gemaakt) -> None:
    for code, pad in run_2024.bestanden.items():
        boek = Werkboek(pad)
        regels = [regel for regel in run_2024.uitkomst.regels if regel.regel.code == code]
        if not regels:
            assert "tblUwUren" not in boek.tabellen
            continue
        tabel = boek.tabellen["tblUwUren"]
        spoor = boek.spoor(BEDRAG)
        assert tabel.laatste - tabel.eerste + 1 == len(regels)
        for rij in range(tabel.eerste, tabel.laatste + 1):
            kosten = ("Uren", f"{tabel.kolommen['Kosten €']}{rij}")
            assert kosten in spoor
            assert set(boek.voorgangers(kosten)) == {
                ("Uren", f"{tabel.kolommen[kop]}{rij}") for kop in ("Uren", "Uurtarief €")
            }
        uurtarief = {p for p in spoor if boek.kolom_van(p) == ("tblUwTarieven", "Uurtarief €")}
        assert uurtarief
        assert all(boek.is_formule(plek) for plek in uurtarief)


def _naast(boek: Werkboek, blad: str, label: str, kolom: str) -> Plek:
    """The cell in a column, in the row of a label."""
    return next((blad, f"{kolom}{cel.row}") for rij in boek.boek[blad] for cel in rij if cel.value == label)


@pytest.mark.parametrize(
    ("blad", "label", "kolom"),
    [
        ("Afrekening", "Hoe het bedrag tot stand komt", "E"),
        ("Berekening", "Bijdrage van uw gemeente", "C"),
        ("Verdeling", "Kosten van de werkgroep (K)", "B"),
        ("Verdeling", "tblVerdeling", "Afgekapt"),
    ],
)
def test_a_number_typed_over_a_step_is_found(blad: str, label: str, kolom: str, run_2024: Gemaakt) -> None:
    boek = Werkboek(run_2024.bestanden[LEVERT])
    if label in boek.tabellen:
        plek = (blad, f"{boek.tabellen[label].kolommen[kolom]}{boek.tabellen[label].eerste}")
    else:
        plek = BEDRAG if blad == "Afrekening" else _naast(boek, blad, label, kolom)
    boek.boek[blad][plek[1]] = 12.5
    assert boek.getypt(boek.spoor(BEDRAG)) == [plek]


def test_an_input_from_outside_the_tables_of_herkomst_uren_and_tarieven_is_found(run_2024: Gemaakt) -> None:
    boek = Werkboek(run_2024.bestanden[LEVERT])
    blad, cel = _naast(boek, "Berekening", "Betaald voorschot", "C")
    boek.boek[blad][cel] = "=Herkomst!$B$2+Uren!$B$6"
    assert boek.zonder_plaats(boek.spoor(BEDRAG)) == [("Herkomst", "B2")]


# --- Herkomst: what it says of the master is so ---------------------------------------------------------------


def _rijen(blad: Any, tabel: Tabel) -> Iterator[dict[str, Any]]:
    for rij in range(tabel.eerste, tabel.laatste + 1):
        yield {kop: blad[f"{letter}{rij}"].value for kop, letter in tabel.kolommen.items()}


def _samen(blad: Any, cellen: str) -> Any:
    """What a cell holds, or what several add to: those of a gemeente and of who went into it."""
    eerste, *meer = (blad[cel].value for cel in cellen.split(", "))
    return eerste + sum(meer) if meer else eerste


def _plat(waarde: Any) -> Any:
    return waarde.date() if isinstance(waarde, datetime) else waarde


@pytest.mark.lang(vlug=2, een_op=40)  # cases that cost much, of which some are in every run
@pytest.mark.parametrize("naam", ["run van 2024", *VARIANTEN])
def test_each_input_names_the_cell_of_the_master_that_holds_it(
    naam: str, run_2024: Gemaakt, varianten: dict[str, Gemaakt]
) -> None:
    gemaakt = varianten.get(naam, run_2024)
    master = load_workbook(gemaakt.master, data_only=True)
    verrekening = {
        rij["Code"]: rij for rij in _rijen(master["Verrekening"], Werkboek(gemaakt.master).tabellen["tblVerrekening"])
    }
    pok = {rij["Jaar"]: rij for rij in _rijen(master["POK"], Werkboek(gemaakt.master).tabellen["tblPOK"])}
    for code, pad in gemaakt.bestanden.items():
        boek = Werkboek(pad)
        blad = load_workbook(pad, data_only=True)["Herkomst"]
        nagegaan = 0
        for rij in _rijen(blad, boek.tabellen["tblHerkomst"]):
            cel = str(rij["Cel in master"])
            if cel == "gemaakt_op":
                gemaakt_op = json.loads((pad.parent / rij["Blad in master"]).read_bytes())[cel]
                assert rij["Waarde"].date().isoformat() == gemaakt_op[:10]
                continue
            assert rij["Blad in master"] in master.sheetnames
            if re.fullmatch(r"[A-Z]+\d+(, [A-Z]+\d+)*", cel):
                waarde = _samen(master[rij["Blad in master"]], cel)
                nagegaan += 1
            elif kolom := re.fullmatch(r"rij van de gemeente, kolom (.+)", cel):
                waarde = verrekening[code][kolom[1]]
                nagegaan += 1
            elif van_jaar := re.fullmatch(r"rij van (\d{4}), kolom (.+)", cel):
                waarde = pok[int(van_jaar[1])][van_jaar[2]]
                nagegaan += 1
            else:
                assert cel == "geen regel"
                waarde = rij["Waarde"]
                assert not waarde
            assert gelijk(_plat(rij["Waarde"]), _plat(waarde)), (pad.name, rij)
            assert rij["Bron"] or cel == "geen regel", (pad.name, rij)
        assert nagegaan >= 13
        for rij in _rijen(blad, boek.tabellen["tblSleutel"]) if "tblSleutel" in boek.tabellen else ():
            if rij["Cel in master"] == "geen regel":
                assert rij["Sleutel"] == 0
                continue
            plaatsen = [cel.split("!") for cel in rij["Cel in master"].split(", ")]
            factor = 100 if "honderdsten" in rij["Eenheid"] else 1
            assert rij["Sleutel"] == factor * sum(master[waar][cel].value for waar, cel in plaatsen), (pad.name, rij)
            assert rij["Bron"]


@pytest.mark.lang(vlug=1, een_op=40)  # cases that cost much, of which some are in every run
@pytest.mark.parametrize("naam", ["run van 2024", "2024, na een herindeling"])
def test_each_own_hour_line_cost_and_rate_names_its_row_in_the_master(
    naam: str, run_2024: Gemaakt, varianten: dict[str, Gemaakt]
) -> None:
    gemaakt = varianten.get(naam, run_2024)
    boek_master = Werkboek(gemaakt.master)
    master = load_workbook(gemaakt.master, data_only=True)
    zelfde = {
        ("tblUwUren", "tblUren"): ("Medewerker", "Rol", "Thema", "Schaal", "Maand", "Uren", "Bron", "Status"),
        ("tblUwKosten", "tblKosten"): ("Omschrijving", "Factuur", "Bedrag €", "Btw", "POK", "Bron", "Kosten €"),
        ("tblUwTarieven", "tblTarieven"): ("Schaal", "Van", "Tot", "Maandsalaris €", "IKB %", "Bron", "Uurtarief €"),
    }
    for code, pad in gemaakt.bestanden.items():
        boek, waarden = Werkboek(pad), load_workbook(pad, data_only=True)
        for (eigen, invoer), koppen in zelfde.items():
            if eigen not in boek.tabellen:
                assert eigen != "tblUwKosten" or not gemaakt.uitkomst.van(code).overig_ct
                continue
            for rij in _rijen(waarden[boek.tabellen[eigen].blad], boek.tabellen[eigen]):
                waar, _, plaats = rij["Vindplaats"].partition("!")
                nummer = plaats.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
                assert waar == boek_master.tabellen[invoer].blad
                if eigen != "tblUwTarieven" and "Gemeente" in rij:
                    code_in_master = f"{boek_master.tabellen[invoer].kolommen['Code']}{nummer}"
                    assert rij["Gemeente"] == gelezen(gemaakt.master).regeling.naam_van(
                        master[waar][code_in_master].value
                    )
                for kop in koppen:
                    in_master = master[waar][f"{boek_master.tabellen[invoer].kolommen[kop]}{nummer}"].value
                    assert gelijk(_plat(rij[kop]), _plat(in_master)), (pad.name, rij)
