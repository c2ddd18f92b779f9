"""The self-test of loudspeaker and microphone: asks the audio process, and keeps the result for each pair of devices."""

import asyncio
import json
import logging
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from desktop_assistant.core.audio import Duplex
from desktop_assistant.core.snapshot import EchoCause, EchoTest
from desktop_assistant.runtime.ports import AudioPort

log = logging.getLogger(__name__)

_MOST = 50
"""Pairs that are remembered; the oldest is forgotten first."""


class EchoTests:
    """`path` is a small file of ours, made anew if it cannot be read: a test takes seconds to repeat."""

    def __init__(self, audio: AudioPort, path: Path, wall: Callable[[], float]) -> None:
        self._audio, self._path, self._wall = audio, path, wall
        self._kept: dict[tuple[str, str], EchoTest] = {}
        self._is_loaded = False

    async def load(self) -> None:
        """Read the file, in a thread; until then nothing is known."""
        if not self._is_loaded:
            self._is_loaded = True
            found = await asyncio.to_thread(self._read)
            self._kept = {(test.input_device, test.output_device): test for test in found} | self._kept

    async def run(self) -> EchoTest:
        """Takes some seconds; DeviceError with one sentence."""
        result = replace(await self._audio.test_echo(), tested_at=self._wall())
        await self.load()
        kept = self._kept
        pair = (result.input_device, result.output_device)
        kept.pop(pair, None)
        kept[pair] = result
        for oldest in list(kept)[:-_MOST]:
            del kept[oldest]
        await asyncio.to_thread(self._write, list(kept.values()))
        return result

    def kept(self) -> EchoTest | None:
        """The result for the devices that are in use, or would be."""
        return self._kept.get(self._audio.pair)

    def _read(self) -> list[EchoTest]:
        try:
            kept = json.loads(self._path.read_text(encoding="utf-8"))
            return [_test(one) for one in kept] if isinstance(kept, list) else []
        except FileNotFoundError:
            return []
        except (OSError, ValueError, TypeError, KeyError) as error:
            log.info("Kept echo tests could not be read: %s", error)
            return []

    def _write(self, tests: list[EchoTest]) -> None:
        try:
            self._path.write_text(json.dumps([asdict(test) for test in tests], default=lambda enum: enum.value), encoding="utf-8")
        except OSError as error:
            log.info("The echo test could not be kept: %s", error)


def _test(values: Any) -> EchoTest:
    """Raises ValueError, TypeError or KeyError for what is no test."""
    if not isinstance(values, dict) or not all(isinstance(values[name], str) for name in ("input_device", "output_device")):
        raise TypeError("not a test of two devices")
    for name in ("tested_at", "echo_db", "removed_db", "noise_db", *(("delay_ms",) if values["delay_ms"] is not None else ())):
        values[name] = float(values[name])
    cause = values["cause"]
    return EchoTest(**{**values, "duplex": Duplex(values["duplex"]), "cause": EchoCause(cause) if cause else None})
