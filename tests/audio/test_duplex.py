import itertools
from collections.abc import Iterator

import numpy as np
import pytest

from desktop_assistant.audio.duplex import DuplexJudge
from desktop_assistant.audio.ports import FRAME
from desktop_assistant.core.audio import INTERNAL_RATE, Duplex, Samples
from desktop_assistant.core.snapshot import EchoCause
from tests.rig.recording import read_wav
from tests.rig.speech import SpeechLibrary


def load(speech: SpeechLibrary, name: str, seconds: float) -> Samples:
    samples, rate = read_wav(speech.clip(name).path)
    sound = np.interp(
        np.arange(int(len(samples) * INTERNAL_RATE / rate)) * rate / INTERNAL_RATE, np.arange(len(samples)), samples
    )
    tiled = np.tile(sound / np.abs(sound).max() * 0.3, 20)[: int(seconds * INTERNAL_RATE)]
    return tiled.astype(np.float32)


@pytest.fixture(scope="module")
def played(speech: SpeechLibrary) -> Samples:
    return load(speech, "lso_533-1066-0007", 60)


@pytest.fixture(scope="module")
def person(speech: SpeechLibrary) -> Samples:
    return load(speech, "lsc_1988-24833-0001", 60)


def late(sound: Samples, ms: float, gain: float = 1.0) -> Samples:
    count = int(ms * INTERNAL_RATE / 1000)
    return (gain * np.concatenate([np.zeros(count, np.float32), sound])[: len(sound)]).astype(np.float32)


def frames(*sounds: Samples) -> Iterator[tuple[Samples, ...]]:
    for start in range(0, len(sounds[0]) - FRAME, FRAME):
        yield tuple(sound[start : start + FRAME] for sound in sounds)


def hear(judge: DuplexJudge, heard: Samples, played: Samples, *, voice_every: int = 400, coupling: float = 0.3) -> int | None:
    """Every `voice_every` frames something is taken for a voice; the frame in which the judge gives up."""
    for number, (one, other) in enumerate(frames(heard, played)):
        judge.push(one, other)
        if number % voice_every == voice_every - 1 and judge.cause is None:
            judge.voice_confirmed(coupling)
            if judge.cause is not None:
                return number
    return None


@pytest.mark.parametrize("delay_ms", [1200, 2000, 2900])
def test_an_echo_that_comes_too_late_is_known_by_its_rhythm(played: Samples, delay_ms: float) -> None:
    judge = DuplexJudge()
    found = hear(judge, late(played, delay_ms, 0.1), played)
    assert found is not None
    assert found < 2500
    assert judge.cause is EchoCause.DELAY


@pytest.mark.parametrize(("coupling", "cause"), [(30.0, EchoCause.LEVEL), (1.0, EchoCause.DISTORTION)])
def test_one_that_leaks_is_put_down_to_loudness_or_distortion(played: Samples, coupling: float, cause: EchoCause) -> None:
    bent = np.tanh(late(played, 80) * 8).astype(np.float32) * 0.1
    judge = DuplexJudge()
    assert hear(judge, bent, played, coupling=coupling) is not None
    assert judge.cause is cause


def test_a_person_who_interrupts_all_the_time_is_no_echo(played: Samples, person: Samples) -> None:
    judge = DuplexJudge()
    assert hear(judge, person, played, voice_every=150) is None


@pytest.mark.parametrize(("leaks", "many"), [(True, 6), (False, 12)])
def test_voices_that_all_come_to_nothing_are_not_believed_for_long(played: Samples, leaks: bool, many: int) -> None:
    judge, believed = DuplexJudge(), 0
    for one, other in itertools.islice(frames(np.zeros_like(played), played), 99, None, 100):
        judge.push(one, other)
        if judge.cause is not None:
            break
        judge.voice_over(ended_with_echo=True, coupling=0.3, leaks=leaks)
        believed += 1
    assert judge.cause is not None
    assert believed == many


def test_a_person_between_them_is_a_sign_that_they_were_none_of_ours(played: Samples) -> None:
    """Who breathes in before they speak up: each breath ends with the echo, and the words go on."""
    judge = DuplexJudge()
    silence = np.zeros_like(played)
    for number, (one, other) in enumerate(frames(silence, played)):
        judge.push(one, other)
        if number % 150 == 149:
            judge.voice_over(ended_with_echo=number % 600 != 599, coupling=0.3, leaks=True)
    assert judge.cause is None


def test_it_is_deaf_only_while_the_assistant_can_be_heard(played: Samples) -> None:
    judge = DuplexJudge()
    hear(judge, late(played, 1200, 0.1), played)
    judge.push(played[:FRAME], played[:FRAME])
    loud = played[np.argmax(np.abs(played)) :][:FRAME]
    judge.push(loud, loud)
    assert judge.is_deaf
    quiet = np.zeros(FRAME, np.float32)
    deaf = 0
    while judge.is_deaf:
        judge.push(quiet, quiet)
        deaf += 1
    assert 150 < deaf < 180  # the 1.2 s of the echo and a little more


def test_both_may_speak_again_once_it_does_no_harm(played: Samples) -> None:
    judge = DuplexJudge()
    hear(judge, late(played, 1200, 0.1), played)
    silence = np.zeros_like(played)
    for one, other in frames(silence, played):
        judge.push(one, other)
    assert judge.cause is None


def test_it_stays_while_it_would_still_hear_itself(played: Samples) -> None:
    judge = DuplexJudge()
    echo = late(played, 1200, 0.1)
    hear(judge, echo, played)
    for number, (one, other) in enumerate(frames(echo, played)):
        judge.push(one, other)
        if number % 100 == 0:
            judge.overheard()
    assert judge.cause is EchoCause.DELAY


def test_the_user_s_wish_counts(played: Samples) -> None:
    judge = DuplexJudge()
    loud = played[np.argmax(np.abs(played)) :][:FRAME]
    judge.wish(Duplex.HALF)
    judge.push(loud, loud)
    assert judge.is_deaf
    assert judge.cause is None
    judge.wish(Duplex.FULL)
    hear(judge, late(played, 1200, 0.1), played)
    assert judge.cause is None
    assert not judge.is_deaf


def test_single_words_of_a_person_have_no_rhythm_of_their_own_yet(played: Samples, person: Samples) -> None:
    """A quiet room, headphones: a word now and then, each at the beginning of an answer, is like the answer's beginning."""
    judge = DuplexJudge()
    answer = np.concatenate([np.zeros(4 * INTERNAL_RATE, np.float32), played[: 3 * INTERNAL_RATE]])
    word = np.zeros_like(answer)
    word[int(5.5 * INTERNAL_RATE) :][: INTERNAL_RATE // 2] = person[: INTERNAL_RATE // 2]
    for _ in range(8):
        for one, other in frames(word, answer):
            judge.push(one, other)
        judge.voice_confirmed(0.0)
        judge.voice_over(ended_with_echo=True, coupling=0.0, leaks=True)
    assert judge.cause is None


def test_a_user_who_interrupts_each_answer_after_two_seconds_is_no_echo(played: Samples, person: Samples) -> None:
    """Each interruption follows an answer at the same distance, as an echo would; but nothing plays in between."""
    judge = DuplexJudge()
    two_s, silence = 2 * INTERNAL_RATE, np.zeros(2 * INTERNAL_RATE, np.float32)
    heard = np.concatenate([silence, person[:INTERNAL_RATE]])
    answer = np.concatenate([played[:two_s], silence])[: len(heard)]
    for _ in range(8):
        judge.listen(silence[:FRAME])
        for one, other in frames(heard, answer):
            judge.push(one, other)
        judge.voice_confirmed(0.0)
        for (one,) in frames(person[INTERNAL_RATE : 2 * INTERNAL_RATE]):
            judge.listen(one)
        judge.voice_over(ended_with_echo=False, coupling=0.0, leaks=True)
    assert judge.cause is None


def test_a_user_in_the_street_who_interrupts_each_answer_is_no_echo(played: Samples, person: Samples) -> None:
    """The noise begins once, and so does each answer: all that is alike is that something began."""
    judge, random = DuplexJudge(), np.random.default_rng(1)
    street = (0.02 * random.standard_normal(3 * INTERNAL_RATE)).astype(np.float32)
    heard = np.concatenate([np.zeros(2 * INTERNAL_RATE, np.float32), street[: INTERNAL_RATE + INTERNAL_RATE // 5]])
    heard[-INTERNAL_RATE // 2 :] += person[: INTERNAL_RATE // 2]
    for _ in range(8):
        for one, other in frames(heard, played[: len(heard)]):
            judge.push(one, other)
        judge.voice_confirmed(0.3)
        for (one,) in frames(street + person[: len(street)]):
            judge.listen(one)
        judge.voice_over(ended_with_echo=False, coupling=0.3, leaks=True)
    assert judge.cause is None


def test_a_late_echo_that_interrupts_each_answer_is_known_when_it_is_over(played: Samples) -> None:
    """Nothing plays any more when it ends, and each stretch is too short for a rhythm."""
    judge = DuplexJudge()
    answer, late_ms = played[: 2 * INTERNAL_RATE], 2500
    for _ in range(3):
        assert judge.cause is None
        for (one,) in frames(answer):
            judge.push(np.zeros(FRAME, np.float32), one)
        for (one,) in frames(
            np.concatenate([np.zeros((late_ms - 2000) * 24, np.float32), 0.3 * answer, np.zeros(9600, np.float32)])
        ):
            judge.listen(one)
        judge.voice_over(ended_with_echo=False, coupling=0.0, leaks=True)
    assert judge.cause is EchoCause.DELAY
