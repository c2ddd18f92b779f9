"""A conversation as a microphone hears it, built of recordings, with the truth about who spoke when; and what a gate sent of it.

The person wears headphones: while the assistant speaks, the microphone hears the room. What a loudspeaker adds is the matter of
the echo benches.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle

import numpy as np
from scipy.signal import lfilter, resample_poly

from desktop_assistant.audio.alignment import ReferenceQueue
from desktop_assistant.audio.levels import LevelMeter
from desktop_assistant.audio.ports import FRAME
from desktop_assistant.audio.presence import Presence
from desktop_assistant.audio.sparing import Detector, SparingDetector
from desktop_assistant.audio.uplink import Surroundings, Uplink
from desktop_assistant.core.audio import INTERNAL_RATE, AudioSetup, Samples
from desktop_assistant.core.local_events import MicFrame
from tests.rig.recording import read_wav
from tests.rig.speech import Clip
from tests.rig.words import plain, words_at

MS = INTERNAL_RATE // 1000
DEVICE_RATE = 48_000
TICK = DEVICE_RATE * 20 // 1000
ROOMS_DB = (-70.0, -55.0, -48.0, -42.0)
"""Noise of the room, dB full scale, a quarter of the conversation each: a quiet study, a fan, a street, a kitchen."""
VOICES_DB = (-24.0, -27.0, -30.0)
"""Of the voiced stretches of a turn: near the microphone, at arm's length, leaning back."""
EDGE_MS = 150


@dataclass(frozen=True, slots=True)
class Spoken:
    """One turn of the user, ms of the conversation: from the first word's beginning to the last one's end."""

    start_ms: int
    end_ms: int
    room_db: float
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """`microphone` at INTERNAL_RATE; `playing` says for each ms whether the assistant speaks."""

    microphone: Samples
    turns: tuple[Spoken, ...]
    playing: np.ndarray

    @property
    def ms(self) -> int:
        """Length."""
        return len(self.playing)

    @property
    def speech_share(self) -> float:
        """What no gate could do without."""
        return sum(turn.end_ms - turn.start_ms for turn in self.turns) / self.ms


@dataclass(frozen=True, slots=True)
class _Said:
    """Sound with its words from `start_ms` to `end_ms`; around them the speaker breathes."""

    sound: Samples
    start_ms: int
    end_ms: int
    words: tuple[str, ...]


def said(clip: Clip, db: float) -> _Said | None:
    """A clip at a loudness, faded in and out; None if nobody knows where its words are."""
    found = words_at(clip)
    if found is None:
        return None
    samples, rate = read_wav(clip.path)
    common = np.gcd(rate, INTERNAL_RATE)
    sound = resample_poly(samples / 32768, INTERNAL_RATE // common, rate // common).astype(np.float32)
    start_ms, end_ms = found
    level = np.sqrt(np.square(sound[start_ms * MS : end_ms * MS]).mean())
    sound *= np.float32(10 ** (db / 20) / level)
    fade = np.linspace(0, 1, 20 * MS, dtype=np.float32)
    for edge, ramp, words in ((sound[: len(fade)], fade, start_ms), (sound[-len(fade) :], fade[::-1], len(sound) // MS - end_ms)):
        if words >= 20:
            edge *= ramp
    return _Said(sound, start_ms, end_ms, tuple(plain(clip.transcript).split()))


def room(count: int, db: float, random: np.random.Generator) -> Samples:
    """Noise that falls with frequency as that of rooms does."""
    noise = lfilter([1.0], [1.0, -0.9], random.standard_normal(count))
    return np.asarray(noise * 10 ** (db / 20) / np.sqrt(np.square(noise).mean()), np.float32)


def conversation(clips: Sequence[Clip], seconds: float, seed: int = 1) -> Timeline:
    """Turns one after the other: the person thinks, says one or two clips, waits for the answer, listens to it."""
    random = np.random.default_rng(seed)
    total = int(seconds * 1000)
    microphone = np.concatenate([room(total // 4 * MS, db, random) for db in ROOMS_DB])
    playing = np.zeros(total // 4 * 4, bool)
    turns: list[Spoken] = []
    sounds = _sounds(clips, random)
    at = 1500
    while True:
        turn = next(sounds)
        start, end = at + turn.start_ms, at + turn.end_ms
        if at + len(turn.sound) // MS + 3000 > len(playing):
            return Timeline(microphone, tuple(turns), playing)
        microphone[at * MS : at * MS + len(turn.sound)] += turn.sound
        turns.append(Spoken(start, end, ROOMS_DB[start * 4 // len(playing)], turn.words))
        answer = end + int(random.uniform(700, 1500))
        heard = answer + int(random.uniform(4000, 12000))
        playing[answer:heard] = True
        at = heard + int(random.uniform(800, 6000))


def _sounds(clips: Sequence[Clip], random: np.random.Generator) -> Iterator[_Said]:
    order = cycle(clips)
    for db in cycle(VOICES_DB):
        first = said(next(order), db)
        if first is None:
            continue
        more = said(next(order), db) if random.random() < 0.3 else None
        yield _joined(first, more, int(random.uniform(250, 450))) if more else first


def _joined(first: _Said, more: _Said, pause_ms: int) -> _Said:
    """Two sentences with a pause for thought between their words."""
    begins = first.sound[: (first.end_ms + pause_ms // 2) * MS]
    begins = np.pad(begins, (0, (first.end_ms + pause_ms // 2) * MS - len(begins)))
    goes_on = more.sound[max(0, more.start_ms - pause_ms // 2) * MS :]
    offset = first.end_ms + pause_ms // 2 - max(0, more.start_ms - pause_ms // 2)
    return _Said(np.concatenate((begins, goes_on)), first.start_ms, more.end_ms + offset, first.words + more.words)


def send(timeline: Timeline, setup: AudioSetup, vad: Detector, *, gated: bool = True) -> np.ndarray:
    """Through the true microphone path, in stream time: for each ms of the conversation, whether it was sent."""
    uplink = Uplink(
        setup,
        gated=gated,
        device_rate=DEVICE_RATE,
        vad=SparingDetector(vad),
        echo=None,
        presence=Presence(),
        reference=ReferenceQueue(),
        meter=LevelMeter(),
    )
    captured = resample_poly(timeline.microphone, DEVICE_RATE, INTERNAL_RATE).astype(np.float32)
    sent = np.zeros(timeline.ms, bool)
    for start in range(0, len(captured), TICK):
        at_ms = min(start * 1000 // DEVICE_RATE, timeline.ms - 1)
        around = Surroundings(playing=bool(timeline.playing[at_ms]), in_device=0)
        for event in uplink.push(captured[start : start + TICK], around):
            if isinstance(event, MicFrame):
                sent[round(event.start_ms) : round(event.start_ms + setup.input_format.ms_of(len(event.audio)))] = True
    return sent


def send_by_loudness(timeline: Timeline, setup: AudioSetup, *, margin_db: float = 10.0) -> np.ndarray:
    """The simplest gate: open while 10 ms are so much louder than the quietest of the last seconds, then for the tail."""
    frames = timeline.microphone[: timeline.ms * MS].reshape(-1, FRAME)
    db = 10 * np.log10(np.square(frames).mean(1) + 1e-12)
    sent = np.zeros(timeline.ms, bool)
    open_until = 0
    for index, level in enumerate(db):
        floor = db[max(0, index - 300) : index + 1].min()
        if level > floor + margin_db:
            open_until = index * 10 + 10 + setup.gate_tail_ms
        sent[index * 10 : index * 10 + 10] = index * 10 < open_until
    return sent


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a gate did with a conversation."""

    not_sent_share: float
    first_words_lost: int
    """Turns whose first `EDGE_MS` were not sent whole."""
    last_words_lost: int
    middles_lost: int
    """Turns with a hole in between."""


def judge(timeline: Timeline, sent: np.ndarray) -> Outcome:
    """Against the truth."""
    firsts = [bool(sent[turn.start_ms : turn.start_ms + EDGE_MS].all()) for turn in timeline.turns]
    lasts = [bool(sent[turn.end_ms - EDGE_MS : turn.end_ms].all()) for turn in timeline.turns]
    middles = [bool(sent[turn.start_ms + EDGE_MS : turn.end_ms - EDGE_MS].all()) for turn in timeline.turns]
    return Outcome(
        not_sent_share=round(float(1.0 - sent.mean()), 3),
        first_words_lost=firsts.count(False),
        last_words_lost=lasts.count(False),
        middles_lost=middles.count(False),
    )
