"""What a search in the history finds, as values."""

from dataclasses import dataclass

from desktop_assistant.core.items import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchHit:
    """One message with the wanted words in it."""

    conversation_id: str
    title: str
    """Of the conversation."""
    item_id: str
    role: Role
    created_at: float
    """Unix seconds."""
    excerpt: str
    """The words around the first match, in one line."""
    marks: tuple[tuple[int, int], ...] = ()
    """Where the wanted words stand in `excerpt`: first character and the one behind the last."""
    is_earlier: bool = False
    """Part of an earlier version of a corrected turn, which is not on screen."""
