"""Rates and encodings: chunks join without a seam, tones keep their height, nothing aliases, G.711 is G.711."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_assistant.core.audio import AudioFormat, Encoding
from desktop_assistant.engine.sound import Resampler, decode, encode

RATES = [(24_000, 16_000), (16_000, 24_000), (8_000, 16_000), (24_000, 8_000), (22_050, 24_000)]
MU, A = AudioFormat(encoding=Encoding.PCMU, rate=8_000), AudioFormat(encoding=Encoding.PCMA, rate=8_000)


def tone(rate: int, hertz: float) -> np.ndarray:
    return np.sin(2 * np.pi * hertz * np.arange(rate) / rate).astype(np.float32)


@pytest.mark.parametrize(("rate_in", "rate_out"), RATES)
def test_a_tone_stays_the_same_tone(rate_in: int, rate_out: int) -> None:
    out = Resampler(rate_in, rate_out).push(tone(rate_in, 1000))
    assert abs(len(out) - rate_out) <= 1
    t = np.arange(len(out)) / rate_out
    basis = np.stack([np.sin(2 * np.pi * 1000 * t), np.cos(2 * np.pi * 1000 * t)], axis=1)[200:]
    fit, *_ = np.linalg.lstsq(basis, out[200:], rcond=None)
    assert np.hypot(*fit) == pytest.approx(1.0, abs=0.001)
    assert np.std(out[200:] - basis @ fit) < 1e-3


@pytest.mark.parametrize(("rate_in", "rate_out"), [(24_000, 16_000), (24_000, 8_000)])
def test_what_the_new_rate_cannot_hold_is_removed(rate_in: int, rate_out: int) -> None:
    out = Resampler(rate_in, rate_out).push(tone(rate_in, rate_out / 2 + 2000))
    assert np.std(out[200:]) < 0.01


@given(st.lists(st.integers(0, 700), min_size=1, max_size=20), st.sampled_from(RATES))
def test_the_cut_into_chunks_cannot_be_heard(sizes: list[int], rates: tuple[int, int]) -> None:
    noise = np.random.default_rng(1).standard_normal(sum(sizes)).astype(np.float32)
    whole = Resampler(*rates).push(noise)
    resampler, at, parts = Resampler(*rates), 0, []
    for size in sizes:
        parts.append(resampler.push(noise[at : at + size]))
        at += size
    np.testing.assert_allclose(np.concatenate(parts), whole, atol=1e-5)


@pytest.mark.parametrize(("wire", "worst"), [(MU, 0.021), (A, 0.017)])
def test_g711_round_trip(wire: AudioFormat, worst: float) -> None:
    samples = np.linspace(-1, 1, 4001).astype(np.float32)
    assert np.abs(decode(encode(samples, wire), wire) - samples).max() < worst
    codes = bytes(range(256))
    again = encode(decode(codes, wire), wire)
    assert sum(a != b for a, b in zip(codes, again, strict=True)) <= 1  # mu-law has two zeros


def test_known_g711_codes() -> None:
    silence, loud = np.zeros(1, np.float32), np.ones(1, np.float32)
    assert encode(silence, MU) == b"\xff"
    assert encode(silence, A) == b"\xd5"
    assert encode(loud, MU) == b"\x80"
    assert encode(loud, A) == b"\xaa"
    assert encode(-loud, MU) == b"\x00"
    assert encode(-loud, A) == b"\x2a"


@given(st.binary(max_size=99), st.sampled_from([AudioFormat(), MU, A]))
def test_any_bytes_are_sound(data: bytes, wire: AudioFormat) -> None:
    samples = decode(data, wire)
    assert len(samples) == len(data) // wire.bytes_per_sample
    assert np.abs(samples).max(initial=0) <= 1
