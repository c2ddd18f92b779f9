"""One client: its events in, turns, answers, and our events out; an answer can be cancelled at any point.

Everything runs on one event loop. Client events are obeyed one after the other; a response is a task beside them, and so
is each transcript. Two rules keep the order right: a response awaits the transcripts of its input before it answers, and
only one response at a time may write to the conversation. What the user says is `hearing.py`'s, what we say `answering.py`'s.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from desktop_assistant.engine import dialect
from desktop_assistant.engine.answering import Answering
from desktop_assistant.engine.chain.bill import Bill
from desktop_assistant.engine.chain.services import ServiceFailed
from desktop_assistant.engine.dialect import ClientEvent
from desktop_assistant.engine.fields import Fields, JsonObject, Refused
from desktop_assistant.engine.hearing import Hearing, Senses
from desktop_assistant.engine.items import Entry, Items, new_id, read_item
from desktop_assistant.engine.responder.port import Ask, Message, Responder
from desktop_assistant.engine.response import Send, copied
from desktop_assistant.engine.session import default_session, overridden, updated
from desktop_assistant.engine.speaking import Speaker
from desktop_assistant.engine.synthesizer.voicebox import Voicebox


@dataclass(frozen=True, slots=True, kw_only=True)
class Equipment:
    """What every conversation of this engine uses."""

    voicebox: Voicebox
    senses: Senses
    responder: Callable[[Speaker], Responder]
    bill: Bill | None = None
    """Of the services, where there are any: then it is one conversation's."""


class Conversation:
    """Lives as long as the client's connection. Its two sides acquire tasks and an ear; all released by `aclose`."""

    def __init__(
        self,
        send: Send,
        equipment: Equipment,
        *,
        hang_up: Callable[[str], Awaitable[None]],
        model: str = "local",
        voice: str = "",
        transcription_only: bool = False,
    ) -> None:
        """hang_up: ends the connection, which another attempt may find better; with the reason."""
        self._send_raw = send
        self._hang_up = hang_up
        self._id = new_id("conv")
        self._session = default_session(new_id("sess"), model, voice, transcription_only=transcription_only)
        self._items = Items()
        speaker = Speaker(equipment.voicebox, self._send)
        self._responder = equipment.responder(speaker)
        self.answering = Answering(
            self._send,
            self._id,
            self._items,
            speaker,
            lambda ms: self.hearing.answered(ms),
            self._leave,
            equipment.bill,
        )
        self.hearing = Hearing(
            self._send,
            equipment.senses,
            lambda: self._session,
            self._items,
            self.answering,
            self._answer_what_was_said,
            self._leave,
        )
        self._is_introduced = False

    @property
    def may_be_addressed(self) -> bool:
        """The client has said how it wants to be spoken to, and nobody is speaking."""
        return self._is_introduced and not self.is_busy and self._session["type"] == "realtime"

    @property
    def is_busy(self) -> bool:
        """Somebody speaks."""
        return self.answering.active_id is not None or self.hearing.is_busy

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
        self.answering.start(self._session, responder, _nothing)

    async def aclose(self) -> None:
        """Stop everything; nothing more is sent."""
        self._send_raw = _nowhere
        await self.answering.aclose()
        await self.hearing.aclose()

    async def _leave(self, why: ServiceFailed) -> None:
        """Nothing more is sent but the reason: the rest of a turn without its words would be an answer to nothing."""
        send, self._send_raw = self._send_raw, _nowhere
        await send(dialect.stamped(dialect.error(why.code, str(why), kind="server_error")))
        await self._hang_up(str(why))

    async def _send(self, event: JsonObject) -> None:
        await self._send_raw(dialect.stamped(event))

    # --- session ----------------------------------------------------------------------------------------------------
    async def _update_session(self, event: ClientEvent) -> None:
        event.fields.require("session")
        self._session = updated(self._session, event.fields.data["session"])
        self.hearing.configure()
        await self._send(dialect.session_event("session.updated", self._session))

    async def _clear_output(self, event: ClientEvent) -> None:
        raise Refused("invalid_event", "'output_audio_buffer.clear' is for WebRTC and SIP connections only.", "type")

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
        if not is_beside and (active := self.answering.active_id) is not None:
            message = f"Conversation already has an active response in progress: {active}."
            raise Refused("conversation_already_has_active_response", message)
        given = self._given_items(fields) if fields.data.get("input") is not None else None
        metadata = fields.data.get("metadata")
        self.answering.start(
            session, self._responder, lambda: self._question(session, given), beside=is_beside, metadata=metadata
        )

    def _answer_what_was_said(self) -> None:
        session = self._session
        self.answering.start(session, self._responder, lambda: self._question(session, None))

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
        await self.answering.cancel(event.fields.text("response_id", ""))

    async def _question(self, session: JsonObject, given: Ask | None) -> Ask:
        await self.hearing.words()
        history = given.history if given is not None else tuple(m for e in self._items if (m := _message(e.item)))
        last_user = next((e for e in reversed(list(self._items)) if e.item.get("role") == "user"), None)
        choice = session["tool_choice"]
        return Ask(
            history=history,
            instructions=session["instructions"],
            tools=tuple(session["tools"]),
            tool_choice=f"={choice['name']}" if isinstance(choice, dict) else choice,
            had_voice=last_user is None or self.hearing.has_voice(last_user.id),
            settled=None if self.hearing.is_settled else self.hearing.settled,
        )


async def _nowhere(event: JsonObject) -> None:
    """Where events go after the client has left."""


async def _nothing() -> Ask:
    """The question of who speaks unasked."""
    return Ask()


def _message(item: JsonObject) -> Message | None:
    """An item as the responder reads it."""
    if item["type"] == "function_call":
        return Message(role="assistant", call_id=item["call_id"], name=item["name"], arguments=item["arguments"])
    if item["type"] == "function_call_output":
        return Message(role="tool", call_id=item["call_id"], text=item["output"])
    text = " ".join(t for part in item["content"] if (t := part.get("text") or part.get("transcript")))
    images = tuple(address for part in item["content"] if (address := part.get("image_url")))
    return Message(role=item["role"], text=text, images=images)


Action = Callable[[Conversation, ClientEvent], Awaitable[None]]
_ACTIONS: Mapping[str, Action] = {
    "session.update": Conversation._update_session,
    "input_audio_buffer.append": lambda conversation, event: conversation.hearing.append(event),
    "input_audio_buffer.commit": lambda conversation, event: conversation.hearing.commit(event),
    "input_audio_buffer.clear": lambda conversation, event: conversation.hearing.clear(event),
    "output_audio_buffer.clear": Conversation._clear_output,
    "conversation.item.create": Conversation._create_item,
    "conversation.item.retrieve": Conversation._retrieve_item,
    "conversation.item.truncate": Conversation._truncate_item,
    "conversation.item.delete": Conversation._delete_item,
    "response.create": Conversation._create_response,
    "response.cancel": Conversation._cancel_response,
}
