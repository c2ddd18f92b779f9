"""How a session is told of an item with pictures: each as an item of its own in front of the words, so that a picture can be
taken out again and the words stay. Some services bill every picture of a session again with each answer."""

from collections.abc import Callable, Container
from dataclasses import replace

from desktop_assistant.core.capabilities import Capabilities
from desktop_assistant.core.commands import ClientCommand, CreateItem, DeleteItem
from desktop_assistant.core.items import ImagePart, Item, Role, TextPart

_LONGEST_STEM = 27
UNSEEN = "The user showed a picture here, which you cannot see."


def told(item: Item, capabilities: Capabilities) -> tuple[Item, ...]:
    """What a session is told for an item under its name there; the last one has that name."""
    pictures = [part for part in item.images if part.data] if capabilities.images is not None else []
    rest = tuple(part for part in item.parts if not isinstance(part, ImagePart))
    pieces = [replace(item, parts=(picture,)) for picture in pictures]
    if len(pictures) < len(item.images):  # beside the words: who answers them alone shall find them alone
        pieces.append(replace(item, role=Role.SYSTEM, parts=(TextPart(text=UNSEEN),)))
    if rest or not pieces:
        pieces.append(replace(item, parts=rest))
    names = [*(picture_name(item.id, number) for number in range(len(pieces) - 1)), item.id]
    return tuple(replace(piece, id=name) for name, piece in zip(names, pieces, strict=True))


def picture_name(name: str, number: int) -> str:
    """Of a picture that goes with the item of that name."""
    return f"{name[:_LONGEST_STEM]}_p{number}"


class Pictures:
    """Those that the running session has before it, or what it was told instead, oldest first."""

    def __init__(self, send: Callable[[ClientCommand], bool], capabilities: Capabilities) -> None:
        self._send = send
        self._capabilities = capabilities
        self._before_it: dict[str, str] = {}
        """Name there -> our id of the item that it goes with."""

    def tell(self, item_id: str, named: Item, event_id: str) -> bool:
        """Tell the session of our item under its name there; False: there is no session."""
        was_sent = True
        for piece in told(named, self._capabilities):
            was_sent = self._send(CreateItem(item=piece, event_id=event_id)) and was_sent
        if was_sent:
            self.was_told(item_id, named)
            self._make_room(item_id)
        return was_sent

    def was_told(self, item_id: str, named: Item) -> None:
        """The session knows of an item's pictures."""
        for piece in told(named, self._capabilities):
            if piece.images or piece.id != named.id:
                self._before_it[piece.id] = item_id

    def take(self, item_ids: Container[str]) -> list[str]:
        """The names of these items' pictures, which are about to be taken out."""
        names = [name for name, item_id in self._before_it.items() if item_id in item_ids]
        for name in names:
            del self._before_it[name]
        return names

    def forget_connection(self) -> None:
        """Another session knows none."""
        self._before_it.clear()

    def _make_room(self, item_id: str) -> None:
        """The oldest go, but none of the item that was told just now: who compares five pictures wants all five seen."""
        limits = self._capabilities.images
        if limits is None or not self._capabilities.delete_items:
            return
        others = [name for name, of in self._before_it.items() if of != item_id]
        for name in others[: max(len(self._before_it) - limits.kept, 0)]:
            del self._before_it[name]
            self._send(DeleteItem(item_id=name, event_id="delete"))
