"""How loud may an echo be of which nobody knows just now when it comes?

After the loudspeaker was emptied it takes its own time to begin again, so for a moment the echo is known in all but its delay.
What is heard then is somebody only if it is louder than all echo that may come at that moment; band by band, for an assistant
that hisses an "s" hides no vowel.
"""

import numpy as np
from numpy.typing import NDArray

from desktop_assistant.audio.bands import BANDS, WINDOW, Levels, band_powers
from desktop_assistant.audio.ports import FRAME
from desktop_assistant.core.audio import Samples

_FRAMES = 128
"""The longest delay, and some ringing."""
_FADES = 0.99
"""Of the loudest echo's power, from frame to frame: to a third in a second."""
_ROOM = 2.0
"""Above what the coupling tells: no room is the same in all bands."""
RINGS = 0.8
"""Of the echo's power, from frame to frame: an echo rings on for longer than its reference does."""


class ExpectedEcho:
    """What was played in each frame, since `begin`."""

    def __init__(self) -> None:
        self._sound: NDArray[np.float32] = np.zeros((1, WINDOW), np.float32)
        self._powers: Levels = np.zeros((_FRAMES, BANDS))
        """By frames since it was played."""
        self._loudest = 0.0

    def begin(self) -> None:
        """Of all that was played until now it is known when it comes."""
        self._sound[:] = 0.0
        self._powers[:] = 0.0

    def push(self, reference: Samples, coupling: float) -> None:
        """This frame is played now; `coupling`: power of an echo per power of its reference."""
        self._sound[0, :FRAME] = self._sound[0, FRAME:]
        self._sound[0, FRAME:] = reference
        self._powers[1:] = self._powers[:-1]
        self._powers[0] = band_powers(self._sound)[0] * coupling
        self.note(float(self._powers[0].sum()))

    def note(self, power: float) -> None:
        """Of an echo that is known."""
        self._loudest = max(power, self._loudest * _FADES)

    def between(self, soonest: int, latest: int) -> Levels:
        """Powers by band of the loudest that may be heard now of what comes so many frames after it was played."""
        ringing = np.maximum(np.arange(_FRAMES - soonest) - (latest - soonest), 0)
        return _ROOM * np.asarray((self._powers[soonest:] * (RINGS**ringing)[:, None]).max(0))

    def anytime(self) -> float:
        """Power, of all bands together, where nobody knows how long it takes."""
        return _ROOM * self._loudest
