import numpy as np
import pytest

from desktop_assistant.audio.fader import Fader

ONES = np.ones(240, np.float32)


def steepest(*frames: np.ndarray) -> float:
    return float(np.abs(np.diff(np.concatenate(frames))).max())


def test_the_start_rises_from_zero_within_a_frame() -> None:
    fader = Fader()
    first = fader.push(ONES)
    assert first[0] == 0.0
    assert first[-1] == 1.0
    assert steepest(np.zeros(1), first) < 0.005
    assert fader.push(ONES) is ONES


def test_quieter_takes_one_frame_and_louder_many() -> None:
    fader = Fader()
    fader.push(ONES)
    fader.volume = 0.2
    lowered = fader.push(ONES)
    assert (lowered[0], lowered[-1]) == (1.0, pytest.approx(0.2))
    fader.volume = 1.0
    frames = [fader.push(ONES) for _ in range(12)]
    assert frames[0][-1] == pytest.approx(0.3)
    assert frames[-1][-1] == 1.0
    assert steepest(lowered, *frames) < 0.005


def test_the_last_frame_before_a_gap_ends_at_zero_and_the_next_rises_again() -> None:
    fader = Fader()
    fader.push(ONES)
    last = fader.push(ONES, last=True)
    assert (last[0], last[-1]) == (1.0, 0.0)
    assert fader.push(ONES)[0] == 0.0


def test_volume_scales_everything() -> None:
    fader = Fader()
    fader.volume = 0.5
    fader.push(ONES)
    np.testing.assert_allclose(fader.push(ONES), 0.5)
