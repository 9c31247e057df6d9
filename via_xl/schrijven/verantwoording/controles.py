"""The checks of a jaarverantwoording: its tables add to the same hours and the same money."""

from __future__ import annotations

from via_xl.basis.geld import euro, uren
from via_xl.regeling.model import Taak
from via_xl.schrijven.opmaak import F
from via_xl.schrijven.taal.controleblad import Controle, f
from via_xl.schrijven.verantwoording import bijdragen, bronnen, capaciteit, meerjaren, themas
from via_xl.schrijven.verantwoording.stof import Verantwoordingsstof

UITLEG = "FOUT houdt het maken tegen; LET OP moet iemand bekijken."


def controles(stof: Verantwoordingsstof) -> list[Controle]:
    """The checks."""
    uit, beeld = stof.uitkomst, stof.capaciteit
    afgerekend = uren(sum(r.uren_h for r in uit.gemeenten))
    te_verdelen = meerjaren.cel(stof, "Te verdelen €")
    begroot = stof.begroot_ct(stof.jaar)
    geleverd = uren(beeld.geleverd_h)
    rijen = [
        _gelijk(
            "De vergoeding uit POK is die van de verrekening",
            f(bronnen.NAMEN.vergoeding, euro(uit.vergoeding_ct)),
            f(meerjaren.cel(stof, "Vergoeding POK €"), euro(uit.vergoeding_ct)),
            "Meerjaren",
            "euro",
        ),
        _gelijk(
            "Uren per thema tellen op tot de afgerekende uren",
            f(meerjaren.cel(stof, "Afgerekende uren"), afgerekend),
            f(f"ROUND(SUM({themas.UREN}[Uren]),2)", uren(stof.themas.uren_h)),
            "Themas",
            "uren",
        ),
        _gelijk(
            "Kosten per thema tellen op tot alle kosten",
            f(meerjaren.cel(stof, "Kosten €"), euro(uit.kosten_ct)),
            f(f"ROUND(SUM({themas.KOSTEN}[Kosten €]),2)", euro(stof.themas.kosten_ct)),
            "Themas",
            "euro",
        ),
        _gelijk(
            "Uren per maand tellen op tot de geleverde uren",
            f(capaciteit.NAMEN.geleverd, geleverd),
            f(f"ROUND(SUM({capaciteit.MAANDEN}[Geleverd uren]),2)", uren(sum(beeld.maanden_h))),
            "Capaciteit",
            "uren",
        ),
        _gelijk(
            "Uren per taak tellen op tot de geleverde uren",
            f(capaciteit.NAMEN.geleverd, geleverd),
            f(
                f"ROUND(SUM({capaciteit.TAKEN}[Geleverd uren])+{capaciteit.NAMEN.taak_onbekend},2)",
                uren(sum(beeld.taak_h(taak) for taak in (*Taak, None))),
            ),
            "Capaciteit",
            "uren",
        ),
    ]
    if stof.toont_bijdragen:
        rijen.append(
            _gelijk(
                "Bijdragen tellen op tot het te verdelen bedrag",
                f(te_verdelen, euro(uit.te_verdelen_ct)),
                f(bijdragen.TOTAAL, euro(sum(r.bijdrage_ct for r in uit.gemeenten))),
                "Bijdragen",
                "euro",
            )
        )
    verschil = meerjaren.cel(stof, "Te verdelen min begrote bijdragen €")
    boven = 0 if begroot is None else max(0, uit.te_verdelen_ct - begroot)
    rijen.append(
        Controle(
            "Het te verdelen bedrag komt niet boven de begrote bijdragen uit",
            F("0", 0),
            f(f'IF({verschil}="",0,MAX(0,{verschil}))', euro(boven)),
            "Meerjaren; boven het begrote is een voorstel nodig (8.4)",
            let_op=True,
            stijl="euro",
        )
    )
    return rijen


def _gelijk(wat: str, verwacht: F, gevonden: F, waar: str, stijl: str) -> Controle:
    return Controle(wat, verwacht, gevonden, waar, stijl=stijl)
