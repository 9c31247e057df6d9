"""What the accountant of one gemeente needs of a settlement: its amounts beside what it booked, and what was tested.

It holds no person, and of another gemeente nothing: of the region only the totals that the gemeente's own workbook has too.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from via_xl.basis.geld import euro
from via_xl.basis.maat import Maat
from via_xl.rekenen import grootheden as g
from via_xl.rekenen.steekproef import AANTAL, kostendelen, trek
from via_xl.rekenen.vaststelling import geldige_akkoorden, moet_staat_inleveren, zijn_genoeg
from via_xl.rekenen.verrekening import GemeenteUitkomst
from via_xl.schrijven import herkomstblad
from via_xl.schrijven.boek import Boek
from via_xl.schrijven.dossier import steekproef
from via_xl.schrijven.dossier import vragen as dossiervragen
from via_xl.schrijven.dossier.opbouw import AANWEZIG, KOPHOOGTE, ONTBREEKT, kleur_oordeel
from via_xl.schrijven.dossier.stof import STATENMAP, Dossierstof
from via_xl.schrijven.dossier.vragen import Dossiervraag
from via_xl.schrijven.taal import F, Namen, Tabelveld, Tabkleur, begin_blad, controleblad, invoer, naast_vlag, werk
from via_xl.schrijven.taal.controleblad import Controle, controle

AANSLUITING, TOETSEN = "Aansluiting", "Toetsen"
TABEL = "tblAansluiting"
_BEDRAG = "Volgens de afrekening €"
_OPENBAAR = (
    *(dossiervragen.TARIEF, dossiervragen.SLEUTEL, dossiervragen.CBS, dossiervragen.POK, dossiervragen.VOORWAARDEN),
    *(dossiervragen.BTW, dossiervragen.NAREKENEN, dossiervragen.ONGEWIJZIGD),
)
"""The subjects of which the answer names no person and no other gemeente's hours or cost."""


class Aansluitpost(Struct, frozen=True):
    """An amount of the settlement, in cents, to be held against a ledger: whose, and which; ``naam`` is for formulas."""

    naam: str
    grootboek: str
    post: str
    bedrag_ct: int


def maak_eigen_boek(stof: Dossierstof, code: str, aantal: int = AANTAL) -> Boek:
    """The workbook for the accountant of the gemeente ``code``, which takes part in the year, with a sample of so many lines."""
    rij = stof.uitkomst.van(code)
    naam = f"{stof.kopregel} · {rij.naam}"
    boek = Boek(naam, concept=stof.concept)
    posten = [*_posten(stof, rij)]
    _aansluiting(boek, naam, stof, posten)
    s = begin_blad(
        boek,
        TOETSEN,
        kleur=Tabkleur.REKENEN,
        kopregel=f"{naam} · {TOETSEN}",
        uitleg="Wat is getoetst, met welke uitkomst en waar het bewijs ligt: een blad is er een van het dossier van de centrumgemeente, "
        "een bestand ligt in haar versiemap.",
    )
    rijen, velden = eigen_vragen(stof, code), dossiervragen.kolommen()
    s.tabel(dossiervragen.TABEL, rijen, velden, kophoogte=KOPHOOGTE, bevries=True, doorlopend=True)
    kleur_oordeel(s, dossiervragen.TABEL)
    steekproef.zet(boek, naam, trek(kostendelen(stof.uitkomst), stof.manifest_sha, aantal), code)
    uitleg = "Of de bedragen van de regio en van de gemeente onderling sluiten."
    controleblad.zet(boek, [*_controles(stof, rij)], uitleg, f"{naam} · Controles")
    feiten = (
        ("Versiemap", stof.map),
        ("Stand", stof.stand),
        ("Invoerhash", stof.invoerhash),
        ("SHA-256 van manifest.json", stof.manifest_sha),
        ("Gemaakt met", f"{stof.programma}; nagerekend met {stof.rekenmachine_nu}"),
    )
    herkomstblad.zet(boek, naam, "Uit welke versie dit komt.", feiten)
    return boek.klaar()


def _posten(stof: Dossierstof, rij: GemeenteUitkomst) -> Iterator[Aansluitpost]:
    uit, regio = stof.uitkomst, "centrumgemeente"
    yield Aansluitpost("kosten", regio, g.KOSTEN.met_symbool, uit.kosten_ct)
    yield Aansluitpost("vergoeding", regio, g.VERGOEDING.met_symbool, uit.vergoeding_ct)
    yield Aansluitpost("verdelen", regio, g.TE_VERDELEN.met_symbool, uit.te_verdelen_ct)
    yield Aansluitpost("bijdrage", rij.naam, g.BIJDRAGE.label, rij.bijdrage_ct)
    yield Aansluitpost("inzet", rij.naam, g.INZET.label, rij.kosten_ct)
    yield Aansluitpost("voorschot", rij.naam, g.VOORSCHOT.label, rij.voorschot_ct)
    yield Aansluitpost("verrekend", rij.naam, g.VERREKEND.label, rij.verrekend_ct)
    yield Aansluitpost("betalen", rij.naam, g.TE_BETALEN.label, rij.te_betalen_ct)


def _aansluiting(boek: Boek, naam: str, stof: Dossierstof, posten: list[Aansluitpost]) -> None:
    """The amounts, with a column for what was booked: blank until somebody fills it in."""
    s = begin_blad(
        boek,
        AANSLUITING,
        kleur=Tabkleur.INVOER,
        kopregel=f"{naam} · {AANSLUITING}",
        titel=naam,
        uitleg="Vul in wat in het grootboek staat; het verschil volgt. Een verschil is te verklaren voor u op de afrekening steunt.",
    )
    naast_vlag(s.blad, stof.stand, kol=2)
    verschil = f'IF([@Geboekt €]="","",ROUND([@{_BEDRAG}]-[@Geboekt €],2))'
    velden: list[Tabelveld[Aansluitpost]] = [
        werk("Grootboek van", Maat.TEKST, lambda p: p.grootboek, breedte=24),
        werk("Post", Maat.TEKST, lambda p: p.post, breedte=52),
        werk(_BEDRAG, Maat.EURO, lambda p: p.bedrag_ct, breedte=24),
        invoer("Geboekt €", Maat.EURO, lambda _: None, breedte=18),
        werk("Verschil €", Maat.EURO, lambda _: "", verschil, breedte=18),
        invoer("Rekening en toelichting", Maat.TEKST, lambda _: "", breedte=44),
    ]
    s.tabel(TABEL, posten, velden, kophoogte=KOPHOOGTE, rijnaam=lambda p: p.naam)


def _alleen_van(stof: Dossierstof, code: str) -> Dossierstof:
    """The same without files and documents of another gemeente, or that somebody signed."""
    anderen = [gemeente.code for gemeente in stof.regeling.gemeenten if gemeente.code != code]
    staten = {stuk for staat in stof.staten_van(code) for stuk in (staat.sha256, f"{STATENMAP}/{staat.bestand}")}

    def mag(naam: str, sha: str = "") -> bool:
        if naam.startswith(STATENMAP):
            return bool(staten & {naam, sha})
        return "/akkoorden/" not in naam and not any(ander in naam for ander in anderen)

    return replace(
        stof,
        bestanden=tuple(bestand for bestand in stof.bestanden if mag(bestand.naam, bestand.sha_nu)),
        proeven=tuple(proef for proef in stof.proeven if mag(proef.bestand)),
        nieuwere_stukken=tuple(stuk for stuk in stof.bewijsstukken if stuk.code in ("", code)),
    )


def eigen_vragen(stof: Dossierstof, code: str) -> list[Dossiervraag]:
    """What was tested: of the hours this gemeente's own, of the rest what everybody may know."""
    heel_stof, stof, rij = stof, _alleen_van(stof, code), stof.uitkomst.van(code)
    staat = [dossiervragen.over_staat(stof, rij)] if moet_staat_inleveren(rij) else []
    openbaar = [vraag for vraag in dossiervragen.vragen(stof) if vraag.onderwerp in _OPENBAAR]
    geldig = geldige_akkoorden(heel_stof.regeling, heel_stof.uitkomst)
    bewaard = sum(heel_stof.akkoord_bewaard(akkoord) for akkoord in geldig)
    heel = zijn_genoeg(geldig, heel_stof.uitkomst)
    stukken = (
        f" Het getekende stuk van {bewaard} daarvan is bij de versie bewaard, met de SHA-256 die is vastgelegd."
        if geldig
        else ""
    )
    vier_ogen = Dossiervraag(
        dossiervragen.VIER_OGEN,
        dossiervragen.vraag_vier_ogen(heel_stof),
        f"Geldige akkoorden voor precies deze invoer: {len(geldig)}.{stukken}",
        "bij de centrumgemeente",
        AANWEZIG if heel else ONTBREEKT,
        "" if heel else "Vraag de centrumgemeente wanneer de akkoorden er zijn.",
    )
    return [*staat, *openbaar, vier_ogen]


def _controles(stof: Dossierstof, rij: GemeenteUitkomst) -> Iterator[Controle]:
    cel = {naam: Namen(AANSLUITING)[f"{naam} {_BEDRAG}"] for naam in (p.naam for p in _posten(stof, rij))}
    yield controle(
        "Te verdelen is de kosten min de vergoeding",
        Maat.EURO,
        verwacht=F(f"ROUND({cel['kosten']}-{cel['vergoeding']},2)", euro(stof.uitkomst.te_verdelen_ct)),
        gevonden=cel["verdelen"],
        waar=AANSLUITING,
    )
    yield controle(
        "De populatie van de steekproef is de kosten van de werkgroep",
        Maat.EURO,
        verwacht=cel["kosten"],
        gevonden=Namen(steekproef.BLAD).populatie,
        waar=steekproef.BLAD,
    )
    som = f"{cel['bijdrage']}-{cel['inzet']}-{cel['voorschot']}+{cel['verrekend']}"
    yield controle(
        "Het saldo is de bijdrage min inzet en voorschot, met wat is verrekend",
        Maat.EURO,
        verwacht=F(f"ROUND({som},2)", euro(rij.te_betalen_ct)),
        gevonden=cel["betalen"],
        waar=AANSLUITING,
    )
