"""Plays sound through the audio process, past the session, of which nothing changes: what was kept, and voices to choose."""

import asyncio
from collections import deque

from desktop_assistant.core.audio import Recording
from desktop_assistant.runtime.ports import AudioPort, StorePort


class Replayer:
    """The audio process answers every replay with one ReplayEnded, in their order."""

    def __init__(self, audio: AudioPort, store: StorePort) -> None:
        self._audio = audio
        self._store = store
        self._waiting: deque[asyncio.Future[None]] = deque()
        self._stops = 0

    async def play_kept(self, conversation_id: str, item_id: str) -> None:
        """An item's sound, unless it is stopped before it was read; raises StoreError if there is nothing to hear."""
        stops = self._stops
        recording = await self._store.recording(conversation_id, item_id)
        if stops == self._stops:
            await self.play(recording)

    async def play(self, recording: Recording) -> None:
        """Returns when it was heard out, stopped, or replaced by the next."""
        ended: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append(ended)
        self._audio.replay(recording)
        await ended

    def stop(self) -> None:
        """Silence, if something is played or about to be."""
        self._stops += 1
        if self._waiting:
            self._audio.stop_replay()

    def ended(self) -> None:
        """The audio process says so of the oldest."""
        if self._waiting:
            ended = self._waiting.popleft()
            if not ended.done():  # whoever asked may be gone
                ended.set_result(None)
