"""The canceller when its loudspeaker begins again: what it knew, it still knows."""

import numpy as np

from desktop_assistant.audio.echo import EchoCanceller
from desktop_assistant.audio.ports import FRAME
from desktop_assistant.core.audio import INTERNAL_RATE, Samples
from tests.audio.test_echo_path import echo, hiss
from tests.audio.test_echo_path import voice as voice

LEARNED, SILENT = 8 * INTERNAL_RATE, 25 * FRAME
DELAY_MS = 300


def cancelled(voice: Samples, *, is_told: bool) -> float:
    """dB by which the echo is lowered in the second after the loudspeaker began again, 250 ms of which never left it."""
    played = np.tile(voice, 4)[: LEARNED + SILENT + 2 * INTERNAL_RATE]
    heard = echo(played, DELAY_MS, -6) + hiss(len(played))
    emptied = slice(LEARNED, LEARNED + SILENT + DELAY_MS * INTERNAL_RATE // 1000)
    heard[emptied] = hiss(emptied.stop - emptied.start)
    canceller = EchoCanceller()
    left = np.zeros_like(played)
    for start in range(0, len(played) - FRAME + 1, FRAME):
        if is_told and start == LEARNED:
            canceller.starts_again()
        now = slice(start, start + FRAME)
        left[now] = canceller.push(heard[now], played[now], is_voice=False)
    after = slice(emptied.stop, emptied.stop + INTERNAL_RATE)
    return 10 * float(np.log10(np.square(heard[after]).mean() / np.square(left[after]).mean()))


def test_nothing_is_learned_while_the_loudspeaker_starts(voice: Samples) -> None:
    told, not_told = cancelled(voice, is_told=True), cancelled(voice, is_told=False)
    assert told > 35
    assert not_told < 25, "else this test could not fail"
