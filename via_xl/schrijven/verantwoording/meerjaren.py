"""The sheet Meerjaren: budget against actual for every year with hours."""

from __future__ import annotations

from via_xl.basis.geld import UUR, rond_half_op, verschil
from via_xl.basis.maat import Maat
from via_xl.rekenen import grootheden as g
from via_xl.rekenen.verrekening import Verrekening
from via_xl.schrijven import formules
from via_xl.schrijven.boek import Boek
from via_xl.schrijven.taal import Grafiek, Namen, Stapel, Tabelveld, invoer, kolom, uitkomst, werk
from via_xl.schrijven.verantwoording.opbouw import begin
from via_xl.schrijven.verantwoording.stof import Verantwoordingsstof

BLAD = "Meerjaren"
TABEL = "tblMeerjaren"


def zet(boek: Boek, stof: Verantwoordingsstof) -> None:
    """Add the sheet: a row per year and two charts."""
    uitleg = (
        "Wat er per jaar begroot was, wat het kostte, wat het Rijk vergoedde (POK) en wat de gemeenten samen dragen."
    )
    s = begin(boek, stof, BLAD, "Begroot en werkelijk", uitleg)
    s.tabel(TABEL, stof.jaren, _kolommen(stof), kophoogte=44, rijnaam=lambda u: str(u.jaar))
    s.wit()
    s.uitleg("Geel is overgenomen uit de master; wit en blauw zijn formules.")
    if any(stof.afgerekende_uren_h(uit) is None for uit in stof.jaren):
        s.uitleg(
            f"Zonder afgerekende uren: die van minder dan {stof.minstens} medewerkers, alle of wat er te laat binnenkwam."
        )
    if stof.overgeslagen:
        s.uitleg(f"Niet te verrekenen en daarom niet getoond: {', '.join(map(str, stof.overgeslagen))}.")
    else:
        s.wit()
    s.wit()
    wat = {g.BEGROOT.kort: "Begrote kosten €", "Werkelijk": "Kosten €"}
    links = _grafiek(s, "Kosten van de werkgroep: begroot en werkelijk", wat)
    wat = {"Rijk (POK)": g.VERGOEDING.kop, "Gemeenten": g.TE_VERDELEN.kop}
    s.grafiek(links, 0, (6, _grafiek(s, "Wie de kosten draagt: Rijk en gemeenten", wat, gestapeld=True)))


def cel(stof: Verantwoordingsstof, kop: str) -> str:
    """The reference to a column in the row of the year that is accounted for."""
    return Namen(BLAD)[f"{stof.jaar} {kop}"]


def _grafiek(s: Stapel, titel: str, reeksen: dict[str, str], *, gestapeld: bool = False) -> Grafiek:
    waarden = [(naam, kolom(s.blad, TABEL, kop)) for naam, kop in reeksen.items()]
    return Grafiek(titel, kolom(s.blad, TABEL, "Jaar"), waarden, gestapeld=gestapeld, breedte=540, hoogte=320)


def _kolommen(stof: Verantwoordingsstof) -> list[Tabelveld[Verrekening]]:
    """The columns: yellow is taken over, the rest is calculated."""

    def begroot_ct(u: Verrekening) -> int | None:
        return stof.regeling.jaar(u.jaar).begrote_kosten_ct

    def bijdragen_ct(u: Verrekening) -> int | None:
        return stof.begroot_ct(u.jaar)

    def per_uur_ct(u: Verrekening) -> int | None:
        uren_h = stof.afgerekende_uren_h(u)
        return rond_half_op((u.kosten_ct - u.overig_ct) * UUR, uren_h) if uren_h else None

    bedrag = Maat.EURO
    min_begroot = formules.verschil("[@Kosten €]", "[@Begrote kosten €]")
    uit_jaar = formules.vergoeding(
        formules.deel_van("[@Vergoeding %]", "[@Voor POK van het jaar €]"), "[@Maximum POK €]"
    )
    vergoeding = formules.samen(uit_jaar, "[@Uit POK van andere jaren €]")
    van_uren = formules.verschil_van("[@Kosten €]", "[@Overige kosten €]")
    te_verdelen = formules.te_verdelen("[@Kosten €]", "[@Vergoeding €]")
    min_bijdragen = formules.verschil("[@Te verdelen €]", "[@Begrote bijdragen €]")
    per_uur = "ROUND(100*ROUND(100*[@Kosten van uren €],0)/ROUND(100*[@Afgerekende uren],0),0)/100"
    return [
        werk("Jaar", Maat.JAAR, lambda u: u.jaar, breedte=16),
        invoer("Begrote kosten €", bedrag, begroot_ct, breedte=15),
        invoer("Kosten €", bedrag, lambda u: u.kosten_ct, breedte=15),
        werk("Kosten min begroot €", bedrag, lambda u: verschil(u.kosten_ct, begroot_ct(u)), min_begroot, breedte=15),
        invoer(g.BETAALD.kop, bedrag, lambda u: u.overig_ct, breedte=14),
        werk(g.URENKOSTEN.kop, bedrag, lambda u: u.kosten_ct - u.overig_ct, van_uren, breedte=15),
        invoer("Voor POK van het jaar €", bedrag, lambda u: u.van_jaar.kosten_ct, breedte=15),
        invoer("Uit POK van andere jaren €", bedrag, g.LAAT.waarde, breedte=15),
        invoer("Vergoeding %", Maat.PROCENT, lambda u: u.vergoeding_bp, breedte=12),
        invoer(g.MAXIMUM.kop, bedrag, lambda u: u.maximum_ct, breedte=15),
        werk(g.VERGOEDING.kop, bedrag, lambda u: u.vergoeding_ct, vergoeding, breedte=15),
        uitkomst(g.TE_VERDELEN.kop, bedrag, lambda u: u.te_verdelen_ct, te_verdelen, breedte=15),
        invoer("Begrote bijdragen €", bedrag, bijdragen_ct, breedte=15),
        uitkomst(
            "Te verdelen min begrote bijdragen €",
            bedrag,
            lambda u: verschil(u.te_verdelen_ct, bijdragen_ct(u)),
            min_bijdragen,
            breedte=16,
        ),
        invoer("Afgerekende uren", Maat.UREN, stof.afgerekende_uren_h, breedte=13),
        werk("Kosten per uur €", bedrag, per_uur_ct, f'IF([@Afgerekende uren]=0,"",{per_uur})', breedte=12),
    ]
