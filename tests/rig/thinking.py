"""Speakers who pause, and the engine's true listening path on stream time: what the endpointing bench and its test share.

Turns are made of recordings: as they are; with a thinking pause put in at their quietest inner place; and two sentences of one
speaker with a thinking pause between them. Thinking pauses are log-normal with a median of 500 ms (one in ten longer than
950 ms), at least 200 and at most 2000 ms, drawn from a fixed seed; a pause that the speaker made there anyway is lengthened to
that. They are filled with noise as loud as the recording's own quiet places.

`listen` plays a turn to detector, gate, judge and recogniser. Time is the sound's. The recogniser really runs; each of its
answers arrives when its measured processor time has passed on that clock (it works on one thing after the other), so its lag is
in the figures.
"""

import hashlib
import itertools
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Any, TypeVar

import numpy as np

from desktop_assistant.core.audio import AudioFormat, Samples
from desktop_assistant.engine.house import VAD_MODEL
from desktop_assistant.engine.listening import Listener, ListenEvent, Settled, TurnBegan, TurnEnded
from desktop_assistant.engine.recognizer.ear import Ear, _Utterance
from desktop_assistant.engine.recognizer.pocketsphinx import PocketSphinxRecognizer
from desktop_assistant.engine.recognizer.port import Heard
from desktop_assistant.engine.recognizer.service import GRAMMAR
from desktop_assistant.engine.sound import to_pcm16
from desktop_assistant.engine.vad import RATE, WINDOW, SileroVad
from tests.rig.recording import read_wav
from tests.rig.speech import Clip

MEDIAN_MS, SPREAD = 500.0, 0.5
LEAD_S, TAIL_S = 0.5, 4.5
FLOOR_DB = -70.0
"""Of the noise in silences, at least."""
SPEECH_BELOW_DB = 30.0
"""Speech ends with the last 10 ms that are at most this much below the loudest."""
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class SpokenTurn:
    """Sound at 16 kHz with silence around it."""

    name: str
    speaker: str
    sound: Samples
    ends_at_ms: float
    """The true end of speech."""


def speaker_of(clip: Clip) -> str:
    """Recordings are named source_speaker-...; the copies with noise belong to their original's speaker."""
    source, _, rest = clip.path.stem.partition("_")
    if source.startswith("ls"):
        return f"{source}_{rest.split('-')[0]}"
    return f"{source}_{rest.split('_')[0]}" if source in ("fsdd", "ms") else source


def turns(clips: list[Clip], seed: int = 7) -> Iterator[SpokenTurn]:
    """All of them, in a fixed order."""
    random = np.random.default_rng(seed)
    sounds = {clip: _load(clip) for clip in clips}
    for clip, sound in sounds.items():
        yield _turn(clip.path.stem, speaker_of(clip), [sound], [])
        if len(sound) > 2.5 * RATE:
            yield _turn(f"{clip.path.stem}+thought", speaker_of(clip), _split(sound), [_pause(random)])
    for first, second in itertools.pairwise(clips):
        if speaker_of(first) == speaker_of(second):
            parts = [_trimmed(sounds[first]), _trimmed(sounds[second])]
            yield _turn(f"{first.path.stem}+{second.path.stem}", speaker_of(first), parts, [_pause(random)])


def _load(clip: Clip) -> Samples:
    audio, rate = read_wav(clip.path)
    assert rate == RATE
    return (audio / 32768.0).astype(np.float32)


def _pause(random: np.random.Generator) -> float:
    return float(np.clip(MEDIAN_MS * np.exp(SPREAD * random.standard_normal()), 200.0, 2000.0))


def _levels(sound: Samples, frame: int = RATE // 100) -> Samples:
    blocks = sound[: len(sound) // frame * frame].reshape(-1, frame)
    return np.asarray(10 * np.log10(np.square(blocks).mean(axis=1) + 1e-9), np.float32)


def _speech(sound: Samples) -> tuple[int, int]:
    """First and last sample of speech."""
    levels = _levels(sound)
    loud = np.flatnonzero(levels > levels.max() - SPEECH_BELOW_DB)
    return int(loud[0]) * RATE // 100, int(loud[-1] + 1) * RATE // 100


def _trimmed(sound: Samples) -> Samples:
    first, last = _speech(sound)
    return sound[max(0, first - RATE // 20) : last + RATE // 20]


def _split(sound: Samples) -> list[Samples]:
    """At the quietest 80 ms between a quarter and three quarters of the speech, without the silence that is there."""
    first, last = _speech(sound)
    levels = _levels(sound)
    smooth = np.convolve(levels, np.ones(8) / 8, "same")
    low, high = (first + (last - first) // 4) * 100 // RATE, (first + (last - first) * 3 // 4) * 100 // RATE
    begins = ends = low + int(np.argmin(smooth[low:high]))
    quiet = levels.max() - SPEECH_BELOW_DB
    while levels[begins - 1] < quiet:
        begins -= 1
    while levels[ends] < quiet:
        ends += 1
    return [sound[: begins * RATE // 100], sound[ends * RATE // 100 :]]


def _turn(name: str, speaker: str, parts: list[Samples], pauses_ms: list[float]) -> SpokenTurn:
    noise = np.random.default_rng(len(name))
    floor = max(float(np.percentile(_levels(parts[0]), 5)), FLOOR_DB)

    def silence(seconds: float) -> Samples:
        return (10 ** (floor / 20) * noise.standard_normal(int(seconds * RATE))).astype(np.float32)

    line = [silence(LEAD_S), parts[0]]
    for part, pause in zip(parts[1:], pauses_ms, strict=True):
        line += [silence(pause / 1000), part]
    before = sum(len(one) for one in line[:-1])
    ends_at = (before + _speech(line[-1])[1]) * 1000 / RATE
    return SpokenTurn(name, speaker, np.concatenate([*line, silence(TAIL_S)]), ends_at)


# --- the listening path ---------------------------------------------------------------------------------------------------
class RememberingRecognizer:
    """PocketSphinx that does not do the same work twice: results and their cost by the sound that was fed. The same turn is
    heard once per patience, and its words do not depend on that."""

    def __init__(self) -> None:
        self._true: PocketSphinxRecognizer | None = None
        self._known: dict[bytes, tuple[Any, float]] = {}
        self._fed = hashlib.sha1(b"")
        self._pending: list[bytes] = []
        self._is_begun = False
        self.cost_s = 0.0
        """Processor time of everything so far."""

    def begin(self) -> None:
        self._fed, self._pending, self._is_begun = hashlib.sha1(b""), [], False

    def feed(self, pcm: bytes) -> None:
        self._fed.update(pcm)
        self._pending.append(pcm)

    def partial(self) -> str:
        return str(self._remembered(b"P", lambda true: true.partial()))

    def finish(self) -> Heard:
        heard = self._remembered(b"E", lambda true: true.finish())
        assert isinstance(heard, Heard)
        self._is_begun = False
        return heard

    def close(self) -> None:
        """Nothing to release."""

    def _remembered(self, kind: bytes, ask: Callable[[PocketSphinxRecognizer], Any]) -> Any:
        key = kind + self._fed.digest()
        if key not in self._known:
            if self._true is None:
                self._true = PocketSphinxRecognizer(GRAMMAR)
            began = time.thread_time()
            if not self._is_begun:
                self._true.begin()
                self._is_begun = True
            for pcm in self._pending:
                self._true.feed(pcm)
            self._pending = []
            self._known[key] = (ask(self._true), time.thread_time() - began)
        result, cost = self._known[key]
        self.cost_s += cost
        return result


class StreamEar(Ear):
    """The engine's ear without its thread: work is done at once, its news arrive when it would have been done."""

    def __init__(self, recognizer: RememberingRecognizer) -> None:
        self._recognizer = recognizer
        self._loaded = Future()
        self._loaded.set_result(recognizer)
        self._loop = self  # type: ignore[assignment]
        self._generation = self._silence = 0
        self._utterance = _Utterance(self._loaded, lambda: False, lambda text: None)
        self._news: list[tuple[float, Callable[..., None], tuple[Any, ...]]] = []
        self._fresh: list[tuple[Callable[..., None], tuple[Any, ...]]] = []
        self.free_at = self.now = 0.0
        """When the work that was asked for so far is done."""
        self.on_partial = lambda text: None
        self.on_guess = lambda heard: None

    def call_soon_threadsafe(self, callback: Callable[..., None], *arguments: Any) -> None:
        self._fresh.append((callback, arguments))

    def _submit(self, work: Callable[[], T]) -> "Future[T]":
        before = self._recognizer.cost_s
        result = work()
        self.free_at = max(self.free_at, self.now) + self._recognizer.cost_s - before
        self._news += [(self.free_at, *news) for news in self._fresh]
        self._fresh.clear()
        done: Future[T] = Future()
        done.set_result(result)
        return done

    def concluded(self) -> Heard:
        """What `finish` does, without waiting for the words; they are known at `free_at`."""
        self._utterance.is_closing = True
        return self._submit(self._utterance.finish).result()

    def pass_time(self, seconds: float) -> None:
        self.now += seconds
        due = [news for news in self._news if news[0] <= self.now]
        self._news = [news for news in self._news if news[0] > self.now]
        for _, callback, arguments in due:
            callback(*arguments)


@dataclass(slots=True)
class Outcome:
    """What became of a turn."""

    cut_off: bool = False
    """An answer could have been heard before the speaker had finished."""
    reopened: bool = False
    """It was handed over too early, and taken back before anything could be heard."""
    committed_ms: float | None = None
    """From the true end of speech to the last hand-over; None = it never ended."""
    heard_ms: float | None = None
    """From the true end of speech to the moment from which an answer may be heard."""
    items: set[str] = field(default_factory=set)


def listen(turn: SpokenTurn, detection: dict[str, Any], recognizer: RememberingRecognizer) -> Outcome:
    """Play one turn."""
    ear = StreamEar(recognizer)
    listener = Listener(SileroVad(VAD_MODEL), ear, lambda item_id, delta: None)
    listener.configure(AudioFormat(rate=RATE), detection)
    outcome = Outcome()
    for at in range(0, len(turn.sound) - WINDOW, WINDOW):
        ear.pass_time(WINDOW / RATE)
        for event in listener.push(to_pcm16(turn.sound[at : at + WINDOW])):
            _note(outcome, event, (at + WINDOW) * 1000 / RATE - turn.ends_at_ms, ear)
    return outcome


def _note(outcome: Outcome, event: ListenEvent, after_ms: float, ear: StreamEar) -> None:
    match event:
        case TurnBegan(item_id=item_id):
            outcome.reopened |= item_id in outcome.items and not outcome.cut_off
            outcome.items.add(item_id)
        case TurnEnded(wait=wait):
            if event.has_voice:
                ear.concluded()
            outcome.committed_ms = after_ms
            if wait is None:
                _answered(outcome, after_ms)
        case Settled():
            _answered(outcome, after_ms)


def _answered(outcome: Outcome, after_ms: float) -> None:
    outcome.cut_off |= after_ms < 0
    outcome.heard_ms = after_ms
