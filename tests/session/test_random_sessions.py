"""Any order of inputs, legal or not: nothing raises, and the promises hold.

Promises: never two responses asked for at once; every tool call answered or cancelled at most once; never truncated beyond
what was received, nor at 0; no sound of an interrupted response; the window that obeys the effects shows the machine's
items; deadlines never lie in the past after they were served.
"""

from dataclasses import replace
from itertools import count
from math import inf

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from desktop_assistant.core.capabilities import Capabilities, ImageLimits
from desktop_assistant.core.commands import (
    CancelResponse,
    CreateItem,
    CreateResponse,
    TruncateItem,
)
from desktop_assistant.core.items import AudioPart, FilePart, ImagePart, Item, ItemKind, ItemStatus, Role, TextPart, ToolCallPart
from desktop_assistant.core.local_events import (
    AnswerAsked,
    ConfigChanged,
    ConversationOpened,
    LinkClosed,
    LinkOpened,
    MicFrame,
    MicPaused,
    MicrophoneClosed,
    MicrophoneOpened,
    ModeChosen,
    MuteToggled,
    PlaybackAdvanced,
    PlaybackDrained,
    PlaybackFlushed,
    ProblemRaised,
    ReconnectPressed,
    ReplayEnded,
    RoundTrip,
    Shutdown,
    SoundCaptured,
    SpeechConfirmed,
    SpeechStarted,
    SpeechStopped,
    SpokenTurn,
    StopPressed,
    TalkPressed,
    TalkReleased,
    Tick,
    ToolFinished,
    TurnCorrected,
    UserText,
)
from desktop_assistant.core.problems import Problem, ProblemCode
from desktop_assistant.core.server_events import (
    AssistantTextDelta,
    AssistantTextDone,
    AudioDelta,
    AudioDone,
    InputCleared,
    ItemAdded,
    ItemDeleted,
    ItemDone,
    ItemRetrieved,
    ItemTruncated,
    Progress,
    ProviderError,
    RateLimits,
    ResponseFinished,
    ResponseStarted,
    ResponseStatus,
    SessionReady,
    SessionUpdated,
    ToolCallRequested,
    UnknownMessage,
    UserSpeechStarted,
    UserSpeechStopped,
    UserTranscriptDelta,
    UserTranscriptFailed,
    UserTranscriptFinal,
    UserTurnCommitted,
)
from desktop_assistant.core.session_config import JudgedTurns, SemanticVad, ServerVad, SessionConfig, TalkMode, Transcription
from desktop_assistant.core.tools import ToolCall, ToolResult, ToolSpec
from desktop_assistant.session.effects import (
    CancelTool,
    Connect,
    Effect,
    HideItem,
    Play,
    RunTool,
    Send,
    Shelve,
    ShowItem,
)
from desktop_assistant.session.machine import SessionMachine

PICTURE = ImagePart.of(b"jpeg", mime="image/jpeg", width=2, height=1)
FILE = FilePart(name="a.txt", text="b")
TOOLS = (ToolSpec(name="clock", description=""),)
LEFT_TO_US = ServerVad(create_response=False, interrupt_response=False)
ids = st.sampled_from(["i1", "i2", "i3", "u1", "u2", "", "local_1", "local_2"])
responses = st.sampled_from(["r1", "r2", "r3", ""])
previous = st.sampled_from([None, "i1", "i2", "u1", "u2", "nobody"])
ms = st.floats(0, 5000)
index = st.integers(0, 2)
words = st.sampled_from(["", "hello ", "world", "a longer piece of text "])
sound = st.integers(0, 4000).map(bytes)
configs = st.builds(
    SessionConfig,
    model=st.sampled_from(["m", "m2"]),
    voice=st.sampled_from(["", "v1"]),
    transcription=st.sampled_from([None, Transcription(model="t")]),
    turn_detection=st.sampled_from([ServerVad(), SemanticVad(), ServerVad(interrupt_response=False), LEFT_TO_US, JudgedTurns()]),
    tools=st.sampled_from([(), TOOLS]),
)
items = st.builds(
    Item,
    id=ids,
    role=st.sampled_from(Role),
    kind=st.sampled_from(ItemKind),
    status=st.sampled_from(ItemStatus),
    parts=st.lists(
        st.sampled_from(
            [TextPart(text="t"), AudioPart(transcript="a b", heard_chars=1), AudioPart(), ToolCallPart(call_id="c1")]
        ),
        max_size=2,
    ).map(tuple),
)
stored = st.builds(replace, items, id=st.sampled_from(["i1", "i2", "u1", "stored"]))
errors = st.builds(
    ProviderError,
    code=st.sampled_from(
        [
            "conversation_already_has_active_response",
            "session_expired",
            "invalid_api_key",
            "server_error",
            "x",
            "response_cancel_not_active",
        ]
    ),
    message=st.just("m"),
    client_event_id=st.sampled_from(["", "update_1", "respond_1", "item_i1", "truncate"]),
)
calls = st.builds(
    ToolCall,
    call_id=st.sampled_from(["c1", "c2", "c3"]),
    name=st.sampled_from(["clock", "rocket"]),
    arguments=st.just("{}"),
    item_id=ids,
    response_id=responses,
)
server_events = st.one_of(
    st.builds(UserSpeechStarted, item_id=ids, audio_start_ms=ms),
    st.builds(UserSpeechStopped, item_id=ids, audio_end_ms=ms),
    st.builds(UserTurnCommitted, item_id=ids, previous_item_id=previous),
    st.builds(ItemAdded, item=items, previous_item_id=previous),
    st.builds(ItemDone, item=items, previous_item_id=previous),
    st.builds(UserTranscriptDelta, item_id=ids, text=words, replaces=st.booleans()),
    st.builds(UserTranscriptFinal, item_id=ids, text=words),
    st.builds(UserTranscriptFailed, item_id=ids, message=words),
    st.builds(ResponseStarted, response_id=responses),
    st.builds(
        ResponseFinished,
        response_id=responses,
        status=st.sampled_from(ResponseStatus),
        error_code=st.sampled_from(["", "server_error", "insufficient_quota"]),
        reason=st.sampled_from(["", "turn_detected", "content_filter"]),
    ),
    st.builds(AudioDelta, response_id=responses, item_id=ids, audio=sound, content_index=index),
    st.builds(AudioDone, response_id=responses, item_id=ids, content_index=index),
    st.builds(AssistantTextDelta, response_id=responses, item_id=ids, text=words, content_index=index, spoken=st.booleans()),
    st.builds(AssistantTextDone, response_id=responses, item_id=ids, text=words, content_index=index, spoken=st.booleans()),
    st.builds(ToolCallRequested, call=calls),
    errors,
    st.sampled_from(
        [
            SessionReady(session_id="s", expires_at=1_700_003_000.0),
            SessionReady(session_id="s"),
            SessionUpdated(),
            InputCleared(),
            RateLimits(),
            Progress(name="p"),
            UnknownMessage(name="x"),
            ItemDeleted(item_id="i1"),
            ItemTruncated(item_id="i1", content_index=0, audio_end_ms=5),
            ItemRetrieved(item=Item(id="i1", role=Role.USER)),
        ]
    ),
)
local_events = st.one_of(
    st.builds(MicFrame, audio=sound, start_ms=ms),
    st.builds(MicrophoneClosed, speech_ms=st.sampled_from([0.0, 500.0])),
    st.builds(SpeechStarted, at_ms=ms),
    st.builds(SpeechConfirmed, at_ms=ms),
    st.builds(SpeechStopped, at_ms=ms, speech_ms=ms, was_confirmed=st.booleans()),
    st.builds(PlaybackAdvanced, item_id=ids, content_index=index, played_ms=ms),
    st.builds(PlaybackFlushed, item_id=ids, content_index=index, played_ms=ms),
    st.builds(PlaybackDrained, item_id=ids, content_index=index, played_ms=ms),
    st.builds(LinkClosed, problem=st.sampled_from([None, Problem(code=ProblemCode.NETWORK_DOWN)]), retryable=st.booleans()),
    st.builds(ModeChosen, mode=st.sampled_from(TalkMode)),
    st.builds(UserText, text=words, shown=st.sampled_from([(), (), (PICTURE,), (FILE, PICTURE, PICTURE)])),
    st.builds(TurnCorrected, item_id=ids, text=words),
    st.builds(AnswerAsked, item_id=ids),
    st.builds(ConfigChanged, config=configs),
    st.builds(
        ConversationOpened,
        conversation_id=st.sampled_from(["k1", "k2"]),
        items=st.lists(stored, max_size=3, unique_by=lambda i: i.id).map(tuple),
        is_unanswered=st.booleans(),
        spoken=st.lists(
            st.builds(SpokenTurn, item_id=st.sampled_from(["old1", "old2", "gone"]), audio=st.sampled_from([b"", bytes(480)])),
            max_size=2,
            unique_by=lambda turn: turn.item_id,
        ).map(tuple),
    ),
    st.builds(ToolFinished, result=st.builds(ToolResult, call_id=st.sampled_from(["c1", "c2", "c9"]), output=words)),
    st.builds(ProblemRaised, problem=st.builds(Problem, code=st.sampled_from(ProblemCode), over=st.booleans())),
    st.sampled_from([MicrophoneOpened(), LinkOpened(), TalkPressed(), TalkReleased(), MuteToggled(), StopPressed(), Tick()]),
    st.sampled_from([MicPaused(), RoundTrip(ms=50.0), SoundCaptured(samples=480), ReplayEnded()]),
    st.just(ReconnectPressed()),
)


class RandomSession(RuleBasedStateMachine):
    capabilities = Capabilities()

    def __init__(self) -> None:
        super().__init__()
        numbers = count(1)
        self.machine = SessionMachine(
            SessionConfig(tools=TOOLS, transcription=Transcription(model="t")),
            self.capabilities,
            mode=TalkMode.CLICK,
            new_id=lambda: f"local_{next(numbers)}",
            jitter=lambda: 0.5,
            wall_offset=1_700_000_000.0,
            keep_audio=True,
            strict=True,
        )
        self.now = 10.0
        self.screen: list[str] = []
        self.shown: dict[str, Item] = {}
        self.received: dict[tuple[str, int], int] = {}
        self.running: set[str] = set()
        self.awaiting_response = False
        self.asked_at, self.cancelled_at = 0.0, inf
        self.leaving = False

    def give(self, event: object) -> None:
        self.leaving = isinstance(event, ConversationOpened)
        if isinstance(event, ResponseStarted | ResponseFinished | ProviderError | LinkClosed):
            self.awaiting_response = False
        for effect in self.machine.handle(event, self.now):  # type: ignore[arg-type]
            self.check(effect)
        if self.leaving:  # the runtime has put the new conversation on screen
            self.screen = [i.id for i in self.machine.items()]
            self.shown = {i.id: i for i in self.machine.items()}
        assert (due := self.machine.next_deadline()) is None or due >= self.now - 1e-6

    def check(self, effect: Effect) -> None:
        if self.leaving and isinstance(effect, ShowItem | HideItem | Shelve):
            return  # of the conversation that is left
        match effect:
            case Send(command=command):
                self.check_command(command)
            case ShowItem() | HideItem() | Shelve():
                self.show(effect)
            case Play(item_id=item_id, content_index=i, audio=audio):
                assert len(audio) % 2 == 0
                assert audio
                item = self.machine._parts.history.get(item_id)
                assert item is None or item.status is ItemStatus.IN_PROGRESS
                self.received[item_id, i] = self.received.get((item_id, i), 0) + len(audio)
            case RunTool(call=call):
                assert call.call_id not in self.running
                self.running.add(call.call_id)
            case CancelTool(call_id=call_id):
                self.running.discard(call_id)
            case Connect():
                self.awaiting_response = False
            case _:
                pass

    def show(self, effect: ShowItem | HideItem | Shelve) -> None:
        if isinstance(effect, ShowItem):
            item, after = effect.item, effect.after_id
            if item.id not in self.shown:
                assert after is None or after in self.screen
                self.screen.insert(self.screen.index(after) + 1 if after else 0, item.id)
            self.shown[item.id] = item
            return
        if isinstance(effect, HideItem) and effect.item_id not in self.shown:
            return  # it was held back, and was nobody's
        for item_id in effect.item_ids if isinstance(effect, Shelve) else (effect.item_id,):
            self.screen.remove(item_id)
            del self.shown[item_id]

    def check_command(self, command: object) -> None:
        match command:
            case CreateResponse():
                silent = self.now - self.asked_at >= 60 or self.now - self.cancelled_at >= 5
                assert silent or not self.awaiting_response, "two responses at once"
                self.cancelled_at = inf
                self.awaiting_response, self.asked_at = True, self.now
            case CancelResponse():
                self.cancelled_at = self.now
            case TruncateItem(item_id=wire, audio_end_ms=end, content_index=i):
                local = self.machine._parts.history.local_id(wire)
                assert end > 0
                assert local is None or end <= self.received[local, i] / 48  # None: the session ended in the same breath
            case CreateItem(item=item) if item.kind is ItemKind.TOOL_RESULT:
                self.running -= {p.call_id for p in item.parts if isinstance(p, ToolCallPart)}
            case _:
                pass

    @rule(event=server_events)
    def server(self, event: object) -> None:
        self.give(event)

    @rule(event=local_events)
    def local(self, event: object) -> None:
        self.give(event)

    @rule(seconds=st.sampled_from([0.02, 0.3, 1.1, 6.0, 70.0, 4000.0]))
    def time_passes(self, seconds: float) -> None:
        self.now += seconds
        self.give(Tick())

    @rule()
    def link_comes_up(self) -> None:
        for event in (Tick(), ReconnectPressed(), LinkOpened(), SessionReady(session_id="s"), SessionUpdated()):
            self.give(event)

    @rule(text=words, length=st.integers(1, 50_000))
    def an_answer(self, text: str, length: int) -> None:
        for event in (
            ResponseStarted(response_id="r1"),
            AssistantTextDelta(response_id="r1", item_id="i1", text=text),
            AudioDelta(response_id="r1", item_id="i1", audio=bytes(length)),
            PlaybackAdvanced(item_id="i1", content_index=0, played_ms=length / 96),
        ):
            self.give(event)

    @rule(mode=st.sampled_from(TalkMode))
    def a_spoken_turn(self, mode: TalkMode) -> None:
        self.give(ModeChosen(mode=mode))
        for event in (
            TalkPressed(),
            MicrophoneOpened(),
            SpeechStarted(at_ms=0),
            MicFrame(audio=bytes(48 * 200), start_ms=0),
            SpeechConfirmed(at_ms=0),
            SpeechStopped(at_ms=200, speech_ms=200, was_confirmed=True),
            TalkReleased(),
            MicrophoneClosed(speech_ms=200),
        ):
            self.give(event)

    @precondition(lambda self: self.running and any(item.may_be_corrected for item in self.machine.items()))
    @rule(data=st.data(), text=words)
    def a_correction(self, data: st.DataObject, text: str) -> None:
        turns = [item for item in self.machine.items() if item.may_be_corrected]
        turn = data.draw(st.sampled_from(turns))
        self.give(TurnCorrected(item_id=turn.id, text=text))
        if text.strip() and text.strip() != turn.text.strip():
            assert turn.id not in self.screen
            assert any(turn.id in item.versions for item in self.shown.values())

    @precondition(lambda self: self.running)
    @rule(data=st.data())
    def a_tool_answers(self, data: st.DataObject) -> None:
        call_id = data.draw(st.sampled_from(sorted(self.running)))
        self.give(ToolFinished(result=ToolResult(call_id=call_id, output="o")))

    @rule()
    def window_closes(self) -> None:
        if self.now > 5000:
            self.give(Shutdown.NOW)

    @invariant()
    def the_window_shows_what_the_machine_says(self) -> None:
        shown = [self.shown[i] for i in self.screen]
        assert [i.id for i in shown] == [i.id for i in self.machine.items()]
        assert shown == list(self.machine.items())


class RandomJudgedSession(RandomSession):
    """With our own engine, which ends click turns and takes turns up again."""

    capabilities = Capabilities(judges_turns=True, is_local=True)


class RandomSessionThatKeepsAll(RandomSession):
    """With a provider that lets nothing be taken out, and one picture at a time."""

    capabilities = Capabilities(delete_items=False, truncate=False, resume=True, images=ImageLimits(kept=1))


KINDS = (RandomSession, RandomJudgedSession, RandomSessionThatKeepsAll)
for kind in KINDS:
    kind.TestCase.settings = settings(
        max_examples=40,
        stateful_step_count=50,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        report_multiple_bugs=False,
        phases=[Phase.explicit, Phase.reuse, Phase.generate],  # shrinking a session takes minutes: add Phase.shrink by hand
    )
TestRandomSession = RandomSession.TestCase
TestRandomJudgedSession = RandomJudgedSession.TestCase
TestRandomSessionThatKeepsAll = RandomSessionThatKeepsAll.TestCase
