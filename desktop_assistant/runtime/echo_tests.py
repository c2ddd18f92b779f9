"""The self-test of loudspeaker and microphone: asks the audio process, and keeps the result for each pair of devices."""

import asyncio
import json
import logging
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from desktop_assistant.core.audio import DevicePair, Duplex
from desktop_assistant.core.snapshot import EchoCause, EchoTest
from desktop_assistant.runtime.ports import AudioPort

log = logging.getLogger(__name__)

_MOST = 50
"""Pairs that are remembered; the oldest is forgotten first, but none with which the person decided something."""


class EchoTests:
    """`path` is a small file of ours; what cannot be read of it is made anew: a test takes seconds to repeat."""

    def __init__(self, audio: AudioPort, path: Path, wall: Callable[[], float]) -> None:
        self._audio, self._path, self._wall = audio, path, wall
        self._kept: dict[DevicePair, EchoTest] = {}
        self._is_loaded = False
        self._file = asyncio.Lock()
        """One thread at a time reads or writes it."""

    async def load(self) -> None:
        """Read the file, in a thread; until then nothing is known."""
        async with self._file:
            if not self._is_loaded:
                found = await asyncio.to_thread(self._read)
                self._kept = {test.pair: test for test in found}
                self._is_loaded = True

    async def run(self) -> EchoTest:
        """Takes some seconds; DeviceError with one sentence. What the person decided for these devices stays."""
        heard = replace(await self._audio.test_echo(), tested_at=self._wall())
        await self.load()
        kept = self._kept
        before = kept.pop(heard.pair, None)
        result = kept[heard.pair] = replace(heard, rests=before is not None and before.rests)
        for oldest in [pair for pair, test in kept.items() if not test.rests][:-_MOST]:
            del kept[oldest]
        await self.keep()
        return result

    def let_rest(self, pair: DevicePair, on: bool) -> None:
        """The microphone shall rest with this pair, which was tested, or no longer; `keep` makes it last."""
        if pair in self._kept:
            self._kept[pair] = replace(self._kept[pair], rests=on)

    @property
    def resting_pairs(self) -> tuple[DevicePair, ...]:
        """With which the microphone rests while the assistant speaks, because the person accepted that."""
        return tuple(pair for pair, test in self._kept.items() if test.rests)

    async def keep(self) -> None:
        """Write what is known, in a thread."""
        async with self._file:
            await asyncio.to_thread(self._write, list(self._kept.values()))

    def kept(self) -> EchoTest | None:
        """The result for the devices that are in use, or would be."""
        return self._kept.get(self._audio.pair)

    def _read(self) -> list[EchoTest]:
        try:
            kept = json.loads(self._path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return []
        except (OSError, ValueError) as error:
            log.info("Kept echo tests could not be read: %s", error)
            return []
        found = [_test_or_none(one) for one in kept] if isinstance(kept, list) else []
        return [test for test in found if test is not None]

    def _write(self, tests: list[EchoTest]) -> None:
        part = self._path.with_suffix(".part")
        try:
            part.write_text(json.dumps([asdict(test) for test in tests], default=lambda enum: enum.value), encoding="utf-8")
            part.replace(self._path)
        except OSError as error:
            log.info("The echo test could not be kept: %s", error)


def _test_or_none(values: Any) -> EchoTest | None:
    try:
        return _test(values)
    except (ValueError, TypeError, KeyError) as error:
        log.info("A kept echo test could not be read: %s", error)
        return None


def _test(values: Any) -> EchoTest:
    """Raises ValueError, TypeError or KeyError for what is no test."""
    if not isinstance(values, dict) or not all(isinstance(values[name], str) for name in ("input_device", "output_device")):
        raise TypeError("not a test of two devices")
    values = {"rests": False, **values}  # before it could be decided, it did not
    if not isinstance(values["rests"], bool):
        raise TypeError("not a decision")
    for name in ("tested_at", "echo_db", "removed_db", "noise_db", *(("delay_ms",) if values["delay_ms"] is not None else ())):
        values[name] = float(values[name])
    cause = values["cause"]
    return EchoTest(**{**values, "duplex": Duplex(values["duplex"]), "cause": EchoCause(cause) if cause else None})
