"""What a client may do wrong, and what must always be answered; every event is validated strictly on its way in."""

import base64
import contextlib
import json
import typing
from typing import Any

import numpy as np
import pytest
import websockets
from hypothesis import given
from hypothesis import strategies as st
from openai.types.realtime import RealtimeClientEvent

from desktop_assistant.core.certainty import Doubts
from desktop_assistant.core.server_events import Usage, UserTranscriptFinal
from desktop_assistant.engine.dialect import CLIENT_EVENTS, ClientEvent, read_client_event, read_event_id, transcript_completed
from desktop_assistant.engine.fields import Refused
from desktop_assistant.engine.session import audio_format, default_session, updated
from desktop_assistant.engine.sound import Resampler, encode
from desktop_assistant.protocol.openai_decode import decode
from tests.engine.conftest import Client, Engine, say, sdk_client
from tests.engine.strict import check_event

USER_TEXT = {"type": "message", "role": "user", "content": [{"type": "input_text", "text": "hello"}]}


async def error_for(client: Client, **event: Any) -> dict[str, Any]:
    await client.send(event_id="mine_1", **event)
    return dict((await client.until("error"))["error"])


async def test_an_unknown_event_is_refused_with_its_id_and_the_session_goes_on(client: Client) -> None:
    error = await error_for(client, type="session.nonsense")
    assert (error["type"], error["code"], error["event_id"]) == ("invalid_request_error", "invalid_event", "mine_1")
    assert await client.ask("1 + 2") == "1 + 2 = 3."


def test_doubtful_words_are_told_as_openai_tells_them() -> None:
    told = {"event_id": "e", **transcript_completed("i", "And who?", Usage(seconds=0.8), is_doubtful=True)}
    check_event(told)
    (final, *_) = decode(json.dumps(told))
    assert isinstance(final, UserTranscriptFinal)
    assert final.doubts == Doubts(words=("And", "who"))
    assert final.doubts.may_be_no_words
    (sure, *_) = decode(json.dumps({"event_id": "e", **transcript_completed("i", "And who?", Usage(seconds=0.8))}))
    assert isinstance(sure, UserTranscriptFinal)
    assert not sure.doubts


def test_which_word_it_was_may_be_doubtful_though_it_was_a_word() -> None:
    used = Usage(seconds=0.8)
    told = {"event_id": "e", **transcript_completed("i", "They", used, ["Eight"], is_doubtful=True, is_speech=True)}
    (final, *_) = decode(json.dumps(told))
    assert isinstance(final, UserTranscriptFinal)
    assert final.doubts == Doubts(words=("They",), alternatives=("Eight",), is_speech=True)
    assert not final.doubts.may_be_no_words


@pytest.mark.parametrize(
    ("event", "code", "param"),
    [
        ({"type": "response.cancel"}, "response_cancel_not_active", None),
        ({"type": "response.cancel", "response_id": "resp_x"}, "response_cancel_not_active", None),
        ({"type": "input_audio_buffer.commit"}, "input_audio_buffer_commit_empty", None),
        ({"type": "input_audio_buffer.append"}, "missing_required_parameter", "audio"),
        ({"type": "input_audio_buffer.append", "audio": "???"}, "invalid_value", "audio"),
        ({"type": "input_audio_buffer.append", "audio": 7}, "invalid_type", "audio"),
        ({"type": "conversation.item.delete", "item_id": "none"}, "invalid_value", "item_id"),
        ({"type": "conversation.item.retrieve", "item_id": "none"}, "invalid_value", "item_id"),
        (
            {"type": "conversation.item.truncate", "item_id": "x", "content_index": 0, "audio_end_ms": 1},
            "invalid_value",
            "item_id",
        ),
        (
            {"type": "conversation.item.truncate", "item_id": "x", "content_index": 0},
            "missing_required_parameter",
            "audio_end_ms",
        ),
        (
            {"type": "conversation.item.create", "item": USER_TEXT, "previous_item_id": "none"},
            "invalid_value",
            "previous_item_id",
        ),
        ({"type": "conversation.item.create"}, "missing_required_parameter", "item"),
        (
            {"type": "conversation.item.create", "item": {"type": "message", "role": "king", "content": []}},
            "invalid_value",
            "item.role",
        ),
        ({"type": "session.update", "session": {}}, "missing_required_parameter", "session.type"),
        ({"type": "session.update", "session": {"type": "realtime", "voice": "x"}}, "unknown_parameter", "session.voice"),
        ({"type": "session.update", "session": {"type": "realtime", "model": "other"}}, "invalid_value", "session.model"),
        (
            {"type": "session.update", "session": {"type": "realtime", "output_modalities": ["text", "audio"]}},
            "invalid_value",
            None,
        ),
        ({"type": "session.update", "session": {"type": "realtime", "audio": {"output": {"speed": 9}}}}, "invalid_value", None),
        ({"type": "output_audio_buffer.clear"}, "invalid_event", "type"),
        ({"type": "response.create", "response": {"temperature": 1}}, "unknown_parameter", "response.temperature"),
        ({"type": "response.create", "extra": 1}, "unknown_parameter", "extra"),
    ],
)
async def test_wrong_events(client: Client, event: dict[str, Any], code: str, param: str | None) -> None:
    error = await error_for(client, **event)
    assert error["code"] == code
    assert error["event_id"] == "mine_1"
    if param is not None:
        assert error["param"] == param


@pytest.mark.parametrize("frame", ["", "{", "[]", "null", '"x"', "\x00", '{"type": 3}', "[" * 100_000, b"\xff\xfe"])
async def test_garbage_gets_one_error_and_the_session_goes_on(client: Client, frame: str | bytes) -> None:
    await client.connection.send_raw(frame)
    error = (await client.until("error"))["error"]
    assert error["code"] in ("invalid_json", "invalid_type", "invalid_event")
    assert await client.ask("1 + 2") == "1 + 2 = 3."


async def test_updates_are_merged_deeply_echoed_whole_and_all_or_nothing(client: Client) -> None:
    await client.send(type="session.update", session={"type": "realtime", "instructions": "Be brief.", "tools": []})
    await client.until("session.updated")
    vad = {"type": "server_vad", "silence_duration_ms": 300}
    await client.send(type="session.update", session={"type": "realtime", "audio": {"input": {"turn_detection": vad}}})
    session = (await client.until("session.updated"))["session"]
    assert session["instructions"] == "Be brief."
    assert session["audio"]["input"]["turn_detection"]["silence_duration_ms"] == 300
    assert session["audio"]["input"]["turn_detection"]["threshold"] == 0.5
    bad = {"type": "realtime", "instructions": "Changed", "audio": {"input": {"format": {"type": "audio/pcm", "rate": 44100}}}}
    assert (await error_for(client, type="session.update", session=bad))["param"] == "session.audio.input.format.rate"
    off = {"type": "realtime", "audio": {"input": {"turn_detection": None, "transcription": None, "noise_reduction": None}}}
    await client.send(type="session.update", session=off)
    session = (await client.until("session.updated"))["session"]
    assert session["instructions"] == "Be brief."
    assert session["audio"]["input"]["turn_detection"] is None


async def test_our_own_echo_may_be_sent_back(client: Client) -> None:
    await client.send(type="session.update", session=client.events[0]["session"])
    assert (await client.until("session.updated"))["session"] == client.events[0]["session"]


async def test_items_keep_the_ids_and_places_that_the_client_chose(client: Client) -> None:
    for item_id, previous in (("b", None), ("c", "b"), ("a", "root")):
        await client.send(type="conversation.item.create", item={**USER_TEXT, "id": item_id}, previous_item_id=previous)
        done = await client.until("conversation.item.done")
        assert done["item"]["id"] == item_id
        assert done["previous_item_id"] == (None if previous == "root" else previous)
    assert (await error_for(client, type="conversation.item.create", item={**USER_TEXT, "id": "a"}))["param"] == "item.id"
    await client.send(type="conversation.item.delete", item_id="b")
    assert (await client.until("conversation.item.deleted"))["item_id"] == "b"
    await client.send(type="conversation.item.retrieve", item_id="c")
    assert (await client.until("conversation.item.retrieved"))["item"]["content"][0]["text"] == "hello"


async def test_the_buffer_is_cleared_and_a_second_response_is_refused(client: Client) -> None:
    await client.connection.input_audio_buffer.clear()
    await client.until("input_audio_buffer.cleared")
    await client.send(type="conversation.item.create", item={**USER_TEXT, "content": [{"type": "input_text", "text": "help"}]})
    await client.connection.response.create()
    await client.until("response.output_audio.delta")
    error = await error_for(client, type="response.create")
    assert error["code"] == "conversation_already_has_active_response"
    await client.connection.response.cancel()
    await client.until("response.done")


async def test_out_of_band_responses_run_beside_and_leave_no_trace(client: Client) -> None:
    preview = {"conversation": "none", "instructions": 'Say exactly: "This is my voice."', "metadata": {"purpose": "preview"}}
    await client.send(type="response.create", response=preview)
    done = (await client.until("response.done"))["response"]
    assert done["output"][0]["content"][0]["transcript"] == "This is my voice."
    assert done["metadata"] == {"purpose": "preview"}
    assert done["conversation_id"] is None
    assert "conversation.item.added" not in client.types()
    assert len(client.sound()) > 24_000


async def test_a_response_may_bring_its_own_input(client: Client) -> None:
    item = {**USER_TEXT, "content": [{"type": "input_text", "text": "7 times 6"}]}
    await client.send(type="response.create", response={"conversation": "none", "input": [item], "output_modalities": ["text"]})
    done = (await client.until("response.done"))["response"]
    assert done["output"][0]["content"][0]["text"] == "7 × 6 = 42."


@pytest.mark.parametrize(("kind", "bytes_per_s"), [("audio/pcmu", 8_000), ("audio/pcma", 8_000), ("audio/pcm", 48_000)])
async def test_output_formats(client: Client, kind: str, bytes_per_s: int) -> None:
    await client.send(type="session.update", session={"type": "realtime", "audio": {"output": {"format": {"type": kind}}}})
    await client.until("session.updated")
    await client.ask("1 + 1")
    assert 0.5 < len(client.sound()) / bytes_per_s < 4


@pytest.mark.parametrize(
    ("rate", "question", "expected"),
    [(16_000, "What is twelve times seven?", "12 × 7 = 84."), (8_000, "How many feet in a mile?", "5,280 feet")],
)
async def test_narrow_input_is_heard(engine: Engine, rate: int, question: str, expected: str) -> None:
    spec = {"type": "audio/pcm", "rate": rate} if rate == 16_000 else {"type": "audio/pcmu"}
    """Over the telephone the recogniser's wide-band model understood nine of fifteen commands of this voice, and three of a
    woman's; the one here is among both. The answer must be right, not just an answer."""
    spoken = np.pad(await say(question), 7_200)
    sound = encode(Resampler(24_000, rate).push(spoken), audio_format(spec))
    address = {"Authorization": f"Bearer {engine.token}"}
    async with websockets.connect(engine.url, additional_headers=address) as socket:
        session = {"type": "realtime", "audio": {"input": {"format": spec, "turn_detection": None}}}
        await socket.send(json.dumps({"type": "session.update", "session": session}))
        await socket.send(json.dumps({"type": "input_audio_buffer.append", "audio": base64.b64encode(sound).decode()}))
        await socket.send(json.dumps({"type": "input_audio_buffer.commit"}))
        await socket.send(json.dumps({"type": "response.create"}))
        while (event := json.loads(await socket.recv()))["type"] != "response.done":
            assert event["type"] != "error", event
        answer = event["response"]["output"][0]["content"][0]["transcript"]
        assert expected in answer


async def test_silence_is_committed_but_never_answered(client: Client) -> None:
    manual = {"type": "realtime", "audio": {"input": {"turn_detection": None, "transcription": {"model": "local"}}}}
    await client.send(type="session.update", session=manual)
    await client.send(type="input_audio_buffer.append", audio=base64.b64encode(bytes(48_000)).decode())
    await client.send(type="input_audio_buffer.commit")
    await client.send(type="response.create")
    done = (await client.until("response.done"))["response"]
    assert done["status"] == "completed"
    assert done["output"] == []
    assert next(e for e in client.events if e["type"].endswith("completed"))["transcript"] == ""


async def test_the_idle_timeout_counts_sound_after_the_answer(client: Client) -> None:
    vad = {"type": "server_vad", "idle_timeout_ms": 5000}
    await client.send(type="session.update", session={"type": "realtime", "audio": {"input": {"turn_detection": vad}}})
    await client.send(type="input_audio_buffer.append", audio=base64.b64encode(bytes(4_800)).decode())
    await client.ask("1 + 1")
    await client.send(type="input_audio_buffer.append", audio=base64.b64encode(bytes(48_000 * 9)).decode())
    triggered = await client.until("input_audio_buffer.timeout_triggered")
    assert triggered["audio_end_ms"] - triggered["audio_start_ms"] >= 5000
    await client.until("response.done")


async def test_transcription_sessions_write_and_do_not_answer(engine: Engine) -> None:
    address = {"Authorization": f"Bearer {engine.token}"}
    async with websockets.connect(
        engine.url.replace("model=local", "intent=transcription"), additional_headers=address
    ) as socket:
        created = json.loads(await socket.recv())
        check_event(created)
        assert created["session"]["type"] == "transcription"
        await socket.send(json.dumps({"type": "response.create"}))
        refused = json.loads(await socket.recv())
        assert refused["error"]["code"] == "invalid_event"


# --- the door -----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("headers", "path", "status"),
    [
        ({"Authorization": "Bearer wrong"}, "/v1/realtime?model=local", 401),
        ({}, "/v1/realtime?model=local", 401),
        ({"Authorization": "Bearer test-token-1234"}, "/elsewhere", 404),
        ({"Authorization": "Bearer test-token-1234", "Origin": "https://example.com"}, "/v1/realtime", 403),
    ],
)
async def test_strangers_stay_outside(engine: Engine, headers: dict[str, str], path: str, status: int) -> None:
    with pytest.raises(websockets.InvalidStatus) as refused:
        await websockets.connect(f"ws://127.0.0.1:{engine.port}{path}", additional_headers=headers)
    assert refused.value.response.status_code == status
    assert b"error" in (refused.value.response.body or b"")


async def test_the_subprotocol_is_echoed(engine: Engine) -> None:
    headers = {"Authorization": f"Bearer {engine.token}"}
    async with websockets.connect(engine.url, additional_headers=headers, subprotocols=["realtime"]) as socket:  # type: ignore[list-item]
        assert socket.subprotocol == "realtime"


async def test_a_message_over_the_limit_closes_with_1009_and_others_are_not_disturbed(engine: Engine, client: Client) -> None:
    headers = {"Authorization": f"Bearer {engine.token}"}
    socket = await websockets.connect(engine.url, additional_headers=headers)
    with contextlib.suppress(websockets.ConnectionClosed):
        await socket.send("x" * (16 * 1024 * 1024 + 1))
    await socket.wait_closed()
    assert socket.close_code == 1009
    assert await client.ask("1 + 1") == "1 + 1 = 2."


async def test_a_thousand_messages_at_once_are_all_answered(client: Client) -> None:
    for number in range(1000):
        await client.send(type="session.nonsense", event_id=f"n{number}")
    answered = [(await client.next())["error"]["event_id"] for _ in range(1000)]
    assert answered == [f"n{number}" for number in range(1000)]
    assert len({event["event_id"] for event in client.events}) == len(client.events)


async def test_clients_come_and_go(engine: Engine) -> None:
    headers = {"Authorization": f"Bearer {engine.token}"}
    item = {**USER_TEXT, "content": [{"type": "input_text", "text": "help"}]}
    for _ in range(5):
        socket = await websockets.connect(engine.url, additional_headers=headers)
        await socket.send(json.dumps({"type": "conversation.item.create", "item": item}))
        await socket.send(json.dumps({"type": "response.create"}))
        while json.loads(await socket.recv())["type"] != "response.output_audio.delta":
            pass
        socket.transport.abort()  # gone without a word, in the middle of an answer
        await socket.wait_closed()
    async with sdk_client(engine) as client:
        assert await client.ask("2 + 3") == "2 + 3 = 5."


# --- pure ---------------------------------------------------------------------------------------------------------------
@given(
    st.one_of(
        st.text(), st.binary(), st.recursive(st.none() | st.booleans() | st.text() | st.integers(), st.lists).map(json.dumps)
    )
)
def test_no_frame_raises_anything_but_refused(frame: str | bytes) -> None:
    read_event_id(frame)
    try:
        event = read_client_event(frame)
    except Refused:
        return
    assert isinstance(event, ClientEvent)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["type", "audio", "input", "tools", "rate", "x"]), inner)
    ),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(["type", "audio", "tools", "tool_choice", "instructions", "max_output_tokens"]), JSON))
def test_no_update_raises_anything_but_refused(update: dict[str, Any]) -> None:
    session = default_session("sess_1", "local", "")
    before = json.dumps(session)
    try:
        new = updated(session, {"type": "realtime", **update})
    except Refused:
        assert json.dumps(session) == before
    else:
        check_event({"type": "session.updated", "event_id": "e", "session": new})


def test_all_eleven_client_events_are_known() -> None:
    models = typing.get_args(typing.get_args(RealtimeClientEvent)[0])
    assert {typing.get_args(m.model_fields["type"].annotation)[0] for m in models} == set(CLIENT_EVENTS)
