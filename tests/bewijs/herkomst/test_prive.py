"""What a gemeente makes of its own workbook shows nothing of another: the same search as on the workbooks."""

from __future__ import annotations

import importlib.util
import re
import sys
import zipfile
from pathlib import Path
from types import ModuleType

import pytest
from hulp.bomen import werkboek
from hulp.gemaakt import Gemaakt, gedeelde_run

from via_xl.bewijs.herkomst.bouwer import bouw
from via_xl.bewijs.herkomst.pagina import als_html
from via_xl.bewijs.herkomst.rapport import maak_rapport
from via_xl.regeling.model import Verdeelsleutel


def _privacy() -> ModuleType:
    """The region of the privacy test, in which nothing occurs twice, and its search."""
    pad = Path(__file__).parents[2] / "test_privacy.py"
    vorm = importlib.util.spec_from_file_location("privacyregio", pad)
    assert vorm
    assert vorm.loader
    module = importlib.util.module_from_spec(vorm)
    sys.modules["privacyregio"] = module
    vorm.loader.exec_module(module)
    return module


PRIVACY = _privacy()


@pytest.fixture(scope="module", params=[Verdeelsleutel.INWONERS, Verdeelsleutel.KOSTEN])
def regio(request: pytest.FixtureRequest) -> Gemaakt:
    return gedeelde_run(PRIVACY._regio(request.param), 2024)


def _alles_van(pad: Path, werkmap: Path) -> str:
    """Every output for the main cells of a settlement that lies alone, as text."""
    los = werkmap / pad.name
    los.write_bytes(pad.read_bytes())
    uit = []
    for cel in ("Afrekening!E5", "Controles!C3", "Berekening!C21"):
        blad, adres = cel.split("!")
        kolom, rij = ord(adres[0]) - 64, int(adres[1:])
        boom = bouw(werkboek(los), (blad, rij, kolom), 80, 1000)
        maak_rapport(boom).bewaar(werkmap / "r.xlsx")
        with zipfile.ZipFile(werkmap / "r.xlsx") as pakket:
            uit += [als_html(boom), *(pakket.read(naam).decode() for naam in pakket.namelist())]
    return "\n".join(uit)


@pytest.mark.lang(vlug=1, een_op=40)  # cases that cost much, of which some are in every run
def test_without_the_master_nothing_of_another_gemeente_is_shown(regio: Gemaakt, tmp_path: Path) -> None:
    for bij, pad in regio.bestanden.items():
        (tmp_path / bij).mkdir()
        tekst = _alles_van(pad, tmp_path / bij)
        for van in PRIVACY.NAMEN:
            if van != bij:
                assert PRIVACY._geheim(regio.uitkomst, van).patroon().findall(tekst) == []


def test_the_search_finds_what_is_ones_own(regio: Gemaakt, tmp_path: Path) -> None:
    for code, merk in PRIVACY.LEVERANCIERS.items():
        (tmp_path / code).mkdir()
        tekst = _alles_van(regio.bestanden[code], tmp_path / code)
        assert f"bron {merk}2" in tekst
        assert PRIVACY._geheim(regio.uitkomst, code).patroon().search(tekst)


def test_with_the_master_beside_it_the_page_warns_before_it_is_sent_on(regio: Gemaakt) -> None:
    pad = regio.bestanden["GM0755"]
    pagina = als_html(bouw(werkboek(pad), ("Berekening", 17, 3), 80, 1000))
    assert re.search(r"bron QB\d", pagina)
    assert "kan gegevens van meer gemeenten tonen; stuur haar niet door aan een gemeente." in pagina
