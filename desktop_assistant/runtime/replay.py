"""Plays kept sound of the conversation again, through the audio process and past the session: nothing of it changes."""

import asyncio
from collections import deque

from desktop_assistant.runtime.ports import AudioPort, StorePort


class Replayer:
    """The audio process answers every replay with one ReplayEnded, in their order."""

    def __init__(self, audio: AudioPort, store: StorePort) -> None:
        self._audio = audio
        self._store = store
        self._waiting: deque[asyncio.Future[None]] = deque()

    async def play(self, conversation_id: str, item_id: str) -> None:
        """Returns when it was heard out, stopped, or replaced by the next; raises StoreError if there is nothing to hear."""
        recording = await self._store.recording(conversation_id, item_id)
        ended: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append(ended)
        self._audio.replay(recording)
        await ended

    def stop(self) -> None:
        """Silence, if something is played."""
        if self._waiting:
            self._audio.stop_replay()

    def ended(self) -> None:
        """The audio process says so of the oldest."""
        if self._waiting:
            ended = self._waiting.popleft()
            if not ended.done():  # whoever asked may be gone
                ended.set_result(None)
