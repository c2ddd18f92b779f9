"""Sounds that are no interruption: coughs, keys, music, people who hum along, people at the next table. Mono float32 at 24 kHz.

None of them is a recording except the babble, which is mixed of recordings of people; the hums are a vocal tract with its mouth
closed (glottal pulses through a nasal formant) and synthesized speech. Each function takes a length and a seed.
"""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.random import Generator
from scipy.signal import butter, lfilter, sosfilt

from desktop_assistant.core.audio import INTERNAL_RATE, Samples
from tests.rig.speech import Clip, SpeechLibrary
from tests.rig.voices import USER_DB, at_level, load

Disturbance = Callable[[float, int], Samples]


def coughs(seconds: float, seed: int) -> Samples:
    """One to three in a row every few seconds, and clearings of the throat between them, as loud as speech or 6 dB louder."""
    random = np.random.default_rng(seed)
    return _scattered(seconds, random, (3.0, 7.0), lambda: _clearing(random) if random.random() < 0.3 else _coughing(random))


def keyboard(seconds: float, seed: int) -> Samples:
    """Somebody types 40 to 70 words a minute with pauses, on a keyboard beside the microphone."""
    random = np.random.default_rng(seed)
    out, at = np.zeros(int(seconds * INTERNAL_RATE), np.float32), 0.5
    while at < seconds - 1:
        _add(out, at, _key(random))
        at += random.lognormal(np.log(0.15), 0.4) + (random.uniform(0.5, 3.0) if random.random() < 0.06 else 0.0)
    return out


def music(seconds: float, seed: int) -> Samples:
    """Chords, a melody, bass drum, snare and hi-hat, 100 beats a minute, 12 dB below speech."""
    random, beat = np.random.default_rng(seed), 0.6
    out = np.zeros(int(seconds * INTERNAL_RATE), np.float32)
    for number in range(int((seconds - 1) / beat)):
        root = 220.0 * 2 ** (random.choice([0, 5, 7, -3]) / 12)
        if number % 4 == 0:
            for interval in (0, 4, 7):
                _add(out, number * beat, 0.15 * _tone(root * 2 ** (interval / 12), 4 * beat, 8))
        _add(out, number * beat, 0.3 * _tone(2 * root * 2 ** (random.choice([0, 2, 4, 7, 9]) / 12), beat, 4))
        _add(out, number * beat, _drum(random, snare=number % 2 == 1))
        _add(out, (number + 0.5) * beat, 0.1 * _burst(random, 0.05, 0.015, (6000, 11000)))
    return at_level(out, USER_DB - 12)


_LISTENERS = (("uh huh", "flite"), ("uh huh", "espeak"), ("[[m:h'm:]]", "espeak"))
"""Checked in the phonemes that the synthesizers make of it: flite spells "mm hmm" and "hm" letter by letter, espeak "hm" and the
"mm" of "mm hmm", and its "hmm" is "hum"."""


def backchannel(library: SpeechLibrary) -> Disturbance:
    """ "Mm-hmm" through a closed mouth, and "uh-huh" and "mm-hmm" by synthesizers, every few seconds, as loud as speech."""
    spoken = [library.spoken(text, voice=voice) for text, voice in _LISTENERS]
    said = [at_level(load(clip.path), USER_DB) for clip in spoken]

    def sound(seconds: float, seed: int) -> Samples:
        random = np.random.default_rng(seed)
        return _scattered(
            seconds, random, (3.0, 6.0), lambda: hum(random) if random.random() < 0.6 else said[random.integers(len(said))]
        )

    return sound


def babble(clips: Sequence[Clip]) -> Disturbance:
    """Eight people at once, 24, 18 and 12 dB below the user, a third of the time each."""
    voices = [at_level(load(clip.path), USER_DB) for clip in clips]

    def sound(seconds: float, seed: int) -> Samples:
        random, count = np.random.default_rng(seed), int(seconds * INTERNAL_RATE)
        mixed = np.zeros(count, np.float32)
        for _ in range(8):
            order = random.permutation(len(voices))
            talk = np.resize(np.concatenate([voices[one] for one in order]), count)
            mixed += np.roll(talk, random.integers(count))
        steps = np.repeat([-24.0, -18.0, -12.0], -(-count // 3))[:count]
        return np.asarray(at_level(mixed, USER_DB) * 10 ** (steps / 20), np.float32)

    return sound


def _scattered(seconds: float, random: Generator, gaps_s: tuple[float, float], make: Callable[[], Samples]) -> Samples:
    out, at = np.zeros(int(seconds * INTERNAL_RATE), np.float32), 1.0
    while True:
        sound = make()
        if at + len(sound) / INTERNAL_RATE > seconds - 0.5:
            return out
        _add(out, at, sound)
        at += len(sound) / INTERNAL_RATE + random.uniform(*gaps_s)


def _coughing(random: Generator) -> Samples:
    """A burst (glottis opens), breath through an open tract, and often a short voiced end."""
    parts = []
    for _ in range(random.integers(1, 4)):
        blow = _burst(random, random.uniform(0.18, 0.35), 0.06, (350, 4500))
        if random.random() < 0.5:
            voiced = _throat(random, 0.1, 160.0)
            blow[-len(voiced) :] += 0.25 * voiced
        parts += [blow, np.zeros(int(random.uniform(0.08, 0.25) * INTERNAL_RATE), np.float32)]
    return at_level(np.concatenate(parts), USER_DB + random.uniform(0, 6))


def _clearing(random: Generator) -> Samples:
    """Pulses of a low voice, rough, with breath."""
    rough = _throat(random, random.uniform(0.25, 0.45), 90.0)
    rough *= 1 + 0.8 * np.sin(2 * np.pi * 27 * np.arange(len(rough)) / INTERNAL_RATE).astype(np.float32)
    breath = _burst(random, (len(rough) + 1) / INTERNAL_RATE, 0.2, (400, 3000))[: len(rough)]
    return at_level(rough + 0.5 * breath, USER_DB)


def hum(random: Generator) -> Samples:
    """Two humps of a voice through the nose; the second is higher."""
    pitch = random.choice([115.0, 190.0]) * random.uniform(0.9, 1.1)
    parts = [_nasal(random, random.uniform(0.12, 0.22), pitch), _nasal(random, random.uniform(0.18, 0.3), 1.2 * pitch)]
    pause = np.zeros(int(random.uniform(0.02, 0.08) * INTERNAL_RATE), np.float32)
    return at_level(np.concatenate([parts[0], pause, parts[1]]), USER_DB + random.uniform(-6, 0))


def _nasal(random: Generator, seconds: float, pitch: float) -> Samples:
    pulses = _pulses(random, seconds, pitch)
    murmur = _resonance(pulses, 260.0, 60.0) + 0.06 * _resonance(pulses, 1000.0, 200.0) + 0.01 * _resonance(pulses, 2200.0, 300.0)
    return np.asarray(murmur * np.hanning(len(murmur)) ** 0.5, np.float32)


def _throat(random: Generator, seconds: float, pitch: float) -> Samples:
    pulses = _pulses(random, seconds, pitch)
    open_tract = (
        _resonance(pulses, 600.0, 120.0) + 0.5 * _resonance(pulses, 1200.0, 160.0) + 0.2 * _resonance(pulses, 2500.0, 250.0)
    )
    return np.asarray(open_tract * np.hanning(len(open_tract)) / np.abs(open_tract).max(), np.float32)


def _pulses(random: Generator, seconds: float, pitch: float) -> Samples:
    count = int(seconds * INTERNAL_RATE)
    glide = pitch * (1 + 0.08 * np.sin(np.linspace(0, np.pi, count)) + 0.01 * random.standard_normal(count).cumsum() / 100)
    phase = np.cumsum(glide / INTERNAL_RATE)
    source = np.diff(np.floor(phase), prepend=0.0)
    b, a = [1.0], [1.0, -1.8, 0.81]  # a glottal pulse falls by 12 dB an octave
    return np.asarray(lfilter(b, a, source) + 0.02 * random.standard_normal(count), np.float32)


def _resonance(sound: Samples, hz: float, width: float) -> Samples:
    radius, angle = np.exp(-np.pi * width / INTERNAL_RATE), 2 * np.pi * hz / INTERNAL_RATE
    filtered = lfilter([1.0], [1.0, -2 * radius * np.cos(angle), radius**2], sound)
    return np.asarray(filtered / np.abs(filtered).max(), np.float32)


def _burst(random: Generator, seconds: float, decay_s: float, band: tuple[float, float]) -> Samples:
    """Noise in a band, with a sudden beginning."""
    count = int(seconds * INTERNAL_RATE)
    shaped = sosfilt(butter(2, band, "bandpass", fs=INTERNAL_RATE, output="sos"), random.standard_normal(count))
    rise = np.minimum(np.arange(count) / (0.004 * INTERNAL_RATE), 1.0)
    return np.asarray(shaped * rise * np.exp(-np.arange(count) / (decay_s * INTERNAL_RATE)), np.float32)


def _key(random: Generator) -> Samples:
    """Down: a click and the thump of the desk; up, 60 to 120 ms later, 8 dB weaker."""
    out = np.zeros(int(0.2 * INTERNAL_RATE), np.float32)
    down = _burst(random, 0.02, 0.003, (1800, 7000)) + 0.4 * _burst(random, 0.05, 0.012, (150, 450))[: int(0.02 * INTERNAL_RATE)]
    _add(out, 0.0, down)
    _add(out, random.uniform(0.06, 0.12), 0.4 * _burst(random, 0.015, 0.002, (2500, 8000)))
    peak = 10 ** (random.uniform(-32, -22) / 20)
    return np.asarray(out * peak / np.abs(out).max(), np.float32)


def _tone(hz: float, seconds: float, harmonics: int) -> Samples:
    at = np.arange(int(seconds * INTERNAL_RATE)) / INTERNAL_RATE
    tone = sum(np.sin(2 * np.pi * hz * k * at) / k**1.5 for k in range(1, harmonics + 1))
    return np.asarray(tone * np.minimum(at / 0.01, 1.0) * np.exp(-2 * at / seconds), np.float32)


def _drum(random: Generator, *, snare: bool) -> Samples:
    at = np.arange(int(0.2 * INTERNAL_RATE)) / INTERNAL_RATE
    kick = np.sin(2 * np.pi * (50 + 60 * np.exp(-at / 0.03)) * at) * np.exp(-at / 0.06)
    return 0.4 * _burst(random, 0.2, 0.05, (200, 8000)) if snare else np.asarray(kick, np.float32)


def _add(out: Samples, at_s: float, sound: Samples) -> None:
    start = int(at_s * INTERNAL_RATE)
    end = min(start + len(sound), len(out))
    out[start:end] += sound[: end - start]
