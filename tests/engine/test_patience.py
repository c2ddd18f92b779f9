"""How long a silence is given, as a table; and the sound's evidence, from synthetic voices whose pitch is known."""

import numpy as np
import pytest

from desktop_assistant.core.audio import Samples
from desktop_assistant.core.session_config import JudgedTurns
from desktop_assistant.engine.endpointing import Wait
from desktop_assistant.engine.judging import Judge
from desktop_assistant.engine.patience import Evidence, asks_for_more, ends_with, wait_for, without_end
from desktop_assistant.engine.prosody import Ending, ending
from desktop_assistant.engine.recognizer.port import Heard
from desktop_assistant.engine.vad import RATE
from tests.engine.conftest import recording

PAUSE = 600
UNKNOWN = wait_for(Evidence(), PAUSE)


@pytest.mark.parametrize(
    ("evidence", "hands_over", "settles"),
    [
        (Evidence(words="what time is it", is_command=True), "sooner", "sooner"),
        (Evidence(words="what is ten kilometers in miles over", end_phrase="over"), "sooner", "sooner"),
        (Evidence(words="over", end_phrase="over"), "same", "same"),
        (Evidence(words="i would like to go to the"), "later", "later"),
        (Evidence(words="we went home and"), "later", "later"),
        (Evidence(words="set a timer for", is_command=True), "later", "later"),
        (Evidence(words="it was um"), "later", "later"),
        (Evidence(ending=Ending(held=True)), "later", "later"),
        (Evidence(ending=Ending(fell=True), voice_ms=3000), "same", "sooner"),
        (Evidence(ending=Ending(fell=True), voice_ms=900), "same", "same"),
        (Evidence(ending=Ending(fell=True, held=True), voice_ms=3000), "later", "later"),
        (Evidence(longest_pause_ms=1100), "same", "later"),
        (Evidence(longest_pause_ms=250), "same", "same"),
        (Evidence(words="how are you"), "same", "same"),
    ],
)
def test_evidence_stretches_and_shortens_the_wait(evidence: Evidence, hands_over: str, settles: str) -> None:
    wait = wait_for(evidence, PAUSE)
    for found, usual, expected in (
        (wait.hand_over_ms, UNKNOWN.hand_over_ms, hands_over),
        (wait.settle_ms, UNKNOWN.settle_ms, settles),
    ):
        assert {"sooner": found < usual, "same": found == usual, "later": found > usual}[expected], wait


@pytest.mark.parametrize("pause_ms", [200, 300, 600, 1200, 3000])
def test_every_wait_lies_around_the_persons_pause(pause_ms: int) -> None:
    for evidence in (Evidence(), Evidence(words="and"), Evidence(longest_pause_ms=9000), Evidence(is_command=True)):
        wait = wait_for(evidence, pause_ms)
        assert 200 <= wait.hand_over_ms <= wait.settle_ms <= max(200, JudgedTurns(pause_ms=pause_ms).longest_wait_ms)
    assert wait_for(Evidence(words="stop it over", end_phrase="over"), pause_ms) == Wait.plain(250)


def test_the_end_phrase_needs_something_before_it_and_whole_words() -> None:
    assert ends_with("turn it off over", "over")
    assert not ends_with("please take over the wheel", "over")
    assert not ends_with("a game of rover", "over")
    assert not ends_with("over", "over")
    assert not ends_with("anything", "")
    assert without_end("turn it off over", "over") == "turn it off"
    assert without_end("over and out", "over") == "over and out"


@pytest.mark.parametrize("words", ["", "what time is that", "where are you in", "yes it is"])
def test_words_that_end_questions_do_not_ask_for_more(words: str) -> None:
    assert not asks_for_more(words)


def test_a_guess_about_an_earlier_silence_is_forgotten_when_the_voice_goes_on() -> None:
    judge = Judge(PAUSE, "")
    judge.guesses(Heard(text="what time is it", is_command=True))
    assert judge.wait(1000) == wait_for(Evidence(is_command=True), PAUSE)
    judge.went_on(1000.0)
    judge.hears("what time is it in")
    assert judge.wait(1200).settle_ms > UNKNOWN.settle_ms
    judge.began()
    assert judge.wait(0) == UNKNOWN
    judge.pause_ms = 2 * PAUSE
    assert judge.wait(0) == wait_for(Evidence(), 2 * PAUSE)


def test_the_end_phrase_counts_when_a_silence_follows_it_not_while_it_is_spoken() -> None:
    judge = Judge(PAUSE, "over")
    judge.hears("we shall over")
    assert judge.wait(2000) == UNKNOWN
    judge.guesses(Heard(text="we shall over"))
    assert judge.wait(2000) == Wait.plain(250)
    judge.hears("we shall over come")
    assert judge.wait(2000) == UNKNOWN


# --- prosody --------------------------------------------------------------------------------------------------------------
def voice(*pitches: tuple[float, float, float], colour: float = 0.0) -> Samples:
    """A buzz through a vowel's resonances: (seconds, Hz at the beginning, Hz at the end) each; `colour` moves the vowel."""
    hz = np.concatenate([np.linspace(a, b, int(s * RATE)) for s, a, b in pitches])
    phase = np.cumsum(hz) / RATE
    time = np.arange(len(hz)) / len(hz)
    sound = np.zeros(len(hz))
    for k in range(1, 30):
        formant = np.exp(-(((k * hz - 600 - 900 * colour * time) / 300) ** 2)) + 0.5 * np.exp(-(((k * hz - 1700) / 400) ** 2))
        sound += formant * np.sin(2 * np.pi * k * phase)
    return (0.1 * sound / np.abs(sound).max() + 1e-4 * np.random.default_rng(1).standard_normal(len(hz))).astype(np.float32)


def test_a_falling_end_a_rising_end_and_a_held_vowel_are_told_apart() -> None:
    statement = ending(voice((1.0, 130, 150), (0.4, 150, 95), colour=1.0))
    question = ending(voice((1.0, 130, 120), (0.4, 120, 190), colour=1.0))
    filler = ending(voice((0.8, 150, 120), (0.7, 118, 117)))
    assert statement.fell
    assert not statement.held
    assert not question.fell
    assert not question.held
    assert filler.held


@pytest.mark.parametrize("sound", [np.zeros(0, np.float32), np.zeros(16_000, np.float32), np.ones(900, np.float32)])
def test_silence_has_no_ending(sound: Samples) -> None:
    assert ending(sound) == Ending()


def test_noise_has_no_ending() -> None:
    assert ending(np.random.default_rng(2).standard_normal(32_000).astype(np.float32)) == Ending()


@pytest.mark.parametrize("name", ["lj_LJ001-0008.wav", "lst_19-198-0000.wav", "pv_en.wav"])
def test_people_who_end_a_sentence_let_their_pitch_fall(name: str) -> None:
    from desktop_assistant.engine.sound import Resampler

    sound = Resampler(24_000, RATE).push(recording(name))
    loud = np.flatnonzero(np.abs(sound) > 0.02 * np.abs(sound).max() + 0.01)
    found = ending(sound[: loud[-1] + 800])
    assert found.fell
    assert not found.held
