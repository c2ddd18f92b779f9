"""Decides which sound is worth sending: what is not speech is not paid for.

In the gated mode nothing is sent until a voice begins; then the `preroll_ms` before it, so that the first word is whole, and
everything until there was no voice for `tail_ms`: a server that finds the end of the turn itself needs that silence. Tail and
patience are independent: with a long patience the line is quiet while we wait, and resumes with its own pre-roll. Without the
gate everything is sent.

While somebody is followed, and in the pre-roll, sound is sent `whole`: with what the canceller would have lowered, or taken along
with the echo. A recogniser understands a word through some echo, and not without its soft beginning.

A provider that wants sound without pause gets digital silence instead of nothing. The pre-roll is then sent on top of the
silence that stood in its place, so afterwards as much silence is left out: in the long run as much is sent as was captured.

Time is counted in samples, as in `gate.py`.
"""

from collections import deque
from dataclasses import dataclass

import numpy as np

from desktop_assistant.audio.gate import ONSET_WINDOWS, Stretch
from desktop_assistant.audio.ports import VAD_WINDOW_MS
from desktop_assistant.audio.presence import DOUBT_MS
from desktop_assistant.core.audio import AudioFrame, WhenQuiet, samples_to_ms


@dataclass(frozen=True, slots=True)
class Take:
    """A frame of the stream in two ways, the same moment in both."""

    clean: AudioFrame
    whole: AudioFrame


@dataclass(frozen=True, slots=True, kw_only=True)
class SendingRules:
    """In ms; see `AudioSetup`."""

    preroll_ms: int = 500
    tail_ms: int = 800
    gated: bool = True
    when_quiet: WhenQuiet = WhenQuiet.TRAILING_SILENCE


class Sending:
    """Stage: every frame of a stream in, those to send out, each once and in order."""

    def __init__(self, rules: SendingRules) -> None:
        self._rules = rules
        self._open = not rules.gated
        self._voice_until_ms = 0
        self._preroll: deque[Take] = deque()
        self._sent = 0
        """Samples, silence included."""

    @property
    def is_open(self) -> bool:
        """Sound passes."""
        return self._open

    def change_rules(self, rules: SendingRules) -> None:
        """Apply new times from the next frame on."""
        if not rules.gated:
            self._open = True
        self._rules = rules

    def push(self, take: Take, stretch: Stretch | None, *, followed: bool) -> list[AudioFrame]:
        """`stretch` is where the newest voice was, as known with this frame; `followed`: it is being followed."""
        frame = take.clean
        self._preroll.append(take)
        self._decide(stretch, samples_to_ms(frame.end, frame.rate))
        if self._open:
            passed = [one.whole if followed else one.clean for one in self._preroll]
            self._preroll.clear()
        else:
            self._trim_preroll()
            passed = self._silence(frame)
        self._sent += sum(len(one.samples) for one in passed)
        return passed

    def _silence(self, frame: AudioFrame) -> list[AudioFrame]:
        """In the place of a frame that is kept back."""
        if self._rules.when_quiet is not WhenQuiet.CONTINUOUS or self._sent + len(frame.samples) > frame.end:
            return []
        return [AudioFrame(samples=np.zeros_like(frame.samples), start=frame.start, rate=frame.rate)]

    def _decide(self, stretch: Stretch | None, now_ms: float) -> None:
        if stretch is not None and stretch.until_ms > self._voice_until_ms:
            self._voice_until_ms = stretch.until_ms
            self._resume(stretch.from_ms)
        elif self._rules.gated and now_ms - self._voice_until_ms >= self._rules.tail_ms:
            self._open = False

    def _resume(self, onset_ms: int) -> None:
        """Open, with exactly the promised stretch before the onset."""
        self._open = True
        self._drop_before(onset_ms - self._rules.preroll_ms)

    def _trim_preroll(self) -> None:
        # The onset is known only after ONSET_WINDOWS, and whose voice it is some time later; keep that much more.
        newest = self._preroll[-1].clean
        newest_ms = samples_to_ms(newest.end, newest.rate)
        self._drop_before(newest_ms - self._rules.preroll_ms - (ONSET_WINDOWS + 1) * VAD_WINDOW_MS - DOUBT_MS)

    def _drop_before(self, ms: float) -> None:
        while self._preroll and samples_to_ms(self._preroll[0].clean.end, self._preroll[0].clean.rate) <= ms:
            self._preroll.popleft()
