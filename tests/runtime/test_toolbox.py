"""Every call of a tool is answered, also a wrong one."""

import json

from desktop_assistant.core.local_events import ToolFinished
from desktop_assistant.core.pane_tools import PANE_TOOLS
from desktop_assistant.core.tools import ToolCall, ToolResult
from desktop_assistant.runtime.toolbox import PANE_HANDLERS, Toolbox
from tests.fakes.shown import CARDS


def run(name: str, arguments: object) -> ToolResult:
    answered: list[ToolFinished] = []
    box = Toolbox(answered.append)
    text = arguments if isinstance(arguments, str) else json.dumps(arguments)
    box.run(ToolCall(call_id="c1", name=name, arguments=text))
    (only,) = answered
    assert only.result.call_id == "c1"
    return only.result


def test_every_tool_that_the_model_is_told_of_can_be_run() -> None:
    assert {tool.name for tool in PANE_TOOLS} == set(PANE_HANDLERS)


def test_a_card_that_is_shown_needs_no_more_words() -> None:
    for card in CARDS.values():
        result = run("display", card)
        assert result.is_quiet
        assert not result.is_error
        assert card["kind"] in result.output


def test_a_card_that_is_none_is_complained_of_so_that_the_model_can_try_again() -> None:
    result = run("display", {"kind": "email"})
    assert result.is_error
    assert not result.is_quiet
    assert result.output == "Not shown. A card of the kind email needs `value`."


def test_a_question_waits_for_the_persons_next_message() -> None:
    assert run("ask_choice", {"question": "Which?", "options": ["a", "b"]}).is_quiet
    assert run("ask_choice", {"question": "Which?"}).is_error


def test_an_unknown_tool_is_answered_too() -> None:
    assert run("rocket", "{}").is_error
