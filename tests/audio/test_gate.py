import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_assistant.audio.gate import Gate, GateRules, Voice
from desktop_assistant.core.audio import AudioFrame
from desktop_assistant.core.local_events import SpeechConfirmed, SpeechStarted, SpeechStopped

FRAME = 240


class Player:
    """Feeds a gate one 32 ms window after another, in frames of 10 ms, as the uplink does."""

    def __init__(self, rules: GateRules, playing: bool = False) -> None:
        self.gate = Gate(rules)
        self.playing = playing
        self.frames: list[float] = []
        """Start of each passed frame, ms."""
        self.events: list[object] = []
        self._frames = self._windows = 0

    def play(self, *probabilities: float) -> "Player":
        for probability in probabilities:
            self._windows += 1
            while (self._frames + 1) * 10 < self._windows * 32:
                self._push(())
            self._push((probability,))
        return self

    def _push(self, windows: tuple[float, ...]) -> None:
        frame = AudioFrame(samples=np.zeros(FRAME, np.float32), start=self._frames * FRAME)
        self._frames += 1
        for thing in self.gate.push(frame, windows, playing=self.playing):
            if isinstance(thing, AudioFrame):
                self.frames.append(thing.start / 24)
            else:
                self.events.append(thing)


def windows(ms: int, probability: float) -> list[float]:
    return [probability] * (ms // 32)


def test_nothing_passes_in_silence() -> None:
    player = Player(GateRules()).play(*windows(3200, 0.1))
    assert player.frames == []
    assert player.events == []
    assert player.gate.speech_ms == 0


def test_one_window_is_a_click_two_are_an_onset() -> None:
    assert Player(GateRules()).play(*windows(640, 0.0), 0.9, 0.1, 0.9, 0.1).events == []
    player = Player(GateRules()).play(*windows(640, 0.0), 0.9, 0.9)
    assert player.events == [SpeechStarted(at_ms=640.0)]


def test_the_first_word_keeps_its_preroll() -> None:
    player = Player(GateRules(preroll_ms=500)).play(*windows(3200, 0.0), 0.9, 0.9)
    assert player.frames[0] == pytest.approx(3200 - 500, abs=10)
    assert player.frames == sorted(player.frames)
    assert np.all(np.diff(player.frames) == 10)


def test_the_very_first_sound_of_a_stream_has_a_shorter_preroll() -> None:
    assert Player(GateRules()).play(0.9, 0.9).frames[0] == 0.0


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


def test_silence_is_sent_for_the_tail_and_no_longer() -> None:
    player = Player(GateRules(pause_ms=500, tail_ms=800)).play(*[0.9] * 10, *windows(3200, 0.0))
    assert player.frames[-1] == pytest.approx(320 + 800, abs=32)
    assert not player.gate.is_open


def test_a_long_patience_does_not_keep_the_line_busy() -> None:
    player = Player(GateRules(pause_ms=3000, tail_ms=400, preroll_ms=200))
    player.play(*[0.9] * 10, *windows(1600, 0.0))
    assert player.gate.voice is Voice.CONFIRMED
    assert player.frames[-1] < 320 + 450
    player.play(*[0.9] * 5)
    assert [type(event) for event in player.events] == [SpeechStarted, SpeechConfirmed]
    gaps = [b for a, b in zip(player.frames, player.frames[1:], strict=False) if b - a > 10]
    assert len(gaps) == 1
    assert gaps[0] == pytest.approx(320 + 1600 - 200, abs=10)


def test_the_threshold_is_lower_while_the_assistant_plays() -> None:
    assert Player(GateRules()).play(*[0.4] * 10).events == []
    assert len(Player(GateRules(), playing=True).play(*[0.4] * 3).events) == 1


def test_without_the_gate_everything_passes_and_speech_is_still_noticed() -> None:
    player = Player(GateRules(gated=False)).play(*windows(640, 0.0), *[0.9] * 10, *windows(2000, 0.0))
    assert len(player.frames) == player._frames
    assert [type(event) for event in player.events] == [SpeechStarted, SpeechConfirmed, SpeechStopped]


def test_new_patience_applies_in_the_middle_of_a_turn() -> None:
    player = Player(GateRules(pause_ms=3000)).play(*[0.9] * 10, *windows(320, 0.0))
    player.gate.change_rules(GateRules(pause_ms=300))
    assert isinstance(player.play(0.0).events[-1], SpeechStopped)


@given(
    st.lists(st.floats(0, 1), max_size=200),
    st.integers(0, 800),
    st.integers(64, 2000),
    st.integers(0, 2000),
    st.integers(0, 500),
)
def test_whatever_is_heard_the_story_is_consistent(
    probabilities: list[float], preroll_ms: int, pause_ms: int, tail_ms: int, confirm_ms: int
) -> None:
    rules = GateRules(preroll_ms=preroll_ms, pause_ms=pause_ms, tail_ms=tail_ms, confirm_ms=confirm_ms)
    player = Player(rules).play(*probabilities)
    assert player.frames == sorted(set(player.frames))
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
