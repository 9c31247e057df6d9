"""The first sheet: the year on one A4, in words and in numbers, with what is still open."""

from __future__ import annotations

from collections.abc import Iterator

from via_xl.basis.geld import euro, euro_nl, procent_nl, uren, uren_nl
from via_xl.rekenen.capaciteit import MAANDEN
from via_xl.schrijven.boek import Blad, Boek, Waarde
from via_xl.schrijven.opmaak import F, kop, rij
from via_xl.schrijven.taal import Grafiek, kolom
from via_xl.schrijven.taal.hoogte import hoogte
from via_xl.schrijven.verantwoording import bijdragen, bronnen, capaciteit, duvo_pok, meerjaren, themas
from via_xl.schrijven.verantwoording.stof import Verantwoordingsstof

BLAD = "Verantwoording"
_MEESTE = 8
_BREED = 112
_MAANDNAMEN = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)
_WAARVOOR = {
    meerjaren.BLAD: "begroot en werkelijk, per jaar",
    bijdragen.BLAD: "wat elke gemeente draagt, naast tabel 8.1",
    capaciteit.BLAD: "gevraagde, toegezegde en geleverde uren",
    themas.BLAD: "waar de uren en de kosten aan zijn besteed",
    duvo_pok.BLAD: "het budget van het jaar en wat over is",
    "Controles": "of de tabellen op elkaar aansluiten",
    bronnen.BLAD: "uit welke master en invoer dit is gemaakt",
}


def leg_aan(boek: Boek, stof: Verantwoordingsstof) -> None:
    """Add the sheet as the first."""
    boek.blad(BLAD, kleur="#1F4E78", kopregel=stof.kopregel, liggend=False)


def vul(boek: Boek, stof: Verantwoordingsstof) -> None:
    """Fill the sheet, once the others stand."""
    blad = boek.vind(BLAD)
    uitleg = "Veilig in Afhankelijkheidsrelaties · voor de Stuurgroep Zorg en Veiligheid en de Regiodag"
    kop(blad, f"Jaarverantwoording ViA {stof.jaar}", uitleg, vlag=None)
    blad.breedtes |= {0: 42, 1: 20, 2: 42, 3: 16}
    r = 4
    for zin in zinnen(stof):
        blad.alinea(r, 0, 3, zin, hoogte=hoogte(zin, _BREED))
        r += 1
    r = _cijfers(blad, stof, r + 1)
    jaren = boek.vind(meerjaren.BLAD)
    blad.aanvullingen.append(
        Grafiek(
            "Kosten van de werkgroep: begroot en werkelijk",
            kolom(jaren, meerjaren.TABEL, "Jaar"),
            [(naam, kolom(jaren, meerjaren.TABEL, f"{naam} €")) for naam in ("Begrote kosten", "Kosten")],
            breedte=800,
            hoogte=250,
        ).op(r + 1, 0)
    )
    r += 16
    if stof.redenen:
        blad.zet(r, 0, "CONCEPT: dit is nog open", "kopje")
        over = len(stof.redenen) - _MEESTE
        getoond = [*stof.redenen[:_MEESTE], *([f"en nog {over}, zie de master"] if over > 0 else [])]
        for reden in getoond:
            r += 1
            blad.alinea(r, 0, 3, f"• {reden}", hoogte=hoogte(f"• {reden}", _BREED))
        r += 2
    blad.zet(r, 0, "Bladen", "kopje")
    aanwezig = {ander.naam for ander in boek.bladen}
    for naam, waarvoor in _WAARVOOR.items():
        if naam in aanwezig:
            r += 1
            blad.link(r, 0, naam)
            blad.zet(r, 1, waarvoor)
    blad.afdrukbereik = (0, 0, r, 3)
    blad.paginas = (1, 1)


def zinnen(stof: Verantwoordingsstof) -> Iterator[str]:
    """The year in sentences."""
    uit, beeld, jaar = stof.uitkomst, stof.capaciteit, stof.jaar
    begroot = stof.regeling.jaar(jaar).begrote_kosten_ct
    zin = f"De werkgroep kostte in {jaar} {euro_nl(uit.kosten_ct)}"
    yield zin + ("." if begroot is None else f"; begroot was {euro_nl(begroot)}: {_tegen(uit.kosten_ct - begroot)}.")
    if uit.vergoeding_bp:
        zin = (
            f"Het Rijk vergoedt daarvan uit POK {euro_nl(uit.vergoeding_ct)} ({procent_nl(uit.vergoeding_bp)}, ten hoogste "
            f"{euro_nl(uit.maximum_ct)}). "
        )
    else:
        zin = "Het Rijk vergoedt daar uit POK niets van. "
    hoe = "in vaste bedragen" if uit.vast else f"verdeeld naar {uit.verdeelsleutel}"
    zin += f"De gemeenten dragen samen {euro_nl(uit.te_verdelen_ct)}, {hoe}"
    bedrag = stof.begroot_ct(jaar)
    yield zin + ("." if bedrag is None else f"; in tabel 8.1 staat samen {euro_nl(bedrag)}.")
    aantal = sum(g.geleverd_h > 0 for g in stof.leveranciers)
    wie = "Eén gemeente leverde" if aantal == 1 else f"{aantal} gemeenten leverden samen"
    zin = f"{wie} {uren_nl(beeld.geleverd_h)} uur" if aantal else f"Er zijn over {jaar} nog geen uren geleverd"
    if beeld.gepland_h is not None:
        zin += f"; gepland is {uren_nl(beeld.gepland_h)} uur"
    zin += "."
    if 0 < beeld.maanden < MAANDEN and beeld.prognose_h is not None:
        maand = _MAANDNAMEN[beeld.maanden - 1]
        zin += f" De uren lopen tot en met {maand}; gaat het zo door, dan wordt het {uren_nl(beeld.prognose_h)} uur."
    yield zin
    if beeld.formatie_totaal_h is not None and beeld.vacature_h is not None:
        zin = (
            f"Het koersplan vraagt {uren_nl(beeld.formatie_totaal_h)} uur per week; toegezegd is "
            f"{uren_nl(beeld.capaciteit_h)} uur. "
        )
        tekort = f"Niet ingevuld is {uren_nl(beeld.vacature_h)} uur per week."
        yield zin + (tekort if beeld.vacature_h > 0 else "Dat is ingevuld.")
    meeste = sorted((thema for thema in stof.themas.themas if thema.uren_h), key=lambda thema: -thema.uren_h)[:3]
    if meeste:
        namen = "; ".join(f"{thema.thema} ({uren_nl(thema.uren_h)})" for thema in meeste)
        yield f"De meeste uren gingen naar: {namen}."


def _tegen(verschil_ct: int) -> str:
    if verschil_ct == 0:
        return "precies dat"
    return f"{euro_nl(abs(verschil_ct))} {'meer' if verschil_ct > 0 else 'minder'}"


def _cijfers(blad: Blad, stof: Verantwoordingsstof, r: int) -> int:
    """The key figures, each a reference; gives the row under them."""
    uit, beeld = stof.uitkomst, stof.capaciteit
    begroot, bedrag = stof.regeling.jaar(stof.jaar).begrote_kosten_ct, stof.begroot_ct(stof.jaar)

    def jaar(kolomkop: str) -> str:
        return meerjaren.cel(stof, kolomkop)

    def of_leeg(cel: str) -> str:
        return f'=IF({cel}="","",{cel})'

    def euro_of_leeg(ct: int | None) -> Waarde:
        return "" if ct is None else euro(ct)

    def uur_of_leeg(h: int | None) -> Waarde:
        return "" if h is None else uren(h)

    verschil = None if bedrag is None else uit.te_verdelen_ct - bedrag
    c = capaciteit.NAMEN
    regels: list[tuple[str, F, str, str]] = [
        ("Begrote kosten", F(of_leeg(jaar("Begrote kosten €")), euro_of_leeg(begroot)), "werk.euro", "Koersplan 8"),
        (
            "Kosten van de werkgroep (K)",
            F(f"={jaar('Kosten €')}", euro(uit.kosten_ct)),
            "uitkomst.euro",
            "uren × uurtarief",
        ),
        ("Vergoeding uit POK (V)", F(f"={jaar('Vergoeding POK €')}", euro(uit.vergoeding_ct)), "uitkomst.euro", ""),
        (
            "Te verdelen over de gemeenten (R)",
            F(f"={jaar('Te verdelen €')}", euro(uit.te_verdelen_ct)),
            "uitkomst.euro",
            "K min V: de bijdragen samen",
        ),
        (
            "Begrote bijdragen",
            F(of_leeg(jaar("Begrote bijdragen €")), euro_of_leeg(bedrag)),
            "werk.euro",
            "tabel 8.1, zoals gedrukt",
        ),
        (
            "Te verdelen min begrote bijdragen",
            F(f"={jaar('Te verdelen min begrote bijdragen €')}", euro_of_leeg(verschil)),
            "werk.euro",
            "boven nul: meer dan het koersplan zegt",
        ),
        (
            "Afgerekende uren",
            F(f"={jaar('Afgerekende uren')}", uren(sum(g.uren_h for g in uit.gemeenten))),
            "werk.uren",
            "ook van een eerder jaar, als ze laat binnenkwamen",
        ),
        ("Geleverde uren van de maanden van het jaar", F(c.geleverd, uren(beeld.geleverd_h)), "werk.uren", ""),
        ("Geplande uren", F(c.gepland, uur_of_leeg(beeld.gepland_h)), "werk.uren", "capaciteit van 8.3"),
        ("Prognose van het jaar, uren", F(c.prognose, uur_of_leeg(beeld.prognose_h)), "werk.uren", ""),
        (
            "Vacature, uren per week",
            F(c.vacature, uur_of_leeg(beeld.vacature_h)),
            "werk.uren",
            "gevraagd min toegezegd",
        ),
    ]
    blad.zet(r, 0, "Kerncijfers", "kopje")
    for nummer, (label, inhoud, stijl, uitleg) in enumerate(regels, start=1):
        rij(blad, r + nummer, label, inhoud, stijl, uitleg)
    return r + len(regels) + 1
