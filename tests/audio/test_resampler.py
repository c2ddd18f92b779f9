import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.signal import upfirdn

from desktop_assistant.audio.resampler import TAPS, Resampler, lowpass

PAIRS = [
    (48000, 24000),
    (24000, 48000),
    (24000, 16000),
    (16000, 24000),
    (24000, 8000),
    (8000, 24000),
    (44100, 24000),
    (24000, 44100),
]


def whole(samples: np.ndarray, rate_in: int, rate_out: int) -> np.ndarray:
    """The same filter over the whole signal at once, by scipy."""
    common = np.gcd(rate_in, rate_out)
    up, down = rate_out // common, rate_in // common
    return upfirdn(lowpass(up, down), samples, up, down)[: len(samples) // down * up]


@pytest.mark.parametrize(("rate_in", "rate_out"), PAIRS)
@given(cuts=st.lists(st.integers(0, 700), min_size=1, max_size=12), seed=st.integers(0, 99))
def test_any_cutting_gives_what_the_whole_signal_gives(rate_in: int, rate_out: int, cuts: list[int], seed: int) -> None:
    samples = np.random.default_rng(seed).uniform(-1, 1, sum(cuts)).astype(np.float32)
    stage = Resampler(rate_in, rate_out)
    ends = np.cumsum(cuts)
    parts = [stage.push(samples[end - cut : end]) for cut, end in zip(cuts, ends, strict=True)]
    got = np.concatenate(parts)
    wanted = whole(samples, rate_in, rate_out)
    assert got.dtype == np.float32
    np.testing.assert_allclose(got, wanted, atol=2e-6 * max(rate_in, rate_out) / min(rate_in, rate_out))


@pytest.mark.parametrize(("rate_in", "rate_out"), PAIRS)
def test_a_tone_keeps_its_level_and_comes_late_by_sixteen_samples_of_the_slower_rate(rate_in: int, rate_out: int) -> None:
    n = np.arange(rate_in // 5)
    got = Resampler(rate_in, rate_out).push(np.sin(2 * np.pi * 500 * n / rate_in).astype(np.float32))
    delay = TAPS / min(rate_in, rate_out)
    t = np.arange(len(got)) / rate_out - delay
    settled = slice(rate_out // 50, None)
    np.testing.assert_allclose(got[settled], np.sin(2 * np.pi * 500 * t)[settled], atol=2e-3)


def test_what_the_slower_rate_cannot_hold_is_removed() -> None:
    n = np.arange(48000)
    tone = np.sin(2 * np.pi * 13_500 * n / 48000).astype(np.float32)
    alias = Resampler(48000, 24000).push(tone)[500:]
    assert 20 * np.log10(np.sqrt(np.mean(alias**2))) < -80


def test_equal_rates_pass_untouched() -> None:
    stage = Resampler(48000, 48000)
    samples = np.ones(7, np.float32)
    assert stage.push(samples) is samples


def test_reset_forgets_the_past() -> None:
    stage, fresh = Resampler(48000, 16000), Resampler(48000, 16000)
    stage.push(np.ones(100, np.float32))
    stage.reset()
    pulse = np.r_[1, np.zeros(299)].astype(np.float32)
    np.testing.assert_array_equal(stage.push(pulse), fresh.push(pulse))


def test_an_impossible_rate_is_refused() -> None:
    with pytest.raises(ValueError, match="must be positive"):
        Resampler(0, 24000)
