"""The VBA of the project, run without Excel: in pyOpenVBA's in-memory Excel, and in LibreOffice.

What talks to Windows or starts Python (the module of xlwings, and ``modViaVenster``) gives way to a recorder that writes
down what it was asked; everything else is the project's own text.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Sequence
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any, Protocol

from msgspec import Struct
from msgspec.structs import replace

from hulp.luisterend import vraag
from via_xl.schrijven.boek import Boek
from via_xl.schrijven.macros import MACROS

WERKBOEKEN = Path(__file__).parents[2] / "workbooks"
VBA = Path(__file__).parents[2] / "via_xl" / "excel" / "vba"
_HIER = Path(__file__).parent
VERVANGEN = ("xlwings", "modViaVenster")
DRUK = "Druk_"
OPNEMER, OPNEMERKLASSE = "modOpnemer", "clsOpnemer"

Stap = tuple[str, Sequence[Any]]


@cache
def bouw() -> ModuleType:
    """The build script ``workbooks/bouw_excel.py``."""
    spec = spec_from_file_location("bouw_excel", WERKBOEKEN / "bouw_excel.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def met_opnemer(*, invoegtoepassing: bool, erbij: str = "") -> dict[str, str]:
    """The modules of the master or the add-in, with the recorder in the place of what needs Windows.

    ``erbij`` is VBA that stands in the recorder as well, for instance a function that hides one of Excel's own.
    """
    teksten = {
        naam: tekst
        for naam, tekst in bouw().modules(invoegtoepassing=invoegtoepassing).items()
        if naam not in VERVANGEN
    }
    return teksten | {OPNEMER: _crlf("opnemer.bas") + (_lintknoppen() if invoegtoepassing else "") + erbij}


def _lintknoppen() -> str:
    """For each button of the ribbon a function that presses it: with the object that Excel passes along."""
    regels = []
    for macro in MACROS:
        regels += ["", f"Public Function {DRUK}{macro.naam}() As String", f"    {macro.terugroep} ThisWorkbook"]
        regels += [f'    {DRUK}{macro.naam} = "gedrukt"', "End Function"]
    return "\r\n".join(regels) + "\r\n"


def _crlf(naam: str) -> str:
    return "\r\n".join((_HIER / naam).read_text("utf-8").splitlines()) + "\r\n"


class Machine(Protocol):
    """Runs steps one after another in one workbook; gives what each gave."""

    def draai(self, boek: Boek, pad: Path, stappen: Sequence[Stap], **modules: Any) -> list[Any]:
        """Put the workbook at ``pad`` with our VBA in it, and call the macros ``module.name`` with their arguments."""
        ...


class OpenVBA(Struct, frozen=True):
    """pyOpenVBA's interpreter and object model."""

    naam: str = "pyOpenVBA"

    def draai(self, boek: Boek, pad: Path, stappen: Sequence[Stap], **modules: Any) -> list[Any]:
        from pyopenvba.apps.excel import ExcelApplication

        replace(boek, vba=None).bewaar(pad)
        app = ExcelApplication.open(str(pad), with_vba=False)
        for naam, tekst in met_opnemer(**{"invoegtoepassing": False} | modules).items():
            if naam != "ThisWorkbook":
                app.add_module(_zonder_attributen(tekst), name=naam)
        app.add_module(_crlf("opnemer.cls"), name=OPNEMERKLASSE, kind="class")
        return [app.run(macro.partition(".")[2], *argumenten) for macro, argumenten in stappen]


def _zonder_attributen(tekst: str) -> str:
    """Attribute lines are no code; the interpreter does not know those within a procedure."""
    return re.sub(r"(?m)^Attribute .*\r?\n", "", tekst)


class LibreOffice(Struct, frozen=True):
    """LibreOffice's own VBA support, driven through UNO."""

    naam: str = "LibreOffice"

    def draai(self, boek: Boek, pad: Path, stappen: Sequence[Stap], **modules: Any) -> list[Any]:
        from pyopenvba import ExcelFile, VBAModuleKind

        teksten = met_opnemer(**{"invoegtoepassing": False} | modules)
        als_xlsm = pad.with_suffix(".xlsm")
        replace(boek, vba=bouw().vba_project(boek, teksten)).bewaar(als_xlsm)
        with ExcelFile(als_xlsm) as bestand:
            bestand.vba_project().add_module(OPNEMERKLASSE, _crlf("opnemer.cls"), kind=VBAModuleKind.other)
            bestand.save()
        als_xlsm.rename(pad)
        uit: list[Any] = vraag(
            wat="macros",
            bestand=str(pad),
            filter="Calc MS Excel 2007 VBA XML",
            stappen=[list(stap) for stap in stappen],
        )
        return uit


MACHINES: tuple[Machine, ...] = (OpenVBA(), LibreOffice())


HANDTEKENINGEN = {
    "": "2006/relationships/vbaProjectSignature",
    "Agile": "2014/relationships/vbaProjectSignatureAgile",
    "V3": "2020/07/relationships/vbaProjectSignatureV3",
}
"""The signatures that Office puts in beside one another, by what their names end with; with what relates the macros to each."""


def onderteken(pad: Path, *soorten: str) -> None:
    """Give a workbook with macros the parts of a signature, as Office puts them in; nothing else changes."""
    with zipfile.ZipFile(pad) as pakket:
        delen = {naam: pakket.read(naam) for naam in pakket.namelist()}
    relaties, extra = "", ""
    for nummer, soort in enumerate(soorten or HANDTEKENINGEN, start=1):
        naam = f"vbaProjectSignature{soort}"
        delen[f"xl/{naam}.bin"] = f"een handtekening {soort}".encode()
        van = f"http://schemas.microsoft.com/office/{HANDTEKENINGEN[soort]}"
        relaties += f'<Relationship Id="rId{nummer}" Type="{van}" Target="{naam}.bin"/>'
        extra += f'<Override PartName="/xl/{naam}.bin" ContentType="application/vnd.ms-office.{naam}"/>'
    delen["xl/_rels/vbaProject.bin.rels"] = (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{relaties}</Relationships>'
    ).encode()
    delen["[Content_Types].xml"] = delen["[Content_Types].xml"].replace(b"</Types>", f"{extra}</Types>".encode())
    with zipfile.ZipFile(pad, "w", zipfile.ZIP_DEFLATED) as pakket:
        for deel, inhoud in delen.items():
            pakket.writestr(deel, inhoud)
