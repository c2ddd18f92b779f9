"""The adapters of this computer behind the conductor's ports; the one place where every room is known.

`app.py` imports this after the window's first paint, since it brings sockets, the database and the processes.
"""

import asyncio
import os
import random
import time
import uuid
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from pathlib import Path

from desktop_assistant import logs
from desktop_assistant.children import Children
from desktop_assistant.core.audio import AudioFormat
from desktop_assistant.core.capabilities import Capabilities
from desktop_assistant.core.errors import AuthError, KeyStoreError
from desktop_assistant.core.problems import Problem, ProblemCode
from desktop_assistant.engine.process import EngineProcess
from desktop_assistant.protocol.codec import Codec
from desktop_assistant.protocol.local import SEEING
from desktop_assistant.protocol.registry import capabilities_of, codec_for
from desktop_assistant.runtime.adapters import Adapters, LinkMaker
from desktop_assistant.runtime.control import ChatServer, KeyState, Places, VoiceInfo
from desktop_assistant.runtime.ports import LinkPort, Sink, ViewPort
from desktop_assistant.runtime.supervisor import Supervisor
from desktop_assistant.settings import prices
from desktop_assistant.settings.model import Provider, Service, Settings, SignIn
from desktop_assistant.settings.saver import Saver
from desktop_assistant.settings.secrets import Secrets
from desktop_assistant.store import Store
from desktop_assistant.transport.connection import Link
from desktop_assistant.transport.credentials import check_chain, check_key
from desktop_assistant.transport.entra import EntraTokens
from desktop_assistant.transport.routes import routes
from desktop_assistant.transport.wiretap import Wiretap

ASK_AGAIN_S = 30.0
"""Between two questions to a key store that is locked."""
ANSWERS_S = 4.0
"""For those who might stand in to say that they are there: the person waits meanwhile."""


def build_supervisor(
    *, view: ViewPort, children: Children, settings: Settings, home: Places, wiretap: Wiretap | None
) -> Supervisor:
    """Give the conductor this computer."""
    world = _World(view, children, settings, home, wiretap)
    supervisor = Supervisor(world.adapters, settings)
    children.sink = supervisor.sink
    return supervisor


class _World:
    """The adapters of this computer."""

    def __init__(self, view: ViewPort, children: Children, settings: Settings, home: Places, wiretap: Wiretap | None) -> None:
        self._view = view
        self._wiretap = wiretap
        self._loop = asyncio.get_running_loop()
        self._keys = _Keys(home.config)
        self._engine = children.engine
        self._entra = EntraTokens()
        self.adapters = Adapters(
            audio=children.audio,
            store=Store(
                home.data,
                on_problem=self._from_thread,
                keys=_HistoryKeys(self._keys.secrets),
                # Never made plain without being asked: lost settings must not open what was locked.
                is_encrypted=True if settings.privacy.encrypt_history else None,
            ),
            view=view,
            engine=_Engine(children.engine),
            keys=self._keys,
            links=LinkMaker(capabilities=_capabilities, link=self._link, answers=self._answers),
            clock=_Clock(),
            places=home,
            save_settings=Saver(home.config / "settings.toml", on_problem=self._from_thread).save,
            recode=_recode,
            new_id=lambda: f"item_{uuid.uuid4().hex[:20]}",
            prices=prices.load(home.config / "prices.toml"),
            routes=routes,
            jitter=random.random,
        )

    def _from_thread(self, problem: Problem) -> None:
        """Called on the threads of history and settings."""
        self._loop.call_soon_threadsafe(self._view.show_problem, problem)

    def _link(
        self,
        settings: Settings,
        sink: Sink,
        room: Callable[[], Awaitable[None]] | None,
        on_sound_sent: Callable[[int], None] | None,
    ) -> LinkPort:
        if settings.provider is Provider.TEXT:
            return self._text_link(settings, sink)

        async def codec() -> Codec:
            return await self._codec(settings)

        return Link(codec=codec, sink=sink, room=room, wiretap=self._wiretap, on_sound_sent=on_sound_sent)

    def _text_link(self, settings: Settings, sink: Sink) -> LinkPort:
        from desktop_assistant.engine.text_only import Stage, TextLink  # the last resort, seldom needed

        async def stage() -> Stage:
            return Stage(**settings.text.stage(settings.chained, await self._key(settings)))

        async def check(at: Stage) -> Problem | None:
            return await check_chain([(at.url, at.key)])

        return TextLink(stage, check, sink)

    async def _answers(self, settings: Settings) -> bool:
        """Whether what stands behind a link is there, where the link itself would not tell."""
        if settings.provider not in (Provider.CHAINED, Provider.TEXT):
            return True
        key = await self._key(settings)
        if not key and settings.is_text_at_openai:
            return False
        try:
            async with asyncio.timeout(ANSWERS_S):
                return await self._keys.check(settings.provider, key, settings) is None
        except TimeoutError:
            return False

    async def _codec(self, settings: Settings) -> Codec:
        service = settings.service
        if settings.provider is Provider.LOCAL:
            return await self._of_engine(service)
        key = await self._key(settings)
        if settings.provider is Provider.CHAINED:
            self._engine.configure_chain(settings.chained.stages(key, settings.conversation.language))
            return await self._of_engine(service)
        if not key and capabilities_of(service.name).needs_key:
            raise AuthError("no key is stored for this provider")
        tokens = await self._tool_tokens(settings)
        names = f"{uuid.uuid4().hex[:8]}_"
        return codec_for(service.name, url=service.url, key=key, model=service.model, names=names, tool_tokens=tokens)

    async def _tool_tokens(self, settings: Settings) -> dict[str, str]:
        """Of the servers of tools, as far as they have one."""
        if not capabilities_of(settings.service.name).mcp:
            return {}
        secrets, allow_file = self._keys.secrets, settings.privacy.allow_key_file
        servers = settings.service.mcp_servers
        tokens = {one.label: await asyncio.to_thread(secrets.get, one.key_name, allow_file) for one in servers}
        for token in filter(None, tokens.values()):
            logs.conceal(token)
        return {label: token for label, token in tokens.items() if token}

    async def _of_engine(self, service: Service) -> Codec:
        url, token = await self._engine.endpoint()
        logs.conceal(token)
        return codec_for(service.name, url=url.replace("model=local", f"model={service.name}"), key=token)

    async def _key(self, settings: Settings) -> str:
        """Or what stands in for one; empty = there is none."""
        if settings.service.sign_in is SignIn.AZURE_CLI:
            key = await self._entra.token()
        else:  # a key store may wait for the person to unlock it, so it is never asked on the window's thread
            secrets, allow_file = self._keys.secrets, settings.privacy.allow_key_file
            kept = [await asyncio.to_thread(secrets.get, name, allow_file) for name in settings.key_names]
            key = next((one for one in kept if one), "")
        if key:
            logs.conceal(key)
        return key


class _Engine:
    """EnginePort over the engine's process."""

    def __init__(self, process: EngineProcess) -> None:
        self._process = process

    def configure(self, *, voice: str, chat_url: str, chat_model: str) -> None:
        self._process.configure(voice=voice, chat_url=chat_url, chat_model=chat_model)

    async def voices(self) -> Sequence[VoiceInfo]:
        return [VoiceInfo(id=v.id, name=v.name) for v in await self._process.voices()]

    async def chat_servers(self) -> Sequence[ChatServer]:
        return [ChatServer(name=s.name, url=s.url, models=s.models, seeing=s.seeing) for s in await self._process.chat_servers()]

    async def aclose(self) -> None:
        await self._process.aclose()


class _Keys:
    """KeyPort over the secrets of this user."""

    def __init__(self, config: Path) -> None:
        self.secrets = Secrets(config, environ=os.environ)

    async def state(self, name: str, allow_file: bool) -> KeyState:
        return await asyncio.to_thread(self.secrets.state, name, allow_file)

    async def check(self, provider: Provider, key: str, settings: Settings) -> Problem | None:
        if provider is Provider.LOCAL:
            return None
        if provider is Provider.TEXT:
            stage = settings.text.stage(settings.chained, key)
            if not stage:
                return Problem(code=ProblemCode.ADDRESS_UNUSABLE)
            return await check_chain([(stage["url"], stage.get("key", ""))])
        if provider is Provider.CHAINED:
            stages = settings.chained.stages(key, "").values()
            return await check_chain([(s["url"], s.get("key", "")) for s in stages if isinstance(s, dict) and s["url"]])
        service = settings.service_of(provider)
        return await check_key(lambda: codec_for(service.name, url=service.url, key=key, model=service.model))

    async def store(self, name: str, key: str, allow_file: bool) -> KeyState:
        if key:
            await asyncio.to_thread(self.secrets.set, name, key, allow_file)
        else:
            await asyncio.to_thread(self.secrets.delete, name)
        return await self.state(name, allow_file)


class _HistoryKeys:
    """KeyHolder over the key store. The writer asks every two seconds; the person is not asked to unlock it that often."""

    def __init__(self, secrets: Secrets) -> None:
        self._secrets = secrets
        self._refused: tuple[float, KeyStoreError] | None = None

    def kept(self) -> str:
        if self._refused and time.monotonic() - self._refused[0] < ASK_AGAIN_S:
            raise self._refused[1]
        try:
            key = self._secrets.history_key() or ""
        except KeyStoreError as error:
            self._refused = (time.monotonic(), error)
            raise
        if key:
            logs.conceal(key)
        return key

    def make(self) -> str:
        key = self._secrets.make_history_key()
        logs.conceal(key)
        return key


class _Clock:
    """The real one."""

    def monotonic(self) -> float:
        return time.monotonic()

    def wall(self) -> float:
        return time.time()

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


def _capabilities(settings: Settings) -> Capabilities:
    capabilities = capabilities_of(settings.service.name)
    if settings.provider is Provider.LOCAL and settings.local.sees_pictures:
        return SEEING
    if settings.provider in (Provider.CHAINED, Provider.TEXT):  # services on this machine cost nothing
        return replace(capabilities, is_local=not settings.hosts(settings.provider))
    return capabilities


def _recode(audio: bytes, old: AudioFormat, new: AudioFormat) -> bytes:
    if old == new:
        return audio
    from desktop_assistant.audio.encoding import recode  # numpy, which this process does without otherwise

    return recode(audio, old, new)
