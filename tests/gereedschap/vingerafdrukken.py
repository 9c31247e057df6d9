"""Fingerprints of everything the product makes: proof that a change of the code changes nothing that people see.

    python tests/gereedschap/vingerafdrukken.py bewaar MAP       # before the change
    python tests/gereedschap/vingerafdrukken.py vergelijk MAP    # after it: exit code 1 when anything differs

The script drives the product only through its command line, so it keeps working however the modules inside are moved.
It takes the region's own data and three small regions in ``regios/`` (three gemeenten that go from concept to
herziening; the keys kosten and uren, fixed amounts and gemeenten that merge; capaciteit, meerkosten for the
leveranciers and a vacancy), runs every command on them, and keeps of each

* what it wrote on screen, and its exit code,
* every part of every workbook and document, uncompressed, and every text, page and mail.

``MAP`` then holds ``vingerafdrukken.json`` (name → SHA-256) and ``inhoud.zip`` (the content of each SHA-256), so that
``vergelijk`` can show the first difference of each part. The day and the clock are fixed (:data:`NU`), LibreOffice is
kept out of sight, and the working folder and the boundaries of mails are masked: nothing depends on when or where it is
run. The texts of ``--help`` are a group of their own: they are reported and never fail.

When a text or a workbook is changed on purpose: look at what ``vergelijk`` shows, make sure that it is that and nothing
else, store the fingerprints again with ``bewaar``, and say in the message of the commit which text changed and why.

``--regio NAAM`` takes one region (as often as needed). ``--snel`` takes the essential chains only; without it
``vergelijk`` takes enough for every change, and with ``--alles`` what ``bewaar`` keeps: every year and every command of
every region. ``--code MAP`` takes another copy of the code, for instance the commit before the change in a worktree of
its own. ``--ontbrekend`` stores only what was not stored yet. ``--apart`` starts every command in a new process instead
of a fork of one that has imported everything: half of the time of a command is importing.

When the spelling of a command changes, :data:`OPDRACHTEN` is the only place to edit.
"""

from __future__ import annotations

import argparse
import email
import email.policy
import hashlib
import io
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import traceback
import zipfile
from collections.abc import Callable, Collection, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from enum import IntEnum
from pathlib import Path
from typing import Any

from msgspec import Struct, field

HIER = Path(__file__).resolve().parent
CODE = HIER.parents[1]

OPDRACHTEN = {
    "master-maak": "master maak --gegevens {gegevens} --uit {uit} --jaar {jaar}",
    "master-zet-om": "master zet-om {master} --uit {uit}",
    "master-vernieuw": "master vernieuw {master} --uit {uit}",
    "controleer": "controleer {bestand}",
    "controleer-json": "controleer {bestand} --streng --json",
    "jaarrun": "jaarrun {master} --jaar {jaar}",
    "jaarrun-json": "jaarrun {master} --jaar {jaar} --json",
    "jaarrun-uit": "jaarrun {master} --jaar {jaar} --uit {uit}",
    "jaarrun-urenstaten": "jaarrun {master} --jaar {jaar} --urenstaten {urenstaten} --uit {uit}",
    "jaarrun-andere-master": "jaarrun {master} --jaar {jaar} --andere-master",
    "jaarrun-definitief": "jaarrun {master} --jaar {jaar} --definitief",
    "verifieer": "verifieer {map}",
    "verifieer-json": "verifieer {map} --json",
    "verifieer-master": "verifieer {map} --master {master}",
    "verschil": "verschil {oud} {nieuw} --uit {uit}",
    "verschil-json": "verschil {oud} {nieuw} --json",
    "betaallijst": "betaallijst {map}",
    "betaallijst-json": "betaallijst {map} --uit {uit} --vervaldatum 2026-12-31 --json",
    "verzend": "verzend {map} --versleuteling geen",
    "verzend-voor": "verzend {map} --versleuteling geen --antwoord-voor 2026-09-01",
    "verzend-json": "verzend {map} --versleuteling geen --antwoord-voor 2026-09-01 --json",
    "verzend-sjabloon": "verzend --toon-sjabloon",
    "dossier": "dossier {map}",
    "verantwoording": "verantwoording {master} --jaar {jaar}",
    "herkomst": "herkomst {bestand} {cel}",
    "herkomst-json": "herkomst {bestand} {cel} --json",
    "herkomst-html": "herkomst {bestand} {cel} --html --uit {uit}",
    "herkomst-xlsx": "herkomst {bestand} {cel} --xlsx --uit {uit}",
    "scenario": "scenario {master} --stel {stel} --uit {uit}",
    "scenario-json": "scenario {master} --stel {stel} --json",
    "scenario-herindeling": "scenario {master} --herindeling {herindeling} --jaar {jaar} --uit {uit}",
    "urenstaat-maak": "urenstaat maak {master} --jaar {jaar} --uit {uit}",
    "urenstaat-lees": "urenstaat lees {urenstaten} --in {master} --jaar {jaar} --uit {uit} --rapport {rapport}",
    "urenstaat-lees-json": "urenstaat lees {urenstaten} --in {master} --jaar {jaar} --json",
    "jaar-open": "jaar open {master} {jaar} --uit {uit} --ja",
    "jaar-open-json": "jaar open {master} {jaar} --json",
    "voorstel": "voorstel {master} --jaar {jaar} --uit-master {uit}",
    "voorstel-json": "voorstel {master} --jaar {jaar} --drager centrumgemeente --uit {map} --uit-master {uit} --json",
    "besluit-kalender": "besluit kalender {master} {jaar} --uit {uit}",
    "besluit-kalender-json": "besluit kalender {master} {jaar} --uit {uit} --json",
    "besluit-agenda": "besluit agenda {master} --uit {uit}",
    "besluit-agenda-json": "besluit agenda {master} --uit {uit} --json",
    "besluit-stand": "besluit stand {master}",
    "besluit-stand-json": "besluit stand {master} --json",
    "besluit-noteer": "besluit noteer {master} {nummer} {stap} {oordeel} --op {op}",
    "besluit-noteer-college": "besluit noteer {master} {nummer} college akkoord --op {op} --code {code}",
    "besluit-noteer-json": "besluit noteer {master} {nummer} {stap} {oordeel} --op {op} --opmerking {opmerking} --json",
    "akkoord-stuk": "akkoord stuk {map}",
    "akkoord-noteer": "akkoord noteer {master} --gemeente {gemeente} --rol {rol} --door {door} --kenmerk {kenmerk} "
    "--bestand {bestand}",
    "akkoord-noteer-json": "akkoord noteer {master} --gemeente {gemeente} --rol {rol} --door {door} "
    "--kenmerk {kenmerk} --bestand {bestand} --json",
    "reactie": "reactie {master} --gemeente {gemeente} --reactie {reactie} --versie {versie} --op {op} --jaar {jaar}",
    "reactie-opmerking": "reactie {master} --gemeente {gemeente} --reactie {reactie} --versie {versie} --op {op} "
    "--jaar {jaar} --opmerking {opmerking}",
    "reactie-json": "reactie {master} --gemeente {gemeente} --reactie {reactie} --versie {versie} --op {op} "
    "--jaar {jaar} --opmerking {opmerking} --json",
    "versie": "--versie",
    "onbekend": "weet-ik-niet",
    "optie-fout": "jaarrun m.xlsx --jaar twee",
}
"""Every command as it is typed, the only place where its spelling stands; {…} is filled in by a step."""

GEGEVENS = "workbooks/gegevens"
URENSTATEN = "workbooks/voorbeeld-urenstaten"
WERKBOEKEN = "workbooks"
"""Where the region's own data, the example hour sheets and the shipped workbooks lie in the repo."""

NU = (2026, 7, 15, 10, 20, 30)
"""The moment at which every command thinks that it runs."""

_KLOK = """
import ctypes, gc, time
from datetime import date, datetime, timezone
NU = {nu}
def today(cls):
    return cls(*NU[:3])
def now(cls, tz=None):
    return cls(*NU) if tz is None else cls(*NU, tzinfo=timezone.utc).astimezone(tz)
def utcnow(cls):
    return cls(*NU)
for soort, naam, wat in ((date, "today", today), (datetime, "now", now), (datetime, "utcnow", utcnow)):
    gc.get_referents(soort.__dict__)[0][naam] = classmethod(wat)
    ctypes.pythonapi.PyType_Modified(ctypes.py_object(soort))
localtime, gmtime = time.localtime, time.gmtime
vast = datetime(*NU).timestamp()
time.localtime = lambda secs=None: localtime(vast if secs is None else secs)
time.gmtime = lambda secs=None: gmtime(vast if secs is None else secs)
"""
"""A ``sitecustomize`` that sets the day and the clock, for the command and for every process that it starts."""

_STARTER = """
import contextlib, gc, importlib, json, os, pkgutil, runpy, sys
sys.path[:] = [pad for pad in sys.path if pad]
for naam in ("openpyxl", "xlsxwriter", "ironcalc", "typer", "rich.table", "rich.console", "docx", "filelock", "lxml.etree"):
    with contextlib.suppress(ImportError):
        importlib.import_module(naam)
import via_xl
for deel in pkgutil.walk_packages(via_xl.__path__, "via_xl.", onerror=lambda _: None):
    if not deel.name.endswith("__main__"):
        with contextlib.suppress(ImportError, AttributeError):
            importlib.import_module(deel.name)
gc.freeze()
print(json.dumps(via_xl.__file__), flush=True)
for regel in sys.stdin:
    taak = json.loads(regel)
    kind = os.fork()
    if not kind:
        os.chdir(taak["map"])
        for nummer, pad in enumerate((os.devnull, taak["uit"], taak["fout"])):
            os.dup2(os.open(pad, os.O_RDONLY if nummer == 0 else os.O_WRONLY | os.O_CREAT | os.O_TRUNC), nummer)
        sys.argv = ["via_xl", *taak["woorden"]]
        code = 1
        try:
            runpy.run_module("via_xl", run_name="__main__", alter_sys=True)
            code = 0
        except SystemExit as einde:
            code = einde.code if isinstance(einde.code, int) else 0 if einde.code is None else 1
        except BaseException:
            import traceback
            traceback.print_exc()
        finally:
            with contextlib.suppress(Exception):
                sys.stdout.flush(), sys.stderr.flush()
            import atexit
            atexit._run_exitfuncs()
            os._exit(code)
    _, stand, gebruik = os.wait4(kind, 0)
    print(json.dumps([os.waitstatus_to_exitcode(stand), gebruik.ru_utime + gebruik.ru_stime]), flush=True)
"""
"""A process that has imported everything once and is forked for each command: half of a command is importing."""

PAKKETTEN = {".xlsx", ".xlsm", ".xlam", ".docx"}
TEKSTEN = {".xml", ".rels", ".vml", ".txt", ".ics", ".csv", ".json", ".html", ".md"}
BASIS = "basis"
HULP = "help"


# What a step leaves behind


def _masker(inhoud: bytes, werkmap: Path, code: Path) -> bytes:
    """Text without the folders in which it happened to be made."""
    for folder, naam in ((werkmap, b"{map}"), (code, b"{code}")):
        inhoud = inhoud.replace(str(folder).encode(), naam)
    return inhoud


def _delen(naam: str, inhoud: bytes) -> Iterator[tuple[str, bytes]]:
    """The parts of a file: of a package every part, of a mail every header and attachment, else the file itself."""
    soort = Path(naam).suffix.lower()
    if soort in PAKKETTEN:
        with zipfile.ZipFile(io.BytesIO(inhoud)) as pakket:
            for deel in pakket.namelist():
                yield f"{naam}|{deel}", pakket.read(deel)
    elif soort == ".eml":
        bericht = email.message_from_bytes(inhoud, policy=email.policy.default)
        for nummer, deel in enumerate(bericht.walk()):
            koppen = "".join(f"{kop}: {waarde}\n" for kop, waarde in deel.items())
            yield f"{naam}|{nummer}.koppen.txt", re.sub(r'boundary="?[^"\n;]+"?', "boundary", koppen).encode()
            if not deel.is_multipart():
                yield from _delen(
                    f"{naam}|{nummer}.{deel.get_filename() or 'tekst.txt'}", deel.get_payload(decode=True) or b""
                )
    else:
        yield naam, inhoud


class Afdruk(Struct, dict=True):
    """What was made: the content of every part by its name, masked."""

    werkmap: Path
    code: Path
    delen: dict[str, bytes] = field(default_factory=dict)

    def voeg_toe(self, naam: str, inhoud: bytes) -> None:
        """A file, or what a command wrote."""
        for deel, stuk in _delen(naam, inhoud):
            tekst = Path(deel).suffix.lower() in TEKSTEN
            self.delen[deel] = _masker(stuk, self.werkmap, self.code) if tekst else stuk


# The chains of commands


class Keten(Struct, dict=True):
    """Commands that build on each other, in a folder of their own.

    ``bron`` is the folder with the master and the data of the region (made by its chain :data:`BASIS`).
    """

    regio: str
    naam: str
    werkmap: Path
    code: Path
    afdruk: Afdruk
    voer_uit: Uitvoerder
    tijd: float = 0
    heel: bool = True
    gefaald: list[str] = field(default_factory=list)
    stappen: int = 0

    def __post_init__(self) -> None:
        self.map = self.werkmap / self.regio / self.naam
        self.map.mkdir(parents=True, exist_ok=True)
        self.genomen: set[str] = set()
        self.begonnen: set[Path] = set()

    @property
    def bron(self) -> Path:
        """The folder of the chain that made the masters."""
        return self.werkmap / self.regio / BASIS

    def neem(self, naam: str, als: str | None = None, *, van: Path | None = None) -> str:
        """Take a file or folder of the region into this chain; it is input, and not fingerprinted here."""
        bron, doel = (van or self.bron) / naam, self.map / (als or naam)
        if bron.is_dir():
            shutil.copytree(bron, doel, dirs_exist_ok=True)
        else:
            shutil.copy2(bron, doel)
        self.genomen.add(als or naam)
        return als or naam

    def doe(self, stap: str, opdracht: str, /, *, eindigt: int | None = 0, **waarden: object) -> Uitgevoerd:
        """Run a command in the folder of the chain and keep what it wrote; ``eindigt`` is the exit code it should have (None: any)."""
        woorden = [woord.format(**waarden) for woord in shlex.split(OPDRACHTEN[opdracht])]
        klaar = self.voer_uit(woorden, self.map)
        self.tijd += klaar.tijd
        self.stappen += 1
        gezegd = klaar.uit + b"\n--- stderr\n" + klaar.fout + f"\n--- exit {klaar.code}\n".encode()
        self.afdruk.voeg_toe(f"{self.regio}/{self.naam}/{stap}.scherm.txt", gezegd)
        if eindigt is not None and klaar.code != eindigt:
            self.gefaald.append(f"{self.regio}/{self.naam} {stap}: exit {klaar.code}\n{klaar.fout.decode()}")
        _zet_klok(self.map)
        return klaar

    def verzamel(self) -> None:
        """Keep every file that the chain made."""
        for pad in sorted(self.map.rglob("*")):
            plek = pad.relative_to(self.map)
            if not pad.is_file() or pad.name == ".via-xl.lock":
                continue
            if plek.parts[0] not in self.genomen and pad not in self.begonnen:
                self.afdruk.voeg_toe(f"{self.regio}/{self.naam}/{plek.as_posix()}", pad.read_bytes())


class Uitgevoerd(Struct, dict=True):
    """What a command wrote, its exit code and the seconds of processor time it took."""

    uit: bytes
    fout: bytes
    code: int
    tijd: float


class Uitvoerder:
    """Runs the command line of the product, with the fixed clock and without LibreOffice.

    Each thread has a :data:`_STARTER` of its own; with ``apart`` every command is a process that starts anew.
    """

    def __init__(self, werkmap: Path, code: Path, *, apart: bool) -> None:
        self._werkmap, self._code, self._apart = werkmap, code, apart
        self._starters = threading.local()
        self._alle: list[subprocess.Popen[str]] = []
        self._omgeving = os.environ | {
            "PYTHONPATH": os.pathsep.join((str(werkmap / "klok"), str(code))),
            "PYTHONIOENCODING": "utf-8",
            "COLUMNS": "100",
            "PATH": str(werkmap / "leeg"),
            "TZ": "Europe/Amsterdam",
            "NO_COLOR": "1",
            "TMPDIR": str(werkmap / "tmp"),
        }

    def __call__(self, woorden: list[str], waar: Path) -> Uitgevoerd:
        """Run a command in this folder."""
        if self._apart:
            opdracht = [sys.executable, "-m", "via_xl", *woorden]
            klaar = subprocess.run(
                opdracht, cwd=waar, env=self._omgeving, stdin=subprocess.DEVNULL, capture_output=True, check=False
            )
            return Uitgevoerd(klaar.stdout, klaar.stderr, klaar.returncode, 0)
        starter = self._starter()
        uit, fout = (self._werkmap / f"{naam}-{threading.get_ident()}" for naam in ("uit", "fout"))
        taak = {"map": str(waar), "uit": str(uit), "fout": str(fout), "woorden": woorden}
        starter.stdin.write(json.dumps(taak) + "\n")  # type: ignore[union-attr]
        starter.stdin.flush()  # type: ignore[union-attr]
        code, tijd = json.loads(starter.stdout.readline())  # type: ignore[union-attr]
        return Uitgevoerd(uit.read_bytes(), fout.read_bytes(), code, tijd)

    def _starter(self) -> subprocess.Popen[str]:
        if not hasattr(self._starters, "proces"):
            self._starters.proces = subprocess.Popen(
                [sys.executable, "-c", _STARTER],
                cwd=self._werkmap,
                env=self._omgeving,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                encoding="utf-8",
            )
            self._alle.append(self._starters.proces)
            gevonden = Path(json.loads(self._starters.proces.stdout.readline()))
            if self._code not in gevonden.parents:
                raise RuntimeError(f"via_xl komt uit {gevonden} en niet uit {self._code}.")
        return self._starters.proces

    def stop(self) -> None:
        """End the processes that wait for commands."""
        for proces in self._alle:
            proces.stdin.close()  # type: ignore[union-attr]
            proces.wait()


Loop = Callable[[Keten], None]
"""The steps of a chain."""


def _zet_klok(folder: Path) -> None:
    """Files are as old as the fixed clock: a report says of which day a master is."""
    vast = time.mktime((*NU, 0, 0, -1))
    for pad in folder.rglob("*"):
        if pad.is_file():
            os.utime(pad, (vast, vast))


def _masters(k: Keten, gegevens: Path, *lagen: str, jaar: int) -> None:
    """The master of a region as ``via_master.xlsx``, and of each layer over its data in the folder of that name."""
    shutil.copytree(gegevens, k.map / "gegevens", dirs_exist_ok=True)
    k.genomen.add("gegevens")
    k.doe("master", "master-maak", gegevens="gegevens", uit="via_master.xlsx", jaar=jaar)
    for laag in lagen:
        shutil.copytree(k.map / "gegevens", k.map / "lagen" / laag)
        for pad in (HIER / "regios" / k.regio / laag).iterdir():
            shutil.copy2(pad, k.map / "lagen" / laag / pad.name)
        k.genomen.add("lagen")
        (k.map / laag).mkdir()
        k.doe(f"master {laag}", "master-maak", gegevens=f"lagen/{laag}", uit=f"{laag}/via_master.xlsx", jaar=jaar)


def _afrekeningen(jaar: int, versie: int) -> str:
    return f"afrekeningen/{jaar}/v{versie}"


def _twee_versies(jaar: int) -> Loop:
    """A year settled, and again after the master of the same name held other rows."""

    def keten(k: Keten) -> None:
        k.neem("via_master.xlsx")
        k.doe("jaarrun v1", "jaarrun", master="via_master.xlsx", jaar=jaar)
        k.neem("later/via_master.xlsx", "via_master.xlsx")
        k.doe("jaarrun v2", "jaarrun-json", master="via_master.xlsx", jaar=jaar)
        v1, v2 = _afrekeningen(jaar, 1), _afrekeningen(jaar, 2)
        k.doe("verschil", "verschil", oud=v1, nieuw=v2, uit="verschil.xlsx")
        k.doe("verschil json", "verschil-json", oud=v1, nieuw=v2)

    return keten


def _neem_versie(k: Keten, jaar: int) -> tuple[str, str]:
    """The second version of a year from its own chain: its folder, and the workbook of its first gemeente."""
    k.neem("via_master.xlsx", van=k.werkmap / k.regio / str(jaar))
    k.neem("afrekeningen", van=k.werkmap / k.regio / str(jaar))
    # What this chain adds beside the version folders is its own.
    k.begonnen = {pad for pad in k.map.rglob("*") if pad.is_file()}
    k.genomen.discard("afrekeningen")
    folder = _afrekeningen(jaar, 2)
    return folder, next(pad.relative_to(k.map).as_posix() for pad in sorted((k.map / folder).glob("ViA_afrekening_*")))


def _stukken(jaar: int) -> Loop:
    """What is made from a version folder for others: accountant, gemeenten, who signs."""

    def keten(k: Keten) -> None:
        folder, boek = _neem_versie(k, jaar)
        k.doe("dossier", "dossier", map=folder)
        k.doe("verzend", "verzend-voor", map=folder)
        k.doe("verzend json", "verzend-json", map=folder)
        k.doe("akkoord stuk", "akkoord-stuk", map=folder)
        k.doe("betaallijst", "betaallijst", map=folder, eindigt=2)
        k.doe("controleer afrekening", "controleer-json", bestand=boek, eindigt=None)

    return keten


def _bewijs(jaar: int) -> Loop:
    """Where an amount comes from, and a version proven again."""

    def keten(k: Keten) -> None:
        folder, boek = _neem_versie(k, jaar)
        k.doe("herkomst", "herkomst", bestand=boek, cel="Afrekening!E5")
        k.doe("herkomst html", "herkomst-html", bestand=boek, cel="Afrekening!E5", uit="herkomst.html")
        k.doe("herkomst json", "herkomst-json", bestand="via_master.xlsx", cel="Verrekening!B13")
        k.doe("herkomst xlsx", "herkomst-xlsx", bestand="via_master.xlsx", cel="Verrekening!B13", uit="herkomst.xlsx")
        k.doe("verifieer json", "verifieer-json", map=folder)

    return keten


def _uit_master(jaar: int, stel: str, *, grens: bool) -> Loop:
    """What is made from a master; ``grens``: whether the year is above the voorstelgrens."""

    def keten(k: Keten) -> None:
        master = k.neem("via_master.xlsx")
        k.doe("controleer", "controleer", bestand=master)
        k.doe("controleer json", "controleer-json", bestand=master)
        k.doe("verantwoording", "verantwoording", master=master, jaar=jaar)
        k.doe("scenario", "scenario", master=master, stel=stel, uit="scenario.xlsx")
        k.doe("scenario json", "scenario-json", master=master, stel=stel)
        k.doe("stand", "besluit-stand", master=master)
        k.doe("stand json", "besluit-stand-json", master=master)
        k.doe("voorstel", "voorstel", master=master, jaar=jaar, uit="met-voorstel.xlsx", eindigt=0 if grens else 2)
        k.doe("zet om", "master-zet-om", master=master, uit="macros.xlsm")

    return keten


def _volgend_jaar(nieuw: int) -> Loop:
    """A master taken into its next year."""

    def keten(k: Keten) -> None:
        master = k.neem("via_master.xlsx")
        k.doe("vernieuw", "master-vernieuw", master=master, uit="vernieuwd.xlsx")
        k.doe("jaar open", "jaar-open", master=master, jaar=nieuw, uit="open.xlsx")
        k.doe("kalender", "besluit-kalender-json", master="open.xlsx", jaar=nieuw, uit="kalender.xlsx")
        k.doe("agenda", "besluit-agenda", master="kalender.xlsx", uit="agenda.ics")
        k.doe("open json", "jaar-open-json", master="open.xlsx", jaar=nieuw + 1)

    return keten


def _urenstaten(jaar: int) -> Loop:
    """Blank hour sheets out, and the blank ones of a region back in."""

    def keten(k: Keten) -> None:
        master = k.neem("via_master.xlsx")
        k.doe("urenstaat maak", "urenstaat-maak", master=master, jaar=jaar, uit="urenstaten")
        k.doe(
            "urenstaat lees",
            "urenstaat-lees",
            urenstaten="urenstaten",
            master=master,
            jaar=jaar,
            uit="gelezen.xlsx",
            rapport="rapport.xlsx",
        )

    return keten


# The regions


def _meegeleverd(k: Keten) -> None:
    """The region's own data, and the same with some hours, advances and a rate changed."""
    _masters(k, k.code / GEGEVENS, "later", jaar=2024)


def _voorbeeldstaten(k: Keten) -> None:
    """Blank sheets of all gemeenten, and the shipped example sheets read into a master."""
    master = k.neem("via_master.xlsx")
    k.neem(Path(URENSTATEN).name, "staten", van=k.code / Path(URENSTATEN).parent)
    k.doe("urenstaat maak", "urenstaat-maak", master=master, jaar=2024, uit="leeg")
    gelezen = {"urenstaten": "staten", "master": master, "jaar": 2024}
    k.doe("urenstaat lees", "urenstaat-lees", **gelezen, uit="gelezen.xlsx", rapport="rapport.xlsx")
    k.doe("jaarrun urenstaten", "jaarrun-urenstaten", **gelezen, uit="uit")
    k.doe("urenstaat lees json", "urenstaat-lees-json", **gelezen)


def _levensloop(k: Keten) -> None:
    """A small region from concept, by reactions and approvals, to definitief and a herziening."""
    k.neem("rijp/via_master.xlsx", "via_master.xlsx")
    master, v1, v2 = "via_master.xlsx", _afrekeningen(2024, 1), _afrekeningen(2024, 2)
    k.doe("concept", "jaarrun", master=master, jaar=2024)
    k.doe("akkoord stuk", "akkoord-stuk", map=v1)
    manifest = json.loads((k.map / v1 / "manifest.json").read_text("utf-8"))
    kenmerk = manifest["invoerhash"][:12]
    reactie = {"master": master, "versie": 1, "jaar": 2024, "op": "2025-05-02"}
    k.doe("bezwaar", "reactie-json", **reactie, gemeente="Boekel", reactie="bezwaar", opmerking="uren van maart")
    k.doe("definitief te vroeg", "jaarrun-definitief", master=master, jaar=2024, eindigt=2)
    klaar = reactie | {"op": "2025-05-20", "opmerking": "uren nagezien"}
    k.doe("afgehandeld", "reactie-opmerking", **klaar, gemeente="Boekel", reactie="afgehandeld")
    k.doe("akkoord van Oss", "reactie", **reactie, gemeente="Oss", reactie="akkoord")
    akkoord = {"master": master, "rol": "financieel adviseur", "kenmerk": kenmerk}
    sys.path.append(str(HIER.parent))
    from hulp.stukken import getekend

    for code in ("GM0796", "GM0828"):
        (k.map / f"{code}.pdf").write_bytes(getekend(manifest["invoerhash"], code))
    k.doe("akkoord 1", "akkoord-noteer", **akkoord, gemeente="Den Bosch", door="FA-1", bestand="GM0796.pdf")
    k.doe("akkoord 2", "akkoord-noteer-json", **akkoord, gemeente="Oss", door="FA-2", bestand="GM0828.pdf")
    k.doe("definitief", "jaarrun-definitief", master=master, jaar=2024)
    k.doe("betaallijst", "betaallijst", map=v2)
    (k.map / "lijst").mkdir()
    k.doe("betaallijst json", "betaallijst-json", map=v2, uit="lijst")
    k.doe("dossier", "dossier", map=v2)
    k.doe("verzend", "verzend", map=v2)
    k.doe("verifieer", "verifieer-master", map=v2, master=master)
    k.neem("herzien/via_master.xlsx", "via_master.xlsx")
    k.doe("herziening", "jaarrun-definitief", master=master, jaar=2024)
    v3 = _afrekeningen(2024, 3)
    k.doe("verschil", "verschil", oud=v2, nieuw=v3, uit="verschil.xlsx")
    k.doe("betaallijst herziening", "betaallijst", map=v3)
    k.doe("verzend herziening", "verzend", map=v3)
    k.doe("dossier herziening", "dossier", map=v3)
    k.doe("verifieer herziening", "verifieer-json", map=v3)


def _besluitvorming(k: Keten) -> None:
    """A voorstel above the voorstelgrens through every step of 6.4."""
    k.neem("voorstel/via_master.xlsx", "via_master.xlsx")
    k.doe("voorstel json", "voorstel-json", master="via_master.xlsx", jaar=2024, map="stukken", uit="andere.xlsx")
    k.doe("voorstel", "voorstel", master="via_master.xlsx", jaar=2024, uit="met-voorstel.xlsx")
    nummer = {"master": "met-voorstel.xlsx", "nummer": "V2024-2"}
    k.doe("agenda json", "besluit-agenda-json", master="met-voorstel.xlsx", uit="agenda.ics")
    k.doe("rijp", "besluit-noteer", **nummer, stap="ambtelijk", oordeel="voldoende rijp", op="2026-07-03")
    k.doe(
        "regiodag", "besluit-noteer-json", **nummer, stap="regiodag", oordeel="akkoord", op="2026-07-06", opmerking="ja"
    )
    for dag, code in enumerate(("GM0796", "GM0755", "GM0828"), start=7):
        k.doe(f"college {code}", "besluit-noteer-college", **nummer, op=f"2026-07-{dag:02}", code=code)
    k.doe("stand", "besluit-stand", master="met-voorstel.xlsx")
    k.doe("stand json", "besluit-stand-json", master="met-voorstel.xlsx")
    k.doe("jaarrun", "jaarrun", master="met-voorstel.xlsx", jaar=2024)
    k.doe("verantwoording", "verantwoording", master="met-voorstel.xlsx", jaar=2024)


def _foutgevallen(k: Keten) -> None:
    """What is said when something is wrong."""
    k.neem("via_master.xlsx")
    k.doe("versie", "versie")
    k.doe("sjabloon", "verzend-sjabloon")
    k.doe("onbekend", "onbekend", eindigt=2)
    k.doe("optie fout", "optie-fout", eindigt=2)
    k.doe("geen master", "jaarrun", master="weg.xlsx", jaar=2024, eindigt=2)
    k.doe("geen jaar", "jaarrun", master="via_master.xlsx", jaar=1999, eindigt=2)
    k.doe("geen map", "dossier", map="weg", eindigt=2)
    shutil.copytree(HIER / "regios" / "zuid" / "basis", k.map / "fout")
    for pad in (HIER / "regios" / "zuid" / "fout").iterdir():
        shutil.copy2(pad, k.map / "fout" / pad.name)
    k.genomen.add("fout")
    k.doe("foute gegevens", "master-maak", gegevens="fout", uit="fout.xlsx", jaar=2024, eindigt=2)


def _hulpteksten(k: Keten) -> None:
    """Every ``--help``, found by walking from the first one."""
    wachtend: list[list[str]] = [[]]
    while wachtend:
        woorden = wachtend.pop(0)
        tekst = k.voer_uit([*woorden, "--help"], k.map).uit
        k.stappen += 1
        k.afdruk.voeg_toe(f"{HULP}/{k.naam}/{' '.join(['via-xl', *woorden])}.txt", tekst)
        _, _, opdrachten = tekst.decode().partition("Opdrachten:\n")
        for regel in opdrachten.splitlines():
            if not regel.strip():
                break
            if gevonden := re.match(r"  (\S+)", regel):
                wachtend.append([*woorden, gevonden[1]])


def _in_de_boom(k: Keten) -> None:
    """The workbooks as they are shipped."""
    for pad in sorted((k.code / WERKBOEKEN).rglob("*")):
        if pad.suffix in PAKKETTEN:
            k.afdruk.voeg_toe(f"{k.regio}/{k.naam}/{pad.relative_to(k.code / WERKBOEKEN)}", pad.read_bytes())


def _eigen(*lagen: str, jaar: int) -> Loop:
    return lambda k: _masters(k, HIER / "regios" / k.regio / "basis", *lagen, jaar=jaar)


class Omvang(IntEnum):
    """How much is made."""

    SNEL = 1
    GEWOON = 2
    ALLES = 3


class Soort(Struct, frozen=True):
    """A chain of a region: from which size on it is made, and after which other chain."""

    naam: str
    loop: Loop
    omvang: Omvang = Omvang.GEWOON
    na: str = BASIS


SNEL, ALLES = Omvang.SNEL, Omvang.ALLES
REGIOS: dict[str, tuple[Soort, ...]] = {
    "meegeleverd": (
        Soort(BASIS, _meegeleverd, SNEL),
        Soort("2024", _twee_versies(2024), SNEL),
        Soort("2025", _twee_versies(2025)),
        Soort("2023", _twee_versies(2023), ALLES),
        Soort("2026", _twee_versies(2026), ALLES),
        Soort("master", _uit_master(2025, "verdeelsleutel=kosten", grens=True)),
        Soort("urenstaten", _voorbeeldstaten),
        Soort("volgend jaar", _volgend_jaar(2027), ALLES),
        Soort("stukken", _stukken(2024), na="2024"),
        Soort("bewijs", _bewijs(2024), ALLES, na="2024"),
    ),
    "klein": (
        Soort(BASIS, _eigen("later", "rijp", "herzien", "voorstel", jaar=2024), SNEL),
        Soort("levensloop", _levensloop, SNEL),
        Soort("besluiten", _besluitvorming),
        Soort("volgend jaar", _volgend_jaar(2025)),
        Soort("2024", _twee_versies(2024)),
        Soort("master", _uit_master(2024, "verdeelsleutel=uren", grens=False)),
        Soort("urenstaten", _urenstaten(2024), SNEL),
        Soort("fouten", _foutgevallen),
        Soort("stukken", _stukken(2024), ALLES, na="2024"),
        Soort("bewijs", _bewijs(2024), na="2024"),
    ),
    "zuid": (
        Soort(BASIS, _eigen("later", jaar=2024), SNEL),
        Soort("2024", _twee_versies(2024), SNEL),
        Soort("2025", _twee_versies(2025)),
        Soort("master", _uit_master(2024, "verdeelsleutel=inwoners", grens=True)),
        Soort("urenstaten", _urenstaten(2025), ALLES),
        Soort("volgend jaar", _volgend_jaar(2026), ALLES),
        Soort("stukken", _stukken(2025), ALLES, na="2025"),
        Soort("bewijs", _bewijs(2024), ALLES, na="2024"),
    ),
    "noord": (
        Soort(BASIS, _eigen("later", jaar=2025)),
        Soort("2025", _twee_versies(2025)),
        Soort("2026", _twee_versies(2026), ALLES),
        Soort("master", _uit_master(2025, "bijdrage_karakter=vast", grens=True), ALLES),
        Soort("urenstaten", _urenstaten(2026)),
        Soort("volgend jaar", _volgend_jaar(2027), ALLES),
        Soort("stukken", _stukken(2025), na="2025"),
        Soort("bewijs", _bewijs(2026), ALLES, na="2026"),
    ),
    "boom": (Soort(BASIS, _in_de_boom, SNEL),),
    HULP: (Soort(BASIS, _hulpteksten),),
}
"""What is made: the chains of each region. :data:`BASIS` comes first, the others stand on it."""


# Making, keeping and comparing


def kies(regios: list[str], omvang: Omvang, bewaard: Collection[str] = ()) -> dict[str, Soort]:
    """The chains ("regio/keten") of these regions that are not stored yet, and those that they stand on."""
    alle = {f"{regio}/{soort.naam}": soort for regio in regios for soort in REGIOS[regio] if soort.omvang <= omvang}
    nodig = [naam for naam in alle if naam not in bewaard]
    for naam in nodig:  # it grows while it is walked
        eerst = f"{naam.split('/', maxsplit=1)[0]}/{alle[naam].na}"
        if eerst not in nodig:
            nodig.append(eerst)
    return {naam: soort for naam, soort in alle.items() if naam in nodig}


def maak(soorten: dict[str, Soort], *, code: Path, werkers: int, apart: bool) -> Iterator[tuple[str, Keten]]:
    """Run these chains; gives each as soon as it is done."""
    with tempfile.TemporaryDirectory(prefix="fp") as tijdelijk, ThreadPoolExecutor(werkers) as werk:
        werkmap = Path(tijdelijk).resolve()
        for folder in ("klok", "leeg", "tmp"):
            (werkmap / folder).mkdir()
        (werkmap / "klok" / "sitecustomize.py").write_text(_KLOK.format(nu=NU), "utf-8")

        voer_uit = Uitvoerder(werkmap, code, apart=apart)

        def loop(regio: str, soort: Soort) -> Keten:
            start = time.monotonic()
            keten = Keten(regio, soort.naam, werkmap, code, Afdruk(werkmap, code), voer_uit)
            try:
                soort.loop(keten)
            except Exception:
                keten.heel = False
                keten.gefaald.append(f"{regio}/{soort.naam} is gestopt: {traceback.format_exc()}")
            keten.verzamel()
            print(
                f"  {regio}/{soort.naam}: {keten.stappen} stappen, {len(keten.afdruk.delen)} delen, "
                f"{time.monotonic() - start:.0f} s ({keten.tijd:.0f} s rekentijd)",
                flush=True,
            )
            return keten

        lopend: dict[Future[Keten], str] = {}

        def begin(naam: str) -> None:
            lopend[werk.submit(loop, naam.split("/", maxsplit=1)[0], soorten[naam])] = naam

        for naam, soort in soorten.items():
            if soort.naam == BASIS:
                begin(naam)
        while lopend:
            klaar, _ = wait(lopend, return_when=FIRST_COMPLETED)
            for toekomst in klaar:
                naam = lopend.pop(toekomst)
                keten = toekomst.result()
                regio, _, eerst = naam.partition("/")
                for volgende, soort in soorten.items():
                    if volgende.startswith(f"{regio}/") and soort.na == eerst and soort.naam != BASIS:
                        begin(volgende)
                yield naam, keten
        voer_uit.stop()


def som(inhoud: bytes) -> str:
    """The SHA-256 of a part, in hex."""
    return hashlib.sha256(inhoud).hexdigest()


def bewaar(folder: Path, keten: str, delen: dict[str, bytes]) -> None:
    """Store a chain; other chains that the folder holds stay."""
    folder.mkdir(parents=True, exist_ok=True)
    sommen, _ = lees(folder)
    sommen[keten] = {deel: som(inhoud) for deel, inhoud in delen.items()}
    with zipfile.ZipFile(folder / "inhoud.zip", "a", zipfile.ZIP_DEFLATED, compresslevel=1) as pakket:
        nieuw = {som(inhoud): inhoud for inhoud in delen.values()}
        for waarde in nieuw.keys() - set(pakket.namelist()):
            pakket.writestr(waarde, nieuw[waarde])
    nieuw_pad = folder / "vingerafdrukken.nieuw"
    nieuw_pad.write_text(json.dumps(sommen, indent=1, sort_keys=True), "utf-8")
    nieuw_pad.replace(folder / "vingerafdrukken.json")


def lees(folder: Path) -> tuple[dict[str, dict[str, str]], Callable[[str], bytes]]:
    """What was stored: the sums by chain and part, and a function that gives the content of a sum."""

    def inhoud(waarde: str) -> bytes:
        with zipfile.ZipFile(folder / "inhoud.zip") as pakket:
            return pakket.read(waarde)

    pad = folder / "vingerafdrukken.json"
    sommen: dict[str, dict[str, str]] = json.loads(pad.read_text("utf-8")) if pad.exists() else {}
    return sommen, inhoud


def eerste_verschil(oud: bytes, nieuw: bytes, breedte: int = 200) -> tuple[str, str]:
    """Where two contents begin to differ: that place in both, with a little of what stands before it."""
    plek = next((n for n, (a, b) in enumerate(zip(oud, nieuw, strict=False)) if a != b), min(len(oud), len(nieuw)))
    van = max(0, plek - breedte // 3)
    return tuple(deel[van : van + breedte].decode("utf-8", "replace") for deel in (oud, nieuw))  # type: ignore[return-value]


def vergelijk(folder: Path, gemaakt: dict[str, dict[str, bytes]], *, laat_zien: int) -> int:
    """Hold what was made against what was stored and print what differs. Gives the exit code."""
    sommen, inhoud = lees(folder)
    verschillen: list[tuple[str, str]] = []
    hulp = gelijk = 0
    getoond: dict[tuple[str, str], str] = {}
    for keten, delen in sorted(gemaakt.items()):
        if keten not in sommen:
            print(f"{keten} is niet bewaard in {folder} en wordt dus niet vergeleken.")
            continue
        oud = sommen[keten]
        for deel in sorted(oud.keys() | delen.keys()):
            if deel in oud and deel in delen and oud[deel] == som(delen[deel]):
                gelijk += 1
                continue
            if keten.startswith(f"{HULP}/"):
                hulp += 1
                continue
            wat = "ontbreekt nu" if deel not in delen else "is nieuw" if deel not in oud else "is anders"
            verschillen.append((deel, wat))
            print(f"{deel}: {wat}")
            if wat != "is anders":
                continue
            toen, nu = eerste_verschil(inhoud(oud[deel]), delen[deel])
            if (toen, nu) in getoond:
                print(f"    zoals bij {getoond[toen, nu]}")
            elif len(getoond) < laat_zien:
                getoond[toen, nu] = deel
                print(f"    was: {toen!r}\n    nu:  {nu!r}")
    if hulp:
        print(f"help differs: {hulp} teksten van --help zijn anders, nieuw of weg (dat telt niet als verschil).")
    if verschillen:
        print(f"ANDERS: {len(verschillen)} delen verschillen, {gelijk} zijn gelijk.")
        return 1
    print(f"GELIJK: {gelijk} delen van {len(gemaakt)} ketens.")
    return 0


def main() -> int:
    """Read the command line and do it."""
    lezer = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    lezer.add_argument("wat", choices=("bewaar", "vergelijk"))
    lezer.add_argument("map", type=Path)
    lezer.add_argument("--regio", action="append", choices=tuple(REGIOS))
    lezer.add_argument("--snel", action="store_true", help="alleen het wezenlijke")
    lezer.add_argument("--alles", action="store_true", help="bij vergelijk ook wat lang duurt; bewaar doet dat altijd")
    lezer.add_argument("--code", type=Path, default=CODE, help="een andere kopie van de code")
    lezer.add_argument("--werkers", type=int, default=min(4, os.cpu_count() or 1))
    lezer.add_argument("--ontbrekend", action="store_true", help="bewaar alleen ketens die nog niet bewaard zijn")
    lezer.add_argument("--apart", action="store_true", help="elke opdracht in een geheel nieuw proces; trager")
    lezer.add_argument("--toon", type=int, default=40, help="van zoveel verschillen het begin")
    keuze: Any = lezer.parse_args()
    begin = time.monotonic()
    omvang = SNEL if keuze.snel else ALLES if keuze.alles or keuze.wat == "bewaar" else Omvang.GEWOON
    regios = keuze.regio or list(REGIOS)
    gemaakt: dict[str, dict[str, bytes]] = {}
    gefaald: list[str] = []
    soorten = kies(regios, omvang, lees(keuze.map)[0] if keuze.ontbrekend else ())
    for naam, keten in maak(soorten, code=keuze.code.resolve(), werkers=keuze.werkers, apart=keuze.apart):
        gemaakt[naam] = keten.afdruk.delen
        gefaald += keten.gefaald
        if keuze.wat == "bewaar" and keten.heel:
            bewaar(keuze.map, naam, gemaakt[naam])
    for fout in gefaald:
        print(f"LET OP, anders geëindigd dan bedoeld: {fout}")
    if keuze.wat == "bewaar":
        print(f"Bewaard in {keuze.map}: {sum(map(len, gemaakt.values()))} delen van {len(gemaakt)} ketens.")
        uit = 0
    else:
        uit = vergelijk(keuze.map, gemaakt, laat_zien=keuze.toon)
    print(f"{time.monotonic() - begin:.0f} s")
    return uit


if __name__ == "__main__":
    sys.exit(main())
