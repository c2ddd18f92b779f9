"""Endpoints, capabilities and the registry."""

import json

import pytest

from desktop_assistant.core.audio import AudioFormat, Encoding
from desktop_assistant.core.commands import ClearInput, PauseInput
from desktop_assistant.core.errors import AuthError, UsageError
from desktop_assistant.core.server_events import InputCleared
from desktop_assistant.protocol.codec import Codec, is_loopback
from desktop_assistant.protocol.openai import OpenAICodec
from desktop_assistant.protocol.registry import OF_ENGINE, SERVICES, capabilities_of, codec_for

URL = "wss://api.openai.com/v1/realtime"


def test_openai_endpoint() -> None:
    codec = codec_for("openai", url=URL, key="sk-secret", model="gpt-realtime-2.1")
    endpoint = codec.endpoint()
    assert endpoint.url == "wss://api.openai.com/v1/realtime?model=gpt-realtime-2.1"
    assert dict(endpoint.headers) == {"Authorization": "Bearer sk-secret"}
    assert endpoint.subprotocols == ()


def test_local_endpoint() -> None:
    codec = codec_for("local", url="ws://127.0.0.1:5000/v1/realtime", key="token")
    assert codec.endpoint().url == "ws://127.0.0.1:5000/v1/realtime"
    assert dict(codec.endpoint().headers) == {"Authorization": "Bearer token"}


@pytest.mark.parametrize("service", SERVICES)
def test_only_the_engine_is_reached_past_every_proxy(service: str) -> None:
    """Also when it asks others: it is on this machine."""
    assert codec_for(service, url="wss://h.example/", key="k", model="m").endpoint().is_direct is (service in OF_ENGINE)


@pytest.mark.parametrize("provider", ["openai", "local"])
def test_no_secret_in_any_repr(provider: str) -> None:
    codec = codec_for(provider, url="wss://user:secret@h.example/x?api_key=secret", key="secret", model="m")
    assert "secret" not in f"{codec!r} {codec.endpoint()!r} {codec.endpoint()!s}"
    assert "h.example/x" in repr(codec.endpoint())
    assert "headers: none" in repr(codec_for(provider, url=URL).endpoint())


@pytest.mark.parametrize(
    ("url", "model", "result"),
    [
        (" https://h/v1 ", "m", "wss://h/v1?model=m"),
        ("http://127.0.0.1:8080/v1/realtime", "a b", "ws://127.0.0.1:8080/v1/realtime?model=a+b"),
        ("wss://h/p?model=own&x=", "m", "wss://h/p?model=own&x="),
        ("ws://[::1]:9/x#part", "", "ws://[::1]:9/x"),
        ("ws://localhost", "", "ws://localhost"),
        ("wss://box.local/v1", "", "wss://box.local/v1"),
    ],
)
def test_addresses(url: str, model: str, result: str) -> None:
    assert OpenAICodec(url=url, key="k", model=model).endpoint().url == result


@pytest.mark.parametrize("url", ["", "api.openai.com", "ftp://h", "wss://", "wss://[bad", "wss://h:99999999", "wss:///v1"])
def test_nonsense_addresses_give_one_sentence(url: str) -> None:
    with pytest.raises(UsageError, match="address of the realtime service"):
        codec_for("openai", url=url, key="k", model="m")


@pytest.mark.parametrize("host", ["example.org", "192.168.1.5", "nas.local"])
def test_a_key_does_not_travel_in_clear(host: str) -> None:
    """Not over the own network either, which may be that of a café."""
    with pytest.raises(UsageError, match="wss"):
        codec_for("openai", url=f"ws://{host}/v1", key="k", model="m")
    assert codec_for("openai", url="ws://example.org/v1", key="", model="m").endpoint().headers == ()


@pytest.mark.parametrize("key", ["two words", "line\nbreak", "schlüssel", "\x7f"])
def test_impossible_keys_are_refused_without_showing_them(key: str) -> None:
    with pytest.raises(AuthError) as caught:
        codec_for("openai", url=URL, key=key, model="m")
    assert key not in str(caught.value)


def test_this_machine() -> None:
    assert all(map(is_loopback, ["localhost", "127.0.0.1", "127.0.1.1", "::1", "a.localhost"]))
    assert not any(map(is_loopback, ["8.8.8.8", "example.org", "192.168.1.5", "nas.local", "localhost.example.org", ""]))


def test_capabilities() -> None:
    openai, local = capabilities_of("openai"), capabilities_of("local")
    assert openai.needs_key
    assert not openai.is_local
    assert AudioFormat(rate=16_000) not in openai.input_formats
    assert local.is_local
    assert not local.needs_key
    assert not local.semantic_vad
    assert local.max_session_s is None
    assert AudioFormat(rate=16_000) in local.output_formats
    for capabilities in (openai, local):
        assert AudioFormat(encoding=Encoding.PCMU, rate=8000) in capabilities.input_formats


def test_unknown_providers() -> None:
    with pytest.raises(UsageError, match="nobody"):
        codec_for("nobody", url=URL)
    with pytest.raises(UsageError, match="nobody"):
        capabilities_of("nobody")


@pytest.mark.parametrize("provider", ["openai", "local"])
def test_both_speak_the_dialect(provider: str) -> None:
    codec: Codec = codec_for(provider, url="wss://h/", key="k", model="m")
    assert codec.decode('{"type":"input_audio_buffer.cleared"}') == [InputCleared()]
    assert [json.loads(m) for m in codec.encode(ClearInput())] == [{"type": "input_audio_buffer.clear"}]
    assert codec.encode(PauseInput()) == []  # the detector finds pauses itself
    assert codec.capabilities == capabilities_of(provider)
