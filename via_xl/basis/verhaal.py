"""What is told of something that was done: lines and lists, that a screen or a message shows in its own way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct, field

from via_xl.basis.bevinding import Bevinding, Ernst


class Lijst(Struct, frozen=True):
    """A list to show: ``koppen`` of texts, then ``getallen`` that stand to the right, then ``slot`` of texts again.

    ``rijen`` are rows of ready texts; ``totaal`` is a last row under a line.
    """

    titel: str
    koppen: Sequence[str]
    rijen: Sequence[Sequence[str]]
    getallen: Sequence[str] = ()
    slot: Sequence[str] = ()
    totaal: Sequence[str] = ()


class Smal(Struct, frozen=True):
    """A line that is broken where the screen ends, not by the screen itself."""

    tekst: str


Regel = str | Smal | Lijst | tuple[Bevinding, ...]
"""What is shown, one below another."""

MASTER = "{master}"
"""Stands in a line where the path of the master comes that was written."""


class Verhaal(Struct, frozen=True):
    """What a change tells: on the screen of a command, in the one message of a macro, and to another program.

    ``melding`` are the lines of the message and ``ernst`` how grave it is; ``exitcode`` is that of the command. ``vooraf``
    and ``vraag`` say what would change, on the screen and in a question: of a change that is shown before it is made.
    """

    scherm: Sequence[Regel]
    melding: Sequence[str] = ()
    json: Mapping[str, Any] = field(default_factory=dict)
    ernst: Ernst | None = None
    exitcode: int = 0
    vooraf: Sequence[Regel] = ()
    vraag: Sequence[str] = ()


STIL = Verhaal(())
"""Nothing is told."""
