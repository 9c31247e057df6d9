"""What is written into a CSV of ours and read back is what it was, also where a text begins as a formula would."""

from __future__ import annotations

from pathlib import Path

import pytest
from hulp.kleine_master import REGELING
from msgspec.structs import replace

from via_xl.rekenen.ontvangers import ontvangers
from via_xl.schrijven.csv_nl import teruggelezen, veilig
from via_xl.verzenden import verzendregister as register

ADRESSEN = ("+31@boekel.example", "-oss@oss.example", "=den-bosch@denbosch.example", "'gewoon@elders.example")
TEKSTEN = [*ADRESSEN, "'s-Hertogenbosch", "'=1", "''+1", " +1", "", "'", "'' -1", "' ", "@x", "'t Veen", "+'x'"]


@pytest.mark.parametrize("tekst", TEKSTEN)
def test_a_text_is_read_back_as_it_was(tekst: str) -> None:
    assert teruggelezen(veilig(tekst)) == tekst
    assert not veilig(tekst).strip(" ").startswith(("=", "+", "-", "@"))


def test_an_address_keeps_its_password_whatever_it_begins_with(tmp_path: Path) -> None:
    gemeenten = [replace(g, e_mail=adres) for g, adres in zip(REGELING.gemeenten, ADRESSEN, strict=False)]
    alle, _ = ontvangers(gemeenten)
    pad = tmp_path / "wachtwoorden.csv"
    eerste = register.wachtwoorden_van([], alle)
    register.zet_geheim(pad, [], alle, eerste)
    for _ in range(2):
        eerder = register.lees_geheim(pad)
        assert register.wachtwoorden_van(eerder, alle) == eerste
        register.zet_geheim(pad, eerder, alle[:1], eerste)
    assert {rij["Email"] for rij in register.lees_geheim(pad)} == set(eerste)
