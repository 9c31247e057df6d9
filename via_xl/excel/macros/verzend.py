"""The drafts of a chosen version, in a folder beside it; nothing is sent."""

from __future__ import annotations

from pathlib import Path

from via_xl.basis.afbreken import Voortgang
from via_xl.basis.bevinding import Ernst, NietsTeDoen
from via_xl.excel.macros.gedeeld import open_in_windows
from via_xl.excel.openboek import OpenBoek
from via_xl.schrijven.macros import Macrouitkomst
from via_xl.verzenden.verzend import verzend


def voer_uit(_boek: OpenBoek, gekozen: str, voortgang: Voortgang) -> Macrouitkomst:
    """Make what is not there yet, and show the folder. The open workbook plays no part."""
    verzending = verzend(Path(gekozen), voortgang=voortgang)
    if not (verzending.gemaakt or verzending.er_al):
        raise NietsTeDoen("Geen enkele gemeente heeft een e-mailadres op blad Gemeenten; er is niets gemaakt.")
    open_in_windows(verzending.map)
    regels = [
        f"{len(verzending.gemaakt)} berichten gemaakt, {len(verzending.er_al)} gemeenten hadden er al een: {verzending.map}",
        "Er is niets verstuurd: open elk bericht in Outlook, lees het en verstuur het.",
    ]
    if verzending.wachtwoorden is not None:
        regels.append(f"De wachtwoorden staan apart, en horen niet in een e-mail: {verzending.wachtwoorden}")
    regels += [
        f"LET OP: {naam} heeft geen e-mailadres; er is geen bericht gemaakt." for naam in verzending.zonder_adres
    ]
    if verzending.gemaakt and not verzending.met_pdf:
        regels.append("Zonder PDF: LibreOffice staat niet op deze computer.")
    return Macrouitkomst("\n".join(regels), Ernst.WAARSCHUWING if verzending.zonder_adres else None)
