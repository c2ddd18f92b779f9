import numpy as np
import pytest

from desktop_assistant.audio.conditioning import Conditioning
from desktop_assistant.audio.ports import FRAME
from desktop_assistant.core.audio import INTERNAL_RATE, Samples
from tests.rig.recording import read_wav
from tests.rig.speech import SpeechLibrary

SECONDS = 4


def conditioned(sound: Samples, *, suppress_noise: bool = False, control_gain: bool = False) -> Samples:
    stage = Conditioning()
    stage.wish(suppress_noise=suppress_noise, control_gain=control_gain)
    return np.concatenate([stage.push(sound[i : i + FRAME]) for i in range(0, len(sound) - FRAME + 1, FRAME)])


def tone(hz: float) -> Samples:
    return (0.1 * np.sin(2 * np.pi * hz * np.arange(INTERNAL_RATE * SECONDS) / INTERNAL_RATE)).astype(np.float32)


def db(sound: Samples) -> float:
    return 10 * float(np.log10(np.square(sound[len(sound) // 2 :]).mean() + 1e-12))


@pytest.fixture(scope="module")
def voice(speech: SpeechLibrary) -> Samples:
    samples, rate = read_wav(speech.clip("sb_spk1_snt1").path)
    places = np.arange(int(len(samples) * INTERNAL_RATE / rate)) * rate / INTERNAL_RATE
    sound = np.interp(places, np.arange(len(samples)), samples / 32768).astype(np.float32)
    return np.tile(sound / np.abs(sound).max() * 0.3, 3)


def test_nothing_is_touched_unless_the_user_wants_it(voice: Samples) -> None:
    np.testing.assert_array_equal(conditioned(voice), voice[: len(voice) // FRAME * FRAME])


def test_rumble_goes_and_voices_stay() -> None:
    assert db(conditioned(tone(20), control_gain=True)) < db(tone(20)) - 10
    assert db(conditioned(tone(300), suppress_noise=True)) > db(conditioned(tone(20), suppress_noise=True)) + 10


def test_every_frame_comes_back_as_long_as_it_was(voice: Samples) -> None:
    assert len(conditioned(voice, suppress_noise=True)) == len(voice) // FRAME * FRAME


def test_noise_is_suppressed_only_if_the_user_wants_it(voice: Samples) -> None:
    hiss = (np.random.default_rng(1).standard_normal(INTERNAL_RATE * SECONDS) * 0.01).astype(np.float32)
    assert db(conditioned(hiss)) == pytest.approx(db(hiss), abs=2)
    assert db(conditioned(hiss, suppress_noise=True)) < db(hiss) - 9
    assert db(conditioned(voice, suppress_noise=True)) == pytest.approx(db(voice), abs=3)


def test_a_quiet_voice_is_raised_only_if_the_user_wants_it(voice: Samples) -> None:
    quiet = voice * np.float32(0.02)
    assert db(conditioned(quiet)) == pytest.approx(db(quiet), abs=1)
    assert db(conditioned(quiet, control_gain=True)) > db(quiet) + 6


def test_a_wish_that_did_not_change_changes_nothing(voice: Samples) -> None:
    stage = Conditioning()
    stage.wish(suppress_noise=True, control_gain=False)
    frames = [voice[i : i + FRAME] for i in range(0, INTERNAL_RATE, FRAME)]
    first = [stage.push(frame) for frame in frames[:50]]
    stage.wish(suppress_noise=True, control_gain=False)
    rest = [stage.push(frame) for frame in frames[50:]]
    np.testing.assert_array_equal(np.concatenate([*first, *rest]), conditioned(voice, suppress_noise=True)[: len(frames) * FRAME])
