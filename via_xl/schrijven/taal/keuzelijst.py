"""What may be chosen in a cell."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from via_xl.schrijven.boek import Validatie


def keuzelijst(bron: str | Sequence[str], uitleg: str = "") -> Validatie:
    """A dropdown over a defined name (``=Lijst_codes``) or a fixed list of words."""
    opties: dict[str, Any] = {
        "validate": "list",
        "source": bron if isinstance(bron, str) else list(bron),
        "error_title": "Kies uit de lijst",
        "error_message": "Deze waarde staat niet in de lijst. Kies een waarde uit de keuzelijst.",
    }
    if uitleg:
        opties["input_message"] = uitleg
    return Validatie(opties)
