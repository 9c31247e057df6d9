"""README.md works as it is printed: every command in it, in its order, in a copy of what git keeps.

What needs another program or minutes is left out: the installing itself, ``make test``, and LibreOffice, without which each of
them works as well.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hulp.gedrukt import WORTEL, Scherm, kopie, opdrachten
from hulp.statline import Download
from hulp.stukken import getekend

from via_xl.basis.ketencode import kort
from via_xl.bewijs.verificatie.versie import Versie
from via_xl.lezen.gegevensmap import lees_gegevensmap

GEWEIGERD = {
    "via-xl jaarrun via_master.xlsx --definitief": "niet definitief",
    "via-xl betaallijst": "is een concept",
}
"""What the examples can't have: nothing in them is vastgesteld. Each says so."""

CAO = "Schaal;Maximum;Ingangsdatum\n" + "".join(
    f"{schaal};{4700 + 500 * (schaal - 8)};1-1-2026\n" for schaal in range(8, 15)
)


def leg_klaar(werkmap: Path) -> None:
    """The files that a reader has from elsewhere: a download of CBS, a table of the CAO and answers."""
    regeling, _ = lees_gegevensmap(WORTEL / "workbooks/gegevens")
    assert regeling is not None
    Download({(rij.code, 2025): str(rij.inwoners + 100) for rij in regeling.inwoners}).schrijf(werkmap / "CBS.csv")
    (werkmap / "CAO_2026.csv").write_text(CAO)
    (werkmap / "reacties.csv").write_text("gemeente;reactie;versie\nVught;akkoord;2\n")


@pytest.mark.lang(een_op=1)
def test_every_command_of_the_readme_works_as_printed_and_changes_nothing_that_git_keeps(tmp_path: Path) -> None:
    wortel = kopie(tmp_path / "via-xl")
    scherm, kenmerk = Scherm(wortel, tmp_path), ""
    voor = {pad: pad.read_bytes() for pad in (wortel / "workbooks").rglob("*") if pad.is_file()}
    for opdracht in opdrachten(WORTEL / "README.md"):
        eerste = scherm.waar / "afrekeningen/2024/v1"
        keten = kort(Versie(eerste).ketenwaarde) if "KETENWAARDE" in opdracht else ""
        code, gezegd = scherm.typ(opdracht.replace("KENMERK", kenmerk).replace("KETENWAARDE", keten))
        if "met --ja erachter" in gezegd:  # where nobody can be asked
            code, gezegd = scherm.typ(f"{opdracht} --ja")
        weigert = next((zin for begin, zin in GEWEIGERD.items() if opdracht.startswith(begin)), None)
        assert (code == 0) == (weigert is None), f"{opdracht}: {code}\n{gezegd}"
        assert weigert is None or weigert in gezegd, f"{opdracht}\n{gezegd}"
        if gevonden := re.search(r"Kenmerk ([0-9a-f]{12})", gezegd):
            kenmerk = gevonden[1]
            (versie,) = scherm.waar.glob("afrekeningen/2024/v2/manifest.json")
            jaarhash = json.loads(versie.read_text("utf-8"))["invoerhash"]
            (scherm.waar / "akkoord_oss.pdf").write_bytes(getekend(jaarhash, "GM0828"))
        if opdracht.startswith(". .venv"):
            leg_klaar(scherm.waar)
    assert scherm.waar == wortel / "mijn-regeling"
    assert {pad: pad.read_bytes() for pad in (wortel / "workbooks").rglob("*") if pad.is_file()} == voor
