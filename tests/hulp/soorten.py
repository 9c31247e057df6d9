"""A workbook of every kind that the program makes, each made as its command makes it."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from hulp.gedeeld import gedeeld
from hulp.gemaakt import LEVERT, LEVERT_NIET, enkele
from hulp.versies import versies
from via_xl.bewijs.herkomst import herkomst, schrijf
from via_xl.excel.bouwen import BESTAND, bouw_addin
from via_xl.excel.functieproef import proefboek
from via_xl.lezen.gegevensmap import lees_gegevensmap
from via_xl.regeling.model import Editie
from via_xl.schrijven.bevindingenrapport import maak_rapport
from via_xl.schrijven.master import maak_master
from via_xl.schrijven.urenregels import KOPPEN, als_boek
from via_xl.urenstaat.lees import lees_urenstaten
from via_xl.versie.betaallijst import schrijf_betaallijst
from via_xl.versie.dossier import maak_dossier
from via_xl.versie.verschil import bepaal_verschil
from via_xl.vragen.rapport import ALLES, maak_masterrapport
from via_xl.vragen.scenario import bereken_scenario
from via_xl.vragen.urenstaatmaken import maak_urenstaten
from via_xl.vragen.verantwoording import maak_verantwoording

JAAR = 2024
OSS = "GM0828"
WORKBOOKS = Path(__file__).parents[2] / "workbooks"
URENREGELS = (
    ";".join(KOPPEN)
    + "\r\nGM0828;OS-01;trekker;Wonen en opvang;10A;2024-01-01;2024;12,25;85,99;1053,38;urenstaat_Oss.xlsx;2024/uren.csv;123456\r\n"
)
"""Hour lines beside the master, as the CSV of a gemeente has them."""

MAAKT = {
    "excel/bouwen.py",
    "excel/functieproef.py",
    "bewijs/herkomst/rapport.py",
    "schrijven/afrekening/__init__.py",
    "schrijven/betaallijst.py",
    "schrijven/bevindingenrapport.py",
    "schrijven/dossier/__init__.py",
    "schrijven/dossier/eigen.py",
    "schrijven/master/__init__.py",
    "schrijven/rapport/__init__.py",
    "schrijven/regio.py",
    "schrijven/scenario.py",
    "schrijven/urenregels.py",
    "schrijven/urenstaat/__init__.py",
    "schrijven/verantwoording/__init__.py",
    "schrijven/verschil.py",
}
"""The places in the program where a workbook begins: :func:`elke_soort` has one of each."""


def elke_soort() -> tuple[Path, ...]:
    """The workbooks, made once for all workers; the settlements are of three gemeenten."""
    return gedeeld("elke-soort", JAAR, _maak)


def _maak(werkmap: Path) -> tuple[Path, ...]:
    regeling, _ = lees_gegevensmap(WORKBOOKS / "gegevens")
    assert regeling is not None
    van_jaar = enkele((LEVERT, LEVERT_NIET, OSS), JAAR)
    eerste, tweede = versies(werkmap, van_jaar, replace(van_jaar, uren=van_jaar.uren[1:]), definitief=True)
    master = werkmap / "alles.xlsx"
    maak_master(regeling, JAAR).bewaar(master)
    maak_master(regeling, JAAR, editie=Editie.MET_MACROS).bewaar(werkmap / "macros.xlsm")
    bouw_addin(werkmap / BESTAND)
    proefboek().bewaar(werkmap / "proef.xlsx")
    maak_masterrapport(master, ALLES, JAAR, werkmap / "rapport.xlsx")
    maak_verantwoording(master, JAAR, werkmap / "verantwoording.xlsx")
    bereken_scenario(master, ["verdeelsleutel=kosten"], uit=werkmap / "scenario.xlsx")
    maak_urenstaten(master, JAAR, werkmap / "leeg", OSS)
    staten = lees_urenstaten([WORKBOOKS / "voorbeeld-urenstaten"], regeling, JAAR + 1)
    maak_rapport(staten, werkmap, regeling.regio).bewaar(werkmap / "bevindingen.xlsx")
    schrijf(herkomst(master, "Verrekening!B13"), werkmap / "herkomst.xlsx")
    schrijf_betaallijst(tweede, werkmap)
    maak_dossier(tweede, werkmap / "dossier.xlsx")
    maak_dossier(tweede, werkmap / "dossier_van_een.xlsx", voor=LEVERT)
    bepaal_verschil(eerste, tweede, werkmap / "verschil.xlsx")
    als_boek(URENREGELS.encode("utf-8"), "Urenregels van Oss").bewaar(werkmap / "urenregels.xlsx")
    gevuld = sorted((WORKBOOKS / "voorbeeld-urenstaten").glob("*.xlsx"))
    gemaakt = (
        pad for soort in ("xlsx", "xlsm", "xlam") for pad in werkmap.rglob(f"*.{soort}") if "bron" not in pad.parts
    )
    return (*sorted(gemaakt), *gevuld)
