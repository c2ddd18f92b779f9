"""Handing over to another persona without a language model: by its name, and by nothing less."""

import json

import pytest

from desktop_assistant.core.pane_tools import PANE_TOOLS, switch_tool
from desktop_assistant.engine.responder.port import Ask, Message
from desktop_assistant.engine.responder.tools import requested

TOOLS = tuple(
    {"name": tool.name, "parameters": json.loads(tool.parameters)}
    for tool in (*PANE_TOOLS, switch_tool(["Assistant", "Tutor", "Support agent"]))
)


def handed_over_to(words: str) -> str | None:
    request = requested(Ask(history=(Message(role="user", text=words),), tools=TOOLS))
    return None if request is None else json.loads(request.arguments)["persona"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Switch to the tutor.", "Tutor"),
        ("switch persona to tutor", "Tutor"),
        ("Change to support agent, please.", "Support agent"),
        ("Please switch over to the support agent", "Support agent"),
        ("Let me talk to the tutor", "Tutor"),
        ("be the assistant", "Assistant"),
        ("get me the tutor persona", "Tutor"),
        ("switch to Napoleon", None),
        ("switch persona", None),
        ("change ten kilometres to miles", None),
        ("switch to the tutor of my sister", None),
        ("what is a tutor", None),
        ("", None),
    ],
)
def test_only_a_name_that_there_is_hands_over(words: str, expected: str | None) -> None:
    assert handed_over_to(words) == expected


def test_nobody_is_handed_over_to_where_the_client_has_no_such_tool() -> None:
    assert requested(Ask(history=(Message(role="user", text="switch to the tutor"),), tools=TOOLS[:2])) is None
