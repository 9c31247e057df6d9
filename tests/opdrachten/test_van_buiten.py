"""Whatever is given to a command in place of a file: a sentence that says what to do, and for ``--json`` one object."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from via_xl.basis.schijffout import WEBADRES
from via_xl.opdrachten import cli

Scherm = pytest.CaptureFixture[str]

ADRES = "https://gemeente.sharepoint.example/sites/via/Gedeelde%20documenten/via_master.xlsx"


def _opdrachten(groep: Any, ervoor: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    for naam in groep.list_commands(None):
        opdracht = groep.get_command(None, naam)
        if hasattr(opdracht, "list_commands"):
            yield from _opdrachten(opdracht, (*ervoor, naam))
        else:
            yield (*ervoor, naam), opdracht


OPDRACHTEN = {" ".join(woorden): opdracht.params for woorden, opdracht in _opdrachten(typer.main.get_command(cli.app))}


def _is_pad(parameter: Any) -> bool:
    return type(parameter.type).__name__.endswith("Path") or parameter.name == "bronnen"


def _getypt(naam: str, bestand: str, ook: str = "") -> list[str]:
    """The command with a file wherever it must have one, and with the optional parameter ``ook``."""
    argumenten, opties = [], []
    for parameter in OPDRACHTEN[naam]:
        if not parameter.required and parameter.name != ook:
            continue
        waarde = bestand if _is_pad(parameter) else "2024"
        if parameter.param_type_name == "argument":
            argumenten.append(waarde)
        else:
            opties += [parameter.opts[0], waarde]
    return [*naam.split(), *argumenten, *opties]


@pytest.mark.parametrize("naam", [naam for naam, alle in OPDRACHTEN.items() if any(map(_is_pad, alle))])
def test_an_address_on_the_web_is_no_file(naam: str, capsys: Scherm) -> None:
    for parameter in filter(_is_pad, OPDRACHTEN[naam]):
        assert cli.main(_getypt(naam, ADRES, parameter.name)) == 2
        gezegd = capsys.readouterr().err
        assert gezegd.startswith(f"via_master.xlsx {WEBADRES}."), (parameter.name, gezegd)
        assert "download het bestand" in gezegd


@pytest.fixture(scope="module")
def slecht(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Files that are no master, and a folder that is no version folder."""
    map = tmp_path_factory.mktemp("slecht")
    (map / "tekst.xlsx").write_text("code;uren\nGM0755;8\n", "utf-8")
    (map / "stuk.xlsx").write_bytes(b"PK\x03\x04 geen werkboek")
    (map / "leeg").mkdir()
    return {"weg": map / "weg.xlsx", "tekst": map / "tekst.xlsx", "stuk": map / "stuk.xlsx", "map": map / "leeg"}


@pytest.mark.parametrize("naam", [naam for naam, alle in OPDRACHTEN.items() if any("--json" in p.opts for p in alle)])
def test_with_json_there_is_nothing_but_its_object(naam: str, slecht: dict[str, Path], capsys: Scherm) -> None:
    for soort, pad in slecht.items():
        assert cli.main([*_getypt(naam, str(pad), "versiemap"), "--json"]) in (1, 2, 3), soort
        uit, op_fout = capsys.readouterr()
        antwoord = json.loads(uit)
        assert isinstance(antwoord, dict), soort
        assert "Traceback" not in op_fout
        assert "verwachtte" not in op_fout
