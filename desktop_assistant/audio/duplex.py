"""Notices that the assistant hears itself in spite of everything, and then makes the microphone deaf while it speaks.

Cancellation has limits: a loudspeaker in another room plays seconds late, a program between us and the device reshapes the
sound, a microphone is overdriven. What then comes through is the assistant's own voice, and it interrupts itself. It is known by
its rhythm: the loudness of what was heard follows the loudness of what was played, at some distance of up to three seconds, for
four seconds. A person has a rhythm of their own. Measured with recordings (correlation of the levels at the best of all
distances): two people over each other 0.29 in the middle, 99.9 % below 0.62; an echo, down to -30 dB, above 0.77.

What is compared so lies within one stretch in which something plays: over the breaks between answers, a person who interrupts
each of them after two seconds has the rhythm of an echo. An echo that interrupts each answer itself, because it is more than a
second late, is known by its waveform instead when it is over (`late_echo.py`).

One such voice may be chance, three in a minute are not; nor are six voices in a row, in half a minute, that end with the echo,
once the assistant is held (twelve where the canceller leaves little of it): a breath may, but whoever says a word goes on for
longer. Then we are half duplex: while the assistant speaks, and until its echo is over, nothing counts as a voice. Meanwhile the
detector is still asked, and when it has had next to nothing to say through 20 s of the assistant's voice, both may speak again.

Time is counted in frames of 10 ms.
"""

from collections import deque
from math import log10

import numpy as np

from desktop_assistant.audio.echo_path import AUDIBLE
from desktop_assistant.audio.late_echo import REACH, LateEcho
from desktop_assistant.core.audio import Duplex, Samples
from desktop_assistant.core.snapshot import EchoCause

_HEARD, _PLAYED = 400, 700
"""Frames of what was heard that are compared with what was played; the difference is the longest distance."""
_ENOUGH = 100
"""Frames with sound in either: silences are alike too, and a single word is like any other."""
_QUIET_DB = -60.0
_OWN_RHYTHM = 0.7
_OWN_VOICES, _OWN_WITHIN = 3, 6000
_ENDED, _ENDED_WITHIN = 12, 3000
"""Each that leaks counts twice."""
_AFTER_ECHO = 40
"""Frames by which a microphone stays deaf longer than the echo is late."""
_PROBATION, _HARMLESS = 2000, 3
"""Frames of the assistant's voice, and how many windows of it may be taken for a person, until both may speak again."""
_LATE = 100
"""Frames: no canceller of ours looks further."""
_LOUD = 10.0
"""Echo power per played power (+10 dB) from which the volume is to blame."""


class DuplexJudge:
    """`is_deaf` is its verdict for the present frame."""

    def __init__(self) -> None:
        self._wish = Duplex.AUTO
        self._cause: EchoCause | None = None
        self._heard: deque[float] = deque(maxlen=_HEARD)
        self._played: deque[float] = deque(maxlen=_PLAYED)
        self._forget_rhythm()
        self._late_echo = LateEcho()
        self._is_resting = True
        self._frame = 0
        self._last_audible = -_PLAYED
        self._own: deque[int] = deque(maxlen=_OWN_VOICES)
        self._ended: deque[int] = deque(maxlen=_ENDED)
        self._late = 0
        """Frames between playing and hearing, of the voice that was last known as our own."""
        self._proved = self._suspicious = 0

    @property
    def cause(self) -> EchoCause | None:
        """Why the microphone is deaf by our own decision; None: it is not."""
        return self._cause if self._wish is Duplex.AUTO else None

    @property
    def is_deaf(self) -> bool:
        """The assistant speaks or its echo is not over, and we are half duplex."""
        is_half = self._wish is Duplex.HALF or self.cause is not None
        return is_half and self._frame - self._last_audible < self._late + _AFTER_ECHO

    def wish(self, duplex: Duplex) -> None:
        """What the user wants."""
        self._wish = duplex

    def listen(self, heard: Samples) -> None:
        """A frame in which nothing plays; an echo of before may still come."""
        self._frame += 1
        if not self._is_resting:
            self._is_resting = True
            self._forget_rhythm()
        if self._frame - self._last_audible < 2 * REACH:
            self._late_echo.push(heard, None)

    def push(self, heard: Samples, played: Samples) -> None:
        """A frame of what goes on to the detector, and of what went to the loudspeaker."""
        self._frame += 1
        self._is_resting = False
        self._late_echo.push(heard, played)
        power = float(np.dot(played, played)) / len(played)
        if power > AUDIBLE:
            self._last_audible = self._frame
            self._proved += 1
        self._played.append(_level(power))
        self._heard.append(_level(float(np.dot(heard, heard)) / len(heard)))
        if self._proved >= _PROBATION:
            if self._suspicious <= _HARMLESS:
                self._cause = None
            self._proved = self._suspicious = 0

    def overheard(self) -> None:
        """The detector would have found a voice in a window while the microphone was deaf."""
        self._suspicious += 1

    def voice_confirmed(self, coupling: float) -> None:
        """A voice over the assistant goes on: whose is it? `coupling` 0: no echo was found."""
        self._know_rhythm()
        self._judge(coupling)

    def voice_over(self, *, ended_with_echo: bool, coupling: float, leaks: bool) -> None:
        """A voice is over. `ended_with_echo`: nobody was heard but while the assistant's echo was.

        `leaks`: much is left of that echo. Where little is, it takes twice as many: a person may have breathed in.
        """
        if not ended_with_echo:
            self._ended.clear()
        late_ms = self._late_echo.delay_ms()
        if late_ms is not None and late_ms > 10 * _LATE:
            self._know(round(late_ms / 10))
        elif ended_with_echo and not self._know_rhythm() and coupling > 0:
            self._ended.extend([self._frame] * (2 if leaks else 1))
        self._judge(coupling)

    def _know_rhythm(self) -> bool:
        rhythm, late = self._rhythm()
        if rhythm > _OWN_RHYTHM:
            self._know(late)
        return rhythm > _OWN_RHYTHM

    def _know(self, late: int) -> None:
        self._late = late
        self._own.append(self._frame)

    def _judge(self, coupling: float) -> None:
        if self._many(self._own, _OWN_WITHIN) or self._many(self._ended, _ENDED_WITHIN):
            self._give_up(coupling)

    def _forget_rhythm(self) -> None:
        """What comes next does not follow what came last."""
        self._heard.clear()
        self._played.clear()

    def _many(self, when: deque[int], within: int) -> bool:
        return len(when) == when.maxlen and self._frame - when[0] < within

    def _give_up(self, coupling: float) -> None:
        if self._late > _LATE:
            self._cause = EchoCause.DELAY
        else:
            self._cause = EchoCause.LEVEL if coupling > _LOUD else EchoCause.DISTORTION
        self._own.clear()
        self._ended.clear()
        self._proved = self._suspicious = 0

    def _rhythm(self) -> tuple[float, int]:
        """How much alike the two loudnesses are at their best distance, and that distance in frames."""
        if len(self._heard) < _HEARD:  # not filled up with silence: that something began would be all of its rhythm
            return 0.0, 0
        heard, played = np.array(self._heard), np.array(self._played)
        if min(np.count_nonzero(played > _QUIET_DB), np.count_nonzero(heard > _QUIET_DB)) < _ENOUGH:
            return 0.0, 0
        windows = np.lib.stride_tricks.sliding_window_view(played, _HEARD)
        heard = heard - heard.mean()
        windows = windows - windows.mean(axis=1, keepdims=True)
        norms = np.sqrt(np.square(heard).sum() * np.square(windows).sum(axis=1))
        alike = np.divide(windows @ heard, norms, out=np.zeros(len(windows)), where=norms > _HEARD)
        best = int(alike.argmax())
        return float(alike[best]), len(windows) - 1 - best


def _level(power: float) -> float:
    return max(10 * log10(power + 1e-10), _QUIET_DB)
