"""Everything that happened and waits for its turn; filled from any thread, emptied by the conversation.

Bounded by kind: playhead reports of the same part are coalesced (only the newest matters), waiting microphone packets
beyond `MAX_MIC_FRAMES` are dropped oldest first and counted, and whoever fills it from the network awaits `room`.
"""

import asyncio
import logging
import threading
from collections import deque
from typing import TypeVar

from desktop_assistant.core.local_events import LinkNews, LocalEvent, MicFrame, PlaybackAdvanced
from desktop_assistant.core.server_events import ServerEvent

log = logging.getLogger(__name__)

Input = LocalEvent | ServerEvent | LinkNews
T = TypeVar("T")

MAX_MIC_FRAMES = 3_000
"""A minute of 20 ms packets."""
CONGESTED_AT = 500
"""Waiting inputs from which the network reader pauses."""


class Inbox:
    """Single consumer on the event loop that made it."""

    def __init__(self) -> None:
        self._waiting: deque[Input] = deque()
        self._mic_frames = 0
        self._lock = threading.Lock()
        self._loop = asyncio.get_running_loop()
        self._loop_thread = threading.get_ident()
        self._filled = asyncio.Event()
        self._drained = asyncio.Event()
        self._drained.set()
        self.dropped_mic_frames = 0

    def put(self, event: Input) -> None:
        """From any thread."""
        with self._lock:
            self._add(event)
        if threading.get_ident() == self._loop_thread:
            self._filled.set()
        else:
            self._loop.call_soon_threadsafe(self._filled.set)

    async def get(self) -> Input:
        """The oldest, waiting for one if need be."""
        while not self._waiting:
            self._drained.set()
            self._filled.clear()
            await self._filled.wait()
        with self._lock:
            event = self._waiting.popleft()
            if isinstance(event, MicFrame):
                self._mic_frames -= 1
        if len(self._waiting) < CONGESTED_AT:
            self._drained.set()
        return event

    def take_rest(self) -> list[Input]:
        """Everything that waits, for whoever ends the conversation."""
        with self._lock:
            rest = list(self._waiting)
            self._waiting.clear()
            self._mic_frames = 0
        self._drained.set()
        if self.dropped_mic_frames:
            log.info("The conversation was too slow for %d packets of the microphone", self.dropped_mic_frames)
        return rest

    def __len__(self) -> int:
        return len(self._waiting)

    async def room(self) -> None:
        """Returns at once unless too much is waiting; then when most of it is done."""
        if len(self._waiting) >= CONGESTED_AT:
            self._drained.clear()
            await self._drained.wait()

    def _add(self, event: Input) -> None:
        if isinstance(event, PlaybackAdvanced) and self._waiting and _same_part(self._waiting[-1], event):
            self._waiting[-1] = event
            return
        self._waiting.append(event)
        if isinstance(event, MicFrame):
            self._mic_frames += 1
            if self._mic_frames > MAX_MIC_FRAMES:
                self._drop_oldest_frame()

    def _drop_oldest_frame(self) -> None:
        oldest = next(e for e in self._waiting if isinstance(e, MicFrame))
        self._waiting.remove(oldest)
        self._mic_frames -= 1
        self.dropped_mic_frames += 1


def _same_part(last: Input, event: PlaybackAdvanced) -> bool:
    return (
        isinstance(last, PlaybackAdvanced)
        and last.item_id == event.item_id
        and last.content_index == event.content_index
        and last.played_ms > 0
    )
