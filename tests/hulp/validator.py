"""The Open XML SDK validation: would Excel offer to repair this file?

It does not see a broken structured reference, a wrong code name or a garbage vbaProject.bin: other tests do.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

_VALIDATOR = Path(__file__).parent.parent / "gereedschap" / "node_modules" / ".bin" / "ooxml-validator"
VERSIE = "Office2016"


def fouten(bestand: Path, versie: str = VERSIE) -> list[str]:
    """The errors of a workbook, a line each; empty when it is valid. Raises RuntimeError when it can't be run."""
    if not _VALIDATOR.exists() or shutil.which("node") is None:
        raise RuntimeError("ooxml-validator ontbreekt: voer tests/gereedschap/installeer.sh uit.")
    opdracht = [str(_VALIDATOR), str(bestand), "--officeVersion", versie]
    klaar = subprocess.run(opdracht, capture_output=True, text=True, check=False)
    if klaar.returncode not in (0, 1):
        raise RuntimeError(f"ooxml-validator werkt niet: {klaar.stderr.strip()}")
    uitkomst = json.loads(klaar.stdout)
    regels = [f"{fout.get('path')}: {fout.get('description')}" for fout in uitkomst["errors"]]
    return regels or ([] if uitkomst["ok"] else [klaar.stdout])
