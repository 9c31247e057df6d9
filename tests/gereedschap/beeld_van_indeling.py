"""Keep what the program makes in a master of today's layout, before the layout goes up: ``sjablonen/indeling<n>.json``.

Give it masters that nobody touched, of several regions and years and of both editions. A text that depends on a region would
make the file grow with each one; it hardly does.

    python tests/gereedschap/beeld_van_indeling.py via_xl/sjablonen/indeling4.json map/*.xls?
"""

from __future__ import annotations

import json
import sys
from functools import reduce
from pathlib import Path

from via_xl.lezen.master import lees_master
from via_xl.lezen.xlsx import Xlsx
from via_xl.wijzigen.meenemen.beeld import Beeld, Masker, beeld_van


def beeld_van_bestand(pad: Path) -> Beeld:
    """What the program made in one master."""
    master = lees_master(pad, vergeef_ouderdom=True)
    with Xlsx(pad) as boek:
        return beeld_van(boek, Masker(master.regeling))


if __name__ == "__main__":
    uit, *masters = map(Path, sys.argv[1:])
    heel = reduce(Beeld.met, map(beeld_van_bestand, masters))
    uit.write_text(json.dumps(heel.als_json(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
