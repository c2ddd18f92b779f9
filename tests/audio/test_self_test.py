from pathlib import Path

import numpy as np
import pytest

from desktop_assistant.audio.earcons import load_wave
from desktop_assistant.audio.echo import EchoCanceller
from desktop_assistant.audio.messages import EchoTested
from desktop_assistant.audio.ports import FRAME
from desktop_assistant.audio.self_test import SOUND, EchoSelfTest, SelfTests
from desktop_assistant.core.audio import Duplex
from desktop_assistant.core.errors import DeviceError
from desktop_assistant.core.snapshot import EchoCause, EchoTest
from tests.fakes.audio_device import MICROPHONE, SPEAKER, FakeSound
from tests.fakes.clock import FakeClock
from tests.rig.air import Acoustics, Air
from tests.rig.room import STEP_S, Devices

SOUNDS = Path(__file__).resolve().parents[2] / "resources" / "sounds"


def run_in(acoustics: Acoustics) -> EchoTest:
    """The test in a simulated room."""
    devices, air, now = Devices(), Air(acoustics), [0.0]
    test = EchoSelfTest(
        devices,
        microphone=devices.inputs()[0],
        loudspeaker=devices.outputs()[0],
        played=load_wave(SOUNDS / SOUND),
        canceller=EchoCanceller(),
        clock=lambda: now[0],
    )
    random = np.random.default_rng(4)
    for _ in range(1000):
        noise = random.standard_normal(FRAME) * 10 ** (-65 / 20)
        devices.microphone.give((air.push(devices.loudspeaker.take()) + noise).astype(np.float32))
        now[0] += STEP_S
        if (result := test.pump()) is not None:
            test.close()
            return result
    raise AssertionError("no result within 10 s")


@pytest.mark.parametrize("delay_ms", [15.0, 80.0, 300.0, 700.0])
@pytest.mark.parametrize("gain_db", [-20.0, -6.0, 3.0])
def test_it_finds_the_delay_and_the_level_and_that_both_may_speak(delay_ms: float, gain_db: float) -> None:
    result = run_in(Acoustics(delay_ms=delay_ms, gain_db=gain_db))
    assert result.delay_ms == pytest.approx(delay_ms, abs=11)  # the streams begin within a frame of each other
    assert result.echo_db == pytest.approx(gain_db + 0.4, abs=2.0)
    assert result.removed_db > 15
    assert result.noise_db == pytest.approx(-65, abs=1.5)
    assert (result.duplex, result.cause) == (Duplex.FULL, None)


def test_an_echo_that_hardly_stands_out_of_the_room_is_no_reason_to_take_turns() -> None:
    result = run_in(Acoustics(delay_ms=80, gain_db=-33.0))
    assert (result.duplex, result.cause) == (Duplex.FULL, None)


def test_headphones_send_nothing_back() -> None:
    result = run_in(Acoustics(gain_db=None))
    assert (result.delay_ms, result.duplex, result.cause) == (None, Duplex.FULL, None)


def test_what_comes_after_more_than_a_second_cannot_be_cancelled() -> None:
    result = run_in(Acoustics(delay_ms=1700, gain_db=-6))
    assert (result.duplex, result.cause) == (Duplex.HALF, EchoCause.DELAY)


def test_a_melody_is_no_voice_and_pleasant_enough() -> None:
    sound = load_wave(SOUNDS / SOUND)
    assert 2 < len(sound) / 24000 < 5
    assert np.abs(sound).max() < 0.6
    assert sound[0] == pytest.approx(0, abs=0.01)
    assert abs(sound[-1]) < 0.01


def selftests(sound: FakeSound, clock: FakeClock) -> SelfTests:
    return SelfTests(sound, sounds_folder=SOUNDS, clock=clock.monotonic)


def answer(tests: SelfTests, clock: FakeClock, seconds: float) -> EchoTested | None:
    for _ in range(round(seconds * 100)):
        clock.advance(0.01)
        if (told := tests.pump()) is not None:
            return told
    return None


def test_what_stands_in_its_way_is_one_sentence() -> None:
    clock = FakeClock()
    sound = FakeSound(clock.monotonic)
    tests = selftests(sound, clock)
    tests.begin(None, SPEAKER)
    told = answer(tests, clock, 0.1)
    assert told is not None
    assert "microphone" in told.error
    sound.denies = True
    tests.begin(MICROPHONE, SPEAKER)
    told = answer(tests, clock, 0.1)
    assert told is not None
    assert "Allow it" in told.error
    sound.denies = False
    tests.begin(MICROPHONE, SPEAKER)
    sound.capture.is_dead = True
    told = answer(tests, clock, 5)
    assert told is not None
    assert told.error.startswith("The microphone delivers nothing")
    assert sound.capture.closed
    assert sound.playback.closed
    assert not tests.is_running


def test_a_muted_microphone_is_named() -> None:
    clock = FakeClock()
    sound = FakeSound(clock.monotonic)
    tests = selftests(sound, clock)
    tests.begin(MICROPHONE, SPEAKER)
    sound.capture.is_muted = True
    told = answer(tests, clock, 10)
    assert told is not None
    assert "silence" in told.error


def test_nobody_waits_any_more() -> None:
    clock = FakeClock()
    sound = FakeSound(clock.monotonic)
    tests = selftests(sound, clock)
    tests.begin(MICROPHONE, SPEAKER)
    tests.end()
    assert sound.capture.closed
    assert answer(tests, clock, 1) is None


def test_a_loudspeaker_that_does_not_open_leaves_no_microphone_open() -> None:
    clock = FakeClock()
    sound = FakeSound(clock.monotonic)
    sound.speakers = ()
    with pytest.raises(DeviceError):
        EchoSelfTest(
            sound,
            microphone=MICROPHONE,
            loudspeaker=SPEAKER,
            played=np.zeros(FRAME, np.float32),
            canceller=EchoCanceller(),
            clock=clock.monotonic,
        )
    assert sound.capture.closed
