"""The pace, the pulse and the end of the audio process."""

import pytest

from desktop_assistant.audio.messages import (
    CloseMicrophone,
    FinishPart,
    Hearing,
    Heartbeat,
    OpenMicrophone,
    WatchLevels,
)
from desktop_assistant.audio.service import ALERT_TICK_MS, FAST_TICK_MS, QUIET_TICK_MS
from desktop_assistant.core.local_events import (
    PlaybackAdvanced,
    PlaybackDrained,
)
from desktop_assistant.core.snapshot import Levels
from tests.audio.room import Room, play, tone
from tests.fakes.audio_device import RATE


def test_levels_only_when_watched_and_then_one_last_zero(room: Room) -> None:
    room.tell(play(ms=300), FinishPart(item_id="a", content_index=0))
    room.run(500)
    assert not room.got(Levels)
    room.tell(WatchLevels(on=True), play("b", 600), FinishPart(item_id="b", content_index=0))
    room.run(1500)
    levels = room.got(Levels)
    assert 15 <= len(levels) <= 24
    assert max(one.voice_peak for one in levels) == pytest.approx(0.4, abs=0.02)
    assert levels[-1] == Levels()
    room.tell(WatchLevels(on=False))


def test_the_pace_follows_what_happens(room: Room) -> None:
    assert room.service.tick_ms is None
    room.tell(OpenMicrophone(gated=True))
    assert room.service.tick_ms == QUIET_TICK_MS
    room.run(200)
    room.sound.capture.say(tone(500, RATE))
    room.run(200)
    assert room.service.tick_ms == FAST_TICK_MS
    room.run(3000)
    assert room.service.tick_ms == QUIET_TICK_MS
    room.tell(play(ms=100))
    assert room.service.tick_ms == ALERT_TICK_MS
    room.tell(CloseMicrophone(tail_ms=0, discard=True))
    room.run(20)
    assert room.service.tick_ms == FAST_TICK_MS


def test_the_heart_beats_faster_while_sound_is_under_way(room: Room) -> None:
    room.run(2000)
    assert 9 <= len(room.got(Heartbeat)) <= 11
    room.tell(OpenMicrophone(gated=True))
    before = len(room.got(Heartbeat))
    room.run(2000)
    assert 18 <= len(room.got(Heartbeat)) - before <= 21


def test_it_says_when_it_hears(tmp_path) -> None:
    room = Room(tmp_path, ears=False)
    room.run(500)
    assert room.got(Hearing) == []
    room.hear()
    assert room.got(Hearing) == [Hearing()]


def test_a_part_resumed_by_a_new_process_counts_on(room: Room) -> None:
    room.tell(play(ms=500, start_ms=1200.0), FinishPart(item_id="a", content_index=0))
    room.run(700)
    assert room.got(PlaybackAdvanced)[0].played_ms > 1200
    assert room.got(PlaybackDrained)[0].played_ms == 1700.0


def test_closing_releases_both_devices(room: Room) -> None:
    room.tell(OpenMicrophone(gated=True), play(ms=500))
    room.run(100)
    room.service.close()
    assert room.sound.capture.closed
    assert room.sound.playback.closed
