"""The adapter of IronCalc: what it guards against, and that it leaves the file alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from hulp.klein_boek import klein_boek
from hulp.vba import onderteken
from msgspec.structs import replace

from via_xl.basis.bevinding import BewijsFout
from via_xl.basis.vingerafdruk import sha256, vingerafdruk
from via_xl.bewijs.rekenmachine import IronCalc
from via_xl.bewijs.vergelijken import vergelijk


@pytest.mark.parametrize("uren", [(7.5,), (7.5, 10.25), (7.5, 10.25, 0.25)], ids=["one", "two", "three"])
def test_a_table_of_few_rows_is_summed_counted_and_looked_up(uren: tuple[float, ...], tmp_path: Path) -> None:
    boek = klein_boek(uren)
    boek.bewaar(tmp_path / "boek.xlsx")
    voor = sha256(tmp_path / "boek.xlsx")
    assert vergelijk(tmp_path / "boek.xlsx", boek.verwacht()) == (6 + len(uren), ())
    assert sha256(tmp_path / "boek.xlsx") == voor


def test_a_wrong_value_in_a_table_of_one_row_is_not_smoothed_over(tmp_path: Path) -> None:
    boek = klein_boek((7.5,))
    boek.vind("Reken").formule(3, 1, '=SUMIFS(tblProef[Uren],tblProef[Code],"C1")', 7.5, "werk.uren")
    boek.bewaar(tmp_path / "boek.xlsx")
    (verschil,) = vergelijk(tmp_path / "boek.xlsx", boek.verwacht())[1]
    assert (verschil.cel, verschil.herrekend) == ("B4", 0)


def test_a_number_is_put_in_the_cell_of_a_name_and_everything_follows(tmp_path: Path) -> None:
    boek = klein_boek()
    boek.naam("Tarief", "Reken!$B$1")
    boek.naam("Kolom", "tblProef[Uren]")
    boek.bewaar(tmp_path / "boek.xlsx")
    machine = IronCalc(tmp_path / "boek.xlsx")
    machine.zet_naam("Tarief", 100)
    machine.herreken()
    waarden = {(cel.blad, cel.cel): (cel.gecached, cel.herrekend) for cel in machine.formulecellen()}
    assert waarden["Reken", "B2"] == (1420, 1775)
    assert machine.bladen == ("Invoer", "Reken")
    for geen_cel in ("Kolom", "Bestaat_niet"):
        with pytest.raises(BewijsFout, match=geen_cel):
            machine.zet_naam(geen_cel, 1)


def test_the_version_names_the_engine() -> None:
    assert IronCalc.versie().startswith("IronCalc ")


def test_the_fingerprint_of_what_was_read_is_that_of_the_file_signed_or_not(tmp_path: Path) -> None:
    pad = tmp_path / "macros.xlsm"
    replace(klein_boek(), vba=b"de macro's").bewaar(pad)
    kaal = vingerafdruk(pad)
    assert IronCalc(pad).vingerafdruk == kaal
    onderteken(pad, "", "Agile")
    assert IronCalc(pad).vingerafdruk == vingerafdruk(pad) == kaal
