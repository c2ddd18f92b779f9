"""People who talk over the assistant, and what the local recogniser understands of what is sent of them."""

from collections.abc import Callable, Sequence

import numpy as np
from scipy.signal import resample_poly

from desktop_assistant.audio.ports import EchoStage
from desktop_assistant.audio.vad import SileroVad
from desktop_assistant.core.audio import INTERNAL_RATE, Samples
from tests.rig.air import Acoustics
from tests.rig.room import SimulatedRoom, timeline
from tests.rig.speech import Clip
from tests.rig.voices import USER_DB, at_level, load, noise
from tests.rig.words import plain

FOREIGN = ("pv_de", "pv_fr")
_FIRST_S, _BETWEEN_S = 6.0, 3.5
"""The assistant alone, before the first and between two."""
_EDGE_S = 0.4
"""Sound before and after each recording that is given to the recogniser too: the pre-roll, as the wire has it."""


class Dictation:
    """All `clips` one after another in one room, each begun while the assistant speaks."""

    def __init__(self, clips: Sequence[Clip], voice: Samples, vad: SileroVad) -> None:
        self._clips, self._voice, self._vad = clips, voice, vad
        self._parts: list[tuple[float, Samples]] = []
        at = _FIRST_S
        for clip in clips:
            sound = at_level(load(clip.path), USER_DB)
            self._parts.append((at, sound))
            at += len(sound) / INTERNAL_RATE + _BETWEEN_S
        self._end_s = at

    def understood(
        self, *, gain_db: float | None, talks: bool = True, seed: int = 0, canceller: Callable[[], EchoStage] | None = None
    ) -> list[frozenset[int]]:
        """Of each clip, the numbers of its words that were understood."""
        room = SimulatedRoom(
            Acoustics(gain_db=gain_db),
            timeline(self._parts, noise(INTERNAL_RATE * 7, -62, seed)),
            vad=self._vad,
            canceller=canceller() if canceller else None,
        )
        if talks:
            room.speak(self._voice)
        room.run(self._end_s)
        sent = _stream(room.heard.sent, self._end_s)
        decoder = _decoder()
        return [
            _right(plain(clip.transcript).split(), _written(decoder, _cut(sent, at, len(sound))))
            for clip, (at, sound) in zip(self._clips, self._parts, strict=True)
        ]


def lost_words(before: Sequence[frozenset[int]], now: Sequence[frozenset[int]]) -> dict[str, int]:
    """Counts of words that were right only before, and only now."""
    pairs = list(zip(before, now, strict=True))
    return {"lost": sum(len(a - b) for a, b in pairs), "won": sum(len(b - a) for a, b in pairs)}


def _stream(packets: Sequence[tuple[float, bytes]], seconds: float) -> Samples:
    """What was sent, each packet at its time; silence where nothing was."""
    sent = np.zeros(int((seconds + 1) * INTERNAL_RATE), np.float32)
    for start_ms, packet in packets:
        samples, start = np.frombuffer(packet, "<i2") / np.float32(32768), round(start_ms * INTERNAL_RATE / 1000)
        sent[start : start + len(samples)] = samples
    return sent


def _cut(sent: Samples, at_s: float, count: int) -> Samples:
    edge = int(_EDGE_S * INTERNAL_RATE)
    start = int(at_s * INTERNAL_RATE)
    return sent[start - edge : start + count + edge]


def _decoder() -> object:
    import pocketsphinx

    return pocketsphinx.Decoder(pocketsphinx.Config(loglevel="FATAL"))


def _written(decoder: object, sound: Samples) -> list[str]:
    at_16k = resample_poly(sound, 2, 3)
    decoder.start_utt()  # type: ignore[attr-defined]
    decoder.process_raw(np.clip(np.rint(at_16k * 32767), -32768, 32767).astype("<i2").tobytes(), full_utt=True)  # type: ignore[attr-defined]
    decoder.end_utt()  # type: ignore[attr-defined]
    hypothesis = decoder.hyp()  # type: ignore[attr-defined]
    return hypothesis.hypstr.split() if hypothesis else []


def _right(said: Sequence[str], written: Sequence[str]) -> frozenset[int]:
    """Numbers of the words of `said` that stand in `written`, in order (longest common subsequence)."""
    rows, columns = len(said) + 1, len(written) + 1
    longest = np.zeros((rows, columns), int)
    for i in range(1, rows):
        for j in range(1, columns):
            same = said[i - 1] == written[j - 1]
            longest[i, j] = longest[i - 1, j - 1] + 1 if same else max(longest[i - 1, j], longest[i, j - 1])
    found, i, j = set(), len(said), len(written)
    while i and j:
        if said[i - 1] == written[j - 1]:
            found.add(i - 1)
            i, j = i - 1, j - 1
        elif longest[i - 1, j] >= longest[i, j - 1]:
            i -= 1
        else:
            j -= 1
    return frozenset(found)
