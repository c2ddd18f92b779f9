"""A few of the cases of the bench of broken connections: every word is there once, whatever happened to the wire."""

import pytest

from tests.bench.resilience import case


@pytest.mark.slow
@pytest.mark.expects_logs("link lost|unreadable message")
@pytest.mark.parametrize(
    ("service", "state", "fault"),
    [
        ("openai", "answering", "reset"),
        ("openai", "hearing", "limit reached"),
        ("azure", "asked", "close 1011"),
        ("voice_live", "asked", "half-open"),
        ("xai", "hearing", "close 1009"),
        ("compatible", "idle", "garbage"),
        ("openai_live", "answering", "stall"),
        ("hugging_face", "asked", "reset"),
        ("localai", "idle", "close 1013"),
        ("gemini", "hearing", "garbage"),
        ("gemini", "answering", "reset"),
        ("gemini", "asked", "limit reached"),
        ("gemini", "asked", "stall"),
    ],
)
async def test_every_word_is_there_once(service: str, state: str, fault: str) -> None:
    result = await case(service, state, fault)
    assert (result.words_lost, result.duplicated, result.ended) == (0, 0, "ok")
