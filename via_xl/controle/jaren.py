"""A year that is used has its parameters and its POK row, and budgets no more other costs than costs."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import chain
from typing import Any

from via_xl.basis.bevinding import Bevinding
from via_xl.regeling.model import Record, Regeling
from via_xl.rekenen.pokjaren import Pokjaren


def controleer(regeling: Regeling) -> Iterator[Bevinding]:
    """A finding for each year without a row in tblJaren or tblPOK, at the first row of any table that uses it.

    And one for each year of which the budget holds more other costs than costs.

    The POK of a year may be there without it: for late hours, or before that year is opened. An earlier settlement needs
    no parameters where a later one only takes from it what is gone of a POK: as in the workbook of one year.
    """
    bekend = {rij.jaar for rij in regeling.jaren}
    pokjaren = Pokjaren(regeling)
    eerder = {(jaar, pok) for jaar in bekend for pok in pokjaren.gevraagd(jaar)}

    def alleen_eerder(jaar: int, pok: int) -> bool:
        return jaar not in bekend and any(jaar < later and pok == van for later, van in eerder)

    gebruikt: dict[int, tuple[Record, str]] = {}
    rijen: Iterable[Any] = chain(regeling.jaren, regeling.begroting, regeling.voorschotten, regeling.verrekend)
    for rij in rijen:
        gebruikt.setdefault(rij.jaar, (rij, "jaar"))
    for regel in regeling.uren:
        if regel.geldig and not alleen_eerder(regel.afrekenjaar, pokjaren.van(regel)):
            gebruikt.setdefault(regel.afrekenjaar, (regel, "afrekenjaar"))
    for post in regeling.kosten:
        if post.telt_mee and not (post.pok and alleen_eerder(post.jaar, post.jaar)):
            gebruikt.setdefault(post.jaar, (post, "jaar"))
    for tabel, aanwezig in (
        ("tblJaren", bekend),
        ("tblPOK", {rij.jaar for rij in regeling.pok}),
    ):
        for jaar, (rij, veld) in gebruikt.items():
            if jaar not in aanwezig:
                wat = f"jaar {jaar} wordt gebruikt, maar heeft geen rij in {tabel}."
                yield Bevinding.op(rij.plek, veld, wat, f"Voeg {jaar} toe aan {tabel} of verbeter het jaartal.")
    yield from _late_uren(regeling, pokjaren, gebruikt.keys())
    for rij in regeling.jaren:
        if rij.begrote_kosten_ct is not None and (rij.begrote_overige_ct or 0) > rij.begrote_kosten_ct:
            wat = f"van {rij.jaar} is meer aan andere kosten begroot dan alle kosten samen."
            yield Bevinding.op(rij.plek, "begrote_overige_ct", wat, "Verbeter Begrote kosten € of Waarvan overig €.")
        if rij.overig_buiten_pok_bp is not None and rij.begrote_overige_ct is None:
            wat = f"van {rij.jaar} staat er van welk deel van de andere kosten POK niets vergoedt, maar niet hoeveel die zijn."
            yield Bevinding.op(rij.plek, "overig_buiten_pok_bp", wat, "Vul Waarvan overig € in, of maak deze cel leeg.")


def _late_uren(regeling: Regeling, pokjaren: Pokjaren, gebruikt: Collection[int]) -> Iterator[Bevinding]:
    """A finding for each year of late hours that has no POK, and for hours that are settled before they were delivered."""
    bekend = {rij.jaar for rij in regeling.pok}
    for regel in regeling.uren:
        if regel.geldig and regel.afrekenjaar < regel.maand.year:
            wat = f"uren van {regel.maand:%Y-%m} kunnen niet al in {regel.afrekenjaar} worden afgerekend."
            yield Bevinding.op(regel.plek, "afrekenjaar", wat, "Verbeter het afrekenjaar of de maand.")
        jaar = pokjaren.van(regel)
        if regel.geldig and jaar not in bekend and jaar not in gebruikt:
            bekend.add(jaar)
            wat = f"uren uit {jaar} worden vergoed uit de POK van dat jaar, maar tblPOK heeft geen rij {jaar}."
            doen = (
                f"Voeg {jaar} toe aan tblPOK, of zet op blad Jaren bij {regel.afrekenjaar} de kolom POK van late uren op "
                "afrekenjaar."
            )
            yield Bevinding.op(regel.plek, "maand", wat, doen)
