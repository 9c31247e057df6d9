"""Hour sheets that count in one run, without coming into the master."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from via_xl.basis.afbreken import Voortgang
from via_xl.basis.bevinding import InvoerFout, fouten
from via_xl.controle import controleer
from via_xl.lezen.master import Master
from via_xl.regeling.model import Regeling
from via_xl.urenstaat.inbrengen import breng_in, met_gevolg
from via_xl.urenstaat.lees import GelezenUrenstaat, lees_urenstaten


def met_urenstaten(
    master: Master, paden: Sequence[Path], jaar: int, voortgang: Voortgang
) -> tuple[Regeling, tuple[GelezenUrenstaat, ...]]:
    """The inputs of a master with these hour sheets brought in, and the sheets, for a run that uses them directly.

    The master itself isn't changed.

    Raises:
        InvoerFout: one of the sheets has an error.
    """
    staten = lees_urenstaten(paden, master.regeling, jaar, voortgang=voortgang)
    bevindingen = [bevinding for staat in staten for bevinding in staat.bevindingen]
    if fouten(bevindingen):
        raise InvoerFout("De urenstaten bevatten fouten; er is niets mee gedaan.", bevindingen)
    regeling, gevolgen = breng_in(master.regeling, staten, date.today())
    gecontroleerd = controleer(regeling)
    if fouten(gecontroleerd):
        raise InvoerFout(f"{master.pad.name} bevat fouten; er is niets mee gedaan.", gecontroleerd)
    return regeling, tuple(map(met_gevolg, staten, gevolgen))
