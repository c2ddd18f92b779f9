"""The rig keeps its promises: what is said is heard, what is played is recorded, the echo comes when it should."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from tests.rig.recording import Recording, find_sounds, level_db, write_wav
from tests.rig.rig import Echo, Fault, Rig
from tests.rig.server import Kind

pytestmark = pytest.mark.e2e

RATE = 48_000
CLICKS = 4
SPACING_S = 0.3


@pytest.fixture(scope="module")
def clicks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """10 ms pulses, 300 ms apart, after 200 ms of silence."""
    audio = np.zeros(int(RATE * (CLICKS * SPACING_S + 0.3)), np.int16)
    for k in range(CLICKS):
        first = int(RATE * (0.2 + k * SPACING_S))
        audio[first : first + 480] = 16_000
    return write_wav(tmp_path_factory.mktemp("clicks") / "clicks.wav", audio, RATE)


@pytest.fixture(scope="module", params=["pulse", "pipewire"])
def rig(request: pytest.FixtureRequest) -> Iterator[Rig]:
    """Both sound servers."""
    kind: Kind = request.param
    with Rig(kind) as rig:
        yield rig


def play(rig: Rig, wav: Path) -> None:
    """As the program under test would: into the default device."""
    subprocess.run(["paplay", "--latency-msec=20", str(wav)], env=rig.env, check=True)


def test_what_is_said_arrives_in_the_microphone_in_time(rig: Rig, clicks: Path) -> None:
    with rig.record("microphone") as microphone:
        said = rig.say(clicks)
    heard = microphone.sounds(-30, 0.1)
    assert len(heard) == CLICKS
    assert heard[0].start - (said + 0.2) == pytest.approx(0, abs=0.15)
    assert np.diff([s.start for s in heard]) == pytest.approx(SPACING_S, abs=0.01)


def test_what_is_played_is_recorded_and_not_heard_without_an_echo(rig: Rig, clicks: Path) -> None:
    with rig.record() as speaker, rig.record("microphone") as microphone:
        play(rig, clicks)
    assert len(speaker.sounds(-30, 0.1)) == CLICKS
    assert level_db(microphone.audio) < -90


def test_the_echo_comes_late_and_weaker(rig: Rig, clicks: Path) -> None:
    rig.echo(Echo(delay_ms=200, gain_db=-6))
    try:
        with rig.record() as speaker, rig.record("microphone") as microphone:
            play(rig, clicks)
            play(rig, clicks)
    finally:
        rig.echo(None)
    # The loopback needs a moment to settle: the second row counts.
    played, heard = speaker.sounds(-30, 0.1)[-3:], microphone.sounds(-30, 0.1)
    delays = [min((h.start - p.start for h in heard if h.start > p.start), default=9.0) for p in played[:2]]
    assert delays == pytest.approx([0.2, 0.2], abs=0.06)
    # The middle of the clicks: resampling lets their edges overshoot.
    assert loudness_of_clicks(microphone) / loudness_of_clicks(speaker) == pytest.approx(0.5, rel=0.1)


def loudness_of_clicks(recording: Recording) -> float:
    amplitudes = np.abs(recording.audio.astype(np.int32))
    return float(np.median(amplitudes[amplitudes > 1000]))


@pytest.mark.parametrize(
    ("gone", "back", "kind", "name"),
    [
        (Fault.MICROPHONE_GONE, Fault.MICROPHONE_BACK, "sources", "microphone"),
        (Fault.SPEAKER_GONE, Fault.SPEAKER_BACK, "sinks", "speaker"),
    ],
)
def test_devices_go_and_come_back(rig: Rig, gone: Fault, back: Fault, kind: str, name: str) -> None:
    def names() -> list[str]:
        return [line.split("\t")[1] for line in rig.server.pactl("list", "short", kind).splitlines()]

    rig.break_(gone)
    assert name not in names()
    rig.break_(back)
    assert name in names()


def test_two_rigs_do_not_hear_each_other(rig: Rig, clicks: Path) -> None:
    with Rig("pulse") as other, other.record() as silent, rig.record() as speaker:
        play(rig, clicks)
    assert speaker.sounds(-30, 0.1)
    assert not silent.sounds(-60)


def test_nothing_is_left_when_it_ends() -> None:
    with Rig("pulse") as rig:
        folder = rig.server.folder
        pids = [daemon.pid for daemon in rig.server._daemons]
    assert not folder.exists()
    assert pids
    assert not [pid for pid in pids if Path(f"/proc/{pid}").exists()]


def test_sounds_are_found_with_their_edges() -> None:
    audio = np.zeros(3000, np.int16)
    audio[1000:1100] = 20_000
    audio[1200:1300] = -20_000
    audio[2500] = 32_767
    assert find_sounds(audio, 1000, gap_s=0.2) == [(1.0, 1.299), (2.5, 2.5)]
    assert find_sounds(np.zeros(10, np.int16), 1000) == []
