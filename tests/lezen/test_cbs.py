"""Inwoners from CBS StatLine: three tables, each way to write them, and everything that may be wrong. Invented figures."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hulp.kleine_master import BOEKEL, HB, OSS, REGELING
from hulp.statline import Download
from msgspec.structs import replace

from via_xl.basis.bevinding import InvoerFout
from via_xl.lezen.cbs import lees_cbs
from via_xl.regeling.model import Gemeente, Regeling

CIJFERS = {(HB, 2024): "160783", (BOEKEL, 2024): "11345", (OSS, 2024): "94741"}
GOED = {HB: 160_783, BOEKEL: 11_345, OSS: 94_741}
UDEN, NIEUW = "GM0856", "GM1991"


def gelezen(pad: Path, jaar: int = 2024, regeling: Regeling = REGELING) -> dict[str, int]:
    return {rij.code: rij.inwoners for rij in lees_cbs(pad, regeling).inwoners(jaar, regeling.gemeenten)}


def los(werkmap: Path, tekst: str) -> Path:
    pad = werkmap / "37230ned.csv"
    pad.write_text(tekst, encoding="utf-8")
    return pad


def fout(pad: Path, jaar: int = 2024, regeling: Regeling = REGELING) -> InvoerFout:
    with pytest.raises(InvoerFout) as gevangen:
        gelezen(pad, jaar, regeling)
    return gevangen.value


@pytest.mark.parametrize("tabel", ["37230ned", "03759ned", "70072ned"])
@pytest.mark.parametrize("vorm", ["codes", "namen", "tabelindeling", "gekanteld"])
@pytest.mark.parametrize("codering", ["utf-8-sig", "utf-16", "cp1252"])
def test_every_table_in_every_form_and_encoding_gives_the_same(
    tabel: str, vorm: str, codering: str, tmp_path: Path
) -> None:
    cijfers = {("NL01", 2024): "17942942", **CIJFERS, ("GM0344", 2024): "374411"}
    teken = "\t" if codering == "utf-16" else ";"  # as Excel saves Unicode text
    pad = Download(cijfers, tabel, vorm, codering, teken, voet="Bron: CBS").schrijf(tmp_path / "cbs.csv")
    assert gelezen(pad) == GOED
    assert lees_cbs(pad, REGELING).tabel == tabel


@pytest.mark.parametrize("vorm", ["codes", "namen"])
def test_excel_may_have_saved_it_with_commas_or_with_its_separator_named(vorm: str, tmp_path: Path) -> None:
    assert gelezen(Download(CIJFERS, vorm=vorm, sep=True).schrijf(tmp_path / "a.csv")) == GOED
    assert gelezen(Download(CIJFERS, vorm=vorm, teken=",").schrijf(tmp_path / "b.csv")) == GOED


def test_a_row_says_its_source_and_whether_the_figure_is_provisional_or_revised(tmp_path: Path) -> None:
    for merk, woord in (("", ""), ("*", "voorlopig"), ("**", "nader voorlopig"), (" (r)", "herzien")):
        pad = Download(CIJFERS, vorm="namen", merken={2024: merk}).schrijf(tmp_path / "cbs.csv")
        cbs = lees_cbs(pad, REGELING)
        rij = cbs.inwoners(2024, REGELING.gemeenten)[0]
        cijfer = f", {woord} cijfer" if woord else ""
        assert rij.bron.startswith(f"CBS StatLine 37230ned{cijfer}, cbs.csv, SHA-256 ")
        assert (cbs.merken(2024), str(rij.status)) == (woord, "te bevestigen")


@pytest.mark.parametrize("vorm", ["codes", "namen", "tabelindeling", "gekanteld"])
def test_several_periods_are_kept_apart(vorm: str, tmp_path: Path) -> None:
    eerder = {(code, 2023): str(int(tekst) - 100) for (code, _), tekst in CIJFERS.items()}
    pad = Download({**eerder, **CIJFERS}, vorm=vorm, merken={2024: "*"}).schrijf(tmp_path / "cbs.csv")
    assert lees_cbs(pad, REGELING).jaren == (2023, 2024)
    assert gelezen(pad, 2024) == GOED
    assert gelezen(pad, 2023) == {code: aantal - 100 for code, aantal in GOED.items()}
    assert "heeft geen cijfers van 1 januari 2022, wel van 2023 en 2024" in fout(pad, 2022).bericht


def test_a_gemeente_outside_the_region_may_be_abolished_or_wrong(tmp_path: Path) -> None:
    cijfers = {**CIJFERS, ("GM0786", 2024): "       .", ("GM1685", 2024): "1.234"}
    assert gelezen(Download(cijfers).schrijf(tmp_path / "cbs.csv")) == GOED


def test_other_months_and_parts_of_the_population_say_nothing(tmp_path: Path) -> None:
    maand = '3;"GM0755";"2024MM02";11600\n4;"GM0755";"2024KW02";11600\n'
    pad = Download(CIJFERS).schrijf(tmp_path / "cbs.csv")
    pad.write_text(pad.read_text("utf-8-sig") + maand, encoding="utf-8")
    assert gelezen(pad) == GOED
    kop = "Regio's;Perioden;Leeftijd;Geslacht;Bevolking op 1 januari (aantal)"
    delen = "".join(
        f"{code};2023;{leeftijd};{geslacht};{aantal}\n"
        for code in (BOEKEL, HB, OSS)
        for leeftijd, geslacht, aantal in (
            ("Totaal", "Totaal mannen en vrouwen", 300),
            ("Totaal", "Mannen", 150),
            ("20 jaar", "Totaal mannen en vrouwen", 4),
        )
    )
    assert gelezen(los(tmp_path, f"{kop}\n{delen}"), 2023) == dict.fromkeys((BOEKEL, HB, OSS), 300)


@pytest.mark.parametrize("periode", ["0000JJ00", "1899JJ00", "2101JJ00", "9999 januari"])
@pytest.mark.parametrize("gevraagd", [2024, 2022, 0])
def test_a_period_of_no_year_of_ours_is_a_fault_with_its_row(periode: str, gevraagd: int, tmp_path: Path) -> None:
    kop = "RegioS;Perioden;BevolkingAanHetBeginVanDePeriode_1\n"
    goed = "".join(f"{code};2024JJ00;{aantal}\n" for code, aantal in GOED.items())
    [bevinding] = fout(los(tmp_path, f"{kop}{goed}{OSS};{periode};94741\n"), gevraagd).bevindingen
    assert f'rij 5: "{periode}" is geen periode van 1900 tot en met 2100.' in bevinding.regel()
    assert gelezen(los(tmp_path, f"{kop}{goed}{OSS};2025JJ00;94741\n")) == GOED


def test_everything_that_is_wrong_is_said_at_once_with_its_row(tmp_path: Path) -> None:
    tekst = (
        "RegioS;Perioden;BevolkingAanHetBeginVanDePeriode_1\nGM0755;2024MM01;11.500\nGM0796;2024MM01;.\n"
        "GM0828;vorig jaar;95000\nGM0828;2024MM01;1\nGM0828;2024MM01;2\nGM0755;2024MM01\n"
        f"GM0755;2024MM01;{'9' * 400}\n"
    )
    alle = [b.regel() for b in fout(los(tmp_path, tekst)).bevindingen]
    for stuk in (
        'rij 2: GM0755 2024: "11.500" is geen heel getal.',
        "'s-Hertogenbosch (GM0796) staat erin, maar zonder inwoners op 1 januari 2024.",
        'rij 4: "vorig jaar" is geen periode.',
        "rij 6: GM0828 2024 heeft hier 2, en in rij 5 1.",
        "rij 7: heeft 2 velden, de kopregel 3.",
        f'rij 8: GM0755 2024: "{"9" * 40}" is geen heel getal.',
    ):
        assert any(stuk in regel for regel in alle), (stuk, alle)


# --- gemeenten that ended or began


def met(*nieuw: Gemeente, **anders: Mapping[str, Any]) -> Regeling:
    """The region with other gemeenten; ``anders`` are other fields by code."""
    eigen = (replace(g, **anders.get(g.code, {})) for g in REGELING.gemeenten)
    return replace(REGELING, gemeenten=(*eigen, *nieuw))


def test_a_gemeente_that_is_not_in_the_file_is_named(tmp_path: Path) -> None:
    zonder = {sleutel: tekst for sleutel, tekst in CIJFERS.items() if sleutel[0] != OSS}
    pad = Download(zonder).schrijf(tmp_path / "cbs.csv")
    (bevinding,) = fout(pad).bevindingen
    assert bevinding.wat == "Oss (GM0828) ontbreekt in 2024."
    opgegaan = met(GM0828={"opvolger": "GM9999"})
    assert "heeft opvolger GM9999" in fout(pad, 2024, opgegaan).bevindingen[0].wat


def test_of_a_new_gemeente_the_predecessors_are_asked_for_and_then_taken(tmp_path: Path) -> None:
    maashorst = Gemeente(code=NIEUW, naam="Maashorst", organisatie="", centrumgemeente=False, bron="")
    uden = replace(maashorst, code=UDEN, naam="Uden", tot=date(2021, 12, 31), opvolger=NIEUW)
    eerder = {(code, 2021): tekst for (code, _), tekst in CIJFERS.items()}
    cijfers = {**CIJFERS, **eerder, (NIEUW, 2024): "59874", (NIEUW, 2021): "."}
    pad = Download(cijfers).schrijf(tmp_path / "cbs.csv")
    (alleen,) = fout(pad, 2021, met(maashorst)).bevindingen
    assert "nog geen inwoners op 1 januari 2021, wel op 1 januari 2024: zij bestond toen nog niet" in alleen.wat
    assert f"met Tot en met Opvolger {NIEUW}" in alleen.doen
    met_uden = Download({**cijfers, (UDEN, 2021): "42500", (UDEN, 2024): "."}).schrijf(tmp_path / "uden.csv")
    (zonder_van,) = fout(met_uden, 2021, met(maashorst, uden)).bevindingen
    assert "haar voorgangers Uden (GM0856) wel" in zonder_van.wat
    assert "(Van)" in zonder_van.doen
    sinds = replace(maashorst, van=date(2022, 1, 1))
    assert gelezen(met_uden, 2021, met(sinds, uden)) == {**GOED, UDEN: 42_500}
    assert gelezen(met_uden, 2024, met(sinds, uden)) == {**GOED, NIEUW: 59_874}
    assert "begint volgens blad Gemeenten op 1-1-2022" in fout(pad, 2021, met(sinds)).bevindingen[0].wat


def test_a_gemeente_that_went_into_another_has_no_figure_any_more(tmp_path: Path) -> None:
    cijfers = {**CIJFERS, **{(code, 2026): tekst for (code, _), tekst in CIJFERS.items()}, (BOEKEL, 2026): "."}
    pad = Download(cijfers).schrijf(tmp_path / "cbs.csv")
    (bevinding,) = fout(pad, 2026).bevindingen
    assert "geen inwoners meer op 1 januari 2026, wel op 1 januari 2024" in bevinding.wat
    assert "haar Tot en Opvolger" in bevinding.doen
    opgegaan = met(GM0755={"tot": date(2025, 12, 31), "opvolger": OSS})
    assert gelezen(pad, 2026, opgegaan) == {HB: 160_783, OSS: 94_741}
    te_vroeg = met(GM0755={"tot": date(2022, 12, 31), "opvolger": OSS})
    assert "bestond toen volgens blad Gemeenten niet" in fout(pad, 2024, te_vroeg).bevindingen[0].wat


# --- what is no such table


@pytest.mark.parametrize(
    ("tekst", "bericht"),
    [
        ("", "is geen tabel 37230ned, 03759ned of 70072ned"),
        ("a,b,c\n1,2,3\n", "is geen tabel 37230ned, 03759ned of 70072ned"),
        ("Regio's;Perioden;Huishoudens\nGM0755;2024;1\n", "is geen tabel"),
        ("Regio's;Perioden;Bevolking op 1 januari;Totale bevolking\nGM0755;2024;1;2\n", "is geen tabel"),
        (
            'ID;RegioS;Perioden;BevolkingOp1Januari_1\n0;"Grashoek";"2024MM01";11500\n',
            "noemt geen enkele gemeente van deze",
        ),
        ('"Regio\'s";"Perioden";"Bevolking op 1 januari"\n"Boekel";"2024";"1\n', "kan niet worden gelezen"),
    ],
)
def test_another_file_is_refused(tekst: str, bericht: str, tmp_path: Path) -> None:
    assert bericht in fout(los(tmp_path, tekst)).bericht


def test_a_name_that_two_gemeenten_have_is_asked_for_as_a_code(tmp_path: Path) -> None:
    tweede = replace(REGELING.gemeenten[1], code="GM0001")
    pad = Download(CIJFERS, vorm="namen").schrijf(tmp_path / "cbs.csv")
    assert '"Boekel" kan GM0001 en GM0755 zijn.' in [b.wat for b in fout(pad, 2024, met(tweede)).bevindingen]


def test_a_file_that_is_no_text_or_is_not_there_is_refused(tmp_path: Path) -> None:
    pad = tmp_path / "x.csv"
    with pytest.raises(InvoerFout, match="is niet te lezen"):
        lees_cbs(pad, REGELING)
    pad.write_bytes(b"PK\x03\x04\0\0\x08\0\0\xfe")
    with pytest.raises(InvoerFout, match="is geen tekst"):
        lees_cbs(pad, REGELING)
