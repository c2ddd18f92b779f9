"""The echo's delay as a line through what was found, and the reference that follows it."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_assistant.audio.alignment import AlignedReference
from desktop_assistant.audio.delay_line import DelayLine
from desktop_assistant.audio.echo_path import EchoPath
from desktop_assistant.audio.ports import FRAME


def drawn(
    line: DelayLine, *, delay_ms: float, drift: float, seconds: float, begin_s: float = 0.0, spread_ms: float = 0.002
) -> None:
    """A look every 100 ms."""
    random = np.random.default_rng(3)
    for look in range(int(seconds * 10)):
        at = look / 10
        line.add(begin_s + at, delay_ms + drift * at * 1000 + float(random.normal(0, spread_ms)))


@pytest.mark.parametrize("ppm", [-200, -50, 20, 200])
def test_drift_is_found_within_a_second(ppm: float) -> None:
    line = DelayLine()
    drawn(line, delay_ms=80, drift=ppm * 1e-6, seconds=1.2)
    assert line.drift == pytest.approx(ppm * 1e-6, abs=8e-6)
    assert line.at(1.1) == pytest.approx(80 + ppm * 1e-6 * 1100, abs=0.02)


def test_one_clock_has_no_drift() -> None:
    line = DelayLine()
    drawn(line, delay_ms=80, drift=2e-6, seconds=5)
    assert line.drift == 0.0


def test_looks_that_scatter_say_nothing_of_drift() -> None:
    line = DelayLine()
    drawn(line, delay_ms=80, drift=200e-6, seconds=3, spread_ms=0.4)
    assert line.drift == 0.0


def test_one_stray_look_is_ignored_two_that_agree_are_another_path() -> None:
    line = DelayLine()
    drawn(line, delay_ms=80, drift=0, seconds=2)
    line.add(2.0, 140.0)
    assert (line.at(2.0), line.number) == (pytest.approx(80, abs=0.1), 1)
    line.add(2.1, 80.0)
    line.add(2.2, 140.0)
    line.add(2.3, 140.1)
    assert (line.at(2.3), line.number) == (pytest.approx(140.1), 2)


def test_on_another_path_the_clocks_are_what_they_were() -> None:
    line = DelayLine()
    drawn(line, delay_ms=80, drift=200e-6, seconds=3)
    drawn(line, delay_ms=140, drift=200e-6, seconds=0.4, begin_s=3.1)
    assert line.number == 2
    assert line.drift == pytest.approx(200e-6, abs=8e-6)


def test_a_stray_look_that_none_repeats_is_not_waited_for() -> None:
    line = DelayLine()
    drawn(line, delay_ms=80, drift=0, seconds=2)
    line.add(2.0, 140.0)
    assert line.is_astray(2.9)
    assert not line.is_astray(3.1)


def test_after_a_shift_only_what_is_found_then_tells_how_late_it_is() -> None:
    """The first look after the loudspeaker began again hears little, and is wrong by half a sample."""
    line = DelayLine()
    drawn(line, delay_ms=80, drift=0, seconds=4)
    line.shift(4.0, 95.02)
    for look in range(1, 4):
        line.add(4.0 + look / 10, 95.0)
    assert line.at(4.4) == pytest.approx(95.0, abs=0.003)


@pytest.mark.parametrize("ppm", [0, 50, 200])
def test_the_clocks_are_compared_within_each_run_of_the_loudspeaker(ppm: float) -> None:
    line, drift = DelayLine(), ppm * 1e-6
    for run, later in enumerate((0, 17, 3, 40)):
        begin = run * 1.6
        if run:
            line.shift(begin, 80 + later + 0.01 + drift * begin * 1000)
        drawn(line, delay_ms=80 + later + drift * begin * 1000, drift=drift, seconds=1.2, begin_s=begin + 0.1)
    assert line.drift == pytest.approx(drift, abs=12e-6)


def test_a_few_looks_that_scatter_by_a_sample_make_no_drift() -> None:
    random = np.random.default_rng(5)
    for _ in range(200):
        line = DelayLine()
        for look in range(12):
            line.add(look / 10, 80 + float(random.normal(0, 0.02)))
        assert abs(line.drift) < 60e-6


@pytest.mark.parametrize(
    "looks",
    [
        pytest.param(
            [(0.0, 120), (0.04, 107), (0.08, 108), (0.13, 118), *((0.23 + i / 25, 2 * (i % 5)) for i in range(14))],
            id="the first ones, together",
        ),
        pytest.param(
            [(0.0, 0), (0.02, 0), (0.06, 4), (0.1, -1), (0.14, 3), (0.4, 13), (0.7, 5), (1.0, 0), (1.3, 104)], id="the last one"
        ),
        pytest.param(
            [(0.0, -112), (0.02, -113), (0.06, -107), (0.13, -90), *((0.23 + i / 10, 25 * (i % 2)) for i in range(12))],
            id="the first ones, of many that scatter",
        ),
    ],
)
def test_a_short_run_in_which_looks_are_wrong_together_changes_no_drift(looks: list[tuple[float, float]]) -> None:
    """Seconds, and microseconds beside the truth, after four seconds in which two clocks were compared. A tenth of all looks is
    wrong by a sample or two, and often several in a row."""
    line, drift = DelayLine(), 50e-6
    drawn(line, delay_ms=80, drift=drift, seconds=4)
    known, begin = line.drift, 4.5
    line.shift(begin, 95 + looks[0][1] / 1000)
    for at, wrong_us in looks[1:]:
        line.add(begin + at, 95 + drift * at * 1000 + wrong_us / 1000)
        assert line.drift == pytest.approx(known, abs=8e-6)


def test_a_short_run_does_not_overrule_a_long_one() -> None:
    """Of four seconds in which two clocks were compared nothing is young enough any more, and what is heard then is a few looks
    that are wrong together."""
    line, drift = DelayLine(), 50e-6
    drawn(line, delay_ms=80, drift=drift, seconds=4)
    known, begin = line.drift, 11.0
    line.shift(begin, 95 - 0.1)
    for at, wrong_us in [(0.1, -100), (0.2, -105), (0.3, -98), (0.6, 0), (0.7, 3), (0.8, -2), (0.9, 0)]:
        line.add(begin + at, 95 + drift * at * 1000 + wrong_us / 1000)
        assert line.drift == pytest.approx(known, abs=8e-6)


def test_what_told_nothing_overrules_nothing_later() -> None:
    """Six seconds that scatter too much for so small a drift, and then answers of three seconds that do not."""
    random, line, drift = np.random.default_rng(4), DelayLine(), 50e-6
    for look in range(60):
        line.add(look / 10, 80 + drift * look * 100 + float(random.normal(0, 0.06)))
    assert line.drift == 0.0
    for answer in range(4):
        begin = 20 + 6.0 * answer
        line.shift(begin, 80 + drift * begin * 1000)
        drawn(line, delay_ms=80 + drift * begin * 1000, drift=drift, seconds=3, begin_s=begin)
    assert line.drift == pytest.approx(drift, abs=8e-6)


def test_on_another_path_short_answers_tell_what_the_clocks_do() -> None:
    """The stream was moved to another device, whose clock is another; nobody told us."""
    line = DelayLine()
    drawn(line, delay_ms=80, drift=200e-6, seconds=20)
    assert line.drift == pytest.approx(200e-6, abs=8e-6)
    for answer in range(4):
        begin = 25 + 5.5 * answer
        if answer:
            line.shift(begin, 140.0)
        drawn(line, delay_ms=140, drift=0, seconds=2.5, begin_s=begin)
    assert line.drift == pytest.approx(0, abs=8e-6)


def test_what_was_wrong_at_first_is_mended_by_hearing_more() -> None:
    line = DelayLine()
    for look in range(40):
        line.add(look / 10, 80 + (0.12 if look < 5 else 0.002 * (look % 3)))
    assert line.drift == 0.0


@given(st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1000)), max_size=60))
def test_whatever_is_found_the_line_is_somewhere_in_reach(looks: list[tuple[float, float]]) -> None:
    line, at = DelayLine(), 0.0
    for step, delay in looks:
        at += step
        line.add(at, delay)
        now = line.at(at)
        assert now is not None
        assert -100 < now < 1100


class _Path(EchoPath):
    """One whose finding the test decides."""

    def __init__(self, delay_ms: float | None, drift: float = 0.0) -> None:
        super().__init__()
        self.found, self.slope, self.count = delay_ms, drift, 1

    @property
    def delay_ms(self) -> float | None:
        return self.found

    @property
    def drift(self) -> float:
        return self.slope

    @property
    def number(self) -> int:
        return self.count


def wave(position: np.ndarray) -> np.ndarray:
    return np.sin(position * 0.35) + 0.5 * np.sin(position * 0.9)


def frame(number: int) -> np.ndarray:
    return wave(np.arange(number * FRAME, (number + 1) * FRAME)).astype(np.float32)


def test_without_a_known_echo_the_reference_passes_as_it_is() -> None:
    aligned = AlignedReference()
    got, jumped = aligned.push(frame(0), _Path(None))
    np.testing.assert_array_equal(got, frame(0))
    assert not jumped


@pytest.mark.parametrize("delay_ms", [5.0, 12.0, 100.0, 999.0])
def test_it_comes_a_little_before_the_echo(delay_ms: float) -> None:
    aligned, path = AlignedReference(), _Path(delay_ms)
    jumps = 0
    for number in range(300):
        got, jumped = aligned.push(frame(number), path)
        jumps += jumped
    late = max(0.0, round((delay_ms - 12) * 24))
    np.testing.assert_allclose(got, wave(np.arange(299 * FRAME, 300 * FRAME) - late), atol=1e-5)
    assert jumps == 1


def test_it_follows_drifting_clocks_between_the_samples() -> None:
    drift = 200e-6
    aligned, path = AlignedReference(), _Path(80.0, drift)
    for number in range(1000):
        path.found = 80.0 + drift * number * 10
        got, _ = aligned.push(frame(number), path)
    # Within a frame the delay is taken as constant: half a frame of drift is 0.024 samples.
    exact = wave(np.arange(999 * FRAME, 1000 * FRAME) - (80.0 - 12 + drift * 9990) * 24)
    assert np.abs(got - exact).max() < 0.15
    assert np.sqrt(np.square(got - exact).mean()) < 0.06


def test_another_path_is_a_jump() -> None:
    aligned, path = AlignedReference(), _Path(80.0)
    for number in range(200):
        aligned.push(frame(number), path)
    path.found, path.count = 300.0, 2
    got, jumped = aligned.push(frame(200), path)
    assert jumped
    np.testing.assert_allclose(got, wave(np.arange(200 * FRAME, 201 * FRAME) - 288 * 24), atol=1e-5)
