"""The sheet Themas: hours and cost of the settlement per theme, and the hours per rol.

A frozen book takes charts and shares from here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TypeVar

from msgspec.structs import replace

from via_xl.basis.gemeenten import zelfde_in_formule
from via_xl.basis.maat import Maat
from via_xl.rekenen.themas import Themabeeld, Themauren, themas
from via_xl.schrijven.boek import Boek
from via_xl.schrijven.master.stand import Stand
from via_xl.schrijven.master.verrekening import BLOK as VERREKENING
from via_xl.schrijven.master.verrekening import TABEL as VERREKENTABEL
from via_xl.schrijven.taal import (
    F,
    Grafiek,
    Namen,
    Stapel,
    Tabelveld,
    Tabkleur,
    Vak,
    begin_blad,
    kolom,
    uitkomst,
    werk,
)
from via_xl.schrijven.taal.controleblad import Controle, controle
from via_xl.schrijven.taal.tabel import SMAL

R = TypeVar("R")

BLAD = "Themas"
TABEL = "tblThemauren"
BUITEN = "niet in tblThemas"
NAMEN = Namen(BLAD)
"""The totals, for formulas on other sheets: ``NAMEN["totaal Uren"]``."""

_GEEN_KOP = re.compile(r"[^\w ]+")
_URENTOTAAL = VERREKENING[f"{VERREKENTABEL} Uren"]


def zet(boek: Boek, stand: Stand) -> None:
    """Add the sheet: a row per theme, what is booked outside them, the total, and charts."""
    beeld = themas(stand.regeling, stand.uitkomst, BUITEN)
    s = begin_blad(
        boek,
        BLAD,
        kleur=Tabkleur.REKENEN,
        kopregel=f"{stand.naam} · Thema's",
        titel=F('="Thema\'s "&Jaar', f"Thema's {stand.jaar}"),
        uitleg=f"Waar de werkgroep de afgerekende uren van het jaar aan besteedde{stand.regio.volgens('themas')}, en wat dat kostte.",
        vlag=stand.vlag,
    )
    rollen = list({zelfde_in_formule(rij.rol): rij.rol for rij in reversed(stand.regeling.rollen)}.values())[::-1]
    velden = _kolommen([rij.thema for rij in stand.regeling.themas], beeld)
    achter = len(velden)
    s.vakken({achter: Vak("Uren per rol", opmaak="kopje")} if rollen else {})
    s.vakken({achter + nr: Vak(rol, als=f"rol {nr}") for nr, rol in enumerate(rollen)})
    velden += _per_rol(rollen, [veld.kop for veld in velden])
    s.tabel(TABEL, beeld.themas, [velden[0], *(replace(veld, leeg=0) for veld in velden[1:])], kophoogte=30)
    s.wit()
    _slotrijen(s, beeld)
    s.uitleg("Een thema dat na het maken van dit rapport aan Lijsten is toegevoegd, staat in het volgende.")
    s.wit()
    maten, van = (500, 380), ", in het gekozen jaar"
    kosten = grafiek(s, "Kosten per thema", TABEL, "Kosten €", "euro", maten, van)
    s.grafiek(grafiek(s, "Uren per thema", TABEL, "Uren", "uren", maten, van), 19, (4, kosten))
    s.blad.bevroren, s.blad.paginas = (7, 1), (1, 1)


def controles() -> list[Controle]:
    """Whether the themes hold all hours and all cost of the settlement, and whether everything has a known theme."""
    opnieuw = "Themas; maak het rapport opnieuw na het toevoegen van een thema"
    return [
        controle(
            "Thema's tellen op tot alle uren van de verrekening",
            Maat.UREN,
            verwacht=_URENTOTAAL,
            gevonden=NAMEN["totaal Uren"],
            waar=opnieuw,
            let_op=True,
        ),
        controle(
            "Thema's tellen op tot alle kosten van uren van de verrekening",
            Maat.EURO,
            verwacht=VERREKENING.van_uren,
            gevonden=NAMEN["totaal Kosten €"],
            waar=opnieuw,
            let_op=True,
        ),
        controle(
            "Elk afgerekend uur staat op een thema van tblThemas",
            Maat.UREN,
            verwacht=0,
            gevonden=NAMEN["buiten Uren"],
            waar="Uren, kolom Thema bekend, en Lijsten",
            let_op=True,
        ),
    ]


def _van_thema(wat: str) -> str:
    """What the settled hour lines of the theme of this row hold."""
    return f"ROUND(SUMPRODUCT((tblUren[Thema]=[@Thema])*(tblUren[Jaar van afrekening]=Jaar)*{wat}),2)"


def aandeel(kop: str, van: str, deel: Callable[[R], int], geheel: int, cel: str, breedte: float = SMAL) -> Tabelveld[R]:
    """What part a column has of a whole, which stands in that cell; of nothing it is nothing."""
    formule = f"[@{van}]/IF({cel}=0,1,{cel})"
    return werk(kop, Maat.AANDEEL, lambda r: deel(r) / (geheel or 1), formule, breedte=breedte)


def grafiek(
    s: Stapel, titel: str, tabel: str, kop: str, eenheid: str, maten: tuple[int, int], van: str = ""
) -> Grafiek:
    """The chart of a column per theme, so many pixels wide and high; ``van`` says of which year."""
    return Grafiek(
        f"{titel}{van}",
        kolom(s.blad, tabel, "Thema"),
        [(titel, kolom(s.blad, tabel, kop))],
        liggend=True,
        van_boven=True,
        breedte=maten[0],
        hoogte=maten[1],
        eenheid=eenheid,
    )


def _kolommen(namen: Sequence[str], beeld: Themabeeld) -> list[Tabelveld[Themauren]]:
    kosten = VERREKENING.van_uren
    return [
        werk("Thema", Maat.TEKST, lambda r: r.thema, 'IF([@Nr]=0,"",INDEX(tblThemas[Thema],[@Nr]))', breedte=40),
        werk("Nr", Maat.NR, lambda r: namen.index(r.thema) + 1, breedte=8),
        uitkomst("Uren", Maat.UREN, lambda r: r.uren_h, _van_thema("tblUren[Uren]"), breedte=14),
        aandeel("Aandeel uren %", "Uren", lambda r: r.uren_h, beeld.uren_h, _URENTOTAAL),
        uitkomst("Kosten €", Maat.EURO, lambda r: r.kosten_ct, _van_thema("tblUren[Kosten €]"), breedte=16),
        aandeel("Aandeel kosten %", "Kosten €", lambda r: r.kosten_ct, beeld.kosten_ct, kosten),
    ]


def _per_rol(rollen: Sequence[str], koppen: Sequence[str]) -> list[Tabelveld[Themauren]]:
    """A column for each rol, which stands above it; where its name is no header, or one that is there, it has a number."""
    gebruikt = {kop.casefold() for kop in koppen}
    velden: list[Tabelveld[Themauren]] = []

    def veld(kop: str, nummer: int, rol: str) -> Tabelveld[Themauren]:
        formule, sleutel = _van_thema(f"(tblUren[Rol]={{rol {nummer}}})*tblUren[Uren]"), zelfde_in_formule(rol)
        return werk(kop, Maat.UREN, lambda r: r.per_rol_h.get(sleutel, 0), formule, breedte=max(14, len(rol) + 4))

    for nummer, rol in enumerate(rollen):
        kop = f"{_GEEN_KOP.sub(' ', rol).strip()} uren"
        if kop.casefold() in gebruikt:
            kop = f"rol {nummer + 1} uren"
        gebruikt.add(kop.casefold())
        velden.append(veld(kop, nummer, rol))
    return velden


def _slotrijen(s: Stapel, beeld: Themabeeld) -> None:
    """What is booked outside the themes, and under it the total."""
    buiten, totaal = {0: Vak(BUITEN)}, {0: Vak("Totaal", opmaak="slot")}
    totaal |= dict.fromkeys(range(1, 6), Vak(None, opmaak="slot"))
    rest = beeld.onbekend
    for kol, kop, maat, deel, geheel in (
        (2, "Uren", Maat.UREN, rest.uren_h, beeld.uren_h),
        (4, "Kosten €", Maat.EURO, rest.kosten_ct, beeld.kosten_ct),
    ):
        som = f"ROUND(SUMIFS(tblUren[{kop}],tblUren[Jaar van afrekening],Jaar,tblUren[Thema bekend],0),2)"
        buiten[kol] = Vak(F(som, deel), maat, als=f"buiten {kop}")
        som = f"ROUND(SUM({TABEL}[{kop}])+{{buiten {kop}}},2)"
        totaal[kol] = Vak(F(som, geheel), maat, f"slot.{maat}", als=f"totaal {kop}")
    s.vakken(buiten)
    s.vakken(totaal)
