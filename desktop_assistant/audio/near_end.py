"""How far what is left of a frame stands above what the echo and the room leave anyway: is somebody there?

A detector of speech cannot tell: what a canceller leaves of the assistant is speech too, only weak. So we learn how weak. Two
levels are followed as high quantiles, rising ten times as fast as they fall: the *leak*, which is what is left relative to the
echo that was taken out, and the *floor*, which is what is there when nothing plays (a fan, a street, people at the next table).
A frame that stands well above both is somebody. Measured while only the assistant speaks (README, figures): 99.9 % of the frames
stand less than 4 dB above what is expected, at echoes of -12 to +6 dB; a user's first 30 ms stand 5 to 25 dB above it.

All levels are in dB of power after a pre-emphasis, so that consonants count like vowels.
"""

from math import log10

import numpy as np

from desktop_assistant.audio.linear_echo import EMPHASIS
from desktop_assistant.core.audio import Samples

_TAIL = 0.8
"""Of the echo's power, from frame to frame: an echo rings on for longer than its estimate says."""
_UNCANCELLED = 0.05
"""Share of the echo, as the reference alone tells it, that a canceller is never trusted to have found."""
_RISE, _FALL, _MOST_RISE_DB = 0.1, 0.015, 0.12
"""Shares of the distance that a level goes in a frame: up sooner than down, but much slower than a voice begins."""
_YOUNG_FRAMES, _YOUNG_FALL = 150, 0.05
"""A canceller gets better fast while a path is new."""
_LOST_TAIL = 0.99
_FOUND_DB = -8.0
"""Leak of a filter that has just been put in its place again, to some tenths of a sample."""
_SLOWLY = 0.1
"""A voice lifts the floor by this share of that: people at the next table are floor after a while."""
_MOST_DB, _LEAST_DB, _QUIET_DB = 6.0, -40.0, -80.0
_CLEAR_DB, _HEARD_DB = 6.0, 3.0
"""Above the floor: an echo that tells something of its leak, and a leak that is more than the floor."""


class NearEnd:
    """Stage that only listens; one `push` per frame of 10 ms."""

    def __init__(self) -> None:
        self._echo = self._played = self._loudest = 0.0
        self._floor = _QUIET_DB + 20
        self._young = _YOUNG_FRAMES
        self._doubt_db = 0.0
        """What is left, relative to what the canceller says that it is not sure of."""
        self.leak_db = 0.0
        """What is left of an echo, relative to it; 0 while nothing is known."""
        self.stands_out_db = 0.0
        """The last frame above all that is expected."""

    @property
    def floor_db(self) -> float:
        """Level of the room."""
        return self._floor

    def push(
        self,
        residual: Samples,
        echo: Samples,
        reference: Samples,
        coupling: float,
        *,
        is_voice: bool,
        uncertain: float = 0.0,
    ) -> None:
        """`coupling`: power of an echo per power of its reference. `is_voice`: somebody is followed, so leaks are not learned.

        `uncertain`: see `LinearEcho`. Both predictions are added: the leak misses sounds of a kind that was not heard before, the
        canceller's doubts miss what it cannot follow. Measured while only the assistant speaks: pairs of frames 8 dB above what
        is expected fall by 60 to 95 %.
        """
        self._echo = max(_power(echo), self._echo * _TAIL)
        self._played = max(_power(reference) * coupling, self._played * _TAIL)
        there, level = _db(max(self._echo, _UNCANCELLED * self._played)), _db(_power(residual))
        leak, doubt = 10 ** ((there + self.leak_db) / 10), uncertain * 10 ** (self._doubt_db / 10)
        self.stands_out_db = level - _db(leak + doubt + 10 ** (self._floor / 10))
        if there < self._floor:
            self._follow_floor(level, is_voice=is_voice)
        elif there > self._floor + _CLEAR_DB and not is_voice:
            self._learn(level, there, _db(uncertain) if uncertain else None)

    def expect(self, reference: Samples, coupling: float) -> None:
        """This was played, and its echo will come, nobody knows when."""
        self._loudest = max(_power(reference) * coupling, self._loudest * _LOST_TAIL)

    def push_lost(self, frame: Samples) -> None:
        """As `push`, while nobody knows when the echo comes: anything as loud as its loudest may be echo. Nothing is learned."""
        self.stands_out_db = _db(_power(frame)) - _db(self._loudest + 10 ** (self._floor / 10))

    def find_again(self) -> None:
        """The echo is where it was in all but its delay: nearly all that is known of it holds."""
        self._loudest = 0.0
        self.leak_db, self._young = max(self.leak_db, _FOUND_DB), _YOUNG_FRAMES // 2

    def listen(self, frame: Samples, *, is_voice: bool) -> None:
        """A frame in which nothing of the loudspeaker can be."""
        level = _db(_power(frame))
        self.stands_out_db = level - self._floor
        self._follow_floor(level, is_voice=is_voice)

    def forget_path(self) -> None:
        """The echo comes another way now: what was known of its cancellation is void."""
        self.leak_db, self._doubt_db, self._young = 0.0, 0.0, _YOUNG_FRAMES

    def _learn(self, level: float, there: float, uncertain: float | None) -> None:
        self.leak_db = self._follow(self.leak_db, level, there)
        if uncertain is not None:
            self._doubt_db = self._follow(self._doubt_db, level, uncertain)
        self._young = max(0, self._young - 1)

    def _follow(self, so_far: float, level: float, base: float) -> float:
        """How far the level is above its base, mostly."""
        off = level - base - so_far
        if off > 0 and level < self._floor + _HEARD_DB:
            return so_far  # it is the room that is left, not the echo
        step = min(off * _RISE, _MOST_RISE_DB) if off > 0 else off * (_YOUNG_FALL if self._young else _FALL)
        return min(max(so_far + step, _LEAST_DB), _MOST_DB)

    def _follow_floor(self, level: float, *, is_voice: bool) -> None:
        off = level - self._floor
        step = min(off * _RISE, _MOST_RISE_DB) * (_SLOWLY if is_voice else 1.0) if off > 0 else off * _FALL
        self._floor = max(self._floor + step, _QUIET_DB)


def _power(samples: Samples) -> float:
    edges = samples[1:] - np.float32(EMPHASIS) * samples[:-1]
    return float(np.dot(edges, edges)) / len(edges)


def _db(power: float) -> float:
    return 10 * log10(power + 1e-10)
