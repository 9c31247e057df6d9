"""Whether another program has the master open: what isn't saved there does not count."""

from __future__ import annotations

from pathlib import Path

from via_xl.basis.bevinding import Bevinding, Ernst


def geopend_elders(pad: Path) -> tuple[Bevinding, ...]:
    """A warning when Excel's or LibreOffice's lock file lies beside the workbook, else nothing."""
    sloten = (pad.with_name(f"~${pad.name}"), pad.with_name(f".~lock.{pad.name}#"))
    if not any(slot.exists() for slot in sloten):
        return ()
    wat = "de werkmap staat open in een ander programma; alleen wat bewaard is telt mee."
    return (Bevinding(pad.name, "", "", wat, "Bewaar het daar en draai zo nodig opnieuw.", Ernst.WAARSCHUWING),)
