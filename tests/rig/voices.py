"""Recorded voices at a chosen loudness, and the moment at which each of them begins.

The onset of a recording is its first 10 ms that are within 20 dB of its speech level (the mean power of the blocks that are
within 25 dB of its loudest) and 10 dB above its quietest tenth, after a pre-emphasis so that a consonant counts like a vowel, and
that speech follows: at least half of the 150 ms and of the 300 ms after it. Breaths, lip noise and the noise of the recording
before that are no onset. All sound is mono float32 at 24 kHz.
"""

from pathlib import Path

import numpy as np
from scipy.signal import resample_poly

from desktop_assistant.audio.ports import FRAME
from desktop_assistant.core.audio import INTERNAL_RATE, Samples
from tests.rig.recording import read_wav
from tests.rig.speech import Clip, SpeechLibrary

ASSISTANT = ("lj_LJ001-0004", "lj_LJ001-0002", "lj_LJ001-0006", "lj_LJ001-0008")
"""Recordings that stand for the assistant's voice: one person, as an assistant has one voice."""
CHANGING = ("lj_LJ001-0004", "lsc_2412-153948-0001", "lj_LJ001-0006", "lso_1998-15444-0003", "jfk", "lsc_1988-24833-0001")
"""An assistant that changes its voice with every sentence: each has frequencies that the one before did not have."""
VOICE_DB, USER_DB = -23.0, -26.0
"""Speech levels: of the assistant at the loudspeaker, of the user at the microphone."""
_ONSET_DB, _SPEECH_DB = 20.0, 25.0
_QUIETEST, _NOISE_DB, _SPEECH_AT_LEAST_DB = 10, 10.0, 6.0
"""Percentile of the blocks that is the noise of the recording itself, how far above it speech begins, and what is speech in any
noise, relative to its level."""
_FOLLOWED, _BLOCKS_AFTER = 0.5, (15, 30)
_EMPHASIS = 0.9


def load(path: Path) -> Samples:
    """A recording as it is, at 24 kHz."""
    samples, rate = read_wav(path)
    common = np.gcd(rate, INTERNAL_RATE)
    return np.asarray(resample_poly(samples / 32768, INTERNAL_RATE // common, rate // common), np.float32)


def powers(sound: Samples) -> Samples:
    """Of its blocks of 10 ms."""
    return np.asarray(np.square(sound[: len(sound) // FRAME * FRAME].reshape(-1, FRAME)).mean(1))


def at_level(sound: Samples, db: float) -> Samples:
    """The same with its speech (not its pauses) at so many dB full scale."""
    blocks = powers(sound)
    speech = blocks[blocks > blocks.max() * 10 ** (-_SPEECH_DB / 10)].mean()
    return np.asarray(sound * (10 ** (db / 20) / np.sqrt(speech)), np.float32)


def onset(sound: Samples) -> int:
    """The sample at which somebody begins to speak, to 10 ms."""
    edges = np.concatenate((sound[:1], sound[1:] - _EMPHASIS * sound[:-1]))
    blocks = powers(edges)
    level = blocks[blocks > blocks.max() * 10 ** (-_SPEECH_DB / 10)].mean()
    hiss = np.percentile(blocks, _QUIETEST)
    above_hiss = min(hiss * 10 ** (_NOISE_DB / 10), level * 10 ** (-_SPEECH_AT_LEAST_DB / 10))
    is_speech = blocks > max(level * 10 ** (-_ONSET_DB / 10), above_hiss)
    for block in np.nonzero(is_speech)[0]:
        if all(is_speech[block + 1 : block + 1 + after].mean() >= _FOLLOWED for after in _BLOCKS_AFTER):
            return int(block) * FRAME
    raise ValueError("nobody speaks in this sound")


def noise(count: int, db: float, seed: int = 0) -> Samples:
    """Hiss of so many dB full scale, falling by 3 dB an octave above 200 Hz as rooms do."""
    spectrum = np.fft.rfft(np.random.default_rng(seed).standard_normal(count))
    spectrum /= np.sqrt(np.maximum(np.fft.rfftfreq(count, 1 / INTERNAL_RATE), 200.0))
    shaped = np.fft.irfft(spectrum, count)
    return np.asarray(shaped * (10 ** (db / 20) / np.sqrt(np.square(shaped).mean())), np.float32)


def assistant_voice(library: SpeechLibrary, names: tuple[str, ...] = ASSISTANT) -> Samples:
    """The assistant's voice, with breathing pauses."""
    pause = np.zeros(INTERNAL_RATE // 4, np.float32)
    parts = [part for name in names for part in (at_level(load(library.clip(name).path), VOICE_DB), pause)]
    return np.concatenate(parts)


def people(library: SpeechLibrary) -> tuple[Clip, ...]:
    """Everybody but those recordings that the assistant's voice is made of.

    Somebody who says its own words in its own voice is its echo, by all that a microphone can tell.
    """
    return tuple(clip for clip in library.human() if clip.path.stem not in ASSISTANT)


def turned(voice: Samples, seconds: float) -> Samples:
    """The same voice from another place on; it begins with sound."""
    voice = np.roll(voice, -int(seconds * INTERNAL_RATE))
    return voice[int(np.argmax(np.abs(voice) > 0.02)) :]


def without_pauses(voice: Samples) -> Samples:
    """What is left when everything that is 30 dB below the speech for 30 ms or more is cut out."""
    blocks = powers(voice)
    quiet = blocks < 10 ** ((VOICE_DB - 30) / 10)
    padded = np.concatenate(([False], quiet, [False])).astype(int)
    starts, ends = np.nonzero(np.diff(padded) == 1)[0], np.nonzero(np.diff(padded) == -1)[0]
    keep = np.ones(len(blocks), bool)
    for start, end in zip(starts, ends, strict=True):
        if end - start >= 3:
            keep[start + 1 : end - 1] = False
    return np.asarray(voice[: len(blocks) * FRAME].reshape(-1, FRAME)[keep].reshape(-1), np.float32)
