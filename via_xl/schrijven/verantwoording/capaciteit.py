"""The sheet Capaciteit: what the plan asks and promises, what was delivered, and where the year goes; hours only."""

from __future__ import annotations

from collections.abc import Sequence

from via_xl.basis.maat import Maat
from via_xl.rekenen.capaciteit import Capaciteitsbeeld, Gemeentecapaciteit
from via_xl.schrijven.boek import Boek
from via_xl.schrijven.rapport import capaciteit as levend
from via_xl.schrijven.rapport.capaciteit import MAANDKOPPEN, PER_GEMEENTE, PER_TAAK, PROGNOSE
from via_xl.schrijven.taal import Namen, Tabelveld, Wijze, invoer, volgnummer, werk
from via_xl.schrijven.verantwoording.opbouw import begin
from via_xl.schrijven.verantwoording.stof import Verantwoordingsstof

BLAD = "Capaciteit"
NAMEN = Namen(BLAD)
"""The figures of the year, for formulas on other sheets: ``NAMEN.geleverd``."""
WIJZE = Wijze.BEVROREN
TABEL, TAKEN, MAANDEN = PER_GEMEENTE[WIJZE], PER_TAAK[WIJZE], "tblMaanden"


def zet(boek: Boek, stof: Verantwoordingsstof) -> None:
    """Add the sheet: the block, charts, and tables per gemeente, taak and month."""
    beeld = stof.capaciteit
    plan = stof.regeling.regio.passage("capaciteit")
    uitleg = f"Gevraagd (formatie), toegezegd (capaciteit van {plan}) en geleverd, in uren van de maanden van het jaar."
    s = begin(boek, stof, BLAD, "Capaciteit", uitleg)
    s.breed({0: 42, 1: 16, 2: 14, 3: 14, 4: 14, 5: 16})
    levend.kort(s, beeld, plan, WIJZE)
    s.wit()
    levend.grafieken(s, WIJZE)
    s.kopje("Per gemeente")
    s.tabel(TABEL, stof.leveranciers or [_niemand(beeld)], levend.per_gemeente(WIJZE), kophoogte=30)
    s.uitleg(PROGNOSE)
    s.wit()
    s.kopje("Per taak")
    s.tabel(TAKEN, stof.taakgroepen, levend.per_taak(beeld, WIJZE), kophoogte=30)
    if any(len(groep) > 1 for groep in (*stof.taakgroepen, *stof.maandgroepen)):
        s.uitleg(f"Taken en maanden waarin minder dan {stof.minstens} medewerkers werkten staan samen.")
    s.wit()
    s.kopje("Per maand, alle gemeenten samen")
    s.tabel(MAANDEN, stof.maandgroepen, _per_maand(beeld.maanden_h, stof.jaar))
    s.blad.liggend = False


def _niemand(beeld: Capaciteitsbeeld) -> Gemeentecapaciteit:
    """The row that stands in the table when nobody supplies or delivered anything."""
    return Gemeentecapaciteit("", "", 0, beeld.gepland_h, (), beeld.prognose_h, 0, 0, 0, 0)


def _per_maand(maanden_h: Sequence[int], jaar: int) -> list[Tabelveld[range]]:
    tot_nu = f'ROUND(SUMIFS({MAANDEN}[Geleverd uren],{MAANDEN}[Nr],"<="&[@Nr]),2)'
    return [
        werk("Maand", Maat.TEKST, lambda deel: _maandnaam(deel, jaar), breedte=42),
        volgnummer(breedte=16),
        invoer("Geleverd uren", Maat.UREN, lambda deel: sum(maanden_h[deel.start : deel.stop]), breedte=14),
        werk("Opgeteld uren", Maat.UREN, lambda deel: sum(maanden_h[: deel.stop]), tot_nu, breedte=14),
    ]


def _maandnaam(deel: range, jaar: int) -> str:
    """A month, or from which to which."""
    uiteinden = dict.fromkeys((deel[0], deel[-1]))
    return f"{' t/m '.join(MAANDKOPPEN[nr] for nr in uiteinden)} {jaar}"
