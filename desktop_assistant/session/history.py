"""The ordered items of the conversation, under our own ids; what the provider calls them is known per connection.

Items are placed by the provider's `previous_item_id` and by when speech began, never by when messages arrive. An item may
hold a place before it is shown (an assistant item without words, a cough that may become a turn).
"""

from collections.abc import Callable, Collection, Container, Sequence
from dataclasses import replace

from desktop_assistant.core.items import AudioPart, Item, ItemKind, ItemStatus, Part, Role, TextPart, ToolCallPart, told_words
from desktop_assistant.session.effects import Effect, HideItem, Save, ShowItem

SEED_LIMIT = 60
"""Items replayed into a new session."""
PICTURE_GONE = "(I showed you a picture here, which is no longer before you.)"
LONGEST_WIRE_ID = 32
"""OpenAI refuses longer item ids."""


class History:
    """Shows and saves every change as effects. `new_id()` gives unique ids."""

    def __init__(self, emit: Callable[[Effect], None], new_id: Callable[[], str]) -> None:
        self._emit = emit
        self._next_id = new_id
        self._items: dict[str, Item] = {}
        self._order: list[str] = []
        self._after: dict[str, str | None] = {}
        """Where each shown item was shown."""
        self._kept: dict[str, bool] = {}
        """Each item that was given to the store -> whether as a final one."""
        self._local: dict[str, str] = {}
        self._wire: dict[str, str] = {}
        self._held_back: dict[str, bool | None] = {}
        """Items that nobody shall see yet -> how they would be saved."""
        self._follower: dict[str, str] = {}
        """Provider's id of a predecessor, known or not -> our id of the item that follows it."""

    # --- reading --------------------------------------------------------------------------------------------------
    def get(self, item_id: str) -> Item | None:
        """By our id."""
        return self._items.get(item_id)

    def shown(self) -> tuple[Item, ...]:
        """What the window shows, oldest first."""
        return tuple(self._items[i] for i in self._order if i in self._after)

    def local_id(self, wire_id: str) -> str | None:
        """Our id of what the provider calls so in this connection."""
        return self._local.get(wire_id)

    def wire_id(self, item_id: str) -> str | None:
        """The provider's id, if this connection knows the item."""
        return self._wire.get(item_id)

    def following(self, item_id: str) -> list[Item]:
        """What comes after an item."""
        return [self._items[i] for i in self._order[self._position(item_id) + 1 :]]

    def known_by(self, names: Collection[str]) -> frozenset[str]:
        """Our ids of the items that have a name in this connection, and only names that are among these."""
        others = {local for wire, local in self._local.items() if wire not in names}
        return frozenset(local for local, wire in self._wire.items() if wire in names and local not in others)

    def wire_ids(self, item_id: str) -> list[str]:
        """All names that the provider has for it."""
        return [wire for wire, local in self._local.items() if local == item_id]

    def names_of(self, item_id: str) -> int:
        """How many names the provider has for it."""
        return sum(local == item_id for local in self._local.values())

    def is_kept(self, item_id: str) -> bool:
        """The store has it."""
        return item_id in self._kept

    def new_id(self) -> str:
        """An id that nothing here has, whatever names the provider made up."""
        while (item_id := self._next_id()) in self._items:
            pass
        return item_id

    # --- a new place ----------------------------------------------------------------------------------------------
    def load(self, items: Sequence[Item]) -> None:
        """Another conversation; the window and the store have these items already."""
        self._items = {item.id: _settled(item) for item in items}
        self._kept = dict.fromkeys(self._items, True)
        self._order = list(self._items)
        self._after = {}
        self._held_back.clear()
        previous: str | None = None
        for item_id in self._order:
            self._after[item_id] = previous
            previous = item_id
        self.forget_connection()

    def forget_connection(self) -> None:
        """The provider's ids mean nothing any more, and nobody tells more of what was held back."""
        self.bring_forward()
        self._local.clear()
        self._wire.clear()
        self._follower.clear()

    def append(self, item: Item) -> None:
        """Hold a place at the end; not shown yet."""
        self._items[item.id] = item
        self._order.append(item.id)

    def adopt(self, item: Item, wire_id: str, previous_wire_id: str | None) -> str:
        """An item that the provider made: give it a place (not shown yet) and return our id for it."""
        known = self._local.get(wire_id)
        if known is not None:
            self._place(known, wire_id, previous_wire_id)
            return known
        local = wire_id if wire_id and wire_id not in self._items else self.new_id()
        self.append(replace(item, id=local, previous_id=None))
        self.bind(local, wire_id, previous_wire_id)
        return local

    def adopt_anew(self, item: Item, wire_id: str) -> str:
        """The provider gave a second item the same id: from now on the id means the new one."""
        local = self.new_id()
        self.append(replace(item, id=local, previous_id=None))
        self.bind(local, wire_id)
        return local

    def bind(self, item_id: str, wire_id: str, previous_wire_id: str | None = None) -> None:
        """From now on the provider's `wire_id` is our `item_id`."""
        self._local[wire_id] = item_id
        self._wire[item_id] = wire_id
        if item_id in self._items:
            self._place(item_id, wire_id, previous_wire_id)

    def unname(self, item_id: str) -> None:
        """The provider will give the item one more name; the old one goes on meaning it."""
        self._wire.pop(item_id, None)

    def for_wire(self, item: Item) -> Item:
        """The item as we create it at the provider, under an id that this connection then knows."""
        wire = item.id if len(item.id) <= LONGEST_WIRE_ID and item.id not in self._local else self.new_id()
        self.bind(item.id, wire)
        return replace(item, id=wire)

    # --- changes --------------------------------------------------------------------------------------------------
    def put(self, item: Item, *, save: bool | None = None) -> None:
        """Show the new state of an item; `save`: None = not yet worth keeping, False = soon, True = it is final."""
        before = self._items.get(item.id)
        if before is None:
            self.append(item)
        if item.id in self._held_back:
            self._items[item.id], self._held_back[item.id] = item, save
            return
        first = item.id not in self._after
        follower = self._attach(item.id) if first else None
        item = replace(item, previous_id=self._after[item.id])
        self._items[item.id] = item
        if first or item != before:
            self._emit(ShowItem(item=item, after_id=self._after[item.id]))
        if follower is not None:
            self._follows(follower, item.id)
        if save or (save is False and (first or item != before)):
            self._kept[item.id] = save
            self._emit(Save(item=item, final=save, after_id=self._before(item.id, self._kept)))

    def hold_back(self, item_id: str) -> None:
        """Not to be shown or saved before `bring_forward`; what is on the screen already stays there."""
        if item_id not in self._after:
            self._held_back[item_id] = None

    def bring_forward(self, item_id: str = "") -> None:
        """Show what was held back; empty = all of it."""
        for each in [item_id] if item_id else list(self._held_back):
            if each in self._held_back:
                self.put(self._items[each], save=self._held_back.pop(each))

    def settle(self, item_id: str) -> None:
        """An item that was still open when the conversation was loaded is complete from now on: everybody is told."""
        if (item := self._items.get(item_id)) is not None:
            self._emit(ShowItem(item=item, after_id=self._after[item_id]))
            self.put(item, save=True)

    def remove(self, item_id: str) -> None:
        """Give its place up."""
        if self._items.pop(item_id, None) is None:
            return
        self._kept.pop(item_id, None)
        was_known = item_id in self._after or item_id in self._held_back  # of the latter its sound may be kept
        self._held_back.pop(item_id, None)
        self._order.remove(item_id)
        self._wire.pop(item_id, None)
        self._local = {wire: local for wire, local in self._local.items() if local != item_id}
        if item_id in self._after:
            self._reattach(item_id, self._after.pop(item_id))
        if was_known:
            self._emit(HideItem(item_id=item_id))

    def cut(self, item_id: str, keep: Container[str]) -> None:
        """Take an item and what comes after it out, but those in `keep`. Nobody is told but those who follow one: the caller says
        what becomes of them."""
        at = self._position(item_id)
        gone = [i for i in self._order[at:] if i not in keep]
        for each in reversed(gone):
            if each in self._after:
                self._reattach(each, self._after.pop(each))
        out = set(gone)
        self._order = [each for each in self._order if each not in out]
        for each in gone:
            del self._items[each]
            self._kept.pop(each, None)
            self._held_back.pop(each, None)
            self._wire.pop(each, None)
        self._local = {wire: local for wire, local in self._local.items() if local not in out}

    def append_before(self, item: Item, before: str | None) -> None:
        """Hold a place in front of an item; None = at the end. Not shown yet."""
        self._items[item.id] = item
        self._order.insert(len(self._order) if before is None else self._position(before), item.id)

    # --- replay ---------------------------------------------------------------------------------------------------
    def seeds(
        self, running: frozenset[str] = frozenset(), sounding: frozenset[str] = frozenset(), pictures: int = 0
    ) -> list[Item]:
        """The newest items as a new session may be told: texts, heard words only, tool calls only with their answer, and so many
        of the newest pictures; those of one item go together, so of the newest that has any all are told.

        `running` are call ids whose answer is still to come; items in `sounding` are replayed as sound: they come as they
        are, to mark the place.
        """
        answered = {part.call_id for item in self._items.values() for part in _calls(item, ItemKind.TOOL_RESULT)} | running
        called = {part.call_id for item in self._items.values() for part in _calls(item, ItemKind.TOOL_CALL)}
        pairs, told, room = answered & called, list[Item](), pictures
        for item in (self._items[i] for i in reversed(self._order[-4 * SEED_LIMIT :])):
            fits = len(item.images) <= room or room == pictures > 0
            seed = item if item.id in sounding else _seed(item, pairs, with_pictures=fits)
            if seed is not None:
                room -= len(seed.images)
                told.append(seed)
        return told[:SEED_LIMIT][::-1]

    # --- places ---------------------------------------------------------------------------------------------------
    def _place(self, item_id: str, wire_id: str, previous_wire_id: str | None) -> None:
        """After its predecessor if that is known, else before what waited for it; those who follow it come along."""
        if previous_wire_id:
            self._follower[previous_wire_id] = item_id
        previous = self._local.get(previous_wire_id) if previous_wire_id else None
        follower = self._follower.get(wire_id)
        if previous is not None and previous != item_id:
            if not self._is_shown_behind(previous, item_id):
                self._move(item_id, self._behind(previous, item_id))
            self._bring_followers(item_id)
        elif follower in self._items and follower != item_id and self._position(follower) < self._position(item_id):
            self._move(item_id, self._position(follower))

    def _is_shown_behind(self, previous: str, item_id: str) -> bool:
        """It stands there already, but for what this connection was not told of: an answer that nobody heard, an earlier notice.
        That has its place in front of what came after it, whatever the provider knows."""
        if item_id not in self._after or (at := self._position(item_id)) <= (before := self._position(previous)):
            return False
        return not any(each in self._wire for each in self._order[before + 1 : at])

    def _behind(self, previous: str, item_id: str) -> int:
        """The place behind an item. A turn of the person's comes also behind what was noted before it (who speaks from there on):
        the provider was not told of that."""
        place = self._position(previous) + 1
        if self._items[item_id].role is Role.USER:
            while place < len(self._order) and self._is_note(self._order[place]):
                place += 1
        return place

    def _is_note(self, item_id: str) -> bool:
        return self._items[item_id].role is Role.SYSTEM and item_id not in self._wire

    def _bring_followers(self, item_id: str) -> None:
        """The chain of items that name each other as predecessor stays in order; a chain that bites its tail ends."""
        seen = {item_id}
        while True:
            follower = self._follower.get(self._wire.get(item_id, ""))
            if follower is None or follower in seen or follower not in self._items:
                return
            if self._position(follower) > self._position(item_id):
                return
            self._move(follower, self._behind(item_id, follower))
            seen.add(follower)
            item_id = follower

    def _move(self, item_id: str, target: int) -> None:
        """To before what stands at `target` now. A shown item is taken down and put up again."""
        position = self._position(item_id)
        if target in (position, position + 1):
            return
        del self._order[position]
        self._order.insert(target - (target > position), item_id)
        if item_id not in self._after:
            return
        self._reattach(item_id, self._after.pop(item_id))
        self._emit(HideItem(item_id=item_id))
        self.put(self._items[item_id], save=self._kept.get(item_id))  # taking it down took it out of the store too

    def _attach(self, item_id: str) -> str | None:
        """Take a visible place between two neighbours; returns the one behind it."""
        self._after[item_id] = self._before(item_id, self._after)
        return next((i for i in self._order[self._position(item_id) + 1 :] if i in self._after), None)

    def _reattach(self, gone: str, previous: str | None) -> None:
        follower = next((item_id for item_id, after in self._after.items() if after == gone), None)
        if follower is not None:
            self._follows(follower, previous)

    def _follows(self, item_id: str, previous: str | None) -> None:
        """A shown item has another neighbour in front of it."""
        self._after[item_id] = previous
        self._items[item_id] = item = replace(self._items[item_id], previous_id=previous)
        self._emit(ShowItem(item=item, after_id=previous))

    def _position(self, item_id: str) -> int:
        """From the end, where all the life is."""
        return len(self._order) - 1 - self._order[::-1].index(item_id)

    def _before(self, item_id: str, among: Container[str]) -> str | None:
        """The last one in front of it: of those that are shown, or that are kept."""
        position = self._position(item_id)
        return next((self._order[i] for i in range(position - 1, -1, -1) if self._order[i] in among), None)


def _settled(item: Item) -> Item:
    """An item from the store: nothing is in progress any more."""
    if item.status is not ItemStatus.IN_PROGRESS:
        return item
    return replace(item, status=ItemStatus.COMPLETE if item.role is Role.USER else ItemStatus.BROKEN_OFF)


def _calls(item: Item, kind: ItemKind) -> list[ToolCallPart]:
    return [part for part in item.parts if isinstance(part, ToolCallPart)] if item.kind is kind else []


def _seed(item: Item, pairs: set[str], *, with_pictures: bool) -> Item | None:
    if item.kind is not ItemKind.MESSAGE:
        return item if any(isinstance(p, ToolCallPart) and p.call_id in pairs for p in item.parts) else None
    if item.status is ItemStatus.FAILED:
        return None
    text = "\n".join(words for part in item.parts if (words := _heard_words(part)))
    shown = tuple(part for part in item.images if part.data) if with_pictures else ()
    if item.images and not shown:
        text = f"{PICTURE_GONE}\n{text}".strip()
    said = (TextPart(text=text),) if text.strip() else ()
    return replace(item, parts=(*shown, *said)) if shown or said else None


def _heard_words(part: Part) -> str:
    match part:
        case AudioPart():
            return part.transcript if part.heard_chars is None else part.transcript[: part.heard_chars]
        case _:
            return told_words(part)
