"""A service that listens while it speaks, judges turns itself, and takes history only with its configuration: nothing is asked of
it that it cannot do, by its capabilities alone."""

from dataclasses import replace
from typing import Any

from desktop_assistant.core.audio import WhenQuiet
from desktop_assistant.core.capabilities import Capabilities
from desktop_assistant.core.commands import (
    AppendAudio,
    CancelResponse,
    CreateItem,
    CreateResponse,
    PauseInput,
    TruncateItem,
    UpdateSession,
)
from desktop_assistant.core.items import Item, Role, TextPart
from desktop_assistant.core.local_events import (
    ConversationOpened,
    LinkOpened,
    MicFrame,
    PlaybackAdvanced,
    SpeechConfirmed,
    SpeechStarted,
    StopPressed,
    TalkPressed,
    UserText,
)
from desktop_assistant.core.server_events import (
    AssistantTextDelta,
    AudioDelta,
    ResponseFinished,
    ResponseStarted,
    ResponseStatus,
    SessionReady,
    SessionUpdated,
    UserSpeechStarted,
)
from desktop_assistant.core.session_config import TalkMode
from desktop_assistant.session.effects import FlushPlayback, Play, Spool
from tests.scenarios.driver import WALL, Driver, pcm

LIVE = replace(
    Capabilities(),
    manual_turns=False,
    full_duplex=True,
    cancel=False,
    truncate=False,
    update_session=False,
    seed_history=False,
    seeds_at_start=True,
    when_quiet=WhenQuiet.CONTINUOUS,
    max_session_s=None,
)
REFUSED = (CancelResponse, TruncateItem, CreateResponse)


def speaking(mode: TalkMode = TalkMode.ALWAYS) -> Driver:
    driver = Driver(mode, capabilities=LIVE).connect()
    driver.open_mic()
    driver.do(
        ResponseStarted(response_id="r"),
        AssistantTextDelta(response_id="r", item_id="a", text="A long story."),
        AudioDelta(response_id="r", item_id="a", audio=pcm(2000)),
        PlaybackAdvanced(item_id="a", content_index=0, played_ms=500),
    )
    return driver


def refused(driver: Driver) -> list[Any]:
    return [command for kind in REFUSED for command in driver.sent_ever(kind)]


def test_a_turn_that_we_end_is_answered_without_being_asked_for() -> None:
    driver = Driver(TalkMode.CLICK, capabilities=LIVE).connect()
    driver.do(TalkPressed())
    driver.open_mic()
    driver.speak()
    driver.pause()
    driver.close_mic()
    assert refused(driver) == []
    assert driver.sent_ever(PauseInput) == [PauseInput()]  # nobody listens there any more
    driver.wait(120)
    assert driver.problems == []


def test_a_typed_question_too() -> None:
    driver = Driver(capabilities=LIVE).connect()
    driver.do(UserText(text="Which day is it?"))
    assert [type(command) for command in driver.sent] == [CreateItem]
    assert driver.state.thinking_since is not None


def test_a_voice_over_the_answer_stops_nothing_whoever_hears_it() -> None:
    driver = speaking()
    driver.do(SpeechStarted(at_ms=0), SpeechConfirmed(at_ms=200), UserSpeechStarted(item_id="u", audio_start_ms=0))
    assert [effect for effect in driver.all if isinstance(effect, FlushPlayback)] == []
    driver.do(AudioDelta(response_id="r", item_id="a", audio=pcm(100)))
    assert driver.of(Play)


def test_the_stop_button_silences_it_here_and_the_rest_of_that_answer_is_not_played() -> None:
    driver = speaking()
    driver.do(StopPressed())
    assert driver.of(FlushPlayback)
    for _ in range(10):
        driver.wait(2)
        driver.do(AudioDelta(response_id="r", item_id="a", audio=pcm(100)))
        assert driver.of(Play) == []
    driver.do(ResponseStarted(response_id="r2"), AudioDelta(response_id="r2", item_id="b", audio=pcm(100)))
    assert driver.of(Play)
    assert refused(driver) == []


def test_what_was_said_before_goes_with_the_configuration() -> None:
    driver = Driver(capabilities=LIVE)
    items = tuple(Item(id=f"i{n}", role=Role.USER, parts=(TextPart(text=f"line {n}"),)) for n in range(3))
    driver.do(ConversationOpened(conversation_id="c", items=items))
    driver.accept()
    (update,) = driver.sent_ever(UpdateSession)
    assert [item.text for item in update.history] == ["line 0", "line 1", "line 2"]
    assert driver.sent_ever(CreateItem) == []


def test_a_session_whose_end_is_told_with_its_beginning_is_replaced_before_it() -> None:
    driver = Driver(capabilities=LIVE)
    driver.do(ConversationOpened(conversation_id="c", items=(Item(id="i", role=Role.USER, parts=(TextPart(text="Hello"),)),)))
    driver.do(LinkOpened(), SessionReady(session_id=""), SessionUpdated(session_id="s", expires_at=WALL + driver.now + 1800))
    driver.wait(1000)
    assert driver.successor == 0
    driver.wait(795)
    assert driver.successor > 0
    driver.news(LinkOpened(), SessionReady(session_id=""))
    (update,) = driver.told_successor(UpdateSession)
    assert [item.text for item in update.history] == ["Hello"]
    assert driver.told_successor(CreateItem) == []


def heard_silence(driver: Driver, ms: int) -> None:
    for _ in range(ms // 20):
        driver.now += 0.02
        driver.do(MicFrame(audio=bytes(960), start_ms=0.0))


def test_silence_between_turns_is_sent_and_kept_nowhere() -> None:
    driver = Driver(TalkMode.ALWAYS, capabilities=LIVE).connect()
    driver.open_mic()
    heard_silence(driver, 10_000)
    assert len(driver.sent_ever(AppendAudio)) == 500
    assert not [effect for effect in driver.all if isinstance(effect, Spool)]


def test_of_a_long_silence_in_a_turn_a_little_is_kept() -> None:
    driver = Driver(TalkMode.ALWAYS, capabilities=LIVE).connect()
    driver.open_mic()
    driver.do(MicFrame(audio=b"\1\2" * 480, start_ms=0.0))
    heard_silence(driver, 60_000)
    driver.do(MicFrame(audio=b"\1\2" * 480, start_ms=0.0))
    assert sum(len(effect.audio) for effect in driver.all if isinstance(effect, Spool)) == 960 * (2 + 100)


def test_who_answers_each_turn_that_it_hears_is_asked_about_texts_alone() -> None:
    driver = Driver(TalkMode.CLICK, capabilities=Capabilities(answers_speech=True)).connect()
    driver.do(TalkPressed())
    driver.open_mic()
    driver.speak()
    driver.pause()
    assert driver.sent_ever(CreateResponse) == []
    assert driver.machine.leaves_a_question
    driver.do(ResponseStarted(response_id="r"), AssistantTextDelta(response_id="r", item_id="a", text="Yes."))
    driver.do(ResponseFinished(response_id="r", status=ResponseStatus.COMPLETED), UserText(text="And now?"))
    assert len(driver.sent_ever(CreateResponse)) == 1
