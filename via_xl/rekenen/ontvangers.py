"""Who receives the settlement of which gemeente: one mail per address, and nobody for a vacancy."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from via_xl.basis.opsomming import en
from via_xl.regeling.model import Gemeente


class Ontvanger(Struct, frozen=True):
    """An address, what to call whoever reads it, and the gemeenten it is for."""

    e_mail: str
    aanhef: str
    gemeenten: tuple[Gemeente, ...]


def ontvangers(gemeenten: Iterable[Gemeente]) -> tuple[tuple[Ontvanger, ...], tuple[Gemeente, ...]]:
    """The recipients, in the order of the gemeenten, and the gemeenten without an address.

    One contactfunctionaris may serve two gemeenten: the same address is one recipient, whatever its capitals.
    """
    per_adres: dict[str, list[Gemeente]] = {}
    zonder: list[Gemeente] = []
    for gemeente in gemeenten:
        if gemeente.e_mail.strip():
            per_adres.setdefault(gemeente.e_mail.strip().casefold(), []).append(gemeente)
        else:
            zonder.append(gemeente)
    gevonden = []
    for samen in per_adres.values():
        namen = dict.fromkeys(g.contactfunctionaris.strip() or f"contactfunctionaris van {g.naam}" for g in samen)
        gevonden.append(Ontvanger(samen[0].e_mail.strip(), en(namen), tuple(samen)))
    return tuple(gevonden), tuple(zonder)
