"""Typing with a text model, over true HTTP; the session of the program as its user, and the link alone."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from desktop_assistant.core.commands import (
    AppendAudio,
    CancelResponse,
    CommitInput,
    CreateItem,
    CreateResponse,
    DeleteItem,
    UpdateSession,
)
from desktop_assistant.core.items import Item, Role, TextPart
from desktop_assistant.core.local_events import LinkClosed, LinkOpened
from desktop_assistant.core.problems import Problem, ProblemCode
from desktop_assistant.core.server_events import (
    AssistantTextDelta,
    AssistantTextDone,
    ResponseFinished,
    ResponseStatus,
    SessionReady,
    SessionUpdated,
)
from desktop_assistant.core.session_config import SessionConfig
from desktop_assistant.engine.chain.services import Stage
from desktop_assistant.engine.text_only import TextLink
from desktop_assistant.transport.credentials import check_chain
from tests.engine.chat_server import chat_server
from tests.transport.test_connection import Sink


def said(text: str, role: Role = Role.USER, item_id: str = "") -> CreateItem:
    return CreateItem(item=Item(id=item_id or text, role=role, parts=(TextPart(text=text),)))


def words(text: str) -> list[dict[str, Any]]:
    return [{"content": piece} for piece in text.split(" ")]


def link_to(url: str, sink: Sink, key: str = "") -> TextLink:
    async def stage() -> Stage:
        return Stage(url=url, model="tiny", key=key, api="chat")

    async def check(at: Stage) -> Problem | None:
        return await check_chain([(at.url, at.key)])

    return TextLink(stage, check, sink)


@asynccontextmanager
async def opened(url: str) -> AsyncIterator[tuple[TextLink, Sink]]:
    sink = Sink()
    link = link_to(url, sink)
    link.open()
    link.open()
    await sink.until(SessionReady)
    link.send(UpdateSession(config=SessionConfig(instructions="Be brief.")))
    yield link, sink
    await link.aclose()


async def test_what_is_typed_is_answered_as_it_is_written_and_remembered() -> None:
    async with chat_server(words("It is four."), words("Eight.")) as server, opened(server.url) as (link, sink):
        assert [type(e) for e in sink.events] == [LinkOpened, SessionReady, SessionUpdated]
        link.send(said("two plus two?"))
        link.send(CreateResponse())
        assert (await sink.until(ResponseFinished)).status is ResponseStatus.COMPLETED
        deltas = [e.text for e in sink.events if isinstance(e, AssistantTextDelta)]
        assert deltas == ["It", "is", "four."]
        assert (await sink.until(AssistantTextDone)).spoken is False
        link.send(said("and twice that?"))
        link.send(CreateResponse())
        await sink.until(ResponseFinished, 2)
    assert [(m["role"], m["content"]) for m in server.requests[1]["messages"]] == [
        ("system", "Be brief."),
        ("user", "two plus two?"),
        ("assistant", "Itisfour."),
        ("user", "and twice that?"),
    ]


async def test_items_keep_their_places_and_may_be_taken_out() -> None:
    async with chat_server(words("Yes.")) as server, opened(server.url) as (link, sink):
        link.send(said("b"))
        link.send(CreateItem(item=said("a").item, previous_item_id="root"))
        link.send(CreateItem(item=said("c").item, previous_item_id="b"))
        link.send(said("gone"))
        link.send(DeleteItem(item_id="gone"))
        link.send(CreateResponse())
        await sink.until(ResponseFinished)
    assert [m["content"] for m in server.requests[0]["messages"]] == ["Be brief.", "a", "b", "c"]


async def test_sound_means_nothing_to_it() -> None:
    async with chat_server() as server, opened(server.url) as (link, sink):
        count = len(sink.events)
        link.send(AppendAudio(audio=bytes(960)))
        link.send(CommitInput())
        assert (link.waiting_sound, link.may_squeeze, len(sink.events)) == (0, False, count)


async def test_an_answer_is_broken_off_and_what_was_read_is_remembered() -> None:
    async with chat_server([{"content": "Once"}, {"hold": True}], words("Fine.")) as server, opened(server.url) as (link, sink):
        link.send(said("a story"))
        link.send(CreateResponse())
        await sink.until(AssistantTextDelta)
        link.send(CancelResponse())
        assert (await sink.until(ResponseFinished)).status is ResponseStatus.CANCELLED
        await asyncio.wait_for(server.left.wait(), 30)
        link.send(said("stop"))
        link.send(CreateResponse())
        await sink.until(ResponseFinished, 2)
    assert [m["content"] for m in server.requests[1]["messages"]] == ["Be brief.", "a story", "Once", "stop"]


@pytest.mark.parametrize("reply", [500, [], 'data: {"error": {"message": "no"}}\n\n'])
async def test_a_model_that_cannot_answer_says_so_and_may_be_asked_again(reply: Any) -> None:
    async with chat_server(reply, words("Now.")) as server, opened(server.url) as (link, sink):
        link.send(said("hello"))
        link.send(CreateResponse())
        failed = await sink.until(ResponseFinished)
        assert failed.status is ResponseStatus.FAILED
        assert failed.error_code
        link.send(CreateResponse())
        assert (await sink.until(ResponseFinished, 2)).status is ResponseStatus.COMPLETED


@pytest.mark.expects_logs("could not make sense")
async def test_what_nobody_can_read_ends_the_answer_too() -> None:
    async with chat_server(f"data: {'[' * 100_000}\n\n") as server, opened(server.url) as (link, sink):
        link.send(said("hello"))
        link.send(CreateResponse())
        assert (await sink.until(ResponseFinished)).status is ResponseStatus.FAILED


async def test_a_model_that_is_gone_ends_the_link_so_that_somebody_else_may_answer() -> None:
    async with chat_server() as server:
        url = server.url
        async with opened(url) as (link, sink):
            server_gone = "http://127.0.0.1:9/v1"
            link._services.chain = type(link._services.chain)(text=Stage(url=server_gone, model="tiny", api="chat"))
            link.send(said("hello"))
            link.send(CreateResponse())
            closed = await sink.until(LinkClosed)
            assert closed.problem.code is ProblemCode.SERVER_UNREACHABLE
            assert closed.retryable
            assert not [e for e in sink.events if isinstance(e, ResponseFinished)], "it is asked again, not over"
            link.send(CreateResponse())
            link.open()
            await sink.until(SessionReady, 2)


@pytest.mark.parametrize(
    ("url", "code", "retryable"),
    [("", ProblemCode.ADDRESS_UNUSABLE, False), ("http://127.0.0.1:9/v1", ProblemCode.NETWORK_DOWN, True)],
)
async def test_nobody_there_is_said_when_it_is_opened(url: str, code: ProblemCode, retryable: bool) -> None:
    sink = Sink()
    link = link_to(url, sink)
    link.open()
    closed = await sink.until(LinkClosed)
    assert (closed.problem.code, closed.retryable) == (code, retryable)
    await link.aclose()


async def test_it_is_closed_when_asked_and_takes_no_more() -> None:
    async with chat_server() as server, opened(server.url) as (link, sink):
        link.close()
        assert (await sink.until(LinkClosed)).problem is None
        link.send(said("too late"))
        assert isinstance(sink.events[-1], LinkClosed)
