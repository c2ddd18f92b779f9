import numpy as np
import pytest

from desktop_assistant.audio.ports import FRAME
from desktop_assistant.core.audio import INTERNAL_RATE
from tests.rig.room import Devices


@pytest.mark.parametrize("limit_ms", [0, 25])
def test_a_device_that_was_emptied_begins_within_its_time_and_each_time_at_another(limit_ms: int) -> None:
    loudspeaker = Devices(starts_within_ms=limit_ms).loudspeaker
    waits = set()
    for _ in range(20):
        loudspeaker.reset()
        loudspeaker.write(np.ones(10 * FRAME, np.float32))
        played = np.concatenate([loudspeaker.take() for _ in range(5)])
        waits.add(int(np.argmax(played)))
        assert loudspeaker.played() == 5 * FRAME - int(np.argmax(played))
    assert max(waits) <= limit_ms * INTERNAL_RATE / 1000
    assert len(waits) == 1 if limit_ms == 0 else len(waits) > 10
