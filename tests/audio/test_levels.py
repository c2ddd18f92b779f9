import numpy as np
import pytest

from desktop_assistant.audio.levels import INTERVAL_S, LevelMeter, loudness
from desktop_assistant.core.snapshot import Levels


def test_a_picture_shows_the_loudest_and_the_mean_of_both_sides() -> None:
    meter = LevelMeter()
    meter.microphone(*loudness(np.full(240, 0.5, np.float32)))
    meter.microphone(*loudness(np.zeros(240, np.float32)))
    meter.voice(*loudness(np.array([0.25, -0.75], np.float32)))
    meter.speech(0.2)
    meter.speech(0.8)
    levels = meter.picture(1.0)
    assert levels is not None
    assert levels.mic_peak == 0.5
    assert levels.mic_rms == pytest.approx(np.sqrt(0.125))
    assert levels.voice_peak == 0.75
    assert levels.speech_probability == 0.8


def test_thirty_pictures_a_second_at_most() -> None:
    meter = LevelMeter()
    shown = 0
    for tick in range(200):
        meter.voice(0.01, 0.1)
        shown += meter.picture(100 + tick / 100) is not None
    assert 55 <= shown <= 61


def test_silence_is_reported_once() -> None:
    meter = LevelMeter()
    meter.voice(0.01, 0.1)
    assert meter.picture(0.0) != Levels()
    assert meter.picture(INTERVAL_S) == Levels()
    assert meter.picture(2 * INTERVAL_S) is None
    meter.microphone(0.0, 0.0001)
    assert meter.picture(3 * INTERVAL_S) is None


def test_nothing_is_loud_in_no_samples() -> None:
    assert loudness(np.zeros(0, np.float32)) == (0.0, 0.0)


def steady_room(meter: LevelMeter, seconds: float, power: float) -> list[Levels]:
    generator = np.random.default_rng(1)
    pictures = []
    for number in range(round(seconds / INTERVAL_S)):
        for _ in range(3):
            meter.microphone(*loudness(generator.normal(0, power**0.5, 240).astype(np.float32)))
        if (levels := meter.picture(1000 + number * INTERVAL_S)) is not None:
            pictures.append(levels)
    return pictures


def test_a_room_that_hisses_is_a_flat_line_after_a_moment_and_a_voice_in_it_is_not() -> None:
    meter = LevelMeter()
    first = steady_room(meter, 5, 1e-4)
    assert len(first) > 30
    assert first[-1] == Levels()
    assert steady_room(meter, 10, 1e-4) == []
    meter.speech(0.9)
    meter.microphone(1e-2, 0.3)
    levels = meter.picture(2000.0)
    assert levels is not None
    assert levels.mic_rms == pytest.approx(0.1, rel=0.02)


def test_a_long_voice_does_not_become_the_room() -> None:
    meter = LevelMeter()
    steady_room(meter, 3, 1e-6)
    for number in range(600):
        meter.speech(0.9)
        meter.microphone(1e-2, 0.3)
        levels = meter.picture(2000 + number * INTERVAL_S)
    assert levels is not None
    assert levels.mic_rms == pytest.approx(0.1, rel=0.02)
