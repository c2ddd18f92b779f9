"""Starts, replaces and ends conversations; the real `Control` behind the window."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from desktop_assistant.core.audio import DevicePair
from desktop_assistant.core.cards import CardError
from desktop_assistant.core.draft import Draft
from desktop_assistant.core.errors import StoreError
from desktop_assistant.core.items import ConversationInfo
from desktop_assistant.core.local_events import (
    AnswerAsked,
    LocalEvent,
    ModeChosen,
    ReplayEnded,
    SoundCaptured,
    StopPressed,
    TalkPressed,
    TurnCorrected,
    UserText,
)
from desktop_assistant.core.pane_tools import STOP_SHARING, SWITCH_PERSONA, persona_wanted
from desktop_assistant.core.problems import Problem, ProblemCode
from desktop_assistant.core.server_events import ServerEvent
from desktop_assistant.core.session_config import ManualTurns, McpServer
from desktop_assistant.core.snapshot import EchoTest, TurnLatency, VoiceState
from desktop_assistant.runtime.adapters import Adapters
from desktop_assistant.runtime.control import ChatServer, KeyState, Places, VoiceInfo
from desktop_assistant.runtime.echo_tests import EchoTests
from desktop_assistant.runtime.latency import write_csv
from desktop_assistant.runtime.library import Library
from desktop_assistant.runtime.preview import VoicePreview
from desktop_assistant.runtime.replay import Replayer
from desktop_assistant.runtime.session_options import session_config
from desktop_assistant.runtime.sessions import Sessions
from desktop_assistant.runtime.voices import VOICES
from desktop_assistant.settings.character import switched
from desktop_assistant.settings.model import Provider, Settings
from desktop_assistant.settings.personas import called, known


class Supervisor:
    """Implements runtime.control.Control."""

    def __init__(self, world: Adapters, settings: Settings) -> None:
        self._world = world
        self._replayer = Replayer(world.audio, world.store)
        doers = {SWITCH_PERSONA: self._switch_persona, STOP_SHARING: self._stop_sharing}
        self._sessions = Sessions(world, settings, on_end=self._replayer.stop, doers=doers)
        self.library = Library(world.store, world.view.conversations_changed)
        self._echo_tests = EchoTests(world.audio, world.places.data / "echo-tests.json", world.clock.wall)

    # --- life ---------------------------------------------------------------------------------------------------------
    async def start(self) -> None:
        """Continue the newest conversation, or begin the first; also where the history cannot be read."""
        await self._echo_tests.load()
        self._sessions.rest_with(self._echo_tests.resting_pairs)
        try:
            await self.library.expire(self.settings.privacy.keep_days)
            known = await self._world.store.conversations()
            if known:
                await self._sessions.open(max(known, key=lambda info: info.updated_at))
                return
        except StoreError as error:
            self._world.view.show_problem(Problem(code=ProblemCode.HISTORY_UNREADABLE, detail=str(error)))
        await self.new_conversation()

    async def aclose(self) -> None:
        """Orderly end: session first, then the shells, the history last. Cancelled, it still writes the history."""
        try:
            await self._sessions.aclose()
            await asyncio.gather(self._world.audio.aclose(), self._world.engine.aclose(), return_exceptions=True)
        finally:
            await self._world.store.aclose()

    def sink(self, event: LocalEvent | ServerEvent) -> None:
        """Where the audio process puts what happened: the conversation of the moment."""
        if isinstance(event, SoundCaptured):
            self._sessions.meters.savings.captured(event.samples)
        elif isinstance(event, ReplayEnded):
            self._replayer.ended()
        else:
            self._sessions.put(event)

    # --- Control: at once -----------------------------------------------------------------------------------------------
    @property
    def settings(self) -> Settings:
        """As in force now."""
        return self._sessions.settings

    @property
    def places(self) -> Places:
        """Folders of this user."""
        return self._world.places

    def put(self, event: LocalEvent) -> None:
        """What the person did. A chosen talk mode is remembered too."""
        if isinstance(event, StopPressed | TalkPressed | TurnCorrected | AnswerAsked | UserText):
            self._replayer.stop()
        if isinstance(event, ModeChosen):
            chosen = replace(self.settings, conversation=replace(self.settings.conversation, talk_mode=event.mode))
            self.apply(chosen)
        else:
            self.sink(event)

    def apply(self, settings: Settings) -> None:
        """Save; what can change in place does, else the session is replaced with its history kept."""
        if settings != self.settings:
            if settings.privacy.encrypt_history is not self.settings.privacy.encrypt_history:
                self._world.store.encrypt(settings.privacy.encrypt_history)
            self._world.save_settings(settings)
            self._sessions.apply(settings)

    def keep_draft(self, draft: Draft) -> None:
        """What is written and not sent."""
        self._world.store.keep_draft(draft)

    def watch_levels(self, on: bool) -> None:
        """The waveform is visible, or not."""
        self._world.audio.watch_levels(on)

    def latencies(self) -> Sequence[TurnLatency]:
        """Of the voice turns of this run, oldest first."""
        return self._sessions.meters.latencies.turns

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

    async def let_rest(self, pair: DevicePair, on: bool) -> None:
        """With this pair the microphone rests from now on, or does so no longer."""
        self._echo_tests.let_rest(pair, on)
        self._sessions.rest_with(self._echo_tests.resting_pairs)
        await self._echo_tests.keep()

    async def key_state(self, provider: Provider) -> KeyState:
        """Where the provider's key comes from."""
        return await self._world.keys.state(provider.key_name, self.settings.privacy.allow_key_file)

    async def check_key(self, provider: Provider, key: str, settings: Settings) -> Problem | None:
        """Ask the provider with its cheapest call, as `settings` have it."""
        return await self._world.keys.check(provider, key, settings)

    async def store_key(self, provider: Provider, key: str) -> KeyState:
        """Keep it, and use it at once."""
        state = await self._world.keys.store(provider.key_name, key, self.settings.privacy.allow_key_file)
        if provider.key_name == self.settings.provider.key_name:
            self._sessions.try_chosen_again()
            await self._sessions.renew()
        return state

    async def tool_token_state(self, server: McpServer) -> KeyState:
        """Where its token comes from."""
        return await self._world.keys.state(server.key_name, self.settings.privacy.allow_key_file)

    async def store_tool_token(self, server: McpServer, token: str) -> KeyState:
        """Keep it, and use it at once."""
        state = await self._world.keys.store(server.key_name, token, self.settings.privacy.allow_key_file)
        if server in self.settings.service.mcp_servers:
            await self._sessions.renew()
        return state

    async def voices(self, provider: Provider) -> Sequence[VoiceInfo]:
        """What can be chosen."""
        return await self._world.engine.voices() if provider is Provider.LOCAL else VOICES[provider]

    async def preview_voice(self, provider: Provider, voice: str) -> None:
        """Say a short sentence with it."""
        settings = replace(self.settings, provider=provider)
        config = session_config(settings, self._world.links.capabilities(settings))
        config = replace(config, voice=voice, turn_detection=ManualTurns(), transcription=None)
        self._silence()  # now: what silences the answer would silence what is played beside it too
        sentence = await VoicePreview(
            make_link=lambda sink: self._world.links.link(settings, sink, None, None), config=config
        ).run()
        await self._replayer.play(sentence)

    async def export_latencies(self, path: Path) -> None:
        """Write them as CSV."""
        await asyncio.to_thread(write_csv, path, self.latencies())

    async def replay(self, item_id: str) -> None:
        """Play the kept sound of an item; whatever the assistant is saying ends."""
        if self._open_id:
            self._silence()
            await self._replayer.play_kept(self._open_id, item_id)

    async def choose_version(self, item_id: str) -> None:
        """Show another version of a corrected turn, and go on from there."""
        await self._sessions.choose_version(item_id)

    async def draft(self) -> Draft:
        """What was kept when the program ran last."""
        return await self._world.store.draft()

    async def picture(self, picture_id: str) -> bytes:
        """Of the open conversation."""
        return await self._world.store.picture(self._open_id, picture_id)

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
        if info and self._open_id != conversation_id:
            await self._sessions.open(info)

    async def new_conversation(self) -> None:
        """Begin an empty one."""
        await self._sessions.open(await self._world.store.create(), ())

    async def rename_conversation(self, conversation_id: str, title: str) -> None:
        """Give it a title."""
        await self._world.store.rename(conversation_id, title)
        self._world.view.conversations_changed()

    async def delete_conversation(self, conversation_id: str) -> None:
        """Hide it; if it is the one on screen, begin another."""
        await self._world.store.delete(conversation_id)
        if self._open_id == conversation_id:
            await self.new_conversation()
        self._world.view.conversations_changed()

    async def restore_conversation(self, conversation_id: str) -> None:
        """Undo a deletion."""
        await self._world.store.restore(conversation_id)
        self._world.view.conversations_changed()

    def _switch_persona(self, arguments: str) -> str:
        """The model was asked to hand over; raises CardError with what it can say."""
        talk = self.settings.conversation
        persona = called(talk.personas, persona_wanted(arguments))
        if persona is None:
            names = ", ".join(one.name for one in known(talk.personas))
            raise CardError(f"There is nobody of that name. There are: {names}.")
        self.apply(switched(self.settings, persona.id))
        self._world.view.tell_settings()
        local = self.settings.local
        if self.settings.provider is Provider.LOCAL and not local.chat_url and persona.instructions:
            return f"{persona.name} is here, but without a chat server my built-in skills are all there is."
        return f"{persona.name} speaks from now on."

    def _stop_sharing(self, _: str) -> str:
        """The model was asked to look no longer."""
        return "Nothing is shared any more." if self._world.view.stop_sharing() else "Nothing was shared."

    def _silence(self) -> None:
        """Something else shall be heard now."""
        session = self._sessions.current
        if session is not None and session.machine.snapshot.voice is VoiceState.SPEAKING:
            session.inbox.put(StopPressed())

    @property
    def _open_id(self) -> str:
        """The conversation that runs, or empty."""
        return self._sessions.current.conversation_id if self._sessions.current else ""
