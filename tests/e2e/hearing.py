"""Understanding what the loudspeaker said, with the recogniser that the project brings anyway."""

from math import gcd

import numpy as np
from pocketsphinx import Decoder
from scipy.signal import resample_poly

from tests.rig.recording import Pcm

RATE = 16_000


def understand(audio: Pcm, rate: int) -> str:
    """The words in it, lower case; empty for silence. Fit for the flite voice; a person or espeak is understood far worse."""
    step = gcd(RATE, rate)
    samples = np.rint(resample_poly(audio.astype(np.float64), RATE // step, rate // step)).clip(-32768, 32767).astype(np.int16)
    decoder = Decoder(loglevel="FATAL")
    decoder.start_utt()
    decoder.process_raw(samples.tobytes(), full_utt=True)
    decoder.end_utt()
    guess = decoder.hyp()
    return str(guess.hypstr) if guess else ""


def share_heard(expected: str, heard: str) -> float:
    """Which share of the expected words is among the heard ones, 0 to 1."""
    words = expected.lower().split()
    there = set(heard.lower().split())
    return sum(word in there for word in words) / len(words)
