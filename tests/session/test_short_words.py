"""Words that are no turn like others."""

import pytest

from desktop_assistant.session.short_words import AFTERWARDS_S, ShortWords, Verdict, is_backchannel, is_stop


@pytest.mark.parametrize(
    "words",
    [
        "stop",
        "Stop!",
        "Please stop.",
        "stop talking",
        "Okay, stop it now.",
        "be quiet",
        "Quiet, please",
        "Shut up!",
        "never mind",
        "Wait!",
        "wait a second",
        "Hold on one moment, please.",
        "hold on",
        "No, wait.",
    ],
)
def test_wishes_for_silence(words: str) -> None:
    assert is_stop(words)
    assert not is_backchannel(words)


@pytest.mark.parametrize(
    "words",
    ["", "stop the timer", "don't stop", "where is the bus stop", "quiet places in Rome", "be", "wait for me", "one minute"],
)
def test_what_only_sounds_like_one(words: str) -> None:
    assert not is_stop(words)


@pytest.mark.parametrize("words", ["mm-hmm", "Mmm.", "uh-huh", "Uh huh, right.", "yeah yeah", "Okay.", "I see", "hmm", "Thanks."])
def test_a_listeners_words(words: str) -> None:
    assert is_backchannel(words)


@pytest.mark.parametrize("words", ["", "okay stop", "yes I would like that", "right at the corner", "humbug"])
def test_what_a_listener_does_not_say(words: str) -> None:
    assert not is_backchannel(words)


def test_a_stop_counts_only_near_the_assistants_voice() -> None:
    words = ShortWords()
    assert words.verdict("u1", "stop", 100.0) is Verdict.TURN
    words.assistant_spoke(100.0)
    assert words.verdict("u1", "stop", 100.0 + AFTERWARDS_S) is Verdict.STOP
    assert words.verdict("u1", "stop", 100.1 + AFTERWARDS_S) is Verdict.TURN
    assert words.verdict("u1", None, 100.0) is Verdict.TURN


def test_of_a_turn_that_went_on_only_what_was_added_counts() -> None:
    words = ShortWords()
    words.assistant_spoke(100.0)
    words.goes_on("u1", "What time is it?")
    assert words.verdict("u1", "What time is it stop", 101.0) is Verdict.STOP
    assert words.verdict("u2", "What time is it stop", 101.0) is Verdict.TURN


def test_nothing_said_is_a_listeners_word_only_while_the_assistant_spoke_on() -> None:
    words = ShortWords()
    assert words.verdict("u1", "", 0.0) is Verdict.TURN
    words.doubtful = "u1"
    assert words.verdict("u1", "", 0.0) is Verdict.LISTENER


def test_a_few_words_that_nobody_is_sure_of_are_a_listeners_only_while_the_assistant_spoke_on() -> None:
    words = ShortWords()
    assert words.verdict("u1", "and who", 0.0, is_sure=False) is Verdict.TURN
    words.doubtful = "u1"
    assert words.verdict("u1", "and who", 0.0, is_sure=False) is Verdict.LISTENER
    assert words.verdict("u1", "no, tomorrow", 0.0, is_sure=True) is Verdict.TURN
    words.assistant_spoke(0.0)
    assert words.verdict("u1", "stop", 0.0, is_sure=False) is Verdict.STOP


@pytest.mark.parametrize("was_spoken_over", [True, False])
@pytest.mark.parametrize("is_sure", [True, False])
def test_what_may_have_been_a_wish_for_silence_is_one_only_of_a_doubtful_turn(is_sure: bool, was_spoken_over: bool) -> None:
    words = ShortWords()
    words.assistant_spoke(0.0)
    words.doubtful = "u1" if was_spoken_over else ""
    is_stop = words.verdict("u1", "lots of", 1.0, is_sure=is_sure, readings=("stop", "lost half")) is Verdict.STOP
    assert is_stop is (was_spoken_over and not is_sure)


@pytest.mark.parametrize("is_sure", [True, False])
def test_many_words_of_which_our_detector_heard_hardly_a_voice_were_said_somewhere_else(is_sure: bool) -> None:
    words, said = ShortWords(), "and then he said that it would be ready by Friday"
    assert words.verdict("u1", said, 0.0, is_sure=is_sure) is Verdict.TURN
    words.doubtful = "u1"
    assert words.verdict("u1", said, 0.0, is_sure=is_sure) is Verdict.LISTENER


def test_of_a_doubtful_turn_that_went_on_all_words_count() -> None:
    words = ShortWords()
    words.assistant_spoke(0.0)
    words.doubtful = "u1"
    words.goes_on("u1", "and then he said that it would be")
    assert words.verdict("u1", "and then he said that it would be by Friday", 0.0) is Verdict.LISTENER
    assert words.verdict("u1", "and then he said that it would be stop", 0.0) is Verdict.STOP


def test_a_closed_mouth_has_no_words_in_it_whatever_the_recogniser_makes_of_it() -> None:
    words = ShortWords()
    words.doubtful = "u1"
    words.voice_over(10.0, is_hum=True)
    assert words.verdict("u1", "who are you", 11.0) is Verdict.LISTENER
    assert words.verdict("u1", "who are you", 11.0) is Verdict.TURN  # that was known of the turn before


@pytest.mark.parametrize("hums", [(False,), (True, False), (False, True)])
def test_a_hum_beside_words_takes_nothing_from_them(hums: tuple[bool, ...]) -> None:
    words = ShortWords()
    words.doubtful = "u1"
    for is_hum in hums:
        words.voice_over(10.0, is_hum=is_hum)
    assert words.verdict("u1", "who are you", 11.0) is Verdict.TURN


def test_a_hum_tells_nothing_of_words_long_after_it_nor_of_a_turn_that_interrupted_nor_of_a_stop() -> None:
    words = ShortWords()
    words.doubtful = "u1"
    words.voice_over(10.0, is_hum=True)
    assert words.verdict("u1", "who are you", 10.1 + AFTERWARDS_S) is Verdict.TURN
    words.voice_over(20.0, is_hum=True)
    assert words.verdict("u2", "who are you", 20.5) is Verdict.TURN
    words.voice_over(30.0, is_hum=True)
    words.assistant_spoke(30.0)
    assert words.verdict("u1", "stop", 30.5) is Verdict.STOP
