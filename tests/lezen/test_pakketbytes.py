"""A package of ours is exactly the bytes of its entries and directory; what else is in it is named."""

from __future__ import annotations

from pathlib import Path

import pytest
from hulp.gemene_streken import IN_BYTES

from via_xl.lezen.pakketbytes import vreemde_bytes
from via_xl.schrijven.boek import Boek

GENOEMD = {
    "bytes ervoor": "6 bytes vóór",
    "bytes erna": "6 bytes na het pakket",
    "bytes ertussen": "6 bytes na het laatste onderdeel",
    "bytes ervoor, plaatsen niet bijgesteld": "6 bytes vóór het pakket",
    "opmerking bij het archief": "een opmerking bij het archief",
    "opmerking bij een onderdeel": "een opmerking bij xl/worksheets/sheet1.xml",
    "extra veld": "een extra veld bij xl/worksheets/sheet1.xml",
    "tijd van een onderdeel": "andere kenmerken bij xl/worksheets/sheet1.xml",
    "kenmerken van een onderdeel": "andere kenmerken bij xl/worksheets/sheet1.xml",
    "achter het einde van een onderdeel": "gegevens achter het einde van xl/worksheets/sheet1.xml",
    "onderdeel buiten de inhoudsopgave": "bytes na het laatste onderdeel",
    "onderdeel dubbel": "het onderdeel xl/worksheets/sheet1.xml dubbel",
}


@pytest.fixture
def werkboek(tmp_path: Path) -> Path:
    boek = Boek("Proef", concept=False)
    boek.blad("Een").zet(0, 0, "tekst")
    boek.bewaar(tmp_path / "proef.xlsx")
    return tmp_path / "proef.xlsx"


def test_a_workbook_as_it_is_made_holds_nothing_else(werkboek: Path) -> None:
    assert vreemde_bytes(werkboek) == []


@pytest.mark.parametrize("soort", IN_BYTES)
def test_what_else_is_put_into_the_package_is_named(soort: str, werkboek: Path) -> None:
    IN_BYTES[soort](werkboek)
    assert any(GENOEMD[soort] in wat for wat in vreemde_bytes(werkboek)), vreemde_bytes(werkboek)


@pytest.mark.parametrize("tot", [0, 10, 200, -1, -30])
def test_half_a_package_is_said_to_be_no_good_and_does_not_crash(tot: int, werkboek: Path) -> None:
    werkboek.write_bytes(werkboek.read_bytes()[:tot])
    assert vreemde_bytes(werkboek) != []
