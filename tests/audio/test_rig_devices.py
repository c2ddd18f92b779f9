"""Devices that come and go while they are in use, with true sound servers."""

import asyncio
import sys
from pathlib import Path

import numpy as np
import pytest

from desktop_assistant.audio.server_list import read
from desktop_assistant.core.audio import AudioSetup, DeviceName
from desktop_assistant.core.local_events import MicFrame, MicrophoneOpened, PlaybackAdvanced
from desktop_assistant.core.problems import ProblemCode
from tests.audio.test_rig import ROOT, Ear, ear
from tests.rig.rig import Fault, Rig

__all__ = ["ear"]

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.expects_logs("did not open", "no sign of life", "sound server is gone", "stands still", "ended and is replaced"),
    pytest.mark.parametrize("sound_rig", ["pulse", "pipewire"], indirect=True),
]


def tone(seconds: float) -> bytes:
    return np.rint(8000 * np.sin(2 * np.pi * 440 * np.arange(int(seconds * 24000)) / 24000)).astype("<i2").tobytes()


async def until_used(ear: Ear, *, microphone: str, speaker: str) -> None:
    await ear.until(lambda: (ear.devices[-1].input_in_use, ear.devices[-1].output_in_use) == (microphone, speaker))


async def test_a_device_that_is_not_the_default_is_unplugged_in_use_and_plugged_in_again(ear: Ear, sound_rig: Rig) -> None:
    await asyncio.to_thread(sound_rig.break_, Fault.NEW_DEFAULT)
    await asyncio.to_thread(sound_rig.break_, Fault.OLD_DEFAULT)
    ear.audio.configure(
        AudioSetup(input_preference=(DeviceName(id="microphone2"),), output_preference=(DeviceName(id="speaker2"),))
    )
    await ear.until(lambda: {"microphone2"} <= {device.id for device in ear.devices[-1].inputs})
    ear.audio.open_microphone(gated=False)
    ear.audio.play("a", 0, tone(60))
    await ear.until(lambda: ear.got(MicrophoneOpened) and ear.got(PlaybackAdvanced))
    await until_used(ear, microphone="microphone2", speaker="speaker2")

    await asyncio.to_thread(sound_rig.break_, Fault.SECOND_MICROPHONE_GONE)
    await ear.until(lambda: ear.problem(ProblemCode.MICROPHONE_GONE, over=False))
    await until_used(ear, microphone="microphone", speaker="speaker2")
    frames = len(ear.got(MicFrame))
    await ear.until(lambda: len(ear.got(MicFrame)) > frames + 10)
    await asyncio.to_thread(sound_rig.break_, Fault.SECOND_MICROPHONE_BACK)
    await ear.until(lambda: ear.problem(ProblemCode.MICROPHONE_GONE, over=True))
    await until_used(ear, microphone="microphone2", speaker="speaker2")

    await asyncio.to_thread(sound_rig.break_, Fault.SECOND_SPEAKER_GONE)
    await ear.until(lambda: ear.problem(ProblemCode.SPEAKER_GONE, over=False))
    await until_used(ear, microphone="microphone2", speaker="speaker")
    played = len(ear.got(PlaybackAdvanced))
    await ear.until(lambda: len(ear.got(PlaybackAdvanced)) > played + 5)
    await asyncio.to_thread(sound_rig.break_, Fault.SECOND_SPEAKER_BACK)
    await ear.until(lambda: ear.problem(ProblemCode.SPEAKER_GONE, over=True))
    await until_used(ear, microphone="microphone2", speaker="speaker2")
    assert ear.audio.restarts == 0


async def test_the_microphone_rests_with_a_pair_for_as_long_as_it_is_the_one_in_use(ear: Ear, sound_rig: Rig) -> None:
    await ear.until(lambda: ear.devices and "" not in (ear.audio.pair.input_device, ear.audio.pair.output_device))
    accepted = ear.audio.pair
    ear.audio.configure(AudioSetup(resting_pairs=(accepted,)))
    await ear.until(lambda: ear.devices[-1].rests)
    await asyncio.to_thread(sound_rig.break_, Fault.NEW_DEFAULT)
    await ear.until(lambda: not ear.devices[-1].rests)
    assert ear.audio.pair != accepted
    await asyncio.to_thread(sound_rig.break_, Fault.OLD_DEFAULT)
    await ear.until(lambda: ear.devices[-1].rests)
    assert ear.audio.pair == accepted


async def test_headphones_and_bluetooth_are_known_from_what_the_server_says(ear: Ear, sound_rig: Rig) -> None:
    address = "device.bus=bluetooth device.string=AA:BB:CC:00:11:22 device.form_factor=headset"
    description = "device.description=WH-1000"
    sink = ("module-null-sink", "sink_name=bluez_sink.x", f"sink_properties='{description} {address}'")
    source = ("module-remap-source", "source_name=bluez_source.x", "master=mic_in.monitor",
              f"source_properties='{description} {address}'")  # fmt: skip
    for words in (sink, source):  # they stay: neither becomes a default
        await asyncio.to_thread(sound_rig.server.pactl, "load-module", *words)
    await ear.until(lambda: any(device.is_bluetooth for device in ear.devices[-1].outputs))
    await ear.until(lambda: any(device.is_bluetooth for device in ear.devices[-1].inputs))
    known = ear.devices[-1]
    headset = {device.headset for device in (*known.inputs, *known.outputs) if device.is_bluetooth}
    assert headset == {"AA:BB:CC:00:11:22"}
    assert all(device.is_headphones == device.is_bluetooth for device in known.outputs)


SLEEPY = """
import os, sys
from desktop_assistant.audio import __main__ as program, wakeup
real = wakeup.read_clocks
def read_clocks():
    now = real()
    slept = 90.0 if os.path.exists({has_slept!r}) else 0.0
    return wakeup.Clocks(awake=now.awake, always=now.always + slept, wall=now.wall + slept)
wakeup.read_clocks = read_clocks
sys.argv = ["audio", {resources!r}]
sys.exit(program.main())
"""


async def test_after_a_sleep_both_streams_are_opened_anew_once(sound_rig: Rig, tmp_path: Path) -> None:
    """True process, true streams; only the clocks are not: this machine cannot be put to sleep."""
    has_slept = tmp_path / "slept"
    program = SLEEPY.format(has_slept=str(has_slept), resources=str(ROOT / "resources"))
    sleepy = Ear(sound_rig, command=[sys.executable, "-c", program])
    sleepy.audio.configure(AudioSetup())
    sleepy.audio.start()
    seen: set[str] = set()
    try:
        sleepy.audio.open_microphone(gated=False)
        sleepy.audio.play("a", 0, tone(60))
        await sleepy.until(lambda: sleepy.got(MicFrame) and sleepy.got(PlaybackAdvanced))
        first = await asyncio.to_thread(streams, sound_rig, sleepy.audio.pid)
        assert len(first) == 2
        has_slept.touch()
        async with asyncio.timeout(30):
            while len(seen - set(first)) < 2:
                seen |= set(await asyncio.to_thread(streams, sound_rig, sleepy.audio.pid))
                await asyncio.sleep(0.1)
        await asyncio.sleep(1)  # nothing more
        seen |= set(await asyncio.to_thread(streams, sound_rig, sleepy.audio.pid))
        seen |= set(first)
        assert [sum(kind in one for one in seen) for kind in ("sink-inputs", "source-outputs")] == [2, 2]
        frames, played = len(sleepy.got(MicFrame)), len(sleepy.got(PlaybackAdvanced))
        await sleepy.until(lambda: len(sleepy.got(MicFrame)) > frames + 10 and len(sleepy.got(PlaybackAdvanced)) > played + 3)
        assert np.diff([frame.start_ms for frame in sleepy.got(MicFrame)]) == pytest.approx(20)
        assert sleepy.audio.restarts == 0
    finally:
        await sleepy.audio.aclose()


def streams(rig: Rig, pid: int | None) -> list[str]:
    """Kind and number of each stream that the process has with the server."""
    found = []
    for kind in ("sink-inputs", "source-outputs"):
        for block in rig.server.pactl("list", kind).split("\n\n"):
            if f'application.process.id = "{pid}"' in block:
                found.append(f"{kind} {block.split('#', 1)[1].split()[0]}")
    return found


async def test_the_servers_list_names_the_defaults(sound_rig: Rig) -> None:
    pulsectl = pytest.importorskip("pulsectl")
    with pulsectl.Pulse("test", server=sound_rig.env["PULSE_SERVER"]) as pulse:
        found = await asyncio.to_thread(read, pulse)
    assert [device.id for device in found.inputs if device.is_default] == ["microphone"]
    assert [device.id for device in found.outputs if device.is_default] == ["speaker"]
