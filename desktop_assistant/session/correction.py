"""A turn of the person's is edited: they are asked nothing, the model is asked again.

What followed the turn belongs to its earlier version, which leaves the screen and is kept. The provider's conversation is made
to agree: where items can be taken out, the turn and all that followed go, and the corrected turn is told in their place; where
they cannot, the model is told in words that it misheard. Without a session nothing need be told, since the next one is told
the conversation as it is on screen then.

What is being said in the same moment is no part of that: it stays, behind the corrected turn.
"""

from dataclasses import replace
from enum import Enum

from desktop_assistant.core.capabilities import Capabilities
from desktop_assistant.core.commands import CreateItem, DeleteItem
from desktop_assistant.core.items import AudioPart, Item, ItemStatus, TextPart
from desktop_assistant.core.local_events import TurnCorrected
from desktop_assistant.session.effects import Shelve
from desktop_assistant.session.rules import ITEM_PREFIX, Rules


class Means(Enum):
    """How a provider learns of a correction."""

    LATER = "later"
    """With the rest, when there is a session."""
    REWRITE = "rewrite"
    """Its items are taken out and the corrected one put in."""
    SAY_SO = "say so"
    """In words: it keeps what it was told."""


def means_of(capabilities: Capabilities, *, is_ready: bool) -> Means:
    """What this provider can do, now."""
    if not is_ready:
        return Means.LATER
    return Means.REWRITE if capabilities.delete_items else Means.SAY_SO


def said_wrong(before: str, after: str) -> str:
    """The correction in words, as if the person said it."""
    if not before.strip():
        return f"You did not understand what I said before. I said: “{after}”. Please answer that."
    return (
        f"I was misheard: where you heard “{before}”, I said “{after}”. Please forget what has been said since, and answer this"
        " instead."
    )


class Correction:
    """Keeps nothing of its own."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._p = rules.parts

    def correct(self, event: TurnCorrected) -> bool:
        """Do it; False: there is nothing to correct."""
        p, text = self._p, event.text.strip()
        item = p.history.get(event.item_id)
        if item is None or not item.may_be_corrected or not text or text == item.text.strip():
            return False
        means = means_of(p.capabilities, is_ready=p.link.is_ready)
        self._fall_silent()
        corrected = self._new_version(item, text)
        names = self._exchange(item, corrected)
        p.resumption.forget()  # such a place is before the correction
        match means:
            case Means.REWRITE:
                for name in names:
                    p.link.send(DeleteItem(item_id=name, event_id="delete"))
                self._rules.tell(corrected)
            case Means.SAY_SO:
                self._say_so(item, corrected)
            case Means.LATER:
                self._rules.unsent[corrected.id] = None
                p.history.put(corrected, save=True)
        self._rules.ask()
        return True

    def _fall_silent(self) -> None:
        """Everything that goes on belongs to the earlier version, and is settled as it stands now."""
        p = self._p
        p.tools.stop(p.wall)
        p.response.cancel(p.now, tell_server=p.capabilities.cancel)
        p.thinking.stop()
        p.barge_in.leave()
        p.answer.close_all()
        p.clock.forget()
        p.user.stays_over()
        p.approvals.forget(p.wall)
        p.words.doubtful = ""

    def _new_version(self, item: Item, text: str) -> Item:
        p = self._p
        shown = tuple(part for part in item.parts if not isinstance(part, AudioPart | TextPart))
        new_id = p.new_id()
        return Item(
            id=new_id,
            role=item.role,
            parts=(*shown, TextPart(text=text)),
            status=ItemStatus.IN_PROGRESS,
            created_at=p.wall,
            versions=(*(item.versions or (item.id,)), new_id),
        )

    def _exchange(self, item: Item, corrected: Item) -> list[str]:
        """The earlier version goes, the new one has its place; returns what the provider calls the items that went."""
        p = self._p
        spoken = p.log.open
        keep = {*p.user.waiting, *([spoken.item_id] if spoken is not None else [])} - {item.id}
        going = [each for each in (item, *p.history.following(item.id)) if each.id not in keep]
        for each in going:
            self._settle(each)
        ids = {each.id for each in going}
        names = [name for each in going for name in p.history.wire_ids(each.id)] + p.pictures.take(ids)
        stays = next((each.id for each in p.history.following(item.id) if each.id in keep), None)
        kept = tuple(each.id for each in going if p.history.is_kept(each.id))
        p.history.cut(item.id, keep)
        p.log.drop(ids)
        for item_id in ids:
            self._rules.unsent.pop(item_id, None)
        p.emit(Shelve(item_ids=kept, instead=corrected.id))
        p.history.append_before(corrected, stays)
        return names

    def _settle(self, item: Item) -> None:
        """Nobody will tell any more what was being said."""
        parts = tuple(replace(part, is_final=True) if isinstance(part, AudioPart) else part for part in item.parts)
        is_open = item.status is ItemStatus.IN_PROGRESS and self._p.history.is_kept(item.id)
        if parts != item.parts or is_open:
            status = ItemStatus.COMPLETE if is_open else item.status
            self._p.history.put(replace(item, parts=parts, status=status), save=True)

    def _say_so(self, before: Item, corrected: Item) -> None:
        p = self._p
        words = said_wrong(before.text, corrected.text)
        named = p.history.for_wire(replace(corrected, parts=(TextPart(text=words),)))
        p.link.send(CreateItem(item=named, event_id=f"{ITEM_PREFIX}{corrected.id}"))
        p.history.put(replace(corrected, status=ItemStatus.COMPLETE), save=True)
