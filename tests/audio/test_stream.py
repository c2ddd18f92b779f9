import numpy as np
import pytest

from desktop_assistant.audio.stream import from_mono, to_mono

KINDS = [np.dtype(kind) for kind in (np.uint8, np.int16, np.int32, np.float32)]


@pytest.mark.parametrize("dtype", KINDS, ids=str)
@pytest.mark.parametrize("channels", [1, 2, 6])
def test_samples_survive_any_device_format(dtype: np.dtype, channels: int) -> None:
    samples = np.linspace(-1, 1, 101, dtype=np.float32)
    raw = from_mono(samples, dtype, channels)
    assert len(raw) == 101 * channels * dtype.itemsize
    np.testing.assert_allclose(to_mono(raw, dtype, channels), samples, atol=1 / 127 if dtype == np.uint8 else 1 / 32767)


@pytest.mark.parametrize("dtype", KINDS, ids=str)
def test_too_loud_is_clipped(dtype: np.dtype) -> None:
    loud = to_mono(from_mono(np.array([3.0, -3.0], np.float32), dtype, 1), dtype, 1)
    np.testing.assert_allclose(loud, [1, -1], atol=0.01)


def test_channels_are_averaged() -> None:
    raw = np.array([1000, 3000, -500, 500], np.int16).tobytes()
    np.testing.assert_allclose(to_mono(raw, np.dtype(np.int16), 2) * 32767, [2000, 0], atol=0.01)
