"""Conversations out of files: what this program exports, and what ChatGPT exports (`conversations.json`). Pure."""

import base64
import binascii
import json
import uuid
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from desktop_assistant.core.errors import StoreError
from desktop_assistant.core.items import ConversationInfo, ImagePart, Item, ItemKind, ItemStatus, Part, Role, TextPart
from desktop_assistant.core.tags import clean_tags
from desktop_assistant.store import parts
from desktop_assistant.store.export import FORMAT, VERSION, Archived

LONGEST_ID = 200
NOT_KNOWN = "This file holds no conversations that can be read: export one here as JSON, or take ChatGPT's conversations.json."

_ROLES = {role.value: role for role in Role}
_KINDS = {kind.value: kind for kind in ItemKind}
_STATUSES = {status.value: status for status in ItemStatus}


def read_archive(text: str) -> list[Archived]:
    """All conversations of a file; what makes no sense in it is left out. Raises StoreError if it is no such file."""
    try:
        given = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise StoreError(NOT_KNOWN) from error
    if isinstance(given, dict) and given.get("format") == FORMAT:
        if not isinstance(given.get("version"), int) or given["version"] > VERSION:
            raise StoreError("This file was written by a newer version of this program.")
        return list(_own(given.get("conversations")))
    if isinstance(given, list) and all(isinstance(one, dict) and isinstance(one.get("mapping"), dict) for one in given):
        return list(_chatgpt(given))
    raise StoreError(NOT_KNOWN)


def _own(conversations: Any) -> Iterator[Archived]:
    for given in conversations if isinstance(conversations, list) else ():
        if not isinstance(given, dict) or not _text(given.get("id")):
            continue
        found = [item for one in _list(given.get("items")) if (item := _own_item(one)) is not None]
        earlier = [(one, item) for one in _list(given.get("earlier_versions")) if (item := _own_item(one)) is not None]
        found += [replace(item, shelf=shelf) for one, item in earlier if (shelf := _text(one.get("shelf"))[:LONGEST_ID])]
        yield _info(given.get("id"), given.get("title"), given.get("created_at"), given.get("updated_at"), found, given), found


def _own_item(given: Any) -> Item | None:
    try:
        decoded = parts.decode(json.dumps(_without_data(given["parts"])))
        return Item(
            id=_text(given["id"])[:LONGEST_ID],
            role=_ROLES[given["role"]],
            kind=_KINDS[given["kind"]],
            status=_closed(_STATUSES[given["status"]]),
            created_at=_moment(given["created_at"]),
            parts=tuple(_with_data(parts.check(part), given["parts"]) for part in decoded),
            versions=tuple(_text(one)[:LONGEST_ID] for one in _list(given.get("versions"))),
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        return None


def _without_data(given: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{name: value for name, value in one.items() if name != "data"} for one in given]


def _with_data(part: Part, given: list[dict[str, Any]]) -> Part:
    """A picture with the content that the file has for it; its id is made of that."""
    if not isinstance(part, ImagePart):
        return part
    entry = next((one for one in given if one.get("type") == "image" and one.get("id") == part.id), {})
    try:
        data = base64.b64decode(_text(entry.get("data")), validate=True)
    except binascii.Error:
        return part
    return ImagePart.of(data, mime=part.mime, width=part.width, height=part.height, title=part.title) if data else part


def _closed(status: ItemStatus) -> ItemStatus:
    """Nothing goes on in a file."""
    return ItemStatus.INTERRUPTED if status is ItemStatus.IN_PROGRESS else status


def _chatgpt(conversations: list[Any]) -> Iterator[Archived]:
    for given in conversations:
        found = list(_chatgpt_items(given["mapping"], given.get("current_node")))
        if found:
            name = _text(given.get("conversation_id") or given.get("id")) or json.dumps(given.get("create_time"))
            key = uuid.uuid5(uuid.NAMESPACE_URL, f"chatgpt:{name}").hex  # the same file twice gives the same conversations
            yield _info(key, given.get("title"), given.get("create_time"), given.get("update_time"), found, {}), found


def _chatgpt_items(mapping: dict[str, Any], node: Any) -> Iterator[Item]:
    """The branch that was on screen, from its beginning."""
    branch: list[dict[str, Any]] = []
    seen: set[str] = set()
    if not isinstance(node, str) or node not in mapping:
        node = next((key for key, one in reversed(mapping.items()) if isinstance(one, dict) and not one.get("children")), None)
    while isinstance(node, str) and node not in seen and isinstance(mapping.get(node), dict):
        seen.add(node)
        branch.append(mapping[node])
        node = mapping[node].get("parent")
    for entry in reversed(branch):
        if (item := _chatgpt_item(entry.get("message"))) is not None:
            yield item


def _chatgpt_item(message: Any) -> Item | None:
    if not isinstance(message, dict):
        return None
    author, content = message.get("author"), message.get("content")
    role = _ROLES.get(_text(author.get("role"))) if isinstance(author, dict) else None
    if role not in (Role.USER, Role.ASSISTANT) or not isinstance(content, dict):
        return None
    if content.get("content_type") not in ("text", "multimodal_text"):
        return None
    text = "\n".join(filter(None, (_piece(piece) for piece in _list(content.get("parts")))))
    key = _text(message.get("id"))[:LONGEST_ID] or uuid.uuid4().hex
    moment = _moment(message.get("create_time"))
    return Item(id=key, role=role, parts=(TextPart(text=text),), created_at=moment) if text.strip() else None


def _piece(piece: Any) -> str:
    """Text, or the transcript of something spoken."""
    return _text(piece.get("text")) if isinstance(piece, dict) else _text(piece)


def _info(key: Any, title: Any, created: Any, updated: Any, items: list[Item], given: dict[str, Any]) -> ConversationInfo:
    first = next((item.created_at for item in items if item.created_at), 0.0)
    begun = _moment(created) or first
    return ConversationInfo(
        id=_text(key)[:LONGEST_ID],
        title=" ".join(_text(title).split())[:200],
        created_at=begun,
        updated_at=_moment(updated) or begun,
        item_count=len(items),
        is_pinned=given.get("pinned") is True,
        tags=clean_tags(one for one in _list(given.get("tags")) if isinstance(one, str)),
    )


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _moment(value: Any) -> float:
    """Unix seconds that a calendar can show."""
    return float(value) if isinstance(value, (int, float)) and 0 < value < 4e9 else 0.0
