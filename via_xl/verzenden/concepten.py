"""Drafts without a password, one a recipient, in a folder with a register: whole or not at all, and each gemeente once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from msgspec import Struct

from via_xl.basis.bevinding import InvoerFout, NietsTeDoen
from via_xl.basis.datum import datum_nl
from via_xl.basis.publiceren import alleen
from via_xl.basis.schijffout import reden
from via_xl.bewijs.keten import REGISTER
from via_xl.controle.jaarstand import NIETS_GEMAAKT
from via_xl.regeling.model import Gemeente
from via_xl.rekenen.ontvangers import Ontvanger, ontvangers
from via_xl.schrijven.csv_nl import als_csv
from via_xl.verzenden.verzend import eis_adressen
from via_xl.verzenden.verzendregister import KOP, in_aanmaak, lees_register, zonder_bericht

Schrijver = Callable[[Ontvanger, Path], list[list[str]]]
"""Writes the draft of one recipient into a folder; gives its rows of the register. Raises OSError."""


class Concepten(Struct, frozen=True):
    """What was made, what stood there already, and who has no address."""

    map: Path
    gemaakt: tuple[str, ...]
    er_al: tuple[str, ...]
    zonder_adres: tuple[str, ...]

    def als_json(self) -> dict[str, Any]:
        """Everything, for ``--json``."""
        return {
            "map": str(self.map),
            "gemaakt": list(self.gemaakt),
            "stond_er_al": list(self.er_al),
            "zonder_adres": list(self.zonder_adres),
        }


def eis_later(dag: date, heden: date, wat: str, optie: str) -> None:
    """Who reads it must still be able to answer. Raises NietsTeDoen: the day is today or past."""
    if dag <= heden:
        raise NietsTeDoen(
            f"{wat} vóór {datum_nl(dag)} kan niet meer; {NIETS_GEMAAKT}. Geef met {optie} een latere dag op."
        )


def zet_concepten(doel: Path, wie: Sequence[Gemeente], masterpad: Path, schrijf: Schrijver) -> Concepten:
    """Make the drafts of these gemeenten, whose addresses are of this master; what stands in ``doel`` already stays as it is.

    Raises:
        InvoerFout: an address is wrong, or the folder can't be written or was changed.
    """
    eis_adressen(wie, masterpad)
    alle, zonder = ontvangers(wie)
    try:
        with alleen(doel):
            register = lees_register(doel)
            nieuw = zonder_bericht(alle, register)
            if nieuw:
                with in_aanmaak(doel) as werkmap:
                    rijen = [[rij[kop] for kop in KOP] for rij in register]
                    for ontvanger in nieuw:
                        rijen += schrijf(ontvanger, werkmap)
                    (werkmap / REGISTER).write_bytes(als_csv(KOP, rijen))
    except OSError as fout:
        raise InvoerFout(f"In {doel.parent} kan niet worden geschreven ({reden(fout)}); {NIETS_GEMAAKT}.") from fout
    return Concepten(
        doel,
        tuple(f"{', '.join(g.naam for g in o.gemeenten)} ({o.e_mail})" for o in nieuw),
        tuple(f"{g.naam} ({o.e_mail})" for o in alle for g in o.gemeenten if o not in nieuw),
        tuple(gemeente.naam for gemeente in zonder),
    )
