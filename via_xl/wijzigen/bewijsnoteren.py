"""A document that proves an input, into the master: what it proves, its SHA-256, and a copy beside the master."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Any

from via_xl.basis.bevinding import Bevinding, InvoerFout
from via_xl.basis.datum import datum_nl
from via_xl.basis.gewoon import lees_gewoon
from via_xl.basis.macrovraag import Antwoordsoort, Macrovraag
from via_xl.basis.schijffout import reden
from via_xl.basis.verhaal import MASTER, Verhaal
from via_xl.basis.vingerafdruk import sha256
from via_xl.controle.jaarstand import kies_jaar
from via_xl.lezen.getekend import heet_anders
from via_xl.lezen.master import Master
from via_xl.lezen.waarden import WaardeFout
from via_xl.regeling.model import Bewijsstuk, Status
from via_xl.regeling.tabellen import BEWIJSSTUKKEN
from via_xl.wijzigen.bewaarstukken import Bewaarstukken
from via_xl.wijzigen.gezegd import lees_gemeente, lees_keuze, vraag_dag, vraag_gemeente
from via_xl.wijzigen.handeling import Handeling, Opgave
from via_xl.wijzigen.wijziging import Wijziging

MAP = "bewijsstukken"
"""The folder beside the master in which a copy is kept, in one of the year."""


def noteer_bewijs(
    master: Master,
    heden: date,
    onderwerp: Annotated[
        str,
        Opgave(
            "Schaal, tarief, pok-beschikking, btw, inwoners, urenstaat, akkoord of anders.",
            "ONDERWERP",
            "--onderwerp",
            Macrovraag("Waarvan is het document het bewijs?", keuzes=BEWIJSSTUKKEN.kolom("onderwerp").keuzelijst),
        ),
    ],
    bestand: Annotated[
        Path,
        Opgave("Het document.", "BESTAND", "--bestand", Macrovraag("Kies het document", Antwoordsoort.BESTAND)),
    ],
    gemeente: Annotated[
        str,
        Opgave(
            "De gemeente waarover het gaat; anders de regio.",
            "GEMEENTE",
            "--gemeente",
            vraag_gemeente("Over welke gemeente gaat het? Zonder antwoord: over de hele regio.", verplicht=False),
        ),
    ] = "",
    bewaren_tot: Annotated[
        str,
        Opgave(
            "Tot wanneer het wordt bewaard.",
            "DATUM",
            "--bewaren-tot",
            vraag_dag("Tot wanneer wordt het bewaard?", verplicht=False),
        ),
    ] = "",
    op: Annotated[str, Opgave("De dag van het document.", "DATUM", "--op")] = "",
    jaar: Annotated[int | None, Opgave("Anders het jaar van blad Start.", "JAAR", "--jaar")] = None,
    opmerking: Annotated[str, Opgave("Komt op blad Bewijsstukken.", "TEKST", "--opmerking")] = "",
    te_bevestigen: Annotated[bool, Opgave("Iemand moet het document nog beoordelen.", "", "--te-bevestigen")] = False,
) -> Wijziging:
    """A document that proves an input of a year. A copy is kept beside the master.

    Raises:
        InvoerFout: something can't be read, or the document is there already; with every finding.
    """
    gekozen = kies_jaar(master, jaar)
    mis: list[tuple[str, str, str]] = []
    gelezen = {
        veld: _lees(waar, tekst, veld, mis)
        for waar, tekst, veld in (
            ("onderwerp", onderwerp, "onderwerp"),
            ("bewaren tot", bewaren_tot, "bewaren_tot"),
            ("dag", op, "datum"),
        )
    }
    code = _gemeente(master, gemeente, mis)
    inhoud = _inhoud(bestand, mis)
    if inhoud and bestand.resolve() == master.pad.resolve():
        wat = f"{bestand.name} is de master zelf, en die verandert hierdoor."
        mis.append(("bestand", wat, "Geef het document op, of een kopie onder een andere naam."))
    elif inhoud and heet_anders(bestand.name, inhoud):
        wat = f"{bestand.name} is geen {bestand.suffix[1:].upper()}, al heet het zo; het is beschadigd of iets anders."
        mis.append(("bestand", wat, "Open het document, bewaar het opnieuw en geef dat bestand op."))
    if gelezen["datum"] is not None and gelezen["datum"] > heden:
        mis.append(("dag", f"{datum_nl(gelezen['datum'])} is nog niet geweest.", "Geef de dag van het document op."))
    if gelezen["bewaren_tot"] is not None and gelezen["bewaren_tot"] < heden:
        mis.append(("bewaren tot", f"{datum_nl(gelezen['bewaren_tot'])} is al geweest.", "Geef een latere dag op."))
    vinger = sha256(bestand) if inhoud else ""
    er_al = (gelezen["onderwerp"], code, gekozen, vinger)
    if any((s.onderwerp, s.code, s.jaar, s.sha256) == er_al for s in master.regeling.bewijsstukken):
        wat = f"{bestand.name} staat bij dit onderwerp, deze gemeente en {gekozen} al op blad {BEWIJSSTUKKEN.blad}."
        mis.append(("bestand", wat, "Laat het zo, of verbeter die rij."))
    if mis:
        bevindingen = [Bevinding(master.pad.name, "", waar, wat, doen) for waar, wat, doen in mis]
        raise InvoerFout("Het bewijsstuk is niet vastgelegd; er is niets gewijzigd.", bevindingen)
    stukken = Bewaarstukken(master.pad.parent)
    stuk = Bewijsstuk(
        onderwerp=gelezen["onderwerp"],
        code=code,
        jaar=gekozen,
        bestand=stukken.neem(bestand, f"{MAP}/{gekozen}"),
        sha256=vinger,
        bewaren_tot=gelezen["bewaren_tot"],
        opmerking=opmerking.strip(),
        bron=bestand.name,
        datum=gelezen["datum"],
        status=Status.TE_BEVESTIGEN if te_bevestigen else Status.VASTGESTELD,
    )
    van = master.regeling.naam_van(code) if code else master.regeling.regio.naam
    zin = f"bewijs van {stuk.onderwerp} van {van} over {gekozen}: {stuk.bestand}"
    return Wijziging(
        "bewijsstuk genoteerd",
        [(gekozen, zin)],
        {BEWIJSSTUKKEN.naam: [stuk]},
        bijlage=stukken,
        verhaal=_verhaal(stuk, zin),
    )


def _lees(waar: str, tekst: str, veld: str, mis: list[tuple[str, str, str]]) -> Any:
    """The value of a field as it was typed; None when it is blank or can't be read."""
    kolom = BEWIJSSTUKKEN.kolom(veld)
    if not tekst.strip() and not kolom.verplicht:
        return None
    try:
        return lees_keuze(tekst, kolom)
    except WaardeFout as fout:
        mis.append((waar, fout.wat, fout.doen))
        return None


def _gemeente(master: Master, tekst: str, mis: list[tuple[str, str, str]]) -> str:
    if not tekst.strip():
        return ""
    try:
        return lees_gemeente(tekst, master.regeling)
    except WaardeFout as fout:
        mis.append(("gemeente", fout.wat, fout.doen))
        return ""


def _inhoud(bestand: Path, mis: list[tuple[str, str, str]]) -> bytes:
    """What is in the file; nothing when it can't be read."""
    if not bestand.is_file():
        mis.append(("bestand", f"{bestand} is geen bestand.", "Geef het document op."))
        return b""
    try:
        inhoud = lees_gewoon(bestand)
    except OSError as fout:
        mis.append(("bestand", f"{bestand} is niet te lezen ({reden(fout)}).", "Sluit het, of geef een kopie op."))
        return b""
    if not inhoud:
        mis.append(("bestand", f"{bestand} is leeg.", "Geef het document zelf op."))
    return inhoud


def _verhaal(stuk: Bewijsstuk, zin: str) -> Verhaal:
    hoofd = f"{zin[0].upper()}{zin[1:]}"
    tot = f"Bewaren tot {datum_nl(stuk.bewaren_tot)}. " if stuk.bewaren_tot is not None else ""
    return Verhaal(
        [f"Genoteerd: {hoofd}.", f"{tot}SHA-256 {stuk.sha256}", f"Bewaard in {MASTER}"],
        [f"Vastgelegd: {hoofd}. {tot}Bewaar de master."],
        {
            "genoteerd": hoofd,
            "bestand": stuk.bestand,
            "sha256": stuk.sha256,
            "bewaren_tot": None if stuk.bewaren_tot is None else stuk.bewaren_tot.isoformat(),
        },
    )


BEWIJS = Handeling(
    noteer_bewijs,
    "Leg een bewijsstuk vast in de master: waarvan het het bewijs is, met de SHA-256 en een kopie naast de master.\n\n"
    "Het dossier voor de accountant antwoordt ermee. Een bewijs van een schaal noemt vaak een persoon: maak de naam "
    "onleesbaar, of leg een verklaring zonder namen vast.",
    "via-xl bewijs via_master.xlsx --onderwerp schaal --gemeente Oss --bestand schaal_oss.pdf --bewaren-tot 31-12-2033",
    op_schijf=True,
)
