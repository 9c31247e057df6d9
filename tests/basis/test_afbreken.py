import contextlib
import signal

import pytest

from via_xl.basis import afbreken


@pytest.mark.parametrize("sein", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_that_a_library_swallows_stops_the_next_step_all_the_same(
    sein: signal.Signals, monkeypatch: pytest.MonkeyPatch
) -> None:
    eerder = {ander: signal.getsignal(ander) for ander in (signal.SIGINT, signal.SIGTERM)}
    monkeypatch.setattr(afbreken, "_gevraagd", False)
    stappen: list[str] = []
    voortgang = afbreken.ook_gevraagd(lambda wat, *_: stappen.append(wat))
    try:
        afbreken.luister()
        voortgang("Lezen", 0, 2)
        with contextlib.suppress(KeyboardInterrupt):  # as an interrupted import does
            signal.raise_signal(sein)
        with pytest.raises(KeyboardInterrupt):
            voortgang("Schrijven", 1, 2)
    finally:
        for ander, vorige in eerder.items():
            signal.signal(ander, vorige)
    assert stappen == ["Lezen"]
