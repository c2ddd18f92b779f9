import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_assistant.audio.evidence import Heard
from desktop_assistant.audio.gate import Gate, GateRules, Voice
from desktop_assistant.audio.sending import Sending, SendingRules, Take
from desktop_assistant.core.audio import AudioFrame

FRAME = 240


class Player:
    """Feeds a gate and what it sends, one 32 ms window after another in frames of 10 ms, as the uplink does."""

    def __init__(self, rules: SendingRules, pause_ms: int = 500) -> None:
        self.gate = Gate(GateRules(pause_ms=pause_ms))
        self.sending = Sending(rules)
        self.frames: list[float] = []
        """Start of each passed frame, ms."""
        self.whole: list[bool] = []
        """Whether that frame was the one with all of the user in it."""
        self.pushed = 0
        self._windows = 0

    def play(self, *probabilities: float) -> "Player":
        for probability in probabilities:
            self._windows += 1
            while (self.pushed + 1) * 10 < self._windows * 32:
                self._push(())
            self._push((Heard(probability),))
        return self

    def _push(self, windows: tuple[Heard, ...]) -> None:
        frame = AudioFrame(samples=np.zeros(FRAME, np.float32), start=self.pushed * FRAME)
        self.pushed += 1
        self.gate.push(windows, playing=False)
        self.frames += [passed.start / 24 for passed in self._passed(frame)]

    def _passed(self, frame: AudioFrame) -> list[AudioFrame]:
        followed = self.gate.voice is not Voice.SILENT
        whole = AudioFrame(samples=frame.samples + 1, start=frame.start)
        passed = self.sending.push(Take(frame, whole), self.gate.stretch, followed=followed)
        self.whole += [bool(one.samples[0]) for one in passed]
        return passed


def windows(ms: int, probability: float) -> list[float]:
    return [probability] * (ms // 32)


def test_nothing_passes_in_silence() -> None:
    assert Player(SendingRules()).play(*windows(3200, 0.1)).frames == []


def test_the_first_word_keeps_its_preroll() -> None:
    player = Player(SendingRules(preroll_ms=500)).play(*windows(3200, 0.0), 0.9, 0.9)
    assert player.frames[0] == pytest.approx(3200 - 500, abs=10)
    assert player.frames == sorted(player.frames)
    assert np.all(np.diff(player.frames) == 10)


def test_the_very_first_sound_of_a_stream_has_a_shorter_preroll() -> None:
    assert Player(SendingRules()).play(0.9, 0.9).frames[0] == 0.0


def test_silence_is_sent_for_the_tail_and_no_longer() -> None:
    player = Player(SendingRules(tail_ms=800)).play(*[0.9] * 10, *windows(3200, 0.0))
    assert player.frames[-1] == pytest.approx(320 + 800, abs=32)
    assert not player.sending.is_open


def test_a_long_patience_does_not_keep_the_line_busy() -> None:
    player = Player(SendingRules(tail_ms=400, preroll_ms=200), pause_ms=3000)
    player.play(*[0.9] * 10, *windows(1600, 0.0))
    assert player.frames[-1] < 320 + 450
    player.play(*[0.9] * 5)
    gaps = [b for a, b in zip(player.frames, player.frames[1:], strict=False) if b - a > 10]
    assert len(gaps) == 1
    assert gaps[0] == pytest.approx(320 + 1600 - 200, abs=10)


def test_a_voice_is_sent_whole_with_its_preroll_and_what_follows_is_not() -> None:
    player = Player(SendingRules(preroll_ms=200, tail_ms=2000), pause_ms=500).play(*windows(640, 0.0), *[0.9] * 10)
    assert all(player.whole)
    player.play(*windows(1500, 0.0))
    over = player.whole.index(False)
    assert player.frames[over] == pytest.approx(640 + 320 + 500, abs=32)
    assert not any(player.whole[over:])
    player.play(*[0.9] * 5)
    assert player.whole[-1]


def test_without_the_gate_everything_passes() -> None:
    player = Player(SendingRules(gated=False)).play(*windows(640, 0.0), *[0.9] * 10, *windows(2000, 0.0))
    assert len(player.frames) == player.pushed


@given(st.lists(st.floats(0, 1), max_size=200), st.integers(0, 800), st.integers(64, 2000), st.integers(0, 2000))
def test_whatever_is_heard_no_frame_is_sent_twice_or_out_of_order(
    probabilities: list[float], preroll_ms: int, pause_ms: int, tail_ms: int
) -> None:
    player = Player(SendingRules(preroll_ms=preroll_ms, tail_ms=tail_ms), pause_ms).play(*probabilities)
    assert player.frames == sorted(set(player.frames))
