from __future__ import annotations

import gc
import re
import shutil
import subprocess
import sys
import zipfile
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any

import psutil
import pytest
from hulp.kleine_master import (
    BOEKEL,
    HB,
    OSS,
    REGELING,
    Blok,
    Blokken,
    bewerk_deel,
    blad_deel,
    blokken,
    schrijf,
    uren,
)
from hulp.lang import een_per_tabel
from msgspec.structs import replace

from via_xl.basis.bevinding import InvoerFout
from via_xl.lezen.master import lees_master
from via_xl.lezen.tabelplaats import Tabelplaats
from via_xl.lezen.waarden import Formule
from via_xl.lezen.werkmap import Werkmap
from via_xl.regeling.kolom import Invoertabel
from via_xl.regeling.model import Status
from via_xl.regeling.tabellen import TABELLEN
from via_xl.schrijven.master import maak_master


@pytest.fixture
def delen() -> Blokken:
    return blokken()


@pytest.fixture
def pad(tmp_path: Path) -> Path:
    return tmp_path / "master.xlsx"


def fouten(pad: Path, delen: Blokken | None = None, **opties: Any) -> list[str]:
    """The findings with which a master is refused."""
    schrijf(pad, delen, **opties)
    with pytest.raises(InvoerFout) as fout:
        lees_master(pad)
    return [bevinding.regel() for bevinding in fout.value.bevindingen]


# --- what is read -----------------------------------------------------------------------------------------


def test_een_master_geeft_de_regeling_het_jaar_de_gemeente_en_de_plaats_van_elke_tabel(pad: Path) -> None:
    master = lees_master(schrijf(pad))
    assert master.regeling == REGELING
    assert (master.pad, master.jaar, master.afrekening_code, master.bevindingen) == (pad, 2024, BOEKEL, ())
    assert set(master.tabellen) == {tabel.naam for tabel in TABELLEN}
    assert master.tabellen["tblPOK"] == Tabelplaats(
        naam="tblPOK",
        blad="POK",
        kop=3,
        eerste=4,
        laatste=4,
        kolommen={"Jaar": "A", "Vergoeding %": "B", "Maximum €": "C", "Bron": "D", "Brondatum": "E", "Status": "F"},
    )


def test_elke_rij_weet_haar_cel(pad: Path) -> None:
    plek = lees_master(schrijf(pad)).regeling.uren[1].plek
    assert (plek.bestand, plek.blad, plek.cel("uren_h"), plek.cel("afrekenjaar")) == ("master.xlsx", "Uren", "G5", "H5")


def test_het_lezen_laat_het_bestand_los_en_de_kringzoeker_aan(pad: Path) -> None:
    lees_master(schrijf(pad))
    assert str(pad) not in [bestand.path for bestand in psutil.Process().open_files()]
    assert gc.isenabled()


def test_openpyxl_wordt_pas_geladen_als_er_een_werkmap_wordt_gelezen() -> None:
    modules = "via_xl.lezen.master, via_xl.lezen.gegevensmap, via_xl.controle"
    code = f"import sys, {modules}; sys.exit('openpyxl' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_verplaatste_tabellen_kolommen_en_hernoemde_bladen_maken_niets_uit(pad: Path, delen: Blokken) -> None:
    for plaats, blok in enumerate(delen):
        for rij in (blok.koppen, *blok.rijen):
            rij.reverse()
        blok.blad = "Alles" if plaats % 2 else "Rest"
        blok.rij, blok.kolom = 7 + 3 * plaats, 30 * plaats
    assert lees_master(schrijf(pad, delen)).regeling == REGELING


def test_tabellen_onder_elkaar_op_een_blad_storen_elkaar_niet(pad: Path, delen: Blokken) -> None:
    onder = 0
    for blok in delen:
        blok.blad, blok.rij, blok.kolom = "Alles", onder, 0
        onder += max(1, len(blok.rijen)) + 1
    assert lees_master(schrijf(pad, delen)).regeling == REGELING


def test_extra_bladen_tabellen_en_kolommen_worden_niet_gelezen_maar_wel_gevonden(pad: Path, delen: Blokken) -> None:
    delen["tblUren"].met(2, "Kosten €", Formule("tblUren[[#This Row],[Uren]]*2"))
    delen.append(Blok("tblEigen", "Eigen blad", ["Notitie"], [[Formule("1/0")]], rij=5, kolom=3))
    master = lees_master(schrijf(pad, delen))
    assert master.regeling == REGELING
    assert master.tabellen["tblUren"].kolom("kosten €") == "C"
    assert master.tabellen["tblEigen"] == Tabelplaats("tblEigen", "Eigen blad", 6, 7, 7, {"Notitie": "D"})


def test_lege_rijen_in_en_onder_aan_een_tabel_tellen_niet(pad: Path, delen: Blokken) -> None:
    blok = delen["tblUren"]
    blok.met(3, "Kosten €", Formule("1+1"))
    leeg = [None] * 3 + [Formule("1+1")] + [None] * 9
    blok.rijen.insert(2, list(leeg))
    blok.rijen.append([" ", *leeg[1:]])
    master = lees_master(schrijf(pad, delen))
    assert master.regeling == REGELING
    assert master.regeling.uren[2].plek.rij == 7


def test_een_tabel_zonder_rijen_is_leeg(pad: Path) -> None:
    regeling = replace(REGELING, uren=(), voorschotten=())
    assert lees_master(schrijf(pad, blokken(regeling))).regeling == regeling


def test_een_totaalrij_is_geen_invoer(pad: Path, delen: Blokken) -> None:
    delen["tblUren"].totaal = True
    onder = delen["tblUren"].cel(len(REGELING.uren), "Uren")
    naast = delen["tblUren"].cel(len(REGELING.uren), "Schaal")
    master = lees_master(schrijf(pad, delen, los=[("Uren", onder, 999.0), ("Uren", naast, 11)]))
    assert master.regeling == REGELING
    assert master.tabellen["tblUren"].totaal


def test_koppen_worden_herkend_ongeacht_hoofdletters_en_spaties(pad: Path, delen: Blokken) -> None:
    koppen = delen["tblUren"].koppen
    koppen[koppen.index("Uren")] = " UREN "
    delen["tblCapaciteit"].koppen[1] = "uren  per Week"
    assert lees_master(schrijf(pad, delen)).regeling == REGELING


def test_de_kopcel_telt_als_de_tabeldefinitie_verouderd_is(pad: Path) -> None:
    def verouder(xml: bytes) -> bytes:
        return xml.replace(b'name="Uren"', b'name="Column7"')

    schrijf(pad)
    tabel = next(f"xl/tables/table{n}.xml" for n in range(1, len(TABELLEN) + 1) if _is_tabel(pad, n, "tblUren"))
    bewerk_deel(pad, tabel, verouder)
    assert lees_master(pad).regeling == REGELING


def _is_tabel(pad: Path, nummer: int, naam: str) -> bool:
    with zipfile.ZipFile(pad) as pakket:
        return f'displayName="{naam}"'.encode() in pakket.read(f"xl/tables/table{nummer}.xml")


def test_een_onjuiste_afmeting_van_het_blad_kost_geen_rijen(pad: Path) -> None:
    schrijf(pad)
    bewerk_deel(
        pad, blad_deel(pad, "Uren"), lambda xml: xml.replace(b'<dimension ref="A3:N7"/>', b'<dimension ref="A1"/>')
    )
    assert lees_master(pad).regeling == REGELING


def test_cellen_zonder_adres_worden_op_volgorde_gelezen(pad: Path) -> None:
    schrijf(pad)
    zonder = re.compile(rb'(<c|<row) r="[A-Z]*\d+"')
    bewerk_deel(pad, blad_deel(pad, "Start"), lambda xml: zonder.sub(rb"\1", xml))
    rijen = blokken()
    rijen["tblPOK"].rij = 0
    assert lees_master(pad).jaar is None  # B2 is now the first cell of the first row: nothing is guessed
    schrijf(pad, rijen)
    vol = [2024, 0.5, 310000, "Koersplan 8", None, "te bevestigen"]
    assert rijen["tblPOK"].rijen == [vol]
    rijen["tblPOK"].zet(0, "Brondatum", date(2024, 1, 1))
    schrijf(pad, rijen)
    bewerk_deel(pad, blad_deel(pad, "POK"), lambda xml: zonder.sub(rb"\1", xml))
    assert lees_master(pad).regeling.pok == (replace(REGELING.pok[0], datum=date(2024, 1, 1)),)


def test_waarden_in_de_cel_zelf_in_plaats_van_in_de_gedeelde_teksten_worden_gelezen(pad: Path) -> None:
    schrijf(pad)
    vet = b'<is><r><t>Koers</t></r><r><rPr><b/></rPr><t>plan 8</t></r><rPh sb="0" eb="1"><t>x</t></rPh></is>'
    cel = b'<c r="D4" t="inlineStr">' + vet + b"</c>"
    bewerk_deel(pad, blad_deel(pad, "POK"), lambda xml: re.sub(rb'<c r="D4" t="s"><v>\d+</v></c>', cel, xml))
    assert lees_master(pad).regeling == REGELING


def test_een_kalender_vanaf_1904_geeft_dezelfde_maanden(pad: Path) -> None:
    assert lees_master(schrijf(pad, opties={"date_1904": True})).regeling == REGELING


@pytest.mark.lang(vlug=5, een_op=40)  # cases that cost much, of which some are in every run
@pytest.mark.parametrize("tabel", [tabel for tabel in TABELLEN if not tabel.csv_verplicht], ids=lambda t: t.naam)
def test_een_tabel_die_mag_ontbreken_is_leeg_en_namen_zijn_dan_de_officiele(
    pad: Path, delen: Blokken, tabel: Invoertabel
) -> None:
    delen.weg(tabel.naam)
    gelezen = getattr(lees_master(schrijf(pad, delen)).regeling, tabel.attribuut)
    if tabel.naam == "tblNamen":
        assert [(rij.naam, rij.code) for rij in gelezen] == [("'s-Hertogenbosch", HB), ("Boekel", BOEKEL), ("Oss", OSS)]
    else:
        assert gelezen == ()


def test_standaarden_worden_ingevuld_waar_een_cel_leeg_is(pad: Path, delen: Blokken) -> None:
    for kop in ("Afrekenjaar", "Geldig", "Bron", "Status"):
        delen["tblUren"].zet(0, kop, None)
    regel = lees_master(schrijf(pad, delen)).regeling.uren[0]
    assert (regel.afrekenjaar, regel.geldig, regel.bron, regel.status) == (2024, True, "", Status.TE_BEVESTIGEN)


def test_een_medewerker_die_als_getal_is_getypt_wordt_tekst(pad: Path, delen: Blokken) -> None:
    delen["tblUren"].zet(1, "Medewerker", 1001)
    assert lees_master(schrijf(pad, delen)).regeling == REGELING


def test_een_opgegeten_apostrof_in_de_naam_blijft_staan(pad: Path, delen: Blokken) -> None:
    delen["tblGemeenten"].zet(0, "Naam", "s-Hertogenbosch")
    assert lees_master(schrijf(pad, delen)).regeling.gemeenten[0].naam == "s-Hertogenbosch"


@pytest.mark.lang(een_op=40)  # a run or more, with a sister in every run
@pytest.mark.motoren
def test_een_master_die_libreoffice_opnieuw_opsloeg_geeft_dezelfde_regeling(pad: Path, tmp_path: Path) -> None:
    delen = blokken(replace(REGELING, uren=tuple(replace(r, uren_h=n) for n, r in enumerate(REGELING.uren * 25))))
    delen["tblUren"].met(12, "Kosten €", Formule("=tblUren[[#This Row],[Uren]]*2"))
    schrijf(pad, delen)
    doel = tmp_path / "lo"
    profiel = f"-env:UserInstallation={(tmp_path / 'profiel').as_uri()}"
    opdracht = ["soffice", profiel, "--headless", "--convert-to", "xlsx", "--outdir", str(doel), str(pad)]
    subprocess.run(opdracht, check=True, capture_output=True)
    voor, na = lees_master(pad), lees_master(doel / pad.name)
    assert na.regeling == voor.regeling
    assert (na.jaar, na.afrekening_code) == (2024, BOEKEL)


# --- the chosen year and gemeente --------------------------------------------------------------------------


def test_een_leeg_jaar_en_een_lege_gemeente_zijn_niet_gekozen(pad: Path) -> None:
    master = lees_master(schrijf(pad, jaar=None, code=None))
    assert (master.jaar, master.afrekening_code) == (None, None)


def test_zonder_de_namen_jaar_en_afrekening_code_is_er_niets_gekozen(pad: Path) -> None:
    schrijf(pad)
    bewerk_deel(pad, "xl/workbook.xml", lambda xml: xml.replace(b'"Jaar"', b'"Jr"').replace(b"!$B$3", b"!#REF!"))
    master = lees_master(pad)
    assert (master.jaar, master.afrekening_code) == (None, None)


def test_de_gekozen_gemeente_mag_bij_een_bekende_naam_staan(pad: Path) -> None:
    assert lees_master(schrijf(pad, code="den bosch")).afrekening_code == HB


@pytest.mark.parametrize(
    ("jaar", "regel"),
    [
        (Formule("2020+4"), "Jaar: bevat een formule; hier hoort een ingevulde waarde. Vul de waarde zelf in."),
        (24, "Jaar: 24 ligt niet tussen 2000 en 2100. Vul een jaartal tussen 2000 en 2100 in."),
    ],
)
def test_een_jaar_dat_niet_klopt_is_een_fout_met_zijn_cel(pad: Path, jaar: Any, regel: str) -> None:
    assert fouten(pad, jaar=jaar) == [f"master.xlsx Start!B2: {regel}"]


# --- what is refused ---------------------------------------------------------------------------------------


def test_een_werkmap_zonder_tabellen_is_geen_master(pad: Path) -> None:
    schrijf(pad, [])
    with pytest.raises(InvoerFout) as fout:
        lees_master(pad)
    assert fout.value.bericht == (
        "master.xlsx bevat geen enkele tabel van de verrekening. "
        "Geef de master op, met tabellen als tblGemeenten en tblUren."
    )


@pytest.mark.parametrize("tabel", [tabel for tabel in TABELLEN if tabel.csv_verplicht], ids=lambda t: t.naam)
def test_een_ontbrekende_tabel_wordt_bij_haar_naam_genoemd(pad: Path, delen: Blokken, tabel: Invoertabel) -> None:
    delen.weg(tabel.naam)
    assert fouten(pad, delen)[0] == (
        f"master.xlsx : tabel {tabel.naam} ontbreekt. "
        f"Zet de tabel terug (gewoonlijk op blad {tabel.blad}) of geef haar deze naam weer."
    )


@pytest.mark.lang(vlug=6, een_op=40)  # cases that cost much, of which some are in every run
@pytest.mark.parametrize(("tabel", "kop"), een_per_tabel((t, k.kop) for t in TABELLEN for k in t.kolommen))
def test_een_ontbrekende_kolom_wordt_bij_haar_kop_genoemd(
    pad: Path, delen: Blokken, tabel: Invoertabel, kop: str
) -> None:
    delen[tabel.naam].zonder(kop)
    assert fouten(pad, delen)[0] == (
        f"master.xlsx {tabel.blad}!rij 3: in tabel {tabel.naam} ontbreekt de kolom {kop}. "
        f'Voeg aan {tabel.naam} de kolom "{kop}" toe.'
    )


def test_een_tabel_of_kolom_die_er_twee_keer_staat_wordt_gemeld(pad: Path, delen: Blokken) -> None:
    delen["tblPOK"].met(6, "Jaar ", 2025)
    schrijf(pad, delen)
    nummer = next(n for n in range(1, len(TABELLEN) + 1) if _is_tabel(pad, n, "tblKosten"))
    bewerk_deel(pad, f"xl/tables/table{nummer}.xml", lambda xml: xml.replace(b"tblKosten", b"TBLINWONERS"))
    with pytest.raises(InvoerFout) as fout:
        lees_master(pad)
    assert [bevinding.regel() for bevinding in fout.value.bevindingen] == [
        "master.xlsx Voorschotten: tabel tblInwoners staat er twee keer: ook op blad Inwoners. "
        "Verwijder of hernoem de tabel die er niet hoort.",
        "master.xlsx POK!rij 3: tabel tblPOK heeft de kolom Jaar twee keer. "
        "Geef een van beide kolommen een andere kop.",
    ]


@pytest.mark.parametrize(
    ("plek", "cel", "wat"),
    [
        (("tblUren", 0, "Uren"), "7,5", 'Uren!G4: Uren: "7,5" is tekst, geen getal.'),
        (("tblUren", 2, "Uren"), -8, "Uren!G6: Uren: -8 is negatief."),
        (("tblUren", 0, "Uren"), 7.255, "Uren!G4: Uren: 7,255 is fijner dan een honderdste uur."),
        (("tblUren", 0, "Uren"), None, "Uren!G4: Uren: is leeg, maar verplicht."),
        (("tblUren", 0, "Uren"), True, "Uren!G4: Uren: WAAR is een logische waarde, geen getal."),
        (("tblUren", 0, "Uren"), Formule("7+0,5"), "Uren!G4: Uren: bevat een formule; hier hoort een"),
        (("tblUren", 0, "Uren"), "#N/A", "Uren!G4: Uren: bevat de foutwaarde #N/A."),
        (("tblUren", 0, "Maand"), datetime(2024, 3, 15), "Uren!F4: Maand: 15-3-2024 is niet de eerste dag van een"),
        (("tblUren", 0, "Maand"), 45352, "Uren!F4: Maand: 45352 is een getal zonder datumopmaak."),
        (("tblUren", 0, "Code"), "Tilburg", 'Uren!A4: Code: "Tilburg" is geen bekende gemeente.'),
        (("tblUren", 0, "Geldig"), "misschien", 'Uren!I4: Geldig: "misschien" is hier geen keuze.'),
        (("tblPOK", 0, "Vergoeding %"), 50, "POK!B4: Vergoeding %: 5000 % ligt boven de 100 %."),
        (("tblPOK", 0, "Maximum €"), 10**12, "POK!C4: Maximum €: 1000000000000 is te groot om in een spreadsheet"),
        (("tblTarieven", 1, "Tot"), None, "Tarieven!C5: Tot: is leeg, maar verplicht."),
        (("tblGemeenten", 0, "Code"), "Boekel", 'Gemeenten!A4: Code: "Boekel" is geen CBS-code.'),
    ],
)  # fmt: skip
def test_een_verkeerde_waarde_wordt_met_blad_en_cel_gemeld(
    pad: Path, delen: Blokken, plek: tuple[str, int, str], cel: Any, wat: str
) -> None:
    tabel, rij, kop = plek
    delen[tabel].zet(rij, kop, cel)
    regels = fouten(pad, delen)
    assert regels[0].startswith(f"master.xlsx {wat}")


@pytest.mark.parametrize("foutwaarde", [b"#REF!", b"#NIEUW!"])
def test_een_foutwaarde_in_een_cel_is_een_fout_ook_een_die_nog_niet_bestond(pad: Path, foutwaarde: bytes) -> None:
    def verminkt(xml: bytes) -> bytes:
        return xml.replace(b"<v>7.25</v>", b"<v>" + foutwaarde + b"</v>").replace(b'<c r="G4"', b'<c r="G4" t="e"')

    schrijf(pad)
    bewerk_deel(pad, blad_deel(pad, "Uren"), verminkt)
    with pytest.raises(InvoerFout) as fout:
        lees_master(pad)
    assert fout.value.bevindingen[0].wat == f"Uren: bevat de foutwaarde {foutwaarde.decode()}."


def test_een_formule_die_een_eerdere_deelt_is_ook_een_formule(pad: Path) -> None:
    schrijf(pad)
    gedeeld = b'<f t="shared" si="0"/><v>7.25</v>'
    bewerk_deel(pad, blad_deel(pad, "Uren"), lambda xml: xml.replace(b"<v>7.25</v>", gedeeld))
    with pytest.raises(InvoerFout) as fout:
        lees_master(pad)
    assert fout.value.bevindingen[0].wat.startswith("Uren: bevat een formule")


def test_een_schrijfwijze_uit_tblnamen_wordt_herkend_zoals_de_formule_dat_doet(pad: Path, delen: Blokken) -> None:
    for rij, naam in enumerate(("DEN BOSCH", " oss ", "gm0755")):
        delen["tblUren"].zet(rij, "Code", naam)
    assert lees_master(schrijf(pad, delen)).regeling == REGELING


def test_een_schrijfwijze_die_de_formule_niet_vindt_zegt_welke_code_te_typen(pad: Path, delen: Blokken) -> None:
    delen["tblUren"].zet(0, "Code", "‘s Hertogenbosch")
    assert fouten(pad, delen) == [
        'master.xlsx Uren!A4: Code: "‘s Hertogenbosch" staat niet zo in tblNamen; de formules herkennen het niet. '
        "Typ GM0796, of zet deze schrijfwijze in tblNamen."
    ]


def test_een_rij_vlak_onder_een_tabel_telt_nergens_mee_en_is_dus_een_fout(pad: Path, delen: Blokken) -> None:
    onder = len(REGELING.uren)
    los = [("Uren", delen["tblUren"].cel(onder, kop), waarde) for kop, waarde in (("Code", OSS), ("Uren", 8))]
    assert fouten(pad, delen, los=los) == [
        "master.xlsx Uren!rij 8: staat direct onder tabel tblUren maar hoort er niet bij, en telt dus nergens mee. "
        "Trek de tabel door tot en met rij 8, of laat er een rij tussen vrij."
    ]
    assert lees_master(schrijf(pad, delen, los=los[:1])).regeling == REGELING  # a note of one cell is no row


def test_een_rij_onder_een_korte_tabel_naast_een_lange_is_ook_een_fout(pad: Path, delen: Blokken) -> None:
    themas = delen["tblThemas"]
    los = [("Lijsten", themas.cel(1, kop), "Zorg") for kop in ("Thema", "Bron")]
    assert len(delen["tblNamen"].rijen) > 2
    (regel,) = fouten(pad, delen, los=los)
    assert regel.startswith("master.xlsx Lijsten!rij 5: staat direct onder tabel tblThemas")


def test_waar_is_geen_een_ook_al_stond_er_eerder_een_een(pad: Path, delen: Blokken) -> None:
    for rij, waarde in enumerate((1, 1.0, True)):
        delen["tblUren"].zet(rij, "Uren", waarde)
    (regel,) = fouten(pad, delen)
    assert "Uren!G6: Uren: WAAR is een logische waarde" in regel


def test_alles_wat_fout_is_komt_in_een_keer_en_het_bericht_telt(pad: Path, delen: Blokken) -> None:
    delen["tblUren"].zet(0, "Uren", "7,5")
    delen["tblUren"].zet(0, "Schaal", None)
    delen["tblUren"].zet(2, "Uren", -1)
    delen["tblPOK"].zet(0, "Jaar", "2024")
    delen.weg("tblBegroting")
    schrijf(pad, delen)
    with pytest.raises(InvoerFout) as fout:
        lees_master(pad)
    assert fout.value.bericht == "master.xlsx bevat 5 fouten; er is niets mee gedaan."
    assert [(b.blad, b.cel) for b in fout.value.bevindingen] == [
        ("", ""),
        ("POK", "A4"),
        ("Uren", "E4"),
        ("Uren", "G4"),
        ("Uren", "G6"),
    ]


def naam_van_blad(nummer: str, xml: bytes) -> bytes:
    """The first defined name is that of a sheet that isn't there."""
    return xml.replace(b"<definedName ", f'<definedName localSheetId="{nummer}" '.encode(), 1)


@pytest.mark.parametrize(
    ("deel", "bewerk"),
    [
        ("xl/styles.xml", lambda _: b"<kapot"),
        ("xl/workbook.xml", lambda xml: xml.replace(b"<sheet ", b"<sheet name")),
        ("xl/tables/table1.xml", lambda _: b"<table/>"),
        ("xl/_rels/workbook.xml.rels", lambda _: None),
        *(("xl/workbook.xml", partial(naam_van_blad, nummer)) for nummer in ("99", "-2", "x")),
        ("xl/worksheets/sheet8.xml", lambda xml: xml[:-50]),
        ("xl/worksheets/sheet8.xml", lambda xml: xml.replace(b't="s"><v>', b't="s"><v>99999')),
    ],
)
def test_onderdelen_die_niet_bij_elkaar_passen_geven_een_bericht_en_geen_traceback(
    pad: Path, deel: str, bewerk: Any
) -> None:
    schrijf(pad)
    bewerk_deel(pad, deel, bewerk)
    with pytest.raises(InvoerFout) as fout:
        lees_master(pad)
    assert fout.value.bericht == (
        "master.xlsx kan niet als Excel-werkmap worden gelezen; de onderdelen kloppen niet met elkaar. "
        "Open het in Excel, laat Excel het herstellen en sla het op."
    )


@pytest.mark.lang(een_op=40)  # a run or more, with a sister in every run
def test_een_groot_blad_wordt_in_stukken_gelezen_zonder_een_rij_te_verliezen(pad: Path) -> None:
    regeling = replace(REGELING, uren=tuple(uren(BOEKEL, n, medewerker=f"M{n}") for n in range(3000)))
    assert lees_master(schrijf(pad, blokken(regeling))).regeling == regeling


def test_een_blad_dat_hetzelfde_bleef_wordt_niet_opnieuw_ontleed_en_een_ander_wel(
    pad: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    schrijf(pad)
    eerder = lees_master(pad)
    gelezen: list[str] = []
    echt = Werkmap.rijen

    def rijen(zelf: Werkmap, blad: str, gevraagd: Any) -> Any:
        gelezen.append(blad)
        return echt(zelf, blad, gevraagd)

    monkeypatch.setattr(Werkmap, "rijen", rijen)
    assert lees_master(pad, eerder=eerder) == eerder
    assert eerder.tabellen["tblUren"].blad not in gelezen
    assert eerder.tabellen["tblPOK"].blad not in gelezen
    nieuw = replace(eerder.regeling, uren=(replace(eerder.regeling.uren[0], uren_h=1), *eerder.regeling.uren[1:]))
    schrijf(pad, blokken(nieuw))
    gelezen.clear()
    assert lees_master(pad, eerder=eerder).regeling == nieuw
    assert eerder.tabellen["tblUren"].blad in gelezen
    assert eerder.tabellen["tblPOK"].blad not in gelezen


def test_het_bestand_dat_al_is_gelezen_wordt_niet_nog_eens_gelezen_maar_onder_een_andere_naam_wel(
    pad: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    maak_master(REGELING, 2024).bewaar(pad)
    eerder = lees_master(pad)
    ander = Path(shutil.copy(pad, pad.with_name("ander.xlsx")))
    assert lees_master(ander, eerder=eerder).regeling.uren[0].plek.bestand == "ander.xlsx"
    als_eerste = lees_master(ander, eerder=eerder, als=pad)
    assert (als_eerste.pad, als_eerste.regeling.uren[0]) == (ander, eerder.regeling.uren[0])
    assert als_eerste.regeling.uren is not eerder.regeling.uren
    assert als_eerste.regeling.uren[0] is eerder.regeling.uren[0]
    monkeypatch.setattr(Werkmap, "__init__", None)
    assert lees_master(pad, eerder=eerder) == eerder
    with pytest.raises(TypeError):
        lees_master(ander, eerder=eerder)


@pytest.mark.parametrize("deel", ["xl/sharedStrings.xml", "xl/styles.xml"])
def test_met_andere_gedeelde_teksten_of_opmaak_wordt_elk_blad_opnieuw_gelezen(pad: Path, deel: str) -> None:
    schrijf(pad)
    eerder = lees_master(pad)
    bewerk_deel(pad, deel, lambda xml: xml.replace(b"M1", b"M9") + b"<!-- -->")
    nieuw = lees_master(pad, eerder=eerder)
    assert replace(nieuw, bladen={}) == replace(lees_master(pad), bladen={})
    assert all(nieuw.bladen[blad].lezers is not lezing.lezers for blad, lezing in eerder.bladen.items())
