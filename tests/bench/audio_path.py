"""How fast and how cheap is the audio process? On the rig; prints one JSON object as its last line.

    python tests/bench/audio_path.py [pulse|pipewire] [repeats]

mic_to_wire_ms: end of a packet's sound at the microphone until the parent has it. play_to_speaker_ms: `play` until the sound
leaves the loudspeaker. flush_to_silence_ms, duck_ms: the call until the recording of the loudspeaker is silent, or low.
restart_ms: SIGKILL until the voice goes on; restart_mic_ms: until the open microphone's frames go on; restart_early_ms: until the
voice goes on where the process had only just begun, so that there is no spare; frozen_ms, frozen_mic_ms: SIGSTOP instead.
unplug_ms: the microphone in use is unplugged until sound of the other one comes.
cpu_percent: of the audio process, share of one core; listening: to a room that hisses, with levels asked for.
"""

import asyncio
import json
import os
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np
import psutil

from desktop_assistant.audio.process import AudioProcess
from desktop_assistant.core.audio import AudioSetup, DeviceName
from desktop_assistant.core.local_events import (
    LocalEvent,
    MicFrame,
    MicrophoneClosed,
    MicrophoneOpened,
    PlaybackAdvanced,
    PlaybackFlushed,
    ProblemRaised,
)
from tests.rig.recording import Recording, write_wav
from tests.rig.rig import Fault, Rig

ROOT = Path(__file__).resolve().parents[2]
CPU_S = 8.0
SPARE_S = 4.5
"""Until a spare has loaded on any machine."""
CALM_S = 21.0
"""Until the watchdog has forgotten that it gave a process up."""


class Bench:
    """An AudioProcess on the rig and its events with their times."""

    def __init__(self, rig: Rig) -> None:
        self.rig = rig
        self.events: list[tuple[float, LocalEvent]] = []
        self._news = asyncio.Event()
        self.audio = AudioProcess(
            sink=self._hear,
            on_levels=lambda levels: None,
            on_devices=lambda devices: None,
            resources=ROOT / "resources",
            environment=dict(rig.env, PYTHONPATH=str(ROOT)),
        )

    def _hear(self, event: LocalEvent) -> None:
        self.events.append((time.monotonic(), event))
        self._news.set()

    async def until(self, kind: type, condition: Callable[[LocalEvent], bool] = lambda event: True) -> float:
        async with asyncio.timeout(20):
            while True:
                for at, event in self.events:
                    if isinstance(event, kind) and condition(event):
                        return at
                self._news.clear()
                await self._news.wait()

    async def settle(self, seconds: float) -> None:
        await asyncio.sleep(seconds)
        self.events.clear()

    async def cpu(self) -> float:
        process = psutil.Process(self.audio.pid)
        before = sum(process.cpu_times()[:2])
        await asyncio.sleep(CPU_S)
        return round(100 * (sum(process.cpu_times()[:2]) - before) / CPU_S, 2)


def tone(seconds: float, rate: int) -> np.ndarray:
    return np.rint(8000 * np.sin(2 * np.pi * 440 * np.arange(int(seconds * rate)) / rate)).astype(np.int16)


def spread(values: list[float]) -> dict[str, float]:
    return {"p50": round(float(np.percentile(values, 50)), 1), "p95": round(float(np.percentile(values, 95)), 1)}


def loud_from(samples: np.ndarray, rate: int) -> float:
    """Seconds until the first loud sample."""
    return float(np.argmax(np.abs(samples.astype(int)) > 800)) / rate


def last_loud(recording: Recording, start: float, end: float, threshold: int) -> float:
    """When the recording was last louder than `threshold`, s after `start`; negative if never."""
    loud = np.nonzero(np.abs(recording.between(start, end).astype(int)) > threshold)[0]
    return float(loud[-1]) / recording.rate if len(loud) else -1.0


async def mic_to_wire(bench: Bench, click: Path) -> float:
    """A tone is said; where is it in the microphone's recording, and when did its packet arrive?"""
    bench.events.clear()
    with bench.rig.record("microphone") as recording:
        await asyncio.to_thread(bench.rig.say, click)
        await asyncio.sleep(0.2)
    onset = recording.sounds()[0].start
    for at, event in bench.events:
        if isinstance(event, MicFrame):
            samples = np.frombuffer(event.audio, "<i2")
            if np.abs(samples.astype(int)).max() > 800:
                end_of_packet = onset + (len(samples) / 24000 - loud_from(samples, 24000))
                return (at - end_of_packet) * 1000
    raise RuntimeError("the tone did not arrive")


async def speaker_times(bench: Bench) -> tuple[float, float, float]:
    """play -> sound, duck -> low, flush -> silence, ms."""
    await bench.settle(0.3)
    with bench.rig.record() as recording:
        played_at = time.monotonic()
        bench.audio.play("tone", 0, tone(3, 24000).tobytes())
        await bench.until(PlaybackAdvanced, lambda event: event.played_ms > 600)  # type: ignore[attr-defined]
        ducked_at = time.monotonic()
        bench.audio.duck(True)
        await asyncio.sleep(0.4)
        flushed_at = time.monotonic()
        bench.audio.flush()
        await bench.until(PlaybackFlushed)
        await asyncio.sleep(0.3)
    first = recording.sounds()[0].start
    low = last_loud(recording, ducked_at, flushed_at, 2500)
    silent = last_loud(recording, flushed_at, flushed_at + 0.3, 60)
    return (first - played_at) * 1000, max(low, 0.0) * 1000, max(silent, 0.0) * 1000


async def restart_times(bench: Bench, end: signal.Signals = signal.SIGKILL, settled_s: float = SPARE_S) -> tuple[float, float]:
    """Killed or frozen until voice and microphone go on, ms."""
    await bench.settle(settled_s)
    bench.audio.open_microphone(gated=False)
    await bench.until(MicFrame)
    with bench.rig.record() as recording:
        bench.audio.play("tone", 0, tone(5, 24000).tobytes())
        await bench.until(PlaybackAdvanced, lambda event: event.played_ms > 600)  # type: ignore[attr-defined]
        ended_at = time.monotonic()
        assert bench.audio.pid
        os.kill(bench.audio.pid, end)
        await asyncio.sleep(0.02)  # what is in the pipe was said before
        bench.events.clear()
        heard_at = await bench.until(MicFrame)
        await asyncio.sleep(1.5)
        bench.audio.flush()
        bench.audio.close_microphone(tail_ms=0, discard=True)
        await bench.until(PlaybackFlushed)
        await bench.until(MicrophoneClosed)
    again = [sound.start for sound in recording.sounds(gap_s=0.02) if sound.start > ended_at + 0.005]
    return (again[0] - ended_at) * 1000, (heard_at - ended_at) * 1000


async def early_restart(rig: Rig) -> float:
    """The same of a process that has just begun to play: there is no spare yet."""
    bench = Bench(rig)
    bench.audio.configure(AudioSetup())
    bench.audio.start()
    try:
        with rig.record() as recording:
            bench.audio.play("tone", 0, tone(5, 24000).tobytes())
            await bench.until(PlaybackAdvanced, lambda event: event.played_ms > 100)  # type: ignore[attr-defined]
            ended_at = time.monotonic()
            assert bench.audio.pid
            os.kill(bench.audio.pid, signal.SIGKILL)
            await asyncio.sleep(2)
        return 1000 * (next(s.start for s in recording.sounds(gap_s=0.02) if s.start > ended_at + 0.005) - ended_at)
    finally:
        await bench.audio.aclose()


async def unplugging(rig: Rig) -> float:
    """The microphone in use goes; the other one takes over."""
    await asyncio.to_thread(rig.break_, Fault.NEW_DEFAULT)
    await asyncio.to_thread(rig.break_, Fault.OLD_DEFAULT)
    bench = Bench(rig)
    bench.audio.configure(AudioSetup(input_preference=(DeviceName(id="microphone2"),)))
    bench.audio.start()
    try:
        bench.audio.open_microphone(gated=False)
        await bench.until(MicFrame)
        await bench.settle(3)
        await asyncio.to_thread(rig.break_, Fault.SECOND_MICROPHONE_GONE)
        gone_at = time.monotonic()
        await bench.until(ProblemRaised)
        await asyncio.sleep(2)
        frames = [at for at, event in bench.events if isinstance(event, MicFrame)]
        # They come every 20 ms: the longest silence among them is the change.
        _, again_at = max((later - earlier, later) for earlier, later in pairwise(frames))
        return (again_at - gone_at) * 1000
    finally:
        await bench.audio.aclose()
        await asyncio.to_thread(rig.break_, Fault.SECOND_MICROPHONE_BACK)


async def measure(rig: Rig, repeats: int) -> dict[str, object]:
    bench = Bench(rig)
    bench.audio.configure(AudioSetup(pause_ms=500, echo_cancellation=True))
    bench.audio.start()
    await asyncio.sleep(6)
    idle = await bench.cpu()
    with tempfile.TemporaryDirectory() as folder:
        click = write_wav(Path(folder) / "tone.wav", tone(0.3, 48000), 48000)
        bench.audio.open_microphone(gated=False)
        await bench.until(MicrophoneOpened)
        to_wire = [await mic_to_wire(bench, click) for _ in range(repeats)]
        bench.audio.close_microphone(tail_ms=0, discard=True)
        await bench.until(MicrophoneClosed)
        times = [await speaker_times(bench) for _ in range(repeats)]
        bench.audio.watch_levels(True)
        with rig.hiss():
            bench.audio.open_microphone(gated=True)
            await bench.until(MicrophoneOpened)
            await asyncio.sleep(5)
            listening = await bench.cpu()
            bench.audio.play("tone", 0, tone(CPU_S + 4, 24000).tobytes())
            await asyncio.sleep(1)
            speaking = await bench.cpu()
        bench.audio.flush()
        bench.audio.close_microphone(tail_ms=0, discard=True)
    rss = psutil.Process(bench.audio.pid).memory_info().rss / 2**20
    some = range(max(2, repeats // 3))
    restarts = [await restart_times(bench) for _ in some]
    frozen = [await restart_times(bench, signal.SIGSTOP, CALM_S) for _ in some]
    await bench.audio.aclose()
    early = [await early_restart(rig) for _ in some]
    unplugged = [await unplugging(rig) for _ in some]
    plays, ducks, flushes = zip(*times, strict=True)
    return {
        "mic_to_wire_ms": spread(to_wire),
        "play_to_speaker_ms": spread(list(plays)),
        "duck_ms": spread(list(ducks)),
        "flush_to_silence_ms": spread(list(flushes)),
        "restart_ms": spread([voice for voice, _ in restarts]),
        "restart_mic_ms": spread([microphone for _, microphone in restarts]),
        "restart_early_ms": spread(early),
        "frozen_ms": spread([voice for voice, _ in frozen]),
        "frozen_mic_ms": spread([microphone for _, microphone in frozen]),
        "unplug_ms": spread(unplugged),
        "cpu_percent": {"idle": idle, "listening": listening, "speaking": speaking},
        "rss_mb": round(rss),
        "load_average": round(os.getloadavg()[0], 1),
    }


def main() -> None:
    kind = sys.argv[1] if len(sys.argv) > 1 else "pulse"
    repeats = int(sys.argv[2]) if len(sys.argv) > 2 else 12
    with Rig("pipewire" if kind == "pipewire" else "pulse") as rig:
        print(json.dumps({"server": kind, "repeats": repeats, **asyncio.run(measure(rig, repeats))}))


if __name__ == "__main__":
    main()
