"""Rules 8 and 9: sheets with input tables are open, all others protected without a password and with objects allowed.

A table on a protected sheet can't grow. On the other sheets a stray key may not replace a formula, but anyone may
lift the protection, and Trace Precedents works only where objects may be edited. A report of findings calculates
nothing and is sorted and filtered by who settles them: it stays open.

ICAEW's Twenty principles: separate inputs, workings and outputs, and protect what users are not supposed to change.
FAST 1.01-01 separates sheets by type too.
"""

from collections.abc import Iterator

from via_xl.basis.bevinding import Bevinding
from via_xl.bewijs.linter.boek import Bladvorm, Lintboek
from via_xl.lezen.xlsx import NS, waar

REGEL = 9
GROEIEND = frozenset(
    naam.casefold()
    for naam in ("tblUrenstaten", "tblBesluiten", "tblAkkoord", "tblAfrekeningen", "tblLogboek", "tblLijsten")
)
"""Tables that grow by hand or by a macro, and are not part of the input schema."""


def controleer(boek: Lintboek) -> Iterator[Bevinding]:
    """One finding for each sheet whose protection does not fit, and for a password on the workbook."""
    for blad in () if boek.is_rapport else boek.bladen:
        namen = {tabel.naam.casefold() for tabel in boek.tabellen_op(blad.naam)}
        open_blad = bool(namen & (boek.invoertabellen.keys() | GROEIEND))
        for wat, doen in _blad(blad, open_blad=open_blad):
            yield boek.meld(REGEL, blad.naam, "", wat, doen)
    slot = boek.werkmap.find(f"{NS}workbookProtection")
    if slot is not None and (slot.get("workbookPassword") or slot.get("workbookHashValue")):
        doen = "Hef de beveiliging van de werkmap op."
        yield boek.meld(REGEL, "", "", "de werkmap is met een wachtwoord beveiligd.", doen)


def _blad(blad: Bladvorm, *, open_blad: bool) -> Iterator[tuple[str, str]]:
    gevonden = blad.rest.find(f"{NS}sheetProtection")
    slot = {} if gevonden is None else gevonden.attrib
    beveiligd = waar(slot.get("sheet"))
    if open_blad:
        if beveiligd:
            yield "een blad met een invoertabel is beveiligd: de tabel kan niet groeien.", "Hef de bladbeveiliging op."
        return
    if not beveiligd:
        yield "het blad is niet beveiligd en heeft geen invoertabel.", "Beveilig het blad, zonder wachtwoord."
        return
    if any(slot.get(sleutel) for sleutel in ("password", "hashValue", "saltValue", "algorithmName")):
        yield "het blad is met een wachtwoord beveiligd.", "Beveilig het blad zonder wachtwoord."
    if waar(slot.get("objects")):
        yield (
            "objecten bewerken is niet toegestaan: Broncellen aanwijzen werkt dan niet.",
            "Vink bij Blad beveiligen 'Objecten bewerken' aan.",
        )
