"""What stands out of echo and room, learned from noise of known level and colour."""

import numpy as np
import pytest
from scipy.signal import butter, lfilter, sosfilt

from desktop_assistant.audio.near_end import NearEnd
from desktop_assistant.audio.ports import FRAME
from desktop_assistant.core.audio import Samples

SURE: Samples = np.zeros(FRAME + 1, np.float32)
COUPLING = 0.1


def noise(count: int, db: float, seed: int = 0) -> Samples:
    return (np.random.default_rng(seed).standard_normal(count * FRAME) * 10 ** (db / 20)).astype(np.float32)


def dull(sound: Samples) -> Samples:
    """Nothing above 1 kHz, like a vowel."""
    return np.asarray(lfilter(*_LOW_PASS, sound), np.float32)


def sharp(sound: Samples) -> Samples:
    """Nothing below 4.5 kHz, like an "s"."""
    return np.asarray(sosfilt(butter(8, 4500, "highpass", fs=24000, output="sos"), sound), np.float32)


def voiced(sound: Samples) -> Samples:
    """Between 300 and 1500 Hz, like most of an "a"."""
    return np.asarray(sosfilt(butter(8, (300, 1500), "bandpass", fs=24000, output="sos"), sound), np.float32)


_LOW_PASS = ([0.0002, 0.0008, 0.0012, 0.0008, 0.0002], [1.0, -3.32, 4.17, -2.35, 0.50])


def push(near_end: NearEnd, residual: Samples, reference: Samples, *, is_voice: bool = False, is_exact: bool = True) -> float:
    """The most that stood out."""
    most = -200.0
    for start in range(0, len(residual) - FRAME + 1, FRAME):
        now = slice(start, start + FRAME)
        near_end.push(residual[now], reference[now], COUPLING, is_voice=is_voice, uncertain=SURE, is_exact=is_exact)
        most = max(most, near_end.stands_out_db)
    return most


def listen(near_end: NearEnd, sound: Samples) -> float:
    for start in range(0, len(sound) - FRAME + 1, FRAME):
        near_end.listen(sound[start : start + FRAME], is_voice=False)
    return near_end.stands_out_db


def settled(leak_db: float, *, frames: int = 500) -> NearEnd:
    """In a quiet room, with an echo of -30 dB that is cancelled so far."""
    near_end = NearEnd()
    listen(near_end, noise(300, -80))
    push(near_end, noise(frames, -30 + leak_db, 1), noise(frames, -20, 2))
    return near_end


@pytest.mark.parametrize("leak_db", [-10, -20, -30])
def test_the_leak_is_learned_and_nothing_but_more_than_it_stands_out(leak_db: float) -> None:
    near_end = settled(leak_db)
    assert near_end.leak_db == pytest.approx(leak_db, abs=3)
    assert push(near_end, noise(20, -30 + leak_db, 4), noise(20, -20, 5)) < 4
    assert push(near_end, noise(2, -30 + leak_db + 15, 6), noise(2, -20, 7)) > 8


def test_frequencies_that_were_never_heard_are_not_taken_for_a_person() -> None:
    """The filter has learned vowels; of the first consonant it leaves all."""
    near_end = NearEnd()
    listen(near_end, noise(300, -80))
    vowels = dull(noise(600, -10, 1))
    push(near_end, 0.3 * 0.1 * vowels, vowels)
    assert near_end.leak_db < -12
    assert push(near_end, 0.3 * noise(10, -20, 2), noise(10, -20, 2)) < 3


def test_while_the_delay_is_new_high_frequencies_may_leak_whole() -> None:
    near_end = settled(-30)
    left = sharp(noise(5, -32, 8))
    assert push(near_end, left, noise(5, -20, 9), is_exact=False) < 4
    assert push(near_end, left, noise(5, -20, 9)) > 10


def test_a_voice_that_is_followed_is_not_taken_for_a_leak() -> None:
    near_end = settled(-25)
    before = near_end.leak_db
    push(near_end, noise(300, -25, 3), noise(300, -20, 4), is_voice=True)
    near_end.voice_over(was_none=False)
    assert near_end.leak_db == pytest.approx(before, abs=0.5)


def test_a_voice_that_was_none_was_the_echo() -> None:
    near_end = settled(-25)
    push(near_end, noise(30, -35, 3), noise(30, -20, 4), is_voice=True)
    near_end.voice_over(was_none=True)
    assert push(near_end, noise(10, -35, 5), noise(10, -20, 6)) < 4


def test_a_new_path_makes_it_know_nothing_and_learn_fast_again() -> None:
    near_end = settled(-25)
    near_end.forget_path()
    assert near_end.leak_db > 0
    push(near_end, noise(80, -55, 1), noise(80, -20, 2))
    assert near_end.leak_db < -18


def test_while_the_echo_is_lost_anything_as_loud_may_be_echo() -> None:
    near_end = settled(-25)
    near_end.push_lost(noise(1, -32, 3), None)
    assert near_end.stands_out_db < 0
    near_end.push_lost(noise(1, -10, 4), None)
    assert near_end.stands_out_db > 8


def test_an_echo_that_comes_soon_hides_nobody_who_speaks_before_it() -> None:
    near_end = settled(-25)
    near_end.starts_again()
    for frame in noise(5, -20, 3).reshape(-1, FRAME):
        near_end.expect(frame, COUPLING)
    near_end.push_lost(noise(1, -30, 4), (6, 12))
    assert near_end.stands_out_db > 20
    near_end.push_lost(noise(1, -30, 4), (3, 12))
    assert near_end.stands_out_db < 3


def test_a_vowel_is_not_hidden_by_a_consonant_of_the_assistant() -> None:
    vowel, hiss = voiced(noise(10, -20, 1)), sharp(noise(10, -20, 2))
    near_end = settled(-30)
    assert push(near_end, 0.01 * hiss, hiss) < 6
    assert push(near_end, 0.01 * hiss + 0.4 * vowel, hiss) > 6.5


def test_what_an_overdriven_loudspeaker_says_in_other_bands_is_no_vowel() -> None:
    """What is left of the echo is high: so it is not linear, and a few bands tell nothing."""
    vowel, hiss = voiced(noise(10, -20, 1)), sharp(noise(10, -20, 2))
    near_end = settled(-5)
    assert push(near_end, 0.1 * hiss + vowel, hiss) < 6


def test_an_echo_that_was_found_again_hides_no_vowel() -> None:
    """All of it counts as a leak then, but the canceller is as good as it was."""
    vowel, hiss = voiced(noise(10, -20, 1)), sharp(noise(10, -20, 2))
    near_end = settled(-30)
    near_end.find_again()
    assert push(near_end, 0.1 * hiss, hiss) < 3
    assert push(near_end, 0.1 * hiss + vowel, hiss) > 8


def test_the_room_s_noise_does_not_stand_out_once_it_is_known() -> None:
    near_end = NearEnd()
    listen(near_end, noise(800, -45))
    assert near_end.floor_db == pytest.approx(-42, abs=3)  # the pre-emphasis lifts white noise by 2.6 dB
    assert listen(near_end, noise(10, -45, 1)) < 3
    assert listen(near_end, noise(3, -30, 2)) > 8


def test_in_a_loud_room_a_vowel_stands_out_though_nobody_can_tell_how_little_leaks() -> None:
    """A fan hides what is left of the echo, so that it may be a third; but it does not waver as an echo does."""
    near_end = NearEnd()
    fan = noise(1000, -40, 1)
    listen(near_end, fan[: 300 * FRAME])
    push(near_end, fan[300 * FRAME :], noise(700, -24, 2))
    assert near_end.reliable_leak_db > -10
    alone = noise(50, -40, 3)
    assert push(near_end, alone, noise(50, -24, 4)) < 5
    vowel = voiced(noise(50, -14, 5))
    assert push(near_end, alone + vowel, noise(50, -24, 6)) > 8


def test_people_at_the_next_table_become_part_of_the_room_while_the_assistant_speaks() -> None:
    """Its voice has gaps, and what is heard in them is no echo."""
    near_end = settled(-30)
    answer = noise(1600, -20, 5) * np.repeat(np.tile([1.0] * 20 + [0.01] * 60, 20), FRAME).astype(np.float32)
    people = noise(1600, -45, 6)
    assert push(near_end, people[: 80 * FRAME], answer[: 80 * FRAME]) > 20
    push(near_end, people, answer)
    assert push(near_end, people[: 80 * FRAME], answer[: 80 * FRAME]) < 5


def test_an_echo_that_is_weaker_than_the_room_tells_nothing() -> None:
    near_end = NearEnd()
    listen(near_end, noise(800, -40))
    before = near_end.leak_db
    push(near_end, noise(300, -40, 1), noise(300, -60, 2))
    assert near_end.leak_db == pytest.approx(before, abs=1e-12)  # a mean of what has not changed, weighted otherwise
