"""The virtual card on a private sound server: microphone, loudspeaker, acoustic echo, and ways to break them.

Devices: `speaker` (default output, recorded from `speaker.monitor`), `microphone` (default input), `mic_in` (what is played
into it is said into the microphone).
"""

import json
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import numpy as np

from tests.rig.recording import Recording, find_sounds, read_wav, write_wav
from tests.rig.server import Kind, SoundServer, ahead

RATE = 48_000
PERIOD_MS = 10
"""Period of the virtual card; real ones have 5 to 20 ms."""
PLAYER_DELAY_S = 0.015
"""From the start of the player to its first sample in the microphone, about."""


class Fault(Enum):
    """What can happen to sound; each has its way back."""

    MICROPHONE_GONE = "microphone unplugged"
    MICROPHONE_BACK = "microphone plugged in again"
    SPEAKER_GONE = "loudspeaker unplugged"
    SPEAKER_BACK = "loudspeaker plugged in again"
    NEW_DEFAULT = "a second pair of devices appears, if it is not there, and becomes the default"
    OLD_DEFAULT = "the first pair is the default again"
    SECOND_MICROPHONE_GONE = "the second microphone is unplugged"
    SECOND_MICROPHONE_BACK = "and plugged in again"
    SECOND_SPEAKER_GONE = "the second loudspeaker is unplugged"
    SECOND_SPEAKER_BACK = "and plugged in again too"
    MUTED = "microphone muted in the system's settings"
    UNMUTED = "and unmuted"
    SERVER_DEAD = "the sound server is killed"
    SERVER_BACK = "and runs again"


@dataclass(frozen=True, slots=True)
class Echo:
    """The assistant hears itself: `delay_ms` later (a few more in truth) and `gain_db` louder than it speaks."""

    delay_ms: int = 80
    gain_db: float = -6.0


class Rig:
    """Context manager around a sound server with the virtual card; `env` is for the processes under test."""

    def __init__(self, kind: Kind = "pulse", *, echo: Echo | None = None) -> None:
        self.server = SoundServer(kind)
        self._echo_module = ""
        try:
            self._set_up()
            if echo:
                self.echo(echo)
        except BaseException:
            self.close()
            raise

    @property
    def env(self) -> dict[str, str]:
        """Environment that leads a process to this card."""
        return self.server.env

    def record(self, device: str = "speaker.monitor", *, period_ms: int = 20) -> Recording:
        """Start to record `speaker.monitor` (what the assistant says) or `microphone` (what it hears)."""
        return Recording(device, env=self.env, rate=RATE, period_ms=period_ms)

    def await_listener(self, *, listening: bool = True) -> None:
        """Until a program records the microphone; or until none does."""
        self.server.wait_until(lambda: self._is_recorded("microphone") == listening, "a listener" if listening else "privacy")

    def say(self, wav: Path) -> float:
        """Play into the microphone until it is over; returns about when the first sample was heard (CLOCK_MONOTONIC)."""
        start = time.monotonic()
        with self.begin_to_say(wav) as player:
            if player.wait():
                raise RuntimeError(f"{wav} could not be played")
        return start + PLAYER_DELAY_S

    def begin_to_say(self, wav: Path, *, latency_ms: int = 200) -> subprocess.Popen[bytes]:
        """The same without waiting; the caller waits for the player. Short latencies shorten the card's period too.

        With 20 ms in hand the player drops sound as soon as the machine is busy.
        """
        command = [*ahead(), "paplay", "--device=mic_in", f"--latency-msec={latency_ms}", str(wav)]
        return subprocess.Popen(command, env=self.env)

    @contextmanager
    def hiss(self, level_db: float = -60.0, for_s: float = 60.0) -> Iterator[None]:
        """A room with a steady noise of so many dB full scale in it; the card keeps its period."""
        noise = np.random.default_rng(1).normal(0, 32768 * 10 ** (level_db / 20), round(for_s * RATE))
        with tempfile.TemporaryDirectory() as folder:
            wav = write_wav(Path(folder) / "hiss.wav", np.rint(noise).astype(np.int16), RATE)
            player = self.begin_to_say(wav)
            try:
                yield
            finally:
                player.terminate()
                player.wait()

    def say_speech(self, wav: Path) -> tuple[float, float]:
        """As `say`; returns when the speech in it began and ended (its silent edges left out)."""
        audio, rate = read_wav(wav)
        spoken = find_sounds(audio, rate, threshold_db=-40)
        start = self.say(wav)
        return start + spoken[0].start, start + spoken[-1].end

    def echo(self, echo: Echo | None) -> None:
        """Lead the loudspeaker back into the microphone; None ends it."""
        if self._echo_module:
            self.server.pactl("unload-module", self._echo_module)
            self._echo_module = ""
        if echo:
            self._echo_module = self._load(
                "module-loopback", "source=speaker.monitor", "sink=mic_in", f"latency_msec={echo.delay_ms}",
                "source_dont_move=true", "sink_dont_move=true",
            )  # fmt: skip
            self.server.wait_until(lambda: self._echo_stream() != "", "the echo")
            # a linear factor: decibels would be taken relative to a remembered volume
            self.server.pactl("set-sink-input-volume", self._echo_stream(), f"{10 ** (echo.gain_db / 20):.4f}")

    def break_(self, fault: Fault) -> None:
        """Let it happen. After SPEAKER_BACK and SERVER_BACK on PulseAudio this returns when its first block, of 2 s, is over."""
        match fault:
            case Fault.MICROPHONE_GONE:
                self._unload("source_name=microphone ")
            case Fault.MICROPHONE_BACK:
                self._add_source("microphone", "mic_in")
                self._make_default(source="microphone")
            case Fault.SPEAKER_GONE:
                self._unload("sink_name=speaker ")
            case Fault.SPEAKER_BACK:
                self._add_sink("speaker", channels=2)
                self._make_default(sink="speaker")
                self._await_small_blocks()
            case Fault.NEW_DEFAULT:
                self._add_second_pair()
                self._make_default(sink="speaker2", source="microphone2")
            case Fault.OLD_DEFAULT:
                self._make_default(sink="speaker", source="microphone")
            case Fault.MUTED | Fault.UNMUTED:
                self.server.pactl("set-source-mute", "microphone", "1" if fault is Fault.MUTED else "0")
            case Fault.SERVER_DEAD:
                self.server.stop()
            case Fault.SERVER_BACK:
                self._set_up()
            case _:
                self._break_second(fault)

    def _break_second(self, fault: Fault) -> None:
        """The pair that is not the default any more."""
        match fault:
            case Fault.SECOND_MICROPHONE_GONE:
                self._unload("source_name=microphone2 ")
            case Fault.SECOND_MICROPHONE_BACK:
                self._add_source("microphone2", "mic_in2")
            case Fault.SECOND_SPEAKER_GONE:
                self._unload("sink_name=speaker2 ")
            case Fault.SECOND_SPEAKER_BACK:
                self._add_sink("speaker2", channels=2)

    def close(self) -> None:
        """End everything."""
        self.server.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def _set_up(self) -> None:
        self.server.start()
        self._add_sink("speaker", channels=2)
        self._add_sink("mic_in", channels=1)
        # Many programs (Qt among them) hide monitors; a remapped source is offered as a real microphone.
        self._add_source("microphone", "mic_in")
        self._make_default(sink="speaker", source="microphone")
        self._await_small_blocks()

    def _add_sink(self, name: str, *, channels: int) -> None:
        layout = ["channel_map=mono"] if channels == 1 else []
        properties = f"sink_properties=device.description=Rig-{name}"
        self._load("module-null-sink", f"sink_name={name} ".strip(), f"rate={RATE}", f"channels={channels}", *layout, properties)
        # This reader sets the period for the sink's whole life; its name says what it shall read.
        reader = ("parec", f"--device={name}.monitor", f"--stream-name={name}.monitor")
        self.server.spawn(*reader, f"--latency-msec={PERIOD_MS}", "--raw", "/dev/null")

    def _add_second_pair(self) -> None:
        if not self._exists("sources", "microphone2"):
            self._add_sink("speaker2", channels=2)
            self._add_sink("mic_in2", channels=1)
            self._add_source("microphone2", "mic_in2")

    def _add_source(self, name: str, sink: str) -> None:
        self._load(
            "module-remap-source", f"source_name={name}", f"master={sink}.monitor", "channels=1", "channel_map=mono",
            f"source_properties=device.description=Rig-{name}",
        )  # fmt: skip

    def _make_default(self, *, sink: str = "", source: str = "") -> None:
        for kind, name in (("sink", sink), ("source", source)):
            if name:
                self.server.wait_until(lambda kind=kind, name=name: self._exists(f"{kind}s", name), name)  # type: ignore[misc]
                # PipeWire answers before its session keeper can keep a default ("Not supported"): ask until it is kept.
                self.server.wait_until(lambda kind=kind, name=name: self._is_default(kind, name), f"default {kind}")  # type: ignore[misc]
        self._lead_readers_back()

    def _is_default(self, kind: str, name: str) -> bool:
        self.server.pactl(f"set-default-{kind}", name, check=False)
        return f"Default {kind.title()}: {name}\n" in self.server.pactl("info")

    def _exists(self, kind: str, name: str) -> bool:
        return any(line.split("\t")[1] == name for line in self.server.pactl("list", "short", kind).splitlines())

    def _is_recorded(self, source: str) -> bool:
        lines = [line.split("\t") for line in self.server.pactl("list", "short", "sources").splitlines()]
        numbers = {number for number, name, *_ in lines if name == source}
        return any(line.split("\t")[1] in numbers for line in self.server.pactl("list", "short", "source-outputs").splitlines())

    def _load(self, module: str, *arguments: str) -> str:
        return self.server.pactl("load-module", module, *arguments).strip()

    def _unload(self, argument: str) -> None:
        for line in self.server.pactl("list", "short", "modules").splitlines():
            if argument in line + " ":
                self.server.pactl("unload-module", line.split("\t")[0])

    def _echo_stream(self) -> str:
        stream = ""
        for line in self.server.pactl("list", "sink-inputs").splitlines():
            if line.startswith("Sink Input #"):
                stream = line.removeprefix("Sink Input #")
            elif line.strip() == f"Owner Module: {self._echo_module}":
                return stream
        return ""

    def _lead_readers_back(self) -> None:
        """To the monitor that each reader of ours is named after.

        PulseAudio moves whoever reads the default source when another becomes the default; while there is no microphone, the
        monitor of the loudspeaker is that. A sink without its reader works in blocks of 2 s.
        """
        if self.server.kind != "pulse":
            return
        numbers = {source["name"]: source["index"] for source in self._list("sources")}
        for reader in self._list("source-outputs"):
            wanted = numbers.get(reader["properties"].get("media.name"))
            if wanted not in (None, reader["source"]):
                self.server.pactl("move-source-output", str(reader["index"]), str(wanted))

    def _await_small_blocks(self) -> None:
        """A fresh PulseAudio null sink works in blocks of 2 s until its reader asks for less; the one under way must end."""
        if self.server.kind == "pulse":
            self.server.wait_until(self._has_small_blocks, "a sound card with short periods")

    def _has_small_blocks(self) -> bool:
        self._lead_readers_back()  # whoever connected in the meantime
        return all(max(sink["latency"].values()) <= 2000 * PERIOD_MS for sink in self._list("sinks"))

    def _list(self, kind: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = json.loads(self.server.pactl("-f", "json", "list", kind))
        return found
