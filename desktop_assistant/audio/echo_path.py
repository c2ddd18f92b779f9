"""The way from the loudspeaker to the microphone: is there one at all, how long is it, and do the two clocks agree?

With headphones there is none, and then there is nothing to cancel. It matters because a canceller that has never met an echo
takes whatever it hears for one: it swallows the first seconds of a user who talks over the assistant. Where there is one, its
length (a few ms in a laptop, 300 ms and more over Bluetooth) must be taken off the reference before any canceller can follow,
and loudspeaker and microphone of two devices have two clocks: 200 ppm are five samples in a second.

The level of the microphone cannot tell (it rises for the user too), so we look for the loudspeaker's waveform itself: the last
half second of microphone is correlated with the reference at every delay up to a second, each frequency counted alike (PHAT
weighting, so that no vowel's pitch and no distance matters). An echo stands out of that correlation as one sharp peak, even 40 dB
below the voice or under a user who speaks as loudly; two people who have nothing to do with each other leave only grass. The
peak's place, read between the samples, is mostly exact to 5 us (after 80 ms of sound to 10), so that a straight line through the
last seconds of peaks tells the drift of the clocks (measured: 200 ppm found as 194 to 206 within a second, then as 197 to 203).
One in ten is wrong by a sample or two of 24 kHz, and its neighbours with it: the line must bear that (`delay_line.py`).
"""

from collections import deque
from math import ceil, floor

import numpy as np

from desktop_assistant.audio.delay_line import DelayLine
from desktop_assistant.audio.device_lead import LEAST_WRONG_MS, MOST_WRONG_MS, DeviceLead
from desktop_assistant.audio.likeness import RATE, THIN, likeness, thin
from desktop_assistant.audio.ports import FRAME
from desktop_assistant.core.audio import Samples

_WINDOW, _REACH = 50, 100
"""Frames of microphone that are looked at, and the longest delay: a second, far beyond any Bluetooth loudspeaker."""
_EVERY, _CALM_EVERY = 10, 30
"""Frames between two looks, and once the delay is known; one costs a third of a millisecond."""
_FEWEST = 15
"""Frames in a row from where a look tells something."""
_DOUBT, _TRACE = 8.0, 16.0
"""Peak over root mean square, from where it may be an echo, and where it is one. Measured with recordings of people and with the
engine's own voice, in windows of 500 ms: another person has 5 (median; 99 % below 9), an echo of 80 ms at -6 dB 43 (99 % above
19), and one under a user who speaks as loudly 29. In 150 ms: another person below 12 (99 %; 14 in 99.7 %), an echo 19 to 28."""
AUDIBLE = 1e-5
"""Power (-50 dB) of a reference that tells something: an echo of it would be found, and learned from."""
_FIRST_FRAMES, _AGAIN_FRAMES = 60, 300
"""Audible frames without a trace until we believe that there is no echo: at first, and where there has been one."""
_PROOF_FRAMES = _REACH + 30
"""Audible frames after which even the latest echo would have come, and have been found."""
_GRADUALLY = 0.2
_REVERBERATION, _MOST_COUPLING = 2.0, 32.0
"""Power of a room's echo per power of its direct sound, about; and a limit beyond any loudspeaker (+15 dB)."""
_NEAR_TRACE = 10.0
"""Instead of `_TRACE` where it is expected within 12 ms. There an echo of 70 ms has more in 88 %, under a user who is 6 dB louder
in 60 %; of 140 ms in 99 and 84 %; another person in 0.3 %."""
_SOON, _SOON_EVERY, _LOST_FRAMES = 8, 3, 60
"""Frames of new echo until the first look for it, between looks, and until we look for it everywhere."""
_SOONER, _NARROW_FRAMES = 5, 25
"""Where it is expected within 12 ms; and until it may be anywhere near after all."""
_RINGS = 10
"""Frames for which a room rings on."""
_SUSPECT_FRAMES, _SUSPECT_EVERY = 30, 4
"""While something stands out: for how long we look how often."""


class EchoPath:
    """Stage that only listens: 10 ms of raw microphone and of reference in; the properties say what they tell.

    Absence is believed only after 600 ms of audible reference in which no look found anything, not even a doubtful one; then only
    a trace ends it; it is proven when even the latest echo would have come. Where an echo has been, 3 s are needed: a user who is
    much louder may hide it for a while. `is_worn`: the platform says that these are headphones, so absence is believed from the
    start.
    """

    def __init__(self, *, is_worn: bool = False) -> None:
        silence = np.zeros(FRAME // THIN, np.float32)
        self._heard: deque[Samples] = deque([silence] * _WINDOW, _WINDOW)
        self._played: deque[Samples] = deque([silence] * (_WINDOW + _REACH), _WINDOW + _REACH)
        self._frames = self._without_trace = self._in_a_row = 0
        self._last_audible = -_WINDOW
        self._needed = _FIRST_FRAMES
        if is_worn:
            self._without_trace = self._needed
        self._line = DelayLine()
        self._lead = DeviceLead()
        self._coupling = 0.0
        self._since_start: int | None = None
        """Frames since the loudspeaker began again and can be heard; negative: it has not."""
        self._started = 0
        """Frame in which it was emptied."""
        self._lost_until = 0
        """Frame until which echo may come of what was played before the last start, and was never found."""
        self._anew = 0
        """Frame from which on what is heard was played since the last start; what was before it came with another delay."""
        self._is_astray = False
        """The echo is not where it was, nor near."""
        self._suspects = self._suspected = 0
        """Frames for which we look often, since something stands out; and for which we have."""
        self._audible = _PROOF_FRAMES if is_worn else 0
        """Frames of audible reference, up to enough of them."""

    @property
    def is_starting(self) -> bool:
        """The loudspeaker was silenced or has just begun again."""
        return self._since_start is not None

    @property
    def is_waiting(self) -> bool:
        """The loudspeaker was silenced, and nothing audible was played since."""
        return self._since_start is not None and self._since_start < 0

    @property
    def is_lost(self) -> bool:
        """There may be echo, and where it is was not found yet."""
        if self._is_astray or self._line.is_astray(self._seconds) or self._frames < self._lost_until:
            return not self.is_absent
        earliest = max(self._expected_ms - self._near_ms, 0.0) / 10
        return self._since_start is not None and self._since_start > earliest

    @property
    def comes_after(self) -> tuple[int, int] | None:
        """While it is lost: frames after which what is played is heard, at the soonest and at the latest; None: nobody knows."""
        if self._is_astray or self.delay_ms is None or self._line.is_astray(self._seconds):
            return None
        near, latest_ms = self._near_ms, self.delay_ms + self._lead.most_ms
        return max(floor((self._expected_ms - near) / 10), 0), ceil((latest_ms + near) / 10)

    @property
    def is_exact(self) -> bool:
        """The delay is known to a fraction of a sample, and so is its drift."""
        return self._line.is_settled

    @property
    def is_absent(self) -> bool:
        """What the microphone hears does not come from the loudspeaker. False while we do not know."""
        return self._without_trace >= self._needed

    @property
    def is_proven(self) -> bool:
        """An echo was found, or even the latest would have come by now."""
        return self.delay_ms is not None or self._audible >= _PROOF_FRAMES

    @property
    def delay_ms(self) -> float | None:
        """How long an echo that comes now has been under way; None: none was found yet."""
        return self._line.at(self._seconds)

    @property
    def drift(self) -> float:
        """By how much that delay grows: ms per ms, so 1e-6 is one part per million."""
        return self._line.drift

    @property
    def coupling(self) -> float:
        """Power of the echo at the microphone relative to what is played."""
        return self._coupling

    @property
    def number(self) -> int:
        """Counts the paths that were found one after another: a new one means that what was learned of the old is void."""
        return self._line.number

    @property
    def shifts(self) -> int:
        """Counts how often the same path was found again with another delay."""
        return self._line.shifts

    def start_again(self) -> None:
        """What is played from now on may be late by another time."""
        if self.delay_ms is not None and not self.is_absent:
            if self._since_start is not None and self._since_start > 0:
                self._lost_until = self._frames + round((self.delay_ms + self._lead.near_ms) / 10) + _RINGS
                self._lead.doubt()
            self._since_start, self._started = -1, self._frames
            self._lead.begin()

    def told_lead(self, ms: float) -> None:
        """By so much the reference is ahead of what the device says that it plays (`device_lead.py`)."""
        self._lead.push(ms)
        if self._since_start is None and self._lead.has_paused:
            self.start_again()

    def suspect(self) -> None:
        """Something stands out: a person, or an echo that comes another way now."""
        self._suspects = _SUSPECT_FRAMES

    def pause(self) -> None:
        """The next frame does not follow the last one."""
        self._in_a_row = 0

    def push(self, frame: Samples, reference: Samples) -> None:
        """Both are `FRAME` samples."""
        self._in_a_row = min(self._in_a_row + 1, _WINDOW)
        self._heard.append(thin(frame))
        self._played.append(thin(reference))
        self._frames += 1
        if float(np.dot(reference, reference)) > AUDIBLE * FRAME:
            self._last_audible = self._frames
            self._without_trace += 1
            self._audible = min(self._audible + 1, _PROOF_FRAMES)
        if self._since_start is not None:
            self._find_again(is_audible=self._last_audible == self._frames)
        if self._in_a_row >= _FEWEST and self._frames - self._last_audible < _WINDOW + _REACH:
            self._look_sometimes()

    @property
    def _expected_ms(self) -> float:
        """Of an echo, after a start."""
        return max((self.delay_ms or 0.0) + self._lead.later_ms, 0.0)

    @property
    def _new_frames(self) -> int:
        """With an echo of what is played since the start, if it comes when it is expected."""
        return (self._since_start or 0) - round(self._expected_ms / 10)

    @property
    def _near_ms(self) -> float:
        """By so much at most it comes earlier or later: where it was not found close by, it may be anywhere near."""
        return self._lead.near_ms if self._new_frames < _NARROW_FRAMES else MOST_WRONG_MS

    @property
    def _seconds(self) -> float:
        return self._frames / 100

    def _look_sometimes(self) -> None:
        self._suspects = max(0, self._suspects - 1)
        self._suspected = self._suspected + 1 if self._suspects else 0
        if self._suspects and self._frames % _SUSPECT_EVERY == 0:
            self._look(min(self._in_a_row, max(self._suspected, _FEWEST)), _TRACE)
        elif self._since_start is None and self._frames % (_CALM_EVERY if self._line.is_settled else _EVERY) == 0:
            self._look(self._in_a_row, _DOUBT)

    def _find_again(self, *, is_audible: bool) -> None:
        """Nearby, in the little that was heard since the loudspeaker began again."""
        assert self._since_start is not None
        self._since_start += self._since_start >= 0 or is_audible
        expected = self._expected_ms
        new, near = self._new_frames, self._near_ms
        is_close = near <= LEAST_WRONG_MS
        if new < (_SOONER if is_close else _SOON) or new % _SOON_EVERY:
            return
        if new > _LOST_FRAMES:
            self._since_start, self._is_astray = None, True
            self._lead.lost()
            return
        count = min(new + 2, _WINDOW)
        heard = np.concatenate(list(self._heard)[-count:])
        played = np.concatenate(list(self._played)[-count - _REACH :])
        played[: -(self._frames - self._started) * len(self._played[0])] = 0.0  # what is heard of before comes with another delay
        middle, reach = expected * RATE / 1000, near * RATE / 1000
        found, place = likeness(heard, played, between=(middle - reach, middle + reach))
        if found > (_NEAR_TRACE if is_close else _TRACE):
            delay_ms = place * 1000 / RATE
            self._lead.found(delay_ms - expected)
            self._line.shift(self._seconds, delay_ms)
            self._since_start, self._anew, self._without_trace = None, self._frames - new, 0

    def _look(self, window: int, doubt: float) -> None:
        """In so many frames, all heard in a row, or as many as there are."""
        window = min(window, self._frames - self._anew)
        if window < _FEWEST:
            return
        heard = np.concatenate(list(self._heard)[-window:])
        played = np.concatenate(list(self._played)[-window - _REACH :])
        found, place = likeness(heard, played)
        if found > (_TRACE if self.is_absent else doubt):
            self._without_trace = 0
        if found > _TRACE:
            before = self._line.number
            self._found(place * 1000 / RATE)
            end = len(played) - round(place)
            self._weigh(heard, played[end - len(heard) : end], is_new=self._line.number != before)

    def _found(self, delay_ms: float) -> None:
        if self._is_astray and abs(delay_ms - (self.delay_ms or 0.0)) < MOST_WRONG_MS:
            self._lead.found(delay_ms - self._expected_ms)
            self._line.shift(self._seconds, delay_ms)
        else:
            self._line.add(self._seconds, delay_ms)
            if not self._line.is_astray(self._seconds):
                self._lead.found()
        self._is_astray = False
        if self._line.is_settled:
            self._needed = _AGAIN_FRAMES

    def _weigh(self, heard: Samples, echoed: Samples, *, is_new: bool) -> None:
        """By what the two have in common, so that a user who speaks meanwhile does not count."""
        power = float(np.dot(echoed, echoed))
        if power < AUDIBLE * len(echoed) / 4:
            return
        told = min(_REVERBERATION * (float(np.dot(heard, echoed)) / power) ** 2, _MOST_COUPLING)
        self._coupling += (told - self._coupling) * (1.0 if is_new else _GRADUALLY)
