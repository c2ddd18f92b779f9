"""Where the words of a recording are: its transcript aligned with its sound. A breath or a click before them is no word."""

import re
from functools import cache
from typing import Any

import numpy as np
from scipy.signal import resample_poly

from tests.rig.recording import read_wav
from tests.rig.speech import RATE, Clip

AUDIBLE = 1 / 300
"""Of the loudest 10 ms, in power: an aligner lets words begin in the silence before them."""


@cache
def _aligner() -> Any:
    import pocketsphinx

    return pocketsphinx.Decoder(pocketsphinx.Config(loglevel="FATAL", lm=None))


def plain(transcript: str) -> str:
    """Lower case without punctuation."""
    return re.sub(r"[^a-z' ]", "", transcript.lower())


@cache
def words_at(clip: Clip) -> tuple[int, int] | None:
    """From the first word's beginning to the last one's end, ms; None: a word is not in the dictionary."""
    samples, rate = read_wav(clip.path)
    common = np.gcd(rate, RATE)
    sound = resample_poly(samples.astype(float), RATE // common, rate // common).clip(-32768, 32767)
    aligner = _aligner()
    try:
        aligner.set_align_text(plain(clip.transcript))
    except RuntimeError:
        return None
    aligner.start_utt()
    aligner.process_raw(sound.astype("<i2").tobytes(), full_utt=True)
    aligner.end_utt()
    words = [word for word in aligner.seg() if not word.word.startswith(("<", "["))] if aligner.hyp() else []
    if not words:
        return None
    power = np.square(sound[: len(sound) // 160 * 160].reshape(-1, 160)).mean(1)
    audible = np.nonzero(power > power.max() * AUDIBLE)[0] * 10
    return max(words[0].start_frame * 10, int(audible[0])), min((words[-1].end_frame + 1) * 10, int(audible[-1]) + 10)
