"""HTTP refusals as the vendors write them: one code each, and nothing that looks like a key."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_assistant.core.problems import ProblemCode as P
from desktop_assistant.protocol.refusals import complained, refusal


def openai(code: str, message: str = "No.") -> dict[str, Any]:
    return {"error": {"type": "invalid_request_error", "code": code, "message": message, "param": None}}


def google(status: str, message: str, reason: str = "") -> dict[str, Any]:
    details = [{"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": reason}] if reason else []
    return {"error": {"code": 400, "status": status, "message": message, "details": details}}


@pytest.mark.parametrize(
    ("status", "body", "code"),
    [
        (401, openai("invalid_api_key", "Incorrect API key provided: sk-abcd****wxyz."), P.KEY_REFUSED),
        (401, {"error": {"code": "401", "message": "Access denied due to invalid subscription key."}}, P.KEY_REFUSED),
        (401, None, P.KEY_REFUSED),
        (400, google("INVALID_ARGUMENT", "API key not valid. Please pass a valid API key.", "API_KEY_INVALID"), P.KEY_REFUSED),
        (403, google("PERMISSION_DENIED", "Generative Language API has not been used in project 1."), P.ACCESS_FORBIDDEN),
        (403, openai("unsupported_country_region_territory", "Country, region, or territory not supported"), P.REGION_REFUSED),
        (400, google("FAILED_PRECONDITION", "User location is not supported for the API use."), P.REGION_REFUSED),
        (404, openai("model_not_found", "The model `x` does not exist or you do not have access to it."), P.MODEL_UNAVAILABLE),
        (404, {"error": {"code": "DeploymentNotFound", "message": "The API deployment does not exist."}}, P.MODEL_UNAVAILABLE),
        (404, openai("model_not_found", "The model `gpt-old` has been deprecated."), P.MODEL_RETIRED),
        (410, None, P.MODEL_RETIRED),
        (429, openai("rate_limit_exceeded", "Rate limit reached."), P.RATE_LIMITED),
        (429, openai("insufficient_quota", "You exceeded your current quota."), P.QUOTA_EXCEEDED),
        (402, None, P.QUOTA_EXCEEDED),
        (400, {"error": {"code": "content_filter", "message": "ResponsibleAIPolicyViolation"}}, P.CONTENT_FILTERED),
        (400, openai("invalid_value"), P.MODEL_UNAVAILABLE),
        (500, openai("server_error"), P.PROVIDER_FAILED),
        (302, None, P.SERVER_UNREACHABLE),
        (418, None, P.SERVER_UNREACHABLE),
    ],
)
def test_each_refusal_is_one_problem(status: int, body: Any, code: P) -> None:
    it = refusal(status, json.dumps(body).encode() if body else b"")
    assert it.problem.code is code
    assert it.retryable is (code in (P.RATE_LIMITED, P.PROVIDER_FAILED))
    assert "sk-" not in it.problem.detail


@pytest.mark.parametrize(
    ("header", "detail"),
    [
        ("20", "again in 20 s"),
        (" 7 ", "again in 7 s"),
        ("9" * 400, "again in 86400 s"),
        ("Wed, 21 Oct 2026 07:28:00 GMT", "Slow."),
        ("", "Slow."),
    ],
)
def test_a_service_that_is_asked_too_often_may_say_how_long_to_wait(header: str, detail: str) -> None:
    it = refusal(429, json.dumps(openai("rate_limit_exceeded", "Slow.")).encode(), header)
    assert (it.problem.code, it.problem.detail, it.retryable) == (P.RATE_LIMITED, detail, True)
    assert refusal(401, b"", header).problem.code is P.KEY_REFUSED


@given(st.integers(100, 599), st.binary(max_size=200))
def test_any_answer_has_a_meaning(status: int, body: bytes) -> None:
    assert refusal(status, body).problem.code in P


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: (
            st.lists(inner) | st.dictionaries(st.sampled_from(["error", "message", "code", "details", "reason"]), inner)
        ),
    )
)
def test_any_json_has_a_meaning(body: Any) -> None:
    assert refusal(400, json.dumps(body).encode()).problem.code in P


def test_a_complaint_before_the_session_has_begun() -> None:
    assert complained("model_not_found", "x").code is P.MODEL_UNAVAILABLE
    assert complained("invalid_api_key", "Incorrect API key provided: sk-abcdefgh").detail == ""
    assert complained("whatever", "Something about sk-abcdefghijkl").detail == "Something about ***"
