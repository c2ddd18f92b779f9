"""The golden sessions of every service once more, now over a true socket: transport, codec and session together.

The server says what the session's file says; what reaches it must be what the file says, word for word.
"""

import asyncio
import json
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from desktop_assistant.core.local_events import LinkClosed, LinkNews, LinkOpened, RoundTrip
from desktop_assistant.core.session_config import TalkMode
from desktop_assistant.protocol.registry import OF_ENGINE, SERVICES, codec_for
from desktop_assistant.runtime.links import Links
from desktop_assistant.session.effects import Connect, Disconnect, Send, Succeed, ToSuccessor
from desktop_assistant.session.machine import SessionMachine
from desktop_assistant.transport.connection import Link
from tests.fakes.provider_server import ProviderServer
from tests.scenarios.test_transcripts import CONFIG, local_event
from tests.transcripts.reading import Line, name_of, read, transcripts

PATIENCE_S = 20.0
KEY_HEADER = {"azure": "api-key", "voice_live": "api-key", "gemini": "x-goog-api-key"}
PATHS = {
    "azure": "/openai/realtime?api-version=2025-04-01-preview&deployment=talk",
    "voice_live": "/voice-live/realtime?api-version=2026-07-15&model=talk",
    "openai_live": "/v1/realtime",
    "gemini": "/ws/google.ai.generativelanguage.v1beta.GenerativeService.BidiGenerateContent",
}
PASTED = {"azure": "/openai/realtime?api-version=2025-04-01-preview&deployment=talk", "voice_live": "/", "gemini": "/"}


class Talk:
    """One conversation: machine, links and server, on the golden file's time."""

    def __init__(self, service: str) -> None:
        self.service = service
        self.heard: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self.server = ProviderServer(self._heard)
        self.events: asyncio.Queue[Any] = asyncio.Queue()
        self.now = 0.0
        numbers = count(1)
        capabilities = codec_for(service, url="wss://h.example/", key="k", model="talk").capabilities
        self.machine = SessionMachine(
            CONFIG,
            capabilities,
            mode=TalkMode.CLICK,
            new_id=lambda: f"local_{next(numbers)}",
            jitter=lambda: 0.5,
            wall_offset=1_795_326_000.0,
            earcons=False,
            strict=True,
        )
        self.links = Links(lambda sink: Link(codec=self._codec, sink=sink), self._sink)

    def _heard(self, message: dict[str, Any]) -> list[Any]:
        self.heard.put_nowait(message)
        return []

    def _sink(self, news: LinkNews) -> None:
        if not isinstance(news.event, RoundTrip):
            self.events.put_nowait(news)

    async def _codec(self) -> Any:
        url = self.server.url.replace("/v1/realtime", PASTED.get(self.service, "/v1/realtime"))
        return codec_for(self.service, url=url, key="secret", model="talk")

    def handle(self, event: Any) -> None:
        for effect in self.machine.handle(event, self.now):
            if isinstance(effect, Connect | Disconnect | Send | ToSuccessor | Succeed):
                self.links.perform(effect)

    async def play(self, step: Line) -> None:
        self.now += step.msg.get("seconds", 0.02) if step.dir != "out" else 0.0
        if step.dir == "out":
            assert await self.heard.get() == step.msg
        elif step.dir == "in":
            await self.server.say(json.dumps(step.msg).encode() if self.service == "gemini" else step.msg)
            await self.listen()
        elif step.msg["type"] == "LinkOpened":
            assert await self.listen() is LinkOpened
        else:
            self.handle(local_event(step.msg))

    async def listen(self) -> type:
        """One message of the server, with all that it means."""
        first = await self.events.get()
        assert not isinstance(first.event, LinkClosed), first
        self.handle(first)
        while not self.events.empty():
            self.handle(self.events.get_nowait())
        return type(first.event)


def is_whole(path: Path) -> bool:
    """Played on one connection; the others need a server that hangs up, or that says nothing for a while."""
    return not any(step.msg.get("type") in ("LinkClosed", "SessionExpired", "Silence") for step in read(path))


WHOLE = [path for path in transcripts() if is_whole(path)]


@pytest.mark.parametrize("path", WHOLE, ids=name_of)
async def test_session(path: Path) -> None:
    talk = Talk(path.parent.name)
    async with talk.server, asyncio.timeout(PATIENCE_S):
        for step in read(path):
            await talk.play(step)
        await talk.links.aclose()
    assert talk.heard.empty()
    shown = "".join(f"{i.role.value} {i.kind.value} {i.status.value}: {i.text}\n" for i in talk.machine.items())
    assert shown == path.with_suffix(".items").read_text(encoding="utf-8")
    assert len(talk.server.headers) == 1 + max(step.link for step in read(path))
    for headers, asked in zip(talk.server.headers, talk.server.paths, strict=True):
        header = KEY_HEADER.get(talk.service, "Authorization")
        assert headers[header].removeprefix("Bearer ") == "secret"
        assert asked == PATHS.get(talk.service, "/v1/realtime?model=talk")
        assert "secret" not in asked


def test_all_services_are_among_them() -> None:
    assert {path.parent.name for path in WHOLE} == set(SERVICES) - set(OF_ENGINE)
