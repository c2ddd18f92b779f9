"""Conversations as text: Markdown and plain text to read, JSON to read in again. Pure."""

import json
import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from desktop_assistant.core.archive import ArchiveForm
from desktop_assistant.core.card_text import card_markdown, card_text
from desktop_assistant.core.cards import Card, CardError, read_card
from desktop_assistant.core.items import AudioPart, ConversationInfo, Item, ItemKind, ItemStatus, Role, ToolCallPart
from desktop_assistant.core.pane_tools import DISPLAY
from desktop_assistant.store import parts

FORMAT, VERSION = "desktop-assistant-history", 1
_WHO = {Role.USER: "You", Role.ASSISTANT: "Assistant"}
_NOTES = {ItemStatus.INTERRUPTED: "interrupted", ItemStatus.FAILED: "failed"}

Archived = tuple[ConversationInfo, Sequence[Item]]


def written(form: ArchiveForm, archived: Sequence[Archived]) -> str:
    """One file with these conversations."""
    if form is ArchiveForm.JSON:
        return _json(archived)
    one = _markdown if form is ArchiveForm.MARKDOWN else _plain
    return "\n\n".join(one(info, items) for info, items in archived) + "\n"


def file_name(info: ConversationInfo, ending: str) -> str:
    """Safe on every system: the day, the title's words, the ending without its dot."""
    words = re.sub(r"[^\w \-]", " ", info.title)[:60]
    title = "-".join(words.split()) or "conversation"
    return f"{datetime.fromtimestamp(info.created_at):%Y-%m-%d}-{title}.{ending}"  # noqa: DTZ006


def _markdown(info: ConversationInfo, items: Iterable[Item]) -> str:
    rows = [f"# {_one_line(info.title) or 'Untitled'}", f"*{_when(info.created_at)}*"]
    for item in items:
        if (card := _card(item)) is not None:
            rows.append(card_markdown(card))
        elif who := _speaker(item):
            rows.append(f"**{who}**{_note(item)}: {_heard(item, '~~{}~~')}")
    return "\n\n".join(rows)


def _plain(info: ConversationInfo, items: Iterable[Item]) -> str:
    title = _one_line(info.title) or "Untitled"
    rows = [f"{title}\n{'=' * len(title)}\n{_when(info.created_at)}"]
    for item in items:
        if (card := _card(item)) is not None:
            rows.append(card_text(card))
        elif who := _speaker(item):
            rows.append(f"{who}{_note(item)}: {_heard(item, '[not heard: {}]')}")
    return "\n\n".join(rows)


def _json(archived: Sequence[Archived]) -> str:
    whole = {"format": FORMAT, "version": VERSION, "conversations": [_conversation(info, items) for info, items in archived]}
    return json.dumps(whole, indent=1)


def _conversation(info: ConversationInfo, items: Iterable[Item]) -> dict[str, Any]:
    return {
        "id": info.id,
        "title": info.title,
        "created_at": info.created_at,
        "updated_at": info.updated_at,
        "pinned": info.is_pinned,
        "items": [
            {
                "id": item.id,
                "role": item.role.value,
                "kind": item.kind.value,
                "status": item.status.value,
                "created_at": item.created_at,
                "parts": json.loads(parts.encode(item.parts)),
            }
            for item in items
        ],
    }


def _speaker(item: Item) -> str:
    """Empty for what is not shown."""
    return _WHO.get(item.role, "") if item.kind is ItemKind.MESSAGE and item.text.strip() else ""


def _note(item: Item) -> str:
    note = _NOTES.get(item.status)
    return f" ({note})" if note else ""


def _heard(item: Item, unheard: str) -> str:
    """The words, those that never left the loudspeaker marked."""
    text = item.text
    cut = next((p.heard_chars for p in item.parts if isinstance(p, AudioPart) and p.heard_chars is not None), None)
    if item.status is not ItemStatus.INTERRUPTED or cut is None or not text[cut:].strip():
        return text.strip()
    while 0 < cut < len(text) and not text[cut].isspace():
        cut += 1
    rest = text[cut:].strip()
    return f"{text[:cut].strip()} {unheard.format(rest)}".strip() if rest else text.strip()


def _card(item: Item) -> Card | None:
    part = next((p for p in item.parts if isinstance(p, ToolCallPart) and p.name == DISPLAY), None)
    if item.kind is not ItemKind.TOOL_CALL or part is None:
        return None
    try:
        return read_card(part.arguments)
    except CardError:
        return None


def _when(moment: float) -> str:
    return f"{datetime.fromtimestamp(moment):%Y-%m-%d %H:%M}"  # noqa: DTZ006


def _one_line(text: str) -> str:
    return " ".join(text.split())
