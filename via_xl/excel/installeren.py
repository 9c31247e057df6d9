"""ViA in the Excel of one user: the settings, the add-in, its registration and the shortcuts.

No administrator is needed. Doing it again changes nothing, undoing it leaves what is of others, and when anything
fails everything is put back as it was.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from enum import StrEnum
from importlib.metadata import version
from io import BytesIO
from itertools import count
from pathlib import Path, PureWindowsPath
from zipfile import BadZipFile

from msgspec import Struct

from via_xl import __version__
from via_xl.basis.bevinding import InvoerFout
from via_xl.basis.gewoon import lees_gewoon, van_internet
from via_xl.basis.publiceren import schrijf_heel
from via_xl.basis.schijffout import GEBLOKKEERD_DOEN, reden
from via_xl.basis.tijdelijk import Tijdelijkemap
from via_xl.basis.vingerafdruk import vingerafdruk
from via_xl.basis.welke_python import bezwaar
from via_xl.excel.bouwen import BESTAND, bouw_addin
from via_xl.excel.ondertekend import is_ondertekend, zelfde_inhoud
from via_xl.excel.windows import Computer, Snelkoppeling

PROJECT = "via_xl"
JAARRUN = "ViA jaarrun.lnk"
SERVER = "ViA-XL server.lnk"
_WEG_DOEN = "Vraag uw ICT-afdeling de map en het bestand toe te staan, en voer dan uit: via-xl excel installeer."
_EIGEN_SLEUTELS = ("INTERPRETER_WIN", "VIA_XL_MAP", "VIA_XL_VERSIE", "USE UDF SERVER", "DEBUG UDFS")
_REGEL = re.compile(rb'\s*"([^"]*)"\s*,')
_OPEN = re.compile(r"OPEN([1-9]\d*)?\Z")


class Installatiegevolg(StrEnum):
    """What became of a part."""

    GEMAAKT = "gemaakt"
    BIJGEWERKT = "bijgewerkt"
    GOED = "was al goed"
    VERWIJDERD = "verwijderd"
    AFWEZIG = "was er niet"


class Installatiedeel(Struct, frozen=True):
    """A part of the installation: what it is, what was done, and where."""

    wat: str
    gevolg: Installatiegevolg
    waar: str

    def regel(self) -> str:
        """The part as one line of Dutch text."""
        return f"{self.wat}: {self.gevolg} ({self.waar})"


def installeer(computer: Computer, *, vooraf_gestart: bool = False) -> tuple[Installatiedeel, ...]:
    """Set ViA up in Excel; gives what was done to each part.

    With ``vooraf_gestart`` Excel uses a Python that is started when the user logs on, for places where Office may
    not start programs; without it that is undone.

    Raises:
        InvoerFout: Excel is open, this Python can't run the program, or something can't be written; then nothing has changed.
    """
    if anders := bezwaar():
        raise InvoerFout(f"{anders} Er is niets gewijzigd.")
    return _doe(computer, "installeren", lambda stappen: _installeer(stappen, computer, vooraf_gestart))


def verwijder(computer: Computer) -> tuple[Installatiedeel, ...]:
    """Undo :func:`installeer`; what is of others stays.

    Raises:
        InvoerFout: Excel is open, or something can't be written; then nothing has changed.
    """
    return _doe(computer, "verwijderen", lambda stappen: _verwijder(stappen, computer))


def gebreken(computer: Computer) -> tuple[str, ...]:
    """What of an installation is missing, of another version or in the way; nothing is changed."""
    conf = _conf(computer)
    was = lees_gewoon(conf) if conf.exists() else b""
    vooraf_gestart = (computer.opstarten / SERVER).exists()
    goed = _met_sleutels(was, _instellingen(computer, vooraf_gestart), computer.codering)
    addin = computer.invoegtoepassingen / BESTAND
    mis = [anders.removesuffix(".")] if (anders := bezwaar()) else []
    if was != goed:
        mis.append(f"de instellingen in {conf} ontbreken of zijn van een andere versie")
    if not addin.exists() and _eigen_open(computer.register.lees()):
        mis.append(f"{_weg(addin)} {_WEG_DOEN}")
    elif not _is_van_nu(addin):
        mis.append(f"de invoegtoepassing {addin} ontbreekt of is van een andere versie")
    elif van_internet(addin):
        mis.append(f"Windows blokkeert de macro's van {addin}. {GEBLOKKEERD_DOEN}")
    if not _eigen_open(computer.register.lees()):
        mis.append("Excel laadt de invoegtoepassing niet bij het starten")
    opnieuw = ["voer uit: via-xl excel installeer"] if mis else []
    return (*mis, *opnieuw, *hinder(computer, vooraf_gestart=vooraf_gestart))


def hinder(computer: Computer, *, vooraf_gestart: bool) -> tuple[str, ...]:
    """What will not work in Excel on this PC however well ViA-XL is installed, each with what to do."""
    mis = [_zonder_dll(computer)]
    if not vooraf_gestart and computer.register.opdrachtvenster_verboden():
        mis.append(
            "de knoppen en de functies starten Python met cmd.exe, en dat verbiedt uw organisatie hier (het beleid DisableCMD): "
            "voer uit: via-xl excel installeer --vooraf-gestart, en meld u af en aan"
        )
    return tuple(filter(None, mis))


def _zonder_dll(computer: Computer) -> str:
    """Why the functions can't reach Python: the VBA of xlwings looks for its DLL in two folders only."""
    mappen = (computer.python.parent, computer.python.parent.parent)
    dlls = [f"xlwings{bits}-{version('xlwings')}.dll" for bits in (32, 64)]
    weg = [dll for dll in dlls if not any((hier / dll).is_file() for hier in mappen)]
    if not weg:
        return ""
    return (
        f"de functies VIA_… werken niet: {' en '.join(weg)} {'staat' if len(weg) == 1 else 'staan'} niet in {mappen[0]} of {mappen[1]}, "
        "waar Excel zoekt, omdat ViA-XL voor één gebruiker bij een gedeeld Python is geïnstalleerd; de knoppen werken wel: "
        "installeer ViA-XL in een eigen omgeving (venv), zie docs/excel.md, en voer daarin uit: via-xl excel installeer"
    )


def _installeer(stappen: ExitStack, computer: Computer, vooraf_gestart: bool) -> Iterator[Installatiedeel]:
    yield _zet_addin(stappen, computer.invoegtoepassingen / BESTAND)
    yield _zet_instellingen(stappen, computer, _instellingen(computer, vooraf_gestart))
    yield _meld_aan(stappen, computer)
    yield _zet_snelkoppeling(stappen, computer, computer.bureaublad / JAARRUN, _jaarrun(computer))
    server = computer.opstarten / SERVER
    if vooraf_gestart:
        yield _zet_snelkoppeling(stappen, computer, server, _server(computer))
    elif server.exists():
        yield _wis(stappen, server, "Python bij het aanmelden")


def _verwijder(stappen: ExitStack, computer: Computer) -> Iterator[Installatiedeel]:
    yield _wis(stappen, computer.invoegtoepassingen / BESTAND, "Invoegtoepassing")
    yield _zet_instellingen(stappen, computer, {})
    yield _meld_af(stappen, computer)
    yield _wis(stappen, computer.bureaublad / JAARRUN, "Snelkoppeling")
    yield _wis(stappen, computer.opstarten / SERVER, "Python bij het aanmelden")


def _doe(
    computer: Computer, wat: str, stappen: Callable[[ExitStack], Iterator[Installatiedeel]]
) -> tuple[Installatiedeel, ...]:
    """All of the steps, or none: each leaves behind how it is undone."""
    if computer.excel_draait():
        raise InvoerFout(
            f"Excel staat open; het {wat} is niet begonnen. Sluit alle vensters van Excel en probeer opnieuw. Is er geen "
            "venster meer, beëindig dan 'Microsoft Excel' in Taakbeheer."
        )
    with ExitStack() as terug:
        try:
            klaar = tuple(stappen(terug))
        except PermissionError as fout:
            raise InvoerFout(
                f"{fout.filename or 'Een bestand'} is in gebruik of mag niet worden gewijzigd; er is niets gewijzigd. "
                "Sluit Excel en probeer opnieuw."
            ) from fout
        except OSError as fout:
            waar = f"{fout.filename} kan niet worden gewijzigd" if fout.filename else f"Het {wat} is mislukt"
            raise InvoerFout(f"{waar} ({reden(fout)}); er is niets gewijzigd.") from fout
        terug.pop_all()
    return klaar


def _zet_addin(stappen: ExitStack, pad: Path) -> Installatiedeel:
    if _is_van_nu(pad):
        return Installatiedeel("Invoegtoepassing", Installatiegevolg.GOED, str(pad))
    pad.parent.mkdir(parents=True, exist_ok=True)
    was_ondertekend = (
        "; de vorige was ondertekend, deze nog niet: zie docs/voor-uw-ict.md" if _was_ondertekend(pad) else ""
    )
    inhoud = _addin()
    gevolg = _vervang(stappen, pad, inhoud)
    if not pad.exists() or lees_gewoon(pad) != inhoud:
        raise InvoerFout(f"Er is niets gewijzigd: {_weg(pad)} {_WEG_DOEN}")
    return Installatiedeel("Invoegtoepassing", gevolg, f"{pad}{was_ondertekend}")


def _was_ondertekend(pad: Path) -> bool:
    with suppress(BadZipFile, OSError):
        return is_ondertekend(pad)
    return False


def _weg(addin: Path) -> str:
    return f"de invoegtoepassing {addin} is verdwenen nadat zij was gezet; dat doet meestal de virusscanner."


def _addin() -> bytes:
    with Tijdelijkemap() as tijdelijk:
        pad = tijdelijk / BESTAND
        bouw_addin(pad)
        return lees_gewoon(pad)


def _is_van_nu(addin: Path) -> bool:
    """Whether an add-in is the one that this version makes, whichever program packed it and whoever signed it."""
    try:
        nu = _addin()
        if is_ondertekend(addin):
            return zelfde_inhoud(addin, BytesIO(nu))
        return vingerafdruk(addin) == vingerafdruk(BytesIO(nu))
    except (BadZipFile, OSError):
        return False


def _vervang(stappen: ExitStack, pad: Path, inhoud: bytes) -> Installatiegevolg:
    """Put content in a file by one rename, and remember what it was."""
    was = lees_gewoon(pad) if pad.exists() else None
    schrijf_heel(inhoud, pad)
    stappen.callback(_zet_terug, pad, was)
    return Installatiegevolg.GEMAAKT if was is None else Installatiegevolg.BIJGEWERKT


def _zet_terug(pad: Path, was: bytes | None) -> None:
    if was is None:
        pad.unlink(missing_ok=True)
    else:
        pad.parent.mkdir(parents=True, exist_ok=True)
        pad.write_bytes(was)


def _wis(stappen: ExitStack, pad: Path, wat: str) -> Installatiedeel:
    if not pad.exists():
        return Installatiedeel(wat, Installatiegevolg.AFWEZIG, str(pad))
    was = lees_gewoon(pad)
    pad.unlink()
    stappen.callback(_zet_terug, pad, was)
    return Installatiedeel(wat, Installatiegevolg.VERWIJDERD, str(pad))


def _conf(computer: Computer) -> Path:
    return computer.gebruikersmap / f".{PROJECT}" / f"{PROJECT}.conf"


def _instellingen(computer: Computer, vooraf_gestart: bool) -> dict[str, str]:
    """What the VBA of xlwings, and ours, look up for this user."""
    vast = {
        "INTERPRETER_WIN": str(computer.python),
        "VIA_XL_MAP": str(computer.pakket),
        "VIA_XL_VERSIE": __version__,
    }
    return vast | ({"USE UDF SERVER": "True", "DEBUG UDFS": "True"} if vooraf_gestart else {})


def _zet_instellingen(stappen: ExitStack, computer: Computer, waarden: dict[str, str]) -> Installatiedeel:
    """Our own keys in the user's file of settings; other lines stay as they are."""
    pad = _conf(computer)
    was = lees_gewoon(pad) if pad.exists() else b""
    nieuw = _met_sleutels(was, waarden, computer.codering)
    if not was and not nieuw:
        return Installatiedeel("Instellingen", Installatiegevolg.AFWEZIG, str(pad))
    if nieuw == was:
        return Installatiedeel("Instellingen", Installatiegevolg.GOED, str(pad))
    if not nieuw:
        onderdeel = _wis(stappen, pad, "Instellingen")
        with suppress(OSError):  # other files may lie there
            pad.parent.rmdir()
        return onderdeel
    pad.parent.mkdir(parents=True, exist_ok=True)
    gevolg = _vervang(stappen, pad, nieuw)
    return Installatiedeel("Instellingen", gevolg if waarden else Installatiegevolg.VERWIJDERD, str(pad))


def _met_sleutels(was: bytes, waarden: dict[str, str], codering: str) -> bytes:
    """The lines of a file of settings with these values for our own keys and no others of ours."""
    over = dict(waarden)
    uit: list[bytes] = []
    for regel in was.splitlines():
        gevonden = _REGEL.match(regel)
        sleutel = gevonden[1].decode("ascii", errors="replace").upper() if gevonden else ""
        if sleutel not in _EIGEN_SLEUTELS:
            uit.append(regel)
        elif sleutel in over:
            uit.append(_instelling(sleutel, over.pop(sleutel), codering))
    uit += [_instelling(sleutel, waarde, codering) for sleutel, waarde in over.items()]
    return b"".join(regel + b"\r\n" for regel in uit)


def _instelling(sleutel: str, waarde: str, codering: str) -> bytes:
    try:
        return f'"{sleutel}","{waarde}"'.encode(codering)
    except UnicodeEncodeError as fout:
        raise InvoerFout(
            f"{waarde} bevat tekens die Excel in een instelling niet kan lezen; er is niets gewijzigd. Installeer "
            "Python en ViA-XL in een map met gewone letters in de naam."
        ) from fout


def _meld_aan(stappen: ExitStack, computer: Computer) -> Installatiedeel:
    """Let Excel load the add-in: the first number of OPEN, OPEN1, OPEN2 … that is free."""
    waarden = computer.register.lees()
    eigen = _eigen_open(waarden)
    if eigen:
        return Installatiedeel("Laden bij het starten van Excel", Installatiegevolg.GOED, eigen)
    naam = next(naam for naam in map(_open_naam, count()) if naam not in waarden)
    computer.register.zet(naam, f'"{BESTAND}"')
    stappen.callback(computer.register.verwijder, naam)
    return Installatiedeel("Laden bij het starten van Excel", Installatiegevolg.GEMAAKT, naam)


def _meld_af(stappen: ExitStack, computer: Computer) -> Installatiedeel:
    """Take our own value away and move up those behind it: Excel stops at the first number that is missing."""
    wat = "Laden bij het starten van Excel"
    waarden = computer.register.lees()
    eigen = _eigen_open(waarden)
    if not eigen:
        return Installatiedeel(wat, Installatiegevolg.AFWEZIG, "OPEN")
    stappen.callback(_zet_register_terug, computer, waarden)
    nummer = int(eigen.removeprefix("OPEN") or 0)
    while (volgende := _open_naam(nummer + 1)) in waarden:
        computer.register.zet(_open_naam(nummer), waarden[volgende])
        nummer += 1
    computer.register.verwijder(_open_naam(nummer))
    return Installatiedeel(wat, Installatiegevolg.VERWIJDERD, eigen)


def _open_naam(nummer: int) -> str:
    return f"OPEN{nummer or ''}"


def _eigen_open(waarden: dict[str, str]) -> str:
    """The name of the value that loads our add-in, or ""."""
    for naam, waarde in waarden.items():
        bestand = re.sub(r"^(?:/[A-Za-z]\s+)*", "", waarde.strip()).strip('"')
        if _OPEN.match(naam) and PureWindowsPath(bestand).name.casefold() == BESTAND:
            return naam
    return ""


def _zet_register_terug(computer: Computer, waarden: dict[str, str]) -> None:
    for naam, waarde in waarden.items():
        if _OPEN.match(naam):
            computer.register.zet(naam, waarde)


def _jaarrun(computer: Computer) -> Snelkoppeling:
    """The yearly run of the master that is dragged onto it, without Excel starting anything."""
    uitleg = "Sleep een ViA-master hierop om het jaar af te rekenen dat op blad Start is gekozen."
    if computer.programma is not None:
        return Snelkoppeling(str(computer.programma), "jaarrun --wacht", uitleg)
    return Snelkoppeling(str(computer.python), "-m via_xl jaarrun --wacht", uitleg)


def _server(computer: Computer) -> Snelkoppeling:
    uitleg = "Start Python voor de ViA-macro's en -functies in Excel."
    return Snelkoppeling(str(computer.python.with_name("pythonw.exe")), "-m via_xl.excel.server", uitleg)


def _zet_snelkoppeling(stappen: ExitStack, computer: Computer, pad: Path, nieuw: Snelkoppeling) -> Installatiedeel:
    wat = "Snelkoppeling" if pad.name == JAARRUN else "Python bij het aanmelden"
    if computer.snelkoppelingen.lees(pad) == nieuw:
        return Installatiedeel(wat, Installatiegevolg.GOED, str(pad))
    was = lees_gewoon(pad) if pad.exists() else None
    pad.parent.mkdir(parents=True, exist_ok=True)
    stappen.callback(_zet_terug, pad, was)
    computer.snelkoppelingen.maak(pad, nieuw)
    return Installatiedeel(wat, Installatiegevolg.GEMAAKT if was is None else Installatiegevolg.BIJGEWERKT, str(pad))
