"""People who interrupt the assistant one after another in one simulated room: as on the card (`interrupting.py`), in stream time.

What differs from somebody who interrupts it once in a room that it knows: it begins again each time, its device is late by
another time, and what was learnt before must survive that.
"""

from collections.abc import Sequence

import numpy as np

from desktop_assistant.audio.ports import FRAME
from desktop_assistant.audio.vad import SileroVad
from desktop_assistant.core.audio import INTERNAL_RATE, AudioSetup, Samples
from tests.rig.air import Acoustics
from tests.rig.interrupting import Interruption, Spoken
from tests.rig.room import STEP_S, SimulatedRoom
from tests.rig.voices import noise, turned

_ALONE_S, _SETTLE_S, _TAIL_S = 8.0, 2.8, 1.2
_EARLY_MS = 250.0
"""A hold so long before the onset, as `onset` finds it, may be for the person's breath."""
_NOISE_DB = -65.0


class _Mouth:
    """Whoever is there, in a steady noise."""

    def __init__(self, seed: int) -> None:
        self._hiss = noise(INTERNAL_RATE * 7, _NOISE_DB, seed)
        self._sound: Samples = np.zeros(0, np.float32)
        self._start = 0

    def say(self, sound: Samples, start: int) -> None:
        """From that sample on."""
        self._sound, self._start = np.pad(sound, (FRAME, FRAME)), start - FRAME

    def __call__(self, step: int) -> Samples:
        at = step * FRAME
        heard = self._hiss.take(range(at, at + FRAME), mode="wrap")
        since = at - self._start
        if 0 <= since <= len(self._sound) - FRAME:
            heard = heard + self._sound[since : since + FRAME]
        return np.asarray(heard, np.float32)


def interrupt_in_a_row(
    said: Sequence[Spoken], voice: Samples, vad: SileroVad, *, seed: int = 0, setup: AudioSetup | None = None
) -> list[Interruption]:
    """In an order and over words of the assistant that `seed` decides."""
    random = np.random.default_rng(seed)
    mouth = _Mouth(seed)
    room = SimulatedRoom(Acoustics(), mouth, vad=vad, setup=setup)
    room.speak(turned(voice, 1.9 * seed))
    room.run(_ALONE_S)
    found = []
    for number in random.permutation(len(said)):
        while room.speaks_for_s < _SETTLE_S:
            room.run(STEP_S)
        room.run(float(random.uniform(0, 1)))
        found.append(_interrupt(room, mouth, said[number], room.step_number * FRAME + int(random.integers(FRAME))))
    return found


def _interrupt(room: SimulatedRoom, mouth: _Mouth, one: Spoken, start: int) -> Interruption:
    mouth.say(one.sound, start)
    begins_ms = (start + one.onset) * 1000 / INTERNAL_RATE
    confirmed_before, held = len(room.heard.confirmed), []
    while room.now_ms < (start + len(one.sound)) * 1000 / INTERNAL_RATE + 1000 * _TAIL_S:
        before = room.holds
        room.run(STEP_S)
        if room.holds > before and room.now_ms > begins_ms - _EARLY_MS:
            held.append(room.now_ms - begins_ms)
    stopped = next((at - begins_ms for at in room.heard.confirmed[confirmed_before:] if at > begins_ms - _EARLY_MS), None)
    last = max((at for at in held if stopped is None or at <= stopped), default=0.0)
    return Interruption(
        name=one.name, duck_ms=max(held[0], 0.0) if held else None, silence_ms=max(last, 0.0), confirmed_ms=stopped
    )
