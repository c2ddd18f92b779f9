"""Golden sessions against the vendors' typed models, in both directions. What they mean is checked by the scenarios."""

from pathlib import Path

import pytest
from openai.types.live import client_event, server_event
from openai.types.realtime.realtime_server_event import RealtimeServerEvent
from pydantic import TypeAdapter

from desktop_assistant.protocol.registry import SERVICES
from tests.protocol.google import server_message, strict_client_message
from tests.protocol.sdk import members, strict
from tests.transcripts.reading import name_of, read, transcripts

LIVE_CLIENT, LIVE_SERVER = members(client_event.ClientEvent), members(server_event.ServerEvent)
SERVER_EVENT: TypeAdapter[RealtimeServerEvent] = TypeAdapter(RealtimeServerEvent)


@pytest.mark.parametrize("path", transcripts("openai"), ids=name_of)
def test_openais_sessions_are_valid_for_its_sdk(path: Path) -> None:
    said = [step.msg for step in read(path) if step.dir == "out"]
    assert said
    for message in said:
        strict(message)
    for step in read(path):
        if step.dir == "in":
            SERVER_EVENT.validate_python(step.msg)


@pytest.mark.parametrize("path", transcripts("openai_live"), ids=name_of)
def test_live_sessions_are_valid_for_openais_sdk(path: Path) -> None:
    for step in read(path):
        if step.dir != "local":
            strict(step.msg, LIVE_CLIENT if step.dir == "out" else LIVE_SERVER)


@pytest.mark.parametrize("path", transcripts("gemini"), ids=name_of)
def test_geminis_sessions_are_valid_for_googles_sdk(path: Path) -> None:
    for step in read(path):
        if step.dir == "in":
            server_message(step.msg)
        elif step.dir == "out":
            strict_client_message(step.msg)


def test_every_service_has_a_golden_session() -> None:
    shared = {"local", "chained"}  # the engine is tested itself
    assert {path.parent.name for path in transcripts()} == set(SERVICES) - shared
