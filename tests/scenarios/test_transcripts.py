"""Plays golden sessions through codec and machine: every outgoing message, in order."""

import json
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from desktop_assistant.core import local_events
from desktop_assistant.core.items import ImagePart
from desktop_assistant.core.problems import Problem, ProblemCode
from desktop_assistant.core.server_events import SessionReady
from desktop_assistant.core.session_config import SessionConfig, TalkMode, Transcription
from desktop_assistant.core.tools import ToolResult, ToolSpec
from desktop_assistant.protocol.codec import Codec
from desktop_assistant.protocol.registry import codec_for
from desktop_assistant.session.effects import Effect, Send, Succeed, ToSuccessor
from desktop_assistant.session.machine import SessionMachine
from tests.scenarios.driver import replay_screen
from tests.transcripts.reading import Line, brief, expect, name_of, read, title, transcripts

CONFIG = SessionConfig(
    model="gpt-realtime-2.1",
    instructions="Be brief.",
    voice="marin",
    transcription=Transcription(model="gpt-transcribe", language="en"),
    tools=(ToolSpec(name="get_time", description="Local time"),),
)


def local_event(msg: dict[str, Any]) -> Any:
    """The event that a local step names."""
    fields = {name: value for name, value in msg.items() if name != "type"}
    if msg["type"] == "Wait":
        return local_events.Tick()
    if "audio_ms" in fields:
        fields["audio"] = bytes(fields.pop("audio_ms") * 48)
    if "mode" in fields:
        fields["mode"] = TalkMode(fields["mode"])
    if "shown" in fields:
        fields["shown"] = tuple(ImagePart.of(data.encode(), mime="image/jpeg", width=4, height=3) for data in fields["shown"])
    if "result" in fields:
        fields["result"] = ToolResult(**fields["result"])
    if "problem" in fields:
        fields["problem"] = Problem(code=ProblemCode(fields["problem"]))
    return getattr(local_events, msg["type"])(**fields)


def happened(codec: Codec, step: Line) -> list[Any]:
    """What a step tells the session."""
    if step.dir == "in":
        return codec.decode(json.dumps(step.msg))
    return codec.quiet() if step.msg["type"] == "Silence" else [local_event(step.msg)]


def play(steps: list[Line], service: str) -> tuple[list[Line], SessionMachine, list[Any], list[str]]:
    """The same session with what we say now, and what every message means."""
    numbers = count(1)
    wire = _Wire(service)
    machine = SessionMachine(
        CONFIG,
        wire.codec(0).capabilities,
        mode=TalkMode.CLICK,
        new_id=lambda: f"local_{next(numbers)}",
        jitter=lambda: 0.5,
        wall_offset=1_795_326_000.0,
        earcons=False,
        strict=True,
    )
    now, said, effects = 0.0, list[Line](), list[Any]()
    meaning = list[str]()
    for step in steps:
        if step.dir == "out":
            continue
        said.append(step)
        now += step.msg.get("seconds", 0.02)
        events = happened(wire.codec(step.link), step)
        if events == [local_events.LinkOpened()] and not wire.codec(0).capabilities.greets:
            events.append(SessionReady(session_id=""))  # as the transport does
        if step.dir == "in":
            meaning += [title(step.msg), *(f"    {brief(event)}" for event in events)]
        for event in events:
            news = local_events.LinkNews(link=step.link, event=event) if step.link else event
            came = machine.handle(news, now)
            effects += came
            said += [line for effect in came for line in wire.said(effect)]
    return said, machine, effects, meaning


class _Wire:
    """A codec for each connection."""

    def __init__(self, service: str) -> None:
        self._service = service
        self._codecs: dict[int, Codec] = {}
        self._in_use = 0

    def codec(self, link: int) -> Codec:
        """Of this connection."""
        if link not in self._codecs:
            names = f"{link}_" if link else ""
            self._codecs[link] = codec_for(self._service, url="wss://h.example/", key="k", model="gpt-realtime-2.1", names=names)
        return self._codecs[link]

    def said(self, effect: Effect) -> list[Line]:
        """What an effect puts on the wire, and on which."""
        link, inner = self._in_use, effect
        if isinstance(effect, Succeed):
            self._in_use = effect.link
        elif isinstance(effect, ToSuccessor):
            link, inner = effect.link, effect.effect
        if not isinstance(inner, Send):
            return []
        return [Line("out", json.loads(message), link) for message in self.codec(link).encode(inner.command)]


@pytest.mark.parametrize("path", transcripts(), ids=name_of)
def test_session(path: Path) -> None:
    said, machine, effects, meaning = play(read(path), path.parent.name)
    expect(path, "".join(f"{line.dump()}\n" for line in said))
    expect(path.with_suffix(".events"), "".join(f"{line}\n" for line in meaning))
    assert replay_screen(effects) == list(machine.items())
    shown = "".join(f"{i.role.value} {i.kind.value} {i.status.value}: {i.text}\n" for i in machine.items())
    expect(path.with_suffix(".items"), shown)
