"""A rate has a period and a value, and the periods of a schaal never overlap: else SUMIFS adds two rates up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from via_xl.basis.bevinding import Bevinding
from via_xl.basis.datum import datum_nl
from via_xl.basis.schaal import Schaal
from via_xl.regeling.model import Regeling, Tarief

DELEN = {
    "maandsalaris_ct": "maandsalaris",
    "ikb_bp": "IKB",
    "werkgeverslasten_bp": "werkgeverslasten",
    "productieve_uren_h": "productieve uren",
}


def controleer(regeling: Regeling) -> Iterator[Bevinding]:
    """A finding for each rate that ends before it starts, overlaps an earlier one of its schaal, or gives no amount."""
    per_schaal: dict[Schaal, list[Tarief]] = defaultdict(list)
    for tarief in regeling.tarieven:
        ontbreekt = [veld for veld in DELEN if getattr(tarief, veld) is None]
        if tarief.uurtarief_ct is None and ontbreekt:
            yield Bevinding.op(
                tarief.plek,
                ontbreekt[0],
                f"het uurtarief van schaal {tarief.schaal} is niet af te leiden: "
                f"{' en '.join(DELEN[veld] for veld in ontbreekt)} {'ontbreken' if len(ontbreekt) > 1 else 'ontbreekt'}.",
                "Vul maandsalaris, IKB, werkgeverslasten en productieve uren in, of een vast uurtarief.",
            )
        if tarief.tot < tarief.van:
            wat = f"het tarief eindigt op {datum_nl(tarief.tot)}, vóór het begin op {datum_nl(tarief.van)}."
            yield Bevinding.op(tarief.plek, "tot", wat, "Verbeter Van of Tot.")
        else:
            per_schaal[tarief.schaal].append(tarief)
    for tarieven in per_schaal.values():
        yield from _overlap(sorted(tarieven, key=lambda tarief: (tarief.van, tarief.tot)))


def _overlap(tarieven: list[Tarief]) -> Iterator[Bevinding]:
    langste = tarieven[0]
    for tarief in tarieven[1:]:
        if tarief.van <= langste.tot:
            yield Bevinding.op(
                tarief.plek,
                "van",
                f"het tarief van schaal {tarief.schaal} vanaf {datum_nl(tarief.van)} overlapt dat in "
                f"{langste.plek.cel('van')}, dat tot en met {datum_nl(langste.tot)} geldt.",
                "Laat het ene tarief eindigen op de dag voor het andere begint.",
            )
        if tarief.tot > langste.tot:
            langste = tarief
