"""Devices that come, go, refuse and stand still."""

from dataclasses import replace

import numpy as np
import pytest

from desktop_assistant.audio.messages import (
    BeginEchoTest,
    CloseMicrophone,
    Configure,
    EchoTested,
    FinishPart,
    Flush,
    OpenMicrophone,
    Troubles,
)
from desktop_assistant.core.audio import AudioSetup, DeviceName, Duplex
from desktop_assistant.core.local_events import (
    MicFrame,
    MicrophoneOpened,
    PlaybackDrained,
    PlaybackFlushed,
)
from desktop_assistant.core.problems import ProblemCode
from desktop_assistant.core.snapshot import AudioDevice, AudioDevices, EchoCause
from tests.audio.room import Room, level, play
from tests.fakes.audio_device import HEADPHONES, HEADSET, MICROPHONE, SPEAKER


def test_the_canceller_learns_of_another_pair_of_devices_and_of_headphones(room: Room) -> None:
    room.tell(OpenMicrophone(gated=True), play(ms=300))
    room.run(200)
    assert room.echo.changes[-1] is False
    known = len(room.echo.changes)
    room.tell(Flush(), play(ms=300))
    room.run(5000)
    room.tell(play(ms=300))
    room.run(100)
    assert len(room.echo.changes) == known  # the same loudspeaker, closed and opened again
    room.sound.speakers = (SPEAKER, replace(HEADPHONES, is_headphones=True))
    room.tell(Configure(setup=AudioSetup(output_preference=(DeviceName(id=HEADPHONES.id, name=HEADPHONES.name),))), play(ms=300))
    room.run(100)
    assert room.echo.changes[known:] == [True]


def test_half_duplex_of_our_own_accord_is_told_with_its_cause(room: Room) -> None:
    room.tell(OpenMicrophone(gated=True))
    room.run(100)
    room.echo.half_duplex_cause = EchoCause.DELAY
    room.run(200)
    told = room.got(Troubles)[-1].problems[0]
    assert (told.code, told.detail) == (ProblemCode.ECHO_HALF_DUPLEX, "delay")
    room.echo.half_duplex_cause = None
    room.run(200)
    assert room.problems == [ProblemCode.ECHO_TAKEN_AWAY]  # a note, which leaves by itself
    room.echo.half_duplex_cause = EchoCause.LEVEL
    room.run(200)
    assert room.problems == [ProblemCode.ECHO_HALF_DUPLEX]


@pytest.mark.parametrize("chosen", [AudioSetup(duplex=Duplex.HALF), AudioSetup(echo_cancellation=False)])
def test_what_the_person_chose_is_no_news_of_the_echo(room: Room, chosen: AudioSetup) -> None:
    room.tell(OpenMicrophone(gated=True))
    room.run(100)
    room.echo.half_duplex_cause = EchoCause.DELAY
    room.run(200)
    room.echo.half_duplex_cause = None
    room.tell(Configure(setup=chosen))
    room.run(200)
    assert room.problems == []


def test_the_self_test_runs_beside_the_conversation_and_answers_once(room: Room) -> None:
    room.tell(BeginEchoTest())
    room.run(100)
    told = room.got(EchoTested)
    assert len(told) == 1
    assert told[0].error  # this room has no sounds to play
    assert not room.got(MicrophoneOpened)


def test_without_a_loudspeaker_the_conversation_goes_on(room: Room) -> None:
    room.sound.speakers = ()
    room.service.devices_changed()
    assert room.problems == [ProblemCode.NO_SPEAKER]
    room.tell(play(ms=500), FinishPart(item_id="a", content_index=0))
    room.run(450)
    assert not room.got(PlaybackDrained)
    room.run(150)
    assert room.got(PlaybackDrained)[0].played_ms == 500.0
    assert room.got(Troubles)[-1].problems[0].code is ProblemCode.NO_SPEAKER
    assert len(room.got(Troubles)) == 2


def test_a_loudspeaker_that_appears_takes_over_in_mid_sentence(room: Room) -> None:
    room.sound.speakers = ()
    room.service.devices_changed()
    room.tell(play(ms=4000), FinishPart(item_id="a", content_index=0))
    room.run(1000)
    room.sound.speakers = (SPEAKER,)
    room.service.devices_changed()
    room.run(3300)
    assert room.problems == []
    assert room.got(PlaybackDrained)[0].played_ms == 4000.0
    loud = np.nonzero(np.abs(room.sound.playback.heard) > 0.01)[0]
    assert 1900 < len(loud) / 48 < 3100


def test_a_loudspeaker_that_does_not_open_is_tried_again(room: Room, caplog: pytest.LogCaptureFixture) -> None:
    room.sound.refuses = True
    room.tell(play(ms=6000))
    room.run(1000)
    assert room.problems == [ProblemCode.NO_SPEAKER]
    room.sound.refuses = False
    room.run(2200)
    assert room.problems == []
    assert level(room.sound.playback.heard) > 0.3


def test_the_chosen_loudspeaker_is_left_and_found_again(room: Room) -> None:
    room.tell(Configure(setup=AudioSetup(output_preference=(DeviceName(id=HEADPHONES.id),))), play(ms=3000))
    room.run(500)
    assert room.sound.playbacks[-1][0] == HEADPHONES.id
    room.sound.speakers = (SPEAKER,)
    room.service.devices_changed()
    room.run(500)
    assert room.sound.playbacks[-1][0] == SPEAKER.id
    assert room.got(Troubles)[-1].problems[0].detail == HEADPHONES.name
    room.sound.speakers = (SPEAKER, HEADPHONES)
    room.service.devices_changed()
    room.run(500)
    assert room.sound.playbacks[-1][0] == HEADPHONES.id
    assert room.problems == []
    room.tell(Flush())
    assert room.got(PlaybackFlushed)[0].played_ms == pytest.approx(1500, abs=40)


def test_the_chosen_microphone_is_left_and_found_again_in_one_stream(room: Room) -> None:
    room.tell(Configure(setup=AudioSetup(input_preference=(DeviceName(id=HEADSET.name),))), OpenMicrophone(gated=False))
    room.run(500)
    assert room.sound.captures[-1][0] == HEADSET.id
    room.sound.microphones = (MICROPHONE,)
    room.service.devices_changed()
    room.run(500)
    assert room.problems == [ProblemCode.MICROPHONE_GONE]
    assert room.got(AudioDevices)[-1].input_in_use == MICROPHONE.id
    room.sound.microphones = (MICROPHONE, HEADSET)
    room.service.devices_changed()
    room.run(500)
    assert room.problems == []
    assert [device for device, _ in room.sound.captures] == [HEADSET.id, MICROPHONE.id, HEADSET.id]
    assert len(room.got(MicrophoneOpened)) == 1
    starts = [frame.start_ms for frame in room.got(MicFrame)]
    assert np.diff(starts) == pytest.approx(20)


def test_following_the_default_is_no_problem(room: Room) -> None:
    room.tell(OpenMicrophone(gated=False))
    room.run(100)
    room.sound.microphones = (HEADSET,)
    room.service.devices_changed()
    room.run(100)
    assert room.sound.captures[-1][0] == HEADSET.id
    assert room.problems == []


def test_no_microphone_is_said_and_over_when_one_comes(room: Room) -> None:
    room.sound.microphones = ()
    room.tell(OpenMicrophone(gated=True))
    room.service.devices_changed()
    room.run(300)
    assert room.problems == [ProblemCode.NO_MICROPHONE]
    assert not room.got(MicrophoneOpened)
    room.sound.microphones = (MICROPHONE,)
    room.service.devices_changed()
    room.run(100)
    assert room.problems == []
    assert room.got(MicrophoneOpened)


def test_a_refused_permission_has_its_own_words(room: Room) -> None:
    room.sound.denies = True
    room.tell(OpenMicrophone(gated=True))
    assert room.problems == [ProblemCode.MICROPHONE_DENIED]
    room.sound.denies = False
    room.run(2100)
    assert room.problems == []
    assert room.got(MicrophoneOpened)


def test_a_missing_sound_server_explains_everything(tmp_path) -> None:
    room = Room(tmp_path)
    room.sound.microphones = room.sound.speakers = ()
    room.service.start(server_gone=True)
    assert room.problems == [ProblemCode.SOUND_SERVER_GONE]


def test_a_dead_server_is_noticed_when_idle(room: Room, caplog: pytest.LogCaptureFixture) -> None:
    room.run(500)
    assert not room.service.is_lost
    room.sound.alive = False
    room.run(250)
    assert room.service.is_lost


@pytest.mark.parametrize("side", ["capture", "playback"])
def test_a_stream_that_stands_still_betrays_a_dead_server(room: Room, side: str, caplog: pytest.LogCaptureFixture) -> None:
    room.tell(OpenMicrophone(gated=True), play(ms=5000))
    room.run(500)
    getattr(room.sound, side).is_dead = True
    room.sound.answers = False
    room.run(450)
    assert not room.service.is_lost
    room.run(500)
    assert room.service.is_lost


def test_a_stall_with_a_living_server_is_given_time(room: Room, caplog: pytest.LogCaptureFixture) -> None:
    room.tell(OpenMicrophone(gated=True))
    room.run(300)
    room.sound.capture.is_dead = True
    room.run(2000)
    assert not room.service.is_lost
    room.run(1200)
    assert room.service.is_lost


def test_asking_for_a_microphone_in_vain_is_answered_each_time(room: Room) -> None:
    room.sound.microphones = ()
    room.service.devices_changed()
    for times in (2, 3):
        room.tell(OpenMicrophone(gated=True))
        room.run(300)
        assert len([t for t in room.got(Troubles) if t.problems]) == times
        room.tell(CloseMicrophone(tail_ms=0, discard=True))


def test_after_a_sleep_both_streams_begin_anew_and_go_on_where_they_were(room: Room) -> None:
    room.tell(OpenMicrophone(gated=False), play(ms=3000), FinishPart(item_id="a", content_index=0))
    room.run(500)
    room.service.reopen()
    room.run(4000)
    assert [device for device, _ in room.sound.captures] == [MICROPHONE.id] * 2
    assert [device for device, _ in room.sound.playbacks] == [SPEAKER.id] * 2
    assert [capture.closed for _, capture in room.sound.captures] == [True, False]
    assert len(room.got(MicrophoneOpened)) == 1
    assert np.diff([frame.start_ms for frame in room.got(MicFrame)]) == pytest.approx(20)
    assert room.got(PlaybackDrained)[0].played_ms == 3000.0


def test_a_sleep_opens_nothing_that_was_closed(room: Room) -> None:
    room.run(100)
    room.service.reopen()
    room.run(100)
    assert (room.sound.captures, room.sound.playbacks) == ([], [])


# --- Bluetooth ----------------------------------------------------------------------------------------------------
BLUE_MICROPHONE = AudioDevice(id="blue-in", name="WH-1000", is_bluetooth=True, headset="AA")
BLUE_HEADPHONES = AudioDevice(id="blue-out", name="WH-1000", is_bluetooth=True, is_headphones=True, headset="AA")


def wear_bluetooth(room: Room, *, microphone: AudioDevice = BLUE_MICROPHONE) -> None:
    room.sound.microphones = (BLUE_MICROPHONE, MICROPHONE)
    room.sound.speakers = (BLUE_HEADPHONES, SPEAKER)
    room.service.devices_changed()
    setup = AudioSetup(input_preference=(DeviceName(id=microphone.id),), output_preference=(DeviceName(id=BLUE_HEADPHONES.id),))
    room.tell(Configure(setup=setup))


def test_who_talks_into_a_bluetooth_headset_is_told_of_a_better_microphone_once(room: Room) -> None:
    wear_bluetooth(room)
    room.run(100)
    assert room.problems == []
    for _ in range(3):
        room.tell(OpenMicrophone(gated=True))
        room.run(300)
        room.tell(CloseMicrophone(tail_ms=0, discard=True))
        room.run(300)
    told = [p for t in room.got(Troubles) for p in t.problems]
    assert [(p.code, p.detail) for p in told] == [(ProblemCode.HEADSET_MICROPHONE, MICROPHONE.name)]
    wear_bluetooth(room, microphone=MICROPHONE)
    assert room.problems == []


def test_headphones_with_another_microphone_need_no_advice_nor_a_headset_without_one(room: Room) -> None:
    wear_bluetooth(room, microphone=MICROPHONE)
    room.tell(OpenMicrophone(gated=True))
    assert room.problems == []
    wear_bluetooth(room)
    assert room.problems == [ProblemCode.HEADSET_MICROPHONE]
    room.sound.microphones = (BLUE_MICROPHONE,)
    room.service.devices_changed()
    assert room.problems == []


def test_advice_that_was_heard_is_not_given_again(room: Room) -> None:
    wear_bluetooth(room)
    room.tell(OpenMicrophone(gated=True))
    assert room.problems == [ProblemCode.HEADSET_MICROPHONE]
    headset = (DeviceName(id=BLUE_MICROPHONE.id),), (DeviceName(id=BLUE_HEADPHONES.id),)
    heard = AudioSetup(input_preference=headset[0], output_preference=headset[1], headset_advice=False)
    room.tell(Configure(setup=heard), OpenMicrophone(gated=True))
    assert room.problems == []


# --- preference ---------------------------------------------------------------------------------------------------
STUDIO = AudioDevice(id="mic-3", name="Studio microphone")


def preferring_microphones(*ids: str) -> Configure:
    return Configure(setup=AudioSetup(input_preference=tuple(DeviceName(id=id) for id in ids)))


def test_the_best_plugged_microphone_is_used_and_a_better_one_that_comes_takes_over(room: Room) -> None:
    room.tell(preferring_microphones(STUDIO.id, HEADSET.id), OpenMicrophone(gated=False))
    room.run(100)
    assert room.sound.captures[-1][0] == HEADSET.id
    room.sound.microphones = (MICROPHONE, HEADSET, STUDIO)
    room.service.devices_changed()
    room.run(100)
    assert room.sound.captures[-1][0] == STUDIO.id
    room.sound.microphones = (MICROPHONE, HEADSET)
    room.service.devices_changed()
    room.run(100)
    assert room.sound.captures[-1][0] == HEADSET.id
    assert ProblemCode.MICROPHONE_GONE not in room.problems


def test_without_any_of_the_preferred_it_is_the_default_and_the_first_of_them_is_named(room: Room) -> None:
    room.tell(preferring_microphones(STUDIO.id, HEADSET.id), OpenMicrophone(gated=False))
    room.sound.microphones = (MICROPHONE,)
    room.service.devices_changed()
    room.run(100)
    assert room.sound.captures[-1][0] == MICROPHONE.id
    assert room.problems == [ProblemCode.MICROPHONE_GONE]
    assert room.got(Troubles)[-1].problems[0].detail == STUDIO.id
    room.sound.microphones = (MICROPHONE, HEADSET)
    room.service.devices_changed()
    room.run(100)
    assert room.sound.captures[-1][0] == HEADSET.id
    assert room.problems == []
