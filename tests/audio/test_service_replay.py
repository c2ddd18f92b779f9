"""Kept sound, played again."""

import numpy as np
import pytest

from desktop_assistant.audio.encoding import encode
from desktop_assistant.audio.messages import (
    Command,
    Configure,
    FinishPart,
    Flush,
    OpenMicrophone,
    PlaySound,
    Replay,
    StopReplay,
)
from desktop_assistant.core.audio import AudioFormat, AudioSetup, Encoding
from desktop_assistant.core.local_events import (
    PlaybackAdvanced,
    PlaybackDrained,
    PlaybackFlushed,
    ReplayEnded,
    SpeechConfirmed,
)
from tests.audio.room import Room, heard, level, play, tone
from tests.fakes.audio_device import RATE


def replay(ms: int = 1000, rate: int = 24000) -> Replay:
    return Replay(audio=encode(tone(ms, rate), Encoding.PCM16), format=AudioFormat(rate=rate))


@pytest.mark.parametrize("rate", [24000, 16000])
def test_kept_sound_is_heard_whole_in_its_own_format_and_is_no_part_of_the_conversation(room: Room, rate: int) -> None:
    room.tell(replay(1000, rate))
    room.run(1500)
    loud = np.flatnonzero(np.abs(heard(room)) > 0.2)
    assert (loud[-1] - loud[0]) / RATE * 1000 == pytest.approx(1000, abs=25)
    assert len(room.got(ReplayEnded)) == 1
    assert not room.got(PlaybackAdvanced, PlaybackDrained, PlaybackFlushed)


@pytest.mark.parametrize("what", [StopReplay(), Flush(), play("a", 200)], ids=lambda what: type(what).__name__)
def test_stop_a_flush_and_an_answer_end_it_at_once(room: Room, what: Command) -> None:
    room.tell(replay(5000))
    room.run(500)
    room.tell(what)
    assert len(room.got(ReplayEnded)) == 1
    before = len(heard(room))
    room.run(1000)
    rest = heard(room)[before:]
    loud = np.flatnonzero(np.abs(rest) > 0.05)
    assert len(loud) <= (0.25 * RATE if isinstance(what, PlaySound) else 0.012 * RATE)


def test_the_next_one_takes_its_place(room: Room) -> None:
    room.tell(replay(5000))
    room.run(300)
    room.tell(replay(500))
    room.run(1500)
    assert len(room.got(ReplayEnded)) == 2
    assert room.service.tick_ms is None


def test_a_confirmed_voice_ends_it_and_a_cough_does_not(room: Room) -> None:
    room.tell(Configure(setup=AudioSetup(echo_cancellation=False)), OpenMicrophone(gated=True), replay(8000))
    room.run(1000)
    room.sound.capture.say(tone(96, RATE))
    room.run(1500)
    assert not room.got(ReplayEnded)
    room.sound.capture.say(tone(1500, RATE))  # a tone is no word: only much of it is a voice
    room.run(1500)
    assert room.got(SpeechConfirmed)
    assert len(room.got(ReplayEnded)) == 1


def test_a_voice_during_a_replay_does_not_leave_the_next_answer_lowered(room: Room) -> None:
    room.tell(Configure(setup=AudioSetup(echo_cancellation=False)), OpenMicrophone(gated=True), replay(3000))
    room.run(500)
    room.sound.capture.say(tone(600, RATE))
    room.run(1500)
    room.tell(play("a", 500), FinishPart(item_id="a", content_index=0))
    before = len(heard(room))
    room.run(1000)
    assert level(heard(room)[before:]) > 0.3


def test_a_replay_is_known_to_the_canceller_like_any_other_sound(room: Room) -> None:
    room.tell(OpenMicrophone(gated=True), replay(1000))
    room.run(1500)
    reference = np.concatenate([reference for _, reference in room.echo.calls])
    assert np.count_nonzero(np.abs(reference) > 0.2) / 24 == pytest.approx(1000 * 2 / 3, rel=0.1)  # of a sine, so much is loud
