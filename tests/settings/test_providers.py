"""Each provider's table and what it comes to; each of them is one that the protocol's registry knows."""

from dataclasses import replace
from pathlib import Path

import pytest

from desktop_assistant.core.cost import FREE
from desktop_assistant.core.session_config import McpServer
from desktop_assistant.protocol.registry import SERVICES, capabilities_of, codec_for
from desktop_assistant.runtime.session_options import session_config
from desktop_assistant.settings.file import load, save
from desktop_assistant.settings.model import Provider, ServerKind, Service, Settings, TextApi
from desktop_assistant.settings.providers import (
    AzureSettings,
    ChainedSettings,
    CompatibleSettings,
    OpenAISettings,
    TextSettings,
    VoiceLiveSettings,
    mcp_servers,
)

RESOURCE = "https://res.openai.azure.com/"
FILLED = replace(
    Settings(),
    azure=AzureSettings(url=RESOURCE, deployment="talk", transcription_deployment="write"),
    voice_live=VoiceLiveSettings(url=RESOURCE),
)


@pytest.mark.parametrize("provider", [provider for provider in Provider if provider is not Provider.TEXT])
def test_every_provider_that_is_offered_can_be_connected(provider: Provider) -> None:
    settings = replace(FILLED, provider=provider)
    service = settings.service
    codec = codec_for(service.name, url=service.url or "ws://127.0.0.1:1/", key="k", model=service.model)
    assert codec.endpoint().url
    assert codec.capabilities == capabilities_of(service.name)
    config = session_config(settings, codec.capabilities)
    assert config.voice == service.voice
    assert config.transcription is not None or provider is Provider.COMPATIBLE


@pytest.mark.parametrize("kind", list(ServerKind))
def test_every_kind_of_server_is_known(kind: ServerKind) -> None:
    service = replace(Settings(), compatible=CompatibleSettings(kind=kind)).service_of(Provider.COMPATIBLE)
    assert service.name in SERVICES


def test_every_service_can_be_chosen() -> None:
    kinds = {kind.value for kind in ServerKind}
    named = {FILLED.service_of(provider).name for provider in Provider if provider is not Provider.TEXT}
    assert named | kinds == set(SERVICES)


def test_a_text_model_is_that_of_the_chain_unless_it_has_an_address_of_its_own() -> None:
    chained = ChainedSettings()
    assert TextSettings().stage(chained, "k") == chained.stages("k", "")["text"]
    own = TextSettings(url="http://127.0.0.1:11434/v1", model="tiny", api=TextApi.CHAT)
    assert own.stage(chained, "k") == {"url": own.url, "model": "tiny", "api": "chat", "paid": FREE, "key": "k"}
    assert TextSettings().stage(ChainedSettings(text_url=""), "k") == {}


def test_a_text_model_at_openai_may_use_the_key_of_its_voice() -> None:
    for provider in (Provider.CHAINED, Provider.TEXT):
        settings = replace(Settings(), provider=provider)
        assert settings.key_names == ("chained", "openai")
        elsewhere = replace(settings, chained=ChainedSettings(text_url="https://models.example/v1"))
        assert elsewhere.key_names == ("chained",)
    assert replace(Settings(), provider=Provider.GEMINI).key_names == ("gemini",)


def test_azure_names_its_deployments() -> None:
    service = FILLED.service_of(Provider.AZURE)
    assert (service.model, service.transcription_model) == ("talk", "write")


@pytest.mark.parametrize("provider", list(Provider))
def test_they_survive_the_file(tmp_path: Path, provider: Provider) -> None:
    settings = replace(
        FILLED, provider=provider, compatible=CompatibleSettings(kind=ServerKind.SPEACHES, url="ws://127.0.0.1:8000/")
    )
    save(tmp_path / "settings.toml", settings)
    assert load(tmp_path / "settings.toml")[0] == settings


def test_an_address_may_hold_a_password_and_is_not_shown() -> None:
    assert "secret" not in repr(Service(name="compatible", url="wss://user:secret@h.example/"))


def test_servers_of_tools_are_read_or_left_out() -> None:
    written = "docs=https://docs.example/mcp  my-files=https://files.example:8443/x=1"
    assert mcp_servers(written) == (
        McpServer(label="docs", url="https://docs.example/mcp"),
        McpServer(label="my-files", url="https://files.example:8443/x=1"),
    )
    for nonsense in (
        "https://docs.example",
        "docs=http://docs.example",
        "=https://docs.example",
        "a b=https://x",
        "dö=https://x",
    ):
        with pytest.raises(ValueError, match=r"."):
            mcp_servers(nonsense)
        assert OpenAISettings(mcp_servers=nonsense).service.mcp_servers == ()


def test_what_is_paid_for_is_told_by_the_names_in_the_price_table() -> None:
    far = ChainedSettings()
    assert (far.service.model, far.service.transcription_model) == ("gpt-5.4-mini", "gpt-transcribe")
    assert [far.stages("", "")[name]["paid"] for name in ("text", "transcription", "speech")] == [
        "gpt-5.4-mini",
        "gpt-transcribe",
        "gpt-4o-mini-tts",
    ]
    near = ChainedSettings(
        text_url="http://localhost:11434/v1", transcription_url="", speech_url="https://h.example/v1", speech_model=""
    )
    assert (near.service.model, near.service.transcription_model) == (FREE, FREE)
    assert near.stages("", "")["speech"]["paid"] == "h.example", "a model without a name is still told of"


def test_the_key_of_a_chain_goes_to_one_host_only() -> None:
    chained = ChainedSettings(
        text_url="https://api.example/v1", transcription_url="http://api.example/v1", speech_url="https://other.example/v1"
    )
    stages = chained.stages("sk-secret", "en")
    assert [stages[name].get("key", "") for name in ("text", "transcription", "speech")] == ["sk-secret", "", ""]
    here = ChainedSettings(text_url="http://127.0.0.1:8000/v1", transcription_url="http://127.0.0.1:8000/v1", speech_url="")
    stages = here.stages("sk-secret", "")
    assert [stages[name].get("key", "") for name in ("text", "transcription", "speech")] == ["sk-secret", "sk-secret", ""]
