import warnings

import numpy as np
import pytest

from desktop_assistant.audio import g711

ALL_BYTES = bytes(range(256))

# From the tables of ITU-T G.711: code -> value at 16 bit (14 or 13 bit value shifted up).
MU_POINTS = [(0xFF, 0), (0x7F, 0), (0xFE, 8), (0x7E, -8), (0xEF, 132), (0x80, 32124), (0x00, -32124), (0xF0, 120)]
A_POINTS = [(0xD5, 8), (0x55, -8), (0xD4, 24), (0xAA, 32256), (0x2A, -32256), (0xC5, 264)]


@pytest.mark.parametrize(("code", "value"), MU_POINTS)
def test_mu_law_points(code: int, value: int) -> None:
    assert g711.mu_decode(bytes([code]))[0] == value


@pytest.mark.parametrize(("code", "value"), A_POINTS)
def test_a_law_points(code: int, value: int) -> None:
    assert g711.a_decode(bytes([code]))[0] == value


def test_every_code_survives_a_round_trip() -> None:
    again = g711.mu_encode(g711.mu_decode(ALL_BYTES))
    # Mu-law has two zeros; the negative one comes back as the positive.
    assert again == ALL_BYTES.replace(b"\x7f", b"\xff")
    assert g711.a_encode(g711.a_decode(ALL_BYTES)) == ALL_BYTES


@pytest.mark.parametrize(("encode", "decode"), [(g711.mu_encode, g711.mu_decode), (g711.a_encode, g711.a_decode)])
def test_every_sample_is_coded_to_within_its_segment(encode, decode) -> None:
    every = np.arange(-32768, 32768).astype(np.int16)
    error = np.abs(decode(encode(every)).astype(int) - every)
    assert np.all(error <= np.maximum(16, np.abs(every.astype(int)) / 16 + 4) + (np.abs(every.astype(int)) > 32124) * 700)


def test_equal_to_the_old_standard_library() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        audioop = pytest.importorskip("audioop")
    every = np.arange(-32768, 32768).astype("<i2")
    assert g711.mu_encode(every) == audioop.lin2ulaw(every.tobytes(), 2)
    assert g711.a_encode(every) == audioop.lin2alaw(every.tobytes(), 2)
    assert g711.mu_decode(ALL_BYTES).astype("<i2").tobytes() == audioop.ulaw2lin(ALL_BYTES, 2)
    assert g711.a_decode(ALL_BYTES).astype("<i2").tobytes() == audioop.alaw2lin(ALL_BYTES, 2)
