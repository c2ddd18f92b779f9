"""Starts, replaces and ends conversations; the real `Control` behind the window."""

import asyncio
import logging
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import replace
from pathlib import Path

from desktop_assistant.core.audio import AudioSetup
from desktop_assistant.core.errors import StoreError
from desktop_assistant.core.items import ConversationInfo, Item
from desktop_assistant.core.local_events import (
    ConfigChanged,
    ConversationOpened,
    LocalEvent,
    ModeChosen,
    MuteToggled,
    ProblemRaised,
    ReplayEnded,
    Shutdown,
    SoundCaptured,
    SpokenTurn,
    StopPressed,
    TalkPressed,
    TalkReleased,
    UserText,
)
from desktop_assistant.core.problems import Problem, ProblemCode
from desktop_assistant.core.server_events import ServerEvent
from desktop_assistant.core.session_config import ManualTurns, SessionConfig
from desktop_assistant.core.snapshot import EchoTest, TurnLatency, VoiceState
from desktop_assistant.runtime.adapters import Adapters
from desktop_assistant.runtime.control import ChatServer, KeyState, Places, VoiceInfo
from desktop_assistant.runtime.conversation import Conversation
from desktop_assistant.runtime.echo_tests import EchoTests
from desktop_assistant.runtime.inbox import Inbox
from desktop_assistant.runtime.latency import LatencyLog, write_csv
from desktop_assistant.runtime.performer import Performer
from desktop_assistant.runtime.ports import LinkPort, ViewPort
from desktop_assistant.runtime.preview import VoicePreview
from desktop_assistant.runtime.replay import Replayer
from desktop_assistant.runtime.savings import SavingsMeter
from desktop_assistant.runtime.session_options import audio_setup, session_config
from desktop_assistant.runtime.voices import VOICES
from desktop_assistant.session.machine import SessionMachine
from desktop_assistant.settings.model import Provider, Settings

log = logging.getLogger(__name__)
LOOK_S = 0.05
"""Between two looks at a person who is still speaking."""
SERVER_PATIENCE_S = 3.0
_DoneEarly = UserText | TalkPressed | TalkReleased | MuteToggled


class _Meters:
    """What is measured over all conversations of this run."""

    def __init__(self, view: ViewPort) -> None:
        self.savings = SavingsMeter(view.show_savings)
        self.latencies = LatencyLog()


class _Session:
    """One running conversation: machine, link, loop. | task, link | acquired in __init__/start | released in `aclose` |"""

    def __init__(
        self,
        world: Adapters,
        settings: Settings,
        config: SessionConfig,
        conversation_id: str,
        meters: "_Meters",
        stretch_pause: Callable[[int], None],
    ) -> None:
        self.inbox = Inbox()
        self.config = config
        self.conversation_id = conversation_id
        self.link: LinkPort = world.links.link(
            settings, self.inbox.put, self.inbox.room, lambda size: meters.savings.sent(size, config.input_format)
        )
        self.machine = SessionMachine(
            config,
            world.links.capabilities(settings),
            mode=settings.conversation.talk_mode,
            new_id=world.new_id,
            jitter=world.jitter,
            wall_offset=world.clock.wall() - world.clock.monotonic(),
            keep_audio=settings.privacy.keep_audio,
            earcons=settings.audio.earcons,
        )
        self.conversation = Conversation(
            machine=self.machine,
            inbox=self.inbox,
            performer=Performer(
                conversation_id=conversation_id,
                link=self.link,
                audio=world.audio,
                store=world.store,
                view=world.view,
                formats=(config.input_format, config.output_format),
                latencies=meters.latencies,
                stretch_pause=stretch_pause,
            ),
            clock=world.clock,
        )
        self.task = asyncio.get_running_loop().create_task(self.conversation.run(), name="conversation")
        self.leaves_a_question = False
        self.spoken: tuple[SpokenTurn, ...] = ()
        """Both are known once it is closed."""

    @property
    def is_muted(self) -> bool:
        """As the person left it."""
        return self.machine.snapshot.muted

    async def aclose(self) -> None:
        """Save what is open, close the link, stop the loop."""
        for event in self.inbox.take_rest():  # what was typed a moment ago must not be lost
            self.conversation.step(event)
        self.leaves_a_question, self.spoken = self.machine.leaves_a_question, self.machine.spoken
        self.conversation.step(Shutdown.NOW)
        self.task.cancel()
        await asyncio.gather(self.task, return_exceptions=True)
        await self.link.aclose()


class Supervisor:
    """Implements runtime.control.Control."""

    def __init__(self, world: Adapters, settings: Settings) -> None:
        self._world = world
        self._settings = settings
        self._session: _Session | None = None
        self._setup: AudioSetup | None = None
        self._extra_pause_ms = 0
        """By how much the pause has grown in this session."""
        self._early: list[_DoneEarly] = []
        """What the person did between two conversations."""
        self._muted = False
        """As of the last conversation that ended; the next one begins so."""
        self._meters = _Meters(world.view)
        self._replayer = Replayer(world.audio, world.store)
        self._echo_tests = EchoTests(world.audio, world.places.data / "echo-tests.json", world.clock.wall)
        self._switching = asyncio.Lock()
        self._restarting = False
        """A session waits for its end, because other settings want another one."""
        self._background: set[asyncio.Task[None]] = set()

    # --- life ---------------------------------------------------------------------------------------------------------
    async def start(self) -> None:
        """Continue the newest conversation, or begin the first; also where the history cannot be read."""
        try:
            known = await self._world.store.conversations()
            if known:
                await self._open(known[0])
                return
        except StoreError as error:
            self._world.view.show_problem(Problem(code=ProblemCode.HISTORY_UNREADABLE, detail=str(error)))
        await self.new_conversation()

    async def aclose(self) -> None:
        """Orderly end: session first, then the shells, the history last. Cancelled, it still writes the history."""
        try:
            async with self._switching:
                if self._session:
                    await self._session.aclose()
                    self._session = None
            for task in self._background:
                task.cancel()
            await asyncio.gather(*self._background, return_exceptions=True)
            await asyncio.gather(self._world.audio.aclose(), self._world.engine.aclose(), return_exceptions=True)
        finally:
            await self._world.store.aclose()

    def sink(self, event: LocalEvent | ServerEvent) -> None:
        """Where the audio process puts what happened: the conversation of the moment."""
        if isinstance(event, SoundCaptured):
            self._meters.savings.captured(event.samples)
        elif isinstance(event, ReplayEnded):
            self._replayer.ended()
        elif self._session:
            self._session.inbox.put(event)
        elif isinstance(event, ProblemRaised):  # between two conversations a missing microphone is still worth a word
            self._world.view.show_problem(event.problem)
        elif isinstance(event, _DoneEarly):  # and what the person does belongs to the one that is about to open
            self._early.append(event)

    # --- Control: at once -----------------------------------------------------------------------------------------------
    @property
    def settings(self) -> Settings:
        """As in force now."""
        return self._settings

    @property
    def places(self) -> Places:
        """Folders of this user."""
        return self._world.places

    def put(self, event: LocalEvent) -> None:
        """What the person did. A chosen talk mode is remembered too."""
        if isinstance(event, StopPressed | TalkPressed | UserText):
            self._replayer.stop()
        if isinstance(event, ModeChosen):
            chosen = replace(self._settings, conversation=replace(self._settings.conversation, talk_mode=event.mode))
            self.apply(chosen)
        else:
            self.sink(event)

    def apply(self, settings: Settings) -> None:
        """Save; what can change in place does, else the session is replaced with its history kept."""
        old, self._settings = self._settings, settings
        if settings == old:
            return
        self._world.save_settings(settings)
        if settings.local != old.local:
            self._configure_engine()
        if _needs_new_session(old, settings):
            self._restarting = True
            self._later(self._restart())
        else:
            self._change_in_place(old)

    def watch_levels(self, on: bool) -> None:
        """The waveform is visible, or not."""
        self._world.audio.watch_levels(on)

    def latencies(self) -> Sequence[TurnLatency]:
        """Of the voice turns of this run, oldest first."""
        return self._meters.latencies.turns

    def stop_replay(self) -> None:
        """Silence what is played again."""
        self._replayer.stop()

    def echo_test(self) -> EchoTest | None:
        """The kept result for the devices in use."""
        return self._echo_tests.kept()

    # --- Control: with I/O ----------------------------------------------------------------------------------------------
    async def test_echo(self) -> EchoTest:
        """Play a short sound and listen for it."""
        return await self._echo_tests.run()

    async def key_state(self, provider: Provider) -> KeyState:
        """Where the provider's key comes from."""
        return await self._world.keys.state(provider, self._settings.privacy.allow_key_file)

    async def check_key(self, provider: Provider, key: str) -> Problem | None:
        """Ask the provider with its cheapest call."""
        return await self._world.keys.check(provider, key, self._settings)

    async def store_key(self, provider: Provider, key: str) -> KeyState:
        """Keep it, and use it at once."""
        state = await self._world.keys.store(provider, key, self._settings.privacy.allow_key_file)
        if provider is self._settings.provider:
            if self._is_in_mid_sentence:
                self._later(self._restart())  # whoever asked need not wait until the person has finished
            else:
                await self._restart()
        return state

    async def voices(self, provider: Provider) -> Sequence[VoiceInfo]:
        """What can be chosen."""
        return await self._world.engine.voices() if provider is Provider.LOCAL else VOICES[provider]

    async def preview_voice(self, provider: Provider, voice: str) -> None:
        """Say a short sentence with it."""
        settings = replace(self._settings, provider=provider)
        config = session_config(settings, self._world.links.capabilities(settings))
        current = self._session.config if self._session else config
        # The loudspeaker is set up for the running session's sound.
        config = replace(
            config, voice=voice, output_format=current.output_format, turn_detection=ManualTurns(), transcription=None
        )
        await VoicePreview(
            make_link=lambda sink: self._world.links.link(settings, sink, None, None), audio=self._world.audio, config=config
        ).run()

    async def export_latencies(self, path: Path) -> None:
        """Write them as CSV."""
        await asyncio.to_thread(write_csv, path, self.latencies())

    async def replay(self, item_id: str) -> None:
        """Play the kept sound of an item; whatever the assistant is saying ends."""
        if self._session is None:
            return
        if self._session.machine.snapshot.voice is VoiceState.SPEAKING:
            self._session.inbox.put(StopPressed())
        await self._replayer.play(self._session.conversation_id, item_id)

    async def recorded_items(self, conversation_id: str) -> frozenset[str]:
        """Those whose sound was kept."""
        return await self._world.store.recorded_items(conversation_id)

    async def chat_servers(self) -> Sequence[ChatServer]:
        """Those that answer on loopback."""
        return await self._world.engine.chat_servers()

    async def conversations(self) -> Sequence[ConversationInfo]:
        """Newest first."""
        return await self._world.store.conversations()

    async def open_conversation(self, conversation_id: str) -> None:
        """Continue it."""
        known = await self._world.store.conversations()
        info = next((c for c in known if c.id == conversation_id), None)
        if info and (self._session is None or self._session.conversation_id != conversation_id):
            await self._open(info)

    async def new_conversation(self) -> None:
        """Begin an empty one."""
        await self._open(await self._world.store.create(), ())

    async def rename_conversation(self, conversation_id: str, title: str) -> None:
        """Give it a title."""
        await self._world.store.rename(conversation_id, title)
        self._world.view.conversations_changed()

    async def delete_conversation(self, conversation_id: str) -> None:
        """Hide it; if it is the one on screen, begin another."""
        await self._world.store.delete(conversation_id)
        if self._session and self._session.conversation_id == conversation_id:
            await self.new_conversation()
        self._world.view.conversations_changed()

    async def restore_conversation(self, conversation_id: str) -> None:
        """Undo a deletion."""
        await self._world.store.restore(conversation_id)
        self._world.view.conversations_changed()

    # --- sessions -------------------------------------------------------------------------------------------------------
    async def _open(self, info: ConversationInfo, items: Sequence[Item] | None = None) -> None:
        """items: None = as the history has them."""
        async with self._switching:
            if self._session and self._session.conversation_id == info.id:
                return
            if items is None:  # read before the other ends: it goes on if these cannot be read
                items = await self._world.store.items(info.id)
            await self._end_session()
            self._world.view.show_conversation(info, items)
            self._begin_session(info.id, tuple(items))
        self._world.view.conversations_changed()

    async def _restart(self) -> None:
        """The same conversation over a new link, as other settings want it; not in the middle of what the person says."""
        old, self._restarting = self._session, True
        await self._until_said()
        async with self._switching:
            if old is not None and old is self._session:  # else another one has begun, with these settings already
                await self._end_session()  # which may still change its items: marks what was heard, drops what was no turn
                self._begin_session(old.conversation_id, old.machine.items(), left=old)

    async def _until_said(self) -> None:
        """Until the person's turn is handed over: its sound is then taken along. A server that never ends a turn which it
        has heard begin is not waited for."""
        silent_s = 0.0
        while self._is_in_mid_sentence and silent_s < SERVER_PATIENCE_S:
            await asyncio.sleep(LOOK_S)
            silent_s = 0.0 if self._session is not None and self._session.machine.is_spoken_to else silent_s + LOOK_S

    @property
    def _is_in_mid_sentence(self) -> bool:
        machine = self._session.machine if self._session is not None else None
        return machine is not None and (machine.is_spoken_to or machine.waits_for_turn)

    async def _end_session(self) -> None:
        self._replayer.stop()
        if self._session:
            session, self._session = self._session, None
            await session.aclose()
            self._muted = session.is_muted

    def _begin_session(self, conversation_id: str, items: tuple[Item, ...], *, left: _Session | None = None) -> None:
        """left: the session of the same conversation whose place this one takes."""
        config = session_config(self._settings, self._world.links.capabilities(self._settings))
        self._restarting = False
        self._configure_engine()
        self._extra_pause_ms = 0
        self._configure_audio(config)
        self._session = _Session(self._world, self._settings, config, conversation_id, self._meters, self._stretch_pause)
        if self._muted:  # first: the microphone must not open even for a moment
            self._session.inbox.put(MuteToggled())
        opened = ConversationOpened(
            conversation_id=conversation_id,
            items=items,
            is_unanswered=left is not None and left.leaves_a_question,
            spoken=self._taken_along(left, config) if left is not None else (),
        )
        self._session.inbox.put(opened)
        early, self._early = self._early, []
        for event in early:
            self._session.inbox.put(event)

    def _taken_along(self, left: _Session, config: SessionConfig) -> tuple[SpokenTurn, ...]:
        old, new = left.config.input_format, config.input_format
        return tuple(replace(turn, audio=self._world.recode(turn.audio, old, new)) for turn in left.spoken)

    def _change_in_place(self, old: Settings) -> None:
        if self._session is None or self._restarting:  # the session that is about to begin has all of them
            return
        config = session_config(self._settings, self._world.links.capabilities(self._settings))
        self._configure_audio(config)
        if config != self._session.config:
            self._session.config = config
            self._session.inbox.put(ConfigChanged(config=config))
        if self._settings.conversation.talk_mode is not old.conversation.talk_mode:
            self._session.inbox.put(ModeChosen(mode=self._settings.conversation.talk_mode))

    def _stretch_pause(self, extra_ms: int) -> None:
        self._extra_pause_ms = extra_ms
        if self._session:
            self._configure_audio(self._session.config)

    def _configure_audio(self, config: SessionConfig) -> None:
        capabilities = self._world.links.capabilities(self._settings)
        setup = audio_setup(self._settings, config, capabilities, extra_pause_ms=self._extra_pause_ms)
        if setup != self._setup:
            self._setup = setup
            self._world.audio.configure(setup)

    def _configure_engine(self) -> None:
        local = self._settings.local
        self._world.engine.configure(voice=local.voice, chat_url=local.chat_url, chat_model=local.chat_model)

    def _later(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._background.add(task)
        task.add_done_callback(self._background.discard)


def _needs_new_session(old: Settings, new: Settings) -> bool:
    """What a running session cannot change: who answers, where, with which model, and the sound's format."""
    return (
        new.provider is not old.provider
        or (new.service.name, new.service.url, new.service.model) != (old.service.name, old.service.url, old.service.model)
        or new.audio.sample_rate is not old.audio.sample_rate
        or (new.provider is not Provider.LOCAL and new.privacy.allow_key_file is not old.privacy.allow_key_file)
        or new.privacy.keep_audio is not old.privacy.keep_audio
        or new.audio.earcons is not old.audio.earcons
    )
