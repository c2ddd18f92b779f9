"""One client: its events in, turns, answers, and our events out; an answer can be cancelled at any point.

Everything runs on one event loop. Client events are obeyed one after the other; a response is a task beside them, and so
is each transcript. Two rules keep the order right: a response awaits the transcripts of its input before it answers, and
only one response at a time may write to the conversation.
"""

import asyncio
import base64
import binascii
import contextlib
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from desktop_assistant.engine import dialect
from desktop_assistant.engine.dialect import ClientEvent
from desktop_assistant.engine.endpointing import SpeechProbability
from desktop_assistant.engine.fields import Fields, JsonObject, Refused
from desktop_assistant.engine.items import Entry, Items, new_id, read_item
from desktop_assistant.engine.listening import Listener, TurnBegan, TurnEnded
from desktop_assistant.engine.recognizer.ear import Ear
from desktop_assistant.engine.recognizer.port import Heard
from desktop_assistant.engine.recognizer.transcript import readable
from desktop_assistant.engine.responder.port import Ask, Message, Responder
from desktop_assistant.engine.response import ResponseWriter, Send, copied
from desktop_assistant.engine.session import audio_format, default_session, overridden, updated
from desktop_assistant.engine.speaking import Speaker
from desktop_assistant.engine.synthesizer.voicebox import Voicebox

log = logging.getLogger(__name__)
_LARGEST_APPEND = 15 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Equipment:
    """What every conversation of this engine uses."""

    voicebox: Voicebox
    new_vad: Callable[[], Awaitable[SpeechProbability]]
    new_ear: Callable[[], Ear]
    release_ear: Callable[[Ear], None]
    responder: Callable[[Speaker], Responder]


class Conversation:
    """Lives as long as the client's connection.

    Acquires: an ear (at the first sound), tasks for responses and transcripts; all released by `aclose`.
    """

    def __init__(
        self, send: Send, equipment: Equipment, *, model: str = "local", voice: str = "", transcription_only: bool = False
    ) -> None:
        self._send_raw = send
        self._equipment = equipment
        self._id = new_id("conv")
        self._session = default_session(new_id("sess"), model, voice, transcription_only=transcription_only)
        self._items = Items()
        self._speaker = Speaker(equipment.voicebox, self._send)
        self._responder = equipment.responder(self._speaker)
        self._ear: Ear | None = None
        self._listener: Listener | None = None
        self._active: _Running | None = None
        self._beside: set[_Running] = set()
        self._transcripts: dict[str, asyncio.Task[None]] = {}
        self._turns: set[asyncio.Task[None]] = set()
        self._voiceless: set[str] = set()
        self._quiet_since_ms: float | None = None
        self._is_introduced = False

    @property
    def may_be_addressed(self) -> bool:
        """The client has said how it wants to be spoken to, and nobody is speaking."""
        return self._is_introduced and not self.is_busy and self._session["type"] == "realtime"

    @property
    def is_busy(self) -> bool:
        """Somebody speaks."""
        return self._active is not None or bool(self._turns) or (self._listener is not None and self._listener.in_turn)

    async def open(self) -> None:
        """The first event, at once; models may still be loading."""
        await self._send(dialect.session_event("session.created", self._session))

    async def receive(self, message: str | bytes) -> None:
        """One frame of the client. Whatever is wrong with it becomes one error event."""
        try:
            event = dialect.read_client_event(message)
            await _ACTIONS[event.type](self, event)
            self._is_introduced = True
        except Refused as refused:
            own_id = dialect.read_event_id(message)
            await self._send(dialect.error(refused.code, refused.message, param=refused.param, event_id=own_id))

    async def announce(self, responder: Responder) -> None:
        """Speak unasked (a timer rings): an ordinary response, when nobody else is speaking."""
        self._start(self._session, responder, Ask(), self._items, None)

    async def aclose(self) -> None:
        """Stop everything; nothing more is sent."""
        self._send_raw = _nowhere
        running = [r.task for r in (self._active, *self._beside) if r is not None]
        tasks = [*running, *self._transcripts.values(), *self._turns]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        if self._ear is not None:
            self._equipment.release_ear(self._ear)

    async def _send(self, event: JsonObject) -> None:
        await self._send_raw(dialect.stamped(event))

    # --- session ----------------------------------------------------------------------------------------------------
    async def _update_session(self, event: ClientEvent) -> None:
        event.fields.require("session")
        self._session = updated(self._session, event.fields.data["session"])
        self._configure_listener()
        await self._send(dialect.session_event("session.updated", self._session))

    def _configure_listener(self) -> None:
        if self._listener is not None:
            side = self._session["audio"]["input"]
            self._listener.configure(audio_format(side["format"]), side["turn_detection"])

    # --- the user's sound -------------------------------------------------------------------------------------------
    async def _append(self, event: ClientEvent) -> None:
        text = event.fields.text("audio", longest=_LARGEST_APPEND)
        try:
            data = base64.b64decode(text, validate=True)
        except (binascii.Error, ValueError) as error:
            raise Refused("invalid_value", "'audio' is not base64.", "audio") from error
        listener = await self._listening()
        for found in listener.push(data):
            if isinstance(found, TurnBegan):
                await self._turn_began(found)
            else:
                await self._turn_ended(found, by_detection=True)
        await self._check_idle(listener)

    async def _listening(self) -> Listener:
        if self._listener is None:
            self._ear = self._equipment.new_ear()
            self._listener = Listener(await self._equipment.new_vad(), self._ear, self._on_words)
            self._configure_listener()
        return self._listener

    async def _commit(self, event: ClientEvent) -> None:
        turn = self._listener.commit() if self._listener is not None else None
        if turn is None:
            raise Refused("input_audio_buffer_commit_empty", "Error committing input audio buffer: less than 100 ms of audio.")
        await self._turn_ended(turn, by_detection=False)

    async def _clear(self, event: ClientEvent) -> None:
        if self._listener is not None:
            self._listener.clear()
        await self._send({"type": "input_audio_buffer.cleared"})

    async def _clear_output(self, event: ClientEvent) -> None:
        raise Refused("invalid_event", "'output_audio_buffer.clear' is for WebRTC and SIP connections only.", "type")

    def _on_words(self, item_id: str, delta: str) -> None:
        if self._session["audio"]["input"]["transcription"] is not None:
            self._spawn(self._send(dialect.transcript_delta(item_id, delta)))

    async def _turn_began(self, turn: TurnBegan) -> None:
        self._quiet_since_ms = None
        await self._send(dialect.speech_started(turn.item_id, turn.start_ms))
        detection = self._session["audio"]["input"]["turn_detection"]
        if detection["interrupt_response"] and self._active is not None:
            await self._stop(self._active, "turn_detected")

    async def _turn_ended(self, turn: TurnEnded, *, by_detection: bool) -> None:
        if by_detection:
            await self._send(dialect.speech_stopped(turn.item_id, turn.end_ms))
        entry = await self._add_spoken_item(turn)
        assert self._ear is not None
        hearing = self._ear.finish() if turn.has_voice else _silence()
        transcript = asyncio.create_task(self._write_down(entry, turn, hearing))
        self._transcripts[turn.item_id] = transcript
        detection = self._session["audio"]["input"]["turn_detection"]
        if by_detection and detection["create_response"] and self._session["type"] == "realtime" and turn.has_voice:
            self._spawn(self._answer_turn(transcript))

    async def _add_spoken_item(self, turn: TurnEnded) -> Entry:
        previous = self._items.last_id
        if not turn.has_voice:
            self._voiceless.add(turn.item_id)
        await self._send(dialect.committed(turn.item_id, previous))
        content = [{"type": "input_audio", "transcript": None}]
        item: JsonObject = {
            "id": turn.item_id,
            "object": "realtime.item",
            "type": "message",
            "status": "completed",
            "role": "user",
        }
        entry = self._items.append(item | {"content": content})
        entry.audio_ms = turn.audio_ms
        for name in ("conversation.item.added", "conversation.item.done"):
            await self._send(dialect.item_event(name, copied(entry.item), previous))
        return entry

    async def _write_down(self, entry: Entry, turn: TurnEnded, hearing: Awaitable[Heard]) -> None:
        try:
            heard = await hearing
        except Exception:  # a recogniser is foreign code on another thread: whatever it raises, the turn stays usable
            log.exception("recogniser failed")
            await self._send(dialect.transcript_failed(entry.id, "The speech recogniser is not available."))
            return
        entry.item["content"][0]["transcript"] = readable(heard.text)
        if self._session["audio"]["input"]["transcription"] is not None:
            words = entry.item["content"][0]["transcript"]
            await self._send(dialect.transcript_completed(entry.id, words, turn.audio_ms / 1000))

    async def _answer_turn(self, transcript: "asyncio.Task[None]") -> None:
        await transcript
        if self._active is None and self._listener is not None and not self._listener.in_turn:
            self._start(self._session, self._responder, None, self._items, None)

    async def _check_idle(self, listener: Listener) -> None:
        timeout = (self._session["audio"]["input"]["turn_detection"] or {}).get("idle_timeout_ms")
        since = self._quiet_since_ms
        if timeout is None or since is None or self.is_busy or listener.position_ms - since < timeout:
            return
        self._quiet_since_ms = None
        if (turn := listener.commit()) is not None:
            await self._send(dialect.timeout_triggered(turn.item_id, since, turn.end_ms))
            await self._turn_ended(turn, by_detection=False)
            self._start(self._session, self._responder, None, self._items, None)

    # --- items ------------------------------------------------------------------------------------------------------
    async def _create_item(self, event: ClientEvent) -> None:
        item = read_item(event.fields.object("item"))
        wanted = event.fields.text("previous_item_id", "") or None
        entry = self._items.insert(item, wanted)
        for part in item.get("content", ()):
            part.pop("audio", None)  # neither echoed nor kept: it may be megabytes
        previous = self._items.previous_of(entry.id)
        for name in ("conversation.item.added", "conversation.item.done"):
            await self._send(dialect.item_event(name, copied(item), previous))

    async def _retrieve_item(self, event: ClientEvent) -> None:
        entry = self._items.find(event.fields.text("item_id"))
        await self._send({"type": "conversation.item.retrieved", "item": copied(entry.item)})

    async def _truncate_item(self, event: ClientEvent) -> None:
        item_id = event.fields.text("item_id")
        index = event.fields.integer("content_index", 0, 0)
        end = event.fields.integer("audio_end_ms", 0, 86_400_000)
        self._items.truncate(item_id, end)
        answer = {"type": "conversation.item.truncated", "item_id": item_id, "content_index": index, "audio_end_ms": end}
        await self._send(answer)

    async def _delete_item(self, event: ClientEvent) -> None:
        item_id = event.fields.text("item_id")
        self._items.delete(item_id)
        await self._send({"type": "conversation.item.deleted", "item_id": item_id})

    # --- responses --------------------------------------------------------------------------------------------------
    async def _create_response(self, event: ClientEvent) -> None:
        if self._session["type"] != "realtime":
            raise Refused("invalid_event", "A transcription session makes no responses.", "type")
        fields = Fields(event.fields.data.get("response") or {}, "response")
        session = overridden(self._session, fields)
        is_beside = fields.text("conversation", "auto") == "none"
        if not is_beside and self._active is not None:
            message = f"Conversation already has an active response in progress: {self._active.writer.id}."
            raise Refused("conversation_already_has_active_response", message)
        given = self._given_items(fields) if fields.data.get("input") is not None else None
        metadata = fields.data.get("metadata")
        self._start(session, self._responder, given, None if is_beside else self._items, metadata)

    def _given_items(self, fields: Fields) -> Ask:
        """The question of a `response.create` that brings its own input."""
        entries = []
        for one in fields.objects("input"):
            if one.data.get("type") == "item_reference":
                entries.append(self._items.find(one.text("id"), one.at("id")))
            else:
                entries.append(Entry(read_item(one)))
        return Ask(history=tuple(message for entry in entries if (message := _message(entry.item))))

    async def _cancel_response(self, event: ClientEvent) -> None:
        wanted = event.fields.text("response_id", "")
        running = [self._active] if self._active is not None else []
        if wanted:
            running = [r for r in (*running, *self._beside) if r.writer.id == wanted]
        if not running:
            raise Refused("response_cancel_not_active", "Cancellation failed: no active response found.")
        await self._stop(running[0], "client_cancelled")

    def _start(
        self, session: JsonObject, responder: Responder, ask: Ask | None, items: Items | None, metadata: JsonObject | None
    ) -> None:
        writer = ResponseWriter(self._send, session, items, conversation_id=self._id, metadata=metadata)
        task = asyncio.create_task(self._respond(writer, responder, ask, session))
        running = _Running(writer, task)
        if items is None:
            self._beside.add(running)
        else:
            self._active = running

    async def _respond(self, writer: ResponseWriter, responder: Responder, given: Ask | None, session: JsonObject) -> None:
        try:
            await writer.created()
            ask = await self._question(session, given)
            writer.count_input(text=sum(len(m.text) for m in ask.history), audio_ms=sum(e.audio_ms for e in self._items))
            await self._speaker.perform(writer, responder, ask, session)
            await self._finish(writer, "completed")
        except Exception:  # one answer may fail in any way; the conversation must not
            log.exception("response failed")
            await self._finish(writer, "failed", code="server_error", message="The local engine could not answer.")

    async def _question(self, session: JsonObject, given: Ask | None) -> Ask:
        while waiting := [task for task in self._transcripts.values() if not task.done()]:
            await asyncio.wait(waiting)
        self._transcripts.clear()
        history = given.history if given is not None else tuple(m for e in self._items if (m := _message(e.item)))
        last_user = next((e for e in reversed(list(self._items)) if e.item.get("role") == "user"), None)
        choice = session["tool_choice"]
        return Ask(
            history=history,
            instructions=session["instructions"],
            tools=tuple(session["tools"]),
            tool_choice=f"={choice['name']}" if isinstance(choice, dict) else choice,
            had_voice=last_user is None or last_user.id not in self._voiceless,
        )

    async def _finish(self, writer: ResponseWriter, status: str, reason: str = "", *, code: str = "", message: str = "") -> None:
        if self._active is not None and self._active.writer is writer:
            self._active = None
            ahead = writer.audio_ms
            self._quiet_since_ms = (self._listener.position_ms + ahead) if self._listener is not None else None
        self._beside = {running for running in self._beside if running.writer is not writer}
        await writer.finish(status, reason, code=code, message=message)

    async def _stop(self, running: "_Running", reason: str) -> None:
        running.task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await running.task
        await self._finish(running.writer, "cancelled", reason)

    def _spawn(self, work: Awaitable[None]) -> None:
        task = asyncio.ensure_future(work)
        self._turns.add(task)
        task.add_done_callback(self._turns.discard)


@dataclass(frozen=True, eq=False)
class _Running:
    writer: ResponseWriter
    task: "asyncio.Task[None]"


async def _nowhere(event: JsonObject) -> None:
    """Where events go after the client has left."""


async def _silence() -> Heard:
    return Heard()


def _message(item: JsonObject) -> Message | None:
    """An item as the responder reads it."""
    if item["type"] == "function_call":
        return Message(role="assistant", call_id=item["call_id"], name=item["name"], arguments=item["arguments"])
    if item["type"] == "function_call_output":
        return Message(role="tool", call_id=item["call_id"], text=item["output"])
    text = " ".join(t for part in item["content"] if (t := part.get("text") or part.get("transcript")))
    return Message(role=item["role"], text=text)


Action = Callable[[Conversation, ClientEvent], Awaitable[None]]
_ACTIONS: Mapping[str, Action] = {
    "session.update": Conversation._update_session,
    "input_audio_buffer.append": Conversation._append,
    "input_audio_buffer.commit": Conversation._commit,
    "input_audio_buffer.clear": Conversation._clear,
    "output_audio_buffer.clear": Conversation._clear_output,
    "conversation.item.create": Conversation._create_item,
    "conversation.item.retrieve": Conversation._retrieve_item,
    "conversation.item.truncate": Conversation._truncate_item,
    "conversation.item.delete": Conversation._delete_item,
    "response.create": Conversation._create_response,
    "response.cancel": Conversation._cancel_response,
}
