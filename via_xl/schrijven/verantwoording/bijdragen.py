"""The sheet Bijdragen: what each gemeente bears, beside the printed amount of 8.1; only where it tells no cost."""

from __future__ import annotations

from via_xl.basis.geld import euro
from via_xl.schrijven.boek import Adres, Boek, TabelKolom
from via_xl.schrijven.opmaak import staafgrafiek
from via_xl.schrijven.verantwoording.opbouw import nieuw_blad
from via_xl.schrijven.verantwoording.stof import Verantwoordingsstof

BLAD = "Bijdragen"
TABEL = "tblBijdragen"
_TABELRIJ = 4


def zet(boek: Boek, stof: Verantwoordingsstof) -> None:
    """Add the sheet: a row per gemeente, the total and a chart."""
    uit, rijen = stof.uitkomst, stof.uitkomst.gemeenten
    uitleg = f"Wat elke gemeente van het te verdelen bedrag draagt, naast het gedrukte bedrag van 8.1 ({_hoe(stof)})."
    blad = nieuw_blad(boek, stof, BLAD, "Bijdragen", uitleg)
    blad.tabel(
        TABEL,
        _TABELRIJ,
        0,
        [
            TabelKolom("Gemeente", [r.naam for r in rijen], "werk.tekst", None, 34),
            TabelKolom(
                "Begroot €",
                [None if r.begroot_ct is None else euro(r.begroot_ct) for r in rijen],
                "invoer.euro",
                None,
                18,
            ),
            TabelKolom("Bijdrage €", [euro(r.bijdrage_ct) for r in rijen], "invoer.euro", None, 18),
            TabelKolom(
                "Bijdrage min begroot €",
                ["" if r.begroot_ct is None else euro(r.bijdrage_ct - r.begroot_ct) for r in rijen],
                "uitkomst.euro",
                '=IF([@Begroot €]="","",ROUND([@Bijdrage €]-[@Begroot €],2))',
                18,
            ),
            TabelKolom(
                "Aandeel %",
                [r.bijdrage_ct / uit.te_verdelen_ct if uit.te_verdelen_ct else 0 for r in rijen],
                "werk.procent",
                f"=IF({totaal(stof)}=0,0,[@Bijdrage €]/{totaal(stof)})",
                12,
            ),
        ],
    )
    blad.hoogtes[_TABELRIJ] = 30
    laatste, onder = _TABELRIJ + len(rijen), totaal(stof).rij
    blad.zet(onder, 0, "Totaal", "slot")
    begroot = euro(sum(r.begroot_ct or 0 for r in rijen))
    blad.formule(onder, 1, f"=ROUND(SUM({TABEL}[Begroot €]),2)", begroot, "slot.euro")
    blad.formule(onder, 2, f"=ROUND(SUM({TABEL}[Bijdrage €]),2)", euro(uit.te_verdelen_ct), "slot.euro")
    for kol in (3, 4):
        blad.zet(onder, kol, None, "slot")
    blad.aanvullingen.append(
        staafgrafiek(
            "Begrote en werkelijke bijdrage per gemeente",
            (BLAD, _TABELRIJ + 1, 0, laatste, 0),
            [(naam, (BLAD, _TABELRIJ + 1, kol, laatste, kol)) for naam, kol in (("Begroot", 1), ("Werkelijk", 2))],
            (onder + 2, 0),
            breedte=720,
            hoogte=320,
            vanaf_nul=not uit.vast,
        )
    )
    blad.paginas = (1, 1)


def totaal(stof: Verantwoordingsstof) -> Adres:
    """The cell with all bijdragen."""
    return Adres(BLAD, _TABELRIJ + len(stof.uitkomst.gemeenten) + 2, 2)


def _hoe(stof: Verantwoordingsstof) -> str:
    return "vast" if stof.uitkomst.vast else f"verdeeld naar {stof.uitkomst.verdeelsleutel}"
