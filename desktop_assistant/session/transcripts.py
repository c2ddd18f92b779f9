"""What the user said, as text: it may come at any time, in pieces or whole, before its item is known or after the answer."""

from dataclasses import replace

from desktop_assistant.core.items import AudioPart, Item, ItemStatus
from desktop_assistant.core.server_events import UserTranscriptDelta, UserTranscriptFailed, UserTranscriptFinal
from desktop_assistant.session.history import History

TranscriptEvent = UserTranscriptDelta | UserTranscriptFinal | UserTranscriptFailed
MOST_WAITING_ITEMS, MOST_WAITING_EVENTS = 32, 500


class Transcripts:
    """Keyed by item id; events of an item that is not known yet wait for it (bounded)."""

    def __init__(self, history: History) -> None:
        self._history = history
        self._waiting: dict[str, list[TranscriptEvent]] = {}

    def heard(self, event: TranscriptEvent) -> None:
        """Write it into its item, or keep it until the item is known."""
        local = self._history.local_id(event.item_id)
        item = self._history.get(local) if local else None
        if item is not None:
            self._write(item, event)
            return
        events = self._waiting.setdefault(event.item_id, [])
        if len(events) < MOST_WAITING_EVENTS:
            events.append(event)
        if len(self._waiting) > MOST_WAITING_ITEMS:
            del self._waiting[next(iter(self._waiting))]

    def item_known(self, wire_id: str) -> None:
        """An item got its name: deliver what waited for it."""
        for event in self._waiting.pop(wire_id, []):
            self.heard(event)

    def forget_connection(self) -> None:
        """The provider's ids mean nothing any more."""
        self._waiting.clear()

    def _write(self, item: Item, event: TranscriptEvent) -> None:
        part = next((p for p in item.parts if isinstance(p, AudioPart)), None)
        if part is None:  # typed text has no transcript
            return
        match event:
            case UserTranscriptDelta():
                if part.is_final:
                    return
                text = event.text if event.replaces else part.transcript + event.text
                written = replace(part, transcript=text)
            case UserTranscriptFinal():
                written = replace(part, transcript=event.text, is_final=True)
            case UserTranscriptFailed():  # the window shows that it was not understood
                written = replace(part, transcript="", is_final=True)
        parts = tuple(written if p is part else p for p in item.parts)
        save = None if item.status is ItemStatus.IN_PROGRESS else written.is_final  # a turn may still be called off
        self._history.put(replace(item, parts=parts), save=save)
