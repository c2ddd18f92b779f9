"""Whether the microphone hears the loudspeaker, told from true voices in simulated rooms."""

import numpy as np
import pytest
from scipy.signal import resample_poly

from desktop_assistant.audio.echo_path import EchoPath
from desktop_assistant.audio.ports import FRAME
from desktop_assistant.core.audio import INTERNAL_RATE, Samples
from tests.rig.recording import read_wav
from tests.rig.speech import Clip, SpeechLibrary

ANSWER = (
    "I can tell you the time, add numbers, convert kilometres into miles, set timers that ring, and take notes whenever you like."
)


def load(clip: Clip, db: float) -> Samples:
    samples, rate = read_wav(clip.path)
    sound = resample_poly(samples / 32768, INTERNAL_RATE // 1000, rate // 1000)
    loud = np.nonzero(np.abs(sound) > np.abs(sound).max() / 20)[0]
    sound = sound[loud[0] : loud[-1]]
    return (sound * 10 ** (db / 20) / np.sqrt(np.square(sound).mean())).astype(np.float32)


@pytest.fixture(scope="module")
def voice(speech: SpeechLibrary) -> Samples:
    return load(speech.spoken(ANSWER, voice="espeak"), -23)


@pytest.fixture(scope="module")
def user(speech: SpeechLibrary) -> Samples:
    return np.tile(load(speech.clip("sb_spk1_snt1"), -26), 6)


def echo(voice: Samples, delay_ms: int, gain_db: float) -> Samples:
    """Direct sound and a tail."""
    room = np.random.default_rng(7).standard_normal(3000) * np.exp(-np.arange(3000) / 870)
    room *= np.sqrt(0.1 / np.square(room).sum())
    room[0] = 1.0
    delayed = np.concatenate([np.zeros(delay_ms * INTERNAL_RATE // 1000, np.float32), voice])[: len(voice)]
    return (np.convolve(delayed, room)[: len(voice)] * 10 ** (gain_db / 20)).astype(np.float32)


def hiss(count: int, db: float = -65) -> Samples:
    return (np.random.default_rng(1).standard_normal(count) * 10 ** (db / 20)).astype(np.float32)


def absent(path: EchoPath, heard: Samples, played: Samples) -> list[bool]:
    """What the stage believes after each frame."""
    told = []
    for start in range(0, len(played) - FRAME + 1, FRAME):
        path.push(heard[start : start + FRAME], played[start : start + FRAME])
        told.append(path.is_absent)
    return told


@pytest.mark.parametrize("noise_db", [-200, -65, -40])
def test_headphones_are_known_within_a_second(voice: Samples, noise_db: float) -> None:
    told = absent(EchoPath(), hiss(len(voice), noise_db), voice)
    assert 59 <= told.index(True) <= 110
    assert all(told[told.index(True) :])


def test_what_the_platform_calls_headphones_is_believed_until_an_echo_is_found(voice: Samples) -> None:
    path = EchoPath(is_worn=True)
    assert path.is_absent
    told = absent(path, echo(voice, 80, -6) + hiss(len(voice)), voice)
    assert told.index(False) <= 40
    assert not any(told[told.index(False) :])


@pytest.mark.parametrize("samples", [480, 1921, 1922, 9600, 21601])
def test_the_delay_is_known_to_a_fraction_of_a_sample(voice: Samples, samples: int) -> None:
    """Also where it lies between those samples that are correlated."""
    path = EchoPath()
    heard = np.concatenate((np.zeros(samples, np.float32), echo(voice, 0, -10)))[: len(voice)]
    absent(path, heard + hiss(len(voice)), voice)
    assert path.delay_ms == pytest.approx(samples / 24, abs=0.01)
    assert path.drift == 0.0
    assert path.number == 1
    assert 10 ** (-10 / 10) < path.coupling < 4 * 10 ** (-10 / 10)


def test_nothing_is_found_where_a_pause_cuts_both_sounds(voice: Samples) -> None:
    """Microphone and loudspeaker begin at the same moment: that edge is no echo without delay."""
    for number in range(10):
        path = EchoPath()
        path.pause()
        absent(path, hiss(12000, -50)[number * 240 :], hiss(12000, -20)[::-1][: 12000 - number * 240])
        assert path.delay_ms is None


def test_who_talks_over_headphones_is_not_taken_for_an_echo(voice: Samples, user: Samples) -> None:
    told = absent(EchoPath(), user[: len(voice)] + hiss(len(voice)), voice)
    assert told.index(True) <= 150
    assert np.mean(told[told.index(True) :]) > 0.9


@pytest.mark.parametrize(("delay_ms", "gain_db"), [(80, -6), (200, 0), (20, -20), (400, -10)])
@pytest.mark.parametrize("begin_s", [0.0, 0.7, 1.9, 3.1])
def test_an_echo_is_never_overlooked(voice: Samples, delay_ms: int, gain_db: float, begin_s: float) -> None:
    played = voice[int(begin_s * INTERNAL_RATE) :]
    heard = echo(played, delay_ms, gain_db) + hiss(len(played))
    assert not any(absent(EchoPath(), heard, played))


def test_an_echo_is_found_under_a_user_who_begins_with_the_assistant(voice: Samples, user: Samples) -> None:
    heard = echo(voice, 80, -6) + user[: len(voice)] + hiss(len(voice))
    assert not any(absent(EchoPath(), heard, voice))


def test_an_echo_that_appears_is_found_at_once_and_remembered(voice: Samples) -> None:
    path = EchoPath()
    assert absent(path, hiss(len(voice)), voice)[-1]
    told = absent(path, echo(voice, 80, -6) + hiss(len(voice)), voice)
    assert told.index(False) <= 30
    assert not any(told[told.index(False) :])
    assert not any(absent(path, hiss(2 * INTERNAL_RATE), voice[: 2 * INTERNAL_RATE]))
    assert absent(path, hiss(len(voice)), voice)[-1]


def test_absence_is_proven_when_the_latest_echo_would_have_come(voice: Samples) -> None:
    path = EchoPath()
    proven = [
        absent(path, hiss(FRAME), voice[at : at + FRAME])[0] and path.is_proven for at in range(0, 3 * INTERNAL_RATE, FRAME)
    ]
    assert 130 <= proven.index(True) <= 200
    late = EchoPath()
    absent(late, echo(voice, 900, -10) + hiss(len(voice)), voice[: 2 * INTERNAL_RATE])
    assert late.is_proven
    assert late.delay_ms is not None
    assert EchoPath(is_worn=True).is_proven


def test_silence_proves_nothing(voice: Samples) -> None:
    path = EchoPath()
    quiet = np.zeros(5 * INTERNAL_RATE, np.float32)
    assert not any(absent(path, hiss(len(quiet)), quiet))
    assert not any(absent(path, hiss(INTERNAL_RATE // 2), voice[: INTERNAL_RATE // 2]))


def test_a_loudspeaker_that_begins_again_later_is_looked_for_and_found_in_the_same_room(voice: Samples) -> None:
    path = EchoPath(is_worn=False)
    begin = len(voice) // FRAME // 2 * FRAME
    heard = echo(voice, 80, -6) + hiss(len(voice))
    absent(path, heard[:begin], voice[:begin])
    number, shifts = path.number, path.shifts
    assert path.delay_ms == pytest.approx(80, abs=1)
    path.start_again()
    again = voice[: len(voice) - begin]
    late = echo(again, 100, -6) + hiss(len(again))
    was_lost = False
    for start in range(0, len(again) - FRAME + 1, FRAME):
        path.push(late[start : start + FRAME], again[start : start + FRAME])
        was_lost = was_lost or path.is_lost
    assert was_lost
    assert not path.is_starting
    assert path.delay_ms == pytest.approx(100, abs=1)
    assert (path.number, path.shifts) == (number, shifts + 1)


def push(path: EchoPath, heard: Samples, played: Samples, *, suspect: bool = False) -> list[bool]:
    """Whether the echo is lost, after each frame."""
    lost = []
    for start in range(0, len(played) - FRAME + 1, FRAME):
        if suspect:
            path.suspect()
        path.push(heard[start : start + FRAME], played[start : start + FRAME])
        lost.append(path.is_lost)
    return lost


def known(voice: Samples, delay_ms: int = 80) -> EchoPath:
    """A path on which three seconds came back."""
    path, first = EchoPath(), voice[: 3 * INTERNAL_RATE]
    push(path, echo(first, delay_ms, -6) + hiss(len(first)), first)
    assert path.is_exact
    return path


def start(path: EchoPath, voice: Samples, user: Samples, delay_ms: int, lead_ms: float) -> int:
    """Frames for which the echo is lost after the loudspeaker has begun again, while somebody speaks as loudly as it."""
    path.start_again()
    again = voice[INTERNAL_RATE // 2 :][: 2 * INTERNAL_RATE]
    heard = echo(again, delay_ms, -6) + hiss(len(again)) + user[: len(again)]
    lost = 0
    for at in range(0, len(again) - FRAME + 1, FRAME):
        path.told_lead(min(lead_ms, at / 24))  # until it begins to play the reference runs ahead of it
        path.push(heard[at : at + FRAME], again[at : at + FRAME])
        lost += path.is_lost
    return lost


def test_a_device_that_tells_how_late_it_begins_is_found_sooner_though_somebody_speaks(voice: Samples, user: Samples) -> None:
    delays = (90, 140, 80, 150, 110, 85, 145)
    silent, telling = known(voice), known(voice)
    untold = [start(silent, voice, user, delay, 0.0) for delay in delays][2:]
    told = [start(telling, voice, user, delay, delay - 60.0 + (index % 3 - 1) * 4) for index, delay in enumerate(delays)][2:]
    assert telling.delay_ms == pytest.approx(delays[-1], abs=1)
    assert max(told) <= 20
    assert sum(told) < sum(untold) / 2


@pytest.mark.parametrize("every", [1, 2, 3, 4, 6])
def test_a_pause_of_the_device_that_it_tells_of_is_no_other_room(voice: Samples, every: int) -> None:
    path = known(voice)
    number = path.number
    for pause_ms, later in (
        (0, voice[3 * INTERNAL_RATE : 4 * INTERNAL_RATE]),
        (70, voice[4 * INTERNAL_RATE : 6 * INTERNAL_RATE]),
    ):
        heard = echo(later, 80 + pause_ms, -6) + hiss(len(later))
        for count, at in enumerate(range(0, len(later) - FRAME + 1, FRAME)):
            if count % every == 0:
                path.told_lead(20.0 + pause_ms + count % 3)
            path.push(heard[at : at + FRAME], later[at : at + FRAME])
    assert path.delay_ms == pytest.approx(150, abs=1)
    assert path.number == number


def test_an_echo_that_is_not_where_the_device_said_may_be_anywhere_near(voice: Samples) -> None:
    """Where it is looked for, it is expected too: it must not be taken for a person."""
    path = known(voice, 83)
    for _ in range(2):
        path.start_again()
        push(path, echo(voice, 83, -6)[: INTERNAL_RATE // 2], voice[: INTERNAL_RATE // 2])
    path.start_again()
    ranges = []
    for at in range(0, INTERNAL_RATE // 2, FRAME):
        path.push(hiss(FRAME), voice[at : at + FRAME])
        ranges.append(path.comes_after)
    assert ranges[15] == (7, 10)
    assert ranges[-1] == (2, 15)


def test_what_is_still_in_the_air_of_before_a_start_is_no_other_path(voice: Samples) -> None:
    """A look reaches back half a second: there it finds more of the old echo than of the new one."""
    for later_ms in (3, 20, -10):
        path = known(voice, 200)
        number = path.number
        path.start_again()
        before, after = voice[: 3 * INTERNAL_RATE], voice[4 * INTERNAL_RATE : 6 * INTERNAL_RATE]
        ringing = np.zeros(len(after), np.float32)
        ringing[: INTERNAL_RATE // 5] = echo(before, 0, -6)[-INTERNAL_RATE // 5 :]
        push(path, echo(after, 200 + later_ms, -6) + ringing + hiss(len(after)), after, suspect=True)
        assert path.delay_ms == pytest.approx(200 + later_ms, abs=0.1)
        assert (path.number, path.shifts) == (number, 1)


def test_a_device_that_tells_of_a_pause_that_was_none_loses_the_echo_only_for_a_moment(voice: Samples) -> None:
    path = known(voice)
    later = voice[3 * INTERNAL_RATE :]
    heard = echo(voice, 80, -6)[3 * INTERNAL_RATE :] + hiss(len(later))
    lost = 0
    for number, at in enumerate(range(0, len(later) - FRAME + 1, FRAME)):
        path.told_lead(20.0 if number < 50 else 250.0)
        path.push(heard[at : at + FRAME], later[at : at + FRAME])
        lost += path.is_lost
    assert not path.is_lost
    assert path.delay_ms == pytest.approx(80, abs=1)
    assert lost < 120


def test_an_echo_that_comes_another_way_is_found_while_it_stands_out(voice: Samples) -> None:
    """Long before a calm look would: the brake holds within 30 ms, and a voice is confirmed after a quarter of a second."""
    path = known(voice, 30)
    then = voice[3 * INTERNAL_RATE : 4 * INTERNAL_RATE]
    lost = push(path, echo(then, 200, -6) + hiss(len(then)), then, suspect=True)
    assert lost.index(True) <= 20 + 24
    assert path.delay_ms == pytest.approx(200, abs=0.1)
    assert path.number == 2


def test_a_person_who_is_suspected_is_no_other_path(voice: Samples, user: Samples) -> None:
    path = known(voice)
    then = voice[3 * INTERNAL_RATE : 5 * INTERNAL_RATE]
    said = user[: len(then)]
    assert not any(push(path, echo(then, 80, -6) + said + hiss(len(then)), then, suspect=True))
    assert path.number == 1


def test_a_loudspeaker_that_starts_again_elsewhere_is_lost_until_it_is_found(voice: Samples) -> None:
    path = known(voice, 30)
    path.start_again()
    then = voice[3 * INTERNAL_RATE : 6 * INTERNAL_RATE]
    lost = push(path, echo(then, 400, -6) + hiss(len(then)), then)
    arrived = 40
    assert all(lost[arrived : arrived + 15])
    assert not any(lost[-50:])
    assert path.delay_ms == pytest.approx(400, abs=0.1)


def test_what_was_played_before_a_second_start_is_still_under_way(voice: Samples) -> None:
    """Nobody knows by how much the first start was late, and the second will not tell."""
    path = known(voice, 400)
    path.start_again()
    first = voice[3 * INTERNAL_RATE :][: 20 * FRAME]
    push(path, np.zeros_like(first), first)
    path.start_again()
    quiet = np.zeros(60 * FRAME, np.float32)
    assert all(push(path, quiet[: 45 * FRAME], quiet[: 45 * FRAME]))
    assert not any(push(path, quiet, quiet)[20:])


@pytest.mark.parametrize("pause_ms", [0, 130, 470, 790])
@pytest.mark.parametrize("since_ms", [500, 700, 850, 950])
def test_a_word_out_of_silence_is_no_echo_of_an_answer_that_began_as_hard(
    voice: Samples, user: Samples, since_ms: int, pause_ms: int
) -> None:
    """A headset without any noise of its own: both sounds have edges, and so has each piece of them that is compared."""
    quiet, pause = (np.zeros(ms * INTERNAL_RATE // 1000, np.float32) for ms in (300, pause_ms))
    answer = voice[3 * INTERNAL_RATE :][: 2 * INTERNAL_RATE]
    played = np.concatenate((voice[: 3 * INTERNAL_RATE], pause, np.zeros(FRAME * 50, np.float32), answer))
    begins = len(played) - len(answer) + since_ms * INTERNAL_RATE // 1000
    heard = np.zeros_like(played)
    heard[begins:] = user[: len(played) - begins]
    path = EchoPath()
    assert absent(path, heard[:begins], played[:begins])[-1]
    push(path, heard[begins:], played[begins:], suspect=True)
    push(path, np.concatenate((quiet, quiet)), np.concatenate((quiet, quiet)), suspect=True)
    assert path.is_absent
    assert path.delay_ms is None


def test_a_false_trace_is_soon_forgotten(voice: Samples) -> None:
    """What was found once and never again has not been there."""
    path = EchoPath()
    first = voice[: 20 * FRAME]
    absent(path, echo(first, 30, -6), first)
    assert path.delay_ms is not None
    told = absent(path, hiss(2 * INTERNAL_RATE), voice[20 * FRAME :][: 2 * INTERNAL_RATE])
    assert told.index(True) <= 110
