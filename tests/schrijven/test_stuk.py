"""The template of the Word documents is what its script makes of it."""

from __future__ import annotations

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

from via_xl.basis.vingerafdruk import vingerafdruk
from via_xl.schrijven.stuk import SJABLOON

SCRIPT = Path(__file__).parents[2] / "workbooks" / "bouw_stuk.py"


def test_the_template_in_the_package_is_what_the_script_makes(tmp_path: Path) -> None:
    spec = spec_from_file_location("bouw_stuk", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    script = module_from_spec(spec)
    spec.loader.exec_module(script)
    script.bouw(tmp_path / "stuk.docx")
    assert vingerafdruk(tmp_path / "stuk.docx") == vingerafdruk(SJABLOON), "voer python workbooks/bouw_stuk.py uit"
