"""Was the voice that has just ended the assistant's own, come back later than any canceller looks?

Loudspeakers in another room play two seconds late and more. Nothing can cancel that, and each such echo sounds like a person who
interrupts. But its waveform gives it away: the last two seconds of microphone are correlated with what was played up to three
seconds before (as in `echo_path.py`), once, when a voice is over. Measured with answers of 1 to 2.5 s in a room: the best of all
delays stands out 56 to 147 times for an echo of -6 dB (99 %), 30 and more at -20 dB, 37 and more with clocks 200 ppm apart, and
4 to 14 times for another person who speaks over the answer or after it. And it explains 0.4 to 0.95 of the power, where another
person has up to 0.03.
"""

from collections import deque

import numpy as np

from desktop_assistant.audio.likeness import RATE, likeness, thin
from desktop_assistant.audio.ports import FRAME
from desktop_assistant.core.audio import Samples

_WINDOW, REACH = 200, 300
"""Frames of microphone that are compared, and the longest delay."""
_TRACE, _SHARE = 20.0, 0.1
"""Peak over root mean square, and share of the power that the echo must explain: a user over a weak late echo is a user."""
_QUIET = 1e-7
_SILENCE: Samples = np.zeros(FRAME, np.float32)


class LateEcho:
    """Stage that only listens; every frame of 10 ms must come, also those in which nothing plays."""

    def __init__(self) -> None:
        self._heard: deque[Samples] = deque([_SILENCE] * _WINDOW, _WINDOW)
        self._played: deque[Samples] = deque([_SILENCE] * (_WINDOW + REACH), _WINDOW + REACH)

    def push(self, heard: Samples, played: Samples | None) -> None:
        """Both are `FRAME` samples at 24 kHz; `played` None: nothing."""
        self._heard.append(heard)
        self._played.append(_SILENCE if played is None else played)

    def delay_ms(self) -> float | None:
        """Of the echo that makes up the last seconds; None: they are somebody else's, or nobody's."""
        heard, played = thin(np.concatenate(self._heard)), thin(np.concatenate(self._played))
        if float(np.square(played).mean()) < _QUIET:
            return None
        found, place = likeness(heard, played)
        if found < _TRACE:
            return None
        end = len(played) - round(place)
        echo = played[end - len(heard) : end]
        both = float(np.dot(heard, heard)) * float(np.dot(echo, echo))
        explained = float(np.dot(heard, echo)) ** 2 / both if both else 0.0
        return place * 1000 / RATE if explained > _SHARE else None
