"""Sending a version: a draft per recipient with encrypted attachments, the passwords apart, and a register of what was made.

Nothing is sent: the drafts open in Outlook, and whoever sends them reads them first.
"""

from __future__ import annotations

import csv
import io
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from filelock import FileLock, Timeout

from via_xl.afbreken import Voortgang
from via_xl.bevinding import Bevinding, BewijsFout, InvoerFout, NietsTeDoen
from via_xl.bewijs import libreoffice
from via_xl.bewijs.verificatie.versie import NietMogelijk, Versie
from via_xl.bewijs.verificatie.vorige import afwijkingen, sha_volgens_manifest
from via_xl.bewijs.vingerafdruk import sha256, sha256_van, vingerafdruk
from via_xl.controle.woorden import datum_nl
from via_xl.geld import euro_nl
from via_xl.gemeenten import bestandsnaam
from via_xl.lezen.master import lees_master
from via_xl.lezen.waarden import WaardeFout, uit_tekst
from via_xl.model import Gemeente, Regeling
from via_xl.publiceren import SLOT
from via_xl.rekenen.betaallijst import BETAALTERMIJN, kenmerk
from via_xl.rekenen.ontvangers import Ontvanger, ontvangers
from via_xl.rekenen.wijzigingen import DEFINITIEF
from via_xl.schijffout import reden
from via_xl.schrijven.bericht import Sjabloon, is_adres, lees_sjabloon, maak_bericht
from via_xl.schrijven.csv_nl import als_csv
from via_xl.tabellen import KALENDER
from via_xl.versiemap import open_versiemap
from via_xl.versleutelen import is_versleuteld, ontsleutel, versleutel, wachtwoord

if TYPE_CHECKING:
    from via_xl.bewijs.verificatie.versie import Herleiding

REGISTER = "verzendregister.csv"
_IN_AANMAAK = ".in-aanmaak-verzending-"
_EEN_BLAD = 'pdf:calc_pdf_Export:{"PageRange":{"type":"string","value":"1"}}'
_KOP_REGISTER = ("Gemeente", "Code", "Email", "Bericht", "Bijlage", "SHA256 bijlage", "SHA256 inhoud", "Gemaakt op")
_KOP_WACHTWOORDEN = ("Gemeente", "Code", "Bijlage", "Wachtwoord")


class Versleuteling(StrEnum):
    """How attachments are protected: ``geen`` where the mail itself is secured."""

    WACHTWOORD = "wachtwoord"
    GEEN = "geen"


@dataclass(frozen=True, slots=True)
class Bijlage:
    """An attachment: whose it is, its name, what it holds, what goes in the mail, and its password ("" without)."""

    gemeente: Gemeente
    naam: str
    inhoud: bytes
    verzonden: bytes
    wachtwoord: str


@dataclass(frozen=True, slots=True)
class Verzending:
    """What was made, what stood there already, who has no address, and where the passwords are (None: there are none)."""

    map: Path
    gemaakt: tuple[str, ...]
    er_al: tuple[str, ...]
    zonder_adres: tuple[str, ...]
    wachtwoorden: Path | None
    met_pdf: bool

    def als_json(self) -> dict[str, Any]:
        """Everything but the passwords, for ``--json``."""
        return {
            "map": str(self.map),
            "gemaakt": list(self.gemaakt),
            "stond_er_al": list(self.er_al),
            "zonder_adres": list(self.zonder_adres),
            "wachtwoorden": None if self.wachtwoorden is None else str(self.wachtwoorden),
            "met_pdf": self.met_pdf,
        }


@dataclass(frozen=True, slots=True)
class Keuzes:
    """What the sender chooses.

    ``antwoord_voor`` is by default the reaction term of the year. ``adressen`` is a master whose addresses are newer than
    those that the version keeps.
    """

    versleuteling: Versleuteling = Versleuteling.WACHTWOORD
    sjabloon: Path | None = None
    antwoord_voor: date | None = None
    adressen: Path | None = None


def lees_versleuteling(tekst: str) -> Versleuteling:
    """The protection as it is typed. Raises InvoerFout."""
    try:
        return Versleuteling(tekst.strip().casefold())
    except ValueError as fout:
        keuzes = " of ".join(Versleuteling)
        raise InvoerFout(f'--versleuteling "{tekst}": kies {keuzes}. Er is niets gemaakt.') from fout


def lees_dag(tekst: str | None) -> date | None:
    """A day as it is typed. Raises InvoerFout."""
    if tekst is None:
        return None
    try:
        return date.fromisoformat(uit_tekst(tekst, KALENDER.kolom("dag")).isoformat())
    except WaardeFout as fout:
        raise InvoerFout(f"--antwoord-voor {tekst}: {fout.wat} {fout.doen} Er is niets gemaakt.") from fout


def verzend(
    map_: Path,
    keuzes: Keuzes | None = None,
    voortgang: Voortgang = lambda *_: None,
    nu: datetime | None = None,
) -> Verzending:
    """Make the drafts of a version, in a folder ``verzending-vN`` beside it; what stands there already stays as it is.

    Every attachment is opened again, as its reader would, before anything is put down: it must be this gemeente's, of this
    version, and byte for byte what the run made.

    Raises:
        InvoerFout: it is no version folder or a changed one, an address or the template is wrong, a concept has no day
            before which to answer, or the folder can't be written.
        BewijsFout: an attachment doesn't hold what it must.
    """
    keuzes = keuzes or Keuzes()
    moment = nu or datetime.now()
    versie = open_versiemap(map_)
    voortgang("Versie nakijken", 0, 1)
    herleiding = _eis_goed(versie)
    sjabloon = lees_sjabloon(keuzes.sjabloon)
    gemeenten = _adressen(herleiding.regeling, versie, keuzes.adressen)
    _eis_adressen(gemeenten, keuzes.adressen or versie.map / "bron" / versie.masternaam)
    alle, zonder = ontvangers(gemeenten)
    vraag = _vraag(versie, herleiding, keuzes.antwoord_voor, moment.date())
    jaarmap = versie.map.resolve().parent
    doel = jaarmap / f"verzending-v{versie.nummer}"
    with _alleen(jaarmap):
        register = _lees_register(doel)
        klaar = {rij["Code"] for rij in register}
        nieuw = [o for o in alle if any(g.code not in klaar for g in o.gemeenten)]
        er_al = tuple(f"{g.naam} ({o.e_mail})" for o in alle for g in o.gemeenten if o not in nieuw)
        geheim = jaarmap / f"ViA_wachtwoorden_{versie.jaar}_v{versie.nummer}.csv"
        met_pdf = libreoffice.programma() is not None
        if nieuw:
            werkmap = jaarmap / f"{_IN_AANMAAK}v{versie.nummer}"
            shutil.rmtree(werkmap, ignore_errors=True)
            werkmap.mkdir(mode=0o700)
            try:
                bijlagen = _bijlagen(versie, herleiding, nieuw, werkmap, keuzes.versleuteling, voortgang)
                rijen = _schrijf_berichten(versie, herleiding, nieuw, bijlagen, sjabloon, vraag, werkmap, moment)
                alle_rijen = [*([rij[kop] for kop in _KOP_REGISTER] for rij in register), *rijen]
                (werkmap / REGISTER).write_bytes(als_csv(_KOP_REGISTER, alle_rijen))
                _zet_geheim(geheim, [b for per in bijlagen.values() for b in per], doel.is_dir())
                _publiceer(werkmap, doel)
            finally:
                shutil.rmtree(werkmap, ignore_errors=True)
    return Verzending(
        doel,
        tuple(f"{', '.join(g.naam for g in o.gemeenten)} ({o.e_mail})" for o in nieuw),
        er_al,
        tuple(gemeente.naam for gemeente in zonder),
        geheim if geheim.is_file() else None,
        met_pdf,
    )


# --- what must be right first


def _eis_goed(versie: Versie) -> Herleiding:
    """The version as its folder keeps it, which must be what the manifest says."""
    try:
        mis = [f"{naam}: {wat}" for naam, wat in afwijkingen(versie)]
        herleiding = versie.herleiding()
    except NietMogelijk as fout:
        mis = [str(fout)]
    except InvoerFout as fout:
        raise InvoerFout(f"{versie.map}: {fout.bericht}", fout.bevindingen) from fout
    if not mis and herleiding.status != versie.status:
        mis = [f"het manifest zegt {versie.status}, maar uit de bewaarde invoer volgt {herleiding.status}"]
    if mis:
        raise InvoerFout(
            f"{versie.map} is niet wat haar manifest zegt ({mis[0]}); er is niets gemaakt. Kijk na met: via-xl verifieer "
            f"{versie.map}"
        )
    return herleiding


def _adressen(regeling: Regeling, versie: Versie, ander: Path | None) -> tuple[Gemeente, ...]:
    """The gemeenten that take part, with the addresses of the version or of a newer master."""
    mee = [g for g in regeling.gemeenten if g.code in {rij.code for rij in versie.herleiding().uitkomst.gemeenten}]
    if ander is None:
        return tuple(mee)
    nieuwer = {g.code: g for g in lees_master(ander).regeling.gemeenten}
    return tuple(nieuwer.get(g.code, g) for g in mee)


def _eis_adressen(gemeenten: Sequence[Gemeente], waar: Path) -> None:
    mis = [
        Bevinding(
            waar.name,
            "Gemeenten",
            gemeente.plek.cel("e_mail"),
            f'"{gemeente.e_mail}" is geen e-mailadres.',
            "Vul één adres in, of maak de cel leeg bij een vacature.",
        )
        for gemeente in gemeenten
        if gemeente.e_mail.strip() and not is_adres(gemeente.e_mail.strip())
    ]
    if mis:
        raise InvoerFout("Er is niets gemaakt.", mis)


def _vraag(versie: Versie, herleiding: Herleiding, antwoord_voor: date | None, heden: date) -> str:
    """What is asked of the reader, and by when."""
    if versie.status == DEFINITIEF:
        dag = datum_nl(versie.gemaakt_op.date() + BETAALTERMIJN)
        return f"De afrekening is definitief. Betalen of ontvangen gebeurt uiterlijk op {dag}, onder het kenmerk hierboven."
    dag_ = antwoord_voor or herleiding.regeling.jaar(versie.jaar).reactietermijn
    if dag_ is None:
        raise NietsTeDoen(
            "Er is geen reactietermijn, dus de ontvangers weten niet wanneer u antwoord verwacht; er is niets gemaakt. Vul op "
            "blad Jaren de kolom Reactie voor in en draai de jaarrun opnieuw, of geef --antwoord-voor op."
        )
    if dag_ <= heden:
        raise NietsTeDoen(
            f"Antwoord vóór {datum_nl(dag_)} kan niet meer; er is niets gemaakt. Geef met --antwoord-voor een latere dag op."
        )
    return (
        f"Dit is een concept: er is nog niets te betalen of te ontvangen. Wilt u de afrekening nakijken en ons vóór "
        f"{datum_nl(dag_)} laten weten of u akkoord bent, of waartegen u bezwaar maakt?"
    )


# --- the attachments


def _bijlagen(
    versie: Versie,
    herleiding: Herleiding,
    wie: Sequence[Ontvanger],
    werkmap: Path,
    soort: Versleuteling,
    voortgang: Voortgang,
) -> dict[str, list[Bijlage]]:
    """Per CBS code the workbook and, with LibreOffice here, its first sheet as PDF; each checked as it will be sent."""
    gemeenten = [gemeente for ontvanger in wie for gemeente in ontvanger.gemeenten]
    namen = {code: naam for naam, (code, _) in herleiding.per_naam.items() if code}
    _eis_ongewijzigd(versie, herleiding, [namen[gemeente.code] for gemeente in gemeenten], werkmap)
    werkboeken = [versie.bestanden[namen[gemeente.code]] for gemeente in gemeenten]
    pdfs: list[Path] = []
    if libreoffice.programma() is not None:
        voortgang("PDF maken", 0, len(gemeenten))
        pdfs = libreoffice.zet_om(werkboeken, werkmap / "pdf", _EEN_BLAD, ".pdf")
    uit: dict[str, list[Bijlage]] = {}
    for nummer, gemeente in enumerate(gemeenten):
        voortgang(f"Versleutelen en nakijken: {gemeente.naam}", nummer, len(gemeenten))
        werkboek = werkboeken[nummer]
        delen = [(werkboek.name, werkboek.read_bytes())]
        if pdfs:
            delen.append((f"{werkboek.stem}.pdf", pdfs[nummer].read_bytes()))
        uit[gemeente.code] = [_bijlage(gemeente, naam, inhoud, soort) for naam, inhoud in delen]
        for bijlage in uit[gemeente.code]:
            _kijk_na(bijlage, versie, werkboek.name)
    shutil.rmtree(werkmap / "pdf", ignore_errors=True)
    return uit


def _eis_ongewijzigd(versie: Versie, herleiding: Herleiding, namen: Sequence[str], werkmap: Path) -> None:
    """Each workbook is there, is what the manifest says, and what its inputs give when it is made again."""
    opgave = sha_volgens_manifest(versie)
    mis = []
    for naam in namen:
        pad = versie.bestanden.get(naam)
        if pad is None or sha256(pad) != opgave.get(naam):
            mis.append(naam)
        elif versie.zelfde_programma:
            proef = werkmap / naam
            herleiding.per_naam[naam][1].bewaar(proef)
            if vingerafdruk(proef) != vingerafdruk(pad):
                mis.append(naam)
            proef.unlink()
    if mis:
        raise InvoerFout(
            f"{versie.map}: {', '.join(mis)} ontbreekt of is niet wat de jaarrun maakte; er is niets gemaakt. Kijk na met: "
            f"via-xl verifieer {versie.map}"
        )


def _bijlage(gemeente: Gemeente, naam: str, inhoud: bytes, soort: Versleuteling) -> Bijlage:
    if soort is Versleuteling.GEEN:
        return Bijlage(gemeente, naam, inhoud, inhoud, "")
    sleutel = wachtwoord()
    return Bijlage(gemeente, naam, inhoud, versleutel(naam, inhoud, sleutel), sleutel)


def _kijk_na(bijlage: Bijlage, versie: Versie, werkboek: str) -> None:
    """Open an attachment as its reader would. Raises BewijsFout when it isn't what this gemeente must get."""
    naam, sleutel = bijlage.naam, bijlage.wachtwoord
    if is_versleuteld(naam, bijlage.verzonden) is not bool(sleutel):
        raise BewijsFout(f"{naam} is niet beveiligd zoals gevraagd; er is niets gemaakt.")
    try:
        open_ = ontsleutel(naam, bijlage.verzonden, sleutel) if sleutel else bijlage.verzonden
    except ValueError as fout:
        raise BewijsFout(f"{naam} gaat met het eigen wachtwoord niet open; er is niets gemaakt.") from fout
    tekst = _eerste_blad(open_) if naam.endswith(".xlsx") else _pdftekst(open_)
    if naam.endswith(".xlsx") and sha256_van(open_) != sha256_van(versie.bestanden[werkboek].read_bytes()):
        raise BewijsFout(f"{naam} is niet het werkboek van de jaarrun; er is niets gemaakt.")
    for hoort in (f"({bijlage.gemeente.code})", f"versie {versie.nummer}"):
        if hoort not in tekst:
            raise BewijsFout(f"{naam} is niet de afrekening van {bijlage.gemeente.naam}, versie {versie.nummer}.")


def _eerste_blad(inhoud: bytes) -> str:
    from openpyxl import load_workbook

    boek = load_workbook(io.BytesIO(inhoud), read_only=True, data_only=True)
    rijen = boek.worksheets[0].iter_rows(max_row=5, values_only=True)
    return " ".join(str(waarde) for rij in rijen for waarde in rij if waarde is not None)


def _pdftekst(inhoud: bytes) -> str:
    from pypdf import PdfReader

    lezer = PdfReader(io.BytesIO(inhoud))
    if len(lezer.pages) != 1:
        return ""
    return " ".join(lezer.pages[0].extract_text().split())


# --- the mails


def _schrijf_berichten(
    versie: Versie,
    herleiding: Herleiding,
    wie: Sequence[Ontvanger],
    bijlagen: dict[str, list[Bijlage]],
    sjabloon: Sjabloon,
    vraag: str,
    werkmap: Path,
    moment: datetime,
) -> list[list[str]]:
    """A draft for each recipient; gives the rows of the register."""
    centrum = herleiding.regeling.centrumgemeente
    rijen: list[list[str]] = []
    for ontvanger in wie:
        bij = [bijlage for gemeente in ontvanger.gemeenten for bijlage in bijlagen[gemeente.code]]
        versleuteld = any(bijlage.wachtwoord for bijlage in bij)
        velden = {
            "jaar": str(versie.jaar),
            "stand": f"{versie.status} versie {versie.nummer}",
            "gemeenten": " en ".join(gemeente.naam for gemeente in ontvanger.gemeenten),
            "aanhef": ontvanger.aanhef,
            "bedragen": "\n".join(_bedrag(versie, herleiding, gemeente) for gemeente in ontvanger.gemeenten),
            "vraag": vraag,
            "bijlagen": _over_bijlagen(bij, versleuteld=versleuteld),
            "afzender": centrum.contactfunctionaris.strip() or centrum.naam,
        }
        onderwerp, tekst = sjabloon.vul(velden)
        van = centrum.e_mail.strip()
        inhoud = maak_bericht(ontvanger.e_mail, onderwerp, tekst, ((b.naam, b.verzonden) for b in bij), van)
        delen = "_".join(bestandsnaam(gemeente.naam) for gemeente in ontvanger.gemeenten)
        bericht = f"ViA_afrekening_{versie.jaar}_v{versie.nummer}_{delen}.eml"
        (werkmap / bericht).write_bytes(inhoud)
        rijen += [
            [
                b.gemeente.naam,
                b.gemeente.code,
                ontvanger.e_mail,
                bericht,
                b.naam,
                sha256_van(b.verzonden),
                sha256_van(b.inhoud),
                f"{moment:%d-%m-%Y %H:%M}",
            ]
            for b in bij
        ]
    return rijen


def _bedrag(versie: Versie, herleiding: Herleiding, gemeente: Gemeente) -> str:
    """What a gemeente pays or receives, in a sentence; after a definitief version only the difference."""
    saldo_ct, wat = herleiding.uitkomst.van(gemeente.code).saldo_ct, ""
    if herleiding.vergelijking is not None and herleiding.vergelijking.herziening:
        saldo_ct = herleiding.vergelijking.van(gemeente.code).saldo_ct.verschil
        wat = f" (herziening van versie {herleiding.vergelijking.vorig.versie}: alleen het verschil)"
    onder = ""
    if versie.status == DEFINITIEF and saldo_ct and not gemeente.centrumgemeente:
        onder = f", kenmerk {kenmerk(versie.jaar, gemeente.code, versie.nummer)}"
    if not saldo_ct:
        return f"{gemeente.naam} betaalt en ontvangt niets{wat}."
    doet = "betaalt" if saldo_ct > 0 else "ontvangt"
    return f"{gemeente.naam} {doet} {euro_nl(abs(saldo_ct))}{wat}{onder}."


def _over_bijlagen(bijlagen: Sequence[Bijlage], *, versleuteld: bool) -> str:
    namen = "\n".join(f"- {bijlage.naam}" for bijlage in bijlagen)
    slot = (
        "\n\nElke bijlage is versleuteld, met een eigen wachtwoord. U krijgt de wachtwoorden langs een andere weg; vraag er "
        "telefonisch naar als ze nog niet bij u zijn."
        if versleuteld
        else ""
    )
    return f"Bijgevoegd:\n{namen}{slot}"


# --- putting it down


@contextmanager
def _alleen(jaarmap: Path) -> Iterator[None]:
    """Nobody else makes a version or a verzending in this folder."""
    slot = FileLock(jaarmap / SLOT)
    try:
        slot.acquire(timeout=0)
    except Timeout as fout:
        raise InvoerFout(
            f"Er loopt al een opdracht in {jaarmap}. Wacht tot die klaar is en probeer het opnieuw."
        ) from fout
    except OSError as fout:
        raise InvoerFout(f"In {jaarmap} kan niet worden geschreven ({reden(fout)}); er is niets gemaakt.") from fout
    try:
        yield
    except OSError as fout:
        raise InvoerFout(
            f"Het schrijven in {jaarmap} is mislukt ({reden(fout)}). Wat er al stond, staat er nog; probeer het opnieuw."
        ) from fout
    finally:
        slot.release()


def _lees_register(doel: Path) -> list[dict[str, str]]:
    """What was made before. Raises InvoerFout when the register isn't one."""
    pad = doel / REGISTER
    if not doel.exists():
        return []
    try:
        rijen = list(csv.DictReader(io.StringIO(pad.read_text("utf-8-sig")), delimiter=";"))
    except (OSError, UnicodeDecodeError) as fout:
        raise InvoerFout(
            f"{doel} heeft geen leesbaar {REGISTER}: het is niet te zien wat al is gemaakt. Hernoem de map en probeer het opnieuw."
        ) from fout
    if any(set(_KOP_REGISTER) - set(rij) or None in rij.values() for rij in rijen):
        raise InvoerFout(f"{pad} is veranderd. Zet het terug, of hernoem de map en probeer het opnieuw.")
    return rijen


def _zet_geheim(pad: Path, bijlagen: Sequence[Bijlage], aanvullen: bool) -> None:
    """The passwords in a file that only its owner reads, beside what is there for other attachments."""
    nieuw = [[b.gemeente.naam, b.gemeente.code, b.naam, b.wachtwoord] for b in bijlagen if b.wachtwoord]
    if not nieuw:
        return
    eerder: list[list[str]] = []
    if aanvullen and pad.is_file():
        rijen = csv.DictReader(io.StringIO(pad.read_text("utf-8-sig")), delimiter=";")
        weg = {rij[2] for rij in nieuw}
        eerder = [[rij[kop] or "" for kop in _KOP_WACHTWOORDEN] for rij in rijen if rij["Bijlage"] not in weg]
    tijdelijk = pad.with_name(f".{pad.name}.in-aanmaak")
    tijdelijk.unlink(missing_ok=True)
    try:
        met = os.open(tijdelijk, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        with os.fdopen(met, "wb") as stroom:
            stroom.write(als_csv(_KOP_WACHTWOORDEN, [*eerder, *nieuw]))
            stroom.flush()
            os.fsync(stroom.fileno())
        tijdelijk.replace(pad)
    finally:
        tijdelijk.unlink(missing_ok=True)


def _publiceer(werkmap: Path, doel: Path) -> None:
    """The drafts whole or not at all: a new folder by one rename, new drafts in an old one before the register names them."""
    if not doel.exists():
        werkmap.rename(doel)
        return
    for pad in sorted(werkmap.iterdir(), key=lambda pad: pad.name == REGISTER):
        pad.replace(doel / pad.name)
