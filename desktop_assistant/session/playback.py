"""What was received for the loudspeaker, and what of it was heard.

Received sound is counted from its bytes, never from a clock: truncating beyond what exists is an error at the provider.
"""

from dataclasses import dataclass, field

from desktop_assistant.core.audio import AudioFormat

STALLED_S = 5.0
"""A finished part whose playhead stands still this long will never end: no loudspeaker, or its process died."""
MS_PER_CHARACTER = 60.0
"""Of speech, about; used only for words whose sound has not arrived."""

PartKey = tuple[str, int]
"""Our item id and the content index."""


@dataclass(slots=True, kw_only=True)
class _Stretch:
    """Words that came together, then their sound (text leads the sound at every provider)."""

    characters: int = 0
    sound_ms: float = 0.0


@dataclass(slots=True, kw_only=True)
class SpokenPart:
    """One part of an assistant item on its way to the ear."""

    key: PartKey
    received_ms: float = 0.0
    played_ms: float = 0.0
    remainder: bytes = b""
    """An odd byte that waits for the other half of its sample."""
    is_finished: bool = False
    """No more sound will come."""
    is_drained: bool = False
    is_detached: bool = False
    """The session that made it is gone: there is nothing to truncate."""
    moved_at: float = 0.0
    stretches: list[_Stretch] = field(default_factory=lambda: [_Stretch()])

    def add_text(self, characters: int) -> None:
        """Words arrived."""
        if self.stretches[-1].sound_ms > 0 and self.stretches[-1].characters > 0:
            self.stretches.append(_Stretch())
        self.stretches[-1].characters += characters

    def add_sound(self, ms: float) -> None:
        """Sound arrived."""
        self.received_ms += ms
        self.stretches[-1].sound_ms += ms

    @property
    def heard_ms(self) -> int:
        """Whole ms that left the loudspeaker, never more than was received."""
        return int(max(0.0, min(self.played_ms, self.received_ms)))

    @property
    def was_heard_out(self) -> bool:
        """Nothing of it was cut off."""
        return self.is_drained or (self.is_finished and self.played_ms >= self.received_ms)

    def heard_characters(self, text: str) -> int:
        """How much of `text` was heard: proportional within each stretch, back to the last whole word."""
        left, count = float(self.heard_ms), 0.0
        for index, stretch in enumerate(self.stretches):
            ms = stretch.sound_ms
            if index == len(self.stretches) - 1 and not self.is_finished:
                ms = max(ms, stretch.characters * MS_PER_CHARACTER)
            if left < ms:
                count += stretch.characters * left / ms
                break
            left -= ms
            count += stretch.characters
        return _whole_words(text, int(count))


def _whole_words(text: str, count: int) -> int:
    """The largest word boundary at or before `count`."""
    if count >= len(text):
        return len(text)
    if text[count].isspace():
        return count
    while count > 0 and not text[count - 1].isspace():
        count -= 1
    return len(text[:count].rstrip())


class Playback:
    """The parts between the wire and the ear, oldest first. Heard ones are forgotten once all are heard."""

    def __init__(self) -> None:
        self._parts: dict[PartKey, SpokenPart] = {}

    def part(self, key: PartKey) -> SpokenPart:
        """The part, made when first asked for."""
        return self._parts.setdefault(key, SpokenPart(key=key))

    def find(self, key: PartKey) -> SpokenPart | None:
        """The part, if it is known."""
        return self._parts.get(key)

    def received(self, key: PartKey, audio: bytes, fmt: AudioFormat, now: float) -> bytes:
        """Count new sound; returns it cut to whole samples, ready to play."""
        part = self.part(key)
        audio = part.remainder + audio
        odd = len(audio) % fmt.bytes_per_sample
        part.remainder = audio[len(audio) - odd :] if odd else b""
        audio = audio[: len(audio) - odd]
        part.add_sound(fmt.ms_of(len(audio)))
        part.moved_at = now
        return audio

    def advanced(self, key: PartKey, played_ms: float, now: float) -> None:
        """The playhead moved."""
        part = self._parts.get(key)
        if part is not None and played_ms > part.played_ms:
            part.played_ms = played_ms
            part.moved_at = now

    def finish(self, key: PartKey, now: float) -> bool:
        """No more sound will come; True: tell the loudspeaker (once, and only if there was any)."""
        part = self._parts.get(key)
        if part is None or part.is_finished:
            return False
        part.is_finished = True
        part.moved_at = now
        return part.received_ms > 0

    def drained(self, key: PartKey) -> bool:
        """Heard to its end; False: we knew, or never heard of it."""
        part = self._parts.get(key)
        if part is None or part.is_drained:
            return False
        part.is_drained = True
        part.played_ms = part.received_ms
        return True

    def forget_heard(self) -> None:
        """Once everything was heard, nothing needs to be remembered."""
        if not self.is_pending:
            self._parts = {k: p for k, p in self._parts.items() if not (p.is_drained or p.is_finished)}

    def take(self) -> list[SpokenPart]:
        """All parts, which are then no longer on their way (flush)."""
        parts = list(self._parts.values())
        self._parts = {}
        return parts

    def detach(self) -> None:
        """The link is lost; what was received still plays."""
        for part in self._parts.values():
            part.is_detached = True

    def open_parts(self, item_id: str) -> list[SpokenPart]:
        """Parts of an item that have sound on its way."""
        return [p for p in self._parts.values() if p.key[0] == item_id and p.received_ms > 0 and not p.is_drained]

    def unfinished(self) -> list[PartKey]:
        """Parts whose end has not been announced."""
        return [key for key, part in self._parts.items() if not part.is_finished]

    @property
    def is_pending(self) -> bool:
        """Sound is on its way to the ear."""
        return any(p.received_ms > 0 and not p.is_drained for p in self._parts.values())

    @property
    def is_sounding(self) -> bool:
        """Something has been heard and more is to come."""
        return self.is_pending and any(p.played_ms > 0 for p in self._parts.values())

    def is_moving(self, now: float) -> bool:
        """The loudspeaker plays, and there is more than it has played."""
        return any(
            p.played_ms < p.received_ms and not p.is_drained and now - p.moved_at < STALLED_S for p in self._parts.values()
        )

    @property
    def deadline(self) -> float | None:
        """When to look for a loudspeaker that stands still."""
        waiting = [p.moved_at for p in self._parts.values() if p.is_finished and p.received_ms > 0 and not p.is_drained]
        return max(waiting) + STALLED_S if waiting else None

    def stalled(self, now: float) -> list[PartKey]:
        """Finished parts that will never drain."""
        deadline = self.deadline
        if deadline is None or now < deadline:
            return []
        return [k for k, p in self._parts.items() if p.is_finished and p.received_ms > 0 and not p.is_drained]
