"""A folder with all that a workplace needs to install the program without a network and without an administrator.

It holds the wheels with their hashes, a script that installs for the user who starts it, and one that undoes that. It is
made on a Windows PC with the same Python as the workplaces have, from the folder of the program's source.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Sequence
from importlib.resources import files
from pathlib import Path

from msgspec import Struct

from via_xl import __version__
from via_xl.basis.bevinding import InvoerFout
from via_xl.basis.gewoon import lees_gewoon
from via_xl.basis.schijffout import reden
from via_xl.basis.tijdelijk import Tijdelijkemap
from via_xl.basis.vingerafdruk import sha256
from via_xl.basis.welke_python import bezwaar

SLOT = "requirements.lock"
WIELEN, NODIG, SOMMEN = "wielen", "benodigd.txt", "SHA256SUMS.txt"
_NIET = "er is niets gemaakt"
_REGELEINDE = "\r\n"

Pip = Callable[[Sequence[str]], str]
"""Runs pip with these arguments; gives what went wrong, or ""."""


class Meeneempakket(Struct, frozen=True):
    """The folder, and how many wheels are in it."""

    map: Path
    wielen: int


def maak_pakket(uit: Path, bron: Path, *, systeem: str = sys.platform, pip: Pip | None = None) -> Meeneempakket:
    """Make the folder ``uit``, which isn't there yet, from the source of the program in ``bron``.

    Raises:
        InvoerFout: this PC or this Python isn't the kind, the source isn't there, or something can't be fetched or written.
    """
    _eis(uit, bron, systeem)
    met_pip = pip or _pip
    with Tijdelijkemap() as tijdelijk:
        wielen = tijdelijk / WIELEN
        vast = ["--only-binary", ":all:", "--require-hashes", "--requirement", str(bron / SLOT), "--dest", str(wielen)]
        _haal(met_pip, ["download", *vast])
        _haal(met_pip, ["wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(wielen), str(bron)])
        namen = sorted(pad.name for pad in wielen.iterdir())
        (eigen,) = wielen.glob("via_xl-*.whl")
        teksten = {
            NODIG: f"{lees_gewoon(bron / SLOT).decode('utf-8')}\nvia-xl=={__version__} --hash=sha256:{sha256(eigen)}\n",
            "installeer.cmd": _script("installeer.cmd"),
            "verwijder.cmd": _script("verwijder.cmd"),
            "LEESMIJ.txt": _LEESMIJ,
        }
        for naam, tekst in teksten.items():
            (tijdelijk / naam).write_text(tekst, encoding="utf-8", newline=_REGELEINDE)
        sommen = [(tijdelijk / naam, naam) for naam in teksten]
        sommen += [(wielen / naam, f"{WIELEN}/{naam}") for naam in namen]
        regels = "".join(f"{sha256(pad)}  {naam}\n" for pad, naam in sommen)
        (tijdelijk / SOMMEN).write_text(regels, encoding="utf-8", newline=_REGELEINDE)
        _zet_neer(tijdelijk, uit)
    return Meeneempakket(uit, len(namen))


def _eis(uit: Path, bron: Path, systeem: str) -> None:
    if systeem != "win32":
        raise InvoerFout(f"Dit pakket is voor Windows, en wordt daar gemaakt; {_NIET}.")
    if anders := bezwaar():
        raise InvoerFout(f"{anders} Er is niets gemaakt.")
    if uit.exists():
        raise InvoerFout(f"{uit} bestaat al; {_NIET}. Kies bij --uit een andere map.")
    weg = [naam for naam in ("pyproject.toml", SLOT) if not (bron / naam).is_file()]
    if weg:
        raise InvoerFout(
            f"In {bron} staat geen {' en geen '.join(weg)}; {_NIET}. Geef bij --bron de map van ViA-XL zelf, zoals u die kreeg."
        )


def _haal(pip: Pip, opdracht: Sequence[str]) -> None:
    if fout := pip(opdracht):
        raise InvoerFout(f"Ophalen of maken van de onderdelen is mislukt; {_NIET}. Dit zegt pip: {fout}")


def _pip(opdracht: Sequence[str]) -> str:
    alles = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet", *opdracht]
    klaar = subprocess.run(alles, capture_output=True, text=True, check=False)  # noqa: S603 - our own Python, no shell
    regels = klaar.stderr.strip().splitlines() or ["onbekend"]
    return regels[-1] if klaar.returncode else ""


def _zet_neer(werkmap: Path, uit: Path) -> None:
    """Copy the folder beside its place, and give it its name when it is whole."""
    import shutil

    half = uit.with_name(f".{uit.name}.in-aanmaak")
    try:
        shutil.rmtree(half, ignore_errors=True)
        uit.parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(werkmap, half, ignore=shutil.ignore_patterns(".*"))
        half.rename(uit)
    except OSError as fout:
        shutil.rmtree(half, ignore_errors=True)
        raise InvoerFout(f"{uit} kan niet worden gemaakt ({reden(fout)}); {_NIET}.") from fout


def _script(naam: str) -> str:
    """A script from its template, for this version and this Python."""
    versie = sys.version_info[:2]
    waarden = {"@VERSIE@": __version__, "@PYTHON@": "{}.{}".format(*versie), "@NUMMER@": repr(versie)}
    tekst = files("via_xl").joinpath("sjablonen", naam).read_text("ascii")
    for plek, waarde in waarden.items():
        tekst = tekst.replace(plek, waarde)
    return tekst


_LEESMIJ = f"""ViA-XL {__version__}: installeren zonder netwerk en zonder beheerder

1. Controleer desgewenst de bestanden tegen {SOMMEN}.
2. Sluit Excel en start installeer.cmd als de gebruiker zelf. Alles komt in %LOCALAPPDATA%\\ViA-XL; pip neemt alleen bestanden
   uit de map {WIELEN} waarvan de hash in {NODIG} staat, en vraagt niets op het netwerk.
3. verwijder.cmd haalt alles weer weg.

Wat er wordt geïnstalleerd, wat er draait en hoe u ondertekent staat in docs/voor-uw-ict.md.
"""
