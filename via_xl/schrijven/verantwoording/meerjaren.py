"""The sheet Meerjaren: budget against actual for every year with hours (Koersplan 8 and 8.1)."""

from __future__ import annotations

from via_xl.basis.geld import UUR, euro, fractie, rond_half_op, uren
from via_xl.schrijven import formules
from via_xl.schrijven.boek import Adres, Boek, TabelKolom, Waarde
from via_xl.schrijven.opmaak import staafgrafiek
from via_xl.schrijven.verantwoording.opbouw import nieuw_blad
from via_xl.schrijven.verantwoording.stof import Verantwoordingsstof

BLAD = "Meerjaren"
TABEL = "tblMeerjaren"
_TABELRIJ = 4


def zet(boek: Boek, stof: Verantwoordingsstof) -> None:
    """Add the sheet: a row per year and two charts."""
    uitleg = (
        "Wat er per jaar begroot was, wat het kostte, wat het Rijk vergoedde (POK) en wat de gemeenten samen dragen."
    )
    blad = nieuw_blad(boek, stof, BLAD, "Begroot en werkelijk", uitleg)
    blad.tabel(TABEL, _TABELRIJ, 0, kolommen(stof))
    blad.hoogtes[_TABELRIJ] = 44
    laatste = _TABELRIJ + len(stof.jaren)
    blad.zet(laatste + 2, 0, "Geel is overgenomen uit de master; wit en blauw zijn formules.", "uitleg")
    if stof.overgeslagen:
        tekst = f"Niet te verrekenen en daarom niet getoond: {', '.join(map(str, stof.overgeslagen))}."
        blad.zet(laatste + 3, 0, tekst, "uitleg")

    def kolom(kop: str) -> tuple[str, int, int, int, int]:
        kol = _koppen(stof).index(kop)
        return (BLAD, _TABELRIJ + 1, kol, laatste, kol)

    for plek, titel, reeksen, gestapeld in (
        (
            0,
            "Kosten van de werkgroep: begroot en werkelijk",
            {"Begroot": "Begrote kosten €", "Werkelijk": "Kosten €"},
            False,
        ),
        (
            6,
            "Wie de kosten draagt: Rijk en gemeenten",
            {"Rijk (POK)": "Vergoeding POK €", "Gemeenten": "Te verdelen €"},
            True,
        ),
    ):
        blad.aanvullingen.append(
            staafgrafiek(
                titel,
                kolom("Jaar"),
                [(naam, kolom(kop)) for naam, kop in reeksen.items()],
                (laatste + 5, plek),
                gestapeld=gestapeld,
                breedte=540,
                hoogte=320,
            )
        )
    blad.paginas = (1, 1)


def cel(stof: Verantwoordingsstof, kop: str) -> Adres:
    """The cell of a column in the row of the year that is accounted for."""
    index = [rij.jaar for rij in stof.jaren].index(stof.jaar)
    return Adres(BLAD, _TABELRIJ + 1 + index, _koppen(stof).index(kop))


def grafiekbereik(stof: Verantwoordingsstof, kop: str) -> tuple[str, int, int, int, int]:
    """The cells of a column, for a chart elsewhere."""
    kol = _koppen(stof).index(kop)
    return (BLAD, _TABELRIJ + 1, kol, _TABELRIJ + len(stof.jaren), kol)


def _koppen(stof: Verantwoordingsstof) -> list[str]:
    return [kolom.kop for kolom in kolommen(stof)]


def _of_leeg(ct: int | None) -> Waarde:
    return "" if ct is None else euro(ct)


def _min(links: int | None, rechts: int | None) -> Waarde:
    return "" if links is None or rechts is None else euro(links - rechts)


def kolommen(stof: Verantwoordingsstof) -> list[TabelKolom]:
    """The columns: yellow is taken over, the rest is calculated."""
    alle = stof.jaren
    begroot = [stof.regeling.jaar(u.jaar).begrote_kosten_ct for u in alle]
    bijdragen = [stof.begroot_ct(u.jaar) for u in alle]
    uren_h = [sum(r.uren_h for r in u.gemeenten) for u in alle]
    onbegrensd = formules.deel_van("[@Vergoeding %]", "[@Kosten €]")
    return [
        TabelKolom("Jaar", [u.jaar for u in alle], "werk.jaar", None, 16),
        TabelKolom("Begrote kosten €", [None if ct is None else euro(ct) for ct in begroot], "invoer.euro", None, 15),
        TabelKolom("Kosten €", [euro(u.kosten_ct) for u in alle], "invoer.euro", None, 15),
        TabelKolom(
            "Kosten min begroot €",
            [_min(u.kosten_ct, ct) for u, ct in zip(alle, begroot, strict=True)],
            "werk.euro",
            '=IF([@Begrote kosten €]="","",ROUND([@Kosten €]-[@Begrote kosten €],2))',
            15,
        ),
        TabelKolom("Vergoeding %", [fractie(u.vergoeding_bp) for u in alle], "invoer.procent", None, 12),
        TabelKolom("Maximum POK €", [euro(u.maximum_ct) for u in alle], "invoer.euro", None, 15),
        TabelKolom(
            "Vergoeding POK €",
            [euro(u.vergoeding_ct) for u in alle],
            "werk.euro",
            f"={formules.vergoeding(onbegrensd, '[@Maximum POK €]')}",
            15,
        ),
        TabelKolom(
            "Te verdelen €",
            [euro(u.te_verdelen_ct) for u in alle],
            "uitkomst.euro",
            f"={formules.te_verdelen('[@Kosten €]', '[@Vergoeding POK €]')}",
            15,
        ),
        TabelKolom(
            "Begrote bijdragen €", [None if ct is None else euro(ct) for ct in bijdragen], "invoer.euro", None, 15
        ),
        TabelKolom(
            "Te verdelen min begrote bijdragen €",
            [_min(u.te_verdelen_ct, ct) for u, ct in zip(alle, bijdragen, strict=True)],
            "uitkomst.euro",
            '=IF([@Begrote bijdragen €]="","",ROUND([@Te verdelen €]-[@Begrote bijdragen €],2))',
            16,
        ),
        TabelKolom("Afgerekende uren", [uren(h) for h in uren_h], "invoer.uren", None, 13),
        TabelKolom(
            "Kosten per uur €",
            [euro(rond_half_op(u.kosten_ct * UUR, h)) if h else "" for u, h in zip(alle, uren_h, strict=True)],
            "werk.euro",
            '=IF([@Afgerekende uren]=0,"",ROUND(100*ROUND(100*[@Kosten €],0)/ROUND(100*[@Afgerekende uren],0),0)/100)',
            12,
        ),
    ]
