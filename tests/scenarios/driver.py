"""Plays the world to a SessionMachine on fake time: the link, the provider, the audio process and the person."""

from collections.abc import Callable
from itertools import count
from typing import Any, TypeVar

from desktop_assistant.core.capabilities import Capabilities
from desktop_assistant.core.commands import CreateItem, CreateResponse
from desktop_assistant.core.items import AudioPart, Item, ItemStatus, Role
from desktop_assistant.core.local_events import (
    ConversationOpened,
    LinkClosed,
    LinkNews,
    LinkOpened,
    LocalEvent,
    MicFrame,
    MicrophoneClosed,
    MicrophoneOpened,
    PlaybackAdvanced,
    PlaybackDrained,
    PlaybackFlushed,
    SpeechConfirmed,
    SpeechStarted,
    SpeechStopped,
    TalkPressed,
    Tick,
)
from desktop_assistant.core.problems import Problem, ProblemCode
from desktop_assistant.core.server_events import (
    AssistantTextDelta,
    AssistantTextDone,
    AudioDelta,
    AudioDone,
    ItemAdded,
    ItemDone,
    ResponseFinished,
    ResponseStarted,
    ResponseStatus,
    ServerEvent,
    SessionReady,
    SessionUpdated,
    UserTranscriptFinal,
    UserTurnCommitted,
)
from desktop_assistant.core.session_config import SessionConfig, TalkMode, Transcription
from desktop_assistant.session.effects import Effect, HideItem, Report, Save, Send, Shelve, ShowItem, ToSuccessor
from desktop_assistant.session.machine import SessionMachine

E = TypeVar("E")
WALL = 1_700_000_000.0
CONFIG = SessionConfig(model="m", transcription=Transcription(model="gpt-transcribe"))


def pcm(ms: float) -> bytes:
    """So many ms of silence at 24 kHz."""
    return bytes(int(ms * 48))


class Driver:
    """`effects` holds what the last `do` (or several inside `script`) gave; `all` holds everything since the start."""

    def __init__(
        self,
        mode: TalkMode = TalkMode.CLICK,
        *,
        config: SessionConfig = CONFIG,
        capabilities: Capabilities | None = None,
        jitter: Callable[[], float] = lambda: 0.5,
        **options: Any,
    ) -> None:
        ids = count(1)
        options.setdefault("strict", True)
        options.setdefault("earcons", False)
        self.machine = SessionMachine(
            config,
            capabilities or Capabilities(),
            mode=mode,
            new_id=lambda: f"local_{next(ids)}",
            jitter=jitter,
            wall_offset=WALL,
            **options,
        )
        self.now = 100.0
        self.effects: list[Effect] = []
        self.all: list[Effect] = []
        self._mic_ms = 0.0
        self._wire = count(1)

    # --- time and input -------------------------------------------------------------------------------------------
    def do(self, *events: ServerEvent | LocalEvent | LinkNews) -> list[Effect]:
        """Feed events; returns and keeps what came of them."""
        self.effects = [effect for event in events for effect in self.machine.handle(event, self.now)]
        self.all += self.effects
        return self.effects

    def wait(self, seconds: float) -> list[Effect]:
        """Let time pass; deadlines on the way are kept. Returns everything that came of it."""
        end, came = self.now + seconds, list[Effect]()
        for _ in range(10_000):
            due = self.machine.next_deadline()
            if due is None or due > end:
                self.now = end
                self.effects = came
                return came
            self.now = max(self.now, due)
            came += self.do(Tick())
        raise AssertionError("the machine's deadlines never end")

    # --- looking --------------------------------------------------------------------------------------------------
    def of(self, kind: type[E]) -> list[E]:
        """The last effects of one kind."""
        return [effect for effect in self.effects if isinstance(effect, kind)]

    @property
    def sent(self) -> list[Any]:
        """Commands among the last effects."""
        return [effect.command for effect in self.of(Send)]

    def sent_ever(self, kind: type[E]) -> list[E]:
        """Commands of one kind since the start."""
        return [e.command for e in self.all if isinstance(e, Send) and isinstance(e.command, kind)]

    @property
    def problems(self) -> list[ProblemCode]:
        """Problems raised among the last effects."""
        return [r.problem.code for r in self.of(Report) if not r.problem.over]

    @property
    def solved(self) -> list[ProblemCode]:
        """Problems taken down among the last effects."""
        return [r.problem.code for r in self.of(Report) if r.problem.over]

    @property
    def state(self) -> Any:
        """The picture."""
        return self.machine.snapshot

    @property
    def texts(self) -> list[tuple[str, str]]:
        """Role and text of every shown item, in order."""
        return [(item.role.value, item.text) for item in self.machine.items()]

    def on_screen(self) -> list[Item]:
        """What a window that obeys ShowItem and HideItem would show: must be what the machine says."""
        return replay_screen(self.all)

    def saved(self) -> dict[str, tuple[Item, bool]]:
        """The last Save of each item."""
        return {e.item.id: (e.item, e.final) for e in self.all if isinstance(e, Save)}

    # --- the link -------------------------------------------------------------------------------------------------
    def connect(self, conversation_id: str = "c1", items: tuple[Item, ...] = ()) -> "Driver":
        """Open a conversation and configure the session."""
        self.do(ConversationOpened(conversation_id=conversation_id, items=items))
        return self.accept()

    def accept(self) -> "Driver":
        """The provider takes the connection that the machine is trying."""
        self.do(LinkOpened(), SessionReady(session_id="s"), SessionUpdated(session_id="s"))
        return self

    def drop(self, code: ProblemCode = ProblemCode.NETWORK_DOWN, *, retryable: bool = True) -> list[Effect]:
        """The socket breaks."""
        return self.do(LinkClosed(problem=Problem(code=code), retryable=retryable))

    # --- the next session -----------------------------------------------------------------------------------------
    @property
    def successor(self) -> int:
        """Number of the link that was made ready last."""
        return max((e.link for e in self.all if isinstance(e, ToSuccessor)), default=0)

    def news(self, *events: ServerEvent | LocalEvent) -> list[Effect]:
        """What the link says that is made ready."""
        return self.do(*(LinkNews(link=self.successor, event=event) for event in events))

    def told_successor(self, kind: type[E]) -> list[E]:
        """Commands of one kind to the newest of them, since the start."""
        inner = [e.effect for e in self.all if isinstance(e, ToSuccessor) and e.link == self.successor]
        return [e.command for e in inner if isinstance(e, Send) and isinstance(e.command, kind)]

    def accept_successor(self, expires_at: float | None = None) -> list[Effect]:
        """The provider takes the next session, and confirms each item."""
        came = self.news(LinkOpened(), SessionReady(session_id="next", expires_at=expires_at), SessionUpdated())
        for told in self.told_successor(CreateItem):
            came += self.news(ItemAdded(item=told.item))
        self.effects = came
        return came

    # --- the person and the audio process ------------------------------------------------------------------------
    def open_mic(self) -> None:
        """The device opens."""
        self._mic_ms = 0.0
        self.do(MicrophoneOpened())

    def frames(self, ms: float) -> list[Effect]:
        """So much sound, in 20 ms packets, in real time."""
        came: list[Effect] = []
        for _ in range(int(ms / 20)):
            self.now += 0.02
            came += self.do(MicFrame(audio=pcm(20), start_ms=self._mic_ms))
            self._mic_ms += 20
        self.effects = came
        return came

    def speak(self, ms: float = 1000) -> None:
        """A voice begins, is confirmed, and goes on."""
        self.do(SpeechStarted(at_ms=self._mic_ms))
        self.frames(200)
        self.do(SpeechConfirmed(at_ms=self._mic_ms - 200))
        self.frames(ms - 200)

    def pause(self, ms: float = 1000, *, confirmed: bool = True) -> list[Effect]:
        """Half a second of silence: the local detector says that a voice of `ms` has ended."""
        ended = self._mic_ms
        self.frames(500)
        return self.do(SpeechStopped(at_ms=ended, speech_ms=ms, was_confirmed=confirmed))

    def close_mic(self, speech_ms: float = 1000) -> list[Effect]:
        """The device is released."""
        return self.do(MicrophoneClosed(speech_ms=speech_ms))

    def played(self, item_id: str, ms: float, index: int = 0) -> list[Effect]:
        """The playhead moves."""
        return self.do(PlaybackAdvanced(item_id=item_id, content_index=index, played_ms=ms))

    def flushed(self, item_id: str = "", ms: float = 0.0, index: int = 0) -> list[Effect]:
        """The loudspeaker is silent."""
        return self.do(PlaybackFlushed(item_id=item_id, content_index=index, played_ms=ms))

    def drained(self, item_id: str, ms: float, index: int = 0) -> list[Effect]:
        """Heard to the end."""
        return self.do(PlaybackDrained(item_id=item_id, content_index=index, played_ms=ms))

    # --- the provider ---------------------------------------------------------------------------------------------
    def commit(self, wire_id: str = "u1", previous: str | None = None) -> list[Effect]:
        """The provider names the user's turn."""
        item = Item(id=wire_id, role=Role.USER, parts=(AudioPart(),), status=ItemStatus.COMPLETE)
        return self.do(
            UserTurnCommitted(item_id=wire_id, previous_item_id=previous),
            ItemAdded(item=item, previous_item_id=previous),
            ItemDone(item=item, previous_item_id=previous),
        )

    def transcript(self, text: str, wire_id: str = "u1") -> list[Effect]:
        """What the user said."""
        return self.do(UserTranscriptFinal(item_id=wire_id, text=text))

    def begin_answer(self, response: str = "r1", item: str = "a1", previous: str | None = None) -> list[Effect]:
        """The response begins with an empty item."""
        blank = Item(id=item, role=Role.ASSISTANT, status=ItemStatus.IN_PROGRESS)
        return self.do(ResponseStarted(response_id=response), ItemAdded(item=blank, previous_item_id=previous))

    def say(self, text: str, ms: float, response: str = "r1", item: str = "a1", index: int = 0) -> list[Effect]:
        """Words and their sound."""
        return self.do(
            AssistantTextDelta(response_id=response, item_id=item, text=text, content_index=index),
            AudioDelta(response_id=response, item_id=item, audio=pcm(ms), content_index=index),
        )

    def end_part(self, text: str = "", response: str = "r1", item: str = "a1", index: int = 0) -> list[Effect]:
        """All of one part has arrived."""
        return self.do(
            AudioDone(response_id=response, item_id=item, content_index=index),
            AssistantTextDone(response_id=response, item_id=item, text=text, content_index=index),
        )

    def finish(self, response: str = "r1", status: ResponseStatus = ResponseStatus.COMPLETED, **details: Any) -> list[Effect]:
        """The response ends."""
        return self.do(ResponseFinished(response_id=response, status=status, **details))

    # --- longer ---------------------------------------------------------------------------------------------------
    def ask_by_voice(self, n: int = 1, text: str = "what time is it", previous: str | None = None) -> None:
        """A whole click-to-talk turn up to the request for the answer."""
        self.do(TalkPressed())
        self.open_mic()
        self.speak()
        self.pause()
        self.close_mic()
        self.commit(f"u{n}", previous)
        self.transcript(text, f"u{n}")


def replay_screen(effects: list[Effect]) -> list[Item]:
    """Apply ShowItem and HideItem as a window does."""
    order: list[str] = []
    items: dict[str, Item] = {}
    for effect in effects:
        if isinstance(effect, ShowItem):
            if effect.item.id not in items:
                assert effect.after_id is None or effect.after_id in order, "shown after an item that is not on screen"
                order.insert(order.index(effect.after_id) + 1 if effect.after_id else 0, effect.item.id)
            items[effect.item.id] = effect.item
        elif isinstance(effect, HideItem):
            if items.pop(effect.item_id, None):  # else it was never shown
                order.remove(effect.item_id)
        elif isinstance(effect, Shelve):
            for item_id in effect.item_ids:
                order.remove(item_id)
                del items[item_id]
    return [items[i] for i in order]


def asks(d: Driver) -> int:
    """How often an answer was asked for."""
    return len([c for c in d.sent if isinstance(c, CreateResponse)])
