"""Every way in which a service may close the connection, over the library's own exceptions."""

import pytest
from websockets.exceptions import ConnectionClosedError
from websockets.frames import Close

from desktop_assistant.core.problems import ProblemCode as P
from desktop_assistant.transport.close_codes import MEANINGS
from desktop_assistant.transport.failures import link_closed

NEVER_UNCHANGED = {1002, 1003, 1007, 1008, 1009, 1010, 3000, 3003, 4000, 4001, 4003, 4004}
"""A frame, a set-up or a key that was refused would be refused again."""


def closed(code: int, reason: str = "") -> ConnectionClosedError:
    return ConnectionClosedError(Close(code, reason), None)


@pytest.mark.parametrize("code", [*range(1000, 1016), 2999, 3000, 3003, 3008, 3999, 4000, 4001, 4002, 4003, 4004, 4999])
def test_each_code_has_one_sentence_and_is_tried_again_or_not(code: int) -> None:
    result = link_closed(closed(code))
    assert result.problem is not None
    assert result.retryable == (code not in NEVER_UNCHANGED)
    words, number = result.problem.detail.rsplit(" (", 1)
    assert words[0].islower()
    assert not words.endswith(".")
    assert number == f"{code})"


def test_only_a_fault_that_comes_in_the_middle_of_good_sessions_is_tried_once_more() -> None:
    assert [code for code, meaning in MEANINGS.items() if meaning.once] == [1007]
    assert link_closed(closed(1007)).once
    assert not link_closed(closed(1009)).once


@pytest.mark.parametrize(
    ("code", "reason", "problem"),
    [
        (1007, "API key not valid. Please pass a valid API key.", P.KEY_REFUSED),
        (1008, "Your API key was reported as leaked.", P.KEY_REFUSED),
        (1008, "models/gemini-x is not found for API version v1beta", P.MODEL_UNAVAILABLE),
        (1008, "Model gemini-x is not supported for bidiGenerateContent", P.MODEL_UNAVAILABLE),
        (1011, "You exceeded your current quota, please check your plan", P.QUOTA_EXCEEDED),
        (1008, "PERMISSION_DENIED: Permission denied", P.KEY_REFUSED),
        (3000, "invalid_request_error.invalid_api_key", P.KEY_REFUSED),
        (4001, "insufficient_quota", P.QUOTA_EXCEEDED),
    ],
)
def test_a_reason_says_more_than_a_number(code: int, reason: str, problem: P) -> None:
    result = link_closed(closed(code, reason))
    assert result.problem is not None
    assert result.problem.code is problem
    assert not result.retryable
    assert reason not in result.problem.detail, "a reason may quote what was sent"


@pytest.mark.parametrize("reason", ["All session slots are in use", "Session limit reached", "too many sessions"])
def test_a_service_that_has_no_room_is_asked_again(reason: str) -> None:
    """Its only slot may still be held by a session of ours whose end it has not noticed."""
    result = link_closed(closed(1008, reason))
    assert result.retryable
    assert result.problem is not None
    assert result.problem.code is P.SERVER_UNREACHABLE


def test_a_deadline_of_the_services_own_is_tried_again() -> None:
    result = link_closed(closed(1011, "Deadline expired before operation could complete."))
    assert result.retryable
    assert result.problem is not None
    assert result.problem.code is P.SERVER_UNREACHABLE


def test_a_keepalive_without_an_answer_is_a_broken_connection() -> None:
    result = link_closed(ConnectionClosedError(None, Close(1011, "keepalive ping timeout")))
    assert result.retryable
    assert result.problem is not None
    assert (result.problem.code, result.problem.detail) == (P.NETWORK_DOWN, "nothing came back from the service")
