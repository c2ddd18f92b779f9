"""One response on the wire: every event of it, in OpenAI's order, whatever way it ends.

The writer only knows what has been opened and closes it again; what to say comes from `speaking.py`.
"""

import base64
import json
from collections.abc import Awaitable, Callable

from desktop_assistant.core.audio import AudioFormat, Samples, samples_to_ms
from desktop_assistant.engine import dialect
from desktop_assistant.engine.chain.bill import Bill
from desktop_assistant.engine.fields import JsonObject
from desktop_assistant.engine.items import Entry, Items, SpokenMark, new_id
from desktop_assistant.engine.session import audio_format
from desktop_assistant.engine.sound import Resampler, encode
from desktop_assistant.engine.synthesizer.port import OUTPUT_RATE
from desktop_assistant.protocol.openai_dialects import SPEECH_MODEL, SPEECH_SECONDS

Send = Callable[[JsonObject], Awaitable[None]]


class ResponseWriter:
    """Writes one response. `items` is None for an out-of-band response (`conversation: "none"`), `bill` without services."""

    def __init__(
        self,
        send: Send,
        session: JsonObject,
        items: Items | None,
        *,
        conversation_id: str,
        metadata: JsonObject | None,
        bill: Bill | None = None,
    ) -> None:
        self.id = new_id("resp")
        self.speaks = session["output_modalities"] == ["audio"]
        self.is_over = False
        self._send = send
        self._items = items
        self._bill = bill
        output = session["audio"]["output"]
        self._wire: AudioFormat = audio_format(output["format"])
        self._resampler = Resampler(OUTPUT_RATE, self._wire.rate)
        self._output: list[JsonObject] = []
        self._message: Entry | None = None
        self._text = ""
        self._spent = {"text_in": 0, "audio_in": 0, "text_out": 0, "audio_out": 0}
        self._body: JsonObject = {
            "object": "realtime.response",
            "id": self.id,
            "status": "in_progress",
            "status_details": None,
            "output": [],
            "conversation_id": conversation_id if items is not None else None,
            "output_modalities": session["output_modalities"],
            "max_output_tokens": session["max_output_tokens"],
            "audio": {"output": {"format": output["format"], "voice": output["voice"]}},
            "metadata": metadata,
            "usage": None,
        }

    @property
    def audio_ms(self) -> float:
        """Sound sent so far."""
        return self._message.audio_ms if self._message else 0.0

    @property
    def text(self) -> str:
        """Words sent so far."""
        return self._text

    def count_input(self, *, text: int, audio_ms: float) -> None:
        """What the response was given to read and hear: characters, and ms. There is no tokeniser here: text counts a quarter
        of its characters, sound OpenAI's rates."""
        self._spent["text_in"], self._spent["audio_in"] = -(-text // 4), round(audio_ms / 100)

    async def created(self) -> None:
        """The response exists."""
        await self._send({"type": "response.created", "response": dict(self._body)})

    async def words(self, text: str) -> None:
        """More text, a blank before it if it brings none; opens the message if there is none yet."""
        message = self._message or await self._open_message()
        if self._text and not self._text[-1].isspace():
            text = f" {text}"
        if self.speaks:
            message.marks.append(SpokenMark(message.audio_ms, len(self._text)))
        self._text += text
        message.item["content"][0]["transcript" if self.speaks else "text"] = self._text
        kind = "response.output_audio_transcript.delta" if self.speaks else "response.output_text.delta"
        await self._send({"type": kind, **self._place(message), "delta": text})

    async def sound(self, samples: Samples) -> None:
        """More sound at 24 kHz; opens the message if there is none yet."""
        message = self._message or await self._open_message()
        data = encode(self._resampler.push(samples), self._wire)
        if not data:
            return
        message.audio_ms += samples_to_ms(len(samples), OUTPUT_RATE)
        delta = base64.b64encode(data).decode("ascii")
        await self._send({"type": "response.output_audio.delta", **self._place(message), "delta": delta})

    async def call(self, name: str, arguments: str, call_id: str = "") -> None:
        """A function call, whole; an open message is closed first."""
        await self._close_message("completed")
        item: JsonObject = {
            "id": new_id("item"),
            "object": "realtime.item",
            "type": "function_call",
            "status": "in_progress",
            "call_id": call_id or new_id("call"),
            "name": name,
            "arguments": "",
        }
        index = await self._open_item(item)
        place = {"response_id": self.id, "item_id": item["id"], "output_index": index, "call_id": item["call_id"]}
        await self._send({"type": "response.function_call_arguments.delta", **place, "delta": arguments})
        item["arguments"], item["status"] = arguments, "completed"
        self._spent["text_out"] += -(-len(name + arguments) // 4)
        await self._send({"type": "response.function_call_arguments.done", **place, "name": name, "arguments": arguments})
        await self._close_item(item, index)

    async def finish(self, status: str, reason: str = "", *, code: str = "", message: str = "") -> None:
        """End it, once: completed, cancelled (turn_detected, client_cancelled), failed (code, message)."""
        if self.is_over:
            return
        self.is_over = True
        await self._close_message("completed" if status == "completed" else "incomplete")
        self._body |= {"status": status, "output": self._output, **self._account()}
        self._body["status_details"] = _details(status, reason, code, message)
        await self._send({"type": "response.done", "response": dict(self._body)})

    def _account(self) -> JsonObject:
        """What services took is what they say. OpenAI's protocol has no place for a voice of somebody else: where the sound was
        made by one, its model and seconds are in the metadata."""
        if self._bill is None:
            return {"usage": dialect.usage(**self._spent)}
        written, seconds = self._bill.take_written(), self._bill.take_spoken_s()
        spent = {"text_in": written.input_tokens, "text_out": written.output_tokens, "cached": written.cached_tokens}
        account: JsonObject = {"usage": dialect.usage(**spent, audio_in=0, audio_out=0)}
        if seconds:
            spoken = {SPEECH_MODEL: self._bill.speech_model, SPEECH_SECONDS: f"{seconds:.3f}"}
            account["metadata"] = {**(self._body["metadata"] or {}), **spoken}
        return account

    async def _open_message(self) -> Entry:
        empty = {"type": "output_audio", "transcript": ""} if self.speaks else {"type": "output_text", "text": ""}
        item: JsonObject = {
            "id": new_id("item"),
            "object": "realtime.item",
            "type": "message",
            "status": "in_progress",
            "role": "assistant",
            "content": [],
        }
        await self._open_item(item)
        item["content"] = [empty]
        self._text = ""
        assert self._message is not None
        part = {"type": "audio", "transcript": ""} if self.speaks else {"type": "text", "text": ""}
        await self._send({"type": "response.content_part.added", **self._place(self._message), "part": part})
        return self._message

    async def _open_item(self, item: JsonObject) -> int:
        index = len(self._output)
        self._output.append(item)
        await self._send(
            {"type": "response.output_item.added", "response_id": self.id, "output_index": index, "item": copied(item)}
        )
        entry = Entry(item)
        if self._items is not None:
            previous = self._items.last_id
            entry = self._items.append(item)
            await self._send(dialect.item_event("conversation.item.added", copied(item), previous))
        if item["type"] == "message":
            self._message = entry
        return index

    async def _close_message(self, status: str) -> None:
        if self._message is None:
            return
        message, self._message = self._message, None
        place = self._place(message)
        message.item["status"] = status
        self._spent["text_out"] += -(-len(self._text) // 4)
        self._spent["audio_out"] += round(message.audio_ms / 50)
        if self.speaks:
            await self._send({"type": "response.output_audio.done", **place})
            await self._send({"type": "response.output_audio_transcript.done", **place, "transcript": self._text})
            part: JsonObject = {"type": "audio", "transcript": self._text}
        else:
            await self._send({"type": "response.output_text.done", **place, "text": self._text})
            part = {"type": "text", "text": self._text}
        await self._send({"type": "response.content_part.done", **place, "part": part})
        await self._close_item(message.item, place["output_index"])

    async def _close_item(self, item: JsonObject, index: int) -> None:
        await self._send(
            {"type": "response.output_item.done", "response_id": self.id, "output_index": index, "item": copied(item)}
        )
        if self._items is not None:
            previous = self._items.previous_of(item["id"])
            await self._send(dialect.item_event("conversation.item.done", copied(item), previous))

    def _place(self, message: Entry) -> JsonObject:
        index = self._output.index(message.item)
        return {"response_id": self.id, "item_id": message.id, "output_index": index, "content_index": 0}


def copied(item: JsonObject) -> JsonObject:
    """As it is now: items change while their events wait to be sent."""
    snapshot: JsonObject = json.loads(json.dumps(item))
    return snapshot


def _details(status: str, reason: str, code: str, message: str) -> JsonObject | None:
    if status == "completed":
        return None
    details: JsonObject = {"type": status}
    if reason:
        details["reason"] = reason
    if code:
        details["error"] = {"type": "server_error", "code": code, "message": message}
    return details
