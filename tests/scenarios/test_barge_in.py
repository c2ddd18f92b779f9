"""The person talks over the assistant, in every way and at every moment."""

import pytest

from desktop_assistant.core.capabilities import Capabilities
from desktop_assistant.core.commands import CancelResponse, CreateResponse, DeleteItem, TruncateItem
from desktop_assistant.core.items import AudioPart, ItemStatus, TextPart
from desktop_assistant.core.local_events import (
    SpeechConfirmed,
    SpeechStarted,
    SpeechStopped,
    StopPressed,
    TalkPressed,
    UserText,
)
from desktop_assistant.core.server_events import (
    AssistantTextDelta,
    AudioDelta,
    ProviderError,
    ResponseStatus,
    UserSpeechStarted,
)
from desktop_assistant.core.session_config import TalkMode
from desktop_assistant.core.snapshot import VoiceState
from desktop_assistant.session.effects import Duck, FlushPlayback, KeepAudio, OpenMicrophone, Play, Unduck
from tests.scenarios.driver import Driver, pcm


def speaking(mode: TalkMode = TalkMode.ALWAYS, *, heard: float = 700, finished: bool = False, **options) -> Driver:
    """An answer of two seconds is being heard."""
    d = Driver(mode, **options).connect()
    if mode is TalkMode.ALWAYS:
        d.open_mic()
    d.begin_answer()
    d.say("One two three ", 1000)
    d.say("four five six.", 1000)
    if finished:
        d.end_part()
        d.finish()
    d.played("a1", heard)
    assert d.state.voice is VoiceState.SPEAKING
    assert d.state.can_stop
    return d


def part_of(d: Driver, item_id: str = "a1") -> AudioPart:
    [part] = next(i for i in d.machine.items() if i.id == item_id).parts
    assert isinstance(part, AudioPart)
    return part


def test_duck_then_confirmed_by_the_server() -> None:
    d = speaking()
    d.do(SpeechStarted(at_ms=0))
    assert d.effects[0] == Duck()
    assert d.state.voice is VoiceState.HELD
    d.do(UserSpeechStarted(item_id="u1", audio_start_ms=0))
    assert d.of(FlushPlayback) == [FlushPlayback()]
    assert d.sent == []  # the server cancels by itself, and nothing is truncated before we know what was heard
    assert d.state.voice is VoiceState.HEARING
    d.flushed("a1", 812.9)
    assert d.sent == [TruncateItem(item_id="a1", audio_end_ms=812, event_id="truncate")]
    item = d.machine.items()[0]
    assert item.status is ItemStatus.INTERRUPTED
    assert part_of(d).heard_ms == 812
    assert part_of(d).audio_ms == 2000
    assert part_of(d).transcript[: part_of(d).heard_chars] == "One two"
    assert d.saved()["a1"] == (item, True)
    d.finish(status=ResponseStatus.CANCELLED, reason="turn_detected")
    assert d.of(FlushPlayback) == []
    assert d.sent_ever(CancelResponse) == []


def test_confirmed_here_and_the_server_hears_nothing() -> None:
    d = speaking()
    d.do(SpeechStarted(at_ms=0), SpeechConfirmed(at_ms=0))
    assert d.of(FlushPlayback)
    assert d.sent_ever(CancelResponse) == []
    d.flushed("a1", 800)
    d.do(SpeechStopped(at_ms=900, speech_ms=900, was_confirmed=True))
    assert d.sent == [CancelResponse(response_id="r1", event_id="cancel")]


def test_without_a_server_detector_we_cancel() -> None:
    d = speaking(capabilities=Capabilities(server_vad=False))
    d.do(SpeechStarted(at_ms=0), SpeechConfirmed(at_ms=0))
    assert d.sent == [CancelResponse(response_id="r1", event_id="cancel")]
    d.flushed("a1", 800)
    assert [type(c) for c in d.sent] == [TruncateItem]


def test_stragglers_of_an_interrupted_response_are_dropped() -> None:
    d = speaking()
    d.do(UserSpeechStarted(item_id="u1", audio_start_ms=0))
    d.flushed("a1", 700)
    d.say(" seven", 500)
    d.end_part("One two three four five six seven eight")
    assert d.of(Play) == []
    d.finish(status=ResponseStatus.CANCELLED)
    d.say(" eight", 500)
    assert d.of(Play) == []
    assert part_of(d).transcript == "One two three four five six."
    d.begin_answer("r2", "a2")
    d.say("Yes?", 300, "r2", "a2")
    assert [p.item_id for p in d.of(Play)] == ["a2"]


def test_after_the_response_has_ended_but_still_sounds() -> None:
    d = speaking(finished=True)
    d.do(UserSpeechStarted(item_id="u1", audio_start_ms=0))
    d.flushed("a1", 1500)
    assert d.sent == [TruncateItem(item_id="a1", audio_end_ms=1500, event_id="truncate")]
    assert d.sent_ever(CancelResponse) == []
    assert part_of(d).transcript[: part_of(d).heard_chars] == "One two three four"


def test_truncation_never_exceeds_what_was_received() -> None:
    d = speaking()
    d.do(UserSpeechStarted(item_id="u1", audio_start_ms=0))
    d.flushed("a1", 9999)
    assert d.sent == [TruncateItem(item_id="a1", audio_end_ms=2000, event_id="truncate")]


@pytest.mark.parametrize("forgets", [True, False])
def test_an_answer_of_which_nothing_was_heard_is_forgotten_where_that_can_be(forgets: bool) -> None:
    d = Driver(TalkMode.ALWAYS, capabilities=Capabilities(delete_items=forgets)).connect()
    d.begin_answer()
    d.say("One", 1000)
    d.do(UserSpeechStarted(item_id="u1", audio_start_ms=0))
    d.flushed("", 0.0)
    assert d.sent == [DeleteItem(item_id="a1", event_id="delete")] * forgets
    assert d.machine.items()[0].status is ItemStatus.INTERRUPTED
    assert part_of(d).heard_chars == 0


def test_an_item_of_which_one_part_was_heard_or_read_is_not_forgotten() -> None:
    d = Driver(TalkMode.ALWAYS).connect()
    d.begin_answer()
    d.say("First part.", 500)
    d.end_part("First part.")
    d.played("a1", 500)
    d.drained("a1", 500)
    d.say("Second part here.", 1000, index=1)
    d.do(UserSpeechStarted(item_id="u1", audio_start_ms=0))
    d.flushed("", 0.0)
    assert d.sent_ever(DeleteItem) == []


def test_nothing_is_truncated_after_the_last_sound() -> None:
    d = speaking(finished=True)
    d.do(UserSpeechStarted(item_id="u1", audio_start_ms=0))
    d.drained("a1", 2000)  # it ended just before the flush
    d.flushed("", 0.0)
    assert d.sent == []
    assert d.machine.items()[0].status is ItemStatus.COMPLETE


def test_a_finished_part_before_the_cut_one_is_left_alone() -> None:
    d = Driver(TalkMode.ALWAYS).connect()
    d.begin_answer()
    d.say("First part.", 500)
    d.end_part("First part.")
    d.say("Second part here.", 1000, index=1)
    d.played("a1", 400)
    d.drained("a1", 500)
    d.played("a1", 300, index=1)
    d.do(UserSpeechStarted(item_id="u1", audio_start_ms=0))
    d.flushed("a1", 400, index=1)
    assert d.sent == [TruncateItem(item_id="a1", content_index=1, audio_end_ms=400, event_id="truncate")]
    first, second = d.machine.items()[0].parts
    assert isinstance(first, AudioPart)
    assert isinstance(second, AudioPart)
    assert (first.heard_ms, second.heard_ms) == (None, 400)


def test_items_that_were_queued_behind_are_marked_unheard_and_forgotten_by_the_provider() -> None:
    d = speaking()
    d.say("Another item", 1000, item="a2")
    d.do(UserSpeechStarted(item_id="u1", audio_start_ms=0))
    d.flushed("a1", 800)
    assert d.sent == [
        TruncateItem(item_id="a1", audio_end_ms=800, event_id="truncate"),
        DeleteItem(item_id="a2", event_id="delete"),
    ]
    assert part_of(d, "a2").heard_chars == 0
    assert all(i.status is ItemStatus.INTERRUPTED for i in d.machine.items() if i.id != "u1")


def test_the_audio_process_does_not_answer() -> None:
    d = speaking(heard=700)
    d.do(UserSpeechStarted(item_id="u1", audio_start_ms=0))
    d.wait(1.1)
    assert d.sent == [TruncateItem(item_id="a1", audio_end_ms=700, event_id="truncate")]


def test_the_audio_process_began_anew() -> None:
    d = speaking(heard=700, finished=True)
    d.flushed("a1", 900)
    assert d.of(FlushPlayback) == [FlushPlayback()]
    d.flushed()
    assert d.sent == [TruncateItem(item_id="a1", audio_end_ms=900, event_id="truncate")]
    assert d.state.voice is VoiceState.LISTENING


def test_sound_after_a_flush_is_not_confused_with_sound_before_it() -> None:
    d = speaking()
    d.do(StopPressed())
    d.finish(status=ResponseStatus.CANCELLED)
    d.begin_answer("r2", "a2")
    d.say("New.", 400, "r2", "a2")
    d.flushed("a1", 750)
    assert [c.item_id for c in d.sent] == ["a1"]
    assert d.machine.items()[1].status is ItemStatus.IN_PROGRESS
    d.flushed()  # a second, unasked: this time what is queued is lost
    d.flushed()
    assert d.machine.items()[1].status is ItemStatus.INTERRUPTED


@pytest.mark.parametrize("mode", [TalkMode.CLICK, TalkMode.HOLD])
def test_pressing_talk_is_a_barge_in(mode: TalkMode) -> None:
    d = speaking(mode)
    d.do(TalkPressed())
    assert [type(e) for e in d.effects if isinstance(e, FlushPlayback | OpenMicrophone)] == [FlushPlayback, OpenMicrophone]
    assert d.sent == [CancelResponse(response_id="r1", event_id="cancel")]
    assert d.state.voice is VoiceState.LISTENING


def test_stop_silences_and_a_second_one_cancels_the_recording() -> None:
    d = speaking(TalkMode.CLICK)
    d.do(StopPressed())
    assert d.of(FlushPlayback)
    assert d.sent == [CancelResponse(response_id="r1", event_id="cancel")]
    d.flushed("a1", 700)
    d.finish(status=ResponseStatus.CANCELLED, reason="client_cancelled")
    assert not d.state.can_stop
    assert d.state.voice is VoiceState.IDLE
    assert d.do(StopPressed()) == []


def test_stop_while_thinking_before_the_server_has_begun() -> None:
    d = Driver().connect()
    d.ask_by_voice()
    assert d.state.voice is VoiceState.THINKING
    d.do(StopPressed())
    assert d.sent == []  # there is no response to name yet
    assert d.state.voice is VoiceState.IDLE
    d.begin_answer()
    assert d.sent == [CancelResponse(response_id="r1", event_id="cancel")]
    d.say("Too late", 500)
    assert d.of(Play) == []
    d.finish(status=ResponseStatus.CANCELLED)
    d.do(UserText(text="next"))
    assert d.sent_ever(CreateResponse)[-1].event_id == "respond_2"


def test_a_new_question_while_the_old_answer_is_being_cancelled_waits() -> None:
    d = speaking(TalkMode.CLICK)
    d.do(UserText(text="other"))
    assert d.sent_ever(CreateResponse) == []
    d.flushed("a1", 700)
    d.finish(status=ResponseStatus.CANCELLED)
    assert [type(c) for c in d.sent] == [CreateResponse]


def test_a_written_answer_is_cut_too() -> None:
    d = Driver().connect()
    d.do(UserText(text="write"))
    d.begin_answer()
    d.do(AssistantTextDelta(response_id="r1", item_id="a1", text="Once upon", spoken=False))
    d.do(StopPressed())
    assert d.sent == [CancelResponse(response_id="r1", event_id="cancel")]
    assert d.machine.items()[1].status is ItemStatus.INTERRUPTED
    assert d.machine.items()[1].parts == (TextPart(text="Once upon"),)


def test_server_cancels_before_it_tells_why() -> None:
    d = speaking()
    d.finish(status=ResponseStatus.CANCELLED, reason="turn_detected")
    assert d.of(FlushPlayback) == [FlushPlayback()]
    d.flushed("a1", 720)
    assert d.sent == [TruncateItem(item_id="a1", audio_end_ms=720, event_id="truncate")]
    d.do(UserSpeechStarted(item_id="u1", audio_start_ms=0))
    assert d.of(FlushPlayback) == []


def test_a_provider_that_truncates_by_itself_is_not_told() -> None:
    d = speaking(capabilities=Capabilities(truncate=False))
    d.do(UserSpeechStarted(item_id="u1", audio_start_ms=0))
    d.flushed("a1", 700)
    assert d.sent == []
    assert part_of(d).heard_ms == 700


def test_complaints_about_races_are_swallowed_and_counted() -> None:
    d = speaking()
    for error in (
        ProviderError(code="response_cancel_not_active", message="m"),
        ProviderError(code="input_audio_buffer_commit_empty", message="m"),
        ProviderError(code="invalid_value", message="m", client_event_id="truncate"),
    ):
        assert d.do(error) == []
    assert d.machine.harmless_errors == 3


def test_half_a_sample_waits_for_its_other_half() -> None:
    d = Driver(keep_audio=True).connect()
    d.begin_answer()
    d.do(AudioDelta(response_id="r1", item_id="a1", audio=b"\1"))
    assert d.of(Play) == []
    d.do(AudioDelta(response_id="r1", item_id="a1", audio=b"\2" + pcm(10)[:-1]))
    assert d.of(Play)[0].audio[:2] == b"\1\2"
    assert len(d.of(Play)[0].audio) == 480
    assert d.of(KeepAudio) == [KeepAudio(item_id="a1", audio=d.of(Play)[0].audio, is_input=False)]


def test_unduck_when_the_answer_ends_while_ducked() -> None:
    d = speaking(finished=True)
    d.do(SpeechStarted(at_ms=0))
    d.drained("a1", 2000)
    assert d.of(Unduck) == [Unduck()]
