"""What the audio process plays, and what it tells of it."""

from collections.abc import Callable

import numpy as np
import pytest

from desktop_assistant.audio.encoding import encode
from desktop_assistant.audio.messages import (
    CloseMicrophone,
    Configure,
    DuckPlayback,
    FinishPart,
    Flush,
    OpenMicrophone,
    PlayEarcon,
    PlaySound,
)
from desktop_assistant.core.audio import AudioSetup, Duplex, Encoding, Samples
from desktop_assistant.core.local_events import (
    MicFrame,
    PlaybackAdvanced,
    PlaybackDrained,
    PlaybackFlushed,
    SpeechStarted,
)
from desktop_assistant.core.problems import ProblemCode
from desktop_assistant.core.snapshot import AudioDevices
from tests.audio.room import Room, level, play, tone
from tests.fakes.audio_device import RATE


def without_echo(room: Room) -> Callable[..., Samples]:
    """For a room in which the loudspeaker cannot be heard."""

    def push(frame: Samples, reference: Samples, *, is_voice: bool) -> Samples:
        room.echo.listen(frame, is_voice=is_voice)
        return frame

    return push


def test_what_is_played_is_heard_whole_and_reported(room: Room) -> None:
    room.tell(play(ms=500), FinishPart(item_id="a", content_index=0))
    room.run(700)
    heard = room.sound.playback.heard
    loud = np.nonzero(np.abs(heard) > 0.01)[0]
    assert (loud[-1] - loud[0]) / 48 == pytest.approx(500, abs=8)
    assert loud[0] / 48 < 15
    advanced = room.got(PlaybackAdvanced)
    assert 0 < advanced[0].played_ms < 25
    assert [event.played_ms for event in advanced] == sorted(event.played_ms for event in advanced)
    assert 5 <= len(advanced) <= 8
    assert room.got(PlaybackDrained) == [PlaybackDrained(item_id="a", content_index=0, played_ms=500.0)]


def test_parts_follow_each_other_without_a_gap(room: Room) -> None:
    room.tell(play("a", 200), FinishPart(item_id="a", content_index=0), play("b", 200), FinishPart(item_id="b", content_index=0))
    room.run(600)
    assert [event.item_id for event in room.got(PlaybackDrained)] == ["a", "b"]
    heard = np.abs(room.sound.playback.heard)
    loud = np.nonzero(heard > 0.01)[0]
    assert np.diff(loud).max() < 200
    assert (loud[-1] - loud[0]) / 48 == pytest.approx(400, abs=8)


def test_a_part_without_sound_is_over_at_once(room: Room) -> None:
    room.tell(FinishPart(item_id="a", content_index=0))
    assert room.got(PlaybackDrained) == [PlaybackDrained(item_id="a", content_index=0, played_ms=0.0)]


def test_flush_is_silence_and_tells_where_it_fell(room: Room) -> None:
    room.tell(play(ms=2000))
    room.run(500)
    before = len(room.sound.playback.heard)
    room.tell(Flush())
    (flushed,) = room.got(PlaybackFlushed)
    assert (flushed.item_id, flushed.content_index) == ("a", 0)
    assert flushed.played_ms == pytest.approx(500, abs=15)
    room.run(500)
    assert level(room.sound.playback.heard[before + 48 :]) == 0
    assert room.service.tick_ms is None


def test_flushing_nothing_answers_too(room: Room) -> None:
    room.tell(Flush())
    assert room.got(PlaybackFlushed) == [PlaybackFlushed(item_id="", content_index=0, played_ms=0.0)]


def test_after_a_flush_the_next_part_plays_at_full_loudness(room: Room) -> None:
    room.tell(play("a", 1000), DuckPlayback(on=True))
    room.run(100)
    room.tell(Flush(), play("b", 300), FinishPart(item_id="b", content_index=0))
    room.run(500)
    assert room.got(PlaybackDrained)[0].item_id == "b"
    assert level(room.sound.playback.heard[-RATE // 2 :]) == pytest.approx(0.4, abs=0.02)


def test_holding_is_silence_at_once_and_nothing_is_lost(room: Room) -> None:
    room.tell(play(ms=1000), FinishPart(item_id="a", content_index=0))
    room.run(300)
    at = len(room.sound.playback.heard)
    room.tell(DuckPlayback(on=True))
    room.run(300)
    assert level(room.sound.playback.heard[at + 96 :]) == 0.0
    room.tell(DuckPlayback(on=False))
    room.run(1000)
    assert level(room.sound.playback.heard[-RATE:]) == pytest.approx(0.4, rel=0.05)
    assert room.got(PlaybackDrained)[0].played_ms == 1000.0
    heard = room.sound.playback.heard
    loud = np.nonzero(np.abs(heard) > 0.01)[0]
    assert (loud[-1] - loud[0]) / 48 == pytest.approx(1300, abs=12)
    again = np.nonzero(np.abs(heard[at + 14000 :]) > 0.0)[0][0] + at + 14000
    assert np.abs(np.diff(heard[again - 48 : again + 480])).max() < 1.2 * np.abs(np.diff(heard[at - 4800 : at])).max()


def test_the_brake_acts_in_the_tick_in_which_a_voice_begins(room: Room) -> None:
    room.tell(OpenMicrophone(gated=True), play(ms=3000))
    room.run(600)
    room.echo.push = without_echo(room)
    room.sound.capture.say(tone(1000, RATE))
    while not room.got(SpeechStarted):
        room.run(1)
    at = len(room.sound.playback.heard)
    room.run(100)
    assert level(room.sound.playback.heard[at + 96 :]) == 0.0
    assert not room.got(PlaybackFlushed)


def test_the_canceller_learns_which_voices_ended_with_the_echo(room: Room) -> None:
    """Each by itself: that somebody was heard for longer once says nothing of the next."""
    room.echo.push = without_echo(room)
    room.tell(OpenMicrophone(gated=True), play(ms=9000))
    room.run(600)
    for ms in (130, 400, 130):
        room.sound.capture.say(tone(ms, RATE))
        room.run(1000)
        room.tell(DuckPlayback(on=False))
        room.run(1000)
    assert room.echo.voices == ["over with the echo", "over", "over with the echo"]


def test_a_brake_that_nobody_answers_ends_with_the_microphone(room: Room) -> None:
    room.echo.push = without_echo(room)
    room.tell(OpenMicrophone(gated=True), play(ms=4000))
    room.run(300)
    room.sound.capture.say(tone(300, RATE))
    room.run(300)
    room.tell(CloseMicrophone(tail_ms=0, discard=True))
    room.run(600)
    assert level(room.sound.playback.heard[-RATE // 10 :]) == pytest.approx(0.4, rel=0.05)


def test_a_brake_that_the_brain_took_over_is_the_brain_s(room: Room) -> None:
    room.echo.push = without_echo(room)
    room.tell(OpenMicrophone(gated=True), play(ms=4000))
    room.run(300)
    room.sound.capture.say(tone(300, RATE))
    room.run(300)
    room.tell(DuckPlayback(on=True), CloseMicrophone(tail_ms=0, discard=True))
    room.run(600)
    assert level(room.sound.playback.heard[-RATE // 10 :]) == 0.0


def test_the_assistant_s_own_voice_is_taken_out_before_the_detector(room: Room) -> None:
    room.tell(OpenMicrophone(gated=True), play(ms=1000))
    room.sound.capture.say(tone(1000, RATE))
    room.run(900)
    references = np.concatenate([reference for _, reference in room.echo.calls])
    assert level(references) == pytest.approx(0.4, abs=0.02)
    assert not room.got(MicFrame) or len(room.got(SpeechStarted)) <= 1


def test_the_canceller_rests_when_nothing_plays(room: Room) -> None:
    room.tell(OpenMicrophone(gated=True))
    room.run(300)
    assert room.echo.calls == []
    room.tell(play(ms=200), FinishPart(item_id="a", content_index=0))
    room.run(1900)
    assert 20 + 115 <= len(room.echo.calls) <= 20 + 140


def test_echo_cancellation_can_be_switched_off(room: Room) -> None:
    room.tell(Configure(setup=AudioSetup(echo_cancellation=False)), OpenMicrophone(gated=True), play(ms=500))
    room.run(500)
    assert room.echo.calls == []


def test_a_microphone_that_shall_rest_rests_without_cancellation_too(room: Room) -> None:
    for duplex, is_heard in ((Duplex.HALF, False), (Duplex.AUTO, True)):
        room.reports.clear()
        room.tell(Configure(setup=AudioSetup(echo_cancellation=False, duplex=duplex)), OpenMicrophone(gated=True), play(ms=3000))
        room.run(300)
        room.sound.capture.say(tone(1000, RATE))
        room.run(900)
        assert bool(room.got(SpeechStarted)) is is_heard, duplex
        room.tell(CloseMicrophone(tail_ms=0, discard=True), Flush())
        room.run(100)


def test_volume(room: Room) -> None:
    room.tell(Configure(setup=AudioSetup(volume=0.25)), play(ms=300))
    room.run(250)
    assert level(room.sound.playback.heard) == pytest.approx(0.1, abs=0.01)


def test_a_stuttering_network_is_counted_and_fades(room: Room, caplog: pytest.LogCaptureFixture) -> None:
    for _ in range(3):
        room.tell(play(ms=150))
        room.run(600)
    room.tell(FinishPart(item_id="a", content_index=0))
    room.run(200)
    assert room.service.counters["underruns"] == 3
    assert room.got(PlaybackDrained)[0].played_ms == 450.0
    assert np.abs(np.diff(room.sound.playback.heard)).max() < 0.03
    with caplog.at_level("INFO"):
        room.service.close()
    (line,) = [message for message in caplog.messages if "of this run" in message]
    assert "underruns 3" in line


@pytest.mark.parametrize("packet_ms", [20, 40])
def test_a_provider_that_keeps_real_time_is_played_evenly(room: Room, packet_ms: int) -> None:
    whole = encode(tone(1600, 24000), Encoding.PCM16)
    size = packet_ms * 48
    for start in range(0, len(whole), size):
        room.tell(PlaySound(item_id="a", content_index=0, audio=whole[start : start + size]))
        room.run(packet_ms)
    room.tell(FinishPart(item_id="a", content_index=0))
    room.run(300)
    assert room.service.counters["underruns"] <= (0 if packet_ms == 20 else 2)
    settled = room.sound.playback.heard[RATE // 2 : RATE * 3 // 2]
    peaks = np.abs(settled[: len(settled) // 480 * 480]).reshape(-1, 480).max(axis=1)
    assert peaks.min() > 0.39


def test_an_idle_loudspeaker_is_released(room: Room) -> None:
    room.tell(play(ms=100), FinishPart(item_id="a", content_index=0))
    room.run(1000)
    assert not room.sound.playback.closed
    assert room.service.tick_ms is None
    room.run(3000)
    assert room.sound.playback.closed
    assert room.got(AudioDevices)[-1].output_in_use == ""


def test_the_playhead_starts_anew_with_a_loudspeaker_that_was_released(room: Room) -> None:
    room.tell(play(ms=2000), FinishPart(item_id="a", content_index=0))
    room.run(6000)
    assert room.sound.playback.closed
    room.tell(play("b", ms=500), FinishPart(item_id="b", content_index=0))
    room.run(1000)
    assert [e.item_id for e in room.got(PlaybackDrained)] == ["a", "b"]
    assert not room.service.is_lost


def test_an_unknown_earcon_does_not_matter(room: Room, caplog: pytest.LogCaptureFixture) -> None:
    room.tell(PlayEarcon(name="nothing"))
    room.tell(PlayEarcon(name="nothing"))
    assert len(caplog.records) == 1
    room.run(100)
    assert room.service.tick_ms is None


def test_a_voice_that_comes_unevenly_is_played_later_and_that_is_said_until_it_comes_evenly_again(room: Room) -> None:
    for _ in range(3):  # each of them runs dry in the middle
        room.tell(play(ms=100))
        room.run(300)
    assert room.problems == [ProblemCode.DOWNLINK_UNEVEN]
    for _ in range(9):
        room.tell(play(ms=5_000))
        room.run(4_950)
    assert room.problems == [ProblemCode.DOWNLINK_EVEN]
