"""What an officer made in a master of the previous layout is in the renewed one, or is named before anything is written."""

from __future__ import annotations

import shutil
import struct
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import excelize
import pytest
from hulp.kleine_master import REGELING, bewerk_deel
from hulp.libreoffice import herbereken
from hulp.runs import inhoud
from openpyxl import load_workbook
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.table import TableColumn

from via_xl.basis.bevinding import BewijsFout, Ernst, InvoerFout
from via_xl.basis.vingerafdruk import sha256
from via_xl.bewijs.masterbewijs import bewijs_master
from via_xl.jaarrun import jaarrun
from via_xl.lezen.master import lees_master
from via_xl.lezen.xlsx import Xlsx
from via_xl.opdrachten import cli
from via_xl.regeling.tabellen import INDELING
from via_xl.wijzigen.inplaats.werkmap import ontleed
from via_xl.wijzigen.masteromzetten import vernieuw, zet_om
from via_xl.wijzigen.meenemen.beeld import BEWAARD, beeld_van_indeling
from via_xl.wijzigen.meenemen.meenemen import Meegenomen

VAN_INDELING = {nr: Path(__file__).parent / f"indeling{nr}" / "master.xlsx" for nr in BEWAARD}
"""A master of each earlier layout, of ``hulp.kleine_master.REGELING``, as the program of then made it."""
OUD = VAN_INDELING[3]

OVER_DE_INDELING = {
    "tabel tblAfrekeningen ontbrak",
    "tabel tblRegio ontbrak",
    "tabel tblOpenPunten ontbrak",
    "tabel tblVerrekend ontbrak",
    "tabel tblJaareinde ontbrak",
    "tabel tblBewijsstukken ontbrak",
    "tabel tblGrootboek ontbrak",
    "in tabel tblGemeenten ontbrak de kolom IBAN;",
    "in tabel tblGemeenten ontbrak de kolom Ten name van;",
    "in tabel tblLogboek ontbrak de kolom Wie",
    *(
        f"in tabel tblJaren ontbrak de kolom {kop};"
        for kop in (
            *("Voorstel toets", "POK van late uren", "Btw positie", "Btw tarief %", "Drempel herziening €"),
            *("Waarvan overig €", "Index personeel €", "Index overig €", "Overig buiten POK %"),
            *("Prognose patroon", "Prognose laag %", "Prognose verwacht %", "Prognose hoog %"),
        )
    ),
    *(f"in tabel tblKosten ontbrak de kolom {kop};" for kop in ("Code", "Factuur", "POK", "Btw")),
    *(f"in tabel tblUren ontbrak de kolom {kop};" for kop in ("Regels", "Afronding €")),
    "in tabel tblAfrekeningen ontbrak de kolom Ketenwaarde;",
}


@pytest.fixture
def oud(tmp_path: Path) -> Path:
    return Path(shutil.copy(OUD, tmp_path / "master.xlsx"))


def in_excelize(pad: Path, wat: Callable[[Any], object]) -> Path:
    boek = excelize.open_file(str(pad))
    wat(boek)
    assert boek.save() is None
    boek.close()
    return pad


def in_openpyxl(pad: Path, wat: Callable[[Any], object]) -> Path:
    boek = load_workbook(pad)
    wat(boek)
    boek.save(pad)
    return pad


def niet_mee(pad: Path) -> list[tuple[str, str, str]]:
    voor = inhoud(pad.parent)
    with pytest.raises(InvoerFout) as fout:
        vernieuw(pad)
    assert "niet mee zoals het er staat; er is niets gewijzigd" in fout.value.bericht
    assert "--toch" in fout.value.bericht
    assert inhoud(pad.parent) == voor
    return [(b.blad, b.cel, b.wat) for b in fout.value.bevindingen if b.ernst is Ernst.FOUT]


def over_eigen_werk(uitkomst: Any) -> list[str]:
    """What is said, without what the older layout lacks."""
    return [b.wat for b in uitkomst.waarschuwingen if not b.wat.startswith(tuple(OVER_DE_INDELING))]


def plaatje(pad: Path) -> Path:
    def stuk(soort: bytes, inhoud: bytes) -> bytes:
        return struct.pack(">I", len(inhoud)) + soort + inhoud + struct.pack(">I", zlib.crc32(soort + inhoud))

    kop = struct.pack(">IIBBBBB", 2, 2, 8, 2, 0, 0, 0)
    punten = zlib.compress((b"\0" + b"\xff\0\0" * 2) * 2)
    pad.write_bytes(b"\x89PNG\r\n\x1a\n" + stuk(b"IHDR", kop) + stuk(b"IDAT", punten) + stuk(b"IEND", b""))
    return pad


def opmerking(blad: str, cel: str, tekst: str) -> Callable[[Any], object]:
    deel = [excelize.RichTextRun(text=tekst)]
    return lambda boek: boek.add_comment(blad, excelize.Comment(cell=cel, author="ik", paragraph=deel))


# The layout itself


@pytest.mark.lang(vlug=1, een_op=40)  # cases that cost much, of which some are in every run
@pytest.mark.parametrize("indeling", BEWAARD)
def test_a_master_of_an_earlier_layout_that_nobody_touched_is_renewed_without_a_word(
    tmp_path: Path, indeling: int
) -> None:
    oud = Path(shutil.copy(VAN_INDELING[indeling], tmp_path / "master.xlsx"))
    was = sha256(oud)
    assert lees_master(oud, vergeef_ouderdom=True).indeling == indeling
    uitkomst = vernieuw(oud)
    assert over_eigen_werk(uitkomst) == []
    na = lees_master(oud)
    assert na.indeling == INDELING
    if indeling == INDELING - 1:
        assert na.regeling == REGELING
    assert na.regeling.uren == REGELING.uren
    assert na.regeling.kalender == REGELING.kalender
    assert na.regeling.kosten == REGELING.kosten
    assert na.regeling.jaren == REGELING.jaren
    assert uitkomst.reserve is not None
    assert sha256(uitkomst.reserve) == was


def test_what_the_program_made_in_the_previous_layout_is_kept() -> None:
    """Make this file with tests/gereedschap/beeld_van_indeling.py before the layout goes up."""
    assert max(BEWAARD) == INDELING - 1
    assert {"Uren", "Kalender"} <= beeld_van_indeling(3).bladen
    assert "Kosten jaareinde €" in beeld_van_indeling(3).tabellen["tblUren"]
    assert beeld_van_indeling(1) == beeld_van_indeling(2) == beeld_van_indeling(3)
    assert "Lezingen" not in beeld_van_indeling(4).bladen
    assert "Telt mee" in beeld_van_indeling(4).tabellen["tblKosten"]


def eigen_werk_bij_kosten(boek: Any) -> None:
    boek.new_sheet("Eigen")
    assert boek.set_cell_formula("Eigen", "A1", "SUM(tblOverigeKosten[Bedrag €])") is None
    assert boek.set_cell_formula("Eigen", "A2", "COUNTA(tbloverigekosten[[#Headers],[Omschrijving]])") is None
    opmerking("Voorschotten", "K6", "van mij")(boek)


def test_what_looks_at_a_table_that_got_another_name_looks_at_it_by_that_name(tmp_path: Path) -> None:
    oud = in_excelize(Path(shutil.copy(VAN_INDELING[4], tmp_path / "master.xlsx")), eigen_werk_bij_kosten)
    uitkomst = vernieuw(oud)
    assert over_eigen_werk(uitkomst) == []
    boek = load_workbook(oud)
    assert boek["Eigen"]["A1"].value == "=SUM(tblKosten[Bedrag €])"
    assert boek["Eigen"]["A2"].value == "=COUNTA(tblKosten[[#Headers],[Omschrijving]])"
    (plek,) = [cel.coordinate for rij in boek["Voorschotten"] for cel in rij if cel.comment]
    assert boek["Voorschotten"][plek].value == REGELING.kosten[0].omschrijving


# A sheet of the user


def eigen_blad(boek: Any) -> None:
    boek.new_sheet("Eigen")
    for cel, formule in {
        "A1": "SUM(tblUren[Uren])",
        "A2": "Uren!G6*2",
        "A3": "COUNTA(Kalender!A:A)",
        "A4": "SUM(Bestedingen!$A$6:A7)",
        "A5": "MijnBereik+1",
        "A6": "Verrekening!B11",
    }.items():
        assert boek.set_cell_formula("Eigen", cel, formule) is None
    boek.set_cell_value("Eigen", "B1", "tekst van mij")
    boek.set_col_width("Eigen", "B", "B", 33.0)
    stijl = excelize.Style(custom_num_fmt='0.000 "uur"', font=excelize.Font(bold=True, color="AA0000"))
    boek.set_cell_style("Eigen", "A1", "A1", boek.new_style(stijl))
    boek.set_defined_name(excelize.DefinedName(name="MijnBereik", refers_to="Uren!$G$6"))
    letter = boek.new_conditional_style(excelize.Style(font=excelize.Font(color="9A0511")))
    regel = excelize.ConditionalFormatOptions(type="cell", criteria=">", format=letter, value="40")
    boek.set_conditional_format("Eigen", "A1:A6", [regel])
    boek.set_cell_value("Eigen", "K1", "Naam")
    boek.set_cell_value("Eigen", "K2", "x")
    assert boek.add_table("Eigen", excelize.Table(range="K1:K2", name="MijnTabel")) is None
    opmerking("Eigen", "A1", "op mijn blad")(boek)
    reeks = excelize.ChartSeries(name="Bestedingen!$A$5", categories="Uren!$A$6:$A$9", values="Bestedingen!$A$6:$A$7")
    boek.add_chart("Eigen", "D2", excelize.Chart(type=excelize.ChartType.Col, series=[reeks]))


def test_a_sheet_of_the_user_comes_along_with_all_that_is_on_it(oud: Path) -> None:
    prent = plaatje(oud.with_name("prent.png"))
    in_excelize(oud, eigen_blad)
    in_excelize(oud, lambda boek: boek.add_picture("Eigen", "D20", str(prent), None))
    prent.unlink()
    assert over_eigen_werk(vernieuw(oud)) == []

    boek = excelize.open_file(str(oud))
    assert {f"A{rij}": boek.get_cell_formula("Eigen", f"A{rij}") for rij in range(1, 7)} == {
        "A1": "SUM(tblUren[Uren])",
        "A2": "Uren!G6*2",
        "A3": "COUNTA(Besluiten!AQ:AQ)",
        "A4": "SUM(Voorschotten!$AN$6:AN7)",
        "A5": "MijnBereik+1",
        "A6": "Verrekening!B14",
    }
    assert boek.get_cell_value("Eigen", "B1") == "tekst van mij"
    assert boek.get_col_width("Eigen", "B") == 33.0
    stijl = boek.get_style(boek.get_cell_style("Eigen", "A1"))
    assert (stijl.custom_num_fmt, stijl.font.bold, stijl.font.color) == ('0.000 "uur"', True, "AA0000")
    assert ("MijnBereik", "Uren!$G$6") in [(naam.name, naam.refers_to) for naam in boek.get_defined_name()]
    assert [tabel.name for tabel in boek.get_tables("Eigen")] == ["MijnTabel"]
    assert [(o.cell, o.author, o.paragraph[-1].text) for o in boek.get_comments("Eigen")] == [
        ("A1", "ik", "op mijn blad")
    ]
    assert len(boek.get_pictures("Eigen", "D20")) == 1
    boek.close()
    met = load_workbook(oud)
    ((bereik, regels),) = [(str(r.sqref), r.rules) for r in met["Eigen"].conditional_formatting]
    assert (bereik, regels[0].dxf.font.color.rgb) == ("A1:A6", "FF9A0511")
    assert grafiekreeksen(oud, "Eigen") == ["Voorschotten!$AN$5", "Uren!$A$6:$A$9", "Voorschotten!$AN$6:$AN$7"]
    assert bewijs_master(lees_master(oud), 2024).verschillen == ()
    assert jaarrun(oud).als_json()["gemeenten"]


def grafiekreeksen(pad: Path, blad: str) -> list[str]:
    with Xlsx(pad) as boek:
        (deel,) = [b.deel for b in boek.bladen if b.naam == blad]
        (tekening,) = [r.doel for r in boek.relaties(deel) if r.soort == "drawing"]
        (grafiek,) = [r.doel for r in boek.relaties(tekening) if r.soort == "chart"]
        return [f.text for f in boek.boom(grafiek).iter() if f.tag.endswith("}f") and f.text]


@pytest.mark.motoren
def test_libreoffice_opens_it_and_recalculates_the_sheet_of_the_user(oud: Path, tmp_path: Path) -> None:
    in_excelize(oud, eigen_blad)
    vernieuw(oud)
    (uit,) = herbereken([oud], tmp_path / "lo")
    gerekend = load_workbook(uit, data_only=True)["Eigen"]
    uren = sum(rij.uren_h for rij in REGELING.uren) / 100
    assert (gerekend["A1"].value, gerekend["A2"].value, gerekend["A5"].value) == (uren, 14.5, 8.25)


@pytest.mark.lang(een_op=12)  # a master is built, worked in and renewed
def test_the_sheets_of_the_program_are_what_they_were_built(oud: Path, tmp_path: Path) -> None:
    kaal = vernieuw(Path(shutil.copy(oud, tmp_path / "kaal.xlsx"))).master
    in_excelize(oud, eigen_blad)
    vernieuw(oud)
    with Xlsx(kaal) as een, Xlsx(oud) as ander:
        for blad in een.werkbladen:
            if blad.naam != "Logboek":
                assert ander.bytes(blad.deel) == een.bytes(blad.deel), blad.naam


@pytest.mark.lang(een_op=12)  # a master is built, worked in and renewed
def test_renewing_twice_and_converting_keep_it(oud: Path) -> None:
    in_excelize(oud, eigen_blad)
    vernieuw(oud)
    assert over_eigen_werk(vernieuw(oud)) == []
    met_macros = zet_om(oud, oud.with_suffix(".xlsm")).master
    terug = zet_om(met_macros, oud.with_name("terug.xlsx"))
    assert terug.waarschuwingen == ()
    boek = excelize.open_file(str(terug.master))
    assert boek.get_cell_formula("Eigen", "A3") == "COUNTA(Besluiten!AQ:AQ)"
    assert [tabel.name for tabel in boek.get_tables("Eigen")] == ["MijnTabel"]
    boek.close()


@pytest.mark.lang(een_op=12)  # a master is built, worked in and renewed
def test_a_master_of_the_previous_layout_is_converted_in_one_go(oud: Path) -> None:
    in_excelize(oud, eigen_blad)
    met = zet_om(oud, oud.with_suffix(".xlsm")).master
    assert "Eigen" in load_workbook(met, keep_vba=True).sheetnames


def draaitabel(boek: Any, bereik: str, rij: str) -> None:
    boek.new_sheet("Draai")
    opties = excelize.PivotTableOptions(
        data_range=bereik,
        pivot_table_range="Draai!A3:C9",
        rows=[excelize.PivotTableField(data=rij)],
        data=[excelize.PivotTableField(data="Uren" if "Uren" in bereik else "Jaar", subtotal="Sum")],
    )
    assert boek.add_pivot_table(opties) is None


@pytest.mark.lang(een_op=12)  # a master is built, worked in and renewed
def test_a_pivot_table_comes_along_and_one_on_what_is_gone_is_listed(oud: Path) -> None:
    anders = Path(shutil.copy(oud, oud.with_name("anders.xlsx")))
    in_excelize(oud, lambda boek: draaitabel(boek, "Uren!A5:H9", "Gemeente"))
    in_excelize(anders, lambda boek: draaitabel(boek, "Bijdrage!A12:H13", "Peiljaar"))
    assert over_eigen_werk(vernieuw(oud)) == []
    with Xlsx(oud) as boek:
        (blad,) = [b.deel for b in boek.bladen if b.naam == "Draai"]
        (tabel,) = [r.doel for r in boek.relaties(blad) if r.soort == "pivotTable"]
        (geheugen,) = [r.doel for r in boek.relaties(tabel) if r.soort == "pivotCacheDefinition"]
        bron = next(el for el in boek.boom(geheugen).iter() if el.tag.endswith("worksheetSource"))
        assert (bron.get("sheet"), bron.get("ref")) == ("Uren", "A5:H9")
        nummers = [el.get("cacheId") for el in boek.werkmap.iter() if el.tag.endswith("pivotCache")]
        assert nummers == [boek.boom(tabel).get("cacheId")]
        assert geheugen in [r.doel for r in boek.relaties("xl/workbook.xml")]
    ((op, _, wat),) = niet_mee(anders)
    assert (op, wat) == (
        "Draai",
        "een draaitabel telt wat er niet meer is: blad Bijdrage (nu: via-xl rapport bijdrage).",
    )


# What refers to what is gone


def met_verwijzingen(boek: Any) -> None:
    blad = boek.create_sheet("Mijn 'blad'")
    blad["A1"] = "=Bijdrage!B20"
    blad["A2"] = "=SUM(tblTarieven[Geldt op jaareinde])"
    blad["A3"] = "=SUM(tblUren[Uren])"
    blad["A4"] = "=IF('Mijn ''blad'''!A3>1,tblThemauren[Uren],0)"


@pytest.mark.lang(een_op=40)  # a run or more, with a sister in every run
def test_a_formula_on_what_is_gone_is_listed_and_comes_as_a_value_when_told_so(oud: Path) -> None:
    in_openpyxl(oud, met_verwijzingen)
    begin = "de formule ={} verwijst naar wat er niet meer is: {}."
    blad = "Mijn 'blad'"
    assert niet_mee(oud) == [
        (blad, "A1", begin.format("Bijdrage!B20", "blad Bijdrage (nu: via-xl rapport bijdrage)")),
        (
            blad,
            "A2",
            begin.format("SUM(tblTarieven[Geldt op jaareinde])", "kolom Geldt op jaareinde van tabel tblTarieven"),
        ),
        (
            blad,
            "A4",
            begin.format(
                "IF('Mijn ''blad'''!A3>1,tblThemauren[Uren],0)", "tabel tblThemauren (nu: via-xl rapport themas)"
            ),
        ),
    ]
    uitkomst = vernieuw(oud, toch=True)
    assert {b.ernst for b in uitkomst.waarschuwingen} == {Ernst.WAARSCHUWING}
    na = load_workbook(oud)[blad]
    assert [na[f"A{rij}"].value for rij in range(1, 5)] == [None, None, "=SUM(tblUren[Uren])", None]


@pytest.mark.lang(een_op=12)  # a master is built, worked in and renewed
def test_its_last_outcome_is_kept(oud: Path) -> None:
    def met_uitkomst(boek: Any) -> None:
        boek.new_sheet("Eigen")
        boek.set_cell_value("Eigen", "A1", 12.5)
        boek.set_cell_formula("Eigen", "A1", "Bijdrage!B20")

    in_excelize(oud, met_uitkomst)
    assert len(niet_mee(oud)) == 1
    vernieuw(oud, toch=True)
    cel = load_workbook(oud)["Eigen"]["A1"]
    assert float(cel.value) == 12.5  # excelize keeps the outcome as a text


@pytest.mark.lang(een_op=12)  # a master is built, worked in and renewed
def test_a_chart_and_a_name_on_what_is_gone_are_listed(oud: Path) -> None:
    def eigen(boek: Any) -> None:
        boek.new_sheet("Eigen")
        boek.set_defined_name(excelize.DefinedName(name="MijnPlan", refers_to="Bijdrage!$A$1"))
        boek.set_cell_formula("Eigen", "A1", "MijnPlan")
        reeks = excelize.ChartSeries(name="", categories="", values="Bijdrage!$D$98:$D$100")
        boek.add_chart("Eigen", "D2", excelize.Chart(type=excelize.ChartType.Col, series=[reeks]))

    in_excelize(oud, eigen)
    assert [(blad, cel) for blad, cel, _ in niet_mee(oud)] == [("", ""), ("Eigen", "A1"), ("Eigen", "")]
    vernieuw(oud, toch=True)
    assert grafiekreeksen(oud, "Eigen") == []
    assert "MijnPlan" not in load_workbook(oud).defined_names


@pytest.mark.lang(een_op=40)  # a master is built, worked in and renewed
def test_the_command_lists_and_stops_and_goes_on_when_told_so(oud: Path, capsys: pytest.CaptureFixture[str]) -> None:
    in_openpyxl(oud, met_verwijzingen)
    voor = inhoud(oud.parent)
    assert cli.main(["master", "vernieuw", str(oud)]) == 2
    fout = " ".join(capsys.readouterr().err.split())
    assert (
        "Van uw eigen werk in master.xlsx kunnen 3 dingen niet mee zoals het er staat; er is niets gewijzigd." in fout
    )
    assert inhoud(oud.parent) == voor
    assert cli.main(["master", "vernieuw", str(oud), "--toch"]) == 0
    assert cli.main(["jaarrun", str(oud)]) == 0


# On the sheets of the program


@pytest.mark.lang(een_op=12)  # a master is built, worked in and renewed
def test_notes_colours_widths_and_hidden_columns_move_along(oud: Path) -> None:
    def eigen(boek: Any) -> None:
        opmerking("Uren", "G7", "navragen bij Oss")(boek)
        opmerking("Kalender", "B5", "bij de kalender")(boek)
        opmerking("Inwoners", "A6", "klopt dit?")(boek)
        geel = boek.new_style(excelize.Style(fill=excelize.Fill(type="pattern", pattern=1, color=["FFFF00"])))
        boek.set_cell_style("Inwoners", "A6", "C6", geel)
        boek.set_col_visible("Inwoners", "F", False)
        boek.set_col_width("Bestedingen", "A", "A", 44.0)
        letter = boek.new_conditional_style(excelize.Style(font=excelize.Font(color="9A0511")))
        regel = excelize.ConditionalFormatOptions(type="cell", criteria=">", format=letter, value="41")
        boek.set_conditional_format("Uren", "G6:G9", [regel])

    in_excelize(oud, eigen)
    assert over_eigen_werk(vernieuw(oud)) == []
    boek = excelize.open_file(str(oud))
    assert [
        (blad, o.cell, o.paragraph[-1].text)
        for blad in ("Uren", "Besluiten", "Inwoners")
        for o in boek.get_comments(blad)
    ] == [("Uren", "G7", "navragen bij Oss"), ("Besluiten", "AR5", "bij de kalender"), ("Inwoners", "A6", "klopt dit?")]
    stijl = boek.get_style(boek.get_cell_style("Inwoners", "A6"))
    assert stijl.fill.color == ["FFFF00"]
    assert boek.get_col_visible("Inwoners", "F") is False
    assert boek.get_col_width("Voorschotten", "AN") == 44.0
    boek.close()
    bereiken = {str(r.sqref): r.rules for r in load_workbook(oud)["Uren"].conditional_formatting}
    assert bereiken["G6:G9"][-1].formula == ["41"]
    assert lees_master(oud).regeling.inwoners == REGELING.inwoners


@pytest.mark.lang(een_op=12)  # a master is built, worked in and renewed
def test_a_note_on_a_sheet_with_buttons_leaves_the_buttons(oud: Path) -> None:
    in_excelize(oud, opmerking("Start", "B5", "van mij"))
    met = zet_om(oud, oud.with_suffix(".xlsm")).master
    boek = excelize.open_file(str(met))
    assert [(o.cell, o.paragraph[-1].text) for o in boek.get_comments("Start")] == [("B5", "van mij")]
    boek.close()
    with Xlsx(met) as pakket:
        (deel,) = [b.deel for b in pakket.bladen if b.naam == "Start"]
        (vml,) = [pakket.bytes(r.doel).decode() for r in pakket.relaties(deel) if r.soort == "vmlDrawing"]
        assert pakket.bytes(deel).count(b"<legacyDrawing ") == 1
    assert vml.count('ObjectType="Note"') == 1
    assert vml.count('ObjectType="Button"') > 1
    ontleed(vml.encode())


def test_free_cells_stay_beside_the_same_rows(oud: Path) -> None:
    def eigen(boek: Any) -> None:
        boek.set_cell_value("Uren", "Z7", "let op")
        boek.set_cell_formula("Uren", "AA7", "G7*2")
        boek.set_cell_value("Begroting", "AC6", "rechts van de formatie")

    in_excelize(oud, eigen)
    assert over_eigen_werk(vernieuw(oud)) == []
    boek = excelize.open_file(str(oud))
    assert boek.get_cell_value("Uren", "Z7") == "let op"
    assert boek.get_cell_formula("Uren", "AA7") == "G7*2"
    (rij,) = [r for r in boek.get_rows("Begroting") if "rechts van de formatie" in r]
    assert rij[-1] == "rechts van de formatie"  # behind the last table, which the wider first one moved
    boek.close()


@pytest.mark.lang(een_op=12)  # a master is built, worked in and renewed
def test_a_column_of_the_user_in_a_table_comes_along_with_its_formulas(oud: Path) -> None:
    def eigen(boek: Any) -> None:
        blad = boek["Uren"]
        tabel = blad.tables["tblUren"]
        van, tot = tabel.ref.split(":")
        kolom, laatste = blad[tot].column + 1, blad[tot].row
        blad.cell(5, kolom, "Eigen kolom")
        for rij in range(6, laatste + 1):
            blad.cell(rij, kolom, f"=tblUren[[#This Row],[Uren]]+{rij}")
        tabel.tableColumns.append(TableColumn(id=99, name="Eigen kolom"))
        tabel.ref = f"{van}:{blad.cell(laatste, kolom).coordinate}"
        tabel.autoFilter.ref = tabel.ref
        boek.create_sheet("Eigen")["A1"] = "=SUM(tblUren[Eigen kolom])"
        boek["Eigen"]["A2"] = f"=Uren!{blad.cell(6, kolom).coordinate}"

    in_openpyxl(oud, eigen)
    assert over_eigen_werk(vernieuw(oud)) == []
    na = load_workbook(oud)
    tabel = na["Uren"].tables["tblUren"]
    assert (tabel.ref, tabel.autoFilter.ref, tabel.tableColumns[-1].name) == ("A5:W9", "A5:W9", "Eigen kolom")
    assert [na["Uren"][f"W{rij}"].value for rij in (5, 6, 9)] == [
        "Eigen kolom",
        "=tblUren[[#This Row],[Uren]]+6",
        "=tblUren[[#This Row],[Uren]]+9",
    ]
    assert [na["Eigen"][cel].value for cel in ("A1", "A2")] == ["=SUM(tblUren[Eigen kolom])", "=Uren!W6"]
    assert lees_master(oud).regeling.uren == REGELING.uren
    assert vernieuw(oud).waarschuwingen == ()


@pytest.mark.lang(een_op=12)  # a master is built, worked in and renewed
def test_what_has_no_place_any_more_is_listed(oud: Path) -> None:
    def eigen(boek: Any) -> None:
        boek.set_cell_value("Bijdrage", "Z9", "op een blad dat weg is")
        boek.set_cell_value("Verrekening", "B10", 1)
        opmerking("Themas", "A8", "bij een thema")(boek)

    in_excelize(oud, eigen)
    gevonden = {(blad, cel): wat for blad, cel, wat in niet_mee(oud)}
    assert set(gevonden) == {("Bijdrage", "Z9"), ("Verrekening", "B10"), ("Themas", "A8")}
    assert "via-xl rapport bijdrage" in gevonden["Bijdrage", "Z9"]
    assert "bij een thema" in gevonden["Themas", "A8"]
    uitkomst = vernieuw(oud, toch=True)
    assert set(over_eigen_werk(uitkomst)) == set(gevonden.values())


@pytest.mark.lang(een_op=12)  # a master is built, worked in and renewed
def test_a_button_on_a_sheet_of_the_program_is_listed(oud: Path) -> None:
    knop = excelize.FormControl(
        cell="K3", type=excelize.FormControlType.FormControlButton, text="Mijn knop", macro="Doe"
    )
    in_excelize(oud, lambda boek: boek.add_form_control("Inwoners", knop))
    assert niet_mee(oud) == [("Inwoners", "", "er staat een knop of besturingselement van u.")]


@pytest.mark.lang(een_op=12)  # a master is built, worked in and renewed
def test_a_picture_on_a_sheet_of_the_program_comes_along_and_on_one_that_is_gone_is_listed(oud: Path) -> None:
    prent = plaatje(oud.with_name("prent.png"))
    in_excelize(oud, lambda boek: boek.add_picture("Inwoners", "K3", str(prent), None))
    anders = Path(shutil.copy(OUD, oud.with_name("anders.xlsx")))
    in_excelize(anders, lambda boek: boek.add_picture("Kalender", "K3", str(prent), None))
    assert over_eigen_werk(vernieuw(oud)) == []
    boek = excelize.open_file(str(oud))
    assert len(boek.get_pictures("Inwoners", "K3")) == 1
    boek.close()
    assert [blad for blad, _, _ in niet_mee(anders)] == ["Kalender"]


@pytest.mark.lang(een_op=12)  # a master is built, worked in and renewed
def test_a_table_of_the_user_beside_one_of_the_program_comes_along(oud: Path) -> None:
    def eigen(boek: Any) -> None:
        for cel, waarde in {"K5": "Wie", "L5": "Wat", "K6": "ik", "L6": 3}.items():
            boek.set_cell_value("Inwoners", cel, waarde)
        assert boek.add_table("Inwoners", excelize.Table(range="K5:L6", name="MijnLijst")) is None

    in_excelize(oud, eigen)
    assert over_eigen_werk(vernieuw(oud)) == []
    na = load_workbook(oud)["Inwoners"]
    assert na.tables["MijnLijst"].ref == "R5:S6"
    assert [na[cel].value for cel in ("R5", "S6")] == ["Wie", 3]


@pytest.mark.lang(een_op=12)  # a master is built, worked in and renewed
def test_a_sheet_of_the_program_with_another_name_gets_its_own_again(oud: Path) -> None:
    def eigen(boek: Any) -> None:
        boek.new_sheet("Eigen")
        boek.set_sheet_name("Voorschotten", "Betaald")
        boek.set_cell_formula("Eigen", "A1", "Betaald!C6+1")

    in_excelize(oud, eigen)
    assert over_eigen_werk(vernieuw(oud)) == ["dit blad van het programma heet weer Voorschotten."]
    na = load_workbook(oud)
    assert "Betaald" not in na.sheetnames
    assert na["Eigen"]["A1"].value == "=Voorschotten!C6+1"


@pytest.mark.lang(een_op=12)  # a master is built, worked in and renewed
def test_an_array_formula_and_a_shared_one_come_along(oud: Path) -> None:
    def eigen(boek: Any) -> None:
        blad = boek.create_sheet("Eigen")
        blad["A1"] = ArrayFormula("A1:A2", "=Bestedingen!A6:A7")
        blad["C1"] = "=Uren!G6"

    in_openpyxl(oud, eigen)
    assert over_eigen_werk(vernieuw(oud)) == []
    na = load_workbook(oud)["Eigen"]
    assert (na["A1"].value.ref, na["A1"].value.text) == ("A1:A2", "=Voorschotten!AN6:AN7")


# Nothing half


@pytest.mark.lang(een_op=12)  # a master is built, worked in and renewed
def test_a_graft_that_is_not_whole_is_not_put_in_place(oud: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    in_excelize(oud, eigen_blad)
    voor = inhoud(oud.parent)
    monkeypatch.setattr(Meegenomen, "_anders", lambda _: iter(["Uren!A1 is weg"]))
    with pytest.raises(
        BewijsFout, match=r"Met uw eigen werk erin is de nieuwe master niet heel; er is niets gemaakt\."
    ):
        vernieuw(oud)
    assert inhoud(oud.parent) == voor


@pytest.mark.lang(een_op=12)  # a master is built, worked in and renewed
def test_work_that_cannot_be_read_is_listed_and_the_inputs_come_when_told_so(oud: Path) -> None:
    in_excelize(oud, eigen_blad)
    with Xlsx(oud) as boek:
        (deel,) = [b.deel for b in boek.bladen if b.naam == "Eigen"]
    bewerk_deel(oud, deel, lambda xml: xml.replace(b"<sheetData>", b'<sheetData><row r="x"/>'))
    ((_, _, wat),) = niet_mee(oud)
    assert wat.startswith("uw eigen werk is niet te lezen: de onderdelen kloppen niet")
    vernieuw(oud, toch=True)
    assert lees_master(oud).regeling.uren == REGELING.uren
