"""Typing with a text model when nobody is left who hears: a link without a socket or a sound, in this process.

It is one of the conductor's links: it takes the session's commands, keeps the conversation as it is told it, and answers in
writing over plain HTTP, streaming. Commands about sound mean nothing to it.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace

from desktop_assistant.core.commands import (
    CancelResponse,
    ClientCommand,
    CreateItem,
    CreateResponse,
    DeleteItem,
    UpdateSession,
)
from desktop_assistant.core.items import Item, ItemKind, ItemStatus, Role, TextPart
from desktop_assistant.core.local_events import LinkClosed, LinkOpened, LocalEvent
from desktop_assistant.core.problems import Problem, ProblemCode
from desktop_assistant.core.server_events import (
    AssistantTextDelta,
    AssistantTextDone,
    ItemAdded,
    ItemDeleted,
    ItemDone,
    ResponseFinished,
    ResponseStarted,
    ResponseStatus,
    ServerEvent,
    SessionReady,
    SessionUpdated,
    Usage,
    UsageReported,
)
from desktop_assistant.engine.chain.bill import Bill
from desktop_assistant.engine.chain.model import ChainedModel
from desktop_assistant.engine.chain.services import Chain, ServiceFailed, Services
from desktop_assistant.engine.chain.services import Stage as Stage
from desktop_assistant.engine.items import new_id
from desktop_assistant.engine.responder.chat_server import ChatFailed
from desktop_assistant.engine.responder.port import Ask, Message

log = logging.getLogger(__name__)

_ROOT = "root"
_LASTING = (ProblemCode.SERVER_UNREACHABLE, ProblemCode.NETWORK_DOWN, ProblemCode.PROVIDER_FAILED, ProblemCode.RATE_LIMITED)
"""What may be over the next time."""


class TextLink:
    """See LinkPort. Acquires a task to see whether the model is there, one for each answer, an HTTP client; `aclose` releases.

    stage: where the model is, with its key; raises nothing. check: asks it for next to nothing; None = it is there.
    """

    waiting_sound = 0
    may_squeeze = False

    def __init__(
        self,
        stage: Callable[[], Awaitable[Stage]],
        check: Callable[[Stage], Awaitable[Problem | None]],
        sink: Callable[[LocalEvent | ServerEvent], None],
    ) -> None:
        self._stage = stage
        self._check = check
        self._sink = sink
        self._services = Services()
        self._bill = Bill()
        self._model = ChainedModel(self._services, self._bill)
        self._items: list[Item] = []
        self._instructions = ""
        self._opening: asyncio.Task[None] | None = None
        self._answering: asyncio.Task[None] | None = None
        self._is_open = False

    def open(self) -> None:
        """See LinkPort."""
        if not self._is_open and self._opening is None:
            self._items.clear()
            self._opening = asyncio.get_running_loop().create_task(self._open(), name="text-link")

    def send(self, command: ClientCommand) -> None:
        """See LinkPort."""
        if not self._is_open:
            return
        match command:
            case UpdateSession(config=config):
                self._instructions = config.instructions
                self._sink(SessionUpdated())
            case CreateItem(item=item, previous_item_id=previous):
                self._insert(item, previous)
            case DeleteItem(item_id=item_id):
                self._items = [item for item in self._items if item.id != item_id]
                self._sink(ItemDeleted(item_id=item_id))
            case CreateResponse():
                self._answering = asyncio.get_running_loop().create_task(self._answer(new_id("resp")), name="text-answer")
            case CancelResponse() if self._answering is not None:
                self._answering.cancel()
            case _:
                pass  # sound

    def squeeze(self, on: bool) -> None:
        """See LinkPort."""

    def check(self) -> None:
        """See LinkPort. Each answer has a connection of its own, so there is none to doubt."""

    def close(self) -> None:
        """See LinkPort."""
        self._end(LinkClosed())

    async def aclose(self) -> None:
        """See LinkPort."""
        self._is_open = False
        tasks = [task for task in (self._opening, self._answering) if task is not None]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self._services.aclose()

    # --- inside ---------------------------------------------------------------------------------------------------
    async def _open(self) -> None:
        try:
            stage = await self._stage()
            if not stage.url:
                problem: Problem | None = Problem(code=ProblemCode.ADDRESS_UNUSABLE, detail="no text model is set up")
            else:
                problem = await self._check(stage)
        except Exception:
            log.exception("could not look for the text model")
            problem = Problem(code=ProblemCode.SERVER_UNREACHABLE)
        self._opening = None
        if problem is not None:
            self._sink(LinkClosed(problem=problem, retryable=problem.code in _LASTING))
            return
        self._services.chain = Chain(text=stage)
        self._is_open = True
        self._sink(LinkOpened())
        self._sink(SessionReady(session_id="text"))

    def _insert(self, item: Item, previous: str | None) -> None:
        places = {one.id: place for place, one in enumerate(self._items, start=1)}
        at = 0 if previous == _ROOT else places.get(previous or "", len(self._items))
        self._items.insert(at, item)
        before = self._items[at - 1].id if at else None
        self._sink(ItemAdded(item=item, previous_item_id=before))
        self._sink(ItemDone(item=item, previous_item_id=before))

    async def _answer(self, response_id: str) -> None:
        self._sink(ResponseStarted(response_id=response_id))
        try:
            await self._write(response_id)
        except asyncio.CancelledError:
            if self._is_open:
                self._finished(response_id, ResponseStatus.CANCELLED)
        except ServiceFailed as error:
            if error.is_away:
                self._end(LinkClosed(problem=Problem(code=ProblemCode.SERVER_UNREACHABLE)))
            else:
                self._finished(response_id, ResponseStatus.FAILED, error.code, str(error))
        except ChatFailed as error:
            self._finished(response_id, ResponseStatus.FAILED, error.code, str(error))
        except Exception:  # whatever a server sends: nobody shall wait for an answer that does not come
            log.exception("could not make sense of the text model's answer")
            self._finished(response_id, ResponseStatus.FAILED, ProblemCode.PROVIDER_FAILED.value)
        else:
            self._finished(response_id, ResponseStatus.COMPLETED)

    async def _write(self, response_id: str) -> None:
        ask = Ask(history=tuple(_message(item) for item in self._items if item.told_text), instructions=self._instructions)
        blank = Item(id=new_id("item"), role=Role.ASSISTANT, status=ItemStatus.IN_PROGRESS)
        pieces: list[str] = []
        try:
            async for delta in self._model.deltas(ask):
                piece = str(delta.get("content") or "")
                if piece and not pieces:
                    self._insert(blank, None)
                if piece:
                    pieces.append(piece)
                    self._sink(AssistantTextDelta(response_id=response_id, item_id=blank.id, text=piece, spoken=False))
        finally:  # also of an answer that was broken off the model knows what was read
            answer = replace(blank, parts=(TextPart(text="".join(pieces)),), status=ItemStatus.COMPLETE)
            self._items = [answer if item.id == blank.id else item for item in self._items]
        if not pieces:
            raise ChatFailed("The model could not answer.", code=ProblemCode.PROVIDER_FAILED.value)
        self._sink(AssistantTextDone(response_id=response_id, item_id=blank.id, text=answer.text, spoken=False))

    def _finished(self, response_id: str, status: ResponseStatus, code: str = "", message: str = "") -> None:
        if (used := self._bill.take_written()) != Usage():
            self._sink(UsageReported(usage=used, model=self._services.chain.text.paid))
        self._sink(ResponseFinished(response_id=response_id, status=status, error_code=code, error_message=message))

    def _end(self, news: LinkClosed) -> None:
        self._is_open = False
        for task in (self._opening, self._answering):
            if task is not None and task is not asyncio.current_task():
                task.cancel()
        self._opening = None
        self._sink(news)


def _message(item: Item) -> Message:
    role = item.role.value if item.kind is ItemKind.MESSAGE else "system"
    return Message(role=role, text=item.told_text)
