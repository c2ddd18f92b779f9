"""The loudspeaker path as one list of stages: jitter buffer -> fader -> earcons and replay -> frames of 10 ms."""

from dataclasses import dataclass

import numpy as np

from desktop_assistant.audio.earcons import Earcons
from desktop_assistant.audio.encoding import Decoder
from desktop_assistant.audio.fader import Fader
from desktop_assistant.audio.jitter_buffer import JitterBuffer, PartKey, Piece
from desktop_assistant.audio.ports import FRAME
from desktop_assistant.audio.replay import Replay
from desktop_assistant.core.audio import AudioFormat, Samples

_SILENCE = np.zeros(FRAME, np.float32)


@dataclass(frozen=True, slots=True)
class Frame:
    """10 ms for the loudspeaker, and which pieces of which parts are in it (none in an earcon or a replay alone)."""

    samples: Samples
    pieces: list[Piece]


class Downlink:
    """Encoded parts in, frames out. `reset` and `take_back` come with an emptied device: the next frame rises from silence."""

    def __init__(self, earcons: Earcons) -> None:
        self.jitter = JitterBuffer()
        self.fader = Fader()
        self.earcons = earcons
        self.replay = Replay()
        self.format = AudioFormat()
        self.is_held = False
        """The voice waits where it is; what sounds beside it goes on."""
        self._decoders: dict[PartKey, Decoder] = {}

    @property
    def has_work(self) -> bool:
        """Something is queued, or sounds."""
        return self.jitter.buffered > 0 or self._plays_beside

    def push(self, key: PartKey, audio: bytes, now: float, *, start: int = 0) -> int:
        """Queue encoded sound; answers how many 24 kHz samples it became."""
        decoder = self._decoders.get(key)
        if decoder is None:
            decoder = self._decoders[key] = Decoder(self.format)
        samples = decoder.push(audio)
        self.jitter.push(key, samples, now, start=start)
        return len(samples)

    def finish(self, key: PartKey) -> None:
        """Nothing more for this part."""
        self._decoders.pop(key, None)
        self.jitter.finish(key)

    def pull(self, *, hold_back: bool) -> Frame | None:
        """The next frame, or nothing. Not holding back means that silence may follow: the frame ends at zero."""
        pieces = [] if self.is_held else self.jitter.pull(FRAME, hold_back=hold_back)
        if not pieces:
            return Frame(self._beside(_SILENCE), []) if self._plays_beside else None
        voice = pieces[0].samples if len(pieces) == 1 else np.concatenate([piece.samples for piece in pieces])
        ends = not hold_back or self.jitter.buffered == 0
        if len(voice) < FRAME:
            voice = np.concatenate((voice, _SILENCE[: FRAME - len(voice)]))
        return Frame(self._beside(self.fader.push(voice, last=ends)), pieces)

    def put_back(self, pieces: list[Piece]) -> None:
        """The device was emptied before these were heard."""
        self.jitter.put_back(pieces)
        self.fader.begin()

    def reset(self) -> None:
        """Forget everything that was queued."""
        self._decoders.clear()
        self.jitter.clear()
        self.earcons.stop()
        self.replay.stop()
        self.fader.begin()
        self.is_held = False

    @property
    def _plays_beside(self) -> bool:
        return self.earcons.is_playing or self.replay.is_playing

    def _beside(self, frame: Samples) -> Samples:
        volume = self.fader.volume
        return self.replay.mix(self.earcons.mix(frame, volume), volume).clip(-1.0, 1.0)
