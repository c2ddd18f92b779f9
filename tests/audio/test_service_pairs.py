"""Pairs of devices with which the microphone rests while the assistant speaks, because the person accepted that."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_assistant.audio.messages import Configure, Flush, OpenMicrophone
from desktop_assistant.core.audio import INTERNAL_RATE, AudioSetup, DeviceName, DevicePair, Duplex
from desktop_assistant.core.local_events import SpeechStarted
from desktop_assistant.core.problems import ProblemCode
from desktop_assistant.core.snapshot import AudioDevices, EchoCause
from tests.audio.room import Room, play, tone
from tests.fakes.audio_device import HEADPHONES, HEADSET, MICROPHONE, RATE, SPEAKER
from tests.rig.air import Acoustics
from tests.rig.room import SimulatedRoom, timeline
from tests.rig.speech import SpeechLibrary
from tests.rig.voices import USER_DB, at_level, load, noise

DESK = DevicePair(input_device=MICROPHONE.id, output_device=SPEAKER.id)


def hears_over_the_assistant(room: Room) -> bool:
    """Whether somebody who speaks now, while it speaks, is noticed."""
    room.reports.clear()
    room.tell(Flush(), play(ms=3000))
    room.run(300)
    room.sound.capture.say(tone(600, RATE))
    room.run(700)
    found = bool(room.got(SpeechStarted))
    room.tell(Flush())
    room.run(2000)
    return found


@pytest.mark.parametrize("cancels", [True, False])
@pytest.mark.parametrize(
    ("duplex", "pairs", "is_heard"),
    [
        (Duplex.AUTO, (DESK,), False),
        (Duplex.AUTO, (DevicePair(input_device=HEADSET.id, output_device=SPEAKER.id), DESK), False),
        (Duplex.AUTO, (DevicePair(input_device=MICROPHONE.id, output_device=HEADPHONES.id),), True),
        (Duplex.AUTO, (DevicePair(input_device=HEADSET.id, output_device=SPEAKER.id),), True),
        (Duplex.AUTO, (), True),
        (Duplex.FULL, (DESK,), True),
        (Duplex.HALF, (), False),
    ],
)
def test_it_rests_with_the_devices_for_which_that_was_accepted(
    room: Room, duplex: Duplex, pairs: tuple[DevicePair, ...], is_heard: bool, cancels: bool
) -> None:
    room.tell(
        Configure(setup=AudioSetup(duplex=duplex, resting_pairs=pairs, echo_cancellation=cancels)), OpenMicrophone(gated=True)
    )
    room.run(300)
    assert hears_over_the_assistant(room) is is_heard


def unplug_the_loudspeaker(room: Room) -> AudioSetup:
    room.sound.speakers = (HEADPHONES,)
    room.service.devices_changed()
    return AudioSetup()


def make_the_headphones_the_default(room: Room) -> AudioSetup:
    room.sound.speakers = (replace(SPEAKER, is_default=False), replace(HEADPHONES, is_default=True))
    room.service.devices_changed()
    return AudioSetup()


def choose_the_headphones(room: Room) -> AudioSetup:
    return AudioSetup(output_preference=(DeviceName(id=HEADPHONES.id),))


def choose_the_headset(room: Room) -> AudioSetup:
    return AudioSetup(input_preference=(DeviceName(id=HEADSET.id),))


@pytest.mark.parametrize("cancels", [True, False])
@pytest.mark.parametrize(
    "change", [unplug_the_loudspeaker, make_the_headphones_the_default, choose_the_headphones, choose_the_headset]
)
def test_it_listens_with_the_next_devices_and_rests_with_the_old_ones(
    room: Room, change: Callable[[Room], AudioSetup], cancels: bool
) -> None:
    accepted = AudioSetup(resting_pairs=(DESK,), echo_cancellation=cancels)
    room.tell(Configure(setup=accepted), OpenMicrophone(gated=True))
    room.run(300)
    assert not hears_over_the_assistant(room)
    other = change(room)
    if other != AudioSetup():
        room.tell(Configure(setup=replace(other, resting_pairs=(DESK,), echo_cancellation=cancels)))
    assert hears_over_the_assistant(room)
    if other != AudioSetup():
        room.tell(Configure(setup=accepted))
    else:  # nobody but the machine says anything
        room.sound.speakers = (SPEAKER, HEADPHONES)
        room.service.devices_changed()
    assert not hears_over_the_assistant(room)


def test_without_cancellation_devices_that_come_bring_the_rest_and_take_it_with_them(room: Room) -> None:
    room.sound.speakers = (HEADPHONES,)
    room.service.devices_changed()
    room.tell(Configure(setup=AudioSetup(resting_pairs=(DESK,), echo_cancellation=False)), OpenMicrophone(gated=True))
    room.run(300)
    assert hears_over_the_assistant(room)
    room.sound.speakers = (SPEAKER, HEADPHONES)
    room.service.devices_changed()
    assert not hears_over_the_assistant(room)
    room.sound.speakers = (HEADPHONES,)
    room.service.devices_changed()
    room.echo.calls.clear()
    assert hears_over_the_assistant(room)
    assert room.echo.calls == [], "nothing is cancelled that nobody wants cancelled"


def test_other_devices_count_from_the_next_frame_on_in_the_middle_of_an_answer(room: Room) -> None:
    room.tell(Configure(setup=AudioSetup(resting_pairs=(DESK,))), OpenMicrophone(gated=True), play(ms=5000))
    room.run(500)
    room.sound.capture.say(tone(3000, RATE))
    room.run(500)
    assert not room.got(SpeechStarted)
    room.sound.speakers = (HEADPHONES,)
    room.service.devices_changed()
    assert not room.echo.is_deaf
    room.run(300)
    assert room.got(SpeechStarted)


def test_the_window_is_told_whether_it_rests_with_the_devices_of_the_moment(room: Room) -> None:
    def told() -> bool:
        return bool(room.got(AudioDevices)[-1].rests)

    assert not told()
    room.tell(Configure(setup=AudioSetup(resting_pairs=(DESK,))))
    assert told(), "though neither device is open"
    room.sound.microphones = (HEADSET,)
    room.service.devices_changed()
    assert not told()
    room.sound.microphones = (MICROPHONE, HEADSET)
    room.service.devices_changed()
    assert told()
    room.tell(Configure(setup=AudioSetup()))
    assert not told()


def test_without_a_device_there_is_no_pair_to_rest_with(room: Room) -> None:
    room.tell(Configure(setup=AudioSetup(resting_pairs=(DESK,))))
    room.sound.microphones = room.sound.speakers = ()
    room.service.devices_changed()
    assert not room.got(AudioDevices)[-1].rests


def test_a_pair_that_was_accepted_is_no_news_of_the_echo(room: Room) -> None:
    room.tell(OpenMicrophone(gated=True))
    room.run(100)
    room.echo.half_duplex_cause = EchoCause.LEVEL
    room.run(200)
    assert room.problems == [ProblemCode.ECHO_HALF_DUPLEX]
    room.echo.half_duplex_cause = None  # as the judge says once the person has decided
    room.tell(Configure(setup=AudioSetup(resting_pairs=(DESK,))))
    room.run(200)
    assert room.problems == []


@pytest.mark.parametrize(("output_device", "is_heard"), [("out", False), ("elsewhere", True)])
def test_with_the_true_canceller_who_speaks_over_the_assistant_is_heard_only_with_other_devices(
    tmp_path: Path, output_device: str, is_heard: bool
) -> None:
    library = SpeechLibrary.find(tmp_path)
    voice = at_level(load(library.spoken("The quick brown fox tells you everything about the weather of next week.").path), -23)
    said = at_level(load(library.spoken("stop", voice="espeak").path), USER_DB)
    accepted = DevicePair(input_device="in", output_device=output_device)
    room = SimulatedRoom(
        Acoustics(), timeline([(5.0, said)], noise(INTERNAL_RATE * 7, -62)), setup=AudioSetup(resting_pairs=(accepted,))
    )
    room.speak(voice)
    room.run(6.5)
    assert bool(room.heard.confirmed) is is_heard
    assert is_heard or room.holds == 0
