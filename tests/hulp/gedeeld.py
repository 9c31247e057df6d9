"""What is costly to make and no test changes: made once, whichever worker of the run asks first.

It lies in the temporary folder of the run, which all its workers share. Where it lies is named by the content it is made
from: the program, the helpers of the tests, the region's data and what the caller passes. So it can't be stale.
"""

from __future__ import annotations

import hashlib
import io
import pickle
import shutil
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from types import FunctionType
from typing import Any, TypeVar

from filelock import FileLock

T = TypeVar("T")

_WORTEL = Path(__file__).parents[2]
_BRONNEN = (("via_xl", "*.py"), ("via_xl/sjablonen", "*"), ("tests/hulp", "*.py"), ("workbooks/gegevens", "*"))
_kast: Path | None = None
_gezien: dict[Path, Any] = {}


def zet_kast(kastmap: Path) -> None:
    """Say where the shared things lie; the workers of one run say the same."""
    global _kast  # noqa: PLW0603 - set once, by conftest
    _kast = kastmap
    _kast.mkdir(exist_ok=True)


def gedeeld(naam: str, sleutel: object, maak: Callable[[Path], T]) -> T:
    """What ``maak`` gives, made in a folder of its own by whoever comes first; the others wait and read it.

    Args:
        naam: what it is, for the name of the folder.
        sleutel: everything it depends on besides the program and the region's data; its ``repr`` counts.
        maak: makes it in the folder it is given. What it gives must survive pickling; of functions made inside another
            function (charts in a Boek) only the name is kept, and calling one fails.
    """
    plek = (_kast or _eigen_kast()) / f"{naam}-{_som(repr(sleutel))}"
    if plek in _gezien:
        gezien: T = _gezien[plek]
        return gezien
    klaar = plek / ".klaar"
    with FileLock(f"{plek}.slot"):
        if not klaar.exists():
            shutil.rmtree(plek, ignore_errors=True)  # half made, by a worker that failed
            plek.mkdir()
            uit = io.BytesIO()
            _Inpakker(uit, pickle.HIGHEST_PROTOCOL).dump(maak(plek))
            klaar.write_bytes(uit.getvalue())
    waarde: T = pickle.loads(klaar.read_bytes())  # noqa: S301 - written above
    _gezien[plek] = waarde
    return waarde


@cache
def _eigen_kast() -> Path:
    """A folder for this process alone, when what is shared is asked for outside a test."""
    _eigen = tempfile.TemporaryDirectory(prefix="via-xl-gedeeld-")
    _gezien[Path()] = _eigen  # kept until Python ends
    return Path(_eigen.name)


def _som(tekst: str) -> str:
    return hashlib.sha256(f"{_som_van_bronnen()}\n{tekst}".encode()).hexdigest()[:16]


@cache
def _som_van_bronnen() -> str:
    som = hashlib.sha256()
    for kastmap, patroon in _BRONNEN:
        for pad in sorted((_WORTEL / kastmap).rglob(patroon)):
            if pad.is_file() and "__pycache__" not in pad.parts:
                som.update(pad.relative_to(_WORTEL).as_posix().encode() + b"\0" + pad.read_bytes())
    return som.hexdigest()


class _Inpakker(pickle.Pickler):
    def reducer_override(self, ding: Any) -> Any:
        """What a Boek adds to its sheets with a function of its own stays behind; its cells and formulas go along."""
        if isinstance(ding, FunctionType) and "<locals>" in ding.__qualname__:
            return _niet_bewaard, (ding.__qualname__,)
        return NotImplemented


def _niet_bewaard(naam: str) -> Callable[..., Any]:
    def weg(*_: Any) -> Any:
        raise AssertionError(f"{naam} is not kept in what workers share: write the Boek before it is shared")

    return weg
