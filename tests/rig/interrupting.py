"""People talk over the assistant on the virtual card: what is said, and when the loudspeaker was silent by its recording."""

import asyncio
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.signal import resample_poly

from desktop_assistant.core.audio import INTERNAL_RATE, Samples
from desktop_assistant.core.local_events import ProblemRaised, SpeechConfirmed, SpeechStarted
from desktop_assistant.core.problems import ProblemCode
from tests.rig.recording import Recording, write_wav
from tests.rig.rig import RATE, Rig
from tests.rig.speech import Clip
from tests.rig.talking import ROOM_DB, Talker, room
from tests.rig.voices import USER_DB, at_level, load, onset

_AUDIBLE = 32768 * 10 ** (-60 / 20)
_SILENCE_S, _FADE_S = 0.05, 0.05
_ALONE_S, _SETTLE_S, _LEAD_S, _TAIL_S = 8.0, 2.5, 0.6, 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """What a person says; `onset` is the sample at which they begin."""

    name: str
    sound: Samples
    onset: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Interruption:
    """ms from the onset; None: it did not come to that."""

    name: str
    duck_ms: float | None
    silence_ms: float
    confirmed_ms: float | None


def prepared(clips: Sequence[Clip]) -> list[Spoken]:
    """As loud as a user. Of recordings that were mixed with noise the onset is that of the clean ones."""
    clean = {clip.path.stem: onset(load(clip.path)) for clip in clips if "dB" not in clip.path.stem}
    said = []
    for clip in clips:
        stem = clip.path.stem if clip.path.stem in clean else clip.path.stem.rpartition("_")[0]
        said.append(Spoken(name=clip.path.stem, sound=at_level(load(clip.path), USER_DB), onset=clean[stem]))
    return said


async def interrupt_all(
    said: Sequence[Spoken], voice: Samples, folder: Path, *, noise_db: float = ROOM_DB
) -> tuple[list[Interruption], dict[str, float]]:
    """One after another, in a room that hisses all the time; and what happened while nobody spoke but the assistant."""
    with room(noise_db=noise_db) as rig:
        async with Talker(rig, voice) as talker:
            began = time.monotonic()
            await asyncio.sleep(_ALONE_S)
            found, occupied = [], []
            for one in said:
                wav = write_wav(folder / "said.wav", np.rint(one.sound.clip(-1, 1) * 32767).astype(np.int16), INTERNAL_RATE)
                await talker.talks_for(_SETTLE_S)
                interruption, when = await _interrupt(rig, talker, one, wav)
                found.append(interruption)
                occupied.append(when)
            seconds = time.monotonic() - began - sum(end - start for start, end in occupied)
            return found, _alone(talker, occupied, began, seconds)


def _alone(talker: Talker, occupied: Sequence[tuple[float, float]], began: float, seconds: float) -> dict[str, float]:
    def outside(kind: type) -> int:
        return sum(not any(start <= at <= end for start, end in occupied) for at in talker.times(kind, began))

    own = outside(SpeechConfirmed)
    return {
        "self_interruptions": own,
        "false_voices": outside(SpeechStarted) - own,
        "alone_minutes": round(seconds / 60, 2),
        "half_duplex": sum(
            isinstance(event, ProblemRaised) and event.problem.code is ProblemCode.ECHO_HALF_DUPLEX for _, event in talker.events
        ),
    }


async def _interrupt(rig: Rig, talker: Talker, one: Spoken, wav: Path) -> tuple[Interruption, tuple[float, float]]:
    with rig.record() as loudspeaker, rig.record("microphone") as microphone:
        await asyncio.sleep(_LEAD_S)
        start = time.monotonic()
        player = rig.begin_to_say(wav, latency_ms=40)
        await asyncio.to_thread(player.wait)
        await asyncio.sleep(_TAIL_S)
    end = time.monotonic() + 1.0
    # Seconds of work, in which the audio process would find nobody to read what it says.
    begins = await asyncio.to_thread(_find, microphone, one.sound) + one.onset / INTERNAL_RATE
    confirmed = next((at for at in talker.times(SpeechConfirmed, start) if at < end), None)
    spans = await asyncio.to_thread(lambda: list(_audible(loudspeaker)))
    return Interruption(
        name=one.name,
        duck_ms=_duck(spans, begins),
        silence_ms=_last(spans, begins, end if confirmed is None else confirmed + 0.2),
        confirmed_ms=None if confirmed is None else round(1000 * (confirmed - begins)),
    ), (start, end)


def _find(microphone: Recording, sound: Samples) -> float:
    """When the sound began in the microphone: the highest correlation, each frequency counted alike.

    Both ends of both are faded: an edge resembles any other edge, and the recording begins in the middle of the assistant's echo.
    """
    heard, said = _faded((microphone.audio / 32768).astype(np.float32)), _faded(resample_poly(sound, RATE // INTERNAL_RATE, 1))
    size = 1 << int(np.ceil(np.log2(len(heard) + len(said))))
    cross = np.fft.rfft(heard, size) * np.conj(np.fft.rfft(said, size))
    likeness = np.fft.irfft(cross / np.maximum(np.abs(cross), 1e-9), size)[: len(heard)]
    return microphone.start + float(likeness.argmax()) / RATE


def _faded(sound: Samples) -> Samples:
    edge = np.hanning(2 * round(_FADE_S * RATE))
    return np.asarray(sound * np.r_[edge[: len(edge) // 2], np.ones(len(sound) - len(edge)), edge[len(edge) // 2 :]])


def _audible(recording: Recording) -> Iterator[tuple[float, float]]:
    """Spans of CLOCK_MONOTONIC in which the loudspeaker sounds; silences shorter than 50 ms belong to them."""
    loud = np.nonzero(np.abs(recording.audio.astype(np.int32)) > _AUDIBLE)[0]
    if not len(loud):
        return
    cuts = np.nonzero(np.diff(loud) > _SILENCE_S * RATE)[0]
    for first, last in zip(loud[np.r_[0, cuts + 1]], loud[np.r_[cuts, len(loud) - 1]], strict=True):
        yield recording.start + float(first) / RATE, recording.start + float(last) / RATE


def _duck(spans: Sequence[tuple[float, float]], begins: float) -> float | None:
    """Until the loudspeaker was first silent after somebody began; 0: it was just then."""
    for start, end in spans:
        if end > begins:
            return round(1000 * (end - begins)) if start <= begins else 0.0
    return 0.0


def _last(spans: Sequence[tuple[float, float]], begins: float, until: float) -> float:
    """The last audible sample before `until`."""
    last = max((min(end, until) for start, end in spans if start < until), default=begins)
    return max(round(1000 * (last - begins)), 0.0)
