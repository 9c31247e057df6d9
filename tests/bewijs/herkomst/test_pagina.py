"""The page in a real browser: it folds by mouse and keyboard, prints, and asks the network for nothing."""

from __future__ import annotations

import base64
import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hulp.bomen import boom, maak
from hulp.browser import browser
from hulp.gemaakt import LEVERT, Gemaakt
from selenium.webdriver import Chrome, Keys
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

from via_xl.bewijs.herkomst.boom import Boom, Stapsoort
from via_xl.bewijs.herkomst.pagina import als_html

pytestmark = pytest.mark.motoren

KWAAD = '</script><script>document.title="raak"</script><img src="http://voorbeeld.example/x.png" onerror="alert(1)">'


@pytest.fixture(scope="module")
def venster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    with browser(tmp_path_factory.mktemp("profiel")) as chrome:
        yield chrome


@pytest.fixture(scope="module")
def herkomst(run_2024: Gemaakt) -> Boom:
    return boom(run_2024.bestanden[LEVERT], "Afrekening!E5", uitvouwen=100)


@pytest.fixture(scope="module")
def bestand(herkomst: Boom, tmp_path_factory: pytest.TempPathFactory) -> Path:
    pad = tmp_path_factory.mktemp("pagina") / "herkomst.html"
    pad.write_text(als_html(herkomst), encoding="utf-8")
    return pad


@pytest.fixture
def pagina(venster: Chrome, bestand: Path) -> Chrome:
    """The page, freshly opened."""
    venster.get("about:blank")
    venster.get_log("performance")
    venster.get(bestand.as_uri())
    return venster


def stap(pagina: Chrome, nummer: int) -> WebElement:
    return pagina.find_element(By.ID, f"s{nummer}")


def is_open(pagina: Chrome, nummer: int) -> bool:
    return bool(pagina.execute_script("return document.querySelector(arguments[0]).open", f"#s{nummer} > details"))


def zichtbaar(pagina: Chrome, nummer: int) -> bool:
    return bool(pagina.execute_script("return document.getElementById(arguments[0]).checkVisibility()", f"s{nummer}"))


def actief(pagina: Chrome) -> str:
    """Which step or control has the focus."""
    return str(
        pagina.execute_script(
            "const a = document.activeElement; const li = a.closest('.boom li'); return li ? li.id : a.id || a.tagName"
        )
    )


def druk(pagina: Chrome, *toetsen: str) -> str:
    for toets in toetsen:
        pagina.switch_to.active_element.send_keys(toets)
    return actief(pagina)


def gevraagd(pagina: Chrome) -> list[str]:
    """Every address the page asked for."""
    berichten = (json.loads(regel["message"])["message"] for regel in pagina.get_log("performance"))
    return [b["params"]["request"]["url"] for b in berichten if b["method"] == "Network.requestWillBeSent"]


def test_the_heading_says_what_is_explained_and_every_step_is_there(pagina: Chrome, herkomst: Boom) -> None:
    assert pagina.find_element(By.TAG_NAME, "h1").text == "Uw gemeente ontvangt"
    assert pagina.find_element(By.CLASS_NAME, "groot").text == "€ 162.440,41"
    assert pagina.find_element(By.TAG_NAME, "html").get_attribute("lang") == "nl"
    nummers = pagina.execute_script("return Array.from(document.querySelectorAll('.boom li')).map(li => li.id)")
    assert nummers == [f"s{knoop.nummer}" for knoop in herkomst.wortel.alle()]
    assert "stuur haar niet door" in pagina.find_element(By.CLASS_NAME, "let-op").text


def test_a_click_folds_and_unfolds_a_step(pagina: Chrome) -> None:
    assert is_open(pagina, 1)
    assert zichtbaar(pagina, 2)
    regel = stap(pagina, 1).find_element(By.CSS_SELECTOR, ":scope > details > summary")
    regel.click()
    assert not is_open(pagina, 1)
    assert not zichtbaar(pagina, 2)
    regel.click()
    assert zichtbaar(pagina, 2)


def test_the_buttons_unfold_and_fold_everything(pagina: Chrome, herkomst: Boom) -> None:
    def te_zien() -> list[str]:
        alle = "Array.from(document.querySelectorAll('.boom li')).filter(li => li.checkVisibility()).map(li => li.id)"
        return list(pagina.execute_script(f"return {alle}"))

    alle = [f"s{knoop.nummer}" for knoop in herkomst.wortel.alle()]
    assert 2 < len(te_zien()) < len(alle)
    pagina.find_element(By.ID, "open").click()
    assert te_zien() == alle
    pagina.find_element(By.ID, "dicht").click()
    assert te_zien() == ["s1", "s2"]


def test_formulas_in_two_languages_are_shown_when_asked(pagina: Chrome) -> None:
    formule = stap(pagina, 1).find_element(By.CSS_SELECTOR, ".formule")
    assert not formule.is_displayed()
    pagina.find_element(By.ID, "formules").click()
    assert formule.is_displayed()
    teksten = pagina.execute_script("return Array.from(document.querySelectorAll('.formule')).map(p => p.textContent)")
    assert "Formule =AFRONDEN($C$17-$C$19-$C$20;2)" in teksten
    assert "Engels =ROUND($C$17-$C$19-$C$20,2)" in teksten


def test_everything_is_reached_and_worked_with_the_keyboard_alone(pagina: Chrome) -> None:
    pagina.find_element(By.ID, "dicht").send_keys(Keys.ENTER)
    pagina.execute_script("document.activeElement.blur(); window.scrollTo(0, 0)")
    nodig = pagina.execute_script(
        "return Array.from(document.querySelectorAll('a[href], button, input, summary'))"
        ".filter(e => e.checkVisibility()).length"
    )
    pagina.find_element(By.TAG_NAME, "body").send_keys(Keys.TAB)
    bereikt = set()
    for _ in range(nodig):
        bereikt.add(pagina.execute_script("return document.activeElement.outerHTML"))
        pagina.switch_to.active_element.send_keys(Keys.TAB)
    assert len(bereikt) == nodig
    pagina.execute_script("document.querySelector('#s1 summary').focus()")
    assert druk(pagina, Keys.ENTER) == "s1"
    assert not is_open(pagina, 1)
    druk(pagina, Keys.SPACE)
    assert is_open(pagina, 1)


def test_the_arrows_walk_through_the_tree(pagina: Chrome) -> None:
    pagina.find_element(By.ID, "dicht").click()
    pagina.execute_script("document.querySelector('#s1 summary').focus()")
    assert druk(pagina, Keys.ARROW_DOWN) == "s2"
    assert druk(pagina, Keys.ARROW_RIGHT) == "s2"
    assert is_open(pagina, 2)
    assert druk(pagina, Keys.ARROW_RIGHT) == "s3"
    assert druk(pagina, Keys.ARROW_UP) == "s2"
    assert druk(pagina, Keys.END) == "s3"
    assert druk(pagina, Keys.ARROW_LEFT) == "s2"
    assert druk(pagina, Keys.ARROW_LEFT) == "s2"
    assert not is_open(pagina, 2)
    assert druk(pagina, Keys.ARROW_LEFT) == "s1"
    assert druk(pagina, Keys.HOME) == "s1"


def test_see_above_leads_to_the_step_and_opens_what_is_folded_over_it(pagina: Chrome, herkomst: Boom) -> None:
    verwijzing = next(
        k for k in herkomst.wortel.alle() if k.soort is Stapsoort.VERWIJZING and k.adres == "Verdeling!B21"
    )
    pagina.find_element(By.ID, "open").click()
    link = stap(pagina, verwijzing.nummer).find_element(By.TAG_NAME, "a")
    assert link.text == "zie hierboven"
    for _ in range(2):  # the second time the address of the page is already that of the step
        pagina.execute_script(
            "for (let d = document.getElementById(arguments[0]).parentElement.closest('details'); d;"
            " d = d.parentElement.closest('details')) { if (!d.contains(arguments[1])) { d.open = false; } }",
            f"s{verwijzing.naar}",
            link,
        )
        assert not zichtbaar(pagina, verwijzing.naar)
        link.send_keys(Keys.ENTER)
        WebDriverWait(pagina, 300).until(lambda p: actief(p) == f"s{verwijzing.naar}")
        assert zichtbaar(pagina, verwijzing.naar)


def test_it_asks_the_network_for_nothing_and_complains_of_nothing(pagina: Chrome, bestand: Path) -> None:
    pagina.find_element(By.ID, "open").click()
    assert {adres for adres in gevraagd(pagina) if not adres.startswith("data:")} == {bestand.as_uri()}
    assert pagina.get_log("browser") == []
    tekst = bestand.read_text(encoding="utf-8")
    assert not re.search(r"https?:|//[a-z]|url\(|@import|\bsrc=|<iframe|<object", tekst)


def test_what_a_workbook_says_is_shown_and_never_run(venster: Chrome, tmp_path: Path) -> None:
    pad = maak(tmp_path / "a.xlsx", {"A!A1": KWAAD, "A!B1": ("=C1", KWAAD), "A!C1": KWAAD})
    pagina = tmp_path / "kwaad.html"
    pagina.write_text(als_html(boom(pad, "A!B1")), encoding="utf-8")
    venster.get_log("performance")
    venster.get(pagina.as_uri())
    assert venster.title == "Herkomst van A!B1"
    assert venster.find_elements(By.TAG_NAME, "img") == []
    assert len(venster.find_elements(By.TAG_NAME, "script")) == 1
    assert "<img src" in venster.find_element(By.TAG_NAME, "h1").text
    assert {adres for adres in gevraagd(venster) if not adres.startswith("data:")} == {pagina.as_uri()}


def test_the_policy_of_the_page_stops_a_script_that_is_not_its_own(
    venster: Chrome, bestand: Path, tmp_path: Path
) -> None:
    pagina = tmp_path / "besmet.html"
    tekst = bestand.read_text(encoding="utf-8")
    pagina.write_text(tekst.replace("</header>", "<script>document.title='raak'</script></header>"), encoding="utf-8")
    venster.get(pagina.as_uri())
    assert venster.title == "Herkomst van Afrekening!E5"
    assert any("Content Security Policy" in regel["message"] for regel in venster.get_log("browser"))


def test_it_prints_as_it_stands_legible_and_without_buttons(pagina: Chrome, herkomst: Boom, tmp_path: Path) -> None:
    def gedrukt(naam: str) -> str:
        (tmp_path / naam).write_bytes(base64.b64decode(pagina.print_page()))
        opdracht = ["pdftotext", "-layout", str(tmp_path / naam), "-"]
        return " ".join(subprocess.run(opdracht, capture_output=True, text=True, check=True).stdout.split())

    dicht = gedrukt("dicht.pdf")
    for tekst in ("Uw gemeente ontvangt", "€ 162.440,41", "Kosten van uw inzet", "nog niet vastgesteld"):
        assert tekst in dicht
    assert "Alles uitklappen" not in dicht
    assert "Vergoeding zonder maximum" not in dicht
    dieper = next(k.nummer for k in herkomst.wortel.alle() if k.label == "vergoeding zonder maximum")
    pagina.execute_script(
        "for (let d = document.getElementById(arguments[0]).closest('details'); d;"
        " d = d.parentElement.closest('details')) { d.open = true; }",
        f"s{dieper}",
    )
    assert "Vergoeding zonder maximum" in gedrukt("open.pdf")


def test_it_fits_a_telephone(pagina: Chrome) -> None:
    maat: Any = pagina.get_window_size()
    try:
        pagina.set_window_size(500, 900)  # a window is no narrower here; the page is narrowed further itself
        pagina.execute_script("document.documentElement.style.width = '360px'")
        breedte = pagina.execute_script(
            "return Math.max(...Array.from(document.querySelectorAll('h1, .groot, .let-op, .knoppen')).map("
            "e => e.getBoundingClientRect().right))"
        )
        assert breedte <= 360
    finally:
        pagina.set_window_size(maat["width"], maat["height"])
