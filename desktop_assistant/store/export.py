"""Conversations as text: Markdown and plain text to read, JSON to read in again. Pure.

Earlier versions of corrected turns come last, each with the words that stand in its place now.
"""

import base64
import json
import re
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from desktop_assistant.core.archive import ArchiveForm
from desktop_assistant.core.card_text import card_markdown, card_text
from desktop_assistant.core.cards import Card, CardError, read_card
from desktop_assistant.core.items import (
    AudioPart,
    ConversationInfo,
    FilePart,
    ImagePart,
    Item,
    ItemKind,
    ItemStatus,
    Role,
    ToolCallPart,
)
from desktop_assistant.core.pane_tools import DISPLAY
from desktop_assistant.store import parts

FORMAT, VERSION = "desktop-assistant-history", 1
_WHO = {Role.USER: "You", Role.ASSISTANT: "Assistant"}
_NOTES = {
    ItemStatus.INTERRUPTED: "interrupted",
    ItemStatus.FAILED: "failed",
    ItemStatus.BROKEN_OFF: "broken off",
    ItemStatus.OVERHEARD: "not answered",
}

Archived = tuple[ConversationInfo, Sequence[Item]]


def written(form: ArchiveForm, archived: Sequence[Archived], pictures: str = "") -> str:
    """One file with these conversations. pictures: the folder beside it where their pictures are; empty = there is none."""
    if form is ArchiveForm.JSON:
        return _json(archived)
    one = _markdown if form is ArchiveForm.MARKDOWN else _plain
    return "\n\n".join(one(info, items, pictures) for info, items in archived) + "\n"


def picture_name(picture: ImagePart) -> str:
    """Its file in that folder."""
    return f"{picture.id}.{'png' if picture.mime == 'image/png' else 'jpg'}"


def file_name(info: ConversationInfo, ending: str) -> str:
    """Safe on every system: the day, the title's words, the ending without its dot."""
    words = re.sub(r"[^\w \-]", " ", info.title)[:60]
    title = "-".join(words.split()) or "conversation"
    return f"{datetime.fromtimestamp(info.created_at):%Y-%m-%d}-{title}.{ending}"  # noqa: DTZ006


def _markdown(info: ConversationInfo, items: Sequence[Item], pictures: str) -> str:
    def row(item: Item) -> str:
        if (card := _card(item)) is not None:
            return card_markdown(card)
        shown = [_picture_link(picture, pictures) for picture in item.images]
        if not (who := _speaker(item)):
            return ""
        return " ".join(filter(None, (f"**{who}**{_note(item)}:", *shown, *_files(item, "`{}`"), _heard(item, "~~{}~~"))))

    rows = [f"# {_one_line(info.title) or 'Untitled'}", f"*{_when(info.created_at)}{_tagged(info)}*"]
    return "\n\n".join([*rows, *_rows(items, row, "## Earlier versions", "### Instead of “{}”")])


def _plain(info: ConversationInfo, items: Sequence[Item], _: str) -> str:
    def row(item: Item) -> str:
        if (card := _card(item)) is not None:
            return card_text(card)
        if not (who := _speaker(item)):
            return ""
        shown = [f"[picture: {picture.title or 'untitled'}]" for picture in item.images]
        return " ".join(
            filter(None, (f"{who}{_note(item)}:", *shown, *_files(item, "[file: {}]"), _heard(item, "[not heard: {}]")))
        )

    title = _one_line(info.title) or "Untitled"
    rows = [f"{title}\n{'=' * len(title)}\n{_when(info.created_at)}{_tagged(info)}"]
    return "\n\n".join([*rows, *_rows(items, row, "Earlier versions\n----------------", "Instead of “{}”:")])


def _tagged(info: ConversationInfo) -> str:
    return f" · {', '.join(info.tags)}" if info.tags else ""


def _rows(items: Sequence[Item], row: Callable[[Item], str], heading: str, instead: str) -> list[str]:
    """What was on screen, then each earlier version under the words that took its place."""
    rows = [made for item in items if not item.shelf and (made := row(item))]
    earlier = list(dict.fromkeys(item.shelf for item in items if item.shelf))
    if not earlier:
        return rows
    by_id = {item.id: item for item in items}
    rows.append(heading)
    for shelf in earlier:
        versions = by_id[shelf].versions if shelf in by_id else ()
        now = next((by_id[i] for i in versions if i in by_id and by_id[i].shelf != i), None)
        rows.append(instead.format(_one_line(now.text)[:80] if now else "…"))
        rows += [made for item in items if item.shelf == shelf and (made := row(item))]
    return rows


def _picture_link(picture: ImagePart, folder: str) -> str:
    title = re.sub(r"[\[\]\n]", " ", picture.title) or "Picture"
    return f"![{title}]({folder}/{picture_name(picture)})" if folder else f"*[{title}]*"


def _files(item: Item, frame: str) -> list[str]:
    return [frame.format(_one_line(part.name).replace("`", "'")) for part in item.parts if isinstance(part, FilePart)]


def _json(archived: Sequence[Archived]) -> str:
    whole = {"format": FORMAT, "version": VERSION, "conversations": [_conversation(info, items) for info, items in archived]}
    return json.dumps(whole, indent=1)


def _conversation(info: ConversationInfo, items: Sequence[Item]) -> dict[str, Any]:
    whole: dict[str, Any] = {
        "id": info.id,
        "title": info.title,
        "created_at": info.created_at,
        "updated_at": info.updated_at,
        "pinned": info.is_pinned,
        "tags": list(info.tags),
        "items": [_item(item) for item in items if not item.shelf],
    }
    if earlier := [{**_item(item), "shelf": item.shelf} for item in items if item.shelf]:
        whole["earlier_versions"] = earlier  # beside the items: who knows nothing of versions reads the conversation as it was
    return whole


def _item(item: Item) -> dict[str, Any]:
    whole: dict[str, Any] = {
        "id": item.id,
        "role": item.role.value,
        "kind": item.kind.value,
        "status": item.status.value,
        "created_at": item.created_at,
        "parts": [_with_data(part, entry) for part, entry in zip(item.parts, json.loads(parts.encode(item.parts)), strict=True)],
    }
    return {**whole, "versions": list(item.versions)} if item.versions else whole


def _with_data(part: object, entry: dict[str, Any]) -> dict[str, Any]:
    if isinstance(part, ImagePart) and part.data:
        return {**entry, "data": base64.b64encode(part.data).decode("ascii")}
    return entry


def _speaker(item: Item) -> str:
    """Empty for what is not shown."""
    has_content = item.told_text.strip() or item.images
    return _WHO.get(item.role, "") if item.kind is ItemKind.MESSAGE and has_content else ""


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
