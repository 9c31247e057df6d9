"""Which year's POK reimburses what: that in which hours were delivered, or that in which they are settled.

Each year of settlement says so itself (``pok_jaar``). What an earlier settlement took of the POK of a year is gone for a later one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from via_xl.regeling.model import POK, Kostenpost, PokJaar, Regeling, Urenregel
from via_xl.rekenen.kosten import post_ct, urenregel_ct
from via_xl.rekenen.tarief import Tarieven
from via_xl.rekenen.vergoeding import Vergoedingsjaar


class Pokjaren:
    """Of every hour line and cost of a region the year whose POK reimburses it.

    ``anders`` is the choice for a year of settlement instead of what tblJaren says of it.
    """

    def __init__(self, regeling: Regeling, anders: dict[int, PokJaar] | None = None) -> None:
        keuzes = {rij.jaar: rij.pok_jaar for rij in regeling.jaren} | (anders or {})
        self._van_afrekenjaar = {jaar for jaar, keuze in keuzes.items() if keuze is PokJaar.AFREKENJAAR}
        self._regeling = regeling
        self._bekend: dict[int, tuple[Counter[int], Counter[int]]] = {}
        self._gevraagd: dict[int, frozenset[int]] = {}

    def van(self, regel: Urenregel) -> int:
        """The year whose POK reimburses an hour line."""
        return regel.afrekenjaar if regel.afrekenjaar in self._van_afrekenjaar else regel.maand.year

    def regels(self, jaar: int) -> Iterator[tuple[int, Urenregel]]:
        """The valid hour lines that are settled in ``jaar`` or before it, each with the year of its POK."""
        for regel in self._regeling.uren:
            if regel.geldig and regel.afrekenjaar <= jaar:
                yield self.van(regel), regel

    def posten(self, jaar: int) -> Iterator[Kostenpost]:
        """The other costs of ``jaar`` and before that count and that POK reimburses a part of; by the POK of their own year."""
        return (post for post in self._regeling.kosten if post.telt_mee and post.pok and post.jaar <= jaar)

    def gevraagd(self, jaar: int) -> frozenset[int]:
        """The years of which the settlement of ``jaar`` uses the POK: its own, and those of late hours."""
        if jaar not in self._gevraagd:
            self._gevraagd[jaar] = frozenset(
                (jaar, *(pok for pok, regel in self.regels(jaar) if regel.afrekenjaar == jaar))
            )
        return self._gevraagd[jaar]

    def vergoedingen(self, jaar: int, tarieven: Tarieven) -> tuple[Vergoedingsjaar, ...]:
        """What POK reimburses in the settlement of ``jaar``, by the year that it is of: its own first, then the others.

        Raises:
            KeyError: a year has no row in tblPOK.
        """
        jaren = sorted(self.gevraagd(jaar), key=lambda een: (een != jaar, een))
        return tuple(self.vergoeding(self._regeling.pok_van(een), jaar, tarieven) for een in jaren)

    def vergoeding(self, pok: POK, jaar: int, tarieven: Tarieven) -> Vergoedingsjaar:
        """What one row of tblPOK reimburses in the settlement of ``jaar``."""
        nu, eerder = self._kosten_ct(jaar, tarieven)
        return Vergoedingsjaar(pok.jaar, pok.vergoeding_bp, pok.maximum_ct, nu[pok.jaar], eerder[pok.jaar])

    def _kosten_ct(self, jaar: int, tarieven: Tarieven) -> tuple[Counter[int], Counter[int]]:
        """By the year of the POK what is settled in ``jaar``, and what was settled before it."""
        if jaar not in self._bekend:
            nu, eerder = Counter[int](), Counter[int]()
            for van, regel in self.regels(jaar):
                kosten = urenregel_ct(regel, tarieven.som_ct(regel.schaal, regel.maand))
                (nu if regel.afrekenjaar == jaar else eerder)[van] += kosten
            for post in self.posten(jaar):
                (nu if post.jaar == jaar else eerder)[post.jaar] += post_ct(post, self._regeling)
            self._bekend[jaar] = nu, eerder
        return self._bekend[jaar]
