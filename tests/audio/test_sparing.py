"""A detector that rests must hear what one that never does hears, in the same window."""

from pathlib import Path

import numpy as np
import pytest
from scipy.signal import resample_poly

from desktop_assistant.audio.ports import VAD_RATE, VAD_WINDOW
from desktop_assistant.audio.sparing import SparingDetector
from desktop_assistant.audio.vad import SileroVad
from desktop_assistant.core.audio import Samples
from tests.fakes.audio_device import LoudnessVad
from tests.rig.recording import read_wav
from tests.rig.speech import SpeechLibrary

MODEL = Path(__file__).resolve().parents[2] / "resources" / "models" / "silero_vad_16k_op15.onnx"
CLIPS = ("ps_goforward", "sb_spk1_snt1")
LEAD_IN_S = 3


class CountingVad(LoudnessVad):
    def __init__(self) -> None:
        super().__init__()
        self.judged: list[Samples] = []

    def probability(self, window: Samples) -> float:
        self.judged.append(window)
        return super().probability(window)


def windows(samples: np.ndarray) -> list[Samples]:
    return [samples[i : i + VAD_WINDOW].astype(np.float32) for i in range(0, len(samples) - VAD_WINDOW + 1, VAD_WINDOW)]


def hiss(seconds: float, power_db: float, seed: int = 1) -> np.ndarray:
    return np.random.default_rng(seed).normal(0, 10 ** (power_db / 20), round(seconds * VAD_RATE))


def voice(seconds: float, gain: float = 0.3) -> np.ndarray:
    return gain * np.sin(2 * np.pi * 200 * np.arange(round(seconds * VAD_RATE)) / VAD_RATE)


def test_it_rests_in_a_steady_room_and_wakes_with_the_first_window_that_stands_out() -> None:
    inner = CountingVad()
    detector = SparingDetector(inner)
    for window in windows(hiss(3, -60)):
        assert detector.probability(window) < 0.1
    assert detector.is_resting
    rested = len(inner.judged)
    assert rested < 50
    quiet = windows(hiss(20, -60, seed=2))
    for window in quiet:
        detector.probability(window)
    assert len(inner.judged) == rested
    loud = windows(voice(0.032))[0]
    assert detector.probability(loud) > 0.9
    assert not detector.is_resting
    # What came before is shown first, in its order, so that the state is the one it would have been.
    assert all(np.array_equal(a, b) for a, b in zip(inner.judged[rested:], [*quiet[-8:], loud], strict=True))


def test_it_does_not_rest_while_somebody_speaks_nor_right_after() -> None:
    detector = SparingDetector(CountingVad())
    for window in windows(voice(30)):
        assert detector.probability(window) > 0.9
    for window in windows(hiss(0.5, -60)):
        detector.probability(window)
        assert not detector.is_resting


def test_a_noise_that_begins_and_stays_becomes_the_background() -> None:
    detector = SparingDetector(CountingVad())
    for window in windows(hiss(3, -70)):
        detector.probability(window)
    assert detector.is_resting
    fan = windows(hiss(4, -50))
    detector.probability(fan[0])
    assert not detector.is_resting
    for window in fan[1:]:
        detector.probability(window)
    assert detector.is_resting


def test_a_dead_quiet_stream_is_rest_too_and_a_new_stream_begins_awake() -> None:
    inner = CountingVad()
    detector = SparingDetector(inner)
    for window in windows(np.zeros(3 * VAD_RATE)):
        detector.probability(window)
    assert detector.is_resting
    detector.reset()
    assert not detector.is_resting
    assert inner.resets == 1


def test_what_was_skipped_is_shown_before_the_next_that_counts() -> None:
    inner = CountingVad()
    detector = SparingDetector(inner)
    stream = windows(voice(1))
    detector.probability(stream[0])
    for window in stream[1:12]:
        detector.skip(window)
    assert len(inner.judged) == 1
    assert detector.probability(stream[12]) > 0.9
    assert all(np.array_equal(a, b) for a, b in zip(inner.judged[1:], stream[4:13], strict=True))


@pytest.mark.parametrize("noise_db", [-90, -60, -40])
@pytest.mark.parametrize("clip", CLIPS)
def test_no_onset_is_lost_or_more_than_a_window_late(speech: SpeechLibrary, clip: str, noise_db: float) -> None:
    audio, rate = read_wav(speech.clip(clip).path)
    said = resample_poly(audio / 32768, VAD_RATE // 1000, rate // 1000)[: 6 * VAD_RATE]
    room = np.concatenate([np.zeros(LEAD_IN_S * VAD_RATE), said])
    room += hiss(len(room) / VAD_RATE, noise_db)[: len(room)]
    alone, sparing = SileroVad(MODEL), SparingDetector(SileroVad(MODEL))
    expected, found, rested = [], [], 0
    for window in windows(room):
        expected.append(alone.probability(window) > 0.5)
        found.append(sparing.probability(window) > 0.5)
        rested += sparing.is_resting
    assert rested > 25
    assert any(expected)
    assert found.index(True) <= expected.index(True) + 1
    agreeing = sum(a == b for a, b in zip(expected, found, strict=True))
    assert agreeing >= 0.97 * len(expected)
