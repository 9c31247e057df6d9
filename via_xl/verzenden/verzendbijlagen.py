"""The attachments of a verzending: the workbook of a gemeente, its first sheet as PDF, and its hour lines where those lie beside the master.

Each is opened again as its reader would, before it is put down anywhere.
"""

from __future__ import annotations

import io
import shutil
from collections.abc import Mapping, Sequence
from contextlib import suppress
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from via_xl.basis.afbreken import Voortgang
from via_xl.basis.bevinding import BewijsFout, InvoerFout
from via_xl.basis.gewoon import lees_gewoon
from via_xl.basis.vingerafdruk import sha256_van
from via_xl.bewijs.verificatie.versie import Versie
from via_xl.bewijs.verificatie.vorige import sha_volgens_manifest
from via_xl.lezen.xlsx import Xlsx
from via_xl.regeling.model import Gemeente
from via_xl.rekenen.ontvangers import Ontvanger
from via_xl.schrijven.urenregels import KOPPEN, als_boek, als_waarden, csvnaam
from via_xl.verzenden.eersteblad import eerste_bladen, is_van, pdfmaker, tekst_van_pdf
from via_xl.verzenden.excelpdf import ExcelFout
from via_xl.verzenden.versleutelen import is_versleuteld, ontsleutel, versleutel

if TYPE_CHECKING:
    from via_xl.bewijs.verificatie.versie import Herleiding


_MEESTE_RIJEN = 2**20
"""Rows of a sheet."""


class Versleuteling(StrEnum):
    """How attachments are protected: ``geen`` where the mail itself is secured."""

    WACHTWOORD = "wachtwoord"
    GEEN = "geen"


class Bijlage(Struct, frozen=True):
    """An attachment: whose it is, its name, what it holds, what goes in the mail, and its password ("" without)."""

    gemeente: Gemeente
    naam: str
    inhoud: bytes
    verzonden: bytes
    wachtwoord: str


def maak_bijlagen(
    versie: Versie,
    herleiding: Herleiding,
    wie: Sequence[Ontvanger],
    werkmap: Path,
    sleutels: Mapping[str, str],
    voortgang: Voortgang,
) -> dict[str, list[Bijlage]]:
    """Per CBS code the workbook, with LibreOffice or Excel here its first sheet as PDF, and its hour lines; each checked as it will be sent.

    ``sleutels`` is the password of each address; who has none gets the attachments as they are.
    """
    per_code = {gemeente.code: sleutels.get(een.e_mail, "") for een in wie for gemeente in een.gemeenten}
    gemeenten = [gemeente for ontvanger in wie for gemeente in ontvanger.gemeenten]
    namen = {code: naam for naam, (code, _) in herleiding.per_naam.items() if code}
    werkboeken = [versie.bestanden[namen[gemeente.code]] for gemeente in gemeenten]
    pdfs: list[Path] = []
    if (maak := pdfmaker()) is not None:
        voortgang("PDF maken", 0, len(gemeenten))
        with suppress(ExcelFout):  # the workbook is what counts; who sends reads that there is no PDF
            pdfs = eerste_bladen(werkboeken, werkmap / "pdf", maak)
    uit: dict[str, list[Bijlage]] = {}
    for nummer, gemeente in enumerate(gemeenten):
        voortgang(f"Versleutelen en nakijken: {gemeente.naam}", nummer, len(gemeenten))
        werkboek = werkboeken[nummer]
        delen = [(werkboek.name, lees_gewoon(werkboek))]
        if pdfs:
            delen.append((f"{werkboek.stem}.pdf", lees_gewoon(pdfs[nummer])))
        uit[gemeente.code] = [_bijlage(gemeente, naam, inhoud, per_code[gemeente.code]) for naam, inhoud in delen]
        for bijlage in uit[gemeente.code]:
            _kijk_na(bijlage, versie, werkboek.name)
        if regels := versie.bestanden.get(csvnaam(werkboek.name)):
            uit[gemeente.code].append(_urenregels(gemeente, versie, regels, per_code[gemeente.code]))
    shutil.rmtree(werkmap / "pdf", ignore_errors=True)
    return uit


def _bijlage(gemeente: Gemeente, naam: str, inhoud: bytes, sleutel: str) -> Bijlage:
    return Bijlage(gemeente, naam, inhoud, versleutel(naam, inhoud, sleutel) if sleutel else inhoud, sleutel)


def _urenregels(gemeente: Gemeente, versie: Versie, pad: Path, sleutel: str) -> Bijlage:
    """The hour lines as the run wrote them; with a password as a workbook, opened again. Raises BewijsFout or InvoerFout."""
    ruw = lees_gewoon(pad)
    if sha256_van(ruw) != sha_volgens_manifest(versie).get(pad.name):
        raise BewijsFout(f"{pad.name} is niet het bestand van de jaarrun; er is niets gemaakt.")
    if not sleutel:
        return Bijlage(gemeente, pad.name, ruw, ruw, "")
    if ruw.count(b"\n") > _MEESTE_RIJEN:
        raise InvoerFout(
            f"{pad.name} heeft meer regels dan een werkblad, en een CSV kan geen wachtwoord hebben; er is niets gemaakt. Verzend "
            "langs een beveiligde weg met --versleuteling geen."
        )
    boek, naam = io.BytesIO(), f"{pad.stem}.xlsx"
    als_boek(ruw, pad.stem).bewaar(boek)
    bijlage = Bijlage(gemeente, naam, ruw, versleutel(naam, boek.getvalue(), sleutel), sleutel)
    with Xlsx(io.BytesIO(_geopend(bijlage))) as leesbaar:
        rijen = leesbaar.cellen(leesbaar.stroom(leesbaar.werkbladen[0]).rijen())
        gelezen = [cel.waarde for cel in rijen]
    if gelezen != [waarde for rij in (KOPPEN, *als_waarden(ruw)) for waarde in rij if waarde != ""]:
        raise BewijsFout(f"{naam} heeft niet de regels van {pad.name}; er is niets gemaakt.")
    return bijlage


def _geopend(bijlage: Bijlage) -> bytes:
    """An attachment as its reader opens it. Raises BewijsFout when it isn't protected as asked, or doesn't open."""
    naam, sleutel = bijlage.naam, bijlage.wachtwoord
    if is_versleuteld(naam, bijlage.verzonden) is not bool(sleutel):
        raise BewijsFout(f"{naam} is niet beveiligd zoals gevraagd; er is niets gemaakt.")
    try:
        return ontsleutel(naam, bijlage.verzonden, sleutel) if sleutel else bijlage.verzonden
    except ValueError as fout:
        raise BewijsFout(f"{naam} gaat met het wachtwoord niet open; er is niets gemaakt.") from fout


def _kijk_na(bijlage: Bijlage, versie: Versie, werkboek: str) -> None:
    """Open an attachment as its reader would. Raises BewijsFout when it isn't what this gemeente must get."""
    naam, leesbaar = bijlage.naam, _geopend(bijlage)
    tekst = _eerste_blad(leesbaar) if naam.endswith(".xlsx") else tekst_van_pdf(leesbaar)
    if naam.endswith(".xlsx") and sha256_van(leesbaar) != sha_volgens_manifest(versie).get(werkboek):
        raise BewijsFout(f"{naam} is niet de werkmap van de jaarrun; er is niets gemaakt.")
    if not is_van(tekst, bijlage.gemeente.code, versie.nummer):
        raise BewijsFout(f"{naam} is niet de afrekening van {bijlage.gemeente.naam}, versie {versie.nummer}.")


def _eerste_blad(inhoud: bytes) -> str:
    with Xlsx(io.BytesIO(inhoud)) as boek:
        rijen = islice(boek.stroom(boek.werkbladen[0]).rijen(), 5)
        return " ".join(str(cel.waarde) for cel in boek.cellen(rijen) if cel.waarde is not None)
