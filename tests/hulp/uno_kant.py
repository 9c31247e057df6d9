"""The side of LibreOffice: started once by the system's own Python, which has ``uno``; see ``hulp.luisterend``.

Starts LibreOffice with the profile that is its argument, and reads jobs from standard input, a JSON object a line. Answers
each with a line of JSON:

* ``{"wat": "zet_om", "bron": …, "doel": …, "filter": …}``: load, which recalculates, and save in another format. ``null``.
* ``{"wat": "macros", "bestand": …, "filter": …, "stappen": [[macro, arguments], …]}``: what each step gave, its value or
  ``{"fout": …}``.

A job that fails as a whole is answered with ``{"fout": …}``. Ends, and LibreOffice with it, when its input ends.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue

WACHT = 0.05
ALTIJD_MACROS, NOOIT_MACROS = 4, 0


def eigenschappen(**waarden: object) -> tuple:
    uit = []
    for naam, waarde in waarden.items():
        eigenschap = PropertyValue()
        eigenschap.Name, eigenschap.Value = naam, waarde
        uit.append(eigenschap)
    return tuple(uit)


def verbind(pijp: str, proces: subprocess.Popen) -> object:
    """The desktop of the LibreOffice that was just started, as soon as it listens."""
    hier = uno.getComponentContext()
    oplosser = hier.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", hier)
    while proces.poll() is None:
        try:
            context = oplosser.resolve(f"uno:pipe,name={pijp};urp;StarOffice.ComponentContext")
            return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        except Exception:  # not listening yet
            time.sleep(WACHT)
    raise RuntimeError(f"LibreOffice is gestopt ({proces.returncode})")


def geopend(bureau: object, pad: str, macros: int, **opties: object) -> object:
    werkboek = bureau.loadComponentFromURL(
        Path(pad).as_uri(), "_blank", 0, eigenschappen(Hidden=True, MacroExecutionMode=macros, **opties)
    )
    if werkboek is None:
        raise RuntimeError("is niet te openen")
    return werkboek


def zet_om(bureau: object, job: dict) -> None:
    werkboek = geopend(bureau, job["bron"], NOOIT_MACROS)
    try:
        werkboek.storeToURL(Path(job["doel"]).as_uri(), eigenschappen(FilterName=job["filter"]))
    finally:
        werkboek.close(True)


def macros(bureau: object, job: dict) -> list:
    werkboek = geopend(bureau, job["bestand"], ALTIJD_MACROS, FilterName=job["filter"])
    uit: list = []
    try:
        scripts = werkboek.getScriptProvider()
        for macro, argumenten in job["stappen"]:
            adres = f"vnd.sun.star.script:VBAProject.{macro}?language=Basic&location=document"
            try:
                uit.append(scripts.getScript(adres).invoke(tuple(argumenten), (), ())[0])
            except Exception as fout:
                uit.append({"fout": str(fout)})
    finally:
        werkboek.close(True)
    return uit


class Kantoor:
    """The LibreOffice that listens; one that has ended is started again."""

    def __init__(self, profiel: str) -> None:
        self._profiel = profiel
        self._gestart = 0
        self._begin()

    def _begin(self) -> None:
        self._gestart += 1
        pijp = f"via{os.getpid()}_{self._gestart}"
        opdracht = ["soffice", f"-env:UserInstallation={self._profiel}", "--headless", "--norestore", "--nologo"]
        opdracht += [f"--accept=pipe,name={pijp};urp;"]
        stil = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self._proces = subprocess.Popen(opdracht, **stil)
        self._bureau = verbind(pijp, self._proces)

    def doe(self, job: dict) -> object:
        werk = {"zet_om": zet_om, "macros": macros}[job["wat"]]
        try:
            return werk(self._bureau, job)
        except Exception as fout:
            if "DisposedException" not in f"{type(fout).__name__} {fout}":
                raise
        self.stop()
        self._begin()
        return werk(self._bureau, job)

    def stop(self) -> None:
        self._proces.terminate()
        self._proces.wait()


def main() -> None:
    kantoor = Kantoor(sys.argv[1])
    try:
        for regel in sys.stdin:
            try:
                antwoord = kantoor.doe(json.loads(regel))
            except Exception as fout:
                antwoord = {"fout": f"{type(fout).__name__}: {fout}"}
            print(json.dumps(antwoord), flush=True)
    finally:
        kantoor.stop()


if __name__ == "__main__":
    main()
