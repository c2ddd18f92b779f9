"""Is what was heard so far a person who says something, or a cough, a key, a hum, music, the murmur of other people?

The loudspeaker is held from the first sign on, so nobody hears how long we think about it, and we may wait for what tells them
apart. Each detector window that is surely a voice counts as its 32 ms, a doubtful one less, and what is none takes something
away, so that several coughs in a row do not add up; and what was long ago counts less. Of such evidence two amounts are enough:

- a little, if it is *articulated*: while somebody says words, mouth and tongue move, and the shape of the spectrum moves with
  them. The "uh-huh" of a listener is one vowel twice, a hum and a note of music have one shape from beginning to end. And a voice
  through a closed mouth has next to nothing above 1.2 kHz. The less its shape moves, the more of it is asked.
- a lot of it, articulated or not: nobody hums along for a second.

Two sounds it cannot tell apart: a short word with one vowel ("stop", "eight"), and an "uh-huh" or "yeah". Where somebody writes
down what is said, its words decide (`AudioSetup.words_follow`) while the assistant is held; elsewhere both interrupt.

Somebody who speaks word by word, with pauses, is given part of the credit of the word before.

Only the loud part of a voice counts for its shape; what is left of an echo and of the room is in every window.
"""

from collections import deque
from dataclasses import dataclass
from itertools import pairwise
from math import exp

import numpy as np

from desktop_assistant.audio.ports import VAD_RATE, VAD_WINDOW, VAD_WINDOW_MS
from desktop_assistant.core.audio import Samples

_DOUBTFUL, _SURE = 0.35, 0.85
"""Probabilities that count nothing, and in full."""
_AGAINST, _WEAK = -0.35, 0.0
"""Of its length, at most, that a window takes away; and one with a voice that is no louder than what is there anyway."""
_MEMORY_MS = 640.0
_CREDIT, _CREDIT_FADES_MS = 0.5, 1280.0
_SHAPED = 0.3
"""Probability of windows that are looked at."""
_MOST_SHAPES = 200
"""Six seconds: music that is half a voice may be followed for minutes, and each window looks at all of them."""
_LOUD_DB = 8.0
"""Below the loudest window of a voice."""
_EDGES_HZ = (100, 300, 600, 1000, 1500, 2200, 3200, 4500, 7000)
_DEEP_DB = 30.0
"""A band that is weaker than the strongest by more is as weak as that."""
_RICH_HZ, _RICH_SHARE = 1200, 0.004
"""What is above, and its share of the power (-24 dB), that a closed mouth cannot make."""
_RICH_WINDOWS = 0.2
"""Share of the loud windows of a voice with an open mouth. Hums: up to 0.18, for the echo that is still under way; people: from
0.22."""
_HUM_WINDOWS = 4
"""Loud ones; of less nobody can tell that a mouth was closed. To the local recogniser two "mm-hmm" in a row are "who are you",
one time in three, and it is sure."""
_LEAST_MS = 176.0
"""Coughs, keys, drums: mostly less."""

_FREQUENCIES = np.fft.rfftfreq(VAD_WINDOW, 1 / VAD_RATE)
_BANDS = np.array([(low <= _FREQUENCIES) & (high > _FREQUENCIES) for low, high in pairwise(_EDGES_HZ)], np.float32)
_RICH_FROM = int(np.argmax(_FREQUENCIES > _RICH_HZ))
_TAPER = np.hanning(VAD_WINDOW).astype(np.float32)


@dataclass(frozen=True, slots=True)
class Shape:
    """Of one window: its level in dB, that of each band around their mean, and whether it has what a closed mouth cannot make."""

    level_db: float
    bands: Samples
    is_rich: bool


@dataclass(frozen=True, slots=True)
class Heard:
    """What is known of one window. `shape` None: nobody looked, for it is no voice, or nothing plays.

    `is_weak`: a voice, but none that stands out from what is there anyway, or one from far away (`presence.py`): no evidence.
    `nearness`, 0..1: what it is worth, at most.
    """

    probability: float
    shape: Shape | None = None
    is_weak: bool = False
    nearness: float = 1.0


def shape_of(window: Samples) -> Shape:
    """Of `VAD_WINDOW` samples. 40 us."""
    powers = np.square(np.abs(np.fft.rfft(window * _TAPER))) + 1e-9
    bands = 10 * np.log10(_BANDS @ powers)
    bands = np.maximum(bands, bands.max() - _DEEP_DB)
    total = float(powers.sum())
    return Shape(
        level_db=float(10 * np.log10(total)),
        bands=np.asarray(bands - bands.mean(), np.float32),
        is_rich=float(powers[_RICH_FROM:].sum()) > _RICH_SHARE * total,
    )


class Evidence:
    """Of one voice: begin anew with each. `credit_ms`: what it begins with. `is_after_words`: its mouth was open before."""

    def __init__(self, credit_ms: float = 0.0, *, is_after_words: bool = False) -> None:
        self.ms = credit_ms
        """How much speaks for it, as ms of a sure voice."""
        self.most_ms = 0.0
        """It has ever been."""
        self._is_after_words = is_after_words
        self._shapes: deque[Shape] = deque(maxlen=_MOST_SHAPES)

    def next_voice(self, after_ms: float) -> "Evidence":
        """Of a voice that begins so long after the end of this one."""
        return Evidence(self._credit_ms(after_ms))

    def next_word(self, after_ms: float) -> "Evidence":
        """Of what the same voice says after a gap."""
        return Evidence(self._credit_ms(after_ms), is_after_words=not self.is_all_hum)

    def _credit_ms(self, after_ms: float) -> float:
        return _CREDIT * self.most_ms * exp(-after_ms / _CREDIT_FADES_MS)

    def add(self, heard: Heard) -> None:
        """The next window."""
        share = _WEAK if heard.is_weak else (heard.probability - _DOUBTFUL) / (_SURE - _DOUBTFUL)
        self.ms *= 1 - VAD_WINDOW_MS / _MEMORY_MS
        self.ms = max(self.ms + VAD_WINDOW_MS * min(max(share, _AGAINST), heard.nearness), 0.0)
        self.most_ms = max(self.most_ms, self.ms)
        if heard.shape is not None and heard.probability > _SHAPED:
            self._shapes.append(heard.shape)

    def is_enough(self, word: float, voice_ms: float) -> bool:
        """`word`, in ms times dB of articulation, or `voice_ms` of anything."""
        return self.ms >= voice_ms or (self.ms >= _LEAST_MS and self.ms * self.articulation_db >= word)

    @property
    def is_hum(self) -> bool:
        """Through a closed mouth, from beginning to end."""
        loud = self._loud
        return len(loud) >= _HUM_WINDOWS and not _is_open(loud)

    @property
    def is_all_hum(self) -> bool:
        """What this voice said before was a hum too."""
        return self.is_hum and not self._is_after_words

    @property
    def articulation_db(self) -> float:
        """How much its shape has moved so far: the standard deviation of a band, on average; 0 for a closed mouth.

        Measured after 20 windows: people 2.2 to 9, "uh-huh" and hums 0.4 to 2.6.
        """
        loud = self._loud
        if not _is_open(loud):
            return 0.0
        return float(np.sqrt(np.var([shape.bands for shape in loud], axis=0).mean()))

    @property
    def _loud(self) -> list[Shape]:
        loudest = max((shape.level_db for shape in self._shapes), default=0.0)
        return [shape for shape in self._shapes if shape.level_db > loudest - _LOUD_DB]


def _is_open(loud: list[Shape]) -> bool:
    return sum(shape.is_rich for shape in loud) > _RICH_WINDOWS * len(loud)
