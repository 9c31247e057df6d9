"""A stored result that is merely out of date stops nothing and is told; one that is forged in a kept master is found."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import excelize
import pytest
from hulp.klein_boek import vervang_cel
from hulp.kleine_master import REGELING, bewerk_deel, blad_deel
from hulp.runs import inhoud, kleine_master
from hulp.vervalsen import hash_opnieuw
from msgspec.structs import replace

from via_xl.basis.bevinding import Bevinding, BewijsFout, Ernst
from via_xl.bewijs.verificatie import doe
from via_xl.bewijs.verificatie.versie import Versie
from via_xl.jaarrun import jaarrun
from via_xl.opdrachten import cli
from via_xl.schrijven.runverslag import Verslag
from via_xl.versie.dossier import verzamel

Scherm = pytest.CaptureFixture[str]

CONTROLES = ("bestanden", "invoer", "opgaven", "runverslag")
"""The checks that look at the kept master and at what is said of it."""


def _zonder_herberekenen(map: Path) -> Path:
    """A master in which another program changed the hours of one line, and recalculated nothing."""
    pad = kleine_master(map)
    boek = excelize.open_file(str(pad))
    assert boek.set_cell_value("Uren", "G6", 8.0) is None
    assert boek.save() is None
    boek.close()
    return pad


def _bedragen(verslag: Verslag) -> Any:
    uit = verslag.als_json()
    return {sleutel: uit[sleutel] for sleutel in ("invoerhash", "kosten", "vergoeding", "te_verdelen", "gemeenten")}


def _bevindingen(versiemap: Path) -> dict[str, list[Bevinding]]:
    versie = Versie(versiemap)
    return {naam: list(doe(versie, naam, "").bevindingen) for naam in CONTROLES}


def _fouten(versiemap: Path) -> dict[str, set[str]]:
    """What is wrong, per check: the cells, or the files."""
    return {
        naam: {b.cel or b.bestand for b in gevonden if b.ernst is Ernst.FOUT}
        for naam, gevonden in _bevindingen(versiemap).items()
        if any(b.ernst is Ernst.FOUT for b in gevonden)
    }


@pytest.fixture(scope="module")
def verouderd(tmp_path_factory: pytest.TempPathFactory) -> Verslag:
    """A run on a master that was not recalculated; no test changes its folder."""
    return jaarrun(_zonder_herberekenen(tmp_path_factory.mktemp("verouderd")))


@pytest.fixture
def versiemap(verouderd: Verslag, tmp_path: Path) -> Path:
    return Path(shutil.copytree(verouderd.map, tmp_path / "2024" / "v1"))


def _vervals_uitkomst(pad: Path) -> str:
    """Another stored result in the first calculated cell of Verrekening that held what its formula gives."""
    gevonden: list[str] = []

    def bewerk(xml: bytes) -> bytes:
        cel = re.search(rb'<c r="(\w+)"[^>]*><f>[^<]*tblInwoners[^<]*</f><v>(\d+)</v>', xml)
        assert cel is not None
        gevonden.append(cel[1].decode())
        return xml.replace(cel[0], cel[0].replace(b"<v>" + cel[2] + b"</v>", b"<v>123456</v>"))

    bewerk_deel(pad, blad_deel(pad, "Verrekening"), bewerk)
    return gevonden[0]


def test_the_run_gives_the_same_amounts_and_one_warning(verouderd: Verslag, tmp_path: Path) -> None:
    uren = (replace(REGELING.uren[0], uren_h=800), *REGELING.uren[1:])
    assert _bedragen(verouderd) == _bedragen(jaarrun(kleine_master(tmp_path, replace(REGELING, uren=uren))))
    (bevinding,) = (b for b in verouderd.waarschuwingen if "verouderd" in b.wat)
    assert bevinding.ernst is Ernst.WAARSCHUWING
    assert bevinding.wat.startswith(f"{verouderd.verouderd} opgeslagen uitkomsten zijn verouderd. De eerste is deze: ")
    assert bevinding.blad
    assert bevinding.cel
    assert "Laat Excel herberekenen" in bevinding.doen
    tekst = (verouderd.map / "runverslag.txt").read_text("utf-8-sig")
    assert tekst.count(bevinding.regel()) == 1
    assert "behalve die van de master die verouderd zijn (zie Let op)" in tekst


def test_the_screen_tells_it_and_the_exit_code_is_0(tmp_path: Path, capsys: Scherm) -> None:
    assert cli.main(["jaarrun", str(_zonder_herberekenen(tmp_path))]) == 0
    gezien = capsys.readouterr()
    assert re.search(r"opgeslagen\s+uitkomsten\s+zijn\s+verouderd", gezien.out + gezien.err)


@pytest.mark.lang(een_op=40)  # a run or more, with a sister in every run
def test_a_version_of_a_master_that_was_out_of_date_verifies_with_a_remark(versiemap: Path) -> None:
    assert _fouten(versiemap) == {}
    (opmerking,) = _bevindingen(versiemap)["invoer"]
    assert (opmerking.ernst, opmerking.bestand) == (Ernst.WAARSCHUWING, "bron/master.xlsx")
    assert opmerking.doen == "Zo was de master al toen de jaarrun hem las."
    from datetime import date

    stof = verzamel(Versie(versiemap), date(2026, 1, 1))
    (proef,) = (p for p in stof.proeven if p.bestand == "bron/master.xlsx")
    assert proef.afwijkend == 0
    assert "verouderd" in proef.opmerking
    assert stof.afwijkingen == []


@pytest.mark.lang(vlug=1, een_op=40)  # cases that cost much, of which some are in every run
@pytest.mark.parametrize("opnieuw", [False, True], ids=["as it is", "hashed again"])
def test_a_forged_result_in_a_kept_master_is_found_and_named(opnieuw: bool, tmp_path: Path) -> None:
    versiemap = Path(shutil.copytree(jaarrun(kleine_master(tmp_path)).map, tmp_path / "2024" / "v1"))
    cel = _vervals_uitkomst(versiemap / "bron" / "master.xlsx")
    if opnieuw:
        hash_opnieuw(versiemap)
    fouten = _fouten(versiemap)
    assert fouten["invoer"] == {cel}
    assert ("bestanden" in fouten) is not opnieuw


def test_a_forged_result_among_those_that_were_out_of_date_is_found(versiemap: Path, verouderd: Verslag) -> None:
    cel = _vervals_uitkomst(versiemap / "bron" / "master.xlsx")
    hash_opnieuw(versiemap)
    fouten = _fouten(versiemap)
    assert cel in fouten["invoer"]
    assert len(fouten["invoer"]) <= verouderd.verouderd + 1
    assert fouten["opgaven"] == {"master.verouderd.aantal", "master.verouderd.sha256"}
    assert "runverslag.txt" not in fouten["opgaven"]
    assert fouten["runverslag"]
    stof = verzamel(Versie(versiemap), Versie(versiemap).gemaakt_op.date())
    assert any("bron/master.xlsx" in afwijking for afwijking in stof.afwijkingen)


@pytest.mark.lang(een_op=40)  # a run or more, with a sister in every run
def test_who_forges_what_the_manifest_says_of_it_is_found_in_the_run_report(tmp_path: Path) -> None:
    """The manifest says that the forged result was out of date: the run report of that day tells of none."""
    versiemap = Path(shutil.copytree(jaarrun(kleine_master(tmp_path)).map, tmp_path / "2024" / "v1"))
    _vervals_uitkomst(versiemap / "bron" / "master.xlsx")
    from via_xl.bewijs.verouderd import kenmerk_verouderd

    manifest = json.loads((versiemap / "manifest.json").read_text("utf-8"))
    manifest["master"]["verouderd"] = kenmerk_verouderd(Versie(versiemap).masterbewijs.verouderd)
    (versiemap / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    hash_opnieuw(versiemap)
    assert _fouten(versiemap).keys() == {"runverslag"}


@pytest.mark.lang(een_op=40)  # a version folder is proven
@pytest.mark.parametrize("waarde", [{}, {"aantal": 1, "sha256": "0"}, "weg", None])
def test_another_statement_in_the_manifest_is_found(waarde: Any, versiemap: Path) -> None:
    manifest = json.loads((versiemap / "manifest.json").read_text("utf-8"))
    if waarde is None:
        del manifest["master"]["verouderd"]
    else:
        manifest["master"]["verouderd"] = waarde
    (versiemap / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    assert {"invoer", "opgaven"} <= _fouten(versiemap).keys()


def test_a_formula_that_was_typed_over_is_refused_and_named_however_much_is_out_of_date(tmp_path: Path) -> None:
    pad = _zonder_herberekenen(tmp_path)
    vervang_cel(pad, blad_deel(pad, "Uren"), "P6", "<v>601.68</v>")
    with pytest.raises(BewijsFout) as fout:
        jaarrun(pad)
    (regel,) = (regel for regel in fout.value.bericht.splitlines() if "!" in regel)
    assert "Uren!P6: de formule van kolom Kosten € van tblUren ontbreekt of is overschreven" in regel
    assert inhoud(tmp_path / "afrekeningen") == {}
