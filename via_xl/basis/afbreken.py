"""Ctrl-C and SIGTERM: answered at once, and not lost when a library swallows the exception.

An import that is interrupted halfway can turn a KeyboardInterrupt into an ImportError of its own and go on
without it. So the signal is remembered too, and every step of the progress asks for it.
"""

from __future__ import annotations

import signal
from collections.abc import Callable
from types import FrameType

Voortgang = Callable[[str, int, int], None]
"""Called with what is being done, how many steps are done and how many there are."""

_gevraagd = False


def luister() -> None:
    """From now on, let SIGTERM stop this process as Ctrl-C does, and remember that either was given."""
    for sein in (signal.SIGINT, signal.SIGTERM):
        signal.signal(sein, _breek_af)


def _breek_af(_sein: int, _frame: FrameType | None) -> None:
    global _gevraagd  # noqa: PLW0603 - a signal handler has nowhere else to leave word
    _gevraagd = True
    raise KeyboardInterrupt


def ook_gevraagd(voortgang: Voortgang) -> Voortgang:
    """The same progress report, which at each step also asks whether a signal was swallowed meanwhile.

    Raises:
        KeyboardInterrupt: from the progress, once a signal came.
    """

    def stap(wat: str, klaar: int, totaal: int) -> None:
        if _gevraagd:
            raise KeyboardInterrupt
        voortgang(wat, klaar, totaal)

    return stap
