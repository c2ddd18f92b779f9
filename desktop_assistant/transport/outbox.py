"""Bounded queue of commands on their way to the socket.

Sound and the commands that refer to it keep their order, so that a commit never overtakes the words it commits. Only
what ends an answer (cancel, truncate) jumps ahead: when the uplink is slow the user still wants silence on the other
side, and neither refers to buffered sound. If more than `MAX_AUDIO_BYTES` wait, the oldest sound is dropped and counted.

A picture of what is shared goes when nothing else waits, so that no word is late because of it, and never queues: the next one
takes its place.
"""

import asyncio
from collections import deque

from desktop_assistant.core.commands import AppendAudio, AppendFrame, CancelResponse, ClientCommand, TruncateItem

MAX_AUDIO_BYTES = 600 * 24_000 * 2
"""Ten minutes of PCM16 at 24 kHz: what the session says again after an outage, and as much again on a slow wire."""


class Outbox:
    """Single consumer; `put` and `get` on the same event loop."""

    def __init__(self, max_audio_bytes: int = MAX_AUDIO_BYTES) -> None:
        self._urgent: deque[ClientCommand] = deque()
        self._ordered: deque[ClientCommand] = deque()
        self._frame: AppendFrame | None = None
        self._audio_bytes = 0
        self._max_audio_bytes = max_audio_bytes
        self._filled = asyncio.Event()
        self.dropped_audio = 0
        """Packets of sound given up because the socket could not keep up."""
        self.dropped_frames = 0
        """Pictures given up for a newer one."""

    def __len__(self) -> int:
        return len(self._urgent) + len(self._ordered) + (self._frame is not None)

    @property
    def audio_bytes(self) -> int:
        """Of the sound that waits."""
        return self._audio_bytes

    def put(self, command: ClientCommand) -> None:
        """Queue a command."""
        if isinstance(command, CancelResponse | TruncateItem):
            self._urgent.append(command)
        elif isinstance(command, AppendFrame):
            self.dropped_frames += self._frame is not None
            self._frame = command
        else:
            self._ordered.append(command)
            if isinstance(command, AppendAudio):
                self._audio_bytes += len(command.audio)
                self._make_room()
        self._filled.set()

    async def get(self) -> ClientCommand:
        """The next command, waiting for one if need be."""
        while not self:
            self._filled.clear()
            await self._filled.wait()
        if self._urgent:
            return self._urgent.popleft()
        if not self._ordered and self._frame is not None:
            frame, self._frame = self._frame, None
            return frame
        command = self._ordered.popleft()
        if isinstance(command, AppendAudio):
            self._audio_bytes -= len(command.audio)
        return command

    def _make_room(self) -> None:
        while self._audio_bytes > self._max_audio_bytes:
            oldest = next(c for c in self._ordered if isinstance(c, AppendAudio))
            self._ordered.remove(oldest)
            self._audio_bytes -= len(oldest.audio)
            self.dropped_audio += 1
