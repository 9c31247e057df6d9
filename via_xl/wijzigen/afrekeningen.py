"""The versions of a settlement into the master: which there are, and when they were sent and paid out.

What stands in the folders is leading: each has a manifest, beside it the drafts of its verzending and its payment list.
So whatever could not be written at the time, because the master was open in Excel, is added the next time.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

from msgspec.structs import replace

from via_xl.basis.afbreken import Voortgang
from via_xl.basis.bevinding import GebruikersFout
from via_xl.basis.gewoon import lees_gewoon
from via_xl.basis.publiceren import afrekeningenmap
from via_xl.basis.verhaal import MASTER, Verhaal
from via_xl.basis.wie import wie
from via_xl.bewijs.verificatie.versie import Versie
from via_xl.lezen.geopend import geopend_elders
from via_xl.lezen.master import Master, lees_master
from via_xl.regeling.model import Afrekening, Regeling, Versiestand
from via_xl.regeling.tabellen import AFREKENINGEN, LOGBOEK
from via_xl.wijzigen.bestand import doe, in_bestand
from via_xl.wijzigen.handeling import Handeling, Opgave
from via_xl.wijzigen.wijziging import Celwijziging, Wijziging

_VANZELF = ("verzonden", "betaallijst", "ketenwaarde")
"""The fields that follow from what lies beside a version; the others are the officer's."""


def werk_bij(
    master: Master,
    heden: date,
    jaarmap: Annotated[
        Path | None, Opgave("De map met de versies van een jaar; anders alles naast de master.", "MAP", "--map")
    ] = None,
) -> Wijziging:
    """Every version that lies in the folders and that the master doesn't know of, and what became of those it knows."""
    regeling, erbij, cellen, log, anders = master.regeling, [], [], [], []
    bekend = {(rij.jaar, rij.versie): rij for rij in regeling.afrekeningen}
    jaren = {rij.jaar for rij in regeling.jaren}
    for gevonden in _in_mappen(master, regeling, jaarmap):
        sleutel = gevonden.jaar, gevonden.versie
        eerder = bekend.get(sleutel)
        if eerder is None and gevonden.jaar in jaren:
            erbij.append(replace(gevonden, door=wie() if gevonden.op == heden else ""))
            log.append((gevonden.jaar, f"versie {gevonden.versie} ({gevonden.soort}) in {gevonden.map}"))
        elif eerder is not None and eerder.map not in ("", gevonden.map):
            anders.append(
                f"{gevonden.map} is ook versie {eerder.versie} van {eerder.jaar}; geregistreerd is {eerder.map}"
            )
        elif eerder is not None:
            for veld in _VANZELF:
                waarde = getattr(gevonden, veld)
                if waarde and not getattr(eerder, veld):
                    cellen.append(Celwijziging(AFREKENINGEN, eerder, veld, waarde))
                    log.append((eerder.jaar, f"versie {eerder.versie}: {_GEDAAN[veld]}"))
            if eerder.ketenwaarde not in ("", gevonden.ketenwaarde):
                anders.append(
                    f"de ketenwaarde van {gevonden.map} is een andere dan die van versie {eerder.versie} van {eerder.jaar} hier; "
                    f'die map is vervangen of opnieuw gemaakt. Kijk na met: via-xl verifieer "{gevonden.map}"'
                )
    regels = [f"{jaar}: {wat}" for jaar, wat in log]
    verhaal = Verhaal(
        [
            *(f"Geregistreerd: {regel}." for regel in regels),
            *(f"LET OP: {regel}." for regel in anders),
            f"Bewaard in {MASTER}"
            if log
            else f"De master kent elke {'andere ' if anders else ''}versie al; er is niets gewijzigd.",
        ],
        [*(f"Geregistreerd: {regel}." for regel in regels)] or ["De master kent al elke versie."],
        {"geregistreerd": regels},
    )
    rijen = {AFREKENINGEN.naam: erbij} if erbij else {}
    return Wijziging("afrekening geregistreerd", log, rijen, cellen, verhaal)


_GEDAAN: Mapping[str, str] = {
    "verzonden": "concept-e-mails gemaakt",
    "betaallijst": "betaallijst gemaakt",
    "ketenwaarde": "ketenwaarde opgenomen",
}

BIJWERKEN = Handeling(
    werk_bij,
    "Zet in de master welke versies er in de mappen staan, en welke zijn verzonden of betaald.",
    "via-xl master werk-bij via_master.xlsx",
    op_schijf=True,
)


def registreer(
    masterpad: Path, jaarmap: Path, voortgang: Voortgang = lambda *_: None, eerder: Master | None = None
) -> str:
    """Bring the master up to date after a run, a verzending or a payment list; gives why it couldn't be, or "".

    ``eerder`` is what the run read of it.

    What was made stands, whatever happens here: a master that is open in Excel is brought up to date the next time.
    """
    return _probeer(
        masterpad,
        lambda: doe(BIJWERKEN, masterpad, voortgang=voortgang, eerder=eerder, jaarmap=jaarmap),
        f'{AFREKENINGEN.blad}. Sluit hem en doe: via-xl master werk-bij "{masterpad}"',
    )


def noteer(masterpad: Path, wat: str, jaar: int, opmerking: str, voortgang: Voortgang = lambda *_: None) -> str:
    """A line in the Logboek about something that was made; gives why it couldn't be written, or ""."""

    def schrijf() -> None:
        voortgang("Logboek bijwerken", 0, 1)
        master = lees_master(masterpad)
        with in_bestand(master, Wijziging(wat, [(jaar, opmerking)]).gelogd(master.regeling, date.today())):
            pass

    return _probeer(masterpad, schrijf, f"{LOGBOEK.blad}.")


def _probeer(masterpad: Path, schrijf: Callable[[], object], waar: str) -> str:
    """Write to a master if that can be; else why not."""
    if not masterpad.is_file():
        return ""
    if any(geopend_elders(masterpad)):
        return f"{masterpad.name} is open in een ander programma; daarom staat dit nog niet op blad {waar}"
    try:
        schrijf()
    except GebruikersFout as fout:
        return f"in {masterpad.name} kon dit niet worden bijgeschreven: {fout.bericht}"
    return ""


def registreer_versie(versiemap: Path, voortgang: Voortgang = lambda *_: None) -> str:
    """The same after something was made of a version; its master is the one its manifest names, where the folders lie."""
    try:
        manifest = json.loads(lees_gewoon(versiemap / "manifest.json"))
        naam = Path(manifest["master"]["bestand"]).name
    except (OSError, ValueError, KeyError, TypeError):
        return ""
    jaarmap = versiemap.resolve().parent
    return registreer(jaarmap.parent.parent / naam, jaarmap, voortgang)


def _in_mappen(master: Master, regeling: Regeling, jaarmap: Path | None) -> Iterator[Afrekening]:
    """What the folders hold: those of ``jaarmap``, or those beside the master and of the versions it knows."""
    naast = master.pad.resolve().parent
    if jaarmap is not None:
        jaarmappen = {jaarmap.resolve()}
    else:
        jaarmappen = {(naast / rij.map).resolve().parent for rij in regeling.afrekeningen if rij.map}
        jaarmappen |= {pad.resolve() for pad in _mappen(afrekeningenmap(master.pad.resolve()))}
    for plek in sorted(jaarmappen):
        for versiemap in sorted(_mappen(plek), key=lambda pad: (len(pad.name), pad.name)):
            if versiemap.name.startswith("v"):
                yield from _versie(versiemap, naast)


def _mappen(plek: Path) -> Iterable[Path]:
    try:
        return [pad for pad in plek.iterdir() if pad.is_dir() and not pad.name.startswith(".")]
    except OSError:
        return []


def _versie(versiemap: Path, naast: Path) -> Iterator[Afrekening]:
    """What the manifest of a version says; nothing where it is no manifest."""
    try:
        manifest: dict[str, Any] = json.loads(lees_gewoon(versiemap / "manifest.json"))
        jaar, versie = int(manifest["jaar"]), int(manifest["versie"])
        yield Afrekening(
            jaar=jaar,
            versie=versie,
            soort=Versiestand(manifest["status"]),
            invoerhash=str(manifest["invoerhash"]),
            op=datetime.fromisoformat(manifest["gemaakt_op"]).date(),
            map=_vanaf(versiemap, naast),
            verzonden=_dag_van(versiemap.parent / f"verzending-v{versie}" / "verzendregister.csv"),
            betaallijst=next(
                (_dag_van(pad) for pad in sorted(versiemap.parent.glob(f"*_betaallijst_{jaar}_v{versie}.xlsx"))), None
            ),
            ketenwaarde=Versie(versiemap).ketenwaarde,
        )
    except (OSError, ValueError, KeyError, TypeError):
        return


def _vanaf(versiemap: Path, naast: Path) -> str:
    plek = versiemap.resolve()
    return plek.relative_to(naast).as_posix() if plek.is_relative_to(naast) else str(plek)


def _dag_van(pad: Path) -> date | None:
    """The day on which a file was put down; None where there is none."""
    try:
        return date.fromtimestamp(pad.stat().st_mtime)
    except OSError:
        return None
