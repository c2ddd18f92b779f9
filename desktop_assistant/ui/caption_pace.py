"""Which words stand in the captions at a moment: what the person said, and the answer as fast as it is spoken. No pixels here."""

from dataclasses import dataclass

from desktop_assistant.core.items import Item, ItemKind, ItemStatus, Role
from desktop_assistant.ui.chat.face import face_of, split_at_cut

CHARS_PER_S = 17.0
"""Of speech at its usual speed; an answer is written sooner than it is said."""
STAYS_S = 8.0
"""How long the last words stay."""


@dataclass(frozen=True, slots=True)
class Caption:
    """What is shown: who speaks, and everything said so far (the strip shows its end)."""

    role: Role
    words: str


class CaptionPace:
    """Follows the newest message. Times are monotonic seconds."""

    def __init__(self) -> None:
        self._item: Item | None = None
        self._words = ""
        self._since = 0.0

    def forget(self) -> None:
        """Another conversation."""
        self._item, self._words = None, ""

    def take(self, item: Item, now: float) -> None:
        """An item is new or changed; only the newest message counts."""
        if item.kind is not ItemKind.MESSAGE or item.role is Role.SYSTEM:
            return
        current = self._item
        if current is not None and item.id != current.id and item.created_at < current.created_at:
            return
        words = _said(item)
        if not words:
            return
        if current is None or current.id != item.id:
            self._since = now
        elif item.role is Role.USER or len(words) < len(self._words):  # corrected, or cut off: at once
            self._since = now - len(words) / CHARS_PER_S
        self._item, self._words = item, words

    def at(self, now: float) -> Caption | None:
        """What is to be read now; None when nothing was said for a while."""
        if self._item is None or now > self._ends() + STAYS_S:
            return None
        if self._item.role is Role.USER:
            return Caption(Role.USER, self._words)
        count = int((now - self._since) * CHARS_PER_S) + 1
        end = self._words.find(" ", count)
        return Caption(Role.ASSISTANT, self._words if end < 0 else self._words[:end])

    def is_moving(self, now: float) -> bool:
        """Whether other words, or none, will be shown in a moment."""
        return self._item is not None and now <= self._ends() + STAYS_S

    def _ends(self) -> float:
        return self._since + len(self._words) / CHARS_PER_S


def _said(item: Item) -> str:
    """The words that were heard: no code, no marks."""
    if item.role is Role.USER:
        return " ".join(item.text.split())
    from desktop_assistant.core.exact.speech import speakable  # most people never open the captions

    face = face_of(item)
    heard, _ = split_at_cut(face) if item.status is ItemStatus.INTERRUPTED else (face.text, "")
    return speakable(heard)
