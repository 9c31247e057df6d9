"""A book that can't be worked with is refused in Dutch, with what to do; Excel is left as it was found."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hulp.kleine_master import REGELING, blokken, schrijf
from hulp.nepexcel import Nepexcel, nep_excel

from via_xl.basis.bevinding import InvoerFout
from via_xl.excel import toestand
from via_xl.excel.openboek import OpenBoek
from via_xl.excel.toestand import (
    eis_bladen,
    eis_master,
    eis_op_schijf,
    eis_schrijfbare_map,
    eis_wijzigbaar,
    rustig_excel,
)
from via_xl.regeling.model import Editie
from via_xl.regeling.tabellen import INDELING
from via_xl.schrijven.master import maak_master

STAND = ("StatusBar", "ScreenUpdating", "EnableEvents", "DisplayAlerts", "Calculation")


@pytest.fixture(scope="module")
def nep() -> Iterator[Nepexcel]:
    with nep_excel() as excel:
        yield excel


@pytest.fixture(params=list(Editie), ids=str)
def boek(request: pytest.FixtureRequest, nep: Nepexcel, tmp_path: Path) -> Iterator[OpenBoek]:
    pad = tmp_path / f"master{request.param}"
    maak_master(REGELING, 2024, editie=request.param).bewaar(pad)
    xw = nep.boek(pad)
    yield OpenBoek(xw)
    xw.close()


def geweigerd(doe: Any, *args: Any) -> str:
    with pytest.raises(InvoerFout) as fout:
        doe(*args)
    return fout.value.bericht


@pytest.mark.lang(vlug=1, een_op=40)  # cases that cost much, of which some are in every run
def test_een_gewone_master_mag_alles(boek: OpenBoek) -> None:
    eis_op_schijf(boek)
    eis_wijzigbaar(boek)
    eis_master(boek)
    eis_bladen(boek)
    eis_schrijfbare_map(boek.pad.parent)


def test_een_nooit_bewaard_boek(boek: OpenBoek) -> None:
    boek.com._inner._nieuw = True
    tekst = geweigerd(eis_op_schijf, OpenBoek(boek.boek))
    assert tekst == "master is nog nooit bewaard. Bewaar de master eerst op uw eigen schijf of een netwerkschijf."


@pytest.mark.lang(vlug=1, een_op=40)  # cases that cost much, of which some are in every run
@pytest.mark.parametrize(
    "adres",
    ["https://d.docs.live.net/abc/master.xlsm", "https://regio.sharepoint.com/sites/ViA/Documenten/master.xlsm"],
)
def test_een_adres_op_het_web(boek: OpenBoek, adres: str) -> None:
    boek.com._inner._volledig = adres
    tekst = geweigerd(eis_op_schijf, OpenBoek(boek.boek))
    assert tekst.startswith(f"master.xlsm is geopend vanaf OneDrive of SharePoint ({adres})")
    assert "Een kopie opslaan" in tekst


@pytest.mark.lang(vlug=1, een_op=40)  # cases that cost much, of which some are in every run
def test_een_pad_op_een_netwerkschijf_is_goed(boek: OpenBoek) -> None:
    boek.com._inner._volledig = "\\\\server\\ViA\\master.xlsm"
    eis_op_schijf(OpenBoek(boek.boek))


@pytest.mark.lang(vlug=1, een_op=40)  # cases that cost much, of which some are in every run
def test_alleen_lezen(boek: OpenBoek) -> None:
    boek.com._inner._alleen_lezen = True
    assert "is geopend als alleen-lezen" in geweigerd(eis_wijzigbaar, boek)


def test_een_map_waarin_niet_te_schrijven_is(tmp_path: Path) -> None:
    bestand = tmp_path / "bestand"
    bestand.write_text("x")
    assert geweigerd(eis_schrijfbare_map, tmp_path / "weg").startswith(
        f"In {tmp_path / 'weg'} kan niet worden geschreven (het pad bestaat niet). "
    )
    assert "kan niet worden geschreven" in geweigerd(eis_schrijfbare_map, bestand)


def test_het_schrijven_van_een_proef_laat_niets_achter(tmp_path: Path) -> None:
    eis_schrijfbare_map(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_een_ander_werkboek(nep: Nepexcel, tmp_path: Path) -> None:
    delen = blokken()
    delen[:] = delen[:1]
    delen[0].naam = "tblAdressen"
    boek = OpenBoek(nep.boek(schrijf(tmp_path / "adressen.xlsx", delen)))
    assert geweigerd(eis_master, boek).startswith("adressen.xlsx is geen master: er staat geen enkele tabel")


@pytest.mark.lang(vlug=1, een_op=40)  # cases that cost much, of which some are in every run
def test_een_oudere_en_een_nieuwere_indeling(boek: OpenBoek) -> None:
    blad, letter, rij = boek.cel_van_naam("Indeling") or pytest.fail("geen naam")
    cel = boek.com.Worksheets(blad).Range(f"{letter}{rij}")
    for inhoud in (1, None):
        cel.Value = inhoud
        tekst = geweigerd(eis_master, boek)
        assert f"De master is van een oudere indeling (1, nu {INDELING})." in tekst
        assert f'via-xl master vernieuw "{boek.pad}"' in tekst
        assert tekst.endswith("bewaar en sluit haar eerst.")
    cel.Value = 99
    assert "nieuwere versie van ViA-XL" in geweigerd(eis_master, boek)
    cel.Value = "twee"
    assert "dat is geen indeling" in geweigerd(eis_master, boek)


@pytest.mark.lang(vlug=1, een_op=40)  # cases that cost much, of which some are in every run
def test_een_hernoemde_tabel_wordt_herkend_aan_haar_kolommen(boek: OpenBoek) -> None:
    boek.lijst("tblUrenstaten").Name = "Tabel7"
    assert geweigerd(eis_master, boek).splitlines() == [
        f"{boek.naam}: een tabel ontbreekt of is hernoemd; er is niets gedaan.",
        "Tabel7 op blad Urenstaten heeft de kolommen van tblUrenstaten: noem haar bij Tabelontwerp weer tblUrenstaten.",
    ]


def test_een_verdwenen_tabel_wordt_bij_haar_blad_genoemd(boek: OpenBoek) -> None:
    del boek.com.Worksheets("POK")._inner._ws.tables["tblPOK"]
    assert geweigerd(eis_master, boek).splitlines()[1:] == [
        "tblPOK (gewoonlijk op blad POK) is er niet: zet haar terug, of neem een reservekopie."
    ]


@pytest.mark.lang(vlug=1, een_op=40)  # cases that cost much, of which some are in every run
def test_een_hernoemd_blad(boek: OpenBoek) -> None:
    boek.com.Worksheets("Verrekening")._inner._ws.title = "Rekenblad"
    eis_master(boek)
    assert geweigerd(eis_bladen, boek) == (
        f"{boek.naam}: dit ontbreekt of is hernoemd: blad Verrekening; er is niets gedaan. Geef elk blad zijn naam terug. "
        "Geen bladen van de master zijn: Rekenblad."
    )


def test_excel_is_stil_tijdens_en_weer_als_tevoren_na_afloop(nep: Nepexcel) -> None:
    anders = {
        "StatusBar": "tekst",
        "ScreenUpdating": True,
        "EnableEvents": False,
        "DisplayAlerts": True,
        "Calculation": 2,
    }
    nep.app._stand |= anders
    with rustig_excel(nep.app) as voortgang:
        assert [nep.app._stand[n] for n in STAND] == ["tekst", False, False, False, -4135]
        voortgang("Schrijven", 3, 8)
        assert nep.app.StatusBar == "ViA-XL: Schrijven (3 van 8)"
    assert {n: nep.app._stand[n] for n in STAND} == anders


@pytest.mark.parametrize("fout", [KeyError, KeyboardInterrupt, SystemExit])
def test_ook_na_een_fout_is_excel_als_tevoren(nep: Nepexcel, fout: type[BaseException]) -> None:
    voor = dict(nep.app._stand)

    def misgaan() -> None:
        with rustig_excel(nep.app):
            raise fout

    with pytest.raises(fout):
        misgaan()
    assert nep.app._stand == voor


def test_wat_excel_een_keer_weigert_wordt_opnieuw_geprobeerd(nep: Nepexcel) -> None:
    voor = dict(nep.app._stand)
    for n in range(1, 11):
        nep.app._veranderingen.clear()
        nep.app._breek_bij = n
        try:
            with rustig_excel(nep.app) as voortgang:
                voortgang("Bezig", 1, 2)
        except nep.xw._xlwindows.pywintypes.com_error:
            assert n <= 4
        assert nep.app._stand == voor, n
    nep.app._breek_bij = None


def test_de_bladen_zijn_die_van_een_nieuwe_master() -> None:
    for editie, bladen in (
        (Editie.ZONDER_MACROS, toestand.BLADEN),
        (Editie.MET_MACROS, (*toestand.BLADEN, *toestand.MET_MACROS)),
    ):
        assert sorted(blad.naam for blad in maak_master(REGELING, 2024, editie=editie).bladen) == sorted(bladen)
