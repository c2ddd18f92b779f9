"""From the settings and the keys of this computer to a provider's socket."""

import asyncio
import time
from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar

import keyring
import keyring.backend
import keyring.errors
import pytest

from desktop_assistant import logs
from desktop_assistant.children import Children
from desktop_assistant.core.commands import UpdateSession
from desktop_assistant.core.errors import KeyStoreError
from desktop_assistant.core.local_events import LinkClosed, LinkOpened
from desktop_assistant.core.problems import ProblemCode
from desktop_assistant.core.server_events import SessionReady
from desktop_assistant.runtime.control import Places
from desktop_assistant.runtime.session_options import session_config
from desktop_assistant.settings.model import Provider, Settings, SignIn, TextApi
from desktop_assistant.settings.providers import ChainedSettings, LocalSettings, TextSettings
from desktop_assistant.store.sealing import is_sealed
from desktop_assistant.world import ASK_AGAIN_S, _HistoryKeys, _World
from tests.engine.chat_server import chat_server
from tests.fakes.ports import FakeView
from tests.fakes.provider_server import ProviderServer

VARIABLE = {
    Provider.OPENAI: "OPENAI_API_KEY",
    Provider.OPENAI_LIVE: "OPENAI_API_KEY",
    Provider.AZURE: "AZURE_OPENAI_API_KEY",
    Provider.VOICE_LIVE: "AZURE_VOICELIVE_API_KEY",
    Provider.GEMINI: "GEMINI_API_KEY",
}
HEADER = {Provider.AZURE: "api-key", Provider.VOICE_LIVE: "api-key", Provider.GEMINI: "x-goog-api-key"}
PATH = {
    Provider.OPENAI: "/v1/realtime?model=gpt-realtime-2.1",
    Provider.OPENAI_LIVE: "/v1/realtime",
    Provider.AZURE: "/openai/v1/realtime?model=talk",
    Provider.VOICE_LIVE: "/voice-live/realtime?api-version=2026-07-15&model=gpt-4.1",
    Provider.GEMINI: "/v1/realtime",
    Provider.COMPATIBLE: "/v1/realtime",
}
REMOTE = [provider for provider in Provider if provider not in (Provider.LOCAL, Provider.CHAINED, Provider.TEXT)]


def settings_for(provider: Provider, url: str) -> Settings:
    it = replace(Settings(), provider=provider)
    table = replace(getattr(it, provider.value), url=url)
    it = replace(it, **{provider.value: table})
    return replace(it, azure=replace(it.azure, deployment="talk"))


@pytest.fixture
async def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> _World:
    for variable in VARIABLE.values():
        monkeypatch.delenv(variable, raising=False)
    places = Places(config=tmp_path / "config", data=tmp_path / "data", logs=tmp_path / "logs")
    view = FakeView()
    return _World(view, Children(view=view, data=tmp_path, resources=tmp_path), Settings(), places, None)


async def first_event(world: _World, settings: Settings) -> Any:
    """What the link tells first."""
    events: asyncio.Queue[Any] = asyncio.Queue()
    link = world.adapters.links.link(settings, events.put_nowait, None, None)
    link.open()
    async with asyncio.timeout(20):
        event = await events.get()
    await link.aclose()
    return event


@pytest.mark.parametrize("provider", REMOTE)
async def test_every_provider_gets_its_address_and_its_own_key(
    world: _World, monkeypatch: pytest.MonkeyPatch, provider: Provider
) -> None:
    for other, variable in VARIABLE.items():
        monkeypatch.setenv(variable, f"key-of-{other.key_name}")
    async with ProviderServer(lambda _: []) as server:
        assert await first_event(world, settings_for(provider, server.url)) == LinkOpened()
    assert server.paths == [PATH[provider]]
    sent = {name.lower(): value.removeprefix("Bearer ") for name, value in server.headers[0].items()}
    keys = {value for value in sent.values() if value.startswith("key-of-")}
    assert keys == ({f"key-of-{provider.key_name}"} if provider in VARIABLE else set())
    if provider in VARIABLE:
        assert sent[HEADER.get(provider, "Authorization").lower()] == f"key-of-{provider.key_name}"


@pytest.mark.parametrize("provider", list(VARIABLE))
@pytest.mark.expects_logs("link lost: key_missing")
async def test_without_a_key_there_is_no_connection(world: _World, provider: Provider) -> None:
    async with ProviderServer(lambda _: []) as server:
        event = await first_event(world, settings_for(provider, server.url))
    assert isinstance(event, LinkClosed)
    assert event.problem is not None
    assert (event.problem.code, event.retryable) == (ProblemCode.KEY_MISSING, False)
    assert server.connections == 0


@pytest.mark.expects_logs("link lost: address_unusable")
async def test_azure_without_a_deployment_says_so(world: _World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AZURE_OPENAI_API_KEY", "key-of-azure")
    settings = replace(Settings(), provider=Provider.AZURE, azure=replace(Settings().azure, url="https://res.openai.azure.com"))
    event = await first_event(world, settings)
    assert event.problem.detail == "Azure needs the name of your deployment of a realtime model."


async def test_a_chain_is_the_engine_with_other_peoples_stages(world: _World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The key goes to the engine's input, never to its address or its command line."""
    told: list[Any] = []
    engine = world._engine

    async with ProviderServer(lambda _: []) as server:

        async def endpoint() -> tuple[str, str]:
            return f"{server.url}?model=local&edition=3", "engine-token"

        monkeypatch.setattr(engine, "endpoint", endpoint)
        monkeypatch.setattr(engine, "configure_chain", told.append)
        monkeypatch.setattr(world._keys.secrets, "get", lambda name, allow_file: f"key-of-{name}")
        settings = replace(Settings(), provider=Provider.CHAINED)
        assert await first_event(world, settings) == LinkOpened()
    assert server.paths == ["/v1/realtime?model=chained&edition=3"]
    assert "key-of-chained" not in str(server.headers)
    assert told == [settings.chained.stages("key-of-chained", "")]
    assert told[0]["text"]["key"] == "key-of-chained"


async def test_azure_takes_a_token_of_entra_instead_of_a_key(world: _World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AZURE_OPENAI_API_KEY", "key-of-azure")

    async def token() -> str:
        return "eyJhbGciOi.x.y"

    monkeypatch.setattr(world._entra, "token", token)
    async with ProviderServer(lambda _: []) as server:
        settings = settings_for(Provider.AZURE, server.url)
        settings = replace(settings, azure=replace(settings.azure, sign_in=SignIn.AZURE_CLI))
        assert await first_event(world, settings) == LinkOpened()
    sent = {name.lower(): value for name, value in server.headers[0].items()}
    assert sent["authorization"] == "Bearer eyJhbGciOi.x.y"
    assert "api-key" not in sent


async def test_a_text_model_is_a_link_without_a_socket(world: _World, monkeypatch: pytest.MonkeyPatch) -> None:
    async with chat_server() as server:
        text = TextSettings(url=server.url, model="tiny", api=TextApi.CHAT)
        settings = replace(Settings(), provider=Provider.TEXT, text=text)
        assert await first_event(world, settings) == LinkOpened()
        assert world.adapters.links.capabilities(settings).is_local, "nothing leaves this machine"
    there = replace(settings, text=replace(text, url="https://models.example/v1"))
    assert not world.adapters.links.capabilities(there).is_local


async def test_who_might_stand_in_is_asked_whether_it_is_there(world: _World, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = world.adapters.links.answers
    assert await answers(replace(Settings(), provider=Provider.GEMINI)), "its own link tells"
    assert not await answers(replace(Settings(), provider=Provider.CHAINED)), "OpenAI wants a key, and there is none"
    assert not await answers(replace(Settings(), provider=Provider.TEXT))
    async with chat_server() as server:
        stages = ChainedSettings(text_url=server.url, transcription_url="", speech_url="")
        for provider in (Provider.CHAINED, Provider.TEXT):
            assert await answers(replace(Settings(), provider=provider, chained=stages))
        url = server.url
    assert not await answers(replace(Settings(), provider=Provider.CHAINED, chained=replace(stages, text_url=url)))


class Ring(keyring.backend.KeyringBackend):
    """A key store in memory that can be locked."""

    priority = 1
    name = "Ring"
    kept: ClassVar[dict[str, str]] = {}
    is_locked = False

    def get_password(self, service: str, username: str) -> str | None:
        if Ring.is_locked:
            raise keyring.errors.KeyringLocked
        return Ring.kept.get(username)

    def set_password(self, service: str, username: str, password: str) -> None:
        Ring.kept[username] = password


async def test_the_history_is_encrypted_with_a_key_from_the_key_store(
    world: _World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keyring, "get_keyring", Ring)
    monkeypatch.setattr(Ring, "kept", {})
    await world.adapters.store.create("talk")
    world.adapters.store.encrypt(True)
    await world.adapters.store.conversations()
    await world.adapters.store.aclose()
    assert len(Ring.kept["history"]) == 64
    assert is_sealed(tmp_path / "data/history.sqlite3")


def test_a_locked_key_store_is_not_asked_every_two_seconds(world: _World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keyring, "get_keyring", Ring)
    monkeypatch.setattr(Ring, "kept", {"history": "a" * 64})
    monkeypatch.setattr(Ring, "is_locked", True)
    keys = _HistoryKeys(world._keys.secrets)
    with pytest.raises(KeyStoreError):
        keys.kept()
    monkeypatch.setattr(Ring, "is_locked", False)
    with pytest.raises(KeyStoreError):
        keys.kept()
    later = time.monotonic() + ASK_AGAIN_S
    monkeypatch.setattr("desktop_assistant.world.time.monotonic", lambda: later)
    assert keys.kept() == "a" * 64


async def test_a_server_of_tools_gets_its_token_from_the_key_store_through_openai_alone(
    world: _World, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = {"openai": "key-of-openai", "mcp_docs_docs.example": "tok-123456"}
    monkeypatch.setattr(world._keys.secrets, "get", lambda name, allow_file: kept.get(name))
    events: asyncio.Queue[Any] = asyncio.Queue()
    created = {"type": "session.created", "event_id": "e", "session": {"type": "realtime", "id": "s"}}
    async with ProviderServer(lambda _: [], greeting=[created]) as server:
        settings = settings_for(Provider.OPENAI, server.url)
        openai = replace(settings.openai, mcp_servers="docs=https://docs.example/mcp open=https://open.example/mcp")
        settings = replace(settings, openai=openai)
        link = world.adapters.links.link(settings, events.put_nowait, None, None)
        link.open()
        async with asyncio.timeout(20):
            while not isinstance(await events.get(), SessionReady):
                pass
            link.send(UpdateSession(config=session_config(settings, world.adapters.links.capabilities(settings))))
            while not server.received:  # noqa: ASYNC110 - told over a socket
                await asyncio.sleep(0.01)
        await link.aclose()
    told = [tool.get("authorization") for tool in server.received[0]["session"]["tools"] if tool["type"] == "mcp"]
    assert told == ["tok-123456", None]
    assert "tok-123456" not in str(server.headers) + str(server.paths)
    assert logs.redact("it was tok-123456") == f"it was {logs.HIDDEN}"


async def test_the_engine_sees_what_its_chat_server_sees(world: _World) -> None:
    blind = LocalSettings(chat_url="http://127.0.0.1:11434/v1")
    nobody = LocalSettings(chat_sees=True)
    seeing = replace(blind, chat_sees=True)
    capabilities = world.adapters.links.capabilities
    for local, sees in ((blind, False), (nobody, False), (seeing, True)):
        known = capabilities(Settings(provider=Provider.LOCAL, local=local))
        assert (known.images is not None) is sees
        assert known.is_local
    limits = capabilities(Settings(provider=Provider.LOCAL, local=seeing)).images
    assert limits is not None
    assert limits.frames_per_s == 0, "a model that reads each picture anew with every question is not shown one a second"
