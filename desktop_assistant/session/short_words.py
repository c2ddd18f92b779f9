"""Turns that are not like others: a wish for silence, and the listener's "mm-hmm". Known only when their words are."""

import re
from collections.abc import Sequence
from enum import Enum

_STOP = re.compile(
    r"(?:please )?(?:(?:okay|ok|hey|no|oh) )?(?:stop(?: it| that| now| talking| speaking)?|(?:be )?quiet|be silent|silence|hush|"
    r"shut up|enough|that's enough|never ?mind|(?:wait|hold on|hang on)(?: (?:a|one) (?:minute|moment|second))?)(?: please| now)?"
)
_BACKCHANNEL = re.compile(
    r"(?:(?:m+[ -]?h+m+|mm+|hm+|uh[ -]?huh|uh|um|ah|oh|aha|yeah|yep|yes|okay|ok|right|sure|i see|got it|cool|wow|huh|"
    r"thanks|thank you)(?: |$))+"
)


_FEW_WORDS = 6
"""As many may have been said where our own detector heard hardly a voice, and the recogniser must be sure of them: the local one
writes hums as "in", "and who" (`engine/recognizer/pocketsphinx.py`). More of them were said somewhere else: at the next table, on
the radio. They stay in the conversation, should it have been the user after all, but nobody is interrupted."""
AFTERWARDS_S = 5.0
"""A wish for silence is one for so long after the assistant was heard; later it is a question like any other."""


class Verdict(Enum):
    """What a turn turns out to be."""

    TURN = "turn"
    STOP = "stop"
    LISTENER = "listener"
    """Nothing that wants an answer while the assistant speaks."""


class _Mouth(Enum):
    """What our own detector has heard since the last turn."""

    UNHEARD = "unheard"
    CLOSED = "closed"
    """Nothing but hums."""
    OPEN = "open"


class ShortWords:
    """`doubtful` is the turn of which only its words will tell: it was heard while the assistant spoke on undisturbed."""

    def __init__(self) -> None:
        self.doubtful = ""
        self._spoke_at: float | None = None
        self._mouth, self._heard_at = _Mouth.UNHEARD, 0.0
        """And when the last voice was over."""
        self._earlier: tuple[str, str] = ("", "")
        """The turn that went on, and its words until then."""

    def assistant_spoke(self, now: float) -> None:
        """The assistant is heard."""
        self._spoke_at = now

    def voice_over(self, now: float, *, is_hum: bool) -> None:
        """Our own detector has heard one; is_hum: through a closed mouth."""
        is_closed = is_hum and self._mouth is not _Mouth.OPEN
        self._mouth, self._heard_at = _Mouth.CLOSED if is_closed else _Mouth.OPEN, now

    def goes_on(self, item_id: str, words: str) -> None:
        """What is said from now on is added to these words."""
        self._earlier = item_id, words

    def verdict(
        self, item_id: str, words: str | None, now: float, *, is_sure: bool = True, readings: Sequence[str] = ()
    ) -> Verdict:
        """The words of a turn are known, whether the recogniser is sure of them, and what else it may have been; None: they never
        will be, so it counts. Of a turn that is doubtful anyway, a wish for silence among the readings is one: half of it has
        drowned in the assistant's voice, and to be silent in vain is the smaller harm."""
        was_hum, self._mouth = self._is_hum(now), _Mouth.UNHEARD
        if words is None:
            return Verdict.TURN
        all_words, (of_item, earlier) = words, self._earlier
        if of_item == item_id and earlier:
            words = _plain(words).removeprefix(_plain(earlier))
        is_wish = is_stop(words) or (item_id == self.doubtful and not is_sure and any(is_stop(one) for one in readings))
        if is_wish and self._spoke_at is not None and now - self._spoke_at <= AFTERWARDS_S:
            return Verdict.STOP
        says_nothing = was_hum or _says_nothing(all_words, is_sure=is_sure)
        return Verdict.LISTENER if is_backchannel(words) or (item_id == self.doubtful and says_nothing) else Verdict.TURN

    def _is_hum(self, now: float) -> bool:
        return self._mouth is _Mouth.CLOSED and now - self._heard_at <= AFTERWARDS_S


def is_stop(words: str) -> bool:
    """The person wants silence and nothing else."""
    return _STOP.fullmatch(_plain(words)) is not None


def is_short(words: str | None) -> bool:
    """A hum, or a word or two, which may be forgotten; None: nobody knows what was said."""
    return words is not None and len(words.split()) <= _FEW_WORDS


def is_backchannel(words: str) -> bool:
    """Nothing was said that wants an answer while somebody else speaks."""
    return _BACKCHANNEL.fullmatch(_plain(words)) is not None


def _says_nothing(words: str, *, is_sure: bool) -> bool:
    return not words.split() or not is_short(words) or not is_sure


def _plain(words: str) -> str:
    return " ".join(re.sub(r"[^\w' -]", " ", words.lower().replace("’", "'")).split())
