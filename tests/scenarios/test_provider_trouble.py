"""What a provider can complain about, and what becomes of it."""

import json
from dataclasses import replace

import pytest

from desktop_assistant.core.commands import CreateResponse, UpdateSession
from desktop_assistant.core.items import AudioPart, ItemStatus
from desktop_assistant.core.local_events import ConfigChanged, LinkClosed, LinkOpened, Tick, UserText
from desktop_assistant.core.problems import Problem, ProblemCode
from desktop_assistant.core.server_events import (
    AudioDelta,
    InputCleared,
    ItemDeleted,
    ItemTruncated,
    Progress,
    ProviderError,
    RateLimits,
    ResponseStarted,
    ResponseStatus,
    SessionReady,
    SessionUpdated,
    UnknownMessage,
    UserTranscriptDelta,
    UserTranscriptFailed,
)
from desktop_assistant.core.snapshot import LinkState, VoiceState
from desktop_assistant.protocol.openai_decode import decode
from desktop_assistant.session.effects import Connect, Disconnect, Earcon, Play, PlayEarcon, Report
from tests.scenarios.driver import CONFIG, Driver, pcm


def asked() -> Driver:
    d = Driver().connect()
    d.do(UserText(text="hi"))
    d.begin_answer()
    return d


@pytest.mark.parametrize("event_id", ["update_1", ""])
def test_a_rejected_configuration_is_loud_and_final(event_id: str) -> None:
    d = Driver()
    d.do(Tick(), LinkOpened(), SessionReady(session_id="s"))
    d.do(ProviderError(code="invalid_value", message="bad voice", param="session.audio.output.voice", client_event_id=event_id))
    assert [(r.problem.code, r.problem.detail) for r in d.of(Report)] == [
        (ProblemCode.CONFIG_REJECTED, "session.audio.output.voice: bad voice")
    ]
    assert d.of(Disconnect) == [Disconnect()]
    d.do(LinkClosed())
    assert d.state.link is LinkState.FAILED
    assert d.wait(100) == []
    d.do(ConfigChanged(config=CONFIG))
    assert d.of(Connect) == [Connect()]


def test_a_configuration_rejected_later_is_tried_on_a_fresh_session() -> None:
    d = Driver().connect()
    d.do(ConfigChanged(config=replace(CONFIG, instructions="new")))
    [update] = d.sent
    assert isinstance(update, UpdateSession)
    d.do(ProviderError(code="invalid_value", message="no", client_event_id=update.event_id))
    assert d.problems == [ProblemCode.CONFIG_REJECTED]
    d.do(LinkClosed())
    d.accept()
    assert d.solved == [ProblemCode.CONFIG_REJECTED]


def test_a_lost_provider_has_one_banner_however_the_attempts_fail() -> None:
    d = Driver().connect()
    d.do(LinkClosed(problem=Problem(code=ProblemCode.NETWORK_DOWN, detail="closed with 1006")))
    assert d.problems == [ProblemCode.NETWORK_DOWN]
    d.wait(1)
    d.do(LinkClosed(problem=Problem(code=ProblemCode.SERVER_UNREACHABLE, detail="nothing answers at that address")))
    assert d.solved == [ProblemCode.NETWORK_DOWN]
    assert d.problems == [ProblemCode.SERVER_UNREACHABLE]


def test_a_second_active_response_is_asked_for_when_the_first_has_ended() -> None:
    d = Driver().connect()
    d.do(UserText(text="hi"))
    d.do(ProviderError(code="conversation_already_has_active_response", message="m", client_event_id="respond_1"))
    assert d.effects == []
    d.finish("other")
    assert [c.event_id for c in d.sent] == ["respond_2"]
    d.do(ProviderError(code="conversation_already_has_active_response", message="m"))
    d.wait(5.1)
    assert [type(c) for c in d.sent] == [CreateResponse]


def test_the_servers_own_response_wins_the_race() -> None:
    d = Driver().connect()
    d.do(UserText(text="hi"))
    d.do(ResponseStarted(response_id="servers"))
    d.do(ProviderError(code="conversation_already_has_active_response", message="m", client_event_id="respond_1"))
    d.say("Hello", 100, "servers")
    d.finish("servers")
    assert [type(c) for c in d.sent] == [CreateResponse]


def test_a_transient_failure_is_retried_once() -> None:
    d = asked()
    d.finish(status=ResponseStatus.FAILED, error_code="server_error", error_message="oops")
    assert [type(c) for c in d.sent] == [CreateResponse]
    assert d.problems == []
    assert d.state.voice is VoiceState.THINKING
    d.begin_answer("r2", "a2")
    d.finish("r2", ResponseStatus.FAILED, error_code="server_error", error_message="oops")
    assert d.sent == []
    assert d.problems == [ProblemCode.PROVIDER_FAILED]
    assert d.state.voice is VoiceState.IDLE
    d.do(UserText(text="again"))
    d.begin_answer("r3", "a3")
    d.say("ok", 10, "r3", "a3")
    d.finish("r3")
    assert d.solved == [ProblemCode.PROVIDER_FAILED]


@pytest.mark.parametrize(
    ("details", "code"),
    [
        ({"error_code": "insufficient_quota"}, ProblemCode.QUOTA_EXCEEDED),
        ({"error_code": "rate_limit_exceeded"}, ProblemCode.RATE_LIMITED),
        ({"error_code": "content_filter_blocked"}, ProblemCode.CONTENT_FILTERED),
        ({"error_code": "chat_server_unreachable"}, ProblemCode.CHAT_SERVER_UNREACHABLE),
        ({"error_code": "???"}, ProblemCode.PROVIDER_FAILED),
    ],
)
def test_failures_have_their_own_sentences(details: dict[str, str], code: ProblemCode) -> None:
    d = asked()
    d.finish(status=ResponseStatus.FAILED, **details)
    assert d.problems == [code]
    assert d.state.link is LinkState.READY


def test_incomplete_answers() -> None:
    d = asked()
    d.say("Half", 100)
    d.finish(status=ResponseStatus.INCOMPLETE, reason="content_filter")
    assert d.problems == [ProblemCode.CONTENT_FILTERED]
    d.drained("a1", 100)
    assert d.machine.items()[1].status is ItemStatus.BROKEN_OFF
    d = asked()
    d.finish(status=ResponseStatus.INCOMPLETE, reason="max_output_tokens")
    assert d.problems == []


def test_no_secret_leaves_through_a_message() -> None:
    d = Driver().connect()
    d.do(ProviderError(code="weird", message="key sk-proj-abc123 with Bearer tok_9 " + "x" * 500))
    [report] = d.of(Report)
    assert "abc123" not in report.problem.detail
    assert "tok_9" not in report.problem.detail
    assert len(report.problem.detail) == 200


def test_quota_before_the_session_begins_is_final() -> None:
    d = Driver()
    d.do(Tick(), LinkOpened(), ProviderError(code="insufficient_quota", message="pay"))
    assert d.problems == [ProblemCode.QUOTA_EXCEEDED]
    assert d.state.link is LinkState.FAILED


def test_no_answer_within_a_minute() -> None:
    d = Driver().connect()
    d.do(UserText(text="hi"))
    d.wait(61)
    assert d.problems == [ProblemCode.PROVIDER_FAILED]
    assert d.state.voice is VoiceState.IDLE
    d = asked()
    d.say("Half", 100)
    d.wait(61)
    assert d.problems == [ProblemCode.PROVIDER_FAILED]
    d.wait(6)
    assert d.machine.items()[1].status is ItemStatus.BROKEN_OFF


def test_a_cancel_that_is_never_answered_does_not_block_the_next_question() -> None:
    d = asked()
    d.do(UserText(text="other"))
    assert CreateResponse not in [type(c) for c in d.sent]
    d.wait(5.1)
    assert [type(c) for c in d.sent] == [CreateResponse]
    d.say("late", 100)
    assert d.of(Play) == []


def test_a_response_that_ends_without_a_word_of_it() -> None:
    d = asked()
    d.say("One", 100)
    d.begin_answer("r2", "a2")
    d.drained("a1", 100)
    assert d.machine.items()[1].status is ItemStatus.BROKEN_OFF
    d.say("Two", 100, "r2", "a2")
    d.say("old", 100, "r1", "a1")
    assert d.of(Play) == []


def test_deltas_announce_a_response_that_was_not_announced() -> None:
    d = Driver().connect()
    d.do(UserText(text="hi"))
    d.do(AudioDelta(response_id="r7", item_id="a7", audio=pcm(20)))
    assert len(d.of(Play)) == 1
    d.finish("r7")
    d.drained("a7", 20)
    assert d.machine.items()[1].status is ItemStatus.COMPLETE


def test_without_any_response_ids() -> None:
    d = Driver().connect()
    for _ in range(2):
        d.do(UserText(text="hi"))
        d.do(ResponseStarted(response_id=""), AudioDelta(response_id="", item_id="response_output", audio=pcm(20)))
        assert len(d.of(Play)) == 1
        d.finish("")
        d.drained(d.machine.items()[-1].id, 20)
    assert len(d.machine.items()) == 4
    assert not d.state.can_stop


def test_unknown_messages_are_counted_and_news_is_ignored() -> None:
    d = Driver().connect()
    d.do(UnknownMessage(name="x"), UnknownMessage(name="y"))
    assert d.state.unknown_messages == 2
    for event in (
        InputCleared(),
        ItemDeleted(item_id="x"),
        ItemTruncated(item_id="x", content_index=0, audio_end_ms=1),
        RateLimits(),
        Progress(name="p"),
        SessionUpdated(),
    ):
        assert d.do(event) == []


def test_transcripts_may_come_first_in_pieces_or_not_at_all() -> None:
    d = Driver().connect()
    d.ask_by_voice(text="final words")
    d.do(UserTranscriptDelta(item_id="u2", text="early "), UserTranscriptDelta(item_id="u2", text="bird"))
    assert len(d.texts) == 1
    d.finish()
    d.commit("u2", "u1")
    assert d.texts == [("user", "final words"), ("user", "early bird")]
    d.do(UserTranscriptDelta(item_id="u2", text="whole", replaces=True))
    assert d.texts[1] == ("user", "whole")
    d.do(UserTranscriptFailed(item_id="u2", message="noise"))
    [part] = d.machine.items()[1].parts
    assert part == AudioPart(transcript="", is_final=True)
    assert d.saved()["u2"][1]
    d.do(UserTranscriptDelta(item_id="u2", text="late"))
    assert d.texts[1] == ("user", "")


def test_transcripts_of_unknown_items_are_bounded() -> None:
    d = Driver().connect()
    for n in range(100):
        d.do(UserTranscriptDelta(item_id=f"x{n}", text="t"))
    for _ in range(1000):
        d.do(UserTranscriptDelta(item_id="x99", text="t"))
    d.commit("x0")
    d.commit("x99", "x0")
    assert [len(text) for _, text in d.texts] == [0, 500]


def test_the_thinking_cue_sounds_once_after_a_second() -> None:
    d = Driver(earcons=True).connect()
    d.do(UserText(text="hi"))
    assert [e for e in d.wait(0.9) if isinstance(e, PlayEarcon)] == []
    assert [e for e in d.wait(5) if isinstance(e, PlayEarcon)] == [PlayEarcon(earcon=Earcon.THINKING)]
    d = Driver(earcons=True).connect()
    d.do(UserText(text="hi"))
    d.begin_answer()
    d.say("quick", 100)
    assert [e for e in d.wait(3) if isinstance(e, PlayEarcon)] == []


def test_a_loudspeaker_that_never_moves_does_not_hold_the_conversation_up() -> None:
    d = asked()
    d.say("Hello", 500)
    d.end_part("Hello")
    d.finish()
    assert d.state.can_stop
    d.wait(5.1)
    assert not d.state.can_stop
    assert d.machine.items()[1].status is ItemStatus.COMPLETE
    assert d.state.voice is VoiceState.IDLE


def test_a_server_of_tools_that_cannot_be_used_is_said_and_the_conversation_goes_on() -> None:
    d = asked()
    d.do(*decode(json.dumps({"type": "mcp_list_tools.failed", "event_id": "e", "item_id": "mcpl_1"})))
    assert d.problems == [ProblemCode.TOOL_SERVER_FAILED]
    assert d.state.link is LinkState.READY
    d.say("Yes.", 10)
    d.finish()
    assert d.texts[-1] == ("assistant", "Yes.")
