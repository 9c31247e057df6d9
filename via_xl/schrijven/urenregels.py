"""The hour lines of a gemeente as a CSV beside its workbook, where the master has only their sums: its own lines and nobody else's."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import PurePath
from typing import TYPE_CHECKING

from via_xl.lezen.bronbestanden import kenmerk_som, uit_bron
from via_xl.regeling.model import Regeling, Urenregel
from via_xl.rekenen.verrekening import Verrekening
from via_xl.schrijven.boek import Boek, TabelKolom
from via_xl.schrijven.csv_nl import rijen_van, veilig, veld
from via_xl.schrijven.raster import Waarde

if TYPE_CHECKING:
    import pandas as pd

    from via_xl.lezen.urenbron import Bronbestand

KOPPEN = (
    *("Gemeente", "Medewerker", "Rol", "Thema", "Schaal", "Maand", "Afrekenjaar"),
    *("Uren", "Uurtarief €", "Kosten €", "Bron", "Bestand", "Regel"),
)
"""The headers; the first seven are those of the sum that a line is part of."""

BLAD = "Urenregels"
"""The sheet of the same lines as a workbook."""


def csvnaam(werkmap: str) -> str:
    """The name of the CSV that lies beside a workbook."""
    return f"{PurePath(werkmap).stem}_uren.csv"


def met_regels(regeling: Regeling, uitkomst: Verrekening) -> dict[str, None]:
    """The codes of the gemeenten that get such a CSV: those with sums of lines beside the master among what is settled."""
    van_ernaast = uit_bron(regeling)
    return dict.fromkeys(rij.code for rij in uitkomst.regels if van_ernaast(rij.regel.bron))


def kenmerk_van(rij: Urenregel) -> tuple[str, ...]:
    """What stands of a sum in each of its lines."""
    wie = (rij.code, rij.medewerker, rij.rol, rij.thema, str(rij.schaal), f"{rij.maand:%Y-%m}", str(rij.afrekenjaar))
    return tuple(map(veilig, wie))


def regels_per_gemeente(bestanden: Iterable[Bronbestand], uitkomst: Verrekening) -> Iterator[tuple[str, bytes]]:
    """Per CBS code the CSV with its lines of this settlement, one gemeente at a time."""
    getal = cache(veld)
    van_wie = {kenmerk_som(rij.regel): rij.code for rij in uitkomst.regels}
    delen = [(bestand, _per_code(bestand, van_wie)) for bestand in bestanden]
    for code in dict.fromkeys(rij.code for rij in uitkomst.gemeenten):
        uit = io.StringIO()
        schrijver = csv.writer(uit, delimiter=";", lineterminator="\r\n")
        schrijver.writerow(KOPPEN)
        aantal = 0
        for bestand, per_code in delen:
            if code not in per_code:
                continue
            hier = per_code[code]
            kenmerken = {som: kenmerk_van(bestand.records[som]) for som in hier["som"].unique().tolist()}
            aantal += len(hier)
            naam = veilig(bestand.naam)
            schrijver.writerows(
                (*kenmerken[som], getal(uren), getal(tarief), getal(kosten), veilig(bron), naam, nummer)
                for som, uren, tarief, kosten, bron, nummer in zip(
                    *(hier[k].tolist() for k in ("som", "uren_h", "tarief_ct", "kosten_ct", "bron", "nummer")),
                    strict=True,
                )
            )
        if aantal:
            yield code, uit.getvalue().encode("utf-8-sig")


def als_waarden(ruw: bytes) -> list[list[Waarde]]:
    """What such a CSV holds, below its headers: hours and amounts as numbers.

    Raises:
        ValueError: it isn't such a file.
    """
    rijen = list(rijen_van(ruw))
    if not rijen or tuple(rijen[0]) != KOPPEN:
        raise ValueError(rijen[:1])
    naar = [_SOORTEN.get(kop, (str, ""))[0] for kop in KOPPEN]
    return [[lees(tekst) for lees, tekst in zip(naar, rij, strict=True)] for rij in rijen[1:]]


def als_boek(ruw: bytes, titel: str) -> Boek:
    """The same lines as a workbook, for where a file must have a password: a CSV can't."""
    boek = Boek(titel)
    kolommen = zip(*als_waarden(ruw), strict=True)
    blad = boek.blad(BLAD, beschermd=False, bevroren=(1, 0))
    blad.tabel(
        "tblUrenregels",
        0,
        0,
        [
            TabelKolom(kop, waarden, _SOORTEN.get(kop, (str, "werk.tekst"))[1], breedte=16)
            for kop, waarden in zip(KOPPEN, kolommen, strict=True)
        ],
    )
    return boek.klaar()


def _getal(tekst: str) -> float:
    return int(tekst.replace(",", "")) / 100


_SOORTEN: dict[str, tuple[Callable[[str], Waarde], str]] = {
    "Uren": (_getal, "werk.uren"),
    "Uurtarief €": (_getal, "werk.euro"),
    "Kosten €": (_getal, "werk.euro"),
    "Regel": (int, "werk.geheel"),
}
"""The columns that are no text: how it is read, and its style."""


def _per_code(bestand: Bronbestand, van_wie: dict[tuple[object, ...], str]) -> dict[str, pd.DataFrame]:
    """The lines of a file that are settled, by the gemeente for which they are; in the order of the file."""
    som = bestand.regels["som"]
    van_som = {
        nummer: code
        for nummer, rij in zip(som.drop_duplicates().tolist(), bestand.sommen, strict=True)
        if (code := van_wie.get(kenmerk_som(rij))) is not None
    }
    return dict(iter(bestand.regels.groupby(som.map(van_som))))
