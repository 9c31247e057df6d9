"""Hour sheets as they come back: judged as a package, read in a child process, then held beside each other.

Per file all or nothing: with one error nothing of it comes in. No file can end the program, and no file is read in
this process.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from queue import SimpleQueue

from msgspec.structs import replace

from via_xl.basis.afbreken import Voortgang
from via_xl.basis.bevinding import Bevinding, InvoerFout
from via_xl.basis.gewoon import bezwaar, lees_gewoon
from via_xl.basis.kindproces import Kind, KindGestopt
from via_xl.basis.schijffout import raad, reden
from via_xl.lezen.pakket import MB, Grenzen, PakketFout, lees_pakket
from via_xl.regeling.model import Regeling
from via_xl.urenstaat.gelezen import GelezenUrenstaat, Kader
from via_xl.urenstaat.waarschuwingen import vergelijk_onderling

GRENZEN = Grenzen(
    pakket=20 * MB,
    delen=1_000,
    uitgepakt=64 * MB,
    blad=16 * MB,
    deel=32 * MB,
    teksten=16 * MB,
    te_groot="Gebruik de urenstaat die u hebt ontvangen en haal weg wat er niet bij hoort.",
)
"""What an hour sheet may be: it is some 30 kB, unpacked 300. A picture of a signature fits."""

SOORTEN = frozenset((".xlsx", ".xlsm", ".xls", ".ods", ".csv"))
"""What is read from a folder; the last three only to say what to do with them."""

_VAN_HET_SYSTEEM = frozenset(("desktop.ini", "thumbs.db", "ehthumbs.db", ".ds_store", "icon\r"))
"""What Windows and macOS themselves put in a folder."""

_MERK_VAN_INTERNET = re.compile(r"[:\uf03a]Zone\.Identifier\Z", re.IGNORECASE)
"""Where a file was downloaded from, which Windows keeps beside it, and another system shows as a file."""

_SLA_OP = "Open het in Excel en sla het op als Excel-werkmap (.xlsx)."
_ANDERS: Mapping[str, tuple[str, str]] = {
    ".xlsb": ("is een binaire Excel-werkmap (.xlsb) en is niet gelezen.", _SLA_OP),
    ".numbers": (
        "is een spreadsheet van Apple Numbers en is niet gelezen.",
        "Exporteer het in Numbers als Excel (.xlsx), of vraag een urenstaat in Excel.",
    ),
    ".zip": ("is een zipbestand en is niet gelezen.", "Pak het uit in deze map."),
    **dict.fromkeys(
        (".doc", ".docx", ".odt", ".rtf", ".pdf"),
        ("is een document, geen urenstaat, en is niet gelezen.", "Vraag de urenstaat als Excel-werkmap (.xlsx)."),
    ),
    **dict.fromkeys(
        (".eml", ".msg"),
        ("is een e-mail en is niet gelezen.", "Sla de bijlage (.xlsx) op in deze map, en haal de e-mail weg."),
    ),
    **dict.fromkeys(
        (".url", ".lnk", ".webloc"),
        ("is een snelkoppeling, niet het bestand zelf.", "Sla de urenstaat zelf op in deze map."),
    ),
}
"""What people send in place of a sheet: what it is, and what to do."""

_MEESTE_BESTANDEN = 10_000
_FUNCTIE = "via_xl.urenstaat.inlezen:lees_inhoud"
_MAX_KINDEREN = 4


def lees_urenstaten(
    paden: Sequence[Path],
    regeling: Regeling,
    jaar: int | None = None,
    *,
    tekst_als_getal: bool = False,
    submappen: bool = True,
    voortgang: Voortgang = lambda *_: None,
) -> tuple[GelezenUrenstaat, ...]:
    """Read hour sheets and hold them beside each other.

    ``paden`` are files, and folders with files, with ``submappen`` also those in the folders below. The answer is in the
    order given; the files of a folder by name. With ``jaar`` a sheet of another year is an error. A number typed as text is
    an error, unless ``tekst_als_getal``.

    Raises:
        InvoerFout: a path doesn't exist, or a folder can't be read or has no files.
    """
    gelezen = lees_een_voor_een(
        paden, regeling, jaar, tekst_als_getal=tekst_als_getal, submappen=submappen, voortgang=voortgang
    )
    staten = tuple(gelezen)
    return vergelijk_onderling(staten, regeling.uren)


def lees_een_voor_een(
    paden: Sequence[Path],
    regeling: Regeling,
    jaar: int | None = None,
    *,
    tekst_als_getal: bool = False,
    submappen: bool = True,
    voortgang: Voortgang = lambda *_: None,
) -> Iterator[GelezenUrenstaat]:
    """Give each sheet as soon as it is read, not yet held beside the others, so that memory stays bounded.

    The arguments are those of :func:`lees_urenstaten`.

    Raises:
        InvoerFout: a path doesn't exist, or a folder can't be read or has no files.
    """
    bestanden = list(_bestanden(paden, submappen=submappen))
    eerdere_themas = frozenset(regel.thema for regel in regeling.uren if regel.geldig)
    kaal = replace(regeling, uren=())
    kader = Kader(kaal, eerdere_themas, jaar, tekst_als_getal, date.today())
    aantal = max(1, min(os.cpu_count() or 1, _MAX_KINDEREN, len(bestanden)))
    with ExitStack() as stapel:
        kinderen: SimpleQueue[Kind] = SimpleQueue()
        for _ in range(aantal):
            kinderen.put(stapel.enter_context(Kind(_FUNCTIE, kader)))
        draden = stapel.enter_context(ThreadPoolExecutor(aantal))
        stapel.callback(draden.shutdown, wait=False, cancel_futures=True)
        wachtend: deque[Future[GelezenUrenstaat]] = deque()
        rest = iter(bestanden)
        for klaar in range(len(bestanden)):
            voortgang("Urenstaten lezen", klaar, len(bestanden))
            for pad in rest:
                wachtend.append(draden.submit(_lees, pad, kinderen))
                if len(wachtend) > 2 * aantal:
                    break
            yield wachtend.popleft().result()
    voortgang("Urenstaten gelezen", len(bestanden), len(bestanden))


def _bestanden(paden: Iterable[Path], *, submappen: bool) -> Iterator[Path]:
    for pad in paden:
        try:
            if not pad.is_dir():
                if not pad.exists():
                    if (waarom := bezwaar(pad)) is not None:
                        raise InvoerFout(f"{pad.name} kan niet worden gelezen: {reden(waarom)}. {raad(waarom)}")
                    raise InvoerFout(f"{pad} bestaat niet. Kijk de naam en de map na.")
                yield pad
                continue
            inhoud = list(_in_map(pad, submappen=submappen))
        except OSError as fout:
            raise InvoerFout(f"{pad} kan niet worden gelezen ({reden(fout)}). {raad(fout)}") from fout
        if not inhoud:
            raise InvoerFout(f"In {pad} staan geen bestanden. Zet de urenstaten in die map, of geef een andere map op.")
        yield from inhoud


def _in_map(map: Path, *, submappen: bool) -> Iterator[Path]:
    """The files of a folder by name, and then those of each folder below it; not what the system itself puts there.

    Raises:
        OSError: a folder can't be read.
        InvoerFout: there are so many that this is no folder of hour sheets.
    """
    te_doen, aantal = [map], 0
    while te_doen:
        delen = sorted(deel for deel in te_doen.pop(0).iterdir() if not deel.name.startswith(("~$", ".")))
        for deel in delen:
            if deel.is_dir():
                if submappen and not deel.is_symlink():
                    te_doen.append(deel)
            elif deel.is_file() and not _van_het_systeem(deel.name):
                aantal += 1
                if aantal > _MEESTE_BESTANDEN:
                    raise InvoerFout(
                        f"In {map} staan meer dan {_MEESTE_BESTANDEN} bestanden. Geef de map met alleen de urenstaten op, of lees "
                        "met --geen-submappen."
                    )
                yield deel


def _van_het_systeem(naam: str) -> bool:
    return naam.casefold() in _VAN_HET_SYSTEEM or _MERK_VAN_INTERNET.search(naam) is not None


def _lees(pad: Path, kinderen: SimpleQueue[Kind]) -> GelezenUrenstaat:
    if pad.suffix.casefold() not in SOORTEN:
        anders = ("is geen urenstaat en is niet gelezen.", "Zet alleen urenstaten (.xlsx) in deze map.")
        return _geweigerd(pad, "", *_ANDERS.get(pad.suffix.casefold(), anders))
    try:
        inhoud = lees_pakket(pad, GRENZEN)
    except PakketFout as fout:
        return _geweigerd(pad, _som(pad), fout.wat, fout.doen)
    sha256 = hashlib.sha256(inhoud).hexdigest()
    kind = kinderen.get()
    try:
        uit = kind.vraag((pad, sha256, inhoud))
    except KindGestopt as fout:
        waarom = "duurt te lang" if fout.te_lang else "lukt niet; het bestand is te zwaar of beschadigd"
        doen = "Neem de uren over in een nieuwe urenstaat, of sla het in Excel opnieuw op."
        return _geweigerd(pad, sha256, f"is niet gelezen: het lezen {waarom}.", doen)
    finally:
        kinderen.put(kind)
    if not isinstance(uit, GelezenUrenstaat):
        raise TypeError(type(uit))
    return uit


def _som(pad: Path) -> str:
    """The SHA-256 of a file that is refused, for the register; "" when the file is too large or can't be read."""
    try:
        if pad.stat().st_size > GRENZEN.pakket:
            return ""
        return hashlib.sha256(lees_gewoon(pad)).hexdigest()
    except OSError:
        return ""


def _geweigerd(pad: Path, sha256: str, wat: str, doen: str) -> GelezenUrenstaat:
    return GelezenUrenstaat(pad, pad.name, sha256, bevindingen=(Bevinding(pad.name, "", "", wat, doen),))


__all__ = ["GelezenUrenstaat", "lees_een_voor_een", "lees_urenstaten"]
