"""The conversation as the client sees it: items in order, with ids that the client may choose."""

import itertools
import secrets
from dataclasses import dataclass, field

from desktop_assistant.engine.fields import Fields, JsonObject, Refused


def new_id(kind: str) -> str:
    """A fresh id in OpenAI's manner, e.g. `item_3f...`."""
    return f"{kind}_{secrets.token_hex(10)}"


@dataclass(slots=True)
class SpokenMark:
    """Where one sentence of an assistant item begins: ms of its sound and characters of its transcript."""

    ms: float
    chars: int


@dataclass(slots=True)
class Entry:
    """One item in wire form, and what we know of its sound."""

    item: JsonObject
    audio_ms: float = 0.0
    marks: list[SpokenMark] = field(default_factory=list)

    @property
    def id(self) -> str:
        """The item's id."""
        return str(self.item["id"])

    @property
    def text(self) -> str:
        """Everything in it that can be read."""
        parts = self.item.get("content") or ()
        return " ".join(t for p in parts if (t := p.get("text") or p.get("transcript"))).strip()


_CONTENT = {
    "user": ("input_text", "input_audio", "input_image"),
    "system": ("input_text",),
    "assistant": ("output_text", "output_audio", "text"),
}


class Items:
    """Ordered items; lookups are linear, since a spoken conversation has hundreds of them at most."""

    def __init__(self) -> None:
        self._entries: list[Entry] = []

    def __iter__(self) -> "itertools.chain[Entry]":
        return itertools.chain(self._entries)

    @property
    def last_id(self) -> str | None:
        """Id of the newest item."""
        return self._entries[-1].id if self._entries else None

    def find(self, item_id: str, param: str = "item_id") -> Entry:
        """The entry, or Refused."""
        for entry in self._entries:
            if entry.id == item_id:
                return entry
        raise Refused("invalid_value", f"There is no item with the id '{item_id[:80]}'.", param)

    def previous_of(self, item_id: str) -> str | None:
        """Id of the item before this one."""
        ids = [entry.id for entry in self._entries]
        at = ids.index(item_id) if item_id in ids else 0
        return ids[at - 1] if at else None

    def append(self, item: JsonObject) -> Entry:
        """Add at the end."""
        entry = Entry(item)
        self._entries.append(entry)
        return entry

    def insert(self, item: JsonObject, previous_item_id: str | None) -> Entry:
        """Add after `previous_item_id`; `root` = at the front, None = at the end."""
        if any(entry.id == item["id"] for entry in self._entries):
            raise Refused("invalid_value", f"There is an item with the id '{item['id'][:80]}' already.", "item.id")
        if previous_item_id is None:
            return self.append(item)
        at = 0
        if previous_item_id != "root":
            at = self._entries.index(self.find(previous_item_id, "previous_item_id")) + 1
        entry = Entry(item)
        self._entries.insert(at, entry)
        return entry

    def delete(self, item_id: str) -> None:
        """Remove an item, or Refused."""
        self._entries.remove(self.find(item_id))

    def truncate(self, item_id: str, audio_end_ms: int) -> None:
        """Forget what was not heard: sound and words after `audio_end_ms`, words by sentence and then by proportion."""
        entry = self.find(item_id)
        parts = entry.item.get("content") or [{}]
        if entry.item.get("role") != "assistant" or parts[0].get("type") != "output_audio":
            raise Refused("unsupported_content_type", "Only spoken assistant items can be truncated.", "item_id")
        if audio_end_ms > entry.audio_ms + 1:
            known = round(entry.audio_ms)
            raise Refused(
                "invalid_value", f"Audio content of {known} ms is already shorter than {audio_end_ms} ms.", "audio_end_ms"
            )
        parts[0]["transcript"] = parts[0].get("transcript", "")[: self._heard_chars(entry, audio_end_ms)].rstrip()
        entry.audio_ms = float(audio_end_ms)

    @staticmethod
    def _heard_chars(entry: Entry, end_ms: float) -> int:
        total = len(entry.item["content"][0].get("transcript", ""))
        ends = [*((m.ms, m.chars) for m in entry.marks), (entry.audio_ms, total)]
        for (from_ms, from_chars), (to_ms, to_chars) in itertools.pairwise(ends):
            if end_ms < to_ms:
                share = max(end_ms - from_ms, 0) / max(to_ms - from_ms, 1e-9)
                return from_chars + round(share * (to_chars - from_chars))
        return total


def read_item(fields: Fields) -> JsonObject:
    """A client's item in the form in which we keep and echo it."""
    item_id = fields.text("id", new_id("item"), longest=512)
    kind = fields.choice("type", ("message", "function_call", "function_call_output"))
    base: JsonObject = {"id": item_id, "object": "realtime.item", "type": kind, "status": "completed"}
    if kind == "function_call":
        call_id = fields.text("call_id", new_id("call"))
        return base | {"call_id": call_id, "name": fields.text("name"), "arguments": fields.text("arguments")}
    if kind == "function_call_output":
        return base | {"call_id": fields.text("call_id"), "output": fields.text("output", "")}
    role = fields.choice("role", tuple(_CONTENT))
    return base | {"role": role, "content": [_read_part(part, role) for part in fields.objects("content")]}


def _read_part(part: Fields, role: str) -> JsonObject:
    kind = part.choice("type", _CONTENT[role])
    if kind == "output_audio":
        if part.data.get("audio"):
            raise Refused("unsupported_content_type", "Assistant audio cannot be created by a client.", part.path)
        return {"type": kind, "transcript": part.text("transcript", "")}
    if kind == "input_audio":
        return {"type": kind, "audio": part.text("audio", longest=16_000_000), "transcript": part.text("transcript", "")}
    if kind == "input_image":
        return {"type": kind, "image_url": part.text("image_url", longest=16_000_000), "detail": part.text("detail", "auto")}
    return {"type": "output_text" if role == "assistant" else kind, "text": part.text("text")}
