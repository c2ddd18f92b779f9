"""Who speaks for the assistant from here on: an entry of the conversation, read by people and by models. Pure."""

import re
from collections.abc import Sequence

from desktop_assistant.core.items import Item, Role, TextPart

_WORDS = "From here on, the assistant speaks as {0}."
_PATTERN = re.compile(re.escape(_WORDS).replace(r"\{0\}", "(.+)"))


def speaker_item(item_id: str, name: str, *, at: float) -> Item:
    """The entry. at: Unix seconds."""
    return Item(id=item_id, role=Role.SYSTEM, parts=(TextPart(text=_WORDS.format(name)),), created_at=at)


def speaker_of(item: Item) -> str:
    """The name, if the item is such an entry; else empty."""
    found = _PATTERN.fullmatch(item.text) if item.role is Role.SYSTEM else None
    return found[1] if found else ""


def last_speaker(items: Sequence[Item]) -> str:
    """Who speaks at the end of a conversation; empty = nobody was named."""
    return next((name for item in reversed(items) if (name := speaker_of(item))), "")
