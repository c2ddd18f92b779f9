"""Counts captured and sent sound in samples since the program began, and tells the window at most once a second."""

import asyncio
from collections import Counter
from collections.abc import Callable

from desktop_assistant.core.audio import INTERNAL_RATE, AudioFormat
from desktop_assistant.core.snapshot import Savings

EVERY_S = 1.0
Later = Callable[[float, Callable[[], None]], object]


class SavingsMeter:
    """`later(seconds, call)` is the loop's timer; tests bring their own."""

    def __init__(self, show: Callable[[Savings], None], later: Later | None = None) -> None:
        self._show = show
        self._later = later or asyncio.get_running_loop().call_later
        self._captured = 0
        self._sent: Counter[int] = Counter()
        """Samples by their rate: whole numbers, so that hours of packets add up exactly."""
        self._is_due = False

    @property
    def savings(self) -> Savings:
        """As of now."""
        sent_s = sum(samples / rate for rate, samples in self._sent.items())
        return Savings(captured_s=self._captured / INTERNAL_RATE, sent_s=sent_s)

    def captured(self, samples: int) -> None:
        """An open microphone delivered this much more, at `INTERNAL_RATE`."""
        self._captured += samples
        self._tell_soon()

    def sent(self, size: int, fmt: AudioFormat) -> None:
        """A provider's socket took `size` bytes of sound."""
        self._sent[fmt.rate] += size // fmt.bytes_per_sample
        self._tell_soon()

    def _tell_soon(self) -> None:
        if not self._is_due:
            self._is_due = True
            self._later(EVERY_S, self._tell)

    def _tell(self) -> None:
        self._is_due = False
        self._show(self.savings)
