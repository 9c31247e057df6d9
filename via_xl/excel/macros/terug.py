"""What going back to the last copy of the master would undo; Excel has the file, so the command does it."""

from __future__ import annotations

from via_xl.basis.afbreken import Voortgang
from via_xl.basis.bevinding import InvoerFout
from via_xl.excel.macros.gedeeld import eis
from via_xl.excel.openboek import OpenBoek
from via_xl.schrijven.macros import Macrouitkomst
from via_xl.wijzigen.terug import bekijk

_EERSTE = 8


def voer_uit(boek: OpenBoek, _gekozen: str, voortgang: Voortgang) -> Macrouitkomst:
    """Say what the last copy undoes, beside what is saved, and with which command."""
    if boek.op_schijf is None:
        raise InvoerFout(f"{boek.naam} staat niet op een schijf; daar zijn geen kopieën van.")
    eis(boek, op_schijf=True)
    voortgang("Kopie en master vergelijken", 0, 1)
    regels = list(bekijk(boek.pad).regels())
    meer = [f"… en nog {len(regels) - _EERSTE}."] if len(regels) > _EERSTE else []
    bewaard = [] if boek.com.Saved else ["Wat nog niet bewaard is, telt hier niet mee."]
    hoe = f'Sluit de master in Excel, en geef dan in een opdrachtvenster: via-xl terug "{boek.pad}"'
    return Macrouitkomst("\n".join([*regels[:_EERSTE], *meer, *bewaard, "Er is nog niets gewijzigd.", hoe]))
