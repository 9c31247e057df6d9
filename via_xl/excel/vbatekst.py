"""The VBA and the ribbon that follow from what there is: a wrapper for each UDF, a Sub and a button for each macro.

The texts stand in ``via_xl/excel/vba/`` beside the modules written by hand; ``workbooks/bouw_excel.py`` writes them
anew, and a test holds them against this module. VBA is cp1252, and no line is longer than an editor takes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from xml.sax.saxutils import quoteattr

from udfs import UDFS, Argument, Udf
from via_xl import __version__
from via_xl.basis.macrovraag import Macrovraag
from via_xl.excel.macro import vragen_van
from via_xl.schrijven.macros import MACROS, Macro

GEMAAKT = "' Gemaakt door workbooks/bouw_excel.py; een wijziging hoort in {bron}."
LINT_NAAMRUIMTE = "http://schemas.microsoft.com/office/2009/07/customui"
LANGSTE_REGEL = 1023
"""Longer lines the VBA editor does not take."""


def gemaakte_teksten() -> dict[str, str]:
    """The name of each generated file, and its text."""
    udfs = [UDFS[naam] for naam in sorted(UDFS)]
    return {
        "modViaUdfs.bas": udfs_tekst(udfs),
        "modViaUdfHelp.bas": help_tekst(udfs),
        "modViaMacros.bas": macros_tekst(MACROS),
        "modViaLint.bas": lint_tekst(MACROS),
        "customUI14.xml": lint_xml(MACROS),
    }


def udfs_tekst(udfs: Sequence[Udf]) -> str:
    """A public function for each UDF: arguments through, the outcome back, and an error as an error value."""
    regels = [
        *_kop("modViaUdfs", "udfs/"),
        "' Elke functie geeft haar argumenten door aan de Python-functie van dezelfde naam.",
    ]
    for udf in udfs:
        regels += ["", *_udf(udf)]
    return _tekst(regels)


def _udf(udf: Udf) -> Iterator[str]:
    argumenten = ", ".join(f"{'Optional ' if _mag_weg(a) else ''}{a.naam} As Variant" for a in udf.argumenten)
    yield f"Public Function {udf.naam}({argumenten}) As Variant"
    yield f"Attribute {udf.naam}.VB_Description = {_vba(udf.uitleg)}"
    yield "    On Error GoTo Fout"
    for argument in udf.argumenten:
        if argument.standaard_tabel is not None:
            tabel = f"ViaTabel({_vba(argument.standaard_tabel)})"
            alle = ", ".join(tabel if a is argument else a.naam for a in udf.argumenten)
            yield f"    If IsMissing({argument.naam}) Then"
            yield f"        {udf.naam} = {udf.naam}({alle})"
            yield "        Exit Function"
            yield "    End If"
    waarden = ", ".join(f"ViaBereik({a.naam})" for a in udf.argumenten)
    yield f"    {udf.naam} = ViaVraag({_vba(udf.naam)}, Array({waarden}))"
    yield "    Exit Function"
    yield "Fout:"
    yield f"    {udf.naam} = CVErr(2015)"
    yield "End Function"


def _mag_weg(argument: Argument) -> bool:
    return argument.optioneel or argument.standaard_tabel is not None


def help_tekst(udfs: Sequence[Udf]) -> str:
    """The Dutch help of each UDF in Excel's Insert Function dialog, under the category ViA."""
    regels = [
        *_kop("modViaUdfHelp", "udfs/", verborgen=True),
        "",
        "Public Function ViaHelp() As Boolean",
        "    ' Excel bewaart deze uitleg bij de werkmap; dat telt niet als een wijziging.",
        "    ' Van een verborgen werkmap neemt Excel haar niet aan: een invoegtoepassing is er zolang geen.",
        "    Dim bewaard As Boolean",
        "    Dim verborgen As Boolean",
        "    On Error GoTo Fout",
        "    bewaard = ThisWorkbook.Saved",
        "    verborgen = ViaVerborgen()",
        "    If verborgen Then ViaVerberg False",
    ]
    for udf in udfs:
        regels.append(f"    ViaUitleg {_vba(udf.naam)}, _")
        regels.append(f"        {_vba(udf.uitleg)}, Array( _")
        for nummer, argument in enumerate(udf.argumenten, start=1):
            slot = ")" if nummer == len(udf.argumenten) else ", _"
            regels.append(f"        {_vba(argument.uitleg)}{slot}")
    regels += [
        "    ViaHelp = True",
        "Klaar:",
        "    If verborgen Then ViaVerberg True",
        "    ThisWorkbook.Saved = bewaard",
        "    Exit Function",
        "Fout:",
        "    ViaHelp = False",
        "    Resume Klaar",
        "End Function",
        "",
        "Private Function ViaUitleg(ByVal naam As String, ByVal uitleg As String, ByVal argumenten As Variant) As Boolean",
        "    On Error GoTo Fout",
        """    ViaUitleg = ViaOpties("'" & Replace(ThisWorkbook.Name, "'", "''") & "'!" & naam, uitleg, argumenten)""",
        "    Exit Function",
        "Fout:",
        "    ViaUitleg = False",
        "End Function",
    ]
    return _tekst(regels)


def macros_tekst(macros: Sequence[Macro]) -> str:
    """A Sub without arguments for each macro."""
    regels = [
        *_kop("modViaMacros", "via_xl/macros.py"),
        "",
        f"Private Const VERSIE As String = {_vba(__version__)}",
    ]
    for macro in macros:
        regels += [
            "",
            f"Public Sub {macro.sub}()",
            f"    ' {macro.tip}",
            "    On Error GoTo Fout",
            *_start(macro.naam, vragen_van(macro)),
            "    Exit Sub",
            "Fout:",
            f"    ViaMeldFout {_vba(macro.naam)}, Err.Description",
            "End Sub",
        ]
    return _tekst(regels)


def _start(naam: str, vragen: Sequence[Macrovraag]) -> list[str]:
    """The call that asks these questions and starts the macro; a question a line."""
    begin = f"    ViaStart {_vba(naam)}, VERSIE, Array("
    if not vragen:
        return [f"{begin})"]
    rijen = [_vraag(vraag) for vraag in vragen]
    return [f"{begin} _", *(f"        {rij}, _" for rij in rijen[:-1]), f"        {rijen[-1]})"]


def _vraag(vraag: Macrovraag) -> str:
    """A question as ``modViaVragen`` takes it."""
    nummer, waarden = vraag.bij or (-1, ())
    keuzes, bij = vraag.uit or "|".join(vraag.keuzes), "|".join(waarden)
    vlaggen = ", ".join(str(vlag) for vlag in (vraag.verplicht, vraag.herhaald))
    teksten = ", ".join(map(_vba, (str(vraag.soort), vraag.tekst, keuzes, vraag.standaard)))
    return f"Array({teksten}, {vlaggen}, {nummer}, {_vba(bij)})"


def lint_tekst(macros: Sequence[Macro]) -> str:
    """A callback for each button of the ribbon."""
    regels = _kop("modViaLint", "via_xl/macros.py")
    for macro in macros:
        regels += [
            "",
            f"Public Sub {macro.terugroep}(control As Object)",
            "    On Error GoTo Fout",
            f"    {macro.sub}",
            "    Exit Sub",
            "Fout:",
            f"    ViaMeldFout {_vba(macro.naam)}, Err.Description",
            "End Sub",
        ]
    return _tekst(regels)


def lint_xml(macros: Sequence[Macro]) -> str:
    """The ribbon tab ViA: a group for each run of macros of one group, with the icons of Office itself."""
    regels = [
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
        f'<customUI xmlns="{LINT_NAAMRUIMTE}">',
        "  <ribbon>",
        "    <tabs>",
        '      <tab id="tabViA" label="ViA">',
    ]
    for nummer, (groep, leden) in enumerate(groupby(macros, key=lambda macro: macro.groep), start=1):
        regels.append(f'        <group id="groepViA{nummer}" label={quoteattr(groep)}>')
        for macro in leden:
            regels += [
                f'          <button id="knop_{macro.naam}" label={quoteattr(macro.label)} size="large"',
                f"            imageMso={quoteattr(macro.icoon)} onAction={quoteattr(macro.terugroep)}",
                f"            screentip={quoteattr(macro.label)} supertip={quoteattr(macro.tip)} />",
            ]
        regels.append("        </group>")
    regels += ["      </tab>", "    </tabs>", "  </ribbon>", "</customUI>"]
    return "\n".join(regels) + "\n"


def _kop(module: str, bron: str, *, verborgen: bool = False) -> list[str]:
    opties = ["Option Explicit", *(["Option Private Module"] if verborgen else [])]
    return [f'Attribute VB_Name = "{module}"', *opties, GEMAAKT.format(bron=bron)]


def _vba(tekst: str) -> str:
    """A text as VBA writes it."""
    return '"' + tekst.replace('"', '""') + '"'


def _tekst(regels: Sequence[str]) -> str:
    tekst = "\n".join(regels) + "\n"
    tekst.encode("cp1252")  # VBA holds nothing else
    if te_lang := [regel for regel in regels if len(regel) > LANGSTE_REGEL]:
        raise ValueError(f"te lange VBA-regel: {te_lang[0][:80]}…")
    return tekst
