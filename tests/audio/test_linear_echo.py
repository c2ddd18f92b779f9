import numpy as np
import pytest

from desktop_assistant.audio.linear_echo import REMEMBERED, LinearEcho
from desktop_assistant.audio.ports import FRAME
from desktop_assistant.core.audio import INTERNAL_RATE, Samples
from tests.rig.air import Acoustics, Air
from tests.rig.recording import read_wav
from tests.rig.speech import SpeechLibrary


def load(speech: SpeechLibrary, name: str) -> Samples:
    samples, rate = read_wav(speech.clip(name).path)
    places = np.arange(int(len(samples) * INTERNAL_RATE / rate)) * rate / INTERNAL_RATE
    sound = np.interp(places, np.arange(len(samples)), samples)
    return (sound / np.abs(sound).max() * 0.2).astype(np.float32)


def cancelled(played: Samples, user: Samples, gain_db: float) -> tuple[Samples, Samples]:
    """Echo at the microphone, and what is left of echo and user."""
    linear, air = LinearEcho(), Air(Acoustics(delay_ms=12, gain_db=gain_db))
    linear.doubt(2 * 10 ** (gain_db / 10))
    noise = np.random.default_rng(2).standard_normal(len(played)) * 10 ** (-70 / 20)
    echo, left = np.zeros_like(played), np.zeros_like(played)
    for start in range(0, len(played) - FRAME, FRAME):
        now = slice(start, start + FRAME)
        echo[now] = air.push(played[now])
        left[now], _ = linear.push((echo[now] + user[now] + noise[now]).astype(np.float32), played[now])
    return echo, left


def db(samples: Samples) -> float:
    return 10 * float(np.log10(np.square(samples).mean() + 1e-12))


@pytest.mark.parametrize("gain_db", [-12.0, -6.0, 0.0, 6.0])
def test_a_room_is_learned_in_seconds_and_the_user_stays_whole(speech: SpeechLibrary, gain_db: float) -> None:
    played = np.tile(load(speech, "lj_LJ001-0004"), 4)[: 14 * INTERNAL_RATE]
    user = np.zeros_like(played)
    said = load(speech, "ps_goforward")[: 2 * INTERNAL_RATE] * 0.7
    user[10 * INTERNAL_RATE :][: len(said)] = said
    echo, left = cancelled(played, user, gain_db)
    alone = slice(5 * INTERNAL_RATE, 10 * INTERNAL_RATE)
    assert db(echo[alone]) - db(left[alone]) > 20
    both = slice(10 * INTERNAL_RATE, 12 * INTERNAL_RATE)
    assert db(user[both]) - db(left[both] - user[both]) > 12
    assert np.dot(left[both], user[both]) / np.dot(user[both], user[both]) == pytest.approx(1.0, abs=0.03)


def test_without_a_known_path_nothing_is_touched() -> None:
    linear = LinearEcho()
    random = np.random.default_rng(1)
    for _ in range(200):
        frame, reference = (random.standard_normal((2, FRAME)) * 0.1).astype(np.float32)
        left, echo = linear.push(frame, reference)
        np.testing.assert_array_equal(left, frame)
        assert not echo.any()


def test_silence_and_a_user_alone_unlearn_nothing(speech: SpeechLibrary) -> None:
    played = np.tile(load(speech, "lj_LJ001-0004"), 3)[: 9 * INTERNAL_RATE]
    played[5 * INTERNAL_RATE : 7 * INTERNAL_RATE] = 0
    user = np.zeros_like(played)
    said = load(speech, "ps_goforward")
    user[int(5.3 * INTERNAL_RATE) :][: len(said)][: int(1.6 * INTERNAL_RATE)] = said[: int(1.6 * INTERNAL_RATE)]
    echo, left = cancelled(played, user, -6.0)
    again = slice(int(7.05 * INTERNAL_RATE), int(7.5 * INTERNAL_RATE))
    assert db(echo[again]) - db(left[again]) > 12


def test_an_echo_that_comes_at_another_time_is_cancelled_at_once_when_the_past_is_recalled() -> None:
    change, late = 600 * FRAME, 500
    before = (np.random.default_rng(3).standard_normal(change + 100 * FRAME) * 0.1).astype(np.float32)
    after = np.concatenate((np.zeros(late, np.float32), before))[: len(before)]
    loud, left = {}, {}
    for recalls in (False, True):
        linear, airs = LinearEcho(), [Air(Acoustics(delay_ms=12, gain_db=-6)) for _ in range(2)]
        linear.doubt(0.5)
        echo, residual = np.zeros_like(before), np.zeros_like(before)
        for start in range(0, len(before), FRAME):
            now = slice(start, start + FRAME)
            heard = [air.push(played[now]) for air, played in zip(airs, (before, after), strict=True)]
            if start == change and recalls:
                linear.recall(after[change - REMEMBERED : change])
            echo[now] = heard[start >= change]
            residual[now], _ = linear.push(echo[now], (after if start >= change else before)[now])
        first = slice(change, change + 5 * FRAME)
        loud[recalls], left[recalls] = db(echo[first]), db(residual[first])
    assert loud[True] - left[True] > 15
    assert left[False] - left[True] > 10
