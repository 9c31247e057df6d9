"""Rows are added to the open book, all of them or none, and nothing else of it changes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hulp.kleine_master import BOEKEL, OSS, REGELING, uren
from hulp.nepexcel import Nepexcel, nep_excel
from msgspec.structs import replace

from via_xl.basis.bevinding import InvoerFout
from via_xl.excel.bijschrijven import Bijschrijven, HerstelFout
from via_xl.excel.inboek import schrijf
from via_xl.excel.openboek import OpenBoek
from via_xl.lezen.master import lees_open_master
from via_xl.regeling.model import Aandachtspunt, Editie, Logregel, Regeling, Urenstaat
from via_xl.regeling.tabellen import LOGBOEK, UREN
from via_xl.schrijven.master import maak_master
from via_xl.schrijven.master.invoer import als_rij
from via_xl.wijzigen.wijziging import Wijziging

LEEG = replace(REGELING, urenstaten=(), aandachtspunten=())
"""A region without hour sheets: the tables of those have one blank row."""

BEVINDING = {
    "Gecontroleerd op": date(2025, 2, 1),
    "Wat": "= dit is geen formule",
    "Blad": "Uren",
    "Cel": "G12",
    "Ernst": "fout",
    "Wat te doen": "1,5",
}


def schrijf_bij(bij: Bijschrijven, oud: Regeling, nieuw: Regeling) -> None:
    """Bring the open book from one regeling to the other, the lines of the Logboek as well."""
    rijen, cellen = Wijziging.tussen(oud, nieuw)
    erbij = {LOGBOEK.naam: nieuw.logboek[len(oud.logboek) :]}
    schrijf(bij, Wijziging("", [], rijen | erbij, cellen))


@pytest.fixture(scope="module")
def nep() -> Iterator[Nepexcel]:
    with nep_excel() as excel:
        yield excel


@pytest.fixture
def boek(nep: Nepexcel, tmp_path: Path) -> Iterator[OpenBoek]:
    yield from opening(nep, tmp_path, REGELING)


@pytest.fixture
def leeg(nep: Nepexcel, tmp_path: Path) -> Iterator[OpenBoek]:
    yield from opening(nep, tmp_path, LEEG)


def opening(nep: Nepexcel, werkmap: Path, regeling: Regeling) -> Iterator[OpenBoek]:
    pad = werkmap / "master.xlsm"
    maak_master(regeling, 2024, editie=Editie.MET_MACROS).bewaar(pad)
    boek = nep.boek(pad)
    nep.app._veranderingen.clear()
    yield OpenBoek(boek)
    nep.app._breek_bij = None
    nep.app._vult_door = True
    boek.close()


def uitgebreid(oud: Regeling) -> Regeling:
    """What an hour sheet of Oss that replaces an earlier one does."""
    weg = tuple(replace(r, geldig=False) if r.code == OSS else r for r in oud.uren)
    nieuw = tuple(
        uren(OSS, 1000 + n, medewerker="1001", thema="Preventie", maand=date(2024, 1 + n, 1), bron="'s-oss 2024.xlsx")
        for n in range(3)
    )
    staat = Urenstaat(
        code=OSS,
        jaar=2024,
        bestand="'s-oss 2024.xlsx",
        sha256="12345678e9" + "0" * 54,
        gelezen_op=date(2025, 2, 1),
        regels=3,
        uren_h=3003,
        bron="1-2-2024",
    )
    punten = tuple(
        Aandachtspunt(code=OSS, jaar=2024, bestand="oss.xlsx", plaats="Urenstaat!B6", wat=wat, doen="Bel.", bron="")
        for wat in ("=niet getekend", "+31 ontbreekt", "WAAR")
    )
    log = Logregel(wanneer=date(2025, 2, 1), wat="urenstaten ingelezen", jaar=2024, versie="ViA-XL 1.0")
    return replace(
        oud,
        uren=weg + nieuw,
        urenstaten=(*(replace(s, geldig=False) for s in oud.urenstaten), staat),
        aandachtspunten=(*(replace(p, afgehandeld=True) for p in oud.aandachtspunten), *punten),
        logboek=(*oud.logboek, log),
    )


def stand(boek: OpenBoek) -> dict[str, Any]:
    """Everything of the book that could have changed."""
    uit: dict[str, Any] = {"bewaard": boek.com.Saved}
    for blad in boek.com.Worksheets._inner._leden:
        uit[blad.Name] = {
            "cellen": {
                plek: (cel.value, cel.data_type, cel.number_format)
                for plek, cel in blad._ws._cells.items()
                if cel.value is not None
            },
            "tabellen": dict(blad._ws.tables.items()),
            "slot": dict(blad._ws.protection),
        }
    return uit


def alles(boek: OpenBoek) -> None:
    oud = lees_open_master(boek).regeling
    with Bijschrijven(boek) as wijziging:
        schrijf_bij(wijziging, oud, uitgebreid(oud))
        wijziging.voeg_toe("tblBevindingen", [BEVINDING, BEVINDING])


def kolomformules(boek: OpenBoek, tabel: str) -> list[set[str]]:
    """Per calculated column of a table its formulas, in the notation that reads the same in every row."""
    blok = boek.lijst(tabel).DataBodyRange.FormulaR1C1
    kolommen = [set(kolom) for kolom in zip(*blok, strict=True)]
    return [kolom for kolom in kolommen if any(str(formule).startswith("=") for formule in kolom)]


@pytest.mark.lang(vlug=1, een_op=40)  # cases that cost much, of which some are in every run
@pytest.mark.parametrize("vult_door", [True, False], ids=["Excel vult door", "Excel vult niet door"])
@pytest.mark.parametrize("begin", ["boek", "leeg"])
def test_wat_is_bijgeschreven_leest_terug_als_wat_bedoeld_was(
    begin: str, vult_door: bool, nep: Nepexcel, request: pytest.FixtureRequest
) -> None:
    boek: OpenBoek = request.getfixturevalue(begin)
    nep.app._vult_door = vult_door
    verwacht = uitgebreid(lees_open_master(boek).regeling)
    alles(boek)
    terug = lees_open_master(boek).regeling
    assert terug == verwacht
    assert [replace(r, plek=terug.logboek[0].plek) for r in terug.logboek] == [
        replace(r, plek=terug.logboek[0].plek) for r in verwacht.logboek
    ]


@pytest.mark.lang(een_op=40)  # a master in the open book
@pytest.mark.parametrize("vult_door", [True, False], ids=["Excel vult door", "Excel vult niet door"])
def test_elke_berekende_kolom_houdt_een_formule_over_al_haar_rijen(
    boek: OpenBoek, nep: Nepexcel, vult_door: bool
) -> None:
    nep.app._vult_door = vult_door
    boek.boek.sheets["Uren"].range("O6:O9").formula = "=G6*2"
    voor = kolomformules(boek, "tblUren")
    assert len(voor) == 8
    alles(boek)
    assert kolomformules(boek, "tblUren") == voor
    assert [len(kolom) for kolom in kolomformules(boek, "tblUrenstaten")] == [1, 1, 1, 1]


def test_nieuwe_rijen_hebben_de_getalopmaak_van_de_eerste(boek: OpenBoek) -> None:
    alles(boek)
    tabel = boek.lijst("tblUren")
    for kolom in tabel.DataBodyRange.Columns:
        assert kolom.NumberFormat is not None


def test_een_tekst_blijft_een_tekst_in_de_tabel_van_de_bevindingen(boek: OpenBoek) -> None:
    alles(boek)
    assert (
        boek.lijst("tblBevindingen").DataBodyRange.Value2
        == ((45689.0, "= dit is geen formule", "Uren", "G12", "fout", "1,5"),) * 2
    )


def test_een_beveiligd_blad_is_na_afloop_weer_beveiligd_met_dezelfde_rechten(boek: OpenBoek) -> None:
    blad = boek.com.Worksheets("Controles")
    voor = dict(blad._inner._ws.protection)
    assert blad.ProtectContents
    alles(boek)
    assert dict(blad._inner._ws.protection) == voor


@pytest.mark.lang(een_op=40)  # a master in the open book
@pytest.mark.parametrize("begin", ["boek", "leeg"])
def test_waar_het_ook_misgaat_alles_staat_weer_zoals_het_stond(
    begin: str, nep: Nepexcel, request: pytest.FixtureRequest
) -> None:
    boek: OpenBoek = request.getfixturevalue(begin)
    nep.app._vult_door = False
    voor = stand(boek)
    com_error = nep.xw._xlwindows.pywintypes.com_error
    n = 0
    while True:
        n += 1
        nep.app._veranderingen.clear()
        nep.app._breek_bij = n
        try:
            alles(boek)
        except (com_error, InvoerFout):
            assert stand(boek) == voor, (n, nep.app._veranderingen)
        else:
            break
    soorten = {"ListObject.Resize", "Range.Value", "Range.Value2", "Worksheet.Unprotect", "Worksheet.Protect"}
    assert {
        soort.replace("Lijst", "ListObject").replace("Bereik", "Range") for soort in nep.app._veranderingen
    } >= soorten
    assert len(nep.app._veranderingen) == n - 1
    assert stand(boek) != voor


def test_een_afgebroken_wijziging_laat_niets_achter(boek: OpenBoek) -> None:
    voor = stand(boek)

    def halverwege() -> None:
        oud = lees_open_master(boek).regeling
        with Bijschrijven(boek) as wijziging:
            schrijf_bij(wijziging, oud, uitgebreid(oud))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        halverwege()
    assert stand(boek) == voor


def test_wat_niet_terug_te_draaien_is_wordt_gezegd(boek: OpenBoek, monkeypatch: pytest.MonkeyPatch) -> None:
    rij = als_rij(UREN, uren(BOEKEL, 100))

    def halverwege() -> None:
        with Bijschrijven(boek) as wijziging:
            wijziging.voeg_toe("tblUren", [rij])
            monkeypatch.setattr("hulp.nepexcel.Lijst.Resize", lambda *_: 1 / 0)
            raise KeyError

    with pytest.raises(HerstelFout, match="Sluit de werkmap zonder te bewaren"):
        halverwege()


@pytest.mark.lang(vlug=1, een_op=40)  # cases that cost much, of which some are in every run
@pytest.mark.parametrize("rij", [10, 11], ids=["op de plaats", "er vlak onder"])
def test_wat_onder_de_tabel_staat_wordt_niet_opgeslokt(boek: OpenBoek, rij: int) -> None:
    boek.boek.sheets["Uren"].range(f"C{rij}").value = "mijn notitie"
    voor = stand(boek)
    with pytest.raises(InvoerFout, match=rf"in Uren!C{rij}, onder tabel tblUren") as fout, Bijschrijven(boek) as w:
        w.voeg_toe("tblUren", [als_rij(UREN, uren(BOEKEL, 100))])
    assert fout.value.bericht.endswith("Verplaats het naar een ander blad.")
    assert stand(boek) == voor


def test_een_vrije_rij_ertussen_is_genoeg(boek: OpenBoek) -> None:
    boek.boek.sheets["Uren"].range("C12").value = "mijn notitie"
    with Bijschrijven(boek) as w:
        w.voeg_toe("tblUren", [als_rij(UREN, uren(BOEKEL, 100))])
    assert boek.com.Worksheets("Uren").Range("C12").Value == "mijn notitie"


def test_een_totaalrij_wordt_geweigerd(boek: OpenBoek) -> None:
    tabel = boek.lijst("tblUren")._inner._tabel
    tabel.totalsRowCount = 1
    with pytest.raises(InvoerFout, match="heeft een totaalrij"), Bijschrijven(boek) as w:
        w.voeg_toe("tblUren", [als_rij(UREN, uren(BOEKEL, 100))])


def test_een_hernoemde_tabel_of_kolom_wordt_genoemd(boek: OpenBoek) -> None:
    rij = als_rij(UREN, uren(BOEKEL, 100))
    boek.boek.sheets["Uren"].range("L5").value = "Herkomst"
    with pytest.raises(InvoerFout, match="in tabel tblUren ontbreekt de kolom Bron"), Bijschrijven(boek) as w:
        w.voeg_toe("tblUren", [rij])
    boek.lijst("tblUren").Name = "tblMijnUren"
    with pytest.raises(InvoerFout, match="tabel tblUren ontbreekt of is hernoemd"), Bijschrijven(boek) as w:
        w.voeg_toe("tblUren", [rij])


def test_een_wachtwoord_op_een_blad_wordt_gezegd(boek: OpenBoek) -> None:
    boek.com.Worksheets("Controles")._inner._ws.protection.password = "geheim"  # noqa: S105 - a test's
    voor = stand(boek)
    with pytest.raises(InvoerFout, match="blad Controles is beveiligd met een wachtwoord"), Bijschrijven(boek) as w:
        w.voeg_toe("tblBevindingen", [BEVINDING])
    assert stand(boek) == voor


def test_alleen_de_registers_groeien_en_alleen_een_woord_wijzigt(boek: OpenBoek) -> None:
    with pytest.raises(ValueError, match="tblPunten"), Bijschrijven(boek) as w:
        w.voeg_toe("tblPunten", [{"Punt": 11}])
    with pytest.raises(ValueError, match="Uren"), Bijschrijven(boek) as w:
        w.zet("tblUren", "Uren", [6], "0")
    oud = lees_open_master(boek).regeling
    with pytest.raises(ValueError, match="verdwenen"), Bijschrijven(boek) as w:
        schrijf_bij(w, oud, replace(oud, uren=()))


def test_de_dagen_zijn_dagen_ook_in_een_cel_zonder_opmaak(leeg: OpenBoek) -> None:
    leeg.lijst("tblUrenstaten").DataBodyRange.NumberFormat = "General"
    verwacht = uitgebreid(lees_open_master(leeg).regeling)
    alles(leeg)
    assert lees_open_master(leeg).regeling.urenstaten == verwacht.urenstaten
