"""The regional workbook of a run, for the centrumgemeente and the auditor: everything the year used, live.

It is the master narrowed to one year: the same input tables (only the rows that count), the same settlement
sheet and checks, with an overview in front and the provenance of the run behind.
"""

from __future__ import annotations

from dataclasses import replace

from via_xl import __version__
from via_xl.basis.geld import euro, uren
from via_xl.regeling.model import Regeling
from via_xl.regeling.tabellen import TABELLEN
from via_xl.rekenen.gebruikt import beperk
from via_xl.rekenen.verrekening import Verrekening
from via_xl.rekenen.wijzigingen import Vergelijking
from via_xl.schrijven import regiowijzigingen
from via_xl.schrijven.boek import Blad, Boek, TabelKolom, Waarde
from via_xl.schrijven.master import controles, duvo_pok, invoer, verrekening
from via_xl.schrijven.master.invoer import LIJSTEN
from via_xl.schrijven.master.stand import Stand
from via_xl.schrijven.master.start import JAAR
from via_xl.schrijven.master.verrekening import BLOK, TABEL
from via_xl.schrijven.opmaak import F, kop, rij, staafgrafiek
from via_xl.schrijven.taal import controleblad

_TABELRIJ = 12


def maak_regio(
    regeling: Regeling,
    uitkomst: Verrekening,
    versie: int,
    redenen: tuple[str, ...],
    invoerhash: str,
    wijzigingen: Vergelijking | None = None,
) -> Boek:
    """The regional workbook of a year; with ``wijzigingen`` also what changed since the version that it replaces."""
    klein = replace(beperk(regeling, uitkomst.jaar), capaciteit=regeling.capaciteit)
    stand = Stand(
        klein, uitkomst, regeling.centrumgemeente.code, f"{regeling.regio.kort} regio {uitkomst.jaar} · versie {versie}"
    )
    boek = Boek(f"{regeling.regio.kort} regio {uitkomst.jaar}", concept=bool(redenen))
    overzicht = boek.blad("Overzicht", kleur="#548235", kopregel=f"{stand.naam} · Overzicht")
    boek.naam(JAAR, overzicht.zet(4, 1, uitkomst.jaar, "invoer.jaar"))
    for naam, verwijzing in LIJSTEN.items():
        boek.naam(naam, verwijzing)
    for blad in invoer.BLADEN:
        invoer.zet(boek, blad, stand)
    verrekening.zet(boek, stand)
    duvo_pok.zet(boek, stand)
    _overzicht(overzicht, stand, versie, redenen)
    rijen = controles.controles(stand)
    if wijzigingen is not None:
        bron = regiowijzigingen.Bedragbron(str(BLOK.kosten), str(BLOK.vergoeding), str(BLOK.te_verdelen), TABEL)
        rijen += regiowijzigingen.zet(boek, wijzigingen, bron, stand.naam, stand.vlag)
    controleblad.zet(boek, rijen, controles.UITLEG, f"{stand.naam} · Controles")
    _herkomst(boek, regeling, stand, invoerhash)
    for werkblad in boek.bladen:
        if werkblad.naam != "Overzicht":
            werkblad.zet(2, 3, f"{'CONCEPT' if redenen else 'DEFINITIEF'} · versie {versie}", "vet")
    return boek.klaar()


def _overzicht(blad: Blad, stand: Stand, versie: int, redenen: tuple[str, ...]) -> None:
    uit, kort = stand.uitkomst, stand.regio.kort
    kop(
        blad,
        F(f'="{kort} verrekening "&{JAAR}&" · hele regio"', f"{kort} verrekening {stand.jaar} · hele regio"),
        stand.regio.zin("Wat elke gemeente bijdraagt, inbracht, betaalt of ontvangt{volgens verdeling verrekening}."),
        vlag=stand.vlag,
    )
    blad.zet(2, 3, f"{'CONCEPT' if redenen else 'DEFINITIEF'} · versie {versie}", "vet")
    blad.zet(4, 0, "Jaar", "werk.tekst")
    rij(blad, 5, "Kosten van de werkgroep (K)", F(f"={BLOK.kosten}", euro(uit.kosten_ct)), "uitkomst.euro")
    rij(blad, 6, "Vergoeding uit POK (V)", F(f"={BLOK.vergoeding}", euro(uit.vergoeding_ct)), "uitkomst.euro")
    rij(blad, 7, "Te verdelen (R)", F(f"={BLOK.te_verdelen}", euro(uit.te_verdelen_ct)), "uitkomst.euro")
    rij(blad, 8, "Verdeelsleutel", F(f"={BLOK.sleutel}", str(uit.verdeelsleutel)), "werk.tekst")
    meer = F(f"={BLOK.meerkosten}/100", euro(uit.meerkosten_ct))
    rij(blad, 9, "Meerkosten, apart gedragen", meer, "werk.euro")
    hoe = F(f'=IF({BLOK.karakter}="vast","vast",{BLOK.drager})', "vast" if uit.vast else str(uit.drager))
    rij(blad, 10, "Drager van de meerkosten", hoe, "werk.tekst")
    rijen = uit.gemeenten
    kolommen: list[tuple[str, list[Waarde], str, float]] = [
        ("Gemeente", [r.naam for r in rijen], "werk.tekst", 34),
        ("Code", [r.code for r in rijen], "werk.tekst", 18),
        ("Inwoners", [r.inwoners or 0 for r in rijen], "werk.geheel", 12),
        ("Uren", [uren(r.uren_h) for r in rijen], "werk.uren", 12),
        ("Kosten €", [euro(r.kosten_ct) for r in rijen], "werk.euro", 16),
        ("Bijdrage €", [euro(r.bijdrage_ct) for r in rijen], "werk.euro", 16),
        ("Voorschot €", [euro(r.voorschot_ct) for r in rijen], "werk.euro", 14),
        ("Betaalt €", [euro(max(0, r.saldo_ct)) for r in rijen], "uitkomst.euro", 16),
        ("Ontvangt €", [euro(max(0, -r.saldo_ct)) for r in rijen], "uitkomst.euro", 16),
        ("Begroot €", ["" if r.begroot_ct is None else euro(r.begroot_ct) for r in rijen], "werk.euro", 16),
        (
            "Verschil €",
            ["" if r.begroot_ct is None else euro(r.bijdrage_ct - r.begroot_ct) for r in rijen],
            "werk.euro",
            16,
        ),
    ]
    tabel = blad.tabel(
        "tblOverzicht",
        _TABELRIJ,
        0,
        [
            *(
                TabelKolom(kolomkop, waarden, stijl, f"=INDEX({TABEL}[{kolomkop}],[@Nr])", breedte)
                for kolomkop, waarden, stijl, breedte in kolommen
            ),
            TabelKolom("Nr", list(range(1, len(rijen) + 1)), "werk.geheel", None, 6),
        ],
    )
    laatste = _TABELRIJ + len(rijen)
    blad.breedtes |= {0: 34, 1: 18}

    def bereik(kolomkop: str) -> tuple[str, int, int, int, int]:
        kol = tabel.adres(blad.naam, kolomkop, 0).kol
        return (blad.naam, _TABELRIJ + 1, kol, laatste, kol)

    blad.aanvullingen.append(
        staafgrafiek(
            "Begrote en werkelijke bijdrage per gemeente",
            bereik("Gemeente"),
            [("Begroot", bereik("Begroot €")), ("Werkelijk", bereik("Bijdrage €"))],
            (laatste + 2, 0),
            breedte=1000,
            hoogte=330,
        )
    )
    volgende = laatste + 20
    if redenen:
        blad.zet(volgende, 0, "Nog niet definitief, want", "kopje")
        for nummer, reden in enumerate(redenen, start=1):
            blad.alinea(volgende + nummer, 0, 9, f"• {reden}")


def _herkomst(boek: Boek, regeling: Regeling, stand: Stand, invoerhash: str) -> None:
    blad = boek.blad("Herkomst", kleur="#7F7F7F", kopregel=f"{stand.naam} · Herkomst")
    kop(
        blad,
        "Herkomst",
        "Welke rijen van de master dit werkboek bevat; bron, datum en status staan bij elke rij.",
        vlag=stand.vlag,
    )
    blad.zet(3, 0, "Programma", "vet")
    blad.zet(3, 1, f"ViA-XL {__version__}")
    blad.zet(4, 0, "Invoerhash", "vet")
    blad.zet(4, 1, invoerhash)
    rijen = [(t, getattr(stand.regeling, t.attribuut), getattr(regeling, t.attribuut)) for t in TABELLEN]
    blad.tabel(
        "tblHerkomst",
        6,
        0,
        [
            TabelKolom("Tabel", [t.naam for t, _, _ in rijen], "werk.tekst", None, 22),
            TabelKolom(
                "Blad in master",
                [hier[0].plek.blad if hier else t.blad for t, hier, _ in rijen],
                "werk.tekst",
                None,
                18,
            ),
            TabelKolom("Rijen hier", [len(hier) for _, hier, _ in rijen], "werk.geheel", None, 12),
            TabelKolom("Rijen in master", [len(alle) for *_, alle in rijen], "werk.geheel", None, 14),
        ],
    )
    blad.breedtes |= {1: 24, 3: 44}
