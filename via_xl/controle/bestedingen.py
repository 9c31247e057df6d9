"""Spending on the DUVO and POK budget belongs to a known year, and a post is spelled one way."""

from __future__ import annotations

from collections.abc import Iterator

from via_xl.basis.bevinding import Bevinding, Ernst
from via_xl.regeling.model import Regeling


def controleer(regeling: Regeling) -> Iterator[Bevinding]:
    """A warning for each year that isn't in tblJaren, and for each post that is spelled almost as an earlier one.

    Each is given once, at the first row of tblBestedingen that has it.
    """
    jaren = {rij.jaar for rij in regeling.jaren}
    gemeld: set[int] = set()
    eerste: dict[str, str] = {}
    anders: set[str] = set()
    for rij in regeling.bestedingen:
        if rij.jaar not in jaren and rij.jaar not in gemeld:
            gemeld.add(rij.jaar)
            wat = f"jaar {rij.jaar} heeft geen rij in tblJaren: deze bestedingen staan op geen enkel overzicht."
            doen = f"Voeg {rij.jaar} toe met via-xl jaar open, of verbeter het jaartal."
            yield Bevinding.op(rij.plek, "jaar", wat, doen, Ernst.WAARSCHUWING)
        eerder = eerste.setdefault(_vorm(rij.post), rij.post)
        if rij.post != eerder and rij.post not in anders:
            anders.add(rij.post)
            wat = f'post "{rij.post}" verschilt alleen in hoofdletters, spaties of streepjes van "{eerder}".'
            yield Bevinding.op(rij.plek, "post", wat, "Schrijf een post overal hetzelfde.", Ernst.WAARSCHUWING)


def _vorm(post: str) -> str:
    """What is left of a name without case, blanks and hyphens."""
    return "".join(teken for teken in post.casefold() if teken.isalnum())
