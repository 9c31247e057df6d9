"""What the operating system says about a file that can't be written or read, in Dutch, and what to do about it."""

from __future__ import annotations

import errno

VIRUS = "de virusscanner houdt het tegen"
BEZET = "het staat open in een ander programma"
TE_LANG = "het pad is langer dan Windows aankan"
WEG = "het pad bestaat niet"
CLOUD = "het staat alleen in de cloud (OneDrive) en is niet opgehaald"
WEBADRES = "is een webadres; geef een bestand op schijf"

_REDENEN = {
    errno.ENOSPC: "de schijf is vol",
    errno.EDQUOT: "de schijfruimte is op",
    errno.EFBIG: "het bestand wordt te groot",
    errno.EACCES: "geen toegang",
    errno.EPERM: "geen toegang",
    errno.EROFS: "de schijf is alleen-lezen",
    errno.ENOTDIR: "een deel van het pad is een bestand, geen map",
    errno.EISDIR: "het is een map, geen bestand",
    errno.ENXIO: "het is geen gewoon bestand maar een pijp of apparaat",
    errno.EEXIST: "er staat al een bestand met die naam",
    errno.ENOENT: WEG,
    errno.ENAMETOOLONG: "de naam is te lang",
    errno.EPIPE: "de ontvanger luistert niet meer",
    errno.EIO: "de schijf geeft een fout",
    errno.ETIMEDOUT: "de netwerkschijf antwoordt niet",
    errno.EHOSTUNREACH: "de netwerkschijf antwoordt niet",
    errno.ESTALE: "de netwerkschijf antwoordt niet",
}

_VAN_WINDOWS = {
    32: BEZET,
    33: BEZET,
    206: TE_LANG,
    225: VIRUS,
    226: VIRUS,
    **dict.fromkeys((53, 59, 64, 67, 121), "de netwerkschijf antwoordt niet"),
    **dict.fromkeys((*range(362, 399), 404, 426), CLOUD),
}
"""By the number of Windows, which says more than the one of C: 362 to 398 are those of files in a cloud."""

_RAAD = {
    VIRUS: "Vraag uw ICT-afdeling het bestand vrij te geven, en zet het dan terug.",
    BEZET: "Sluit het daar en probeer opnieuw.",
    TE_LANG: "Zet het in een map met een korter pad, bijvoorbeeld direct onder Documenten.",
    WEG: "Kijk de naam en de map na.",
    CLOUD: "Kies in de Verkenner met de rechtermuisknop 'Altijd behouden op dit apparaat', wacht tot het er is, en probeer opnieuw.",
    WEBADRES: "Synchroniseer de map van SharePoint of OneDrive, of download het bestand, en geef het pad daarvan op.",
    "de netwerkschijf antwoordt niet": "Maak verbinding met het netwerk (VPN) en probeer opnieuw.",
}


GEBLOKKEERD_DOEN = (
    "Klik er in de Verkenner met de rechtermuisknop op, kies Eigenschappen en zet een vinkje bij Blokkering opheffen."
)
"""What to do about a file of which Windows blocks the macros, because it was downloaded."""


class PlekFout(OSError):
    """A file that can't be used where it is: the text is one of the reasons of this module."""


def reden(fout: OSError) -> str:
    """Why the operating system refused, in a few Dutch words; a rare reason by its number."""
    if isinstance(fout, PlekFout):
        return str(fout)
    van_windows = getattr(fout, "winerror", None) or 0
    bekend = _VAN_WINDOWS.get(van_windows) or _REDENEN.get(fout.errno or 0)
    return bekend or f"fout {van_windows or fout.errno or 'zonder nummer'} van het systeem"


def raad(fout: OSError) -> str:
    """What to do about it, as a Dutch sentence."""
    return _RAAD.get(reden(fout), "Sluit het in andere programma's en kijk uw rechten op het bestand na.")
