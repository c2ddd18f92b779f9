import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from desktop_assistant.audio.downlink import Frame
from desktop_assistant.audio.jitter_buffer import Piece
from desktop_assistant.audio.playhead import NOTHING, Playhead
from desktop_assistant.core.local_events import PlaybackAdvanced, PlaybackDrained

A, B = ("a", 0), ("b", 1)


def frame(*pieces: Piece) -> Frame:
    return Frame(np.zeros(240, np.float32), list(pieces))


def piece(key: tuple[str, int], start: int, count: int) -> Piece:
    return Piece(key, start, np.arange(start, start + count, dtype=np.float32))


def with_part(count: int = 960, key: tuple[str, int] = A) -> Playhead:
    playhead = Playhead(lambda samples: None)
    playhead.queued(key, count)
    for start in range(0, count, 240):
        playhead.written(frame(piece(key, start, min(240, count - start))))
    return playhead


def test_nothing_is_heard_before_the_device_says_so() -> None:
    playhead = with_part()
    assert playhead.reports(0.0) == []
    assert playhead.current == NOTHING
    assert playhead.in_device == 960


def test_the_first_sound_and_the_end_are_reported_at_once_the_rest_ten_times_a_second() -> None:
    playhead = with_part(24000)
    times = []
    playhead.finished(A)
    for tick in range(110):
        playhead.advance(tick * 240)
        for event in playhead.reports(tick / 100):
            times.append((tick, type(event), event.played_ms))
    assert times[0] == (1, PlaybackAdvanced, 10.0)
    assert times[-2:] == [(100, PlaybackAdvanced, 1000.0), (100, PlaybackDrained, 1000.0)]
    assert 10 <= len(times) <= 14


def test_never_more_than_was_written() -> None:
    playhead = with_part(480)
    playhead.advance(10**9)
    assert playhead.heard_ms(A) == 20.0
    assert playhead.in_device == 0


def test_a_frame_can_hold_the_end_of_one_part_and_the_start_of_the_next() -> None:
    playhead = Playhead(lambda samples: None)
    playhead.queued(A, 100)
    playhead.queued(B, 140)
    playhead.finished(A)
    playhead.written(frame(piece(A, 0, 100), piece(B, 0, 140)))
    playhead.advance(60)
    assert playhead.current == A
    playhead.advance(150)
    assert playhead.current == B
    assert [(type(event), event.item_id, event.content_index) for event in playhead.reports(0.0)] == [
        (PlaybackAdvanced, "a", 0),
        (PlaybackDrained, "a", 0),
        (PlaybackAdvanced, "b", 1),
    ]


def test_the_listener_gets_every_frame_when_it_was_heard() -> None:
    heard: list[int] = []
    playhead = Playhead(lambda samples: heard.append(len(samples)))
    playhead.queued(A, 720)
    for start in (0, 240, 480):
        playhead.written(frame(piece(A, start, 240)))
    playhead.advance(479)
    assert heard == [240]
    playhead.advance(480)
    assert heard == [240, 240]


@given(st.integers(0, 2000), st.integers(1, 20))
def test_taken_back_and_written_again_every_sample_is_heard_once(played: int, frames: int) -> None:
    total = frames * 240
    playhead = with_part(total)
    playhead.finished(A)
    playhead.advance(played)
    before = playhead.heard_ms(A)
    back = playhead.take_back()
    assert [value for one in back for value in one.samples.tolist()] == list(range(min(played, total), total))
    assert playhead.in_device == 0
    assert playhead.heard_ms(A) == before
    for one in back:
        playhead.written(Frame(one.samples, [one]))
    playhead.advance(10**6)
    assert playhead.reports(0.0)[-1] == PlaybackDrained(item_id="a", content_index=0, played_ms=total / 24)


def test_what_the_device_still_holds_can_be_looked_at() -> None:
    playhead = with_part(480)
    playhead.advance(300)
    assert [len(samples) for samples in playhead.unheard_frames()] == [180]


def test_after_forgetting_nothing_is_reported() -> None:
    playhead = with_part(480)
    playhead.advance(240)
    playhead.take_back()
    playhead.forget()
    playhead.advance(480)
    assert playhead.reports(9.0) == []
    assert playhead.current == NOTHING
