"""The first sheet: the year on one A4, in words and in numbers, with what is still open."""

from __future__ import annotations

from collections.abc import Iterator

from via_xl.basis.datum import MAANDEN as MAANDNAMEN
from via_xl.basis.geld import euro_nl, procent_nl, uren_nl
from via_xl.basis.maat import Maat
from via_xl.rekenen import grootheden as g
from via_xl.rekenen.capaciteit import MAANDEN
from via_xl.schrijven import formules
from via_xl.schrijven.boek import Boek
from via_xl.schrijven.taal import Aanzien, Blok, F, Grafiek, Tabkleur, begin_blad, kolom
from via_xl.schrijven.taal.bereik import Bereik, Plek
from via_xl.schrijven.verantwoording import bijdragen, bronnen, capaciteit, duvo_pok, meerjaren, themas
from via_xl.schrijven.verantwoording.stof import Verantwoordingsstof

BLAD = "Verantwoording"
_MEESTE = 8
_BREED = 112
_WAARVOOR = {
    meerjaren.BLAD: "begroot en werkelijk, per jaar",
    bijdragen.BLAD: "wat elke gemeente draagt, naast {tabel}",
    capaciteit.BLAD: "gevraagde, toegezegde en geleverde uren",
    themas.BLAD: "waar de uren en de kosten aan zijn besteed",
    duvo_pok.BLAD: "het budget van het jaar en wat over is",
    "Controles": "of de tabellen op elkaar aansluiten",
    bronnen.BLAD: "uit welke master en invoer dit is gemaakt",
}


def zet(boek: Boek, stof: Verantwoordingsstof) -> None:
    """Add the sheet: the year in sentences, key figures and a chart, what is open, and the other sheets."""
    regio = stof.regeling.regio
    s = begin_blad(
        boek,
        BLAD,
        kleur=Tabkleur.REKENEN,
        kopregel=stof.kopregel,
        titel=f"Jaarverantwoording {regio.kort} {stof.jaar}",
        uitleg=regio.zin("{voluit} · voor de {Stuurgroep} en de Regiodag"),
        vlag=None,
    )
    s.breed({0: 42, 1: 20, 2: 42, 3: 16})
    for zin in zinnen(stof):
        s.alinea(zin, 3, _BREED)
    s.wit()
    _cijfers(s.blok("Kerncijfers"), stof)
    s.wit()
    s.grafiek(_grafiek(boek), 15)
    if stof.redenen:
        s.kopje("CONCEPT: dit is nog open")
        over = len(stof.redenen) - _MEESTE
        for reden in (*stof.redenen[:_MEESTE], *([f"en nog {over}, zie de master"] if over > 0 else [])):
            s.alinea(f"• {reden}", 3, _BREED)
        s.wit()
    s.kopje("Bladen")
    weg = {bijdragen.BLAD: not stof.toont_bijdragen, duvo_pok.BLAD: not stof.toont_duvo_pok}
    for naam, waarvoor in _WAARVOOR.items():
        if not weg.get(naam):
            s.link(naam, regio.zin(waarvoor))
    s.afdruk(3)
    s.blad.liggend = False
    s.blad.paginas = (1, 1)


def zinnen(stof: Verantwoordingsstof) -> Iterator[str]:
    """The year in sentences."""
    uit, beeld, jaar = stof.uitkomst, stof.capaciteit, stof.jaar
    begroot = stof.regeling.jaar(jaar).begrote_kosten_ct
    zin = f"De werkgroep kostte in {jaar} {euro_nl(uit.kosten_ct)}"
    zin += f", waarvan {euro_nl(uit.overig_ct)} aan andere kosten dan uren" if uit.overig_ct else ""
    yield zin + ("." if begroot is None else f"; begroot was {euro_nl(begroot)}: {_tegen(uit.kosten_ct - begroot)}.")
    if uit.vergoeding_ct:
        zin = (
            f"Van de gemaakte kosten vergoedt het Rijk uit POK {euro_nl(uit.vergoeding_ct)} ({procent_nl(uit.vergoeding_bp)}, ten hoogste "
            f"{euro_nl(uit.maximum_ct)}{uit.waarvan_laat}). "
        )
    else:
        zin = "Uit POK vergoedt het Rijk daarvan niets. "
    hoe = "in vaste bedragen" if uit.vast else f"verdeeld naar {uit.verdeelsleutel}"
    zin += f"De gemeenten dragen samen {euro_nl(uit.te_verdelen_ct)}, {hoe}"
    bedrag = stof.begroot_ct(jaar)
    yield zin + (
        "." if bedrag is None else f"; in {stof.regeling.regio.passage('tabel')} staat samen {euro_nl(bedrag)}."
    )
    aantal = stof.hoeveel_leverden
    wie = "Eén gemeente leverde" if aantal == 1 else f"{aantal} gemeenten leverden samen"
    zin = f"{wie} {uren_nl(beeld.geleverd_h)} uur" if aantal else f"Er zijn over {jaar} nog geen uren geleverd"
    if beeld.gepland_h is not None:
        zin += f"; gepland is {uren_nl(beeld.gepland_h)} uur"
    zin += "."
    if 0 < beeld.maanden < MAANDEN and beeld.prognose_h is not None:
        maand = MAANDNAMEN[beeld.maanden - 1]
        zin += f" De uren lopen tot en met {maand}; met de toegezegde capaciteit daarna wordt het {uren_nl(beeld.prognose_h)} uur."
    yield zin
    if beeld.formatie_totaal_h is not None and beeld.vacature_h is not None:
        zin = (
            f"{stof.regeling.regio.zin('{Het document}')} vraagt {uren_nl(beeld.formatie_totaal_h)} uur per week; toegezegd is "
            f"{uren_nl(beeld.capaciteit_h)} uur. "
        )
        tekort = f"Niet ingevuld is {uren_nl(beeld.vacature_h)} uur per week."
        yield zin + (tekort if beeld.vacature_h > 0 else "Dat is ingevuld.")
    apart = (groep for groep in stof.urengroepen if len(groep.themas) == 1 and groep.uren_h)
    meeste = sorted(apart, key=lambda groep: -groep.uren_h)[:3]
    if meeste:
        namen = "; ".join(f"{groep.themas[0]} ({uren_nl(groep.uren_h)})" for groep in meeste)
        yield f"De meeste uren gingen naar: {namen}."
    if stof.hele_regio_klein:
        yield (
            f"LET OP: deze uren zijn van minder dan {stof.minstens} medewerkers, zodat zelfs het totaal zegt wat zij werkten en kostten. "
            "Overleg met hen voordat u dit doorgeeft."
        )


def _tegen(verschil_ct: int) -> str:
    if verschil_ct == 0:
        return "precies dat"
    return f"{euro_nl(abs(verschil_ct))} {'meer' if verschil_ct > 0 else 'minder'}"


def _cijfers(b: Blok, stof: Verantwoordingsstof) -> None:
    """The key figures, each a reference."""
    uit, beeld, c, regio = stof.uitkomst, stof.capaciteit, capaciteit.NAMEN, stof.regeling.regio
    begroot, bedrag = stof.regeling.jaar(stof.jaar).begrote_kosten_ct, stof.begroot_ct(stof.jaar)
    verschil = None if bedrag is None else uit.te_verdelen_ct - bedrag
    afgerekend_h = stof.afgerekende_uren_h(uit)

    def euro(
        label: str, kop: str, hoe: str = "", *, ct: int | None, kan_leeg: bool = False, hoog: bool = False
    ) -> None:
        bron = meerjaren.cel(stof, f"{kop} €")
        inhoud = F(formules.of_leeg(bron) if kan_leeg else bron, ct)
        b.rij(label, Maat.EURO, inhoud, hoe=hoe, aanzien=Aanzien.UITKOMST if hoog else None)

    def uren(label: str, bron: str, h: int | None, hoe: str = "") -> None:
        b.rij(label, Maat.UREN, F(bron, h), hoe=hoe)

    euro("Begrote kosten", "Begrote kosten", regio.bron("verdeling"), ct=begroot, kan_leeg=True)
    euro(g.KOSTEN.kort_met_symbool, "Kosten", g.KOSTEN.hoe, ct=uit.kosten_ct, hoog=True)
    euro(g.VERGOEDING.met_symbool, g.VERGOEDING.kort, ct=uit.vergoeding_ct, hoog=True)
    euro(g.TE_VERDELEN.met_symbool, g.TE_VERDELEN.kort, "K min V: de bijdragen samen", ct=uit.te_verdelen_ct, hoog=True)
    euro("Begrote bijdragen", "Begrote bijdragen", regio.zin("{tabel}, zoals gedrukt"), ct=bedrag, kan_leeg=True)
    wat = "Te verdelen min begrote bijdragen"
    euro(wat, wat, f"boven nul: meer dan {regio.het_document} zegt", ct=verschil)
    if afgerekend_h is not None:
        hoe = "ook van een eerder jaar, als ze laat binnenkwamen"
        uren("Afgerekende uren", meerjaren.cel(stof, "Afgerekende uren"), afgerekend_h, hoe)
    uren("Geleverde uren van de maanden van het jaar", c.geleverd, beeld.geleverd_h)
    uren("Geplande uren", c.gepland, beeld.gepland_h, regio.zin("capaciteit van {capaciteit}"))
    uren("Prognose van het jaar, uren", c.prognose, beeld.prognose_h)
    uren("Vacature, uren per week", c.vacature, beeld.vacature_h, "gevraagd min toegezegd")


def _grafiek(boek: Boek) -> Grafiek:
    def jaren(kop: str) -> Bereik:
        def zoek() -> Plek:  # only then the other sheet is there
            return kolom(boek.vind(meerjaren.BLAD), meerjaren.TABEL, kop)()

        return zoek

    reeksen = [(naam, jaren(f"{naam} €")) for naam in ("Begrote kosten", "Kosten")]
    return Grafiek("Kosten van de werkgroep: begroot en werkelijk", jaren("Jaar"), reeksen, breedte=800, hoogte=250)
