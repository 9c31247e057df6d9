"""The mail to a recipient: Dutch text from a template that anybody can edit, as a draft that opens in Outlook."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from importlib.resources import files
from pathlib import Path
from string import Template

from msgspec import Struct

from via_xl.basis.bevinding import Bevinding, InvoerFout
from via_xl.basis.gewoon import lees_gewoon
from via_xl.basis.schijffout import raad, reden

VELDEN = (
    "kort",
    "voluit",
    "jaar",
    "stand",
    "gemeenten",
    "aanhef",
    "bedragen",
    "vraag",
    "bijlagen",
    "keten",
    "afzender",
)
"""What a template may ask for."""

VERPLICHT = ("bedragen", "vraag")
"""What it must: without these the reader knows neither the amount nor what is asked, and by when."""

_ONDERWERP = "Onderwerp:"
_SOORTEN = {
    ".xlsx": ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ".pdf": ("application", "pdf"),
    ".csv": ("application", "octet-stream"),  # as a text it may get other line ends on its way
}
_ADRES = re.compile(r"[^@\s,;:<>\"()\[\]\\]+@[^@\s,;:<>\"()\[\]\\]+\.[^@\s,;:<>\"()\[\]\\.]+")


class Sjabloon(Struct, frozen=True):
    """A subject and a text with fields such as ``$bedragen``."""

    onderwerp: Template
    tekst: Template

    def vul(self, velden: Mapping[str, str]) -> tuple[str, str]:
        """The subject (one line) and the text. A ketenwaarde that the template has no place for comes at the end."""
        onderwerp = " ".join(self.onderwerp.substitute(velden).split())
        tekst = self.tekst.substitute(velden)
        keten = velden.get("keten", "")
        if keten and keten not in tekst:
            tekst = f"{tekst}\n{keten}\n"
        return onderwerp, tekst


def is_adres(tekst: str) -> bool:
    """Whether a text is one mail address, and nothing that a mail program takes for more.

    >>> is_adres("via@boekel.example"), is_adres("a@b.example, c@d.example"), is_adres("boekel")
    (True, False, False)
    """
    return _ADRES.fullmatch(tekst) is not None


def standaardtekst() -> str:
    """The template that is used when none is given."""
    return files("via_xl").joinpath("sjablonen", "verzend.txt").read_text("utf-8")


def eigen_sjabloon(naam: str) -> Sjabloon:
    """A template of our own, by the name of its file: its first line is the subject."""
    onderwerp, _, tekst = files("via_xl").joinpath("sjablonen", f"{naam}.txt").read_text("utf-8").partition("\n")
    return Sjabloon(Template(onderwerp.removeprefix(_ONDERWERP).strip()), Template(tekst.strip() + "\n"))


def lees_sjabloon(pad: Path | None = None) -> Sjabloon:
    """The template in a text file (UTF-8), of which the first line is the subject; by default our own.

    Raises:
        InvoerFout: it can't be read, has no subject, asks for something that isn't there or leaves out what must be; every
            finding at once.
    """
    naam = "sjabloon" if pad is None else pad.name
    try:
        tekst = standaardtekst() if pad is None else lees_gewoon(pad).decode("utf-8-sig")
    except UnicodeDecodeError as fout:
        raise InvoerFout(f"{naam} is niet te lezen; bewaar het als tekst (UTF-8). Er is niets gemaakt.") from fout
    except OSError as fout:
        raise InvoerFout(f"{naam} is niet te lezen ({reden(fout)}). {raad(fout)} Er is niets gemaakt.") from fout
    eerste, _, rest = tekst.partition("\n")
    mis = list(_mis(naam, tekst))
    if not eerste.startswith(_ONDERWERP) or not eerste.removeprefix(_ONDERWERP).strip():
        mis.append(Bevinding(naam, "", "regel 1", f'begint niet met "{_ONDERWERP}".', "Zet daar het onderwerp."))
    if mis:
        raise InvoerFout(f"{naam} is geen sjabloon waarmee een bericht te maken is; er is niets gemaakt.", mis)
    return Sjabloon(Template(eerste.removeprefix(_ONDERWERP).strip()), Template(rest.strip() + "\n"))


def _mis(naam: str, tekst: str) -> Iterable[Bevinding]:
    gevonden = set()
    for nummer, regel in enumerate(tekst.splitlines(), start=1):
        for delen in Template.pattern.finditer(regel):
            veld = delen["named"] or delen["braced"]
            gevonden.add(veld)
            if delen["escaped"] is None and veld not in VELDEN:
                doen = f"Kies uit {', '.join(f'${v}' for v in VELDEN)}; een dollarteken zelf is $$."
                yield Bevinding(naam, "", f"regel {nummer}", f'"{delen[0]}" is geen veld.', doen)
    for veld in VERPLICHT:
        if veld not in gevonden:
            yield Bevinding(naam, "", "", f"het veld ${veld} ontbreekt.", "Zet het in de tekst.")


def maak_bericht(aan: str, onderwerp: str, tekst: str, bijlagen: Iterable[tuple[str, bytes]], van: str = "") -> bytes:
    """A draft (.eml with X-Unsent) with these attachments by name; ``van`` is the address of the sender, if there is one."""
    bericht = EmailMessage(policy=SMTP)
    bericht["X-Unsent"] = "1"
    if van:
        bericht["From"] = _adres(van)
    bericht["To"] = _adres(aan)
    bericht["Subject"] = onderwerp
    bericht.set_content(tekst, charset="utf-8")
    for naam, inhoud in bijlagen:
        soort, onderdeel = _SOORTEN[Path(naam).suffix]
        bericht.add_attachment(inhoud, maintype=soort, subtype=onderdeel, filename=naam)
    return bytes(bericht)


def _adres(tekst: str) -> Address:
    gebruiker, _, domein = tekst.rpartition("@")
    return Address(username=gebruiker, domain=domein)
