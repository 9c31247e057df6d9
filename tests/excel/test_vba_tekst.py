"""The VBA is boring: generated from the registers, late-bound, an error handler in every procedure, nothing unreachable."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from itertools import pairwise

import pytest
from hulp.vba import VBA, WERKBOEKEN, bouw

from udfs import UDFS
from via_xl import __version__
from via_xl.excel.vbatekst import LANGSTE_REGEL, LINT_NAAMRUIMTE, gemaakte_teksten
from via_xl.schrijven.boek import Boek
from via_xl.schrijven.macros import MACROS

TEKSTEN = {pad.stem: pad.read_text("utf-8") for pad in sorted(VBA.glob("*.bas")) + sorted(VBA.glob("*.cls"))}
_PROCEDURE = re.compile(
    r"^(?P<zicht>Public|Private) (?P<soort>Sub|Function) (?P<naam>\w+)\((?P<argumenten>.*?)\)(?P<als> As \w+)?\n"
    r"(?P<inhoud>.*?)^End (?P=soort)$",
    re.MULTILINE | re.DOTALL,
)
_SOORT = re.compile(r"\bAs (?:New )?([\w.]+)")
LAATGEBONDEN = {"Object", "Variant", "String", "Long", "Integer", "Boolean"}
"""Every other type needs a reference to a library, or binds early."""


def _procedures() -> list[tuple[str, re.Match[str]]]:
    return [(naam, treffer) for naam, tekst in TEKSTEN.items() for treffer in _PROCEDURE.finditer(tekst)]


def test_the_generated_texts_in_the_repo_follow_from_the_registers() -> None:
    for naam, tekst in gemaakte_teksten().items():
        assert (VBA / naam).read_text("utf-8") == tekst, f"{naam}: voer python workbooks/bouw_excel.py uit"
    assert (VBA / "namen.csv").read_text("utf-8") == bouw().namenlijst(), "voer python workbooks/bouw_excel.py uit"


def test_every_procedure_is_found() -> None:
    losse = [regel for tekst in TEKSTEN.values() for regel in re.findall(r"(?m)^End (?:Sub|Function)$", tekst)]
    assert len(_procedures()) == len(losse) > 30


@pytest.mark.parametrize("module", TEKSTEN)
def test_a_module_is_explicit_and_fits_the_editor(module: str) -> None:
    tekst = TEKSTEN[module]
    assert "Option Explicit\n" in tekst
    tekst.encode("cp1252")
    assert max(map(len, tekst.splitlines())) <= LANGSTE_REGEL
    if module != "ThisWorkbook":
        assert tekst.startswith(f'Attribute VB_Name = "{module}"\n')


def test_every_procedure_has_an_error_handler() -> None:
    zonder = [
        f"{module}.{p['naam']}"
        for module, p in _procedures()
        if "    On Error GoTo Fout\n" not in p["inhoud"] or "\nFout:\n" not in p["inhoud"]
    ]
    assert zonder == []


def test_every_type_is_late_bound() -> None:
    soorten = {soort for tekst in TEKSTEN.values() for soort in _SOORT.findall(_zonder_teksten(tekst))}
    assert soorten <= LAATGEBONDEN


def _zonder_teksten(tekst: str) -> str:
    """The code without its texts and comments."""
    kaal = re.sub(r'"(?:[^"]|"")*"', '""', tekst)
    return re.sub(r"(?m)'.*$", "", kaal)


def test_no_module_has_the_name_of_a_procedure() -> None:
    # VBA then takes the module for the procedure: "Expected variable or procedure, not module".
    assert {module.casefold() for module in TEKSTEN} & {p["naam"].casefold() for _, p in _procedures()} == set()


def test_procedures_have_one_name_each() -> None:
    namen = [p["naam"].casefold() for _, p in _procedures()]
    assert len(namen) == len(set(namen))


def test_every_public_sub_is_reached_from_a_button_or_the_ribbon(masterboek: Boek) -> None:
    subs = {p["naam"] for _, p in _procedures() if (p["zicht"], p["soort"]) == ("Public", "Sub")}
    knoppen = {knop.macro for blad in masterboek.bladen for knop in blad.knoppen}
    lint = {knop.get("onAction") for knop in _lintknoppen()}
    aangeroepen = {p["naam"] for p in map(_procedure, lint) for naam in subs if re.search(rf"\b{naam}\b", p["inhoud"])}
    via_lint = {naam for naam in subs for p in map(_procedure, lint) if re.search(rf"^    {naam}$", p["inhoud"], re.M)}
    assert aangeroepen
    assert subs == knoppen | lint | via_lint
    assert knoppen == {macro.sub for macro in MACROS if macro.knop or macro.stap}


def _lint() -> ET.Element:
    return ET.fromstring((VBA / "customUI14.xml").read_text("utf-8"))  # noqa: S314 - our own file


def _lintknoppen() -> list[ET.Element]:
    return _lint().findall(f".//{{{LINT_NAAMRUIMTE}}}button")


def _procedure(naam: str | None) -> re.Match[str]:
    (gevonden,) = (p for _, p in _procedures() if p["naam"] == naam)
    return gevonden


def test_every_callback_of_the_ribbon_exists_with_the_right_signature() -> None:
    knoppen = _lintknoppen()
    assert [knop.get("onAction") for knop in knoppen] == [macro.terugroep for macro in MACROS]
    for knop in knoppen:
        procedure = _procedure(knop.get("onAction"))
        assert (procedure["soort"], procedure["argumenten"]) == ("Sub", "control As Object")


def test_the_ribbon_says_in_dutch_what_each_button_does() -> None:
    for macro, knop in zip(MACROS, _lintknoppen(), strict=True):
        assert (knop.get("label"), knop.get("supertip")) == (macro.label, macro.tip)
        assert re.fullmatch(r"[A-Z]\w+", str(knop.get("imageMso")))
        assert len(macro.tip) <= 255
    ids = [element.get("id") for element in _lint().iter()]
    met_id = [naam for naam in ids if naam]
    assert len(met_id) == len(set(met_id))


def test_macros_of_one_group_stand_together() -> None:
    groepen = [macro.groep for macro in MACROS]
    assert [groep for nr, groep in enumerate(groepen) if groep not in groepen[:nr]] == list(dict.fromkeys(groepen))
    assert sum(een != ander for een, ander in pairwise(groepen)) == len(set(groepen)) - 1


def test_every_function_has_a_wrapper_with_its_arguments_and_its_help() -> None:
    wrappers = {p["naam"]: p for module, p in _procedures() if module == "modViaUdfs"}
    assert set(wrappers) == set(UDFS)
    for naam, udf in UDFS.items():
        namen = re.findall(r"(\w+) As Variant", wrappers[naam]["argumenten"])
        assert namen == [argument.naam for argument in udf.argumenten]
        assert f'ViaVraag("{naam}", Array(' in wrappers[naam]["inhoud"]
        assert f"{naam} = CVErr(2015)" in wrappers[naam]["inhoud"]
        assert udf.uitleg.replace('"', '""') in TEKSTEN["modViaUdfHelp"]
        for argument in udf.argumenten:
            assert argument.uitleg.replace('"', '""') in TEKSTEN["modViaUdfHelp"]


def test_the_macros_name_the_version_of_the_program() -> None:
    assert f'Private Const VERSIE As String = "{__version__}"' in TEKSTEN["modViaMacros"]


def test_the_vba_of_xlwings_is_that_of_its_package_with_our_project_name() -> None:
    import xlwings

    for invoegtoepassing, bestand in ((False, "xlwings.bas"), (True, "xlwings_custom_addin.bas")):
        van_pakket = (WERKBOEKEN / xlwings.__file__).with_name(bestand).read_text("cp1252")
        onze = bouw().xlwings_tekst(invoegtoepassing=invoegtoepassing)
        kop, verborgen, *rest = onze.splitlines()
        assert verborgen == "Option Private Module"  # its subs are no macros of ours
        anders = [
            regels for regels in zip(van_pakket.splitlines(), [kop, *rest], strict=True) if regels[0] != regels[1]
        ]
        assert len(anders) == 1
        assert anders[0][1] == 'Public Const PROJECT_NAME As String = "via_xl"'
