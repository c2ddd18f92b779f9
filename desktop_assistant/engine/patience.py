"""How long a silence the speaker is given: more than silence is asked, around the one number that the person chose.

| evidence | handed over after | answer heard after | why |
|---|---|---|---|
| the end phrase was said | `_AT_ONCE_MS` | the same | the person's own word |
| a whole command, grammar and language model agree | 0.55 of the pause | the same | nothing is missing |
| last word asks for more ("and", "the", "um") | 1.6 | 3 | something is missing |
| a vowel is held ("uhhh") | 1.6 | 3 | looking for words |
| pitch fell, and more than a few words were said | 0.85 | 2.1 | probably a statement's end |
| nothing of that | 0.85 | 2.3 | half of all pauses inside read sentences are such |

A speaker who paused long inside this turn may do it again, and longer: the answer waits more than that pause, within the same
limit of three times the person's pause.
"""

from dataclasses import dataclass, field

from desktop_assistant.engine.endpointing import Wait
from desktop_assistant.engine.prosody import Ending

REOPEN_MS = 800
"""A turn that goes on so soon after it was handed over is the same turn."""
_AT_ONCE_MS = 250
_COMPLETE = 0.55
_UNFINISHED = (1.6, 3.0)
_FELL = (0.85, 2.1)
_UNKNOWN = (0.85, 2.3)
_LONGEST = 3.0
_SHORTEST_MS = 200
_FEW_WORDS_MS = 2_000
"""Of voice; the pitch falls on an opening word too ("well", "I mean")."""
_AGAIN = 1.6
_LONG_PAUSE_MS = 300

_WORDS_THAT_ASK_FOR_MORE = (
    "and but or because if when while although though unless until since than which who whose whom where "
    "to of at for from with by into between without through during "
    "the a an my your his her its our their some any every each "
    "be been being has can could will would shall should may might must "
    "um uh er erm hmm ah well very i we they he she i'm that's let's "
    "plus minus times divided multiplied equals"
)
"""Not among them: words that often end a question or an answer as well ("what time is that", "how are you", "in")."""
_ASKS_FOR_MORE = frozenset(_WORDS_THAT_ASK_FOR_MORE.split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What is known of the turn while a silence lasts."""

    words: str = ""
    """The best words so far, lower case."""
    is_command: bool = False
    """The command grammar and the language model agree on all of it."""
    ending: Ending = field(default_factory=Ending)
    voice_ms: float = 0.0
    """How much was said."""
    longest_pause_ms: float = 0.0
    """Inside the turn, before this one."""
    end_phrase: str = ""


def wait_for(evidence: Evidence, pause_ms: int) -> Wait:
    """The silence that ends this turn; `pause_ms` is the person's slider."""
    if ends_with(evidence.words, evidence.end_phrase):
        return Wait.plain(_AT_ONCE_MS)
    if evidence.is_command and not asks_for_more(evidence.words):
        return Wait.plain(max(_SHORTEST_MS, round(_COMPLETE * pause_ms)))
    hand_over, settle = _shares(evidence)
    again_ms = evidence.longest_pause_ms * _AGAIN if evidence.longest_pause_ms >= _LONG_PAUSE_MS else 0.0
    hand_over_ms = max(_SHORTEST_MS, round(hand_over * pause_ms))
    settle_ms = min(max(settle * pause_ms, again_ms), _LONGEST * pause_ms)
    return Wait(hand_over_ms, max(hand_over_ms, round(settle_ms)))


def asks_for_more(words: str) -> bool:
    """The last word cannot well be the end of a sentence."""
    return words.rsplit(" ", 1)[-1] in _ASKS_FOR_MORE


def ends_with(words: str, phrase: str) -> bool:
    """Whole words, and something before the phrase."""
    return bool(phrase) and words.lower().endswith(f" {phrase.lower()}")


def without_end(words: str, phrase: str) -> str:
    """The words without the end phrase, if they end with it."""
    return words[: -len(phrase)].rstrip() if ends_with(words, phrase) else words


def _shares(evidence: Evidence) -> tuple[float, float]:
    if evidence.ending.held or asks_for_more(evidence.words):
        return _UNFINISHED
    if evidence.ending.fell and evidence.voice_ms >= _FEW_WORDS_MS:
        return _FELL
    return _UNKNOWN
