"""A book that can't be worked with is refused in Dutch, with what to do; Excel is left as it was found."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hulp.kleine_master import REGELING, blokken, schrijf
from hulp.nepexcel import Nepexcel, nep_excel
from msgspec.structs import replace
from xlwings.utils import fullname_url_to_local_path

from via_xl.basis.bevinding import InvoerFout
from via_xl.excel import toestand
from via_xl.excel.macros import jaarrun, rapporten
from via_xl.excel.openboek import OpenBoek
from via_xl.excel.synchroon import plaats_op_schijf
from via_xl.excel.toestand import (
    eis_bijgewerkt,
    eis_bladen,
    eis_master,
    eis_op_schijf,
    eis_schrijfbare_map,
    eis_wijzigbaar,
    rustig_excel,
    zonder_automatisch_opslaan,
)
from via_xl.lezen.master import lees_master, lees_open_master
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


@pytest.mark.lang(vlug=1, een_op=40)  # cases that cost much, of which some are in every run
def test_een_nooit_bewaard_boek(boek: OpenBoek) -> None:
    boek.com._inner._nieuw = True
    tekst = geweigerd(eis_op_schijf, OpenBoek(boek.boek))
    assert tekst == "master is nog nooit bewaard. Bewaar de master eerst op uw eigen schijf of een netwerkschijf."


@pytest.fixture(autouse=True)
def _niets_gevonden_van_eerder(nep: Nepexcel) -> None:
    """What xlwings found of an address it keeps as long as Python runs."""
    fullname_url_to_local_path.cache_clear()
    nep.xw.utils.fullname_url_to_local_path.cache_clear()


WEB = "https://regio.sharepoint.com/sites/ViA/Gedeelde%20documenten/master.xlsm"


@pytest.mark.parametrize(
    ("adres", "omgeving", "plek_in"),
    [
        ("https://d.docs.live.net/d7bbaa1/ViA/master.xlsm", {"OneDriveConsumer": "OneDrive"}, "OneDrive/ViA"),
        ("https://d.docs.live.net/d7bbaa1/ViA/master.xlsm", {"OneDrive": "OneDrive"}, "OneDrive/ViA"),
        (
            "https://regio-my.sharepoint.com/personal/jan_regio_example/Documents/Mijn map/master.xlsm",
            {"OneDriveCommercial": "OneDrive - Regio"},
            "OneDrive - Regio/Mijn map",
        ),
        (
            "https://regio-my.sharepoint.com/personal/jan_regio_example/Documents/Mijn%20map/master.xlsm",
            {"OneDriveCommercial": "OneDrive - Regio"},
            "OneDrive - Regio/Mijn map",
        ),
        (
            "https://regio.sharepoint.com/sites/ViA/Shared Documents/2024/master.xlsm",
            {"OneDriveCommercial": "OneDrive - Regio"},
            "Regio/ViA - Documents/2024",
        ),
        (
            "https://regio.sharepoint.com/sites/ViA/Shared Documents/2024/master.xlsm",
            {"OneDriveCommercial": "OneDrive - Regio"},
            "Regio/ViA - 2024",
        ),
    ],
)
def test_een_gesynchroniseerde_map_wordt_gevonden(
    adres: str, omgeving: dict[str, str], plek_in: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plek = tmp_path / plek_in / "master.xlsm"
    plek.parent.mkdir(parents=True)
    plek.write_bytes(b"")
    for naam in ("OneDriveConsumer", "OneDriveCommercial", "OneDrive"):
        monkeypatch.delenv(naam, raising=False)
    for naam, waar in omgeving.items():
        monkeypatch.setenv(naam, str(tmp_path / waar))
    monkeypatch.setattr("xlwings.utils.get_url_to_mount", dict)
    assert plaats_op_schijf(adres) == plek


def test_een_map_die_windows_kent_wordt_gevonden(
    boek: OpenBoek, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "master.xlsm").write_bytes(b"")
    bekend = {"https://regio.sharepoint.com/sites/ViA/Gedeelde documenten/": str(tmp_path)}
    monkeypatch.setattr("xlwings.utils.get_url_to_mount", lambda: bekend)
    boek.com._inner._volledig = WEB
    gevonden = OpenBoek(boek.boek)
    eis_op_schijf(gevonden)
    assert gevonden.pad == gevonden.op_schijf == tmp_path / "master.xlsm"


@pytest.fixture
def web(boek: OpenBoek, nep: Nepexcel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[OpenBoek]:
    """The book as Excel has it that is on the web only, and a folder that its user chooses."""
    boek.com._inner._volledig = WEB.replace("master.xlsm", boek.naam)
    (tmp_path / "uit").mkdir()
    monkeypatch.setattr(nep, "kiest_map", tmp_path / "uit")
    nep.gevraagd.clear()
    alleen_web = OpenBoek(boek.boek)
    yield alleen_web
    alleen_web.ruim_op()


@pytest.mark.lang(vlug=1, een_op=40)  # cases that cost much, of which some are in every run
def test_wat_alleen_op_het_web_staat_krijgt_een_eigen_kopie_zolang_de_macro_werkt(
    web: OpenBoek, nep: Nepexcel, tmp_path: Path
) -> None:
    uit = tmp_path / "uit"
    (uit / web.naam).write_text("van een ander")
    eis_op_schijf(web)
    assert nep.gevraagd == [f"{web.naam} staat alleen op het web: kies een map voor wat ViA-XL maakt"]
    assert (web.pad, web.bestand.name) == (uit / web.naam, web.naam)
    assert not web.bestand.parent.stat().st_mode & 0o077
    assert uit not in web.bestand.parents
    assert lees_master(web.bestand).regeling == lees_open_master(web).regeling
    eis_bijgewerkt(web)
    web.ruim_op()
    assert not web.bestand.parent.exists()
    assert [pad.read_text() for pad in uit.iterdir()] == ["van een ander"]


@pytest.mark.lang(een_op=40)  # runs, with sisters in every run
def test_wat_een_macro_van_een_webmaster_maakt_komt_in_de_gekozen_map(web: OpenBoek, tmp_path: Path) -> None:
    uit = tmp_path / "uit"
    for maak in (rapporten.bijdrage, rapporten.verantwoording, rapporten.scenario):
        antwoord = "verdeelsleutel.2024=kosten" if maak is rapporten.scenario else ""
        assert str(uit) in maak(web, antwoord, lambda *_: None).tekst
    for versie in ("v1", "v2"):  # the second finds the first, and what it was made from
        assert str(uit / "afrekeningen" / "2024" / versie) in jaarrun.voer_uit(web, "", lambda *_: None).tekst
    manifest = (uit / "afrekeningen/2024/v2/manifest.json").read_text("utf-8")
    assert str(web.bestand.parent) not in manifest
    assert (uit / "afrekeningen/2024/v2/bron" / web.naam).read_bytes() == web.bestand.read_bytes()
    web.ruim_op()
    assert sorted(pad.name for pad in uit.iterdir()) == [
        *("ViA_bijdrage_2024_intern.xlsx", "ViA_jaarverantwoording_2024.xlsx", "ViA_scenario.xlsx", "afrekeningen"),
    ]


def test_zonder_map_voor_wat_een_webmaster_geeft_gebeurt_er_niets(boek: OpenBoek) -> None:
    boek.com._inner._volledig = WEB
    tekst = geweigerd(eis_op_schijf, OpenBoek(boek.boek))
    assert tekst.startswith(
        f"master.xlsm is geopend vanaf OneDrive of SharePoint ({WEB}) en op deze computer niet gevonden;"
    )
    assert "Synchroniseer de map" in tekst


@pytest.mark.lang(vlug=1, een_op=40)  # cases that cost much, of which some are in every run
def test_een_bestand_dat_achterloopt_op_het_web_wordt_niet_gelezen(boek: OpenBoek, tmp_path: Path) -> None:
    boek.com._inner._volledig = WEB
    web = OpenBoek(boek.boek)
    web.pad = tmp_path / "oud.xlsx"
    maak_master(replace(REGELING, uren=REGELING.uren[1:]), 2024).bewaar(web.pad)
    assert "is nog niet op deze computer aangekomen" in geweigerd(eis_bijgewerkt, web)


@pytest.mark.lang(vlug=1, een_op=40)  # cases that cost much, of which some are in every run
def test_een_ander_in_het_werkboek_wordt_genoemd(boek: OpenBoek) -> None:
    boek.com._inner._wie += ["Ans", "Bo"]
    assert geweigerd(eis_wijzigbaar, boek).startswith(f"Ans en Bo werken ook in {boek.naam}; er is niets gedaan.")


@pytest.mark.lang(vlug=1, een_op=40)  # cases that cost much, of which some are in every run
def test_automatisch_opslaan_staat_uit_zolang_een_macro_werkt(boek: OpenBoek) -> None:
    boek.com._inner._automatisch = True
    with zonder_automatisch_opslaan(boek):
        assert boek.com.AutoSaveOn is False
    assert boek.com.AutoSaveOn is True


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
        assert tekst.endswith("bewaar en sluit hem eerst.")
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


@pytest.mark.lang(vlug=1, een_op=40)  # cases that cost much, of which some are in every run
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
