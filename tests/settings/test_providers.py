"""Each provider's table and what it comes to; each of them is one that the protocol's registry knows."""

from dataclasses import replace
from pathlib import Path

import pytest

from desktop_assistant.protocol.registry import SERVICES, capabilities_of, codec_for
from desktop_assistant.runtime.session_options import session_config
from desktop_assistant.settings.file import load, save
from desktop_assistant.settings.model import Provider, ServerKind, Service, Settings
from desktop_assistant.settings.providers import AzureSettings, CompatibleSettings, VoiceLiveSettings

RESOURCE = "https://res.openai.azure.com/"
FILLED = replace(
    Settings(),
    azure=AzureSettings(url=RESOURCE, deployment="talk", transcription_deployment="write"),
    voice_live=VoiceLiveSettings(url=RESOURCE),
)


@pytest.mark.parametrize("provider", list(Provider))
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
    named = {FILLED.service_of(provider).name for provider in Provider}
    assert named | kinds == set(SERVICES)


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
