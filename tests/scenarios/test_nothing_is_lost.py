"""Whatever the order of pauses, names, transcripts, answers and lost links: each word that was said is shown once, in its place.

A small provider keeps what it is sent. Sound carries its own words: every packet holds the number of the word that is being said.
"""

from itertools import count

from hypothesis import example, given, settings
from hypothesis import strategies as st

from desktop_assistant.core.capabilities import Capabilities
from desktop_assistant.core.commands import AppendAudio, CancelResponse, ClearInput, CommitInput, CreateItem, CreateResponse
from desktop_assistant.core.items import AudioPart, Item, ItemStatus, Role
from desktop_assistant.core.local_events import LinkClosed, MicFrame, SpeechConfirmed, SpeechStarted, SpeechStopped, TalkPressed
from desktop_assistant.core.problems import Problem, ProblemCode
from desktop_assistant.core.server_events import (
    AssistantTextDelta,
    AudioDelta,
    ItemAdded,
    ResponseFinished,
    ResponseStarted,
    ResponseStatus,
    ServerEvent,
    UserTranscriptFinal,
    UserTurnCommitted,
)
from desktop_assistant.core.session_config import TalkMode
from desktop_assistant.core.snapshot import LinkState
from desktop_assistant.session.effects import FlushPlayback, Send
from desktop_assistant.session.turn import Mic
from tests.scenarios.driver import Driver

PACKET = 960


class Provider:
    """Commits what we commit; its news wait in a queue until they are delivered."""

    def __init__(self, driver: Driver) -> None:
        self.d = driver
        self.numbers = count(1)
        self.buffer: list[int] = []
        self.last = ""
        self.response = ""
        self.news: list[list[ServerEvent]] = []
        self.seen = 0

    def obey(self) -> None:
        """Everything that was sent since."""
        for effect in self.d.all[self.seen :]:
            if isinstance(effect, Send):
                self.command(effect.command)
            elif isinstance(effect, FlushPlayback):
                self.news.append([])
        self.seen = len(self.d.all)

    def command(self, command: object) -> None:
        match command:
            case AppendAudio(audio=audio):
                self.buffer += [word for word in audio[::PACKET] if word]
            case ClearInput():
                self.buffer.clear()
            case CommitInput():
                wire_id, previous = f"w{next(self.numbers)}", self.last or None
                self.last = wire_id
                item = Item(id=wire_id, role=Role.USER, parts=(AudioPart(),), status=ItemStatus.COMPLETE)
                words = " ".join(str(word) for word in dict.fromkeys(self.buffer))
                self.buffer.clear()
                self.news.append(
                    [
                        UserTurnCommitted(item_id=wire_id, previous_item_id=previous),
                        ItemAdded(item=item, previous_item_id=previous),
                    ]
                )
                self.news.append([UserTranscriptFinal(item_id=wire_id, text=words)])
            case CreateResponse():
                self.answer()
            case CancelResponse():
                self.news.append([ResponseFinished(response_id=self.response, status=ResponseStatus.CANCELLED)])
            case CreateItem(item=item):
                self.last = item.id
            case _:
                pass

    def answer(self) -> None:
        number = next(self.numbers)
        self.response, item_id = f"r{number}", f"a{number}"
        blank = Item(id=item_id, role=Role.ASSISTANT, status=ItemStatus.IN_PROGRESS)
        self.news += [
            [ResponseStarted(response_id=self.response), ItemAdded(item=blank, previous_item_id=self.last or None)],
            [
                AssistantTextDelta(response_id=self.response, item_id=item_id, text="Well"),
                AudioDelta(response_id=self.response, item_id=item_id, audio=bytes(48 * 400)),
            ],
        ]

    def deliver(self, many: int) -> None:
        """In order, as a socket does."""
        for _ in range(min(many, len(self.news))):
            self.d.do(*self.news.pop(0))
            self.obey()

    def hang_up(self) -> None:
        """The session and all that it knew are gone."""
        self.buffer.clear()
        self.news.clear()
        self.last = ""
        self.d.do(LinkClosed(problem=Problem(code=ProblemCode.NETWORK_DOWN), retryable=True))
        self.obey()

    def answer_the_phone(self) -> None:
        if self.d.state.link in (LinkState.CONNECTING, LinkState.CONFIGURING):
            self.d.accept()
            self.obey()


steps = st.one_of(
    st.tuples(st.just("speak"), st.integers(2, 15)),
    st.tuples(st.just("pause"), st.sampled_from([0.1, 0.5, 0.9, 2.0])),
    st.tuples(st.just("cough"), st.just(0)),
    st.tuples(st.just("deliver"), st.integers(1, 6)),
    st.tuples(st.just("drop"), st.just(0)),
)


class Play:
    """The person, the microphone and the network, one step at a time."""

    def __init__(self, mode: TalkMode) -> None:
        self.d = Driver(mode, capabilities=Capabilities(server_vad=False)).connect()
        self.provider = Provider(self.d)
        self.said: list[int] = []
        self.d.open_mic()

    def step(self, what: str, amount: float) -> None:
        self.provider.answer_the_phone()
        getattr(self, what)(amount)
        self.provider.obey()

    def speak(self, packets: float) -> None:
        if self.d.machine._parts.turn.mic is Mic.OFF:
            self.d.do(TalkPressed())
            self.d.open_mic()
        if not self.d.machine._parts.turn.is_listening:
            return
        self.said.append(len(self.said) + 1)
        self.d.do(SpeechStarted(at_ms=0))
        for n in range(int(packets) + 6):
            self.packet(self.said[-1])
            if n == 5:
                self.d.do(SpeechConfirmed(at_ms=0))
        self.d.do(SpeechStopped(at_ms=0, speech_ms=300, was_confirmed=True))

    def cough(self, _: float) -> None:
        if self.d.machine._parts.turn.is_listening:
            self.d.do(SpeechStarted(at_ms=0))
            self.packet(0)
            self.d.do(SpeechStopped(at_ms=0, speech_ms=90, was_confirmed=False))

    def pause(self, seconds: float) -> None:
        self.d.wait(seconds)
        if self.d.machine._parts.turn.mic is Mic.DISCARDING:
            self.d.close_mic(0)

    def deliver(self, many: float) -> None:
        self.provider.deliver(int(many))

    def drop(self, _: float) -> None:
        self.provider.hang_up()

    def packet(self, word: int) -> None:
        self.d.now += 0.02
        self.d.do(MicFrame(audio=bytes([word]) * PACKET, start_ms=0))
        self.provider.obey()


OFFLINE: list[tuple[str, float]] = [("speak", 2), ("drop", 0), ("speak", 2), ("speak", 12), ("speak", 2), ("speak", 2)]
"""A turn handed over while there is no link is named once, not twice."""


@settings(deadline=None, max_examples=150)
@example(TalkMode.CLICK, OFFLINE)
@given(st.sampled_from([TalkMode.CLICK, TalkMode.ALWAYS]), st.lists(steps, min_size=3, max_size=25))
def test_each_word_is_shown_once_and_in_order(mode: TalkMode, moves: list[tuple[str, float]]) -> None:
    play = Play(mode)
    for what, amount in moves:
        play.step(what, amount)
    for _ in range(6):
        play.step("pause", 3)
        play.step("deliver", 100)
    items = play.d.machine.items()
    assert [int(word) for item in items if item.role is Role.USER for word in item.text.split()] == play.said
    assert play.d.on_screen() == list(items)
