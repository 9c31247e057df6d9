"""Every bad sheet gives its finding, in its cell; and its hours come in, or they don't."""

from __future__ import annotations

from pathlib import Path

import pytest
from urenstaat.slechte_staten import GEVALLEN, INHOUD, NAAM, Geval, goed_boek, regeling

from via_xl.basis.bevinding import Bevinding
from via_xl.urenstaat.lees import GelezenUrenstaat, lees_urenstaten


@pytest.fixture(scope="module")
def gelezen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, GelezenUrenstaat]:
    """Every case, read in as few runs as there are options; each on its own beside none."""
    from via_xl.urenstaat.lees import lees_een_voor_een
    from via_xl.urenstaat.waarschuwingen import vergelijk_onderling

    uit: dict[str, GelezenUrenstaat] = {}
    for tekst_als_getal in (False, True):
        gevallen = [geval for geval in GEVALLEN if bool(geval.opties.get("tekst_als_getal")) is tekst_als_getal]
        paden = [geval.maak(tmp_path_factory.mktemp("geval")) for geval in gevallen]
        staten = lees_een_voor_een(paden, regeling(), 2024, tekst_als_getal=tekst_als_getal)
        uit |= {geval.naam: vergelijk_onderling([staat])[0] for geval, staat in zip(gevallen, staten, strict=True)}
    return uit


def _regels(bevindingen: tuple[Bevinding, ...]) -> str:
    return "\n".join(f"{b.ernst} [{b.cel}] {b.wat}" for b in bevindingen)


@pytest.mark.parametrize("geval", GEVALLEN, ids=lambda geval: geval.naam)
def test_een_slechte_staat_geeft_zijn_bevinding(geval: Geval, gelezen: dict[str, GelezenUrenstaat]) -> None:
    staat = gelezen[geval.naam]
    if geval.ernst == "geen":
        assert not staat.bevindingen, _regels(staat.bevindingen)
        assert staat.akkoord == INHOUD.akkoord
    else:
        gevonden = [b for b in staat.bevindingen if geval.bevinding in b.wat and b.cel == geval.cel]
        assert gevonden, _regels(staat.bevindingen)
        assert str(gevonden[0].ernst) == geval.ernst
        assert gevonden[0].doen
    assert staat.uren_h == geval.uren_h, _regels(staat.bevindingen)
    assert staat.fout is (geval.uren_h == 0)
    assert bool(staat.regels) is (geval.uren_h > 0)


def test_er_zijn_minstens_zestig_gevallen_met_elk_een_eigen_naam() -> None:
    assert len({geval.naam for geval in GEVALLEN}) == len(GEVALLEN) >= 60


def test_de_goede_staat_heeft_geen_enkele_bevinding(tmp_path: Path) -> None:
    goed_boek().bewaar(tmp_path / NAAM)
    (staat,) = lees_urenstaten([tmp_path], regeling(), 2024)
    assert staat.bevindingen == ()
    assert (staat.code, staat.jaar, staat.nihil, len(staat.regels), staat.uren_h) == ("GM0828", 2024, False, 24, 90000)
    assert staat.aanstellingen == {"OS-01": 2400}
    assert staat.regels[0].bron == f"{NAAM} Urenstaat!E17"
