"""Calls the VBA of a workbook in LibreOffice. Run by the system's own Python, which has ``uno``; see ``hulp.vba``.

Reads a job as JSON from standard input: the file, the import filter, and steps (macro, arguments). Prints as JSON what
each step gave: its value, or ``{"fout": …}``.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue

WACHT = 0.1
POGINGEN = 600


def eigenschap(naam: str, waarde: object) -> object:
    uit = PropertyValue()
    uit.Name, uit.Value = naam, waarde
    return uit


def verbind(pijp: str) -> object:
    hier = uno.getComponentContext()
    oplosser = hier.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", hier)
    for _ in range(POGINGEN):
        try:
            return oplosser.resolve(f"uno:pipe,name={pijp};urp;StarOffice.ComponentContext")
        except Exception:  # not listening yet
            time.sleep(WACHT)
    raise RuntimeError("LibreOffice antwoordt niet")


def voer_uit(job: dict, context: object) -> list:
    bureau = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    opties = [eigenschap("Hidden", True), eigenschap("MacroExecutionMode", 4)]
    if job.get("filter"):
        opties.append(eigenschap("FilterName", job["filter"]))
    werkboek = bureau.loadComponentFromURL(Path(job["bestand"]).as_uri(), "_blank", 0, tuple(opties))
    uit: list = []
    scripts = werkboek.getScriptProvider()
    for macro, argumenten in job["stappen"]:
        adres = f"vnd.sun.star.script:VBAProject.{macro}?language=Basic&location=document"
        try:
            uit.append(scripts.getScript(adres).invoke(tuple(argumenten), (), ())[0])
        except Exception as fout:
            uit.append({"fout": str(fout)})
    werkboek.close(True)
    return uit


def main() -> None:
    job = json.load(sys.stdin)
    pijp = f"via{os.getpid()}"
    with tempfile.TemporaryDirectory(prefix="via-xl-uno-") as profiel:
        opdracht = ["soffice", f"-env:UserInstallation={Path(profiel).as_uri()}", "--headless", "--norestore"]
        opdracht += ["--nologo", f"--accept=pipe,name={pijp};urp;"]
        proces = subprocess.Popen(opdracht, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            print(json.dumps(voer_uit(job, verbind(pijp))))
        finally:
            proces.terminate()
            proces.wait(timeout=60)


if __name__ == "__main__":
    main()
