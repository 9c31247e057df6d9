"""A cost other than hours that is settled was paid by someone, and a credit note takes no more off than was paid."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from via_xl.basis.bevinding import Bevinding
from via_xl.basis.geld import euro_nl
from via_xl.regeling.model import Kostenpost, Regeling
from via_xl.rekenen.kosten import post_ct


def controleer(regeling: Regeling) -> Iterator[Bevinding]:
    """A finding for each cost that counts and has no payer, and for each payer whose costs of a year come below zero."""
    per_betaler: dict[tuple[int, str, bool], list[Kostenpost]] = defaultdict(list)
    for post in regeling.kosten:
        if post.telt_mee and not post.code:
            wat = f'"{post.omschrijving}" telt mee, maar er staat niet bij welke gemeente het betaalde.'
            yield Bevinding.op(post.plek, "code", wat, "Vul bij Code die gemeente in, of zet Telt mee op nee.")
        elif post.telt_mee:
            per_betaler[post.jaar, post.code, post.pok].append(post)
    for (jaar, code, pok), posten in per_betaler.items():
        som_ct = sum(post_ct(post, regeling) for post in posten)
        if som_ct < 0:
            laagste = min(posten, key=lambda post: post.bedrag_ct)
            soort = f"kosten van {code} met POK op {'ja' if pok else 'nee'}"
            wat = f"de {soort} zijn in {jaar} samen {euro_nl(som_ct)}; onder nul kan niet worden verrekend."
            doen = "Zet de creditnota in het jaar en bij de POK van de factuur die zij verlaagt."
            yield Bevinding.op(laagste.plek, "bedrag_ct", wat, doen)
