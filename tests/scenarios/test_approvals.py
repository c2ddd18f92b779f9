"""Tools that the provider calls itself: the person is asked in the pane, and says yes or no by a click, typed, or aloud."""

import json

import pytest

from desktop_assistant.core.commands import AnswerApproval, CreateItem, CreateResponse
from desktop_assistant.core.items import ItemKind, ToolCallPart
from desktop_assistant.core.local_events import UserText
from desktop_assistant.core.server_events import (
    ResponseFinished,
    ResponseStarted,
    ResponseStatus,
    ToolApprovalRequested,
    UserTranscriptFinal,
    UserTurnCommitted,
)
from desktop_assistant.core.session_config import TalkMode
from tests.scenarios.driver import Driver

REQUEST = ToolApprovalRequested(approval_id="mcpr_1", server="docs", name="search", arguments='{"q":"x"}')


def asked(mode: TalkMode = TalkMode.CLICK) -> Driver:
    driver = Driver(mode).connect()
    driver.do(ResponseStarted(response_id="r"), REQUEST, REQUEST)
    driver.do(ResponseFinished(response_id="r", status=ResponseStatus.COMPLETED))
    return driver


def test_the_question_stands_in_the_pane_once() -> None:
    (item,) = asked().machine.items()
    (part,) = item.parts
    assert isinstance(part, ToolCallPart)
    assert (item.kind, part.name) == (ItemKind.TOOL_CALL, "ask_choice")
    assert json.loads(part.arguments) == {"question": 'May docs run search with {"q":"x"}?', "options": ["Allow", "Refuse"]}


@pytest.mark.parametrize(("words", "approve"), [("Allow", True), ("yes.", True), ("Refuse", False), ("No!", False)])
def test_a_click_or_a_typed_word_answers_and_the_model_goes_on(words: str, approve: bool) -> None:
    driver = asked()
    driver.do(UserText(text=words))
    answer, message, request = driver.sent
    assert answer == AnswerApproval(approval_id="mcpr_1", approve=approve, event_id="approval")
    assert isinstance(message, CreateItem)
    assert isinstance(request, CreateResponse)
    driver.do(UserText(text=words))
    assert driver.sent_ever(AnswerApproval) == [answer]


def results(driver: Driver) -> list[tuple[str, str]]:
    parts = [part for item in driver.machine.items() if item.kind is ItemKind.TOOL_RESULT for part in item.parts]
    return [(part.call_id, part.output or "") for part in parts if isinstance(part, ToolCallPart)]


def test_each_question_has_its_answer_in_the_history() -> None:
    """A call without a result would be in the file for ever, and no later session would be told of it."""
    driver = asked()
    (question,) = driver.machine.items()
    (call,) = question.parts
    assert isinstance(call, ToolCallPart)
    driver.do(UserText(text="yes"))
    assert results(driver) == [(call.call_id, "Allow")]


def test_a_question_whose_session_is_gone_is_closed_and_may_be_asked_again() -> None:
    driver = asked()
    driver.drop()
    ((first, said),) = results(driver)
    assert said == "Nobody answered before the session ended."
    driver.wait(2)
    driver.accept()
    driver.do(ResponseStarted(response_id="r2"), REQUEST)
    driver.do(UserText(text="no"))
    (_, (second, answer)) = results(driver)
    assert answer == "Refuse"
    assert second != first


def test_other_words_leave_the_question_open() -> None:
    driver = asked()
    driver.do(UserText(text="What would it search for?"))
    assert driver.sent_ever(AnswerApproval) == []
    driver.do(UserText(text="allow it"))
    assert len(driver.sent_ever(AnswerApproval)) == 1


def test_it_can_be_said_aloud() -> None:
    driver = asked(TalkMode.ALWAYS)
    driver.do(UserTurnCommitted(item_id="item_u"), UserTranscriptFinal(item_id="item_u", text="Yes, allow it."))
    assert driver.sent_ever(AnswerApproval) == [AnswerApproval(approval_id="mcpr_1", approve=True, event_id="approval")]


def test_a_lost_session_forgets_its_question() -> None:
    driver = asked()
    driver.drop()
    driver.wait(5)
    driver.accept()
    driver.do(UserText(text="Allow"))
    assert driver.sent_ever(AnswerApproval) == []
