"""What a button or the ribbon starts: one macro on the book that is open, ending in one message.

``python -c "import via_xl.excel.macro as m; m.start(…)"`` is the whole command; the VBA makes it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from via_xl import __version__
from via_xl.basis.afbreken import Voortgang
from via_xl.basis.bevinding import Bevinding, Ernst, GebruikersFout, InvoerFout, fouten_eerst
from via_xl.basis.foutlog import schrijf_log
from via_xl.basis.macrovraag import Macrovraag
from via_xl.excel.openboek import OpenBoek
from via_xl.excel.toestand import rustig_excel, zonder_automatisch_opslaan
from via_xl.schrijven.macros import MACROS, Macro, Macrouitkomst
from via_xl.wijzigen.handeling import Handeling

if TYPE_CHECKING:
    from xlwings import App

TITEL = "ViA-XL"
EERSTE = 5
"""How many findings a message shows."""

_LANGSTE = 1800
"""A message box takes some 2,000 characters at most."""

Werk = Callable[[OpenBoek, str, Voortgang], Macrouitkomst]


def start(naam: str, versie: str, boek: str, gekozen: str) -> None:
    """Run a macro on the workbook with this full name; ``boek`` and ``gekozen`` are hexadecimal (see :func:`uit_hex`)."""
    app = _excel()
    uitkomst = _voer_uit(app, naam, versie, boek, gekozen)
    app.alert(kort(uitkomst.tekst), title=TITEL, mode="critical" if uitkomst.ernst is Ernst.FOUT else "info")


def uit_hex(hexadecimaal: str) -> str:
    """The text of four hexadecimal digits per UTF-16 code unit: so every file name passes any command line.

    >>> uit_hex("00E90027")
    "é'"
    """
    return bytes.fromhex(hexadecimaal).decode("utf-16-be", "surrogatepass")


def _voer_uit(app: App, naam: str, versie: str, boek: str, gekozen: str) -> Macrouitkomst:
    """The outcome of a macro, whatever happened: every exception is one too."""
    waar = ""
    try:
        waar = uit_hex(boek)
        macro = _macro(naam, versie)
        open_boek = OpenBoek(app.books(_nummer(app, waar)))
        werk = laad(macro)
        with rustig_excel(app.api) as voortgang, zonder_automatisch_opslaan(open_boek):
            try:
                return werk(open_boek, uit_hex(gekozen), voortgang)
            finally:
                open_boek.ruim_op()
    except GebruikersFout as fout:
        return Macrouitkomst(bericht(fout.bericht, fout.bevindingen), Ernst.FOUT)
    except Exception as fout:
        naast = [] if "://" in waar or not Path(waar).is_absolute() else [Path(waar).parent]
        plek = schrijf_log(f"macro {naam} {waar}", fout, naast)
        wat = f"{type(fout).__name__}: {fout}"
        details = f"De details staan in {plek}." if plek else f"Geef dit door: {wat}"
        return Macrouitkomst(
            f"Er ging iets mis wat het programma niet verwachtte; de werkmap is niet gewijzigd. {details}", Ernst.FOUT
        )


def _macro(naam: str, versie: str) -> Macro:
    if versie != __version__:
        raise InvoerFout(
            f"Deze macro's zijn van ViA-XL {versie}, het programma op deze computer is {__version__}. Voer in een "
            "opdrachtvenster 'via-xl excel installeer' uit, en voor een oudere master 'via-xl master vernieuw'; sluit "
            "daarna Excel en open het opnieuw."
        )
    for macro in MACROS:
        if macro.naam == naam:
            return macro
    raise InvoerFout(
        f"Het programma kent geen macro {naam}. Voer in een opdrachtvenster 'via-xl excel installeer' uit."
    )


def laad(macro: Macro) -> Werk:
    """What the macro does, imported when it runs."""
    werk = _geladen(macro)
    if isinstance(werk, Handeling):
        from via_xl.excel.inboek import doe

        return partial(doe, werk)
    functie: Werk = werk
    return functie


def vragen_van(macro: Macro) -> tuple[Macrovraag, ...]:
    """What Excel asks before the macro starts, one after another."""
    werk = _geladen(macro)
    return werk.vragen if isinstance(werk, Handeling) else macro.vragen


def _geladen(macro: Macro) -> Any:
    module, _, naam = macro.functie.partition(":")
    return getattr(import_module(module), naam)


# --- which Excel, which book


def _excel() -> App:
    """The Excel that started this.

    The workbook is not looked up by name: from the add-in that is the add-in, and a name may be open twice.
    """
    import xlwings

    venster = next((arg.split("=", 1)[1] for arg in sys.argv if arg.startswith("--hwnd=")), "")
    if venster.strip().isdigit():
        return xlwings.App(impl=import_module("xlwings._xlwindows").App(xl=int(venster)))
    return xlwings.Book.caller().app


def _nummer(app: App, volledig: str) -> int:
    """The number, from 1, of the workbook with this full name.

    Raises:
        InvoerFout: it is not open in this Excel, or only to be looked at.
    """
    for nummer, boek in enumerate(app.api.Workbooks, start=1):
        if boek.FullName.casefold() == volledig.casefold():
            return nummer
    naam = volledig.replace("\\", "/").rsplit("/", 1)[-1]
    if any(boek.casefold() == naam.casefold() for boek in _beveiligd(app.api)):
        raise InvoerFout(
            f"{naam} staat in Beveiligde weergave; er is niets gedaan. Klik bovenaan op 'Bewerken inschakelen' en probeer "
            "het opnieuw."
        )
    raise InvoerFout(
        f"{naam} is niet gevonden in de Excel die de macro startte; er is niets gedaan. Excel draait misschien twee keer: "
        "bewaar uw werk, sluit Excel overal en open alleen de master."
    )


def _beveiligd(excel: Any) -> Iterator[str]:
    for venster in excel.ProtectedViewWindows:
        yield venster.Workbook.Name


# --- what is told


def kort(tekst: str, slot: str = "") -> str:
    """A text that fits in a message box: the beginning of a longer one, and then what it ends with."""
    return f"{tekst}{slot}" if len(tekst) <= _LANGSTE else f"{tekst[:_LANGSTE]} …{slot}"


def bericht(tekst: str, bevindingen: tuple[Bevinding, ...] | list[Bevinding]) -> str:
    """A message with the first of its findings."""
    regels = [f"• {_plaats(b)}{b.wat} {b.doen}".rstrip() for b in fouten_eerst(bevindingen)[:EERSTE]]
    if len(bevindingen) > EERSTE:
        regels.append(f"… en nog {len(bevindingen) - EERSTE}.")
    return "\n".join((tekst, *regels))


def _plaats(bevinding: Bevinding) -> str:
    waar = "!".join(deel for deel in (bevinding.blad, bevinding.cel) if deel) or bevinding.bestand
    return f"{waar}: " if waar else ""
