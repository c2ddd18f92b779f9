"""Turns are found by counting samples: the same whether sound comes in real time, late, or all at once."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_assistant.engine.endpointing import (
    TurnGate,
    TurnSettled,
    VoiceBegan,
    VoiceEnded,
    VoiceEvent,
    VoicePaused,
    VoiceResumed,
    VoiceReturned,
    Wait,
)
from desktop_assistant.engine.house import VAD_MODEL
from desktop_assistant.engine.sound import Resampler
from desktop_assistant.engine.vad import RATE, WINDOW, SileroVad
from tests.engine.conftest import recording, say

WINDOWS_PER_S = RATE / WINDOW


def run(gate: TurnGate, *stretches: tuple[float, int]) -> list[VoiceEvent]:
    """Events of (probability, windows) stretches."""
    return [event for probability, count in stretches for _ in range(count) for event in gate.push(probability)]


def test_a_turn_begins_with_two_windows_of_voice_and_ends_after_the_pause() -> None:
    gate = TurnGate(silence_ms=500)
    began, paused, ended = run(gate, (0.0, 10), (0.9, 20), (0.0, 30))
    assert began == VoiceBegan(10 * WINDOW)
    assert paused == VoicePaused(30 * WINDOW)
    assert ended == VoiceEnded(30 * WINDOW, 20 * WINDOW)
    assert not gate.in_turn


def test_a_click_is_no_turn() -> None:
    assert run(TurnGate(), (0.0, 5), (0.9, 1), (0.0, 40)) == []


def test_a_short_silence_does_not_end_the_turn() -> None:
    events = run(TurnGate(silence_ms=500), (0.9, 10), (0.0, 8), (0.9, 10), (0.0, 20))
    assert [type(event) for event in events] == [VoiceBegan, VoicePaused, VoiceResumed, VoicePaused, VoiceEnded]


def test_a_fading_word_keeps_the_turn_and_the_threshold_is_the_sessions() -> None:
    assert run(TurnGate(threshold=0.5), (0.9, 5), (0.4, 40))[1:] == []
    assert run(TurnGate(threshold=0.95), (0.9, 40)) == []


@settings(deadline=None)  # the default deadline is 200 ms by the clock on the wall: a busy machine broke it once
@given(st.lists(st.floats(0, 1), max_size=200), st.integers(200, 2000))
def test_began_and_ended_alternate_and_nothing_ends_before_its_pause(probabilities: list[float], silence_ms: int) -> None:
    gate = TurnGate(silence_ms=silence_ms)
    open_turn = False
    for probability in probabilities:
        for event in gate.push(probability):
            if isinstance(event, VoiceBegan):
                assert not open_turn
                open_turn = True
            elif isinstance(event, VoiceEnded):
                assert open_turn
                open_turn = False
                assert gate.position - event.at >= silence_ms * RATE // 1000 - 2 * WINDOW
                assert event.voice_samples <= event.at
    assert gate.in_turn == open_turn


def reopening(hand_over_ms: int = 500, settle_ms: int = 1100) -> TurnGate:
    gate = TurnGate(reopen_ms=800)
    gate.wait = Wait(hand_over_ms, settle_ms)
    return gate


def test_a_turn_is_handed_over_and_then_settled() -> None:
    gate = reopening()
    events = run(gate, (0.9, 20), (0.0, 60))
    assert [type(event) for event in events] == [VoiceBegan, VoicePaused, VoiceEnded, TurnSettled]
    assert gate.is_settled
    assert not gate.may_return


def test_who_goes_on_before_it_is_settled_or_soon_after_continues_the_turn() -> None:
    for silence in (18, 24, 36):  # 576, 768 and 1152 ms
        gate = reopening()
        events = run(gate, (0.9, 20), (0.0, silence), (0.9, 10), (0.0, 60))
        assert [type(event) for event in events if not isinstance(event, TurnSettled | VoicePaused)] == [
            VoiceBegan,
            VoiceEnded,
            VoiceReturned,
            VoiceEnded,
        ]
        assert events[-1] == TurnSettled()
        [returned] = [event for event in events if isinstance(event, VoiceReturned)]
        assert returned.silence == silence * WINDOW
        assert [e.voice_samples for e in events if isinstance(e, VoiceEnded)] == [20 * WINDOW, 30 * WINDOW]


def test_a_cough_after_the_hand_over_only_delays_the_settling() -> None:
    gate = reopening()
    events = run(gate, (0.9, 20), (0.0, 28), (0.9, 3), (0.0, 60))
    assert [type(event) for event in events] == [VoiceBegan, VoicePaused, VoiceEnded, TurnSettled]


def test_after_the_window_a_voice_is_another_turn() -> None:
    events = run(reopening(), (0.9, 20), (0.0, 50), (0.9, 10))
    assert [type(event) for event in events][-1] is VoiceBegan


def test_what_becomes_known_during_the_silence_changes_the_wait_at_once() -> None:
    gate = reopening(2000, 2000)
    assert [type(e) for e in run(gate, (0.9, 20), (0.0, 20))] == [VoiceBegan, VoicePaused]
    gate.wait = Wait.plain(300)
    assert [type(e) for e in run(gate, (0.0, 1))] == [VoiceEnded, TurnSettled]


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from([0.0, 0.4, 0.9]), st.integers(1, 60)), max_size=30),
    st.integers(200, 900),
    st.integers(0, 1500),
)
def test_every_turn_ends_before_it_settles_and_returns_only_in_between(
    stretches: list[tuple[float, int]], hand_over_ms: int, more_ms: int
) -> None:
    gate = reopening(hand_over_ms, hand_over_ms + more_ms)
    state = "quiet"
    for event in run(gate, *stretches, (0.0, 200)):
        match event:
            case VoiceBegan():
                assert state in ("quiet", "settled")
                state = "voice"
            case VoiceReturned():
                assert state in ("over", "settled")
                state = "voice"
            case VoiceEnded():
                assert state == "voice"
                state = "over"
            case TurnSettled():
                assert state == "over"
                state = "settled"
    assert state in ("quiet", "settled")
    assert gate.is_settled
    assert not gate.may_return


def turns(samples: np.ndarray) -> list[VoiceEvent]:
    vad, gate = SileroVad(VAD_MODEL), TurnGate(silence_ms=500)
    line = Resampler(24_000, RATE).push(np.pad(samples, (12_000, 24_000)).astype(np.float32))
    return [e for at in range(0, len(line) - WINDOW, WINDOW) for e in gate.push(vad(line[at : at + WINDOW]))]


async def test_a_synthesized_sentence_is_one_turn() -> None:
    events = [e for e in turns(await say("What is ten kilometers in miles?")) if isinstance(e, VoiceBegan | VoiceEnded)]
    assert [type(event) for event in events] == [VoiceBegan, VoiceEnded]


def test_a_human_voice_is_one_turn_and_noise_is_none() -> None:
    noise = np.random.default_rng(1).standard_normal(48_000).astype(np.float32) * 0.05
    assert turns(noise) == []
    tone = (0.3 * np.sin(np.arange(48_000) * 0.1)).astype(np.float32)
    assert turns(tone) == []
    events = [e for e in turns(recording("az_weather.wav")) if isinstance(e, VoiceBegan | VoiceEnded)]
    assert [type(event) for event in events] == [VoiceBegan, VoiceEnded]
