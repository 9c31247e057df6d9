"""One LibreOffice for all tests of a worker: started when it is first needed, listening until the run ends.

It has the profile of the product's own adapter: it recalculates on loading and follows no links.
"""

from __future__ import annotations

import atexit
import json
import select
import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

from via_xl.bewijs.libreoffice import LibreOfficeFout, _profiel

_KANT = Path(__file__).with_name("uno_kant.py")
_SYSTEEMPYTHON = "/usr/bin/python3"
GEDULD = 600
"""Seconds after which a job that gets no answer is given up: not how long it may take, but that it never hangs the run."""

_proces: subprocess.Popen[str] | None = None


def vraag(**job: Any) -> Any:
    """Have LibreOffice do a job (see ``hulp.uno_kant``); gives the answer.

    Raises:
        LibreOfficeFout: it is not there, or could not do it.
    """
    if shutil.which("soffice") is None:
        raise LibreOfficeFout("LibreOffice staat niet op deze computer; er is niet mee nagerekend.")
    proces = _luisterend()
    assert proces.stdin
    assert proces.stdout
    try:
        proces.stdin.write(json.dumps(job) + "\n")
        proces.stdin.flush()
        klaar, _, _ = select.select([proces.stdout], [], [], GEDULD)
        regel = proces.stdout.readline() if klaar else ""
    except BrokenPipeError:
        regel = ""
    if not regel:
        _stop()
        raise LibreOfficeFout(f"LibreOffice gaf geen antwoord: {job}")
    antwoord = json.loads(regel)
    if isinstance(antwoord, dict) and "fout" in antwoord:
        raise LibreOfficeFout(antwoord["fout"])
    return antwoord


def _luisterend() -> subprocess.Popen[str]:
    global _proces  # noqa: PLW0603 - the one LibreOffice of this worker
    if _proces is None or _proces.poll() is not None:
        # A profile of its own: with the one of the product's adapter, that would hand its work to this LibreOffice and end it.
        opdracht = [_SYSTEEMPYTHON, str(_KANT), _eigen_profiel().as_uri()]
        _proces = subprocess.Popen(opdracht, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    return _proces


@cache
def _eigen_profiel() -> Path:
    return _profiel.__wrapped__()


@atexit.register
def _stop() -> None:
    """The end of its input ends it; one that hangs is killed."""
    global _proces  # noqa: PLW0603 - as above
    if _proces is not None:
        try:
            _proces.communicate(timeout=60)
        except (subprocess.TimeoutExpired, ValueError, OSError):
            _proces.kill()
            _proces.wait()
        _proces = None
