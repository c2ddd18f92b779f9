from itertools import cycle

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_assistant.audio.evidence import Heard, Shape
from desktop_assistant.audio.gate import Gate, GateRules, Stretch, Voice
from desktop_assistant.core.local_events import SpeechConfirmed, SpeechStarted, SpeechStopped

VOWEL = Shape(-30.0, np.array([0, 8, 8, 6, 2, -4, -8, -12], np.float32), is_rich=True)
NASAL = Shape(-30.0, np.array([15, 8, -3, -4, -4, -4, -4, -4], np.float32), is_rich=False)


class Player:
    """Feeds a gate one 32 ms window after another."""

    def __init__(self, rules: GateRules, playing: bool = False, shapes: tuple[Shape, ...] = ()) -> None:
        self.gate = Gate(rules)
        self.playing, self.shapes = playing, cycle(shapes or (None,))
        self.events: list[object] = []

    def play(self, *probabilities: float) -> "Player":
        for probability in probabilities:
            self.events += self.gate.push((Heard(probability, next(self.shapes)),), playing=self.playing)
        return self


def windows(ms: int, probability: float) -> list[float]:
    return [probability] * (ms // 32)


def test_silence_is_no_event() -> None:
    player = Player(GateRules()).play(*windows(3200, 0.1))
    assert player.events == []
    assert player.gate.speech_ms == 0


def test_one_window_is_a_click_two_are_an_onset() -> None:
    assert Player(GateRules()).play(*windows(640, 0.0), 0.9, 0.1, 0.9, 0.1).events == []
    player = Player(GateRules()).play(*windows(640, 0.0), 0.9, 0.9)
    assert player.events == [SpeechStarted(at_ms=640.0)]


def test_confirmation_counts_voice_not_time() -> None:
    cough = Player(GateRules(confirm_ms=200)).play(*[0.9] * 4, *windows(640, 0.0))
    assert [type(event) for event in cough.events] == [SpeechStarted, SpeechStopped]
    stopped = cough.events[-1]
    assert isinstance(stopped, SpeechStopped)
    assert (stopped.was_confirmed, stopped.speech_ms, stopped.at_ms) == (False, 128.0, 128.0)
    word = Player(GateRules(confirm_ms=200)).play(*[0.9] * 7)
    assert word.events == [SpeechStarted(at_ms=0.0), SpeechConfirmed(at_ms=224.0)]


def test_patience_decides_when_the_turn_is_over() -> None:
    speech = [0.9] * 20
    short = Player(GateRules(pause_ms=500)).play(*speech, *windows(480, 0.0))
    assert not any(isinstance(event, SpeechStopped) for event in short.events)
    ended = short.play(0.0)
    assert ended.events[-1] == SpeechStopped(at_ms=640.0, speech_ms=640.0, was_confirmed=True)


def test_a_pause_within_the_patience_is_part_of_the_turn() -> None:
    player = Player(GateRules(pause_ms=500)).play(*[0.9] * 10, *windows(320, 0.0), *[0.9] * 10, *windows(640, 0.0))
    kinds = [type(event) for event in player.events]
    assert kinds == [SpeechStarted, SpeechConfirmed, SpeechStopped]
    assert player.events[-1].speech_ms == 32 * 30  # type: ignore[attr-defined]
    assert player.gate.speech_ms == 32 * 20


def test_the_newest_voice_is_told_with_its_place() -> None:
    player = Player(GateRules(pause_ms=3000)).play(*windows(640, 0.0))
    assert player.gate.stretch is None
    player.play(*[0.9] * 10)
    assert player.gate.stretch == Stretch(640, 960)
    player.play(*windows(320, 0.0))
    assert player.gate.stretch == Stretch(640, 960)
    player.play(*[0.9] * 5)
    assert player.gate.stretch == Stretch(1280, 1440)
    assert player.gate.voice is Voice.CONFIRMED


def test_the_threshold_is_lower_while_the_assistant_plays() -> None:
    assert Player(GateRules()).play(*[0.4] * 10).events == []
    assert len(Player(GateRules(), playing=True).play(*[0.4] * 3).events) == 1


def test_new_patience_applies_in_the_middle_of_a_turn() -> None:
    player = Player(GateRules(pause_ms=3000)).play(*[0.9] * 10, *windows(320, 0.0))
    player.gate.change_rules(GateRules(pause_ms=300))
    assert isinstance(player.play(0.0).events[-1], SpeechStopped)


@given(
    st.lists(st.floats(0, 1), max_size=200),
    st.integers(64, 2000),
    st.integers(0, 500),
)
def test_whatever_is_heard_the_story_is_consistent(probabilities: list[float], pause_ms: int, confirm_ms: int) -> None:
    rules = GateRules(pause_ms=pause_ms, confirm_ms=confirm_ms)
    player = Player(rules).play(*probabilities)
    speaking = confirmed = False
    last_ms = -1.0
    for event in player.events:
        assert event.at_ms >= 0  # type: ignore[attr-defined]
        match event:
            case SpeechStarted(at_ms=at_ms):
                assert not speaking
                assert at_ms >= last_ms
                speaking, confirmed, last_ms = True, False, at_ms
            case SpeechConfirmed():
                assert speaking
                assert not confirmed
                confirmed = True
            case SpeechStopped(at_ms=at_ms, was_confirmed=was_confirmed):
                assert speaking
                assert was_confirmed == confirmed
                speaking, last_ms = False, at_ms


def confirmed_ms(player: Player) -> list[float]:
    return [event.at_ms for event in player.events if isinstance(event, SpeechConfirmed)]


def test_a_voice_of_one_shape_must_go_on_to_interrupt_and_is_like_any_other_when_nothing_plays() -> None:
    rules = GateRules(confirm_ms=96, voice_ms=320)
    assert confirmed_ms(Player(rules).play(*[0.9] * 12)) == [96.0]
    hum = Player(rules, playing=True).play(*[0.9] * 8, *[0.0] * 24)
    assert [type(event) for event in hum.events] == [SpeechStarted, SpeechStopped]
    assert len(confirmed_ms(Player(rules, playing=True).play(*[0.9] * 20))) == 1


def test_words_interrupt_sooner_than_a_hum() -> None:
    word = confirmed_ms(Player(GateRules(), playing=True, shapes=(VOWEL, NASAL)).play(*[0.95] * 30))
    hum = confirmed_ms(Player(GateRules(), playing=True, shapes=(NASAL,)).play(*[0.95] * 60))
    assert word[0] < 250
    assert 850 < hum[0] < 1100


@pytest.mark.parametrize(("shapes", "is_hum"), [((NASAL,), True), ((VOWEL,), False), ((VOWEL, NASAL), False)])
def test_a_voice_through_a_closed_mouth_is_a_hum_and_the_assistant_goes_on_soon(shapes: tuple[Shape, ...], is_hum: bool) -> None:
    rules = GateRules(word=1e9, pause_ms=2000)
    soon = Player(rules, playing=True, shapes=shapes).play(*[0.95] * 8, *[0.0] * 9)
    assert (SpeechStopped in map(type, soon.events)) is is_hum
    later = [event for event in (*soon.events, *soon.play(*[0.0] * 20).events) if isinstance(event, SpeechStopped)]
    assert later[0].is_hum is is_hum


def test_what_went_on_for_long_enough_to_interrupt_is_no_hum() -> None:
    ended = Player(GateRules(), playing=True, shapes=(NASAL,)).play(*[0.95] * 60, *[0.0] * 40)
    assert [event.is_hum for event in ended.events if isinstance(event, SpeechStopped)] == [False]


def test_a_word_that_may_be_the_first_of_the_echo_does_not_interrupt_nor_what_was_heard_until_that_is_known() -> None:
    rules = GateRules(word=40.0)
    word = [Heard(0.95, next(shapes)) for shapes in [cycle((VOWEL, NASAL))] for _ in range(8)]
    known, likely, found = Gate(rules), Gate(rules), Gate(rules)
    assert SpeechConfirmed in map(type, known.push(word, playing=True))
    assert SpeechConfirmed not in map(type, likely.push(word, playing=True, is_echo_likely=True))
    assert SpeechConfirmed in map(type, likely.push(word * 3, playing=True, is_echo_likely=True))
    found.push(word, playing=True, is_echo_likely=True)
    assert SpeechConfirmed not in map(type, found.push(word[:3], playing=True))


def test_the_assistant_does_not_go_on_between_two_words() -> None:
    rules = GateRules(pause_ms=2000)
    word, cough = (Player(rules, playing=True).play(*[0.95] * count, *[0.0] * 12) for count in (8, 3))
    assert [type(event) for event in word.events] == [SpeechStarted]
    assert [type(event) for event in cough.events] == [SpeechStarted, SpeechStopped]
    assert [type(event) for event in word.play(*[0.0] * 12).events] == [SpeechStarted, SpeechStopped]


def test_who_speaks_word_by_word_is_given_credit_for_the_word_before() -> None:
    word, pause, rules = [0.95] * 8, [0.0] * 12, GateRules(voice_ms=256)
    once = Player(rules, playing=True).play(*word, *pause)
    assert confirmed_ms(once) == []
    assert len(confirmed_ms(once.play(*word))) == 1
    long_after = Player(rules, playing=True).play(*word, *windows(4000, 0.0), *word)
    assert confirmed_ms(long_after) == []


def test_an_unconfirmed_voice_over_the_assistant_is_soon_given_up() -> None:
    rules = GateRules(pause_ms=2000)
    assert any(isinstance(event, SpeechStopped) for event in Player(rules, playing=True).play(*[0.9] * 4, *[0.0] * 8).events)
    assert not any(isinstance(event, SpeechStopped) for event in Player(rules).play(*[0.9] * 4, *[0.0] * 60).events)
    assert not any(
        isinstance(event, SpeechStopped) for event in Player(rules, playing=True).play(*[0.9] * 36, *[0.0] * 60).events
    )
