from collections.abc import Callable

import pytest

from desktop_assistant.core.audio import AudioFormat, Encoding
from desktop_assistant.core.snapshot import Savings
from desktop_assistant.runtime.savings import SavingsMeter


class Timer:
    """Keeps what is to be called until the test lets the second pass."""

    def __init__(self) -> None:
        self.waiting: list[Callable[[], None]] = []

    def later(self, seconds: float, call: Callable[[], None]) -> None:
        assert seconds == 1.0
        self.waiting.append(call)

    def ring(self) -> None:
        waiting, self.waiting = self.waiting, []
        for call in waiting:
            call()


def test_hours_of_packets_add_up_exactly() -> None:
    timer, shown = Timer(), list[Savings]()
    meter = SavingsMeter(shown.append, timer.later)
    for _ in range(360_000):  # two hours of 20 ms
        meter.captured(480)
    for _ in range(90_000):
        meter.sent(640, AudioFormat(rate=16_000))
    for _ in range(4_500):
        meter.sent(160, AudioFormat(encoding=Encoding.PCMU, rate=8_000))
    assert meter.savings == Savings(captured_s=7200.0, sent_s=1890.0)
    assert meter.savings.not_sent_share == pytest.approx(0.7375)


def test_the_window_is_told_at_most_once_a_second_and_of_the_last_packet_too() -> None:
    timer, shown = Timer(), list[Savings]()
    meter = SavingsMeter(shown.append, timer.later)
    for _ in range(50):
        meter.captured(480)
        meter.sent(960, AudioFormat())
    assert shown == []
    timer.ring()
    assert shown == [Savings(captured_s=1.0, sent_s=1.0)]
    timer.ring()
    assert len(shown) == 1
    meter.sent(960, AudioFormat())
    timer.ring()
    assert shown[-1] == Savings(captured_s=1.0, sent_s=1.02)


def test_more_sent_than_captured_is_no_negative_saving() -> None:
    assert Savings(captured_s=1.0, sent_s=1.5).not_sent_share == 0.0
    assert Savings().not_sent_share == 0.0
