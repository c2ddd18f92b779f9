import numpy as np

from desktop_assistant.audio.silent import SilentPlayback
from tests.fakes.clock import FakeClock


def test_sound_goes_nowhere_at_its_natural_pace() -> None:
    clock = FakeClock()
    silent = SilentPlayback(clock.monotonic)
    clock.advance(5.0)
    silent.write(np.zeros(24000, np.float32))
    assert (silent.played(), silent.queued()) == (0, 24000)
    clock.advance(0.25)
    assert abs(silent.played() - 6000) <= 1
    clock.advance(9.0)
    assert (silent.played(), silent.queued()) == (24000, 0)
    clock.advance(9.0)
    silent.write(np.zeros(240, np.float32))
    assert silent.queued() == 240
    silent.reset()
    assert (silent.played(), silent.queued()) == (0, 0)
    silent.close()
