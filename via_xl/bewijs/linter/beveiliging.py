"""Rules 8 and 9: sheets with input tables are open, all others protected without a password and with objects allowed.

A table on a protected sheet can't grow. On the other sheets a stray key may not replace a formula, but anyone may
lift the protection, and Trace Precedents works only where objects may be edited. A report of findings calculates
nothing and is sorted and filtered by who settles them: it stays open.

ICAEW's Twenty principles: separate inputs, workings and outputs, and protect what users are not supposed to change.
FAST 1.01-01 separates sheets by type too.
"""

from collections.abc import Iterator

from openpyxl.worksheet.worksheet import Worksheet

from via_xl.basis.bevinding import Bevinding
from via_xl.bewijs.linter.boek import Lintboek

REGEL = 9
GROEIEND = frozenset(
    naam.casefold()
    for naam in ("tblUrenstaten", "tblBesluiten", "tblAkkoord", "tblAfrekeningen", "tblLogboek", "tblLijsten")
)
"""Tables that grow by hand or by a macro, and are not part of the input schema."""


def controleer(boek: Lintboek) -> Iterator[Bevinding]:
    """One finding for each sheet whose protection does not fit, and for a password on the workbook."""
    for blad in () if boek.is_rapport else boek.bladen:
        namen = {tabel.naam.casefold() for tabel in boek.tabellen_op(blad.title)}
        open_blad = bool(namen & (boek.invoertabellen.keys() | GROEIEND))
        for wat, doen in _blad(blad, open_blad=open_blad):
            yield boek.meld(REGEL, blad.title, "", wat, doen)
    slot = boek.werkboek.security
    if slot is not None and (slot.workbookPassword or slot.workbookHashValue):
        doen = "Hef de beveiliging van de werkmap op."
        yield boek.meld(REGEL, "", "", "de werkmap is met een wachtwoord beveiligd.", doen)


def _blad(blad: Worksheet, *, open_blad: bool) -> Iterator[tuple[str, str]]:
    slot = blad.protection
    if open_blad:
        if slot.sheet:
            yield "een blad met een invoertabel is beveiligd: de tabel kan niet groeien.", "Hef de bladbeveiliging op."
        return
    if not slot.sheet:
        yield "het blad is niet beveiligd en heeft geen invoertabel.", "Beveilig het blad, zonder wachtwoord."
        return
    if slot.password or slot.hashValue or slot.saltValue or slot.algorithmName:
        yield "het blad is met een wachtwoord beveiligd.", "Beveilig het blad zonder wachtwoord."
    if slot.objects:
        yield (
            "objecten bewerken is niet toegestaan: Broncellen aanwijzen werkt dan niet.",
            "Vink bij Blad beveiligen 'Objecten bewerken' aan.",
        )
