"""What a recording is of its item: as far as it was heard, under its first spoken part."""

from dataclasses import replace

from desktop_assistant.core.audio import Recording, ms_to_samples
from desktop_assistant.core.errors import StoreError
from desktop_assistant.core.items import AudioPart, Item


def as_heard(kept: Recording, item: Item) -> Recording:
    """Without what was received but never left the loudspeaker: the transcript strikes that through."""
    spoken = [part for part in item.parts if isinstance(part, AudioPart)]
    if all(part.heard_ms is None for part in spoken):
        return kept
    heard_ms = sum(part.heard_ms if part.heard_ms is not None else part.audio_ms or 0 for part in spoken)
    if heard_ms <= 0:
        raise StoreError("Nothing of this message was heard.")
    size = ms_to_samples(heard_ms, kept.format.rate) * kept.format.bytes_per_sample
    return Recording(audio=kept.audio[:size], format=kept.format)


def with_recording(item: Item, name: str) -> Item:
    """The name goes to the first spoken part: providers give one sound per item."""
    for index, part in enumerate(item.parts):
        if isinstance(part, AudioPart):
            spoken = replace(part, recording=name)
            return replace(item, parts=(*item.parts[:index], spoken, *item.parts[index + 1 :]))
    return item
