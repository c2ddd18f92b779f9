"""One sentence in a voice, over a short connection of its own, so that the conversation is not touched."""

import asyncio
from collections.abc import Callable

from desktop_assistant.core.audio import Recording
from desktop_assistant.core.commands import CreateResponse, UpdateSession
from desktop_assistant.core.errors import TransportError
from desktop_assistant.core.local_events import LinkClosed, LocalEvent
from desktop_assistant.core.server_events import (
    AudioDelta,
    ProviderError,
    ResponseFinished,
    ServerEvent,
    SessionReady,
    SessionUpdated,
)
from desktop_assistant.core.session_config import SessionConfig
from desktop_assistant.runtime.ports import LinkPort, Sink

SENTENCE = "Hello, this is how I sound."
TIMEOUT_S = 15.0


class VoicePreview:
    """One use: `await VoicePreview(...).run()`; raises TransportError with a sentence when there is nothing to hear."""

    def __init__(self, *, make_link: Callable[[Sink], LinkPort], config: SessionConfig) -> None:
        self._link = make_link(self._on_event)
        self._config = config
        self._done: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        self._sound = bytearray()

    async def run(self) -> Recording:
        """The sentence when all of it has arrived, in a format of its provider, which need not be that of the session."""
        timer = asyncio.get_running_loop().call_later(TIMEOUT_S, self._finish, "the provider did not answer in time")
        self._link.open()
        try:
            if problem := await self._done:
                raise TransportError(problem, retryable=True)
        finally:
            timer.cancel()
            await self._link.aclose()
        return Recording(audio=bytes(self._sound), format=self._config.output_format)

    def _on_event(self, event: LocalEvent | ServerEvent) -> None:
        match event:
            case SessionReady():
                self._link.send(UpdateSession(config=self._config))
            case SessionUpdated():
                self._link.send(CreateResponse(instructions=f'Say exactly: "{SENTENCE}"'))
            case AudioDelta(audio=audio):
                self._sound += audio
            case ResponseFinished():
                self._finish("" if self._sound else "the provider sent no sound")
            case ProviderError(message=message):
                self._finish(message or "the provider refused to say it")
            case LinkClosed(problem=problem):
                self._finish((problem.detail if problem else "") or "the connection was closed")

    def _finish(self, problem: str) -> None:
        if not self._done.done():
            self._done.set_result(problem)
