import numpy as np
import pytest

from desktop_assistant.audio.near_end import NearEnd
from desktop_assistant.audio.ports import FRAME
from desktop_assistant.core.audio import Samples

SILENCE = np.zeros(FRAME, np.float32)


def sound(db: float, seed: int) -> Samples:
    """One frame of noise."""
    return (np.random.default_rng(seed).standard_normal(FRAME) * 10 ** (db / 20)).astype(np.float32)


def settled(near_end: NearEnd, *, echo_db: float, leak_db: float, frames: int = 400) -> NearEnd:
    for seed in range(frames):
        near_end.push(sound(echo_db + leak_db, seed), sound(echo_db, -seed + 9999), sound(-20, seed + 5000), 0.1, is_voice=False)
    return near_end


@pytest.mark.parametrize("leak_db", [-10, -20, -30])
def test_the_leak_is_learned_and_nothing_but_more_than_it_stands_out(leak_db: float) -> None:
    near_end = NearEnd()
    for seed in range(300):
        near_end.listen(sound(-80, seed), is_voice=False)
    settled(near_end, echo_db=-30, leak_db=leak_db)
    assert near_end.leak_db == pytest.approx(leak_db, abs=2)
    near_end.push(sound(-30 + leak_db, 1), sound(-30, 2), sound(-20, 3), 0.1, is_voice=False)
    assert near_end.stands_out_db < 3
    near_end.push(sound(-30 + leak_db + 15, 1), sound(-30, 2), sound(-20, 3), 0.1, is_voice=False)
    assert near_end.stands_out_db > 10


def test_a_voice_that_is_followed_is_not_taken_for_a_leak() -> None:
    near_end = settled(NearEnd(), echo_db=-30, leak_db=-25)
    before = near_end.leak_db
    for seed in range(300):
        near_end.push(sound(-25, seed), sound(-30, seed + 1), sound(-20, 3), 0.1, is_voice=True)
    assert near_end.leak_db == before


def test_a_new_path_makes_it_know_nothing_and_learn_fast_again() -> None:
    near_end = settled(NearEnd(), echo_db=-30, leak_db=-25)
    near_end.forget_path()
    assert near_end.leak_db == 0.0
    settled(near_end, echo_db=-30, leak_db=-25, frames=60)
    assert near_end.leak_db < -18


def test_the_room_s_noise_does_not_stand_out_once_it_is_known() -> None:
    near_end = NearEnd()
    for seed in range(800):
        near_end.listen(sound(-45, seed), is_voice=False)
    assert abs(near_end.floor_db - -42) < 3  # the pre-emphasis lifts white noise by 2.6 dB
    near_end.listen(sound(-45, 1), is_voice=False)
    assert near_end.stands_out_db < 3
    near_end.listen(sound(-30, 1), is_voice=False)
    assert near_end.stands_out_db > 10


def test_an_echo_that_is_weaker_than_the_room_tells_nothing() -> None:
    near_end = NearEnd()
    for seed in range(800):
        near_end.listen(sound(-40, seed), is_voice=False)
    for seed in range(300):
        near_end.push(sound(-40, seed), sound(-60, seed), SILENCE, 0.1, is_voice=False)
    assert near_end.leak_db == 0.0
