"""Inwoners from CBS StatLine: two tables, two ways to write them, and everything that may be wrong. Invented figures."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hulp.kleine_master import BOEKEL, HB, OSS, REGELING

from via_xl.basis.bevinding import InvoerFout
from via_xl.lezen.cbs import lees_cbs

KOP = '"ID";"RegioS";"Perioden";"BevolkingAanHetBeginVanDePeriode_1"'
GOED = f'{KOP}\n0;"GM0755    ";"2024MM01";11500\n1;"GM0796";"2024MM01";160000\n2;"GM0828";"2024MM01";95000\n'


def bestand(werkmap: Path, tekst: str) -> Path:
    pad = werkmap / "37230ned.csv"
    pad.write_text(tekst, encoding="utf-8-sig")
    return pad


def gelezen(werkmap: Path, tekst: str) -> dict[tuple[int, str], int]:
    return {(rij.peiljaar, rij.code): rij.inwoners for rij in lees_cbs(bestand(werkmap, tekst), REGELING)}


def fout(werkmap: Path, tekst: str) -> InvoerFout:
    with pytest.raises(InvoerFout) as gevangen:
        lees_cbs(bestand(werkmap, tekst), REGELING)
    return gevangen.value


def test_a_download_gives_each_gemeente_with_its_source(tmp_path: Path) -> None:
    assert gelezen(tmp_path, GOED) == {(2024, BOEKEL): 11_500, (2024, HB): 160_000, (2024, OSS): 95_000}
    rij = lees_cbs(bestand(tmp_path, GOED), REGELING)[0]
    assert rij.bron.startswith("CBS StatLine 37230ned, 37230ned.csv, SHA-256 ")
    assert str(rij.status) == "te bevestigen"


def test_other_months_regions_and_parts_of_the_population_say_nothing(tmp_path: Path) -> None:
    extra = '3;"GM0755";"2024MM02";11600\n4;"NL01";"2024MM01";17900000\n5;"GM0001";"2024MM01";5\n'
    assert len(gelezen(tmp_path, GOED + extra)) == 3
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
    assert gelezen(tmp_path, f"{kop}\n{delen}") == {(2023, code): 300 for code in (BOEKEL, HB, OSS)}


def test_everything_that_is_wrong_is_said_at_once_with_its_row(tmp_path: Path) -> None:
    tekst = (
        f'{KOP}\n0;"GM0755";"2024MM01";11.500\n1;"GM0796";"2024MM01";.\n2;"GM0828";"vorig jaar";95000\n'
        '3;"GM0828";"2024MM01";1\n4;"GM0828";"2024MM01";2\n5;"GM0755"\n'
    )
    alle = [b.regel() for b in fout(tmp_path, tekst).bevindingen]
    for stuk in (
        'rij 2: GM0755 2024: "11.500" is geen heel getal.',
        "rij 3: GM0796 2024: het aantal inwoners ontbreekt.",
        'rij 4: "vorig jaar" is geen periode.',
        "rij 6: GM0828 2024 heeft hier 2, en in rij 5 1.",
        "rij 7: heeft 2 velden, de kopregel 4.",
    ):
        assert any(stuk in regel for regel in alle), stuk


def test_a_gemeente_that_is_missing_or_merged_away_is_named(tmp_path: Path) -> None:
    zonder = "\n".join(GOED.splitlines()[:3])
    (bevinding,) = fout(tmp_path, zonder).bevindingen
    assert bevinding.wat == "Oss (GM0828) ontbreekt in 2024."
    opgegaan = tuple(replace(g, opvolger="GM9999") if g.code == OSS else g for g in REGELING.gemeenten)
    with pytest.raises(InvoerFout) as gevangen:
        lees_cbs(bestand(tmp_path, f'{zonder}\n9;"GM9999";"2024MM01";1\n'), replace(REGELING, gemeenten=opgegaan))
    assert "haar opvolger GM9999 staat er wel in" in gevangen.value.bevindingen[0].wat


@pytest.mark.parametrize(
    ("tekst", "bericht"),
    [
        ("", "is leeg"),
        ("a,b,c\n1,2,3\n", "is geen tabel 37230ned of 03759ned"),
        (f'{KOP}\n0;"Boekel";"2024MM01";11500\n', "noemt geen enkele gemeente met haar code"),
    ],
)
def test_another_file_is_refused(tekst: str, bericht: str, tmp_path: Path) -> None:
    assert bericht in fout(tmp_path, tekst).bericht


def test_a_file_that_is_no_text_or_is_not_there_is_refused(tmp_path: Path) -> None:
    pad = tmp_path / "x.csv"
    with pytest.raises(InvoerFout, match="is niet te lezen"):
        lees_cbs(pad, REGELING)
    pad.write_bytes(b"\xff\xfe\x00PK")
    with pytest.raises(InvoerFout, match="UTF-8"):
        lees_cbs(pad, REGELING)
