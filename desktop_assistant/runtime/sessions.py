"""Which conversation runs, over which link, with which settings: begun, replaced when other settings ask for it, ended."""

import asyncio
from collections.abc import Callable, Coroutine, Mapping, Sequence
from dataclasses import replace

from desktop_assistant.core.audio import AudioFormat, AudioSetup, DevicePair, Recording
from desktop_assistant.core.errors import StoreError
from desktop_assistant.core.items import ConversationInfo, Item
from desktop_assistant.core.local_events import (
    AnswerAsked,
    ConfigChanged,
    ConversationOpened,
    LocalEvent,
    ModeChosen,
    MuteToggled,
    NetworkChanged,
    ProblemRaised,
    ReconnectPressed,
    SpeakerChanged,
    SpeechStarted,
    SpokenTurn,
    TalkPressed,
    TalkReleased,
    TurnCorrected,
    UserText,
)
from desktop_assistant.core.server_events import ServerEvent
from desktop_assistant.core.session_config import SessionConfig
from desktop_assistant.core.snapshot import LinkState
from desktop_assistant.core.speaker import last_speaker
from desktop_assistant.runtime.adapters import Adapters
from desktop_assistant.runtime.running_session import Meters, RunningSession
from desktop_assistant.runtime.session_options import audio_setup, needs_new_session, session_config
from desktop_assistant.runtime.stand_ins import Sight, StandIns
from desktop_assistant.runtime.surroundings import Surroundings
from desktop_assistant.runtime.thrift import Formats, Thrift
from desktop_assistant.runtime.toolbox import Handler
from desktop_assistant.settings.character import in_character
from desktop_assistant.settings.model import Settings
from desktop_assistant.settings.personas import DEFAULT, persona_of

LOOK_S = 0.05
"""Between two looks at a person who is still speaking."""
COST_LOOK_S = 1.0
SERVER_PATIENCE_S = 3.0
"""How long a turn that the person has ended may wait for its server before another session takes over."""
_BeginsTurn = UserText | AnswerAsked | TalkPressed | SpeechStarted
_DoneEarly = UserText | TurnCorrected | AnswerAsked | TalkPressed | TalkReleased | MuteToggled


class Sessions:
    """At most one runs at a time, as `current`. `on_end` is called before one ends."""

    def __init__(
        self,
        world: Adapters,
        settings: Settings,
        *,
        on_end: Callable[[], None],
        doers: Mapping[str, Handler] | None = None,
    ) -> None:
        self.settings = settings
        """As in force now."""
        self.meters = Meters(world)
        self.meters.costs.cap = float(settings.continuity.monthly_cap)
        self.current: RunningSession | None = None
        self._world = world
        self._on_end = on_end
        self._doers = doers
        self._named = ""
        """Whom the conversation names as its speaker; empty = nobody."""
        self._setup: AudioSetup | None = None
        self._extra_pause_ms = 0
        self._resting_pairs: tuple[DevicePair, ...] = ()
        self._early: list[_DoneEarly] = []
        """What the person did between two conversations."""
        self._muted = False
        """As of the last conversation that ended; the next one begins so."""
        self._switching = asyncio.Lock()
        self._restarting = False
        """A session waits for its end, because other settings want another one."""
        self._background: set[asyncio.Task[None]] = set()
        self._stand_ins = StandIns(world, settings, restart=self._begin_anew, is_free=lambda: self._is_free)
        self._thrift = Thrift(
            world,
            settings,
            session=lambda: None if self._restarting else self.current,
            formats=self._formats,
            renew=self._begin_anew,
        )
        self._later(Surroundings(world.routes, world.clock, self.put).watch())
        self._later(self._stand_ins.watch(self._see))
        self._later(self._thrift.watch())
        self._later(self._watch_costs())

    @property
    def _in_force(self) -> Settings:
        """The settings as the persona has them, but perhaps with a provider that stands in."""
        return in_character(self._stand_ins.settings)

    @property
    def _link(self) -> LinkState | None:
        """None: the session with who should answer now has not begun, and the one before it tells nothing of them."""
        if self._restarting:
            return None
        return self.current.machine.snapshot.link if self.current is not None else LinkState.OFFLINE

    def _see(self) -> Sight:
        session = self.current
        return Sight(
            link=self._link,
            refusal=session.machine.refusal if session is not None else None,
            waits=session is not None and session.machine.leaves_a_question,
            is_spent=self.meters.costs.is_spent,
        )

    @property
    def _is_free(self) -> bool:
        """Nobody speaks, and nothing is being answered."""
        return self.current is not None and self.current.machine.is_quiet

    @property
    def _is_other_sound(self) -> bool:
        """The session of the moment sends in another format than it should."""
        return self.current is not None and self.current.config.input_format != self._thrift.fitted

    def try_chosen_again(self) -> None:
        """The provider that was chosen may answer now; somebody stands in for it, perhaps."""
        self._stand_ins.try_again()

    def put(self, event: LocalEvent | ServerEvent) -> None:
        """For the conversation of the moment."""
        if isinstance(event, ReconnectPressed | NetworkChanged):
            self.try_chosen_again()
            self._thrift.try_again()
        if isinstance(event, ReconnectPressed) and self._stand_ins.is_down and self._link is LinkState.READY:
            return  # it is the chosen provider that is to be tried again, not the one that answers
        if self.current:
            self._give(self.current, event)
        elif isinstance(event, ProblemRaised):  # between two conversations a missing microphone is still worth a word
            self._world.view.show_problem(event.problem)
        elif isinstance(event, _DoneEarly):  # and what the person does belongs to the one that is about to open
            self._early.append(event)

    def apply(self, settings: Settings) -> None:
        """What can change in place does, else the session is replaced with its history kept."""
        old, self.settings = self._in_force, settings
        self._stand_ins.apply(settings)
        self._thrift.apply(settings)
        self.meters.costs.cap = float(settings.continuity.monthly_cap)
        if self._in_force.local != old.local:
            self._configure_engine()
        if needs_new_session(old, self._in_force) or self._is_other_sound:
            self._begin_anew()
        else:
            self._change_in_place(old)

    def rest_with(self, pairs: tuple[DevicePair, ...]) -> None:
        """With these devices the microphone rests while the assistant speaks, where the setting leaves it open."""
        self._resting_pairs = pairs
        if self.current is not None and not self._restarting:  # the session that is about to begin is told of them
            self._configure_audio(self.current.config)

    async def open(self, info: ConversationInfo, items: Sequence[Item] | None = None) -> None:
        """Show it and run it. items: None = as the history has them; raises StoreError while the other goes on."""
        async with self._switching:
            if self.current and self.current.conversation_id == info.id:
                return
            if items is None:  # read before the other ends: it goes on if these cannot be read
                items = await self._world.store.items(info.id)
            unsent = await self._world.store.unsent(info.id)
            await self._end()
            self._world.view.show_conversation(info, items)
            await self._begin(info.id, tuple(items), unsent=unsent)
        self._world.view.conversations_changed()

    async def choose_version(self, item_id: str) -> None:
        """Bring the version of a turn that this item is part of on screen, and go on from there; raises StoreError while the
        conversation goes on as it was."""
        async with self._switching:
            old = self.current
            if old is None:
                return
            store = self._world.store
            info = next((c for c in await store.conversations() if c.id == old.conversation_id), None)
            if info is None:
                return
            await self._end()  # which may still write down what was being said
            try:
                await store.choose_version(info.id, item_id)
                items = tuple(await store.items(info.id))
            except StoreError:
                await self._go_on(old)
                raise
            unsent = await store.unsent(info.id)
            self._world.view.show_conversation(info, items)
            await self._begin(info.id, items, unsent=unsent)

    async def renew(self) -> None:
        """The same conversation over a new link: returns when it has begun, or at once while the person is in mid-sentence."""
        if self.current is not None and self.current.is_in_mid_sentence:
            self._begin_anew()  # whoever asked need not wait until the person has finished
        else:
            await self._restart(self.current)

    async def aclose(self) -> None:
        """End the session, and whatever waits to replace it."""
        async with self._switching:
            await self._end()
        for task in self._background:
            task.cancel()
        await asyncio.gather(*self._background, return_exceptions=True)
        await asyncio.to_thread(self.meters.costs.close)

    def _begin_anew(self) -> None:
        """With the settings that are in force now."""
        self._restarting = True
        self._later(self._restart(self.current))

    async def _watch_costs(self) -> None:
        """A paid provider is not asked once the month's money is spent; the month may end, or the cap be raised."""
        while True:
            await self._world.clock.sleep(COST_LOOK_S)
            self.meters.costs.look()
            is_free = self._world.links.capabilities(self._in_force).is_local
            if self.current is not None:
                self.current.mind_budget(is_spent=self.meters.costs.is_spent and not is_free)

    async def _restart(self, old: RunningSession | None) -> None:
        """The same conversation over a new link, as other settings want it; not in the middle of what the person says.

        old: the session that was in use when this was asked for."""
        await self._until_said()
        async with self._switching:
            if old is not None and old is self.current:  # else another one has begun since, with these settings
                await self._end()  # which may still change its items: marks what was heard, drops what was no turn
                await self._go_on(old)

    async def _go_on(self, old: RunningSession) -> None:
        """From where this one ended."""
        along = {turn.item_id for turn in old.spoken}
        unsent = [one for one in await self._world.store.unsent(old.conversation_id) if one[0] not in along]
        await self._begin(old.conversation_id, old.machine.items(), left=old, unsent=unsent)

    async def _until_said(self) -> None:
        """Until the person's turn is handed over: its sound is then taken along. A server that never ends a turn which it
        has heard begin is not waited for."""
        silent_s = 0.0
        while self.current is not None and self.current.is_in_mid_sentence and silent_s < SERVER_PATIENCE_S:
            await asyncio.sleep(LOOK_S)
            silent_s = 0.0 if self.current is not None and self.current.machine.is_spoken_to else silent_s + LOOK_S

    async def _end(self) -> None:
        self._on_end()
        if self.current:
            session, self.current = self.current, None
            await session.aclose()
            self._muted = session.is_muted

    async def _begin(
        self,
        conversation_id: str,
        items: tuple[Item, ...],
        *,
        left: RunningSession | None = None,
        unsent: Sequence[tuple[str, Recording]] = (),
    ) -> None:
        """left: the session of the same conversation whose place this one takes. unsent: turns that nobody has answered."""
        config = self._config()
        spoken = await asyncio.gather(*(self._recoded(t, left.config.input_format, config) for t in left.spoken)) if left else []
        found = [self._recoded(SpokenTurn(item_id=i, audio=one.audio), one.format, config) for i, one in unsent]
        kept = await asyncio.gather(*found)
        self._restarting = False
        self._named = last_speaker(items)
        self._configure_engine()
        self._extra_pause_ms = 0
        self._configure_audio(config)
        self.current = RunningSession(
            self._world, self._in_force, config, conversation_id, self.meters, self._stretch_pause, self._doers
        )
        if self._muted:  # first: the microphone must not open even for a moment
            self.current.inbox.put(MuteToggled())
        opened = ConversationOpened(
            conversation_id=conversation_id,
            items=items,
            is_unanswered=left is not None and left.leaves_a_question,
            spoken=tuple(spoken),
            unsent=tuple(kept),
        )
        self.current.inbox.put(opened)
        early, self._early = self._early, []
        for event in early:
            self._give(self.current, event)

    def _give(self, session: RunningSession, event: LocalEvent | ServerEvent) -> None:
        """Where the conversation does not say yet who is about to answer, it is told that first."""
        if isinstance(event, _BeginsTurn):
            name, usual = self.settings.persona.name, persona_of(self.settings.conversation.personas, DEFAULT).name
            if name != (self._named or usual):
                self._named = name
                session.inbox.put(SpeakerChanged(name=name))
        session.inbox.put(event)

    async def _recoded(self, turn: SpokenTurn, old: AudioFormat, config: SessionConfig) -> SpokenTurn:
        """In the session's format; minutes of it are a thread's work."""
        if old == config.input_format:
            return turn
        return replace(turn, audio=await asyncio.to_thread(self._world.recode, turn.audio, old, config.input_format))

    def _change_in_place(self, old: Settings) -> None:
        if self.current is None or self._restarting:  # the session that is about to begin has all of them
            return
        config = self._config()
        self._configure_audio(config)
        if config != self.current.config:
            self.current.config = config
            self.current.inbox.put(ConfigChanged(config=config))
        if self.settings.conversation.talk_mode is not old.conversation.talk_mode:
            self.current.inbox.put(ModeChosen(mode=self.settings.conversation.talk_mode))

    def _stretch_pause(self, extra_ms: int) -> None:
        self._extra_pause_ms = extra_ms
        if self.current:
            self._configure_audio(self.current.config)

    def _config(self) -> SessionConfig:
        config, fitted = self._usual_config(), self._thrift.fitted
        alike = self._world.links.capabilities(self._in_force).one_format
        return replace(config, input_format=fitted, output_format=fitted if alike else config.output_format)

    def _usual_config(self) -> SessionConfig:
        """As the settings want it."""
        capabilities = self._world.links.capabilities(self._in_force)
        return session_config(self._in_force, capabilities, self._world.audio.pair.input_device)

    def _formats(self) -> Formats:
        return Formats(self._usual_config().input_format, self._world.links.capabilities(self._in_force).input_formats)

    def _configure_audio(self, config: SessionConfig) -> None:
        capabilities = self._world.links.capabilities(self._in_force)
        setup = audio_setup(
            self._in_force,
            config,
            capabilities,
            extra_pause_ms=self._extra_pause_ms,
            resting_pairs=self._resting_pairs,
        )
        if setup != self._setup:
            self._setup = setup
            self._world.audio.configure(setup)

    def _configure_engine(self) -> None:
        local = self._in_force.local
        self._world.engine.configure(voice=local.voice, chat_url=local.chat_url, chat_model=local.chat_model)

    def _later(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._background.add(task)
        task.add_done_callback(self._background.discard)
