from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hulp.kleine_map import schrijf_map, vervang
from hulp.kleine_master import BOEKEL, HB, OSS, REGELING, bewerk_deel, blokken, schrijf, tarief, uren
from msgspec.structs import replace

from via_xl.basis.bevinding import Ernst, InvoerFout
from via_xl.lezen.gegevensmap import lees_gegevensmap
from via_xl.lezen.master import lees_master
from via_xl.regeling.tabellen import TABELLEN

GEGEVENS = Path(__file__).parents[2] / "workbooks" / "gegevens"


@pytest.fixture
def map(tmp_path: Path) -> Path:
    return schrijf_map(tmp_path / "regio")


def regels(map: Path) -> list[str]:
    return [bevinding.regel() for bevinding in lees_gegevensmap(map)[1]]


def test_de_map_geeft_dezelfde_regeling_terug(map: Path) -> None:
    assert lees_gegevensmap(map) == (REGELING, ())


def test_de_gegevens_van_de_regio_worden_zonder_fout_gelezen_en_komen_gelijk_uit_een_master(tmp_path: Path) -> None:
    regeling, bevindingen = lees_gegevensmap(GEGEVENS)
    assert bevindingen == ()
    assert regeling is not None
    assert len(regeling.gemeenten) == 10
    assert lees_master(schrijf(tmp_path / "m.xlsx", blokken(regeling))).regeling == regeling


def test_een_byte_order_mark_stoort_niet(map: Path) -> None:
    pad = map / "gemeenten.csv"
    pad.write_bytes(b"\xef\xbb\xbf" + pad.read_bytes())
    assert lees_gegevensmap(map)[0] == REGELING


def test_elke_rij_weet_waar_ze_vandaan_komt(map: Path) -> None:
    regeling, _ = lees_gegevensmap(map)
    assert regeling is not None
    plek = regeling.uren[1].plek
    assert (plek.bestand, plek.blad, plek.cel("uren_h")) == ("regio", "uren.csv", "rij 3, kolom uren")


def test_lege_regels_tellen_niet_maar_schuiven_de_rijnummers_niet_op(map: Path) -> None:
    vervang(map, "pok.csv", "\n2024", "\n\n,,,,,\n2024")
    regeling, bevindingen = lees_gegevensmap(map)
    assert bevindingen == ()
    assert regeling is not None
    assert regeling.pok[0].plek.rij == 4


def test_een_map_die_niet_bestaat_is_een_bevinding(tmp_path: Path) -> None:
    assert lees_gegevensmap(tmp_path / "weg")[0] is None
    assert regels(tmp_path / "weg") == ["weg : is geen map. Geef de map met de CSV-bestanden op."]


@pytest.mark.parametrize("tabel", TABELLEN, ids=lambda tabel: tabel.naam)
def test_een_verplicht_bestand_dat_ontbreekt_is_een_fout_en_een_ander_niet(map: Path, tabel) -> None:
    (map / tabel.csv).unlink()
    if tabel.csv_verplicht:
        assert f"regio {tabel.csv}: ontbreekt. Zet {tabel.csv} in de map regio." in regels(map)
        assert lees_gegevensmap(map)[0] is None
    else:
        assert regels(map) == []


def test_zonder_lijsten_komen_themas_en_rollen_uit_de_uren(tmp_path: Path) -> None:
    regeling = replace(REGELING, uren=(uren(HB, 1, thema="Zorg"), uren(HB, 1), uren(OSS, 2, rol="adviseur")))
    map = schrijf_map(tmp_path / "regio", regeling)
    (map / "themas.csv").unlink()
    (map / "rollen.csv").unlink()
    gelezen, _ = lees_gegevensmap(map)
    assert gelezen is not None
    assert [rij.thema for rij in gelezen.themas] == ["Preventie", "Zorg"]
    assert [rij.rol for rij in gelezen.rollen] == ["adviseur", "kernlid"]


def test_zonder_namenbestand_zijn_de_namen_de_officiele(map: Path) -> None:
    (map / "namen.csv").unlink()
    regeling, _ = lees_gegevensmap(map)
    assert regeling is not None
    assert [(rij.naam, rij.code) for rij in regeling.namen] == [
        ("'s-Hertogenbosch", HB),
        ("Boekel", BOEKEL),
        ("Oss", OSS),
    ]


def test_een_officiele_naam_die_bij_de_namen_ontbreekt_wordt_toegevoegd(map: Path, tmp_path: Path) -> None:
    (map / "namen.csv").write_text("naam,code\nDen Bosch,GM0796\nBOEKEL,GM0755\n", encoding="utf-8")
    regeling, _ = lees_gegevensmap(map)
    assert regeling is not None
    assert [rij.naam for rij in regeling.namen] == ["Den Bosch", "BOEKEL", "'s-Hertogenbosch", "Oss"]
    assert lees_master(schrijf(tmp_path / "m.xlsx", blokken(regeling))).regeling == regeling


@pytest.mark.parametrize("naam", ["GM0796", "gm0796", "Den Bosch", "‘s–Hertogenbosch", "s-hertogenbosch", "DEN  BOSCH"])
def test_een_gemeente_mag_bij_code_of_bij_elke_schrijfwijze_staan(map: Path, naam: str) -> None:
    vervang(map, "uren.csv", "\nGM0796,", f"\n{naam},")
    assert lees_gegevensmap(map) == (REGELING, ())


@pytest.mark.parametrize(
    ("thema", "waar"), [("Toekomst\0", 'na "Toekomst"'), ("\0Toekomst", "aan het begin"), ("Toe\x1fkomst", 'na "Toe"')]
)
def test_een_teken_dat_geen_cel_kan_bevatten_is_een_fout_met_zijn_plaats(
    map: Path, tmp_path: Path, thema: str, waar: str
) -> None:
    eigen = REGELING.uren[0].thema
    vervang(map, "uren.csv", f",{eigen},", f",{thema},")
    code = next(ord(teken) for teken in thema if teken < " ")
    wat = f"bevat {waar} een teken dat niet te zien is (code {code}). Typ de tekst opnieuw."
    assert regels(map) == [f"regio uren.csv!rij 2, kolom thema: {wat}"]
    boek = schrijf(tmp_path / "m.xlsx")
    geschreven = thema.replace(chr(code), f"_x{code:04X}_").encode()
    bewerk_deel(boek, "xl/sharedStrings.xml", lambda xml: xml.replace(f">{eigen}<".encode(), b">" + geschreven + b"<"))
    with pytest.raises(InvoerFout) as fout:
        lees_master(boek)
    assert any(f"Thema: {wat}" in bevinding.regel() for bevinding in fout.value.bevindingen)


def test_een_onbekende_gemeente_is_een_fout(map: Path) -> None:
    vervang(map, "uren.csv", "\nGM0796,", "\nTilburg,")
    assert regels(map) == [
        'regio uren.csv!rij 2, kolom code: "Tilburg" is geen bekende gemeente. '
        "Vul de CBS-code in, of zet deze schrijfwijze bij de namen."
    ]


def test_een_schrijfwijze_van_twee_gemeenten_is_niet_te_herkennen(map: Path) -> None:
    (map / "namen.csv").write_text("naam,code\nDe Kern,GM0796\nde kern,GM0755\n", encoding="utf-8")
    vervang(map, "uren.csv", "\nGM0796,", "\nDe Kern,")
    assert 'regio uren.csv!rij 2, kolom code: "De Kern" kan GM0755 en GM0796 zijn. Vul de CBS-code in.' in regels(map)


def test_de_code_van_een_gemeente_zelf_is_een_code(map: Path) -> None:
    vervang(map, "gemeenten.csv", "\nGM0755,", "\nBoekel,")
    assert regels(map)[0] == (
        'regio gemeenten.csv!rij 3, kolom code: "Boekel" is geen CBS-code. '
        "Vul de code van de gemeente in: GM en vier cijfers."
    )


def test_kolommen_met_een_standaard_mogen_ontbreken(map: Path) -> None:
    (map / "uren.csv").write_text(
        "code,medewerker,rol,thema,schaal,maand,uren\nGM0755,M1,kernlid,Preventie,11,2024-03,7.5\n", encoding="utf-8"
    )
    regeling, bevindingen = lees_gegevensmap(map)
    assert bevindingen == ()
    assert regeling is not None
    assert (regeling.uren[0].afrekenjaar, regeling.uren[0].geldig, regeling.uren[0].bron) == (2024, True, "")


def test_een_verplichte_kolom_die_ontbreekt_een_onbekende_en_een_dubbele_worden_alle_gemeld(map: Path) -> None:
    (map / "pok.csv").write_text("jaar,vergoeding_pct,maximum,Jaar,bron\n2024,50,310000,2024,x\n", encoding="utf-8")
    assert regels(map) == [
        'regio pok.csv!rij 1: kolom 3 heeft de onbekende kop "maximum". '
        "Gebruik alleen: jaar, vergoeding_pct, maximum_eur, bron, datum, status.",
        'regio pok.csv!rij 1: de kop "jaar" staat er twee keer. Laat één kolom met deze kop staan.',
        'regio pok.csv!rij 1: de kolom maximum_eur ontbreekt. Voeg de kolom "maximum_eur" toe.',
    ]


def test_een_rij_met_te_veel_of_te_weinig_velden_is_een_fout(map: Path) -> None:
    vervang(map, "pok.csv", "Koersplan 8,", "Koersplan 8, noot,")
    assert regels(map) == [
        "regio pok.csv!rij 2: heeft 7 velden, de kopregel 6. "
        "Schrijf getallen met een punt en zet tekst met een komma erin tussen aanhalingstekens."
    ]


def test_een_bestand_met_puntkommas_zegt_dat(map: Path) -> None:
    pad = map / "pok.csv"
    pad.write_text(pad.read_text(encoding="utf-8").replace(",", ";"), encoding="utf-8")
    assert regels(map) == [
        "regio pok.csv!rij 1: is met puntkomma's gescheiden. Sla het bestand op met komma's als scheidingsteken."
    ]


def test_een_leeg_bestand_zegt_welke_kopregel_er_hoort(map: Path) -> None:
    (map / "pok.csv").write_bytes(b"")
    assert regels(map)[0].startswith("regio pok.csv!rij 1: is leeg. Zet de kopregel in de eerste rij: jaar, ")


def test_een_teken_dat_geen_utf_8_is_wordt_met_zijn_rij_gemeld(map: Path) -> None:
    pad = map / "capaciteit.csv"
    pad.write_bytes(pad.read_bytes().replace(b"8.3", b"8.3 \xe9"))
    assert regels(map) == [
        'regio capaciteit.csv!rij 2: bevat een teken dat geen UTF-8 is. Sla het bestand op als "CSV UTF-8".'
    ]


def test_een_open_aanhalingsteken_is_een_fout(map: Path) -> None:
    vervang(map, "pok.csv", "Koersplan 8", '"Koersplan 8')
    assert regels(map) == ["regio pok.csv!rij 2: is geen geldige CSV-regel. Kijk de aanhalingstekens na."]


def test_een_leeg_einde_van_een_tarief_is_de_dag_voor_het_volgende(tmp_path: Path) -> None:
    regeling = replace(REGELING, tarieven=(*REGELING.tarieven, tarief(date(2025, 1, 1), date(2025, 12, 31))))
    map = schrijf_map(tmp_path / "regio", regeling)
    vervang(map, "tarieven.csv", "2024-01-01,2024-09-30", "2024-01-01,")
    vervang(map, "tarieven.csv", "2024-10-01,2024-12-31", "2024-10-01,")
    assert lees_gegevensmap(map) == (regeling, ())


def test_een_leeg_einde_zonder_volgend_tarief_is_een_fout(map: Path) -> None:
    vervang(map, "tarieven.csv", "2024-10-01,2024-12-31", "2024-10-01,")
    assert regels(map) == [
        "regio tarieven.csv!rij 3, kolom tot: is leeg, en schaal 11 heeft geen later tarief dat het einde bepaalt. "
        "Vul de laatste dag in."
    ]


def test_het_einde_mag_de_laatste_dag_van_de_kalender_zijn(map: Path) -> None:
    vervang(map, "tarieven.csv", "2024-10-01,2024-12-31", "2024-10-01,9999-12-31")
    regeling, _ = lees_gegevensmap(map)
    assert regeling is not None
    assert regeling.tarieven[1].tot == date(9999, 12, 31)


def test_alle_fouten_worden_verzameld_uit_alle_bestanden(map: Path) -> None:
    vervang(map, "uren.csv", "7.25", "7,25")
    vervang(map, "pok.csv", "50.00", "150")
    vervang(map, "inwoners.csv", "11030", "")
    assert lees_gegevensmap(map)[0] is None
    assert [regel.split(": ")[0] for regel in regels(map)] == [
        "regio inwoners.csv!rij 3, kolom inwoners",
        "regio pok.csv!rij 2, kolom vergoeding_pct",
        "regio uren.csv!rij 2",
    ]


def test_een_bestandsnaam_die_bijna_klopt_wordt_niet_stil_overgeslagen(map: Path) -> None:
    (map / "voorschotten.csv").rename(map / "voorschoten.csv")
    regeling, (bevinding,) = lees_gegevensmap(map)
    assert regeling is not None
    assert bevinding.ernst is Ernst.WAARSCHUWING
    assert bevinding.regel() == (
        "regio voorschoten.csv: wordt niet gelezen; de naam lijkt op voorschotten.csv. "
        "Noem het bestand voorschotten.csv als dat bedoeld is."
    )
