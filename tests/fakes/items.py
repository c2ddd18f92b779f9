"""Items as conversations have them, in one line each."""

from typing import Any

from desktop_assistant.core.items import AudioPart, Item, ItemKind, ItemStatus, Role, TextPart, ToolCallPart


def typed(key: str, text: str, **more: Any) -> Item:
    """What the user typed."""
    return Item(id=key, role=Role.USER, parts=(TextPart(text=text),), created_at=1.7e9, **more)


def said(key: str, transcript: str, *, final: bool = True, **more: Any) -> Item:
    """What was heard of the user."""
    return Item(id=key, role=Role.USER, parts=(AudioPart(transcript=transcript, is_final=final),), created_at=1.7e9, **more)


def written(key: str, text: str, **more: Any) -> Item:
    """What the assistant wrote."""
    return Item(id=key, role=Role.ASSISTANT, parts=(TextPart(text=text),), created_at=1.7e9, **more)


def spoken(key: str, text: str, **more: Any) -> Item:
    """What the assistant says."""
    return Item(id=key, role=Role.ASSISTANT, parts=(AudioPart(transcript=text, is_final=True),), created_at=1.7e9, **more)


def cut_off(key: str, text: str, heard: int) -> Item:
    """What the assistant said until it was interrupted."""
    part = AudioPart(transcript=text, is_final=True, heard_chars=heard)
    return Item(id=key, role=Role.ASSISTANT, parts=(part,), status=ItemStatus.INTERRUPTED, created_at=1.7e9)


def tool_call(key: str, name: str) -> Item:
    """A tool was used."""
    part = ToolCallPart(call_id=key, name=name)
    return Item(id=key, role=Role.ASSISTANT, kind=ItemKind.TOOL_CALL, parts=(part,), created_at=1.7e9)


def tool_result(key: str, output: str) -> Item:
    """What it answered."""
    part = ToolCallPart(call_id=key, output=output)
    return Item(id=key, role=Role.SYSTEM, kind=ItemKind.TOOL_RESULT, parts=(part,), created_at=1.7e9)
