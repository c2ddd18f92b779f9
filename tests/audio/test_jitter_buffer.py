import random

import numpy as np
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from desktop_assistant.audio.jitter_buffer import MAX_AFTER_UNDERRUN_MS, MAX_MS, MIN_MS, Arrival, JitterBuffer, Piece

FRAME = 240
A, B = ("a", 0), ("b", 0)


def ramp(start: int, count: int) -> np.ndarray:
    return np.arange(start, start + count, dtype=np.float32)


def values(pieces: list[Piece]) -> list[float]:
    return [value for piece in pieces for value in piece.samples.tolist()]


def test_a_part_starts_when_the_prebuffer_is_full() -> None:
    buffer = JitterBuffer()
    buffer.push(A, ramp(0, 960), 0.0)
    assert buffer.pull(FRAME, hold_back=True) == []
    buffer.push(A, ramp(960, 240), 0.01)
    assert values(buffer.pull(FRAME, hold_back=True)) == ramp(0, FRAME).tolist()


def test_a_finished_part_starts_at_once_and_plays_to_its_last_sample() -> None:
    buffer = JitterBuffer()
    buffer.push(A, ramp(0, 100), 0.0)
    buffer.finish(A)
    (piece,) = buffer.pull(FRAME, hold_back=True)
    assert (piece.key, piece.start, len(piece.samples)) == (A, 0, 100)
    assert buffer.pull(FRAME, hold_back=True) == []
    assert not buffer.is_starved


def test_one_frame_of_an_unfinished_part_is_held_back_for_the_fade() -> None:
    buffer = JitterBuffer()
    buffer.push(A, ramp(0, 1200), 0.0)
    for _ in range(4):
        assert buffer.pull(FRAME, hold_back=True)
    assert buffer.pull(FRAME, hold_back=True) == []
    assert values(buffer.pull(FRAME, hold_back=False)) == ramp(960, FRAME).tolist()
    assert buffer.is_starved


def test_parts_follow_each_other_within_a_frame() -> None:
    buffer = JitterBuffer()
    buffer.push(A, ramp(0, 300), 0.0)
    buffer.finish(A)
    buffer.push(B, ramp(1000, 300), 0.0)
    buffer.finish(B)
    buffer.pull(FRAME, hold_back=True)
    first, second = buffer.pull(FRAME, hold_back=True)
    assert (first.key, first.start, len(first.samples)) == (A, 240, 60)
    assert (second.key, second.start, len(second.samples)) == (B, 0, 180)


def starve(buffer: JitterBuffer) -> None:
    while buffer.pull(FRAME, hold_back=False):
        pass
    buffer.ran_dry()


def test_only_an_underrun_lets_the_prebuffer_grow_beyond_fifty() -> None:
    buffer = JitterBuffer()
    for turn in range(40):
        buffer.push(A, ramp(0, 24000), 0.0 if turn == 0 else 100.0 * turn)
        assert buffer.prebuffer_ms <= MAX_MS or buffer.underruns
        starve(buffer)
    assert buffer.underruns == 40
    assert buffer.late > 0
    assert buffer.prebuffer_ms == MAX_AFTER_UNDERRUN_MS


def test_running_dry_between_parts_is_no_underrun() -> None:
    buffer = JitterBuffer()
    buffer.push(A, ramp(0, 480), 0.0)
    buffer.finish(A)
    starve(buffer)
    assert buffer.underruns == 0


def test_quiet_running_shrinks_the_prebuffer() -> None:
    buffer = JitterBuffer()
    for minute in range(6):
        for second in range(10):
            buffer.push(A, ramp(0, 24000), minute * 9 + second / 2)
        while buffer.pull(FRAME, hold_back=True):
            pass
    assert MIN_MS <= buffer.prebuffer_ms < 25


def test_late_packets_raise_the_prebuffer_early_ones_do_not() -> None:
    buffer = JitterBuffer()
    buffer.prebuffer_ms = MIN_MS
    buffer.push(A, ramp(0, 24000), 0.0)
    buffer.push(A, ramp(0, 480), 0.5)
    assert (buffer.late, buffer.prebuffer_ms) == (0, MIN_MS)
    buffer.push(A, ramp(0, 480), 1.022)
    assert (buffer.late, buffer.prebuffer_ms) == (1, 47)


class Listener:
    """Plays answers that come over a network, 20 ms packets at the pace of speech, each up to `jitter_s` late."""

    def __init__(self) -> None:
        self.buffer = JitterBuffer()
        self.now = 0.0
        self._random = random.Random(4)

    def hear(self, seconds: float, jitter_s: float) -> list[float]:
        """One answer: when its gaps were, in s from its beginning."""
        key, start, arrivals = (f"a{self.now}", 0), self.now, list[float]()
        for n in range(int(seconds * 50)):
            sent = start + n * 0.02
            arrivals.append(max(arrivals[-1] if arrivals else 0.0, sent + self._random.uniform(0.0, jitter_s)))
        gaps = []
        while arrivals or self.buffer.buffered:
            while arrivals and arrivals[0] <= self.now + 1e-9:
                arrivals.pop(0)
                self.buffer.push(key, ramp(0, 480), self.now)
            if not arrivals:
                self.buffer.finish(key)
            before = self.buffer.underruns
            if not self.buffer.pull(FRAME, hold_back=True) and not self.buffer.pull(FRAME, hold_back=False):
                self.buffer.ran_dry()
            if self.buffer.underruns > before:
                gaps.append(self.now - start)
            self.now += 0.01
        return gaps


def test_300_ms_of_jitter_cost_a_few_gaps_then_a_longer_wait_and_an_even_network_takes_it_back() -> None:
    listener = Listener()
    buffer = listener.buffer
    assert listener.hear(8.0, jitter_s=0.0) == []
    assert buffer.arrival is Arrival.EVEN
    gaps = [len(listener.hear(8.0, jitter_s=0.3)) for _ in range(10)]
    assert sum(gaps) <= 8
    assert buffer.arrival is Arrival.UNEVEN
    assert buffer.prebuffer_ms > MAX_MS
    # Without the longer wait every answer would have its gaps.
    impatient = Listener()
    cut = 0
    for _ in range(10):
        impatient.buffer.prebuffer_ms = MIN_MS
        cut += len(impatient.hear(8.0, jitter_s=0.3))
    assert sum(gaps) < cut / 2
    for _ in range(20):
        assert listener.hear(8.0, jitter_s=0.0) == []
    assert buffer.arrival is Arrival.EVEN_AGAIN
    assert buffer.prebuffer_ms <= MAX_MS


class JitterModel(RuleBasedStateMachine):
    """Against a plain list: nothing is lost, doubled or reordered, whatever is put back."""

    def __init__(self) -> None:
        super().__init__()
        self.buffer = JitterBuffer()
        self.queue: list[float] = []
        self.pulled: list[Piece] = []
        self.next = 0
        self.part = 0
        self.now = 0.0

    @rule(count=st.integers(0, 1000), wait=st.floats(0, 0.2))
    def push(self, count: int, wait: float) -> None:
        self.now += wait
        samples = ramp(self.next, count)
        self.next += count
        self.buffer.push((f"part{self.part}", 0), samples, self.now)
        self.queue += samples.tolist()

    @rule()
    def finish(self) -> None:
        self.buffer.finish((f"part{self.part}", 0))
        self.part += 1

    @rule(hold_back=st.booleans())
    def pull(self, hold_back: bool) -> None:
        pieces = self.buffer.pull(FRAME, hold_back=hold_back)
        got = values(pieces)
        assert len(got) <= FRAME
        assert got == self.queue[: len(got)]
        del self.queue[: len(got)]
        self.pulled = pieces
        if not got:
            self.buffer.ran_dry()

    @precondition(lambda self: self.pulled)
    @rule(share=st.floats(0, 1))
    def put_back(self, share: float) -> None:
        count = int(share * len(values(self.pulled)))
        back: list[Piece] = []
        skip = count
        for piece in self.pulled:
            cut = min(skip, len(piece.samples))
            skip -= cut
            back.append(piece.rest(cut))
        self.buffer.put_back(back)
        self.queue = values(back) + self.queue
        self.pulled = []

    @rule()
    def clear(self) -> None:
        self.buffer.clear()
        self.queue = []
        self.pulled = []
        self.part += 1

    @invariant()
    def length(self) -> None:
        assert self.buffer.buffered == len(self.queue)
        assert MIN_MS <= self.buffer.prebuffer_ms <= MAX_AFTER_UNDERRUN_MS


JitterModel.TestCase.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
TestJitterModel = JitterModel.TestCase
