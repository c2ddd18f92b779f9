"""How far what is left of a frame stands above what the echo and the room leave anyway: is somebody there?

A detector of speech cannot tell: what a canceller leaves of the assistant is speech too, only weak. So we learn how weak, for
each band of frequencies by itself: a canceller that has followed an hour of vowels knows nothing yet of the first hiss of an "s",
and what it leaves of that is no person. And somebody is found by three bands side by side as well as by all of them together: a
vowel stands out while the assistant hisses. Two levels per band are followed as high quantiles, up ten times as fast as down: the
*leak*, which is what is left relative to the echo that the reference lets expect, and the *floor*, which is what is there when
nothing plays (a fan, a street, people at the next table). To the leak comes what the canceller itself doubts, and what an
overdriven loudspeaker makes of other frequencies. A frame that stands well above all of that is somebody. If a voice was followed
and came to nothing, what stood out was the echo after all, and the leak is as high as that.

All levels are in dB of power after a pre-emphasis, so that consonants count like vowels.
"""

from math import log10

import numpy as np
from numpy.typing import NDArray

from desktop_assistant.audio.bands import BANDS, EDGES_HZ, STARTS, WINDOW, Levels, band_powers, to_db, to_dbs, to_powers
from desktop_assistant.audio.expected_echo import RINGS, ExpectedEcho
from desktop_assistant.audio.ports import FRAME
from desktop_assistant.core.audio import INTERNAL_RATE, Samples

_RISE, _FALL, _MOST_RISE_DB = 0.1, 0.015, 0.12
"""Shares of the distance that a level goes in a frame: up sooner than down, but much slower than a voice begins."""
_YOUNG_FRAMES, _YOUNG_FALL, _YOUNG_RISE_DB = 60, 0.05, 0.5
"""Of a band: a canceller gets better fast while a path is new; and of a floor that is hardly known."""
_MISPLACED = np.minimum(np.square(2 * np.pi / INTERNAL_RATE) * np.multiply(EDGES_HZ[1:], EDGES_HZ[:-1]), 1.0)
"""What a filter leaves by being a sample beside its place: no more is certain while the delay is new."""
_SOFT = 0.04
"""An echo is soft at that share of its usual power: what is left then is mostly the room, if there is anything in the room.
Without that a table of talking people would be found anew each time the assistant falls silent."""
_SLOWLY = 0.3
"""A voice lifts the floor by this share of that: people at the next table are floor after a while."""
_LISTEN_EVERY = 4
"""Frames of a room that is known: what it does for hours must not cost as much as a conversation."""
_MOST_DB, _LEAST_DB, _QUIET_DB = 9.0, np.array([[-40.0], [-40.0], [-55.0]]), -80.0
"""Of a leak, what it may be at most; at least, by kind (below); and of the floor. No canceller leaves less than -40 dB for long;
what comes from other bands is relative to the echo in all of them, and so lies below that."""
_CLEAR_DB, _HEARD_DB = 6.0, 3.0
"""Above the floor: an echo that tells something of its leak, and a leak that is more than the floor."""
_FEW_BANDS, _FEW_BANDS_DB = 3, 6.0
"""So many bands side by side; they must stand out by so much more, since there are many such, and the power in each of them
wavers more."""
_TOGETHER: Levels = np.stack(
    [np.ones(BANDS), *(np.eye(BANDS)[first : first + _FEW_BANDS].sum(0) for first in range(BANDS - _FEW_BANDS + 1))], axis=1
)
"""What adds up all bands, and such few of them, a column each."""
_LOUD_DB, _QUIETER_DB, _LESS_DB = -10.0, 20.0, 4.0
"""A room is loud when it is so much, relative to the echo; one that is quieter by so much is not. Where it is mostly a loud room
that is heard in them, so much less is enough: what stands out of it is loud, what stands out of a quiet one may be a breath."""
_LOUDEST_FRAMES = 300
"""Until an echo has been as loud as it gets, no room is loud beside it."""
_GOOD_LEAK_DB = -26.0
"""Where more is left of the echo than that, they must stand out by as much more: an overdriven loudspeaker says something new in
them with each word. But not of a loud room: a fan hides how little is left of the echo."""
_AGAIN_FRAMES = 100
"""Until the leak of an echo that was found again is known anew; until then, for that, the one before counts."""
_USUAL, _HELD = 0.99, 0.999
"""Of a mean over a second, and of the most in ten, what is left of them in the next frame."""
_LEAK, _DOUBT, _SPILL = range(3)
"""What is left of the echo in this band; what the canceller itself is not sure of; what comes from echo in other bands."""
_UNKNOWN: Levels = np.repeat(((3.0,), (0.0,), (-35.0,)), BANDS, axis=1)
"""dB, before anything is known."""
_ELSEWHERE = 100.0
"""How much weaker, in power, a band's own echo must be than all of it so that spill is learned."""


class NearEnd:
    """Stage that only listens; one `push` per frame of 10 ms. Small arrays in few operations: it runs in every frame."""

    def __init__(self) -> None:
        self._sounds: NDArray[np.float32] = np.zeros((2, WINDOW), np.float32)
        """The last two frames of what was left, and of the reference."""
        self._powers: Levels = np.zeros((4, BANDS))
        self._bases, self._heard = self._powers[:3], self._powers[3]
        """Powers of what `_leaks` are relative to, and of the last frame."""
        self._coming = ExpectedEcho()
        self._floor: Levels = np.full(BANDS, _QUIET_DB + 20 - 10 * log10(BANDS))
        self._room = to_powers(self._floor)
        """The floor in powers."""
        self._known_floor: Levels = np.zeros(BANDS)
        """Frames that told of it, until there were enough."""
        self._is_floor_known = False
        self._listened = 0
        self._usual: Levels = np.full(BANDS, 1e-10)
        """Echo, as a mean of the last second: which bands matter."""
        self._loudest, self._pushed = 0.0, 0
        """Of the sum of that, the most in the last ten seconds; and frames that it was told."""
        self._blamed, self._blamed_frames = np.zeros(BANDS), 0
        """Sum of what was left of the echo while a voice was followed."""
        self._reliable_db, self._found_again = 0.0, 0
        """The leak that was known last, and frames for which it is no longer."""
        self.leak_db = 0.0
        """What is left of an echo as it usually is, relative to it; above 0 while nothing is known."""
        self.forget_path()
        self.stands_out_db = 0.0
        """The last frame above all that is expected."""

    @property
    def reliable_leak_db(self) -> float:
        """`leak_db`, or while that of an echo that was found again is not known yet, that of before."""
        return self._reliable_db

    @property
    def _loudness(self) -> float:
        """0..1, of the room, relative to the echo."""
        if self._pushed < _LOUDEST_FRAMES:
            return 0.0
        quieter_db = to_db(self._loudest) + _LOUD_DB - self.floor_db
        return min(max(1 - quieter_db / _QUIETER_DB, 0.0), 1.0)

    @property
    def floor_db(self) -> float:
        """Level of the room."""
        return to_db(float(self._room.sum()))

    def push(
        self,
        residual: Samples,
        reference: Samples,
        coupling: float,
        *,
        is_voice: bool,
        uncertain: NDArray[np.float32],
        is_exact: bool,
    ) -> None:
        """`coupling`: power of an echo per power of its reference. `is_voice`: somebody is followed, so leaks are not learned.

        `uncertain`: see `LinearEcho`. `is_exact`: the delay of the echo is known to a fraction of a sample.
        """
        heard, played = self._bands(residual, reference)
        echo = np.maximum(played * coupling, self._bases[_LEAK] * RINGS)
        all_echo = float(np.add.reduce(echo))
        self._found_again = max(self._found_again - 1, 0)
        if not self._found_again:
            self._reliable_db = self.leak_db
        self._bases[_LEAK], self._bases[_DOUBT], self._bases[_SPILL] = echo, np.add.reduceat(uncertain, STARTS), all_echo
        self._heard[:] = heard
        self._usual = np.maximum(self._usual * _USUAL + echo * (1 - _USUAL), 1e-10)
        self._loudest = max(self._loudest * _HELD, float(np.add.reduce(self._usual)))
        self._pushed += 1
        self._coming.note(all_echo)
        shares = self._shares
        if not is_exact:
            shares = shares.copy()
            np.maximum(shares[_LEAK], _MISPLACED, out=shares[_LEAK])
        self._judge(heard, np.add.reduce(self._bases * shares))
        levels = to_dbs(self._powers)
        bases, level = levels[:3], levels[3]
        above = levels - self._floor
        is_room = (echo < self._usual * _SOFT) | (above[_LEAK] < 0)
        if is_voice:
            self._blamed += np.where(above[_LEAK] > _CLEAR_DB, level - bases[_LEAK], _LEAST_DB[_LEAK])
            self._blamed_frames += 1
        else:
            self._learn(level - bases, above)
        if is_room.any():
            self._follow_floor(above[3], is_room, is_voice=is_voice)

    def voice_over(self, *, was_none: bool) -> None:
        """What was followed is over. `was_none`: nobody was there, so it was the echo that stood out."""
        if was_none and self._blamed_frames:
            meant = np.minimum(self._blamed / self._blamed_frames, _MOST_DB)
            self._leaks[_LEAK] = np.maximum(self._leaks[_LEAK], meant)
            self._tell_leak()
        self._blamed, self._blamed_frames = np.zeros(BANDS), 0

    def starts_again(self) -> None:
        """The loudspeaker; what is played from now on may be late by another time."""
        self._coming.begin()

    def expect(self, reference: Samples, coupling: float) -> None:
        """This is played now, and nobody knows exactly when its echo comes."""
        self._coming.push(reference, coupling)

    def push_lost(self, frame: Samples, after: tuple[int, int] | None) -> None:
        """As `push`, while nobody knows when the echo comes: what is as loud as it may be echo. Nothing is learned.

        `after`: frames after which it comes at the soonest and at the latest; None: nobody knows that either.
        """
        heard, _ = self._bands(frame, None)
        if after is None:
            self._judge_all(heard, self._coming.anytime())
        else:
            self._judge(heard, self._coming.between(*after))

    def find_again(self) -> None:
        """The echo is where it was in all but its delay: nearly all that is known of it holds."""
        self._leaks[_LEAK] = np.maximum(self._leaks[_LEAK], 0.0)
        self._age = np.zeros((3, BANDS))
        self._found_again = _AGAIN_FRAMES
        self._tell_leak()

    def listen(self, frame: Samples, *, is_voice: bool) -> None:
        """A frame in which nothing of the loudspeaker can be. In a room that is known, only every fourth tells its own level."""
        self._listened += 1
        is_known = self._is_floor_known
        if is_known and self._listened % _LISTEN_EVERY:
            self._keep(frame)
            return
        heard, _ = self._bands(frame, None)
        self._judge_all(heard, 0.0)
        self._follow_floor(to_dbs(heard) - self._floor, _EVERYWHERE, is_voice=is_voice, frames=_LISTEN_EVERY if is_known else 1)

    def forget_path(self) -> None:
        """The echo comes another way now: what was known of its cancellation is void."""
        self._leaks = _UNKNOWN.copy()
        """dB relative to `_bases`."""
        self._age = np.zeros((3, BANDS))
        """Frames that told of them."""
        self._tell_leak()

    def _bands(self, residual: Samples, reference: Samples | None) -> tuple[Levels, Levels]:
        sounds = self._sounds if reference is not None else self._sounds[:1]
        self._keep(residual)
        if reference is not None:
            sounds[1, :FRAME] = sounds[1, FRAME:]
            sounds[1, FRAME:] = reference
        powers = band_powers(sounds)
        return powers[0], powers[-1]

    def _keep(self, residual: Samples) -> None:
        self._sounds[0, :FRAME] = self._sounds[0, FRAME:]
        self._sounds[0, FRAME:] = residual

    def _judge_all(self, heard: Levels, expected: float) -> None:
        """`expected`: power of the echo in all bands together."""
        self.stands_out_db = to_db(float(np.add.reduce(heard))) - to_db(expected + float(np.add.reduce(self._room)))

    def _judge(self, heard: Levels, expected: Levels) -> None:
        """By all bands together, or by those few in which it stands out most: in an "s" of the assistant no vowel is hidden."""
        sums = np.array((heard, expected + self._room, self._room)) @ _TOGETHER
        few_db = to_dbs(sums[0, 1:]) - to_dbs(sums[1, 1:])
        leaking_db = max(self._reliable_db - _GOOD_LEAK_DB, 0.0)
        is_room = self._loudness * sums[2, 1:] / sums[1, 1:]
        more_db = _FEW_BANDS_DB - _LESS_DB * is_room + leaking_db * (1 - is_room)
        self.stands_out_db = max(to_db(float(sums[0, 0])) - to_db(float(sums[1, 0])), float((few_db - more_db).max()))

    def _learn(self, left: Levels, above: Levels) -> None:
        """`left`: what is left relative to each of `_bases`. `above`: these and what is left, above the floor. In dB."""
        off = left - self._leaks
        tells = (above[:3] > _CLEAR_DB) & ((off < 0) | (above[3] > _HEARD_DB))
        tells[_SPILL] &= self._bases[_LEAK] * _ELSEWHERE < self._bases[_SPILL]
        fall = np.where(self._age < _YOUNG_FRAMES, _YOUNG_FALL, _FALL)
        step = np.minimum(np.maximum(off * _RISE, off * fall), _MOST_RISE_DB)  # it rises sooner than it falls
        np.add(self._leaks, step, out=self._leaks, where=tells)
        np.minimum(np.maximum(self._leaks, _LEAST_DB, out=self._leaks), _MOST_DB, out=self._leaks)
        self._age += tells
        self._tell_leak()

    def _tell_leak(self) -> None:
        self._shares = to_powers(self._leaks)
        self.leak_db = to_db(float(np.dot(self._usual, self._shares[_LEAK])) / float(np.add.reduce(self._usual)))

    def _follow_floor(self, off: Levels, where: NDArray[np.bool_], *, is_voice: bool, frames: int = 1) -> None:
        is_young = not self._is_floor_known
        most = np.where(self._known_floor < _YOUNG_FRAMES, _YOUNG_RISE_DB, _MOST_RISE_DB) if is_young else _MOST_RISE_DB
        rise = _SLOWLY if is_voice else 1.0
        step = np.where(off > 0, np.minimum(off * _RISE, most) * (rise * frames), off * (_FALL * frames))
        self._floor = np.maximum(self._floor + step * where, _QUIET_DB - 10)
        self._room = to_powers(self._floor)
        if is_young:
            self._known_floor += where
            self._is_floor_known = bool(self._known_floor.min() > _YOUNG_FRAMES)


_EVERYWHERE = np.ones(BANDS, bool)
