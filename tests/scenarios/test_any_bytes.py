"""Garbage on the wire, all the way into the session: nothing but ProtocolError, and the session goes on."""

import contextlib
import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_assistant.core.errors import ProtocolError
from desktop_assistant.core.local_events import Tick, UserText
from desktop_assistant.protocol.openai_decode import decode
from tests.protocol.sdk import SERVER_MODELS, sample
from tests.scenarios.driver import Driver

small = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.just({}) | st.just([])


@st.composite
def spoiled(draw: st.DrawFn) -> dict[str, Any]:
    """A message of the SDK with a few fields, at any depth, replaced or removed."""
    message = sample(draw(st.sampled_from(SERVER_MODELS)), full=draw(st.booleans()))
    for _ in range(draw(st.integers(0, 3))):
        target: Any = message
        while isinstance(target, dict) and target:
            name = draw(st.sampled_from(sorted(target)))
            inner = target[name]
            inner = inner[0] if isinstance(inner, list) and inner else inner
            if isinstance(inner, dict) and draw(st.booleans()):
                target = inner
                continue
            target[name] = draw(small)
            break
    return message


@settings(deadline=None, max_examples=150)
@given(st.lists(spoiled(), max_size=12))
def test_a_session_survives_spoiled_messages(messages: list[dict[str, Any]]) -> None:
    d = Driver().connect()
    d.do(UserText(text="hi"))
    for message in messages:
        with contextlib.suppress(ProtocolError):
            d.do(*decode(json.dumps(message)))
        d.now += 0.5
        d.do(Tick())
    assert [i.id for i in d.on_screen()] == [i.id for i in d.machine.items()]


def test_a_thousand_messages_in_a_moment() -> None:
    d = Driver().connect()
    for number in range(1000):
        d.do(*decode(json.dumps({"type": f"surprise.{number}"})))
    assert d.state.unknown_messages == 1000
    assert d.wait(10) == []
