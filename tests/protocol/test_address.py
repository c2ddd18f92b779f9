"""Addresses as people paste them, keys as headers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_assistant.core.errors import UsageError
from desktop_assistant.protocol.address import azure_headers, azure_openai_url, google_headers, voice_live_url

GA = "wss://res.openai.azure.com/openai/v1/realtime?model=talk"
PREVIEW = "wss://res.openai.azure.com/openai/realtime?api-version=2025-04-01-preview&deployment=talk"


@pytest.mark.parametrize(
    ("pasted", "model", "url"),
    [
        ("https://res.openai.azure.com", "talk", GA),
        (" https://res.openai.azure.com/ ", "talk", GA),
        ("res.openai.azure.com", "talk", GA),
        ("https://res.openai.azure.com/openai/v1/", "talk", GA),
        ("https://res.openai.azure.com/openai/v1/realtime?model=talk", "", GA),
        ("wss://res.openai.azure.com/openai/v1/realtime?model=other", "talk", GA),
        ("https://res.openai.azure.com/openai/v1/realtime?api-version=2025-08-28&model=talk", "", GA),  # would be answered by 401
        ("https://res.openai.azure.com/openai/deployments/talk/chat/completions?api-version=2025-01-01-preview", "", GA),
        ("https://res.openai.azure.com/openai/deployments/talk", "", GA),
        ("http://res.openai.azure.com/", "talk", GA),  # a key never crosses the network in clear
        (
            "https://res.services.ai.azure.com/api/projects/p",
            "a b",
            "wss://res.services.ai.azure.com/openai/v1/realtime?model=a+b",
        ),
        (
            "https://res.cognitiveservices.azure.com/",
            "talk",
            "wss://res.cognitiveservices.azure.com/openai/v1/realtime?model=talk",
        ),
        ("https://res.openai.azure.com/openai/realtime?api-version=2025-04-01-preview&deployment=talk", "", PREVIEW),
        ("https://res.openai.azure.com/openai/realtime/?deployment=x&api-version=2025-04-01-preview", "talk", PREVIEW),
        ("https://res.openai.azure.com/openai/realtime?deployment=talk", "", GA),
        ("http://127.0.0.1:80/", "talk", "ws://127.0.0.1:80/openai/v1/realtime?model=talk"),
    ],
)
def test_azure_openai(pasted: str, model: str, url: str) -> None:
    assert azure_openai_url(pasted, model=model) == url


@pytest.mark.parametrize(
    ("pasted", "model", "url"),
    [
        (
            "https://res.services.ai.azure.com/",
            "gpt-realtime",
            "wss://res.services.ai.azure.com/voice-live/realtime?api-version=2026-07-15&model=gpt-realtime",
        ),
        (
            "res.openai.azure.com",
            "gpt-4.1",
            "wss://res.services.ai.azure.com/voice-live/realtime?api-version=2026-07-15&model=gpt-4.1",
        ),
        (
            "wss://res.cognitiveservices.azure.com/voice-live/realtime?api-version=2026-04-10&model=gpt-4o",
            "",
            "wss://res.cognitiveservices.azure.com/voice-live/realtime?api-version=2026-04-10&model=gpt-4o",
        ),
        (
            "https://res.services.ai.azure.com/api/projects/p?api-version=1",
            "m",
            "wss://res.services.ai.azure.com/voice-live/realtime?api-version=2026-07-15&model=m",
        ),
    ],
)
def test_voice_live(pasted: str, model: str, url: str) -> None:
    assert voice_live_url(pasted, model=model) == url


def test_a_deployment_is_needed() -> None:
    with pytest.raises(UsageError, match="name of your deployment"):
        azure_openai_url("https://res.openai.azure.com/", model="")


@pytest.mark.parametrize("url", ["", "https://", "https://[bad", "ftp://res.openai.azure.com", "https://h:99999999"])
def test_nonsense_gives_one_sentence(url: str) -> None:
    for normalise in (azure_openai_url, voice_live_url):
        with pytest.raises(UsageError, match="address of the realtime service"):
            normalise(url, model="talk")


@given(st.text(max_size=40), st.text(max_size=10))
def test_any_text_is_an_address_or_one_sentence(text: str, model: str) -> None:
    for normalise in (azure_openai_url, voice_live_url):
        try:
            url = normalise(text, model=model)
        except UsageError:
            continue
        assert normalise(url, model="") == url or "model=" not in url  # what it made, it leaves alone


@pytest.mark.parametrize(
    ("key", "headers"),
    [
        ("0123abcd", {"api-key": "0123abcd"}),
        ("eyJh.eyJz.sig", {"Authorization": "Bearer eyJh.eyJz.sig"}),
        ("eyJ0123", {"api-key": "eyJ0123"}),
        ("", {}),
    ],
)
def test_azure_takes_keys_and_tokens(key: str, headers: dict[str, str]) -> None:
    assert dict(azure_headers(key)) == headers


@pytest.mark.parametrize(
    ("key", "headers"),
    [("AIza", {"x-goog-api-key": "AIza"}), ("auth_tokens/x", {"Authorization": "Token auth_tokens/x"}), ("", {})],
)
def test_google_takes_keys_and_tokens(key: str, headers: dict[str, str]) -> None:
    assert dict(google_headers(key)) == headers
