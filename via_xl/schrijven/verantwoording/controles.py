"""The checks of a jaarverantwoording: its tables add to the same hours and the same money."""

from __future__ import annotations

from collections.abc import Iterator

from via_xl.basis.maat import Maat
from via_xl.rekenen import grootheden as g
from via_xl.rekenen.verrekening import boven_grens_ct
from via_xl.schrijven.taal import F
from via_xl.schrijven.taal.controleblad import Controle, controle
from via_xl.schrijven.verantwoording import bijdragen, bronnen, capaciteit, meerjaren, themas
from via_xl.schrijven.verantwoording.stof import Verantwoordingsstof

UITLEG = "FOUT houdt het maken tegen; LET OP moet iemand bekijken."


def controles(stof: Verantwoordingsstof) -> Iterator[Controle]:
    """The checks."""
    uit, beeld, c = stof.uitkomst, stof.capaciteit, capaciteit.NAMEN

    def jaar(kop: str) -> str:
        return meerjaren.cel(stof, kop)

    def som(kolom: str) -> str:
        return f"ROUND(SUM({kolom}),2)"

    toen, nu = (bronnen.NAMEN.vergoeding, uit.vergoeding_ct), (jaar(g.VERGOEDING.kop), uit.vergoeding_ct)
    yield _gelijk("De vergoeding uit POK is die van de verrekening", Maat.EURO, toen, nu, "Meerjaren")
    geleverd = (c.geleverd, beeld.geleverd_h)
    nu = (som(f"{themas.UREN}[Uren]"), sum(groep.uren_h for groep in stof.urengroepen))
    yield _gelijk("Uren per thema tellen op tot de geleverde uren", Maat.UREN, geleverd, nu, "Themas")
    toen = (jaar(g.URENKOSTEN.kop), uit.kosten_ct - uit.overig_ct)
    nu = (som(f"{themas.KOSTEN}[Kosten €]"), stof.themas.kosten_ct)
    yield _gelijk("Kosten per thema tellen op tot alle kosten van uren", Maat.EURO, toen, nu, "Themas")
    nu = (som(f"{capaciteit.MAANDEN}[Geleverd uren]"), sum(beeld.maanden_h))
    yield _gelijk("Uren per maand tellen op tot de geleverde uren", Maat.UREN, geleverd, nu, "Capaciteit")
    nu = (som(f"{capaciteit.TAKEN}[Geleverd uren]"), sum(beeld.taak_h(*taken) for taken in stof.taakgroepen))
    yield _gelijk("Uren per taak tellen op tot de geleverde uren", Maat.UREN, geleverd, nu, "Capaciteit")
    if stof.toont_bijdragen:
        toen = (jaar(g.TE_VERDELEN.kop), uit.te_verdelen_ct)
        nu = (bijdragen.zonder_btw(uit), sum(r.zonder_btw_ct for r in uit.gemeenten))
        yield _gelijk("Bijdragen tellen op tot het te verdelen bedrag", Maat.EURO, toen, nu, "Bijdragen")
    verschil = jaar("Te verdelen min begrote bijdragen €")
    boven = boven_grens_ct(uit.te_verdelen_ct, stof.begroot_ct(stof.jaar))
    yield controle(
        "Het te verdelen bedrag komt niet boven de begrote bijdragen uit",
        Maat.EURO,
        verwacht=0,
        gevonden=f'IF({verschil}="",0,MAX(0,{verschil}))',
        waarde=boven,
        waar=f"Meerjaren; boven het begrote is een voorstel nodig{stof.regeling.regio.bij('verrekening')}",
        let_op=True,
    )


def _gelijk(wat: str, maat: Maat, toen: tuple[str, int], nu: tuple[str, int], waar: str) -> Controle:
    """A check of two figures, each a formula and what the engine has."""
    verwacht, gevonden = (F(formule, maat.in_cel(ruw)) for formule, ruw in (toen, nu))
    return controle(wat, maat, verwacht=verwacht, gevonden=gevonden, waar=waar)
