"""Whether this Python can run the program: ``python -m via_xl.basis.welke_python`` says so before anything is installed.

IronCalc, with which every outcome is proven, comes ready-made for these Pythons only. Nothing is imported here but what
every Python has.
"""

from __future__ import annotations

import sys
import sysconfig

OUDSTE, NIEUWSTE = (3, 11), (3, 14)
_ANDERS = {"win32": "voor 32-bits Windows", "win-arm64": "voor Windows op Arm"}


def bezwaar(versie: tuple[int, int] = sys.version_info[:2], systeem: str = "", grootste: int = sys.maxsize) -> str:
    """Why the program can't run on this Python and what to do, in one sentence; "" when it can.

    Args:
        versie: its version.
        systeem: what it was made for, as :func:`sysconfig.get_platform` calls it; by default this one's.
        grootste: its largest size, by which a 32-bit one shows.
    """
    systeem = systeem or sysconfig.get_platform()
    waarvoor = _ANDERS.get(systeem, "" if grootste > 2**32 else "van 32 bits")
    if not waarvoor and OUDSTE <= versie <= NIEUWSTE:
        return ""
    dit, van, tot = ("{}.{}".format(*deze) for deze in (versie, OUDSTE, NIEUWSTE))
    return (
        f"ViA-XL werkt met een 64-bits Python {van} tot en met {tot} en dit is Python {dit}{f' {waarvoor}' if waarvoor else ''}: "
        f"installeer van python.org zo'n Python (op Windows, ook op Arm, de 'Windows installer (64-bit)') en daarmee ViA-XL."
    )


if __name__ == "__main__":
    sys.exit(bezwaar() or None)
