"""The responses of one conversation: at most one writes to it at a time, others may run beside it; each can be cancelled.

A response is a task beside the client's events. It awaits its question first (the words of the user may still be on their way),
then its words and sound go out as they come.
"""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from desktop_assistant.engine.chain.bill import Bill
from desktop_assistant.engine.chain.services import ServiceFailed
from desktop_assistant.engine.fields import JsonObject, Refused
from desktop_assistant.engine.items import Items
from desktop_assistant.engine.responder.port import Ask, Responder
from desktop_assistant.engine.response import ResponseWriter, Send
from desktop_assistant.engine.speaking import Speaker

log = logging.getLogger(__name__)
Question = Callable[[], Awaitable[Ask]]


@dataclass(frozen=True, eq=False)
class _Running:
    writer: ResponseWriter
    task: "asyncio.Task[None]"


class Answering:
    """Acquires: one task per response, released by `aclose`. `on_end(ms of sound)` is told of each that wrote to `items`,
    `leave()` ends the connection."""

    def __init__(
        self,
        send: Send,
        conversation_id: str,
        items: Items,
        speaker: Speaker,
        on_end: Callable[[float], None],
        leave: Callable[[ServiceFailed], Awaitable[None]],
        bill: Bill | None,
    ) -> None:
        self._send = send
        self._conversation_id = conversation_id
        self._items = items
        self._speaker = speaker
        self._on_end = on_end
        self._leave = leave
        self._bill = bill
        self._active: _Running | None = None
        self._beside: set[_Running] = set()

    @property
    def active_id(self) -> str | None:
        """The response that writes to the conversation."""
        return self._active.writer.id if self._active is not None else None

    def start(
        self,
        session: JsonObject,
        responder: Responder,
        question: Question,
        *,
        beside: bool = False,
        metadata: JsonObject | None = None,
    ) -> None:
        """Answer; `beside`: without a trace in the conversation."""
        items = None if beside else self._items
        writer = ResponseWriter(
            self._send, session, items, conversation_id=self._conversation_id, metadata=metadata, bill=self._bill
        )
        running = _Running(writer, asyncio.create_task(self._respond(writer, responder, question, session)))
        if beside:
            self._beside.add(running)
        else:
            self._active = running

    async def cancel(self, wanted: str) -> None:
        """The client's wish: the one with this id, or the active one if it is empty."""
        running = [self._active] if self._active is not None else []
        if wanted:
            running = [r for r in (*running, *self._beside) if r.writer.id == wanted]
        if not running:
            raise Refused("response_cancel_not_active", "Cancellation failed: no active response found.")
        await self._stop(running[0], "client_cancelled")

    async def interrupt(self) -> None:
        """The user speaks."""
        if self._active is not None:
            await self._stop(self._active, "turn_detected")

    async def aclose(self) -> None:
        """Stop everything."""
        tasks = [r.task for r in (self._active, *self._beside) if r is not None]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _respond(self, writer: ResponseWriter, responder: Responder, question: Question, session: JsonObject) -> None:
        try:
            await writer.created()
            ask = await question()
            writer.count_input(text=sum(len(m.text) for m in ask.history), audio_ms=sum(e.audio_ms for e in self._items))
            await self._speaker.perform(writer, responder, ask, session)
            await self._finish(writer, "completed")
        except ServiceFailed as error:  # nobody there: whoever asks again may be answered
            await self._leave(error)
        except Exception:  # one answer may fail in any way; the conversation must not
            log.exception("response failed")
            await self._finish(writer, "failed", code="server_error", message="The local engine could not answer.")

    async def _finish(self, writer: ResponseWriter, status: str, reason: str = "", *, code: str = "", message: str = "") -> None:
        if self._active is not None and self._active.writer is writer:
            self._active = None
            self._on_end(writer.audio_ms)
        self._beside = {running for running in self._beside if running.writer is not writer}
        await writer.finish(status, reason, code=code, message=message)

    async def _stop(self, running: _Running, reason: str) -> None:
        running.task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await running.task
        await self._finish(running.writer, "cancelled", reason)
