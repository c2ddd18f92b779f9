from desktop_assistant.audio.messages import FinishPart, PlaySound
from desktop_assistant.audio.unheard import UnheardSound
from desktop_assistant.core.audio import AudioFormat, Encoding

A, B = ("a", 0), ("b", 1)
PCM, MU = AudioFormat(), AudioFormat(encoding=Encoding.PCMU, rate=8000)


def test_only_what_nobody_heard_is_replayed_in_order() -> None:
    unheard = UnheardSound()
    assert not unheard
    unheard.play(A, bytes(range(96)), PCM)
    unheard.finish(A, PCM)
    unheard.play(B, b"x" * 80, MU)
    unheard.heard(A, 1.0)
    assert unheard
    assert unheard.replay() == [
        PlaySound(item_id="a", content_index=0, audio=bytes(range(48, 96)), start_ms=1.0),
        FinishPart(item_id="a", content_index=0),
        PlaySound(item_id="b", content_index=1, audio=b"x" * 80, start_ms=0.0),
    ]


def test_more_can_come_after_some_was_heard() -> None:
    unheard = UnheardSound()
    unheard.play(A, bytes(480), PCM)
    unheard.heard(A, 10.0)
    unheard.play(A, b"\1" * 48, PCM)
    unheard.heard(A, 10.0)
    assert unheard.replay() == [PlaySound(item_id="a", content_index=0, audio=b"\1" * 48, start_ms=10.0)]


def test_the_playhead_cannot_eat_what_is_not_there() -> None:
    unheard = UnheardSound()
    unheard.play(A, bytes(48), PCM)
    unheard.heard(A, 500.0)
    unheard.heard(B, 500.0)
    assert not unheard
    assert unheard.replay()[0].start_ms == 1.0  # type: ignore[union-attr]


def test_drained_and_flushed_parts_are_forgotten() -> None:
    unheard = UnheardSound()
    unheard.play(A, bytes(48), PCM)
    unheard.play(B, bytes(48), PCM)
    unheard.drained(A)
    assert [command.item_id for command in unheard.replay()] == ["b"]
    unheard.clear()
    assert unheard.replay() == []
