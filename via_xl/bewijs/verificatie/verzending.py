"""The drafts beside a version: each is in the register, to the address of its gemeente, with its workbook and its amount.

Who changes a draft, or sends another, can make the register and its link anew; what goes with it and what it must say follows
from the version.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from itertools import islice
from pathlib import Path

from via_xl.basis.bevinding import Bevinding, Ernst, InvoerFout
from via_xl.basis.geld import euro_nl
from via_xl.basis.gewoon import lees_gewoon
from via_xl.basis.iban import kaal, klopt
from via_xl.basis.vingerafdruk import sha256, sha256_van
from via_xl.bewijs.keten import REGISTER
from via_xl.bewijs.verificatie.versie import MEESTE, Herleiding, NietMogelijk, Versie
from via_xl.regeling.model import Gemeente
from via_xl.rekenen.betaallijst import kenmerk
from via_xl.rekenen.wijzigingen import DEFINITIEF
from via_xl.schrijven.csv_nl import tabel_van

_DOEN = "Verstuur dit bericht niet, of zeg de ontvanger dat het niet klopt; zoek uit wie het wijzigde."
_REKENING = re.compile(
    r"\bNL\d{2}(?:[ .-]?[A-Z]){4}(?:[ .-]?\d){10}\b|\b(?!NL)[A-Z]{2}\d{2}(?:[ .-]?[A-Z0-9]){11,30}\b"
)
_MEEST = 64 * 2**20

Register = Mapping[str, list[Mapping[str, str]]]
"""The rows of a register by the draft that they are of."""


def bedragzin(versie: Versie, herleiding: Herleiding, gemeente: Gemeente) -> str:
    """What a gemeente pays or receives, in a sentence; after a definitief version only the difference."""
    saldo_ct, wat = herleiding.stand.uitkomst.van(gemeente.code).te_betalen_ct, ""
    if herleiding.vergelijking is not None and herleiding.vergelijking.herziening:
        saldo_ct = herleiding.vergelijking.nu_nog_ct(gemeente.code)
        wat = f" (herziening van versie {herleiding.vergelijking.vorig.versie}: alleen het verschil)"
        if (mee := herleiding.vergelijking.meegenomen).van(gemeente.code):
            wat += f"; een klein verschil wordt verrekend met de afrekening van {mee.naar}"
    onder = ""
    if versie.status == DEFINITIEF and saldo_ct and not gemeente.centrumgemeente:
        onder = f", kenmerk {kenmerk(herleiding.stand.regeling.regio, versie.jaar, gemeente.code, versie.nummer)}"
    if not saldo_ct:
        return f"{gemeente.naam} betaalt en ontvangt niets{wat}."
    doet = "betaalt" if saldo_ct > 0 else "ontvangt"
    if gemeente.centrumgemeente:
        return f"{gemeente.naam} boekt intern dat het {euro_nl(abs(saldo_ct))} {doet}{wat}."
    return f"{gemeente.naam} {doet} {euro_nl(abs(saldo_ct))}{wat}{onder}."


def controleer(versie: Versie, _: str = "") -> Iterator[Bevinding]:
    """What in the drafts of this version isn't what follows from it; a version without them has nothing to check."""
    jaarmap = versie.map.resolve().parent
    mappen = [jaarmap / f"verzending-v{versie.nummer}", *sorted(jaarmap.glob(f"herinnering-v{versie.nummer}-*"))]
    mappen = [map for map in mappen if map.is_dir()]
    if not mappen:
        return
    try:
        herleiding = versie.herleiding()
    except InvoerFout as fout:
        raise NietMogelijk("uit bron is de verrekening niet opnieuw te berekenen") from fout
    for map in mappen:
        yield from _map(versie, herleiding, map)


def _map(versie: Versie, herleiding: Herleiding, map: Path) -> Iterator[Bevinding]:
    """What in one folder of drafts isn't what follows from the version; a reminder has no attachment and no amount."""
    register = _register(map / REGISTER)
    if register is None:
        yield Bevinding(f"{map.name}/{REGISTER}", "", "", "het register van de verzending is niet te lezen.", _DOEN)
        return
    for naam, rijen in register.items():
        yield from islice(_rijen(versie, herleiding, f"{map.name}/{REGISTER}", rijen), MEESTE)
        if (map / Path(naam).name).is_file():
            yield from islice(_bericht(versie, herleiding, map / Path(naam).name, rijen), MEESTE)
    for pad in sorted(map.glob("*.eml")):
        if pad.name not in register:
            yield Bevinding(f"{map.name}/{pad.name}", "", "", "dit bericht staat niet in het register.", _DOEN)


def _register(pad: Path) -> Register | None:
    """The rows of a register; None where it can't be read as one."""
    try:
        koppen, rijen = tabel_van(lees_gewoon(pad))
    except (OSError, UnicodeDecodeError, csv.Error):
        return None
    if set(_KOPPEN) - koppen:
        return None
    per_bericht: dict[str, list[Mapping[str, str]]] = defaultdict(list)
    for rij in rijen:
        per_bericht[str(rij["Bericht"])].append({kop: str(rij[kop]) for kop in _KOPPEN})
    return per_bericht


_KOPPEN = ("Code", "Email", "Bericht", "Bijlage", "SHA256 bijlage", "SHA256 inhoud")


def _rijen(versie: Versie, herleiding: Herleiding, waar: str, rijen: list[Mapping[str, str]]) -> Iterator[Bevinding]:
    """What a register says of a draft and is not so: to whom it goes, and which workbook goes with it."""
    van_wie = {code: naam for naam, (code, _) in herleiding.per_naam.items() if code}
    gemeenten = {gemeente.code: gemeente for gemeente in herleiding.stand.regeling.gemeenten}
    for rij in rijen:
        code, bijlage = rij["Code"], rij["Bijlage"]
        if code not in van_wie:
            yield Bevinding(waar, "", rij["Bericht"], f"{code} krijgt geen afrekening van deze versie.", _DOEN)
            continue
        adres = gemeenten[code].e_mail.strip()
        if rij["Email"].casefold() != adres.casefold():
            wat = f"{gemeenten[code].naam} kreeg het bericht op {rij['Email']}; de bewaarde master zegt {adres or 'niets'}."
            doen = "Goed als de verzending met --adressen is gemaakt; kijk het na in die master."
            yield Bevinding(waar, "", rij["Bericht"], wat, doen, Ernst.WAARSCHUWING)
        eigen = van_wie[code]
        if not bijlage:
            continue
        if Path(bijlage).stem != Path(eigen).stem:
            yield Bevinding(waar, "", rij["Bericht"], f"{bijlage} is niet de afrekening van {code}.", _DOEN)
        elif bijlage == eigen and eigen in versie.bestanden and rij["SHA256 inhoud"] != sha256(versie.bestanden[eigen]):
            yield Bevinding(waar, "", rij["Bericht"], f"{bijlage} is niet de werkmap van deze versie (SHA-256).", _DOEN)


def _bericht(versie: Versie, herleiding: Herleiding, pad: Path, rijen: list[Mapping[str, str]]) -> Iterator[Bevinding]:
    """What a draft holds and must not, or the other way round."""
    waar = f"{pad.parent.name}/{pad.name}"
    if pad.stat().st_size > _MEEST:
        yield Bevinding(waar, "", "", "dit bericht is groter dan ViA-XL er een maakt.", _DOEN)
        return
    bericht = BytesParser(policy=policy.default).parsebytes(lees_gewoon(pad))
    aan, teksten, bijlagen, anders = str(bericht["To"]), [], [], []
    for deel in bericht.walk() if isinstance(bericht, EmailMessage) else ():
        inhoud = deel.get_payload(decode=True)
        if deel.is_multipart() or not isinstance(inhoud, bytes):
            continue
        if deel.get_filename() is not None:
            bijlagen.append((str(deel.get_filename()), sha256_van(inhoud)))
        elif deel.get_content_type() == "text/plain":
            teksten.append(inhoud.decode("utf-8", "replace"))
        else:
            anders.append(deel.get_content_type())
    if {aan.casefold()} != {rij["Email"].casefold() for rij in rijen} or bericht["Cc"] or bericht["Bcc"]:
        yield Bevinding(
            waar, "", "aan", f"het bericht gaat naar {aan}, en niet alleen naar wie het register noemt.", _DOEN
        )
    if sorted(bijlagen) != sorted((rij["Bijlage"], rij["SHA256 bijlage"]) for rij in rijen if rij["Bijlage"]):
        yield Bevinding(waar, "", "bijlagen", "de bijlagen zijn andere dan het register noemt.", _DOEN)
    if len(teksten) != 1 or anders:
        yield Bevinding(waar, "", "tekst", "het bericht heeft andere delen dan ViA-XL maakt.", _DOEN)
    met_bedrag = {rij["Code"] for rij in rijen if rij["Bijlage"]}
    yield from _tekst(versie, herleiding, waar, " ".join(" ".join(teksten).split()), met_bedrag)


def _tekst(versie: Versie, herleiding: Herleiding, waar: str, tekst: str, codes: set[str]) -> Iterator[Bevinding]:
    regeling = herleiding.stand.regeling
    for gemeente in regeling.gemeenten:
        if gemeente.code in codes and bedragzin(versie, herleiding, gemeente) not in tekst:
            wat = f'er hoort te staan: "{bedragzin(versie, herleiding, gemeente)}"'
            yield Bevinding(waar, "", "tekst", wat, _DOEN)
    if versie.ketenwaarde and versie.ketenwaarde not in tekst:
        yield Bevinding(waar, "", "tekst", "de ketenwaarde van deze versie staat er niet in.", _DOEN)
    bekend = {kaal(gemeente.iban) for gemeente in regeling.gemeenten}
    for gevonden in _REKENING.findall(tekst):
        if klopt(gevonden) and kaal(gevonden) not in bekend:
            yield Bevinding(waar, "", "tekst", f"rekening {gevonden} is van geen gemeente van de regio.", _DOEN)
