"""Understanding what the loudspeaker said, with the recogniser that the project brings anyway."""

import re
from math import gcd

import numpy as np
from pocketsphinx import Decoder
from scipy.signal import resample_poly

from tests.rig.recording import Pcm

RATE = 16_000


_WORDS = (
    "zero | one | two | three | four | five | six | seven | eight | nine | ten | eleven | twelve | thirteen | fourteen | "
    "fifteen | sixteen | seventeen | eighteen | nineteen | twenty | thirty | forty | fifty | sixty | seventy | eighty | ninety | "
    "hundred | thousand | point | is | times | kilometers | kilometer | miles | mile"
)


def understand(audio: Pcm, rate: int) -> str:
    """The words in a sum or a conversion, lower case; empty for silence.

    Only numbers and the words around them are listened for, any of them in any order: so each digit has to be heard as itself.
    Fit for the flite voice; espeak is understood far worse.
    """
    step = gcd(RATE, rate)
    samples = np.rint(resample_poly(audio.astype(np.float64), RATE // step, rate // step)).clip(-32768, 32767).astype(np.int16)
    decoder = Decoder(lm=None, loglevel="FATAL")
    decoder.add_jsgf_string("sums", f"#JSGF V1.0; grammar sums; public <s> = ( {_WORDS} )+ ;")
    decoder.activate_search("sums")
    decoder.start_utt()
    decoder.process_raw(samples.tobytes(), full_utt=True)
    decoder.end_utt()
    guess = decoder.hyp()
    return str(guess.hypstr) if guess else ""


def share_heard(expected: str, heard: str) -> float:
    """Which share of the expected words is among the heard ones, 0 to 1."""
    words = expected.lower().split()
    there = set(re.findall(r"[a-z']+|\d+", heard.lower()))
    return sum(word in there for word in words) / len(words)
