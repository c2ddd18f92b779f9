"""The assistant's own voice, back after seconds, is known by its waveform; a person's is not."""

import numpy as np
import pytest

from desktop_assistant.audio.late_echo import LateEcho
from desktop_assistant.audio.ports import FRAME
from desktop_assistant.core.audio import INTERNAL_RATE, Samples
from tests.rig.air import Acoustics
from tests.rig.speech import SpeechLibrary
from tests.rig.voices import load, noise

SPEECH_S = 2
SILENCE: Samples = np.zeros(FRAME, np.float32)


@pytest.fixture(scope="module")
def answer(speech: SpeechLibrary) -> Samples:
    voice = load(speech.clip("sb_spk1_snt1").path)[: SPEECH_S * INTERNAL_RATE]
    return np.asarray(0.2 * voice / np.abs(voice).max(), np.float32)


@pytest.fixture(scope="module")
def person(speech: SpeechLibrary) -> Samples:
    voice = load(speech.clip("ps_goforward").path)
    return np.asarray(0.1 * voice / np.abs(voice).max(), np.float32)


def hear(answer: Samples, heard: Samples) -> LateEcho:
    """The answer is played from the beginning; `heard` ends when the voice is over."""
    stage = LateEcho()
    for start in range(0, len(heard) - FRAME, FRAME):
        played = answer[start : start + FRAME]
        stage.push(heard[start : start + FRAME], played if len(played) == FRAME else None)
    return stage


def late(answer: Samples, delay_ms: float, gain_db: float) -> Samples:
    room = Acoustics(gain_db=gain_db).response()
    start = int(delay_ms * INTERNAL_RATE / 1000)
    sound = np.concatenate([np.zeros(start, np.float32), np.convolve(answer, room)[: len(answer)]])
    return np.asarray(sound + noise(SPEECH_S * INTERNAL_RATE, -60, 1).take(range(len(sound)), mode="wrap"), np.float32)


@pytest.mark.parametrize("gain_db", [6.0, -6.0, -20.0])
@pytest.mark.parametrize("delay_ms", [1100, 1500, 2000, 2800])
def test_its_delay_is_found(answer: Samples, delay_ms: float, gain_db: float) -> None:
    assert hear(answer, late(answer, delay_ms, gain_db)).delay_ms() == pytest.approx(delay_ms, abs=2)


def test_an_overdriven_one_is_found_too(answer: Samples) -> None:
    assert hear(answer, np.tanh(late(answer, 1500, 0.0) * 8).astype(np.float32)).delay_ms() == pytest.approx(1500, abs=2)


@pytest.mark.parametrize("after_ms", [500, 1500, 2500])
def test_a_person_is_no_echo(answer: Samples, person: Samples, after_ms: int) -> None:
    assert hear(answer, np.concatenate([np.zeros(after_ms * 24, np.float32), person])).delay_ms() is None


def test_a_person_who_is_louder_than_the_echo_is_a_person(answer: Samples, person: Samples) -> None:
    heard = late(answer, 1500, -30.0)
    heard[-len(person) :] += person[-len(heard) :]
    assert hear(answer, heard).delay_ms() is None


def test_silence_is_nothing(answer: Samples) -> None:
    assert LateEcho().delay_ms() is None
    assert hear(answer, np.zeros(3 * INTERNAL_RATE, np.float32)).delay_ms() is None
