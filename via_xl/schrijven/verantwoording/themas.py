"""The sheet Themas: hours per theme of 4.2, and the cost of themes on which at least three gemeenten booked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from via_xl.basis.geld import euro, uren
from via_xl.rekenen.themas import GENOEG, Kostengroep
from via_xl.schrijven.boek import REGELHOOGTE, Boek, TabelKolom
from via_xl.schrijven.dossier.opbouw import hoogte
from via_xl.schrijven.opmaak import staafgrafiek
from via_xl.schrijven.verantwoording import meerjaren
from via_xl.schrijven.verantwoording.opbouw import nieuw_blad
from via_xl.schrijven.verantwoording.stof import Verantwoordingsstof

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

BLAD = "Themas"
UREN = "tblThemauren"
KOSTEN = "tblThemakosten"
_TABELRIJ = 5
_BREEDTE = 46
SAMEN = "Overige thema's samen"
"""What a row of several themes is called."""


def zet(boek: Boek, stof: Verantwoordingsstof) -> None:
    """Add the sheet: hours per theme, cost per theme or group of themes, and a chart of each."""
    uitleg = "Waar de werkgroep de afgerekende uren aan besteedde (Koersplan 4.2), en wat dat kostte."
    blad = nieuw_blad(boek, stof, BLAD, "Thema's", uitleg)
    geboekt = [rij for rij in stof.themas.alle if rij.uren_h or rij in stof.themas.themas]
    alle_uren = meerjaren.cel(stof, "Afgerekende uren")
    kosten = meerjaren.cel(stof, "Kosten €")
    blad.zet(_TABELRIJ - 1, 0, "Uren per thema", "kopje")
    blad.tabel(
        UREN,
        _TABELRIJ,
        0,
        [
            TabelKolom("Thema", [rij.thema for rij in geboekt] or [""], "werk.tekst", None, _BREEDTE),
            TabelKolom("Uren", [uren(rij.uren_h) for rij in geboekt] or [0], "invoer.uren", None, 16),
            TabelKolom(
                "Aandeel %",
                [_deel(rij.uren_h, stof.themas.uren_h) for rij in geboekt] or [0],
                "werk.procent",
                f"=IF({alle_uren}=0,0,[@Uren]/{alle_uren})",
                16,
            ),
        ],
    )
    onder = _TABELRIJ + max(1, len(geboekt))
    groepen = stof.kostengroepen
    koprij = onder + 3
    blad.zet(koprij - 1, 0, "Kosten per thema", "kopje")
    blad.tabel(
        KOSTEN,
        koprij,
        0,
        [
            TabelKolom("Thema", [naam(groep) for groep in groepen] or [""], "werk.tekst", None, _BREEDTE),
            TabelKolom("Kosten €", [euro(groep.kosten_ct) for groep in groepen] or [0], "invoer.euro", None, 16),
            TabelKolom(
                "Aandeel %",
                [_deel(groep.kosten_ct, stof.uitkomst.kosten_ct) for groep in groepen] or [0],
                "werk.procent",
                f"=IF({kosten}=0,0,[@Kosten €]/{kosten})",
                16,
            ),
            TabelKolom("Bestaat uit", [_waaruit(groep) for groep in groepen], "werk.alinea", None, _BREEDTE),
        ],
    )
    for nummer, groep in enumerate(groepen):
        blad.hoogtes[koprij + 1 + nummer] = max(REGELHOOGTE, hoogte(_waaruit(groep), _BREEDTE))
    onder = koprij + max(1, len(groepen))
    tekst = f"Thema's waaraan minder dan {_WOORD} gemeenten werkten zijn samengenomen: anders is te zien wat iemand verdient."
    blad.zet(onder + 1, 0, tekst, "uitleg")
    _grafieken(blad.aanvullingen, onder + 3, (_TABELRIJ + 1, max(1, len(geboekt))), (koprij + 1, max(1, len(groepen))))
    blad.liggend = False
    blad.paginas = (1, 1)


_WOORD = {2: "twee", 3: "drie", 4: "vier"}[GENOEG]


def naam(groep: Kostengroep) -> str:
    """A theme, or what several of them are called together."""
    return groep.themas[0] if len(groep.themas) == 1 else SAMEN


def _waaruit(groep: Kostengroep) -> str:
    return "" if len(groep.themas) == 1 else "; ".join(groep.themas)


def _deel(deel: int, geheel: int) -> float:
    return deel / geheel if geheel else 0


def _grafieken(
    aanvullingen: list[Callable[[Workbook, Worksheet], None]], rij: int, themas: Sequence[int], groepen: Sequence[int]
) -> None:
    """A chart of each table; ``themas`` and ``groepen`` are its first row and how many there are."""
    for plaats, (titel, (eerste, aantal), eenheid) in enumerate(
        (("Uren per thema", themas, "uren"), ("Kosten per thema", groepen, "euro"))
    ):
        laatste = eerste + aantal - 1
        aanvullingen.append(
            staafgrafiek(
                titel,
                (BLAD, eerste, 0, laatste, 0),
                [(titel, (BLAD, eerste, 1, laatste, 1))],
                (rij + plaats * 24, 0),
                liggend=True,
                van_boven=True,
                breedte=760,
                hoogte=430,
                eenheid=eenheid,
            )
        )
