"""The assistant's sound that nobody has heard yet, kept where the audio process cannot take it along when it dies."""

from dataclasses import dataclass, field

from desktop_assistant.audio.jitter_buffer import PartKey
from desktop_assistant.audio.messages import FinishPart, PlaySound
from desktop_assistant.core.audio import AudioFormat, ms_to_samples


@dataclass(slots=True)
class _Kept:
    format: AudioFormat
    audio: bytearray = field(default_factory=bytearray)
    start: int = 0
    """Bytes of the part that were heard and dropped."""
    finished: bool = False


class UnheardSound:
    """Parts in the order in which they began; trimmed by what the playhead says."""

    def __init__(self) -> None:
        self._parts: dict[PartKey, _Kept] = {}

    def __bool__(self) -> bool:
        return any(kept.audio for kept in self._parts.values())

    def play(self, key: PartKey, audio: bytes, fmt: AudioFormat) -> None:
        """More of a part, encoded as `fmt`."""
        self._parts.setdefault(key, _Kept(fmt)).audio += audio

    def finish(self, key: PartKey, fmt: AudioFormat) -> None:
        """Nothing more for this part."""
        self._parts.setdefault(key, _Kept(fmt)).finished = True

    def heard(self, key: PartKey, played_ms: float) -> None:
        """The playhead stands there."""
        kept = self._parts.get(key)
        if kept is None:
            return
        reached = ms_to_samples(played_ms, kept.format.rate) * kept.format.bytes_per_sample
        gone = min(max(0, reached - kept.start), len(kept.audio))
        del kept.audio[:gone]
        kept.start += gone

    def drained(self, key: PartKey) -> None:
        """Heard to the end."""
        self._parts.pop(key, None)

    def clear(self) -> None:
        """Flushed."""
        self._parts.clear()

    def replay(self) -> list[PlaySound | FinishPart]:
        """What a new audio process must be told."""
        commands: list[PlaySound | FinishPart] = []
        for (item_id, index), kept in self._parts.items():
            start_ms = kept.format.ms_of(kept.start)
            commands.append(PlaySound(item_id=item_id, content_index=index, audio=bytes(kept.audio), start_ms=start_ms))
            if kept.finished:
                commands.append(FinishPart(item_id=item_id, content_index=index))
        return commands
