"""Takes the assistant's own voice out of the microphone's sound, and leaves the user in it.

No single canceller does both. WebRTC's removes 38 to 50 dB from the first second on, but by suppressing, and takes a user who
talks over the assistant along with the echo (measured: 8 to 15 dB of them, intelligibility 0.6). A linear one leaves them whole,
but needs a second to learn the room and removes 20 to 30 dB. So both run, on a reference that has been brought into step with the
echo, and which one is believed is a question of what they know:

- While the linear one learns, or cannot follow (an overdriven loudspeaker), WebRTC's output goes on: nothing leaks.
- Once it leaves 10 dB less than it gets, its output goes on, and `stands_out_db` says how far that is above what it usually
  leaves. While nothing stands out, nobody is there, and what is left is lowered by another 20 dB: so the assistant alone is 40 dB
  down. The first frame that stands out goes through whole, and so does everything within 200 ms of such a frame.

With that the brake (`brake.py`) can act on the first 20 ms of a voice, and the overlap ends before it can hurt.
"""

from enum import Enum, auto
from typing import Any

import numpy as np
from livekit import rtc

from desktop_assistant.audio.alignment import AlignedReference
from desktop_assistant.audio.duplex import DuplexJudge
from desktop_assistant.audio.echo_path import AUDIBLE, EchoPath
from desktop_assistant.audio.encoding import from_int16, to_int16
from desktop_assistant.audio.linear_echo import REMEMBERED, LinearEcho
from desktop_assistant.audio.near_end import NearEnd
from desktop_assistant.audio.ports import FRAME
from desktop_assistant.core.audio import INTERNAL_RATE, Duplex, Samples
from desktop_assistant.core.snapshot import EchoCause

_LEARNING_FRAMES = 300
"""Frames with something in the reference, and an echo to learn from, until WebRTC's canceller knows its room; measured: leaks end
after 2.3 s."""
_LEAK_RATIO = 0.25
"""What is left while more than 6 dB are being removed is more likely the assistant than the user, as long as it learns."""
_SMOOTHING = 0.2
_TRUST_DB, _DISTRUST_DB = -10.0, -6.0
"""Leak below which the linear canceller takes over, and above which it is given up."""
_LEARNING_DB = 4.0
_REFIT = 0.03
"""Share of the echo that a filter may have to learn anew when it was put in its place again."""
_SOMEBODY_DB = 3.0
_SUSPICIOUS_DB = 6.0
"""What stands out so far may be an echo that comes another way now."""
_SOFT_ECHO = 1.0
"""Power of the echo per power of what is played. At a quarter of that (-6 dB) 0.03 of the words are lost where a soft echo goes
through, 0.06 where it is not."""
_LOWERED = 0.1
_REST_DB, _REST_AFTER, _REST_AGAIN = -12.0, 500, 100
"""While the linear one leaves less than this and has for a second, and for 5 s in all, WebRTC's rests: it is two fifths of all
that the path costs. And while the last of an answer rings out."""
_AFTER_FRAMES = 20
"""Speech has gaps: what follows within 200 ms of somebody goes through too."""


class Output(Enum):
    """Whose work goes on."""

    RAW = auto()
    """There is no echo."""
    STRONG = auto()
    LINEAR = auto()


class EchoCanceller:
    """Stage: frames of microphone and reference in, cleaned frames out. Delays of up to a second need no hint."""

    def __init__(self) -> None:
        self._wish = Duplex.AUTO
        self._begin(is_worn=False)

    def _begin(self, *, is_worn: bool) -> None:
        self._learning = _LEARNING_FRAMES
        self._before = self._after = 0.0
        self._path, self._aligned, self._linear = EchoPath(is_worn=is_worn), AlignedReference(), LinearEcho()
        self._near_end = NearEnd()
        self._output = Output.RAW
        self._trusted = 0
        """Frames for which nobody else was needed, since it was last in doubt."""
        self._good = 0
        """The same, on this path."""
        self._was_lost = False
        """The delay of the echo was not known a frame ago."""
        self._doubted = 0.0
        """The loudest echo that the linear canceller was told to expect."""
        self._gain, self._since_somebody = 1.0, 0
        self._whole: Samples | None = None
        self._duplex = DuplexJudge()
        self._duplex.wish(self._wish)
        self._apm: Any = rtc.AudioProcessingModule(echo_cancellation=True, high_pass_filter=True)

    @property
    def stands_out_db(self) -> float | None:
        """How far the last frame is above what the echo and the room leave; None while that cannot be told."""
        if self._path.delay_ms is None and not self._path.is_absent:
            return None
        # While the linear canceller learns, all of the echo is taken for its leak.
        return self._near_end.stands_out_db + (_LEARNING_DB if self._output is Output.STRONG else 0.0)

    @property
    def suspects_leak(self) -> bool:
        """What came out last may be the assistant's own voice."""
        return self._output is Output.STRONG and self._learning > 0 and self._after < _LEAK_RATIO * self._before

    @property
    def takes_voice_along(self) -> bool:
        """What came out last is the work of WebRTC's canceller: while both speak it lacks parts of the user."""
        return self._output is Output.STRONG

    @property
    def is_path_proven(self) -> bool:
        """Where the echo is, or that there is none, is known, and not only likely."""
        return self._path.is_proven

    @property
    def delay_ms(self) -> float | None:
        """Of the echo; None: none was found."""
        return self._path.delay_ms

    @property
    def whole(self) -> Samples | None:
        """The last frame with all of the user in it. None: there is no echo, so nothing was taken out.

        What the linear canceller leaves; while nobody knows when the echo comes, see `_all_of_the_user`.
        """
        return self._whole

    @property
    def is_deaf(self) -> bool:
        """Half duplex: what is heard now does not count."""
        return self._duplex.is_deaf

    @property
    def half_duplex_cause(self) -> EchoCause | None:
        """Why we went half duplex of our own accord; None: we did not."""
        return self._duplex.cause

    def wish(self, duplex: Duplex) -> None:
        """What the user wants."""
        self._wish = duplex
        self._duplex.wish(duplex)

    def device_changed(self, *, is_worn: bool) -> None:
        """Another microphone or loudspeaker: nothing that was learned holds. `is_worn`: they are headphones."""
        self._begin(is_worn=is_worn)

    def told_lead(self, ms: float) -> None:
        """By so much the reference is ahead now of what the device says that it plays."""
        self._path.told_lead(ms)

    def starts_again(self) -> None:
        """The loudspeaker has run dry or was emptied."""
        if not (self._path.is_starting or self._path.is_lost):
            self._near_end.starts_again()
        self._path.start_again()

    def overheard(self) -> None:
        """While deaf, a voice would have been found."""
        self._duplex.overheard()

    def voice_confirmed(self) -> None:
        """A voice that began while the assistant spoke goes on."""
        self._duplex.voice_confirmed(self._path.coupling)

    def voice_over(self, *, ended_with_echo: bool) -> None:
        """A voice is over; `ended_with_echo`: nobody was heard but while the assistant's echo was."""
        self._near_end.voice_over(was_none=ended_with_echo)
        leaks = self._near_end.reliable_leak_db > _TRUST_DB
        self._duplex.voice_over(ended_with_echo=ended_with_echo, leaks=leaks, coupling=self._path.coupling)

    def listen(self, frame: Samples, *, is_voice: bool) -> None:
        """Nothing plays and nothing rings: only learn how loud the room is."""
        self._path.pause()
        self._whole = None
        self._duplex.listen(frame)
        self._near_end.listen(frame, is_voice=is_voice)

    def push(self, frame: Samples, reference: Samples, *, is_voice: bool) -> Samples:
        """Cleaned frame; both are `FRAME` samples. `is_voice`: a user's voice is being followed."""
        if self.stands_out_db is not None and self.stands_out_db > _SUSPICIOUS_DB:
            self._path.suspect()
        self._path.push(frame, reference)
        aligned, jumped = self._aligned.push(reference, self._path)
        if jumped:
            self._near_end.forget_path()
            self._doubted = 0.0
            self._good = 0
        if self._path.coupling > 2 * self._doubted:
            self._doubted = self._path.coupling
            self._linear.doubt(self._doubted)
        lost = self._path.is_lost
        if self._was_lost and not lost and not jumped:
            self._near_end.find_again()
            self._linear.recall(self._aligned.again(REMEMBERED + FRAME)[:-FRAME])
            self._linear.doubt(_REFIT * self._path.coupling)
        self._was_lost = lost
        # What the device was emptied of was played for us, but not for the room: there is nothing to learn from it.
        starting = self._path.is_starting
        residual, _ = self._linear.push(frame, aligned, learns=not starting and not self._skips)
        if np.dot(residual, residual) > 2 * np.dot(frame, frame):
            residual = frame  # it has lost its way: worse than doing nothing
        if starting or lost:
            self._near_end.expect(reference, self._path.coupling)
        if lost:
            self._near_end.push_lost(frame, self._path.comes_after)
        else:
            self._near_end.push(
                residual,
                aligned,
                self._path.coupling,
                is_voice=is_voice or starting,
                uncertain=self._linear.uncertain,
                is_exact=self._path.is_exact,
            )
        is_good = self._output is Output.LINEAR and self._near_end.leak_db < _REST_DB
        self._trusted = self._trusted + 1 if is_good and not starting else 0
        self._good += is_good and not starting
        rings_out = is_good and self._good > _REST_AFTER and self._path.is_waiting
        strong = frame if self._is_settled or rings_out else self._strong(frame, aligned)
        clean = self._choose(frame, strong, residual)
        self._whole = None if self._path.is_absent else self._all_of_the_user(frame, clean, residual)
        self._duplex.push(clean, reference)
        return clean

    def _all_of_the_user(self, frame: Samples, clean: Samples, residual: Samples) -> Samples:
        """While nobody knows when the echo comes: a soft echo does a recogniser less harm than WebRTC's canceller."""
        if not self._was_lost:
            return residual
        return frame if self._path.coupling < _SOFT_ECHO else clean

    @property
    def _skips(self) -> bool:
        """Half of what comes teaches enough, once all is learned: learning is a fifth of what the path costs."""
        return self._is_settled and self._trusted % 2 == 0

    @property
    def _is_settled(self) -> bool:
        return self._trusted > _REST_AGAIN and self._good > _REST_AFTER

    def _strong(self, frame: Samples, reference: Samples) -> Samples:
        if self._learning and not self._path.is_absent and float(np.dot(reference, reference)) > AUDIBLE * FRAME:
            self._learning -= 1
        self._apm.process_reverse_stream(_wrap(reference))
        near = _wrap(frame)
        self._apm.process_stream(near)
        clean = from_int16(np.frombuffer(near.data, np.int16))
        self._before += _SMOOTHING * (float(np.dot(frame, frame)) - self._before)
        self._after += _SMOOTHING * (float(np.dot(clean, clean)) - self._after)
        return clean

    def _choose(self, frame: Samples, strong: Samples, residual: Samples) -> Samples:
        """Within a frame from one to the other, so that the change is not heard."""
        outputs = {Output.RAW: frame, Output.STRONG: strong, Output.LINEAR: self._lower(residual)}
        before, self._output = self._output, self._wanted()
        if before is self._output:
            return outputs[before]
        rising = np.linspace(0.0, 1.0, FRAME, dtype=np.float32)
        return (outputs[before] + (outputs[self._output] - outputs[before]) * rising).astype(np.float32)

    def _wanted(self) -> Output:
        if self._path.is_absent:
            return Output.RAW
        if self._was_lost:
            return Output.STRONG
        limit = _DISTRUST_DB if self._output is Output.LINEAR else _TRUST_DB
        return Output.LINEAR if self._near_end.leak_db < limit else Output.STRONG

    def _lower(self, residual: Samples) -> Samples:
        self._since_somebody = 0 if self._near_end.stands_out_db > _SOMEBODY_DB else self._since_somebody + 1
        before, self._gain = self._gain, 1.0 if self._since_somebody < _AFTER_FRAMES else _LOWERED
        if before == self._gain:
            return residual if self._gain == 1.0 else residual * np.float32(self._gain)
        return (residual * np.linspace(before, self._gain, FRAME)).astype(np.float32)


def _wrap(samples: Samples) -> rtc.AudioFrame:
    return rtc.AudioFrame(bytearray(to_int16(samples).tobytes()), INTERNAL_RATE, 1, FRAME)
