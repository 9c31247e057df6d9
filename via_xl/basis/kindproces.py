"""A child process that may fail: work on files from outside, under a limit of memory and time.

A child does many tasks, one at a time. When it dies or takes too long it is replaced, and only the task at hand
failed. It is started as a plain Python program and spoken to over its pipes: so it works the same on Windows, and
from Excel, and never runs the caller's own script again.
"""

from __future__ import annotations

import os
import pickle
import struct
import subprocess
import sys
import threading
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import IO, Any

import via_xl
from via_xl.basis.tijdelijk import Tijdelijkemap, TijdelijkVol

GEHEUGEN = 1024 * 2**20
"""Address space of a child, unless told otherwise; an hour sheet needs a twentieth of it."""

TIJD = 30.0
"""Seconds for one task, unless told otherwise; an hour sheet takes some hundredths."""

_LENGTE = struct.Struct("<Q")


class KindGestopt(Exception):
    """The child process died, or was stopped because a task took too long (then ``te_lang``)."""

    def __init__(self, *, te_lang: bool) -> None:
        super().__init__("te lang" if te_lang else "gestopt")
        self.te_lang = te_lang

    def uitleg(self, wat: str) -> str:
        """What happened and what to do, in Dutch, for the user whose workbook it was.

        ``wat`` is what could not be done: "Het controleren".
        """
        waarom = "duurt te lang" if self.te_lang else "lukt niet: het is te zwaar of beschadigd"
        return f"{wat} {waarom}. Haal weg wat er niet in hoort, of sla het in Excel opnieuw op."


class Kind:
    """A child process that calls one function for task after task, under a limit of memory and time.

    ``functie`` is "module:name"; it is called with ``vast``, which stays the same, and the task. ``geheugen`` is how
    many bytes the child may use, and ``tijd`` how many seconds one task may take. Use it as a context manager, or end
    with :meth:`stop`.
    """

    def __init__(self, functie: str, vast: Any, *, geheugen: int = GEHEUGEN, tijd: float = TIJD) -> None:
        self._begin = pickle.dumps((functie, geheugen, tijd, vast))
        self._tijd = tijd
        self._proces: subprocess.Popen[bytes] | None = None
        self._tijdelijk: Tijdelijkemap | None = None

    def __enter__(self) -> Kind:
        return self

    def __exit__(
        self, soort: type[BaseException] | None, fout: BaseException | None, spoor: TracebackType | None
    ) -> None:
        self.stop()

    def vraag(self, opdracht: Any) -> Any:
        """The answer of the function for this task. What is sent and answered is pickled.

        Raises:
            KindGestopt: the child died, ran out of memory, failed, or took too long; the next task gets a new one.
            TijdelijkVol: there was no room for temporary files.
        """
        te_lang = threading.Event()
        proces = self._proces if self._proces is not None and self._proces.poll() is None else self._start()

        def breek_af() -> None:
            te_lang.set()
            proces.kill()

        wekker = threading.Timer(self._tijd, breek_af)
        wekker.start()
        try:
            _zend(_pijp(proces.stdin), pickle.dumps(opdracht))
            gelukt, antwoord = pickle.loads(_ontvang(_pijp(proces.stdout)))  # noqa: S301 - made by our own code
        except (OSError, EOFError, pickle.UnpicklingError) as fout:
            self.stop()
            raise KindGestopt(te_lang=te_lang.is_set()) from fout
        finally:
            wekker.cancel()
        if not gelukt:
            self.stop()
            raise antwoord or KindGestopt(te_lang=False)
        return antwoord

    def stop(self) -> None:
        """End the child, if there is one, and remove its temporary files, which a child that is killed can't do itself."""
        proces, self._proces = self._proces, None
        if proces is not None:
            self._beeindig(proces)
        tijdelijk, self._tijdelijk = self._tijdelijk, None
        if tijdelijk is not None:
            tijdelijk.ruim_op()

    def _beeindig(self, proces: subprocess.Popen[bytes]) -> None:
        proces.kill()
        for pijp in (proces.stdin, proces.stdout):
            if pijp is not None:
                with suppress(OSError):  # what it still had to say goes nowhere
                    pijp.close()
        proces.wait()

    def _start(self) -> subprocess.Popen[bytes]:
        self.stop()
        wortel = str(Path(via_xl.__file__).parents[1])
        self._tijdelijk = Tijdelijkemap()
        try:
            omgeving = (
                os.environ
                | {"PYTHONPATH": os.pathsep.join([wortel, *filter(None, sys.path)])}
                | dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(self._tijdelijk.pad))
            )
            self._proces = subprocess.Popen(
                # -P: a file beside the workbooks never passes for one of Python's own modules.
                [sys.executable, "-P", "-m", "via_xl.basis.kindproces"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=omgeving,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
            _zend(_pijp(self._proces.stdin), self._begin)
        except OSError as fout:
            self.stop()
            raise KindGestopt(te_lang=False) from fout
        return self._proces


def _pijp(pijp: IO[bytes] | None) -> IO[bytes]:
    if pijp is None:
        raise EOFError
    return pijp


def _zend(pijp: IO[bytes], bericht: bytes) -> None:
    pijp.write(_LENGTE.pack(len(bericht)) + bericht)
    pijp.flush()


def _ontvang(pijp: IO[bytes]) -> bytes:
    kop = pijp.read(_LENGTE.size)
    if len(kop) < _LENGTE.size:
        raise EOFError
    (lengte,) = _LENGTE.unpack(kop)
    bericht = pijp.read(lengte)
    if len(bericht) < lengte:
        raise EOFError
    return bericht


def _begrens(geheugen: int, tijd: float) -> None:
    """Limit memory, and from now on processor time, where the system can (not on Windows)."""
    try:
        import resource
    except ImportError:
        return
    with suppress(ValueError, OSError):  # macOS has no such limit; the limits of the package and the time remain
        resource.setrlimit(resource.RLIMIT_AS, (geheugen, geheugen))
    _geef_tijd(tijd)


def _geef_tijd(tijd: float) -> None:
    """Allow this process so many more seconds of processor time; after that the system ends it."""
    try:
        import resource

        gebruikt = resource.getrusage(resource.RUSAGE_SELF)
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        zacht = int(gebruikt.ru_utime + gebruikt.ru_stime + tijd) + 2
        resource.setrlimit(resource.RLIMIT_CPU, (zacht, hard))
    except (ImportError, ValueError, OSError):
        return


def _werk() -> None:
    """What the child runs: tasks come in over standard input, answers go out over what was standard output."""
    invoer = sys.stdin.buffer
    uitvoer = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # nothing that prints may break the answers
    functie, geheugen, tijd, vast = pickle.loads(_ontvang(invoer))  # noqa: S301 - from our own parent
    module, _, naam = functie.partition(":")
    doe = getattr(import_module(module), naam)
    _begrens(geheugen, tijd)
    while True:
        try:
            opdracht = pickle.loads(_ontvang(invoer))  # noqa: S301 - from our own parent
        except EOFError:
            return
        _geef_tijd(tijd)
        try:
            antwoord = pickle.dumps((True, doe(vast, opdracht)))
        except TijdelijkVol as fout:  # says nothing of the file
            antwoord = pickle.dumps((False, fout))
        except Exception:  # whatever a file from outside provokes is this file's, not the run's
            antwoord = pickle.dumps((False, None))
        _zend(uitvoer, antwoord)


if __name__ == "__main__":
    _werk()
