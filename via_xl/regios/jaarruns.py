"""The yearly run of many regions: each master a job of its own, side by side, and only what changed since the last time.

A job is a plain :func:`via_xl.jaarrun.jaarrun`: it reads, proves and publishes by itself, so that a master that fails stops
nothing but itself. joblib divides the jobs over the cores of this computer, or over the workers of a Dask scheduler, which
then see the same folders. A job counts for one core: its own child works mostly where the job waits for it.
"""

from __future__ import annotations

import glob
import json
import os
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from enum import StrEnum
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import asdict, replace

from via_xl.basis.afbreken import Voortgang
from via_xl.basis.bevinding import Bevinding, InvoerFout
from via_xl.basis.gewoon import lees_gewoon
from via_xl.basis.opsomming import en
from via_xl.basis.publiceren import MAP, afrekeningenmap, eigen_map
from via_xl.regios.regiorun import (
    ONTHOUDEN,
    Regioopdracht,
    Regiorun,
    Regiostand,
    details,
    eerder,
    lees_onthouden,
    mislukt,
)
from via_xl.wijzigen.vervangen import is_bewaarde

_NAAM = "*master*.xls[xm]"
"""Which files in a folder are masters; another name is given by itself, in a list or as a pattern."""

_GEEN_MASTERS = (MAP, "bron")
"""Folders in which copies of masters lie."""


class Engine(StrEnum):
    """What divides the jobs."""

    PROCESSEN = "processen"
    DASK = "dask"


class Regioruns(Struct, frozen=True):
    """Every region, in the order in which the masters were given."""

    regios: tuple[Regiorun, ...]
    seconden: float

    @property
    def exitcode(self) -> int:
        """0 when none failed, 1 when a proof or the program did, or else 2: there is input to mend."""
        codes = {regio.exitcode for regio in self.regios} - {0}
        return min(codes, default=0)

    def aantal(self, stand: Regiostand) -> int:
        """How many regions ended so."""
        return sum(regio.stand is stand for regio in self.regios)

    @property
    def in_eigen_map(self) -> bool:
        """Whether a master has its versions beside it in a folder with its name, because more masters lie there."""
        return any(Path(regio.map).parents[1] == eigen_map(Path(regio.master)) for regio in self.regios if regio.map)

    def als_json(self) -> dict[str, Any]:
        """As plain values."""
        geteld = {str(stand): self.aantal(stand) for stand in Regiostand}
        return geteld | {"seconden": round(self.seconden, 3), "regios": [asdict(regio) for regio in self.regios]}


def jaarruns(
    bronnen: Sequence[str],
    jaar: int | None = None,
    uit: Path | None = None,
    voortgang: Voortgang = lambda *_: None,
    *,
    opnieuw: bool = False,
    tegelijk: int | None = None,
    engine: Engine = Engine.PROCESSEN,
    scheduler: str | None = None,
) -> Regioruns:
    """Settle the year of every master that ``bronnen`` name: folders, patterns, lists (.txt) and masters.

    The versions of a master lie in ``afrekeningen`` beside it (``afrekeningen-`` and its name where more masters lie together),
    or in a folder of its own in ``uit``, and stay there whatever else is named. ``tegelijk`` is how many jobs
    are done side by side, by default as many as there are cores (or workers of Dask).

    Raises:
        InvoerFout: no master is named, two would use one folder, or the scheduler isn't there.
    """
    begin = time.perf_counter()
    opdrachten = [replace(een, jaar=jaar) for een in _opdrachten(vind_masters(bronnen), uit)]
    voortgang("Masters verdelen", 0, len(opdrachten))
    bekend = {} if opnieuw else {een.master: run for een in opdrachten if (run := eerder(een)) is not None}
    gedaan, te_doen = dict(bekend), [een for een in opdrachten if een.master not in bekend]
    with _verdeler(engine, scheduler):
        for opdracht, run in _verdeel(
            te_doen, _draai, tegelijk or (-1 if engine is Engine.DASK else os.cpu_count() or 1)
        ):
            gedaan[opdracht.master] = run
            voortgang(f"{run.naam}: {run.stand}", len(gedaan), len(opdrachten))
    return Regioruns(tuple(gedaan[een.master] for een in opdrachten), time.perf_counter() - begin)


# --- which masters ------------------------------------------------------------------------------------------


def vind_masters(bronnen: Iterable[str]) -> list[Path]:
    """The masters that are named, each once, in order, by their whole path: a worker may stand in another folder.

    One that isn't there is one that will fail.

    Raises:
        InvoerFout: there are none, or a list can't be read.
    """
    bronnen = list(bronnen)
    gevonden = {pad.resolve(): pad.absolute() for bron in bronnen for pad in _van_bron(bron)}
    if not gevonden:
        raise InvoerFout(
            f"Geen master gevonden in {en(bronnen)}. Geef een map op met bestanden als via_master.xlsx, een patroon als "
            '"regios/*/*.xlsx", of een .txt met op elke regel een master.'
        )
    return list(gevonden.values())


def _van_bron(bron: str) -> Iterable[Path]:
    pad = Path(bron)
    if pad.is_dir():
        return sorted(een for een in pad.rglob(_NAAM) if _telt(een, pad))
    if pad.suffix.lower() == ".txt":
        return _uit_lijst(pad)
    if glob.has_magic(bron) and not pad.exists():
        return sorted(een for een in map(Path, glob.glob(bron, recursive=True)) if _telt(een) and een.is_file())  # noqa: PTH207 - also an absolute pattern
    return [pad]


def _telt(pad: Path, vanaf: Path | None = None) -> bool:
    """Whether a file that was found is no copy: of a version, of a master that was changed, or of an open program."""
    elders = any(
        deel in _GEEN_MASTERS or deel.startswith((".", f"{MAP}-"))
        for deel in (pad.relative_to(vanaf) if vanaf else pad).parts[:-1]
        if deel not in (".", "..")
    )
    return not (elders or pad.name.startswith(("~$", ".")) or is_bewaarde(pad))


def _uit_lijst(pad: Path) -> list[Path]:
    try:
        regels = lees_gewoon(pad).decode("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as fout:
        raise InvoerFout(
            f"{pad} kan niet worden gelezen. Geef een tekst (UTF-8) op met op elke regel een master."
        ) from fout
    namen = (regel.strip().strip('"') for regel in regels)  # Windows copies a path in quotes
    return [pad.parent / naam for naam in namen if naam and not naam.startswith("#")]


def _opdrachten(masters: Sequence[Path], uit: Path | None) -> list[Regioopdracht]:
    """A job for each master, with a name and a folder that no other has.

    Raises:
        InvoerFout: two would have the same folder.
    """
    namen = _namen(masters, {} if uit is None else _bekend(uit))
    samen = Counter(pad.resolve().parent for pad in masters)
    opdrachten = [
        Regioopdracht(
            naam, pad, _naast(pad, alleen=samen[pad.resolve().parent] == 1) if uit is None else uit.absolute() / naam
        )
        for naam, pad in zip(namen, masters, strict=True)
    ]
    doelen = Counter(een.doel.resolve() for een in opdrachten)
    wat = "zijn versies komen in {}, net als die van een andere master."
    doen = "Geef elke master een eigen naam of map."
    dubbel = [
        Bevinding(str(een.master), "", "", wat.format(een.doel), doen)
        for een in opdrachten
        if doelen[een.doel.resolve()] > 1
    ]
    if dubbel:
        raise InvoerFout("Van deze masters zouden de versies door elkaar komen te staan; er is niets gemaakt.", dubbel)
    return opdrachten


def _namen(masters: Sequence[Path], bekend: Mapping[Path, str]) -> list[str]:
    """What the regions are called: as before, or else after their file, with the folders above it that tell it from others.

    So a name doesn't depend on what else is named, but for masters that are called alike. ``bekend`` are the names of before.
    """
    paden = [pad.resolve() for pad in masters]
    bezet = {naam.casefold() for naam in bekend.values()}
    diepst = max(len(pad.parent.parts) for pad in paden)
    keren = [Counter(_naam(pad, diep).casefold() for pad in paden) for diep in range(diepst)]

    def nieuw(pad: Path) -> str:
        namen = [_naam(pad, diep) for diep in range(diepst)]
        uniek = (
            naam
            for diep, naam in enumerate(namen)
            if keren[diep][naam.casefold()] == 1 and naam.casefold() not in bezet
        )
        return next(uniek, namen[-1])

    return [bekend.get(pad) or nieuw(pad) for pad in paden]


def _naam(pad: Path, diep: int) -> str:
    """The name of a file behind those of so many folders above it."""
    boven = pad.parent.parts[1:]
    return "-".join((*boven[max(len(boven) - diep, 0) :], pad.stem))


def _bekend(uit: Path) -> dict[Path, str]:
    """Which folder in ``uit`` has the versions of which master, of those that are still where they were."""
    gevonden: dict[Path, str] = {}
    for pad in sorted(uit.glob(f"*/{ONTHOUDEN}")):
        for master in _gemaakt_van(pad.parent):
            gevonden.setdefault(Path(master).resolve(), pad.parent.name)
    return {master: naam for master, naam in gevonden.items() if master.is_file()}


def _naast(pad: Path, *, alleen: bool) -> Path:
    """The folder of the versions beside a master: the one it has, or ``afrekeningen`` when no other master has that."""
    plek = afrekeningenmap(pad.absolute())
    van = {Path(master).name for master in _gemaakt_van(plek) or _uit_manifesten(plek)}
    anderen = any((pad.parent / naam).is_file() for naam in van - {pad.name})
    return plek if plek.name != MAP or pad.name in van or (alleen and not anderen) else eigen_map(pad.absolute())


def _gemaakt_van(doel: Path) -> set[str]:
    """The masters that the versions in a folder were made of, as it is remembered there."""
    try:
        return {str(een["run"]["master"]) for een in lees_onthouden(doel).values()}
    except (KeyError, TypeError):
        return set()


def _uit_manifesten(doel: Path) -> set[str]:
    """The same by the versions themselves, which name the file only."""
    namen = set()
    for pad in doel.glob("*/v*/manifest.json"):
        try:
            namen.add(str(json.loads(lees_gewoon(pad))["master"]["bestand"]))
        except (OSError, ValueError, KeyError, TypeError):
            continue
    return namen


# --- the division of the work -------------------------------------------------------------------------------

Werk = Callable[[Regioopdracht], Regiorun]


def _verdeler(engine: Engine, scheduler: str | None) -> AbstractContextManager[Any]:
    """Where joblib sends the jobs inside the context.

    Raises:
        InvoerFout: Dask isn't installed, or there is no scheduler at that address.
    """
    if engine is not Engine.DASK:
        if scheduler is not None:
            raise InvoerFout("Een --scheduler hoort bij --engine dask. Geef die erbij, of laat hem weg.")
        return nullcontext()
    if scheduler is None:
        raise InvoerFout("Bij --engine dask hoort --scheduler, bijvoorbeeld --scheduler tcp://10.0.0.5:8786.")
    try:
        from distributed import Client
    except ImportError as fout:
        raise InvoerFout("Dask is niet geïnstalleerd. Installeer het met: pip install 'via-xl[dask]'") from fout
    from joblib import parallel_config

    try:
        klant = Client(scheduler, timeout=10, set_as_default=True)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as fout:
        raise InvoerFout(f"Op {scheduler} antwoordt geen Dask-scheduler. Start er een met: dask scheduler") from fout
    return _Klant(klant, parallel_config(backend="dask"))


class _Klant:
    """The Dask client for as long as the jobs last."""

    def __init__(self, klant: Any, verdeler: Any) -> None:
        self._klant = klant
        self._verdeler = verdeler

    def __enter__(self) -> None:
        self._verdeler.__enter__()

    def __exit__(self, *wat: Any) -> None:
        self._verdeler.__exit__(*wat)
        self._klant.close()


def _verdeel(
    opdrachten: Sequence[Regioopdracht], werk: Werk, tegelijk: int
) -> Iterator[tuple[Regioopdracht, Regiorun]]:
    """Every job with its outcome, as they are done; ``tegelijk`` is how many at once, -1 for as many as there are workers.

    When a process dies nobody knows of which job, so what wasn't done yet is done again, each in a process of its own.
    """
    if not opdrachten:
        return
    from joblib import Parallel, delayed

    over = dict(enumerate(opdrachten))
    samen = Parallel(n_jobs=min(tegelijk, len(opdrachten)), batch_size=1, return_as="generator_unordered")
    try:
        for nummer, run in samen(delayed(_genummerd)(werk, *paar) for paar in over.copy().items()):
            yield over.pop(nummer), run
    except Exception:  # a job tells itself what went wrong in it: this is of what carried it, a process or a worker
        for opdracht in over.values():
            yield opdracht, _apart(opdracht, werk)


def _draai(opdracht: Regioopdracht) -> Regiorun:
    """Do a job. What that takes is loaded here: in the process that does it."""
    from via_xl.regios.draaien import draai

    return draai(opdracht)


def _genummerd(werk: Werk, nummer: int, opdracht: Regioopdracht) -> tuple[int, Regiorun]:
    return nummer, werk(opdracht)


def _apart(opdracht: Regioopdracht, werk: Werk) -> Regiorun:
    from joblib import Parallel, delayed

    try:
        (run,) = Parallel(n_jobs=2)([delayed(werk)(opdracht)])
    except Exception as fout:  # as above
        bericht = "de run is gestopt, waarschijnlijk door te weinig geheugen; er is niets gepubliceerd."
        return mislukt(opdracht, bericht + details(opdracht, fout), 1, time.perf_counter())
    uitkomst: Regiorun = run
    return uitkomst
