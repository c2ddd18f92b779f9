"""How the assistant behaves: stop, repeat, slower, louder, help, and small courtesies."""

import random
import re
from collections.abc import Callable

from desktop_assistant.engine.responder.port import Manner, Piece, Sentence

_STOP = re.compile(
    r"^(?:please )?(?:stop(?: it| that| talking| speaking| please| now)?|(?:be )?quiet|be still|shut up|silence|hush|"
    r"enough|that is enough|never ?mind|"
    r"nevermind|cancel(?: that| it)?|forget (?:it|that)|pause|that is all|no thanks|no thank you|okay stop|be quite|quite)$"
)
_REPEAT = re.compile(
    r"^(?:(?:can you )?repeat(?: that| it| yourself| please)?|say (?:that|it|this) again|(?:come )?again|what did you "
    r"(?:just )?say|pardon(?: me)?|"
    r"what was that|one more time|sorry what|once more|i did ?n['o]?t (?:catch|hear|get) that|what)$"
)
_SLOWER = re.compile(r"\b(?:slower|slow down|more slowly|less fast|too fast)\b")
_FASTER = re.compile(r"\b(?:faster|speed up|more quickly|quicker|too slow|hurry up)\b")
_LOUDER = re.compile(r"\b(?:louder|speak up|volume up|turn it up|too quiet|raise the volume|turn up the volume)\b")
_SOFTER = re.compile(
    r"\b(?:quieter|softer|more quietly|volume down|turn it down|too loud|lower the volume|turn down the volume|less loud)\b"
)
_NORMAL = re.compile(r"\b(?:normal(?:ly)?|usual) (?:speed|volume|voice)\b|\b(?:speak|talk) normally\b")
_HELP = re.compile(
    r"^(?:help(?: me)?|what can you do|what can i (?:say|ask|do)(?: you)?|what do you (?:do|know|understand)|how "
    r"do(?:es)? (?:you|this) work|"
    r"what are you able to do|what else can you do|what can you help me with|commands)$"
)
_HELLO = re.compile(
    r"^(?:hello|hi|hey|hello there|hi there|hey there|good (?:morning|afternoon|evening|day)|greetings|hello world|"
    r"howdy)\b(?: .{0,20})?$"
)
_THANKS = re.compile(
    r"^(?:thank you|thanks|thank you very much|thanks a lot|many thanks|cheers|great thanks|thank you so much|okay "
    r"thanks|perfect|great)$"
)
_BYE = re.compile(r"^(?:good ?bye|bye|bye bye|see you(?: later)?|good night|that will be all)$")
_HOW = re.compile(r"^how are you(?: doing)?(?: today)?$|^how is it going$|^what is up$")
_WHO = re.compile(
    r"^(?:who|what) are you$|^what is your name$|^who made you$|^do you have a name$|^are you (?:a )?(?:robot|human|real|there)$"
)
_COIN = re.compile(r"\b(?:flip|toss|throw)\b.*\bcoin\b|^heads or tails$")
_DIE = re.compile(r"\b(?:roll|throw)\b.*\b(?:die|dice|dies)\b")
_RANDOM = re.compile(r"\b(?:random number|pick a number|choose a number)\b(?:.*\b(?:between|from) (\d+) (?:and|to) (\d+))?")

HELP = (
    "I can tell the time and date here and in other cities, do sums, convert units, set timers, alarms and reminders, "
    "and keep notes and lists.",
    "Try: what's ten kilometres in miles, or: set a timer for five minutes.",
    "Say repeat, slower, louder or stop at any time.",
)


def _chosen(count: int) -> int:
    return random.randrange(count)


def is_stop(text: str) -> bool:
    """Whether the user only wants silence."""
    return _STOP.match(text) is not None


def answer(text: str, last_words: str, choice: Callable[[int], int] = _chosen) -> list[Piece] | None:
    """`text` is plain. An empty list = silence is the answer; None = not understood here. `choice(n)` gives 0..n-1."""
    if is_stop(text):
        return []
    if _REPEAT.match(text):
        return [Sentence(text=last_words or "I haven't said anything yet.")]
    if (manner := _manner(text)) is not None:
        return manner
    if _HELP.match(text):
        return [Sentence(text=line) for line in HELP]
    return _courtesy(text) or _chance(text, choice)


def _manner(text: str) -> list[Piece] | None:
    if len(text.split()) > 8:
        return None
    for pattern, manner, reply in (
        (_SLOWER, Manner(speed=0.8), "I'll speak more slowly."),
        (_FASTER, Manner(speed=1.25), "I'll speak faster."),
        (_LOUDER, Manner(gain=1.4), "I'll speak louder."),
        (_SOFTER, Manner(gain=0.7), "I'll speak more softly."),
        (_NORMAL, Manner(speed=0.0, gain=0.0), "Back to normal."),
    ):
        if pattern.search(text):
            return [manner, Sentence(text=reply)]
    return None


def _courtesy(text: str) -> list[Piece] | None:
    for pattern, reply in (
        (_HELLO, "Hello! What can I do for you?"),
        (_THANKS, "You're welcome."),
        (_BYE, "Goodbye."),
        (_HOW, "I'm fine, thank you. What can I do for you?"),
        (_WHO, "I'm the assistant on this computer. I work without the internet. Ask me what I can do."),
    ):
        if pattern.match(text):
            return [Sentence(text=reply)]
    return None


def _chance(text: str, choice: Callable[[int], int]) -> list[Piece] | None:
    if _COIN.search(text):
        return [Sentence(text=("Heads.", "Tails.")[choice(2)])]
    if _DIE.search(text):
        return [Sentence(text=f"It's a {choice(6) + 1}.")]
    if found := _RANDOM.search(text):
        low, high = int(found.group(1) or 1), int(found.group(2) or 100)
        return [Sentence(text=f"{min(low, high) + choice(abs(high - low) + 1)}.")]
    return None
