"""A form that is filled field by field is shown again with every answer: only its newest state stays in the pane."""

from collections.abc import Sequence
from dataclasses import dataclass

from desktop_assistant.core.cards import CardKind
from desktop_assistant.core.items import Item, ItemKind
from desktop_assistant.ui.chat.face import face_of


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An earlier state of a form, and the item behind which it stood; None: it was the first."""

    item: Item
    after_id: str | None


def form_title(item: Item) -> str | None:
    """Of the form that an item shows; None = it shows none."""
    if item.kind is not ItemKind.TOOL_CALL:
        return None
    card = face_of(item).card
    return card.title if card is not None and card.kind is CardKind.FORM else None


def newest_forms(items: Sequence[Item]) -> list[Item]:
    """The items without earlier states of forms."""
    kept: list[Item] = []
    seen: set[str] = set()
    for item in reversed(items):
        title = form_title(item)
        if title is None or title not in seen:
            kept.append(item)
        if title is not None:
            seen.add(title)
    return kept[::-1]
