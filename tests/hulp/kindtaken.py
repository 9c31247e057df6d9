"""What a child process may be made to do, for the tests of the process itself."""

from __future__ import annotations

import os
import signal
import time
from typing import Any


def doe(vast: Any, opdracht: Any) -> Any:
    """``vast`` and the task, unless the task is to go wrong."""
    match opdracht:
        case "sterf":
            os.kill(os.getpid(), signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
        case "slaap":
            time.sleep(86_400)
        case "reken":
            while True:
                pass
        case "geheugen":
            return len(bytearray(4 * 2**30))
        case "fout":
            raise ValueError(opdracht)
        case "print":
            print("dit mag het antwoord niet breken", flush=True)
            os.write(1, b"ook dit niet\n")
        case "wie":
            return os.getpid()
    return vast, opdracht
