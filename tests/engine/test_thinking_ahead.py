"""While it is not sure that the question is over: the chat server may think, but nothing is said or done."""

import asyncio
from pathlib import Path

import pytest

from desktop_assistant.engine.responder.ahead import Ahead
from desktop_assistant.engine.responder.chat import ChatResponder
from desktop_assistant.engine.responder.chat_server import ChatServer
from desktop_assistant.engine.responder.port import Ask, Message, Piece, Sentence, Trouble
from desktop_assistant.engine.responder.skills import SkillResponder
from tests.engine.chat_server import chat_server
from tests.engine.test_skills import Home


def question(text: str, settled: asyncio.Event) -> Ask:
    async def wait() -> None:
        await settled.wait()

    return Ask(history=(Message(role="user", text=text),), settled=wait)


async def read(responder: ChatResponder | SkillResponder, ask: Ask) -> list[Piece]:
    return [piece async for piece in responder.answer(ask)]


async def let_others_run() -> None:
    for _ in range(50):
        await asyncio.sleep(0)


async def test_the_server_is_asked_at_once_and_heard_when_the_turn_is_settled(tmp_path: Path) -> None:
    settled = asyncio.Event()
    async with chat_server([{"content": "Shakespeare wrote it."}]) as server:
        responder = ChatResponder(Home(tmp_path).skills, ChatServer(server.url, "tiny"))
        reading = asyncio.create_task(read(responder, question("Who wrote Hamlet?", settled)))
        async with asyncio.timeout(30):
            while not server.requests:  # noqa: ASYNC110 - the server is a fake without a signal for this
                await asyncio.sleep(0.01)
        assert not reading.done()
        settled.set()
        assert [piece.text for piece in await reading if isinstance(piece, Sentence)] == ["Shakespeare wrote it."]


async def test_a_turn_that_goes_on_leaves_the_server(tmp_path: Path) -> None:
    async with chat_server([{"content": "Never said."}, {"hold": True}]) as server:
        responder = ChatResponder(Home(tmp_path).skills, ChatServer(server.url, "tiny"))
        reading = asyncio.create_task(read(responder, question("Who wrote", asyncio.Event())))
        async with asyncio.timeout(30):
            while not server.requests:  # noqa: ASYNC110
                await asyncio.sleep(0.01)
        reading.cancel()
        await asyncio.wait_for(server.left.wait(), 30)
        with pytest.raises(asyncio.CancelledError):
            await reading


@pytest.mark.parametrize("with_server", [True, False])
async def test_no_timer_is_set_before_the_turn_is_settled(tmp_path: Path, with_server: bool) -> None:
    home, settled = Home(tmp_path), asyncio.Event()
    async with chat_server([{"content": "I would."}, {"hold": True}]) as server:
        responder = ChatResponder(home.skills, ChatServer(server.url, "tiny")) if with_server else SkillResponder(home.skills)
        reading = asyncio.create_task(read(responder, question("set a timer for five minutes", settled)))
        await let_others_run()
        assert not (tmp_path / "timers.json").exists()
        settled.set()
        assert await reading == [Sentence(text="Timer set for 5 minutes.")]
    assert (tmp_path / "timers.json").exists()


async def test_a_server_that_is_absent_is_said_after_the_turn_too(tmp_path: Path) -> None:
    settled = asyncio.Event()
    responder = ChatResponder(Home(tmp_path).skills, ChatServer("http://127.0.0.1:9/v1", "tiny"))
    reading = asyncio.create_task(read(responder, question("Who wrote Hamlet?", settled)))
    await let_others_run()
    settled.set()
    assert isinstance((await reading)[0], Trouble)


async def test_running_ahead_keeps_order_and_passes_errors_on() -> None:
    async def numbers(fail: bool):  # type: ignore[no-untyped-def]
        for n in range(5):
            yield n
            await asyncio.sleep(0)
        if fail:
            raise ValueError("no more")

    ahead = Ahead(numbers(False))
    assert [n async for n in ahead.pieces()] == [0, 1, 2, 3, 4]
    await ahead.aclose()
    failing = Ahead(numbers(True))
    with pytest.raises(ValueError, match="no more"):
        _ = [n async for n in failing.pieces()]
    await failing.aclose()
    unread = Ahead(numbers(True))
    await unread.aclose()
