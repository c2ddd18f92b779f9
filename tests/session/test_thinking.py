from desktop_assistant.session.thinking import Thinking, TurnClock


def test_a_thought_keeps_its_beginning_and_its_cue() -> None:
    thinking = Thinking()
    assert not thinking.cue(100)
    thinking.start(10.0)
    thinking.start(10.5, "clock")
    assert (thinking.since, thinking.activity, thinking.deadline) == (10.0, "clock", 11.0)
    assert not thinking.cue(10.9)
    assert thinking.cue(11.0)
    assert not thinking.cue(12.0)
    thinking.stop()
    assert (thinking.since, thinking.activity, thinking.deadline) == (None, "", None)


def test_each_mark_counts_once() -> None:
    clock = TurnClock()
    clock.first_text(1.0)
    assert clock.latency is None
    clock.speech_ended(10.0)
    clock.first_sound(10.1)  # of the answer before
    for now in (10.5, 11.5):
        clock.handed_over(now)
        clock.first_text(now + 0.1)
        clock.first_audio(now + 0.2)
        clock.first_sound(now + 0.3)
    assert clock.latency is not None
    marks = (clock.latency.pause_ms, clock.latency.first_text_ms, clock.latency.first_audio_ms, clock.latency.first_sound_ms)
    assert [round(m or 0) for m in marks] == [500, 600, 700, 800]
    before = clock.latency
    clock.forget()
    clock.first_audio(99.0)
    assert clock.latency == before
