"""What the user said, as text: it may come at any time, in pieces or whole, before its item is known or after the answer."""

from dataclasses import dataclass, replace

from desktop_assistant.core.certainty import MOST_ALTERNATIVES, SURE, Doubts
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
        self._pieces: dict[str, dict[str, _Piece]] = {}
        """Our item -> the words by the provider's names for it: a turn that went on may have several."""

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
        self._pieces.clear()

    def goes_on(self, item_id: str) -> None:
        """Its words so far may be written anew, or have others added to them."""
        for piece in self._pieces.get(item_id, {}).values():
            piece.is_stale = True

    def _write(self, item: Item, event: TranscriptEvent) -> None:
        part = next((p for p in item.parts if isinstance(p, AudioPart)), None)
        if part is None:  # typed text has no transcript
            return
        piece = self._piece(item.id, part, event.item_id)
        match event:
            case UserTranscriptDelta():
                if piece.is_final and not piece.is_stale:
                    return
                piece.text = event.text if event.replaces or piece.is_stale else piece.text + event.text
                piece.is_final, piece.doubts = False, SURE
            case UserTranscriptFinal():
                piece.text, piece.is_final, piece.doubts = event.text, True, event.doubts
            case UserTranscriptFailed():  # the window shows that it was not understood
                piece.text, piece.is_final, piece.doubts = "", True, SURE
        piece.is_stale = False
        pieces = self._pieces[item.id].values()
        is_whole = len(pieces) >= self._history.names_of(item.id) and all(p.is_final for p in pieces)
        doubts = _joined(list(pieces))
        written = replace(
            part,
            transcript=" ".join(p.text for p in pieces if p.text),
            is_final=is_whole,
            doubts=doubts.words,
            alternatives=doubts.alternatives,
        )
        parts = tuple(written if p is part else p for p in item.parts)
        save = None if item.status is ItemStatus.IN_PROGRESS else written.is_final  # a turn may still be called off
        self._history.put(replace(item, parts=parts), save=save)

    def _piece(self, item_id: str, part: AudioPart, wire_id: str) -> "_Piece":
        pieces = self._pieces.setdefault(item_id, {})
        if wire_id not in pieces:
            first = _Piece() if pieces else _Piece(text="" if part.is_final else part.transcript, is_final=part.is_final)
            pieces[wire_id] = first
        while len(self._pieces) > MOST_WAITING_ITEMS:
            del self._pieces[next(iter(self._pieces))]
        return pieces[wire_id]


@dataclass(slots=True)
class _Piece:
    """Words under one name."""

    text: str = ""
    is_final: bool = False
    doubts: Doubts = SURE
    is_stale: bool = False
    """The turn went on: the next words of this name replace these."""


def _joined(pieces: "list[_Piece]") -> Doubts:
    """Of the whole turn. Other readings are of one piece; with several, the rest of the turn stays around them."""
    found: list[str] = []
    for at, piece in enumerate(pieces):
        for reading in piece.doubts.alternatives:
            words = [reading if number == at else other.text for number, other in enumerate(pieces)]
            found.append(" ".join(filter(None, words)))
    return Doubts(words=tuple(w for piece in pieces for w in piece.doubts.words), alternatives=tuple(found[:MOST_ALTERNATIVES]))
